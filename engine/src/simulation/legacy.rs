//! Legacy backup plans: one instance each, several on one instance where they come from the past; an edit makes a policy of
//! a plan (POL-03, POL-97, API-26).

use super::{Simulation, policies::complete_rule_ids};
use crate::{
    backup::{
        PolicyIdx,
        policy::{PolicyKind, PolicySpec},
    },
    cloud::InstanceIdx,
    command::{PlanSpec, Receipt, Source},
    event::Event,
    id::PolicyId,
    rejection::{Field, Problem, Rejection},
};

impl Simulation {
    /// Makes a plan of an instance that has none and no policy (POL-95).
    pub(super) fn create_plan(&mut self, plan: &PlanSpec) -> Result<Receipt, Rejection> {
        let instance = self.free_instance(&plan.instance)?;
        let spec = self.check_plan(instance, plan)?;
        self.prepare_services();
        let position = self.add_plan(None, instance, plan, spec);
        Ok(Receipt::PolicyCreated(self.world.policies[position].id.clone()))
    }

    /// Edits a plan: it becomes a policy with what the plan says from now on (POL-97).
    pub(super) fn update_plan(&mut self, id: &PolicyId, plan: &PlanSpec) -> Result<Receipt, Rejection> {
        let position = self.plan(id)?;
        let found = self.world.sources_of(position).next().map(|(instance, binding)| (instance, binding.serial));
        let (instance, serial) = found.ok_or_else(|| Problem::PlanNotFound { id: id.to_string() }.at(Field::Policy))?;
        let spec = self.check_plan(instance, plan)?;
        let new = self.world.free_policy_id(&format!("{id} converted"));
        let (now, ids) = (self.world.now, self.world.ids);
        self.world.rename_policy(position, new.clone());
        let policy = &mut self.world.policies[position];
        policy.kind = PolicyKind::Ecs;
        policy.rule_ids = complete_rule_ids(ids, &new, &[], spec.rules.len(), &mut policy.rule_ids_made);
        policy.spec = spec;
        policy.updated_at = now;
        if let Some(binding) = self.world.instances[instance].binding_mut(serial) {
            binding.scope = plan.scope.clone();
            binding.options = plan.options.clone();
            binding.updated_at = now;
        }
        self.revisions.policies += 1;
        self.record(Event::PlanConverted(position));
        self.schedule_runs(instance, serial);
        Ok(Receipt::PolicyCreated(new))
    }

    /// Deletes a plan; its points stay.
    pub(super) fn delete_plan(&mut self, id: &PolicyId, require_no_running_jobs: bool) -> Result<Receipt, Rejection> {
        let position = self.plan(id)?;
        let bound: Vec<_> = self.world.sources_of(position).map(|(instance, bound)| (instance, bound.serial)).collect();
        let runs =
            |(instance, _): &(InstanceIdx, u32)| self.world.instances[*instance].history.is_running_for(position);
        if require_no_running_jobs && bound.iter().any(runs) {
            return Err(Problem::PlanRuns.at(Field::Policy));
        }
        for (instance, serial) in bound {
            self.unbind(position, instance, serial);
        }
        self.world.policies[position].deleted = true;
        self.record(Event::PlanDeleted(position));
        Ok(Receipt::Done)
    }

    /// Adds a plan that is known to be right.
    pub(super) fn add_plan(
        &mut self,
        id: Option<PolicyId>,
        instance: InstanceIdx,
        plan: &PlanSpec,
        spec: PolicySpec,
    ) -> PolicyIdx {
        let identity = format!("{} {} {}", plan.instance, plan.name, self.world.now.0);
        let id = id.unwrap_or_else(|| self.world.free_plan_id(&identity));
        let region = self.world.instances[instance].region;
        let position = self.insert_policy(id, PolicyKind::Plan, region, spec, &[]);
        let source = Source {
            instance: plan.instance.clone(),
            scope: plan.scope.clone(),
            options: plan.options.clone(),
            suspended: plan.suspended,
            description: String::new(),
        };
        self.record(Event::PlanCreated(instance, position));
        self.bind(position, instance, &source);
        position
    }

    /// What a policy in the plan's place says, checked as one (POL-20, ERR-01, ERR-02), and the disks and options.
    pub(super) fn check_plan(&self, instance: InstanceIdx, plan: &PlanSpec) -> Result<PolicySpec, Rejection> {
        let spec = plan.to_policy()?;
        let region = self.world.instances[instance].region;
        spec.check(PolicyKind::Plan, region, self.world.assumptions.schedule_bounds())?;
        self.check_scope(instance, &plan.scope)?;
        self.check_options(instance, &plan.scope, &plan.options)?;
        Ok(spec)
    }

    /// Finds a plan that is neither deleted nor a policy by now.
    fn plan(&self, id: &PolicyId) -> Result<PolicyIdx, Rejection> {
        let found = self.world.policy(id).ok().filter(|found| self.world.policies[*found].kind == PolicyKind::Plan);
        found.ok_or_else(|| Problem::PlanNotFound { id: id.to_string() }.at(Field::Policy))
    }
}
