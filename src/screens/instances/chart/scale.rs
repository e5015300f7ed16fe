//! Where things are drawn in the chart, in CSS pixels of the usual text size.

use engine::{
    locale::Locale,
    time::{DAY, HOUR, Seconds, Timestamp, Zone},
    view::{
        format,
        history::{Band, HistoryView, IN_VIEW_MIN, Range, Window},
    },
};

/// Where things are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// From when to when.
    pub range: Range,
    /// What is in view.
    pub window: Window,
    /// Width of it all.
    pub width: f64,
    /// Where the bars may begin; left of it rows have their names.
    pub gutter: f64,
    /// Height of a row.
    pub pitch: f64,
}

#[expect(clippy::cast_precision_loss, reason = "pixels and seconds of centuries, far below 2^52")]
impl Scale {
    /// The scale of what is in view, with a margin in time on both sides.
    pub fn of(view: &HistoryView, window: Window, width: f64) -> Self {
        let Range { from, to } = view.range(window);
        let margin = ((to - from).0 / 50).max(HOUR);
        let range = Range { from: Timestamp(from.0 - margin), to: Timestamp(to.0 + margin) };
        let body = (width * BODY_SHARE).clamp(BODY_MIN, BODY_MAX);
        // Few points leave the chart low; a few of many fill it, so that zooming never moves what is below.
        let zoomed = window.count < view.own.points.len();
        let pitch_max = if zoomed { body / IN_VIEW_MIN as f64 } else { PITCH_MAX };
        let pitch = (body / window.count.max(1) as f64).min(pitch_max);
        let gutter = if width < NARROW { GUTTER_NARROW } else { GUTTER };
        Self { range, window, width, gutter, pitch }
    }

    /// A scale of time alone, without rows.
    pub fn of_time(range: Range, width: f64) -> Self {
        Self { range, window: Window { first: 0, count: 0 }, width, gutter: 0.0, pitch: 1.0 }
    }

    /// Where an instant lies.
    pub fn x(&self, at: Timestamp) -> f64 {
        let (Seconds(offset), Seconds(whole)) = (at - self.range.from, self.range.to - self.range.from);
        self.gutter + offset as f64 / whole.max(1) as f64 * (self.width - self.gutter)
    }

    /// The same, at an edge where it lies outside.
    pub fn x_within(&self, at: Timestamp) -> f64 {
        self.x(at).clamp(self.gutter, self.width)
    }

    /// The instant at `x`.
    pub fn at(&self, x: f64) -> Timestamp {
        let share = ((x - self.gutter) / (self.width - self.gutter).max(1.0)).clamp(0.0, 1.0);
        let whole = (self.range.to - self.range.from).0 as f64;
        #[expect(clippy::cast_possible_truncation, reason = "an instant within the range")]
        let offset = (share * whole) as i64;
        Timestamp(self.range.from.0 + offset)
    }

    /// The top of the row of the point at `position`.
    pub fn y(&self, position: usize) -> f64 {
        AXIS + (position as f64 - self.window.first as f64) * self.pitch
    }

    /// Bars stand apart while there is room, and run together below four pixels.
    pub fn gap(&self) -> f64 {
        if self.pitch >= 4.0 { (self.pitch * 0.25).min(2.0) } else { 0.0 }
    }

    /// Height of the axis and all rows.
    pub fn height(&self) -> f64 {
        AXIS + self.window.count as f64 * self.pitch + 4.0
    }

    /// At most as many rows as there are pixels.
    pub fn rows_max(&self) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a height of pixels, not negative")]
        let rows = (self.height() - AXIS) as usize;
        rows.max(1)
    }

    /// The position of the point at a height, if there is one within reach of the pointer.
    pub fn row_at(&self, y: f64) -> Option<usize> {
        let row = ((y - AXIS) / self.pitch).floor().max(0.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row of the chart, not negative")]
        let row = row as usize;
        let within = y >= AXIS - REACH && y <= self.height() + REACH && self.window.count > 0;
        within.then(|| self.window.first + row.min(self.window.count - 1))
    }

    /// How many rows a distance is.
    pub fn rows_in(&self, distance: f64) -> i64 {
        #[expect(clippy::cast_possible_truncation, reason = "a distance on the screen")]
        let rows = (distance / self.pitch).round() as i64;
        rows
    }

    /// Where a band lies, and how thick it is.
    pub fn band(&self, band: &Band) -> (f64, f64) {
        (self.y(band.first), (self.pitch * band.count as f64 - self.gap()).max(0.25))
    }

    /// What the axis says: years, months, days or hours, as many as have room.
    pub fn ticks(&self, zone: Zone, locale: Locale) -> Vec<(f64, String)> {
        let span = self.range.to - self.range.from;
        let room = ((self.width - self.gutter) / TICK_ROOM).max(2.0);
        let each = span.0 as f64 / room;
        if each > 20.0 * DAY as f64 {
            return self.months(each / (30.4 * DAY as f64), zone, locale);
        }
        let step = STEPS.into_iter().find(|step| *step as f64 >= each).unwrap_or(28 * DAY);
        let mut ticks = Vec::new();
        let mut at = self.range.from.start_of_day(zone);
        while at < self.range.to {
            if at > self.range.from {
                let text = match at == at.start_of_day(zone) {
                    true => format::day_month(at, zone, locale),
                    false => format::time(at, zone),
                };
                ticks.push((self.x(at), text));
            }
            at = Timestamp(at.0 + step);
        }
        ticks
    }

    /// The first of every so many months at least, and years where they are many.
    fn months(&self, each: f64, zone: Zone, locale: Locale) -> Vec<(f64, String)> {
        let step = MONTHS.into_iter().find(|step| f64::from(*step) >= each).unwrap_or(12_000);
        let mut ticks = Vec::new();
        let mut at = first_of_month(self.range.from, zone);
        while at < self.range.to {
            let civil = at.civil(zone);
            let month = i64::from(civil.year) * 12 + i64::from(civil.month) - 1;
            if at > self.range.from && month.rem_euclid(i64::from(step)) == 0 {
                let text = if civil.month == 1 { civil.year.to_string() } else { format::month(civil.month, locale) };
                ticks.push((self.x(at), text));
            }
            at = first_of_month(Timestamp(at.0 + 31 * DAY), zone);
        }
        ticks
    }
}

/// The start of the month of an instant.
fn first_of_month(at: Timestamp, zone: Zone) -> Timestamp {
    let day = at.start_of_day(zone);
    Timestamp(day.0 - i64::from(day.civil(zone).day - 1) * DAY)
}

/// How wide a text of the axis is drawn, at most: Chinese letters fill a square.
pub fn text_width(text: &str) -> f64 {
    text.chars().map(|letter| if letter.is_ascii() { 7.0 } else { 11.0 }).sum()
}

/// Spans between ticks, in seconds.
const STEPS: [i64; 8] = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY];
/// Months between ticks.
const MONTHS: [i32; 11] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200];
/// Room for a tick with its text.
const TICK_ROOM: f64 = 64.0;
/// Height of the axis above the bars.
pub const AXIS: f64 = 20.0;
/// How near to a row a pointer must be.
const REACH: f64 = 12.0;
/// Height of all bars together: a share of the width, within bounds.
const BODY_SHARE: f64 = 0.36;
const BODY_MIN: f64 = 260.0;
const BODY_MAX: f64 = 720.0;
/// Height of a bar with its gap, at most, where all are in view.
const PITCH_MAX: f64 = 14.0;
/// Room for the names of rows.
const GUTTER: f64 = 60.0;
const GUTTER_NARROW: f64 = 46.0;
/// Below this width there is little room for names.
const NARROW: f64 = 480.0;
