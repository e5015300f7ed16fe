//! What happens in ECS.

use crate::{
    cloud::{DiskIdx, InstanceIdx, auto_policy::AutoPolicyIdx},
    rule::Rule,
};

/// One thing that happened to an instance, disk or snapshot apart from any backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EcsEvent {
    /// An instance was created; it starts.
    InstanceCreated(InstanceIdx),
    /// An instance began to start.
    InstanceStarting(InstanceIdx),
    /// An instance runs.
    InstanceStarted(InstanceIdx),
    /// An instance began to stop.
    InstanceStopping(InstanceIdx),
    /// An instance is stopped.
    InstanceStopped(InstanceIdx),
    /// An instance was released; its backup points stay.
    InstanceReleased(InstanceIdx),
    /// Tags of an instance changed.
    InstanceTagged(InstanceIdx),
    /// A disk was created.
    DiskCreated(DiskIdx),
    /// A disk was attached.
    DiskAttached(DiskIdx, InstanceIdx),
    /// A disk was detached.
    DiskDetached(DiskIdx, InstanceIdx),
    /// A disk was made larger.
    DiskResized(DiskIdx),
    /// A disk went with its instance; its snapshots stay.
    DiskReleased(DiskIdx),
    /// The creation of a snapshot failed, because the instance was stopped or released meanwhile.
    SnapshotFailed(DiskIdx, InstanceIdx),
    /// A snapshot was begun by hand.
    SnapshotStarted(DiskIdx),
    /// A snapshot was deleted by hand.
    SnapshotDeleted(DiskIdx),
    /// A snapshot reached the end of its retention and went.
    SnapshotExpired(DiskIdx),
    /// Cloud Backup let go of a snapshot when its point went: something was made from it.
    SnapshotLetGo(DiskIdx, InstanceIdx),
    /// A snapshot is to be archived, by hand.
    SnapshotArchivingBegan(DiskIdx),
    /// The name, description or retention of a snapshot was changed.
    SnapshotModified(DiskIdx),
    /// A snapshot was shared with other accounts.
    SnapshotShared(DiskIdx),
    /// A snapshot is no longer shared with some accounts.
    SnapshotUnshared(DiskIdx),
    /// An image was made from the snapshot of a system disk.
    ImageCreated(DiskIdx),
    /// An image was deleted.
    ImageDeleted(DiskIdx),
    /// A snapshot is in the Archive tier.
    SnapshotArchived(DiskIdx),
    /// A snapshot reached the end of its retention and stays, because an image was made from it.
    SnapshotKept(DiskIdx),
    /// A disk was put back to a snapshot.
    DiskReset(DiskIdx),
    /// An automatic snapshot policy was created.
    AutoPolicyCreated(AutoPolicyIdx),
    /// A disk was put under an automatic snapshot policy.
    AutoPolicyApplied(AutoPolicyIdx, DiskIdx),
    /// A disk was taken from its automatic snapshot policy.
    AutoPolicyCancelled(AutoPolicyIdx, DiskIdx),
    /// An automatic snapshot was begun.
    AutoSnapshotStarted(AutoPolicyIdx, DiskIdx),
    /// An automatic snapshot waits for its next time: the disk has too much in creation.
    AutoSnapshotWaits(DiskIdx),
    /// An automatic snapshot was not possible: the disk was never attached, or its instance starts or stops.
    AutoSnapshotImpossible(DiskIdx),
    /// The oldest automatic snapshot of a disk went, because it had as many as it may have.
    AutoSnapshotMadeRoom(DiskIdx),
    /// Instance backup and the snapshot service took snapshots of a disk at once.
    SnapshotsCollided(DiskIdx),
}

impl EcsEvent {
    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::InstanceCreated(_)
            | Self::InstanceStarting(_)
            | Self::InstanceStarted(_)
            | Self::InstanceStopping(_)
            | Self::InstanceStopped(_) => Rule::Mdl19,
            Self::InstanceReleased(_) | Self::DiskReleased(_) => Rule::Err03,
            Self::InstanceTagged(_) => Rule::Pol80,
            Self::DiskCreated(_) => Rule::Api50,
            Self::DiskAttached(..) => Rule::Con03,
            Self::DiskDetached(..) => Rule::Con07,
            Self::DiskResized(_) => Rule::Con23,
            Self::SnapshotFailed(..) => Rule::Con40,
            Self::SnapshotStarted(_) | Self::SnapshotExpired(_) => Rule::Api40,
            Self::SnapshotDeleted(_) => Rule::Api48,
            Self::DiskReset(_) => Rule::Api49,
            Self::SnapshotLetGo(..) => Rule::Snp22,
            Self::SnapshotArchived(_) | Self::SnapshotArchivingBegan(_) => Rule::Arc01,
            Self::SnapshotModified(_) => Rule::Api46,
            Self::SnapshotShared(_) | Self::SnapshotUnshared(_) => Rule::Snp23,
            Self::ImageCreated(_) | Self::ImageDeleted(_) | Self::SnapshotKept(_) => Rule::Snp21,
            Self::AutoPolicyCreated(_)
            | Self::AutoPolicyApplied(..)
            | Self::AutoPolicyCancelled(..)
            | Self::AutoSnapshotStarted(..) => Rule::Con63,
            Self::AutoSnapshotWaits(_) => Rule::Con61,
            Self::AutoSnapshotImpossible(_) => Rule::Con07,
            Self::AutoSnapshotMadeRoom(_) => Rule::Con60,
            Self::SnapshotsCollided(_) => Rule::Con08,
        }
    }

    /// The instance it is about.
    pub fn instance(self) -> Option<InstanceIdx> {
        match self {
            Self::InstanceCreated(instance)
            | Self::InstanceStarting(instance)
            | Self::InstanceStarted(instance)
            | Self::InstanceStopping(instance)
            | Self::InstanceStopped(instance)
            | Self::InstanceReleased(instance)
            | Self::InstanceTagged(instance)
            | Self::DiskAttached(_, instance)
            | Self::DiskDetached(_, instance)
            | Self::SnapshotLetGo(_, instance)
            | Self::SnapshotFailed(_, instance) => Some(instance),
            _ => None,
        }
    }
}
