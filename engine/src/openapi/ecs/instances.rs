//! Instances: create, start, stop, release, list; their tags.

use std::{collections::BTreeMap, net::Ipv4Addr};

use serde_json::{Value, json};

use super::{disks::read_disk, done, page};
use crate::{
    catalog::{disk::DiskCategory, instance_type::InstanceType, limits},
    cloud::{Instance, instance::Guest},
    command::{Command, DiskOrder, EcsCommand, EcsReceipt, InstanceOrder, Receipt},
    id::{SecurityGroupId, VSwitchId},
    openapi::{Answer, Refusal, fields, item, params::Params},
    rejection::{EcsProblem, Problem},
    simulation::Simulation,
    world::World,
};

pub(super) fn run(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let amount = params.integer("Amount")?.unwrap_or(1);
    let amount = u32::try_from(amount).map_err(|_| params.wrong_type("Amount", "a number from 1 to 100"))?;
    let mut order = InstanceOrder {
        region: params.region_to_write(run)?,
        zone: params.text("ZoneId")?.map(str::to_owned),
        vswitch: params.text("VSwitchId")?.map(VSwitchId::from),
        security_group: security_group(params)?,
        instance_type: instance_type(params)?,
        name: params.text("InstanceName")?.map(str::to_owned),
        numbered: params.flag("UniqueSuffix")? == Some(true),
        os: params.text("ImageId")?.unwrap_or(OS_DEFAULT).to_owned(),
        tags: read_tags(params)?,
        system_disk: match params.object("SystemDisk")? {
            Some(disk) => DiskOrder { size_gib: disk.size_gib("Size")?.or(Some(SYSTEM_GIB)), ..read_disk(&disk)? },
            None => system_disk(),
        },
        data_disks: params.objects("DataDisk")?.iter().map(read_disk).collect::<Result<_, _>>()?,
    };
    order.start_from_image(run.world());
    match run.apply(Command::Ecs(EcsCommand::RunInstances { order, amount }))? {
        Receipt::Ecs(EcsReceipt::InstancesCreated(ids)) => {
            Ok(fields(json!({ "InstanceIdSets": { "InstanceIdSet": ids } })))
        }
        _ => Ok(Answer::new()),
    }
}

pub(super) fn start(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let instance = params.required_text("InstanceId")?.into();
    done(run, EcsCommand::StartInstance { instance })
}

/// By force it takes as long: what a guest loses by it is not simulated.
pub(super) fn stop(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.flag("ForceStop")?;
    let instance = params.required_text("InstanceId")?.into();
    done(run, EcsCommand::StopInstance { instance })
}

pub(super) fn release(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let instance = params.required_text("InstanceId")?.into();
    let force = params.flag("Force")? == Some(true);
    done(run, EcsCommand::ReleaseInstance { instance, force })
}

pub(super) fn tag(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    expect_instances(params)?;
    let instances = params.instance_ids("ResourceId")?;
    done(run, EcsCommand::TagInstances { instances, tags: read_tags(params)? })
}

pub(super) fn untag(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    expect_instances(params)?;
    let instances = params.instance_ids("ResourceId")?;
    let keys = params.texts("TagKey")?;
    let keys = match (keys.is_empty(), params.flag("All")?) {
        (true, Some(true)) => None,
        (true, _) => return Err(params.missing("TagKey or All")),
        (false, _) => Some(keys.into_iter().collect()),
    };
    done(run, EcsCommand::UntagInstances { instances, keys })
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let ids = params.texts("InstanceIds")?;
    let (name, zone, status) = (params.text("InstanceName")?, params.text("ZoneId")?, params.text("Status")?);
    let (kind, vpc) = (params.text("InstanceType")?, params.text("VpcId")?);
    let (vswitch, group) = (params.text("VSwitchId")?, params.text("SecurityGroupId")?);
    let tags = params.objects("Tag")?;
    let tags: Vec<_> =
        tags.iter().map(|tag| Ok((tag.required_text("Key")?, tag.text("Value")?))).collect::<Result<_, Refusal>>()?;
    let world = run.world();
    let networks = &world.networks;
    let listed = world.instances_by_id().map(|position| &world.instances[position]).filter(|instance| {
        let place = instance.place;
        instance.is_own()
            && !instance.is_released()
            && region.is_none_or(|region| instance.region == region)
            && (ids.is_empty() || ids.iter().any(|id| id == instance.id.as_str()))
            && name.is_none_or(|name| is_like(&instance.name, name))
            && zone.is_none_or(|zone| instance.zone == zone)
            && status.is_none_or(|status| instance.status.api_name() == status)
            && kind.is_none_or(|kind| instance.instance_type.as_str() == kind)
            && vpc.is_none_or(|id| networks.vpc_of(place.vswitch).id.as_str() == id)
            && vswitch.is_none_or(|id| networks.vswitches[place.vswitch].id.as_str() == id)
            && group.is_none_or(|id| networks.security_groups[place.security_group].id.as_str() == id)
            && tags.iter().all(|(key, value)| has_tag(instance, key, *value))
    });
    let items: Vec<_> = listed.map(|instance| write_instance(world, instance)).collect();
    page(params, "Instances", "Instance", &items)
}

fn write_instance(world: &World, instance: &Instance) -> Value {
    let networks = &world.networks;
    let place = instance.place;
    let tags = instance.tags.iter().map(|(key, value)| json!({ "TagKey": key, "TagValue": value }));
    let addresses = |which: fn(&Guest) -> Option<Ipv4Addr>| -> Vec<String> {
        instance.guest.iter().filter_map(|guest| which(guest)).map(|address| address.to_string()).collect()
    };
    item(json!({
        "InstanceId": instance.id,
        "InstanceName": instance.name,
        "HostName": instance.host_name(),
        "RegionId": instance.region.id(),
        "ZoneId": instance.zone,
        "InstanceType": instance.instance_type.as_str(),
        "InstanceTypeFamily": instance.instance_type.family(),
        "Cpu": instance.instance_type.cpus(),
        "Memory": instance.instance_type.memory_mib(),
        "Status": instance.status.api_name(),
        "OSName": instance.os,
        "OSNameEn": instance.os,
        "OSType": if instance.os.to_lowercase().starts_with("win") { "windows" } else { "linux" },
        "InstanceChargeType": "PostPaid",
        "InstanceNetworkType": "vpc",
        "VpcAttributes": {
            "VpcId": networks.vpc_of(place.vswitch).id,
            "VSwitchId": networks.vswitches[place.vswitch].id,
            "PrivateIpAddress": { "IpAddress": addresses(|guest| guest.private_ip) },
        },
        "PublicIpAddress": { "IpAddress": addresses(|guest| guest.public_ip) },
        "SecurityGroupIds": { "SecurityGroupId": [networks.security_groups[place.security_group].id] },
        "CreationTime": instance.created_at.to_rfc3339_utc(),
        "StartTime": instance.created_at.to_rfc3339_utc(),
        "Tags": { "Tag": tags.collect::<Vec<_>>() },
    }))
}

/// The tags of a call, each key once.
pub(super) fn read_tags(params: &Params<'_>) -> Result<BTreeMap<String, String>, Refusal> {
    let mut tags = BTreeMap::new();
    let given = params.objects("Tag")?;
    for tag in &given {
        let key = tag.required_text("Key")?.to_owned();
        tags.insert(key, tag.text("Value")?.unwrap_or_default().to_owned());
    }
    match tags.len() == given.len() && given.len() <= *limits::TAGS.end() {
        true => Ok(tags),
        false if tags.len() < given.len() => Err(params.wrong_type("Tag", "a list of tags with different keys")),
        false => Err(Problem::from(EcsProblem::TagCount { given: given.len() }).into()),
    }
}

/// Only instances have tags here.
fn expect_instances(params: &Params<'_>) -> Result<(), Refusal> {
    match params.required_text("ResourceType")? {
        "instance" => Ok(()),
        "disk" | "snapshot" | "image" | "securitygroup" | "snapshotpolicy" | "eni" | "volume" | "keypair" | "ddh"
        | "launchtemplate" | "reservedinstance" => {
            Err(Problem::NotSimulated { what: params.path("ResourceType") }.into())
        }
        _ => Err(params.wrong_type("ResourceType", "instance")),
    }
}

fn security_group(params: &Params<'_>) -> Result<Option<SecurityGroupId>, Refusal> {
    let listed = params.texts("SecurityGroupIds")?;
    if listed.len() > 1 {
        return Err(Problem::NotSimulated { what: params.path("SecurityGroupIds[1]") }.into());
    }
    let one = params.text("SecurityGroupId")?.map(SecurityGroupId::from);
    Ok(one.or_else(|| listed.into_iter().next().map(SecurityGroupId)))
}

fn instance_type(params: &Params<'_>) -> Result<InstanceType, Refusal> {
    let text = params.required_text("InstanceType")?;
    InstanceType::parse(text).ok_or_else(|| params.wrong_type("InstanceType", "an instance type such as ecs.g7.large"))
}

fn system_disk() -> DiskOrder {
    DiskOrder {
        name: None,
        category: DiskCategory::CloudEssd,
        performance_level: None,
        size_gib: Some(SYSTEM_GIB),
        snapshot: None,
        multi_attach: false,
        encrypted: false,
        delete_with_instance: true,
    }
}

/// Whether `name` is `pattern`, in which `*` stands for any text, as the service has it.
fn is_like(name: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(position) = rest.find(part) else { return false };
        rest = &rest[position + part.len()..];
    }
    rest.ends_with(last)
}

fn has_tag(instance: &Instance, key: &str, value: Option<&str>) -> bool {
    instance.tags.get(key).is_some_and(|own| value.is_none_or(|value| own == value))
}

/// The operating system of an instance whose image is not named.
const OS_DEFAULT: &str = "Alibaba Cloud Linux 3";
/// The size of a system disk where nothing is said, in GiB.
pub(crate) const SYSTEM_GIB: u64 = 40;
