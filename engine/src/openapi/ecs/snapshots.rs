//! Snapshots and their chains.

use serde_json::{Value, json};

use super::{auto_policies::retention_days, done, instances::read_tags, page, page_of};
use crate::{
    backup::point::SnapshotRef,
    catalog::limits,
    cloud::{
        Disk, DiskIdx,
        chain::{Origin, Snapshot},
        link::CopyKey,
    },
    command::{Command, EcsCommand, EcsReceipt, Receipt, SnapshotChange},
    openapi::{Answer, Refusal, fields, item, params::Params},
    simulation::Simulation,
    time::DAY,
    units::MIB_PER_GIB,
    world::{SnapshotLabel, World},
};

pub(super) fn create(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let text = |name| Ok::<_, Refusal>(params.text(name)?.unwrap_or_default().to_owned());
    let label =
        SnapshotLabel { name: text("SnapshotName")?, description: text("Description")?, tags: read_tags(params)? };
    let retention = params.integer("RetentionDays")?.map(retention_days).transpose()?;
    let disk = params.required_text("DiskId")?.into();
    match run.apply(Command::Ecs(EcsCommand::CreateSnapshot { disk, label, retention }))? {
        Receipt::Ecs(EcsReceipt::SnapshotCreated(id)) => Ok(fields(json!({ "SnapshotId": id }))),
        _ => Ok(Answer::new()),
    }
}

pub(super) fn delete(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let snapshot = params.required_text("SnapshotId")?.into();
    let force = params.flag("Force")? == Some(true);
    done(run, EcsCommand::DeleteSnapshot { snapshot, force })
}

pub(super) fn modify(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let text = |name| Ok::<_, Refusal>(params.text(name)?.map(str::to_owned));
    let retention = params.integer("RetentionDays")?.map(retention_days).transpose()?;
    let change = SnapshotChange { name: text("SnapshotName")?, description: text("Description")?, retention };
    done(run, EcsCommand::ModifySnapshot { snapshot: params.required_text("SnapshotId")?.into(), change })
}

/// The one way there is: from standard to archive.
pub(super) fn archive(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let snapshot = params.required_text("SnapshotId")?.into();
    if params.required_text("Category")? != ARCHIVE {
        return Err(params.wrong_type("Category", "Archive: a snapshot never returns to another tier"));
    }
    let retention = params.integer("RetentionDays")?.map(retention_days).transpose()?;
    done(run, EcsCommand::ArchiveSnapshot { snapshot, retention })
}

pub(super) fn reset_disk(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let (disk, snapshot) = (params.required_text("DiskId")?.into(), params.required_text("SnapshotId")?.into());
    done(run, EcsCommand::ResetDisk { disk, snapshot })
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let filter = Filter::read(params)?;
    let world = run.world();
    let disks = world.chains_by_id().filter(|disk| world.disks[*disk].is_own() && filter.admits_disk(world, *disk));
    let snapshots = disks.flat_map(|disk| world.disks[disk].chain.iter().map(move |snapshot| (disk, snapshot)));
    let mut listed: Vec<_> = snapshots.filter(|(disk, snapshot)| filter.admits(world, *disk, snapshot)).collect();
    listed.sort_by_key(|(_, snapshot)| std::cmp::Reverse(snapshot.taken));
    let write = |(disk, snapshot): &(DiskIdx, &Snapshot)| write_snapshot(world, *disk, snapshot);
    page_of(params, ["Snapshots", "Snapshot"], &listed, limits::ECS_ITEMS_PER_PAGE, write)
}

pub(super) fn describe_chains(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let (disk_ids, chain_ids) = (params.texts("DiskIds")?, params.texts("SnapshotLinkIds")?);
    let instance = params.text("InstanceId")?;
    let world = run.world();
    let listed = world.chains_by_id().filter(|position| {
        let disk = &world.disks[*position];
        disk.is_own()
            && !disk.chain.is_empty()
            && region.is_none_or(|region| disk.region == region)
            && (disk_ids.is_empty() || disk_ids.iter().any(|id| id == disk.id.as_str()))
            && (chain_ids.is_empty() || chain_ids.contains(&chain_id(disk)))
            && instance.is_none_or(|id| is_of(world, *position, id))
    });
    let items: Vec<_> = listed.map(|position| write_chain(world, position)).collect();
    page(params, "SnapshotLinks", "SnapshotLink", &items)
}

pub(super) fn describe_usage(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region_to_write(run)?;
    let chains =
        || run.world().disks.iter().map(|(_, disk)| disk).filter(|disk| disk.is_own() && disk.region == region);
    let count: usize = chains().map(|disk| disk.chain.len()).sum();
    let size: u64 = chains().map(|disk| disk.chain.stored().bytes()).sum();
    Ok(fields(json!({ "SnapshotCount": count, "SnapshotSize": size })))
}

/// The filters of the list; all must admit a snapshot.
struct Filter<'p> {
    region: Option<crate::catalog::region::Region>,
    ids: Vec<String>,
    encrypted: Option<bool>,
    disk: Option<&'p str>,
    instance: Option<&'p str>,
    chain: Option<&'p str>,
    disk_kind: Option<&'p str>,
    status: Option<&'p str>,
    kind: Option<&'p str>,
    name: Option<&'p str>,
    usage: Option<&'p str>,
}

impl<'p> Filter<'p> {
    fn read(params: &'p Params<'_>) -> Result<Self, Refusal> {
        let text = |name| Ok::<_, Refusal>(params.text(name)?.filter(|text| !text.eq_ignore_ascii_case("all")));
        Ok(Self {
            region: params.region()?,
            ids: params.texts("SnapshotIds")?,
            encrypted: params.flag("Encrypted")?,
            disk: text("DiskId")?,
            instance: text("InstanceId")?,
            chain: text("SnapshotLinkId")?,
            disk_kind: text("SourceDiskType")?,
            status: text("Status")?,
            kind: text("SnapshotType")?,
            name: text("SnapshotName")?,
            usage: text("Usage")?,
        })
    }

    fn admits_disk(&self, world: &World, position: DiskIdx) -> bool {
        let disk = &world.disks[position];
        self.region.is_none_or(|region| disk.region == region)
            && self.disk.is_none_or(|id| disk.id.as_str() == id)
            && self.chain.is_none_or(|id| chain_id(disk) == id)
            && self.disk_kind.is_none_or(|kind| disk.kind.api_name().eq_ignore_ascii_case(kind))
            && self.instance.is_none_or(|id| is_of(world, position, id))
    }

    fn admits(&self, world: &World, disk: DiskIdx, snapshot: &Snapshot) -> bool {
        let held = SnapshotRef { disk, taken: snapshot.taken };
        let id = || world.snapshot_id(held);
        (self.ids.is_empty() || self.ids.contains(&id().to_string()))
            && self.encrypted.is_none_or(|encrypted| world.is_encrypted(held) == encrypted)
            && self.status.is_none_or(|wanted| status(world, snapshot) == wanted)
            && self.kind.is_none_or(|wanted| kind(snapshot) == wanted)
            && self.name.is_none_or(|wanted| world.snapshot_name(disk, snapshot).is_some_and(|name| name == wanted))
            && self.usage.is_none_or(|wanted| usage(world, held) == wanted)
    }
}

/// A snapshot; those of instance backup show neither retention nor expiry here (SNP-09), but their origin (SNP-08).
fn write_snapshot(world: &World, position: DiskIdx, snapshot: &Snapshot) -> Value {
    let disk = &world.disks[position];
    let held = SnapshotRef { disk: position, taken: snapshot.taken };
    let label = world.snapshot_labels.get(&held);
    let tags = world.snapshot_tags(position, snapshot).into_iter();
    let tags = tags.map(|(key, value)| json!({ "TagKey": key, "TagValue": value }));
    let source = world.copied_from(held);
    let key = world.copy_key(held).and_then(|key| match key {
        CopyKey::Service => None,
        CopyKey::Customer(key) => Some(key),
    });
    let retention_days = snapshot.expires_at.map(|expires_at| (expires_at - snapshot.taken.at).0 / DAY);
    item(json!({
        "SnapshotId": world.snapshot_id(held),
        "SnapshotName": world.snapshot_name(position, snapshot),
        "Description": label.map(|label| &label.description),
        "Status": status(world, snapshot),
        "Progress": progress(world, held, snapshot),
        "RemainTime": (snapshot.ready_at - world.now).0.max(0),
        "Available": snapshot.usable_at(disk, &world.assumptions) <= world.now,
        "InstantAccess": disk.has_instant_access(),
        "CreationTime": snapshot.taken.at.to_rfc3339_utc(),
        "SourceDiskId": disk.id,
        "SourceDiskSize": (snapshot.disk_size.0 / MIB_PER_GIB).to_string(),
        "SourceDiskType": disk.kind.api_name(),
        "SnapshotType": kind(snapshot),
        "RetentionDays": retention_days,
        "Category": if snapshot.is_archived() { ARCHIVE } else { "Standard" },
        "Usage": usage(world, held),
        "Encrypted": world.is_encrypted(held),
        "KMSKeyId": key,
        "SourceSnapshotId": source.map(|source| world.snapshot_id(source)),
        "SourceRegionId": source.map(|source| world.disks[source.disk].region.id()),
        "FullSnapshotSizeInBytes": snapshot.full().bytes(),
        "SnapshotLinkId": chain_id(disk),
        "RegionId": disk.region.id(),
        "Tags": { "Tag": tags.collect::<Vec<_>>() },
    }))
}

fn write_chain(world: &World, position: DiskIdx) -> Value {
    let disk = &world.disks[position];
    let owner = world.source_disk(position).attached.first().map(|owner| &world.instances[*owner]);
    item(json!({
        "SnapshotLinkId": chain_id(disk),
        "RegionId": disk.region.id(),
        "InstanceId": owner.map(|owner| &owner.id),
        "InstanceName": owner.map(|owner| &owner.name),
        "SourceDiskId": disk.id,
        "SourceDiskName": disk.name,
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

/// Whether an instance has the disk, or the one that it is a replica of.
fn is_of(world: &World, disk: DiskIdx, instance: &str) -> bool {
    world.source_disk(disk).attached.iter().any(|owner| world.instances[*owner].id.as_str() == instance)
}

fn kind(snapshot: &Snapshot) -> &'static str {
    if snapshot.origin == Origin::Automatic { "auto" } else { "user" }
}

fn usage(world: &World, held: SnapshotRef) -> &'static str {
    let (disk, image) = (world.disks_made_from(held).next(), world.images_made_from(held).next());
    match (disk.is_some(), image.is_some()) {
        (true, true) => "image_disk",
        (true, false) => "disk",
        (false, true) => "image",
        (false, false) => "none",
    }
}

/// The word of the ECS API for the Archive tier.
const ARCHIVE: &str = "Archive";

fn status(world: &World, snapshot: &Snapshot) -> &'static str {
    if snapshot.ready_at <= world.now { "accomplished" } else { "progressing" }
}

/// How far its creation is, such as `40%`.
pub(super) fn progress(world: &World, held: SnapshotRef, snapshot: &Snapshot) -> String {
    let began_at = world.begun_at(held);
    let whole = (snapshot.ready_at - began_at).0.max(1);
    let done = (world.now - began_at).0.clamp(0, whole);
    let done = if snapshot.ready_at <= world.now { whole } else { done };
    format!("{}%", done * 100 / whole)
}
