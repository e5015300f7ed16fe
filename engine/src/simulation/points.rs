//! Backup points come and go: made by jobs, kept as their policy said, removed at the end of their retention or by hand.

use super::Simulation;
use crate::{
    backup::{
        PolicyIdx,
        job::{JobStatus, Terms},
        point::{Archiving, Point, SnapshotRef},
        policy::{Period, SpecialRetention},
    },
    cloud::InstanceIdx,
    command::Receipt,
    event::{EcsEvent, Event},
    id::{Occasion, PointId},
    queue::Due,
    rejection::{Field, Rejection},
    time::{Days, Timestamp},
};

impl Simulation {
    /// A job that has just ended leaves its point (JOB-08).
    pub(super) fn add_point(&mut self, instance: InstanceIdx, ordinal: u32) {
        let now = self.world.now;
        let Some(job) = self.world.instances[instance].history.job_at(ordinal) else { return };
        let (created, policy, is_copied) = (job.began, job.trigger.policy(), job.terms.copy.is_some());
        let mut point = Point {
            created,
            completed_at: now,
            retention: job.terms.retention,
            expires_at: created.at.plus_days(job.terms.retention),
            special: None,
            immutable: job.terms.immutable,
            whole: job.status == JobStatus::Complete,
            archiving: job
                .terms
                .archive_after
                .map_or(Archiving::Never, |days| Archiving::From(created.at.plus_days(days))),
            extended: false,
            inspected_at: None,
            consistency: job.consistency,
            policy,
            snapshots: job.snapshots().collect(),
            skipped: job.skipped.clone(),
        };
        if !job.terms.special.is_empty() {
            let terms = job.terms.clone();
            self.keep_longer(instance, &mut point, &terms);
        }
        self.queue.schedule(point.expires_at.max(now), Due::PointExpiry { instance, point: created });
        if let Archiving::From(at) = point.archiving {
            self.queue.schedule(at.max(now), Due::Archive { instance, point: created });
        }
        self.world.instances[instance].history.add_point(point);
        self.revisions.points += 1;
        self.record(Event::PointCreated(instance, created));
        if is_copied {
            self.replicate_point(instance, created);
        }
        if let Some(policy) = policy.filter(|policy| self.world.policies[*policy].spec.keeps_latest()) {
            self.let_kept_points_go(instance, policy);
        }
    }

    /// Whether the point is there and expires at `due_at`, or should have before it was complete.
    pub(super) fn expects_expiry(&self, instance: InstanceIdx, point: Occasion, due_at: Timestamp) -> bool {
        let point = self.world.instances[instance].history.point(point);
        point.is_some_and(|point| point.expires_at.max(point.completed_at) == due_at)
    }

    /// Removes a point whose retention has run out, with its snapshots (JOB-11), unless it is the newest of a plan that
    /// keeps one (POL-40).
    pub(super) fn expire_point(&mut self, instance: InstanceIdx, created: Occasion) {
        let point = self.world.instances[instance].history.point(created);
        if point.is_some_and(|point| self.world.is_kept(instance, point)) {
            self.record(Event::PointKept(instance, created));
            return;
        }
        self.expire(instance, created);
    }

    /// Deletes a point by hand, or the part of one disk, with its snapshots, where nothing holds it (JOB-11).
    pub(super) fn delete_point(&mut self, id: &PointId) -> Result<Receipt, Rejection> {
        let of_disk = self.world.disk_point(id);
        let part = of_disk.map(|(.., part)| part);
        let (instance, point) = match of_disk {
            Some((instance, point, _)) => (instance, point),
            None => self.world.point(id).map_err(|problem| problem.at(Field::Point))?,
        };
        let created = point.created;
        if let Some(obstacle) = self.world.deletion_obstacle(instance, point, part) {
            return Err(obstacle.at(Field::Point));
        }
        if let Some(part) = part {
            self.remove_disk_point(instance, created, part);
        } else {
            self.remove_point(instance, created);
            self.record(Event::PointDeleted(instance, created));
        }
        Ok(Receipt::Done)
    }

    /// Takes the part of one disk away from a point; with the last one the point goes.
    fn remove_disk_point(&mut self, instance: InstanceIdx, created: Occasion, part: SnapshotRef) {
        let Some(point) = self.world.instances[instance].history.point_mut(created) else { return };
        point.snapshots = point.snapshots.iter().copied().filter(|held| *held != part).collect();
        point.whole = false;
        let is_empty = point.snapshots.is_empty();
        self.revisions.points += 1;
        self.abandon_copies(instance, created, Some(part));
        self.let_snapshot_go(instance, part);
        self.record(Event::DiskPointDeleted(instance, created, part.disk));
        if is_empty {
            self.remove_point(instance, created);
        } else {
            self.end_archiving_of_point(instance, created);
        }
    }

    /// Makes up for what was put off for the newest point of a plan, once nothing keeps it any more: a newer one came,
    /// the plan was removed (MDL-36), or its policy keeps none from now on. It goes if its retention has run out, and is
    /// archived if that was due.
    pub(super) fn let_kept_points_go(&mut self, instance: InstanceIdx, policy: PolicyIdx) {
        let now = self.world.now;
        let points = self.world.instances[instance].history.points().rev();
        // Only the newest was ever kept, and one came after it at most.
        let newest = points.filter(|point| point.policy == Some(policy)).take(2);
        let free: Vec<_> =
            newest.filter(|point| !self.world.is_kept(instance, point)).map(|point| point.created).collect();
        for created in free.into_iter().rev() {
            let Some(point) = self.world.instances[instance].history.point(created) else { continue };
            if point.expires_at <= now {
                self.expire(instance, created);
            } else if matches!(point.archiving, Archiving::From(at) if at <= now) {
                self.begin_archiving(instance, created);
            }
        }
    }

    /// Keeps a point longer, with its snapshots: by whole days, never shorter, 999 years in all at most (JOB-12).
    pub(super) fn extend_retention(&mut self, id: &PointId, retention: Days) -> Result<Receipt, Rejection> {
        let (instance, point) = self.world.instance_point(id).map_err(|problem| problem.at(Field::Point))?;
        let created = point.created;
        let expires_at =
            point.extended_expiry(retention, self.world.now).map_err(|problem| problem.at(Field::Retention))?;
        if let Some(point) = self.world.instances[instance].history.point_mut(created) {
            (point.retention, point.expires_at, point.extended) = (retention, expires_at, true);
        }
        self.queue.schedule(expires_at, Due::PointExpiry { instance, point: created });
        self.revisions.points += 1;
        self.record(Event::PointExtended(instance, created));
        Ok(Receipt::Done)
    }

    /// The first point of a week, month or year is kept longer, by the longest rule that it is the first for (POL-30,
    /// POL-33).
    fn keep_longer(&mut self, instance: InstanceIdx, point: &mut Point, terms: &Terms) {
        let zone = self.world.zone;
        let bindings = &mut self.world.instances[instance].bindings;
        let Some(binding) = bindings.iter_mut().find(|binding| Some(binding.policy) == point.policy) else { return };
        let mut first_of: Option<SpecialRetention> = None;
        for (period, begun) in Period::ALL.into_iter().zip(&mut binding.periods_begun) {
            let number = period.number(point.created.at, zone);
            if begun.is_some_and(|begun| begun >= number) {
                continue;
            }
            *begun = Some(number);
            let special = terms.special.iter().find(|special| special.period == period).copied();
            first_of = first_of.max_by_retention(special);
        }
        if let Some(special) = first_of {
            point.special = Some(special.period);
            point.retention = special.retention;
            point.expires_at = point.created.at.plus_days(special.retention);
        }
    }

    fn expire(&mut self, instance: InstanceIdx, created: Occasion) {
        self.counts.point_expiries += 1;
        self.remove_point(instance, created);
        self.record(Event::PointExpired(instance, created));
    }

    /// Takes a point away with its snapshots, whoever shares in them. Cloud Backup lets go of those that disks or images
    /// were made from (SNP-22).
    pub(super) fn remove_point(&mut self, instance: InstanceIdx, created: Occasion) {
        self.abandon_copies(instance, created, None);
        let Some(point) = self.world.instances[instance].history.remove_point(created) else { return };
        for snapshot in &point.snapshots {
            self.let_snapshot_go(instance, *snapshot);
        }
        self.revisions.points += 1;
        self.end_restores_from(instance, created);
    }

    fn let_snapshot_go(&mut self, instance: InstanceIdx, snapshot: SnapshotRef) {
        if self.world.is_in_use(snapshot) {
            self.world.disks[snapshot.disk].let_go_of_snapshot(snapshot.taken, self.world.now);
            self.record(Event::Ecs(EcsEvent::SnapshotLetGo(snapshot.disk, instance)));
        } else {
            self.drop_snapshot(snapshot);
        }
        self.begin_next_archivings(snapshot.disk);
    }
}

/// The longer of two special retentions, either of which may be missing.
trait Longer {
    fn max_by_retention(self, other: Self) -> Self;
}

impl Longer for Option<SpecialRetention> {
    fn max_by_retention(self, other: Self) -> Self {
        match (self, other) {
            (Some(one), Some(other)) if other.retention <= one.retention => Some(one),
            (one, None) => one,
            (_, other) => other,
        }
    }
}
