//! What is said of snapshots apart from their chains, and who depends on them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::World;
use crate::{
    backup::point::SnapshotRef,
    cloud::{DiskIdx, InstanceIdx, auto_policy::AutoPolicyIdx},
    id::{AutoPolicyId, ImageId},
};

/// What whoever took a snapshot said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotLabel {
    /// Its name; empty where it has none.
    pub name: String,
    /// Free text.
    pub description: String,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
}

impl World {
    /// The disks that were made from a snapshot and are still there (SNP-21).
    pub fn disks_made_from(&self, snapshot: SnapshotRef) -> impl Iterator<Item = DiskIdx> + '_ {
        let made = self.made_from.get(&snapshot).into_iter().flatten().copied();
        made.filter(|disk| !self.disks[*disk].is_released())
    }

    /// The images that were made from a snapshot (SNP-21).
    pub fn images_made_from(&self, snapshot: SnapshotRef) -> impl Iterator<Item = &ImageId> + '_ {
        let made = self.images.iter().filter(move |(_, image)| image.snapshots.contains(&snapshot));
        made.map(|(id, _)| id)
    }

    /// Whether a disk or an image was made from a snapshot and is still there (SNP-22).
    pub fn is_in_use(&self, snapshot: SnapshotRef) -> bool {
        self.disks_made_from(snapshot).next().is_some() || self.images_made_from(snapshot).next().is_some()
    }

    /// The instance that keeps a disk from being snapshotted, because it is neither Running nor Stopped (CON-07).
    pub fn busy_owner(&self, disk: DiskIdx) -> Option<InstanceIdx> {
        let mut owners = self.disks[disk].attached.iter().copied();
        owners.find(|owner| !self.instances[*owner].status.allows_snapshots())
    }

    /// The automatic snapshot policy that a disk is under.
    pub fn auto_policy_of(&self, disk: DiskIdx) -> Option<AutoPolicyIdx> {
        let mut policies = self.auto_policies.iter();
        policies.find(|(_, policy)| policy.disks.contains(&disk)).map(|(position, _)| position)
    }

    /// An id that no automatic snapshot policy has yet for one with this identity.
    pub(crate) fn free_auto_policy_id(&self, identity: &str) -> AutoPolicyId {
        let mut ids = (0..).map(|attempt| AutoPolicyId(self.ids.cloud("sp-", identity, attempt)));
        let taken = |id: &AutoPolicyId| self.auto_policies.iter().any(|(_, policy)| policy.id == *id);
        ids.find(|id| !taken(id)).expect("ids are never all taken")
    }
}
