//! Points and snapshots are copied to other regions: queued, carried by links, complete or not (POL-60, SNP-30, MDL-12).

mod links;
mod remote;
#[cfg(test)]
mod tests;

use super::Simulation;
use crate::{
    backup::{
        point::SnapshotRef,
        replication::{CopyFailure, CopyPart, CopyState},
    },
    catalog::region::Region,
    cloud::{
        DiskIdx, InstanceIdx,
        chain::{Base, Copying, Origin, Snapshot},
        copied::Copy,
        link::{CopyKey, CopyTask, Purpose, Route, UnderWay},
    },
    event::{CopyEvent, Event},
    id::Occasion,
    queue::Due,
    scenario::settings::Setting,
    time::Timestamp,
};

impl Simulation {
    /// Queues the copies of a point that has just come to be, one a snapshot, where its job was to have some (POL-60).
    pub(super) fn replicate_point(&mut self, instance: InstanceIdx, created: Occasion) {
        let Some(job) = self.world.instances[instance].history.job(created) else { return };
        let Some(replication) = job.terms.copy.as_deref() else { return };
        let region = replication.terms.region;
        let key = replication.terms.kms_key.clone().map(CopyKey::Customer);
        let sources: Vec<_> = job.snapshots().collect();
        let part = |source: SnapshotRef| {
            let copy = self.place_for_copy(source.disk, region);
            CopyPart { source, copy, state: CopyState::Waiting }
        };
        let parts: Vec<_> = sources.into_iter().map(part).collect();
        if let Some(job) = self.world.instances[instance].history.job_mut(created)
            && let Some(replication) = &mut job.terms.copy
        {
            replication.parts.clone_from(&parts);
        }
        self.record_copy(CopyEvent::PointQueued(instance, created, region));
        for CopyPart { source, copy, .. } in parts {
            let purpose = Purpose::Point { instance, job: created };
            self.enqueue_copy(CopyTask { source, copy, purpose, key: key.clone() });
        }
    }

    /// The place of a new copy in the chain of the disk's replica.
    ///
    /// It is the next in that chain whenever its turn comes: all copies of a disk to a region go by one link, in order.
    pub(super) fn place_for_copy(&mut self, disk: DiskIdx, region: Region) -> SnapshotRef {
        let replica = self.world.ensure_disk_replica(disk, region);
        let taken = self.world.disks[replica].next_occasion(self.world.now);
        SnapshotRef { disk: replica, taken }
    }

    /// Puts a task at the end of the queue of its link, which begins it at once where it can.
    pub(super) fn enqueue_copy(&mut self, task: CopyTask) {
        let route = self.world.route(task.source, task.copy);
        self.world.links.enqueue(route, task);
        self.begin_copies(route);
    }

    /// Begins what waits for a link, as much as it carries at a time.
    pub(super) fn begin_copies(&mut self, route: Route) {
        let lanes = usize::try_from(self.world.assumptions.get(Setting::CopiesPerLink)).unwrap_or(usize::MAX);
        while let Some(task) = self.world.links.take_next(route, lanes) {
            match self.obstacle_to_copy(&task) {
                Some(failure) => self.fail_copy(&task, failure),
                None => self.begin_copy(route, task),
            }
        }
    }

    /// Begins what waits for any link.
    pub(super) fn begin_all_copies(&mut self) {
        for route in self.world.links.routes() {
            self.begin_copies(route);
        }
    }

    /// Whether the copy into this place is under way and ends at `due_at`.
    pub(super) fn expects_copy_end(&self, disk: DiskIdx, taken: Occasion, due_at: Timestamp) -> bool {
        let carried = self.world.links.carried(SnapshotRef { disk, taken });
        carried.is_some_and(|carried| carried.ends_at == due_at)
    }

    /// A copy is complete: its lane is free for the next.
    pub(super) fn end_copy(&mut self, disk: DiskIdx, taken: Occasion) {
        let copy = SnapshotRef { disk, taken };
        let Some((route, carried)) = self.world.links.finish(copy) else { return };
        let hour = self.world.now.clock_hour();
        self.world.copies.entry(disk).or_default().arrived(carried.size, hour);
        match carried.task.purpose {
            Purpose::Point { instance, job } => {
                self.set_copy_state(instance, job, copy, CopyState::Done);
                self.settle_replication(instance, job);
            }
            Purpose::User { .. } => self.record_copy(CopyEvent::SnapshotCopied(disk)),
        }
        self.begin_copies(route);
    }

    /// What is not copied because its turn came too late, or no longer can be.
    fn obstacle_to_copy(&self, task: &CopyTask) -> Option<CopyFailure> {
        let Some(source) = self.world.disks[task.source.disk].chain.get(task.source.taken) else {
            return Some(CopyFailure::SourceGone);
        };
        if source.is_archived() {
            return Some(CopyFailure::SourceArchived);
        }
        self.copy_goes_at(task).filter(|goes_at| *goes_at <= self.world.now).map(|_| CopyFailure::RetentionOver)
    }

    /// When a copy goes: one of a point with its remote point, counted from the creation of the point (POL-62).
    fn copy_goes_at(&self, task: &CopyTask) -> Option<Timestamp> {
        match task.purpose {
            Purpose::Point { instance, job } => {
                let replication = self.world.instances[instance].history.job(job)?.terms.copy.as_deref()?;
                Some(job.at.plus_days(replication.terms.retention))
            }
            Purpose::User { retention } => retention.map(|days| task.copy.taken.at.plus_days(days)),
        }
    }

    /// Takes the snapshot into the chain of the replica: how much is carried is certain from now on.
    fn begin_copy(&mut self, route: Route, task: CopyTask) {
        let now = self.world.now;
        let (origin, expires_at) = match task.purpose {
            Purpose::Point { instance, job } => {
                (Origin::Backup { instance: self.world.ensure_instance_replica(instance, route.to), job }, None)
            }
            Purpose::User { .. } => (Origin::User, self.copy_goes_at(&task)),
        };
        let source = self.snapshot_to_copy(task.source);
        let base = self.base_of_copy(&task, &source);
        let whole_disk = task.key.is_some() && !self.world.disks[task.source.disk].encrypted;
        self.take_over_era(&task);
        let assumptions = self.world.assumptions;
        let copying = Copying { taken: task.copy.taken, origin, source: &source, base, whole_disk, expires_at };
        let replica = &mut self.world.disks[task.copy.disk];
        let size = replica.take_copy(&copying, now, |size| assumptions.copying(size.0));
        let ends_at = replica.chain.get(task.copy.taken).map_or(now, |copy| copy.ready_at);
        let copy = Copy { of: task.source.taken, key: task.key.clone() };
        self.world.copies.entry(task.copy.disk).or_default().add(task.copy.taken, copy);
        let SnapshotRef { disk, taken } = task.copy;
        self.queue.schedule(ends_at, Due::CopyEnd { disk, taken });
        if let Some(expires_at) = expires_at {
            self.queue.schedule(expires_at.max(ends_at), Due::SnapshotExpiry { disk, taken });
        }
        if let Purpose::Point { instance, job } = task.purpose {
            self.set_copy_state(instance, job, task.copy, CopyState::UnderWay { began_at: now, ends_at });
        }
        self.world.links.carry(route, UnderWay { task, began_at: now, ends_at, size });
    }

    /// What a copy builds on: the newest copy in its chain, unless that is encrypted otherwise (SNP-30).
    fn base_of_copy(&self, task: &CopyTask, source: &Snapshot) -> Option<Base> {
        let replica = &self.world.disks[task.copy.disk];
        let newest = replica.chain.get(replica.chain.newest_base()?)?;
        let of = self.world.copies(task.copy.disk)?.get(newest.taken).filter(|copy| copy.key == task.key)?.of;
        let delta = self.world.disks[task.source.disk].difference(of, newest, source);
        Some(Base { taken: newest.taken, delta })
    }

    /// The data of the replica from this copy on is what the data of the disk was when its snapshot was taken.
    fn take_over_era(&mut self, task: &CopyTask) {
        let era = *self.world.disks[task.source.disk].data.at(task.source.taken);
        self.world.disks[task.copy.disk].data.continue_with(era, task.copy.taken);
    }

    fn snapshot_to_copy(&self, source: SnapshotRef) -> Snapshot {
        *self.world.disks[source.disk].chain.get(source.taken).expect("looked for before")
    }

    /// A copy that no link carries any more is not made.
    fn fail_copy(&mut self, task: &CopyTask, failure: CopyFailure) {
        match task.purpose {
            Purpose::Point { instance, job } => {
                self.set_copy_state(instance, job, task.copy, CopyState::Failed(failure));
                self.record_copy(CopyEvent::CopyFailed(task.copy.disk, failure));
                self.settle_replication(instance, job);
            }
            Purpose::User { .. } => {
                self.world.snapshot_labels.remove(&task.copy);
                self.record_copy(CopyEvent::CopyFailed(task.copy.disk, failure));
            }
        }
    }

    fn set_copy_state(&mut self, instance: InstanceIdx, job: Occasion, copy: SnapshotRef, state: CopyState) {
        if let Some(part) = self.world.copy_part_mut(instance, job, copy) {
            part.state = state;
        }
        self.revisions.jobs += 1;
    }

    /// Records what becomes of copies.
    fn record_copy(&mut self, event: CopyEvent) {
        self.revisions.fleet += 1;
        self.record(Event::Copy(event));
    }
}
