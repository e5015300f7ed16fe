//! The page in full screen, where the browser lets it.

use leptos::prelude::document;

/// Whether the browser, and whatever page is around this one, lets it.
pub fn is_allowed() -> bool {
    document().fullscreen_enabled()
}

/// Whether the page has the whole screen.
pub fn is_on() -> bool {
    document().fullscreen_element().is_some()
}

/// Takes the whole screen, or gives it back.
pub fn toggle() {
    if is_on() {
        document().exit_fullscreen();
    } else if is_allowed()
        && let Some(root) = document().document_element()
    {
        let _ = root.request_fullscreen();
    }
}
