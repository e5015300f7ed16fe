//! Backed-up ECS Instances: one row an instance.

use super::search;
use crate::{
    backup::{
        job::{Job, JobStatus},
        policy::PolicyKind,
    },
    catalog::region::Region,
    cloud::{InstanceIdx, instance::InstanceStatus},
    id::{InstanceId, PolicyId},
    time::Timestamp,
    units::Mib,
    world::World,
};

/// The rows of a region and what they sum up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FleetView {
    /// The instances, by name.
    pub rows: Vec<InstanceRow>,
}

/// One instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceRow {
    /// Its id.
    pub id: InstanceId,
    /// Its name.
    pub name: String,
    /// Whether it runs.
    pub status: InstanceStatus,
    /// How many of its disks are protected.
    pub disks_protected: usize,
    /// How many disks it has.
    pub disks: usize,
    /// The policies that protect it.
    pub policies: Vec<PolicyRef>,
    /// What the snapshot chains of its disks occupy (CON-10).
    pub backup_size: Mib,
    /// How many backup points it has.
    pub points: usize,
    /// Its latest job.
    pub latest: Option<LatestJob>,
    /// Its next scheduled run.
    pub next_run: Option<Timestamp>,
}

/// A policy that protects an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyRef {
    /// Its id.
    pub id: PolicyId,
    /// Its name.
    pub name: String,
    /// Whether the plan is suspended.
    pub suspended: bool,
    /// Whether it is a legacy plan, which Policy Center does not list (API-26).
    pub is_plan: bool,
}

/// The latest job of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestJob {
    /// When it began.
    pub began_at: Timestamp,
    /// How it stands.
    pub status: JobStatus,
    /// How far it is, 0 to 10,000.
    pub progress: u32,
}

/// The instances of `region` that are protected or have backups, then all others.
pub fn fleet(world: &World, region: Region) -> FleetView {
    let mut rows: Vec<_> = world
        .instances_by_id()
        .filter(|instance| world.instances[*instance].region == region)
        .map(|instance| row(world, instance))
        .collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
    FleetView { rows }
}

impl FleetView {
    /// How many are protected by a policy.
    pub fn protected(&self) -> usize {
        self.rows.iter().filter(|row| row.is_protected()).count()
    }
}

impl InstanceRow {
    /// Whether a policy protects it.
    pub fn is_protected(&self) -> bool {
        !self.policies.is_empty()
    }

    /// Whether name, id or a policy's name holds `query`, whatever the case.
    pub fn matches(&self, query: &str) -> bool {
        let own = search::holds(&self.name, query) || search::holds(self.id.as_str(), query);
        own || self.policies.iter().any(|policy| search::holds(&policy.name, query))
    }
}

fn row(world: &World, position: InstanceIdx) -> InstanceRow {
    let instance = &world.instances[position];
    let protected = instance.disks.iter().filter(|disk| {
        let disk = &world.disks[**disk];
        let covered = instance.bindings.iter().any(|binding| binding.scope.covers(&disk.id));
        covered && disk.category.can_be_snapshotted()
    });
    let policies = instance.bindings.iter().map(|binding| PolicyRef {
        id: world.policies[binding.policy].id.clone(),
        name: world.policies[binding.policy].spec.name.as_str().to_owned(),
        suspended: binding.suspended,
        is_plan: world.policies[binding.policy].kind == PolicyKind::Plan,
    });
    InstanceRow {
        id: instance.id.clone(),
        name: instance.name.clone(),
        status: instance.status,
        disks_protected: protected.count(),
        disks: instance.disks.len(),
        policies: policies.collect(),
        backup_size: instance.disks.iter().map(|disk| world.disks[*disk].chain.stored()).sum(),
        points: instance.history.points().len(),
        latest: instance.history.jobs().next_back().map(|job| latest(world, job)),
        next_run: instance.bindings.iter().filter_map(crate::backup::binding::Binding::next_run).min(),
    }
}

fn latest(world: &World, job: &Job) -> LatestJob {
    LatestJob { began_at: job.began.at, status: job.status, progress: job.progress(world.now) }
}
