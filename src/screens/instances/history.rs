//! The backup history of one instance: a chart, its twin as a table, and why each point is there.

use std::sync::Arc;

use engine::{
    backup::point::Archiving,
    catalog::region::Region,
    id::{InstanceId, PointId},
    view::{
        format,
        history::{self, HistoryView, PointKind, PointRow, PointsQuery, Span},
        list::Query,
    },
};
use leptos::{html, prelude::*};

use super::{
    chart::{Chart, Looking},
    point_card::{PointCard, status},
    why::WhyPoints,
};
use crate::{
    app::{go, go_instead, t, use_route},
    components::{
        dynamic::dynamic,
        list::{Column, Frame, chosen as chosen_of},
    },
    library::use_library,
    route::Route,
    text::Label,
};

/// How the history is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Chart,
    Table,
    Why,
}

/// The history.
#[component]
pub fn History(
    /// Whose history it is.
    instance: InstanceId,
) -> impl IntoView {
    let library = use_library();
    let route = use_route();
    let shown = RwSignal::new(Shown::Chart);
    let view = {
        let instance = instance.clone();
        Memo::new(move |_| {
            library.revisions.track();
            library.read(|run| {
                let holder = history::holder(run.world(), &instance, library.region.get())?;
                Some(history::history(run.world(), holder))
            })
        })
    };
    let point = Memo::new(move |_| match &*route.read() {
        Route::Instances { point, .. } => point.clone(),
        _ => None,
    });
    let choose = {
        let instance = instance.clone();
        Callback::new(move |next: Option<PointId>| {
            // Going from point to point is one step on the way back.
            let lead = if next.is_some() && point.get_untracked().is_some() { go_instead } else { go };
            lead(&Route::Instances { open: Some(instance.clone()), point: next });
        })
    };
    let looking = Looking::new(view, point, choose);
    let button = move |choice, label| {
        view! {
            <button
                type="button"
                aria-pressed=move || (shown.get() == choice).to_string()
                on:click=move |_| shown.set(choice)
            >
                {t(label)}
            </button>
        }
    };
    let whose = StoredValue::new(instance);
    let section: NodeRef<html::Section> = NodeRef::new();
    section.on_load(|section| request_animation_frame(move || bring_into_view(&section)));
    view! {
        <section class="history" node_ref=section aria-label=t(Label::InstanceProtection)>
            <header class="history-head">
                <h2>{t(Label::InstanceProtection)}</h2>
                <p>
                    {t(Label::Points)} {t(Label::Colon)}
                    {dynamic(move || format::count(looking.all() as u64))}
                </p>
                {dynamic(move || looking.read_all(regions))}
                {dynamic(move || looking.read_all(legend))}
                <div class="segmented" role="group">
                    {button(Shown::Chart, Label::Chart)}
                    {button(Shown::Table, Label::Table)}
                    {button(Shown::Why, Label::WhyPoints)}
                </div>
            </header>
            <Show
                when=move || { looking.all() > 0 }
                fallback=move || view! { <p class="empty">{t(Label::NoPoints)}</p> }
            >
                <div class="history-body">
                    {dynamic(move || match shown.get() {
                        Shown::Chart => view! { <Chart looking=looking /> }.into_any(),
                        Shown::Table => {
                            view! {
                                <Table instance=whose.get_value() chosen=point choose=choose />
                            }
                                .into_any()
                        }
                        Shown::Why => {
                            view! { <WhyPoints instance=whose.get_value() choose=choose /> }
                                .into_any()
                        }
                    })}
                    {dynamic(move || {
                        point.get().map(|point| view! { <PointCard point=point choose=choose /> })
                    })}
                </div>
            </Show>
        </section>
    }
}

/// Brings a history that opened below what is seen to the top: an address may have opened it, far down the list.
fn bring_into_view(section: &web_sys::HtmlElement) {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let top = section.get_bounding_client_rect().top();
    if top < 0.0 || top > height / 2.0 {
        section.scroll_into_view_with_bool(true);
    }
}

/// The regions that have points of the instance: choosing another goes there, as in the console (RES-11).
fn regions(view: &HistoryView) -> AnyView {
    if view.regions.len() < 2 {
        return ().into_any();
    }
    let library = use_library();
    let locale = library.locale.get();
    let (here, whose) = (view.own.region, StoredValue::new(view.instance.clone()));
    let button = |(region, points): (Region, usize)| {
        let choose = move |_| {
            library.region.set(region);
            go(&Route::Instances { open: Some(whose.get_value()), point: None });
        };
        let name = format!("{} ({})", region.name(locale), format::count(points as u64));
        view! {
            <button type="button" aria-pressed=(region == here).to_string() on:click=choose>
                {name}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=t(Label::PointsIn)>
            {view.regions.iter().copied().map(button).collect_view()}
        </div>
    }
    .into_any()
}

/// What the marks of the chart mean, those that are in it.
pub fn legend(view: &HistoryView) -> AnyView {
    let lanes = || std::iter::once(&view.own).chain(&view.copies);
    let any = |is: fn(&Span) -> bool| lanes().any(|lane| lane.points.iter().any(is));
    let marks = [
        ("standard", Label::StandardTier, true),
        ("archive", Label::ArchiveTier, any(|point| point.archive_from.is_some())),
        ("locked", Label::Lock, any(|point| point.locked)),
        ("failed", Label::FailedRun, !view.failures.is_empty()),
    ];
    let marks = marks.into_iter().filter(|(_, _, is_there)| *is_there);
    view! {
        <ul class="legend" aria-hidden="true">
            {marks
                .map(|(mark, label, _)| view! { <li data-mark=mark>{t(label)}</li> })
                .collect_view()}
        </ul>
    }
    .into_any()
}

const COLUMNS: &[Column] = &[
    Column::ordered(Label::Created, 0),
    Column::new(Label::BackupStatus),
    Column::ordered(Label::ExpiresAt, 1),
    Column::ordered(Label::StoredSize, 2).figure(),
];

/// The points as rows, newest first.
#[component]
fn Table(
    instance: InstanceId,
    /// The point that is chosen; its page is shown.
    chosen: Memo<Option<PointId>>,
    choose: Callback<Option<PointId>>,
) -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query { size: 10, ..PointsQuery::default().list });
    let kind = RwSignal::new(0);
    let asked = move || PointsQuery { list: query.get(), kind: chosen_of(&PointKind::ALL, kind) };
    let on_page = {
        let instance = instance.clone();
        move |asked: &PointsQuery, id: &PointId| {
            library.read(|run| {
                let (world, created) = (run.world(), history::created(run.world(), id)?);
                history::page_of(world, history::holder(world, &instance, library.region.get())?, asked, created)
            })
        }
    };
    // A point that is chosen in the chart, or by an address, is on the page that is shown.
    Effect::new(move |_| {
        let Some(id) = chosen.get() else { return };
        let asked = untrack(asked);
        if let Some(page) = on_page(&asked, &id).filter(|page| *page != asked.list.page) {
            query.update(|query| query.page = page);
        }
    });
    let page = library.view(
        |revisions| (revisions.points, revisions.fleet),
        move |run| {
            let asked = asked();
            let holder = history::holder(run.world(), &instance, library.region.get());
            holder.map(|holder| history::points(run.world(), holder, &asked)).unwrap_or_default()
        },
    );
    let empty = Arc::new(|| view! { <p class="empty">{t(Label::NoPoints)}</p> }.into_any());
    let frame = Frame::new(Label::Points, "points", COLUMNS, Label::SearchPoints, empty).choice(
        Label::BackupStatus,
        &[Label::AllInstances, Label::Lock, Label::KeptLonger, Label::CompletedInPart],
        kind,
    );
    view! {
        <div class="history-table">
            {frame
                .list(
                    query,
                    page,
                    |point: &PointRow| point.id.to_string(),
                    move |point| {
                        view! { <Line point=point chosen=chosen choose=choose /> }.into_any()
                    },
                )}
        </div>
    }
}

/// One point.
#[component]
fn Line(
    point: Memo<Option<PointRow>>,
    chosen: Memo<Option<PointId>>,
    choose: Callback<Option<PointId>>,
) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let open = move |_| choose.run(point.get_untracked().map(|point| point.id));
    let created = move || {
        let locale = library.locale.get();
        point.with(|point| point.as_ref().map(|point| format::date_time(point.created_at, zone, locale)))
    };
    let cells = move || {
        let locale = library.locale.get();
        point.get().map(|point| {
            let status = status(&point);
            let special = point.special_label(zone, locale).map(|text| {
                view! {
                    " "
                    <span class="badge">{text}</span>
                }
            });
            let archived = matches!(point.archiving, Archiving::Done { .. }).then(|| {
                view! {
                    " "
                    <span class="badge" data-mark="archive">
                        {Label::ArchiveTier.get(locale)}
                    </span>
                }
            });
            let locked = point.locked.then(|| {
                view! {
                    " "
                    <span class="badge" data-mark="locked">
                        {Label::Lock.get(locale)}
                    </span>
                }
            });
            view! {
                <td>{status.get(locale)} {special} {archived} {locked}</td>
                <td class="figure">{format::date_time(point.expires_at, zone, locale)}</td>
                <td class="figure amount" data-label=Label::StoredSize.get(locale)>
                    {format::size(point.stored)}
                </td>
            }
        })
    };
    let is_chosen = move || {
        let chosen = chosen.get();
        point
            .with(|point| chosen.is_some() && point.as_ref().map(|point| &point.id) == chosen.as_ref())
            .then_some("true")
    };
    view! {
        <tr data-open=is_chosen>
            <th scope="row" class="figure">
                <button type="button" class="link" aria-current=is_chosen on:click=open>
                    {dynamic(created)}
                </button>
            </th>
            {dynamic(cells)}
        </tr>
    }
}
