//! Snapshots copied to other regions by hand, and what copying costs.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use harness::Lab;
use serde_json::{Value, json};

fn copy(lab: &mut Lab, snapshot: &Value, more: Value) -> Value {
    let mut params = json!({ "SnapshotId": snapshot, "RegionId": "cn-hangzhou", "DestinationRegionId": "cn-shanghai",
                             "DestinationSnapshotName": "copied", "DestinationSnapshotDescription": "elsewhere" });
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    lab.ecs("CopySnapshot", params)["SnapshotId"].clone()
}

fn snapshot(lab: &mut Lab, disk: &str, wait: &str) -> Value {
    let id = lab.ecs("CreateSnapshot", json!({ "DiskId": disk }))["SnapshotId"].clone();
    lab.advance(wait);
    id
}

fn described(lab: &mut Lab, id: &Value) -> Value {
    let params = json!({ "RegionId": "cn-shanghai", "SnapshotIds": [id] });
    let found = lab.ecs_list("DescribeSnapshots", ["Snapshots", "Snapshot"], params);
    found.first().cloned().unwrap_or(Value::Null)
}

fn encrypted_disk() -> Lab {
    Lab::of(&json!([{ "id": "i-a", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-a", "kind": "system", "size_gib": 40, "used_gib": 20, "hot_gib": 8, "write_gib_per_day": "2",
          "encrypted": true } ] }]))
}

#[test]
fn api_44_and_snp_31_a_copy_has_an_id_a_name_and_a_retention_of_its_own() {
    let mut lab = Lab::two_web_servers();
    let tagged = json!({ "DiskId": "d-web1-sys", "RetentionDays": 3, "Tag": [{ "Key": "env", "Value": "prod" }] });
    let source = lab.ecs("CreateSnapshot", tagged)["SnapshotId"].clone();
    lab.advance("PT1H");
    let id = copy(&mut lab, &source, json!({ "RetentionDays": 30 }));
    assert_ne!(id, source);
    let under_way = described(&mut lab, &id);
    assert_eq!((&under_way["Status"], &under_way["Progress"]), (&json!("progressing"), &json!("0%")));
    assert_eq!((&under_way["Available"], &under_way["InstantAccess"]), (&json!(false), &json!(false)));
    lab.advance("PT3M25S");
    let done = described(&mut lab, &id);
    assert_eq!(done["Status"], "accomplished");
    assert_eq!((&done["SnapshotName"], &done["Description"]), (&json!("copied"), &json!("elsewhere")));
    assert_eq!((&done["SourceSnapshotId"], &done["SourceRegionId"]), (&source, &json!("cn-hangzhou")));
    assert_eq!((&done["RetentionDays"], &done["SnapshotType"]), (&json!(30), &json!("user")));
    assert_eq!(done["Tags"]["Tag"], json!([]), "tags are not copied");
    assert_eq!(done["SourceDiskId"], "d-web1-sys");
    lab.advance("P4D");
    assert_eq!(described(&mut lab, &id)["SnapshotId"], id, "it does not go with its source");
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("PT5M");
    let back = json!({ "DiskId": "d-web1-sys", "SnapshotId": id });
    lab.ecs_refuses("ResetDisk", back, "InvalidParameter.Mismatch", "ERR-11");
    let chains = lab.ecs_list(
        "DescribeSnapshotLinks",
        ["SnapshotLinks", "SnapshotLink"],
        json!({ "RegionId": "cn-shanghai", "InstanceId": "i-web1" }),
    );
    assert_eq!((&chains[0]["TotalCount"], &chains[0]["TotalSize"]), (&json!(1), &json!(20_u64 << 30)));
    let usage = lab.ecs("DescribeSnapshotsUsage", json!({ "RegionId": "cn-shanghai" }));
    assert_eq!((&usage["SnapshotCount"], &usage["SnapshotSize"]), (&json!(1), &json!(20_u64 << 30)));
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": id }));
    assert_eq!(described(&mut lab, &id), Value::Null);
    assert!(lab.opens_to_the_same());
}

#[test]
fn err_07_reg_02_and_snp_31_what_cannot_be_copied_is_refused() {
    let mut lab = Lab::two_web_servers();
    let source = snapshot(&mut lab, "d-web1-sys", "PT10S");
    let to = |snapshot: &Value, region: &str| json!({ "SnapshotId": snapshot, "DestinationRegionId": region });
    lab.ecs_refuses("CopySnapshot", to(&source, "cn-shanghai"), "ECS.CreatingSnapshot", "ERR-07");
    lab.advance("P15D");
    lab.ecs_refuses("CopySnapshot", to(&source, "cn-hangzhou"), "Sim.SameRegion", "POL-61");
    lab.ecs_refuses("CopySnapshot", to(&source, "eu-west-1"), "Sim.NoReplicationPair", "REG-02");
    lab.ecs_refuses("CopySnapshot", json!({ "SnapshotId": source }), "Sim.NoDestinationRegion", "ERR-02");
    lab.ecs_refuses("CopySnapshot", to(&json!("s-none"), "cn-shanghai"), "InvalidSnapshotId.NotFound", "ERR-11");
    let id = copy(&mut lab, &source, json!({}));
    lab.advance("PT1H");
    lab.ecs_refuses("CopySnapshot", to(&id, "cn-beijing"), "Sim.NotSimulated", "API-44");
    lab.ecs("ModifySnapshotCategory", json!({ "SnapshotId": source, "Category": "Archive" }));
    lab.advance("P1D");
    lab.ecs_refuses("CopySnapshot", to(&source, "cn-shanghai"), "Sim.ArchivedSnapshot", "SNP-31");
}

#[test]
fn snp_31_a_snapshot_that_is_archived_or_deleted_before_its_turn_is_not_copied() {
    let mut lab = Lab::two_web_servers();
    lab.call("sim", "EditSettings", json!({ "copies_per_link": 1, "copy_mib_per_second": 1 }));
    let first = snapshot(&mut lab, "d-web1-data", "PT1H");
    let (second, third) = (snapshot(&mut lab, "d-web1-sys", "PT1H"), snapshot(&mut lab, "d-web2-sys", "P14D"));
    // The first takes 51,200 s, the others wait.
    copy(&mut lab, &first, json!({}));
    let (second_copy, third_copy) = (copy(&mut lab, &second, json!({})), copy(&mut lab, &third, json!({})));
    lab.ecs("ModifySnapshotCategory", json!({ "SnapshotId": second, "Category": "Archive" }));
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": third }));
    lab.advance("P2D");
    assert_eq!(described(&mut lab, &second_copy), Value::Null);
    assert_eq!(described(&mut lab, &third_copy), Value::Null);
    let rules: Vec<_> = lab.rules().iter().map(|rule| rule.id()).collect();
    assert!(rules.contains(&"SNP-31") && rules.contains(&"ERR-11"));
    assert!(lab.run.world().snapshot_labels.len() == 1, "what was said of them is forgotten");
}

#[test]
fn mdl_12_more_lanes_begin_what_waits() {
    let mut lab = Lab::two_web_servers();
    lab.call("sim", "EditSettings", json!({ "copies_per_link": 1 }));
    let (one, other) = (snapshot(&mut lab, "d-web1-sys", "PT1H"), snapshot(&mut lab, "d-web2-sys", "PT1H"));
    copy(&mut lab, &one, json!({}));
    let waits = copy(&mut lab, &other, json!({}));
    assert_eq!(described(&mut lab, &waits), Value::Null);
    lab.call("sim", "EditSettings", json!({ "copies_per_link": 2 }));
    assert_eq!(described(&mut lab, &waits)["Status"], "progressing");
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": waits }));
    lab.advance("PT1H");
    assert_eq!(described(&mut lab, &waits), Value::Null, "deleted while it was under way");
}

#[test]
fn snp_32_copies_of_an_encrypted_disk_are_encrypted_and_so_are_disks_made_of_them() {
    let mut lab = encrypted_disk();
    let source = snapshot(&mut lab, "d-a", "PT1H");
    let id = copy(&mut lab, &source, json!({}));
    lab.advance("PT1H");
    let done = described(&mut lab, &id);
    assert_eq!((&done["Encrypted"], &done["FullSnapshotSizeInBytes"]), (&json!(true), &json!(20_u64 << 30)));
    let made = json!({ "RegionId": "cn-shanghai", "ZoneId": "cn-shanghai-b", "SnapshotId": id });
    let disk = lab.ecs("CreateDisk", made)["DiskId"].as_str().unwrap().to_owned();
    let (world, id) = (lab.run.world(), engine::id::DiskId(disk));
    let (copy, source) = (world.disk(&id).unwrap(), world.disk(&"d-a".into()).unwrap());
    assert!(world.disks[copy].encrypted);
    let taken = world.disks[source].chain.iter().next().unwrap().taken;
    let of_source = world.disks[source].era_of_snapshot(taken).unwrap().origin;
    assert_eq!(world.disks[copy].fingerprint(world.now), of_source, "it holds the data of the snapshot (MDL-05)");
}

#[test]
fn snp_23_a_copy_under_a_key_of_ones_own_can_be_shared() {
    let mut lab = encrypted_disk();
    let source = snapshot(&mut lab, "d-a", "PT1H");
    let by_service = copy(&mut lab, &source, json!({ "Encrypted": true }));
    let by_key = copy(&mut lab, &source, json!({ "Encrypted": true, "KMSKeyId": "my-key" }));
    lab.advance("PT1H");
    let share = |lab: &mut Lab, id: &Value| {
        lab.call("sim", "ShareSnapshot", json!({ "SnapshotId": id, "AccountIds": ["1234567890123456"] }))
    };
    for id in [&source, &by_service] {
        assert_eq!(share(&mut lab, id)["Code"], "Sim.EncryptedSnapshot");
    }
    assert_eq!(share(&mut lab, &by_key)["SharedWith"], json!(["1234567890123456"]));
    assert_eq!(described(&mut lab, &by_key)["KMSKeyId"], "my-key");
}

#[test]
fn bil_13_and_mdl_22_traffic_is_charged_by_the_gib_where_it_comes_from() {
    let mut lab = Lab::two_web_servers();
    let params = json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web2", "Retention": 30,
                         "Detail": { "doCopy": true, "destinationRegionId": "cn-shanghai" } });
    lab.call("hbr", "CreateBackupJob", params);
    lab.advance("PT2H");
    let lines = |lab: &mut Lab, group: &str| {
        let bill = lab.call("sim", "DescribeBill", json!({ "GroupBy": group }));
        bill["Items"].as_array().unwrap().clone()
    };
    let items = lines(&mut lab, "cause");
    let traffic: Vec<_> = items.iter().filter(|item| item["Cause"] == "copy_traffic").cloned().collect();
    // 10 GiB at CNY 0.50.
    let expected = json!({ "Cause": "copy_traffic", "RegionId": "cn-hangzhou", "Quantity": "10", "Unit": "GiB",
                           "UnitPrice": "0.50", "Amount": "5.00", "Rule": "BIL-13" });
    assert_eq!(traffic, [expected]);
    let remote = items.iter().filter(|item| item["RegionId"] == "cn-shanghai");
    let causes: Vec<_> = remote.map(|item| item["Cause"].as_str().unwrap()).collect();
    assert_eq!(causes, ["standard_storage", "software_fee"], "BIL-01: what is stored there");
    let owners: Vec<_> = lines(&mut lab, "instance").iter().map(|item| item["InstanceId"].clone()).collect();
    assert!(owners.iter().all(|owner| owner == "i-web2"), "all of it is that instance's");

    // Encrypted, the first copy counts the disk; a user's copy has no software fee.
    let mut lab = Lab::two_web_servers();
    let source = snapshot(&mut lab, "d-web2-sys", "PT1H");
    copy(&mut lab, &source, json!({ "Encrypted": true }));
    lab.advance("PT1H");
    let items = lines(&mut lab, "cause");
    let of = |cause: &str| items.iter().filter(|item| item["Cause"] == cause).count();
    assert_eq!((of("software_fee"), of("standard_storage")), (0, 2));
    let traffic = items.iter().find(|item| item["Cause"] == "copy_traffic").unwrap();
    assert_eq!((&traffic["Quantity"], &traffic["Amount"]), (&json!("40"), &json!("20.00")));
}

#[test]
fn reg_01_and_reg_02_the_regions_of_a_scenario_are_those_of_the_service() {
    let mut lab = Lab::two_web_servers();
    let regions = lab.call("hbr", "DescribeRegions", json!({}))["Regions"]["Region"].as_array().unwrap().len();
    assert_eq!(regions, 2);
    let refused = lab.create_policy(json!([lab.daily(0), { "RuleType": "TRANSITION", "Retention": 3 },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "ap-southeast-1" }]));
    assert_eq!(refused["Rule"], "REG-02");
}

#[test]
fn snp_21_an_image_made_of_a_copy_runs_what_its_source_runs() {
    let mut lab = Lab::two_web_servers();
    let source = snapshot(&mut lab, "d-web1-sys", "PT1H");
    let id = copy(&mut lab, &source, json!({}));
    lab.advance("PT1H");
    let image = lab.ecs("CreateImage", json!({ "RegionId": "cn-shanghai", "SnapshotId": id, "ImageName": "image" }));
    let images = lab.ecs_list("DescribeImages", ["Images", "Image"], json!({ "RegionId": "cn-shanghai" }));
    assert_eq!((&images[0]["ImageId"], &images[0]["OSName"]), (&image["ImageId"], &json!("Alibaba Cloud Linux 3")));
    lab.ecs_refuses("DeleteSnapshot", json!({ "SnapshotId": id }), "SnapshotCreatedImage", "ERR-12");
}
