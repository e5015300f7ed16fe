//! The backup history of one instance: a chart and its twin, a table.

use engine::{
    id::{InstanceId, PointId},
    view::{
        format,
        history::{self, HistoryView, PointRow},
    },
};
use leptos::prelude::*;

use super::{chart::Chart, point_card::PointCard};
use crate::{
    app::{go, t, use_route},
    components::dynamic::{Rows, dynamic, row},
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
    let chosen = Memo::new(move |_| match &*route.read() {
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
    view! {
        <section class="history" aria-label=t(Label::InstanceProtection)>
            <header class="history-head">
                <h2>{t(Label::InstanceProtection)}</h2>
                <p>{t(Label::Points)} {t(Label::Colon)} {dynamic(count)}</p>
                <ul class="legend" aria-hidden="true">
                    <li data-mark="standard">{t(Label::StandardTier)}</li>
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
                            view! { <Chart view=view chosen=chosen choose=choose /> }.into_any()
                        }
                        Shown::Table => view! { <Table view=view choose=choose /> }.into_any(),
                    })}
                    {dynamic(move || {
                        chosen.get().map(|point| view! { <PointCard point=point choose=choose /> })
                    })}
                </div>
            </Show>
        </section>
    }
}

/// The points as rows, newest first.
#[component]
fn Table(view: Memo<Option<HistoryView>>, choose: Callback<Option<PointId>>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let zone = library.read(|run| run.world().zone);
    let line = move |point: PointRow| {
        let locale = locale.get_untracked();
        let id = point.id.clone();
        view! {
            <tr>
                <td class="figure">
                    <button
                        type="button"
                        class="link"
                        on:click=move |_| choose.run(Some(id.clone()))
                    >
                        {format::date_time(point.created_at, zone, locale)}
                    </button>
                </td>
                <td>{t(if point.whole { Label::Completed } else { Label::CompletedInPart })}</td>
                <td class="figure">{format::date_time(point.expires_at, zone, locale)}</td>
                <td class="figure">{format::size(point.stored)}</td>
            </tr>
        }
    };
    let rows = Signal::derive(move || {
        let tag = locale.get().tag();
        let points = view.with(|view| view.as_ref().map(|view| view.points.clone())).unwrap_or_default();
        let keyed = points
            .into_iter()
            .rev()
            .map(|point| row(format!("{} {} {tag}", point.id, point.stored), move || line(point.clone())));
        keyed.collect()
    });
    view! {
        <div
            class="table-frame history-table"
            tabindex="0"
            role="region"
            aria-label=t(Label::Points)
        >
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(Label::Created)}</th>
                        <th scope="col">{t(Label::BackupStatus)}</th>
                        <th scope="col">{t(Label::ExpiresAt)}</th>
                        <th scope="col" class="figure">
                            {t(Label::StoredSize)}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    <Rows rows=rows />
                </tbody>
            </table>
        </div>
    }
}
