//! Backup policies: what their rules say and what they may say.

use serde::{Deserialize, Serialize};

use super::schedule::Schedule;
use crate::{
    catalog::{limits, region::Region},
    id::{PolicyId, RuleId},
    rejection::{NameFault, Problem},
    time::{Days, Timestamp},
};

/// A policy of type `UDM_ECS_ONLY`: it serves ECS instances and needs no vault (POL-01).
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its id, `po-…`.
    pub id: PolicyId,
    /// Its region: it serves instances of that region only (POL-05).
    pub region: Region,
    /// What it is called and what it says.
    pub spec: PolicySpec,
    /// The ids of its rules, in their order.
    pub rule_ids: Vec<RuleId>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last edited.
    pub updated_at: Timestamp,
    /// Deleted policies stay in place for the jobs and points that name them.
    pub deleted: bool,
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
}

/// One rule of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PolicyRule {
    /// When to back up.
    Backup(BackupRule),
    /// How long to keep what was backed up.
    Transition(TransitionRule),
}

/// A rule of type `BACKUP`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupRule {
    /// When it runs.
    pub schedule: Schedule,
    /// How long points are kept where the `TRANSITION` rule does not say (POL-21).
    pub retention: Option<Days>,
}

/// A rule of type `TRANSITION`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransitionRule {
    /// How long points are kept; wins over the `BACKUP` rule (POL-21).
    pub retention: Option<Days>,
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

impl PolicyRule {
    /// Whether it is of type `BACKUP`.
    pub fn is_backup(&self) -> bool {
        matches!(self, Self::Backup(_))
    }
}

impl PolicySpec {
    /// Checks what can only be judged as a whole: the number of rules, and that each backup has a retention.
    pub fn check(&self) -> Result<(), Problem> {
        let transitions = self.rules.iter().filter(|rule| matches!(rule, PolicyRule::Transition(_))).count();
        if !limits::RULES_PER_POLICY.contains(&self.rules.len()) {
            return Err(Problem::RuleCount { given: self.rules.len() });
        }
        if self.backup_rules().next().is_none() {
            return Err(Problem::NoBackupRule);
        }
        if transitions != 1 {
            return Err(Problem::TransitionRules { given: transitions });
        }
        match self.backup_rules().all(|rule| self.retention(rule).is_some()) {
            true => Ok(()),
            false => Err(Problem::NoRetention),
        }
    }

    /// Its `BACKUP` rules in order.
    pub fn backup_rules(&self) -> impl Iterator<Item = &BackupRule> {
        self.rules.iter().filter_map(|rule| match rule {
            PolicyRule::Backup(backup) => Some(backup),
            PolicyRule::Transition(_) => None,
        })
    }

    /// How long the points of `backup` are kept: the `TRANSITION` rule decides before the rule itself (POL-21).
    pub fn retention(&self, backup: &BackupRule) -> Option<Days> {
        let transition = self.rules.iter().find_map(|rule| match rule {
            PolicyRule::Transition(transition) => transition.retention,
            PolicyRule::Backup(_) => None,
        });
        transition.or(backup.retention)
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

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PolicyName {
    type Error = NameFault;

    fn try_from(text: String) -> Result<Self, NameFault> {
        Self::parse(&text)
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
