//! Someone who has got hold of the account tries to delete the backups (POL-40, POL-72).
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{locale::Locale, rule::Rule, view::incidents::incidents};
use harness::Lab;
use serde_json::{Value, json};

fn attack(lab: &mut Lab, params: Value) -> Value {
    let mut incident = params;
    incident["Kind"] = json!("BackupDeletion");
    let answer = lab.call("sim", "InjectIncident", incident);
    assert!(answer["IncidentId"].is_string(), "{answer}");
    lab.call("sim", "DescribeIncidents", json!({}))["Incidents"].as_array().unwrap().last().unwrap().clone()
}

/// `i-web1` has three locked points, `i-web2` three that are not.
fn lab(immutable: bool, keep_latest: u8) -> Lab {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{}|P1D", lab.start),
          "KeepLatestSnapshots": keep_latest },
        { "RuleType": "TRANSITION", "Retention": 30 },
        { "RuleType": "SECURITY", "Immutable": immutable },
    ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web1"]);
    for _ in 0..3 {
        lab.back_up("i-web2", 30);
        lab.advance("P1D");
    }
    assert_eq!(lab.points().iter().filter(|point| point["InstanceId"] == "i-web1").count(), 3);
    lab
}

#[test]
fn pol_72_locked_points_withstand_and_all_others_go() {
    let mut lab = lab(true, 0);
    let incident = attack(&mut lab, json!({}));
    assert_eq!(incident["DeletedPoints"], 3);
    assert_eq!(incident["WithstoodPoints"], json!({ "POL-72": 3 }));
    assert_eq!(incident["GoesOn"], false);
    let left = lab.points();
    assert!(left.len() == 3 && left.iter().all(|point| point["InstanceId"] == "i-web1"));
    assert!(lab.snapshots().iter().all(|one| one["SourceDiskId"].as_str().unwrap().starts_with("d-web1")));
    assert_eq!(lab.count_of(Rule::Pol72), 1 + 3, "the attack and each point that withstood");
    let follows = incidents(lab.run.world(), Locale::En).remove(0).follows.unwrap();
    assert_eq!(follows, "points deleted: 3, withstood: 3 (POL-72: 3)");
    assert!(lab.opens_to_the_same());
}

#[test]
fn pol_40_the_newest_of_a_plan_that_keeps_one_withstands() {
    let mut lab = lab(false, 1);
    let incident = attack(&mut lab, json!({ "InstanceIds": ["i-web1"] }));
    assert_eq!((&incident["DeletedPoints"], &incident["WithstoodPoints"]), (&json!(2), &json!({ "POL-40": 1 })));
    assert_eq!(lab.points().iter().filter(|point| point["InstanceId"] == "i-web2").count(), 3, "not the other's");
}

#[test]
fn job_12_and_snp_21_extended_and_shared_points_withstand() {
    let mut lab = lab(false, 0);
    let points = lab.points();
    let of_web2: Vec<_> = points.iter().filter(|point| point["InstanceId"] == "i-web2").collect();
    lab.call("sim", "ExtendRetention", json!({ "SnapshotId": of_web2[0]["SnapshotId"], "RetentionDays": 60 }));
    let shared = of_web2[1]["Detail"]["NativeSnapshotIdList"][0].clone();
    lab.call("sim", "ShareSnapshot", json!({ "SnapshotId": shared, "AccountIds": ["1234567890123456"] }));
    let incident = attack(&mut lab, json!({ "InstanceIds": ["i-web2"] }));
    assert_eq!(incident["WithstoodPoints"], json!({ "JOB-12": 1, "SNP-21": 1 }));
    assert_eq!(incident["DeletedPoints"], 1);
}

#[test]
fn mdl_16_and_acc_05_what_is_out_of_reach_withstands() {
    let mut lab = lab(false, 0);
    lab.call("sim", "InjectIncident", json!({ "Kind": "RegionOutage", "RegionId": "cn-hangzhou", "Hours": 1 }));
    assert_eq!(attack(&mut lab, json!({}))["WithstoodPoints"], json!({ "MDL-16": 6 }));
    lab.advance("PT1H");
    lab.call("sim", "InjectIncident", json!({ "Kind": "PaymentOverdue" }));
    lab.advance("PT24H");
    let points = lab.points().len();
    assert_eq!(attack(&mut lab, json!({}))["WithstoodPoints"], json!({ "ACC-05": points }));
}

#[test]
fn pol_72_an_attack_on_nobody_is_refused() {
    let mut lab = lab(false, 0);
    let answer = lab.call("sim", "InjectIncident", json!({ "Kind": "BackupDeletion", "InstanceIds": ["i-none"] }));
    assert_eq!(answer["Code"], "InvalidInstanceId.NotFound");
}
