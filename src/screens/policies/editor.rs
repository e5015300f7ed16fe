//! Create Backup Policy and Edit Policy: one panel, a group after the other.

pub mod fields;
pub mod lifecycle;
mod replication;
pub mod schedule;
mod tags;

use engine::{
    command::Command,
    id::PolicyId,
    rejection::{Problem, Rejection},
    view::{
        policies,
        policy_form::{FormFaults, FormField, PolicyForm},
    },
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::{
    fields::{Group, TextField, id_of, label_of},
    lifecycle::{Archiving, Lifecycle, Security},
    replication::Replication,
    schedule::Schedule,
    tags::Tags,
};
use crate::{
    app::{go, t},
    components::{
        dialog::{Dialog, Foot, Shape},
        dynamic::dynamic,
    },
    library::use_library,
    route::Route,
    screens::plan::draft::{self, Draft},
    text::Label,
};

/// What is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A policy that is to be created in the region of the top bar.
    New,
    /// A policy that is there.
    Policy(PolicyId),
}

/// The form while it is filled in.
#[derive(Clone, Copy)]
pub struct Editing {
    /// What is typed so far.
    pub form: RwSignal<PolicyForm>,
    faults: Memo<FormFaults>,
}

impl Editing {
    /// Begins a policy in the region of the top bar.
    pub fn new_policy() -> Self {
        let library = use_library();
        let region = library.region.get_untracked();
        Self::of(library.read(|run| PolicyForm::for_region(run.world(), region)))
    }

    fn begin(subject: &Subject) -> Option<Self> {
        if let Some(draft) = draft::resumed(use_library()).filter(|draft| draft.subject == *subject) {
            return Some(Self::of(draft.form));
        }
        let Subject::Policy(id) = subject else { return Some(Self::new_policy()) };
        let form = use_library().read(|run| {
            let world = run.world();
            let policy = world.policy(id).ok()?;
            Some(PolicyForm::of_policy(world, &world.policies[policy]))
        });
        form.map(Self::of)
    }

    fn of(form: PolicyForm) -> Self {
        let zone = use_library().read(|run| run.world().zone);
        let form = RwSignal::new(form);
        let faults = Memo::new(move |_| form.with(|form| form.check(zone)).err().unwrap_or_default());
        Self { form, faults }
    }

    /// Takes what is typed into a field.
    pub fn edit(self, change: fn(&mut PolicyForm, String)) -> Callback<String> {
        Callback::new(move |typed| self.form.update(|form| change(form, typed)))
    }

    /// What a part of the form says.
    pub fn part<T: Send + Sync + 'static>(self, part: fn(&PolicyForm) -> T) -> Signal<T> {
        Signal::derive(move || self.form.with(part))
    }

    /// What is wrong with a field.
    pub fn fault(self, field: FormField) -> Signal<Option<Rejection>> {
        Signal::derive(move || {
            let found = self.faults.with(|faults| faults.iter().find(|fault| fault.field == field).cloned());
            found.map(|fault| fault.rejection).filter(|_| !self.is_untouched(field))
        })
    }

    /// An empty name is not yet wrong to look at: nothing has been typed.
    fn is_untouched(self, field: FormField) -> bool {
        field == FormField::Name && self.form.with(|form| form.name.is_empty())
    }
}

/// The panel.
#[component]
pub fn Editor(open: RwSignal<bool>, subject: RwSignal<Subject>) -> impl IntoView {
    // Its title tells what is edited, so the other panel is another one.
    let is_new = Memo::new(move |_| subject.get() == Subject::New);
    dynamic(move || {
        let title = if is_new.get() { Label::CreateBackupPolicy } else { Label::EditPolicy };
        view! {
            <Dialog open=open title=title shape=Shape::Panel>
                {dynamic(move || {
                    let subject = subject.get();
                    Editing::begin(&subject)
                        .map(|editing| {
                            view! { <Form open=open subject=subject.clone() editing=editing /> }
                        })
                })}
            </Dialog>
        }
    })
}

#[component]
fn Form(open: RwSignal<bool>, subject: Subject, editing: Editing) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let zone = library.read(|run| run.world().zone);
    let edited = match &subject {
        Subject::New => None,
        Subject::Policy(id) => Some(id.clone()),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(fault) = editing.faults.with_untracked(|faults| faults.first().cloned()) {
            focus(fault.field);
            return;
        }
        let Ok(spec) = editing.form.with_untracked(|form| form.check(zone)) else { return };
        let region = library.region.get_untracked();
        let command: Result<Command, Problem> = match &subject {
            Subject::New => Ok(Command::CreatePolicy { region, spec }),
            Subject::Policy(id) => library.read(|run| {
                let policy = run.world().policy(id)?;
                Ok(policies::edit(&run.world().policies[policy], spec))
            }),
        };
        let command = command.inspect_err(|problem| library.refuse(&problem.clone().into()));
        if command.is_ok_and(|command| library.dispatch(command).is_ok()) {
            draft::forget();
            open.set(false);
        }
    };
    let rehearsed = subject_of(edited.as_ref());
    let rehearse = move |_| {
        if let Some(fault) = editing.faults.with_untracked(|faults| faults.first().cloned()) {
            focus(fault.field);
            return;
        }
        draft::keep(library, Draft { subject: rehearsed.clone(), form: editing.form.get_untracked() });
        go(&Route::Plan { policy: None });
    };
    let region = move || editing.form.with(|form| form.region).map(|region| region.name(locale.get()));
    view! {
        <form class="policy-form" on:submit=submit novalidate=true>
            <p class="hint">{t(Label::Region)} {t(Label::Colon)} {dynamic(region)}</p>
            <Group title=Label::BackupPolicy>
                <Kind editing=editing />
                <TextField
                    editing=editing
                    field=FormField::Name
                    value=editing.part(|form| form.name.clone())
                    on_input=editing.edit(|form, typed| form.name = typed)
                />
            </Group>
            <Schedule editing=editing />
            <Lifecycle editing=editing />
            <Archiving editing=editing />
            <Replication editing=editing />
            <Security editing=editing />
            <Tags editing=editing policy=edited />
            <Foot>
                <Attention editing=editing />
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Cancel)}
                </button>
                <button
                    type="button"
                    aria-disabled=move || {
                        editing.faults.with(|faults| !faults.is_empty()).then_some("true")
                    }
                    on:click=rehearse
                >
                    {t(Label::Rehearse)}
                </button>
                <button
                    type="submit"
                    class="primary"
                    aria-disabled=move || {
                        editing.faults.with(|faults| !faults.is_empty()).then_some("true")
                    }
                >
                    {t(Label::Ok)}
                </button>
            </Foot>
        </form>
    }
}

fn subject_of(edited: Option<&PolicyId>) -> Subject {
    edited.map_or(Subject::New, |policy| Subject::Policy(policy.clone()))
}

/// Policy Type: fixed in the simulation, and Legacy where the policy is one.
#[component]
fn Kind(editing: Editing) -> impl IntoView {
    let is_legacy = editing.part(PolicyForm::is_legacy);
    view! {
        <fields::Line field=FormField::Type editing=editing>
            <span class="kind" data-chosen="true">
                {move || t(if is_legacy.get() { Label::Legacy } else { Label::EcsInstanceType })()}
            </span>
            <span class="kind" data-outside="true">
                {t(Label::GeneralOutside)}
            </span>
        </fields::Line>
    }
}

/// How many fields need attention, each a way to it.
#[component]
fn Attention(editing: Editing) -> impl IntoView {
    let wrong = Memo::new(move |_| {
        let fields = editing.faults.with(|faults| faults.iter().map(|fault| fault.field).collect::<Vec<_>>());
        fields.into_iter().filter(|field| !editing.is_untouched(*field)).collect::<Vec<_>>()
    });
    let link = |field: FormField| {
        view! {
            <button type="button" class="link" on:click=move |_| focus(field)>
                {t(label_of(field))}
            </button>
        }
    };
    view! {
        <p class="attention" role="status">
            {dynamic(move || {
                let wrong = wrong.get();
                (!wrong.is_empty())
                    .then(|| {
                        let count = wrong.len();
                        view! {
                            <span>{t(Label::FieldsWrong)} {t(Label::Colon)} {count}</span>
                            {wrong.into_iter().map(link).collect_view()}
                        }
                    })
            })}
        </p>
    }
}

/// Puts the focus on the control of a field: the one that is wrong, or else its first.
fn focus(field: FormField) {
    let id = id_of(field);
    let wrong = format!("#{id}[aria-invalid], #{id} [aria-invalid]");
    let first = format!("#{id}:is(input, select), #{id} :is(input, select, button)");
    let control = [wrong, first].iter().find_map(|selector| document().query_selector(selector).ok().flatten());
    if let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = control.focus();
    }
}
