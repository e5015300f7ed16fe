//! What the page asks of the browser. Every failure is a value that a person gets to see.

pub mod address;
pub mod clipboard;
pub mod download;
pub mod persistence;
pub mod preferences;
pub mod storage;
