//! The account: which services are on, which roles exist, what was paid in, what is overdue.

use crate::{
    billing::money::MicroCny,
    digest::DigestWriter,
    time::{DAY, Seconds, Timestamp},
};

/// The state of the one account that a scenario plays in.
///
/// What it owes and what is left to pay from follow from the meters: [`crate::billing::settlement`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Whether Cloud Backup is activated; free (ACC-01).
    pub cloud_backup_activated: bool,
    /// Whether the ECS snapshot service is on: switched on by the first use and never off again (ACC-02).
    pub snapshot_service_enabled: bool,
    /// Whether the service-linked role exists: created by the first plan or policy binding (ACC-03).
    pub backup_role_created: bool,
    /// All that was ever paid in, the opening balance included.
    pub paid_in: MicroCny,
    /// The payment that is overdue (ACC-05); none in an account that is in order.
    pub arrears: Option<Arrears>,
    /// Payments that were overdue and were made, in the order of time.
    pub past_arrears: Vec<PastArrears>,
}

/// A payment that is overdue, and what follows from it (ACC-05, ACC-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrears {
    /// When it fell due.
    pub due_at: Timestamp,
    /// When the grace allowance ends (MDL-18): Cloud Backup and the snapshot service stop.
    pub suspends_at: Timestamp,
    /// What was paid of it.
    pub paid: MicroCny,
    /// What comes next; nothing once all is deleted.
    pub(crate) next_step: Option<ArrearsStep>,
}

/// A payment that was overdue and was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastArrears {
    /// When it fell due.
    pub due_at: Timestamp,
    /// When it was made.
    pub paid_at: Timestamp,
}

/// What an overdue payment brings about by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArrearsStep {
    /// The grace allowance is over: the services stop.
    Suspension,
    /// A text message and a mail warn of the deletion.
    Warning,
    /// All points and snapshots are deleted.
    Deletion,
}

/// How the account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountStatus {
    /// In order.
    Normal,
    /// A payment is overdue; nothing changes yet.
    Overdue,
    /// The services have stopped.
    Suspended,
}

/// The name of the service-linked role of instance backup (ACC-03).
pub const BACKUP_ROLE: &str = "AliyunServiceRoleForHbrEcsBackup";

/// How long after suspension all is deleted (ACC-05).
const DELETION_AFTER: Seconds = Seconds(15 * DAY);
/// How long after suspension a warning comes: a day before the deletion (ACC-05).
const WARNING_AFTER: Seconds = Seconds(DELETION_AFTER.0 - DAY);

impl Account {
    /// How it stands at `now`.
    pub fn status(&self, now: Timestamp) -> AccountStatus {
        match &self.arrears {
            None => AccountStatus::Normal,
            Some(arrears) if arrears.suspends_at > now => AccountStatus::Overdue,
            Some(_) => AccountStatus::Suspended,
        }
    }

    /// Whether Cloud Backup and the snapshot service have stopped (ACC-05, ACC-06).
    pub fn is_suspended(&self, now: Timestamp) -> bool {
        self.status(now) == AccountStatus::Suspended
    }

    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        out.flag(self.cloud_backup_activated)
            .flag(self.snapshot_service_enabled)
            .flag(self.backup_role_created)
            .number(self.paid_in.0);
        out.option(self.arrears.as_ref(), |out, arrears| {
            out.at(arrears.due_at).at(arrears.suspends_at).number(arrears.paid.0);
            out.option(arrears.next_step, |out, step| out.text(step.word()))
        });
        out.count(self.past_arrears.len());
        for paid in &self.past_arrears {
            out.at(paid.due_at).at(paid.paid_at);
        }
    }
}

impl Arrears {
    /// What begins with a payment that falls due at `due_at` and has so long a grace.
    pub(crate) fn new(due_at: Timestamp, grace: Seconds) -> Self {
        let next_step = Some(ArrearsStep::Suspension);
        Self { due_at, suspends_at: due_at + grace, paid: MicroCny::ZERO, next_step }
    }

    /// When a text message and a mail warn of the deletion.
    pub fn warns_at(&self) -> Timestamp {
        self.suspends_at + WARNING_AFTER
    }

    /// When all points and snapshots are deleted: the suspension has lasted 15 days and lasts longer.
    pub fn deletes_at(&self) -> Timestamp {
        self.suspends_at + DELETION_AFTER
    }

    /// Whether all points and snapshots are deleted.
    pub fn has_deleted(&self) -> bool {
        self.next_step.is_none()
    }

    /// When a step is due.
    pub(crate) fn step_at(&self, step: ArrearsStep) -> Timestamp {
        match step {
            ArrearsStep::Suspension => self.suspends_at,
            ArrearsStep::Warning => self.warns_at(),
            ArrearsStep::Deletion => self.deletes_at(),
        }
    }
}

impl ArrearsStep {
    /// The step after it.
    pub(crate) fn next(self) -> Option<Self> {
        match self {
            Self::Suspension => Some(Self::Warning),
            Self::Warning => Some(Self::Deletion),
            Self::Deletion => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Suspension => "suspension",
            Self::Warning => "warning",
            Self::Deletion => "deletion",
        }
    }
}

impl AccountStatus {
    /// The word of the API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Normal => "NORMAL",
            Self::Overdue => "OVERDUE",
            Self::Suspended => "SUSPENDED",
        }
    }
}
