//! Backup points come and go: made by jobs, kept as their policy said, removed at the end of their retention or by hand.

use super::Simulation;
use crate::{
    backup::{
        PolicyIdx,
        job::{JobStatus, Terms},
        point::Point,
        policy::{Period, SpecialRetention},
    },
    cloud::InstanceIdx,
    command::Receipt,
    event::Event,
    id::{Occasion, PointId},
    queue::Due,
    rejection::{Field, Problem, Rejection},
    time::Timestamp,
};

impl Simulation {
    /// A job that has just ended leaves its point (JOB-08).
    pub(super) fn add_point(&mut self, instance: InstanceIdx, ordinal: u32) {
        let now = self.world.now;
        let Some(job) = self.world.instances[instance].history.job_at(ordinal) else { return };
        let (created, policy) = (job.began, job.trigger.policy());
        let mut point = Point {
            created,
            completed_at: now,
            retention: job.terms.retention,
            expires_at: created.at.plus_days(job.terms.retention),
            special: None,
            immutable: job.terms.immutable,
            whole: job.status == JobStatus::Complete,
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
        self.world.instances[instance].history.add_point(point);
        self.revisions.points += 1;
        self.record(Event::PointCreated(instance, created));
        if let Some(policy) = policy.filter(|policy| self.world.policies[*policy].spec.keeps_latest()) {
            self.let_overdue_points_go(instance, policy);
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
        if point.is_some_and(|point| self.is_kept(instance, point)) {
            self.record(Event::PointKept(instance, created));
            return;
        }
        self.expire(instance, created);
    }

    /// Deletes a point by hand, with its snapshots: neither one that is locked nor the newest of a plan that keeps one
    /// (JOB-11, POL-40, POL-72).
    pub(super) fn delete_point(&mut self, id: &PointId) -> Result<Receipt, Rejection> {
        let (instance, point) = self.world.point(id).map_err(|problem| problem.at(Field::Point))?;
        if point.immutable {
            return Err(Problem::PointLocked { until: point.expires_at }.at(Field::Point));
        }
        if self.is_kept(instance, point) {
            return Err(Problem::PointKept.at(Field::Point));
        }
        let created = point.created;
        self.remove_point(instance, created);
        self.record(Event::PointDeleted(instance, created));
        Ok(Receipt::Done)
    }

    /// Removes the points of a plan whose retention has run out and which nothing keeps any more: a newer one came, the
    /// plan was removed (MDL-36), or its policy keeps none from now on.
    pub(super) fn let_overdue_points_go(&mut self, instance: InstanceIdx, policy: PolicyIdx) {
        let now = self.world.now;
        let points = self.world.instances[instance].history.points();
        let overdue = points
            .filter(|point| point.policy == Some(policy) && point.expires_at <= now && !self.is_kept(instance, point));
        for created in overdue.map(|point| point.created).collect::<Vec<_>>() {
            self.expire(instance, created);
        }
    }

    /// Whether Keep At Least One Backup Version keeps this point: the newest of an instance that is bound to a policy
    /// that says so (POL-40, POL-41).
    fn is_kept(&self, instance: InstanceIdx, point: &Point) -> bool {
        let Some(policy) = point.policy.filter(|policy| self.world.policies[*policy].spec.keeps_latest()) else {
            return false;
        };
        let instance = &self.world.instances[instance];
        let newest = instance.history.points().rev().find(|other| other.policy == Some(policy));
        newest.is_some_and(|newest| newest.created == point.created)
            && instance.bindings.iter().any(|binding| binding.policy == policy)
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

    fn remove_point(&mut self, instance: InstanceIdx, created: Occasion) {
        let now = self.world.now;
        let Some(point) = self.world.instances[instance].history.remove_point(created) else { return };
        for snapshot in &point.snapshots {
            self.world.disks[snapshot.disk].remove_snapshot(snapshot.taken, now);
        }
        self.revisions.points += 1;
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
