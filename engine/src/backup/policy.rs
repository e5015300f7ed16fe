//! Backup policies: what their rules say and what they may say.

mod check;
mod rule;

use serde::{Deserialize, Serialize};

pub(crate) use self::check::check_pair;
pub use self::rule::{
    BackupRule, Period, PolicyRule, ReplicationRule, SpecialRetention, TagFilter, TagOperator, TagRule, TransitionRule,
};
use crate::{
    catalog::{limits, region::Region},
    id::{PolicyId, RuleId},
    rejection::{NameFault, Problem},
    time::{Days, Timestamp},
};

/// A policy of type `UDM_ECS_ONLY`: it serves ECS instances and needs no vault (POL-01). What is left of the past, legacy
/// policies and plans, is a policy too, of another kind.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its id, `po-…`; that of a legacy plan is `plan-…`.
    pub id: PolicyId,
    /// Whether it is of today or of the past.
    pub kind: PolicyKind,
    /// Its region: it serves instances of that region only (POL-05).
    pub region: Region,
    /// What it is called and what it says.
    pub spec: PolicySpec,
    /// The ids of its rules, in their order.
    pub rule_ids: Vec<RuleId>,
    /// How many ids its rules have been given: none is given twice.
    pub rule_ids_made: u64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last edited.
    pub updated_at: Timestamp,
    /// When it next looks for instances by their tags, for each `BACKUP` rule (POL-81); empty while it need not.
    pub next_scans: Vec<Option<Timestamp>>,
    /// Deleted policies stay in place for the jobs and points that name them.
    pub deleted: bool,
}

/// Whether a policy is of today or of the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyKind {
    /// An ECS Instance Backup Policy.
    Ecs,
    /// A Legacy Backup Policy: it stays bound and can be edited, but takes no new instances (POL-03).
    Legacy,
    /// A legacy backup plan of one instance; an edit makes an [`PolicyKind::Ecs`] policy of it (POL-97).
    Plan,
}

/// A policy as someone writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicySpec {
    /// Its name.
    pub name: PolicyName,
    /// Free text.
    #[serde(default)]
    pub description: String,
    /// Its rules, in the order given: at least one `BACKUP`, exactly one `TRANSITION` (POL-14).
    pub rules: Vec<PolicyRule>,
    /// Locks what it backs up, though it has no `SECURITY` rule: said on another of its rules (POL-70).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub immutable: bool,
}

/// A name as policies and backups may have it (POL-04).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PolicyName(String);

impl Policy {
    /// Its rules with their ids, in order.
    pub fn rules_with_ids(&self) -> impl Iterator<Item = (&RuleId, &PolicyRule)> {
        self.rule_ids.iter().zip(&self.spec.rules)
    }
}

impl PolicySpec {
    /// Its `BACKUP` rules in order.
    pub fn backup_rules(&self) -> impl Iterator<Item = &BackupRule> {
        self.rules.iter().filter_map(|rule| match rule {
            PolicyRule::Backup(backup) => Some(backup),
            _ => None,
        })
    }

    /// How long the points of `backup` are kept: the `TRANSITION` rule decides before the rule itself (POL-21).
    pub fn retention(&self, backup: &BackupRule) -> Option<Days> {
        self.transition().and_then(|transition| transition.retention).or(backup.retention)
    }

    /// After how many days points move to the Archive tier; never where none (POL-50).
    pub fn archive_after(&self) -> Option<Days> {
        self.transition().and_then(|transition| transition.archive_after)
    }

    /// What keeps the first point of a period longer (POL-30).
    pub fn special(&self) -> &[SpecialRetention] {
        self.transition().map_or(&[], |transition| &transition.special)
    }

    /// Where points are copied to (POL-60).
    pub fn replication(&self) -> Option<&ReplicationRule> {
        self.rules.iter().find_map(|rule| match rule {
            PolicyRule::Replication(replication) => Some(replication),
            _ => None,
        })
    }

    /// Which instances it takes by their tags (POL-80).
    pub fn tags(&self) -> Option<&TagRule> {
        self.rules.iter().find_map(|rule| match rule {
            PolicyRule::Tag(tag) => Some(tag),
            _ => None,
        })
    }

    /// Whether it locks what it backs up (POL-70): said by a `SECURITY` rule or on any other.
    pub fn is_immutable(&self) -> bool {
        self.immutable || self.rules.iter().any(|rule| matches!(rule, PolicyRule::Security { immutable: true }))
    }

    /// Whether the newest point of a plan survives (POL-40).
    pub fn keeps_latest(&self) -> bool {
        self.backup_rules().any(|backup| backup.keep_latest)
    }

    fn transition(&self) -> Option<&TransitionRule> {
        self.rules.iter().find_map(|rule| match rule {
            PolicyRule::Transition(transition) => Some(transition),
            _ => None,
        })
    }
}

impl PolicyName {
    /// Reads a name: 2 to 128 letters (of any script), digits, and `.` `_` `-` `:`, beginning with a letter but not
    /// with `auto` (POL-04).
    pub fn parse(text: &str) -> Result<Self, NameFault> {
        let length = text.chars().count();
        if !limits::NAME_LENGTH.contains(&length) {
            return Err(NameFault::Length { given: length });
        }
        if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("auto")) {
            return Err(NameFault::StartsWithAuto);
        }
        if let Some(first) = text.chars().next().filter(|first| !first.is_alphabetic()) {
            return Err(NameFault::FirstCharacter(first));
        }
        let allowed = |character: char| character.is_alphanumeric() || matches!(character, '.' | '_' | '-' | ':');
        match text.chars().find(|character| !allowed(*character)) {
            Some(character) => Err(NameFault::Character(character)),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// A name that is known to be one.
    pub(crate) fn known(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The name of a legacy plan: 1 to 64 characters of any kind (API-26).
    pub fn of_plan(text: &str) -> Result<Self, Problem> {
        let given = text.chars().count();
        match limits::PLAN_NAME_LENGTH.contains(&given) {
            true => Ok(Self(text.to_owned())),
            false => Err(Problem::PlanName { given }),
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// As saves hold it: the name of a policy, or of one that a legacy plan became.
impl TryFrom<String> for PolicyName {
    type Error = NameFault;

    fn try_from(text: String) -> Result<Self, NameFault> {
        Self::parse(&text).or_else(|fault| Self::of_plan(&text).map_err(|_| fault))
    }
}

impl From<PolicyName> for String {
    fn from(name: PolicyName) -> Self {
        name.0
    }
}

/// Reads a retention in days as the API gives it: -1 asks for permanent retention, which instance backup does not
/// have (ERR-01); anything else must lie within 1 to 364,635 (POL-20).
pub fn retention_days(days: i64) -> Result<Days, Problem> {
    if days == PERMANENT {
        return Err(Problem::PermanentRetention);
    }
    u32::try_from(days)
        .map(Days)
        .ok()
        .filter(|days| limits::RETENTION_DAYS.contains(days))
        .ok_or(Problem::Retention { given: days })
}

/// The number that asks for permanent retention.
pub const PERMANENT: i64 = -1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pol_04_names() {
        for name in ["ab", "shop-web-daily", "数据库每日", "a.b_c-d:e", "A1"] {
            assert_eq!(PolicyName::parse(name).unwrap().as_str(), name);
        }
        assert_eq!(PolicyName::parse("a"), Err(NameFault::Length { given: 1 }));
        assert_eq!(PolicyName::parse(&"a".repeat(129)), Err(NameFault::Length { given: 129 }));
        assert_eq!(PolicyName::parse("autodaily"), Err(NameFault::StartsWithAuto));
        assert_eq!(PolicyName::parse("1day"), Err(NameFault::FirstCharacter('1')));
        assert_eq!(PolicyName::parse("-day"), Err(NameFault::FirstCharacter('-')));
        assert_eq!(PolicyName::parse("my daily"), Err(NameFault::Character(' ')));
    }

    #[test]
    fn pol_20_retention_is_1_to_364635_days_and_err_01_never_permanent() {
        assert_eq!(retention_days(1), Ok(Days(1)));
        assert_eq!(retention_days(364_635), Ok(Days(364_635)));
        for given in [0, -2, 364_636, i64::MAX] {
            assert_eq!(retention_days(given), Err(Problem::Retention { given }));
        }
        assert_eq!(retention_days(-1), Err(Problem::PermanentRetention));
    }
}
