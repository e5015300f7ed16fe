//! The time bar: where the run stands and what comes next.

use crate::{
    locale::Locale,
    queue::Due,
    rule::Rule,
    simulation::Simulation,
    time::{Timestamp, Zone},
    world::World,
};

/// What the time bar shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockView {
    /// The virtual clock.
    pub now: Timestamp,
    /// When the run began.
    pub start: Timestamp,
    /// The zone it is read in.
    pub zone: Zone,
    /// What happens next, if anything is pending.
    pub next: Option<NextEvent>,
}

/// The next event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextEvent {
    /// When.
    pub at: Timestamp,
    /// The rule by which it comes.
    pub rule: Rule,
    /// The name of the instance that it is about.
    pub instance: String,
    kind: NextKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NextKind {
    Run,
    JobEnd,
    PointExpiry,
    InstanceStatus,
}

/// The time bar of a run.
pub fn clock(run: &mut Simulation) -> ClockView {
    let next = run.next_event();
    let world = run.world();
    ClockView {
        now: world.now,
        start: world.start,
        zone: world.zone,
        next: next.map(|(at, due)| next_event(world, at, due)),
    }
}

impl NextEvent {
    /// The event in words.
    pub fn text(&self, locale: Locale) -> String {
        let name = &self.instance;
        match (locale, self.kind) {
            (Locale::En, NextKind::Run) => format!("backup of {name}"),
            (Locale::En, NextKind::JobEnd) => format!("backup of {name} completes"),
            (Locale::En, NextKind::PointExpiry) => format!("a backup point of {name} expires"),
            (Locale::En, NextKind::InstanceStatus) => format!("{name} has started or stopped"),
            (Locale::Zh, NextKind::InstanceStatus) => format!("{name}启动或停止完成"),
            (Locale::Zh, NextKind::Run) => format!("备份{name}"),
            (Locale::Zh, NextKind::JobEnd) => format!("{name}备份完成"),
            (Locale::Zh, NextKind::PointExpiry) => format!("{name}的备份点到期"),
        }
    }
}

fn next_event(world: &World, at: Timestamp, due: Due) -> NextEvent {
    let (instance, kind, rule) = match due {
        Due::JobEnd { instance, .. } => (instance, NextKind::JobEnd, Rule::Mdl10),
        Due::PointExpiry { instance, .. } => (instance, NextKind::PointExpiry, Rule::Job11),
        Due::Run { instance, .. } => (instance, NextKind::Run, Rule::Pol10),
        Due::InstanceStatus { instance } => (instance, NextKind::InstanceStatus, Rule::Mdl19),
    };
    NextEvent { at, rule, instance: world.instances[instance].name.clone(), kind }
}
