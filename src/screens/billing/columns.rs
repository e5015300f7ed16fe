//! Columns over time, drawn: a path for each thing that is charged, and a hatch over what is to come. The table below says the
//! same.

use std::fmt::Write as _;

use engine::{
    billing::bill::Cause,
    view::bill_chart::{BillChart, Column},
};
use leptos::prelude::*;

use crate::{app::t, components::dynamic::dynamic, library::use_library, text::Label};

/// The width of a column and of the gap after it, and the height of all, in units of the drawing.
const COLUMN: f64 = 10.0;
const BAR: f64 = 7.0;
const HEIGHT: f64 = 100.0;

/// The drawing with its scale, its legend and its twin in a table.
#[component]
pub fn Columns(
    /// What is drawn.
    chart: Memo<BillChart>,
) -> impl IntoView {
    view! {
        <figure class="bill-chart">
            {dynamic(move || chart.with(drawing))} {dynamic(move || chart.with(legend))}
            <details class="bill-twin">
                <summary>{t(Label::ShowAsTable)}</summary>
                {dynamic(move || chart.with(twin))}
            </details>
        </figure>
    }
}

fn drawing(chart: &BillChart) -> impl IntoView + use<> {
    let top = chart.marks.last().map_or(1, |top| top.0.max(1));
    let width = place(chart.columns.len().max(1));
    let paths = chart.causes.iter().enumerate().map(|(place, (cause, _))| {
        view! { <path class="bill-part" data-cause=code(*cause) d=path(&chart.columns, place, top)></path> }
    });
    let ahead = chart.columns.iter().position(|column| column.is_ahead);
    let veil = ahead.map(|first| {
        let x = place(first);
        view! {
            <rect
                class="bill-ahead"
                x=x
                y="0"
                width=width - x
                height=HEIGHT
                fill="url(#bill-hatch)"
            ></rect>
        }
    });
    let marks = chart.marks.iter().map(|mark| {
        let share = share(mark.0, top);
        view! {
            <span class="bill-mark" style:inset-block-end=format!("{share}%")>
                {mark.to_string()}
            </span>
        }
    });
    let lines = chart.marks.iter().map(|mark| {
        let y = HEIGHT - share(mark.0, top);
        view! { <line class="bill-line" x1="0" x2=width y1=y y2=y></line> }
    });
    let names = [0, chart.columns.len() / 2, chart.columns.len().saturating_sub(1)];
    let mut names: Vec<_> = names.into_iter().filter_map(|place| chart.columns.get(place)).collect();
    names.dedup();
    let names = names.into_iter().map(|column| view! { <span>{column.name.clone()}</span> });
    view! {
        <div class="bill-plot" aria-hidden="true">
            <div class="bill-marks">{marks.collect_view()}</div>
            <svg viewBox=format!("0 0 {width} {HEIGHT}") preserveAspectRatio="none">
                <defs>
                    <pattern
                        id="bill-hatch"
                        width="4"
                        height="4"
                        patternUnits="userSpaceOnUse"
                        patternTransform="rotate(45)"
                    >
                        <line x1="0" y1="0" x2="0" y2="4" class="bill-hatch"></line>
                    </pattern>
                </defs>
                {lines.collect_view()}
                {paths.collect_view()}
                {veil}
            </svg>
            <div class="bill-names">{names.collect_view()}</div>
        </div>
    }
}

fn legend(chart: &BillChart) -> impl IntoView + use<> {
    let parts = chart.causes.iter().map(|(cause, name)| {
        view! {
            <li>
                <i class="swatch" data-cause=code(*cause)></i>
                {*name}
            </li>
        }
    });
    let is_ahead = chart.columns.iter().any(|column| column.is_ahead);
    let ahead = is_ahead.then(|| {
        view! {
            <li>
                <i class="swatch" data-cause="ahead"></i>
                {t(Label::IsAhead)}
            </li>
        }
    });
    view! { <ul class="bill-legend">{parts.collect_view()} {ahead}</ul> }
}

fn twin(chart: &BillChart) -> impl IntoView + use<> {
    let locale = use_library().locale;
    let heads = chart.causes.iter().map(|(_, name)| {
        view! {
            <th scope="col" class="figure">
                {*name}
            </th>
        }
    });
    let rows = chart.columns.iter().map(|column| {
        let amounts = column.amounts.iter().map(|amount| view! { <td class="figure">{amount.to_string()}</td> });
        let ahead = column.is_ahead.then(|| view! { <span class="badge">{t(Label::IsAhead)}</span> });
        view! {
            <tr>
                <th scope="row">{column.name.clone()} " " {ahead}</th>
                {amounts.collect_view()}
                <td class="figure money">{column.total.to_string()}</td>
            </tr>
        }
    });
    let earlier = (chart.earlier > 0).then_some(chart.earlier);
    let earlier =
        move || earlier.map(|earlier| Label::ChartEarlier.get(locale.get()).replace("{}", &earlier.to_string()));
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=t(Label::CostTable)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(Label::Period)}</th>
                        {heads.collect_view()}
                        <th scope="col" class="figure">
                            {t(Label::Total)}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="hint">{dynamic(earlier)}</p>
    }
}

/// The parts of all columns that are charged for the same, as one path.
fn path(columns: &[Column], place: usize, top: i64) -> String {
    let mut path = String::new();
    for (number, column) in columns.iter().enumerate() {
        let below: i64 = column.amounts[..place].iter().map(|amount| amount.0).sum();
        let height = share(column.amounts[place].0, top);
        if height > 0.0 {
            let (x, y) = (self::place(number) + (COLUMN - BAR) / 2.0, HEIGHT - share(below, top));
            let _ = write!(path, "M{x} {y:.2}v-{height:.2}h{BAR}v{height:.2}z");
        }
    }
    path
}

/// Where a column begins.
fn place(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX)) * COLUMN
}

/// How high an amount is drawn: a hundredth of a unit is less than a pixel.
fn share(amount: i64, top: i64) -> f64 {
    let hundredths = i128::from(amount) * 10_000 / i128::from(top);
    f64::from(i32::try_from(hundredths).unwrap_or_default()) * HEIGHT / 10_000.0
}

/// What the style knows a cause by.
fn code(cause: Cause) -> &'static str {
    cause.api_name()
}
