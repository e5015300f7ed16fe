//! A point becomes a new instance (RES-07), and what keeps it from that.

mod harness;
mod restoring;

use harness::Lab;
use serde_json::{Value, json};

fn point_of(lab: &mut Lab, instance: &str) -> Value {
    lab.back_up(instance, 30);
    lab.advance("P1D");
    lab.points().into_iter().rev().find(|point| point["InstanceId"] == instance).expect("a point")
}

/// The instance that a restore made.
fn made_by(lab: &mut Lab, restore: &str) -> String {
    lab.restore_job(restore)["TargetInstanceId"].as_str().expect("an instance").to_owned()
}

#[test]
fn res_07_and_mdl_05_a_clone_is_a_new_instance_with_the_data_of_the_point() {
    let mut lab = Lab::two_web_servers();
    let point = point_of(&mut lab, "i-web1");
    let restore = lab.clone_from(&point["SnapshotId"], "copy");
    let id = made_by(&mut lab, &restore);
    let pending = lab.instance(&id);
    assert_eq!((&pending["Status"], &pending["InstanceName"]), (&json!("Pending"), &json!("copy")));
    assert_eq!((&pending["HostName"], &pending["InstanceType"]), (&json!("host-1"), &json!("ecs.g7.large")));
    assert_eq!(pending["OSName"], lab.instance("i-web1")["OSName"]);
    assert!(lab.disks_of(&id).iter().all(|disk| disk["Status"] == "Creating"));
    lab.ecs_refuses("StartInstance", json!({ "InstanceId": id }), "IncorrectInstanceStatus", "ERR-10");
    let release = json!({ "InstanceId": id, "Force": true });
    lab.ecs_refuses("DeleteInstance", release.clone(), "IncorrectInstanceStatus", "ERR-10");
    lab.advance("PT2M");
    assert_eq!(
        (&lab.instance(&id)["Status"], &lab.restore_job(&restore)["Status"]),
        (&json!("Stopped"), &json!("COMPLETE"))
    );
    let disks = lab.disks_of(&id);
    assert_eq!(disks.iter().map(|disk| disk["Type"].as_str().unwrap()).collect::<Vec<_>>(), ["system", "data"]);
    assert_eq!(
        (&disks[0]["Size"], &disks[1]["Size"], &disks[1]["PerformanceLevel"]),
        (&json!(40), &json!(200), &json!("PL1"))
    );
    for (disk, snapshot) in disks.iter().zip(point["Detail"]["NativeSnapshotIdList"].as_array().unwrap()) {
        assert_eq!(lab.holds(disk["DiskId"].as_str().unwrap()), lab.snapshot_holds(snapshot));
        assert_eq!(&disk["SourceSnapshotId"], snapshot);
    }
    lab.ecs("StartInstance", json!({ "InstanceId": id }));
    lab.advance("P1D");
    let system = disks[0]["DiskId"].as_str().unwrap();
    assert_ne!(lab.holds(system), lab.snapshot_holds(&point["Detail"]["NativeSnapshotIdList"][0]), "it lives on");
    lab.ecs("DeleteInstance", release);
    assert!(lab.opens_to_the_same());
}

#[test]
fn res_06_and_res_07_a_clone_starts_where_that_is_asked_for_with_its_addresses() {
    let mut lab = Lab::two_web_servers();
    let point = point_of(&mut lab, "i-web1")["SnapshotId"].clone();
    let mut detail = lab.clone_detail("cn-hangzhou", "copy");
    detail["bootAfterRestore"] = json!(true);
    detail["allocatePublicIp"] = json!("true");
    detail["privateIpAddress"] = json!("172.16.0.9");
    // As the SDK sends it: a text.
    let restore = lab.restore("UDM_ECS", &point, json!(detail.to_string()));
    let id = made_by(&mut lab, &restore);
    lab.advance("PT2M");
    assert_eq!(lab.instance(&id)["Status"], "Starting");
    lab.advance("PT1M");
    let clone = lab.instance(&id);
    assert_eq!(clone["Status"], "Running");
    assert_eq!(clone["VpcAttributes"]["PrivateIpAddress"]["IpAddress"], json!(["172.16.0.9"]));
    let public = clone["PublicIpAddress"]["IpAddress"][0].as_str().unwrap();
    assert!(public.starts_with("198.18.") || public.starts_with("198.19."), "{public}");
    let asked: Value = serde_json::from_str(lab.restore_job(&restore)["UdmDetail"].as_str().unwrap()).unwrap();
    assert_eq!((&asked["restoredHostName"], &asked["privateIpAddress"]), (&json!("host-1"), &json!("172.16.0.9")));
    lab.refuses_restore("UDM_ECS", &point, detail, "Sim.PrivateIpTaken", "RES-07");
}

#[test]
fn res_07_what_a_clone_needs_is_asked_for_by_name() {
    let mut lab = Lab::two_web_servers();
    let point = point_of(&mut lab, "i-web1")["SnapshotId"].clone();
    let whole = lab.clone_detail("cn-hangzhou", "copy");
    for field in
        ["instanceType", "diskCategory", "restoredNetwork", "securityGroup", "restoredName", "restoredHostName"]
    {
        let mut detail = whole.clone();
        detail.as_object_mut().unwrap().remove(field);
        let answer = lab.ask_restore("UDM_ECS", &point, detail.clone());
        assert_eq!((&answer["Code"], &answer["Rule"]), (&json!("Sim.MissingParameter"), &json!("RES-07")), "{field}");
        assert!(answer["Message"].as_str().unwrap().contains(&format!("UdmDetail.{field}")), "{answer}");
    }
    for (field, wrong, code, rule) in [
        ("instanceType", "large", "Sim.InvalidParameter", "RES-07"),
        ("diskCategory", "floppy", "Sim.InvalidParameter", "RES-07"),
        ("diskCategory", "local_ssd_pro", "DiskCategory.OperationNotSupported", "CON-20"),
        ("diskPerformanceLevel", "PL9", "Sim.InvalidParameter", "RES-07"),
        ("diskPerformanceLevel", "PL2", "Sim.DiskSizeOutOfRange", "CON-23"),
        ("restoredNetwork", "vsw-none", "Sim.NetworkNotFound", "RES-07"),
        ("securityGroup", "sg-none", "Sim.NetworkNotFound", "RES-07"),
        ("restoredName", "1st", "Sim.InvalidName", "POL-04"),
        ("restoredHostName", "-web", "Sim.InvalidHostName", "RES-07"),
        ("privateIpAddress", "172.16.0", "Sim.InvalidPrivateIp", "RES-07"),
        ("privateIpAddress", "10.0.0.9", "Sim.InvalidPrivateIp", "RES-07"),
        ("privateIpAddress", "172.16.0.0", "Sim.InvalidPrivateIp", "RES-07"),
        ("privateIpAddress", "172.16.15.253", "Sim.InvalidPrivateIp", "RES-07"),
    ] {
        let mut detail = whole.clone();
        detail[field] = json!(wrong);
        lab.refuses_restore("UDM_ECS", &point, detail, code, rule);
    }
    let mut elsewhere = whole;
    elsewhere["restoredNetwork"] = lab.clone_detail("cn-shanghai", "copy")["restoredNetwork"].clone();
    lab.refuses_restore("UDM_ECS", &point, elsewhere, "Sim.OtherRegion", "POL-05");
}

#[test]
fn con_24_the_disks_of_a_clone_are_as_large_as_their_sources_were() {
    let mut lab = Lab::two_web_servers();
    let point = point_of(&mut lab, "i-web1")["SnapshotId"].clone();
    lab.ecs("ResizeDisk", json!({ "DiskId": "d-web1-data", "NewSize": 400 }));
    let restore = lab.clone_from(&point, "copy");
    let id = made_by(&mut lab, &restore);
    assert_eq!(lab.disks_of(&id)[1]["Size"], 200);
}

#[test]
fn res_07_the_region_is_that_of_the_point() {
    let mut lab = Lab::two_web_servers();
    let point = point_of(&mut lab, "i-web1")["SnapshotId"].clone();
    let detail = lab.clone_detail("cn-hangzhou", "copy");
    let order = |region: &str| json!({ "RestoreType": "UDM_ECS", "SourceType": "UDM_ECS", "SnapshotId": point, "UdmRegionId": region, "UdmDetail": detail });
    let refused = lab.call("hbr", "CreateRestoreJob", order("cn-shanghai"));
    assert_eq!((&refused["Code"], &refused["Rule"]), (&json!("Sim.OtherRegion"), &json!("POL-05")));
    assert_eq!(lab.call("hbr", "CreateRestoreJob", order("cn-hangzhou"))["Success"], true);
}

#[test]
fn res_07_a_point_without_a_system_disk_makes_no_instance() {
    let mut lab = Lab::two_web_servers();
    let detail = json!({ "diskIdList": ["d-web1-data"] });
    lab.call(
        "hbr",
        "CreateBackupJob",
        json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web1", "Retention": 7, "Detail": detail }),
    );
    lab.advance("PT1H");
    let point = lab.points().remove(0)["SnapshotId"].clone();
    let detail = lab.clone_detail("cn-hangzhou", "copy");
    lab.refuses_restore("UDM_ECS", &point, detail, "Sim.NoSystemDisk", "RES-07");
}

#[test]
fn res_12_restores_fit_the_kind_of_the_point_and_the_source_type() {
    let mut lab = Lab::two_web_servers();
    let point = point_of(&mut lab, "i-web1")["SnapshotId"].clone();
    let part = lab.disk_points().remove(0)["SnapshotId"].clone();
    let detail = lab.clone_detail("cn-hangzhou", "copy");
    lab.stop("i-web1");
    let own = json!({ "sourceInstanceId": "i-web1" });
    lab.refuses_restore("UDM_ECS", &part, detail.clone(), "InvalidParameter.Mismatch", "RES-12");
    lab.refuses_restore("UDM_ECS_ROLLBACK", &part, own.clone(), "InvalidParameter.Mismatch", "RES-12");
    lab.refuses_restore("UDM_ECS_DISK_ROLLBACK", &point, own, "InvalidParameter.Mismatch", "RES-12");
    let to = json!({ "targetInstanceId": "i-web1", "diskCategory": "cloud_essd" });
    lab.refuses_restore("UDM_ECS_DISK", &point, to, "InvalidParameter.Mismatch", "RES-12");
    for source in ["OSS", "UDM_ECS_DISK"] {
        let order = json!({ "RestoreType": "UDM_ECS", "SourceType": source, "SnapshotId": point, "UdmDetail": detail });
        let refused = lab.call("hbr", "CreateRestoreJob", order);
        assert_eq!(
            (&refused["Code"], &refused["Rule"]),
            (&json!("Sim.InvalidParameter"), &json!("RES-12")),
            "{source}"
        );
    }
    let other = json!({ "RestoreType": "OSS", "SnapshotId": point, "UdmDetail": detail });
    assert_eq!(lab.call("hbr", "CreateRestoreJob", other)["Rule"], "RES-01");
}

#[test]
fn job_06_a_cancelled_clone_leaves_no_instance_and_no_disk() {
    let mut lab = Lab::two_web_servers();
    let point = point_of(&mut lab, "i-web1")["SnapshotId"].clone();
    let (instances, disks) = (["Instances", "Instance"], ["Disks", "Disk"]);
    let count = |lab: &mut Lab| {
        let all = json!({ "PageSize": 100 });
        (
            lab.ecs_list("DescribeInstances", instances, all.clone()).len(),
            lab.ecs_list("DescribeDisks", disks, all).len(),
        )
    };
    let before = count(&mut lab);
    for wait in ["PT0S", "PT1S", "PT1M59S"] {
        let restore = lab.clone_from(&point, "copy");
        lab.advance(wait);
        assert_eq!(count(&mut lab), (before.0 + 1, before.1 + 2));
        assert_eq!(lab.call("hbr", "CancelRestoreJob", json!({ "RestoreId": restore }))["Success"], true);
        assert_eq!((count(&mut lab), &lab.restore_job(&restore)["Status"]), (before, &json!("CANCELED")));
    }
    lab.advance("P1D");
    assert_eq!(count(&mut lab), before);
    assert_eq!(lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point }))["Success"], true);
    assert_eq!(lab.snapshots().len(), 0, "no disk keeps the snapshots");
    assert!(lab.opens_to_the_same());
}

#[test]
fn snp_22_the_snapshots_of_a_clone_outlive_their_point() {
    let mut lab = Lab::two_web_servers();
    let point = point_of(&mut lab, "i-web1")["SnapshotId"].clone();
    lab.clone_from(&point, "copy");
    lab.advance("P30D");
    assert_eq!((lab.points().len(), lab.snapshots().len()), (0, 2));
}

#[test]
fn pol_74_a_locked_point_is_restored_as_any_other() {
    let mut lab = Lab::two_web_servers();
    let locked = json!([
        lab.daily(3_600), { "RuleType": "TRANSITION", "Retention": 5 }, { "RuleType": "SECURITY", "Immutable": true },
    ]);
    let policy = lab.create_policy(locked)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT12H");
    let point = lab.points().remove(0)["SnapshotId"].clone();
    lab.clone_from(&point, "copy");
    lab.stop("i-web1");
    lab.roll_back("i-web1", &point);
    lab.advance("PT3M");
    assert!(lab.restores().iter().all(|restore| restore["Status"] == "COMPLETE"));
}

#[test]
fn mdl_05_the_clone_of_a_clone_holds_what_the_first_point_held() {
    let mut lab = Lab::two_web_servers();
    let first = point_of(&mut lab, "i-web1");
    let held = lab.snapshot_holds(&first["Detail"]["NativeSnapshotIdList"][1]);
    let restore = lab.clone_from(&first["SnapshotId"], "copy");
    let copy = made_by(&mut lab, &restore);
    lab.advance("PT1H");
    let second = point_of(&mut lab, &copy);
    assert_eq!(lab.snapshot_holds(&second["Detail"]["NativeSnapshotIdList"][1]), held, "it never ran");
    let restore = lab.clone_from(&second["SnapshotId"], "copy-2");
    let third = made_by(&mut lab, &restore);
    lab.advance("PT1H");
    let data = lab.disks_of(&third)[1]["DiskId"].as_str().unwrap().to_owned();
    assert_eq!(lab.holds(&data), held);
}

#[test]
fn err_03_a_point_of_a_released_instance_is_cloned() {
    let mut lab = Lab::two_web_servers();
    let point = point_of(&mut lab, "i-web1")["SnapshotId"].clone();
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web1", "Force": true }));
    let restore = lab.clone_from(&point, "copy");
    let copy = made_by(&mut lab, &restore);
    lab.advance("PT2M");
    assert_eq!(lab.instance(&copy)["Status"], "Stopped");
}

#[test]
fn acc_07_a_clone_of_a_managed_account_is_of_that_account() {
    let own = json!([{ "id": "i-own", "name": "own", "zone": "cn-hangzhou-h", "disks": [{ "kind": "system", "size_gib": 40 }] }]);
    let theirs = json!([{ "user_id": 1_234_567_890_123_456_u64, "role_name": "hbrcrossrole", "alias": "branch", "instances": [
        { "id": "i-theirs", "name": "theirs", "zone": "cn-hangzhou-h", "disks": [{ "kind": "system", "category": "cloud_essd", "size_gib": 40 }] } ] }]);
    let mut lab = Lab::with(&own, json!({ "managed_accounts": theirs }));
    let cross = json!({ "CrossAccountUserId": 1_234_567_890_123_456_u64, "CrossAccountRoleName": "hbrcrossrole" });
    let with = |mut params: Value| {
        params.as_object_mut().unwrap().extend(cross.as_object().unwrap().clone());
        params
    };
    let backup = json!({ "SourceType": "UDM_ECS", "InstanceId": "i-theirs", "Retention": 7 });
    assert_eq!(lab.call("hbr", "CreateBackupJob", with(backup))["Success"], true);
    lab.advance("PT1H");
    let points = lab.call("hbr", "DescribeUdmSnapshots", with(json!({ "SourceType": "UDM_ECS" })));
    let point = points["Snapshots"][0]["SnapshotId"].clone();
    let detail = lab.clone_detail("cn-hangzhou", "copy");
    lab.refuses_restore("UDM_ECS", &point, detail.clone(), "Sim.OtherAccount", "ACC-07");
    let order = json!({ "RestoreType": "UDM_ECS", "SourceType": "UDM_ECS", "SnapshotId": point, "UdmDetail": detail });
    let restore = lab.call("hbr", "CreateRestoreJob", with(order))["RestoreId"].clone();
    lab.advance("PT3M");
    assert_eq!(lab.restores().len(), 0, "lists show the own account where no other is named");
    let job = lab.restores_by(with(json!({}))).remove(0);
    assert_eq!((&job["RestoreId"], &job["Status"]), (&restore, &json!("COMPLETE")));
    assert_eq!(job["CrossAccountUserId"], 1_234_567_890_123_456_u64);
    let id = job["TargetInstanceId"].as_str().unwrap().to_owned();
    assert_eq!(lab.instance(&id), Value::Null, "ECS shows the own account");
    let world = lab.run.world();
    let clone = &world.instances[world.instance(&id.as_str().into()).unwrap()];
    assert_eq!(clone.account, world.instances[world.instance(&"i-theirs".into()).unwrap()].account);
    let to = json!({ "targetInstanceId": "i-own", "diskCategory": "cloud_essd" });
    let parts = lab.call("hbr", "DescribeUdmSnapshots", with(json!({ "SourceType": "UDM_ECS_DISK" })));
    let part = parts["Snapshots"][0]["SnapshotId"].clone();
    let order = json!({ "RestoreType": "UDM_ECS_DISK", "SnapshotId": part, "UdmDetail": to });
    assert_eq!(lab.call("hbr", "CreateRestoreJob", with(order))["Code"], "Sim.OtherAccount");
    assert!(lab.opens_to_the_same());
}
