//! Automatic snapshot policies, and how they get on with instance backup.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{rule::Rule, scenario::Scenario};
use harness::Lab;
use serde_json::{Value, json};

fn policy(lab: &mut Lab, hours: &Value, weekdays: &Value, retention_days: i64) -> String {
    let answer = lab.ecs(
        "CreateAutoSnapshotPolicy",
        json!({ "regionId": "cn-hangzhou", "autoSnapshotPolicyName": "nightly",
        "timePoints": hours, "repeatWeekdays": weekdays, "retentionDays": retention_days }),
    );
    answer["AutoSnapshotPolicyId"].as_str().unwrap().to_owned()
}

fn apply(lab: &mut Lab, policy: &str, disks: &[&str]) {
    lab.ecs(
        "ApplyAutoSnapshotPolicy",
        json!({ "regionId": "cn-hangzhou", "autoSnapshotPolicyId": policy,
        "diskIds": json!(disks).to_string() }),
    );
}

fn automatic(lab: &mut Lab) -> Vec<Value> {
    lab.ecs_list("DescribeSnapshots", ["Snapshots", "Snapshot"], json!({ "SnapshotType": "auto", "PageSize": 100 }))
}

fn every_day() -> Value {
    json!(["1", "2", "3", "4", "5", "6", "7"])
}

fn times(lab: &Lab, rule: Rule) -> usize {
    lab.rules().iter().filter(|other| **other == rule).count()
}

#[test]
fn con_63_snapshots_are_taken_at_the_chosen_hours_of_the_chosen_days() {
    let mut lab = Lab::two_web_servers();
    // 1 January 2026 is a Thursday.
    let policy = policy(&mut lab, &json!(["1", "13"]), &json!("[\"4\", \"6\"]"), -1);
    apply(&mut lab, &policy, &["d-web1-sys", "d-web1-data"]);
    lab.advance("P7D");
    let mut of_one: Vec<_> =
        automatic(&mut lab).into_iter().filter(|snapshot| snapshot["SourceDiskId"] == "d-web1-sys").collect();
    of_one.reverse();
    let taken: Vec<_> = of_one.iter().map(|snapshot| snapshot["CreationTime"].as_str().unwrap()).collect();
    assert_eq!(taken, ["2025-12-31T17:00:00Z", "2026-01-01T05:00:00Z", "2026-01-02T17:00:00Z", "2026-01-03T05:00:00Z"]);
    assert_eq!((&of_one[0]["SnapshotName"], of_one[0].get("RetentionDays")), (&json!("auto2.0_20260101"), None));
    assert_eq!(automatic(&mut lab).len(), 8);
}

#[test]
fn con_63_automatic_snapshots_go_after_their_retention() {
    let mut lab = Lab::two_web_servers();
    let policy = policy(&mut lab, &json!([0]), &every_day(), 3);
    apply(&mut lab, &policy, &["d-web1-sys"]);
    lab.advance("P30D");
    assert_eq!(automatic(&mut lab).len(), 3);
    assert_eq!(automatic(&mut lab)[0]["RetentionDays"], 3);
    lab.ecs("CancelAutoSnapshotPolicy", json!({ "regionId": "cn-hangzhou", "diskIds": "[\"d-web1-sys\"]" }));
    lab.advance("P1D");
    assert_eq!(automatic(&mut lab).len(), 2, "no new ones, and the old ones still go");
}

#[test]
fn con_63_a_disk_has_one_policy_and_a_policy_says_what_it_covers() {
    let mut lab = Lab::two_web_servers();
    let first = policy(&mut lab, &json!(["1"]), &every_day(), 7);
    lab.advance("PT1S");
    let second = policy(&mut lab, &json!(["2"]), &every_day(), -1);
    apply(&mut lab, &first, &["d-web1-sys"]);
    apply(&mut lab, &second, &["d-web1-sys", "d-web2-sys"]);
    let listed = |lab: &mut Lab, id: &str| {
        let list = ["AutoSnapshotPolicies", "AutoSnapshotPolicy"];
        lab.ecs_list(
            "DescribeAutoSnapshotPolicyEx",
            list,
            json!({ "RegionId": "cn-hangzhou", "AutoSnapshotPolicyId": id }),
        )
        .remove(0)
    };
    assert_eq!(listed(&mut lab, &first)["DiskNums"], 0);
    let of_second = listed(&mut lab, &second);
    assert_eq!(
        (&of_second["DiskNums"], &of_second["RetentionDays"], &of_second["TimePoints"]),
        (&json!(2), &json!(-1), &json!("[\"2\"]"))
    );
    let disks = lab.ecs_list("DescribeDisks", ["Disks", "Disk"], json!({ "DiskIds": ["d-web1-sys"] }));
    assert_eq!(
        (&disks[0]["AutoSnapshotPolicyId"], &disks[0]["EnableAutomatedSnapshotPolicy"]),
        (&json!(second), &json!(true))
    );
    lab.advance("P1D");
    assert_eq!(automatic(&mut lab).len(), 2);
    lab.ecs("CancelAutoSnapshotPolicy", json!({ "autoSnapshotPolicyId": first, "diskIds": ["d-web1-sys"] }));
    assert_eq!(listed(&mut lab, &second)["DiskNums"], 2, "another policy is not touched");
}

#[test]
fn con_63_a_region_has_100_policies_and_each_its_limits() {
    let mut lab = Lab::two_web_servers();
    let order = |hours: Value, weekdays: Value, days: i64| {
        json!({ "regionId": "cn-hangzhou", "timePoints": hours,
        "repeatWeekdays": weekdays, "retentionDays": days })
    };
    lab.ecs_refuses("CreateAutoSnapshotPolicy", order(json!(["24"]), json!(["1"]), 1), "Sim.TimePoints", "CON-63");
    lab.ecs_refuses("CreateAutoSnapshotPolicy", order(json!([]), json!(["1"]), 1), "Sim.TimePoints", "CON-63");
    lab.ecs_refuses("CreateAutoSnapshotPolicy", order(json!(["1"]), json!(["0"]), 1), "Sim.Weekdays", "CON-63");
    lab.ecs_refuses("CreateAutoSnapshotPolicy", order(json!(["1"]), json!(["8"]), 1), "Sim.Weekdays", "CON-63");
    for days in [0, -2, 65_537] {
        let order = order(json!(["1"]), json!(["1"]), days);
        lab.ecs_refuses("CreateAutoSnapshotPolicy", order, "Sim.RetentionOutOfRange", "API-40");
    }
    for _ in 0..100 {
        policy(&mut lab, &json!(["1"]), &json!(["1"]), 65_536);
    }
    lab.ecs_refuses(
        "CreateAutoSnapshotPolicy",
        order(json!(["1"]), json!(["1"]), 1),
        "Sim.TooManyAutoPolicies",
        "CON-63",
    );
    let elsewhere =
        json!({ "regionId": "cn-shanghai", "timePoints": ["1"], "repeatWeekdays": ["1"], "retentionDays": 1 });
    let shanghai = lab.ecs("CreateAutoSnapshotPolicy", elsewhere)["AutoSnapshotPolicyId"].clone();
    let apply = |policy: &Value, disk: &str| json!({ "autoSnapshotPolicyId": policy, "diskIds": [disk] });
    lab.ecs_refuses("ApplyAutoSnapshotPolicy", apply(&shanghai, "d-web1-sys"), "Sim.OtherRegion", "POL-05");
    lab.ecs_refuses("ApplyAutoSnapshotPolicy", apply(&shanghai, "d-none"), "InvalidDiskId.NotFound", "ERR-10");
    lab.ecs_refuses(
        "ApplyAutoSnapshotPolicy",
        apply(&json!("sp-none"), "d-web1-sys"),
        "Sim.AutoPolicyNotFound",
        "CON-63",
    );
}

#[test]
fn acc_02_applying_a_policy_switches_the_service_on() {
    let mut lab = Lab::two_web_servers();
    let policy = policy(&mut lab, &json!(["1"]), &every_day(), 7);
    assert_eq!(times(&lab, Rule::Acc02), 0);
    apply(&mut lab, &policy, &["d-web1-sys"]);
    assert_eq!(times(&lab, Rule::Acc02), 1);
}

#[test]
fn con_61_on_an_older_disk_an_automatic_snapshot_waits_for_its_next_time() {
    let mut lab = Lab::of(&json!([{ "id": "i-a", "disks": [
        { "id": "d-a", "kind": "system", "category": "cloud_efficiency", "size_gib": 2000, "used_gib": 1500 } ] }]));
    let policy = policy(&mut lab, &json!([1, 2, 3, 4]), &every_day(), -1);
    apply(&mut lab, &policy, &["d-a"]);
    // The first takes 60 s + 1,536,000 / 200 s: more than two hours.
    lab.advance("PT5H");
    assert_eq!(automatic(&mut lab).len(), 2, "at 1 and at 4");
    assert_eq!((times(&lab, Rule::Con61), times(&lab, Rule::Con08)), (2, 0));
}

#[test]
fn con_08_automatic_snapshots_and_backups_of_a_disk_at_once_are_recorded() {
    for (category, taken) in [("cloud_essd", 2), ("cloud_efficiency", 1)] {
        let mut lab = Lab::of(&json!([{ "id": "i-a", "disks": [
            { "id": "d-a", "kind": "system", "category": category, "size_gib": 40 } ] }]));
        let auto = policy(&mut lab, &json!([1, 9]), &every_day(), -1);
        apply(&mut lab, &auto, &["d-a"]);
        let daily = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 7);
        lab.bind(&daily, &["i-a"]);
        lab.advance("PT12H");
        // At 1 both are due: the backup comes first. On an older disk the automatic one waits until 9 (CON-61).
        assert_eq!((automatic(&mut lab).len(), lab.points().len()), (taken, 1), "{category}");
        assert_eq!(times(&lab, Rule::Con08), 1, "{category}");
        assert_eq!(times(&lab, Rule::Con61), 2 - taken, "{category}");
    }
}

#[test]
fn con_60_the_thousandth_automatic_snapshot_makes_room_for_the_next() {
    let mut lab = Lab::of(&json!([{ "id": "i-a", "disks": [
        { "id": "d-a", "kind": "system", "size_gib": 40, "used_gib": 1, "hot_gib": 1 } ] }]));
    let hours: Vec<_> = (0..24).collect();
    let policy = policy(&mut lab, &json!(hours), &every_day(), -1);
    apply(&mut lab, &policy, &["d-a"]);
    lab.advance("PT1000H");
    let count =
        |lab: &mut Lab| lab.ecs("DescribeSnapshots", json!({ "SnapshotType": "auto" }))["TotalCount"].as_u64().unwrap();
    assert_eq!((count(&mut lab), times(&lab, Rule::Con60)), (1_000, 0));
    lab.advance("PT3H");
    assert_eq!((count(&mut lab), times(&lab, Rule::Con60)), (1_000, 3));
    lab.back_up("i-a", 7);
    lab.advance("PT10M");
    assert_eq!(lab.jobs()[0]["Status"], "COMPLETE", "automatic ones do not count against the quota of backups");
}

#[test]
fn con_07_no_automatic_snapshot_of_a_disk_that_was_never_attached() {
    let mut lab = Lab::two_web_servers();
    let disk =
        lab.ecs("CreateDisk", json!({ "ZoneId": "cn-hangzhou-h", "Size": 20 }))["DiskId"].as_str().unwrap().to_owned();
    let policy = policy(&mut lab, &json!(["1"]), &every_day(), 7);
    apply(&mut lab, &policy, &[&disk]);
    lab.advance("PT2H");
    assert_eq!((automatic(&mut lab).len(), times(&lab, Rule::Con07)), (0, 1));
}

#[test]
fn a_disk_that_goes_with_its_instance_leaves_its_policy() {
    let mut lab = Lab::two_web_servers();
    let policy = policy(&mut lab, &json!(["1"]), &every_day(), -1);
    apply(&mut lab, &policy, &["d-web2-sys"]);
    lab.advance("PT2H");
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web2", "Force": true }));
    lab.advance("P2D");
    let left = automatic(&mut lab);
    assert_eq!((left.len(), &left[0]["SourceDiskId"]), (1, &json!("d-web2-sys")), "its chain stays");
}

#[test]
fn a_scenario_brings_policies() {
    let disks = json!([{ "id": "d-a", "kind": "system", "size_gib": 40 }, { "id": "d-l", "category": "local_ssd_pro", "size_gib": 40 }]);
    let instances = json!([{ "id": "i-a", "disks": disks }]);
    let mut lab = Lab::with(
        &instances,
        json!({ "auto_snapshot_policies": [{ "id": "sp-night", "name": "night",
        "time_points": [2], "repeat_weekdays": [1, 2, 3, 4, 5, 6, 7], "retention_days": 7, "disk_ids": ["d-a"] }] }),
    );
    lab.advance("P2D");
    assert_eq!(automatic(&mut lab).len(), 2);

    let faults = |policies: Value| {
        let scenario = json!({ "format": "cloud-backup-scenario/1", "name": "lab", "seed": 7, "regions": ["cn-hangzhou"],
            "start": "2026-01-01T00:00:00+08:00", "instances": instances, "auto_snapshot_policies": policies });
        let faults = Scenario::from_value(&scenario).err().unwrap_or_default();
        faults.into_iter().map(|fault| fault.path).collect::<Vec<_>>()
    };
    let at = |field: &str| format!("$.auto_snapshot_policies[0]{field}");
    let policy = |more: Value| {
        let mut policy = json!({ "time_points": [1], "repeat_weekdays": [1] });
        policy.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([policy])
    };
    assert_eq!(faults(policy(json!({}))), Vec::<String>::new());
    assert_eq!(faults(json!([{}])), [at(".time_points"), at(".repeat_weekdays")]);
    assert_eq!(faults(policy(json!({ "time_points": [24] }))), [at("")]);
    assert_eq!(faults(policy(json!({ "retention_days": 0 }))), [at("")]);
    assert_eq!(faults(policy(json!({ "time_points": ["1"] }))), [at(".time_points")]);
    assert_eq!(faults(policy(json!({ "region": "cn-shanghai" }))), [at(".region")]);
    assert_eq!(
        faults(policy(json!({ "disk_ids": ["d-none", "d-l", "d-a", "d-a"] }))),
        [at(".disk_ids[0]"), at(".disk_ids[1]"), at(".disk_ids[3]")]
    );
}
