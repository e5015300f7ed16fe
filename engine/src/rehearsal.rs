//! Rehearsal: what a policy would do, before it does it.
//!
//! Nothing is estimated. A copy of the run is given the policy and plays on; what comes of it is what would really
//! happen, to the byte and the cent, as long as nobody does anything else and nothing goes wrong that has not gone wrong
//! yet: an infection that still hides and incidents that a scenario has in store are left out, so that nobody learns of
//! them by looking ahead.

mod item;
mod proposal;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

pub use self::{
    item::{Born, Item, Kind, Missed, Sum},
    proposal::{Change, HORIZON_DAYS_DEFAULT, Proposal, bring, horizon},
};
use crate::{
    backup::{
        PolicyIdx,
        job::{ChildFailure, JobStatus},
        point::Point,
    },
    billing::{
        bill::{Bill, Grouping, early_deletion},
        money::MicroCny,
    },
    cloud::InstanceIdx,
    event::{CopyEvent, Entry, Event},
    id::Occasion,
    queue::Due,
    rejection::{Problem, Rejection},
    rule::Rule,
    simulation::Simulation,
    time::{Seconds, Timestamp},
    world::World,
};

/// A rehearsal under way.
#[derive(Debug)]
pub struct Rehearsal {
    run: Simulation,
    /// The policy that is rehearsed; none where it is everything as it is now.
    policy: Option<PolicyIdx>,
    /// Whether items tell of the points of other policies too.
    tells_of_all: bool,
    /// The instances that it is about.
    instances: BTreeSet<InstanceIdx>,
    span: Range<Timestamp>,
    items: Vec<Item>,
    sums: BTreeMap<Kind, Sum>,
    misses: BTreeMap<Rule, Missed>,
    /// The policy of each point that is there, told of or not: for when it is gone.
    known: BTreeMap<(InstanceIdx, Occasion), Option<PolicyIdx>>,
    /// How many events of the run are read.
    read: u64,
}

/// A rehearsal keeps so many items at most: a hundred instances, each with a point an hour, for a year.
pub const ITEMS_MAX: usize = 2_000_000;

impl Rehearsal {
    /// Begins to rehearse `proposal`, or refuses what the service would refuse. The run stays as it is.
    pub fn begin(run: &Simulation, proposal: &Proposal, until: Timestamp) -> Result<Self, Rejection> {
        let mut copy = run.looking_ahead();
        let (policy, instances) = proposal.carry_out(&mut copy)?;
        Ok(Self::of(copy, Some(policy), instances, until))
    }

    /// Begins to look ahead with everything as it is now: what a proposal is held against.
    pub fn of_today(run: &Simulation, instances: BTreeSet<InstanceIdx>, until: Timestamp) -> Self {
        Self::of(run.looking_ahead(), None, instances, until)
    }

    fn of(mut run: Simulation, policy: Option<PolicyIdx>, instances: BTreeSet<InstanceIdx>, until: Timestamp) -> Self {
        let now = run.now();
        run.look_ahead_for(in_touch(run.world(), &instances));
        let mut rehearsal = Self {
            policy,
            tells_of_all: policy.is_none(),
            instances,
            span: now..until.max(now),
            items: Vec::new(),
            sums: BTreeMap::new(),
            misses: BTreeMap::new(),
            known: BTreeMap::new(),
            read: run.activity().total(),
            run,
        };
        for instance in rehearsal.instances.clone() {
            let world = rehearsal.run.world();
            let holders = [instance].into_iter().chain(world.replicas_of(instance));
            let points = holders.flat_map(|holder| {
                world.instances[holder].history.points().map(move |point| (holder, point.created, point.policy))
            });
            let known: Vec<_> = points.map(|(holder, created, policy)| ((holder, created), policy)).collect();
            rehearsal.known.extend(known);
        }
        rehearsal
    }

    /// The same telling of all points of the instances, whatever policy made them: so it can be held against
    /// everything as it is now, point by point.
    pub fn telling_of_all(self) -> Self {
        Self { tells_of_all: true, ..self }
    }

    /// The instances that it is about.
    pub fn instances(&self) -> &BTreeSet<InstanceIdx> {
        &self.instances
    }

    /// Plays on, for at most `events_max` events. Whether it came to its end.
    pub fn step(&mut self, events_max: u64) -> Result<bool, Rejection> {
        for _ in 0..events_max {
            let Some((due_at, due)) = self.run.next_event().filter(|(due_at, _)| *due_at <= self.span.end) else {
                self.run.advance_to(self.span.end);
                return Ok(true);
            };
            let charge = self.early_deletion_of(due, due_at);
            self.run.step_until(due_at, 1);
            self.take_in(charge);
            if self.items.len() > ITEMS_MAX {
                return Err(Problem::RehearsalTooLong { items: ITEMS_MAX }.into());
            }
        }
        Ok(self.run.next_due().is_none_or(|next| next > self.span.end) && self.run.now() >= self.span.end)
    }

    /// Plays to the end.
    pub fn finish(mut self) -> Result<Outcome, Rejection> {
        while !self.step(u64::MAX)? {}
        let Self { run, policy, instances, span, items, sums, misses, .. } = self;
        Ok(Outcome { run, policy, instances, span, items, sums, misses })
    }

    /// How far it is: seconds of virtual time of all that it looks ahead.
    pub fn progress(&self) -> (Seconds, Seconds) {
        (self.run.now() - self.span.start, self.span.end - self.span.start)
    }
}

/// What came of a rehearsal.
#[derive(Debug)]
pub struct Outcome {
    run: Simulation,
    policy: Option<PolicyIdx>,
    instances: BTreeSet<InstanceIdx>,
    span: Range<Timestamp>,
    items: Vec<Item>,
    sums: BTreeMap<Kind, Sum>,
    misses: BTreeMap<Rule, Missed>,
}

impl Outcome {
    /// What happens to points, in the order of time.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// What the items of a kind come to.
    pub fn sum(&self, kind: Kind) -> Sum {
        self.sums.get(&kind).copied().unwrap_or_default()
    }

    /// The backups of the instances that fail, lack disks or are skipped, whatever policy they are of, by the rule that
    /// decided.
    pub fn misses(&self) -> &BTreeMap<Rule, Missed> {
        &self.misses
    }

    /// The policy that was rehearsed; none where it was everything as it is now.
    pub fn policy(&self) -> Option<PolicyIdx> {
        self.policy
    }

    /// The instances that it is about.
    pub fn instances(&self) -> &BTreeSet<InstanceIdx> {
        &self.instances
    }

    /// From when to when it looks ahead.
    pub fn span(&self) -> Range<Timestamp> {
        self.span.clone()
    }

    /// The world as it stands at the end.
    pub fn world(&self) -> &World {
        self.run.world()
    }

    /// What these instances cost in the span, whatever policy their points are of: the bill that would be drawn up at
    /// the end.
    pub fn bill(&self, grouping: Grouping) -> Bill {
        Bill::of_instances(self.run.world(), self.span.start, self.span.end, grouping, &self.instances)
    }
}

impl Rehearsal {
    /// What it costs that an archived point goes now, before its least time there is over (BIL-12).
    fn early_deletion_of(&self, due: Due, due_at: Timestamp) -> Option<MicroCny> {
        let Due::PointExpiry { instance, point } = due else { return None };
        if !self.is_told(instance, point) {
            return None;
        }
        let world = self.run.world();
        let point = world.instances[instance].history.point(point)?;
        let (charge, _) = early_deletion(world, point.snapshots.iter().copied(), due_at);
        (charge > MicroCny::ZERO).then_some(charge)
    }

    /// Reads what has just happened.
    fn take_in(&mut self, charge: Option<MicroCny>) {
        let new: Vec<Entry> = self.run.activity().since(self.read).collect();
        self.read = self.run.activity().total();
        for entry in new {
            self.count_miss(entry);
            let (kind, holder, created) = match entry.event {
                Event::PointCreated(holder, created) => (Kind::Created, holder, created),
                Event::Copy(CopyEvent::PointCopied(holder, created)) => (Kind::Copied, holder, created),
                Event::PointArchived(holder, created) => (Kind::Archived, holder, created),
                Event::PointExpired(holder, created) => (Kind::Deleted, holder, created),
                _ => continue,
            };
            self.note(kind, (holder, created), entry.at, charge);
        }
    }

    /// Counts a backup that fails, lacks disks or is skipped.
    fn count_miss(&mut self, entry: Entry) {
        let (instance, rule) = match entry.event {
            Event::JobFailed(instance, _, failure) => (instance, Some(failure.rule())),
            Event::RunSkipped(instance, _) => (instance, Some(entry.event.rule())),
            Event::JobEnded(instance, began, JobStatus::Failed | JobStatus::PartialComplete) => {
                let job = self.run.world().instances[instance].history.job(began);
                let mut children = job.into_iter().flat_map(|job| &job.children);
                (instance, children.find_map(|child| child.failure).map(ChildFailure::rule))
            }
            _ => return,
        };
        if let Some(rule) = rule.filter(|_| self.instances.contains(&instance)) {
            self.misses.entry(rule).or_insert(Missed { count: 0, first: entry.at }).count += 1;
        }
    }

    fn note(&mut self, kind: Kind, of: (InstanceIdx, Occasion), at: Timestamp, charge: Option<MicroCny>) {
        let world = self.run.world();
        let (holder, created) = of;
        let instance = world.source_of(holder);
        if !self.instances.contains(&instance) {
            return;
        }
        let point = world.instances[holder].history.point(created);
        if let Some(point) = point.filter(|_| matches!(kind, Kind::Created | Kind::Copied)) {
            self.known.insert(of, point.policy);
        }
        if self.is_told(holder, created) {
            let size = point.map(|point| world.stored_of(point));
            let region = world.instances[holder].region;
            let is_remote = holder != instance;
            let amount = charge.filter(|_| kind == Kind::Deleted);
            let rule = kind.rule(is_remote);
            let born = point.filter(|_| matches!(kind, Kind::Created | Kind::Copied)).map(|point| self.born(point));
            self.items.push(Item { at, kind, instance, created, born, region, size, amount, rule });
            self.sums.entry(kind).or_default().add(size, amount);
        }
        if kind == Kind::Deleted {
            self.known.remove(&of);
        }
    }

    fn born(&self, point: &Point) -> Born {
        Born {
            expires_at: point.expires_at,
            special: point.special,
            locked: point.immutable,
            is_complete: self.run.world().is_complete(point),
            is_own: self.policy.is_none() || point.policy == self.policy,
        }
    }

    /// Whether items tell of this point.
    fn is_told(&self, holder: InstanceIdx, created: Occasion) -> bool {
        let known = self.known.get(&(holder, created));
        known.is_some_and(|policy| self.tells_of_all || *policy == self.policy)
    }
}

/// The instances whose backups bear on those of the chosen ones: they share a disk with one, or wait for the same links
/// between regions where both replicate (MDL-12). What others do changes nothing for them.
fn in_touch(world: &World, chosen: &BTreeSet<InstanceIdx>) -> BTreeSet<InstanceIdx> {
    let mut scope = chosen.clone();
    for instance in chosen {
        let disks = world.instances[*instance].disks.iter();
        scope.extend(disks.flat_map(|disk| world.disks[*disk].attached.iter().copied()));
    }
    let replicates = |instance: &InstanceIdx| {
        let mut bindings = world.instances[*instance].bindings.iter();
        bindings.any(|binding| world.policies[binding.policy].spec.replication().is_some())
    };
    if scope.iter().any(replicates) {
        scope.extend(world.instances_by_id().filter(replicates));
    }
    scope
}
