//! Policies, their associations, and plans of the past.

use serde_json::{Value, json};

use super::{NoCall, backups, is_plan, joined, owner};
use crate::{
    backup::{
        binding::{BackupOptions, DiskScope},
        policy::{BackupRule, PolicyRule, PolicySpec, ReplicationRule, TransitionRule},
    },
    catalog::region::Region,
    command::{Command, PlanSpec, Source},
    id::{InstanceId, PolicyId, RuleId},
    openapi::{POLICY_TYPE, SOURCE_TYPE, hbr, item, policy_rules},
    world::World,
};

pub(super) fn create(region: Region, spec: &PolicySpec) -> (&'static str, Value) {
    let params = json!({
        "RegionId": region.id(),
        "PolicyName": spec.name,
        "PolicyType": POLICY_TYPE,
        "PolicyDescription": super::some(&spec.description),
        "Rules": policy_rules::write_rules(spec, &[]),
    });
    ("CreatePolicyV2", params)
}

pub(super) fn update(policy: &PolicyId, spec: &PolicySpec, ids: &[Option<RuleId>]) -> (&'static str, Value) {
    let params = json!({
        "PolicyId": policy,
        "PolicyName": spec.name,
        "PolicyDescription": spec.description,
        "Rules": policy_rules::write_rules(spec, ids),
    });
    ("UpdatePolicyV2", params)
}

pub(super) fn associate(world: &World, policy: &PolicyId, sources: &[Source]) -> (&'static str, Value) {
    let write = |source: &Source| {
        let own = item(json!({
            "SourceType": SOURCE_TYPE,
            "DataSourceId": source.instance,
            "Disabled": source.suspended.then_some(true),
            "PolicyBindingDescription": super::some(&source.description),
            "AdvancedOptions": advanced(&source.scope, &source.options),
        }));
        joined(own, owner(world, &source.instance))
    };
    let sources: Vec<_> = sources.iter().map(write).collect();
    ("CreatePolicyBindings", json!({ "PolicyId": policy, "PolicyBindingList": sources }))
}

pub(super) fn dissociate(policy: &PolicyId, instances: &[InstanceId]) -> (&'static str, Value) {
    let params = json!({ "PolicyId": policy, "SourceType": SOURCE_TYPE, "DataSourceIds": instances });
    ("DeletePolicyBinding", params)
}

/// A plan is suspended by operations of its own. What covers what goes with how it is backed up: the call says both.
pub(super) fn update_binding(world: &World, command: &Command) -> (&'static str, Value) {
    let Command::UpdateBinding { policy, instance, suspended, description, scope, options } = command else {
        return ("UpdatePolicyBinding", json!({}));
    };
    let says_more = description.is_some() || scope.is_some() || options.is_some();
    if let Some(suspended) = suspended.filter(|_| !says_more && is_plan(world, policy)) {
        let action = if suspended { "DisableBackupPlan" } else { "EnableBackupPlan" };
        return (action, json!({ "PlanId": policy, "SourceType": SOURCE_TYPE }));
    }
    let present = present(world, policy, instance);
    let advanced = (scope.is_some() || options.is_some()).then(|| {
        let scope = scope.as_ref().unwrap_or(&present.0);
        let options = options.as_ref().unwrap_or(&present.1);
        advanced(scope, options).unwrap_or_else(|| json!({ "UdmDetail": {} }))
    });
    let params = json!({
        "PolicyId": policy,
        "SourceType": SOURCE_TYPE,
        "DataSourceId": instance,
        "Disabled": suspended,
        "PolicyBindingDescription": description,
        "AdvancedOptions": advanced,
    });
    ("UpdatePolicyBinding", params)
}

fn present(world: &World, policy: &PolicyId, instance: &InstanceId) -> (DiskScope, BackupOptions) {
    let found = world.policy(policy).ok().zip(world.instance(instance).ok());
    let binding =
        found.and_then(|(policy, at)| world.instances[at].bindings.iter().find(|binding| binding.policy == policy));
    binding.map(|binding| (binding.scope.clone(), binding.options.clone())).unwrap_or_default()
}

/// Nothing where all is as it is where nothing is said.
fn advanced(scope: &DiskScope, options: &BackupOptions) -> Option<Value> {
    if *scope == DiskScope::All && options.is_default() {
        return None;
    }
    let disks = match scope {
        DiskScope::All => json!({}),
        DiskScope::Only(disks) => json!({ "DiskIdList": disks }),
        DiskScope::Except(disks) => json!({ "ExcludeDiskIdList": disks }),
    };
    let mut detail = item(hbr::write_options(options));
    if options.application.is_none() {
        detail["AppConsistent"] = Value::Null;
    }
    Some(json!({ "UdmDetail": joined(item(detail), disks) }))
}

/// The real operation wants a rule: the first that backs up, where none was chosen.
pub(super) fn execute(
    world: &World,
    policy: &PolicyId,
    rule: Option<&RuleId>,
    instance: Option<&InstanceId>,
) -> (&'static str, Value) {
    if is_plan(world, policy) {
        return ("ExecuteBackupPlan", json!({ "PlanId": policy, "SourceType": SOURCE_TYPE, "RuleId": rule }));
    }
    let found = world.policy(policy).ok().map(|at| &world.policies[at]);
    let first = found.and_then(|policy| policy.rules_with_ids().find(|(_, rule)| rule.is_backup()).map(|(id, _)| id));
    let params = json!({
        "PolicyId": policy, "RuleId": rule.or(first), "SourceType": SOURCE_TYPE, "DataSourceId": instance,
    });
    ("ExecutePolicyV2", params)
}

pub(super) fn create_plan(world: &World, plan: &PlanSpec) -> Result<(&'static str, Value), NoCall> {
    let own = json!({
        "SourceType": SOURCE_TYPE, "InstanceId": plan.instance, "BackupType": "COMPLETE",
        "Disabled": plan.suspended.then_some(true),
    });
    let params = joined(own, write_plan(plan)?);
    Ok(("CreateBackupPlan", joined(params, owner(world, &plan.instance))))
}

pub(super) fn update_plan(plan: &PolicyId, spec: &PlanSpec) -> Result<(&'static str, Value), NoCall> {
    let own = json!({ "SourceType": SOURCE_TYPE, "PlanId": plan });
    Ok(("UpdateBackupPlan", joined(own, write_plan(spec)?)))
}

/// A rule for each schedule, each with its retention and its copies.
fn write_plan(plan: &PlanSpec) -> Result<Value, NoCall> {
    let (mut backups, mut shared, mut copy) = (Vec::new(), None, None);
    for rule in &plan.rules {
        match rule {
            PolicyRule::Backup(backup) => backups.push(backup),
            PolicyRule::Transition(TransitionRule { retention, archive_after: None, special })
                if special.is_empty() =>
            {
                shared = *retention;
            }
            PolicyRule::Replication(rule @ ReplicationRule { archive_after: None, .. }) => copy = Some(rule),
            _ => return Err(NoCall::PlanSaysMore),
        }
    }
    let detail = backups::detail(&plan.scope, &plan.options, None).ok_or(NoCall::PlanSaysMore)?;
    let keeps_latest = backups.iter().any(|backup| backup.keep_latest);
    let write = |backup: &&BackupRule| {
        item(json!({
            "BackupType": "COMPLETE",
            "Schedule": backup.schedule,
            "Retention": shared.or(backup.retention),
            "DoCopy": copy.is_some(),
            "DestinationRegionId": copy.map(|copy| copy.region.id()),
            "DestinationRetention": copy.map(|copy| copy.retention),
        }))
    };
    Ok(json!({
        "PlanName": plan.name,
        "KeepLatestSnapshots": u8::from(keeps_latest),
        "Rule": backups.iter().map(write).collect::<Vec<_>>(),
        "Detail": detail,
    }))
}
