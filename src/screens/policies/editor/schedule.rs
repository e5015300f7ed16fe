//! Schedule: how often, from when, and the next five runs.

use engine::{
    simulation::Simulation,
    view::{
        format,
        policy_form::{FormField, Frequency, schedule_in_words},
    },
};
use leptos::prelude::*;

use super::{
    Editing,
    fields::{Group, Line, TextField},
};
use crate::{
    app::t,
    components::{check_boxes::CheckBoxes, dynamic::dynamic},
    library::use_library,
    text::Label,
};

/// The group.
#[component]
pub fn Schedule(editing: Editing) -> impl IntoView {
    let frequency = Memo::new(move |_| editing.form.with(|form| form.frequency));
    let keeps = editing.form.with_untracked(|form| form.as_it_is.is_some());
    let choices = Frequency::CHOICES.into_iter().chain(keeps.then_some(Frequency::AsItIs));
    let button = move |choice: Frequency| {
        view! {
            <button
                type="button"
                aria-pressed=move || (frequency.get() == choice).to_string()
                on:click=move |_| editing.form.update(|form| form.frequency = choice)
            >
                {t(frequency_label(choice))}
            </button>
        }
    };
    view! {
        <Group title=Label::Schedule>
            <Line field=FormField::Frequency editing=editing>
                <div class="segmented">{choices.map(button).collect_view()}</div>
            </Line>
            {dynamic(move || (frequency.get() != Frequency::AsItIs).then(|| first_run(editing)))}
            {dynamic(move || cycle(editing, frequency.get()))}
            <Runs editing=editing />
            <Others editing=editing />
        </Group>
    }
}

fn first_run(editing: Editing) -> impl IntoView {
    view! {
        <TextField
            editing=editing
            field=FormField::FirstRun
            kind="datetime-local"
            step="1"
            value=editing.part(|form| form.first_run.clone())
            on_input=editing.edit(|form, typed| form.first_run = typed)
        />
    }
}

/// What says how often: the weekdays, the months, or the interval.
fn cycle(editing: Editing, frequency: Frequency) -> AnyView {
    let fault = editing.fault(FormField::Cycle);
    match frequency {
        Frequency::Weekly => view! {
            <CheckBoxes
                id="edit-cycle"
                label=Label::Weekdays
                hint=Label::WeekdaysHint
                numbers=0..=6
                name=|weekday, locale| format::weekday(weekday, locale).to_owned()
                chosen=editing.part(|form| form.weekdays)
                on_change=Callback::new(move |days| {
                    editing.form.update(|form| form.weekdays = days);
                })
                fault=fault
            />
        }
        .into_any(),
        Frequency::Monthly => view! {
            <CheckBoxes
                id="edit-cycle"
                label=Label::Months
                hint=Label::MonthsHint
                numbers=1..=12
                name=format::month
                chosen=editing.part(|form| form.months)
                on_change=Callback::new(move |months| {
                    editing.form.update(|form| form.months = months);
                })
                fault=fault
            />
        }
        .into_any(),
        Frequency::Hourly | Frequency::Daily => {
            let unit = Signal::stored(if frequency == Frequency::Hourly { Label::Hour } else { Label::Day });
            view! {
                <TextField
                    editing=editing
                    field=FormField::Cycle
                    unit=unit
                    value=editing.part(|form| form.interval.clone())
                    on_input=editing.edit(|form, typed| form.interval = typed)
                />
            }
            .into_any()
        }
        Frequency::AsItIs => view! {
            <Line field=FormField::Cycle editing=editing>
                {as_it_is(editing)}
            </Line>
        }
        .into_any(),
    }
}

fn as_it_is(editing: Editing) -> impl IntoView {
    editing
        .form
        .with_untracked(|form| form.as_it_is.as_ref().map(ToString::to_string))
        .map(|stored| view! { <code>{stored}</code> })
}

/// The schedule in words and its next five runs, in the colour of virtual time.
#[component]
fn Runs(editing: Editing) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let zone = library.read(|run| run.world().zone);
    let schedule = Memo::new(move |_| editing.form.with(|form| form.schedule(zone)).ok());
    let said = move || {
        schedule.get().map_or_else(
            || Label::NoSchedule.get(locale.get()).to_owned(),
            |schedule| schedule_in_words(&schedule, zone, locale.get()),
        )
    };
    let runs = move || {
        library.revisions.with(|revisions| revisions.clock);
        let now = library.read(Simulation::now);
        let runs = schedule.get().into_iter().flat_map(|schedule| schedule.runs_from(now, zone).take(5));
        runs.map(|run| view! { <li>{format::weekday_date_time(run, zone, locale.get())}</li> }).collect_view()
    };
    view! {
        <div class="next-runs" aria-live="polite">
            <h4>
                {t(Label::NextRuns)} {t(Label::Colon)} {dynamic(said)} ", UTC" {zone.to_string()}
            </h4>
            <ol class="runs">{dynamic(runs)}</ol>
        </div>
    }
}

/// Further schedules, which only programs make.
#[component]
fn Others(editing: Editing) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let others = editing.form.with_untracked(engine::view::policy_form::PolicyForm::other_schedules);
    (!others.is_empty()).then(move || {
        let said = move || {
            let locale = library.locale.get();
            others.iter().map(|other| view! { <li>{schedule_in_words(other, zone, locale)}</li> }).collect_view()
        };
        view! {
            <p class="hint">{t(Label::MoreSchedules)} {t(Label::Colon)}</p>
            <ul>{dynamic(said)}</ul>
        }
    })
}

fn frequency_label(frequency: Frequency) -> Label {
    match frequency {
        Frequency::Hourly => Label::Hourly,
        Frequency::Daily => Label::Daily,
        Frequency::Weekly => Label::Weekly,
        Frequency::Monthly => Label::Monthly,
        Frequency::AsItIs => Label::AsItIs,
    }
}
