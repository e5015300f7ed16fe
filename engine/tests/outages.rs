//! Disks fail, regions and links fall out of order and come back (MDL-05, MDL-16).
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{catalog::region::Region, rule::Rule};
use harness::Lab;
use serde_json::{Value, json};

fn inject(lab: &mut Lab, incident: Value) -> String {
    let answer = lab.call("sim", "InjectIncident", incident);
    answer["IncidentId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

fn outage(lab: &mut Lab, hours: u32) {
    inject(lab, json!({ "Kind": "RegionOutage", "RegionId": "cn-hangzhou", "Hours": hours }));
}

/// A call that must be refused with this code and rule, and change nothing.
#[track_caller]
fn refuses(lab: &mut Lab, product: &str, action: &str, params: Value, code: &str, rule: &str) {
    let before = lab.run.digest();
    let answer = lab.call(product, action, params);
    assert_eq!((answer["Code"].as_str(), answer["Rule"].as_str()), (Some(code), Some(rule)), "{action}: {answer}");
    assert_eq!(lab.run.digest(), before, "{action}");
}

const OUT: (&str, &str) = ("Sim.RegionOutage", "MDL-16");

#[test]
fn mdl_16_a_region_that_is_out_of_order_tells_and_refuses_everything_else() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 86_400), 7);
    lab.bind(&policy, &["i-web2"]);
    lab.back_up("i-web1", 7);
    lab.advance("PT1H");
    let point = lab.points()[0]["SnapshotId"].clone();
    let snapshot = lab.ecs("CreateSnapshot", json!({ "DiskId": "d-web2-sys" }))["SnapshotId"].clone();
    lab.advance("PT1H");
    let rule = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0]["Rules"][0]["RuleId"].clone();
    outage(&mut lab, 4);
    let rules = json!([{ "RuleType": "BACKUP", "Schedule": format!("I|{}|P1D", lab.start), "Retention": 7 },
        { "RuleType": "TRANSITION", "Retention": 7 }]);
    for (product, action, params) in [
        ("hbr", "CreateBackupJob", json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web1", "Retention": 7 })),
        ("hbr", "CreatePolicyV2", json!({ "PolicyName": "other", "Rules": rules })),
        ("hbr", "DeletePolicyV2", json!({ "PolicyId": policy })),
        ("hbr", "ExecutePolicyV2", json!({ "PolicyId": policy, "RuleId": rule })),
        ("hbr", "DeletePolicyBinding", json!({ "PolicyId": policy, "DataSourceIds": ["i-web2"] })),
        ("hbr", "DeleteUdmEcsInstance", json!({ "InstanceId": "i-web1" })),
        ("hbr", "DeleteSnapshot", json!({ "SourceType": "UDM_ECS", "SnapshotId": point })),
        ("sim", "ExtendRetention", json!({ "SnapshotId": point, "RetentionDays": 30 })),
        ("sim", "InspectPoint", json!({ "SnapshotId": point })),
        ("sim", "ShareSnapshot", json!({ "SnapshotId": snapshot, "AccountIds": ["1234567890123456"] })),
        ("ecs", "StopInstance", json!({ "InstanceId": "i-web1" })),
        ("ecs", "DeleteInstance", json!({ "InstanceId": "i-web1", "Force": true })),
        ("ecs", "CreateDisk", json!({ "ZoneId": "cn-hangzhou-h", "Size": 40 })),
        ("ecs", "CreateSnapshot", json!({ "DiskId": "d-web1-sys" })),
        ("ecs", "DeleteSnapshot", json!({ "SnapshotId": snapshot })),
        ("ecs", "ResizeDisk", json!({ "DiskId": "d-web1-data", "NewSize": 300 })),
        ("ecs", "DetachDisk", json!({ "DiskId": "d-web1-data", "InstanceId": "i-web1" })),
        ("ecs", "CreateImage", json!({ "InstanceId": "i-web1" })),
        (
            "ecs",
            "TagResources",
            json!({ "ResourceType": "instance", "ResourceId": ["i-web1"], "Tag": [{ "Key": "a" }] }),
        ),
    ] {
        refuses(&mut lab, product, action, params, OUT.0, OUT.1);
    }
    for (product, action) in [
        ("hbr", "DescribeBackupJobs2"),
        ("hbr", "DescribeUdmSnapshots"),
        ("hbr", "DescribePoliciesV2"),
        ("ecs", "DescribeDisks"),
    ] {
        assert_eq!(lab.call(product, action, json!({})).get("Rule"), None, "{action} answers");
    }
    // What is elsewhere, of the account, or not there at all, is as ever.
    let policy = json!({ "PolicyName": "far", "RegionId": "cn-shanghai", "Rules": rules });
    assert_eq!(lab.call("hbr", "CreatePolicyV2", policy)["Success"], true);
    lab.call("sim", "TopUp", json!({ "Amount": "1.00" }));
    let unknown = json!({ "SourceType": "UDM_ECS", "InstanceId": "i-none", "Retention": 7 });
    assert_eq!(lab.call("hbr", "CreateBackupJob", unknown)["Code"], "InvalidInstanceId.NotFound");
    lab.advance("PT4H");
    lab.back_up("i-web1", 7);
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_16_jobs_under_way_fail_and_leave_nothing_and_runs_due_fail_as_they_begin() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("hourly", &format!("I|{}|PT1H", lab.start + 1_800), 7);
    lab.bind(&policy, &["i-web2"]);
    lab.advance("PT29M");
    lab.back_up("i-web1", 7);
    lab.advance("PT30S");
    outage(&mut lab, 2);
    assert_eq!(lab.snapshots().len(), 0, "what it had made is gone");
    let job = lab.jobs().remove(0);
    assert_eq!((&job["Status"], &job["ErrorMessage"]), (&json!("FAILED"), &json!(OUT.0)));
    lab.advance("PT2H");
    let failed: Vec<_> = lab.jobs().into_iter().filter(|job| job["InstanceId"] == "i-web2").collect();
    assert_eq!(failed.len(), 2);
    for job in &failed {
        assert_eq!((&job["Status"], &job["ErrorMessage"]), (&json!("FAILED"), &json!(OUT.0)));
        assert!(lab.why("JobId", &job["JobId"]).contains(&"MDL-16".to_owned()));
    }
    lab.advance("PT1H");
    let last = lab.jobs().remove(0);
    assert_eq!(last["Status"], "COMPLETE", "the region is back at 02:29:30");
    let incidents = lab.call("sim", "DescribeIncidents", json!({}));
    assert_eq!(incidents["Incidents"][0]["FailedJobs"], 3);
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_16_the_region_is_back_at_the_very_second_at_which_a_run_is_due() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("hourly", &format!("I|{}|PT1H", lab.start + 3_600), 7);
    lab.bind(&policy, &["i-web2"]);
    outage(&mut lab, 1);
    lab.advance("PT2H");
    assert_eq!(lab.jobs().last().unwrap()["Status"], "COMPLETE");
}

#[test]
fn mdl_16_snapshots_in_creation_fail_and_automatic_ones_are_left_out() {
    let mut lab = Lab::two_web_servers();
    let made = lab.ecs(
        "CreateAutoSnapshotPolicy",
        json!({ "timePoints": "[\"1\"]", "repeatWeekdays": "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\"]", "retentionDays": 7 }),
    );
    lab.ecs(
        "ApplyAutoSnapshotPolicy",
        json!({ "autoSnapshotPolicyId": made["AutoSnapshotPolicyId"], "diskIds": "[\"d-web2-sys\"]" }),
    );
    lab.ecs("CreateSnapshot", json!({ "DiskId": "d-web1-sys" }));
    outage(&mut lab, 2);
    assert_eq!(lab.snapshots().len(), 0);
    lab.advance("PT3H");
    assert_eq!(lab.snapshots().len(), 0, "01:00 is left out");
    assert!(lab.count_of(Rule::Mdl16) >= 3, "it began, an automatic snapshot was left out, it is over");
    lab.advance("P1D");
    assert_eq!(lab.snapshots().len(), 1);
}

#[test]
fn mdl_16_of_two_outages_that_overlap_the_last_end_counts() {
    let mut lab = Lab::two_web_servers();
    let region = Region::parse("cn-hangzhou").unwrap();
    outage(&mut lab, 10);
    lab.advance("PT1H");
    outage(&mut lab, 2);
    lab.advance("PT8H59M59S");
    assert!(lab.run.world().is_out_of_order(region));
    lab.advance("PT1S");
    assert!(!lab.run.world().is_out_of_order(region));
    let told = |text: &str| {
        let events = lab.run.activity().iter();
        let world = lab.run.world();
        events
            .filter(|entry| engine::words::event(world, entry.event, engine::locale::Locale::En).contains(text))
            .count()
    };
    assert_eq!((told("is out of order"), told("is in order again")), (1, 1));
}

#[test]
fn mdl_16_a_cut_link_is_down_until_it_is_back_and_so_is_one_of_a_region_out_of_order() {
    let mut lab = Lab::two_web_servers();
    let [from, to] = ["cn-hangzhou", "cn-shanghai"].map(|id| Region::parse(id).unwrap());
    let cut = |hours: u32| json!({ "Kind": "ReplicationLinkDown", "From": "cn-hangzhou", "To": "cn-shanghai", "Hours": hours });
    inject(&mut lab, cut(3));
    assert!(lab.run.world().is_link_down(from, to));
    assert!(!lab.run.world().is_link_down(to, from), "each way by itself");
    lab.back_up("i-web2", 7);
    lab.advance("PT3H");
    assert!(!lab.run.world().is_link_down(from, to));
    assert_eq!(lab.jobs()[0]["Status"], "COMPLETE", "backups go on");
    outage(&mut lab, 1);
    assert!(lab.run.world().is_link_down(from, to) && lab.run.world().is_link_down(to, from));
    lab.advance("PT1H");
    assert!(!lab.run.world().is_link_down(to, from));
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_16_outages_that_make_no_sense_are_refused_and_change_nothing() {
    let mut lab = Lab::two_web_servers();
    let before = lab.run.digest();
    for (wrong, code) in [
        (json!({ "Kind": "RegionOutage", "RegionId": "cn-hangzhou" }), "Sim.MissingParameter"),
        (json!({ "Kind": "RegionOutage", "RegionId": "cn-hangzhou", "Hours": 0 }), "Sim.HoursOutOfRange"),
        (json!({ "Kind": "RegionOutage", "RegionId": "cn-hangzhou", "Hours": 8_761 }), "Sim.HoursOutOfRange"),
        (json!({ "Kind": "RegionOutage", "RegionId": "cn-beijing", "Hours": 1 }), "Sim.RegionNotInScenario"),
        (json!({ "Kind": "RegionOutage", "RegionId": "atlantis", "Hours": 1 }), "Sim.InvalidParameter"),
        (
            json!({ "Kind": "ReplicationLinkDown", "From": "cn-hangzhou", "To": "cn-hangzhou", "Hours": 1 }),
            "Sim.SameRegion",
        ),
        (
            json!({ "Kind": "ReplicationLinkDown", "From": "cn-hangzhou", "To": "cn-beijing", "Hours": 1 }),
            "Sim.RegionNotInScenario",
        ),
        (json!({ "Kind": "ReplicationLinkDown", "From": "cn-hangzhou", "Hours": 1 }), "Sim.MissingParameter"),
        (
            json!({ "Kind": "ReplicationLinkDown", "From": "cn-hangzhou", "To": "cn-shanghai", "Hours": 0 }),
            "Sim.HoursOutOfRange",
        ),
    ] {
        assert_eq!(lab.call("sim", "InjectIncident", wrong.clone())["Code"], code, "{wrong}");
        assert_eq!(lab.run.digest(), before, "{wrong}");
    }
}

#[test]
fn err_10_nothing_can_be_done_with_a_disk_that_failed_but_to_detach_it() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 7);
    lab.advance("PT1H");
    let snapshots = lab.snapshots();
    let of_data = snapshots.iter().find(|one| one["SourceDiskId"] == "d-web1-data").unwrap()["SnapshotId"].clone();
    inject(&mut lab, json!({ "Kind": "DiskFailure", "DiskId": "d-web1-data" }));
    let failed = ("IncorrectDiskStatus", "ERR-10");
    for (action, params) in [
        ("CreateSnapshot", json!({ "DiskId": "d-web1-data" })),
        ("CreateImage", json!({ "InstanceId": "i-web1" })),
        ("ResizeDisk", json!({ "DiskId": "d-web1-data", "NewSize": 300 })),
        ("ResetDisk", json!({ "DiskId": "d-web1-data", "SnapshotId": of_data })),
    ] {
        refuses(&mut lab, "ecs", action, params, failed.0, failed.1);
    }
    refuses(
        &mut lab,
        "sim",
        "InjectIncident",
        json!({ "Kind": "DiskFailure", "DiskId": "d-web1-data" }),
        failed.0,
        failed.1,
    );
    let deletion = json!({ "Kind": "DataDeletion", "InstanceId": "i-web1", "DiskIds": ["d-web1-data"] });
    refuses(&mut lab, "sim", "InjectIncident", deletion, failed.0, failed.1);
    refuses(
        &mut lab,
        "sim",
        "InjectIncident",
        json!({ "Kind": "DiskFailure", "DiskId": "d-none" }),
        "InvalidDiskId.NotFound",
        "ERR-10",
    );

    lab.back_up("i-web1", 7);
    lab.advance("PT1H");
    let job = lab.jobs().remove(0);
    assert_eq!(job["Status"], "PARTIAL_COMPLETE", "the system disk is backed up");
    let children = lab.call(
        "hbr",
        "DescribeBackupJobs2",
        json!({ "SourceType": "UDM_ECS_DISK", "Filters": [
        { "Key": "ParentId", "Values": [job["JobId"]] }] }),
    );
    let failures =
        children["BackupJobs"]["BackupJob"].as_array().unwrap().iter().filter(|one| one["Status"] == "FAILED");
    assert_eq!(failures.map(|one| one["ErrorMessage"].clone()).collect::<Vec<_>>(), [failed.0]);

    lab.ecs("DetachDisk", json!({ "DiskId": "d-web1-data", "InstanceId": "i-web1" }));
    refuses(
        &mut lab,
        "ecs",
        "AttachDisk",
        json!({ "DiskId": "d-web1-data", "InstanceId": "i-web1" }),
        failed.0,
        failed.1,
    );
    let disk = lab.ecs_list("DescribeDisks", ["Disks", "Disk"], json!({ "DiskIds": ["d-web1-data"] })).remove(0);
    assert_eq!(disk["Status"], "Available");
    let made = lab.ecs("CreateDisk", json!({ "ZoneId": "cn-hangzhou-h", "SnapshotId": of_data }));
    lab.ecs("AttachDisk", json!({ "DiskId": made["DiskId"], "InstanceId": "i-web1" }));
    lab.back_up("i-web1", 7);
    lab.advance("PT1H");
    assert_eq!(lab.jobs()[0]["Status"], "COMPLETE", "a new disk made of the point takes its place");
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_05_an_instance_whose_system_disk_fails_stops_at_once_and_does_not_start() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web2", 7);
    lab.advance("PT30S");
    inject(&mut lab, json!({ "Kind": "DiskFailure", "DiskId": "d-web2-sys" }));
    assert_eq!(lab.jobs()[0]["Status"], "FAILED");
    let status = |lab: &mut Lab| {
        let params = json!({ "InstanceIds": ["i-web2"] });
        lab.ecs_list("DescribeInstances", ["Instances", "Instance"], params).remove(0)["Status"].clone()
    };
    assert_eq!(status(&mut lab), "Stopped");
    refuses(&mut lab, "ecs", "StartInstance", json!({ "InstanceId": "i-web2" }), "IncorrectDiskStatus", "ERR-10");
    lab.advance("P1D");
    assert_eq!(status(&mut lab), "Stopped");
    let written = |lab: &Lab| {
        let world = lab.run.world();
        world.disks[world.disk(&"d-web2-sys".into()).unwrap()].content(lab.run.now()).written
    };
    let before = written(&lab);
    lab.advance("P1D");
    assert_eq!(written(&lab), before, "nothing is written to it");
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_05_an_instance_that_starts_or_stops_stands_still_when_its_system_disk_fails() {
    for action in ["StopInstance", "StartInstance"] {
        let mut lab = Lab::two_web_servers();
        lab.ecs("StopInstance", json!({ "InstanceId": "i-web2" }));
        if action == "StartInstance" {
            lab.advance("PT1H");
            lab.ecs(action, json!({ "InstanceId": "i-web2" }));
        }
        lab.advance("PT5S");
        inject(&mut lab, json!({ "Kind": "DiskFailure", "DiskId": "d-web2-sys" }));
        lab.advance("PT1H");
        let found = lab.ecs_list("DescribeInstances", ["Instances", "Instance"], json!({ "InstanceIds": ["i-web2"] }));
        assert_eq!(found[0]["Status"], "Stopped", "{action}");
        assert!(lab.opens_to_the_same());
    }
}
