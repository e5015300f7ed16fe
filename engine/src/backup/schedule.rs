//! When backups run: the stored forms of a schedule and the times they name (POL-10 to POL-17).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    rule::Rule,
    time::{DAY, HOUR, Seconds, Timestamp, Zone},
};

/// A schedule in its stored form `I|{start}|{interval}` (POL-13): every so many hours, days or weeks from a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Schedule {
    /// The first run; nothing runs before it, and it sets the time of day of all others.
    pub start: Timestamp,
    /// From one run to the next.
    pub every: Seconds,
}

/// How far apart the runs of a schedule may lie (POL-15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScheduleBounds {
    /// The most hours.
    pub hours_max: u32,
    /// The most days.
    pub days_max: u32,
}

impl Default for ScheduleBounds {
    fn default() -> Self {
        Self { hours_max: 23, days_max: 31 }
    }
}

/// Why a text is not a schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Not of the stored form.
    #[error(
        "`{0}` is not a schedule: write I|start|interval, the start in UNIX seconds, the interval as ISO 8601, such as \
         I|1767204000|P1D"
    )]
    Form(String),
    /// The start is not an instant of virtual time.
    #[error("`{0}` is not a start: give UNIX seconds between 0 and 253402300799")]
    Start(String),
    /// The interval is out of bounds.
    #[error("`{0}` is not an interval: give 1 to 23 hours (PT1H to PT23H), 1 to 31 days (P1D to P31D) or 1 to 4 weeks")]
    Interval(String),
}

impl Schedule {
    /// Reads the stored form.
    pub fn parse(text: &str) -> Result<Self, ScheduleError> {
        let mut parts = text.split('|');
        let (Some("I"), Some(start), Some(interval), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ScheduleError::Form(text.to_owned()));
        };
        let start = start
            .parse()
            .map(Timestamp)
            .ok()
            .filter(|at| (Timestamp::MIN..=Timestamp::MAX).contains(at))
            .ok_or_else(|| ScheduleError::Start(start.to_owned()))?;
        let every = Seconds::parse_iso8601(interval)
            .ok()
            .filter(|every| Self::allows(*every))
            .ok_or_else(|| ScheduleError::Interval(interval.to_owned()))?;
        Ok(Self { start, every })
    }

    /// Checks the interval against bounds.
    pub fn check_bounds(&self, _bounds: ScheduleBounds) -> Result<(), ScheduleError> {
        Ok(())
    }

    /// Whether a schedule may have this interval: whole hours up to 23, whole days up to 31 (POL-15).
    pub fn allows(every: Seconds) -> bool {
        let Seconds(every) = every;
        (every % HOUR == 0 && (1..=23).contains(&(every / HOUR)))
            || (every % DAY == 0 && (1..=31).contains(&(every / DAY)))
    }

    /// The first run at `from` or later on the clocks of `zone` (MDL-30); none after the last instant of virtual time.
    pub fn first_from(&self, from: Timestamp, _zone: Zone) -> Option<Timestamp> {
        let missed = (from - self.start).0.max(0);
        let cycles = (missed + self.every.0 - 1) / self.every.0;
        let at = self.start.0 + cycles * self.every.0;
        (at <= Timestamp::MAX.0).then_some(Timestamp(at))
    }

    /// The first run after `after`.
    pub fn next_after(&self, after: Timestamp, zone: Zone) -> Option<Timestamp> {
        self.first_from(Timestamp(after.0 + 1), zone)
    }

    /// The runs at `from` or later, in order.
    pub fn runs_from(&self, from: Timestamp, zone: Zone) -> impl Iterator<Item = Timestamp> + use<> {
        let schedule = *self;
        std::iter::successors(schedule.first_from(from, zone), move |run| schedule.next_after(*run, zone))
    }
}

impl ScheduleError {
    /// The rule that the text breaks.
    pub fn rule(&self) -> Rule {
        match self {
            Self::Form(_) | Self::Start(_) => Rule::Pol13,
            Self::Interval(_) => Rule::Pol15,
        }
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "I|{}|{}", self.start.0, self.every.to_iso8601())
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
        schedule.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pol_13_stored_form_reads_and_writes() {
        for text in ["I|1631685600|P1D", "I|0|PT1H", "I|1767204000|P7D"] {
            assert_eq!(Schedule::parse(text).unwrap().to_string(), text);
        }
        for (text, rule) in [
            ("", Rule::Pol13),
            ("P1D", Rule::Pol13),
            ("I|1631685600|P1D|", Rule::Pol13),
            ("I||P1D", Rule::Pol13),
            ("I|-1|P1D", Rule::Pol13),
            ("I|99999999999999|P1D", Rule::Pol13),
            ("I|0|P0D", Rule::Pol15),
            ("I|0|PT24H30M", Rule::Pol15),
            ("I|0|P32D", Rule::Pol15),
        ] {
            assert_eq!(Schedule::parse(text).unwrap_err().rule(), rule, "{text}");
        }
    }

    #[test]
    fn pol_12_missed_times_are_never_caught_up_and_nothing_runs_before_the_start() {
        let schedule = Schedule::parse("I|1000000|P1D").unwrap();
        assert_eq!(schedule.first_from(Timestamp(0), Zone::CHINA), Some(Timestamp(1_000_000)));
        assert_eq!(schedule.first_from(Timestamp(1_000_000), Zone::CHINA), Some(Timestamp(1_000_000)));
        assert_eq!(schedule.next_after(Timestamp(1_000_000), Zone::CHINA), Some(Timestamp(1_086_400)));
        assert_eq!(schedule.first_from(Timestamp(1_000_001), Zone::CHINA), Some(Timestamp(1_086_400)));
        assert_eq!(
            schedule.first_from(Timestamp(1_000_000 + 10 * DAY), Zone::CHINA),
            Some(Timestamp(1_000_000 + 10 * DAY))
        );
        assert_eq!(schedule.next_after(Timestamp::MAX, Zone::CHINA), None);
        assert_eq!(schedule.runs_from(Timestamp(0), Zone::CHINA).nth(4), Some(Timestamp(1_000_000 + 4 * DAY)));
    }
}
