//! The operations of Cloud Backup; those of legacy plans stand beside.

use super::{
    Entry, Kind, Parameter, Pick, Wire,
    common::{
        ACCOUNT, ACCOUNT_KIND, CATEGORIES, DISKS, ENDPOINT, JOBS_A_PAGE, KEEP_LATEST, LEVELS, LISTED_ACCOUNT,
        LISTED_KIND, LISTED_ROLE, MANAGED_KIND, MAX_RESULTS, NEXT_TOKEN, OPERATOR, PAGE_NUMBER, RETENTION, ROLE,
        SCHEDULE, SOURCE_OR_DISK, SOURCE_TYPE, VALUES, filters,
    },
};

pub(super) const ENTRIES: &[Entry] = &[
    writes(
        "AddCrossAccount",
        "Manages another account from now on.",
        "添加被管理的账号。",
        &[MANAGED_KIND, ACCOUNT.required(), ROLE.required(), Parameter::text("Alias", "What it is called", "别名")],
    ),
    writes(
        "CancelBackupJob",
        "Cancels a running backup job; it leaves no point.",
        "取消运行中的备份任务，不产生备份点。",
        &[Parameter::id("JobId", Pick::Job, "A running job", "运行中的备份任务").required()],
    ),
    writes(
        "CancelRestoreJob",
        "Cancels a running restore; everything stays as it was.",
        "取消运行中的恢复任务，数据保持原样。",
        &[Parameter::id("RestoreId", Pick::Restore, "A running restore", "运行中的恢复任务").required()],
    ),
    reads(
        "CheckRole",
        "Says whether a service role is there.",
        "检查服务角色是否存在。",
        &[
            Parameter::one_of(
                "CheckRoleType",
                &["UdmRole", "EcsBackupRole", "CrossAccountRole"],
                "Which role",
                "角色类型",
            )
            .required(),
            MANAGED_KIND.by(Wire::Ours),
            ACCOUNT,
            ROLE,
        ],
    ),
    writes(
        "CreateBackupJob",
        "Backs an instance up once, by hand.",
        "手动备份一次实例。",
        &[
            SOURCE_TYPE,
            Parameter::id("InstanceId", Pick::Instance, "The instance", "实例ID").required(),
            RETENTION.required(),
            Parameter::text("JobName", "A name for the job", "备份名称"),
            Parameter::new("Detail", Kind::Object(JOB_DETAIL), "Disks, consistency, copy", "云盘、一致性、异地复制")
                .by(Wire::Map),
            ACCOUNT_KIND,
            ACCOUNT,
            ROLE,
        ],
    ),
    writes(
        "CreatePolicyBindings",
        "Associates instances with a policy.",
        "为策略关联实例。",
        &[
            POLICY.required(),
            Parameter::new("PolicyBindingList", Kind::Objects(SOURCES), "At most 99 instances", "最多99个实例")
                .required()
                .by(Wire::Json),
        ],
    ),
    writes(
        "CreatePolicyV2",
        "Creates a backup policy.",
        "创建备份策略。",
        &[
            ENDPOINT,
            Parameter::text("PolicyName", "1 to 64 characters, no space", "1~64个字符，不含空格").required(),
            POLICY_TYPE,
            DESCRIPTION,
            RULES.required(),
        ],
    ),
    writes(
        "CreateRestoreJob",
        "Restores from a backup point: in place, or as something new.",
        "从备份点恢复：回滚，或恢复为新的实例、云盘。",
        &[
            Parameter::one_of("RestoreType", RESTORE_TYPES, "In place, or anew", "恢复类型").required(),
            SOURCE_OR_DISK,
            Parameter::id(
                "SnapshotId",
                Pick::Point,
                "The backup point, of the instance or of the disk",
                "备份点，整机或云盘的",
            )
            .required(),
            Parameter::id("UdmRegionId", Pick::Region, "The region of the point", "备份点所在地域"),
            Parameter::new(
                "UdmDetail",
                Kind::Object(RESTORE_DETAIL),
                "To what, each kind with its own",
                "恢复目标，因恢复类型而异",
            )
            .required()
            .by(Wire::Map),
            ACCOUNT_KIND,
            ACCOUNT,
            ROLE,
        ],
    ),
    writes(
        "DeleteCrossAccount",
        "Manages an account no longer.",
        "移除被管理的账号。",
        &[MANAGED_KIND, ACCOUNT.required(), ROLE.required()],
    ),
    writes(
        "DeletePolicyBinding",
        "Dissociates instances from a policy; their points stay.",
        "解除实例与策略的关联，备份点保留。",
        &[
            SOURCE_TYPE,
            POLICY.required(),
            Parameter::new("DataSourceIds", Kind::Ids(Pick::Instance), "The instances", "实例ID列表")
                .required()
                .by(Wire::Json),
        ],
    ),
    writes("DeletePolicyV2", "Deletes a policy; all points stay.", "删除策略，备份点全部保留。", &[POLICY.required()]),
    writes(
        "DeleteSnapshot",
        "Deletes a backup point with its snapshots.",
        "删除备份点及其快照。",
        &[
            SOURCE_TYPE,
            Parameter::id("SnapshotId", Pick::Point, "The backup point", "备份点ID").required(),
            Parameter { takes: REMOTE_POINT.takes, ..ENDPOINT },
        ],
    ),
    writes(
        "DeleteUdmEcsInstance",
        "Stops protecting an instance; its points stay.",
        "取消保护实例，备份点保留。",
        &[
            Parameter::id("InstanceId", Pick::Instance, "The instance", "实例ID").required(),
            LISTED_KIND,
            LISTED_ACCOUNT,
            LISTED_ROLE,
        ],
    ),
    reads(
        "DescribeBackupJobs2",
        "Lists backup jobs, newest first.",
        "查询备份任务，最新的在前。",
        &[
            SOURCE_OR_DISK,
            JOBS_A_PAGE,
            PAGE_NUMBER,
            Parameter::one_of("SortDirection", &["DESCEND", "ASCEND"], "Newest first where left out", "默认最新的在前"),
            filters(&[JOB_KEY, OPERATOR, VALUES]),
            ENDPOINT,
            LISTED_KIND,
            LISTED_ACCOUNT,
            LISTED_ROLE,
        ],
    ),
    reads("DescribeCrossAccounts", "Lists the managed accounts.", "查询被管理的账号。", &[JOBS_A_PAGE, PAGE_NUMBER]),
    reads(
        "DescribePoliciesV2",
        "Lists policies with their rules.",
        "查询备份策略及其规则。",
        &[
            Parameter::id("PolicyId", Pick::Policy, "One policy; all where left out", "策略ID，不填为全部"),
            POLICY_TYPE.by(Wire::Ours),
            MAX_RESULTS,
            NEXT_TOKEN,
            ENDPOINT,
        ],
    ),
    reads(
        "DescribePolicyBindings",
        "Lists what is associated with which policy.",
        "查询策略与实例的关联关系。",
        &[
            SOURCE_TYPE,
            POLICY,
            Parameter::new("DataSourceIds", Kind::Ids(Pick::Instance), "Of these instances only", "仅这些实例")
                .by(Wire::Json),
            MAX_RESULTS,
            NEXT_TOKEN,
            ENDPOINT,
            LISTED_KIND,
            LISTED_ACCOUNT,
            LISTED_ROLE,
        ],
    ),
    reads("DescribeRegions", "Lists the regions.", "查询地域。", &[]),
    reads(
        "DescribeRestoreJobs2",
        "Lists restores, newest first.",
        "查询恢复任务，最新的在前。",
        &[
            Parameter::one_of("RestoreType", RESTORE_TYPES, "All kinds where left out", "默认全部类型"),
            JOBS_A_PAGE,
            PAGE_NUMBER,
            filters(&[RESTORE_KEY, OPERATOR, VALUES]),
            ENDPOINT,
            LISTED_KIND,
            LISTED_ACCOUNT,
            LISTED_ROLE,
        ],
    ),
    reads(
        "DescribeUdmSnapshots",
        "Lists backup points.",
        "查询备份点。",
        &[
            SOURCE_OR_DISK,
            Parameter::new("StartTime", Kind::Seconds, "Created at or after, in UNIX seconds", "创建时间下限，UNIX秒"),
            Parameter::new("EndTime", Kind::Seconds, "Created at or before, in UNIX seconds", "创建时间上限，UNIX秒"),
            Parameter::id("UdmRegionId", Pick::Region, "In this region", "所在地域"),
            Parameter::id("InstanceId", Pick::Instance, "Of this instance", "实例ID"),
            Parameter::id("DiskId", Pick::Disk, "With this disk", "云盘ID"),
            Parameter::id("JobId", Pick::Job, "Made by this job", "产生备份点的任务ID"),
            Parameter::new("SnapshotIds", Kind::Ids(Pick::Point), "These points", "备份点ID列表").by(Wire::Map),
            ENDPOINT,
            LISTED_KIND,
            LISTED_ACCOUNT,
            LISTED_ROLE,
        ],
    ),
    writes(
        "ExecutePolicyV2",
        "Runs a policy now, for all of its instances or for one.",
        "立即执行策略，针对全部或单个实例。",
        &[
            SOURCE_TYPE,
            POLICY.required(),
            Parameter::id("RuleId", Pick::Rule, "One of its BACKUP rules", "策略的一条BACKUP规则").required(),
            Parameter::id("DataSourceId", Pick::Instance, "One instance; all where left out", "实例ID，不填为全部"),
        ],
    ),
    reads(
        "GetBasicStatistics",
        "Sums up what is protected.",
        "统计受保护的数据量和资源数。",
        &[SOURCE_TYPE.required(), ENDPOINT, LISTED_KIND, LISTED_ACCOUNT, LISTED_ROLE],
    ),
    reads(
        "ListProtectedResources",
        "Lists the protected instances with their backup size.",
        "查询受保护的实例及其备份容量。",
        &[
            SOURCE_TYPE,
            Parameter::id("ResourceId", Pick::Instance, "One instance", "实例ID"),
            Parameter::flag("HasSnapshot", "With points, or without", "是否有备份点"),
            Parameter::integer("Skip", "How many are passed over", "跳过的条数"),
            MAX_RESULTS,
            NEXT_TOKEN,
            ENDPOINT,
            LISTED_KIND,
            LISTED_ACCOUNT,
            LISTED_ROLE,
        ],
    ),
    writes("OpenHbrService", "Activates Cloud Backup.", "开通云备份。", &[]),
    writes(
        "UpdatePolicyBinding",
        "Suspends or resumes an association, or changes what it covers.",
        "暂停或恢复关联，或修改其备份范围。",
        &[
            SOURCE_TYPE,
            POLICY.required(),
            Parameter::id("DataSourceId", Pick::Instance, "The instance", "实例ID").required(),
            DISABLED,
            BINDING_DESCRIPTION,
            ADVANCED.by(Wire::Json),
        ],
    ),
    writes(
        "UpdatePolicyV2",
        "Edits a policy, from the next run on.",
        "编辑策略，下次执行起生效。",
        &[
            POLICY.required(),
            Parameter::text(
                "PolicyName",
                "1 to 64 characters; the present one where left out",
                "1~64个字符，不填则不变",
            ),
            DESCRIPTION,
            RULES,
        ],
    ),
];

const fn reads(action: &'static str, en: &'static str, zh: &'static str, params: &'static [Parameter]) -> Entry {
    Entry::reads("hbr", action, en, zh, params)
}

const fn writes(action: &'static str, en: &'static str, zh: &'static str, params: &'static [Parameter]) -> Entry {
    Entry::writes("hbr", action, en, zh, params)
}

const POLICY: Parameter = Parameter::id("PolicyId", Pick::Policy, "The policy", "策略ID");

const POLICY_TYPE: Parameter =
    Parameter::one_of("PolicyType", &["UDM_ECS_ONLY"], "An ECS instance backup policy", "整机备份策略");

const DESCRIPTION: Parameter = Parameter::text("PolicyDescription", "Free text", "策略描述");

const REMOTE_POINT: Parameter = Parameter::text(
    "",
    "The region of the point, for a replicated one; in life it is said by the endpoint",
    "备份点所在地域，用于异地备份点；实际由接入点决定",
);

/// The rules of a policy, in the order in which they come back.
pub(super) const RULES: Parameter = Parameter::new(
    "Rules",
    Kind::Objects(&[
        Parameter::one_of(
            "RuleType",
            &["BACKUP", "TRANSITION", "REPLICATION", "TAG", "SECURITY"],
            "What it rules",
            "规则类型",
        )
        .required(),
        Parameter::id(
            "RuleId",
            Pick::Rule,
            "On update: the rule that is there; new where left out",
            "更新时为已有规则的ID，不填为新规则",
        ),
        SCHEDULE,
        RETENTION,
        KEEP_LATEST,
        Parameter::integer("ArchiveDays", "Days before archiving; 0: never", "转归档层天数，0表示不归档"),
        Parameter::new(
            "RetentionRules",
            Kind::Objects(&[
                Parameter::one_of(
                    "AdvancedRetentionType",
                    &["DAILY", "WEEKLY", "MONTHLY", "YEARLY"],
                    "Of which period",
                    "周期",
                )
                .required(),
                RETENTION.required(),
                Parameter::integer("WhichSnapshot", "Always 1: the first of its period", "固定为1，即周期内第1个备份"),
            ]),
            "On TRANSITION: special retention",
            "用于TRANSITION：特殊保留时间",
        ),
        Parameter::id("ReplicationRegionId", Pick::Region, "On REPLICATION: where to", "用于REPLICATION：目标地域"),
        Parameter::new(
            "TagFilters",
            Kind::Objects(&[
                Parameter::text("Key", "The key of the tag", "标签键"),
                Parameter::one_of("Operator", &["EQUAL", "NOT"], "EQUAL where left out", "默认为EQUAL"),
                Parameter::text("Value", "The value; empty: any", "标签值，空表示任意"),
            ]),
            "On TAG: which instances",
            "用于TAG：匹配的标签",
        ),
        Parameter::new("DataSourceFilters", Kind::Objects(&[SOURCE_TYPE]), "On TAG: UDM_ECS", "用于TAG：UDM_ECS"),
        Parameter::flag("Immutable", "Whether points are locked", "是否锁定备份"),
        Parameter::text("VaultId", "Refused: for other kinds of policies", "会被拒绝：仅用于其他类型的策略"),
    ]),
    "BACKUP, TRANSITION, and more as wanted; a list replaces the old one",
    "BACKUP、TRANSITION等规则，传入的列表替换原有规则",
)
.by(Wire::Json);

const DISABLED: Parameter = Parameter::flag("Disabled", "Suspended: no scheduled runs", "是否暂停，暂停后不按计划执行");

const BINDING_DESCRIPTION: Parameter = Parameter::text("PolicyBindingDescription", "Free text", "关联描述");

const ADVANCED: Parameter = Parameter::new(
    "AdvancedOptions",
    Kind::Object(&[Parameter::new("UdmDetail", Kind::Object(UDM_DETAIL), "Disks and consistency", "云盘与一致性")]),
    "Which disks, and how",
    "备份哪些云盘、如何备份",
);

const UDM_DETAIL: &[Parameter] = &[
    DISKS,
    Parameter::new("ExcludeDiskIdList", Kind::Ids(Pick::Disk), "All but these", "排除这些云盘"),
    Parameter::flag("SnapshotGroup", "Snapshot-consistent group", "快照一致性组"),
    Parameter::flag("AppConsistent", "Application-consistent", "应用一致性备份"),
    Parameter::flag("EnableWriters", "Writers on Windows, true where left out", "是否包含Writer（Windows），默认true"),
    Parameter::flag("EnableFsFreeze", "Freeze on Linux, true where left out", "是否冻结文件系统（Linux），默认true"),
    Parameter::text("PreScriptPath", "Runs before the freeze", "应用冻结脚本"),
    Parameter::text("PostScriptPath", "Runs after the thaw", "应用解冻脚本"),
    Parameter::integer("TimeoutInSeconds", "Of the freeze, 30 where left out", "IO冻结超时时间（秒），默认30"),
    Parameter::text("RamRoleName", "The role of the instance", "实例的RAM角色"),
    // Terraform sends it; the SDK has no field for it.
    Parameter::text("DestinationKmsKeyId", "Encrypts the copies", "加密异地副本的密钥").by(Wire::Ours),
];

const SOURCES: &[Parameter] = &[
    SOURCE_TYPE,
    Parameter::id("DataSourceId", Pick::Instance, "The instance", "实例ID").required(),
    DISABLED,
    BINDING_DESCRIPTION,
    ADVANCED,
    ACCOUNT_KIND,
    ACCOUNT,
    ROLE,
];

const JOB_DETAIL: &[Parameter] = &[
    Parameter { name: "diskIdList", ..DISKS },
    Parameter::flag("snapshotGroup", "Snapshot-consistent group", "快照一致性组"),
    Parameter::flag("appConsistent", "Application-consistent", "应用一致性备份"),
    Parameter::flag("enableWriters", "Writers on Windows, true where left out", "是否包含Writer（Windows），默认true"),
    Parameter::flag("enableFsFreeze", "Freeze on Linux, true where left out", "是否冻结文件系统（Linux），默认true"),
    Parameter::text("preScriptPath", "Runs before the freeze", "应用冻结脚本"),
    Parameter::text("postScriptPath", "Runs after the thaw", "应用解冻脚本"),
    Parameter::integer("timeoutInSeconds", "Of the freeze, 30 where left out", "IO冻结超时时间（秒），默认30"),
    Parameter::text("ramRoleName", "The role of the instance", "实例的RAM角色"),
    Parameter::flag("doCopy", "Copies the point to another region", "是否异地复制"),
    Parameter::id("destinationRegionId", Pick::Region, "Where to", "目标地域"),
    Parameter::integer("destinationRetention", "Days that the copy is kept", "异地备份保留天数"),
];

const RESTORE_TYPES: &[&str] = &["UDM_ECS_ROLLBACK", "UDM_ECS", "UDM_ECS_DISK_ROLLBACK", "UDM_ECS_DISK"];

const RESTORE_DETAIL: &[Parameter] = &[
    Parameter::id("sourceInstanceId", Pick::Instance, "In place: the instance", "回滚：源实例"),
    Parameter::flag("forceRestore", "In place: even where a disk was detached", "回滚：云盘已卸载时仍恢复"),
    Parameter::flag("bootAfterRestore", "Starts the instance afterwards", "恢复后启动实例"),
    Parameter::id("instanceType", Pick::InstanceType, "New instance: its type", "新实例：实例规格"),
    Parameter::one_of("diskCategory", CATEGORIES, "New: the category of the disks", "新实例或云盘：云盘类型"),
    Parameter::one_of("diskPerformanceLevel", LEVELS, "For ESSD, PL1 where left out", "用于ESSD，默认PL1"),
    Parameter::id("restoredNetwork", Pick::VSwitch, "New instance: its vSwitch", "新实例：交换机"),
    Parameter::id("securityGroup", Pick::SecurityGroup, "New instance: its security group", "新实例：安全组"),
    Parameter::text("restoredName", "New instance: its name", "新实例：实例名称"),
    Parameter::text("restoredHostName", "New instance: its host name", "新实例：主机名"),
    Parameter::flag("allocatePublicIp", "New instance: a public address", "新实例：分配公网IP"),
    Parameter::text("privateIpAddress", "New instance: its address in the vSwitch", "新实例：私网IP"),
    Parameter::id("targetInstanceId", Pick::Instance, "New disk: the instance that gets it", "新云盘：挂载到的实例"),
];

const JOB_KEY: Parameter = Parameter::one_of(
    "Key",
    &[
        "RegionId",
        "PlanId",
        "JobId",
        "InstanceId",
        "Status",
        "CreatedTime",
        "CompleteTime",
        "InstanceName",
        "BackupType",
        "ParentId",
    ],
    "What it goes by",
    "筛选字段",
)
.required();

const RESTORE_KEY: Parameter = Parameter::one_of(
    "Key",
    &[
        "RegionId",
        "RestoreId",
        "JobId",
        "InstanceId",
        "SourceInstanceId",
        "InstanceName",
        "TargetInstanceId",
        "SnapshotId",
        "Status",
        "CreatedTime",
        "CompleteTime",
        "ParentId",
    ],
    "What it goes by",
    "筛选字段",
)
.required();
