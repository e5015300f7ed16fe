//! Why something is as it is: the rules behind a point, a job, an instance or a policy.

mod restore;

use self::restore::OfRestore;
pub use self::restore::restore;
use super::{format, troubleshooting::Trouble};
use crate::{
    backup::{
        PolicyIdx,
        consistency::{Consistency, Downgrade, Grouping, Level, NoGroup},
        job::{Job, JobFailure, JobStatus, Trigger},
        point::{Archiving, Point},
        policy::Period,
        replication::{CopyFailure, CopyStatus},
    },
    catalog::{limits, region::Region},
    cloud::InstanceIdx,
    locale::{Locale, Words},
    rule::Rule,
    time::{Days, Timestamp},
    words::{self, title},
    world::World,
};

/// One reason, with the rule behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: Rule,
    /// When it was or will be, where it is about an instant.
    pub at: Option<Timestamp>,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    MadeBy(Option<PolicyIdx>),
    Kept(Days),
    Goes,
    GoesUnpaid,
    Group,
    NoGroup(NoGroup),
    Level(Level),
    Downgraded(Downgrade),
    KeptLonger(Period, Days),
    Extended(Days),
    KeptAsNewest,
    GoesWithNext,
    ExtendedUntil,
    ArchivedFrom,
    WaitsForNewer,
    Archiving,
    Archived,
    ChargedUntil,
    Outlived(usize),
    Shared(usize),
    ArchivesAfter(Days),
    Locked,
    ReplicatesTo(Region, Days),
    CopiedFrom(Region),
    CopiedTo(Region, CopyStatus),
    NotCopied(CopyFailure),
    Skipped(usize),
    Began(Trigger),
    Stands(JobStatus),
    DiskRefused,
    Failed(JobFailure),
    Cause(Trouble),
    WayOut(Trouble),
    Protected(PolicyIdx),
    Suspended,
    NextRun,
    Unprotected,
    Regional,
    Sources(usize),
    Restore(OfRestore),
}

/// Why a backup point is there, why it is kept, and when it goes.
pub fn point(world: &World, instance: InstanceIdx, point: &Point) -> Vec<Reason> {
    let at = |at: Timestamp, rule: Rule, what: What| Reason { at: Some(at), ..reason(rule, what) };
    let copied_from = world.copied_from_region(instance);
    let mut reasons = vec![
        reason(if point.policy.is_some() { Rule::Pol10 } else { Rule::Con04 }, What::MadeBy(point.policy)),
        match point.special {
            _ if point.extended => reason(Rule::Job12, What::Extended(point.retention)),
            Some(period) => reason(Rule::Pol30, What::KeptLonger(period, point.retention)),
            None if copied_from.is_some() => reason(Rule::Pol62, What::Kept(point.retention)),
            None => reason(Rule::Pol22, What::Kept(point.retention)),
        },
    ];
    match copied_from {
        Some(region) => reasons.insert(0, reason(Rule::Pol65, What::CopiedFrom(region))),
        None => reasons.extend(copies(world.job_that_made(instance, point.created))),
    }
    let kept = world.is_kept(instance, point);
    match kept && point.expires_at <= world.now {
        true => reasons.push(reason(Rule::Pol40, What::GoesWithNext)),
        false => reasons.push(at(point.expires_at, Rule::Job11, What::Goes)),
    }
    let unpaid = world.account.arrears.filter(|arrears| !arrears.has_deleted());
    if let Some(deletes_at) = unpaid.map(|arrears| arrears.deletes_at()).filter(|at| kept || *at < point.expires_at) {
        reasons.push(at(deletes_at, Rule::Acc05, What::GoesUnpaid));
    }
    if kept {
        reasons.push(reason(Rule::Pol40, What::KeptAsNewest));
    }
    if point.immutable {
        let rule = if copied_from.is_some() { Rule::Pol73 } else { Rule::Pol72 };
        reasons.push(at(point.expires_at, rule, What::Locked));
    }
    if point.extended && !point.immutable {
        reasons.push(at(point.expires_at, Rule::Job12, What::ExtendedUntil));
    }
    reasons.extend(tier(world.now, point, kept));
    let outlived = point.snapshots.iter().filter(|held| world.is_in_use(**held)).count();
    if outlived > 0 {
        reasons.push(reason(Rule::Snp22, What::Outlived(outlived)));
    }
    let shared = point.snapshots.iter().filter(|held| world.shared.contains_key(held)).count();
    if shared > 0 {
        reasons.push(reason(Rule::Snp21, What::Shared(shared)));
    }
    reasons.extend(consistency(point.consistency));
    if !point.skipped.is_empty() {
        reasons.push(reason(Rule::Con20, What::Skipped(point.skipped.len())));
    }
    reasons
}

/// How far the copies are that a job was to have.
fn copies(job: Option<&Job>) -> Vec<Reason> {
    let Some((job, replication)) = job.and_then(|job| Some((job, job.terms.copy.as_deref()?))) else {
        return Vec::new();
    };
    let Some(status) = replication.status(job.status) else { return Vec::new() };
    let failures = replication.parts.iter().filter_map(|part| part.state.failure());
    let copied = reason(Rule::Pol60, What::CopiedTo(replication.terms.region, status));
    [copied].into_iter().chain(failures.map(|failure| reason(failure.rule(), What::NotCopied(failure)))).collect()
}

/// Where a point lies and when it moves; what deleting it early would cost.
fn tier(now: Timestamp, point: &Point, kept: bool) -> Vec<Reason> {
    let at = |at: Timestamp, rule: Rule, what: What| Reason { at: Some(at), ..reason(rule, what) };
    match point.archiving {
        Archiving::Never => Vec::new(),
        Archiving::From(_) if kept => vec![reason(Rule::Pol42, What::WaitsForNewer)],
        Archiving::From(from) => vec![at(from, Rule::Pol50, What::ArchivedFrom)],
        Archiving::Since(since) => vec![at(since, Rule::Arc06, What::Archiving)],
        Archiving::Done { at: since, .. } => {
            let free_at = since.plus_days(Days(limits::ARCHIVE_DAYS_MIN));
            let charged = (free_at > now).then(|| at(free_at, Rule::Arc02, What::ChargedUntil));
            [at(since, Rule::Arc06, What::Archived)].into_iter().chain(charged).collect()
        }
    }
}

/// Why a job ran and how it came out.
pub fn job(world: &World, job: &Job) -> Vec<Reason> {
    let rule = match job.trigger {
        Trigger::Manual => Rule::Con04,
        Trigger::RunNow(_) => Rule::Pol93,
        Trigger::Schedule(_) => Rule::Pol10,
    };
    let mut reasons = vec![Reason { at: Some(job.began.at), ..reason(rule, What::Began(job.trigger)) }];
    if let Some(failure) = job.failure {
        reasons.push(reason(failure.rule(), What::Failed(failure)));
        if let Some(trouble) = Trouble::of_job(failure) {
            reasons.extend([What::Cause(trouble), What::WayOut(trouble)].map(|what| reason(trouble.rule(), what)));
        }
    }
    let refused = job.children.iter().filter_map(|child| child.failure);
    reasons.extend(refused.map(|failure| reason(failure.rule(), What::DiskRefused)));
    let ended = (job.ends_at <= world.now).then_some(job.ends_at);
    let rule = if job.status == JobStatus::Canceled { Rule::Job06 } else { Rule::Job07 };
    reasons.push(Reason { at: ended, ..reason(rule, What::Stands(job.status)) });
    reasons.extend(copies(Some(job)));
    reasons.extend(consistency(job.consistency));
    reasons
}

/// Whether and by what an instance is protected.
pub fn instance(world: &World, instance: InstanceIdx) -> Vec<Reason> {
    let bindings = &world.instances[instance].bindings;
    if bindings.is_empty() {
        return vec![reason(Rule::Con04, What::Unprotected)];
    }
    let of = |binding: &crate::backup::binding::Binding| {
        let bound = reason(Rule::Pol95, What::Protected(binding.policy));
        let then = if binding.suspended {
            reason(Rule::Pol94, What::Suspended)
        } else {
            Reason { at: binding.next_run(), ..reason(Rule::Pol10, What::NextRun) }
        };
        [bound, then]
    };
    bindings.iter().flat_map(of).collect()
}

/// What a policy does.
pub fn policy(world: &World, policy: PolicyIdx) -> Vec<Reason> {
    let state = &world.policies[policy];
    let mut reasons = vec![reason(Rule::Pol05, What::Regional)];
    let retentions = state.spec.backup_rules().filter_map(|rule| state.spec.retention(rule));
    reasons.extend(retentions.map(|days| reason(Rule::Pol21, What::Kept(days))));
    for special in state.spec.special() {
        reasons.push(reason(Rule::Pol30, What::KeptLonger(special.period, special.retention)));
    }
    if let Some(days) = state.spec.archive_after() {
        reasons.push(reason(Rule::Pol50, What::ArchivesAfter(days)));
    }
    if let Some(rule) = state.spec.replication() {
        reasons.push(reason(Rule::Pol60, What::ReplicatesTo(rule.region, rule.retention)));
    }
    reasons.push(reason(Rule::Pol99, What::Sources(world.sources_of(policy).count())));
    reasons
}

impl Reason {
    /// Whether it is about why a point is there, for how long and in which tier, and not about how it was made.
    pub fn keeps(&self) -> bool {
        matches!(
            self.what,
            What::Kept(_)
                | What::KeptLonger(..)
                | What::Extended(_)
                | What::ExtendedUntil
                | What::KeptAsNewest
                | What::GoesWithNext
                | What::Goes
                | What::GoesUnpaid
                | What::Locked
                | What::ArchivedFrom
                | What::WaitsForNewer
                | What::Archiving
                | What::Archived
                | What::Outlived(_)
                | What::Shared(_)
                | What::CopiedFrom(_)
        )
    }

    /// The reason in words.
    #[expect(clippy::too_many_lines, reason = "a table with an entry for each reason")]
    pub fn text(&self, world: &World, locale: Locale) -> String {
        let name = |policy: PolicyIdx| world.policies[policy].spec.name.as_str();
        let at = self.at.map_or(String::new(), |at| format::date_time(at, world.zone, locale));
        match locale {
            Locale::En => match self.what {
                What::MadeBy(Some(policy)) => format!("Made by the policy {}", name(policy)),
                What::MadeBy(None) => "Made by hand".to_owned(),
                What::Kept(days) => format!("Kept for {} from its creation", format::days(days, locale)),
                What::Goes => format!("Goes on {at}, with all of its snapshots"),
                What::GoesUnpaid => format!("Goes on {at} whatever keeps it, unless the overdue bill is paid"),
                What::Group => "All disks at one instant: a snapshot-consistent group".to_owned(),
                What::NoGroup(obstacle) => format!("Each disk by itself: {}", obstacle_in_english(obstacle)),
                What::Level(level) => level_in_english(level).to_owned(),
                What::Downgraded(downgrade) => format!("Less than was asked for: {}", downgrade_in_english(downgrade)),
                What::KeptLonger(period, days) => {
                    format!("The first of its {}: kept for {}", period_in_english(period), format::days(days, locale))
                }
                What::Extended(days) => {
                    format!("Kept for {} from its creation: extended by hand", format::days(days, locale))
                }
                What::KeptAsNewest => {
                    "The newest of its plan, which keeps one version: nobody can delete it".to_owned()
                }
                What::ExtendedUntil => format!("Extended, so its snapshots cannot be deleted before {at}"),
                What::GoesWithNext => "Past its retention: it goes as soon as a newer one is there".to_owned(),
                What::ArchivedFrom => format!("Moves to the Archive tier from {at} on"),
                What::WaitsForNewer => "Stays in the Standard tier while it is the newest of its plan".to_owned(),
                What::Archiving => format!("Archiving since {at}"),
                What::Archived => format!("In the Archive tier since {at}, for good"),
                What::ChargedUntil => format!("Deleting it before {at} costs what is left of its 60 days there"),
                What::Outlived(count) => {
                    format!("Snapshots of it that outlive it, because a disk or an image was made from them: {count}")
                }
                What::Shared(count) => format!("Shared snapshots, which keep it from being deleted by hand: {count}"),
                What::ArchivesAfter(days) => {
                    format!("New points move to the Archive tier {} after their creation", format::days(days, locale))
                }
                What::Locked => format!("Nobody can delete it before {at}"),
                What::ReplicatesTo(region, days) => {
                    format!("New points are copied to {} for {}", region.name(locale), format::days(days, locale))
                }
                What::CopiedFrom(region) => format!("Copied from {}", region.name(locale)),
                What::CopiedTo(region, status) => {
                    format!("Copy in {}: {}", region.name(locale), words::copy_status(status, locale))
                }
                What::NotCopied(failure) => format!("Not copied: {}", words::copy_failure(failure, locale)),
                What::Skipped(count) => format!("Without {count} local or ephemeral disks, which cannot be backed up"),
                What::Began(Trigger::Manual) => format!("Begun by hand on {at}"),
                What::Began(Trigger::RunNow(policy)) => format!("Begun on {at}: {} was run by hand", name(policy)),
                What::Began(Trigger::Schedule(policy)) => format!("Begun on {at} by the schedule of {}", name(policy)),
                What::Stands(JobStatus::Running) => "Under way".to_owned(),
                What::Stands(JobStatus::Complete) => "Complete: all disks are".to_owned(),
                What::Stands(JobStatus::PartialComplete) => "Complete in part: some disks are not".to_owned(),
                What::Stands(JobStatus::Failed) => "Failed: no disk was backed up".to_owned(),
                What::Stands(JobStatus::Canceled) => "Cancelled: no backup point and no snapshot is left".to_owned(),
                What::DiskRefused => "A disk could not be snapshotted".to_owned(),
                What::Failed(failure) => failed(failure, locale).to_owned(),
                What::Cause(trouble) => format!("Cause: {}", trouble.cause(locale)),
                What::WayOut(trouble) => format!("Way out: {}", trouble.way_out(locale)),
                What::Protected(policy) => format!("Protected by {}", name(policy)),
                What::Suspended => "The plan is suspended: no scheduled runs".to_owned(),
                What::NextRun => format!("Next run on {at}"),
                What::Unprotected => "No policy protects it; it can be backed up by hand".to_owned(),
                What::Regional => "Protects instances of its own region only".to_owned(),
                What::Sources(count) => format!("Instances associated: {count}"),
                What::Restore(what) => what.text(world, &at, locale),
            },
            Locale::Zh => match self.what {
                What::MadeBy(Some(policy)) => format!("由策略{}创建", name(policy)),
                What::MadeBy(None) => "手动创建".to_owned(),
                What::Kept(days) => format!("自创建起保留{}", format::days(days, locale)),
                What::Goes => format!("将于{at}删除，包括其全部快照"),
                What::GoesUnpaid => format!("若不付清欠费，将于{at}删除，无论因何保留"),
                What::Group => "快照一致性组：全部云盘为同一时刻".to_owned(),
                What::NoGroup(obstacle) => format!("逐盘单独创建快照：{}", obstacle_in_chinese(obstacle)),
                What::Level(level) => level_in_chinese(level).to_owned(),
                What::Downgraded(downgrade) => format!("低于所要求的一致性：{}", downgrade_in_chinese(downgrade)),
                What::KeptLonger(period, days) => {
                    format!("{}的第一个备份点：保留{}", period_in_chinese(period), format::days(days, locale))
                }
                What::Extended(days) => format!("手动延长：自创建起保留{}", format::days(days, locale)),
                What::KeptAsNewest => "所属计划的最新备份点，保留至少一个备份版本，任何人都不能删除".to_owned(),
                What::ExtendedUntil => format!("已延长，其快照在{at}之前不能删除"),
                What::GoesWithNext => "已过保留时间，有更新的备份点后删除".to_owned(),
                What::ArchivedFrom => format!("自{at}起转入归档层"),
                What::WaitsForNewer => "作为所属计划的最新备份点，保持在标准层".to_owned(),
                What::Archiving => format!("自{at}起归档中"),
                What::Archived => format!("{at}转入归档层，不可逆"),
                What::ChargedUntil => format!("{at}之前删除须支付归档层60天中剩余时长的费用"),
                What::Outlived(count) => format!("已用于创建云盘或镜像、不随其删除的快照：{count}个"),
                What::Shared(count) => format!("已共享的快照{count}个，取消共享前不能手动删除"),
                What::ArchivesAfter(days) => format!("新备份点创建{}后转入归档层", format::days(days, locale)),
                What::Locked => format!("{at}之前任何人都不能删除"),
                What::ReplicatesTo(region, days) => {
                    format!("新备份点复制到{}，保留{}", region.name(locale), format::days(days, locale))
                }
                What::CopiedFrom(region) => format!("复制自{}", region.name(locale)),
                What::CopiedTo(region, status) => {
                    format!("{}的副本：{}", region.name(locale), words::copy_status(status, locale))
                }
                What::NotCopied(failure) => format!("未复制：{}", words::copy_failure(failure, locale)),
                What::Skipped(count) => format!("不含{count}块本地盘或弹性临时盘，它们不支持备份"),
                What::Began(Trigger::Manual) => format!("于{at}手动开始"),
                What::Began(Trigger::RunNow(policy)) => format!("于{at}开始：立即执行策略{}", name(policy)),
                What::Began(Trigger::Schedule(policy)) => format!("于{at}按策略{}的计划开始", name(policy)),
                What::Stands(JobStatus::Running) => "运行中".to_owned(),
                What::Stands(JobStatus::Complete) => "已完成：全部云盘成功".to_owned(),
                What::Stands(JobStatus::PartialComplete) => "部分完成：部分云盘失败".to_owned(),
                What::Stands(JobStatus::Failed) => "失败：没有云盘备份成功".to_owned(),
                What::Stands(JobStatus::Canceled) => "已取消：不留下备份点和快照".to_owned(),
                What::DiskRefused => "有云盘无法创建快照".to_owned(),
                What::Failed(failure) => failed(failure, locale).to_owned(),
                What::Cause(trouble) => format!("原因：{}", trouble.cause(locale)),
                What::WayOut(trouble) => format!("处理方法：{}", trouble.way_out(locale)),
                What::Protected(policy) => format!("由策略{}保护", name(policy)),
                What::Suspended => "备份计划已暂停，不会定时执行".to_owned(),
                What::NextRun => format!("下次执行：{at}"),
                What::Unprotected => "未关联策略，可手动备份".to_owned(),
                What::Regional => "只保护所在地域的实例".to_owned(),
                What::Sources(count) => format!("已关联实例：{count}台"),
                What::Restore(what) => what.text(world, &at, locale),
            },
        }
    }
}

/// Why a whole job failed; a documented error by its title.
fn failed(failure: JobFailure, locale: Locale) -> &'static str {
    let words = match failure {
        JobFailure::InstanceReleased => title::INSTANCE_RELEASED,
        JobFailure::MetadataNotSynchronized => title::METADATA_NOT_SYNCHRONIZED,
        JobFailure::NothingToBackUp => {
            Words { en: "The instance has no disk that can be backed up", zh: "实例没有可备份的云盘" }
        }
        JobFailure::InstanceBusy => {
            Words { en: "The instance was neither Running nor Stopped", zh: "实例不是运行中或已停止" }
        }
        JobFailure::AccountSuspended => Words {
            en: "The account is suspended for an overdue payment: pay what is due, then run the plan",
            zh: "账号因欠费停服：付清欠费后重新执行",
        },
        JobFailure::RegionOutage => Words {
            en: "The region is out of order: wait until it is back, then run the plan",
            zh: "地域故障：待恢复后重新执行",
        },
    };
    words.get(locale)
}

/// Why no group is possible, in words.
pub fn obstacle(obstacle: NoGroup, locale: Locale) -> &'static str {
    match locale {
        Locale::En => obstacle_in_english(obstacle),
        Locale::Zh => obstacle_in_chinese(obstacle),
    }
}

fn obstacle_in_english(obstacle: NoGroup) -> &'static str {
    match obstacle {
        NoGroup::SharedDisk => "a disk is shared by multi-attach",
        NoGroup::NotEssd => "a disk is not of the ESSD series",
        NoGroup::ZoneRedundantMixed => "zone-redundant disks group only with each other",
        NoGroup::TooManyDisks => "more disks than a group takes",
        NoGroup::TooMuchCapacity => "more capacity than a group takes",
        NoGroup::SeveralZones => "the disks lie in different zones",
        NoGroup::Application => "application consistency excludes the group",
        NoGroup::SwitchedOff => "the group was switched off",
    }
}

fn obstacle_in_chinese(obstacle: NoGroup) -> &'static str {
    match obstacle {
        NoGroup::SharedDisk => "有云盘开启了多重挂载",
        NoGroup::NotEssd => "有云盘不属于ESSD系列",
        NoGroup::ZoneRedundantMixed => "同城冗余云盘只能相互成组",
        NoGroup::TooManyDisks => "云盘数量超出一致性组上限",
        NoGroup::TooMuchCapacity => "云盘容量超出一致性组上限",
        NoGroup::SeveralZones => "云盘不在同一可用区",
        NoGroup::Application => "应用一致性与一致性组互斥",
        NoGroup::SwitchedOff => "已关闭一致性组",
    }
}

/// The consistency of a backup in a few words.
pub fn level(level: Level, locale: Locale) -> &'static str {
    match locale {
        Locale::En => level_in_english(level),
        Locale::Zh => level_in_chinese(level),
    }
}

fn level_in_english(level: Level) -> &'static str {
    match level {
        Level::Crash => "Crash-consistent",
        Level::FileSystem => "File-system-consistent",
        Level::Application => "Application-consistent",
    }
}

fn level_in_chinese(level: Level) -> &'static str {
    match level {
        Level::Crash => "崩溃一致性",
        Level::FileSystem => "文件系统一致性",
        Level::Application => "应用一致性",
    }
}

/// Why a backup is less consistent than was asked for, in words.
pub fn downgrade(downgrade: Downgrade, locale: Locale) -> &'static str {
    match locale {
        Locale::En => downgrade_in_english(downgrade),
        Locale::Zh => downgrade_in_chinese(downgrade),
    }
}

fn downgrade_in_english(downgrade: Downgrade) -> &'static str {
    match downgrade {
        Downgrade::NotEssd => "a disk is not of the ESSD series",
        Downgrade::GroupWanted => "the snapshot-consistent group is on, which excludes it",
        Downgrade::OperatingSystem => "the operating system does not support it",
        Downgrade::NoRamRole => "no RAM role is bound to the instance",
        Downgrade::Script => "a script is not where it was said to be",
    }
}

fn downgrade_in_chinese(downgrade: Downgrade) -> &'static str {
    match downgrade {
        Downgrade::NotEssd => "有云盘不属于ESSD系列",
        Downgrade::GroupWanted => "已开启快照一致性组，二者互斥",
        Downgrade::OperatingSystem => "操作系统不支持",
        Downgrade::NoRamRole => "实例未绑定RAM角色",
        Downgrade::Script => "脚本不在指定路径",
    }
}

fn period_in_english(period: Period) -> &'static str {
    match period {
        Period::Daily => "day",
        Period::Weekly => "week",
        Period::Monthly => "month",
        Period::Yearly => "year",
    }
}

fn period_in_chinese(period: Period) -> &'static str {
    match period {
        Period::Daily => "当天",
        Period::Weekly => "当周",
        Period::Monthly => "当月",
        Period::Yearly => "当年",
    }
}

/// The group, or why there is none; then the level where it is more than the least, and why it is less than was asked.
fn consistency(consistency: Consistency) -> Vec<Reason> {
    let group = match consistency.grouping {
        Grouping::Group => What::Group,
        Grouping::SingleDisks(obstacle) => What::NoGroup(obstacle),
    };
    let mut reasons = vec![reason(consistency.rule(), group)];
    if consistency.level != Level::Crash {
        reasons.push(reason(consistency.level.rule(), What::Level(consistency.level)));
    }
    if let Some(downgrade) = consistency.downgrade {
        reasons.push(reason(downgrade.rule(), What::Downgraded(downgrade)));
    }
    reasons
}

fn reason(rule: Rule, what: What) -> Reason {
    Reason { rule, at: None, what }
}
