//! Every incident against every way back: which of them lead to an instance with clean data, and which are refused and why.

mod harness;
mod restoring;

use engine::cloud::data::Condition;
use harness::Lab;
use serde_json::{Value, json};

/// A web server of two disks and a neighbour in the same zone, under a policy that copies to Shanghai; a day of points.
fn shop() -> Lab {
    let disk = |id: &str, kind: &str| {
        json!({ "id": id, "kind": kind, "category": "cloud_essd", "size_gib": 40, "used_gib": 20,
            "write_gib_per_day": "2", "hot_gib": 8 })
    };
    let mut lab = Lab::of(&json!([
        { "id": "i-web", "name": "web", "zone": "cn-hangzhou-h",
          "disks": [disk("d-sys", "system"), disk("d-data", "data")] },
        { "id": "i-spare", "name": "spare", "zone": "cn-hangzhou-h", "disks": [disk("d-spare", "system")] },
    ]));
    let policy = lab.create_policy(json!([
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{}|PT6H", lab.start) },
        { "RuleType": "TRANSITION", "Retention": 10 },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 10 },
        { "RuleType": "SECURITY", "Immutable": true },
    ]));
    lab.bind(policy["PolicyId"].as_str().expect("a policy"), &["i-web"]);
    lab.advance("P1DT1H");
    lab
}

/// The ways back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    InPlace,
    Clone,
    DiskInPlace,
    NewDisk,
    DisasterRecovery,
}

const WAYS: [Way; 5] = [Way::InPlace, Way::Clone, Way::DiskInPlace, Way::NewDisk, Way::DisasterRecovery];

/// The id of the oldest point of the web server in a region: of the instance, or of its data disk.
fn oldest(lab: &mut Lab, region: &str, source_type: &str) -> Value {
    let params = json!({ "SourceType": source_type, "UdmRegionId": region, "InstanceId": "i-web" });
    let answer = lab.call("hbr", "DescribeUdmSnapshots", params);
    let points = answer["Snapshots"].as_array().expect("a list");
    let is_meant = |point: &&Value| source_type == "UDM_ECS" || point["DiskId"] == "d-data";
    let oldest = points.iter().filter(is_meant).min_by_key(|point| point["CreatedTime"].as_i64());
    oldest.map_or(json!("s-000gone"), |point| point["SnapshotId"].clone())
}

/// Tries one way back: clean data on the disks that it is about, or the rule that refused.
fn come_back(lab: &Lab, way: Way) -> String {
    let mut lab = Lab { run: lab.run.clone(), start: lab.start };
    if matches!(way, Way::InPlace | Way::DiskInPlace) {
        lab.call("ecs", "StopInstance", json!({ "InstanceId": "i-web" }));
        lab.advance("PT2M");
    }
    let region = if way == Way::DisasterRecovery { "cn-shanghai" } else { "cn-hangzhou" };
    let source_type = if matches!(way, Way::DiskInPlace | Way::NewDisk) { "UDM_ECS_DISK" } else { "UDM_ECS" };
    let restore_type = match way {
        Way::InPlace => "UDM_ECS_ROLLBACK",
        Way::Clone | Way::DisasterRecovery => "UDM_ECS",
        Way::DiskInPlace => "UDM_ECS_DISK_ROLLBACK",
        Way::NewDisk => "UDM_ECS_DISK",
    };
    let detail = match way {
        Way::InPlace | Way::DiskInPlace => json!({ "sourceInstanceId": "i-web", "bootAfterRestore": true }),
        Way::NewDisk => json!({ "targetInstanceId": "i-spare", "diskCategory": "cloud_essd" }),
        Way::Clone | Way::DisasterRecovery => lab.clone_detail(region, "back"),
    };
    let point = oldest(&mut lab, region, source_type);
    let before = lab.run.digest();
    let answer = lab.ask_restore(restore_type, &point, detail);
    if answer["Success"] != true {
        assert_eq!(lab.run.digest(), before, "{way:?}: a refused restore changed something");
        return answer["Rule"].as_str().expect("a rule").to_owned();
    }
    lab.advance("PT10M");
    let job = lab.restore_job(answer["RestoreId"].as_str().expect("an id"));
    assert_eq!(job["Status"], "COMPLETE", "{way:?}: {job}");
    let world = lab.run.world();
    let target = world.instance(&job["TargetInstanceId"].as_str().unwrap_or("i-web").into()).expect("an instance");
    let is_about = |id: &str| way != Way::DiskInPlace || id == "d-data";
    let disks = world.instances[target].disks.iter().map(|disk| &world.disks[*disk]);
    let clean = disks.filter(|disk| is_about(disk.id.as_str())).all(|disk| disk.condition() == Condition::Clean);
    if clean { "clean".to_owned() } else { "not clean".to_owned() }
}

/// What each way leads to after this incident and some hours.
fn after(incident: Value, hours: &str) -> [String; 5] {
    let mut lab = shop();
    let answer = lab.call("sim", "InjectIncident", incident);
    assert!(answer["IncidentId"].is_string(), "{answer}");
    lab.advance(hours);
    WAYS.map(|way| come_back(&lab, way))
}

#[test]
fn mdl_04_data_that_was_encrypted_or_deleted_comes_back_by_every_way() {
    let struck = json!({ "Kind": "RansomwareInfection", "InstanceIds": ["i-web"], "HiddenHours": 12 });
    assert_eq!(after(struck, "P1D"), ["clean"; 5]);
    assert_eq!(after(json!({ "Kind": "DataDeletion", "InstanceId": "i-web" }), "P1D"), ["clean"; 5]);
}

#[test]
fn mdl_05_a_disk_that_failed_takes_nothing_but_its_data_comes_back_elsewhere() {
    let failed = json!({ "Kind": "DiskFailure", "DiskId": "d-data" });
    assert_eq!(after(failed, "P1D"), ["ERR-10", "clean", "ERR-10", "clean", "clean"]);
}

#[test]
fn err_03_what_was_released_comes_back_as_something_new() {
    let released = json!({ "Kind": "InstanceReleased", "InstanceId": "i-web" });
    assert_eq!(after(released, "P1D"), ["ERR-03", "clean", "ERR-03", "clean", "clean"]);
}

#[test]
fn mdl_16_and_res_10_of_a_region_out_of_order_the_other_region_recovers() {
    let outage = json!({ "Kind": "RegionOutage", "RegionId": "cn-hangzhou", "Hours": 48 });
    assert_eq!(after(outage, "PT6H"), ["MDL-16", "MDL-16", "MDL-16", "MDL-16", "clean"]);
    let there = json!({ "Kind": "RegionOutage", "RegionId": "cn-shanghai", "Hours": 48 });
    assert_eq!(after(there, "PT6H"), ["clean", "clean", "clean", "clean", "MDL-16"]);
}

#[test]
fn mdl_16_and_err_05_a_cut_link_or_failing_metadata_leave_every_way_open() {
    let cut = json!({ "Kind": "ReplicationLinkDown", "From": "cn-hangzhou", "To": "cn-shanghai", "Hours": 48 });
    assert_eq!(after(cut, "P1D"), ["clean"; 5]);
    assert_eq!(after(json!({ "Kind": "MetadataSyncFailure", "Jobs": 3 }), "P1D"), ["clean"; 5]);
}

#[test]
fn acc_05_an_unpaid_bill_closes_every_way_once_the_account_is_suspended() {
    let overdue = json!({ "Kind": "PaymentOverdue" });
    assert_eq!(after(overdue.clone(), "PT12H"), ["clean"; 5]);
    assert_eq!(after(overdue, "P2D"), ["ACC-05"; 5]);
}

#[test]
fn pol_72_and_pol_73_the_lock_keeps_every_way_open_when_an_attacker_deletes_backups() {
    assert_eq!(after(json!({ "Kind": "BackupDeletion" }), "P1D"), ["clean"; 5]);
}
