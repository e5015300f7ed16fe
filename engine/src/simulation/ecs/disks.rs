//! Disks come, are attached, detached and made larger.

use crate::{
    backup::point::SnapshotRef,
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        region::Region,
    },
    cloud::{
        Chain, Disk, DiskIdx,
        data::{Data, Era},
        disk::{Content, DiskKind, DiskLife, Wear, check_size},
        labels::check_name,
        managed::UserId,
    },
    command::{DiskOrder, EcsReceipt, Receipt},
    event::EcsEvent,
    id::{DiskId, InstanceId},
    rejection::{EcsProblem, Rejection},
    scenario::DISKS_PER_INSTANCE_MAX,
    simulation::Simulation,
    units::{MIB_PER_GIB, Mib},
};

/// A disk that is known to be possible.
pub(in crate::simulation) struct NewDisk {
    account: Option<UserId>,
    name: String,
    category: DiskCategory,
    performance_level: Option<PerformanceLevel>,
    size: Mib,
    made_from: Option<Source>,
    multi_attach: bool,
    encrypted: bool,
    delete_with_instance: bool,
}

/// The snapshot that a disk is made from, and what the disk begins with.
#[derive(Clone, Copy)]
struct Source {
    snapshot: SnapshotRef,
    wear: Wear,
    era: Era,
}

impl Simulation {
    /// Creates a disk, and attaches it where an instance is named.
    pub(super) fn create_disk(
        &mut self,
        region: Region,
        zone: Option<&str>,
        order: &DiskOrder,
        attach_to: Option<&InstanceId>,
    ) -> Result<Receipt, Rejection> {
        self.check_region(region)?;
        let instance = attach_to.map(|instance| self.ecs_instance(instance)).transpose()?;
        let region = instance.map_or(region, |instance| self.world.instances[instance].region);
        let zone = match (instance, zone) {
            (Some(instance), _) => self.world.instances[instance].zone.clone(),
            (None, Some(zone)) => zone.to_owned(),
            (None, None) => region.zones().next().unwrap_or_default(),
        };
        if !region.may_have_zone(&zone) {
            return Err(EcsProblem::ZoneNotFound { zone }.into());
        }
        if let Some(instance) = instance {
            self.world.check_not_restoring(instance)?;
            self.check_room(instance)?;
        }
        let new = self.new_disk(region, order)?;
        let identity = format!("{} {} {}", order.name.as_deref().unwrap_or_default(), zone, self.world.now.0);
        let disk = self.add_disk(&new, &identity, DiskKind::Data, region, &zone);
        self.note(EcsEvent::DiskCreated(disk));
        if let Some(instance) = instance {
            self.world.attach(disk, instance);
            self.note(EcsEvent::DiskAttached(disk, instance));
        }
        Ok(Receipt::Ecs(EcsReceipt::DiskCreated(self.world.disks[disk].id.clone())))
    }

    /// Attaches a disk to an instance of its zone; a shared one to several.
    pub(super) fn attach_disk(
        &mut self,
        disk: &DiskId,
        instance: &InstanceId,
        delete_with_instance: bool,
    ) -> Result<Receipt, Rejection> {
        let (disk, instance) = (self.ecs_disk(disk)?, self.ecs_instance(instance)?);
        if !self.world.instances[instance].status.allows_snapshots() {
            return Err(self.instance_status(instance));
        }
        self.world.check_not_restoring(instance)?;
        self.world.check_disk_not_restoring(disk)?;
        let (state, to) = (&self.world.disks[disk], &self.world.instances[instance]);
        self.check_not_lost(disk)?;
        let is_free = state.attached.is_empty() || state.multi_attach && !state.attached.contains(&instance);
        if !is_free {
            return Err(EcsProblem::Attached { disk: state.id.clone() }.into());
        }
        if state.zone != to.zone {
            return Err(EcsProblem::OtherZone { id: state.id.to_string(), zone: to.zone.clone() }.into());
        }
        self.check_room(instance)?;
        let state = &mut self.world.disks[disk];
        state.delete_with_instance = delete_with_instance && !state.multi_attach;
        self.world.attach(disk, instance);
        self.note(EcsEvent::DiskAttached(disk, instance));
        Ok(Receipt::Done)
    }

    /// Detaches a data disk; from then on it outlives any instance.
    pub(super) fn detach_disk(&mut self, disk: &DiskId, instance: &InstanceId) -> Result<Receipt, Rejection> {
        let (disk, instance) = (self.ecs_disk(disk)?, self.ecs_instance(instance)?);
        if !self.world.instances[instance].status.allows_snapshots() {
            return Err(self.instance_status(instance));
        }
        self.world.check_not_restoring(instance)?;
        let (state, from) = (&self.world.disks[disk], &self.world.instances[instance]);
        if !state.attached.contains(&instance) {
            return Err(EcsProblem::NotAttached { disk: state.id.clone(), instance: from.id.clone() }.into());
        }
        if state.kind == DiskKind::System {
            return Err(EcsProblem::SystemDisk { disk: state.id.clone() }.into());
        }
        self.world.disks[disk].delete_with_instance = false;
        self.world.detach(disk, instance);
        self.note(EcsEvent::DiskDetached(disk, instance));
        Ok(Receipt::Done)
    }

    /// Makes a disk larger, unless a snapshot of it is being created (CON-40).
    pub(super) fn resize_disk(&mut self, disk: &DiskId, size_gib: u64) -> Result<Receipt, Rejection> {
        let disk = self.ecs_disk(disk)?;
        let now = self.world.now;
        self.world.check_disk_not_restoring(disk)?;
        let state = &self.world.disks[disk];
        if !state.category.can_be_snapshotted() {
            return Err(EcsProblem::LocalDisk { category: state.category }.into());
        }
        self.check_not_lost(disk)?;
        if state.chain.in_progress(now) > 0 {
            return Err(EcsProblem::CreatingSnapshot { disk: state.id.clone() }.into());
        }
        if Mib::from_gib(size_gib.min(GIB_MAX)) <= state.size {
            return Err(EcsProblem::DiskShrinks { disk: state.id.clone(), size_gib: state.size.0 / MIB_PER_GIB }.into());
        }
        check_size(state.category, state.performance_level, size_gib)?;
        self.world.disks[disk].resize(Mib::from_gib(size_gib), now);
        self.world.rents.resize_disk(disk, Mib::from_gib(size_gib), now.clock_hour());
        self.note(EcsEvent::DiskResized(disk));
        Ok(Receipt::Done)
    }

    /// Checks an order of a disk.
    pub(super) fn new_disk(&self, region: Region, order: &DiskOrder) -> Result<NewDisk, Rejection> {
        let source = order.snapshot.as_ref().map(|snapshot| self.source(region, snapshot.as_str())).transpose()?;
        self.disk_of(order, source)
    }

    /// A disk that is restored from a snapshot of Cloud Backup, in the account of its source (RES-07, RES-08).
    pub(in crate::simulation) fn disk_from(
        &self,
        snapshot: SnapshotRef,
        category: DiskCategory,
        performance_level: Option<PerformanceLevel>,
        delete_with_instance: bool,
    ) -> Result<NewDisk, Rejection> {
        let source = &self.world.disks[snapshot.disk];
        let order = DiskOrder {
            name: Some(source.name.clone()).filter(|name| !name.is_empty()),
            category,
            performance_level,
            size_gib: None,
            snapshot: None,
            multi_attach: false,
            encrypted: false,
            delete_with_instance,
        };
        Ok(NewDisk { account: source.account, ..self.disk_of(&order, Some(snapshot))? })
    }

    fn disk_of(&self, order: &DiskOrder, source: Option<SnapshotRef>) -> Result<NewDisk, Rejection> {
        if let Some(name) = &order.name {
            check_name(name)?;
        }
        if !order.category.can_be_snapshotted() {
            return Err(EcsProblem::LocalDisk { category: order.category }.into());
        }
        let is_essd = order.category == DiskCategory::CloudEssd;
        if order.performance_level.is_some() && !is_essd {
            return Err(EcsProblem::Level { category: order.category }.into());
        }
        let performance_level = is_essd.then(|| order.performance_level.unwrap_or_default());
        let source_gib = source.and_then(|source| {
            let snapshot = self.world.disks[source.disk].chain.get(source.taken)?;
            Some(snapshot.disk_size.0 / MIB_PER_GIB)
        });
        let size_gib = order.size_gib.max(source_gib).ok_or(EcsProblem::SizeMissing)?;
        check_size(order.category, performance_level, size_gib)?;
        Ok(NewDisk {
            account: None,
            name: order.name.clone().unwrap_or_default(),
            category: order.category,
            performance_level,
            size: Mib::from_gib(size_gib),
            made_from: source.and_then(|source| self.copy_of(source)),
            multi_attach: order.multi_attach,
            encrypted: order.encrypted || source.is_some_and(|source| self.world.is_encrypted(source)),
            delete_with_instance: order.delete_with_instance && !order.multi_attach,
        })
    }

    /// Adds a disk that is known to be possible. A system disk has a system on it; a data disk is blank, unless it is
    /// made from a snapshot.
    pub(in crate::simulation) fn add_disk(
        &mut self,
        new: &NewDisk,
        identity: &str,
        kind: DiskKind,
        region: Region,
        zone: &str,
    ) -> DiskIdx {
        let id = self.world.free_disk_id(identity);
        let wear = match (new.made_from, kind) {
            (Some(source), _) => source.wear,
            (None, DiskKind::System) => Wear::typical(Mib(new.size.0 / 2)),
            (None, DiskKind::Data) => Wear::blank(),
        };
        let mark = Content { written: Mib::ZERO, used: wear.used.min(new.size) };
        let data = match new.made_from {
            Some(source) => Data::beginning_with(Era { since: None, mark, ..source.era }),
            None => Data::of_new(&id, mark),
        };
        let disk = self.world.add_disk(Disk {
            code: self.world.free_code(id.as_str()),
            id,
            account: new.account,
            region,
            zone: zone.to_owned(),
            kind,
            category: new.category,
            performance_level: new.performance_level,
            size: new.size,
            wear,
            multi_attach: new.multi_attach,
            encrypted: new.encrypted,
            name: new.name.clone(),
            delete_with_instance: new.delete_with_instance,
            life: DiskLife::New,
            made_from: new.made_from.map(|source| source.snapshot),
            attached: Vec::new(),
            owners: Vec::new(),
            created_at: self.world.now,
            last_occasion: None,
            data,
            replica_of: None,
            chain: Chain::new(self.world.zone),
        });
        self.data_was_put_back(disk);
        disk
    }

    /// The snapshot that a disk in `region` can be made from.
    fn source(&self, region: Region, id: &str) -> Result<SnapshotRef, Rejection> {
        let found = self.world.snapshot(&id.into())?;
        if self.world.disks[found.disk].region != region {
            return Err(EcsProblem::OtherRegion { id: id.to_owned(), region }.into());
        }
        match self.world.is_usable(found) {
            true => Ok(found),
            false => Err(EcsProblem::SnapshotNotReady { id: id.to_owned() }.into()),
        }
    }

    /// The content of a snapshot on a disk of its own, changing as that of its source does (MDL-05).
    fn copy_of(&self, snapshot: SnapshotRef) -> Option<Source> {
        let disk = &self.world.disks[snapshot.disk];
        let used = disk.chain.get(snapshot.taken)?.content.used;
        let wear = Wear { used, ran_seconds: 0, ran_when_used: 0, running_since: None, running: 0, ..disk.wear };
        Some(Source { snapshot, wear, era: disk.era_of_snapshot(snapshot.taken)? })
    }

    pub(in crate::simulation) fn check_room(&self, instance: crate::cloud::InstanceIdx) -> Result<(), Rejection> {
        let given = self.world.instances[instance].disks.len() + 1;
        match given > DISKS_PER_INSTANCE_MAX {
            true => Err(EcsProblem::TooManyDisks { given }.into()),
            false => Ok(()),
        }
    }
}

/// More than any disk has.
const GIB_MAX: u64 = 1 << 20;
