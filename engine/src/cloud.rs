//! What is protected: instances, disks and the chains of their snapshots.

pub mod account;
pub mod auto_policy;
pub mod chain;
pub mod copied;
pub mod data;
pub mod disk;
pub mod image;
pub mod instance;
pub mod labels;
pub mod link;
pub mod managed;
pub mod network;

pub use self::{account::Account, chain::Chain, disk::Disk, image::Image, instance::Instance, network::Networks};

use crate::arena::positions;

positions! {
    /// Where an instance stands in [`crate::world::World::instances`].
    InstanceIdx
    /// Where a disk stands in [`crate::world::World::disks`].
    DiskIdx
}
