//! What is known of copies of snapshots and points, and of what they are of (SNP-30, SNP-31).

use super::World;
use crate::{
    backup::{job::Job, point::SnapshotRef, replication::CopyPart},
    catalog::region::Region,
    cloud::{
        Disk, DiskIdx, InstanceIdx,
        chain::Snapshot,
        copied::{Copies, Copy},
        link::{CopyKey, Route},
    },
    id::{JobId, Occasion, PointId},
    rejection::{CopyProblem, Problem},
    time::Timestamp,
};

impl World {
    /// What is known of the copies in the chain of a replica.
    pub fn copies(&self, replica: DiskIdx) -> Option<&Copies> {
        self.copies.get(&replica)
    }

    /// What a snapshot is a copy of; none where it is none.
    pub fn copied_from(&self, snapshot: SnapshotRef) -> Option<SnapshotRef> {
        let of = self.copy(snapshot)?.of;
        Some(SnapshotRef { disk: self.disks[snapshot.disk].replica_of?, taken: of })
    }

    /// The key that a copy is encrypted with, where its source is not (SNP-30).
    pub fn copy_key(&self, snapshot: SnapshotRef) -> Option<&CopyKey> {
        self.copy(snapshot)?.key.as_ref()
    }

    /// Whether a snapshot is encrypted: as its disk is, or as a copy of one that is not (SNP-30, SNP-32).
    pub fn is_encrypted(&self, snapshot: SnapshotRef) -> bool {
        self.disks[snapshot.disk].encrypted || self.copy_key(snapshot).is_some()
    }

    /// The disk, or what it is a replica of.
    pub fn source_disk(&self, disk: DiskIdx) -> &Disk {
        &self.disks[self.disks[disk].replica_of.unwrap_or(disk)]
    }

    /// The region that the points of a replica were copied from; none for an instance itself.
    pub fn copied_from_region(&self, instance: InstanceIdx) -> Option<Region> {
        let source = self.instances[instance].replica_of?;
        Some(self.instances[source].region)
    }

    /// Whether Cloud Backup lists an instance, or the replica of one while it holds points (CON-11, RES-11).
    pub fn is_listed(&self, instance: InstanceIdx) -> bool {
        let state = &self.instances[instance];
        state.listed && (!state.is_replica() || state.history.points().len() > 0)
    }

    /// The id of the job that made a point; that of the source where it is a copy.
    pub fn job_of_point(&self, instance: InstanceIdx, created: Occasion) -> JobId {
        self.job_id(self.source_of(instance), created)
    }

    /// The job that made a point, if it is kept in full.
    pub fn job_that_made(&self, instance: InstanceIdx, created: Occasion) -> Option<&Job> {
        self.instances[self.source_of(instance)].history.job(created)
    }

    /// The id of the copy of a point in this region, if it is there.
    pub fn remote_point_id(&self, instance: InstanceIdx, created: Occasion, region: Region) -> Option<PointId> {
        let replica = self.instance_in(instance, region)?;
        self.instances[replica].history.point(created)?;
        Some(self.point_id(replica, created))
    }

    /// Checks that a point is of this region, where a call goes to one.
    pub fn check_point_region(
        &self,
        instance: InstanceIdx,
        id: &PointId,
        region: Option<Region>,
    ) -> Result<(), Problem> {
        match region.is_none_or(|region| self.instances[instance].region == region) {
            true => Ok(()),
            false => Err(Problem::PointNotFound { id: id.to_string() }),
        }
    }

    /// Checks that a snapshot can be copied by hand: it is complete, in the Standard tier, and no copy itself (SNP-31,
    /// ERR-07).
    pub fn check_copying(&self, snapshot: SnapshotRef) -> Result<(), Problem> {
        let id = || self.snapshot_id(snapshot).to_string();
        let state = self.disks[snapshot.disk].chain.get(snapshot.taken);
        if state.is_some_and(|state| state.ready_at > self.now) {
            return Err(CopyProblem::SourceNotReady { id: id() }.into());
        }
        if state.is_some_and(Snapshot::is_archived) {
            return Err(CopyProblem::SourceArchived { id: id() }.into());
        }
        match self.disks[snapshot.disk].replica_of {
            None => Ok(()),
            Some(_) => Err(CopyProblem::SourceIsCopy { id: id() }.into()),
        }
    }

    /// When a snapshot began to be created: that of a copy may have waited for its link.
    pub fn begun_at(&self, snapshot: SnapshotRef) -> Timestamp {
        self.links.carried(snapshot).map_or(snapshot.taken.at, |carried| carried.began_at)
    }

    /// The way that a copy takes.
    pub(crate) fn route(&self, source: SnapshotRef, copy: SnapshotRef) -> Route {
        Route { from: self.disks[source.disk].region, to: self.disks[copy.disk].region }
    }

    /// Sets how far the copy of one snapshot of a job is.
    pub(crate) fn copy_part_mut(
        &mut self,
        instance: InstanceIdx,
        job: Occasion,
        copy: SnapshotRef,
    ) -> Option<&mut CopyPart> {
        let replication = self.instances[instance].history.job_mut(job)?.terms.copy.as_mut()?;
        replication.parts.iter_mut().find(|part| part.copy == copy)
    }

    fn copy(&self, snapshot: SnapshotRef) -> Option<&Copy> {
        self.copies.get(&snapshot.disk)?.get(snapshot.taken)
    }
}
