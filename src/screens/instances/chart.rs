//! The retention chart: a bar from creation to expiry for each point, oldest on top; right of now lies what is to come.
//!
//! Drawn as a few paths of at most a row a pixel, whatever number of points there is, so that it prints, takes forced
//! colours and costs the same with ten points and with ten thousand. Its twin for readers is the table.

mod drawing;
pub(crate) mod frame;
mod looking;
pub(crate) mod scale;
mod strip;

use engine::view::history::{Lane, Step};
use leptos::{
    ev::{KeyboardEvent, MouseEvent, PointerEvent, WheelEvent},
    prelude::*,
};

pub use self::looking::Looking;
use self::{
    drawing::{Drawn, description},
    frame::Frame,
    scale::Scale,
    strip::Strip,
};
use crate::{components::dynamic::dynamic, library::use_library, text::Label};

/// A drag that moves the chart: where it began, and the first point in view then.
#[derive(Clone, Copy, Debug)]
struct Drag {
    from: f64,
    first: usize,
    moving: bool,
}

/// The chart, and below it the strip that says and sets what part of it is in view.
#[component]
pub fn Chart(
    /// What is looked at.
    looking: Looking,
) -> impl IntoView {
    let library = use_library();
    let frame = Frame::new();
    looking.follow_chosen();
    let drag = StoredValue::new(None::<Drag>);
    let scale = move || {
        let width = untrack(|| frame.width())?;
        untrack(|| looking.read(|view, window| Scale::of(view, window, width)))
    };
    let row_at = move |y: i32| scale().and_then(|scale| scale.row_at(frame.drawn(f64::from(y))));
    let on_click = move |event: MouseEvent| {
        let dragged = drag.try_update_value(Option::take).flatten().is_some_and(|drag| drag.moving);
        if let Some(row) = row_at(event.offset_y()).filter(|_| !dragged) {
            looking.choose(row);
        }
    };
    let on_down = move |event: PointerEvent| {
        let first = untrack(|| looking.window().first);
        let drag_now = Drag { from: f64::from(event.client_y()), first, moving: false };
        drag.set_value((event.pointer_type() == "mouse" && event.button() == 0).then_some(drag_now));
    };
    let on_move = move |event: PointerEvent| {
        let Some(started) = drag.get_value().filter(|_| event.buttons() == 1) else { return };
        let by = started.from - f64::from(event.client_y());
        if started.moving || by.abs() > DRAG_MIN {
            if !started.moving {
                frame.hold(event.pointer_id());
            }
            drag.set_value(Some(Drag { moving: true, ..started }));
            if let Some(scale) = scale() {
                looking.move_to(started.first, scale.rows_in(frame.drawn(by)));
            }
        }
    };
    let on_wheel = move |event: WheelEvent| wheel(looking, &event, row_at(event.offset_y()));
    let text = move || {
        let locale = library.locale.get();
        let chosen = looking.chosen_position();
        looking.read(|view, _| description(view, chosen, locale))
    };
    view! {
        <div class="chart-frame">
            <div
                class="chart"
                node_ref=frame.node
                tabindex="0"
                role="slider"
                aria-label=move || Label::Points.get(library.locale.get())
                aria-valuemin="1"
                aria-valuemax=move || looking.all().max(1).to_string()
                aria-valuenow=move || {
                    let position = looking.chosen_position().map_or(looking.all(), |at| at + 1);
                    position.max(1).to_string()
                }
                aria-valuetext=text
                aria-orientation="vertical"
                on:keydown=move |event| key(looking, &event)
                on:click=on_click
                on:pointerdown=on_down
                on:pointermove=on_move
                on:wheel=on_wheel
            >
                {dynamic(move || {
                    let (width, locale) = (frame.width()?, library.locale.get());
                    let chosen = looking.chosen_position();
                    looking
                        .read(|view, window| {
                            Drawn::of(view, window, width, chosen, locale).picture()
                        })
                })}
            </div>
            <Show when=move || looking.can_zoom()>
                <Strip looking=looking />
            </Show>
        </div>
    }
}

/// What a key does in the chart: it chooses a point, or zooms and moves.
fn key(looking: Looking, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let key = event.key();
    if key == "Escape" && looking.chosen_position().is_some() {
        looking.choose_none();
    } else if let Some(target) = looking.read(|view, _| target(&view.own, &key, looking.chosen_position())).flatten() {
        looking.choose(target);
    } else if let Some(step) = zoom_key(&key) {
        looking.step(step);
    } else {
        return;
    }
    event.prevent_default();
}

/// What a key does that zooms or moves.
fn zoom_key(key: &str) -> Option<Step> {
    Some(match key {
        "+" | "=" => Step::In,
        "-" | "_" => Step::Out,
        "0" => Step::Whole,
        "ArrowLeft" => Step::Older,
        "ArrowRight" => Step::Newer,
        _ => return None,
    })
}

/// The point that a key leads to from the one at `position`.
fn target(lane: &Lane, key: &str, position: Option<usize>) -> Option<usize> {
    let last = lane.points.len().checked_sub(1)?;
    let Some(position) = position else {
        let from_none = match key {
            "ArrowDown" | "ArrowUp" | "PageDown" | "PageUp" | "End" => last,
            "Home" => 0,
            _ => return None,
        };
        return Some(from_none);
    };
    let next = |wanted: fn(&engine::view::history::Span) -> bool| {
        let later = lane.points.iter().enumerate().cycle().skip(position + 1).take(last + 1);
        later.filter(|(_, point)| wanted(point)).map(|(at, _)| at).next()
    };
    Some(match key {
        "ArrowDown" => (position + 1).min(last),
        "ArrowUp" => position.saturating_sub(1),
        "PageDown" => lane.a_month_from(position, true),
        "PageUp" => lane.a_month_from(position, false),
        "Home" => 0,
        "End" => last,
        "l" | "L" => next(|point| point.locked)?,
        "a" | "A" => next(|point| point.archive_from.is_some())?,
        _ => return None,
    })
}

/// The wheel zooms with Ctrl, which a pinch means too, and moves with Shift or sideways; by itself it scrolls the page.
fn wheel(looking: Looking, event: &WheelEvent, row: Option<usize>) {
    if !looking.can_zoom() {
        return;
    }
    let (across, along) = (event.delta_x(), event.delta_y());
    if event.ctrl_key() || event.meta_key() {
        looking.zoom(along > 0.0, row);
    } else if event.shift_key() || across.abs() > along.abs() {
        let by = if across == 0.0 { along } else { across };
        looking.step_rows(by > 0.0);
    } else {
        return;
    }
    event.prevent_default();
}

/// How far a pointer must move before it drags and does not click, in CSS pixels.
const DRAG_MIN: f64 = 4.0;
