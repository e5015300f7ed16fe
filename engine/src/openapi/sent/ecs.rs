//! What happens to instances, disks and snapshots.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::some;
use crate::{
    catalog::disk::PerformanceLevel,
    cloud::{auto_policy::AutoPolicySpec, link::CopyKey},
    command::{DiskOrder, EcsCommand, ImageSource, InstanceOrder},
    id::{DiskId, InstanceId, SnapshotId},
    openapi::item,
    world::World,
};

/// The product, the operation and its parameters. Sharing is an operation of the simulator alone (SNP-23).
pub(super) fn sent(world: &World, command: &EcsCommand) -> (&'static str, &'static str, Value) {
    match command {
        EcsCommand::ShareSnapshot { snapshot, accounts } => {
            ("sim", "ShareSnapshot", json!({ "SnapshotId": snapshot, "AccountIds": accounts }))
        }
        EcsCommand::UnshareSnapshot { snapshot, accounts } => {
            ("sim", "UnshareSnapshot", json!({ "SnapshotId": snapshot, "AccountIds": accounts }))
        }
        command => {
            let (action, params) = of_instance(world, command)
                .or_else(|| of_disk(command))
                .or_else(|| of_snapshot(world, command))
                .unwrap_or_else(|| of_the_rest(world, command));
            ("ecs", action, params)
        }
    }
}

fn of_instance(world: &World, command: &EcsCommand) -> Option<(&'static str, Value)> {
    Some(match command {
        EcsCommand::RunInstances { order, amount } => ("RunInstances", run(order, *amount)),
        EcsCommand::StartInstance { instance } => ("StartInstance", json!({ "InstanceId": instance })),
        EcsCommand::StopInstance { instance } => ("StopInstance", json!({ "InstanceId": instance })),
        EcsCommand::ReleaseInstance { instance, force } => {
            ("DeleteInstance", json!({ "InstanceId": instance, "Force": force.then_some(true) }))
        }
        EcsCommand::TagInstances { instances, tags } => (
            "TagResources",
            json!({
                "RegionId": region_of(world, instances), "ResourceType": "instance", "ResourceId": instances,
                "Tag": write_tags(tags),
            }),
        ),
        EcsCommand::UntagInstances { instances, keys } => (
            "UntagResources",
            json!({
                "RegionId": region_of(world, instances), "ResourceType": "instance", "ResourceId": instances,
                "TagKey": keys, "All": keys.is_none().then_some(true),
            }),
        ),
        _ => return None,
    })
}

fn of_disk(command: &EcsCommand) -> Option<(&'static str, Value)> {
    Some(match command {
        EcsCommand::CreateDisk { region, zone, order, attach_to } => (
            "CreateDisk",
            json!({
                "RegionId": region.id(),
                "ZoneId": zone.as_ref().filter(|_| attach_to.is_none()),
                "InstanceId": attach_to,
                "DiskCategory": order.category.code(),
                "PerformanceLevel": order.performance_level.map(PerformanceLevel::code),
                "Size": order.size_gib,
                "SnapshotId": order.snapshot,
                "DiskName": order.name,
                "MultiAttach": order.multi_attach.then_some("Enabled"),
                "Encrypted": order.encrypted.then_some(true),
            }),
        ),
        EcsCommand::AttachDisk { disk, instance, delete_with_instance } => (
            "AttachDisk",
            json!({
                "DiskId": disk, "InstanceId": instance, "DeleteWithInstance": delete_with_instance.then_some(true),
            }),
        ),
        EcsCommand::DetachDisk { disk, instance } => ("DetachDisk", json!({ "DiskId": disk, "InstanceId": instance })),
        EcsCommand::ResizeDisk { disk, size_gib } => ("ResizeDisk", json!({ "DiskId": disk, "NewSize": size_gib })),
        EcsCommand::ResetDisk { disk, snapshot } => ("ResetDisk", json!({ "DiskId": disk, "SnapshotId": snapshot })),
        _ => return None,
    })
}

fn of_snapshot(world: &World, command: &EcsCommand) -> Option<(&'static str, Value)> {
    Some(match command {
        EcsCommand::CreateSnapshot { disk, label, retention } => (
            "CreateSnapshot",
            json!({
                "DiskId": disk, "SnapshotName": some(&label.name), "Description": some(&label.description),
                "RetentionDays": retention, "Tag": some_tags(&label.tags),
            }),
        ),
        EcsCommand::CopySnapshot { snapshot, to, label, retention, key } => (
            "CopySnapshot",
            json!({
                "RegionId": region_of_snapshot(world, snapshot),
                "SnapshotId": snapshot,
                "DestinationRegionId": to.id(),
                "DestinationSnapshotName": some(&label.name),
                "DestinationSnapshotDescription": some(&label.description),
                "RetentionDays": retention,
                "Encrypted": key.as_ref().map(|_| true),
                "KMSKeyId": match key {
                    Some(CopyKey::Customer(key)) => Some(key),
                    Some(CopyKey::Service) | None => None,
                },
                "Tag": some_tags(&label.tags),
            }),
        ),
        EcsCommand::DeleteSnapshot { snapshot, force } => {
            ("DeleteSnapshot", json!({ "SnapshotId": snapshot, "Force": force.then_some(true) }))
        }
        EcsCommand::ModifySnapshot { snapshot, change } => (
            "ModifySnapshotAttribute",
            json!({
                "SnapshotId": snapshot, "SnapshotName": change.name, "Description": change.description,
                "RetentionDays": change.retention,
            }),
        ),
        EcsCommand::ArchiveSnapshot { snapshot, retention } => {
            let params = json!({ "SnapshotId": snapshot, "Category": "Archive", "RetentionDays": retention });
            ("ModifySnapshotCategory", params)
        }
        _ => return None,
    })
}

/// Images and automatic snapshot policies.
fn of_the_rest(world: &World, command: &EcsCommand) -> (&'static str, Value) {
    match command {
        EcsCommand::CreateImage { source, name, description } => {
            let (snapshot, instance) = match source {
                ImageSource::Snapshot(snapshot) => (Some(snapshot), None),
                ImageSource::Instance(instance) => (None, Some(instance)),
            };
            let of_instance = instance.and_then(|instance| region_of(world, std::slice::from_ref(instance)));
            let region = of_instance.or_else(|| snapshot.and_then(|snapshot| region_of_snapshot(world, snapshot)));
            (
                "CreateImage",
                json!({
                    "RegionId": region, "SnapshotId": snapshot, "InstanceId": instance, "ImageName": some(name),
                    "Description": some(description),
                }),
            )
        }
        EcsCommand::DeleteImage { image } => {
            let region = world.images.get(image).map(|image| image.region.id());
            ("DeleteImage", json!({ "RegionId": region, "ImageId": image }))
        }
        EcsCommand::CreateAutoPolicy { region, spec } => ("CreateAutoSnapshotPolicy", write_auto(region.id(), spec)),
        EcsCommand::ApplyAutoPolicy { policy, disks } => (
            "ApplyAutoSnapshotPolicy",
            json!({
                "regionId": region_of_disks(world, disks), "autoSnapshotPolicyId": policy, "diskIds": disks,
            }),
        ),
        EcsCommand::CancelAutoPolicy { policy, disks } => (
            "CancelAutoSnapshotPolicy",
            json!({
                "regionId": region_of_disks(world, disks), "autoSnapshotPolicyId": policy, "diskIds": disks,
            }),
        ),
        other => unreachable!("{other:?} is told of above"),
    }
}

fn run(order: &InstanceOrder, amount: u32) -> Value {
    json!({
        "RegionId": order.region.id(),
        "ZoneId": order.zone,
        "VSwitchId": order.vswitch,
        "SecurityGroupId": order.security_group,
        "InstanceType": order.instance_type.as_str(),
        "InstanceName": order.name,
        "UniqueSuffix": order.numbered.then_some(true),
        "Amount": amount,
        "ImageId": order.os,
        "SystemDisk": write_disk(&order.system_disk),
        "DataDisk": (!order.data_disks.is_empty()).then(|| order.data_disks.iter().map(write_disk).collect::<Vec<_>>()),
        "Tag": some_tags(&order.tags),
    })
}

fn write_disk(disk: &DiskOrder) -> Value {
    item(json!({
        "Category": disk.category.code(),
        "PerformanceLevel": disk.performance_level.map(PerformanceLevel::code),
        "Size": disk.size_gib,
        "DiskName": disk.name,
        "SnapshotId": disk.snapshot,
        "MultiAttach": disk.multi_attach.then_some("Enabled"),
        "Encrypted": disk.encrypted.then_some(true),
        "DeleteWithInstance": (!disk.delete_with_instance).then_some(false),
    }))
}

fn write_auto(region: &str, spec: &AutoPolicySpec) -> Value {
    let texts = |numbers: &std::collections::BTreeSet<u8>| numbers.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "regionId": region,
        "autoSnapshotPolicyName": some(&spec.name),
        "timePoints": texts(&spec.hours),
        "repeatWeekdays": texts(&spec.weekdays),
        "retentionDays": spec.retention.map_or(-1, |days| i64::from(days.0)),
    })
}

fn write_tags(tags: &BTreeMap<String, String>) -> Vec<Value> {
    tags.iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect()
}

fn some_tags(tags: &BTreeMap<String, String>) -> Option<Vec<Value>> {
    (!tags.is_empty()).then(|| write_tags(tags))
}

fn region_of(world: &World, instances: &[InstanceId]) -> Option<&'static str> {
    let first = instances.first().and_then(|instance| world.instance(instance).ok());
    first.map(|at| world.instances[at].region.id())
}

fn region_of_disks(world: &World, disks: &[DiskId]) -> Option<&'static str> {
    let first = disks.first().and_then(|disk| world.disk(disk).ok());
    first.map(|at| world.disks[at].region.id())
}

fn region_of_snapshot(world: &World, snapshot: &SnapshotId) -> Option<&'static str> {
    world.snapshot(snapshot).ok().map(|held| world.disks[held.disk].region.id())
}
