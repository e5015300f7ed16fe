//! Backup Plans: the instances and the policies that protect them.

mod associate;
mod associated;
mod modify;
pub mod over;

use engine::{
    backup::policy::PolicyKind,
    view::{
        bulk::{self, PlanDeed},
        format,
        list::Query,
        plans::{self, PlanRow, PlanStatus, PlansQuery},
        policy_form::schedule_in_words,
    },
};
use leptos::prelude::*;

use self::over::{Over, OverList, Panel, use_over};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        list::{
            Column, Frame,
            actions::{Action, RowActions},
            chosen, empty_but,
            picks::{Deed, pick},
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

/// The states to choose from.
pub const STATUSES: &[Label] = &[Label::AllInstances, Label::Active, Label::Suspended, Label::PausedByTags];

/// The screen.
#[component]
pub fn Plans() -> impl IntoView {
    let library = use_library();
    let over = Over::provide();
    let query = RwSignal::new(Query::by(0, false));
    let status = RwSignal::new(0);
    let page = library.view(
        |revisions| (revisions.fleet, revisions.policies, revisions.jobs),
        move |run| {
            let status = chosen(&PlanStatus::ALL, status);
            plans::plans(run.world(), library.scope(), &PlansQuery { list: query.get(), status, policy: None })
        },
    );
    let nothing = move || {
        let locale = library.locale.get();
        Label::NothingProtected.get(locale).replace("{}", library.region.get().name(locale))
    };
    let empty = empty_but(move || dynamic(nothing).into_any(), Label::AddEcsBackup, Route::HOME);
    let frame = Frame::new(Label::BackupPlans, "plans", COLUMNS, Label::Search, empty)
        .choice(Label::Status, STATUSES, status)
        .bulk(over.picks, |_| deeds());
    view! {
        <h1 tabindex="-1">{t(Label::BackupPlans)}</h1>
        <Tabs />
        {frame.list(query, page, PlanRow::key, |plan| view! { <Line plan=plan /> }.into_any())}
        <OverList />
    }
}

/// What can be done with several plans.
fn deeds() -> Vec<Deed> {
    let library = use_library();
    let over = use_over();
    let deed = |label, deed| {
        Deed::new(
            label,
            move |run, keys, locale| {
                let plans = plans::of_keys(run.world(), library.scope(), keys);
                bulk::with_plans(&plans, deed, locale)
            },
            move |bulk| over.ask_all(label, bulk),
        )
    };
    vec![
        deed(Label::RunNow, PlanDeed::RunNow),
        deed(Label::SuspendPlan, PlanDeed::Suspend),
        deed(Label::ResumePlan, PlanDeed::Resume),
        deed(Label::DeletePlan, PlanDeed::Delete),
    ]
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
    let key = plan.with_untracked(|plan| plan.as_ref().map(PlanRow::key)).unwrap_or_default();
    let link = plan.with_untracked(|plan| plan.as_ref().map(link));
    let (links, more) = plan_actions(plan);
    view! {
        <tr>
            <th scope="row">
                <span class="pick">{pick(use_over().picks, key, name)}</span>
                {link}
            </th>
            {dynamic(cells)}
            <td>
                <RowActions name=name links=links more=more />
            </td>
        </tr>
    }
}

/// The instance of a plan, by name and id, which leads to its history.
pub fn link(plan: &PlanRow) -> impl IntoView + use<> {
    let to = Route::Instances { open: Some(plan.instance.clone()), point: None }.to_string();
    view! {
        <a href=to class="name">
            {plan.name.clone()}
        </a>
        " "
        <code>{plan.instance.to_string()}</code>
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
