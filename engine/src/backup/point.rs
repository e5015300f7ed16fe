//! Backup points: what a job leaves behind and retention takes away.

use super::{PolicyIdx, consistency::Consistency};
use crate::{
    cloud::DiskIdx,
    id::Occasion,
    time::{Days, Timestamp},
};

/// A backup point of one instance.
///
/// Its snapshots stand in the chains of their disks under the same [`Occasion`].
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
    /// Whether all disks of the job are in it.
    pub whole: bool,
    /// How its snapshots agree.
    pub consistency: Consistency,
    /// The policy that made it; none for a manual backup.
    pub policy: Option<PolicyIdx>,
    /// The disks whose snapshots it holds.
    pub disks: Box<[DiskIdx]>,
    /// The disks in scope that cannot be backed up: local and ephemeral ones (CON-20).
    pub skipped: Box<[DiskIdx]>,
}
