//! The run in localStorage: two slots written in turn, so that a failed write never costs the save before it.

use engine::save::{Save, SaveError};
use leptos::prelude::window;
use web_sys::Storage;

/// Where runs are kept.
#[derive(Debug, Default)]
pub struct RunStore {
    sequence: u64,
}

/// What was found at the start.
#[derive(Debug, Default)]
pub struct Found {
    /// The newest save that reads.
    pub save: Option<Save>,
    /// Saves that do not read, kept under a key of their own.
    pub set_aside: Vec<SetAside>,
}

/// A save that could not be opened and was put away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The key it has now.
    pub key: String,
    /// Why it could not be opened.
    pub reason: String,
    /// The save itself, for the person to keep.
    pub text: String,
}

/// Why the run cannot be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser gives the page no storage.
    Unavailable,
    /// The storage is full, or the write was refused.
    Refused,
}

impl RunStore {
    /// Opens the store: the newest save that reads, and what does not read set aside.
    pub fn open() -> (Self, Found) {
        let mut found = Found::default();
        let mut store = Self::default();
        let Ok(storage) = storage() else { return (store, found) };
        for slot in SLOTS {
            let Some(text) = storage.get_item(slot).ok().flatten() else { continue };
            match read_slot(&text) {
                Ok((sequence, save)) if sequence >= store.sequence || found.save.is_none() => {
                    store.sequence = sequence;
                    found.save = Some(save);
                }
                Ok(_) => {}
                Err(error) => found.set_aside.extend(set_aside(&storage, slot, &text, &error)),
            }
        }
        (store, found)
    }

    /// Writes a save into the slot that holds the older one.
    pub fn write(&mut self, save: &Save) -> Result<(), StoreError> {
        let storage = storage()?;
        let sequence = self.sequence + 1;
        let slot = SLOTS[usize::from(sequence.is_multiple_of(2))];
        let text = format!("{sequence}\n{}", save.to_text());
        storage.set_item(slot, &text).map_err(|_| StoreError::Refused)?;
        self.sequence = sequence;
        Ok(())
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
fn read_slot(text: &str) -> Result<(u64, Save), SaveError> {
    let (sequence, save) = text.split_once('\n').ok_or(SaveError::Foreign)?;
    let sequence = sequence.parse().map_err(|_| SaveError::Foreign)?;
    Ok((sequence, Save::read(save)?))
}

/// Moves the text of a slot to a key of its own; it stays where it is if that fails.
fn set_aside(storage: &Storage, slot: &str, text: &str, error: &SaveError) -> Option<SetAside> {
    let key = free_key(storage);
    storage.set_item(&key, text).ok()?;
    storage.remove_item(slot).ok()?;
    Some(SetAside { key, reason: error.to_string(), text: text.to_owned() })
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
