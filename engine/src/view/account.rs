//! How the account stands: its balance, what is due, and what follows when.

use super::format;
use crate::{
    billing::money::MicroCny,
    catalog::limits,
    cloud::account::{AccountStatus, Arrears},
    locale::Locale,
    rejection::{AccountProblem, Field, Rejection},
    rule::Rule,
    time::Timestamp,
    world::World,
};

/// The account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountView {
    /// Whether Cloud Backup is activated (ACC-01).
    pub is_activated: bool,
    /// How it stands.
    pub status: AccountStatus,
    /// What is left to pay from.
    pub balance: MicroCny,
    /// What is due.
    pub due: MicroCny,
    /// What the overdue payment brought about or will, in the order of time; nothing in an account that is in order.
    pub steps: Vec<StepRow>,
}

/// One thing that an overdue payment brings about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// When.
    pub at: Timestamp,
    /// Whether it has come.
    pub has_come: bool,
    /// What, in words.
    pub text: String,
    /// The rule behind it.
    pub rule: Rule,
}

/// What someone typed as an amount to be paid in, or what is wrong with it.
pub fn read_amount(typed: &str) -> Result<MicroCny, Rejection> {
    let amount = MicroCny::parse(typed.trim()).filter(|amount| amount.is_whole_cents());
    amount.filter(|amount| limits::PAYMENT.contains(amount)).ok_or_else(|| AccountProblem::Amount.at(Field::Amount))
}

/// How the account stands.
pub fn account(world: &World, locale: Locale) -> AccountView {
    AccountView {
        is_activated: world.account.cloud_backup_activated,
        status: world.account.status(world.now),
        balance: world.balance(),
        due: world.amount_due(),
        steps: world.account.arrears.map_or(Vec::new(), |arrears| steps(world, &arrears, locale)),
    }
}

impl AccountView {
    /// The status in words.
    pub fn status_text(&self, locale: Locale) -> &'static str {
        match (self.status, locale) {
            (AccountStatus::Normal, Locale::En) => "In order",
            (AccountStatus::Normal, Locale::Zh) => "正常",
            (AccountStatus::Overdue, Locale::En) => "Overdue payment",
            (AccountStatus::Overdue, Locale::Zh) => "欠费",
            (AccountStatus::Suspended, Locale::En) => "Overdue payment: the service is suspended",
            (AccountStatus::Suspended, Locale::Zh) => "欠费停服",
        }
    }

    /// What to do and until when, in a sentence; nothing where the account is in order.
    pub fn advice(&self, world: &World, locale: Locale) -> Option<String> {
        let arrears = world.account.arrears?;
        let due = self.due;
        let deletes_at = format::date_time(arrears.deletes_at(), world.zone, locale);
        let text = match (locale, arrears.has_deleted()) {
            (Locale::En, false) => {
                format!("Pay CNY {due} before {deletes_at}, or all backup points and snapshots are deleted for good.")
            }
            (Locale::Zh, false) => format!("请在{deletes_at}前付清{due}元，否则全部备份点和快照将被永久删除。"),
            (Locale::En, true) => {
                format!("All backup points and snapshots are deleted. Pay CNY {due} to use the service again.")
            }
            (Locale::Zh, true) => format!("全部备份点和快照已删除。付清{due}元后可重新使用服务。"),
        };
        Some(text)
    }
}

fn steps(world: &World, arrears: &Arrears, locale: Locale) -> Vec<StepRow> {
    let step = |at: Timestamp, rule: Rule, en: &str, zh: &str| {
        let text = if locale == Locale::En { en } else { zh };
        StepRow { at, has_come: at <= world.now, text: text.to_owned(), rule }
    };
    vec![
        step(arrears.due_at, Rule::Acc05, "The payment fell due", "账单到期"),
        step(arrears.suspends_at, Rule::Mdl18, "Cloud Backup and the snapshot service stop", "云备份和快照服务停服"),
        step(arrears.warns_at(), Rule::Acc05, "Warning by text message and mail", "短信和邮件提醒"),
        step(arrears.deletes_at(), Rule::Acc05, "All backup points and snapshots are deleted", "删除全部备份点和快照"),
    ]
}
