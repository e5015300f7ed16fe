//! How the snapshots of one backup agree with one another and with what runs on the instance (CON-30 to CON-56).

use super::binding::{ApplicationOptions, BackupOptions};
use crate::{
    catalog::{disk::DiskCategory, os::Os, region::Region},
    cloud::{Disk, Instance},
    rule::Rule,
    units::Mib,
};

/// How a backup of some disks of one instance is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Consistency {
    /// Whether all disks are taken at one instant.
    pub grouping: Grouping,
    /// What the data on the disks is consistent for.
    pub level: Level,
    /// Why it is less than was asked for (CON-53).
    pub downgrade: Option<Downgrade>,
}

/// Whether all disks of a backup are taken at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// A snapshot-consistent group: all disks at one instant (CON-30).
    Group,
    /// One snapshot a disk, because no group is possible or wanted.
    SingleDisks(NoGroup),
}

/// Why there is no snapshot-consistent group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoGroup {
    /// A disk is shared by multi-attach (CON-34).
    SharedDisk,
    /// A disk is not of the ESSD series (CON-31).
    NotEssd,
    /// Zone-redundant disks group only with each other (CON-31).
    ZoneRedundantMixed,
    /// The disks lie in different zones (CON-32).
    SeveralZones,
    /// More disks than a group of this region takes (CON-33).
    TooManyDisks,
    /// More capacity than a group of this region takes (CON-33).
    TooMuchCapacity,
    /// Application consistency was asked for, which excludes it (CON-50).
    Application,
    /// It was switched off (CON-30).
    SwitchedOff,
}

/// What the data on the disks is consistent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// As after a power cut (CON-30).
    Crash,
    /// File systems were frozen (CON-53).
    FileSystem,
    /// Applications were asked to write out what they hold (CON-53).
    Application,
}

/// Why a backup is less consistent than was asked for; the service does it silently (CON-53).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Downgrade {
    /// A disk is not of the ESSD series (CON-50).
    NotEssd,
    /// The snapshot-consistent group was wanted too, which excludes it (CON-50).
    GroupWanted,
    /// The operating system is not supported (CON-51).
    OperatingSystem,
    /// No RAM role is bound to the instance (CON-55, ERR-06).
    NoRamRole,
    /// A script is not where it was said to be (CON-53).
    Script,
}

impl Consistency {
    /// What comes out for these disks of `instance` as `options` ask.
    pub fn of<'a>(
        instance: &Instance,
        disks: &(impl Iterator<Item = &'a Disk> + Clone),
        options: &BackupOptions,
    ) -> Self {
        let possible = Grouping::possible(disks, instance.region);
        let Some(application) = &options.application else {
            let grouping = match options.snapshot_group {
                Some(false) => Grouping::SingleDisks(NoGroup::SwitchedOff),
                None | Some(true) => possible,
            };
            return Self { grouping, level: Level::Crash, downgrade: None };
        };
        let crash = |grouping, downgrade| Self { grouping, level: Level::Crash, downgrade: Some(downgrade) };
        let alone = Grouping::SingleDisks(NoGroup::Application);
        if disks.clone().any(|disk| !disk.category.is_essd_series()) {
            return crash(possible, Downgrade::NotEssd);
        }
        if options.snapshot_group == Some(true) && possible == Grouping::Group {
            return crash(possible, Downgrade::GroupWanted);
        }
        if !Os::of(&instance.os).runs_cloud_assistant() {
            return crash(alone, Downgrade::OperatingSystem);
        }
        let (level, downgrade) = prepared(application, Os::of(&instance.os));
        Self { grouping: alone, level, downgrade }
    }

    /// The rule that decided about the group.
    pub fn rule(self) -> Rule {
        match self.grouping {
            Grouping::Group => Rule::Con30,
            Grouping::SingleDisks(obstacle) => obstacle.rule(),
        }
    }
}

/// How far the instance can be prepared as `options` say (CON-52, CON-53).
fn prepared(options: &ApplicationOptions, os: Os) -> (Level, Option<Downgrade>) {
    if options.ram_role.as_deref().unwrap_or_default().is_empty() {
        return (Level::Crash, Some(Downgrade::NoRamRole));
    }
    if os == Os::Windows {
        return (if options.enable_writers { Level::Application } else { Level::FileSystem }, None);
    }
    let scripts = [(&options.pre_script, PRE_SCRIPT), (&options.post_script, POST_SCRIPT)];
    let given = scripts.iter().filter(|(given, _)| given.is_some()).count();
    let in_place = scripts.iter().all(|(given, expected)| given.as_deref() == Some(*expected));
    match (in_place, given, options.enable_fs_freeze) {
        (true, ..) => (Level::Application, None),
        (false, 0, true) => (Level::FileSystem, None),
        (false, 0, false) => (Level::Crash, None),
        (false, _, true) => (Level::FileSystem, Some(Downgrade::Script)),
        (false, _, false) => (Level::Crash, Some(Downgrade::Script)),
    }
}

impl Grouping {
    /// What is possible for these disks of one instance in `region`.
    fn possible<'a>(disks: &(impl Iterator<Item = &'a Disk> + Clone), region: Region) -> Self {
        let limits = region.consistent_group_limits();
        let any = |test: fn(&Disk) -> bool| disks.clone().any(test);
        let is_redundant: fn(&Disk) -> bool = |disk| disk.category == DiskCategory::CloudRegionalDiskAuto;
        let capacity: Mib = disks.clone().map(|disk| disk.size).sum();
        let obstacle = if any(|disk| disk.multi_attach) {
            Some(NoGroup::SharedDisk)
        } else if any(|disk| !disk.category.is_essd_series()) {
            Some(NoGroup::NotEssd)
        } else if any(is_redundant) && !disks.clone().all(is_redundant) {
            Some(NoGroup::ZoneRedundantMixed)
        } else if disks.clone().zip(disks.clone().skip(1)).any(|(one, next)| one.zone != next.zone) {
            Some(NoGroup::SeveralZones)
        } else if disks.clone().count() > limits.disks_max {
            Some(NoGroup::TooManyDisks)
        } else if capacity > limits.capacity_max {
            Some(NoGroup::TooMuchCapacity)
        } else {
            None
        };
        obstacle.map_or(Self::Group, Self::SingleDisks)
    }
}

impl NoGroup {
    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::SharedDisk => Rule::Con34,
            Self::NotEssd | Self::ZoneRedundantMixed => Rule::Con31,
            Self::SeveralZones => Rule::Con32,
            Self::TooManyDisks | Self::TooMuchCapacity => Rule::Con33,
            Self::Application => Rule::Con50,
            Self::SwitchedOff => Rule::Con30,
        }
    }
}

impl Level {
    /// The tag that snapshots of this level carry (CON-53); crash-consistent ones carry none.
    pub fn tag(self) -> Option<&'static str> {
        match self {
            Self::Crash => None,
            Self::FileSystem => Some("FsConsistent"),
            Self::Application => Some("APPConsistent"),
        }
    }

    /// The `ConsistentLevel` of the API, of which only the lowest is documented (CON-53).
    pub fn api_name(self) -> Option<&'static str> {
        match self {
            Self::Crash => Some("CRASH"),
            Self::FileSystem | Self::Application => None,
        }
    }

    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::Crash => Rule::Con30,
            Self::FileSystem | Self::Application => Rule::Con53,
        }
    }
}

impl Downgrade {
    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::NotEssd | Self::GroupWanted => Rule::Con50,
            Self::OperatingSystem => Rule::Con51,
            Self::NoRamRole => Rule::Err06,
            Self::Script => Rule::Con53,
        }
    }

    /// The `DowngradeReason` of the API, of which one is documented (ERR-06); the others happen silently.
    pub fn api_name(self) -> Option<&'static str> {
        match self {
            Self::NoRamRole => Some("HBR.NoRamRoleBound"),
            Self::NotEssd | Self::GroupWanted | Self::OperatingSystem | Self::Script => None,
        }
    }
}

/// Where the script before the freeze lies on every instance (CON-52).
pub const PRE_SCRIPT: &str = "/tmp/prescript.sh";
/// Where the script after the thaw lies on every instance (CON-52).
pub const POST_SCRIPT: &str = "/tmp/postscript.sh";
