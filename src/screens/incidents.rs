//! Incidents: what goes wrong on purpose, and what it led to.

use engine::{
    command::Command,
    id::InstanceId,
    incident::{Incident, IncidentKind},
    view::{format, incidents, incidents::IncidentRow, troubleshooting::Trouble},
    words,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::{Rows, dynamic, row},
        field::Field,
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::ecs::fields::choice,
    text::Label,
};

/// The kinds that can be injected.
const KINDS: [IncidentKind; 3] =
    [IncidentKind::PaymentOverdue, IncidentKind::MetadataSyncFailure, IncidentKind::InstanceReleased];

/// The screen.
#[component]
pub fn Incidents() -> impl IntoView {
    view! {
        <h1 tabindex="-1">{t(Label::Incidents)}</h1>
        <p class="lead">{t(Label::IncidentsLead)}</p>
        <Inject />
        <Injected />
        <Troubleshooting />
    }
}

/// Lets something go wrong.
#[component]
fn Inject() -> impl IntoView {
    let library = use_library();
    let kind = RwSignal::new(0_usize);
    let instance = RwSignal::new(String::new());
    let jobs = RwSignal::new("1".to_owned());
    let fault = Signal::derive(move || incidents::read_jobs(&jobs.get()).err());
    let instances = library.view(
        |revisions| revisions.fleet,
        |run| {
            let world = run.world();
            let living = world.living_instances();
            living.map(|instance| (instance.id.to_string(), instance.name.clone())).collect::<Vec<_>>()
        },
    );
    let inject = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let incident = match KINDS[kind.get_untracked()] {
            IncidentKind::PaymentOverdue => Incident::PaymentOverdue,
            IncidentKind::MetadataSyncFailure => match incidents::read_jobs(&jobs.get_untracked()) {
                Ok(jobs) => Incident::MetadataSyncFailure { jobs },
                Err(_) => return,
            },
            _ => {
                let first = || instances.with_untracked(|all| all.first().map(|(id, _)| id.clone()));
                let chosen = instance.get_untracked();
                let Some(id) = (!chosen.is_empty()).then_some(chosen).or_else(first) else { return };
                Incident::InstanceReleased { instance: InstanceId(id) }
            }
        };
        let _ = library.dispatch(Command::InjectIncident { incident });
    };
    let option = move |(position, kind_of): (usize, IncidentKind)| {
        view! {
            <option value=position.to_string() selected=move || kind.get() == position>
                {dynamic(move || words::incident_kind(kind_of, library.locale.get()))}
            </option>
        }
    };
    let parameters = move || match KINDS[kind.get()] {
        IncidentKind::MetadataSyncFailure => view! {
            <Field
                id="incident-jobs"
                label=Label::JobsToFail
                hint=Label::JobsToFailHint
                value=jobs.into()
                on_input=Callback::new(move |text| jobs.set(text))
                fault=fault
            />
        }
        .into_any(),
        IncidentKind::InstanceReleased => choice(Label::EcsInstance, instances.get(), instance),
        _ => view! { <p>{t(Label::OverdueConsequence)}</p> }.into_any(),
    };
    view! {
        <form class="inject" on:submit=inject novalidate>
            <label class="text-field">
                <span>{t(Label::Incident)}</span>
                <select on:change=move |event| {
                    kind.set(event_target_value(&event).parse().unwrap_or(0));
                }>{KINDS.into_iter().enumerate().map(option).collect_view()}</select>
            </label>
            {dynamic(parameters)}
            <p>
                {t(Label::Why)} " "
                {dynamic(move || view! { <RuleChip rule=KINDS[kind.get()].rule() /> })}
            </p>
            <button type="submit" class="primary">
                {t(Label::InjectIncident)}
            </button>
        </form>
    }
}

/// What has gone wrong so far.
#[component]
fn Injected() -> impl IntoView {
    let library = use_library();
    let rows = library.view(
        |revisions| (revisions.fleet, revisions.jobs),
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
                <td>{incident.standing(locale)}</td>
                <td>
                    <RuleChip rule=incident.rule />
                </td>
            </tr>
        }
    };
    let lines = Signal::derive(move || {
        let keyed = rows.get().into_iter().map(|incident| {
            let key = format!("{} {} {}", incident.id, incident.what, incident.ended_at.is_some());
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
