//! Jobs: what ran and what runs, with a line for each disk.

use engine::{
    backup::job::JobStatus,
    command::Command,
    time::{DAY, Seconds},
    view::{
        format,
        jobs::{self, ChildRow, JobRow, JobsQuery},
    },
};
use leptos::prelude::*;

use super::plans::over::{Over, OverList, use_over};
use crate::{
    app::{go, t},
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        list::{
            Column, Filter, Frame, List,
            actions::{Action, RowActions},
            chosen, empty, extent, lines,
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
    Column::new(Label::Actions),
];

/// The states to choose from, after all of them.
const STATUSES: [JobStatus; 5] =
    [JobStatus::Running, JobStatus::Complete, JobStatus::PartialComplete, JobStatus::Failed, JobStatus::Canceled];

/// The spans to choose from, after all time.
const SPANS: [Seconds; 3] = [Seconds(DAY), Seconds(7 * DAY), Seconds(30 * DAY)];

/// The screen.
#[component]
pub fn Jobs() -> impl IntoView {
    let library = use_library();
    Over::provide();
    let query = RwSignal::new(JobsQuery::default().list);
    let (status, within) = (RwSignal::new(0), RwSignal::new(0));
    // A running job moves with the clock, the others only when there is another.
    let page = library.view(
        |revisions| (revisions.jobs, revisions.points, revisions.clock),
        move |run| {
            let asked =
                JobsQuery { list: query.get(), status: chosen(&STATUSES, status), within: chosen(&SPANS, within) };
            jobs::jobs(run.world(), library.region.get(), &asked)
        },
    );
    let frame = Frame {
        name: Label::Jobs,
        class: "jobs",
        columns: COLUMNS,
        search: Label::SearchJobs,
        filters: vec![
            Filter::Choice {
                label: Label::BackupStatus,
                options: &[
                    Label::AllInstances,
                    Label::Running,
                    Label::Completed,
                    Label::CompletedInPart,
                    Label::Failed,
                    Label::Canceled,
                ],
                chosen: status,
            },
            Filter::Choice {
                label: Label::StartTime,
                options: &[Label::AnyTime, Label::LastDay, Label::LastWeek, Label::LastMonth],
                chosen: within,
            },
        ],
        lead: None,
        empty: empty(|| t(Label::JobsEmpty).into_any(), Label::BackedUpInstances, Callback::new(|()| go(&Route::HOME))),
    };
    let rows = lines(page, |job: &JobRow| job.id.to_string(), |job| view! { <Line job=job /> }.into_any());
    view! {
        <h1 tabindex="-1">{t(Label::Jobs)}</h1>
        <Tabs />
        <List frame=frame query=query extent=extent(page) rows=rows />
        <OverList />
    }
}

/// One job, and below it its disks when it is open.
#[component]
fn Line(job: Memo<Option<JobRow>>) -> impl IntoView {
    let library = use_library();
    let over = use_over();
    let zone = library.read(|run| run.world().zone);
    let open = RwSignal::new(false);
    let id = job.with_untracked(|job| job.as_ref().map(|job| job.id.clone()));
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
            }
        })
    };
    let toggle_label = {
        let id = id.clone();
        move || {
            let label = if open.get() { Label::HideDisks } else { Label::ShowDisks };
            format!("{} {}", label.get(library.locale.get()), id.as_ref().map(ToString::to_string).unwrap_or_default())
        }
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
    view! {
        <tr data-open=move || open.get().then_some("true")>
            <th scope="row">
                <button
                    type="button"
                    class="quiet"
                    aria-label=toggle_label
                    aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {dynamic(move || {
                        let picture = if open.get() {
                            Picture::ChevronDown
                        } else {
                            Picture::ChevronRight
                        };
                        view! { <Icon picture=picture /> }
                    })}
                </button>
                <code>{id.as_ref().map(ToString::to_string)}</code>
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
    let child = |child: ChildRow| {
        let failure = child.failure.map(|(code, rule)| {
            view! {
                <span class="failure">
                    <code>{code}</code>
                    <RuleChip rule=rule />
                </span>
            }
        });
        let snapshot = child.snapshot.map(|snapshot| view! { <code>{snapshot.to_string()}</code> });
        view! {
            <li>
                <code class="name">{child.disk}</code>
                <JobState status=child.status />
                <span class="figure">{format::progress(child.progress)}</span>
                <span class="figure">{format::size(child.stored)}</span>
                {snapshot}
                {failure}
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
            <td colspan="7">
                {dynamic(whole)}
                <ul class="children">
                    {dynamic(move || children.get().into_iter().map(child).collect_view())}
                </ul>
            </td>
        </tr>
    }
}
