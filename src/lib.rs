//! The page: shows the simulator and sends it commands. It holds no state of the simulated services and computes no
//! facts about them; both are the engine's.
#![cfg(target_arch = "wasm32")]
#![allow(unreachable_pub, reason = "the component macro makes its items public")]
#![allow(clippy::needless_pass_by_value, reason = "components and event handlers are given what they own")]

pub mod adapters;
pub mod app;
pub mod bridge;
pub mod components;
pub mod crash;
pub mod library;
pub mod parts;
pub mod route;
pub mod screens;
pub mod shell;
pub mod text;

pub use app::{attach_simulator, start, sweep};
