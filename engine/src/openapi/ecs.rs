//! ECS, OpenAPI version 2014-05-26: what instance backup rests on.

use serde_json::{Value, json};

use super::{Answer, Operation, Refusal, fields, item, params::Params};
use crate::{
    backup::point::SnapshotRef,
    catalog::limits,
    cloud::{
        Disk, DiskIdx, Instance,
        chain::{Origin, Snapshot},
    },
    locale::Locale,
    rule::Rule,
    simulation::Simulation,
    world::World,
};

/// The operations of this product.
pub(super) const OPERATIONS: &[Operation] = &[
    operation("DescribeDisks", Rule::Api50, describe_disks),
    operation("DescribeInstances", Rule::Api50, describe_instances),
    operation("DescribeRegions", Rule::Api50, describe_regions),
    operation("DescribeSnapshotLinks", Rule::Api43, describe_snapshot_links),
    operation("DescribeSnapshots", Rule::Api42, describe_snapshots),
    operation("DescribeZones", Rule::Api50, describe_zones),
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

fn describe_instances(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
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
    let items: Vec<_> = listed.map(write_instance).collect();
    page(params, "Instances", "Instance", &items)
}

fn describe_disks(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let ids = params.texts("DiskIds")?;
    let (instance, category) = (params.text("InstanceId")?, params.text("Category")?);
    let world = run.world();
    let listed = world.disks_by_id().map(|position| &world.disks[position]).filter(|disk| {
        let mut owners = disk.attached.iter().map(|owner| &world.instances[*owner]);
        region.is_none_or(|region| disk.region == region)
            && (ids.is_empty() || ids.iter().any(|id| id == disk.id.as_str()))
            && instance.is_none_or(|id| owners.any(|owner| owner.id.as_str() == id))
            && category.is_none_or(|category| category == "all" || disk.category.code() == category)
    });
    let items: Vec<_> = listed.map(|disk| write_disk(world, disk)).collect();
    page(params, "Disks", "Disk", &items)
}

fn describe_snapshots(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let ids = params.texts("SnapshotIds")?;
    let (disk_id, instance, status) = (params.text("DiskId")?, params.text("InstanceId")?, params.text("Status")?);
    let world = run.world();
    let disks = world.disks_by_id().filter(|disk| {
        let disk = &world.disks[*disk];
        let mut owners = disk.attached.iter().map(|owner| &world.instances[*owner]);
        region.is_none_or(|region| disk.region == region)
            && disk_id.is_none_or(|id| disk.id.as_str() == id)
            && instance.is_none_or(|id| owners.any(|owner| owner.id.as_str() == id))
    });
    let mut listed: Vec<_> =
        disks.flat_map(|disk| world.disks[disk].chain.iter().rev().map(move |snapshot| (disk, snapshot))).collect();
    listed.sort_by_key(|(_, snapshot)| std::cmp::Reverse(snapshot.taken));
    let items: Vec<_> = listed
        .into_iter()
        .map(|(disk, snapshot)| write_snapshot(world, disk, snapshot))
        .filter(|item| ids.is_empty() || ids.iter().any(|id| item["SnapshotId"] == **id))
        .filter(|item| status.is_none_or(|status| status == "all" || item["Status"] == *status))
        .collect();
    page(params, "Snapshots", "Snapshot", &items)
}

fn describe_snapshot_links(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let disk_ids = params.texts("DiskIds")?;
    let instance = params.text("InstanceId")?;
    let world = run.world();
    let listed = world.disks_by_id().map(|position| &world.disks[position]).filter(|disk| {
        let mut owners = disk.attached.iter().map(|owner| &world.instances[*owner]);
        !disk.chain.is_empty()
            && region.is_none_or(|region| owners.clone().any(|owner| owner.region == region))
            && (disk_ids.is_empty() || disk_ids.iter().any(|id| id == disk.id.as_str()))
            && instance.is_none_or(|id| owners.any(|owner| owner.id.as_str() == id))
    });
    let items: Vec<_> = listed.map(|disk| write_chain(world, disk)).collect();
    page(params, "SnapshotLinks", "SnapshotLink", &items)
}

/// One page of a list in the form of ECS: `{list: {item: […]}}`.
fn page(params: &Params<'_>, list: &str, name: &str, items: &[Value]) -> Result<Answer, Refusal> {
    let size = params.integer_in("PageSize", limits::ECS_ITEMS_PER_PAGE, limits::ECS_ITEMS_PER_PAGE_DEFAULT)?;
    let number = params.integer_in("PageNumber", 1..=i64::from(u32::MAX), 1)?;
    let shown: Vec<_> = items.iter().skip((number - 1).saturating_mul(size)).take(size).collect();
    Ok(fields(json!({
        "TotalCount": items.len(), "PageNumber": number, "PageSize": size, list: { name: shown },
    })))
}

fn write_instance(instance: &Instance) -> Value {
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
        "CreationTime": instance.created_at.to_rfc3339_utc(),
        "StartTime": instance.created_at.to_rfc3339_utc(),
        "Tags": { "Tag": tags.collect::<Vec<_>>() },
    }))
}

fn write_disk(world: &World, disk: &Disk) -> Value {
    let owners: Vec<_> = disk.attached.iter().map(|owner| &world.instances[*owner]).collect();
    let attachments: Vec<_> = owners.iter().map(|owner| json!({ "InstanceId": owner.id })).collect();
    item(json!({
        "DiskId": disk.id,
        "DiskName": disk.id,
        "Type": disk.kind.api_name(),
        "Category": disk.category.code(),
        "PerformanceLevel": disk.performance_level.map(crate::catalog::disk::PerformanceLevel::code),
        "Size": disk.size.0 / crate::units::MIB_PER_GIB,
        "Status": if owners.is_empty() { "Available" } else { "In_use" },
        "InstanceId": owners.first().map(|owner| &owner.id),
        "Attachments": { "Attachment": attachments },
        "RegionId": disk.region.id(),
        "ZoneId": disk.zone,
        "MultiAttach": if disk.multi_attach { "Enabled" } else { "Disabled" },
        "Encrypted": disk.encrypted,
        "CreationTime": disk.created_at.to_rfc3339_utc(),
    }))
}

/// A snapshot; those of instance backup show neither retention nor expiry here (SNP-09), but their origin (SNP-08).
fn write_snapshot(world: &World, position: DiskIdx, snapshot: &Snapshot) -> Value {
    let disk = &world.disks[position];
    let ready = snapshot.ready_at <= world.now;
    let remaining = (snapshot.ready_at - world.now).0.max(0);
    let whole = (snapshot.ready_at - snapshot.taken.at).0.max(1);
    let job = match snapshot.origin {
        Origin::Backup { instance, job } => Some(world.job_id(instance, job)),
        Origin::User | Origin::Automatic => None,
    };
    let tags: Vec<_> = job.iter().map(|job| json!({ "TagKey": "HBR JobId", "TagValue": job })).collect();
    item(json!({
        "SnapshotId": world.snapshot_id(SnapshotRef { disk: position, taken: snapshot.taken }),
        "SnapshotName": job.map(|job| format!("Created-from-HBR-job:{job}")),
        "Status": if ready { "accomplished" } else { "progressing" },
        "Progress": format!("{}%", (whole - remaining.min(whole)) * 100 / whole),
        "RemainTime": remaining,
        "Available": snapshot.usable_at(disk.category, &world.assumptions) <= world.now,
        "CreationTime": snapshot.taken.at.to_rfc3339_utc(),
        "SourceDiskId": disk.id,
        "SourceDiskSize": (snapshot.disk_size.0 / crate::units::MIB_PER_GIB).to_string(),
        "SourceDiskType": disk.kind.api_name(),
        "SnapshotType": if snapshot.origin == Origin::Automatic { "auto" } else { "user" },
        "Category": "Standard",
        "Usage": "none",
        "Encrypted": disk.encrypted,
        "FullSnapshotSizeInBytes": snapshot.content.used.bytes(),
        "SnapshotLinkId": chain_id(disk),
        "RegionId": disk.region.id(),
        "Tags": { "Tag": tags },
    }))
}

fn write_chain(world: &World, disk: &Disk) -> Value {
    let owner = disk.attached.first().map(|owner| &world.instances[*owner]);
    item(json!({
        "SnapshotLinkId": chain_id(disk),
        "RegionId": disk.region.id(),
        "InstanceId": owner.map(|owner| &owner.id),
        "InstanceName": owner.map(|owner| &owner.name),
        "SourceDiskId": disk.id,
        "SourceDiskSize": disk.size.0 / crate::units::MIB_PER_GIB,
        "SourceDiskType": disk.kind.api_name(),
        "TotalSize": disk.chain.stored().bytes(),
        "TotalCount": disk.chain.len(),
    }))
}

/// A disk has one chain, which bears the disk's own id (SNP-01).
fn chain_id(disk: &Disk) -> String {
    format!("sl-{}", disk.id.as_str().trim_start_matches("d-"))
}
