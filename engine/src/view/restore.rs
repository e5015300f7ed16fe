//! The forms Restore, Clone and Disaster Recovery: what there is to choose from, and what is wrong with what is typed.

use crate::{
    backup::point::Point,
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        instance_type::InstanceType,
        region::Region,
    },
    cloud::{InstanceIdx, disk::DiskKind, instance::InstanceStatus, labels::check_name},
    command::{CloneOrder, Command, InPlace, RestoreOrder, RestoreTarget},
    id::{InstanceId, PointId, SecurityGroupId, VSwitchId},
    locale::{Locale, Words},
    rejection::{Problem, Rejection, RestoreProblem},
    time::Timestamp,
    world::World,
};

/// What can be restored from a point, or from its part of one disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restorable {
    /// The point, or the part.
    pub point: PointId,
    /// The disk that the part is of; none for the point.
    pub disk: Option<String>,
    /// The instance.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// The region of the point.
    pub region: Region,
    /// When the point was created.
    pub created_at: Timestamp,
    /// Whether it was copied from another region (RES-10).
    pub is_copy: bool,
    /// What keeps it from being restored in place, whatever is done.
    pub not_in_place: Option<Problem>,
    /// What keeps it from becoming an instance.
    pub not_cloned: Option<Problem>,
    /// What its instance is doing: in place it must be stopped first (RES-02).
    pub status: InstanceStatus,
    /// Whether a disk is detached or attached elsewhere, so that it takes force (RES-05).
    pub needs_force: bool,
}

/// Where a new instance can stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VpcChoice {
    /// The id of the VPC.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its vSwitches: id, and name with zone.
    pub vswitches: Vec<(String, String)>,
    /// Its security groups: id and name.
    pub security_groups: Vec<(String, String)>,
}

/// What a clone is asked for, before anything is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloneChoices {
    /// The VPCs of the region; none where there is no network (RES-07).
    pub vpcs: Vec<VpcChoice>,
    /// The type of the source.
    pub instance_type: String,
    /// The category that most of the source's disks have.
    pub category: DiskCategory,
    /// The level of its first disk, if that is an ESSD.
    pub level: PerformanceLevel,
    /// A name.
    pub name: String,
    /// A hostname.
    pub host_name: String,
}

/// What is typed for a clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CloneForm {
    /// The vSwitch.
    pub vswitch: String,
    /// The security group.
    pub security_group: String,
    /// The type.
    pub instance_type: String,
    /// The category of the disks.
    pub category: String,
    /// Their level, where they are ESSDs.
    pub level: String,
    /// The name.
    pub name: String,
    /// The hostname.
    pub host_name: String,
    /// The private address; empty for any.
    pub private_ip: String,
    /// Whether it gets a public address.
    pub public_ip: bool,
    /// Whether it starts.
    pub boot: bool,
}

/// What is known of a point, or the part of one disk, that someone wants to restore.
pub fn restorable(world: &World, id: &PointId) -> Option<Restorable> {
    let of_disk = world.disk_point(id);
    let (holder, point) = match of_disk {
        Some((holder, point, _)) => (holder, point),
        None => world.point(id).ok()?,
    };
    let parts: Vec<_> = of_disk.map_or_else(|| point.snapshots.to_vec(), |(.., part)| vec![part]);
    let instance = &world.instances[holder];
    let moved = parts.iter().any(|part| !world.disks[part.disk].attached.contains(&holder));
    Some(Restorable {
        point: id.clone(),
        disk: of_disk.map(|(.., part)| world.disks[part.disk].id.to_string()),
        instance: instance.id.clone(),
        name: instance.name.clone(),
        region: instance.region,
        created_at: point.created.at,
        is_copy: instance.is_replica(),
        not_in_place: not_in_place(world, holder),
        not_cloned: not_cloned(world, point).filter(|_| of_disk.is_none()),
        status: instance.status,
        needs_force: moved,
    })
}

/// What keeps the points of an instance from being restored in place, whatever is done.
fn not_in_place(world: &World, holder: InstanceIdx) -> Option<Problem> {
    let instance = &world.instances[holder];
    match (instance.is_replica(), instance.is_released()) {
        (true, _) => Some(RestoreProblem::CopyInPlace.into()),
        (false, true) => Some(Problem::InstanceReleased),
        (false, false) => None,
    }
}

fn not_cloned(world: &World, point: &Point) -> Option<Problem> {
    let has_system = point.snapshots.iter().any(|held| world.disks[held.disk].kind == DiskKind::System);
    (!has_system).then(|| RestoreProblem::NoSystemDisk.into())
}

/// The instances of the region that can get a new disk: id and name.
pub fn disk_targets(world: &World, of: &Restorable) -> Vec<(String, String)> {
    let account = world.holder_of_point(&of.point).and_then(|holder| world.instances[holder].account);
    let here = world.instances_by_id().map(|at| &world.instances[at]).filter(|instance| {
        instance.region == of.region && instance.account == account && instance.status.allows_snapshots()
    });
    here.map(|instance| (instance.id.to_string(), format!("{} ({})", instance.name, instance.zone))).collect()
}

/// What there is to choose from for a clone of this point.
pub fn clone_choices(world: &World, of: &Restorable) -> CloneChoices {
    let networks = &world.networks;
    let here = networks.vpcs.iter().filter(|(_, vpc)| vpc.region == of.region);
    let vpcs = here.map(|(position, vpc)| VpcChoice {
        id: vpc.id.to_string(),
        name: vpc.name.clone(),
        vswitches: {
            let its = networks.vswitches.iter().filter(|(_, vswitch)| vswitch.vpc == position);
            its.map(|(_, vswitch)| (vswitch.id.to_string(), with_zone(&vswitch.name, &vswitch.zone))).collect()
        },
        security_groups: {
            let its = networks.security_groups.iter().filter(|(_, group)| group.vpc == position);
            its.map(|(_, group)| (group.id.to_string(), group.name.clone())).collect()
        },
    });
    let holder = world.holder_of_point(&of.point);
    let instance_type = holder.map(|holder| world.instances[holder].instance_type.as_str().to_owned());
    let disks = world.point(&of.point).map(|(_, point)| point.snapshots.to_vec()).unwrap_or_default();
    let first = disks.first().map(|held| &world.disks[held.disk]);
    let suffix = if of.is_copy { "dr" } else { "clone" };
    CloneChoices {
        vpcs: vpcs.collect(),
        instance_type: instance_type.unwrap_or_default(),
        category: first.map_or(DiskCategory::CloudEssd, |disk| disk.category),
        level: first.and_then(|disk| disk.performance_level).unwrap_or_default(),
        name: format!("{}-{suffix}", of.name),
        host_name: host_name(&of.name),
    }
}

/// What the name of a clone may be, in words (POL-04).
pub fn name_hint(locale: Locale) -> String {
    let words = Words {
        en: "2 to 128 letters, digits and . _ - : beginning with a letter",
        zh: "2~128个文字、数字或 . _ - : 以文字开头",
    };
    words.get(locale).to_owned()
}

/// What a vSwitch is called: its name, with its zone where that does not say it.
fn with_zone(name: &str, zone: &str) -> String {
    if name == zone { name.to_owned() } else { format!("{name} ({zone})") }
}

/// A hostname out of a name: what a system takes of it.
fn host_name(name: &str) -> String {
    let kept: String = name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    let kept = kept.trim_matches('-');
    if kept.len() < 2 { "host-1".to_owned() } else { kept.to_owned() }
}

/// The command of a restore in place.
pub fn in_place(of: &Restorable, force: bool, boot: bool) -> Command {
    let how = InPlace { instance: of.instance.clone(), force, boot };
    let target = if of.disk.is_some() { RestoreTarget::Disk(how) } else { RestoreTarget::Instance(how) };
    Command::Restore(RestoreOrder { point: of.point.clone(), region: None, target })
}

/// The command that makes a new disk of an instance.
pub fn new_disk(of: &Restorable, instance: &str, category: &str, level: &str) -> Command {
    let category = DiskCategory::parse(category).unwrap_or(DiskCategory::CloudEssd);
    let target =
        RestoreTarget::NewDisk { instance: instance.into(), category, performance_level: read_level(category, level) };
    Command::Restore(RestoreOrder { point: of.point.clone(), region: None, target })
}

fn read_level(category: DiskCategory, level: &str) -> Option<PerformanceLevel> {
    PerformanceLevel::parse(level).filter(|_| category == DiskCategory::CloudEssd)
}

impl CloneForm {
    /// What is wrong with the name.
    pub fn name_fault(&self) -> Option<Rejection> {
        check_name(&self.name).err()
    }

    /// The command that it comes to.
    pub fn command(&self, of: &Restorable) -> Result<Command, Rejection> {
        check_name(&self.name)?;
        let category = DiskCategory::parse(&self.category).unwrap_or(DiskCategory::CloudEssd);
        let private_ip = Some(self.private_ip.trim()).filter(|given| !given.is_empty());
        let clone = CloneOrder {
            instance_type: InstanceType::parse(&self.instance_type).expect("chosen among types"),
            category,
            performance_level: read_level(category, &self.level),
            vswitch: VSwitchId::from(self.vswitch.as_str()),
            security_group: SecurityGroupId::from(self.security_group.as_str()),
            name: self.name.trim().to_owned(),
            host_name: self.host_name.trim().to_owned(),
            public_ip: self.public_ip,
            private_ip: private_ip.map(str::to_owned),
            boot: self.boot,
        };
        let target = RestoreTarget::NewInstance(clone);
        Ok(Command::Restore(RestoreOrder { point: of.point.clone(), region: Some(of.region), target }))
    }
}
