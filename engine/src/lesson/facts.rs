//! Whether the conditions of objectives hold, and what they lack.

mod points;
mod still;
mod terms;

use std::ops::RangeInclusive;

use self::terms::Term;
use super::{progress, who};
use crate::{
    backup::{
        PolicyIdx,
        binding::Binding,
        job::{Job, JobFailure, Trigger},
        restore::{Restore, RestoreKind, RestoreStatus},
    },
    billing::money::MicroCny,
    catalog::region::Region,
    cloud::{Instance, InstanceIdx, account::AccountStatus, data::Condition},
    incident::IncidentKind,
    lesson::Progress,
    scenario::lesson::check::{
        Check, Fact, Instances, Jobs, Protected, Recoverable, RestoreWord, Restores, Snapshots, Standing, Started,
        Terms, Tier, Who,
    },
    time::{HOUR, Seconds, Timestamp},
    world::World,
};

pub use self::{
    still::{Still, Topic},
    terms::Term as PolicyTerm,
};

/// What a condition lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It is about instances that are not there.
    Nobody,
    /// Cloud Backup is not activated, or is though it should not be.
    Activation(bool),
    /// The instance is associated with no policy.
    Unprotected(InstanceIdx),
    /// Its association is suspended, or paused by its tags.
    Suspended(InstanceIdx),
    /// Its policy says something else.
    Terms(InstanceIdx, PolicyIdx, Term),
    /// There are too few such policies; what the one that comes nearest says otherwise.
    Policies {
        /// How many there are.
        found: u32,
        /// That one.
        nearest: Option<(PolicyIdx, Term)>,
    },
    /// The instance has too few or too many such points.
    Points(InstanceIdx, Found),
    /// The instance has had too few or too many such jobs.
    Jobs(InstanceIdx, Found),
    /// There were too few or too many such restores.
    Restores(Found),
    /// There are too few or too many such instances.
    Instances(Found),
    /// The disks of the instance have too few or too many such snapshots.
    Snapshots(InstanceIdx, Found),
    /// The instance has no bad point.
    NoBadPoint(InstanceIdx),
    /// Of the newest clean point and the oldest bad one so many were inspected.
    Boundary(InstanceIdx, u32),
    /// Nothing brings the instance back.
    Unrecoverable(InstanceIdx),
    /// Its newest point is so old.
    Rpo(InstanceIdx, Seconds),
    /// A restore takes so long.
    Rto(InstanceIdx, Seconds),
    /// It does not come back in this region.
    NotIn(InstanceIdx, Region),
    /// How the account stands.
    Account(AccountStatus),
    /// Such an incident has not happened.
    NotHappened(IncidentKind),
    /// It goes on.
    GoesOn(IncidentKind),
    /// What the run has cost.
    Bill(MicroCny),
    /// So much time is missing.
    TooEarly(Seconds),
    /// The instance lacks a tag.
    Untagged(InstanceIdx),
    /// What must not be is so.
    StillSo(Still),
    /// Of several ways none is done; what the one lacks that comes nearest.
    NoneOf(Vec<Lack>),
}

/// How many there are, and how many there should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// There are so many.
    pub found: u32,
    /// There should be so many.
    pub wanted: RangeInclusive<u32>,
}

/// Whether a check holds at `at`.
pub(super) fn holds(world: &World, progress: &Progress, check: &Check, at: Timestamp) -> bool {
    match check {
        Check::All(checks) => checks.iter().all(|check| holds(world, progress, check, at)),
        Check::Any(checks) => checks.iter().any(|check| holds(world, progress, check, at)),
        Check::Not(check) => !holds(world, progress, check, at),
        Check::Fact(fact) => lacks_of(world, progress, fact, at).is_empty(),
    }
}

/// What a check lacks at `at`; nothing where it holds.
pub(super) fn lacks(world: &World, progress: &Progress, check: &Check, at: Timestamp) -> Vec<Lack> {
    match check {
        Check::All(checks) => checks.iter().flat_map(|check| lacks(world, progress, check, at)).collect(),
        Check::Any(checks) => {
            let each: Vec<_> = checks.iter().map(|check| lacks(world, progress, check, at)).collect();
            match each.iter().any(Vec::is_empty) {
                true => Vec::new(),
                false => each.into_iter().min_by_key(Vec::len).map(Lack::NoneOf).into_iter().collect(),
            }
        }
        Check::Not(check) => match (&**check, holds(world, progress, check, at)) {
            (_, false) => Vec::new(),
            (Check::Not(wanted), true) => lacks(world, progress, wanted, at),
            (check, true) => vec![Lack::StillSo(still::of(world, progress, check, at))],
        },
        Check::Fact(fact) => lacks_of(world, progress, fact, at),
    }
}

fn lacks_of(world: &World, progress: &Progress, fact: &Fact, at: Timestamp) -> Vec<Lack> {
    match fact {
        Fact::Activated(wanted) => {
            let is_so = world.account.cloud_backup_activated == *wanted;
            if is_so { Vec::new() } else { vec![Lack::Activation(*wanted)] }
        }
        Fact::Protected(fact) => each(world, &fact.of, |instance| protected(world, instance, fact, at)),
        Fact::Policy(fact) => policies(world, &fact.terms, fact.at_least, at),
        Fact::Points(fact) => each(world, &fact.of, |instance| {
            counted(points::count(world, instance, fact, at), fact.count.range())
                .map(|found| Lack::Points(instance, found))
        }),
        Fact::Jobs(fact) => each(world, &fact.of, |instance| {
            let count = world.instances[instance].history.jobs().filter(|job| is_such_a_job(job, fact, at)).count();
            counted(count, fact.count.range()).map(|found| Lack::Jobs(instance, found))
        }),
        Fact::Restores(fact) => whole(counted(restores(world, fact), fact.count.range()).map(Lack::Restores)),
        Fact::Instances(fact) => whole(counted(instances(world, fact), fact.count.range()).map(Lack::Instances)),
        Fact::BoundaryFound(fact) => each(world, &fact.of, |instance| boundary(world, instance)),
        Fact::Recoverable(fact) => each(world, &fact.of, |instance| recoverable(world, instance, fact, at)),
        Fact::Account(wanted) => {
            let status = world.account.status(at.max(world.now));
            whole((standing(status) != *wanted).then_some(Lack::Account(status)))
        }
        Fact::Incident(fact) => whole(incident(world, fact.kind.0, fact.over)),
        Fact::Bill(fact) => {
            let cost = progress::cost(world, at);
            whole((cost > fact.at_most.0).then_some(Lack::Bill(cost)))
        }
        Fact::Elapsed(span) => {
            let since = progress.begun_at.map_or(Seconds(0), |begun| at - begun);
            whole((since < span.0).then(|| Lack::TooEarly(Seconds(span.0.0 - since.0))))
        }
        Fact::Tagged(fact) => each(world, &fact.of, |instance| {
            let tags = &world.instances[instance].tags;
            let has_all = fact.tags.iter().all(|(key, value)| tags.get(key) == Some(value));
            (!has_all).then_some(Lack::Untagged(instance))
        }),
        Fact::Snapshots(fact) => each(world, &fact.of, |instance| {
            counted(snapshots(world, &world.instances[instance], fact), fact.count.range())
                .map(|found| Lack::Snapshots(instance, found))
        }),
    }
}

fn whole(lack: Option<Lack>) -> Vec<Lack> {
    lack.into_iter().collect()
}

/// What each of the instances lacks; it is no use where there are none.
fn each(world: &World, who: &Who, lack: impl Fn(InstanceIdx) -> Option<Lack>) -> Vec<Lack> {
    let instances = who::instances(world, who);
    if instances.is_empty() {
        return vec![Lack::Nobody];
    }
    instances.into_iter().filter_map(lack).collect()
}

fn counted(count: usize, wanted: RangeInclusive<u32>) -> Option<Found> {
    let found = u32::try_from(count).unwrap_or(u32::MAX);
    (!wanted.contains(&found)).then_some(Found { found, wanted })
}

fn protected(world: &World, instance: InstanceIdx, fact: &Protected, at: Timestamp) -> Option<Lack> {
    let bindings = &world.instances[instance].bindings;
    let at_work = |binding: &&Binding| !binding.suspended && !binding.by_tag.as_ref().is_some_and(|by| by.paused);
    let mut nearest = match bindings.is_empty() {
        true => Lack::Unprotected(instance),
        false => Lack::Suspended(instance),
    };
    for binding in bindings.iter().filter(at_work) {
        let unmet = terms::unmet(world, &fact.terms, binding.policy, Some((instance, binding)), at);
        nearest = Lack::Terms(instance, binding.policy, unmet?);
    }
    Some(nearest)
}

fn policies(world: &World, wanted: &Terms, at_least: u32, at: Timestamp) -> Vec<Lack> {
    let mut found = 0;
    let mut nearest = None;
    for policy in world.policies_by_id() {
        match terms::unmet(world, wanted, policy, None, at) {
            None => found += 1,
            Some(term) => nearest = nearest.or(Some((policy, term))),
        }
    }
    whole((found < at_least).then_some(Lack::Policies { found, nearest }))
}

fn is_such_a_job(job: &Job, fact: &Jobs, at: Timestamp) -> bool {
    let started = match job.trigger {
        Trigger::Manual => Started::Manual,
        Trigger::RunNow(_) => Started::RunNow,
        Trigger::Schedule(_) => Started::Schedule,
    };
    let has_rule = |wanted| {
        let of_children = job.children.iter().filter_map(|child| child.failure);
        job.failure.map(JobFailure::rule) == Some(wanted)
            || of_children.into_iter().any(|failure| failure.rule() == wanted)
    };
    fact.status.as_deref().is_none_or(|status| job.status.api_name() == status)
        && fact.trigger.is_none_or(|wanted| started == wanted)
        && fact.rule.is_none_or(|wanted| has_rule(wanted.0))
        && fact.within.is_none_or(|within| at - job.began.at <= within.0)
}

fn restores(world: &World, fact: &Restores) -> usize {
    let of = who::instances(world, &fact.of);
    let is_such = |restore: &&Restore| {
        let kind = match restore.kind {
            RestoreKind::Instance => RestoreWord::InstanceInPlace,
            RestoreKind::NewInstance => RestoreWord::InstanceClone,
            RestoreKind::Disk => RestoreWord::DiskInPlace,
            RestoreKind::NewDisk => RestoreWord::DiskNew,
        };
        of.contains(&world.source_of(restore.holder))
            && fact.kind.is_none_or(|wanted| kind == wanted)
            && fact.to_region.is_none_or(|region| world.instances[restore.target].region == region)
            && fact.clean.is_none_or(|wanted| restore.choice.condition.is_clean() == wanted)
            && fact.tier.is_none_or(|wanted| tier_of(restore) == wanted)
            && fact.newest_clean.is_none_or(|wanted| restore.is_of_newest_clean() == wanted)
            && restore.status(world.now).api_name() == fact.status
    };
    world.restores.iter().filter(is_such).count()
}

fn tier_of(restore: &Restore) -> Tier {
    if restore.choice.archived { Tier::Archive } else { Tier::Standard }
}

fn instances(world: &World, fact: &Instances) -> usize {
    let of = fact.of.as_ref().map(|who| who::instances(world, who));
    let from = fact.from.as_ref().map(|who| who::instances(world, who));
    let is_made_from = |position: InstanceIdx, sources: &[InstanceIdx]| {
        world.restores.iter().any(|restore| {
            restore.kind == RestoreKind::NewInstance
                && restore.target == position
                && restore.status(world.now) == RestoreStatus::Complete
                && sources.contains(&world.source_of(restore.holder))
        })
    };
    let is_such = |position: &InstanceIdx| {
        let instance = &world.instances[*position];
        let condition = || instance.disks.iter().map(|disk| world.disks[*disk].condition()).max().unwrap_or_default();
        !instance.is_released()
            && of.as_ref().is_none_or(|of| of.contains(position))
            && from.as_ref().is_none_or(|from| is_made_from(*position, from))
            && fact.region.is_none_or(|region| instance.region == region)
            && fact.status.as_deref().is_none_or(|status| instance.status.api_name() == status)
            && fact.condition.as_deref().is_none_or(|wanted| condition_word(condition()) == wanted)
    };
    world.instances_by_id().filter(is_such).count()
}

/// The word of scenario files for the state of data.
fn condition_word(condition: Condition) -> &'static str {
    match condition {
        Condition::Clean => "Clean",
        Condition::Infected => "Infected",
        Condition::Deleted => "Deleted",
        Condition::Encrypted => "Encrypted",
        Condition::Lost => "Lost",
    }
}

/// The newest clean point before the oldest bad one, and that one, must be known.
fn boundary(world: &World, instance: InstanceIdx) -> Option<Lack> {
    match world.known_of_boundary(instance) {
        None => Some(Lack::NoBadPoint(instance)),
        Some(known) => (known < 2).then_some(Lack::Boundary(instance, known)),
    }
}

fn recoverable(world: &World, instance: InstanceIdx, fact: &Recoverable, at: Timestamp) -> Option<Lack> {
    let outlook = match fact.known {
        true => world.known_outlook(instance),
        false => world.recoverability(instance).actual,
    };
    if outlook.newest.is_none() {
        return Some(Lack::Unrecoverable(instance));
    }
    let Some(way) = outlook.newest_in(fact.in_region) else {
        return fact.in_region.map(|region| Lack::NotIn(instance, region));
    };
    let age = at - way.created.at;
    let is_longer = |span: Seconds, hours: Option<u32>| hours.is_some_and(|hours| span.0 > i64::from(hours) * HOUR);
    if is_longer(age, fact.rpo_hours_max) {
        return Some(Lack::Rpo(instance, age));
    }
    is_longer(way.restore, fact.rto_hours_max).then_some(Lack::Rto(instance, way.restore))
}

fn standing(status: AccountStatus) -> Standing {
    match status {
        AccountStatus::Normal => Standing::Normal,
        AccountStatus::Overdue => Standing::Overdue,
        AccountStatus::Suspended => Standing::Suspended,
    }
}

fn incident(world: &World, kind: IncidentKind, over: bool) -> Option<Lack> {
    let mut known = world.known_incidents().filter(|injected| injected.incident.kind() == kind);
    let Some(last) = known.next_back() else { return Some(Lack::NotHappened(kind)) };
    (over && last.goes_on()).then_some(Lack::GoesOn(kind))
}

fn snapshots(world: &World, instance: &Instance, fact: &Snapshots) -> usize {
    let chains = instance.disks.iter().map(|disk| &world.disks[*disk].chain);
    let is_such =
        |snapshot: &&crate::cloud::chain::Snapshot| fact.archived.is_none_or(|wanted| snapshot.is_archived() == wanted);
    chains.map(|chain| chain.iter().filter(is_such).count()).sum()
}
