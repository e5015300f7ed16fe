//! The links between regions: what they carry and what waits for them (MDL-12).

use crate::{
    backup::point::SnapshotRef,
    catalog::region::Region,
    cloud::link::{CopyTask, Link, Purpose, Route},
    scenario::settings::Setting,
    time::Timestamp,
    units::Mib,
    world::World,
};

/// One link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// Where it comes from.
    pub from: Region,
    /// Where it goes.
    pub to: Region,
    /// Whether it carries anything.
    pub is_open: bool,
    /// How many copies it carries at a time.
    pub lanes: usize,
    /// What it carries.
    pub under_way: Vec<CarriedRow>,
    /// How many copies wait for it.
    pub waiting: usize,
    /// The first of them, in order: the names of the instances or disks.
    pub next: Vec<String>,
}

/// A copy under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedRow {
    /// The name of the instance whose point is copied, or the disk of a snapshot.
    pub name: String,
    /// The disk.
    pub disk: String,
    /// What is carried.
    pub size: Mib,
    /// How far it is, 0 to 100.
    pub percent: u32,
    /// When it is done.
    pub ends_at: Timestamp,
}

/// The links from or to a region that carry something, have something to carry, or are shut.
pub fn links(world: &World, region: Region) -> Vec<LinkRow> {
    let busy = |(route, link): &(Route, &Link)| {
        [route.from, route.to].contains(&region)
            && (!link.under_way().is_empty() || link.waiting().len() > 0 || !world.links.is_open(*route))
    };
    world.links.iter().filter(busy).map(|(route, link)| row(world, route, link)).collect()
}

fn row(world: &World, route: Route, link: &Link) -> LinkRow {
    let under_way = link.under_way().iter().map(|carried| {
        let whole = (carried.ends_at - carried.began_at).0.max(1);
        let done = (world.now - carried.began_at).0.clamp(0, whole);
        CarriedRow {
            name: name(world, &carried.task),
            disk: disk(world, carried.task.source),
            size: carried.size,
            percent: u32::try_from(done * 100 / whole).unwrap_or(100),
            ends_at: carried.ends_at,
        }
    });
    LinkRow {
        from: route.from,
        to: route.to,
        is_open: world.links.is_open(route),
        lanes: usize::try_from(world.assumptions.get(Setting::CopiesPerLink)).unwrap_or(usize::MAX),
        under_way: under_way.collect(),
        waiting: link.waiting().len(),
        next: link.waiting().take(NEXT_MAX).map(|task| name(world, task)).collect(),
    }
}

fn name(world: &World, task: &CopyTask) -> String {
    match task.purpose {
        Purpose::Point { instance, .. } => world.instances[instance].name.clone(),
        Purpose::User { .. } => disk(world, task.source),
    }
}

fn disk(world: &World, source: SnapshotRef) -> String {
    world.disks[source.disk].id.to_string()
}

/// How many of those that wait are named.
const NEXT_MAX: usize = 3;
