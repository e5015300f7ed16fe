//! What still holds that must not.

use super::{holds, instances, lacks_of, points, progress, restores, snapshots, terms, who};
use crate::{
    backup::PolicyIdx,
    billing::money::MicroCny,
    cloud::{InstanceIdx, account::AccountStatus},
    incident::IncidentKind,
    lesson::Progress,
    scenario::lesson::check::{Check, Fact, Who},
    time::Timestamp,
    world::World,
};

/// What still holds that must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Still {
    /// Cloud Backup is activated, or is not.
    Activation(bool),
    /// It is about this instance, the first of those that are meant.
    Whose(Topic, InstanceIdx),
    /// This policy says so.
    Policy(PolicyIdx),
    /// There were so many such restores.
    Restores(u32),
    /// There are so many such instances.
    Instances(u32),
    /// How the account stands.
    Account(AccountStatus),
    /// Such an incident has happened.
    Incident(IncidentKind),
    /// The run has cost no more than this.
    Bill(MicroCny),
    /// Something that is made of several conditions.
    Several,
}

/// What of an instance still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A policy of these terms is at work on it.
    Protected,
    /// It has so many such points.
    Points(u32),
    /// It has had so many such jobs.
    Jobs(u32),
    /// Its disks have so many such snapshots.
    Snapshots(u32),
    /// Both sides of its boundary are inspected.
    Boundary,
    /// It can be recovered so well.
    Recoverable,
    /// It has these tags.
    Tagged,
}

/// What holds of a check that holds: the first fact in it that is so.
pub(super) fn of(world: &World, progress: &Progress, check: &Check, at: Timestamp) -> Still {
    match check {
        Check::All(checks) | Check::Any(checks) => {
            let so = checks.iter().filter(|check| holds(world, progress, check, at));
            so.map(|check| of(world, progress, check, at))
                .find(|still| *still != Still::Several)
                .unwrap_or(Still::Several)
        }
        Check::Not(_) => Still::Several,
        Check::Fact(fact) => {
            debug_assert!(lacks_of(world, progress, fact, at).is_empty(), "it was asked only of what holds");
            of_fact(world, fact, at).unwrap_or(Still::Several)
        }
    }
}

fn of_fact(world: &World, fact: &Fact, at: Timestamp) -> Option<Still> {
    let first = |who: &Who| who::instances(world, who).into_iter().next();
    let whose = |topic, who: &Who| Some(Still::Whose(topic, first(who)?));
    match fact {
        Fact::Activated(so) => Some(Still::Activation(*so)),
        Fact::Protected(fact) => whose(Topic::Protected, &fact.of),
        Fact::Policy(fact) => {
            let mut policies = world.policies_by_id();
            policies.find(|policy| terms::unmet(world, &fact.terms, *policy, None, at).is_none()).map(Still::Policy)
        }
        Fact::Points(fact) => {
            let count = points::count(world, first(&fact.of)?, fact, at);
            whose(Topic::Points(number(count)), &fact.of)
        }
        Fact::Jobs(fact) => {
            let jobs = world.instances[first(&fact.of)?].history.jobs();
            let count = jobs.filter(|job| super::is_such_a_job(job, fact, at)).count();
            whose(Topic::Jobs(number(count)), &fact.of)
        }
        Fact::Restores(fact) => Some(Still::Restores(number(restores(world, fact)))),
        Fact::Instances(fact) => Some(Still::Instances(number(instances(world, fact)))),
        Fact::BoundaryFound(fact) => whose(Topic::Boundary, &fact.of),
        Fact::Recoverable(fact) => whose(Topic::Recoverable, &fact.of),
        Fact::Account(_) => Some(Still::Account(world.account.status(at.max(world.now)))),
        Fact::Incident(fact) => Some(Still::Incident(fact.kind.0)),
        Fact::Bill(_) => Some(Still::Bill(progress::cost(world, at))),
        Fact::Elapsed(_) => None,
        Fact::Tagged(fact) => whose(Topic::Tagged, &fact.of),
        Fact::Snapshots(fact) => {
            let count = snapshots(world, &world.instances[first(&fact.of)?], fact);
            whose(Topic::Snapshots(number(count)), &fact.of)
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
