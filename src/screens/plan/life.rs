//! The retention chart of what is rehearsed.

use engine::{
    id::InstanceId,
    view::{history::HistoryView, rehearsal},
};
use leptos::prelude::*;

use super::use_planning;
use crate::{
    app::t,
    components::dynamic::dynamic,
    screens::instances::{
        chart::{Chart, Looking},
        history::legend,
    },
    text::Label,
};

/// The chart, of the instance that is chosen.
#[component]
pub(super) fn Life() -> impl IntoView {
    let planning = use_planning();
    let subject = RwSignal::new(None::<InstanceId>);
    let names = Memo::new(move |_| {
        planning
            .read(|planned, _| {
                let named = |of: &engine::cloud::InstanceIdx| {
                    let instance = &planned.world().instances[*of];
                    (instance.id.clone(), instance.name.clone())
                };
                planned.instances().iter().map(named).collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let shown = Memo::new(move |_| {
        names.with(|names| {
            let chosen = subject.get().filter(|chosen| names.iter().any(|(id, _)| id == chosen));
            chosen.or_else(|| names.first().map(|(id, _)| id.clone()))
        })
    });
    let view: Memo<Option<HistoryView>> = Memo::new(move |_| {
        let instance = shown.get()?;
        let before = planning.before;
        planning.read(|planned, _| before.with_value(|before| rehearsal::life(planned, before, &instance)))?
    });
    let choose = move |event| subject.set(Some(event_target_value(&event).as_str().into()));
    let options = move || {
        let option = |(id, name): (InstanceId, String)| {
            let is_chosen = shown.with(|shown| shown.as_ref() == Some(&id));
            view! {
                <option value=id.to_string() selected=is_chosen>
                    {name}
                </option>
            }
        };
        names.get().into_iter().map(option).collect_view()
    };
    view! {
        <section class="plan-life" aria-labelledby="plan-life-title">
            <header class="history-head">
                <h2 id="plan-life-title">{t(Label::PlanLife)}</h2>
                <label class="filter">
                    {t(Label::EcsInstance)} <select on:change=choose>{dynamic(options)}</select>
                </label>
                {dynamic(move || view.with(|view| view.as_ref().map(legend)))}
            </header>
            <p class="hint">{t(Label::PlanLifeHint)}</p>
            <History view=view />
        </section>
    }
}

#[component]
fn History(view: Memo<Option<HistoryView>>) -> impl IntoView {
    let looking = Looking::new(view, Memo::new(|_| None), Callback::new(|_| ()));
    view! {
        <Show
            when=move || { looking.all() > 0 }
            fallback=move || view! { <p class="empty">{t(Label::PlanItemsNone)}</p> }
        >
            <Chart looking=looking />
        </Show>
    }
}
