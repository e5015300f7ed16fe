//! Whether a policy says what an objective asks of it.

use std::collections::BTreeSet;

use crate::{
    backup::{
        PolicyIdx,
        binding::Binding,
        policy::{Period, PolicySpec},
    },
    cloud::InstanceIdx,
    id::DiskId,
    rule::Rule,
    scenario::lesson::check::{Terms, TimeOfDay},
    time::{DAY, HOUR, Timestamp},
    world::World,
};

/// A part of what a policy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// How often it runs (POL-10).
    Frequency,
    /// At what time of the day it runs (POL-10).
    TimeOfDay,
    /// How long points are kept (POL-20).
    Retention,
    /// When points are archived (POL-50).
    Archiving,
    /// How long the first point of a period is kept (POL-30).
    Special(Period),
    /// Where points are copied to (POL-60).
    Replication,
    /// How long copies are kept (POL-62).
    RemoteRetention,
    /// When copies are archived (POL-63).
    RemoteArchiving,
    /// Whether points are locked (POL-70).
    Immutable,
    /// Whether one version is kept at least (POL-40).
    KeepsLatest,
    /// Whether it takes instances by their tags (POL-80).
    ByTag,
    /// Whether backups are application-consistent (CON-50).
    Application,
    /// Whether snapshots are taken as a group (CON-30).
    Group,
    /// Which disks are backed up (CON-03).
    Disks,
}

/// For so many days its runs are looked at: a month and its neighbours.
const DAYS: i64 = 63;
/// Of each rule so many runs at most: those of an hourly one for that time.
const RUNS_MAX: usize = 63 * 24;

impl Term {
    /// The rule that says what it means.
    pub fn rule(self) -> Rule {
        match self {
            Self::Frequency | Self::TimeOfDay => Rule::Pol10,
            Self::Retention => Rule::Pol20,
            Self::Archiving => Rule::Pol50,
            Self::Special(_) => Rule::Pol30,
            Self::Replication => Rule::Pol60,
            Self::RemoteRetention => Rule::Pol62,
            Self::RemoteArchiving => Rule::Pol63,
            Self::Immutable => Rule::Pol70,
            Self::KeepsLatest => Rule::Pol40,
            Self::ByTag => Rule::Pol80,
            Self::Application => Rule::Con50,
            Self::Group => Rule::Con30,
            Self::Disks => Rule::Con03,
        }
    }
}

/// The first term that the policy, as it serves an instance by this binding, does not meet.
pub(super) fn unmet(
    world: &World,
    wanted: &Terms,
    policy: PolicyIdx,
    bound: Option<(InstanceIdx, &Binding)>,
    at: Timestamp,
) -> Option<Term> {
    let spec = &world.policies[policy].spec;
    let is = |asked: Option<bool>, found: bool| asked.is_none_or(|asked| asked == found);
    let replication = spec.replication();
    let checks: [(Term, bool); 8] = [
        (
            Term::Retention,
            wanted.retention_days.is_none_or(|range| spec.backup_rules().all(|rule| range.has(spec.retention(rule)))),
        ),
        (Term::Archiving, wanted.archive_after_days.is_none_or(|range| range.has(spec.archive_after()))),
        (
            Term::Replication,
            wanted.replicates_to.is_none_or(|region| replication.is_some_and(|rule| rule.region == region)),
        ),
        (
            Term::RemoteRetention,
            wanted.remote_retention_days.is_none_or(|range| range.has(replication.map(|rule| rule.retention))),
        ),
        (
            Term::RemoteArchiving,
            wanted
                .remote_archive_after_days
                .is_none_or(|range| range.has(replication.and_then(|rule| rule.archive_after))),
        ),
        (Term::Immutable, is(wanted.immutable, spec.is_immutable())),
        (Term::KeepsLatest, is(wanted.keeps_latest, spec.keeps_latest())),
        (Term::ByTag, is(wanted.by_tag, spec.tags().is_some())),
    ];
    let simple = checks.into_iter().find(|(_, is_met)| !is_met).map(|(term, _)| term);
    simple
        .or_else(|| special(wanted, spec))
        .or_else(|| runs(world, wanted, spec, at))
        .or_else(|| bound.and_then(|(instance, binding)| of_binding(world, wanted, instance, binding)))
}

fn special(wanted: &Terms, spec: &PolicySpec) -> Option<Term> {
    let kept = |period| spec.special().iter().find(|special| special.period == period).map(|found| found.retention);
    wanted.special.each().find(|(period, range)| !range.has(kept(*period))).map(|(period, _)| Term::Special(period))
}

fn runs(world: &World, wanted: &Terms, spec: &PolicySpec, at: Timestamp) -> Option<Term> {
    if wanted.every_hours_max.is_none() && wanted.between.is_none() {
        return None;
    }
    let until = Timestamp(at.0 + DAYS * DAY);
    let runs: BTreeSet<Timestamp> = spec
        .backup_rules()
        .flat_map(|rule| rule.schedule.runs_from(at, world.zone).take(RUNS_MAX).take_while(|run| *run < until))
        .collect();
    let gap_max = runs.iter().zip(runs.iter().skip(1)).map(|(one, next)| *next - *one).max();
    if let Some(hours) = wanted.every_hours_max
        && gap_max.is_none_or(|gap| gap.0 > i64::from(hours) * HOUR)
    {
        return Some(Term::Frequency);
    }
    let (from, to) = wanted.between?;
    let is_within = |run: &Timestamp| {
        let civil = run.civil(world.zone);
        let minute = TimeOfDay(civil.hour * 60 + civil.minute);
        if from <= to { (from..=to).contains(&minute) } else { minute >= from || minute <= to }
    };
    (runs.is_empty() || !runs.iter().all(is_within)).then_some(Term::TimeOfDay)
}

fn of_binding(world: &World, wanted: &Terms, instance: InstanceIdx, binding: &Binding) -> Option<Term> {
    let options = &binding.options;
    if wanted.application.is_some_and(|asked| asked != options.application.is_some()) {
        return Some(Term::Application);
    }
    if wanted.snapshot_group.is_some_and(|asked| asked != options.snapshot_group.unwrap_or(true)) {
        return Some(Term::Group);
    }
    let asked: BTreeSet<&DiskId> = wanted.disks.as_ref()?.iter().collect();
    let (covered, _) = world.disks_to_back_up(instance, &binding.scope);
    let covered: BTreeSet<&DiskId> = covered.iter().map(|disk| &world.disks[*disk].id).collect();
    (asked != covered).then_some(Term::Disks)
}
