//! The tags of one instance.

use std::collections::{BTreeMap, BTreeSet};

use engine::{
    command::{Command, EcsCommand},
    id::InstanceId,
};
use leptos::prelude::*;

use super::fields;
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        icon::{Icon, Picture},
    },
    library::use_library,
    screens::plans::over::is_open,
    text::Label,
};

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
    let remove = move |key: String| {
        let Some(instance) = instance.get_untracked() else { return };
        let keys = Some(BTreeSet::from([key]));
        drop(library.dispatch(Command::Ecs(EcsCommand::UntagInstances { instances: vec![instance], keys })));
    };
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
                    on:click=move |_| remove(key.clone())
                >
                    <Icon picture=Picture::Close />
                </button>
            </li>
        }
    };
    view! {
        <Dialog open=open title=Label::EditTags>
            <ul class="tag-list">
                {dynamic(move || tags.get().into_iter().map(line).collect_view())}
            </ul>
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
