//! The calendar of a rehearsal, a few months at a time: what happens on each day, in signs and figures.

use engine::{
    locale::Locale,
    rehearsal::Kind,
    view::{
        format,
        rehearsal::{self, Day, Month},
    },
};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;

use super::use_planning;
use crate::{app::t, components::dynamic::dynamic, library::use_library, text::Label};

/// What is looked at of the calendar. Copies share it.
#[derive(Clone, Copy)]
struct Looking {
    /// The day whose items are listed.
    day: RwSignal<Option<i64>>,
    calendar: Memo<Option<rehearsal::Calendar>>,
    /// The first month that is shown.
    first: RwSignal<usize>,
    /// The day that keys start from.
    cursor: RwSignal<Option<i64>>,
    /// The one day that Tab reaches.
    stop: Memo<Option<i64>>,
}

/// The calendar.
#[component]
pub(super) fn Calendar() -> impl IntoView {
    let planning = use_planning();
    let library = use_library();
    let calendar = Memo::new(move |_| planning.read(|planned, _| rehearsal::Calendar::of(planned)));
    let (first, cursor) = (RwSignal::new(0), RwSignal::new(None));
    let stop = Memo::new(move |_| {
        let cursor = cursor.get();
        calendar.with(|calendar| calendar.as_ref().and_then(|calendar| stop_of(calendar, first.get(), cursor)))
    });
    let looking = Looking { day: planning.day, calendar, first, cursor, stop };
    Effect::new(move |_| {
        calendar.track();
        looking.first.set(0);
        looking.cursor.set(None);
    });
    let months = move || {
        let locale = library.locale.get();
        looking.months(locale).into_iter().map(|month| month_of(looking, &month, locale)).collect_view()
    };
    view! {
        <section class="plan-calendar" aria-labelledby="plan-calendar-title">
            <header class="history-head">
                <h2 id="plan-calendar-title">{t(Label::PlanCalendar)}</h2>
                {dynamic(move || looking.pager())}
                {dynamic(move || legend(library.locale.get()))}
            </header>
            <p class="hint">{t(Label::PlanCalendarHint)}</p>
            <div class="plan-months" on:keydown=move |event| looking.key(&event)>
                {dynamic(months)}
            </div>
        </section>
    }
}

/// What the signs mean.
fn legend(locale: Locale) -> impl IntoView {
    let mark = |kind: Kind| {
        view! {
            <li>
                <span class="plan-mark" data-kind=kind.api_name()>
                    {sign(kind)}
                </span>
                {rehearsal::kind_in_words(kind, locale)}
            </li>
        }
    };
    view! { <ul class="plan-legend">{Kind::ALL.map(mark).collect_view()}</ul> }
}

fn month_of(looking: Looking, month: &Month, locale: Locale) -> impl IntoView + use<> {
    let heads = (0..7).map(|weekday| view! { <th scope="col">{format::weekday(weekday, locale)}</th> });
    let blank = || view! { <td></td> }.into_any();
    let mut cells: Vec<AnyView> = (0..month.blanks).map(|_| blank()).collect();
    cells.extend(month.days.iter().map(|day| cell(looking, day)));
    while !cells.len().is_multiple_of(7) {
        cells.push(blank());
    }
    let mut weeks = Vec::new();
    while !cells.is_empty() {
        let rest = cells.split_off(7.min(cells.len()));
        weeks.push(view! { <tr>{std::mem::replace(&mut cells, rest)}</tr> });
    }
    view! {
        <table class="plan-month">
            <caption>{month.name.clone()} " " {marks(month.counts)}</caption>
            <thead>
                <tr>{heads.collect_view()}</tr>
            </thead>
            <tbody>{weeks}</tbody>
        </table>
    }
}

/// A day; one on which something happens opens what.
fn cell(looking: Looking, day: &Day) -> AnyView {
    let number = day.day;
    if day.counts.iter().all(|count| *count == 0) {
        return view! { <td data-outside=(!day.is_within).then_some("true")>{day.number}</td> }.into_any();
    }
    let is_chosen = move || (looking.day.get() == Some(number)).to_string();
    let press = move |_| {
        looking.cursor.set(Some(number));
        looking.day.update(|day| *day = (*day != Some(number)).then_some(number));
    };
    view! {
        <td>
            <button
                type="button"
                id=id_of(number)
                tabindex=move || if looking.stop.get() == Some(number) { "0" } else { "-1" }
                aria-pressed=is_chosen
                on:click=press
            >
                <span aria-hidden="true">{day.number}</span>
                <span aria-hidden="true">{marks(day.counts)}</span>
                <span class="visually-hidden">{day.text.clone()}</span>
            </button>
        </td>
    }
    .into_any()
}

fn marks(counts: [u64; 4]) -> impl IntoView {
    let there = Kind::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0);
    let mark = |(kind, count): (Kind, u64)| {
        view! {
            <span class="plan-mark" data-kind=kind.api_name()>
                {sign(kind)}
                {format::count(count)}
            </span>
        }
    };
    there.map(mark).collect_view()
}

fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Created => "+",
        Kind::Archived => "▤",
        Kind::Copied => "→",
        Kind::Deleted => "−",
    }
}

fn id_of(day: i64) -> String {
    format!("plan-day-{day}")
}

impl Looking {
    /// The months that are shown.
    fn months(self, locale: Locale) -> Vec<Month> {
        let first = self.first.get();
        self.calendar.with(|calendar| {
            let Some(calendar) = calendar else { return Vec::new() };
            let last = (first + MONTHS_SHOWN).min(calendar.months());
            (first..last).map(|month| calendar.month(month, locale)).collect()
        })
    }

    /// The ways to earlier and later months, and to any. It stays while they are gone.
    fn pager(self) -> impl IntoView {
        let locale = use_library().locale.get();
        let names: Vec<_> = self.calendar.with(|calendar| {
            let months = calendar.as_ref().map_or(0, rehearsal::Calendar::months);
            let name = |month| calendar.as_ref().map(|calendar| calendar.month(month, locale).name);
            (0..months).filter_map(name).collect()
        });
        let count = names.len();
        if count <= MONTHS_SHOWN {
            return ().into_any();
        }
        let first = self.first;
        let go = move |to: usize| first.set(to.min(count - 1));
        let by = move |step: isize| go(first.get_untracked().saturating_add_signed(step));
        let is_last = move || first.get() + MONTHS_SHOWN >= count;
        let option = |(place, name): (usize, String)| {
            view! {
                <option value=place.to_string() selected=move || first.get() == place>
                    {name}
                </option>
            }
        };
        view! {
            <div class="plan-pager">
                <button
                    type="button"
                    aria-disabled=move || (first.get() == 0).then_some("true")
                    on:click=move |_| by(-STEP)
                >
                    {Label::PlanEarlier.get(locale)}
                </button>
                <label class="filter">
                    {Label::PlanMonth.get(locale)}
                    <select on:change=move |event| {
                        go(event_target_value(&event).parse().unwrap_or_default());
                    }>{names.into_iter().enumerate().map(option).collect_view()}</select>
                </label>
                <button
                    type="button"
                    aria-disabled=move || is_last().then_some("true")
                    on:click=move |_| {
                        if !untrack(is_last) {
                            by(STEP);
                        }
                    }
                >
                    {Label::PlanLater.get(locale)}
                </button>
            </div>
        }
        .into_any()
    }

    /// The arrow keys go from day to day, past those on which nothing happens, and on to other months.
    fn key(self, event: &KeyboardEvent) {
        let step = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            "ArrowUp" => -7,
            "ArrowDown" => 7,
            _ => return,
        };
        let focused = document().active_element().map(|element| element.id()).unwrap_or_default();
        let Some(from) = focused.strip_prefix("plan-day-").and_then(|day| day.parse::<i64>().ok()) else { return };
        event.prevent_default();
        let found = self.calendar.with_untracked(|calendar| {
            let calendar = calendar.as_ref()?;
            let mut day = from + step;
            while calendar.has(day) && !calendar.happens_on(day) {
                day += step;
            }
            calendar.has(day).then(|| (day, calendar.position_of(day)))
        });
        let Some((day, month)) = found else { return };
        let first = self.first.get_untracked();
        if !(first..first + MONTHS_SHOWN).contains(&month) {
            self.first.set(if step > 0 { month } else { month.saturating_sub(MONTHS_SHOWN - 1) });
        }
        self.cursor.set(Some(day));
        request_animation_frame(move || focus(day));
    }
}

/// The day that Tab reaches: where the keys were last, or the first in view on which something happens.
fn stop_of(calendar: &rehearsal::Calendar, first: usize, cursor: Option<i64>) -> Option<i64> {
    let months = first..(first + MONTHS_SHOWN).min(calendar.months());
    let is_in_view = |day: &i64| months.contains(&calendar.position_of(*day));
    let in_view = months.clone().flat_map(|month| calendar.month(month, Locale::En).days);
    let first_day = || in_view.map(|day| day.day).find(|day| calendar.happens_on(*day));
    cursor.filter(|day| is_in_view(day) && calendar.happens_on(*day)).or_else(first_day)
}

fn focus(day: i64) {
    let button = document().get_element_by_id(&id_of(day));
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

/// So many months stand beside each other.
const MONTHS_SHOWN: usize = 3;
const STEP: isize = 3;
