//! Why a restore did what it did, how long it took, and what was not part of it.

use super::{Reason, What, reason};
use crate::{
    backup::restore::{Restore, RestoreChildFailure, RestoreFailure, RestoreKind, RestoreStatus},
    cloud::{DiskIdx, InstanceIdx},
    locale::{Locale, Words},
    rule::Rule,
    words,
    world::World,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfRestore {
    Began(RestoreKind, InstanceIdx),
    OfPoint,
    Overwrites,
    Forced,
    Takes,
    Boots,
    LeftOut(usize),
    DiskFailed(DiskIdx, RestoreChildFailure),
    Failed(RestoreFailure),
    Stands(RestoreStatus),
}

/// Why a restore did what it did and how it came out.
pub fn restore(world: &World, restore: &Restore) -> Vec<Reason> {
    let say = |rule: Rule, what: OfRestore| reason(rule, What::Restore(what));
    let began = OfRestore::Began(restore.kind, restore.target);
    let is_copy = world.instances[restore.holder].is_replica();
    let rule = if is_copy { Rule::Res10 } else { restore.kind.rule() };
    let mut reasons = vec![Reason { at: Some(restore.began.at), ..say(rule, began) }];
    reasons.push(Reason { at: Some(restore.point.at), ..say(Rule::Mdl05, OfRestore::OfPoint) });
    if restore.kind.is_in_place() {
        reasons.push(say(Rule::Res03, OfRestore::Overwrites));
    }
    if restore.force {
        reasons.push(say(Rule::Res05, OfRestore::Forced));
    }
    if restore.is_running() {
        reasons.push(Reason { at: Some(restore.ends_at), ..say(Rule::Mdl14, OfRestore::Takes) });
    }
    if restore.boot {
        reasons.push(say(Rule::Res06, OfRestore::Boots));
    }
    if !restore.left_out.is_empty() {
        reasons.push(say(Rule::Con20, OfRestore::LeftOut(restore.left_out.len())));
    }
    let failed = restore.children.iter().filter_map(|child| Some((child.disk, child.failure?)));
    reasons.extend(failed.map(|(disk, failure)| say(failure.rule(), OfRestore::DiskFailed(disk, failure))));
    reasons.extend(restore.failure.map(|failure| say(failure.rule(), OfRestore::Failed(failure))));
    let status = restore.status(world.now);
    let rule = match status {
        RestoreStatus::Canceled => Rule::Job06,
        RestoreStatus::Created | RestoreStatus::Running | RestoreStatus::Expired => Rule::Job03,
        _ => Rule::Job07,
    };
    let ended = (!restore.is_running()).then_some(restore.ends_at);
    reasons.push(Reason { at: ended, ..say(rule, OfRestore::Stands(status)) });
    reasons
}

impl OfRestore {
    /// The reason in words; `at` is its instant.
    pub(super) fn text(self, world: &World, at: &str, locale: Locale) -> String {
        let disk = |disk: DiskIdx| world.disks[disk].id.as_str();
        let name = |instance: InstanceIdx| world.instances[instance].name.as_str();
        match (self, locale) {
            (Self::Began(kind, target), Locale::En) => {
                format!("{} to {}, begun on {at}", words::restore_kind(kind, locale), name(target))
            }
            (Self::Began(kind, target), Locale::Zh) => {
                format!("{}到{}，于{at}开始", words::restore_kind(kind, locale), name(target))
            }
            (Self::OfPoint, Locale::En) => format!("The data is that of {at}, clean or not"),
            (Self::OfPoint, Locale::Zh) => format!("数据为{at}的数据，无论是否干净"),
            (Self::Takes, Locale::En) => format!("Under way until {at}: the slowest disk counts"),
            (Self::Takes, Locale::Zh) => format!("预计{at}完成，以最慢的云盘为准"),
            (Self::LeftOut(count), Locale::En) => {
                format!("Without {count} local or ephemeral disks, which were not backed up")
            }
            (Self::LeftOut(count), Locale::Zh) => format!("不含{count}块未备份的本地盘或弹性临时盘"),
            (Self::DiskFailed(of, RestoreChildFailure::DiskGone), Locale::En) => format!("{} is gone", disk(of)),
            (Self::DiskFailed(of, RestoreChildFailure::DiskGone), Locale::Zh) => format!("{}已不存在", disk(of)),
            (Self::DiskFailed(of, RestoreChildFailure::DiskFailed), Locale::En) => format!("{} failed", disk(of)),
            (Self::DiskFailed(of, RestoreChildFailure::DiskFailed), Locale::Zh) => format!("{}发生故障", disk(of)),
            (Self::Failed(failure), _) => words::restore_failure(failure, locale).to_owned(),
            (plain, _) => plain.words().get(locale).to_owned(),
        }
    }

    /// The sentences that have nothing to fill in.
    fn words(self) -> Words {
        match self {
            Self::Overwrites => Words {
                en: "What was written after the point is lost; disks that it does not have stay as they are",
                zh: "备份点之后写入的数据丢失，备份点不含的云盘保持不变",
            },
            Self::Forced => Words {
                en: "By force: also disks that were detached or attached elsewhere",
                zh: "强制恢复：包括已卸载或挂载到其他实例的云盘",
            },
            Self::Boots => Words { en: "The instance starts afterwards", zh: "恢复后启动实例" },
            Self::Stands(status) => stands(status),
            _ => Words { en: "", zh: "" },
        }
    }
}

/// How a restore came out, in words.
fn stands(status: RestoreStatus) -> Words {
    match status {
        RestoreStatus::Created => Words { en: "Created in this second", zh: "刚刚创建" },
        RestoreStatus::Running => Words { en: "Under way", zh: "运行中" },
        RestoreStatus::Complete => Words { en: "Complete: all disks are", zh: "已完成：全部云盘成功" },
        RestoreStatus::PartialComplete => {
            Words { en: "Complete in part: some disks are not", zh: "部分完成：部分云盘失败" }
        }
        RestoreStatus::Failed => Words { en: "Failed: no disk was restored", zh: "失败：没有云盘恢复成功" },
        RestoreStatus::Canceled => Words {
            en: "Cancelled: nothing was overwritten, nothing new is left",
            zh: "已取消：未覆盖数据，未留下新资源",
        },
        RestoreStatus::Expired => Words {
            en: "Expired: the point went before the restore was complete; nothing was overwritten",
            zh: "已超时：恢复完成前备份点已到期，未覆盖数据",
        },
    }
}
