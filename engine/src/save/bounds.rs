//! What a save may ask for: a text of a few bytes must not stand for a run without end.

use serde_json::Value;

use super::{Save, SaveError};
use crate::{
    time::Timestamp,
    timeline::{BOOKMARKS_MAX, NAME_CHARACTERS_MAX},
    words::Wrong,
};

/// How many commands a branch may have.
pub const COMMANDS_MAX: usize = 100_000;
/// How many all branches may have together, those that they share counted for each.
pub const BRANCH_COMMANDS_MAX: usize = 500_000;

/// Counts the commands of a body before they are read: the branches have those that they share as a number.
pub(super) fn check_commands(body: &Value) -> Result<(), SaveError> {
    let length = |list: Option<&Value>| list.and_then(Value::as_array).map_or(0, Vec::len);
    let present = length(body.get("journal")).saturating_add(length(body.pointer("/branch/ahead")));
    let branches = body.get("branches").and_then(Value::as_array).into_iter().flatten();
    let others = branches.map(|branch| {
        let shared = branch.get("shared").and_then(Value::as_u64).unwrap_or_default();
        length(branch.get("entries")).saturating_add(usize::try_from(shared).unwrap_or(usize::MAX))
    });
    let (mut longest, mut all) = (present, present);
    for commands in others {
        longest = longest.max(commands);
        all = all.saturating_add(commands);
    }
    match longest > COMMANDS_MAX || all > BRANCH_COMMANDS_MAX {
        true => Err(SaveError::TooManyCommands),
        false => Ok(()),
    }
}

/// Checks what was read: that each instant is one of virtual time, and that names are no longer than people may give
/// them.
pub(super) fn check(save: &Save) -> Result<(), SaveError> {
    let branches = || save.others.iter().chain(&save.present);
    let entries = branches().flat_map(|branch| &branch.journal.entries).chain(&save.journal.entries);
    let stands =
        branches().flat_map(|branch| [branch.now, branch.reached].into_iter().chain(branch.fork.map(|fork| fork.at)));
    let marked = save.bookmarks.iter().map(|bookmark| bookmark.at);
    let mut instants = entries.map(|entry| entry.at).chain(stands).chain(marked).chain([save.now]);
    if let Some(at) = instants.find(|at| !(Timestamp::MIN..=Timestamp::MAX).contains(at)) {
        return Err(SaveError::Instant { at });
    }
    if save.bookmarks.len() > BOOKMARKS_MAX || !save.bookmarks.is_sorted_by(|one, next| one.at < next.at) {
        return Err(SaveError::Body(Wrong::Bookmarks));
    }
    let names = branches().filter_map(|branch| branch.name.as_ref());
    let mut names = names.chain(save.bookmarks.iter().map(|bookmark| &bookmark.name)).chain(&save.title);
    match names.any(|name| name.chars().count() > NAME_CHARACTERS_MAX) {
        true => Err(SaveError::Body(Wrong::NameTooLong { most: NAME_CHARACTERS_MAX })),
        false => Ok(()),
    }
}
