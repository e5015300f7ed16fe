//! Custom images come and go.

use crate::{
    backup::point::SnapshotRef,
    cloud::{DiskIdx, Image, chain::Origin, disk::DiskKind, labels::check_name},
    command::{EcsReceipt, ImageSource, Receipt},
    event::EcsEvent,
    id::ImageId,
    rejection::{Field, Problem, Rejection, SnapshotProblem},
    simulation::Simulation,
};

impl Simulation {
    /// Makes an image from a snapshot of a system disk, or from an instance, whose disks are snapshotted for it.
    pub(super) fn create_image(
        &mut self,
        source: &ImageSource,
        name: &str,
        description: &str,
    ) -> Result<Receipt, Rejection> {
        if !name.is_empty() {
            check_name(name)?;
        }
        let snapshots = match source {
            ImageSource::Snapshot(id) => vec![self.system_snapshot(id.as_str())?],
            ImageSource::Instance(id) => {
                let disks = self.world.instances[self.ecs_instance(id)?].disks.clone();
                let mut disks: Vec<_> =
                    disks.into_iter().filter(|disk| self.world.disks[*disk].category.can_be_snapshotted()).collect();
                // The system disk comes first, and nothing starts without one.
                disks.sort_by_key(|disk| self.world.disks[*disk].kind);
                if disks.first().is_none_or(|disk| self.world.disks[*disk].kind != DiskKind::System) {
                    return Err(Problem::NothingToBackUp { instance: id.clone() }.at(Field::Disks));
                }
                disks.iter().try_for_each(|disk| self.world.check_snapshot_of(*disk))?;
                self.enable_snapshot_service();
                disks.into_iter().map(|disk| self.snapshot_for_image(disk)).collect()
            }
        };
        let disk = snapshots[0].disk;
        let id = self.world.free_image_id(&format!("{name} {} {}", self.world.disks[disk].id, self.world.now.0));
        let owner = self.world.source_disk(disk).attached.first();
        let image = Image {
            region: self.world.disks[disk].region,
            name: if name.is_empty() { id.to_string() } else { name.to_owned() },
            description: description.to_owned(),
            os: owner.map(|owner| self.world.instances[*owner].os.clone()).unwrap_or_default(),
            snapshots,
            created_at: self.world.now,
        };
        self.world.images.insert(id.clone(), image);
        self.note(EcsEvent::ImageCreated(disk));
        Ok(Receipt::Ecs(EcsReceipt::ImageCreated(id)))
    }

    /// Deletes an image; its snapshots stay.
    pub(super) fn delete_image(&mut self, id: &ImageId) -> Result<Receipt, Rejection> {
        let removed =
            self.world.images.remove(id).ok_or_else(|| SnapshotProblem::ImageNotFound { id: id.to_string() })?;
        self.note(EcsEvent::ImageDeleted(removed.snapshots[0].disk));
        Ok(Receipt::Done)
    }

    fn system_snapshot(&self, id: &str) -> Result<SnapshotRef, Rejection> {
        let found = self.world.snapshot(&id.into())?;
        self.world.check_image_of(found)?;
        Ok(found)
    }

    fn snapshot_for_image(&mut self, disk: DiskIdx) -> SnapshotRef {
        let taken = self.begin_snapshot(disk, Origin::User, None);
        self.note(EcsEvent::SnapshotStarted(disk));
        SnapshotRef { disk, taken }
    }
}
