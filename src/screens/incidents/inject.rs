//! The form that lets something go wrong.

use std::collections::BTreeSet;

use engine::{
    catalog::region::Region,
    command::Command,
    id::{DiskId, InstanceId},
    incident::IncidentKind,
    locale::Locale,
    view::incident_form::{Choices, IncidentForm, Part},
    words,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        field::{Field, Hint},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// The form, with the parts that its kind of incident needs.
#[component]
pub fn Inject() -> impl IntoView {
    let library = use_library();
    let form = RwSignal::new(IncidentForm::default());
    let choices = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.fleet, revisions.points));
        form.with(|form| library.read(|run| form.choices(run.world(), library.locale.get())))
    });
    let kind = Memo::new(move |_| form.with(|form| form.kind));
    let inject = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match form.with_untracked(|form| library.read(|run| form.read(run.world()))) {
            Ok(incident) => drop(library.dispatch(Command::InjectIncident { incident })),
            Err(fault) => library.refuse(&fault),
        }
    };
    let option = move |kind_of: IncidentKind| {
        view! {
            <option value=kind_of.api_name() selected=move || kind.get() == kind_of>
                {dynamic(move || words::incident_kind(kind_of, library.locale.get()))}
            </option>
        }
    };
    let choose_kind = move |event| {
        if let Some(kind) = IncidentKind::parse(&event_target_value(&event)) {
            form.update(|form| form.kind = kind);
        }
    };
    let parts = move || {
        let parts = IncidentForm::parts(kind.get()).iter();
        let parts = parts.map(|part| self::part(*part, kind.get_untracked(), form, choices)).collect_view();
        let consequence =
            (kind.get() == IncidentKind::PaymentOverdue).then(|| view! { <p>{t(Label::OverdueConsequence)}</p> });
        view! {
            {parts}
            {consequence}
        }
    };
    view! {
        <form class="inject" on:submit=inject novalidate>
            <label class="text-field">
                <span>{t(Label::Incident)}</span>
                <select on:change=choose_kind>
                    {IncidentKind::ALL.map(option).collect_view()}
                </select>
            </label>
            {dynamic(parts)}
            <p>
                {t(Label::Why)} " " {dynamic(move || view! { <RuleChip rule=kind.get().rule() /> })}
            </p>
            <button type="submit" class="primary">
                {t(Label::InjectIncident)}
            </button>
        </form>
    }
}

fn part(part: Part, kind: IncidentKind, form: RwSignal<IncidentForm>, choices: Memo<Choices>) -> AnyView {
    match part {
        Part::Instances => instances(kind, form, choices),
        Part::Instance => choice(
            Label::EcsInstance,
            move || named(choices.with(|choices| choices.instances.clone())),
            move || form.with(|form| form.instance.as_ref().map(ToString::to_string)),
            move |chosen| form.update(|form| form.instance = Some(InstanceId(chosen))),
        ),
        Part::Disks => disks(form, choices),
        Part::Disk => choice(
            Label::Disk,
            move || named(choices.with(|choices| choices.disks.clone())),
            move || form.with(|form| form.disk.as_ref().map(ToString::to_string)),
            move |chosen| form.update(|form| form.disk = Some(DiskId(chosen))),
        ),
        Part::Region => region(Label::Region, form, choices),
        Part::Link => view! {
            {region(Label::FromRegion, form, choices)}
            {choice(
                Label::ToRegion,
                move || regions(choices.with(|choices| choices.destinations.clone())),
                move || form.with(|form| form.to.map(|to| to.id().to_owned())),
                move |chosen| form.update(|form| form.to = Region::parse(&chosen)),
            )}
        }
        .into_any(),
        Part::HiddenHours => number(part, Label::HiddenHours, |locale| Part::HiddenHours.hint(locale), form),
        Part::Hours => number(part, Label::OutageHours, |locale| Part::Hours.hint(locale), form),
        Part::Jobs => number(part, Label::JobsToFail, |locale| Part::Jobs.hint(locale), form),
    }
}

fn region(label: Label, form: RwSignal<IncidentForm>, choices: Memo<Choices>) -> AnyView {
    choice(
        label,
        move || regions(choices.with(|choices| choices.regions.clone())),
        move || form.with(|form| form.region.map(|region| region.id().to_owned())),
        move |chosen| form.update(|form| form.region = Region::parse(&chosen)),
    )
}

fn named<I: ToString>(choices: Vec<(I, String)>) -> Vec<(String, String)> {
    choices.into_iter().map(|(id, name)| (id.to_string(), name)).collect()
}

fn regions(choices: Vec<(Region, &'static str)>) -> Vec<(String, String)> {
    choices.into_iter().map(|(region, name)| (region.id().to_owned(), name.to_owned())).collect()
}

/// One of several.
fn choice(
    label: Label,
    options: impl Fn() -> Vec<(String, String)> + Send + Sync + 'static,
    chosen: impl Fn() -> Option<String> + Copy + Send + Sync + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let option = move |(code, name): (String, String)| {
        let is_chosen = {
            let code = code.clone();
            move || chosen().is_some_and(|chosen| chosen == code)
        };
        view! {
            <option value=code selected=is_chosen>
                {name}
            </option>
        }
    };
    view! {
        <label class="text-field">
            <span>{t(label)}</span>
            <select on:change=move |event| {
                choose(event_target_value(&event));
            }>{dynamic(move || { options().into_iter().map(option).collect_view() })}</select>
        </label>
    }
    .into_any()
}

/// Several instances.
fn instances(kind: IncidentKind, form: RwSignal<IncidentForm>, choices: Memo<Choices>) -> AnyView {
    let options = move || match kind {
        IncidentKind::BackupDeletion => named(choices.with(|choices| choices.holders.clone())),
        _ => named(choices.with(|choices| choices.instances.clone())),
    };
    let is_picked = move |id: &str| form.with(|form| form.instances.contains(&InstanceId::from(id)));
    let pick = move |id: &str, picked| form.update(|form| put(&mut form.instances, InstanceId::from(id), picked));
    let hint = (kind == IncidentKind::BackupDeletion).then_some(Label::AllInstancesMeant);
    several(Label::PickInstances, hint, options, is_picked, pick)
}

/// Some disks of an instance.
fn disks(form: RwSignal<IncidentForm>, choices: Memo<Choices>) -> AnyView {
    let options = move || named(choices.with(|choices| choices.of_instance.clone()));
    let is_picked = move |id: &str| form.with(|form| form.disks.contains(&DiskId::from(id)));
    let pick = move |id: &str, picked| form.update(|form| put(&mut form.disks, DiskId::from(id), picked));
    several(Label::DisksOfInstance, Some(Label::AllDisksMeant), options, is_picked, pick)
}

fn put<I: Ord>(set: &mut BTreeSet<I>, item: I, picked: bool) {
    if picked {
        set.insert(item);
    } else {
        set.remove(&item);
    }
}

fn several(
    label: Label,
    hint: Option<Label>,
    options: impl Fn() -> Vec<(String, String)> + Send + Sync + 'static,
    is_picked: impl Fn(&str) -> bool + Copy + Send + Sync + 'static,
    pick: impl Fn(&str, bool) + Copy + Send + Sync + 'static,
) -> AnyView {
    let check_box = move |(id, name): (String, String)| {
        let (of, id) = (id.clone(), id);
        view! {
            <label class="way">
                <input
                    type="checkbox"
                    prop:checked=move || is_picked(&of)
                    on:change=move |event| pick(&id, event_target_checked(&event))
                />
                {name}
            </label>
        }
    };
    view! {
        <fieldset class="field picks">
            <legend>{t(label)}</legend>
            <div class="choices">
                {dynamic(move || options().into_iter().map(check_box).collect_view())}
            </div>
            {hint.map(|hint| view! { <small>{t(hint)}</small> })}
        </fieldset>
    }
    .into_any()
}

fn number(part: Part, label: Label, hint: fn(Locale) -> String, form: RwSignal<IncidentForm>) -> AnyView {
    let value = Signal::derive(move || {
        form.with(|form| match part {
            Part::HiddenHours => form.hidden_hours.clone(),
            Part::Jobs => form.jobs.clone(),
            _ => form.hours.clone(),
        })
    });
    let on_input = Callback::new(move |typed| {
        form.update(|form| match part {
            Part::HiddenHours => form.hidden_hours = typed,
            Part::Jobs => form.jobs = typed,
            _ => form.hours = typed,
        });
    });
    let id = match part {
        Part::HiddenHours => "incident-hidden-hours",
        Part::Jobs => "incident-jobs",
        _ => "incident-hours",
    };
    let fault = Signal::derive(move || form.with(|form| form.fault(part)));
    view! {
        <Field id=id label=label hint=Hint::Said(hint) value=value on_input=on_input fault=fault />
    }
    .into_any()
}
