//! What happens to the account.

use crate::{
    billing::{money::MicroCny, resource_plan::PlanOrder},
    cloud::{InstanceIdx, managed::UserId},
    rule::Rule,
};

/// One thing that happened to the account or because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountEvent {
    /// A payment fell due and was not made.
    PaymentOverdue,
    /// The grace allowance ended: Cloud Backup and the snapshot service stopped.
    Suspended,
    /// A text message and a mail warned that all is deleted a day later.
    DeletionWarned,
    /// All points of an instance were deleted, so many.
    PointsDeleted(InstanceIdx, u32),
    /// All points and snapshots were deleted: how many points, and how many snapshots of ECS apart from them.
    AllDeleted {
        /// Points.
        points: u32,
        /// Snapshots that no point held.
        snapshots: u32,
    },
    /// A part of what is due was paid.
    PaidInPart(MicroCny),
    /// All that was due was paid, at last so much.
    Paid(MicroCny),
    /// The services go on.
    Restored,
    /// Money was paid in.
    ToppedUp(MicroCny),
    /// A resource plan was bought.
    PlanBought {
        /// What.
        order: PlanOrder,
        /// What was paid for it.
        price: MicroCny,
    },
    /// An automatic snapshot was not taken, because the snapshot service is suspended.
    AutoSnapshotsSuspended(crate::cloud::DiskIdx),

    /// An account is managed from now on.
    AccountAdded(UserId),
    /// An account is no longer managed: its plans stop.
    AccountRemoved(UserId),
}

impl AccountEvent {
    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::PaymentOverdue
            | Self::DeletionWarned
            | Self::PointsDeleted(..)
            | Self::AllDeleted { .. }
            | Self::PaidInPart(_)
            | Self::Paid(_)
            | Self::Restored => Rule::Acc05,
            Self::Suspended => Rule::Mdl18,
            Self::ToppedUp(_) => Rule::Bil02,
            Self::PlanBought { .. } => Rule::Acc08,
            Self::AutoSnapshotsSuspended(_) => Rule::Acc06,
            Self::AccountAdded(_) | Self::AccountRemoved(_) => Rule::Acc07,
        }
    }

    /// The instance it is about.
    pub fn instance(self) -> Option<InstanceIdx> {
        match self {
            Self::PointsDeleted(instance, _) => Some(instance),
            _ => None,
        }
    }

    /// Whether it is something gone wrong.
    pub fn is_trouble(self) -> bool {
        !matches!(
            self,
            Self::PaidInPart(_)
                | Self::Paid(_)
                | Self::Restored
                | Self::ToppedUp(_)
                | Self::PlanBought { .. }
                | Self::AccountAdded(_)
                | Self::AccountRemoved(_)
        )
    }
}
