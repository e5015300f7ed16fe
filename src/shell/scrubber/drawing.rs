//! What the scrubber draws, in CSS pixels of the usual text size.

use std::fmt::Write;

use engine::{
    locale::Locale,
    time::{HOUR, MINUTE, Timestamp, Zone},
    view::{
        format,
        history::Range,
        scrubber::{Bars, Mark, MarkKind, Way},
    },
};
use leptos::prelude::*;

use crate::{
    screens::instances::chart::scale::{Scale, text_width},
    text::Label,
};

/// Where things are drawn: a full row, or a slim one where there is little room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawing {
    scale: Scale,
    slim: bool,
}

impl Drawing {
    /// A line so wide.
    pub fn new(range: Range, width: f64) -> Self {
        Self { scale: Scale::of_time(range, width), slim: width <= SLIM }
    }

    /// From when to when.
    pub fn range(&self) -> Range {
        self.scale.range
    }

    /// How high it is.
    pub fn height(&self) -> f64 {
        if self.slim { HEIGHT_SLIM } else { HEIGHT }
    }

    /// The instant at `x`, as even as a pixel is wide, or that of a mark so near that it is meant.
    pub fn snapped(&self, x: f64, marks: &[Mark]) -> Timestamp {
        let (at, from) = (self.scale.at(x), self.range().from);
        let pixel = (self.scale.at(x + 1.0) - self.scale.at(x - 1.0)).0 / 2;
        let unit = EVEN.into_iter().find(|unit| *unit <= pixel.max(MINUTE)).unwrap_or(MINUTE);
        let at = Timestamp(at.0 - at.0.rem_euclid(unit)).max(from);
        let apart = |mark: &&Mark| (self.scale.x(mark.at) - x).abs();
        let near = marks.iter().filter(|mark| mark.kind != MarkKind::Action && apart(mark) <= SNAP);
        near.min_by(|a, b| apart(a).total_cmp(&apart(b))).map_or(at, |mark| mark.at)
    }

    /// The names of months and years; they leave each other room.
    pub fn axis(&self, zone: Zone, locale: Locale) -> Option<AnyView> {
        if self.slim {
            return None;
        }
        let mut free_from = f64::NEG_INFINITY;
        let mut ticks = Vec::new();
        for (x, text) in self.scale.ticks(zone, locale) {
            let end = x + 3.0 + text_width(&text);
            if x < free_from || end > self.scale.width {
                continue;
            }
            free_from = end + GAP;
            ticks.push(view! {
                <line class="scrub-grid" x1=x x2=x y1=self.line() y2=HEIGHT />
                <text class="scrub-tick" x=x + 3.0 y=HEIGHT - 2.0>
                    {text}
                </text>
            });
        }
        Some(ticks.into_any())
    }

    /// What moves with the clock: the bars, how far the run is, and the veil over what is ahead.
    pub fn past(&self, bars: &Bars, now: Timestamp, reached: Timestamp) -> AnyView {
        let (line, width) = (self.line(), self.scale.width);
        let (x, seen) = (self.scale.x_within(now), self.scale.x_within(reached));
        let path = |range: std::ops::Range<usize>| self.bars(bars, range);
        view! {
            <path class="scrub-bars" d=path(0..bars.ahead_from) />
            <path class="scrub-bars scrub-plan" d=path(bars.ahead_from..bars.heights.len()) />
            <rect class="scrub-veil" x=x y="0" width=(width - x).max(0.0) height=line />
            <path class="scrub-ahead" d=format!("M{x:.1} {line}H{width:.1}") />
            <path class="scrub-seen" d=format!("M{x:.1} {line}H{seen:.1}") />
            <path class="scrub-past" d=format!("M0 {line}H{x:.1}") />
        }
        .into_any()
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred bars")]
    fn bars(&self, bars: &Bars, range: std::ops::Range<usize>) -> String {
        let each = self.scale.width / bars.heights.len().max(1) as f64;
        let (line, most) = (self.line() - 2.0, if self.slim { 14.0 } else { 20.0 });
        let mut path = String::new();
        for (bar, height) in bars.heights.iter().enumerate().skip(range.start).take(range.len()) {
            if *height > 0 {
                let (x, height) = (bar as f64 * each, (f64::from(*height) / 1_000.0 * most).max(1.0));
                let end = x + (each - 1.0).max(0.5);
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x:.1} {line}v-{height:.1}H{end:.1}v{height:.1}z");
            }
        }
        path
    }

    /// The other branches: each splits off and goes to its own end.
    pub fn ways(&self, ways: &[Way], locale: Locale) -> AnyView {
        let draw = |way: &Way| {
            let (from, to) = (self.scale.x_within(way.from), self.scale.x_within(way.to));
            let (line, y) = (self.line(), self.line() + 4.0 + LANE * lane_f64(way.lane));
            let name = || format!("{} {}", Label::Branch.get(locale), way.branch.number());
            let name = way.name.clone().unwrap_or_else(name);
            let end = "m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0";
            view! {
                <path class="scrub-way" d=format!("M{from:.1} {line}V{y:.1}H{to:.1}{end}")>
                    <title>{name}</title>
                </path>
            }
        };
        ways.iter().map(draw).collect_view().into_any()
    }

    /// Triangles, flags and ticks, each of which says what it is. Flags bear their names where there is room.
    pub fn marks(&self, marks: &[Mark]) -> AnyView {
        let mut free_from = f64::NEG_INFINITY;
        let draw = |mark: &Mark| {
            let (x, line) = (self.scale.x_within(mark.at), self.line());
            let (class, d) = match mark.kind {
                MarkKind::Action => ("scrub-action", format!("M{x:.1} {:.1}v5", line - 2.5)),
                MarkKind::Incident => ("scrub-incident", format!("M{x:.1} 0l4 7h-3.4V{line}h-1.2V7h-3.4z")),
                MarkKind::Bookmark => ("scrub-bookmark", format!("M{x:.1} 0h7l-2 3 2 3h-6V{line}h-1z")),
            };
            let start = x + 9.0;
            let end = start + text_width(&mark.text);
            let is_named =
                mark.kind == MarkKind::Bookmark && !self.slim && start > free_from && end <= self.scale.width;
            let name = is_named.then(|| {
                free_from = end + GAP;
                view! {
                    <text class="scrub-name" x=start y="9">
                        {mark.text.clone()}
                    </text>
                }
            });
            view! {
                <path class=class d=d data-ahead=mark.is_ahead.then_some("true")>
                    <title>{mark.text.clone()}</title>
                </path>
                {name}
            }
        };
        marks.iter().map(draw).collect_view().into_any()
    }

    /// The playhead; while it is away from the run with its date.
    pub fn playhead(&self, at: Timestamp, aimed: Option<(Timestamp, Zone, Locale)>) -> AnyView {
        let (x, line) = (self.scale.x_within(at), self.line());
        let flag = aimed.map(|(at, zone, locale)| {
            let text = format::date_time(at, zone, locale);
            let wide = text_width(&text) + 10.0;
            let start = (x - wide / 2.0).clamp(0.0, (self.scale.width - wide).max(0.0));
            view! {
                <rect class="scrub-flag" x=start y="0" width=wide height="16" rx="3" />
                <text class="scrub-flag-text" x=start + wide / 2.0 y="12">
                    {text}
                </text>
            }
        });
        view! {
            <path class="scrub-now" d=format!("M{x:.1} 0V{line}") />
            <path class="scrub-head" d=format!("M{:.1} 0h9v5l-4.5 4-4.5-4z", x - 4.5) />
            <circle class="scrub-head" cx=x cy=line r="4" />
            {flag}
        }
        .into_any()
    }

    /// Where the line of the run lies.
    fn line(&self) -> f64 {
        if self.slim { 20.0 } else { 30.0 }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn lane_f64(lane: usize) -> f64 {
    lane as f64
}

/// How many bars have room.
pub fn bars_of(width: f64) -> usize {
    parts(width, BAR)
}

/// How many marks of a kind have room.
pub fn parts_of(width: f64) -> usize {
    parts(width, MARK)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width of pixels, not negative")]
fn parts(width: f64, each: f64) -> usize {
    ((width / each) as usize).clamp(8, 400)
}

/// Height of it all, and where there is little room.
const HEIGHT: f64 = 50.0;
const HEIGHT_SLIM: f64 = 30.0;
/// Below this width there is little room.
const SLIM: f64 = 480.0;
/// Width of a bar.
const BAR: f64 = 12.0;
/// How far marks of a kind are apart at least.
const MARK: f64 = 5.0;
/// Room between two texts.
const GAP: f64 = 8.0;
/// Between the lines of branches.
const LANE: f64 = 2.5;
/// What a pointer goes by, in seconds: the largest that a pixel holds.
const EVEN: [i64; 3] = [HOUR, 10 * MINUTE, MINUTE];
/// How near to a mark a pointer means it.
const SNAP: f64 = 5.0;
