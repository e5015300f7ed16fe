//! What an example names: one of everything that the run has.

use super::{CHOICES_MAX, Choices, Pick};
use crate::{
    backup::{
        binding::Binding,
        point::{Point, SnapshotRef},
        policy::{PolicyKind, PolicyRule},
    },
    catalog::region::Region,
    cloud::{
        Disk, DiskIdx, Instance, InstanceIdx,
        chain::{Origin, Snapshot},
        disk::DiskKind,
        instance::InstanceStatus,
        managed::UserId,
    },
    locale::Locale,
    world::World,
};

/// A look at the run for what can be named.
pub(super) struct Sample<'w> {
    pub(super) world: &'w World,
}

/// What stands where the run has none of what an example needs: the call is refused, and says so.
const NONE: &str = "none-yet";

impl<'w> Sample<'w> {
    pub(super) fn of(world: &'w World) -> Self {
        Self { world }
    }

    pub(super) fn region(&self) -> Region {
        self.world.regions[0]
    }

    /// A region that copies go to from the first one.
    pub(super) fn other_region(&self) -> Region {
        let from = self.region();
        let own = self.world.regions.iter().copied().find(|region| from.replicates_to(*region));
        own.or_else(|| Region::all().find(|region| from.replicates_to(*region))).unwrap_or(from)
    }

    fn living(&self) -> impl Iterator<Item = (InstanceIdx, &'w Instance)> {
        let world = self.world;
        let all = world.instances_by_id().map(move |position| (position, &world.instances[position]));
        all.filter(|(_, instance)| instance.is_own() && !instance.is_released())
    }

    /// The first living instance that is so, else the first of all.
    pub(super) fn instance(&self, is_so: impl Fn(&Instance) -> bool) -> String {
        let found = self.living().find(|(_, instance)| is_so(instance)).or_else(|| self.living().next());
        id(found.map(|(_, instance)| &instance.id))
    }

    pub(super) fn any_instance(&self) -> String {
        self.instance(|instance| instance.status == InstanceStatus::Running)
    }

    fn disks(&self) -> impl Iterator<Item = (DiskIdx, &'w Disk)> {
        let world = self.world;
        let all = world.disks_by_id().map(move |position| (position, &world.disks[position]));
        all.filter(|(_, disk)| disk.is_own() && !disk.is_released())
    }

    /// The first disk that is so, else the first of all.
    pub(super) fn disk(&self, is_so: impl Fn(&Disk) -> bool) -> String {
        id(self.disks().find(|(_, disk)| is_so(disk)).or_else(|| self.disks().next()).map(|(_, disk)| &disk.id))
    }

    pub(super) fn cloud_disk(&self) -> String {
        self.disk(|disk| disk.category.can_be_snapshotted() && !disk.attached.is_empty())
    }

    /// A data disk with the instance that has it.
    pub(super) fn attached(&self) -> [String; 2] {
        let is_so = |disk: &Disk| {
            disk.kind == DiskKind::Data
                && disk.category.can_be_snapshotted()
                && disk.attached.len() == 1
                && !disk.multi_attach
        };
        let found = self.disks().find(|(_, disk)| is_so(disk)).map(|(_, disk)| disk);
        let owner = found.and_then(|disk| disk.attached.first()).map(|owner| &self.world.instances[*owner].id);
        [id(found.map(|disk| &disk.id)), id(owner)]
    }

    /// A disk that no instance has, with an instance of its zone.
    pub(super) fn detached(&self) -> [String; 2] {
        let found = self.disks().find(|(_, disk)| disk.attached.is_empty()).map(|(_, disk)| disk);
        let zone = found.map(|disk| disk.zone.as_str());
        [id(found.map(|disk| &disk.id)), self.instance(|instance| zone.is_none_or(|zone| instance.zone == zone))]
    }

    /// A policy with an instance that is bound to it, if there is one.
    pub(super) fn bound(&self, kind: PolicyKind) -> Option<(&'w str, &'w Instance, &'w Binding)> {
        let world = self.world;
        let policies = world.policies_by_id().filter(|policy| world.policies[*policy].kind == kind);
        let mut bound = policies.filter_map(|policy| {
            let mut sources = world.sources_of(policy);
            sources.find(|(at, _)| world.instances[*at].is_own()).map(|found| (policy, found))
        });
        bound.next().map(|(policy, (at, binding))| (world.policies[policy].id.as_str(), &world.instances[at], binding))
    }

    /// A policy: one that protects something where there is one.
    pub(super) fn policy(&self) -> String {
        let world = self.world;
        let mut any = world.policies_by_id().filter(|policy| world.policies[*policy].kind != PolicyKind::Plan);
        let bound = self.bound(PolicyKind::Ecs).map(|(policy, ..)| policy.to_owned());
        bound.unwrap_or_else(|| id(any.next().map(|policy| &world.policies[policy].id)))
    }

    pub(super) fn plan(&self) -> String {
        id(self.bound(PolicyKind::Plan).map(|(plan, ..)| plan))
    }

    /// The first `BACKUP` rule of a policy.
    pub(super) fn rule_of(&self, policy: &str) -> String {
        let found = self.world.policy(&policy.into()).ok().map(|at| &self.world.policies[at]);
        id(found.and_then(|policy| policy.rules_with_ids().find(|(_, rule)| rule.is_backup())).map(|(rule, _)| rule))
    }

    /// The points of living instances of the own account, the newest of each first.
    pub(super) fn points(&self) -> impl Iterator<Item = (InstanceIdx, &'w Instance, &'w Point)> {
        self.living().flat_map(|(position, instance)| {
            instance.history.points().rev().map(move |point| (position, instance, point))
        })
    }

    /// A whole point to restore from, of an instance that is stopped where there is one, with its instance.
    pub(super) fn point(&self) -> Option<(String, &'w Instance, &'w Point)> {
        let world = self.world;
        let whole = |(_, instance, point): &(InstanceIdx, &Instance, &Point)| {
            point.whole && point.snapshots.len() == instance.disks.len()
        };
        let stopped =
            |found: &(InstanceIdx, &Instance, &Point)| found.1.status == InstanceStatus::Stopped && whole(found);
        let found = self.points().find(stopped).or_else(|| self.points().find(whole)).or_else(|| self.points().next());
        found.map(|(at, instance, point)| (world.point_id(at, point.created).to_string(), instance, point))
    }

    pub(super) fn point_id(&self) -> String {
        id(self.point().map(|(point, ..)| point))
    }

    /// A point that nothing keeps from being deleted.
    pub(super) fn free_point(&self) -> String {
        let world = self.world;
        let free = self.points().find(|(at, _, point)| world.deletion_obstacle(*at, point, None).is_none());
        let found = free.map(|(at, _, point)| world.point_id(at, point.created).to_string());
        found.unwrap_or_else(|| self.point_id())
    }

    /// The newest snapshot that is so, else any.
    pub(super) fn snapshot(&self, is_so: impl Fn(SnapshotRef, Origin) -> bool) -> String {
        let held = self.snapshots();
        let found = held.iter().find(|(held, origin)| is_so(*held, *origin)).or_else(|| held.first());
        id(found.map(|(held, _)| self.world.snapshot_id(*held)))
    }

    /// The snapshots of disks of the own account that are ready, newest first.
    pub(super) fn snapshots(&self) -> Vec<(SnapshotRef, Origin)> {
        let of_disks = self.disks().flat_map(|(position, disk)| {
            disk.chain.iter().map(move |snapshot| (SnapshotRef { disk: position, taken: snapshot.taken }, snapshot))
        });
        let ready = of_disks.filter(|(_, snapshot)| snapshot.ready_at <= self.world.now);
        let mut found: Vec<_> = ready.map(|(held, snapshot)| (held, snapshot.origin)).collect();
        found.sort_by_key(|(held, _)| std::cmp::Reverse(held.taken));
        found.truncate(CHOICES_MAX);
        found
    }

    /// A snapshot that was taken by hand.
    pub(super) fn own_snapshot(&self) -> String {
        self.snapshot(|held, origin| {
            let is_archived = self.world.disks[held.disk].chain.get(held.taken).is_some_and(Snapshot::is_archived);
            origin == Origin::User && !is_archived
        })
    }

    /// A disk of a stopped instance with a snapshot of its own, to be put back to.
    pub(super) fn disk_to_reset(&self) -> [String; 2] {
        let world = self.world;
        let stopped = |disk: &Disk| {
            let mut owners = disk.attached.iter().map(|owner| world.instances[*owner].status);
            owners.all(|status| status == InstanceStatus::Stopped)
        };
        let held = self.snapshots();
        let found = held.iter().find(|(held, _)| stopped(&world.disks[held.disk])).or_else(|| held.first());
        [id(found.map(|(held, _)| &world.disks[held.disk].id)), id(found.map(|(held, _)| world.snapshot_id(*held)))]
    }

    /// The newest job, or a running one where there is one.
    pub(super) fn job(&self) -> String {
        let world = self.world;
        let all = || self.living().flat_map(|(at, instance)| instance.history.jobs().rev().map(move |job| (at, job)));
        let running = self.living().flat_map(|(at, instance)| instance.history.running().map(move |job| (at, job)));
        id(running.chain(all()).next().map(|(at, job)| world.job_id(at, job.began)))
    }

    pub(super) fn restore(&self) -> String {
        let restores = &self.world.restores;
        let found = restores.running().next().or_else(|| restores.iter().next_back());
        id(found.map(|restore| self.world.restore_id(restore)))
    }

    /// The managed account with its role.
    pub(super) fn account(&self) -> Option<(UserId, String)> {
        let managed = self.world.managed_accounts.iter().find(|(_, account)| account.is_managed);
        managed.map(|(user, account)| (*user, account.role.clone()))
    }

    /// The first that there is to pick.
    pub(super) fn first(&self, pick: Pick) -> String {
        id(self.choices(pick).into_iter().next().map(|(first, _)| first))
    }

    /// Ids to pick from.
    pub(super) fn choices(&self, pick: Pick) -> Choices {
        let world = self.world;
        let mut found: Choices = match pick {
            Pick::Account => {
                let accounts = world.managed_accounts.iter();
                accounts.map(|(user, account)| (user.to_string(), account.alias.clone())).collect()
            }
            Pick::AutoPolicy => {
                world.auto_policies.iter().map(|(_, policy)| named(&policy.id, &policy.spec.name)).collect()
            }
            Pick::Disk => self.disks().map(|(_, disk)| named(&disk.id, &disk.name)).collect(),
            Pick::DiskPoint | Pick::Point => self.point_choices(pick == Pick::DiskPoint),
            Pick::Image => world.images.iter().map(|(image, of)| named(image, &of.name)).collect(),
            Pick::Incident => {
                let known = world.known_incidents();
                known.map(|known| named(&known.id, known.incident.kind().api_name())).collect()
            }
            Pick::Instance => self.living().map(|(_, instance)| named(&instance.id, &instance.name)).collect(),
            Pick::InstanceType => {
                self.living().map(|(_, instance)| (instance.instance_type.to_string(), String::new())).collect()
            }
            Pick::Job => self.job_choices(),
            Pick::Plan => self.policies(true),
            Pick::Policy => self.policies(false),
            Pick::Region => world.regions.iter().map(|region| named(&region.id(), region.name(Locale::En))).collect(),
            Pick::Restore => {
                let restores = world.restores.iter().rev();
                restores.map(|restore| named(&world.restore_id(restore), restore.kind.api_name())).collect()
            }
            Pick::Rule => self.rules(),
            Pick::SecurityGroup => {
                world.networks.security_groups.iter().map(|(_, group)| named(&group.id, &group.name)).collect()
            }
            Pick::Snapshot => {
                let snapshots = self.snapshots().into_iter();
                snapshots.map(|(held, _)| named(&world.snapshot_id(held), world.disks[held.disk].id.as_str())).collect()
            }
            Pick::Vpc => world.networks.vpcs.iter().map(|(_, vpc)| named(&vpc.id, &vpc.name)).collect(),
            Pick::VSwitch => {
                world.networks.vswitches.iter().map(|(_, vswitch)| named(&vswitch.id, &vswitch.zone)).collect()
            }
            Pick::Zone => {
                let zones = world.regions.iter().flat_map(|region| region.zones());
                zones.map(|zone| (zone, String::new())).collect()
            }
        };
        found.dedup();
        found.truncate(CHOICES_MAX);
        found
    }

    fn policies(&self, plans: bool) -> Choices {
        let all = self.world.policies_by_id().map(|at| &self.world.policies[at]);
        let listed = all.filter(|policy| (policy.kind == PolicyKind::Plan) == plans);
        listed.map(|policy| named(&policy.id, policy.spec.name.as_str())).collect()
    }

    fn rules(&self) -> Choices {
        let all = self.world.policies_by_id().map(|at| &self.world.policies[at]);
        let rules = all.flat_map(|policy| policy.rules_with_ids().map(move |(rule, content)| (policy, rule, content)));
        let backups = rules.filter(|(_, _, content)| matches!(content, PolicyRule::Backup(_)));
        backups.map(|(policy, rule, _)| named(rule, policy.spec.name.as_str())).collect()
    }

    fn job_choices(&self) -> Choices {
        let world = self.world;
        let jobs = self.living().flat_map(|(at, instance)| {
            let newest = instance.history.jobs().rev().take(JOBS_EACH);
            newest.map(move |job| named(&world.job_id(at, job.began), &instance.name))
        });
        jobs.take(CHOICES_MAX).collect()
    }

    fn point_choices(&self, of_disks: bool) -> Choices {
        let world = self.world;
        let holders = world.holders_by_id().flat_map(|at| {
            let instance = &world.instances[at];
            instance.history.points().rev().take(JOBS_EACH).map(move |point| (at, instance, point))
        });
        let named = holders.flat_map(|(at, instance, point)| match of_disks {
            false => vec![named(&world.point_id(at, point.created), &instance.name)],
            true => point.snapshots.iter().map(|held| named(&world.disk_point_id(*held), &instance.name)).collect(),
        });
        named.take(CHOICES_MAX).collect()
    }
}

fn named(id: &impl ToString, name: &str) -> (String, String) {
    (id.to_string(), name.to_owned())
}

fn id(found: Option<impl ToString>) -> String {
    found.map_or_else(|| NONE.to_owned(), |found| found.to_string())
}

/// How many jobs or points of one instance are offered.
const JOBS_EACH: usize = 20;
