//! Snapshots and their chains.

use serde_json::{Value, json};

use super::page;
use crate::{
    backup::point::SnapshotRef,
    cloud::{
        Disk, DiskIdx,
        chain::{Origin, Snapshot},
    },
    openapi::{Answer, Refusal, item, params::Params},
    simulation::Simulation,
    world::World,
};

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
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

pub(super) fn describe_chains(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
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

/// What a snapshot of instance backup is consistent for, where that is more than after a power cut (CON-53).
fn level_tag(world: &World, snapshot: &Snapshot) -> Option<&'static str> {
    let Origin::Backup { instance, job } = snapshot.origin else { return None };
    world.instances[instance].history.job(job)?.consistency.level.tag()
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
    let mut tags: Vec<_> = job.iter().map(|job| json!({ "TagKey": "HBR JobId", "TagValue": job })).collect();
    tags.extend(level_tag(world, snapshot).map(|tag| json!({ "TagKey": tag, "TagValue": "True" })));
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
