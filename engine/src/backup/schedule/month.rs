//! A month of some year.

use chrono::{Datelike, NaiveDate};

use crate::time::Civil;

/// A month of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month {
    pub(super) year: i32,
    /// 1 to 12.
    pub(super) number: u32,
}

impl Month {
    pub(super) fn of(civil: Civil) -> Self {
        Self { year: civil.year, number: civil.month }
    }

    pub(super) fn of_date(date: NaiveDate) -> Self {
        Self { year: date.year(), number: date.month() }
    }

    /// The month so many later.
    pub(super) fn plus(self, months: i32) -> Self {
        let count = self.count() + months;
        Self { year: count.div_euclid(12), number: count.rem_euclid(12).unsigned_abs() + 1 }
    }

    /// How many months after `earlier` it is.
    pub(super) fn since(self, earlier: Self) -> i32 {
        self.count() - earlier.count()
    }

    /// How many days it has.
    pub(super) fn length(self) -> u32 {
        self.date(1).map_or(0, |first| u32::from(first.num_days_in_month()))
    }

    /// The weekday of its first day: 0 is Monday, 6 is Sunday.
    pub(super) fn first_weekday(self) -> u32 {
        self.date(1).map_or(0, |first| first.weekday().num_days_from_monday())
    }

    /// One of its days.
    pub(super) fn date(self, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.number, day)
    }

    fn count(self) -> i32 {
        self.year * 12 + self.number.cast_signed() - 1
    }
}
