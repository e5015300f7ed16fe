//! Networks: VPCs, vSwitches and security groups.

use serde_json::{Value, json};

use super::{page, page_of};
use crate::{
    catalog::limits,
    cloud::network::{RESERVED_ADDRESSES, SecurityGroup, SecurityGroupIdx, VSwitch, VSwitchIdx, Vpc, VpcIdx},
    openapi::{Answer, Refusal, item, params::Params},
    simulation::Simulation,
    world::World,
};

pub(super) fn describe_vpcs(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region_to_write(run)?;
    let (ids, is_default) = (params.text("VpcId")?, params.flag("IsDefault")?);
    let world = run.world();
    let listed = world.networks.vpcs.iter().filter(|(_, vpc)| {
        vpc.region == region
            && ids.is_none_or(|ids| ids.split(',').any(|id| id == vpc.id.as_str()))
            && is_default.is_none_or(|is_default| vpc.is_default == is_default)
    });
    let items: Vec<_> = listed.map(|(position, vpc)| write_vpc(world, position, vpc)).collect();
    page_of(params, ["Vpcs", "Vpc"], &items, limits::NETWORKS_PER_PAGE, Value::clone)
}

pub(super) fn describe_vswitches(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let (vpc, id, zone) = (params.text("VpcId")?, params.text("VSwitchId")?, params.text("ZoneId")?);
    let is_default = params.flag("IsDefault")?;
    if region.is_none() && vpc.is_none() {
        return Err(params.missing("RegionId or VpcId"));
    }
    let world = run.world();
    let listed = world.networks.vswitches.iter().filter(|(_, vswitch)| {
        let of = &world.networks.vpcs[vswitch.vpc];
        region.is_none_or(|region| of.region == region)
            && vpc.is_none_or(|id| of.id.as_str() == id)
            && id.is_none_or(|id| vswitch.id.as_str() == id)
            && zone.is_none_or(|zone| vswitch.zone == zone)
            && is_default.is_none_or(|is_default| of.is_default == is_default)
    });
    let items: Vec<_> = listed.map(|(position, vswitch)| write_vswitch(world, position, vswitch)).collect();
    page_of(params, ["VSwitches", "VSwitch"], &items, limits::NETWORKS_PER_PAGE, Value::clone)
}

pub(super) fn describe_security_groups(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region_to_write(run)?;
    let (vpc, id, name) = (params.text("VpcId")?, params.text("SecurityGroupId")?, params.text("SecurityGroupName")?);
    let ids = params.texts("SecurityGroupIds")?;
    let counted = params.flag("IsQueryEcsCount")? == Some(true);
    let world = run.world();
    let listed = world.networks.security_groups.iter().filter(|(_, group)| {
        let of = &world.networks.vpcs[group.vpc];
        of.region == region
            && vpc.is_none_or(|id| of.id.as_str() == id)
            && id.is_none_or(|id| group.id.as_str() == id)
            && (ids.is_empty() || ids.iter().any(|id| id == group.id.as_str()))
            && name.is_none_or(|name| group.name == name)
    });
    let items: Vec<_> = listed.map(|(position, group)| write_group(world, position, group, counted)).collect();
    let mut answer = page(params, "SecurityGroups", "SecurityGroup", &items)?;
    answer.insert("RegionId".to_owned(), json!(region.id()));
    Ok(answer)
}

fn write_vpc(world: &World, position: VpcIdx, vpc: &Vpc) -> Value {
    let vswitches = world.networks.vswitches.iter().filter(|(_, vswitch)| vswitch.vpc == position);
    let vswitches: Vec<_> = vswitches.map(|(_, vswitch)| &vswitch.id).collect();
    item(json!({
        "VpcId": vpc.id,
        "VpcName": vpc.name,
        "RegionId": vpc.region.id(),
        "CidrBlock": vpc.cidr.to_string(),
        "IsDefault": vpc.is_default,
        "Status": "Available",
        "CreationTime": world.start.to_rfc3339_utc(),
        "VSwitchIds": { "VSwitchId": vswitches },
    }))
}

fn write_vswitch(world: &World, position: VSwitchIdx, vswitch: &VSwitch) -> Value {
    let vpc = &world.networks.vpcs[vswitch.vpc];
    let taken =
        world.living_instances().filter(|instance| instance.is_own() && instance.place.vswitch == position).count();
    let free = vswitch.cidr.size().saturating_sub(RESERVED_ADDRESSES + u64::try_from(taken).unwrap_or(u64::MAX));
    item(json!({
        "VSwitchId": vswitch.id,
        "VSwitchName": vswitch.name,
        "VpcId": vpc.id,
        "ZoneId": vswitch.zone,
        "CidrBlock": vswitch.cidr.to_string(),
        "AvailableIpAddressCount": free,
        "IsDefault": vpc.is_default,
        "Status": "Available",
        "CreationTime": world.start.to_rfc3339_utc(),
    }))
}

/// A security group; how many instances it has is said where it is asked for.
fn write_group(world: &World, position: SecurityGroupIdx, group: &SecurityGroup, counted: bool) -> Value {
    let inside = || {
        world
            .living_instances()
            .filter(|instance| instance.is_own() && instance.place.security_group == position)
            .count()
    };
    item(json!({
        "SecurityGroupId": group.id,
        "SecurityGroupName": group.name,
        "SecurityGroupType": "normal",
        "VpcId": world.networks.vpcs[group.vpc].id,
        "EcsCount": counted.then(inside),
        "CreationTime": world.start.to_rfc3339_utc(),
    }))
}
