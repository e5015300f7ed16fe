//! Whether each instance can be recovered: to which point, from where, and how soon.
//!
//! What is true and what people know are two things: an infected point looks like any other until someone inspects it
//! or the ransomware in it strikes (MDL-04).

use super::World;
use crate::{
    backup::point::Point,
    catalog::region::Region,
    cloud::InstanceIdx,
    id::{Occasion, PointId},
    rule::Rule,
    time::{Seconds, Timestamp},
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
    /// Of every region in which a point brings it back the newest, its own region first.
    pub ways: Vec<Way>,
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

    /// Every region in which a point brings it back, its own first.
    pub fn regions(&self) -> impl Iterator<Item = Region> + '_ {
        self.ways.iter().map(|way| way.region)
    }

    /// The newest point that brings it back in this region, or in any where none is named.
    pub fn newest_in(&self, region: Option<Region>) -> Option<&Way> {
        match region {
            None => self.newest.as_ref(),
            Some(region) => self.ways.iter().find(|way| way.region == region),
        }
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
}

impl World {
    /// How all instances stand that are there or have points, in the order of their ids.
    pub fn recoverabilities(&self) -> Vec<Recoverability> {
        let is_meant = |instance: &InstanceIdx| {
            !self.instances[*instance].is_released() || self.holders_of(*instance).any(|holder| self.has_points(holder))
        };
        self.instances_by_id().filter(is_meant).map(|instance| self.recoverability(instance)).collect()
    }

    /// How one instance stands.
    pub fn recoverability(&self, instance: InstanceIdx) -> Recoverability {
        Recoverability {
            instance,
            actual: self.outlook(instance, |point| self.condition_of_point(point).is_clean()),
            known: self.known_outlook(instance),
        }
    }

    /// How one instance stands as far as people know.
    pub fn known_outlook(&self, instance: InstanceIdx) -> Outlook {
        self.outlook(instance, |point| !self.is_known_bad(point))
    }

    /// How long a restore of a whole instance from a point takes: its preparation and the slowest disk, and what the
    /// Archive tier adds (MDL-14, MDL-15).
    pub fn restore_time(&self, point: &Point) -> Seconds {
        point.snapshots.iter().map(|held| self.time_to_restore(*held)).max().unwrap_or_default()
    }

    /// By the points that are good: of each region the newest.
    fn outlook(&self, instance: InstanceIdx, is_good: impl Fn(&Point) -> bool) -> Outlook {
        let mut ways: Vec<Way> = Vec::new();
        let mut obstacle = Obstacle::NoPoint;
        for holder in self.holders_of(instance) {
            for point in self.instances[holder].history.points().rev() {
                let Some(found) = self.obstacle_to_recovery(holder, point, &is_good) else {
                    ways.push(self.way(holder, point));
                    break;
                };
                obstacle = obstacle.max(found);
            }
        }
        // Of copies of the same data that in the instance's own region, which comes first.
        let newest = ways.iter().reduce(|one, other| if other.created > one.created { other } else { one }).cloned();
        let obstacle = newest.is_none().then_some(obstacle);
        Outlook { newest, ways, obstacle }
    }

    /// What keeps this point from bringing its instance back now.
    fn obstacle_to_recovery(
        &self,
        holder: InstanceIdx,
        point: &Point,
        is_good: impl Fn(&Point) -> bool,
    ) -> Option<Obstacle> {
        if !self.is_complete(point) {
            Some(Obstacle::NoCompletePoint)
        } else if !is_good(point) {
            Some(Obstacle::NoCleanPoint)
        } else if self.is_out_of_order(self.instances[holder].region) {
            Some(Obstacle::RegionOutage)
        } else if !self.is_within_reach(holder) {
            Some(Obstacle::NotManaged)
        } else {
            self.account.is_suspended(self.now).then_some(Obstacle::AccountSuspended)
        }
    }

    /// What holds the points of an instance: itself, then its replicas.
    fn holders_of(&self, instance: InstanceIdx) -> impl Iterator<Item = InstanceIdx> + '_ {
        std::iter::once(instance).chain(self.replicas_of(instance))
    }

    fn has_points(&self, holder: InstanceIdx) -> bool {
        self.instances[holder].history.points().len() > 0
    }

    fn way(&self, holder: InstanceIdx, point: &Point) -> Way {
        Way {
            point: self.point_id(holder, point.created),
            created: point.created,
            region: self.instances[holder].region,
            holder,
            restore: self.restore_time(point),
        }
    }
}
