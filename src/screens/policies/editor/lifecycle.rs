//! Lifecycle, Automatic Archiving and Data Security: how long points live, where, and how safely.

use engine::{
    backup::policy::Period,
    rejection::Problem,
    view::policy_form::{Choice, FormField, PolicyForm},
    words,
};
use leptos::prelude::*;

use super::{
    Editing,
    fields::{Days, Group, Line, NoOrDays, SwitchField, TextField, id_of},
};
use crate::{
    app::t,
    components::{
        dialog::Confirm,
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// Retention, special retention, and the last version.
#[component]
pub fn Lifecycle(editing: Editing) -> impl IntoView {
    let periods = editing.form.with_untracked(|form| form.special.keys().copied().collect::<Vec<_>>());
    view! {
        <Group title=Label::Lifecycle>
            <Retention editing=editing />
            {periods
                .into_iter()
                .map(|period| view! { <Special editing=editing period=period /> })
                .collect_view()}
            <SwitchField
                editing=editing
                field=FormField::KeepLatest
                on=editing.part(|form| form.keep_latest)
                on_change=Callback::new(move |on| editing.form.update(|form| form.keep_latest = on))
            />
        </Group>
    }
}

/// How long points are kept.
#[component]
pub fn Retention(editing: Editing) -> impl IntoView {
    view! {
        <TextField
            editing=editing
            field=FormField::Retention
            unit=Signal::stored(Label::Day)
            value=editing.part(|form| form.retention_days.clone())
            on_input=editing.edit(|form, typed| form.retention_days = typed)
        />
    }
}

/// The special retention of one period.
#[component]
fn Special(editing: Editing, period: Period) -> impl IntoView {
    let field = FormField::Special(period);
    let choice =
        Signal::derive(move || editing.form.with(|form| form.special.get(&period).cloned().unwrap_or_default()));
    let set = Callback::new(move |choice: Choice| {
        editing.form.update(|form| drop(form.special.insert(period, choice)));
    });
    let is_on = Memo::new(move |_| choice.with(|choice| choice.on));
    let days = move || {
        view! {
            <Days
                editing=editing
                field=field
                id=format!("{}-days", id_of(field))
                value=Signal::derive(move || choice.get().days)
                on_input=Callback::new(move |days| set.run(Choice { on: true, days }))
            />
        }
    };
    view! {
        <Line field=field editing=editing>
            <label class="way">
                <input
                    type="checkbox"
                    prop:checked=is_on
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        set.run(Choice {
                            on,
                            ..choice.get_untracked()
                        });
                    }
                />
                {t(Label::SpecifyTime)}
            </label>
            {dynamic(move || is_on.get().then(days))}
        </Line>
    }
}

/// When points move to the Archive tier.
#[component]
pub fn Archiving(editing: Editing) -> impl IntoView {
    view! {
        <Group title=Label::AutomaticArchiving>
            <UnlessLegacy editing=editing>
                <NoOrDays
                    editing=editing
                    field=FormField::ArchiveDays
                    choice=editing.part(|form| form.archive.clone())
                    on_change=Callback::new(move |choice| {
                        editing.form.update(|form| form.archive = choice);
                    })
                />
                <Tiers editing=editing />
            </UnlessLegacy>
        </Group>
    }
}

/// How long a point lies in each tier, drawn to scale: from its creation over the move to its expiry.
#[component]
fn Tiers(editing: Editing) -> impl IntoView {
    let library = use_library();
    let tiers = Memo::new(move |_| editing.form.with(PolicyForm::tiers));
    let locale = library.locale;
    dynamic(move || {
        tiers.get().map(|tiers| {
            let said = tiers.in_words(locale.get());
            let [standard, archive] = tiers.percent();
            view! {
                <figure class="tiers">
                    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="tier-standard" x="0" y="0" width=standard height="4" />
                        <rect class="tier-archive" x=standard y="0" width=archive height="4" />
                    </svg>
                    <figcaption>{said}</figcaption>
                </figure>
            }
        })
    })
}

/// A legacy policy neither archives nor replicates: says so in the place of the fields (POL-03).
#[component]
pub fn UnlessLegacy(editing: Editing, children: Children) -> impl IntoView {
    let locale = use_library().locale;
    if !editing.form.with_untracked(PolicyForm::is_legacy) {
        return children().into_any();
    }
    let limited = Problem::LegacyIsLimited;
    let rule = limited.rule();
    let limited = limited.into();
    view! {
        <p class="hint">
            {dynamic(move || words::rejection(&limited, locale.get()))} " " <RuleChip rule=rule />
        </p>
    }
    .into_any()
}

/// Immutable Backup, which asks before it is switched on: nobody can switch it off again.
#[component]
pub fn Security(editing: Editing) -> impl IntoView {
    let asking = RwSignal::new(false);
    let on = editing.part(|form| form.immutable);
    let fixed = editing.part(PolicyForm::stays_immutable);
    let change = Callback::new(move |wanted| match wanted {
        true => asking.set(true),
        false => editing.form.update(|form| form.immutable = false),
    });
    view! {
        <Group title=Label::DataSecurity>
            <SwitchField
                editing=editing
                field=FormField::Immutable
                on=on
                fixed=fixed
                on_change=change
            >
                {dynamic(move || {
                    fixed
                        .get()
                        .then(|| {
                            view! {
                                <span class="badge" data-badge="locked">
                                    <Icon picture=Picture::Lock />
                                    {t(Label::CannotSwitchOff)}
                                </span>
                            }
                        })
                })}
            </SwitchField>
            <Confirm
                open=asking
                title=Label::EnableImmutable
                consequence=Label::EnableImmutableConfirm
                on_confirm=Callback::new(move |()| {
                    editing.form.update(|form| form.immutable = true);
                })
            />
        </Group>
    }
}
