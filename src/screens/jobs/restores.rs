//! Restore jobs: what was restored to where, with a line for each disk and what was not part of it.

use engine::{
    backup::restore::{RestoreKind, RestoreStatus},
    command::Command,
    view::{
        format,
        restores::{self, RestoreChildRow, RestoreRow, RestoresQuery},
    },
};
use leptos::prelude::*;

use super::{SPAN_LABELS, SPANS};
use crate::{
    app::{go, t},
    components::{
        dynamic::dynamic,
        list::{
            Column, Frame,
            actions::{Action, RowActions},
            chosen, empty_but, expander,
        },
        rule_chip::RuleChip,
        status::RestoreState,
    },
    library::use_library,
    route::Route,
    screens::{ecs, plans::over::use_over},
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::new(Label::JobId),
    Column::new(Label::RestoreType),
    Column::ordered(Label::SourceInstance, 0),
    Column::new(Label::RestoredTo),
    Column::ordered(Label::StartTime, 1),
    Column::ordered(Label::EndTime, 2),
    Column::new(Label::Progress).figure(),
    Column::ordered(Label::Status, 3),
    Column::new(Label::Actions),
];

/// The states to choose from, after all of them.
const STATUSES: [RestoreStatus; 7] = [
    RestoreStatus::Created,
    RestoreStatus::Running,
    RestoreStatus::Complete,
    RestoreStatus::PartialComplete,
    RestoreStatus::Failed,
    RestoreStatus::Canceled,
    RestoreStatus::Expired,
];

const STATUS_LABELS: &[Label] = &[
    Label::AllInstances,
    Label::JobCreated,
    Label::Running,
    Label::Completed,
    Label::CompletedInPart,
    Label::Failed,
    Label::Canceled,
    Label::ExpiredJob,
];

/// The list.
#[component]
pub fn RestoreJobs() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(RestoresQuery::default().list);
    let (status, within) = (RwSignal::new(0), RwSignal::new(0));
    let page = library.view(
        |revisions| (revisions.jobs, revisions.fleet, revisions.clock),
        move |run| {
            let (status, within) = (chosen(&STATUSES, status), chosen(&SPANS, within));
            restores::restores(run.world(), library.scope(), &RestoresQuery { list: query.get(), status, within })
        },
    );
    let empty = empty_but(|| t(Label::RestoreJobsEmpty).into_any(), Label::BackedUpInstances, Route::HOME);
    let frame = Frame::new(Label::RestoreJobs, "restores", COLUMNS, Label::SearchRestores, empty)
        .choice(Label::Status, STATUS_LABELS, status)
        .choice(Label::StartTime, SPAN_LABELS, within);
    frame.list(query, page, |row| row.id.to_string(), |row| view! { <Line row=row /> }.into_any())
}

fn kind(row: &RestoreRow) -> Label {
    match row.kind {
        RestoreKind::NewInstance if row.is_of_copy => Label::DisasterRecovery,
        RestoreKind::Instance => Label::InstanceRestore,
        RestoreKind::NewInstance => Label::InstanceClone,
        RestoreKind::Disk => Label::DiskRestore,
        RestoreKind::NewDisk => Label::DiskClone,
    }
}

/// One restore, and below it its disks when it is open.
#[component]
fn Line(row: Memo<Option<RestoreRow>>) -> impl IntoView {
    let library = use_library();
    let over = use_over();
    let zone = library.read(|run| run.world().zone);
    let open = RwSignal::new(false);
    let id = row.with_untracked(|row| row.as_ref().map(|row| row.id.to_string())).unwrap_or_default();
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.source.clone())).unwrap_or_default());
    let cells = move || {
        let locale = library.locale.get();
        row.get().map(|row| {
            view! {
                <td>{t(kind(&row))}</td>
                <td>{row.source.clone()}</td>
                <td>{target(&row)}</td>
                <td class="figure">{format::date_time(row.began_at, zone, locale)}</td>
                <td class="figure">
                    {row.ended_at.map(|at| format::date_time(at, zone, locale)).unwrap_or_default()}
                </td>
                <td class="figure amount">{format::progress(row.progress)}</td>
                <td>
                    <RestoreState status=row.status />
                </td>
            }
        })
    };
    let cancel = move || {
        if let Some(row) = row.get_untracked() {
            over.ask(Label::CancelRestore, Command::CancelRestore { restore: row.id });
        }
    };
    let is_running = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.is_running)));
    let actions = move || {
        is_running
            .get()
            .then(|| view! { <RowActions name=name links=vec![Action::new(Label::CancelRestore, cancel)] /> })
    };
    let named = {
        let id = id.clone();
        move || id.clone()
    };
    view! {
        <tr data-open=move || open.get().then_some("true")>
            <th scope="row">
                {expander(
                    move || open.get(),
                    named,
                    [Label::ShowDisks, Label::HideDisks],
                    move || open.update(|open| *open = !*open),
                )} <code>{id}</code>
            </th>
            {dynamic(cells)}
            <td>{dynamic(actions)}</td>
        </tr>
        <Show when=move || open.get()>
            <Children row=row />
        </Show>
    }
}

/// The instance that has the data, which opens in ECS, in its region.
fn target(row: &RestoreRow) -> AnyView {
    if !row.is_there {
        return row.target_name.clone().into_any();
    }
    let library = use_library();
    let (region, id) = (row.region, row.target.to_string());
    let show = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        library.region.set(region);
        ecs::look_for(&id);
        go(&Route::Ecs);
    };
    view! {
        <a href=Route::Ecs.to_string() on:click=show>
            {row.target_name.clone()}
        </a>
    }
    .into_any()
}

/// Why the whole restore failed, a line for each disk, and what was not part of it.
#[component]
fn Children(row: Memo<Option<RestoreRow>>) -> impl IntoView {
    let child = |child: RestoreChildRow| {
        let failure = child.failure.map(|(code, rule)| {
            view! {
                <span class="failure">
                    <code>{code}</code>
                    <RuleChip rule=rule />
                </span>
            }
        });
        view! {
            <li>
                <code class="name">{child.disk}</code>
                <RestoreState status=child.status />
                <span class="figure">{format::progress(child.progress)}</span>
                <code>{child.snapshot.to_string()}</code>
                {failure}
            </li>
        }
    };
    let left_out = |disk: String| {
        view! {
            <li>
                <code class="name">{disk}</code>
                {t(Label::NotPartOfIt)}
                <RuleChip rule=engine::rule::Rule::Con20 />
            </li>
        }
    };
    let whole = move || {
        let failure = row.with(|row| row.as_ref().and_then(|row| row.failure));
        failure.map(|(title, rule)| {
            view! { <p class="failure">{title} " " <RuleChip rule=rule /></p> }
        })
    };
    let lines = move || {
        row.get().map(|row| {
            view! {
                {row.children.into_iter().map(child).collect_view()}
                {row.left_out.into_iter().map(left_out).collect_view()}
            }
        })
    };
    view! {
        <tr class="detail">
            <td colspan="9">{dynamic(whole)} <ul class="children">{dynamic(lines)}</ul></td>
        </tr>
    }
}
