//! Backed-up ECS Instances: the instances of the region, each with its backup history.

mod actions;
mod chart;
pub mod history;
mod point_card;

use engine::view::{
    fleet,
    fleet::{FleetView, InstanceRow},
    format,
};
use leptos::prelude::*;

use self::actions::Actions;
use crate::{
    app::{go, t, use_route},
    components::{
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
        status::{InstanceState, JobState},
    },
    library::use_library,
    parts::use_parts,
    route::Route,
    text::Label,
};

/// Which instances are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    All,
    Protected,
    Unprotected,
}

/// The screen.
#[component]
pub fn Instances() -> impl IntoView {
    let library = use_library();
    let adding = RwSignal::new(false);
    let rest = use_parts().screens;
    let query = RwSignal::new(String::new());
    let filter = RwSignal::new(Filter::All);
    let view = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.fleet, revisions.policies, revisions.jobs, revisions.points));
        library.revisions.track();
        let region = library.region.get();
        library.read(|run| fleet::fleet(run.world(), region))
    });
    let rows = Memo::new(move |_| {
        let (query, filter) = (query.get(), filter.get());
        view.with(|view| listed(view, &query, filter))
    });
    let lines = Signal::derive(move || {
        let ids = rows.with(|rows| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>());
        ids.into_iter().map(|id| row(id.clone(), move || view! { <Row id=id.clone() rows=rows /> })).collect()
    });
    view! {
        <div class="screen-head">
            <h1 tabindex="-1">{t(Label::EcsInstanceBackup)}</h1>
            <p class="count" role="status">
                {dynamic(move || {
                    view.with(|view| format!("{} / {}", view.protected(), view.rows.len()))
                })}
                " "
                {t(Label::Protected)}
            </p>
        </div>
        <Missing />
        <div class="tools">
            <button type="button" class="primary" on:click=move |_| adding.set(true)>
                <Icon picture=Picture::Plus />
                {t(Label::AddEcsBackup)}
            </button>
            <FilterChoice filter=filter />
            <input
                type="search"
                aria-label=t(Label::Search)
                placeholder=t(Label::Search)
                prop:value=query
                on:input=move |event| query.set(event_target_value(&event))
            />
        </div>
        <Show
            when=move || rows.with(|rows| !rows.is_empty())
            fallback=move || {
                let nothing = view.with(|view| view.rows.is_empty());
                view! {
                    <p class="empty">
                        {t(if nothing { Label::NothingHere } else { Label::NothingFound })} " "
                        {(!nothing)
                            .then(|| {
                                view! {
                                    <button
                                        type="button"
                                        on:click=move |_| {
                                            query.set(String::new());
                                            filter.set(Filter::All);
                                        }
                                    >
                                        {t(Label::ClearSearch)}
                                    </button>
                                }
                            })}
                    </p>
                }
            }
        >
            <div class="table-frame">
                <table class="fleet" aria-label=t(Label::BackedUpInstances)>
                    <thead>
                        <tr>
                            <th scope="col">{t(Label::InstanceNameId)}</th>
                            <th scope="col">{t(Label::Status)}</th>
                            <th scope="col">{t(Label::Disks)}</th>
                            <th scope="col">{t(Label::BackupPolicy)}</th>
                            <th scope="col" class="figure">
                                {t(Label::BackupSize)}
                            </th>
                            <th scope="col">{t(Label::LatestBackup)}</th>
                            <th scope="col">{t(Label::Actions)}</th>
                        </tr>
                    </thead>
                    <Rows rows=lines />
                </table>
            </div>
        </Show>
        {rest.once_here(move |screens| (screens.add_backup)(adding))}
    }
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

#[component]
fn FilterChoice(filter: RwSignal<Filter>) -> impl IntoView {
    let button = move |choice, label| {
        view! {
            <button
                type="button"
                aria-pressed=move || (filter.get() == choice).to_string()
                on:click=move |_| filter.set(choice)
            >
                {t(label)}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group">
            {button(Filter::All, Label::AllInstances)}
            {button(Filter::Protected, Label::FilterProtected)}
            {button(Filter::Unprotected, Label::FilterUnprotected)}
        </div>
    }
}

/// One instance, and below it its history when it is open. It looks itself up, so that the row stays when it changes.
#[component]
fn Row(id: engine::id::InstanceId, rows: Memo<Vec<InstanceRow>>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let route = use_route();
    let rest = use_parts().screens;
    let row = {
        let id = id.clone();
        Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.id == id).cloned()))
    };
    let open = {
        let id = id.clone();
        Memo::new(move |_| matches!(&*route.read(), Route::Instances { open: Some(open), .. } if *open == id))
    };
    let toggle = {
        let id = id.clone();
        move |_| {
            let target = (!open.get_untracked()).then(|| id.clone());
            go(&Route::Instances { open: target, point: None });
        }
    };
    let zone = library.read(|run| run.world().zone);
    let cells = move || {
        row.get().map(|row| {
            let disks = match (row.disks_protected, row.disks) {
                (0, all) => format!("0 / {all}"),
                (some, all) if some == all => format!("{} ({all})", Label::AllDisks.get(locale.get())),
                (some, all) => format!("{some} / {all}"),
            };
            let latest = row.latest.clone().map(|latest| {
                let at = format::date_time(latest.began_at, zone, locale.get());
                view! {
                    <JobState status=latest.status />
                    " "
                    <span class="figure">{at}</span>
                }
            });
            let nothing = latest.is_none().then(|| t(Label::Never));
            let policies = row.policies.iter().map(|policy| {
                let suspended = policy.suspended.then(|| view! { <span class="badge">{t(Label::Suspended)}</span> });
                // Policy Center has no legacy plans.
                let to = (!policy.is_plan).then(|| Route::Policies { open: Some(policy.id.clone()) }.to_string());
                view! {
                    <a class="policy" href=to>
                        {policy.name.clone()}
                    </a>
                    " "
                    {suspended}
                }
            });
            let policies = policies.collect_view();
            view! {
                <td>
                    <InstanceState status=row.status />
                </td>
                <td>{disks}</td>
                <td data-unprotected=(!row.is_protected())
                    .then_some(
                        "true",
                    )>{policies} {(!row.is_protected()).then(|| t(Label::NoPolicy))}</td>
                <td class="figure">{format::size(row.backup_size)}</td>
                <td>{latest} {nothing}</td>
            }
        })
    };
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()));
    let expand = move || {
        let label = if open.get() { Label::HideHistory } else { Label::ShowHistory };
        format!("{} {}", label.get(locale.get()), name().unwrap_or_default())
    };
    view! {
        <tbody>
            <tr data-open=move || open.get().then_some("true")>
                <th scope="row">
                    <button
                        type="button"
                        class="quiet"
                        aria-label=expand
                        aria-expanded=move || open.get().to_string()
                        on:click=toggle
                    >
                        {dynamic(move || {
                            let picture = if open.get() {
                                Picture::ChevronDown
                            } else {
                                Picture::ChevronRight
                            };
                            view! { <Icon picture=picture /> }
                        })}
                    </button>
                    <span class="name">{dynamic(name)}</span>
                    " "
                    <code>{id.to_string()}</code>
                </th>
                {dynamic(cells)}
                <td>
                    <Actions row=row />
                </td>
            </tr>
            <Show when=move || open.get()>
                <tr class="history-row">
                    <td colspan="7">
                        {
                            let id = id.clone();
                            rest.show(None, move |screens| (screens.history)(id.clone()))
                        }
                    </td>
                </tr>
            </Show>
        </tbody>
    }
}

fn listed(view: &FleetView, query: &str, filter: Filter) -> Vec<InstanceRow> {
    let admitted = view.rows.iter().filter(|row| {
        let kind = match filter {
            Filter::All => true,
            Filter::Protected => row.is_protected(),
            Filter::Unprotected => !row.is_protected(),
        };
        kind && row.matches(query)
    });
    admitted.cloned().collect()
}
