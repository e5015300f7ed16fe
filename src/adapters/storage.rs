//! The browser's localStorage as cells for runs, and what a tab remembers by itself.

use engine::shelf::{Cells, Refused, Shelf, WriteError};
use leptos::prelude::window;
use web_sys::Storage;

/// The cells of localStorage.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalCells;

/// The runs of this browser.
pub fn shelf() -> Shelf<LocalCells> {
    Shelf::of(LocalCells)
}

/// Whether there is a storage at all.
pub fn check() -> Result<(), WriteError> {
    storage().map(|_| ()).ok_or(WriteError::Unavailable)
}

/// Whether a run lies there, or what was one.
pub fn is_empty() -> bool {
    !LocalCells.keys().iter().any(|key| key.starts_with(STEM) && !PREFERENCES.contains(&&key[STEM.len()..]))
}

/// The run that this tab had open last.
pub fn run_of_tab() -> Option<String> {
    tab_storage()?.get_item(RUN_OF_TAB).ok()?
}

/// Remembers which run this tab has open.
pub fn keep_run_of_tab(run: &str) {
    if let Some(storage) = tab_storage() {
        let _ = storage.set_item(RUN_OF_TAB, run);
    }
}

impl Cells for LocalCells {
    fn keys(&self) -> Vec<String> {
        let Some(storage) = storage() else { return Vec::new() };
        let count = storage.length().unwrap_or_default();
        (0..count).filter_map(|position| storage.key(position).ok().flatten()).collect()
    }

    fn get(&self, key: &str) -> Option<String> {
        storage()?.get_item(key).ok()?
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), Refused> {
        storage().ok_or(Refused)?.set_item(key, text).map_err(|_| Refused)
    }

    fn remove(&mut self, key: &str) -> Result<(), Refused> {
        storage().ok_or(Refused)?.remove_item(key).map_err(|_| Refused)
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn tab_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

const STEM: &str = "cloud-backup-simulator/";
/// What else lies there, of the reader and not of a run.
const PREFERENCES: [&str; 6] = ["theme", "scale", "locale", "region", "welcome", "learner"];
const RUN_OF_TAB: &str = "cloud-backup-simulator/run-of-tab";
