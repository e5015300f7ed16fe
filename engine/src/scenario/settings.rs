//! What the documentation leaves open, as settings with a name, a unit, a default and a range.

use serde_json::{Map, Value, json};

use crate::{
    backup::schedule::ScheduleBounds,
    billing::money::MicroCny,
    cloud::chain::Snapshot,
    digest::DigestWriter,
    locale::{Locale, Words},
    rule::Rule,
    time::Seconds,
    units::Mib,
};

/// A setting. Each is a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// What every snapshot takes, whatever its size.
    SnapshotCreationSeconds,
    /// How fast the changed data of a snapshot is stored.
    SnapshotCreationMibPerSecond,
    /// The longest interval of an hourly schedule.
    ScheduleHoursMax,
    /// The longest interval of a daily schedule.
    ScheduleDaysMax,
    /// After what time a snapshot of an ESSD-series disk can be used.
    InstantAccessSeconds,

    /// How long an instance takes to start.
    InstanceStartSeconds,
    /// How long an instance takes to stop.
    InstanceStopSeconds,

    /// What the archiving of every snapshot takes, whatever its size.
    ArchivingSeconds,
    /// How fast the data of a snapshot is archived.
    ArchivingMibPerSecond,
    /// Whether an archived snapshot counts as a full copy.
    ArchiveFullSize,
    /// How long after a payment falls due the account is suspended.
    OverdueGraceSeconds,
    /// What every restore takes, whatever its size.
    RestoreSeconds,
    /// How fast the data of a snapshot without instant access is restored.
    RestoreMibPerSecond,
    /// How much longer a restore from the Archive tier takes.
    RestoreArchiveSeconds,
    /// What a GiB of standard snapshots costs a month.
    StandardPrice,
    /// What a GiB of archive snapshots costs a month.
    ArchivePrice,
    /// What Cloud Backup takes for a GiB that it manages, a month.
    SoftwareFee,

    /// How fast a snapshot is copied to another region.
    CopyMibPerSecond,
    /// How many copies a link from one region to another carries at a time.
    CopiesPerLink,
    /// What it costs to copy a GiB to another region.
    CopyPrice,

    /// What a vCPU of a pay-as-you-go instance costs an hour.
    VcpuPrice,
    /// What a GiB of a disk of level PL0 costs a month, or of one without a level.
    DiskPricePl0,
    /// The same at level PL1.
    DiskPricePl1,
    /// The same at level PL2.
    DiskPricePl2,
    /// The same at level PL3.
    DiskPricePl3,
    /// What a GiB of a resource plan of OSS costs for a month, in millionths of a yuan.
    OssPlanPrice,
    /// The same of a storage capacity unit.
    ScuPrice,
}

/// The settings in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumptions {
    values: [i64; Setting::ALL.len()],
}

/// Why a setting cannot be changed so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// There is no such setting.
    #[error("`{name}` is not a setting; there are: {known}", name = .0, known = Setting::ALL.map(Setting::name).join(", "))]
    Unknown(String),
    /// Not a whole number in range.
    #[error("{name} must be {expected}", name = .0.name(), expected = .0.expected())]
    Value(Setting),
}

struct Facts {
    name: &'static str,
    unit: &'static str,
    label: Words,
    default: i64,
    range: std::ops::RangeInclusive<i64>,
    rule: Rule,
}

impl SettingError {
    /// The rule that the setting belongs to; that of the model where there is no such setting.
    pub fn rule(&self) -> Rule {
        match self {
            Self::Unknown(_) => Rule::Mdl10,
            Self::Value(setting) => setting.rule(),
        }
    }
}

impl Setting {
    /// All settings in the order they are shown.
    pub const ALL: [Self; 27] = [
        Self::SnapshotCreationSeconds,
        Self::SnapshotCreationMibPerSecond,
        Self::ScheduleHoursMax,
        Self::ScheduleDaysMax,
        Self::InstantAccessSeconds,
        Self::InstanceStartSeconds,
        Self::InstanceStopSeconds,
        Self::ArchivingSeconds,
        Self::ArchivingMibPerSecond,
        Self::ArchiveFullSize,
        Self::OverdueGraceSeconds,
        Self::RestoreSeconds,
        Self::RestoreMibPerSecond,
        Self::RestoreArchiveSeconds,
        Self::StandardPrice,
        Self::ArchivePrice,
        Self::SoftwareFee,
        Self::CopyMibPerSecond,
        Self::CopiesPerLink,
        Self::CopyPrice,
        Self::VcpuPrice,
        Self::DiskPricePl0,
        Self::DiskPricePl1,
        Self::DiskPricePl2,
        Self::DiskPricePl3,
        Self::OssPlanPrice,
        Self::ScuPrice,
    ];

    /// The setting with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.name() == name)
    }

    /// Its name in scenario files and calls.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// Its unit.
    pub fn unit(self) -> &'static str {
        self.facts().unit
    }

    /// What people read.
    pub fn label(self, locale: Locale) -> &'static str {
        self.facts().label.get(locale)
    }

    /// Its value where a scenario does not say.
    pub fn default(self) -> i64 {
        self.facts().default
    }

    /// The values it may have.
    pub fn range(self) -> std::ops::RangeInclusive<i64> {
        self.facts().range
    }

    /// The rule it belongs to.
    pub fn rule(self) -> Rule {
        self.facts().rule
    }

    fn expected(self) -> String {
        let (from, to) = self.range().into_inner();
        match self.is_price() {
            true => {
                let [least, most] = [from, to].map(|price| MicroCny(price).to_price_text());
                format!("CNY {least} to {most}, in whole millionths of a yuan: {from} to {to}")
            }
            false => format!("a whole number from {from} to {to} ({})", self.unit()),
        }
    }

    /// Whether it is an amount of money, in millionths of a yuan.
    pub fn is_price(self) -> bool {
        self.facts().unit.starts_with(MICRO)
    }

    #[expect(clippy::too_many_lines, reason = "a table with an entry for each setting")]
    fn facts(self) -> Facts {
        match self {
            Self::SnapshotCreationSeconds => Facts {
                name: "snapshot_creation_seconds",
                unit: "s",
                label: Words { en: "Snapshot creation, fixed part", zh: "创建快照的固定耗时" },
                default: 60,
                range: 0..=86_400,
                rule: Rule::Mdl10,
            },
            Self::SnapshotCreationMibPerSecond => Facts {
                name: "snapshot_creation_mib_per_second",
                unit: "MiB/s",
                label: Words {
                    en: "Snapshot creation, rate for changed data", zh: "创建快照时变化数据的处理速率"
                },
                default: 200,
                range: 1..=1_000_000,
                rule: Rule::Mdl10,
            },
            Self::ScheduleHoursMax => Facts {
                name: "schedule_hours_max",
                unit: "h",
                label: Words {
                    en: "Longest interval of an hourly schedule", zh: "按小时执行计划的最大间隔"
                },
                default: 23,
                range: 1..=8_760,
                rule: Rule::Pol15,
            },
            Self::ScheduleDaysMax => Facts {
                name: "schedule_days_max",
                unit: "d",
                label: Words { en: "Longest interval of a daily schedule", zh: "按天执行计划的最大间隔" },
                default: 31,
                range: 1..=3_650,
                rule: Rule::Pol15,
            },
            Self::InstantAccessSeconds => Facts {
                name: "instant_access_seconds",
                unit: "s",
                label: Words { en: "Instant access to an ESSD snapshot", zh: "ESSD快照极速可用的等待时间" },
                default: 10,
                range: 0..=86_400,
                rule: Rule::Mdl11,
            },

            Self::InstanceStartSeconds => Facts {
                name: "instance_start_seconds",
                unit: "s",
                label: Words { en: "Start of an instance", zh: "启动实例的耗时" },
                default: 60,
                range: 0..=86_400,
                rule: Rule::Mdl19,
            },
            Self::InstanceStopSeconds => Facts {
                name: "instance_stop_seconds",
                unit: "s",
                label: Words { en: "Stop of an instance", zh: "停止实例的耗时" },
                default: 60,
                range: 0..=86_400,
                rule: Rule::Mdl19,
            },

            Self::ArchivingSeconds => Facts {
                name: "archiving_seconds",
                unit: "s",
                label: Words { en: "Archiving of a snapshot, fixed part", zh: "归档快照的固定耗时" },
                default: 3_600,
                range: 0..=864_000,
                rule: Rule::Mdl13,
            },
            Self::ArchivingMibPerSecond => Facts {
                name: "archiving_mib_per_second",
                unit: "MiB/s",
                label: Words {
                    en: "Archiving of a snapshot, rate for its full size",
                    zh: "归档快照时全量数据的处理速率",
                },
                default: 50,
                range: 1..=1_000_000,
                rule: Rule::Mdl13,
            },
            Self::ArchiveFullSize => Facts {
                name: "archive_full_size",
                unit: "0/1",
                label: Words {
                    en: "An archived snapshot counts as a full copy (1) or as what it stored (0)",
                    zh: "归档快照按全量大小（1）或按存储大小（0）计",
                },
                default: 1,
                range: 0..=1,
                rule: Rule::Mdl31,
            },
            Self::OverdueGraceSeconds => Facts {
                name: "overdue_grace_seconds",
                unit: "s",
                label: Words {
                    en: "Grace before an overdue account is suspended", zh: "欠费后停服前的延停时长"
                },
                default: 86_400,
                range: 0..=31_536_000,
                rule: Rule::Mdl18,
            },
            Self::RestoreSeconds => Facts {
                name: "restore_seconds",
                unit: "s",
                label: Words { en: "Restore, fixed part", zh: "恢复的固定耗时" },
                default: 120,
                range: 0..=864_000,
                rule: Rule::Mdl14,
            },
            Self::RestoreMibPerSecond => Facts {
                name: "restore_mib_per_second",
                unit: "MiB/s",
                label: Words {
                    en: "Restore, rate for full data without instant access",
                    zh: "恢复时无极速可用的全量数据的处理速率",
                },
                default: 500,
                range: 1..=1_000_000,
                rule: Rule::Mdl14,
            },
            Self::RestoreArchiveSeconds => Facts {
                name: "restore_archive_seconds",
                unit: "s",
                label: Words {
                    en: "Restore from the Archive tier, extra time", zh: "从归档层恢复的额外耗时"
                },
                default: 0,
                range: 0..=864_000,
                rule: Rule::Mdl15,
            },
            Self::StandardPrice => Facts {
                name: "standard_price_micro_cny",
                unit: PRICE_UNIT,
                label: Words {
                    en: "Standard snapshot storage (illustrative)", zh: "标准快照存储单价（示意）"
                },
                default: 120_000,
                range: PRICES,
                rule: Rule::Mdl20,
            },
            Self::ArchivePrice => Facts {
                name: "archive_price_micro_cny",
                unit: PRICE_UNIT,
                label: Words {
                    en: "Archive snapshot storage (illustrative)", zh: "归档快照存储单价（示意）"
                },
                default: 60_000,
                range: PRICES,
                rule: Rule::Mdl21,
            },
            Self::SoftwareFee => Facts {
                name: "software_fee_micro_cny",
                unit: PRICE_UNIT,
                label: Words { en: "Software usage fee (illustrative)", zh: "备份软件使用费单价（示意）" },
                default: 50_000,
                range: PRICES,
                rule: Rule::Mdl23,
            },

            Self::CopyMibPerSecond => Facts {
                name: "copy_mib_per_second",
                unit: "MiB/s",
                label: Words { en: "Copy of a snapshot to another region, rate", zh: "跨地域复制快照的速率" },
                default: 100,
                range: 1..=1_000_000,
                rule: Rule::Mdl12,
            },
            Self::CopiesPerLink => Facts {
                name: "copies_per_link",
                unit: "1",
                label: Words {
                    en: "Copies that a link between two regions carries at a time",
                    zh: "两地域间链路同时传输的副本数",
                },
                default: 10,
                range: 1..=1_000,
                rule: Rule::Mdl12,
            },
            Self::CopyPrice => Facts {
                name: "copy_price_micro_cny",
                unit: TRAFFIC_PRICE_UNIT,
                label: Words { en: "Snapshot copy traffic (illustrative)", zh: "复制快照流量单价（示意）" },
                default: 500_000,
                range: PRICES,
                rule: Rule::Mdl22,
            },

            Self::VcpuPrice => Facts {
                name: "vcpu_price_micro_cny",
                unit: VCPU_PRICE_UNIT,
                label: Words {
                    en: "Pay-as-you-go instance, a vCPU (illustrative)",
                    zh: "按量付费实例每vCPU单价（示意）",
                },
                default: 250_000,
                range: PRICES,
                rule: Rule::Mdl25,
            },
            Self::DiskPricePl0 => disk_price(
                "disk_pl0_price_micro_cny",
                Words {
                    en: "Disk of level PL0, or without one (illustrative)", zh: "PL0及无性能级别云盘单价（示意）"
                },
                500_000,
            ),
            Self::DiskPricePl1 => disk_price(
                "disk_pl1_price_micro_cny",
                Words { en: "Disk of level PL1 (illustrative)", zh: "PL1云盘单价（示意）" },
                1_000_000,
            ),
            Self::DiskPricePl2 => disk_price(
                "disk_pl2_price_micro_cny",
                Words { en: "Disk of level PL2 (illustrative)", zh: "PL2云盘单价（示意）" },
                2_000_000,
            ),
            Self::DiskPricePl3 => disk_price(
                "disk_pl3_price_micro_cny",
                Words { en: "Disk of level PL3 (illustrative)", zh: "PL3云盘单价（示意）" },
                4_000_000,
            ),
            Self::OssPlanPrice => Facts {
                name: "oss_plan_price_micro_cny",
                unit: PRICE_UNIT,
                label: Words { en: "OSS resource plan (illustrative)", zh: "OSS资源包单价（示意）" },
                default: 90_000,
                range: PRICES,
                rule: Rule::Bil16,
            },
            Self::ScuPrice => Facts {
                name: "scu_price_micro_cny",
                unit: PRICE_UNIT,
                label: Words {
                    en: "Storage capacity unit (illustrative)", zh: "存储容量单位包（SCU）单价（示意）"
                },
                default: 100_000,
                range: PRICES,
                rule: Rule::Bil16,
            },
        }
    }
}

/// The price of disks of a level (MDL-25).
fn disk_price(name: &'static str, label: Words, default: i64) -> Facts {
    Facts { name, unit: PRICE_UNIT, label, default, range: PRICES, rule: Rule::Mdl25 }
}

/// What the unit of every price begins with.
pub(crate) const MICRO: char = 'µ';
/// Prices are whole millionths of a yuan for a GiB and month of 30 days.
const PRICE_UNIT: &str = "µCNY/GiB-month";
/// What is carried is paid for once.
const TRAFFIC_PRICE_UNIT: &str = "µCNY/GiB";
const VCPU_PRICE_UNIT: &str = "µCNY/vCPU-hour";
/// Up to CNY 1,000.
const PRICES: std::ops::RangeInclusive<i64> = 0..=1_000_000_000;

impl Assumptions {
    /// The value of a setting.
    pub fn get(&self, setting: Setting) -> i64 {
        self.values[setting as usize]
    }

    /// How long the creation of a snapshot takes that stores `changed_mib` (MDL-10).
    pub fn snapshot_creation(&self, changed_mib: u64) -> Seconds {
        let rate = self.get(Setting::SnapshotCreationMibPerSecond).unsigned_abs().max(1);
        let transfer = i64::try_from(changed_mib.div_ceil(rate)).unwrap_or(i64::MAX / 2);
        Seconds(self.get(Setting::SnapshotCreationSeconds) + transfer)
    }

    /// What a snapshot counts as in the Archive tier (MDL-31).
    pub fn archived_size(&self, snapshot: &Snapshot) -> Mib {
        if self.get(Setting::ArchiveFullSize) == 0 { snapshot.stored } else { snapshot.full() }
    }

    /// How long it takes to archive a snapshot of this full size (MDL-13).
    pub fn archiving(&self, full_mib: u64) -> Seconds {
        let rate = self.get(Setting::ArchivingMibPerSecond).unsigned_abs().max(1);
        let transfer = i64::try_from(full_mib.div_ceil(rate)).unwrap_or(i64::MAX / 2);
        Seconds(self.get(Setting::ArchivingSeconds) + transfer)
    }

    /// How long the copy of a snapshot takes of which so much is carried (MDL-12).
    pub fn copying(&self, carried_mib: u64) -> Seconds {
        let rate = self.get(Setting::CopyMibPerSecond).unsigned_abs().max(1);
        Seconds(i64::try_from(carried_mib.div_ceil(rate)).unwrap_or(i64::MAX / 2))
    }

    /// How long the restore of a disk takes from a snapshot of this full size (MDL-14), from the Archive tier with the
    /// extra time of that (MDL-15).
    pub fn restore(&self, full_mib: u64, has_instant_access: bool, is_archived: bool) -> Seconds {
        let rate = self.get(Setting::RestoreMibPerSecond).unsigned_abs().max(1);
        let transfer = match has_instant_access {
            true => 0,
            false => i64::try_from(full_mib.div_ceil(rate)).unwrap_or(i64::MAX / 2),
        };
        let extra = if is_archived { self.get(Setting::RestoreArchiveSeconds) } else { 0 };
        Seconds(self.get(Setting::RestoreSeconds) + transfer + extra)
    }

    /// How far apart the runs of a schedule may lie (POL-15).
    pub fn schedule_bounds(&self) -> ScheduleBounds {
        let bound = |setting| u32::try_from(self.get(setting)).unwrap_or(u32::MAX);
        ScheduleBounds { hours_max: bound(Setting::ScheduleHoursMax), days_max: bound(Setting::ScheduleDaysMax) }
    }

    /// After what time a snapshot of an ESSD-series disk can be used (MDL-11).
    pub fn instant_access(&self) -> Seconds {
        Seconds(self.get(Setting::InstantAccessSeconds))
    }

    /// Changes a setting by its name.
    pub fn set(&mut self, name: &str, value: &Value) -> Result<(), SettingError> {
        let setting = Setting::parse(name).ok_or_else(|| SettingError::Unknown(name.to_owned()))?;
        let value = value.as_i64().filter(|value| setting.range().contains(value));
        self.values[setting as usize] = value.ok_or(SettingError::Value(setting))?;
        Ok(())
    }

    /// All settings by name.
    pub fn to_map(&self) -> Map<String, Value> {
        Setting::ALL.into_iter().map(|setting| (setting.name().to_owned(), json!(self.get(setting)))).collect()
    }

    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        for setting in Setting::ALL {
            // Where nobody changed one that came later, the digest is what it was before there was one.
            let is_later = matches!(setting.rule(), Rule::Mdl25 | Rule::Bil16);
            if !is_later || self.get(setting) != setting.default() {
                out.text(setting.name()).number(self.get(setting));
            }
        }
    }
}

impl Default for Assumptions {
    fn default() -> Self {
        Self { values: Setting::ALL.map(Setting::default) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mdl_10_creation_takes_a_fixed_time_and_the_changed_data() {
        let mut assumptions = Assumptions::default();
        assert_eq!(assumptions.snapshot_creation(0), Seconds(60));
        assert_eq!(assumptions.snapshot_creation(1), Seconds(61));
        assert_eq!(assumptions.snapshot_creation(20_480), Seconds(60 + 103));
        assumptions.set("snapshot_creation_mib_per_second", &json!(100)).unwrap();
        assert_eq!(assumptions.snapshot_creation(20_480), Seconds(60 + 205));
    }

    #[test]
    fn settings_out_of_range_or_unknown_change_nothing() {
        let mut assumptions = Assumptions::default();
        for value in [json!(0), json!(-1), json!(1.5), json!("200"), json!(1_000_001)] {
            assert!(assumptions.set("snapshot_creation_mib_per_second", &value).is_err(), "{value}");
        }
        assert!(assumptions.set("speed", &json!(1)).unwrap_err().to_string().contains("snapshot_creation_seconds"));
        assert_eq!(assumptions, Assumptions::default());
    }
}
