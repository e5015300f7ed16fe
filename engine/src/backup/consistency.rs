//! How the snapshots of one backup agree with one another: a group where possible, else disk by disk (CON-30 to CON-34).

use crate::{
    catalog::{disk::DiskCategory, region::Region},
    cloud::Disk,
    rule::Rule,
    units::Mib,
};

/// How a backup of some disks of one instance is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consistency {
    /// A snapshot-consistent group: all disks at one instant (CON-30).
    Group,
    /// One crash-consistent snapshot a disk, because no group is possible.
    SingleDisks(NoGroup),
}

/// Why no snapshot-consistent group is possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoGroup {
    /// A disk is shared by multi-attach (CON-34).
    SharedDisk,
    /// A disk is not of the ESSD series (CON-31).
    NotEssd,
    /// Zone-redundant disks group only with each other (CON-31).
    ZoneRedundantMixed,
    /// More disks than a group of this region takes (CON-33).
    TooManyDisks,
    /// More capacity than a group of this region takes (CON-33).
    TooMuchCapacity,
}

impl Consistency {
    /// What is possible for these disks of one instance in `region`.
    pub fn of<'a>(disks: impl IntoIterator<Item = &'a Disk>, region: Region) -> Self {
        let disks: Vec<&Disk> = disks.into_iter().collect();
        let limits = region.consistent_group_limits();
        let zone_redundant = |disk: &&Disk| disk.category == DiskCategory::CloudRegionalDiskAuto;
        let capacity: Mib = disks.iter().map(|disk| disk.size).sum();
        let obstacle = if disks.iter().any(|disk| disk.multi_attach) {
            Some(NoGroup::SharedDisk)
        } else if disks.iter().any(|disk| !disk.category.is_essd_series()) {
            Some(NoGroup::NotEssd)
        } else if disks.iter().any(zone_redundant) && !disks.iter().all(zone_redundant) {
            Some(NoGroup::ZoneRedundantMixed)
        } else if disks.len() > limits.disks_max {
            Some(NoGroup::TooManyDisks)
        } else if capacity > limits.capacity_max {
            Some(NoGroup::TooMuchCapacity)
        } else {
            None
        };
        obstacle.map_or(Self::Group, Self::SingleDisks)
    }

    /// The rule that decided.
    pub fn rule(self) -> Rule {
        match self {
            Self::Group => Rule::Con30,
            Self::SingleDisks(obstacle) => obstacle.rule(),
        }
    }
}

impl NoGroup {
    /// The rule that forbids the group.
    pub fn rule(self) -> Rule {
        match self {
            Self::SharedDisk => Rule::Con34,
            Self::NotEssd | Self::ZoneRedundantMixed => Rule::Con31,
            Self::TooManyDisks | Self::TooMuchCapacity => Rule::Con33,
        }
    }
}
