//! What is bound to a policy: one line an instance, with what can be done with its plan.

use engine::{
    backup::binding::DiskScope,
    id::PolicyId,
    view::{
        format,
        list::Query,
        plans::{self, PlanRow, PlanStatus, PlansQuery},
    },
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        list::{Column, Frame, actions::RowActions, chosen},
        rule_chip::RuleChip,
        status::InstanceState,
    },
    library::use_library,
    screens::plans::{STATUSES, link, plan_actions, status},
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::InstanceNameId, 0),
    Column::new(Label::StateNow),
    Column::new(Label::Disks),
    Column::ordered(Label::BackupPlan, 2),
    Column::ordered(Label::NextRun, 3),
    Column::new(Label::Actions),
];

/// The sources of a policy.
#[component]
pub fn Sources(policy: PolicyId) -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query { size: 10, ..Query::by(0, false) });
    let standing = RwSignal::new(0);
    let page = library.view(
        |revisions| (revisions.fleet, revisions.policies, revisions.jobs),
        move |run| {
            let status = chosen(&PlanStatus::ALL, standing);
            let asked = PlansQuery { list: query.get(), status, policy: Some(policy.clone()) };
            plans::plans(run.world(), library.scope(), &asked)
        },
    );
    let nothing = std::sync::Arc::new(|| {
        view! {
            <p class="hint">
                {t(Label::NothingBound)} " " <RuleChip rule=engine::rule::Rule::Pol41 />
            </p>
        }
        .into_any()
    });
    Frame::new(Label::BoundSources, "sources", COLUMNS, Label::SearchInstances, nothing)
        .choice(Label::BackupPlan, STATUSES, standing)
        .inner()
        .list(query, page, PlanRow::key, |plan| view! { <Source plan=plan /> }.into_any())
}

/// One source.
#[component]
fn Source(plan: Memo<Option<PlanRow>>) -> impl IntoView {
    let name =
        Signal::derive(move || plan.with(|plan| plan.as_ref().map(|plan| plan.name.clone())).unwrap_or_default());
    let (links, more) = plan_actions(plan);
    view! {
        <tr>
            <th scope="row">{plan.with_untracked(|plan| plan.as_ref().map(link))}</th>
            {dynamic(move || plan.get().map(facts))}
            <td>
                <RowActions name=name links=links more=more />
            </td>
        </tr>
    }
}

fn facts(plan: PlanRow) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let locale = library.locale.get();
    let disks = match plan.scope {
        DiskScope::All => format!("{} ({})", Label::AllDisks.get(locale), plan.disks),
        DiskScope::Only(_) | DiskScope::Except(_) => format!("{} {}", plan.disks, Label::Disks.get(locale)),
    };
    let by_tag = plan.by_tag.then(|| view! { <span class="badge">{t(Label::ByTag)}</span> });
    let next = plan.next_run.map(|at| format::weekday_date_time(at, zone, locale));
    view! {
        <td>
            <InstanceState status=plan.instance_status />
        </td>
        <td>{disks}</td>
        <td>{status(plan.status)} " " {by_tag}</td>
        <td class="figure" data-label=Label::NextRun.get(locale)>
            {next.unwrap_or_else(|| Label::NoNextRun.get(locale).to_owned())}
        </td>
    }
}
