//! Where runs lie: several beside each other, in cells that may refuse a write, tear it, or be written by others.
//!
//! Each run has slots of its own, written in turn, so that a write that fails never costs the save before it. What does
//! not read is set aside and never removed unseen. All of it is plain logic over [`Cells`], which the page makes of the
//! browser's storage and the tests of something that fails on purpose.

mod aside;
mod legacy;
mod parting;
mod place;
mod slot;
mod usage;

use std::{collections::BTreeMap, fmt};

use self::place::Good;
pub use self::{
    aside::{Aside, SetAside, Why},
    legacy::OLD_SLOTS,
    parting::{LastEqual, position, ready_to_go_on},
    place::Place,
    slot::{Card, LessonCard, Titles},
    usage::{UNITS_MAX, Usage, units},
};
use crate::save::{Save, SaveError};

/// Named texts, as a browser keeps them.
pub trait Cells {
    /// The names of all cells, also those of others.
    fn keys(&self) -> Vec<String>;
    /// The text of a cell; none where there is no such cell.
    fn get(&self, key: &str) -> Option<String>;
    /// Puts a text into a cell.
    ///
    /// # Errors
    /// If it is refused, for want of room or otherwise.
    fn set(&mut self, key: &str, text: &str) -> Result<(), Refused>;
    /// Removes a cell.
    ///
    /// # Errors
    /// If it is refused.
    fn remove(&mut self, key: &str) -> Result<(), Refused>;
}

/// The cells refused to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// Tells a run from the others: letters and digits, made up by whoever begins it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(String);

/// Why a run could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// There is no storage.
    Unavailable,
    /// The storage is full, or refused the write.
    Refused,
    /// Someone else has written the run since.
    Elsewhere,
    /// Someone else has removed the run since.
    Removed,
}

/// Why something could not be done with a run that lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShelfError {
    /// It could not be written.
    Write(WriteError),
    /// It does not read.
    Read(SaveError),
    /// It is not there.
    Gone,
}

/// A run that lies there, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Which.
    pub id: RunId,
    /// What is said of it; none where that does not read.
    pub card: Option<Card>,
    /// What it takes, in code units.
    pub units: usize,
}

/// A run that was read.
#[derive(Debug)]
pub struct Reading {
    /// Where it lies, for the next writes.
    pub place: Place,
    /// What was saved.
    pub save: Save,
}

/// The runs in some cells.
#[derive(Clone, Debug, Default)]
pub struct Shelf<C> {
    cells: C,
}

impl RunId {
    /// An id of letters and digits; all else is left out.
    pub fn new(text: &str) -> Self {
        Self(text.chars().filter(char::is_ascii_alphanumeric).collect())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The run that a cell belongs to.
    pub fn of_key(key: &str) -> Option<Self> {
        slot_of_key(key).map(|(run, _)| run)
    }
}

impl<C: Cells> Shelf<C> {
    /// The runs in these cells.
    pub fn of(cells: C) -> Self {
        Self { cells }
    }

    /// The runs that lie there, the one used last first.
    pub fn runs(&self) -> Vec<Kept> {
        let mut runs: Vec<Kept> = self.slots_by_run().into_iter().map(|(id, slots)| kept(id, &slots)).collect();
        runs.sort_by_key(|run| std::cmp::Reverse(run.card.as_ref().map(|card| card.used_ms)));
        runs
    }

    /// Opens a run: its newest save that reads. Its saves that do not read are set aside.
    ///
    /// # Errors
    /// If none of its saves reads, or there is none.
    pub fn open(&mut self, run: &RunId, writer: &str) -> (Result<Reading, ShelfError>, Vec<SetAside>) {
        let mut place = Place::new(run.clone(), writer);
        let (mut best, mut set_aside) = (None::<(Good, slot::Contents)>, Vec::new());
        for (letter, text) in self.slots(run) {
            match slot::read(&text) {
                Ok(contents) => {
                    let good = Good::of(letter, &text);
                    if best.as_ref().is_none_or(|(before, _)| before.sequence < good.sequence) {
                        best = Some((good, contents));
                    }
                }
                Err(reason) => {
                    let aside = self.move_aside(&slot_key(run, letter), &text, reason);
                    if aside.key.is_none() {
                        place.block(letter);
                    }
                    set_aside.push(aside);
                }
            }
        }
        let reading = match (best, set_aside.first()) {
            (Some((good, contents)), _) => {
                place.stand_on(good, contents.text);
                Ok(Reading { place, save: contents.save })
            }
            (None, Some(aside)) => Err(ShelfError::Read(aside.reason.clone())),
            (None, None) => Err(ShelfError::Gone),
        };
        (reading, set_aside)
    }

    /// Writes a save of the run that lies at `place`, in a slot that does not hold the last good one. Nothing is written
    /// where it lies there already.
    ///
    /// # Errors
    /// If the storage refuses, or someone else has written or removed the run since; the last good save is there still.
    pub fn write(&mut self, place: &mut Place, card: &Card, text: &str) -> Result<(), WriteError> {
        if place.has(text) {
            return Ok(());
        }
        self.check(place)?;
        let letter = place.spare().ok_or(WriteError::Refused)?;
        let cell = slot::write(place.sequence() + 1, place.writer(), card, text);
        let key = slot_key(place.run(), letter);
        if self.put(&key, &cell).is_err() {
            self.settle_others(place.run(), card.used_ms);
            self.put(&key, &cell).map_err(|_| WriteError::Refused)?;
        }
        place.stand_on(Good::of(letter, &cell), text.to_owned());
        Ok(())
    }

    /// Has the next write go on after what someone else has written since.
    pub fn take_over(&self, place: &mut Place) {
        let newest = self.slots(place.run()).into_iter().map(|(letter, text)| Good::of(letter, &text));
        place.stand_anew(newest.max_by_key(|good| good.sequence));
    }

    /// Leaves a run: it keeps one slot from then on, which was read back and verified.
    pub fn settle(&mut self, run: &RunId) {
        let slots = self.slots(run);
        if slots.len() < 2 {
            return;
        }
        let (Ok(Reading { place, .. }), _) = self.open(run, "") else { return };
        for (letter, text) in self.slots(run) {
            // What does not read lies there still only where it could not be set aside.
            if place.letter() != Some(letter) && slot::read(&text).is_ok() {
                let _ = self.cells.remove(&slot_key(run, letter));
            }
        }
    }

    /// Settles the runs that nobody has used for a while, but for `run`.
    pub fn settle_others(&mut self, run: &RunId, now_ms: i64) {
        let quiet = |kept: &Kept| kept.card.as_ref().is_none_or(|card| now_ms - card.used_ms > QUIET_MS);
        let others: Vec<_> = self.runs().into_iter().filter(|kept| kept.id != *run && quiet(kept)).collect();
        for kept in others {
            self.settle(&kept.id);
        }
    }

    /// Removes a run, for good.
    ///
    /// # Errors
    /// If the storage refuses; its newest save is there still.
    pub fn remove(&mut self, run: &RunId) -> Result<(), WriteError> {
        let mut slots: Vec<_> = self.slots(run).into_iter().map(|(letter, text)| Good::of(letter, &text)).collect();
        slots.sort_by_key(|good| good.sequence);
        for good in slots {
            self.cells.remove(&slot_key(run, good.letter)).map_err(|Refused| WriteError::Refused)?;
        }
        Ok(())
    }

    /// Gives a run that nobody has open another title; none for the name of its scenario.
    ///
    /// # Errors
    /// If the run does not read, or cannot be written.
    pub fn rename(&mut self, run: &RunId, title: Option<String>, writer: &str) -> Result<(), ShelfError> {
        let mut reading = self.open(run, writer).0?;
        let (used_ms, lesson) = self.card(run).map_or((0, None), |card| (card.used_ms, card.lesson));
        reading.save.title = title;
        let card = Card::of(&reading.save, used_ms).with_lesson(lesson);
        self.write_save(&mut reading.place, &reading.save, &card)?;
        self.settle(run);
        Ok(())
    }

    /// Makes another run of what `run` holds.
    ///
    /// # Errors
    /// If the run does not read, or the other cannot be written.
    pub fn copy(&mut self, run: &RunId, to: RunId, title: Option<String>, used_ms: i64) -> Result<(), ShelfError> {
        let mut save = self.open(run, "").0?.save;
        save.title = title;
        let lesson = self.card(run).and_then(|card| card.lesson);
        let mut place = Place::new(to, "");
        self.write_save(&mut place, &save, &Card::of(&save, used_ms).with_lesson(lesson))
    }

    /// The newest save of a run as a file to keep: as it lies there, also where it does not read.
    pub fn original(&self, run: &RunId) -> Option<String> {
        let newest = self.slots(run).into_iter().max_by_key(|(letter, text)| Good::of(*letter, text).sequence);
        newest.map(|(_, text)| slot::original(&text))
    }

    /// What is said of a run.
    pub fn card(&self, run: &RunId) -> Option<Card> {
        kept(run.clone(), &self.slots(run)).card
    }

    fn write_save(&mut self, place: &mut Place, save: &Save, card: &Card) -> Result<(), ShelfError> {
        self.write(place, card, &save.to_text()).map_err(ShelfError::Write)
    }

    /// Whether the last good save is still the newest.
    fn check(&self, place: &Place) -> Result<(), WriteError> {
        let Some(good) = place.good() else { return Ok(()) };
        let slots = self.slots(place.run());
        if slots.is_empty() {
            return Err(WriteError::Removed);
        }
        let is_there = slots.iter().any(|(letter, text)| *letter == good.letter && good.begins(text));
        let is_newer = |(_, text): &(char, String)| {
            slot::head(text).is_some_and(|head| head.sequence > good.sequence && head.writer != place.writer())
        };
        if is_there && !slots.iter().any(is_newer) { Ok(()) } else { Err(WriteError::Elsewhere) }
    }

    /// Puts a text into a cell and reads it back.
    fn put(&mut self, key: &str, text: &str) -> Result<(), Refused> {
        self.cells.set(key, text)?;
        if self.cells.get(key).as_deref() == Some(text) { Ok(()) } else { Err(Refused) }
    }

    /// The slots of a run that hold something.
    fn slots(&self, run: &RunId) -> Vec<(char, String)> {
        SLOTS.into_iter().filter_map(|letter| Some((letter, self.cells.get(&slot_key(run, letter))?))).collect()
    }

    fn slots_by_run(&self) -> BTreeMap<RunId, Vec<(char, String)>> {
        let mut runs = BTreeMap::<_, Vec<_>>::new();
        for key in self.cells.keys() {
            if let (Some((run, letter)), Some(text)) = (slot_of_key(&key), self.cells.get(&key)) {
                runs.entry(run).or_default().push((letter, text));
            }
        }
        runs
    }
}

fn kept(id: RunId, slots: &[(char, String)]) -> Kept {
    let card = slots.iter().filter_map(|(_, text)| slot::head(text)).max_by_key(|head| head.sequence);
    let units = slots.iter().map(|(letter, text)| units(&slot_key(&id, *letter), text)).sum();
    Kept { id, card: card.map(|head| head.card), units }
}

fn slot_key(run: &RunId, letter: char) -> String {
    format!("{RUNS_STEM}{run}/{letter}")
}

fn slot_of_key(key: &str) -> Option<(RunId, char)> {
    let (run, letter) = key.strip_prefix(RUNS_STEM)?.split_once('/')?;
    let letter = SLOTS.into_iter().find(|slot| letter.len() == 1 && letter.starts_with(*slot))?;
    Some((RunId(run.to_owned()), letter))
}

impl fmt::Display for RunId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<WriteError> for ShelfError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

/// What the names of all cells of runs begin with.
pub const RUNS_STEM: &str = "cloud-backup-simulator/runs/";
/// Two are written in turn; the others take their place where one holds what could not be set aside.
const SLOTS: [char; 4] = ['a', 'b', 'c', 'd'];
/// A run that was not saved for a minute is not being played anywhere: while time plays it is saved every few seconds.
const QUIET_MS: i64 = 60_000;
