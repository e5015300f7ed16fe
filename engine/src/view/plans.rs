//! Backup Plans: one row for each instance and policy that protects it.

use std::cmp::Ordering;

use super::{
    fleet::PolicyRef,
    list::{Page, Query},
    scope::Scope,
    search,
};
use crate::{
    backup::{
        binding::{BackupOptions, Binding, DiskScope},
        policy::PolicyKind,
        schedule::Schedule,
    },
    cloud::{InstanceIdx, instance::InstanceStatus},
    command::{Command, PlanSpec},
    id::{InstanceId, PolicyId},
    time::{Days, Timestamp},
    world::World,
};

/// Which plans are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlansQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those that stand so.
    pub status: Option<PlanStatus>,
    /// Only those of this policy: what is bound to it.
    pub policy: Option<PolicyId>,
}

/// What the list can be ordered by, in the order of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlansColumn {
    /// The name of the instance.
    Instance,
    /// The name of the policy.
    Policy,
    /// How it stands.
    Status,
    /// When it runs next; those that do not, last.
    NextRun,
}

/// One plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// The instance.
    pub instance: InstanceId,
    /// The instance's name.
    pub name: String,
    /// The policy.
    pub policy: PolicyId,
    /// The policy's name.
    pub policy_name: String,
    /// Whether the policy is of today, a legacy policy or a legacy plan (POL-03, POL-97).
    pub kind: PolicyKind,
    /// When it runs.
    pub schedules: Vec<Schedule>,
    /// How long its points are kept, by its first schedule.
    pub retention: Option<Days>,
    /// How it stands.
    pub status: PlanStatus,
    /// Its next run; none while it is suspended or paused.
    pub next_run: Option<Timestamp>,
    /// Which disks.
    pub scope: DiskScope,
    /// How many disks that are.
    pub disks: usize,
    /// How they are backed up.
    pub options: BackupOptions,
    /// What the instance does.
    pub instance_status: InstanceStatus,
    /// Bound by its tags (POL-82).
    pub by_tag: bool,
}

/// How a plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanStatus {
    /// It runs by its schedule.
    Active,
    /// Suspended by hand (POL-94).
    Suspended,
    /// Paused, because the instance's tags no longer match (POL-81).
    Paused,
}

impl PlansColumn {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Instance, Self::Policy, Self::Status, Self::NextRun];
}

impl PlanStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Active, Self::Suspended, Self::Paused];

    fn of(binding: &Binding) -> Self {
        match (binding.suspended, binding.is_at_rest()) {
            (true, _) => Self::Suspended,
            (false, true) => Self::Paused,
            (false, false) => Self::Active,
        }
    }
}

impl PlanRow {
    /// What identifies it on the page.
    pub fn key(&self) -> String {
        format!("{} {}", self.instance, self.policy)
    }

    /// The command that runs it now.
    pub fn run_now(&self) -> Command {
        Command::RunPolicy { policy: self.policy.clone(), rule: None, instance: Some(self.instance.clone()) }
    }

    /// The command that suspends or resumes it.
    pub fn suspend_or_resume(&self) -> Command {
        Command::UpdateBinding {
            policy: self.policy.clone(),
            instance: self.instance.clone(),
            suspended: Some(self.status != PlanStatus::Suspended),
            description: None,
            scope: None,
            options: None,
        }
    }

    /// The command that deletes it: a legacy plan itself, or the tie to a policy that stays.
    pub fn delete(&self) -> Command {
        let policy = PolicyRef {
            id: self.policy.clone(),
            name: self.policy_name.clone(),
            kind: self.kind,
            suspended: self.status == PlanStatus::Suspended,
        };
        policy.delete(&self.instance)
    }
}

/// The plans of the instances of a region; of one policy in whatever account they are.
pub fn plans(world: &World, scope: impl Into<Scope>, query: &PlansQuery) -> Page<PlanRow> {
    let scope = scope.into();
    let here = world.instances_by_id().filter(|instance| {
        let instance = &world.instances[*instance];
        scope.has(instance) || (query.policy.is_some() && instance.region == scope.region)
    });
    let of_policy = |(_, binding): &(InstanceIdx, &Binding)| {
        query.policy.as_ref().is_none_or(|policy| world.policies[binding.policy].id == *policy)
    };
    let all: Vec<_> = here
        .flat_map(|at| world.instances[at].bindings.iter().map(move |binding| (at, binding)))
        .filter(of_policy)
        .collect();
    let mut found: Vec<_> = all.iter().copied().filter(|plan| admits(world, query, *plan)).collect();
    found.sort_by(|a, b| world.instances[a.0].name.cmp(&world.instances[b.0].name));
    query.list.page(&found, all.len(), &|a, b| compare(world, query, *a, *b), &|(instance, binding)| {
        row(world, *instance, binding)
    })
}

/// The plans that are known by `keys`, as [`PlanRow::key`] makes them, in the order of `keys`; those that are gone left
/// out.
pub fn of_keys(world: &World, scope: impl Into<Scope>, keys: &[String]) -> Vec<PlanRow> {
    let scope = scope.into();
    let plan = |key: &String| {
        let (instance, policy) = key.split_once(' ')?;
        let position = world.instance(&instance.into()).ok().filter(|at| scope.has(&world.instances[*at]))?;
        let mut bindings = world.instances[position].bindings.iter();
        let binding = bindings.find(|binding| world.policies[binding.policy].id.as_str() == policy)?;
        Some(row(world, position, binding))
    };
    keys.iter().filter_map(plan).collect()
}

/// All plans of one instance, in the order they came: several only where they come from the past (POL-95).
pub fn of_instance(world: &World, instance: &InstanceId) -> Vec<PlanRow> {
    let Ok(position) = world.instance(instance) else { return Vec::new() };
    world.instances[position].bindings.iter().map(|binding| row(world, position, binding)).collect()
}

/// The command that changes which disks a plan backs up, and how. A legacy plan becomes a policy by it (POL-97).
pub fn modify(world: &World, plan: &PlanRow, scope: DiskScope, options: BackupOptions) -> Command {
    let (instance, policy) = (plan.instance.clone(), plan.policy.clone());
    let spec = world.policy(&policy).ok().map(|position| world.policies[position].spec.clone());
    match spec.filter(|_| plan.kind == PolicyKind::Plan) {
        Some(spec) => Command::UpdatePlan {
            plan: policy,
            spec: PlanSpec {
                name: spec.name.as_str().to_owned(),
                instance,
                rules: spec.rules,
                scope,
                options,
                suspended: plan.status == PlanStatus::Suspended,
            },
        },
        None => Command::UpdateBinding {
            policy,
            instance,
            suspended: None,
            description: None,
            scope: Some(scope),
            options: Some(options),
        },
    }
}

fn admits(world: &World, query: &PlansQuery, (instance, binding): (InstanceIdx, &Binding)) -> bool {
    let search = &query.list.search;
    let instance = &world.instances[instance];
    query.status.is_none_or(|status| PlanStatus::of(binding) == status)
        && (search::holds(&instance.name, search)
            || search::holds(instance.id.as_str(), search)
            || search::holds(world.policies[binding.policy].spec.name.as_str(), search))
}

fn compare(world: &World, query: &PlansQuery, a: (InstanceIdx, &Binding), b: (InstanceIdx, &Binding)) -> Ordering {
    match query.list.column(&PlansColumn::ALL) {
        None | Some(PlansColumn::Instance) => world.instances[a.0].name.cmp(&world.instances[b.0].name),
        Some(PlansColumn::Policy) => {
            let name = |binding: &Binding| &world.policies[binding.policy].spec.name;
            name(a.1).cmp(name(b.1))
        }
        Some(PlansColumn::Status) => PlanStatus::of(a.1).cmp(&PlanStatus::of(b.1)),
        Some(PlansColumn::NextRun) => {
            let next = |binding: &Binding| binding.next_run().unwrap_or(Timestamp::MAX);
            next(a.1).cmp(&next(b.1))
        }
    }
}

fn row(world: &World, position: InstanceIdx, binding: &Binding) -> PlanRow {
    let instance = &world.instances[position];
    let policy = &world.policies[binding.policy];
    PlanRow {
        instance: instance.id.clone(),
        name: instance.name.clone(),
        policy: policy.id.clone(),
        policy_name: policy.spec.name.as_str().to_owned(),
        kind: policy.kind,
        schedules: policy.spec.backup_rules().map(|rule| rule.schedule.clone()).collect(),
        retention: policy.spec.backup_rules().next().and_then(|rule| policy.spec.retention(rule)),
        status: PlanStatus::of(binding),
        next_run: binding.next_run(),
        disks: world.disks_to_back_up(position, &binding.scope).0.len(),
        instance_status: instance.status,
        by_tag: binding.by_tag.is_some(),
        scope: binding.scope.clone(),
        options: binding.options.clone(),
    }
}
