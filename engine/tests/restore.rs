//! An instance is restored in place (RES-02 to RES-06), and the jobs that do it.

mod harness;
mod restoring;

use engine::rule::Rule;
use harness::Lab;
use serde_json::{Value, json};

/// A point of the first web server, two days old, with the instance stopped.
fn old_point(lab: &mut Lab) -> Value {
    lab.back_up("i-web1", 30);
    lab.advance("P2D");
    lab.stop("i-web1");
    lab.points().remove(0)
}

#[test]
fn res_03_and_mdl_05_a_restore_in_place_puts_back_what_the_point_holds() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab);
    let snapshots = point["Detail"]["NativeSnapshotIdList"].clone();
    let held = [lab.snapshot_holds(&snapshots[0]), lab.snapshot_holds(&snapshots[1])];
    let before = [lab.holds("d-web1-sys"), lab.holds("d-web1-data")];
    assert_ne!(held, before, "two days were written");
    let id = lab.roll_back("i-web1", &point["SnapshotId"]);
    assert_eq!([lab.holds("d-web1-sys"), lab.holds("d-web1-data")], before, "not yet");
    lab.advance("PT3M");
    assert_eq!(lab.restore_job(&id)["Status"], "COMPLETE");
    assert_eq!([lab.holds("d-web1-sys"), lab.holds("d-web1-data")], held);
    assert_eq!(lab.instance("i-web1")["Status"], "Stopped");
    assert_eq!(lab.points().len(), 1, "points stay");
    assert!(lab.opens_to_the_same());
}

#[test]
fn res_03_disks_that_were_added_since_stay_as_they_are() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 30);
    lab.advance("P1D");
    let order = json!({ "RegionId": "cn-hangzhou", "InstanceId": "i-web1", "DiskCategory": "cloud_essd", "Size": 100 });
    let added = lab.ecs("CreateDisk", order)["DiskId"].as_str().unwrap().to_owned();
    lab.advance("P1D");
    lab.stop("i-web1");
    let held = lab.holds(&added);
    let point = lab.points().remove(0);
    lab.roll_back("i-web1", &point["SnapshotId"]);
    lab.advance("PT3M");
    assert_eq!(lab.holds(&added), held);
    assert_eq!(lab.disks_of("i-web1").len(), 3);
}

#[test]
fn res_04_a_resized_disk_goes_back_to_the_size_of_its_point() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 30);
    lab.advance("P1D");
    lab.ecs("ResizeDisk", json!({ "DiskId": "d-web1-data", "NewSize": 400 }));
    lab.stop("i-web1");
    let point = lab.points().remove(0);
    lab.roll_back("i-web1", &point["SnapshotId"]);
    assert_eq!(lab.disk("d-web1-data")["Size"], 400);
    lab.advance("PT3M");
    assert_eq!(lab.disk("d-web1-data")["Size"], 200);
}

#[test]
fn res_04_and_err_11_a_point_fits_its_own_instance_only() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab)["SnapshotId"].clone();
    lab.stop("i-web2");
    let other = json!({ "sourceInstanceId": "i-web2" });
    lab.refuses_restore("UDM_ECS_ROLLBACK", &point, other, "InvalidParameter.Mismatch", "ERR-11");
    let own = json!({ "sourceInstanceId": "i-web1" });
    let none = json!("s-000000000000000000000");
    lab.refuses_restore("UDM_ECS_ROLLBACK", &none, own, "InvalidSnapshotId.NotFound", "ERR-11");
    let unknown = json!({ "sourceInstanceId": "i-none" });
    lab.refuses_restore("UDM_ECS_ROLLBACK", &point, unknown, "InvalidInstanceId.NotFound", "ERR-10");
}

#[test]
fn res_02_in_place_needs_the_instance_stopped_and_no_snapshot_in_creation() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 30);
    lab.advance("P1D");
    let point = lab.points().remove(0)["SnapshotId"].clone();
    let own = json!({ "sourceInstanceId": "i-web1" });
    lab.refuses_restore("UDM_ECS_ROLLBACK", &point, own.clone(), "IncorrectInstanceStatus", "ERR-10");
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.refuses_restore("UDM_ECS_ROLLBACK", &point, own.clone(), "IncorrectInstanceStatus", "ERR-10");
    lab.advance("PT1M");
    lab.ecs("CreateSnapshot", json!({ "DiskId": "d-web1-data" }));
    let code = "IncorrectDiskStatus.CreatingSnapshot";
    lab.refuses_restore("UDM_ECS_ROLLBACK", &point, own.clone(), code, "ERR-10");
    lab.advance("PT1H");
    lab.restore("UDM_ECS_ROLLBACK", &point, own);
}

#[test]
fn res_02_while_a_restore_is_under_way_instance_and_disks_are_left_alone() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab);
    let data_snapshot = point["Detail"]["NativeSnapshotIdList"][1].clone();
    let free = lab.ecs("CreateDisk", json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "Size": 20 }));
    lab.roll_back("i-web1", &point["SnapshotId"]);
    let (instance, disk) = ("IncorrectInstanceStatus", "IncorrectDiskStatus");
    let own = json!({ "InstanceId": "i-web1" });
    lab.ecs_refuses("StartInstance", own.clone(), instance, "ERR-10");
    lab.ecs_refuses("DeleteInstance", json!({ "InstanceId": "i-web1", "Force": true }), instance, "ERR-10");
    let attach = json!({ "InstanceId": "i-web1", "DiskId": free["DiskId"] });
    lab.ecs_refuses("AttachDisk", attach, instance, "ERR-10");
    lab.ecs_refuses("DetachDisk", json!({ "InstanceId": "i-web1", "DiskId": "d-web1-data" }), instance, "ERR-10");
    lab.ecs_refuses("ResizeDisk", json!({ "DiskId": "d-web1-data", "NewSize": 400 }), disk, "ERR-10");
    lab.ecs_refuses("ResetDisk", json!({ "DiskId": "d-web1-data", "SnapshotId": data_snapshot }), disk, "ERR-10");
    lab.ecs_refuses("CreateSnapshot", json!({ "DiskId": "d-web1-data" }), disk, "ERR-10");
    let more = json!({ "RegionId": "cn-hangzhou", "InstanceId": "i-web1", "DiskCategory": "cloud_essd", "Size": 20 });
    lab.ecs_refuses("CreateDisk", more, instance, "ERR-10");
    let by_hand = json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web1", "Retention": 7 });
    assert_eq!(lab.call("hbr", "CreateBackupJob", by_hand)["Code"], disk);
    let again = json!({ "sourceInstanceId": "i-web1" });
    lab.refuses_restore("UDM_ECS_ROLLBACK", &point["SnapshotId"], again, instance, "ERR-10");
    assert_eq!(lab.disk("d-web1-data")["Status"], "ReIniting");
    lab.advance("PT2M");
    assert_eq!(lab.disk("d-web1-data")["Status"], "In_use");
    lab.ecs("StartInstance", own);
}

#[test]
fn res_02_a_backup_that_is_due_meanwhile_fails() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab);
    let policy = lab.create_policy(json!([lab.daily(172_800 + 180), { "RuleType": "TRANSITION", "Retention": 7 }]));
    lab.bind(policy["PolicyId"].as_str().unwrap(), &["i-web1"]);
    lab.roll_back("i-web1", &point["SnapshotId"]);
    lab.advance("PT2M");
    let job = lab.jobs().remove(0);
    assert_eq!(job["Status"], "FAILED", "{job}");
    let children =
        json!({ "SourceType": "UDM_ECS_DISK", "Filters": [{ "Key": "ParentId", "Values": [job["JobId"]] }] });
    let answer = lab.call("hbr", "DescribeBackupJobs2", children);
    assert_eq!(answer["BackupJobs"]["BackupJob"][0]["ErrorMessage"], "IncorrectDiskStatus");
    assert_eq!(lab.restores()[0]["Status"], "COMPLETE");
}

#[test]
fn err_03_a_released_instance_is_not_restored_in_place() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab)["SnapshotId"].clone();
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web1" }));
    for force in [false, true] {
        let own = json!({ "sourceInstanceId": "i-web1", "forceRestore": force });
        lab.refuses_restore("UDM_ECS_ROLLBACK", &point, own, "Sim.InstanceReleased", "ERR-03");
    }
}

#[test]
fn res_05_a_detached_disk_is_restored_where_it_is_by_force() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab);
    let held = lab.snapshot_holds(&point["Detail"]["NativeSnapshotIdList"][1]);
    lab.ecs("DetachDisk", json!({ "InstanceId": "i-web1", "DiskId": "d-web1-data" }));
    let own = json!({ "sourceInstanceId": "i-web1" });
    let id = &point["SnapshotId"];
    lab.refuses_restore("UDM_ECS_ROLLBACK", id, own, "IncorrectDiskStatus", "RES-05");
    // The newest text of the service spells it so.
    lab.restore("UDM_ECS_ROLLBACK", id, json!({ "sourceInstanceId": "i-web1", "foreceRestore": true }));
    lab.ecs_refuses(
        "AttachDisk",
        json!({ "InstanceId": "i-web2", "DiskId": "d-web1-data" }),
        "IncorrectDiskStatus",
        "ERR-10",
    );
    lab.advance("PT3M");
    assert_eq!(lab.restores()[0]["Status"], "COMPLETE");
    assert_eq!(lab.holds("d-web1-data"), held);
    assert_eq!(lab.disk("d-web1-data")["Status"], "Available");
}

/// A second server of the zone that can take the disks of the first.
fn neighbours() -> Lab {
    let of = |name: &str| {
        json!({ "id": format!("i-{name}"), "name": name, "zone": "cn-hangzhou-h", "disks": [
            { "id": format!("d-{name}-sys"), "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 20,
              "write_gib_per_day": "2", "hot_gib": 8 },
            { "id": format!("d-{name}-data"), "kind": "data", "category": "cloud_essd", "size_gib": 100, "used_gib": 50,
              "write_gib_per_day": "2", "hot_gib": 8 } ] })
    };
    Lab::of(&json!([of("one"), of("two")]))
}

#[test]
fn res_05_a_disk_of_another_instance_is_restored_by_force_while_that_one_is_stopped() {
    let mut lab = neighbours();
    lab.back_up("i-one", 30);
    lab.advance("P1D");
    lab.stop("i-one");
    lab.ecs("DetachDisk", json!({ "InstanceId": "i-one", "DiskId": "d-one-data" }));
    lab.ecs("AttachDisk", json!({ "InstanceId": "i-two", "DiskId": "d-one-data" }));
    lab.advance("P1D");
    let point = lab.points().remove(0);
    let own = json!({ "sourceInstanceId": "i-one", "forceRestore": true });
    let id = &point["SnapshotId"];
    lab.refuses_restore("UDM_ECS_ROLLBACK", id, own.clone(), "IncorrectInstanceStatus", "ERR-10");
    lab.stop("i-two");
    let held = lab.snapshot_holds(&point["Detail"]["NativeSnapshotIdList"][1]);
    lab.restore("UDM_ECS_ROLLBACK", id, own);
    lab.ecs_refuses("StartInstance", json!({ "InstanceId": "i-two" }), "IncorrectInstanceStatus", "ERR-10");
    lab.advance("PT2M");
    assert_eq!(lab.holds("d-one-data"), held);
    lab.ecs("StartInstance", json!({ "InstanceId": "i-two" }));
    assert!(lab.opens_to_the_same());
}

#[test]
fn res_05_and_job_07_a_disk_that_is_gone_fails_and_the_others_are_restored() {
    let mut lab = neighbours();
    lab.back_up("i-one", 30);
    lab.advance("P1D");
    lab.stop("i-one");
    lab.ecs("DetachDisk", json!({ "InstanceId": "i-one", "DiskId": "d-one-data" }));
    let attach = json!({ "InstanceId": "i-two", "DiskId": "d-one-data", "DeleteWithInstance": true });
    lab.ecs("AttachDisk", attach);
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-two", "Force": true }));
    let point = lab.points().remove(0);
    let id = &point["SnapshotId"];
    let own = json!({ "sourceInstanceId": "i-one" });
    lab.refuses_restore("UDM_ECS_ROLLBACK", id, own, "InvalidDiskId.NotFound", "ERR-10");
    let restore = lab.restore("UDM_ECS_ROLLBACK", id, json!({ "sourceInstanceId": "i-one", "forceRestore": true }));
    lab.advance("PT2M");
    assert_eq!(lab.restore_job(&restore)["Status"], "PARTIAL_COMPLETE");
    let children = lab.children(&restore);
    assert_eq!((&children[0]["Status"], children[0].get("ErrorMessage")), (&json!("COMPLETE"), None));
    assert_eq!(
        (&children[1]["Status"], &children[1]["ErrorMessage"]),
        (&json!("FAILED"), &json!("InvalidDiskId.NotFound"))
    );
    assert_eq!(lab.holds("d-one-sys"), lab.snapshot_holds(&point["Detail"]["NativeSnapshotIdList"][0]));
    // With the part of the disk that is there, nothing is left to restore.
    let part = lab.disk_points().remove(0);
    lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": part["SnapshotId"] }));
    let forced = json!({ "sourceInstanceId": "i-one", "forceRestore": true });
    lab.refuses_restore("UDM_ECS_ROLLBACK", id, forced, "InvalidDiskId.NotFound", "ERR-10");
}

#[test]
fn res_06_the_instance_starts_afterwards_where_that_is_asked_for() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab)["SnapshotId"].clone();
    lab.restore("UDM_ECS_ROLLBACK", &point, json!({ "sourceInstanceId": "i-web1", "bootAfterRestore": true }));
    lab.advance("PT1M59S");
    assert_eq!(lab.instance("i-web1")["Status"], "Stopped");
    lab.advance("PT1S");
    assert_eq!(lab.instance("i-web1")["Status"], "Starting");
    lab.advance("PT1M");
    assert_eq!(lab.instance("i-web1")["Status"], "Running");
}

#[test]
fn res_16_a_point_that_is_still_being_created_is_not_ready() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 30);
    let world = lab.run.world();
    let instance = world.instance(&"i-web1".into()).unwrap();
    let began = world.instances[instance].history.jobs().next().unwrap().began;
    let point = json!(world.point_id(instance, began));
    let detail = lab.clone_detail("cn-hangzhou", "copy");
    lab.refuses_restore("UDM_ECS", &point, detail.clone(), "InvalidSnapshotId.NotReady", "ERR-11");
    lab.advance("PT1H");
    lab.restore("UDM_ECS", &point, detail);
}

#[test]
fn err_12_a_point_that_is_being_restored_from_is_not_deleted_by_hand() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab)["SnapshotId"].clone();
    lab.roll_back("i-web1", &point);
    let part = lab.disk_points().remove(0);
    assert_eq!(part["CanBeDeleted"], false);
    for id in [&point, &part["SnapshotId"]] {
        let refused = lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": id }));
        assert_eq!((&refused["Code"], &refused["Rule"]), (&json!("Operation.Conflict"), &json!("ERR-12")));
    }
    lab.advance("PT2M");
    assert_eq!(lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point }))["Success"], true);
}

#[test]
fn job_03_a_restore_is_created_then_running_then_complete() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab)["SnapshotId"].clone();
    let id = lab.roll_back("i-web1", &point);
    let created = lab.restore_job(&id);
    assert_eq!((&created["Status"], &created["Progress"]), (&json!("CREATED"), &json!(0)));
    assert_eq!(lab.children(&id)[0]["Status"], "CREATED");
    assert!(id.starts_with("r-"));
    lab.advance("PT30S");
    let running = lab.restore_job(&id);
    assert_eq!((&running["Status"], &running["Progress"]), (&json!("RUNNING"), &json!(2_500)));
    assert_eq!(running.get("CompleteTime"), None);
    lab.advance("PT90S");
    let complete = lab.restore_job(&id);
    assert_eq!((&complete["Status"], &complete["Progress"]), (&json!("COMPLETE"), &json!(10_000)));
    assert_eq!(complete["CompleteTime"].as_i64().unwrap() - complete["CreatedTime"].as_i64().unwrap(), 120);
    assert!(lab.children(&id).iter().all(|child| child["Status"] == "COMPLETE" && child["ParentId"] == json!(id)));
}

#[test]
fn job_03_a_restore_in_place_expires_with_its_point() {
    let mut lab = Lab::two_web_servers();
    lab.call("sim", "EditSettings", json!({ "restore_seconds": 172_800 }));
    lab.back_up("i-web1", 1);
    lab.advance("PT12H");
    lab.stop("i-web1");
    let point = lab.points().remove(0)["SnapshotId"].clone();
    let before = [lab.holds("d-web1-sys"), lab.holds("d-web1-data")];
    let id = lab.roll_back("i-web1", &point);
    let clone = lab.clone_from(&point, "copy");
    lab.advance("PT12H");
    let expired = lab.restore_job(&id);
    assert_eq!((&expired["Status"], lab.points().len()), (&json!("EXPIRED"), 0));
    assert_eq!(expired["SnapshotId"], point);
    assert_eq!([lab.holds("d-web1-sys"), lab.holds("d-web1-data")], before, "nothing was overwritten");
    lab.ecs("StartInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("P2D");
    assert_eq!(lab.restore_job(&clone)["Status"], "COMPLETE", "its disks have the snapshots for themselves (SNP-22)");
    assert_eq!(lab.count_of(Rule::Snp22), 2);
    assert!(lab.opens_to_the_same());
}

#[test]
fn job_06_a_cancelled_restore_leaves_everything_as_it_was() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab)["SnapshotId"].clone();
    let before = [lab.holds("d-web1-sys"), lab.holds("d-web1-data")];
    let id = lab.roll_back("i-web1", &point);
    lab.advance("PT1M");
    let child = lab.children(&id)[0]["RestoreId"].clone();
    let cancel = |lab: &mut Lab, id: &Value| lab.call("hbr", "CancelRestoreJob", json!({ "RestoreId": id }));
    assert_eq!(cancel(&mut lab, &child)["Code"], "Sim.RestoreNotFound", "a child is not cancelled by itself");
    assert_eq!(cancel(&mut lab, &json!(id))["Success"], true);
    lab.advance("PT1H");
    let canceled = lab.restore_job(&id);
    assert_eq!((&canceled["Status"], &canceled["Progress"]), (&json!("CANCELED"), &json!(0)));
    assert_eq!([lab.holds("d-web1-sys"), lab.holds("d-web1-data")], before);
    assert_eq!(cancel(&mut lab, &json!(id))["Rule"], "JOB-06");
    assert_eq!(cancel(&mut lab, &json!("r-none"))["Code"], "Sim.RestoreNotFound");
    assert!(lab.opens_to_the_same());
}

#[test]
fn err_03_a_restore_fails_where_its_instance_is_released_meanwhile() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab)["SnapshotId"].clone();
    let id = lab.roll_back("i-web1", &point);
    let incident = json!({ "Kind": "InstanceReleased", "InstanceId": "i-web1" });
    assert!(lab.call("sim", "InjectIncident", incident)["IncidentId"].is_string());
    let failed = lab.restore_job(&id);
    assert_eq!(
        (&failed["Status"], &failed["ErrorMessage"]),
        (&json!("FAILED"), &json!("This ECS instance has been released."))
    );
    lab.advance("PT1H");
    assert_eq!(lab.restore_job(&id), failed);
}

#[test]
fn acc_05_a_suspended_account_restores_nothing() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab)["SnapshotId"].clone();
    lab.call("sim", "EditSettings", json!({ "restore_seconds": 864_000 }));
    lab.call("sim", "InjectIncident", json!({ "Kind": "PaymentOverdue" }));
    lab.advance("P15D");
    let own = json!({ "sourceInstanceId": "i-web1" });
    lab.refuses_restore("UDM_ECS_ROLLBACK", &point, own, "InvalidAccountStatus.NotEnoughBalance", "ACC-05");
}

#[test]
fn acc_05_the_end_of_all_points_ends_the_restores_from_them() {
    let slow = |id: &str, kind: &str| json!({ "id": id, "kind": kind, "category": "cloud_efficiency", "size_gib": 2_000, "used_gib": 1_900 });
    let mut lab = Lab::of(&json!([
        { "id": "i-old", "name": "old", "zone": "cn-hangzhou-h", "disks": [slow("d-sys", "system")] },
    ]));
    lab.call("sim", "EditSettings", json!({ "restore_mib_per_second": 1 }));
    lab.back_up("i-old", 90);
    lab.advance("PT6H");
    lab.stop("i-old");
    let point = lab.points().remove(0)["SnapshotId"].clone();
    let held = lab.holds("d-sys");
    let id = lab.roll_back("i-old", &point);
    lab.call("sim", "InjectIncident", json!({ "Kind": "PaymentOverdue" }));
    lab.advance("P15D");
    assert_eq!(lab.restore_job(&id)["Status"], "RUNNING", "what is under way goes on while there are points");
    lab.advance("P1D");
    let failed = lab.restore_job(&id);
    let code = json!("InvalidAccountStatus.NotEnoughBalance");
    assert_eq!((&failed["Status"], &failed["ErrorMessage"]), (&json!("FAILED"), &code));
    assert_eq!(lab.holds("d-sys"), held);
}

#[test]
fn mdl_14_a_restore_takes_its_time_and_that_of_the_slowest_disk() {
    let disk = |id: &str, kind: &str, category: &str, used: u32| json!({ "id": id, "kind": kind, "category": category, "size_gib": 200, "used_gib": used });
    let old = json!([
        { "id": "i-old", "name": "old", "zone": "cn-hangzhou-h",
          "disks": [disk("d-sys", "system", "cloud_efficiency", 50), disk("d-data", "data", "cloud_ssd", 100)] },
        { "id": "i-new", "name": "new", "zone": "cn-hangzhou-h", "disks": [disk("d-new", "system", "cloud_auto", 100)] },
    ]);
    let mut lab = Lab::of(&old);
    for (instance, seconds) in [("i-old", 120 + 205), ("i-new", 120)] {
        lab.back_up(instance, 30);
        lab.advance("PT1H");
        lab.stop(instance);
        let points = lab.points();
        let point = points.iter().find(|point| point["InstanceId"] == instance).unwrap();
        let id = lab.roll_back(instance, &point["SnapshotId"]);
        lab.advance("PT1H");
        let job = lab.restore_job(&id);
        assert_eq!(job["CompleteTime"].as_i64().unwrap() - job["CreatedTime"].as_i64().unwrap(), seconds, "{instance}");
        let first = lab.children(&id).remove(0);
        let of_first = if instance == "i-old" { 120 + 103 } else { 120 };
        assert_eq!(first["CompleteTime"].as_i64().unwrap() - first["CreatedTime"].as_i64().unwrap(), of_first);
    }
}

#[test]
fn mdl_15_and_res_17_the_archive_tier_takes_longer_if_so_set_and_gives_the_same() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([lab.daily(0), { "RuleType": "TRANSITION", "Retention": 90, "ArchiveDays": 14 }]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web1"]);
    lab.advance("P16DT12H");
    lab.stop("i-web1");
    let point = lab.points().remove(0);
    assert_eq!(point["ArchiveStatus"], "ARCHIVED");
    let held = lab.snapshot_holds(&point["Detail"]["NativeSnapshotIdList"][1]);
    let id = lab.roll_back("i-web1", &point["SnapshotId"]);
    lab.advance("PT5M");
    let takes = |job: Value| job["CompleteTime"].as_i64().unwrap() - job["CreatedTime"].as_i64().unwrap();
    assert_eq!(takes(lab.restore_job(&id)), 120);
    assert_eq!(lab.holds("d-web1-data"), held);
    lab.call("sim", "EditSettings", json!({ "restore_archive_seconds": 3_600 }));
    let id = lab.roll_back("i-web1", &point["SnapshotId"]);
    lab.advance("PT2H");
    assert_eq!(takes(lab.restore_job(&id)), 3_720);
    let newest = lab.points().pop().unwrap();
    assert_eq!(newest.get("ArchiveStatus"), None);
    let id = lab.roll_back("i-web1", &newest["SnapshotId"]);
    lab.advance("PT2H");
    assert_eq!(takes(lab.restore_job(&id)), 120);
}

#[test]
fn con_20_local_disks_are_not_part_of_a_restore() {
    let mut lab = Lab::of(&json!([{ "id": "i-db", "name": "db", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-sys", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 10 },
        { "id": "d-local", "kind": "data", "category": "local_ssd_pro", "size_gib": 400, "used_gib": 100 } ] }]));
    lab.back_up("i-db", 30);
    lab.advance("P1D");
    lab.stop("i-db");
    let point = lab.points().remove(0)["SnapshotId"].clone();
    let held = lab.holds("d-local");
    let id = lab.roll_back("i-db", &point);
    lab.advance("PT1H");
    assert_eq!((lab.children(&id).len(), lab.holds("d-local")), (1, held));
    let restore = lab.run.world().restore(&id.as_str().into()).unwrap().restore;
    assert_eq!(restore.left_out.len(), 1);
}

#[test]
fn a_restore_explains_itself() {
    let mut lab = Lab::two_web_servers();
    let point = old_point(&mut lab)["SnapshotId"].clone();
    let id = json!(lab.roll_back("i-web1", &point));
    assert_eq!(lab.why("JobId", &id), ["RES-03", "MDL-05", "RES-03", "MDL-14", "JOB-03"]);
    lab.advance("PT2M");
    assert_eq!(lab.why("JobId", &id), ["RES-03", "MDL-05", "RES-03", "JOB-07"]);
}
