//! One snapshot, whole: what it says, where it stands in its chain, and who keeps it.

use super::{SnapshotRow, row};
use crate::{
    backup::point::SnapshotRef,
    catalog::{disk::DiskCategory, region::Region},
    cloud::{
        Disk,
        chain::{Origin, Snapshot, Tier},
    },
    id::{AccountId, DiskId, ImageId, InstanceId, PointId, SnapshotId},
    time::Timestamp,
    units::Mib,
    world::World,
};

/// A snapshot with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotDetail {
    /// What the list tells.
    pub row: SnapshotRow,
    /// Free text; empty where there is none.
    pub description: String,
    /// Its tags, key and value, that of its job among them (SNP-08).
    pub tags: Vec<(String, String)>,
    /// Its region.
    pub region: Region,
    /// The category of its disk.
    pub category: DiskCategory,
    /// The size of the disk when it was taken: a rollback restores it (RES-04).
    pub disk_size: Mib,
    /// Since when it lies in the Archive tier; none for a standard snapshot (ARC-01).
    pub archived_since: Option<Timestamp>,
    /// Whether it is encrypted, as its disk is (SNP-32).
    pub encrypted: bool,
    /// When it can be used for rollbacks and new disks (CON-65).
    pub usable_at: Timestamp,
    /// When its creation is complete.
    pub ready_at: Timestamp,
    /// Its place in the chain, from 1 for the oldest.
    pub place: usize,
    /// How many snapshots the chain has.
    pub count: usize,
    /// What all of them occupy together (SNP-05).
    pub chain: Mib,
    /// What it stores the difference to; none for one that stores all that was in use (SNP-02).
    pub base: Option<Base>,
    /// How many build on it.
    pub followers: usize,
    /// The disks that were made from it and are still there (SNP-21).
    pub made: Vec<DiskId>,
    /// The images that were made from it, by id and name (SNP-21).
    pub images: Vec<(ImageId, String)>,
    /// The accounts that it is shared with (SNP-23).
    pub shared_with: Vec<AccountId>,
    /// Whether Cloud Backup has let go of it, so that it is its owner's now (SNP-22).
    pub let_go: bool,
    /// Whether it is on its way to the Archive tier, where it cannot be stopped (ARC-01).
    pub is_archiving: bool,
    /// The backup point that holds it and goes with it.
    pub point: Option<PointOf>,
}

/// What a snapshot builds on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// When that was taken.
    pub taken_at: Timestamp,
    /// The snapshot; none once it is deleted, and what was needed of it has passed on (SNP-04).
    pub snapshot: Option<SnapshotId>,
}

/// The backup point that holds a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointOf {
    /// Its instance.
    pub instance: InstanceId,
    /// The point.
    pub id: PointId,
    /// When it goes, and the snapshot with it.
    pub expires_at: Timestamp,
}

/// A snapshot with all that is known of it; none once it is gone.
pub fn detail(world: &World, id: &SnapshotId) -> Option<SnapshotDetail> {
    let held = world.snapshot(id).ok()?;
    let disk = &world.disks[held.disk];
    let snapshot = disk.chain.get(held.taken)?;
    let label = world.snapshot_labels.get(&held);
    Some(SnapshotDetail {
        row: row(world, held.disk, snapshot),
        description: label.map(|label| label.description.clone()).unwrap_or_default(),
        tags: world.snapshot_tags(held.disk, snapshot),
        region: disk.region,
        category: disk.category,
        disk_size: snapshot.disk_size,
        archived_since: match snapshot.tier {
            Tier::Standard => None,
            Tier::Archive { since } => Some(since),
        },
        encrypted: world.is_encrypted(held),
        usable_at: snapshot.usable_at(disk, &world.assumptions),
        ready_at: snapshot.ready_at,
        place: disk.chain.iter().take_while(|other| other.taken <= held.taken).count(),
        count: disk.chain.len(),
        chain: disk.chain.stored(),
        base: base(world, held, snapshot),
        followers: followers(disk, snapshot),
        made: world.disks_made_from(held).map(|disk| world.disks[disk].id.clone()).collect(),
        images: world.images_made_from(held).map(|id| (id.clone(), world.images[id].name.clone())).collect(),
        shared_with: world.shared.get(&held).into_iter().flatten().cloned().collect(),
        let_go: snapshot.let_go,
        is_archiving: disk.chain.is_archiving(held.taken),
        point: point(world, held),
    })
}

/// The snapshots of a disk, newest first.
pub fn of_disk(world: &World, disk: &DiskId) -> Vec<SnapshotRow> {
    let Ok(position) = world.disk(disk) else { return Vec::new() };
    world.disks[position].chain.iter().rev().map(|snapshot| row(world, position, snapshot)).collect()
}

fn base(world: &World, held: SnapshotRef, snapshot: &Snapshot) -> Option<Base> {
    let taken = snapshot.base?.taken;
    let there = world.disks[held.disk].chain.get(taken);
    Some(Base {
        taken_at: taken.at,
        snapshot: there.map(|_| world.snapshot_id(SnapshotRef { disk: held.disk, taken })),
    })
}

fn followers(disk: &Disk, snapshot: &Snapshot) -> usize {
    disk.chain.iter().filter(|other| other.base.is_some_and(|base| base.taken == snapshot.taken)).count()
}

fn point(world: &World, held: SnapshotRef) -> Option<PointOf> {
    let snapshot = world.disks[held.disk].chain.get(held.taken)?;
    let Origin::Backup { instance, .. } = snapshot.origin else { return None };
    let state = &world.instances[instance];
    let point = state.history.points().find(|point| point.snapshots.contains(&held))?;
    Some(PointOf {
        instance: state.id.clone(),
        id: world.point_id(instance, point.created),
        expires_at: point.expires_at,
    })
}
