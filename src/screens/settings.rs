//! Settings: language, theme and text size, the run as a file, and a fresh start.

use engine::view::{format, keeping};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    adapters::{download::download, preferences::Scale},
    app::t,
    components::dialog::Confirm,
    library::{use_library, write_out},
    shell::top_bar::{LanguageSwitch, ThemeSwitch},
    text::Label,
};

/// The screen.
#[component]
pub fn Settings() -> impl IntoView {
    let library = use_library();
    let asking = RwSignal::new(false);
    let export = move |_| {
        if let Err(error) = download("cloud-backup-run.json", &library.read_timeline(write_out)) {
            library.toast(format!("{error:?}"), None);
        }
    };
    let import = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        leptos::task::spawn_local(async move {
            let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
            // So that choosing the same file again opens it again.
            input.set_value("");
            let locale = library.locale.get_untracked();
            let Ok(text) = text else {
                return library.toast(Label::FileUnreadable.get(locale).to_owned(), None);
            };
            match library.import(&text.as_string().unwrap_or_default()).await {
                Ok(true) => {
                    let at = library.read(|run| format::date_time(run.now(), run.world().zone, locale));
                    library.toast(format!("{} {at}", Label::Opened.get(locale)), None);
                }
                Ok(false) => {}
                Err(error) => library.toast(keeping::reason(&error, locale), None),
            }
        });
    };
    view! {
        <h1 tabindex="-1">{t(Label::Settings)}</h1>
        <div class="settings">
            <section>
                <h2>{t(Label::ChangeLanguage)}</h2>
                <p>{t(Label::LanguageHint)}</p>
                <LanguageSwitch />
            </section>
            <section>
                <h2>{t(Label::Theme)}</h2>
                <ThemeSwitch />
            </section>
            <section>
                <h2>{t(Label::TextSize)}</h2>
                <ScaleChoice />
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

/// The size of all that is shown.
#[component]
fn ScaleChoice() -> impl IntoView {
    let scale = RwSignal::new(Scale::load());
    let button = move |of: Scale| {
        let label = match of {
            Scale::Normal => Label::TextNormal,
            Scale::Room => Label::TextRoom,
        };
        let choose = move |_| {
            scale.set(of);
            of.apply();
        };
        view! {
            <button
                type="button"
                aria-pressed=move || (scale.get() == of).to_string()
                on:click=choose
            >
                {t(label)}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=t(Label::TextSize)>
            {Scale::ALL.map(button)}
        </div>
    }
}
