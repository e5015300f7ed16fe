//! View models: what each screen shows, computed here and only drawn by the page.

pub mod activity;
pub mod clock;
pub mod consequence;
pub mod ecs;
pub mod fleet;
pub mod format;
pub mod history;
pub mod jobs;
pub mod keeping;
pub mod list;
pub mod plans;
pub mod policy_form;
pub mod protect;
pub mod search;
pub mod snapshots;
pub mod why;
