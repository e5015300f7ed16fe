//! What becomes of copies in other regions.

use crate::{
    backup::replication::CopyFailure,
    catalog::region::Region,
    cloud::{DiskIdx, InstanceIdx},
    id::Occasion,
    rule::Rule,
};

/// One thing that happened to copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyEvent {
    /// The snapshots of a new backup point are to be copied to a region.
    PointQueued(InstanceIdx, Occasion, Region),
    /// A backup point was copied: that of this replica came to be.
    PointCopied(InstanceIdx, Occasion),
    /// Nothing of a backup point was copied to a region.
    PointNotCopied(InstanceIdx, Occasion, Region),
    /// The copy of a snapshot into the chain of this replica was not made.
    CopyFailed(DiskIdx, CopyFailure),
    /// A user asked for the copy of a snapshot into the chain of this replica.
    SnapshotCopyStarted(DiskIdx),
    /// That copy is complete.
    SnapshotCopied(DiskIdx),
}

impl CopyEvent {
    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::PointQueued(..) => Rule::Pol60,
            Self::PointCopied(..) => Rule::Pol65,
            Self::PointNotCopied(..) => Rule::Job05,
            Self::CopyFailed(_, failure) => failure.rule(),
            Self::SnapshotCopyStarted(_) | Self::SnapshotCopied(_) => Rule::Api44,
        }
    }

    /// The instance it is about.
    pub fn instance(self) -> Option<InstanceIdx> {
        match self {
            Self::PointQueued(instance, ..) | Self::PointCopied(instance, _) | Self::PointNotCopied(instance, ..) => {
                Some(instance)
            }
            Self::CopyFailed(..) | Self::SnapshotCopyStarted(_) | Self::SnapshotCopied(_) => None,
        }
    }
}
