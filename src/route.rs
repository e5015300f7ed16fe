//! Where a person is: hash routes, typed.

use std::fmt;

use engine::id::{InstanceId, PointId};

/// A screen, as the address after `#` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Backed-up ECS Instances; one may be open, with a point chosen.
    Instances {
        /// The instance whose history is open.
        open: Option<InstanceId>,
        /// The point that is chosen in it.
        point: Option<PointId>,
    },
    /// Jobs.
    Jobs,
    /// Activity.
    Activity,
    /// Settings.
    Settings,
    /// Backup Plans.
    Plans,
    /// The instances of ECS.
    Ecs,
    /// The disks of ECS.
    EcsDisks,
    /// Disk Snapshots of ECS.
    Snapshots,
    /// No screen has this address.
    Unknown,
}

impl Route {
    /// The first screen.
    pub const HOME: Self = Self::Instances { open: None, point: None };

    /// Reads what stands after `#`.
    pub fn parse(hash: &str) -> Self {
        let parts: Vec<&str> = hash.trim_start_matches(['#', '/']).split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] | ["instances"] => Self::HOME,
            ["instances", id] => Self::Instances { open: Some((*id).into()), point: None },
            ["instances", id, "points", point] => {
                Self::Instances { open: Some((*id).into()), point: Some((*point).into()) }
            }
            ["jobs"] => Self::Jobs,
            ["activity"] => Self::Activity,
            ["settings"] => Self::Settings,
            ["plans"] => Self::Plans,
            ["ecs"] => Self::Ecs,
            ["ecs", "disks"] => Self::EcsDisks,
            ["snapshots"] => Self::Snapshots,
            _ => Self::Unknown,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instances { open: Some(id), point: Some(point) } => write!(out, "#/instances/{id}/points/{point}"),
            Self::Instances { open: Some(id), point: None } => write!(out, "#/instances/{id}"),
            Self::Instances { open: None, .. } | Self::Unknown => out.write_str("#/instances"),
            Self::Jobs => out.write_str("#/jobs"),
            Self::Activity => out.write_str("#/activity"),
            Self::Settings => out.write_str("#/settings"),
            Self::Plans => out.write_str("#/plans"),
            Self::Ecs => out.write_str("#/ecs"),
            Self::EcsDisks => out.write_str("#/ecs/disks"),
            Self::Snapshots => out.write_str("#/snapshots"),
        }
    }
}
