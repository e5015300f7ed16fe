//! The calendar of a rehearsal: how much happens on each day.

use std::collections::BTreeMap;

use crate::{
    locale::Locale,
    rehearsal::{Kind, Outcome},
    time::{DAY, Days, Timestamp, Zone},
    view::format,
};

/// How much happens on each day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    zone: Zone,
    /// The first day that is looked ahead at, and the last.
    ends: [Timestamp; 2],
    /// By the day's number, in the order of [`Kind::ALL`].
    days: BTreeMap<i64, [u64; 4]>,
}

/// A month of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// What it is called, such as `Sep 2026`.
    pub name: String,
    /// How many days of its first week, which begins on Monday, are of the month before.
    pub blanks: u32,
    /// Its days.
    pub days: Vec<Day>,
    /// What happens in all of it, in the order of [`Kind::ALL`].
    pub counts: [u64; 4],
}

/// A day of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// From 1.
    pub number: u32,
    /// Tells it from the days of all months: one more than the day before.
    pub day: i64,
    /// Whether it is looked ahead at.
    pub is_within: bool,
    /// What happens on it, in the order of [`Kind::ALL`].
    pub counts: [u64; 4],
    /// The day and what happens on it, in words.
    pub text: String,
}

impl Calendar {
    /// The calendar of a rehearsal, in its zone.
    pub fn of(outcome: &Outcome) -> Self {
        let (zone, span) = (outcome.world().zone, outcome.span());
        let mut days: BTreeMap<i64, [u64; 4]> = BTreeMap::new();
        for item in outcome.items() {
            days.entry(item.at.day_number(zone)).or_default()[place(item.kind)] += 1;
        }
        Self { zone, ends: [span.start, span.end], days }
    }

    /// How many months it has.
    pub fn months(&self) -> usize {
        let [first, last] = self.ends.map(|at| month_number(at, self.zone));
        usize::try_from(last - first + 1).unwrap_or(1)
    }

    /// The month at `position`, the first where there is none.
    pub fn month(&self, position: usize, locale: Locale) -> Month {
        let first = self.first_of(position.min(self.months() - 1));
        let civil = first.civil(self.zone);
        let of = month_number(first, self.zone);
        let days = (0..31).map(|days| first.plus_days(Days(days)));
        let days: Vec<_> =
            days.filter(|at| month_number(*at, self.zone) == of).map(|at| self.day(at, locale)).collect();
        let mut counts = [0; 4];
        for day in &days {
            for (sum, count) in counts.iter_mut().zip(day.counts) {
                *sum += count;
            }
        }
        let name = match locale {
            Locale::En => format!("{} {}", format::month(civil.month, locale), civil.year),
            Locale::Zh => format!("{}年{}", civil.year, format::month(civil.month, locale)),
        };
        Month { name, blanks: civil.weekday, days, counts }
    }

    /// The position of the month that a day lies in.
    pub fn position_of(&self, day: i64) -> usize {
        let at = self.start_of(day);
        let from = month_number(self.ends[0], self.zone);
        usize::try_from(month_number(at, self.zone) - from).unwrap_or(0).min(self.months() - 1)
    }

    /// Whether anything happens on a day.
    pub fn happens_on(&self, day: i64) -> bool {
        self.days.contains_key(&day)
    }

    /// Whether a day is looked ahead at.
    pub fn has(&self, day: i64) -> bool {
        let [first, last] = self.ends.map(|at| at.day_number(self.zone));
        (first..=last).contains(&day)
    }

    fn day(&self, at: Timestamp, locale: Locale) -> Day {
        let day = at.day_number(self.zone);
        let counts = self.days.get(&day).copied().unwrap_or_default();
        let happens = Kind::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0);
        let happens: Vec<_> = happens.map(|(kind, count)| happens_in_words(kind, count, locale)).collect();
        let (colon, comma) = if locale == Locale::En { (": ", ", ") } else { ("：", "，") };
        let date = format::weekday_date(at, self.zone, locale);
        let text = if happens.is_empty() { date } else { format!("{date}{colon}{}", happens.join(comma)) };
        Day { number: at.civil(self.zone).day, day, is_within: self.has(day), counts, text }
    }

    fn first_of(&self, position: usize) -> Timestamp {
        let mut first = start_of_month(self.ends[0], self.zone);
        for _ in 0..position {
            first = start_of_month(first.plus_days(Days(31)), self.zone);
        }
        first
    }

    /// When a day begins.
    fn start_of(&self, day: i64) -> Timestamp {
        let start = self.ends[0].start_of_day(self.zone);
        Timestamp(start.0 + (day - start.day_number(self.zone)) * DAY)
    }
}

fn happens_in_words(kind: Kind, count: u64, locale: Locale) -> String {
    let (name, count) = (super::kind_in_words(kind, locale), format::count(count));
    match locale {
        Locale::En => format!("{} {count}", name.to_lowercase()),
        Locale::Zh => format!("{name}{count}个"),
    }
}

fn place(kind: Kind) -> usize {
    Kind::ALL.iter().position(|of| *of == kind).unwrap_or_default()
}

fn start_of_month(at: Timestamp, zone: Zone) -> Timestamp {
    let day = at.start_of_day(zone);
    Timestamp(day.0 - i64::from(day.civil(zone).day - 1) * DAY)
}

fn month_number(at: Timestamp, zone: Zone) -> i64 {
    let civil = at.civil(zone);
    i64::from(civil.year) * 12 + i64::from(civil.month)
}
