//! What is refused in matters of branches.

use super::Problem;
use crate::rule::Rule;

/// What is wrong with a branch, or with what is to be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimelineProblem {
    /// There is none with this id or name.
    BranchNotFound {
        /// What was asked for.
        name: String,
    },
    /// The run is of it, so it cannot be removed.
    PresentBranch,
    /// A name that is empty or too long.
    BranchName {
        /// What was given.
        given: String,
    },
    /// Another branch has this name, or an id that reads like it.
    BranchNameTaken {
        /// The name.
        name: String,
    },
    /// It was played by other rules, and comes out differently by those of today.
    BranchParts {
        /// Which.
        name: String,
    },
    /// There are as many as a run may have.
    TooManyBranches,
}

impl TimelineProblem {
    /// Rule and code of each problem.
    pub(super) fn verdict(&self) -> (Rule, &'static str) {
        let code = match self {
            Self::BranchNotFound { .. } => "Sim.BranchNotFound",
            Self::PresentBranch => "Sim.PresentBranch",
            Self::BranchName { .. } => "Sim.InvalidBranchName",
            Self::BranchNameTaken { .. } => "Sim.BranchNameTaken",
            Self::BranchParts { .. } => "Sim.BranchParts",
            Self::TooManyBranches => "Sim.TooManyBranches",
        };
        (Rule::Mdl30, code)
    }
}

impl From<TimelineProblem> for Problem {
    fn from(problem: TimelineProblem) -> Self {
        Self::Timeline(problem)
    }
}
