//! Instances.

use serde_json::{Value, json};

use super::page;
use crate::{
    cloud::Instance,
    openapi::{Answer, Refusal, item, params::Params},
    simulation::Simulation,
    world::World,
};

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let ids = params.texts("InstanceIds")?;
    let (name, zone, status) = (params.text("InstanceName")?, params.text("ZoneId")?, params.text("Status")?);
    let world = run.world();
    let listed = world.instances_by_id().map(|position| &world.instances[position]).filter(|instance| {
        region.is_none_or(|region| instance.region == region)
            && (ids.is_empty() || ids.iter().any(|id| id == instance.id.as_str()))
            && name.is_none_or(|name| instance.name == name)
            && zone.is_none_or(|zone| instance.zone == zone)
            && status.is_none_or(|status| instance.status.api_name() == status)
    });
    let items: Vec<_> = listed.map(|instance| write_instance(world, instance)).collect();
    page(params, "Instances", "Instance", &items)
}

fn write_instance(world: &World, instance: &Instance) -> Value {
    let networks = &world.networks;
    let place = instance.place;
    let tags = instance.tags.iter().map(|(key, value)| json!({ "TagKey": key, "TagValue": value }));
    item(json!({
        "InstanceId": instance.id,
        "InstanceName": instance.name,
        "HostName": instance.name,
        "RegionId": instance.region.id(),
        "ZoneId": instance.zone,
        "InstanceType": instance.instance_type.as_str(),
        "InstanceTypeFamily": instance.instance_type.family(),
        "Cpu": instance.instance_type.cpus(),
        "Memory": instance.instance_type.memory_mib(),
        "Status": instance.status.api_name(),
        "OSName": instance.os,
        "OSNameEn": instance.os,
        "OSType": if instance.os.starts_with("Windows") { "windows" } else { "linux" },
        "InstanceChargeType": "PostPaid",
        "InstanceNetworkType": "vpc",
        "VpcAttributes": {
            "VpcId": networks.vpc_of(place.vswitch).id,
            "VSwitchId": networks.vswitches[place.vswitch].id,
        },
        "SecurityGroupIds": { "SecurityGroupId": [networks.security_groups[place.security_group].id] },
        "CreationTime": instance.created_at.to_rfc3339_utc(),
        "StartTime": instance.created_at.to_rfc3339_utc(),
        "Tags": { "Tag": tags.collect::<Vec<_>>() },
    }))
}
