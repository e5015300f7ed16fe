//! ECS: instances, disks and snapshots apart from any backup.

mod auto_policies;
mod copies;
mod disks;
mod images;
mod instances;
mod interruption;
mod purge;
mod sharing;
mod snapshots;
mod tags;

pub(super) use self::disks::NewDisk;
use super::Simulation;
use crate::{
    cloud::{DiskIdx, InstanceIdx},
    command::{EcsCommand, Receipt},
    event::{EcsEvent, Event},
    id::{DiskId, InstanceId},
    rejection::{EcsProblem, Field, Problem, Rejection},
};

impl Simulation {
    /// Carries out a command to ECS, or refuses it and changes nothing.
    pub(super) fn carry_out_in_ecs(&mut self, command: &EcsCommand) -> Result<Receipt, Rejection> {
        match command {
            EcsCommand::RunInstances { order, amount } => self.run_instances(order, *amount),
            EcsCommand::StartInstance { instance } => self.start_instance(instance),
            EcsCommand::StopInstance { instance } => self.stop_instance(instance),
            EcsCommand::ReleaseInstance { instance, force } => self.release_instance(instance, *force),
            EcsCommand::CreateDisk { region, zone, order, attach_to } => {
                self.create_disk(*region, zone.as_deref(), order, attach_to.as_ref())
            }
            EcsCommand::AttachDisk { disk, instance, delete_with_instance } => {
                self.attach_disk(disk, instance, *delete_with_instance)
            }
            EcsCommand::DetachDisk { disk, instance } => self.detach_disk(disk, instance),
            EcsCommand::ResizeDisk { disk, size_gib } => self.resize_disk(disk, *size_gib),
            EcsCommand::TagInstances { instances, tags } => self.tag_instances(instances, tags),
            EcsCommand::UntagInstances { instances, keys } => self.untag_instances(instances, keys.as_ref()),
            EcsCommand::CreateSnapshot { disk, label, retention } => self.create_snapshot(disk, label, *retention),
            EcsCommand::CopySnapshot { snapshot, to, label, retention, key } => {
                self.copy_snapshot(snapshot, *to, label, *retention, key.as_ref())
            }
            EcsCommand::DeleteSnapshot { snapshot, force } => self.delete_snapshot(snapshot, *force),
            EcsCommand::ModifySnapshot { snapshot, change } => self.modify_snapshot(snapshot, change),
            EcsCommand::ArchiveSnapshot { snapshot, retention } => self.archive_users_snapshot(snapshot, *retention),
            EcsCommand::ShareSnapshot { snapshot, accounts } => self.share_snapshot(snapshot, accounts),
            EcsCommand::UnshareSnapshot { snapshot, accounts } => self.unshare_snapshot(snapshot, accounts),
            EcsCommand::CreateImage { source, name, description } => self.create_image(source, name, description),
            EcsCommand::DeleteImage { image } => self.delete_image(image),
            EcsCommand::ResetDisk { disk, snapshot } => self.reset_disk(disk, snapshot),
            EcsCommand::CreateAutoPolicy { region, spec } => self.create_auto_policy(*region, spec),
            EcsCommand::ApplyAutoPolicy { policy, disks } => self.apply_auto_policy(policy, disks),
            EcsCommand::CancelAutoPolicy { policy, disks } => self.cancel_auto_policy(policy.as_ref(), disks),
        }
    }

    /// Notes what happened in ECS.
    fn note(&mut self, event: EcsEvent) {
        self.revisions.fleet += 1;
        self.record(Event::Ecs(event));
    }

    /// Finds an instance of the own account that ECS still has.
    fn ecs_instance(&self, id: &InstanceId) -> Result<InstanceIdx, Rejection> {
        let state = |at: &InstanceIdx| &self.world.instances[*at];
        let found = self.world.instance(id).ok().filter(|at| state(at).is_own() && !state(at).is_released());
        found.ok_or_else(|| Problem::InstanceNotFound { id: id.to_string() }.at(Field::Instances))
    }

    /// Finds a disk of the own account that ECS still has.
    fn ecs_disk(&self, id: &DiskId) -> Result<DiskIdx, Rejection> {
        let state = |at: &DiskIdx| &self.world.disks[*at];
        let found = self.world.disk(id).ok().filter(|at| state(at).is_own() && !state(at).is_released());
        found.ok_or_else(|| Problem::from(EcsProblem::DiskNotFound { disk: id.clone() }).at(Field::Disks))
    }

    /// The refusal of what an instance does not allow as it stands.
    fn instance_status(&self, instance: InstanceIdx) -> Rejection {
        let instance = &self.world.instances[instance];
        EcsProblem::InstanceStatus { instance: instance.id.clone(), status: instance.status }.into()
    }
}
