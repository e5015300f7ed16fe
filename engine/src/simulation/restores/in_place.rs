//! Restores in place: an instance, or one of its disks, is put back to a point (RES-02 to RES-05).

use super::{Part, Plan, Source};
use crate::{
    backup::{
        point::SnapshotRef,
        restore::{RestoreChildFailure, RestoreKind},
    },
    cloud::{DiskIdx, InstanceIdx, instance::InstanceStatus},
    command::InPlace,
    rejection::{EcsProblem, Field, Problem, Rejection, RestoreProblem},
    simulation::Simulation,
};

impl Simulation {
    /// An instance is put back: it is there, stopped and at rest.
    pub(super) fn plan_instance_in_place(&self, source: Source, how: &InPlace) -> Result<Plan, Rejection> {
        let target = self.restored_in_place(&source, how)?;
        if self.world.instances[target].is_released() {
            return Err(Problem::InstanceReleased.at(Field::Instances));
        }
        self.check_stopped(target)?;
        if self.world.is_restored_to(target) {
            let instance = self.world.instances[target].id.clone();
            return Err(RestoreProblem::InstanceRestoring { instance }.at(Field::Instances));
        }
        self.check_at_rest(target)?;
        for disk in &self.world.instances[target].disks {
            self.check_no_snapshot_in_creation(*disk)?;
        }
        let parts: Vec<_> = source
            .snapshots
            .iter()
            .map(|held| self.part_in_place(*held, target, how.force))
            .collect::<Result<_, _>>()?;
        if let [first, ..] = &parts[..]
            && parts.iter().all(|part| part.failure.is_some())
        {
            let disk = self.world.disks[first.disk].id.clone();
            return Err(RestoreProblem::DiskGone { disk }.at(Field::Disks));
        }
        Ok(Plan { source, kind: RestoreKind::Instance, target, parts, boot: how.boot, force: how.force })
    }

    /// One disk is put back. Its instance stands still, if it has one; that it may have none takes force.
    pub(super) fn plan_disk_in_place(&self, source: Source, how: &InPlace) -> Result<Plan, Rejection> {
        let target = self.restored_in_place(&source, how)?;
        if self.world.instances[target].is_released() && !how.force {
            return Err(Problem::InstanceReleased.at(Field::Instances));
        }
        let parts: Vec<_> = source
            .snapshots
            .iter()
            .map(|held| self.part_in_place(*held, target, how.force))
            .collect::<Result<_, _>>()?;
        if let Some(part) = parts.iter().find(|part| part.failure.is_some()) {
            let disk = self.world.disks[part.disk].id.clone();
            return Err(RestoreProblem::DiskGone { disk }.at(Field::Disks));
        }
        Ok(Plan { source, kind: RestoreKind::Disk, target, parts, boot: how.boot, force: how.force })
    }

    /// The instance that an order names, if the point is its own and no copy (RES-10).
    fn restored_in_place(&self, source: &Source, how: &InPlace) -> Result<InstanceIdx, Rejection> {
        let holder = &self.world.instances[source.holder];
        if holder.is_replica() {
            return Err(RestoreProblem::CopyInPlace.at(Field::Point));
        }
        let named = self.world.instance(&how.instance).map_err(|problem| problem.at(Field::Instances))?;
        match named == source.holder {
            true => Ok(named),
            false => Err(RestoreProblem::OfOtherInstance { instance: how.instance.clone() }.at(Field::Instances)),
        }
    }

    /// What becomes of one disk of the point: it is put back where it is, unless it is gone.
    fn part_in_place(&self, snapshot: SnapshotRef, target: InstanceIdx, force: bool) -> Result<Part, Rejection> {
        let disk = snapshot.disk;
        let state = &self.world.disks[disk];
        if state.is_released() {
            return match force {
                true => Ok(Part { snapshot, disk, failure: Some(RestoreChildFailure::DiskGone) }),
                false => Err(RestoreProblem::DiskGone { disk: state.id.clone() }.at(Field::Disks)),
            };
        }
        self.check_not_lost(disk).map_err(|problem| problem.at(Field::Disks))?;
        if !force && !state.attached.contains(&target) {
            let instance = self.world.instances[target].id.clone();
            return Err(RestoreProblem::DiskMoved { disk: state.id.clone(), instance }.at(Field::Disks));
        }
        for owner in state.attached.clone() {
            self.check_stopped(owner)?;
            self.check_at_rest(owner)?;
        }
        self.world.check_disk_not_restoring(disk).map_err(|problem| problem.at(Field::Disks))?;
        self.check_no_snapshot_in_creation(disk)?;
        Ok(Part { snapshot, disk, failure: None })
    }

    fn check_stopped(&self, instance: InstanceIdx) -> Result<(), Rejection> {
        let state = &self.world.instances[instance];
        match state.status {
            InstanceStatus::Stopped => Ok(()),
            status => {
                let instance = state.id.clone();
                Err(Problem::from(EcsProblem::InstanceStatus { instance, status }).at(Field::Instances))
            }
        }
    }

    fn check_at_rest(&self, instance: InstanceIdx) -> Result<(), Rejection> {
        self.world.check_not_restoring(instance).map_err(|problem| problem.at(Field::Instances))
    }

    fn check_no_snapshot_in_creation(&self, disk: DiskIdx) -> Result<(), Rejection> {
        let state = &self.world.disks[disk];
        match state.chain.in_progress(self.world.now) {
            0 => Ok(()),
            _ => Err(RestoreProblem::CreatingSnapshot { disk: state.id.clone() }.at(Field::Disks)),
        }
    }
}
