//! The page's module, which the boot script starts; natively there is nothing to start.

/// Keeps what the boot script and the worker call.
#[cfg(target_arch = "wasm32")]
pub use page::{attach_simulator, start, sweep};

fn main() {}
