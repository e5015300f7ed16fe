//! The parts of a lesson in the editor: steps with what is to be reached, asked and hinted at, and the beats of a demo.

use engine::view::editor::{Draft, Entry};
use leptos::prelude::*;

use super::desk::{Desk, Takes, id_of};
use crate::{app::t, text::Label};

/// The steps of a lab or challenge.
pub fn steps(desk: Desk) -> AnyView {
    let count = desk.draft.with_untracked(|draft| draft.len("/steps"));
    let sum = move || {
        let points = desk.draft.with(Draft::points).to_string();
        Label::EditPointsSum.get(desk.library.locale.get()).replace("{}", &points)
    };
    view! {
        <section class="editor-part" aria-labelledby="editor-steps">
            <div class="editor-head">
                <h2 id="editor-steps">{t(Label::EditSteps)}</h2>
                <p class="count" role="status">
                    {sum}
                </p>
            </div>
            {desk.errors("/steps")}
            <div class="editor-list">
                {(0..count).map(|position| step(desk, position)).collect_view()}
            </div>
            <div>{desk.adder("/steps", Entry::Step, Label::EditAddStep)}</div>
        </section>
    }
    .into_any()
}

fn step(desk: Desk, position: usize) -> AnyView {
    let at = |key: &str| format!("/steps/{position}/{key}");
    let list = |key: &str, label: Label, entry: Entry, add: Label, one: fn(Desk, &str, usize) -> AnyView| {
        let place = at(key);
        let count = desk.draft.with_untracked(|draft| draft.len(&place));
        view! {
            <div class="editor-list" role="group" aria-label=t(label)>
                <h4>{t(label)}</h4>
                {desk.errors(&place)}
                {(0..count).map(|position| one(desk, &place, position)).collect_view()}
                <div>{desk.adder(&place, entry, add)}</div>
            </div>
        }
    };
    view! {
        <article class="editor-entry">
            {desk.head("/steps", position, Label::EditStep, 3)}
            {desk.pair(&at("title"), Label::EditTitle, Takes::Line)}
            {desk.pair(&at("text"), Label::EditText, Takes::Lines)}
            <div class="editor-row">
                {desk.field(&at("id"), Label::EditId, None, Takes::Line)}
                {desk
                    .field(
                        &at("screen"),
                        Label::EditScreen,
                        Some(Label::EditScreenHint),
                        Takes::Optional,
                    )} {desk.field(&at("hint_cost"), Label::EditHintCost, None, Takes::Number)}
            </div>
            {list(
                "objectives",
                Label::EditObjectives,
                Entry::Objective,
                Label::EditAddObjective,
                objective,
            )}
            {list(
                "questions",
                Label::EditQuestions,
                Entry::Question,
                Label::EditAddQuestion,
                question,
            )} {list("hints", Label::EditHints, Entry::Hint, Label::EditAddHint, hint)}
            {desk
                .field(
                    &at("solution"),
                    Label::EditSolution,
                    Some(Label::EditOpeningHint),
                    Takes::Json,
                )}
        </article>
    }
    .into_any()
}

fn objective(desk: Desk, list: &str, position: usize) -> AnyView {
    let at = |key: &str| format!("{list}/{position}/{key}");
    view! {
        <div class="editor-entry">
            {desk.head(list, position, Label::EditObjective, 4)}
            {desk.pair(&at("title"), Label::EditTitle, Takes::Line)}
            <div class="editor-row">
                {desk.field(&at("id"), Label::EditId, None, Takes::Line)}
                {desk.field(&at("points"), Label::EditPoints, None, Takes::Number)}
                {desk.flag(&at("must_hold"), Label::EditMustHold)}
            </div>
            {desk.field(&at("check"), Label::EditCheck, Some(Label::EditCheckHint), Takes::Json)}
        </div>
    }
    .into_any()
}

fn question(desk: Desk, list: &str, position: usize) -> AnyView {
    let at = |key: &str| format!("{list}/{position}/{key}");
    let choices = at("choices");
    let count = desk.draft.with_untracked(|draft| draft.len(&choices));
    let each = (0..count).map(|choice_at| choice(desk, &choices, choice_at)).collect_view();
    view! {
        <div class="editor-entry">
            {desk.head(list, position, Label::EditQuestion, 4)}
            {desk.pair(&at("text"), Label::EditText, Takes::Lines)}
            <div class="editor-row">
                {desk.field(&at("id"), Label::EditId, None, Takes::Line)}
                {desk.field(&at("points"), Label::EditPoints, None, Takes::Number)}
            </div> {desk.errors(&choices)} {each}
            <div>{desk.adder(&choices, Entry::Choice, Label::EditAddChoice)}</div>
        </div>
    }
    .into_any()
}

fn choice(desk: Desk, list: &str, position: usize) -> AnyView {
    let at = |key: &str| format!("{list}/{position}/{key}");
    let (right, choices) = (at("right"), list.to_owned());
    view! {
        <div class="editor-entry">
            {desk.head(list, position, Label::EditChoice, 4)} <label class="check">
                <input
                    type="radio"
                    name=id_of(list)
                    prop:checked=move || desk.draft.with(|draft| draft.flag(&right))
                    on:change=move |_| desk.edit(|draft| draft.choose_right(&choices, position))
                />
                {t(Label::EditRight)}
            </label> {desk.pair(&at("text"), Label::EditText, Takes::Line)}
            {desk.pair(&at("because"), Label::EditBecause, Takes::Line)}
        </div>
    }
    .into_any()
}

fn hint(desk: Desk, list: &str, position: usize) -> AnyView {
    view! {
        <div class="editor-entry">
            {desk.head(list, position, Label::EditHint, 4)}
            {desk.pair(&format!("{list}/{position}"), Label::EditText, Takes::Lines)}
        </div>
    }
    .into_any()
}

/// The beats of a demo.
pub fn beats(desk: Desk) -> AnyView {
    let count = desk.draft.with_untracked(|draft| draft.len("/beats"));
    view! {
        <section class="editor-part" aria-labelledby="editor-beats">
            <h2 id="editor-beats">{t(Label::EditBeats)}</h2>
            {desk.errors("/beats")}
            <div class="editor-list">
                {(0..count).map(|position| beat(desk, position)).collect_view()}
            </div>
            <div>{desk.adder("/beats", Entry::Beat, Label::EditAddBeat)}</div>
        </section>
    }
    .into_any()
}

fn beat(desk: Desk, position: usize) -> AnyView {
    let at = |key: &str| format!("/beats/{position}/{key}");
    view! {
        <article class="editor-entry">
            {desk.head("/beats", position, Label::EditBeat, 3)}
            {desk.pair(&at("title"), Label::EditTitle, Takes::Line)}
            {desk.pair(&at("say"), Label::EditSay, Takes::Lines)}
            {desk.pair(&at("notes"), Label::EditNotes, Takes::Lines)}
            <div class="editor-row">
                {desk.field(&at("id"), Label::EditId, None, Takes::Line)}
                {desk
                    .field(
                        &at("screen"),
                        Label::EditScreen,
                        Some(Label::EditScreenHint),
                        Takes::Optional,
                    )}
                {desk
                    .field(
                        &at("play/by"),
                        Label::EditPlayBy,
                        Some(Label::EditPlayByHint),
                        Takes::Optional,
                    )}
                {desk.field(&at("play/seconds"), Label::EditPlaySeconds, None, Takes::Number)}
                {desk
                    .field(
                        &at("pause_seconds"),
                        Label::EditPause,
                        Some(Label::EditPauseHint),
                        Takes::Number,
                    )}
            </div>
            {desk
                .field(
                    &at("actions"),
                    Label::EditActions,
                    Some(Label::EditOpeningHint),
                    Takes::Json,
                )}
        </article>
    }
    .into_any()
}
