//! Disks: categories and sizes, attaching and detaching, growing.

mod harness;

use harness::Lab;
use serde_json::{Value, json};

fn disk(lab: &mut Lab, id: &str) -> Value {
    lab.ecs_list("DescribeDisks", ["Disks", "Disk"], json!({ "DiskIds": [id] })).remove(0)
}

fn create(lab: &mut Lab, order: Value) -> String {
    lab.ecs("CreateDisk", order)["DiskId"].as_str().unwrap().to_owned()
}

#[test]
fn con_23_each_category_and_level_has_its_sizes() {
    let mut lab = Lab::two_web_servers();
    for (category, level, from, to) in [
        ("cloud_essd", Some("PL0"), 1, 65_536),
        ("cloud_essd", None, 20, 65_536),
        ("cloud_essd", Some("PL1"), 20, 65_536),
        ("cloud_essd", Some("PL2"), 461, 65_536),
        ("cloud_essd", Some("PL3"), 1_261, 65_536),
        ("cloud_auto", None, 1, 65_536),
        ("cloud_essd_entry", None, 10, 32_768),
        ("cloud_regional_disk_auto", None, 10, 65_536),
        ("cloud_ssd", None, 20, 32_768),
        ("cloud_efficiency", None, 20, 32_768),
        ("cloud", None, 5, 2_000),
    ] {
        let order = |size: u64| {
            json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "DiskCategory": category,
            "PerformanceLevel": level, "Size": size })
        };
        for size in [from, to] {
            let id = create(&mut lab, order(size));
            let made = disk(&mut lab, &id);
            assert_eq!((&made["Size"], &made["Status"]), (&json!(size), &json!("Available")));
            assert_eq!(made["PerformanceLevel"].as_str(), level.or((category == "cloud_essd").then_some("PL1")));
        }
        for size in [from - 1, to + 1] {
            lab.ecs_refuses("CreateDisk", order(size), "Sim.DiskSizeOutOfRange", "CON-23");
        }
    }
    let level =
        json!({ "ZoneId": "cn-hangzhou-h", "DiskCategory": "cloud_ssd", "PerformanceLevel": "PL1", "Size": 40 });
    lab.ecs_refuses("CreateDisk", level, "Sim.PerformanceLevel", "CON-23");
}

#[test]
fn con_20_local_and_ephemeral_disks_are_not_created() {
    let mut lab = Lab::two_web_servers();
    for category in ["local_ssd_pro", "local_hdd_pro", "ephemeral_ssd", "elastic_ephemeral_disk_premium"] {
        let order = json!({ "ZoneId": "cn-hangzhou-h", "DiskCategory": category, "Size": 100 });
        lab.ecs_refuses("CreateDisk", order, "DiskCategory.OperationNotSupported", "CON-20");
    }
}

#[test]
fn con_24_a_disk_from_a_snapshot_is_as_large_as_its_source_at_least() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 90);
    lab.advance("PT1H");
    let snapshots = lab.snapshots();
    let snapshot = snapshots.iter().find(|snapshot| snapshot["SourceDiskId"] == "d-web1-data").unwrap();
    let order = |size: u64| {
        json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-i", "Size": size,
        "DiskCategory": "cloud_auto", "SnapshotId": snapshot["SnapshotId"] })
    };
    for (asked, given) in [(1, 200), (200, 200), (300, 300)] {
        let id = create(&mut lab, order(asked));
        let made = disk(&mut lab, &id);
        assert_eq!((&made["Size"], &made["SourceSnapshotId"]), (&json!(given), &snapshot["SnapshotId"]));
    }
    let id = create(&mut lab, order(200));
    lab.ecs("AttachDisk", json!({ "DiskId": id, "InstanceId": "i-web2" }));
    lab.back_up("i-web2", 90);
    let copied = lab.snapshots().into_iter().find(|copied| copied["SourceDiskId"] == id.as_str()).unwrap();
    assert_eq!(
        copied["FullSnapshotSizeInBytes"], snapshot["FullSnapshotSizeInBytes"],
        "it holds what the snapshot held"
    );
    let missing = json!({ "ZoneId": "cn-hangzhou-i", "SnapshotId": "s-none" });
    lab.ecs_refuses("CreateDisk", missing, "InvalidSnapshotId.NotFound", "ERR-11");
    let elsewhere =
        json!({ "RegionId": "cn-shanghai", "ZoneId": "cn-shanghai-b", "SnapshotId": snapshot["SnapshotId"] });
    lab.ecs_refuses("CreateDisk", elsewhere, "Sim.OtherRegion", "POL-05");
}

#[test]
fn con_65_a_disk_can_be_made_from_a_snapshot_in_creation_of_the_essd_series_only() {
    for (category, accepted) in [("cloud_essd", true), ("cloud_ssd", false)] {
        let mut lab = Lab::of(&json!([{ "id": "i-a", "disks": [
            { "id": "d-a", "kind": "system", "category": category, "size_gib": 40 }] }]));
        lab.back_up("i-a", 7);
        let snapshot = lab.snapshots()[0]["SnapshotId"].clone();
        lab.advance("PT10S");
        let order = json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "SnapshotId": snapshot });
        if accepted {
            create(&mut lab, order);
        } else {
            lab.ecs_refuses("CreateDisk", order, "InvalidSnapshotId.NotReady", "ERR-11");
        }
    }
}

#[test]
fn mdl_01_a_blank_disk_holds_nothing_and_fills_while_its_instance_runs() {
    let mut lab = Lab::two_web_servers();
    let id = create(
        &mut lab,
        json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-i", "Size": 20, "DiskName": "blank" }),
    );
    lab.advance("P5D");
    lab.ecs("AttachDisk", json!({ "DiskId": id, "InstanceId": "i-web2" }));
    lab.back_up("i-web2", 90);
    lab.advance("P3D");
    lab.back_up("i-web2", 90);
    lab.advance("P40D");
    lab.back_up("i-web2", 90);
    let mut full: Vec<_> = lab
        .snapshots()
        .iter()
        .filter(|snapshot| snapshot["SourceDiskId"] == id.as_str())
        .map(|snapshot| snapshot["FullSnapshotSizeInBytes"].as_u64().unwrap() >> 20)
        .collect();
    full.reverse();
    assert_eq!(full, [0, 3 * 1_024, 20 * 1_024]);
}

#[test]
fn con_03_disks_attached_later_are_protected_too() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    lab.bind(&policy, &["i-web2"]);
    lab.advance("PT1H");
    let id = create(&mut lab, json!({ "RegionId": "cn-hangzhou", "InstanceId": "i-web2", "Size": 20 }));
    let made = disk(&mut lab, &id);
    assert_eq!(
        (&made["InstanceId"], &made["DeleteWithInstance"], &made["ZoneId"]),
        (&json!("i-web2"), &json!(true), &json!("cn-hangzhou-i"))
    );
    lab.advance("P1D");
    assert_eq!(lab.snapshots().iter().filter(|snapshot| snapshot["SourceDiskId"] == id.as_str()).count(), 1);
}

#[test]
fn disks_are_attached_in_their_zone_to_one_instance_or_shared_to_several() {
    let mut lab = Lab::two_web_servers();
    let attach = |disk: &str, instance: &str| json!({ "DiskId": disk, "InstanceId": instance });
    let id = create(&mut lab, json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "Size": 20 }));
    lab.ecs_refuses("AttachDisk", attach(&id, "i-web2"), "Sim.OtherZone", "CON-32");
    lab.ecs_refuses("AttachDisk", attach("d-none", "i-web1"), "InvalidDiskId.NotFound", "ERR-10");
    lab.ecs("AttachDisk", attach(&id, "i-web1"));
    let made = disk(&mut lab, &id);
    assert_eq!(
        (&made["Status"], &made["Device"], &made["Portable"]),
        (&json!("In_use"), &json!("/dev/xvdc"), &json!(true))
    );
    lab.ecs_refuses("AttachDisk", attach(&id, "i-web1"), "IncorrectDiskStatus", "ERR-10");
    lab.ecs_refuses("DetachDisk", attach(&id, "i-web2"), "IncorrectDiskStatus", "ERR-10");
    lab.ecs_refuses("DetachDisk", attach("d-web1-sys", "i-web1"), "Sim.SystemDisk", "API-50");
    lab.ecs("DetachDisk", attach(&id, "i-web1"));
    assert_eq!(disk(&mut lab, &id)["Status"], "Available");

    let other = lab.ecs(
        "RunInstances",
        json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "InstanceType": "ecs.g7.large" }),
    );
    let other = other["InstanceIdSets"]["InstanceIdSet"][0].as_str().unwrap().to_owned();
    lab.ecs_refuses("AttachDisk", attach(&id, &other), "IncorrectInstanceStatus", "ERR-10");
    lab.advance("PT1M");
    let shared = create(
        &mut lab,
        json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "Size": 20, "MultiAttach": "Enabled" }),
    );
    lab.ecs("AttachDisk", json!({ "DiskId": shared, "InstanceId": "i-web1", "DeleteWithInstance": true }));
    lab.ecs("AttachDisk", attach(&shared, &other));
    let made = disk(&mut lab, &shared);
    assert_eq!(made["Attachments"]["Attachment"].as_array().unwrap().len(), 2);
    assert_eq!(made["DeleteWithInstance"], false, "a shared disk outlives its instances");
    lab.ecs("DeleteInstance", json!({ "InstanceId": other, "Force": true }));
    assert_eq!(
        disk(&mut lab, &shared)["Attachments"]["Attachment"],
        json!([{ "InstanceId": "i-web1", "Device": "/dev/xvdc" }])
    );
}

#[test]
fn an_instance_takes_64_disks() {
    let mut lab = Lab::two_web_servers();
    for _ in 0..63 {
        create(&mut lab, json!({ "RegionId": "cn-hangzhou", "InstanceId": "i-web2", "Size": 20 }));
    }
    let one_more = json!({ "RegionId": "cn-hangzhou", "InstanceId": "i-web2", "Size": 20 });
    lab.ecs_refuses("CreateDisk", one_more, "Sim.TooManyDisks", "API-50");
    let free = create(&mut lab, json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-i", "Size": 20 }));
    lab.ecs_refuses("AttachDisk", json!({ "DiskId": free, "InstanceId": "i-web2" }), "Sim.TooManyDisks", "API-50");
}

#[test]
fn con_23_a_disk_only_grows_and_within_its_range() {
    let mut lab = Lab::two_web_servers();
    let resize = |size: u64| json!({ "DiskId": "d-web1-data", "NewSize": size });
    lab.ecs_refuses("ResizeDisk", resize(200), "Sim.DiskShrinks", "CON-23");
    lab.ecs_refuses("ResizeDisk", resize(65_537), "Sim.DiskSizeOutOfRange", "CON-23");
    lab.ecs("ResizeDisk", resize(300));
    assert_eq!(disk(&mut lab, "d-web1-data")["Size"], 300);
}

#[test]
fn con_40_a_disk_does_not_grow_while_a_snapshot_of_it_is_created() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 7);
    let resize = json!({ "DiskId": "d-web1-data", "NewSize": 300 });
    lab.ecs_refuses("ResizeDisk", resize.clone(), "IncorrectDiskStatus.CreatingSnapshot", "CON-40");
    lab.advance("PT1H");
    lab.ecs("ResizeDisk", resize);
}

#[test]
fn mdl_01_what_a_full_disk_did_not_take_does_not_appear_when_it_grows() {
    let mut lab = Lab::of(&json!([{ "id": "i-a", "disks": [{ "id": "d-a", "kind": "system", "size_gib": 40,
        "used_gib": 39, "write_gib_per_day": "0", "hot_gib": 0, "growth_gib_per_day": "1" }] }]));
    lab.advance("P30D");
    lab.ecs("ResizeDisk", json!({ "DiskId": "d-a", "NewSize": 100 }));
    lab.advance("P2D");
    lab.back_up("i-a", 7);
    assert_eq!(lab.snapshots()[0]["FullSnapshotSizeInBytes"], 42_u64 << 30);
}

#[test]
fn disks_are_listed_by_what_they_are() {
    let mut lab = Lab::two_web_servers();
    create(
        &mut lab,
        json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-j", "Size": 20, "DiskName": "spare", "Encrypted": true }),
    );
    for (filter, count) in [
        (json!({}), 4),
        (json!({ "Status": "Available" }), 1),
        (json!({ "Status": "In_use" }), 3),
        (json!({ "DiskType": "system" }), 2),
        (json!({ "DiskType": "data", "InstanceId": "i-web1" }), 1),
        (json!({ "ZoneId": "cn-hangzhou-j" }), 1),
        (json!({ "DiskName": "spare" }), 1),
        (json!({ "Encrypted": true }), 1),
        (json!({ "Portable": false }), 2),
        (json!({ "DeleteWithInstance": true }), 3),
        (json!({ "MultiAttach": "Enabled" }), 0),
        (json!({ "PerformanceLevel": "PL1" }), 4),
        (json!({ "RegionId": "cn-shanghai" }), 0),
    ] {
        assert_eq!(lab.ecs("DescribeDisks", filter.clone())["TotalCount"], count, "{filter}");
    }
}
