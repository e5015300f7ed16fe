//! The backup history of an instance: its points from creation to expiry, and the runs that left none.

use std::cmp::Ordering;

use super::{
    format,
    list::{Page, Query},
    search,
    why::{self, Reason},
};
use crate::{
    backup::{consistency::Consistency, job::JobStatus, point::Point, policy::Period},
    cloud::{InstanceIdx, disk::DiskKind},
    id::{InstanceId, PointId, SnapshotId},
    locale::{Locale, Words},
    rule::Rule,
    time::{Days, Timestamp, Zone},
    units::Mib,
    world::World,
};

/// The history of one instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryView {
    /// The instance.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// The virtual clock.
    pub now: Timestamp,
    /// The zone it is read in.
    pub zone: Zone,
    /// Its live points, oldest first.
    pub points: Vec<PointRow>,
    /// When runs failed, among the jobs kept in full and no older than the oldest point.
    pub failures: Vec<Timestamp>,
}

/// One backup point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointRow {
    /// Its id.
    pub id: PointId,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was complete.
    pub completed_at: Timestamp,
    /// When it goes.
    pub expires_at: Timestamp,
    /// How long it is kept from creation.
    pub retention: Days,
    /// Whether all disks are in it.
    pub whole: bool,
    /// The period that it is the first point of and kept longer for (POL-32).
    pub special: Option<Period>,
    /// Whether nobody can delete it before it expires (POL-72).
    pub locked: bool,
    /// How its snapshots agree.
    pub consistency: Consistency,
    /// What its snapshots store.
    pub stored: Mib,
    /// What its disks held.
    pub full: Mib,
}

/// A row of the chart: one point, or as many in a row as there are more points than rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The position of its first point.
    pub first: usize,
    /// How many points it stands for.
    pub count: usize,
    /// When the first of them was created.
    pub created_at: Timestamp,
    /// When half of them have gone.
    pub expires_at: Timestamp,
    /// When the last of them goes.
    pub longest: Timestamp,
    /// Whether all of them are locked.
    pub locked: bool,
}

/// Which points are asked for in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those of this kind.
    pub kind: Option<PointKind>,
}

/// A kind of points to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointKind {
    /// Locked until they expire (POL-72).
    Locked,
    /// Kept longer as the first of a period (POL-30).
    Special,
    /// Without some of the disks (JOB-07).
    Partial,
}

/// What the points can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointsColumn {
    /// When they were created.
    Created,
    /// When they go.
    Expires,
    /// What they store.
    Stored,
}

/// One point with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointView {
    /// The point.
    pub row: PointRow,
    /// Its snapshots.
    pub disks: Vec<PointDisk>,
    /// Why it is as it is.
    pub reasons: Vec<Reason>,
}

/// One disk in a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointDisk {
    /// System or data disk.
    pub kind: DiskKind,
    /// The disk's id.
    pub disk: String,
    /// The disk's size.
    pub size: Mib,
    /// The snapshot's id.
    pub snapshot: SnapshotId,
    /// What the snapshot stores.
    pub stored: Mib,
}

impl HistoryView {
    /// The points in at most `rows_max` rows, oldest first: how the chart draws ten thousand as well as ten.
    pub fn bands(&self, rows_max: usize) -> Vec<Band> {
        let count = self.points.len();
        let rows = count.min(rows_max.max(1));
        let of = |row: usize| {
            let (first, next) = (row * count / rows, (row + 1) * count / rows);
            let points = &self.points[first..next];
            let mut expiries: Vec<_> = points.iter().map(|point| point.expires_at).collect();
            expiries.sort_unstable();
            Band {
                first,
                count: points.len(),
                created_at: points[0].created_at,
                expires_at: expiries[expiries.len() / 2],
                longest: expiries[expiries.len() - 1],
                locked: points.iter().all(|point| point.locked),
            }
        };
        (0..rows).map(of).collect()
    }
}

impl PointRow {
    /// What a point that is kept longer is the first of: a day, a month or a year.
    pub fn special_label(&self, zone: Zone, locale: Locale) -> Option<String> {
        let civil = self.created_at.civil(zone);
        self.special.map(|period| match period {
            Period::Daily | Period::Weekly => format::day_month(self.created_at, zone, locale),
            Period::Monthly => format::month(civil.month, locale),
            Period::Yearly => civil.year.to_string(),
        })
    }

    /// Why it cannot be deleted by hand, with the rule.
    pub fn delete_obstacle(&self, locale: Locale) -> Option<(&'static str, Rule)> {
        let words = Words {
            en: "It is locked: nobody can delete it before it expires",
            zh: "该备份点已锁定，到期之前任何人都不能删除",
        };
        self.locked.then(|| (words.get(locale), Rule::Pol72))
    }
}

impl PointKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Locked, Self::Special, Self::Partial];

    fn admits(self, point: &Point) -> bool {
        match self {
            Self::Locked => point.immutable,
            Self::Special => point.special.is_some(),
            Self::Partial => !point.whole,
        }
    }
}

impl PointsColumn {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Created, Self::Expires, Self::Stored];
}

impl Default for PointsQuery {
    /// All points, newest first.
    fn default() -> Self {
        Self { list: Query::by(0, true), kind: None }
    }
}

/// The points of `instance` that `query` asks for.
pub fn points(world: &World, instance: InstanceIdx, query: &PointsQuery) -> Page<PointRow> {
    let history = &world.instances[instance].history;
    let id = |point: &Point| world.point_id(instance, point.created);
    let admits = |point: &&Point| {
        query.kind.is_none_or(|kind| kind.admits(point))
            && (query.list.search.trim().is_empty() || search::holds(id(point).as_str(), &query.list.search))
    };
    let found: Vec<&Point> = history.points().filter(admits).collect();
    let compare = |a: &&Point, b: &&Point| -> Ordering {
        match query.list.column(&PointsColumn::ALL) {
            None | Some(PointsColumn::Created) => a.created.cmp(&b.created),
            Some(PointsColumn::Expires) => a.expires_at.cmp(&b.expires_at),
            Some(PointsColumn::Stored) => stored(world, a).cmp(&stored(world, b)),
        }
    };
    query.list.page(&found, history.points().len(), &compare, &|point| row(world, instance, point))
}

fn stored(world: &World, point: &Point) -> Mib {
    let snapshots = point.snapshots.iter().filter_map(|held| world.disks[held.disk].chain.get(held.taken));
    snapshots.map(|snapshot| snapshot.stored).sum()
}

/// The history of `instance`.
pub fn history(world: &World, instance: InstanceIdx) -> HistoryView {
    let state = &world.instances[instance];
    let oldest = state.history.points().next().map(|point| point.created.at);
    let failed = state.history.jobs().filter(|job| job.status == JobStatus::Failed).map(|job| job.began.at);
    HistoryView {
        instance: state.id.clone(),
        name: state.name.clone(),
        now: world.now,
        zone: world.zone,
        points: state.history.points().map(|point| row(world, instance, point)).collect(),
        failures: failed.filter(|at| oldest.is_none_or(|oldest| *at >= oldest)).collect(),
    }
}

/// One point of `instance` with its disks and reasons; none if it has gone.
pub fn point(world: &World, id: &PointId) -> Option<PointView> {
    let (instance, point) = world.point(id).ok()?;
    let disks = point.snapshots.iter().filter_map(|held| {
        let disk = &world.disks[held.disk];
        let snapshot = disk.chain.get(held.taken)?;
        Some(PointDisk {
            kind: disk.kind,
            disk: disk.id.to_string(),
            size: disk.size,
            snapshot: world.snapshot_id(*held),
            stored: snapshot.stored,
        })
    });
    Some(PointView {
        row: row(world, instance, point),
        disks: disks.collect(),
        reasons: why::point(world, instance, point),
    })
}

fn row(world: &World, instance: InstanceIdx, point: &Point) -> PointRow {
    let snapshots = point.snapshots.iter().filter_map(|held| world.disks[held.disk].chain.get(held.taken));
    let (stored, full) = snapshots.fold((Mib::ZERO, Mib::ZERO), |(stored, full), snapshot| {
        (stored + snapshot.stored, full + snapshot.content.used)
    });
    PointRow {
        id: world.point_id(instance, point.created),
        created_at: point.created.at,
        completed_at: point.completed_at,
        expires_at: point.expires_at,
        retention: point.retention,
        whole: point.whole,
        special: point.special,
        locked: point.immutable,
        consistency: point.consistency,
        stored,
        full,
    }
}
