//! Backup points: what a job leaves behind and retention takes away.

use super::{PolicyIdx, consistency::Consistency, policy::Period};
use crate::{
    cloud::DiskIdx,
    few::Few,
    id::Occasion,
    time::{Days, Timestamp},
};

/// A backup point of one instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// When it was created: the instant its snapshots show. With the instance it makes the id.
    pub created: Occasion,
    /// When its job completed and it could be used.
    pub completed_at: Timestamp,
    /// How long it is kept, counted from creation (POL-22).
    pub retention: Days,
    /// When it goes.
    pub expires_at: Timestamp,
    /// The period that it is the first point of and kept longer for (POL-32); none if it is kept as any other.
    pub special: Option<Period>,
    /// Whether nobody can delete it before it expires (POL-72).
    pub immutable: bool,
    /// Whether all disks of the job are in it.
    pub whole: bool,
    /// How its snapshots agree.
    pub consistency: Consistency,
    /// The policy that made it; none for a manual backup.
    pub policy: Option<PolicyIdx>,
    /// The snapshots that it holds, in the order of the instance's disks.
    pub snapshots: Few<SnapshotRef>,
    /// The disks in scope that cannot be backed up: local and ephemeral ones (CON-20).
    pub skipped: Box<[DiskIdx]>,
}

/// A snapshot of a disk, in its chain or gone from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotRef {
    /// The disk.
    pub disk: DiskIdx,
    /// When it was taken, by the disk's own count: a shared disk may be snapshotted for two instances in one second.
    pub taken: Occasion,
}
