//! The snapshots of disks, with what can be done to each.

use engine::{
    command::{Command, EcsCommand},
    id::SnapshotId,
    rejection::Rejection,
    rule::Rule,
    view::{
        format,
        snapshots::{self, SnapshotRow, SnapshotsQuery, Source, WhyNot},
    },
};
use leptos::prelude::*;

use super::{
    create::{CreateSnapshot, Wanted},
    detail::Detail,
    nothing,
    tasks::{SnapshotTask, SnapshotTasks},
};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        list::{
            Column, Frame,
            actions::{Action, RowActions},
            chosen,
        },
    },
    library::use_library,
    screens::plans::over::use_over,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::new(Label::SnapshotNameId),
    Column::ordered(Label::SourceDisk, 0),
    Column::new(Label::Attribute),
    Column::ordered(Label::FullSize, 1).figure(),
    Column::ordered(Label::StoredSize, 2).figure(),
    Column::new(Label::Status),
    Column::ordered(Label::Created, 3),
    Column::new(Label::Retention).why(Label::RetentionInEcs, Rule::Snp09),
    Column::new(Label::Actions),
];

/// The snapshots of disks.
#[component]
pub fn OfDisks() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(SnapshotsQuery::default().list);
    let (source, wanted, read) = (RwSignal::new(0), RwSignal::new(None), RwSignal::new(None));
    let task = RwSignal::new(None);
    // One that is being created moves with the clock.
    let page = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.jobs, revisions.clock),
        move |run| {
            let source = chosen(&Source::ALL, source);
            snapshots::snapshots(run.world(), library.region.get(), &SnapshotsQuery { list: query.get(), source })
        },
    );
    let create = Callback::new(move |()| wanted.set(Some(Wanted::default())));
    let frame = Frame::new(Label::DiskSnapshots, "snapshots", COLUMNS, Label::SearchSnapshots, nothing())
        .choice(
            Label::Attribute,
            &[Label::AllInstances, Label::FromCloudBackup, Label::FromUser, Label::FromAutomaticPolicy],
            source,
        )
        .opener(Label::CreateSnapshot, create);
    view! {
        {frame
            .list(
                query,
                page,
                |row: &SnapshotRow| row.id.to_string(),
                move |row| view! { <Line row=row read=read task=task /> }.into_any(),
            )}
        <CreateSnapshot wanted=wanted />
        <Detail read=read />
        <SnapshotTasks task=task />
    }
}

/// One snapshot.
#[component]
fn Line(
    row: Memo<Option<SnapshotRow>>,
    read: RwSignal<Option<SnapshotId>>,
    task: RwSignal<Option<SnapshotTask>>,
) -> impl IntoView {
    let library = use_library();
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.id.to_string())).unwrap_or_default());
    let open = move |_| read.set(row.get_untracked().map(|row| row.id));
    // That of Cloud Backup's own is the job, which its id says no less.
    let given = move || {
        row.get().filter(|row| row.source != Source::CloudBackup && !row.name.is_empty()).map(|row| {
            view! {
                " "
                <small>{row.name}</small>
            }
        })
    };
    let (links, more) = actions(row, task);
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="link" aria-haspopup="dialog" on:click=open>
                    <code>{name.get_untracked()}</code>
                </button>
                {dynamic(given)}
            </th>
            {dynamic(move || row.get().map(|row| cells(row, library.locale.get())))}
            <td>
                <RowActions name=name links=links more=more />
            </td>
        </tr>
    }
}

/// Delete, by force where nothing else helps, and the rest in the menu; each keeps its place and says why not.
fn actions(row: Memo<Option<SnapshotRow>>, task: RwSignal<Option<SnapshotTask>>) -> (Vec<Action>, Vec<Action>) {
    let library = use_library();
    let over = use_over();
    let obstacle = move |of: fn(&SnapshotRow, engine::locale::Locale) -> Option<String>| {
        move || row.with(|row| row.as_ref().and_then(|row| of(row, library.locale.get())))
    };
    let by_force = Memo::new(move |_| {
        row.with(|row| row.as_ref().is_some_and(|row| row.stays.is_some() && row.stays_by_force.is_none()))
    });
    let roll_back = move || {
        if let Some(row) = row.get_untracked() {
            let back = EcsCommand::ResetDisk { disk: row.disk, snapshot: row.id };
            over.ask(Label::RollBackDisk, Command::Ecs(back));
        }
    };
    let delete = move || {
        if let Some(row) = row.get_untracked() {
            let (title, force) = match by_force.get_untracked() {
                true => (Label::DeleteByForce, true),
                false => (Label::DeleteSnapshot, false),
            };
            over.ask(title, Command::Ecs(EcsCommand::DeleteSnapshot { snapshot: row.id, force }));
        }
    };
    let label = Signal::derive(move || if by_force.get() { Label::DeleteByForce } else { Label::DeletePoint });
    let delete = Action::new(label, delete).unless(obstacle(|row, locale| row.deletion_obstacle(true, locale)));
    let roll_back = Action::new(Label::RollBackDisk, roll_back).unless(obstacle(SnapshotRow::roll_back_obstacle));
    let opens = move |label, what: fn(SnapshotId) -> SnapshotTask, why: fn(&WhyNot) -> Option<&Rejection>| {
        let open = move || task.set(row.get_untracked().map(|row| what(row.id)));
        let obstacle = move || {
            let locale = library.locale.get();
            row.with(|row| WhyNot::text(why(&row.as_ref()?.why_not), locale))
        };
        Action::new(label, open).unless(obstacle)
    };
    let more = vec![
        roll_back,
        opens(Label::ModifySnapshot, SnapshotTask::Modify, |why| why.change.as_ref()),
        opens(Label::ShareSnapshot, SnapshotTask::Share, |why| why.share.as_ref()),
        opens(Label::ArchiveSnapshotNow, SnapshotTask::Archive, |why| why.archive.as_ref()),
        opens(Label::CreateImage, SnapshotTask::Image, |why| why.image.as_ref()),
        opens(Label::CopySnapshot, SnapshotTask::Copy, |why| why.copy.as_ref()),
    ];
    (vec![delete], more)
}

fn cells(row: SnapshotRow, locale: engine::locale::Locale) -> impl IntoView {
    let zone = use_library().read(|run| run.world().zone);
    let retention = match row.expires_at {
        Some(at) => format::date_time(at, zone, locale),
        None => Label::Permanent.get(locale).to_owned(),
    };
    let copied = row.copied_from.map(|(region, _)| {
        view! {
            " "
            <small>{Label::ReplicatedFrom.get(locale).replace("{}", region.name(locale))}</small>
        }
    });
    let owner = row.instance.map(|(_, name)| {
        view! {
            " "
            <small>{name}</small>
        }
    });
    view! {
        <td class="wraps">
            <code>{row.disk.to_string()}</code>
            {owner}
        </td>
        <td class="wraps" data-source=(row.source == Source::CloudBackup).then_some("cloud-backup")>
            {row.source.attribute(locale)}
            {copied}
        </td>
        <td class="figure amount" data-label=Label::FullSize.get(locale)>
            {format::size(row.full)}
        </td>
        <td class="figure amount" data-label=Label::StoredSize.get(locale)>
            {format::size(row.stored)}
        </td>
        <td>{state(row.percent)}</td>
        <td class="figure">{format::date_time(row.taken_at, zone, locale)}</td>
        <td data-label=Label::Retention.get(locale)>{retention}</td>
    }
}

/// How far the creation of a snapshot is.
pub(super) fn state(percent: u32) -> impl IntoView {
    let (state, picture, label) = match percent {
        100.. => ("ok", Picture::Ok, Label::Completed),
        _ => ("running", Picture::Running, Label::Running),
    };
    view! {
        <span class="state" data-state=state>
            <Icon picture=picture />
            {t(label)}
            {(percent < 100).then(|| format!(" {percent}%"))}
        </span>
    }
}
