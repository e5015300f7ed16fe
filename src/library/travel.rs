//! Ways through time other than forward: back, to another branch, and action by action.

use engine::{
    command::Command,
    rejection::{Problem, Rejection},
    simulation::Simulation,
    time::Timestamp,
    timeline::{Bookmark, BranchId, BranchRow, Journey, Timeline},
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use super::{Library, clockwork::now_ms};
use crate::text::Label;

impl Library {
    /// Reads from the run with its branches.
    pub fn read_timeline<T>(&self, read: impl FnOnce(&Timeline) -> T) -> T {
        self.run.with_value(read)
    }

    /// Goes back to `to`, with the commands given at exactly `to`; what comes after lies ahead from then on. A long way
    /// back is played in slices.
    pub async fn rewind(&self, to: Timestamp) -> Result<(), Problem> {
        let journey = self.read_timeline(|timeline| timeline.begin_rewind(to))?;
        if let Some(journey) = self.play_again(journey, to).await {
            self.travel(|timeline| timeline.end_rewind(journey));
        }
        Ok(())
    }

    /// Goes to `to`, back or to what lies ahead; a long way is played in slices.
    pub async fn seek(&self, to: Timestamp) -> Result<(), Problem> {
        let journey = self.read_timeline(|timeline| timeline.begin_seek(to))?;
        if let Some(journey) = self.play_again(journey, to).await {
            self.travel(|timeline| timeline.end_seek(journey))?;
        }
        Ok(())
    }

    /// Goes back or ahead to right after so many commands; a long way is played in slices.
    pub async fn return_to(&self, commands: usize) -> Result<(), Problem> {
        let journey = self.read_timeline(|timeline| timeline.begin_return(commands))?;
        let to = journey.end();
        if let Some(journey) = self.play_again(journey, to).await {
            self.travel(|timeline| timeline.end_seek(journey))?;
        }
        Ok(())
    }

    /// Goes on where another way has led the run, such as that of a skipped step; what it leaves stays as a branch.
    pub fn go_over(&self, run: Simulation) {
        let branches = self.read_timeline(|timeline| timeline.others().len());
        self.travel(|timeline| timeline.go_over(run));
        let left = self.read_timeline(|timeline| timeline.others().get(branches).map(|branch| branch.id.number()));
        if let Some(number) = left {
            let locale = self.locale.get_untracked();
            self.toast(format!("{} {} {number}", Label::BranchAhead.get(locale), Label::Branch.get(locale)), None);
        }
    }

    /// Real seconds that were spent on the lesson of the run.
    pub fn spent_seconds(&self) -> u64 {
        self.read_timeline(Timeline::spent_seconds)
    }

    /// Counts a real second that was spent on the lesson; how many there are now. Nothing else of the run moves, so nobody
    /// is told; it is saved with whatever is done next, and when the page is left.
    pub fn spend_second(&self) -> u64 {
        self.run
            .try_update_value(|timeline| {
                timeline.spend(1);
                timeline.spent_seconds()
            })
            .unwrap_or_default()
    }

    /// Goes over to another branch, to where it stood.
    pub async fn switch_to(&self, id: BranchId) -> Result<(), Problem> {
        let to = self.branches().into_iter().find(|branch| branch.id == id).map(|branch| branch.now);
        let journey = self.read_timeline(|timeline| timeline.begin_switch(id))?;
        if let Some(journey) = self.play_again(journey, to.unwrap_or_default()).await {
            self.travel(|timeline| timeline.end_switch(id, journey))?;
        }
        Ok(())
    }

    /// Goes on from here as a branch with this name.
    pub fn fork(&self, name: &str) -> Result<BranchId, Problem> {
        let forked = self.change_timeline(|timeline| timeline.fork(name))?;
        self.changed();
        Ok(forked)
    }

    /// Gives a branch a name.
    pub fn rename_branch(&self, id: BranchId, name: &str) -> Result<(), Problem> {
        self.change_timeline(|timeline| timeline.rename(id, name))?;
        self.changed();
        Ok(())
    }

    /// Removes a branch that the run is not of.
    pub fn remove_branch(&self, id: BranchId) -> Result<(), Problem> {
        self.change_timeline(|timeline| timeline.remove(id))?;
        self.changed();
        Ok(())
    }

    /// Gives the run a title, or takes it away where nothing is given.
    pub fn set_title(&self, title: &str) -> Result<(), Problem> {
        self.change_timeline(|timeline| timeline.set_title(title))?;
        self.changed();
        Ok(())
    }

    /// All branches in the order they were made.
    pub fn branches(&self) -> Vec<BranchRow> {
        self.read_timeline(Timeline::branches)
    }

    /// Takes back the last action; says which it was.
    pub fn undo(&self) -> Option<Command> {
        self.travel(Timeline::undo)
    }

    /// Gives the next action again that was taken back; where none is left, time goes on to where it was.
    pub fn redo(&self) -> Result<Option<Command>, Rejection> {
        self.travel(Timeline::redo)
    }

    /// Moves the run by other ways than commands and time: what was shown of it is of another run.
    fn travel<T>(&self, go: impl FnOnce(&mut Timeline) -> T) -> T {
        self.playing.set(false);
        self.stop_jump();
        let outcome = self.change_timeline(go);
        self.number.update(|number| *number += 1);
        self.changed();
        outcome
    }

    /// Marks an instant.
    pub fn add_bookmark(&self, at: Timestamp, name: &str) -> Result<(), Problem> {
        self.change_timeline(|timeline| timeline.add_bookmark(at, name))?;
        self.changed();
        Ok(())
    }

    /// Takes the bookmark of an instant away.
    pub fn remove_bookmark(&self, at: Timestamp) -> Result<Bookmark, Problem> {
        let removed = self.change_timeline(|timeline| timeline.remove_bookmark(at))?;
        self.changed();
        Ok(removed)
    }

    fn change_timeline<T>(&self, change: impl FnOnce(&mut Timeline) -> T) -> T {
        let changed = self.run.try_update_value(change).expect("the run lives as long as the page");
        self.branched.update(|times| *times += 1);
        changed
    }

    /// Plays to the end of a replay in slices, shown as a jump where there is more than one; nothing where it was stopped.
    async fn play_again(&self, mut journey: Journey, to: Timestamp) -> Option<Journey> {
        self.playing.set(false);
        self.stop_jump();
        let from = self.read(Simulation::now);
        let mut number = None;
        loop {
            let end = now_ms() + SLICE_MS;
            while now_ms() < end {
                if journey.step(EVENTS_BETWEEN_LOOKS).done {
                    if number.is_some() {
                        self.jump.set(None);
                    }
                    return Some(journey);
                }
            }
            let number = *number.get_or_insert_with(|| self.next_jump());
            if self.jump.with_untracked(|jump| jump.is_some_and(|jump| !jump.is(number))) {
                return None;
            }
            self.show_jump(number, from, to, journey.now());
            TimeoutFuture::new(0).await;
            if self.jump.with_untracked(Option::is_none) {
                return None;
            }
        }
    }
}

/// A slice leaves the browser time to answer at once to whatever is done.
const SLICE_MS: f64 = 16.0;
const EVENTS_BETWEEN_LOOKS: u64 = 2_000;
