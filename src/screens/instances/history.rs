//! The backup history of one instance: a chart and its twin, a table.

use std::sync::Arc;

use engine::{
    id::{InstanceId, PointId},
    view::{
        format,
        history::{self, PointKind, PointRow, PointsQuery},
        list::Query,
    },
};
use leptos::prelude::*;

use super::{chart::Chart, point_card::PointCard};
use crate::{
    app::{go, t, use_route},
    components::{
        dynamic::dynamic,
        list::{Column, Frame, chosen},
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
                let position = run.world().instance(&instance).ok()?;
                Some(history::history(run.world(), position))
            })
        })
    };
    let point = Memo::new(move |_| match &*route.read() {
        Route::Instances { point, .. } => point.clone(),
        _ => None,
    });
    let choose = {
        let instance = instance.clone();
        Callback::new(move |point: Option<PointId>| {
            go(&Route::Instances { open: Some(instance.clone()), point });
        })
    };
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
    let count = move || view.with(|view| view.as_ref().map_or(0, |view| view.points.len()));
    let any = move || count() > 0;
    let whose = StoredValue::new(instance);
    view! {
        <section class="history" aria-label=t(Label::InstanceProtection)>
            <header class="history-head">
                <h2>{t(Label::InstanceProtection)}</h2>
                <p>{t(Label::Points)} {t(Label::Colon)} {dynamic(count)}</p>
                <ul class="legend" aria-hidden="true">
                    <li data-mark="standard">{t(Label::StandardTier)}</li>
                    <li data-mark="locked">{t(Label::Lock)}</li>
                    <li data-mark="failed">{t(Label::FailedRun)}</li>
                </ul>
                <div class="segmented" role="group">
                    {button(Shown::Chart, Label::Chart)}
                    {button(Shown::Table, Label::Table)}
                </div>
            </header>
            <Show when=any fallback=move || view! { <p class="empty">{t(Label::NoPoints)}</p> }>
                <div class="history-body">
                    {dynamic(move || match shown.get() {
                        Shown::Chart => {
                            view! { <Chart view=view chosen=point choose=choose /> }.into_any()
                        }
                        Shown::Table => {
                            view! { <Table instance=whose.get_value() choose=choose /> }.into_any()
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

const COLUMNS: &[Column] = &[
    Column::ordered(Label::Created, 0),
    Column::new(Label::BackupStatus),
    Column::ordered(Label::ExpiresAt, 1),
    Column::ordered(Label::StoredSize, 2).figure(),
];

/// The points as rows, newest first.
#[component]
fn Table(instance: InstanceId, choose: Callback<Option<PointId>>) -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query { size: 10, ..PointsQuery::default().list });
    let kind = RwSignal::new(0);
    let page = library.view(
        |revisions| (revisions.points, revisions.fleet),
        move |run| {
            let asked = PointsQuery { list: query.get(), kind: chosen(&PointKind::ALL, kind) };
            let position = run.world().instance(&instance).ok();
            position.map(|position| history::points(run.world(), position, &asked)).unwrap_or_default()
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
                    move |point| view! { <Line point=point choose=choose /> }.into_any(),
                )}
        </div>
    }
}

/// One point.
#[component]
fn Line(point: Memo<Option<PointRow>>, choose: Callback<Option<PointId>>) -> impl IntoView {
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
            let status = if point.whole { Label::Completed } else { Label::CompletedInPart };
            let special = point.special_label(zone, locale).map(|text| {
                view! {
                    " "
                    <span class="badge">{text}</span>
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
                <td>{status.get(locale)} {special} {locked}</td>
                <td class="figure">{format::date_time(point.expires_at, zone, locale)}</td>
                <td class="figure amount" data-label=Label::StoredSize.get(locale)>
                    {format::size(point.stored)}
                </td>
            }
        })
    };
    view! {
        <tr>
            <th scope="row" class="figure">
                <button type="button" class="link" on:click=open>
                    {dynamic(created)}
                </button>
            </th>
            {dynamic(cells)}
        </tr>
    }
}
