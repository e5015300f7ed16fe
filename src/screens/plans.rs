//! Backup Plans: the instances and the policies that protect them.

mod associated;
mod modify;
pub mod over;

use engine::{
    backup::policy::PolicyKind,
    view::{
        format,
        list::Query,
        plans::{self, PlanRow, PlanStatus, PlansQuery},
        policy_form::schedule_in_words,
    },
};
use leptos::prelude::*;

use self::over::{Over, OverList, Panel, use_over};
use crate::{
    app::{go, t},
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        list::{
            Column, Filter, Frame, List,
            actions::{Action, RowActions},
            chosen, empty, extent, lines,
        },
    },
    library::use_library,
    route::Route,
    screens::instances::tabs::Tabs,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::InstanceNameId, 0),
    Column::ordered(Label::BackupPolicy, 1),
    Column::new(Label::Schedule),
    Column::ordered(Label::Status, 2),
    Column::ordered(Label::NextRun, 3),
    Column::new(Label::Actions),
];

/// The screen.
#[component]
pub fn Plans() -> impl IntoView {
    let library = use_library();
    Over::provide();
    let query = RwSignal::new(Query::by(0, false));
    let status = RwSignal::new(0);
    let page = library.view(
        |revisions| (revisions.fleet, revisions.policies, revisions.jobs),
        move |run| {
            let status = chosen(&PlanStatus::ALL, status);
            plans::plans(run.world(), library.region.get(), &PlansQuery { list: query.get(), status })
        },
    );
    let frame = Frame {
        name: Label::BackupPlans,
        class: "plans",
        columns: COLUMNS,
        search: Label::Search,
        filters: vec![Filter::Choice {
            label: Label::Status,
            options: &[Label::AllInstances, Label::Active, Label::Suspended, Label::PausedByTags],
            chosen: status,
        }],
        lead: None,
        empty: empty(
            move || {
                dynamic(move || {
                    let locale = library.locale.get();
                    Label::NothingProtected.get(locale).replace("{}", library.region.get().name(locale))
                })
                .into_any()
            },
            Label::AddEcsBackup,
            Callback::new(|()| go(&Route::HOME)),
        ),
    };
    let rows = lines(page, PlanRow::key, |plan| view! { <Line plan=plan /> }.into_any());
    view! {
        <h1 tabindex="-1">{t(Label::BackupPlans)}</h1>
        <Tabs />
        <List frame=frame query=query extent=extent(page) rows=rows />
        <OverList />
    }
}

/// One plan.
#[component]
fn Line(plan: Memo<Option<PlanRow>>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let cells = move || {
        let locale = library.locale.get();
        plan.get().map(|plan| {
            let legacy = match plan.kind {
                PolicyKind::Ecs => None,
                PolicyKind::Legacy => Some(Label::LegacyPolicy),
                PolicyKind::Plan => Some(Label::LegacyPlan),
            };
            let schedule: Vec<_> =
                plan.schedules.iter().map(|schedule| schedule_in_words(schedule, zone, locale)).collect();
            let retention = plan.retention.map(|days| format::days(days, locale));
            let next = plan.next_run.map(|at| format::date_time(at, zone, locale));
            view! {
                <td>
                    <span class="policy">{plan.policy_name}</span>
                    {legacy
                        .map(|label| {
                            view! {
                                " "
                                <span class="badge">{label.get(locale)}</span>
                            }
                        })}
                </td>
                <td class="wraps">
                    {schedule.join(Label::Comma.get(locale))} {Label::Comma.get(locale)} {retention}
                </td>
                <td>{status(plan.status)}</td>
                <td class="figure" data-label=Label::NextRun.get(locale)>
                    {next.unwrap_or_else(|| Label::NoNextRun.get(locale).to_owned())}
                </td>
            }
        })
    };
    let name =
        Signal::derive(move || plan.with(|plan| plan.as_ref().map(|plan| plan.name.clone())).unwrap_or_default());
    let link = plan.with_untracked(|plan| {
        plan.as_ref().map(|plan| {
            let to = Route::Instances { open: Some(plan.instance.clone()), point: None }.to_string();
            view! {
                <a href=to class="name">
                    {plan.name.clone()}
                </a>
                " "
                <code>{plan.instance.to_string()}</code>
            }
        })
    });
    let (links, more) = plan_actions(plan);
    view! {
        <tr>
            <th scope="row">{link}</th>
            {dynamic(cells)}
            <td>
                <RowActions name=name links=links more=more />
            </td>
        </tr>
    }
}

/// What can be done with a plan: in its row, and in its menu.
pub fn plan_actions(plan: Memo<Option<PlanRow>>) -> (Vec<Action>, Vec<Action>) {
    let library = use_library();
    let over = use_over();
    let with = move |act: fn(crate::library::Library, Over, PlanRow)| {
        move || {
            if let Some(plan) = plan.get_untracked() {
                act(library, over, plan);
            }
        }
    };
    let suspended = Signal::derive(move || {
        plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.status == PlanStatus::Suspended))
    });
    let suspend = Signal::derive(move || if suspended.get() { Label::ResumePlan } else { Label::SuspendPlan });
    let run_now = Action::new(Label::RunNow, with(|library, _, plan| drop(library.dispatch(plan.run_now()))));
    let more = vec![
        Action::new(Label::ModifyPlan, with(|_, over, plan| over.open(Panel::Modify(plan.instance, plan.policy)))),
        Action::new(suspend, with(|library, _, plan| drop(library.dispatch(plan.suspend_or_resume())))),
        Action::new(Label::DeletePlan, with(|_, over, plan| over.ask(Label::DeletePlan, plan.delete()))),
    ];
    (vec![run_now], more)
}

/// How a plan stands, by glyph and word.
pub fn status(status: PlanStatus) -> impl IntoView {
    let (state, picture, label) = match status {
        PlanStatus::Active => ("ok", Picture::Ok, Label::Active),
        PlanStatus::Suspended => ("suspended", Picture::Suspended, Label::Suspended),
        PlanStatus::Paused => ("suspended", Picture::Suspended, Label::PausedByTags),
    };
    view! {
        <span class="state" data-state=state>
            <Icon picture=picture />
            {t(label)}
        </span>
    }
}
