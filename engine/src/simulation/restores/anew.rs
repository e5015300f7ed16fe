//! Restores to something new: a clone of an instance (RES-07), and by a copy disaster recovery (RES-10); a disk (RES-08).

use std::net::Ipv4Addr;

use super::{Part, Plan, Source};
use crate::{
    backup::{history::History, point::SnapshotRef, restore::RestoreKind},
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        limits,
    },
    chance::{self, Purpose},
    cloud::{
        Instance, InstanceIdx,
        disk::DiskKind,
        instance::{Guest, InstanceStatus},
        labels::check_name,
        network::Place,
    },
    command::CloneOrder,
    event::{EcsEvent, Event},
    id::InstanceId,
    rejection::{EcsProblem, Field, ManagedProblem, Problem, Rejection, RestoreProblem},
    simulation::{Simulation, ecs::NewDisk},
};

impl Simulation {
    /// Makes a new instance with a disk from each snapshot of the point; it is not ready yet.
    pub(super) fn plan_clone(&mut self, source: Source, order: &CloneOrder) -> Result<Plan, Rejection> {
        check_name(&order.name)?;
        check_host_name(&order.host_name)?;
        let region = self.world.instances[source.holder].region;
        let place = self.place(region, None, Some(&order.vswitch), Some(&order.security_group))?;
        let private_ip = order.private_ip.as_deref().map(|given| self.free_address(place, given)).transpose()?;
        let mut snapshots = source.snapshots.clone();
        // What an instance boots from comes first.
        snapshots.sort_by_key(|held| self.world.disks[held.disk].kind);
        if snapshots.first().is_none_or(|held| self.world.disks[held.disk].kind != DiskKind::System) {
            return Err(RestoreProblem::NoSystemDisk.at(Field::Point));
        }
        let new = |held: &SnapshotRef| self.disk_from(*held, order.category, order.performance_level, true);
        let disks: Vec<_> = snapshots.iter().map(new).collect::<Result<_, _>>()?;
        let target = self.add_clone(&source, order, place, private_ip);
        let parts = snapshots.iter().zip(&disks).map(|(held, new)| self.add_part_of_clone(*held, new, target));
        let parts = parts.collect();
        Ok(Plan { source, kind: RestoreKind::NewInstance, target, parts, boot: order.boot, force: false })
    }

    /// Makes a new disk, to be attached to an instance of the region once it is ready.
    pub(super) fn plan_new_disk(
        &mut self,
        source: Source,
        instance: &InstanceId,
        category: DiskCategory,
        level: Option<PerformanceLevel>,
    ) -> Result<Plan, Rejection> {
        let target = self.living_instance(instance)?;
        let (holder, to) = (&self.world.instances[source.holder], &self.world.instances[target]);
        if to.account != holder.account {
            return Err(
                ManagedProblem::OtherAccount { instance: to.id.clone(), account: to.account }.at(Field::Instances)
            );
        }
        if to.region != holder.region {
            let id = to.id.to_string();
            return Err(Problem::from(EcsProblem::OtherRegion { id, region: holder.region }).at(Field::Instances));
        }
        if !to.status.allows_snapshots() {
            let (instance, status) = (to.id.clone(), to.status);
            return Err(Problem::from(EcsProblem::InstanceStatus { instance, status }).at(Field::Instances));
        }
        self.world.check_not_restoring(target).map_err(|problem| problem.at(Field::Instances))?;
        self.check_room(target)?;
        let snapshot = source.snapshots[0];
        let new = self.disk_from(snapshot, category, level, false)?;
        let (region, zone) = (to.region, to.zone.clone());
        let identity = format!("{instance} {} {}", self.world.snapshot_id(snapshot), self.world.now.0);
        let disk = self.add_disk(&new, &identity, DiskKind::Data, region, &zone);
        self.world.rents.rent_disk(disk, self.world.disks[disk].size, self.world.now.clock_hour());
        self.record(Event::Ecs(EcsEvent::DiskCreated(disk)));
        let parts = vec![Part { snapshot, disk, failure: None }];
        Ok(Plan { source, kind: RestoreKind::NewDisk, target, parts, boot: false, force: false })
    }

    fn add_clone(
        &mut self,
        source: &Source,
        order: &CloneOrder,
        place: Place,
        private_ip: Option<Ipv4Addr>,
    ) -> InstanceIdx {
        let now = self.world.now;
        let id = self.world.free_instance_id(&format!("{} {}", order.name, now.0));
        let public_ip = order.public_ip.then(|| self.public_address(&id));
        let of = &self.world.instances[source.holder];
        let instance = self.world.add_instance(Instance {
            code: self.world.free_code(id.as_str()),
            id,
            account: of.account,
            name: order.name.clone(),
            region: of.region,
            zone: self.world.networks.vswitches[place.vswitch].zone.clone(),
            place,
            instance_type: order.instance_type.clone(),
            status: InstanceStatus::Pending,
            status_until: None,
            guest: Some(Box::new(Guest { host_name: order.host_name.clone(), private_ip, public_ip })),
            os: of.os.clone(),
            tags: std::collections::BTreeMap::new(),
            disks: Vec::new(),
            created_at: now,
            bindings: Vec::new(),
            bindings_made: 0,
            listed: false,
            history: History::default(),
            replica_of: None,
        });
        self.world.rents.rent_instance(instance, order.instance_type.cpus(), now.clock_hour());
        instance
    }

    fn add_part_of_clone(&mut self, snapshot: SnapshotRef, new: &NewDisk, target: InstanceIdx) -> Part {
        let to = &self.world.instances[target];
        let (region, zone) = (to.region, to.zone.clone());
        let identity = format!("{} {}", to.id, to.disks.len());
        let kind = self.world.disks[snapshot.disk].kind;
        let disk = self.add_disk(new, &identity, kind, region, &zone);
        self.world.rents.rent_disk(disk, self.world.disks[disk].size, self.world.now.clock_hour());
        self.world.attach(disk, target);
        Part { snapshot, disk, failure: None }
    }

    /// An address in the vSwitch that no instance was given (RES-07).
    fn free_address(&self, place: Place, given: &str) -> Result<Ipv4Addr, Rejection> {
        let cidr = self.world.networks.vswitches[place.vswitch].cidr;
        let address = given.parse().ok().filter(|address| cidr.has_free(*address));
        let address = address.ok_or_else(|| {
            RestoreProblem::PrivateIp { given: given.to_owned(), cidr: cidr.to_string() }.at(Field::PrivateIp)
        })?;
        let networks = &self.world.networks;
        let vpc = networks.vswitches[place.vswitch].vpc;
        let has_it = |other: &Instance| {
            networks.vswitches[other.place.vswitch].vpc == vpc
                && other.guest.as_ref().is_some_and(|guest| guest.private_ip == Some(address))
        };
        match self.world.living_instances().any(has_it) {
            true => Err(RestoreProblem::PrivateIpTaken { given: given.to_owned() }.at(Field::PrivateIp)),
            false => Ok(address),
        }
    }

    /// A public address for the instance with this id, out of the block that is kept for trials.
    fn public_address(&self, id: &InstanceId) -> Ipv4Addr {
        let drawn = chance::below(1 << 17, self.scenario.seed, Purpose::PublicAddress, chance::entity(id.as_str()), 0);
        Ipv4Addr::from(u32::from(Ipv4Addr::new(198, 18, 0, 0)) + u32::try_from(drawn).unwrap_or_default())
    }
}

/// Checks the name that a clone has for itself: what a system takes.
fn check_host_name(given: &str) -> Result<(), Rejection> {
    let is_inner = |character: char| character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_');
    let ends = [given.chars().next(), given.chars().next_back()];
    let is_good = limits::HOST_NAME_LENGTH.contains(&given.chars().count())
        && given.chars().all(is_inner)
        && ends.into_iter().flatten().all(|end| end.is_ascii_alphanumeric());
    match is_good {
        true => Ok(()),
        false => Err(RestoreProblem::HostName { given: given.to_owned() }.at(Field::HostName)),
    }
}
