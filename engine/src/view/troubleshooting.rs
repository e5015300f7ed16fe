//! The five documented errors: what each is called, what causes it and what to do (ERR-01 to ERR-05).

use crate::{
    backup::job::JobFailure,
    locale::{Locale, Words},
    rule::Rule,
    words::title,
};

/// One of the documented errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trouble {
    /// Permanent retention was chosen.
    PermanentRetention,
    /// Replication is on without a region to replicate to.
    NoDestinationRegion,
    /// The instance is gone.
    InstanceReleased,
    /// The plan is suspended.
    PlanSuspended,
    /// The metadata could not be synchronized.
    MetadataNotSynchronized,
}

impl Trouble {
    /// All five in the order of their rules.
    pub const ALL: [Self; 5] = [
        Self::PermanentRetention,
        Self::NoDestinationRegion,
        Self::InstanceReleased,
        Self::PlanSuspended,
        Self::MetadataNotSynchronized,
    ];

    /// The error that this rule is about.
    pub fn of_rule(rule: Rule) -> Option<Self> {
        Self::ALL.into_iter().find(|trouble| trouble.rule() == rule)
    }

    /// The error that a job failed with.
    pub fn of_job(failure: JobFailure) -> Option<Self> {
        Self::of_rule(failure.rule())
    }

    /// Its rule, which names its source.
    pub fn rule(self) -> Rule {
        match self {
            Self::PermanentRetention => Rule::Err01,
            Self::NoDestinationRegion => Rule::Err02,
            Self::InstanceReleased => Rule::Err03,
            Self::PlanSuspended => Rule::Err04,
            Self::MetadataNotSynchronized => Rule::Err05,
        }
    }

    /// What it is called; in English letter for letter as documented.
    pub fn title(self, locale: Locale) -> &'static str {
        let title = match self {
            Self::PermanentRetention => title::PERMANENT_RETENTION,
            Self::NoDestinationRegion => title::NO_DESTINATION_REGION,
            Self::InstanceReleased => title::INSTANCE_RELEASED,
            Self::PlanSuspended => title::PLAN_SUSPENDED,
            Self::MetadataNotSynchronized => title::METADATA_NOT_SYNCHRONIZED,
        };
        title.get(locale)
    }

    /// What causes it.
    pub fn cause(self, locale: Locale) -> &'static str {
        let cause = match self {
            Self::PermanentRetention => Words {
                en: "Permanent retention was chosen, which ECS instance backup does not have.",
                zh: "选择了永久保留，而ECS整机备份不支持永久保留。",
            },
            Self::NoDestinationRegion => Words {
                en: "Replication to another region is on, but no destination region was chosen.",
                zh: "已开启异地复制，但未选择目标地域。",
            },
            Self::InstanceReleased => Words {
                en: "The instance that the plan protects has been released and no longer exists.",
                zh: "备份计划所保护的实例已释放，不再存在。",
            },
            Self::PlanSuspended => Words {
                en: "A run was asked of a plan that is suspended.",
                zh: "对已暂停的备份计划请求了执行。",
            },
            Self::MetadataNotSynchronized => Words {
                en: "The metadata of the backup could not be synchronized. The documentation gives no cause; it is \
                     taken as a passing failure.",
                zh: "备份的元数据未能同步。文档没有说明原因，此处视为临时故障。",
            },
        };
        cause.get(locale)
    }

    /// What to do.
    pub fn way_out(self, locale: Locale) -> &'static str {
        let way_out = match self {
            Self::PermanentRetention => {
                Words { en: "Enter a retention period in days.", zh: "请按天数填写保留时间。" }
            }
            Self::NoDestinationRegion => Words {
                en: "Choose a destination region, or switch replication off.",
                zh: "请选择目标地域，或关闭异地复制。",
            },
            Self::InstanceReleased => Words {
                en: "Delete the plan. To get the instance back, clone one of its backup points.",
                zh: "请删除该备份计划。如需找回实例，可克隆其已有的备份点。",
            },
            Self::PlanSuspended => {
                Words { en: "Resume the plan, then run it.", zh: "请先继续计划，再执行。" }
            }
            Self::MetadataNotSynchronized => Words {
                en: "Run the plan now: nothing is tried again by itself before its next scheduled run.",
                zh: "请立即执行一次：在下次定时执行之前不会自动重试。",
            },
        };
        way_out.get(locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn err_01_to_err_05_the_titles_stand_letter_for_letter() {
        assert_eq!(
            Trouble::ALL.map(|trouble| (trouble.rule().id(), trouble.title(Locale::En))),
            [
                ("ERR-01", "Retention Period cannot be set to Permanent for ECS instance backup."),
                ("ERR-02", "No destination region is specified."),
                ("ERR-03", "This ECS instance has been released."),
                ("ERR-04", "The backup plan has been suspended."),
                ("ERR-05", "Failed-Failed to synchronize metadata."),
            ]
        );
        for trouble in Trouble::ALL {
            assert_eq!(Trouble::of_rule(trouble.rule()), Some(trouble));
            for text in [Trouble::title, Trouble::cause, Trouble::way_out] {
                assert!(text(trouble, Locale::Zh).ends_with('。') && text(trouble, Locale::En).ends_with('.'));
            }
        }
    }
}
