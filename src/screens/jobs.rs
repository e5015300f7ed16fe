//! Jobs: what ran and what runs, with a line for each disk.

use engine::{
    backup::job::JobStatus,
    command::Command,
    id::JobId,
    locale::Locale,
    time::Zone,
    view::{
        format, jobs,
        jobs::{ChildRow, JobRow, JobsView},
    },
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
    Effect::new(move |_| {
        let last = pages() - 1;
        if page.get() > last {
            page.set(last);
        }
    });
    let is_last = move || page.get() + 1 >= pages();
    let rows = Signal::derive(move || {
        let ids = view.with(|view| view.rows.iter().map(|job| job.id.clone()).collect::<Vec<_>>());
        ids.into_iter().map(|id| row(id.clone(), move || view! { <JobLine id=id.clone() jobs=view /> })).collect()
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

/// One job. It looks itself up, so that the row stays as it is handled while the job moves on.
#[component]
fn JobLine(id: JobId, jobs: Memo<JobsView>) -> impl IntoView {
    let library = use_library();
    let job = {
        let id = id.clone();
        Memo::new(move |_| jobs.with(|view| view.rows.iter().find(|job| job.id == id).cloned()))
    };
    let zone = library.read(|run| run.world().zone);
    let part = move |part: fn(&JobRow, Zone, Locale) -> String| {
        dynamic(move || job.with(|job| job.as_ref().map(|job| part(job, zone, library.locale.get()))))
    };
    let status = Memo::new(move |_| job.with(|job| job.as_ref().map(|job| job.status)));
    let name = job.with_untracked(|job| {
        job.as_ref().map(|job| {
            let to = Route::Instances { open: Some(job.instance.clone()), point: None }.to_string();
            view! { <a href=to>{job.name.clone()}</a> }
        })
    });
    let text = id.to_string();
    let cancel = move || {
        let id = id.clone();
        (status.get() == Some(JobStatus::Running)).then(move || {
            let cancel = move |_| drop(library.dispatch(Command::CancelJob { job: id.clone() }));
            view! {
                <button type="button" class="link" on:click=cancel>
                    {t(Label::Cancel)}
                </button>
            }
        })
    };
    view! {
        <tr>
            <td>
                <details class="children">
                    <summary>
                        <code>{text}</code>
                    </summary>
                    <Children job=job />
                </details>
            </td>
            <td>{name}</td>
            <td class="figure">
                {part(|job, zone, locale| format::date_time(job.began_at, zone, locale))}
            </td>
            <td class="figure">
                {part(|job, zone, locale| {
                    job.ended_at.map(|at| format::date_time(at, zone, locale)).unwrap_or_default()
                })}
            </td>
            <td class="figure">{part(|job, _, _| format::progress(job.progress))}</td>
            <td>
                {dynamic(move || status.get().map(|status| view! { <JobState status=status /> }))}
            </td>
            <td>{dynamic(cancel)}</td>
        </tr>
    }
}

/// A line for each disk of a job.
#[component]
fn Children(job: Memo<Option<JobRow>>) -> impl IntoView {
    let child = |child: ChildRow| {
        let failure = child.failure.map(|(code, rule)| {
            view! {
                <code>{code}</code>
                <RuleChip rule=rule />
            }
        });
        view! {
            <li>
                <code>{child.disk}</code>
                " "
                <JobState status=child.status />
                " "
                {format::size(child.stored)}
                " "
                {failure}
            </li>
        }
    };
    let children = Memo::new(move |_| job.with(|job| job.as_ref().map(|job| job.children.clone()).unwrap_or_default()));
    view! { <ul>{dynamic(move || children.get().into_iter().map(child).collect_view())}</ul> }
}
