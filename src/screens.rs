//! The screens, one folder or file each.

pub mod activity;
pub mod instances;
pub mod jobs;
pub mod policies;
pub mod protect;
pub mod settings;
pub mod unknown;
