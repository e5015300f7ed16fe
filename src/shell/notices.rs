//! What a person has to know about their run: a payment that is overdue, a save that failed, or one that could not be
//! opened.

use engine::view::keeping;
use leptos::prelude::*;

use crate::{
    adapters::{download::download, storage::StoreError},
    app::t,
    components::dynamic::dynamic,
    library::{Keeping, Notice, use_library, write_out},
    shell::{outage::Outage, overdue::Overdue},
    text::Label,
};

/// The notices at the top of the screen.
#[component]
pub fn Notices() -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let export = move |_| give("run.json", &library.read_timeline(write_out));
    let failure = move || match library.keeping.get() {
        Keeping::Saved => None,
        Keeping::Failed(error) => Some(view! {
            <div class="notice" role="alert" data-tone="failed">
                <p>
                    <strong>{t(Label::SaveFailed)}</strong>
                    " "
                    {t(reason(error))}
                </p>
                <button type="button" on:click=export>
                    {t(Label::ExportRun)}
                </button>
                {(error == StoreError::Elsewhere)
                    .then(|| {
                        view! {
                            <button type="button" on:click=move |_| library.save_here()>
                                {t(Label::SaveHere)}
                            </button>
                        }
                    })}
            </div>
        }),
    };
    let dismiss = move |notice: &Notice| library.notices.update(|notices| notices.retain(|other| other != notice));
    let row = move |notice: Notice| {
        let (label, original) = match &notice {
            Notice::SetAside(aside) if aside.key.is_none() => (Label::RestoreNoticeLost, aside.text.clone()),
            Notice::SetAside(aside) => (Label::RestoreNoticeDamaged, aside.text.clone()),
            Notice::Parted { original } => (Label::RestoreNoticeParted, original.clone()),
        };
        let detail = {
            let notice = notice.clone();
            move || match &notice {
                Notice::SetAside(aside) => {
                    let why = keeping::reason(&aside.reason, locale.get());
                    [aside.key.clone(), Some(why)].into_iter().flatten().collect::<Vec<_>>().join(" - ")
                }
                Notice::Parted { .. } => String::new(),
            }
        };
        view! {
            <div class="notice" role="alert" data-tone="failed">
                <p>
                    <strong>{t(label)}</strong>
                    " "
                    {dynamic(detail)}
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
        <Outage />
        <Overdue />
        {dynamic(failure)}
        {dynamic(move || library.notices.get().into_iter().map(row).collect_view())}
    }
}

fn give(name: &str, text: &str) {
    if let Err(error) = download(name, text) {
        leptos::logging::error!("{error:?}");
    }
}

fn reason(error: StoreError) -> Label {
    match error {
        StoreError::Elsewhere => Label::SaveElsewhere,
        StoreError::Refused => Label::SaveRefused,
        StoreError::Unavailable => Label::SaveUnavailable,
    }
}
