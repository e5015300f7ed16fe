//! What to do about a fleet, the gravest first.

use super::{Copies, Row, State};
use crate::{locale::Locale, rule::Rule, world::Obstacle};

/// Something to do, and for which instances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What is the matter.
    pub matter: Matter,
    /// The names of the instances, in order.
    pub names: Vec<String>,
    /// The rule behind it.
    pub rule: Rule,
}

/// What is the matter with some instances, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// They have points, and none brings them back.
    Lost(Obstacle),
    /// No policy protects them, and they have no point.
    Unprotected,
    /// Their plan is suspended.
    Suspended,
    /// No policy protects them any more, but they have points.
    Abandoned,
    /// Their newest point is older than the schedule promises.
    Late,
    /// They wait for their first point.
    Waiting,
    /// No copy lies in another region.
    OneRegion,
    /// Whoever gets hold of the account could delete their newest point.
    Deletable,
}

pub(super) fn of(rows: &[Row]) -> Vec<Advice> {
    let mut all: Vec<(Matter, Rule, &Row)> =
        rows.iter().flat_map(|row| matters(row).map(move |(matter, rule)| (matter, rule, row))).collect();
    all.sort_by_key(|(matter, ..)| *matter);
    let mut advice: Vec<Advice> = Vec::new();
    for (matter, rule, row) in all {
        match advice.last_mut().filter(|last| last.matter == matter) {
            Some(last) => last.names.push(row.name.clone()),
            None => advice.push(Advice { matter, names: vec![row.name.clone()], rule }),
        }
    }
    advice
}

fn matters(row: &Row) -> impl Iterator<Item = (Matter, Rule)> {
    let is_suspended = row.policies.iter().any(|policy| policy.suspended);
    let grave = match (row.standing.state, row.standing.obstacle) {
        (State::Lost, Some(obstacle)) => Some((Matter::Lost(obstacle), obstacle.rule())),
        (State::Nothing | State::Ageing, _) if row.is_protected() && is_suspended => {
            Some((Matter::Suspended, Rule::Pol94))
        }
        (State::Nothing, _) => Some((Matter::Unprotected, Rule::Pol99)),
        (State::Ageing, _) if !row.is_protected() => Some((Matter::Abandoned, Rule::Pol92)),
        (State::Late, _) => Some((Matter::Late, Rule::Pol10)),
        (State::Waiting, _) => Some((Matter::Waiting, Rule::Pol13)),
        _ => None,
    };
    let has_point = row.newest.is_some();
    let one_region = (has_point && row.copies == Copies::None).then_some((Matter::OneRegion, Rule::Pol60));
    let deletable = (has_point && row.locked_until.is_none()).then_some((Matter::Deletable, Rule::Pol70));
    [grave, one_region, deletable].into_iter().flatten()
}

impl Matter {
    /// What is the matter, and what to do.
    pub fn text(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Lost(Obstacle::NoCleanPoint), Locale::En) => {
                "No clean point is left. Look for one in another region, stop what damages the data, and back up anew once it is clean."
            }
            (Self::Lost(Obstacle::NoCleanPoint), Locale::Zh) => {
                "没有干净的备份点。请查找其他地域的副本，阻止数据继续受损，并在数据恢复干净后重新备份。"
            }
            (Self::Lost(Obstacle::RegionOutage), Locale::En) => {
                "The region of all points is out of order. Wait for it, and replicate to another region from then on."
            }
            (Self::Lost(Obstacle::RegionOutage), Locale::Zh) => {
                "全部备份点所在地域故障。请等待地域恢复，之后开启异地复制。"
            }
            (Self::Lost(Obstacle::AccountSuspended), Locale::En) => "The account is suspended. Pay what is due.",
            (Self::Lost(Obstacle::AccountSuspended), Locale::Zh) => "账号已停服，请付清欠费。",
            (Self::Lost(Obstacle::NotManaged), Locale::En) => {
                "Their account is no longer managed. Restore from within that account, or have it managed again."
            }
            (Self::Lost(Obstacle::NotManaged), Locale::Zh) => "所属账号已不再托管。请在该账号内恢复，或重新纳入托管。",
            (Self::Lost(_), Locale::En) => "No point holds all disks. Back up again, and look at why disks failed.",
            (Self::Lost(_), Locale::Zh) => "没有包含全部云盘的备份点。请重新备份，并查看云盘备份失败的原因。",
            (Self::Unprotected, Locale::En) => "Nothing protects them. Associate a backup policy.",
            (Self::Unprotected, Locale::Zh) => "未受保护，请关联备份策略。",
            (Self::Suspended, Locale::En) => "Their plan is suspended, so no run follows. Resume it.",
            (Self::Suspended, Locale::Zh) => "备份计划已暂停，不会再执行，请继续计划。",
            (Self::Abandoned, Locale::En) => {
                "No policy protects them any more; the points that are left expire. Associate a backup policy."
            }
            (Self::Abandoned, Locale::Zh) => "已没有备份策略，现有备份点到期后将全部删除。请关联备份策略。",
            (Self::Late, Locale::En) => {
                "The newest point is older than scheduled. Look at the latest jobs, and back up by hand."
            }
            (Self::Late, Locale::Zh) => "最新备份点早于执行计划应有的时间。请查看最近的任务并手动备份。",
            (Self::Waiting, Locale::En) => "No point yet. Wait for the first run, or execute the policy now.",
            (Self::Waiting, Locale::Zh) => "尚无备份点。请等待首次执行，或立即执行策略。",
            (Self::OneRegion, Locale::En) => {
                "All points lie in one region: an outage of it leaves no way back. Replicate to another region."
            }
            (Self::OneRegion, Locale::Zh) => "备份点仅在一个地域，该地域故障时无法恢复。请开启异地复制。",
            (Self::Deletable, Locale::En) => {
                "The newest point can be deleted by whoever gets hold of the account. Enable Immutable Backup."
            }
            (Self::Deletable, Locale::Zh) => "获得账号权限的人可以删除最新备份点。请开启备份锁定。",
        }
    }

    /// Whether data would be lost now, and not only if something else went wrong too.
    pub fn is_grave(self) -> bool {
        self < Self::Waiting
    }
}

impl Advice {
    /// The names of the instances, as many as fit on a line.
    pub fn names_in_words(&self, locale: Locale) -> String {
        let (shown, more) =
            (&self.names[..self.names.len().min(NAMES_MAX)], self.names.len().saturating_sub(NAMES_MAX));
        match (more, locale) {
            (0, Locale::En) => shown.join(", "),
            (0, Locale::Zh) => shown.join("、"),
            (more, Locale::En) => format!("{} and {more} more", shown.join(", ")),
            (_, Locale::Zh) => format!("{}等{}台", shown.join("、"), self.names.len()),
        }
    }
}

/// How many names are listed.
const NAMES_MAX: usize = 12;
