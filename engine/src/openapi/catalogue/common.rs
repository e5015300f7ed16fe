//! What many operations take.

use super::{Kind, Parameter, Pick, Wire};

/// The region, where the real service is told it by its endpoint.
pub(super) const ENDPOINT: Parameter = Parameter::id(
    "RegionId",
    Pick::Region,
    "A region; in life it is said by the endpoint. Left out: the first for writes, all for lists",
    "地域，实际由接入点决定。不填时写操作取第一个地域，列表返回全部地域",
)
.by(Wire::Ours);

/// The region of a call to ECS.
pub(super) const REGION: Parameter =
    Parameter::id("RegionId", Pick::Region, "A region; left out: all regions", "地域，不填时为全部地域");

/// The same where a region is needed.
pub(super) const ONE_REGION: Parameter = Parameter::id(
    "RegionId",
    Pick::Region,
    "A region; left out: the first of the scenario",
    "地域，不填时为场景的第一个地域",
);

pub(super) const SOURCE_TYPE: Parameter =
    Parameter::one_of("SourceType", &["UDM_ECS"], "The kind of source", "数据源类型");

pub(super) const SOURCE_OR_DISK: Parameter = Parameter::one_of(
    "SourceType",
    &["UDM_ECS", "UDM_ECS_DISK"],
    "Instances, or their disks one by one",
    "整机，或其中的逐块云盘",
);

pub(super) const MAX_RESULTS: Parameter =
    Parameter::integer("MaxResults", "10 to 100 a page, 10 where left out", "每页10~100条，默认10");

pub(super) const NEXT_TOKEN: Parameter =
    Parameter::text("NextToken", "That of the answer before, for its next page", "上一次应答给出的值，用于取下一页");

pub(super) const JOBS_A_PAGE: Parameter =
    Parameter::integer("PageSize", "1 to 99 a page, 10 where left out", "每页1~99条，默认10");

pub(super) const PAGE_SIZE: Parameter =
    Parameter::integer("PageSize", "1 to 100 a page, 10 where left out", "每页1~100条，默认10");

pub(super) const NETWORKS_A_PAGE: Parameter =
    Parameter::integer("PageSize", "1 to 50 a page, 10 where left out", "每页1~50条，默认10");

pub(super) const PAGE_NUMBER: Parameter = Parameter::integer("PageNumber", "From 1 on", "从1开始");

pub(super) const ACCOUNT_KIND: Parameter = Parameter::one_of(
    "CrossAccountType",
    &["SELF_ACCOUNT", "CROSS_ACCOUNT"],
    "Whose it is: one's own where left out",
    "归属账号，默认为本账号",
);

pub(super) const ACCOUNT: Parameter =
    Parameter::id("CrossAccountUserId", Pick::Account, "The user id of a managed account", "被管理账号的UID");

pub(super) const ROLE: Parameter =
    Parameter::text("CrossAccountRoleName", "The RAM role in that account", "该账号中的RAM角色");

pub(super) const LISTED_KIND: Parameter = ACCOUNT_KIND.by(Wire::Ours);
pub(super) const LISTED_ACCOUNT: Parameter = ACCOUNT.by(Wire::Ours);
pub(super) const LISTED_ROLE: Parameter = ROLE.by(Wire::Ours);

pub(super) const MANAGED_KIND: Parameter =
    Parameter::one_of("CrossAccountType", &["CROSS_ACCOUNT"], "Another account", "跨账号");

pub(super) const SCHEDULE: Parameter = Parameter::text(
    "Schedule",
    "I|start|interval, such as I|1767196800|P1D, or C|start|cron",
    "I|起始时间|间隔，如I|1767196800|P1D；或C|起始时间|cron表达式",
);

pub(super) const RETENTION: Parameter = Parameter::integer(
    "Retention",
    "Days that the points are kept, 1 to 364,635; -1 asks for good, and is refused",
    "备份点保留天数，1~364,635；-1表示永久，会被拒绝",
);

pub(super) const KEEP_LATEST: Parameter = Parameter::integer(
    "KeepLatestSnapshots",
    "0 or 1; 1: the newest point outlives its retention",
    "0或1；1表示最新的备份点到期后仍保留",
);

pub(super) const DISKS: Parameter =
    Parameter::new("DiskIdList", Kind::Ids(Pick::Disk), "These disks only; empty: all", "仅备份这些云盘，空表示全部");

/// What a list of jobs or restores is narrowed by.
pub(super) const fn filters(keys: &'static [Parameter]) -> Parameter {
    Parameter::new("Filters", Kind::Objects(keys), "Each must admit a row", "每个条件都须满足")
}

pub(super) const OPERATOR: Parameter = Parameter::one_of(
    "Operator",
    &[
        "IN",
        "EQUAL",
        "NOT_EQUAL",
        "GREATER_THAN",
        "GREATER_THAN_OR_EQUAL",
        "LESS_THAN",
        "LESS_THAN_OR_EQUAL",
        "BETWEEN",
    ],
    "IN where left out",
    "默认为IN",
);

pub(super) const VALUES: Parameter =
    Parameter::new("Values", Kind::Texts, "What it is compared with; two for BETWEEN", "比较的值；BETWEEN需两个");

pub(super) const TAGS: Parameter = Parameter::new(
    "Tag",
    Kind::Objects(&[
        Parameter::text("Key", "The key", "标签键").required(),
        Parameter::text("Value", "The value", "标签值"),
    ]),
    "At most 20, each key once",
    "最多20个，键不重复",
);

pub(super) const CATEGORIES: &[&str] =
    &["cloud_essd", "cloud_auto", "cloud_essd_entry", "cloud_ssd", "cloud_efficiency", "cloud"];

pub(super) const LEVELS: &[&str] = &["PL0", "PL1", "PL2", "PL3"];
