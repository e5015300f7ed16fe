//! What a run comes to at an instant.

use crate::{
    billing::{
        bill::{Bill, Cause, Grouping},
        money::MicroCny,
    },
    catalog::region::Region,
    cloud::InstanceIdx,
    id::InstanceId,
    time::{Seconds, Timestamp},
    units::Mib,
    view::bill::Span,
    world::{Obstacle, World},
};

/// What can be had of one instance, or of all of them together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How many instances there are, or left points.
    pub instances: usize,
    /// How many of them come back.
    pub recoverable: usize,
    /// How many points there are in their own regions.
    pub points: usize,
    /// How many of those are clean.
    pub clean: usize,
    /// How many copies there are in other regions.
    pub copies: usize,
    /// How many of those are clean.
    pub clean_copies: usize,
    /// The newest clean point that brings it back; of several instances the oldest of those.
    pub newest_clean: Option<Timestamp>,
    /// How long ago that was: what would be lost (RPO).
    pub lost: Option<Seconds>,
    /// How much was written since to what comes back, or is held by what does not.
    pub written: Mib,
    /// How long it takes to bring it back; of several the longest (MDL-14).
    pub restore: Option<Seconds>,
    /// Where it can be brought back; of several instances where all can that come back at all.
    pub regions: Vec<Region>,
    /// What keeps it from coming back.
    pub obstacle: Option<Obstacle>,
}

/// What was billed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Money {
    /// In all.
    pub(super) total: MicroCny,
    /// For each cause that came to anything, the dearest first.
    pub(super) by_cause: Vec<(Cause, MicroCny)>,
}

impl Money {
    /// For one cause.
    pub(super) fn of(&self, cause: Cause) -> MicroCny {
        self.by_cause.iter().find(|(other, _)| *other == cause).map_or(MicroCny::ZERO, |(_, amount)| *amount)
    }
}

/// Of one instance, or of `all` that there are.
pub(super) fn of<'f>(
    world: &World,
    subject: Option<&InstanceId>,
    all: impl Iterator<Item = &'f Option<Facts>>,
) -> Facts {
    match subject {
        Some(instance) => world.instance(instance).ok().and_then(|found| of_instance(world, found)),
        None => all.flatten().fold(None, |sum, one| Some(sum.map_or_else(|| one.clone(), |sum| together(sum, one)))),
    }
    .unwrap_or_default()
}

/// Of one instance that is there or has points.
pub(super) fn of_instance(world: &World, instance: InstanceIdx) -> Option<Facts> {
    let [points, copies] = counted(world, instance);
    if world.instances[instance].is_released() && points.0 + copies.0 == 0 {
        return None;
    }
    let actual = world.recoverability(instance).actual;
    let written = actual.newest.as_ref().map(|way| {
        let point = world.instances[way.holder].history.point(way.created);
        point.map_or(Mib::ZERO, |point| point.snapshots.iter().map(|held| world.written_since(*held)).sum())
    });
    Some(Facts {
        instances: 1,
        recoverable: usize::from(actual.newest.is_some()),
        points: points.0,
        clean: points.1,
        copies: copies.0,
        clean_copies: copies.1,
        newest_clean: actual.newest.as_ref().map(|way| way.created.at),
        lost: actual.rpo(world.now),
        written: written.unwrap_or_else(|| held(world, instance)),
        restore: actual.newest.as_ref().map(|way| way.restore),
        regions: actual.regions().collect(),
        obstacle: actual.obstacle,
    })
}

/// How many points an instance has in its own region and elsewhere, and how many of each are clean.
fn counted(world: &World, instance: InstanceIdx) -> [(usize, usize); 2] {
    let count = |holder: InstanceIdx| {
        let history = &world.instances[holder].history;
        let clean = history.points().filter(|point| world.condition_of_point(point).is_clean());
        (history.points().len(), clean.count())
    };
    let copies = world.replicas_of(instance).map(count);
    [count(instance), copies.fold((0, 0), |sum, (points, clean)| (sum.0 + points, sum.1 + clean))]
}

/// What the disks of an instance hold.
fn held(world: &World, instance: InstanceIdx) -> Mib {
    world.instances[instance].disks.iter().map(|disk| world.disks[*disk].content(world.now).used).sum()
}

/// Two instances, or several, together: the worst of each.
fn together(one: Facts, other: &Facts) -> Facts {
    let both = |worse: fn(Timestamp, Timestamp) -> Timestamp, a: Option<Timestamp>, b: Option<Timestamp>| match (a, b) {
        (Some(a), Some(b)) => Some(worse(a, b)),
        (a, b) => a.or(b),
    };
    Facts {
        instances: one.instances + other.instances,
        recoverable: one.recoverable + other.recoverable,
        points: one.points + other.points,
        clean: one.clean + other.clean,
        copies: one.copies + other.copies,
        clean_copies: one.clean_copies + other.clean_copies,
        newest_clean: both(Timestamp::min, one.newest_clean, other.newest_clean),
        lost: one.lost.max(other.lost),
        written: Mib(one.written.0 + other.written.0),
        restore: one.restore.max(other.restore),
        regions: match (one.recoverable, other.recoverable) {
            (0, _) => other.regions.clone(),
            (_, 0) => one.regions,
            _ => one.regions.into_iter().filter(|region| other.regions.contains(region)).collect(),
        },
        obstacle: one.obstacle.max(other.obstacle),
    }
}

/// What a span was billed, for one instance or for all.
pub(super) fn money(world: &World, span: Span, subject: Option<&InstanceId>) -> Money {
    let [from, to] = span.bounds(world);
    let grouping = if subject.is_some() { Grouping::Instance } else { Grouping::Cause };
    let bill = Bill::draw_up(world, from, to, grouping);
    let wanted = subject.map(|instance| world.instance(instance).ok());
    let lines: Vec<_> =
        bill.lines.iter().filter(|line| wanted.is_none_or(|of| of.is_some() && line.instance == of)).collect();
    let of_cause =
        |cause: Cause| (cause, lines.iter().filter(|line| line.cause == cause).map(|line| line.amount()).sum());
    let mut by_cause: Vec<(Cause, MicroCny)> = Cause::ALL.map(of_cause).into();
    by_cause.retain(|(_, amount)| *amount > MicroCny::ZERO);
    by_cause.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    Money { total: lines.iter().map(|line| line.amount()).sum(), by_cause }
}
