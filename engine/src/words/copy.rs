//! Copies in other regions in words.

use super::event::Names;
use crate::{
    backup::replication::{CopyFailure, CopyStatus},
    event::CopyEvent,
    locale::{Locale, Words},
    rejection::CopyProblem,
};

/// The sentence of an event.
pub(super) fn event(event: CopyEvent, names: &Names<'_>, locale: Locale) -> String {
    match locale {
        Locale::En => match event {
            CopyEvent::PointQueued(instance, _, region) => {
                format!("A backup point of {} is to be copied to {}", names.of(instance), region.name(locale))
            }
            CopyEvent::PointCopied(replica, _) => format!("A backup point was copied: {}", names.of(replica)),
            CopyEvent::PointNotCopied(instance, _, region) => {
                format!("A backup point of {} was not copied to {}", names.of(instance), region.name(locale))
            }
            CopyEvent::CopyFailed(disk, failure) => {
                format!(
                    "A snapshot of {} was not copied to {}: {}",
                    names.disk(disk),
                    names.region_of(disk),
                    copy_failure(failure, locale)
                )
            }
            CopyEvent::SnapshotCopyStarted(disk) => {
                format!("A snapshot of {} is to be copied to {}", names.disk(disk), names.region_of(disk))
            }
            CopyEvent::SnapshotCopied(disk) => {
                format!("A snapshot of {} was copied to {}", names.disk(disk), names.region_of(disk))
            }
        },
        Locale::Zh => match event {
            CopyEvent::PointQueued(instance, _, region) => {
                format!("{}的备份点将复制到{}", names.of(instance), region.name(locale))
            }
            CopyEvent::PointCopied(replica, _) => format!("备份点已复制：{}", names.of(replica)),
            CopyEvent::PointNotCopied(instance, _, region) => {
                format!("{}的备份点未能复制到{}", names.of(instance), region.name(locale))
            }
            CopyEvent::CopyFailed(disk, failure) => {
                format!(
                    "云盘{}的快照未复制到{}：{}",
                    names.disk(disk),
                    names.region_of(disk),
                    copy_failure(failure, locale)
                )
            }
            CopyEvent::SnapshotCopyStarted(disk) => {
                format!("云盘{}的快照将复制到{}", names.disk(disk), names.region_of(disk))
            }
            CopyEvent::SnapshotCopied(disk) => {
                format!("云盘{}的快照已复制到{}", names.disk(disk), names.region_of(disk))
            }
        },
    }
}

/// How copies stand, as people read it.
pub fn copy_status(status: CopyStatus, locale: Locale) -> &'static str {
    let words = match status {
        CopyStatus::Created => Words { en: "Not begun", zh: "未开始" },
        CopyStatus::Queued => Words { en: "Queued", zh: "排队中" },
        CopyStatus::Running => Words { en: "Replicating", zh: "复制中" },
        CopyStatus::Complete => Words { en: "Completed", zh: "已完成" },
        CopyStatus::PartialComplete => Words { en: "Partially Completed", zh: "部分成功" },
        CopyStatus::Failed => Words { en: "Failed", zh: "失败" },
    };
    words.get(locale)
}

/// Why a copy was not made, as a clause.
pub fn copy_failure(failure: CopyFailure, locale: Locale) -> &'static str {
    match (failure, locale) {
        (CopyFailure::SourceGone, Locale::En) => "the snapshot is gone",
        (CopyFailure::SourceGone, Locale::Zh) => "源快照已不存在",
        (CopyFailure::SourceArchived, Locale::En) => "the snapshot is in the Archive tier",
        (CopyFailure::SourceArchived, Locale::Zh) => "源快照已归档",
        (CopyFailure::RetentionOver, Locale::En) => "the copy would be past its retention already",
        (CopyFailure::RetentionOver, Locale::Zh) => "副本已超过保留时间",
        (CopyFailure::AccountSuspended, Locale::En) => "the account did not pay",
        (CopyFailure::AccountSuspended, Locale::Zh) => "账号欠费",
    }
}

/// The sentence of a refusal.
pub(super) fn problem(problem: &CopyProblem, locale: Locale) -> String {
    match (problem, locale) {
        (CopyProblem::SourceNotReady { id }, Locale::En) => {
            format!("{id} is still being created. Copy it when it is complete.")
        }
        (CopyProblem::SourceNotReady { id }, Locale::Zh) => format!("{id}仍在创建，请在创建完成后复制。"),
        (CopyProblem::SourceArchived { id }, Locale::En) => {
            format!("{id} is in the Archive tier: archived snapshots cannot be copied. Choose a standard one.")
        }
        (CopyProblem::SourceArchived { id }, Locale::Zh) => format!("{id}已归档，归档快照不能复制，请选择标准快照。"),
        (CopyProblem::SourceIsCopy { id }, Locale::En) => {
            format!("{id} is a copy itself: copies of copies are not simulated. Copy what it is of.")
        }
        (CopyProblem::SourceIsCopy { id }, Locale::Zh) => format!("{id}本身是副本，暂不模拟副本的复制，请复制源快照。"),
    }
}
