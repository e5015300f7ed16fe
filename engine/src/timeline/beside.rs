//! What lies beside the run: what is ahead of it, and its branches played to any instant while it stays where it is.

use super::{Branch, BranchId, Timeline, not_found};
use crate::{
    rejection::Problem,
    save::{Journal, JournalEntry},
    simulation::{Replay, Simulation},
    time::Timestamp,
};

impl Timeline {
    /// The commands ahead of where the run stands, the next first.
    pub fn ahead(&self) -> &[JournalEntry] {
        &self.ahead.entries
    }

    /// The branch that the run is of.
    pub fn present_id(&self) -> BranchId {
        self.id
    }

    /// A branch, the present one included.
    ///
    /// # Errors
    /// If there is no such branch.
    pub fn branch(&self, id: BranchId) -> Result<Branch, Problem> {
        if id == self.id {
            return Ok(self.present());
        }
        self.others.iter().find(|branch| branch.id == id).cloned().ok_or_else(|| not_found(id))
    }

    /// Begins to play a branch to `at`, from `from` where that is a run of it that stands before, else from the nearest
    /// checkpoint. Beyond where the branch has come to, time simply passes. The run itself stays as it is.
    ///
    /// # Errors
    /// If there is no such branch.
    pub fn begin_beside(&self, id: BranchId, at: Timestamp, from: Option<Simulation>) -> Result<Replay, Problem> {
        let branch = self.branch(id)?;
        let commands = branch.journal.entries.partition_point(|entry| entry.at <= at);
        let fits = |run: &Simulation| {
            let given = &run.journal().entries;
            let next = branch.journal.entries.get(given.len());
            run.now() <= at
                && branch.journal.entries[..commands].starts_with(given)
                && next.is_none_or(|next| next.at >= run.now())
        };
        Ok(match from.filter(fits) {
            Some(run) => Replay::onward(run, Journal { entries: branch.journal.entries[..commands].to_vec() }, at),
            None => self.replay(&branch.journal, commands, at),
        })
    }
}
