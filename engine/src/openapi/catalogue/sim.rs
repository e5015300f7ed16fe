//! The operations that only a simulator has.

use super::{Entry, Kind, Parameter, Pick, common::ENDPOINT, hbr::RULES};

pub(super) const ENTRIES: &[Entry] = &[
    writes(
        "BuyResourcePlan",
        "Buys a resource plan, which is paid for at once.",
        "购买资源包，立即支付。",
        &[
            Parameter::one_of("Kind", &["OssStandardLrs", "Scu"], "Which kind", "类型").required(),
            Parameter::new("CapacityGib", Kind::Integer, "What it covers, in GiB", "容量（GiB）").required(),
            Parameter::new("Months", Kind::Integer, "For how many months of 30 days", "时长（每月30天）").required(),
            ENDPOINT,
        ],
    ),
    reads("DescribeAccount", "Says how the account stands.", "查询账号状态。", &[]),
    reads(
        "DescribeBill",
        "Draws up the bill of a span.",
        "查询一段时间的账单。",
        &[
            Parameter::new("From", Kind::Instant, "The beginning of the month where left out", "默认当月月初"),
            Parameter::new("To", Kind::Instant, "Now where left out", "默认当前时间"),
            Parameter::one_of(
                "GroupBy",
                &["cause", "region", "instance", "tier", "day", "month"],
                "What lines are told apart by",
                "分组方式",
            ),
        ],
    ),
    reads(
        "DescribeDrill",
        "Tells how incidents were recovered from.",
        "查询演练报告。",
        &[Parameter::id("IncidentId", Pick::Incident, "One incident; all where left out", "故障ID，不填为全部")],
    ),
    reads("DescribeIncidents", "Lists the incidents that are known.", "查询已知的故障。", &[]),
    reads(
        "DescribeRecoverability",
        "Says what can be recovered, and how fast.",
        "查询可恢复性。",
        &[
            Parameter::new(
                "InstanceIds",
                Kind::Ids(Pick::Instance),
                "These instances; all where left out",
                "实例ID列表，不填为全部",
            ),
            Parameter::new(
                "At",
                Kind::Instant,
                "As it was or will be then; now where left out",
                "某一时刻的情况，默认当前",
            ),
        ],
    ),
    reads("DescribeResourcePlans", "Lists the resource plans that were bought.", "查询已购买的资源包。", &[]),
    writes(
        "EditSettings",
        "Changes assumptions; answers with all in force.",
        "修改模型假设，返回当前生效的全部设置。",
        &[],
    ),
    reads(
        "Explain",
        "Says why something is as it is.",
        "解释为什么如此。",
        &[
            Parameter::id("SnapshotId", Pick::Point, "A backup point", "备份点ID"),
            Parameter::id("JobId", Pick::Job, "A backup job or a restore", "备份任务或恢复任务ID"),
            Parameter::id("InstanceId", Pick::Instance, "An instance", "实例ID"),
            Parameter::id("PolicyId", Pick::Policy, "A policy", "策略ID"),
        ],
    ),
    reads(
        "ExportTerraform",
        "Writes policies and their associations as Terraform.",
        "将策略及其关联导出为Terraform。",
        &[Parameter::id("PolicyId", Pick::Policy, "One policy; all where left out", "策略ID，不填为全部")],
    ),
    writes(
        "ExtendRetention",
        "Keeps a backup point longer.",
        "延长备份点的保留时间。",
        &[
            Parameter::id("SnapshotId", Pick::Point, "The backup point", "备份点ID").required(),
            Parameter::integer("RetentionDays", "Days in all, from its creation", "自创建起的总天数").required(),
        ],
    ),
    writes(
        "InjectIncident",
        "Lets something go wrong.",
        "注入故障。",
        &[
            Parameter::one_of("Kind", KINDS, "What", "故障类型").required(),
            Parameter::new("InstanceIds", Kind::Ids(Pick::Instance), "Which instances", "实例ID列表"),
            Parameter::integer("HiddenHours", "How long ransomware hides, 0 to 8,760", "勒索软件潜伏的小时数，0~8,760"),
            Parameter::id("InstanceId", Pick::Instance, "Which instance", "实例ID"),
            Parameter::new(
                "DiskIds",
                Kind::Ids(Pick::Disk),
                "On which of its disks; all where left out",
                "云盘ID列表，不填为全部",
            ),
            Parameter::id("DiskId", Pick::Disk, "Which disk", "云盘ID"),
            Parameter::id("RegionId", Pick::Region, "Which region", "地域"),
            Parameter::id("From", Pick::Region, "The link from here", "复制链路的起点"),
            Parameter::id("To", Pick::Region, "The link to there", "复制链路的终点"),
            Parameter::integer("Hours", "How long, 1 to 8,760", "持续的小时数，1~8,760"),
            Parameter::integer("Jobs", "How many jobs fail, 1 to 10,000", "失败的任务数，1~10,000"),
        ],
    ),
    writes(
        "InspectPoint",
        "Looks at what a backup point holds.",
        "检查备份点的数据。",
        &[Parameter::id("SnapshotId", Pick::Point, "The backup point", "备份点ID").required()],
    ),
    writes(
        "PayBill",
        "Pays what is due.",
        "支付欠费。",
        &[Parameter::text(
            "Amount",
            "How much of it, such as 100.00; all where left out",
            "金额，如100.00，不填为全部",
        )],
    ),
    reads(
        "RehearsePolicy",
        "Says what a policy would create, archive, copy, delete and cost.",
        "预演策略将创建、归档、复制、删除的备份点及费用。",
        &[
            Parameter::id(
                "PolicyId",
                Pick::Policy,
                "A policy as it is, or with Rules as edited",
                "已有策略；同时传Rules为编辑后的效果",
            ),
            RULES,
            Parameter::new("InstanceIds", Kind::Ids(Pick::Instance), "On these instances", "针对这些实例"),
            Parameter::new(
                "Until",
                Kind::Instant,
                "Until when; as long as its points are kept where left out",
                "预演截止时间，默认到最长的保留时间",
            ),
            Parameter { takes: DRAFT_REGION.takes, ..ENDPOINT },
            Parameter::text("PolicyName", "Of the edited policy", "编辑后的策略名称"),
            Parameter::text("PolicyDescription", "Of the edited policy", "编辑后的策略描述"),
        ],
    ),
    writes("ShareSnapshot", "Shares a snapshot with accounts.", "共享快照给其他账号。", &[SNAPSHOT, ACCOUNTS]),
    writes(
        "TopUp",
        "Pays money in.",
        "充值。",
        &[Parameter::text("Amount", "How much, such as 100.00", "金额，如100.00").required()],
    ),
    writes("UnshareSnapshot", "Ends the sharing of a snapshot.", "取消共享快照。", &[SNAPSHOT, ACCOUNTS]),
];

const fn reads(action: &'static str, en: &'static str, zh: &'static str, params: &'static [Parameter]) -> Entry {
    Entry::reads("sim", action, en, zh, params)
}

const fn writes(action: &'static str, en: &'static str, zh: &'static str, params: &'static [Parameter]) -> Entry {
    Entry::writes("sim", action, en, zh, params)
}

const KINDS: &[&str] = &[
    "RansomwareInfection",
    "DataDeletion",
    "DiskFailure",
    "RegionOutage",
    "ReplicationLinkDown",
    "BackupDeletion",
    "MetadataSyncFailure",
    "PaymentOverdue",
    "InstanceReleased",
];

const SNAPSHOT: Parameter = Parameter::id("SnapshotId", Pick::Snapshot, "The ECS snapshot", "快照ID").required();

const ACCOUNTS: Parameter = Parameter::new("AccountIds", Kind::Texts, "The ids of the accounts", "账号ID列表");

const DRAFT_REGION: Parameter =
    Parameter::text("", "Of the draft; the first of the scenario where left out", "草稿所在地域，默认场景的第一个地域");
