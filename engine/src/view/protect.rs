//! Add ECS Backup: what can be protected, how, and by which policy.

use super::{
    list::{Page, Query},
    scope::Scope,
    search, why,
};
use crate::{
    backup::{
        binding::{BackupOptions, DiskScope},
        consistency::{Consistency, Downgrade, Grouping},
        policy::{ReplicationRule, retention_days},
        schedule::Schedule,
    },
    catalog::{disk::DiskCategory, region::Region},
    cloud::{InstanceIdx, disk::DiskKind, instance::InstanceStatus},
    id::{DiskId, InstanceId, PolicyId},
    locale::{Locale, Words},
    rejection::{Field, Problem, Rejection},
    rule::Rule,
    time::Days,
    units::Mib,
    words,
    world::World,
};

/// Which instances are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CandidatesQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those that no policy protects yet.
    pub free_only: bool,
}

/// What the instances can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CandidatesColumn {
    /// The name.
    Name,
    /// What it does.
    Status,
    /// The zone.
    Zone,
}

/// An instance that may be backed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: InstanceId,
    /// Its name.
    pub name: String,
    /// Its zone.
    pub zone: String,
    /// Whether it runs.
    pub status: InstanceStatus,
    /// The name of the policy that protects it already (POL-95).
    pub policy: Option<String>,
    /// How many disks it has.
    pub disks: usize,
    /// How many of them cannot be backed up (CON-20).
    pub impossible: usize,
}

/// A disk of a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskChoice {
    /// Its id.
    pub id: DiskId,
    /// System or data disk.
    pub kind: DiskKind,
    /// Its category.
    pub category: DiskCategory,
    /// Its size.
    pub size: Mib,
    /// Whether it can be backed up (CON-20).
    pub possible: bool,
}

/// A policy to associate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyChoice {
    /// Its id.
    pub id: PolicyId,
    /// Its name.
    pub name: String,
    /// When it runs, by its first `BACKUP` rule.
    pub schedule: Option<Schedule>,
    /// How long it keeps points.
    pub retention: Option<Days>,
    /// How many instances it protects.
    pub sources: usize,
}

/// An instance with which of its disks are to be backed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The instance.
    pub instance: InstanceId,
    /// Its disks.
    pub scope: DiskScope,
}

/// Why something is not offered, or comes out as less than was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Why, in words.
    pub text: String,
    /// The rule behind it.
    pub rule: Rule,
}

impl CandidatesColumn {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Name, Self::Status, Self::Zone];
}

/// The instances of a region that `query` asks for.
pub fn candidates(world: &World, scope: impl Into<Scope>, query: &CandidatesQuery) -> Page<Candidate> {
    let all = living(world, scope.into());
    let admits = |position: &InstanceIdx| {
        let (instance, search) = (&world.instances[*position], &query.list.search);
        (!query.free_only || !instance.is_protected())
            && (search::holds(&instance.name, search) || search::holds(instance.id.as_str(), search))
    };
    let found: Vec<_> = all.iter().copied().filter(admits).collect();
    let compare = |a: &InstanceIdx, b: &InstanceIdx| {
        let (a, b) = (&world.instances[*a], &world.instances[*b]);
        match query.list.column(&CandidatesColumn::ALL) {
            None | Some(CandidatesColumn::Name) => a.name.cmp(&b.name),
            Some(CandidatesColumn::Status) => a.status.cmp(&b.status),
            Some(CandidatesColumn::Zone) => a.zone.cmp(&b.zone),
        }
    };
    query.list.page(&found, all.len(), &compare, &|instance| candidate(world, *instance))
}

/// The instances of a region that no policy protects, by name.
pub fn unprotected(world: &World, scope: impl Into<Scope>) -> Vec<Chosen> {
    let free = living(world, scope.into()).into_iter().map(|instance| &world.instances[instance]);
    let mut free: Vec<_> = free.filter(|instance| !instance.is_protected()).collect();
    free.sort_by(|a, b| a.name.cmp(&b.name));
    free.into_iter().map(|instance| Chosen { instance: instance.id.clone(), scope: DiskScope::All }).collect()
}

/// The disks of an instance, system disk first.
pub fn disks(world: &World, instance: &InstanceId) -> Vec<DiskChoice> {
    let Ok(position) = world.instance(instance) else { return Vec::new() };
    let disk = |disk: &crate::cloud::DiskIdx| {
        let disk = &world.disks[*disk];
        DiskChoice {
            id: disk.id.clone(),
            kind: disk.kind,
            category: disk.category,
            size: disk.size,
            possible: disk.category.can_be_snapshotted(),
        }
    };
    world.instances[position].disks.iter().map(disk).collect()
}

/// How a backup of what is chosen is taken (CON-30, CON-53); none where the instance is gone.
pub fn consistency(world: &World, chosen: &Chosen, options: &BackupOptions) -> Option<Consistency> {
    let position = world.instance(&chosen.instance).ok()?;
    let (possible, _) = world.disks_to_back_up(position, &chosen.scope);
    Some(Consistency::of(&world.instances[position], &possible.iter().map(|disk| &world.disks[*disk]), options))
}

/// Whether a snapshot-consistent group is possible for at least one of what is chosen, so that it can be switched off.
pub fn can_group(world: &World, chosen: &[Chosen]) -> bool {
    let automatic = BackupOptions::default();
    let of = |chosen: &Chosen| consistency(world, chosen, &automatic).map(|consistency| consistency.grouping);
    chosen.iter().any(|chosen| of(chosen) == Some(Grouping::Group))
}

/// Why application consistency is not offered (CON-50): several instances, a disk of another series, or the group is on.
pub fn application_obstacle(world: &World, chosen: &[Chosen], group_off: bool, locale: Locale) -> Option<Obstacle> {
    let refused = |problem: Problem| {
        let rejection = Rejection::from(problem);
        Obstacle { text: words::rejection(&rejection, locale), rule: rejection.rule() }
    };
    let [one] = chosen else { return Some(refused(Problem::ApplicationForSeveral)) };
    let position = world.instance(&one.instance).ok()?;
    let (possible, _) = world.disks_to_back_up(position, &one.scope);
    if let Some(disk) = possible.iter().map(|disk| &world.disks[*disk]).find(|disk| !disk.category.is_essd_series()) {
        return Some(refused(Problem::ApplicationNeedsEssd { disk: disk.id.clone() }));
    }
    let on = !group_off && can_group(world, chosen);
    let words = Words {
        en: "The snapshot-consistent group is on, which excludes it. Switch the group off first.",
        zh: "已开启快照一致性组，二者互斥，请先关闭一致性组。",
    };
    on.then(|| Obstacle { text: words.get(locale).to_owned(), rule: Rule::Con50 })
}

/// Why a backup comes out as less than was asked for; the service does it without a word (CON-53).
pub fn shortfall(world: &World, chosen: &Chosen, options: &BackupOptions, locale: Locale) -> Option<Obstacle> {
    let downgrade: Downgrade = consistency(world, chosen, options)?.downgrade?;
    Some(Obstacle { text: why::downgrade(downgrade, locale).to_owned(), rule: downgrade.rule() })
}

/// Where the points of a manual backup in `from` are copied to, as it was filled in (CON-05), or what is wrong with it.
pub fn read_copy(from: Region, to: Option<Region>, days: &str) -> Result<ReplicationRule, Rejection> {
    let region = to.ok_or_else(|| Problem::NoDestinationRegion.at(Field::DestinationRegion))?;
    let given = days.trim().parse().map_err(|_| Problem::NotANumber { given: days.trim().to_owned() });
    let retention = given.and_then(retention_days).map_err(|problem| problem.at(Field::RemoteRetention))?;
    let rule = ReplicationRule { region, retention, archive_after: None };
    rule.check(from).map(|()| rule)
}

/// The policies of `region`, by name.
pub fn policies(world: &World, region: Region) -> Vec<PolicyChoice> {
    let here = world.policies_by_id().filter(|policy| {
        let policy = &world.policies[*policy];
        policy.region == region && policy.kind == crate::backup::policy::PolicyKind::Ecs
    });
    let choice = |position| {
        let policy = &world.policies[position];
        let first = policy.spec.backup_rules().next();
        PolicyChoice {
            id: policy.id.clone(),
            name: policy.spec.name.as_str().to_owned(),
            schedule: first.map(|rule| rule.schedule.clone()),
            retention: first.and_then(|rule| policy.spec.retention(rule)),
            sources: world.sources_of(position).count(),
        }
    };
    let mut policies: Vec<_> = here.map(choice).collect();
    policies.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
    policies
}

fn living(world: &World, scope: Scope) -> Vec<InstanceIdx> {
    let here = world.instances_by_id().filter(|instance| {
        let instance = &world.instances[*instance];
        scope.has(instance) && !instance.is_released()
    });
    here.collect()
}

fn candidate(world: &World, position: InstanceIdx) -> Candidate {
    let instance = &world.instances[position];
    let possible = |disk: &&crate::cloud::DiskIdx| !world.disks[**disk].category.can_be_snapshotted();
    Candidate {
        id: instance.id.clone(),
        name: instance.name.clone(),
        zone: instance.zone.clone(),
        status: instance.status,
        policy: instance.bindings.first().map(|bound| world.policies[bound.policy].spec.name.as_str().to_owned()),
        disks: instance.disks.len(),
        impossible: instance.disks.iter().filter(possible).count(),
    }
}
