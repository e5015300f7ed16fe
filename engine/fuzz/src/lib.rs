//! What the fuzz targets have in common: what is asked of each reader, under an allocator that gives out no more than a
//! reader may take.
#![forbid(unsafe_code)]

#[path = "../../tests/readers/checks.rs"]
mod checks;

use std::{alloc::System, sync::Once};

use cap::Cap;

/// All that an input may have allocated at a time.
const BYTES_MAX: usize = 64 << 20;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);
static LIMITED: Once = Once::new();

/// Asks the reader of saves.
pub fn save(bytes: &[u8]) {
    limit();
    checks::save(bytes);
}

/// Asks the reader of links.
pub fn link(bytes: &[u8]) {
    limit();
    checks::link(bytes);
}

/// Asks the reader of scenarios.
pub fn scenario(bytes: &[u8]) {
    limit();
    checks::scenario(bytes);
}

/// From the first input on, what would allocate more ends the target.
fn limit() {
    LIMITED.call_once(|| ALLOCATOR.set_limit(BYTES_MAX).expect("little is allocated before"));
}
