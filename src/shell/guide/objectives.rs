//! The objectives of a step, and why one is not reached yet.

use engine::view::guide::{ObjectiveView, StepView};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// The list, which ticks itself.
#[component]
pub fn Objectives(step: Memo<Option<StepView>>) -> impl IntoView {
    let rows = Signal::derive(move || {
        let ids = step.with(|step| {
            let objectives = step.iter().flat_map(|step| &step.objectives);
            objectives.map(|objective| objective.id.clone()).collect::<Vec<_>>()
        });
        let line = |id: String| {
            let objective = Memo::new({
                let id = id.clone();
                move |_| step.with(|step| step.as_ref()?.objectives.iter().find(|one| one.id == id).cloned())
            });
            row(id, move || dynamic(move || objective.get().map(one)))
        };
        ids.into_iter().map(line).collect()
    });
    view! {
        <ul class="objectives">
            <Rows rows=rows />
        </ul>
    }
}

fn one(objective: ObjectiveView) -> impl IntoView {
    let locale = use_library().locale.get();
    let (picture, state, label) = match (objective.is_reached(), objective.reached_at.is_some()) {
        (true, _) => (Some(Picture::Ok), "reached", Label::StepDone),
        // It held, and had to go on to.
        (false, true) => (Some(Picture::Failed), "lost", Label::StepTodo),
        (false, false) => (None, "open", Label::StepTodo),
    };
    let points = match objective.is_reached() && objective.earned != objective.points {
        true => format!("{}/{}", objective.earned, objective.points),
        false => objective.points.to_string(),
    };
    let points = Label::PointsUnit.get(locale).replace("{}", &points);
    let at = objective.reached_at.clone().filter(|_| objective.is_reached());
    let at = at.map(|at| {
        view! { <p class="objective-at">{Label::ReachedAt.get(locale).replace("{}", &at)}</p> }
    });
    let reasons = (!objective.is_reached() && !objective.reasons.is_empty()).then(|| {
        let lines = objective.reasons.iter().enumerate().map(|(position, reason)| {
            let lead = (position == 0).then(|| view! { <span class="not-yet">{t(Label::NotYet)}</span> });
            view! {
                <li>
                    {lead} {reason.text.clone()}
                    {reason.rule.map(|rule| view! { <RuleChip rule=rule /> })}
                </li>
            }
        });
        view! { <ul>{lines.collect_view()}</ul> }
    });
    view! {
        <li data-state=state>
            {mark(picture)} <span class="objective-title">
                <span class="visually-hidden">{t(label)} {t(Label::Colon)}</span>
                {objective.title.clone()}
            </span> <span class="objective-points">{points}</span> {at} {reasons}
        </li>
    }
}

/// What stands before an objective or a step: a picture, or an empty ring where there is nothing yet.
pub fn mark(picture: Option<Picture>) -> AnyView {
    match picture {
        Some(picture) => view! { <Icon picture=picture /> }.into_any(),
        None => view! { <span class="ring"></span> }.into_any(),
    }
}
