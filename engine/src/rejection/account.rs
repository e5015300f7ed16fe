//! What is refused for the sake of the account.

use super::{Field, Problem, Rejection};
use crate::{billing::money::MicroCny, rule::Rule};

/// What was violated in matters of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountProblem {
    /// Cloud Backup is suspended for an overdue payment (ACC-05).
    Suspended,
    /// The snapshot service is suspended for an overdue payment (ACC-06).
    SnapshotsSuspended,
    /// A payment is overdue already.
    AlreadyOverdue,
    /// Nothing is due.
    NothingDue,
    /// More than is due was to be paid.
    MoreThanDue {
        /// What was to be paid.
        given: MicroCny,
        /// What is due.
        due: MicroCny,
    },
    /// Not an amount that can be paid.
    Amount,
    /// A resource plan costs more than there is to pay from: it is paid for at once (ACC-08).
    BalanceTooLow {
        /// What it costs.
        price: MicroCny,
        /// What there is.
        balance: MicroCny,
    },
    /// Not a capacity that a resource plan can have.
    PlanCapacity {
        /// What was given, in GiB.
        given: u32,
    },
    /// Not a time that a resource plan can last.
    PlanMonths {
        /// What was given.
        given: u32,
    },
    /// As many resource plans as a run can have.
    TooManyPlans,
    /// Not a number of jobs that an incident can make fail.
    Jobs {
        /// What was given.
        given: u32,
    },
}

impl AccountProblem {
    /// The refusal of this problem at `field`.
    pub fn at(self, field: Field) -> Rejection {
        Problem::from(self).at(field)
    }

    /// Rule and code of each problem.
    pub(super) fn verdict(&self) -> (Rule, &'static str) {
        match self {
            Self::Suspended => (Rule::Acc05, NOT_ENOUGH_BALANCE),
            Self::SnapshotsSuspended => (Rule::Acc06, NOT_ENOUGH_BALANCE),
            Self::AlreadyOverdue => (Rule::Acc05, "Sim.AlreadyOverdue"),
            Self::NothingDue => (Rule::Acc05, "Sim.NothingDue"),
            Self::MoreThanDue { .. } => (Rule::Acc05, "Sim.MoreThanDue"),
            Self::BalanceTooLow { .. } => (Rule::Acc08, NOT_ENOUGH_BALANCE),
            Self::PlanCapacity { .. } => (Rule::Acc08, "Sim.CapacityOutOfRange"),
            Self::PlanMonths { .. } => (Rule::Acc08, "Sim.MonthsOutOfRange"),
            Self::TooManyPlans => (Rule::Acc08, "Sim.TooManyResourcePlans"),
            Self::Amount => (Rule::Bil02, "Sim.AmountOutOfRange"),
            Self::Jobs { .. } => (Rule::Mdl17, "Sim.JobsOutOfRange"),
        }
    }
}

/// The documented code of what needs money (ERR-10).
pub const NOT_ENOUGH_BALANCE: &str = "InvalidAccountStatus.NotEnoughBalance";
