//! Snapshots taken and deleted by hand, and disks put back to one.

mod harness;

use engine::rule::Rule;
use harness::Lab;
use serde_json::{Value, json};

/// Takes a snapshot by hand and gives back its id.
fn snap(lab: &mut Lab, disk: &str) -> String {
    take(lab, json!({ "DiskId": disk }))
}

fn take(lab: &mut Lab, params: Value) -> String {
    lab.ecs("CreateSnapshot", params)["SnapshotId"].as_str().unwrap().to_owned()
}

fn snapshot(lab: &mut Lab, id: &str) -> Value {
    lab.ecs_list("DescribeSnapshots", ["Snapshots", "Snapshot"], json!({ "SnapshotIds": [id] })).remove(0)
}

fn one_disk(category: &str) -> Lab {
    Lab::of(&json!([{ "id": "i-a", "disks": [
        { "id": "d-a", "kind": "system", "category": category, "size_gib": 40, "used_gib": 20 } ] }]))
}

fn stop(lab: &mut Lab, instance: &str) {
    lab.ecs("StopInstance", json!({ "InstanceId": instance }));
    lab.advance("PT1M");
}

#[test]
fn api_40_a_snapshot_has_a_name_tags_and_a_retention() {
    let mut lab = Lab::two_web_servers();
    let id = take(
        &mut lab,
        json!({ "DiskId": "d-web1-sys", "SnapshotName": "before-upgrade", "Description": "for safety",
        "RetentionDays": 30, "Tag": [{ "Key": "env", "Value": "prod" }] }),
    );
    let made = snapshot(&mut lab, &id);
    for (field, value) in [
        ("SnapshotName", json!("before-upgrade")),
        ("Description", json!("for safety")),
        ("RetentionDays", json!(30)),
        ("Tags", json!({ "Tag": [{ "TagKey": "env", "TagValue": "prod" }] })),
        ("SnapshotType", json!("user")),
        ("Status", json!("progressing")),
        ("SourceDiskId", json!("d-web1-sys")),
        ("FullSnapshotSizeInBytes", json!(20_u64 << 30)),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    lab.advance("PT1H");
    let made = snapshot(&mut lab, &id);
    assert_eq!((&made["Status"], &made["Progress"]), (&json!("accomplished"), &json!("100%")));
    let lasting = snap(&mut lab, "d-web1-sys");
    assert_eq!(snapshot(&mut lab, &lasting).get("RetentionDays"), None, "kept for good");
}

#[test]
fn api_40_a_snapshot_goes_when_its_retention_ends() {
    let mut lab = Lab::two_web_servers();
    take(&mut lab, json!({ "DiskId": "d-web1-sys", "RetentionDays": 1 }));
    snap(&mut lab, "d-web1-data");
    lab.advance("PT23H59M59S");
    assert_eq!(lab.snapshots().len(), 2);
    lab.advance("PT1S");
    assert_eq!(lab.snapshots().len(), 1);
    lab.advance("P1000D");
    assert_eq!(lab.snapshots().len(), 1);
    for days in [0, -1, 65_537] {
        let params = json!({ "DiskId": "d-web1-sys", "RetentionDays": days });
        lab.ecs_refuses("CreateSnapshot", params, "Sim.RetentionOutOfRange", "API-40");
    }
}

#[test]
fn pol_04_the_name_of_a_snapshot_does_not_begin_with_auto() {
    let mut lab = Lab::two_web_servers();
    for name in ["auto-1", "x", "1st", "a b"] {
        lab.ecs_refuses(
            "CreateSnapshot",
            json!({ "DiskId": "d-web1-sys", "SnapshotName": name }),
            "Sim.InvalidName",
            "POL-04",
        );
    }
}

#[test]
fn acc_02_the_first_snapshot_switches_the_service_on() {
    let mut lab = Lab::two_web_servers();
    assert_eq!(lab.call("sim", "DescribeAccount", json!({}))["SnapshotServiceEnabled"], false);
    snap(&mut lab, "d-web1-sys");
    assert_eq!(lab.call("sim", "DescribeAccount", json!({}))["SnapshotServiceEnabled"], true);
    assert_eq!(lab.rules().iter().filter(|rule| **rule == Rule::Acc02).count(), 1);
}

#[test]
fn con_07_a_disk_that_was_never_attached_has_no_snapshots() {
    let mut lab = Lab::two_web_servers();
    let disk =
        lab.ecs("CreateDisk", json!({ "ZoneId": "cn-hangzhou-h", "Size": 20 }))["DiskId"].as_str().unwrap().to_owned();
    lab.ecs_refuses("CreateSnapshot", json!({ "DiskId": disk }), "IncorrectDiskStatus.NeverAttached", "CON-07");
    lab.ecs("AttachDisk", json!({ "DiskId": disk, "InstanceId": "i-web1" }));
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.ecs_refuses("CreateSnapshot", json!({ "DiskId": disk }), "IncorrectInstanceStatus", "ERR-10");
    lab.advance("PT1M");
    lab.ecs("DetachDisk", json!({ "DiskId": disk, "InstanceId": "i-web1" }));
    snap(&mut lab, &disk);
}

#[test]
fn con_20_local_disks_have_no_snapshots() {
    let mut lab = one_disk("local_ssd_pro");
    lab.ecs_refuses("CreateSnapshot", json!({ "DiskId": "d-a" }), "DiskCategory.OperationNotSupported", "CON-20");
    lab.ecs_refuses("CreateSnapshot", json!({ "DiskId": "d-none" }), "InvalidDiskId.NotFound", "ERR-10");
}

#[test]
fn con_61_ten_snapshots_of_an_essd_are_created_at_once_and_one_of_an_older_disk() {
    for (category, at_once) in [("cloud_essd", 10), ("cloud_efficiency", 1)] {
        let mut lab = one_disk(category);
        for _ in 0..at_once {
            snap(&mut lab, "d-a");
        }
        let params = json!({ "DiskId": "d-a" });
        lab.ecs_refuses("CreateSnapshot", params, "IncorrectDiskStatus.CreatingSnapshot", "CON-61");
        lab.back_up("i-a", 7);
        let children = lab.call("hbr", "DescribeBackupJobs2", json!({ "SourceType": "UDM_ECS_DISK" }));
        let child = &children["BackupJobs"]["BackupJob"][0];
        assert_eq!(child["ErrorMessage"], "IncorrectDiskStatus.CreatingSnapshot");
        lab.advance("PT1H");
        snap(&mut lab, "d-a");
    }
}

#[test]
fn con_60_a_disk_has_256_manual_snapshots_those_of_cloud_backup_among_them() {
    let mut lab = one_disk("cloud_essd");
    lab.back_up("i-a", 7);
    lab.advance("PT1H");
    for _ in 1..256 {
        snap(&mut lab, "d-a");
        lab.advance("PT5M");
    }
    lab.ecs_refuses("CreateSnapshot", json!({ "DiskId": "d-a" }), "QuotaExceed.Snapshot", "CON-60");
    lab.advance("P7D");
    snap(&mut lab, "d-a");
}

#[test]
fn con_08_instance_backup_and_snapshots_at_once_are_recorded() {
    let collisions = |lab: &Lab| lab.rules().iter().filter(|rule| **rule == Rule::Con08).count();
    let mut lab = one_disk("cloud_essd");
    snap(&mut lab, "d-a");
    snap(&mut lab, "d-a");
    assert_eq!(collisions(&lab), 0, "snapshots by hand do not meet a backup");
    lab.back_up("i-a", 7);
    assert_eq!(collisions(&lab), 1);
    lab.advance("PT1H");
    lab.back_up("i-a", 7);
    assert_eq!(collisions(&lab), 1, "an hour apart they do not meet");
    snap(&mut lab, "d-a");
    assert_eq!(collisions(&lab), 2);

    let mut lab = one_disk("cloud_efficiency");
    snap(&mut lab, "d-a");
    lab.back_up("i-a", 7);
    assert_eq!(
        (collisions(&lab), &lab.jobs()[0]["Status"]),
        (1, &json!("FAILED")),
        "an older disk takes one at a time"
    );
}

#[test]
fn con_40_stopping_an_instance_fails_snapshots_by_hand_too() {
    let mut lab = one_disk("cloud_essd");
    take(&mut lab, json!({ "DiskId": "d-a", "SnapshotName": "lost", "RetentionDays": 3 }));
    lab.ecs("StopInstance", json!({ "InstanceId": "i-a" }));
    assert_eq!(lab.snapshots().len(), 0);
    assert!(lab.rules().contains(&Rule::Con40));
    lab.advance("P5D");
    assert_eq!(lab.rules().iter().filter(|rule| **rule == Rule::Api40).count(), 1, "nothing is left to expire");
}

#[test]
fn snp_20_the_snapshots_of_cloud_backup_are_not_deleted_in_ecs() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 7);
    let id = lab.snapshots()[0]["SnapshotId"].clone();
    for force in [false, true] {
        let params = json!({ "SnapshotId": id, "Force": force });
        lab.ecs_refuses("DeleteSnapshot", params, "Sim.SnapshotOfCloudBackup", "SNP-20");
    }
}

#[test]
fn api_48_snapshots_are_deleted_also_in_creation() {
    let mut lab = Lab::two_web_servers();
    let id = snap(&mut lab, "d-web1-sys");
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": id }));
    assert_eq!(lab.snapshots().len(), 0);
    lab.ecs_refuses("DeleteSnapshot", json!({ "SnapshotId": id }), "InvalidSnapshotId.NotFound", "ERR-11");
}

#[test]
fn snp_21_a_snapshot_that_disks_were_made_from_needs_force() {
    let mut lab = Lab::two_web_servers();
    let id = snap(&mut lab, "d-web1-sys");
    lab.advance("PT1H");
    let disk = lab.ecs("CreateDisk", json!({ "ZoneId": "cn-hangzhou-h", "SnapshotId": id }))["DiskId"].clone();
    assert_eq!(snapshot(&mut lab, &id)["Usage"], "disk");
    lab.ecs_refuses("DeleteSnapshot", json!({ "SnapshotId": id }), "SnapshotCreatedDisk", "ERR-12");
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": id, "Force": true }));
    let left = lab.ecs_list("DescribeDisks", ["Disks", "Disk"], json!({ "DiskIds": [disk] }));
    assert_eq!(left.len(), 1, "its disks keep working");
}

#[test]
fn api_49_a_disk_is_put_back_while_its_instance_is_stopped() {
    let mut lab = Lab::of(&json!([{ "id": "i-a", "disks": [{ "id": "d-a", "kind": "system", "size_gib": 100,
        "used_gib": 10, "write_gib_per_day": "0", "hot_gib": 0, "growth_gib_per_day": "1" }] }]));
    let first = snap(&mut lab, "d-a");
    lab.advance("P5D");
    lab.ecs("ResizeDisk", json!({ "DiskId": "d-a", "NewSize": 200 }));
    let reset = json!({ "DiskId": "d-a", "SnapshotId": first });
    lab.ecs_refuses("ResetDisk", reset.clone(), "IncorrectInstanceStatus", "ERR-10");
    stop(&mut lab, "i-a");
    lab.ecs("ResetDisk", reset);
    assert_eq!(lab.ecs_list("DescribeDisks", ["Disks", "Disk"], json!({}))[0]["Size"], 100, "with its size of then");
    let second = snap(&mut lab, "d-a");
    assert_eq!(snapshot(&mut lab, &second)["FullSnapshotSizeInBytes"], 10_u64 << 30);
    let links = lab.ecs("DescribeSnapshotLinks", json!({ "DiskIds": ["d-a"] }));
    assert_eq!(links["SnapshotLinks"]["SnapshotLink"][0]["TotalSize"], 10_u64 << 30, "nothing differs from the first");
}

#[test]
fn err_11_a_disk_is_put_back_only_to_a_complete_snapshot_of_its_own() {
    let mut lab = Lab::of(&json!([{ "id": "i-a", "disks": [
        { "id": "d-a", "kind": "system", "category": "cloud_ssd", "size_gib": 40 },
        { "id": "d-b", "kind": "data", "size_gib": 40 } ] }]));
    let other = snap(&mut lab, "d-b");
    lab.advance("PT1H");
    stop(&mut lab, "i-a");
    let own = snap(&mut lab, "d-a");
    let reset = |snapshot: &str| json!({ "DiskId": "d-a", "SnapshotId": snapshot });
    lab.ecs_refuses("ResetDisk", reset(&other), "InvalidParameter.Mismatch", "ERR-11");
    lab.ecs_refuses("ResetDisk", reset(&own), "InvalidSnapshotId.NotReady", "ERR-11");
    lab.ecs_refuses("ResetDisk", reset("s-none"), "InvalidSnapshotId.NotFound", "ERR-11");
    lab.advance("PT1H");
    lab.ecs("ResetDisk", reset(&own));
}

#[test]
fn api_43_chains_and_usage_sum_up() {
    let mut lab = Lab::two_web_servers();
    snap(&mut lab, "d-web1-sys");
    snap(&mut lab, "d-web2-sys");
    lab.advance("P1D");
    snap(&mut lab, "d-web1-sys");
    let chains =
        lab.ecs_list("DescribeSnapshotLinks", ["SnapshotLinks", "SnapshotLink"], json!({ "RegionId": "cn-hangzhou" }));
    let total: u64 = chains.iter().map(|chain| chain["TotalSize"].as_u64().unwrap()).sum();
    let usage = lab.ecs("DescribeSnapshotsUsage", json!({ "RegionId": "cn-hangzhou" }));
    assert_eq!((&usage["SnapshotCount"], &usage["SnapshotSize"]), (&json!(3), &json!(total)));
    let elsewhere = lab.ecs("DescribeSnapshotsUsage", json!({ "RegionId": "cn-shanghai" }));
    assert_eq!((&elsewhere["SnapshotCount"], &elsewhere["SnapshotSize"]), (&json!(0), &json!(0)));
}

#[test]
fn api_42_snapshots_are_listed_by_what_they_are() {
    let mut lab = Lab::two_web_servers();
    take(&mut lab, json!({ "DiskId": "d-web1-sys", "SnapshotName": "named" }));
    lab.advance("PT1H");
    lab.back_up("i-web1", 7);
    for (filter, count) in [
        (json!({}), 3),
        (json!({ "SnapshotName": "named" }), 1),
        (json!({ "SnapshotType": "user" }), 3),
        (json!({ "SnapshotType": "auto" }), 0),
        (json!({ "Status": "progressing" }), 2),
        (json!({ "SourceDiskType": "system" }), 2),
        (json!({ "InstanceId": "i-web2" }), 0),
        (json!({ "Usage": "disk" }), 0),
        (json!({ "DiskId": "d-web1-data" }), 1),
    ] {
        assert_eq!(lab.ecs("DescribeSnapshots", filter.clone())["TotalCount"], count, "{filter}");
    }
}

#[test]
fn con_38_groups_are_those_of_backup_points() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 7);
    let groups = |lab: &mut Lab, filter: Value| {
        lab.ecs_list("DescribeSnapshotGroups", ["SnapshotGroups", "SnapshotGroup"], filter)
    };
    let under_way = groups(&mut lab, json!({ "RegionId": "cn-hangzhou" }));
    assert_eq!((under_way.len(), &under_way[0]["Status"]), (1, &json!("progressing")));
    assert!(under_way[0]["SnapshotGroupId"].as_str().unwrap().starts_with("ssg-"));
    lab.advance("PT1H");
    let done = groups(&mut lab, json!({ "SnapshotGroupId": [under_way[0]["SnapshotGroupId"]] }));
    assert_eq!(done[0]["Status"], "accomplished");
    let snapshots = done[0]["Snapshots"]["Snapshot"].as_array().unwrap();
    assert_eq!(snapshots.iter().map(|snapshot| &snapshot["Progress"]).collect::<Vec<_>>(), ["100%", "100%"]);
    assert_eq!(groups(&mut lab, json!({ "InstanceId": "i-web2" })).len(), 0);
    lab.advance("P7D");
    assert_eq!(groups(&mut lab, json!({})).len(), 0, "they go with their point");
}
