//! Why a text is not a schedule.

use std::ops::RangeInclusive;

use super::ScheduleBounds;
use crate::rule::Rule;

/// Why a text is not a schedule, or not one that may be used here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Neither of the stored forms.
    #[error(
        "`{0}` is not a schedule: write I|start|interval or C|start|crontab, the start in UNIX seconds, such as \
         I|1767204000|P1D or C|1767204000|0 0 2 ? * 3,5,7"
    )]
    Form(String),
    /// The start is not an instant of virtual time.
    #[error("`{0}` is not a start: give UNIX seconds between 0 and 253402300799")]
    Start(String),
    /// Not an interval, or one of less than an hour.
    #[error(
        "`{0}` is not an interval: give whole hours (PT1H), days (P1D), weeks (P1W) or calendar months (P1M to P11M)"
    )]
    Interval(String),
    /// A year or more of calendar months.
    #[error("`{0}` is a yearly interval, which schedules do not have: give 11 months at most (P11M)")]
    Yearly(String),
    /// Longer than the bounds allow.
    #[error(
        "the interval `{interval}` is too long: give 1 to {} hours or 1 to {} days",
        bounds.hours_max, bounds.days_max
    )]
    TooLong {
        /// As it was given.
        interval: String,
        /// What is allowed.
        bounds: ScheduleBounds,
    },
    /// A crontab of another number of fields.
    #[error(
        "the crontab has {given} fields: give 6, which are seconds, minutes, hours, day of month, month and day of week"
    )]
    FieldCount {
        /// How many there are.
        given: usize,
    },
    /// A field of a crontab does not take this.
    #[error("`{part}` is not possible in the field {} of the crontab: give {}", field.name(), field.takes())]
    Field {
        /// Which field.
        field: CronField,
        /// The part of it that is wrong.
        part: String,
    },
    /// A step of nothing or beyond the field.
    #[error(
        "the step of `{part}` in the field {} of the crontab is out of range: give 1 to {}",
        field.name(), field.range().end()
    )]
    Step {
        /// Which field.
        field: CronField,
        /// The part with the step.
        part: String,
    },
    /// Not exactly one of the day fields is `?`.
    #[error("exactly one of the fields day of month and day of week must be ?: give days in the other one")]
    DayFields,
    /// More than one run an hour.
    #[error(
        "`{0}` runs more often than once an hour: give one number of 0 to 59 for the seconds and one for the minutes"
    )]
    TooOften(String),
    /// No month has the day.
    #[error("`{0}` never runs: none of its months has such a day")]
    NeverRuns(String),
    /// What was typed as First Execution Time is none.
    #[error("`{0}` is not a date and time of the years 1970 to 9999")]
    FirstRun(String),
    /// What was typed as Time Interval is not a number of hours within the bounds.
    #[error("`{given}` is not possible as an interval of hours: give 1 to {max}")]
    Hours {
        /// What was typed.
        given: String,
        /// The longest interval of hours.
        max: u32,
    },
    /// What was typed as Time Interval is not a number of days within the bounds.
    #[error("`{given}` is not possible as an interval of days: give 1 to {max}")]
    Days {
        /// What was typed.
        given: String,
        /// The longest interval of days.
        max: u32,
    },
    /// A weekly schedule without a weekday.
    #[error("no weekday is chosen: choose at least one")]
    NoWeekday,
    /// A monthly schedule without a month.
    #[error("no month is chosen: choose at least one")]
    NoMonth,
    /// A monthly schedule on the 29th or 30th in February and other months, which no stored form can say.
    #[error(
        "February lacks the day {day}: leave February out, choose months at even distances from that of the first run, \
         or begin on the 31st for the last day of each month"
    )]
    ShortFebruary {
        /// The day of First Execution Time.
        day: u32,
    },
}

/// A field of a crontab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CronField {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Day of month.
    DayOfMonth,
    /// Month.
    Month,
    /// Day of week: 1 is Sunday.
    DayOfWeek,
}

impl ScheduleError {
    /// The rule that the text breaks.
    pub fn rule(&self) -> Rule {
        match self {
            Self::Form(_)
            | Self::Start(_)
            | Self::FieldCount { .. }
            | Self::Field { .. }
            | Self::Step { .. }
            | Self::DayFields
            | Self::NeverRuns(_) => Rule::Pol13,
            Self::Interval(_) | Self::TooLong { .. } | Self::TooOften(_) | Self::Hours { .. } | Self::Days { .. } => {
                Rule::Pol15
            }
            Self::FirstRun(_) => Rule::Pol11,
            Self::Yearly(_) | Self::NoWeekday | Self::NoMonth | Self::ShortFebruary { .. } => Rule::Pol10,
        }
    }
}

impl CronField {
    /// The numbers that it takes.
    pub fn range(self) -> RangeInclusive<u32> {
        match self {
            Self::Second | Self::Minute => 0..=59,
            Self::Hour => 0..=23,
            Self::DayOfMonth => 1..=31,
            Self::Month => 1..=12,
            Self::DayOfWeek => 1..=7,
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::DayOfMonth => "day of month",
            Self::Month => "month",
            Self::DayOfWeek => "day of week",
        }
    }

    fn takes(self) -> &'static str {
        match self {
            Self::Second | Self::Minute => "0 to 59",
            Self::Hour => "0 to 23, also as a list (2,14), a range (8-18), steps (0/6) or *",
            Self::DayOfMonth => {
                "1 to 31, also as a list (1,15), a range (1-7), steps (1/5) or *, or by itself L, L-3, LW or 15W"
            }
            Self::Month => "1 to 12 or JAN to DEC, also as a list (1,7), a range (MAR-MAY), steps (1/3) or *",
            Self::DayOfWeek => {
                "1 (Sunday) to 7 or SUN to SAT, also as a list (3,5,7), a range (MON-FRI), steps (1/2) or *, or by \
                 itself L, 6L or 6#3"
            }
        }
    }

    pub(super) fn refuses(self, part: &str) -> ScheduleError {
        ScheduleError::Field { field: self, part: part.to_owned() }
    }

    pub(super) fn refuses_step(self, part: &str) -> ScheduleError {
        ScheduleError::Step { field: self, part: part.to_owned() }
    }
}

/// Whether a text is digits only, as no sign and no blank may stand in a stored form.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
