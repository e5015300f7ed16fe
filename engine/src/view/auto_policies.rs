//! Automatic Snapshot Policies of ECS: what they say, the disks that they are applied to, and the form of a new one.

mod form;

use std::cmp::Ordering;

pub use self::form::{AutoPolicyField, AutoPolicyForm};
use super::{
    list::{Page, Query},
    policy_form::hours_in_words,
    search,
};
use crate::{
    backup::schedule::NumberSet,
    catalog::{disk::DiskCategory, region::Region},
    cloud::{
        DiskIdx,
        auto_policy::{AutoPolicy, AutoPolicySpec},
        disk::DiskKind,
    },
    id::{AutoPolicyId, DiskId, InstanceId},
    locale::Locale,
    time::{Days, Timestamp},
    units::Mib,
    world::World,
};

/// What the policies can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutoPoliciesColumn {
    /// The name.
    Name,
    /// How long snapshots are kept; those for good, last.
    Retention,
    /// How many disks it is applied to.
    Disks,
    /// Its next time; those that have none, last.
    NextRun,
}

/// One automatic snapshot policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutoPolicyRow {
    /// Its id.
    pub id: AutoPolicyId,
    /// Its name; empty where it has none.
    pub name: String,
    /// On which days of a week, 0 for Monday.
    pub weekdays: NumberSet,
    /// At which full hours.
    pub hours: NumberSet,
    /// How long each snapshot is kept; none for good.
    pub retention: Option<Days>,
    /// How many disks it is applied to.
    pub disks: usize,
    /// Its next time; none while it is applied to no disk.
    pub next_run: Option<Timestamp>,
}

/// Which disks are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutoDisksQuery {
    /// Search, order and page.
    pub list: Query,
    /// The policy.
    pub policy: AutoPolicyId,
    /// Those that it is applied to, or those that it is not.
    pub applied: bool,
}

/// What the disks can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutoDisksColumn {
    /// The id.
    Id,
    /// The instance.
    Instance,
    /// The size.
    Size,
}

/// A disk that an automatic snapshot policy can be applied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutoDiskRow {
    /// Its id.
    pub id: DiskId,
    /// System or data disk.
    pub kind: DiskKind,
    /// Its category.
    pub category: DiskCategory,
    /// Its size.
    pub size: Mib,
    /// The instance that it is attached to first, by id and name.
    pub instance: Option<(InstanceId, String)>,
    /// The automatic snapshot policy that it is under, by name or id: another would take its place.
    pub policy: Option<String>,
    /// Whether a policy of Cloud Backup serves it too: their times would conflict (CON-08).
    pub is_backed_up: bool,
}

impl AutoPoliciesColumn {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Retention, Self::Disks, Self::NextRun];
}

impl AutoDisksColumn {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Id, Self::Instance, Self::Size];
}

impl AutoPolicyRow {
    /// When it takes snapshots, in words.
    pub fn schedule(&self, locale: Locale) -> String {
        hours_in_words(self.weekdays, self.hours, locale)
    }

    /// What it is called: its name, or its id where it has none.
    pub fn title(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }
}

/// The automatic snapshot policies of `region` that `query` asks for.
pub fn auto_policies(world: &World, region: Region, query: &Query) -> Page<AutoPolicyRow> {
    let here = world.auto_policies.iter().map(|(_, policy)| policy).filter(|policy| policy.region == region);
    let all: Vec<_> = here.collect();
    let holds = |policy: &&AutoPolicy| {
        search::holds(policy.id.as_str(), &query.search) || search::holds(&policy.spec.name, &query.search)
    };
    let found: Vec<_> = all.iter().copied().filter(holds).collect();
    query.page(&found, all.len(), &|a, b| compare(query, a, b), &|policy| row(policy))
}

/// An automatic snapshot policy.
pub fn auto_policy(world: &World, id: &AutoPolicyId) -> Option<AutoPolicyRow> {
    world.auto_policies.iter().find(|(_, policy)| policy.id == *id).map(|(_, policy)| row(policy))
}

/// The disks of `region` that `query` asks for, of those that snapshots can be taken of (CON-20).
pub fn disks(world: &World, region: Region, query: &AutoDisksQuery) -> Page<AutoDiskRow> {
    let asked = world.auto_policies.iter().find(|(_, policy)| policy.id == query.policy).map(|(position, _)| position);
    let here = world.disks_by_id().filter(|disk| {
        let state = &world.disks[*disk];
        state.is_own()
            && state.region == region
            && !state.is_released()
            && state.category.can_be_snapshotted()
            && (asked == world.auto_policy_of(*disk)) == query.applied
    });
    let all: Vec<_> = here.collect();
    let search = &query.list.search;
    let holds = |disk: &DiskIdx| {
        search::holds(world.disks[*disk].id.as_str(), search)
            || owner(world, *disk)
                .is_some_and(|(id, name)| search::holds(id.as_str(), search) || search::holds(&name, search))
    };
    let found: Vec<_> = all.iter().copied().filter(holds).collect();
    query.list.page(&found, all.len(), &|a, b| compare_disks(world, query, *a, *b), &|disk| disk_row(world, *disk))
}

fn compare(query: &Query, a: &AutoPolicy, b: &AutoPolicy) -> Ordering {
    let forever = |policy: &AutoPolicy| policy.spec.retention.map_or(u32::MAX, |days| days.0);
    let next = |policy: &AutoPolicy| policy.next_run.unwrap_or(Timestamp::MAX);
    match query.column(&AutoPoliciesColumn::ALL) {
        None | Some(AutoPoliciesColumn::Name) => a.spec.name.cmp(&b.spec.name),
        Some(AutoPoliciesColumn::Retention) => forever(a).cmp(&forever(b)),
        Some(AutoPoliciesColumn::Disks) => a.disks.len().cmp(&b.disks.len()),
        Some(AutoPoliciesColumn::NextRun) => next(a).cmp(&next(b)),
    }
}

fn row(policy: &AutoPolicy) -> AutoPolicyRow {
    let AutoPolicySpec { name, hours, weekdays, retention } = &policy.spec;
    AutoPolicyRow {
        id: policy.id.clone(),
        name: name.clone(),
        weekdays: weekdays.iter().map(|weekday| u32::from(*weekday) - 1).collect(),
        hours: hours.iter().map(|hour| u32::from(*hour)).collect(),
        retention: *retention,
        disks: policy.disks.len(),
        next_run: policy.next_run,
    }
}

fn compare_disks(world: &World, query: &AutoDisksQuery, a: DiskIdx, b: DiskIdx) -> Ordering {
    let named = |disk| owner(world, disk).map(|(_, name)| name);
    let (one, other) = (&world.disks[a], &world.disks[b]);
    match query.list.column(&AutoDisksColumn::ALL) {
        None | Some(AutoDisksColumn::Id) => one.id.cmp(&other.id),
        Some(AutoDisksColumn::Instance) => named(a).cmp(&named(b)),
        Some(AutoDisksColumn::Size) => one.size.cmp(&other.size),
    }
}

fn disk_row(world: &World, position: DiskIdx) -> AutoDiskRow {
    let disk = &world.disks[position];
    let policy = world.auto_policy_of(position).map(|policy| row(&world.auto_policies[policy]).title().to_owned());
    let serves = |binding: &crate::backup::binding::Binding| binding.scope.covers(&disk.id);
    AutoDiskRow {
        id: disk.id.clone(),
        kind: disk.kind,
        category: disk.category,
        size: disk.size,
        instance: owner(world, position),
        policy,
        is_backed_up: disk.attached.iter().any(|owner| world.instances[*owner].bindings.iter().any(serves)),
    }
}

fn owner(world: &World, disk: DiskIdx) -> Option<(InstanceId, String)> {
    let instance = &world.instances[*world.disks[disk].attached.first()?];
    Some((instance.id.clone(), instance.name.clone()))
}
