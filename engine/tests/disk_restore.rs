//! One disk is restored: in place, or as a new one of an instance (RES-01, RES-08); restores are listed.

mod harness;
mod restoring;

use harness::Lab;
use serde_json::{Value, json};

/// The points of the two disks of the first web server, a day old.
fn disk_points(lab: &mut Lab) -> Vec<Value> {
    lab.back_up("i-web1", 30);
    lab.advance("P1D");
    lab.disk_points()
}

#[test]
fn res_01_and_res_02_one_disk_is_put_back_and_the_others_stay() {
    let mut lab = Lab::two_web_servers();
    let part = disk_points(&mut lab).remove(1);
    let (id, own) = (part["SnapshotId"].clone(), json!({ "sourceInstanceId": "i-web1" }));
    lab.refuses_restore("UDM_ECS_DISK_ROLLBACK", &id, own.clone(), "IncorrectInstanceStatus", "ERR-10");
    lab.stop("i-web1");
    let system = lab.holds("d-web1-sys");
    let restore = lab.restore("UDM_ECS_DISK_ROLLBACK", &id, own);
    lab.ecs_refuses("StartInstance", json!({ "InstanceId": "i-web1" }), "IncorrectInstanceStatus", "ERR-10");
    lab.advance("PT2M");
    let job = lab.restore_job(&restore);
    assert_eq!((&job["Status"], &job["RestoreType"]), (&json!("COMPLETE"), &json!("UDM_ECS_DISK_ROLLBACK")));
    assert_eq!((&job["SnapshotId"], &job["SourceResourceId"]), (&id, &json!("d-web1-data")));
    assert_eq!(lab.holds("d-web1-data"), lab.snapshot_holds(&part["NativeSnapshotId"]));
    assert_eq!(lab.holds("d-web1-sys"), system);
    assert!(lab.children(&restore).is_empty());
    assert!(lab.opens_to_the_same());
}

#[test]
fn res_05_a_disk_without_its_instance_is_put_back_by_force() {
    let mut lab = Lab::two_web_servers();
    let part = disk_points(&mut lab).remove(1);
    let id = part["SnapshotId"].clone();
    lab.ecs("DetachDisk", json!({ "InstanceId": "i-web1", "DiskId": "d-web1-data" }));
    let own = json!({ "sourceInstanceId": "i-web1" });
    lab.refuses_restore("UDM_ECS_DISK_ROLLBACK", &id, own.clone(), "IncorrectDiskStatus", "RES-05");
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web1", "Force": true }));
    lab.refuses_restore("UDM_ECS_DISK_ROLLBACK", &id, own, "Sim.InstanceReleased", "ERR-03");
    let forced = json!({ "sourceInstanceId": "i-web1", "forceRestore": true, "bootAfterRestore": true });
    lab.restore("UDM_ECS_DISK_ROLLBACK", &id, forced);
    lab.advance("PT2M");
    assert_eq!(lab.holds("d-web1-data"), lab.snapshot_holds(&part["NativeSnapshotId"]));
    let system = lab.disk_points().remove(0)["SnapshotId"].clone();
    let forced = json!({ "sourceInstanceId": "i-web1", "forceRestore": true });
    lab.refuses_restore("UDM_ECS_DISK_ROLLBACK", &system, forced, "InvalidDiskId.NotFound", "ERR-10");
}

#[test]
fn res_08_a_new_disk_is_made_in_the_zone_of_its_instance_and_attached() {
    let mut lab = Lab::two_web_servers();
    let part = disk_points(&mut lab).remove(1);
    let to = json!({ "targetInstanceId": "i-web2", "diskCategory": "cloud_essd", "diskPerformanceLevel": "PL0" });
    let restore = lab.restore("UDM_ECS_DISK", &part["SnapshotId"], to);
    let all = json!({ "PageSize": 100 });
    let new = |lab: &mut Lab| {
        let disks = lab.ecs_list("DescribeDisks", ["Disks", "Disk"], all.clone());
        disks.into_iter().find(|disk| disk["SourceSnapshotId"] == part["NativeSnapshotId"]).unwrap_or_default()
    };
    let creating = new(&mut lab);
    assert_eq!((&creating["Status"], &creating["ZoneId"]), (&json!("Creating"), &json!("cn-hangzhou-i")));
    let id = creating["DiskId"].clone();
    let attach = json!({ "InstanceId": "i-web2", "DiskId": id });
    lab.ecs_refuses("AttachDisk", attach, "IncorrectDiskStatus", "ERR-10");
    lab.advance("PT2M");
    let attached = new(&mut lab);
    assert_eq!((&attached["Status"], &attached["InstanceId"]), (&json!("In_use"), &json!("i-web2")));
    assert_eq!((&attached["PerformanceLevel"], &attached["Size"]), (&json!("PL0"), &json!(200)));
    assert_eq!(lab.holds(id.as_str().unwrap()), lab.snapshot_holds(&part["NativeSnapshotId"]));
    assert_eq!(lab.restore_job(&restore)["TargetInstanceId"], "i-web2");
    lab.advance("PT1H");
    assert_ne!(
        lab.holds(id.as_str().unwrap()),
        lab.snapshot_holds(&part["NativeSnapshotId"]),
        "the instance runs on it"
    );
    assert!(lab.opens_to_the_same());
}

#[test]
fn res_08_what_a_new_disk_needs() {
    let mut lab = Lab::two_web_servers();
    let part = disk_points(&mut lab).remove(1)["SnapshotId"].clone();
    for field in ["targetInstanceId", "diskCategory"] {
        let mut detail = json!({ "targetInstanceId": "i-web2", "diskCategory": "cloud_essd" });
        detail.as_object_mut().unwrap().remove(field);
        let answer = lab.ask_restore("UDM_ECS_DISK", &part, detail);
        assert_eq!((&answer["Code"], &answer["Rule"]), (&json!("Sim.MissingParameter"), &json!("RES-08")), "{field}");
    }
    let to = |instance: &str, category: &str| json!({ "targetInstanceId": instance, "diskCategory": category });
    lab.refuses_restore("UDM_ECS_DISK", &part, to("i-none", "cloud_essd"), "InvalidInstanceId.NotFound", "ERR-10");
    lab.refuses_restore(
        "UDM_ECS_DISK",
        &part,
        to("i-web2", "local_ssd_pro"),
        "DiskCategory.OperationNotSupported",
        "CON-20",
    );
    let vswitch = lab.clone_detail("cn-shanghai", "far")["restoredNetwork"].clone();
    let order = json!({ "RegionId": "cn-shanghai", "VSwitchId": vswitch, "InstanceType": "ecs.g7.large" });
    let far = lab.ecs("RunInstances", order)["InstanceIdSets"]["InstanceIdSet"][0].as_str().unwrap().to_owned();
    lab.advance("PT2M");
    lab.refuses_restore("UDM_ECS_DISK", &part, to(&far, "cloud_essd"), "Sim.OtherRegion", "POL-05");
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web2" }));
    lab.refuses_restore("UDM_ECS_DISK", &part, to("i-web2", "cloud_essd"), "IncorrectInstanceStatus", "ERR-10");
}

#[test]
fn job_06_and_err_03_a_new_disk_goes_where_its_restore_does_not_end_well() {
    let mut lab = Lab::two_web_servers();
    let part = disk_points(&mut lab).remove(1)["SnapshotId"].clone();
    let to = json!({ "targetInstanceId": "i-web2", "diskCategory": "cloud_essd" });
    let count = |lab: &mut Lab| lab.ecs_list("DescribeDisks", ["Disks", "Disk"], json!({ "PageSize": 100 })).len();
    let restore = lab.restore("UDM_ECS_DISK", &part, to.clone());
    assert_eq!(count(&mut lab), 4);
    lab.call("hbr", "CancelRestoreJob", json!({ "RestoreId": restore }));
    assert_eq!(count(&mut lab), 3);
    let restore = lab.restore("UDM_ECS_DISK", &part, to);
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web2", "Force": true }));
    assert_eq!((count(&mut lab), &lab.restore_job(&restore)["Status"]), (2, &json!("FAILED")));
    assert_eq!(lab.restore_job(&restore)["ErrorMessage"], "This ECS instance has been released.");
    lab.advance("PT1H");
    assert_eq!(count(&mut lab), 2);
    assert!(lab.opens_to_the_same());
}

#[test]
fn api_50_a_new_disk_finds_no_room_where_others_took_it_meanwhile() {
    let mut lab = Lab::two_web_servers();
    let part = disk_points(&mut lab).remove(1)["SnapshotId"].clone();
    let order = json!({ "RegionId": "cn-hangzhou", "InstanceId": "i-web2", "DiskCategory": "cloud_essd", "Size": 20 });
    let to = json!({ "targetInstanceId": "i-web2", "diskCategory": "cloud_essd" });
    let restore = lab.restore("UDM_ECS_DISK", &part, to.clone());
    while lab.disks_of("i-web2").len() < engine::scenario::DISKS_PER_INSTANCE_MAX {
        lab.ecs("CreateDisk", order.clone());
    }
    lab.refuses_restore("UDM_ECS_DISK", &part, to, "Sim.TooManyDisks", "API-50");
    lab.advance("PT2M");
    let failed = lab.restore_job(&restore);
    assert_eq!((&failed["Status"], &failed["ErrorMessage"]), (&json!("FAILED"), &json!("Sim.TooManyDisks")));
}

#[test]
fn api_20_restores_are_listed_by_type_filters_and_pages_newest_first() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 30);
    lab.advance("P1D");
    let point = lab.points().remove(0)["SnapshotId"].clone();
    let part = lab.disk_points().remove(0)["SnapshotId"].clone();
    let clone = lab.clone_from(&point, "copy");
    lab.advance("PT1M");
    let disk =
        lab.restore("UDM_ECS_DISK", &part, json!({ "targetInstanceId": "i-web2", "diskCategory": "cloud_essd" }));
    lab.advance("PT1M");
    let ids =
        |jobs: Vec<Value>| jobs.iter().map(|job| job["RestoreId"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(lab.restores()), [disk.as_str(), clone.as_str()]);
    assert_eq!(ids(lab.restores_by(json!({ "RestoreType": "UDM_ECS" }))), [clone.as_str()]);
    assert_eq!(lab.restores_by(json!({ "RestoreType": "UDM_ECS_DISK" })).len(), 3, "with the children of the clone");
    let of_parent = json!([{ "Key": "ParentId", "Operator": "EQUAL", "Values": [clone] }]);
    for kind in [json!(null), json!("UDM_ECS"), json!("UDM_ECS_DISK")] {
        let children = lab.restores_by(json!({ "RestoreType": kind, "Filters": of_parent }));
        assert_eq!(children.len(), 2, "{kind}");
        assert!(
            children.iter().all(|child| child["RestoreType"] == "UDM_ECS_DISK" && child["ParentId"] == json!(clone))
        );
    }
    let by = |key: &str, operator: &str, value: Value| json!({ "Filters": [{ "Key": key, "Operator": operator, "Values": [value] }] });
    assert_eq!(ids(lab.restores_by(by("Status", "EQUAL", json!("RUNNING")))), [disk.as_str()]);
    assert_eq!(ids(lab.restores_by(by("Status", "EQUAL", json!("COMPLETE")))), [clone.as_str()]);
    assert!(lab.restores_by(by("Status", "IN", json!("QUEUED"))).is_empty());
    let now = lab.run.now().0;
    assert_eq!(ids(lab.restores_by(by("CreatedTime", "LESS_THAN", json!(now - 60)))), [clone.as_str()]);
    assert_eq!(ids(lab.restores_by(by("SnapshotId", "EQUAL", part))), [disk.as_str()]);
    let page = lab.call("hbr", "DescribeRestoreJobs2", json!({ "PageSize": 1, "PageNumber": 2 }));
    assert_eq!((&page["TotalCount"], page["RestoreJobs"]["RestoreJob"].as_array().unwrap().len()), (&json!(2), 1));
    for wrong in [json!({ "PageSize": 100 }), json!({ "RestoreType": "OSS" }), by("Colour", "EQUAL", json!("red"))] {
        assert_eq!(lab.call("hbr", "DescribeRestoreJobs2", wrong)["Success"], false);
    }
    assert!(lab.restores_by(json!({ "RegionId": "cn-shanghai" })).is_empty());
}
