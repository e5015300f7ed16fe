//! What is protected: the list, the totals, and the end of protection.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{ResultPage, accounts, success};
use crate::{
    cloud::{InstanceIdx, managed::UserId},
    command::Command,
    openapi::{Answer, Refusal, SOURCE_TYPE, fields, item, params::Params},
    simulation::Simulation,
    world::World,
};

/// Stops the protection of an instance (CON-11).
pub(super) fn stop(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let instance = params.required_text("InstanceId")?;
    accounts::expect_owner_if_named(run.world(), params, instance)?;
    run.apply(Command::StopProtecting { instance: instance.into() })?;
    Ok(success(json!({})))
}

/// The protected instances with their backup size, up to 24 hours late (CON-10).
pub(super) fn list(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let page = ResultPage::read(params)?;
    let region = params.region()?;
    let resource = params.text("ResourceId")?.filter(|id| !id.is_empty());
    let has_snapshot = params.flag("HasSnapshot")?;
    let skip = params.integer_in("Skip", 0..=i64::from(u32::MAX), 0)?;
    let world = run.world();
    let listed = protected(world, accounts::listed(world, params)?).filter(|position| {
        let instance = &world.instances[*position];
        region.is_none_or(|region| instance.region == region)
            && resource.is_none_or(|id| instance.id.as_str() == id)
            && has_snapshot.is_none_or(|wanted| (instance.history.points().len() > 0) == wanted)
    });
    let items: Vec<_> = listed.skip(skip).map(|instance| write(world, instance)).collect();
    Ok(page.answer("ProtectedResources", &items))
}

/// Totals of all regions and of each.
pub(super) fn statistics(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.required_text("SourceType")?;
    params.expect_source_type(&[SOURCE_TYPE])?;
    let wanted = params.region()?;
    let world = run.world();
    let mut regions: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    for position in protected(world, accounts::listed(world, params)?) {
        let instance = &world.instances[position];
        if wanted.is_some_and(|region| instance.region != region) {
            continue;
        }
        let place = world.regions.iter().position(|region| *region == instance.region).unwrap_or(usize::MAX);
        let (size, count) = regions.entry(place).or_default();
        *size += world.backup_size(position).bytes();
        *count += 1;
    }
    let total = |part: fn(&(u64, u64)) -> u64| regions.values().map(part).sum::<u64>();
    let each = regions.iter().filter_map(|(place, (size, count))| {
        let region = world.regions.get(*place)?;
        Some(json!({ "RegionId": region.id(), "ProtectedDataSize": size, "ProtectedResourceCount": count }))
    });
    Ok(success(Value::Object(fields(json!({
        "SourceType": SOURCE_TYPE,
        "GlobalStatistics": {
            "ProtectedDataSize": total(|(size, _)| *size), "ProtectedResourceCount": total(|(_, count)| *count),
        },
        "RegionStatistics": each.collect::<Vec<_>>(),
    })))))
}

fn protected(world: &World, account: Option<UserId>) -> impl Iterator<Item = InstanceIdx> + '_ {
    world.holders_by_id().filter(move |at| world.is_listed(*at) && world.instances[*at].account == account)
}

fn write(world: &World, position: InstanceIdx) -> Value {
    let instance = &world.instances[position];
    let identity = match instance.is_replica() {
        false => instance.id.to_string(),
        true => format!("{} {}", instance.id, instance.region),
    };
    item(json!({
        "ProtectedResourceId": world.ids.policy("pr-", &identity, 0),
        "ResourceId": instance.id,
        "ResourceRegionId": instance.region.id(),
        "SourceType": SOURCE_TYPE,
        "ProtectedDataSize": world.backup_size(position).bytes(),
        "SnapshotCount": instance.history.points().len(),
        "BackupPlanCount": instance.bindings.len(),
    }))
}
