//! Bookmarks: instants of a run that someone wants to come back to.

use serde::{Deserialize, Serialize};

use super::{NAME_CHARACTERS_MAX, Timeline};
use crate::{
    rejection::{Problem, TimelineProblem},
    time::Timestamp,
};

/// An instant with a name. It is of the run, not of one of its branches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bookmark {
    /// When. No two have the same instant.
    pub at: Timestamp,
    /// What someone called it, 1 to [`NAME_CHARACTERS_MAX`] characters.
    pub name: String,
}

/// How many bookmarks a run may have.
pub const BOOKMARKS_MAX: usize = 100;

impl Timeline {
    /// The bookmarks in the order of time.
    pub fn bookmarks(&self) -> &[Bookmark] {
        &self.bookmarks
    }

    /// Marks an instant; where it was marked before, it has the new name.
    ///
    /// # Errors
    /// If the name is empty or too long, or there are too many.
    pub fn add_bookmark(&mut self, at: Timestamp, name: &str) -> Result<(), Problem> {
        let name = name.trim();
        if !is_name(name) {
            return Err(TimelineProblem::BookmarkName { given: name.to_owned() }.into());
        }
        let bookmark = Bookmark { at, name: name.to_owned() };
        match self.bookmarks.binary_search_by_key(&at, |bookmark| bookmark.at) {
            Ok(position) => self.bookmarks[position] = bookmark,
            Err(_) if self.bookmarks.len() >= BOOKMARKS_MAX => return Err(TimelineProblem::TooManyBookmarks.into()),
            Err(position) => self.bookmarks.insert(position, bookmark),
        }
        Ok(())
    }

    /// Takes the bookmark of an instant away; gives it back.
    ///
    /// # Errors
    /// If there is none.
    pub fn remove_bookmark(&mut self, at: Timestamp) -> Result<Bookmark, Problem> {
        let position = self.bookmarks.binary_search_by_key(&at, |bookmark| bookmark.at);
        position.map(|position| self.bookmarks.remove(position)).map_err(|_| TimelineProblem::BookmarkNotFound.into())
    }
}

/// Whether people may call a branch, a bookmark or a run so.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= NAME_CHARACTERS_MAX
}
