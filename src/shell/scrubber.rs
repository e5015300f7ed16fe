//! The scrubber: the whole run on a line, to be gone to any moment of.
//!
//! What moves with the clock is drawn apart from what does not, each as a few paths, so that ten times a second cost little.

mod drawing;
mod playhead;

use engine::{
    time::Timestamp,
    view::{
        history::Range,
        scrubber::{self, Mark, Stride, Way},
    },
};
use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    prelude::*,
};

use self::{
    drawing::{Drawing, bars_of},
    playhead::Playhead,
};
use crate::{
    app::t,
    components::dynamic::dynamic,
    library::{Library, use_library},
    screens::instances::chart::frame::Frame,
    text::Label,
};

/// What the line shows that does not move with the clock.
#[derive(Clone, Debug, PartialEq)]
struct Course {
    range: Range,
    marks: Vec<Mark>,
    ways: Vec<Way>,
}

/// The scrubber.
#[component]
pub fn Scrubber() -> impl IntoView {
    let library = use_library();
    let frame = Frame::new();
    let playhead = Playhead::new(library);
    let width = Memo::new(move |_| frame.width().unwrap_or(0.0));
    let course = course(library, width);
    let plan = plan(library, course, width);
    let now = Memo::new(move |_| {
        library.revisions.track();
        library.number.track();
        library.read_timeline(|timeline| (timeline.run().now(), timeline.reached()))
    });
    let at = move || playhead.at().unwrap_or(now.get().0);
    let text = move || {
        let locale = library.locale.get();
        course.with(|course| library.read_timeline(|timeline| scrubber::text(timeline, at(), &course.marks, locale)))
    };
    let on_key = move |event: KeyboardEvent| {
        if let Some(to) = target(library, &course.get_untracked().marks, playhead.from(), &event) {
            playhead.go(to);
            event.prevent_default();
        }
    };
    let aimed = move |event: &PointerEvent| {
        let drawing = Drawing::new(course.get_untracked().range, width.get_untracked());
        let left = frame.node.get_untracked().map_or(0.0, |node| node.get_bounding_client_rect().left());
        let x = frame.drawn(f64::from(event.client_x()) - left);
        course.with_untracked(|course| drawing.snapped(x, &course.marks))
    };
    let on_down = move |event: PointerEvent| {
        if event.button() == 0 {
            frame.hold(event.pointer_id());
            playhead.drag(aimed(&event));
        }
    };
    let on_move = move |event: PointerEvent| {
        if playhead.is_dragged() {
            playhead.drag(aimed(&event));
        }
    };
    view! {
        <div
            class="scrubber"
            node_ref=frame.node
            tabindex="0"
            role="slider"
            aria-label=t(Label::Run)
            aria-description=t(Label::RunHint)
            aria-valuemin=move || course.with(|course| course.range.from.0.to_string())
            aria-valuemax=move || course.with(|course| course.range.to.0.to_string())
            aria-valuenow=move || at().0.to_string()
            aria-valuetext=text
            on:keydown=on_key
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=move |_| playhead.let_go()
            on:pointercancel=move |_| playhead.forget()
        >
            {dynamic(move || {
                let width = Some(width.get()).filter(|width| *width > 0.0)?;
                Some(
                    view! { <Line width=width course=course plan=plan now=now playhead=playhead /> },
                )
            })}
        </div>
    }
}

/// The drawing, in layers that are made anew each in its own time.
#[component]
fn Line(
    width: f64,
    course: Memo<Course>,
    plan: Memo<Vec<u32>>,
    now: Memo<(Timestamp, Timestamp)>,
    playhead: Playhead,
) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let drawing = Memo::new(move |_| Drawing::new(course.with(|course| course.range), width));
    let past = move || {
        let ((now, reached), drawing) = (now.get(), drawing.get());
        let bars = plan.with(|plan| library.read(|run| scrubber::bars(run, drawing.range(), bars_of(width), plan)));
        drawing.past(&bars, now, reached)
    };
    let head = move || {
        let aimed = playhead.at();
        let said = aimed.map(|at| (at, zone, library.locale.get()));
        drawing.get().playhead(aimed.unwrap_or_else(|| now.get().0), said)
    };
    view! {
        <svg viewBox=format!("0 0 {width} {}", drawing.get_untracked().height()) aria-hidden="true">
            {dynamic(move || drawing.get().axis(zone, library.locale.get()))}
            {dynamic(past)}
            {dynamic(move || {
                let (drawing, locale) = (drawing.get(), library.locale.get());
                course.with(|course| drawing.ways(&course.ways, locale))
            })}
            {dynamic(move || {
                let drawing = drawing.get();
                course.with(|course| drawing.marks(&course.marks))
            })}
            {dynamic(head)}
        </svg>
    }
}

/// What does not move with the clock: made anew when something is done or known, or the line is longer.
fn course(library: Library, width: Memo<f64>) -> Memo<Course> {
    let moved = Memo::new(move |_| {
        library.revisions.track();
        let known = library.read_timeline(|timeline| {
            let world = timeline.run().world();
            let incidents: Vec<_> =
                world.known_incidents().map(|injected| (injected.ended_at, injected.known_from())).collect();
            let actions = (timeline.run().journal().entries.len(), timeline.ahead().len());
            (scrubber::range(timeline), actions, incidents, timeline.bookmarks().to_vec())
        });
        (library.number.get(), library.branched.get(), known)
    });
    Memo::new(move |_| {
        let range = moved.with(|(.., (range, ..))| *range);
        let (locale, parts) = (library.locale.get(), drawing::parts_of(width.get()));
        library.read_timeline(|timeline| Course {
            range,
            marks: scrubber::marks(timeline, range, parts, locale),
            ways: scrubber::ways(timeline),
        })
    })
}

/// What schedules plan, for as long as nothing about them changes.
fn plan(library: Library, course: Memo<Course>, width: Memo<f64>) -> Memo<Vec<u32>> {
    let moved = Memo::new(move |_| {
        let revisions = library.revisions.get();
        (library.number.get(), revisions.policies, revisions.fleet, course.with(|course| course.range))
    });
    Memo::new(move |_| {
        let range = moved.with(|(.., range)| *range);
        let count = bars_of(width.get());
        library.read(|run| scrubber::plan(run.world(), range, count))
    })
}

/// Where a key leads to from `at`.
fn target(library: Library, marks: &[Mark], at: Timestamp, event: &KeyboardEvent) -> Option<Timestamp> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    library.read_timeline(|timeline| {
        let moved = |stride, by| Some(scrubber::moved(timeline, at, stride, by));
        let reached = timeline.reached();
        match (event.key().as_str(), event.shift_key()) {
            ("ArrowLeft", true) => marks.iter().rev().map(|mark| mark.at).find(|mark| *mark < at),
            ("ArrowRight", true) => marks.iter().map(|mark| mark.at).find(|mark| *mark > at && *mark <= reached),
            ("ArrowLeft", false) => moved(Stride::Hour, -1),
            ("ArrowRight", false) => moved(Stride::Hour, 1),
            ("ArrowDown", _) => moved(Stride::Day, -1),
            ("ArrowUp", _) => moved(Stride::Day, 1),
            ("PageDown", _) => moved(Stride::Month, -1),
            ("PageUp", _) => moved(Stride::Month, 1),
            ("Home", _) => Some(timeline.run().world().start),
            ("End", _) => Some(reached),
            _ => None,
        }
    })
}
