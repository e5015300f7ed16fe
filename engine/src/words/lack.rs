//! What an objective of a lesson lacks, in words: what is there, and the rule that explains it.

use super::incident_kind;
use crate::{
    backup::policy::Period,
    cloud::{InstanceIdx, account::AccountStatus},
    lesson::{Found, Lack, PolicyTerm as Term, Still, Topic},
    locale::Locale,
    rule::Rule,
    view::format,
    world::World,
};

/// How much is said of what the nearest of several ways lacks.
const WAY_LACKS_MAX: usize = 3;

/// The sentence, and the rule behind it where there is one.
pub fn lack(world: &World, lack: &Lack, locale: Locale) -> (String, Option<Rule>) {
    if let Lack::NoneOf(lacks) = lack
        && let Some(first) = lacks.first()
    {
        // Of the way that comes nearest all is said that it lacks, as far as people read on.
        let said: Vec<_> = lacks.iter().take(WAY_LACKS_MAX).map(|lack| self::lack(world, lack, locale)).collect();
        let texts: Vec<_> = said.iter().map(|(text, _)| text.as_str()).collect();
        return (texts.join(if locale == Locale::En { " " } else { "" }), rule(first));
    }
    let text = match locale {
        Locale::En => en(world, lack),
        Locale::Zh => zh(world, lack),
    };
    (text, rule(lack))
}

fn rule(lack: &Lack) -> Option<Rule> {
    match lack {
        Lack::Activation(_) => Some(Rule::Acc01),
        Lack::Unprotected(_) => Some(Rule::Pol99),
        Lack::Suspended(_) => Some(Rule::Pol94),
        Lack::Terms(_, _, term) => Some(term.rule()),
        Lack::Policies { nearest, .. } => nearest.map(|(_, term)| term.rule()),
        Lack::Points(..) => Some(Rule::Con04),
        Lack::Jobs(..) => Some(Rule::Job01),
        Lack::Restores(_) => Some(Rule::Res01),
        Lack::Boundary(..) | Lack::NoBadPoint(_) => Some(Rule::Mdl04),
        Lack::Rto(..) => Some(Rule::Mdl14),
        Lack::NotIn(..) => Some(Rule::Res11),
        Lack::Account(_) => Some(Rule::Acc05),
        Lack::NotHappened(kind) | Lack::GoesOn(kind) => Some(kind.rule()),
        Lack::Bill(_) => Some(Rule::Bil14),
        Lack::StillSo(still) => still_rule(*still),
        Lack::Nobody
        | Lack::Instances(_)
        | Lack::Snapshots(..)
        | Lack::Unrecoverable(_)
        | Lack::Rpo(..)
        | Lack::TooEarly(_)
        | Lack::Untagged(_)
        | Lack::NoneOf(_) => None,
    }
}

fn name(world: &World, instance: InstanceIdx) -> &str {
    &world.instances[instance].name
}

fn en(world: &World, lack: &Lack) -> String {
    let name = |instance: InstanceIdx| name(world, instance);
    let policy = |policy| world.policies[policy].spec.name.as_str();
    let span = |seconds| format::span(seconds, Locale::En);
    match lack {
        Lack::Nobody => "No instance is what this is about.".to_owned(),
        Lack::Activation(true) => "Cloud Backup is not activated.".to_owned(),
        Lack::Activation(false) => "Cloud Backup is activated.".to_owned(),
        Lack::Unprotected(instance) => format!("{} is associated with no policy.", name(*instance)),
        Lack::Suspended(instance) => format!("The plan of {} is suspended.", name(*instance)),
        Lack::Terms(instance, of, term) => {
            format!("{}: policy {} differs in {}.", name(*instance), policy(*of), term_en(*term))
        }
        Lack::Policies { found: 0, nearest: None } => "There is no policy yet.".to_owned(),
        Lack::Policies { nearest: Some((of, term)), .. } => {
            format!("Policy {} differs in {}.", policy(*of), term_en(*term))
        }
        Lack::Policies { found, .. } => format!("{found} policies are like this so far."),
        Lack::Points(instance, found) => format!("{} has {}.", name(*instance), found_en(found, "such backup point")),
        Lack::Jobs(instance, found) => format!("{} has had {}.", name(*instance), found_en(found, "such backup job")),
        Lack::Restores(found) => format!("There was {}.", found_en(found, "such restore")),
        Lack::Instances(found) => format!("There is {}.", found_en(found, "such instance")),
        Lack::Snapshots(instance, found) => format!("{} has {}.", name(*instance), found_en(found, "such snapshot")),
        Lack::NoBadPoint(instance) => format!("{} has no infected or damaged point.", name(*instance)),
        Lack::Boundary(instance, 1) => format!("{}: one side of the boundary is not inspected yet.", name(*instance)),
        Lack::Boundary(instance, _) => {
            format!("{}: neither side of the boundary is inspected yet.", name(*instance))
        }
        Lack::Unrecoverable(instance) => format!("Nothing brings {} back clean.", name(*instance)),
        Lack::Rpo(instance, age) => format!("The newest clean point of {} is {} old.", name(*instance), span(*age)),
        Lack::Rto(instance, long) => format!("A restore of {} takes {}.", name(*instance), span(*long)),
        Lack::NotIn(instance, region) => {
            format!("{} cannot come back in {}.", name(*instance), region.name(Locale::En))
        }
        Lack::Account(AccountStatus::Normal) => "The account is in order.".to_owned(),
        Lack::Account(AccountStatus::Overdue) => "A payment is overdue.".to_owned(),
        Lack::Account(AccountStatus::Suspended) => "The account is suspended.".to_owned(),
        Lack::NotHappened(kind) => format!("{} has not happened.", incident_kind(*kind, Locale::En)),
        Lack::GoesOn(kind) => format!("{} is not over.", incident_kind(*kind, Locale::En)),
        Lack::Bill(amount) => format!("The run has cost CNY {amount} so far."),
        Lack::TooEarly(left) => format!("{} of virtual time are still to pass.", span(*left)),
        Lack::Untagged(instance) => format!("{} lacks a tag.", name(*instance)),
        Lack::StillSo(still) => still_en(world, *still),
        Lack::NoneOf(_) => "None of the ways is done yet.".to_owned(),
    }
}

fn zh(world: &World, lack: &Lack) -> String {
    let name = |instance: InstanceIdx| name(world, instance);
    let policy = |policy| world.policies[policy].spec.name.as_str();
    let span = |seconds| format::span(seconds, Locale::Zh);
    match lack {
        Lack::Nobody => "没有符合条件的实例。".to_owned(),
        Lack::Activation(true) => "云备份尚未开通。".to_owned(),
        Lack::Activation(false) => "云备份已经开通。".to_owned(),
        Lack::Unprotected(instance) => format!("{}尚未关联任何策略。", name(*instance)),
        Lack::Suspended(instance) => format!("{}的备份计划已暂停。", name(*instance)),
        Lack::Terms(instance, of, term) => {
            format!("{}：策略{}的{}不符合要求。", name(*instance), policy(*of), term_zh(*term))
        }
        Lack::Policies { found: 0, nearest: None } => "还没有策略。".to_owned(),
        Lack::Policies { nearest: Some((of, term)), .. } => {
            format!("策略{}的{}不符合要求。", policy(*of), term_zh(*term))
        }
        Lack::Policies { found, .. } => format!("目前有{found}个符合要求的策略。"),
        Lack::Points(instance, found) => format!("{}{}。", name(*instance), found_zh(found, "个符合要求的备份点")),
        Lack::Jobs(instance, found) => format!("{}{}。", name(*instance), found_zh(found, "个符合要求的备份任务")),
        Lack::Restores(found) => format!("{}。", found_zh(found, "次符合要求的恢复")),
        Lack::Instances(found) => format!("{}。", found_zh(found, "台符合要求的实例")),
        Lack::Snapshots(instance, found) => format!("{}{}。", name(*instance), found_zh(found, "个符合要求的快照")),
        Lack::NoBadPoint(instance) => format!("{}没有被感染或损坏的备份点。", name(*instance)),
        Lack::Boundary(instance, 1) => format!("{}：分界的一侧尚未检查。", name(*instance)),
        Lack::Boundary(instance, _) => format!("{}：分界的两侧都尚未检查。", name(*instance)),
        Lack::Unrecoverable(instance) => format!("没有可将{}恢复到干净状态的备份点。", name(*instance)),
        Lack::Rpo(instance, age) => format!("{}最新的干净备份点已有{}。", name(*instance), span(*age)),
        Lack::Rto(instance, long) => format!("恢复{}需要{}。", name(*instance), span(*long)),
        Lack::NotIn(instance, region) => {
            format!("{}无法在{}恢复。", name(*instance), region.name(Locale::Zh))
        }
        Lack::Account(AccountStatus::Normal) => "账户状态正常。".to_owned(),
        Lack::Account(AccountStatus::Overdue) => "账户已欠费。".to_owned(),
        Lack::Account(AccountStatus::Suspended) => "账户已停服。".to_owned(),
        Lack::NotHappened(kind) => format!("尚未发生：{}。", incident_kind(*kind, Locale::Zh)),
        Lack::GoesOn(kind) => format!("尚未结束：{}。", incident_kind(*kind, Locale::Zh)),
        Lack::Bill(amount) => format!("目前已花费{amount}元。"),
        Lack::TooEarly(left) => format!("还需经过{}的虚拟时间。", span(*left)),
        Lack::Untagged(instance) => format!("{}缺少标签。", name(*instance)),
        Lack::StillSo(still) => still_zh(world, *still),
        Lack::NoneOf(_) => "可选的方式均未完成。".to_owned(),
    }
}

fn still_rule(still: Still) -> Option<Rule> {
    match still {
        Still::Activation(_) => Some(Rule::Acc01),
        Still::Whose(Topic::Protected, _) | Still::Policy(_) => Some(Rule::Pol99),
        Still::Whose(Topic::Points(_), _) => Some(Rule::Con04),
        Still::Whose(Topic::Jobs(_), _) => Some(Rule::Job01),
        Still::Whose(Topic::Boundary, _) => Some(Rule::Mdl04),
        Still::Restores(_) => Some(Rule::Res01),
        Still::Account(_) => Some(Rule::Acc05),
        Still::Incident(kind) => Some(kind.rule()),
        Still::Bill(_) => Some(Rule::Bil14),
        Still::Whose(Topic::Snapshots(_) | Topic::Recoverable | Topic::Tagged, _)
        | Still::Instances(_)
        | Still::Several => None,
    }
}

fn still_en(world: &World, still: Still) -> String {
    match still {
        Still::Activation(true) => "Cloud Backup is still activated.".to_owned(),
        Still::Activation(false) => "Cloud Backup is still not activated.".to_owned(),
        Still::Whose(topic, instance) => {
            let name = name(world, instance);
            match topic {
                Topic::Protected => format!("{name} still has such a policy at work."),
                Topic::Points(count) => format!("{name} still has {}.", count_en(count, "such backup point")),
                Topic::Jobs(count) => format!("{name} has had {}.", count_en(count, "such backup job")),
                Topic::Snapshots(count) => format!("{name} still has {}.", count_en(count, "such snapshot")),
                Topic::Boundary => format!("{name}: both sides of the boundary are inspected."),
                Topic::Recoverable => format!("{name} can still be recovered that way."),
                Topic::Tagged => format!("{name} still has these tags."),
            }
        }
        Still::Policy(policy) => format!("Policy {} still says so.", world.policies[policy].spec.name.as_str()),
        Still::Restores(count) => format!("There was {}.", count_en(count, "such restore")),
        Still::Instances(count) => format!("There is still {}.", count_en(count, "such instance")),
        Still::Account(AccountStatus::Normal) => "The account is still in order.".to_owned(),
        Still::Account(AccountStatus::Overdue) => "A payment is still overdue.".to_owned(),
        Still::Account(AccountStatus::Suspended) => "The account is still suspended.".to_owned(),
        Still::Incident(kind) => format!("{} has happened.", incident_kind(kind, Locale::En)),
        Still::Bill(amount) => format!("The run has cost only CNY {amount} so far."),
        Still::Several => "What is to end still holds.".to_owned(),
    }
}

fn still_zh(world: &World, still: Still) -> String {
    match still {
        Still::Activation(true) => "云备份仍处于开通状态。".to_owned(),
        Still::Activation(false) => "云备份仍未开通。".to_owned(),
        Still::Whose(topic, instance) => {
            let name = name(world, instance);
            match topic {
                Topic::Protected => format!("{name}仍在按此类策略备份。"),
                Topic::Points(count) => format!("{name}仍有{count}个此类备份点。"),
                Topic::Jobs(count) => format!("{name}已有{count}个此类备份任务。"),
                Topic::Snapshots(count) => format!("{name}仍有{count}个此类快照。"),
                Topic::Boundary => format!("{name}：分界的两侧均已检查。"),
                Topic::Recoverable => format!("{name}仍可按此方式恢复。"),
                Topic::Tagged => format!("{name}仍带有这些标签。"),
            }
        }
        Still::Policy(policy) => format!("策略{}的设置仍是如此。", world.policies[policy].spec.name.as_str()),
        Still::Restores(count) => format!("已有{count}次此类恢复。"),
        Still::Instances(count) => format!("仍有{count}台此类实例。"),
        Still::Account(AccountStatus::Normal) => "账户状态仍为正常。".to_owned(),
        Still::Account(AccountStatus::Overdue) => "账户仍处于欠费状态。".to_owned(),
        Still::Account(AccountStatus::Suspended) => "账户仍处于停服状态。".to_owned(),
        Still::Incident(kind) => format!("已发生：{}。", incident_kind(kind, Locale::Zh)),
        Still::Bill(amount) => format!("目前仅花费{amount}元。"),
        Still::Several => "需要结束的状态仍在持续。".to_owned(),
    }
}

fn count_en(count: u32, noun: &str) -> String {
    match count {
        0 => format!("no {noun}"),
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

fn found_en(Found { found, wanted }: &Found, noun: &str) -> String {
    let plural = if *found == 1 { "" } else { "s" };
    match (found, *found < *wanted.start()) {
        (0, _) => format!("no {noun}"),
        (_, true) => format!("{found} {noun}{plural}, which are too few"),
        (_, false) => format!("{found} {noun}{plural}, which are too many"),
    }
}

fn found_zh(Found { found, wanted }: &Found, noun: &str) -> String {
    match (found, *found < *wanted.start()) {
        (0, _) => format!("没有{}", noun.trim_start_matches(['个', '次', '台'])),
        (_, true) => format!("只有{found}{noun}，数量不足"),
        (_, false) => format!("有{found}{noun}，数量过多"),
    }
}

fn term_en(term: Term) -> &'static str {
    match term {
        Term::Frequency => "how often it runs",
        Term::TimeOfDay => "the time of day of its runs",
        Term::Retention => "its retention period",
        Term::Archiving => "when points move to the Archive tier",
        Term::Special(Period::Daily) => "the retention of daily backups",
        Term::Special(Period::Weekly) => "the retention of weekly backups",
        Term::Special(Period::Monthly) => "the retention of monthly backups",
        Term::Special(Period::Yearly) => "the retention of yearly backups",
        Term::Replication => "where points are replicated to",
        Term::RemoteRetention => "how long replicated points are kept",
        Term::RemoteArchiving => "when replicated points are archived",
        Term::Immutable => "immutable backup",
        Term::KeepsLatest => "keeping at least one backup version",
        Term::ByTag => "the association by tags",
        Term::Application => "application consistency",
        Term::Group => "the snapshot-consistent group",
        Term::Disks => "which disks are backed up",
    }
}

fn term_zh(term: Term) -> &'static str {
    match term {
        Term::Frequency => "执行频率",
        Term::TimeOfDay => "执行时间",
        Term::Retention => "保留时间",
        Term::Archiving => "转归档时间",
        Term::Special(Period::Daily) => "每日备份保留时间",
        Term::Special(Period::Weekly) => "每周备份保留时间",
        Term::Special(Period::Monthly) => "每月备份保留时间",
        Term::Special(Period::Yearly) => "每年备份保留时间",
        Term::Replication => "异地复制地域",
        Term::RemoteRetention => "异地备份保留时间",
        Term::RemoteArchiving => "异地备份转归档时间",
        Term::Immutable => "备份锁定的设置",
        Term::KeepsLatest => "至少保留一个备份版本的设置",
        Term::ByTag => "按标签关联的设置",
        Term::Application => "应用一致性设置",
        Term::Group => "快照一致性组设置",
        Term::Disks => "备份的云盘范围",
    }
}
