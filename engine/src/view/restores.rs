//! Restore jobs: one row a restore, with its children and what was not part of it.

use std::cmp::Ordering;

use super::{
    list::{Page, Query},
    scope::Scope,
    search,
};
use crate::{
    backup::restore::{Restore, RestoreChild, RestoreChildFailure, RestoreKind, RestoreStatus},
    catalog::region::Region,
    id::{InstanceId, RestoreId, SnapshotId},
    rule::Rule,
    time::{Seconds, Timestamp},
    words,
    world::World,
};

/// Which restores are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoresQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those that stand so.
    pub status: Option<RestoreStatus>,
    /// Only those that began so long ago at most.
    pub within: Option<Seconds>,
}

/// What the list can be ordered by, in the order of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestoresColumn {
    /// The name of the instance whose point it is.
    Source,
    /// When it began.
    Start,
    /// When it ended, or will.
    End,
    /// How it stands.
    Status,
}

/// One restore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreRow {
    /// Its id.
    pub id: RestoreId,
    /// Which of the four restores.
    pub kind: RestoreKind,
    /// Whether it is from a copy in another region: disaster recovery (RES-10).
    pub is_of_copy: bool,
    /// The name of the instance whose point it is.
    pub source: String,
    /// When the point was created.
    pub point_at: Timestamp,
    /// The instance that gets the data.
    pub target: InstanceId,
    /// Its name.
    pub target_name: String,
    /// Its region.
    pub region: Region,
    /// Whether ECS still has it.
    pub is_there: bool,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended; none while it goes on.
    pub ended_at: Option<Timestamp>,
    /// How it stands.
    pub status: RestoreStatus,
    /// How far it is, 0 to 10,000.
    pub progress: u32,
    /// Whether it can be cancelled.
    pub is_running: bool,
    /// The documented title or code of the failure of the whole restore, and the rule behind it.
    pub failure: Option<(&'static str, Rule)>,
    /// The parts, one a disk.
    pub children: Vec<RestoreChildRow>,
    /// The disks that were not part of it: local and ephemeral ones (CON-20).
    pub left_out: Vec<String>,
}

/// The part of a restore that is about one disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreChildRow {
    /// The disk that gets the data.
    pub disk: String,
    /// The snapshot that it is from.
    pub snapshot: SnapshotId,
    /// How it stands.
    pub status: RestoreStatus,
    /// How far it is, 0 to 10,000.
    pub progress: u32,
    /// The documented code of its failure and the rule behind it.
    pub failure: Option<(&'static str, Rule)>,
}

impl RestoresColumn {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Source, Self::Start, Self::End, Self::Status];
}

impl Default for RestoresQuery {
    /// All restores, newest first.
    fn default() -> Self {
        Self { list: Query::by(1, true), status: None, within: None }
    }
}

/// The restores from points of a region that `query` asks for.
pub fn restores(world: &World, scope: impl Into<Scope>, query: &RestoresQuery) -> Page<RestoreRow> {
    let scope = scope.into();
    let here: Vec<_> = world.restores.iter().filter(|of| scope.has(&world.instances[of.holder])).collect();
    let found: Vec<_> = here.iter().copied().filter(|restore| admits(world, query, restore)).collect();
    query.list.page(&found, here.len(), &|a, b| compare(world, query, a, b), &|restore| row(world, restore))
}

fn admits(world: &World, query: &RestoresQuery, restore: &Restore) -> bool {
    let search = &query.list.search;
    let (source, target) = (&world.instances[restore.holder], &world.instances[restore.target]);
    let id = world.restore_id(restore);
    let names = [source.name.as_str(), source.id.as_str(), target.name.as_str(), target.id.as_str(), id.as_str()];
    query.status.is_none_or(|status| restore.status(world.now) == status)
        && query.within.is_none_or(|within| restore.began.at + within >= world.now)
        && names.into_iter().any(|name| search::holds(name, search))
}

fn compare(world: &World, query: &RestoresQuery, a: &Restore, b: &Restore) -> Ordering {
    match query.list.column(&RestoresColumn::ALL) {
        None | Some(RestoresColumn::Start) => a.began.cmp(&b.began),
        Some(RestoresColumn::Source) => world.instances[a.holder].name.cmp(&world.instances[b.holder].name),
        Some(RestoresColumn::End) => a.ends_at.cmp(&b.ends_at),
        Some(RestoresColumn::Status) => a.status(world.now).cmp(&b.status(world.now)),
    }
}

fn row(world: &World, restore: &Restore) -> RestoreRow {
    let (source, target) = (&world.instances[restore.holder], &world.instances[restore.target]);
    RestoreRow {
        id: world.restore_id(restore),
        kind: restore.kind,
        is_of_copy: source.is_replica(),
        source: source.name.clone(),
        point_at: restore.point.at,
        target: target.id.clone(),
        target_name: target.name.clone(),
        region: target.region,
        is_there: !target.is_released(),
        began_at: restore.began.at,
        ended_at: (!restore.is_running()).then_some(restore.ends_at),
        status: restore.status(world.now),
        progress: restore.progress(world.now),
        is_running: restore.is_running(),
        failure: restore.failure.map(|failure| (words::restore_failure_title(failure), failure.rule())),
        children: restore.children.iter().map(|child| child_row(world, restore, child)).collect(),
        left_out: restore.left_out.iter().map(|disk| world.disks[*disk].id.to_string()).collect(),
    }
}

fn child_row(world: &World, restore: &Restore, child: &RestoreChild) -> RestoreChildRow {
    RestoreChildRow {
        disk: world.disks[child.disk].id.to_string(),
        snapshot: world.snapshot_id(child.snapshot),
        status: child.status(restore, world.now),
        progress: child.progress(restore, world.now),
        failure: child.failure.map(|failure: RestoreChildFailure| (failure.code(), failure.rule())),
    }
}
