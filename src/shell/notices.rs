//! What a person has to know about their run: a save that failed, or one that could not be opened.

use leptos::prelude::*;

use crate::{
    adapters::{download::download, storage::StoreError},
    app::t,
    components::dynamic::dynamic,
    library::{Keeping, Notice, use_library},
    text::Label,
};

/// The notices at the top of the screen.
#[component]
pub fn Notices() -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let failure = move || match library.keeping.get() {
        Keeping::Saved => None,
        Keeping::Failed(error) => Some(view! {
            <div class="notice" role="alert" data-tone="failed">
                <p>
                    <strong>{t(Label::SaveFailed)}</strong>
                    " "
                    {dynamic(move || reason(&error, locale.get()))}
                </p>
                <button type="button" on:click=move |_| give("run.json", &library.export())>
                    {t(Label::ExportRun)}
                </button>
            </div>
        }),
    };
    let dismiss = move |notice: &Notice| library.notices.update(|notices| notices.retain(|other| other != notice));
    let row = move |notice: Notice| {
        let (label, detail, original) = match &notice {
            Notice::SetAside(aside) => {
                (Label::RestoreNoticeDamaged, format!("{} ({})", aside.key, aside.reason), aside.text.clone())
            }
            Notice::Parted { original } => (Label::RestoreNoticeParted, String::new(), original.clone()),
        };
        view! {
            <div class="notice" role="alert" data-tone="failed">
                <p>
                    <strong>{t(label)}</strong>
                    " "
                    {detail}
                </p>
                <button type="button" on:click=move |_| give("set-aside.json", &original)>
                    {t(Label::Download)}
                </button>
                <button type="button" on:click=move |_| dismiss(&notice)>
                    {t(Label::Close)}
                </button>
            </div>
        }
    };
    view! {
        {dynamic(failure)}
        {dynamic(move || library.notices.get().into_iter().map(row).collect_view())}
    }
}

fn give(name: &str, text: &str) {
    if let Err(error) = download(name, text) {
        leptos::logging::error!("{error:?}");
    }
}

fn reason(error: &StoreError, locale: engine::locale::Locale) -> &'static str {
    use engine::locale::Locale;
    match (error, locale) {
        (StoreError::Unavailable, Locale::En) => "the browser gives the page no storage. The run goes on in memory.",
        (StoreError::Unavailable, Locale::Zh) => "浏览器未提供存储，运行仅保留在内存中。",
        (StoreError::Refused, Locale::En) => "the storage is full. The run goes on in memory; the last save is kept.",
        (StoreError::Refused, Locale::Zh) => "存储空间已满，运行仅保留在内存中，上次存档仍在。",
    }
}
