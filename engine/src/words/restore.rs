//! Restores in words: what happens to them and what is refused of them.

use super::title;
use crate::{
    backup::restore::{RestoreFailure, RestoreKind, RestoreStatus},
    catalog::limits,
    event::{RestoreEvent, RestoreTurn},
    locale::{Locale, Words},
    rejection::RestoreProblem,
    world::World,
};

/// What a restore is called.
pub fn restore_kind(kind: RestoreKind, locale: Locale) -> &'static str {
    let words = match kind {
        RestoreKind::Instance => Words { en: "Restore", zh: "整机回滚" },
        RestoreKind::NewInstance => Words { en: "Clone", zh: "整机克隆" },
        RestoreKind::Disk => Words { en: "Restore of a disk", zh: "云盘回滚" },
        RestoreKind::NewDisk => Words { en: "Clone of a disk", zh: "云盘克隆" },
    };
    words.get(locale)
}

/// What the `ErrorMessage` of a failed restore says; documented titles stand letter for letter (ERR-03).
pub fn restore_failure_title(failure: RestoreFailure) -> &'static str {
    match failure {
        RestoreFailure::InstanceReleased => title::INSTANCE_RELEASED.en,
        RestoreFailure::TooManyDisks | RestoreFailure::AccountSuspended | RestoreFailure::RegionOutage => {
            failure.code()
        }
    }
}

/// Why a whole restore failed.
pub fn restore_failure(failure: RestoreFailure, locale: Locale) -> &'static str {
    let words = match failure {
        RestoreFailure::InstanceReleased => title::INSTANCE_RELEASED,
        RestoreFailure::TooManyDisks => Words {
            en: "The instance took as many disks as it may have meanwhile.",
            zh: "期间实例的云盘数已达上限。",
        },
        RestoreFailure::AccountSuspended => Words {
            en: "The backups of the account were deleted: it did not pay.",
            zh: "账号欠费，备份已被删除。",
        },
        RestoreFailure::RegionOutage => Words { en: "The region is out of order.", zh: "该地域发生故障。" },
    };
    words.get(locale)
}

/// The sentence of what happened to a restore.
pub(super) fn event(world: &World, event: RestoreEvent, locale: Locale) -> String {
    let name = |instance| world.instances[instance].name.as_str();
    let (from, to) = (name(event.holder), name(event.target));
    let is_copy = world.instances[event.holder].is_replica();
    match locale {
        Locale::En => {
            let what = match event.kind {
                RestoreKind::Instance => format!("Restore of {to} to a backup point"),
                RestoreKind::NewInstance if is_copy => format!("Disaster recovery of {from} as {to}"),
                RestoreKind::NewInstance => format!("Clone of {from} as {to}"),
                RestoreKind::Disk => format!("Restore of a disk of {from} to a backup point"),
                RestoreKind::NewDisk => format!("Clone of a disk of {from} for {to}"),
            };
            format!("{what} {}", in_english(event.what))
        }
        Locale::Zh => {
            let what = match event.kind {
                RestoreKind::Instance => format!("{to}整机回滚"),
                RestoreKind::NewInstance if is_copy => format!("{from}容灾恢复为{to}"),
                RestoreKind::NewInstance => format!("{from}克隆为{to}"),
                RestoreKind::Disk => format!("{from}的云盘回滚"),
                RestoreKind::NewDisk => format!("{from}的云盘克隆到{to}"),
            };
            format!("{what}{}", in_chinese(event.what))
        }
    }
}

fn in_english(what: RestoreTurn) -> String {
    match what {
        RestoreTurn::Began => "began".to_owned(),
        RestoreTurn::Ended(RestoreStatus::Complete) => "completed".to_owned(),
        RestoreTurn::Ended(RestoreStatus::PartialComplete) => "completed in part".to_owned(),
        RestoreTurn::Ended(RestoreStatus::Canceled) => "was cancelled; nothing was changed".to_owned(),
        RestoreTurn::Ended(RestoreStatus::Expired) => "ended: its point expired; nothing was changed".to_owned(),
        RestoreTurn::Ended(_) => "failed".to_owned(),
        RestoreTurn::Failed(failure) => format!("failed: {}", restore_failure(failure, Locale::En)),
    }
}

fn in_chinese(what: RestoreTurn) -> String {
    match what {
        RestoreTurn::Began => "开始".to_owned(),
        RestoreTurn::Ended(RestoreStatus::Complete) => "完成".to_owned(),
        RestoreTurn::Ended(RestoreStatus::PartialComplete) => "部分完成".to_owned(),
        RestoreTurn::Ended(RestoreStatus::Canceled) => "已取消，未做任何更改".to_owned(),
        RestoreTurn::Ended(RestoreStatus::Expired) => "已超时：备份点已到期，未做任何更改".to_owned(),
        RestoreTurn::Ended(_) => "失败".to_owned(),
        RestoreTurn::Failed(failure) => format!("失败：{}", restore_failure(failure, Locale::Zh)),
    }
}

/// The sentence of a refusal.
pub(super) fn problem(problem: &RestoreProblem, locale: Locale) -> String {
    match locale {
        Locale::En => english(problem),
        Locale::Zh => chinese(problem),
    }
}

fn english(problem: &RestoreProblem) -> String {
    match problem {
        RestoreProblem::CopyInPlace => {
            "A point that was replicated cannot be restored in place. Create a new instance from it by Disaster Recovery."
                .to_owned()
        }
        RestoreProblem::CreatingSnapshot { disk } => {
            format!("A snapshot of {disk} is being created. Wait until it is complete, then restore.")
        }
        RestoreProblem::DiskGone { disk } => {
            format!("The disk {disk} of the point is gone. Restore the others by force, or clone from the point.")
        }
        RestoreProblem::DiskMoved { disk, instance } => {
            format!("{disk} is no longer attached to {instance}. Attach it again, or restore it where it is by force.")
        }
        RestoreProblem::DiskRestoring { disk } => {
            format!("{disk} is being restored. Wait until that is complete, or cancel it.")
        }
        RestoreProblem::HostName { given } => {
            let (from, to) = (limits::HOST_NAME_LENGTH.start(), limits::HOST_NAME_LENGTH.end());
            format!(
                "`{given}` is not a hostname. Give {from} to {to} letters, digits, periods, hyphens or underscores, a \
                 letter or digit at both ends."
            )
        }
        RestoreProblem::InstanceRestoring { instance } => {
            format!("{instance} is being restored. Wait until that is complete, or cancel it.")
        }
        RestoreProblem::NoSystemDisk => {
            "The point has no system disk to start from. Choose another point, or clone its disks one by one.".to_owned()
        }
        RestoreProblem::NotFound { id } => format!("There is no restore job {id}."),
        RestoreProblem::OfOtherInstance { instance } => {
            format!("The point is not one of {instance}. Choose a point of the same instance, or clone.")
        }
        RestoreProblem::PointKind { kind } => match kind.is_of_disk() {
            true => format!("{} needs the point of one disk. Choose a disk of the point.", kind.api_name()),
            false => format!("{} needs the point of a whole instance. Choose that.", kind.api_name()),
        },
        RestoreProblem::PointInUse => {
            "A restore from the point is under way. Wait until it is complete, or cancel it.".to_owned()
        }
        RestoreProblem::PrivateIp { given, cidr } => format!(
            "`{given}` is not an address for instances in {cidr}. Give one of it, but not the first or the last three, or \
             none."
        ),
        RestoreProblem::PrivateIpTaken { given } => {
            format!("Another instance has the address {given}. Give another, or none.")
        }
    }
}

fn chinese(problem: &RestoreProblem) -> String {
    match problem {
        RestoreProblem::CopyInPlace => "异地复制的备份点不能回滚，请通过容灾恢复创建新实例。".to_owned(),
        RestoreProblem::CreatingSnapshot { disk } => format!("{disk}正在创建快照，请等待完成后再恢复。"),
        RestoreProblem::DiskGone { disk } => {
            format!("备份点中的云盘{disk}已不存在，可强制恢复其余云盘，或从备份点克隆。")
        }
        RestoreProblem::DiskMoved { disk, instance } => {
            format!("{disk}已不再挂载到{instance}，请重新挂载，或强制恢复。")
        }
        RestoreProblem::DiskRestoring { disk } => format!("{disk}正在恢复，请等待完成或取消恢复。"),
        RestoreProblem::HostName { given } => {
            let (from, to) = (limits::HOST_NAME_LENGTH.start(), limits::HOST_NAME_LENGTH.end());
            format!(
                "“{given}”不是有效的主机名，应为{from}~{to}个字母、数字、点号、短横线或下划线，首尾须为字母或数字。"
            )
        }
        RestoreProblem::InstanceRestoring { instance } => format!("{instance}正在恢复，请等待完成或取消恢复。"),
        RestoreProblem::NoSystemDisk => "备份点不含系统盘，无法启动，请选择其他备份点，或逐块克隆云盘。".to_owned(),
        RestoreProblem::NotFound { id } => format!("恢复任务{id}不存在。"),
        RestoreProblem::OfOtherInstance { instance } => {
            format!("该备份点不属于{instance}，请选择该实例的备份点，或克隆。")
        }
        RestoreProblem::PointKind { kind } => match kind.is_of_disk() {
            true => format!("{}需要单盘备份点，请选择备份点中的云盘。", kind.api_name()),
            false => format!("{}需要整机备份点，请选择整机备份点。", kind.api_name()),
        },
        RestoreProblem::PointInUse => "正在从该备份点恢复，请等待完成或取消恢复。".to_owned(),
        RestoreProblem::PrivateIp { given, cidr } => {
            format!("“{given}”不是{cidr}中可供实例使用的地址，请填写该网段内的地址（首个和最后三个除外），或留空。")
        }
        RestoreProblem::PrivateIpTaken { given } => format!("私网IP {given}已被其他实例占用，请更换或留空。"),
    }
}
