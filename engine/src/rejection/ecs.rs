//! What ECS refuses.

use crate::{
    catalog::{disk::DiskCategory, region::Region},
    cloud::instance::InstanceStatus,
    id::{DiskId, InstanceId},
    rule::Rule,
};

/// What was violated in a command to ECS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EcsProblem {
    /// Too many instances at once, or none.
    Amount {
        /// How many were asked for.
        given: u32,
    },
    /// The disk is attached to an instance already and cannot be shared.
    Attached {
        /// The disk.
        disk: DiskId,
    },
    /// A snapshot of the disk is being created (CON-40).
    CreatingSnapshot {
        /// The disk.
        disk: DiskId,
    },
    /// No such disk.
    DiskNotFound {
        /// What was asked for.
        disk: DiskId,
    },
    /// A size that the category does not come in (CON-23).
    DiskSize {
        /// The category.
        category: DiskCategory,
        /// What was asked for, in GiB.
        given_gib: u64,
        /// The smallest size in GiB.
        from_gib: u64,
        /// The largest size in GiB.
        to_gib: u64,
    },
    /// A disk cannot become smaller.
    DiskShrinks {
        /// The disk.
        disk: DiskId,
        /// Its size in GiB.
        size_gib: u64,
    },
    /// The instance does something else than the command needs.
    InstanceStatus {
        /// The instance.
        instance: InstanceId,
        /// What it does.
        status: InstanceStatus,
    },
    /// Only ESSDs have performance levels (CON-23).
    Level {
        /// The category.
        category: DiskCategory,
    },
    /// A local or ephemeral disk comes with its instance type (CON-20).
    LocalDisk {
        /// The category.
        category: DiskCategory,
    },
    /// No such vSwitch or security group.
    NetworkNotFound {
        /// What was asked for.
        id: String,
    },
    /// The disk is not attached to the instance.
    NotAttached {
        /// The disk.
        disk: DiskId,
        /// The instance.
        instance: InstanceId,
    },
    /// The vSwitch or snapshot lies in another region.
    OtherRegion {
        /// What lies elsewhere.
        id: String,
        /// Where it should be.
        region: Region,
    },
    /// The security group belongs to another VPC than the vSwitch.
    OtherVpc {
        /// The security group.
        security_group: String,
    },
    /// Two things that must be in one zone are not.
    OtherZone {
        /// What lies elsewhere.
        id: String,
        /// Where it should be.
        zone: String,
    },
    /// No such zone, or no vSwitch in it.
    ZoneNotFound {
        /// What was asked for.
        zone: String,
    },
    /// A size must be given where the disk is blank.
    SizeMissing,
    /// No such snapshot.
    SnapshotNotFound {
        /// What was asked for.
        id: String,
    },
    /// The snapshot is still being created.
    SnapshotNotReady {
        /// The snapshot.
        id: String,
    },
    /// A system disk stays with its instance.
    SystemDisk {
        /// The disk.
        disk: DiskId,
    },
    /// Not a key or value of a tag.
    Tag {
        /// What was given.
        given: String,
    },
    /// Too many tags, or none.
    TagCount {
        /// How many there would be.
        given: usize,
    },
    /// More instances than can be tagged at once, or none.
    TaggedCount {
        /// How many were given.
        given: usize,
    },
    /// No such automatic snapshot policy.
    AutoPolicyNotFound {
        /// What was asked for.
        id: String,
    },
    /// The disk was never attached, so there is nothing to take a snapshot of (CON-07).
    NeverAttached {
        /// The disk.
        disk: DiskId,
    },
    /// Disks were made from the snapshot (SNP-21).
    SnapshotCreatedDisk {
        /// The snapshot.
        id: String,
    },
    /// The snapshot is Cloud Backup's, which deletes it with its point (SNP-20).
    SnapshotOfCloudBackup {
        /// The snapshot.
        id: String,
    },
    /// The snapshot is one of another disk.
    SnapshotOfOther {
        /// The snapshot.
        id: String,
        /// The disk.
        disk: DiskId,
    },
    /// The disk has as many snapshots as it may have (CON-60).
    SnapshotQuota {
        /// The disk.
        disk: DiskId,
    },
    /// Not a retention of an ECS snapshot (API-40).
    SnapshotRetention {
        /// What was given.
        given: i64,
    },
    /// What was typed is not a whole number.
    NotANumber {
        /// What was typed.
        given: String,
        /// The least that is possible.
        from: u64,
        /// The most that is possible.
        to: u64,
        /// The rule that says so.
        rule: Rule,
    },
    /// Not hours of a day.
    TimePoints,
    /// More automatic snapshot policies than a region has (CON-63).
    TooManyAutoPolicies {
        /// The region.
        region: Region,
    },
    /// As many snapshots of the disk as may be are being created already (CON-61).
    TooManySnapshotTasks {
        /// The disk.
        disk: DiskId,
    },
    /// Not days of a week.
    Weekdays,
    /// More disks than an instance takes.
    TooManyDisks {
        /// How many there would be.
        given: usize,
    },
}

impl EcsProblem {
    /// Rule and code of each problem.
    pub(super) fn verdict(&self) -> (Rule, &'static str) {
        match self {
            Self::Amount { .. } => (Rule::Mdl19, "Sim.AmountOutOfRange"),
            Self::Attached { .. } | Self::NotAttached { .. } => (Rule::Err10, "IncorrectDiskStatus"),
            Self::CreatingSnapshot { .. } => (Rule::Con40, "IncorrectDiskStatus.CreatingSnapshot"),
            Self::DiskNotFound { .. } => (Rule::Err10, "InvalidDiskId.NotFound"),
            Self::DiskSize { .. } => (Rule::Con23, "Sim.DiskSizeOutOfRange"),
            Self::DiskShrinks { .. } => (Rule::Con23, "Sim.DiskShrinks"),
            Self::InstanceStatus { .. } => (Rule::Err10, "IncorrectInstanceStatus"),
            Self::Level { .. } => (Rule::Con23, "Sim.PerformanceLevel"),
            Self::LocalDisk { .. } => (Rule::Con20, "DiskCategory.OperationNotSupported"),
            Self::NetworkNotFound { .. } => (Rule::Res07, "Sim.NetworkNotFound"),
            Self::OtherRegion { .. } => (Rule::Pol05, "Sim.OtherRegion"),
            Self::OtherVpc { .. } => (Rule::Res07, "Sim.OtherVpc"),
            Self::OtherZone { .. } => (Rule::Con32, "Sim.OtherZone"),
            Self::ZoneNotFound { .. } => (Rule::Res07, "Sim.ZoneNotFound"),
            Self::SizeMissing => (Rule::Con23, "Sim.DiskSizeMissing"),
            Self::SnapshotNotFound { .. } => (Rule::Err11, "InvalidSnapshotId.NotFound"),
            Self::SnapshotNotReady { .. } => (Rule::Err11, "InvalidSnapshotId.NotReady"),
            Self::SystemDisk { .. } => (Rule::Api50, "Sim.SystemDisk"),
            Self::Tag { .. } => (Rule::Pol80, "Sim.InvalidTag"),
            Self::TagCount { .. } => (Rule::Pol80, "Sim.TagCount"),
            Self::TaggedCount { .. } => (Rule::Pol80, "Sim.TaggedCount"),
            Self::AutoPolicyNotFound { .. } => (Rule::Con63, "Sim.AutoPolicyNotFound"),
            Self::NeverAttached { .. } => (Rule::Con07, "IncorrectDiskStatus.NeverAttached"),
            Self::SnapshotCreatedDisk { .. } => (Rule::Err12, "SnapshotCreatedDisk"),
            Self::SnapshotOfCloudBackup { .. } => (Rule::Snp20, "Sim.SnapshotOfCloudBackup"),
            Self::SnapshotOfOther { .. } => (Rule::Err11, "InvalidParameter.Mismatch"),
            Self::SnapshotQuota { .. } => (Rule::Con60, "QuotaExceed.Snapshot"),
            Self::SnapshotRetention { .. } => (Rule::Api40, "Sim.RetentionOutOfRange"),
            Self::NotANumber { rule, .. } => (*rule, "Sim.NotANumber"),
            Self::TimePoints => (Rule::Con63, "Sim.TimePoints"),
            Self::TooManyAutoPolicies { .. } => (Rule::Con63, "Sim.TooManyAutoPolicies"),
            Self::TooManySnapshotTasks { .. } => (Rule::Con61, "IncorrectDiskStatus.CreatingSnapshot"),
            Self::Weekdays => (Rule::Con63, "Sim.Weekdays"),
            Self::TooManyDisks { .. } => (Rule::Api50, "Sim.TooManyDisks"),
        }
    }
}
