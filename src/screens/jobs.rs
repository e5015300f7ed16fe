//! Jobs: what ran and what runs, with a line for each disk.

use engine::{
    backup::job::JobStatus,
    command::Command,
    view::{format, jobs, jobs::JobRow},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::{Rows, dynamic, row},
        rule_chip::RuleChip,
        status::JobState,
    },
    library::use_library,
    route::Route,
    text::Label,
};

/// Jobs on a page.
const PAGE: usize = 20;

/// The screen.
#[component]
pub fn Jobs() -> impl IntoView {
    let library = use_library();
    let page = RwSignal::new(0_usize);
    let view = Memo::new(move |_| {
        // A running job moves with the clock, the others only when there is another.
        library.revisions.with(|revisions| (revisions.jobs, revisions.clock));
        let region = library.region.get();
        let page = page.get();
        library.read(|run| jobs::jobs(run.world(), region, page * PAGE, PAGE))
    });
    let pages = move || view.with(|view| view.total.div_ceil(PAGE).max(1));
    let is_last = move || page.get() + 1 >= pages();
    let rows = Signal::derive(move || {
        let locale = library.locale.get();
        let rows = view.get().rows.into_iter();
        let keyed = rows.map(|job| {
            let key = format!("{} {} {} {}", job.id, job.status.api_name(), job.progress, locale.tag());
            row(key, move || view! { <JobLine job=job.clone() /> })
        });
        keyed.collect()
    });
    view! {
        <h1 tabindex="-1">{t(Label::Jobs)}</h1>
        <Show
            when=move || view.with(|view| view.total > 0)
            fallback=move || view! { <p class="empty">{t(Label::JobsEmpty)}</p> }
        >
            <div class="table-frame">
                <table class="jobs">
                    <thead>
                        <tr>
                            <th scope="col">{t(Label::JobId)}</th>
                            <th scope="col">{t(Label::EcsInstance)}</th>
                            <th scope="col">{t(Label::StartTime)}</th>
                            <th scope="col">{t(Label::EndTime)}</th>
                            <th scope="col">{t(Label::Progress)}</th>
                            <th scope="col">{t(Label::BackupStatus)}</th>
                            <th scope="col">{t(Label::Actions)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <Rows rows=rows />
                    </tbody>
                </table>
            </div>
            <nav class="pages" aria-label=t(Label::Jobs)>
                <button
                    type="button"
                    disabled=move || page.get() == 0
                    on:click=move |_| page.update(|page| *page = page.saturating_sub(1))
                >
                    {t(Label::Previous)}
                </button>
                <span>{dynamic(move || format!("{} / {}", page.get() + 1, pages()))}</span>
                <button
                    type="button"
                    disabled=is_last
                    on:click=move |_| page.update(|page| *page += 1)
                >
                    {t(Label::Next)}
                </button>
            </nav>
        </Show>
    }
}

#[component]
fn JobLine(job: JobRow) -> impl IntoView {
    let library = use_library();
    let locale = library.locale.get_untracked();
    let zone = library.read(|run| run.world().zone);
    let at = move |at| format::date_time(at, zone, locale);
    let to = Route::Instances { open: Some(job.instance.clone()), point: None }.to_string();
    let id = job.id.clone();
    let cancel = (job.status == JobStatus::Running).then(|| {
        view! {
            <button
                type="button"
                class="link"
                on:click=move |_| drop(
                    library
                        .dispatch(Command::CancelJob {
                            job: id.clone(),
                        }),
                )
            >
                {t(Label::Cancel)}
            </button>
        }
    });
    let children = job.children.iter().map(|child| {
        let failure = child.failure.map(|(code, rule)| {
            view! {
                <code>{code}</code>
                <RuleChip rule=rule />
            }
        });
        view! {
            <li>
                <code>{child.disk.clone()}</code>
                " "
                <JobState status=child.status />
                " "
                {format::size(child.stored)}
                " "
                {failure}
            </li>
        }
    });
    let children = children.collect_view();
    view! {
        <tr>
            <td>
                <details class="children">
                    <summary>
                        <code>{job.id.to_string()}</code>
                    </summary>
                    <ul>{children}</ul>
                </details>
            </td>
            <td>
                <a href=to>{job.name.clone()}</a>
            </td>
            <td class="figure">{at(job.began_at)}</td>
            <td class="figure">{job.ended_at.map(at)}</td>
            <td class="figure">{format::progress(job.progress)}</td>
            <td>
                <JobState status=job.status />
            </td>
            <td>{cancel}</td>
        </tr>
    }
}
