//! The strip below the chart: how many points were made when, from the oldest to now, and which of them are in view.

use std::fmt::Write;

use engine::{
    locale::Locale,
    time::Timestamp,
    view::{
        format,
        history::{HistoryView, Lane, Range, Step, Window},
    },
};
use leptos::{
    ev::{KeyboardEvent, PointerEvent, WheelEvent},
    prelude::*,
};

use super::{
    frame::Frame,
    looking::Looking,
    scale::{Scale, text_width},
};
use crate::{app::t, components::dynamic::dynamic, library::use_library, text::Label};

/// What a pointer has hold of.
#[derive(Clone, Copy, Debug)]
enum Grip {
    /// The older edge.
    Oldest,
    /// The newer edge.
    Newest,
    /// The whole, so far from its older edge.
    Whole(f64),
}

/// The strip with its buttons.
#[component]
pub fn Strip(looking: Looking) -> impl IntoView {
    let library = use_library();
    let said = RwSignal::new(false);
    let button = move |step: Step, label: Label, sign: &'static str| {
        let done = move || match step {
            Step::In => looking.window().after(Step::In, 0, looking.all()).count == looking.window().count,
            Step::Out | Step::Whole => looking.is_whole(),
            Step::Older => looking.window().first == 0,
            _ => looking.window().end() == looking.all(),
        };
        let press = move |_| {
            said.set(true);
            looking.step(step);
        };
        view! {
            <button
                type="button"
                aria-label=t(label)
                title=t(label)
                aria-disabled=move || done().then_some("true")
                on:click=press
            >
                {sign}
            </button>
        }
    };
    let whole = move |_| {
        said.set(true);
        looking.step(Step::Whole);
    };
    let text = move || looking.read(|view, window| in_view(view, window, library.locale.get()));
    view! {
        <div class="strip-frame">
            <Brush looking=looking />
            <div class="strip-tools" role="group" aria-label=t(Label::InView)>
                {button(Step::Older, Label::Older, "‹")}
                {button(Step::Newer, Label::Newer, "›")}
                {button(Step::Out, Label::ZoomOut, "−")}
                {button(Step::In, Label::ZoomIn, "+")}
                <button
                    type="button"
                    aria-disabled=move || looking.is_whole().then_some("true")
                    on:click=whole
                >
                    {t(Label::ShowAll)}
                </button>
                <span class="strip-text">{dynamic(text)}</span>
            </div>
            // Who presses the buttons hears what came of it; who drags the strip hears its value.
            <p class="visually-hidden" role="status">
                {dynamic(move || said.get().then(text))}
            </p>
        </div>
    }
}

/// The strip itself: a slider over the points, with a grip at either end of what is in view.
#[component]
fn Brush(looking: Looking) -> impl IntoView {
    let library = use_library();
    let frame = Frame::new();
    let width = move || untrack(|| frame.width()).unwrap_or(1.0);
    let x_of = move |event: &leptos::ev::MouseEvent| frame.drawn(f64::from(event.offset_x()));
    let grip = StoredValue::new(None::<Grip>);
    let on_down = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let x = x_of(&event);
        let taken = untrack(|| looking.read(|view, window| take(view, window, width(), x)));
        grip.set_value(taken);
        frame.hold(event.pointer_id());
        if let Some(grip) = taken {
            drag(looking, grip, width(), x);
        }
    };
    let on_move = move |event: PointerEvent| {
        if let Some(grip) = grip.get_value().filter(|_| event.buttons() & 1 == 1) {
            drag(looking, grip, width(), x_of(&event));
        }
    };
    let on_wheel = move |event: WheelEvent| {
        let at = |view: &HistoryView| scale(view, width()).at(x_of(&event));
        let row = untrack(|| looking.read(|view, _| created_before(&view.own, at(view))));
        super::wheel(looking, &event, row);
    };
    let text = move || looking.read(|view, window| in_view(view, window, library.locale.get()));
    view! {
        <div
            class="strip"
            node_ref=frame.node
            tabindex="0"
            role="slider"
            aria-label=t(Label::InView)
            aria-valuemin="1"
            aria-valuemax=move || looking.all().max(1).to_string()
            aria-valuenow=move || (looking.window().first + 1).to_string()
            aria-valuetext=text
            on:keydown=move |event| key(looking, &event)
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=move |_| grip.set_value(None)
            on:pointercancel=move |_| grip.set_value(None)
            on:wheel=on_wheel
        >
            {dynamic(move || {
                let width = frame.width()?;
                Some(
                    view! {
                        <svg viewBox=format!("0 0 {width} {HEIGHT}") aria-hidden="true">
                            {dynamic(move || {
                                let locale = library.locale.get();
                                looking.read_all(|view| past(view, width, locale))
                            })}
                            {dynamic(move || {
                                looking.read(|view, window| brush(view, window, width))
                            })}
                        </svg>
                    },
                )
            })}
        </div>
    }
}

fn key(looking: Looking, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let step = match event.key().as_str() {
        "ArrowDown" => Step::Older,
        "ArrowUp" => Step::Newer,
        "PageDown" => Step::PageOlder,
        "PageUp" => Step::PageNewer,
        "Home" => Step::Oldest,
        "End" => Step::Newest,
        other => match super::zoom_key(other) {
            Some(step) => step,
            None => return,
        },
    };
    looking.step(step);
    event.prevent_default();
}

/// What a pointer at `x` takes hold of: an edge, or the whole, whose middle it pulls to itself where it lies elsewhere.
fn take(view: &HistoryView, window: Window, width: f64, x: f64) -> Grip {
    let (from, to) = edges(view, window, width);
    match () {
        () if (x - from).abs() <= EDGE_REACH && (x - from).abs() <= (x - to).abs() => Grip::Oldest,
        () if (x - to).abs() <= EDGE_REACH => Grip::Newest,
        () if (from..to).contains(&x) => Grip::Whole(x - from),
        () => Grip::Whole((to - from) / 2.0),
    }
}

/// Moves what is held to `x`.
fn drag(looking: Looking, grip: Grip, width: f64, x: f64) {
    let window = untrack(|| {
        looking.read(|view, window| {
            let (lane, scale) = (&view.own, scale(view, width));
            let row = |x: f64| created_before(lane, scale.at(x));
            let all = lane.points.len();
            match grip {
                Grip::Oldest => {
                    let first = row(x).min(window.end().saturating_sub(1));
                    let count = window.end() - first;
                    let zoomed = Window::of(first, count, all);
                    // The other edge stays.
                    Window::of(window.end().saturating_sub(zoomed.count), zoomed.count, all)
                }
                Grip::Newest => Window::of(window.first, (row(x) + 1).saturating_sub(window.first), all),
                Grip::Whole(before) => window.moved_to(row(x - before), all),
            }
        })
    });
    if let Some(window) = window {
        looking.set(window);
    }
}

/// The position of the last point created until `at`.
fn created_before(lane: &Lane, at: Timestamp) -> usize {
    lane.points.partition_point(|point| point.created.at <= at).saturating_sub(1)
}

/// The strip shows when points are made: from the oldest to now, or to the last that is to come.
fn scale(view: &HistoryView, width: f64) -> Scale {
    let from = view.own.points.first().map_or(view.now, |point| point.created.at);
    Scale::of_time(Range { from, to: view.made_until() }, width)
}

/// Where what is in view begins and ends.
fn edges(view: &HistoryView, window: Window, width: f64) -> (f64, f64) {
    let (points, scale) = (&view.own.points, scale(view, width));
    let x = |position: usize| points.get(position).map_or(width, |point| scale.x(point.created.at));
    let (from, to) = (x(window.first), x(window.end()));
    let lack = (EDGE_APART - (to - from)).max(0.0) / 2.0;
    ((from - lack).max(0.0), (to + lack).min(width))
}

/// What was made when: it stays while what is in view moves.
fn past(view: &HistoryView, width: f64, locale: Locale) -> AnyView {
    let scale = scale(view, width);
    let ticks = scale.ticks(view.zone, locale).into_iter().map(|(x, text)| {
        let text = (x + text_width(&text) + 6.0 <= width).then(|| {
            view! {
                <text class="chart-tick" x=x + 3.0 y="11">
                    {text}
                </text>
            }
        });
        view! {
            <line class="chart-grid" x1=x x2=x y1="0" y2=HEIGHT />
            {text}
        }
    });
    view! {
        {ticks.collect_view()}
        <path class="strip-bars" d=density(view, width) />
        <path class="chart-failures" d=failures(view, &scale) />
    }
    .into_any()
}

/// What is in view, and the grips at its ends.
fn brush(view: &HistoryView, window: Window, width: f64) -> AnyView {
    let (from, to) = edges(view, window, width);
    view! {
        <rect class="strip-rest" x="0" y="0" width=from height=HEIGHT />
        <rect class="strip-rest" x=to y="0" width=(width - to).max(0.0) height=HEIGHT />
        <rect
            class="strip-window"
            x=from + 0.5
            y="0.5"
            width=(to - from - 1.0).max(1.0)
            height=HEIGHT - 1.0
        />
        <path class="strip-grips" d=format!("M{from:.1} 14v16M{to:.1} 14v16") />
    }
    .into_any()
}

/// A bar for how many points were created in every few pixels.
#[expect(clippy::cast_precision_loss, reason = "pixels and counts of points")]
fn density(view: &HistoryView, width: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width of pixels, not negative")]
    let bins = ((width / BIN) as usize).clamp(1, 400);
    let counts = view.own.density(view.made_until(), bins);
    let most = f64::from(counts.iter().copied().max().unwrap_or(1).max(1));
    let each = width / bins as f64;
    let mut path = String::new();
    for (bin, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (f64::from(*count) / most).sqrt() * BARS;
        // Writing to a string cannot fail.
        let _ =
            write!(path, "M{:.1} {HEIGHT}v-{height:.1}h{:.1}v{height:.1}z", bin as f64 * each, (each - 1.0).max(0.5));
    }
    path
}

/// A mark for each failed run.
fn failures(view: &HistoryView, scale: &Scale) -> String {
    let mut path = String::new();
    for at in &view.failures {
        // Writing to a string cannot fail.
        let _ = write!(path, "M{:.1} {HEIGHT}v-8", scale.x(*at));
    }
    path
}

/// What is in view, in words.
fn in_view(view: &HistoryView, window: Window, locale: Locale) -> String {
    let points = view.own.points.get(window.first..window.end()).unwrap_or_default();
    let at = |at| format::date(at, view.zone, locale);
    let ends = points.first().zip(points.last());
    let ends = ends.map(|(first, last)| format!("{} - {}", at(first.created.at), at(last.created.at)));
    let count = |count: usize| format::count(count as u64);
    let shown = Label::PointsOfAll.get(locale).replace("{}", &count(points.len()));
    format!(
        "{}{}{}",
        ends.unwrap_or_default(),
        Label::Colon.get(locale),
        shown.replace("{all}", &count(view.own.points.len()))
    )
}

/// Height of the strip.
const HEIGHT: f64 = 44.0;
/// Height of its bars.
const BARS: f64 = 26.0;
/// Width of a bar.
const BIN: f64 = 4.0;
/// How near to an edge a pointer takes hold of it.
const EDGE_REACH: f64 = 8.0;
/// How far the edges are drawn apart at least.
const EDGE_APART: f64 = 8.0;
