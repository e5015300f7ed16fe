//! What happens when the page itself is at fault: it stops saving, and the boot script tells the person.

use std::cell::Cell;

thread_local! {
    static HAPPENED: Cell<bool> = const { Cell::new(false) };
}

/// Takes note from now on, and tells the console in full.
pub fn watch() {
    std::panic::set_hook(Box::new(|panic| {
        HAPPENED.set(true);
        console_error_panic_hook::hook(panic);
    }));
}

/// Whether the page was at fault: what it holds is not to be trusted, and not to be saved.
pub fn has_happened() -> bool {
    HAPPENED.get()
}
