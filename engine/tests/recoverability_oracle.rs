//! What is said to be recoverable can be recovered, and nothing else can: tried out on copies of random runs.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;
mod restoring;

use engine::{
    chance::{self, Purpose},
    cloud::data::Condition,
    id::InstanceId,
};
use harness::Lab;
use serde_json::{Value, json};

const INSTANCES: [&str; 2] = ["i-web1", "i-web2"];

/// Random choices of one seed.
struct Dice {
    seed: u64,
    thrown: u64,
}

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.thrown += 1;
        chance::below(bound, self.seed, Purpose::FleetSpread, 1, self.thrown)
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

/// Every day a backup of both instances, copied to Shanghai.
fn lab() -> Lab {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{}|PT12H", lab.start) },
        { "RuleType": "TRANSITION", "Retention": 5 },
        { "RuleType": "REPLICATION", "DoCopy": true, "ReplicationRegionId": "cn-shanghai", "Retention": 9 },
    ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().expect("a policy").to_owned();
    lab.bind(&policy, &INSTANCES);
    lab
}

/// Lets something happen, or nothing where it is refused.
fn happen(lab: &mut Lab, dice: &mut Dice) {
    let instance = dice.one(&INSTANCES);
    let incident = match dice.below(14) {
        0 | 1 => json!({ "Kind": "RansomwareInfection", "InstanceIds": [instance], "HiddenHours": dice.below(80) }),
        2 => json!({ "Kind": "DataDeletion", "InstanceId": instance }),
        3 => json!({ "Kind": "DiskFailure", "DiskId": dice.one(&["d-web1-sys", "d-web1-data", "d-web2-sys"]) }),
        4 | 5 => {
            let region = dice.one(&["cn-hangzhou", "cn-shanghai"]);
            json!({ "Kind": "RegionOutage", "RegionId": region, "Hours": 1 + dice.below(30) })
        }
        6 => json!({ "Kind": "ReplicationLinkDown", "From": "cn-hangzhou", "To": "cn-shanghai", "Hours": 20 }),
        7 => json!({ "Kind": "BackupDeletion", "InstanceIds": [instance] }),
        8 => json!({ "Kind": "MetadataSyncFailure", "Jobs": 2 }),
        9 if dice.below(3) == 0 => json!({ "Kind": "InstanceReleased", "InstanceId": instance }),
        _ => return put_back(lab, instance, dice),
    };
    lab.call("sim", "InjectIncident", incident);
}

/// Puts an instance back to any of its points, good or bad.
fn put_back(lab: &mut Lab, instance: &str, dice: &mut Dice) {
    let points = points_of(lab, instance);
    if points.is_empty() {
        return;
    }
    let chosen = points[usize::try_from(dice.below(points.len() as u64)).unwrap()].clone();
    lab.call("ecs", "StopInstance", json!({ "InstanceId": instance }));
    lab.advance("PT2M");
    lab.ask_restore(
        "UDM_ECS_ROLLBACK",
        &chosen["SnapshotId"],
        json!({ "sourceInstanceId": instance, "bootAfterRestore": true }),
    );
    lab.advance("PT30M");
}

/// The points of an instance in all regions.
fn points_of(lab: &mut Lab, instance: &str) -> Vec<Value> {
    let params = json!({ "SourceType": "UDM_ECS", "InstanceId": instance });
    lab.call("hbr", "DescribeUdmSnapshots", params)["Snapshots"].as_array().expect("a list").clone()
}

/// Whether an instance comes back clean as a clone from a point: tried out on a copy of the run.
fn comes_back(lab: &Lab, region: &str, point: &Value) -> bool {
    let mut copy = Lab { run: lab.run.clone(), start: lab.start };
    let mut detail = copy.clone_detail(region, "clone");
    detail["bootAfterRestore"] = json!(true);
    let answer = copy.ask_restore("UDM_ECS", point, detail);
    let Some(id) = answer["RestoreId"].as_str().map(str::to_owned) else { return false };
    copy.advance("PT20M");
    let job = copy.restore_job(&id);
    if job["Status"] != "COMPLETE" {
        return false;
    }
    let world = copy.run.world();
    let target = world.restores.iter().last().expect("it was kept").target;
    let disks = &world.instances[target].disks;
    disks.iter().all(|disk| world.disks[*disk].condition() == Condition::Clean)
}

fn region_of(lab: &Lab, point: &Value) -> &'static str {
    let world = lab.run.world();
    let (holder, _) = world.point(&point.as_str().expect("an id").into()).expect("a point");
    world.instances[holder].region.id()
}

#[test]
fn mdl_04_and_mdl_16_what_is_said_to_be_recoverable_is_and_nothing_else() {
    let (mut recovered, mut lost) = (0, 0);
    for seed in 0..10 {
        let (mut lab, mut dice) = (lab(), Dice { seed, thrown: 0 });
        for _ in 0..14 {
            lab.run.advance_to(lab.run.now() + engine::time::Seconds(i64::try_from(dice.below(90_000)).unwrap()));
            happen(&mut lab, &mut dice);
            for instance in INSTANCES {
                let said = lab.call("sim", "DescribeRecoverability", json!({ "InstanceIds": [instance] }));
                let said = &said["Instances"][0];
                let newest = said["NewestCleanPoint"].clone();
                let points = points_of(&mut lab, instance);
                let mut good: Vec<_> = points
                    .iter()
                    .filter(|point| {
                        let holds_system = point["Detail"]["ContainOsDisk"] == true && point["Status"] == "COMPLETE";
                        holds_system && comes_back(&lab, region_of(&lab, &point["SnapshotId"]), &point["SnapshotId"])
                    })
                    .collect();
                good.sort_by_key(|point| point["CreatedTime"].as_i64());
                let at = lab.run.now();
                match good.last() {
                    None => assert!(newest.is_null(), "seed {seed}, {instance} at {at:?}: {said}"),
                    Some(best) => {
                        assert!(!newest.is_null(), "seed {seed}, {instance} at {at:?}: {said}, but {best}");
                        let age = at.0 - best["CreatedTime"].as_i64().unwrap();
                        assert_eq!(said["RpoSeconds"], age, "seed {seed}, {instance} at {at:?}: {said}");
                    }
                }
                let mut regions: Vec<_> = good.iter().map(|point| region_of(&lab, &point["SnapshotId"])).collect();
                regions.sort_unstable();
                regions.dedup();
                let mut told: Vec<_> =
                    said["RegionIds"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
                told.sort_unstable();
                assert_eq!(told, regions, "seed {seed}, {instance} at {at:?}: {said}");
                if good.is_empty() {
                    lost += 1;
                } else {
                    recovered += 1;
                }
                assert!(lab.run.world().instance(&InstanceId::from(instance)).is_ok());
            }
        }
        assert!(lab.opens_to_the_same(), "seed {seed}");
    }
    assert!(recovered > 50 && lost > 20, "{recovered} and {lost}: both were tried");
}
