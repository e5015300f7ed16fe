//! Step 2: how the chosen instances are backed up.

use engine::{
    backup::{
        binding::BackupOptions,
        policy::{PolicyName, retention_days},
    },
    rejection::{Field as At, Problem, Rejection},
    view::{
        format,
        policy_form::{FormField, Frequency, PolicyForm, schedule_in_words},
        protect::{self, Chosen, PolicyChoice},
    },
};
use leptos::prelude::*;

use super::{
    Method,
    how::{How, HowFields},
};
use crate::{
    app::t,
    components::{check_boxes::CheckBoxes, dynamic::dynamic, field::Field},
    library::use_library,
    text::Label,
};

/// Which of the three ways is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Once,
    Existing,
    New,
}

/// The options.
#[component]
pub fn Options(
    /// What is chosen.
    chosen: RwSignal<Vec<Chosen>>,
    /// Set to false to go back.
    back: RwSignal<bool>,
    /// Carries it out.
    perform: Callback<(Method, BackupOptions)>,
) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let policies =
        library.view(|revisions| revisions.policies, move |run| protect::policies(run.world(), library.region.get()));
    let has_policies = policies.with_untracked(|policies| !policies.is_empty());
    let way = RwSignal::new(if has_policies { Way::Existing } else { Way::New });
    let form = RwSignal::new(library.read(|run| PolicyForm {
        bounds: run.world().assumptions.schedule_bounds(),
        ..PolicyForm::new(run.now(), zone)
    }));
    let policy = RwSignal::new(policies.with_untracked(|policies| policies.first().map(|policy| policy.id.clone())));
    let once_days = RwSignal::new("7".to_owned());
    let once_fault = Signal::derive(move || once(&once_days.get()).err());
    let once_name = RwSignal::new(String::new());
    let name_fault = Signal::derive(move || backup_name(&once_name.get()).err());
    let how = How::of(BackupOptions::default());
    let method = move || match way.get() {
        Way::Once => {
            let (retention, name) = (once(&once_days.get()).ok(), backup_name(&once_name.get()).ok());
            retention.zip(name).map(|(retention, name)| Method::Once { retention, name })
        }
        Way::Existing => policy.get().map(Method::Existing),
        Way::New => form.with(|form| form.check(zone)).ok().map(Method::New),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(method) = method().filter(|_| !how.is_faulty()) {
            perform.run((method, how.options(library, &chosen.get_untracked())));
        }
    };
    let radio = move |choice, label, id: &'static str| {
        view! {
            <label for=id class="way">
                <input
                    type="radio"
                    id=id
                    name="way"
                    prop:checked=move || way.get() == choice
                    on:change=move |_| way.set(choice)
                />
                {t(label)}
            </label>
        }
    };
    view! {
        <form class="panel-body" on:submit=submit>
            <h3>{t(Label::ChooseOptions)}</h3>
            <fieldset>
                <legend>{t(Label::AssociatePolicy)}</legend>
                {radio(Way::Existing, Label::AssociateExisting, "way-existing")}
                {radio(Way::New, Label::AssociateNew, "way-new")}
                {radio(Way::Once, Label::ManualBackup, "way-once")}
            </fieldset>
            {dynamic(move || match way.get() {
                Way::Existing => view! { <Existing policies=policies policy=policy /> }.into_any(),
                Way::New => view! { <New form=form /> }.into_any(),
                Way::Once => {
                    view! {
                        <Field
                            id="once-name"
                            label=Label::BackupName
                            hint=Label::BackupNameHint
                            value=once_name.into()
                            on_input=Callback::new(move |typed| once_name.set(typed))
                            fault=name_fault
                        />
                        <Field
                            id="once-retention"
                            label=Label::RetentionPeriod
                            hint=Label::RetentionHint
                            value=once_days.into()
                            on_input=Callback::new(move |typed| once_days.set(typed))
                            fault=once_fault
                        />
                    }
                        .into_any()
                }
            })}
            <HowFields how=how chosen=chosen />
            <footer class="dialog-foot">
                <button type="button" on:click=move |_| back.set(false)>
                    {t(Label::Previous)}
                </button>
                <button
                    type="submit"
                    class="primary"
                    disabled=move || { method().is_none() || how.is_faulty() }
                >
                    {t(Label::Ok)}
                </button>
            </footer>
        </form>
    }
}

/// The policies of the region.
#[component]
fn Existing(policies: Memo<Vec<PolicyChoice>>, policy: RwSignal<Option<engine::id::PolicyId>>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let radio = move |choice: PolicyChoice| {
        let id = choice.id.clone();
        let checked = {
            let id = id.clone();
            move || policy.with(|policy| policy.as_ref() == Some(&id))
        };
        let what = move || {
            let locale = library.locale.get();
            let schedule = choice.schedule.as_ref().map(|schedule| schedule_in_words(schedule, zone, locale));
            let retention = choice.retention.map(|days| format::days(days, locale));
            [schedule, retention].into_iter().flatten().collect::<Vec<_>>().join(Label::Comma.get(locale))
        };
        view! {
            <label class="policy-choice">
                <input
                    type="radio"
                    name="policy"
                    prop:checked=checked
                    on:change=move |_| policy.set(Some(id.clone()))
                />
                <strong>{choice.name.clone()}</strong>
                <span>{dynamic(what)}</span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>{t(Label::BackupPolicy)}</legend>
            {dynamic(move || policies.get().into_iter().map(radio).collect_view())}
            {dynamic(move || {
                policies.with(Vec::is_empty).then(|| view! { <p>{t(Label::NoPolicyHere)}</p> })
            })}
        </fieldset>
    }
}

/// The form of a new policy, checked as it is typed, with its next five runs.
#[component]
fn New(form: RwSignal<PolicyForm>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let locale = library.locale;
    let faults = Memo::new(move |_| form.with(|form| form.check(zone)).err().unwrap_or_default());
    let fault = move |field: FormField| {
        Signal::derive(move || {
            let found = faults.with(|faults| faults.iter().find(|fault| fault.field == field).cloned());
            found.map(|fault| fault.rejection)
        })
    };
    // An empty name is not yet wrong: nothing has been typed.
    let name_fault =
        Signal::derive(move || fault(FormField::Name).get().filter(|_| form.with(|form| !form.name.is_empty())));
    let edit =
        move |change: fn(&mut PolicyForm, String)| Callback::new(move |typed| form.update(|form| change(form, typed)));
    let schedule = move || form.with(|form| form.schedule(zone)).ok();
    let choose_frequency = move |event| {
        if let Some(frequency) = Frequency::from_code(&event_target_value(&event)) {
            form.update(|form| form.frequency = frequency);
        }
    };
    let runs = move || {
        let now = library.read(engine::simulation::Simulation::now);
        let runs = form.with(|form| form.next_runs(now, zone)).into_iter();
        runs.map(|run| view! { <li>{format::weekday_date_time(run, zone, locale.get())}</li> }).collect_view()
    };
    let frequency = Memo::new(move |_| form.with(|form| form.frequency));
    view! {
        <Field
            id="policy-name"
            label=Label::PolicyName
            hint=Label::PolicyNameHint
            value=Signal::derive(move || form.with(|form| form.name.clone()))
            on_input=edit(|form, typed| form.name = typed)
            fault=name_fault
        />
        <div class="field">
            <label for="policy-frequency">{t(Label::BackupFrequency)}</label>
            <select id="policy-frequency" on:change=choose_frequency>
                {Frequency::CHOICES
                    .map(|choice| {
                        view! {
                            <option value=choice.code() selected=move || frequency.get() == choice>
                                {t(frequency_label(choice))}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
        <Field
            id="policy-first"
            kind="datetime-local"
            step="1"
            label=Label::FirstExecution
            hint=Label::FirstExecutionHint
            value=Signal::derive(move || form.with(|form| form.first_run.clone()))
            on_input=edit(|form, typed| form.first_run = typed)
            fault=fault(FormField::FirstRun)
        />
        {dynamic(move || cycle_fields(form, frequency.get(), fault(FormField::Cycle)))}
        <Field
            id="policy-retention"
            label=Label::RetentionPeriod
            hint=Label::RetentionHint
            value=Signal::derive(move || form.with(|form| form.retention_days.clone()))
            on_input=edit(|form, typed| form.retention_days = typed)
            fault=fault(FormField::Retention)
        />
        <section class="next-runs" aria-live="polite">
            <h4>
                {t(Label::NextRuns)} {t(Label::Colon)}
                {dynamic(move || {
                    schedule()
                        .map_or_else(
                            || Label::NoSchedule.get(locale.get()).to_owned(),
                            |schedule| schedule_in_words(&schedule, zone, locale.get()),
                        )
                })}
            </h4>
            <ol>{dynamic(runs)}</ol>
        </section>
    }
}

/// What says how often: the weekdays, the months, or the interval.
fn cycle_fields(form: RwSignal<PolicyForm>, frequency: Frequency, fault: Signal<Option<Rejection>>) -> AnyView {
    match frequency {
        Frequency::Weekly => view! {
            <CheckBoxes
                id="policy-weekdays"
                label=Label::Weekdays
                hint=Label::WeekdaysHint
                numbers=0..=6
                name=|weekday, locale| format::weekday(weekday, locale).to_owned()
                chosen=Signal::derive(move || form.with(|form| form.weekdays))
                on_change=Callback::new(move |weekdays| {
                    form.update(|form| form.weekdays = weekdays);
                })
                fault=fault
            />
        }
        .into_any(),
        Frequency::Monthly => view! {
            <CheckBoxes
                id="policy-months"
                label=Label::Months
                hint=Label::MonthsHint
                numbers=1..=12
                name=format::month
                chosen=Signal::derive(move || form.with(|form| form.months))
                on_change=Callback::new(move |months| form.update(|form| form.months = months))
                fault=fault
            />
        }
        .into_any(),
        Frequency::Hourly | Frequency::Daily | Frequency::AsItIs => view! {
            <Field
                id="policy-interval"
                label=Label::Interval
                hint=Label::IntervalHint
                value=Signal::derive(move || form.with(|form| form.interval.clone()))
                on_input=Callback::new(move |typed| form.update(|form| form.interval = typed))
                fault=fault
            />
        }
        .into_any(),
    }
}

fn frequency_label(frequency: Frequency) -> Label {
    match frequency {
        Frequency::Hourly => Label::Hourly,
        Frequency::Daily | Frequency::AsItIs => Label::Daily,
        Frequency::Weekly => Label::Weekly,
        Frequency::Monthly => Label::Monthly,
    }
}

fn once(typed: &str) -> Result<engine::time::Days, Rejection> {
    let days = typed.trim().parse().map_err(|_| Problem::NotANumber { given: typed.trim().to_owned() });
    days.and_then(retention_days).map_err(|problem| problem.at(At::Retention))
}

/// Reads the name of a backup; it may be left out.
fn backup_name(typed: &str) -> Result<Option<PolicyName>, Rejection> {
    let typed = typed.trim();
    let given = (!typed.is_empty()).then(|| PolicyName::parse(typed)).transpose();
    given.map_err(|fault| Problem::Name(fault).at(At::PolicyName))
}
