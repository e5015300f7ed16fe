//! From a scenario to the world at its start.

mod networks;

use super::{EventCounts, Pulse, Revisions, Simulation};
use crate::{
    backup::history::History,
    cloud::{
        Account, Chain, Disk, DiskIdx, Instance,
        data::Data,
        disk::{Content, DiskLife, Wear},
        instance::InstanceStatus,
        managed::ManagedAccount,
    },
    command::Source,
    event::{Activity, Event},
    queue::EventQueue,
    save::Journal,
    scenario::{DiskSpec, InstanceSpec, Scenario, auto_policies::AutoPolicyEntry, managed::ManagedAccountSpec},
    units::Mib,
    world::World,
};

impl Simulation {
    /// The run of a scenario at its start.
    pub fn new(scenario: Scenario) -> Self {
        let account = Account {
            cloud_backup_activated: scenario.account.cloud_backup_activated,
            snapshot_service_enabled: scenario.account.snapshot_service_enabled,
            backup_role_created: false,
            paid_in: scenario.account.balance,
            arrears: None,
            past_arrears: Vec::new(),
        };
        let regions = scenario.regions.clone();
        let pulse = Pulse::from(scenario.start);
        let world = World::new(scenario.seed, scenario.start, scenario.zone, regions, account, scenario.assumptions);
        let progress = scenario.taught.as_ref().map(|_| Box::default());
        let mut run = Self {
            scenario,
            world,
            queue: EventQueue::default(),
            journal: Journal::default(),
            activity: Activity::default(),
            revisions: Revisions::default(),
            counts: EventCounts::default(),
            pulse,
            progress,
            ahead: None,
        };
        run.build();
        run.settle();
        run
    }

    fn build(&mut self) {
        let scenario = self.scenario.clone();
        networks::build(&mut self.world, &scenario);
        for account in &scenario.managed_accounts {
            self.build_managed_account(account);
        }
        for spec in &scenario.instances {
            self.build_instance(spec);
        }
        for entry in &scenario.auto_policies {
            self.build_auto_policy(entry);
        }
        for entry in &scenario.policies {
            let identity = format!("{} {} {}", entry.region.id(), entry.spec.name.as_str(), scenario.start.0);
            let id = entry.id.clone().unwrap_or_else(|| self.world.free_policy_id(&identity));
            let position = self.insert_policy(id, entry.kind, entry.region, entry.spec.clone(), &entry.rule_ids);
            self.record(Event::PolicyCreated(position));
        }
        if !scenario.bindings.is_empty() || !scenario.legacy_plans.is_empty() {
            self.prepare_services();
        }
        for entry in &scenario.bindings {
            let (policy, instance) = (self.world.policy(&entry.policy), self.world.instance(&entry.instance));
            let (Ok(policy), Ok(instance)) = (policy, instance) else {
                unreachable!("a scenario's references are checked when it is read")
            };
            let source = Source {
                instance: entry.instance.clone(),
                scope: entry.scope.clone(),
                options: entry.options.clone(),
                suspended: entry.suspended,
                description: entry.description.clone(),
            };
            self.bind(policy, instance, &source);
        }
        for entry in scenario.legacy_plans {
            let Ok(instance) = self.world.instance(&entry.plan.instance) else {
                unreachable!("a scenario's references are checked when it is read")
            };
            let Ok(spec) = entry.plan.to_policy() else {
                unreachable!("a scenario's plans are checked when it is read")
            };
            self.add_plan(entry.id, instance, &entry.plan, spec);
        }
        for policy in self.world.policies.positions() {
            self.begin_tags(policy);
        }
        if let Some(fate) = self.scenario.fate {
            fate.plan(self);
        }
    }

    fn build_managed_account(&mut self, spec: &ManagedAccountSpec) {
        let now = self.world.now;
        let (role, alias) = (spec.role.clone(), spec.alias.clone());
        let account = ManagedAccount { role, alias, since: now, updated_at: now, is_managed: true };
        self.world.managed_accounts.insert(spec.user, account);
    }

    fn build_auto_policy(&mut self, entry: &AutoPolicyEntry) {
        let identity = format!("{} {} {}", entry.region.id(), entry.spec.name, self.world.now.0);
        let id = entry.id.clone().unwrap_or_else(|| self.world.free_auto_policy_id(&identity));
        let policy = self.add_auto_policy(id, entry.region, entry.spec.clone());
        if !entry.disks.is_empty() {
            self.enable_snapshot_service();
        }
        for disk in &entry.disks {
            let Ok(disk) = self.world.disk(disk) else {
                unreachable!("a scenario's references are checked when it is read")
            };
            self.put_under(policy, disk);
        }
    }

    fn build_instance(&mut self, spec: &InstanceSpec) {
        let world = &mut self.world;
        let id = spec.id.clone().unwrap_or_else(|| world.free_instance_id(&spec.name));
        let code = world.free_code(id.as_str());
        let place = world.place_in(spec.region, &spec.zone);
        let position = world.add_instance(Instance {
            id,
            code,
            account: spec.account,
            name: spec.name.clone(),
            region: spec.region,
            zone: spec.zone.clone(),
            place,
            instance_type: spec.instance_type.clone(),
            status: if spec.running { InstanceStatus::Running } else { InstanceStatus::Stopped },
            status_until: None,
            guest: None,
            os: spec.os.clone(),
            tags: spec.tags.clone(),
            disks: Vec::new(),
            created_at: world.start,
            bindings: Vec::new(),
            bindings_made: 0,
            listed: false,
            history: History::default(),
            replica_of: None,
        });
        for (number, disk) in spec.disks.iter().enumerate() {
            let shared = disk.id.as_ref().and_then(|id| world.disk(id).ok());
            let disk = shared.unwrap_or_else(|| build_disk(world, spec, disk, number));
            world.attach(disk, position);
        }
    }
}

fn build_disk(world: &mut World, instance: &InstanceSpec, spec: &DiskSpec, number: usize) -> DiskIdx {
    let id = spec.id.clone().unwrap_or_else(|| world.free_disk_id(&format!("{} disk {number}", instance.name)));
    let (code, zone) = (world.free_code(id.as_str()), world.zone);
    let data = Data::of_new(&id, Content { written: Mib::ZERO, used: spec.used.min(spec.size) });
    world.add_disk(Disk {
        id,
        code,
        account: instance.account,
        region: instance.region,
        zone: instance.zone.clone(),
        kind: spec.kind,
        category: spec.category,
        performance_level: spec.performance_level,
        size: spec.size,
        wear: Wear {
            used: spec.used,
            write_per_day: spec.write_per_day,
            hot: spec.hot,
            growth_per_day: spec.growth_per_day,
            ran_when_used: 0,
            ran_seconds: 0,
            running_since: None,
            running: 0,
        },
        multi_attach: spec.multi_attach,
        encrypted: spec.encrypted,
        name: String::new(),
        delete_with_instance: !spec.multi_attach,
        life: DiskLife::Used,
        made_from: None,
        attached: Vec::new(),
        owners: Vec::new(),
        created_at: world.start,
        last_occasion: None,
        data,
        replica_of: None,
        chain: Chain::new(zone),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_left_out_are_made_from_the_seed() {
        let scenario = |seed: u64| {
            let text = format!(
                r#"{{ "format": "cloud-backup-scenario/1", "name": "one", "seed": {seed},
                      "start": "2026-01-01T00:00:00+08:00",
                      "instances": [ {{ "name": "web", "disks": [ {{ "kind": "system", "size_gib": 40 }} ] }} ] }}"#
            );
            Simulation::new(Scenario::parse(&text).unwrap())
        };
        let id = |run: &Simulation| {
            let first = run.world().instances_by_id().next().unwrap();
            run.world().instances[first].id.clone()
        };
        assert_eq!(id(&scenario(1)), id(&scenario(1)));
        assert_ne!(id(&scenario(1)), id(&scenario(2)));
        assert_ne!(scenario(1).digest(), scenario(2).digest());
    }
}
