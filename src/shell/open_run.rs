//! Opening a run that someone hands in: by a link, a file that is chosen, or one that is dropped on the page. Whatever it
//! is, it is shown what it is before anything happens.

use std::sync::Arc;

use engine::{
    locale::Locale,
    save::{
        SAVE_BYTES_MAX, Save, SaveError,
        link::{Link, LinkError},
    },
    simulation::REPLAY_EVENTS_UNASKED_MAX,
    view::{
        format, keeping,
        save_summary::{LongReplay, SaveSummary},
    },
};
use gloo_timers::future::TimeoutFuture;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, HtmlInputElement};

use crate::{
    adapters::{address, download::download},
    app::{t, use_route},
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
    },
    library::{
        Library,
        scenarios::{fetch_scenario, is_scenario},
        use_library,
    },
    route::{self, Route},
    screens::{class, scenarios::import},
    shell::open_scenario,
    text::Label,
};

/// What was handed in.
struct Given {
    text: String,
    read: Result<Link, LinkError>,
}

thread_local! {
    static GIVEN: ArcRwSignal<Option<Arc<Given>>> = ArcRwSignal::new(None);
    static OPEN: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static LONG: ArcRwSignal<Option<LongReplay>> = ArcRwSignal::new(None);
    static GOES_ON: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Asks whether a run is to be opened, or says why it cannot be.
fn ask(given: Given) {
    GIVEN.with(|signal| signal.set(Some(Arc::new(given))));
    OPEN.with(|open| open.set(true));
}

/// Asks about the text of a file.
fn ask_about_save(text: String) {
    let read = Save::read(&text).map(|save| Link { save, at: None }).map_err(LinkError::from);
    ask(Given { text, read });
}

/// Asks about a run that is read already, to be opened where the link points.
pub fn ask_about_link(link: Link) {
    ask(Given { text: link.save.to_text(), read: Ok(link) });
}

/// Asks about a file. One that is too large is not even read.
fn ask_about_file(library: Library, file: File) {
    leptos::task::spawn_local(async move {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let is_too_large = file.size() > SAVE_BYTES_MAX as f64;
        if is_too_large {
            return library.toast(Label::FileTooLarge.get(library.locale.get_untracked()).to_owned(), None);
        }
        match JsFuture::from(file.text()).await {
            Ok(text) => {
                let text = text.as_string().unwrap_or_default();
                if is_scenario(&text) { open_scenario::offer_text(&text) } else { ask_about_save(text) }
            }
            Err(_) => library.toast(Label::FileUnreadable.get(library.locale.get_untracked()).to_owned(), None),
        }
    });
}

/// Takes a link out of the address and asks about it. The address says where the person is from then on, so that a reload
/// does not ask again.
fn take_link(screen: &str) {
    let fragment = address::fragment();
    if route::opens_a_run(&fragment) {
        address::put_instead(screen);
        let text = format!("{}{fragment}", address::page());
        match Link::read(&fragment) {
            // It names a scenario that comes with the page, and is fetched.
            Err(LinkError::ScenarioUnknown { name }) => leptos::task::spawn_local(async move {
                let known = fetch_scenario(&name).await;
                let known: Vec<_> = known.into_iter().collect();
                let read = Link::read_knowing(&fragment, &known);
                ask(Given { text, read });
            }),
            read => ask(Given { text, read }),
        }
    }
}

/// A field that takes a file with a run.
#[component]
pub fn FileChoice(
    /// The id of what names it.
    labelled_by: &'static str,
) -> impl IntoView {
    let library = use_library();
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let file = input.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            ask_about_file(library, file);
        }
        // So that choosing the same file again opens it again.
        input.set_value("");
    };
    view! {
        <input
            type="file"
            accept="application/json,.json"
            aria-labelledby=labelled_by
            on:change=choose
        />
    }
}

/// What takes links and files anywhere on the page, and the questions about them.
#[component]
pub fn OpenRun() -> impl IntoView {
    let route = use_route();
    let screen = move || route.get_untracked().to_string();
    take_link(&screen());
    let on_hash = window_event_listener(ev::hashchange, move |_| take_link(&screen()));
    on_cleanup(move || on_hash.remove());
    view! {
        <DropHint />
        <Question />
        <LongQuestion />
    }
}

/// Takes a file that is dropped on the page, and says so while one is dragged over it.
#[component]
fn DropHint() -> impl IntoView {
    let (library, route) = (use_library(), use_route());
    let is_over = RwSignal::new(false);
    let has_file =
        |event: &DragEvent| event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0));
    let over = window_event_listener(ev::dragover, move |event| {
        if has_file(&event) {
            event.prevent_default();
            is_over.set(true);
        }
    });
    // It left the window where it went to nothing else.
    let leave = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            is_over.set(false);
        }
    });
    let drop_file = window_event_listener(ev::drop, move |event| {
        is_over.set(false);
        if !has_file(&event) {
            return;
        }
        event.prevent_default();
        let Some(files) = event.data_transfer().and_then(|data| data.files()) else { return };
        if matches!(*route.read_untracked(), Route::Class) {
            class::take(&files);
        } else if import::is_open() {
            import::take(library, &files);
        } else if let Some(file) = files.get(0) {
            ask_about_file(library, file);
        }
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        drop_file.remove();
    });
    dynamic(move || {
        is_over.get().then(|| {
            view! {
                <p class="drop-hint" role="status">
                    {t(Label::DropHere)}
                </p>
            }
        })
    })
}

/// The dialog: what it is, and whether it is to be opened.
#[component]
fn Question() -> impl IntoView {
    let library = use_library();
    let (open, given) = (RwSignal::from(OPEN.with(Clone::clone)), RwSignal::from(GIVEN.with(Clone::clone)));
    let locale = library.locale;
    let shown = move || {
        let Some(given) = given.get() else { return ().into_any() };
        match &given.read {
            Ok(link) => view! {
                <Facts
                    summary=SaveSummary::of(&link.save, locale.get())
                    at=opens_at(link, locale.get())
                />
            }
            .into_any(),
            Err(error) => view! { <Refusal error=error.clone() /> }.into_any(),
        }
    };
    let give_back = move |_| {
        if let Some(given) = given.get_untracked() {
            let _ = download("not-opened.txt", &given.text);
        }
    };
    let open_it = move |_| {
        open.set(false);
        let Some(Given { read: Ok(link), .. }) = given.get_untracked().as_deref().map(Given::copied) else { return };
        leptos::task::spawn_local(open_link(library, link));
    };
    let can_be_opened = move || given.with(|given| given.as_ref().is_some_and(|given| given.read.is_ok()));
    let deeds = move || match can_be_opened() {
        true => view! {
            <button type="button" class="primary" on:click=open_it>
                {t(Label::OpenAsRun)}
            </button>
        }
        .into_any(),
        false => view! {
            <button type="button" on:click=give_back>
                {t(Label::DownloadGiven)}
            </button>
        }
        .into_any(),
    };
    view! {
        <Dialog open=open title=Label::WhatIsOpened>
            {dynamic(shown)}
            <Foot>
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Cancel)}
                </button>
                {dynamic(deeds)}
            </Foot>
        </Dialog>
    }
}

impl Given {
    fn copied(&self) -> Self {
        Self { text: self.text.clone(), read: self.read.clone() }
    }
}

/// Opens what a link holds, and goes where it points.
async fn open_link(library: Library, link: Link) {
    let zone = link.save.scenario.zone;
    if !library.open_save(link.save).await {
        return;
    }
    if let Some(at) = link.at
        && let Err(problem) = library.seek(at).await
    {
        return library.refuse(&problem.into());
    }
    let locale = library.locale.get_untracked();
    let now = format::date_time(library.read(engine::simulation::Simulation::now), zone, locale);
    library.toast(format!("{} {now}", Label::Opened.get(locale)), None);
}

/// Where a link points, if at an instant of its own.
fn opens_at(link: &Link, locale: Locale) -> Option<String> {
    link.at.map(|at| format::date_time(at, link.save.scenario.zone, locale))
}

/// What a save is.
#[component]
fn Facts(summary: SaveSummary, at: Option<String>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale.get_untracked();
    let number = |count: usize| Some(format::count(count as u64));
    let some = |count: usize| (count > 0).then(|| format::count(count as u64));
    let facts = [
        (Label::SavedTitle, Some(summary.title.clone())),
        (Label::Scenario, (summary.scenario != summary.title).then_some(summary.scenario)),
        (Label::SavedInstances, number(summary.instances)),
        (Label::SavedCommands, number(summary.commands)),
        (Label::SavedBranches, number(summary.branches)),
        (Label::SavedBookmarks, some(summary.bookmarks)),
        (Label::SavedFrom, Some(summary.from)),
        (Label::SavedStands, Some(summary.stands)),
        (Label::SavedReached, summary.reached),
        (Label::OpensAt, at),
        (Label::SavedReplay, Some(summary.replay.text(locale))),
    ];
    let facts = facts.into_iter().filter_map(|(label, value)| value.map(|value| (label, value)));
    let facts = facts
        .map(|(label, value)| {
            view! {
                <div>
                    <dt>{label.get(locale)}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect_view();
    let rules = summary.other_rules.map(|rules| {
        view! {
            <p class="notice" data-tone="failed">
                {rules.text(locale)}
            </p>
        }
    });
    view! {
        <dl class="save-facts">{facts}</dl>
        {rules}
        <p>{t(Label::OpenAsRunHint)}</p>
    }
}

/// Why it cannot be opened, and what to do.
#[component]
fn Refusal(error: LinkError) -> impl IntoView {
    let library = use_library();
    let locale = library.locale.get_untracked();
    let faults = match &error {
        LinkError::Save(SaveError::Scenario(faults)) => {
            faults.iter().take(FAULTS_SHOWN).map(|fault| fault.said(locale)).collect()
        }
        _ => Vec::new(),
    };
    let faults = faults.into_iter().map(|fault| view! { <li>{fault}</li> }).collect_view();
    view! {
        <p class="notice" data-tone="failed">
            <strong>{t(Label::NotOpened)}</strong>
            " "
            {keeping::link_reason(&error, locale)}
        </p>
        <ul class="save-faults">{faults}</ul>
        <p>{keeping::advice(&error, locale)}</p>
    }
}

/// How patient a person is with a replay: asked once it has played so many events, and again each time these have doubled.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    next: u64,
}

impl Default for Patience {
    fn default() -> Self {
        Self { next: REPLAY_EVENTS_UNASKED_MAX }
    }
}

impl Patience {
    /// Never asks: for a person's own runs, which can be stopped, and for programs, which nobody may be beside.
    pub const ENDLESS: Self = Self { next: u64::MAX };

    /// Whether a replay of so many events may go on; asks where it has taken long, and says how it stands.
    pub async fn lasts(&mut self, events: u64, long: impl FnOnce() -> LongReplay) -> bool {
        if events < self.next {
            return true;
        }
        self.next = events.saturating_mul(2);
        GOES_ON.with(|goes_on| goes_on.set(false));
        LONG.with(|question| question.set(Some(long())));
        while LONG.with(|question| question.with_untracked(Option::is_some)) {
            TimeoutFuture::new(LOOKS_MS).await;
        }
        GOES_ON.with(GetUntracked::get_untracked)
    }
}

/// The question about a replay that takes long.
#[component]
fn LongQuestion() -> impl IntoView {
    let library = use_library();
    let (long, goes_on) = (RwSignal::from(LONG.with(Clone::clone)), RwSignal::from(GOES_ON.with(Clone::clone)));
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(long.with(Option::is_some)));
    // Closed by itself, it stops.
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            long.set(None);
        }
        is
    });
    let answer = move |answer: bool| {
        goes_on.set(answer);
        open.set(false);
    };
    let text = move || long.get().map(|long| long.text(library.locale.get())).unwrap_or_default();
    view! {
        <Dialog open=open title=Label::AskGoOn>
            <p>{dynamic(text)}</p>
            <Foot>
                <button type="button" on:click=move |_| answer(false)>
                    {t(Label::StopHere)}
                </button>
                <button type="button" class="primary" on:click=move |_| answer(true)>
                    {t(Label::GoOn)}
                </button>
            </Foot>
        </Dialog>
    }
}

/// How many faults of a scenario are shown.
const FAULTS_SHOWN: usize = 20;
/// How often it is looked whether a person has answered.
const LOOKS_MS: u32 = 50;
