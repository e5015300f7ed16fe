//! Backed-up ECS Instances: the instances of the region, each with its backup history.

pub mod actions;
pub mod chart;
mod extend;
pub mod history;
mod point_card;
pub mod tabs;
mod why;

use engine::{
    backup::policy::PolicyKind,
    cloud::instance::InstanceStatus,
    id::InstanceId,
    rule::Rule,
    view::{
        fleet::{self, FleetQuery, FleetView, InstanceRow},
        format,
        list::Query,
    },
};
use leptos::prelude::*;

use self::tabs::Tabs;
use super::plans::over::Over;
use crate::{
    app::{go, t, use_route},
    components::{
        dynamic::dynamic,
        list::{Column, Filter, Frame, chosen, empty, expander},
        status::{InstanceState, JobState},
    },
    library::use_library,
    parts::{OfInstance, Screens, use_parts},
    route::Route,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::InstanceNameId, 0),
    Column::ordered(Label::Status, 1),
    Column::new(Label::Disks),
    Column::new(Label::BackupPolicy),
    Column::ordered(Label::BackupSize, 2).figure().why(Label::BackupSizeHint, Rule::Con10),
    Column::ordered(Label::LatestBackup, 3),
    Column::new(Label::Actions),
];

/// The states to choose from, after all of them.
const STATUSES: [InstanceStatus; 5] = [
    InstanceStatus::Running,
    InstanceStatus::Stopped,
    InstanceStatus::Starting,
    InstanceStatus::Stopping,
    InstanceStatus::Released,
];

const STATUS_LABELS: &[Label] =
    &[Label::AllInstances, Label::Running, Label::Stopped, Label::Starting, Label::Stopping, Label::Released];

/// The screen.
#[component]
pub fn Instances() -> impl IntoView {
    let library = use_library();
    let over = Over::provide();
    let adding = RwSignal::new(false);
    let rest = use_parts().screens;
    let query = RwSignal::new(Query::by(0, false));
    let (with_unprotected, status) = (RwSignal::new(false), RwSignal::new(0));
    let open = open_instance();
    let asked = move || FleetQuery {
        list: query.get(),
        with_unprotected: with_unprotected.get(),
        status: chosen(&STATUSES, status),
        open: open.get(),
    };
    // A job that runs moves with the clock, and the size shown with the day (CON-10).
    let view = library.view(|revisions| *revisions, move |run| fleet::fleet(run.world(), library.scope(), &asked()));
    let page = Memo::new(move |_| view.with(|view| view.page.clone()));
    // Whoever comes by an address sees the instance that it names, on whatever page it is.
    Effect::new(move |_| {
        let Some(open) = open.get() else { return };
        let asked = untrack(asked);
        let page = library.read(|run| fleet::page_of(run.world(), library.scope(), &asked, &open));
        if let Some(page) = page.filter(|page| *page != asked.list.page) {
            query.update(|query| query.page = page);
        }
    });
    let add = Callback::new(move |()| {
        rest.want();
        adding.set(true);
    });
    let nothing = empty(move || dynamic(move || nothing(view)).into_any(), Label::AddEcsBackup, add);
    let mut frame = Frame::new(Label::BackedUpInstances, "fleet", COLUMNS, Label::Search, nothing)
        .choice(Label::Status, STATUS_LABELS, status)
        .opener(Label::AddEcsBackup, add)
        .bulk(over.picks, |screens| (screens.deeds)());
    frame.filters.push(Filter::Scope { label: Label::WithUnprotected, on: with_unprotected });
    view! {
        <div class="screen-head">
            <h1 tabindex="-1">{t(Label::EcsInstanceBackup)}</h1>
            <p class="count">
                {dynamic(move || {
                    view.with(|view| format!("{} / {}", view.protected, view.instances))
                })} " " {t(Label::Protected)}
            </p>
        </div>
        <Tabs />
        <Missing />
        {frame
            .list(
                query,
                page,
                |row: &InstanceRow| row.id.to_string(),
                |row| view! { <Line row=row /> }.into_any(),
            )}
        {rest.once_here(move |screens| (screens.add_backup)(adding))}
        {rest.once_here(|screens| (screens.over)())}
    }
}

/// The instance that the address names.
fn open_instance() -> Memo<Option<InstanceId>> {
    let route = use_route();
    Memo::new(move |_| match &*route.read() {
        Route::Instances { open, .. } => open.clone(),
        _ => None,
    })
}

/// Why the list is empty: there is no instance, or none that is protected.
fn nothing(view: Memo<FleetView>) -> String {
    let library = use_library();
    let locale = library.locale.get();
    let label = if view.with(|view| view.instances == 0) { Label::NothingHere } else { Label::NothingProtected };
    label.get(locale).replace("{}", library.region.get().name(locale))
}

/// Says so where the address names an instance that is not there.
#[component]
fn Missing() -> impl IntoView {
    let library = use_library();
    let route = use_route();
    let missing = move || {
        let Route::Instances { open: Some(open), .. } = route.get() else { return None };
        library.read(|run| run.world().instance(&open).is_err()).then(|| open.to_string())
    };
    let notice = move |id: String| {
        view! {
            <p class="notice" role="status">
                {t(Label::NoSuchInstance)}
                " "
                <code>{id}</code>
            </p>
        }
    };
    dynamic(move || missing().map(notice))
}

/// One instance, and below it its history when it is open.
#[component]
fn Line(row: Memo<Option<InstanceRow>>) -> impl IntoView {
    let rest = use_parts().screens;
    let id = row.with_untracked(|row| row.as_ref().map(|row| row.id.clone()));
    let open_now = open_instance();
    let open = {
        let id = id.clone();
        Memo::new(move |_| open_now.with(|open| open.is_some() && *open == id))
    };
    let toggle = {
        let id = id.clone();
        move || {
            let target = if open.get_untracked() { None } else { id.clone() };
            go(&Route::Instances { open: target, point: None });
        }
    };
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default();
    let piece = move |of: fn(&Screens) -> OfInstance| rest.once_here(move |screens| of(&screens)(row)).into_any();
    let history = {
        let id = id.clone();
        move || {
            let id = id.clone();
            rest.show(None, move |screens| id.clone().map_or_else(|| ().into_any(), |id| (screens.history)(id)))
        }
    };
    view! {
        <tr data-open=move || open.get().then_some("true")>
            <th scope="row">
                <span class="pick">{piece(|screens| screens.pick)}</span>
                {expander(
                    move || open.get(),
                    name,
                    [Label::ShowHistory, Label::HideHistory],
                    toggle,
                )}
                <span class="name">{dynamic(name)}</span>
                " "
                <code>{id.as_ref().map(ToString::to_string)}</code>
            </th>
            {dynamic(move || row.get().map(cells))}
            <td>{piece(|screens| screens.actions)}</td>
        </tr>
        <Show when=move || open.get()>
            <tr class="history-row">
                <td colspan="7">{history()}</td>
            </tr>
        </Show>
    }
}

/// What the list tells of an instance between its name and its actions.
fn cells(row: InstanceRow) -> impl IntoView {
    let library = use_library();
    let (zone, locale) = (library.read(|run| run.world().zone), library.locale.get());
    let disks = match (row.disks_protected, row.disks) {
        (_, all) if row.replicated_from.is_some() => all.to_string(),
        (0, all) => format!("0 / {all}"),
        (some, all) if some == all => format!("{} ({all})", Label::AllDisks.get(locale)),
        (some, all) => format!("{some} / {all}"),
    };
    let latest = row.latest.as_ref().map(|latest| {
        let at = format::date_time(latest.began_at, zone, locale);
        view! {
            <JobState status=latest.status />
            " "
            <span class="figure">{at}</span>
        }
    });
    let never = (latest.is_none() && row.replicated_from.is_none()).then(|| Label::Never.get(locale));
    let policies = row.policies.iter().map(|policy| {
        let suspended = policy.suspended.then(|| view! { <span class="badge">{Label::Suspended.get(locale)}</span> });
        // Policy Center has no legacy plans.
        let listed = policy.kind != PolicyKind::Plan;
        let to = listed.then(|| Route::Policies { open: Some(policy.id.clone()) }.to_string());
        view! {
            <a class="policy" href=to>
                {policy.name.clone()}
            </a>
            " "
            {suspended}
        }
    });
    let free = !row.is_protected() && row.replicated_from.is_none();
    let state = match row.replicated_from {
        Some(from) => Label::ReplicatedFrom.get(locale).replace("{}", from.name(locale)).into_any(),
        None => view! { <InstanceState status=row.status /> }.into_any(),
    };
    view! {
        <td class="wraps">{state}</td>
        <td data-label=Label::Disks.get(locale)>{disks}</td>
        <td data-unprotected=free
            .then_some(
                "true",
            )>{policies.collect_view()} {free.then(|| Label::NoPolicy.get(locale))}</td>
        <td class="figure amount" data-label=Label::BackupSize.get(locale)>
            {format::size(row.backup_size)}
        </td>
        <td>{latest} {never}</td>
    }
}
