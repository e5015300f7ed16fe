//! What only a simulator has.

mod account;
mod incidents;
mod rehearsal;

pub use self::{account::bill_json, incidents::write_drill};

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Answer, Operation, Refusal, fields, params::Params};
use crate::{
    backup::policy::PERMANENT,
    command::{Command, EcsCommand},
    id::{AccountId, InstanceId, PointId, SnapshotId},
    locale::Locale,
    rejection::{Field, Problem},
    rule::Rule,
    simulation::Simulation,
    terraform,
    time::Days,
    view::why::{self, Reason},
    world::World,
};

/// The operations of this product.
pub(super) const OPERATIONS: &[Operation] = &[
    operation("BuyResourcePlan", Rule::Acc08, account::buy_resource_plan),
    operation("DescribeAccount", Rule::Acc01, account::describe),
    operation("DescribeBill", Rule::Bil02, account::describe_bill),
    operation("DescribeDrill", Rule::Mdl14, incidents::describe_drill),
    operation("DescribeIncidents", Rule::Api01, incidents::describe),
    operation("DescribeRecoverability", Rule::Mdl04, incidents::describe_recoverability),
    operation("DescribeResourcePlans", Rule::Acc08, account::describe_resource_plans),
    operation("EditSettings", Rule::Mdl10, edit_settings),
    operation("ExportTerraform", Rule::Tf01, export_terraform),
    operation("Explain", Rule::Api01, explain),
    operation("ExtendRetention", Rule::Job12, extend_retention),
    operation("InjectIncident", Rule::Api01, incidents::inject),
    operation("InspectPoint", Rule::Mdl04, incidents::inspect),
    operation("PayBill", Rule::Acc05, account::pay_bill),
    operation("RehearsePolicy", Rule::Api01, rehearsal::rehearse),
    operation("ShareSnapshot", Rule::Snp23, share_snapshot),
    operation("TopUp", Rule::Acc05, account::top_up),
    operation("UnshareSnapshot", Rule::Snp23, unshare_snapshot),
];

const fn operation(
    action: &'static str,
    rule: Rule,
    perform: fn(&mut Simulation, &Params<'_>) -> Result<Answer, Refusal>,
) -> Operation {
    Operation { product: "sim", action, rule, perform }
}

/// Why something is as it is: a point, a job, an instance or a policy.
fn explain(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let world = run.world();
    let reasons = if let Some(id) = params.text("SnapshotId")? {
        let (instance, point) = world.point(&id.into())?;
        why::point(world, instance, point)
    } else if let Some(id) = params.text("JobId")? {
        match world.restore(&id.into()) {
            Ok(found) => why::restore(world, found.restore),
            Err(_) => why::job(world, world.job(&id.into())?.job),
        }
    } else if let Some(id) = params.text("InstanceId")? {
        why::instance(world, world.instance(&InstanceId::from(id))?)
    } else if let Some(id) = params.text("PolicyId")? {
        why::policy(world, world.policy(&id.into())?)
    } else {
        return Err(params.missing("SnapshotId, JobId, InstanceId or PolicyId"));
    };
    let reasons: Vec<_> = reasons.iter().map(|reason| write(world, reason)).collect();
    Ok(fields(json!({ "Reasons": reasons })))
}

/// Policies with their bindings as Terraform: one, or all there are.
fn export_terraform(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let world = run.world();
    let policies = match params.text("PolicyId")?.filter(|id| !id.is_empty()) {
        Some(id) => vec![world.policy(&id.into())?],
        None => terraform::exportable(world),
    };
    Ok(fields(json!({ "Hcl": terraform::export(world, &policies) })))
}

/// Changes settings by name; answers with all that are in force.
fn edit_settings(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let mut settings = BTreeMap::new();
    for name in params.names() {
        let value = params.integer(name)?.ok_or_else(|| params.missing(name))?;
        settings.insert(name.to_owned(), value);
    }
    if !settings.is_empty() {
        run.apply(Command::EditSettings { settings })?;
    }
    Ok(run.world().assumptions.to_map())
}

/// Keeps a backup point longer (JOB-12): there is no public operation for it.
fn extend_retention(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let point = PointId::from(params.required_text("SnapshotId")?);
    let given = params.integer("RetentionDays")?.ok_or_else(|| params.missing("RetentionDays"))?;
    if given == PERMANENT {
        return Err(Problem::PermanentRetention.at(Field::Retention).into());
    }
    let days = u32::try_from(given).map_err(|_| Problem::ExtendedRetention { given }.at(Field::Retention))?;
    run.apply(Command::ExtendRetention { point: point.clone(), retention: Days(days) })?;
    let (_, point) = run.world().point(&point)?;
    Ok(fields(json!({ "ExpireTime": point.expires_at.to_rfc3339(run.world().zone) })))
}

fn share_snapshot(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let snapshot = SnapshotId::from(params.required_text("SnapshotId")?);
    let accounts = accounts(params)?;
    run.apply(Command::Ecs(EcsCommand::ShareSnapshot { snapshot: snapshot.clone(), accounts }))?;
    shared_with(run.world(), &snapshot)
}

fn unshare_snapshot(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let snapshot = SnapshotId::from(params.required_text("SnapshotId")?);
    let accounts = accounts(params)?;
    run.apply(Command::Ecs(EcsCommand::UnshareSnapshot { snapshot: snapshot.clone(), accounts }))?;
    shared_with(run.world(), &snapshot)
}

fn accounts(params: &Params<'_>) -> Result<BTreeSet<AccountId>, Refusal> {
    Ok(params.texts("AccountIds")?.into_iter().map(AccountId).collect())
}

fn shared_with(world: &World, snapshot: &SnapshotId) -> Result<Answer, Refusal> {
    let shared = world.shared.get(&world.snapshot(snapshot)?);
    Ok(fields(json!({ "SharedWith": shared.into_iter().flatten().collect::<Vec<_>>() })))
}

fn write(world: &World, reason: &Reason) -> Value {
    super::item(json!({
        "Rule": reason.rule.id(),
        "Text": reason.text(world, Locale::En),
        "Time": reason.at.map(|at| at.to_rfc3339(world.zone)),
        "SourceUrl": reason.rule.source_url(),
    }))
}
