//! What restores make is rented from ECS: instances by their vCPUs, disks by their size, by whole clock hours, until they
//! are released (RES-14). What a scenario begins with, and what is bought by hand, is on no bill here.
//!
//! It follows from the run and decides nothing in it but what a bill says, so no digest covers it.

use std::{collections::BTreeMap, ops::Range};

use super::meter::Gauge;
use crate::{
    cloud::{DiskIdx, InstanceIdx},
    units::Mib,
};

/// What is rented, and was.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rents {
    /// The vCPUs of instances, counted as sizes are.
    instances: BTreeMap<InstanceIdx, Gauge>,
    disks: BTreeMap<DiskIdx, Gauge>,
}

impl Rents {
    /// An instance with so many vCPUs is rented from this clock hour on.
    pub(crate) fn rent_instance(&mut self, instance: InstanceIdx, vcpus: u32, hour: i64) {
        self.instances.entry(instance).or_default().add(Mib(vcpus.into()), hour);
    }

    /// A disk of this size is rented from this clock hour on.
    pub(crate) fn rent_disk(&mut self, disk: DiskIdx, size: Mib, hour: i64) {
        self.disks.entry(disk).or_default().add(size, hour);
    }

    /// A disk has another size from now on, if it is rented.
    pub(crate) fn resize_disk(&mut self, disk: DiskIdx, size: Mib, hour: i64) {
        if let Some(gauge) = self.disks.get_mut(&disk) {
            gauge.change(gauge.size(), size, hour);
        }
    }

    /// An instance is released; nothing comes of it where it is not rented.
    pub(crate) fn release_instance(&mut self, instance: InstanceIdx, hour: i64) {
        end(self.instances.get_mut(&instance), hour);
    }

    /// A disk is released; nothing comes of it where it is not rented.
    pub(crate) fn release_disk(&mut self, disk: DiskIdx, hour: i64) {
        end(self.disks.get_mut(&disk), hour);
    }

    /// The vCPU-hours of each instance that is or was rented, in each of these spans, which follow one another in time.
    pub(super) fn of_instances(&self, hours: &[Range<i64>]) -> impl Iterator<Item = (InstanceIdx, Vec<u64>)> {
        self.instances.iter().map(|(instance, gauge)| (*instance, gauge.read_each(hours)))
    }

    /// The MiB-hours of each disk that is or was rented.
    pub(super) fn disks(&self) -> impl Iterator<Item = (DiskIdx, &Gauge)> {
        self.disks.iter().map(|(disk, gauge)| (*disk, gauge))
    }
}

fn end(gauge: Option<&mut Gauge>, hour: i64) {
    if let Some(gauge) = gauge.filter(|gauge| gauge.size() > Mib::ZERO) {
        gauge.remove(gauge.size(), hour);
    }
}
