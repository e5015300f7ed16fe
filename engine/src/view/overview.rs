//! Overview: is everything protected, could I recover right now, what happens next, and how did the last day go.

mod recovery;

pub(super) use self::recovery::row as recovery_of;
pub use self::recovery::{Recovery, RecoveryRow, State};
use super::{
    clock::{self, NextEvent},
    format,
};
use crate::{
    backup::{
        binding::Binding,
        consistency::Grouping,
        job::{ChildFailure, Job, JobFailure, JobStatus},
    },
    catalog::region::Region,
    cloud::{Instance, InstanceIdx},
    id::InstanceId,
    locale::Locale,
    queue::Due,
    rule::Rule,
    simulation::Simulation,
    time::{DAY, Seconds, Timestamp, Zone},
    world::World,
};

/// What the screen shows, of all regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewView {
    /// The virtual clock.
    pub now: Timestamp,
    /// The zone it is read in.
    pub zone: Zone,
    /// Is everything protected?
    pub protection: Protection,
    /// Could I recover right now?
    pub recovery: Recovery,
    /// What happens next, soonest first.
    pub upcoming: Vec<Upcoming>,
    /// How the jobs of the last 24 hours stand.
    pub jobs: DayOfJobs,
}

/// Is everything protected?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protection {
    /// The instances that are not released.
    pub instances: usize,
    /// Those that a policy protects.
    pub protected: usize,
    /// Those whose plan is suspended.
    pub suspended: usize,
    /// Those whose newest point nobody can delete before it expires (POL-72).
    pub locked: usize,
    /// Those whose newest point is a snapshot-consistent group (CON-30).
    pub grouped: usize,
    /// What needs attention, gravest first, at most [`CONCERNS_MAX`].
    pub concerns: Vec<Concern>,
    /// How many more there are.
    pub more_concerns: usize,
}

/// An instance that needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// The instance.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: Region,
    /// What is the matter.
    pub kind: ConcernKind,
    /// The rule behind it.
    pub rule: Rule,
}

/// What is the matter with an instance, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConcernKind {
    /// Its latest backup failed.
    Failed(Timestamp),
    /// No policy protects it.
    Unprotected,
    /// Its latest backup is complete in part only.
    Partial(Timestamp),
    /// Its plan is suspended.
    Suspended,
}

/// Some events of one kind at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// When.
    pub at: Timestamp,
    /// The rule by which they come.
    pub rule: Rule,
    /// The names of what they are about, in order.
    pub names: Vec<String>,
    first: NextEvent,
}

/// How the jobs that began within the last 24 hours stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayOfJobs {
    /// Under way, whenever they began.
    pub running: usize,
    /// All disks complete.
    pub complete: usize,
    /// Some disks complete.
    pub partial: usize,
    /// No disk complete.
    pub failed: usize,
    /// Ended by hand.
    pub canceled: usize,
}

/// The overview of a run.
pub fn overview(run: &mut Simulation) -> OverviewView {
    let upcoming = upcoming(run);
    let world = run.world();
    OverviewView {
        now: world.now,
        zone: world.zone,
        protection: protection(world),
        recovery: recovery::recovery(world),
        upcoming,
        jobs: jobs(world),
    }
}

impl Protection {
    /// Whether every instance is protected and none needs attention.
    pub fn is_whole(&self) -> bool {
        self.instances > 0 && self.concerns.is_empty()
    }
}

impl ConcernKind {
    /// The matter in words, to stand behind the name of the instance.
    pub fn text(self, zone: Zone, locale: Locale) -> String {
        let at = |at| format::date_time(at, zone, locale);
        match (locale, self) {
            (Locale::En, Self::Unprotected) => "is protected by no policy".to_owned(),
            (Locale::En, Self::Failed(began)) => format!("last backup failed, {}", at(began)),
            (Locale::En, Self::Partial(began)) => format!("last backup is complete in part only, {}", at(began)),
            (Locale::En, Self::Suspended) => "plan is suspended: no scheduled runs".to_owned(),
            (Locale::Zh, Self::Unprotected) => "未关联任何备份策略".to_owned(),
            (Locale::Zh, Self::Failed(began)) => format!("最近一次备份失败（{}）", at(began)),
            (Locale::Zh, Self::Partial(began)) => format!("最近一次备份仅部分完成（{}）", at(began)),
            (Locale::Zh, Self::Suspended) => "备份计划已暂停，不会定时执行".to_owned(),
        }
    }
}

impl Upcoming {
    /// The events in words; some names, and how many more.
    pub fn text(&self, locale: Locale) -> String {
        let named = self.names.iter().take(NAMES_MAX).cloned().collect::<Vec<_>>();
        let more = self.names.len() - named.len();
        let subject = match (locale, more) {
            (Locale::En, 0) => named.join(", "),
            (Locale::En, _) => format!("{} and {more} more", named.join(", ")),
            (Locale::Zh, 0) => named.join("、"),
            (Locale::Zh, _) => format!("{}等{}个", named.join("、"), self.names.len()),
        };
        NextEvent { subject, ..self.first.clone() }.text(locale)
    }
}

impl DayOfJobs {
    /// How many there are in all.
    pub fn total(self) -> usize {
        self.running + self.complete + self.partial + self.failed + self.canceled
    }

    /// The counts by status, in the order that they are shown.
    pub fn by_status(self) -> [(JobStatus, usize); 5] {
        [
            (JobStatus::Running, self.running),
            (JobStatus::Complete, self.complete),
            (JobStatus::PartialComplete, self.partial),
            (JobStatus::Failed, self.failed),
            (JobStatus::Canceled, self.canceled),
        ]
    }
}

fn protection(world: &World) -> Protection {
    let mut view = Protection::default();
    let mut concerns = Vec::new();
    for (position, instance) in living(world) {
        view.instances += 1;
        view.protected += usize::from(instance.is_protected());
        view.suspended += usize::from(is_suspended(instance));
        let newest = instance.history.points().next_back();
        view.locked += usize::from(newest.is_some_and(|point| point.immutable));
        view.grouped += usize::from(newest.is_some_and(|point| point.consistency.grouping == Grouping::Group));
        concerns.extend(concern(world, position));
    }
    concerns.sort_by(|a: &Concern, b: &Concern| (order(a.kind), &a.name).cmp(&(order(b.kind), &b.name)));
    view.more_concerns = concerns.len().saturating_sub(CONCERNS_MAX);
    concerns.truncate(CONCERNS_MAX);
    view.concerns = concerns;
    view
}

/// The gravest matter with an instance.
fn concern(world: &World, position: InstanceIdx) -> Option<Concern> {
    let instance = &world.instances[position];
    let latest = instance.history.jobs().next_back();
    let (kind, rule) = match latest.map(|job| (job.status, job)) {
        _ if !instance.is_protected() => (ConcernKind::Unprotected, Rule::Con04),
        Some((JobStatus::Failed, job)) => (ConcernKind::Failed(job.began.at), cause(job)),
        Some((JobStatus::PartialComplete, job)) => (ConcernKind::Partial(job.began.at), cause(job)),
        _ if is_suspended(instance) => (ConcernKind::Suspended, Rule::Pol94),
        _ => return None,
    };
    Some(Concern { instance: instance.id.clone(), name: instance.name.clone(), region: instance.region, kind, rule })
}

/// The rule behind the failure of a job or of its first disk that failed.
fn cause(job: &Job) -> Rule {
    let of_disks = || job.children.iter().find_map(|child| child.failure).map(ChildFailure::rule);
    job.failure.map(JobFailure::rule).or_else(of_disks).unwrap_or(Rule::Job07)
}

/// The kinds of concerns in their order, whenever they began.
fn order(kind: ConcernKind) -> u8 {
    match kind {
        ConcernKind::Failed(_) => 0,
        ConcernKind::Unprotected => 1,
        ConcernKind::Partial(_) => 2,
        ConcernKind::Suspended => 3,
    }
}

/// What comes next, as far as it is known: what is pending, and the runs that follow by their schedules.
fn upcoming(run: &mut Simulation) -> Vec<Upcoming> {
    let mut events = run.next_events(EVENTS_LOOKED_AT);
    let world = run.world();
    let pending = in_lines(world, &events);
    let until = match pending.last() {
        Some(last) if pending.len() == UPCOMING_MAX => last.at,
        _ => Timestamp::MAX,
    };
    let later: Vec<_> = events.iter().flat_map(|event| later_runs(world, *event, until)).collect();
    events.extend(later);
    events.sort_by_key(|(at, _)| *at);
    in_lines(world, &events)
}

/// The runs that follow a run up to `until`: only the next of each schedule is pending.
fn later_runs(world: &World, (at, due): (Timestamp, Due), until: Timestamp) -> Vec<(Timestamp, Due)> {
    let Due::Run { instance, binding, rule } = due else { return Vec::new() };
    let Some(bound) = world.instances[instance].binding(binding) else { return Vec::new() };
    let Some(rule) = world.policies[bound.policy].spec.backup_rules().nth(usize::from(rule)) else { return Vec::new() };
    let runs = rule.schedule.runs_from(at + Seconds(1), world.zone).take_while(|run| *run <= until);
    runs.take(UPCOMING_MAX).map(|run| (run, due)).collect()
}

/// What happens at one instant for one reason stands in one line.
fn in_lines(world: &World, events: &[(Timestamp, Due)]) -> Vec<Upcoming> {
    let mut lines: Vec<Upcoming> = Vec::new();
    for (at, due) in events {
        let Some(event) = clock::next_event(world, *at, *due) else { continue };
        let together = lines.iter_mut().find(|line| line.at == *at && line.first.kind == event.kind);
        if let Some(line) = together {
            if !line.names.contains(&event.subject) {
                line.names.push(event.subject);
            }
        } else if lines.len() < UPCOMING_MAX {
            lines.push(Upcoming { at: *at, rule: event.rule, names: vec![event.subject.clone()], first: event });
        } else {
            break;
        }
    }
    lines
}

fn jobs(world: &World) -> DayOfJobs {
    let since = world.now + Seconds(-DAY);
    let mut view = DayOfJobs::default();
    for (_, instance) in world.instances.iter() {
        view.running += instance.history.running().count();
        let recent = instance.history.jobs().rev().take_while(|job| job.began.at > since);
        for job in recent {
            match job.status {
                // Counted whenever it began.
                JobStatus::Running => {}
                JobStatus::Complete => view.complete += 1,
                JobStatus::PartialComplete => view.partial += 1,
                JobStatus::Failed => view.failed += 1,
                JobStatus::Canceled => view.canceled += 1,
            }
        }
    }
    view
}

pub(super) fn living(world: &World) -> impl Iterator<Item = (InstanceIdx, &Instance)> {
    world.instances.iter().filter(|(_, instance)| !instance.is_released())
}

fn is_suspended(instance: &Instance) -> bool {
    instance.is_protected() && instance.bindings.iter().all(Binding::is_at_rest)
}

/// How many instances that need attention are named.
pub const CONCERNS_MAX: usize = 8;
/// How many lines of events are shown.
pub const UPCOMING_MAX: usize = 10;
/// How many names a line has before it counts.
const NAMES_MAX: usize = 3;
/// How many events are looked at for them: many may lie at one instant.
const EVENTS_LOOKED_AT: usize = 400;
