//! The small parts that every screen uses, each by itself in a real browser: what a person meets of them.
#![cfg(target_arch = "wasm32")]

mod dialogs;
mod fields;
mod lists;
mod menus;
mod picks;
mod rules;
mod stage;
mod status;
mod toasts;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
