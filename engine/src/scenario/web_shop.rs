//! The scenario that the page opens on, ready made: what reads scenario files need not be there for it.
//!
//! Its home is the file `public/scenarios/web-shop.json`; a test holds every value here against it.

use crate::{
    backup::{
        binding::{BackupOptions, DiskScope},
        policy::{BackupRule, PolicyKind, PolicyName, PolicyRule, PolicySpec, TransitionRule},
        schedule::{Recurrence, Schedule},
    },
    billing::money::MicroCny,
    catalog::{
        disk::{
            DiskCategory::{self, CloudAuto, CloudEfficiency, CloudEssd, CloudEssdEntry, CloudSsd, LocalSsdPro},
            PerformanceLevel::{self, Pl0, Pl1, Pl2},
        },
        instance_type::InstanceType,
        region::Region,
    },
    cloud::disk::DiskKind,
    scenario::{
        AccountSpec, BindingEntry, DiskSpec, InstanceSpec, PolicyEntry, Scenario, Source, Titles, settings::Assumptions,
    },
    time::{DAY, Days, HOUR, Seconds, Timestamp, Zone},
    units::Mib,
};

/// The web shop.
pub fn web_shop() -> Scenario {
    let home = Region::parse("cn-hangzhou").expect("a region");
    let regions = vec![home, Region::parse("cn-shanghai").expect("a region")];
    Scenario {
        source: Source::Text(FILE),
        titles: Titles { en: Some("Web shop, one year".to_owned()), zh: Some("网上商城的一年".to_owned()) },
        name: "web-shop".to_owned(),
        seed: 7,
        start: START,
        zone: Zone::CHINA,
        account: AccountSpec {
            cloud_backup_activated: true,
            snapshot_service_enabled: false,
            balance: MicroCny(5_000_000_000),
        },
        regions,
        networks: Vec::new(),
        managed_accounts: Vec::new(),
        instances: SERVERS.iter().map(|server| server.instance(home)).collect(),
        policies: POLICIES.iter().map(|policy| policy.entry(home)).collect(),
        bindings: BINDINGS.iter().map(|[policy, instance]| binding(policy, instance)).collect(),
        legacy_plans: Vec::new(),
        auto_policies: Vec::new(),
        incidents: Vec::new(),
        fate: None,
        taught: None,
        assumptions: Assumptions::default(),
    }
}

/// The file.
const FILE: &str = include_str!("../../../public/scenarios/web-shop.json");

struct Server {
    id: &'static str,
    name: &'static str,
    zone: &'static str,
    instance_type: &'static str,
    running: bool,
    os: &'static str,
    tags: &'static [(&'static str, &'static str)],
    disks: &'static [Disk],
}

#[derive(Clone, Copy)]
struct Disk {
    id: &'static str,
    category: DiskCategory,
    level: Option<PerformanceLevel>,
    /// Size, used and hot.
    gib: [u64; 3],
    /// Written and added in a day.
    mib_per_day: [u64; 2],
    shared: bool,
}

struct Plan {
    id: &'static str,
    name: &'static str,
    description: &'static str,
    schedule: &'static str,
    starts_after: i64,
    every: i64,
    retention: Days,
}

impl Server {
    fn instance(&self, region: Region) -> InstanceSpec {
        let kinds = [DiskKind::System].into_iter().chain(std::iter::repeat(DiskKind::Data));
        InstanceSpec {
            id: Some(self.id.into()),
            account: None,
            name: self.name.to_owned(),
            region,
            zone: self.zone.to_owned(),
            instance_type: InstanceType::parse(self.instance_type).expect("an instance type"),
            running: self.running,
            os: self.os.to_owned(),
            tags: self.tags.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
            disks: self.disks.iter().zip(kinds).map(|(disk, kind)| disk.spec(kind)).collect(),
        }
    }
}

impl Disk {
    fn spec(&self, kind: DiskKind) -> DiskSpec {
        let [size, used, hot] = self.gib.map(Mib::from_gib);
        let [write_per_day, growth_per_day] = self.mib_per_day.map(Mib);
        DiskSpec {
            id: Some(self.id.into()),
            kind,
            category: self.category,
            performance_level: self.level,
            size,
            used,
            write_per_day,
            hot,
            growth_per_day,
            multi_attach: self.shared,
            encrypted: false,
        }
    }
}

impl Plan {
    fn entry(&self, region: Region) -> PolicyEntry {
        let start = Timestamp(START.0 + self.starts_after);
        let schedule = Schedule::known(self.schedule, start, Recurrence::Every(Seconds(self.every)));
        let backup = BackupRule { schedule, retention: None, keep_latest: false };
        let transition = TransitionRule { retention: Some(self.retention), ..TransitionRule::default() };
        PolicyEntry {
            id: Some(self.id.into()),
            kind: PolicyKind::Ecs,
            region,
            spec: PolicySpec {
                name: PolicyName::known(self.name),
                description: self.description.to_owned(),
                rules: vec![PolicyRule::Backup(backup), PolicyRule::Transition(transition)],
                immutable: false,
            },
            rule_ids: vec![None, None],
        }
    }
}

fn binding(policy: &str, instance: &str) -> BindingEntry {
    BindingEntry {
        policy: policy.into(),
        instance: instance.into(),
        account: None,
        scope: DiskScope::All,
        options: BackupOptions::default(),
        suspended: false,
        description: String::new(),
    }
}

const fn disk(
    id: &'static str,
    category: DiskCategory,
    level: Option<PerformanceLevel>,
    gib: [u64; 3],
    mib_per_day: [u64; 2],
    shared: bool,
) -> Disk {
    Disk { id, category, level, gib, mib_per_day, shared }
}

const START: Timestamp = Timestamp(1_767_196_800);

static SERVERS: [Server; 8] = [
    Server {
        id: "i-bp1k8e2rj7web1",
        name: "shop-web-1",
        zone: "cn-hangzhou-h",
        instance_type: "ecs.g7.large",
        running: true,
        os: "Alibaba Cloud Linux 3",
        tags: &[("app", "shop"), ("env", "prod"), ("role", "web")],
        disks: &[disk("d-bp1web1sys00a", CloudEssd, Some(Pl0), [40, 18, 4], [1536, 0], false)],
    },
    Server {
        id: "i-bp1k8e2rj8web2",
        name: "shop-web-2",
        zone: "cn-hangzhou-i",
        instance_type: "ecs.g7.large",
        running: true,
        os: "Alibaba Cloud Linux 3",
        tags: &[("app", "shop"), ("env", "prod"), ("role", "web")],
        disks: &[disk("d-bp1web2sys00a", CloudEssd, Some(Pl0), [40, 18, 4], [1536, 0], false)],
    },
    Server {
        id: "i-bp1a4t6yh2api1",
        name: "shop-api-1",
        zone: "cn-hangzhou-h",
        instance_type: "ecs.c7.xlarge",
        running: true,
        os: "Alibaba Cloud Linux 3",
        tags: &[("app", "shop"), ("env", "prod"), ("role", "api")],
        disks: &[
            disk("d-bp1api1sys00a", CloudEssd, Some(Pl1), [60, 22, 6], [2048, 0], false),
            disk("d-bp1api1log00b", CloudEssdEntry, None, [100, 48, 30], [8192, 20], false),
        ],
    },
    Server {
        id: "i-bp1c7k2m9xdb01",
        name: "shop-db-1",
        zone: "cn-hangzhou-h",
        instance_type: "ecs.r7.2xlarge",
        running: true,
        os: "Alibaba Cloud Linux 3",
        tags: &[("app", "shop"), ("env", "prod"), ("role", "db")],
        disks: &[
            disk("d-bp1db01sys00a", CloudEssd, Some(Pl1), [60, 24, 4], [1024, 0], false),
            disk("d-bp1db01dat00b", CloudEssd, Some(Pl2), [1000, 620, 160], [38912, 409], false),
            disk("d-bp1qr3shared0db", CloudEssd, Some(Pl1), [200, 120, 24], [6144, 51], true),
        ],
    },
    Server {
        id: "i-bp1c7k2mb4db02",
        name: "shop-db-2",
        zone: "cn-hangzhou-h",
        instance_type: "ecs.r7.2xlarge",
        running: true,
        os: "Alibaba Cloud Linux 3",
        tags: &[("app", "shop"), ("env", "prod"), ("role", "db")],
        disks: &[
            disk("d-bp1db02sys00a", CloudEssd, Some(Pl1), [60, 24, 4], [1024, 0], false),
            disk("d-bp1db02dat00b", CloudEssd, Some(Pl2), [1000, 620, 160], [38912, 409], false),
            disk("d-bp1qr3shared0db", CloudEssd, Some(Pl1), [200, 120, 24], [6144, 51], true),
        ],
    },
    Server {
        id: "i-bp19t5hv3qsrch",
        name: "shop-search-1",
        zone: "cn-hangzhou-i",
        instance_type: "ecs.i4.xlarge",
        running: true,
        os: "Alibaba Cloud Linux 3",
        tags: &[("app", "shop"), ("env", "prod"), ("role", "search")],
        disks: &[
            disk("d-bp1srchsys00a", CloudEssd, Some(Pl1), [60, 20, 5], [1536, 0], false),
            disk("d-bp1srchdat00b", CloudAuto, None, [500, 210, 90], [18432, 102], false),
            disk("d-bp1srchtmp00c", LocalSsdPro, None, [894, 300, 200], [61440, 0], false),
        ],
    },
    Server {
        id: "i-bp1f0w8qzdmedi",
        name: "shop-media-1",
        zone: "cn-hangzhou-i",
        instance_type: "ecs.g7.xlarge",
        running: true,
        os: "Alibaba Cloud Linux 3",
        tags: &[("app", "shop"), ("env", "prod"), ("role", "media")],
        disks: &[
            disk("d-bp1medisys00a", CloudEssd, Some(Pl0), [40, 16, 3], [512, 0], false),
            disk("d-bp1medidat00b", CloudEfficiency, None, [500, 302, 12], [3072, 307], false),
        ],
    },
    Server {
        id: "i-bp1d4n6yu0erp1",
        name: "shop-erp-1",
        zone: "cn-hangzhou-h",
        instance_type: "ecs.g6.xlarge",
        running: false,
        os: "Windows Server 2022",
        tags: &[("app", "erp"), ("env", "prod")],
        disks: &[
            disk("d-bp1erp1sys00a", CloudEssd, Some(Pl1), [60, 36, 5], [1024, 0], false),
            disk("d-bp1erp1dat00b", CloudSsd, None, [200, 110, 14], [2560, 51], false),
        ],
    },
];

static POLICIES: [Plan; 3] = [
    Plan {
        id: "po-000shopnightly",
        name: "shop-nightly",
        description: "Web and API servers, every night",
        schedule: "I|1767204000|P1D",
        starts_after: 2 * HOUR,
        every: DAY,
        retention: Days(30),
    },
    Plan {
        id: "po-000shopdb6h",
        name: "shop-db-6h",
        description: "Databases, every six hours",
        schedule: "I|1767196800|PT6H",
        starts_after: 0,
        every: 6 * HOUR,
        retention: Days(14),
    },
    Plan {
        id: "po-000shopmedia",
        name: "shop-media-weekly",
        description: "Media files, every week",
        schedule: "I|1767549600|P7D",
        starts_after: 98 * HOUR,
        every: 7 * DAY,
        retention: Days(90),
    },
];

static BINDINGS: [[&str; 2]; 5] = [
    ["po-000shopnightly", "i-bp1k8e2rj7web1"],
    ["po-000shopnightly", "i-bp1a4t6yh2api1"],
    ["po-000shopdb6h", "i-bp1c7k2m9xdb01"],
    ["po-000shopmedia", "i-bp1f0w8qzdmedi"],
    ["po-000shopnightly", "i-bp1d4n6yu0erp1"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ready_made_is_the_file_as_it_is_read() {
        let (ready, read) = (web_shop(), Scenario::parse(FILE).unwrap());
        assert_eq!(ready, read, "saves have the file");
        let without_source = |scenario: Scenario| Scenario { source: Source::Text(""), ..scenario };
        assert_eq!(format!("{:#?}", without_source(ready)), format!("{:#?}", without_source(read)));
    }
}
