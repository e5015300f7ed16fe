//! The completion report of a lesson: on the screen, on paper, and as a file that a trainer can check.

use engine::view::{
    guide::{Guide, ObjectiveView},
    lesson_report::{LEARNER_CHARACTERS_MAX, Report},
};
use leptos::prelude::*;

use crate::{
    adapters::{download::download, preferences},
    app::t,
    components::dynamic::dynamic,
    library::use_library,
    route::Route,
    shell::guide,
    text::Label,
};

/// The screen.
#[component]
pub fn CompletionReport() -> impl IntoView {
    let library = use_library();
    let shown = guide::of_run(library);
    let learner = RwSignal::new(preferences::load_learner());
    let print = move |_| {
        let _ = window().print();
    };
    let save = move |_| {
        let report = library.read_timeline(|timeline| Report::of(timeline, learner.get_untracked().trim()));
        if let Some(report) = report {
            let _ = download("cloud-backup-report.json", &report.to_text());
        }
    };
    let type_name = move |event| {
        let name = event_target_value(&event);
        preferences::keep_learner(name.trim());
        learner.set(name);
    };
    view! {
        <header class="screen-head">
            <h1 tabindex="-1">{t(Label::SeeReport)}</h1>
            <Show when=move || shown.with(Option::is_some)>
                <div class="row-actions">
                    <button type="button" on:click=print>
                        {t(Label::PrintReport)}
                    </button>
                    <button type="button" class="primary" on:click=save>
                        {t(Label::DownloadJson)}
                    </button>
                </div>
            </Show>
        </header>
        <Show
            when=move || shown.with(Option::is_some)
            fallback=|| {
                view! {
                    <p class="empty">
                        {t(Label::NoLesson)} " "
                        <a href=Route::Scenarios.to_string()>{t(Label::Scenarios)}</a>
                    </p>
                }
            }
        >
            <p class="lead">{t(Label::ReportLead)}</p>
            <div class="field learner">
                <label for="learner">{t(Label::LearnerName)}</label>
                <input
                    id="learner"
                    type="text"
                    maxlength=LEARNER_CHARACTERS_MAX
                    autocomplete="name"
                    prop:value=learner
                    aria-describedby="learner-hint"
                    on:input=type_name
                />
                <small id="learner-hint">{t(Label::LearnerNameHint)}</small>
            </div>
            {dynamic(move || shown.get().map(|shown| facts(&shown)))}
            {dynamic(move || shown.get().map(|shown| parts(&shown)))}
            {dynamic(move || shown.get().map(|shown| objectives(&shown)))}
            {dynamic(move || shown.get().map(|shown| help(&shown)))}
        </Show>
    }
}

/// What it comes to.
fn facts(shown: &Guide) -> impl IntoView + use<> {
    let fact = |label: Label, text: String, class: &'static str| {
        view! {
            <div class=class>
                <dt>{t(label)}</dt>
                <dd>{text}</dd>
            </div>
        }
    };
    let spent = format!("{}:{:02}", shown.spent_seconds / 60, shown.spent_seconds % 60);
    view! {
        <h2>{shown.title.clone()}</h2>
        <dl class="report-facts">
            {fact(Label::Score, format!("{}/{}", shown.score, shown.score_max), "report-score")}
            {fact(Label::ObjectivesHead, format!("{}/{}", shown.reached, shown.of), "")}
            {fact(Label::TimeSpent, spent, "")}
            {fact(Label::ReportVirtual, shown.virtual_time.clone(), "")}
            {shown.completed_at.clone().map(|at| fact(Label::Completed, at, ""))}
        </dl>
    }
}

/// How the score comes about.
fn parts(shown: &Guide) -> impl IntoView + use<> {
    let line = |part: &engine::view::guide::ScorePart| {
        view! {
            <tr>
                <th scope="row" class="wraps">
                    {part.text.clone()}
                </th>
                <td class="figure amount">{part.points}</td>
            </tr>
        }
    };
    let lines = shown.parts.iter().map(line).collect_view();
    view! {
        <section class="report-part" aria-labelledby="report-parts">
            <h2 id="report-parts">{t(Label::ScoreParts)}</h2>
            <div class="table-frame">
                <table class="report-table" aria-labelledby="report-parts">
                    <thead>
                        <tr>
                            <th scope="col">{t(Label::ScoreParts)}</th>
                            <th scope="col" class="figure">
                                {t(Label::ReportPoints)}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{t(Label::Score)}</th>
                            <td class="figure amount">{shown.score}</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        </section>
    }
}

/// What was to be reached, and when it was.
fn objectives(shown: &Guide) -> impl IntoView + use<> {
    let line = |objective: &ObjectiveView| {
        let at = objective.reached_at.clone().filter(|_| objective.is_reached());
        let is_reached = objective.is_reached();
        view! {
            <tr>
                <th scope="row" class="wraps">
                    {objective.title.clone()}
                </th>
                <td class="figure">
                    {at
                        .map_or_else(
                            || {
                                let label = if is_reached {
                                    Label::StepDone
                                } else {
                                    Label::StepTodo
                                };
                                t(label).into_any()
                            },
                            |at| at.into_any(),
                        )}
                </td>
                <td class="figure amount">
                    {format!("{}/{}", objective.earned, objective.points)}
                </td>
            </tr>
        }
    };
    let lines = shown.steps.iter().flat_map(|step| &step.objectives).map(line).collect_view();
    view! {
        <section class="report-part" aria-labelledby="report-objectives">
            <h2 id="report-objectives">{t(Label::ObjectivesHead)}</h2>
            <div class="table-frame">
                <table class="report-table" aria-labelledby="report-objectives">
                    <thead>
                        <tr>
                            <th scope="col">{t(Label::Objective)}</th>
                            <th scope="col">{t(Label::StepDone)}</th>
                            <th scope="col" class="figure">
                                {t(Label::ReportPoints)}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}

/// Answers, hints and skipped steps.
fn help(shown: &Guide) -> impl IntoView + use<> {
    let hints = shown.steps.iter().filter(|step| !step.hints.is_empty()).map(|step| {
        let all = step.hints.len() + step.hints_left;
        view! { <li>{step.title.clone()} {t(Label::Colon)} {format!("{}/{all}", step.hints.len())}</li> }
    });
    let skips = shown.steps.iter().filter(|step| step.skipped).map(|step| view! { <li>{step.title.clone()}</li> });
    let answers = shown.steps.iter().flat_map(|step| &step.questions).filter_map(|question| {
        let tried = question.choices.iter().filter(|choice| choice.because.is_some());
        let tried: Vec<_> = tried
            .map(|choice| {
                let label = if choice.is_right { Label::AnswerRight } else { Label::AnswerWrong };
                view! { <li>{choice.text.clone()} " " <strong>{t(label)}</strong></li> }
            })
            .collect();
        (!tried.is_empty()).then(|| view! { <li>{question.text.clone()} <ul>{tried}</ul></li> })
    });
    let lists = [
        (Label::Answers, "report-answers", answers.collect::<Vec<_>>().into_any(), has_answers(shown)),
        (
            Label::ReportHints,
            "report-hints",
            hints.collect::<Vec<_>>().into_any(),
            shown.steps.iter().any(|step| !step.hints.is_empty()),
        ),
        (
            Label::ReportSkips,
            "report-skips",
            skips.collect::<Vec<_>>().into_any(),
            shown.steps.iter().any(|step| step.skipped),
        ),
    ];
    let lists = lists.into_iter().filter(|(.., is_any)| *is_any);
    lists
        .map(|(label, id, lines, _)| {
            view! {
                <section class="report-part" aria-labelledby=id>
                    <h2 id=id>{t(label)}</h2>
                    <ul class="report-list">{lines}</ul>
                </section>
            }
        })
        .collect_view()
}

fn has_answers(shown: &Guide) -> bool {
    let mut questions = shown.steps.iter().flat_map(|step| &step.questions);
    questions.any(|question| question.choices.iter().any(|choice| choice.because.is_some()))
}
