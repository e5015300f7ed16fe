//! The areas of the rulebook.

use super::{
    Entry, account, archive, billing, comparison, creation, error, job, model, openapi, policy, region, restore,
    snapshot, terraform,
};
use crate::locale::{Locale, Words};

/// A part of the rulebook: the rules whose ids share a prefix. In reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// `POL`: policies.
    Policies,
    /// `CON`: creating backups, and their consistency.
    Creation,
    /// `SNP`: snapshot chains.
    Snapshots,
    /// `ARC`: the Archive tier.
    Archive,
    /// `RES`: restores and clones.
    Restores,
    /// `JOB`: jobs and backup points.
    Jobs,
    /// `ACC`: the account.
    Account,
    /// `ERR`: errors and what to do about them.
    Errors,
    /// `BIL`: what is billed.
    Billing,
    /// `DIF`: instance backup beside the snapshot service.
    Comparison,
    /// `REG`: regions.
    Regions,
    /// `API`: operations of the OpenAPI.
    OpenApi,
    /// `TF`: Terraform resources.
    Terraform,
    /// `MDL`: what the documentation leaves open.
    Model,
}

impl Area {
    /// All areas in reading order.
    pub const ALL: [Self; 14] = [
        Self::Policies,
        Self::Creation,
        Self::Snapshots,
        Self::Archive,
        Self::Restores,
        Self::Jobs,
        Self::Account,
        Self::Errors,
        Self::Billing,
        Self::Comparison,
        Self::Regions,
        Self::OpenApi,
        Self::Terraform,
        Self::Model,
    ];

    /// What the ids of its rules begin with, such as `POL`.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Policies => "POL",
            Self::Creation => "CON",
            Self::Snapshots => "SNP",
            Self::Archive => "ARC",
            Self::Restores => "RES",
            Self::Jobs => "JOB",
            Self::Account => "ACC",
            Self::Errors => "ERR",
            Self::Billing => "BIL",
            Self::Comparison => "DIF",
            Self::Regions => "REG",
            Self::OpenApi => "API",
            Self::Terraform => "TF",
            Self::Model => "MDL",
        }
    }

    /// Its name.
    pub fn name(self, locale: Locale) -> &'static str {
        let name = match self {
            Self::Policies => Words { en: "Policy Center", zh: "策略中心" },
            Self::Creation => Words { en: "Creating backups and consistency", zh: "创建备份与一致性" },
            Self::Snapshots => Words { en: "Snapshot chains", zh: "快照链" },
            Self::Archive => Words { en: "Archive tier", zh: "归档层" },
            Self::Restores => Words { en: "Restore and clone", zh: "恢复与克隆" },
            Self::Jobs => Words { en: "Jobs and backup points", zh: "任务与备份点" },
            Self::Account => Words { en: "Account", zh: "账号" },
            Self::Errors => Words { en: "Troubleshooting", zh: "故障排查" },
            Self::Billing => Words { en: "Billing", zh: "计费" },
            Self::Comparison => Words { en: "Instance backup and snapshots", zh: "整机备份与快照服务" },
            Self::Regions => Words { en: "Regions", zh: "地域" },
            Self::OpenApi => Words { en: "OpenAPI", zh: "OpenAPI接口" },
            Self::Terraform => Words { en: "Terraform", zh: "Terraform资源" },
            Self::Model => Words { en: "Where the documentation is silent", zh: "文档未说明之处" },
        };
        name.get(locale)
    }

    /// Its rules in the order of their ids.
    pub(super) fn entries(self) -> &'static [Entry] {
        match self {
            Self::Policies => policy::ENTRIES,
            Self::Creation => creation::ENTRIES,
            Self::Snapshots => snapshot::ENTRIES,
            Self::Archive => archive::ENTRIES,
            Self::Restores => restore::ENTRIES,
            Self::Jobs => job::ENTRIES,
            Self::Account => account::ENTRIES,
            Self::Errors => error::ENTRIES,
            Self::Billing => billing::ENTRIES,
            Self::Comparison => comparison::ENTRIES,
            Self::Regions => region::ENTRIES,
            Self::OpenApi => openapi::ENTRIES,
            Self::Terraform => terraform::ENTRIES,
            Self::Model => model::ENTRIES,
        }
    }
}
