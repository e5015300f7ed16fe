//! Instances start, stop, come and go, and what becomes of their data and backups.

mod harness;

use engine::rule::Rule;
use harness::Lab;
use serde_json::{Value, json};

fn status(lab: &mut Lab, instance: &str) -> String {
    let listed = instances(lab, json!({ "InstanceIds": [instance] }));
    listed.first().map_or_else(|| "gone".to_owned(), |instance| instance["Status"].as_str().unwrap().to_owned())
}

fn instances(lab: &mut Lab, params: Value) -> Vec<Value> {
    lab.ecs_list("DescribeInstances", ["Instances", "Instance"], params)
}

fn disks(lab: &mut Lab, params: Value) -> Vec<Value> {
    lab.ecs_list("DescribeDisks", ["Disks", "Disk"], params)
}

/// The full sizes of the snapshots of a disk in MiB, oldest first.
fn sizes_mib(lab: &mut Lab, disk: &str) -> Vec<u64> {
    let of = lab.snapshots().into_iter().rev().filter(|snapshot| snapshot["SourceDiskId"] == disk);
    of.map(|snapshot| snapshot["FullSnapshotSizeInBytes"].as_u64().unwrap() >> 20).collect()
}

#[test]
fn mdl_19_starting_and_stopping_take_a_minute() {
    let mut lab = Lab::two_web_servers();
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    assert_eq!(status(&mut lab, "i-web1"), "Stopping");
    lab.ecs_refuses("StartInstance", json!({ "InstanceId": "i-web1" }), "IncorrectInstanceStatus", "ERR-10");
    lab.advance("PT59S");
    assert_eq!(status(&mut lab, "i-web1"), "Stopping");
    lab.advance("PT1S");
    assert_eq!(status(&mut lab, "i-web1"), "Stopped");
    lab.ecs_refuses("StopInstance", json!({ "InstanceId": "i-web1" }), "IncorrectInstanceStatus", "ERR-10");
    lab.ecs("StartInstance", json!({ "InstanceId": "i-web1" }));
    assert_eq!(status(&mut lab, "i-web1"), "Starting");
    lab.advance("PT1M");
    assert_eq!(status(&mut lab, "i-web1"), "Running");
    lab.ecs_refuses("StartInstance", json!({ "InstanceId": "i-none" }), "InvalidInstanceId.NotFound", "ERR-10");
}

#[test]
fn mdl_19_how_long_that_takes_is_a_setting() {
    let mut lab = Lab::with(
        &json!([{ "id": "i-a", "disks": [{ "kind": "system", "size_gib": 40 }] }]),
        json!({ "settings": { "instance_stop_seconds": 10, "instance_start_seconds": 0 } }),
    );
    lab.ecs("StopInstance", json!({ "InstanceId": "i-a" }));
    lab.advance("PT10S");
    assert_eq!(status(&mut lab, "i-a"), "Stopped");
    lab.ecs("StartInstance", json!({ "InstanceId": "i-a" }));
    assert_eq!(status(&mut lab, "i-a"), "Running", "at once");
}

#[test]
fn mdl_01_a_stopped_instance_writes_nothing() {
    let mut lab = Lab::of(&json!([{ "id": "i-a", "disks": [{ "id": "d-a", "kind": "system", "size_gib": 200,
        "used_gib": 10, "write_gib_per_day": "0", "hot_gib": 0, "growth_gib_per_day": "1" }] }]));
    lab.advance("P1D");
    lab.ecs("StopInstance", json!({ "InstanceId": "i-a" }));
    lab.advance("P3D");
    lab.back_up("i-a", 90);
    lab.ecs("StartInstance", json!({ "InstanceId": "i-a" }));
    lab.advance("P2D");
    lab.back_up("i-a", 90);
    // A day, and the minute of stopping; then two days but the minute of starting.
    let (minute, day) = (1_024 * 60 / 86_400, 1_024);
    assert_eq!(sizes_mib(&mut lab, "d-a"), [10 * 1_024 + day + minute, 10 * 1_024 + 3 * day]);
}

#[test]
fn mdl_01_a_shared_disk_is_written_to_while_any_of_its_instances_runs() {
    let shared = json!({ "id": "d-shared", "kind": "data", "size_gib": 200, "used_gib": 10, "multi_attach": true,
        "write_gib_per_day": "0", "hot_gib": 0, "growth_gib_per_day": "1" });
    let of = |id: &str| json!({ "id": id, "disks": [{ "kind": "system", "size_gib": 40 }, shared] });
    let mut lab = Lab::of(&json!([of("i-a"), of("i-b")]));
    lab.ecs("StopInstance", json!({ "InstanceId": "i-a" }));
    lab.advance("P2D");
    lab.back_up("i-a", 90);
    lab.advance("PT1H");
    lab.ecs("StopInstance", json!({ "InstanceId": "i-b" }));
    lab.advance("P2D");
    lab.back_up("i-a", 90);
    // Two days, then an hour and the minute of stopping.
    assert_eq!(sizes_mib(&mut lab, "d-shared"), [12 * 1_024, 12 * 1_024 + 61 * 60 * 1_024 / 86_400]);
}

#[test]
fn con_40_stopping_an_instance_fails_the_snapshots_in_creation() {
    let mut lab = Lab::two_web_servers();
    // The system disk takes 60 s + 20,480 / 200 s, the data disk longer.
    let job = lab.back_up("i-web1", 7);
    lab.advance("PT3M");
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    let children = lab.call(
        "hbr",
        "DescribeBackupJobs2",
        json!({ "SourceType": "UDM_ECS_DISK",
        "Filters": [{ "Key": "ParentId", "Operator": "EQUAL", "Values": [job] }] }),
    );
    let children = children["BackupJobs"]["BackupJob"].as_array().unwrap().clone();
    let outcomes: Vec<_> = children.iter().map(|child| (&child["Status"], &child["ErrorMessage"])).collect();
    assert_eq!(outcomes, [(&json!("COMPLETE"), &Value::Null), (&json!("FAILED"), &json!("CreateSnapshot.Failed"))]);
    assert_eq!(lab.jobs()[0]["Status"], "PARTIAL_COMPLETE", "it ends with the last part that is left");
    assert_eq!(lab.snapshots().len(), 1);
    assert_eq!(lab.points().len(), 1);
    assert!(lab.rules().contains(&Rule::Con40));

    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 7);
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    assert_eq!(lab.jobs()[0]["Status"], "FAILED");
    lab.advance("P1D");
    assert_eq!((lab.snapshots().len(), lab.points().len(), lab.jobs().len()), (0, 0, 1));
}

#[test]
fn con_40_a_job_that_failed_so_does_not_make_the_next_run_skip() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("hourly", &format!("I|{}|PT1H", lab.start), 7);
    lab.bind(&policy, &["i-web1"]);
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("PT1H10M");
    let statuses: Vec<_> = lab.jobs().iter().map(|job| job["Status"].as_str().unwrap().to_owned()).collect();
    assert_eq!(statuses, ["COMPLETE", "FAILED"]);
    assert!(!lab.rules().contains(&Rule::Pol12));
}

#[test]
fn con_07_an_instance_that_starts_or_stops_cannot_be_backed_up() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 30), 7);
    lab.bind(&policy, &["i-web1"]);
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    let refused = lab.call("hbr", "CreateBackupJob", json!({ "InstanceId": "i-web1", "Retention": 7 }));
    assert_eq!((&refused["Code"], &refused["Rule"]), (&json!("IncorrectInstanceStatus"), &json!("ERR-10")));
    lab.advance("PT1M");
    let jobs = lab.jobs();
    assert_eq!((&jobs[0]["Status"], &jobs[0]["ErrorMessage"]), (&json!("FAILED"), &json!("IncorrectInstanceStatus")));
    assert!(lab.rules().contains(&Rule::Con07));
    lab.advance("P1DT1H");
    assert_eq!(lab.jobs()[0]["Status"], "COMPLETE", "a stopped instance can be");
}

#[test]
fn instances_are_created_with_their_disks_and_start() {
    let mut lab = Lab::two_web_servers();
    let groups = lab.ecs_list("DescribeSecurityGroups", ["SecurityGroups", "SecurityGroup"], json!({}));
    let answer = lab.ecs(
        "RunInstances",
        json!({
        "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-j", "InstanceType": "ecs.c7.xlarge", "Amount": 2,
        "InstanceName": "batch-", "UniqueSuffix": true, "ImageId": "Windows Server 2022",
        "SecurityGroupId": groups[0]["SecurityGroupId"], "SystemDisk": { "Size": "60", "Category": "cloud_auto" },
        "DataDisk": [{ "Size": 500, "PerformanceLevel": "PL2", "DiskName": "data", "DeleteWithInstance": false }],
        "Tag": [{ "Key": "env", "Value": "test" }] }),
    );
    let ids = answer["InstanceIdSets"]["InstanceIdSet"].as_array().unwrap().clone();
    assert_eq!(ids.len(), 2);
    let made = instances(&mut lab, json!({ "InstanceIds": ids, "Tag": [{ "Key": "env", "Value": "test" }] }));
    let mut names: Vec<_> = made.iter().map(|instance| instance["InstanceName"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["batch-001", "batch-002"]);
    assert_eq!(
        (&made[0]["Status"], &made[0]["ZoneId"], &made[0]["OSType"]),
        (&json!("Starting"), &json!("cn-hangzhou-j"), &json!("windows"))
    );
    let mut of_one = disks(&mut lab, json!({ "InstanceId": ids[0] }));
    of_one.sort_by_key(|disk| disk["Device"].to_string());
    let facts: Vec<_> = of_one
        .iter()
        .map(|disk| {
            json!([
                disk["Type"],
                disk["Category"],
                disk["Size"],
                disk["Device"],
                disk["PerformanceLevel"],
                disk["DeleteWithInstance"]
            ])
        })
        .collect();
    assert_eq!(
        facts,
        [
            json!(["system", "cloud_auto", 60, "/dev/xvda", null, true]),
            json!(["data", "cloud_essd", 500, "/dev/xvdb", "PL2", false])
        ]
    );
    lab.advance("PT1M");
    assert_eq!(status(&mut lab, ids[1].as_str().unwrap()), "Running");
    lab.back_up(ids[0].as_str().unwrap(), 7);
    lab.advance("PT1H");
    assert_eq!(lab.jobs()[0]["Status"], "COMPLETE");
}

#[test]
fn orders_of_instances_that_cannot_be_met_are_refused_whole() {
    let mut lab = Lab::two_web_servers();
    let order = |more: Value| {
        let mut order = json!({ "RegionId": "cn-hangzhou", "InstanceType": "ecs.g7.large" });
        order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        order
    };
    for (more, code, rule) in [
        (json!({ "Amount": 101 }), "Sim.AmountOutOfRange", "MDL-19"),
        (json!({ "Amount": 0 }), "Sim.AmountOutOfRange", "MDL-19"),
        (json!({ "InstanceName": "1" }), "Sim.InvalidName", "POL-04"),
        (json!({ "InstanceType": "large" }), "Sim.InvalidParameter", "MDL-19"),
        (json!({ "VSwitchId": "vsw-none" }), "Sim.NetworkNotFound", "RES-07"),
        (json!({ "ZoneId": "cn-hangzhou-z" }), "Sim.ZoneNotFound", "RES-07"),
        (json!({ "RegionId": "cn-beijing" }), "Sim.RegionNotInScenario", "POL-05"),
        (json!({ "SystemDisk": { "Category": "local_ssd_pro" } }), "DiskCategory.OperationNotSupported", "CON-20"),
        (
            json!({ "DataDisk": [{ "Size": 100 }, { "Size": 460, "PerformanceLevel": "PL2" }] }),
            "Sim.DiskSizeOutOfRange",
            "CON-23",
        ),
        (json!({ "DataDisk": [{}] }), "Sim.DiskSizeMissing", "CON-23"),
        (json!({ "DataDisk": vec![json!({ "Size": 20 }); 64] }), "Sim.TooManyDisks", "API-50"),
        (json!({ "Tag": [{ "Key": "aliyun-x" }] }), "Sim.InvalidTag", "POL-80"),
    ] {
        lab.ecs_refuses("RunInstances", order(more), code, rule);
    }
    let shanghai = lab.ecs_list("DescribeVSwitches", ["VSwitches", "VSwitch"], json!({ "RegionId": "cn-shanghai" }));
    let group = lab.ecs_list(
        "DescribeSecurityGroups",
        ["SecurityGroups", "SecurityGroup"],
        json!({ "RegionId": "cn-shanghai" }),
    );
    lab.ecs_refuses(
        "RunInstances",
        order(json!({ "VSwitchId": shanghai[0]["VSwitchId"] })),
        "Sim.OtherRegion",
        "POL-05",
    );
    lab.ecs_refuses(
        "RunInstances",
        order(json!({ "SecurityGroupId": group[0]["SecurityGroupId"] })),
        "Sim.OtherVpc",
        "RES-07",
    );
    assert_eq!(instances(&mut lab, json!({})).len(), 2);
}

#[test]
fn err_03_a_released_instance_leaves_its_points_and_its_runs_fail() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 30);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT12H");
    lab.ecs_refuses("DeleteInstance", json!({ "InstanceId": "i-web1" }), "IncorrectInstanceStatus", "ERR-10");
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("PT1M");
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web1" }));
    assert_eq!(status(&mut lab, "i-web1"), "gone");
    assert_eq!(disks(&mut lab, json!({ "DiskIds": ["d-web1-sys", "d-web1-data"] })).len(), 0);
    lab.ecs_refuses("StartInstance", json!({ "InstanceId": "i-web1" }), "InvalidInstanceId.NotFound", "ERR-10");
    lab.advance("P2D");
    let jobs = lab.jobs();
    assert_eq!(jobs[0]["ErrorMessage"], "This ECS instance has been released.");
    assert_eq!((jobs.len(), lab.points().len(), lab.snapshots().len()), (3, 1, 2), "what was made stays");
    lab.advance("P30D");
    assert_eq!((lab.points().len(), lab.snapshots().len()), (0, 0), "until its retention ends");
}

#[test]
fn a_running_instance_is_released_by_force_and_disks_that_outlive_it_are_free() {
    let mut lab = Lab::two_web_servers();
    lab.ecs("DetachDisk", json!({ "InstanceId": "i-web1", "DiskId": "d-web1-data" }));
    lab.ecs("AttachDisk", json!({ "InstanceId": "i-web1", "DiskId": "d-web1-data" }));
    lab.back_up("i-web1", 7);
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web1", "Force": true }));
    let left = disks(&mut lab, json!({ "DiskIds": ["d-web1-sys", "d-web1-data"] }));
    assert_eq!(left.len(), 1);
    assert_eq!((&left[0]["DiskId"], &left[0]["Status"]), (&json!("d-web1-data"), &json!("Available")));
    assert_eq!(lab.jobs()[0]["Status"], "FAILED", "its snapshots were in creation");
    lab.advance("PT1H");
    assert_eq!(status(&mut lab, "i-web1"), "gone", "a stop that was under way ends nothing");
}

#[test]
fn ecs_needs_no_activation_of_cloud_backup() {
    let mut lab = Lab::with(
        &json!([{ "id": "i-a", "disks": [{ "kind": "system", "size_gib": 40 }] }]),
        json!({ "account": { "cloud_backup_activated": false } }),
    );
    lab.ecs("StopInstance", json!({ "InstanceId": "i-a" }));
    let refused = lab.call("hbr", "CreateBackupJob", json!({ "InstanceId": "i-a", "Retention": 7 }));
    assert_eq!(refused["Rule"], "ACC-01");
}
