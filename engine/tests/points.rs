//! The life of a backup point: kept longer, deleted, let go; what is shared and made of its snapshots.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::rule::Rule;
use harness::Lab;
use serde_json::{Value, json};

fn extend(lab: &mut Lab, point: &Value, days: Value) -> Value {
    lab.call("sim", "ExtendRetention", json!({ "SnapshotId": point, "RetentionDays": days }))
}

/// The only point of the first web server, made by hand and kept for a week.
fn one_point(lab: &mut Lab) -> Value {
    lab.back_up("i-web1", 7);
    lab.advance("PT1H");
    lab.points().remove(0)
}

#[test]
fn job_12_a_point_is_kept_longer_by_whole_days_never_shorter_999_years_at_most() {
    let mut lab = Lab::two_web_servers();
    let point = one_point(&mut lab);
    let id = &point["SnapshotId"];
    let before = lab.run.digest();
    for (days, code) in [
        (7, "Sim.RetentionNotLonger"),
        (6, "Sim.RetentionNotLonger"),
        (364_636, "Sim.RetentionOutOfRange"),
        (0, "Sim.RetentionOutOfRange"),
        (-2, "Sim.RetentionOutOfRange"),
    ] {
        let refused = extend(&mut lab, id, json!(days));
        assert_eq!((&refused["Code"], &refused["Rule"]), (&json!(code), &json!("JOB-12")), "{days}");
    }
    assert_eq!(extend(&mut lab, id, json!(-1))["Rule"], "ERR-01");
    assert_eq!(extend(&mut lab, id, json!(7.5))["Success"], false);
    assert_eq!(extend(&mut lab, &json!("s-none"), json!(9))["Code"], "Sim.PointNotFound");
    assert_eq!(lab.run.digest(), before);
    let answer = extend(&mut lab, id, json!(76));
    assert_eq!(answer["ExpireTime"], "2026-03-18T00:00:00+08:00", "76 days from its creation");
    let refused = lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": id }));
    assert_eq!((&refused["Code"], &refused["Rule"]), (&json!("Sim.PointExtended"), &json!("JOB-12")));
    lab.advance("P75DT22H");
    assert_eq!(lab.points()[0]["Retention"], 76);
    assert!(lab.why("SnapshotId", id).contains(&"JOB-12".to_owned()));
    lab.advance("PT1H");
    assert_eq!((lab.points().len(), lab.snapshots().len()), (0, 0), "its snapshots were kept with it and go with it");
    assert_eq!(extend(&mut lab, id, json!(100))["Code"], "Sim.PointNotFound");
    assert_eq!(lab.count_of(Rule::Job12), 1);
    assert!(lab.opens_to_the_same());
}

#[test]
fn job_12_points_of_disks_are_not_kept_by_themselves() {
    let mut lab = Lab::two_web_servers();
    one_point(&mut lab);
    let disks = lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS_DISK" }));
    let refused = extend(&mut lab, &disks["Snapshots"][0]["SnapshotId"], json!(30));
    assert_eq!((&refused["Code"], &refused["Rule"]), (&json!("Sim.DiskPoint"), &json!("JOB-12")));
}

#[test]
fn job_12_the_longest_retention_is_999_years() {
    let mut lab = Lab::two_web_servers();
    let point = one_point(&mut lab);
    assert!(
        extend(&mut lab, &point["SnapshotId"], json!(364_635))["ExpireTime"].as_str().unwrap().starts_with("3024-")
    );
}

#[test]
fn job_11_the_point_of_one_disk_can_be_deleted_where_nothing_holds_it() {
    let mut lab = Lab::two_web_servers();
    one_point(&mut lab);
    let of_disks = |lab: &mut Lab| {
        let answer = lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS_DISK" }));
        answer["Snapshots"].as_array().unwrap().clone()
    };
    let parts = of_disks(&mut lab);
    assert_eq!((parts.len(), &parts[0]["CanBeDeleted"]), (2, &json!(true)));
    let delete =
        |lab: &mut Lab, id: &Value| lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": id }))["Success"].clone();
    assert_eq!(delete(&mut lab, &parts[0]["SnapshotId"]), true);
    assert_eq!((lab.points().len(), lab.snapshots().len()), (1, 1));
    assert_eq!(lab.points()[0]["Status"], "PARTIAL_COMPLETE");
    assert_eq!(delete(&mut lab, &parts[0]["SnapshotId"]), false);
    assert_eq!(delete(&mut lab, &parts[1]["SnapshotId"]), true);
    assert_eq!((lab.points().len(), lab.snapshots().len()), (0, 0), "with its last part the point goes");
    let locked = json!([lab.daily(7_200), { "RuleType": "TRANSITION", "Retention": 5 }, { "RuleType": "SECURITY", "Immutable": true }]);
    let policy = lab.create_policy(locked)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web2"]);
    lab.advance("P1D");
    let part = of_disks(&mut lab).remove(0);
    assert_eq!(part["CanBeDeleted"], false);
    let refused = lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": part["SnapshotId"] }));
    assert_eq!(refused["Rule"], "POL-72");
    assert!(lab.opens_to_the_same());
}

#[test]
fn pol_74_a_lock_hinders_neither_backups_nor_disks_nor_sharing() {
    let mut lab = Lab::two_web_servers();
    let locked = json!([
        lab.daily(3_600), { "RuleType": "TRANSITION", "Retention": 5 }, { "RuleType": "SECURITY", "Immutable": true },
    ]);
    let policy = lab.create_policy(locked)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web2"]);
    lab.advance("P1D");
    let snapshot = lab.snapshots().remove(0)["SnapshotId"].clone();
    let share = json!({ "SnapshotId": snapshot, "AccountIds": ["1234567890123456"] });
    assert!(lab.call("sim", "ShareSnapshot", share)["SharedWith"].is_array());
    let order = json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-i", "DiskCategory": "cloud_essd", "SnapshotId": snapshot });
    lab.ecs("CreateDisk", order);
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web2" }));
    lab.advance("PT5M");
    lab.ecs("ResetDisk", json!({ "DiskId": "d-web2-sys", "SnapshotId": snapshot }));
    lab.advance("P1D");
    assert_eq!(lab.points().len(), 2);
}

#[test]
fn job_13_deleting_extending_and_archiving_leave_no_job() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([lab.daily(0), { "RuleType": "TRANSITION", "Retention": 90, "ArchiveDays": 14 }]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web2"]);
    lab.advance("P16D");
    let (jobs, points) = (lab.jobs().len(), lab.points());
    assert_eq!(points[0]["ArchiveStatus"], "ARCHIVED");
    extend(&mut lab, &points[1]["SnapshotId"], json!(100));
    lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": points[0]["SnapshotId"] }));
    assert_eq!((lab.jobs().len(), jobs), (17, 17), "one a day, and none for anything else");
}

#[test]
fn snp_22_and_err_12_a_snapshot_that_something_was_made_of_outlives_its_point() {
    let mut lab = Lab::two_web_servers();
    one_point(&mut lab);
    let snapshot = |lab: &mut Lab, disk: &str| {
        lab.snapshots().into_iter().find(|snapshot| snapshot["SourceDiskId"] == disk).unwrap()["SnapshotId"].clone()
    };
    let (system, data) = (snapshot(&mut lab, "d-web1-sys"), snapshot(&mut lab, "d-web1-data"));
    let order = json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "DiskCategory": "cloud_essd", "SnapshotId": data });
    lab.ecs("CreateDisk", order);
    let image = lab.ecs("CreateImage", json!({ "SnapshotId": system, "ImageName": "golden" }))["ImageId"].clone();
    lab.advance("P7D");
    assert_eq!((lab.points().len(), lab.snapshots().len()), (0, 2), "the point went, its snapshots stay");
    assert_eq!(lab.count_of(Rule::Snp22), 2);
    let usage: Vec<_> = lab.snapshots().iter().map(|snapshot| snapshot["Usage"].clone()).collect();
    assert!(usage.contains(&json!("disk")) && usage.contains(&json!("image")), "{usage:?}");
    lab.ecs_refuses("DeleteSnapshot", json!({ "SnapshotId": data }), "SnapshotCreatedDisk", "ERR-12");
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": data, "Force": true }));
    lab.ecs_refuses("DeleteSnapshot", json!({ "SnapshotId": system, "Force": true }), "SnapshotCreatedImage", "ERR-12");
    lab.ecs("DeleteImage", json!({ "ImageId": image }));
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": system }));
    assert_eq!(lab.snapshots().len(), 0, "their owner has deleted them by hand");
    assert!(lab.opens_to_the_same());
}

#[test]
fn snp_21_what_is_shared_or_an_image_is_not_deleted_by_hand() {
    let mut lab = Lab::two_web_servers();
    let point = one_point(&mut lab);
    let taken = lab.snapshots().remove(0)["SnapshotId"].clone();
    let share = json!({ "SnapshotId": taken, "AccountIds": ["1234567890123456"] });
    assert_eq!(lab.call("sim", "ShareSnapshot", share.clone())["SharedWith"], json!(["1234567890123456"]));
    let parts = lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS_DISK" }));
    for part in parts["Snapshots"].as_array().unwrap() {
        let is_shared = part["NativeSnapshotId"] == taken;
        assert_eq!(part["CanBeDeleted"], !is_shared, "the part of one disk is held by its own snapshot alone");
    }
    let delete = json!({ "SnapshotId": point["SnapshotId"] });
    let refused = lab.call("hbr", "DeleteSnapshot", delete.clone());
    assert_eq!((&refused["Code"], &refused["Rule"]), (&json!("Sim.SnapshotShared"), &json!("SNP-21")));
    assert_eq!(lab.call("sim", "UnshareSnapshot", share)["SharedWith"], json!([]));
    assert_eq!(lab.call("hbr", "DeleteSnapshot", delete)["Success"], true);
    let own = lab.ecs("CreateSnapshot", json!({ "DiskId": "d-web2-sys" }))["SnapshotId"].clone();
    lab.advance("PT1H");
    lab.call("sim", "ShareSnapshot", json!({ "SnapshotId": own, "AccountIds": ["1234567890123456"] }));
    lab.ecs_refuses("DeleteSnapshot", json!({ "SnapshotId": own }), "Sim.SnapshotShared", "SNP-21");
    lab.call("sim", "UnshareSnapshot", json!({ "SnapshotId": own }));
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": own }));
}

#[test]
fn snp_23_a_snapshot_is_shared_with_64_accounts_an_account_has_1024_and_expiry_ends_it() {
    let mut lab = Lab::two_web_servers();
    one_point(&mut lab);
    let taken = lab.snapshots().remove(0)["SnapshotId"].clone();
    let accounts =
        |from: u64, to: u64| (from..to).map(|number| format!("{:016}", 1_000_000 + number)).collect::<Vec<_>>();
    let share = |lab: &mut Lab, accounts: Value| {
        lab.call("sim", "ShareSnapshot", json!({ "SnapshotId": taken, "AccountIds": accounts }))
    };
    assert_eq!(share(&mut lab, json!(["me"]))["Code"], "Sim.InvalidAccountId");
    assert_eq!(share(&mut lab, json!([]))["Code"], "Sim.NoAccounts");
    assert_eq!(share(&mut lab, json!(accounts(0, 64)))["SharedWith"].as_array().unwrap().len(), 64);
    let refused = share(&mut lab, json!(accounts(64, 65)));
    assert_eq!((&refused["Code"], &refused["Rule"]), (&json!("Sim.TooManyAccounts"), &json!("SNP-23")));
    assert!(share(&mut lab, json!(accounts(0, 1)))["SharedWith"].is_array(), "sharing again changes nothing");
    lab.advance("P7D");
    assert_eq!(lab.snapshots().len(), 0, "expiry removes a shared one all the same");
    assert!(lab.run.world().shared.is_empty());
    assert!(lab.opens_to_the_same());
}

#[test]
fn snp_23_encrypted_snapshots_are_not_shared_and_an_account_is_full_at_1024() {
    let disks: Vec<_> = (0..5)
        .map(|number| {
            json!({ "id": format!("d-{number}"), "kind": if number == 0 { "system" } else { "data" },
            "size_gib": 40, "used_gib": 1, "encrypted": number == 4 })
        })
        .collect();
    let mut lab = Lab::of(&json!([{ "id": "i-one", "disks": disks }]));
    let share = |lab: &mut Lab, id: &Value| {
        lab.call("sim", "ShareSnapshot", json!({ "SnapshotId": id, "AccountIds": ["1234567890123456"] }))
    };
    let secret = lab.ecs("CreateSnapshot", json!({ "DiskId": "d-4" }))["SnapshotId"].clone();
    lab.advance("PT1H");
    assert_eq!(share(&mut lab, &secret)["Code"], "Sim.EncryptedSnapshot");
    let mut taken = Vec::new();
    for _ in 0..256 {
        taken.extend(
            (0..4).map(|number| {
                lab.ecs("CreateSnapshot", json!({ "DiskId": format!("d-{number}") }))["SnapshotId"].clone()
            }),
        );
        lab.advance("PT5M");
    }
    assert_eq!(taken.len(), 1_024);
    for id in &taken {
        assert!(share(&mut lab, id)["SharedWith"].is_array());
    }
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": secret }));
    let room = taken[0].clone();
    lab.call("sim", "UnshareSnapshot", json!({ "SnapshotId": room }));
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": room }));
    let one = lab.ecs("CreateSnapshot", json!({ "DiskId": "d-0" }))["SnapshotId"].clone();
    lab.advance("PT5M");
    assert!(share(&mut lab, &one)["SharedWith"].is_array(), "one was taken back, one came");
    lab.call("sim", "UnshareSnapshot", json!({ "SnapshotId": taken[1] }));
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": taken[1] }));
    assert!(share(&mut lab, &taken[2])["SharedWith"].is_array());
    let two = lab.ecs("CreateSnapshot", json!({ "DiskId": "d-1" }))["SnapshotId"].clone();
    lab.advance("PT5M");
    assert!(share(&mut lab, &two)["SharedWith"].is_array());
    lab.call("sim", "UnshareSnapshot", json!({ "SnapshotId": two }));
    lab.call("sim", "UnshareSnapshot", json!({ "SnapshotId": one, "AccountIds": ["1234567890123456"] }));
    assert_eq!(lab.call("sim", "UnshareSnapshot", json!({ "SnapshotId": one }))["Code"], "Sim.NotShared");
}

#[test]
fn snp_21_an_instance_starts_from_an_image_with_all_of_its_disks() {
    let mut lab = Lab::two_web_servers();
    let image = lab.ecs("CreateImage", json!({ "InstanceId": "i-web1", "ImageName": "whole" }))["ImageId"].clone();
    let images = |lab: &mut Lab| lab.ecs_list("DescribeImages", ["Images", "Image"], json!({}));
    assert_eq!(images(&mut lab)[0]["Status"], "Creating");
    lab.advance("PT1H");
    let listed = images(&mut lab).remove(0);
    assert_eq!((&listed["Status"], &listed["Size"]), (&json!("Available"), &json!(40)));
    assert_eq!(listed["DiskDeviceMappings"]["DiskDeviceMapping"].as_array().unwrap().len(), 2);
    let order = json!({ "RegionId": "cn-hangzhou", "ImageId": image, "InstanceType": "ecs.g7.large", "SystemDisk": { "Category": "cloud_essd" } });
    let made = lab.ecs("RunInstances", order)["InstanceIdSets"]["InstanceIdSet"][0].clone();
    let disks = lab.ecs_list("DescribeDisks", ["Disks", "Disk"], json!({ "InstanceId": made }));
    let mut sizes: Vec<_> = disks.iter().map(|disk| disk["Size"].as_i64().unwrap()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [40, 200]);
    assert_eq!(
        lab.call(
            "ecs",
            "CreateImage",
            json!({ "SnapshotId": listed["DiskDeviceMappings"]["DiskDeviceMapping"][1]["SnapshotId"] })
        )["Code"],
        "Sim.NotOfSystemDisk"
    );
    assert_eq!(lab.call("ecs", "DeleteImage", json!({ "ImageId": "m-none" }))["Code"], "Sim.ImageNotFound");
    lab.ecs("DeleteImage", json!({ "ImageId": image }));
    let late = json!({ "RegionId": "cn-hangzhou", "ImageId": image, "InstanceType": "ecs.g7.large" });
    lab.ecs_refuses("RunInstances", late, "Sim.ImageNotFound", "SNP-21");
    assert!(lab.opens_to_the_same());
}

#[test]
fn snp_08_and_snp_09_ecs_shows_them_as_permanent_and_cloud_backup_knows_better() {
    let mut lab = Lab::two_web_servers();
    let point = one_point(&mut lab);
    let snapshot = lab.snapshots().remove(0);
    assert_eq!(snapshot["RetentionDays"], Value::Null, "no retention: permanent");
    let job = point["JobId"].as_str().unwrap();
    assert_eq!(snapshot["SnapshotName"], format!("Created-from-HBR-job:{job}"));
    assert_eq!(snapshot["Tags"]["Tag"][0], json!({ "TagKey": "HBR JobId", "TagValue": job }));
    assert_eq!(point["ExpireTime"], lab.start + 7 * 86_400);
}

#[test]
fn con_11_pol_91_and_pol_92_what_was_backed_up_outlives_plan_policy_and_instance_and_still_expires() {
    for end in ["plan", "policy", "protection", "instance"] {
        let mut lab = Lab::two_web_servers();
        let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 5);
        lab.bind(&policy, &["i-web2"]);
        lab.advance("P1DT1H");
        match end {
            "plan" => {
                lab.call("hbr", "DeletePolicyBinding", json!({ "PolicyId": policy, "DataSourceIds": ["i-web2"] }))
            }
            "policy" => lab.call("hbr", "DeletePolicyV2", json!({ "PolicyId": policy })),
            "protection" => lab.call("hbr", "DeleteUdmEcsInstance", json!({ "InstanceId": "i-web2" })),
            _ => {
                lab.call("hbr", "DeletePolicyBinding", json!({ "PolicyId": policy, "DataSourceIds": ["i-web2"] }));
                lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web2", "Force": true }))
            }
        };
        lab.advance("P3D");
        assert_eq!(lab.points().len(), 2, "{end}");
        lab.advance("P1D");
        assert_eq!(lab.points().len(), 1, "{end}");
        lab.advance("P1D");
        assert_eq!((lab.points().len(), lab.snapshots().len()), (0, 0), "{end}");
        assert!(lab.opens_to_the_same());
    }
}

#[test]
fn snp_21_no_image_is_made_of_an_instance_whose_system_disk_cannot_be_snapshotted() {
    let mut lab = Lab::of(&json!([{ "id": "i-local", "disks": [
        { "id": "d-sys", "kind": "system", "category": "local_ssd_pro", "size_gib": 400 },
        { "id": "d-data", "size_gib": 40, "used_gib": 1 } ] }]));
    lab.ecs_refuses("CreateImage", json!({ "InstanceId": "i-local" }), "DiskCategory.OperationNotSupported", "CON-20");
}
