//! Examples of Cloud Backup.

use serde_json::{Value, json};

use super::{Sample, with};
use crate::{
    backup::policy::PolicyKind,
    catalog::disk::DiskCategory,
    openapi::{DISK_SOURCE_TYPE, SOURCE_TYPE},
    time::HOUR,
};

/// The parameters of the examples of an operation.
pub(super) fn examples(sample: &Sample<'_>, action: &str) -> Vec<Value> {
    match action {
        "CreateRestoreJob" => restores(sample),
        "CheckRole" => roles(sample),
        "CreatePolicyBindings" => vec![json!({ "PolicyId": sample.policy(), "PolicyBindingList": [source(sample)] })],
        "CreatePolicyV2" => vec![policy(sample)],
        "UpdatePolicyV2" => vec![update(sample)],
        "CreateBackupJob" => vec![job(sample)],
        "CreateBackupPlan" => vec![plan(sample)],
        "UpdateBackupPlan" => vec![json!({ "PlanId": sample.plan(), "Retention": 14 })],
        "DeleteBackupPlan" => vec![json!({ "PlanId": sample.plan(), "RequireNoRunningJobs": true })],
        "DisableBackupPlan" | "EnableBackupPlan" | "ExecuteBackupPlan" => {
            vec![json!({ "PlanId": sample.plan(), "SourceType": SOURCE_TYPE })]
        }
        _ if action.starts_with("Describe") || action.starts_with("List") || action.starts_with("Get") => {
            lists(sample, action)
        }
        _ => vec![others(sample, action)],
    }
}

fn others(sample: &Sample<'_>, action: &str) -> Value {
    match action {
        "AddCrossAccount" => json!({
            "CrossAccountType": "CROSS_ACCOUNT", "CrossAccountUserId": STRANGER,
            "CrossAccountRoleName": "hbrcrossrole", "Alias": "branch-office",
        }),
        "DeleteCrossAccount" => {
            let (user, role) = account(sample);
            json!({ "CrossAccountType": "CROSS_ACCOUNT", "CrossAccountUserId": user, "CrossAccountRoleName": role })
        }
        "CancelBackupJob" => json!({ "JobId": sample.job() }),
        "CancelRestoreJob" => json!({ "RestoreId": sample.restore() }),
        "DeletePolicyV2" => json!({ "PolicyId": sample.policy() }),
        "DeleteSnapshot" => json!({ "SourceType": SOURCE_TYPE, "SnapshotId": sample.free_point() }),
        "DeleteUdmEcsInstance" => json!({ "InstanceId": sample.instance(|instance| instance.listed) }),
        "DeletePolicyBinding" => {
            let [policy, instance] = bound(sample);
            json!({ "PolicyId": policy, "SourceType": SOURCE_TYPE, "DataSourceIds": [instance] })
        }
        "UpdatePolicyBinding" => {
            let [policy, instance] = bound(sample);
            json!({
                "PolicyId": policy, "SourceType": SOURCE_TYPE, "DataSourceId": instance,
                "PolicyBindingDescription": "changed by the API",
            })
        }
        "ExecutePolicyV2" => {
            let [policy, instance] = bound(sample);
            let rule = sample.rule_of(&policy);
            json!({ "PolicyId": policy, "RuleId": rule, "SourceType": SOURCE_TYPE, "DataSourceId": instance })
        }
        _ => json!({}),
    }
}

fn lists(sample: &Sample<'_>, action: &str) -> Vec<Value> {
    let both = |more: Value| {
        let of = |kind: &str| {
            let mut params = more.clone();
            params["SourceType"] = json!(kind);
            params
        };
        vec![of(SOURCE_TYPE), of(DISK_SOURCE_TYPE)]
    };
    match action {
        "DescribeBackupJobs2" => both(json!({
            "PageSize": 10,
            "Filters": [{ "Key": "Status", "Operator": "IN", "Values": ["COMPLETE", "FAILED", "RUNNING"] }],
        })),
        "DescribeUdmSnapshots" => {
            let now = sample.world.now.0;
            both(json!({
                "StartTime": sample.world.start.0, "EndTime": now, "UdmRegionId": sample.region().id(),
                "InstanceId": point_owner(sample),
            }))
        }
        "DescribePolicyBindings" => {
            vec![json!({ "SourceType": SOURCE_TYPE, "PolicyId": sample.policy(), "MaxResults": 10 })]
        }
        "DescribePoliciesV2" => vec![json!({ "MaxResults": 10 })],
        "DescribeRestoreJobs2" => vec![json!({ "PageSize": 10 })],
        "ListProtectedResources" => vec![json!({ "SourceType": SOURCE_TYPE, "MaxResults": 10 })],
        "DescribeBackupPlans" | "GetBasicStatistics" => vec![json!({ "SourceType": SOURCE_TYPE })],
        _ => vec![json!({})],
    }
}

fn roles(sample: &Sample<'_>) -> Vec<Value> {
    let (user, role) = account(sample);
    vec![
        json!({ "CheckRoleType": "EcsBackupRole" }),
        json!({ "CheckRoleType": "CrossAccountRole", "CrossAccountUserId": user, "CrossAccountRoleName": role }),
    ]
}

fn account(sample: &Sample<'_>) -> (Value, String) {
    let found = sample.account().map(|(user, role)| (json!(user), role));
    found.unwrap_or_else(|| (json!(STRANGER), "hbrcrossrole".to_owned()))
}

fn bound(sample: &Sample<'_>) -> [String; 2] {
    match sample.bound(PolicyKind::Ecs) {
        Some((policy, instance, _)) => [policy.to_owned(), instance.id.to_string()],
        None => [sample.policy(), sample.any_instance()],
    }
}

fn source(sample: &Sample<'_>) -> Value {
    let instance = sample.instance(|instance| !instance.is_protected());
    json!({
        "SourceType": SOURCE_TYPE, "DataSourceId": instance,
        "AdvancedOptions": { "UdmDetail": { "SnapshotGroup": true } },
    })
}

/// Daily at the full hour, for a month, each first of a week for a quarter, archived and copied.
fn policy(sample: &Sample<'_>) -> Value {
    let start = sample.world.now.0 / HOUR * HOUR + HOUR;
    json!({
        "PolicyName": "api-daily", "PolicyType": "UDM_ECS_ONLY", "PolicyDescription": "Made by the API",
        "Rules": [
            { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{start}|P1D"), "KeepLatestSnapshots": 1 },
            { "RuleType": "TRANSITION", "Retention": 120, "ArchiveDays": 30, "RetentionRules": [
                { "AdvancedRetentionType": "MONTHLY", "Retention": 365, "WhichSnapshot": 1 },
            ] },
            { "RuleType": "REPLICATION", "ReplicationRegionId": sample.other_region().id(), "Retention": 30 },
            { "RuleType": "TAG", "TagFilters": [{ "Key": "backup", "Operator": "EQUAL", "Value": "api-daily" }],
              "DataSourceFilters": [{ "SourceType": SOURCE_TYPE }] },
        ],
    })
}

fn update(sample: &Sample<'_>) -> Value {
    let start = sample.world.now.0 / HOUR * HOUR + HOUR;
    let policy = sample.policy();
    json!({
        "PolicyId": policy,
        "Rules": [
            { "RuleType": "BACKUP", "RuleId": sample.rule_of(&policy), "BackupType": "COMPLETE",
              "Schedule": format!("I|{start}|P1D") },
            { "RuleType": "TRANSITION", "Retention": 30 },
        ],
    })
}

fn job(sample: &Sample<'_>) -> Value {
    json!({
        "SourceType": SOURCE_TYPE, "InstanceId": sample.any_instance(), "BackupType": "COMPLETE", "Retention": 7,
        "JobName": "before-release", "Detail": { "diskIdList": [], "snapshotGroup": true },
    })
}

fn plan(sample: &Sample<'_>) -> Value {
    let start = sample.world.now.0 / HOUR * HOUR + HOUR;
    json!({
        "PlanName": "api-plan", "SourceType": SOURCE_TYPE,
        "InstanceId": sample.instance(|instance| !instance.is_protected()), "BackupType": "COMPLETE",
        "Rule": [{ "Schedule": format!("I|{start}|P1D"), "Retention": 7, "BackupType": "COMPLETE" }],
    })
}

fn point_owner(sample: &Sample<'_>) -> Option<String> {
    sample.point().map(|(_, instance, _)| instance.id.to_string())
}

/// The four restores, from one point.
fn restores(sample: &Sample<'_>) -> Vec<Value> {
    let found = sample.point();
    let point = sample.point_id();
    let owner = found.map(|(_, instance, _)| instance);
    let instance = owner.map_or_else(|| sample.any_instance(), |instance| instance.id.to_string());
    let disk_point = found_disk_point(sample).unwrap_or_else(|| point.clone());
    let region = owner.map_or(sample.region(), |instance| instance.region).id();
    let order = |kind: &str, source: &str, point: &str, detail: Value| {
        json!({
            "RestoreType": kind, "SourceType": source, "SnapshotId": point, "UdmRegionId": region, "UdmDetail": detail,
        })
    };
    let in_place = json!({ "sourceInstanceId": instance, "forceRestore": false, "bootAfterRestore": true });
    let networks = &sample.world.networks;
    let place = owner.map(|owner| owner.place);
    let clone = with(json!({
        "instanceType": owner.map_or("ecs.g7.large", |owner| owner.instance_type.as_str()),
        "diskCategory": "cloud_essd", "diskPerformanceLevel": "PL1",
        "restoredNetwork": place.map(|place| &networks.vswitches[place.vswitch].id),
        "securityGroup": place.map(|place| &networks.security_groups[place.security_group].id),
        "restoredName": "restored-by-api", "restoredHostName": "restored-by-api",
        "allocatePublicIp": false, "bootAfterRestore": true,
    }));
    let new_disk = json!({
        "targetInstanceId": instance, "diskCategory": DiskCategory::CloudEssd.code(), "diskPerformanceLevel": "PL1",
    });
    vec![
        order("UDM_ECS_ROLLBACK", SOURCE_TYPE, &point, in_place.clone()),
        order("UDM_ECS", SOURCE_TYPE, &point, clone),
        order("UDM_ECS_DISK_ROLLBACK", DISK_SOURCE_TYPE, &disk_point, in_place),
        order("UDM_ECS_DISK", DISK_SOURCE_TYPE, &disk_point, new_disk),
    ]
}

fn found_disk_point(sample: &Sample<'_>) -> Option<String> {
    let (_, _, point) = sample.point()?;
    Some(sample.world.disk_point_id(*point.snapshots.last()?).to_string())
}

/// An account that nobody has.
const STRANGER: u64 = 1_999_999_999_999_998;
