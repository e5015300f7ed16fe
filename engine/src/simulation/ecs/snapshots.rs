//! Snapshots made and deleted in ECS, apart from any backup, and disks put back to one.

use crate::{
    backup::{point::SnapshotRef, policy::PolicyName},
    cloud::{
        DiskIdx,
        auto_policy::check_retention,
        chain::{Origin, Snapshot},
        labels::check_tags,
    },
    command::{EcsReceipt, Receipt},
    event::EcsEvent,
    id::{DiskId, Occasion, SnapshotId},
    queue::Due,
    rejection::{Field, Problem, Rejection},
    simulation::Simulation,
    time::{Days, Timestamp},
    world::SnapshotLabel,
};

impl Simulation {
    /// Takes a snapshot of a disk by hand (API-40).
    pub(super) fn create_snapshot(
        &mut self,
        disk: &DiskId,
        label: &SnapshotLabel,
        retention: Option<Days>,
    ) -> Result<Receipt, Rejection> {
        let disk = self.ecs_disk(disk)?;
        self.world.check_snapshot(disk)?;
        if !label.name.is_empty() {
            PolicyName::parse(&label.name).map_err(|fault| Problem::Name(fault).at(Field::Name))?;
        }
        check_retention(retention)?;
        check_tags(&label.tags)?;
        self.enable_snapshot_service();
        let taken = self.begin_snapshot(disk, Origin::User, retention);
        let snapshot = SnapshotRef { disk, taken };
        if *label != SnapshotLabel::default() {
            self.world.snapshot_labels.insert(snapshot, label.clone());
        }
        self.note(EcsEvent::SnapshotStarted(disk));
        Ok(Receipt::Ecs(EcsReceipt::SnapshotCreated(self.world.snapshot_id(snapshot))))
    }

    /// Deletes a snapshot, also one in creation (API-48). Cloud Backup's are its own (SNP-20), and one that disks were
    /// made from needs force (SNP-21).
    pub(super) fn delete_snapshot(&mut self, id: &SnapshotId, force: bool) -> Result<Receipt, Rejection> {
        let found = self.world.snapshot(id)?;
        self.world.check_deletion(found, force)?;
        self.drop_snapshot(found);
        self.begin_next_archivings(found.disk);
        self.note(EcsEvent::SnapshotDeleted(found.disk));
        Ok(Receipt::Done)
    }

    /// Puts a disk back to a snapshot of its own (API-49, ERR-11).
    pub(super) fn reset_disk(&mut self, disk: &DiskId, id: &SnapshotId) -> Result<Receipt, Rejection> {
        let position = self.ecs_disk(disk)?;
        let snapshot = self.world.snapshot(id)?;
        self.world.check_roll_back(position, snapshot)?;
        self.world.disks[position].roll_back(snapshot.taken, self.world.now);
        self.data_was_put_back(position);
        self.note(EcsEvent::DiskReset(position));
        Ok(Receipt::Done)
    }

    /// Begins a snapshot of a disk that allows one.
    pub(super) fn begin_snapshot(&mut self, disk: DiskIdx, origin: Origin, retention: Option<Days>) -> Occasion {
        self.note_collision(disk, origin);
        let now = self.world.now;
        let state = &mut self.world.disks[disk];
        let taken = state.next_occasion(now);
        let ready_at = now + self.world.assumptions.snapshot_creation(state.next_stored(now).0);
        state.take_snapshot(taken, origin, ready_at);
        if let Some(days) = retention {
            let expires_at = now.plus_days(days);
            state.keep_snapshot_until(taken, Some(expires_at));
            self.queue.schedule(expires_at.max(ready_at), Due::SnapshotExpiry { disk, taken });
        }
        taken
    }

    /// Records that instance backup and the snapshot service come to take snapshots of a disk at once (CON-08).
    pub(in crate::simulation) fn note_collision(&mut self, disk: DiskIdx, origin: Origin) {
        let now = self.world.now;
        let chain = &self.world.disks[disk].chain;
        if chain.in_progress(now) == 0 {
            return;
        }
        let is_backup = |origin| matches!(origin, Origin::Backup { .. });
        let collides = |other: &Snapshot| other.ready_at > now && is_backup(other.origin) != is_backup(origin);
        let met = chain.iter().any(collides);
        if met {
            self.note(EcsEvent::SnapshotsCollided(disk));
        }
    }

    /// Whether the snapshot is there and expires at `due_at`, or should have before it was complete.
    pub(in crate::simulation) fn expects_snapshot_expiry(
        &self,
        disk: DiskIdx,
        taken: Occasion,
        due_at: Timestamp,
    ) -> bool {
        let snapshot = self.world.disks[disk].chain.get(taken);
        snapshot.is_some_and(|snapshot| {
            snapshot.expires_at.is_some_and(|expires_at| expires_at.max(snapshot.ready_at) == due_at)
        })
    }

    /// Removes a snapshot whose retention has run out.
    pub(in crate::simulation) fn expire_snapshot(&mut self, disk: DiskIdx, taken: Occasion) {
        let snapshot = SnapshotRef { disk, taken };
        if self.world.images_made_from(snapshot).next().is_some() {
            return self.note(EcsEvent::SnapshotKept(disk));
        }
        self.drop_snapshot(snapshot);
        self.begin_next_archivings(disk);
        self.note(EcsEvent::SnapshotExpired(disk));
    }

    /// Removes a snapshot with what is said of it.
    pub(in crate::simulation) fn drop_snapshot(&mut self, snapshot: SnapshotRef) {
        self.abandon_copies_of_users(snapshot);
        self.world.snapshot_labels.remove(&snapshot);
        self.world.shared.remove(&snapshot);
        self.drop_copy(snapshot);
    }
}
