//! The screens, one folder or file each.

pub mod activity;
pub mod ecs;
pub mod instances;
pub mod jobs;
pub mod plans;
pub mod protect;
pub mod settings;
pub mod snapshots;
pub mod unknown;
