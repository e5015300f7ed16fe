//! Metering of stored snapshots by whole clock hours (BIL-14).

use std::ops::Range;

use super::ledger::{Ledger, Stretch};
use crate::{digest::DigestWriter, units::Mib};

/// MiB-hours, and MiB of what is charged once, exact. A thousand years of a 64 TiB chain stay far below the limit of 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meter {
    /// Standard tier (BIL-10).
    pub standard_mib_hours: u64,
    /// Archive tier (BIL-11).
    pub archive_mib_hours: u64,
    /// What was left of 1,440 hours in the Archive tier when a snapshot went (BIL-12).
    pub early_deletion_mib_hours: u64,
    /// What Cloud Backup managed of both tiers (MDL-23).
    pub software_mib_hours: u64,
    /// What was carried to another region, in MiB (BIL-13).
    pub carried_mib: u64,
}

/// Sizes that come, change and go, and the hours they were there.
///
/// What is there at any time of a clock hour is metered for all of it, once: a size that comes counts from the hour it
/// came in, one that goes to the end of the hour it went in, and one that changes counts anew from the next hour.
/// Changes are told in the order of time. Every hour of the past can be read.
#[derive(Clone, Debug, Default)]
pub struct Gauge {
    /// What is there, and goes over into the next hour.
    size: Mib,
    /// The clock hour of the last change.
    hour: i64,
    /// What is metered for that hour.
    in_hour: Mib,
    /// The MiB-hours of all hours before it.
    mib_hours_before: u64,
    /// All hours before it, in stretches.
    past: Ledger,
}

impl Gauge {
    /// What is there now.
    pub fn size(&self) -> Mib {
        self.size
    }

    /// A size comes, in this clock hour.
    pub fn add(&mut self, size: Mib, hour: i64) {
        self.reach(hour);
        self.size += size;
        self.in_hour += size;
    }

    /// A size goes.
    pub fn remove(&mut self, size: Mib, hour: i64) {
        self.reach(hour);
        self.size -= size;
    }

    /// A size becomes another.
    pub fn change(&mut self, old: Mib, new: Mib, hour: i64) {
        self.reach(hour);
        self.size = self.size - old + new;
    }

    /// The MiB-hours up to and including this clock hour, none earlier than that of the last change.
    pub fn read(&self, hour: i64) -> u64 {
        debug_assert!(hour >= self.hour, "time does not go back");
        let idle_hours = (hour - self.hour).unsigned_abs();
        self.mib_hours_before + self.in_hour.0 + self.size.0 * idle_hours
    }

    /// The MiB-hours of these clock hours; hours to come count as if nothing changed.
    pub fn read_between(&self, hours: &Range<i64>) -> u64 {
        let present = Stretch { hour: self.hour, first: self.in_hour, then: self.size };
        let stretches = || self.past.iter().chain([present]);
        let ends = stretches().skip(1).map(|next| next.hour).chain([i64::MAX]);
        stretches().zip(ends).map(|(stretch, end)| stretch.mib_hours(hours, end)).sum()
    }

    /// The MiB-hours of each of these spans of clock hours, which follow one another in time: all in one reading.
    pub fn read_each(&self, spans: &[Range<i64>]) -> Vec<u64> {
        let mut sums = vec![0; spans.len()];
        let present = Stretch { hour: self.hour, first: self.in_hour, then: self.size };
        let mut stretches = self.past.iter().chain([present]).peekable();
        let mut first = 0;
        while let Some(stretch) = stretches.next() {
            let end = stretches.peek().map_or(i64::MAX, |next| next.hour);
            first += spans[first..].iter().take_while(|span| span.end <= stretch.hour).count();
            let touched = spans[first..].iter().take_while(|span| span.start < end);
            for (sum, span) in sums[first..].iter_mut().zip(touched) {
                *sum += stretch.mib_hours(span, end);
            }
        }
        sums
    }

    /// Takes it in as it stands at this clock hour.
    pub(crate) fn digest(&self, hour: i64, out: &mut DigestWriter) {
        out.size(self.size).number(self.read(hour));
    }

    /// Closes the hours before this one.
    fn reach(&mut self, hour: i64) {
        debug_assert!(hour >= self.hour, "time does not go back");
        if hour > self.hour {
            let idle_hours = (hour - self.hour - 1).unsigned_abs();
            self.mib_hours_before += self.in_hour.0 + self.size.0 * idle_hours;
            self.past.push(Stretch { hour: self.hour, first: self.in_hour, then: self.size });
            self.hour = hour;
            self.in_hour = self.size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    fn hour(text: &str) -> i64 {
        Timestamp::parse_rfc3339(text).unwrap().clock_hour()
    }

    #[test]
    fn bil_14_hours_count_from_the_start_of_the_first_to_the_end_of_the_last() {
        let mut gauge = Gauge::default();
        gauge.add(Mib(10), hour("2026-01-01T11:02:06+08:00"));
        gauge.remove(Mib(10), hour("2026-01-01T15:20:20+08:00"));
        assert_eq!(gauge.read(hour("2026-01-01T15:59:59+08:00")), 50);
        assert_eq!(gauge.read(hour("2026-01-05T00:00:00+08:00")), 50);
        assert_eq!(gauge.size(), Mib(0));
    }

    #[test]
    fn bil_14_what_changes_within_an_hour_is_metered_once_for_it() {
        let mut gauge = Gauge::default();
        gauge.add(Mib(10), 5);
        gauge.change(Mib(10), Mib(30), 5);
        assert_eq!(gauge.read(5), 10, "the hour has begun with 10");
        assert_eq!(gauge.read(7), 10 + 30 + 30);
        gauge.change(Mib(30), Mib(20), 7);
        gauge.remove(Mib(20), 7);
        assert_eq!(gauge.read(9), 10 + 30 + 30);
        gauge.add(Mib(1), 9);
        gauge.remove(Mib(1), 9);
        assert_eq!(gauge.read(9), 71, "an hour that has begun is metered whole");
    }

    #[test]
    fn bil_14_every_span_of_the_past_can_be_read() {
        let mut gauge = Gauge::default();
        let mut hours = vec![0; 100];
        for (hour, came, went) in [(3, 10, 0), (3, 5, 15), (10, 7, 0), (40, 1, 7), (41, 0, 1), (60, 900, 0)] {
            gauge.add(Mib(came), hour);
            gauge.remove(Mib(went), hour);
        }
        for (hour, metered) in (0_i64..).zip(&mut hours) {
            *metered = match hour {
                3 => 15,
                10..40 => 7,
                40 => 8,
                41 => 1,
                60.. => 900,
                _ => 0,
            };
        }
        for from in 0..100 {
            for to in from..100 {
                let counted: u64 = hours[from..to].iter().sum();
                let (from, to) = (i64::try_from(from).unwrap(), i64::try_from(to).unwrap());
                assert_eq!(gauge.read_between(&(from..to)), counted, "{from} to {to}");
                let around = [0..from, from..to, to..99];
                let each = around.clone().map(|span| gauge.read_between(&span));
                assert_eq!(gauge.read_each(&around), each, "{from} to {to}");
            }
        }
        assert_eq!(gauge.read(99), hours.iter().sum::<u64>());
    }
}
