//! What a policy protects: one instance, all of its disks or some.

use serde::{Deserialize, Serialize};

use super::PolicyIdx;
use crate::{id::DiskId, time::Timestamp};

/// The association of one instance with one policy: what the console calls a plan of the instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Tells it from the other bindings that the instance has or had.
    pub serial: u32,
    /// The policy.
    pub policy: PolicyIdx,
    /// Which disks.
    pub scope: DiskScope,
    /// Suspended: no scheduled runs until it is resumed (POL-94).
    pub suspended: bool,
    /// Free text.
    pub description: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The next run of each `BACKUP` rule of the policy, in their order; none while suspended.
    pub next_runs: Vec<Option<Timestamp>>,
}

/// Which disks of an instance are backed up (CON-03).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiskScope {
    /// All disks, those attached later included: the switch Protect All Disks.
    #[default]
    All,
    /// These disks only.
    Only(Vec<DiskId>),
    /// All disks but these.
    Except(Vec<DiskId>),
}

impl DiskScope {
    /// Whether the disk is covered.
    pub fn covers(&self, disk: &DiskId) -> bool {
        match self {
            Self::All => true,
            Self::Only(disks) => disks.contains(disk),
            Self::Except(disks) => !disks.contains(disk),
        }
    }
}

impl Binding {
    /// The earliest of its next runs.
    pub fn next_run(&self) -> Option<Timestamp> {
        self.next_runs.iter().copied().flatten().min()
    }
}
