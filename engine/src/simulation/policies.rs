//! The account and its policies.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Simulation;
use crate::{
    backup::{
        PolicyIdx,
        policy::{Policy, PolicyKind, PolicySpec},
    },
    billing::prices::Prices,
    catalog::region::Region,
    command::Receipt,
    event::Event,
    id::{Ids, PolicyId, RuleId},
    rejection::{Field, Problem, Rejection},
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
        spec.check(PolicyKind::Ecs, region, self.world.assumptions.schedule_bounds())?;
        let identity = format!("{} {} {}", region.id(), spec.name.as_str(), self.world.now.0);
        let id = self.world.free_policy_id(&identity);
        let position = self.insert_policy(id.clone(), PolicyKind::Ecs, region, spec.clone(), &[]);
        self.record(Event::PolicyCreated(position));
        self.begin_tags(position);
        Ok(Receipt::PolicyCreated(id))
    }

    /// Replaces what a policy says; bound instances follow from their next run on (POL-90).
    pub(super) fn update_policy(
        &mut self,
        policy: &PolicyId,
        spec: &PolicySpec,
        rule_ids: &[Option<RuleId>],
    ) -> Result<Receipt, Rejection> {
        let position = self.ecs_policy(policy)?;
        let state = &self.world.policies[position];
        spec.check(state.kind, state.region, self.world.assumptions.schedule_bounds())?;
        if state.spec.is_immutable() && !spec.is_immutable() {
            return Err(Problem::ImmutableStays.at(Field::Rules));
        }
        let known = &state.rule_ids;
        if let Some(unknown) = rule_ids.iter().flatten().find(|id| !known.contains(id)) {
            return Err(Problem::RuleNotFound { id: unknown.to_string() }.at(Field::Rules));
        }
        let (now, ids) = (self.world.now, self.world.ids);
        let state = &mut self.world.policies[position];
        let rule_ids = complete_rule_ids(ids, policy, rule_ids, spec.rules.len(), &mut state.rule_ids_made);
        state.spec = spec.clone();
        state.rule_ids = rule_ids;
        state.updated_at = now;
        self.revisions.policies += 1;
        self.record(Event::PolicyUpdated(position));
        let bound: Vec<_> = self.world.sources_of(position).map(|(instance, bound)| (instance, bound.serial)).collect();
        for (instance, serial) in bound {
            self.schedule_runs(instance, serial);
            self.let_kept_points_go(instance, position);
        }
        self.begin_tags(position);
        Ok(Receipt::Done)
    }

    /// Deletes a policy and unbinds its sources, as the API does (POL-91, MDL-34); points stay.
    pub(super) fn delete_policy(&mut self, policy: &PolicyId) -> Result<Receipt, Rejection> {
        let position = self.ecs_policy(policy)?;
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
    pub(super) fn insert_policy(
        &mut self,
        id: PolicyId,
        kind: PolicyKind,
        region: Region,
        spec: PolicySpec,
        rule_ids: &[Option<RuleId>],
    ) -> PolicyIdx {
        let mut rule_ids_made = 0;
        let rule_ids = complete_rule_ids(self.world.ids, &id, rule_ids, spec.rules.len(), &mut rule_ids_made);
        let now = self.world.now;
        let position = self.world.add_policy(Policy {
            id,
            kind,
            region,
            spec,
            rule_ids,
            rule_ids_made,
            created_at: now,
            updated_at: now,
            next_scans: Vec::new(),
            deleted: false,
        });
        self.revisions.policies += 1;
        position
    }

    /// Changes what the documentation leaves open: all of it, or nothing if one cannot be changed so.
    pub(super) fn edit_settings(&mut self, settings: &BTreeMap<String, i64>) -> Result<Receipt, Rejection> {
        let mut assumptions = self.world.assumptions;
        for (name, value) in settings {
            let set = assumptions.set(name, &Value::from(*value));
            set.map_err(|error| Problem::Setting(error).at(Field::Setting))?;
        }
        self.world.assumptions = assumptions;
        self.world.prices.change(self.world.now.clock_hour(), Prices::of(&assumptions));
        self.revisions.fleet += 1;
        self.record(Event::SettingsEdited);
        self.begin_all_copies();
        Ok(Receipt::Done)
    }

    /// Finds a policy that is not a plan of the past.
    pub(super) fn ecs_policy(&self, id: &PolicyId) -> Result<PolicyIdx, Rejection> {
        let found = self.world.policy(id).map_err(|problem| problem.at(Field::Policy))?;
        match self.world.policies[found].kind {
            PolicyKind::Plan => Err(Problem::PolicyNotFound { id: id.to_string() }.at(Field::Policy)),
            PolicyKind::Ecs | PolicyKind::Legacy => Ok(found),
        }
    }

    pub(super) fn check_region(&self, region: Region) -> Result<(), Rejection> {
        match self.world.regions.contains(&region) {
            true => Ok(()),
            false => Err(Problem::RegionNotInScenario { region }.at(Field::Region)),
        }
    }
}

/// The ids given, with new ones where there is none: each made from the policy and a number that no id of it had yet.
pub(super) fn complete_rule_ids(
    made_by: Ids,
    policy: &PolicyId,
    given: &[Option<RuleId>],
    count: usize,
    made: &mut u64,
) -> Vec<RuleId> {
    let ids = given.iter().cloned().chain(std::iter::repeat(None)).take(count);
    let complete = ids.map(|id| {
        id.unwrap_or_else(|| {
            *made += 1;
            RuleId(made_by.policy("rule-", policy.as_str(), *made - 1))
        })
    });
    complete.collect()
}
