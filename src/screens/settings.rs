//! Settings: language and theme, the run as a file, and a fresh start.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    adapters::download::download, app::t, components::dialog::Confirm, library::use_library,
    shell::top_bar::ThemeSwitch, text::Label,
};

/// The screen.
#[component]
pub fn Settings() -> impl IntoView {
    let library = use_library();
    let asking = RwSignal::new(false);
    let export = move |_| {
        if let Err(error) = download("cloud-backup-run.json", &library.export()) {
            library.toast(format!("{error:?}"), None);
        }
    };
    let import = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else { return };
        leptos::task::spawn_local(async move {
            let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
            let outcome = text.map(|text| library.import(&text.as_string().unwrap_or_default()));
            match outcome {
                Ok(Ok(())) => {}
                Ok(Err(error)) => library.toast(error.to_string(), None),
                Err(error) => library.toast(format!("{error:?}"), None),
            }
        });
    };
    view! {
        <h1 tabindex="-1">{t(Label::Settings)}</h1>
        <div class="settings">
            <section>
                <h2>{t(Label::Theme)}</h2>
                <ThemeSwitch />
            </section>
            <section>
                <h2>{t(Label::ExportRun)}</h2>
                <p>{t(Label::SavedHere)} ". " {t(Label::ExportHint)}</p>
                <button type="button" on:click=export>
                    {t(Label::ExportRun)}
                </button>
            </section>
            <section>
                <h2 id="import">{t(Label::ImportRun)}</h2>
                <p>{t(Label::ImportHint)}</p>
                <input
                    type="file"
                    accept="application/json,.json"
                    aria-labelledby="import"
                    on:change=import
                />
            </section>
            <section>
                <h2>{t(Label::StartOver)}</h2>
                <p>{t(Label::StartOverHint)}</p>
                <button type="button" on:click=move |_| asking.set(true)>
                    {t(Label::StartOver)}
                </button>
            </section>
        </div>
        <Confirm
            open=asking
            title=Label::StartOver
            consequence=Label::StartOverHint
            on_confirm=Callback::new(move |()| library.start_over())
        />
    }
}
