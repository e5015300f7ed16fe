//! Disaster recovery: an instance from a point that was copied to another region (RES-10, RES-11).

mod harness;
mod restoring;

use engine::{
    locale::Locale,
    view::{
        consequence::consequences,
        restore::{self, Restorable},
    },
};
use harness::Lab;
use serde_json::{Value, json};

/// The first web server, backed up every day and copied to Shanghai.
fn replicated() -> Lab {
    let mut lab = Lab::two_web_servers();
    let copy = json!({ "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 14 });
    let rules = json!([lab.daily(0), { "RuleType": "TRANSITION", "Retention": 30 }, copy]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web1"]);
    lab.advance("P3DT12H");
    lab
}

fn points_in(lab: &mut Lab, kind: &str, region: &str) -> Vec<Value> {
    let answer = lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": kind, "UdmRegionId": region }));
    answer["Snapshots"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

fn copies(lab: &mut Lab) -> Vec<Value> {
    points_in(lab, "UDM_ECS", "cn-shanghai")
}

fn recover(lab: &mut Lab, copy: &Value) -> String {
    let mut detail = lab.clone_detail("cn-shanghai", "web-dr");
    detail["bootAfterRestore"] = json!(true);
    lab.restore("UDM_ECS", &copy["SnapshotId"], detail)
}

#[test]
fn res_10_and_mdl_05_disaster_recovery_runs_with_the_data_of_the_source() {
    let mut lab = replicated();
    let copy = copies(&mut lab).pop().expect("copies");
    let sources = points_in(&mut lab, "UDM_ECS", "cn-hangzhou");
    let source = sources.iter().find(|point| point["CreatedTime"] == copy["CreatedTime"]).expect("its source");
    let held: Vec<_> =
        source["Detail"]["NativeSnapshotIdList"].as_array().unwrap().iter().map(|id| lab.snapshot_holds(id)).collect();
    let restore = recover(&mut lab, &copy);
    let made = lab.restore_job(&restore)["TargetInstanceId"].as_str().unwrap().to_owned();
    assert_eq!(lab.instance(&made)["Status"], "Pending");
    lab.advance("PT119S");
    let job = lab.restore_job(&restore);
    assert_eq!(job["Status"], "RUNNING");
    lab.advance("PT3M");
    let job = lab.restore_job(&restore);
    assert_eq!(job["Status"], "COMPLETE");
    let took = job["CompleteTime"].as_i64().unwrap() - job["CreatedTime"].as_i64().unwrap();
    let slowest = held.iter().map(|(_, used)| used.0.div_ceil(500)).max().unwrap();
    assert_eq!(took, 120 + i64::try_from(slowest).unwrap(), "a copy has no instant access (CON-65)");
    let instance = lab.instance(&made);
    assert_eq!((&instance["RegionId"], &instance["OSName"]), (&json!("cn-shanghai"), &json!("Alibaba Cloud Linux 3")));
    let disks: Vec<_> = lab.disks_of(&made).iter().map(|disk| lab.holds(disk["DiskId"].as_str().unwrap())).collect();
    assert_eq!(disks, held);
    lab.advance("PT1M");
    assert_eq!(lab.instance(&made)["Status"], "Running");
    assert!(lab.opens_to_the_same());
}

#[test]
fn res_10_a_copied_point_is_neither_rolled_back_nor_restored_elsewhere() {
    let mut lab = replicated();
    lab.stop("i-web1");
    let copy = copies(&mut lab).pop().unwrap()["SnapshotId"].clone();
    let part = points_in(&mut lab, "UDM_ECS_DISK", "cn-shanghai").pop().unwrap()["SnapshotId"].clone();
    let own = json!({ "sourceInstanceId": "i-web1", "forceRestore": true });
    lab.refuses_restore("UDM_ECS_ROLLBACK", &copy, own.clone(), "InvalidParameter.Mismatch", "RES-10");
    lab.refuses_restore("UDM_ECS_DISK_ROLLBACK", &part, own, "InvalidParameter.Mismatch", "RES-10");
    let here = lab.clone_detail("cn-hangzhou", "copy");
    lab.refuses_restore("UDM_ECS", &copy, here, "Sim.OtherRegion", "POL-05");
    let to = json!({ "targetInstanceId": "i-web1", "diskCategory": "cloud_essd" });
    lab.refuses_restore("UDM_ECS_DISK", &part, to, "Sim.OtherRegion", "POL-05");
}

#[test]
fn res_10_and_mdl_16_a_copy_is_recovered_while_its_source_region_is_out() {
    let mut lab = replicated();
    let outage = json!({ "Kind": "RegionOutage", "RegionId": "cn-hangzhou", "Hours": 24 });
    assert!(lab.call("sim", "InjectIncident", outage)["IncidentId"].is_string());
    let copy = copies(&mut lab).pop().unwrap();
    let restore = recover(&mut lab, &copy);
    lab.advance("PT10M");
    assert_eq!(lab.restore_job(&restore)["Status"], "COMPLETE");
    let source = points_in(&mut lab, "UDM_ECS", "cn-hangzhou").pop().unwrap()["SnapshotId"].clone();
    let detail = lab.clone_detail("cn-hangzhou", "copy");
    assert_eq!(lab.ask_restore("UDM_ECS", &source, detail)["Success"], false, "its own region is out");
}

#[test]
fn res_10_a_part_of_a_copied_point_becomes_a_disk_in_its_region() {
    let mut lab = replicated();
    let copy = copies(&mut lab).pop().unwrap();
    let restore = recover(&mut lab, &copy);
    lab.advance("PT10M");
    let made = lab.restore_job(&restore)["TargetInstanceId"].clone();
    let part = points_in(&mut lab, "UDM_ECS_DISK", "cn-shanghai").pop().unwrap();
    let to = json!({ "targetInstanceId": made, "diskCategory": "cloud_essd" });
    let restore = lab.restore("UDM_ECS_DISK", &part["SnapshotId"], to);
    lab.advance("PT10M");
    assert_eq!(lab.restore_job(&restore)["Status"], "COMPLETE");
    assert_eq!(lab.disks_of(made.as_str().unwrap()).len(), 3);
}

#[test]
fn res_11_the_forms_of_the_destination_region_offer_its_networks_and_never_the_way_back() {
    let mut lab = replicated();
    let copy = copies(&mut lab).pop().unwrap()["SnapshotId"].as_str().unwrap().into();
    let of: Restorable = restore::restorable(lab.run.world(), &copy).expect("a point");
    assert!(of.is_copy && of.not_in_place.is_some() && of.not_cloned.is_none());
    let offered = restore::clone_choices(lab.run.world(), &of);
    assert_eq!((offered.name.as_str(), offered.vpcs.len()), ("web-1-dr", 1));
    assert!(offered.vpcs[0].vswitches.iter().all(|(_, name)| name.contains("cn-shanghai")));
    let order = restore::CloneForm {
        vswitch: offered.vpcs[0].vswitches[0].0.clone(),
        security_group: offered.vpcs[0].security_groups[0].0.clone(),
        instance_type: offered.instance_type,
        category: offered.category.code().to_owned(),
        name: offered.name,
        host_name: offered.host_name,
        ..restore::CloneForm::default()
    };
    let command = order.command(&of).unwrap();
    let said = consequences(lab.run.world(), &command, Locale::Zh);
    assert_eq!(said.iter().map(|one| one.rule.id()).collect::<Vec<_>>(), ["RES-14", "MDL-14"]);
    assert!(said[0].text.contains("2 vCPU每小时0.50元") && said[0].text.contains("每月"), "{}", said[0].text);
    lab.run.apply(command).unwrap();
}
