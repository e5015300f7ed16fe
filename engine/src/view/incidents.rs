//! The incidents that people know of: what, when, what follows, and whether they go on.

use super::format;
use crate::{
    catalog::region::Region,
    id::InstanceId,
    incident::{Incident, IncidentKind, Injected},
    locale::Locale,
    rule::Rule,
    time::Timestamp,
    words,
    world::World,
};

/// One incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentRow {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: IncidentKind,
    /// What happened, in words.
    pub what: String,
    /// What came of it and is still to come, in words.
    pub follows: Option<String>,
    /// When it was injected; of ransomware that came unseen, when it struck (MDL-04).
    pub at: Timestamp,
    /// When it was over; none while it goes on.
    pub ended_at: Option<Timestamp>,
    /// The rule that says what follows.
    pub rule: Rule,
}

/// The incidents that people know of, the newest first.
pub fn incidents(world: &World, locale: Locale) -> Vec<IncidentRow> {
    let mut rows: Vec<_> = world.known_incidents().rev().map(|injected| row(world, injected, locale)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    rows
}

/// What came unseen, with the instant that nobody on the run can know yet: for those who want to be told.
pub fn unseen(world: &World, locale: Locale) -> Vec<String> {
    let unseen = world.incidents.iter().filter(|injected| injected.came_unseen());
    let told = unseen.map(|injected| {
        let (at, what) = (format::date_time(injected.at, world.zone, locale), whole(world, injected, locale));
        match locale {
            Locale::En => format!("{at}: {what}"),
            Locale::Zh => format!("{at}：{what}"),
        }
    });
    told.collect()
}

/// The regions that are out of order, and until when.
pub fn outages(world: &World) -> Vec<(Region, Timestamp)> {
    let out = world.regions.iter().filter_map(|region| Some((*region, world.outage_of(*region)?.until?)));
    out.collect()
}

impl IncidentRow {
    /// What it is called.
    pub fn name(&self, locale: Locale) -> &'static str {
        words::incident_kind(self.kind, locale)
    }

    /// Whether it goes on, in a word.
    pub fn standing(&self, locale: Locale) -> &'static str {
        match (locale, self.ended_at) {
            (Locale::En, None) => "Goes on",
            (Locale::En, Some(_)) => "Over",
            (Locale::Zh, None) => "持续中",
            (Locale::Zh, Some(_)) => "已结束",
        }
    }
}

fn row(world: &World, injected: &Injected, locale: Locale) -> IncidentRow {
    let kind = injected.incident.kind();
    IncidentRow {
        id: injected.id.to_string(),
        kind,
        what: what(world, injected, locale),
        follows: follows(world, injected, locale),
        at: injected.known_from(),
        ended_at: injected.ended_at,
        rule: kind.rule(),
    }
}

/// What happened, in words; no more than people can know (MDL-04).
pub(crate) fn what(world: &World, injected: &Injected, locale: Locale) -> String {
    match &injected.incident {
        Incident::RansomwareInfection { instances, .. } if injected.came_unseen() => {
            let names = names(world, instances, locale);
            match locale {
                Locale::En => {
                    format!("Ransomware struck {names}; since when it had been there is for inspections to show")
                }
                Locale::Zh => format!("勒索病毒在{names}上发作；何时潜入，需检查备份点才能得知"),
            }
        }
        _ => whole(world, injected, locale),
    }
}

/// What happened, in words, with what nobody may know.
fn whole(world: &World, injected: &Injected, locale: Locale) -> String {
    match locale {
        Locale::En => in_english(world, injected),
        Locale::Zh => in_chinese(world, injected),
    }
}

fn in_english(world: &World, injected: &Injected) -> String {
    let locale = Locale::En;
    match &injected.incident {
        Incident::RansomwareInfection { instances, hidden_hours } => {
            let hides = if injected.goes_on() { "hides" } else { "hid" };
            format!("Ransomware came to {} and {hides} for {hidden_hours} h", names(world, instances, locale))
        }
        Incident::DataDeletion { instance, .. } => format!("Data was deleted on {}", name(world, instance)),
        Incident::DiskFailure { disk } => format!("{disk} failed; its data is gone"),
        Incident::RegionOutage { region, hours } => {
            let is = if injected.goes_on() { "is" } else { "was" };
            format!("{} {is} out of order for {hours} h", region.name(locale))
        }
        Incident::ReplicationLinkDown { from, to, hours } => {
            let is = if injected.goes_on() { "is" } else { "was" };
            format!("Nothing {is} copied from {} to {} for {hours} h", from.name(locale), to.name(locale))
        }
        Incident::BackupDeletion { instances } if instances.is_empty() => {
            "An attacker tried to delete every backup point".to_owned()
        }
        Incident::BackupDeletion { instances } => {
            format!("An attacker tried to delete the backup points of {}", names(world, instances, locale))
        }
        Incident::MetadataSyncFailure { jobs } => {
            format!("Backup jobs that fail as they begin: {jobs}, {} still to come", injected.jobs_left)
        }
        Incident::PaymentOverdue => "A payment fell due and was not made".to_owned(),
        Incident::InstanceReleased { instance } => format!("{} was released", name(world, instance)),
    }
}

fn in_chinese(world: &World, injected: &Injected) -> String {
    let locale = Locale::Zh;
    match &injected.incident {
        Incident::RansomwareInfection { instances, hidden_hours } => {
            format!("{}感染勒索病毒，潜伏{hidden_hours}小时", names(world, instances, locale))
        }
        Incident::DataDeletion { instance, .. } => format!("{}的数据被删除", name(world, instance)),
        Incident::DiskFailure { disk } => format!("云盘{disk}故障，数据丢失"),
        Incident::RegionOutage { region, hours } => format!("{}故障{hours}小时", region.name(locale)),
        Incident::ReplicationLinkDown { from, to, hours } => {
            format!("{}到{}的复制链路中断{hours}小时", from.name(locale), to.name(locale))
        }
        Incident::BackupDeletion { instances } if instances.is_empty() => "攻击者试图删除全部备份点".to_owned(),
        Incident::BackupDeletion { instances } => {
            format!("攻击者试图删除{}的备份点", names(world, instances, locale))
        }
        Incident::MetadataSyncFailure { jobs } => {
            format!("开始即失败的备份任务：{jobs}个，还剩{}个", injected.jobs_left)
        }
        Incident::PaymentOverdue => "账单到期未付".to_owned(),
        Incident::InstanceReleased { instance } => format!("{}被释放", name(world, instance)),
    }
}

/// What came of it so far, and what is still to come; nothing where there is nothing to say.
fn follows(world: &World, injected: &Injected, locale: Locale) -> Option<String> {
    let (en, toll) = (locale == Locale::En, &injected.toll);
    let due = injected.until.filter(|_| injected.goes_on());
    let due = due.map(|at| format::date_time(at, world.zone, locale));
    match injected.incident.kind() {
        IncidentKind::RansomwareInfection => Some(match due {
            Some(at) if en => format!("strikes on {at}"),
            Some(at) => format!("{at}发作"),
            None if en => format!("disks encrypted: {}", toll.disks),
            None => format!("已加密{}块云盘", toll.disks),
        }),
        IncidentKind::DataDeletion => Some(match en {
            true => format!("disks with deleted data: {}", toll.disks),
            false => format!("{}块云盘的数据被删除", toll.disks),
        }),
        IncidentKind::RegionOutage => Some(match due {
            Some(at) if en => format!("back on {at}; backup jobs failed: {}", toll.jobs),
            Some(at) => format!("{at}恢复；备份任务失败{}个", toll.jobs),
            None if en => format!("backup jobs failed: {}", toll.jobs),
            None => format!("备份任务失败{}个", toll.jobs),
        }),
        IncidentKind::ReplicationLinkDown => due.map(|at| match en {
            true => format!("back on {at}"),
            false => format!("{at}恢复"),
        }),
        IncidentKind::BackupDeletion => Some(attack(injected, locale)),
        _ => None,
    }
}

/// How many points an attacker deleted, and how many withstood, by rule.
fn attack(injected: &Injected, locale: Locale) -> String {
    let toll = &injected.toll;
    let withstood: u32 = toll.withstood.values().sum();
    let rules: Vec<_> = toll.withstood.iter().map(|(rule, count)| format!("{rule}: {count}")).collect();
    let by = match (rules.is_empty(), locale) {
        (true, _) => String::new(),
        (false, Locale::En) => format!(" ({})", rules.join(", ")),
        (false, Locale::Zh) => format!("（{}）", rules.join("，")),
    };
    match locale {
        Locale::En => format!("points deleted: {}, withstood: {withstood}{by}", toll.points),
        Locale::Zh => format!("已删除{}个备份点，{withstood}个未能删除{by}", toll.points),
    }
}

fn name(world: &World, instance: &InstanceId) -> String {
    world.instance(instance).map_or_else(|_| instance.to_string(), |found| world.instances[found].name.clone())
}

/// The names of instances; some of them, and how many there are, where they are many.
fn names(world: &World, instances: &[InstanceId], locale: Locale) -> String {
    let named: Vec<_> = instances.iter().take(NAMES_MAX).map(|instance| name(world, instance)).collect();
    match (instances.len().checked_sub(NAMES_MAX).filter(|more| *more > 0), locale) {
        (None, Locale::En) => named.join(", "),
        (None, Locale::Zh) => named.join("、"),
        (Some(more), Locale::En) => format!("{} and {more} more", named.join(", ")),
        (Some(_), Locale::Zh) => format!("{}等{}台实例", named.join("、"), instances.len()),
    }
}

/// How many instances are named.
const NAMES_MAX: usize = 3;
