//! Data is deleted, disks fail.

use crate::{
    backup::job::ChildFailure,
    cloud::{DiskIdx, InstanceIdx, data::Condition, disk::DiskKind, instance::InstanceStatus},
    event::{EcsEvent, Event, IncidentEvent},
    id::{DiskId, InstanceId},
    rejection::{EcsProblem, Field, IncidentProblem, Problem, Rejection},
    simulation::Simulation,
};

impl Simulation {
    pub(super) fn check_data_deletion(&self, instance: &InstanceId, disks: &[DiskId]) -> Result<(), Rejection> {
        let instance = self.living_instance(instance)?;
        for id in disks {
            let disk = self.world.disk(id).map_err(|problem| problem.at(Field::Disks))?;
            if !self.world.instances[instance].disks.contains(&disk) {
                return Err(Problem::DiskNotFound { disk: id.clone() }.at(Field::Disks));
            }
            self.check_not_lost(disk).map_err(|problem| problem.at(Field::Disks))?;
        }
        Ok(())
    }

    /// Lets someone delete data. What it occupied stays occupied: snapshots do not shrink (SNP-06).
    pub(super) fn delete_data(&mut self, instance: &InstanceId, disks: &[DiskId], number: u32) {
        let Ok(instance) = self.world.instance(instance) else { return };
        let what = format!("deleted {}", self.world.incidents[number as usize].id);
        for disk in self.world.instances[instance].disks.clone() {
            let state = &mut self.world.disks[disk];
            if state.is_lost() || !disks.is_empty() && !disks.contains(&state.id) {
                continue;
            }
            state.befall(&what, Condition::Deleted, self.world.now);
            self.toll_of(number).disks += 1;
            self.note_of_incident(IncidentEvent::DataDeleted(disk, instance));
        }
    }

    pub(super) fn check_disk_failure(&self, id: &DiskId) -> Result<(), Rejection> {
        let disk = self.world.disk(id).ok().filter(|disk| !self.world.disks[*disk].is_released());
        let disk = disk.ok_or_else(|| Problem::from(EcsProblem::DiskNotFound { disk: id.clone() }).at(Field::Disks))?;
        self.check_not_lost(disk).map_err(|problem| problem.at(Field::Disks))
    }

    /// Lets a disk fail: its data is gone, its snapshots in creation fail, and the instances that boot from it stop.
    pub(super) fn fail_disk(&mut self, id: &DiskId, number: u32) {
        let Ok(disk) = self.world.disk(id) else { return };
        let now = self.world.now;
        let in_progress = self.world.disks[disk].chain.iter().filter(|snapshot| snapshot.ready_at > now);
        for snapshot in in_progress.copied().collect::<Vec<_>>() {
            self.fail_snapshot(disk, &snapshot, ChildFailure::DiskFailed);
        }
        let what = format!("lost {}", self.world.incidents[number as usize].id);
        self.world.disks[disk].befall(&what, Condition::Lost, now);
        self.toll_of(number).disks += 1;
        self.note_of_incident(IncidentEvent::DiskFailed(disk));
        if self.world.disks[disk].kind == DiskKind::System {
            for instance in self.world.disks[disk].attached.clone() {
                self.stop_at_once(instance);
            }
        }
    }

    fn stop_at_once(&mut self, instance: InstanceIdx) {
        let status = self.world.instances[instance].status;
        if matches!(status, InstanceStatus::Stopped | InstanceStatus::Released) {
            return;
        }
        self.fail_snapshots_in_progress(instance);
        if status.writes() {
            self.world.set_running(instance, false);
        }
        let state = &mut self.world.instances[instance];
        (state.status, state.status_until) = (InstanceStatus::Stopped, None);
        self.note_of_incident(IncidentEvent::InstanceFailed(instance));
        self.record(Event::Ecs(EcsEvent::InstanceStopped(instance)));
    }

    /// Refuses what nothing can be done with: a disk that failed.
    pub(in crate::simulation) fn check_not_lost(&self, disk: DiskIdx) -> Result<(), Problem> {
        let disk = &self.world.disks[disk];
        match disk.is_lost() {
            true => Err(IncidentProblem::DiskFailed { disk: disk.id.clone() }.into()),
            false => Ok(()),
        }
    }

    /// Refuses to start an instance whose system disk failed.
    pub(in crate::simulation) fn check_system_disk(&self, instance: InstanceIdx) -> Result<(), Rejection> {
        let mut disks = self.world.instances[instance].disks.iter().copied();
        match disks.find(|disk| self.world.disks[*disk].kind == DiskKind::System) {
            Some(system) => self.check_not_lost(system).map_err(Rejection::from),
            None => Ok(()),
        }
    }
}
