//! The draft of the scenario editor, kept in this browser.

use leptos::prelude::window;

/// The draft that was kept.
pub fn load() -> Option<String> {
    window().local_storage().ok()??.get_item(DRAFT).ok()?
}

/// Keeps the draft; whether the browser did.
pub fn keep(text: &str) -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.is_some_and(|storage| storage.set_item(DRAFT, text).is_ok())
}

const DRAFT: &str = "cloud-backup-simulator/draft";
