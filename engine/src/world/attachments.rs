//! Which disks are attached to which instances, and when they are written to.

use super::World;
use crate::cloud::{DiskIdx, InstanceIdx, disk::DiskLife};

impl World {
    /// Attaches a disk; from now on it is written to while the instance runs (MDL-01).
    pub(crate) fn attach(&mut self, disk: DiskIdx, instance: InstanceIdx) {
        let owner = &mut self.instances[instance];
        owner.disks.push(disk);
        let runs = owner.status.writes();
        let disk = &mut self.disks[disk];
        disk.attached.push(instance);
        disk.own(disk.attached[0], self.now.clock_hour());
        disk.life = DiskLife::Used;
        if runs {
            disk.begin_running(self.now);
        }
    }

    /// Detaches a disk.
    pub(crate) fn detach(&mut self, disk: DiskIdx, instance: InstanceIdx) {
        let owner = &mut self.instances[instance];
        owner.disks.retain(|other| *other != disk);
        let runs = owner.status.writes();
        let disk = &mut self.disks[disk];
        disk.attached.retain(|other| *other != instance);
        if let Some(owner) = disk.attached.first().copied() {
            disk.own(owner, self.now.clock_hour());
        }
        if runs {
            disk.end_running(self.now);
        }
    }

    /// An instance comes to run, or no longer does: its disks are written to from now on, or not, unless another
    /// instance runs on them (MDL-01).
    pub(crate) fn set_running(&mut self, instance: InstanceIdx, runs: bool) {
        for disk in &self.instances[instance].disks {
            match runs {
                true => self.disks[*disk].begin_running(self.now),
                false => self.disks[*disk].end_running(self.now),
            }
        }
    }
}
