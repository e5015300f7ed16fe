//! The fields of the form, and what is wrong with one.

use crate::{
    backup::{policy::Period, schedule::ScheduleError},
    catalog::limits,
    rejection::{Field, Problem, Rejection},
    rule::Rule,
};

/// A field of the form, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormField {
    /// Policy Type.
    Type,
    /// Policy Name.
    Name,
    /// Backup Frequency.
    Frequency,
    /// First Execution Time.
    FirstRun,
    /// Time Interval, weekdays or months.
    Cycle,
    /// Retention Period.
    Retention,
    /// Special Retention Period of one period.
    Special(Period),
    /// Keep At Least One Backup Version.
    KeepLatest,
    /// Days to Transfer to Archive Tier.
    ArchiveDays,
    /// Replication to Other Region.
    Replication,
    /// Destination Region.
    Destination,
    /// Remote Retention Period.
    RemoteRetention,
    /// Archive after days.
    RemoteArchiveDays,
    /// Immutable Backup.
    Immutable,
    /// Select Resource: how many tags.
    Tags,
    /// Resource Tag: one of them, by its place.
    Tag(usize),
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormFault {
    /// Which field.
    pub field: FormField,
    /// What is wrong, by which rule.
    pub rejection: Rejection,
}

impl FormField {
    /// The rule that says what the field takes.
    pub fn rule(self) -> Rule {
        match self {
            Self::Type => Rule::Pol01,
            Self::Name => Rule::Pol04,
            Self::Frequency => Rule::Pol10,
            Self::FirstRun => Rule::Pol11,
            Self::Cycle => Rule::Pol15,
            Self::Retention => Rule::Pol20,
            Self::Special(_) => Rule::Pol31,
            Self::KeepLatest => Rule::Pol40,
            Self::ArchiveDays => Rule::Pol50,
            Self::Replication => Rule::Pol60,
            Self::Destination => Rule::Pol61,
            Self::RemoteRetention => Rule::Pol62,
            Self::RemoteArchiveDays => Rule::Pol63,
            Self::Immutable => Rule::Pol70,
            Self::Tags | Self::Tag(_) => Rule::Pol80,
        }
    }

    /// The field that a refusal is shown at that was not found field by field.
    pub(super) fn of(rejection: &Rejection) -> Self {
        match rejection.field {
            Some(Field::Schedule | Field::Rules) => Self::Cycle,
            Some(Field::FirstRun) => Self::FirstRun,
            Some(Field::Retention) => Self::Retention,
            Some(Field::SpecialRetention) => match rejection.problem {
                Problem::SpecialTooShort { period, .. } | Problem::SpecialTwice { period } => Self::Special(period),
                _ => Self::Special(Period::Weekly),
            },
            Some(Field::ArchiveDays) => Self::ArchiveDays,
            Some(Field::DestinationRegion) => Self::Destination,
            Some(Field::RemoteRetention) => Self::RemoteRetention,
            Some(Field::Tags) => Self::Tags,
            _ => Self::Name,
        }
    }
}

impl FormFault {
    /// The value that mends the field, where there is one: the nearest that is allowed.
    pub fn repair(&self) -> Option<u32> {
        let value = match &self.rejection.problem {
            Problem::RetentionBeforeArchive { least, .. } | Problem::RemoteRetentionBeforeArchive { least, .. } => {
                i64::from(least.0)
            }
            Problem::SpecialTooShort { normal, .. } => i64::from(normal.0) + 1,
            Problem::Retention { given } => {
                (*given).clamp(limits::RETENTION_DAYS.start().0.into(), limits::RETENTION_DAYS.end().0.into())
            }
            Problem::ArchiveDays { given } => {
                let (least, most) = (limits::ARCHIVE_AFTER_DAYS.start().0, limits::ARCHIVE_AFTER_DAYS.end().0);
                i64::from(given.0.clamp(least, most))
            }
            Problem::Schedule(ScheduleError::Hours { given, max } | ScheduleError::Days { given, max }) => {
                given.trim().parse::<i64>().ok()?.clamp(1, (*max).into())
            }
            _ => return None,
        };
        u32::try_from(value).ok().filter(|value| *value <= limits::RETENTION_DAYS.end().0)
    }
}
