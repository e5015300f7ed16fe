//! What is metered while time passes, as exact integers; prices come in only when a bill is drawn up.

pub mod bill;
mod ledger;
pub mod meter;
pub mod money;
pub mod prices;
pub(crate) mod rent;
pub mod resource_plan;
pub mod settlement;
