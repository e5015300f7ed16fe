//! The parts that the groups of the panel are made of: a line for each field, with what it takes and what is wrong.

use engine::{
    backup::policy::Period,
    view::policy_form::{Choice, FormField},
};
use leptos::prelude::*;

use super::Editing;
use crate::{
    app::t,
    components::{dynamic::dynamic, field::FieldError, rule_chip::RuleChip},
    library::use_library,
    text::Label,
};

/// A group: its title at the left, its lines at the right.
#[component]
pub fn Group(title: Label, children: Children) -> impl IntoView {
    view! {
        <section class="policy-group">
            <h3>{t(title)}</h3>
            <div class="policy-lines">{children()}</div>
        </section>
    }
}

/// A line: what the field is called, its controls, what it takes, and what is wrong with it. The controls have a name of
/// their own.
#[component]
pub fn Line(field: FormField, editing: Editing, children: Children) -> impl IntoView {
    let id = id_of(field);
    let label_id = format!("{id}-label");
    let labelled_by = label_id.clone();
    view! {
        <div
            class="policy-line"
            role="group"
            aria-labelledby=labelled_by
            data-invalid=invalid(editing, field)
        >
            <span class="policy-label" id=label_id>
                {t(label_of(field))}
            </span>
            <div class="policy-control" id=id>
                {children()}
                <Hint field=field editing=editing />
                <Fault field=field editing=editing />
            </div>
        </div>
    }
}

/// A line with one text input.
#[component]
pub fn TextField(
    editing: Editing,
    field: FormField,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] step: Option<&'static str>,
    #[prop(optional)] unit: Option<Signal<Label>>,
    value: Signal<String>,
    on_input: Callback<String>,
) -> impl IntoView {
    let id = id_of(field);
    let class = if unit.is_some() { "days" } else { "" };
    view! {
        <div class="policy-line" data-invalid=invalid(editing, field)>
            <label class="policy-label" for=id.clone()>
                {t(label_of(field))}
            </label>
            <div class="policy-control">
                <input
                    id=id.clone()
                    type=kind
                    step=step
                    class=class
                    inputmode=unit.is_some().then_some("numeric")
                    prop:value=value
                    aria-describedby=described_by(editing, field)
                    aria-invalid=invalid(editing, field)
                    on:input=move |event| on_input.run(event_target_value(&event))
                />
                {unit.map(|unit| view! { <span>{move || t(unit.get())()}</span> })}
                <Hint field=field editing=editing />
                <Fault field=field editing=editing />
            </div>
        </div>
    }
}

/// A line with a switch.
#[component]
pub fn SwitchField(
    editing: Editing,
    field: FormField,
    on: Signal<bool>,
    /// Cannot be changed any more.
    #[prop(optional, into)]
    fixed: Signal<bool>,
    /// Takes what is wanted; the switch shows what the form says.
    on_change: Callback<bool>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let id = id_of(field);
    let change = move |event: leptos::ev::MouseEvent| {
        // The form decides, after a question perhaps.
        event.prevent_default();
        if !fixed.get_untracked() {
            let wanted = !on.get_untracked();
            request_animation_frame(move || on_change.run(wanted));
        }
    };
    view! {
        <div class="policy-line" data-invalid=invalid(editing, field)>
            <label class="policy-label" for=id.clone()>
                {t(label_of(field))}
            </label>
            <div class="policy-control">
                <input
                    id=id.clone()
                    type="checkbox"
                    role="switch"
                    class="switch"
                    prop:checked=on
                    aria-disabled=move || fixed.get().then_some("true")
                    aria-describedby=described_by(editing, field)
                    on:click=change
                />
                {children.map(|children| children())}
                <Hint field=field editing=editing />
                <Fault field=field editing=editing />
            </div>
        </div>
    }
}

/// A line of two ways: No, or Specify Time with a number of days.
#[component]
pub fn NoOrDays(
    editing: Editing,
    field: FormField,
    choice: Signal<Choice>,
    on_change: Callback<Choice>,
) -> impl IntoView {
    let id = id_of(field);
    let name = format!("{id}-choice");
    let radio = move |name: String, on: bool, label: Label| {
        view! {
            <label class="way">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || choice.with(|choice| choice.on == on)
                    on:change=move |_| {
                        on_change
                            .run(Choice {
                                on,
                                ..choice.get_untracked()
                            });
                    }
                />
                {t(label)}
            </label>
        }
    };
    let days = {
        let id = id.clone();
        move || {
            view! {
                <Days
                    editing=editing
                    field=field
                    id=format!("{id}-days")
                    value=Signal::derive(move || choice.get().days)
                    on_input=Callback::new(move |days| on_change.run(Choice { on: true, days }))
                />
            }
        }
    };
    let is_on = Memo::new(move |_| choice.with(|choice| choice.on));
    view! {
        <Line field=field editing=editing>
            {radio(name.clone(), false, Label::No)}
            {radio(name, true, Label::SpecifyTime)}
            {dynamic(move || is_on.get().then(&days))}
        </Line>
    }
}

/// A number of days with its unit, named after its field.
#[component]
pub fn Days(
    editing: Editing,
    field: FormField,
    id: String,
    value: Signal<String>,
    on_input: Callback<String>,
) -> impl IntoView {
    let locale = use_library().locale;
    let name = move || format!("{} ({})", label_of(field).get(locale.get()), Label::Day.get(locale.get()));
    view! {
        <input
            id=id
            type="text"
            inputmode="numeric"
            class="days"
            aria-label=name
            prop:value=value
            aria-describedby=described_by(editing, field)
            aria-invalid=invalid(editing, field)
            on:input=move |event| on_input.run(event_target_value(&event))
        />
        <span>{t(Label::Day)}</span>
    }
}

/// What a field takes, by which rule.
#[component]
pub fn Hint(field: FormField, editing: Editing) -> impl IntoView {
    let locale = use_library().locale;
    let hint = Memo::new(move |_| editing.form.with(|form| form.hint(field, locale.get())));
    view! {
        <small class="policy-hint">
            <span id=hint_id(field)>{dynamic(move || hint.get())}</span>
            <RuleChip rule=field.rule() />
        </small>
    }
}

/// What is wrong with a field, and what mends it at a click.
#[component]
pub fn Fault(field: FormField, editing: Editing) -> impl IntoView {
    let repair = Memo::new(move |_| {
        let found = editing.faults.with(|faults| faults.iter().find(|fault| fault.field == field).cloned());
        found.and_then(|fault| fault.repair())
    });
    let mend = move |value: u32| {
        view! {
            <button
                type="button"
                class="link"
                on:click=move |_| editing.form.update(|form| form.mend(field, value))
            >
                {t(Label::SetTo)}
                " "
                {value}
            </button>
        }
    };
    view! {
        <div class="policy-fault">
            <FieldError id=format!("{}-error", id_of(field)) fault=editing.fault(field) />
            {dynamic(move || repair.get().map(mend))}
        </div>
    }
}

/// Whether something is wrong with a field, for styles and readers of the screen.
pub fn invalid(editing: Editing, field: FormField) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync {
    let fault = editing.fault(field);
    move || fault.with(Option::is_some).then_some("true")
}

/// The ids of what a field takes and of what is wrong with it.
pub fn described_by(editing: Editing, field: FormField) -> impl Fn() -> String + Clone + Send + Sync {
    let fault = editing.fault(field);
    let (hint, error) = (hint_id(field), format!("{}-error", id_of(field)));
    move || if fault.with(Option::is_some) { format!("{hint} {error}") } else { hint.clone() }
}

/// The id of what a field takes; all tags share one.
fn hint_id(field: FormField) -> String {
    match field {
        FormField::Tag(_) => "edit-tag-hint".to_owned(),
        _ => format!("{}-hint", id_of(field)),
    }
}

/// Tells a field from the others of the page.
pub fn id_of(field: FormField) -> String {
    let name = match field {
        FormField::Type => "type",
        FormField::Name => "name",
        FormField::Frequency => "frequency",
        FormField::FirstRun => "first",
        FormField::Cycle => "cycle",
        FormField::Retention => "retention",
        FormField::Special(period) => return format!("edit-special-{}", period.api_name().to_ascii_lowercase()),
        FormField::KeepLatest => "keep",
        FormField::ArchiveDays => "archive",
        FormField::Replication => "replication",
        FormField::Destination => "destination",
        FormField::RemoteRetention => "remote-retention",
        FormField::RemoteArchiveDays => "remote-archive",
        FormField::Immutable => "immutable",
        FormField::Tags => "tags",
        FormField::Tag(position) => return format!("edit-tag-{position}"),
    };
    format!("edit-{name}")
}

/// What a field is called.
pub fn label_of(field: FormField) -> Label {
    match field {
        FormField::Type => Label::PolicyType,
        FormField::Name => Label::PolicyName,
        FormField::Frequency => Label::BackupFrequency,
        FormField::FirstRun => Label::FirstExecution,
        FormField::Cycle => Label::Interval,
        FormField::Retention => Label::RetentionPeriod,
        FormField::Special(Period::Daily) => Label::SpecialDaily,
        FormField::Special(Period::Weekly) => Label::SpecialWeekly,
        FormField::Special(Period::Monthly) => Label::SpecialMonthly,
        FormField::Special(Period::Yearly) => Label::SpecialYearly,
        FormField::KeepLatest => Label::KeepAtLeastOne,
        FormField::ArchiveDays => Label::DaysToArchive,
        FormField::Replication => Label::ReplicationToOther,
        FormField::Destination => Label::DestinationRegion,
        FormField::RemoteRetention => Label::RemoteRetention,
        FormField::RemoteArchiveDays => Label::ArchiveAfterDays,
        FormField::Immutable => Label::ImmutableBackup,
        FormField::Tags => Label::SelectResource,
        FormField::Tag(_) => Label::ResourceTag,
    }
}
