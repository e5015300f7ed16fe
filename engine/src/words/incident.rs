//! Incidents in words.

use super::event::Names;
use crate::{
    catalog::limits,
    cloud::data::Condition,
    event::IncidentEvent,
    incident::IncidentKind,
    locale::{Locale, Words},
    rejection::IncidentProblem,
    world::Obstacle,
};

/// The sentence of what came of an incident.
pub(super) fn event(event: IncidentEvent, names: &Names<'_>, locale: Locale) -> String {
    match locale {
        Locale::En => en(event, names),
        Locale::Zh => zh(event, names),
    }
}

fn en(event: IncidentEvent, names: &Names<'_>) -> String {
    let english = Locale::En;
    match event {
        IncidentEvent::DiskEncrypted(disk, Some(instance)) => {
            format!("Ransomware struck: {} of {} is encrypted", names.disk(disk), names.of(instance))
        }
        IncidentEvent::DiskEncrypted(disk, None) => {
            format!("Ransomware struck: {} is encrypted", names.disk(disk))
        }
        IncidentEvent::DataDeleted(disk, instance) => {
            format!("Data was deleted on {} of {}", names.disk(disk), names.of(instance))
        }
        IncidentEvent::DiskFailed(disk) => format!("{} failed; its data is gone", names.disk(disk)),
        IncidentEvent::InstanceFailed(instance) => {
            format!("{} stopped at once: its system disk failed", names.of(instance))
        }
        IncidentEvent::OutageBegan(region) => {
            format!("{} is out of order: it refuses operations and its running jobs fail", region.name(english))
        }
        IncidentEvent::OutageEnded(region) => format!("{} is in order again", region.name(english)),
        IncidentEvent::LinkCut(from, to) => {
            format!("Nothing is copied from {} to {}: copies wait", from.name(english), to.name(english))
        }
        IncidentEvent::LinkRestored(from, to) => {
            format!("Copies go from {} to {} again", from.name(english), to.name(english))
        }
        IncidentEvent::AutoSnapshotSkipped(disk) => {
            format!("No automatic snapshot of {}: the region is out of order", names.disk(disk))
        }
        IncidentEvent::PointDestroyed(instance, _) => {
            format!("The attacker deleted a backup point of {}", names.of(instance))
        }
        IncidentEvent::PointWithstood(instance, _, rule) => {
            format!("A backup point of {} withstood the attacker ({rule})", names.of(instance))
        }
        IncidentEvent::PointInspected(instance, _, found) => {
            let found = condition(found, english).to_lowercase();
            format!("A backup point of {} was inspected: {found}", names.of(instance))
        }
        IncidentEvent::CameToNothing(kind) => {
            format!("Incident of the scenario without effect: {}", incident_kind(kind, english))
        }
    }
}

fn zh(event: IncidentEvent, names: &Names<'_>) -> String {
    let chinese = Locale::Zh;
    match event {
        IncidentEvent::DiskEncrypted(disk, Some(instance)) => {
            format!("勒索病毒发作：{}的云盘{}已被加密", names.of(instance), names.disk(disk))
        }
        IncidentEvent::DiskEncrypted(disk, None) => format!("勒索病毒发作：云盘{}已被加密", names.disk(disk)),
        IncidentEvent::DataDeleted(disk, instance) => {
            format!("{}的云盘{}上的数据被删除", names.of(instance), names.disk(disk))
        }
        IncidentEvent::DiskFailed(disk) => format!("云盘{}故障，数据丢失", names.disk(disk)),
        IncidentEvent::InstanceFailed(instance) => format!("{}的系统盘故障，实例立即停止", names.of(instance)),
        IncidentEvent::OutageBegan(region) => {
            format!("{}故障：拒绝操作，运行中的任务失败", region.name(chinese))
        }
        IncidentEvent::OutageEnded(region) => format!("{}已恢复正常", region.name(chinese)),
        IncidentEvent::LinkCut(from, to) => {
            format!("{}到{}的复制链路中断，复制等待中", from.name(chinese), to.name(chinese))
        }
        IncidentEvent::LinkRestored(from, to) => {
            format!("{}到{}的复制链路已恢复", from.name(chinese), to.name(chinese))
        }
        IncidentEvent::AutoSnapshotSkipped(disk) => format!("地域故障，未创建{}的自动快照", names.disk(disk)),
        IncidentEvent::PointDestroyed(instance, _) => format!("攻击者删除了{}的一个备份点", names.of(instance)),
        IncidentEvent::PointWithstood(instance, _, rule) => {
            format!("攻击者未能删除{}的一个备份点（{rule}）", names.of(instance))
        }
        IncidentEvent::PointInspected(instance, _, found) => {
            format!("已检查{}的一个备份点：{}", names.of(instance), condition(found, chinese))
        }
        IncidentEvent::CameToNothing(kind) => {
            format!("场景中的故障事件未产生影响：{}", incident_kind(kind, chinese))
        }
    }
}

/// The sentence of a refusal of an incident, or because of one.
pub(super) fn problem(problem: &IncidentProblem, locale: Locale) -> String {
    let [(from, to), (least, most)] =
        [&limits::HIDDEN_HOURS, &limits::OUTAGE_HOURS].map(|range| range.clone().into_inner());
    match (locale, problem) {
        (Locale::En, IncidentProblem::RegionOutage { region }) => {
            format!("{} is out of order. Wait until it is back, or recover in another region.", region.name(locale))
        }
        (Locale::En, IncidentProblem::DiskFailed { disk }) => {
            format!("{disk} failed and its data is gone. Make a new disk or instance from a backup point.")
        }
        (Locale::En, IncidentProblem::HiddenHours { given }) => {
            format!("Ransomware cannot hide for {given} hours. Give {from} to {to}.")
        }
        (Locale::En, IncidentProblem::Hours { given }) => {
            format!("An outage of {given} hours is not possible. Give {least} to {most}.")
        }
        (Locale::Zh, IncidentProblem::RegionOutage { region }) => {
            format!("{}故障，请等待恢复，或在其他地域恢复数据。", region.name(locale))
        }
        (Locale::Zh, IncidentProblem::DiskFailed { disk }) => {
            format!("云盘{disk}已故障，数据丢失。请使用备份点新建云盘或实例。")
        }
        (Locale::Zh, IncidentProblem::HiddenHours { given }) => {
            format!("勒索病毒不能潜伏{given}小时，请填写{from}~{to}。")
        }
        (Locale::Zh, IncidentProblem::Hours { given }) => {
            format!("故障不能持续{given}小时，请填写{least}~{most}。")
        }
    }
}

/// What an incident of this kind is called.
pub fn incident_kind(kind: IncidentKind, locale: Locale) -> &'static str {
    let name = match kind {
        IncidentKind::RansomwareInfection => Words { en: "Ransomware infection", zh: "勒索病毒感染" },
        IncidentKind::DataDeletion => Words { en: "Deletion of data", zh: "数据误删" },
        IncidentKind::DiskFailure => Words { en: "Failure of a disk", zh: "云盘故障" },
        IncidentKind::RegionOutage => Words { en: "Outage of a region", zh: "地域故障" },
        IncidentKind::ReplicationLinkDown => Words { en: "Replication link down", zh: "复制链路中断" },
        IncidentKind::BackupDeletion => Words { en: "Attack on the backups", zh: "攻击者删除备份" },
        IncidentKind::MetadataSyncFailure => {
            Words { en: "Metadata synchronization fails", zh: "元数据同步失败" }
        }
        IncidentKind::PaymentOverdue => Words { en: "Overdue payment", zh: "欠费" },
        IncidentKind::InstanceReleased => Words { en: "Release of an instance", zh: "实例被释放" },
    };
    name.get(locale)
}

/// In what state data is, in a word or two.
pub fn condition(condition: Condition, locale: Locale) -> &'static str {
    let name = match condition {
        Condition::Clean => Words { en: "Clean", zh: "干净" },
        Condition::Infected => Words { en: "Infected", zh: "已感染" },
        Condition::Deleted => Words { en: "Data deleted", zh: "数据已被删除" },
        Condition::Encrypted => Words { en: "Encrypted", zh: "已被加密" },
        Condition::Lost => Words { en: "Lost", zh: "已丢失" },
    };
    name.get(locale)
}

/// What keeps an instance from being recovered, in words.
pub fn obstacle(obstacle: Obstacle, locale: Locale) -> &'static str {
    let words = match obstacle {
        Obstacle::NoPoint => Words { en: "It has no backup point", zh: "没有备份点" },
        Obstacle::NoCompletePoint => Words {
            en: "No backup point holds all its disks with the system disk, ready for use",
            zh: "没有包含系统盘及全部云盘且可用的备份点",
        },
        Obstacle::NoCleanPoint => Words {
            en: "Every complete backup point is infected or damaged",
            zh: "完整的备份点均已感染或受损",
        },
        Obstacle::RegionOutage => Words {
            en: "The regions of its backup points that are of use are out of order",
            zh: "可用备份点所在的地域故障",
        },
        Obstacle::NotManaged => Words { en: "Its account is no longer managed", zh: "所属账号已不被管理" },
        Obstacle::AccountSuspended => {
            Words { en: "The account is suspended for an overdue payment", zh: "账号因欠费停服" }
        }
    };
    words.get(locale)
}
