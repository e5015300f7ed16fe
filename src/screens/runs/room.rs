//! How full the storage is, and whether the browser keeps it.

use engine::{shelf::UNITS_MAX, view::runs::fullness};
use leptos::prelude::*;

use crate::{
    adapters::{persistence, storage::shelf},
    app::t,
    components::dynamic::dynamic,
    library::use_library,
    text::Label,
};

/// What is known of how the browser keeps the storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Persistence {
    Asking,
    Unknown,
    No,
    Refused,
    Yes,
}

/// The room there is.
#[component]
pub fn Room() -> impl IntoView {
    let library = use_library();
    let usage = Memo::new(move |_| {
        library.keeping.track();
        library.notices.track();
        shelf().usage()
    });
    let persistence = RwSignal::new(Persistence::Asking);
    Effect::new(move |_| {
        library.keeping.track();
        leptos::task::spawn_local(async move {
            let known = match persistence::is_persistent().await {
                Some(true) => Persistence::Yes,
                Some(false) if persistence.try_get_untracked() == Some(Persistence::Refused) => Persistence::Refused,
                Some(false) => Persistence::No,
                None => Persistence::Unknown,
            };
            persistence.try_set(known);
        });
    });
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            let is_kept = persistence::ask_to_persist().await == Some(true);
            persistence.try_set(if is_kept { Persistence::Yes } else { Persistence::Refused });
        });
    };
    let said = move || {
        let (label, can_ask) = match persistence.get() {
            Persistence::Asking => return None,
            Persistence::Unknown => (Label::PersistentUnknown, false),
            Persistence::No => (Label::PersistentNot, true),
            Persistence::Refused => (Label::PersistentRefused, false),
            Persistence::Yes => (Label::Persistent, false),
        };
        let button = can_ask.then(|| {
            view! {
                <button type="button" class="link" on:click=ask>
                    {t(Label::PersistentAsk)}
                </button>
            }
        });
        Some(view! {
            <span>{t(label)}</span>
            " "
            {button}
        })
    };
    view! {
        <section class="room" aria-label=t(Label::Storage)>
            <meter
                min="0"
                max=UNITS_MAX
                high=UNITS_MAX * 8 / 10
                prop:value=move || usage.with(|usage| usage.all())
                aria-label=t(Label::StorageFull)
            />
            <p>{move || usage.with(|usage| fullness(*usage, library.locale.get()))}</p>
            <p role="status">{dynamic(said)}</p>
        </section>
    }
}
