//! Virtual time: instants, calendar dates in the scenario's zone, and ISO 8601 durations.
//!
//! The engine never asks what time it is. Time is a value that [`crate::simulation::Simulation`] moves; everything here
//! converts such values to and from the forms that people and APIs use.

use std::{fmt, ops};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// An instant of virtual time: whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// A span of virtual time in whole seconds; never negative where the engine makes one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seconds(pub i64);

/// A whole number of days, as retention and archiving are set (POL-20, POL-50).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Days(pub u32);

/// The scenario's fixed offset from UTC, in seconds east (MDL-30: schedules are read in it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(i32);

/// An instant as people are to read it: in the zone of the run (MDL-30).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The instant.
    pub at: Timestamp,
    /// The zone that it is read in.
    pub zone: Zone,
}

/// A calendar date and time of day in some [`Zone`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Proleptic Gregorian year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
    /// 0 is Monday, 6 is Sunday.
    pub weekday: u32,
}

/// Why a text is not an instant, a zone or a duration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not RFC 3339, or a year outside 1970 to 9999.
    #[error("`{0}` is not an RFC 3339 time such as 2026-01-01T00:00:00+08:00, between the years 1970 and 9999")]
    Instant(String),
    /// Not `+HH:MM` or `-HH:MM` within 14 hours.
    #[error("`{0}` is not an offset from UTC such as +08:00")]
    Zone(String),
    /// Not an ISO 8601 duration of weeks, days, hours, minutes and seconds.
    #[error("`{0}` is not an ISO 8601 duration such as P1D, PT6H or P1DT12H (years and months have no fixed length)")]
    Duration(String),
}

/// Seconds in a minute.
pub const MINUTE: i64 = 60;
/// Seconds in an hour.
pub const HOUR: i64 = 3_600;
/// Seconds in a day; zones have fixed offsets, so every day has this length.
pub const DAY: i64 = 86_400;

impl Timestamp {
    /// The first instant the simulator accepts: 1970-01-01T00:00:00Z.
    pub const MIN: Self = Self(0);
    /// The last instant the simulator accepts: 9999-12-31T23:59:59Z.
    pub const MAX: Self = Self(253_402_300_799);

    /// Reads RFC 3339, as scenario files and scripts write times.
    pub fn parse_rfc3339(text: &str) -> Result<Self, TimeError> {
        DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|parsed| Self(parsed.timestamp()))
            .filter(|at| (Self::MIN..=Self::MAX).contains(at))
            .ok_or_else(|| TimeError::Instant(text.to_owned()))
    }

    /// RFC 3339 in `zone`, such as `2026-01-01T00:00:00+08:00`.
    pub fn to_rfc3339(self, zone: Zone) -> String {
        self.utc().with_timezone(&zone.offset()).to_rfc3339_opts(SecondsFormat::Secs, false)
    }

    /// RFC 3339 in UTC, such as `2025-12-31T16:00:00Z`: the form of the ECS API.
    pub fn to_rfc3339_utc(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// The calendar date and time of day in `zone`.
    pub fn civil(self, zone: Zone) -> Civil {
        let local = self.utc().with_timezone(&zone.offset());
        Civil {
            year: local.year(),
            month: local.month(),
            day: local.day(),
            hour: local.hour(),
            minute: local.minute(),
            second: local.second(),
            weekday: local.weekday().num_days_from_monday(),
        }
    }

    /// Midnight at the start of this instant's day in `zone`.
    pub fn start_of_day(self, zone: Zone) -> Self {
        let offset = i64::from(zone.0);
        Self((self.0 + offset).div_euclid(DAY) * DAY - offset)
    }

    /// Midnight at the start of the first day of this instant's month in `zone`, no earlier than [`Timestamp::MIN`].
    pub fn start_of_month(self, zone: Zone) -> Self {
        let days = i64::from(self.civil(zone).day) - 1;
        Self(self.start_of_day(zone).0 - days * DAY).max(Self::MIN)
    }

    /// The day this instant lies in, counted from 1970-01-01 in `zone`.
    pub fn day_number(self, zone: Zone) -> i64 {
        (self.0 + i64::from(zone.0)).div_euclid(DAY)
    }

    /// The whole clock hour this instant lies in, counted from 1970 in UTC (BIL-14 meters by these).
    pub fn clock_hour(self) -> i64 {
        self.0.div_euclid(HOUR)
    }

    /// This instant plus `days` whole days, held at [`Timestamp::MAX`].
    pub fn plus_days(self, days: Days) -> Self {
        Self((self.0 + i64::from(days.0) * DAY).min(Self::MAX.0))
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.clamp(Self::MIN.0, Self::MAX.0), 0).expect("clamped to years that chrono knows")
    }
}

impl ops::Add<Seconds> for Timestamp {
    type Output = Self;

    fn add(self, span: Seconds) -> Self {
        Self(self.0.saturating_add(span.0).min(Self::MAX.0))
    }
}

impl ops::Sub for Timestamp {
    type Output = Seconds;

    fn sub(self, earlier: Self) -> Seconds {
        Seconds(self.0 - earlier.0)
    }
}

impl Seconds {
    /// Reads an ISO 8601 duration of fixed-length units: `P30D`, `PT6H`, `P1W`, `P1DT12H30M`.
    pub fn parse_iso8601(text: &str) -> Result<Self, TimeError> {
        iso8601_seconds(text).map(Self).ok_or_else(|| TimeError::Duration(text.to_owned()))
    }

    /// The shortest ISO 8601 text of this span, such as `P1D` or `PT90M`.
    pub fn to_iso8601(self) -> String {
        match self.0 {
            days if days % DAY == 0 => format!("P{}D", days / DAY),
            hours if hours % HOUR == 0 => format!("PT{}H", hours / HOUR),
            minutes if minutes % MINUTE == 0 => format!("PT{}M", minutes / MINUTE),
            seconds => format!("PT{seconds}S"),
        }
    }
}

impl Days {
    /// The span of this many days.
    pub fn span(self) -> Seconds {
        Seconds(i64::from(self.0) * DAY)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Zone {
    /// UTC itself.
    pub const UTC: Self = Self(0);
    /// UTC+8, the zone of the mainland regions and the default of scenarios.
    pub const CHINA: Self = Self(8 * 3_600);

    /// Reads `+08:00` or `-05:30`, at most 14 hours either way.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        zone_seconds(text).map(Self).ok_or_else(|| TimeError::Zone(text.to_owned()))
    }

    /// Seconds east of UTC.
    pub fn seconds_east(self) -> i32 {
        self.0
    }

    /// The instant at which a clock in this zone shows `date` at `second_of_day`; none if it lies outside the years
    /// the simulator knows.
    pub fn instant(self, date: NaiveDate, second_of_day: i64) -> Option<Timestamp> {
        let midnight = date.and_hms_opt(0, 0, 0)?.and_utc().timestamp();
        let at = Timestamp(midnight + second_of_day - i64::from(self.0));
        (Timestamp::MIN..=Timestamp::MAX).contains(&at).then_some(at)
    }

    fn offset(self) -> FixedOffset {
        FixedOffset::east_opt(self.0).expect("parsed within 14 hours")
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.abs() / 60;
        write!(out, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl TryFrom<String> for Zone {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        Self::parse(&text)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.to_string()
    }
}

fn zone_seconds(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_once(':')?;
    let two_digits =
        |part: &str| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i32>().ok())?;
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    let seconds = hours * 3_600 + minutes * 60;
    (minutes < 60 && seconds <= 14 * 3_600).then_some(sign * seconds)
}

fn iso8601_seconds(text: &str) -> Option<i64> {
    let body = text.strip_prefix('P')?;
    let (date, time) = body.split_once('T').map_or((body, None), |(date, time)| (date, Some(time)));
    if body.is_empty() || time == Some("") {
        return None;
    }
    let date = designated(date, &[('W', 7 * DAY), ('D', DAY)])?;
    let time = designated(time.unwrap_or(""), &[('H', HOUR), ('M', MINUTE), ('S', 1)])?;
    date.checked_add(time).filter(|seconds| *seconds <= Timestamp::MAX.0)
}

/// Sums `<digits><designator>` parts, which must come in the order of `units`, each at most once.
fn designated(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut total = 0_i64;
    for (designator, seconds) in units {
        let Some((digits, rest)) = text.split_once(*designator) else { continue };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        total = total.checked_add(digits.parse::<i64>().ok()?.checked_mul(*seconds)?)?;
        text = rest;
    }
    text.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_round_trip_in_their_zone() {
        let at = Timestamp::parse_rfc3339("2026-01-01T00:00:00+08:00").unwrap();
        assert_eq!(at.to_rfc3339(Zone::CHINA), "2026-01-01T00:00:00+08:00");
        assert_eq!(at.to_rfc3339_utc(), "2025-12-31T16:00:00Z");
        assert_eq!(at.civil(Zone::CHINA).weekday, 3, "1 January 2026 is a Thursday");
        assert_eq!(at.start_of_day(Zone::CHINA), at);
        assert_eq!(Timestamp(at.0 + 5).start_of_day(Zone::CHINA), at);
        assert!(Timestamp::parse_rfc3339("1969-12-31T23:59:59Z").is_err());
        assert!(Timestamp::parse_rfc3339("2026-01-01").is_err());
    }

    #[test]
    fn durations_read_fixed_units_only() {
        for (text, seconds) in [
            ("P1D", DAY),
            ("PT6H", 6 * HOUR),
            ("P1W", 7 * DAY),
            ("P1DT12H", 36 * HOUR),
            ("PT90M", 5_400),
            ("PT1H30M5S", 5_405),
        ] {
            assert_eq!(Seconds::parse_iso8601(text), Ok(Seconds(seconds)), "{text}");
        }
        for text in ["", "P", "PT", "P1M", "P1Y", "1D", "P-1D", "P1.5D", "PT1M1H", "P1D1D", "P99999999999999999999D"] {
            assert!(Seconds::parse_iso8601(text).is_err(), "{text}");
        }
        assert_eq!(Seconds(DAY).to_iso8601(), "P1D");
        assert_eq!(Seconds(5_400).to_iso8601(), "PT90M");
    }

    #[test]
    fn zones_are_fixed_offsets() {
        assert_eq!(Zone::parse("+08:00"), Ok(Zone::CHINA));
        assert_eq!(Zone::parse("-05:30").unwrap().to_string(), "-05:30");
        for text in ["", "Z", "+8:00", "+08:60", "+14:01", "08:00", "+0a:00"] {
            assert!(Zone::parse(text).is_err(), "{text}");
        }
    }
}
