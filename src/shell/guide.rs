//! The guide through a lesson: what to reach, how far one has come, why something is not reached yet, and help.

mod deeds;
mod objectives;
mod questions;
mod step;

use engine::{
    scenario::lesson::LessonKind,
    shelf::RunId,
    view::guide::{Guide as Shown, StepView},
};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::{deeds::Deeds, step::Step};
use crate::{
    app::{t, use_route},
    components::{
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
    },
    library::{Library, use_library},
    route::Route,
    shell::open_scenario::paragraphs,
    text::Label,
};

thread_local! {
    static OPEN: ArcRwSignal<bool> = ArcRwSignal::new(true);
}

/// What the guide shows of the run, where that has a lesson.
pub fn of_run(library: Library) -> Memo<Option<Shown>> {
    Memo::new(move |_| {
        library.number.track();
        library.revisions.track();
        library.branched.track();
        let locale = library.locale.get();
        library.read_timeline(|timeline| Shown::of(timeline, locale))
    })
}

/// The way to the guide, where the run has a lesson.
#[component]
pub fn GuideButton() -> impl IntoView {
    let library = use_library();
    let open = RwSignal::from(OPEN.with(Clone::clone));
    let has_lesson = has_lesson(library);
    let label = move || if open.get() { Label::GuideClose } else { Label::GuideOpen };
    dynamic(move || {
        has_lesson.get().then(|| {
            view! {
                <button
                    type="button"
                    class="quiet guide-button"
                    aria-expanded=move || open.get().to_string()
                    aria-label=move || label().get(library.locale.get())
                    on:click=move |_| {
                        open.update(|open| *open = !*open);
                        if open.get_untracked() {
                            focus_guide();
                        }
                    }
                >
                    <Icon picture=Picture::Flag />
                    <span>{t(Label::Guide)}</span>
                </button>
            }
        })
    })
}

fn has_lesson(library: Library) -> Memo<bool> {
    Memo::new(move |_| {
        library.number.track();
        library.read(|run| run.scenario().lesson().is_some_and(|lesson| !lesson.steps.is_empty()))
    })
}

/// Whoever opens the guide reads it next.
fn focus_guide() {
    request_animation_frame(|| {
        let heading = document().query_selector(".guide h2").ok().flatten();
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = heading.focus();
        }
    });
}

/// The guide.
#[component]
pub fn Guide() -> impl IntoView {
    let library = use_library();
    let open = RwSignal::from(OPEN.with(Clone::clone));
    let has_lesson = has_lesson(library);
    // Another run is another lesson, or none: the panel is made anew for it.
    let run = Memo::new(move |_| {
        library.number.track();
        has_lesson.get().then(|| library.run_id())
    });
    make_way(open, run);
    dynamic(move || run.get().map(|_| view! { <Panel open=open /> }))
}

/// On a narrow screen the guide lies over what is below it. So it makes way for a screen that is to be read as a whole, and
/// for a control that has the focus: that must be seen (WCAG 2.2, focus not obscured). The guide of another run opens.
fn make_way(open: RwSignal<bool>, run: Memo<Option<RunId>>) {
    let route = use_route();
    Effect::new(move |_| {
        let is_read_whole =
            route.with(|route| matches!(route, Route::Report | Route::Class | Route::Editor | Route::Scenarios));
        if is_read_whole && is_sheet() {
            open.set(false);
        }
    });
    Effect::new(move |before: Option<Option<RunId>>| {
        let now = run.get();
        let is_class = matches!(*route.read_untracked(), Route::Class);
        if before.is_some_and(|before| before != now) && !(is_class && is_sheet()) {
            open.set(true);
        }
        now
    });
    let focused = window_event_listener(leptos::ev::focusin, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let Some(target) = target else { return };
        // A heading has the focus only so that reading begins there.
        let is_control = target.matches(BELOW_THE_SHEET) == Ok(true);
        if open.get_untracked() && is_sheet() && is_control {
            open.set(false);
        }
    });
    on_cleanup(move || focused.remove());
}

/// Whether the guide is a sheet over the screen rather than beside it: the width is that of style/guide.css.
fn is_sheet() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width <= 760.0)
}

/// Controls that the sheet may cover.
const BELOW_THE_SHEET: &str = ":is(.main, .time-bar, .stage) :not([tabindex='-1'])";

#[component]
fn Panel(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let shown = of_run(library);
    let deeds = Deeds::new(library);
    view! {
        <Announcer shown=shown />
        <Clock shown=shown />
        {dynamic(move || {
            open.get()
                .then(|| {
                    view! {
                        <aside
                            class="guide"
                            aria-label=t(Label::Guide)
                            on:click=move |event| follow(&event, open)
                        >
                            <Head shown=shown open=open />
                            <Body shown=shown deeds=deeds />
                            <footer class="guide-foot">
                                <a href=Route::Report.to_string()>{t(Label::SeeReport)}</a>
                                <a href=Route::Scenarios.to_string()>{t(Label::Scenarios)}</a>
                            </footer>
                        </aside>
                    }
                })
        })}
        <deeds::Dialogs deeds=deeds />
    }
}

/// Whoever follows a link out of the sheet wants to see where it leads.
fn follow(event: &leptos::ev::MouseEvent, open: RwSignal<bool>) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if is_sheet() && target.and_then(|target| target.closest("a[href]").ok().flatten()).is_some() {
        close(open);
    }
}

/// Where one stands: done, score, time.
#[component]
fn Head(shown: Memo<Option<Shown>>, open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let title = move || shown.with(|shown| shown.as_ref().map(|shown| shown.title.clone()));
    let kind = move || {
        let kind = shown.with(|shown| shown.as_ref().map(|shown| shown.kind));
        let label = match kind {
            Some(LessonKind::Challenge) => Label::ChallengeKind,
            Some(LessonKind::Demo) => Label::DemoKind,
            _ => Label::LabKind,
        };
        label.get(locale.get())
    };
    let (reached, of) = (Memo::new(move |_| done(shown).0), Memo::new(move |_| done(shown).1));
    let score = move || shown.with(|shown| shown.as_ref().map(|shown| (shown.score, shown.score_max)));
    view! {
        <header class="guide-head">
            <div>
                <span>{dynamic(kind)}</span>
                <button
                    type="button"
                    class="quiet"
                    aria-label=t(Label::GuideClose)
                    title=t(Label::GuideClose)
                    on:click=move |_| close(open)
                >
                    <Icon picture=Picture::Close />
                </button>
            </div>
            <h2 tabindex="-1">{dynamic(title)}</h2>
            <progress
                max=move || of.get().max(1)
                prop:value=reached
                aria-label=t(Label::ProgressOfLesson)
            ></progress>
            <div>
                <span>
                    {t(Label::DoneOf)} " "
                    <strong>{dynamic(move || format!("{}/{}", reached.get(), of.get()))}</strong>
                </span>
                <span>
                    {t(Label::Score)} " "
                    {dynamic(move || {
                        score()
                            .map(|(score, max)| {
                                view! {
                                    <strong>{score}</strong>
                                    "/"
                                    {max}
                                }
                            })
                    })}
                </span>
                <Spent shown=shown />
            </div>
        </header>
    }
}

fn done(shown: Memo<Option<Shown>>) -> (usize, usize) {
    shown.with(|shown| shown.as_ref().map_or((0, 0), |shown| (shown.reached, shown.of)))
}

/// The focus goes back to what opens it again.
fn close(open: RwSignal<bool>) {
    open.set(false);
    let button = document().query_selector(".guide-button").ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

thread_local! {
    /// Real seconds spent on the lesson, as they are counted.
    static SPENT: ArcRwSignal<u64> = ArcRwSignal::new(0);
}

/// Counts the real seconds while the page is seen and the lesson is not complete.
#[component]
fn Clock(shown: Memo<Option<Shown>>) -> impl IntoView {
    let library = use_library();
    let spent = RwSignal::from(SPENT.with(Clone::clone));
    spent.set(library.spent_seconds());
    let is_over =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().is_none_or(|shown| shown.completed_at.is_some())));
    let counting = Interval::new(1_000, move || {
        if !document().hidden() && is_over.try_get_untracked() == Some(false) {
            spent.set(library.spend_second());
        }
    });
    let counting = StoredValue::new_local(Some(counting));
    on_cleanup(move || drop(counting.try_update_value(Option::take)));
}

#[component]
fn Spent(shown: Memo<Option<Shown>>) -> impl IntoView {
    let spent = RwSignal::from(SPENT.with(Clone::clone));
    let _ = shown;
    view! {
        <span>
            {t(Label::TimeSpent)} " " <time role="timer" aria-live="off">
                {dynamic(move || format!("{}:{:02}", spent.get() / 60, spent.get() % 60))}
            </time>
        </span>
    }
}

/// Says, politely, what has just been reached.
#[component]
fn Announcer(shown: Memo<Option<Shown>>) -> impl IntoView {
    let locale = use_library().locale;
    let said = RwSignal::new(String::new());
    Effect::new(move |before: Option<Vec<String>>| {
        let reached = shown.with(|shown| {
            let steps = shown.iter().flat_map(|shown| &shown.steps);
            let reached = steps.flat_map(|step| &step.objectives).filter(|objective| objective.is_reached());
            reached.map(|objective| (objective.id.clone(), objective.title.clone())).collect::<Vec<_>>()
        });
        if let Some(before) = before {
            let new = reached.iter().filter(|(id, _)| !before.contains(id));
            let new: Vec<_> = new.map(|(_, title)| title.as_str()).collect();
            if !new.is_empty() {
                let locale = locale.get_untracked();
                said.set(Label::ObjectiveReached.get(locale).replace("{}", &new.join(Label::Comma.get(locale))));
            }
        }
        reached.into_iter().map(|(id, _)| id).collect()
    });
    view! {
        <p class="visually-hidden" role="status" aria-live="polite">
            {dynamic(move || said.get())}
        </p>
    }
}

/// Story, steps, debrief.
#[component]
fn Body(shown: Memo<Option<Shown>>, deeds: Deeds) -> impl IntoView {
    let is_complete =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.completed_at.is_some())));
    let has_begun = shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.reached > 0));
    let ids = Memo::new(move |_| {
        let ids = |shown: &Shown| shown.steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>();
        shown.with(|shown| shown.as_ref().map(ids).unwrap_or_default())
    });
    let rows = Signal::derive(move || {
        let count = ids.with(Vec::len);
        let line = |(position, id): (usize, String)| {
            // Made with the row, so that it lives as long.
            row(id.clone(), move || {
                let step = step_of(shown, id.clone());
                view! { <Step step=step place=(position + 1, count) deeds=deeds /> }
            })
        };
        ids.get().into_iter().enumerate().map(line).collect()
    });
    let story = move || shown.with(|shown| shown.as_ref().map(|shown| paragraphs(&shown.story)));
    view! {
        <div class="guide-body" tabindex="0" role="region" aria-label=t(Label::Guide)>
            {dynamic(move || is_complete.get().then(|| debrief(shown)))}
            <details open=!has_begun>
                <summary>{t(Label::Story)}</summary>
                <div class="story">{dynamic(story)}</div>
            </details>
            <ol class="guide-steps">
                <Rows rows=rows />
            </ol>
        </div>
    }
}

fn step_of(shown: Memo<Option<Shown>>, id: String) -> Memo<Option<StepView>> {
    Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().and_then(|shown| shown.steps.iter().find(|step| step.id == id).cloned()))
    })
}

/// What one has learned.
fn debrief(shown: Memo<Option<Shown>>) -> AnyView {
    let text = shown.with(|shown| shown.as_ref().and_then(|shown| shown.debrief.clone()));
    view! {
        <section class="debrief" aria-labelledby="debrief">
            <strong>{t(Label::LessonComplete)}</strong>
            <h3 id="debrief">{t(Label::Debrief)}</h3>
            {text.map(|text| paragraphs(&text))}
            <p>
                <a href=Route::Report.to_string()>{t(Label::SeeReport)}</a>
            </p>
        </section>
    }
    .into_any()
}
