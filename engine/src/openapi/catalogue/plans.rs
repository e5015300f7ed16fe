//! The operations of legacy backup plans (API-26).

use super::{
    Entry, Kind, Parameter, Pick, Wire,
    common::{
        ACCOUNT, ACCOUNT_KIND, DISKS, ENDPOINT, JOBS_A_PAGE, KEEP_LATEST, LISTED_ACCOUNT, LISTED_KIND, LISTED_ROLE,
        PAGE_NUMBER, RETENTION, ROLE, SCHEDULE, SOURCE_TYPE, filters,
    },
};

pub(super) const ENTRIES: &[Entry] = &[
    writes(
        "CreateBackupPlan",
        "Creates a legacy backup plan of an instance.",
        "为实例创建旧版备份计划。",
        &[
            SOURCE_TYPE,
            Parameter::text("PlanName", "1 to 64 characters", "1~64个字符").required(),
            Parameter::id("InstanceId", Pick::Instance, "The instance", "实例ID").required(),
            SCHEDULE,
            RETENTION,
            KEEP_LATEST,
            RULE,
            DETAIL,
            Parameter::flag("Disabled", "Suspended from the start", "创建后即暂停"),
            ACCOUNT_KIND,
            ACCOUNT,
            ROLE,
        ],
    ),
    writes(
        "DeleteBackupPlan",
        "Deletes a plan; its points stay.",
        "删除计划，备份点保留。",
        &[
            SOURCE_TYPE,
            PLAN,
            Parameter::flag("RequireNoRunningJobs", "Only if no job of it is under way", "仅在没有运行中的任务时删除"),
        ],
    ),
    reads(
        "DescribeBackupPlans",
        "Lists the legacy backup plans.",
        "查询旧版备份计划。",
        &[
            SOURCE_TYPE,
            JOBS_A_PAGE,
            PAGE_NUMBER,
            filters(&[
                Parameter::one_of(
                    "Key",
                    &["planId", "instanceId", "planName", "regionId"],
                    "What it goes by",
                    "筛选字段",
                )
                .required(),
                Parameter::new("Values", Kind::Texts, "One of these", "匹配其中之一"),
            ]),
            ENDPOINT,
            LISTED_KIND,
            LISTED_ACCOUNT,
            LISTED_ROLE,
        ],
    ),
    writes("DisableBackupPlan", "Suspends a plan.", "暂停计划。", &[SOURCE_TYPE, PLAN]),
    writes("EnableBackupPlan", "Resumes a plan.", "继续计划。", &[SOURCE_TYPE, PLAN]),
    writes(
        "ExecuteBackupPlan",
        "Runs a plan now.",
        "立即执行计划。",
        &[
            SOURCE_TYPE,
            PLAN,
            Parameter::id(
                "RuleId",
                Pick::Rule,
                "One of its rules; the first where left out",
                "计划的一条规则，默认第一条",
            ),
        ],
    ),
    writes(
        "UpdateBackupPlan",
        "Edits a plan, which makes a policy of it.",
        "编辑计划，编辑后转换为策略。",
        &[
            SOURCE_TYPE,
            PLAN,
            Parameter::text("PlanName", "The present one where left out", "不填则不变"),
            SCHEDULE,
            RETENTION,
            KEEP_LATEST,
            RULE,
            DETAIL,
        ],
    ),
];

const fn reads(action: &'static str, en: &'static str, zh: &'static str, params: &'static [Parameter]) -> Entry {
    Entry::reads("hbr", action, en, zh, params)
}

const fn writes(action: &'static str, en: &'static str, zh: &'static str, params: &'static [Parameter]) -> Entry {
    Entry::writes("hbr", action, en, zh, params)
}

const PLAN: Parameter = Parameter::id("PlanId", Pick::Plan, "The plan", "计划ID").required();

const RULE: Parameter = Parameter::new(
    "Rule",
    Kind::Objects(&[
        SCHEDULE.required(),
        RETENTION,
        Parameter::flag("Disabled", "Left out of the plan", "是否停用该规则"),
        Parameter::flag("DoCopy", "Copies the points to another region", "是否异地复制"),
        Parameter::id("DestinationRegionId", Pick::Region, "Where to", "目标地域"),
        Parameter::integer("DestinationRetention", "Days that the copies are kept", "异地备份保留天数"),
    ]),
    "Several schedules, instead of Schedule",
    "多条执行计划，代替Schedule",
);

const DETAIL: Parameter = Parameter::new(
    "Detail",
    Kind::Object(&[
        Parameter { name: "diskIdList", ..DISKS },
        Parameter::flag("snapshotGroup", "Snapshot-consistent group", "快照一致性组"),
        Parameter::flag("appConsistent", "Application-consistent", "应用一致性备份"),
        Parameter::flag(
            "enableWriters",
            "Writers on Windows, true where left out",
            "是否包含Writer（Windows），默认true",
        ),
        Parameter::flag(
            "enableFsFreeze",
            "Freeze on Linux, true where left out",
            "是否冻结文件系统（Linux），默认true",
        ),
        Parameter::text("preScriptPath", "Runs before the freeze", "应用冻结脚本"),
        Parameter::text("postScriptPath", "Runs after the thaw", "应用解冻脚本"),
        Parameter::integer("timeoutInSeconds", "Of the freeze, 30 where left out", "IO冻结超时时间（秒），默认30"),
        Parameter::text("ramRoleName", "The role of the instance", "实例的RAM角色"),
    ]),
    "Disks and consistency",
    "云盘与一致性",
)
.by(Wire::Map);
