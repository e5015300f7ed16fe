//! Resource plans: capacity that is paid for in advance and takes standard snapshot storage off the bill (ACC-08).
//!
//! Hour by hour a plan covers what standard snapshots of its region occupy, up to its capacity; what exceeds it is charged
//! as ever. Plans of OSS count before storage capacity units, and nothing but standard storage is covered (BIL-16).

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{
    bill::{HOURS_PER_MONTH, MIB_HOURS_PER_GIB_MONTH, Unit, amount},
    money::MicroCny,
    prices::Prices,
};
use crate::{
    catalog::region::Region,
    cloud::Disk,
    digest::DigestWriter,
    time::{HOUR, Timestamp},
    units::Mib,
    world::World,
};

/// The kinds of plans that standard snapshots can be offset by, in the order in which they are used (BIL-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PlanKind {
    /// A resource plan of OSS for Standard, locally redundant storage.
    OssStandardLrs,
    /// A storage capacity unit.
    Scu,
}

/// What is to be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanOrder {
    /// Which kind.
    pub kind: PlanKind,
    /// Where it counts: ours, a plan is for one region.
    pub region: Region,
    /// What it covers at any time.
    pub capacity_gib: u32,
    /// For how many months of 30 days.
    pub months: u32,
}

/// A plan that was bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourcePlan {
    /// What was bought.
    pub order: PlanOrder,
    /// When: it counts from this clock hour on.
    pub bought_at: Timestamp,
    /// What a GiB of it cost for a month.
    pub unit_price: MicroCny,
}

/// The plans of a run, in the order they were bought.
#[derive(Clone, Debug, Default)]
pub struct ResourcePlans(Vec<ResourcePlan>);

/// What is left of the capacity of a region's plans, hour by hour.
pub(super) struct Capacity {
    from: i64,
    left: Vec<u64>,
}

impl PlanKind {
    /// All kinds in the order in which they are used.
    pub const ALL: [Self; 2] = [Self::OssStandardLrs, Self::Scu];

    /// The word of the API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::OssStandardLrs => "OssStandardLrs",
            Self::Scu => "Scu",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.api_name() == name)
    }
}

impl PlanOrder {
    /// How much is bought, in MiB-hours.
    pub fn quantity(&self) -> u128 {
        u128::from(self.capacity_gib) * u128::from(self.months) * MIB_HOURS_PER_GIB_MONTH
    }

    /// What it costs at the prices in force.
    pub fn price(&self, world: &World) -> MicroCny {
        amount(self.quantity(), Unit::GibMonth, self.unit_price(world))
    }

    fn unit_price(&self, world: &World) -> MicroCny {
        Prices::of(&world.assumptions).of_plan(self.kind)
    }
}

impl ResourcePlan {
    /// Bought now, at the prices in force.
    pub(crate) fn buy(order: PlanOrder, world: &World) -> Self {
        Self { order, bought_at: world.now, unit_price: order.unit_price(world) }
    }

    /// What was paid for it.
    pub fn price(&self) -> MicroCny {
        amount(self.order.quantity(), Unit::GibMonth, self.unit_price)
    }

    /// The clock hours in which it counts.
    pub fn hours(&self) -> Range<i64> {
        let from = self.bought_at.clock_hour();
        from..from + i64::from(self.order.months) * HOURS_PER_MONTH.cast_signed()
    }

    /// When it ends.
    pub fn ends_at(&self) -> Timestamp {
        Timestamp(self.hours().end * HOUR)
    }

    fn capacity(&self) -> Mib {
        Mib::from_gib(self.order.capacity_gib.into())
    }
}

impl ResourcePlans {
    /// All of them, those that ended included, in the order they were bought.
    pub fn iter(&self) -> impl Iterator<Item = &ResourcePlan> {
        self.0.iter()
    }

    pub(crate) fn add(&mut self, plan: ResourcePlan) {
        self.0.push(plan);
    }

    /// What was paid for all of them.
    pub fn paid(&self) -> MicroCny {
        self.0.iter().map(ResourcePlan::price).sum()
    }

    /// What the plans of a region cover in each of these hours; none where there is no plan then.
    pub(super) fn capacity(&self, region: Region, hours: &Range<i64>) -> Option<Capacity> {
        let overlap = |plan: &ResourcePlan| plan.hours().start.max(hours.start)..plan.hours().end.min(hours.end);
        let plans = self.0.iter().filter(|plan| plan.order.region == region && !overlap(plan).is_empty());
        let plans: Vec<_> = plans.collect();
        let from = plans.iter().map(|plan| overlap(plan).start).min()?;
        let to = plans.iter().map(|plan| overlap(plan).end).max()?;
        let mut capacity = Capacity { from, left: vec![0; usize::try_from(to - from).unwrap_or_default()] };
        for plan in plans {
            for left in capacity.of(&overlap(plan)) {
                *left += plan.capacity().0;
            }
        }
        Some(capacity)
    }

    /// What standard snapshots of a region occupy now that each of its plans covers, in the order in which they are used.
    pub fn in_use(&self, world: &World, region: Region) -> Vec<(ResourcePlan, Mib)> {
        let hour = world.now.clock_hour();
        let mut plans: Vec<_> =
            self.0.iter().filter(|plan| plan.order.region == region && plan.hours().contains(&hour)).copied().collect();
        plans.sort_by_key(|plan| plan.order.kind);
        let disks = world.disks.iter().filter(|(_, disk)| disk.region == region);
        let mut rest: Mib = disks.map(|(_, disk)| disk.chain.standard_now()).sum();
        let mut covered = |plan: &ResourcePlan| {
            let covered = rest.min(plan.capacity());
            rest -= covered;
            covered
        };
        plans.into_iter().map(|plan| (plan, covered(&plan))).collect()
    }

    /// A world that never had one has the digest that it had before there were any.
    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        for plan in &self.0 {
            out.text(plan.order.kind.api_name()).text(plan.order.region.id()).at(plan.bought_at);
            out.number(plan.order.capacity_gib).number(plan.order.months).number(plan.unit_price.0);
        }
    }
}

impl Capacity {
    /// Takes what a disk has in these hours as far as it reaches; how much that was, in MiB-hours.
    pub(super) fn cover(&mut self, disk: &Disk, hours: &Range<i64>) -> u64 {
        let end = self.from + i64::try_from(self.left.len()).unwrap_or_default();
        let hours = hours.start.max(self.from)..hours.end.min(end);
        if hours.is_empty() {
            return 0;
        }
        let occupied = disk.chain.standard_by_hour(hours.clone());
        let mut covered = 0;
        for (left, occupied) in self.of(&hours).iter_mut().zip(occupied) {
            let taken = occupied.min(*left);
            *left -= taken;
            covered += taken;
        }
        covered
    }

    fn of(&mut self, hours: &Range<i64>) -> &mut [u64] {
        let place = |hour: i64| usize::try_from(hour - self.from).unwrap_or_default();
        let (from, to) = (place(hours.start), place(hours.end));
        &mut self.left[from..to]
    }
}
