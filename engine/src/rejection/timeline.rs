//! What is refused in matters of a run's own: branches, bookmarks, its title.

use super::Problem;
use crate::rule::Rule;

/// What is wrong with a branch or a bookmark, or with what is to be done with it.
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
    /// The title of a run is too long.
    Title {
        /// What was given.
        given: String,
    },
    /// A name of a bookmark that is empty or too long.
    BookmarkName {
        /// What was given.
        given: String,
    },
    /// There is no bookmark at this instant.
    BookmarkNotFound,
    /// There are as many bookmarks as a run may have.
    TooManyBookmarks,
    /// The run has as many commands as a save may hold.
    TooManyCommands,
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
            Self::Title { .. } => "Sim.InvalidTitle",
            Self::BookmarkName { .. } => "Sim.InvalidBookmarkName",
            Self::BookmarkNotFound => "Sim.BookmarkNotFound",
            Self::TooManyBookmarks => "Sim.TooManyBookmarks",
            Self::TooManyCommands => "Sim.TooManyCommands",
        };
        (Rule::Mdl30, code)
    }
}

impl From<TimelineProblem> for Problem {
    fn from(problem: TimelineProblem) -> Self {
        Self::Timeline(problem)
    }
}
