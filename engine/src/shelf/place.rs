//! Where an open run lies, as whoever has it open knows.

use super::{RunId, SLOTS, slot};

/// Where a run lies: which slot holds its last good save, and which must not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    run: RunId,
    /// Tells this opening of the run from others, such as in another tab.
    writer: String,
    good: Option<Good>,
    /// The save as it lies there. It is not written again, so that a tab that only looks leaves it to the others.
    text: Option<String>,
    sequence: u64,
    blocked: Vec<char>,
}

/// The slot of a good save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Good {
    pub(super) letter: char,
    pub(super) sequence: u64,
    /// The line before the save.
    line: String,
}

impl Good {
    pub(super) fn of(letter: char, text: &str) -> Self {
        let sequence = slot::head(text).map_or(0, |head| head.sequence);
        Self { letter, sequence, line: slot::split(text).0.to_owned() }
    }

    /// Whether a slot begins as it did when it was written.
    pub(super) fn begins(&self, text: &str) -> bool {
        slot::split(text).0 == self.line
    }
}

impl Place {
    /// The place of a run that was never saved.
    pub fn new(run: RunId, writer: &str) -> Self {
        Self { run, writer: writer.to_owned(), good: None, text: None, sequence: 0, blocked: Vec::new() }
    }

    /// The run.
    pub fn run(&self) -> &RunId {
        &self.run
    }

    /// Whether this very save lies there.
    pub fn has(&self, text: &str) -> bool {
        self.good.is_some() && self.text.as_deref() == Some(text)
    }

    /// The save as it was written, where it is known.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Whether the run was ever saved.
    pub fn is_saved(&self) -> bool {
        self.good.is_some()
    }

    /// Has the last good save stay where it is, whatever is written from now on.
    pub fn keep_last(&mut self) {
        if let Some(good) = &self.good {
            self.blocked.push(good.letter);
        }
        self.text = None;
    }

    /// Has the next write take place even if nothing has changed.
    pub fn touch(&mut self) {
        self.text = None;
    }

    pub(super) fn writer(&self) -> &str {
        &self.writer
    }

    pub(super) fn good(&self) -> Option<&Good> {
        self.good.as_ref()
    }

    pub(super) fn letter(&self) -> Option<char> {
        self.good.as_ref().map(|good| good.letter)
    }

    pub(super) fn sequence(&self) -> u64 {
        self.sequence
    }

    pub(super) fn block(&mut self, letter: char) {
        self.blocked.push(letter);
    }

    pub(super) fn stand_on(&mut self, good: Good, text: String) {
        self.sequence = self.sequence.max(good.sequence);
        (self.good, self.text) = (Some(good), Some(text));
    }

    pub(super) fn stand_anew(&mut self, good: Option<Good>) {
        self.sequence = self.sequence.max(good.as_ref().map_or(0, |good| good.sequence));
        (self.good, self.text) = (good, None);
    }

    /// The slot for the next save: the first that holds neither the last good one nor what must stay.
    pub(super) fn spare(&self) -> Option<char> {
        SLOTS.into_iter().find(|letter| Some(*letter) != self.letter() && !self.blocked.contains(letter))
    }
}
