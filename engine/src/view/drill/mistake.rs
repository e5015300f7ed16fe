//! What went wrong in a drill beside the incident itself.

use super::{Recovery, restores};
use crate::{
    cloud::data::Condition,
    incident::{IncidentKind, Injected},
    locale::Locale,
    rule::Rule,
    time::{DAY, Seconds},
    view::format,
    words,
    world::World,
};

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The rule that tells what was to be seen to.
    pub rule: Rule,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    /// An instance was restored from a point that was not clean.
    NotClean { instance: String, condition: Condition, inspected: bool },
    /// A newer point would have been clean.
    OlderThanNeeded { instance: String, by: Seconds },
    /// The data that was restored is damaged by now.
    StruckAgain { instance: String },
    /// Nothing was restored.
    NotRecovered { instance: String },
    /// It was restored and does not run.
    NotRunning { instance: String },
    /// An attacker found points that nothing protected.
    PointsDeleted { count: u32 },
    /// More than a day went by before anything was done.
    Late { instance: String, after: Seconds },
}

/// The mistakes of a drill, in the order of its instances.
pub(super) fn of(world: &World, injected: &Injected, recoveries: &[Recovery]) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for (instance, recovery) in injected.befell.iter().zip(recoveries) {
        let name = || recovery.name.clone();
        for restore in restores(world, injected, *instance).filter(|restore| restore.status.has_data()) {
            let choice = &restore.choice;
            let by = choice.newest_clean.map(|newest| newest - restore.point.at).filter(|by| by.0 > 0);
            match (choice.condition, by) {
                (Condition::Clean, Some(by)) => {
                    mistakes.push(mistake(Rule::Mdl04, What::OlderThanNeeded { instance: name(), by }));
                }
                (Condition::Clean, None) => {}
                (condition, _) => {
                    let what = What::NotClean { instance: name(), condition, inspected: choice.inspected };
                    mistakes.push(mistake(Rule::Mdl04, what));
                    if restore.struck_at.is_some() {
                        mistakes.push(mistake(Rule::Mdl04, What::StruckAgain { instance: name() }));
                    }
                }
            }
        }
        match &recovery.restore {
            None if needs_restore(world, injected) => {
                mistakes.push(mistake(injected.incident.kind().rule(), What::NotRecovered { instance: name() }));
            }
            Some(chosen) if chosen.running_at.is_none() => {
                mistakes.push(mistake(Rule::Res06, What::NotRunning { instance: name() }));
            }
            Some(chosen) => {
                let waited = injected.damage_at().map_or(Seconds(0), |damage_at| chosen.began - damage_at);
                if waited.0 > DAY {
                    let what = What::Late { instance: name(), after: waited };
                    mistakes.push(mistake(injected.incident.kind().rule(), what));
                }
            }
            None => {}
        }
    }
    if injected.incident.kind() == IncidentKind::BackupDeletion && injected.toll.points > 0 {
        mistakes.push(mistake(Rule::Pol72, What::PointsDeleted { count: injected.toll.points }));
    }
    mistakes
}

impl Mistake {
    /// It in words.
    pub fn text(&self, locale: Locale) -> String {
        match locale {
            Locale::En => self.in_english(),
            Locale::Zh => self.in_chinese(),
        }
    }

    fn in_english(&self) -> String {
        let span = |span: Seconds| format::span(span, Locale::En);
        match &self.what {
            What::NotClean { instance, condition, inspected } => {
                let found = words::condition(*condition, Locale::En).to_lowercase();
                let looked = if *inspected { "though an inspection had told" } else { "and nobody had inspected it" };
                format!("{instance} was restored from a point that was not clean ({found}), {looked}")
            }
            What::OlderThanNeeded { instance, by } => {
                format!("{instance} was restored from a point {} older than the newest clean one", span(*by))
            }
            What::StruckAgain { instance } => {
                format!("The ransomware came back with the data of {instance} and struck again")
            }
            What::NotRecovered { instance } => format!("{instance} was not recovered"),
            What::NotRunning { instance } => format!("{instance} was restored and has not been started"),
            What::PointsDeleted { count } => {
                format!("{count} backup points could be deleted: no immutable backup protected them")
            }
            What::Late { instance, after } => {
                format!("The restore of {instance} began only {} after the damage", span(*after))
            }
        }
    }

    fn in_chinese(&self) -> String {
        let span = |span: Seconds| format::span(span, Locale::Zh);
        match &self.what {
            What::NotClean { instance, condition, inspected } => {
                let found = words::condition(*condition, Locale::Zh);
                let looked = if *inspected { "而此前的检查已经发现" } else { "且未事先检查" };
                format!("{instance}从不干净的备份点恢复（{found}），{looked}")
            }
            What::OlderThanNeeded { instance, by } => {
                format!("{instance}所用的备份点比最新的干净备份点早{}", span(*by))
            }
            What::StruckAgain { instance } => format!("勒索病毒随{instance}的数据恢复并再次发作"),
            What::NotRecovered { instance } => format!("{instance}未恢复"),
            What::NotRunning { instance } => format!("{instance}已恢复但尚未启动"),
            What::PointsDeleted { count } => format!("{count}个备份点被删除：未开启备份锁定"),
            What::Late { instance, after } => format!("{instance}在损坏{}后才开始恢复", span(*after)),
        }
    }
}

fn mistake(rule: Rule, what: What) -> Mistake {
    Mistake { rule, what }
}

/// Whether what an incident took comes back by a restore only. A region comes back by itself; ransomware that has not
/// struck took nothing yet, nor what was put back in time.
fn needs_restore(world: &World, injected: &Injected) -> bool {
    match injected.incident.kind() {
        IncidentKind::RegionOutage => false,
        IncidentKind::RansomwareInfection => !injected.goes_on() && injected.toll.disks > 0,
        _ => injected.damage_at().is_some_and(|damage_at| damage_at <= world.now),
    }
}
