//! Headline figures of a run, kept with it: what a replay by other rules is held against.

use serde::{Deserialize, Serialize};

use crate::{
    billing::{
        bill::{Bill, Grouping},
        money::MicroCny,
    },
    simulation::Simulation,
    units::Mib,
};

/// What a run had come to where it stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// The backup points that there were, copies in other regions included.
    pub points: u64,
    /// What all snapshots occupied together (SNP-05).
    pub snapshot_mib: Mib,
    /// What all of it had cost since the start (BIL-14), in millionths of a yuan.
    pub cost: MicroCny,
}

impl Figures {
    /// The figures of a run as it stands.
    pub fn of(run: &Simulation) -> Self {
        let world = run.world();
        let points = world.instances.iter().map(|(_, instance)| instance.history.points().len() as u64).sum();
        let snapshot_mib =
            world.disks.iter().map(|(_, disk)| disk.chain.stored()).fold(Mib::ZERO, |sum, mib| sum + mib);
        let cost = Bill::draw_up(world, world.start, world.now, Grouping::Cause).total();
        Self { points, snapshot_mib, cost }
    }
}
