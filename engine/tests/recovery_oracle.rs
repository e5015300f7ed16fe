//! Recoverability is always true: what is reported is what a recovery that is tried for real comes to, whatever happened
//! before.
//!
//! The oracle knows nothing of how it is worked out: it takes every point there is, in every region, clones an instance
//! from it in a copy of the run, waits, and looks at what the disks hold.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;
mod restoring;

use std::collections::BTreeSet;

use engine::cloud::data::Condition;
use harness::Lab;
use serde_json::{Value, json};

/// Draws numbers from a seed: plain and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound as u64).expect("small")
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const INSTANCES: [&str; 3] = ["i-web", "i-db", "i-old"];
const REGIONS: [&str; 2] = ["cn-hangzhou", "cn-shanghai"];

/// Three instances in Hangzhou under a policy that copies to Shanghai: one of a disk, one of two, one with an older disk
/// and a local one.
fn shop() -> Lab {
    let disk = |id: &str, kind: &str, category: &str| {
        json!({ "id": id, "kind": kind, "category": category, "size_gib": 40, "used_gib": 20,
            "write_gib_per_day": "2", "hot_gib": 8 })
    };
    let mut lab = Lab::of(&json!([
        { "id": "i-web", "name": "web", "zone": "cn-hangzhou-h", "disks": [disk("d-web", "system", "cloud_essd")] },
        { "id": "i-db", "name": "db", "zone": "cn-hangzhou-h",
          "disks": [disk("d-db", "system", "cloud_essd"), disk("d-data", "data", "cloud_essd")] },
        { "id": "i-old", "name": "old", "zone": "cn-hangzhou-i",
          "disks": [disk("d-old", "system", "cloud_efficiency"), { "id": "d-local", "kind": "data",
            "category": "local_ssd_pro", "size_gib": 100 }] },
    ]));
    let policy = lab.create_policy(json!([
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{}|PT6H", lab.start) },
        { "RuleType": "TRANSITION", "Retention": 2 },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 3 },
    ]));
    lab.bind(policy["PolicyId"].as_str().expect("a policy"), &INSTANCES);
    lab.advance("P1DT3H");
    lab
}

/// Something happens.
fn act(lab: &mut Lab, dice: &mut Dice) -> String {
    let instance = *dice.one_of(&INSTANCES);
    let inject = |kind: &str, more: Value| {
        let mut params = json!({ "Kind": kind });
        params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        ("sim", "InjectIncident", params)
    };
    let hours = 1 + dice.below(30);
    let (product, action, params) = match dice.below(15) {
        0 => inject("RansomwareInfection", json!({ "InstanceIds": [instance], "HiddenHours": dice.below(20) })),
        1 => inject("DataDeletion", json!({ "InstanceId": instance })),
        2 => inject("DiskFailure", json!({ "DiskId": dice.one_of(&["d-web", "d-db", "d-data", "d-old"]) })),
        3 => inject("RegionOutage", json!({ "RegionId": dice.one_of(&REGIONS), "Hours": hours })),
        4 => inject("ReplicationLinkDown", json!({ "From": REGIONS[0], "To": REGIONS[1], "Hours": hours })),
        5 => inject("MetadataSyncFailure", json!({ "Jobs": 1 + dice.below(4) })),
        6 if dice.below(2) == 0 => inject("PaymentOverdue", json!({})),
        7 if dice.below(3) == 0 => inject("InstanceReleased", json!({ "InstanceId": instance })),
        8 => ("sim", "PayBill", json!({})),
        14 => inject("BackupDeletion", json!({})),
        9 | 10 => {
            let points = lab.points();
            if points.is_empty() {
                return "nothing".to_owned();
            }
            ("hbr", "DeleteSnapshot", json!({ "SnapshotId": dice.one_of(&points)["SnapshotId"] }))
        }
        11 => {
            let points: Vec<_> = lab.points().into_iter().filter(|point| point["InstanceId"] == instance).collect();
            if points.is_empty() {
                return "nothing".to_owned();
            }
            lab.call("ecs", "StopInstance", json!({ "InstanceId": instance }));
            lab.advance("PT2M");
            let detail = json!({ "sourceInstanceId": instance, "bootAfterRestore": true });
            (
                "hbr",
                "CreateRestoreJob",
                json!({ "RestoreType": "UDM_ECS_ROLLBACK", "SourceType": "UDM_ECS",
                "SnapshotId": dice.one_of(&points)["SnapshotId"], "UdmDetail": detail }),
            )
        }
        _ => ("hbr", "CreateBackupJob", json!({ "SourceType": "UDM_ECS", "InstanceId": instance, "Retention": 3 })),
    };
    let answer = lab.call(product, action, params.clone());
    format!("{action} {params}: {answer}")
}

/// What came of a clone from this point, in a copy of the run: how long it took, where an instance with all disks of the
/// point came to be and everything on it is clean.
fn recovered(lab: &Lab, point: &Value, region: &str) -> Option<i64> {
    let mut copy = Lab { run: lab.run.clone(), start: lab.start };
    let detail = copy.clone_detail(region, "back");
    let answer = copy.ask_restore("UDM_ECS", &point["SnapshotId"], detail);
    let id = answer.get("RestoreId")?.clone();
    let began = copy.run.now().0;
    loop {
        copy.advance("PT1M");
        let job = copy.restore_job(id.as_str().expect("an id"));
        match job["Status"].as_str().expect("a status") {
            "CREATED" | "RUNNING" => assert!(copy.run.now().0 < began + 86_400, "it never ends: {job}"),
            "COMPLETE" => {
                let world = copy.run.world();
                let target = world.instance(&job["TargetInstanceId"].as_str()?.into()).ok()?;
                let disks = &world.instances[target].disks;
                let clean = disks.iter().all(|disk| world.disks[*disk].condition() == Condition::Clean);
                return clean.then(|| job["CompleteTime"].as_i64().expect("a time") - began);
            }
            _ => return None,
        }
    }
}

/// How often instances stood how.
#[derive(Debug, Default)]
struct Seen {
    nowhere: usize,
    here: usize,
    only_there: usize,
    not_from_the_newest: usize,
}

fn check(lab: &mut Lab, story: &[String], seen: &mut Seen) {
    let told = lab.call("sim", "DescribeRecoverability", json!({ "InstanceIds": INSTANCES }));
    let now = lab.run.now().0;
    for instance in INSTANCES {
        let told = told["Instances"].as_array().unwrap().iter().find(|told| told["InstanceId"] == instance).unwrap();
        let (mut tried, mut newest_of_all) = (Vec::new(), None);
        for region in REGIONS {
            let points =
                lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS", "UdmRegionId": region }));
            let points = points["Snapshots"].as_array().unwrap();
            for point in points.iter().filter(|point| point["InstanceId"] == instance) {
                newest_of_all = newest_of_all.max(point["CreatedTime"].as_i64());
                if point["Status"] == "COMPLETE"
                    && let Some(seconds) = recovered(lab, point, region)
                {
                    tried.push((point["CreatedTime"].as_i64().unwrap(), region, point["SnapshotId"].clone(), seconds));
                }
            }
        }
        let context = || format!("{instance}: told {told}, found {tried:?}, after\n{}", story.join("\n"));
        let newest = tried.iter().map(|(created, ..)| *created).max();
        let regions: BTreeSet<_> = tried.iter().map(|(_, region, ..)| *region).collect();
        let told_regions: BTreeSet<_> =
            told["RegionIds"].as_array().unwrap().iter().map(|region| region.as_str().unwrap()).collect();
        assert_eq!(told_regions, regions, "{}", context());
        seen.here += usize::from(regions.contains(REGIONS[0]));
        seen.only_there += usize::from(regions.len() == 1 && regions.contains(REGIONS[1]));
        seen.not_from_the_newest += usize::from(newest.is_some() && newest != newest_of_all);
        let Some(newest) = newest else {
            seen.nowhere += 1;
            assert_eq!(told["NewestCleanPoint"], Value::Null, "{}", context());
            continue;
        };
        assert_eq!(told["RpoSeconds"], now - newest, "{}", context());
        let point = &told["NewestCleanPoint"];
        let found = tried.iter().find(|(created, _, id, _)| *created == newest && *id == point["SnapshotId"]);
        let (_, region, _, seconds) = found.unwrap_or_else(|| panic!("{}", context()));
        assert_eq!(point["RegionId"], *region, "{}", context());
        assert_eq!(told["EstimatedRtoSeconds"], *seconds, "{}", context());
    }
}

#[test]
fn mdl_04_mdl_16_and_mdl_14_what_is_said_to_be_recoverable_is_and_nothing_else() {
    let mut seen = Seen::default();
    for seed in 1..=10 {
        let (mut lab, mut dice) = (shop(), Dice(seed));
        let mut story = vec![format!("seed {seed}")];
        for _ in 0..14 {
            story.push(act(&mut lab, &mut dice));
            lab.advance(&format!("PT{}H", 1 + dice.below(9)));
            story.push(lab.run.now().to_rfc3339_utc());
            check(&mut lab, &story, &mut seen);
        }
        assert!(lab.opens_to_the_same(), "seed {seed}");
    }
    println!("{seen:?}");
    let Seen { nowhere, here, only_there, not_from_the_newest } = seen;
    assert!([nowhere, here, only_there, not_from_the_newest].iter().all(|times| *times >= 10), "too tame");
}
