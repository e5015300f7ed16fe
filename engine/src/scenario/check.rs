//! What can only be judged across the parts of a scenario: ids, shared disks, references.

use std::collections::{BTreeMap, BTreeSet};

use super::{BindingEntry, DiskSpec, InstanceSpec, PlanEntry, PolicyEntry, reader::Reader};
use crate::{
    backup::{policy::PolicyKind, schedule::ScheduleBounds},
    catalog::region::Region,
    id::{DiskId, InstanceId, PolicyId},
    rule::Rule,
    words::Wrong,
};

/// Checks the instances, each of which stands at its path, against each other and the regions.
pub(super) fn instances(instances: &[InstanceSpec], paths: &[String], regions: &[Region], reader: &mut Reader) {
    instance_ids(instances, paths, reader);
    shared_disks(instances, paths, reader);
    let mut told = BTreeSet::new();
    let foreign = instances.iter().zip(paths).filter(|(instance, _)| !regions.contains(&instance.region));
    for (instance, path) in foreign.filter(|(_, path)| told.insert(*path)) {
        reader.fault(&format!("{path}.region"), Wrong::AddRegion { region: instance.region });
    }
}

/// Checks the other parts against each other and the instances.
pub(super) fn whole(
    instances: &[InstanceSpec],
    policies: &[PolicyEntry],
    bindings: &[BindingEntry],
    plans: &[PlanEntry],
    regions: &[Region],
    bounds: ScheduleBounds,
    reader: &mut Reader,
) {
    policy_ids(policies, regions, reader);
    let known = Known::of(instances, policies);
    for (position, binding) in bindings.iter().enumerate() {
        references(position, binding, &known, reader);
    }
    let mut plan_ids = BTreeSet::new();
    for (position, entry) in plans.iter().enumerate() {
        let is_first = entry.id.as_ref().is_none_or(|id| plan_ids.insert(id));
        plan(position, entry, is_first, &known, bounds, reader);
    }
}

/// What can be named by an id; the first, where several have the same.
struct Known<'s> {
    instances: BTreeMap<&'s InstanceId, &'s InstanceSpec>,
    policies: BTreeMap<&'s PolicyId, &'s PolicyEntry>,
}

impl<'s> Known<'s> {
    fn of(instances: &'s [InstanceSpec], policies: &'s [PolicyEntry]) -> Self {
        let instances = instances.iter().rev().filter_map(|instance| Some((instance.id.as_ref()?, instance)));
        let policies = policies.iter().rev().filter_map(|policy| Some((policy.id.as_ref()?, policy)));
        Self { instances: instances.collect(), policies: policies.collect() }
    }
}

/// A plan protects an instance of the scenario, and is right as a policy in its place would be (API-26).
fn plan(
    position: usize,
    entry: &PlanEntry,
    is_first: bool,
    known: &Known<'_>,
    bounds: ScheduleBounds,
    reader: &mut Reader,
) {
    let path = format!("$.legacy_plans[{position}]");
    if !is_first {
        reader.fault(&format!("{path}.PlanId"), Wrong::UsedByPlan);
    }
    let wanted = &entry.plan.instance;
    let Some(instance) = known.instances.get(wanted) else {
        reader.fault(&format!("{path}.InstanceId"), Wrong::NoInstance { id: wanted.to_string() });
        return;
    };
    let policy = entry.plan.to_policy();
    let checked = policy.and_then(|policy| policy.check(PolicyKind::Plan, instance.region, bounds));
    if let Err(rejection) = checked {
        reader.fault_by(&path, rejection.rule(), rejection);
    }
}

fn instance_ids(instances: &[InstanceSpec], paths: &[String], reader: &mut Reader) {
    let mut seen: BTreeSet<&InstanceId> = BTreeSet::new();
    for (instance, path) in instances.iter().zip(paths) {
        if let Some(id) = instance.id.as_ref().filter(|id| !seen.insert(id)) {
            reader.fault(&format!("{path}.id"), Wrong::UsedByInstance { id: id.to_string() });
        }
    }
}

/// The same id under several instances is one disk: shared by multi-attach, the same everywhere, in one zone and account.
fn shared_disks(instances: &[InstanceSpec], paths: &[String], reader: &mut Reader) {
    let mut seen: BTreeMap<&DiskId, (&DiskSpec, usize, &InstanceSpec)> = BTreeMap::new();
    for (position, instance) in instances.iter().enumerate() {
        for (disk_position, disk) in instance.disks.iter().enumerate() {
            let Some(id) = &disk.id else { continue };
            let path = format!("{}.disks[{disk_position}].id", paths[position]);
            let named = || id.to_string();
            match seen.get(id) {
                None => drop(seen.insert(id, (disk, position, instance))),
                Some((_, first, _)) if *first == position => {
                    reader.fault(&path, Wrong::UsedTwiceByInstance { id: named() });
                }
                Some((other, _, _)) if !disk.multi_attach || !other.multi_attach => {
                    reader.fault_by(&path, Rule::Con34, Wrong::SharedDisk { id: named() });
                }
                Some((other, ..)) if *other != disk => {
                    reader.fault_by(&path, Rule::Con34, Wrong::DescribedDifferently { id: named() });
                }
                Some((.., other)) if other.account != instance.account => {
                    reader.fault_by(&path, Rule::Acc07, Wrong::DiskOfOtherAccount { id: named() });
                }
                Some((.., other)) if other.zone != instance.zone => {
                    reader.fault_by(&path, Rule::Con34, Wrong::DiskOfOtherZone { id: named() });
                }
                Some(_) => {}
            }
        }
    }
}

fn policy_ids(policies: &[PolicyEntry], regions: &[Region], reader: &mut Reader) {
    let mut seen = BTreeSet::new();
    for (position, policy) in policies.iter().enumerate() {
        if let Some(id) = policy.id.as_ref().filter(|id| !seen.insert(*id)) {
            reader.fault(&format!("$.policies[{position}].PolicyId"), Wrong::UsedByPolicy { id: id.to_string() });
        }
        if !regions.contains(&policy.region) {
            let wrong = Wrong::AddRegion { region: policy.region };
            reader.fault_by(&format!("$.policies[{position}].RegionId"), Rule::Pol05, wrong);
        }
    }
}

fn references(position: usize, binding: &BindingEntry, known: &Known<'_>, reader: &mut Reader) {
    let path = format!("$.bindings[{position}]");
    let policy = known.policies.get(&binding.policy);
    let instance = known.instances.get(&binding.instance);
    if policy.is_none() {
        reader.fault(&format!("{path}.PolicyId"), Wrong::NoPolicy { id: binding.policy.to_string() });
    }
    if instance.is_none() {
        reader.fault(&format!("{path}.DataSourceId"), Wrong::NoInstance { id: binding.instance.to_string() });
    }
    if let (Some(user), Some(instance)) = (binding.account, instance)
        && instance.account != Some(user)
    {
        let wrong = Wrong::NotOfAccount { instance: binding.instance.to_string(), user: user.to_string() };
        reader.fault_by(&format!("{path}.CrossAccountUserId"), Rule::Acc07, wrong);
    }
    if let (Some(policy), Some(instance)) = (policy, instance)
        && policy.region != instance.region
    {
        let wrong = Wrong::PolicyElsewhere { policy: policy.region, instance: instance.region };
        reader.fault_by(&path, Rule::Pol05, wrong);
    }
}
