//! What a sweep found, a mark a policy: cost against recoverability. Its twin is the table below.

use engine::{
    billing::money::MicroCny,
    time::Seconds,
    view::plan_compare::{FoundRow, exact},
};
use leptos::prelude::*;

use crate::{
    app::t, components::dynamic::dynamic, library::use_library, screens::instances::chart::frame::Frame, text::Label,
};

/// The chart: RPO or look-back against cost.
#[component]
pub(super) fn Scatter(rows: Memo<Vec<FoundRow>>) -> impl IntoView {
    let library = use_library();
    let of_back = RwSignal::new(false);
    let button = move |back: bool, label: Label| {
        view! {
            <button
                type="button"
                aria-pressed=move || (of_back.get() == back).to_string()
                on:click=move |_| of_back.set(back)
            >
                {t(label)}
            </button>
        }
    };
    let frame = Frame::new();
    let drawing = move || {
        let (width, locale, back) = (frame.width()?, library.locale.get(), of_back.get());
        let value = move |row: &FoundRow| if back { row.back } else { row.worst_rpo };
        let picture = rows.with(|rows| {
            let shown: Vec<_> =
                rows.iter().filter_map(|row| Some((row.cost.0, value(row)?, row.is_efficient))).collect();
            Drawing::of(&shown, width).picture(&|span| exact(span, locale))
        });
        Some(picture)
    };
    view! {
        <div class="sweep-head">
            <div class="segmented" role="group" aria-label=t(Label::SweepShown)>
                {button(false, Label::SweepAxisRpo)}
                {button(true, Label::SweepAxisBack)}
            </div>
            <ul class="sweep-legend" aria-hidden="true">
                <li data-mark="efficient">{t(Label::SweepAll)}</li>
                <li data-mark="beaten">{t(Label::SweepBeaten)}</li>
            </ul>
        </div>
        <div class="versus-drawing" node_ref=frame.node>
            {dynamic(drawing)}
        </div>
    }
}

/// Where the marks lie.
struct Drawing<'s> {
    shown: &'s [(i64, Seconds, bool)],
    width: f64,
    cheapest: i64,
    dearest: i64,
    least: i64,
    most: i64,
}

impl<'s> Drawing<'s> {
    fn of(shown: &'s [(i64, Seconds, bool)], width: f64) -> Self {
        let spans = || shown.iter().map(|(_, span, _)| span.0.max(60));
        Self {
            shown,
            width,
            cheapest: shown.iter().map(|(cost, ..)| *cost).min().unwrap_or(1).max(1),
            dearest: shown.iter().map(|(cost, ..)| *cost).max().unwrap_or(1).max(1),
            least: spans().min().unwrap_or(60),
            most: spans().max().unwrap_or(60),
        }
    }

    /// What is cheap and what is dear lie far apart too.
    fn x(&self, cost: i64) -> f64 {
        LEFT + (self.width - LEFT - RIGHT) * share(cost.max(1), self.cheapest, self.dearest)
    }

    /// Hours and months lie far apart, so each step up is as many times as long.
    fn y(&self, span: i64) -> f64 {
        HEIGHT - FOOT - 8.0 - (HEIGHT - FOOT - 24.0) * share(span.max(60), self.least, self.most)
    }

    fn picture(&self, text: &dyn Fn(Seconds) -> String) -> AnyView {
        let mut spans: Vec<_> = self.shown.iter().map(|(_, span, _)| span.0.max(60)).collect();
        spans.sort_unstable();
        spans.dedup();
        let mut last = f64::INFINITY;
        let rows: Vec<_> = spans
            .into_iter()
            .filter_map(|span| {
                let y = self.y(span);
                let has_room = last - y >= TEXT_HEIGHT;
                last = if has_room { y } else { last };
                has_room.then(|| (y, text(Seconds(span))))
            })
            .collect();
        let rows = rows.into_iter().map(|(y, text)| {
            view! {
                <line class="chart-grid" x1=LEFT x2=self.width - RIGHT y1=y y2=y />
                <text class="chart-tick" x=LEFT - 6.0 y=y + 4.0 text-anchor="end">
                    {text}
                </text>
            }
        });
        let costs = [(self.cheapest, "start"), (self.dearest, "end")].map(|(cost, anchor)| {
            view! {
                <text class="chart-tick" x=self.x(cost) y=HEIGHT - 4.0 text-anchor=anchor>
                    {format!("CNY {}", MicroCny(cost))}
                </text>
            }
        });
        // Those that no other beats come last, on top of the others.
        let marks = [false, true].map(|wanted| {
            let of = self.shown.iter().filter(|(.., is_efficient)| *is_efficient == wanted);
            of.map(|(cost, span, is_efficient)| mark(self.x(*cost), self.y(span.0), *is_efficient)).collect_view()
        });
        view! {
            <svg
                class="versus-chart"
                viewBox=format!("0 0 {} {HEIGHT}", self.width)
                aria-hidden="true"
            >
                {rows.collect_view()}
                {costs.collect_view()}
                {marks.collect_view()}
            </svg>
        }
        .into_any()
    }
}

/// How far a value lies on the way from the least to the most, by how many times it is as much.
#[expect(clippy::cast_precision_loss, reason = "money and seconds of a chart")]
fn share(value: i64, least: i64, most: i64) -> f64 {
    let [value, least, most] = [value, least, most].map(|number| (number as f64).ln());
    if most > least { (value - least) / (most - least) } else { 0.5 }
}

/// A filled diamond, or an empty circle.
fn mark(x: f64, y: f64, is_efficient: bool) -> AnyView {
    if is_efficient {
        let path = format!("M{x:.1} {:.1}l6 6l-6 6l-6 -6z", y - 6.0);
        view! { <path class="sweep-efficient" d=path /> }.into_any()
    } else {
        view! { <circle class="sweep-beaten" cx=x cy=y r="4" /> }.into_any()
    }
}

const HEIGHT: f64 = 280.0;
/// Room for the spans at the left.
const LEFT: f64 = 110.0;
const RIGHT: f64 = 40.0;
/// Room for the costs below.
const FOOT: f64 = 20.0;
const TEXT_HEIGHT: f64 = 15.0;
