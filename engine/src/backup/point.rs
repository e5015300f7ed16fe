//! Backup points: what a job leaves behind and retention takes away.

use super::{PolicyIdx, consistency::Consistency, policy::Period};
use crate::{
    catalog::limits,
    cloud::DiskIdx,
    few::Few,
    id::Occasion,
    rejection::Problem,
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
    /// How far it is on its way to the Archive tier.
    pub archiving: Archiving,
    /// Whether its retention was made longer by hand (JOB-12).
    pub extended: bool,
    /// When someone first looked at what it holds: in what state its data is, is known from then on (MDL-04).
    pub inspected_at: Option<Timestamp>,
    /// How its snapshots agree.
    pub consistency: Consistency,
    /// The policy that made it; none for a manual backup.
    pub policy: Option<PolicyIdx>,
    /// The snapshots that it holds, in the order of the instance's disks.
    pub snapshots: Few<SnapshotRef>,
    /// The disks in scope that cannot be backed up: local and ephemeral ones (CON-20).
    pub skipped: Box<[DiskIdx]>,
}

/// How far a point is on its way to the Archive tier (ARC-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archiving {
    /// It stays in the Standard tier.
    Never,
    /// It is due from this instant on; the newest of a plan that keeps one version waits until there is a newer one
    /// (POL-42).
    From(Timestamp),
    /// Its snapshots are being archived since this instant, or wait for it.
    Since(Timestamp),
    /// All of its snapshots are in the Archive tier.
    Done {
        /// Since when.
        at: Timestamp,
        /// When archiving began.
        began: Timestamp,
    },
}

impl Point {
    /// When it would go if it were kept for so long in all, from its creation, as someone asks at `now`: only longer than
    /// before, 999 years at most, and not over already (JOB-12).
    pub fn extended_expiry(&self, retention: Days, now: Timestamp) -> Result<Timestamp, Problem> {
        if !limits::RETENTION_DAYS.contains(&retention) {
            return Err(Problem::ExtendedRetention { given: retention.0.into() });
        }
        if retention <= self.retention {
            return Err(Problem::RetentionNotLonger { given: retention, present: self.retention });
        }
        let expires_at = self.created.at.plus_days(retention);
        match expires_at > now {
            true => Ok(expires_at),
            false => Err(Problem::RetentionOver { given: retention }),
        }
    }
}

impl Archiving {
    /// A word for it in digests, and the instant that goes with it.
    pub(crate) fn parts(self) -> (&'static str, Option<Timestamp>) {
        match self {
            Self::Never => ("never", None),
            Self::From(at) => ("from", Some(at)),
            Self::Since(at) => ("since", Some(at)),
            Self::Done { at, .. } => ("done", Some(at)),
        }
    }
}

/// A snapshot of a disk, in its chain or gone from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotRef {
    /// The disk.
    pub disk: DiskIdx,
    /// When it was taken, by the disk's own count: a shared disk may be snapshotted for two instances in one second.
    pub taken: Occasion,
}
