//! Ransomware comes, hides, strikes, and comes back with what is restored (MDL-04).

use crate::{
    catalog::limits,
    cloud::{
        DiskIdx,
        data::{Condition, Infection},
    },
    event::IncidentEvent,
    id::InstanceId,
    queue::Due,
    rejection::{Field, IncidentProblem, Problem, Rejection},
    simulation::Simulation,
    time::Timestamp,
};

impl Simulation {
    pub(super) fn check_infection(&self, instances: &[InstanceId], hidden_hours: u32) -> Result<(), Rejection> {
        if instances.is_empty() {
            return Err(Problem::NothingChosen.at(Field::Instances));
        }
        for (position, instance) in instances.iter().enumerate() {
            self.living_instance(instance)?;
            if instances[..position].contains(instance) {
                return Err(Problem::ChosenTwice { instance: instance.clone() }.at(Field::Instances));
            }
        }
        match limits::HIDDEN_HOURS.contains(&hidden_hours) {
            true => Ok(()),
            false => Err(IncidentProblem::HiddenHours { given: hidden_hours }.at(Field::Hours)),
        }
    }

    /// Lets ransomware come to all disks of these instances.
    pub(super) fn infect(&mut self, instances: &[InstanceId], number: u32) {
        let injected = &self.world.incidents[number as usize];
        let (Some(hidden), Some(strikes_at)) = (injected.incident.lasts(), injected.until) else { return };
        let infection = Infection { incident: number, hidden, strikes_at };
        let what = format!("infected {}", injected.id);
        for instance in instances {
            let Ok(instance) = self.world.instance(instance) else { continue };
            for disk in self.world.instances[instance].disks.clone() {
                let state = &mut self.world.disks[disk];
                if !state.is_lost() && state.infect(&what, infection, self.world.now) {
                    self.queue.schedule(strikes_at, Due::Strike { disk });
                }
            }
        }
    }

    /// To be called whenever a disk was put back to a snapshot or made from one: ransomware in what it holds now hides
    /// anew, and strikes again.
    pub(in crate::simulation) fn data_was_put_back(&mut self, disk: DiskIdx) {
        if let Some(strikes_at) = self.world.disks[disk].data.hide_again(self.world.now) {
            self.queue.schedule(strikes_at, Due::Strike { disk });
        }
    }

    /// Whether ransomware on the disk strikes at `due_at`. It went where the disk was put back to a clean point.
    pub(in crate::simulation) fn expects_strike(&self, disk: DiskIdx, due_at: Timestamp) -> bool {
        let disk = &self.world.disks[disk];
        !disk.is_released() && disk.infection().is_some_and(|infection| infection.strikes_at == due_at)
    }

    /// Ransomware strikes: all that the disk holds is written anew, encrypted.
    pub(in crate::simulation) fn strike(&mut self, disk: DiskIdx) {
        let now = self.world.now;
        let state = &mut self.world.disks[disk];
        let Some(infection) = state.infection() else { return };
        let what = format!("encrypted {}", self.world.incidents[infection.incident as usize].id);
        state.befall(&what, Condition::Encrypted, now);
        let instance = state.attached.first().copied();
        self.world.restores.note_strike(disk, now);
        self.toll_of(infection.incident).disks += 1;
        self.note_of_incident(IncidentEvent::DiskEncrypted(disk, instance));
    }
}
