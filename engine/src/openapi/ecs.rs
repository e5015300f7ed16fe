//! ECS, OpenAPI version 2014-05-26: what instance backup rests on.

mod auto_policies;
mod copies;
mod disks;
mod images;
mod instances;
mod networks;
mod snapshot_groups;
mod snapshots;

pub(crate) use self::instances::SYSTEM_GIB;
use serde_json::{Value, json};

use super::{Answer, Operation, Refusal, fields, item, params::Params};
use crate::{
    catalog::limits,
    command::{Command, EcsCommand},
    locale::Locale,
    rule::Rule,
    simulation::Simulation,
};

/// The operations of this product.
pub(super) const OPERATIONS: &[Operation] = &[
    operation("ApplyAutoSnapshotPolicy", Rule::Con63, auto_policies::apply),
    operation("AttachDisk", Rule::Con03, disks::attach),
    operation("CancelAutoSnapshotPolicy", Rule::Con63, auto_policies::cancel),
    operation("CopySnapshot", Rule::Api44, copies::copy),
    operation("CreateAutoSnapshotPolicy", Rule::Con63, auto_policies::create),
    operation("CreateDisk", Rule::Api50, disks::create),
    operation("CreateImage", Rule::Snp21, images::create),
    operation("CreateSnapshot", Rule::Api40, snapshots::create),
    operation("DeleteImage", Rule::Snp21, images::delete),
    operation("DeleteInstance", Rule::Err03, instances::release),
    operation("DeleteSnapshot", Rule::Api48, snapshots::delete),
    operation("DescribeAutoSnapshotPolicyEx", Rule::Con63, auto_policies::describe),
    operation("DescribeDisks", Rule::Api50, disks::describe),
    operation("DescribeImages", Rule::Snp21, images::describe),
    operation("DescribeInstances", Rule::Api50, instances::describe),
    operation("DescribeRegions", Rule::Api50, describe_regions),
    operation("DescribeSecurityGroups", Rule::Res07, networks::describe_security_groups),
    operation("DescribeSnapshotGroups", Rule::Con38, snapshot_groups::describe),
    operation("DescribeSnapshotLinks", Rule::Api43, snapshots::describe_chains),
    operation("DescribeSnapshots", Rule::Api42, snapshots::describe),
    operation("DescribeSnapshotsUsage", Rule::Api43, snapshots::describe_usage),
    operation("DescribeVSwitches", Rule::Res07, networks::describe_vswitches),
    operation("DescribeVpcs", Rule::Res07, networks::describe_vpcs),
    operation("DescribeZones", Rule::Api50, describe_zones),
    operation("DetachDisk", Rule::Con07, disks::detach),
    operation("ModifySnapshotAttribute", Rule::Api46, snapshots::modify),
    operation("ModifySnapshotCategory", Rule::Api45, snapshots::archive),
    operation("ResetDisk", Rule::Api49, snapshots::reset_disk),
    operation("ResizeDisk", Rule::Con23, disks::resize),
    operation("RunInstances", Rule::Mdl19, instances::run),
    operation("StartInstance", Rule::Mdl19, instances::start),
    operation("StopInstance", Rule::Mdl19, instances::stop),
    operation("TagResources", Rule::Pol80, instances::tag),
    operation("UntagResources", Rule::Pol80, instances::untag),
];

const fn operation(
    action: &'static str,
    rule: Rule,
    perform: fn(&mut Simulation, &Params<'_>) -> Result<Answer, Refusal>,
) -> Operation {
    Operation { product: "ecs", action, rule, perform }
}

fn describe_regions(run: &mut Simulation, _: &Params<'_>) -> Result<Answer, Refusal> {
    let regions = run.world().regions.iter().map(|region| {
        item(json!({ "RegionId": region.id(), "LocalName": region.name(Locale::En), "Status": "available" }))
    });
    Ok(fields(json!({ "Regions": { "Region": regions.collect::<Vec<_>>() } })))
}

fn describe_zones(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region_to_write(run)?;
    let zones = region.zones().map(|zone| item(json!({ "ZoneId": zone, "LocalName": zone })));
    Ok(fields(json!({ "Zones": { "Zone": zones.collect::<Vec<_>>() } })))
}

/// Carries out a command whose answer has nothing but its request id.
fn done(run: &mut Simulation, command: EcsCommand) -> Result<Answer, Refusal> {
    run.apply(Command::Ecs(command))?;
    Ok(Answer::new())
}

/// One page of a list in the form of ECS: `{list: {item: […]}}`.
fn page(params: &Params<'_>, list: &str, name: &str, items: &[Value]) -> Result<Answer, Refusal> {
    page_of(params, [list, name], items, limits::ECS_ITEMS_PER_PAGE, Value::clone)
}

/// The same with pages of other sizes, or of items that are only written where they are shown.
fn page_of<T>(
    params: &Params<'_>,
    [list, name]: [&str; 2],
    items: &[T],
    sizes: std::ops::RangeInclusive<i64>,
    write: impl Fn(&T) -> Value,
) -> Result<Answer, Refusal> {
    let size = params.integer_in("PageSize", sizes, limits::ECS_ITEMS_PER_PAGE_DEFAULT)?;
    let number = params.integer_in("PageNumber", 1..=i64::from(u32::MAX), 1)?;
    let shown: Vec<_> = items.iter().skip((number - 1).saturating_mul(size)).take(size).map(write).collect();
    Ok(fields(json!({
        "TotalCount": items.len(), "PageNumber": number, "PageSize": size, list: { name: shown },
    })))
}
