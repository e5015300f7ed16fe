//! What a person has to know about their run: a payment that is overdue, a save that failed, one that could not be opened,
//! or one that comes out differently.

use std::sync::Arc;

use engine::{
    shelf::{RunId, SetAside, WriteError},
    view::{
        keeping,
        parting::{FigureRow, PartingReport},
    },
};
use leptos::prelude::*;

use crate::{
    adapters::download::download,
    app::t,
    components::dynamic::dynamic,
    library::{Library, Notice, Parted, save_here, use_library, write_out},
    route::Route,
    shell::{outage::Outage, overdue::Overdue},
    text::Label,
};

/// The notices at the top of the screen.
#[component]
pub fn Notices() -> impl IntoView {
    let library = use_library();
    let failure = Memo::new(move |_| library.keeping.with(|keeping| keeping.failure));
    let row = move |notice: Notice| match &notice {
        Notice::SetAside(aside) => set_aside(library, aside, &notice),
        Notice::Parted(parted) => came_out_differently(library, parted, &notice),
        Notice::Unsaved { text } => {
            let words = view! { <strong>{t(Label::RunNotSaved)}</strong> }.into_any();
            simple(library, words, ("cloud-backup-run.json", text.clone()), &notice)
        }
    };
    view! {
        <Outage />
        <Overdue />
        {dynamic(move || failure.get().map(|error| not_saved(library, error)))}
        {dynamic(move || {
            library.number.track();
            let (run, mut notices) = (library.run_id(), library.notices.get());
            notices.retain(|notice| is_about(notice, &run));
            notices.into_iter().map(row).collect_view()
        })}
    }
}

/// Whether a notice is to be read while a run is open: how one came out matters to that one alone.
fn is_about(notice: &Notice, run: &RunId) -> bool {
    !matches!(notice, Notice::Parted(parted) if parted.run != *run)
}

/// The run is not being saved: why, and what can be done.
fn not_saved(library: Library, error: WriteError) -> AnyView {
    let export = move |_| give("run.json", &library.read_timeline(write_out));
    let is_taken = matches!(error, WriteError::Elsewhere | WriteError::Removed);
    let here = is_taken.then(|| {
        view! {
            <button type="button" on:click=move |_| save_here(library)>
                {t(Label::SaveHere)}
            </button>
        }
    });
    let room =
        (error == WriteError::Refused).then(|| view! { <a href=Route::Runs.to_string()>{t(Label::MakeRoom)}</a> });
    view! {
        <div class="notice" role="alert" data-tone="failed">
            <p>
                <strong>{t(Label::SaveFailed)}</strong>
                " "
                {t(reason(error))}
                " "
                {room}
            </p>
            <button type="button" on:click=export>
                {t(Label::ExportRun)}
            </button>
            {here}
        </div>
    }
    .into_any()
}

/// A save that could not be opened.
fn set_aside(library: Library, aside: &SetAside, notice: &Notice) -> AnyView {
    let label = if aside.key.is_none() { Label::RestoreNoticeLost } else { Label::RestoreNoticeDamaged };
    let reason = aside.reason.clone();
    let words = view! {
        <strong>{t(label)}</strong>
        " "
        {move || keeping::reason(&reason, library.locale.get())}
    };
    simple(library, words.into_any(), ("set-aside.json", aside.text.clone()), notice)
}

/// A notice with a file to download.
fn simple(library: Library, words: AnyView, file: (&'static str, String), notice: &Notice) -> AnyView {
    let notice = notice.clone();
    view! {
        <div class="notice" role="alert" data-tone="failed">
            <p>{words}</p>
            <button type="button" on:click=move |_| give(file.0, &file.1)>
                {t(Label::Download)}
            </button>
            <button type="button" on:click=move |_| dismiss(library, &notice)>
                {t(Label::Close)}
            </button>
        </div>
    }
    .into_any()
}

/// A run that comes out differently than when it was saved: where, how much, and how to go on.
fn came_out_differently(library: Library, parted: &Arc<Parted>, notice: &Notice) -> AnyView {
    let (said, original, back) = (Arc::clone(parted), Arc::clone(parted), Arc::clone(parted));
    let (keep, gone_back) = (notice.clone(), notice.clone());
    let kept = if parted.is_kept { Label::PartedKept } else { Label::PartedNotKept };
    let go_back = move |_| {
        let (parted, notice) = (Arc::clone(&back), gone_back.clone());
        leptos::task::spawn_local(async move {
            if library.go_back_to_equal(&parted).await {
                dismiss(library, &notice);
            }
        });
    };
    view! {
        <div class="notice parting" role="alert" data-tone="failed">
            <div>
                <p>
                    <strong>{t(Label::PartedTitle)}</strong>
                </p>
                {dynamic(move || report(said.report(library.locale.get())))}
                <p>{t(kept)}</p>
            </div>
            <div class="parting-deeds">
                <button type="button" on:click=move |_| dismiss(library, &keep)>
                    {t(Label::OutcomeKeep)}
                </button>
                <button type="button" on:click=go_back>
                    {t(Label::EqualGoBack)}
                </button>
                <button type="button" on:click=move |_| give("original.json", &original.original)>
                    {t(Label::DownloadOriginal)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn report(report: &PartingReport) -> impl IntoView + use<> {
    let figure = |figure: &FigureRow| {
        view! {
            <tr>
                <th scope="row">{figure.what}</th>
                <td class="figure">{figure.saved.clone().unwrap_or_else(|| "-".to_owned())}</td>
                <td class="figure" data-differs=figure.differs.then_some("true")>
                    {figure.now.clone()}
                </td>
            </tr>
        }
    };
    view! {
        <p>{report.at.clone()}</p>
        {report.rules.clone().map(|rules| view! { <p>{rules}</p> })}
        <table aria-label=t(Label::PartedFigure)>
            <thead>
                <tr>
                    <th scope="col">{t(Label::PartedFigure)}</th>
                    <th scope="col">{t(Label::SavedFigure)}</th>
                    <th scope="col">{t(Label::NowFigure)}</th>
                </tr>
            </thead>
            <tbody>{report.figures.iter().map(figure).collect_view()}</tbody>
        </table>
        {report.no_figures.clone().map(|none| view! { <p>{none}</p> })}
        <p>{report.equal.clone()}</p>
    }
}

fn dismiss(library: Library, notice: &Notice) {
    library.notices.update(|notices| notices.retain(|other| other != notice));
}

fn give(name: &str, text: &str) {
    if let Err(error) = download(name, text) {
        leptos::logging::error!("{error:?}");
    }
}

fn reason(error: WriteError) -> Label {
    match error {
        WriteError::Elsewhere => Label::SaveElsewhere,
        WriteError::Removed => Label::SaveRemoved,
        WriteError::Refused => Label::SaveRefused,
        WriteError::Unavailable => Label::SaveUnavailable,
    }
}
