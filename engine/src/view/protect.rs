//! Add ECS Backup: what can be protected, and by which policy.

use crate::{
    backup::{
        binding::{BackupOptions, DiskScope},
        consistency::Consistency,
        schedule::Schedule,
    },
    catalog::{disk::DiskCategory, region::Region},
    cloud::{InstanceIdx, instance::InstanceStatus},
    id::{InstanceId, PolicyId},
    time::Days,
    units::Mib,
    world::World,
};

/// What the panel offers in one region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectView {
    /// The instances, by name.
    pub candidates: Vec<Candidate>,
    /// The policies, by name.
    pub policies: Vec<PolicyChoice>,
}

/// An instance that may be backed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: InstanceId,
    /// Its name.
    pub name: String,
    /// Its zone.
    pub zone: String,
    /// Whether it runs.
    pub status: InstanceStatus,
    /// The name of the policy that protects it already (POL-95).
    pub policy: Option<String>,
    /// How a backup of all its disks is taken (CON-30).
    pub consistency: Consistency,
    /// Its disks.
    pub disks: Vec<DiskChoice>,
}

/// A disk of a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskChoice {
    /// Its id.
    pub id: String,
    /// Its category.
    pub category: DiskCategory,
    /// Its size.
    pub size: Mib,
    /// Whether it can be backed up (CON-20).
    pub possible: bool,
}

/// A policy to associate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyChoice {
    /// Its id.
    pub id: PolicyId,
    /// Its name.
    pub name: String,
    /// When it runs, by its first `BACKUP` rule.
    pub schedule: Option<Schedule>,
    /// How long it keeps points.
    pub retention: Option<Days>,
    /// How many instances it protects.
    pub sources: usize,
}

/// What the panel offers in `region`.
pub fn protect(world: &World, region: Region) -> ProtectView {
    let here = world.instances_by_id().filter(|instance| {
        let instance = &world.instances[*instance];
        instance.region == region && instance.status != InstanceStatus::Released
    });
    let mut candidates: Vec<_> = here.map(|instance| candidate(world, instance)).collect();
    candidates.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
    let mut policies: Vec<_> = world
        .policies_by_id()
        .filter(|policy| world.policies[*policy].region == region)
        .map(|position| {
            let policy = &world.policies[position];
            let first = policy.spec.backup_rules().next();
            PolicyChoice {
                id: policy.id.clone(),
                name: policy.spec.name.as_str().to_owned(),
                schedule: first.map(|rule| rule.schedule.clone()),
                retention: first.and_then(|rule| policy.spec.retention(rule)),
                sources: world.sources_of(position).count(),
            }
        })
        .collect();
    policies.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
    ProtectView { candidates, policies }
}

fn candidate(world: &World, position: InstanceIdx) -> Candidate {
    let instance = &world.instances[position];
    let (possible, _) = world.disks_to_back_up(position, &DiskScope::All);
    let disks = instance.disks.iter().map(|disk| {
        let disk = &world.disks[*disk];
        DiskChoice {
            id: disk.id.to_string(),
            category: disk.category,
            size: disk.size,
            possible: disk.category.can_be_snapshotted(),
        }
    });
    Candidate {
        id: instance.id.clone(),
        name: instance.name.clone(),
        zone: instance.zone.clone(),
        status: instance.status,
        policy: instance.bindings.first().map(|bound| world.policies[bound.policy].spec.name.as_str().to_owned()),
        consistency: Consistency::of(
            instance,
            possible.iter().map(|disk| &world.disks[*disk]),
            &BackupOptions::default(),
        ),
        disks: disks.collect(),
    }
}
