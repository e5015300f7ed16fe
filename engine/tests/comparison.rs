//! Instance backup beside the snapshot service (DIF-01 to DIF-03).
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;
mod restoring;

use harness::Lab;
use serde_json::{Value, json};

/// A snapshot of one disk by the snapshot service, and a backup of the whole instance; a day later.
fn both() -> (Lab, Value, Value) {
    let mut lab = Lab::two_web_servers();
    let own = lab.ecs("CreateSnapshot", json!({ "DiskId": "d-web1-data" }))["SnapshotId"].clone();
    lab.advance("PT1H");
    lab.back_up("i-web1", 30);
    lab.advance("P1D");
    let point = lab.points().remove(0);
    (lab, own, point)
}

#[test]
fn dif_01_a_snapshot_is_of_one_disk_and_a_backup_brings_the_whole_instance_back() {
    let (mut lab, own, point) = both();
    let order = json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "DiskCategory": "cloud_essd", "SnapshotId": own });
    lab.ecs("CreateDisk", order);
    assert_eq!(lab.ecs_list("DescribeInstances", ["Instances", "Instance"], json!({})).len(), 2, "no instance of it");
    let restore = lab.clone_from(&point["SnapshotId"], "whole");
    lab.advance("PT5M");
    let made = lab.restore_job(&restore)["TargetInstanceId"].as_str().unwrap().to_owned();
    assert_eq!(lab.disks_of(&made).len(), 2, "system and data disk");
}

#[test]
fn dif_02_snapshots_may_stay_for_good_and_backups_never() {
    let (mut lab, ..) = both();
    for (days, accepted) in [(json!(65_536), true), (json!(65_537), false)] {
        let answer = lab.call("ecs", "CreateSnapshot", json!({ "DiskId": "d-web2-sys", "RetentionDays": days }));
        assert_eq!(answer.get("SnapshotId").is_some(), accepted, "{answer}");
    }
    for (days, accepted) in [(364_635, true), (364_636, false), (-1, false)] {
        let params = json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web1", "Retention": days });
        let answer = lab.call("hbr", "CreateBackupJob", params);
        assert_eq!(answer["Success"], accepted, "{days}: {answer}");
    }
}

#[test]
fn dif_03_snapshots_cost_no_software_fee_and_those_of_backups_are_not_edited_in_ecs() {
    let (mut lab, own, point) = both();
    let of_backup = point["Detail"]["NativeSnapshotIdList"][0].clone();
    lab.ecs("ModifySnapshotAttribute", json!({ "SnapshotId": own, "SnapshotName": "mine" }));
    let params = json!({ "SnapshotId": of_backup, "SnapshotName": "mine" });
    let refused = lab.call("ecs", "ModifySnapshotAttribute", params);
    assert_eq!(refused["Rule"], "SNP-20", "{refused}");
    let mut alone = Lab::two_web_servers();
    alone.ecs("CreateSnapshot", json!({ "DiskId": "d-web1-data" }));
    alone.advance("P1D");
    let causes = |lab: &mut Lab| {
        let bill = lab.call("sim", "DescribeBill", json!({ "From": "2026-01-01T00:00:00+08:00" }));
        let items = bill["Items"].as_array().expect("a list").clone();
        items.iter().map(|item| item["Cause"].as_str().expect("a cause").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(causes(&mut alone), ["standard_storage"]);
    assert_eq!(causes(&mut lab), ["standard_storage", "software_fee"]);
}
