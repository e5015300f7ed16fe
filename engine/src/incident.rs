//! Incidents: what goes wrong without anyone's doing, brought in from outside.

use serde::{Deserialize, Serialize};

use crate::{
    digest::DigestWriter,
    id::{IncidentId, InstanceId},
    rule::Rule,
    time::Timestamp,
};

/// Something that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Incident {
    /// The next backup jobs fail, because their metadata cannot be synchronized (ERR-05).
    MetadataSyncFailure {
        /// How many, 1 to 10,000.
        jobs: u32,
    },
    /// A payment falls due and is not made (ACC-05).
    PaymentOverdue,
    /// Someone releases an instance, though it may be bound to a policy (ERR-03).
    InstanceReleased {
        /// Which.
        instance: InstanceId,
    },
}

/// The kinds of incidents that there are, also those that are not simulated yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IncidentKind {
    /// Ransomware infects instances and strikes later.
    RansomwareInfection,
    /// Data is deleted.
    DataDeletion,
    /// A disk fails.
    DiskFailure,
    /// A region is out of order.
    RegionOutage,
    /// Nothing is replicated from one region to another.
    ReplicationLinkDown,
    /// See [`Incident::MetadataSyncFailure`].
    MetadataSyncFailure,
    /// See [`Incident::PaymentOverdue`].
    PaymentOverdue,
    /// See [`Incident::InstanceReleased`].
    InstanceReleased,
}

/// An incident that was injected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Injected {
    /// Its id, `inc-…`.
    pub id: IncidentId,
    /// What it is.
    pub incident: Incident,
    /// When it was injected.
    pub at: Timestamp,
    /// When it was over; none while it goes on.
    pub ended_at: Option<Timestamp>,
    /// How many backup jobs it still makes fail.
    pub jobs_left: u32,
}

impl Incident {
    /// Its kind.
    pub fn kind(&self) -> IncidentKind {
        match self {
            Self::MetadataSyncFailure { .. } => IncidentKind::MetadataSyncFailure,
            Self::PaymentOverdue => IncidentKind::PaymentOverdue,
            Self::InstanceReleased { .. } => IncidentKind::InstanceReleased,
        }
    }
}

impl IncidentKind {
    /// All kinds in the order they are listed.
    pub const ALL: [Self; 8] = [
        Self::RansomwareInfection,
        Self::DataDeletion,
        Self::DiskFailure,
        Self::RegionOutage,
        Self::ReplicationLinkDown,
        Self::MetadataSyncFailure,
        Self::PaymentOverdue,
        Self::InstanceReleased,
    ];

    /// The word of the API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::RansomwareInfection => "RansomwareInfection",
            Self::DataDeletion => "DataDeletion",
            Self::DiskFailure => "DiskFailure",
            Self::RegionOutage => "RegionOutage",
            Self::ReplicationLinkDown => "ReplicationLinkDown",
            Self::MetadataSyncFailure => "MetadataSyncFailure",
            Self::PaymentOverdue => "PaymentOverdue",
            Self::InstanceReleased => "InstanceReleased",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.api_name() == name)
    }

    /// The rule that says what follows from it.
    pub fn rule(self) -> Rule {
        match self {
            Self::RansomwareInfection | Self::DataDeletion => Rule::Mdl04,
            Self::DiskFailure => Rule::Mdl05,
            Self::RegionOutage | Self::ReplicationLinkDown => Rule::Mdl16,
            Self::MetadataSyncFailure => Rule::Err05,
            Self::PaymentOverdue => Rule::Acc05,
            Self::InstanceReleased => Rule::Err03,
        }
    }
}

impl Injected {
    /// Whether it still goes on.
    pub fn goes_on(&self) -> bool {
        self.ended_at.is_none()
    }

    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        out.text(self.id.as_str()).text(self.incident.kind().api_name()).at(self.at);
        out.option(self.ended_at, DigestWriter::at).number(self.jobs_left);
        if let Incident::InstanceReleased { instance } = &self.incident {
            out.text(instance.as_str());
        }
    }
}
