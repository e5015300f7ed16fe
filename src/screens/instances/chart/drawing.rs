//! What the chart draws: axis, rows, lanes of other regions, now, and the chosen point.

use std::fmt::Write;

use engine::{
    locale::Locale,
    time::{DAY, Timestamp, Zone},
    view::{
        format,
        history::{Band, HistoryView, Lane, Span, Window},
    },
};
use leptos::prelude::*;

use super::scale::{AXIS, Scale, text_width};
use crate::text::Label;

/// A chart that is to be drawn.
pub struct Drawn<'view> {
    view: &'view HistoryView,
    scale: Scale,
    chosen: Option<usize>,
    locale: Locale,
}

/// The bars of a lane, as paths: thousands of points cost a few elements of at most as many rows as there are pixels.
#[derive(Default)]
struct Bars {
    standard: String,
    archive: String,
    /// Thin lines to the longest expiry of the points that share a row.
    tails: String,
    /// Caps at the expiry of what is locked.
    locks: String,
}

impl<'view> Drawn<'view> {
    /// What is in view of a history, so wide.
    pub fn of(view: &'view HistoryView, window: Window, width: f64, chosen: Option<usize>, locale: Locale) -> Self {
        let chosen = chosen.filter(|position| window.holds(*position));
        Self { view, scale: Scale::of(view, window, width), chosen, locale }
    }

    /// The drawing.
    pub fn picture(&self) -> AnyView {
        let scale = &self.scale;
        let own = self.view.own.bands(scale.window, scale.rows_max());
        let bars = Bars::of(&own, scale, scale.pitch);
        let (lanes, bottom) = self.lanes();
        let now_x = scale.x(self.view.now);
        let (row_tint, outline) = self.chosen_row().unzip();
        view! {
            <svg viewBox=format!("0 0 {} {bottom}", scale.width) aria-hidden="true">
                <defs>
                    <pattern
                        id="archive-hatch"
                        width="6"
                        height="6"
                        patternUnits="userSpaceOnUse"
                        patternTransform="rotate(45)"
                    >
                        <rect class="chart-hatch-base" width="6" height="6" />
                        <line class="chart-hatch" x1="1.5" x2="1.5" y2="6" />
                    </pattern>
                </defs>
                {self.axis(bottom)}
                {row_tint}
                {bars.picture()}
                {lanes}
                <path class="chart-locks" d=brackets(&own, scale) />
                {self.names(&own)}
                {self.periods()}
                <path class="chart-failures" d=self.failures() />
                <rect
                    class="chart-veil"
                    x=now_x
                    y=AXIS
                    width=(scale.width - now_x).max(0.0)
                    height=bottom - AXIS
                />
                {outline}
                {self.now(now_x, bottom)}
            </svg>
        }
        .into_any()
    }

    /// Lines and texts of the axis. A text gives way to the flag, and is left out where the edge would cut it.
    fn axis(&self, bottom: f64) -> AnyView {
        let scale = &self.scale;
        let flag = self.flag_x(scale.x(self.view.now));
        let room = |x: f64, text: &str| {
            let end = x + text_width(text) + 6.0;
            end <= scale.width && (end < flag || x > flag + FLAG_WIDTH)
        };
        let ticks = scale.ticks(self.view.zone, self.locale);
        let ticks = ticks.into_iter().filter(|(x, _)| *x >= scale.gutter).map(|(x, text)| {
            let text = room(x, &text).then(|| {
                view! {
                    <text class="chart-tick" x=x + 3.0 y="13">
                        {text}
                    </text>
                }
            });
            view! {
                <line class="chart-grid" x1=x x2=x y1=AXIS y2=bottom />
                {text}
            }
        });
        ticks.collect_view().into_any()
    }

    /// The line of now, and its flag.
    fn now(&self, x: f64, bottom: f64) -> AnyView {
        let flag = self.flag_x(x);
        view! {
            <line class="chart-now" x1=x x2=x y1="0" y2=bottom />
            <rect class="chart-flag" x=flag y="0" width=FLAG_WIDTH height="16" rx="3" />
            <text class="chart-flag-text" x=flag + FLAG_WIDTH / 2.0 y="12">
                {Label::Now.get(self.locale)}
            </text>
        }
        .into_any()
    }

    fn flag_x(&self, now_x: f64) -> f64 {
        (now_x - FLAG_WIDTH).clamp(0.0, self.scale.width - FLAG_WIDTH)
    }

    /// The tint of the chosen row, and the outline of its bar.
    fn chosen_row(&self) -> Option<(AnyView, AnyView)> {
        let (scale, position) = (&self.scale, self.chosen?);
        let point = self.view.own.points.get(position)?;
        let (x, end, y) = (scale.x(point.created.at), scale.x_within(point.expires_at), scale.y(position));
        let tint = view! { <rect class="chart-row" x="0" y=y width=scale.width height=scale.pitch.max(3.0) /> };
        let outline = view! {
            <rect
                class="chart-chosen"
                x=x
                y=y
                width=(end - x).max(2.0)
                height=(scale.pitch - scale.gap()).max(3.0)
            />
        };
        Some((tint.into_any(), outline.into_any()))
    }

    /// The names of rows in the gutter: as many as have room, and that of the chosen row.
    fn names(&self, bands: &[Band]) -> AnyView {
        let scale = &self.scale;
        let base = |y: f64| y + (scale.pitch - scale.gap()).min(14.0) / 2.0 + 4.0;
        let chosen = self.chosen.and_then(|position| Some((position, self.view.own.points.get(position)?)));
        let chosen_y = chosen.map(|(position, _)| scale.y(position));
        let mut names = Vec::new();
        let (mut last_key, mut last_y) = (None, f64::NEG_INFINITY);
        let unit = Unit::of(bands);
        for band in bands {
            let (key, y) = (unit.key(band.created_at, self.view.zone), scale.y(band.first));
            let free = chosen_y.is_none_or(|chosen| (chosen - y).abs() >= NAME_HEIGHT);
            if last_key != Some(key) && y - last_y >= NAME_HEIGHT && free {
                (last_key, last_y) = (Some(key), y);
                names.push(name("chart-name", base(y), unit.text(band.created_at, self.view.zone, self.locale)));
            }
        }
        let own = chosen.map(|(position, point)| {
            let text = if unit == Unit::Hour { Unit::Hour } else { Unit::Day };
            let text = text.text(point.created.at, self.view.zone, self.locale);
            name("chart-name chart-name-chosen", base(scale.y(position)), text)
        });
        names.extend(own);
        names.into_any()
    }

    /// What is kept longer bears the name of its period, where its neighbours leave room for it.
    fn periods(&self) -> AnyView {
        let scale = &self.scale;
        let in_view = scale.window.first..scale.window.end();
        let mut last_y = f64::NEG_INFINITY;
        let texts = in_view.filter_map(|position| {
            let point = self.view.own.points.get(position)?;
            let top = scale.y(position);
            if point.special.is_none() || top - last_y < PERIOD_HEIGHT || self.is_covered(position, point) {
                return None;
            }
            last_y = top;
            let text = point.special_label(self.view.zone, self.locale)?;
            let x = scale.x(point.expires_at) + 4.0;
            let fits = x + text_width(&text) <= scale.width;
            let (x, anchor) = if fits { (x, "start") } else { (scale.width - 2.0, "end") };
            let y = top + (scale.pitch - scale.gap()) / 2.0 + 4.0;
            Some(view! {
                <text class="chart-special" x=x y=y text-anchor=anchor>
                    {text}
                </text>
            })
        });
        texts.collect_view().into_any()
    }

    /// Whether longer bars lie so near above or below that a name at the end of this one would run into them.
    fn is_covered(&self, position: usize, point: &Span) -> bool {
        let near = self.scale.rows_in(PERIOD_HEIGHT / 2.0);
        let near = usize::try_from(near).unwrap_or(0);
        let neighbours = position.saturating_sub(near)..(position + near + 1).min(self.view.own.points.len());
        self.view.own.points[neighbours].iter().any(|neighbour| neighbour.expires_at > point.expires_at)
    }

    /// A cross at each failed run, at the height of the next point.
    fn failures(&self) -> String {
        let (scale, own) = (&self.scale, &self.view.own);
        let mut path = String::new();
        for at in &self.view.failures {
            let position = own.points.partition_point(|point| point.created.at < *at);
            let (x, y) = (scale.x(*at), scale.y(position));
            if position >= scale.window.first && position <= scale.window.end() && x <= scale.width {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{:.1} {:.1}l6 6m0 -6l-6 6", x - 3.0, y - 3.0);
            }
        }
        path
    }

    /// A lane for each other region that has copies of what is in view, below, and the bottom of the last.
    fn lanes(&self) -> (AnyView, f64) {
        let scale = &self.scale;
        let mut bottom = scale.height();
        let mut lanes = Vec::new();
        for lane in &self.view.copies {
            let window = self.copied(lane);
            if window.count == 0 {
                continue;
            }
            let top = bottom + LANE_GAP;
            let pitch = scale.pitch / 2.0;
            let rows = Scale { window, pitch, ..*scale };
            let height = rows.height() - AXIS;
            let bands = lane.bands(window, rows.rows_max());
            let text = Label::CopiesIn.get(self.locale).replace("{}", lane.region.name(self.locale));
            lanes.push(view! {
                <rect class="chart-lane" x="0" y=top width=scale.width height=height + LANE_HEAD />
                <text class="chart-lane-name" x="4" y=top + 13.0>
                    {text}
                </text>
                <g transform=format!(
                    "translate(0 {})",
                    top + LANE_HEAD - AXIS,
                )>{Bars::of(&bands, &rows, pitch).picture()}</g>
            });
            bottom = top + height + LANE_HEAD;
        }
        (lanes.into_any(), bottom)
    }

    /// The copies of what is in view.
    fn copied(&self, lane: &Lane) -> Window {
        let in_view = self.view.own.points.get(self.scale.window.first..self.scale.window.end()).unwrap_or_default();
        let (Some(first), Some(last)) = (in_view.first(), in_view.last()) else { return Window { first: 0, count: 0 } };
        let (from, end) =
            (lane.position_at(first.created), lane.points.partition_point(|point| point.created <= last.created));
        Window { first: from, count: end - from }
    }
}

impl Bars {
    fn of(bands: &[Band], scale: &Scale, pitch: f64) -> Self {
        let mut bars = Self::default();
        for band in bands {
            let (y, thickness) = scale.band(band);
            let (x, end) = (scale.x(band.created_at), scale.x_within(band.expires_at));
            let turn = band.archive_from.map_or(end, |at| scale.x_within(at));
            // Writing to a string cannot fail.
            let _ = write!(bars.standard, "M{x:.1} {y:.2}h{:.1}v{thickness:.2}H{x:.1}z", (turn - x).max(1.0));
            if end > turn {
                let _ = write!(bars.archive, "M{turn:.1} {y:.2}H{end:.1}v{thickness:.2}H{turn:.1}z");
            }
            if band.longest > band.expires_at {
                let longest = scale.x_within(band.longest);
                let _ = write!(bars.tails, "M{end:.1} {:.2}H{longest:.1}", y + thickness / 2.0);
            }
            // Below four pixels the caps of a run grow into one, which the bracket says better.
            if band.locked && pitch >= 4.0 && scale.x(band.expires_at) <= scale.width {
                let _ = write!(bars.locks, "M{end:.1} {y:.2}v{thickness:.2}");
            }
        }
        bars
    }

    fn picture(self) -> AnyView {
        view! {
            <path class="chart-tails" d=self.tails />
            <path class="chart-bars" d=self.standard />
            <path class="chart-archive" fill="url(#archive-hatch)" d=self.archive />
            <path class="chart-locks" d=self.locks />
        }
        .into_any()
    }
}

/// A bracket in the gutter over each run of locked rows.
fn brackets(bands: &[Band], scale: &Scale) -> String {
    let mut path = String::new();
    for run in bands.chunk_by(|a, b| a.locked == b.locked).filter(|run| run[0].locked) {
        let Some((first, last)) = run.first().zip(run.last()) else { continue };
        let (top, (y, thickness)) = (scale.y(first.first), scale.band(last));
        let x = scale.gutter - 4.0;
        // Writing to a string cannot fail.
        let _ = write!(path, "M{x:.1} {top:.1}h-4V{:.1}h4", y + thickness);
    }
    path
}

/// What the rows are named by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Hour,
    Day,
    Month,
    Year,
}

impl Unit {
    fn of(bands: &[Band]) -> Self {
        let ends = bands.first().zip(bands.last());
        match ends.map_or(0, |(first, last)| (last.created_at - first.created_at).0 / DAY) {
            ..3 => Self::Hour,
            3..75 => Self::Day,
            75..1_500 => Self::Month,
            _ => Self::Year,
        }
    }

    /// Rows with the same key have one name between them.
    fn key(self, at: Timestamp, zone: Zone) -> i64 {
        let civil = at.civil(zone);
        match self {
            Self::Hour => at.0,
            Self::Day => at.start_of_day(zone).0,
            Self::Month => i64::from(civil.year) * 12 + i64::from(civil.month),
            Self::Year => i64::from(civil.year),
        }
    }

    fn text(self, at: Timestamp, zone: Zone, locale: Locale) -> String {
        let civil = at.civil(zone);
        match self {
            Self::Hour if civil.hour > 0 => format::time(at, zone),
            Self::Hour | Self::Day => format::day_month(at, zone, locale),
            Self::Month if civil.month > 1 => format::month(civil.month, locale),
            Self::Month | Self::Year => civil.year.to_string(),
        }
    }
}

fn name(class: &'static str, y: f64, text: String) -> AnyView {
    view! {
        <text class=class x="2" y=y>
            {text}
        </text>
    }
    .into_any()
}

/// The chart in words: the chosen point, or how many there are and from when to when.
pub fn description(view: &HistoryView, chosen: Option<usize>, locale: Locale) -> String {
    let at = |at| format::date_time(at, view.zone, locale);
    let points = &view.own.points;
    if let Some(point) = chosen.and_then(|position| points.get(position)) {
        let (comma, locked) = (Label::Comma.get(locale), point.locked.then(|| Label::Lock.get(locale)));
        let expires = format!("{} {}", Label::ExpiresAt.get(locale), at(point.expires_at));
        let parts =
            [Some(at(point.created.at)), Some(expires), locked.map(str::to_owned), archived(point, view, locale)];
        return parts.into_iter().flatten().collect::<Vec<_>>().join(comma);
    }
    let ends = points.first().zip(points.last());
    let ends = ends.map(|(first, last)| format!(": {} - {}", at(first.created.at), at(last.created.at)));
    format!("{} {}{}", points.len(), Label::Points.get(locale), ends.unwrap_or_default())
}

fn archived(point: &Span, view: &HistoryView, locale: Locale) -> Option<String> {
    let from = point.archive_from?;
    Some(format!("{} {}", Label::ArchiveTier.get(locale), format::date_time(from, view.zone, locale)))
}

/// Width of the flag that says where now is.
const FLAG_WIDTH: f64 = 52.0;
/// Room for the name of a period.
const PERIOD_HEIGHT: f64 = 11.0;
/// Room for the name of a row.
const NAME_HEIGHT: f64 = 15.0;
/// Between the lanes.
const LANE_GAP: f64 = 8.0;
/// Room for the name of a lane.
const LANE_HEAD: f64 = 18.0;
