//! What happens to restores.

use crate::{
    backup::restore::{RestoreFailure, RestoreKind, RestoreStatus},
    cloud::InstanceIdx,
    rule::Rule,
};

/// One thing that happened to a restore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestoreEvent {
    /// Which of the four restores.
    pub kind: RestoreKind,
    /// The instance whose point it is; a replica where the point was copied from another region.
    pub holder: InstanceIdx,
    /// The instance that gets the data.
    pub target: InstanceIdx,
    /// What happened.
    pub what: RestoreTurn,
}

/// The turns that a restore takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestoreTurn {
    /// It began.
    Began,
    /// It ended by itself, or was cancelled, or its point expired.
    Ended(RestoreStatus),
    /// It failed as a whole.
    Failed(RestoreFailure),
}

impl RestoreEvent {
    /// Whether something failed.
    pub fn is_trouble(self) -> bool {
        let RestoreTurn::Ended(status) = self.what else { return matches!(self.what, RestoreTurn::Failed(_)) };
        matches!(status, RestoreStatus::PartialComplete | RestoreStatus::Failed | RestoreStatus::Expired)
    }

    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self.what {
            RestoreTurn::Began | RestoreTurn::Ended(RestoreStatus::Complete) => self.kind.rule(),
            RestoreTurn::Ended(RestoreStatus::Canceled) => Rule::Job06,
            RestoreTurn::Ended(RestoreStatus::Expired) => Rule::Job03,
            RestoreTurn::Ended(_) => Rule::Job07,
            RestoreTurn::Failed(failure) => failure.rule(),
        }
    }
}
