//! Custom images: systems that new instances start from, made from snapshots (SNP-21, SNP-22).

use crate::{backup::point::SnapshotRef, catalog::region::Region, time::Timestamp};

/// A custom image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Its region.
    pub region: Region,
    /// Its name.
    pub name: String,
    /// Free text.
    pub description: String,
    /// The operating system on it.
    pub os: String,
    /// What it was made from: a snapshot of a system disk first, then those of data disks.
    pub snapshots: Vec<SnapshotRef>,
    /// When it was created.
    pub created_at: Timestamp,
}
