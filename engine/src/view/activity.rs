//! Activity: what happened, each with its rule.

use std::cmp::Ordering;

use super::{
    list::{Page, Query},
    search,
};
use crate::{
    backup::job::JobStatus,
    event::{CopyEvent, EcsEvent, Entry, Event},
    id::InstanceId,
    locale::Locale,
    rule::Rule,
    simulation::Simulation,
    time::{Seconds, Timestamp},
    words,
};

/// Which events are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityQuery {
    /// Search, order and page. Names, ids, rules and the words of the event are searched.
    pub list: Query,
    /// Only those about this.
    pub about: Option<About>,
    /// Only what failed or was skipped.
    pub trouble_only: bool,
    /// Only those that happened so long ago at most.
    pub within: Option<Seconds>,
}

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Backup jobs and runs.
    Jobs,
    /// Backup points.
    Points,
    /// Policies and plans: what is protected, and how.
    Policies,
    /// Instances, disks and snapshots of ECS.
    Ecs,
    /// The service itself and its settings.
    Service,
}

/// What the list can be ordered by, in the order of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityColumn {
    /// When it happened.
    Time,
    /// What it is about.
    About,
    /// The rule behind it.
    Rule,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityRow {
    /// Its number in the run.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// What it is about.
    pub about: About,
    /// The instance it is about, by id and name.
    pub instance: Option<(InstanceId, String)>,
    /// What, in words.
    pub text: String,
    /// The rule behind it.
    pub rule: Rule,
    /// Whether something failed or was skipped.
    pub is_trouble: bool,
}

impl Default for ActivityQuery {
    /// All events, newest first.
    fn default() -> Self {
        Self { list: Query::by(0, true), about: None, trouble_only: false, within: None }
    }
}

impl ActivityColumn {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Time, Self::About, Self::Rule];
}

impl About {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Jobs, Self::Points, Self::Policies, Self::Ecs, Self::Service];

    fn of(event: Event) -> Self {
        match event {
            Event::RunSkipped(..)
            | Event::JobStarted(..)
            | Event::JobEnded(..)
            | Event::JobFailed(..)
            | Event::JobCanceled(..)
            | Event::Restore(_) => Self::Jobs,
            Event::PointCreated(..)
            | Event::PointExpired(..)
            | Event::PointDeleted(..)
            | Event::DiskPointDeleted(..)
            | Event::PointExtended(..)
            | Event::ArchivingBegan(..)
            | Event::PointArchived(..)
            | Event::PointNotArchived(..)
            | Event::PointKept(..) => Self::Points,
            Event::PolicyCreated(_)
            | Event::PolicyUpdated(_)
            | Event::PolicyDeleted(_)
            | Event::InstanceAssociated(..)
            | Event::InstanceDissociated(..)
            | Event::PlanSuspended(..)
            | Event::PlanResumed(..)
            | Event::PlanModified(..)
            | Event::ProtectionStopped(_)
            | Event::InstanceMatched(..)
            | Event::PlanPaused(..)
            | Event::PlanUnpaused(..)
            | Event::InstanceUnmatched(..)
            | Event::PlanCreated(..)
            | Event::PlanConverted(_)
            | Event::PlanDeleted(_) => Self::Policies,
            Event::Copy(CopyEvent::PointQueued(..) | CopyEvent::PointCopied(..) | CopyEvent::PointNotCopied(..)) => {
                Self::Points
            }
            Event::Ecs(_) | Event::Copy(_) => Self::Ecs,
            Event::ServiceActivated
            | Event::SnapshotServiceEnabled
            | Event::RoleCreated
            | Event::SettingsEdited
            | Event::Account(_)
            | Event::IncidentInjected(_)
            | Event::Incident(_) => Self::Service,
        }
    }
}

/// The events that are kept, as `query` asks for them.
pub fn activity(run: &Simulation, query: &ActivityQuery, locale: Locale) -> Page<ActivityRow> {
    let all = run.activity().iter();
    let count = all.len();
    let found: Vec<Entry> = all.filter(|entry| admits(run, query, entry, locale)).collect();
    query.list.page(&found, count, &|a, b| compare(query, a, b), &|entry| row(run, *entry, locale))
}

fn admits(run: &Simulation, query: &ActivityQuery, entry: &Entry, locale: Locale) -> bool {
    query.about.is_none_or(|about| About::of(entry.event) == about)
        && (!query.trouble_only || is_trouble(entry.event))
        && query.within.is_none_or(|within| entry.at.0 >= run.now().0 - within.0)
        && (query.list.search.trim().is_empty() || is_found(run, &query.list.search, entry.event, locale))
}

fn is_found(run: &Simulation, search: &str, event: Event, locale: Locale) -> bool {
    let world = run.world();
    let instance = event.instance().map(|instance| world.instances[instance].id.as_str());
    instance.is_some_and(|id| search::holds(id, search))
        || search::holds(event.rule().id(), search)
        || search::holds(&words::event(world, event, locale), search)
}

fn compare(query: &ActivityQuery, a: &Entry, b: &Entry) -> Ordering {
    let newer = a.number.cmp(&b.number);
    match query.list.column(&ActivityColumn::ALL) {
        None | Some(ActivityColumn::Time) => newer,
        // Of each kind the newest first, whichever way the kinds are ordered first.
        Some(ActivityColumn::About) => About::of(a.event).cmp(&About::of(b.event)).then(newer.reverse()),
        Some(ActivityColumn::Rule) => a.event.rule().id().cmp(b.event.rule().id()).then(newer.reverse()),
    }
}

fn is_trouble(event: Event) -> bool {
    matches!(
        event,
        Event::RunSkipped(..)
            | Event::JobFailed(..)
            | Event::IncidentInjected(_)
            | Event::Copy(CopyEvent::PointNotCopied(..) | CopyEvent::CopyFailed(..))
            | Event::JobEnded(_, _, JobStatus::Failed | JobStatus::PartialComplete)
            | Event::Ecs(
                EcsEvent::SnapshotFailed(..) | EcsEvent::AutoSnapshotImpossible(_) | EcsEvent::AutoSnapshotWaits(_)
            )
    ) || matches!(event, Event::Account(event) if event.is_trouble())
        || matches!(event, Event::Incident(event) if event.is_trouble())
        || matches!(event, Event::Restore(event) if event.is_trouble())
}

fn row(run: &Simulation, entry: Entry, locale: Locale) -> ActivityRow {
    let Entry { number, at, event } = entry;
    let instance = event.instance().map(|instance| &run.world().instances[instance]);
    ActivityRow {
        number,
        at,
        about: About::of(event),
        instance: instance.map(|instance| (instance.id.clone(), instance.name.clone())),
        text: words::event(run.world(), event, locale),
        rule: event.rule(),
        is_trouble: is_trouble(event),
    }
}
