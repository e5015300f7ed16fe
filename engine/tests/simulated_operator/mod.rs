//! A simulated operator: random commands, legal and not, drawn from a seed, so that the same seed does the same everywhere.
#![allow(dead_code, unreachable_pub, reason = "each test file uses some of it")]

use engine::{
    chance::{Purpose, below},
    time::Timestamp,
};
use serde_json::{Value, json};

use crate::harness::Lab;

/// Draws what to do next.
pub struct Operator {
    seed: u64,
    drawn: u64,
}

/// A fleet with something of everything: groups, an older disk, a local one, one that two share, plans of the past.
pub fn fleet() -> Lab {
    let start = 1_767_196_800;
    let shared = json!({ "id": "d-shared", "size_gib": 100, "used_gib": 20, "hot_gib": 5, "multi_attach": true });
    let system = |id: &str| json!({ "id": id, "kind": "system", "size_gib": 40, "used_gib": 20, "write_gib_per_day": "2", "hot_gib": 8 });
    Lab::of_scenario(&json!({
        "format": "cloud-backup-scenario/1", "name": "operator", "seed": 11, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou", "cn-shanghai"],
        "instances": [
            { "id": "i-web1", "zone": "cn-hangzhou-h", "tags": { "env": "prod" }, "disks": [system("d-web1"),
                { "id": "d-data", "size_gib": 200, "used_gib": 50, "write_gib_per_day": "4", "hot_gib": 16,
                  "growth_gib_per_day": "0.5" }] },
            { "id": "i-web2", "zone": "cn-hangzhou-h", "tags": { "env": "test" }, "disks": [system("d-web2"), shared] },
            { "id": "i-db", "zone": "cn-hangzhou-h", "tags": { "env": "prod" }, "disks": [system("d-db"), shared,
                { "id": "d-ultra", "category": "cloud_efficiency", "size_gib": 100, "used_gib": 60 },
                { "id": "d-local", "category": "local_ssd_pro", "size_gib": 400 }] } ],
        "legacy_plans": [{ "PlanId": "plan-old", "PlanName": "old", "SourceType": "UDM_ECS", "InstanceId": "i-db",
            "Schedule": format!("I|{start}|P1D"), "Retention": 3 }],
    }))
}

impl Operator {
    /// The operator that this seed makes.
    pub fn new(seed: u64) -> Self {
        Self { seed, drawn: 0 }
    }

    /// A number below `bound`.
    pub fn pick(&mut self, bound: u64) -> u64 {
        self.drawn += 1;
        below(bound, self.seed, Purpose::FleetSpread, 0, self.drawn)
    }

    /// Lets up to two and a half days pass.
    pub fn wait(&mut self, lab: &mut Lab) {
        let span = self.pick(200_000);
        lab.run.advance_to(Timestamp(lab.run.now().0 + i64::try_from(span).expect("small")));
    }

    /// Does something.
    pub fn act(&mut self, lab: &mut Lab) -> Value {
        match self.pick(11) {
            9 | 10 => self.act_on_what_is_kept(lab),
            0 | 1 => self.act_on_policies(lab),
            2 | 3 => self.act_on_plans(lab),
            4 | 5 => self.act_on_backups(lab),
            6 | 7 => self.act_on_instances(lab),
            _ => self.act_on_account(lab),
        }
    }

    fn act_on_account(&mut self, lab: &mut Lab) -> Value {
        let amount = format!("{}.{:02}", self.pick(40), self.pick(100));
        match self.pick(8) {
            0 => lab.call("sim", "InjectIncident", json!({ "Kind": "PaymentOverdue" })),
            1 => lab.call("sim", "InjectIncident", json!({ "Kind": "MetadataSyncFailure", "Jobs": self.pick(4) })),
            2 if self.pick(6) == 0 => {
                let instance = self.instance();
                lab.call("sim", "InjectIncident", json!({ "Kind": "InstanceReleased", "InstanceId": instance }))
            }
            2 | 3 => lab.call("sim", "PayBill", json!({})),
            4 => lab.call("sim", "PayBill", json!({ "Amount": amount })),
            5 => lab.call("sim", "TopUp", json!({ "Amount": amount })),
            6 => {
                let names = ["standard_price_micro_cny", "archive_price_micro_cny", "software_fee_micro_cny"];
                let name = self.one_of(&names);
                lab.call("sim", "EditSettings", json!({ name: self.pick(2_000_000) }))
            }
            _ => {
                let at =
                    |days: u64| Timestamp(lab.start + i64::try_from(days).expect("small") * 86_400).to_rfc3339_utc();
                let (from, days) = (self.pick(60), self.pick(40));
                let group_by = self.one_of(&["cause", "region", "instance", "day"]);
                let span = json!({ "From": at(from), "To": at(from + days), "GroupBy": group_by });
                lab.call("sim", "DescribeBill", span)
            }
        }
    }

    fn act_on_policies(&mut self, lab: &mut Lab) -> Value {
        let (policy, _) = self.policy(lab);
        let rules = self.rules(lab);
        match self.pick(5) {
            0 | 1 => lab.call("hbr", "CreatePolicyV2", json!({ "PolicyName": "made", "Rules": rules })),
            2 => lab.call("hbr", "UpdatePolicyV2", json!({ "PolicyId": policy, "Rules": rules })),
            3 => lab.call("hbr", "DeletePolicyV2", json!({ "PolicyId": policy })),
            _ => {
                let name = self.one_of(&["schedule_hours_max", "snapshot_creation_seconds", "no_such_setting"]);
                lab.call("sim", "EditSettings", json!({ name: self.pick(200) }))
            }
        }
    }

    fn act_on_plans(&mut self, lab: &mut Lab) -> Value {
        let (policy, rule) = self.policy(lab);
        let instance = self.instance();
        let plan = self.one_of(&["plan-old", "plan-none"]);
        match self.pick(9) {
            0..=2 => {
                let source = json!({ "DataSourceId": instance, "Disabled": self.pick(5) == 0,
                    "AdvancedOptions": { "UdmDetail": self.options() } });
                lab.call("hbr", "CreatePolicyBindings", json!({ "PolicyId": policy, "PolicyBindingList": [source] }))
            }
            3 => lab.call("hbr", "DeletePolicyBinding", json!({ "PolicyId": policy, "DataSourceIds": [instance] })),
            4 => lab.call(
                "hbr",
                "UpdatePolicyBinding",
                json!({ "PolicyId": policy, "DataSourceId": instance, "Disabled": self.pick(2) == 0 }),
            ),
            5 => lab.call("hbr", "ExecutePolicyV2", json!({ "PolicyId": policy, "RuleId": rule })),
            6 => lab.call("hbr", "UpdateBackupPlan", json!({ "PlanId": plan, "Retention": self.pick(6) })),
            7 => lab.call("hbr", "DeleteUdmEcsInstance", json!({ "InstanceId": instance })),
            _ => {
                let plan = json!({ "PlanName": "plan", "SourceType": "UDM_ECS", "InstanceId": instance,
                    "Schedule": format!("I|{}|PT12H", lab.start), "Retention": self.pick(6) });
                lab.call("hbr", "CreateBackupPlan", plan)
            }
        }
    }

    fn act_on_backups(&mut self, lab: &mut Lab) -> Value {
        let instance = self.instance();
        match self.pick(5) {
            0 | 1 => {
                let detail = json!({
                    "snapshotGroup": self.pick(2) == 0, "appConsistent": self.pick(4) == 0,
                    "doCopy": self.pick(3) == 0, "destinationRegionId": "cn-shanghai",
                });
                let job = json!({ "InstanceId": instance, "Retention": self.pick(5), "Detail": detail });
                lab.call("hbr", "CreateBackupJob", job)
            }
            2 => {
                let jobs = lab.jobs();
                let job = jobs.first().map_or(json!("job-none"), |job| job["JobId"].clone());
                lab.call("hbr", "CancelBackupJob", json!({ "JobId": job }))
            }
            _ => {
                let points = lab.points();
                let chosen = self.position(points.len());
                let point = points.get(chosen).map_or(json!("s-none"), |point| point["SnapshotId"].clone());
                lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point }))
            }
        }
    }

    /// Points are kept longer or deleted in part, snapshots shared, archived, changed and made images of.
    fn act_on_what_is_kept(&mut self, lab: &mut Lab) -> Value {
        let snapshots = lab.snapshots();
        let chosen = self.position(snapshots.len());
        let snapshot = snapshots.get(chosen).map_or(json!("s-none"), |snapshot| snapshot["SnapshotId"].clone());
        let points = lab.points();
        let chosen = self.position(points.len());
        let point = points.get(chosen).map_or(json!("s-none"), |point| point["SnapshotId"].clone());
        let accounts = json!([self.one_of(&["1000000000000001", "1000000000000002", "me"])]);
        match self.pick(9) {
            0 => lab.call("sim", "ExtendRetention", json!({ "SnapshotId": point, "RetentionDays": self.pick(9) })),
            1 => {
                let parts = lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS_DISK" }));
                let parts = parts["Snapshots"].as_array().cloned().unwrap_or_default();
                let chosen = self.position(parts.len());
                let part = parts.get(chosen).map_or(json!("s-none"), |part| part["SnapshotId"].clone());
                lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": part }))
            }
            2 => lab.call("sim", "ShareSnapshot", json!({ "SnapshotId": snapshot, "AccountIds": accounts })),
            3 => lab.call("sim", "UnshareSnapshot", json!({ "SnapshotId": snapshot, "AccountIds": accounts })),
            4 => {
                let days = 74 + self.pick(9);
                let archive = json!({ "SnapshotId": snapshot, "Category": "Archive", "RetentionDays": days });
                lab.call("ecs", "ModifySnapshotCategory", archive)
            }
            5 => lab.call(
                "ecs",
                "ModifySnapshotAttribute",
                json!({ "SnapshotId": snapshot, "RetentionDays": self.pick(99) }),
            ),
            6 => lab.call("ecs", "CreateImage", json!({ "SnapshotId": snapshot, "ImageName": "image" })),
            7 => {
                let images = lab.ecs_list("DescribeImages", ["Images", "Image"], json!({}));
                let chosen = self.position(images.len());
                let image = images.get(chosen).map_or(json!("m-none"), |image| image["ImageId"].clone());
                lab.call("ecs", "DeleteImage", json!({ "ImageId": image }))
            }
            _ => {
                let made = json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "DiskCategory": "cloud_essd",
                    "SnapshotId": snapshot });
                lab.call("ecs", "CreateDisk", made)
            }
        }
    }

    fn act_on_instances(&mut self, lab: &mut Lab) -> Value {
        let instance = self.instance();
        let disk = self.one_of(&["d-web1", "d-data", "d-shared", "d-ultra", "d-local", "d-none"]);
        match self.pick(14) {
            0 => lab.call("ecs", "StartInstance", json!({ "InstanceId": instance })),
            1 => lab.call("ecs", "StopInstance", json!({ "InstanceId": instance })),
            2 if self.pick(8) == 0 => {
                lab.call("ecs", "DeleteInstance", json!({ "InstanceId": instance, "Force": self.pick(2) == 0 }))
            }
            2 | 3 => {
                let value = self.one_of(&["prod", "test"]);
                let tag = json!([{ "Key": "env", "Value": value }]);
                lab.call(
                    "ecs",
                    "TagResources",
                    json!({ "ResourceType": "instance", "ResourceId": [instance], "Tag": tag }),
                )
            }
            4 => {
                let size = 40 + self.pick(300);
                lab.call("ecs", "ResizeDisk", json!({ "DiskId": disk, "NewSize": size }))
            }
            5 => lab.call("ecs", "DetachDisk", json!({ "InstanceId": instance, "DiskId": disk })),
            6 | 7 => lab.call("ecs", "AttachDisk", json!({ "InstanceId": instance, "DiskId": disk })),
            8 | 9 => {
                let days = 1 + self.pick(5);
                lab.call("ecs", "CreateSnapshot", json!({ "DiskId": disk, "RetentionDays": days }))
            }
            10 | 11 => {
                let snapshots = lab.snapshots();
                let chosen = self.position(snapshots.len());
                let snapshot = snapshots.get(chosen).map_or(json!("s-none"), |snapshot| snapshot["SnapshotId"].clone());
                lab.call("ecs", "DeleteSnapshot", json!({ "SnapshotId": snapshot }))
            }
            12 => {
                let snapshots = lab.snapshots();
                let chosen = self.position(snapshots.len());
                let none = json!({ "SnapshotId": "s-none", "SourceDiskId": "d-none" });
                let snapshot = snapshots.get(chosen).cloned().unwrap_or(none);
                let reset = json!({ "DiskId": snapshot["SourceDiskId"], "SnapshotId": snapshot["SnapshotId"] });
                lab.call("ecs", "ResetDisk", reset)
            }
            _ => {
                let zone = "cn-hangzhou-h";
                let made =
                    json!({ "RegionId": "cn-hangzhou", "ZoneId": zone, "DiskCategory": "cloud_essd", "Size": 40 });
                lab.call("ecs", "CreateDisk", made)
            }
        }
    }

    fn instance(&mut self) -> &'static str {
        self.one_of(&["i-web1", "i-web2", "i-db", "i-db", "i-none"])
    }

    /// A policy that is there, with one of its `BACKUP` rules; or none.
    fn policy(&mut self, lab: &mut Lab) -> (Value, Value) {
        let policies = lab.call("hbr", "DescribePoliciesV2", json!({ "MaxResults": 100 }))["Policies"].clone();
        let policies = policies.as_array().cloned().unwrap_or_default();
        let chosen = self.position(policies.len());
        let Some(policy) = policies.get(chosen) else { return (json!("po-none"), json!("rule-none")) };
        (policy["PolicyId"].clone(), policy["Rules"][0]["RuleId"].clone())
    }

    fn rules(&mut self, lab: &Lab) -> Value {
        let schedule = match self.pick(4) {
            0 => format!("C|{}|0 0 {} ? * MON,THU", lab.start, self.pick(25)),
            1 => format!("I|{}|P1D", lab.start + 1_800),
            _ => format!("I|{}|PT{}H", lab.start, self.pick(26)),
        };
        let mut rules = vec![
            json!({ "RuleType": "BACKUP", "Schedule": schedule, "KeepLatestSnapshots": self.pick(2) }),
            json!({ "RuleType": "TRANSITION", "Retention": self.pick(5) }),
        ];
        if self.pick(4) == 0 {
            rules[1] = json!({ "RuleType": "TRANSITION", "Retention": 73 + self.pick(8), "ArchiveDays": 14 });
        }
        if self.pick(3) == 0 {
            let weekly = json!([{ "AdvancedRetentionType": "WEEKLY", "Retention": 4 + self.pick(5) }]);
            rules[1]["RetentionRules"] = weekly;
        }
        if self.pick(4) == 0 {
            let value = self.one_of(&["prod", "test"]);
            rules.push(json!({ "RuleType": "TAG", "TagFilters": [{ "Key": "env", "Value": value }] }));
        }
        if self.pick(8) == 0 {
            rules.push(json!({ "RuleType": "SECURITY", "Immutable": true }));
        }
        if self.pick(4) == 0 {
            let region = self.one_of(&["cn-shanghai", "cn-shanghai", "cn-beijing", "cn-hangzhou"]);
            rules.push(json!({
                "RuleType": "REPLICATION", "ReplicationRegionId": region, "Retention": self.pick(6),
            }));
        }
        json!(rules)
    }

    fn options(&mut self) -> Value {
        match self.pick(5) {
            0 => json!({ "SnapshotGroup": false }),
            1 => json!({ "AppConsistent": true, "RamRoleName": "role" }),
            2 => json!({ "ExcludeDiskIdList": ["d-shared"] }),
            _ => json!({}),
        }
    }

    fn position(&mut self, count: usize) -> usize {
        usize::try_from(self.pick(count.max(1) as u64)).expect("small")
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.position(choices.len())]
    }
}

/// How many actions a seed is played for.
pub const ACTIONS: u64 = 80;

/// What a seed comes to after so many actions.
pub fn play(seed: u64, actions: u64) -> Lab {
    let mut lab = fleet();
    let mut operator = Operator::new(seed);
    for _ in 0..actions {
        operator.act(&mut lab);
        operator.wait(&mut lab);
    }
    lab
}
