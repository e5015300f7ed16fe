//! Policies: create, edit, delete, list, run.

use serde_json::{Value, json};

use super::{ResultPage, success};
use crate::{
    backup::policy::{Policy, PolicyKind},
    command::{Command, Receipt},
    id::{InstanceId, PolicyId, RuleId},
    openapi::{Answer, Refusal, SOURCE_TYPE, item, params::Params, policy_rules},
    simulation::Simulation,
};

pub(super) fn create(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region_to_write(run)?;
    let (spec, _) = policy_rules::read(params)?;
    match run.apply(Command::CreatePolicy { region, spec })? {
        Receipt::PolicyCreated(id) => Ok(success(json!({ "PolicyId": id }))),
        _ => Ok(success(json!({}))),
    }
}

pub(super) fn update(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let policy = PolicyId::from(params.required_text("PolicyId")?);
    let known = run.world().policy(&policy)?;
    let (spec, rule_ids) = policy_rules::read_update(params, &run.world().policies[known])?;
    run.apply(Command::UpdatePolicy { policy, spec, rule_ids })?;
    Ok(success(json!({})))
}

pub(super) fn delete(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    run.apply(Command::DeletePolicy { policy: params.required_text("PolicyId")?.into() })?;
    Ok(success(json!({})))
}

pub(super) fn execute(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let policy = PolicyId::from(params.required_text("PolicyId")?);
    let rule = Some(RuleId::from(params.required_text("RuleId")?));
    let instance = params.text("DataSourceId")?.map(InstanceId::from);
    match run.apply(Command::RunPolicy { policy, rule, instance })? {
        Receipt::JobsStarted(jobs) => Ok(success(json!({ "JobId": jobs.first() }))),
        _ => Ok(success(json!({}))),
    }
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let page = ResultPage::read(params)?;
    let region = params.region()?;
    let id = params.text("PolicyId")?.filter(|id| !id.is_empty());
    let kind = params.text("PolicyType")?.filter(|kind| *kind != policy_rules::POLICY_TYPE);
    let world = run.world();
    let listed = world.policies_by_id().map(|position| (position, &world.policies[position])).filter(|(_, policy)| {
        kind.is_none()
            && policy.kind != PolicyKind::Plan
            && region.is_none_or(|region| policy.region == region)
            && id.is_none_or(|id| policy.id.as_str() == id)
    });
    let items: Vec<_> = listed.map(|(position, policy)| write(policy, world.sources_of(position).count())).collect();
    Ok(page.answer("Policies", &items))
}

fn write(policy: &Policy, bound: usize) -> Value {
    item(json!({
        "PolicyId": policy.id,
        "PolicyName": policy.spec.name,
        "PolicyDescription": policy.spec.description,
        "PolicyType": policy_rules::POLICY_TYPE,
        "PolicyBindingCount": bound,
        "BusinessStatus": "ACTIVE",
        "CreatedTime": policy.created_at,
        "UpdatedTime": policy.updated_at,
        "Rules": policy_rules::write(policy),
    }))
}
