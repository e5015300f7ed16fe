//! Step 2: how the chosen instances are backed up.

use engine::{
    backup::{
        binding::BackupOptions,
        policy::{PolicyName, retention_days},
    },
    id::PolicyId,
    rejection::{Field as At, Problem, Rejection},
    view::{
        format,
        policy_form::{FormField, schedule_in_words},
        protect::{self, Chosen, PolicyChoice},
    },
};
use leptos::prelude::*;

use super::{
    Method,
    copy::{CopyDraft, CopyFields},
    how::{How, HowFields},
};
use crate::{
    app::t,
    components::{dialog::Foot, dynamic::dynamic, field::Field},
    library::use_library,
    screens::policies::editor::{
        Editing,
        fields::{Group, TextField},
        lifecycle::Retention,
        schedule::Schedule,
    },
    text::Label,
};

/// Which of the three ways is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Once,
    Existing,
    New,
}

/// What was filled in: it stays while someone goes back to the first step and on again.
#[derive(Clone, Copy)]
pub struct Draft {
    way: RwSignal<Way>,
    policies: Memo<Vec<PolicyChoice>>,
    policy: RwSignal<Option<PolicyId>>,
    editing: Editing,
    once_days: RwSignal<String>,
    once_name: RwSignal<String>,
    once_copy: CopyDraft,
    how: How,
}

impl Draft {
    /// The first policy there is; a new one where there is none.
    pub fn new() -> Self {
        let library = use_library();
        let policies = library
            .view(|revisions| revisions.policies, move |run| protect::policies(run.world(), library.region.get()));
        let first = policies.with_untracked(|policies| policies.first().map(|policy| policy.id.clone()));
        Self {
            way: RwSignal::new(if first.is_some() { Way::Existing } else { Way::New }),
            policies,
            policy: RwSignal::new(first),
            editing: Editing::new_policy(),
            once_days: RwSignal::new("7".to_owned()),
            once_name: RwSignal::new(String::new()),
            once_copy: CopyDraft::default(),
            how: How::of(BackupOptions::default()),
        }
    }
}

/// The options.
#[component]
pub fn Options(
    /// What was filled in before.
    draft: Draft,
    /// What is chosen.
    chosen: RwSignal<Vec<Chosen>>,
    /// Set to false to go back.
    back: RwSignal<bool>,
    /// Carries it out.
    perform: Callback<(Method, BackupOptions)>,
) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let Draft { way, policies, policy, editing, once_days, once_name, once_copy, how } = draft;
    let once_fault = Signal::derive(move || once(&once_days.get()).err());
    let name_fault = Signal::derive(move || backup_name(&once_name.get()).err());
    let method = move || match way.get() {
        Way::Once => {
            let (retention, name) = (once(&once_days.get()).ok(), backup_name(&once_name.get()).ok());
            let copy = once_copy.rule().ok();
            let known = retention.zip(name).zip(copy);
            known.map(|((retention, name), copy)| Method::Once { retention, name, copy })
        }
        Way::Existing => policy.get().map(Method::Existing),
        Way::New => editing.form.with(|form| form.check(zone)).ok().map(Method::New),
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
                Way::New => view! { <New editing=editing /> }.into_any(),
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
                        <CopyFields draft=once_copy />
                    }
                        .into_any()
                }
            })}
            <HowFields how=how chosen=chosen />
            <Foot>
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
            </Foot>
        </form>
    }
}

/// The policies of the region.
#[component]
pub fn Existing(policies: Memo<Vec<PolicyChoice>>, policy: RwSignal<Option<engine::id::PolicyId>>) -> impl IntoView {
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

/// The form of a new policy, checked as it is typed: its name, its schedule with the next five runs, its retention.
#[component]
fn New(editing: Editing) -> impl IntoView {
    view! {
        <div class="policy-form">
            <Group title=Label::BackupPolicy>
                <TextField
                    editing=editing
                    field=FormField::Name
                    value=editing.part(|form| form.name.clone())
                    on_input=editing.edit(|form, typed| form.name = typed)
                />
            </Group>
            <Schedule editing=editing />
            <Group title=Label::Lifecycle>
                <Retention editing=editing />
            </Group>
        </div>
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
