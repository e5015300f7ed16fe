//! Jobs: what ran and what runs, with a line for each disk.

mod restores;

use std::cell::Cell;

use engine::{
    backup::job::JobStatus,
    command::Command,
    time::{DAY, Seconds},
    view::{
        format,
        jobs::{self, ChildRow, JobRow, JobsQuery},
        list::Query,
    },
};
use leptos::prelude::*;

use self::restores::RestoreJobs;
use super::{
    links::{Links, remote},
    plans::over::{Over, OverList, use_over},
};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        list::{
            Column, Frame,
            actions::{Action, RowActions},
            chosen, empty_but, expander,
        },
        rule_chip::RuleChip,
        status::JobState,
    },
    library::use_library,
    route::Route,
    screens::instances::tabs::Tabs,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::new(Label::JobId),
    Column::ordered(Label::EcsInstance, 0),
    Column::ordered(Label::StartTime, 1),
    Column::ordered(Label::EndTime, 2),
    Column::new(Label::Progress).figure(),
    Column::ordered(Label::BackupStatus, 3),
    Column::new(Label::RemoteStatus).why(Label::RemoteStatusHint, engine::rule::Rule::Job05),
    Column::new(Label::Actions),
];

/// The states to choose from, after all of them.
const STATUSES: [JobStatus; 5] =
    [JobStatus::Running, JobStatus::Complete, JobStatus::PartialComplete, JobStatus::Failed, JobStatus::Canceled];

const STATUS_LABELS: &[Label] =
    &[Label::AllInstances, Label::Running, Label::Completed, Label::CompletedInPart, Label::Failed, Label::Canceled];

/// The spans to choose from, after all time.
pub const SPANS: [Seconds; 3] = [Seconds(DAY), Seconds(7 * DAY), Seconds(30 * DAY)];

/// What they are called, with all time.
pub const SPAN_LABELS: &[Label] = &[Label::AnyTime, Label::LastDay, Label::LastWeek, Label::LastMonth];

thread_local! {
    /// What the screen is to search for when it opens next.
    static WANTED: Cell<Option<String>> = const { Cell::new(None) };
    /// Whether it is to show restores when it opens next.
    static RESTORES: Cell<bool> = const { Cell::new(false) };
}

/// Has the screen show restore jobs when it opens next.
pub fn show_restores() {
    RESTORES.set(true);
}

/// Has the screen search for `text` when it opens next, as a link to a job does.
pub fn look_for(text: &str) {
    WANTED.set(Some(text.to_owned()));
}

/// The screen: backup jobs or restore jobs.
#[component]
pub fn Jobs() -> impl IntoView {
    Over::provide();
    let restores = RwSignal::new(RESTORES.take());
    let button = move |choice, label| {
        view! {
            <button
                type="button"
                aria-pressed=move || (restores.get() == choice).to_string()
                on:click=move |_| restores.set(choice)
            >
                {t(label)}
            </button>
        }
    };
    view! {
        <h1 tabindex="-1">{t(Label::Jobs)}</h1>
        <Tabs />
        <div class="segmented" role="group" aria-label=t(Label::JobType)>
            {button(false, Label::BackupJob)}
            {button(true, Label::RestoreJob)}
        </div>
        {dynamic(move || match restores.get() {
            true => view! { <RestoreJobs /> }.into_any(),
            false => view! { <BackupJobs /> }.into_any(),
        })}
        <OverList />
    }
}

#[component]
fn BackupJobs() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query { search: WANTED.take().unwrap_or_default(), ..JobsQuery::default().list });
    let (status, within) = (RwSignal::new(0), RwSignal::new(0));
    // A running job moves with the clock, the others only when there is another.
    let page = library.view(
        |revisions| (revisions.jobs, revisions.points, revisions.clock),
        move |run| {
            let asked =
                JobsQuery { list: query.get(), status: chosen(&STATUSES, status), within: chosen(&SPANS, within) };
            jobs::jobs(run.world(), library.scope(), &asked)
        },
    );
    let empty = empty_but(|| t(Label::JobsEmpty).into_any(), Label::BackedUpInstances, Route::HOME);
    let frame = Frame::new(Label::Jobs, "jobs", COLUMNS, Label::SearchJobs, empty)
        .choice(Label::BackupStatus, STATUS_LABELS, status)
        .choice(Label::StartTime, SPAN_LABELS, within);
    let list = frame.list(query, page, |job| job.id.to_string(), |job| view! { <Line job=job /> }.into_any());
    view! {
        {list}
        <Links />
    }
}

/// One job, and below it its disks when it is open.
#[component]
fn Line(job: Memo<Option<JobRow>>) -> impl IntoView {
    let library = use_library();
    let over = use_over();
    let zone = library.read(|run| run.world().zone);
    let open = RwSignal::new(false);
    let id = job.with_untracked(|job| job.as_ref().map(|job| job.id.to_string())).unwrap_or_default();
    let name = Signal::derive(move || job.with(|job| job.as_ref().map(|job| job.name.clone())).unwrap_or_default());
    let status = Memo::new(move |_| job.with(|job| job.as_ref().map(|job| job.status)));
    let cells = move || {
        let locale = library.locale.get();
        job.get().map(|job| {
            let to = Route::Instances { open: Some(job.instance.clone()), point: None }.to_string();
            view! {
                <td>
                    <a href=to>{job.name}</a>
                </td>
                <td class="figure">{format::date_time(job.began_at, zone, locale)}</td>
                <td class="figure">
                    {job.ended_at.map(|at| format::date_time(at, zone, locale)).unwrap_or_default()}
                </td>
                <td class="figure amount">{format::progress(job.progress)}</td>
                <td>
                    <JobState status=job.status />
                </td>
                <td class="wraps">{job.remote.map(|row| remote(&row, locale))}</td>
            }
        })
    };
    let cancel = move || {
        if let Some(job) = job.get_untracked() {
            over.ask(Label::CancelJob, Command::CancelJob { job: job.id });
        }
    };
    let actions = move || {
        (status.get() == Some(JobStatus::Running))
            .then(|| view! { <RowActions name=name links=vec![Action::new(Label::CancelJob, cancel)] /> })
    };
    let named = {
        let id = id.clone();
        move || id.clone()
    };
    view! {
        <tr data-open=move || open.get().then_some("true")>
            <th scope="row">
                {expander(
                    move || open.get(),
                    named,
                    [Label::ShowDisks, Label::HideDisks],
                    move || open.update(|open| *open = !*open),
                )} <code>{id}</code>
            </th>
            {dynamic(cells)}
            <td>{dynamic(actions)}</td>
        </tr>
        <Show when=move || open.get()>
            <Children job=job />
        </Show>
    }
}

/// Why the whole job failed, and a line for each disk.
#[component]
fn Children(job: Memo<Option<JobRow>>) -> impl IntoView {
    let library = use_library();
    let child = move |child: ChildRow| {
        let failure = child.failure.map(|(code, rule)| {
            view! {
                <span class="failure">
                    <code>{code}</code>
                    <RuleChip rule=rule />
                </span>
            }
        });
        let remote_copy = child.remote.map(|row| remote(&row, library.locale.get()));
        let snapshot = child.snapshot.map(|snapshot| view! { <code>{snapshot.to_string()}</code> });
        view! {
            <li>
                <code class="name">{child.disk}</code>
                <JobState status=child.status />
                <span class="figure">{format::progress(child.progress)}</span>
                <span class="figure">{format::size(child.stored)}</span>
                {snapshot}
                {failure}
                {remote_copy}
            </li>
        }
    };
    let whole = move || {
        let failure = job.with(|job| job.as_ref().and_then(|job| job.failure));
        failure.map(|(title, rule)| {
            view! { <p class="failure">{title} " " <RuleChip rule=rule /></p> }
        })
    };
    let children = Memo::new(move |_| job.with(|job| job.as_ref().map(|job| job.children.clone()).unwrap_or_default()));
    view! {
        <tr class="detail">
            <td colspan="8">
                {dynamic(whole)}
                <ul class="children">
                    {dynamic(move || children.get().into_iter().map(child).collect_view())}
                </ul>
            </td>
        </tr>
    }
}
