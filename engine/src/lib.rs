//! The simulator itself: a whole cloud backup service under a virtual clock, as plain data.
//!
//! Commands go in, events come out; there is no host clock, no randomness, no float and no browser in here. A run is a
//! [`scenario::Scenario`] and a list of [`command::Command`]s; the same run gives the same [`digest::Digest`]
//! everywhere. The modules stand in reading order.

pub mod time;
pub mod units;

pub mod arena;
pub mod chance;
mod chunks;
pub mod digest;
pub mod few;
pub mod id;
pub mod json;
pub mod locale;
pub mod queue;

pub mod catalog;
pub mod rule;

pub mod backup;
pub mod billing;
pub mod cloud;
pub mod incident;
pub mod world;

pub mod command;
pub mod event;
pub mod rejection;

pub mod forecast;
pub mod import;
pub mod lesson;
pub mod rehearsal;
pub mod save;
pub mod scenario;
pub mod simulation;
pub mod timeline;

pub mod shelf;

pub mod openapi;
pub mod script;
pub mod terraform;
pub mod view;
pub mod words;

pub mod sweep;
