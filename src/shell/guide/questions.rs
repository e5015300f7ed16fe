//! The questions of a step.

use engine::view::guide::{ChoiceView, QuestionView, StepView};
use leptos::prelude::*;

use super::deeds::Deeds;
use crate::{
    app::t,
    components::dynamic::{Rows, dynamic, row},
    library::use_library,
    text::Label,
};

/// All of them.
#[component]
pub fn Questions(step: Memo<Option<StepView>>, deeds: Deeds) -> impl IntoView {
    let rows = Signal::derive(move || {
        let ids = step.with(|step| {
            let questions = step.iter().flat_map(|step| &step.questions);
            questions.map(|question| question.id.clone()).collect::<Vec<_>>()
        });
        let line = |id: String| {
            let question = Memo::new({
                let id = id.clone();
                move |_| step.with(|step| step.as_ref()?.questions.iter().find(|one| one.id == id).cloned())
            });
            row(id, move || view! { <Question question=question deeds=deeds /> })
        };
        ids.into_iter().map(line).collect()
    });
    view! { <Rows rows=rows /> }
}

/// A question: what is chosen is the reader's until it is handed in.
#[component]
fn Question(question: Memo<Option<QuestionView>>, deeds: Deeds) -> impl IntoView {
    let library = use_library();
    let chosen = RwSignal::new(None::<u32>);
    let id =
        question.with_untracked(|question| question.as_ref().map(|question| question.id.clone())).unwrap_or_default();
    let hand_in = {
        let id = id.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if let Some(choice) = chosen.get_untracked() {
                deeds.answer(&id, choice);
                chosen.set(None);
            }
        }
    };
    let worth = move || {
        let points = question.with(|question| question.as_ref().map(|question| question.points)).unwrap_or_default();
        Label::QuestionWorth.get(library.locale.get()).replace("{}", &points.to_string())
    };
    let text = move || question.with(|question| question.as_ref().map(|question| question.text.clone()));
    let is_answered =
        Memo::new(move |_| question.with(|question| question.as_ref().is_some_and(QuestionView::is_right)));
    let choices = move || {
        let choices = question.with(|question| question.as_ref().map(|question| question.choices.clone()));
        let line = |(position, choice): (u32, ChoiceView)| self::choice(&id, position, choice, chosen, is_answered);
        choices
            .unwrap_or_default()
            .into_iter()
            .zip(0..)
            .map(|(choice, position)| line((position, choice)))
            .collect_view()
    };
    view! {
        <form on:submit=hand_in novalidate>
            <fieldset class="question">
                <legend>
                    <span class="question-worth">{dynamic(worth)}</span>
                </legend>
                <p class="question-text">{dynamic(text)}</p>
                {dynamic(choices)}
                {dynamic(move || {
                    (!is_answered.get())
                        .then(|| {
                            view! {
                                <button
                                    type="submit"
                                    aria-disabled=move || chosen.get().is_none().then_some("true")
                                >
                                    {t(Label::AnswerTry)}
                                </button>
                            }
                        })
                })}
            </fieldset>
        </form>
    }
}

fn choice(
    question: &str,
    position: u32,
    choice: ChoiceView,
    chosen: RwSignal<Option<u32>>,
    is_answered: Memo<bool>,
) -> AnyView {
    let said = choice.because.clone().map(|because| {
        let label = if choice.is_right { Label::AnswerRight } else { Label::AnswerWrong };
        view! {
            <p class="because" data-right=choice.is_right.to_string()>
                <strong>{t(label)}</strong>
                " "
                {because}
            </p>
        }
    });
    // Tried, it needs no second try.
    let is_tried = choice.because.is_some();
    view! {
        <div>
            <label>
                <input
                    type="radio"
                    name=format!("question-{question}")
                    prop:checked=move || {
                        chosen.get() == Some(position) || (is_answered.get() && choice.is_right)
                    }
                    disabled=move || is_tried || is_answered.get()
                    on:change=move |_| chosen.set(Some(position))
                />
                <span>{choice.text.clone()}</span>
            </label>
            <div role="status">{said}</div>
        </div>
    }
    .into_any()
}
