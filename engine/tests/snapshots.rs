//! The snapshots of instance backup, as ECS shows them.

mod harness;

use harness::Lab;
use serde_json::json;

#[test]
fn snp_08_snp_09_and_pol_24_named_and_tagged_by_their_job_and_shown_without_retention() {
    let mut lab = Lab::two_web_servers();
    // A retention longer than any that ECS knows.
    let job = lab.back_up("i-web2", 100_000);
    lab.advance("P1D");
    let snapshot = lab.snapshots()[0].clone();
    assert_eq!(snapshot["SnapshotName"], format!("Created-from-HBR-job:{job}"));
    assert_eq!(snapshot["Tags"]["Tag"][0], json!({ "TagKey": "HBR JobId", "TagValue": job }));
    assert!(snapshot["SnapshotId"].as_str().unwrap().starts_with("s-bp"));
    assert!(snapshot["RetentionDays"].is_null(), "it shows as permanent");
    let point = lab.points()[0].clone();
    assert!(point["SnapshotId"].as_str().unwrap().starts_with("s-000"));
    assert_eq!(point["ExpireTime"], lab.start + 100_000 * 86_400, "Cloud Backup knows when it goes");
}

#[test]
fn snp_10_statuses_and_kinds() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 7);
    let kinds: Vec<_> = lab.snapshots().iter().map(|snapshot| snapshot["SourceDiskType"].clone()).collect();
    assert!(kinds.contains(&json!("system")) && kinds.contains(&json!("data")));
    assert!(
        lab.snapshots()
            .iter()
            .all(|snapshot| snapshot["Status"] == "progressing" && snapshot["SnapshotType"] == "user")
    );
    lab.advance("P1D");
    assert!(lab.snapshots().iter().all(|snapshot| snapshot["Status"] == "accomplished" && snapshot["Usage"] == "none"));
}

#[test]
fn snp_01_and_snp_05_one_chain_a_disk_whose_size_is_the_sum_of_what_is_stored() {
    let mut lab = Lab::two_web_servers();
    for _ in 0..3 {
        lab.back_up("i-web1", 7);
        lab.advance("P1D");
    }
    let chains =
        lab.call("ecs", "DescribeSnapshotLinks", json!({ "RegionId": "cn-hangzhou" }))["SnapshotLinks"]["SnapshotLink"]
            .clone();
    let chains = chains.as_array().unwrap();
    assert_eq!(chains.len(), 2);
    assert!(chains.iter().all(|chain| chain["TotalCount"] == 3));
    let total: u64 = chains.iter().map(|chain| chain["TotalSize"].as_u64().unwrap()).sum();
    let stored: u64 =
        lab.points().iter().map(|point| point["ActualBytes"].as_str().unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(total, stored);
    let usage = lab.call("ecs", "DescribeSnapshotsUsage", json!({ "RegionId": "cn-hangzhou" }));
    assert_eq!((&usage["SnapshotCount"], &usage["SnapshotSize"]), (&json!(6), &json!(total)));
    let of_one: Vec<_> = lab.snapshots().iter().filter(|one| one["SourceDiskId"] == "d-web1-sys").cloned().collect();
    assert!(of_one.iter().all(|one| one["SnapshotLinkId"] == of_one[0]["SnapshotLinkId"]));
    assert!(of_one.iter().all(|one| one["FullSnapshotSizeInBytes"] == 20_u64 << 30));
}

#[test]
fn con_21_and_con_22_every_cloud_disk_can_be_backed_up_by_its_code() {
    for category in [
        "cloud_essd",
        "cloud_auto",
        "cloud_essd_entry",
        "cloud_regional_disk_auto",
        "cloud_ssd",
        "cloud_efficiency",
        "cloud",
    ] {
        let mut lab = Lab::of(&json!([{ "id": "i-a", "disks": [
            { "id": "d-a", "kind": "system", "category": category, "size_gib": 40 }] }]));
        lab.back_up("i-a", 7);
        lab.advance("P1D");
        assert_eq!(lab.points().len(), 1, "{category}");
        let disks = lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS_DISK" }));
        assert_eq!(disks["Snapshots"][0]["Detail"]["DiskCategory"], category);
    }
}

#[test]
fn con_32_the_disks_of_an_instance_lie_in_its_zone() {
    let mut lab = Lab::two_web_servers();
    let made = lab.call(
        "ecs",
        "CreateDisk",
        json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "DiskCategory": "cloud_essd", "Size": 40 }),
    );
    let disk = made["DiskId"].clone();
    let attach = |instance: &str| json!({ "InstanceId": instance, "DiskId": disk });
    assert_eq!(lab.call("ecs", "AttachDisk", attach("i-web2"))["Success"], false, "i-web2 lies in another zone");
    assert!(lab.call("ecs", "AttachDisk", attach("i-web1"))["Code"].is_null());
    lab.back_up("i-web1", 7);
    lab.advance("P1D");
    assert!(lab.points()[0]["Detail"]["SnapshotGroupId"].is_string(), "so they still make a group");
}

#[test]
fn mdl_11_an_essd_snapshot_can_be_used_after_ten_seconds() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web2", 7);
    let available = |lab: &mut Lab| lab.snapshots()[0]["Available"].clone();
    assert_eq!(available(&mut lab), false);
    lab.advance("PT10S");
    assert_eq!((available(&mut lab), &lab.snapshots()[0]["Status"]), (json!(true), &json!("progressing")));
    lab.call("sim", "EditSettings", json!({ "instant_access_seconds": 30 }));
    assert_eq!(available(&mut lab), false, "it is a setting");
}
