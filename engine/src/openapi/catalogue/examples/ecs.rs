//! Examples of ECS.

use serde_json::{Value, json};

use super::{Pick, Sample};
use crate::cloud::{disk::DiskKind, instance::InstanceStatus};
use crate::units::MIB_PER_GIB;

/// The parameters of the examples of an operation: lists have the region, what writes has what it needs.
pub(super) fn examples(sample: &Sample<'_>, action: &str) -> Vec<Value> {
    let region = sample.region().id();
    vec![match action {
        "DescribeInstances" => json!({ "RegionId": region, "InstanceIds": [sample.any_instance()], "PageSize": 10 }),
        "DescribeDisks" => json!({ "RegionId": region, "InstanceId": sample.any_instance() }),
        "DescribeVSwitches" => json!({ "RegionId": region, "ZoneId": sample.first(Pick::Zone) }),
        "DescribeSecurityGroups" => json!({ "RegionId": region, "IsQueryEcsCount": true }),
        "DescribeRegions" => json!({}),
        _ if action.starts_with("Describe") => json!({ "RegionId": region }),
        _ if action.ends_with("AutoSnapshotPolicy") => auto_policies(sample, action),
        _ if action.contains("Snapshot") => snapshots(sample, action),
        _ if action.contains("Disk") => disks(sample, action),
        _ => instances(sample, action),
    }]
}

fn instances(sample: &Sample<'_>, action: &str) -> Value {
    let region = sample.region().id();
    let stopped = || sample.instance(|instance| instance.status == InstanceStatus::Stopped);
    match action {
        "RunInstances" => json!({
            "RegionId": region, "InstanceType": "ecs.g7.large", "InstanceName": "api-made", "Amount": 1,
            "SystemDisk": { "Category": "cloud_essd", "PerformanceLevel": "PL1", "Size": "40" },
            "DataDisk": [{ "Category": "cloud_essd", "Size": 100 }],
            "Tag": [{ "Key": "made-by", "Value": "api" }],
        }),
        "StartInstance" => json!({ "InstanceId": stopped() }),
        "StopInstance" => json!({ "InstanceId": sample.any_instance() }),
        "DeleteInstance" => {
            json!({ "InstanceId": sample.instance(|instance| !instance.is_protected()), "Force": true })
        }
        "CreateImage" => {
            json!({ "RegionId": region, "InstanceId": sample.any_instance(), "ImageName": "api-image" })
        }
        "DeleteImage" => json!({ "RegionId": region, "ImageId": sample.first(Pick::Image) }),
        "TagResources" => json!({
            "RegionId": region, "ResourceType": "instance", "ResourceId": [sample.any_instance()],
            "Tag": [{ "Key": "backup", "Value": "api-daily" }],
        }),
        "UntagResources" => {
            let tagged = sample.instance(|instance| !instance.tags.is_empty());
            let found = sample.world.instance(&tagged.as_str().into()).ok().map(|at| &sample.world.instances[at]);
            let key = found.and_then(|instance| instance.tags.keys().next()).map_or("env", String::as_str);
            json!({ "RegionId": region, "ResourceType": "instance", "ResourceId": [tagged], "TagKey": [key] })
        }
        _ => json!({}),
    }
}

fn disks(sample: &Sample<'_>, action: &str) -> Value {
    match action {
        "CreateDisk" => json!({
            "RegionId": sample.region().id(), "ZoneId": sample.first(Pick::Zone), "DiskCategory": "cloud_essd",
            "PerformanceLevel": "PL1", "Size": 40, "DiskName": "api-made",
        }),
        "AttachDisk" => {
            let [disk, instance] = sample.detached();
            json!({ "DiskId": disk, "InstanceId": instance, "DeleteWithInstance": true })
        }
        "DetachDisk" => {
            let [disk, instance] = sample.attached();
            json!({ "DiskId": disk, "InstanceId": instance })
        }
        "ResizeDisk" => {
            let disk = sample.disk(|disk| disk.kind == DiskKind::Data && disk.category.can_be_snapshotted());
            let found = sample.world.disk(&disk.as_str().into()).ok().map(|at| sample.world.disks[at].size.0);
            json!({ "DiskId": disk, "NewSize": found.map_or(100, |size| size / MIB_PER_GIB + 10) })
        }
        "ResetDisk" => {
            let [disk, snapshot] = sample.disk_to_reset();
            json!({ "DiskId": disk, "SnapshotId": snapshot })
        }
        _ => json!({}),
    }
}

fn snapshots(sample: &Sample<'_>, action: &str) -> Value {
    match action {
        "CreateSnapshot" => json!({
            "DiskId": sample.cloud_disk(), "SnapshotName": "by-api", "RetentionDays": 30,
            "Tag": [{ "Key": "made-by", "Value": "api" }],
        }),
        "DeleteSnapshot" => json!({ "SnapshotId": sample.own_snapshot(), "Force": true }),
        "CopySnapshot" => json!({
            "RegionId": sample.region().id(), "SnapshotId": sample.own_snapshot(),
            "DestinationRegionId": sample.other_region().id(), "DestinationSnapshotName": "copy-by-api",
            "DestinationSnapshotDescription": "Made by the API", "RetentionDays": 30,
        }),
        "ModifySnapshotAttribute" => {
            json!({ "SnapshotId": sample.own_snapshot(), "SnapshotName": "renamed-by-api", "RetentionDays": 60 })
        }
        "ModifySnapshotCategory" => {
            json!({ "SnapshotId": sample.own_snapshot(), "Category": "Archive", "RetentionDays": 120 })
        }
        _ => json!({}),
    }
}

fn auto_policies(sample: &Sample<'_>, action: &str) -> Value {
    let region = sample.region().id();
    let disk = sample.cloud_disk();
    match action {
        "CreateAutoSnapshotPolicy" => json!({
            "regionId": region, "autoSnapshotPolicyName": "api-nightly", "timePoints": ["1"],
            "repeatWeekdays": ["1", "3", "5"], "retentionDays": 14,
        }),
        _ => json!({
            "regionId": region, "autoSnapshotPolicyId": sample.first(Pick::AutoPolicy), "diskIds": [disk],
        }),
    }
}
