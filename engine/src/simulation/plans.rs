//! Plans: instances bound to policies, and the runs that follow from it.

use super::Simulation;
use crate::{
    backup::{
        PolicyIdx,
        binding::{BackupOptions, Binding, DiskScope},
        job::{Terms, Trigger},
        policy::PolicyKind,
    },
    catalog::limits,
    cloud::InstanceIdx,
    command::{Receipt, Source},
    event::Event,
    id::{InstanceId, PolicyId, RuleId},
    queue::Due,
    rejection::{Field, Problem, Rejection},
    time::Timestamp,
};

impl Simulation {
    /// Binds instances to a policy: all of them, or none if one cannot be bound (POL-95, CON-02).
    pub(super) fn associate(&mut self, policy: &PolicyId, sources: &[Source]) -> Result<Receipt, Rejection> {
        let policy = self.ecs_policy(policy)?;
        if sources.is_empty() {
            return Err(Problem::NothingChosen.at(Field::Instances));
        }
        if sources.len() > limits::INSTANCES_PER_OPERATION_MAX {
            return Err(Problem::TooManyInstances { given: sources.len() }.at(Field::Instances));
        }
        if sources.len() > 1 && sources.iter().any(|source| source.options.application.is_some()) {
            return Err(Problem::ApplicationForSeveral.at(Field::Application));
        }
        if self.world.policies[policy].kind == PolicyKind::Legacy {
            return Err(Problem::LegacyTakesNoInstances.at(Field::Policy));
        }
        let mut chosen = Vec::with_capacity(sources.len());
        for source in sources {
            let instance = self.bindable_instance(policy, source)?;
            if chosen.contains(&instance) {
                return Err(Problem::ChosenTwice { instance: source.instance.clone() }.at(Field::Instances));
            }
            chosen.push(instance);
        }
        self.prepare_services();
        for (instance, source) in chosen.into_iter().zip(sources) {
            self.bind(policy, instance, source);
        }
        self.revisions.policies += 1;
        Ok(Receipt::Done)
    }

    /// Changes one binding (POL-94).
    pub(super) fn update_binding(
        &mut self,
        policy: &PolicyId,
        instance: &InstanceId,
        suspended: Option<bool>,
        description: Option<&str>,
        scope: Option<&DiskScope>,
        options: Option<&BackupOptions>,
    ) -> Result<Receipt, Rejection> {
        let (policy, instance, serial) = self.bound(policy, instance)?;
        if let Some(scope) = scope {
            self.check_scope(instance, scope)?;
        }
        if let Some(binding) = self.world.instances[instance].binding(serial) {
            self.check_options(instance, scope.unwrap_or(&binding.scope), options.unwrap_or(&binding.options))?;
        }
        let now = self.world.now;
        let Some(binding) = self.world.instances[instance].binding_mut(serial) else { return Ok(Receipt::Done) };
        let was_suspended = binding.suspended;
        binding.updated_at = now;
        binding.suspended = suspended.unwrap_or(was_suspended);
        if let Some(description) = description {
            description.clone_into(&mut binding.description);
        }
        if let Some(scope) = scope {
            binding.scope = scope.clone();
        }
        if let Some(options) = options {
            binding.options = options.clone();
        }
        self.revisions.policies += 1;
        match suspended.filter(|suspended| *suspended != was_suspended) {
            Some(true) => self.record(Event::PlanSuspended(instance, policy)),
            Some(false) => self.record(Event::PlanResumed(instance, policy)),
            None => self.record(Event::PlanModified(instance, policy)),
        }
        self.schedule_runs(instance, serial);
        Ok(Receipt::Done)
    }

    /// Unbinds instances from a policy; their points stay (POL-92).
    pub(super) fn remove_bindings(
        &mut self,
        policy: &PolicyId,
        instances: &[InstanceId],
    ) -> Result<Receipt, Rejection> {
        let mut bound = Vec::with_capacity(instances.len());
        for instance in instances {
            bound.push(self.bound(policy, instance)?);
        }
        for (policy, instance, serial) in bound {
            self.unbind(policy, instance, serial);
        }
        Ok(Receipt::Done)
    }

    /// Stops the protection of an instance: its plans go and it leaves the list; its points stay (CON-11).
    pub(super) fn stop_protecting(&mut self, id: &InstanceId) -> Result<Receipt, Rejection> {
        let instance = self.world.instance(id).map_err(|problem| problem.at(Field::Instances))?;
        if !self.world.instances[instance].listed {
            return Err(Problem::NotProtected { instance: id.clone() }.at(Field::Instances));
        }
        let bindings = &self.world.instances[instance].bindings;
        for (policy, serial) in bindings.iter().map(|bound| (bound.policy, bound.serial)).collect::<Vec<_>>() {
            self.unbind(policy, instance, serial);
        }
        self.world.instances[instance].listed = false;
        self.revisions.fleet += 1;
        self.record(Event::ProtectionStopped(instance));
        Ok(Receipt::Done)
    }

    /// Runs a policy now, for one of its instances or all (POL-93). A suspended plan does not run (ERR-04).
    pub(super) fn run_policy(
        &mut self,
        policy: &PolicyId,
        rule: Option<&RuleId>,
        instance: Option<&InstanceId>,
    ) -> Result<Receipt, Rejection> {
        let position = self.world.policy(policy).map_err(|problem| problem.at(Field::Policy))?;
        let rule = self.backup_rule_position(position, rule)?;
        let chosen: Vec<_> = match instance {
            Some(instance) => {
                let (_, instance, serial) = self.bound(policy, instance)?;
                vec![(instance, serial)]
            }
            None => self.world.sources_of(position).map(|(instance, binding)| (instance, binding.serial)).collect(),
        };
        // Asked for one suspended plan, the answer is the error; asked for all, the others run.
        let active = |(instance, serial): &(InstanceIdx, u32)| {
            self.world.instances[*instance].binding(*serial).is_some_and(|binding| !binding.suspended)
        };
        let (running, suspended): (Vec<_>, Vec<_>) = chosen.into_iter().partition(active);
        if running.is_empty() {
            let problem = if suspended.is_empty() { Problem::NothingBound } else { Problem::PlanSuspended };
            return Err(problem.at(Field::Instances));
        }
        // Asked for one that is gone, the answer is the error; asked for all, its job fails (ERR-03).
        if let Some(instance) = instance {
            self.living_instance(instance)?;
        }
        let (running, lost): (Vec<_>, Vec<_>) =
            running.into_iter().partition(|(instance, _)| self.world.is_within_reach(*instance));
        if let Some((instance, _)) = lost.first().filter(|_| running.is_empty()) {
            self.check_managed(*instance)?;
        }
        let jobs = running.into_iter().map(|(instance, serial)| {
            let began = self.begin_planned(instance, serial, rule, Trigger::RunNow(position));
            self.world.job_id(instance, began)
        });
        Ok(Receipt::JobsStarted(jobs.collect()))
    }

    /// Whether the binding is there and its rule runs next at `due_at`.
    pub(super) fn expects_run(&self, instance: InstanceIdx, binding: u32, rule: u8, due_at: Timestamp) -> bool {
        let binding = self.world.instances[instance].binding(binding);
        binding.is_some_and(|binding| binding.next_runs.get(usize::from(rule)) == Some(&Some(due_at)))
    }

    /// A scheduled run comes up: it is skipped while the one before is under way (POL-12).
    pub(super) fn run_schedule(&mut self, instance: InstanceIdx, serial: u32, rule: u8) {
        let Some(binding) = self.world.instances[instance].binding(serial) else { return };
        let policy = binding.policy;
        self.schedule_next_run(instance, serial, rule);
        if self.world.instances[instance].history.is_running_for(policy) {
            self.record(Event::RunSkipped(instance, policy));
        } else {
            self.begin_planned(instance, serial, usize::from(rule), Trigger::Schedule(policy));
        }
    }

    /// Sets the next runs of a binding anew: after it was made, resumed or changed, or its policy was edited (POL-90).
    pub(super) fn schedule_runs(&mut self, instance: InstanceIdx, serial: u32) {
        let (now, zone) = (self.world.now, self.world.zone);
        let Some(binding) = self.world.instances[instance].binding(serial) else { return };
        let spec = &self.world.policies[binding.policy].spec;
        let ran_now = self.world.instances[instance].history.ran_by_schedule_at(now, binding.policy);
        let at_rest = binding.is_at_rest() || !self.world.is_within_reach(instance);
        let next_runs: Vec<Option<Timestamp>> = match at_rest {
            true => spec.backup_rules().map(|_| None).collect(),
            false if ran_now => spec.backup_rules().map(|rule| rule.schedule.next_after(now, zone)).collect(),
            false => spec.backup_rules().map(|rule| rule.schedule.first_from(now, zone)).collect(),
        };
        for (rule, due_at) in (0_u8..).zip(&next_runs) {
            if let Some(due_at) = due_at {
                self.queue.schedule(*due_at, Due::Run { instance, binding: serial, rule });
            }
        }
        if let Some(binding) = self.world.instances[instance].binding_mut(serial) {
            binding.next_runs = next_runs;
        }
    }

    /// Binds `instance` to `policy` and schedules its runs.
    pub(super) fn bind(&mut self, policy: PolicyIdx, instance: InstanceIdx, source: &Source) {
        let now = self.world.now;
        let state = &mut self.world.instances[instance];
        let serial = state.bindings_made;
        state.bindings_made += 1;
        state.bindings.push(Binding {
            serial,
            policy,
            scope: source.scope.clone(),
            options: source.options.clone(),
            suspended: source.suspended,
            by_tag: None,
            description: source.description.clone(),
            created_at: now,
            updated_at: now,
            next_runs: Vec::new(),
            periods_begun: [None; 4],
        });
        state.listed = true;
        self.record(Event::InstanceAssociated(instance, policy));
        self.schedule_runs(instance, serial);
    }

    /// Takes a binding away; what it scheduled goes stale.
    pub(super) fn unbind(&mut self, policy: PolicyIdx, instance: InstanceIdx, serial: u32) {
        self.world.instances[instance].bindings.retain(|binding| binding.serial != serial);
        self.revisions.policies += 1;
        self.record(Event::InstanceDissociated(instance, policy));
        self.let_kept_points_go(instance, policy);
    }

    fn begin_planned(
        &mut self,
        instance: InstanceIdx,
        serial: u32,
        rule: usize,
        trigger: Trigger,
    ) -> crate::id::Occasion {
        let binding = self.world.instances[instance].binding(serial).expect("found before");
        let spec = &self.world.policies[binding.policy].spec;
        let retention = spec.backup_rules().nth(rule).and_then(|backup| spec.retention(backup));
        let terms = Terms {
            retention: retention.unwrap_or(*limits::RETENTION_DAYS.start()),
            special: spec.special().into(),
            immutable: spec.is_immutable(),
            archive_after: spec.archive_after(),
            copy: spec.replication().map(|rule| Box::new(rule.terms(&binding.options))),
        };
        let (scope, options) = (binding.scope.clone(), binding.options.clone());
        self.begin_job(instance, &scope, &options, terms, trigger)
    }

    pub(super) fn schedule_next_run(&mut self, instance: InstanceIdx, serial: u32, rule: u8) {
        let (now, zone) = (self.world.now, self.world.zone);
        let Some(binding) = self.world.instances[instance].binding(serial) else { return };
        let spec = &self.world.policies[binding.policy].spec;
        let next_run =
            spec.backup_rules().nth(usize::from(rule)).and_then(|backup| backup.schedule.next_after(now, zone));
        if let Some(due_at) = next_run {
            self.queue.schedule(due_at, Due::Run { instance, binding: serial, rule });
        }
        if let Some(binding) = self.world.instances[instance].binding_mut(serial) {
            binding.next_runs[usize::from(rule)] = next_run;
        }
    }

    /// The instance of a source that may be bound to `policy`.
    fn bindable_instance(&self, policy: PolicyIdx, source: &Source) -> Result<InstanceIdx, Rejection> {
        let position = self.free_instance(&source.instance)?;
        let instance = &self.world.instances[position];
        let region = self.world.policies[policy].region;
        if instance.region != region {
            return Err(Problem::OtherRegion { policy: region, instance: instance.region }.at(Field::Instances));
        }
        self.check_scope(position, &source.scope)?;
        self.check_options(position, &source.scope, &source.options)?;
        if self.world.disks_to_back_up(position, &source.scope).0.is_empty() {
            return Err(Problem::NothingToBackUp { instance: instance.id.clone() }.at(Field::Disks));
        }
        Ok(position)
    }

    /// An instance that is there and that no policy has yet (POL-95).
    pub(super) fn free_instance(&self, id: &InstanceId) -> Result<InstanceIdx, Rejection> {
        let position = self.living_instance(id)?;
        self.check_managed(position)?;
        let Some(bound) = self.world.instances[position].bindings.first() else { return Ok(position) };
        let policy = self.world.policies[bound.policy].spec.name.as_str().to_owned();
        Err(Problem::AlreadyBound { instance: id.clone(), policy }.at(Field::Instances))
    }

    /// The binding of `instance` to `policy`.
    fn bound(&self, policy: &PolicyId, instance: &InstanceId) -> Result<(PolicyIdx, InstanceIdx, u32), Rejection> {
        let policy = self.world.policy(policy).map_err(|problem| problem.at(Field::Policy))?;
        let position = self.world.instance(instance).map_err(|problem| problem.at(Field::Instances))?;
        let bindings = &self.world.instances[position].bindings;
        match bindings.iter().find(|binding| binding.policy == policy) {
            Some(binding) => Ok((policy, position, binding.serial)),
            None => Err(Problem::NotBound { instance: instance.clone() }.at(Field::Instances)),
        }
    }

    /// Where the `BACKUP` rule with this id stands among the policy's; the first where none is named.
    fn backup_rule_position(&self, policy: PolicyIdx, rule: Option<&RuleId>) -> Result<usize, Rejection> {
        let Some(rule) = rule else { return Ok(0) };
        let policy = &self.world.policies[policy];
        let mut backup_rules = policy.rules_with_ids().filter(|(_, content)| content.is_backup());
        let found = backup_rules.position(|(id, _)| id == rule);
        found.ok_or_else(|| Problem::RuleNotFound { id: rule.to_string() }.at(Field::Rules))
    }
}
