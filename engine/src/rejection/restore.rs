//! What is refused of restores, and while they are under way.

use super::{Field, Problem, Rejection};
use crate::{
    backup::restore::RestoreKind,
    id::{DiskId, InstanceId},
    rule::Rule,
};

/// What was violated in matters of restores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestoreProblem {
    /// A copy in another region cannot be put back in place (RES-10).
    CopyInPlace,
    /// A snapshot of one of the disks is being created (RES-02).
    CreatingSnapshot {
        /// The disk.
        disk: DiskId,
    },
    /// A disk of the point is gone; by force the others can be restored (RES-05).
    DiskGone {
        /// The disk.
        disk: DiskId,
    },
    /// A disk of the point is no longer attached to the instance; by force it is restored where it is (RES-05).
    DiskMoved {
        /// The disk.
        disk: DiskId,
        /// The instance.
        instance: InstanceId,
    },
    /// The disk is being restored.
    DiskRestoring {
        /// The disk.
        disk: DiskId,
    },
    /// Not a name that a system can have for itself (RES-07).
    HostName {
        /// What was given.
        given: String,
    },
    /// The instance is being restored.
    InstanceRestoring {
        /// The instance.
        instance: InstanceId,
    },
    /// The point has no system disk, so nothing could start from it (RES-07).
    NoSystemDisk,
    /// No such restore.
    NotFound {
        /// What was asked for.
        id: String,
    },
    /// The point is of another instance.
    OfOtherInstance {
        /// The instance that was named.
        instance: InstanceId,
    },
    /// The restore does not fit the kind of the point (RES-12).
    PointKind {
        /// The restore.
        kind: RestoreKind,
    },
    /// A restore from the point is under way (ERR-12).
    PointInUse,
    /// Not an address of the vSwitch that instances can have (RES-07).
    PrivateIp {
        /// What was given.
        given: String,
        /// The addresses of the vSwitch.
        cidr: String,
    },
    /// Another instance has the address (RES-07).
    PrivateIpTaken {
        /// What was given.
        given: String,
    },
}

impl RestoreProblem {
    /// The refusal of this problem at `field`.
    pub fn at(self, field: Field) -> Rejection {
        Problem::from(self).at(field)
    }

    /// Rule and code of each problem.
    pub(super) fn verdict(&self) -> (Rule, &'static str) {
        match self {
            Self::CopyInPlace => (Rule::Res10, "InvalidParameter.Mismatch"),
            Self::CreatingSnapshot { .. } => (Rule::Err10, "IncorrectDiskStatus.CreatingSnapshot"),
            Self::DiskGone { .. } => (Rule::Err10, "InvalidDiskId.NotFound"),
            Self::DiskMoved { .. } => (Rule::Res05, "IncorrectDiskStatus"),
            Self::DiskRestoring { .. } => (Rule::Err10, "IncorrectDiskStatus"),
            Self::HostName { .. } => (Rule::Res07, "Sim.InvalidHostName"),
            Self::InstanceRestoring { .. } => (Rule::Err10, "IncorrectInstanceStatus"),
            Self::NoSystemDisk => (Rule::Res07, "Sim.NoSystemDisk"),
            Self::NotFound { .. } => (Rule::Api19, "Sim.RestoreNotFound"),
            Self::OfOtherInstance { .. } => (Rule::Err11, "InvalidParameter.Mismatch"),
            Self::PointKind { .. } => (Rule::Res12, "InvalidParameter.Mismatch"),
            Self::PointInUse => (Rule::Err12, "Operation.Conflict"),
            Self::PrivateIp { .. } => (Rule::Res07, "Sim.InvalidPrivateIp"),
            Self::PrivateIpTaken { .. } => (Rule::Res07, "Sim.PrivateIpTaken"),
        }
    }
}

impl From<RestoreProblem> for Problem {
    fn from(problem: RestoreProblem) -> Self {
        Self::Restore(problem)
    }
}

impl From<RestoreProblem> for Rejection {
    fn from(problem: RestoreProblem) -> Self {
        Problem::from(problem).into()
    }
}
