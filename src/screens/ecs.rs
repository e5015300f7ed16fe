//! ECS: the instances of the region, apart from their backups.

pub mod create;
pub mod disks;
pub mod fields;
mod roll_back;
pub mod tags;

use std::cell::Cell;

use engine::{
    cloud::instance::InstanceStatus,
    command::{Command, EcsCommand},
    id::InstanceId,
    view::{
        bulk::{self, EcsDeed},
        ecs::{self, EcsQuery, EcsRow},
        list::Query,
    },
};
use leptos::prelude::*;

use self::{create::CreateInstance, tags::Tags};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        list::{
            Column, Frame,
            actions::{Action, RowActions},
            chosen, empty,
            picks::{Deed, pick},
        },
        status::InstanceState,
    },
    library::use_library,
    screens::plans::over::{Over, OverList, use_over},
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::InstanceNameId, 0),
    Column::ordered(Label::Status, 1),
    Column::ordered(Label::InstanceTypeOs, 2),
    Column::ordered(Label::Zone, 3),
    Column::new(Label::Disks).figure(),
    Column::new(Label::Tags),
    Column::new(Label::Actions),
];

/// The states to choose from, after all of them.
const STATUSES: [InstanceStatus; 5] = [
    InstanceStatus::Running,
    InstanceStatus::Stopped,
    InstanceStatus::Starting,
    InstanceStatus::Stopping,
    InstanceStatus::Pending,
];

thread_local! {
    /// What the screen is to search for when it opens next.
    static WANTED: Cell<Option<String>> = const { Cell::new(None) };
}

/// Has the screen search for `text` when it opens next, as a link to an instance does.
pub fn look_for(text: &str) {
    WANTED.set(Some(text.to_owned()));
}

/// The screen.
#[component]
pub fn EcsInstances() -> impl IntoView {
    let library = use_library();
    let over = Over::provide();
    let query = RwSignal::new(Query { search: WANTED.take().unwrap_or_default(), ..Query::by(0, false) });
    let (status, creating, tagged) = (RwSignal::new(0), RwSignal::new(false), RwSignal::new(None::<InstanceId>));
    let page = library.view(
        |revisions| revisions.fleet,
        move |run| {
            let status = chosen(&STATUSES, status);
            ecs::instances(run.world(), library.region.get(), &EcsQuery { list: query.get(), status })
        },
    );
    let create = Callback::new(move |()| creating.set(true));
    let empty = empty(|| t(Label::NothingHere).into_any(), Label::CreateInstance, create);
    let frame = Frame::new(Label::EcsInstances, "ecs", COLUMNS, Label::SearchEcs, empty)
        .choice(
            Label::Status,
            &[Label::AllInstances, Label::Running, Label::Stopped, Label::Starting, Label::Stopping, Label::Pending],
            status,
        )
        .opener(Label::CreateInstance, create)
        .bulk(over.picks, |_| deeds());
    view! {
        <h1 tabindex="-1">{t(Label::EcsInstances)}</h1>
        {frame
            .list(
                query,
                page,
                |row: &EcsRow| row.id.to_string(),
                move |row| view! { <Line row=row tagged=tagged /> }.into_any(),
            )}
        <CreateInstance open=creating />
        <Tags instance=tagged />
        <OverList />
    }
}

/// What can be done with several instances.
fn deeds() -> Vec<Deed> {
    let library = use_library();
    let over = use_over();
    let deed = |label, deed| {
        Deed::new(
            label,
            move |run, ids, locale| bulk::with_ecs(run.world(), library.region.get(), ids, deed, locale),
            move |bulk| over.ask_all(label, bulk),
        )
    };
    vec![deed(Label::Start, EcsDeed::Start), deed(Label::StopInstance, EcsDeed::Stop)]
}

/// One instance.
#[component]
fn Line(row: Memo<Option<EcsRow>>, tagged: RwSignal<Option<InstanceId>>) -> impl IntoView {
    let library = use_library();
    let over = use_over();
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default());
    let id = row.with_untracked(|row| row.as_ref().map(|row| row.id.to_string()));
    let cells = move || {
        row.get().map(|row| {
            let locale = library.locale.get();
            let tags = row.tags.iter().map(|(key, value)| {
                view! {
                    <span class="badge">{key.clone()} ":" {value.clone()}</span>
                    " "
                }
            });
            view! {
                <td>
                    <InstanceState status=row.status />
                </td>
                <td class="wraps">
                    <code>{row.instance_type}</code>
                    " "
                    <small>{row.os}</small>
                </td>
                <td>{row.zone}</td>
                <td class="figure amount" data-label=Label::Disks.get(locale)>
                    {row.disks}
                </td>
                <td class="wraps">{tags.collect_view()}</td>
            }
        })
    };
    let obstacle = move |of: fn(&EcsRow, engine::locale::Locale) -> Option<String>| {
        move || row.with(|row| row.as_ref().and_then(|row| of(row, library.locale.get())))
    };
    let instance = move || row.get_untracked().map(|row| row.id);
    let start = Action::new(Label::Start, move || {
        if let Some(instance) = instance() {
            drop(library.dispatch(Command::Ecs(EcsCommand::StartInstance { instance })));
        }
    });
    let ask = move |title, command: fn(InstanceId) -> EcsCommand| {
        move || {
            if let Some(instance) = instance() {
                over.ask(title, Command::Ecs(command(instance)));
            }
        }
    };
    let stop =
        Action::new(Label::StopInstance, ask(Label::StopInstance, |instance| EcsCommand::StopInstance { instance }));
    let release = Action::new(
        Label::Release,
        ask(Label::Release, |instance| EcsCommand::ReleaseInstance { instance, force: false }),
    );
    let force = Action::new(
        Label::ReleaseByForce,
        ask(Label::ReleaseByForce, |instance| EcsCommand::ReleaseInstance { instance, force: true }),
    );
    let links = vec![start.unless(obstacle(EcsRow::start_obstacle)), stop.unless(obstacle(EcsRow::stop_obstacle))];
    let more = vec![
        Action::new(Label::EditTags, move || tagged.set(instance())),
        release.unless(obstacle(EcsRow::release_obstacle)),
        force,
    ];
    view! {
        <tr>
            <th scope="row">
                <span class="pick">{pick(over.picks, id.clone().unwrap_or_default(), name)}</span>
                <span class="name">{dynamic(move || name.get())}</span>
                " "
                <code>{id}</code>
            </th>
            {dynamic(cells)}
            <td>
                <RowActions name=name links=links more=more />
            </td>
        </tr>
    }
}
