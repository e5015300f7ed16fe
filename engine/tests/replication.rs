//! Replication to Other Region, rule by rule, driven through the API as a program would.

#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::rule::Rule;
use harness::Lab;
use serde_json::{Value, json};

/// A daily policy that copies to Shanghai; its backups are kept for 30 days, their copies as `copy` says.
fn replicating(lab: &mut Lab, copy: Value) -> String {
    with_rules(lab, copy, json!([]))
}

fn with_rules(lab: &mut Lab, copy: Value, more: Value) -> String {
    let mut rule = json!({ "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai" });
    rule.as_object_mut().unwrap().extend(copy.as_object().unwrap().clone());
    let mut rules = vec![lab.daily(0), json!({ "RuleType": "TRANSITION", "Retention": 30 }), rule];
    rules.extend(more.as_array().unwrap().clone());
    let answer = lab.create_policy(json!(rules));
    answer["PolicyId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// The points in a region, oldest first.
fn points_in(lab: &mut Lab, region: &str) -> Vec<Value> {
    let answer = lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS", "RegionId": region }));
    answer["Snapshots"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

fn remote(lab: &mut Lab) -> Vec<Value> {
    points_in(lab, "cn-shanghai")
}

fn snapshots_in(lab: &mut Lab, region: &str) -> Vec<Value> {
    let params = json!({ "RegionId": region, "PageSize": 100 });
    let mut snapshots = lab.ecs_list("DescribeSnapshots", ["Snapshots", "Snapshot"], params);
    snapshots.reverse();
    snapshots
}

/// What each copy of a disk stores, in MiB, oldest first.
fn stored(lab: &Lab, disk: &str) -> Vec<u64> {
    let world = lab.run.world();
    let disk = world.disk(&disk.into()).unwrap();
    let shanghai = world.regions[1];
    let Some(replica) = world.disk_in(disk, shanghai) else { return Vec::new() };
    world.disks[replica].chain.iter().map(|snapshot| snapshot.stored.0).collect()
}

fn delete(lab: &mut Lab, point: &Value) -> Value {
    lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point["SnapshotId"], "RegionId": "cn-shanghai" }))
}

fn back_up_and_copy(lab: &mut Lab, instance: &str, detail: Value) -> Value {
    let params = json!({ "SourceType": "UDM_ECS", "InstanceId": instance, "Retention": 30, "Detail": detail });
    lab.call("hbr", "CreateBackupJob", params)
}

#[test]
fn pol_60_only_points_created_after_replication_was_switched_on_are_copied() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 30);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT12H");
    let answer = lab.call(
        "hbr",
        "UpdatePolicyV2",
        json!({ "PolicyId": policy, "Rules": [
        lab.daily(0), { "RuleType": "TRANSITION", "Retention": 30 },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 9 } ] }),
    );
    assert_eq!(answer["Success"], true, "{answer}");
    lab.advance("PT11H59M");
    assert_eq!(remote(&mut lab), [] as [Value; 0], "the existing point is not copied");
    // The next run is at 24 h; its data disk takes longest to store, then it is copied at once.
    lab.advance("PT2H");
    let copies = remote(&mut lab);
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0]["CreatedTime"], lab.start + 86_400);
    assert_eq!(copies[0]["InstanceId"], "i-web1");
    assert_eq!(lab.points().len(), 3, "without a region all are listed");
    assert_eq!(points_in(&mut lab, "cn-hangzhou").len(), 2);
    assert_eq!(lab.why("SnapshotId", &copies[0]["SnapshotId"])[..3], ["POL-65", "POL-10", "POL-62"]);
    let own = points_in(&mut lab, "cn-hangzhou");
    assert!(lab.why("SnapshotId", &own[1]["SnapshotId"]).contains(&"POL-60".to_owned()));
    assert!(!lab.why("SnapshotId", &own[0]["SnapshotId"]).contains(&"POL-60".to_owned()));
}

#[test]
fn pol_65_the_first_copy_to_a_region_is_full_and_later_ones_incremental() {
    let mut lab = Lab::two_web_servers();
    let policy = replicating(&mut lab, json!({}));
    lab.bind(&policy, &["i-web1"]);
    // 60 s + 51,200 MiB at 200 MiB/s, then the copies: 20,480 and 51,200 MiB at 100 MiB/s.
    lab.advance("PT5M16S");
    let detail = |lab: &mut Lab| lab.jobs()[0]["Detail"].clone();
    assert_eq!(detail(&mut lab)["DestinationNativeSnapshotStatus"], "RUNNING");
    lab.advance("PT8M31S");
    assert_eq!(remote(&mut lab).len(), 0);
    lab.advance("PT1S");
    let copy = remote(&mut lab)[0].clone();
    assert_eq!(copy["CompleteTime"], lab.start + 316 + 512);
    assert_eq!(copy["ActualBytes"], ((20_480_u64 + 51_200) << 20).to_string());
    lab.advance("P1D");
    // 8 × 2 / 10 GiB, and 16 × 4 / 20 GiB with 0.5 GiB of growth.
    assert_eq!(stored(&lab, "d-web1-sys"), [20_480, 1_639]);
    assert_eq!(stored(&lab, "d-web1-data"), [51_200, 3_277 + 512]);
    let full = points_in(&mut lab, "cn-hangzhou");
    assert_eq!(full[1]["ActualBytes"], remote(&mut lab)[1]["ActualBytes"], "as the snapshots themselves");
}

#[test]
fn snp_30_a_copy_is_full_again_once_none_is_left_to_build_on() {
    let mut lab = Lab::two_web_servers();
    let policy = replicating(&mut lab, json!({}));
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT1H");
    let copies = remote(&mut lab);
    assert_eq!(delete(&mut lab, &copies[0])["Success"], true);
    assert_eq!(stored(&lab, "d-web1-sys"), [] as [u64; 0]);
    lab.advance("P2D");
    assert_eq!(stored(&lab, "d-web1-sys"), [20_480, 1_639]);
    let copies = remote(&mut lab);
    assert_eq!(delete(&mut lab, &copies[0])["Success"], true);
    assert_eq!(stored(&lab, "d-web1-sys"), [20_480], "what the next one needs passes to it (SNP-04)");
    assert_eq!(points_in(&mut lab, "cn-hangzhou").len(), 3);
}

#[test]
fn pol_62_and_pol_64_remote_retention_is_its_own_and_switching_off_deletes_nothing() {
    let mut lab = Lab::two_web_servers();
    let policy = replicating(&mut lab, json!({}));
    lab.bind(&policy, &["i-web2"]);
    lab.advance("P2DT1H");
    let copies = remote(&mut lab);
    assert_eq!((copies.len(), &copies[0]["Retention"]), (3, &json!(7)), "7 days where nothing is said");
    assert_eq!(copies[0]["ExpireTime"], lab.start + 7 * 86_400, "counted from creation");
    let off = json!({ "PolicyId": policy, "Rules": [lab.daily(0), { "RuleType": "TRANSITION", "Retention": 30 }] });
    assert_eq!(lab.call("hbr", "UpdatePolicyV2", off)["Success"], true);
    lab.advance("P2D");
    assert_eq!((remote(&mut lab).len(), points_in(&mut lab, "cn-hangzhou").len()), (3, 5));
    lab.advance("P2DT22H59M59S");
    assert_eq!((remote(&mut lab).len(), points_in(&mut lab, "cn-hangzhou").len()), (3, 7));
    lab.advance("PT1H");
    assert_eq!((remote(&mut lab).len(), points_in(&mut lab, "cn-hangzhou").len()), (2, 8), "one is over");
    let own = points_in(&mut lab, "cn-hangzhou");
    assert_eq!(lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": own[1]["SnapshotId"] }))["Success"], true);
    assert_eq!(remote(&mut lab).len(), 2, "a copy does not need what it is of");
    lab.advance("P2D");
    assert_eq!(remote(&mut lab).len(), 0);
}

#[test]
fn pol_63_copies_are_archived_by_their_own_days() {
    let mut lab = Lab::two_web_servers();
    let policy = replicating(&mut lab, json!({ "Retention": 80, "ArchiveDays": 14 }));
    lab.bind(&policy, &["i-web2"]);
    lab.advance("P14DT6H");
    let copies = remote(&mut lab);
    assert_eq!(copies[0]["ArchiveStatus"], "ARCHIVED");
    assert_eq!(copies[1]["ArchiveStatus"], Value::Null);
    assert_eq!(points_in(&mut lab, "cn-hangzhou")[0]["ArchiveStatus"], Value::Null);
    let archived = snapshots_in(&mut lab, "cn-shanghai")[0].clone();
    assert_eq!((&archived["Category"], &archived["SourceRegionId"]), (&json!("Archive"), &json!("cn-hangzhou")));
}

#[test]
fn pol_73_an_attacker_with_the_account_cannot_delete_locked_copies() {
    let mut lab = Lab::two_web_servers();
    let lock = json!([{ "RuleType": "SECURITY", "Immutable": true }]);
    let policy = with_rules(&mut lab, json!({ "Retention": 20 }), lock);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT1H");
    let before = lab.run.digest();
    for point in [remote(&mut lab), points_in(&mut lab, "cn-hangzhou")].concat() {
        let refused = lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point["SnapshotId"] }));
        assert_eq!((&refused["Code"], &refused["Rule"]), (&json!("Sim.PointLocked"), &json!("POL-72")));
    }
    for snapshot in [snapshots_in(&mut lab, "cn-shanghai"), snapshots_in(&mut lab, "cn-hangzhou")].concat() {
        lab.ecs_refuses(
            "DeleteSnapshot",
            json!({ "SnapshotId": snapshot["SnapshotId"], "Force": true }),
            "Sim.SnapshotOfCloudBackup",
            "SNP-20",
        );
    }
    assert_eq!(lab.run.digest(), before);
    lab.call("hbr", "DeletePolicyV2", json!({ "PolicyId": policy }));
    lab.call("hbr", "DeleteUdmEcsInstance", json!({ "InstanceId": "i-web1" }));
    assert_eq!(remote(&mut lab).len(), 1, "nor by taking the protection away");
    lab.advance("P20D");
    assert_eq!(remote(&mut lab).len(), 0, "it goes by itself");
}

#[test]
fn pol_43_copies_do_not_heed_keep_at_least_one_version() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|P31D", lab.start), "KeepLatestSnapshots": 1 },
        { "RuleType": "TRANSITION", "Retention": 2 },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 3 } ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT1H");
    let (own, copy) = (points_in(&mut lab, "cn-hangzhou"), remote(&mut lab));
    assert_eq!(lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": own[0]["SnapshotId"] }))["Rule"], "POL-40");
    lab.advance("P5D");
    assert_eq!((remote(&mut lab).len(), points_in(&mut lab, "cn-hangzhou").len()), (0, 1));
    assert_eq!(delete(&mut lab, &copy[0])["Code"], "Sim.PointNotFound");
}

#[test]
fn pol_66_and_snp_30_copies_under_a_key_count_the_disk_and_another_key_begins_anew() {
    let mut lab = Lab::two_web_servers();
    let policy = replicating(&mut lab, json!({ "Retention": 60 }));
    let bind = |key: &str| {
        json!([{ "SourceType": "UDM_ECS", "DataSourceId": "i-web1",
                 "AdvancedOptions": { "UdmDetail": { "DestinationKmsKeyId": key } } }])
    };
    let params = json!({ "PolicyId": policy, "PolicyBindingList": bind("key-one") });
    assert_eq!(lab.call("hbr", "CreatePolicyBindings", params)["Success"], true);
    lab.advance("P1DT1H");
    assert_eq!(stored(&lab, "d-web1-sys"), [40_960, 1_639], "the first has the size of the disk");
    let copies = snapshots_in(&mut lab, "cn-shanghai");
    let system: Vec<_> = copies.iter().filter(|copy| copy["SourceDiskId"] == "d-web1-sys").collect();
    assert_eq!(system[0]["FullSnapshotSizeInBytes"], 40_u64 << 30);
    assert_eq!((&system[0]["Encrypted"], &system[0]["KMSKeyId"]), (&json!(true), &json!("key-one")));
    assert_eq!(snapshots_in(&mut lab, "cn-hangzhou")[0]["Encrypted"], false);

    let detail = json!({ "UdmDetail": { "DestinationKmsKeyId": "key-two" } });
    let change = json!({ "PolicyId": policy, "DataSourceId": "i-web1", "SourceType": "UDM_ECS",
                         "AdvancedOptions": detail });
    assert_eq!(lab.call("hbr", "UpdatePolicyBinding", change)["Success"], true);
    lab.advance("P2D");
    assert_eq!(stored(&lab, "d-web1-sys"), [40_960, 1_639, 40_960, 1_639]);

    // A disk that is made of it holds what its source held.
    let restored = json!({ "RegionId": "cn-shanghai", "ZoneId": "cn-shanghai-b",
                           "SnapshotId": system[0]["SnapshotId"], "DiskName": "back" });
    let made = lab.ecs("CreateDisk", restored)["DiskId"].as_str().unwrap().to_owned();
    let world = lab.run.world();
    let disk = &world.disks[world.disk(&made.as_str().into()).unwrap()];
    assert!(disk.encrypted);
    assert_eq!(disk.content(world.now).used.0, 20_480);
}

#[test]
fn con_05_a_manual_backup_is_copied_where_it_says() {
    let mut lab = Lab::two_web_servers();
    let copy = |region: &str, days: Value| json!({ "doCopy": true, "destinationRegionId": region, "destinationRetention": days });
    for (detail, rule) in [
        (json!({ "doCopy": true }), "ERR-02"),
        (copy("cn-hangzhou", Value::Null), "POL-61"),
        (copy("ap-southeast-1", Value::Null), "REG-02"),
        (copy("cn-shanghai", json!(-1)), "ERR-01"),
        (copy("cn-shanghai", json!(0)), "POL-20"),
    ] {
        assert_eq!(back_up_and_copy(&mut lab, "i-web2", detail)["Rule"], rule);
    }
    assert_eq!(lab.jobs().len(), 0);
    let started = back_up_and_copy(&mut lab, "i-web2", copy("cn-shanghai", Value::Null));
    assert_eq!(started["Success"], true, "{started}");
    back_up_and_copy(&mut lab, "i-web1", copy("cn-shanghai", json!("90")));
    lab.advance("PT1H");
    let copies = remote(&mut lab);
    assert_eq!(copies.iter().map(|copy| copy["Retention"].clone()).collect::<Vec<_>>(), [90, 7]);
    assert_eq!(copies[1]["JobId"], started["JobId"], "the job is that of the backup");
    assert!(lab.opens_to_the_same());
}

#[test]
fn job_05_and_job_04_the_backup_job_says_how_far_its_copies_are() {
    let mut lab = Lab::two_web_servers();
    let policy = replicating(&mut lab, json!({ "Retention": 5 }));
    lab.bind(&policy, &["i-web1"]);
    let children = |lab: &mut Lab| {
        let answer = lab.call("hbr", "DescribeBackupJobs2", json!({ "SourceType": "UDM_ECS_DISK" }));
        let jobs = answer["BackupJobs"]["BackupJob"].as_array().unwrap();
        jobs.iter().map(|job| job["Detail"].clone()).collect::<Vec<_>>()
    };
    let status = |detail: &Value| {
        let text = detail["DestinationNativeSnapshotStatus"].as_str().unwrap_or("none").to_owned();
        (text, detail["DestinationNativeSnapshotProgress"].as_i64().unwrap_or(-1))
    };
    lab.advance("PT1M");
    let parent = lab.jobs()[0]["Detail"].clone();
    assert_eq!((&parent["DoCopy"], &parent["DestinationRetention"]), (&json!(true), &json!(5)));
    assert_eq!(status(&parent), ("CREATED".to_owned(), 0));
    // 316 s to back up; then 205 s and 512 s to copy.
    lab.advance("PT6M");
    let running = children(&mut lab);
    assert_eq!(status(&running[0]), ("RUNNING".to_owned(), 50));
    assert_eq!(status(&running[1]), ("RUNNING".to_owned(), 20));
    assert_eq!(running[0]["DestinationSnapshotId"], Value::Null);
    lab.advance("PT3M");
    assert_eq!(status(&children(&mut lab)[0]), ("COMPLETE".to_owned(), 100));
    assert_eq!(status(&lab.jobs()[0]["Detail"]), ("RUNNING".to_owned(), 77));
    lab.advance("PT1H");
    let parent = lab.jobs()[0]["Detail"].clone();
    assert_eq!(status(&parent), ("COMPLETE".to_owned(), 100));
    assert_eq!(parent["DestinationSnapshotId"], remote(&mut lab)[0]["SnapshotId"]);
    let copies = snapshots_in(&mut lab, "cn-shanghai");
    let child = &children(&mut lab)[0];
    assert_eq!(child["DestinationNativeSnapshotId"], copies[0]["SnapshotId"]);
    assert_eq!(child["NativeSnapshotId"], copies[0]["SourceSnapshotId"]);
    assert_eq!(copies[0]["SnapshotName"], format!("Created-from-HBR-job:{}", lab.jobs()[0]["JobId"].as_str().unwrap()));
}

#[test]
fn err_11_what_went_before_its_turn_is_not_copied() {
    let mut lab = Lab::two_web_servers();
    let policy = replicating(&mut lab, json!({ "Retention": 5 }));
    lab.bind(&policy, &["i-web1"]);
    // The system disk is copied after 205 s, the data disk not yet.
    lab.advance("PT10M");
    let point = points_in(&mut lab, "cn-hangzhou")[0].clone();
    assert_eq!(lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point["SnapshotId"] }))["Success"], true);
    let copy = remote(&mut lab)[0].clone();
    assert_eq!(copy["Status"], "PARTIAL_COMPLETE");
    assert_eq!(copy["Detail"]["DiskIdList"], json!(["d-web1-sys"]));
    assert_eq!(stored(&lab, "d-web1-data"), [] as [u64; 0], "what was half made is gone");
    let detail = lab.jobs()[0]["Detail"].clone();
    assert_eq!(detail["DestinationNativeSnapshotStatus"], "PARTIAL_COMPLETE");
    assert_eq!(detail["DestinationNativeSnapshotErrorMessage"], "InvalidSnapshotId.NotFound");
    lab.advance("P1D");
    assert_eq!(stored(&lab, "d-web1-data").len(), 1, "the next one is full");
    assert!(lab.rules().contains(&Rule::Err11));
}

#[test]
fn acc_05_unpaid_copies_go_like_all_else() {
    let mut lab = Lab::two_web_servers();
    let policy = replicating(&mut lab, json!({ "Retention": 60 }));
    lab.bind(&policy, &["i-web1", "i-web2"]);
    lab.advance("P1DT7M");
    lab.call("sim", "InjectIncident", json!({ "Kind": "PaymentOverdue" }));
    lab.advance("P30D");
    assert_eq!((lab.points().len(), lab.snapshots().len()), (0, 0));
    assert!(lab.opens_to_the_same());
}

#[test]
fn job_11_the_part_of_one_disk_can_be_deleted_from_a_copy() {
    let mut lab = Lab::two_web_servers();
    let policy = replicating(&mut lab, json!({}));
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT1H");
    let list = json!({ "SourceType": "UDM_ECS_DISK", "RegionId": "cn-shanghai", "DiskId": "d-web1-data" });
    let part = lab.call("hbr", "DescribeUdmSnapshots", list)["Snapshots"][0].clone();
    let wrong = json!({ "SnapshotId": part["SnapshotId"], "RegionId": "cn-hangzhou" });
    assert_eq!(lab.call("hbr", "DeleteSnapshot", wrong)["Code"], "Sim.PointNotFound", "it is not there");
    assert_eq!(delete(&mut lab, &part)["Success"], true);
    assert_eq!(remote(&mut lab)[0]["Status"], "PARTIAL_COMPLETE");
    assert_eq!(points_in(&mut lab, "cn-hangzhou")[0]["Status"], "COMPLETE");
    let kept = json!({ "SnapshotId": remote(&mut lab)[0]["SnapshotId"], "RetentionDays": 50 });
    assert!(lab.call("sim", "ExtendRetention", kept)["ExpireTime"].is_string(), "JOB-12");
    lab.advance("P20D");
    assert_eq!(remote(&mut lab)[0]["Retention"], 50);
}

#[test]
fn res_11_a_replicated_instance_is_listed_in_the_destination_region_while_it_has_points() {
    let mut lab = Lab::two_web_servers();
    back_up_and_copy(&mut lab, "i-web1", json!({ "doCopy": true, "destinationRegionId": "cn-shanghai" }));
    let listed = |lab: &mut Lab| {
        let params = json!({ "RegionId": "cn-shanghai", "SourceType": "UDM_ECS" });
        lab.call("hbr", "ListProtectedResources", params)["ProtectedResources"].as_array().unwrap().clone()
    };
    lab.advance("PT7M");
    assert_eq!(listed(&mut lab).len(), 0, "under way");
    lab.advance("PT1H");
    let resource = listed(&mut lab)[0].clone();
    assert_eq!(resource["ResourceId"], "i-web1");
    assert_eq!((&resource["SnapshotCount"], &resource["BackupPlanCount"]), (&json!(1), &json!(0)));
    lab.advance("P1D");
    assert_eq!(listed(&mut lab)[0]["ProtectedDataSize"], (20_480_u64 + 51_200) << 20);
    let totals = lab.call("hbr", "GetBasicStatistics", json!({ "SourceType": "UDM_ECS" }));
    assert_eq!(totals["RegionStatistics"].as_array().unwrap().len(), 2);
    lab.advance("P7D");
    assert_eq!(listed(&mut lab).len(), 0);
}

#[test]
fn replication_steps_and_replays_to_the_same_digest() {
    let play = |steps: &[&str]| {
        let mut lab = Lab::two_web_servers();
        let policy = replicating(&mut lab, json!({ "Retention": 75, "ArchiveDays": 14 }));
        lab.bind(&policy, &["i-web1", "i-web2"]);
        for step in steps {
            lab.advance(step);
        }
        assert!(lab.opens_to_the_same());
        lab.run.digest()
    };
    let once = play(&["P40DT6M"]);
    assert_eq!(once, play(&["PT7M", "PT1S", "P3D", "PT11H", "P20DT30M", "P16DT12H28M59S"]));
    assert_ne!(once, play(&["P40DT7M"]));
}
