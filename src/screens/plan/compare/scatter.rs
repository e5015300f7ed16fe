//! What a sweep found, a mark a policy: cost against recoverability. Its twin is the table below.

use engine::{
    time::Seconds,
    view::plan_compare::{FoundRow, exact},
};
use leptos::prelude::*;

use crate::{app::t, components::dynamic::dynamic, library::use_library, text::Label};

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
    let drawing = move || {
        let (locale, back) = (library.locale.get(), of_back.get());
        let value = move |row: &FoundRow| if back { row.back } else { row.worst_rpo };
        rows.with(|rows| {
            let shown: Vec<_> =
                rows.iter().filter_map(|row| Some((row.cost.0, value(row)?, row.is_efficient))).collect();
            Drawing::of(&shown).picture(&|span| exact(span, locale))
        })
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
        {dynamic(drawing)}
    }
}

/// Where the marks lie.
struct Drawing<'s> {
    shown: &'s [(i64, Seconds, bool)],
    dearest: i64,
    least: i64,
    most: i64,
}

#[expect(clippy::cast_precision_loss, reason = "money and seconds of a chart")]
impl<'s> Drawing<'s> {
    fn of(shown: &'s [(i64, Seconds, bool)]) -> Self {
        let spans = || shown.iter().map(|(_, span, _)| span.0.max(60));
        Self {
            shown,
            dearest: shown.iter().map(|(cost, ..)| *cost).max().unwrap_or(1).max(1),
            least: spans().min().unwrap_or(60),
            most: spans().max().unwrap_or(60),
        }
    }

    fn x(&self, cost: i64) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * cost as f64 / self.dearest as f64
    }

    /// Hours and months lie far apart, so each step up is a time as long.
    fn y(&self, span: i64) -> f64 {
        let [span, least, most] = [span.max(60), self.least, self.most].map(|span| (span as f64).ln());
        let share = if most > least { (span - least) / (most - least) } else { 0.5 };
        HEIGHT - FOOT - 8.0 - (HEIGHT - FOOT - 24.0) * share
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
                <line class="chart-grid" x1=LEFT x2=WIDTH - RIGHT y1=y y2=y />
                <text class="chart-tick" x=LEFT - 6.0 y=y + 4.0 text-anchor="end">
                    {text}
                </text>
            }
        });
        let costs = [0, 1, 2].map(|part| {
            let cost = self.dearest * part / 2;
            view! {
                <text class="chart-tick" x=self.x(cost) y=HEIGHT - 4.0 text-anchor="middle">
                    {format!("CNY {}", cost / 1_000_000)}
                </text>
            }
        });
        // Those that no other beats come last, on top of the others.
        let marks = [false, true].map(|wanted| {
            let of = self.shown.iter().filter(|(.., is_efficient)| *is_efficient == wanted);
            of.map(|(cost, span, is_efficient)| mark(self.x(*cost), self.y(span.0), *is_efficient)).collect_view()
        });
        view! {
            <svg class="versus-chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true">
                {rows.collect_view()}
                {costs.collect_view()}
                {marks.collect_view()}
            </svg>
        }
        .into_any()
    }
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

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 280.0;
/// Room for the spans at the left.
const LEFT: f64 = 110.0;
const RIGHT: f64 = 40.0;
/// Room for the costs below.
const FOOT: f64 = 20.0;
const TEXT_HEIGHT: f64 = 15.0;
