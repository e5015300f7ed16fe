//! The rules that a policy is made of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    backup::schedule::Schedule,
    catalog::region::Region,
    time::{Days, Timestamp, Zone},
};

/// One rule of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PolicyRule {
    /// When to back up.
    Backup(BackupRule),
    /// How long to keep what was backed up.
    Transition(TransitionRule),
    /// Where to copy it (POL-60).
    Replication(ReplicationRule),
    /// Which instances to protect by their tags (POL-80).
    Tag(TagRule),
    /// Whether to lock what was backed up (POL-70).
    Security {
        /// Nobody can delete the points before they expire (POL-72).
        immutable: bool,
    },
}

/// A rule of type `BACKUP`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupRule {
    /// When it runs.
    pub schedule: Schedule,
    /// How long points are kept where the `TRANSITION` rule does not say (POL-21).
    pub retention: Option<Days>,
    /// Keep At Least One Backup Version: the newest point survives expiry and deletion by hand (POL-40).
    #[serde(default, skip_serializing_if = "is_false")]
    pub keep_latest: bool,
}

/// A rule of type `TRANSITION`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransitionRule {
    /// How long points are kept; wins over the `BACKUP` rule (POL-21).
    pub retention: Option<Days>,
    /// After how many days points move to the Archive tier (POL-50); never where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_after: Option<Days>,
    /// What keeps the first point of a day, week, month or year longer (POL-30).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special: Vec<SpecialRetention>,
}

/// A rule of type `REPLICATION`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplicationRule {
    /// Where to (POL-61).
    pub region: Region,
    /// How long copies are kept there (POL-62).
    pub retention: Days,
    /// After how many days copies move to the Archive tier there (POL-63); never where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_after: Option<Days>,
}

/// A rule of type `TAG`: all its filters must match; without any it takes every instance of the region.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagRule {
    /// The filters, at most 30.
    pub filters: Vec<TagFilter>,
}

/// One condition on the tags of an instance (POL-80).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagFilter {
    /// The key, which the instance must have.
    pub key: String,
    /// How its value is compared.
    pub operator: TagOperator,
    /// The value; empty means any.
    pub value: String,
}

/// How a tag filter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TagOperator {
    /// The value is the filter's.
    Equal,
    /// The value is another than the filter's.
    Not,
}

/// Keeps the first backup of each period longer than the others (POL-30).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialRetention {
    /// Of which period.
    pub period: Period,
    /// How long it is kept, from its creation.
    pub retention: Days,
}

/// A calendar period in the scenario's zone; weeks begin on Monday (POL-33, MDL-32).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Period {
    /// A day.
    Daily,
    /// A week from Monday to Sunday.
    Weekly,
    /// A month.
    Monthly,
    /// A year.
    Yearly,
}

impl PolicyRule {
    /// Whether it is of type `BACKUP`.
    pub fn is_backup(&self) -> bool {
        matches!(self, Self::Backup(_))
    }

    /// The word of the API for its type.
    pub fn api_name(&self) -> &'static str {
        match self {
            Self::Backup(_) => "BACKUP",
            Self::Transition(_) => "TRANSITION",
            Self::Replication(_) => "REPLICATION",
            Self::Tag(_) => "TAG",
            Self::Security { .. } => "SECURITY",
        }
    }
}

impl TagRule {
    /// Whether an instance with these tags is to be protected.
    pub fn matches(&self, tags: &BTreeMap<String, String>) -> bool {
        self.filters.iter().all(|filter| filter.matches(tags))
    }
}

impl TagFilter {
    fn matches(&self, tags: &BTreeMap<String, String>) -> bool {
        let Some(value) = tags.get(&self.key) else { return false };
        match self.operator {
            TagOperator::Equal => self.value.is_empty() || *value == self.value,
            TagOperator::Not => *value != self.value,
        }
    }
}

impl TagOperator {
    /// Both operators.
    pub const ALL: [Self; 2] = [Self::Equal, Self::Not];

    /// The word of the API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Equal => "EQUAL",
            Self::Not => "NOT",
        }
    }
}

impl Period {
    /// All periods, the shortest first.
    pub const ALL: [Self; 4] = [Self::Daily, Self::Weekly, Self::Monthly, Self::Yearly];

    /// The word of the API (POL-32).
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Daily => "DAILY",
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
            Self::Yearly => "YEARLY",
        }
    }

    /// The number of the period that `at` lies in; a later period has a larger one.
    pub fn number(self, at: Timestamp, zone: Zone) -> i64 {
        match self {
            Self::Daily => at.day_number(zone),
            // Day 0, the first of 1970, was a Thursday: three days after a Monday.
            Self::Weekly => (at.day_number(zone) + 3).div_euclid(7),
            Self::Monthly => {
                let civil = at.civil(zone);
                i64::from(civil.year) * 12 + i64::from(civil.month)
            }
            Self::Yearly => i64::from(at.civil(zone).year),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pol_33_weeks_begin_on_monday_and_months_and_years_with_the_calendar() {
        let number = |period: Period, text| period.number(Timestamp::parse_rfc3339(text).unwrap(), Zone::CHINA);
        let (sunday, monday) = ("2026-03-01T23:59:59+08:00", "2026-03-02T00:00:00+08:00");
        assert_eq!(number(Period::Weekly, sunday) + 1, number(Period::Weekly, monday));
        assert_eq!(number(Period::Weekly, monday), number(Period::Weekly, "2026-03-08T23:59:59+08:00"));
        assert_eq!(number(Period::Daily, sunday) + 1, number(Period::Daily, monday));
        assert_eq!(number(Period::Monthly, sunday), number(Period::Monthly, monday));
        let (old, new) = ("2027-12-31T23:59:59+08:00", "2028-01-01T00:00:00+08:00");
        for period in [Period::Monthly, Period::Yearly] {
            assert_eq!(number(period, old) + 1, number(period, new));
        }
    }

    #[test]
    fn pol_80_all_filters_must_match() {
        let tags = BTreeMap::from([("env".to_owned(), "prod".to_owned()), ("app".to_owned(), "shop".to_owned())]);
        let filter =
            |key: &str, operator, value: &str| TagFilter { key: key.to_owned(), operator, value: value.to_owned() };
        let rule = |filters: &[TagFilter]| TagRule { filters: filters.to_vec() };
        let prod = filter("env", TagOperator::Equal, "prod");
        let any_app = filter("app", TagOperator::Equal, "");
        let not_test = filter("env", TagOperator::Not, "test");
        assert!(rule(&[prod.clone(), any_app, not_test]).matches(&tags));
        assert!(!rule(&[prod, filter("app", TagOperator::Not, "shop")]).matches(&tags));
        assert!(!rule(&[filter("owner", TagOperator::Not, "me")]).matches(&tags), "the key must be there");
        assert!(rule(&[]).matches(&tags));
    }
}
