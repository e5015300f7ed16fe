//! Someone's real set-up, brought in: the answers of the services become a run of their own.

use engine::{
    scenario::SCENARIO_BYTES_MAX,
    time::Timestamp,
    view::import_form::{AnswerRow, DocumentRow, ImportForm, Kind, Outcome, UsageField},
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{FileList, HtmlInputElement};

use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot, Shape},
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
        listing::CommandLine,
        rule_chip::RuleChip,
    },
    library::{
        Library, host_ms,
        scenarios::{NotOpened, read_file},
        use_library,
    },
    text::Label,
};

thread_local! {
    static OPEN: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static FORM: ArcRwSignal<ImportForm> = ArcRwSignal::new(ImportForm::new(today()));
}

/// Opens the panel.
pub fn show() {
    OPEN.with(|open| open.set(true));
}

/// Whether the panel is open: what is dropped is for it then.
pub fn is_open() -> bool {
    OPEN.with(GetUntracked::get_untracked)
}

/// Takes files, and says what is wrong with one.
pub fn take(library: Library, files: &FileList) {
    let files: Vec<_> = (0..files.length()).filter_map(|position| files.get(position)).collect();
    leptos::task::spawn_local(async move {
        for file in files {
            match read_file(&file, SCENARIO_BYTES_MAX).await {
                Ok(text) => drop(give(library, &file.name(), &text)),
                Err(NotOpened::TooLarge) => refuse(library, &file.name(), Label::FileTooLarge.get(locale(library))),
                Err(_) => refuse(library, &file.name(), Label::FileUnreadable.get(locale(library))),
            }
        }
    });
}

/// Takes a text; whether it could be read.
fn give(library: Library, name: &str, text: &str) -> bool {
    let taken = FORM.with(|form| form.try_update(|form| form.take(name, text)));
    match taken {
        Some(Err(wrong)) => {
            refuse(library, name, &wrong.said(locale(library)));
            false
        }
        _ => true,
    }
}

fn refuse(library: Library, name: &str, said: &str) {
    library.toast(format!("{name}{}{said}", Label::Colon.get(locale(library))), None);
}

fn locale(library: Library) -> engine::locale::Locale {
    library.locale.get_untracked()
}

fn today() -> Timestamp {
    Timestamp(host_ms() / 1_000)
}

/// The panel.
#[component]
pub fn ImportSetUp() -> impl IntoView {
    let open = RwSignal::from(OPEN.with(Clone::clone));
    on_cleanup(|| OPEN.with(|open| open.set(false)));
    view! {
        <Dialog open=open title=Label::ImportSetUp shape=Shape::Panel>
            <Form open=open />
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let form = RwSignal::from(FORM.with(Clone::clone));
    let outcome = Memo::new(move |_| form.with(|form| form.outcome(library.locale.get())));
    let is_sound = Memo::new(move |_| outcome.with(|outcome| outcome.found.is_some() && outcome.faults.is_empty()));
    let begin = move |_| {
        if let Some(scenario) = form.with_untracked(ImportForm::scenario)
            && library.begin_scenario(scenario)
        {
            open.set(false);
            form.set(ImportForm::new(today()));
            library.toast(Label::ImportOpened.get(locale(library)).to_owned(), None);
        }
    };
    view! {
        <div class="panel-body import">
            <p>{t(Label::ImportLead)}</p>
            <Wanted form=form />
            <GivenFiles form=form />
            <Usages form=form />
            <Day form=form />
            <section aria-labelledby="import-outcome">
                <h3 id="import-outcome">{t(Label::ImportOutcome)}</h3>
                {dynamic(move || outcome.with(of_outcome))}
            </section>
        </div>
        <Foot>
            <button type="button" on:click=move |_| open.set(false)>
                {t(Label::Cancel)}
            </button>
            <button
                type="button"
                class="primary"
                aria-disabled=move || (!is_sound.get()).then_some("true")
                on:click=begin
            >
                {t(Label::ImportOpen)}
            </button>
        </Foot>
    }
}

/// What is needed, how it is fetched, and what of it is there.
#[component]
fn Wanted(form: RwSignal<ImportForm>) -> impl IntoView {
    let library = use_library();
    let answers = Memo::new(move |_| form.with(|form| form.answers(library.region.get(), library.locale.get())));
    let line = |answer: &AnswerRow| {
        let AnswerRow { operation, command, text, is_short, .. } = answer.clone();
        let (state, picture) = if is_short { ("suspended", Picture::Stopped) } else { ("ok", Picture::Ok) };
        view! {
            <li>
                <strong>{operation}</strong>
                " "
                <span class="state" data-state=state>
                    <Icon picture=picture />
                    {text}
                </span>
                <CommandLine name=operation.to_owned() command=command />
            </li>
        }
    };
    view! {
        <section aria-labelledby="import-answers">
            <h3 id="import-answers">{t(Label::ImportAnswers)}</h3>
            <p>{t(Label::ImportCommandsHint)}</p>
            <ul class="import-answers">
                {dynamic(move || {
                    answers.with(|answers| answers.iter().map(line).collect_view())
                })}
            </ul>
        </section>
    }
}

/// Files and texts that are given, and the list of them.
#[component]
fn GivenFiles(form: RwSignal<ImportForm>) -> impl IntoView {
    let library = use_library();
    let pasted = RwSignal::new(String::new());
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(files) = input.files() {
            take(library, &files);
        }
        input.set_value("");
    };
    let add = move |_| {
        let text = pasted.get_untracked();
        if !text.trim().is_empty() && give(library, Label::ImportPasted.get(locale(library)), &text) {
            pasted.set(String::new());
        }
    };
    let documents = Memo::new(move |_| form.with(|form| form.documents(library.locale.get())));
    let rows = Signal::derive(move || {
        let line = |(position, document): (usize, DocumentRow)| {
            row(format!("{position}{document:?}"), move || given_line(form, position, document.clone()))
        };
        documents.get().into_iter().enumerate().map(line).collect()
    });
    view! {
        <section aria-labelledby="import-documents">
            <h3 id="import-documents">{t(Label::ImportDocuments)}</h3>
            <div class="field">
                <label for="import-files">{t(Label::ImportFiles)}</label>
                <input
                    id="import-files"
                    type="file"
                    multiple
                    accept="application/json,.json,.txt"
                    aria-describedby="import-files-hint"
                    on:change=choose
                />
                <small id="import-files-hint">{t(Label::ImportFilesHint)}</small>
            </div>
            <div class="field">
                <label for="import-paste">{t(Label::ImportPaste)}</label>
                <textarea
                    id="import-paste"
                    class="json"
                    spellcheck="false"
                    prop:value=pasted
                    on:input=move |event| pasted.set(event_target_value(&event))
                ></textarea>
                <button type="button" on:click=add>
                    {t(Label::ImportAdd)}
                </button>
            </div>
            {dynamic(move || {
                documents.with(Vec::is_empty).then(|| view! { <p>{t(Label::ImportNotYet)}</p> })
            })}
            <ul class="import-documents" aria-labelledby="import-documents">
                <Rows rows=rows />
            </ul>
        </section>
    }
}

fn given_line(form: RwSignal<ImportForm>, position: usize, document: DocumentRow) -> AnyView {
    let locale = use_library().locale;
    let DocumentRow { name, found, is_known } = document;
    let (state, picture) = if is_known { ("ok", Picture::Ok) } else { ("failed", Picture::Failed) };
    let label = {
        let name = name.clone();
        move || format!("{} {name}", Label::ImportRemove.get(locale.get()))
    };
    view! {
        <li>
            <code>{name}</code>
            <span class="state" data-state=state>
                <Icon picture=picture />
                {found}
            </span>
            <button
                type="button"
                class="link"
                aria-label=label
                on:click=move |_| form.update(|form| form.remove(position))
            >
                {t(Label::ImportRemove)}
            </button>
        </li>
    }
    .into_any()
}

/// What the services do not say, by the kind of disk.
#[component]
fn Usages(form: RwSignal<ImportForm>) -> impl IntoView {
    const KINDS: [(Kind, Label, &str); 2] =
        [(Kind::System, Label::ImportSystemDisks, "system"), (Kind::Data, Label::ImportDataDisks, "data")];
    const FIELDS: [(UsageField, Label, &str); 3] = [
        (UsageField::Used, Label::ImportUsed, "used"),
        (UsageField::Written, Label::ImportWritten, "written"),
        (UsageField::Growth, Label::ImportGrowth, "growth"),
    ];
    let kind = |(kind, label, name): (Kind, Label, &str)| {
        let fields = FIELDS.map(|(field, label, of)| usage(form, (kind, field), label, &format!("import-{name}-{of}")));
        view! {
            <fieldset class="import-usage">
                <legend>{t(label)}</legend>
                {fields}
            </fieldset>
        }
    };
    view! {
        <section aria-labelledby="import-usage">
            <h3 id="import-usage">{t(Label::ImportUsage)}</h3>
            <p>{t(Label::ImportUsageHint)} " " <RuleChip rule=engine::rule::Rule::Mdl01 /></p>
            {KINDS.map(kind)}
        </section>
    }
}

fn usage(form: RwSignal<ImportForm>, (kind, field): (Kind, UsageField), label: Label, id: &str) -> AnyView {
    let locale = use_library().locale;
    let fault =
        Memo::new(move |_| form.with(|form| form.usage_fault(kind, field)).map(|wrong| wrong.said(locale.get())));
    let error_id = format!("{id}-error");
    view! {
        <div class="field" data-invalid=move || fault.with(Option::is_some).then_some("true")>
            <label for=id.to_owned()>{t(label)}</label>
            <input
                id=id.to_owned()
                type="text"
                inputmode="decimal"
                prop:value=move || form.with(|form| form.fields(kind).field(field).clone())
                aria-describedby=error_id.clone()
                aria-invalid=move || fault.with(Option::is_some).then_some("true")
                on:input=move |event| {
                    form.update(|form| {
                        *form.fields_mut(kind).field_mut(field) = event_target_value(&event);
                    });
                }
            />
            <p class="field-error" id=error_id>
                {dynamic(move || fault.get().map(wrong))}
            </p>
        </div>
    }
    .into_any()
}

fn wrong(said: String) -> impl IntoView {
    view! {
        <Icon picture=Picture::Failed />
        <span>{said}</span>
    }
}

/// The day on which the run begins.
#[component]
fn Day(form: RwSignal<ImportForm>) -> impl IntoView {
    let locale = use_library().locale;
    let is_wrong = Memo::new(move |_| form.with(|form| form.start_fault().is_some()));
    view! {
        <div class="field" data-invalid=move || is_wrong.get().then_some("true")>
            <label for="import-day">{t(Label::ImportDay)}</label>
            <input
                id="import-day"
                type="date"
                prop:value=move || form.with(|form| form.start.clone())
                aria-describedby="import-day-hint import-day-error"
                aria-invalid=move || is_wrong.get().then_some("true")
                on:input=move |event| form.update(|form| form.start = event_target_value(&event))
            />
            <small id="import-day-hint">{t(Label::ImportDayHint)}</small>
            <p class="field-error" id="import-day-error">
                {dynamic(move || {
                    is_wrong
                        .get()
                        .then(|| wrong(Label::ImportDayFault.get(locale.get()).to_owned()))
                })}
            </p>
        </div>
    }
}

/// What is in the run, what is not, and what is wrong.
fn of_outcome(outcome: &Outcome) -> AnyView {
    let locale = use_library().locale;
    let Outcome { found, left_out, more_left_out, faults } = outcome.clone();
    let found = match found {
        Some(found) => view! { <strong>{found}</strong> }.into_any(),
        None => t(Label::ImportNotYet)().into_any(),
    };
    let more = (more_left_out > 0)
        .then(|| view! { <li>{Label::AndMore.get(locale.get()).replace("{}", &more_left_out.to_string())}</li> });
    let left_out = (!left_out.is_empty()).then(|| {
        let lines = left_out.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <h4 id="import-left-out">{t(Label::ImportLeftOut)}</h4>
            <ul class="remarks" aria-labelledby="import-left-out">
                {lines}
                {more}
            </ul>
        }
    });
    let faults = (!faults.is_empty()).then(|| {
        let line = |fault: engine::view::editor::FaultRow| {
            view! {
                <li>
                    <code>{fault.path}</code>
                    " "
                    {fault.message}
                    {fault.rule.map(|rule| view! { <RuleChip rule=rule /> })}
                </li>
            }
        };
        view! {
            <h4 id="import-faults">{t(Label::ImportFaults)}</h4>
            <ul class="remarks" data-tone="failed" aria-labelledby="import-faults">
                {faults.into_iter().map(line).collect_view()}
            </ul>
        }
    });
    view! {
        <p role="status">{found}</p>
        {faults}
        {left_out}
    }
    .into_any()
}
