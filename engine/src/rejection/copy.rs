//! What is refused of copies of snapshots.

use super::{Problem, Rejection};
use crate::rule::Rule;

/// What was violated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyProblem {
    /// The snapshot is still being created (ERR-07).
    SourceNotReady {
        /// The snapshot.
        id: String,
    },
    /// The snapshot is in the Archive tier (SNP-31).
    SourceArchived {
        /// The snapshot.
        id: String,
    },
    /// The snapshot is a copy itself.
    SourceIsCopy {
        /// The snapshot.
        id: String,
    },
}

impl CopyProblem {
    /// Rule and code of each problem.
    pub(super) fn verdict(&self) -> (Rule, &'static str) {
        match self {
            Self::SourceNotReady { .. } => (Rule::Err07, "ECS.CreatingSnapshot"),
            Self::SourceArchived { .. } => (Rule::Snp31, "Sim.ArchivedSnapshot"),
            Self::SourceIsCopy { .. } => (Rule::Api44, "Sim.NotSimulated"),
        }
    }
}

impl From<CopyProblem> for Problem {
    fn from(problem: CopyProblem) -> Self {
        Self::Copy(problem)
    }
}

impl From<CopyProblem> for Rejection {
    fn from(problem: CopyProblem) -> Self {
        Problem::from(problem).into()
    }
}
