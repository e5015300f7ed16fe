//! The times a crontab names, found field by field.

use chrono::{Datelike, NaiveDate};

use super::{month::Month, number_set::NumberSet};
use crate::time::{HOUR, MINUTE, Timestamp, Zone};

/// A crontab of six fields in the manner of Quartz (POL-13): seconds, minutes, hours, day of month, month, day of week,
/// where day 1 is Sunday. It knows lists, ranges (also over the end, such as `FRI-MON`), steps, `*`, names, and of days
/// `L`, `L-3`, `LW`, `15W`, `6L` and `6#3`; one of the two day fields is `?`. There is no seventh field for years.
///
/// It names one second and one minute, so that it runs once an hour at most, as intervals do (POL-15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cron {
    pub(super) second: u32,
    pub(super) minute: u32,
    pub(super) hours: NumberSet,
    pub(super) days: RunDays,
    pub(super) months: NumberSet,
}

/// The days on which a crontab runs. Weekdays count as in [`crate::time::Civil`]: 0 is Monday, 6 is Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunDays {
    /// Every day.
    Every,
    /// These days of the month; a month without them has no run.
    OfMonth(NumberSet),
    /// So many days before the last of the month: 0 is the last day itself, `L`.
    BeforeLast(u32),
    /// The last day of the month from Monday to Friday, `LW`.
    LastWorkday,
    /// The day from Monday to Friday that is nearest to this day of the month, within the month: `15W`.
    NearestWorkday(u32),
    /// These weekdays.
    OfWeek(NumberSet),
    /// The last such weekday of the month, `6L`.
    LastOfWeek(u32),
    /// The first to fifth such weekday of the month, `6#3`.
    NthOfWeek {
        /// Which weekday.
        weekday: u32,
        /// Which of them, 1 to 5.
        nth: u32,
    },
}

/// The last year that clocks show: those in the east are ahead of the last instant.
const YEAR_MAX: i32 = 10_000;

impl Cron {
    /// The second of its minute.
    pub fn second(&self) -> u32 {
        self.second
    }

    /// The minute of its hours.
    pub fn minute(&self) -> u32 {
        self.minute
    }

    /// Its hours, 0 to 23.
    pub fn hours(&self) -> NumberSet {
        self.hours
    }

    /// Its days.
    pub fn days(&self) -> RunDays {
        self.days
    }

    /// Its months, 1 to 12.
    pub fn months(&self) -> NumberSet {
        self.months
    }

    /// The first run at `from` or later on the clocks of `zone`.
    pub(super) fn first_from(&self, from: Timestamp, zone: Zone) -> Option<Timestamp> {
        let second_of_hour = i64::from(self.minute) * MINUTE + i64::from(self.second);
        // The first hour, counted on these clocks, whose minute and second are not yet over.
        let clock = from.0.min(Timestamp::MAX.0 + 1) + i64::from(zone.seconds_east()) - second_of_hour;
        let hour = (clock + HOUR - 1).div_euclid(HOUR);
        let today = NaiveDate::from_epoch_days(i32::try_from(hour.div_euclid(24)).ok()?)?;
        let hour_of_day = u32::try_from(hour.rem_euclid(24)).ok()?;
        let at = |date, hour: u32| zone.instant(date, i64::from(hour) * HOUR + second_of_hour);

        let date = self.first_date(today, YEAR_MAX)?;
        let later_today = if date == today { self.hours.first_from(hour_of_day) } else { None };
        match later_today {
            Some(hour) => at(date, hour),
            None if date == today => at(self.first_date(today.succ_opt()?, YEAR_MAX)?, self.hours.first_from(0)?),
            None => at(date, self.hours.first_from(0)?),
        }
    }

    /// Whether it ever runs: 28 years have every calendar that there is.
    pub(super) fn runs_ever(&self) -> bool {
        let begin = NaiveDate::from_ymd_opt(2_000, 1, 1);
        begin.and_then(|begin| self.first_date(begin, 2_027)).is_some()
    }

    /// The first date at `from` or later with runs, up to the end of a year.
    fn first_date(&self, from: NaiveDate, last_year: i32) -> Option<NaiveDate> {
        let mut month = Month::of_date(from);
        let mut earliest = from.day();
        while month.year <= last_year {
            if self.months.contains(month.number)
                && let Some(day) = self.days.within(month).first_from(earliest)
            {
                return month.date(day);
            }
            month = month.plus(1);
            earliest = 1;
        }
        None
    }
}

impl RunDays {
    /// The days of `month` that are among these.
    fn within(self, month: Month) -> NumberSet {
        let length = month.length();
        let first_weekday = month.first_weekday();
        let weekday = |day: u32| (first_weekday + day - 1) % 7;
        let day = match self {
            Self::Every => return (1..=length).collect(),
            Self::OfMonth(days) => return days.up_to(length),
            Self::OfWeek(weekdays) => return (1..=length).filter(|day| weekdays.contains(weekday(*day))).collect(),
            Self::BeforeLast(days) => length.saturating_sub(days),
            Self::LastWorkday => nearest_workday(length, length, weekday(length)),
            Self::NearestWorkday(day) if day > length => 0,
            Self::NearestWorkday(day) => nearest_workday(day, length, weekday(day)),
            Self::LastOfWeek(wanted) => length - (weekday(length) + 7 - wanted) % 7,
            Self::NthOfWeek { weekday: wanted, nth } => 1 + (wanted + 7 - first_weekday) % 7 + 7 * (nth - 1),
        };
        Some(day).filter(|day| (1..=length).contains(day)).into_iter().collect()
    }
}

/// The day from Monday to Friday nearest to `day`, which is a `weekday`, in a month of `length` days.
fn nearest_workday(day: u32, length: u32, weekday: u32) -> u32 {
    match weekday {
        SATURDAY if day == 1 => 3,
        SATURDAY => day - 1,
        SUNDAY if day == length => day - 2,
        SUNDAY => day + 1,
        _ => day,
    }
}

const SATURDAY: u32 = 5;
const SUNDAY: u32 = 6;
