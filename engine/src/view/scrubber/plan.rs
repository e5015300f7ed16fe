//! What schedules plan, as bars: how many jobs are to begin in each part of a range.

use std::collections::BTreeMap;

use super::{bar_of, edge_at};
use crate::{
    backup::{PolicyIdx, schedule::Schedule},
    time::Timestamp,
    view::history::Range,
    world::World,
};

/// How many jobs the schedules plan in each of so many parts of `range`, from now on.
pub fn plan(world: &World, range: Range, count: usize) -> Vec<u32> {
    let mut sums = vec![0; count];
    for (policy, sources) in sources(world) {
        for rule in world.policies[policy].spec.backup_rules() {
            add(&mut sums, world, range, &rule.schedule, sources);
        }
    }
    sums
}

/// How many instances the schedules of each policy run for.
fn sources(world: &World) -> BTreeMap<PolicyIdx, u32> {
    let mut sources = BTreeMap::new();
    for instance in world.living_instances() {
        for binding in instance.bindings.iter().filter(|binding| !binding.is_at_rest()) {
            *sources.entry(binding.policy).or_default() += 1;
        }
    }
    sources
}

/// Adds the runs of a schedule. Of a great many the first are looked at, and the rest taken to come as densely.
fn add(sums: &mut [u32], world: &World, range: Range, schedule: &Schedule, sources: u32) {
    let now = world.now.max(range.from);
    let runs = schedule.runs_from(Timestamp(now.0 + 1), world.zone).take_while(|at| *at < range.to);
    let mut last = (now, 0_u32);
    for (number, at) in (1..).zip(runs.take(RUNS_MAX as usize)) {
        if let Some(sum) = bar_of(range, sums.len(), at).and_then(|bar| sums.get_mut(bar)) {
            *sum = sum.saturating_add(sources);
        }
        last = (at, number);
    }
    let (at, number) = last;
    if number == RUNS_MAX {
        let count = sums.len();
        let (looked_at, runs) = ((at - now).0.max(1), i64::from(RUNS_MAX) * i64::from(sources));
        let rest = bar_of(range, count, at).map_or(count, |bar| bar + 1);
        for (bar, sum) in sums.iter_mut().enumerate().skip(rest) {
            let length = edge_at(range, count, bar + 1) - edge_at(range, count, bar);
            let expected = i128::from(length.0) * i128::from(runs) / i128::from(looked_at);
            *sum = sum.saturating_add(u32::try_from(expected).unwrap_or(u32::MAX));
        }
    }
}

/// How many runs of a schedule are looked at.
const RUNS_MAX: u32 = 400;
