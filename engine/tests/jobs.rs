//! Jobs, their snapshots and their points, as programs see them.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use harness::Lab;
use serde_json::{Value, json};

fn jobs(lab: &mut Lab, params: Value) -> Value {
    lab.call("hbr", "DescribeBackupJobs2", params)
}

/// The ids of the jobs that these filters admit.
fn filtered(lab: &mut Lab, filters: Value) -> Vec<String> {
    let answer = jobs(lab, json!({ "SourceType": "UDM_ECS", "PageSize": 99, "Filters": filters }));
    let list = answer["BackupJobs"]["BackupJob"].as_array().unwrap_or_else(|| panic!("{answer}")).clone();
    list.iter().map(|job| job["JobId"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn job_10_pages_hold_1_to_99_jobs_10_by_default_newest_first() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("hourly", &format!("I|{}|PT1H", lab.start), 2);
    lab.bind(&policy, &["i-web2"]);
    lab.advance("PT24H");
    let page = jobs(&mut lab, json!({ "SourceType": "UDM_ECS" }));
    assert_eq!((&page["TotalCount"], &page["PageSize"]), (&json!(25), &json!(10)));
    let began: Vec<_> = page["BackupJobs"]["BackupJob"]
        .as_array()
        .unwrap()
        .iter()
        .map(|job| job["StartTime"].as_i64().unwrap())
        .collect();
    assert_eq!(began.len(), 10);
    assert!(began.is_sorted_by(|newer, older| newer > older));
    let last = jobs(&mut lab, json!({ "SourceType": "UDM_ECS", "PageNumber": 3 }));
    assert_eq!(last["BackupJobs"]["BackupJob"].as_array().unwrap().len(), 5);
    let oldest = jobs(&mut lab, json!({ "SourceType": "UDM_ECS", "SortDirection": "ASCEND", "PageSize": 1 }));
    assert_eq!(oldest["BackupJobs"]["BackupJob"][0]["StartTime"], lab.start);
    for wrong in [json!({ "PageSize": 0 }), json!({ "PageSize": 100 }), json!({ "SortDirection": "UP" })] {
        assert_eq!(jobs(&mut lab, wrong.clone())["Success"], false, "{wrong}");
    }
}

#[test]
fn api_15_filters_combine_by_and() {
    let mut lab = Lab::two_web_servers();
    let start = lab.start;
    let first = lab.back_up("i-web1", 7);
    lab.advance("P1D");
    let second = lab.back_up("i-web2", 7);
    let key = |key: &str, operator: &str, values: Value| json!({ "Key": key, "Operator": operator, "Values": values });
    let of = |lab: &mut Lab, filters: &[Value]| filtered(lab, json!(filters));
    assert_eq!(of(&mut lab, &[key("Status", "EQUAL", json!(["RUNNING"]))]), std::slice::from_ref(&second));
    assert_eq!(of(&mut lab, &[key("InstanceName", "IN", json!(["web-1", "web-9"]))]), std::slice::from_ref(&first));
    assert_eq!(of(&mut lab, &[key("InstanceId", "NOT_EQUAL", json!(["i-web1"]))]), std::slice::from_ref(&second));
    let between = key("CreatedTime", "BETWEEN", json!([start.to_string(), (start + 5).to_string()]));
    assert_eq!(of(&mut lab, std::slice::from_ref(&between)), std::slice::from_ref(&first));
    assert!(of(&mut lab, &[between, key("InstanceId", "EQUAL", json!(["i-web2"]))]).is_empty());
    assert_eq!(of(&mut lab, &[key("CompleteTime", "LESS_THAN", json!([(start + 86_400).to_string()]))]), [first]);
    assert_eq!(of(&mut lab, &[key("JobId", "EQUAL", json!([second]))]).len(), 1);
    let unknown = jobs(&mut lab, json!({ "Filters": [{ "Key": "Colour", "Values": ["red"] }] }));
    assert_eq!(unknown["Code"], "Sim.InvalidParameter");
}

#[test]
fn job_02_job_03_and_job_07_how_jobs_stand_and_end() {
    let shared = json!({ "id": "d-shared", "size_gib": 100, "multi_attach": true });
    let system = |id: &str| json!({ "id": id, "kind": "system", "size_gib": 40 });
    let mut lab = Lab::of(&json!([
        { "id": "i-a", "disks": [system("d-a"), shared] }, { "id": "i-b", "disks": [system("d-b"), shared] },
        { "id": "i-c", "disks": [system("d-c")] },
    ]));
    let status = |lab: &mut Lab, job: &str| {
        let answer = jobs(lab, json!({ "Filters": [{ "Key": "JobId", "Values": [job] }] }));
        answer["BackupJobs"]["BackupJob"][0]["Status"].as_str().unwrap().to_owned()
    };
    let (whole, part) = (lab.back_up("i-a", 7), lab.back_up("i-b", 7));
    assert_eq!((status(&mut lab, &whole), status(&mut lab, &part)), ("RUNNING".to_owned(), "RUNNING".to_owned()));
    let none = lab.call(
        "hbr",
        "CreateBackupJob",
        json!({ "InstanceId": "i-b", "Retention": 7,
        "Detail": { "diskIdList": ["d-shared"] } }),
    );
    assert_eq!(status(&mut lab, none["JobId"].as_str().unwrap()), "FAILED", "none of its children could begin");
    let canceled = lab.back_up("i-c", 7);
    lab.call("hbr", "CancelBackupJob", json!({ "JobId": canceled }));
    lab.advance("P1D");
    assert_eq!(status(&mut lab, &whole), "COMPLETE", "all children are");
    assert_eq!(status(&mut lab, &part), "PARTIAL_COMPLETE", "some children are");
    assert_eq!(status(&mut lab, &canceled), "CANCELED");
    let statuses: Vec<_> = lab.points().iter().map(|point| point["Status"].clone()).collect();
    assert_eq!(statuses, ["COMPLETE", "PARTIAL_COMPLETE"], "JOB-08: only what completed leaves a point");
}

#[test]
fn job_04_progress_goes_from_0_to_10000() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 7);
    let progress = |lab: &mut Lab| lab.jobs()[0]["Progress"].as_i64().unwrap();
    assert_eq!(progress(&mut lab), 0);
    // 316 seconds in all.
    lab.advance("PT158S");
    assert_eq!(progress(&mut lab), 5_000);
    lab.advance("PT157S");
    assert!((9_900..10_000).contains(&progress(&mut lab)));
    lab.advance("PT1S");
    assert_eq!(progress(&mut lab), 10_000);
}

#[test]
fn job_08_a_point_tells_where_it_comes_from() {
    let mut lab = Lab::two_web_servers();
    let job = lab.back_up("i-web1", 7);
    lab.advance("P1D");
    let point = lab.points()[0].clone();
    assert_eq!(
        (&point["Status"], &point["JobId"], &point["InstanceId"]),
        (&json!("COMPLETE"), &json!(job), &json!("i-web1"))
    );
    assert_eq!(point["Detail"]["DiskIdList"], json!(["d-web1-sys", "d-web1-data"]));
    assert_eq!(point["Detail"]["NativeSnapshotIdList"].as_array().unwrap().len(), 2);
    let disks =
        lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS_DISK", "DiskId": "d-web1-data" }));
    assert_eq!(disks["TotalCount"], 1);
    assert_eq!(disks["Snapshots"][0]["NativeSnapshotId"], point["Detail"]["NativeSnapshotIdList"][1]);
}

#[test]
fn job_09_trigger_mode_tells_scheduled_from_manual() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    lab.bind(&policy, &["i-web2"]);
    lab.back_up("i-web1", 7);
    let mode = |lab: &mut Lab, instance: &str| {
        lab.jobs().iter().find(|job| job["InstanceId"] == instance).unwrap()["TriggerMode"].clone()
    };
    assert_ne!(mode(&mut lab, "i-web1"), mode(&mut lab, "i-web2"));
}

#[test]
fn con_09_every_job_reports_complete_though_only_the_first_is_full() {
    let mut lab = Lab::two_web_servers();
    for _ in 0..2 {
        lab.back_up("i-web2", 7);
        lab.advance("P1D");
    }
    let jobs = lab.jobs();
    assert!(jobs.iter().all(|job| job["BackupType"] == "COMPLETE"));
    let bytes: Vec<_> = jobs.iter().map(|job| job["ActualBytes"].as_u64().unwrap()).collect();
    assert!(bytes[0] < bytes[1] && bytes[1] == 10 << 30, "{bytes:?}");
}

#[test]
fn con_64_a_job_takes_longer_the_more_data_it_has() {
    let mut lab = Lab::two_web_servers();
    for _ in 0..2 {
        lab.back_up("i-web1", 7);
        lab.advance("P1D");
    }
    let took = |job: &Value| job["CompleteTime"].as_i64().unwrap() - job["StartTime"].as_i64().unwrap();
    let jobs = lab.jobs();
    assert!(took(&jobs[0]) < took(&jobs[1]), "the first is full");
}

#[test]
fn con_35_an_instance_that_starts_or_stops_cannot_be_backed_up() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 30), 7);
    lab.bind(&policy, &["i-web2"]);
    lab.call("ecs", "StopInstance", json!({ "InstanceId": "i-web2" }));
    let manual = lab.call("hbr", "CreateBackupJob", json!({ "InstanceId": "i-web2", "Retention": 7 }));
    assert_eq!(manual["Code"], "IncorrectInstanceStatus");
    lab.advance("PT40S");
    assert_eq!(lab.jobs()[0]["Status"], "FAILED", "it is still stopping");
    lab.advance("PT25H");
    assert_eq!(lab.jobs()[0]["Status"], "COMPLETE", "a stopped one can be");
}

#[test]
fn con_05_manual_parameters() {
    let mut lab = Lab::two_web_servers();
    let detail = json!({ "diskIdList": ["d-web1-data"], "snapshotGroup": false }).to_string();
    let job = json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web1", "BackupType": "COMPLETE", "Retention": 20, "Detail": detail });
    assert_eq!(lab.call("hbr", "CreateBackupJob", job)["Success"], true, "Detail may be a JSON text");
    lab.advance("PT1H");
    let point = lab.points()[0].clone();
    assert_eq!((&point["Retention"], &point["Detail"]["DiskIdList"]), (&json!(20), &json!(["d-web1-data"])));
    let missing = lab.call("hbr", "CreateBackupJob", json!({ "SourceType": "UDM_ECS", "Retention": 7 }));
    assert_eq!(missing["Code"], "Sim.MissingParameter");
}

#[test]
fn con_02_and_pol_99_at_most_99_instances_in_one_go() {
    let scenario = json!({
        "format": "cloud-backup-scenario/1", "name": "many", "seed": 1, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou"],
        "fleet": { "prefix": "app", "count": 100, "template": { "disks": [{ "kind": "system", "size_gib": 40 }] } },
    });
    let mut lab = Lab::of_scenario(&scenario);
    let ids: Vec<_> = lab.run.world().instances.iter().map(|(_, instance)| instance.id.to_string()).collect();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    let bind = |ids: &[String]| {
        let sources: Vec<_> = ids.iter().map(|id| json!({ "DataSourceId": id })).collect();
        json!({ "PolicyId": policy, "PolicyBindingList": sources })
    };
    assert_eq!(lab.call("hbr", "CreatePolicyBindings", bind(&ids))["Rule"], "CON-02");
    assert_eq!(lab.call("hbr", "CreatePolicyBindings", bind(&ids[..99]))["Success"], true);
    lab.advance("PT1H");
    assert!(lab.points().iter().all(|point| point["Detail"]["DiskIdList"].as_array().unwrap().len() == 1));
    assert_eq!(lab.points().len(), 99, "POL-99: all disks of each");
}

#[test]
fn pol_01_and_pol_98_policies_of_one_type_in_pages_of_10_to_100() {
    let mut lab = Lab::two_web_servers();
    for number in 0..12 {
        lab.policy(&format!("policy-{number}"), &format!("I|{}|P1D", lab.start), 7);
    }
    let page = lab.call("hbr", "DescribePoliciesV2", json!({}));
    assert_eq!((page["Policies"].as_array().unwrap().len(), &page["TotalCount"]), (10, &json!(12)));
    assert!(page["Policies"].as_array().unwrap().iter().all(|policy| policy["PolicyType"] == "UDM_ECS_ONLY"));
    let rest = lab.call("hbr", "DescribePoliciesV2", json!({ "NextToken": page["NextToken"] }));
    assert_eq!(rest["Policies"].as_array().unwrap().len(), 2);
    assert!(rest["NextToken"].is_null());
    for wrong in [9, 101] {
        assert_eq!(lab.call("hbr", "DescribePoliciesV2", json!({ "MaxResults": wrong }))["Success"], false);
    }
}

#[test]
fn con_54_defaults_of_application_consistency() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    let source = json!({ "DataSourceId": "i-web1", "AdvancedOptions": { "UdmDetail": { "AppConsistent": true } } });
    lab.call("hbr", "CreatePolicyBindings", json!({ "PolicyId": policy, "PolicyBindingList": [source] }));
    let detail = lab.bindings()[0]["AdvancedOptions"]["UdmDetail"].clone();
    let defaults = (&detail["EnableFsFreeze"], &detail["TimeoutInSeconds"], &detail["EnableWriters"]);
    assert_eq!(defaults, (&json!(true), &json!(30), &json!(true)));
}

#[test]
fn acc_03_and_acc_02_the_first_plan_makes_the_role_and_the_first_use_the_snapshot_service() {
    let mut lab = Lab::two_web_servers();
    let role =
        |lab: &mut Lab| lab.call("hbr", "CheckRole", json!({ "CheckRoleType": "EcsBackupRole" }))["Success"].clone();
    assert_eq!(role(&mut lab), false);
    let plan = json!({ "PlanName": "first", "SourceType": "UDM_ECS", "InstanceId": "i-web2",
        "Schedule": format!("I|{}|P1D", lab.start), "Retention": 7 });
    lab.call("hbr", "CreateBackupPlan", plan);
    assert_eq!(role(&mut lab), true);
    assert_eq!(lab.call("sim", "DescribeAccount", json!({}))["SnapshotServiceEnabled"], true);
}

#[test]
fn mdl_34_deleting_a_bound_policy_unbinds_through_the_api_and_mdl_35_only_the_newest_point_is_kept() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|P1D", lab.start), "KeepLatestSnapshots": 1 },
        { "RuleType": "TRANSITION", "Retention": 7 } ]);
    let policy = lab.create_policy(rules)["PolicyId"].clone();
    lab.bind(policy.as_str().unwrap(), &["i-web2"]);
    lab.advance("P2DT1H");
    let points = lab.points();
    let delete =
        |lab: &mut Lab, point: &Value| lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point["SnapshotId"] }));
    assert_eq!(delete(&mut lab, &points[2])["Rule"], "POL-40");
    assert_eq!(delete(&mut lab, &points[0])["Success"], true);
    assert_eq!(lab.call("hbr", "DeletePolicyV2", json!({ "PolicyId": policy }))["Success"], true);
    assert_eq!(lab.bindings().len(), 0);
}
