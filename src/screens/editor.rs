//! The scenario editor: a form over a scenario file, checked as it is typed.

mod desk;
mod parts;

use engine::{
    scenario::catalogue::Entry as Listed,
    view::editor::{Draft, FaultRow},
};
use leptos::prelude::*;

use self::desk::{Desk, Takes, go_to_fault};
use crate::{
    adapters::download::download,
    app::t,
    components::{
        dialog::Confirm,
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::{
        scenarios::{fetch_catalogue, fetch_scenario},
        use_library,
    },
    text::Label,
};

/// The screen.
#[component]
pub fn Editor() -> impl IntoView {
    let desk = Desk::set_up(use_library());
    let shape = Memo::new(move |_| (desk.number.get(), desk.draft.with(Draft::shape)));
    let lesson = move || {
        shape.with(|_| ());
        let (is_demo, has_steps) =
            desk.draft.with_untracked(|draft| (draft.field("/kind") == "demo", draft.len("/steps") > 0));
        let steps = (!is_demo || has_steps).then(|| parts::steps(desk));
        view! {
            {is_demo.then(|| parts::beats(desk))}
            {steps}
        }
    };
    let head = move || {
        desk.number.track();
        about(desk)
    };
    view! {
        <h1 tabindex="-1">{t(Label::EditScenario)}</h1>
        <p class="lead">{t(Label::EditLead)}</p>
        <div class="editor">
            <Start desk=desk />
            <Bar desk=desk />
            {dynamic(head)}
            {dynamic(lesson)}
            <Whole desk=desk />
        </div>
    }
}

/// What a draft begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Run,
    Bundled(String),
    Nothing,
}

/// The choice of what to begin with.
#[component]
fn Start(desk: Desk) -> impl IntoView {
    let locale = desk.library.locale;
    let asking = RwSignal::new(false);
    let source = StoredValue::new(Source::Nothing);
    let ask = move |of: Source| {
        source.set_value(of);
        asking.set(true);
    };
    let listed = RwSignal::new(Vec::<Listed>::new());
    leptos::task::spawn_local(async move {
        if let Ok(known) = fetch_catalogue().await {
            listed.try_set(known);
        }
    });
    let chosen = RwSignal::new(String::new());
    let options = Signal::derive(move || {
        let option = |entry: Listed| {
            row(entry.name.clone(), move || {
                let title = entry.title.clone();
                view! {
                    <option value=entry
                        .name
                        .clone()>{dynamic(move || title.get(locale.get()).to_owned())}</option>
                }
            })
        };
        listed.get().into_iter().map(option).collect()
    });
    let from_bundled = move |_| {
        let name = chosen.get_untracked();
        let first = listed.with_untracked(|listed| listed.first().map(|entry| entry.name.clone()));
        ask(Source::Bundled(if name.is_empty() { first.unwrap_or_default() } else { name }));
    };
    view! {
        <section class="editor-part" aria-labelledby="editor-start">
            <h2 id="editor-start">{t(Label::EditFrom)}</h2>
            <div class="editor-start">
                <button
                    type="button"
                    aria-describedby="editor-run-hint"
                    on:click=move |_| ask(Source::Run)
                >
                    {t(Label::EditFromRun)}
                </button>
                <button type="button" on:click=move |_| ask(Source::Nothing)>
                    {t(Label::EditFromNothing)}
                </button>
                <label class="editor-start">
                    <span class="visually-hidden">{t(Label::EditFromScenario)}</span>
                    <select on:change=move |event| chosen.set(event_target_value(&event))>
                        <Rows rows=options />
                    </select>
                </label>
                <button
                    type="button"
                    disabled=move || listed.with(Vec::is_empty)
                    on:click=from_bundled
                >
                    {t(Label::EditFromScenario)}
                </button>
            </div>
            <small id="editor-run-hint">
                {t(Label::EditFromRun)} {t(Label::Colon)} {t(Label::EditFromRunHint)}
            </small>
        </section>
        <Confirm
            open=asking
            title=Label::EditReplace
            consequence=Label::EditReplaceHint
            on_confirm=Callback::new(move |()| begin(desk, source.get_value()))
        />
    }
}

fn begin(desk: Desk, source: Source) {
    match source {
        Source::Nothing => desk.lay(Draft::empty()),
        Source::Run => desk.lay(desk.library.read(Draft::captured)),
        Source::Bundled(name) => leptos::task::spawn_local(async move {
            match fetch_scenario(&name).await {
                Ok(scenario) => desk.lay(Draft::of(&scenario)),
                Err(error) => {
                    let said = error.label().get(desk.library.locale.get_untracked());
                    desk.library.toast(said.to_owned(), None);
                }
            }
        }),
    }
}

/// Whether it is sound, and what can be done with it.
#[component]
fn Bar(desk: Desk) -> impl IntoView {
    let (library, faults) = (desk.library, desk.faults);
    let locale = library.locale;
    let count = Memo::new(move |_| faults.with(Vec::len));
    let state = move || {
        let (tone, picture, text) = match count.get() {
            0 => ("ok", Picture::Ok, Label::EditSound.get(locale.get()).to_owned()),
            count => ("failed", Picture::Failed, Label::EditFaults.get(locale.get()).replace("{}", &count.to_string())),
        };
        view! {
            <span class="state" data-state=tone>
                <Icon picture=picture />
                {text}
            </span>
        }
    };
    let is_faulty = move || count.get() > 0;
    let try_it = move |_| {
        if let Ok(scenario) = desk.draft.with_untracked(|draft| draft.scenario(locale.get_untracked())) {
            library.begin_scenario(scenario);
        }
    };
    let give = move |_| {
        let (name, text) = desk.draft.with_untracked(|draft| (draft.file_name(), draft.text()));
        if let Err(error) = download(&name, &text) {
            library.toast(format!("{error:?}"), None);
        }
    };
    let hint = move || if is_faulty() { Label::EditTryFaults } else { Label::EditTryHint };
    let rows = Signal::derive(move || {
        let line = |(position, fault): (usize, FaultRow)| {
            row(format!("{position}{}{}", fault.path, fault.message), move || fault_line(&fault))
        };
        faults.get().into_iter().enumerate().map(line).collect()
    });
    view! {
        <div class="editor-bar">
            <p role="status">{dynamic(state)}</p>
            {dynamic(move || {
                (!desk.is_kept.get())
                    .then(|| view! { <span class="field-error">{t(Label::EditDraftLost)}</span> })
            })}
            <button
                type="button"
                class="primary"
                disabled=is_faulty
                aria-describedby="editor-try"
                on:click=try_it
            >
                {t(Label::EditTry)}
            </button>
            <button type="button" on:click=give>
                {t(Label::EditDownload)}
            </button>
            <small id="editor-try">{dynamic(move || hint().get(locale.get()))}</small>
        </div>
        <ul class="editor-faults" aria-label=t(Label::EditFaultList) hidden=move || !is_faulty()>
            <Rows rows=rows />
        </ul>
    }
}

fn fault_line(fault: &FaultRow) -> AnyView {
    let path = fault.path.clone();
    view! {
        <li>
            <button type="button" class="link" on:click=move |_| go_to_fault(&path)>
                <code>{fault.path.clone()}</code>
            </button>
            " "
            {fault.message.clone()}
            {fault.rule.map(|rule| view! { <RuleChip rule=rule /> })}
        </li>
    }
    .into_any()
}

/// What the scenario is, and what came before.
fn about(desk: Desk) -> AnyView {
    let kinds = [
        ("", Label::EditKindWorld),
        ("lab", Label::EditKindLab),
        ("challenge", Label::EditKindChallenge),
        ("demo", Label::EditKindDemo),
    ];
    let options = kinds.map(|(word, label)| {
        let is_chosen = move || {
            let kind = desk.draft.with(|draft| draft.field("/kind"));
            kind == word || (word.is_empty() && kind == "world")
        };
        view! {
            <option value=word selected=is_chosen>
                {t(label)}
            </option>
        }
    });
    let choose = move |event| {
        let word = event_target_value(&event);
        desk.edit(|draft| draft.put_text_or_nothing("/kind", &word));
    };
    view! {
        <section class="editor-part" aria-labelledby="editor-about">
            <h2 id="editor-about">{t(Label::EditHead)}</h2>
            {desk.pair("/title", Label::EditTitle, Takes::Line)}
            {desk.pair("/story", Label::EditStory, Takes::Lines)}
            <div class="editor-row">
                <div class="field">
                    <label for="edit-kind">{t(Label::EditKind)}</label>
                    <select id="edit-kind" on:change=choose>
                        {options}
                    </select>
                </div>
                {desk.field("/minutes", Label::EditMinutes, None, Takes::Number)}
                {desk.field("/order", Label::EditOrder, None, Takes::Number)}
                {desk.field("/name", Label::EditName, Some(Label::EditNameHint), Takes::Line)}
                {desk.field("/seed", Label::EditSeed, Some(Label::EditSeedHint), Takes::Number)}
            </div>
            {desk.pair("/debrief", Label::EditDebrief, Takes::Lines)}
            {desk.field("/opening", Label::EditOpening, Some(Label::EditOpeningHint), Takes::Json)}
        </section>
    }
    .into_any()
}

/// The whole file as text: for what the form has no field for.
#[component]
fn Whole(desk: Desk) -> impl IntoView {
    let typed = RwSignal::new(None::<String>);
    let is_pending = move || typed.with(Option::is_some);
    let text = move || typed.get().unwrap_or_else(|| desk.draft.with(Draft::text));
    let fault = Memo::new(move |_| typed.with(|typed| typed.as_ref().and_then(|text| Draft::read(text).err())));
    let take_over = move |_| {
        let Some(Ok(draft)) = typed.get_untracked().map(|text| Draft::read(&text)) else { return };
        typed.set(None);
        desk.lay(draft);
    };
    view! {
        <section class="editor-part" aria-labelledby="editor-whole">
            <h2 id="editor-whole">{t(Label::EditJson)}</h2>
            <div class="field" data-invalid=move || fault.with(Option::is_some).then_some("true")>
                <label for="edit-whole" class="visually-hidden">
                    {t(Label::EditJson)}
                </label>
                <textarea
                    id="edit-whole"
                    class="json whole"
                    spellcheck="false"
                    prop:value=text
                    aria-describedby="edit-whole-hint edit-whole-error"
                    aria-invalid=move || fault.with(Option::is_some).then_some("true")
                    on:input=move |event| typed.set(Some(event_target_value(&event)))
                ></textarea>
                <small id="edit-whole-hint">{t(Label::EditJsonHint)}</small>
                <p class="field-error" id="edit-whole-error">
                    {dynamic(move || {
                        fault.get().map(|fault| view! { <span>{fault.message}</span> })
                    })}
                </p>
            </div>
            <div class="editor-head">
                <p class="hint" role="status">
                    {dynamic(move || is_pending().then(|| t(Label::EditJsonPending)))}
                </p>
                <button
                    type="button"
                    disabled=move || !is_pending() || fault.with(Option::is_some)
                    on:click=take_over
                >
                    {t(Label::EditJsonApply)}
                </button>
            </div>
        </section>
    }
}
