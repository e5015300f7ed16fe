//! ECS: the instances of a region with what can be done to them, and its disks.

use std::{cmp::Ordering, collections::BTreeMap};

use super::{
    list::{Page, Query},
    search,
};
use crate::{
    backup::point::SnapshotRef,
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        region::Region,
    },
    cloud::{
        Disk, DiskIdx, InstanceIdx,
        disk::{DiskKind, DiskLife},
        instance::InstanceStatus,
    },
    id::{DiskId, InstanceId},
    locale::{Locale, Words},
    rejection::{EcsProblem, Problem, Rejection},
    units::Mib,
    words,
    world::World,
};

/// Which instances are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EcsQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those that do this.
    pub status: Option<InstanceStatus>,
}

/// What the instances can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EcsColumn {
    /// The name.
    Name,
    /// What it does.
    Status,
    /// The type.
    Type,
    /// The zone.
    Zone,
}

/// One instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EcsRow {
    /// Its id.
    pub id: InstanceId,
    /// Its name.
    pub name: String,
    /// What it does.
    pub status: InstanceStatus,
    /// Its type.
    pub instance_type: String,
    /// Its zone.
    pub zone: String,
    /// Its operating system.
    pub os: String,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
    /// How many disks it has.
    pub disks: usize,
    /// Why it must be left alone for now: it is being restored.
    pub restoring: Option<Problem>,
}

/// Which disks are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisksQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those that are attached, or only those that are not.
    pub attached: Option<bool>,
}

/// What the disks can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisksColumn {
    /// The id.
    Id,
    /// The category.
    Category,
    /// The size.
    Size,
    /// The instance.
    Instance,
    /// What its snapshots occupy.
    Chain,
}

/// One disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskRow {
    /// Its id.
    pub id: DiskId,
    /// Its name; empty where it has none.
    pub name: String,
    /// System or data disk.
    pub kind: DiskKind,
    /// Its category.
    pub category: DiskCategory,
    /// Its level, for ESSD only.
    pub performance_level: Option<PerformanceLevel>,
    /// Its size.
    pub size: Mib,
    /// What holds data on it.
    pub used: Mib,
    /// Its zone.
    pub zone: String,
    /// The instances that it is attached to, by id and name.
    pub attached: Vec<(InstanceId, String)>,
    /// Whether it goes when its instance is released.
    pub delete_with_instance: bool,
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// Whether several instances may use it at once.
    pub multi_attach: bool,
    /// How many snapshots it has.
    pub snapshots: usize,
    /// What they occupy.
    pub chain: Mib,
    /// Why no snapshot of it can be taken by hand now (API-40).
    pub no_snapshot: Option<Rejection>,
    /// Why it cannot be put back to a snapshot as it stands (API-49); none also where there is none.
    pub no_way_back: Option<Rejection>,
}

/// What a new instance or disk may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EcsChoices {
    /// The zones of the region that have a vSwitch.
    pub zones: Vec<String>,
    /// The instances that a disk can be attached to, with their zones.
    pub instances: Vec<(InstanceId, String, String)>,
}

impl EcsColumn {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Status, Self::Type, Self::Zone];
}

impl DisksColumn {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Id, Self::Category, Self::Size, Self::Instance, Self::Chain];
}

impl EcsRow {
    /// Why it cannot be started as it stands, in words.
    pub fn start_obstacle(&self, locale: Locale) -> Option<String> {
        self.needs(InstanceStatus::Stopped, locale)
    }

    /// Why it cannot be stopped as it stands, in words.
    pub fn stop_obstacle(&self, locale: Locale) -> Option<String> {
        self.needs(InstanceStatus::Running, locale)
    }

    /// Why it cannot be released as it stands but by force, in words.
    pub fn release_obstacle(&self, locale: Locale) -> Option<String> {
        self.needs(InstanceStatus::Stopped, locale)
    }

    fn needs(&self, status: InstanceStatus, locale: Locale) -> Option<String> {
        let problem = EcsProblem::InstanceStatus { instance: self.id.clone(), status: self.status };
        let problem = (self.status != status).then(|| problem.into()).or_else(|| self.restoring.clone());
        problem.map(|problem| words::rejection(&Rejection::from(problem), locale))
    }
}

impl DiskRow {
    /// Why it cannot be attached as it stands, in words.
    pub fn attach_obstacle(&self, locale: Locale) -> Option<String> {
        let taken = !self.attached.is_empty() && !self.multi_attach;
        taken.then(|| words::rejection(&EcsProblem::Attached { disk: self.id.clone() }.into(), locale))
    }

    /// Why it cannot be detached, in words: a system disk stays, and what is not attached cannot leave.
    pub fn detach_obstacle(&self, locale: Locale) -> Option<String> {
        let problem = match (self.kind, self.attached.first()) {
            (DiskKind::System, _) => EcsProblem::SystemDisk { disk: self.id.clone() },
            (DiskKind::Data, None) => EcsProblem::NotAttached { disk: self.id.clone(), instance: "".into() },
            (DiskKind::Data, Some(_)) => return None,
        };
        Some(words::rejection(&problem.into(), locale))
    }

    /// Why it cannot be made larger, in words: local and ephemeral disks have the size of their instance type.
    pub fn resize_obstacle(&self, locale: Locale) -> Option<String> {
        let local = EcsProblem::LocalDisk { category: self.category };
        (!self.category.can_be_snapshotted()).then(|| words::rejection(&local.into(), locale))
    }
}

impl DiskRow {
    /// Why no snapshot of it can be taken by hand now, in words.
    pub fn snapshot_obstacle(&self, locale: Locale) -> Option<String> {
        self.no_snapshot.as_ref().map(|rejection| words::rejection(rejection, locale))
    }

    /// Why it cannot be put back to a snapshot, in words.
    pub fn roll_back_obstacle(&self, locale: Locale) -> Option<String> {
        if self.snapshots == 0 {
            return Some(Words { en: "It has no snapshot", zh: "该云盘没有快照" }.get(locale).to_owned());
        }
        self.no_way_back.as_ref().map(|rejection| words::rejection(rejection, locale))
    }
}

/// The instances of `region` that are not released, as `query` asks for them.
pub fn instances(world: &World, region: Region, query: &EcsQuery) -> Page<EcsRow> {
    let here = world.instances_by_id().filter(|instance| {
        let instance = &world.instances[*instance];
        instance.is_own() && instance.region == region && !instance.is_released()
    });
    let all: Vec<_> = here.collect();
    let found: Vec<_> = all.iter().copied().filter(|instance| admits(world, query, *instance)).collect();
    query.list.page(&found, all.len(), &|a, b| compare(world, query, *a, *b), &|instance| row(world, *instance))
}

/// The disks of `region` that ECS still has, as `query` asks for them.
pub fn disks(world: &World, region: Region, query: &DisksQuery) -> Page<DiskRow> {
    let here = world.disks_by_id().filter(|disk| {
        let disk = &world.disks[*disk];
        disk.is_own() && disk.region == region && disk.life != DiskLife::Released
    });
    let all: Vec<_> = here.collect();
    let found: Vec<_> = all.iter().copied().filter(|disk| admits_disk(world, query, &world.disks[*disk])).collect();
    query.list.page(&found, all.len(), &|a, b| compare_disks(world, query, *a, *b), &|disk| disk_row(world, *disk))
}

/// What a new instance or disk in `region` may be.
pub fn choices(world: &World, region: Region) -> EcsChoices {
    let networks = &world.networks;
    let there = networks.vswitches.iter().filter(|(_, vswitch)| networks.vpcs[vswitch.vpc].region == region);
    let mut zones: Vec<_> = there.map(|(_, vswitch)| vswitch.zone.clone()).collect();
    zones.sort();
    zones.dedup();
    let mut instances: Vec<_> = world
        .living_instances()
        .filter(|instance| instance.is_own() && instance.region == region)
        .map(|instance| (instance.id.clone(), instance.name.clone(), instance.zone.clone()))
        .collect();
    instances.sort_by(|a, b| a.1.cmp(&b.1));
    EcsChoices { zones, instances }
}

fn admits(world: &World, query: &EcsQuery, position: InstanceIdx) -> bool {
    let (instance, search) = (&world.instances[position], &query.list.search);
    let tag = |(key, value): (&String, &String)| search::holds(&format!("{key}:{value}"), search);
    query.status.is_none_or(|status| instance.status == status)
        && (search::holds(&instance.name, search)
            || search::holds(instance.id.as_str(), search)
            || search::holds(instance.instance_type.as_str(), search)
            || instance.tags.iter().any(tag))
}

fn compare(world: &World, query: &EcsQuery, a: InstanceIdx, b: InstanceIdx) -> Ordering {
    let (a, b) = (&world.instances[a], &world.instances[b]);
    match query.list.column(&EcsColumn::ALL) {
        None | Some(EcsColumn::Name) => a.name.cmp(&b.name),
        Some(EcsColumn::Status) => a.status.cmp(&b.status),
        Some(EcsColumn::Type) => a.instance_type.cmp(&b.instance_type),
        Some(EcsColumn::Zone) => a.zone.cmp(&b.zone),
    }
}

fn row(world: &World, position: InstanceIdx) -> EcsRow {
    let instance = &world.instances[position];
    EcsRow {
        id: instance.id.clone(),
        name: instance.name.clone(),
        status: instance.status,
        instance_type: instance.instance_type.as_str().to_owned(),
        zone: instance.zone.clone(),
        os: instance.os.clone(),
        tags: instance.tags.clone(),
        disks: instance.disks.len(),
        restoring: world.check_not_restoring(position).err(),
    }
}

fn admits_disk(world: &World, query: &DisksQuery, disk: &Disk) -> bool {
    let search = &query.list.search;
    let owner = |instance: &InstanceIdx| {
        let instance = &world.instances[*instance];
        search::holds(&instance.name, search) || search::holds(instance.id.as_str(), search)
    };
    query.attached.is_none_or(|attached| disk.attached.is_empty() != attached)
        && (search::holds(disk.id.as_str(), search)
            || search::holds(&disk.name, search)
            || disk.attached.iter().any(owner))
}

fn compare_disks(world: &World, query: &DisksQuery, a: DiskIdx, b: DiskIdx) -> Ordering {
    let (a, b) = (&world.disks[a], &world.disks[b]);
    match query.list.column(&DisksColumn::ALL) {
        None | Some(DisksColumn::Id) => a.id.cmp(&b.id),
        Some(DisksColumn::Category) => a.category.cmp(&b.category),
        Some(DisksColumn::Size) => a.size.cmp(&b.size),
        Some(DisksColumn::Instance) => {
            let owner = |disk: &Disk| disk.attached.first().map(|instance| world.instances[*instance].name.clone());
            owner(a).cmp(&owner(b))
        }
        Some(DisksColumn::Chain) => a.chain.stored().cmp(&b.chain.stored()),
    }
}

fn disk_row(world: &World, position: DiskIdx) -> DiskRow {
    let disk = &world.disks[position];
    let attached = disk.attached.iter().map(|instance| {
        let instance = &world.instances[*instance];
        (instance.id.clone(), instance.name.clone())
    });
    DiskRow {
        id: disk.id.clone(),
        name: disk.name.clone(),
        kind: disk.kind,
        category: disk.category,
        performance_level: disk.performance_level,
        size: disk.size,
        used: disk.content(world.now).used,
        zone: disk.zone.clone(),
        attached: attached.collect(),
        delete_with_instance: disk.delete_with_instance,
        encrypted: disk.encrypted,
        multi_attach: disk.multi_attach,
        snapshots: disk.chain.len(),
        chain: disk.chain.stored(),
        no_snapshot: world.check_snapshot(position).err().map(Rejection::from),
        no_way_back: no_way_back(world, position),
    }
}

/// What keeps a disk from being put back to its oldest snapshot, which is complete if any is.
fn no_way_back(world: &World, position: DiskIdx) -> Option<Rejection> {
    let oldest = world.disks[position].chain.iter().next()?;
    let held = SnapshotRef { disk: position, taken: oldest.taken };
    world.check_roll_back(position, held).err().map(Rejection::from)
}
