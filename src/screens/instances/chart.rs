//! The retention chart: a bar from creation to expiry for each point, oldest on top; right of now lies what is to come.

use std::fmt::Write;

use engine::{
    id::PointId,
    time::{DAY, Seconds, Timestamp},
    view::{
        format,
        history::{Band, HistoryView},
    },
};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

use crate::{components::dynamic::dynamic, library::use_library, text::Label};

/// Where things are drawn, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scale {
    from: Timestamp,
    to: Timestamp,
    width: f64,
    pitch: f64,
}

/// The chart, with one point chosen or none.
#[component]
pub fn Chart(
    /// The history that is drawn.
    view: Memo<Option<HistoryView>>,
    /// The point that is chosen.
    chosen: Memo<Option<PointId>>,
    /// Chooses a point.
    choose: Callback<Option<PointId>>,
) -> impl IntoView {
    let library = use_library();
    let node: NodeRef<html::Div> = NodeRef::new();
    let width = RwSignal::new(0.0);
    Effect::new(move |_| {
        if let Some(frame) = node.get() {
            watch_width(&frame, width);
        }
    });
    let select = move |position: Option<usize>| {
        let id = position
            .and_then(|position| view.with(|view| view.as_ref()?.points.get(position).map(|point| point.id.clone())));
        if id.is_some() {
            choose.run(id);
        }
    };
    let position = move || {
        let chosen = chosen.get()?;
        view.with(|view| view.as_ref()?.points.iter().position(|point| point.id == chosen))
    };
    let count = move || view.with(|view| view.as_ref().map_or(0, |view| view.points.len()));
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let last = count().saturating_sub(1);
        let target = match (event.key().as_str(), position()) {
            ("ArrowDown" | "ArrowUp", None) | ("End", _) => last,
            ("ArrowDown", Some(position)) => (position + 1).min(last),
            ("ArrowUp", Some(position)) => position.saturating_sub(1),
            ("Home", _) => 0,
            ("Escape", Some(_)) => {
                choose.run(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        select(Some(target));
    };
    let on_click = move |event: leptos::ev::MouseEvent| {
        let row = view.with(|view| {
            let view = view.as_ref()?;
            let scale = Scale::of(view, width.get_untracked());
            scale.row_at(f64::from(event.offset_y()), view.points.len())
        });
        select(row);
    };
    let text = move || {
        let locale = library.locale.get();
        view.with(|view| view.as_ref().map(|view| description(view, position(), locale)))
    };
    view! {
        <div
            class="chart"
            node_ref=node
            tabindex="0"
            role="slider"
            aria-label=move || Label::Points.get(library.locale.get())
            aria-valuemin="1"
            aria-valuemax=move || count().max(1).to_string()
            aria-valuenow=move || {
                (position().map_or(count(), |position| position + 1)).max(1).to_string()
            }
            aria-valuetext=text
            aria-orientation="vertical"
            on:keydown=on_key
            on:click=on_click
        >
            {dynamic(move || {
                let width = width.get();
                (width > 0.0)
                    .then(|| {
                        view.with(|view| {
                            view.as_ref()
                                .map(|view| drawing(
                                    view,
                                    Scale::of(view, width),
                                    position(),
                                    library.locale.get(),
                                ))
                        })
                    })
                    .flatten()
            })}
        </div>
    }
}

fn drawing(
    view: &HistoryView,
    scale: Scale,
    chosen: Option<usize>,
    locale: engine::locale::Locale,
) -> impl IntoView + use<> {
    let height = scale.height(view.points.len());
    let bands = view.bands(ROWS_MAX);
    let now_x = scale.x(view.now);
    let flag = (now_x - FLAG_WIDTH).clamp(0.0, scale.width - FLAG_WIDTH);
    // A label gives way to the flag, and is left out where the edge would cut it.
    let room = |x: f64, text: &str| {
        let end = x + text.chars().map(letter_width).sum::<f64>() + 6.0;
        end <= scale.width && (end < flag || x > flag + FLAG_WIDTH)
    };
    let ticks = scale.ticks(view, locale);
    let failures = view.failures.iter().map(|at| scale.cross(view, *at)).collect::<String>();
    let selected = chosen.and_then(|row| view.points.get(row).map(|point| (row, point))).map(|(row, point)| {
        let (x, end) = (scale.x(point.created_at), scale.x(point.expires_at));
        let row_tint = view! {
            <rect
                class="chart-row"
                x="0"
                y=scale.y(row)
                width=scale.width
                height=scale.pitch.max(3.0)
            />
        };
        let outline = view! {
            <rect
                class="chart-chosen"
                x=x
                y=scale.y(row)
                width=(end - x).max(2.0)
                height=(scale.pitch - scale.gap()).max(3.0)
            />
        };
        (row_tint, outline)
    });
    let (row_tint, outline) = selected.unzip();
    let labels = ticks.iter().map(|(x, text)| {
        view! {
            <line class="chart-grid" x1=*x x2=*x y1=AXIS y2=height />
            {room(*x, text)
                .then(|| {
                    view! {
                        <text class="chart-tick" x=x + 3.0 y="13">
                            {text.clone()}
                        </text>
                    }
                })}
        }
    });
    let labels = labels.collect_view();
    // What is kept longer bears the name of its period, where the rows leave room for one.
    let with_room = view.points.iter().enumerate().filter(|_| scale.pitch >= NAMED_PITCH_MIN);
    let labelled = with_room.filter_map(|(row, point)| {
        let (x, text) = (scale.x(point.expires_at) + 4.0, point.special_label(view.zone, locale)?);
        let fits = x + text.chars().map(letter_width).sum::<f64>() <= scale.width;
        fits.then(|| {
            view! {
                <text class="chart-special" x=x y=scale.y(row) + scale.pitch * 0.8>
                    {text}
                </text>
            }
        })
    });
    let periods = labelled.collect_view();
    let now_label = Label::Now.get(locale);
    view! {
        <svg
            width=scale.width
            height=height
            viewBox=format!("0 0 {} {height}", scale.width)
            aria-hidden="true"
        >
            {labels}
            {row_tint}
            <path class="chart-tails" d=scale.tails(&bands) />
            <path class="chart-bars" d=scale.bars(&bands) />
            <path class="chart-locks" d=scale.locks(&bands) />
            {periods}
            <path class="chart-failures" d=failures />
            <rect
                class="chart-veil"
                x=now_x
                y=AXIS
                width=(scale.width - now_x).max(0.0)
                height=height - AXIS
            />
            {outline}
            <line class="chart-now" x1=now_x x2=now_x y1="0" y2=height />
            <rect class="chart-flag" x=flag y="0" width=FLAG_WIDTH height="16" rx="3" />
            <text class="chart-flag-text" x=flag + FLAG_WIDTH / 2.0 y="12">
                {now_label}
            </text>
        </svg>
    }
}

#[expect(clippy::cast_precision_loss, reason = "pixels and seconds of centuries, far below 2^52")]
impl Scale {
    /// From the oldest creation to the latest expiry, with now in view.
    fn of(view: &HistoryView, width: f64) -> Self {
        let from = view.points.first().map_or(view.now, |point| point.created_at);
        let to = view.points.iter().map(|point| point.expires_at).max().unwrap_or(view.now).max(view.now);
        let margin = ((to - from).0 / 50).max(DAY / 2);
        let rows = view.points.len().max(1) as f64;
        let pitch = (BODY_MAX / rows).min(PITCH_MAX);
        Self { from: Timestamp(from.0 - margin), to: Timestamp(to.0 + margin), width, pitch }
    }

    fn x(&self, at: Timestamp) -> f64 {
        let (Seconds(offset), Seconds(whole)) = (at - self.from, self.to - self.from);
        offset as f64 / whole.max(1) as f64 * self.width
    }

    fn y(&self, row: usize) -> f64 {
        AXIS + row as f64 * self.pitch
    }

    /// Bars stand apart while there is room, and run together below four pixels.
    fn gap(&self) -> f64 {
        if self.pitch >= 4.0 { (self.pitch * 0.25).min(2.0) } else { 0.0 }
    }

    fn height(&self, rows: usize) -> f64 {
        AXIS + rows as f64 * self.pitch + 4.0
    }

    /// The row at a height, if there is one within reach of the pointer.
    fn row_at(&self, y: f64, rows: usize) -> Option<usize> {
        let row = ((y - AXIS) / self.pitch).floor().max(0.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row of the chart, not negative")]
        let row = row as usize;
        (rows > 0 && y >= AXIS - 12.0).then(|| row.min(rows - 1))
    }

    /// Where a band lies, and how thick it is.
    fn band(&self, band: &Band) -> (f64, f64) {
        (self.y(band.first), (self.pitch * band.count as f64 - self.gap()).max(0.25))
    }

    /// All bars as one path: thousands of points cost one element of at most as many rows as there are pixels.
    fn bars(&self, bands: &[Band]) -> String {
        let mut path = String::with_capacity(bands.len() * 40);
        for band in bands {
            let (x, end) = (self.x(band.created_at), self.x(band.expires_at));
            let (y, thickness) = self.band(band);
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x:.1} {y:.2}h{:.1}v{thickness:.2}H{x:.1}z", (end - x).max(1.0));
        }
        path
    }

    /// A thin line to the longest expiry of the points that share a row.
    fn tails(&self, bands: &[Band]) -> String {
        let mut path = String::new();
        for band in bands.iter().filter(|band| band.longest > band.expires_at) {
            let (y, thickness) = self.band(band);
            let (x, end) = (self.x(band.expires_at), self.x(band.longest));
            let _ = write!(path, "M{x:.1} {:.2}H{end:.1}", y + thickness / 2.0);
        }
        path
    }

    /// A cap at the expiry of what is locked.
    fn locks(&self, bands: &[Band]) -> String {
        let mut path = String::new();
        for band in bands.iter().filter(|band| band.locked) {
            let (y, thickness) = self.band(band);
            let _ = write!(path, "M{:.1} {y:.2}v{thickness:.2}", self.x(band.expires_at));
        }
        path
    }

    /// A cross at a failed run, at the height of the next point.
    fn cross(&self, view: &HistoryView, at: Timestamp) -> String {
        let row = view.points.partition_point(|point| point.created_at < at);
        let (x, y) = (self.x(at), self.y(row));
        format!("M{:.1} {:.1}l6 6m0 -6l-6 6", x - 3.0, y - 3.0)
    }

    /// Months, or days where the whole is shorter than ninety days; as many as have room.
    fn ticks(&self, view: &HistoryView, locale: engine::locale::Locale) -> Vec<(f64, String)> {
        let days = (self.to - self.from).0 / DAY;
        let by_month = days >= 90;
        let room = (self.width / 64.0).max(2.0);
        let step = if by_month { (days as f64 / 30.0 / room).ceil() } else { (days as f64 / room).ceil() }.max(1.0);
        let mut ticks = Vec::new();
        let mut day = self.from.start_of_day(view.zone);
        let mut count = 0.0;
        while day < self.to {
            let civil = day.civil(view.zone);
            if !by_month || civil.day == 1 {
                if count % step == 0.0 && day > self.from {
                    let text = match (by_month, civil.month) {
                        (true, 1) => civil.year.to_string(),
                        (true, month) => format::month(month, locale),
                        (false, _) => format::day_month(day, view.zone, locale),
                    };
                    ticks.push((self.x(day), text));
                }
                count += 1.0;
            }
            day = Timestamp(day.0 + DAY);
        }
        ticks
    }
}

/// The chart in words: the chosen point, or how many there are and from when to when.
fn description(view: &HistoryView, chosen: Option<usize>, locale: engine::locale::Locale) -> String {
    let at = |at| format::date_time(at, view.zone, locale);
    if let Some(point) = chosen.and_then(|row| view.points.get(row)) {
        return format!(
            "{}{}{} {}",
            at(point.created_at),
            Label::Comma.get(locale),
            Label::ExpiresAt.get(locale),
            at(point.expires_at)
        );
    }
    let ends = view.points.first().zip(view.points.last());
    let ends = ends.map(|(first, last)| format!(": {} - {}", at(first.created_at), at(last.created_at)));
    format!("{} {}{}", view.points.len(), Label::Points.get(locale), ends.unwrap_or_default())
}

/// Keeps `width` at the width of `frame`.
fn watch_width(frame: &web_sys::HtmlElement, width: RwSignal<f64>) {
    width.set(f64::from(frame.client_width()));
    let observed = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let entry = entries.get(0).unchecked_into::<web_sys::ResizeObserverEntry>();
        width.try_set(entry.content_rect().width());
    });
    if let Ok(observer) = web_sys::ResizeObserver::new(observed.as_ref().unchecked_ref()) {
        observer.observe(frame);
        let kept = StoredValue::new_local((observer, observed));
        on_cleanup(move || {
            kept.try_update_value(|(observer, _)| observer.disconnect());
        });
    }
}

/// How wide a letter of the axis is drawn, at most: Chinese ones fill a square.
fn letter_width(letter: char) -> f64 {
    if letter.is_ascii() { 7.0 } else { 11.0 }
}

/// Width of the flag that says where now is.
const FLAG_WIDTH: f64 = 52.0;
/// Height of the axis above the bars.
const AXIS: f64 = 20.0;
/// Height of all bars together, at most.
const BODY_MAX: f64 = 360.0;
/// Rows at most: one a pixel.
const ROWS_MAX: usize = 360;
/// From this height of a bar on, its name fits beside it.
const NAMED_PITCH_MIN: f64 = 9.0;
/// Height of a bar with its gap, at most.
const PITCH_MAX: f64 = 14.0;
