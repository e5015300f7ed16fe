//! Remote points: what a replication leaves in the destination region (POL-62, POL-73, RES-11).

use crate::{
    backup::{
        job::{Job, JobStatus},
        point::{Archiving, Point},
        replication::Replication,
    },
    cloud::InstanceIdx,
    event::CopyEvent,
    few::Few,
    id::Occasion,
    queue::Due,
    simulation::Simulation,
    time::Timestamp,
};

impl Simulation {
    /// The replication of a job has nothing left to do: what was copied is a point of the destination region from now
    /// on.
    pub(super) fn settle_replication(&mut self, instance: InstanceIdx, created: Occasion) {
        let Some(job) = self.world.instances[instance].history.job(created) else { return };
        let Some(replication) = job.terms.copy.as_deref().filter(|replication| replication.is_settled()) else {
            return;
        };
        let region = replication.terms.region;
        let point = remote_point(job, replication, self.world.now);
        if point.snapshots.is_empty() {
            self.record_copy(CopyEvent::PointNotCopied(instance, created, region));
            return;
        }
        let replica = self.world.ensure_instance_replica(instance, region);
        for copy in &point.snapshots {
            let disks = &mut self.world.instances[replica].disks;
            if !disks.contains(&copy.disk) {
                disks.push(copy.disk);
            }
        }
        self.add_remote_point(replica, point);
        self.record_copy(CopyEvent::PointCopied(replica, created));
    }

    fn add_remote_point(&mut self, replica: InstanceIdx, point: Point) {
        let (now, created) = (self.world.now, point.created);
        self.queue.schedule(point.expires_at.max(now), Due::PointExpiry { instance: replica, point: created });
        if let Archiving::From(at) = point.archiving {
            self.queue.schedule(at.max(now), Due::Archive { instance: replica, point: created });
        }
        self.world.instances[replica].history.add_point(point);
        self.revisions.points += 1;
    }
}

/// The point that the copies of a job make: of the same instant and as immutable as the job's own (POL-73), kept and
/// archived as the replication says, whole only if all was copied.
fn remote_point(job: &Job, replication: &Replication, now: Timestamp) -> Point {
    let (terms, created) = (&replication.terms, job.began);
    let snapshots: Few<_> = replication.done().map(|part| part.copy).collect();
    let archiving = terms.archive_after.map_or(Archiving::Never, |days| Archiving::From(created.at.plus_days(days)));
    Point {
        created,
        completed_at: now,
        retention: terms.retention,
        expires_at: created.at.plus_days(terms.retention),
        special: None,
        immutable: job.terms.immutable,
        whole: job.status == JobStatus::Complete && snapshots.len() == replication.parts.len(),
        archiving,
        extended: false,
        inspected_at: None,
        consistency: job.consistency,
        policy: job.trigger.policy(),
        snapshots,
        skipped: job.skipped.clone(),
    }
}
