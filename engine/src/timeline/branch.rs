//! Branches: the ways that a run went and may go on.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{save::Journal, time::Timestamp};

/// Tells a branch of a run from the others: 1 for the first, then the next number for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BranchId(pub(super) u32);

/// One way that a run went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Tells it from the others.
    pub id: BranchId,
    /// What someone called it.
    pub name: Option<String>,
    /// Where it left another; none for the first, or where that one is gone.
    pub fork: Option<Fork>,
    /// All its commands, those ahead of where it stands included.
    pub journal: Journal,
    /// How many of them were given where it stands.
    pub given: usize,
    /// Where it stands.
    pub now: Timestamp,
    /// How far it has come.
    pub reached: Timestamp,
}

/// Where a branch left another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fork {
    /// Which one.
    pub from: BranchId,
    /// When.
    pub at: Timestamp,
}

/// A branch as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchRow {
    /// Tells it from the others.
    pub id: BranchId,
    /// What someone called it.
    pub name: Option<String>,
    /// Where it left another.
    pub fork: Option<Fork>,
    /// How many commands it has.
    pub commands: usize,
    /// Where it stands.
    pub now: Timestamp,
    /// How far it has come.
    pub reached: Timestamp,
    /// Whether the run is of it.
    pub is_present: bool,
}

impl BranchId {
    /// The branch that every run begins with.
    pub const FIRST: Self = Self(1);

    /// Reads what [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        text.strip_prefix("branch-")?.parse().ok().map(Self)
    }

    /// Its number, 1 for the first.
    pub fn number(self) -> u32 {
        self.0
    }
}

impl Branch {
    pub(super) fn row(&self, is_present: bool) -> BranchRow {
        BranchRow {
            id: self.id,
            name: self.name.clone(),
            fork: self.fork,
            commands: self.journal.entries.len(),
            now: self.now,
            reached: self.reached,
            is_present,
        }
    }
}

impl fmt::Display for BranchId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "branch-{}", self.0)
    }
}
