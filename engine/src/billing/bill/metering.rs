//! What is metered for a bill: every quantity, told apart by what its lines are.

use std::{collections::BTreeMap, ops::Range};

use super::{Cause, amount};
use crate::{
    billing::{money::MicroCny, prices::Prices},
    catalog::region::Region,
    cloud::{Disk, InstanceIdx},
    world::World,
};

/// Hours with the same prices, and the part of the bill that they belong to.
pub(in crate::billing) struct Part {
    pub(in crate::billing) hours: Range<i64>,
    pub(in crate::billing) number: i64,
    pub(in crate::billing) prices: Prices,
}

/// What tells one sum from another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::billing) struct Key {
    pub(in crate::billing) number: i64,
    pub(super) cause: Cause,
    pub(super) region: Region,
    pub(super) unit_price: MicroCny,
    pub(super) instance: Option<InstanceIdx>,
    pub(super) covered: bool,
}

/// Spans of hours in the order of time, and whose each is: the position of its part, and the instance.
#[derive(Default)]
struct Spans {
    hours: Vec<Range<i64>>,
    whose: Vec<(usize, Option<InstanceIdx>)>,
}

impl Key {
    /// What so much of it comes to.
    pub(in crate::billing) fn amount(&self, quantity: u128) -> MicroCny {
        amount(quantity, self.cause.unit(), self.unit_price)
    }
}

impl Spans {
    fn add(&mut self, hours: Range<i64>, part: usize, owner: Option<InstanceIdx>) {
        if !hours.is_empty() {
            self.hours.push(hours);
            self.whose.push((part, owner));
        }
    }

    /// The hours of all parts alike.
    fn of(parts: &[Part]) -> Self {
        let mut spans = Self::default();
        for (position, part) in parts.iter().enumerate() {
            spans.add(part.hours.clone(), position, None);
        }
        spans
    }

    /// The same, cut where the disk went from one instance to another.
    fn of_owners(parts: &[Part], disk: &Disk) -> Self {
        let mut spans = Self::default();
        for (position, part) in parts.iter().enumerate() {
            for (hours, owner) in disk.owners_in(&part.hours) {
                spans.add(hours, position, owner);
            }
        }
        spans
    }
}

/// These spans of hours, cut where prices changed.
pub(in crate::billing) fn priced(world: &World, spans: Vec<(Range<i64>, i64)>) -> Vec<Part> {
    let cut = |(hours, number): (Range<i64>, i64)| {
        world.prices.parts(hours).map(move |(hours, prices)| Part { hours, number, prices })
    };
    spans.into_iter().flat_map(cut).collect()
}

/// What all disks have in these parts, which follow one another in time; nothing of what comes to nothing.
pub(in crate::billing) fn meter(world: &World, parts: &[Part], by_instance: bool) -> BTreeMap<Key, u128> {
    let mut sums = BTreeMap::new();
    let alike = Spans::of(parts);
    for (position, disk) in world.disks.iter() {
        let source = world.source_disk(position);
        let own = by_instance.then(|| Spans::of_owners(parts, source));
        let spans = own.as_ref().unwrap_or(&alike);
        let mut meters = disk.chain.metered_in(&spans.hours);
        if let Some(copies) = world.copies(position) {
            for (meter, hours) in meters.iter_mut().zip(&spans.hours) {
                meter.carried_mib = copies.traffic_in(hours).0;
            }
        }
        for (meter, (part, instance)) in meters.iter().zip(&spans.whose) {
            let Part { number, prices, .. } = &parts[*part];
            for cause in Cause::ALL {
                let quantity = cause.quantity(meter);
                if quantity > 0 {
                    let unit_price = cause.price(prices);
                    let region = if cause == Cause::CopyTraffic { source.region } else { disk.region };
                    let (number, instance) = (*number, *instance);
                    let key = Key { number, cause, region, unit_price, instance, covered: false };
                    *sums.entry(key).or_default() += u128::from(quantity);
                }
            }
        }
    }
    cover(world, parts, by_instance, &mut sums);
    meter_rents(world, parts, by_instance, &mut sums);
    sums
}

/// Takes off what resource plans pay for, disk by disk in the order they were made (BIL-16).
fn cover(world: &World, parts: &[Part], by_instance: bool, sums: &mut BTreeMap<Key, u128>) {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let hours = first.hours.start..last.hours.end;
    for region in &world.regions {
        let Some(mut capacity) = world.resource_plans.capacity(*region, &hours) else { continue };
        for (position, disk) in world.disks.iter().filter(|(_, disk)| disk.region == *region) {
            let owner = world.source_disk(position);
            let spans = if by_instance { Spans::of_owners(parts, owner) } else { Spans::of(parts) };
            for (hours, (part, instance)) in spans.hours.iter().zip(&spans.whose) {
                let covered = u128::from(capacity.cover(disk, hours));
                if covered == 0 {
                    continue;
                }
                let Part { number, prices, .. } = &parts[*part];
                let (cause, unit_price) = (Cause::StandardStorage, prices.standard);
                let key =
                    Key { number: *number, cause, region: *region, unit_price, instance: *instance, covered: false };
                let left = sums.remove(&key).unwrap_or_default().saturating_sub(covered);
                if left > 0 {
                    sums.insert(key, left);
                }
                let free = Key { unit_price: MicroCny::ZERO, covered: true, ..key };
                *sums.entry(free).or_default() += covered;
            }
        }
    }
}

/// The resource plans that were bought in these hours: they are paid for at once, so no settlement has them (ACC-08).
pub(super) fn meter_plans(world: &World, parts: &[Part], sums: &mut BTreeMap<Key, u128>) {
    for plan in world.resource_plans.iter() {
        let hour = plan.bought_at.clock_hour();
        let Some(part) = parts.iter().find(|part| part.hours.contains(&hour)) else { continue };
        let key = Key {
            number: part.number,
            cause: Cause::ResourcePlan,
            region: plan.order.region,
            unit_price: plan.unit_price,
            instance: None,
            covered: false,
        };
        *sums.entry(key).or_default() += plan.order.quantity();
    }
}

/// What instances and disks have that restores made (RES-14).
fn meter_rents(world: &World, parts: &[Part], by_instance: bool, sums: &mut BTreeMap<Key, u128>) {
    let mut add = |part: usize, cause, region, unit_price, owner: Option<InstanceIdx>, quantity: u64| {
        if quantity > 0 {
            let instance = owner.filter(|_| by_instance);
            let key = Key { number: parts[part].number, cause, region, unit_price, instance, covered: false };
            *sums.entry(key).or_default() += u128::from(quantity);
        }
    };
    let hours: Vec<_> = parts.iter().map(|part| part.hours.clone()).collect();
    for (instance, quantities) in world.rents.of_instances(&hours) {
        for (part, quantity) in quantities.into_iter().enumerate() {
            let price = parts[part].prices.ecs.vcpu;
            add(part, Cause::Instance, world.instances[instance].region, price, Some(instance), quantity);
        }
    }
    for (position, gauge) in world.rents.disks() {
        let disk = &world.disks[position];
        let spans = if by_instance { Spans::of_owners(parts, disk) } else { Spans::of(parts) };
        for (quantity, (part, owner)) in gauge.read_each(&spans.hours).into_iter().zip(&spans.whose) {
            let price = parts[*part].prices.ecs.of_level(disk.performance_level);
            add(*part, Cause::Disk, disk.region, price, *owner, quantity);
        }
    }
}

/// The same sums without telling instances apart.
pub(super) fn of_all_alike(sums: BTreeMap<Key, u128>) -> BTreeMap<Key, u128> {
    let mut alike = BTreeMap::new();
    for (key, quantity) in sums {
        *alike.entry(Key { instance: None, ..key }).or_default() += quantity;
    }
    alike
}
