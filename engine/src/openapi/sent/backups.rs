//! Backups by hand, their points, and restores.

use serde_json::{Value, json};

use super::{NoCall, joined, owner, owner_at};
use crate::{
    backup::{
        binding::{BackupOptions, DiskScope},
        policy::ReplicationRule,
    },
    catalog::{disk::PerformanceLevel, region::Region},
    command::{Command, InPlace, RestoreOrder, RestoreTarget},
    id::{InstanceId, PointId},
    openapi::{DISK_SOURCE_TYPE, SOURCE_TYPE, item},
    world::World,
};

pub(super) fn back_up(world: &World, command: &Command) -> Result<(&'static str, Value), NoCall> {
    let Command::BackUp { instance, scope, options, retention, name, copy } = command else {
        return Err(NoCall::CopySaysMore);
    };
    let is_sayable = copy.as_ref().is_none_or(|copy| copy.archive_after.is_none());
    let detail = detail(&named(world, instance, scope), options, copy.as_ref())
        .filter(|_| is_sayable)
        .ok_or(NoCall::CopySaysMore)?;
    let own = json!({
        "SourceType": SOURCE_TYPE,
        "InstanceId": instance,
        "BackupType": "COMPLETE",
        "Retention": retention,
        "JobName": name,
        "Detail": detail,
    });
    Ok(("CreateBackupJob", joined(own, owner(world, instance))))
}

/// The call of a backup by hand names disks, but leaves none out.
fn named(world: &World, instance: &InstanceId, scope: &DiskScope) -> DiskScope {
    match (scope, world.instance(instance)) {
        (DiskScope::Except(_), Ok(position)) => {
            let (disks, _) = world.disks_to_back_up(position, scope);
            DiskScope::Only(disks.into_iter().map(|disk| world.disks[disk].id.clone()).collect())
        }
        _ => scope.clone(),
    }
}

/// The disks and options under the names of manual backups and plans; nothing where they cannot be said there.
pub(super) fn detail(scope: &DiskScope, options: &BackupOptions, copy: Option<&ReplicationRule>) -> Option<Value> {
    let disks = match scope {
        DiskScope::All => &[][..],
        DiskScope::Only(disks) => &disks[..],
        DiskScope::Except(_) => return None,
    };
    if options.destination_kms_key.is_some() {
        return None;
    }
    let application = options.application.as_ref();
    Some(item(json!({
        "diskIdList": disks,
        "snapshotGroup": options.snapshot_group,
        "appConsistent": application.map(|_| true),
        "enableWriters": application.map(|application| application.enable_writers),
        "enableFsFreeze": application.map(|application| application.enable_fs_freeze),
        "preScriptPath": application.and_then(|application| application.pre_script.as_deref()),
        "postScriptPath": application.and_then(|application| application.post_script.as_deref()),
        "timeoutInSeconds": application.map(|application| application.timeout_seconds),
        "ramRoleName": application.and_then(|application| application.ram_role.as_deref()),
        "doCopy": copy.map(|_| true),
        "destinationRegionId": copy.map(|copy| copy.region.id()),
        "destinationRetention": copy.map(|copy| copy.retention),
    })))
}

/// A copy in another region is named with its region.
pub(super) fn delete_point(world: &World, point: &PointId) -> (&'static str, Value) {
    let holder = world.holder_of_point(point).map(|holder| &world.instances[holder]);
    let region = holder.filter(|holder| holder.is_replica()).map(|holder| holder.region.id());
    ("DeleteSnapshot", json!({ "SourceType": SOURCE_TYPE, "SnapshotId": point, "RegionId": region }))
}

pub(super) fn restore(world: &World, order: &RestoreOrder) -> (&'static str, Value) {
    let kind = order.target.kind();
    let own = json!({
        "RestoreType": kind.api_name(),
        "SourceType": if kind.is_of_disk() { DISK_SOURCE_TYPE } else { SOURCE_TYPE },
        "SnapshotId": order.point,
        "UdmRegionId": order.region.map(Region::id),
        "UdmDetail": item(target(&order.target)),
    });
    let owner = world.holder_of_point(&order.point).map_or_else(|| json!({}), |holder| owner_at(world, holder));
    ("CreateRestoreJob", joined(own, owner))
}

fn target(target: &RestoreTarget) -> Value {
    match target {
        RestoreTarget::Instance(InPlace { instance, force, boot })
        | RestoreTarget::Disk(InPlace { instance, force, boot }) => {
            json!({ "sourceInstanceId": instance, "forceRestore": force, "bootAfterRestore": boot })
        }
        RestoreTarget::NewInstance(clone) => json!({
            "instanceType": clone.instance_type.as_str(),
            "diskCategory": clone.category.code(),
            "diskPerformanceLevel": clone.performance_level.map(PerformanceLevel::code),
            "restoredNetwork": clone.vswitch,
            "securityGroup": clone.security_group,
            "restoredName": clone.name,
            "restoredHostName": clone.host_name,
            "allocatePublicIp": clone.public_ip,
            "privateIpAddress": clone.private_ip,
            "bootAfterRestore": clone.boot,
        }),
        RestoreTarget::NewDisk { instance, category, performance_level } => json!({
            "targetInstanceId": instance,
            "diskCategory": category.code(),
            "diskPerformanceLevel": performance_level.map(PerformanceLevel::code),
        }),
    }
}
