//! What becomes of snapshots in creation when their instance is stopped, restarted or released (CON-40).

use crate::{
    backup::{
        job::{Child, ChildFailure, JobStatus},
        point::SnapshotRef,
    },
    cloud::{
        DiskIdx, InstanceIdx,
        chain::{Origin, Snapshot},
    },
    event::{EcsEvent, Event},
    id::Occasion,
    queue::Due,
    simulation::Simulation,
};

impl Simulation {
    /// Lets every snapshot fail that is being created of a disk of `instance`: it goes, and so does its part of the
    /// backup job that took it.
    pub(in crate::simulation) fn fail_snapshots_in_progress(&mut self, instance: InstanceIdx) {
        let now = self.world.now;
        for disk in self.world.instances[instance].disks.clone() {
            let in_progress = self.world.disks[disk].chain.iter().filter(|snapshot| snapshot.ready_at > now);
            for snapshot in in_progress.copied().collect::<Vec<_>>() {
                self.fail_snapshot(disk, &snapshot, ChildFailure::Interrupted);
                self.note(EcsEvent::SnapshotFailed(disk, instance));
            }
        }
    }

    /// Lets a snapshot fail, and with it its part of the backup job that took it.
    pub(in crate::simulation) fn fail_snapshot(&mut self, disk: DiskIdx, snapshot: &Snapshot, failure: ChildFailure) {
        let failed = SnapshotRef { disk, taken: snapshot.taken };
        self.drop_snapshot(failed);
        if let Origin::Backup { instance, job } = snapshot.origin {
            self.fail_child(instance, job, failed, failure);
        }
    }

    /// Lets the part of a running job fail that took a snapshot. The job then ends with its last part that is left, or
    /// at once where none is.
    fn fail_child(&mut self, instance: InstanceIdx, began: Occasion, failed: SnapshotRef, failure: ChildFailure) {
        let now = self.world.now;
        let history = &mut self.world.instances[instance].history;
        let Some((ordinal, job)) = history.running_job_mut(began) else { return };
        let of_failed = |child: &&mut Child| SnapshotRef { disk: child.disk, taken: child.taken } == failed;
        let Some(child) = job.children.iter_mut().find(of_failed) else { return };
        child.failure = Some(failure);
        child.ends_at = now;
        job.ends_at = job.children.iter().map(|child| child.ends_at).max().unwrap_or(now).max(now);
        let (ends_at, outcome) = (job.ends_at, job.outcome());
        self.revisions.jobs += 1;
        if outcome == JobStatus::Failed {
            history.end_job(ordinal, outcome, ends_at);
            self.counts.job_ends += 1;
            self.record(Event::JobEnded(instance, began, outcome));
        } else {
            self.queue.schedule(ends_at, Due::JobEnd { instance, ordinal });
        }
    }
}
