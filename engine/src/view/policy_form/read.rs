//! From what is typed in each field to what it means, or to what is wrong with it.

use super::{Choice, FormFault, FormFaults, FormField, PolicyForm, Select, compose::Parts};
use crate::{
    backup::{
        policy::{
            Period, PolicyName, ReplicationRule, SpecialRetention, TagFilter, TagOperator, TagRule, retention_days,
        },
        schedule::Schedule,
    },
    catalog::{limits, region::Region},
    rejection::{Field, Problem, Rejection},
    time::{Days, Zone},
};

/// What each field means: nothing where something is wrong with it, which is among the faults then.
pub(super) struct Reading {
    name: Option<PolicyName>,
    schedule: Option<Schedule>,
    retention: Option<Days>,
    archive_after: Option<Days>,
    special: Vec<SpecialRetention>,
    replication: Option<ReplicationRule>,
    tags: Option<TagRule>,
    immutable: bool,
    keep_latest: bool,
    faults: FormFaults,
}

impl Reading {
    /// Reads a form.
    pub(super) fn of(form: &PolicyForm, zone: Zone) -> Self {
        let mut faults = Faults(Vec::new());
        let name = faults.sort_out(FormField::Name, form.policy_name());
        let schedule = match form.schedule(zone) {
            Ok(schedule) => Some(schedule),
            Err(rejection) => faults.add(FormField::of(&rejection), rejection),
        };
        let archive_after = faults.sort_out(FormField::ArchiveDays, archive_days(&form.archive)).flatten();
        let retention = retention(&form.retention_days, Field::Retention, archive_after, too_short);
        let retention = faults.sort_out(FormField::Retention, retention);
        let mut special = Vec::new();
        for (period, choice) in form.special.iter().filter(|(_, choice)| choice.on) {
            let read = special_retention(*period, choice, retention);
            special.extend(faults.sort_out(FormField::Special(*period), read));
        }
        let replication = form.replication.on.then(|| replication(form, &mut faults)).flatten();
        if form.stays_immutable() && !form.immutable {
            faults.add::<()>(FormField::Immutable, Problem::ImmutableStays.at(Field::Rules));
        }
        if form.tags.select == Select::Tags {
            check_tags(&form.tags.filters, &mut faults);
        }
        let Faults(mut faults) = faults;
        faults.sort_by_key(|fault| fault.field);
        Self {
            name,
            schedule,
            retention,
            archive_after,
            special,
            replication,
            tags: form.tags.rule(),
            immutable: form.immutable,
            keep_latest: form.keep_latest,
            faults,
        }
    }

    /// All that the form says, or what is wrong with it.
    pub(super) fn parts(self) -> Result<Parts, FormFaults> {
        match (self.name, self.schedule, self.retention) {
            (Some(name), Some(schedule), Some(retention)) if self.faults.is_empty() => Ok(Parts {
                name,
                schedule,
                retention,
                archive_after: self.archive_after,
                special: self.special,
                keep_latest: self.keep_latest,
                replication: self.replication,
                immutable: self.immutable,
                tags: self.tags,
            }),
            _ => Err(self.faults),
        }
    }
}

struct Faults(FormFaults);

impl Faults {
    /// The value, if it is one; else the fault is noted.
    fn sort_out<T>(&mut self, field: FormField, read: Result<T, Rejection>) -> Option<T> {
        read.map_or_else(|rejection| self.add(field, rejection), Some)
    }

    /// Notes a fault, which leaves no value.
    fn add<T>(&mut self, field: FormField, rejection: Rejection) -> Option<T> {
        self.0.push(FormFault { field, rejection });
        None
    }
}

impl PolicyForm {
    /// The name; that of a policy that is edited may stay what it is, though no new one could be called so (API-26).
    fn policy_name(&self) -> Result<PolicyName, Rejection> {
        let typed = self.name.trim();
        let present = self.edited.as_ref().map(|edited| &edited.spec.name).filter(|name| name.as_str() == typed);
        match present {
            Some(name) => Ok(name.clone()),
            None => PolicyName::parse(typed).map_err(|fault| Problem::Name(fault).at(Field::PolicyName)),
        }
    }
}

/// A number of days to keep points, long enough for the Archive tier (POL-22, POL-63).
fn retention(
    typed: &str,
    field: Field,
    archive_after: Option<Days>,
    too_short: fn(Days, Days) -> Problem,
) -> Result<Days, Rejection> {
    let days = number_of_days(typed).map_err(|problem| problem.at(field))?;
    let least = archive_after.map_or(Days(0), |after| Days(after.0 + limits::ARCHIVE_DAYS_MIN));
    if days < least { Err(too_short(days, least).at(field)) } else { Ok(days) }
}

fn too_short(given: Days, least: Days) -> Problem {
    Problem::RetentionBeforeArchive { given, least }
}

fn too_short_there(given: Days, least: Days) -> Problem {
    Problem::RemoteRetentionBeforeArchive { given, least }
}

/// A special retention, longer than the normal one where that is known (POL-31).
fn special_retention(period: Period, choice: &Choice, normal: Option<Days>) -> Result<SpecialRetention, Rejection> {
    let retention = number_of_days(&choice.days).map_err(|problem| problem.at(Field::SpecialRetention))?;
    match normal.filter(|normal| retention <= *normal) {
        Some(normal) => Err(Problem::SpecialTooShort { period, given: retention, normal }.at(Field::SpecialRetention)),
        None => Ok(SpecialRetention { period, retention }),
    }
}

/// Days before archiving (POL-50), where it is on.
fn archive_days(choice: &Choice) -> Result<Option<Days>, Rejection> {
    if !choice.on {
        return Ok(None);
    }
    let typed = choice.days.trim();
    let days = typed.parse().map(Days).map_err(|_| Problem::ArchiveDaysUnreadable { given: typed.to_owned() });
    let days = days.map_err(|problem| problem.at(Field::ArchiveDays))?;
    match limits::ARCHIVE_AFTER_DAYS.contains(&days) {
        true => Ok(Some(days)),
        false => Err(Problem::ArchiveDays { given: days }.at(Field::ArchiveDays)),
    }
}

/// The copies; nothing where one of their fields is wrong.
fn replication(form: &PolicyForm, faults: &mut Faults) -> Option<ReplicationRule> {
    let fields = &form.replication;
    let archive_after = faults.sort_out(FormField::RemoteArchiveDays, archive_days(&fields.archive));
    let retention = retention(&fields.retention_days, Field::RemoteRetention, archive_after.flatten(), too_short_there);
    let retention = faults.sort_out(FormField::RemoteRetention, retention);
    let region = faults.sort_out(FormField::Destination, destination(form));
    Some(ReplicationRule { region: region?, retention: retention?, archive_after: archive_after? })
}

/// A region that snapshots can be copied to from the policy's (POL-61, REG-02).
fn destination(form: &PolicyForm) -> Result<Region, Rejection> {
    let to = form.replication.region.ok_or_else(|| Problem::NoDestinationRegion.at(Field::DestinationRegion))?;
    match form.region {
        Some(from) if from == to => Err(Problem::ReplicatesToItself { region: to }.at(Field::DestinationRegion)),
        Some(from) if !from.replicates_to(to) => {
            Err(Problem::NoReplicationPair { from, to }.at(Field::DestinationRegion))
        }
        _ => Ok(to),
    }
}

/// Each tag has a key, and excludes a value if it excludes any; there are 30 at most (POL-80).
fn check_tags(filters: &[TagFilter], faults: &mut Faults) {
    if filters.len() > limits::TAG_FILTERS_MAX {
        faults.add::<()>(FormField::Tags, Problem::TagCount { given: filters.len() }.at(Field::Tags));
    }
    for (position, filter) in filters.iter().enumerate() {
        let problem = if filter.key.is_empty() {
            Problem::TagWithoutKey
        } else if filter.operator == TagOperator::Not && filter.value.is_empty() {
            Problem::TagMatchesNothing { key: filter.key.clone() }
        } else {
            continue;
        };
        faults.add::<()>(FormField::Tag(position), problem.at(Field::Tags));
    }
}

fn number_of_days(typed: &str) -> Result<Days, Problem> {
    let typed = typed.trim();
    typed.parse::<i64>().map_err(|_| Problem::NotANumber { given: typed.to_owned() }).and_then(retention_days)
}
