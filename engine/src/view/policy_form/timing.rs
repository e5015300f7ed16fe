//! From what is typed to a schedule, and back.

use super::{Frequency, PolicyForm};
use crate::{
    backup::schedule::{Cron, NumberSet, Recurrence, RunDays, Schedule, ScheduleError},
    rejection::{Field, Problem, Rejection},
    time::{Civil, DAY, HOUR, Seconds, Timestamp, Zone},
};

const FEBRUARY: u32 = 2;

impl PolicyForm {
    /// The schedule that the form describes.
    pub fn schedule(&self, zone: Zone) -> Result<Schedule, Rejection> {
        if let (Frequency::AsItIs, Some(schedule)) = (self.frequency, &self.as_it_is) {
            return Ok(schedule.clone());
        }
        let first = read_local(&self.first_run, zone)
            .ok_or_else(|| ScheduleError::FirstRun(self.first_run.clone()))
            .map_err(|error| Problem::Schedule(error).at(Field::FirstRun))?;
        self.stored_form(first, zone)
            .and_then(|text| Schedule::parse(&text))
            .map_err(|error| Problem::Schedule(error).at(Field::Schedule))
    }

    fn stored_form(&self, first: Timestamp, zone: Zone) -> Result<String, ScheduleError> {
        let start = first.0;
        let Civil { day, hour, minute, second, .. } = first.civil(zone);
        match self.frequency {
            Frequency::Hourly => {
                let max = self.bounds.hours_max;
                let hours =
                    self.count(max).ok_or_else(|| ScheduleError::Hours { given: self.interval.clone(), max })?;
                Ok(format!("I|{start}|PT{hours}H"))
            }
            Frequency::Daily | Frequency::AsItIs => {
                let max = self.bounds.days_max;
                let days = self.count(max).ok_or_else(|| ScheduleError::Days { given: self.interval.clone(), max })?;
                Ok(format!("I|{start}|P{days}D"))
            }
            Frequency::Weekly if self.weekdays.is_empty() => Err(ScheduleError::NoWeekday),
            Frequency::Weekly => {
                // Crontabs count from 1 for Sunday.
                let weekdays = (1..=7).filter(|day| self.weekdays.contains((day + 5) % 7)).collect();
                Ok(format!("C|{start}|{second} {minute} {hour} ? * {}", list(weekdays, 7)))
            }
            Frequency::Monthly if self.months.is_empty() => Err(ScheduleError::NoMonth),
            Frequency::Monthly => {
                let begun = first.civil(zone).month;
                Ok(match month_day(day, begun, self.months)? {
                    MonthDay::Interval(months) => format!("I|{start}|P{months}M"),
                    MonthDay::Day(day) => {
                        format!("C|{start}|{second} {minute} {hour} {day} {} ?", list(self.months, 12))
                    }
                    MonthDay::Last => format!("C|{start}|{second} {minute} {hour} L {} ?", list(self.months, 12)),
                })
            }
        }
    }

    /// The number in the interval, if it is at most `max`.
    fn count(&self, max: u32) -> Option<u32> {
        self.interval.trim().parse().ok().filter(|count| (1..=max).contains(count))
    }

    /// Fills the form in so that it says `schedule`; what it cannot say stays as it is.
    pub(super) fn say(&mut self, schedule: &Schedule, zone: Zone) {
        let said = match schedule.recurrence() {
            Recurrence::Every(Seconds(every)) => Some(self.saying_interval(schedule.start(), every, zone)),
            Recurrence::Months(months) if 12_u32.is_multiple_of(months) => {
                let begun = schedule.start().civil(zone).month;
                let months = (0..12 / months).map(|cycle| (begun - 1 + cycle * months) % 12 + 1).collect();
                Some(Self { frequency: Frequency::Monthly, months, ..self.beginning(schedule.start(), zone) })
            }
            Recurrence::Months(_) => None,
            Recurrence::Cron(cron) => self.saying_cron(schedule, &cron, zone),
        };
        let as_it_is = || Self {
            frequency: Frequency::AsItIs,
            as_it_is: Some(schedule.clone()),
            ..self.beginning(schedule.start(), zone)
        };
        *self = said.unwrap_or_else(as_it_is);
    }

    fn beginning(&self, first: Timestamp, zone: Zone) -> Self {
        Self { first_run: local_time(first, zone), ..self.clone() }
    }

    fn saying_interval(&self, start: Timestamp, every: i64, zone: Zone) -> Self {
        let (frequency, unit) = if every % DAY == 0 { (Frequency::Daily, DAY) } else { (Frequency::Hourly, HOUR) };
        Self { frequency, interval: (every / unit).to_string(), ..self.beginning(start, zone) }
    }

    /// Weekly or monthly, if that comes out at the same times. The first run is the start, where that is at the time of
    /// day of the crontab, or else the first time after it.
    fn saying_cron(&self, schedule: &Schedule, cron: &Cron, zone: Zone) -> Option<Self> {
        let form = match cron.days() {
            RunDays::Every => Self { frequency: Frequency::Weekly, weekdays: (0..7).collect(), ..self.clone() },
            RunDays::OfWeek(weekdays) => Self { frequency: Frequency::Weekly, weekdays, ..self.clone() },
            _ => Self { frequency: Frequency::Monthly, months: cron.months(), ..self.clone() },
        };
        let begins = [Some(schedule.start()), schedule.first_from(schedule.start(), zone)];
        begins.into_iter().flatten().map(|first| form.beginning(first, zone)).find(|form| {
            form.schedule(zone).is_ok_and(|said| {
                said.recurrence() == schedule.recurrence()
                    && said.first_from(Timestamp::MIN, zone) == schedule.first_from(Timestamp::MIN, zone)
            })
        })
    }
}

/// How a day of the month is said.
enum MonthDay {
    /// By itself: every month has it.
    Day(u32),
    /// As the last day of each month.
    Last,
    /// By an interval of so many months, which itself is held at the end of short months.
    Interval(u32),
}

/// How a stored form says "on this `day`, or else the last, of these `months`", from a first run in the month `begun`.
///
/// Only February lacks a 29th or 30th, and no crontab says those days and its last one together. An interval of months
/// does, where the months lie at even distances.
fn month_day(day: u32, begun: u32, months: NumberSet) -> Result<MonthDay, ScheduleError> {
    let shortest = months.iter().map(shortest_length).min().unwrap_or(31);
    if day <= shortest {
        return Ok(MonthDay::Day(day));
    }
    if day == 31 || months.only() == Some(FEBRUARY) {
        return Ok(MonthDay::Last);
    }
    let step = 12 / months.len();
    let even = step * months.len() == 12
        && (0..months.len()).all(|cycle| months.contains((begun - 1 + cycle * step) % 12 + 1));
    match even && step < 12 {
        true => Ok(MonthDay::Interval(step)),
        false => Err(ScheduleError::ShortFebruary { day }),
    }
}

fn shortest_length(month: u32) -> u32 {
    match month {
        FEBRUARY => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Numbers from 1 as a field of a crontab.
fn list(numbers: NumberSet, greatest: u32) -> String {
    if numbers.len() == greatest {
        return "*".to_owned();
    }
    numbers.iter().map(|number| number.to_string()).collect::<Vec<_>>().join(",")
}

/// Reads a date and time input, with or without seconds.
fn read_local(text: &str, zone: Zone) -> Option<Timestamp> {
    let seconds = if text.len() == "2026-01-01T02:00".len() { ":00" } else { "" };
    Timestamp::parse_rfc3339(&format!("{text}{seconds}{zone}")).ok()
}

/// An instant as date and time inputs hold it, to the minute.
pub fn local_minute(at: Timestamp, zone: Zone) -> String {
    let Civil { year, month, day, hour, minute, .. } = at.civil(zone);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
}

/// The same with its seconds, where there are some.
pub fn local_time(at: Timestamp, zone: Zone) -> String {
    let minute = local_minute(at, zone);
    match at.civil(zone).second {
        0 => minute,
        second => format!("{minute}:{second:02}"),
    }
}
