//! The chains of snapshots.

use engine::view::{
    format,
    list::Query,
    snapshots::{self, ChainRow},
};
use leptos::prelude::*;

use super::nothing;
use crate::{
    components::{
        dynamic::dynamic,
        list::{Column, Frame},
    },
    library::use_library,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::SourceDisk, 0),
    Column::new(Label::EcsInstance),
    Column::new(Label::DiskSize).figure(),
    Column::ordered(Label::SnapshotCount, 1).figure(),
    Column::ordered(Label::ChainSize, 2).figure(),
];

/// The chains of snapshots.
#[component]
pub fn Chains() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query::by(2, true));
    let page = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.jobs),
        move |run| snapshots::chains(run.world(), library.region.get(), &query.get()),
    );
    Frame::new(Label::SnapshotChains, "chains", COLUMNS, Label::SearchDisks, nothing()).list(
        query,
        page,
        |row: &ChainRow| row.disk.to_string(),
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
