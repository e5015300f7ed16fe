//! The time bar: where the run stands and what comes next.

use crate::{
    cloud::{InstanceIdx, account::ArrearsStep},
    incident::IncidentKind,
    locale::Locale,
    queue::Due,
    rule::Rule,
    simulation::Simulation,
    time::{Timestamp, Zone},
    words,
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
    /// The name of the instance, disk or policy that it is about.
    pub subject: String,
    pub(super) kind: NextKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NextKind {
    Run,
    JobEnd,
    RestoreEnd,
    PointExpiry,
    Archive,
    ArchiveEnd,
    CopyEnd,
    TagScan,
    InstanceStatus,
    SnapshotExpiry,
    AutoSnapshots,
    Arrears(ArrearsStep),
    IncidentEnd(IncidentKind),
}

/// The time bar of a run.
pub fn clock(run: &mut Simulation) -> ClockView {
    let next = next_shown(run);
    let world = run.world();
    ClockView { now: world.now, start: world.start, zone: world.zone, next }
}

/// The next event that is not hidden.
pub fn next_shown(run: &mut Simulation) -> Option<NextEvent> {
    let mut count = 1;
    loop {
        let events = run.next_events(count);
        let world = run.world();
        let shown = events.iter().find_map(|(at, due)| next_event(world, *at, *due));
        if shown.is_some() || events.len() < count {
            return shown;
        }
        count *= 8;
    }
}

impl NextEvent {
    /// The event in words.
    pub fn text(&self, locale: Locale) -> String {
        let name = &self.subject;
        match (locale, self.kind) {
            (Locale::En, NextKind::Run) => format!("backup of {name}"),
            (Locale::En, NextKind::JobEnd) => format!("backup of {name} completes"),
            (Locale::En, NextKind::RestoreEnd) => format!("restore of {name} completes"),
            (Locale::Zh, NextKind::RestoreEnd) => format!("{name}恢复完成"),
            (Locale::En, NextKind::PointExpiry) => format!("a backup point of {name} expires"),
            (Locale::En, NextKind::Archive) => format!("a backup point of {name} is to be archived"),
            (Locale::En, NextKind::ArchiveEnd) => format!("a snapshot of {name} has been archived"),
            (Locale::Zh, NextKind::Archive) => format!("开始归档{name}的备份点"),
            (Locale::Zh, NextKind::ArchiveEnd) => format!("{name}的快照归档完成"),
            (Locale::En, NextKind::CopyEnd) => format!("a snapshot of {name} has been copied to another region"),
            (Locale::Zh, NextKind::CopyEnd) => format!("{name}的快照跨地域复制完成"),
            (Locale::En, NextKind::TagScan) => format!("{name} looks for instances by their tags"),
            (Locale::Zh, NextKind::TagScan) => format!("策略{name}检测标签命中的实例"),
            (Locale::En, NextKind::InstanceStatus) => format!("{name} has started or stopped"),
            (Locale::En, NextKind::SnapshotExpiry) => format!("a snapshot of {name} expires"),
            (Locale::En, NextKind::AutoSnapshots) => format!("automatic snapshots by {name}"),
            (Locale::Zh, NextKind::SnapshotExpiry) => format!("{name}的快照到期"),
            (Locale::Zh, NextKind::AutoSnapshots) => format!("按策略{name}创建自动快照"),
            (Locale::Zh, NextKind::InstanceStatus) => format!("{name}启动或停止完成"),
            (Locale::Zh, NextKind::Run) => format!("备份{name}"),
            (Locale::Zh, NextKind::JobEnd) => format!("{name}备份完成"),
            (Locale::Zh, NextKind::PointExpiry) => format!("{name}的备份点到期"),
            (Locale::En, NextKind::IncidentEnd(kind)) => {
                format!("over: {}", words::incident_kind(kind, locale).to_lowercase())
            }
            (Locale::Zh, NextKind::IncidentEnd(kind)) => format!("{}结束", words::incident_kind(kind, locale)),
            (Locale::En, NextKind::Arrears(step)) => arrears_in_english(step).to_owned(),
            (Locale::Zh, NextKind::Arrears(step)) => arrears_in_chinese(step).to_owned(),
        }
    }
}

fn arrears_in_english(step: ArrearsStep) -> &'static str {
    match step {
        ArrearsStep::Suspension => "the account is suspended for its overdue payment",
        ArrearsStep::Warning => "a warning that all backups of the account are deleted in a day",
        ArrearsStep::Deletion => "all backups of the account are deleted",
    }
}

fn arrears_in_chinese(step: ArrearsStep) -> &'static str {
    match step {
        ArrearsStep::Suspension => "账号因欠费停服",
        ArrearsStep::Warning => "提醒一天后删除账号的全部备份",
        ArrearsStep::Deletion => "删除账号的全部备份",
    }
}

/// What is due, as people read it; nothing where it is hidden from them (MDL-04).
pub(super) fn next_event(world: &World, at: Timestamp, due: Due) -> Option<NextEvent> {
    let name = |instance: InstanceIdx| {
        let state = &world.instances[instance];
        if state.is_replica() { format!("{} ({})", state.name, state.region) } else { state.name.clone() }
    };
    let (subject, kind, rule) = match due {
        Due::JobEnd { instance, .. } => (name(instance), NextKind::JobEnd, Rule::Mdl10),
        Due::RestoreEnd { holder, .. } => (name(holder), NextKind::RestoreEnd, Rule::Mdl14),
        Due::PointExpiry { instance, .. } => (name(instance), NextKind::PointExpiry, Rule::Job11),
        Due::Archive { instance, .. } => (name(instance), NextKind::Archive, Rule::Pol50),
        Due::ArchiveEnd { disk, .. } => (world.disks[disk].id.to_string(), NextKind::ArchiveEnd, Rule::Mdl13),
        Due::CopyEnd { disk, .. } => (world.disks[disk].id.to_string(), NextKind::CopyEnd, Rule::Mdl12),
        Due::Run { instance, .. } => (name(instance), NextKind::Run, Rule::Pol10),
        Due::InstanceStatus { instance } => (name(instance), NextKind::InstanceStatus, Rule::Mdl19),
        Due::SnapshotExpiry { disk, .. } => (world.disks[disk].id.to_string(), NextKind::SnapshotExpiry, Rule::Api40),
        Due::AutoSnapshots { policy } => {
            let policy = &world.auto_policies[policy];
            let name = if policy.spec.name.is_empty() { policy.id.as_str() } else { &policy.spec.name };
            (name.to_owned(), NextKind::AutoSnapshots, Rule::Con63)
        }
        Due::Arrears { step } => (String::new(), NextKind::Arrears(step), Rule::Acc05),
        Due::Strike { .. } | Due::PlannedIncident { .. } => return None,
        Due::IncidentEnd { number } => match world.incidents[number as usize].incident.kind() {
            IncidentKind::RansomwareInfection => return None,
            kind => (String::new(), NextKind::IncidentEnd(kind), kind.rule()),
        },
        Due::TagScan { policy, .. } => {
            (world.policies[policy].spec.name.as_str().to_owned(), NextKind::TagScan, Rule::Pol81)
        }
    };
    Some(NextEvent { at, rule, subject, kind })
}
