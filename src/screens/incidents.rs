//! Incidents: what goes wrong on purpose, and what it led to.

mod inject;
pub mod report;

use engine::view::{format, incidents, incidents::IncidentRow, recoverability, troubleshooting::Trouble};
use leptos::prelude::*;

use self::inject::Inject;
use crate::{
    app::t,
    components::{
        dynamic::{Rows, dynamic, row},
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    text::Label,
};

/// The screen.
#[component]
pub fn Incidents() -> impl IntoView {
    view! {
        <h1 tabindex="-1">{t(Label::Incidents)}</h1>
        <p class="lead">
            {t(Label::IncidentsLead)} " "
            <a href=Route::DrillReport.to_string()>{t(Label::DrillReport)}</a>
        </p>
        <Inject />
        <Injected />
        <Reveal />
        <Troubleshooting />
    }
}

/// What has gone wrong so far.
#[component]
fn Injected() -> impl IntoView {
    let library = use_library();
    let rows = library.view(
        |revisions| (revisions.fleet, revisions.jobs, revisions.points),
        move |run| incidents::incidents(run.world(), library.locale.get()),
    );
    let zone = library.read(|run| run.world().zone);
    let line = move |incident: IncidentRow| {
        let locale = library.locale.get_untracked();
        view! {
            <tr data-trouble=incident.ended_at.is_none().then_some("true")>
                <td class="figure">{format::date_time(incident.at, zone, locale)}</td>
                <th scope="row">{incident.name(locale)}</th>
                <td class="wraps">{incident.what.clone()}</td>
                <td class="wraps">{incident.follows.clone()}</td>
                <td>{incident.standing(locale)}</td>
                <td>
                    <RuleChip rule=incident.rule />
                </td>
            </tr>
        }
    };
    let lines = Signal::derive(move || {
        let keyed = rows.get().into_iter().map(|incident| {
            let key =
                format!("{} {} {:?} {}", incident.id, incident.what, incident.follows, incident.ended_at.is_some());
            row(key, move || line(incident.clone()))
        });
        keyed.collect()
    });
    view! {
        <section aria-labelledby="injected-title">
            <h2 id="injected-title">{t(Label::SoFar)}</h2>
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=move || view! { <p class="empty">{t(Label::NoIncidents)}</p> }
            >
                <div class="table-frame">
                    <table class="list" aria-labelledby="injected-title">
                        <thead>
                            <tr>
                                <th scope="col">{t(Label::Time)}</th>
                                <th scope="col">{t(Label::Incident)}</th>
                                <th scope="col">{t(Label::Event)}</th>
                                <th scope="col">{t(Label::WhatFollows)}</th>
                                <th scope="col">{t(Label::Status)}</th>
                                <th scope="col">{t(Label::Rule)}</th>
                            </tr>
                        </thead>
                        <tbody>
                            <Rows rows=lines />
                        </tbody>
                    </table>
                </div>
            </Show>
        </section>
    }
}

/// What nobody on the run can know, for trainers: from which point each instance really comes back.
#[component]
fn Reveal() -> impl IntoView {
    let library = use_library();
    let open = RwSignal::new(false);
    let rows = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.clock),
        move |run| match open.get() {
            true => recoverability::rows(run.world(), library.locale.get()),
            false => Vec::new(),
        },
    );
    let unseen = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.jobs),
        move |run| if open.get() { incidents::unseen(run.world(), library.locale.get()) } else { Vec::new() },
    );
    let line = move |of: recoverability::Row| {
        let locale = library.locale.get_untracked();
        let zone = library.read(|run| run.world().zone);
        let at = |at| format::date_time(at, zone, locale);
        let clean = match of.clean {
            Some((created, point)) => {
                let to = Route::Instances { open: Some(of.instance), point: Some(point) }.to_string();
                view! { <a href=to>{at(created)}</a> }.into_any()
            }
            None => of
                .obstacle
                .map(|(text, rule)| {
                    view! {
                        {text}
                        " "
                        <RuleChip rule=rule />
                    }
                })
                .into_any(),
        };
        view! {
            <tr>
                <th scope="row">{of.name}</th>
                <td class="figure" data-label=Label::NewestKnown.get(locale)>
                    {of.known.map(at)}
                </td>
                <td class="wraps" data-label=Label::NewestClean.get(locale)>
                    {clean}
                </td>
                <td class="figure" data-label=Label::NewestAge.get(locale)>
                    {of.rpo.map(|rpo| format::span(rpo, locale))}
                </td>
                <td class="figure" data-label=Label::EstimatedRestore.get(locale)>
                    {of.restore.map(|restore| format::span(restore, locale))}
                </td>
                <td class="wraps" data-label=Label::CanComeBackIn.get(locale)>
                    {of.regions.join(", ")}
                </td>
            </tr>
        }
    };
    let lines = Signal::derive(move || {
        let keyed = rows.get().into_iter().map(|of| row(format!("{of:?}"), move || line(of.clone())));
        keyed.collect()
    });
    view! {
        <details class="reveal" on:toggle=move |event| open.set(is_open(&event))>
            <summary>{t(Label::Reveal)}</summary>
            <p class="hint">{t(Label::RevealLead)}</p>
            {dynamic(move || {
                let told = unseen
                    .get()
                    .into_iter()
                    .map(|told| view! { <li>{told}</li> })
                    .collect_view();
                unseen.with(|unseen| !unseen.is_empty()).then(|| view! { <ul>{told}</ul> })
            })}
            <div class="table-frame">
                <table class="list" aria-label=t(Label::Reveal)>
                    <thead>
                        <tr>
                            <th scope="col">{t(Label::EcsInstance)}</th>
                            <th scope="col" class="figure">
                                {t(Label::NewestKnown)}
                            </th>
                            <th scope="col">{t(Label::NewestClean)}</th>
                            <th scope="col" class="figure">
                                {t(Label::NewestAge)}
                            </th>
                            <th scope="col" class="figure">
                                {t(Label::EstimatedRestore)}
                            </th>
                            <th scope="col">{t(Label::CanComeBackIn)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <Rows rows=lines />
                    </tbody>
                </table>
            </div>
        </details>
    }
}

fn is_open(event: &leptos::ev::Event) -> bool {
    event_target::<web_sys::HtmlDetailsElement>(event).open()
}

/// The five documented errors, with cause and way out.
#[component]
fn Troubleshooting() -> impl IntoView {
    let locale = use_library().locale;
    let entry = move |trouble: Trouble| {
        view! {
            <details class="trouble">
                <summary>{dynamic(move || trouble.title(locale.get()))}</summary>
                <dl>
                    <dt>{t(Label::Cause)}</dt>
                    <dd>{dynamic(move || trouble.cause(locale.get()))}</dd>
                    <dt>{t(Label::WayOut)}</dt>
                    <dd>
                        {dynamic(move || trouble.way_out(locale.get()))} " "
                        <RuleChip rule=trouble.rule() />
                    </dd>
                </dl>
            </details>
        }
    };
    view! {
        <section aria-labelledby="trouble-title">
            <h2 id="trouble-title">{t(Label::Troubleshooting)}</h2>
            {Trouble::ALL.into_iter().map(entry).collect_view()}
        </section>
    }
}
