//! Disk Snapshots of ECS, and the chains they form.

mod copying;
mod detail;
mod form;
mod tasks;

use std::cmp::Ordering;

pub(super) use self::form::{retention, retention_hint};
pub use self::{
    copying::{CopyField, CopyForm, copy_retention_hint, destinations, key_hint},
    detail::{Base, PointOf, SnapshotDetail, detail, of_disk},
    form::{DiskOption, Preview, SnapshotField, SnapshotForm, disks, preview},
    tasks::{
        ChangeField, ChangeForm, WhyNot, archived_retention_hint, read_accounts, read_archived_retention, sharing_hint,
    },
};
use super::{
    list::{Page, Query},
    search,
};
use crate::{
    backup::point::SnapshotRef,
    catalog::region::Region,
    cloud::{
        Disk, DiskIdx,
        chain::{Origin, Snapshot},
        disk::DiskKind,
    },
    id::{DiskId, InstanceId, JobId, SnapshotId},
    locale::{Locale, Words},
    rejection::{EcsProblem, Problem, Rejection},
    time::Timestamp,
    units::Mib,
    words,
    world::World,
};

/// Which snapshots are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotsQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those of this origin.
    pub source: Option<Source>,
}

/// Who takes a snapshot, as the list tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Cloud Backup (SNP-09).
    CloudBackup,
    /// The user.
    User,
    /// An automatic snapshot policy.
    Automatic,
}

/// What the snapshots can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotsColumn {
    /// The disk.
    Disk,
    /// The full size.
    Full,
    /// What it stores.
    Stored,
    /// When it was taken.
    Taken,
}

/// One snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotRow {
    /// Its id.
    pub id: SnapshotId,
    /// Its name; empty where it has none.
    pub name: String,
    /// The disk it was taken of.
    pub disk: DiskId,
    /// System or data disk.
    pub kind: DiskKind,
    /// The instance that the disk is attached to first, by id and name.
    pub instance: Option<(InstanceId, String)>,
    /// Who took it.
    pub source: Source,
    /// The job of Cloud Backup that took it, which it bears in its name and a tag (SNP-08).
    pub job: Option<JobId>,
    /// What the disk held: its full size (SNP-05).
    pub full: Mib,
    /// What it occupies in the chain (SNP-02).
    pub stored: Mib,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// How far its creation is, 0 to 100; 100 when it is complete.
    pub percent: u32,
    /// The region and the snapshot that it is a copy of; none for one of this region (SNP-31).
    pub copied_from: Option<(Region, SnapshotId)>,
    /// When ECS deletes it by itself; permanent where none, as ECS tells of Cloud Backup's too (SNP-09).
    pub expires_at: Option<Timestamp>,
    /// Why it cannot be deleted but by force (SNP-20, SNP-21).
    pub stays: Option<Rejection>,
    /// Why not even by force.
    pub stays_by_force: Option<Rejection>,
    /// Why its disk cannot be put back to it as it stands (API-49).
    pub no_way_back: Option<Rejection>,
    /// Why other things cannot be done with it.
    pub why_not: WhyNot,
}

/// What the chains can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainsColumn {
    /// The disk.
    Disk,
    /// How many snapshots there are.
    Count,
    /// What they occupy.
    Size,
}

/// The chain of one disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainRow {
    /// The disk.
    pub disk: DiskId,
    /// The instance that it is attached to first, by id and name.
    pub instance: Option<(InstanceId, String)>,
    /// The disk's size.
    pub disk_size: Mib,
    /// How many snapshots there are.
    pub count: usize,
    /// How many of them are Cloud Backup's.
    pub of_cloud_backup: usize,
    /// What all occupy together: the size that is billed (SNP-05).
    pub size: Mib,
}

impl SnapshotsColumn {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Disk, Self::Full, Self::Stored, Self::Taken];
}

impl ChainsColumn {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Disk, Self::Count, Self::Size];
}

impl Source {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::CloudBackup, Self::User, Self::Automatic];

    /// The Attribute of the list (SNP-09); the service knows one for Cloud Backup only.
    pub fn attribute(self, locale: Locale) -> &'static str {
        let words = match self {
            Self::CloudBackup => Words { en: "Source from Cloud Backup", zh: "来自云备份" },
            Self::User => Words { en: "Created by hand", zh: "手动创建" },
            Self::Automatic => Words { en: "Automatic snapshot", zh: "自动快照" },
        };
        words.get(locale)
    }

    fn of(snapshot: &Snapshot) -> Self {
        match snapshot.origin {
            Origin::Backup { .. } => Self::CloudBackup,
            Origin::User => Self::User,
            Origin::Automatic => Self::Automatic,
        }
    }
}

impl Default for SnapshotsQuery {
    /// All snapshots, newest first.
    fn default() -> Self {
        Self { list: Query::by(3, true), source: None }
    }
}

impl SnapshotRow {
    /// Why ECS does not delete it, in words: Cloud Backup deletes and extends its own (SNP-20), and one that disks were made
    /// from goes by force only (SNP-21).
    pub fn deletion_obstacle(&self, force: bool, locale: Locale) -> Option<String> {
        let words = Words {
            en: "Cloud Backup made it: delete or extend its backup point there",
            zh: "该快照由云备份创建，请在云备份中删除或延长其备份点",
        };
        let stays = if force { &self.stays_by_force } else { &self.stays };
        stays.as_ref().map(|rejection| match &rejection.problem {
            Problem::Ecs(EcsProblem::SnapshotOfCloudBackup { .. }) => words.get(locale).to_owned(),
            _ => words::rejection(rejection, locale),
        })
    }

    /// Why its disk cannot be put back to it as it stands, in words.
    pub fn roll_back_obstacle(&self, locale: Locale) -> Option<String> {
        self.no_way_back.as_ref().map(|rejection| words::rejection(rejection, locale))
    }
}

/// The snapshots of disks in `region`, as `query` asks for them.
pub fn snapshots(world: &World, region: Region, query: &SnapshotsQuery) -> Page<SnapshotRow> {
    let here = world.chains_by_id().filter(|disk| is_here(&world.disks[*disk], region));
    let all = here.flat_map(|disk| world.disks[disk].chain.iter().map(move |snapshot| (disk, snapshot)));
    let mut count = 0;
    let found: Vec<_> =
        all.inspect(|_| count += 1).filter(|(disk, snapshot)| admits(world, query, *disk, snapshot)).collect();
    query
        .list
        .page(&found, count, &|a, b| compare(world, query, *a, *b), &|(disk, snapshot)| row(world, *disk, snapshot))
}

/// The chains of disks in `region` that have one.
pub fn chains(world: &World, region: Region, query: &Query) -> Page<ChainRow> {
    let here = world.chains_by_id().map(|disk| &world.disks[disk]);
    let all: Vec<_> = here.filter(|disk| is_here(disk, region) && !disk.chain.is_empty()).collect();
    let holds = |disk: &&Disk| {
        let owner = owner(world, disk);
        search::holds(disk.id.as_str(), &query.search)
            || owner.is_some_and(|(id, name)| {
                search::holds(id.as_str(), &query.search) || search::holds(&name, &query.search)
            })
    };
    let found: Vec<_> = all.iter().copied().filter(holds).collect();
    let compare = |a: &&Disk, b: &&Disk| match query.column(&ChainsColumn::ALL) {
        None | Some(ChainsColumn::Disk) => a.id.cmp(&b.id),
        Some(ChainsColumn::Count) => a.chain.len().cmp(&b.chain.len()),
        Some(ChainsColumn::Size) => a.chain.stored().cmp(&b.chain.stored()),
    };
    query.page(&found, all.len(), &compare, &|disk| ChainRow {
        disk: disk.id.clone(),
        instance: owner(world, disk),
        disk_size: disk.size,
        count: disk.chain.len(),
        of_cloud_backup: disk.chain.iter().filter(|snapshot| Source::of(snapshot) == Source::CloudBackup).count(),
        size: disk.chain.stored(),
    })
}

/// What all snapshots of disks in `region` occupy together.
pub fn occupied(world: &World, region: Region) -> Mib {
    let here = world.chains_by_id().map(|disk| &world.disks[disk]).filter(|disk| is_here(disk, region));
    here.map(|disk| disk.chain.stored()).sum()
}

/// Whether a disk is in `region` and of the own account, which ECS shows alone (ACC-07).
fn is_here(disk: &Disk, region: Region) -> bool {
    disk.is_own() && disk.region == region
}

fn admits(world: &World, query: &SnapshotsQuery, position: DiskIdx, snapshot: &Snapshot) -> bool {
    let (disk, search) = (&world.disks[position], &query.list.search);
    let id = || world.snapshot_id(SnapshotRef { disk: position, taken: snapshot.taken });
    query.source.is_none_or(|source| Source::of(snapshot) == source)
        && (search::holds(disk.id.as_str(), search)
            || owner(world, disk).is_some_and(|(_, name)| search::holds(&name, search))
            || world.snapshot_name(position, snapshot).is_some_and(|name| search::holds(&name, search))
            || search::holds(id().as_str(), search))
}

fn compare(world: &World, query: &SnapshotsQuery, a: (DiskIdx, &Snapshot), b: (DiskIdx, &Snapshot)) -> Ordering {
    match query.list.column(&SnapshotsColumn::ALL) {
        Some(SnapshotsColumn::Disk) => world.disks[a.0].id.cmp(&world.disks[b.0].id),
        Some(SnapshotsColumn::Full) => a.1.full().cmp(&b.1.full()),
        Some(SnapshotsColumn::Stored) => a.1.stored.cmp(&b.1.stored),
        None | Some(SnapshotsColumn::Taken) => a.1.taken.cmp(&b.1.taken),
    }
}

fn row(world: &World, position: DiskIdx, snapshot: &Snapshot) -> SnapshotRow {
    let disk = &world.disks[position];
    let held = SnapshotRef { disk: position, taken: snapshot.taken };
    SnapshotRow {
        id: world.snapshot_id(held),
        name: world.snapshot_name(position, snapshot).unwrap_or_default(),
        disk: disk.id.clone(),
        kind: disk.kind,
        instance: owner(world, disk),
        source: Source::of(snapshot),
        job: world.job_of_snapshot(snapshot),
        full: snapshot.full(),
        stored: snapshot.stored,
        taken_at: snapshot.taken.at,
        percent: percent(world, held, snapshot),
        copied_from: world.copied_from(held).map(|of| (world.disks[of.disk].region, world.snapshot_id(of))),
        expires_at: snapshot.expires_at,
        stays: world.check_deletion(held, false).err().map(Rejection::from),
        stays_by_force: world.check_deletion(held, true).err().map(Rejection::from),
        no_way_back: no_way_back(world, held),
        why_not: WhyNot::of(world, held),
    }
}

/// Why the disk of a snapshot cannot be put back to it: what runs on it, or that it is gone.
fn no_way_back(world: &World, held: SnapshotRef) -> Option<Rejection> {
    let disk = &world.disks[held.disk];
    if disk.is_released() && disk.replica_of.is_none() {
        return Some(EcsProblem::DiskNotFound { disk: disk.id.clone() }.into());
    }
    world.check_roll_back(held.disk, held).err().map(Rejection::from)
}

fn percent(world: &World, held: SnapshotRef, snapshot: &Snapshot) -> u32 {
    let began_at = world.begun_at(held);
    let whole = (snapshot.ready_at - began_at).0.max(1);
    let done = (world.now - began_at).0.clamp(0, whole);
    u32::try_from(done * 100 / whole).unwrap_or(100)
}

/// The instance that has the disk, or the one that it is a replica of.
fn owner(world: &World, disk: &Disk) -> Option<(InstanceId, String)> {
    let source = disk.replica_of.map_or(disk, |source| &world.disks[source]);
    let instance = &world.instances[*source.attached.first()?];
    Some((instance.id.clone(), instance.name.clone()))
}
