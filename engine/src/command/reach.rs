//! Where commands act: what a region that is out of order refuses (MDL-16).

use super::{Command, EcsCommand, ImageSource};
use crate::{
    catalog::region::Region,
    id::{DiskId, InstanceId, PolicyId, SnapshotId},
    world::World,
};

impl Command {
    /// The regions that it acts in; none where it is about the account or about nothing that is there.
    pub fn regions(&self, world: &World) -> Vec<Region> {
        match self {
            Self::ActivateService
            | Self::EditSettings { .. }
            | Self::PayBill { .. }
            | Self::TopUp { .. }
            | Self::BuyResourcePlan { .. }
            | Self::InjectIncident { .. }
            | Self::Lesson(_)
            | Self::AddManagedAccount { .. }
            | Self::RemoveManagedAccount { .. } => Vec::new(),
            Self::CreatePolicy { region, .. } => vec![*region],
            Self::UpdatePolicy { policy, .. }
            | Self::DeletePolicy { policy }
            | Self::AssociateInstances { policy, .. }
            | Self::UpdateBinding { policy, .. }
            | Self::RemoveBindings { policy, .. }
            | Self::RunPolicy { policy, .. }
            | Self::UpdatePlan { plan: policy, .. }
            | Self::DeletePlan { plan: policy, .. } => of_policy(world, policy),
            Self::BackUp { instance, .. } | Self::StopProtecting { instance } => of_instance(world, instance),
            Self::CreatePlan { plan } => of_instance(world, &plan.instance),
            Self::CancelJob { job } => {
                world.job(job).ok().map(|found| world.instances[found.instance].region).into_iter().collect()
            }
            Self::DeletePoint { point } | Self::ExtendRetention { point, .. } | Self::InspectPoint { point } => {
                let of_disk = world.disk_point(point).map(|(instance, ..)| instance);
                let holder = of_disk.or_else(|| world.point(point).ok().map(|(instance, _)| instance));
                holder.map(|instance| world.instances[instance].region).into_iter().collect()
            }
            Self::Restore(order) => {
                let holder = world.holder_of_point(&order.point);
                holder.map(|holder| world.instances[holder].region).into_iter().collect()
            }
            Self::CancelRestore { restore } => {
                let found = world.restore(restore).ok();
                found.map(|found| world.instances[found.restore.holder].region).into_iter().collect()
            }
            Self::Ecs(command) => command.regions(world),
        }
    }
}

impl EcsCommand {
    fn regions(&self, world: &World) -> Vec<Region> {
        match self {
            Self::RunInstances { order, .. } => vec![order.region],
            Self::StartInstance { instance }
            | Self::StopInstance { instance }
            | Self::ReleaseInstance { instance, .. } => of_instance(world, instance),
            Self::CreateDisk { region, attach_to, .. } => match attach_to {
                Some(instance) => of_instance(world, instance),
                None => vec![*region],
            },
            Self::AttachDisk { disk, .. }
            | Self::DetachDisk { disk, .. }
            | Self::ResizeDisk { disk, .. }
            | Self::CreateSnapshot { disk, .. }
            | Self::ResetDisk { disk, .. } => of_disk(world, disk),
            Self::TagInstances { instances, .. } | Self::UntagInstances { instances, .. } => {
                instances.iter().flat_map(|instance| of_instance(world, instance)).collect()
            }
            Self::DeleteSnapshot { snapshot, .. }
            | Self::ModifySnapshot { snapshot, .. }
            | Self::ArchiveSnapshot { snapshot, .. }
            | Self::ShareSnapshot { snapshot, .. }
            | Self::UnshareSnapshot { snapshot, .. } => of_snapshot(world, snapshot),
            Self::CopySnapshot { snapshot, to, .. } => of_snapshot(world, snapshot).into_iter().chain([*to]).collect(),
            Self::CreateImage { source: ImageSource::Snapshot(snapshot), .. } => of_snapshot(world, snapshot),
            Self::CreateImage { source: ImageSource::Instance(instance), .. } => of_instance(world, instance),
            Self::DeleteImage { image } => world.images.get(image).map(|image| image.region).into_iter().collect(),
            Self::CreateAutoPolicy { region, .. } => vec![*region],
            Self::ApplyAutoPolicy { disks, .. } | Self::CancelAutoPolicy { disks, .. } => {
                disks.iter().flat_map(|disk| of_disk(world, disk)).collect()
            }
        }
    }
}

fn of_policy(world: &World, policy: &PolicyId) -> Vec<Region> {
    world.policy(policy).ok().map(|policy| world.policies[policy].region).into_iter().collect()
}

/// That of an instance; a released one is nowhere: what is asked of it has an error of its own (ERR-03).
fn of_instance(world: &World, instance: &InstanceId) -> Vec<Region> {
    let found = world.instance(instance).ok().map(|instance| &world.instances[instance]);
    found.filter(|instance| !instance.is_released()).map(|instance| instance.region).into_iter().collect()
}

fn of_disk(world: &World, disk: &DiskId) -> Vec<Region> {
    world.disk(disk).ok().map(|disk| world.disks[disk].region).into_iter().collect()
}

fn of_snapshot(world: &World, snapshot: &SnapshotId) -> Vec<Region> {
    world.snapshot(snapshot).ok().map(|snapshot| world.disks[snapshot.disk].region).into_iter().collect()
}
