//! The drill report: what went wrong, what was chosen to come back from, what was lost, how long it took, what it cost.
//!
//! The past is judged by what was true then: each restore remembers how good a choice its point was.

mod mistake;

pub use self::mistake::Mistake;
use crate::{
    backup::restore::{Restore, RestoreKind, RestoreStatus},
    billing::{
        bill::{Bill, Grouping},
        money::MicroCny,
    },
    catalog::region::Region,
    cloud::{InstanceIdx, data::Condition},
    id::{IncidentId, InstanceId, PointId, RestoreId},
    incident::{IncidentKind, Injected},
    locale::Locale,
    rule::Rule,
    time::{Seconds, Timestamp, Zone},
    units::Mib,
    view::incidents,
    world::World,
};

/// All incidents of a run that people know of, and how each was recovered from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// The seed of the scenario: with it and the saved run everything can be played again.
    pub seed: u64,
    /// When the scenario began.
    pub start: Timestamp,
    /// When the report was drawn up.
    pub now: Timestamp,
    /// The zone that its instants are read in.
    pub zone: Zone,
    /// One an incident, the newest first.
    pub reports: Vec<Report>,
}

/// One incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The incident.
    pub id: IncidentId,
    /// Its kind.
    pub kind: IncidentKind,
    /// What happened, in words.
    pub what: String,
    /// When it happened; of ransomware that came unseen, when it struck (MDL-04).
    pub at: Timestamp,
    /// When it did its damage: ransomware when it struck. None while that is to come.
    pub damage_at: Option<Timestamp>,
    /// When it was over; none while it goes on.
    pub ended_at: Option<Timestamp>,
    /// The instances that it befell and how they came back, at most [`INSTANCES_MAX`].
    pub instances: Vec<Recovery>,
    /// How many more there are.
    pub more: usize,
    /// How many backup points an attacker deleted, and how many withstood.
    pub points: Option<(u32, u32)>,
    /// The span that is billed: from the incident until all was recovered, or until now.
    pub span: [Timestamp; 2],
    /// What the account was billed for in it, copies to other regions included.
    pub cost: MicroCny,
    /// What went wrong beside the incident.
    pub mistakes: Vec<Mistake>,
}

/// How one instance came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// The instance.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// The restore that brought it back, the last of several; none where nothing was restored.
    pub restore: Option<Chosen>,
}

/// A restore and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The restore.
    pub id: RestoreId,
    /// In place, or as a clone.
    pub kind: RestoreKind,
    /// How it stands.
    pub status: RestoreStatus,
    /// The point that was chosen.
    pub point: PointId,
    /// When the point was created.
    pub created: Timestamp,
    /// Where the point lay.
    pub region: Region,
    /// In what state its data was.
    pub condition: Condition,
    /// The instance that got the data.
    pub target: InstanceId,
    /// The name of that instance.
    pub target_name: String,
    /// When it began.
    pub began: Timestamp,
    /// When the instance ran again with the data; none if it does not yet.
    pub running_at: Option<Timestamp>,
    /// The time between the point and the damage: what was lost (RPO).
    pub lost: Seconds,
    /// What was written in it to the disks that were restored.
    pub written: Mib,
    /// From the damage to the instance that ran again (RTO).
    pub took: Option<Seconds>,
    /// How long the restore itself was to take (MDL-14).
    pub estimated: Seconds,
    /// How long it took until the instance ran.
    pub measured: Option<Seconds>,
}

/// How many instances of an incident are told of.
pub const INSTANCES_MAX: usize = 50;

/// The report of a run.
pub fn drill(world: &World, seed: u64, locale: Locale) -> Drill {
    let reports = world.known_incidents().rev().map(|injected| report(world, injected, locale)).collect();
    Drill { seed, start: world.start, now: world.now, zone: world.zone, reports }
}

/// The report of one incident.
pub fn report(world: &World, injected: &Injected, locale: Locale) -> Report {
    let named = injected.befell.iter().take(INSTANCES_MAX);
    let instances: Vec<_> = named.map(|instance| recovery(world, injected, *instance)).collect();
    let at = injected.known_from();
    let span = [at, recovered_at(world, &instances, injected)];
    let toll = &injected.toll;
    let is_attack = injected.incident.kind() == IncidentKind::BackupDeletion;
    Report {
        id: injected.id.clone(),
        kind: injected.incident.kind(),
        what: incidents::what(world, injected, locale),
        at,
        damage_at: injected.damage_at(),
        ended_at: injected.ended_at,
        more: injected.befell.len() - instances.len(),
        points: is_attack.then(|| (toll.points, toll.withstood.values().sum())),
        span,
        cost: Bill::draw_up(world, span[0], span[1], Grouping::Cause).total(),
        mistakes: mistake::of(world, injected, &instances),
        instances,
    }
}

impl Report {
    /// The rule behind the incident.
    pub fn rule(&self) -> Rule {
        self.kind.rule()
    }
}

/// Until when the span is billed: until the last instance ran again, the incident was over, or now.
fn recovered_at(world: &World, instances: &[Recovery], injected: &Injected) -> Timestamp {
    let ran = |recovery: &Recovery| recovery.restore.as_ref().and_then(|chosen| chosen.running_at);
    let all: Option<Vec<_>> = instances.iter().map(ran).collect();
    match all.and_then(|all| all.into_iter().max()) {
        Some(last) => last.max(injected.known_from()),
        None if instances.is_empty() => injected.ended_at.unwrap_or(world.now),
        None => world.now,
    }
}

fn recovery(world: &World, injected: &Injected, instance: InstanceIdx) -> Recovery {
    let state = &world.instances[instance];
    let last = restores(world, injected, instance).filter(|restore| restore.status.has_data()).last();
    Recovery {
        instance: state.id.clone(),
        name: state.name.clone(),
        restore: last.map(|restore| chosen(world, injected, restore)),
    }
}

/// The restores of an instance since an incident, and before the next one of those that befell it.
fn restores<'w>(
    world: &'w World,
    injected: &'w Injected,
    instance: InstanceIdx,
) -> impl Iterator<Item = &'w Restore> + 'w {
    let later = world.incidents.iter().filter(move |other| other.at > injected.at && other.id != injected.id);
    let next = later.filter(move |other| other.befell.contains(&instance)).map(|other| other.at).min();
    world.restores.iter().filter(move |restore| {
        world.source_of(restore.holder) == instance
            && restore.began.at >= injected.at
            && next.is_none_or(|next| restore.began.at < next)
    })
}

fn chosen(world: &World, injected: &Injected, restore: &Restore) -> Chosen {
    let began = restore.began.at;
    // Who comes back before ransomware strikes loses what was written until then.
    let damage_at = injected.damage_at().map_or(began, |damage_at| damage_at.min(began));
    let target = &world.instances[restore.target];
    let ends_at = restore.children.iter().map(|child| child.ends_at).max().unwrap_or(restore.ends_at);
    Chosen {
        id: world.restore_id(restore),
        kind: restore.kind,
        status: restore.status(world.now),
        point: world.point_of_restore(restore),
        created: restore.point.at,
        region: world.instances[restore.holder].region,
        condition: restore.choice.condition,
        target: target.id.clone(),
        target_name: target.name.clone(),
        began,
        running_at: restore.running_at,
        lost: Seconds((damage_at - restore.point.at).0.max(0)),
        written: restore.choice.written_since,
        took: restore.running_at.map(|running_at| running_at - damage_at),
        estimated: ends_at - began,
        measured: restore.running_at.map(|running_at| running_at - began),
    }
}
