//! What the page asks of the browser. Every failure is a value that a person gets to see.

pub mod address;
pub mod broadcast;
pub mod clipboard;
pub mod download;
pub mod draft;
pub mod embedding;
pub mod full_screen;
pub mod persistence;
pub mod preferences;
pub mod storage;
pub mod worker;
