//! Which disks are attached to which instances, and when they are written to.

use super::World;
use crate::cloud::{DiskIdx, InstanceIdx, disk::DiskLife};

impl World {
    /// Attaches a disk; from now on it is written to while the instance runs (MDL-01).
    pub(crate) fn attach(&mut self, disk: DiskIdx, instance: InstanceIdx) {
        self.instances[instance].disks.push(disk);
        let state = &mut self.disks[disk];
        state.attached.push(instance);
        state.life = DiskLife::Used;
        self.settle_writes(disk);
    }

    /// Detaches a disk.
    pub(crate) fn detach(&mut self, disk: DiskIdx, instance: InstanceIdx) {
        self.instances[instance].disks.retain(|other| *other != disk);
        self.disks[disk].attached.retain(|other| *other != instance);
        self.settle_writes(disk);
    }

    /// From now on a disk is written to exactly if an instance that it is attached to runs: one is enough where it is
    /// shared (MDL-01).
    pub(crate) fn settle_writes(&mut self, disk: DiskIdx) {
        let attached = &self.disks[disk].attached;
        let written_to = attached.iter().any(|instance| self.instances[*instance].status.writes());
        let now = self.now;
        self.disks[disk].wear.set_running(written_to, now);
    }
}
