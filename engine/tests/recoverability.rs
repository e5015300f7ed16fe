//! Whether everything can be recovered: truly, as far as people know, now and at any other instant.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{
    time::{DAY, HOUR},
    view::overview::{self, State},
};
use harness::Lab;
use serde_json::{Value, json};

fn inject(lab: &mut Lab, incident: Value) {
    let answer = lab.call("sim", "InjectIncident", incident);
    assert!(answer["IncidentId"].is_string(), "{answer}");
}

fn infect(lab: &mut Lab, hidden_hours: u32) {
    inject(lab, json!({ "Kind": "RansomwareInfection", "InstanceIds": ["i-web1"], "HiddenHours": hidden_hours }));
}

/// How one instance stands.
fn of(lab: &mut Lab, instance: &str, more: Value) -> Value {
    let mut params = more;
    params["InstanceIds"] = json!([instance]);
    let answer = lab.call("sim", "DescribeRecoverability", params);
    answer["Instances"][0].clone()
}

/// `i-web1` is backed up every day at midnight; a day and twelve hours have passed.
fn protected() -> Lab {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 30);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT36H");
    lab
}

#[test]
fn mdl_14_the_newest_clean_point_its_age_and_the_time_that_a_restore_takes() {
    let mut lab = protected();
    let points = lab.points();
    let standing = of(&mut lab, "i-web1", json!({}));
    assert_eq!(
        standing["NewestCleanPoint"],
        json!({ "SnapshotId": points[1]["SnapshotId"], "CreatedTime": "2026-01-02T00:00:00+08:00", "RegionId": "cn-hangzhou" })
    );
    assert_eq!((&standing["RpoSeconds"], &standing["EstimatedRtoSeconds"]), (&json!(12 * HOUR), &json!(120)));
    assert_eq!((&standing["RegionIds"], &standing["Obstacle"]), (&json!(["cn-hangzhou"]), &Value::Null));
}

#[test]
fn mdl_14_without_instant_access_the_slowest_disk_counts() {
    let mut lab = Lab::of(&json!([{ "id": "i-one", "name": "one", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-sys", "kind": "system", "category": "cloud_efficiency", "size_gib": 40, "used_gib": 20,
          "write_gib_per_day": "0" },
        { "id": "d-data", "kind": "data", "category": "cloud_ssd", "size_gib": 200, "used_gib": 50,
          "write_gib_per_day": "0" },
        { "id": "d-fast", "kind": "data", "category": "cloud_essd", "size_gib": 400, "used_gib": 300 } ] }]));
    lab.back_up("i-one", 30);
    lab.advance("PT1H");
    // 50 GiB at 500 MiB/s.
    assert_eq!(of(&mut lab, "i-one", json!({}))["EstimatedRtoSeconds"], 120 + 103);
}

#[test]
fn con_04_and_job_08_what_has_no_complete_point_cannot_be_recovered() {
    let mut lab = protected();
    let none = of(&mut lab, "i-web2", json!({}));
    for field in ["NewestCleanPoint", "RpoSeconds", "EstimatedRtoSeconds", "NewestKnownPoint"] {
        assert_eq!(none.get(field), Some(&Value::Null), "{field}");
    }
    assert_eq!((&none["RegionIds"], &none["Obstacle"]["Rule"]), (&json!([]), &json!("CON-04")));
    // Of the system disk nothing is in the point; then a part of the other is deleted from it.
    let job = json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web1", "Retention": 7,
                      "Detail": { "diskIdList": ["d-web1-data"] } });
    lab.call("hbr", "CreateBackupJob", job);
    lab.advance("PT1H");
    assert_eq!(of(&mut lab, "i-web1", json!({}))["RpoSeconds"], 13 * HOUR, "a point without the system disk is none");
    let disks =
        lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS_DISK", "DiskId": "d-web1-data" }));
    for part in disks["Snapshots"].as_array().unwrap() {
        lab.call("hbr", "DeleteSnapshot", json!({ "SourceType": "UDM_ECS", "SnapshotId": part["SnapshotId"] }));
    }
    assert_eq!(of(&mut lab, "i-web1", json!({}))["Obstacle"]["Rule"], "JOB-08");
}

#[test]
fn mdl_04_an_infection_is_true_at_once_and_known_only_when_it_is_found_or_strikes() {
    let mut lab = protected();
    let clean = of(&mut lab, "i-web1", json!({}))["NewestCleanPoint"].clone();
    infect(&mut lab, 60);
    lab.advance("P1D");
    let standing = of(&mut lab, "i-web1", json!({}));
    assert_eq!(standing["NewestCleanPoint"], clean);
    assert_eq!(standing["RpoSeconds"], DAY + 12 * HOUR);
    let infected = standing["NewestKnownPoint"].clone();
    assert_ne!(infected, clean, "people would take the newest");
    let recovery = |lab: &mut Lab| {
        let view = overview::overview(&mut lab.run);
        view.recovery.rows.into_iter().find(|row| row.name == "web-1").expect("a row")
    };
    assert_eq!(recovery(&mut lab).state, State::OnTarget);
    lab.call("sim", "InspectPoint", json!({ "SnapshotId": infected["SnapshotId"] }));
    assert_eq!(of(&mut lab, "i-web1", json!({}))["NewestKnownPoint"], clean, "it was found");
    assert_eq!(recovery(&mut lab).state, State::Late);
    lab.advance("P2D");
    let standing = of(&mut lab, "i-web1", json!({}));
    assert_eq!(standing["NewestCleanPoint"], clean);
    let known = standing["NewestKnownPoint"]["CreatedTime"].as_str().unwrap();
    assert_eq!(known, "2026-01-04T00:00:00+08:00", "the last before the strike, which nobody looked at");
}

#[test]
fn mdl_04_where_every_point_is_bad_nothing_is_left() {
    let mut lab = Lab::two_web_servers();
    infect(&mut lab, 0);
    lab.back_up("i-web1", 30);
    lab.advance("PT1H");
    let standing = of(&mut lab, "i-web1", json!({}));
    assert_eq!((&standing["NewestCleanPoint"], &standing["Obstacle"]["Rule"]), (&Value::Null, &json!("MDL-04")));
    let view = overview::overview(&mut lab.run);
    assert_eq!((view.recovery.rows[0].name.as_str(), view.recovery.rows[0].state), ("web-1", State::Lost));
}

#[test]
fn mdl_16_and_acc_05_an_outage_or_a_suspended_account_keeps_everything_from_being_recovered() {
    let mut lab = protected();
    inject(&mut lab, json!({ "Kind": "RegionOutage", "RegionId": "cn-hangzhou", "Hours": 2 }));
    let standing = of(&mut lab, "i-web1", json!({}));
    assert_eq!((&standing["RegionIds"], &standing["Obstacle"]["Rule"]), (&json!([]), &json!("MDL-16")));
    lab.advance("PT2H");
    assert_eq!(of(&mut lab, "i-web1", json!({}))["Obstacle"], Value::Null);
    inject(&mut lab, json!({ "Kind": "PaymentOverdue" }));
    lab.advance("P1D");
    assert_eq!(of(&mut lab, "i-web1", json!({}))["Obstacle"]["Rule"], "ACC-05");
    lab.call("sim", "PayBill", json!({}));
    assert_eq!(of(&mut lab, "i-web1", json!({}))["Obstacle"], Value::Null);
}

#[test]
fn err_03_a_released_instance_comes_back_from_its_points_and_is_listed_as_long_as_it_has_some() {
    let mut lab = protected();
    let listed = |lab: &mut Lab| {
        let answer = lab.call("sim", "DescribeRecoverability", json!({}));
        let instances = answer["Instances"].as_array().unwrap().clone();
        instances.iter().map(|one| one["InstanceId"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed(&mut lab), ["i-web1", "i-web2"]);
    inject(&mut lab, json!({ "Kind": "InstanceReleased", "InstanceId": "i-web1" }));
    inject(&mut lab, json!({ "Kind": "InstanceReleased", "InstanceId": "i-web2" }));
    assert_eq!(listed(&mut lab), ["i-web1"]);
    assert_eq!(of(&mut lab, "i-web1", json!({}))["RpoSeconds"], 12 * HOUR);
    lab.advance("P31D");
    assert!(listed(&mut lab).is_empty());
}

#[test]
fn mdl_30_another_instant_is_looked_at_without_going_there() {
    let mut lab = protected();
    infect(&mut lab, 12);
    let before = lab.run.digest();
    let at = |at: &str| json!({ "At": at });
    let past = of(&mut lab, "i-web1", at("2026-01-01T12:00:00+08:00"));
    assert_eq!(past["NewestCleanPoint"]["CreatedTime"], "2026-01-01T00:00:00+08:00");
    assert_eq!(past["RpoSeconds"], 12 * HOUR);
    let start = of(&mut lab, "i-web1", at("2026-01-01T00:00:00+08:00"));
    assert_eq!(start["Obstacle"]["Rule"], "CON-04", "the first backup has only begun");
    let future = of(&mut lab, "i-web1", at("2026-01-04T12:00:00+08:00"));
    assert_eq!(future["NewestCleanPoint"]["CreatedTime"], "2026-01-02T00:00:00+08:00");
    assert_eq!(future["RpoSeconds"], 2 * DAY + 12 * HOUR);
    assert_eq!(lab.run.digest(), before);
    let too_early = lab.call("sim", "DescribeRecoverability", at("2025-01-01T00:00:00+08:00"));
    assert_eq!(too_early["Code"], "Sim.NotInThisRun");
    assert_eq!(lab.call("sim", "DescribeRecoverability", at("then"))["Code"], "Sim.InvalidParameter");
    let unknown = lab.call("sim", "DescribeRecoverability", json!({ "InstanceIds": ["i-none"] }));
    assert_eq!(unknown["Code"], "InvalidInstanceId.NotFound");
}
