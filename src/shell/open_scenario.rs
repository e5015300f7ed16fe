//! Opening a scenario that someone hands in: by a file, or by the address of the page. It says what it is, or what is wrong
//! with it, before a run of it begins.

use std::sync::Arc;

use engine::{
    scenario::{Fault, Scenario},
    shelf::RunId,
    view::format,
};
use leptos::prelude::*;

use crate::{
    adapters::address,
    app::{go, t},
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        rule_chip::RuleChip,
    },
    library::{
        Library,
        custom::with_address,
        scenarios::{NotOpened, fetch_scenario_at, parse},
        use_library,
    },
    route::Route,
    text::Label,
};

/// What was handed in.
type Offered = Result<Scenario, NotOpened>;

thread_local! {
    static OFFERED: ArcRwSignal<Option<Arc<Offered>>> = ArcRwSignal::new(None);
    static OPEN: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Shows what a text is as a scenario, and asks whether to begin it.
pub fn offer_text(text: &str) {
    offer(parse(text));
}

fn offer(offered: Offered) {
    OFFERED.with(|signal| signal.set(Some(Arc::new(offered))));
    OPEN.with(|open| open.set(true));
}

/// Begins the scenario that the address of the page names. Where a run of it is kept, or it cannot be opened, that is said
/// first.
async fn take_from_address(library: Library) {
    let Some(given) = address::take_scenario() else { return };
    let customised = |scenario| with_address(scenario).map_err(NotOpened::Faulty);
    match fetch_scenario_at(&given).await.and_then(customised) {
        Ok(scenario) if library.kept_run_of(&scenario).is_none() => drop(library.begin_scenario(scenario)),
        offered => offer(offered),
    }
}

/// What takes a scenario from the address, and the question about what was handed in.
#[component]
pub fn OpenScenario() -> impl IntoView {
    let library = use_library();
    let (open, offered) = (RwSignal::from(OPEN.with(Clone::clone)), RwSignal::from(OFFERED.with(Clone::clone)));
    leptos::task::spawn_local(take_from_address(library));
    let shown = move || match offered.get().as_deref() {
        None => ().into_any(),
        Some(Ok(scenario)) => view! { <Facts scenario=scenario.clone() /> }.into_any(),
        Some(Err(error)) => view! { <Refusal error=error.clone() /> }.into_any(),
    };
    let deeds = move || {
        offered.get().as_deref().and_then(|offered| offered.as_ref().ok()).map(|scenario| {
            let kept = library.kept_run_of(scenario);
            deeds(library, scenario.clone(), kept, open)
        })
    };
    view! {
        <Dialog open=open title=Label::OpenScenarioTitle>
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

/// To begin it, or to go on where a run of it is kept.
fn deeds(library: Library, scenario: Scenario, kept: Option<RunId>, open: RwSignal<bool>) -> AnyView {
    let is_kept = kept.is_some();
    let begin = move |_| {
        if library.begin_scenario(scenario.clone()) {
            open.set(false);
        }
    };
    let go_on = kept.map(|run| {
        let go_on = move |_| {
            open.set(false);
            leptos::task::spawn_local(go_on_with(library, run.clone()));
        };
        view! {
            <button type="button" class="primary" on:click=go_on>
                {t(Label::ContinueRun)}
            </button>
        }
    });
    let (class, label) = if is_kept { ("", Label::BeginAnew) } else { ("primary", Label::BeginScenario) };
    view! {
        <button type="button" class=class on:click=begin>
            {t(label)}
        </button>
        {go_on}
    }
    .into_any()
}

/// Opens a kept run and shows it; the open one is shown at once.
pub async fn go_on_with(library: Library, run: RunId) {
    if library.run_id() == run || matches!(library.open_kept(&run).await, Ok(true)) {
        library.kept_changed();
        go(&Route::HOME);
    }
}

/// What a scenario is.
#[component]
fn Facts(scenario: Scenario) -> impl IntoView {
    let locale = use_library().locale.get_untracked();
    let count = format::count(scenario.instances.len() as u64);
    let story = scenario.story(locale).map(|story| paragraphs(&story));
    view! {
        <h3>{scenario.title(locale).to_owned()}</h3>
        <div class="story">{story}</div>
        <dl class="save-facts">
            <div>
                <dt>{t(Label::SavedInstances)}</dt>
                <dd>{count}</dd>
            </div>
        </dl>
        <p>{t(Label::GalleryLead)}</p>
    }
}

/// Why a scenario is not opened, with all faults of the file.
#[component]
fn Refusal(error: NotOpened) -> impl IntoView {
    let label = error.label();
    let locale = use_library().locale.get_untracked();
    let faults = match error {
        NotOpened::Faulty(faults) => faults,
        _ => Vec::new(),
    };
    let line = |fault: &Fault| {
        view! {
            <li>
                <code>{fault.path.clone()}</code>
                " "
                {fault.message.said(locale)}
                {fault.rule.map(|rule| view! { <RuleChip rule=rule /> })}
            </li>
        }
    };
    let list = (!faults.is_empty()).then(|| {
        let lines = faults.iter().take(FAULTS_SHOWN).map(line).collect_view();
        view! {
            <h3 id="scenario-faults">{t(Label::ScenarioFaults)} " " {faults.len()}</h3>
            <ul class="save-faults" aria-labelledby="scenario-faults">
                {lines}
            </ul>
        }
    });
    view! {
        <p class="notice" data-tone="failed">
            {t(label)}
        </p>
        {list}
    }
}

/// A text whose blank lines part its paragraphs.
pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.split("\n\n").map(|paragraph| view! { <p>{paragraph.to_owned()}</p> }).collect_view()
}

/// How many faults of a file are shown.
const FAULTS_SHOWN: usize = 100;
