//! The panel View All Associated Policies, of an instance that several policies protect.

use engine::view::plans::{self, PlanRow};
use leptos::prelude::*;

use super::{
    over::{self, Panel},
    plan_actions, status,
};
use crate::{
    app::t,
    components::{
        dialog::Dialog,
        dynamic::{Rows, dynamic, row},
        list::actions::RowActions,
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// The panel.
#[component]
pub fn Associated(
    /// The panel that is open.
    panel: RwSignal<Option<Panel>>,
) -> impl IntoView {
    let library = use_library();
    let open = over::is_open(panel, |panel| matches!(panel, Panel::Associated(_)));
    let all = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.policies, revisions.fleet, revisions.jobs));
        match panel.get() {
            Some(Panel::Associated(instance)) => library.read(|run| plans::of_instance(run.world(), &instance)),
            _ => Vec::new(),
        }
    });
    let rows = Signal::derive(move || {
        let keys: Vec<_> = all.with(|all| all.iter().map(PlanRow::key).collect());
        let line = |key: String| {
            row(key.clone(), move || {
                let key = key.clone();
                let plan = Memo::new(move |_| all.with(|all| all.iter().find(|plan| plan.key() == key).cloned()));
                view! { <Line plan=plan /> }
            })
        };
        keys.into_iter().map(line).collect()
    });
    let name = move || all.with(|all| all.first().map(|plan| plan.name.clone()));
    view! {
        <Dialog open=open title=Label::AllAssociatedPolicies shape=over::SHAPE>
            <p>
                <strong>{dynamic(name)}</strong>
                " "
                {t(Label::SeveralPoliciesHint)}
                <RuleChip rule=engine::rule::Rule::Pol95 />
            </p>
            <ul class="associated">
                <Rows rows=rows />
            </ul>
        </Dialog>
    }
}

#[component]
fn Line(plan: Memo<Option<PlanRow>>) -> impl IntoView {
    let (links, more) = plan_actions(plan);
    let name = Signal::derive(move || {
        plan.with(|plan| plan.as_ref().map(|plan| plan.policy_name.clone())).unwrap_or_default()
    });
    view! {
        <li>
            <span class="name">{dynamic(move || name.get())}</span>
            {dynamic(move || plan.with(|plan| plan.as_ref().map(|plan| status(plan.status))))}
            <RowActions name=name links=links more=more />
        </li>
    }
}
