//! Custom images.

use serde_json::{Value, json};

use super::{done, page};
use crate::{
    cloud::{Image, disk::DiskKind},
    command::{Command, EcsCommand, EcsReceipt, ImageSource, Receipt},
    id::ImageId,
    openapi::{Answer, Refusal, fields, item, params::Params},
    simulation::Simulation,
    units::{MIB_PER_GIB, Mib},
    world::World,
};

pub(super) fn create(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let text = |name| Ok::<_, Refusal>(params.text(name)?.unwrap_or_default().to_owned());
    let source = match (params.text("SnapshotId")?, params.text("InstanceId")?) {
        (Some(snapshot), _) => ImageSource::Snapshot(snapshot.into()),
        (None, Some(instance)) => ImageSource::Instance(instance.into()),
        (None, None) => return Err(params.missing("SnapshotId or InstanceId")),
    };
    let (name, description) = (text("ImageName")?, text("Description")?);
    match run.apply(Command::Ecs(EcsCommand::CreateImage { source, name, description }))? {
        Receipt::Ecs(EcsReceipt::ImageCreated(id)) => Ok(fields(json!({ "ImageId": id }))),
        _ => Ok(Answer::new()),
    }
}

pub(super) fn delete(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.flag("Force")?;
    let image = params.required_text("ImageId")?.into();
    done(run, EcsCommand::DeleteImage { image })
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let (id, name, snapshot) = (params.text("ImageId")?, params.text("ImageName")?, params.text("SnapshotId")?);
    let world = run.world();
    let listed = world.images.iter().filter(|(image_id, image)| {
        region.is_none_or(|region| image.region == region)
            && id.is_none_or(|ids| ids.split(',').any(|id| id.trim() == image_id.as_str()))
            && name.is_none_or(|name| image.name == name)
            && snapshot.is_none_or(|id| image.snapshots.iter().any(|held| world.snapshot_id(*held).as_str() == id))
    });
    let items: Vec<_> = listed.map(|(id, image)| write(world, id, image)).collect();
    page(params, "Images", "Image", &items)
}

fn write(world: &World, id: &ImageId, image: &Image) -> Value {
    let found =
        || image.snapshots.iter().filter_map(|held| Some((held, world.disks[held.disk].chain.get(held.taken)?)));
    let ready = found().all(|(_, snapshot)| snapshot.ready_at <= world.now);
    let gib = |size: Mib| size.0 / MIB_PER_GIB;
    let disks = found().map(|(held, snapshot)| {
        json!({
            "SnapshotId": world.snapshot_id(*held),
            "Size": gib(snapshot.disk_size).to_string(),
            "Type": world.disks[held.disk].kind.api_name(),
        })
    });
    let system = found().find(|(held, _)| world.disks[held.disk].kind == DiskKind::System);
    item(json!({
        "ImageId": id,
        "ImageName": image.name,
        "Description": image.description,
        "ImageOwnerAlias": "self",
        "Status": if ready { "Available" } else { "Creating" },
        "CreationTime": image.created_at.to_rfc3339_utc(),
        "OSName": image.os,
        "Size": system.map(|(_, snapshot)| gib(snapshot.disk_size)),
        "DiskDeviceMappings": { "DiskDeviceMapping": disks.collect::<Vec<_>>() },
    }))
}
