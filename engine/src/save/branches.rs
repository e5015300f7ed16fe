//! The branches of a run in a save: each with what it does not share with the present one.

use serde::{Deserialize, Serialize};

use super::{Journal, JournalEntry, SaveError};
use crate::{
    time::Timestamp,
    timeline::{BRANCHES_MAX, Branch, BranchId, Fork},
    words::Wrong,
};

/// The branch that the run is of, beside the Journal up to where it stands.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Present {
    id: BranchId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fork: Option<Fork>,
    /// The commands ahead of where it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ahead: Vec<JournalEntry>,
    reached: Timestamp,
}

/// Another branch.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Other {
    id: BranchId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fork: Option<Fork>,
    /// How many of its first commands are those of the present branch.
    shared: usize,
    /// Its other commands.
    entries: Vec<JournalEntry>,
    given: usize,
    now: Timestamp,
    reached: Timestamp,
}

impl Present {
    pub(super) fn of(branch: &Branch) -> Self {
        Self {
            id: branch.id,
            name: branch.name.clone(),
            fork: branch.fork,
            ahead: branch.journal.entries[branch.given..].to_vec(),
            reached: branch.reached,
        }
    }

    /// The branch, whose commands so far are those of `journal`.
    pub(super) fn read(self, journal: &Journal, now: Timestamp) -> Result<Branch, SaveError> {
        let Self { id, name, fork, ahead, reached } = self;
        let given = journal.entries.len();
        let entries = journal.entries.iter().cloned().chain(ahead).collect();
        checked(Branch { id, name, fork, journal: Journal { entries }, given, now, reached })
    }
}

impl Other {
    pub(super) fn of(branch: &Branch, present: &Branch) -> Self {
        let both = branch.journal.entries.iter().zip(&present.journal.entries);
        let shared = both.take_while(|(one, other)| one == other).count();
        Self {
            id: branch.id,
            name: branch.name.clone(),
            fork: branch.fork,
            shared,
            entries: branch.journal.entries[shared..].to_vec(),
            given: branch.given,
            now: branch.now,
            reached: branch.reached,
        }
    }

    pub(super) fn read(self, present: &Branch) -> Result<Branch, SaveError> {
        let Self { id, name, fork, shared, entries, given, now, reached } = self;
        let common = present.journal.entries.get(..shared);
        let common = common.ok_or_else(|| wrong(id, |branch| Wrong::BranchShares { branch }))?;
        let entries = common.iter().cloned().chain(entries).collect();
        checked(Branch { id, name, fork, journal: Journal { entries }, given, now, reached })
    }
}

/// Checks that there are no more branches than may be, each with a number of its own.
pub(super) fn check_all(present: &Branch, others: &[Branch]) -> Result<(), SaveError> {
    if others.len() >= BRANCHES_MAX {
        return Err(SaveError::Body(Wrong::BranchesMax { most: BRANCHES_MAX }));
    }
    let mut ids: Vec<_> = others.iter().chain([present]).map(|branch| branch.id).collect();
    ids.sort_unstable();
    match ids.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(wrong(pair[0], |branch| Wrong::BranchTwice { branch })),
        None => Ok(()),
    }
}

/// A branch whose commands are in the order of time and which stands where they allow.
fn checked(branch: Branch) -> Result<Branch, SaveError> {
    let entries = &branch.journal.entries;
    if !entries.is_sorted_by_key(|entry| entry.at) {
        return Err(wrong(branch.id, |branch| Wrong::BranchOrder { branch }));
    }
    let given = entries.get(..branch.given).ok_or_else(|| wrong(branch.id, |branch| Wrong::BranchShort { branch }))?;
    let last = given.last().map_or(branch.now, |entry| entry.at);
    let next = entries.get(branch.given).map_or(branch.now, |entry| entry.at);
    if last > branch.now || next < branch.now || branch.reached < branch.now {
        return Err(wrong(branch.id, |branch| Wrong::BranchStands { branch }));
    }
    Ok(branch)
}

fn wrong(id: BranchId, what: impl FnOnce(String) -> Wrong) -> SaveError {
    SaveError::Body(what(id.to_string()))
}
