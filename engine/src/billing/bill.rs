//! Bills: what was metered in a span of clock hours, at the prices of those hours, by cause.
//!
//! A bill is drawn up from the meters whenever someone asks; no sum is kept beside them. Every quantity is exact, and
//! rounding happens once, on the line: to the cent, half up.

mod metering;

use std::{collections::BTreeSet, ops::Range};

use self::metering::{Key, meter_plans, of_all_alike};
pub(super) use self::metering::{meter, priced};
use super::{meter::Meter, money::MicroCny, prices::Prices, resource_plan::PlanKind};
use crate::{
    backup::point::SnapshotRef,
    catalog::region::Region,
    cloud::InstanceIdx,
    rule::Rule,
    time::{HOUR, Timestamp, Zone},
    units::{MIB_PER_GIB, Mib},
    world::World,
};

/// What is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Snapshots in the Standard tier (BIL-10).
    StandardStorage,
    /// Snapshots in the Archive tier (BIL-11).
    ArchiveStorage,
    /// Archive snapshots that went before their least time (BIL-12).
    EarlyDeletion,
    /// What Cloud Backup manages (BIL-01, MDL-23).
    SoftwareFee,
    /// What was carried to another region (BIL-13).
    CopyTraffic,
    /// Instances that restores made (RES-14).
    Instance,
    /// Disks that restores made (RES-14).
    Disk,
    /// Resource plans, paid for as they are bought (ACC-08).
    ResourcePlan,
}

/// What the price of a cause is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A GiB for a month of 30 days.
    GibMonth,
    /// A GiB, once.
    Gib,
    /// A vCPU for an hour.
    VcpuHour,
}

/// A tier that is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BilledTier {
    /// Standard.
    Standard,
    /// Archive.
    Archive,
}

impl BilledTier {
    /// The word of the API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Standard => "STANDARD",
            Self::Archive => "ARCHIVE",
        }
    }
}

/// What the lines of a bill are told apart by. Cause and region always do; so does the price, where it was changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// By cause, then region.
    #[default]
    Cause,
    /// By region, then cause.
    Region,
    /// By instance: the storage of a disk belongs to the instance that it was attached to in the hour, or to the last
    /// one while it is detached; a shared disk to the one that has it longest.
    Instance,
    /// By day, from 00:00 UTC+8 on (POL-16).
    Day,
    /// By the tier that is paid for, then cause and region; what is of no tier comes last.
    Tier,
    /// By month, from 00:00 UTC+8 of its first day on, as months are settled (BIL-02).
    Month,
}

/// A bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The clock hours that it is about; its end is no part of it.
    pub hours: Range<i64>,
    /// What its lines are told apart by.
    pub grouping: Grouping,
    /// Its lines in the order of their grouping, none of nothing.
    pub lines: Vec<Line>,
}

/// A line of a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What for.
    pub cause: Cause,
    /// Where.
    pub region: Region,
    /// The instance, where the bill tells them apart; none for a disk that never was one's.
    pub instance: Option<InstanceIdx>,
    /// When the day or month begins, where the bill tells them apart.
    pub day: Option<Timestamp>,
    /// Whether a resource plan pays for it: then it costs nothing (BIL-16).
    pub covered: bool,
    /// The price of one unit.
    pub unit_price: MicroCny,
    /// How much, exactly: MiB-hours of what is charged by the month, MiB of what is charged once.
    pub quantity: u128,
}

/// MiB-hours in a GiB-month: a month is 30 days (BIL-14).
pub(super) const MIB_HOURS_PER_GIB_MONTH: u128 = (MIB_PER_GIB * HOURS_PER_MONTH) as u128;
pub(super) const HOURS_PER_MONTH: u64 = 30 * 24;
/// The zone of billing days and months.
pub(super) const BILLING_ZONE: Zone = Zone::CHINA;

impl Bill {
    /// The bill of the clock hours from that of `from` to that of `to`, which counts only if `to` lies inside it. Hours
    /// before the run and to come have nothing on it.
    pub fn draw_up(world: &World, from: Timestamp, to: Timestamp, grouping: Grouping) -> Self {
        Self::of(world, from, to, grouping, None)
    }

    /// What these instances have on it.
    pub fn of_instances(
        world: &World,
        from: Timestamp,
        to: Timestamp,
        grouping: Grouping,
        instances: &BTreeSet<InstanceIdx>,
    ) -> Self {
        Self::of(world, from, to, grouping, Some(instances))
    }

    fn of(
        world: &World,
        from: Timestamp,
        to: Timestamp,
        grouping: Grouping,
        instances: Option<&BTreeSet<InstanceIdx>>,
    ) -> Self {
        let end = -(-to.0).div_euclid(HOUR);
        let hours = from.clock_hour().max(world.start.clock_hour())..end.min(world.now.clock_hour() + 1);
        let spans = match grouping {
            Grouping::Day => by_day(hours.clone()),
            Grouping::Month => by_month(hours.clone()),
            _ => vec![(hours.clone(), 0)],
        };
        let tells_time = matches!(grouping, Grouping::Day | Grouping::Month);
        let by_instance = grouping == Grouping::Instance;
        let parts = priced(world, spans);
        let mut sums = meter(world, &parts, by_instance || instances.is_some());
        meter_plans(world, &parts, &mut sums);
        if let Some(chosen) = instances {
            sums.retain(|key, _| key.instance.is_some_and(|instance| chosen.contains(&instance)));
            if !by_instance {
                sums = of_all_alike(sums);
            }
        }
        let line = |(key, quantity): (Key, u128)| Line {
            cause: key.cause,
            region: key.region,
            instance: key.instance,
            day: tells_time.then(|| Timestamp(key.number * HOUR)),
            covered: key.covered,
            unit_price: key.unit_price,
            quantity,
        };
        let mut lines: Vec<_> = sums.into_iter().map(line).collect();
        lines.sort_by_key(|line| {
            let region_first = (grouping == Grouping::Region).then_some(line.region);
            let instance = line.instance.map(|instance| &world.instances[instance].id);
            let tier_first = (grouping == Grouping::Tier).then(|| line.cause.tier().map_or(2, |tier| tier as u8));
            let cause = (line.cause, line.region, line.covered, line.unit_price);
            (line.day, instance, region_first, tier_first, cause)
        });
        Self { hours, grouping, lines }
    }

    /// When each day or month begins that it tells apart, those without a line included; nothing where it tells none.
    pub fn periods(&self) -> Vec<Timestamp> {
        let periods = match self.grouping {
            Grouping::Day => by_day(self.hours.clone()),
            Grouping::Month => by_month(self.hours.clone()),
            _ => Vec::new(),
        };
        periods.into_iter().map(|(_, begins)| Timestamp(begins * HOUR)).collect()
    }

    /// What it comes to: the sum of its lines.
    pub fn total(&self) -> MicroCny {
        self.lines.iter().map(Line::amount).sum()
    }
}

impl Line {
    /// The rule that it is billed by.
    pub fn rule(&self) -> Rule {
        if self.covered { Rule::Bil16 } else { self.cause.rule() }
    }

    /// What the line comes to, rounded to the cent, half up.
    pub fn amount(&self) -> MicroCny {
        amount(self.quantity, self.cause.unit(), self.unit_price)
    }

    /// The quantity in its unit with as many decimals as it needs, 9 at most, which tell one MiB-hour from the next.
    pub fn quantity_text(&self) -> String {
        const SCALE: u128 = 1_000_000_000;
        let unit = self.cause.unit().size();
        let scaled = (self.quantity * SCALE + unit / 2) / unit;
        let decimals = format!("{:09}", scaled % SCALE);
        let text = format!("{}.{}", scaled / SCALE, decimals);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl Cause {
    /// All causes in the order they are listed.
    pub const ALL: [Self; 8] = [
        Self::StandardStorage,
        Self::ArchiveStorage,
        Self::EarlyDeletion,
        Self::SoftwareFee,
        Self::CopyTraffic,
        Self::Instance,
        Self::Disk,
        Self::ResourcePlan,
    ];

    /// The word of the API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::StandardStorage => "standard_storage",
            Self::ArchiveStorage => "archive_storage",
            Self::EarlyDeletion => "early_deletion",
            Self::SoftwareFee => "software_fee",
            Self::CopyTraffic => "copy_traffic",
            Self::Instance => "instance",
            Self::Disk => "disk",
            Self::ResourcePlan => "resource_plan",
        }
    }

    /// The tier whose snapshots it is about.
    pub fn tier(self) -> Option<BilledTier> {
        match self {
            Self::StandardStorage => Some(BilledTier::Standard),
            Self::ArchiveStorage | Self::EarlyDeletion => Some(BilledTier::Archive),
            Self::SoftwareFee | Self::CopyTraffic | Self::Instance | Self::Disk | Self::ResourcePlan => None,
        }
    }

    /// The rule that it is billed by.
    pub fn rule(self) -> Rule {
        match self {
            Self::StandardStorage => Rule::Bil10,
            Self::ArchiveStorage => Rule::Bil11,
            Self::EarlyDeletion => Rule::Bil12,
            Self::SoftwareFee => Rule::Mdl23,
            Self::CopyTraffic => Rule::Bil13,
            Self::Instance | Self::Disk => Rule::Res14,
            Self::ResourcePlan => Rule::Acc08,
        }
    }

    /// What its price is for.
    pub fn unit(self) -> Unit {
        match self {
            Self::CopyTraffic => Unit::Gib,
            Self::Instance => Unit::VcpuHour,
            _ => Unit::GibMonth,
        }
    }

    fn quantity(self, meter: &Meter) -> u64 {
        match self {
            Self::StandardStorage => meter.standard_mib_hours,
            Self::ArchiveStorage => meter.archive_mib_hours,
            Self::EarlyDeletion => meter.early_deletion_mib_hours,
            Self::SoftwareFee => meter.software_mib_hours,
            Self::CopyTraffic => meter.carried_mib,
            // What is rented has meters of its own, and what is bought in advance none.
            Self::Instance | Self::Disk | Self::ResourcePlan => 0,
        }
    }

    fn price(self, prices: &Prices) -> MicroCny {
        match self {
            Self::StandardStorage => prices.standard,
            Self::ArchiveStorage | Self::EarlyDeletion => prices.archive,
            Self::SoftwareFee => prices.software,
            Self::CopyTraffic => prices.copy,
            Self::Instance => prices.ecs.vcpu,
            Self::Disk => prices.ecs.of_level(None),
            Self::ResourcePlan => prices.of_plan(PlanKind::OssStandardLrs),
        }
    }
}

impl Grouping {
    /// All of them in the order they are offered.
    pub const ALL: [Self; 6] = [Self::Cause, Self::Region, Self::Instance, Self::Tier, Self::Day, Self::Month];

    /// The word of the API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Cause => "cause",
            Self::Region => "region",
            Self::Instance => "instance",
            Self::Day => "day",
            Self::Tier => "tier",
            Self::Month => "month",
        }
    }

    /// The grouping of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grouping| grouping.api_name() == name)
    }
}

/// What a bill charges if these snapshots are deleted at `at`, and the price of a GiB-month that it is charged at (BIL-12).
/// Those that outlive the deletion, because something was made from them, cost nothing (SNP-22).
pub fn early_deletion(
    world: &World,
    snapshots: impl IntoIterator<Item = SnapshotRef>,
    at: Timestamp,
) -> (MicroCny, MicroCny) {
    let go = snapshots.into_iter().filter(|held| !world.is_in_use(*held));
    let found = go.filter_map(|held| world.disks[held.disk].chain.get(held.taken));
    let mib_hours = found.map(|snapshot| u128::from(snapshot.early_deletion(at))).sum();
    let unit_price = Prices::of(&world.assumptions).archive;
    (amount(mib_hours, Unit::GibMonth, unit_price), unit_price)
}

/// What so much storage is charged for so many months at this price of a GiB-month.
pub fn storage_fee(size: Mib, months: u32, unit_price: MicroCny) -> MicroCny {
    amount(u128::from(size.0) * u128::from(HOURS_PER_MONTH) * u128::from(months), Unit::GibMonth, unit_price)
}

/// What is charged for so much that is carried to another region, at this price of a GiB.
pub fn traffic_fee(size: Mib, unit_price: MicroCny) -> MicroCny {
    amount(size.0.into(), Unit::Gib, unit_price)
}

impl Unit {
    /// The word of the API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::GibMonth => "GiB-month",
            Self::Gib => "GiB",
            Self::VcpuHour => "vCPU-hour",
        }
    }

    /// How much one is.
    fn size(self) -> u128 {
        match self {
            Self::GibMonth => MIB_HOURS_PER_GIB_MONTH,
            Self::Gib => u128::from(MIB_PER_GIB),
            Self::VcpuHour => 1,
        }
    }
}

/// The days that these hours lie in, each with the hour that it begins in.
fn by_day(hours: Range<i64>) -> Vec<(Range<i64>, i64)> {
    let begins = |hour: i64| Timestamp(hour * HOUR).start_of_day(BILLING_ZONE).clock_hour();
    let mut days = Vec::new();
    let mut from = hours.start;
    while from < hours.end {
        let day = begins(from);
        let to = (day + 24).min(hours.end);
        days.push((from..to, day));
        from = to;
    }
    days
}

/// The months that these hours lie in, each with the hour that it begins in.
fn by_month(hours: Range<i64>) -> Vec<(Range<i64>, i64)> {
    let mut months: Vec<(Range<i64>, i64)> = Vec::new();
    for (day, _) in by_day(hours) {
        let month = Timestamp(day.start * HOUR).start_of_month(BILLING_ZONE).clock_hour();
        match months.last_mut().filter(|(_, begun)| *begun == month) {
            Some((hours, _)) => hours.end = day.end,
            None => months.push((day, month)),
        }
    }
    months
}

pub(super) fn amount(quantity: u128, unit: Unit, unit_price: MicroCny) -> MicroCny {
    let per_cent = unit.size() * u128::from(MicroCny::CENT.0.unsigned_abs());
    let cents = (quantity * u128::from(unit_price.0.unsigned_abs()) + per_cent / 2) / per_cent;
    MicroCny(i64::try_from(cents).unwrap_or(i64::MAX).saturating_mul(MicroCny::CENT.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: u128, unit_price: i64) -> Line {
        let region = Region::parse("cn-hangzhou").unwrap();
        let unit_price = MicroCny(unit_price);
        Line { cause: Cause::StandardStorage, region, instance: None, day: None, covered: false, unit_price, quantity }
    }

    #[test]
    fn bil_10_and_bil_11_a_hundred_gib_for_a_month_cost_12_and_6() {
        let month = 100 * MIB_HOURS_PER_GIB_MONTH;
        assert_eq!(line(month, 120_000).amount().to_string(), "12.00");
        assert_eq!(line(month, 60_000).amount().to_string(), "6.00");
        assert_eq!(line(month, 120_000).quantity_text(), "100");
    }

    #[test]
    fn bil_14_a_line_is_rounded_once_and_half_a_cent_is_one() {
        // At 0.01 a GiB-month, half a month of a GiB is half a cent.
        assert_eq!(line(MIB_HOURS_PER_GIB_MONTH / 2, 10_000).amount(), MicroCny::CENT);
        assert_eq!(line(MIB_HOURS_PER_GIB_MONTH / 2 - 1, 10_000).amount(), MicroCny::ZERO);
        assert_eq!(line(0, 10_000).amount(), MicroCny::ZERO);
        assert_eq!(line(u128::from(u64::MAX), i64::MAX).amount(), MicroCny(i64::MAX), "no amount overflows");
    }

    #[test]
    fn quantities_tell_one_mib_hour_from_the_next() {
        assert_eq!(line(1, 1).quantity_text(), "0.000001356");
        assert_eq!(line(2, 1).quantity_text(), "0.000002713");
        assert_eq!(line(MIB_HOURS_PER_GIB_MONTH * 3 / 2, 1).quantity_text(), "1.5");
        assert_eq!(line(MIB_HOURS_PER_GIB_MONTH * 120, 1).quantity_text(), "120");
    }

    #[test]
    fn pol_16_days_begin_at_midnight_of_utc_plus_8() {
        let hour = |text: &str| Timestamp::parse_rfc3339(text).unwrap().clock_hour();
        let from = hour("2026-01-01T22:00:00+08:00");
        let days = by_day(from..from + 30);
        let lengths: Vec<_> = days.iter().map(|(hours, _)| hours.end - hours.start).collect();
        assert_eq!(lengths, [2, 24, 4]);
        assert_eq!(days[1].1, hour("2026-01-02T00:00:00+08:00"));
        assert_eq!(by_day(5..5), []);
    }
}
