//! The frame around every screen.

pub mod account_switch;
pub mod branches;
pub mod finder;
pub mod jump_dialog;
pub mod keys;
pub mod navigation;
pub mod notices;
pub mod outage;
pub mod overdue;
pub mod scrubber;
pub mod time_bar;
pub mod top_bar;
