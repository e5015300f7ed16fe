//! What happens to points, as a list by date.

use std::cmp::Ordering;

use crate::{
    billing::money::MicroCny,
    id::InstanceId,
    locale::Locale,
    rehearsal::{Item, Kind, Outcome},
    rule::Rule,
    time::Timestamp,
    units::Mib,
    view::{
        format,
        list::{Page, Query},
        search,
    },
};

/// Which items are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemsQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only these.
    pub kind: Option<Kind>,
    /// Only those of this day, by its number in the zone of the run.
    pub day: Option<i64>,
}

/// What the items can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemsColumn {
    /// When it happens.
    Time,
    /// What happens.
    Kind,
    /// To a point of which instance.
    Instance,
    /// How large the point is.
    Size,
}

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// Its place in the order of time, which tells it from the others.
    pub number: usize,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: Kind,
    /// What, in words.
    pub what: &'static str,
    /// Whose point.
    pub instance: InstanceId,
    /// The instance's name.
    pub name: String,
    /// When the point was created.
    pub created: Timestamp,
    /// Until when it is kept, as it stands when it comes to be.
    pub kept_until: Option<Timestamp>,
    /// The name of the region that it lies in.
    pub region: &'static str,
    /// What its snapshots occupy; none of what goes.
    pub size: Option<Mib>,
    /// What this alone costs (BIL-12).
    pub amount: Option<MicroCny>,
    /// The rule that it happens by.
    pub rule: Rule,
}

impl ItemsColumn {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Time, Self::Kind, Self::Instance, Self::Size];
}

impl ItemRow {
    /// What identifies it on the page.
    pub fn key(&self) -> String {
        self.number.to_string()
    }
}

/// The items that `query` asks for.
pub fn items(outcome: &Outcome, query: &ItemsQuery, locale: Locale) -> Page<ItemRow> {
    let (world, all) = (outcome.world(), outcome.items());
    let name = |item: &Item| world.instances[item.instance].name.as_str();
    let needle = &query.list.search;
    let admits = |item: &Item| {
        query.kind.is_none_or(|kind| item.kind == kind)
            && (needle.trim().is_empty()
                || search::holds(name(item), needle)
                || search::holds(item.region.name(locale), needle))
    };
    let of_day = match query.day {
        None => 0..all.len(),
        Some(day) => {
            let before = |day: i64| all.partition_point(|item| item.at.day_number(world.zone) < day);
            before(day)..before(day + 1)
        }
    };
    let found: Vec<usize> = of_day.filter(|number| admits(&all[*number])).collect();
    let compare = |a: &usize, b: &usize| {
        let (a, b) = (&all[*a], &all[*b]);
        match query.list.column(&ItemsColumn::ALL) {
            None => Ordering::Equal,
            Some(ItemsColumn::Time) => a.at.cmp(&b.at),
            Some(ItemsColumn::Kind) => a.kind.cmp(&b.kind),
            Some(ItemsColumn::Instance) => name(a).cmp(name(b)),
            Some(ItemsColumn::Size) => a.size.cmp(&b.size),
        }
    };
    let row = |number: &usize| {
        let item = &all[*number];
        ItemRow {
            number: *number,
            at: item.at,
            kind: item.kind,
            what: super::kind_in_words(item.kind, locale),
            instance: world.instances[item.instance].id.clone(),
            name: name(item).to_owned(),
            created: item.created.at,
            kept_until: item.born.map(|born| born.expires_at),
            region: item.region.name(locale),
            size: item.size,
            amount: item.amount,
            rule: item.rule,
        }
    };
    query.list.page(&found, all.len(), &compare, &row)
}

/// A day in words, by its number.
pub fn day_in_words(outcome: &Outcome, day: i64, locale: Locale) -> String {
    let (zone, start) = (outcome.world().zone, outcome.span().start);
    let at = Timestamp(start.0 + (day - start.day_number(zone)) * crate::time::DAY);
    format::weekday_date(at, zone, locale)
}
