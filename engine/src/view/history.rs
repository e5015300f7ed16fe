//! The backup history of an instance: its points from creation to expiry, and the runs that left none.

use super::why::{self, Reason};
use crate::{
    backup::{consistency::Consistency, job::JobStatus, point::Point},
    cloud::{InstanceIdx, disk::DiskKind},
    id::{InstanceId, PointId, SnapshotId},
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
    /// How its snapshots agree.
    pub consistency: Consistency,
    /// What its snapshots store.
    pub stored: Mib,
    /// What its disks held.
    pub full: Mib,
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
    Some(PointView { row: row(world, instance, point), disks: disks.collect(), reasons: why::point(point) })
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
        consistency: point.consistency,
        stored,
        full,
    }
}
