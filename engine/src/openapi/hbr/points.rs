//! Backup points: list, delete.

use serde_json::{Value, json};

use super::{accounts, success};
use crate::{
    backup::{
        consistency::{Downgrade, Grouping},
        point::{Archiving, Point, SnapshotRef},
        policy::Period,
    },
    cloud::{InstanceIdx, disk::DiskKind},
    command::Command,
    id::PointId,
    openapi::{Answer, DISK_SOURCE_TYPE, Refusal, SOURCE_TYPE, item, params::Params},
    simulation::Simulation,
    time::Timestamp,
    world::World,
};

pub(super) fn delete(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let point = PointId::from(params.required_text("SnapshotId")?);
    let world = run.world();
    let holder = world.disk_point(&point).map(|(holder, ..)| holder);
    if let Some(holder) = holder.or_else(|| world.point(&point).ok().map(|(holder, _)| holder)) {
        world.check_point_region(holder, &point, params.region()?)?;
    }
    run.apply(Command::DeletePoint { point })?;
    Ok(success(json!({})))
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE, DISK_SOURCE_TYPE])?;
    let disks = params.text("SourceType")? == Some(DISK_SOURCE_TYPE);
    let from = params.integer("StartTime")?.unwrap_or(0);
    let to = params.integer("EndTime")?.unwrap_or(i64::MAX);
    let region = match params.text("UdmRegionId")? {
        Some(_) => Some(params.region_called("UdmRegionId")?),
        None => params.region()?,
    };
    let (instance, disk, job) = (params.text("InstanceId")?, params.text("DiskId")?, params.text("JobId")?);
    let ids = params.texts("SnapshotIds")?;
    let world = run.world();
    let account = accounts::listed(world, params)?;
    let points = world
        .holders_by_id()
        .flat_map(|position| world.instances[position].history.points().map(move |point| (position, point)));
    let listed = points.filter(|(position, point)| {
        let owner = &world.instances[*position];
        owner.account == account
            && (from..=to).contains(&point.created.at.0)
            && region.is_none_or(|region| owner.region == region)
            && instance.is_none_or(|id| owner.id.as_str() == id)
            && disk.is_none_or(|id| point.snapshots.iter().any(|held| world.disks[held.disk].id.as_str() == id))
            && job.is_none_or(|id| world.job_of_point(*position, point.created).as_str() == id)
    });
    let items: Vec<_> = listed
        .flat_map(|(position, point)| match disks {
            false => vec![write(world, position, point)],
            true => point.snapshots.iter().map(|held| write_disk(world, position, point, *held)).collect(),
        })
        .filter(|item| ids.is_empty() || ids.iter().any(|id| item["SnapshotId"] == **id))
        .filter(|item| !disks || disk.is_none_or(|id| item["DiskId"] == *id))
        .collect();
    Ok(success(json!({ "TotalCount": items.len(), "Snapshots": items })))
}

/// What instance points and disk points have in common.
fn common(world: &World, instance: InstanceIdx, point: &Point, held: &[SnapshotRef]) -> Value {
    let stored: u64 = held
        .iter()
        .filter_map(|held| world.disks[held.disk].chain.get(held.taken))
        .map(|snapshot| snapshot.stored.bytes())
        .sum();
    let total: u64 = held.iter().map(|held| world.disks[held.disk].size.bytes()).sum();
    json!({
        "InstanceId": world.instances[instance].id,
        "JobId": world.job_of_point(instance, point.created),
        "BackupType": "COMPLETE",
        "Status": if point.whole { "COMPLETE" } else { "PARTIAL_COMPLETE" },
        "ActualBytes": stored.to_string(),
        "BytesTotal": total,
        "CreatedTime": point.created.at,
        "CreateTime": point.created.at,
        "StartTime": point.created.at,
        "RealSnapshotTime": point.created.at,
        "CompleteTime": point.completed_at,
        "UpdatedTime": point.completed_at,
        "ExpireTime": point.expires_at,
        "Retention": point.retention,
        "AdvancedRetentionType": point.special.map(Period::api_name),
        "ArchiveStatus": matches!(point.archiving, Archiving::Done { .. }).then_some("ARCHIVED"),
        "ArchiveTriggerTime": archived_from(point),
    })
}

/// When a point was archived, or its archiving began (ARC-06).
fn archived_from(point: &Point) -> Option<Timestamp> {
    match point.archiving {
        Archiving::Since(began) | Archiving::Done { began, .. } => Some(began),
        Archiving::Never | Archiving::From(_) => None,
    }
}

fn write(world: &World, instance: InstanceIdx, point: &Point) -> Value {
    let owner = &world.instances[instance];
    let mut value = common(world, instance, point, &point.snapshots);
    let mut disks = point.snapshots.iter().map(|held| &world.disks[held.disk]);
    let disk_ids: Vec<_> = disks.clone().map(|disk| &disk.id).collect();
    let system = disks.find(|disk| disk.kind == DiskKind::System);
    let snapshots: Vec<_> = point.snapshots.iter().map(|held| world.snapshot_id(*held)).collect();
    // The group is of the snapshots themselves, not of their copies.
    let group = (point.consistency.grouping == Grouping::Group && !owner.is_replica())
        .then(|| world.ids.cloud("ssg-", world.point_id(instance, point.created).as_str(), 0));
    value["SourceType"] = json!(SOURCE_TYPE);
    value["SnapshotId"] = json!(world.point_id(instance, point.created));
    value["Detail"] = item(json!({
        "ConsistentLevel": point.consistency.level.api_name(),
        "DowngradeReason": point.consistency.downgrade.and_then(Downgrade::api_name),
        "ContainOsDisk": system.is_some(),
        "OsDiskId": system.map(|disk| &disk.id),
        "DiskIdList": disk_ids,
        "NativeSnapshotIdList": snapshots,
        "SnapshotGroupId": group,
        "InstanceName": owner.name,
        "InstanceType": owner.instance_type.as_str(),
        "HostName": owner.host_name(),
        "OsName": owner.os,
        "OsNameEn": owner.os,
        "OsType": if owner.os.starts_with("Windows") { "windows" } else { "linux" },
    }));
    item(value)
}

fn write_disk(world: &World, instance: InstanceIdx, point: &Point, held: SnapshotRef) -> Value {
    let mut value = common(world, instance, point, &[held]);
    let state = &world.disks[held.disk];
    value["SourceType"] = json!(DISK_SOURCE_TYPE);
    value["SnapshotId"] = json!(world.disk_point_id(held));
    value["NativeSnapshotId"] = json!(world.snapshot_id(held));
    value["DiskId"] = json!(state.id);
    value["CanBeDeleted"] = json!(world.deletion_obstacle(instance, point, Some(held)).is_none());
    value["Detail"] = item(json!({
        "ConsistentLevel": point.consistency.level.api_name(),
        "SystemDisk": state.kind == DiskKind::System,
        "DiskCategory": state.category.code(),
        "PerformanceLevel": state.performance_level.map(crate::catalog::disk::PerformanceLevel::code),
        "InstantAccess": state.has_instant_access(),
    }));
    item(value)
}
