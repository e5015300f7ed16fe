//! Whether each instance can be recovered: to which point, from where, and how soon.
//!
//! What is true and what people know are two things: an infected point looks like any other until someone inspects it
//! or the ransomware in it strikes (MDL-04).

use crate::{
    backup::point::Point,
    catalog::region::Region,
    cloud::InstanceIdx,
    id::{InstanceId, Occasion, PointId},
    locale::{Locale, Words},
    rule::Rule,
    time::{Seconds, Timestamp},
    world::World,
};

/// How an instance stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoverability {
    /// Which.
    pub instance: InstanceIdx,
    /// As it is: by the points that are clean.
    pub actual: Outlook,
    /// As far as people know: by the points that are not known to be bad.
    pub known: Outlook,
}

/// What an instance can come back from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The newest point that brings it back.
    pub newest: Option<Way>,
    /// Every region in which a point brings it back, its own first.
    pub regions: Vec<Region>,
    /// What keeps it from being recovered, where nothing brings it back.
    pub obstacle: Option<Obstacle>,
}

/// A point that an instance comes back from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The point.
    pub point: PointId,
    /// When it was created: what was written since is lost.
    pub created: Occasion,
    /// Where it lies.
    pub region: Region,
    /// The instance or replica that holds it.
    pub holder: InstanceIdx,
    /// How long a restore from it takes (MDL-14, MDL-15).
    pub restore: Seconds,
}

/// What keeps an instance from being recovered, the most that was achieved last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Obstacle {
    /// It has no backup point.
    NoPoint,
    /// No point holds all of its disks, ready for use.
    NoCompletePoint,
    /// Every complete point is infected or damaged.
    NoCleanPoint,
    /// The regions of its clean points are out of order.
    RegionOutage,
    /// Its account is no longer managed.
    NotManaged,
    /// The account is suspended.
    AccountSuspended,
}

impl Outlook {
    /// How old the newest point is: what would be lost (RPO).
    pub fn rpo(&self, now: Timestamp) -> Option<Seconds> {
        self.newest.as_ref().map(|way| now - way.created.at)
    }
}

impl Obstacle {
    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::NoPoint => Rule::Con04,
            Self::NoCompletePoint => Rule::Job08,
            Self::NoCleanPoint => Rule::Mdl04,
            Self::RegionOutage => Rule::Mdl16,
            Self::NotManaged => Rule::Acc07,
            Self::AccountSuspended => Rule::Acc05,
        }
    }

    /// It in words.
    pub fn text(self, locale: Locale) -> &'static str {
        let words = match self {
            Self::NoPoint => Words { en: "It has no backup point", zh: "没有备份点" },
            Self::NoCompletePoint => Words {
                en: "No backup point holds all its disks with the system disk, ready for use",
                zh: "没有包含系统盘及全部云盘且可用的备份点",
            },
            Self::NoCleanPoint => Words {
                en: "Every complete backup point is infected or damaged",
                zh: "完整的备份点均已感染或受损",
            },
            Self::RegionOutage => Words {
                en: "The regions of its clean backup points are out of order",
                zh: "干净备份点所在的地域故障",
            },
            Self::NotManaged => Words { en: "Its account is no longer managed", zh: "所属账号已不被管理" },
            Self::AccountSuspended => {
                Words { en: "The account is suspended for an overdue payment", zh: "账号因欠费停服" }
            }
        };
        words.get(locale)
    }
}

/// One instance, as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The instance.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// The creation of the newest point that is not known to be bad.
    pub known: Option<Timestamp>,
    /// That of the newest clean one, the point and the instance or replica that has it.
    pub clean: Option<(Timestamp, PointId)>,
    /// How old the newest clean point is.
    pub rpo: Option<Seconds>,
    /// How long a restore from it takes.
    pub restore: Option<Seconds>,
    /// The names of the regions in which a clean point brings it back.
    pub regions: Vec<&'static str>,
    /// What keeps it from being recovered, in words, and the rule behind it.
    pub obstacle: Option<(&'static str, Rule)>,
}

/// The instances as people read them, those first that would come back from another point than people think; at most
/// [`ROWS_MAX`].
pub fn rows(world: &World, locale: Locale) -> Vec<Row> {
    let mut rows: Vec<_> = of_all(world).iter().map(|of| row(world, of, locale)).collect();
    rows.sort_by_key(|row| row.clean.as_ref().map(|(created, _)| *created) == row.known);
    rows.truncate(ROWS_MAX);
    rows
}

fn row(world: &World, of: &Recoverability, locale: Locale) -> Row {
    let instance = &world.instances[of.instance];
    let (actual, known) = (&of.actual, &of.known);
    Row {
        instance: instance.id.clone(),
        name: instance.name.clone(),
        known: known.newest.as_ref().map(|way| way.created.at),
        clean: actual.newest.as_ref().map(|way| (way.created.at, way.point.clone())),
        rpo: actual.rpo(world.now),
        restore: actual.newest.as_ref().map(|way| way.restore),
        regions: actual.regions.iter().map(|region| region.name(locale)).collect(),
        obstacle: actual.obstacle.map(|obstacle| (obstacle.text(locale), obstacle.rule())),
    }
}

/// How many instances are shown.
pub const ROWS_MAX: usize = 100;

/// All instances that are there or have points, in the order of their ids.
pub fn of_all(world: &World) -> Vec<Recoverability> {
    let is_meant = |instance: &InstanceIdx| {
        !world.instances[*instance].is_released() || holders(world, *instance).any(|holder| has_points(world, holder))
    };
    world.instances_by_id().filter(is_meant).map(|instance| of(world, instance)).collect()
}

/// How one instance stands.
pub fn of(world: &World, instance: InstanceIdx) -> Recoverability {
    Recoverability {
        instance,
        actual: outlook(world, instance, |point| world.condition_of_point(point).is_clean()),
        known: known(world, instance),
    }
}

/// How one instance stands as far as people know.
pub fn known(world: &World, instance: InstanceIdx) -> Outlook {
    outlook(world, instance, |point| !world.is_known_bad(point))
}

/// By the points that are good: of each region the newest.
fn outlook(world: &World, instance: InstanceIdx, is_good: impl Fn(&Point) -> bool) -> Outlook {
    let mut ways: Vec<Way> = Vec::new();
    let mut obstacle = Obstacle::NoPoint;
    for holder in holders(world, instance) {
        for point in world.instances[holder].history.points().rev() {
            let Some(found) = obstacle_of(world, holder, point, &is_good) else {
                ways.push(way(world, holder, point));
                break;
            };
            obstacle = obstacle.max(found);
        }
    }
    let regions = ways.iter().map(|way| way.region).collect();
    // Of copies of the same data that in the instance's own region, which comes first.
    let newest = ways.into_iter().reduce(|one, other| if other.created > one.created { other } else { one });
    let obstacle = newest.is_none().then_some(obstacle);
    Outlook { newest, regions, obstacle }
}

/// How long a restore of a whole instance from a point takes: its preparation and the slowest disk, and what the Archive
/// tier adds (MDL-14, MDL-15).
pub fn restore_time(world: &World, point: &Point) -> Seconds {
    point.snapshots.iter().map(|held| world.time_to_restore(*held)).max().unwrap_or_default()
}

/// What keeps this point from bringing its instance back now.
fn obstacle_of(
    world: &World,
    holder: InstanceIdx,
    point: &Point,
    is_good: impl Fn(&Point) -> bool,
) -> Option<Obstacle> {
    if !world.is_complete(point) {
        Some(Obstacle::NoCompletePoint)
    } else if !is_good(point) {
        Some(Obstacle::NoCleanPoint)
    } else if world.is_out_of_order(world.instances[holder].region) {
        Some(Obstacle::RegionOutage)
    } else if !world.is_within_reach(holder) {
        Some(Obstacle::NotManaged)
    } else {
        world.account.is_suspended(world.now).then_some(Obstacle::AccountSuspended)
    }
}

/// What holds the points of an instance: itself, then its replicas.
fn holders(world: &World, instance: InstanceIdx) -> impl Iterator<Item = InstanceIdx> + '_ {
    std::iter::once(instance).chain(world.replicas_of(instance))
}

fn has_points(world: &World, holder: InstanceIdx) -> bool {
    world.instances[holder].history.points().len() > 0
}

fn way(world: &World, holder: InstanceIdx, point: &Point) -> Way {
    Way {
        point: world.point_id(holder, point.created),
        created: point.created,
        region: world.instances[holder].region,
        holder,
        restore: restore_time(world, point),
    }
}
