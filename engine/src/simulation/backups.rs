//! Backups run: jobs begin, end and are cancelled.

use super::Simulation;
use crate::{
    backup::{
        binding::{BackupOptions, DiskScope},
        consistency::Consistency,
        job::{Child, ChildFailure, Job, JobStatus, Terms, Trigger},
        policy::{PolicyName, ReplicationRule},
    },
    catalog::limits,
    cloud::{DiskIdx, InstanceIdx, chain::Origin, instance::InstanceStatus},
    command::Receipt,
    event::Event,
    few::Few,
    id::{InstanceId, JobId, Occasion},
    queue::Due,
    rejection::{EcsProblem, Field, Problem, Rejection},
    time::{Days, Timestamp},
    units::Mib,
};

impl Simulation {
    /// Backs up one instance by hand (CON-04).
    pub(super) fn back_up(
        &mut self,
        instance: &InstanceId,
        scope: &DiskScope,
        options: &BackupOptions,
        (retention, copy): (Days, Option<&ReplicationRule>),
        name: Option<&PolicyName>,
    ) -> Result<Receipt, Rejection> {
        let position = self.living_instance(instance)?;
        self.check_managed(position)?;
        self.check_scope(position, scope)?;
        let status = self.world.instances[position].status;
        if !status.allows_snapshots() {
            let instance = instance.clone();
            return Err(Problem::Ecs(EcsProblem::InstanceStatus { instance, status }).at(Field::Instances));
        }
        self.check_options(position, scope, options)?;
        let disks = self.world.disks_to_back_up(position, scope).0;
        if disks.is_empty() {
            return Err(Problem::NothingToBackUp { instance: instance.clone() }.at(Field::Disks));
        }
        for disk in disks {
            self.world.check_disk_not_restoring(disk).map_err(|problem| problem.at(Field::Disks))?;
        }
        if let Some(copy) = copy {
            copy.check(self.world.instances[position].region)?;
        }
        self.prepare_services();
        let copy = copy.map(|copy| Box::new(copy.terms(options)));
        let terms = Terms { copy, ..Terms::plain(retention) };
        let began = self.begin_job(position, scope, options, terms, Trigger::Manual);
        if let Some(job) = self.world.instances[position].history.job_began_mut(began) {
            job.name = name.map(|name| name.as_str().into());
        }
        Ok(Receipt::JobsStarted(vec![self.world.job_id(position, began)]))
    }

    /// Begins a backup of the disks of `instance` in `scope`.
    pub(super) fn begin_job(
        &mut self,
        instance: InstanceIdx,
        scope: &DiskScope,
        options: &BackupOptions,
        terms: Terms,
        trigger: Trigger,
    ) -> Occasion {
        let now = self.world.now;
        let began = self.world.instances[instance].history.occasion(now);
        self.counts.job_starts += 1;
        self.pulse.beat(now);
        self.revisions.jobs += 1;
        self.world.instances[instance].listed = true;
        self.record(Event::JobStarted(instance, began, trigger));
        let (disks, skipped) = self.world.disks_to_back_up(instance, scope);
        let failure = self.failure_at_start(instance, !disks.is_empty());
        let backed_up = disks.iter().map(|disk| &self.world.disks[*disk]);
        let consistency = Consistency::of(&self.world.instances[instance], &backed_up, options);
        let children: Few<Child> = match failure {
            None => disks.into_iter().map(|disk| self.begin_child(instance, began, disk)).collect(),
            Some(_) => Few::default(),
        };
        let ends_at = children.iter().map(|child| child.ends_at).max().unwrap_or(now);
        let skipped = skipped.into_boxed_slice();
        let mut job = Job {
            began,
            trigger,
            name: None,
            status: JobStatus::Running,
            ends_at,
            terms,
            failure,
            children,
            consistency,
            skipped,
        };
        let outcome = job.outcome();
        if outcome == JobStatus::Failed {
            job.status = outcome;
        }
        let ordinal = self.world.instances[instance].history.add_job(job);
        match (outcome, failure) {
            (JobStatus::Failed, Some(failure)) => self.record(Event::JobFailed(instance, began, failure)),
            (JobStatus::Failed, None) => self.record(Event::JobEnded(instance, began, outcome)),
            _ => self.queue.schedule(ends_at, Due::JobEnd { instance, ordinal }),
        }
        began
    }

    /// Whether the job still runs and ends at `due_at`.
    pub(super) fn expects_job_end(&self, instance: InstanceIdx, ordinal: u32, due_at: Timestamp) -> bool {
        let job = self.world.instances[instance].history.job_at(ordinal);
        job.is_some_and(|job| job.status == JobStatus::Running && job.ends_at == due_at)
    }

    /// Ends a job whose time has come: its point comes to be.
    pub(super) fn end_job(&mut self, instance: InstanceIdx, ordinal: u32) {
        let history = &mut self.world.instances[instance].history;
        let Some(job) = history.job_at(ordinal) else { return };
        let (began, status, ends_at) = (job.began, job.outcome(), job.ends_at);
        history.end_job(ordinal, status, ends_at);
        self.counts.job_ends += 1;
        self.revisions.jobs += 1;
        self.record(Event::JobEnded(instance, began, status));
        self.add_point(instance, ordinal);
    }

    /// Cancels a running job: its snapshots go, and no point comes to be (JOB-06).
    pub(super) fn cancel_job(&mut self, id: &JobId) -> Result<Receipt, Rejection> {
        let found = self.world.job(id).map_err(|problem| problem.at(Field::Job))?;
        if found.child.is_some() {
            return Err(Problem::JobNotFound { id: id.to_string() }.at(Field::Job));
        }
        if found.job.status != JobStatus::Running {
            return Err(Problem::JobEnded.at(Field::Job));
        }
        let (instance, began, now) = (found.instance, found.job.began, self.world.now);
        let snapshots: Vec<_> = found.job.snapshots().collect();
        for snapshot in snapshots {
            self.world.disks[snapshot.disk].remove_snapshot(snapshot.taken, now);
        }
        let history = &mut self.world.instances[instance].history;
        if let Some((ordinal, _)) = history.running_job_mut(began) {
            history.end_job(ordinal, JobStatus::Canceled, now);
        }
        self.revisions.jobs += 1;
        self.record(Event::JobCanceled(instance, began));
        Ok(Receipt::Done)
    }

    /// Checks that the disks a scope names are there and can be backed up (CON-20).
    pub(super) fn check_scope(&self, instance: InstanceIdx, scope: &DiskScope) -> Result<(), Rejection> {
        let (DiskScope::Only(named) | DiskScope::Except(named)) = scope else { return Ok(()) };
        for id in named {
            let disk = self.world.disk(id).map_err(|problem| problem.at(Field::Disks))?;
            if !self.world.instances[instance].disks.contains(&disk) {
                return Err(Problem::DiskNotFound { disk: id.clone() }.at(Field::Disks));
            }
            let refused = matches!(scope, DiskScope::Only(_)) && !self.world.disks[disk].category.can_be_snapshotted();
            if refused {
                return Err(Problem::DiskCannotBeBackedUp { disk: id.clone() }.at(Field::Disks));
            }
        }
        Ok(())
    }

    /// Checks that `options` can be had for these disks: application consistency needs the ESSD series (CON-50).
    pub(super) fn check_options(
        &self,
        instance: InstanceIdx,
        scope: &DiskScope,
        options: &BackupOptions,
    ) -> Result<(), Rejection> {
        let disks = self.world.disks_to_back_up(instance, scope).0.into_iter().map(|disk| &self.world.disks[disk]);
        let mut others = disks.filter(|disk| !disk.category.is_essd_series());
        match others.next().filter(|_| options.application.is_some()) {
            Some(disk) => Err(Problem::ApplicationNeedsEssd { disk: disk.id.clone() }.at(Field::Application)),
            None => Ok(()),
        }
    }

    /// Finds an instance that is not released.
    pub(super) fn living_instance(&self, id: &InstanceId) -> Result<InstanceIdx, Rejection> {
        let instance = self.world.instance(id).map_err(|problem| problem.at(Field::Instances))?;
        match self.world.instances[instance].status {
            InstanceStatus::Released => Err(Problem::InstanceReleased.at(Field::Instances)),
            _ => Ok(instance),
        }
    }

    /// Begins the part of a job that backs up one disk: takes its snapshot, unless the disk has too many.
    fn begin_child(&mut self, instance: InstanceIdx, job: Occasion, disk: DiskIdx) -> Child {
        self.note_collision(disk, Origin::Backup { instance, job });
        let now = self.world.now;
        let is_being_restored = self.world.restore_of_disk(disk).is_some();
        let disk_state = &mut self.world.disks[disk];
        let taken = disk_state.next_occasion(now);
        let full = disk_state.content(now).used;
        let failure = if disk_state.is_lost() {
            Some(ChildFailure::DiskFailed)
        } else if is_being_restored {
            Some(ChildFailure::DiskRestoring)
        } else if disk_state.multi_attach && disk_state.chain.in_progress(now) > 0 {
            Some(ChildFailure::SharedDiskBusy)
        } else if disk_state.chain.in_progress(now) >= disk_state.category.snapshot_tasks_at_once() {
            Some(ChildFailure::SnapshotInProgress)
        } else if disk_state.chain.count_manual() >= limits::SNAPSHOTS_PER_DISK_MAX {
            Some(ChildFailure::SnapshotQuota)
        } else {
            None
        };
        if failure.is_some() {
            return Child { disk, taken, ends_at: now, stored: Mib::ZERO, full, failure };
        }
        let stored = disk_state.next_stored(now);
        let ends_at = now + self.world.assumptions.snapshot_creation(stored.0);
        disk_state.take_snapshot(taken, Origin::Backup { instance, job }, ends_at);
        Child { disk, taken, ends_at, stored, full, failure }
    }
}
