//! What someone fills in to get an empty sandbox: how many instances, with which disks, how busy, in which regions.

use std::{collections::BTreeSet, ops::RangeInclusive};

use serde_json::{Value, json};

use crate::{
    catalog::region::Region,
    locale::{Locale, Words},
    scenario::FORMAT,
    view::format,
};

/// How many instances a sandbox may have: as many as a page shows at ease.
pub const FLEET_COUNT: RangeInclusive<u32> = 1..=1_000;

/// The form as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FleetForm {
    /// What is typed as the number of instances.
    pub count: String,
    /// The disks of each.
    pub disks: DiskChoice,
    /// How much they write.
    pub busy: Busy,
    /// Where they are, evenly.
    pub regions: BTreeSet<Region>,
}

/// The disks of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskChoice {
    /// A system disk.
    System,
    /// A system disk and one for data.
    Data,
    /// A system disk and two large ones, as a database has.
    Database,
    /// A system disk and a local one, of which no snapshot can be taken (CON-20).
    Local,
}

/// How much an instance writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// A fiftieth of its data in a day.
    Quiet,
    /// A tenth.
    Usual,
    /// A third.
    Busy,
}

/// What is wrong with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FleetFault {
    /// The number of instances is none, or out of [`FLEET_COUNT`].
    Count,
    /// No region is chosen.
    NoRegion,
    /// There are more regions than instances.
    MoreRegions,
}

/// A disk of a template: its share of the form's words.
struct DiskSize {
    kind: &'static str,
    category: &'static str,
    level: Option<&'static str>,
    size_gib: u64,
    used_gib: u64,
}

const SYSTEM: DiskSize =
    DiskSize { kind: "system", category: "cloud_essd", level: Some("PL0"), size_gib: 40, used_gib: 20 };
const DATA: DiskSize =
    DiskSize { kind: "data", category: "cloud_essd", level: Some("PL1"), size_gib: 200, used_gib: 120 };
const LARGE: DiskSize =
    DiskSize { kind: "data", category: "cloud_essd", level: Some("PL1"), size_gib: 500, used_gib: 300 };
const LOCAL: DiskSize =
    DiskSize { kind: "data", category: "local_ssd_pro", level: None, size_gib: 1_788, used_gib: 400 };

impl Default for FleetForm {
    fn default() -> Self {
        let regions = Region::parse("cn-hangzhou").into_iter().collect();
        Self { count: "20".to_owned(), disks: DiskChoice::Data, busy: Busy::Usual, regions }
    }
}

impl DiskChoice {
    /// All choices.
    pub const ALL: [Self; 4] = [Self::System, Self::Data, Self::Database, Self::Local];

    /// What it is called in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Data => "data",
            Self::Database => "database",
            Self::Local => "local",
        }
    }

    /// The choice with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }

    /// What it is, in words.
    pub fn name(self, locale: Locale) -> String {
        let disks = self.disks().into_iter();
        let sizes: Vec<_> = disks.map(|disk| format!("{} GiB", format::count(disk.size_gib))).collect();
        let words = match self {
            Self::System => Words { en: "System disk", zh: "系统盘" },
            Self::Data => Words { en: "System and data disk", zh: "系统盘和数据盘" },
            Self::Database => {
                Words { en: "Database: system and two data disks", zh: "数据库：系统盘和两块数据盘" }
            }
            Self::Local => Words { en: "System and local disk", zh: "系统盘和本地盘" },
        };
        match locale {
            Locale::En => format!("{} ({})", words.en, sizes.join(" + ")),
            Locale::Zh => format!("{}（{}）", words.zh, sizes.join(" + ")),
        }
    }

    fn disks(self) -> Vec<DiskSize> {
        match self {
            Self::System => vec![SYSTEM],
            Self::Data => vec![SYSTEM, DATA],
            Self::Database => vec![SYSTEM, LARGE, LARGE],
            Self::Local => vec![SYSTEM, LOCAL],
        }
    }
}

impl Busy {
    /// All choices.
    pub const ALL: [Self; 3] = [Self::Quiet, Self::Usual, Self::Busy];

    /// What it is called in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Usual => "usual",
            Self::Busy => "busy",
        }
    }

    /// The choice with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }

    /// What it is, in words.
    pub fn name(self, locale: Locale) -> &'static str {
        let words = match self {
            Self::Quiet => {
                Words { en: "Quiet: 2% of the data is written in a day", zh: "空闲：每天写入数据量的2%" }
            }
            Self::Usual => {
                Words { en: "Usual: 10% of the data is written in a day", zh: "一般：每天写入数据量的10%" }
            }
            Self::Busy => {
                Words { en: "Busy: 33% of the data is written in a day", zh: "繁忙：每天写入数据量的33%" }
            }
        };
        words.get(locale)
    }

    /// The share of the data that is written in a day, in percent.
    fn percent(self) -> u64 {
        match self {
            Self::Quiet => 2,
            Self::Usual => 10,
            Self::Busy => 33,
        }
    }
}

impl FleetFault {
    /// What is wrong, and what to do.
    pub fn text(self, locale: Locale) -> String {
        let [from, to] = [*FLEET_COUNT.start(), *FLEET_COUNT.end()].map(|end| format::count(end.into()));
        match (self, locale) {
            (Self::Count, Locale::En) => format!("A whole number from {from} to {to}."),
            (Self::Count, Locale::Zh) => format!("须为{from}~{to}的整数。"),
            (Self::NoRegion, Locale::En) => "Choose at least one region.".to_owned(),
            (Self::NoRegion, Locale::Zh) => "至少选择一个地域。".to_owned(),
            (Self::MoreRegions, Locale::En) => "Each region needs at least one instance.".to_owned(),
            (Self::MoreRegions, Locale::Zh) => "每个地域至少需要一台实例。".to_owned(),
        }
    }

    /// Whether it is about the number of instances, and not about the regions.
    pub fn is_of_count(self) -> bool {
        matches!(self, Self::Count)
    }
}

impl FleetForm {
    /// The regions that are offered: of each part of the world some.
    pub fn regions_offered() -> impl Iterator<Item = Region> {
        const OFFERED: [&str; 8] = [
            "cn-hangzhou",
            "cn-shanghai",
            "cn-beijing",
            "cn-shenzhen",
            "cn-hongkong",
            "ap-southeast-1",
            "eu-central-1",
            "us-west-1",
        ];
        OFFERED.into_iter().filter_map(Region::parse)
    }

    /// What a number of instances may be, in words.
    pub fn count_hint(locale: Locale) -> String {
        let [from, to] = [*FLEET_COUNT.start(), *FLEET_COUNT.end()].map(|end| format::count(end.into()));
        match locale {
            Locale::En => format!("{from} to {to}, spread evenly over the regions"),
            Locale::Zh => format!("{from}~{to}，平均分布于各地域"),
        }
    }

    /// What is wrong with the form, if anything.
    pub fn fault(&self) -> Option<FleetFault> {
        self.read_count().err()
    }

    /// The file of the sandbox, or what is wrong with the form.
    pub fn file(&self) -> Result<Value, FleetFault> {
        let count = self.read_count()?;
        let regions: Vec<_> = self.regions.iter().copied().collect();
        let shares = shares(count, regions.len());
        let instances = regions.iter().zip(&shares).skip(1).flat_map(|(region, share)| self.listed(*region, *share));
        let mut template = self.instance(regions[0]);
        template["zone"] = regions[0].zones().next().into();
        let title =
            json!({ "en": format!("Sandbox, {}", instances_en(count)), "zh-CN": format!("沙盒，{count}台实例") });
        let story = json!({
            "en": "Nothing is protected yet. Try whatever you like.",
            "zh-CN": "尚未保护任何实例，可随意尝试。",
        });
        Ok(json!({
            "format": FORMAT,
            "name": "sandbox",
            "seed": 7,
            "start": "2026-01-01T00:00:00+08:00",
            "time_zone": "+08:00",
            "title": title,
            "story": story,
            "account": { "cloud_backup_activated": true, "snapshot_service_enabled": true, "balance": "100000.00" },
            "regions": regions,
            "instances": instances.collect::<Vec<_>>(),
            "fleet": { "prefix": prefix(regions[0]), "count": shares[0], "template": template },
        }))
    }

    fn read_count(&self) -> Result<u32, FleetFault> {
        let count = self.count.trim().parse().map_err(|_| FleetFault::Count)?;
        if !FLEET_COUNT.contains(&count) {
            return Err(FleetFault::Count);
        }
        match u32::try_from(self.regions.len()).unwrap_or(u32::MAX) {
            0 => Err(FleetFault::NoRegion),
            regions if regions > count => Err(FleetFault::MoreRegions),
            _ => Ok(count),
        }
    }

    /// The instances of a region, one by one: a file has one fleet only, which is that of the first region.
    fn listed(&self, region: Region, share: u32) -> impl Iterator<Item = Value> + use<> {
        let (template, zones) = (self.instance(region), region.zones().collect::<Vec<_>>());
        (1..=share).map(move |number| {
            let mut instance = template.clone();
            instance["name"] = format!("{}-{number:04}", prefix(region)).into();
            instance["zone"] = zones[number as usize % zones.len()].as_str().into();
            instance
        })
    }

    /// An instance without name and zone.
    fn instance(&self, region: Region) -> Value {
        let (disks, percent) = (self.disks.disks(), self.busy.percent());
        let disks = disks.iter().map(|disk| {
            let written = (disk.used_gib * percent).div_ceil(100).max(1);
            let mut file = json!({
                "kind": disk.kind,
                "category": disk.category,
                "size_gib": disk.size_gib,
                "used_gib": disk.used_gib,
                "write_gib_per_day": written.to_string(),
                "hot_gib": (disk.used_gib / 4).max(1),
            });
            if let Some(level) = disk.level {
                file["performance_level"] = level.into();
            }
            file
        });
        json!({ "region": region, "tags": { "env": "sandbox" }, "disks": disks.collect::<Vec<_>>() })
    }
}

fn instances_en(count: u32) -> String {
    if count == 1 { "1 instance".to_owned() } else { format!("{} instances", format::count(count.into())) }
}

/// What the instances of a region are called before their number.
fn prefix(region: Region) -> String {
    format!("app-{}", region.id())
}

/// So many parts of `count` as equal as can be, the larger ones first.
fn shares(count: u32, parts: usize) -> Vec<u32> {
    let of = u32::try_from(parts).unwrap_or(u32::MAX).max(1);
    (0..of).map(|part| count / of + u32::from(part < count % of)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    fn form(count: &str, regions: &[&str]) -> FleetForm {
        let regions = regions.iter().filter_map(|id| Region::parse(id)).collect();
        FleetForm { count: count.to_owned(), regions, ..FleetForm::default() }
    }

    #[test]
    fn every_choice_makes_a_scenario_that_reads() {
        for disks in DiskChoice::ALL {
            for busy in Busy::ALL {
                let form = FleetForm { disks, busy, ..form("5", &["cn-hangzhou", "cn-shanghai"]) };
                let scenario = Scenario::from_value(&form.file().unwrap());
                let scenario = scenario.unwrap_or_else(|faults| panic!("{disks:?} {busy:?}: {faults:?}"));
                assert_eq!(scenario.instances.len(), 5);
                assert_eq!(scenario.instances[0].disks.len(), disks.disks().len());
            }
        }
    }

    #[test]
    fn instances_are_spread_evenly_over_the_regions() {
        let scenario = Scenario::from_value(&form("8", &["cn-beijing", "cn-hangzhou", "us-west-1"]).file().unwrap());
        let scenario = scenario.unwrap();
        let of = |id: &str| scenario.instances.iter().filter(|instance| instance.region.id() == id).count();
        let mut counts = [of("cn-beijing"), of("cn-hangzhou"), of("us-west-1")];
        counts.sort_unstable();
        assert_eq!(counts, [2, 3, 3]);
        assert_eq!(scenario.regions.len(), 3);
    }

    #[test]
    fn the_largest_sandbox_reads_and_fits() {
        let all: Vec<_> = FleetForm::regions_offered().map(Region::id).collect();
        assert_eq!(all.len(), 8, "all that are offered are regions");
        let form = FleetForm { disks: DiskChoice::Database, ..form("1000", &all) };
        let text = form.file().unwrap().to_string();
        assert!(text.len() < crate::scenario::SCENARIO_BYTES_MAX);
        assert_eq!(Scenario::parse(&text).unwrap().instances.len(), 1_000);
    }

    #[test]
    fn what_is_wrong_is_said_in_both_languages() {
        let cases = [
            (form("", &["cn-hangzhou"]), FleetFault::Count),
            (form("0", &["cn-hangzhou"]), FleetFault::Count),
            (form("1001", &["cn-hangzhou"]), FleetFault::Count),
            (form("5", &[]), FleetFault::NoRegion),
            (form("1", &["cn-hangzhou", "cn-shanghai"]), FleetFault::MoreRegions),
        ];
        for (form, fault) in cases {
            assert_eq!((form.fault(), form.file().err()), (Some(fault), Some(fault)));
            assert_ne!(fault.text(Locale::En), fault.text(Locale::Zh));
        }
        assert_eq!(FleetForm::default().fault(), None);
    }
}
