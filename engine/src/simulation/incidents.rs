//! Incidents are injected, go on and end.

use super::Simulation;
use crate::{
    backup::job::JobFailure,
    catalog::limits,
    cloud::{InstanceIdx, instance::InstanceStatus},
    command::Receipt,
    event::Event,
    incident::{Incident, Injected},
    rejection::{AccountProblem, Field, Rejection},
};

impl Simulation {
    /// Lets something go wrong now.
    pub(super) fn inject(&mut self, incident: &Incident) -> Result<Receipt, Rejection> {
        self.check_incident(incident)?;
        let (now, kind) = (self.world.now, incident.kind());
        let id = self.world.free_incident_id(kind);
        let jobs_left = if let Incident::MetadataSyncFailure { jobs } = incident { *jobs } else { 0 };
        let injected = Injected { id: id.clone(), incident: incident.clone(), at: now, ended_at: None, jobs_left };
        self.world.incidents.push(injected);
        self.revisions.fleet += 1;
        self.record(Event::IncidentInjected(kind));
        match incident {
            Incident::MetadataSyncFailure { .. } => {}
            Incident::PaymentOverdue => self.fall_due(),
            Incident::InstanceReleased { instance } => {
                if let Ok(instance) = self.living_instance(instance) {
                    self.release(instance);
                }
                self.end_incidents(|other| other == incident);
            }
        }
        Ok(Receipt::IncidentInjected(id))
    }

    fn check_incident(&self, incident: &Incident) -> Result<(), Rejection> {
        match incident {
            Incident::MetadataSyncFailure { jobs } if !limits::JOBS_TO_FAIL.contains(jobs) => {
                Err(AccountProblem::Jobs { given: *jobs }.at(Field::Jobs))
            }
            Incident::MetadataSyncFailure { .. } => Ok(()),
            Incident::PaymentOverdue if self.world.account.arrears.is_some() => {
                Err(AccountProblem::AlreadyOverdue.into())
            }
            Incident::PaymentOverdue => Ok(()),
            Incident::InstanceReleased { instance } => self.living_instance(instance).map(drop),
        }
    }

    /// Ends the incidents that go on and are of this kind.
    pub(super) fn end_incidents(&mut self, is_over: impl Fn(&Incident) -> bool) {
        let now = self.world.now;
        let over = self.world.incidents.iter_mut().filter(|injected| injected.goes_on() && is_over(&injected.incident));
        over.for_each(|injected| injected.ended_at = Some(now));
    }

    /// Why a backup of `instance` fails as it begins, if it does. Documented errors come before who may do it, that
    /// before what can be done.
    pub(super) fn failure_at_start(&mut self, instance: InstanceIdx, has_disks: bool) -> Option<JobFailure> {
        let status = self.world.instances[instance].status;
        match status {
            InstanceStatus::Released => Some(JobFailure::InstanceReleased),
            _ if self.fails_to_synchronize() => Some(JobFailure::MetadataNotSynchronized),
            _ if self.world.account.is_suspended(self.world.now) => Some(JobFailure::AccountSuspended),
            _ if !has_disks => Some(JobFailure::NothingToBackUp),
            _ if !status.allows_snapshots() => Some(JobFailure::InstanceBusy),
            _ => None,
        }
    }

    /// Whether an incident makes the job fail that begins now (ERR-05); it then has one less to go.
    fn fails_to_synchronize(&mut self) -> bool {
        let now = self.world.now;
        let Some(injected) = self.world.incidents.iter_mut().find(|injected| injected.jobs_left > 0) else {
            return false;
        };
        injected.jobs_left -= 1;
        if injected.jobs_left == 0 {
            injected.ended_at = Some(now);
        }
        true
    }
}
