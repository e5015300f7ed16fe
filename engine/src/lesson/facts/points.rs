//! How many backup points of an instance are such as an objective asks for.

use crate::{
    backup::{
        consistency::{Grouping, Level},
        point::{Archiving, Point},
    },
    cloud::InstanceIdx,
    scenario::lesson::check::{Agreement, Points, Tier},
    time::{Days, Timestamp},
    world::World,
};

/// How many such points an instance has at `at`.
pub(super) fn count(world: &World, instance: InstanceIdx, wanted: &Points, at: Timestamp) -> usize {
    let holders: Vec<InstanceIdx> = match wanted.region {
        _ if wanted.remote => world.replicas_of(instance).collect(),
        None => vec![instance],
        Some(region) if region == world.instances[instance].region => vec![instance],
        Some(region) => world.instance_in(instance, region).into_iter().collect(),
    };
    let points = holders.into_iter().flat_map(|holder| world.instances[holder].history.points());
    points.filter(|point| is_such(world, point, wanted, at)).count()
}

fn is_such(world: &World, point: &Point, wanted: &Points, at: Timestamp) -> bool {
    let age = at - point.created.at;
    let is = |asked: Option<bool>, found: bool| asked.is_none_or(|asked| asked == found);
    let disks = u32::try_from(point.snapshots.iter().count()).unwrap_or(u32::MAX);
    wanted.tier.is_none_or(|tier| self::tier(point) == tier)
        && is(wanted.locked, point.immutable)
        && wanted.younger_than.is_none_or(|span| age <= span.0)
        && wanted.older_than.is_none_or(|span| age >= span.0)
        && wanted.left.is_none_or(|span| point.expires_at - at >= span.0)
        && wanted.retention_days.is_none_or(|range| range.has(Some(point.retention)))
        && is(wanted.inspected, point.inspected_at.is_some())
        && is(wanted.whole, point.whole)
        && wanted.special.is_none_or(|period| point.special == Some(period.into()))
        && is(wanted.manual, point.policy.is_none())
        && is(wanted.extended, point.extended)
        && wanted.consistency.is_none_or(|asked| agrees(point, asked))
        && wanted.disks.is_none_or(|range| range.has(Some(Days(disks))))
        && wanted.clean.is_none_or(|asked| world.condition_of_point(point).is_clean() == asked)
}

fn tier(point: &Point) -> Tier {
    match point.archiving {
        Archiving::Done { .. } => Tier::Archive,
        _ => Tier::Standard,
    }
}

fn agrees(point: &Point, asked: Agreement) -> bool {
    match asked {
        Agreement::Group => point.consistency.grouping == Grouping::Group,
        Agreement::Application => point.consistency.level == Level::Application,
        Agreement::FileSystem => point.consistency.level == Level::FileSystem,
        Agreement::Crash => point.consistency.level == Level::Crash,
    }
}
