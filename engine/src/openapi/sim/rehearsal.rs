//! A policy is rehearsed: what it would create, archive, copy, delete and cost.

use serde_json::{Map, Value, json};

use super::account::write_bill;
use crate::{
    billing::{bill::Grouping, money::MicroCny},
    id::PolicyId,
    openapi::{Answer, Refusal, fields, item, params::Params, policy_rules},
    rehearsal::{Change, Item, Kind, Outcome, Proposal, Rehearsal, horizon},
    rejection::Problem,
    simulation::Simulation,
    world::World,
};

/// Rehearses a policy, an edit of it or a draft; the run stays as it is.
pub(super) fn rehearse(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let world = run.world();
    let has_rules = params.has("Rules");
    let (change, spec) = match params.text("PolicyId")?.map(PolicyId::from) {
        Some(policy) => {
            let known = &world.policies[world.policy(&policy)?];
            if has_rules {
                let (spec, rule_ids) = policy_rules::read_update(params, known)?;
                (Change::Edited { policy, spec: spec.clone(), rule_ids }, spec)
            } else {
                (Change::AsItIs(policy), known.spec.clone())
            }
        }
        None if has_rules => {
            let spec = policy_rules::read_draft(params)?;
            (Change::New { region: params.region_to_write(run)?, spec: spec.clone() }, spec)
        }
        None => return Err(params.missing("PolicyId or Rules")),
    };
    let until = params.instant("Until")?.unwrap_or_else(|| horizon(&spec, world.now));
    if until < world.now {
        return Err(params.wrong_type("Until", "an instant to come"));
    }
    let proposal = Proposal { change, instances: params.instance_ids("InstanceIds")? };
    let outcome = Rehearsal::begin(run, &proposal, until)?.finish()?;
    if outcome.items().len() > ITEMS_ANSWERED_MAX {
        return Err(Problem::RehearsalTooLong { items: ITEMS_ANSWERED_MAX }.into());
    }
    Ok(write(&outcome))
}

/// An answer lists so many items at most: written out as JSON each of them takes far more room than in the engine.
const ITEMS_ANSWERED_MAX: usize = 200_000;

fn write(outcome: &Outcome) -> Answer {
    let world = outcome.world();
    let items: Vec<_> = outcome.items().iter().map(|each| write_item(world, each)).collect();
    let totals = Kind::ALL.into_iter().map(|kind| {
        let sum = outcome.sum(kind);
        let size = (kind != Kind::Deleted).then_some(sum.size.0);
        (kind.api_name().to_owned(), item(json!({ "Count": sum.count, "SizeMib": size, "Amount": some(sum.amount) })))
    });
    let totals: Map<_, _> = totals.collect();
    let until = outcome.span().end.to_rfc3339(world.zone);
    let cost = write_bill(world, &outcome.bill(Grouping::Cause));
    fields(json!({ "Items": items, "Totals": totals, "Cost": cost, "Until": until }))
}

fn write_item(world: &World, each: &Item) -> Value {
    item(json!({
        "Time": each.at.to_rfc3339(world.zone),
        "Kind": each.kind.api_name(),
        "InstanceId": world.instances[each.instance].id,
        "RegionId": each.region.id(),
        "SizeMib": each.size.map(|size| size.0),
        "Amount": each.amount.map(|amount| amount.to_string()),
        "Rule": each.rule.id(),
    }))
}

fn some(amount: MicroCny) -> Option<String> {
    (amount > MicroCny::ZERO).then(|| amount.to_string())
}
