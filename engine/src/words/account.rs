//! The account in words.

use super::event::Names;
use crate::{
    billing::resource_plan::PlanKind,
    catalog::limits,
    event::AccountEvent,
    locale::{Locale, Words},
    rejection::AccountProblem,
};

/// The sentence of an event of the account.
pub(super) fn event(event: AccountEvent, names: &Names<'_>, locale: Locale) -> String {
    match locale {
        Locale::En => match event {
            AccountEvent::PaymentOverdue => "A payment fell due and was not made".to_owned(),
            AccountEvent::Suspended => {
                "The payment is still overdue: Cloud Backup and the snapshot service are suspended".to_owned()
            }
            AccountEvent::DeletionWarned => {
                "A text message and a mail warn: all backup points and snapshots are deleted in a day unless the bill \
                 is paid"
                    .to_owned()
            }
            AccountEvent::PointsDeleted(instance, count) => {
                format!(
                    "All backup points of {} were deleted, {count} of them: the bill was not paid",
                    names.of(instance)
                )
            }
            AccountEvent::AllDeleted { points, snapshots } => format!(
                "The bill was not paid for 15 days after suspension: {points} backup points and {snapshots} snapshots \
                 of ECS were deleted for good"
            ),
            AccountEvent::PaidInPart(amount) => format!("CNY {amount} of the overdue bill was paid; the rest is due"),
            AccountEvent::Paid(amount) => format!("The overdue bill was paid, CNY {amount}: the account is in order"),
            AccountEvent::Restored => "Cloud Backup and the snapshot service go on".to_owned(),
            AccountEvent::ToppedUp(amount) => format!("CNY {amount} was paid in"),
            AccountEvent::PlanBought { order, price } => format!(
                "{} of {} GiB in {} was bought for {} months and paid for: CNY {price}",
                plan_kind(order.kind, locale),
                order.capacity_gib,
                order.region.name(locale),
                order.months
            ),
            AccountEvent::AutoSnapshotsSuspended(disk) => {
                format!("No automatic snapshot of {}: the snapshot service is suspended", names.disk(disk))
            }
            AccountEvent::AccountAdded(user) => format!("Account {user} is managed from now on; its plans run"),
            AccountEvent::AccountRemoved(user) => {
                format!("Account {user} is no longer managed: its plans stop, its backup points stay until they expire")
            }
        },
        Locale::Zh => match event {
            AccountEvent::PaymentOverdue => "账单到期未付，账号欠费".to_owned(),
            AccountEvent::Suspended => "账单仍未支付：云备份和快照服务已停服".to_owned(),
            AccountEvent::DeletionWarned => "短信和邮件提醒：若不付清，一天后将删除全部备份点和快照".to_owned(),
            AccountEvent::PointsDeleted(instance, count) => {
                format!("因未付清欠费，已删除{}的全部备份点，共{count}个", names.of(instance))
            }
            AccountEvent::AllDeleted { points, snapshots } => {
                format!("停服15天仍未付清：已永久删除{points}个备份点和{snapshots}个ECS快照")
            }
            AccountEvent::PaidInPart(amount) => format!("已支付部分欠费{amount}元，余额仍欠"),
            AccountEvent::Paid(amount) => format!("已付清欠费{amount}元，账号恢复正常"),
            AccountEvent::Restored => "云备份和快照服务已恢复".to_owned(),
            AccountEvent::ToppedUp(amount) => format!("已充值{amount}元"),
            AccountEvent::PlanBought { order, price } => format!(
                "已购买{}的{}，{} GiB，{}个月，已支付{price}元",
                order.region.name(locale),
                plan_kind(order.kind, locale),
                order.capacity_gib,
                order.months
            ),
            AccountEvent::AutoSnapshotsSuspended(disk) => {
                format!("快照服务已停服，未创建{}的自动快照", names.disk(disk))
            }
            AccountEvent::AccountAdded(user) => format!("已添加被管理账号{user}，其计划开始执行"),
            AccountEvent::AccountRemoved(user) => {
                format!("已移除被管理账号{user}：其计划停止执行，备份点保留至到期")
            }
        },
    }
}

/// What a kind of resource plan is called.
pub fn plan_kind(kind: PlanKind, locale: Locale) -> &'static str {
    let name = match kind {
        PlanKind::OssStandardLrs => {
            Words { en: "OSS resource plan (Standard LRS)", zh: "OSS标准存储（本地冗余）资源包" }
        }
        PlanKind::Scu => Words { en: "Storage capacity unit (SCU)", zh: "存储容量单位包（SCU）" },
    };
    name.get(locale)
}

/// The sentence of a refusal for the sake of the account.
pub(super) fn problem(problem: &AccountProblem, locale: Locale) -> String {
    let (least, most) = (limits::PAYMENT.start(), limits::PAYMENT.end());
    let (gib, months) = (limits::PLAN_CAPACITY_GIB, limits::PLAN_MONTHS);
    let (from, to) = (limits::JOBS_TO_FAIL.start(), limits::JOBS_TO_FAIL.end());
    match locale {
        Locale::En => match problem {
            AccountProblem::Suspended => {
                "Cloud Backup is suspended for an overdue payment. Pay what is due to go on.".to_owned()
            }
            AccountProblem::SnapshotsSuspended => {
                "The snapshot service is suspended for an overdue payment. Pay what is due to go on.".to_owned()
            }
            AccountProblem::AlreadyOverdue => "A payment is overdue already. Pay it first.".to_owned(),
            AccountProblem::NothingDue => "Nothing is due. Top up to pay in advance.".to_owned(),
            AccountProblem::MoreThanDue { given, due } => {
                format!("CNY {given} is more than what is due, CNY {due}. Pay less, or top up.")
            }
            AccountProblem::Amount => format!("Give an amount in yuan with two decimals at most, {least} to {most}."),
            AccountProblem::BalanceTooLow { price, balance } => format!(
                "The plan costs CNY {price} and is paid for at once, but the balance is CNY {balance}. Top up first."
            ),
            AccountProblem::PlanCapacity { given } => {
                format!("{given} GiB is no capacity of a resource plan. Give {} to {} GiB.", gib.start(), gib.end())
            }
            AccountProblem::PlanMonths { given } => {
                format!("{given} months is no term of a resource plan. Give {} to {}.", months.start(), months.end())
            }
            AccountProblem::TooManyPlans => {
                format!(
                    "There are {} resource plans already, the most of a run. Buy a larger one next time.",
                    limits::PLANS_MAX
                )
            }
            AccountProblem::Jobs { given } => format!("{given} jobs cannot fail at once. Give {from} to {to}."),
        },
        Locale::Zh => match problem {
            AccountProblem::Suspended => "云备份因欠费停服，付清欠费后恢复。".to_owned(),
            AccountProblem::SnapshotsSuspended => "快照服务因欠费停服，付清欠费后恢复。".to_owned(),
            AccountProblem::AlreadyOverdue => "账号已欠费，请先付清。".to_owned(),
            AccountProblem::NothingDue => "没有欠费。如需预付，请充值。".to_owned(),
            AccountProblem::MoreThanDue { given, due } => {
                format!("{given}元超出欠费金额{due}元，请减少金额，或改为充值。")
            }
            AccountProblem::Amount => format!("请填写金额（元），最多两位小数，{least}~{most}。"),
            AccountProblem::BalanceTooLow { price, balance } => {
                format!("该资源包需{price}元并立即支付，当前余额{balance}元，请先充值。")
            }
            AccountProblem::PlanCapacity { given } => {
                format!("资源包容量不能为{given} GiB，请填写{}~{} GiB。", gib.start(), gib.end())
            }
            AccountProblem::PlanMonths { given } => {
                format!("资源包时长不能为{given}个月，请填写{}~{}个月。", months.start(), months.end())
            }
            AccountProblem::TooManyPlans => format!("资源包已达{}个上限，请购买更大的容量。", limits::PLANS_MAX),
            AccountProblem::Jobs { given } => format!("不能让{given}个任务失败，请填写{from}~{to}。"),
        },
    }
}
