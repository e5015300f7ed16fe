//! Texts that were set aside: why, and what can be done with them.

use engine::{
    shelf::{Aside, Why},
    view::runs::{aside_reason, storage_size},
};
use leptos::prelude::*;

use crate::{
    adapters::{download::download, storage::shelf},
    app::t,
    components::{
        dialog::Confirm,
        dynamic::{Rows, dynamic, row},
        list::actions::{Action, RowActions},
    },
    library::use_library,
    text::Label,
};

/// All of them; nothing where there is none.
#[component]
pub fn Asides() -> impl IntoView {
    let library = use_library();
    let asides = Memo::new(move |_| {
        library.keeping.track();
        library.notices.track();
        shelf().asides()
    });
    let asked = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let discard = Callback::new(move |()| {
        if let Some(key) = asked.get_untracked() {
            let _ = shelf().discard(&key);
            library.kept_changed();
        }
    });
    let ask = Callback::new(move |key| {
        asked.set(Some(key));
        asking.set(true);
    });
    let rows = Signal::derive(move || {
        let line = |aside: Aside| row(aside.key.clone(), move || view! { <Line aside=aside.clone() ask=ask /> });
        asides.get().into_iter().map(line).collect()
    });
    view! {
        {dynamic(move || {
            asides
                .with(|asides| !asides.is_empty())
                .then(|| {
                    view! {
                        <section class="asides" aria-labelledby="asides">
                            <h2 id="asides">{t(Label::SetAsides)}</h2>
                            <p>{t(Label::SetAsidesLead)}</p>
                            <ul>
                                <Rows rows=rows />
                            </ul>
                        </section>
                    }
                })
        })}
        <Confirm
            open=asking
            title=Label::DiscardAside
            consequence=Label::DiscardAsideConfirm
            on_confirm=discard
        />
    }
}

/// One text.
#[component]
fn Line(aside: Aside, ask: Callback<String>) -> impl IntoView {
    let library = use_library();
    let number = aside.key.rsplit('/').next().unwrap_or_default().to_owned();
    let name = Signal::stored(number.clone());
    let key = StoredValue::new(aside.key.clone());
    let give = move || {
        if let Some(text) = shelf().aside_text(&key.get_value())
            && let Err(error) = download("set-aside.json", &text)
        {
            leptos::logging::error!("{error:?}");
        }
    };
    let open = move || {
        leptos::task::spawn_local(async move {
            if let Ok(save) = shelf().read_aside(&key.get_value()) {
                library.open_save(save).await;
                library.kept_changed();
            }
        });
    };
    let mut links =
        vec![Action::new(Label::Download, give), Action::new(Label::DiscardAside, move || ask.run(key.get_value()))];
    if aside.why == Why::Readable {
        links.insert(0, Action::new(Label::OpenRun, open));
    }
    let size = storage_size(aside.units);
    view! {
        <li>
            <strong class="figure">{number}</strong>
            <span class="aside-why">{move || aside_reason(&aside, library.locale.get())}</span>
            <span class="figure">{size}</span>
            <RowActions name=name links=links />
        </li>
    }
}
