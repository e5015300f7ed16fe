//! Activity: what happened, each with its rule.

use engine::view::{
    activity::{self, ActivityRow},
    format,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::{Rows, row},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// How many events are shown; searching reaches all that are kept.
const ROWS_MAX: usize = 200;

/// The screen.
#[component]
pub fn Activity() -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let query = RwSignal::new(String::new());
    let rows = library.view(
        |revisions| (revisions.fleet, revisions.policies, revisions.jobs, revisions.points),
        move |run| {
            let locale = locale.get();
            query.with(|query| activity::activity(run, query, ROWS_MAX, locale))
        },
    );
    let zone = move || library.read(|run| run.world().zone);
    let line = move |event: ActivityRow| {
        view! {
            <tr data-trouble=event.is_trouble.then_some("true")>
                <td class="figure">
                    {format::date_time(event.at, zone(), locale.get_untracked())}
                </td>
                <td>{event.text}</td>
                <td>
                    <RuleChip rule=event.rule />
                </td>
            </tr>
        }
    };
    let lines = Signal::derive(move || {
        let tag = locale.get().tag();
        let keyed =
            rows.get().into_iter().map(|event| row(format!("{} {tag}", event.number), move || line(event.clone())));
        keyed.collect()
    });
    view! {
        <h1 tabindex="-1">{t(Label::Activity)}</h1>
        <div class="tools">
            <input
                type="search"
                aria-label=t(Label::SearchActivity)
                placeholder=t(Label::SearchActivity)
                prop:value=query
                on:input=move |event| query.set(event_target_value(&event))
            />
        </div>
        <Show
            when=move || rows.with(|rows| !rows.is_empty())
            fallback=move || view! { <p class="empty">{t(Label::ActivityEmpty)}</p> }
        >
            <div class="table-frame">
                <table class="activity">
                    <thead>
                        <tr>
                            <th scope="col">{t(Label::Time)}</th>
                            <th scope="col">{t(Label::Event)}</th>
                            <th scope="col">{t(Label::Why)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <Rows rows=lines />
                    </tbody>
                </table>
            </div>
        </Show>
    }
}
