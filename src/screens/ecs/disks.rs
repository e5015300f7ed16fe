//! The disks of ECS.

use engine::{
    command::{Command, EcsCommand},
    id::DiskId,
    view::{
        ecs::{self, DiskRow, DisksQuery},
        format,
        list::Query,
    },
};
use leptos::prelude::*;

use super::{
    create::{CreateDisk, DiskTask, DiskTasks, kind_label},
    roll_back::RollBack,
};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        list::{
            Column, Frame,
            actions::{Action, RowActions},
            empty,
        },
    },
    library::use_library,
    screens::{
        plans::over::{Over, OverList, use_over},
        snapshots::create::{CreateSnapshot, Wanted},
    },
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::DiskId, 0),
    Column::ordered(Label::DiskCategory, 1),
    Column::ordered(Label::DiskSize, 2).figure(),
    Column::ordered(Label::EcsInstance, 3),
    Column::ordered(Label::SnapshotChain, 4).figure(),
    Column::new(Label::Actions),
];

/// The screen.
#[component]
pub fn EcsDisks() -> impl IntoView {
    let library = use_library();
    Over::provide();
    let query = RwSignal::new(Query::by(0, false));
    let (attached, creating, task) = (RwSignal::new(0), RwSignal::new(false), RwSignal::new(None::<DiskTask>));
    let (wanted, back) = (RwSignal::new(None::<Wanted>), RwSignal::new(None::<DiskId>));
    // What is being created keeps a disk from some of it until it is complete.
    let page = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.jobs, revisions.clock),
        move |run| {
            let attached = match attached.get() {
                1 => Some(true),
                2 => Some(false),
                _ => None,
            };
            ecs::disks(run.world(), library.region.get(), &DisksQuery { list: query.get(), attached })
        },
    );
    let create = Callback::new(move |()| creating.set(true));
    let empty = empty(|| t(Label::NoDisks).into_any(), Label::CreateDisk, create);
    let frame = Frame::new(Label::EcsDisks, "ecs-disks", COLUMNS, Label::SearchDisks, empty)
        .choice(Label::Status, &[Label::AllInstances, Label::Attached, Label::NotAttached], attached)
        .opener(Label::CreateDisk, create);
    view! {
        <h1 tabindex="-1">{t(Label::EcsDisks)}</h1>
        {frame
            .list(
                query,
                page,
                |row: &DiskRow| row.id.to_string(),
                move |row| view! { <Line row=row task=task wanted=wanted back=back /> }.into_any(),
            )}
        <CreateDisk open=creating />
        <DiskTasks task=task />
        <CreateSnapshot wanted=wanted />
        <RollBack disk=back />
        <OverList />
    }
}

/// One disk.
#[component]
fn Line(
    row: Memo<Option<DiskRow>>,
    task: RwSignal<Option<DiskTask>>,
    wanted: RwSignal<Option<Wanted>>,
    back: RwSignal<Option<DiskId>>,
) -> impl IntoView {
    let library = use_library();
    let over = use_over();
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.id.to_string())).unwrap_or_default());
    let obstacle = move |of: fn(&DiskRow, engine::locale::Locale) -> Option<String>| {
        move || row.with(|row| row.as_ref().and_then(|row| of(row, library.locale.get())))
    };
    let begin = move |of: fn(DiskRow) -> DiskTask| move || task.set(row.get_untracked().map(of));
    let detach = move || {
        let first = row.get_untracked().and_then(|row| Some((row.id, row.attached.into_iter().next()?.0)));
        if let Some((disk, instance)) = first {
            over.ask(Label::DetachDisk, Command::Ecs(EcsCommand::DetachDisk { disk, instance }));
        }
    };
    let id = move || row.get_untracked().map(|row| row.id);
    let snapshot = move || wanted.set(id().map(|disk| Wanted(Some(disk))));
    let links = vec![
        Action::new(Label::CreateSnapshot, snapshot).unless(obstacle(DiskRow::snapshot_obstacle)),
        Action::new(Label::AttachDisk, begin(DiskTask::Attach)).unless(obstacle(DiskRow::attach_obstacle)),
        Action::new(Label::DetachDisk, detach).unless(obstacle(DiskRow::detach_obstacle)),
    ];
    let more = vec![
        Action::new(Label::ResizeDisk, begin(DiskTask::Resize)).unless(obstacle(DiskRow::resize_obstacle)),
        Action::new(Label::RollBackDisk, move || back.set(id())).unless(obstacle(DiskRow::roll_back_obstacle)),
    ];
    view! {
        <tr>
            <th scope="row">
                <code class="name">{name.get_untracked()}</code>
                " "
                {dynamic(move || row.with(|row| row.as_ref().map(|row| row.name.clone())))}
            </th>
            {dynamic(move || row.get().map(cells))}
            <td>
                <RowActions name=name links=links more=more />
            </td>
        </tr>
    }
}

fn cells(row: DiskRow) -> impl IntoView {
    let locale = use_library().locale.get();
    let level = row.performance_level.map(engine::catalog::disk::PerformanceLevel::code);
    let marks = [
        (row.encrypted, Label::Encrypted),
        (row.multi_attach, Label::MultiAttach),
        (row.delete_with_instance, Label::GoesWithInstance),
    ];
    let marks = marks.into_iter().filter(|(on, _)| *on).map(|(_, label)| {
        view! {
            <span class="badge">{label.get(locale)}</span>
            " "
        }
    });
    let owners: Vec<_> = row.attached.iter().map(|(_, name)| name.clone()).collect();
    let owners = if owners.is_empty() { Label::NotAttached.get(locale).to_owned() } else { owners.join(", ") };
    view! {
        <td class="wraps">
            {kind_label(row.kind).get(locale)} {Label::Comma.get(locale)}
            {row.category.name(locale)} " " {level} " " {marks.collect_view()}
        </td>
        <td class="figure amount" data-label=Label::DiskSize.get(locale)>
            {format::size(row.used)}
            " / "
            {format::size(row.size)}
        </td>
        <td>{owners} " " <small>{row.zone}</small></td>
        <td class="figure amount" data-label=Label::SnapshotChain.get(locale)>
            {format::size(row.chain)}
            " ("
            {row.snapshots}
            ")"
        </td>
    }
}
