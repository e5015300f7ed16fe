//! What is metered while time passes, as exact integers; prices come in only when a bill is drawn up.

mod ledger;
pub mod meter;
