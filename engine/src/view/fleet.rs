//! Backed-up ECS Instances: one row an instance.

use std::cmp::Ordering;

use super::{
    list::{Page, Query},
    scope::Scope,
    search,
};
use crate::{
    backup::{
        job::{Job, JobStatus},
        policy::PolicyKind,
    },
    catalog::region::Region,
    cloud::{InstanceIdx, instance::InstanceStatus},
    command::Command,
    id::{InstanceId, PolicyId},
    time::Timestamp,
    units::Mib,
    world::World,
};

/// Which instances are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FleetQuery {
    /// Search, order and page.
    pub list: Query,
    /// Whether those without protection are listed too; their points stay reachable here (CON-11).
    pub with_unprotected: bool,
    /// Only those that do this.
    pub status: Option<InstanceStatus>,
    /// The one that is open is listed, whatever else is asked.
    pub open: Option<InstanceId>,
}

/// What the list can be ordered by, in the order of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FleetColumn {
    /// The name.
    Name,
    /// What it does.
    Status,
    /// What its backups occupy.
    BackupSize,
    /// When its latest backup began.
    Latest,
}

/// A page of the instances of a region and what they sum up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FleetView {
    /// The instances on the page.
    pub page: Page<InstanceRow>,
    /// How many instances of the region are protected by a policy.
    pub protected: usize,
    /// How many instances the region has, but for released ones without protection.
    pub instances: usize,
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
    /// What the snapshot chains of its disks occupy, up to 24 hours late (CON-10).
    pub backup_size: Mib,
    /// How many backup points it has.
    pub points: usize,
    /// Its latest job.
    pub latest: Option<LatestJob>,
    /// Its next scheduled run.
    pub next_run: Option<Timestamp>,
    /// Whether it is on the list of what is protected, which its protection can be stopped for (CON-11).
    pub listed: bool,
    /// The region that its points were copied from; none for an instance of this region (RES-11).
    pub replicated_from: Option<Region>,
}

/// A policy that protects an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyRef {
    /// Its id.
    pub id: PolicyId,
    /// Its name.
    pub name: String,
    /// Whether it is of today or of the past.
    pub kind: PolicyKind,
    /// Whether the plan is suspended.
    pub suspended: bool,
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

impl FleetColumn {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Status, Self::BackupSize, Self::Latest];
}

/// The instances of a region that `query` asks for.
pub fn fleet(world: &World, scope: impl Into<Scope>, query: &FleetQuery) -> FleetView {
    let here: Vec<_> = within(world, scope.into()).collect();
    let (found, all) = found(world, &here, query);
    FleetView {
        page: query.list.page(&found, all, &|a, b| compare(world, query, *a, *b), &|instance| row(world, *instance)),
        protected: here.iter().filter(|instance| world.instances[**instance].is_protected()).count(),
        instances: here.iter().filter(|instance| !world.instances[**instance].is_replica()).count(),
    }
}

/// On which page an instance is; none where it is not on the list.
pub fn page_of(world: &World, scope: impl Into<Scope>, query: &FleetQuery, instance: &InstanceId) -> Option<usize> {
    let here: Vec<_> = within(world, scope.into()).collect();
    let (found, _) = found(world, &here, query);
    let position = found.iter().position(|found| world.instances[*found].id == *instance)?;
    Some(query.list.page_of(&found, position, &|a, b| compare(world, query, *a, *b)))
}

impl InstanceRow {
    /// Whether a policy protects it.
    pub fn is_protected(&self) -> bool {
        !self.policies.is_empty()
    }
}

impl PolicyRef {
    /// The command that deletes the plan of `instance`: a legacy plan itself, or the tie to a policy that stays.
    pub fn delete(&self, instance: &InstanceId) -> Command {
        match self.kind {
            PolicyKind::Plan => Command::DeletePlan { plan: self.id.clone(), require_no_running_jobs: false },
            PolicyKind::Ecs | PolicyKind::Legacy => {
                Command::RemoveBindings { policy: self.id.clone(), instances: vec![instance.clone()] }
            }
        }
    }
}

/// The instances of a region, and those that were replicated to it (RES-11). One that is gone counts while it is on the
/// list or has points.
fn within(world: &World, scope: Scope) -> impl Iterator<Item = InstanceIdx> + '_ {
    world.holders_by_id().filter(move |position| {
        let instance = &world.instances[*position];
        let gone = instance.is_released() && !world.is_listed(*position) && instance.history.points().len() == 0;
        scope.has(instance) && !gone
    })
}

/// Those that are found, and how many there are to find.
fn found(world: &World, here: &[InstanceIdx], query: &FleetQuery) -> (Vec<InstanceIdx>, usize) {
    let is_open = |instance: &InstanceIdx| query.open.as_ref() == Some(&world.instances[*instance].id);
    let listed = |instance: &InstanceIdx| query.with_unprotected || world.instances[*instance].listed;
    let to_find: Vec<_> = here.iter().copied().filter(|instance| listed(instance) || is_open(instance)).collect();
    let found = to_find.iter().copied().filter(|instance| is_open(instance) || admits(world, query, *instance));
    (found.collect(), to_find.len())
}

fn admits(world: &World, query: &FleetQuery, position: InstanceIdx) -> bool {
    let instance = &world.instances[position];
    let search = &query.list.search;
    let policy = |policy| search::holds(world.policies[policy].spec.name.as_str(), search);
    query.status.is_none_or(|status| instance.status == status)
        && (search::holds(&instance.name, search)
            || search::holds(instance.id.as_str(), search)
            || instance.bindings.iter().any(|binding| policy(binding.policy)))
}

fn compare(world: &World, query: &FleetQuery, a: InstanceIdx, b: InstanceIdx) -> Ordering {
    let (first, second) = (&world.instances[a], &world.instances[b]);
    match query.list.column(&FleetColumn::ALL) {
        None | Some(FleetColumn::Name) => first.name.cmp(&second.name),
        Some(FleetColumn::Status) => first.status.cmp(&second.status),
        Some(FleetColumn::BackupSize) => world.backup_size(a).cmp(&world.backup_size(b)),
        Some(FleetColumn::Latest) => {
            let began =
                |instance: InstanceIdx| world.instances[instance].history.jobs().next_back().map(|job| job.began);
            began(a).cmp(&began(b))
        }
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
        kind: world.policies[binding.policy].kind,
        suspended: binding.suspended,
    });
    InstanceRow {
        id: instance.id.clone(),
        name: instance.name.clone(),
        status: instance.status,
        disks_protected: protected.count(),
        disks: instance.disks.len(),
        policies: policies.collect(),
        backup_size: world.backup_size(position),
        points: instance.history.points().len(),
        latest: instance.history.jobs().next_back().map(|job| latest(world, job)),
        next_run: instance.bindings.iter().filter_map(crate::backup::binding::Binding::next_run).min(),
        listed: instance.listed && !instance.is_replica(),
        replicated_from: world.copied_from_region(position),
    }
}

fn latest(world: &World, job: &Job) -> LatestJob {
    LatestJob { began_at: job.began.at, status: job.status, progress: job.progress(world.now) }
}
