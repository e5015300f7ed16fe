//! What a policy protects: one instance, all of its disks or some, and how.

use serde::{Deserialize, Serialize};

use super::{PolicyIdx, policy::TagFilter};
use crate::{catalog::limits, id::DiskId, time::Timestamp};

/// The association of one instance with one policy: what the console calls a plan of the instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Tells it from the other bindings that the instance has or had.
    pub serial: u32,
    /// The policy.
    pub policy: PolicyIdx,
    /// Which disks.
    pub scope: DiskScope,
    /// How they are backed up.
    pub options: BackupOptions,
    /// Suspended: no scheduled runs until it is resumed (POL-94).
    pub suspended: bool,
    /// How it stands with the policy's tags; none if it was made by hand.
    pub by_tag: Option<ByTag>,
    /// Free text.
    pub description: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The next run of each `BACKUP` rule of the policy, in their order; none while suspended.
    pub next_runs: Vec<Option<Timestamp>>,
    /// The last day, week, month and year that it has made a point in (POL-30), in the order of
    /// [`super::policy::Period::ALL`].
    pub periods_begun: [Option<i64>; 4],
}

/// A binding that a `TAG` rule made (POL-82).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByTag {
    /// The filters that matched.
    pub hit: Vec<TagFilter>,
    /// It no longer matches: no runs until it does again, and unbound at the end of the cycle (POL-81).
    pub paused: bool,
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

/// How a backup is taken, beside which disks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupOptions {
    /// Whether a snapshot-consistent group is wanted; where left out, one is made where possible (CON-30).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot_group: Option<bool>,
    /// Application consistency, where it is wanted (CON-50).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationOptions>,
    /// The key of the destination region that copies are encrypted with (POL-66).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination_kms_key: Option<String>,
}

/// How an application-consistent backup prepares the instance (CON-52 to CON-55).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationOptions {
    /// With VSS writers on Windows: application-consistent; without, file-system-consistent (CON-52).
    pub enable_writers: bool,
    /// Whether file systems are frozen on Linux (CON-54).
    pub enable_fs_freeze: bool,
    /// The script that runs before the freeze.
    pub pre_script: Option<String>,
    /// The script that runs after the thaw.
    pub post_script: Option<String>,
    /// How long a freeze may last, in seconds (CON-54).
    pub timeout_seconds: u32,
    /// The RAM role bound to the instance (CON-55).
    pub ram_role: Option<String>,
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

impl BackupOptions {
    /// Whether all is as it is where nothing is said.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for ApplicationOptions {
    fn default() -> Self {
        Self {
            enable_writers: true,
            enable_fs_freeze: true,
            pre_script: None,
            post_script: None,
            timeout_seconds: limits::FREEZE_TIMEOUT_SECONDS_DEFAULT,
            ram_role: None,
        }
    }
}

impl Binding {
    /// The earliest of its next runs.
    pub fn next_run(&self) -> Option<Timestamp> {
        self.next_runs.iter().copied().flatten().min()
    }

    /// Whether it has no scheduled runs for now: suspended by hand, or paused because its tags no longer match.
    pub fn is_at_rest(&self) -> bool {
        self.suspended || self.by_tag.as_ref().is_some_and(|tag| tag.paused)
    }
}
