//! The product: policies and their schedules, what they bind, the jobs they run and the points those leave.

pub mod binding;
pub mod consistency;
pub mod history;
pub mod job;
pub mod point;
pub mod policy;
pub mod replication;
pub mod restore;
pub mod schedule;

use crate::arena::positions;

positions! {
    /// Where a policy stands in [`crate::world::World::policies`].
    PolicyIdx
}
