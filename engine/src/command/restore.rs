//! Restores as someone asks for them.

use serde::{Deserialize, Serialize};

use crate::{
    backup::restore::RestoreKind,
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        instance_type::InstanceType,
        region::Region,
    },
    id::{InstanceId, PointId, SecurityGroupId, VSwitchId},
};

/// A restore from a backup point (RES-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreOrder {
    /// The point: of an instance, or of one disk where one disk is restored (RES-12).
    pub point: PointId,
    /// The region it is to happen in, where it is named: only that of the point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// To where.
    pub target: RestoreTarget,
}

/// What a point is restored to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RestoreTarget {
    /// The instance itself, in place (RES-02).
    Instance(InPlace),
    /// A new instance (RES-07).
    NewInstance(CloneOrder),
    /// The disk itself, in place (RES-02).
    Disk(InPlace),
    /// A new disk of an instance (RES-08).
    NewDisk {
        /// The instance that gets it.
        instance: InstanceId,
        /// Its category.
        category: DiskCategory,
        /// Its level, for ESSD only; PL1 where left out.
        performance_level: Option<PerformanceLevel>,
    },
}

/// How something is restored in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InPlace {
    /// The instance that was backed up.
    pub instance: InstanceId,
    /// Even where a disk was detached, or attached to another instance (RES-05).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub force: bool,
    /// Whether the instance starts afterwards (RES-06).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub boot: bool,
}

/// What a clone is like (RES-07).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloneOrder {
    /// Its type.
    pub instance_type: InstanceType,
    /// The category of all of its disks.
    pub category: DiskCategory,
    /// Their level, for ESSD only; PL1 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performance_level: Option<PerformanceLevel>,
    /// Its vSwitch, hence its zone.
    pub vswitch: VSwitchId,
    /// Its security group, of the same VPC.
    pub security_group: SecurityGroupId,
    /// Its name.
    pub name: String,
    /// The name that it has for itself.
    pub host_name: String,
    /// Whether it gets a public address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub public_ip: bool,
    /// Its address in the vSwitch; any where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_ip: Option<String>,
    /// Whether it starts afterwards (RES-06).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub boot: bool,
}

impl RestoreTarget {
    /// Which of the four restores it is.
    pub fn kind(&self) -> RestoreKind {
        match self {
            Self::Instance(_) => RestoreKind::Instance,
            Self::NewInstance(_) => RestoreKind::NewInstance,
            Self::Disk(_) => RestoreKind::Disk,
            Self::NewDisk { .. } => RestoreKind::NewDisk,
        }
    }
}
