//! The bill as people read it: each line with what it is for and how it comes about.

use super::{
    bill_chart, format,
    list::{Page, Query},
    search,
};
use crate::{
    billing::{
        bill::{Bill, Cause, Grouping, Line, Unit},
        money::MicroCny,
    },
    locale::{Locale, Words},
    openapi,
    rule::Rule,
    simulation::Simulation,
    time::{HOUR, Timestamp, Zone},
    world::World,
};

/// A bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillView {
    /// When its first clock hour begins.
    pub from: Timestamp,
    /// When its last clock hour ends.
    pub to: Timestamp,
    /// Its lines.
    pub rows: Vec<BillRow>,
    /// What it comes to.
    pub total: MicroCny,
}

/// A line of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillRow {
    /// What for.
    pub cause: Cause,
    /// What for, in words.
    pub name: &'static str,
    /// The name of the region.
    pub region: &'static str,
    /// The name of the instance, where the bill tells them apart.
    pub instance: Option<String>,
    /// The day or month, where the bill tells them apart.
    pub day: Option<String>,
    /// When that begins.
    begins: Option<Timestamp>,
    /// How much, in the unit of what it is for.
    pub quantity: String,
    /// The unit, as people write it.
    pub unit: &'static str,
    /// The price of a unit in yuan.
    pub unit_price: String,
    /// What it comes to.
    pub amount: MicroCny,
    /// How it comes about, in a sentence.
    pub why: String,
    /// The rule that it is billed by.
    pub rule: Rule,
}

/// What of the bill is asked for in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillQuery {
    /// Search, order and page.
    pub list: Query,
    /// Of which span.
    pub span: Span,
    /// What the lines are told apart by.
    pub grouping: Grouping,
    /// Only what is billed for this.
    pub cause: Option<Cause>,
}

/// A span that people ask the bill of. Months are those of settlement (BIL-02).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// The present month up to now.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// The year up to now.
    Year,
    /// All of the run.
    Run,
}

/// What the lines can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Item,
    Of,
    Amount,
}

impl Span {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::ThisMonth, Self::LastMonth, Self::Year, Self::Run];

    /// Its first instant and the one that it ends before.
    pub fn bounds(self, world: &World) -> [Timestamp; 2] {
        let this_month = world.now.start_of_month(Zone::CHINA);
        match self {
            Self::ThisMonth => [this_month.max(world.start), world.now],
            Self::LastMonth => {
                let before = Timestamp(this_month.0 - 1).start_of_month(Zone::CHINA);
                [before.max(world.start), this_month.max(world.start)]
            }
            Self::Year => [Timestamp(world.now.0 - 365 * crate::time::DAY).max(world.start), world.now],
            Self::Run => [world.start, world.now],
        }
    }
}

/// The lines of a bill as `query` asks for them, and what all lines of its span come to.
pub fn lines(world: &World, query: &BillQuery, locale: Locale) -> (Page<BillRow>, MicroCny) {
    let bill = bill(world, query.span.bounds(world), query.grouping, locale);
    let admits = |row: &&BillRow| {
        query.cause.is_none_or(|cause| row.cause == cause)
            && [row.name, row.region, row.of()].iter().any(|text| search::holds(text, &query.list.search))
    };
    let found: Vec<&BillRow> = bill.rows.iter().filter(admits).collect();
    let compare = |a: &&BillRow, b: &&BillRow| match query.list.column(&[Column::Item, Column::Of, Column::Amount]) {
        None => std::cmp::Ordering::Equal,
        Some(Column::Item) => a.cause.cmp(&b.cause),
        Some(Column::Of) => (a.begins, a.of()).cmp(&(b.begins, b.of())),
        Some(Column::Amount) => a.amount.cmp(&b.amount),
    };
    (query.list.page(&found, bill.rows.len(), &compare, &|row| (*row).clone()), bill.total)
}

impl BillRow {
    /// The instance or day that it is told apart by; nothing where neither.
    pub fn of(&self) -> &str {
        self.instance.as_deref().or(self.day.as_deref()).unwrap_or_default()
    }

    /// Tells it from the other lines.
    pub fn key(&self) -> String {
        format!("{:?} {:?} {} {} {}", self.cause, self.rule, self.region, self.of(), self.unit_price)
    }
}

/// The bill of a span, whose hours count whole.
pub fn bill(world: &World, [from, to]: [Timestamp; 2], grouping: Grouping, locale: Locale) -> BillView {
    let bill = Bill::draw_up(world, from, to, grouping);
    BillView {
        from: Timestamp(bill.hours.start * HOUR),
        to: Timestamp(bill.hours.end * HOUR),
        rows: bill.lines.iter().map(|line| row(world, line, grouping, locale)).collect(),
        total: bill.total(),
    }
}

/// The bill of a span as programs get it, to be kept as a file.
pub fn as_json(run: &Simulation, span: Span, grouping: Grouping) -> String {
    let world = run.world();
    let [from, to] = span.bounds(world);
    let bill = openapi::bill_json(world, &Bill::draw_up(world, from, to, grouping));
    format!("{bill:#}\n")
}

/// What a cause is called.
pub fn cause(cause: Cause, locale: Locale) -> &'static str {
    let name = match cause {
        Cause::StandardStorage => Words { en: "Standard snapshot storage fee", zh: "标准快照存储费" },
        Cause::ArchiveStorage => Words { en: "Archive snapshot storage fee", zh: "归档快照存储费" },
        Cause::EarlyDeletion => {
            Words { en: "Archive snapshots kept less than the required time", zh: "归档快照不足规定时长费" }
        }
        Cause::SoftwareFee => Words { en: "Software usage fee", zh: "备份软件使用费" },
        Cause::CopyTraffic => Words { en: "Snapshot copy traffic", zh: "复制快照流量费" },
        Cause::Instance => Words { en: "Pay-as-you-go instance", zh: "按量付费实例" },
        Cause::Disk => Words { en: "Pay-as-you-go disk", zh: "按量付费云盘" },
        Cause::ResourcePlan => Words { en: "Resource plan", zh: "资源包" },
    };
    name.get(locale)
}

/// What a grouping is called.
pub fn grouping(grouping: Grouping, locale: Locale) -> &'static str {
    let name = match grouping {
        Grouping::Cause => Words { en: "Billable item", zh: "计费项" },
        Grouping::Region => Words { en: "Region", zh: "地域" },
        Grouping::Instance => Words { en: "Instance", zh: "实例" },
        Grouping::Day => Words { en: "Day", zh: "按天" },
        Grouping::Tier => Words { en: "Storage tier", zh: "存储层" },
        Grouping::Month => Words { en: "Month", zh: "按月" },
    };
    name.get(locale)
}

fn row(world: &World, line: &Line, by: Grouping, locale: Locale) -> BillRow {
    let period = |begins: Timestamp| match by {
        Grouping::Month => bill_chart::name(begins, by, locale),
        _ => format::weekday_date(begins, Zone::CHINA, locale),
    };
    BillRow {
        cause: line.cause,
        name: cause(line.cause, locale),
        region: line.region.name(locale),
        instance: line.instance.map(|instance| world.instances[instance].name.clone()),
        begins: line.day,
        day: line.day.map(period),
        quantity: line.quantity_text(),
        unit: unit(line.cause, locale),
        unit_price: line.unit_price.to_price_text(),
        amount: line.amount(),
        why: why(line, locale),
        rule: line.rule(),
    }
}

/// What the quantities of a cause are counted in.
fn unit(cause: Cause, locale: Locale) -> &'static str {
    match (cause.unit(), locale) {
        (Unit::Gib, _) => "GiB",
        (Unit::VcpuHour, Locale::En) => "vCPU-hours",
        (Unit::VcpuHour, Locale::Zh) => "vCPU·小时",
        (Unit::GibMonth, Locale::En) => "GiB-months",
        (Unit::GibMonth, Locale::Zh) => "GiB·月",
    }
}

fn why(line: &Line, locale: Locale) -> String {
    let (quantity, price) = (line.quantity_text(), line.unit_price.to_price_text());
    let amount = line.amount();
    match locale {
        Locale::En => {
            let what = match line.cause {
                Cause::StandardStorage if line.covered => {
                    "What resource plans pay for of snapshots in the Standard tier, hour by hour"
                }
                Cause::ResourcePlan => "Paid for as it was bought, for all of its months",
                Cause::StandardStorage => "What snapshots in the Standard tier occupied, each hour that has begun",
                Cause::ArchiveStorage => "What snapshots in the Archive tier occupied, each hour that has begun",
                Cause::EarlyDeletion => "What was left of 1,440 hours when snapshots went from the Archive tier",
                Cause::SoftwareFee => "What the snapshots of backup points occupied, each hour that has begun",
                Cause::CopyTraffic => "What copies of snapshots carried from here to other regions, as they arrived",
                Cause::Instance => "The vCPUs of instances that restores made, each hour that has begun until release",
                Cause::Disk => "The size of disks that restores made, each hour that has begun until release",
            };
            let unit = unit(line.cause, locale);
            format!("{what}: {quantity} {unit} × CNY {price} = CNY {amount}")
        }
        Locale::Zh => {
            let what = match line.cause {
                Cause::StandardStorage if line.covered => "标准层快照占用量中按小时由资源包抵扣的部分",
                Cause::ResourcePlan => "购买时一次性支付全部时长",
                Cause::StandardStorage => "标准层快照的占用量，不足一小时按一小时计",
                Cause::ArchiveStorage => "归档层快照的占用量，不足一小时按一小时计",
                Cause::EarlyDeletion => "快照离开归档层时1,440小时中的剩余时长",
                Cause::SoftwareFee => "备份点快照的占用量，不足一小时按一小时计",
                Cause::CopyTraffic => "从该地域复制到其他地域的快照流量，到达时计",
                Cause::Instance => "恢复所创建实例的vCPU数，创建至释放，不足一小时按一小时计",
                Cause::Disk => "恢复所创建云盘的容量，创建至释放，不足一小时按一小时计",
            };
            let unit = unit(line.cause, locale);
            format!("{what}：{quantity} {unit}×{price}元={amount}元")
        }
    }
}
