//! The operations of ECS.

use super::{
    Entry, Kind, Parameter, Pick, Wire,
    common::{CATEGORIES, LEVELS, NETWORKS_A_PAGE, NEXT_TOKEN, ONE_REGION, PAGE_NUMBER, PAGE_SIZE, REGION, TAGS},
};

pub(super) const ENTRIES: &[Entry] = &[
    writes(
        "ApplyAutoSnapshotPolicy",
        "Applies an automatic snapshot policy to disks.",
        "为云盘启用自动快照策略。",
        &[AUTO_POLICY.required(), AUTO_DISKS.required()],
    ),
    writes(
        "AttachDisk",
        "Attaches a disk to an instance of its zone.",
        "为同可用区的实例挂载云盘。",
        &[
            DISK.required(),
            INSTANCE.required(),
            Parameter::flag("DeleteWithInstance", "Goes with the instance", "是否随实例释放"),
        ],
    ),
    writes(
        "CancelAutoSnapshotPolicy",
        "Takes disks from their automatic snapshot policy.",
        "取消云盘的自动快照策略。",
        &[AUTO_POLICY, AUTO_DISKS.required()],
    ),
    writes(
        "CopySnapshot",
        "Copies a snapshot to another region.",
        "跨地域复制快照。",
        &[
            REGION,
            SNAPSHOT.required(),
            Parameter::id("DestinationRegionId", Pick::Region, "Where to", "目标地域").required(),
            Parameter::text("DestinationSnapshotName", "The name of the copy", "副本名称"),
            Parameter::text("DestinationSnapshotDescription", "Free text", "副本描述"),
            SNAPSHOT_DAYS,
            Parameter::flag("Encrypted", "Encrypts the copy", "是否加密副本"),
            Parameter::text("KMSKeyId", "By this key; the service's own where left out", "KMS密钥，默认为服务密钥"),
            TAGS,
        ],
    ),
    writes(
        "CreateAutoSnapshotPolicy",
        "Creates an automatic snapshot policy.",
        "创建自动快照策略。",
        &[
            Parameter { name: "regionId", ..ONE_REGION },
            Parameter::text("autoSnapshotPolicyName", "What it is called", "策略名称"),
            Parameter::new("timePoints", Kind::Texts, "Hours of the day, 0 to 23", "每天的整点，0~23")
                .required()
                .by(Wire::Written),
            Parameter::new("repeatWeekdays", Kind::Texts, "Days of the week, 1 to 7", "每周的日子，1~7")
                .required()
                .by(Wire::Written),
            Parameter::integer("retentionDays", "Days; -1: for good", "保留天数，-1表示永久").required(),
            Parameter::flag("EnableCrossRegionCopy", "Refused: not simulated", "会被拒绝：未模拟"),
        ],
    ),
    writes(
        "CreateDisk",
        "Creates a disk, blank or from a snapshot.",
        "创建云盘，空盘或从快照创建。",
        &[
            ONE_REGION,
            Parameter::id("ZoneId", Pick::Zone, "Its zone, or else InstanceId", "可用区，与InstanceId二选一"),
            Parameter::id(
                "InstanceId",
                Pick::Instance,
                "The instance that gets it, or else ZoneId",
                "挂载到的实例，与ZoneId二选一",
            ),
            Parameter::one_of("DiskCategory", CATEGORIES, "Its category", "云盘类型"),
            LEVEL,
            SIZE,
            Parameter::id("SnapshotId", Pick::Snapshot, "Made from this", "来源快照"),
            DISK_NAME,
            Parameter::one_of("MultiAttach", &["Disabled", "Enabled"], "For several instances at once", "多重挂载"),
            Parameter::flag("Encrypted", "Encrypted", "是否加密"),
        ],
    ),
    writes(
        "CreateImage",
        "Makes a custom image of an instance or a snapshot.",
        "从实例或快照创建自定义镜像。",
        &[
            Parameter::id(
                "SnapshotId",
                Pick::Snapshot,
                "Of a system disk, or else InstanceId",
                "系统盘快照，与InstanceId二选一",
            ),
            Parameter::id("InstanceId", Pick::Instance, "All of its disks", "实例的全部云盘"),
            Parameter::text("ImageName", "Its name", "镜像名称"),
            Parameter::text("Description", "Free text", "描述"),
        ],
    ),
    writes(
        "CreateSnapshot",
        "Takes a snapshot of a disk by hand.",
        "手动创建云盘快照。",
        &[
            DISK.required(),
            Parameter::text(
                "SnapshotName",
                "2 to 128 characters, not beginning with auto",
                "2~128个字符，不以auto开头",
            ),
            Parameter::text("Description", "Free text", "描述"),
            SNAPSHOT_DAYS,
            TAGS,
        ],
    ),
    writes(
        "DeleteImage",
        "Deletes a custom image; its snapshots stay.",
        "删除自定义镜像，快照保留。",
        &[
            Parameter::id("ImageId", Pick::Image, "The image", "镜像ID").required(),
            Parameter::flag("Force", "Understood, without effect", "可传入，不起作用"),
        ],
    ),
    writes(
        "DeleteInstance",
        "Releases an instance; its backup points stay.",
        "释放实例，备份点保留。",
        &[INSTANCE.required(), Parameter::flag("Force", "Even while it runs", "运行中也释放")],
    ),
    writes(
        "DeleteSnapshot",
        "Deletes a snapshot that is not Cloud Backup's.",
        "删除非云备份创建的快照。",
        &[SNAPSHOT.required(), Parameter::flag("Force", "Even if disks were made from it", "已创建云盘时也删除")],
    ),
    reads(
        "DescribeAutoSnapshotPolicyEx",
        "Lists the automatic snapshot policies.",
        "查询自动快照策略。",
        &[
            REGION,
            Parameter::id("AutoSnapshotPolicyId", Pick::AutoPolicy, "One policy", "策略ID"),
            Parameter::text("AutoSnapshotPolicyName", "Of this name", "策略名称"),
            PAGE_SIZE,
            PAGE_NUMBER,
        ],
    ),
    reads(
        "DescribeDisks",
        "Lists disks.",
        "查询云盘。",
        &[
            REGION,
            Parameter::new("DiskIds", Kind::Ids(Pick::Disk), "These disks", "云盘ID列表").by(Wire::Written),
            INSTANCE,
            Parameter::id("ZoneId", Pick::Zone, "In this zone", "可用区"),
            Parameter::one_of("Category", CATEGORIES, "Of this category", "云盘类型"),
            LEVEL,
            Parameter::one_of("DiskType", &["all", "system", "data"], "System or data disks", "系统盘或数据盘"),
            Parameter::one_of(
                "Status",
                &["All", "In_use", "Available", "ReIniting", "Creating"],
                "In this status",
                "状态",
            ),
            DISK_NAME,
            Parameter::one_of("MultiAttach", &["Disabled", "Enabled"], "For several instances at once", "多重挂载"),
            Parameter::flag("Encrypted", "Encrypted", "是否加密"),
            Parameter::flag("Portable", "Whether it can be detached", "是否支持卸载"),
            Parameter::flag("DeleteWithInstance", "Goes with its instance", "是否随实例释放"),
            PAGE_SIZE,
            PAGE_NUMBER,
        ],
    ),
    reads(
        "DescribeImages",
        "Lists the custom images.",
        "查询自定义镜像。",
        &[
            REGION,
            Parameter::id("ImageId", Pick::Image, "One image, or several with commas", "镜像ID，多个以逗号分隔"),
            Parameter::text("ImageName", "Of this name", "镜像名称"),
            Parameter::id("SnapshotId", Pick::Snapshot, "Made of this snapshot", "来源快照"),
            PAGE_SIZE,
            PAGE_NUMBER,
        ],
    ),
    reads(
        "DescribeInstances",
        "Lists instances.",
        "查询实例。",
        &[
            REGION,
            Parameter::new("InstanceIds", Kind::Ids(Pick::Instance), "These instances", "实例ID列表").by(Wire::Written),
            Parameter::text("InstanceName", "Of this name; * stands for any text", "实例名称，*为通配符"),
            Parameter::id("ZoneId", Pick::Zone, "In this zone", "可用区"),
            Parameter::one_of("Status", &["Running", "Stopped", "Starting", "Stopping"], "In this status", "状态"),
            Parameter::id("InstanceType", Pick::InstanceType, "Of this type", "实例规格"),
            Parameter::id("VpcId", Pick::Vpc, "In this VPC", "专有网络"),
            Parameter::id("VSwitchId", Pick::VSwitch, "In this vSwitch", "交换机"),
            Parameter::id("SecurityGroupId", Pick::SecurityGroup, "In this security group", "安全组"),
            Parameter { takes: WITH_TAGS.takes, ..TAGS },
            PAGE_SIZE,
            PAGE_NUMBER,
        ],
    ),
    reads("DescribeRegions", "Lists the regions.", "查询地域。", &[]),
    reads(
        "DescribeSecurityGroups",
        "Lists security groups.",
        "查询安全组。",
        &[
            ONE_REGION,
            Parameter::id("VpcId", Pick::Vpc, "In this VPC", "专有网络"),
            Parameter::id("SecurityGroupId", Pick::SecurityGroup, "One group", "安全组ID"),
            Parameter::new("SecurityGroupIds", Kind::Ids(Pick::SecurityGroup), "These groups", "安全组ID列表")
                .by(Wire::Written),
            Parameter::text("SecurityGroupName", "Of this name", "安全组名称"),
            Parameter::flag("IsQueryEcsCount", "Says how many instances are inside", "是否返回实例数"),
            PAGE_SIZE,
            PAGE_NUMBER,
        ],
    ),
    reads(
        "DescribeSnapshotGroups",
        "Lists snapshot-consistent groups.",
        "查询快照一致性组。",
        &[
            REGION,
            Parameter::new("SnapshotGroupId", Kind::Texts, "These groups", "一致性组ID列表"),
            Parameter::new(
                "Status",
                Kind::Texts,
                "progressing, accomplished or failed",
                "progressing、accomplished或failed",
            ),
            INSTANCE,
            Parameter::text("Name", "Of this name", "名称"),
            Parameter::integer("MaxResults", "1 to 100 a page, 10 where left out", "每页1~100条，默认10"),
            NEXT_TOKEN,
        ],
    ),
    reads(
        "DescribeSnapshotLinks",
        "Lists snapshot chains with what they store.",
        "查询快照链及其占用的容量。",
        &[
            REGION,
            INSTANCE,
            Parameter::new("DiskIds", Kind::Ids(Pick::Disk), "Of these disks", "云盘ID列表").by(Wire::Written),
            Parameter::new("SnapshotLinkIds", Kind::Texts, "These chains", "快照链ID列表").by(Wire::Written),
            PAGE_SIZE,
            PAGE_NUMBER,
        ],
    ),
    reads(
        "DescribeSnapshots",
        "Lists snapshots, newest first.",
        "查询快照，最新的在前。",
        &[
            REGION,
            Parameter::new("SnapshotIds", Kind::Ids(Pick::Snapshot), "These snapshots", "快照ID列表").by(Wire::Written),
            INSTANCE,
            DISK,
            Parameter::text("SnapshotLinkId", "Of this chain", "快照链ID"),
            Parameter::text("SnapshotName", "Of this name", "快照名称"),
            Parameter::one_of("Status", &["all", "progressing", "accomplished", "failed"], "In this status", "状态"),
            Parameter::one_of("SnapshotType", &["all", "user", "auto"], "By hand or automatic", "手动或自动"),
            Parameter::one_of("SourceDiskType", &["system", "data"], "Of system or data disks", "源盘类型"),
            Parameter::one_of("Usage", &["none", "image", "disk", "image_disk"], "What was made from it", "用途"),
            Parameter::flag("Encrypted", "Encrypted", "是否加密"),
            PAGE_SIZE,
            PAGE_NUMBER,
        ],
    ),
    reads(
        "DescribeSnapshotsUsage",
        "Says how many snapshots a region has, and their size.",
        "查询地域的快照数和容量。",
        &[ONE_REGION],
    ),
    reads(
        "DescribeVSwitches",
        "Lists vSwitches.",
        "查询交换机。",
        &[
            Parameter { takes: REGION_OR_VPC.takes, ..REGION },
            Parameter::id("VpcId", Pick::Vpc, "In this VPC", "专有网络"),
            Parameter::id("VSwitchId", Pick::VSwitch, "One vSwitch", "交换机ID"),
            Parameter::id("ZoneId", Pick::Zone, "In this zone", "可用区"),
            IS_DEFAULT,
            NETWORKS_A_PAGE,
            PAGE_NUMBER,
        ],
    ),
    reads(
        "DescribeVpcs",
        "Lists VPCs.",
        "查询专有网络。",
        &[
            ONE_REGION,
            Parameter::id("VpcId", Pick::Vpc, "One VPC, or several with commas", "专有网络ID，多个以逗号分隔"),
            IS_DEFAULT,
            NETWORKS_A_PAGE,
            PAGE_NUMBER,
        ],
    ),
    reads("DescribeZones", "Lists the zones of a region.", "查询地域的可用区。", &[ONE_REGION]),
    writes("DetachDisk", "Detaches a data disk.", "卸载数据盘。", &[DISK.required(), INSTANCE.required()]),
    writes(
        "ModifySnapshotAttribute",
        "Changes what is said of a snapshot, or keeps it longer.",
        "修改快照信息，或延长保留时间。",
        &[
            SNAPSHOT.required(),
            Parameter::text("SnapshotName", "Its name", "快照名称"),
            Parameter::text("Description", "Free text", "描述"),
            Parameter::integer("RetentionDays", "Days from its creation, only longer", "自创建起的天数，只能延长"),
        ],
    ),
    writes(
        "ModifySnapshotCategory",
        "Moves a snapshot to the Archive tier, for good.",
        "将快照转为归档类型，不可逆。",
        &[
            SNAPSHOT.required(),
            Parameter::one_of("Category", &["Archive"], "There is no way back", "不可恢复为标准类型").required(),
            Parameter::integer(
                "RetentionDays",
                "Days in all, 74 to 65,536; for good where left out",
                "总保留天数，74~65,536，不填为永久",
            ),
        ],
    ),
    writes(
        "ResetDisk",
        "Puts a disk back to a snapshot of its own.",
        "使用云盘自身的快照回滚云盘。",
        &[DISK.required(), SNAPSHOT.required()],
    ),
    writes(
        "ResizeDisk",
        "Makes a disk larger.",
        "扩容云盘。",
        &[
            DISK.required(),
            Parameter::integer("NewSize", "Its size from now on, in GiB", "扩容后的容量（GiB）").required(),
        ],
    ),
    writes(
        "RunInstances",
        "Creates instances; they start at once.",
        "创建实例并启动。",
        &[
            ONE_REGION,
            Parameter::id("ZoneId", Pick::Zone, "Their zone", "可用区"),
            Parameter::id("VSwitchId", Pick::VSwitch, "Their vSwitch", "交换机"),
            Parameter::id("SecurityGroupId", Pick::SecurityGroup, "Their security group", "安全组"),
            Parameter::new(
                "SecurityGroupIds",
                Kind::Ids(Pick::SecurityGroup),
                "The same as a list of one",
                "同上，列表形式",
            ),
            Parameter::id("InstanceType", Pick::InstanceType, "Their type", "实例规格").required(),
            Parameter::text("InstanceName", "Their name", "实例名称"),
            Parameter::flag("UniqueSuffix", "Numbers the names from 001 on", "名称后加001起的序号"),
            Parameter::integer("Amount", "How many, 1 to 100", "台数，1~100"),
            Parameter::text("ImageId", "A custom image, or an operating system", "自定义镜像，或操作系统"),
            Parameter::new("SystemDisk", Kind::Object(SYSTEM_DISK), "What the system disk is like", "系统盘"),
            Parameter::new("DataDisk", Kind::Objects(NEW_DISK), "What the data disks are like", "数据盘"),
            TAGS,
        ],
    ),
    writes("StartInstance", "Starts a stopped instance.", "启动已停止的实例。", &[INSTANCE.required()]),
    writes(
        "StopInstance",
        "Stops a running instance.",
        "停止运行中的实例。",
        &[INSTANCE.required(), Parameter::flag("ForceStop", "Understood; it takes as long", "可传入，用时相同")],
    ),
    writes("TagResources", "Sets tags of instances.", "为实例设置标签。", &[RESOURCE_TYPE, RESOURCES, TAGS]),
    writes(
        "UntagResources",
        "Takes tags off instances.",
        "移除实例的标签。",
        &[
            RESOURCE_TYPE,
            RESOURCES,
            Parameter::new("TagKey", Kind::Texts, "The keys, or else All", "标签键，与All二选一"),
            Parameter::flag("All", "All tags", "全部标签"),
        ],
    ),
];

const fn reads(action: &'static str, en: &'static str, zh: &'static str, params: &'static [Parameter]) -> Entry {
    Entry::reads("ecs", action, en, zh, params)
}

const fn writes(action: &'static str, en: &'static str, zh: &'static str, params: &'static [Parameter]) -> Entry {
    Entry::writes("ecs", action, en, zh, params)
}

const DISK: Parameter = Parameter::id("DiskId", Pick::Disk, "The disk", "云盘ID");
const INSTANCE: Parameter = Parameter::id("InstanceId", Pick::Instance, "The instance", "实例ID");
const SNAPSHOT: Parameter = Parameter::id("SnapshotId", Pick::Snapshot, "The snapshot", "快照ID");

const SNAPSHOT_DAYS: Parameter =
    Parameter::integer("RetentionDays", "1 to 65,536; for good where left out", "1~65,536天，不填为永久");

const AUTO_POLICY: Parameter =
    Parameter::id("autoSnapshotPolicyId", Pick::AutoPolicy, "The automatic snapshot policy", "自动快照策略ID");

const AUTO_DISKS: Parameter =
    Parameter::new("diskIds", Kind::Ids(Pick::Disk), "The disks", "云盘ID列表").by(Wire::Written);

const RESOURCE_TYPE: Parameter =
    Parameter::one_of("ResourceType", &["instance"], "Only instances have tags here", "此处仅支持实例").required();

const RESOURCES: Parameter =
    Parameter::new("ResourceId", Kind::Ids(Pick::Instance), "1 to 50 instances", "1~50个实例").required();

const WITH_TAGS: Parameter = Parameter::text("", "With all of these tags", "具有全部这些标签");

const REGION_OR_VPC: Parameter =
    Parameter::text("", "In this region; this or VpcId is needed", "所在地域，与VpcId至少填一项");

const IS_DEFAULT: Parameter = Parameter::flag("IsDefault", "The default ones, or the others", "是否默认");

const LEVEL: Parameter = Parameter::one_of("PerformanceLevel", LEVELS, "For ESSD", "用于ESSD");

const SIZE: Parameter = Parameter::integer("Size", "In GiB", "容量（GiB）");

const DISK_NAME: Parameter = Parameter::text("DiskName", "Its name", "云盘名称");

const MULTI_ATTACH: Parameter =
    Parameter::one_of("MultiAttach", &["Disabled", "Enabled"], "For several instances at once", "多重挂载")
        .by(Wire::Ours);

const SOURCE: Parameter = Parameter::id("SnapshotId", Pick::Snapshot, "Made from this", "来源快照");

const ENCRYPTED: Parameter = Parameter::flag("Encrypted", "Encrypted", "是否加密");

const GOES_ALONG: Parameter =
    Parameter::flag("DeleteWithInstance", "Goes with the instance, true where left out", "是否随实例释放，默认true");

const NEW_DISK: &[Parameter] = &[NEW_CATEGORY, LEVEL, SIZE, DISK_NAME, SOURCE, MULTI_ATTACH, ENCRYPTED, GOES_ALONG];

/// In life its image says what it is made from.
const SYSTEM_DISK: &[Parameter] = &[
    NEW_CATEGORY,
    LEVEL,
    Parameter::text("Size", "In GiB", "容量（GiB）"),
    DISK_NAME,
    SOURCE.by(Wire::Ours),
    MULTI_ATTACH,
    ENCRYPTED,
    GOES_ALONG.by(Wire::Ours),
];

const NEW_CATEGORY: Parameter = Parameter::one_of("Category", CATEGORIES, "Its category", "云盘类型");
