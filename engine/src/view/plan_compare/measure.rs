//! What a policy comes to, in figures: worked out from what its rehearsal tells.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    backup::point::{Archiving, Point},
    billing::{
        bill::{Cause, Grouping},
        money::MicroCny,
    },
    catalog::region::Region,
    cloud::InstanceIdx,
    id::Occasion,
    rehearsal::{Item, Kind, Outcome},
    rule::Rule,
    time::{Seconds, Timestamp},
    units::Mib,
};

/// The figures of one policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// The names of the instances that never have a complete point, such as those that share a disk with another that
    /// is backed up at the same moment (CON-34): no RPO, look-back or RTO here is theirs.
    pub never: Vec<String>,
    /// The least age that the newest complete point of an instance ever has: how long a backup takes; none without a point.
    pub best_rpo: Option<Seconds>,
    /// The greatest age that the newest complete point of any instance ever has, from the first of it on; none where
    /// there is none.
    pub worst_rpo: Option<Seconds>,
    /// For how long an instance that had a point has none any more: of the one that fares worst.
    pub bare: Seconds,
    /// How far back one can ever go: of the instance that can least; none where there is none.
    pub look_back: Option<Seconds>,
    /// How long it takes at the end to bring back the instance that takes longest, from its newest point (MDL-14); none
    /// where one cannot be brought back.
    pub rto: Option<Seconds>,
    /// How many backups fail, lack disks or are skipped.
    pub missed: u64,
    /// The rule that most of them are decided by.
    pub missed_by: Option<Rule>,
    /// How many points it makes, without copies.
    pub made: u64,
    /// How many of its points and copies are there at the end.
    pub kept: u64,
    /// How many of them are there at each of [`SAMPLES`] moments, the last of which is the end.
    pub points: Vec<u64>,
    /// What they occupy at the end, by region and tier; nothing of nothing.
    pub stored: Vec<Stored>,
    /// What the instances cost in all.
    pub cost: MicroCny,
    /// The same by cause; nothing of nothing.
    pub by_cause: Vec<(Cause, MicroCny)>,
}

/// What points occupy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Where.
    pub region: Region,
    /// In which tier.
    pub tier: Tier,
    /// How much.
    pub size: Mib,
}

/// A tier of snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Standard.
    Standard,
    /// Archive.
    Archive,
}

/// How many moments the number of points is told of.
pub const SAMPLES: usize = 61;

/// The complete points of one instance while time goes on.
#[derive(Default)]
struct Track {
    /// Where each lies: its own region, and those of its copies.
    live: BTreeMap<Occasion, Vec<Region>>,
    best: Option<Seconds>,
    worst: Seconds,
    look_back: Seconds,
    bare: Seconds,
    /// Since when there is none any more.
    bare_since: Option<Timestamp>,
}

/// What a rehearsal that tells of the policy's own points comes to.
pub fn measure(outcome: &Outcome) -> Measures {
    let mut tracks: BTreeMap<InstanceIdx, Track> =
        outcome.instances().iter().map(|instance| (*instance, Track::default())).collect();
    for item in outcome.items() {
        if let Some(track) = tracks.get_mut(&item.instance) {
            track.take(item);
        }
    }
    let end = outcome.span().end;
    for track in tracks.values_mut() {
        track.look(end);
        track.end_bare(end);
    }
    let world = outcome.world();
    let never = tracks.iter().filter(|(_, track)| track.best.is_none());
    let never: Vec<_> = never.map(|(instance, _)| world.instances[*instance].name.clone()).collect();
    let tracks: Vec<_> = tracks.into_values().filter(|track| track.best.is_some()).collect();
    let bill = outcome.bill(Grouping::Cause);
    let of = |cause: Cause| -> MicroCny {
        bill.lines.iter().filter(|line| line.cause == cause).map(crate::billing::bill::Line::amount).sum()
    };
    let by_cause = Cause::ALL.into_iter().map(|cause| (cause, of(cause)));
    let points = samples(outcome);
    Measures {
        best_rpo: tracks.iter().filter_map(|track| track.best).min(),
        worst_rpo: tracks.iter().map(|track| track.worst).max(),
        bare: tracks.iter().map(|track| track.bare).max().unwrap_or_default(),
        look_back: tracks.iter().map(|track| track.look_back).min(),
        rto: rto(outcome, tracks.len()),
        never,
        missed: outcome.misses().values().map(|missed| missed.count).sum(),
        missed_by: outcome.misses().iter().max_by_key(|(_, missed)| missed.count).map(|(rule, _)| *rule),
        made: outcome.items().iter().filter(|item| item.kind == Kind::Created).count() as u64,
        kept: points.last().copied().unwrap_or_default(),
        points,
        stored: stored(outcome),
        cost: bill.total(),
        by_cause: by_cause.filter(|(_, amount)| *amount > MicroCny::ZERO).collect(),
    }
}

impl Track {
    fn take(&mut self, item: &Item) {
        self.look(item.at);
        match (item.kind, item.born) {
            (Kind::Created | Kind::Copied, Some(born)) if born.is_complete => {
                self.live.entry(item.created).or_default().push(item.region);
                self.end_bare(item.at);
                let age = self.live.last_key_value().map(|(newest, _)| item.at - newest.at);
                self.best = self.best.into_iter().chain(age).min();
            }
            (Kind::Deleted, _) => {
                let Some(regions) = self.live.get_mut(&item.created) else { return };
                regions.retain(|region| *region != item.region);
                if regions.is_empty() {
                    self.live.remove(&item.created);
                }
                if self.live.is_empty() {
                    self.bare_since = Some(item.at);
                }
            }
            _ => {}
        }
    }

    /// A time without any point ends.
    fn end_bare(&mut self, at: Timestamp) {
        if let Some(since) = self.bare_since.take() {
            self.bare = Seconds(self.bare.0 + (at - since).0);
        }
    }

    /// What is so right before anything happens at `at`.
    fn look(&mut self, at: Timestamp) {
        if let Some((newest, _)) = self.live.last_key_value() {
            self.worst = self.worst.max(at - newest.at);
        }
        if let Some((oldest, _)) = self.live.first_key_value() {
            self.look_back = self.look_back.max(at - oldest.at);
        }
    }
}

/// The points that the policy made in the time, in all regions.
fn own(outcome: &Outcome) -> impl Iterator<Item = (InstanceIdx, InstanceIdx, &Point)> {
    let (world, from, policy) = (outcome.world(), outcome.span().start, outcome.policy());
    let holders = outcome.instances().iter().flat_map(move |instance| {
        [*instance].into_iter().chain(world.replicas_of(*instance)).map(move |holder| (*instance, holder))
    });
    holders.flat_map(move |(instance, holder)| {
        let points = world.instances[holder].history.points();
        let is_own = move |point: &&Point| (policy.is_none() || point.policy == policy) && point.created.at >= from;
        points.filter(is_own).map(move |point| (instance, holder, point))
    })
}

fn stored(outcome: &Outcome) -> Vec<Stored> {
    let world = outcome.world();
    let mut sums: BTreeMap<(Region, Tier), Mib> = BTreeMap::new();
    for (_, holder, point) in own(outcome) {
        let tier = if matches!(point.archiving, Archiving::Done { .. }) { Tier::Archive } else { Tier::Standard };
        *sums.entry((world.instances[holder].region, tier)).or_default() += world.stored_of(point);
    }
    sums.into_iter().map(|((region, tier), size)| Stored { region, tier, size }).collect()
}

/// How long a restore of each of so many instances takes from its newest point; of copies of the same data, from the
/// nearest.
fn rto(outcome: &Outcome, instances: usize) -> Option<Seconds> {
    let world = outcome.world();
    let mut newest: BTreeMap<InstanceIdx, (Occasion, Seconds)> = BTreeMap::new();
    for (instance, _, point) in own(outcome).filter(|(_, _, point)| world.is_complete(point)) {
        if newest.get(&instance).is_none_or(|(known, _)| point.created > *known) {
            newest.insert(instance, (point.created, world.restore_time(point)));
        }
    }
    let times = newest.values().map(|(_, time)| *time).max();
    times.filter(|_| newest.len() == instances)
}

/// How many points there are at each moment.
fn samples(outcome: &Outcome) -> Vec<u64> {
    let (mut items, from) = (outcome.items().iter().peekable(), outcome.span().start);
    let mut there = 0_u64;
    let count = |at: Timestamp| {
        while let Some(item) = items.next_if(|item| item.at <= at) {
            match item.kind {
                Kind::Created | Kind::Copied => there += u64::from(item.created.at >= from),
                Kind::Deleted => there -= u64::from(item.created.at >= from),
                Kind::Archived => {}
            }
        }
        there
    };
    instants(&outcome.span()).map(count).collect()
}

/// The moments that points are told of.
pub(super) fn instants(span: &Range<Timestamp>) -> impl Iterator<Item = Timestamp> + use<> {
    let (start, whole) = (span.start, i128::from((span.end - span.start).0));
    let last = SAMPLES as i128 - 1;
    (0..=last).map(move |place| Timestamp(start.0 + i64::try_from(whole * place / last).unwrap_or_default()))
}
