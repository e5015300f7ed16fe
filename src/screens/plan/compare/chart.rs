//! Points over time, a line a policy, and the same in figures.

use std::fmt::Write;

use engine::view::{
    format,
    plan_compare::{self, Measures, SAMPLES},
};
use leptos::prelude::*;

use super::{LETTERS, use_comparing};
use crate::{
    app::t, components::dynamic::dynamic, library::use_library, screens::instances::chart::frame::Frame, text::Label,
};

/// The chart.
#[component]
pub(super) fn OverTime() -> impl IntoView {
    let comparing = use_comparing();
    let library = use_library();
    let measured = Memo::new(move |_| comparing.measured().unwrap_or_default());
    let days = Memo::new(move |_| {
        let locale = library.locale.get();
        comparing.play.read(|played| {
            let first = played.iter().find_map(|played| played.as_ref().ok());
            first.map(|outcome| plan_compare::sample_days(outcome, locale)).unwrap_or_default()
        })
    });
    let frame = Frame::new();
    let drawn = move || {
        let width = frame.width()?;
        Some(measured.with(|measured| days.with(|days| Drawing { measured, days, width }.picture())))
    };
    view! {
        <section class="versus-time" aria-labelledby="versus-chart">
            <h2 id="versus-chart">{t(Label::VersusChart)}</h2>
            {dynamic(move || measured.with(|measured| legend(measured)))}
            <div class="versus-drawing" node_ref=frame.node>
                {dynamic(drawn)}
            </div>
            <details>
                <summary>{t(Label::VersusNumbers)}</summary>
                {dynamic(move || measured.with(|measured| days.with(|days| twin(measured, days))))}
            </details>
        </section>
    }
}

/// What the letters stand for.
fn legend(measured: &[(String, Measures)]) -> AnyView {
    let named = |(place, (name, _)): (usize, &(String, Measures))| {
        view! {
            <li>
                <span class="versus-letter" data-letter=LETTERS[place]>
                    {LETTERS[place]}
                </span>
                " "
                {name.clone()}
            </li>
        }
    };
    view! { <ul class="versus-legend">{measured.iter().enumerate().map(named).collect_view()}</ul> }.into_any()
}

/// What is drawn, so wide.
struct Drawing<'d> {
    measured: &'d [(String, Measures)],
    days: &'d [String],
    width: f64,
}

impl Drawing<'_> {
    /// The lines, told apart by their dashes and by the letter at their end.
    fn picture(&self) -> AnyView {
        let width = self.width;
        let most = self.measured.iter().flat_map(|(_, of)| &of.points).copied().max().unwrap_or(0).max(1);
        let ticks = [0_u32, 1, 2].map(|part| {
            let y = HEIGHT - PLOT * f64::from(part) / 2.0 - FOOT;
            let text = format::count(most * u64::from(part) / 2);
            view! {
                <line class="chart-grid" x1=LEFT x2=width y1=y y2=y />
                <text class="chart-tick" x=LEFT - 4.0 y=y + 4.0 text-anchor="end">
                    {text}
                </text>
            }
        });
        let line = |(place, (_, of)): (usize, &(String, Measures))| {
            let end = of.points.last().copied().unwrap_or(0);
            let (x, y) = (width - RIGHT + 4.0 + 12.0 * place_of(place), y_of(end, most) + 4.0);
            view! {
                <path
                    class="versus-line"
                    data-letter=LETTERS[place]
                    d=path(&of.points, most, width - LEFT - RIGHT)
                />
                <text class="versus-end" data-letter=LETTERS[place] x=x y=y>
                    {LETTERS[place]}
                </text>
            }
        };
        let ends = [(0, "start", LEFT), (SAMPLES - 1, "end", width - RIGHT)];
        let ends = ends.map(|(place, anchor, x)| {
            view! {
                <text class="chart-tick" x=x y=HEIGHT - 4.0 text-anchor=anchor>
                    {self.days.get(place).cloned()}
                </text>
            }
        });
        view! {
            <svg class="versus-chart" viewBox=format!("0 0 {width} {HEIGHT}") aria-hidden="true">
                {ticks.collect_view()}
                {self.measured.iter().enumerate().map(line).collect_view()}
                {ends.collect_view()}
            </svg>
        }
        .into_any()
    }
}

fn twin(measured: &[(String, Measures)], days: &[String]) -> AnyView {
    let head = measured.iter().enumerate().map(|(place, (name, _))| {
        view! {
            <th scope="col" class="figure wraps">
                {LETTERS[place]}
                " "
                {name.clone()}
            </th>
        }
    });
    let line = |(place, day): (usize, &String)| {
        let cells = measured.iter().enumerate().map(|(column, (_, of))| {
            view! {
                <td class="figure" data-label=LETTERS[column]>
                    {of.points.get(place).map(|points| format::count(*points))}
                </td>
            }
        });
        view! {
            <tr>
                <th scope="row">{day.clone()}</th>
                {cells.collect_view()}
            </tr>
        }
    };
    view! {
        <div class="table-frame versus-frame">
            <table class="list versus-table" aria-label=t(Label::VersusNumbers)>
                <thead>
                    <tr>
                        <th scope="col">{t(Label::VersusDay)}</th>
                        {head.collect_view()}
                    </tr>
                </thead>
                <tbody>{days.iter().enumerate().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A step at each moment: points come and go at once.
fn path(points: &[u64], most: u64, across: f64) -> String {
    let mut path = String::new();
    for (place, count) in points.iter().enumerate() {
        let (x, y) = (LEFT + across * place_of(place) / place_of(SAMPLES - 1), y_of(*count, most));
        // Writing to a string cannot fail.
        let _ = write!(path, "{}{x:.1} {y:.1}", if place == 0 { "M" } else { "L" });
    }
    path
}

#[expect(clippy::cast_precision_loss, reason = "a few million points at most")]
fn y_of(count: u64, most: u64) -> f64 {
    HEIGHT - FOOT - PLOT * (count as f64) / (most as f64)
}

#[expect(clippy::cast_precision_loss, reason = "a small number")]
fn place_of(place: usize) -> f64 {
    place as f64
}

const HEIGHT: f64 = 220.0;
/// Room for the figures at the left.
const LEFT: f64 = 48.0;
/// Room for the letters at the right.
const RIGHT: f64 = 56.0;
/// Room for the days below.
const FOOT: f64 = 20.0;
const PLOT: f64 = HEIGHT - FOOT - 12.0;
