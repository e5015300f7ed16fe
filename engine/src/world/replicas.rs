//! Replicas: what stands in another region for an instance or disk whose backups are copied there (POL-65, SNP-30).
//!
//! A replica has the id of what it is of. It is found by that id and its region, never by the id alone, and its points
//! and snapshots are found by their own ids like any other.

use super::{Coded, World};
use crate::{
    backup::history::History,
    catalog::region::Region,
    cloud::{
        Chain, Disk, DiskIdx, Instance, InstanceIdx,
        data::{Data, Era},
        disk::{DiskLife, Wear},
        instance::InstanceStatus,
    },
};

impl World {
    /// The instance with this position, in `region`: itself, or its replica there.
    pub fn instance_in(&self, instance: InstanceIdx, region: Region) -> Option<InstanceIdx> {
        if self.instances[instance].region == region {
            return Some(instance);
        }
        self.by_id.instance_replicas.get(&(self.instances[instance].id.clone(), region)).copied()
    }

    /// The disk with this position, in `region`: itself, or its replica there.
    pub fn disk_in(&self, disk: DiskIdx, region: Region) -> Option<DiskIdx> {
        if self.disks[disk].region == region {
            return Some(disk);
        }
        self.by_id.disk_replicas.get(&(self.disks[disk].id.clone(), region)).copied()
    }

    /// The instance that this one is a replica of; itself where it is none.
    pub fn source_of(&self, instance: InstanceIdx) -> InstanceIdx {
        self.instances[instance].replica_of.unwrap_or(instance)
    }

    /// The replicas of instances, in the canonical order of their ids.
    pub fn instance_replicas_by_id(&self) -> impl DoubleEndedIterator<Item = InstanceIdx> + ExactSizeIterator + '_ {
        self.by_id.instance_replicas.values().copied()
    }

    /// The replicas of disks, in the canonical order of their ids.
    pub fn disk_replicas_by_id(&self) -> impl DoubleEndedIterator<Item = DiskIdx> + ExactSizeIterator + '_ {
        self.by_id.disk_replicas.values().copied()
    }

    /// The replicas of one instance, in the order of their regions.
    pub fn replicas_of(&self, instance: InstanceIdx) -> impl Iterator<Item = InstanceIdx> + '_ {
        let id = &self.instances[instance].id;
        let all = self.by_id.instance_replicas.range((id.clone(), Region::FIRST)..);
        all.take_while(move |((of, _), _)| of == id).map(|(_, replica)| *replica)
    }

    /// All that holds points, in the canonical order of their ids: the instances, then the replicas.
    pub fn holders_by_id(&self) -> impl Iterator<Item = InstanceIdx> + '_ {
        self.instances_by_id().chain(self.instance_replicas_by_id())
    }

    /// All that holds snapshots, in the canonical order of their ids: the disks, then the replicas.
    pub fn chains_by_id(&self) -> impl Iterator<Item = DiskIdx> + '_ {
        self.disks_by_id().chain(self.disk_replicas_by_id())
    }

    /// The replica of an instance in another region, which comes to be with the first point that is copied there.
    pub(crate) fn ensure_instance_replica(&mut self, source: InstanceIdx, region: Region) -> InstanceIdx {
        if let Some(found) = self.instance_in(source, region) {
            return found;
        }
        let of = &self.instances[source];
        let code = self.free_code(&format!("{} {}", of.id, region.id()));
        let replica = Instance {
            code,
            region,
            status: InstanceStatus::Released,
            status_until: None,
            guest: None,
            disks: Vec::new(),
            created_at: self.now,
            bindings: Vec::new(),
            bindings_made: 0,
            listed: true,
            history: History::default(),
            replica_of: Some(source),
            ..of.clone()
        };
        let id = replica.id.clone();
        let position = self.instances.push(replica);
        self.by_id.instance_replicas.insert((id, region), position);
        self.by_id.codes.insert(code, Coded::Instance(position));
        position
    }

    /// The replica of a disk in another region, which comes to be with the first snapshot that is copied there.
    pub(crate) fn ensure_disk_replica(&mut self, source: DiskIdx, region: Region) -> DiskIdx {
        if let Some(found) = self.disk_in(source, region) {
            return found;
        }
        let of = &self.disks[source];
        let code = self.free_code(&format!("{} {}", of.id, region.id()));
        let replica = Disk {
            code,
            region,
            wear: Wear { ran_seconds: 0, ran_when_used: 0, running_since: None, running: 0, ..of.wear },
            delete_with_instance: false,
            life: DiskLife::Released,
            made_from: None,
            attached: Vec::new(),
            owners: Vec::new(),
            created_at: self.now,
            last_occasion: None,
            data: Data::beginning_with(Era { since: None, ..*of.data.now() }),
            replica_of: Some(source),
            chain: Chain::new(self.zone),
            ..of.clone()
        };
        let id = replica.id.clone();
        let position = self.disks.push(replica);
        self.by_id.disk_replicas.insert((id, region), position);
        self.by_id.codes.insert(code, Coded::Disk(position));
        position
    }
}
