//! Incidents: what goes wrong without anyone's doing, brought in from outside or by the scenario.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    catalog::region::Region,
    cloud::InstanceIdx,
    digest::DigestWriter,
    id::{DiskId, IncidentId, InstanceId},
    rule::Rule,
    time::{HOUR, Seconds, Timestamp},
};

/// Something that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Incident {
    /// Ransomware comes to all disks of instances, hides, and strikes later (MDL-04).
    RansomwareInfection {
        /// Which, at least one.
        instances: Vec<InstanceId>,
        /// How long it hides, 0 to 8,760.
        hidden_hours: u32,
    },
    /// Someone deletes data on disks of an instance (MDL-04, SNP-06).
    DataDeletion {
        /// Which.
        instance: InstanceId,
        /// On which of its disks; on all where none is named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        disks: Vec<DiskId>,
    },
    /// A disk fails, and its data is gone (MDL-05).
    DiskFailure {
        /// Which.
        disk: DiskId,
    },
    /// A region is out of order (MDL-16).
    RegionOutage {
        /// Which.
        region: Region,
        /// For how long, 1 to 8,760.
        hours: u32,
    },
    /// Nothing is copied from one region to another (MDL-16).
    ReplicationLinkDown {
        /// From where.
        from: Region,
        /// To where.
        to: Region,
        /// For how long, 1 to 8,760.
        hours: u32,
    },
    /// Someone who has got hold of the account tries to delete every backup point (POL-72).
    BackupDeletion {
        /// Of which instances; of all where none is named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        instances: Vec<InstanceId>,
    },
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

/// The kinds of incidents that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IncidentKind {
    /// See [`Incident::RansomwareInfection`].
    RansomwareInfection,
    /// See [`Incident::DataDeletion`].
    DataDeletion,
    /// See [`Incident::DiskFailure`].
    DiskFailure,
    /// See [`Incident::RegionOutage`].
    RegionOutage,
    /// See [`Incident::ReplicationLinkDown`].
    ReplicationLinkDown,
    /// See [`Incident::BackupDeletion`].
    BackupDeletion,
    /// See [`Incident::MetadataSyncFailure`].
    MetadataSyncFailure,
    /// See [`Incident::PaymentOverdue`].
    PaymentOverdue,
    /// See [`Incident::InstanceReleased`].
    InstanceReleased,
}

/// An incident that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Injected {
    /// Its id, `inc-…`.
    pub id: IncidentId,
    /// What it is.
    pub incident: Incident,
    /// When it happened, or began.
    pub at: Timestamp,
    /// When ransomware strikes, an outage is over, a link is back; none where nothing is due.
    pub until: Option<Timestamp>,
    /// When it was over; none while it goes on.
    pub ended_at: Option<Timestamp>,
    /// How many backup jobs it still makes fail.
    pub jobs_left: u32,
    /// Whether the scenario brought it: what hides then is not told before it strikes.
    pub by_scenario: bool,
    /// When an inspection showed since when it had been there. What people know is no part of the digest: it follows from
    /// the commands.
    pub found_at: Option<Timestamp>,
    /// The instances that it befell: whose data or service it took.
    pub befell: Vec<InstanceIdx>,
    /// What it did so far.
    pub toll: Toll,
}

/// What an incident did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toll {
    /// How many disks it encrypted, deleted data on, or lost.
    pub disks: u32,
    /// How many backup jobs it made fail.
    pub jobs: u32,
    /// How many backup points it deleted.
    pub points: u32,
    /// How many backup points it could not delete, by the rule that held them.
    pub withstood: BTreeMap<Rule, u32>,
}

impl Incident {
    /// Its kind.
    pub fn kind(&self) -> IncidentKind {
        match self {
            Self::RansomwareInfection { .. } => IncidentKind::RansomwareInfection,
            Self::DataDeletion { .. } => IncidentKind::DataDeletion,
            Self::DiskFailure { .. } => IncidentKind::DiskFailure,
            Self::RegionOutage { .. } => IncidentKind::RegionOutage,
            Self::ReplicationLinkDown { .. } => IncidentKind::ReplicationLinkDown,
            Self::BackupDeletion { .. } => IncidentKind::BackupDeletion,
            Self::MetadataSyncFailure { .. } => IncidentKind::MetadataSyncFailure,
            Self::PaymentOverdue => IncidentKind::PaymentOverdue,
            Self::InstanceReleased { .. } => IncidentKind::InstanceReleased,
        }
    }

    /// After what time ransomware strikes, an outage is over, a link is back; none where nothing is due.
    pub fn lasts(&self) -> Option<Seconds> {
        let hours = match self {
            Self::RansomwareInfection { hidden_hours: hours, .. }
            | Self::RegionOutage { hours, .. }
            | Self::ReplicationLinkDown { hours, .. } => *hours,
            _ => return None,
        };
        Some(Seconds(i64::from(hours) * HOUR))
    }

    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        out.text(self.kind().api_name());
        match self {
            Self::RansomwareInfection { instances, hidden_hours } => {
                digest_texts(instances.iter().map(InstanceId::as_str), out).number(*hidden_hours)
            }
            Self::DataDeletion { instance, disks } => {
                digest_texts(disks.iter().map(DiskId::as_str), out.text(instance.as_str()))
            }
            Self::DiskFailure { disk } => out.text(disk.as_str()),
            Self::RegionOutage { region, hours } => out.text(region.id()).number(*hours),
            Self::ReplicationLinkDown { from, to, hours } => out.text(from.id()).text(to.id()).number(*hours),
            Self::BackupDeletion { instances } => digest_texts(instances.iter().map(InstanceId::as_str), out),
            Self::MetadataSyncFailure { jobs } => out.number(*jobs),
            Self::PaymentOverdue => out,
            Self::InstanceReleased { instance } => out.text(instance.as_str()),
        };
    }
}

fn digest_texts<'t, 'o>(
    texts: impl ExactSizeIterator<Item = &'t str>,
    out: &'o mut DigestWriter,
) -> &'o mut DigestWriter {
    out.count(texts.len());
    for text in texts {
        out.text(text);
    }
    out
}

impl IncidentKind {
    /// All kinds in the order they are listed.
    pub const ALL: [Self; 9] = [
        Self::RansomwareInfection,
        Self::DataDeletion,
        Self::DiskFailure,
        Self::RegionOutage,
        Self::ReplicationLinkDown,
        Self::BackupDeletion,
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
            Self::BackupDeletion => "BackupDeletion",
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
            Self::BackupDeletion => Rule::Pol72,
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

    /// From when on what it befell had to be brought back: for ransomware when it struck.
    pub fn damage_at(&self) -> Option<Timestamp> {
        match self.incident {
            Incident::RansomwareInfection { .. } => self.ended_at,
            _ => Some(self.at),
        }
    }

    /// Whether nobody can know of it yet: ransomware of the scenario that has not struck.
    pub fn is_hidden(&self) -> bool {
        self.by_scenario && self.goes_on() && self.incident.kind() == IncidentKind::RansomwareInfection
    }

    /// Whether it struck and nobody can know yet since when it had been there: that shows only where points on both sides
    /// of its coming are inspected (MDL-04).
    pub fn came_unseen(&self) -> bool {
        let is_ransomware = self.incident.kind() == IncidentKind::RansomwareInfection;
        self.by_scenario && is_ransomware && self.found_at.is_none()
    }

    /// The first instant of it that people know of.
    pub fn known_from(&self) -> Timestamp {
        self.ended_at.filter(|_| self.came_unseen()).unwrap_or(self.at)
    }

    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        out.text(self.id.as_str()).at(self.at).flag(self.by_scenario).number(self.jobs_left);
        self.incident.digest(out);
        out.option(self.until, DigestWriter::at).option(self.ended_at, DigestWriter::at);
        let toll = &self.toll;
        out.number(toll.disks).number(toll.jobs).number(toll.points).count(toll.withstood.len());
        for (rule, count) in &toll.withstood {
            out.text(rule.id()).number(*count);
        }
    }
}
