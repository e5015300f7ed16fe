//! Snapshots of ECS: those of disks, and the chains they form.

use engine::view::{
    format,
    list::Query,
    snapshots::{self, ChainRow, SnapshotRow, SnapshotsQuery, Source},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        list::{
            Column, Frame,
            actions::{Action, RowActions},
            chosen, empty_but,
        },
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    text::Label,
};

const SNAPSHOTS: &[Column] = &[
    Column::new(Label::SnapshotId),
    Column::ordered(Label::SourceDisk, 0),
    Column::new(Label::Attribute),
    Column::ordered(Label::FullSize, 1).figure(),
    Column::ordered(Label::StoredSize, 2).figure(),
    Column::new(Label::Status),
    Column::ordered(Label::Created, 3),
    Column::new(Label::Retention).why(Label::RetentionInEcs, engine::rule::Rule::Snp09),
    Column::new(Label::Actions),
];

const CHAINS: &[Column] = &[
    Column::ordered(Label::SourceDisk, 0),
    Column::new(Label::EcsInstance),
    Column::new(Label::DiskSize).figure(),
    Column::ordered(Label::SnapshotCount, 1).figure(),
    Column::ordered(Label::ChainSize, 2).figure(),
];

/// The screen.
#[component]
pub fn Snapshots() -> impl IntoView {
    let library = use_library();
    let of_chains = RwSignal::new(false);
    let occupied = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.jobs),
        move |run| snapshots::occupied(run.world(), library.region.get()),
    );
    let button = move |chains: bool, label| {
        view! {
            <button
                type="button"
                aria-pressed=move || (of_chains.get() == chains).to_string()
                on:click=move |_| of_chains.set(chains)
            >
                {t(label)}
            </button>
        }
    };
    view! {
        <div class="screen-head">
            <h1 tabindex="-1">{t(Label::DiskSnapshots)}</h1>
            <p class="count">
                {t(Label::OccupiedHere)} {t(Label::Colon)}
                <strong>{dynamic(move || format::size(occupied.get()))}</strong>
                <RuleChip rule=engine::rule::Rule::Snp05 />
            </p>
        </div>
        <div class="segmented" role="group">
            {button(false, Label::DiskSnapshots)}
            {button(true, Label::SnapshotChains)}
        </div>
        {dynamic(move || {
            if of_chains.get() {
                view! { <Chains /> }.into_any()
            } else {
                view! { <OfDisks /> }.into_any()
            }
        })}
    }
}

/// The snapshots of disks.
#[component]
fn OfDisks() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(SnapshotsQuery::default().list);
    let source = RwSignal::new(0);
    let page = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.jobs),
        move |run| {
            let source = chosen(&Source::ALL, source);
            snapshots::snapshots(run.world(), library.region.get(), &SnapshotsQuery { list: query.get(), source })
        },
    );
    let frame = Frame::new(Label::DiskSnapshots, "snapshots", SNAPSHOTS, Label::SearchSnapshots, nothing()).choice(
        Label::Attribute,
        &[Label::AllInstances, Label::FromCloudBackup, Label::FromUser, Label::FromAutomaticPolicy],
        source,
    );
    frame.list(query, page, |row| row.id.to_string(), |row| view! { <Line row=row /> }.into_any())
}

/// One snapshot.
#[component]
fn Line(row: Memo<Option<SnapshotRow>>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.id.to_string())).unwrap_or_default());
    let of_cloud_backup = row.with_untracked(|row| row.as_ref().is_some_and(|row| row.source == Source::CloudBackup));
    let cells = move || {
        let locale = library.locale.get();
        row.get().map(|row| {
            let retention = match row.expires_at {
                Some(at) => format::date_time(at, zone, locale),
                None => Label::Permanent.get(locale).to_owned(),
            };
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
                <td data-source=(row.source == Source::CloudBackup)
                    .then_some("cloud-backup")>{row.source.attribute(locale)}</td>
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
        })
    };
    let obstacle = move || {
        let locale = library.locale.get();
        row.with(|row| row.as_ref().and_then(|row| row.obstacle(locale)).map(|(text, _)| text.to_owned()))
    };
    // Cloud Backup's cannot be deleted here: the entry keeps its place and says so.
    let actions = of_cloud_backup.then(|| {
        let delete = Action::new(Label::DeletePoint, || {}).unless(obstacle);
        view! {
            <div class="row-actions">
                <RowActions name=name links=vec![delete] />
                <RuleChip rule=engine::rule::Rule::Snp20 />
            </div>
        }
    });
    view! {
        <tr>
            <th scope="row">
                <code>{name.get_untracked()}</code>
            </th>
            {dynamic(cells)}
            <td>{actions}</td>
        </tr>
    }
}

/// How far the creation of a snapshot is.
fn state(percent: u32) -> impl IntoView {
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

/// The chains of snapshots.
#[component]
fn Chains() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query::by(2, true));
    let page = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.jobs),
        move |run| snapshots::chains(run.world(), library.region.get(), &query.get()),
    );
    Frame::new(Label::SnapshotChains, "chains", CHAINS, Label::SearchDisks, nothing()).list(
        query,
        page,
        |row| row.disk.to_string(),
        |row| view! { <ChainLine row=row /> }.into_any(),
    )
}

/// One chain.
#[component]
fn ChainLine(row: Memo<Option<ChainRow>>) -> impl IntoView {
    let library = use_library();
    let disk = row.with_untracked(|row| row.as_ref().map(|row| row.disk.to_string()));
    let cells = move || {
        let locale = library.locale.get();
        row.get().map(|row| {
            view! {
                <td>{row.instance.map(|(_, name)| name)}</td>
                <td class="figure amount" data-label=Label::DiskSize.get(locale)>
                    {format::size(row.disk_size)}
                </td>
                <td class="figure amount" data-label=Label::SnapshotCount.get(locale)>
                    {row.count}
                    " ("
                    {row.of_cloud_backup}
                    " "
                    {Label::FromCloudBackup.get(locale)}
                    ")"
                </td>
                <td class="figure amount" data-label=Label::ChainSize.get(locale)>
                    <strong>{format::size(row.size)}</strong>
                </td>
            }
        })
    };
    view! {
        <tr>
            <th scope="row">
                <code class="name">{disk}</code>
            </th>
            {dynamic(cells)}
        </tr>
    }
}

/// What is said where there is no snapshot.
fn nothing() -> crate::components::list::Make {
    empty_but(|| t(Label::NoSnapshots).into_any(), Label::BackedUpInstances, Route::HOME)
}
