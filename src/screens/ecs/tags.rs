//! Tags: those of one instance, and those that something new is to have.

use std::collections::{BTreeMap, BTreeSet};

use engine::{
    command::{Command, EcsCommand},
    id::InstanceId,
    rejection::Rejection,
    rule::Rule,
    view::tags,
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::fields;
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        field::{FieldError, Hint},
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::plans::over::is_open,
    text::Label,
};

type Tagging = BTreeMap<String, String>;

/// Tags that something new is to have: those that were added, and what is typed for one more, which counts too.
#[derive(Clone, Copy)]
pub struct NewTags {
    added: RwSignal<Tagging>,
    key: RwSignal<String>,
    value: RwSignal<String>,
}

impl NewTags {
    /// None yet.
    pub fn none() -> Self {
        Self {
            added: RwSignal::new(BTreeMap::new()),
            key: RwSignal::new(String::new()),
            value: RwSignal::new(String::new()),
        }
    }

    /// All of them.
    pub fn all(self) -> Result<Tagging, Rejection> {
        self.added.with(|added| self.key.with(|key| self.value.with(|value| tags::with_typed(added, key, value))))
    }

    /// What is wrong with what is typed.
    pub fn fault(self) -> Option<Rejection> {
        self.all().err()
    }

    fn add(self) {
        if let Ok(tags) = untrack(|| self.all()) {
            self.added.set(tags);
            self.key.set(String::new());
            self.value.set(String::new());
        }
    }

    /// The fields.
    pub fn fields(self) -> AnyView {
        let fault = Signal::derive(move || self.fault());
        let remove = Callback::new(move |key: String| self.added.update(|tags| drop(tags.remove(&key))));
        // Enter in a field adds the tag, and does not send the form.
        let enter = move |event: ev::KeyboardEvent| {
            let in_field = event.target().is_some_and(|target| target.has_type::<web_sys::HtmlInputElement>());
            if event.key() == "Enter" && in_field {
                event.prevent_default();
                self.add();
            }
        };
        let nothing = move || self.key.with(|key| key.trim().is_empty()) || fault.with(Option::is_some);
        view! {
            <fieldset
                class="field"
                data-invalid=move || fault.with(Option::is_some).then_some("true")
                on:keydown=enter
            >
                <legend>{t(Label::Tags)}</legend>
                <ul class="tag-list">{dynamic(move || badges(self.added.get(), remove))}</ul>
                <div class="tag-fields">
                    {fields::text(Label::TagKey, self.key)}
                    {fields::text(Label::TagValue, self.value)}
                    <button type="button" disabled=nothing on:click=move |_| self.add()>
                        {t(Label::AddTag)}
                    </button>
                </div>
                <small>{Hint::Said(tags::hint).text()} <RuleChip rule=Rule::Pol80 /></small>
                <FieldError id="tags-error".to_owned() fault=fault />
            </fieldset>
        }
        .into_any()
    }
}

/// Tags, each with a button that takes it off.
fn badges(tags: Tagging, remove: Callback<String>) -> AnyView {
    let line = move |(key, value): (String, String)| {
        let name = format!("{key}:{value}");
        let label = {
            let name = name.clone();
            move || format!("{} {name}", t(Label::RemoveTag)())
        };
        view! {
            <li>
                <span class="badge">{name}</span>
                <button
                    type="button"
                    class="quiet"
                    aria-label=label
                    on:click=move |_| remove.run(key.clone())
                >
                    <Icon picture=Picture::Close />
                </button>
            </li>
        }
    };
    tags.into_iter().map(line).collect_view().into_any()
}

/// The dialog: each change counts at once.
#[component]
pub fn Tags(
    /// Whose tags are edited.
    instance: RwSignal<Option<InstanceId>>,
) -> impl IntoView {
    let library = use_library();
    let open = is_open(instance, |_| true);
    let (key, value) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let tags = Memo::new(move |_| {
        library.revisions.with(|revisions| revisions.fleet);
        let of = |id: InstanceId| {
            library.read(|run| {
                let position = run.world().instance(&id).ok()?;
                Some(run.world().instances[position].tags.clone())
            })
        };
        instance.get().and_then(of).unwrap_or_default()
    });
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(instance) = instance.get_untracked() else { return };
        let given = (key.get_untracked().trim().to_owned(), value.get_untracked().trim().to_owned());
        let tags = BTreeMap::from([given]);
        if library.dispatch(Command::Ecs(EcsCommand::TagInstances { instances: vec![instance], tags })).is_ok() {
            key.set(String::new());
            value.set(String::new());
        }
    };
    let remove = Callback::new(move |key: String| {
        let Some(instance) = instance.get_untracked() else { return };
        let keys = Some(BTreeSet::from([key]));
        drop(library.dispatch(Command::Ecs(EcsCommand::UntagInstances { instances: vec![instance], keys })));
    });
    view! {
        <Dialog open=open title=Label::EditTags>
            <ul class="tag-list">{dynamic(move || badges(tags.get(), remove))}</ul>
            <form class="panel-body" on:submit=add>
                {fields::text(Label::TagKey, key)}
                {fields::text(Label::TagValue, value)}
                <Foot>
                    <button type="button" on:click=move |_| instance.set(None)>
                        {t(Label::Close)}
                    </button>
                    <button
                        type="submit"
                        class="primary"
                        disabled=move || key.with(|key| key.trim().is_empty())
                    >
                        {t(Label::AddTag)}
                    </button>
                </Foot>
            </form>
        </Dialog>
    }
}
