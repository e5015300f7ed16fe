//! Tag association: a policy finds its instances by their tags, and looks again at each of its runs (POL-80 to POL-83).

use super::Simulation;
use crate::{
    backup::{
        PolicyIdx,
        binding::{BackupOptions, ByTag, DiskScope},
        policy::TagRule,
    },
    catalog::region::Region,
    cloud::InstanceIdx,
    command::Source,
    event::Event,
    queue::Due,
    time::Timestamp,
    world::World,
};

impl Simulation {
    /// Binds what matches the tags of a policy now, and plans its next looks: after it was made or edited.
    pub(super) fn begin_tags(&mut self, policy: PolicyIdx) {
        let found = match self.world.policies[policy].spec.tags() {
            Some(rule) => matching(&self.world, policy, rule),
            None => Vec::new(),
        };
        for instance in found {
            self.bind_by_tag(policy, instance);
        }
        self.plan_scans(policy);
    }

    /// Whether the policy is there and looks next at `due_at`.
    pub(super) fn expects_scan(&self, policy: PolicyIdx, rule: u8, due_at: Timestamp) -> bool {
        let policy = &self.world.policies[policy];
        !policy.deleted && policy.next_scans.get(usize::from(rule)) == Some(&Some(due_at))
    }

    /// A run of the policy is due: new matches are bound and first backed up at the next scheduled time; those that no
    /// longer match are paused, and unbound at the end of the cycle (POL-81), at once where the policy has no tags any
    /// more (POL-83). Nothing of it happens while the account is suspended (ACC-05).
    pub(super) fn scan_tags(&mut self, policy: PolicyIdx) {
        if self.world.account.is_suspended(self.world.now) {
            self.plan_scans(policy);
            return;
        }
        let rule = self.world.policies[policy].spec.tags().cloned();
        let bound = self.world.sources_of(policy).filter_map(|(instance, binding)| {
            let tag = binding.by_tag.as_ref()?;
            Some((instance, binding.serial, tag.paused))
        });
        for (instance, serial, paused) in bound.collect::<Vec<_>>() {
            match (rule.as_ref().is_some_and(|rule| self.matches(instance, rule)), paused) {
                (true, false) => {}
                (true, true) => self.pause_by_tag(policy, instance, serial, false),
                (false, false) if rule.is_some() => self.pause_by_tag(policy, instance, serial, true),
                (false, _) => {
                    self.unbind(policy, instance, serial);
                    self.record(Event::InstanceUnmatched(instance, policy));
                }
            }
        }
        for instance in rule.map_or(Vec::new(), |rule| matching(&self.world, policy, &rule)) {
            self.bind_by_tag(policy, instance);
            self.begin_with_next_run(instance, policy);
        }
        self.plan_scans(policy);
    }

    fn matches(&self, instance: InstanceIdx, rule: &TagRule) -> bool {
        let instance = &self.world.instances[instance];
        !instance.is_released() && rule.matches(&instance.tags)
    }

    fn bind_by_tag(&mut self, policy: PolicyIdx, instance: InstanceIdx) {
        self.prepare_services();
        let hit = self.world.policies[policy].spec.tags().map_or(Vec::new(), |rule| rule.filters.clone());
        let source = Source {
            instance: self.world.instances[instance].id.clone(),
            scope: DiskScope::All,
            options: BackupOptions::default(),
            suspended: false,
            description: String::new(),
        };
        self.bind(policy, instance, &source);
        if let Some(binding) = self.world.instances[instance].bindings.last_mut() {
            binding.by_tag = Some(ByTag { hit, paused: false });
        }
        self.record(Event::InstanceMatched(instance, policy));
    }

    /// A binding made while a run is due begins with the run after it.
    fn begin_with_next_run(&mut self, instance: InstanceIdx, policy: PolicyIdx) {
        let bound = self.world.instances[instance].bindings.iter().find(|binding| binding.policy == policy);
        let Some(serial) = bound.map(|binding| binding.serial) else { return };
        for rule in (0_u8..).take(self.world.policies[policy].spec.backup_rules().count()) {
            self.schedule_next_run(instance, serial, rule);
        }
    }

    fn pause_by_tag(&mut self, policy: PolicyIdx, instance: InstanceIdx, serial: u32, paused: bool) {
        let binding = self.world.instances[instance].binding_mut(serial);
        if let Some(tag) = binding.and_then(|binding| binding.by_tag.as_mut()) {
            tag.paused = paused;
        }
        self.schedule_runs(instance, serial);
        self.revisions.policies += 1;
        let event = if paused { Event::PlanPaused } else { Event::PlanUnpaused };
        self.record(event(instance, policy));
    }

    /// A policy looks at the time of each of its runs, as long as it has tags or instances that it found by some.
    fn plan_scans(&mut self, position: PolicyIdx) {
        let (now, zone) = (self.world.now, self.world.zone);
        let found_some = self.world.sources_of(position).any(|(_, binding)| binding.by_tag.is_some());
        let policy = &self.world.policies[position];
        if policy.spec.tags().is_none() && !found_some {
            self.world.policies[position].next_scans = Vec::new();
            return;
        }
        let next: Vec<_> = policy.spec.backup_rules().map(|rule| rule.schedule.next_after(now, zone)).collect();
        for (rule, due_at) in (0_u8..).zip(&next) {
            let planned = self.world.policies[position].next_scans.get(usize::from(rule)) == Some(due_at);
            if let Some(due_at) = due_at.filter(|_| !planned) {
                self.queue.schedule(due_at, Due::TagScan { policy: position, rule });
            }
        }
        self.world.policies[position].next_scans = next;
    }
}

/// The instances of the own account and the policy's region that `rule` finds and that no policy has yet (POL-95), in the order of their ids.
pub fn matching(world: &World, policy: PolicyIdx, rule: &TagRule) -> Vec<InstanceIdx> {
    matching_in(world, world.policies[policy].region, rule)
}

/// The same for a policy that may come to be in `region`.
pub fn matching_in(world: &World, region: Region, rule: &TagRule) -> Vec<InstanceIdx> {
    let free = world.instances_by_id().filter(|instance| {
        let instance = &world.instances[*instance];
        instance.region == region && instance.is_own() && !instance.is_released() && instance.bindings.is_empty()
    });
    free.filter(|instance| rule.matches(&world.instances[*instance].tags))
        .filter(|instance| !world.disks_to_back_up(*instance, &DiskScope::All).0.is_empty())
        .collect()
}
