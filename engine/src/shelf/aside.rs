//! Texts that were set aside: what did not read, and what a run was before it came out differently.

use serde::{Deserialize, Serialize};

use super::{Cells, Refused, Shelf, slot, units};
use crate::save::{Save, SaveError, pack};

/// A text that was set aside, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The cell that it lies in.
    pub key: String,
    /// Why.
    pub why: Why,
    /// What it takes, in code units.
    pub units: usize,
}

/// Why a text was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It does not read.
    Unreadable(SaveError),
    /// It did not read once, and does now, such as by a newer version.
    Readable,
    /// The run comes out differently by the rules of today; this is what it was.
    Parted,
}

/// A save that was found not to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The cell it was put away in; none where the storage refused that, so that it lies where it was.
    pub key: Option<String>,
    /// Why it does not read.
    pub reason: SaveError,
    /// The save itself, for the person to keep.
    pub text: String,
}

/// The line before a text whose reason does not follow from itself.
#[derive(Serialize, Deserialize)]
enum Note {
    #[serde(rename = "parted")]
    Parted,
}

impl<C: Cells> Shelf<C> {
    /// The texts that were set aside, in the order of their numbers.
    pub fn asides(&self) -> Vec<Aside> {
        let mut keys: Vec<String> = self.cells.keys().into_iter().filter(|key| key.starts_with(ASIDE_STEM)).collect();
        keys.sort_by_key(|key| (key.len(), key.clone()));
        let aside = |key: String| {
            let text = self.cells.get(&key)?;
            let why = match note(&text) {
                (Some(Note::Parted), _) => Why::Parted,
                (None, text) => read(text).map_or_else(Why::Unreadable, |_| Why::Readable),
            };
            Some(Aside { units: units(&key, &text), why, key })
        };
        keys.into_iter().filter_map(aside).collect()
    }

    /// A text that was set aside, as a file to keep.
    pub fn aside_text(&self, key: &str) -> Option<String> {
        self.cells.get(key).filter(|_| key.starts_with(ASIDE_STEM)).map(|text| original(note(&text).1))
    }

    /// Reads a text that was set aside, where it does read.
    ///
    /// # Errors
    /// If it does not.
    pub fn read_aside(&self, key: &str) -> Result<Save, SaveError> {
        read(note(&self.aside_cell(key).unwrap_or_default()).1)
    }

    /// Removes a text that was set aside, for good.
    ///
    /// # Errors
    /// If the storage refuses.
    pub fn discard(&mut self, key: &str) -> Result<(), Refused> {
        if key.starts_with(ASIDE_STEM) { self.cells.remove(key) } else { Ok(()) }
    }

    /// Keeps the text of a run that comes out differently than when it was saved; where it lies from then on.
    ///
    /// # Errors
    /// If the storage refuses.
    pub fn keep_parted(&mut self, text: &str) -> Result<String, Refused> {
        let line = serde_json::to_string(&Note::Parted).expect("a word is plain data");
        // Like a slot below its line, which says nothing here.
        self.put_aside(&format!("{line}\n\n{}", pack(text)))
    }

    /// Moves a text that does not read from its cell to one of its own; it stays where it is if that fails.
    pub(super) fn move_aside(&mut self, cell: &str, text: &str, reason: SaveError) -> SetAside {
        let key = self.put_aside(text).ok();
        if key.is_some() {
            // Where this fails it lies in both: better twice than not at all.
            let _ = self.cells.remove(cell);
        }
        SetAside { key, reason, text: original(text) }
    }

    fn put_aside(&mut self, text: &str) -> Result<String, Refused> {
        let taken = self.cells.keys();
        let mut keys = (1_u32..).map(|number| format!("{ASIDE_STEM}{number}"));
        let key = keys.find(|key| !taken.contains(key)).expect("numbers do not run out");
        if let Err(refused) = self.put(&key, text) {
            // What was written of it stands for nothing: the text lies where it was.
            let _ = self.cells.remove(&key);
            return Err(refused);
        }
        Ok(key)
    }

    fn aside_cell(&self, key: &str) -> Option<String> {
        self.cells.get(key).filter(|_| key.starts_with(ASIDE_STEM))
    }
}

/// What is noted before a text, and the text.
fn note(text: &str) -> (Option<Note>, &str) {
    let note = text.split_once('\n').and_then(|(line, text)| Some((serde_json::from_str(line).ok()?, text)));
    note.map_or((None, text), |(note, text)| (Some(note), text))
}

/// Reads what was set aside: the text of a slot, or one of the time before saves were packed.
fn read(text: &str) -> Result<Save, SaveError> {
    plain(text).map_or_else(|| slot::read(text).map(|contents| contents.save), Save::read)
}

/// What was set aside as a file to keep: a save as it was written where that can be told, else all that lies there.
fn original(text: &str) -> String {
    plain(text).map_or_else(|| slot::original(text), str::to_owned)
}

/// The save of a text that is not packed: alone, or below the number of the write.
fn plain(text: &str) -> Option<&str> {
    let is_number = |line: &str| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('\n') {
        Some((line, save)) if is_number(line) => Some(save),
        Some((_, rest)) if !rest.starts_with(['{', '[']) => None,
        None if slot::is_begun(text) => None,
        _ => Some(text),
    }
}

/// What the names of their cells begin with.
pub(super) const ASIDE_STEM: &str = "cloud-backup-simulator/set-aside/";
