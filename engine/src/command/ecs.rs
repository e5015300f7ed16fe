//! Commands to ECS: what happens to instances, disks and snapshots apart from any backup.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        instance_type::InstanceType,
        region::Region,
    },
    cloud::{auto_policy::AutoPolicySpec, link::CopyKey},
    id::{AccountId, AutoPolicyId, DiskId, ImageId, InstanceId, SecurityGroupId, SnapshotId, VSwitchId},
    time::Days,
    world::{SnapshotLabel, World},
};

/// An instruction to ECS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EcsCommand {
    /// Create instances; they start at once (MDL-19).
    RunInstances {
        /// What they are like.
        order: InstanceOrder,
        /// How many, 1 to 100.
        amount: u32,
    },
    /// Start a stopped instance (MDL-19).
    StartInstance {
        /// Which.
        instance: InstanceId,
    },
    /// Stop a running instance (MDL-19, CON-40).
    StopInstance {
        /// Which.
        instance: InstanceId,
    },
    /// Release an instance: it goes, its backup points stay (ERR-03).
    ReleaseInstance {
        /// Which.
        instance: InstanceId,
        /// Even while it runs.
        force: bool,
    },
    /// Create a disk, blank or from a snapshot (CON-23, CON-24).
    CreateDisk {
        /// Its region.
        region: Region,
        /// Its zone; that of `attach_to` where left out.
        zone: Option<String>,
        /// What it is like.
        order: DiskOrder,
        /// The instance that gets it at once.
        attach_to: Option<InstanceId>,
    },
    /// Attach a disk to an instance of its zone (CON-03).
    AttachDisk {
        /// Which.
        disk: DiskId,
        /// The instance.
        instance: InstanceId,
        /// Whether it goes when the instance is released.
        delete_with_instance: bool,
    },
    /// Detach a data disk (CON-07).
    DetachDisk {
        /// Which.
        disk: DiskId,
        /// The instance.
        instance: InstanceId,
    },
    /// Make a disk larger (CON-23, CON-40).
    ResizeDisk {
        /// Which.
        disk: DiskId,
        /// Its size from now on.
        size_gib: u64,
    },
    /// Set tags of instances; a key that is there gets the new value.
    TagInstances {
        /// Which, 1 to 50.
        instances: Vec<InstanceId>,
        /// The tags, 1 to 20.
        tags: BTreeMap<String, String>,
    },
    /// Take tags off instances.
    UntagInstances {
        /// Which, 1 to 50.
        instances: Vec<InstanceId>,
        /// The keys; all tags where left out.
        keys: Option<BTreeSet<String>>,
    },
    /// Take a snapshot of a disk by hand (API-40).
    CreateSnapshot {
        /// Of which disk.
        disk: DiskId,
        /// Its name, description and tags.
        label: SnapshotLabel,
        /// How long it is kept; for good where left out.
        retention: Option<Days>,
    },
    /// Copy a snapshot to another region (API-44).
    CopySnapshot {
        /// Which.
        snapshot: SnapshotId,
        /// Where to.
        to: Region,
        /// The name, description and tags of the copy.
        label: SnapshotLabel,
        /// How long the copy is kept; for good where left out.
        retention: Option<Days>,
        /// What it is encrypted with; as its source is where left out.
        key: Option<CopyKey>,
    },
    /// Delete a snapshot that is not Cloud Backup's (API-48, SNP-20).
    DeleteSnapshot {
        /// Which.
        snapshot: SnapshotId,
        /// Even if disks were made from it (SNP-21).
        force: bool,
    },
    /// Change what is said of a snapshot, or keep it longer (API-46).
    ModifySnapshot {
        /// Which.
        snapshot: SnapshotId,
        /// What is to be different.
        change: SnapshotChange,
    },
    /// Move a snapshot to the Archive tier, for good (API-45, ARC-01).
    ArchiveSnapshot {
        /// Which.
        snapshot: SnapshotId,
        /// How long it is kept in all; for good where left out (ARC-03).
        retention: Option<Days>,
    },
    /// Share a snapshot with accounts (SNP-23).
    ShareSnapshot {
        /// Which.
        snapshot: SnapshotId,
        /// The accounts.
        accounts: BTreeSet<AccountId>,
    },
    /// End the sharing of a snapshot (SNP-23).
    UnshareSnapshot {
        /// Which.
        snapshot: SnapshotId,
        /// With which accounts; with all of them where empty.
        accounts: BTreeSet<AccountId>,
    },
    /// Make a custom image (SNP-21).
    CreateImage {
        /// Of what.
        source: ImageSource,
        /// Its name; its id where empty.
        name: String,
        /// Free text.
        description: String,
    },
    /// Delete a custom image; its snapshots stay.
    DeleteImage {
        /// Which.
        image: ImageId,
    },
    /// Put a disk back to a snapshot of its own (API-49).
    ResetDisk {
        /// Which disk.
        disk: DiskId,
        /// To which snapshot.
        snapshot: SnapshotId,
    },
    /// Create an automatic snapshot policy (CON-63).
    CreateAutoPolicy {
        /// Where.
        region: Region,
        /// What it says.
        spec: AutoPolicySpec,
    },
    /// Apply an automatic snapshot policy to disks.
    ApplyAutoPolicy {
        /// Which.
        policy: AutoPolicyId,
        /// The disks.
        disks: Vec<DiskId>,
    },
    /// Take disks from their automatic snapshot policy; their snapshots stay.
    CancelAutoPolicy {
        /// From which; from any where left out.
        policy: Option<AutoPolicyId>,
        /// The disks.
        disks: Vec<DiskId>,
    },
}

/// What is to be different about a snapshot; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotChange {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// Free text.
    #[serde(default)]
    pub description: Option<String>,
    /// How long it is kept from its creation: only longer than before.
    #[serde(default)]
    pub retention: Option<Days>,
}

/// What a custom image is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageSource {
    /// A snapshot of a system disk.
    Snapshot(SnapshotId),
    /// All disks of an instance, which are snapshotted for it.
    Instance(InstanceId),
}

/// What new instances are like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceOrder {
    /// Their region.
    pub region: Region,
    /// Their zone; the vSwitch's where left out.
    pub zone: Option<String>,
    /// Their vSwitch; the first of the zone or region where left out.
    pub vswitch: Option<VSwitchId>,
    /// Their security group; the first of the VPC where left out.
    pub security_group: Option<SecurityGroupId>,
    /// Their type.
    pub instance_type: InstanceType,
    /// Their name; each one's id where left out.
    pub name: Option<String>,
    /// Whether each name ends in a number from 001 on.
    pub numbered: bool,
    /// Their operating system.
    pub os: String,
    /// Their tags.
    pub tags: BTreeMap<String, String>,
    /// Their system disk.
    pub system_disk: DiskOrder,
    /// Their data disks.
    pub data_disks: Vec<DiskOrder>,
}

impl InstanceOrder {
    /// Where the operating system names a custom image, the system disk and one data disk for each further snapshot are
    /// made from it (SNP-21).
    pub fn start_from_image(&mut self, world: &World) {
        let Some(image) = world.images.get(&self.os.as_str().into()) else { return };
        let mut snapshots = image.snapshots.iter().map(|held| world.snapshot_id(*held));
        self.os.clone_from(&image.os);
        self.system_disk.snapshot = snapshots.next();
        let (given, made) = (self.data_disks.len(), self.system_disk.clone());
        for (position, snapshot) in snapshots.enumerate() {
            match self.data_disks.get_mut(position).filter(|disk| disk.snapshot.is_none()) {
                Some(disk) => disk.snapshot = Some(snapshot),
                None if position >= given => {
                    self.data_disks.push(DiskOrder { snapshot: Some(snapshot), size_gib: None, ..made.clone() });
                }
                None => {}
            }
        }
    }
}

/// What a new disk is like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiskOrder {
    /// Its name; none where left out.
    pub name: Option<String>,
    /// Its category.
    pub category: DiskCategory,
    /// Its level, for ESSD only; PL1 where left out.
    pub performance_level: Option<PerformanceLevel>,
    /// Its size; that of the snapshot's source where left out or smaller (CON-24).
    pub size_gib: Option<u64>,
    /// What it is made from; blank where left out.
    pub snapshot: Option<SnapshotId>,
    /// Whether several instances may use it at once (CON-34).
    pub multi_attach: bool,
    /// Whether it is encrypted; always where the snapshot is (SNP-32).
    pub encrypted: bool,
    /// Whether it goes when its instance is released.
    pub delete_with_instance: bool,
}

/// What an accepted command to ECS brought about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EcsReceipt {
    /// Instances were created.
    InstancesCreated(Vec<InstanceId>),
    /// A disk was created.
    DiskCreated(DiskId),
    /// A snapshot is being created.
    SnapshotCreated(SnapshotId),
    /// An automatic snapshot policy was created.
    AutoPolicyCreated(AutoPolicyId),
    /// A custom image was created.
    ImageCreated(ImageId),
}
