//! Reads crontabs in the manner of Quartz.

use std::ops::RangeInclusive;

use super::{
    cron::{Cron, RunDays},
    error::{CronField, ScheduleError, is_number},
    number_set::NumberSet,
};

const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

impl Cron {
    /// Reads six fields. What can never be is refused: a day that no month has, or more than one run an hour.
    pub(super) fn parse(text: &str) -> Result<Self, ScheduleError> {
        let upper = text.to_ascii_uppercase();
        let fields: Vec<_> = upper.split_ascii_whitespace().collect();
        let &[second, minute, hour, day, month, weekday] = fields.as_slice() else {
            return Err(ScheduleError::FieldCount { given: fields.len() });
        };
        let seconds = numbers(CronField::Second, second)?;
        let minutes = numbers(CronField::Minute, minute)?;
        let hours = numbers(CronField::Hour, hour)?;
        let days = days(day, weekday)?;
        let months = numbers(CronField::Month, month)?;
        let (Some(second), Some(minute)) = (seconds.only(), minutes.only()) else {
            return Err(ScheduleError::TooOften(text.to_owned()));
        };
        let cron = Self { second, minute, hours, days, months };
        if cron.runs_ever() { Ok(cron) } else { Err(ScheduleError::NeverRuns(text.to_owned())) }
    }
}

fn days(of_month: &str, of_week: &str) -> Result<RunDays, ScheduleError> {
    match (of_month, of_week) {
        ("*", "?") | ("?", "*") => Ok(RunDays::Every),
        ("?", "?") => Err(ScheduleError::DayFields),
        (of_month, "?") => days_of_month(of_month),
        ("?", of_week) => days_of_week(of_week),
        _ => Err(ScheduleError::DayFields),
    }
}

fn days_of_month(text: &str) -> Result<RunDays, ScheduleError> {
    let field = CronField::DayOfMonth;
    match text {
        "L" => Ok(RunDays::BeforeLast(0)),
        "LW" => Ok(RunDays::LastWorkday),
        _ => {
            if let Some(before) = text.strip_prefix("L-") {
                return number(before, 1..=30).map(RunDays::BeforeLast).ok_or_else(|| field.refuses(text));
            }
            if let Some(day) = text.strip_suffix('W') {
                return number(day, field.range()).map(RunDays::NearestWorkday).ok_or_else(|| field.refuses(text));
            }
            numbers(field, text).map(RunDays::OfMonth)
        }
    }
}

fn days_of_week(text: &str) -> Result<RunDays, ScheduleError> {
    let field = CronField::DayOfWeek;
    let weekday = |text: &str| value(field, text).map(civil_weekday);
    if let Some(last) = text.strip_suffix('L').filter(|last| !last.is_empty()) {
        return weekday(last).map(RunDays::LastOfWeek).ok_or_else(|| field.refuses(text));
    }
    if let Some((day, nth)) = text.split_once('#') {
        let day = weekday(day).zip(number(nth, 1..=5));
        return day.map(|(weekday, nth)| RunDays::NthOfWeek { weekday, nth }).ok_or_else(|| field.refuses(text));
    }
    // `L` by itself is the last day of the week, Saturday.
    let days = if text == "L" { [7].into_iter().collect() } else { numbers(field, text)? };
    Ok(RunDays::OfWeek(days.iter().map(civil_weekday).collect()))
}

/// From 1 for Sunday to 0 for Monday.
fn civil_weekday(quartz: u32) -> u32 {
    (quartz + 5) % 7
}

/// Reads a list of values, ranges and steps.
fn numbers(field: CronField, text: &str) -> Result<NumberSet, ScheduleError> {
    let mut set = NumberSet::default();
    for part in text.split(',') {
        add(&mut set, field, part)?;
    }
    Ok(set)
}

fn add(set: &mut NumberSet, field: CronField, part: &str) -> Result<(), ScheduleError> {
    let (least, greatest) = field.range().into_inner();
    let refused = || field.refuses(part);
    let (base, step) = part.split_once('/').map_or((part, None), |(base, step)| (base, Some(step)));
    let (from, to) = match (base, base.split_once('-')) {
        ("*", _) => (least, greatest),
        // Quartz takes `/5` for `0/5`.
        ("", _) if step.is_some() => (least, greatest),
        (_, Some((from, to))) => value(field, from).zip(value(field, to)).ok_or_else(refused)?,
        (_, None) => {
            let from = value(field, base).ok_or_else(refused)?;
            (from, if step.is_some() { greatest } else { from })
        }
    };
    let step = match step {
        Some(step) => number(step, 1..=greatest).ok_or_else(|| field.refuses_step(part))?,
        None => 1,
    };
    // A range such as `22-2` goes on over the end.
    let count = greatest - least + 1;
    let to = if to < from { to + count } else { to };
    for number in (from..=to).step_by(step as usize) {
        set.insert(least + (number - least) % count);
    }
    Ok(())
}

/// A number or name of a field.
fn value(field: CronField, text: &str) -> Option<u32> {
    let names: &[&str] = match field {
        CronField::Month => &MONTHS,
        CronField::DayOfWeek => &WEEKDAYS,
        _ => &[],
    };
    let by_name = (1..).zip(names).find(|(_, name)| **name == text).map(|(number, _)| number);
    by_name.or_else(|| number(text, field.range()))
}

fn number(text: &str, range: RangeInclusive<u32>) -> Option<u32> {
    let number = is_number(text).then(|| text.parse().ok()).flatten();
    number.filter(|number| range.contains(number))
}
