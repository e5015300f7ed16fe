//! What is refused for the sake of whose an instance is.

use super::{Field, Problem, Rejection};
use crate::{cloud::managed::UserId, id::InstanceId, rule::Rule};

/// What was violated in matters of managed accounts (ACC-07).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManagedProblem {
    /// The account is managed already (API-25).
    AlreadyManaged {
        /// Which.
        user: UserId,
    },
    /// The account is not managed, or no longer (ACC-07).
    NotManaged {
        /// Which.
        user: UserId,
    },
    /// The account has its role under another name (ACC-07).
    OtherRole {
        /// The account.
        user: UserId,
        /// Its role.
        role: String,
    },
    /// The instance is of another account than the call names (ACC-07).
    OtherAccount {
        /// The instance.
        instance: InstanceId,
        /// Its account; none for the own one.
        account: Option<UserId>,
    },
    /// Not the user id of an account.
    UserId {
        /// What was given.
        given: String,
    },
    /// Not the name of a RAM role.
    RoleName {
        /// What was given.
        given: String,
    },
    /// An alias that is too long.
    Alias {
        /// How many characters it has.
        given: usize,
    },
    /// More accounts than a run may have.
    TooManyAccounts,
}

impl ManagedProblem {
    /// The refusal of this problem at `field`.
    pub fn at(self, field: Field) -> Rejection {
        Problem::from(self).at(field)
    }

    /// Rule and code of each problem.
    pub(super) fn verdict(&self) -> (Rule, &'static str) {
        match self {
            Self::AlreadyManaged { .. } => (Rule::Acc07, "Sim.AlreadyManaged"),
            Self::NotManaged { .. } => (Rule::Acc07, "Sim.AccountNotManaged"),
            Self::OtherRole { .. } => (Rule::Acc07, "Sim.OtherRole"),
            Self::OtherAccount { .. } => (Rule::Acc07, "Sim.OtherAccount"),
            Self::UserId { .. } => (Rule::Acc07, "Sim.InvalidUserId"),
            Self::RoleName { .. } => (Rule::Acc07, "Sim.InvalidRoleName"),
            Self::Alias { .. } => (Rule::Api25, "Sim.InvalidAlias"),
            Self::TooManyAccounts => (Rule::Api25, "Sim.TooManyAccounts"),
        }
    }
}

impl From<ManagedProblem> for Problem {
    fn from(problem: ManagedProblem) -> Self {
        Self::Managed(problem)
    }
}

impl From<ManagedProblem> for Rejection {
    fn from(problem: ManagedProblem) -> Self {
        Problem::from(problem).into()
    }
}
