//! The run in localStorage: two slots written in turn, so that a failed write never costs the save before it.

use engine::save::{Save, SaveError};
use leptos::prelude::window;
use web_sys::Storage;

/// Where runs are kept.
#[derive(Debug, Default)]
pub struct RunStore {
    sequence: u64,
    /// The save as it lies there. It is not written again, so that a tab that only looks leaves it to the others.
    written: String,
}

/// What was found at the start.
#[derive(Debug, Default)]
pub struct Found {
    /// The newest save that reads.
    pub save: Option<Save>,
    /// Saves that do not read, kept under a key of their own.
    pub set_aside: Vec<SetAside>,
}

/// A save that could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The key it was put away under; none where the storage refused that, so that the next save will replace it.
    pub key: Option<String>,
    /// Why it could not be opened.
    pub reason: SaveError,
    /// The save itself, for the person to keep.
    pub text: String,
}

/// Why the run cannot be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser gives the page no storage.
    Unavailable,
    /// The storage is full, or the write was refused.
    Refused,
    /// Another tab has saved its run since, and keeps the place.
    Elsewhere,
}

impl RunStore {
    /// Whether nothing is kept.
    pub fn is_empty() -> bool {
        storage().is_ok_and(|storage| SLOTS.iter().all(|slot| storage.get_item(slot).ok().flatten().is_none()))
    }

    /// Whether there is a storage at all.
    pub fn check() -> Result<(), StoreError> {
        storage().map(|_| ())
    }

    /// Opens the store: the newest save that reads, and what does not read set aside.
    pub fn open() -> (Self, Found) {
        let mut found = Found::default();
        let mut store = Self::default();
        let Ok(storage) = storage() else { return (store, found) };
        for slot in SLOTS {
            let Some(text) = storage.get_item(slot).ok().flatten() else { continue };
            match read_slot(&text) {
                Ok((sequence, written, save)) if sequence >= store.sequence || found.save.is_none() => {
                    written.clone_into(&mut store.written);
                    store.sequence = sequence;
                    found.save = Some(save);
                }
                Ok(_) => {}
                Err(reason) => found.set_aside.push(set_aside(&storage, slot, text, reason)),
            }
        }
        (store, found)
    }

    /// Writes a save into the slot that holds the older one, unless it lies there already.
    pub fn write(&mut self, text: String) -> Result<(), StoreError> {
        let storage = storage()?;
        if self.written == text {
            return Ok(());
        }
        let sequence = self.sequence + 1;
        let slot = SLOTS[usize::from(sequence.is_multiple_of(2))];
        storage.set_item(slot, &format!("{sequence}\n{text}")).map_err(|_| StoreError::Refused)?;
        self.sequence = sequence;
        self.written = text;
        Ok(())
    }

    /// Goes on after what another tab has written since.
    pub fn take_over(&mut self) {
        let Ok(storage) = storage() else { return };
        let texts = SLOTS.iter().filter_map(|slot| storage.get_item(slot).ok().flatten());
        self.sequence = texts.filter_map(|text| sequence(&text)).fold(self.sequence, u64::max);
        self.written.clear();
    }

    /// Whether runs are kept under this key.
    pub fn has(key: &str) -> bool {
        SLOTS.contains(&key)
    }

    /// Keeps a text that is no longer the run's save under a key of its own.
    pub fn keep(text: &str) -> Result<String, StoreError> {
        let storage = storage()?;
        let key = free_key(&storage);
        storage.set_item(&key, text).map_err(|_| StoreError::Refused)?;
        Ok(key)
    }
}

/// Reads a slot: the number of the write, a line break, the save.
fn read_slot(text: &str) -> Result<(u64, &str, Save), SaveError> {
    let (_, save) = text.split_once('\n').ok_or(SaveError::Foreign)?;
    let sequence = sequence(text).ok_or(SaveError::Foreign)?;
    Ok((sequence, save, Save::read(save)?))
}

fn sequence(text: &str) -> Option<u64> {
    text.split_once('\n')?.0.parse().ok()
}

/// Moves the text of a slot to a key of its own; it stays where it is if that fails.
fn set_aside(storage: &Storage, slot: &str, text: String, reason: SaveError) -> SetAside {
    let key = free_key(storage);
    let moved = storage.set_item(&key, &text).and_then(|()| storage.remove_item(slot));
    SetAside { key: moved.is_ok().then_some(key), reason, text }
}

fn free_key(storage: &Storage) -> String {
    let keys = (1_u32..).map(|number| format!("cloud-backup-simulator/set-aside/{number}"));
    let taken = |key: &String| storage.get_item(key).ok().flatten().is_some();
    keys.into_iter().find(|key| !taken(key)).expect("numbers do not run out")
}

fn storage() -> Result<Storage, StoreError> {
    window().local_storage().ok().flatten().ok_or(StoreError::Unavailable)
}

const SLOTS: [&str; 2] = ["cloud-backup-simulator/run/a", "cloud-backup-simulator/run/b"];
