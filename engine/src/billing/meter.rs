//! Metering of stored snapshots by whole clock hours (BIL-14).

use crate::units::Mib;

/// MiB-hours, exact. A thousand years of a 64 TiB chain stay far below the limit of 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meter {
    /// Standard tier (BIL-10).
    pub standard_mib_hours: u64,
}

/// A size held over whole clock hours, first and last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The size.
    pub size: Mib,
    /// The first clock hour.
    pub from_hour: i64,
    /// The last clock hour; the span is empty where it lies before the first.
    pub to_hour: i64,
}

impl Meter {
    /// Adds a span of standard storage.
    pub fn add(&mut self, span: Span) {
        self.standard_mib_hours += span.size.0 * span.hours();
    }
}

impl Span {
    fn hours(self) -> u64 {
        u64::try_from(self.to_hour - self.from_hour + 1).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    #[test]
    fn bil_14_hours_count_from_the_start_of_the_first_to_the_end_of_the_last() {
        let at = |text| Timestamp::parse_rfc3339(text).unwrap().clock_hour();
        let mut meter = Meter::default();
        let (from_hour, to_hour) = (at("2026-01-01T11:02:06+08:00"), at("2026-01-01T15:20:20+08:00"));
        meter.add(Span { size: Mib(10), from_hour, to_hour });
        assert_eq!(meter.standard_mib_hours, 50);
        meter.add(Span { size: Mib(10), from_hour: to_hour + 1, to_hour });
        assert_eq!(meter.standard_mib_hours, 50, "a size that changed again within the hour is not metered twice");
    }
}
