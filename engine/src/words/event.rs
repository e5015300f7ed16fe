//! Events in words.

use std::borrow::Cow;

use super::{account, copy, ecs, incident, incident_kind, restore, title};
use crate::{
    backup::PolicyIdx,
    backup::job::{JobFailure, JobStatus, Trigger},
    cloud::{DiskIdx, InstanceIdx},
    event::Event,
    locale::Locale,
    rejection::{NOT_ENOUGH_BALANCE, REGION_OUTAGE},
    world::World,
};

/// The sentence of an event.
pub fn event(world: &World, event: Event, locale: Locale) -> String {
    let names = Names { world, locale };
    match locale {
        Locale::En => english(event, &names),
        Locale::Zh => chinese(event, &names),
    }
}

/// What the `ErrorMessage` of a failed job says; documented titles stand letter for letter (ERR-03, ERR-05).
pub fn job_failure_title(failure: JobFailure) -> &'static str {
    match failure {
        JobFailure::InstanceReleased => title::INSTANCE_RELEASED.en,
        JobFailure::NothingToBackUp => "DiskCategory.OperationNotSupported",

        JobFailure::InstanceBusy => "IncorrectInstanceStatus",

        JobFailure::AccountSuspended => NOT_ENOUGH_BALANCE,
        JobFailure::MetadataNotSynchronized => title::METADATA_NOT_SYNCHRONIZED.en,

        JobFailure::RegionOutage => REGION_OUTAGE,
    }
}

pub(super) struct Names<'w> {
    world: &'w World,
    locale: Locale,
}

impl Names<'_> {
    /// The name of an instance; of a replica with its region.
    pub(super) fn of(&self, instance: InstanceIdx) -> Cow<'_, str> {
        let state = &self.world.instances[instance];
        match (state.is_replica(), self.locale) {
            (false, _) => Cow::Borrowed(&state.name),
            (true, Locale::En) => format!("{} in {}", state.name, state.region.name(self.locale)).into(),
            (true, Locale::Zh) => format!("{}（{}）", state.region.name(self.locale), state.name).into(),
        }
    }

    /// The name of the region of a disk or its replica.
    pub(super) fn region_of(&self, disk: DiskIdx) -> &'static str {
        self.world.disks[disk].region.name(self.locale)
    }

    pub(super) fn disk(&self, disk: DiskIdx) -> &str {
        self.world.disks[disk].id.as_str()
    }

    fn policy(&self, policy: PolicyIdx) -> &str {
        self.world.policies[policy].spec.name.as_str()
    }
}

fn english(event: Event, names: &Names<'_>) -> String {
    match event {
        Event::ServiceActivated => "Cloud Backup was activated".to_owned(),
        Event::SnapshotServiceEnabled => "The snapshot service was switched on by the first use".to_owned(),
        Event::RoleCreated => "The service-linked role was created".to_owned(),
        Event::PolicyCreated(policy) => format!("Policy {} was created", names.policy(policy)),
        Event::PolicyUpdated(policy) => format!("Policy {} was edited", names.policy(policy)),
        Event::PolicyDeleted(policy) => format!("Policy {} was deleted", names.policy(policy)),
        Event::InstanceAssociated(instance, policy) => {
            format!("{} was associated with {}", names.of(instance), names.policy(policy))
        }
        Event::InstanceDissociated(instance, policy) => {
            format!("{} was dissociated from {}; its backup points stay", names.of(instance), names.policy(policy))
        }
        Event::PlanSuspended(instance, _) => format!("The plan of {} was suspended", names.of(instance)),
        Event::PlanResumed(instance, _) => format!("The plan of {} was resumed", names.of(instance)),
        Event::PlanModified(instance, _) => format!("The plan of {} was modified", names.of(instance)),
        Event::RunSkipped(instance, _) => {
            format!("A run of {} was skipped: the one before was still going", names.of(instance))
        }
        Event::JobStarted(instance, _, Trigger::Manual) => format!("Manual backup of {} began", names.of(instance)),
        Event::JobStarted(instance, _, Trigger::RunNow(policy)) => {
            format!("Backup of {} began: {} was run by hand", names.of(instance), names.policy(policy))
        }
        Event::JobStarted(instance, _, Trigger::Schedule(policy)) => {
            format!("Backup of {} began, scheduled by {}", names.of(instance), names.policy(policy))
        }
        Event::JobEnded(instance, _, JobStatus::Complete) => format!("Backup of {} completed", names.of(instance)),
        Event::JobEnded(instance, _, JobStatus::PartialComplete) => {
            format!("Backup of {} completed in part", names.of(instance))
        }
        Event::JobEnded(instance, ..) => format!("Backup of {} failed", names.of(instance)),
        Event::JobFailed(instance, _, JobFailure::InstanceReleased) => {
            format!("Backup of {} failed: This ECS instance has been released.", names.of(instance))
        }
        Event::JobFailed(instance, _, JobFailure::NothingToBackUp) => {
            format!("Backup of {} failed: it has no disk that can be backed up", names.of(instance))
        }
        Event::JobFailed(instance, _, JobFailure::InstanceBusy) => {
            format!("Backup of {} failed: it was neither Running nor Stopped", names.of(instance))
        }
        Event::JobFailed(instance, _, JobFailure::AccountSuspended) => {
            format!("Backup of {} failed: the account is suspended for an overdue payment", names.of(instance))
        }
        Event::JobFailed(instance, _, JobFailure::RegionOutage) => {
            format!("Backup of {} failed: the region is out of order", names.of(instance))
        }
        Event::JobFailed(instance, _, JobFailure::MetadataNotSynchronized) => {
            format!("Backup of {} failed: {}", names.of(instance), title::METADATA_NOT_SYNCHRONIZED.en)
        }
        Event::JobCanceled(instance, _) => format!("Backup of {} was cancelled", names.of(instance)),
        Event::PointCreated(instance, _) => format!("{} has a new backup point", names.of(instance)),
        Event::PointExpired(instance, _) => {
            format!("A backup point of {} reached the end of its retention and went", names.of(instance))
        }
        Event::PointDeleted(instance, _) => format!("A backup point of {} was deleted", names.of(instance)),
        Event::DiskPointDeleted(instance, _, disk) => {
            format!("The part of {} was deleted from a backup point of {}", names.disk(disk), names.of(instance))
        }
        Event::PointExtended(instance, _) => format!("A backup point of {} is kept longer", names.of(instance)),
        Event::ArchivingBegan(instance, _) => format!("A backup point of {} is being archived", names.of(instance)),
        Event::PointArchived(instance, _) => format!("A backup point of {} is in the Archive tier", names.of(instance)),
        Event::PointNotArchived(instance, _) => {
            format!("A backup point of {} was due for the Archive tier and stays: it is the newest", names.of(instance))
        }
        Event::PointKept(instance, _) => {
            format!("A backup point of {} is past its retention and stays: it is the newest", names.of(instance))
        }
        Event::ProtectionStopped(instance) => {
            format!("The protection of {} was stopped; its backup points stay", names.of(instance))
        }
        Event::InstanceMatched(instance, policy) => {
            format!("{} matches the tags of {}", names.of(instance), names.policy(policy))
        }
        Event::PlanPaused(instance, policy) => {
            format!("{} no longer matches the tags of {}: its plan is paused", names.of(instance), names.policy(policy))
        }
        Event::PlanUnpaused(instance, policy) => {
            format!("{} matches the tags of {} again: its plan goes on", names.of(instance), names.policy(policy))
        }
        Event::InstanceUnmatched(instance, policy) => {
            format!("{} does not match the tags of {} and was left out", names.of(instance), names.policy(policy))
        }
        Event::PlanCreated(instance, plan) => {
            format!("The backup plan {} of {} was created", names.policy(plan), names.of(instance))
        }
        Event::PlanConverted(plan) => format!("The backup plan {} became a backup policy", names.policy(plan)),
        Event::PlanDeleted(plan) => format!("The backup plan {} was deleted", names.policy(plan)),
        Event::SettingsEdited => "Settings of the model were changed".to_owned(),

        Event::Ecs(event) => ecs::event(names.world, event, Locale::En),
        Event::Copy(event) => copy::event(event, names, Locale::En),
        Event::Restore(event) => restore::event(names.world, event, Locale::En),

        Event::Account(event) => account::event(event, names, Locale::En),
        Event::IncidentInjected(kind) => format!("Incident: {}", incident_kind(kind, Locale::En)),
        Event::Incident(event) => incident::event(event, names, Locale::En),
    }
}

fn chinese(event: Event, names: &Names<'_>) -> String {
    match event {
        Event::ServiceActivated => "已开通云备份".to_owned(),
        Event::SnapshotServiceEnabled => "首次使用，已自动开通快照服务".to_owned(),
        Event::RoleCreated => "已创建服务关联角色".to_owned(),
        Event::PolicyCreated(policy) => format!("已创建策略{}", names.policy(policy)),
        Event::PolicyUpdated(policy) => format!("已编辑策略{}", names.policy(policy)),
        Event::PolicyDeleted(policy) => format!("已删除策略{}", names.policy(policy)),
        Event::InstanceAssociated(instance, policy) => {
            format!("{}已关联策略{}", names.of(instance), names.policy(policy))
        }
        Event::InstanceDissociated(instance, policy) => {
            format!("{}已解除与策略{}的关联，备份点保留", names.of(instance), names.policy(policy))
        }
        Event::PlanSuspended(instance, _) => format!("已暂停{}的备份计划", names.of(instance)),
        Event::PlanResumed(instance, _) => format!("已恢复{}的备份计划", names.of(instance)),
        Event::PlanModified(instance, _) => format!("已修改{}的备份计划", names.of(instance)),
        Event::RunSkipped(instance, _) => format!("{}的上一次任务仍在运行，跳过本次执行", names.of(instance)),
        Event::JobStarted(instance, _, Trigger::Manual) => format!("{}开始手动备份", names.of(instance)),
        Event::JobStarted(instance, _, Trigger::RunNow(policy)) => {
            format!("{}开始备份，由策略{}立即执行", names.of(instance), names.policy(policy))
        }
        Event::JobStarted(instance, _, Trigger::Schedule(policy)) => {
            format!("{}开始备份，由策略{}定时执行", names.of(instance), names.policy(policy))
        }
        Event::JobEnded(instance, _, JobStatus::Complete) => format!("{}备份完成", names.of(instance)),
        Event::JobEnded(instance, _, JobStatus::PartialComplete) => format!("{}备份部分完成", names.of(instance)),
        Event::JobEnded(instance, ..) => format!("{}备份失败", names.of(instance)),
        Event::JobFailed(instance, _, JobFailure::InstanceReleased) => {
            format!("{}备份失败：该ECS实例已释放。", names.of(instance))
        }
        Event::JobFailed(instance, _, JobFailure::NothingToBackUp) => {
            format!("{}备份失败：没有可备份的云盘", names.of(instance))
        }
        Event::JobFailed(instance, _, JobFailure::InstanceBusy) => {
            format!("{}备份失败：实例不是运行中或已停止", names.of(instance))
        }
        Event::JobFailed(instance, _, JobFailure::AccountSuspended) => {
            format!("{}备份失败：账号因欠费停服", names.of(instance))
        }
        Event::JobFailed(instance, _, JobFailure::RegionOutage) => {
            format!("{}备份失败：地域故障", names.of(instance))
        }
        Event::JobFailed(instance, _, JobFailure::MetadataNotSynchronized) => {
            format!("{}备份失败：元数据同步失败", names.of(instance))
        }
        Event::JobCanceled(instance, _) => format!("{}的备份已取消", names.of(instance)),
        Event::PointCreated(instance, _) => format!("{}新增备份点", names.of(instance)),
        Event::PointExpired(instance, _) => format!("{}的备份点保留到期，已删除", names.of(instance)),
        Event::PointDeleted(instance, _) => format!("{}的备份点已手动删除", names.of(instance)),
        Event::DiskPointDeleted(instance, _, disk) => {
            format!("已从{}的备份点中删除云盘{}的部分", names.of(instance), names.disk(disk))
        }
        Event::PointExtended(instance, _) => format!("已延长{}的备份点的保留时间", names.of(instance)),
        Event::ArchivingBegan(instance, _) => format!("开始归档{}的备份点", names.of(instance)),
        Event::PointArchived(instance, _) => format!("{}的备份点已转入归档层", names.of(instance)),
        Event::PointNotArchived(instance, _) => {
            format!("{}的备份点到了归档时间，因是最新备份点而不归档", names.of(instance))
        }
        Event::PointKept(instance, _) => format!("{}的备份点已过保留时间，因是最新版本而保留", names.of(instance)),
        Event::ProtectionStopped(instance) => format!("已停止保护{}，备份点保留", names.of(instance)),
        Event::InstanceMatched(instance, policy) => {
            format!("{}命中策略{}的标签", names.of(instance), names.policy(policy))
        }
        Event::PlanPaused(instance, policy) => {
            format!("{}不再命中策略{}的标签，备份计划已暂停", names.of(instance), names.policy(policy))
        }
        Event::PlanUnpaused(instance, policy) => {
            format!("{}重新命中策略{}的标签，备份计划继续执行", names.of(instance), names.policy(policy))
        }
        Event::InstanceUnmatched(instance, policy) => {
            format!("{}未命中策略{}的标签，已移除", names.of(instance), names.policy(policy))
        }
        Event::PlanCreated(instance, plan) => format!("已为{}创建备份计划{}", names.of(instance), names.policy(plan)),
        Event::PlanConverted(plan) => format!("备份计划{}已转换为备份策略", names.policy(plan)),
        Event::PlanDeleted(plan) => format!("已删除备份计划{}", names.policy(plan)),
        Event::SettingsEdited => "已修改模型参数".to_owned(),

        Event::Ecs(event) => ecs::event(names.world, event, Locale::Zh),
        Event::Copy(event) => copy::event(event, names, Locale::Zh),
        Event::Restore(event) => restore::event(names.world, event, Locale::Zh),

        Event::Account(event) => account::event(event, names, Locale::Zh),
        Event::IncidentInjected(kind) => format!("故障事件：{}", incident_kind(kind, Locale::Zh)),
        Event::Incident(event) => incident::event(event, names, Locale::Zh),
    }
}
