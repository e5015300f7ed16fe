//! What the rules of a policy may say, judged as a whole: counts, and figures that depend on one another.

use super::{PolicyKind, PolicyRule, PolicySpec, ReplicationRule, TagFilter, TagOperator};
use crate::{
    backup::{
        binding::BackupOptions,
        replication::{CopyTerms, Replication},
        schedule::ScheduleBounds,
    },
    catalog::{limits, region::Region},
    rejection::{Field, Problem, Rejection},
    time::Days,
};

impl PolicySpec {
    /// Checks a policy for `region` that is written now: the rules themselves, and that the region can do what they ask.
    pub fn check(&self, kind: PolicyKind, region: Region, bounds: ScheduleBounds) -> Result<(), Rejection> {
        self.check_counts().map_err(|problem| problem.at(Field::Rules))?;
        for rule in self.backup_rules() {
            let bounded = rule.schedule.check_bounds(bounds);
            bounded.map_err(|error| Problem::Schedule(error).at(Field::Schedule))?;
        }
        self.check_lifecycle()?;
        if let Some(rule) = self.replication() {
            rule.check(region)?;
        }
        for rule in self.tag_rules() {
            check_tags(&rule.filters).map_err(|problem| problem.at(Field::Tags))?;
        }
        let legacy = matches!(kind, PolicyKind::Legacy);
        match legacy && (self.replication().is_some() || self.archive_after().is_some()) {
            true => Err(Problem::LegacyIsLimited.at(Field::Rules)),
            false => Ok(()),
        }
    }

    /// How many rules of which type there may be (POL-14).
    fn check_counts(&self) -> Result<(), Problem> {
        if !limits::RULES_PER_POLICY.contains(&self.rules.len()) {
            return Err(Problem::RuleCount { given: self.rules.len() });
        }
        let count = |name| self.rules.iter().filter(|rule| rule.api_name() == name).count();
        if count("BACKUP") == 0 {
            return Err(Problem::NoBackupRule);
        }
        if count("TRANSITION") != 1 {
            return Err(Problem::TransitionRules { given: count("TRANSITION") });
        }
        match ["REPLICATION", "TAG", "SECURITY"].into_iter().find(|name| count(name) > 1) {
            Some(name) => Err(Problem::RuleTwice { name }),
            None => Ok(()),
        }
    }

    /// Retention, archiving and special retention of each backup (POL-21, POL-22, POL-31, POL-50).
    fn check_lifecycle(&self) -> Result<(), Rejection> {
        let archive_after = self.archive_after();
        if let Some(days) = archive_after {
            check_archive_days(days)?;
        }
        for backup in self.backup_rules() {
            let retention = self.retention(backup).ok_or_else(|| Problem::NoRetention.at(Field::Retention))?;
            if let Some(archive_after) = archive_after.filter(|after| retention.0 < after.0 + limits::ARCHIVE_DAYS_MIN)
            {
                let least = Days(archive_after.0 + limits::ARCHIVE_DAYS_MIN);
                return Err(Problem::RetentionBeforeArchive { given: retention, least }.at(Field::Retention));
            }
            if let Some(special) = self.special().iter().find(|special| special.retention <= retention) {
                let (period, given) = (special.period, special.retention);
                return Err(Problem::SpecialTooShort { period, given, normal: retention }.at(Field::SpecialRetention));
            }
        }
        let twice = |position: usize| {
            let periods = self.special().iter().map(|special| special.period);
            periods.clone().skip(position + 1).any(|other| Some(other) == periods.clone().nth(position))
        };
        match (0..self.special().len()).find(|position| twice(*position)) {
            Some(position) => {
                Err(Problem::SpecialTwice { period: self.special()[position].period }.at(Field::SpecialRetention))
            }
            None => Ok(()),
        }
    }
}

/// Archiving is set to 14 to 65,535 days (POL-50).
fn check_archive_days(days: Days) -> Result<(), Rejection> {
    match limits::ARCHIVE_AFTER_DAYS.contains(&days) {
        true => Ok(()),
        false => Err(Problem::ArchiveDays { given: days }.at(Field::ArchiveDays)),
    }
}

/// Checks that snapshots of one region can be copied to another (POL-61, REG-02).
pub(crate) fn check_pair(from: Region, to: Region) -> Result<(), Rejection> {
    if to == from {
        return Err(Problem::ReplicatesToItself { region: to }.at(Field::DestinationRegion));
    }
    match from.replicates_to(to) {
        true => Ok(()),
        false => Err(Problem::NoReplicationPair { from, to }.at(Field::DestinationRegion)),
    }
}

impl ReplicationRule {
    /// Checks copies of what is in `region`: they need another region that snapshots can be copied to (POL-61, REG-02),
    /// and time enough in the Archive tier there (POL-63).
    pub fn check(&self, region: Region) -> Result<(), Rejection> {
        check_pair(region, self.region)?;
        let Some(after) = self.archive_after else { return Ok(()) };
        check_archive_days(after)?;
        let (given, least) = (self.retention, Days(after.0 + limits::ARCHIVE_DAYS_MIN));
        match given >= least {
            true => Ok(()),
            false => Err(Problem::RemoteRetentionBeforeArchive { given, least }.at(Field::RemoteRetention)),
        }
    }

    /// What becomes of the point of a job that is taken so.
    pub(crate) fn terms(&self, options: &BackupOptions) -> Replication {
        Replication::new(CopyTerms {
            region: self.region,
            retention: self.retention,
            archive_after: self.archive_after,
            kms_key: options.destination_kms_key.as_deref().map(Box::from),
        })
    }
}

/// Up to 30 tags, each with a key (POL-80).
fn check_tags(filters: &[TagFilter]) -> Result<(), Problem> {
    if filters.len() > limits::TAG_FILTERS_MAX {
        return Err(Problem::TagCount { given: filters.len() });
    }
    if filters.iter().any(|filter| filter.key.is_empty()) {
        return Err(Problem::TagWithoutKey);
    }
    match filters.iter().find(|filter| filter.operator == TagOperator::Not && filter.value.is_empty()) {
        Some(filter) => Err(Problem::TagMatchesNothing { key: filter.key.clone() }),
        None => Ok(()),
    }
}

impl PolicySpec {
    fn tag_rules(&self) -> impl Iterator<Item = &super::TagRule> {
        self.rules.iter().filter_map(|rule| match rule {
            PolicyRule::Tag(tag) => Some(tag),
            _ => None,
        })
    }
}
