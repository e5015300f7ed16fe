//! Two branches side by side at the same instant: what each has left, what it lost, what it cost, and what was done
//! differently.

mod facts;
mod rows;

pub use self::{
    facts::Facts,
    rows::{Cell, Row, Title},
};
use super::actions::{self, ActionRow};
use crate::{
    id::InstanceId, incident::Incident, locale::Locale, rule::Rule, time::Timestamp, timeline::Branch, world::World,
};

/// Two runs at the same instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What they come to, of all instances or of one.
    pub rows: Vec<Row>,
    /// The instances, those first that differ; at most [`INSTANCES_MAX`].
    pub instances: Vec<InstanceRow>,
    /// How many more instances there are.
    pub more: usize,
    /// What made a difference in each, with the rule behind it.
    pub notes: [Vec<(String, Rule)>; 2],
}

/// One instance in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceRow {
    /// The instance.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// What can be had of it in each; none where it never was or left nothing.
    pub facts: [Option<Facts>; 2],
    /// Whether points, the way back, or what is lost differ.
    pub differs: bool,
}

/// What was done differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Where they part; none where they do not: they are one and the same as far as both came.
    pub parted_at: Option<Timestamp>,
    /// How many actions they share.
    pub shared: usize,
    /// What was done in each since, at most [`ACTIONS_MAX`].
    pub own: [Vec<ActionRow>; 2],
    /// How much more was done in each.
    pub more: [usize; 2],
}

/// Compares two runs that stand at the same instant: all of each, or one instance.
pub fn compare(worlds: [&World; 2], subject: Option<&InstanceId>, locale: Locale) -> Comparison {
    let mut instances = instances(worlds);
    let facts = [0, 1].map(|side| facts::of(worlds[side], subject, instances.iter().map(|row| &row.facts[side])));
    let more = instances.len().saturating_sub(INSTANCES_MAX);
    instances.truncate(INSTANCES_MAX);
    Comparison {
        rows: rows::rows(worlds, [&facts[0], &facts[1]], subject, locale),
        instances,
        more,
        notes: worlds.map(|world| notes(world, subject, locale)),
    }
}

/// What was done differently in two branches, each named by what is in its run.
pub fn differing(branches: [&Branch; 2], worlds: [&World; 2], locale: Locale) -> Differing {
    let shared = shared(branches[0], branches[1]);
    let rest = |side: usize| branches[side].journal.entries.iter().enumerate().skip(shared);
    let own = |side: usize| {
        let row = |(position, entry): (usize, &crate::save::JournalEntry)| ActionRow {
            number: position + 1,
            at: entry.at,
            text: actions::text(worlds[side], entry, locale),
            is_ahead: entry.at > worlds[side].now,
        };
        rest(side).take(ACTIONS_MAX).map(row).collect()
    };
    let more = |side: usize| rest(side).len().saturating_sub(ACTIONS_MAX);
    let parts = rest(0).len() + rest(1).len() > 0;
    Differing {
        parted_at: parts.then(|| parted_at(branches[0], branches[1])),
        shared,
        own: [own(0), own(1)],
        more: [more(0), more(1)],
    }
}

/// Where two branches part: where one was forked from the other, else at the first action that only one of them has; as
/// far as both came where they share all.
pub fn parted_at(one: &Branch, other: &Branch) -> Timestamp {
    let forked = |from: &Branch, of: &Branch| of.fork.filter(|fork| fork.from == from.id).map(|fork| fork.at);
    let apart = || {
        let shared = shared(one, other);
        let next = [one, other].map(|branch| branch.journal.entries.get(shared).map(|entry| entry.at));
        next.into_iter().flatten().min().unwrap_or(one.reached.min(other.reached))
    };
    forked(one, other).or_else(|| forked(other, one)).unwrap_or_else(apart)
}

/// How many of their first actions two branches share.
fn shared(one: &Branch, other: &Branch) -> usize {
    let both = one.journal.entries.iter().zip(&other.journal.entries);
    both.take_while(|(one, other)| one.at == other.at && one.command == other.command).count()
}

/// The instances of either, those first that differ, then by name.
fn instances(worlds: [&World; 2]) -> Vec<InstanceRow> {
    let ids = |world: &World| world.instances_by_id().map(|of| world.instances[of].id.clone()).collect::<Vec<_>>();
    let mut all = worlds.map(ids).concat();
    all.sort_unstable();
    all.dedup();
    let mut rows: Vec<_> = all.into_iter().filter_map(|instance| instance_row(worlds, instance)).collect();
    rows.sort_by(|a, b| (!a.differs, &a.name, &a.instance).cmp(&(!b.differs, &b.name, &b.instance)));
    rows
}

fn instance_row(worlds: [&World; 2], instance: InstanceId) -> Option<InstanceRow> {
    let facts = worlds.map(|world| facts::of_instance(world, world.instance(&instance).ok()?));
    let known = worlds.iter().find_map(|world| Some((*world, world.instance(&instance).ok()?)));
    let name = known.map(|(world, found)| world.instances[found].name.clone())?;
    facts.iter().any(Option::is_some).then(|| InstanceRow { differs: facts[0] != facts[1], instance, name, facts })
}

/// What attackers could do and what not, and what keeps the instance from being recovered.
fn notes(world: &World, subject: Option<&InstanceId>, locale: Locale) -> Vec<(String, Rule)> {
    let mut notes = Vec::new();
    for injected in world.known_incidents() {
        if !matches!(injected.incident, Incident::BackupDeletion { .. }) {
            continue;
        }
        let toll = &injected.toll;
        if toll.points > 0 {
            notes.push((rows::destroyed(toll.points, locale), Rule::Job11));
        }
        notes.extend(toll.withstood.iter().map(|(rule, points)| (rows::withstood(*points, locale), *rule)));
    }
    let found = subject.and_then(|instance| world.instance(instance).ok());
    let obstacle = found.and_then(|instance| world.recoverability(instance).actual.obstacle);
    notes.extend(obstacle.map(|obstacle| (crate::words::obstacle(obstacle, locale).to_owned(), obstacle.rule())));
    notes
}

/// How many instances are told apart.
pub const INSTANCES_MAX: usize = 100;
/// How many actions of each are told.
pub const ACTIONS_MAX: usize = 50;
