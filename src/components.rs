//! Small parts that every screen uses.

pub mod check_boxes;
pub mod code;
pub mod dialog;
pub mod dynamic;
pub mod field;
pub mod icon;
pub mod list;
pub mod listing;
pub mod rule_chip;
pub mod rule_stand;
pub mod status;
pub mod toasts;
