//! Incidents are injected, go on and end.

mod attacker;
mod damage;
mod outages;
mod planned;
mod ransomware;

pub(crate) use self::planned::Fate;
use super::Simulation;
use crate::{
    backup::job::JobFailure,
    catalog::limits,
    cloud::{InstanceIdx, instance::InstanceStatus},
    command::Receipt,
    event::{Event, IncidentEvent},
    id::{IncidentId, PointId},
    incident::{Incident, IncidentKind, Injected, Toll},
    queue::Due,
    rejection::{AccountProblem, Field, Rejection},
};

impl Simulation {
    /// Lets something go wrong now.
    pub(super) fn inject(&mut self, incident: &Incident) -> Result<Receipt, Rejection> {
        self.check_incident(incident)?;
        Ok(Receipt::IncidentInjected(self.begin_incident(incident, false)))
    }

    /// Looks at what a point holds; in what state it is, is known from then on (MDL-04).
    pub(super) fn inspect_point(&mut self, id: &PointId) -> Result<Receipt, Rejection> {
        let now = self.world.now;
        let (instance, point) = self.world.point(id).map_err(|problem| problem.at(Field::Point))?;
        let (created, condition) = (point.created, self.world.condition_of_point(point));
        if let Some(point) = self.world.instances[instance].history.point_mut(created) {
            point.inspected_at.get_or_insert(now);
        }
        self.revisions.points += 1;
        self.world.note_what_is_found();
        self.note_of_incident(IncidentEvent::PointInspected(instance, created, condition));
        Ok(Receipt::Done)
    }

    /// Lets something go wrong that can.
    fn begin_incident(&mut self, incident: &Incident, by_scenario: bool) -> IncidentId {
        let (now, kind) = (self.world.now, incident.kind());
        let id = self.world.free_incident_id(kind);
        let number = u32::try_from(self.world.incidents.len()).unwrap_or(u32::MAX);
        let injected = Injected {
            id: id.clone(),
            incident: incident.clone(),
            at: now,
            until: incident.lasts().map(|span| now + span),
            ended_at: None,
            jobs_left: if let Incident::MetadataSyncFailure { jobs } = incident { *jobs } else { 0 },
            by_scenario,
            found_at: None,
            befell: self.befallen(incident),
            toll: Toll::default(),
        };
        if !injected.is_hidden() {
            self.record(Event::IncidentInjected(kind));
        }
        let until = injected.until;
        self.world.incidents.push(injected);
        self.revisions.fleet += 1;
        self.let_happen(incident, number);
        match until {
            Some(until) => self.queue.schedule(until, Due::IncidentEnd { number }),
            // These go on until they are used up or paid for; all others are over as soon as they have happened.
            None if matches!(kind, IncidentKind::MetadataSyncFailure | IncidentKind::PaymentOverdue) => {}
            None => self.world.incidents[number as usize].ended_at = Some(now),
        }
        id
    }

    /// The instances whose data or service an incident takes that happens now.
    fn befallen(&self, incident: &Incident) -> Vec<InstanceIdx> {
        let world = &self.world;
        match incident {
            Incident::RansomwareInfection { instances, .. } => {
                instances.iter().filter_map(|instance| world.instance(instance).ok()).collect()
            }
            Incident::DataDeletion { instance, .. } | Incident::InstanceReleased { instance } => {
                world.instance(instance).into_iter().collect()
            }
            Incident::DiskFailure { disk } => {
                world.disk(disk).map(|disk| world.disks[disk].attached.clone()).unwrap_or_default()
            }
            Incident::RegionOutage { region, .. } => {
                let is_there =
                    |at: &InstanceIdx| world.instances[*at].region == *region && !world.instances[*at].is_released();
                world.instances_by_id().filter(is_there).collect()
            }
            Incident::ReplicationLinkDown { .. }
            | Incident::BackupDeletion { .. }
            | Incident::MetadataSyncFailure { .. }
            | Incident::PaymentOverdue => Vec::new(),
        }
    }

    fn let_happen(&mut self, incident: &Incident, number: u32) {
        match incident {
            Incident::RansomwareInfection { instances, .. } => self.infect(instances, number),
            Incident::DataDeletion { instance, disks } => self.delete_data(instance, disks, number),
            Incident::DiskFailure { disk } => self.fail_disk(disk, number),
            Incident::RegionOutage { region, .. } => self.begin_outage(*region, number),
            Incident::ReplicationLinkDown { from, to, .. } => self.cut_link(*from, *to),
            Incident::BackupDeletion { instances } => self.attack_backups(instances, number),
            Incident::MetadataSyncFailure { .. } => {}
            Incident::PaymentOverdue => self.fall_due(),
            Incident::InstanceReleased { instance } => {
                if let Ok(instance) = self.living_instance(instance) {
                    self.release(instance);
                }
            }
        }
    }

    fn check_incident(&self, incident: &Incident) -> Result<(), Rejection> {
        match incident {
            Incident::RansomwareInfection { instances, hidden_hours } => self.check_infection(instances, *hidden_hours),
            Incident::DataDeletion { instance, disks } => self.check_data_deletion(instance, disks),
            Incident::DiskFailure { disk } => self.check_disk_failure(disk),
            Incident::RegionOutage { region, hours } => self.check_outage(*region, *hours),
            Incident::ReplicationLinkDown { from, to, hours } => self.check_cut(*from, *to, *hours),
            Incident::BackupDeletion { instances } => self.check_attack(instances),
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

    /// Whether an incident is still to end by itself.
    pub(super) fn expects_incident_end(&self, number: u32) -> bool {
        self.world.incidents.get(number as usize).is_some_and(Injected::goes_on)
    }

    /// Ends an incident whose time is over.
    pub(super) fn end_incident(&mut self, number: u32) {
        let injected = &mut self.world.incidents[number as usize];
        injected.ended_at = Some(self.world.now);
        self.revisions.fleet += 1;
        match injected.incident {
            Incident::RegionOutage { region, .. } => self.end_outage(region),
            Incident::ReplicationLinkDown { from, to, .. } => self.restore_link(from, to),
            _ => {}
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
        let (status, region) = (self.world.instances[instance].status, self.world.instances[instance].region);
        match status {
            InstanceStatus::Released => Some(JobFailure::InstanceReleased),
            _ if self.fails_to_synchronize() => Some(JobFailure::MetadataNotSynchronized),
            _ if self.world.account.is_suspended(self.world.now) => Some(JobFailure::AccountSuspended),
            _ if self.fails_for_outage(region) => Some(JobFailure::RegionOutage),
            _ if !has_disks => Some(JobFailure::NothingToBackUp),
            _ if !status.allows_snapshots() => Some(JobFailure::InstanceBusy),
            _ => None,
        }
    }

    /// Notes what came of an incident.
    fn note_of_incident(&mut self, event: IncidentEvent) {
        self.revisions.fleet += 1;
        self.record(Event::Incident(event));
    }

    fn toll_of(&mut self, number: u32) -> &mut Toll {
        &mut self.world.incidents[number as usize].toll
    }

    /// Whether an incident makes the job fail that begins now (ERR-05); it then has one less to go.
    fn fails_to_synchronize(&mut self) -> bool {
        let now = self.world.now;
        let Some(injected) = self.world.incidents.iter_mut().find(|injected| injected.jobs_left > 0) else {
            return false;
        };
        injected.jobs_left -= 1;
        injected.toll.jobs += 1;
        if injected.jobs_left == 0 {
            injected.ended_at = Some(now);
        }
        true
    }
}
