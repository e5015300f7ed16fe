//! Policies in the form of the API: `Rules` in, `Rules` out.

use serde_json::{Value, json};

use super::{Refusal, item, params::Params};
use crate::{
    backup::{
        policy::{BackupRule, Policy, PolicyName, PolicyRule, PolicySpec, TransitionRule, retention_days},
        schedule::Schedule,
    },
    id::RuleId,
    rejection::{Field, Problem},
    rule::Rule,
    time::Days,
};

/// Reads a policy in the form of `CreatePolicyV2`: its content, and the ids of its rules where they have one.
pub fn read_policy(value: &Value) -> Result<(PolicySpec, Vec<Option<RuleId>>), Refusal> {
    read(&Params::read(value, Rule::Api04)?)
}

/// The same for the parameters of a call.
pub(super) fn read(params: &Params<'_>) -> Result<(PolicySpec, Vec<Option<RuleId>>), Refusal> {
    match params.text("PolicyType")? {
        None | Some(POLICY_TYPE) => {}
        Some(other) => return Err(not_simulated(&format!("PolicyType {other}"))),
    }
    let name = read_name(params.required_text("PolicyName")?)?;
    let description = params.text("PolicyDescription")?.unwrap_or_default().to_owned();
    let (rules, ids) = read_rules(params)?;
    let spec = PolicySpec { name, description, rules };
    spec.check().map_err(|problem| problem.at(Field::Rules))?;
    Ok((spec, ids))
}

/// Reads an edit of `policy`: what the call leaves out stays, a list of rules replaces the old one.
pub(super) fn read_update(params: &Params<'_>, policy: &Policy) -> Result<(PolicySpec, Vec<Option<RuleId>>), Refusal> {
    let mut spec = policy.spec.clone();
    let mut ids: Vec<_> = policy.rule_ids.iter().cloned().map(Some).collect();
    if let Some(name) = params.text("PolicyName")? {
        spec.name = read_name(name)?;
    }
    if let Some(description) = params.text("PolicyDescription")? {
        description.clone_into(&mut spec.description);
    }
    if !params.list("Rules")?.is_empty() {
        (spec.rules, ids) = read_rules(params)?;
    }
    spec.check().map_err(|problem| problem.at(Field::Rules))?;
    Ok((spec, ids))
}

/// The rules of a policy as the API lists them.
pub(super) fn write(policy: &Policy) -> Vec<Value> {
    let rules = policy.rules_with_ids().map(|(id, rule)| match rule {
        PolicyRule::Backup(backup) => item(json!({
            "RuleId": id, "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": backup.schedule,
            "Retention": backup.retention, "KeepLatestSnapshots": 0,
        })),
        PolicyRule::Transition(transition) => item(json!({
            "RuleId": id, "RuleType": "TRANSITION", "Retention": transition.retention,
        })),
    });
    rules.collect()
}

fn read_name(text: &str) -> Result<PolicyName, Refusal> {
    PolicyName::parse(text).map_err(|fault| Problem::Name(fault).at(Field::PolicyName).into())
}

fn read_rules(params: &Params<'_>) -> Result<(Vec<PolicyRule>, Vec<Option<RuleId>>), Refusal> {
    let mut rules = Vec::new();
    let mut ids = Vec::new();
    for rule in params.objects("Rules")? {
        ids.push(rule.text("RuleId")?.filter(|id| !id.is_empty()).map(RuleId::from));
        rules.push(read_rule(&rule)?);
    }
    Ok((rules, ids))
}

fn read_rule(params: &Params<'_>) -> Result<PolicyRule, Refusal> {
    let retention = read_retention(params)?;
    match params.required_text("RuleType")? {
        "BACKUP" => {
            refuse_settings(params, &["KeepLatestSnapshots", "Immutable"])?;
            let schedule = Schedule::parse(params.required_text("Schedule")?)
                .map_err(|error| Problem::Schedule(error).at(Field::Schedule))?;
            Ok(PolicyRule::Backup(BackupRule { schedule, retention }))
        }
        "TRANSITION" => {
            refuse_settings(params, &["ArchiveDays", "RetentionRules", "Immutable"])?;
            Ok(PolicyRule::Transition(TransitionRule { retention }))
        }
        "REPLICATION" if params.text("ReplicationRegionId")?.is_none_or(str::is_empty) => {
            Err(Problem::NoDestinationRegion.at(Field::Rules).into())
        }
        other @ ("REPLICATION" | "TAG" | "SECURITY") => Err(not_simulated(&format!("the rule type {other}"))),
        _ => Err(params.wrong_type("RuleType", "one of BACKUP, TRANSITION, REPLICATION, TAG, SECURITY")),
    }
}

fn read_retention(params: &Params<'_>) -> Result<Option<Days>, Refusal> {
    let days = params.integer("Retention")?.map(retention_days).transpose();
    days.map_err(|problem| problem.at(Field::Retention).into())
}

/// Refuses settings that are switched on but not simulated; switched off they say nothing.
fn refuse_settings(params: &Params<'_>, names: &[&str]) -> Result<(), Refusal> {
    for name in names {
        let on = match *name {
            "RetentionRules" => !params.list(name)?.is_empty(),
            "Immutable" => params.flag(name)? == Some(true),
            _ => params.integer(name)?.is_some_and(|value| value != 0),
        };
        if on {
            return Err(not_simulated(&params.path(name)));
        }
    }
    Ok(())
}

fn not_simulated(what: &str) -> Refusal {
    Problem::NotSimulated { what: what.to_owned() }.into()
}

/// The only type of policy that is simulated (POL-01).
pub(super) const POLICY_TYPE: &str = "UDM_ECS_ONLY";
