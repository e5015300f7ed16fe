//! Points and snapshots move to the Archive tier, and what that changes for those that stay.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::rule::Rule;
use harness::Lab;
use serde_json::{Value, json};

/// One instance with a disk of 10 GiB in use of which nothing changes, under a daily policy that archives.
fn archiving(retention: u32, after: u32, more: Value) -> Lab {
    let mut lab = Lab::of(&json!([{ "id": "i-one", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-one", "kind": "system", "size_gib": 40, "used_gib": 10, "hot_gib": 1, "write_gib_per_day": "1" } ] }]));
    let mut backup = lab.daily(0);
    backup.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let rules = json!([backup, { "RuleType": "TRANSITION", "Retention": retention, "ArchiveDays": after }]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-one"]);
    lab
}

fn tiers(lab: &mut Lab) -> Vec<(Value, Value)> {
    let mut snapshots = lab.snapshots();
    snapshots.reverse();
    snapshots.into_iter().map(|snapshot| (snapshot["Category"].clone(), snapshot["Usage"].clone())).collect()
}

fn archived(lab: &mut Lab) -> usize {
    lab.points().iter().filter(|point| point["ArchiveStatus"] == "ARCHIVED").count()
}

#[test]
fn pol_50_and_arc_06_a_point_is_archiving_then_completed_in_the_archive_tier() {
    let mut lab = archiving(90, 14, json!({}));
    lab.advance("P14D");
    let oldest = lab.points().remove(0);
    assert_eq!(oldest["ArchiveStatus"], Value::Null, "its snapshots are on their way");
    assert_eq!(oldest["ArchiveTriggerTime"], lab.start + 14 * 86_400);
    assert_eq!(lab.count_of(Rule::Pol50), 1);
    lab.advance("PT2H");
    let oldest = lab.points().remove(0);
    assert_eq!((&oldest["ArchiveStatus"], &oldest["Status"]), (&json!("ARCHIVED"), &json!("COMPLETE")));
    assert_eq!(lab.count_of(Rule::Arc06), 1);
    assert_eq!(tiers(&mut lab)[0].0, "Archive");
    assert_eq!(archived(&mut lab), 1);
    lab.advance("P10D");
    assert_eq!(archived(&mut lab), 11, "each day the next");
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_13_archiving_takes_an_hour_and_the_full_size() {
    let mut lab = archiving(90, 14, json!({}));
    lab.advance("P14D");
    // 3,600 s and 10 GiB at 50 MiB/s.
    lab.advance("PT3804S");
    assert_eq!(archived(&mut lab), 0);
    lab.advance("PT1S");
    assert_eq!(archived(&mut lab), 1);
    let mut slow = archiving(90, 14, json!({}));
    slow.call("sim", "EditSettings", json!({ "archiving_seconds": 0, "archiving_mib_per_second": 1 }));
    slow.advance("P14DT10239S");
    assert_eq!(archived(&mut slow), 0);
    slow.advance("PT1S");
    assert_eq!(archived(&mut slow), 1);
}

#[test]
fn pol_51_only_points_created_after_the_setting_are_archived() {
    let mut lab = archiving(90, 14, json!({}));
    let policy = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0].clone();
    let set = |lab: &mut Lab, transition: Value| {
        let rules = json!([lab.daily(0), transition]);
        let edit = json!({ "PolicyId": policy["PolicyId"], "Rules": rules });
        assert_eq!(lab.call("hbr", "UpdatePolicyV2", edit)["Success"], true);
    };
    set(&mut lab, json!({ "RuleType": "TRANSITION", "Retention": 90 }));
    lab.advance("P3DT1H");
    set(&mut lab, json!({ "RuleType": "TRANSITION", "Retention": 90, "ArchiveDays": 14 }));
    lab.advance("P20D");
    let points = lab.points();
    let of = |status: Value| points.iter().filter(|point| point["ArchiveStatus"] == status).count();
    assert_eq!(points.len(), 24);
    // The first was made at the same instant as the policy, which archived then; the three after it without.
    assert_eq!(points[1]["ArchiveStatus"], Value::Null, "made before the setting: never archived");
    assert_eq!((of(json!("ARCHIVED")), points[4]["ArchiveStatus"].clone()), (6, json!("ARCHIVED")));
}

#[test]
fn pol_42_the_newest_of_a_plan_that_keeps_one_is_archived_once_there_is_a_newer_one() {
    let mut lab = archiving(90, 14, json!({ "KeepLatestSnapshots": 1 }));
    let suspend = |lab: &mut Lab, disabled: bool| {
        let policy = lab.bindings()[0]["PolicyId"].clone();
        let edit = json!({ "PolicyId": policy, "SourceType": "UDM_ECS", "DataSourceId": "i-one", "Disabled": disabled.to_string() });
        assert_eq!(lab.call("hbr", "UpdatePolicyBinding", edit)["Success"], true);
    };
    lab.advance("PT1H");
    suspend(&mut lab, true);
    lab.advance("P20D");
    assert_eq!((lab.points().len(), archived(&mut lab)), (1, 0));
    assert_eq!(lab.count_of(Rule::Pol42), 1, "it was due and stays");
    suspend(&mut lab, false);
    lab.advance("P1DT2H");
    assert_eq!((lab.points().len(), archived(&mut lab)), (2, 1), "the newer one lets it go");
    assert!(lab.opens_to_the_same());
}

#[test]
fn pol_42_without_its_plan_the_newest_is_archived_like_any_other() {
    let mut lab = archiving(90, 14, json!({ "KeepLatestSnapshots": 1 }));
    lab.advance("PT1H");
    let policy = lab.bindings()[0]["PolicyId"].clone();
    let unbind = json!({ "PolicyId": policy, "SourceType": "UDM_ECS", "DataSourceIds": ["i-one"] });
    lab.call("hbr", "DeletePolicyBinding", unbind);
    lab.advance("P15D");
    assert_eq!(archived(&mut lab), 1);
}

#[test]
fn pol_22_and_arc_02_retention_counts_from_creation_and_leaves_60_days_in_the_archive() {
    let mut lab = archiving(75, 15, json!({}));
    lab.advance("P74DT23H");
    assert_eq!(lab.points().len(), 75);
    lab.advance("PT1H");
    assert_eq!(lab.count_of(Rule::Job11), 1, "the first went 75 days after its creation");
    let world = lab.run.world();
    let disk = world.disks_by_id().next().unwrap();
    let metered = world.disks[disk].chain.metered_between(0..world.now.clock_hour() + 1);
    let hours = 1_440 - (60 * 24 - 1);
    assert_eq!(metered.early_deletion_mib_hours, 10 * 1_024 * hours, "60 days less the hour that archiving took");
}

#[test]
fn con_62_at_most_ten_snapshots_of_a_disk_are_archived_at_a_time() {
    let mut lab = Lab::of(&json!([{ "id": "i-one", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-one", "kind": "system", "size_gib": 40, "used_gib": 10, "hot_gib": 0, "write_gib_per_day": "0" } ] }]));
    let rules = json!([
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{}|PT1H", lab.start) },
        { "RuleType": "TRANSITION", "Retention": 90, "ArchiveDays": 14 },
    ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-one"]);
    lab.call("sim", "EditSettings", json!({ "archiving_seconds": 360_000 }));
    lab.advance("PT30H");
    lab.call("hbr", "DeletePolicyBinding", json!({ "PolicyId": policy, "DataSourceIds": ["i-one"] }));
    lab.advance("P16DT22H");
    // Each takes 100 hours and a little: the first ten begin hour by hour, the eleventh when the first is done.
    assert_eq!(lab.points().len(), 31);
    let world = lab.run.world();
    let chain = &world.disks[world.disks_by_id().next().unwrap()].chain;
    let under_way = chain.iter().filter(|snapshot| chain.archiving_ends_at(snapshot.taken).is_some()).count();
    let waiting = chain.iter().filter(|snapshot| chain.is_archiving(snapshot.taken)).count() - under_way;
    assert_eq!((under_way, waiting), (10, 21), "the first ends four minutes into the hour");
    lab.advance("PT5M");
    assert_eq!(archived(&mut lab), 1);
    lab.advance("P20D");
    assert_eq!(archived(&mut lab), 31);
    assert!(lab.opens_to_the_same());
}

#[test]
fn arc_01_arc_08_and_mdl_31_an_archived_snapshot_is_a_full_copy_and_the_next_standard_one_a_new_base() {
    let mut lab = archiving(90, 14, json!({}));
    lab.advance("P14D");
    let sizes = |lab: &Lab| {
        let world = lab.run.world();
        let chain = &world.disks[world.disks_by_id().next().unwrap()].chain;
        (chain.iter().map(|snapshot| snapshot.stored.0).collect::<Vec<_>>(), chain.stored().0, chain.archived().0)
    };
    let (before, _, none) = sizes(&lab);
    assert_eq!((before[0], none), (10_240, 0));
    lab.advance("PT2H");
    let (after, total, archived) = sizes(&lab);
    assert_eq!((after[0], after[1], archived), (10_240, 10_240, 10_240), "the archived one, then the new oldest");
    assert_eq!(after[2..], before[2..], "the others build on what they built on");
    assert_eq!(total, after.iter().sum::<u64>());
    let mut small = archiving(90, 14, json!({}));
    small.call("sim", "EditSettings", json!({ "archive_full_size": 0 }));
    small.advance("P16DT12H");
    let (stored, ..) = sizes(&small);
    // Each was the oldest standard one when it was archived.
    assert_eq!(stored[..3], [10_240, 10_240, 10_240]);
}

#[test]
fn arc_05_and_arc_07_archived_snapshots_roll_back_at_once_and_are_metered_by_their_own_tier() {
    let mut lab = archiving(90, 14, json!({}));
    lab.advance("P14DT12H");
    let oldest = lab.snapshots().pop().unwrap();
    assert_eq!(oldest["Category"], "Archive");
    let world = lab.run.world();
    let disk = world.disks_by_id().next().unwrap();
    let archived_at = world.now.clock_hour() - 10;
    let metered = |hours| world.disks[disk].chain.metered_between(hours);
    assert_eq!(metered(archived_at..archived_at + 1).archive_mib_hours, 10 * 1_024);
    assert_eq!(metered(archived_at - 1..archived_at).archive_mib_hours, 0, "the hour that it moved in is standard");
    assert_eq!(
        metered(archived_at - 1..archived_at).standard_mib_hours,
        metered(archived_at - 2..archived_at - 1).standard_mib_hours
    );
    lab.ecs("StopInstance", json!({ "InstanceId": "i-one" }));
    lab.advance("PT2M");
    lab.ecs("ResetDisk", json!({ "DiskId": "d-one", "SnapshotId": oldest["SnapshotId"] }));
    let world = lab.run.world();
    assert_eq!(world.disks[disk].next_stored(world.now).0, 10_240, "nothing standard compares with an archived one");
    lab.advance("P1D");
    let chain = lab.ecs_list("DescribeSnapshotLinks", ["SnapshotLinks", "SnapshotLink"], json!({})).remove(0);
    assert_eq!(chain["TotalCount"], 16);
    assert!(lab.opens_to_the_same());
}

#[test]
fn arc_04_and_snp_20_only_the_policy_archives_what_cloud_backup_manages() {
    let mut lab = archiving(90, 14, json!({}));
    lab.advance("P20D");
    let standard = lab.snapshots().remove(0)["SnapshotId"].clone();
    let archive = json!({ "SnapshotId": standard, "Category": "Archive", "RetentionDays": 100 });
    lab.ecs_refuses("ModifySnapshotCategory", archive, "Sim.SnapshotOfCloudBackup", "ARC-04");
    let extend = json!({ "SnapshotId": standard, "RetentionDays": 100 });
    lab.ecs_refuses("ModifySnapshotAttribute", extend, "Sim.SnapshotOfCloudBackup", "SNP-20");
    let rename = json!({ "SnapshotId": standard, "SnapshotName": "mine" });
    lab.ecs_refuses("ModifySnapshotAttribute", rename, "Sim.SnapshotOfCloudBackup", "SNP-20");
    lab.ecs_refuses("DeleteSnapshot", json!({ "SnapshotId": standard }), "Sim.SnapshotOfCloudBackup", "SNP-20");
}

#[test]
fn api_45_arc_03_and_arc_10_a_users_snapshot_is_archived_by_hand() {
    let mut lab = Lab::two_web_servers();
    let take = |lab: &mut Lab, more: Value| {
        let mut order = json!({ "DiskId": "d-web1-sys" });
        order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        lab.ecs("CreateSnapshot", order)["SnapshotId"].clone()
    };
    let (kept, short) = (take(&mut lab, json!({})), take(&mut lab, json!({ "RetentionDays": 30 })));
    let archive = |id: &Value, days: Value| json!({ "SnapshotId": id, "Category": "Archive", "RetentionDays": days });
    lab.advance("P13D");
    lab.ecs_refuses("ModifySnapshotCategory", archive(&kept, Value::Null), "Sim.TooYoungToArchive", "ARC-01");
    lab.advance("P1D");
    lab.ecs_refuses("ModifySnapshotCategory", archive(&kept, json!(73)), "Sim.RetentionOutOfRange", "ARC-03");
    let back = json!({ "SnapshotId": kept, "Category": "Standard" });
    assert_eq!(lab.call("ecs", "ModifySnapshotCategory", back)["Code"], "Sim.InvalidParameter");
    lab.ecs("ModifySnapshotAttribute", json!({ "SnapshotId": short, "RetentionDays": 40, "SnapshotName": "longer" }));
    let less = json!({ "SnapshotId": short, "RetentionDays": 40 });
    lab.ecs_refuses("ModifySnapshotAttribute", less, "Sim.RetentionNotLonger", "API-46");
    lab.ecs("ModifySnapshotCategory", archive(&short, json!(74)));
    lab.ecs_refuses("ModifySnapshotCategory", archive(&short, json!(80)), "Sim.AlreadyArchived", "ARC-01");
    lab.advance("PT2H");
    assert_eq!(tiers(&mut lab)[1].0, "Archive");
    let longer = json!({ "SnapshotId": short, "RetentionDays": 100 });
    lab.ecs_refuses("ModifySnapshotAttribute", longer, "Sim.ArchivedSnapshot", "ARC-10");
    lab.advance("P59DT20H");
    assert_eq!(lab.snapshots().len(), 2);
    lab.advance("PT4H");
    assert_eq!(lab.snapshots().len(), 1, "74 days after its creation it went");
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_37_an_archived_point_can_be_kept_longer() {
    let mut lab = archiving(90, 14, json!({}));
    lab.advance("P20D");
    let point = lab.points().remove(0);
    assert_eq!(point["ArchiveStatus"], "ARCHIVED");
    let extend = json!({ "SnapshotId": point["SnapshotId"], "RetentionDays": 300 });
    assert!(lab.call("sim", "ExtendRetention", extend)["ExpireTime"].is_string());
    lab.advance("P279D");
    assert_eq!(lab.points()[0]["SnapshotId"], point["SnapshotId"]);
    lab.advance("P1D");
    assert_ne!(lab.points()[0]["SnapshotId"], point["SnapshotId"]);
}
