//! Could I recover right now? The age of the newest point of each instance, against what its schedule promises.

use super::{is_suspended, living};
use crate::{
    backup::{binding::Binding, schedule::Schedule},
    catalog::region::Region,
    cloud::{Instance, InstanceIdx},
    id::{InstanceId, PointId},
    locale::Locale,
    rule::Rule,
    time::{Seconds, Timestamp, Zone},
    view::format,
    words,
    world::{Obstacle, World},
};

/// All instances, what is worst first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// The rows, a dozen at most.
    pub rows: Vec<RecoveryRow>,
    /// How many more there are.
    pub more: usize,
    /// How many instances could go back to a point that is as new as their schedule promises.
    pub on_target: usize,
    /// How many instances there are.
    pub instances: usize,
}

/// One instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryRow {
    /// The instance.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: Region,
    /// How it stands.
    pub state: State,
    /// The rule behind how it stands.
    pub rule: Rule,
    /// The newest point that brings it back, as far as people know, and how old that is: what would be lost if the
    /// instance were lost now.
    pub newest: Option<(PointId, Seconds)>,
    /// How long a restore from it takes (MDL-14).
    pub restore: Option<Seconds>,
    /// Where it can come back.
    pub regions: Vec<Region>,
    /// What keeps it from being recovered, where it has points and none brings it back.
    pub obstacle: Option<Obstacle>,
    /// The longest time between two runs of its schedule: how old the newest point should get at most. None without a
    /// schedule.
    pub promised: Option<Seconds>,
    /// The next run, if one is planned.
    pub next_run: Option<Timestamp>,
}

/// How an instance stands, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It has points, and none brings it back as far as people know: they are damaged, or out of reach.
    Lost,
    /// No policy protects it and it has no point: it could not be recovered.
    Nothing,
    /// It is protected, but has no point yet.
    Waiting,
    /// Its newest point is older than its schedule promises.
    Late,
    /// Its plan is suspended, or no policy protects it any more: its newest point only gets older.
    Ageing,
    /// Its newest point is as new as its schedule promises.
    OnTarget,
}

pub(super) fn recovery(world: &World) -> Recovery {
    let mut rows: Vec<_> = living(world).map(|(position, instance)| row(world, position, instance)).collect();
    rows.sort_by(|a, b| (a.state, &a.name, &a.instance).cmp(&(b.state, &b.name, &b.instance)));
    let on_target = rows.iter().filter(|row| row.state == State::OnTarget).count();
    let instances = rows.len();
    rows.truncate(ROWS_MAX);
    Recovery { more: instances - rows.len(), rows, on_target, instances }
}

/// One instance.
pub(in crate::view) fn row(world: &World, position: InstanceIdx, instance: &Instance) -> RecoveryRow {
    let known = world.known_outlook(position);
    let age = known.rpo(world.now);
    let obstacle = known.obstacle.filter(|obstacle| *obstacle > Obstacle::NoCompletePoint);
    let promised = instance.bindings.iter().filter(|binding| !binding.is_at_rest());
    let promised = promised.filter_map(|binding| promise(world, binding)).min();
    // While the next one is under way, the newest point may be older than that.
    let is_running = instance.history.running().next().is_some();
    let state = match (age, promised) {
        _ if obstacle.is_some() => State::Lost,
        (None, _) if !instance.is_protected() || is_suspended(instance) => State::Nothing,
        (None, _) => State::Waiting,
        (Some(_), None) => State::Ageing,
        (Some(age), Some(promised)) if age > promised && !is_running => State::Late,
        (Some(_), Some(_)) => State::OnTarget,
    };
    RecoveryRow {
        instance: instance.id.clone(),
        name: instance.name.clone(),
        region: instance.region,
        state,
        rule: obstacle.map_or_else(|| rule(state, instance), Obstacle::rule),
        restore: known.newest.as_ref().map(|way| way.restore),
        newest: known.newest.as_ref().map(|way| way.point.clone()).zip(age),
        regions: known.regions().collect(),
        obstacle,
        promised,
        next_run: instance.bindings.iter().filter_map(Binding::next_run).min(),
    }
}

fn rule(state: State, instance: &Instance) -> Rule {
    match state {
        State::Waiting => Rule::Pol13,
        // Nothing follows: the plan is suspended or gone, or there never was one.
        State::Nothing | State::Ageing if instance.is_protected() => Rule::Pol94,
        State::Ageing if instance.bindings_made > 0 => Rule::Pol92,
        State::Nothing | State::Ageing => Rule::Con04,
        State::Lost | State::Late | State::OnTarget => Rule::Pol10,
    }
}

/// The longest time between the coming runs of a binding: the least of what its schedules promise.
fn promise(world: &World, binding: &Binding) -> Option<Seconds> {
    let schedules = world.policies[binding.policy].spec.backup_rules().map(|rule| &rule.schedule);
    let longest_gap = |schedule: &Schedule| {
        let runs: Vec<_> = schedule.runs_from(world.now, world.zone).take(RUNS_LOOKED_AT).collect();
        runs.windows(2).map(|pair| pair[1] - pair[0]).max()
    };
    schedules.filter_map(longest_gap).min()
}

impl Recovery {
    /// Whether the rows lie in more than one region.
    pub fn spans_regions(&self) -> bool {
        self.rows.windows(2).any(|pair| pair[0].region != pair[1].region)
    }
}

impl RecoveryRow {
    /// The age of the newest point in thousandths of twice the promise, at most 1,000; half of the way is the target.
    /// None without both.
    pub fn fill(&self) -> Option<i64> {
        let (_, Seconds(age)) = self.newest.as_ref()?;
        let Seconds(promised) = self.promised.filter(|promised| promised.0 > 0)?;
        Some((age.saturating_mul(500) / promised).clamp(0, 1_000))
    }

    /// How long a restore takes and where it can be made, in a few words; nothing where it cannot be recovered.
    pub fn way(&self, locale: Locale) -> Option<String> {
        let span = format::span(self.restore?, locale);
        let regions: Vec<_> = self.regions.iter().map(|region| region.name(locale)).collect();
        Some(match locale {
            Locale::En => format!("back in {span}, in {}", regions.join(" or ")),
            Locale::Zh => format!("预计{span}恢复，可在{}恢复", regions.join("、")),
        })
    }

    /// How it stands, in a few words.
    pub fn text(&self, zone: Zone, locale: Locale) -> String {
        let next = self.next_run.map(|at| format::date_time(at, zone, locale));
        match (locale, self.state, next) {
            (_, State::Lost, _) => {
                self.obstacle.map(|obstacle| words::obstacle(obstacle, locale).to_owned()).unwrap_or_default()
            }
            (Locale::En, State::Nothing, _) => "no point, no run planned".to_owned(),
            (Locale::En, State::Waiting, Some(next)) => format!("no point yet; first run {next}"),
            (Locale::En, State::Waiting, None) => "no point yet".to_owned(),
            (Locale::En, State::Late, _) => "older than scheduled".to_owned(),
            (Locale::En, State::Ageing, _) => "no run follows".to_owned(),
            (Locale::En, State::OnTarget, _) => "as new as scheduled".to_owned(),
            (Locale::Zh, State::Nothing, _) => "无备份点，无计划执行".to_owned(),
            (Locale::Zh, State::Waiting, Some(next)) => format!("尚无备份点，首次执行：{next}"),
            (Locale::Zh, State::Waiting, None) => "尚无备份点".to_owned(),
            (Locale::Zh, State::Late, _) => "早于执行计划应有的备份".to_owned(),
            (Locale::Zh, State::Ageing, _) => "之后无计划执行".to_owned(),
            (Locale::Zh, State::OnTarget, _) => "符合执行计划".to_owned(),
        }
    }
}

/// How many instances are shown.
const ROWS_MAX: usize = 12;
/// How many coming runs of a schedule are looked at: more than a week of weekdays, and than the months of a year.
const RUNS_LOOKED_AT: usize = 14;
