//! What a bill looks like over time: a column a day or a month, each made of what was charged, the past and the forecast in
//! one. Its rows are the twin in a table.

use super::{bill, format};
use crate::{
    billing::{
        bill::{Bill, Cause, Grouping, Line},
        money::MicroCny,
    },
    locale::Locale,
    time::{DAY, Timestamp, Zone},
    world::World,
};

/// Columns over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillChart {
    /// What there is in any column, from the bottom to the top, with its name.
    pub causes: Vec<(Cause, &'static str)>,
    /// The columns in the order of time, at most [`COLUMNS_MAX`]: the last.
    pub columns: Vec<Column>,
    /// How many earlier columns there is no room for.
    pub earlier: usize,
    /// The amounts at which the scale is marked, from nothing up; the last is as high as the chart.
    pub marks: Vec<MicroCny>,
    /// Days or months.
    pub by: Grouping,
}

/// A day or a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// When it begins.
    pub begins: Timestamp,
    /// The day or month in words.
    pub name: String,
    /// What was charged, in the order of [`BillChart::causes`].
    pub amounts: Vec<MicroCny>,
    /// The sum of that.
    pub total: MicroCny,
    /// Whether it is to come, or ends after now.
    pub is_ahead: bool,
}

/// A chart has so many columns at most: ten years of months.
pub const COLUMNS_MAX: usize = 120;
/// A span of so many days is told by days, a longer one by months.
const DAYS_TOLD_MAX: i64 = 62;
/// A scale has so many marks above nothing at most.
const MARKS_MAX: i64 = 5;

/// The chart of a span. What ends after `now` is ahead: in the world of a forecast that is to come.
pub fn chart(world: &World, [from, to]: [Timestamp; 2], now: Timestamp, locale: Locale) -> BillChart {
    let by = if to.0 - from.0 <= DAYS_TOLD_MAX * DAY { Grouping::Day } else { Grouping::Month };
    let bill = Bill::draw_up(world, from, to, by);
    let causes: Vec<_> =
        Cause::ALL.into_iter().filter(|cause| bill.lines.iter().any(|line| line.cause == *cause)).collect();
    let mut periods = bill.periods();
    let earlier = periods.len().saturating_sub(COLUMNS_MAX);
    periods.drain(..earlier);
    let ends = periods.iter().skip(1).copied().chain([to]);
    let column = |(begins, ends): (&Timestamp, Timestamp)| {
        let of = |cause: &Cause| {
            let lines = bill.lines.iter().filter(|line| line.day == Some(*begins) && line.cause == *cause);
            lines.map(Line::amount).sum()
        };
        let amounts: Vec<MicroCny> = causes.iter().map(of).collect();
        let total = amounts.iter().copied().sum();
        Column { begins: *begins, name: name(*begins, by, locale), amounts, total, is_ahead: ends > now }
    };
    let columns: Vec<_> = periods.iter().zip(ends).map(column).collect();
    BillChart {
        causes: causes.into_iter().map(|cause| (cause, bill::cause(cause, locale))).collect(),
        marks: marks(columns.iter().map(|column| column.total).max().unwrap_or_default()),
        columns,
        earlier,
        by,
    }
}

/// A day or a month in words.
pub fn name(begins: Timestamp, by: Grouping, locale: Locale) -> String {
    match by {
        Grouping::Month => {
            let civil = begins.civil(Zone::CHINA);
            match locale {
                Locale::En => format!("{} {}", format::month(civil.month, locale), civil.year),
                Locale::Zh => format!("{}年{}", civil.year, format::month(civil.month, locale)),
            }
        }
        _ => format::date(begins, Zone::CHINA, locale),
    }
}

/// Round amounts from nothing to at least `most`, 1, 2 or 5 of a power of ten apart.
fn marks(most: MicroCny) -> Vec<MicroCny> {
    let mut steps = (0..).flat_map(|power: u32| {
        [1, 2, 5].map(|factor| MicroCny::CENT.0.saturating_mul(factor * 10_i64.saturating_pow(power)))
    });
    let step = steps.find(|step| step.saturating_mul(MARKS_MAX) >= most.0).unwrap_or(MicroCny::CENT.0);
    let count = (most.0.max(1) + step - 1) / step;
    (0..=count).map(|number| MicroCny(number * step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_few_round_marks_and_holds_the_highest_column() {
        let marked = |most: i64| -> Vec<String> { marks(MicroCny(most)).iter().map(ToString::to_string).collect() };
        assert_eq!(marked(0), ["0.00", "0.01"]);
        assert_eq!(marked(123_000_000), ["0.00", "50.00", "100.00", "150.00"]);
        assert_eq!(marked(50_000_000), ["0.00", "10.00", "20.00", "30.00", "40.00", "50.00"]);
        for most in [1, 9_999, 10_001, 777_777, 12_345_678_901] {
            let marks = marks(MicroCny(most));
            assert!(marks.len() <= 6 && marks.last().unwrap().0 >= most, "{most}: {marks:?}");
        }
    }
}
