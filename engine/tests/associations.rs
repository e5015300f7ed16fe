//! Associations, legacy policies and plans, and the end of protection.

mod harness;

use engine::rule::Rule;
use harness::Lab;
use serde_json::{Value, json};

fn disks_of(lab: &mut Lab, position: usize) -> Value {
    lab.points()[position]["Detail"]["DiskIdList"].clone()
}

#[test]
fn con_03_chosen_and_excluded_disks() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 60), 7);
    let bind = |detail: Value| {
        json!({ "PolicyId": policy, "PolicyBindingList": [{ "DataSourceId": "i-web1", "SourceType": "UDM_ECS",
            "AdvancedOptions": { "UdmDetail": detail } }] })
    };
    let both = json!({ "DiskIdList": ["d-web1-sys"], "ExcludeDiskIdList": ["d-web1-sys"] });
    assert_eq!(lab.call("hbr", "CreatePolicyBindings", bind(both))["Success"], true);
    lab.advance("PT1H");
    assert_eq!(disks_of(&mut lab, 0), json!(["d-web1-sys"]), "ExcludeDiskIdList is ignored beside DiskIdList");
    let except = json!({ "PolicyId": policy, "SourceType": "UDM_ECS", "DataSourceId": "i-web1",
        "AdvancedOptions": { "UdmDetail": { "ExcludeDiskIdList": ["d-web1-sys"] } } });
    assert_eq!(lab.call("hbr", "UpdatePolicyBinding", except)["Success"], true);
    lab.advance("P1D");
    assert_eq!(disks_of(&mut lab, 1), json!(["d-web1-data"]));
    let foreign = bind(json!({ "DiskIdList": ["d-web2-sys"] }));
    lab.call("hbr", "DeletePolicyBinding", json!({ "PolicyId": policy, "DataSourceIds": ["i-web1"] }));
    assert_eq!(lab.call("hbr", "CreatePolicyBindings", foreign)["Code"], "InvalidDiskId.NotFound");
}

#[test]
fn con_03_protect_all_disks_includes_disks_attached_later() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 60), 7);
    lab.bind(&policy, &["i-web2"]);
    lab.advance("PT1H");
    let made = lab.call(
        "ecs",
        "CreateDisk",
        json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-i",
        "DiskCategory": "cloud_essd", "Size": 40 }),
    );
    let disk = made["DiskId"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
    let attached = lab.call("ecs", "AttachDisk", json!({ "InstanceId": "i-web2", "DiskId": disk }));
    assert!(attached["Code"].is_null(), "{attached}");
    lab.advance("P1D");
    assert_eq!(disks_of(&mut lab, 0), json!(["d-web2-sys"]));
    assert_eq!(disks_of(&mut lab, 1), json!(["d-web2-sys", disk]));
}

#[test]
fn pol_94_a_source_can_be_bound_suspended() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    let bind = json!({ "PolicyId": policy, "PolicyBindingList": [{ "DataSourceId": "i-web1", "Disabled": "true" }] });
    assert_eq!(lab.call("hbr", "CreatePolicyBindings", bind)["Success"], true);
    lab.advance("P2D");
    assert_eq!((lab.jobs().len(), &lab.bindings()[0]["Disabled"]), (0, &json!(true)));
    assert!(lab.opens_to_the_same());
}

#[test]
fn pol_93_execute_for_all_or_for_one() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P30D", lab.start + 86_400), 7);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    let rule = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0]["Rules"][0]["RuleId"].clone();
    let one =
        lab.call("hbr", "ExecutePolicyV2", json!({ "PolicyId": policy, "RuleId": rule, "DataSourceId": "i-web2" }));
    assert!(one["JobId"].is_string(), "{one}");
    assert_eq!(lab.jobs().len(), 1);
    lab.advance("PT1H");
    lab.call("hbr", "ExecutePolicyV2", json!({ "PolicyId": policy, "RuleId": rule }));
    assert_eq!(lab.jobs().len(), 3);
    assert_eq!(lab.jobs()[0]["TriggerMode"], "MANUAL");
}

#[test]
fn pol_96_one_call_binds_all_or_nothing_to_one_policy() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    let sources = json!([{ "DataSourceId": "i-web1" }, { "DataSourceId": "i-none" }]);
    let answer = lab.call("hbr", "CreatePolicyBindings", json!({ "PolicyId": policy, "PolicyBindingList": sources }));
    assert_eq!(answer["Code"], "InvalidInstanceId.NotFound");
    assert_eq!(lab.bindings().len(), 0);
}

#[test]
fn con_11_stopped_protection_leaves_points_and_takes_the_instance_off_the_list() {
    let mut lab = Lab::two_web_servers();
    let listed = |lab: &mut Lab| {
        let answer = lab.call("hbr", "ListProtectedResources", json!({ "SourceType": "UDM_ECS" }));
        answer["ProtectedResources"].as_array().unwrap().len()
    };
    assert_eq!(listed(&mut lab), 0);
    assert_eq!(lab.call("hbr", "DeleteUdmEcsInstance", json!({ "InstanceId": "i-web1" }))["Rule"], "CON-11");
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 30);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    lab.advance("PT1H");
    assert_eq!(listed(&mut lab), 2);
    assert_eq!(lab.call("hbr", "DeleteUdmEcsInstance", json!({ "InstanceId": "i-web1" }))["Success"], true);
    lab.advance("P2D");
    assert_eq!((listed(&mut lab), lab.bindings().len(), lab.points().len()), (1, 1, 4));
    let point = lab.points().into_iter().find(|point| point["InstanceId"] == "i-web1").unwrap();
    let deleted = lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point["SnapshotId"] }));
    assert_eq!(deleted["Success"], true, "its points can still be deleted");
    lab.back_up("i-web1", 7);
    assert_eq!(listed(&mut lab), 2, "a backup puts it on the list again");
}

/// A world with two plans of the past on one instance and a legacy policy on the other.
fn past() -> Lab {
    let start = 1_767_196_800;
    Lab::of_scenario(&json!({
        "format": "cloud-backup-scenario/1", "name": "past", "seed": 3, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou", "cn-shanghai"],
        "instances": [
            { "id": "i-a", "disks": [{ "id": "d-a", "kind": "system", "size_gib": 40, "used_gib": 1 },
                                     { "id": "d-a2", "size_gib": 40, "used_gib": 1 }] },
            { "id": "i-b", "disks": [{ "kind": "system", "size_gib": 40, "used_gib": 1 }] },
            { "id": "i-c", "disks": [{ "kind": "system", "size_gib": 40, "used_gib": 1 }] } ],
        "legacy_plans": [
            { "PlanId": "plan-one", "PlanName": "每晚 one", "SourceType": "UDM_ECS", "InstanceId": "i-a",
              "Schedule": format!("I|{start}|P1D"), "Retention": 7, "Detail": { "diskIdList": ["d-a"] } },
            { "PlanId": "plan-two", "PlanName": "two", "SourceType": "UDM_ECS", "InstanceId": "i-a",
              "Rule": [{ "RuleName": "weekly", "BackupType": "COMPLETE", "Schedule": format!("I|{start}|P7D"),
                         "Retention": 30 }] } ],
        "policies": [{ "PolicyId": "po-old", "PolicyName": "old", "Legacy": true, "Rules": [
            { "RuleType": "BACKUP", "Schedule": format!("I|{start}|P1D") }, { "RuleType": "TRANSITION", "Retention": 7 } ] }],
        "bindings": [{ "PolicyId": "po-old", "DataSourceId": "i-b", "SourceType": "UDM_ECS" }],
    }))
}

#[test]
fn pol_95_and_mdl_33_several_plans_on_one_instance_come_only_from_the_past() {
    let mut lab = past();
    lab.advance("P1DT1H");
    let of_a = lab.points().iter().filter(|point| point["InstanceId"] == "i-a").count();
    assert_eq!(of_a, 3, "two runs of the one plan, one of the other");
    let plan = json!({ "PlanName": "three", "SourceType": "UDM_ECS", "InstanceId": "i-a",
        "Schedule": format!("I|{}|P1D", lab.start), "Retention": 7 });
    assert_eq!(lab.call("hbr", "CreateBackupPlan", plan)["Rule"], "POL-95");
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    let bind = json!({ "PolicyId": policy, "PolicyBindingList": [{ "DataSourceId": "i-a" }] });
    assert_eq!(lab.call("hbr", "CreatePolicyBindings", bind)["Rule"], "POL-95");
}

#[test]
fn pol_03_a_legacy_policy_runs_and_can_be_edited_but_takes_no_new_instances() {
    let mut lab = past();
    let bind = json!({ "PolicyId": "po-old", "PolicyBindingList": [{ "DataSourceId": "i-c" }] });
    assert_eq!(lab.call("hbr", "CreatePolicyBindings", bind)["Rule"], "POL-03");
    lab.advance("PT1H");
    assert!(lab.points().iter().any(|point| point["InstanceId"] == "i-b"));
    let rules = |transition: Value| {
        json!({ "PolicyId": "po-old", "Rules": [
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|P1D", 1_767_196_800) }, transition ] })
    };
    let longer = rules(json!({ "RuleType": "TRANSITION", "Retention": 90 }));
    assert_eq!(lab.call("hbr", "UpdatePolicyV2", longer)["Success"], true);
    let archiving = rules(json!({ "RuleType": "TRANSITION", "Retention": 90, "ArchiveDays": 14 }));
    assert_eq!(lab.call("hbr", "UpdatePolicyV2", archiving)["Rule"], "POL-03");
}

#[test]
fn pol_97_an_edit_makes_a_policy_of_a_plan_with_its_parameters_unchanged() {
    let mut lab = past();
    lab.advance("PT1H");
    let plans = |lab: &mut Lab| {
        lab.call("hbr", "DescribeBackupPlans", json!({ "SourceType": "UDM_ECS" }))["BackupPlans"]["BackupPlan"].clone()
    };
    assert_eq!(plans(&mut lab).as_array().unwrap().len(), 2);
    assert_eq!(
        lab.call("hbr", "UpdateBackupPlan", json!({ "PlanId": "plan-one", "SourceType": "UDM_ECS" }))["Success"],
        true
    );
    assert_eq!(plans(&mut lab).as_array().unwrap().len(), 1);
    let listed = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"].clone();
    let policy = listed.as_array().unwrap().iter().find(|policy| policy["PolicyName"] == "每晚 one").unwrap().clone();
    assert_eq!(policy["PolicyType"], "UDM_ECS_ONLY");
    assert!(policy["PolicyId"].as_str().unwrap().starts_with("po-"));
    let rules: Vec<_> = policy["Rules"].as_array().unwrap().iter().map(|rule| rule["RuleType"].clone()).collect();
    assert_eq!(rules, ["BACKUP", "TRANSITION"]);
    assert_eq!(policy["Rules"][0]["Schedule"], format!("I|{}|P1D", lab.start));
    assert_eq!(policy["Rules"][1]["Retention"], 7);
    let binding = lab.bindings().into_iter().find(|binding| binding["PolicyId"] == policy["PolicyId"]).unwrap();
    assert_eq!(binding["AdvancedOptions"]["UdmDetail"]["DiskIdList"], json!(["d-a"]));
    let before = lab.jobs().len();
    lab.advance("P1D");
    assert_eq!(lab.jobs().len(), before + 2, "it goes on, as does the legacy policy; the weekly plan is not due");
    assert_eq!(lab.count_of(Rule::Pol97), 1);
    assert_eq!(lab.call("hbr", "UpdateBackupPlan", json!({ "PlanId": "plan-one" }))["Code"], "Sim.PlanNotFound");
    assert!(lab.opens_to_the_same());
}

#[test]
fn pol_21_each_schedule_of_a_plan_keeps_its_own_retention() {
    let mut lab = Lab::two_web_servers();
    let (daily, weekly) = (format!("I|{}|P1D", lab.start + 60), format!("I|{}|P7D", lab.start + 43_200));
    let made = lab.call(
        "hbr",
        "CreateBackupPlan",
        json!({ "PlanName": "both", "SourceType": "UDM_ECS", "InstanceId": "i-web2", "Rule": [
            { "Schedule": daily, "Retention": 3 }, { "Schedule": weekly, "Retention": 40 },
            { "Schedule": "I|1767200400|PT1H", "Retention": 9, "Disabled": true },
        ] }),
    );
    let plan = made["PlanId"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
    let kept = |lab: &mut Lab| {
        let listed = lab.call("hbr", "DescribeBackupPlans", json!({}))["BackupPlans"]["BackupPlan"].clone();
        let rules = listed[0]["Rules"]["Rule"].as_array().unwrap().clone();
        rules.iter().map(|rule| rule["Retention"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(kept(&mut lab), [3, 40], "a rule that is disabled says nothing");
    lab.advance("P1D");
    let days: Vec<_> = lab.points().iter().map(|point| point["Retention"].as_i64().unwrap()).collect();
    assert_eq!(days, [3, 40]);
    let edit = json!({ "PlanId": plan, "Rule": [{ "Schedule": weekly }, { "Schedule": daily, "Retention": 5 }] });
    assert_eq!(lab.call("hbr", "UpdateBackupPlan", edit)["Success"], true);
    let policy = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0].clone();
    let written: Vec<_> = policy["Rules"].as_array().unwrap().iter().map(|rule| rule["Retention"].clone()).collect();
    assert_eq!(written, [json!(40), json!(5), Value::Null], "each keeps its own, the TRANSITION rule says none");
}

#[test]
fn api_26_copies_of_a_plan_stay_unless_the_call_speaks_of_them() {
    let mut lab = Lab::two_web_servers();
    let rule = |more: Value| {
        let mut rule = json!({ "Schedule": "I|1767200400|P1D", "Retention": 7 });
        rule.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        rule
    };
    let away = rule(json!({ "DoCopy": true, "DestinationRegionId": "cn-shanghai", "DestinationRetention": 30 }));
    let plan =
        |rules: Value| json!({ "PlanName": "away", "SourceType": "UDM_ECS", "InstanceId": "i-web2", "Rule": rules });
    let other = rule(json!({ "DoCopy": true, "DestinationRegionId": "cn-beijing", "DestinationRetention": 30 }));
    assert_eq!(lab.call("hbr", "CreateBackupPlan", plan(json!([away, other])))["Code"], "Sim.NotSimulated");
    let edited = |lab: &mut Lab, rules: Value| {
        let made = lab.call("hbr", "CreateBackupPlan", plan(json!([away])));
        let id = made["PlanId"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
        assert_eq!(lab.call("hbr", "UpdateBackupPlan", json!({ "PlanId": id, "Rule": rules }))["Success"], true);
        let policy = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0].clone();
        let copies = policy["Rules"].as_array().unwrap().iter().any(|rule| rule["RuleType"] == "REPLICATION");
        lab.call("hbr", "DeletePolicyV2", json!({ "PolicyId": policy["PolicyId"] }));
        copies
    };
    assert!(edited(&mut lab, json!([rule(json!({}))])), "nothing said of copies");
    assert!(!edited(&mut lab, json!([rule(json!({ "DoCopy": false }))])), "switched off");
}

#[test]
fn api_26_the_family_of_legacy_plans() {
    let mut lab = Lab::two_web_servers();
    let plan = |name: &str, more: Value| {
        let mut plan = json!({ "PlanName": name, "SourceType": "UDM_ECS", "InstanceId": "i-web2",
            "Schedule": "I|1767200400|P1D", "Retention": 7 });
        plan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        plan
    };
    let refused =
        |lab: &mut Lab, plan: Value, rule: &str| assert_eq!(lab.call("hbr", "CreateBackupPlan", plan)["Rule"], rule);
    refused(&mut lab, plan(&"x".repeat(65), json!({})), "API-26");
    refused(&mut lab, plan("forever", json!({ "Retention": -1 })), "ERR-01");
    refused(&mut lab, plan("none", json!({ "InstanceId": "i-none" })), "ERR-10");
    let away = json!([{ "Schedule": "I|1767200400|P1D", "Retention": 7, "DoCopy": true }]);
    refused(&mut lab, plan("away", json!({ "Rule": away })), "ERR-02");
    let made = lab.call("hbr", "CreateBackupPlan", plan("nightly", json!({})));
    let id = made["PlanId"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
    assert!(id.starts_with("plan-"));
    assert!(lab.rules().contains(&Rule::Acc03), "the first plan creates the role");
    let of_plan = json!({ "PlanId": id, "SourceType": "UDM_ECS" });
    assert!(lab.call("hbr", "ExecuteBackupPlan", of_plan.clone())["JobId"].is_string());
    lab.advance("P1D");
    assert_eq!(lab.jobs().len(), 2);
    lab.call("hbr", "DisableBackupPlan", of_plan.clone());
    lab.advance("P2D");
    assert_eq!(lab.jobs().len(), 2);
    let suspended = lab.call("hbr", "ExecuteBackupPlan", of_plan.clone());
    assert_eq!(suspended["Message"], "The backup plan has been suspended.");
    lab.call("hbr", "EnableBackupPlan", of_plan.clone());
    lab.advance("P1D");
    assert_eq!(lab.jobs().len(), 3);
    let listed =
        lab.call("hbr", "DescribeBackupPlans", json!({ "Filters": [{ "Key": "instanceId", "Values": ["i-web2"] }] }));
    assert_eq!(
        (&listed["TotalCount"], &listed["BackupPlans"]["BackupPlan"][0]["PlanName"]),
        (&json!(1), &json!("nightly"))
    );
    assert_eq!(lab.call("hbr", "DeleteBackupPlan", of_plan)["Success"], true);
    lab.advance("P2D");
    assert_eq!((lab.jobs().len(), lab.points().len()), (3, 3), "POL-92: its points stay");
    assert!(lab.opens_to_the_same());
}

#[test]
fn api_23_and_api_24_what_is_protected_in_sum() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
    lab.bind(&policy, &["i-web2"]);
    lab.advance("P1DT12H");
    let list = lab.call("hbr", "ListProtectedResources", json!({ "SourceType": "UDM_ECS", "HasSnapshot": true }));
    let resource = list["ProtectedResources"][0].clone();
    assert_eq!(
        (&resource["ResourceId"], &resource["SnapshotCount"], &resource["BackupPlanCount"]),
        (&json!("i-web2"), &json!(2), &json!(1))
    );
    let sums = lab.call("hbr", "GetBasicStatistics", json!({ "SourceType": "UDM_ECS" }));
    assert_eq!(sums["GlobalStatistics"]["ProtectedResourceCount"], 1);
    assert_eq!(sums["GlobalStatistics"]["ProtectedDataSize"], resource["ProtectedDataSize"]);
    assert_eq!(sums["RegionStatistics"][0]["RegionId"], "cn-hangzhou");
}
