//! Snapshot-consistent groups, single disks, and application consistency with its silent downgrades.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use harness::Lab;
use serde_json::{Value, json};

/// An instance of these disks in this region, backed up by hand with these options; its point.
fn backed_up(region: &str, zone: &str, os: &str, disks: Value, detail: Value) -> (Lab, Value) {
    let mut lab = Lab::of_scenario(&json!({
        "format": "cloud-backup-scenario/1", "name": "one", "seed": 1, "start": "2026-01-01T00:00:00+08:00",
        "regions": [region],
        "instances": [{ "id": "i-a", "region": region, "zone": zone, "os": os, "disks": disks }],
    }));
    let answer = lab.call("hbr", "CreateBackupJob", json!({ "InstanceId": "i-a", "Retention": 7, "Detail": detail }));
    assert_eq!(answer["Success"], true, "{answer}");
    lab.advance("P1D");
    let point = lab.points()[0].clone();
    (lab, point)
}

fn essd(count: usize, size_gib: u64) -> Value {
    let disk = |number: usize| json!({ "id": format!("d-{number}"), "kind": if number == 0 { "system" } else { "data" }, "size_gib": size_gib, "used_gib": 1 });
    (0..count).map(disk).collect()
}

fn in_hangzhou(disks: Value, detail: Value) -> (Lab, Value) {
    backed_up("cn-hangzhou", "cn-hangzhou-h", "Alibaba Cloud Linux 3", disks, detail)
}

fn is_group(point: &Value) -> bool {
    point["Detail"]["SnapshotGroupId"].as_str().is_some_and(|id| id.starts_with("ssg-"))
}

#[test]
fn con_33_sixteen_disks_and_32_tib_or_128_and_256_in_some_regions() {
    assert!(is_group(&in_hangzhou(essd(16, 40), json!({})).1));
    let (mut lab, point) = in_hangzhou(essd(17, 40), json!({}));
    assert!(!is_group(&point));
    assert!(lab.why("SnapshotId", &point["SnapshotId"]).contains(&"CON-33".to_owned()));
    assert!(is_group(&in_hangzhou(essd(2, 16_384), json!({})).1), "32 TiB just fit");
    assert!(!is_group(&in_hangzhou(essd(2, 16_385), json!({})).1));
    let hohhot = backed_up("cn-huhehaote", "cn-huhehaote-a", "Ubuntu 22.04", essd(17, 15_000), json!({})).1;
    assert!(is_group(&hohhot), "17 disks of 15,000 GiB are too many elsewhere");
}

#[test]
fn con_31_and_con_34_one_older_or_shared_disk_prevents_the_group() {
    let with = |more: Value| {
        let mut disks = essd(1, 40);
        disks.as_array_mut().unwrap().push(more);
        disks
    };
    for (disk, rule) in [
        (json!({ "category": "cloud_ssd", "size_gib": 40 }), "CON-31"),
        (json!({ "category": "cloud_efficiency", "size_gib": 40 }), "CON-31"),
        (json!({ "category": "cloud", "size_gib": 40 }), "CON-31"),
        (json!({ "category": "cloud_regional_disk_auto", "size_gib": 40 }), "CON-31"),
        (json!({ "id": "d-s", "category": "cloud_essd", "size_gib": 40, "multi_attach": true }), "CON-34"),
    ] {
        let (mut lab, point) = in_hangzhou(with(disk.clone()), json!({}));
        assert!(!is_group(&point), "{disk}");
        assert!(lab.why("SnapshotId", &point["SnapshotId"]).contains(&rule.to_owned()), "{disk}");
        assert_eq!(point["Detail"]["DiskIdList"].as_array().unwrap().len(), 2, "each disk by itself");
    }
    for category in ["cloud_auto", "cloud_essd_entry"] {
        assert!(
            is_group(&in_hangzhou(with(json!({ "category": category, "size_gib": 40 })), json!({})).1),
            "{category}"
        );
    }
    let redundant = json!([{ "kind": "system", "category": "cloud_regional_disk_auto", "size_gib": 40 },
                           { "category": "cloud_regional_disk_auto", "size_gib": 40 }]);
    assert!(is_group(&in_hangzhou(redundant, json!({})).1), "zone-redundant disks group with each other");
}

#[test]
fn con_34_instances_that_share_a_disk_fail_when_backed_up_at_the_same_time() {
    let shared = json!({ "id": "d-shared", "category": "cloud_essd", "size_gib": 100, "multi_attach": true });
    let system = |id: &str| json!({ "id": id, "kind": "system", "size_gib": 40 });
    let mut lab = Lab::of(&json!([
        { "id": "i-a", "zone": "cn-hangzhou-h", "disks": [system("d-a"), shared] },
        { "id": "i-b", "zone": "cn-hangzhou-h", "disks": [system("d-b"), shared] },
    ]));
    lab.back_up("i-a", 7);
    let second = lab.back_up("i-b", 7);
    lab.advance("P1D");
    let statuses: Vec<_> = lab.jobs().iter().map(|job| job["Status"].as_str().unwrap().to_owned()).collect();
    assert_eq!(statuses, ["COMPLETE", "PARTIAL_COMPLETE"]);
    assert!(lab.why("JobId", &json!(second)).contains(&"CON-34".to_owned()));
    lab.back_up("i-b", 7);
    lab.advance("P1D");
    assert_eq!(lab.jobs()[0]["Status"], "COMPLETE", "alone it is backed up");
}

#[test]
fn con_30_the_group_can_be_switched_off() {
    let (mut lab, point) = in_hangzhou(essd(2, 40), json!({ "snapshotGroup": false }));
    assert!(!is_group(&point));
    assert_eq!(point["Detail"]["ConsistentLevel"], "CRASH");
    assert!(lab.why("SnapshotId", &point["SnapshotId"]).contains(&"CON-30".to_owned()));
}

/// All that application consistency needs.
fn prepared() -> Value {
    json!({ "appConsistent": true, "snapshotGroup": false, "ramRoleName": "AliyunECSInstanceForHbrRole",
            "preScriptPath": "/tmp/prescript.sh", "postScriptPath": "/tmp/postscript.sh" })
}

fn with(change: Value) -> Value {
    let mut detail = prepared();
    detail.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    detail
}

/// The tags that snapshots of the point carry for their consistency.
fn level_tag(lab: &mut Lab) -> Option<String> {
    let tags = lab.snapshots()[0]["Tags"]["Tag"].clone();
    let mut tags = tags.as_array().unwrap().iter().map(|tag| tag["TagKey"].as_str().unwrap().to_owned());
    tags.find(|key| key.ends_with("onsistent"))
}

#[test]
fn con_50_application_consistency_needs_essd_and_one_instance_at_a_time() {
    let mut lab = Lab::of(&json!([
        { "id": "i-a", "zone": "cn-hangzhou-h", "disks": [{ "kind": "system", "size_gib": 40 },
                                                          { "id": "d-old", "category": "cloud_ssd", "size_gib": 40 }] },
        { "id": "i-b", "zone": "cn-hangzhou-h", "disks": [{ "kind": "system", "size_gib": 40 }] },
    ]));
    let refused =
        lab.call("hbr", "CreateBackupJob", json!({ "InstanceId": "i-a", "Retention": 7, "Detail": prepared() }));
    assert_eq!(refused["Rule"], "CON-50", "{refused}");
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    let options = json!({ "UdmDetail": { "AppConsistent": true, "SnapshotGroup": false } });
    let source = |id: &str| json!({ "DataSourceId": id, "AdvancedOptions": options });
    let bind = |sources: Value| json!({ "PolicyId": policy, "PolicyBindingList": sources });
    let both = lab.call("hbr", "CreatePolicyBindings", bind(json!([source("i-b"), source("i-a")])));
    assert_eq!(both["Rule"], "CON-50");
    assert_eq!(lab.call("hbr", "CreatePolicyBindings", bind(json!([source("i-b")])))["Success"], true);
    let detail = lab.bindings()[0]["AdvancedOptions"]["UdmDetail"].clone();
    assert_eq!(
        (&detail["AppConsistent"], &detail["TimeoutInSeconds"], &detail["EnableWriters"]),
        (&json!(true), &json!(30), &json!(true)),
        "CON-54"
    );
}

#[test]
fn con_52_and_con_53_scripts_in_place_make_it_application_consistent() {
    let (mut lab, point) = in_hangzhou(essd(2, 40), prepared());
    assert!(!is_group(&point));
    assert_eq!(
        (&point["Detail"]["ConsistentLevel"], &point["Detail"]["DowngradeReason"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(level_tag(&mut lab).as_deref(), Some("APPConsistent"));
    assert!(lab.why("SnapshotId", &point["SnapshotId"]).contains(&"CON-53".to_owned()));
}

#[test]
fn con_53_a_wrong_path_silently_downgrades_to_file_system_consistent() {
    let (mut lab, point) = in_hangzhou(essd(1, 40), with(json!({ "preScriptPath": "/tmp/pre.sh" })));
    assert_eq!(point["Detail"]["DowngradeReason"], Value::Null, "silently");
    assert_eq!(level_tag(&mut lab).as_deref(), Some("FsConsistent"));
    let frozen_off = with(json!({ "postScriptPath": "/opt/post.sh", "enableFsFreeze": false }));
    assert_eq!(in_hangzhou(essd(1, 40), frozen_off).1["Detail"]["ConsistentLevel"], "CRASH");
}

#[test]
fn con_55_and_err_06_without_a_ram_role_it_is_crash_consistent() {
    let (mut lab, point) = in_hangzhou(essd(1, 40), with(json!({ "ramRoleName": "" })));
    assert_eq!(point["Detail"]["ConsistentLevel"], "CRASH");
    assert_eq!(point["Detail"]["DowngradeReason"], "HBR.NoRamRoleBound");
    assert_eq!(level_tag(&mut lab), None);
    assert!(lab.why("SnapshotId", &point["SnapshotId"]).contains(&"ERR-06".to_owned()));
}

#[test]
fn con_51_an_unsupported_system_is_crash_consistent() {
    let (mut lab, point) = backed_up("cn-hangzhou", "cn-hangzhou-h", "FreeBSD 13", essd(1, 40), prepared());
    assert_eq!(point["Detail"]["ConsistentLevel"], "CRASH");
    assert!(lab.why("SnapshotId", &point["SnapshotId"]).contains(&"CON-51".to_owned()));
}

#[test]
fn con_52_writers_decide_on_windows() {
    let windows = |detail| backed_up("cn-hangzhou", "cn-hangzhou-h", "Windows Server 2019", essd(1, 40), detail);
    let (mut on, _) = windows(prepared());
    assert_eq!(level_tag(&mut on).as_deref(), Some("APPConsistent"));
    let (mut off, _) = windows(with(json!({ "enableWriters": false })));
    assert_eq!(level_tag(&mut off).as_deref(), Some("FsConsistent"));
}

#[test]
fn con_50_a_wanted_group_excludes_application_consistency() {
    let (mut lab, point) = in_hangzhou(essd(2, 40), with(json!({ "snapshotGroup": true })));
    assert!(is_group(&point));
    assert!(lab.why("SnapshotId", &point["SnapshotId"]).contains(&"CON-50".to_owned()));
}
