//! Resource plans as people buy them: what is in use of each, and what another would cost and save (ACC-08, BIL-16).

use super::format;
use crate::{
    billing::{
        bill::storage_fee,
        money::MicroCny,
        prices::Prices,
        resource_plan::{PlanKind, PlanOrder, ResourcePlan},
    },
    catalog::{limits, region::Region},
    locale::Locale,
    rejection::{AccountProblem, Field, Rejection},
    units::Mib,
    words,
    world::World,
};

/// A plan that was bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Which of them, in the order they were bought, from 1 on.
    pub number: usize,
    /// What kind, in words.
    pub kind: &'static str,
    /// The name of the region.
    pub region: &'static str,
    /// What it covers.
    pub capacity: String,
    /// What standard snapshots occupy of that now; none where it has ended.
    pub used: Option<String>,
    /// The day it was bought and the day it ends, in words.
    pub span: [String; 2],
    /// What was paid for it.
    pub price: MicroCny,
}

/// What is typed of a plan that may be bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanForm {
    /// The kind.
    pub kind: PlanKind,
    /// The region.
    pub region: Region,
    /// GiB.
    pub capacity: String,
    /// Months.
    pub months: String,
}

/// What a plan would cost, and what it would save if storage stayed as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is to be bought.
    pub order: PlanOrder,
    /// What it costs.
    pub price: MicroCny,
    /// What pay-as-you-go would charge over its months for what it would cover now.
    pub saves: MicroCny,
    /// Both in a sentence.
    pub text: String,
}

/// The plans of the run, the newest first.
pub fn rows(world: &World, locale: Locale) -> Vec<PlanRow> {
    let in_use: Vec<_> = world.regions.iter().flat_map(|region| world.resource_plans.in_use(world, *region)).collect();
    let row = |(number, plan): (usize, &ResourcePlan)| PlanRow {
        number: number + 1,
        kind: words::plan_kind(plan.order.kind, locale),
        region: plan.order.region.name(locale),
        capacity: format::size(Mib::from_gib(plan.order.capacity_gib.into())),
        used: used(&in_use, plan).map(format::size),
        span: [plan.bought_at, plan.ends_at()].map(|at| format::date_time(at, world.zone, locale)),
        price: plan.price(),
    };
    let mut rows: Vec<_> = world.resource_plans.iter().enumerate().map(row).collect();
    rows.reverse();
    rows
}

/// What is in use of a plan; of plans alike in all the first found.
fn used(in_use: &[(ResourcePlan, Mib)], plan: &ResourcePlan) -> Option<Mib> {
    in_use.iter().find(|(other, _)| other == plan).map(|(_, used)| *used)
}

impl PlanForm {
    /// A plan of OSS for what standard snapshots of the region occupy now, for a year.
    pub fn for_region(world: &World, region: Region) -> Self {
        let gib = uncovered(world, region).0.div_ceil(1_024).max(1);
        Self { kind: PlanKind::OssStandardLrs, region, capacity: gib.to_string(), months: "12".to_owned() }
    }

    /// What it would cost and save, or what is wrong with it.
    pub fn offer(&self, world: &World, locale: Locale) -> Result<Offer, Rejection> {
        let number = |typed: &str| typed.trim().parse::<u32>().unwrap_or_default();
        let (capacity_gib, months) = (number(&self.capacity), number(&self.months));
        if !limits::PLAN_CAPACITY_GIB.contains(&capacity_gib) {
            return Err(AccountProblem::PlanCapacity { given: capacity_gib }.at(Field::Capacity));
        }
        if !limits::PLAN_MONTHS.contains(&months) {
            return Err(AccountProblem::PlanMonths { given: months }.at(Field::Months));
        }
        let order = PlanOrder { kind: self.kind, region: self.region, capacity_gib, months };
        let price = order.price(world);
        let covers = uncovered(world, self.region).min(Mib::from_gib(capacity_gib.into()));
        let standard = Prices::of(&world.assumptions).standard;
        let saves = storage_fee(covers, months, standard);
        let text = said(order, price, saves, covers, locale);
        Ok(Offer { order, price, saves, text })
    }
}

/// What the capacity of a plan may be, in words.
pub fn capacity_hint(locale: Locale) -> String {
    let (least, most) = limits::PLAN_CAPACITY_GIB.into_inner();
    let most = format::count(most.into());
    match locale {
        Locale::En => format!("{least} to {most} GiB"),
        Locale::Zh => format!("{least}~{most} GiB"),
    }
}

/// How long a plan may last, in words.
pub fn months_hint(locale: Locale) -> String {
    let (least, most) = limits::PLAN_MONTHS.into_inner();
    match locale {
        Locale::En => format!("{least} to {most} months of 30 days"),
        Locale::Zh => format!("{least}~{most}个月，每月30天"),
    }
}

/// What standard snapshots of a region occupy that no plan covers now.
fn uncovered(world: &World, region: Region) -> Mib {
    let disks = world.disks.iter().filter(|(_, disk)| disk.region == region);
    let stored: Mib = disks.map(|(_, disk)| disk.chain.standard_now()).sum();
    let covered: Mib = world.resource_plans.in_use(world, region).into_iter().map(|(_, used)| used).sum();
    stored - covered.min(stored)
}

fn said(order: PlanOrder, price: MicroCny, saves: MicroCny, covers: Mib, locale: Locale) -> String {
    let (covers, months) = (format::size(covers), order.months);
    match locale {
        Locale::En => format!(
            "CNY {price} now, not refundable. Of the snapshots of today it would cover {covers}, for which {months} \
             months would be charged CNY {saves}."
        ),
        Locale::Zh => {
            format!(
                "需立即支付{price}元，不支持退款。按当前快照可抵扣{covers}，这部分按量付费{months}个月为{saves}元。"
            )
        }
    }
}
