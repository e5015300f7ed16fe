//! The screens, one folder or file each.

pub mod activity;
pub mod assumptions;
pub mod billing;
pub mod class;
pub mod compare;
pub mod ecs;
pub mod editor;
pub mod incidents;
pub mod instances;
pub mod jobs;
pub mod links;
pub mod overview;
pub mod plans;
pub mod policies;
pub mod presenter;
pub mod protect;
pub mod report;
pub mod restore;
pub mod rulebook;
pub mod runs;
pub mod scenarios;
pub mod settings;
pub mod snapshots;
pub mod unknown;
