//! A step of a lesson: what to do, what to reach, and help with it.

use engine::view::guide::{StepState, StepView};
use leptos::{html, prelude::*};

use super::{
    deeds::Deeds,
    objectives::{Objectives, mark},
    questions::Questions,
};
use crate::{
    app::t,
    components::{dynamic::dynamic, icon::Picture, rule_chip::RuleChip},
    library::use_library,
    shell::open_scenario::paragraphs,
    text::Label,
};

/// The step; the present one is open.
#[component]
pub fn Step(
    /// The step.
    step: Memo<Option<StepView>>,
    /// Its number, and how many there are.
    place: (usize, usize),
    /// What can be done with it.
    deeds: Deeds,
) -> impl IntoView {
    let library = use_library();
    let state = Memo::new(move |_| step.with(|step| step.as_ref().map(|step| step.state)));
    let title = move || step.with(|step| step.as_ref().map(|step| step.title.clone()));
    let node: NodeRef<html::Details> = NodeRef::new();
    // The step that has its turn opens, and one that is done closes; in between it is the reader's.
    Effect::new(move |before: Option<Option<StepState>>| {
        let now = state.get();
        if let Some(details) = node.get()
            && before != Some(now)
        {
            details.set_open(now == Some(StepState::Now));
        }
        now
    });
    let look = move || match state.get() {
        Some(StepState::Done) => (Some(Picture::Ok), Label::StepDone, "done"),
        Some(StepState::Now) => (Some(Picture::Running), Label::StepNow, "now"),
        _ => (None, Label::StepTodo, "todo"),
    };
    let number = move || {
        let (number, all) = place;
        Label::StepOf.get(library.locale.get()).replace("{}", &number.to_string()).replace("{all}", &all.to_string())
    };
    view! {
        <li class="guide-step" data-state=move || look().2>
            <details node_ref=node>
                <summary>
                    {dynamic(move || mark(look().0))} <h3>{dynamic(title)}</h3>
                    <small>
                        {dynamic(move || look().1.get(library.locale.get()))}
                        <span class="visually-hidden">{t(Label::Comma)} {dynamic(number)}</span>
                    </small>
                </summary>
                <div class="guide-step-body">
                    {dynamic(move || text(step))} <Objectives step=step />
                    <Questions step=step deeds=deeds /> <Hints step=step deeds=deeds />
                    {dynamic(move || ways(step, deeds))}
                </div>
            </details>
        </li>
    }
}

/// What to do, where, and what to read.
fn text(step: Memo<Option<StepView>>) -> AnyView {
    step.with(|step| {
        let step = step.as_ref()?;
        let screen = step.screen.clone().map(|screen| view! { <a href=screen>{t(Label::ToScreen)}</a> });
        let rules = (!step.rules.is_empty()).then(|| {
            let chips = step.rules.iter().map(|rule| view! { <RuleChip rule=*rule /> }).collect_view();
            view! { <span>{t(Label::RulesToRead)} {chips}</span> }
        });
        let to = (screen.is_some() || rules.is_some()).then(|| view! { <p class="guide-to">{screen} {rules}</p> });
        Some(view! { <div class="guide-text">{paragraphs(&step.text)} {to}</div> })
    })
    .into_any()
}

/// The hints that were taken, and the next one.
#[component]
fn Hints(step: Memo<Option<StepView>>, deeds: Deeds) -> impl IntoView {
    let library = use_library();
    let hints = Memo::new(move |_| {
        step.with(|step| {
            step.as_ref().map(|step| (step.id.clone(), step.hints.clone(), step.hints_left, step.hint_cost, step.state))
        })
    });
    let shown = move || {
        let (id, shown, left, cost, state) = hints.get()?;
        let (taken, all, locale) = (shown.len(), shown.len() + left, library.locale.get());
        let line = |(number, hint): (usize, &String)| {
            view! {
                <li>
                    <strong>
                        {Label::GetHint.get(locale)} " " {format!("{}/{all}", number + 1)}
                    </strong>
                    {hint.clone()}
                </li>
            }
        };
        let lines = shown.iter().enumerate().map(line).collect_view();
        let cost = match cost {
            0 => Label::HintFree.get(locale).to_owned(),
            cost => Label::HintCost.get(locale).replace("{}", &cost.to_string()),
        };
        let next = (left > 0 && state != StepState::Done).then(|| {
            view! {
                <button type="button" class="get-hint" on:click=move |_| deeds.take_hint(&id)>
                    {format!("{} {}/{all}", Label::GetHint.get(locale), taken + 1)}
                    " "
                    <small>{cost}</small>
                </button>
            }
        });
        (all > 0).then(|| {
            view! {
                <div class="hints">
                    <ol>{lines}</ol>
                    {next}
                </div>
            }
        })
    };
    dynamic(shown)
}

/// To skip it, or to do it again.
fn ways(step: Memo<Option<StepView>>, deeds: Deeds) -> AnyView {
    step.with(|step| {
        let step = step.as_ref()?;
        let (skipped, began_with) = (step.id.clone(), step.began_with);
        let skip = (step.state != StepState::Done).then(|| {
            view! {
                <button type="button" class="link" on:click=move |_| deeds.ask_to_skip(&skipped)>
                    {t(Label::SkipStep)}
                </button>
            }
        });
        let is_skipped = step.skipped.then(|| view! { <span class="badge">{t(Label::Skipped)}</span> });
        let restart = (step.state != StepState::Todo).then(|| {
            view! {
                <button
                    type="button"
                    class="link"
                    on:click=move |_| deeds.ask_to_restart(began_with)
                >
                    {t(Label::RestartStep)}
                </button>
            }
        });
        Some(view! { <p class="step-deeds">{is_skipped} {skip} {restart}</p> })
    })
    .into_any()
}
