//! What is said to people about what happens, in both languages.
//!
//! The page keeps the labels of its own; every sentence about the simulated services is made here, so that the API and
//! the screens say the same.

mod account;
mod command;
mod copy;
mod ecs;
mod event;
mod import;
mod incident;
mod lack;
mod lesson;
mod managed;
mod message;
mod problem;
mod restore;
mod schedule;
mod snapshot;
mod timeline;
pub mod title;
mod wrong;

pub use self::{
    account::plan_kind,
    command::command,
    copy::{copy_failure, copy_status},
    event::{event, job_failure_title},
    import::left_out,
    incident::{condition, incident_kind, obstacle},
    lack::lack,
    lesson::not_skipped,
    message::Message,
    problem::rejection,
    restore::{restore_failure, restore_failure_title, restore_kind},
    timeline::{bookmark_name_hint, branch_name_hint},
    wrong::Wrong,
};
