//! Prices, and what they were when: an edit counts from the clock hour that it is made in, so what is settled stays.

use std::ops::Range;

use super::{money::MicroCny, resource_plan::PlanKind};
use crate::{
    catalog::disk::PerformanceLevel,
    digest::DigestWriter,
    scenario::settings::{Assumptions, Setting},
};

/// What a GiB costs for a month of 30 days, or once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prices {
    /// In a standard snapshot (MDL-20).
    pub standard: MicroCny,
    /// In an archive snapshot (MDL-21), and for the time that one goes too early (MDL-24).
    pub archive: MicroCny,
    /// The software usage fee of what Cloud Backup manages (MDL-23).
    pub software: MicroCny,
    /// Carried to another region: for a GiB, once (MDL-22).
    pub copy: MicroCny,
    /// What ECS takes for what restores make (MDL-25).
    pub ecs: EcsPrices,
    /// A GiB of a resource plan for a month, by the kinds in their order: ours, for no figure is documented (ACC-08).
    pub plans: [MicroCny; PlanKind::ALL.len()],
}

/// What ECS takes for what is paid as it goes: ours, for no figure is documented (BIL-18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EcsPrices {
    /// A vCPU of an instance for an hour: an instance type costs as many as it has.
    pub vcpu: MicroCny,
    /// A GiB of a disk for a month of 30 days, by the levels of ESSD, PL0 first; other categories cost as PL0.
    pub disk: [MicroCny; 4],
}

/// The prices of a run, each from a clock hour on.
#[derive(Clone, Debug)]
pub struct PriceHistory {
    /// In the order of time; the first hold from ever on.
    changes: Vec<(i64, Prices)>,
}

impl Prices {
    /// The prices that the settings say.
    pub fn of(assumptions: &Assumptions) -> Self {
        let price = |setting| MicroCny(assumptions.get(setting));
        Self {
            standard: price(Setting::StandardPrice),
            archive: price(Setting::ArchivePrice),
            software: price(Setting::SoftwareFee),
            copy: price(Setting::CopyPrice),
            ecs: EcsPrices {
                vcpu: price(Setting::VcpuPrice),
                disk: [
                    price(Setting::DiskPricePl0),
                    price(Setting::DiskPricePl1),
                    price(Setting::DiskPricePl2),
                    price(Setting::DiskPricePl3),
                ],
            },
            plans: [price(Setting::OssPlanPrice), price(Setting::ScuPrice)],
        }
    }

    /// What a GiB of a resource plan costs for a month.
    pub fn of_plan(&self, kind: PlanKind) -> MicroCny {
        self.plans[kind as usize]
    }
}

impl EcsPrices {
    /// What a GiB of a disk of this level costs for a month.
    pub fn of_level(&self, level: Option<PerformanceLevel>) -> MicroCny {
        self.disk[level.map_or(0, |level| level as usize)]
    }
}

impl PriceHistory {
    /// The same prices from ever on.
    pub fn new(prices: Prices) -> Self {
        Self { changes: vec![(i64::MIN, prices)] }
    }

    /// Other prices from this clock hour on, none earlier than that of the last change.
    pub(crate) fn change(&mut self, hour: i64, prices: Prices) {
        self.changes.retain(|(since, _)| *since < hour);
        if self.changes.last().is_none_or(|(_, last)| *last != prices) {
            self.changes.push((hour, prices));
        }
    }

    /// The parts of these clock hours in which prices did not change, with the prices.
    pub fn parts(&self, hours: Range<i64>) -> impl Iterator<Item = (Range<i64>, Prices)> + '_ {
        let ends = self.changes.iter().skip(1).map(|(since, _)| *since).chain([i64::MAX]);
        let parts = self.changes.iter().zip(ends).map(move |((since, prices), end)| {
            let part = hours.start.max(*since)..hours.end.min(end);
            (part, *prices)
        });
        parts.filter(|(part, _)| !part.is_empty())
    }

    /// Takes it in, but for the prices in force, which the settings say.
    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        out.count(self.changes.len());
        for (since, prices) in &self.changes {
            out.number(*since).number(prices.standard.0).number(prices.archive.0).number(prices.software.0);
            out.number(prices.copy.0);
            // Prices as they are where nobody changed them leave the digest that it had before there were any.
            if prices.ecs != Prices::of(&Assumptions::default()).ecs {
                out.number(prices.ecs.vcpu.0);
                for price in prices.ecs.disk {
                    out.number(price.0);
                }
            }
            if prices.plans != Prices::of(&Assumptions::default()).plans {
                for price in prices.plans {
                    out.number(price.0);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prices(standard: i64) -> Prices {
        Prices { standard: MicroCny(standard), ..Prices::of(&Assumptions::default()) }
    }

    fn parts(history: &PriceHistory, hours: Range<i64>) -> Vec<(Range<i64>, i64)> {
        history.parts(hours).map(|(part, prices)| (part, prices.standard.0)).collect()
    }

    #[test]
    fn mdl_20_a_price_counts_from_the_hour_of_its_edit_on() {
        let mut history = PriceHistory::new(prices(1));
        history.change(10, prices(2));
        history.change(20, prices(3));
        assert_eq!(parts(&history, 5..25), [(5..10, 1), (10..20, 2), (20..25, 3)]);
        assert_eq!(parts(&history, 12..13), [(12..13, 2)]);
        assert_eq!(parts(&history, 20..20), []);
        history.change(20, prices(2));
        assert_eq!(parts(&history, 5..25), [(5..10, 1), (10..25, 2)], "the last edit of an hour is the one");
        history.change(30, prices(2));
        assert_eq!(history.changes.len(), 2, "no change is none");
    }
}
