//! ECS instances.

use std::{collections::BTreeMap, net::Ipv4Addr};

use super::{DiskIdx, InstanceIdx, managed::UserId, network::Place};
use crate::{
    backup::{binding::Binding, history::History},
    catalog::{instance_type::InstanceType, region::Region},
    id::{Code, InstanceId},
    time::Timestamp,
};

/// An ECS instance with its disks, its bindings to policies and its backup history.
///
/// A released instance stays, because its points do (CON-11).
#[derive(Clone, Debug)]
pub struct Instance {
    /// Its id, `i-…`.
    pub id: InstanceId,
    /// What stands for it inside the ids of its jobs and points.
    pub code: Code,
    /// The managed account that it is of; none for the own one (ACC-07).
    pub account: Option<UserId>,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: Region,
    /// Its zone, such as `cn-hangzhou-h`.
    pub zone: String,
    /// Its vSwitch and security group.
    pub place: Place,
    /// Its type, such as `ecs.g7.large`.
    pub instance_type: InstanceType,
    /// Whether it runs.
    pub status: InstanceStatus,
    /// When it has started or stopped, while it does (MDL-19).
    pub status_until: Option<Timestamp>,
    /// What was asked for it when it was made from a backup point (RES-07); nothing for others.
    pub guest: Option<Box<Guest>>,
    /// Its operating system, as free text.
    pub os: String,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
    /// The disks attached to it, system disk first.
    pub disks: Vec<DiskIdx>,
    /// When it was created.
    pub created_at: Timestamp,
    /// The policies that it is associated with: one, or several where a scenario brings them from the past (POL-95).
    pub bindings: Vec<Binding>,
    /// Whether it is on the list of what is protected: since its first binding or backup, until its protection is stopped
    /// (CON-11).
    pub listed: bool,
    /// How many bindings it ever had: the serial number of the next.
    pub bindings_made: u32,
    /// Its jobs and backup points.
    pub history: History,
    /// The instance in another region whose copied points it holds; such a replica is no instance that anyone has, but
    /// the place of those points in their region (RES-11). It counts as released, and has no job.
    pub replica_of: Option<InstanceIdx>,
}

/// What a clone was given beside its place (RES-07).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// The name that it has for itself.
    pub host_name: String,
    /// Its address in the vSwitch, where one was asked for.
    pub private_ip: Option<Ipv4Addr>,
    /// Its public address, where one was asked for.
    pub public_ip: Option<Ipv4Addr>,
}

/// What an instance is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InstanceStatus {
    /// Running: its disks are written to.
    Running,
    /// Stopped: nothing is written (MDL-01).
    Stopped,
    /// On its way from Stopped to Running (MDL-19): nothing is written yet.
    Starting,
    /// On its way from Running to Stopped (MDL-19): its disks are still written to.
    Stopping,
    /// Being made from a backup point (RES-07): its disks are not ready.
    Pending,
    /// Released: gone, but for its backup points.
    Released,
}

impl Instance {
    /// Whether it is gone but for its backup points.
    pub fn is_released(&self) -> bool {
        self.status == InstanceStatus::Released
    }

    /// The name that it has for itself.
    pub fn host_name(&self) -> &str {
        self.guest.as_ref().map_or(&self.name, |guest| &guest.host_name)
    }

    /// Whether it holds the points that were copied from another region.
    pub fn is_replica(&self) -> bool {
        self.replica_of.is_some()
    }

    /// Whether it is of the own account, so that ECS shows it (ACC-07).
    pub fn is_own(&self) -> bool {
        self.account.is_none()
    }

    /// Whether at least one policy protects it, suspended or not.
    pub fn is_protected(&self) -> bool {
        !self.bindings.is_empty()
    }

    /// The binding with this serial number.
    pub fn binding(&self, serial: u32) -> Option<&Binding> {
        self.bindings.iter().find(|binding| binding.serial == serial)
    }

    /// The binding with this serial number, to change it.
    pub(crate) fn binding_mut(&mut self, serial: u32) -> Option<&mut Binding> {
        self.bindings.iter_mut().find(|binding| binding.serial == serial)
    }
}

impl InstanceStatus {
    /// Whether the disks of such an instance are written to (MDL-01).
    pub fn writes(self) -> bool {
        matches!(self, Self::Running | Self::Stopping)
    }

    /// Whether such an instance can be backed up (CON-07).
    pub fn allows_snapshots(self) -> bool {
        matches!(self, Self::Running | Self::Stopped)
    }

    /// The word of the ECS API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Running => "Running",
            Self::Stopped => "Stopped",
            Self::Starting => "Starting",
            Self::Stopping => "Stopping",
            Self::Pending => "Pending",
            Self::Released => "Released",
        }
    }
}
