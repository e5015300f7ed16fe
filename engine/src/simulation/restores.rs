//! Restores run: from a point in place, to a new instance, to a new disk (RES-01); they begin, end and are cancelled.

mod anew;
mod in_place;
#[cfg(test)]
mod tests;

use super::Simulation;
use crate::{
    backup::{
        point::{Point, SnapshotRef},
        restore::{Restore, RestoreChild, RestoreChildFailure, RestoreFailure, RestoreKind, RestoreStatus},
    },
    cloud::{DiskIdx, InstanceIdx, disk::DiskLife, instance::InstanceStatus},
    command::{Receipt, RestoreOrder, RestoreTarget},
    event::{EcsEvent, Event, RestoreEvent, RestoreTurn},
    id::{Occasion, PointId, RestoreId},
    queue::Due,
    rejection::{EcsProblem, Field, Problem, Rejection, RestoreProblem},
    scenario::DISKS_PER_INSTANCE_MAX,
    time::{Seconds, Timestamp},
};

/// What a restore is from.
struct Source {
    /// The instance whose point it is, or its replica.
    holder: InstanceIdx,
    /// When the point was created.
    point: Occasion,
    /// The snapshots to restore, in the order of the point.
    snapshots: Vec<SnapshotRef>,
    /// The disks that the backup left out.
    left_out: Box<[DiskIdx]>,
}

/// What becomes of one disk in a restore that may begin.
#[derive(Clone, Copy)]
struct Part {
    snapshot: SnapshotRef,
    disk: DiskIdx,
    failure: Option<RestoreChildFailure>,
}

/// A restore that may begin.
struct Plan {
    source: Source,
    kind: RestoreKind,
    target: InstanceIdx,
    parts: Vec<Part>,
    boot: bool,
    force: bool,
}

impl Simulation {
    /// Begins a restore from a point (RES-01).
    pub(super) fn restore(&mut self, order: &RestoreOrder) -> Result<Receipt, Rejection> {
        let source = self.source_of_restore(order)?;
        let plan = match &order.target {
            RestoreTarget::Instance(how) => self.plan_instance_in_place(source, how)?,
            RestoreTarget::Disk(how) => self.plan_disk_in_place(source, how)?,
            RestoreTarget::NewInstance(clone) => self.plan_clone(source, clone)?,
            RestoreTarget::NewDisk { instance, category, performance_level } => {
                self.plan_new_disk(source, instance, *category, *performance_level)?
            }
        };
        Ok(Receipt::RestoreStarted(self.begin_restore(plan)))
    }

    /// Cancels a restore under way: what it was to overwrite stays as it is, what it made goes (JOB-06).
    pub(super) fn cancel_restore(&mut self, id: &RestoreId) -> Result<Receipt, Rejection> {
        let found = self.world.restore(id).map_err(|problem| problem.at(Field::Job))?;
        if found.child.is_some() {
            return Err(RestoreProblem::NotFound { id: id.to_string() }.at(Field::Job));
        }
        if !found.restore.is_running() {
            return Err(Problem::JobEnded.at(Field::Job));
        }
        let (holder, began) = (found.restore.holder, found.restore.began);
        self.stop_restore(holder, began, RestoreTurn::Ended(RestoreStatus::Canceled));
        Ok(Receipt::Done)
    }

    /// Whether the restore is under way and ends at `due_at`.
    pub(super) fn expects_restore_end(&self, holder: InstanceIdx, began: Occasion, due_at: Timestamp) -> bool {
        let restore = self.world.restores.get(holder, began);
        restore.is_some_and(|restore| restore.is_running() && restore.ends_at == due_at)
    }

    /// Ends a restore whose time has come: the data is there (MDL-05).
    pub(super) fn end_restore(&mut self, holder: InstanceIdx, began: Occasion) {
        let Some(restore) = self.world.restores.get(holder, began).cloned() else { return };
        if restore.kind == RestoreKind::NewDisk && self.has_no_room_for(&restore) {
            return self.stop_restore(holder, began, RestoreTurn::Failed(RestoreFailure::TooManyDisks));
        }
        let mut children = restore.children.clone();
        for child in children.iter_mut().filter(|child| child.failure.is_none()) {
            child.failure = self.finish_child(&restore, child);
        }
        let ends_at = self.world.now;
        let Some(ended) = self.world.restores.end(holder, began, RestoreStatus::Complete, ends_at) else { return };
        ended.children = children;
        ended.status = ended.outcome();
        let status = ended.status;
        self.note_of_restore(&restore, RestoreTurn::Ended(status));
        if restore.kind == RestoreKind::NewInstance {
            self.world.instances[restore.target].status = InstanceStatus::Stopped;
        }
        if self.world.instances[restore.target].status == InstanceStatus::Running {
            self.world.restores.note_running(restore.target, ends_at);
        }
        if restore.boot && status != RestoreStatus::Failed {
            self.boot_restored(restore.target);
        }
    }

    /// Lets all restores under way fail that `fails` says it of.
    pub(super) fn fail_restores(&mut self, failure: RestoreFailure, fails: impl Fn(&Restore) -> bool) {
        let running = self.world.restores.running().filter(|restore| fails(restore));
        for (holder, began) in running.map(|restore| (restore.holder, restore.began)).collect::<Vec<_>>() {
            self.stop_restore(holder, began, RestoreTurn::Failed(failure));
        }
    }

    /// A point is gone. What was being put back from it can no longer be; new disks have its snapshots for themselves
    /// (SNP-22).
    pub(super) fn end_restores_from(&mut self, holder: InstanceIdx, point: Occasion) {
        let from =
            |restore: &&Restore| restore.kind.is_in_place() && restore.holder == holder && restore.point == point;
        let lost: Vec<_> = self.world.restores.running().filter(from).map(|restore| restore.began).collect();
        let turn = match self.world.account.is_suspended(self.world.now) {
            true => RestoreTurn::Failed(RestoreFailure::AccountSuspended),
            false => RestoreTurn::Ended(RestoreStatus::Expired),
        };
        for began in lost {
            self.stop_restore(holder, began, turn);
        }
    }

    fn begin_restore(&mut self, plan: Plan) -> RestoreId {
        let now = self.world.now;
        let Plan { source, kind, target, parts, boot, force } = plan;
        let holder = source.holder;
        let began = self.world.restores.occasion(holder, now);
        let children: Box<[_]> = parts.into_iter().map(|part| self.begin_child_restore(part)).collect();
        let ends_at = children.iter().map(|child| child.ends_at).max().unwrap_or(now);
        let restore = Restore {
            began,
            kind,
            holder,
            point: source.point,
            target,
            status: RestoreStatus::Running,
            ends_at,
            boot,
            force,
            failure: None,
            left_out: source.left_out,
            choice: self.world.choice_of(holder, source.point, &children),
            children,
            running_at: None,
            struck_at: None,
        };
        self.note_of_restore(&restore, RestoreTurn::Began);
        let id = self.world.restore_id(&restore);
        self.world.restores.add(restore);
        self.queue.schedule(ends_at, Due::RestoreEnd { holder, began });
        id
    }

    fn begin_child_restore(&mut self, part: Part) -> RestoreChild {
        let now = self.world.now;
        let began = self.world.disks[part.disk].next_occasion(now);
        let takes = if part.failure.is_some() { Seconds(0) } else { self.world.time_to_restore(part.snapshot) };
        RestoreChild { snapshot: part.snapshot, disk: part.disk, began, ends_at: now + takes, failure: part.failure }
    }

    /// Puts the data of a child on its disk; what kept it from that, if anything did.
    fn finish_child(&mut self, restore: &Restore, child: &RestoreChild) -> Option<RestoreChildFailure> {
        let now = self.world.now;
        if self.world.disks[child.disk].is_released() {
            return Some(RestoreChildFailure::DiskGone);
        }
        if self.world.disks[child.disk].is_lost() {
            return Some(RestoreChildFailure::DiskFailed);
        }
        match restore.kind {
            RestoreKind::Instance | RestoreKind::Disk => {
                self.world.disks[child.disk].roll_back(child.snapshot.taken, now);
                self.record(Event::Ecs(EcsEvent::DiskReset(child.disk)));
                self.data_was_put_back(child.disk);
            }
            RestoreKind::NewDisk => {
                self.world.attach(child.disk, restore.target);
                self.record(Event::Ecs(EcsEvent::DiskAttached(child.disk, restore.target)));
            }
            RestoreKind::NewInstance => {}
        }
        None
    }

    fn has_no_room_for(&self, restore: &Restore) -> bool {
        self.world.instances[restore.target].disks.len() >= DISKS_PER_INSTANCE_MAX
    }

    /// Starts an instance after its restore, if it stands still (RES-06).
    fn boot_restored(&mut self, instance: InstanceIdx) {
        if self.world.instances[instance].status == InstanceStatus::Stopped && self.check_system_disk(instance).is_ok()
        {
            self.record(Event::Ecs(EcsEvent::InstanceStarting(instance)));
            self.change_status(instance, InstanceStatus::Starting);
        }
    }

    /// Ends a restore before its time: what it was to overwrite stays as it is, what it made goes.
    fn stop_restore(&mut self, holder: InstanceIdx, began: Occasion, turn: RestoreTurn) {
        let (status, failure) = match turn {
            RestoreTurn::Began => (RestoreStatus::Running, None),
            RestoreTurn::Ended(status) => (status, None),
            RestoreTurn::Failed(failure) => (RestoreStatus::Failed, Some(failure)),
        };
        let now = self.world.now;
        let Some(ended) = self.world.restores.end(holder, began, status, now) else { return };
        ended.failure = failure;
        let restore = ended.clone();
        self.note_of_restore(&restore, turn);
        match restore.kind {
            RestoreKind::NewInstance if !self.world.instances[restore.target].is_released() => {
                self.release(restore.target);
            }
            RestoreKind::NewDisk => restore.going().for_each(|child| self.drop_new_disk(child.disk)),
            _ => {}
        }
    }

    fn drop_new_disk(&mut self, disk: DiskIdx) {
        self.world.disks[disk].life = DiskLife::Released;
        self.world.rents.release_disk(disk, self.world.now.clock_hour());
        self.record(Event::Ecs(EcsEvent::DiskReleased(disk)));
    }

    fn note_of_restore(&mut self, restore: &Restore, what: RestoreTurn) {
        self.revisions.jobs += 1;
        self.revisions.fleet += 1;
        let Restore { kind, holder, target, .. } = *restore;
        self.record(Event::Restore(RestoreEvent { kind, holder, target, what }));
    }

    /// The snapshots that an order means, where all of them can be used (RES-12, RES-16).
    fn source_of_restore(&self, order: &RestoreOrder) -> Result<Source, Rejection> {
        let kind = order.target.kind();
        let (source, is_of_disk) = self.point_to_restore(&order.point)?;
        self.check_managed(source.holder)?;
        if is_of_disk != kind.is_of_disk() {
            return Err(RestoreProblem::PointKind { kind }.at(Field::Point));
        }
        let region = self.world.instances[source.holder].region;
        if let Some(named) = order.region.filter(|named| *named != region) {
            return Err(EcsProblem::OtherRegion { id: order.point.to_string(), region: named }.into());
        }
        for snapshot in &source.snapshots {
            if !self.world.is_usable(*snapshot) {
                let id = self.world.snapshot_id(*snapshot).to_string();
                return Err(Problem::from(EcsProblem::SnapshotNotReady { id }).at(Field::Point));
            }
        }
        Ok(source)
    }

    /// Finds a point, and says whether it is that of one disk. One that is still being created is not ready (RES-16).
    fn point_to_restore(&self, id: &PointId) -> Result<(Source, bool), Rejection> {
        if let Some((holder, point, part)) = self.world.disk_point(id) {
            let source = Source { holder, point: point.created, snapshots: vec![part], left_out: Box::default() };
            return Ok((source, true));
        }
        let whole = |(holder, point): (InstanceIdx, &Point)| Source {
            holder,
            point: point.created,
            snapshots: point.snapshots.to_vec(),
            left_out: point.skipped.clone(),
        };
        let id_text = || id.to_string();
        match self.world.point(id) {
            Ok(found) => Ok((whole(found), false)),
            Err(_) if self.world.is_point_in_creation(id) => {
                Err(Problem::from(EcsProblem::SnapshotNotReady { id: id_text() }).at(Field::Point))
            }
            Err(_) => Err(Problem::from(EcsProblem::SnapshotNotFound { id: id_text() }).at(Field::Point)),
        }
    }
}
