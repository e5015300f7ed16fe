//! The simulation: a world, what is pending in it, and the two ways it moves: commands and time.

mod account;
mod archiving;
mod backups;
mod build;
mod ecs;
mod incidents;
mod legacy;
mod managed;
mod plans;
mod points;
mod policies;
mod pulse;
mod replay;
mod replication;
mod restores;
mod tags;

pub(crate) use self::incidents::Fate;
pub use self::{
    pulse::Pulse,
    replay::{EVENTS_PER_COMMAND, Parting, REPLAY_EVENTS_UNASKED_MAX, Replay, ReplayProgress},
    tags::{matching, matching_in},
};

use std::collections::BTreeSet;

use crate::{
    cloud::InstanceIdx,
    command::{Command, LessonCommand, Receipt},
    digest::Digest,
    event::{Activity, Event},
    lesson::Progress,
    queue::{Due, EventQueue},
    rejection::{LessonProblem, Problem, Rejection, TimelineProblem},
    save::{COMMANDS_MAX, Journal, JournalEntry},
    scenario::Scenario,
    time::Timestamp,
    world::World,
};

/// A run of a scenario.
///
/// The same scenario and the same commands at the same instants give the same [`Simulation::digest`] everywhere,
/// however the time between them was stepped.
#[derive(Clone, Debug)]
pub struct Simulation {
    scenario: Scenario,
    world: World,
    queue: EventQueue,
    journal: Journal,
    activity: Activity,
    revisions: Revisions,
    counts: EventCounts,
    pulse: Pulse,
    /// How far someone has come in the lesson; none where the scenario has none.
    progress: Option<Box<Progress>>,
    /// The instances that it backs up by schedule, if it is a copy that looks ahead for them only.
    ahead: Option<BTreeSet<InstanceIdx>>,
}

/// How far a [`Simulation::step_until`] came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stepped {
    /// How many events were handled.
    pub events: u64,
    /// Whether the instant asked for was reached; otherwise the budget of events ran out before.
    pub reached: bool,
}

/// Counts the changes in each area, so that a screen is drawn anew only when what it shows has moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revisions {
    /// Instances, disks, the account.
    pub fleet: u64,
    /// Policies and associations.
    pub policies: u64,
    /// Jobs.
    pub jobs: u64,
    /// Backup points.
    pub points: u64,
    /// The virtual clock.
    pub clock: u64,
    /// What was asked of the lesson.
    pub lesson: u64,
}

/// How many events of each kind were handled since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventCounts {
    /// Jobs that began.
    pub job_starts: u64,
    /// Jobs that ended by themselves.
    pub job_ends: u64,
    /// Points that expired.
    pub point_expiries: u64,
}

impl Simulation {
    /// Carries out `command` at the present instant, or refuses it and changes nothing.
    pub fn apply(&mut self, command: Command) -> Result<Receipt, Rejection> {
        if self.journal.entries.len() >= COMMANDS_MAX {
            return Err(Problem::from(TimelineProblem::TooManyCommands).into());
        }
        let seen = self.progress.clone();
        self.look();
        // What was refused is not in the Journal: nothing may come of it.
        let receipt = self.carry_out(&command).inspect_err(|_| self.progress = seen)?;
        self.settle();
        self.look();
        let digest = self.is_digest_due().then(|| self.digest());
        self.journal.entries.push(JournalEntry { at: self.world.now, command, digest });
        Ok(receipt)
    }

    /// Moves time on to `until`, handling every event due at or before it, but no more than `events_max` of them.
    pub fn step_until(&mut self, until: Timestamp, events_max: u64) -> Stepped {
        let mut events = 0;
        while events < events_max {
            let Some((due_at, due)) = self.queue.pop_due(until) else {
                self.look_by(until);
                self.set_clock(until.max(self.world.now));
                return Stepped { events, reached: true };
            };
            if self.expects(due_at, due) {
                self.look_by(due_at);
                self.set_clock(due_at);
                self.handle(due);
                self.stir();
                events += 1;
            }
        }
        let reached = self.next_due().is_none_or(|next| next > until);
        if reached {
            self.look_by(until);
            self.set_clock(until.max(self.world.now));
        }
        Stepped { events, reached }
    }

    /// Handles all that is due at the present instant. It always is before anyone looks: what is due at an instant comes
    /// before the next command given at it, however the time before was stepped.
    fn settle(&mut self) {
        self.step_until(self.world.now, u64::MAX);
    }

    /// Moves time on to `until`, however many events that takes; the number of events handled.
    pub fn advance_to(&mut self, until: Timestamp) -> u64 {
        self.step_until(until, u64::MAX).events
    }

    /// The instant of the next event; none if nothing is pending.
    pub fn next_due(&mut self) -> Option<Timestamp> {
        self.next_event().map(|(due_at, _)| due_at)
    }

    /// The next event and its instant. Drops stale entries of the queue that stand before it.
    pub fn next_event(&mut self) -> Option<(Timestamp, Due)> {
        loop {
            let (due_at, due) = self.queue.peek()?;
            if self.expects(due_at, due) {
                return Some((due_at, due));
            }
            self.queue.pop_due(due_at);
        }
    }

    /// The next events, at most `count`, in order. Drops stale entries of the queue that stand among them.
    pub fn next_events(&mut self, count: usize) -> Vec<(Timestamp, Due)> {
        let mut queue = std::mem::take(&mut self.queue);
        let events = queue.coming(count, |due_at, due| self.expects(due_at, due));
        self.queue = queue;
        events
    }

    /// The virtual clock.
    pub fn now(&self) -> Timestamp {
        self.world.now
    }

    /// The state.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The scenario that is played.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The commands so far.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The newest events.
    pub fn activity(&self) -> &Activity {
        &self.activity
    }

    /// How often each area has changed.
    pub fn revisions(&self) -> Revisions {
        self.revisions
    }

    /// How many events were handled since the start.
    pub fn counts(&self) -> EventCounts {
        self.counts
    }

    /// How many jobs began when, over the whole run.
    pub fn pulse(&self) -> &Pulse {
        &self.pulse
    }

    /// How far someone has come in the lesson; none where the scenario has none.
    pub fn progress(&self) -> Option<&Progress> {
        self.progress.as_deref()
    }

    /// The fingerprint of the world and what is pending in it.
    pub fn digest(&self) -> Digest {
        self.world.digest()
    }

    /// Goes back to `to`, keeping the commands given at exactly `to`.
    pub fn rewind(&mut self, to: Timestamp) -> Result<(), Problem> {
        if !(self.world.start..=self.world.now).contains(&to) {
            return Err(Problem::NotInThisRun { start: self.world.start, now: self.world.now });
        }
        let (run, parting) = Replay::until(self.scenario.clone(), self.journal.clone(), to).finish();
        assert_eq!(parting, None, "a run plays again as it was played");
        *self = run;
        Ok(())
    }

    /// A copy that looks ahead: it has the state, but neither lesson nor past, and nothing goes wrong in it that has not
    /// gone wrong yet.
    pub(crate) fn looking_ahead(&self) -> Self {
        let mut scenario = self.scenario.clone();
        scenario.taught = None;
        Self {
            scenario,
            world: self.world.clone(),
            queue: self.queue.clone(),
            journal: Journal::default(),
            activity: Activity::default(),
            revisions: Revisions::default(),
            counts: self.counts,
            pulse: self.pulse.clone(),
            progress: None,
            ahead: Some(self.world.instances_by_id().collect()),
        }
    }

    /// No others than these instances are backed up by a schedule from now on, in a copy that looks ahead.
    pub(crate) fn look_ahead_for(&mut self, instances: BTreeSet<InstanceIdx>) {
        self.ahead = Some(instances);
    }

    fn carry_out(&mut self, command: &Command) -> Result<Receipt, Rejection> {
        let needs_activation = !matches!(
            command,
            Command::ActivateService
                | Command::Ecs(_)
                | Command::PayBill { .. }
                | Command::TopUp { .. }
                | Command::BuyResourcePlan { .. }
                | Command::InjectIncident { .. }
                | Command::Lesson(_)
        );
        if needs_activation && !self.world.account.cloud_backup_activated {
            return Err(Problem::NotActivated.into());
        }
        self.check_suspension(command)?;
        self.check_outages(command)?;
        match command {
            Command::ActivateService => Ok(self.activate_service()),
            Command::CreatePolicy { region, spec } => self.create_policy(*region, spec),
            Command::UpdatePolicy { policy, spec, rule_ids } => self.update_policy(policy, spec, rule_ids),
            Command::DeletePolicy { policy } => self.delete_policy(policy),
            Command::AssociateInstances { policy, sources } => self.associate(policy, sources),
            Command::UpdateBinding { policy, instance, suspended, description, scope, options } => {
                let (scope, options) = (scope.as_ref(), options.as_ref());
                self.update_binding(policy, instance, *suspended, description.as_deref(), scope, options)
            }
            Command::RemoveBindings { policy, instances } => self.remove_bindings(policy, instances),
            Command::BackUp { instance, scope, options, retention, name, copy } => {
                let terms = (*retention, copy.as_ref());
                self.back_up(instance, scope, options, terms, name.as_ref())
            }
            Command::RunPolicy { policy, rule, instance } => self.run_policy(policy, rule.as_ref(), instance.as_ref()),
            Command::CancelJob { job } => self.cancel_job(job),
            Command::Restore(order) => self.restore(order),
            Command::CancelRestore { restore } => self.cancel_restore(restore),
            Command::DeletePoint { point } => self.delete_point(point),
            Command::ExtendRetention { point, retention } => self.extend_retention(point, *retention),
            Command::StopProtecting { instance } => self.stop_protecting(instance),
            Command::CreatePlan { plan } => self.create_plan(plan),
            Command::UpdatePlan { plan, spec } => self.update_plan(plan, spec),
            Command::DeletePlan { plan, require_no_running_jobs } => self.delete_plan(plan, *require_no_running_jobs),
            Command::EditSettings { settings } => self.edit_settings(settings),

            Command::Ecs(command) => self.carry_out_in_ecs(command),

            Command::PayBill { amount } => self.pay_bill(*amount),
            Command::TopUp { amount } => self.top_up(*amount),
            Command::BuyResourcePlan { order } => self.buy_resource_plan(*order),
            Command::InjectIncident { incident } => self.inject(incident),
            Command::InspectPoint { point } => self.inspect_point(point),

            Command::Lesson(command) => self.teach(command),

            Command::AddManagedAccount { user, role, alias } => self.add_managed_account(*user, role, alias),
            Command::RemoveManagedAccount { user, role } => self.remove_managed_account(*user, role),
        }
    }

    /// Whether the state still expects `due` at `due_at`: nothing came between since it was scheduled.
    fn expects(&self, due_at: Timestamp, due: Due) -> bool {
        match due {
            Due::JobEnd { instance, ordinal } => self.expects_job_end(instance, ordinal, due_at),
            Due::RestoreEnd { holder, began } => self.expects_restore_end(holder, began, due_at),
            Due::ArchiveEnd { disk, taken } => self.world.disks[disk].chain.archiving_ends_at(taken) == Some(due_at),
            Due::CopyEnd { disk, taken } => self.expects_copy_end(disk, taken, due_at),
            Due::Archive { instance, point } => self.expects_archiving(instance, point, due_at),
            Due::PointExpiry { instance, point } => self.expects_expiry(instance, point, due_at),
            Due::TagScan { policy, rule } => self.expects_scan(policy, rule, due_at),
            Due::Run { instance, binding, rule } => {
                self.ahead.as_ref().is_none_or(|chosen| chosen.contains(&instance))
                    && self.expects_run(instance, binding, rule, due_at)
            }

            Due::InstanceStatus { instance } => self.world.instances[instance].status_until == Some(due_at),
            Due::SnapshotExpiry { disk, taken } => self.expects_snapshot_expiry(disk, taken, due_at),
            Due::AutoSnapshots { policy } => self.world.auto_policies[policy].next_run == Some(due_at),

            Due::Arrears { step } => self.expects_arrears(step, due_at),

            Due::PlannedIncident { .. } => true,
            Due::Strike { disk } => self.expects_strike(disk, due_at),
            Due::IncidentEnd { number } => self.expects_incident_end(number),
        }
    }

    fn handle(&mut self, due: Due) {
        match due {
            Due::PlannedIncident { .. } | Due::Strike { .. } if self.ahead.is_some() => {}
            Due::JobEnd { instance, ordinal } => self.end_job(instance, ordinal),
            Due::RestoreEnd { holder, began } => self.end_restore(holder, began),
            Due::ArchiveEnd { disk, taken } => self.end_archiving(disk, taken),
            Due::CopyEnd { disk, taken } => self.end_copy(disk, taken),
            Due::Archive { instance, point } => self.archive_point(instance, point),
            Due::PointExpiry { instance, point } => self.expire_point(instance, point),
            Due::TagScan { policy, .. } => self.scan_tags(policy),
            Due::Run { instance, binding, rule } => self.run_schedule(instance, binding, rule),

            Due::InstanceStatus { instance } => self.end_status_change(instance),
            Due::SnapshotExpiry { disk, taken } => self.expire_snapshot(disk, taken),
            Due::AutoSnapshots { policy } => self.run_auto_policy(policy),

            Due::Arrears { step } => self.advance_arrears(step),

            Due::PlannedIncident { number } => {
                if let Some(fate) = self.scenario.fate {
                    fate.begin(self, number);
                }
            }
            Due::Strike { disk } => self.strike(disk),
            Due::IncidentEnd { number } => self.end_incident(number),
        }
    }

    /// Does what someone asked of the lesson.
    fn teach(&mut self, command: &LessonCommand) -> Result<Receipt, Rejection> {
        let (Some(taught), Some(progress)) = (&self.scenario.taught, &mut self.progress) else {
            return Err(Problem::from(LessonProblem::NoLesson).into());
        };
        taught.obey(&self.world, command, progress).map_err(Problem::from)?;
        self.revisions.lesson += 1;
        Ok(Receipt::Done)
    }

    /// Looks which objectives of the lesson are reached.
    fn look(&mut self) {
        if let Some(taught) = &self.scenario.taught
            && let Some(progress) = &mut self.progress
        {
            taught.look(&self.world, self.world.now, progress);
        }
    }

    /// Looks the same at the end of the hour in which something happened last, if it is over at `now`.
    fn look_by(&mut self, now: Timestamp) {
        if let Some(taught) = &self.scenario.taught
            && let Some(progress) = &mut self.progress
            && let Some(due_at) = progress.look_due(now)
        {
            taught.look(&self.world, due_at, progress);
        }
    }

    /// Something happened: it is to be looked at the end of the hour.
    fn stir(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress.stir(self.world.now);
        }
    }

    /// The fingerprint for a save, unless the world is so large that every action would be felt to wait for it: the
    /// Journal has those of some commands then.
    pub(crate) fn digest_if_quick(&self) -> Option<Digest> {
        (self.commands_per_digest() == 1).then(|| self.digest())
    }

    /// Whether the Journal keeps a digest of the next command.
    fn is_digest_due(&self) -> bool {
        self.journal.entries.len().is_multiple_of(self.commands_per_digest())
    }

    /// Of how many commands the Journal keeps one digest: of each in a small world, of the fewer the more there is to
    /// read, where reading the whole state would be felt.
    fn commands_per_digest(&self) -> usize {
        if self.world.instances.len() <= DIGEST_EACH_INSTANCES_MAX {
            return 1;
        }
        let by_size = usize::try_from(self.counts.job_starts).unwrap_or(usize::MAX) / JOBS_PER_DIGEST_STEP;
        by_size.clamp(DIGEST_EVERY_COMMANDS, DIGEST_EVERY_COMMANDS_MAX)
    }

    fn record(&mut self, event: Event) {
        self.activity.record(self.world.now, event);
    }

    fn set_clock(&mut self, now: Timestamp) {
        self.world.now = now;
        self.revisions.clock += 1;
    }
}

/// In worlds of at most so many instances every command has its digest in the Journal.
const DIGEST_EACH_INSTANCES_MAX: usize = 64;
/// In larger ones each of so many commands has, or more where there were many jobs.
const DIGEST_EVERY_COMMANDS: usize = 32;
const DIGEST_EVERY_COMMANDS_MAX: usize = 1_024;
/// For so many jobs one command more goes without.
const JOBS_PER_DIGEST_STEP: usize = 200;
