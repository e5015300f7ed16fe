//! The five documented troubleshooting titles: in English letter for letter.

use crate::locale::Words;

/// ERR-01.
pub const PERMANENT_RETENTION: Words = Words {
    en: "Retention Period cannot be set to Permanent for ECS instance backup.",
    zh: "ECS实例备份的保留时间不能设置为永久。",
};
/// ERR-02.
pub const NO_DESTINATION_REGION: Words =
    Words { en: "No destination region is specified.", zh: "未指定目标地域。" };
/// ERR-03.
pub const INSTANCE_RELEASED: Words =
    Words { en: "This ECS instance has been released.", zh: "该ECS实例已释放。" };
/// ERR-04.
pub const PLAN_SUSPENDED: Words = Words { en: "The backup plan has been suspended.", zh: "备份计划已暂停。" };
/// ERR-05.
pub const METADATA_NOT_SYNCHRONIZED: Words =
    Words { en: "Failed-Failed to synchronize metadata.", zh: "失败：元数据同步失败。" };
