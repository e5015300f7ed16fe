//! View models: what each screen shows, computed here and only drawn by the page.

pub mod account;
pub mod activity;
pub mod assumptions;
pub mod bill;
pub mod bulk;
pub mod clock;
pub mod consequence;
pub mod ecs;
pub mod find;
pub mod fleet;
pub mod format;
pub mod history;
pub mod incidents;
pub mod jobs;
pub mod keeping;
pub mod list;
pub mod overview;
pub mod plans;
pub mod policies;
pub mod policy_form;
pub mod protect;
pub mod rulebook;
pub mod search;
pub mod snapshots;
pub mod troubleshooting;
pub mod why;
