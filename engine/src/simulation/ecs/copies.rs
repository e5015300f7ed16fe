//! Snapshots copied to other regions by hand (API-44).

use crate::{
    backup::policy::{PolicyName, check_pair},
    catalog::region::Region,
    cloud::{
        auto_policy::check_retention,
        labels::check_tags,
        link::{CopyKey, CopyTask, Purpose},
    },
    command::{EcsReceipt, Receipt},
    event::{CopyEvent, Event},
    id::SnapshotId,
    rejection::{Field, Problem, Rejection},
    simulation::Simulation,
    time::Days,
    world::SnapshotLabel,
};

impl Simulation {
    /// Copies a snapshot to another region, as soon as the link has room for it (SNP-30, SNP-31).
    pub(super) fn copy_snapshot(
        &mut self,
        id: &SnapshotId,
        to: Region,
        label: &SnapshotLabel,
        retention: Option<Days>,
        key: Option<&CopyKey>,
    ) -> Result<Receipt, Rejection> {
        let source = self.world.snapshot(id)?;
        self.world.check_copying(source)?;
        check_pair(self.world.disks[source.disk].region, to)?;
        if !label.name.is_empty() {
            PolicyName::parse(&label.name).map_err(|fault| Problem::Name(fault).at(Field::Name))?;
        }
        check_retention(retention)?;
        check_tags(&label.tags)?;
        let copy = self.place_for_copy(source.disk, to);
        if *label != SnapshotLabel::default() {
            self.world.snapshot_labels.insert(copy, label.clone());
        }
        self.revisions.fleet += 1;
        self.record(Event::Copy(CopyEvent::SnapshotCopyStarted(copy.disk)));
        self.enqueue_copy(CopyTask { source, copy, purpose: Purpose::User { retention }, key: key.cloned() });
        Ok(Receipt::Ecs(EcsReceipt::SnapshotCreated(self.world.snapshot_id(copy))))
    }
}
