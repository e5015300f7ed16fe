//! Backup points move to the Archive tier: when their policy said, snapshot by snapshot, for good.

use super::Simulation;
use crate::{
    backup::point::{Archiving, SnapshotRef},
    cloud::{
        DiskIdx, InstanceIdx,
        chain::{Origin, Snapshot},
    },
    event::{EcsEvent, Event},
    id::Occasion,
    queue::Due,
    time::Timestamp,
};

impl Simulation {
    /// Whether the point is there, in the Standard tier, and due to leave it at `due_at`.
    pub(super) fn expects_archiving(&self, instance: InstanceIdx, point: Occasion, due_at: Timestamp) -> bool {
        let point = self.world.instances[instance].history.point(point);
        point.is_some_and(|point| match point.archiving {
            Archiving::From(at) => at.max(point.completed_at) == due_at,
            _ => false,
        })
    }

    /// Archives a point whose time has come, unless it is the newest of a plan that keeps one: that waits for a newer
    /// one (POL-42).
    pub(super) fn archive_point(&mut self, instance: InstanceIdx, created: Occasion) {
        let point = self.world.instances[instance].history.point(created);
        if point.is_some_and(|point| self.world.is_kept(instance, point)) {
            self.record(Event::PointNotArchived(instance, created));
        } else {
            self.begin_archiving(instance, created);
        }
    }

    /// Lets all snapshots of a point be archived.
    pub(super) fn begin_archiving(&mut self, instance: InstanceIdx, created: Occasion) {
        let now = self.world.now;
        let Some(point) = self.world.instances[instance].history.point_mut(created) else { return };
        point.archiving = Archiving::Since(now);
        let snapshots = point.snapshots.clone();
        self.revisions.points += 1;
        self.record(Event::ArchivingBegan(instance, created));
        for snapshot in &snapshots {
            self.wait_for_archive(*snapshot);
        }
    }

    /// Lets one snapshot be archived as soon as its disk has room for it (CON-62).
    pub(super) fn wait_for_archive(&mut self, snapshot: SnapshotRef) {
        let chain = &mut self.world.disks[snapshot.disk].chain;
        let Some(size) = chain.get(snapshot.taken).map(Snapshot::full) else { return };
        chain.wait_for_archive(snapshot.taken, self.world.assumptions.archiving(size.0));
        self.begin_next_archivings(snapshot.disk);
    }

    /// Begins to archive the snapshots of a disk that wait for it, as many as may be at a time.
    pub(super) fn begin_next_archivings(&mut self, disk: DiskIdx) {
        let now = self.world.now;
        while let Some((taken, ends_at)) = self.world.disks[disk].chain.begin_next_archiving(now) {
            self.queue.schedule(ends_at, Due::ArchiveEnd { disk, taken });
        }
    }

    /// A snapshot has been archived; with the last of its point the point is.
    pub(super) fn end_archiving(&mut self, disk: DiskIdx, taken: Occasion) {
        let now = self.world.now;
        let assumptions = self.world.assumptions;
        self.world.disks[disk].archive_snapshot(taken, now, |snapshot| assumptions.archived_size(snapshot));
        self.begin_next_archivings(disk);
        match self.world.disks[disk].chain.get(taken).map(|snapshot| snapshot.origin) {
            Some(Origin::Backup { instance, job }) => self.end_archiving_of_point(instance, job),
            _ => self.record(Event::Ecs(EcsEvent::SnapshotArchived(disk))),
        }
    }

    pub(super) fn end_archiving_of_point(&mut self, instance: InstanceIdx, created: Occasion) {
        let now = self.world.now;
        let Some(point) = self.world.instances[instance].history.point(created) else { return };
        let disks = &self.world.disks;
        let archived = |held: &SnapshotRef| disks[held.disk].chain.get(held.taken).is_some_and(Snapshot::is_archived);
        let Archiving::Since(began) = point.archiving else { return };
        if !point.snapshots.iter().all(archived) {
            return;
        }
        if let Some(point) = self.world.instances[instance].history.point_mut(created) {
            point.archiving = Archiving::Done { at: now, began };
        }
        self.revisions.points += 1;
        self.record(Event::PointArchived(instance, created));
    }
}

#[cfg(test)]
mod tests {
    use crate::{scenario::settings::Assumptions, time::Seconds, units::Mib};

    #[test]
    fn mdl_13_archiving_takes_a_fixed_time_and_the_full_size() {
        let assumptions = Assumptions::default();
        assert_eq!(assumptions.archiving(Mib::ZERO.0), Seconds(3_600));
        assert_eq!(assumptions.archiving(Mib::from_gib(40).0), Seconds(3_600 + 820));
    }
}
