//! The panel Modify Plan: which disks of an instance a plan backs up, and how.

use engine::{
    backup::policy::PolicyKind,
    rule::Rule,
    view::{plans, protect::Chosen},
};
use leptos::prelude::*;

use super::over::{self, Panel};
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::protect::{
        how::{How, HowFields},
        objects::{Objects, is_faulty},
    },
    text::Label,
};

/// The panel.
#[component]
pub fn Modify(
    /// The panel that is open.
    panel: RwSignal<Option<Panel>>,
) -> impl IntoView {
    let open = over::is_open(panel, |panel| matches!(panel, Panel::Modify(..)));
    view! {
        <Dialog open=open title=Label::ModifyPlan shape=over::SHAPE>
            <Form panel=panel />
        </Dialog>
    }
}

/// The form, as the plan stands when it opens.
#[component]
fn Form(panel: RwSignal<Option<Panel>>) -> impl IntoView {
    let library = use_library();
    let plan = over::plan(panel);
    let stands = plan.get_untracked();
    let chosen = RwSignal::new(
        stands
            .iter()
            .map(|plan| Chosen { instance: plan.instance.clone(), scope: plan.scope.clone() })
            .collect::<Vec<_>>(),
    );
    let how = How::of(stands.as_ref().map(|plan| plan.options.clone()).unwrap_or_default());
    let faulty = Memo::new(move |_| how.is_faulty() || chosen.with(|chosen| chosen.iter().any(is_faulty)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(plan), Some(one)) = (plan.get_untracked(), chosen.get_untracked().into_iter().next()) else { return };
        if faulty.get_untracked() {
            return;
        }
        let options = how.options(library, &chosen.get_untracked());
        let command = library.read(|run| plans::modify(run.world(), &plan, one.scope, options));
        if library.dispatch(command).is_ok() {
            panel.set(None);
        }
    };
    let becomes_policy = move || {
        let legacy = plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.kind == PolicyKind::Plan));
        legacy.then(|| {
            view! {
                <p class="notice" data-tone="running">
                    <span>{t(Label::PlanBecomesPolicy)}</span>
                    <RuleChip rule=Rule::Pol97 />
                </p>
            }
        })
    };
    let named = move || plan.with(|plan| plan.as_ref().map(|plan| (plan.name.clone(), plan.policy_name.clone())));
    view! {
        <form class="panel-body" on:submit=submit>
            <p>
                {dynamic(move || {
                    named()
                        .map(|(instance, policy)| {
                            view! {
                                <strong>{instance}</strong>
                                " · "
                                {policy}
                            }
                        })
                })}
            </p>
            {dynamic(becomes_policy)}
            <Objects chosen=chosen position=0 />
            <HowFields how=how chosen=chosen />
            <Foot>
                <button type="button" on:click=move |_| panel.set(None)>
                    {t(Label::Cancel)}
                </button>
                <button type="submit" class="primary" disabled=faulty>
                    {t(Label::Ok)}
                </button>
            </Foot>
        </form>
    }
}
