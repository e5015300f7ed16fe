//! When backups run: the stored forms of a schedule and the times they name (POL-10 to POL-17).

mod cron;
mod crontab;
mod error;
mod month;
mod number_set;

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

pub use self::{
    cron::{Cron, RunDays},
    error::{CronField, ScheduleError},
    number_set::NumberSet,
};
use self::{error::is_number, month::Month};
use crate::time::{DAY, HOUR, Seconds, Timestamp, Zone};

/// A schedule in one of its stored forms (POL-13), read on the clocks of the scenario's zone (MDL-30):
///
/// - `I|{start}|{interval}`: every so many hours, days or weeks from the start (`PT6H`, `P1D`, `P1W`), or every 1 to 11
///   calendar months (`P3M`);
/// - `C|{start}|{crontab}`: when the clocks match six fields in the manner of Quartz, see [`Cron`].
///
/// The start is in UNIX seconds; nothing runs before it. The text stays as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Schedule {
    text: Arc<str>,
    start: Timestamp,
    recurrence: Recurrence,
}

/// What brings the runs of a schedule about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// A fixed interval: whole hours, one or more. The first run is the start.
    Every(Seconds),
    /// Calendar months, 1 to 11: on the day and at the time of the start, on the last day of a month that has no such
    /// day. The first run is the start.
    Months(u32),
    /// A crontab.
    Cron(Cron),
}

/// How long the intervals of schedules may be: a setting, since no bounds are documented (POL-15). The least is one
/// hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScheduleBounds {
    /// The longest interval of hours.
    pub hours_max: u32,
    /// The longest interval of whole days.
    pub days_max: u32,
}

impl Schedule {
    /// Reads a stored form. Refuses what no setting makes possible; how long an interval may be is for
    /// [`Schedule::check_bounds`] to say.
    pub fn parse(text: &str) -> Result<Self, ScheduleError> {
        let mut parts = text.split('|');
        let (Some(form @ ("I" | "C")), Some(start), Some(expression), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ScheduleError::Form(text.to_owned()));
        };
        let start = read_start(start)?;
        let recurrence = match form {
            "I" => read_interval(expression)?,
            _ => Recurrence::Cron(Cron::parse(expression)?),
        };
        Ok(Self { text: text.into(), start, recurrence })
    }

    /// A schedule that is known to be what its stored form says.
    pub(crate) fn known(text: &str, start: Timestamp, recurrence: Recurrence) -> Self {
        Self { text: text.into(), start, recurrence }
    }

    /// The instant before which nothing runs.
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// What brings its runs about.
    pub fn recurrence(&self) -> Recurrence {
        self.recurrence
    }

    /// The stored form, as it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The last part of the stored form: the interval or the crontab.
    pub fn expression(&self) -> &str {
        self.text.rsplit('|').next().unwrap_or_default()
    }

    /// Checks its interval against the bounds: whole hours or whole days, each up to theirs (POL-15). Calendar months and
    /// crontabs have bounds of their own, which [`Schedule::parse`] knows.
    pub fn check_bounds(&self, bounds: ScheduleBounds) -> Result<(), ScheduleError> {
        let Recurrence::Every(Seconds(every)) = self.recurrence else { return Ok(()) };
        let in_hours = every <= i64::from(bounds.hours_max) * HOUR;
        let in_days = every % DAY == 0 && every <= i64::from(bounds.days_max) * DAY;
        match in_hours || in_days {
            true => Ok(()),
            false => Err(ScheduleError::TooLong { interval: self.expression().to_owned(), bounds }),
        }
    }

    /// The first run at `from` or later on the clocks of `zone` (MDL-30); none after the last instant of virtual time.
    pub fn first_from(&self, from: Timestamp, zone: Zone) -> Option<Timestamp> {
        let from = from.max(self.start);
        match &self.recurrence {
            Recurrence::Every(every) => first_multiple(self.start, *every, from),
            Recurrence::Months(months) => first_month_day(self.start, *months, from, zone),
            Recurrence::Cron(cron) => cron.first_from(from, zone),
        }
    }

    /// The first run after `after`.
    pub fn next_after(&self, after: Timestamp, zone: Zone) -> Option<Timestamp> {
        self.first_from(Timestamp(after.0.saturating_add(1)), zone)
    }

    /// The runs at `from` or later, in order.
    pub fn runs_from(&self, from: Timestamp, zone: Zone) -> impl Iterator<Item = Timestamp> + use<> {
        let schedule = self.clone();
        std::iter::successors(schedule.first_from(from, zone), move |run| schedule.next_after(*run, zone))
    }
}

impl Default for ScheduleBounds {
    fn default() -> Self {
        Self { hours_max: 23, days_max: 31 }
    }
}

fn read_start(text: &str) -> Result<Timestamp, ScheduleError> {
    let start = is_number(text).then(|| text.parse().ok()).flatten().map(Timestamp);
    start
        .filter(|at| (Timestamp::MIN..=Timestamp::MAX).contains(at))
        .ok_or_else(|| ScheduleError::Start(text.to_owned()))
}

fn read_interval(text: &str) -> Result<Recurrence, ScheduleError> {
    let counted = |unit| text.strip_prefix('P')?.strip_suffix(unit).filter(|count| is_number(count));
    if counted('Y').is_some() {
        return Err(ScheduleError::Yearly(text.to_owned()));
    }
    if let Some(months) = counted('M') {
        return match months.parse() {
            Ok(0) => Err(ScheduleError::Interval(text.to_owned())),
            Ok(months @ 1..12) => Ok(Recurrence::Months(months)),
            _ => Err(ScheduleError::Yearly(text.to_owned())),
        };
    }
    match Seconds::parse_iso8601(text) {
        Ok(Seconds(every)) if every > 0 && every % HOUR == 0 => Ok(Recurrence::Every(Seconds(every))),
        _ => Err(ScheduleError::Interval(text.to_owned())),
    }
}

/// The first of the instants `start`, `start + every`, … at `from` or later; `from` is not before `start`.
fn first_multiple(start: Timestamp, every: Seconds, from: Timestamp) -> Option<Timestamp> {
    let missed = from.0.min(Timestamp::MAX.0 + 1) - start.0;
    let cycles = (missed + every.0 - 1) / every.0;
    let at = start.0 + cycles * every.0;
    (at <= Timestamp::MAX.0).then_some(Timestamp(at))
}

/// The same for calendar months. Each is counted from the start, so that the 31st comes back after a short month.
fn first_month_day(start: Timestamp, months: u32, from: Timestamp, zone: Zone) -> Option<Timestamp> {
    let first = start.civil(zone);
    let begun = Month::of(first);
    let second_of_day = (start - start.start_of_day(zone)).0;
    let run = |cycles: i32| {
        let month = begun.plus(cycles * i32::try_from(months).ok()?);
        zone.instant(month.date(first.day.min(month.length()))?, second_of_day)
    };
    let passed = Month::of(from.civil(zone)).since(begun) / i32::try_from(months).ok()?;
    run(passed).filter(|at| *at >= from).or_else(|| run(passed + 1)).filter(|at| *at >= from)
}

impl fmt::Display for Schedule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl TryFrom<String> for Schedule {
    type Error = ScheduleError;

    fn try_from(text: String) -> Result<Self, ScheduleError> {
        Self::parse(&text)
    }
}

impl From<Schedule> for String {
    fn from(schedule: Schedule) -> Self {
        schedule.text.as_ref().to_owned()
    }
}
