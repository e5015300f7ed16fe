//! The protection report: how each instance of the fleet is protected and what it could come back from, what the fleet
//! comes to, and what to do about it. It tells what people know: an infection that hides is no part of it.

mod advice;
mod json;

pub use self::{
    advice::{Advice, Matter},
    json::write,
};
use super::{
    csv, format,
    overview::{RecoveryRow, State, living, recovery_of},
};
use crate::{
    backup::policy::PolicySpec,
    catalog::region::Region,
    cloud::{Instance, InstanceIdx},
    id::{InstanceId, PointId, PolicyId},
    locale::{Locale, Words},
    rule::Rule,
    time::{Seconds, Timestamp, Zone},
    words,
    world::{Outlook, World},
};

/// The report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// The virtual clock: when it was drawn up.
    pub now: Timestamp,
    /// The zone it is read in.
    pub zone: Zone,
    /// What the fleet comes to.
    pub totals: Totals,
    /// The instances, by region and name.
    pub rows: Vec<Row>,
    /// What to do, the gravest first.
    pub advice: Vec<Advice>,
}

/// What the fleet comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The instances that are not released.
    pub instances: usize,
    /// Those that a policy protects, suspended ones included.
    pub protected: usize,
    /// Those that some point brings back, as far as people know.
    pub recoverable: usize,
    /// Those whose newest point is as new as their schedule promises.
    pub on_target: usize,
    /// Those whose newest point nobody can delete before it expires (POL-72).
    pub locked: usize,
    /// Those that a point of another region brings back (POL-60).
    pub elsewhere: usize,
    /// The oldest of the newest points (RPO); none where nothing is recoverable.
    pub worst_rpo: Option<Seconds>,
    /// The longest of the restores from them (RTO, MDL-14).
    pub worst_rto: Option<Seconds>,
}

/// One instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: Region,
    /// The policies that protect it.
    pub policies: Vec<Named>,
    /// How it stands.
    pub standing: RecoveryRow,
    /// The newest point that brings it back, as far as people know, and when it was created.
    pub newest: Option<(PointId, Timestamp)>,
    /// Until when nobody can delete that point; none where it is not locked.
    pub locked_until: Option<Timestamp>,
    /// How it stands with other regions.
    pub copies: Copies,
}

/// A policy by its id and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: PolicyId,
    /// Its name.
    pub name: String,
    /// Whether the plan of the instance is suspended.
    pub suspended: bool,
}

/// Copies in another region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copies {
    /// There are none, and none are to come.
    None,
    /// A policy replicates to a region, where no copy brings the instance back yet.
    Wanted(Region),
    /// The newest copy that brings it back: where, and of when.
    There(Region, Timestamp),
}

/// The report of all regions.
pub fn protection(world: &World) -> Protection {
    let mut rows: Vec<_> = living(world).map(|(position, instance)| row(world, position, instance)).collect();
    rows.sort_by(|a, b| (a.region, &a.name, &a.instance).cmp(&(b.region, &b.name, &b.instance)));
    Protection { now: world.now, zone: world.zone, totals: totals(&rows), advice: advice::of(&rows), rows }
}

fn row(world: &World, position: InstanceIdx, instance: &Instance) -> Row {
    let known = world.known_outlook(position);
    let specs = instance.bindings.iter().map(|binding| (binding, &world.policies[binding.policy]));
    let named = specs.map(|(binding, policy)| Named {
        id: policy.id.clone(),
        name: policy.spec.name.as_str().to_owned(),
        suspended: binding.suspended,
    });
    let newest = known.newest.as_ref();
    let point = newest.and_then(|way| world.instances[way.holder].history.point(way.created));
    Row {
        instance: instance.id.clone(),
        name: instance.name.clone(),
        region: instance.region,
        policies: named.collect(),
        standing: recovery_of(world, position, instance),
        newest: newest.map(|way| (way.point.clone(), way.created.at)),
        locked_until: point.filter(|point| point.immutable).map(|point| point.expires_at),
        copies: copies(world, instance, &known),
    }
}

fn copies(world: &World, instance: &Instance, known: &Outlook) -> Copies {
    let away = known.ways.iter().filter(|way| way.region != instance.region);
    if let Some(way) = away.max_by_key(|way| way.created) {
        return Copies::There(way.region, way.created.at);
    }
    let mut specs = instance.bindings.iter().map(|binding| &world.policies[binding.policy].spec);
    specs.find_map(PolicySpec::replication).map_or(Copies::None, |rule| Copies::Wanted(rule.region))
}

fn totals(rows: &[Row]) -> Totals {
    let count = |is: fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    Totals {
        instances: rows.len(),
        protected: count(Row::is_protected),
        recoverable: count(|row| row.newest.is_some()),
        on_target: count(|row| row.standing.state == State::OnTarget),
        locked: count(|row| row.locked_until.is_some()),
        elsewhere: count(|row| matches!(row.copies, Copies::There(..))),
        worst_rpo: rows.iter().filter_map(Row::rpo).max(),
        worst_rto: rows.iter().filter_map(|row| row.standing.restore).max(),
    }
}

impl Row {
    /// Whether a policy protects it.
    pub fn is_protected(&self) -> bool {
        !self.policies.is_empty()
    }

    /// How old the newest point is: what would be lost if the instance were lost now.
    pub fn rpo(&self) -> Option<Seconds> {
        self.standing.newest.as_ref().map(|(_, age)| *age)
    }

    /// Its policies in words; what the lack of one means.
    pub fn policies_in_words(&self, locale: Locale) -> String {
        if self.policies.is_empty() {
            return Words { en: "not protected", zh: "未保护" }.get(locale).to_owned();
        }
        let suspended = Words { en: " (suspended)", zh: "（已暂停）" }.get(locale);
        let name = |policy: &Named| format!("{}{}", policy.name, if policy.suspended { suspended } else { "" });
        self.policies.iter().map(name).collect::<Vec<_>>().join(comma(locale))
    }

    /// Whether it can be recovered, or why not.
    pub fn standing_in_words(&self, zone: Zone, locale: Locale) -> String {
        let said = match self.standing.obstacle {
            Some(obstacle) => words::obstacle(obstacle, locale).to_owned(),
            None => self.standing.text(zone, locale),
        };
        match (self.newest.is_some(), locale) {
            (true, Locale::En) => format!("recoverable; {said}"),
            (false, Locale::En) => format!("not recoverable: {said}"),
            (true, Locale::Zh) => format!("可恢复，{said}"),
            (false, Locale::Zh) => format!("不可恢复：{said}"),
        }
    }

    /// Where it can come back.
    pub fn regions_in_words(&self, locale: Locale) -> String {
        let regions: Vec<_> = self.standing.regions.iter().map(|region| region.name(locale)).collect();
        regions.join(comma(locale))
    }

    /// The cells of its line, in the order of the columns of the report.
    pub fn cells(&self, zone: Zone, locale: Locale) -> [String; CELLS] {
        let at = |at: Option<Timestamp>| at.map(|at| format::date_time(at, zone, locale)).unwrap_or_default();
        let span = |span: Option<Seconds>| span.map(|span| format::span(span, locale)).unwrap_or_default();
        [
            self.name.clone(),
            self.instance.to_string(),
            self.region.name(locale).to_owned(),
            self.policies_in_words(locale),
            self.standing_in_words(zone, locale),
            at(self.newest.as_ref().map(|(_, created)| *created)),
            span(self.rpo()),
            span(self.standing.restore),
            self.regions_in_words(locale),
            at(self.locked_until),
            self.copies.in_words(zone, locale),
            at(self.standing.next_run),
        ]
    }
}

impl Copies {
    /// The copies in words; empty where there are none.
    pub fn in_words(self, zone: Zone, locale: Locale) -> String {
        match (self, locale) {
            (Self::None, _) => String::new(),
            (Self::Wanted(region), Locale::En) => format!("{}: none yet", region.name(locale)),
            (Self::Wanted(region), Locale::Zh) => format!("{}：尚无副本", region.name(locale)),
            (Self::There(region, at), Locale::En) => {
                format!("{}: of {}", region.name(locale), format::date_time(at, zone, locale))
            }
            (Self::There(region, at), Locale::Zh) => {
                format!("{}：{}的副本", region.name(locale), format::date_time(at, zone, locale))
            }
        }
    }

    /// The rule behind it.
    pub fn rule(self) -> Rule {
        Rule::Pol60
    }
}

impl Protection {
    /// The table as CSV, under these heads.
    pub fn csv(&self, heads: [&str; CELLS], locale: Locale) -> String {
        let rows: Vec<_> = self.rows.iter().map(|row| row.cells(self.zone, locale)).collect();
        csv::table(heads, rows.iter().map(|row| row.iter().map(String::as_str)))
    }
}

/// How many columns the table has.
pub const CELLS: usize = 12;

fn comma(locale: Locale) -> &'static str {
    match locale {
        Locale::En => ", ",
        Locale::Zh => "、",
    }
}

/// So many of all, and the share in percent, rounded down.
pub fn share(count: usize, all: usize) -> String {
    let (of, whole) = (format::count(count as u64), format::count(all as u64));
    match (count * 100).checked_div(all) {
        Some(percent) => format!("{of} / {whole} ({percent}%)"),
        None => of,
    }
}
