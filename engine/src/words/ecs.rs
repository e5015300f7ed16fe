//! What happens in ECS and what it refuses, in words.

use crate::{
    catalog::limits,
    cloud::{DiskIdx, InstanceIdx, auto_policy::AutoPolicyIdx},
    event::EcsEvent,
    locale::Locale,
    rejection::EcsProblem,
    scenario::DISKS_PER_INSTANCE_MAX,
    world::World,
};

/// The sentence of an event of ECS.
#[expect(clippy::too_many_lines, reason = "a table with an entry for each event")]
pub(super) fn event(world: &World, event: EcsEvent, locale: Locale) -> String {
    let instance = |instance: InstanceIdx| world.instances[instance].name.as_str();
    let disk = |disk: DiskIdx| world.disks[disk].id.as_str();
    let policy = |policy: AutoPolicyIdx| {
        let policy = &world.auto_policies[policy];
        if policy.spec.name.is_empty() { policy.id.as_str() } else { &policy.spec.name }
    };
    let size_gib = |disk: DiskIdx| world.disks[disk].size.0 / crate::units::MIB_PER_GIB;
    match locale {
        Locale::En => match event {
            EcsEvent::InstanceCreated(of) => format!("{} was created and starts", instance(of)),
            EcsEvent::InstanceStarting(of) => format!("{} began to start", instance(of)),
            EcsEvent::InstanceStarted(of) => format!("{} is running", instance(of)),
            EcsEvent::InstanceStopping(of) => format!("{} began to stop", instance(of)),
            EcsEvent::InstanceStopped(of) => format!("{} is stopped", instance(of)),
            EcsEvent::InstanceReleased(of) => format!("{} was released; its backup points stay", instance(of)),
            EcsEvent::InstanceTagged(of) => format!("The tags of {} were changed", instance(of)),
            EcsEvent::DiskCreated(of) => format!("The disk {} was created", disk(of)),
            EcsEvent::DiskAttached(of, to) => format!("{} was attached to {}", disk(of), instance(to)),
            EcsEvent::DiskDetached(of, from) => format!("{} was detached from {}", disk(of), instance(from)),
            EcsEvent::DiskResized(of) => format!("{} now has {} GiB", disk(of), size_gib(of)),
            EcsEvent::DiskReleased(of) => format!("{} went with its instance; its snapshots stay", disk(of)),
            EcsEvent::SnapshotFailed(of, by) => {
                format!("A snapshot of {} failed: {} was stopped or released meanwhile", disk(of), instance(by))
            }
            EcsEvent::SnapshotStarted(of) => format!("A snapshot of {} was begun by hand", disk(of)),
            EcsEvent::SnapshotDeleted(of) => format!("A snapshot of {} was deleted", disk(of)),
            EcsEvent::SnapshotExpired(of) => {
                format!("A snapshot of {} reached the end of its retention and went", disk(of))
            }
            EcsEvent::SnapshotLetGo(of, by) => format!(
                "Cloud Backup let go of a snapshot of {} with its point of {}: a disk or image was made from it",
                disk(of),
                instance(by)
            ),
            EcsEvent::SnapshotArchivingBegan(of) => format!("A snapshot of {} is being archived", disk(of)),
            EcsEvent::SnapshotArchived(of) => format!("A snapshot of {} is in the Archive tier", disk(of)),
            EcsEvent::SnapshotModified(of) => format!("A snapshot of {} was changed", disk(of)),
            EcsEvent::SnapshotShared(of) => format!("A snapshot of {} was shared", disk(of)),
            EcsEvent::SnapshotUnshared(of) => format!("The sharing of a snapshot of {} was ended", disk(of)),
            EcsEvent::SnapshotKept(of) => {
                format!("A snapshot of {} is past its retention and stays: an image was made from it", disk(of))
            }
            EcsEvent::ImageCreated(of) => format!("An image was made from a snapshot of {}", disk(of)),
            EcsEvent::ImageDeleted(of) => format!("The image made from a snapshot of {} was deleted", disk(of)),
            EcsEvent::DiskReset(of) => format!("{} was put back to a snapshot", disk(of)),
            EcsEvent::AutoPolicyCreated(of) => format!("The automatic snapshot policy {} was created", policy(of)),
            EcsEvent::AutoPolicyApplied(of, to) => {
                format!("The automatic snapshot policy {} was applied to {}", policy(of), disk(to))
            }
            EcsEvent::AutoPolicyCancelled(of, to) => {
                format!("The automatic snapshot policy {} no longer covers {}", policy(of), disk(to))
            }
            EcsEvent::AutoSnapshotStarted(by, of) => {
                format!("An automatic snapshot of {} began by the policy {}", disk(of), policy(by))
            }
            EcsEvent::AutoSnapshotWaits(of) => {
                format!("The automatic snapshot of {} waits for its next time: one is being created", disk(of))
            }
            EcsEvent::AutoSnapshotImpossible(of) => {
                format!("No automatic snapshot of {}: never attached, or its instance starts or stops", disk(of))
            }
            EcsEvent::AutoSnapshotMadeRoom(of) => {
                format!("The oldest automatic snapshot of {} made room for a new one", disk(of))
            }
            EcsEvent::SnapshotsCollided(of) => {
                format!("Instance backup and the snapshot service took snapshots of {} at once", disk(of))
            }
        },
        Locale::Zh => match event {
            EcsEvent::InstanceCreated(of) => format!("已创建{}，正在启动", instance(of)),
            EcsEvent::InstanceStarting(of) => format!("{}开始启动", instance(of)),
            EcsEvent::InstanceStarted(of) => format!("{}已运行", instance(of)),
            EcsEvent::InstanceStopping(of) => format!("{}开始停止", instance(of)),
            EcsEvent::InstanceStopped(of) => format!("{}已停止", instance(of)),
            EcsEvent::InstanceReleased(of) => format!("{}已释放，备份点保留", instance(of)),
            EcsEvent::InstanceTagged(of) => format!("{}的标签已更改", instance(of)),
            EcsEvent::DiskCreated(of) => format!("已创建云盘{}", disk(of)),
            EcsEvent::DiskAttached(of, to) => format!("{}已挂载到{}", disk(of), instance(to)),
            EcsEvent::DiskDetached(of, from) => format!("{}已从{}卸载", disk(of), instance(from)),
            EcsEvent::DiskResized(of) => format!("{}已扩容至{} GiB", disk(of), size_gib(of)),
            EcsEvent::DiskReleased(of) => format!("{}随实例释放，快照保留", disk(of)),
            EcsEvent::SnapshotFailed(of, by) => {
                format!("{}的快照创建失败：期间{}被停止或释放", disk(of), instance(by))
            }
            EcsEvent::SnapshotStarted(of) => format!("开始为{}手动创建快照", disk(of)),
            EcsEvent::SnapshotDeleted(of) => format!("已删除{}的一个快照", disk(of)),
            EcsEvent::SnapshotExpired(of) => format!("{}的一个快照保留到期，已删除", disk(of)),
            EcsEvent::SnapshotLetGo(of, by) => {
                format!("{}的快照随{}的备份点解除云备份的管理：已用于创建云盘或镜像", disk(of), instance(by))
            }
            EcsEvent::SnapshotArchivingBegan(of) => format!("开始归档{}的一个快照", disk(of)),
            EcsEvent::SnapshotArchived(of) => format!("{}的一个快照已转入归档层", disk(of)),
            EcsEvent::SnapshotModified(of) => format!("已修改{}的一个快照", disk(of)),
            EcsEvent::SnapshotShared(of) => format!("已共享{}的一个快照", disk(of)),
            EcsEvent::SnapshotUnshared(of) => format!("已取消共享{}的一个快照", disk(of)),
            EcsEvent::SnapshotKept(of) => format!("{}的一个快照已到期，因已用于创建镜像而保留", disk(of)),
            EcsEvent::ImageCreated(of) => format!("已由{}的快照创建镜像", disk(of)),
            EcsEvent::ImageDeleted(of) => format!("已删除由{}的快照创建的镜像", disk(of)),
            EcsEvent::DiskReset(of) => format!("{}已回滚到快照", disk(of)),
            EcsEvent::AutoPolicyCreated(of) => format!("已创建自动快照策略{}", policy(of)),
            EcsEvent::AutoPolicyApplied(of, to) => format!("已为{}启用自动快照策略{}", disk(to), policy(of)),
            EcsEvent::AutoPolicyCancelled(of, to) => format!("已取消{}的自动快照策略{}", disk(to), policy(of)),
            EcsEvent::AutoSnapshotStarted(by, of) => format!("按策略{}开始为{}创建自动快照", policy(by), disk(of)),
            EcsEvent::AutoSnapshotWaits(of) => format!("{}正在创建快照，自动快照等待下一次", disk(of)),
            EcsEvent::AutoSnapshotImpossible(of) => {
                format!("无法为{}创建自动快照：从未挂载，或实例正在启动或停止", disk(of))
            }
            EcsEvent::AutoSnapshotMadeRoom(of) => format!("{}的自动快照已达上限，已删除最早的一个", disk(of)),
            EcsEvent::SnapshotsCollided(of) => format!("整机备份与快照服务同时为{}创建快照", disk(of)),
        },
    }
}

/// The sentence of a refusal by ECS.
pub(super) fn problem(problem: &EcsProblem, locale: Locale) -> String {
    match locale {
        Locale::En => english(problem),
        Locale::Zh => chinese(problem),
    }
}

fn english(problem: &EcsProblem) -> String {
    match problem {
        EcsProblem::Amount { given } => {
            let (from, to) = (limits::INSTANCES_AT_ONCE.start(), limits::INSTANCES_AT_ONCE.end());
            format!("{given} instances cannot be created at once. Ask for {from} to {to}.")
        }
        EcsProblem::Attached { disk } => {
            format!("{disk} is attached to an instance already and cannot be shared. Detach it first.")
        }
        EcsProblem::CreatingSnapshot { disk } => {
            format!("A snapshot of {disk} is being created. Wait until it is complete.")
        }
        EcsProblem::DiskNotFound { disk } => format!("There is no disk {disk}."),
        EcsProblem::DiskSize { category, given_gib, from_gib, to_gib } => {
            let category = category.code();
            format!("A disk of category {category} cannot have {given_gib} GiB. Give {from_gib} to {to_gib} GiB.")
        }
        EcsProblem::DiskShrinks { disk, size_gib } => {
            format!("{disk} has {size_gib} GiB and can only become larger. Give a larger size.")
        }
        EcsProblem::InstanceStatus { instance, status } => {
            let status = status.api_name();
            format!("{instance} is {status}, which does not allow this. Wait, or start or stop it first.")
        }
        EcsProblem::Level { category } => {
            format!("Disks of category {} have no performance level. Leave it out.", category.code())
        }
        EcsProblem::LocalDisk { category } => {
            format!("{} comes with an instance type and cannot be created. Choose a cloud disk.", category.code())
        }
        EcsProblem::NetworkNotFound { id } => format!("There is no vSwitch or security group {id}."),
        EcsProblem::NotAttached { disk, instance } => format!("{disk} is not attached to {instance}."),
        EcsProblem::OtherRegion { id, region } => format!("{id} does not lie in {region}. Choose one that does."),
        EcsProblem::OtherVpc { security_group } => {
            format!("{security_group} belongs to another VPC than the vSwitch. Choose one of the same VPC.")
        }
        EcsProblem::OtherZone { id, zone } => format!("{id} does not lie in {zone}. Choose one that does."),
        EcsProblem::ZoneNotFound { zone } => format!("There is no zone {zone} with a vSwitch here."),
        EcsProblem::SizeMissing => "A blank disk needs a size. Give it in GiB.".to_owned(),
        EcsProblem::SnapshotNotFound { id } => format!("There is no snapshot {id}: it may have expired."),
        EcsProblem::SnapshotNotReady { id } => format!("{id} is still being created. Wait until it is complete."),
        EcsProblem::SystemDisk { disk } => format!("{disk} is a system disk, which stays with its instance."),
        EcsProblem::Tag { given } => {
            format!(
                "`{given}` is not part of a tag. Keys have 1 to 128 characters, values up to 128, without http://, \
                     https:// and aliyun or acs: at the beginning."
            )
        }
        EcsProblem::TagCount { given } => {
            let (from, to) = (limits::TAGS.start(), limits::TAGS.end());
            format!("{given} tags are not possible. Give {from} to {to}.")
        }
        EcsProblem::TaggedCount { given } => {
            let (from, to) = (limits::RESOURCES_TAGGED_AT_ONCE.start(), limits::RESOURCES_TAGGED_AT_ONCE.end());
            format!("{given} instances cannot be tagged at once. Choose {from} to {to}.")
        }
        EcsProblem::AutoPolicyNotFound { id } => format!("There is no automatic snapshot policy {id}."),
        EcsProblem::NeverAttached { disk } => {
            format!("{disk} was never attached to an instance. Attach it once before taking snapshots.")
        }
        EcsProblem::SnapshotCreatedDisk { id } => {
            format!("Disks were made from {id}. Delete it by force; they keep working.")
        }
        EcsProblem::SnapshotOfCloudBackup { id } => {
            format!("{id} belongs to Cloud Backup. Delete its backup point there.")
        }
        EcsProblem::SnapshotOfOther { id, disk } => {
            format!("{id} is not a snapshot of {disk}. Choose one of the same disk.")
        }
        EcsProblem::SnapshotQuota { disk } => {
            let max = limits::SNAPSHOTS_PER_DISK_MAX;
            format!("{disk} has {max} snapshots made by hand, the most there may be. Delete some first.")
        }
        EcsProblem::SnapshotRetention { given } => {
            let (from, to) = (limits::SNAPSHOT_RETENTION_DAYS.start(), limits::SNAPSHOT_RETENTION_DAYS.end());
            format!("A snapshot cannot be kept for {given} days. Give {from} to {to}, or nothing to keep it for good.")
        }
        EcsProblem::NotANumber { given, from, to, .. } => {
            format!("`{given}` is not a whole number. Give {from} to {to}.")
        }
        EcsProblem::TimePoints => "The time points must be hours from 0 to 23, at least one.".to_owned(),
        EcsProblem::TooManyAutoPolicies { region } => {
            let max = limits::AUTO_POLICIES_PER_REGION_MAX;
            format!("{region} has {max} automatic snapshot policies, the most there may be. Use one of them.")
        }
        EcsProblem::TooManySnapshotTasks { disk } => {
            format!("As many snapshots of {disk} as may be are being created already. Wait until one is complete.")
        }
        EcsProblem::Weekdays => "The weekdays must be numbers from 1 (Monday) to 7, at least one.".to_owned(),
        EcsProblem::TooManyDisks { given } => {
            format!("The instance would have {given} disks. It takes {DISKS_PER_INSTANCE_MAX} at most.")
        }
    }
}

fn chinese(problem: &EcsProblem) -> String {
    match problem {
        EcsProblem::Amount { given } => {
            let (from, to) = (limits::INSTANCES_AT_ONCE.start(), limits::INSTANCES_AT_ONCE.end());
            format!("不能一次创建{given}台实例，应为{from}~{to}台。")
        }
        EcsProblem::Attached { disk } => format!("{disk}已挂载到实例，且未开启多重挂载，请先卸载。"),
        EcsProblem::CreatingSnapshot { disk } => format!("{disk}正在创建快照，请等待完成。"),
        EcsProblem::DiskNotFound { disk } => format!("云盘{disk}不存在。"),
        EcsProblem::DiskSize { category, given_gib, from_gib, to_gib } => {
            let category = category.code();
            format!("{category}云盘的容量不能为{given_gib} GiB，应为{from_gib}~{to_gib} GiB。")
        }
        EcsProblem::DiskShrinks { disk, size_gib } => format!("{disk}的容量为{size_gib} GiB，只能扩容。"),
        EcsProblem::InstanceStatus { instance, status } => {
            format!("{instance}的状态为{}，不支持该操作。请等待，或先启动或停止实例。", status.api_name())
        }
        EcsProblem::Level { category } => format!("{}云盘没有性能级别，请去掉该项。", category.code()),
        EcsProblem::LocalDisk { category } => {
            format!("{}随实例规格提供，不能单独创建，请选择云盘。", category.code())
        }
        EcsProblem::NetworkNotFound { id } => format!("交换机或安全组{id}不存在。"),
        EcsProblem::NotAttached { disk, instance } => format!("{disk}未挂载到{instance}。"),
        EcsProblem::OtherRegion { id, region } => format!("{id}不在{region}，请选择该地域的资源。"),
        EcsProblem::OtherVpc { security_group } => format!("{security_group}与交换机不属于同一专有网络。"),
        EcsProblem::OtherZone { id, zone } => format!("{id}不在{zone}，请选择该可用区的资源。"),
        EcsProblem::ZoneNotFound { zone } => format!("没有带交换机的可用区{zone}。"),
        EcsProblem::SizeMissing => "空白云盘须指定容量（GiB）。".to_owned(),
        EcsProblem::SnapshotNotFound { id } => format!("快照{id}不存在，可能已到期。"),
        EcsProblem::SnapshotNotReady { id } => format!("快照{id}仍在创建中，请等待完成。"),
        EcsProblem::SystemDisk { disk } => format!("{disk}是系统盘，不能与实例分离。"),
        EcsProblem::Tag { given } => {
            format!(
                "“{given}”不能用于标签：键为1~128个字符，值最多128个字符，不含http://和https://，不以aliyun或acs:开头。"
            )
        }
        EcsProblem::TagCount { given } => {
            format!("不能有{given}个标签，应为{}~{}个。", limits::TAGS.start(), limits::TAGS.end())
        }
        EcsProblem::TaggedCount { given } => {
            let (from, to) = (limits::RESOURCES_TAGGED_AT_ONCE.start(), limits::RESOURCES_TAGGED_AT_ONCE.end());
            format!("不能一次为{given}台实例设置标签，应为{from}~{to}台。")
        }
        EcsProblem::AutoPolicyNotFound { id } => format!("自动快照策略{id}不存在。"),
        EcsProblem::NeverAttached { disk } => format!("{disk}从未挂载过实例，请先挂载一次再创建快照。"),
        EcsProblem::SnapshotCreatedDisk { id } => format!("已用{id}创建云盘，请强制删除；这些云盘可继续使用。"),
        EcsProblem::SnapshotOfCloudBackup { id } => format!("{id}属于云备份，请在云备份中删除其备份点。"),
        EcsProblem::SnapshotOfOther { id, disk } => format!("{id}不是{disk}的快照，请选择该云盘的快照。"),
        EcsProblem::SnapshotQuota { disk } => {
            format!("{disk}的手动快照已达上限{}个，请先删除一些。", limits::SNAPSHOTS_PER_DISK_MAX)
        }
        EcsProblem::SnapshotRetention { given } => {
            let (from, to) = (limits::SNAPSHOT_RETENTION_DAYS.start(), limits::SNAPSHOT_RETENTION_DAYS.end());
            format!("快照不能保留{given}天，请填写{from}~{to}天，不填则永久保留。")
        }
        EcsProblem::NotANumber { given, from, to, .. } => format!("“{given}”不是整数，应为{from}~{to}。"),
        EcsProblem::TimePoints => "创建时间点应为0~23的整点，至少一个。".to_owned(),
        EcsProblem::TooManyAutoPolicies { region } => {
            format!("{region}的自动快照策略已达上限{}个。", limits::AUTO_POLICIES_PER_REGION_MAX)
        }
        EcsProblem::TooManySnapshotTasks { disk } => format!("{disk}同时创建的快照已达上限，请等待其一完成。"),
        EcsProblem::Weekdays => "重复日期应为1（周一）~7，至少一个。".to_owned(),
        EcsProblem::TooManyDisks { given } => {
            format!("实例将有{given}块云盘，最多{DISKS_PER_INSTANCE_MAX}块。")
        }
    }
}
