//! Disk categories and what each allows (CON-20 to CON-23, CON-61).

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::locale::{Locale, Words};

/// The category of a disk, by its API code (CON-22).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiskCategory {
    /// Enhanced SSD.
    CloudEssd,
    /// ESSD AutoPL.
    CloudAuto,
    /// ESSD Entry.
    CloudEssdEntry,
    /// Zone-redundant ESSD.
    CloudRegionalDiskAuto,
    /// Standard SSD, of the previous generation.
    CloudSsd,
    /// Ultra disk, of the previous generation.
    CloudEfficiency,
    /// Basic disk, of the previous generation.
    Cloud,
    /// Local NVMe SSD.
    LocalSsdPro,
    /// Local HDD.
    LocalHddPro,
    /// Local SSD of older instance types.
    EphemeralSsd,
    /// Elastic ephemeral disk, standard.
    ElasticEphemeralDiskStandard,
    /// Elastic ephemeral disk, premium.
    ElasticEphemeralDiskPremium,
}

/// The performance level of an ESSD (CON-23).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum PerformanceLevel {
    /// Up to 10,000 IOPS.
    Pl0,
    /// Up to 50,000 IOPS; the default.
    #[default]
    Pl1,
    /// Up to 100,000 IOPS.
    Pl2,
    /// Up to 1,000,000 IOPS.
    Pl3,
}

impl DiskCategory {
    /// All categories.
    pub const ALL: [Self; 12] = [
        Self::CloudEssd,
        Self::CloudAuto,
        Self::CloudEssdEntry,
        Self::CloudRegionalDiskAuto,
        Self::CloudSsd,
        Self::CloudEfficiency,
        Self::Cloud,
        Self::LocalSsdPro,
        Self::LocalHddPro,
        Self::EphemeralSsd,
        Self::ElasticEphemeralDiskStandard,
        Self::ElasticEphemeralDiskPremium,
    ];

    /// The category with this API code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.code() == code)
    }

    /// Its API code, such as `cloud_essd` (CON-22).
    pub fn code(self) -> &'static str {
        match self {
            Self::CloudEssd => "cloud_essd",
            Self::CloudAuto => "cloud_auto",
            Self::CloudEssdEntry => "cloud_essd_entry",
            Self::CloudRegionalDiskAuto => "cloud_regional_disk_auto",
            Self::CloudSsd => "cloud_ssd",
            Self::CloudEfficiency => "cloud_efficiency",
            Self::Cloud => "cloud",
            Self::LocalSsdPro => "local_ssd_pro",
            Self::LocalHddPro => "local_hdd_pro",
            Self::EphemeralSsd => "ephemeral_ssd",
            Self::ElasticEphemeralDiskStandard => "elastic_ephemeral_disk_standard",
            Self::ElasticEphemeralDiskPremium => "elastic_ephemeral_disk_premium",
        }
    }

    /// Its name.
    pub fn name(self, locale: Locale) -> &'static str {
        let (en, zh) = match self {
            Self::CloudEssd => ("ESSD", "ESSD云盘"),
            Self::CloudAuto => ("ESSD AutoPL", "ESSD AutoPL云盘"),
            Self::CloudEssdEntry => ("ESSD Entry", "ESSD Entry云盘"),
            Self::CloudRegionalDiskAuto => ("Zone-redundant ESSD", "ESSD同城冗余云盘"),
            Self::CloudSsd => ("Standard SSD", "SSD云盘"),
            Self::CloudEfficiency => ("Ultra disk", "高效云盘"),
            Self::Cloud => ("Basic disk", "普通云盘"),
            Self::LocalSsdPro => ("Local SSD", "本地SSD盘"),
            Self::LocalHddPro => ("Local HDD", "本地HDD盘"),
            Self::EphemeralSsd => ("Local SSD (previous generation)", "本地SSD盘（上一代）"),
            Self::ElasticEphemeralDiskStandard => ("Standard elastic ephemeral disk", "弹性临时盘-标准版"),
            Self::ElasticEphemeralDiskPremium => ("Premium elastic ephemeral disk", "弹性临时盘-高级版"),
        };
        Words { en, zh }.get(locale)
    }

    /// Whether it is of the ESSD series, zone-redundant ESSD included (CON-31).
    pub fn is_essd_series(self) -> bool {
        matches!(self, Self::CloudEssd | Self::CloudAuto | Self::CloudEssdEntry | Self::CloudRegionalDiskAuto)
    }

    /// Whether snapshots can be taken of it: of cloud disks only, not of local and ephemeral ones (CON-20, CON-21).
    pub fn can_be_snapshotted(self) -> bool {
        self.is_essd_series() || matches!(self, Self::CloudSsd | Self::CloudEfficiency | Self::Cloud)
    }

    /// How many snapshots of such a disk can be in creation at once (CON-61).
    pub fn snapshot_tasks_at_once(self) -> usize {
        if self.is_essd_series() { 10 } else { 1 }
    }

    /// The sizes it comes in, in GiB (CON-23). Local and ephemeral disks have the size of their instance type, so any.
    pub fn size_range_gib(self, level: Option<PerformanceLevel>) -> RangeInclusive<u64> {
        match (self, level.unwrap_or_default()) {
            (Self::CloudEssd, PerformanceLevel::Pl0) | (Self::CloudAuto, _) => 1..=65_536,
            (Self::CloudEssd, PerformanceLevel::Pl1) => 20..=65_536,
            (Self::CloudEssd, PerformanceLevel::Pl2) => 461..=65_536,
            (Self::CloudEssd, PerformanceLevel::Pl3) => 1_261..=65_536,
            (Self::CloudEssdEntry, _) => 10..=32_768,
            (Self::CloudRegionalDiskAuto, _) => 10..=65_536,
            (Self::CloudSsd | Self::CloudEfficiency, _) => 20..=32_768,
            (Self::Cloud, _) => 5..=2_000,
            (
                Self::LocalSsdPro
                | Self::LocalHddPro
                | Self::EphemeralSsd
                | Self::ElasticEphemeralDiskStandard
                | Self::ElasticEphemeralDiskPremium,
                _,
            ) => 1..=65_536,
        }
    }
}

impl PerformanceLevel {
    /// All levels.
    pub const ALL: [Self; 4] = [Self::Pl0, Self::Pl1, Self::Pl2, Self::Pl3];

    /// The level with this API code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }

    /// Its API code, such as `PL1`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pl0 => "PL0",
            Self::Pl1 => "PL1",
            Self::Pl2 => "PL2",
            Self::Pl3 => "PL3",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn con_20_only_cloud_disks_can_be_snapshotted() {
        let refused: Vec<_> = DiskCategory::ALL.into_iter().filter(|category| !category.can_be_snapshotted()).collect();
        assert_eq!(refused.len(), 5);
        assert!(refused.iter().all(|category| !category.code().starts_with("cloud")));
    }

    #[test]
    fn con_23_levels_set_the_smallest_size() {
        let smallest = |level| *DiskCategory::CloudEssd.size_range_gib(Some(level)).start();
        assert_eq!(PerformanceLevel::ALL.map(smallest), [1, 20, 461, 1_261]);
    }
}
