//! What was done in the run, each with the way to its moment.

use engine::view::{
    actions::{self, ActionRow},
    format,
    list::Query,
};
use leptos::prelude::*;

use super::Tabs;
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        list::{Column, Frame, empty_but},
    },
    library::use_library,
    route::Route,
    shell::api_call,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::Time, 0),
    Column::new(Label::ActionText),
    Column::new(Label::StateNow),
    Column::new(Label::Actions),
];

/// The screen.
#[component]
pub fn Actions() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query::by(0, true));
    let page = Memo::new(move |_| {
        library.number.track();
        library.branched.track();
        library.revisions.track();
        let (query, locale) = (query.get(), library.locale.get());
        library.read_timeline(|timeline| actions::actions(timeline, &query, locale))
    });
    let empty = empty_but(|| t(Label::ActionsEmpty).into_any(), Label::BackedUpInstances, Route::HOME);
    let frame = Frame::new(Label::ActionsOfRun, "actions", COLUMNS, Label::SearchActions, empty);
    view! {
        <h1 tabindex="-1">{t(Label::ActionsOfRun)}</h1>
        <Tabs />
        <p class="lead">{t(Label::ActionsHint)}</p>
        {frame
            .list(
                query,
                page,
                |row: &ActionRow| row.number.to_string(),
                |row| view! { <Line row=row /> }.into_any(),
            )}
    }
}

/// One action.
#[component]
fn Line(row: Memo<Option<ActionRow>>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let go = move |_| {
        let Some(at) = row.with_untracked(|row| row.as_ref().map(|row| row.at)) else { return };
        leptos::task::spawn_local(async move {
            if let Err(problem) = library.seek(at).await {
                library.refuse(&problem.into());
            }
        });
    };
    let cells = move || {
        let locale = library.locale.get();
        row.get().map(|row| {
            let state = if row.is_ahead { Label::ActionAhead } else { Label::ActionDone };
            view! {
                <td class="figure">{format::date_time(row.at, zone, locale)}</td>
                <th scope="row" class="wraps">
                    {row.text}
                </th>
                <td>{state.get(locale)}</td>
            }
        })
    };
    view! {
        <tr>
            {dynamic(cells)} <td>
                <button type="button" class="link" on:click=go>
                    {t(Label::GoToMoment)}
                </button>
                " "
                <button
                    type="button"
                    class="link"
                    aria-haspopup="dialog"
                    on:click=move |_| {
                        api_call::show(
                            row.with_untracked(|row| row.as_ref().map_or(0, |row| row.number)),
                        );
                    }
                >
                    {t(Label::ApiCall)}
                </button>
            </td>
        </tr>
    }
}
