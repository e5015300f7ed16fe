//! Settings: language, theme and text size, the run as a file, and a fresh start.

use leptos::prelude::*;

use crate::{
    adapters::preferences::Scale,
    app::t,
    components::dialog::Confirm,
    library::use_library,
    shell::{
        open_run::FileChoice,
        share,
        stage::FullScreen,
        top_bar::{LanguageSwitch, ThemeSwitch},
    },
    text::Label,
};

/// The screen.
#[component]
pub fn Settings() -> impl IntoView {
    let library = use_library();
    let asking = RwSignal::new(false);
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
                <h2>{t(Label::FullScreen)}</h2>
                <FullScreen />
            </section>
            <section>
                <h2>{t(Label::SaveAsFile)}</h2>
                <p>{t(Label::SavedHere)} ". " {t(Label::ExportHint)}</p>
                <button type="button" on:click=move |_| share::save_as_file(library)>
                    {t(Label::SaveAsFile)}
                </button>
            </section>
            <section>
                <h2 id="import">{t(Label::OpenFile)}</h2>
                <p>{t(Label::OpenFileHint)}</p>
                <FileChoice labelled_by="import" />
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
