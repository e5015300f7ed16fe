//! Activity: what happened, each with its rule; and what was done.

pub mod actions;

use engine::view::{
    activity::{self, About, ActivityQuery, ActivityRow},
    format,
};
use leptos::prelude::*;

use super::{
    instances::tabs::tabs_of,
    jobs::{SPAN_LABELS, SPANS},
};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        list::{Column, Frame, chosen, empty_but},
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::Time, 0),
    Column::ordered(Label::About, 1),
    Column::new(Label::Event),
    Column::new(Label::EcsInstance),
    Column::ordered(Label::Rule, 2),
];

/// What events are about, in the order of [`About::ALL`], after all of it.
const ABOUT: &[Label] =
    &[Label::AllInstances, Label::Jobs, Label::Points, Label::AboutPolicies, Label::Ecs, Label::AboutService];

/// The screen.
#[component]
pub fn Activity() -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let query = RwSignal::new(ActivityQuery::default().list);
    let (about, outcome, within) = (RwSignal::new(0), RwSignal::new(0), RwSignal::new(0));
    let page = library.view(
        |revisions| (revisions.fleet, revisions.policies, revisions.jobs, revisions.points),
        move |run| {
            let asked = ActivityQuery {
                list: query.get(),
                about: chosen(&About::ALL, about),
                trouble_only: outcome.get() == 1,
                within: chosen(&SPANS, within),
            };
            activity::activity(run, &asked, locale.get())
        },
    );
    let empty = empty_but(|| t(Label::ActivityEmpty).into_any(), Label::BackedUpInstances, Route::HOME);
    let frame = Frame::new(Label::Activity, "activity", COLUMNS, Label::SearchActivity, empty)
        .choice(Label::About, ABOUT, about)
        .choice(Label::Outcome, &[Label::AllInstances, Label::FailedOrSkipped], outcome)
        .choice(Label::Time, SPAN_LABELS, within);
    view! {
        <h1 tabindex="-1">{t(Label::Activity)}</h1>
        <Tabs />
        {frame
            .list(
                query,
                page,
                |row: &ActivityRow| row.number.to_string(),
                |row| view! { <Line row=row /> }.into_any(),
            )}
    }
}

/// The tabs: what happened, and what was done.
#[component]
fn Tabs() -> impl IntoView {
    let tabs = [(Route::Activity, Label::Events), (Route::Actions, Label::ActionsOfRun)];
    tabs_of(Label::ActivityViews, tabs)
}

/// One event.
#[component]
fn Line(row: Memo<Option<ActivityRow>>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let trouble = row.with_untracked(|row| row.as_ref().is_some_and(|row| row.is_trouble));
    let cells = move || {
        let locale = library.locale.get();
        row.get().map(|row| {
            let instance = row.instance.map(|(id, name)| {
                let to = Route::Instances { open: Some(id), point: None }.to_string();
                view! { <a href=to>{name}</a> }
            });
            view! {
                <td class="figure">{format::date_time(row.at, zone, locale)}</td>
                <td>{t(about(row.about))}</td>
                <th scope="row" class="wraps">
                    {row.text}
                </th>
                <td>{instance}</td>
                <td>
                    <RuleChip rule=row.rule />
                </td>
            }
        })
    };
    view! { <tr data-trouble=trouble.then_some("true")>{dynamic(cells)}</tr> }
}

fn about(about: About) -> Label {
    match about {
        About::Jobs => Label::Jobs,
        About::Points => Label::Points,
        About::Policies => Label::AboutPolicies,
        About::Ecs => Label::Ecs,
        About::Service => Label::AboutService,
    }
}
