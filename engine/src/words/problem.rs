//! Refusals in words: what was wrong, the range that is allowed, and what to do.

use super::{account, copy, ecs, incident, lesson, managed, restore, schedule, snapshot, timeline, title};
use crate::{
    catalog::limits,
    locale::Locale,
    rejection::{NameFault, Problem, Rejection},
    view::format,
    words::Wrong,
};

/// The sentence of a refusal. The documented titles stand letter for letter (ERR-01 to ERR-04).
pub fn rejection(rejection: &Rejection, locale: Locale) -> String {
    match locale {
        Locale::En => english(&rejection.problem),
        Locale::Zh => chinese(&rejection.problem),
    }
}

#[expect(clippy::too_many_lines, reason = "a table with an entry for each problem")]
fn english(problem: &Problem) -> String {
    match problem {
        Problem::ApplicationForSeveral => {
            "Application-consistent backup is for one instance at a time. Choose one instance, or leave it out."
                .to_owned()
        }
        Problem::ApplicationNeedsEssd { disk } => format!(
            "Application-consistent backup needs disks of the ESSD series only, and {disk} is none. Leave the disk or the option out."
        ),
        Problem::ArchiveDays { given } => {
            let (from, to) = (limits::ARCHIVE_AFTER_DAYS.start(), limits::ARCHIVE_AFTER_DAYS.end());
            format!("Archiving after {given} days is not possible. Give {from} to {to} days, or switch it off.")
        }
        Problem::ImmutableStays => "Immutable backup cannot be switched off once it is on.".to_owned(),
        Problem::LegacyIsLimited => {
            "A legacy policy can neither replicate nor archive. Create an ECS instance backup policy.".to_owned()
        }
        Problem::LegacyTakesNoInstances => {
            "A legacy policy cannot protect new instances. Create an ECS instance backup policy.".to_owned()
        }
        Problem::NoReplicationPair { from, to } => {
            format!("Backups cannot be replicated from {from} to {to}. Choose a destination region of the same group.")
        }
        Problem::NotProtected { instance } => format!("{instance} is not protected: there is nothing to stop."),
        Problem::PlanName { given } => {
            let (from, to) = (limits::PLAN_NAME_LENGTH.start(), limits::PLAN_NAME_LENGTH.end());
            format!("The name of the plan has {given} characters. Give it {from} to {to}.")
        }
        Problem::PlanNotFound { id } => format!("There is no backup plan {id}: it may have become a policy."),
        Problem::PlanRuns => "A job of the plan is under way. Wait until it ends, or cancel it.".to_owned(),
        Problem::PointKept => {
            "This is the newest backup point of a plan that keeps at least one version: it cannot be \
            deleted. It goes once a newer one is there, or when the option is switched off."
                .to_owned()
        }
        Problem::PointLocked { until } => {
            format!(
                "The backup point is immutable: nobody can delete it before it expires at {}.",
                format::local(*until, Locale::En)
            )
        }
        Problem::RemoteRetentionBeforeArchive { given, least } => format!(
            "A remote retention of {given} days is too short for the Archive tier there. Give at least {least} days, or \
             switch archiving off."
        ),
        Problem::ReplicatesToItself { region } => {
            format!("{region} is the policy's own region. Choose another destination region.")
        }
        Problem::RetentionBeforeArchive { given, least } => format!(
            "A retention of {given} days is too short: points stay in the Archive tier for 60 days at least. Give at \
             least {least} days, or switch archiving off."
        ),
        Problem::RuleTwice { name } => format!("The policy has more than one {name} rule. Give one at most."),
        Problem::Setting(error) => format!("{error}."),
        Problem::SpecialTooShort { period, given, normal } => format!(
            "The {} retention of {given} days is not longer than the normal retention of {normal} days. Give more.",
            period.api_name()
        ),
        Problem::SpecialTwice { period } => format!("{} retention is given twice. Give it once.", period.api_name()),
        Problem::TagCount { given } => {
            format!("The policy has {given} tags. Give {} at most.", limits::TAG_FILTERS_MAX)
        }
        Problem::TagMatchesNothing { key } => {
            format!("The tag {key} excludes any value and so matches nothing. Give the value that it must not have.")
        }
        Problem::TagWithoutKey => "A tag has no key. Give it one.".to_owned(),
        Problem::AlreadyBound { instance, policy } => {
            format!(
                "{instance} is associated with the policy {policy} already: an instance has one policy only. Remove its plan first."
            )
        }
        Problem::ChosenTwice { instance } => format!("{instance} was chosen twice. Choose it once."),
        Problem::DiskCannotBeBackedUp { disk } => {
            format!(
                "{disk} is a local or ephemeral disk, which cannot be backed up. Use file or database backup for its data."
            )
        }
        Problem::DiskNotFound { disk } => format!("The instance has no disk {disk}."),
        Problem::EndOfTime => "Virtual time ends on 31 December 9999.".to_owned(),
        Problem::InstanceNotFound { id } => format!("There is no instance {id}."),
        Problem::InstanceReleased => title::INSTANCE_RELEASED.en.to_owned(),
        Problem::JobEnded => "The job has ended: there is nothing left to cancel.".to_owned(),
        Problem::JobNotFound { id } => format!("There is no job {id} among those kept in full."),
        Problem::Name(fault) => english_name(fault),
        Problem::NoBackupRule => "The policy needs at least one BACKUP rule, which says when to back up.".to_owned(),
        Problem::NoDestinationRegion => title::NO_DESTINATION_REGION.en.to_owned(),
        Problem::NoRetention => "No retention is given. Set it in the TRANSITION rule, in days.".to_owned(),
        Problem::NotActivated => "Cloud Backup is not activated. Activate it first; that is free.".to_owned(),
        Problem::NotANumber { given } => format!(
            "`{given}` is not a whole number. Give {} to {}.",
            limits::RETENTION_DAYS.start(),
            limits::RETENTION_DAYS.end()
        ),
        Problem::NotBound { instance } => format!("{instance} is not associated with this policy."),
        Problem::NotInThisRun { .. } => {
            "That instant lies outside the run. Choose one from its start to now.".to_owned()
        }
        Problem::NothingBound => "No instance is associated with this policy. Associate one first.".to_owned(),
        Problem::NothingChosen => "No instance was chosen. Choose at least one.".to_owned(),
        Problem::NothingToBackUp { instance } => {
            format!("{instance} has no disk in scope that can be backed up: local and ephemeral disks cannot.")
        }
        Problem::NotSimulated { what } => format!("{what} is not simulated yet. Leave it out."),
        Problem::RehearsalTooLong { items } => format!(
            "The rehearsal would tell of more than {items} points coming and going. Choose fewer instances, or look less \
             far ahead."
        ),
        Problem::OtherRegion { policy, instance } => {
            format!("The policy lies in {policy}, the instance in {instance}. Use a policy of the instance's region.")
        }
        Problem::PermanentRetention => title::PERMANENT_RETENTION.en.to_owned(),
        Problem::PlanSuspended => title::PLAN_SUSPENDED.en.to_owned(),
        Problem::PointNotFound { id } => format!("There is no backup point {id}: it may have expired."),
        Problem::PolicyNotFound { id } => format!("There is no policy {id}."),
        Problem::RegionNotInScenario { region } => format!("This scenario does not play in {region}."),
        Problem::Retention { given } => {
            let (from, to) = (limits::RETENTION_DAYS.start(), limits::RETENTION_DAYS.end());
            format!("A retention of {given} days is not possible. Give {from} to {to} days.")
        }
        Problem::RuleCount { given } => {
            let (from, to) = (limits::RULES_PER_POLICY.start(), limits::RULES_PER_POLICY.end());
            format!("The policy has {given} rules. Give {from} to {to}.")
        }
        Problem::RuleNotFound { id } => format!("The policy has no BACKUP rule {id}."),
        Problem::Schedule(error) => format!("{error}."),
        Problem::TooManyInstances { given } => {
            let max = limits::INSTANCES_PER_OPERATION_MAX;
            format!("{given} instances were chosen. Choose {max} at most in one operation.")
        }
        Problem::TransitionRules { given } => {
            format!("The policy has {given} TRANSITION rules. Give exactly one, which says how long to keep backups.")
        }

        Problem::PointExtended { until } => format!(
            "The backup point was extended by hand: its snapshots cannot be deleted before it expires at {}.",
            format::local(*until, Locale::En)
        ),
        Problem::DiskPoint => {
            "Only backup points of instances can be kept longer, not those of disks. Choose the point of the instance."
                .to_owned()
        }
        Problem::RetentionNotLonger { given, present } => format!(
            "A retention can only be extended: {given} days are not more than the {present} days that the point is kept now. \
             Give more."
        ),
        Problem::RetentionOver { given } => {
            format!("{given} days from the creation of the point are over already. Give more.")
        }
        Problem::ExtendedRetention { given } => format!(
            "A backup point cannot be kept for {given} days in all: {} days (999 years) is the most.",
            limits::RETENTION_DAYS.end()
        ),
        Problem::Snapshot(problem) => snapshot::problem(problem, Locale::En),
        Problem::Ecs(problem) => ecs::problem(problem, Locale::En),
        Problem::Restore(problem) => restore::problem(problem, Locale::En),
        Problem::Account(problem) => account::problem(problem, Locale::En),
        Problem::Managed(problem) => managed::problem(problem, Locale::En),
        Problem::Timeline(problem) => timeline::problem(problem, Locale::En),
        Problem::Lesson(problem) => lesson::problem(problem, Locale::En),
        Problem::Copy(problem) => copy::problem(problem, Locale::En),
        Problem::Incident(problem) => incident::problem(problem, Locale::En),

        Problem::ArchiveDaysUnreadable { given } => {
            let (from, to) = (limits::ARCHIVE_AFTER_DAYS.start(), limits::ARCHIVE_AFTER_DAYS.end());
            format!("`{given}` is no number of days before archiving. Give {from} to {to}, or switch it off.")
        }
        Problem::SourcesBound { count } => {
            let still = if *count == 1 { "1 still is".to_owned() } else { format!("{count} still are") };
            format!("The policy cannot be deleted while sources are bound, and {still}. Delete the plans first.")
        }
    }
}

fn english_name(fault: &NameFault) -> String {
    match fault {
        NameFault::Character(' ') => "The name has a space. Use letters, digits and . _ - : only.".to_owned(),
        NameFault::Character(character) => {
            format!("The name has the character {character}. Use letters, digits and . _ - : only.")
        }
        NameFault::FirstCharacter(first) => format!("The name begins with {first}. Begin it with a letter."),
        NameFault::Length { given } => {
            let (from, to) = (limits::NAME_LENGTH.start(), limits::NAME_LENGTH.end());
            format!("The name has {given} characters. Give it {from} to {to}.")
        }
        NameFault::StartsWithAuto => "The name begins with auto, which is reserved. Begin it otherwise.".to_owned(),
    }
}

#[expect(clippy::too_many_lines, reason = "a table with an entry for each problem")]
fn chinese(problem: &Problem) -> String {
    match problem {
        Problem::ApplicationForSeveral => "应用一致性备份每次只支持一台实例。请只选一台，或去掉该选项。".to_owned(),
        Problem::ApplicationNeedsEssd { disk } => {
            format!("应用一致性备份要求全部云盘为ESSD系列，{disk}不符合。请去掉该云盘或该选项。")
        }
        Problem::ArchiveDays { given } => {
            let (from, to) = (limits::ARCHIVE_AFTER_DAYS.start(), limits::ARCHIVE_AFTER_DAYS.end());
            format!("转归档的天数不能为{given}天，请填写{from}~{to}天，或关闭自动归档。")
        }
        Problem::ImmutableStays => "备份锁定开启后不能关闭。".to_owned(),
        Problem::LegacyIsLimited => "旧版备份策略不支持异地复制和自动归档。请创建ECS整机备份策略。".to_owned(),
        Problem::LegacyTakesNoInstances => "旧版备份策略不能保护新实例。请创建ECS整机备份策略。".to_owned(),
        Problem::NoReplicationPair { from, to } => format!("不支持从{from}复制到{to}。请选择同组的目标地域。"),
        Problem::NotProtected { instance } => format!("{instance}未受保护，无需停止。"),
        Problem::PlanName { given } => {
            let (from, to) = (limits::PLAN_NAME_LENGTH.start(), limits::PLAN_NAME_LENGTH.end());
            format!("计划名称有{given}个字符，应为{from}~{to}个。")
        }
        Problem::PlanNotFound { id } => format!("备份计划{id}不存在，可能已转换为策略。"),
        Problem::PlanRuns => "该计划有任务正在运行。请等待其结束或取消。".to_owned(),
        Problem::PointKept => {
            "这是至少保留一个备份版本的计划的最新备份点，不能删除。有更新的备份点或关闭该选项后才会删除。".to_owned()
        }
        Problem::PointLocked { until } => {
            format!("该备份点已锁定，在{}到期之前任何人都不能删除。", format::local(*until, Locale::Zh))
        }
        Problem::RemoteRetentionBeforeArchive { given, least } => {
            format!("异地保留{given}天不足以在异地归档。请至少填写{least}天，或关闭归档。")
        }
        Problem::ReplicatesToItself { region } => format!("{region}是策略所在地域。请选择其他目标地域。"),
        Problem::RetentionBeforeArchive { given, least } => {
            format!("保留{given}天过短：归档后至少保留60天。请至少填写{least}天，或关闭自动归档。")
        }
        Problem::RuleTwice { name } => format!("策略有多条{name}规则，最多一条。"),
        Problem::Setting(error) => format!("{}。", Wrong::from(error.clone()).said(Locale::Zh)),
        Problem::SpecialTooShort { period, given, normal } => {
            format!("{}保留{given}天不长于普通保留时间{normal}天，请填写更长的天数。", period.api_name())
        }
        Problem::SpecialTwice { period } => format!("重复设置了{}保留，请只设置一次。", period.api_name()),
        Problem::TagCount { given } => format!("策略有{given}个标签，最多{}个。", limits::TAG_FILTERS_MAX),
        Problem::TagMatchesNothing { key } => format!("标签{key}排除任意值，不会命中任何实例。请填写要排除的值。"),
        Problem::TagWithoutKey => "标签缺少键，请填写。".to_owned(),
        Problem::AlreadyBound { instance, policy } => {
            format!("{instance}已关联策略{policy}：一台实例只能关联一个策略。请先删除其备份计划。")
        }
        Problem::ChosenTwice { instance } => format!("{instance}被重复选择，请只选一次。"),
        Problem::DiskCannotBeBackedUp { disk } => {
            format!("{disk}是本地盘或弹性临时盘，不支持备份。请使用文件备份或数据库备份。")
        }
        Problem::DiskNotFound { disk } => format!("该实例没有云盘{disk}。"),
        Problem::EndOfTime => "虚拟时间止于9999年12月31日。".to_owned(),
        Problem::InstanceNotFound { id } => format!("实例{id}不存在。"),
        Problem::InstanceReleased => title::INSTANCE_RELEASED.zh.to_owned(),
        Problem::JobEnded => "任务已结束，无法取消。".to_owned(),
        Problem::JobNotFound { id } => format!("在完整保留的任务中找不到{id}。"),
        Problem::Name(fault) => chinese_name(fault),
        Problem::NoBackupRule => "策略至少需要一条BACKUP规则，用于指定备份时间。".to_owned(),
        Problem::NoDestinationRegion => title::NO_DESTINATION_REGION.zh.to_owned(),
        Problem::NoRetention => "未设置保留时间。请在TRANSITION规则中以天为单位设置。".to_owned(),
        Problem::NotActivated => "尚未开通云备份。请先开通，开通免费。".to_owned(),
        Problem::NotANumber { given } => {
            format!("“{given}”不是整数，请填写{}~{}。", limits::RETENTION_DAYS.start(), limits::RETENTION_DAYS.end())
        }
        Problem::NotBound { instance } => format!("{instance}未关联该策略。"),
        Problem::NotInThisRun { .. } => "该时刻不在本次运行之内，请选择从开始到当前之间的时刻。".to_owned(),
        Problem::NothingBound => "该策略没有关联任何实例，请先关联实例。".to_owned(),
        Problem::NothingChosen => "未选择实例，请至少选择一台。".to_owned(),
        Problem::NothingToBackUp { instance } => {
            format!("{instance}在所选范围内没有可备份的云盘：本地盘和弹性临时盘不支持备份。")
        }
        Problem::NotSimulated { what } => format!("暂不模拟{what}，请去掉该项。"),
        Problem::RehearsalTooLong { items } => {
            format!("预演涉及的备份点变化超过{items}项。请减少实例，或缩短预演时间。")
        }
        Problem::OtherRegion { policy, instance } => {
            format!("策略位于{policy}，实例位于{instance}。请使用实例所在地域的策略。")
        }
        Problem::PermanentRetention => title::PERMANENT_RETENTION.zh.to_owned(),
        Problem::PlanSuspended => title::PLAN_SUSPENDED.zh.to_owned(),
        Problem::PointNotFound { id } => format!("备份点{id}不存在，可能已到期。"),
        Problem::PolicyNotFound { id } => format!("策略{id}不存在。"),
        Problem::RegionNotInScenario { region } => format!("本场景不包含地域{region}。"),
        Problem::Retention { given } => {
            let (from, to) = (limits::RETENTION_DAYS.start(), limits::RETENTION_DAYS.end());
            format!("保留时间不能为{given}天，请填写{from}~{to}天。")
        }
        Problem::RuleCount { given } => {
            let (from, to) = (limits::RULES_PER_POLICY.start(), limits::RULES_PER_POLICY.end());
            format!("策略有{given}条规则，应为{from}~{to}条。")
        }
        Problem::RuleNotFound { id } => format!("策略中没有BACKUP规则{id}。"),
        Problem::Schedule(error) => schedule::chinese(error),
        Problem::TooManyInstances { given } => {
            format!("选择了{given}台实例，单次操作最多{}台。", limits::INSTANCES_PER_OPERATION_MAX)
        }
        Problem::TransitionRules { given } => {
            format!("策略有{given}条TRANSITION规则，应当有且仅有一条，用于指定保留时间。")
        }

        Problem::PointExtended { until } => {
            format!("该备份点已手动延长，其快照在{}到期之前不能删除。", format::local(*until, Locale::Zh))
        }
        Problem::DiskPoint => "只能延长整机备份点的保留时间，不能延长云盘备份点，请选择整机备份点。".to_owned(),
        Problem::RetentionNotLonger { given, present } => {
            format!("保留时间只能延长：{given}天不大于当前的{present}天，请填写更大的天数。")
        }
        Problem::RetentionOver { given } => format!("自创建起{given}天已经过去，请填写更大的天数。"),
        Problem::ExtendedRetention { given } => {
            format!("备份点总计不能保留{given}天，最长{}天（999年）。", limits::RETENTION_DAYS.end())
        }
        Problem::Snapshot(problem) => snapshot::problem(problem, Locale::Zh),
        Problem::Ecs(problem) => ecs::problem(problem, Locale::Zh),
        Problem::Restore(problem) => restore::problem(problem, Locale::Zh),
        Problem::Account(problem) => account::problem(problem, Locale::Zh),
        Problem::Managed(problem) => managed::problem(problem, Locale::Zh),
        Problem::Timeline(problem) => timeline::problem(problem, Locale::Zh),
        Problem::Lesson(problem) => lesson::problem(problem, Locale::Zh),
        Problem::Copy(problem) => copy::problem(problem, Locale::Zh),
        Problem::Incident(problem) => incident::problem(problem, Locale::Zh),

        Problem::ArchiveDaysUnreadable { given } => {
            let (from, to) = (limits::ARCHIVE_AFTER_DAYS.start(), limits::ARCHIVE_AFTER_DAYS.end());
            format!("“{given}”不是转归档的天数，请填写{from}~{to}，或关闭自动归档。")
        }
        Problem::SourcesBound { count } => {
            format!("策略仍绑定{count}个数据源，不能删除。请先删除其备份计划。")
        }
    }
}

fn chinese_name(fault: &NameFault) -> String {
    match fault {
        NameFault::Character(' ') => "名称含有空格，只能使用文字、数字和 . _ - :".to_owned(),
        NameFault::Character(character) => format!("名称含有字符{character}，只能使用文字、数字和 . _ - :"),
        NameFault::FirstCharacter(first) => format!("名称以{first}开头，必须以文字开头。"),
        NameFault::Length { given } => {
            let (from, to) = (limits::NAME_LENGTH.start(), limits::NAME_LENGTH.end());
            format!("名称有{given}个字符，应为{from}~{to}个。")
        }
        NameFault::StartsWithAuto => "名称不能以auto开头，该前缀为系统保留。".to_owned(),
    }
}
