//! The account and its policies.

use super::Simulation;
use crate::{
    backup::{
        PolicyIdx,
        policy::{Policy, PolicySpec},
    },
    catalog::region::Region,
    command::Receipt,
    event::Event,
    id::{PolicyId, RuleId},
    rejection::{Field, Problem, Rejection},
    world::World,
};

impl Simulation {
    /// Activates Cloud Backup (ACC-01). Doing so again changes nothing.
    pub(super) fn activate_service(&mut self) -> Receipt {
        if !self.world.account.cloud_backup_activated {
            self.world.account.cloud_backup_activated = true;
            self.revisions.fleet += 1;
            self.record(Event::ServiceActivated);
        }
        Receipt::Done
    }

    /// What the first use of instance backup brings about: the service-linked role (ACC-03) and the snapshot service
    /// (ACC-02, CON-06).
    pub(super) fn prepare_services(&mut self) {
        if !self.world.account.backup_role_created {
            self.world.account.backup_role_created = true;
            self.revisions.fleet += 1;
            self.record(Event::RoleCreated);
        }
        self.enable_snapshot_service();
    }

    /// Switches the snapshot service on, if this is its first use (ACC-02).
    pub(super) fn enable_snapshot_service(&mut self) {
        if !self.world.account.snapshot_service_enabled {
            self.world.account.snapshot_service_enabled = true;
            self.revisions.fleet += 1;
            self.record(Event::SnapshotServiceEnabled);
        }
    }

    /// Creates a policy in `region`.
    pub(super) fn create_policy(&mut self, region: Region, spec: &PolicySpec) -> Result<Receipt, Rejection> {
        self.check_region(region)?;
        spec.check().map_err(|problem| problem.at(Field::Rules))?;
        let identity = format!("{} {} {}", region.id(), spec.name.as_str(), self.world.now.0);
        let id = self.world.free_policy_id(&identity);
        self.add_policy(id.clone(), region, spec.clone(), &[]);
        Ok(Receipt::PolicyCreated(id))
    }

    /// Replaces what a policy says; bound instances follow from their next run on (POL-90).
    pub(super) fn update_policy(
        &mut self,
        policy: &PolicyId,
        spec: &PolicySpec,
        rule_ids: &[Option<RuleId>],
    ) -> Result<Receipt, Rejection> {
        let position = self.world.policy(policy).map_err(|problem| problem.at(Field::Policy))?;
        spec.check().map_err(|problem| problem.at(Field::Rules))?;
        let known = &self.world.policies[position].rule_ids;
        if let Some(unknown) = rule_ids.iter().flatten().find(|id| !known.contains(id)) {
            return Err(Problem::RuleNotFound { id: unknown.to_string() }.at(Field::Rules));
        }
        let rule_ids = complete_rule_ids(&self.world, policy, rule_ids, spec.rules.len());
        let now = self.world.now;
        let state = &mut self.world.policies[position];
        state.spec = spec.clone();
        state.rule_ids = rule_ids;
        state.updated_at = now;
        self.revisions.policies += 1;
        self.record(Event::PolicyUpdated(position));
        let bound: Vec<_> = self.world.sources_of(position).map(|(instance, bound)| (instance, bound.serial)).collect();
        for (instance, serial) in bound {
            self.schedule_runs(instance, serial);
        }
        Ok(Receipt::Done)
    }

    /// Deletes a policy and unbinds its sources, as the API does (POL-91, MDL-34); points stay.
    pub(super) fn delete_policy(&mut self, policy: &PolicyId) -> Result<Receipt, Rejection> {
        let position = self.world.policy(policy).map_err(|problem| problem.at(Field::Policy))?;
        let bound: Vec<_> = self.world.sources_of(position).map(|(instance, bound)| (instance, bound.serial)).collect();
        for (instance, serial) in bound {
            self.unbind(position, instance, serial);
        }
        self.world.policies[position].deleted = true;
        self.revisions.policies += 1;
        self.record(Event::PolicyDeleted(position));
        Ok(Receipt::Done)
    }

    /// Adds a policy that is known to be right.
    pub(super) fn add_policy(
        &mut self,
        id: PolicyId,
        region: Region,
        spec: PolicySpec,
        rule_ids: &[Option<RuleId>],
    ) -> PolicyIdx {
        let rule_ids = complete_rule_ids(&self.world, &id, rule_ids, spec.rules.len());
        let now = self.world.now;
        let policy = Policy { id, region, spec, rule_ids, created_at: now, updated_at: now, deleted: false };
        let position = self.world.add_policy(policy);
        self.revisions.policies += 1;
        self.record(Event::PolicyCreated(position));
        position
    }

    pub(super) fn check_region(&self, region: Region) -> Result<(), Rejection> {
        match self.world.regions.contains(&region) {
            true => Ok(()),
            false => Err(Problem::RegionNotInScenario { region }.at(Field::Region)),
        }
    }
}

/// The ids given, with new ones where there is none: each made from the policy and a number that is still free.
fn complete_rule_ids(world: &World, policy: &PolicyId, given: &[Option<RuleId>], count: usize) -> Vec<RuleId> {
    let mut ids: Vec<Option<RuleId>> = given.iter().cloned().chain(std::iter::repeat(None)).take(count).collect();
    let mut numbers = 0_u64..;
    for position in 0..count {
        while ids[position].is_none() {
            let number = numbers.next().expect("numbers do not run out");
            let candidate = RuleId(world.ids.policy("rule-", policy.as_str(), number));
            if !ids.contains(&Some(candidate.clone())) {
                ids[position] = Some(candidate);
            }
        }
    }
    ids.into_iter().flatten().collect()
}
