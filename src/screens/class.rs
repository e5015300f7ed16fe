//! The table of a class: reports and runs of learners, each checked by playing it again.

use std::sync::Arc;

use engine::{
    locale::Locale,
    save::{SAVE_BYTES_MAX, Save, link::Link},
    shelf::LastEqual,
    time::Timestamp,
    view::class_table::{HandInError, HandedIn, Row as TableRow, csv},
};
use gloo_timers::future::TimeoutFuture;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{FileList, HtmlInputElement};

use crate::{
    adapters::download::download_as,
    app::t,
    components::{
        dialog::Confirm,
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
    },
    library::{
        Library, now_ms,
        scenarios::{NotOpened, read_file},
        use_library,
    },
    route::Route,
    shell::open_run,
    text::Label,
};

/// A file of the table.
#[derive(Clone)]
struct Line {
    /// Tells it from the others.
    number: u32,
    /// What the file is called.
    file: String,
    state: State,
}

/// How far a file is.
#[derive(Clone)]
enum State {
    /// It has yet to be checked.
    Waiting(Arc<str>),
    /// It is being checked.
    Checking,
    /// It cannot be read, and why.
    Unread(Label, Option<HandInError>),
    /// It was checked.
    Checked(Arc<Checked>),
}

impl State {
    fn place(&self) -> u8 {
        match self {
            Self::Waiting(_) => 0,
            Self::Checking => 1,
            Self::Unread(..) | Self::Checked(_) => 2,
        }
    }
}

/// A file that was checked.
struct Checked {
    /// Its row, in English and in Chinese.
    rows: [TableRow; 2],
    /// The run, and where it went wrong, if it did.
    save: Save,
    wrong_at: Option<Timestamp>,
}

thread_local! {
    static LINES: ArcRwSignal<Vec<Line>> = ArcRwSignal::new(Vec::new());
    static ADDED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    static IS_CHECKING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Takes files: each is listed at once, and checked when its turn comes.
pub fn take(files: &FileList) {
    let files: Vec<_> = (0..files.length()).filter_map(|position| files.get(position)).collect();
    leptos::task::spawn_local(async move {
        for file in files {
            let state = match read_file(&file, SAVE_BYTES_MAX).await {
                Ok(text) => State::Waiting(text.into()),
                Err(NotOpened::TooLarge) => State::Unread(Label::FileTooLarge, None),
                // What lies in a file of one's own is not fetched: it was moved or taken away, or may not be read.
                Err(_) => State::Unread(Label::FileUnreadable, None),
            };
            let number = ADDED.get();
            ADDED.set(number + 1);
            LINES.with(|lines| lines.update(|lines| lines.push(Line { number, file: file.name(), state })));
        }
        check_all().await;
    });
}

/// Checks what waits, one after the other, in slices so that the page answers.
async fn check_all() {
    if IS_CHECKING.replace(true) {
        return;
    }
    while let Some((number, file, text)) = LINES.with(next_waiting) {
        set_state(number, State::Checking);
        TimeoutFuture::new(0).await;
        set_state(number, check(&file, &text).await);
    }
    IS_CHECKING.set(false);
}

fn next_waiting(lines: &ArcRwSignal<Vec<Line>>) -> Option<(u32, String, Arc<str>)> {
    let waiting = |line: &Line| match &line.state {
        State::Waiting(text) => Some((line.number, line.file.clone(), Arc::clone(text))),
        _ => None,
    };
    lines.with_untracked(|lines| lines.iter().find_map(waiting))
}

fn set_state(number: u32, state: State) {
    let set = |lines: &mut Vec<Line>| {
        if let Some(line) = lines.iter_mut().find(|line| line.number == number) {
            line.state = state;
        }
    };
    LINES.with(|lines| lines.update(set));
}

async fn check(file: &str, text: &str) -> State {
    let handed_in = match HandedIn::read(file, text) {
        Ok(handed_in) => handed_in,
        Err(HandInError::NoLesson) => return State::Unread(Label::ClassNoLesson, None),
        Err(error) => return State::Unread(Label::ClassUnread, Some(error)),
    };
    let mut opening = handed_in.begin();
    loop {
        let end = now_ms() + SLICE_MS;
        while now_ms() < end {
            if opening.step(EVENTS_BETWEEN_LOOKS).done {
                let (played, parting) = opening.finish();
                let rows = Locale::ALL.map(|locale| handed_in.row(&played, parting.as_ref(), locale));
                let [Some(en), Some(zh)] = rows else { return State::Unread(Label::ClassNoLesson, None) };
                let save = handed_in.save().clone();
                let wrong_at = parting.map(|parting| LastEqual::of(&save, &parting).at);
                return State::Checked(Arc::new(Checked { rows: [en, zh], save, wrong_at }));
            }
        }
        TimeoutFuture::new(0).await;
    }
}

/// The screen.
#[component]
pub fn Class() -> impl IntoView {
    let library = use_library();
    let lines = RwSignal::from(LINES.with(Clone::clone));
    let clearing = RwSignal::new(false);
    let is_empty = Memo::new(move |_| lines.with(Vec::is_empty));
    let rows = Signal::derive(move || {
        let line = |line: Line| {
            // A line is made anew for each state that it comes to.
            let key = format!("{} {}", line.number, line.state.place());
            row(key, move || view! { <TableLine line=line.clone() /> })
        };
        lines.get().into_iter().map(line).collect()
    });
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(files) = input.files() {
            take(&files);
        }
        // So that choosing the same files again adds them again.
        input.set_value("");
    };
    view! {
        <h1 tabindex="-1">{t(Label::ClassTable)}</h1>
        <p class="lead">
            {t(Label::ClassLead)} " " <a href=Route::Scenarios.to_string()>{t(Label::Scenarios)}</a>
        </p>
        <div class="class-tools">
            <label for="class-files">{t(Label::ClassAddFiles)}</label>
            <input
                id="class-files"
                type="file"
                multiple
                accept="application/json,.json"
                on:change=choose
            />
            <button
                type="button"
                aria-disabled=move || is_empty.get().then_some("true")
                on:click=move |_| save_csv(library)
            >
                {t(Label::ClassCsv)}
            </button>
            <button
                type="button"
                aria-disabled=move || is_empty.get().then_some("true")
                on:click=move |_| clearing.set(!is_empty.get_untracked())
            >
                {t(Label::ClassClear)}
            </button>
            <p role="status">{dynamic(move || lines.with(|lines| how_far(lines, library)))}</p>
        </div>
        {dynamic(move || {
            is_empty.get().then(|| view! { <p class="empty">{t(Label::ClassEmpty)}</p> })
        })}
        <div class="table-frame" hidden=is_empty>
            <table class="list class-table" aria-label=t(Label::ClassTable)>
                <thead>
                    <tr>{COLUMNS.map(|label| view! { <th scope="col">{t(label)}</th> })}</tr>
                </thead>
                <tbody>
                    <Rows rows=rows />
                </tbody>
            </table>
        </div>
        <Confirm
            open=clearing
            title=Label::ClassClear
            consequence=Label::ClassClearConfirm
            on_confirm=Callback::new(move |()| lines.set(Vec::new()))
        />
    }
}

const COLUMNS: [Label; 9] = [
    Label::Learner,
    Label::Scenario,
    Label::Score,
    Label::ObjectivesHead,
    Label::ReportHints,
    Label::ReportSkips,
    Label::TimeSpent,
    Label::Verified,
    Label::Actions,
];

/// How many files are checked.
fn how_far(lines: &[Line], library: Library) -> Option<String> {
    let done = lines.iter().filter(|line| matches!(line.state, State::Unread(..) | State::Checked(_))).count();
    let locale = library.locale.get();
    (done < lines.len()).then(|| {
        let text = Label::ClassChecking.get(locale);
        text.replace("{all}", &lines.len().to_string()).replace("{}", &(done + 1).to_string())
    })
}

/// A file, and what it came to.
#[component]
fn TableLine(line: Line) -> impl IntoView {
    let library = use_library();
    let Line { number, file, state } = line;
    let waits = |file: String, label: Label| {
        view! {
            <th scope="row">{file}</th>
            <td colspan="7">{t(label)}</td>
            <td></td>
        }
        .into_any()
    };
    let cells = match state {
        State::Waiting(_) => waits(file, Label::ClassToCheck),
        State::Checking => waits(file, Label::ClassCheckingOne),
        State::Unread(why, error) => view! {
            <th scope="row">{file}</th>
            <td class="not-verified" colspan="7">
                <Icon picture=Picture::Failed />
                {t(why)}
                " "
                {error
                    .map(|error| {
                        view! { <small>{dynamic(move || error.said(library.locale.get()))}</small> }
                    })}
            </td>
            <td>
                <RemoveButton number=number />
            </td>
        }
        .into_any(),
        State::Checked(checked) => dynamic(move || self::checked(&file, number, &checked, library)).into_any(),
    };
    view! { <tr>{cells}</tr> }
}

/// A row that was checked, with the way into its run.
fn checked(file: &str, number: u32, checked: &Arc<Checked>, library: Library) -> AnyView {
    let locale = library.locale.get();
    let shown = &checked.rows[of(library)];
    let figure = |label: Label, text: String| {
        view! {
            <td class="figure" data-label=label.get(locale)>
                {text}
            </td>
        }
    };
    let outcome = &shown.outcome;
    let spent = format!("{}:{:02}", shown.spent_seconds / 60, shown.spent_seconds % 60);
    let is_named = shown.learner != file;
    let (class, picture) =
        if shown.verdict.is_good() { ("verified", Picture::Ok) } else { ("not-verified", Picture::Failed) };
    let open = {
        let checked = Arc::clone(checked);
        move |_| open_run::ask_about_link(Link { save: checked.save.clone(), at: checked.wrong_at })
    };
    let label = if checked.wrong_at.is_some() { Label::ClassOpenWrong } else { Label::ClassOpenRun };
    view! {
        <th scope="row">
            {shown.learner.clone()} " "
            {is_named.then(|| view! { <small>{file.to_owned()}</small> })}
        </th>
        <td class="wraps" data-label=Label::Scenario.get(locale)>
            {shown.scenario.clone()}
        </td>
        {figure(Label::Score, format!("{}/{}", outcome.score, outcome.score_max))}
        {figure(Label::ObjectivesHead, format!("{}/{}", outcome.reached, outcome.of))}
        {figure(Label::ReportHints, outcome.hints.to_string())}
        {figure(Label::ReportSkips, outcome.skipped.to_string())}
        {figure(Label::TimeSpent, spent)}
        <td class=class>
            <Icon picture=picture />
            {shown.verdict.words(locale)}
        </td>
        <td>
            <button type="button" class="link" on:click=open>
                {t(label)}
            </button>
            " "
            <RemoveButton number=number />
        </td>
    }
    .into_any()
}

#[component]
fn RemoveButton(number: u32) -> impl IntoView {
    let remove = move |_| LINES.with(|lines| lines.update(|lines| lines.retain(|line| line.number != number)));
    view! {
        <button type="button" class="link" on:click=remove>
            {t(Label::ClassRemove)}
        </button>
    }
}

/// Which of two texts is in the page's language.
fn of(library: Library) -> usize {
    usize::from(library.locale.get() == Locale::Zh)
}

/// Gives the rows that were checked as a file for spreadsheets.
fn save_csv(library: Library) {
    let locale = library.locale.get_untracked();
    let rows: Vec<_> = LINES.with(|lines| {
        let checked = |line: &Line| match &line.state {
            State::Checked(checked) => Some(checked.rows[usize::from(locale == Locale::Zh)].clone()),
            _ => None,
        };
        lines.with_untracked(|lines| lines.iter().filter_map(checked).collect())
    });
    if !rows.is_empty() {
        let _ = download_as("cloud-backup-class.csv", "text/csv;charset=utf-8", &csv(&rows, locale));
    }
}

/// A slice leaves the browser time to answer at once to whatever is done.
const SLICE_MS: f64 = 16.0;
const EVENTS_BETWEEN_LOOKS: u64 = 2_000;
