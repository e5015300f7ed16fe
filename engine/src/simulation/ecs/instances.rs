//! Instances come, start, stop and go.

use crate::{
    backup::{
        history::History,
        restore::{RestoreFailure, RestoreKind},
    },
    catalog::{limits, region::Region},
    cloud::{
        Instance, InstanceIdx,
        disk::{DiskKind, DiskLife},
        instance::InstanceStatus,
        labels::{check_name, check_tags},
        network::{Place, VSwitchIdx},
    },
    command::{EcsReceipt, InstanceOrder, Receipt},
    event::EcsEvent,
    id::{InstanceId, SecurityGroupId, VSwitchId},
    queue::Due,
    rejection::{EcsProblem, Rejection, SnapshotProblem},
    scenario::{DISKS_PER_INSTANCE_MAX, settings::Setting},
    simulation::Simulation,
    time::Seconds,
};

use super::disks::NewDisk;

/// What the ids of custom images begin with; public images are named after their systems.
const CUSTOM_IMAGE: &str = "m-";

impl Simulation {
    /// Creates instances with their disks; they start at once.
    pub(super) fn run_instances(&mut self, order: &InstanceOrder, amount: u32) -> Result<Receipt, Rejection> {
        self.check_region(order.region)?;
        // An image that is there has given way to its operating system and snapshots.
        if order.os.starts_with(CUSTOM_IMAGE) {
            return Err(SnapshotProblem::ImageNotFound { id: order.os.clone() }.into());
        }
        if !limits::INSTANCES_AT_ONCE.contains(&amount) {
            return Err(EcsProblem::Amount { given: amount }.into());
        }
        if let Some(name) = &order.name {
            check_name(name)?;
        }
        check_tags(&order.tags)?;
        let place =
            self.place(order.region, order.zone.as_deref(), order.vswitch.as_ref(), order.security_group.as_ref())?;
        let system = self.new_disk(order.region, &order.system_disk)?;
        let data: Result<Vec<_>, _> = order.data_disks.iter().map(|disk| self.new_disk(order.region, disk)).collect();
        let data = data?;
        if data.len() + 1 > DISKS_PER_INSTANCE_MAX {
            return Err(EcsProblem::TooManyDisks { given: data.len() + 1 }.into());
        }
        let made = (1..=amount).map(|number| self.add_instance(order, place, &system, &data, number)).collect();
        Ok(Receipt::Ecs(EcsReceipt::InstancesCreated(made)))
    }

    /// Starts a stopped instance; it runs after a while (MDL-19).
    pub(super) fn start_instance(&mut self, instance: &InstanceId) -> Result<Receipt, Rejection> {
        let position = self.ecs_instance(instance)?;
        if self.world.instances[position].status != InstanceStatus::Stopped {
            return Err(self.instance_status(position));
        }
        self.check_system_disk(position)?;
        self.world.check_not_restoring(position)?;
        self.note(EcsEvent::InstanceStarting(position));
        self.change_status(position, InstanceStatus::Starting);
        Ok(Receipt::Done)
    }

    /// Stops a running instance; it is stopped after a while (MDL-19). Its snapshots in creation fail (CON-40).
    pub(super) fn stop_instance(&mut self, instance: &InstanceId) -> Result<Receipt, Rejection> {
        let position = self.ecs_instance(instance)?;
        if self.world.instances[position].status != InstanceStatus::Running {
            return Err(self.instance_status(position));
        }
        self.note(EcsEvent::InstanceStopping(position));
        self.fail_snapshots_in_progress(position);
        self.change_status(position, InstanceStatus::Stopping);
        Ok(Receipt::Done)
    }

    /// Releases a stopped instance, or any by force.
    pub(super) fn release_instance(&mut self, instance: &InstanceId, force: bool) -> Result<Receipt, Rejection> {
        let position = self.ecs_instance(instance)?;
        if !force && self.world.instances[position].status != InstanceStatus::Stopped {
            return Err(self.instance_status(position));
        }
        self.world.check_not_restoring(position)?;
        self.release(position);
        Ok(Receipt::Done)
    }

    /// Releases an instance, whatever it does. Its points and plans stay; so do the disks that are to outlive it, and
    /// the chains of those that go with it.
    pub(in crate::simulation) fn release(&mut self, instance: InstanceIdx) {
        self.fail_restores(RestoreFailure::InstanceReleased, |restore| {
            restore.target == instance && restore.kind != RestoreKind::Disk
        });
        self.fail_snapshots_in_progress(instance);
        if self.world.instances[instance].status.writes() {
            self.world.set_running(instance, false);
        }
        let state = &mut self.world.instances[instance];
        state.status = InstanceStatus::Released;
        state.status_until = None;
        let hour = self.world.now.clock_hour();
        self.world.rents.release_instance(instance, hour);
        self.note(EcsEvent::InstanceReleased(instance));
        for disk in self.world.instances[instance].disks.clone() {
            if self.world.disks[disk].delete_with_instance {
                self.world.disks[disk].life = DiskLife::Released;
                self.world.rents.release_disk(disk, hour);
                self.take_from_auto_policy(disk);
                self.note(EcsEvent::DiskReleased(disk));
            } else {
                self.world.detach(disk, instance);
                self.note(EcsEvent::DiskDetached(disk, instance));
            }
        }
    }

    /// Ends the start or stop of an instance.
    pub(in crate::simulation) fn end_status_change(&mut self, instance: InstanceIdx) {
        let state = &mut self.world.instances[instance];
        state.status_until = None;
        let running = state.status == InstanceStatus::Starting;
        state.status = if running { InstanceStatus::Running } else { InstanceStatus::Stopped };
        self.world.set_running(instance, running);
        if running {
            self.world.restores.note_running(instance, self.world.now);
        }
        self.note(match running {
            true => EcsEvent::InstanceStarted(instance),
            false => EcsEvent::InstanceStopped(instance),
        });
    }

    pub(in crate::simulation) fn change_status(&mut self, instance: InstanceIdx, status: InstanceStatus) {
        let setting = match status {
            InstanceStatus::Starting => Setting::InstanceStartSeconds,
            _ => Setting::InstanceStopSeconds,
        };
        let until = self.world.now + Seconds(self.world.assumptions.get(setting));
        let state = &mut self.world.instances[instance];
        state.status = status;
        state.status_until = Some(until);
        self.queue.schedule(until, Due::InstanceStatus { instance });
    }

    fn add_instance(
        &mut self,
        order: &InstanceOrder,
        place: Place,
        system: &NewDisk,
        data: &[NewDisk],
        number: u32,
    ) -> InstanceId {
        let now = self.world.now;
        let called = order.name.as_deref().unwrap_or_default();
        let id = self.world.free_instance_id(&format!("{called} {} {number}", now.0));
        let name = match (&order.name, order.numbered) {
            (None, _) => id.to_string(),
            (Some(name), false) => name.clone(),
            (Some(name), true) => format!("{name}{number:03}"),
        };
        let zone = self.world.networks.vswitches[place.vswitch].zone.clone();
        let instance = self.world.add_instance(Instance {
            code: self.world.free_code(id.as_str()),
            id: id.clone(),
            account: None,
            name,
            region: order.region,
            zone: zone.clone(),
            place,
            instance_type: order.instance_type.clone(),
            status: InstanceStatus::Starting,
            status_until: None,
            guest: None,
            os: order.os.clone(),
            tags: order.tags.clone(),
            disks: Vec::new(),
            created_at: now,
            bindings: Vec::new(),
            bindings_made: 0,
            listed: false,
            history: History::default(),
            replica_of: None,
        });
        self.note(EcsEvent::InstanceCreated(instance));
        self.change_status(instance, InstanceStatus::Starting);
        for (turn, disk) in std::iter::once(system).chain(data).enumerate() {
            let kind = if turn == 0 { DiskKind::System } else { DiskKind::Data };
            let disk = self.add_disk(disk, &format!("{id} {turn}"), kind, order.region, &zone);
            self.world.attach(disk, instance);
        }
        id
    }

    /// The vSwitch and security group that an order means; the first there are where it names none.
    pub(in crate::simulation) fn place(
        &self,
        region: Region,
        zone: Option<&str>,
        vswitch: Option<&VSwitchId>,
        security_group: Option<&SecurityGroupId>,
    ) -> Result<Place, Rejection> {
        let networks = &self.world.networks;
        let vswitch = match vswitch {
            Some(id) => self.vswitch_of(id, region, zone)?,
            None => networks
                .first_vswitch(region, zone)
                .ok_or_else(|| EcsProblem::ZoneNotFound { zone: zone.unwrap_or(region.id()).to_owned() })?,
        };
        let security_group = match security_group {
            None => networks.first_security_group(vswitch).expect("every VPC has a security group"),
            Some(id) => {
                let found = networks.security_group(id);
                found.ok_or_else(|| EcsProblem::NetworkNotFound { id: id.to_string() })?
            }
        };
        let group = &networks.security_groups[security_group];
        match group.vpc == networks.vswitches[vswitch].vpc {
            true => Ok(Place { vswitch, security_group }),
            false => Err(EcsProblem::OtherVpc { security_group: group.id.to_string() }.into()),
        }
    }

    /// A vSwitch that was named, if it lies where the order says.
    fn vswitch_of(&self, id: &VSwitchId, region: Region, zone: Option<&str>) -> Result<VSwitchIdx, Rejection> {
        let found = self.world.networks.vswitch(id);
        let vswitch = found.ok_or_else(|| EcsProblem::NetworkNotFound { id: id.to_string() })?;
        if self.world.networks.vpc_of(vswitch).region != region {
            return Err(EcsProblem::OtherRegion { id: id.to_string(), region }.into());
        }
        match zone.filter(|zone| self.world.networks.vswitches[vswitch].zone != *zone) {
            None => Ok(vswitch),
            Some(zone) => Err(EcsProblem::OtherZone { id: id.to_string(), zone: zone.to_owned() }.into()),
        }
    }
}
