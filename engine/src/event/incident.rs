//! What comes of incidents.

use crate::{
    catalog::region::Region,
    cloud::{DiskIdx, InstanceIdx, data::Condition},
    id::Occasion,
    incident::IncidentKind,
    rule::Rule,
};

/// One thing that came of an incident, or was found out about one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncidentEvent {
    /// Ransomware struck: a disk is encrypted.
    DiskEncrypted(DiskIdx, Option<InstanceIdx>),
    /// Data on a disk was deleted.
    DataDeleted(DiskIdx, InstanceIdx),
    /// A disk failed; its data is gone.
    DiskFailed(DiskIdx),
    /// An instance stopped at once, because its system disk failed.
    InstanceFailed(InstanceIdx),
    /// A region is out of order.
    OutageBegan(Region),
    /// A region is in order again.
    OutageEnded(Region),
    /// Nothing is copied from one region to another.
    LinkCut(Region, Region),
    /// Copies go from one region to another again.
    LinkRestored(Region, Region),
    /// An automatic snapshot was not taken, because the region is out of order.
    AutoSnapshotSkipped(DiskIdx),
    /// An attacker deleted a backup point.
    PointDestroyed(InstanceIdx, Occasion),
    /// A backup point withstood an attacker, by this rule.
    PointWithstood(InstanceIdx, Occasion, Rule),
    /// A backup point was inspected, and its data is in this state.
    PointInspected(InstanceIdx, Occasion, Condition),
    /// An incident of the scenario found nothing left to befall.
    CameToNothing(IncidentKind),
}

impl IncidentEvent {
    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::DiskEncrypted(..) | Self::DataDeleted(..) | Self::PointInspected(..) => Rule::Mdl04,
            Self::DiskFailed(_) | Self::InstanceFailed(_) => Rule::Mdl05,
            Self::OutageBegan(_)
            | Self::OutageEnded(_)
            | Self::LinkCut(..)
            | Self::LinkRestored(..)
            | Self::AutoSnapshotSkipped(_) => Rule::Mdl16,
            Self::PointDestroyed(..) => Rule::Job11,
            Self::PointWithstood(_, _, rule) => rule,
            Self::CameToNothing(kind) => kind.rule(),
        }
    }

    /// The instance it is about.
    pub fn instance(self) -> Option<InstanceIdx> {
        match self {
            Self::DiskEncrypted(_, instance) => instance,
            Self::DataDeleted(_, instance)
            | Self::InstanceFailed(instance)
            | Self::PointDestroyed(instance, _)
            | Self::PointWithstood(instance, ..)
            | Self::PointInspected(instance, ..) => Some(instance),
            _ => None,
        }
    }

    /// Whether it is something gone wrong.
    pub fn is_trouble(self) -> bool {
        !matches!(
            self,
            Self::OutageEnded(_)
                | Self::LinkRestored(..)
                | Self::PointWithstood(..)
                | Self::PointInspected(..)
                | Self::CameToNothing(_)
        )
    }
}
