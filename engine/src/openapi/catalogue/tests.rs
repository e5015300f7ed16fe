//! The catalogue against what is dispatched and what is read; its examples against a rich run.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{super::params::asked, Entry, Kind, Parameter, entries, examples};
use crate::{
    openapi::{self, call, sent},
    scenario::Scenario,
    simulation::Simulation,
    time::{DAY, HOUR, Timestamp},
};

#[test]
fn the_catalogue_has_what_is_dispatched_and_nothing_else() {
    let told: BTreeSet<_> = entries().map(|entry| (entry.product, entry.action)).collect();
    let dispatched: BTreeSet<_> = openapi::operations().map(|known| (known.product, known.action)).collect();
    assert_eq!(told, dispatched);
    assert_eq!(entries().count(), told.len(), "none twice");
    assert_eq!(CONTRACT.lines().map(|line| line.split(' ').count() - 1).sum::<usize>(), 33 + 33 + 13);
    for line in CONTRACT.lines() {
        let (product, actions) = line.split_once(' ').unwrap();
        for action in actions.split(' ') {
            assert!(dispatched.contains(&(product, action)), "{product} {action} is in the contract");
        }
    }
}

#[test]
fn every_parameter_that_is_read_is_told_of_and_the_other_way_round() {
    let mut wrong = Vec::new();
    for entry in entries() {
        let run = prepared(entry);
        let mut read = BTreeSet::new();
        for params in variants(&run, entry) {
            asked::take();
            call(&mut run.clone(), entry.product, entry.action, &params);
            read.extend(asked::take());
        }
        let told: BTreeSet<_> = paths(&entry.parameters(), "").into_iter().collect();
        // What it shares its reader with takes more; it goes by others of its own.
        let is_in_vain =
            |path: &str| entry.action == "CreateDisk" && ["Category", "DeleteWithInstance"].contains(&path);
        read.retain(|path| !is_other_spelling(path, &told) && !is_in_vain(path));
        wrong.extend(read.difference(&told).map(|path| format!("{}: {path} is read, but not told of", name(entry))));
        wrong.extend(told.difference(&read).map(|path| format!("{}: {path} is told of, but never read", name(entry))));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_example_is_accepted_on_a_run_that_has_what_it_needs() {
    let mut wrong = Vec::new();
    for entry in entries() {
        let run = prepared(entry);
        let found = examples(&run, entry.product, entry.action);
        assert!(!found.is_empty(), "{}", name(entry));
        for example in found {
            let mut run = run.clone();
            let before = run.journal().entries.len();
            let answer = call(&mut run, entry.product, entry.action, &example.params);
            let acted = run.journal().entries.len() > before;
            if answer["Success"] == json!(false) || acted != entry.writes {
                wrong.push(format!("{} {}: {answer}", name(entry), example.params));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// What an example does is told as the very call that it is.
#[test]
fn the_action_of_every_example_tells_its_call() {
    let mut wrong = Vec::new();
    for entry in entries().filter(|entry| entry.writes) {
        let before = prepared(entry);
        let told_of: BTreeSet<_> = paths(&entry.parameters(), "").into_iter().collect();
        for example in examples(&before, entry.product, entry.action) {
            let (mut called, mut again) = (before.clone(), before.clone());
            call(&mut called, entry.product, entry.action, &example.params);
            let Some(last) = called.journal().entries.get(before.journal().entries.len()) else { continue };
            let told = sent::sent(before.world(), &last.command).unwrap();
            let answer = call(&mut again, &told.product, &told.action, &told.params);
            if (told.product.as_str(), told.action.as_str()) != (entry.product, entry.action)
                || again.digest() != called.digest()
            {
                wrong.push(format!("{}: {told:?}: {answer}", name(entry)));
            }
            let given = given(&told.params, "").into_iter();
            let beyond = given.filter(|path| !told_of.contains(path) && !is_for_the_service(path));
            wrong.extend(beyond.map(|path| format!("{}: {path} is sent, but not told of", name(entry))));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn an_example_of_what_the_run_has_not_is_refused_with_a_documented_code() {
    let mut run = Simulation::new(Scenario::from_value(&empty()).unwrap());
    let answered = |run: &mut Simulation, product: &str, action: &str| {
        let params = examples(run, product, action).remove(0).params;
        call(run, product, action, &params)
    };
    let answer = answered(&mut run, "ecs", "StartInstance");
    assert_eq!(answer["Code"], json!("InvalidInstanceId.NotFound"), "{answer}");
    for entry in entries() {
        let answer = answered(&mut run.clone(), entry.product, entry.action);
        assert!(answer["RequestId"].is_string(), "{answer}");
    }
}

#[test]
fn examples_have_parameters_of_the_catalogue_only() {
    let mut wrong = Vec::new();
    for entry in entries() {
        let told: BTreeSet<_> = paths(&entry.parameters(), "").into_iter().collect();
        for example in examples(&prepared(entry), entry.product, entry.action) {
            let given = given(&example.params, "").into_iter();
            let beyond = given.filter(|path| !told.contains(path) && !is_for_the_service(path));
            wrong.extend(beyond.map(|path| format!("{}: {path}", name(entry))));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn sentences_end_and_are_there_in_both_languages() {
    for entry in entries() {
        assert!(entry.does.en.ends_with('.') && entry.does.zh.ends_with('。'), "{}", name(entry));
        for parameter in entry.parameters() {
            assert!(!parameter.takes.en.is_empty() && !parameter.takes.zh.is_empty(), "{}", parameter.name);
        }
    }
}

fn name(entry: &Entry) -> String {
    format!("{} {}", entry.product, entry.action)
}

/// The paths of parameters, `[]` standing for any position in a list.
fn paths(parameters: &[Parameter], prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for parameter in parameters {
        let own = format!("{prefix}{}", parameter.name);
        let inside = if matches!(parameter.kind, Kind::Objects(_)) { format!("{own}[].") } else { format!("{own}.") };
        found.push(own);
        found.extend(paths(parameter.inner(), &inside));
    }
    found
}

/// The paths of what a call gives.
fn given(value: &Value, prefix: &str) -> Vec<String> {
    let Value::Object(fields) = value else { return Vec::new() };
    let of = |(name, value): (&String, &Value)| {
        let own = format!("{prefix}{name}");
        let mut found = match value {
            Value::Array(items) => items.iter().flat_map(|item| given(item, &format!("{own}[]."))).collect(),
            other => given(other, &format!("{own}.")),
        };
        found.push(own);
        found
    };
    fields.iter().flat_map(of).collect()
}

/// What the service takes and the simulator need not read.
fn is_for_the_service(path: &str) -> bool {
    path.ends_with("BackupType") || path.eq_ignore_ascii_case("RegionId")
}

/// The service has several spellings of some, which are all understood.
fn is_other_spelling(path: &str, told: &BTreeSet<String>) -> bool {
    let mut letters = path.chars();
    let small: String = letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect();
    (path != small && told.contains(&small)) || path.ends_with("foreceRestore") || path.ends_with("timeoutSeconds")
}

/// The examples, and calls with everything that the catalogue has, so that each branch of a reader is gone through.
fn variants(run: &Simulation, entry: &Entry) -> Vec<Value> {
    let mut variants: Vec<_> =
        examples(run, entry.product, entry.action).into_iter().map(|example| example.params).collect();
    let first = variants[0].clone();
    let more: &[(&str, Value)] = &[
        ("Detail", json!({ "appConsistent": true, "doCopy": true, "destinationRegionId": "cn-shanghai" })),
        ("AdvancedOptions", json!({ "UdmDetail": { "AppConsistent": true } })),
        (
            "PolicyBindingList",
            json!([{ "DataSourceId": "i-web1", "AdvancedOptions": { "UdmDetail": { "AppConsistent": true } } }]),
        ),
        (
            "Rules",
            json!([{ "RuleType": "SECURITY" }, { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai" },
            { "RuleType": "TAG", "TagFilters": [{}], "DataSourceFilters": [{}] }, { "RuleType": "TRANSITION",
            "RetentionRules": [{ "AdvancedRetentionType": "DAILY", "Retention": 3 }] },
            { "RuleType": "BACKUP", "Schedule": "I|0|P1D" }]),
        ),
        ("Rule", json!([{ "Schedule": "I|0|P1D", "DoCopy": true, "DestinationRegionId": "cn-shanghai" }])),
        ("Filters", json!([{ "Key": "planId", "Values": [] }])),
        ("Filters", json!([{ "Key": "Status", "Values": ["x"] }])),
        ("CrossAccountType", json!("SELF_ACCOUNT")),
        ("Tag", json!([{ "Key": "k" }])),
        ("PolicyId", json!("po-daily")),
        ("DestinationRegionId", json!("cn-shanghai")),
        ("ZoneId", json!("cn-hangzhou-h")),
        ("TagKey", json!([])),
        ("SystemDisk", json!({})),
    ];
    if entry.action == "EditSettings" {
        variants.push(Value::Object(run.world().assumptions.to_map()));
    }
    if entry.action == "RehearsePolicy" {
        variants.push(json!({ "Rules": [{ "RuleType": "TRANSITION", "Retention": 3 }], "RegionId": "cn-shanghai" }));
    }
    for name in first.as_object().into_iter().flat_map(|fields| fields.keys()) {
        let mut params = first.clone();
        params[name] = Value::Null;
        variants.push(params);
    }
    let told = entry.parameters();
    let told = |name: &str| told.iter().any(|parameter| parameter.name == name);
    for (name, value) in more.iter().filter(|(name, _)| told(name)) {
        let mut params = first.clone();
        params[*name] = value.clone();
        variants.push(params);
    }
    variants
}

/// A rich run, with what an operation needs to be accepted.
fn prepared(entry: &Entry) -> Simulation {
    let mut run = rich();
    let first = |run: &Simulation, product: &str, action: &str| examples(run, product, action).remove(0).params;
    let before: &[(&str, &str)] = match entry.action {
        "CancelBackupJob" => &[("hbr", "CreateBackupJob")],
        "StartInstance" => &[("ecs", "StopInstance")],
        "CancelRestoreJob" => &[("ecs", "StopInstance"), ("hbr", "CreateRestoreJob")],
        "CreateRestoreJob" | "ResetDisk" => &[("ecs", "StopInstance")],
        "DescribeRestoreJobs2" => &[("ecs", "StopInstance"), ("hbr", "CreateRestoreJob")],
        "ApplyAutoSnapshotPolicy" => &[("ecs", "CreateAutoSnapshotPolicy")],
        "CancelAutoSnapshotPolicy" => &[("ecs", "CreateAutoSnapshotPolicy"), ("ecs", "ApplyAutoSnapshotPolicy")],
        "AttachDisk" => &[("ecs", "DetachDisk")],
        "DeleteImage" => &[("ecs", "CreateImage")],
        "UnshareSnapshot" => &[("sim", "ShareSnapshot")],
        "EnableBackupPlan" => &[("hbr", "DisableBackupPlan")],
        _ => &[],
    };
    if entry.action == "OpenHbrService" {
        return Simulation::new(Scenario::from_value(&empty()).unwrap());
    }
    if entry.action == "PayBill" {
        call(&mut run, "sim", "InjectIncident", &json!({ "Kind": "PaymentOverdue" }));
    }
    for (product, action) in before {
        let mut params = first(&run, product, action);
        if *action == "StopInstance" {
            params = json!({ "InstanceId": "i-web1" });
        }
        let answer = call(&mut run, product, action, &params);
        println!("{action} before {}: {answer}", name(entry));
        let pause = if *action == "StopInstance" { HOUR } else { 0 };
        run.advance_to(Timestamp(run.now().0 + pause));
    }
    if ["AttachDisk", "DeleteImage"].contains(&entry.action) {
        run.advance_to(Timestamp(run.now().0 + HOUR));
    }
    run
}

/// Forty days of backups, of a plan, and a snapshot by hand.
fn rich() -> Simulation {
    let mut scenario = empty();
    scenario["account"] =
        json!({ "cloud_backup_activated": true, "snapshot_service_enabled": true, "balance": "1000.00" });
    scenario["policies"] = json!([{ "PolicyId": "po-daily", "PolicyName": "daily", "Rules": [
        { "RuleType": "BACKUP", "RuleId": "rule-daily", "Schedule": "I|1767200400|P1D" },
        { "RuleType": "TRANSITION", "Retention": 30 } ] }]);
    scenario["bindings"] = json!([{ "PolicyId": "po-daily", "DataSourceId": "i-web1" }]);
    scenario["legacy_plans"] = json!([{ "PlanId": "plan-old", "PlanName": "old", "SourceType": "UDM_ECS", "InstanceId": "i-db",
        "Schedule": "I|1767200400|P1D", "Retention": 7 }]);
    let disk = |id: &str, kind: &str| json!({ "id": id, "kind": kind, "size_gib": 40, "used_gib": 20, "write_gib_per_day": "2", "hot_gib": 8 });
    scenario["instances"] = json!([
        { "id": "i-web1", "zone": "cn-hangzhou-h", "tags": { "env": "prod" }, "disks": [disk("d-web1", "system"), disk("d-data", "data")] },
        { "id": "i-web2", "zone": "cn-hangzhou-h", "tags": { "env": "test" }, "disks": [disk("d-web2", "system")] },
        { "id": "i-db", "zone": "cn-hangzhou-h", "disks": [disk("d-db", "system")] },
    ]);
    scenario["managed_accounts"] = json!([{ "user_id": "1234567890123456", "role_name": "hbrcrossrole", "alias": "branch",
        "instances": [{ "id": "i-branch", "zone": "cn-hangzhou-h", "disks": [disk("d-branch", "system")] }] }]);
    let mut run = Simulation::new(Scenario::from_value(&scenario).expect("a scenario without faults"));
    run.advance_to(Timestamp(run.now().0 + 20 * DAY));
    let snapshot = json!({ "DiskId": "d-web1", "SnapshotName": "by-hand", "RetentionDays": 50 });
    call(&mut run, "ecs", "CreateSnapshot", &snapshot);
    // Half a day from any scheduled run.
    run.advance_to(Timestamp(run.now().0 + 20 * DAY + DAY / 2));
    run
}

fn empty() -> Value {
    json!({
        "format": "cloud-backup-scenario/1", "name": "examples", "seed": 7, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou", "cn-shanghai"], "instances": [],
    })
}

/// The operations of the contract.
const CONTRACT: &str = "\
hbr OpenHbrService DescribeRegions CheckRole CreatePolicyV2 UpdatePolicyV2 DeletePolicyV2 DescribePoliciesV2 ExecutePolicyV2 CreatePolicyBindings UpdatePolicyBinding DeletePolicyBinding DescribePolicyBindings CreateBackupJob CancelBackupJob DescribeBackupJobs2 DescribeUdmSnapshots DeleteSnapshot CreateRestoreJob CancelRestoreJob DescribeRestoreJobs2 DeleteUdmEcsInstance ListProtectedResources GetBasicStatistics CreateBackupPlan UpdateBackupPlan ExecuteBackupPlan DisableBackupPlan EnableBackupPlan DeleteBackupPlan DescribeBackupPlans AddCrossAccount DeleteCrossAccount DescribeCrossAccounts
ecs DescribeRegions DescribeZones DescribeInstances RunInstances StartInstance StopInstance DeleteInstance DescribeDisks CreateDisk AttachDisk DetachDisk ResizeDisk ResetDisk DescribeSnapshots DescribeSnapshotLinks DescribeSnapshotsUsage DescribeSnapshotGroups CreateSnapshot DeleteSnapshot CopySnapshot ModifySnapshotCategory ModifySnapshotAttribute CreateAutoSnapshotPolicy ApplyAutoSnapshotPolicy CancelAutoSnapshotPolicy CreateImage DescribeImages DeleteImage TagResources UntagResources DescribeVpcs DescribeVSwitches DescribeSecurityGroups
sim ExtendRetention ShareSnapshot UnshareSnapshot EditSettings Explain RehearsePolicy DescribeBill DescribeRecoverability InjectIncident PayBill TopUp DescribeAccount ExportTerraform";
