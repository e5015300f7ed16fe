//! The page's module, which the boot script starts; natively there is nothing to start.

/// Keeps what the boot script calls.
#[cfg(target_arch = "wasm32")]
pub use page::{attach_simulator, start};

fn main() {}
