//! Find anything by name or id: a field, and below it what is called so.

use engine::view::{
    find::{self, Hit, Target},
    search,
};
use leptos::{ev::KeyboardEvent, html, prelude::*};

use crate::{
    app::{go, t},
    components::{dialog::Dialog, dynamic::dynamic},
    library::{Library, use_library},
    route::Route,
    text::Label,
};

/// Whether the dialog is open, in context.
#[derive(Clone, Copy)]
pub struct FindOpen(pub RwSignal<bool>);

impl FindOpen {
    /// It is closed.
    pub fn provide() {
        provide_context(Self(RwSignal::new(false)));
    }
}

/// One line of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    kind: Label,
    title: String,
    detail: String,
    to: Route,
}

/// The dialog. The focus stays in the field; the arrow keys choose, Enter goes there.
#[component]
pub fn Finder() -> impl IntoView {
    let open = expect_context::<FindOpen>().0;
    view! {
        <Dialog open=open title=Label::Find>
            <Search open=open />
        </Dialog>
    }
}

/// The field and its list, made anew each time the dialog opens.
#[component]
fn Search(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let found = Memo::new(move |_| query.with(|query| find_all(library, query)));
    let visit = move |position: usize| {
        if let Some(to) = found.with_untracked(|found| found.get(position).map(|found| found.to.clone())) {
            open.set(false);
            go(&to);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        // While an input method composes, its keys are its own.
        if event.is_composing() {
            return;
        }
        let count = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|chosen| *chosen = (*chosen + 1).checked_rem(count).unwrap_or(0)),
            "ArrowUp" => chosen.update(|chosen| *chosen = chosen.checked_sub(1).unwrap_or(count.saturating_sub(1))),
            "Enter" => visit(chosen.get_untracked()),
            _ => return,
        }
        event.prevent_default();
        show_option(chosen.get_untracked());
    };
    let field: NodeRef<html::Input> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let option = move |(position, found): (usize, Found)| {
        view! {
            <li
                role="option"
                id=option_id(position)
                aria-selected=move || (chosen.get() == position).to_string()
                on:click=move |_| visit(position)
            >
                <span class="found-kind">{t(found.kind)}</span>
                <strong>{found.title}</strong>
                <span class="found-detail">{found.detail}</span>
            </li>
        }
    };
    let is_blank = move || query.with(|query| query.trim().is_empty());
    view! {
        <div class="finder">
            <input
                node_ref=field
                autofocus=true
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-label=t(Label::FindHint)
                placeholder=t(Label::FindHint)
                aria-autocomplete="list"
                aria-controls="found"
                aria-expanded=move || found.with(|found| !found.is_empty()).to_string()
                aria-activedescendant=move || {
                    found.with(|found| !found.is_empty()).then(|| option_id(chosen.get()))
                }
                prop:value=query
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    chosen.set(0);
                }
                on:keydown=on_key
            />
            <ul id="found" role="listbox" aria-label=t(Label::FindResults)>
                {dynamic(move || found.get().into_iter().enumerate().map(option).collect_view())}
            </ul>
            <p class="hint" role="status">
                {dynamic(move || {
                    let count = found.with(Vec::len);
                    match (is_blank(), count) {
                        (true, _) => t(Label::FindKeys)().to_owned(),
                        (false, 0) => t(Label::FindNothing)().to_owned(),
                        (false, _) => format!("{} {count}", t(Label::FindResults)()),
                    }
                })}
            </p>
        </div>
    }
}

/// The screens that are called so, then what the run and the rulebook have.
fn find_all(library: Library, query: &str) -> Vec<Found> {
    let locale = library.locale.get();
    if query.trim().is_empty() {
        return Vec::new();
    }
    let screens = SCREENS.iter().filter(|(_, label)| search::holds(label.get(locale), query));
    let screens = screens.map(|(to, label)| Found {
        kind: Label::FindScreen,
        title: label.get(locale).to_owned(),
        detail: String::new(),
        to: to.clone(),
    });
    let hits = library.read(|run| find::find(run.world(), query, FOUND_MAX, locale));
    screens.chain(hits.into_iter().map(found)).collect()
}

fn found(hit: Hit) -> Found {
    let (kind, to) = match hit.target {
        Target::Instance(instance) => (Label::EcsInstance, Route::Instances { open: Some(instance), point: None }),
        Target::Disk { .. } => (Label::Disk, Route::EcsDisks),
        Target::Policy(policy) => (Label::BackupPolicy, Route::Policies { open: Some(policy) }),
        Target::Plan { .. } => (Label::FindPlan, Route::Plans),
        Target::Job { .. } => (Label::Job, Route::Jobs),
        Target::Point { point, instance } => {
            (Label::Point, Route::Instances { open: Some(instance), point: Some(point) })
        }
        Target::Rule(rule) => (Label::Rule, Route::Rulebook { rule: Some(rule) }),
    };
    Found { kind, title: hit.title, detail: hit.detail, to }
}

fn option_id(position: usize) -> String {
    format!("found-{position}")
}

/// Keeps the chosen line in view.
fn show_option(position: usize) {
    request_animation_frame(move || {
        if let Some(option) = document().get_element_by_id(&option_id(position)) {
            option.scroll_into_view_with_scroll_into_view_options(&nearest());
        }
    });
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options
}

const SCREENS: [(Route, Label); 16] = [
    (Route::Overview, Label::Overview),
    (Route::Policies { open: None }, Label::PolicyCenter),
    (Route::HOME, Label::EcsInstanceBackup),
    (Route::Plans, Label::BackupPlans),
    (Route::Jobs, Label::Jobs),
    (Route::Ecs, Label::EcsInstances),
    (Route::EcsDisks, Label::EcsDisks),
    (Route::Snapshots, Label::DiskSnapshots),
    (Route::Billing, Label::Billing),
    (Route::Incidents, Label::Incidents),
    (Route::DrillReport, Label::DrillReport),
    (Route::Protection, Label::ProtectionReport),
    (Route::Activity, Label::Activity),
    (Route::Assumptions, Label::Assumptions),
    (Route::Rulebook { rule: None }, Label::Rulebook),
    (Route::Settings, Label::Settings),
];

/// How much of the run and the rulebook is listed.
const FOUND_MAX: usize = 20;
