//! The frame around every screen.

pub mod account_switch;
pub mod api_call;
pub mod bookmarks;
pub mod branches;
pub mod customise;
pub mod embed;
pub mod finder;
pub mod focus;
pub mod guide;
pub mod jump_dialog;
pub mod keys;
pub mod navigation;
pub mod notices;
pub mod open_run;
pub mod open_scenario;
pub mod outage;
pub mod overdue;
pub mod scrubber;
pub mod share;
pub mod stage;
pub mod time_bar;
pub mod top_bar;
pub mod welcome;
