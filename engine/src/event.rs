//! Everything that happens, in the past tense, each with its reason.

mod account;
mod copy;
mod ecs;
mod incident;
mod restore;

use std::collections::VecDeque;

pub use self::{
    account::AccountEvent,
    copy::CopyEvent,
    ecs::EcsEvent,
    incident::IncidentEvent,
    restore::{RestoreEvent, RestoreTurn},
};
use crate::{
    backup::{
        PolicyIdx,
        job::{JobFailure, JobStatus, Trigger},
    },
    cloud::{DiskIdx, InstanceIdx},
    id::Occasion,
    incident::IncidentKind,
    rule::Rule,
    time::Timestamp,
};

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Cloud Backup was activated.
    ServiceActivated,
    /// The ECS snapshot service was switched on by the first use of instance backup.
    SnapshotServiceEnabled,
    /// The service-linked role was created.
    RoleCreated,
    /// A policy was created.
    PolicyCreated(PolicyIdx),
    /// A policy was edited.
    PolicyUpdated(PolicyIdx),
    /// A policy was deleted.
    PolicyDeleted(PolicyIdx),
    /// An instance was associated with a policy.
    InstanceAssociated(InstanceIdx, PolicyIdx),
    /// An instance was dissociated from a policy.
    InstanceDissociated(InstanceIdx, PolicyIdx),
    /// The plan of an instance was suspended.
    PlanSuspended(InstanceIdx, PolicyIdx),
    /// The plan of an instance was resumed.
    PlanResumed(InstanceIdx, PolicyIdx),
    /// What a plan covers was changed.
    PlanModified(InstanceIdx, PolicyIdx),
    /// A scheduled run was skipped, because the one before was still under way.
    RunSkipped(InstanceIdx, PolicyIdx),
    /// A backup job began.
    JobStarted(InstanceIdx, Occasion, Trigger),
    /// A backup job ended by itself.
    JobEnded(InstanceIdx, Occasion, JobStatus),
    /// A backup job failed as it began.
    JobFailed(InstanceIdx, Occasion, JobFailure),
    /// A backup job was cancelled.
    JobCanceled(InstanceIdx, Occasion),
    /// A backup point came to be.
    PointCreated(InstanceIdx, Occasion),
    /// A backup point reached the end of its retention and went, with its snapshots.
    PointExpired(InstanceIdx, Occasion),
    /// A backup point was deleted by hand, with its snapshots.
    PointDeleted(InstanceIdx, Occasion),
    /// The part of one disk was deleted from a backup point by hand.
    DiskPointDeleted(InstanceIdx, Occasion, DiskIdx),
    /// A backup point is to be kept longer, by hand.
    PointExtended(InstanceIdx, Occasion),
    /// The snapshots of a backup point are being archived.
    ArchivingBegan(InstanceIdx, Occasion),
    /// All snapshots of a backup point are in the Archive tier.
    PointArchived(InstanceIdx, Occasion),
    /// A backup point was due for the Archive tier and stays, because it is the newest of a plan that keeps one.
    PointNotArchived(InstanceIdx, Occasion),
    /// A backup point reached the end of its retention and stays, because it is the newest of a plan that keeps one.
    PointKept(InstanceIdx, Occasion),
    /// The protection of an instance was stopped: its plans went, it left the list.
    ProtectionStopped(InstanceIdx),
    /// An instance was associated with a policy by its tags.
    InstanceMatched(InstanceIdx, PolicyIdx),
    /// An instance no longer matches the tags of its policy: its plan is paused until the end of the cycle.
    PlanPaused(InstanceIdx, PolicyIdx),
    /// An instance matches the tags of its policy again: its plan goes on.
    PlanUnpaused(InstanceIdx, PolicyIdx),
    /// An instance was dissociated because it no longer matches the tags of its policy.
    InstanceUnmatched(InstanceIdx, PolicyIdx),
    /// A legacy backup plan was made for an instance.
    PlanCreated(InstanceIdx, PolicyIdx),
    /// A legacy backup plan became a policy.
    PlanConverted(PolicyIdx),
    /// A legacy backup plan was deleted.
    PlanDeleted(PolicyIdx),
    /// Settings were changed.
    SettingsEdited,

    /// Something happened in ECS.
    Ecs(EcsEvent),
    /// Something happened to a restore.
    Restore(RestoreEvent),

    /// Something happened to copies in other regions.
    Copy(CopyEvent),

    /// Something happened to the account, or because of it.
    Account(AccountEvent),
    /// An incident was injected.
    IncidentInjected(IncidentKind),
    /// Something came of an incident.
    Incident(IncidentEvent),
}

/// An event with the instant and the number it has in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Counts all events of the run from 0.
    pub number: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
}

/// The newest events of a run.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    entries: VecDeque<(Timestamp, Event)>,
    forgotten: u64,
}

/// How many events are kept; older ones can be had again by going back in time.
pub const ACTIVITY_KEPT_MAX: usize = 10_000;

impl Event {
    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::ServiceActivated => Rule::Acc01,
            Self::SnapshotServiceEnabled => Rule::Acc02,
            Self::RoleCreated => Rule::Acc03,
            Self::PolicyCreated(_) => Rule::Pol01,
            Self::PolicyUpdated(_) => Rule::Pol90,
            Self::PolicyDeleted(_) => Rule::Pol91,
            Self::InstanceAssociated(..) => Rule::Pol99,
            Self::InstanceDissociated(..) => Rule::Pol92,
            Self::PlanSuspended(..) | Self::PlanResumed(..) => Rule::Pol94,
            Self::PlanModified(..) => Rule::Con03,
            Self::RunSkipped(..) => Rule::Pol12,
            Self::JobStarted(_, _, Trigger::Manual) => Rule::Con04,
            Self::JobStarted(_, _, Trigger::RunNow(_)) => Rule::Pol93,
            Self::JobStarted(_, _, Trigger::Schedule(_)) => Rule::Pol10,
            Self::JobEnded(..) => Rule::Job07,
            Self::JobFailed(_, _, failure) => failure.rule(),
            Self::JobCanceled(..) => Rule::Job06,
            Self::PointCreated(..) => Rule::Job08,
            Self::PointExpired(..) | Self::PointDeleted(..) | Self::DiskPointDeleted(..) => Rule::Job11,
            Self::PointKept(..) => Rule::Pol40,
            Self::PointExtended(..) => Rule::Job12,
            Self::ArchivingBegan(..) => Rule::Pol50,
            Self::PointArchived(..) => Rule::Arc06,
            Self::PointNotArchived(..) => Rule::Pol42,
            Self::ProtectionStopped(_) => Rule::Con11,
            Self::InstanceMatched(..) | Self::PlanPaused(..) | Self::PlanUnpaused(..) => Rule::Pol81,
            Self::InstanceUnmatched(..) => Rule::Pol81,
            Self::PlanCreated(..) => Rule::Api26,
            Self::PlanConverted(_) => Rule::Pol97,
            Self::PlanDeleted(_) => Rule::Pol92,
            Self::SettingsEdited => Rule::Pol15,

            Self::Ecs(event) => event.rule(),
            Self::Copy(event) => event.rule(),
            Self::Restore(event) => event.rule(),

            Self::Account(event) => event.rule(),
            Self::IncidentInjected(kind) => kind.rule(),
            Self::Incident(event) => event.rule(),
        }
    }

    /// The instance it is about.
    pub fn instance(self) -> Option<InstanceIdx> {
        match self {
            Self::InstanceAssociated(instance, _)
            | Self::InstanceDissociated(instance, _)
            | Self::PlanSuspended(instance, _)
            | Self::PlanResumed(instance, _)
            | Self::PlanModified(instance, _)
            | Self::RunSkipped(instance, _)
            | Self::JobStarted(instance, ..)
            | Self::JobEnded(instance, ..)
            | Self::JobFailed(instance, ..)
            | Self::JobCanceled(instance, _)
            | Self::PointCreated(instance, _)
            | Self::PointExpired(instance, _)
            | Self::PointDeleted(instance, _)
            | Self::PointKept(instance, _)
            | Self::DiskPointDeleted(instance, ..)
            | Self::PointExtended(instance, _)
            | Self::ArchivingBegan(instance, _)
            | Self::PointArchived(instance, _)
            | Self::PointNotArchived(instance, _)
            | Self::ProtectionStopped(instance)
            | Self::InstanceMatched(instance, _)
            | Self::PlanPaused(instance, _)
            | Self::PlanUnpaused(instance, _)
            | Self::InstanceUnmatched(instance, _)
            | Self::PlanCreated(instance, _) => Some(instance),
            Self::ServiceActivated
            | Self::SnapshotServiceEnabled
            | Self::RoleCreated
            | Self::PolicyCreated(_)
            | Self::PolicyUpdated(_)
            | Self::PolicyDeleted(_)
            | Self::PlanConverted(_)
            | Self::PlanDeleted(_)
            | Self::SettingsEdited
            | Self::IncidentInjected(_) => None,

            Self::Ecs(event) => event.instance(),
            Self::Copy(event) => event.instance(),
            Self::Restore(event) => Some(event.target),

            Self::Account(event) => event.instance(),
            Self::Incident(event) => event.instance(),
        }
    }
}

impl Activity {
    /// Adds an event and forgets the oldest where there are too many.
    pub(crate) fn record(&mut self, at: Timestamp, event: Event) {
        if self.entries.len() == ACTIVITY_KEPT_MAX {
            self.entries.pop_front();
            self.forgotten += 1;
        }
        self.entries.push_back((at, event));
    }

    /// The events kept, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Entry> + ExactSizeIterator {
        let numbered = (self.forgotten..).zip(&self.entries);
        let entries: Vec<_> = numbered.map(|(number, (at, event))| Entry { number, at: *at, event: *event }).collect();
        entries.into_iter()
    }

    /// The events kept with this number or a higher one, oldest first.
    pub(crate) fn since(&self, number: u64) -> impl Iterator<Item = Entry> + '_ {
        let first = usize::try_from(number.saturating_sub(self.forgotten)).unwrap_or(usize::MAX);
        let new = self.entries.range(first.min(self.entries.len())..);
        let numbered = (self.forgotten.max(number)..).zip(new);
        numbered.map(|(number, (at, event))| Entry { number, at: *at, event: *event })
    }

    /// How many events there were in all, those forgotten included.
    pub fn total(&self) -> u64 {
        self.forgotten + self.entries.len() as u64
    }
}
