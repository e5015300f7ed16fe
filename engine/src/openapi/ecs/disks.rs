//! Disks: create, attach, detach, enlarge, list.

use serde_json::{Value, json};

use super::{done, page};
use crate::{
    catalog::disk::{DiskCategory, PerformanceLevel},
    cloud::{Disk, DiskIdx, Instance},
    command::{Command, DiskOrder, EcsCommand, EcsReceipt, Receipt},
    id::{DiskId, SnapshotId},
    openapi::{Answer, Refusal, fields, item, params::Params},
    simulation::Simulation,
    units::MIB_PER_GIB,
    world::World,
};

pub(super) fn create(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region_to_write(run)?;
    let attach_to = params.text("InstanceId")?.map(Into::into);
    let zone = params.text("ZoneId")?.map(str::to_owned);
    if attach_to.is_some() == zone.is_some() {
        return Err(params.wrong_type("ZoneId", "given, or else InstanceId, but not both"));
    }
    let order = DiskOrder {
        category: category(params, "DiskCategory")?,
        delete_with_instance: attach_to.is_some(),
        ..read_disk(params)?
    };
    match run.apply(Command::Ecs(EcsCommand::CreateDisk { region, zone, order, attach_to }))? {
        Receipt::Ecs(EcsReceipt::DiskCreated(id)) => Ok(fields(json!({ "DiskId": id }))),
        _ => Ok(Answer::new()),
    }
}

pub(super) fn attach(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let (disk, instance) = (disk(params)?, params.required_text("InstanceId")?.into());
    let delete_with_instance = params.flag("DeleteWithInstance")? == Some(true);
    done(run, EcsCommand::AttachDisk { disk, instance, delete_with_instance })
}

pub(super) fn detach(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    done(run, EcsCommand::DetachDisk { disk: disk(params)?, instance: params.required_text("InstanceId")?.into() })
}

pub(super) fn resize(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let size_gib = params.size_gib("NewSize")?.ok_or_else(|| params.missing("NewSize"))?;
    done(run, EcsCommand::ResizeDisk { disk: disk(params)?, size_gib })
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let filter = Filter::read(params)?;
    let world = run.world();
    let listed = world.disks_by_id().filter(|disk| world.disks[*disk].is_own() && filter.admits(world, *disk));
    let items: Vec<_> = listed.map(|disk| write_disk(world, disk)).collect();
    page(params, "Disks", "Disk", &items)
}

/// What a disk is to be like, under the names that `SystemDisk`, `DataDisk` and `CreateDisk` share.
pub(super) fn read_disk(params: &Params<'_>) -> Result<DiskOrder, Refusal> {
    let level = params.text("PerformanceLevel")?.map(|code| {
        PerformanceLevel::parse(code).ok_or_else(|| params.wrong_type("PerformanceLevel", "PL0, PL1, PL2 or PL3"))
    });
    Ok(DiskOrder {
        name: params.text("DiskName")?.map(str::to_owned),
        category: category(params, "Category")?,
        performance_level: level.transpose()?,
        size_gib: params.size_gib("Size")?,
        snapshot: params.text("SnapshotId")?.map(SnapshotId::from),
        multi_attach: params.text("MultiAttach")?.is_some_and(|multi_attach| multi_attach == "Enabled"),
        encrypted: params.flag("Encrypted")? == Some(true),
        delete_with_instance: params.flag("DeleteWithInstance")?.unwrap_or(true),
    })
}

impl Params<'_> {
    /// The size in GiB called `name`.
    pub(super) fn size_gib(&self, name: &str) -> Result<Option<u64>, Refusal> {
        let size = self.integer(name)?.map(u64::try_from);
        size.transpose().map_err(|_| self.wrong_type(name, "a size in GiB"))
    }
}

fn disk(params: &Params<'_>) -> Result<DiskId, Refusal> {
    Ok(params.required_text("DiskId")?.into())
}

fn category(params: &Params<'_>, name: &str) -> Result<DiskCategory, Refusal> {
    let Some(code) = params.text(name)? else { return Ok(DiskCategory::CloudEssd) };
    DiskCategory::parse(code).ok_or_else(|| params.wrong_type(name, "a disk category such as cloud_essd"))
}

/// The filters of the list; all must admit a disk.
struct Filter<'p> {
    region: Option<crate::catalog::region::Region>,
    ids: Vec<String>,
    texts: [(Text, Option<&'p str>); 8],
    flags: [(Flag, Option<bool>); 3],
}

#[derive(Clone, Copy)]
enum Text {
    Category,
    Instance,
    Level,
    MultiAttach,
    Name,
    Status,
    Type,
    Zone,
}

#[derive(Clone, Copy)]
enum Flag {
    DeleteWithInstance,
    Encrypted,
    Portable,
}

impl<'p> Filter<'p> {
    fn read(params: &'p Params<'_>) -> Result<Self, Refusal> {
        let text = |kind, name| Ok::<_, Refusal>((kind, params.text(name)?));
        let flag = |kind, name| Ok::<_, Refusal>((kind, params.flag(name)?));
        Ok(Self {
            region: params.region()?,
            ids: params.texts("DiskIds")?,
            texts: [
                text(Text::Category, "Category")?,
                text(Text::Instance, "InstanceId")?,
                text(Text::Level, "PerformanceLevel")?,
                text(Text::MultiAttach, "MultiAttach")?,
                text(Text::Name, "DiskName")?,
                text(Text::Status, "Status")?,
                text(Text::Type, "DiskType")?,
                text(Text::Zone, "ZoneId")?,
            ],
            flags: [
                flag(Flag::DeleteWithInstance, "DeleteWithInstance")?,
                flag(Flag::Encrypted, "Encrypted")?,
                flag(Flag::Portable, "Portable")?,
            ],
        })
    }

    fn admits(&self, world: &World, position: DiskIdx) -> bool {
        let disk = &world.disks[position];
        let admits_text = |kind: Text, wanted: &str| match kind {
            Text::Category => wanted == "all" || disk.category.code() == wanted,
            Text::Instance => owners(world, disk).any(|owner| owner.id.as_str() == wanted),
            Text::Level => disk.performance_level.is_some_and(|level| level.code() == wanted),
            Text::MultiAttach => multi_attach(disk) == wanted,
            Text::Name => disk.name == wanted,
            Text::Status => wanted.eq_ignore_ascii_case("all") || status(world, position) == wanted,
            Text::Type => wanted == "all" || disk.kind.api_name() == wanted,
            Text::Zone => disk.zone == wanted,
        };
        let flag = |kind: Flag| match kind {
            Flag::DeleteWithInstance => disk.delete_with_instance,
            Flag::Encrypted => disk.encrypted,
            Flag::Portable => portable(disk),
        };
        !disk.is_released()
            && self.region.is_none_or(|region| disk.region == region)
            && (self.ids.is_empty() || self.ids.iter().any(|id| id == disk.id.as_str()))
            && self.texts.iter().all(|(kind, wanted)| wanted.is_none_or(|wanted| admits_text(*kind, wanted)))
            && self.flags.iter().all(|(kind, wanted)| wanted.is_none_or(|wanted| flag(*kind) == wanted))
    }
}

fn write_disk(world: &World, position: DiskIdx) -> Value {
    let disk = &world.disks[position];
    let attachments: Vec<_> =
        owners(world, disk).map(|owner| json!({ "InstanceId": owner.id, "Device": device(owner, position) })).collect();
    let source = disk.made_from.map(|source| world.snapshot_id(source));
    let auto_policy = world.auto_policy_of(position);
    item(json!({
        "DiskId": disk.id,
        "DiskName": if disk.name.is_empty() { disk.id.as_str() } else { &disk.name },
        "Type": disk.kind.api_name(),
        "Category": disk.category.code(),
        "PerformanceLevel": disk.performance_level.map(PerformanceLevel::code),
        "Size": disk.size.0 / MIB_PER_GIB,
        "Status": status(world, position),
        "InstanceId": owners(world, disk).next().map(|owner| &owner.id),
        "Device": owners(world, disk).next().map(|owner| device(owner, position)),
        "Attachments": { "Attachment": attachments },
        "RegionId": disk.region.id(),
        "ZoneId": disk.zone,
        "MultiAttach": multi_attach(disk),
        "Encrypted": disk.encrypted,
        "Portable": portable(disk),
        "DeleteWithInstance": disk.delete_with_instance,
        "DeleteAutoSnapshot": false,
        "AutoSnapshotPolicyId": auto_policy.map(|policy| &world.auto_policies[policy].id),
        "EnableAutomatedSnapshotPolicy": auto_policy.is_some(),
        "EnableAutoSnapshot": true,
        "DiskChargeType": "PostPaid",
        "ExpiredTime": NEVER,
        "SourceSnapshotId": source,
        "CreationTime": disk.created_at.to_rfc3339_utc(),
    }))
}

fn owners<'w>(world: &'w World, disk: &'w Disk) -> impl Iterator<Item = &'w Instance> {
    disk.attached.iter().map(|owner| &world.instances[*owner])
}

/// What a disk is doing: while it is restored it is being put back, or made.
fn status(world: &World, position: DiskIdx) -> &'static str {
    let disk = &world.disks[position];
    match world.restore_of_disk(position) {
        Some(restore) if restore.kind.is_in_place() => "ReIniting",
        Some(_) => "Creating",
        None if disk.attached.is_empty() => "Available",
        None => "In_use",
    }
}

fn multi_attach(disk: &Disk) -> &'static str {
    if disk.multi_attach { "Enabled" } else { "Disabled" }
}

/// Whether it can be detached and attached elsewhere.
fn portable(disk: &Disk) -> bool {
    disk.kind == crate::cloud::disk::DiskKind::Data && disk.category.can_be_snapshotted()
}

/// The name of a disk in its instance: `/dev/xvda` for the system disk, then on in order.
pub(super) fn device(instance: &Instance, disk: DiskIdx) -> String {
    let position = instance.disks.iter().position(|other| *other == disk).unwrap_or_default();
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
    match position / 26 {
        0 => format!("/dev/xvd{}", letter(position)),
        round => format!("/dev/xvd{}{}", letter(round - 1), letter(position)),
    }
}

/// What the service gives where nothing expires.
const NEVER: &str = "2999-09-08T16:00Z";
