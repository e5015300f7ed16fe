//! Links: what carries copies of snapshots from one region to another (MDL-12).
//!
//! A link goes one way. It carries so many copies at a time, and the rest wait in the order they came. A link that is
//! shut carries nothing and keeps its order.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::InstanceIdx;
use crate::{
    backup::point::SnapshotRef,
    catalog::region::Region,
    id::Occasion,
    time::{Days, Timestamp},
    units::Mib,
};

/// All links, which come to be with the first copy that they are asked to carry.
#[derive(Clone, Debug, Default)]
pub struct Links {
    by_route: BTreeMap<Route, Link>,
    /// What keeps links shut, and how many times over.
    shut: BTreeMap<Shut, u32>,
    /// How many copies that users asked for are waiting or under way.
    of_users: usize,
}

/// From one region to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// Where the snapshots are.
    pub from: Region,
    /// Where their copies go.
    pub to: Region,
}

/// What is kept from carrying anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shut {
    /// One link.
    Link(Route),
    /// All links from and to a region.
    Region(Region),
}

/// One link.
#[derive(Clone, Debug, Default)]
pub struct Link {
    /// What it carries, in the order that it began.
    under_way: Vec<UnderWay>,
    /// What waits for it, first come, first served.
    waiting: VecDeque<CopyTask>,
}

/// A snapshot to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyTask {
    /// The snapshot.
    pub source: SnapshotRef,
    /// The copy, by the chain that it goes into and the occasion on which it was asked for.
    pub copy: SnapshotRef,
    /// Who wants it.
    pub purpose: Purpose,
    /// What it is encrypted with, where its source is not.
    pub key: Option<CopyKey>,
}

/// Who wants a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Cloud Backup, for a point (POL-65).
    Point {
        /// Whose point it is of.
        instance: InstanceIdx,
        /// The job that made it.
        job: Occasion,
    },
    /// The user, by hand (API-44).
    User {
        /// How long it is kept; for good where none.
        retention: Option<Days>,
    },
}

/// What an encrypted copy is encrypted with (SNP-30).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CopyKey {
    /// The key of the service.
    Service,
    /// A key of the user's own (POL-66).
    Customer(Box<str>),
}

/// A copy that a link carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// What is copied.
    pub task: CopyTask,
    /// Since when.
    pub began_at: Timestamp,
    /// When it is done, if nothing comes between.
    pub ends_at: Timestamp,
    /// What is carried.
    pub size: Mib,
}

impl Purpose {
    fn is_of_user(self) -> bool {
        matches!(self, Self::User { .. })
    }
}

impl Link {
    /// What it carries, in the order that it began.
    pub fn under_way(&self) -> &[UnderWay] {
        &self.under_way
    }

    /// What waits for it, in order.
    pub fn waiting(&self) -> impl ExactSizeIterator<Item = &CopyTask> {
        self.waiting.iter()
    }
}

impl Links {
    /// The links there are, by their routes.
    pub fn iter(&self) -> impl Iterator<Item = (Route, &Link)> {
        self.by_route.iter().map(|(route, link)| (*route, link))
    }

    /// Whether a link carries anything, as far as it depends on it.
    pub fn is_open(&self, route: Route) -> bool {
        let shut = [Shut::Link(route), Shut::Region(route.from), Shut::Region(route.to)];
        !shut.iter().any(|shut| self.shut.contains_key(shut))
    }

    /// What is shut, and how many times over.
    pub fn shut(&self) -> impl Iterator<Item = (Shut, u32)> + '_ {
        self.shut.iter().map(|(shut, times)| (*shut, *times))
    }

    /// The copy that is under way into this place.
    pub fn carried(&self, copy: SnapshotRef) -> Option<&UnderWay> {
        self.by_route.values().flat_map(|link| &link.under_way).find(|carried| carried.task.copy == copy)
    }

    /// Whether nothing is under way and nothing waits.
    pub fn is_idle(&self) -> bool {
        self.by_route.values().all(|link| link.under_way.is_empty() && link.waiting.is_empty())
    }

    /// Whether no user waits for a copy.
    pub(crate) fn has_none_of_users(&self) -> bool {
        self.of_users == 0
    }

    /// The routes of all links that there are.
    pub(crate) fn routes(&self) -> Vec<Route> {
        self.by_route.keys().copied().collect()
    }

    /// Adds a task at the end of the queue of its link.
    pub(crate) fn enqueue(&mut self, route: Route, task: CopyTask) {
        self.of_users += usize::from(task.purpose.is_of_user());
        self.by_route.entry(route).or_default().waiting.push_back(task);
    }

    /// Takes the next task of a link off its queue, if one of its lanes is free.
    pub(crate) fn take_next(&mut self, route: Route, lanes: usize) -> Option<CopyTask> {
        if !self.is_open(route) {
            return None;
        }
        let link = self.by_route.get_mut(&route).filter(|link| link.under_way.len() < lanes)?;
        let task = link.waiting.pop_front()?;
        self.of_users -= usize::from(task.purpose.is_of_user());
        Some(task)
    }

    /// Lets a link carry a copy.
    pub(crate) fn carry(&mut self, route: Route, carried: UnderWay) {
        self.of_users += usize::from(carried.task.purpose.is_of_user());
        self.by_route.entry(route).or_default().under_way.push(carried);
    }

    /// Takes the copy that is under way into this place off its link.
    pub(crate) fn finish(&mut self, copy: SnapshotRef) -> Option<(Route, UnderWay)> {
        let (route, link) = self.by_route.iter_mut().find(|(_, link)| link.carries(copy))?;
        let position = link.under_way.iter().position(|carried| carried.task.copy == copy)?;
        let carried = link.under_way.remove(position);
        self.of_users -= usize::from(carried.task.purpose.is_of_user());
        Some((*route, carried))
    }

    /// Takes all tasks that `is_wanted` does not want off the links, each with its route.
    pub(crate) fn withdraw(&mut self, is_wanted: impl Fn(&CopyTask) -> bool) -> Vec<(Route, CopyTask)> {
        let mut withdrawn = Vec::new();
        for (route, link) in &mut self.by_route {
            let (kept, gone) = std::mem::take(&mut link.under_way).into_iter().partition(|at| is_wanted(&at.task));
            link.under_way = kept;
            withdrawn.extend(gone.into_iter().map(|at: UnderWay| (*route, at.task)));
            let (kept, gone) = std::mem::take(&mut link.waiting).into_iter().partition(&is_wanted);
            link.waiting = kept;
            withdrawn.extend(VecDeque::into_iter(gone).map(|task| (*route, task)));
        }
        self.of_users -= withdrawn.iter().filter(|(_, task)| task.purpose.is_of_user()).count();
        withdrawn
    }

    /// Keeps links from carrying anything; what is under way goes back to the head of their queues, in order, and is
    /// given back.
    pub(crate) fn close(&mut self, shut: Shut) -> Vec<CopyTask> {
        *self.shut.entry(shut).or_default() += 1;
        let mut called_back = Vec::new();
        for link in self.by_route.iter_mut().filter(|(route, _)| shut.holds(**route)).map(|(_, link)| link) {
            let tasks: Vec<_> = link.under_way.drain(..).map(|carried| carried.task).collect();
            for task in tasks.iter().rev() {
                link.waiting.push_front(task.clone());
            }
            called_back.extend(tasks);
        }
        called_back
    }

    /// Takes back one closure; links that nothing else keeps shut carry on.
    pub(crate) fn open(&mut self, shut: Shut) {
        if let Some(times) = self.shut.get_mut(&shut) {
            *times -= 1;
            if *times == 0 {
                self.shut.remove(&shut);
            }
        }
    }
}

impl Link {
    fn carries(&self, copy: SnapshotRef) -> bool {
        self.under_way.iter().any(|carried| carried.task.copy == copy)
    }
}

impl Shut {
    fn holds(self, route: Route) -> bool {
        match self {
            Self::Link(shut) => shut == route,
            Self::Region(region) => route.from == region || route.to == region,
        }
    }
}
