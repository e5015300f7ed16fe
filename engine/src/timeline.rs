//! A run with its past and its branches: time runs both ways, and forks.
//!
//! What is ahead after a step back is kept and can be had again, action by action. As soon as the run goes another way,
//! what was ahead becomes a branch of its own: nothing that someone did is thrown away.

mod beside;
mod bookmark;
mod branch;
mod checkpoints;
mod journey;
mod opening;

use self::{bookmark::is_name, checkpoints::Checkpoints, journey::Arrival};
pub use self::{
    bookmark::{BOOKMARKS_MAX, Bookmark},
    branch::{Branch, BranchId, BranchRow, Fork},
    journey::Journey,
    opening::Opening,
};
use crate::{
    command::Command,
    rejection::{Problem, Rejection, TimelineProblem},
    save::{BRANCH_COMMANDS_MAX, COMMANDS_MAX, Journal, JournalEntry},
    simulation::{Replay, Simulation},
    time::Timestamp,
};

/// A run, the branches beside it, and short ways into its past.
#[derive(Debug)]
pub struct Timeline {
    run: Simulation,
    /// What someone called the run.
    title: Option<String>,
    bookmarks: Vec<Bookmark>,
    /// The real time that was spent in its lesson.
    spent_seconds: u64,
    /// Which branch the run is of.
    id: BranchId,
    name: Option<String>,
    fork: Option<Fork>,
    ahead: Ahead,
    /// The other branches, oldest first.
    others: Vec<Branch>,
    branches_made: u32,
    checkpoints: Checkpoints,
}

/// What lies ahead of a run that stepped back: it went there before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Ahead {
    /// How many commands had been given where it begins.
    since: usize,
    /// The commands, the next first.
    entries: Vec<JournalEntry>,
    /// How far the run had come.
    reached: Timestamp,
}

impl Timeline {
    /// A run without other branches.
    pub fn new(run: Simulation) -> Self {
        Self::with_branches(run, None, Vec::new())
    }

    /// A run as the branch `present`, where it is one, beside `others`.
    pub(crate) fn with_branches(run: Simulation, present: Option<Branch>, others: Vec<Branch>) -> Self {
        let ids = others.iter().chain(&present).map(|branch| branch.id);
        let branches_made = ids.map(|id| id.0).max().unwrap_or(1);
        let given = run.journal().entries.len();
        let mut timeline = Self {
            title: None,
            bookmarks: Vec::new(),
            spent_seconds: 0,
            id: BranchId(1),
            name: None,
            fork: None,
            ahead: Ahead::nothing(&run),
            others,
            branches_made,
            checkpoints: Checkpoints::default(),
            run,
        };
        if let Some(present) = present {
            let entries = present.journal.entries.get(given..).unwrap_or_default().to_vec();
            (timeline.id, timeline.name, timeline.fork) = (present.id, present.name, present.fork);
            timeline.ahead = Ahead { since: given, entries, reached: present.reached.max(timeline.run.now()) };
        }
        timeline
    }

    /// The run as it stands.
    pub fn run(&self) -> &Simulation {
        &self.run
    }

    /// What someone called the run; none where it goes by the name of its scenario.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Gives the run a title, or takes it away where nothing is given.
    ///
    /// # Errors
    /// If it is too long.
    pub fn set_title(&mut self, title: &str) -> Result<(), Problem> {
        self.title = checked_title(title)?;
        Ok(())
    }

    /// The real time that was spent in the lesson of the run, in seconds: as the page counted it.
    pub fn spent_seconds(&self) -> u64 {
        self.spent_seconds
    }

    /// So many seconds more were spent in the lesson.
    pub fn spend(&mut self, seconds: u64) {
        self.spent_seconds = self.spent_seconds.saturating_add(seconds).min(SPENT_SECONDS_MAX);
    }

    /// Puts the run where another way has led it, such as that of a skipped step; what it leaves stays as a branch.
    pub fn go_over(&mut self, run: Simulation) {
        let mut own = self.present().journal.entries;
        let common = own.iter().zip(&run.journal().entries).take_while(|(one, other)| one == other).count();
        // What the way did not take lies ahead of where both part, and the other way makes a branch of it.
        self.ahead = Ahead { since: common, entries: own.split_off(common), reached: self.reached() };
        self.run = run;
        self.note();
    }

    /// The run, to carry out commands or to move time on; [`Timeline::note`] afterwards.
    pub fn run_mut(&mut self) -> &mut Simulation {
        &mut self.run
    }

    /// Takes notice of where the run has come to: it may have gone another way than the one that lies ahead, and a
    /// checkpoint may be due.
    pub fn note(&mut self) {
        self.keep_what_was_ahead();
        self.ahead.reached = self.ahead.reached.max(self.run.now());
        self.checkpoints.note(&self.run);
    }

    /// Begins to go back to `to`, with the commands given at exactly `to`.
    ///
    /// # Errors
    /// If `to` lies outside of what the run has seen.
    pub fn begin_rewind(&self, to: Timestamp) -> Result<Journey, Problem> {
        if !(self.run.world().start..=self.run.now()).contains(&to) {
            return Err(Problem::NotInThisRun { start: self.run.world().start, now: self.run.now() });
        }
        let commands = self.run.journal().entries.partition_point(|entry| entry.at <= to);
        Ok(self.journey(self.run.journal(), commands, to))
    }

    /// Goes back to `to`, as [`Timeline::begin_rewind`] says.
    ///
    /// # Errors
    /// If `to` lies outside of what the run has seen.
    pub fn rewind(&mut self, to: Timestamp) -> Result<(), Problem> {
        let journey = self.begin_rewind(to)?;
        self.end_rewind(journey);
        Ok(())
    }

    /// Puts the run where such a journey ends. What comes after lies ahead from then on.
    ///
    /// # Panics
    /// If it parts from the run: a run plays again as it was played.
    pub fn end_rewind(&mut self, journey: Journey) {
        let arrival = journey.finish();
        assert_eq!(arrival.parting, None, "a run plays again as it was played");
        self.stand(arrival);
    }

    /// Begins to go to `to`, back or to what lies ahead, with the commands given at exactly `to`.
    ///
    /// # Errors
    /// If `to` lies outside of what the run has seen.
    pub fn begin_seek(&self, to: Timestamp) -> Result<Journey, Problem> {
        let (start, reached) = (self.run.world().start, self.reached());
        if !(start..=reached).contains(&to) {
            return Err(Problem::NotInThisRun { start, now: reached });
        }
        let whole = self.present().journal;
        let commands = whole.entries.partition_point(|entry| entry.at <= to);
        Ok(self.journey(&whole, commands, to))
    }

    /// Begins to go back, or ahead, to right after the first `commands` commands: to where a step of a lesson began. Ended by
    /// [`Timeline::end_seek`].
    ///
    /// # Errors
    /// If the run has not so many.
    pub fn begin_return(&self, commands: usize) -> Result<Journey, Problem> {
        let whole = self.present().journal;
        let start = self.run.world().start;
        if commands > whole.entries.len() {
            return Err(Problem::NotInThisRun { start, now: self.reached() });
        }
        let at = commands.checked_sub(1).map_or(start, |last| whole.entries[last].at);
        Ok(self.journey(&whole, commands, at))
    }

    /// Puts the run where a journey of [`Timeline::begin_seek`] ends.
    ///
    /// # Errors
    /// If a command ahead is refused, which other rules let pass: the run stays where it is.
    pub fn end_seek(&mut self, journey: Journey) -> Result<(), Problem> {
        let arrival = journey.finish();
        if arrival.leaves_out {
            return Err(TimelineProblem::BranchParts { name: self.id.to_string() }.into());
        }
        self.stand(arrival);
        Ok(())
    }

    /// Goes to `to`, as [`Timeline::begin_seek`] says.
    ///
    /// # Errors
    /// As [`Timeline::begin_seek`] and [`Timeline::end_seek`].
    pub fn seek(&mut self, to: Timestamp) -> Result<(), Problem> {
        let journey = self.begin_seek(to)?;
        self.end_seek(journey)
    }

    /// Puts the run where a journey on its own way has ended; what comes after lies ahead from then on.
    fn stand(&mut self, Arrival { run, passed, .. }: Arrival) {
        self.keep_what_was_ahead();
        let given = run.journal().entries.len();
        let entries = self.present().journal.entries.split_off(given);
        self.ahead = Ahead { since: given, entries, reached: self.reached() };
        self.run = run;
        self.checkpoints.append(passed);
    }

    /// The command that [`Timeline::undo`] takes back.
    pub fn last_command(&self) -> Option<&JournalEntry> {
        self.run.journal().entries.last()
    }

    /// The command that [`Timeline::redo`] gives again.
    pub fn next_command(&self) -> Option<&JournalEntry> {
        self.ahead.entries.first()
    }

    /// How far the run had come before it stepped back; the present where it did not.
    pub fn reached(&self) -> Timestamp {
        self.ahead.reached.max(self.run.now())
    }

    /// Takes back the last command: the run stands where it was given, without it. Says which it was.
    pub fn undo(&mut self) -> Option<Command> {
        let last = self.last_command()?.clone();
        let commands = self.run.journal().entries.len() - 1;
        let journey = self.journey(self.run.journal(), commands, last.at);
        self.end_rewind(journey);
        Some(last.command)
    }

    /// Gives the next command again that was taken back, at its own time; where none is left, time goes on to where it
    /// was. Says which it was.
    ///
    /// # Errors
    /// If the command is refused, which other rules let pass: it stays ahead.
    pub fn redo(&mut self) -> Result<Option<Command>, Rejection> {
        if self.ahead.entries.is_empty() {
            let reached = self.reached();
            self.run.advance_to(reached);
            return Ok(None);
        }
        let next = self.ahead.entries[0].clone();
        self.run.advance_to(next.at);
        self.run.apply(next.command.clone())?;
        self.ahead.entries.remove(0);
        self.ahead.since += 1;
        self.checkpoints.note(&self.run);
        Ok(Some(next.command))
    }

    /// Goes on from here as a branch with this name; the one that the run was of stays as it is.
    ///
    /// # Errors
    /// If the name is taken, empty or too long, or there are too many branches.
    pub fn fork(&mut self, name: &str) -> Result<BranchId, Problem> {
        self.check_name(name)?;
        if self.others.len() + 1 >= BRANCHES_MAX || !self.has_room() {
            return Err(TimelineProblem::TooManyBranches.into());
        }
        self.keep_what_was_ahead();
        self.others.push(self.present());
        self.fork = Some(Fork { from: self.id, at: self.run.now() });
        self.id = self.free_id();
        self.name = Some(name.trim().to_owned());
        self.ahead = Ahead::nothing(&self.run);
        Ok(self.id)
    }

    /// Gives a branch a name.
    ///
    /// # Errors
    /// As [`Timeline::fork`]; if there is no such branch.
    pub fn rename(&mut self, id: BranchId, name: &str) -> Result<(), Problem> {
        self.check_name(name)?;
        let name = Some(name.trim().to_owned());
        if id == self.id {
            self.name = name;
            return Ok(());
        }
        let branch = self.others.iter_mut().find(|branch| branch.id == id);
        branch.ok_or_else(|| not_found(id))?.name = name;
        Ok(())
    }

    /// Removes a branch that the run is not of; gives it back.
    ///
    /// # Errors
    /// If there is no such branch, or the run is of it.
    pub fn remove(&mut self, id: BranchId) -> Result<Branch, Problem> {
        let position = self.others.iter().position(|branch| branch.id == id);
        let position = position.ok_or_else(|| match id == self.id {
            true => TimelineProblem::PresentBranch.into(),
            false => not_found(id),
        })?;
        Ok(self.others.remove(position))
    }

    /// The branch with this id or name.
    ///
    /// # Errors
    /// If there is none.
    pub fn find(&self, name: &str) -> Result<BranchId, Problem> {
        let mut rows = self.branches().into_iter();
        let found = rows.find(|row| row.id.to_string() == name || row.name.as_deref() == Some(name));
        found.map(|row| row.id).ok_or_else(|| TimelineProblem::BranchNotFound { name: name.to_owned() }.into())
    }

    /// Begins to go over to another branch, to where it stood.
    ///
    /// # Errors
    /// If there is no such branch.
    pub fn begin_switch(&self, id: BranchId) -> Result<Journey, Problem> {
        if id == self.id {
            return Ok(self.journey(self.run.journal(), self.run.journal().entries.len(), self.run.now()));
        }
        let branch = self.others.iter().find(|branch| branch.id == id);
        let branch = branch.ok_or_else(|| not_found(id))?;
        Ok(self.journey(&branch.journal, branch.given, branch.now))
    }

    /// Goes over to another branch, to where it stood.
    ///
    /// # Errors
    /// If there is no such branch.
    pub fn switch_to(&mut self, id: BranchId) -> Result<(), Problem> {
        let journey = self.begin_switch(id)?;
        self.end_switch(id, journey)
    }

    /// Puts the run of a branch in the place of the present one, which stays as it is.
    ///
    /// # Errors
    /// If the journey parts from the branch, which other rules played: both stay as they are.
    pub fn end_switch(&mut self, id: BranchId, journey: Journey) -> Result<(), Problem> {
        let Arrival { run, parting, passed, .. } = journey.finish();
        if parting.is_some() {
            return Err(TimelineProblem::BranchParts { name: id.to_string() }.into());
        }
        self.keep_what_was_ahead();
        let Some(position) = self.others.iter().position(|branch| branch.id == id) else { return Ok(()) };
        let present = self.present();
        let next = std::mem::replace(&mut self.others[position], present);
        self.others.sort_by_key(|branch| branch.id);
        let entries = next.journal.entries[next.given..].to_vec();
        (self.run, self.id, self.name, self.fork) = (run, next.id, next.name, next.fork);
        self.ahead = Ahead { since: next.given, entries, reached: next.reached };
        self.checkpoints.append(passed);
        Ok(())
    }

    /// All branches in the order they were made.
    pub fn branches(&self) -> Vec<BranchRow> {
        let mut rows: Vec<_> = self.others.iter().map(|branch| branch.row(false)).collect();
        rows.push(self.present().row(true));
        rows.sort_by_key(|row| row.id);
        rows
    }

    /// The commands of the branch that the run is of: those that were given so far, and those ahead.
    pub fn present_entries(&self) -> (&[JournalEntry], &[JournalEntry]) {
        (&self.run.journal().entries, &self.ahead.entries)
    }

    /// The present run as a branch.
    pub fn present(&self) -> Branch {
        let mut journal = self.run.journal().clone();
        let given = journal.entries.len();
        journal.entries.extend(self.ahead.entries.iter().cloned());
        Branch {
            id: self.id,
            name: self.name.clone(),
            fork: self.fork,
            journal,
            given,
            now: self.run.now(),
            reached: self.reached(),
        }
    }

    /// Whether there are no branches: nothing but a run that stands as far as it came.
    pub fn is_plain(&self) -> bool {
        self.others.is_empty()
            && self.name.is_none()
            && self.ahead.entries.is_empty()
            && self.reached() == self.run.now()
    }

    /// The other branches, oldest first.
    pub fn others(&self) -> &[Branch] {
        &self.others
    }

    /// The run went another way than the one ahead: by a command, or by letting the instant of the next one pass. What
    /// was ahead becomes a branch.
    fn keep_what_was_ahead(&mut self) {
        let Some(next) = self.ahead.entries.first() else { return };
        let since = self.ahead.since;
        let went_another_way = self.run.now() > next.at || self.run.journal().entries.len() > since;
        if !went_another_way {
            return;
        }
        let mut journal = Journal { entries: self.run.journal().entries[..since].to_vec() };
        let at = next.at;
        journal.entries.append(&mut self.ahead.entries);
        let (given, reached) = (journal.entries.len(), self.ahead.reached);
        let id = self.free_id();
        let fork = Some(Fork { from: self.id, at });
        self.others.push(Branch { id, name: None, fork, journal, given, now: reached, reached });
        self.ahead.reached = self.run.now();
        self.forget_surplus();
    }

    /// The way through the first `commands` of a journal up to `until`.
    fn journey(&self, journal: &Journal, commands: usize, until: Timestamp) -> Journey {
        Journey::new(self.replay(journal, commands, until))
    }

    /// A replay of the first `commands` of a journal up to `until`, from the nearest checkpoint.
    fn replay(&self, journal: &Journal, commands: usize, until: Timestamp) -> Replay {
        let journal = Journal { entries: journal.entries[..commands].to_vec() };
        match self.checkpoints.nearest(&journal, until, &self.run) {
            Some(from) => Replay::onward(from.clone(), journal, until),
            None => Replay::until(self.run.scenario().clone(), journal, until),
        }
    }

    fn check_name(&self, name: &str) -> Result<(), Problem> {
        let name = name.trim();
        if !is_name(name) {
            return Err(TimelineProblem::BranchName { given: name.to_owned() }.into());
        }
        match self.find(name) {
            Ok(_) => Err(TimelineProblem::BranchNameTaken { name: name.to_owned() }.into()),
            Err(_) => Ok(()),
        }
    }

    fn free_id(&mut self) -> BranchId {
        self.branches_made += 1;
        BranchId(self.branches_made)
    }

    /// Whether a save would hold one branch more, however long it grows.
    fn has_room(&self) -> bool {
        let commands = self.others.iter().map(|branch| branch.journal.entries.len()).sum::<usize>();
        commands + COMMANDS_MAX <= BRANCH_COMMANDS_MAX
    }

    /// Branches that came to be by themselves go, the oldest first, where there are more than a run may have.
    fn forget_surplus(&mut self) {
        while self.others.len() >= BRANCHES_MAX || !self.has_room() {
            let Some(position) = self.others.iter().position(|branch| branch.name.is_none()) else { return };
            self.others.remove(position);
        }
    }
}

impl Ahead {
    /// Nothing: the run stands where it had come to.
    fn nothing(run: &Simulation) -> Self {
        Self { since: run.journal().entries.len(), entries: Vec::new(), reached: run.now() }
    }
}

/// The title of a run as it is kept, blanks around it aside; none where nothing is given.
///
/// # Errors
/// If it is too long.
pub fn checked_title(title: &str) -> Result<Option<String>, Problem> {
    let title = title.trim();
    if !title.is_empty() && !is_name(title) {
        return Err(TimelineProblem::Title { given: title.to_owned() }.into());
    }
    Ok(Some(title.to_owned()).filter(|title| !title.is_empty()))
}

fn not_found(id: BranchId) -> Problem {
    TimelineProblem::BranchNotFound { name: id.to_string() }.into()
}

/// No more real time is counted: a hundred years.
const SPENT_SECONDS_MAX: u64 = 3_155_760_000;

/// How many branches a run may have, the present one included.
pub const BRANCHES_MAX: usize = 100;
/// How many characters the name of a branch, of a bookmark and of the run itself may have.
pub const NAME_CHARACTERS_MAX: usize = 64;
