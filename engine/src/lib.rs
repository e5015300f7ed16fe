//! The simulator itself: a whole cloud backup service under a virtual clock, as plain data.
//!
//! Commands go in, events come out; there is no host clock, no randomness, no float and no browser in here.

pub mod rule;
pub mod time;
pub mod units;
