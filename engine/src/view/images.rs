//! Custom Images of ECS, and what they can be made from.

use crate::{
    catalog::region::Region,
    cloud::{Image, labels::check_name},
    command::{EcsCommand, ImageSource},
    id::{ImageId, InstanceId, SnapshotId},
    rejection::Rejection,
    time::Timestamp,
    units::Mib,
    view::{
        list::{Page, Query},
        search,
    },
    world::World,
};

/// A custom image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageRow {
    /// Its id.
    pub id: ImageId,
    /// Its name.
    pub name: String,
    /// The operating system on it.
    pub os: String,
    /// What it was made from: the snapshot of a system disk first, then those of data disks.
    pub snapshots: Vec<SnapshotId>,
    /// What the disks that are made from it hold at least: the sizes of the disks that were snapshotted.
    pub size: Mib,
    /// Whether instances can start from it: all its snapshots can be used.
    pub is_available: bool,
    /// When it was created.
    pub created_at: Timestamp,
}

/// What the images can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImagesColumn {
    /// The name.
    Name,
    /// The size.
    Size,
    /// When it was created.
    Created,
}

impl ImagesColumn {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Name, Self::Size, Self::Created];
}

/// The custom images of `region`.
pub fn images(world: &World, region: Region, query: &Query) -> Page<ImageRow> {
    let all = of_region(world, region);
    let holds = |row: &&ImageRow| {
        let ids = row.snapshots.iter().map(SnapshotId::as_str);
        let mut texts = [row.id.as_str(), &row.name, &row.os].into_iter().chain(ids);
        texts.any(|text| search::holds(text, &query.search))
    };
    let found: Vec<_> = all.iter().filter(holds).collect();
    let compare = |a: &&ImageRow, b: &&ImageRow| match query.column(&ImagesColumn::ALL) {
        Some(ImagesColumn::Name) => a.name.cmp(&b.name),
        Some(ImagesColumn::Size) => a.size.cmp(&b.size),
        None | Some(ImagesColumn::Created) => a.created_at.cmp(&b.created_at),
    };
    query.page(&found, all.len(), &compare, &|row| (*row).clone())
}

/// The custom images that instances of `region` can start from.
pub fn available(world: &World, region: Region) -> Vec<ImageRow> {
    of_region(world, region).into_iter().filter(|row| row.is_available).collect()
}

/// The instances of `region` that an image can be made of, by id and name.
pub fn instances(world: &World, region: Region) -> Vec<(InstanceId, String)> {
    let here = world.living_instances().filter(|instance| instance.region == region);
    here.map(|instance| (instance.id.clone(), instance.name.clone())).collect()
}

/// The command that makes an image of `source`, which may stay without a name, or what is wrong with the name.
pub fn read(source: ImageSource, name: &str, description: &str) -> Result<EcsCommand, Rejection> {
    let name = name.trim();
    if !name.is_empty() {
        check_name(name)?;
    }
    Ok(EcsCommand::CreateImage { source, name: name.to_owned(), description: description.trim().to_owned() })
}

fn of_region(world: &World, region: Region) -> Vec<ImageRow> {
    let here = world.images.iter().filter(|(_, image)| image.region == region);
    here.map(|(id, image)| row(world, id, image)).collect()
}

fn row(world: &World, id: &ImageId, image: &Image) -> ImageRow {
    let found = image.snapshots.iter().filter_map(|held| world.disks[held.disk].chain.get(held.taken));
    ImageRow {
        id: id.clone(),
        name: image.name.clone(),
        os: image.os.clone(),
        snapshots: image.snapshots.iter().map(|held| world.snapshot_id(*held)).collect(),
        size: found.map(|snapshot| snapshot.disk_size).sum(),
        is_available: image.snapshots.iter().all(|held| world.is_usable(*held)),
        created_at: image.created_at,
    }
}
