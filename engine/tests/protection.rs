//! The vertical from policy to expired point, rule by rule, driven through the API as a program would.

mod harness;

use engine::rule::Rule;
use harness::Lab;
use serde_json::json;

#[test]
fn pol_13_nothing_runs_before_the_start_and_a_start_of_now_runs_now() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 7);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT59M59S");
    assert_eq!(lab.jobs().len(), 0);
    lab.advance("PT1S");
    assert_eq!(lab.jobs().len(), 1, "due at the end of an advance is due within it");

    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("P1D");
    assert_eq!(lab.jobs().len(), 2, "the first run is at the start itself");
}

#[test]
fn job_01_a_parent_has_a_child_for_each_disk() {
    let mut lab = Lab::two_web_servers();
    let job = lab.back_up("i-web1", 7);
    let children = lab.call(
        "hbr",
        "DescribeBackupJobs2",
        json!({
            "SourceType": "UDM_ECS_DISK", "Filters": [{ "Key": "ParentId", "Operator": "EQUAL", "Values": [job] }],
        }),
    );
    assert_eq!(children["TotalCount"], 2);
    assert_eq!(children["BackupJobs"]["BackupJob"][0]["Status"], "RUNNING");
    lab.advance("PT1H");
    assert_eq!(lab.jobs()[0]["Status"], "COMPLETE");
    assert_eq!(lab.jobs()[0]["Progress"], 10_000);
}

#[test]
fn con_04_a_manual_backup_keeps_its_name() {
    let mut lab = Lab::two_web_servers();
    let named = json!({ "InstanceId": "i-web1", "Retention": 7, "JobName": "before-upgrade" });
    lab.call("hbr", "CreateBackupJob", named);
    assert_eq!(lab.jobs()[0]["JobName"], "before-upgrade");
    let refused =
        lab.call("hbr", "CreateBackupJob", json!({ "InstanceId": "i-web1", "Retention": 7, "JobName": "x y" }));
    assert_eq!(refused["Rule"], "POL-04");
}

#[test]
fn mdl_10_a_job_takes_a_minute_and_its_data_at_200_mib_a_second() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 7);
    // The data disk holds 50 GiB: 60 s + 51,200 / 200 s.
    lab.advance("PT5M15S");
    assert_eq!(lab.jobs()[0]["Status"], "RUNNING");
    lab.advance("PT1S");
    assert_eq!(lab.jobs()[0]["Status"], "COMPLETE");
}

#[test]
fn pol_12_a_run_due_while_the_one_before_goes_on_is_skipped() {
    let mut lab = Lab::of(&json!([{ "id": "i-big", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-big", "kind": "system", "size_gib": 2000, "used_gib": 1500, "hot_gib": 10 } ] }]));
    let policy = lab.policy("hourly", &format!("I|{}|PT1H", lab.start), 7);
    lab.bind(&policy, &["i-big"]);
    // The first, full backup takes 60 s + 1,536,000 / 200 s: more than two hours.
    lab.advance("PT3H");
    let began: Vec<_> = lab.jobs().iter().map(|job| job["StartTime"].as_i64().unwrap() - lab.start).collect();
    assert_eq!(began, [3 * 3_600, 0]);
    assert!(lab.rules().contains(&Rule::Pol12));
}

#[test]
fn pol_22_points_expire_by_their_retention_counted_from_creation() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 2);
    lab.advance("PT1H");
    let point = lab.points()[0].clone();
    assert_eq!(point["ExpireTime"], lab.start + 2 * 86_400);
    assert_eq!(point["CreatedTime"], lab.start);
    lab.advance("PT46H59M59S");
    assert_eq!(lab.points().len(), 1);
    lab.advance("PT1S");
    assert_eq!((lab.points().len(), lab.snapshots().len()), (0, 0), "JOB-11: its snapshots go with it");
}

#[test]
fn pol_21_the_transition_rule_decides_over_the_backup_rule() {
    let mut lab = Lab::two_web_servers();
    let created = lab.call(
        "hbr",
        "CreatePolicyV2",
        json!({ "PolicyName": "both", "Rules": [
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|P1D", lab.start), "Retention": 3 },
        { "RuleType": "TRANSITION", "Retention": 9 },
    ] }),
    );
    lab.bind(created["PolicyId"].as_str().unwrap(), &["i-web1"]);
    lab.advance("PT1H");
    assert_eq!(lab.points()[0]["Retention"], 9);
}

#[test]
fn snp_02_the_first_snapshot_is_full_and_snp_04_what_is_needed_passes_on() {
    let mut lab = Lab::two_web_servers();
    for _ in 0..3 {
        lab.back_up("i-web1", 7);
        lab.advance("P1D");
    }
    let sizes = |lab: &mut Lab| {
        lab.points().iter().map(|point| point["ActualBytes"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = sizes(&mut lab);
    // 20 GiB + 50 GiB at first; then 2 GiB over 8 hot: 8 × 2 / 10, and 4 over 16: 16 × 4 / 20, plus 0.5 of growth.
    let mib = |mib: u64| (mib << 20).to_string();
    assert_eq!(before[0], mib(70 * 1_024));
    assert_eq!(before[1], mib(1_639 + 3_277 + 512));
    let first = lab.points()[0]["SnapshotId"].clone();
    lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": first, "SourceType": "UDM_ECS" }));
    let after = sizes(&mut lab);
    assert_eq!(after[0], mib(70 * 1_024 + 512), "the second is the oldest now and holds all that was used at its time");
    assert_eq!(after[1], before[2], "the third still follows the second");
}

#[test]
fn con_30_and_con_31_a_group_where_all_disks_are_essd() {
    let mut lab = Lab::of(&json!([
        { "id": "i-essd", "zone": "cn-hangzhou-h", "disks": [ { "id": "d-1", "kind": "system", "size_gib": 40 } ] },
        { "id": "i-ultra", "zone": "cn-hangzhou-h", "disks": [
            { "id": "d-2", "kind": "system", "category": "cloud_efficiency", "size_gib": 40 } ] },
    ]));
    lab.back_up("i-essd", 7);
    lab.back_up("i-ultra", 7);
    lab.advance("P1D");
    let groups: Vec<_> = lab.points().iter().map(|point| point["Detail"]["SnapshotGroupId"].is_string()).collect();
    assert_eq!(groups, [true, false]);
    let ultra = lab.points()[1]["SnapshotId"].clone();
    let why = lab.call("sim", "Explain", json!({ "SnapshotId": ultra }));
    assert!(why["Reasons"].as_array().unwrap().iter().any(|reason| reason["Rule"] == "CON-31"), "{why}");
}

#[test]
fn con_20_local_disks_are_skipped_by_all_and_refused_by_name() {
    let mut lab = Lab::of(&json!([{ "id": "i-mixed", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-sys", "kind": "system", "size_gib": 40 },
        { "id": "d-local", "category": "local_ssd_pro", "size_gib": 500 } ] }]));
    let refused = lab.call(
        "hbr",
        "CreateBackupJob",
        json!({
            "SourceType": "UDM_ECS", "InstanceId": "i-mixed", "Retention": 7, "Detail": { "diskIdList": ["d-local"] },
        }),
    );
    assert_eq!((&refused["Rule"], &refused["Code"]), (&json!("CON-20"), &json!("DiskCategory.OperationNotSupported")));
    lab.back_up("i-mixed", 7);
    lab.advance("P1D");
    assert_eq!(lab.points()[0]["Detail"]["DiskIdList"], json!(["d-sys"]));
}

#[test]
fn con_61_a_shared_older_disk_is_snapshotted_once_at_a_time() {
    let shared = json!({ "id": "d-shared", "category": "cloud_ssd", "size_gib": 100, "multi_attach": true });
    let system = |id: &str| json!({ "id": id, "kind": "system", "size_gib": 40 });
    let mut lab = Lab::of(&json!([
        { "id": "i-a", "zone": "cn-hangzhou-h", "disks": [system("d-a"), shared] },
        { "id": "i-b", "zone": "cn-hangzhou-h", "disks": [system("d-b"), shared] },
    ]));
    lab.back_up("i-a", 7);
    let second = lab.back_up("i-b", 7);
    lab.advance("P1D");
    let statuses: Vec<_> = lab.jobs().iter().map(|job| job["Status"].as_str().unwrap().to_owned()).collect();
    assert_eq!(statuses, ["COMPLETE", "PARTIAL_COMPLETE"], "JOB-07");
    let children = lab.call(
        "hbr",
        "DescribeBackupJobs2",
        json!({ "SourceType": "UDM_ECS_DISK", "Filters": [
        { "Key": "ParentId", "Values": [second] }, { "Key": "Status", "Values": ["FAILED"] } ] }),
    );
    assert_eq!(children["BackupJobs"]["BackupJob"][0]["ErrorMessage"], "IncorrectDiskStatus.CreatingSnapshot");
}

#[test]
fn con_60_beyond_256_snapshots_a_run_fails() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("hourly", &format!("I|{}|PT1H", lab.start), 30);
    lab.bind(&policy, &["i-web2"]);
    lab.advance("PT300H");
    assert_eq!(lab.points().len(), 256);
    assert_eq!(lab.jobs()[0]["Status"], "FAILED");
}

#[test]
fn con_06_the_first_binding_switches_services_on() {
    let mut lab = Lab::two_web_servers();
    let account = lab.call("sim", "DescribeAccount", json!({}));
    assert_eq!((&account["SnapshotServiceEnabled"], &account["Roles"]), (&json!(false), &json!([])));
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    lab.bind(&policy, &["i-web1"]);
    let account = lab.call("sim", "DescribeAccount", json!({}));
    assert_eq!(account["SnapshotServiceEnabled"], true);
    assert_eq!(account["Roles"], json!(["AliyunServiceRoleForHbrEcsBackup"]));
    assert!(lab.rules().contains(&Rule::Acc02) && lab.rules().contains(&Rule::Acc03));
}

#[test]
fn pol_94_a_suspended_plan_has_no_runs_and_err_04_refuses_run_now() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 60), 7);
    lab.bind(&policy, &["i-web1"]);
    let suspend = |disabled: bool| {
        json!({
            "PolicyId": policy, "SourceType": "UDM_ECS", "DataSourceId": "i-web1", "Disabled": disabled,
        })
    };
    lab.call("hbr", "UpdatePolicyBinding", suspend(true));
    lab.advance("P3D");
    assert_eq!(lab.jobs().len(), 0);
    let rule = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0]["Rules"][0]["RuleId"].clone();
    let refused =
        lab.call("hbr", "ExecutePolicyV2", json!({ "PolicyId": policy, "RuleId": rule, "DataSourceId": "i-web1" }));
    assert_eq!(refused["Message"], "The backup plan has been suspended.");
    assert_eq!(refused["Rule"], "ERR-04");
    lab.call("hbr", "UpdatePolicyBinding", suspend(false));
    lab.advance("P1D");
    assert_eq!(lab.jobs().len(), 1, "missed runs are not made up");
}

#[test]
fn pol_91_and_pol_92_points_stay_when_plans_and_policies_go() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 30);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    lab.advance("PT1H");
    lab.call("hbr", "DeletePolicyBinding", json!({ "PolicyId": policy, "DataSourceIds": ["i-web1"] }));
    lab.call("hbr", "DeletePolicyV2", json!({ "PolicyId": policy }));
    lab.advance("P5D");
    assert_eq!((lab.jobs().len(), lab.points().len()), (2, 2));
    assert_eq!(lab.call("hbr", "DescribePoliciesV2", json!({}))["TotalCount"], 0);
    lab.advance("P26D");
    assert_eq!(lab.points().len(), 0, "and still expire");
}

#[test]
fn pol_90_an_edit_counts_from_the_next_run_on() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT1H");
    let edited = lab.call("hbr", "UpdatePolicyV2", json!({ "PolicyId": policy, "Rules": [
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|PT6H", lab.start) }, { "RuleType": "TRANSITION", "Retention": 3 },
    ] }));
    assert_eq!(edited["Success"], true);
    lab.advance("PT6H");
    let retention: Vec<_> = lab.points().iter().map(|point| point["Retention"].as_u64().unwrap()).collect();
    assert_eq!(retention, [7, 3]);
}

#[test]
fn job_06_a_cancelled_job_leaves_no_point_and_no_snapshot() {
    let mut lab = Lab::two_web_servers();
    let job = lab.back_up("i-web1", 7);
    lab.advance("PT1M");
    assert_eq!(lab.snapshots().len(), 2);
    assert_eq!(lab.call("hbr", "CancelBackupJob", json!({ "JobId": job }))["Success"], true);
    lab.advance("P1D");
    assert_eq!((lab.points().len(), lab.snapshots().len()), (0, 0));
    assert_eq!(lab.jobs()[0]["Status"], "CANCELED");
    assert_eq!(lab.call("hbr", "CancelBackupJob", json!({ "JobId": job }))["Rule"], "JOB-06");
}

#[test]
fn refusals_name_their_rule_and_change_nothing() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    lab.bind(&policy, &["i-web1"]);
    let rules = |retention: i64| {
        json!([
        { "RuleType": "BACKUP", "Schedule": "I|1767204000|P1D" }, { "RuleType": "TRANSITION", "Retention": retention } ])
    };
    let many: Vec<_> = (0..100).map(|number| json!({ "DataSourceId": format!("i-{number}") })).collect();
    let cases = [
        ("CreatePolicyV2", json!({ "PolicyName": "x y", "Rules": rules(7) }), "POL-04"),
        ("CreatePolicyV2", json!({ "PolicyName": "forever", "Rules": rules(-1) }), "ERR-01"),
        ("CreatePolicyV2", json!({ "PolicyName": "long", "Rules": rules(364_636) }), "POL-20"),
        ("CreatePolicyV2", json!({ "PolicyName": "none", "Rules": [] }), "POL-14"),
        ("CreatePolicyV2", json!({ "PolicyName": "away", "Rules": [{ "RuleType": "REPLICATION" }] }), "ERR-02"),
        (
            "CreatePolicyBindings",
            json!({ "PolicyId": policy, "PolicyBindingList": [{ "DataSourceId": "i-web1" }] }),
            "POL-95",
        ),
        ("CreatePolicyBindings", json!({ "PolicyId": policy, "PolicyBindingList": many }), "CON-02"),
        (
            "CreatePolicyBindings",
            json!({ "PolicyId": policy, "PolicyBindingList": [{ "DataSourceId": "i-none" }] }),
            "ERR-10",
        ),
        ("CreateBackupJob", json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web1" }), "API-13"),
        ("DeletePolicyV2", json!({ "PolicyId": "po-none" }), "API-07"),
        ("NoSuchOperation", json!({}), "API-01"),
    ];
    let before = lab.run.digest();
    for (action, params, rule) in cases {
        let answer = lab.call("hbr", action, params);
        assert_eq!(answer["Rule"], rule, "{action}: {answer}");
        assert_eq!(answer["Success"], false, "{action}");
        assert!(answer["RequestId"].is_string() && answer["Message"].as_str().is_some_and(|text| text.len() > 10));
        assert_eq!(lab.run.digest(), before, "{action} changed something");
    }
}

#[test]
fn documented_titles_stand_letter_for_letter() {
    let mut lab = Lab::two_web_servers();
    let refused = lab.call("hbr", "CreateBackupJob", json!({ "InstanceId": "i-web1", "Retention": -1 }));
    assert_eq!(refused["Message"], "Retention Period cannot be set to Permanent for ECS instance backup.");
    let refused =
        lab.call("hbr", "CreatePolicyV2", json!({ "PolicyName": "away", "Rules": [{ "RuleType": "REPLICATION" }] }));
    assert_eq!(refused["Message"], "No destination region is specified.");
}

#[test]
fn bil_14_storage_is_metered_by_whole_clock_hours() {
    let mut lab = Lab::of(&json!([{ "id": "i-one", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-one", "kind": "system", "size_gib": 40, "used_gib": 10, "hot_gib": 0, "write_gib_per_day": "0" } ] }]));
    lab.back_up("i-one", 1);
    lab.advance("P2D");
    let world = lab.run.world();
    let disk = world.disks_by_id().next().unwrap();
    let metered = world.disks[disk].chain.metered_between(0..world.now.clock_hour() + 1).standard_mib_hours;
    // From 00:00 on the first day to the hour that begins at 00:00 on the second: 25 hours of 10 GiB.
    assert_eq!(metered, 25 * 10 * 1_024);
}
