//! Commands to ECS in words.

use super::Names;
use crate::command::{EcsCommand, ImageSource, InstanceOrder};

pub(super) fn english(command: &EcsCommand, names: &Names<'_>) -> String {
    match command {
        EcsCommand::RunInstances { order, amount } => format!("Create instances: {}", new_instances(order, *amount)),
        EcsCommand::StartInstance { instance } => format!("Start {}", names.instance(instance)),
        EcsCommand::StopInstance { instance } => format!("Stop {}", names.instance(instance)),
        EcsCommand::ReleaseInstance { instance, .. } => format!("Release {}", names.instance(instance)),
        EcsCommand::CreateDisk { attach_to: Some(instance), .. } => {
            format!("Create a disk for {}", names.instance(instance))
        }
        EcsCommand::CreateDisk { attach_to: None, .. } => "Create a disk".to_owned(),
        EcsCommand::AttachDisk { disk, instance, .. } => format!("Attach {disk} to {}", names.instance(instance)),
        EcsCommand::DetachDisk { disk, instance } => format!("Detach {disk} from {}", names.instance(instance)),
        EcsCommand::ResizeDisk { disk, size_gib } => format!("Resize {disk} to {size_gib} GiB"),
        EcsCommand::TagInstances { instances, tags } => {
            let keys: Vec<_> = tags.keys().map(String::as_str).collect();
            format!("Tag {}: {}", names.instances(instances.iter()), keys.join(", "))
        }
        EcsCommand::UntagInstances { instances, .. } => {
            format!("Take tags off {}", names.instances(instances.iter()))
        }
        EcsCommand::CreateSnapshot { disk, .. } => format!("Create a snapshot of {disk}"),
        EcsCommand::CopySnapshot { snapshot, to, .. } => {
            format!("Copy snapshot {snapshot} to {}", to.name(names.locale))
        }
        EcsCommand::DeleteSnapshot { snapshot, .. } => format!("Delete snapshot {snapshot}"),
        EcsCommand::ModifySnapshot { snapshot, .. } => format!("Modify snapshot {snapshot}"),
        EcsCommand::ArchiveSnapshot { snapshot, .. } => format!("Archive snapshot {snapshot}"),
        EcsCommand::ShareSnapshot { snapshot, .. } => format!("Share snapshot {snapshot}"),
        EcsCommand::UnshareSnapshot { snapshot, .. } => format!("Stop sharing snapshot {snapshot}"),
        EcsCommand::CreateImage { source, .. } => match source {
            ImageSource::Snapshot(snapshot) => format!("Create an image from snapshot {snapshot}"),
            ImageSource::Instance(instance) => format!("Create an image of {}", names.instance(instance)),
        },
        EcsCommand::DeleteImage { image } => format!("Delete image {image}"),
        EcsCommand::ResetDisk { disk, snapshot } => format!("Roll back {disk} to snapshot {snapshot}"),
        EcsCommand::CreateAutoPolicy { spec, .. } => format!("Create automatic snapshot policy {}", spec.name),
        EcsCommand::ApplyAutoPolicy { policy, disks } => {
            format!("Apply automatic snapshot policy {policy} to {}", names.disks(disks))
        }
        EcsCommand::CancelAutoPolicy { disks, .. } => {
            format!("Take {} from automatic snapshots", names.disks(disks))
        }
    }
}

pub(super) fn chinese(command: &EcsCommand, names: &Names<'_>) -> String {
    match command {
        EcsCommand::RunInstances { order, amount } => format!("创建实例：{}", new_instances(order, *amount)),
        EcsCommand::StartInstance { instance } => format!("启动{}", names.instance(instance)),
        EcsCommand::StopInstance { instance } => format!("停止{}", names.instance(instance)),
        EcsCommand::ReleaseInstance { instance, .. } => format!("释放{}", names.instance(instance)),
        EcsCommand::CreateDisk { attach_to: Some(instance), .. } => format!("为{}创建云盘", names.instance(instance)),
        EcsCommand::CreateDisk { attach_to: None, .. } => "创建云盘".to_owned(),
        EcsCommand::AttachDisk { disk, instance, .. } => format!("将云盘{disk}挂载到{}", names.instance(instance)),
        EcsCommand::DetachDisk { disk, instance } => format!("从{}卸载云盘{disk}", names.instance(instance)),
        EcsCommand::ResizeDisk { disk, size_gib } => format!("将云盘{disk}扩容至{size_gib} GiB"),
        EcsCommand::TagInstances { instances, tags } => {
            let keys: Vec<_> = tags.keys().map(String::as_str).collect();
            format!("为{}设置标签：{}", names.instances(instances.iter()), keys.join("、"))
        }
        EcsCommand::UntagInstances { instances, .. } => format!("删除{}的标签", names.instances(instances.iter())),
        EcsCommand::CreateSnapshot { disk, .. } => format!("创建云盘{disk}的快照"),
        EcsCommand::CopySnapshot { snapshot, to, .. } => {
            format!("将快照{snapshot}复制到{}", to.name(names.locale))
        }
        EcsCommand::DeleteSnapshot { snapshot, .. } => format!("删除快照{snapshot}"),
        EcsCommand::ModifySnapshot { snapshot, .. } => format!("修改快照{snapshot}"),
        EcsCommand::ArchiveSnapshot { snapshot, .. } => format!("归档快照{snapshot}"),
        EcsCommand::ShareSnapshot { snapshot, .. } => format!("共享快照{snapshot}"),
        EcsCommand::UnshareSnapshot { snapshot, .. } => format!("取消共享快照{snapshot}"),
        EcsCommand::CreateImage { source, .. } => match source {
            ImageSource::Snapshot(snapshot) => format!("使用快照{snapshot}创建镜像"),
            ImageSource::Instance(instance) => format!("为{}创建镜像", names.instance(instance)),
        },
        EcsCommand::DeleteImage { image } => format!("删除镜像{image}"),
        EcsCommand::ResetDisk { disk, snapshot } => format!("将云盘{disk}回滚到快照{snapshot}"),
        EcsCommand::CreateAutoPolicy { spec, .. } => format!("创建自动快照策略{}", spec.name),
        EcsCommand::ApplyAutoPolicy { policy, disks } => {
            format!("对{}应用自动快照策略{policy}", names.disks(disks))
        }
        EcsCommand::CancelAutoPolicy { disks, .. } => format!("取消{}的自动快照策略", names.disks(disks)),
    }
}

/// What new instances are called, and how many they are.
fn new_instances(order: &InstanceOrder, amount: u32) -> String {
    let name = order.name.as_deref().unwrap_or(&order.os);
    if amount == 1 { name.to_owned() } else { format!("{name} × {amount}") }
}
