//! Disks.

use serde_json::{Value, json};

use super::page;
use crate::{
    cloud::Disk,
    openapi::{Answer, Refusal, item, params::Params},
    simulation::Simulation,
    world::World,
};

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let ids = params.texts("DiskIds")?;
    let (instance, category) = (params.text("InstanceId")?, params.text("Category")?);
    let world = run.world();
    let listed = world.disks_by_id().map(|position| &world.disks[position]).filter(|disk| {
        let mut owners = disk.attached.iter().map(|owner| &world.instances[*owner]);
        region.is_none_or(|region| disk.region == region)
            && (ids.is_empty() || ids.iter().any(|id| id == disk.id.as_str()))
            && instance.is_none_or(|id| owners.any(|owner| owner.id.as_str() == id))
            && category.is_none_or(|category| category == "all" || disk.category.code() == category)
    });
    let items: Vec<_> = listed.map(|disk| write_disk(world, disk)).collect();
    page(params, "Disks", "Disk", &items)
}

fn write_disk(world: &World, disk: &Disk) -> Value {
    let owners: Vec<_> = disk.attached.iter().map(|owner| &world.instances[*owner]).collect();
    let attachments: Vec<_> = owners.iter().map(|owner| json!({ "InstanceId": owner.id })).collect();
    item(json!({
        "DiskId": disk.id,
        "DiskName": disk.id,
        "Type": disk.kind.api_name(),
        "Category": disk.category.code(),
        "PerformanceLevel": disk.performance_level.map(crate::catalog::disk::PerformanceLevel::code),
        "Size": disk.size.0 / crate::units::MIB_PER_GIB,
        "Status": if owners.is_empty() { "Available" } else { "In_use" },
        "InstanceId": owners.first().map(|owner| &owner.id),
        "Attachments": { "Attachment": attachments },
        "RegionId": disk.region.id(),
        "ZoneId": disk.zone,
        "MultiAttach": if disk.multi_attach { "Enabled" } else { "Disabled" },
        "Encrypted": disk.encrypted,
        "CreationTime": disk.created_at.to_rfc3339_utc(),
    }))
}
