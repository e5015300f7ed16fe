//! Whether archiving pays: for a point that lies in the Standard tier, and for a policy over its whole horizon (BIL-10 to
//! BIL-12).
//!
//! An archived snapshot counts in full, while a standard one only stores what no other has: so archiving a long chain of
//! small changes often never pays, and archiving few large points does.

use super::{bill_chart, format};
use crate::{
    backup::{
        point::Point,
        policy::{PolicyRule, PolicySpec, TransitionRule},
    },
    billing::{
        bill::{Bill, Cause, Grouping, Line},
        money::MicroCny,
        prices::Prices,
    },
    catalog::limits,
    cloud::InstanceIdx,
    id::{InstanceId, PolicyId},
    locale::Locale,
    rehearsal::{self, Change, Proposal, Rehearsal},
    rejection::Rejection,
    rule::Rule,
    simulation::Simulation,
    time::{Days, Timestamp},
    units::{MIB_PER_GIB, Mib},
    world::World,
};

/// What archiving a point now would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfPoint {
    /// What its snapshots would no longer occupy in the Standard tier.
    pub freed: Mib,
    /// What they would occupy in the Archive tier.
    pub archived: Mib,
    /// What a month of 30 days costs more in the Standard tier; below nothing where it costs less.
    pub saved_a_month: MicroCny,
    /// From how many more days of keeping on archiving is the cheaper; never where none.
    pub pays_after: Option<Days>,
    /// All of it in words.
    pub text: String,
    /// The rule behind it.
    pub rule: Rule,
}

/// What archiving a point would come to, with prices as they are; none where it is archived already or on its way.
pub fn of_point(world: &World, point: &Point, locale: Locale) -> Option<OfPoint> {
    let (freed, archived) = world.archiving_moves(point)?;
    let prices = Prices::of(&world.assumptions);
    let day = |size: Mib, price: MicroCny| u128::from(size.0) * u128::from(price.0.unsigned_abs());
    // Prices of a month, in MiB and millionths: the same divisor on both sides.
    let standard = day(freed, prices.standard) + day(freed, prices.software);
    let (archive, software) = (day(archived, prices.archive), day(archived, prices.software));
    let divisor = u128::from(MIB_PER_GIB);
    let month = |sum: u128| MicroCny(i64::try_from(sum / divisor).unwrap_or(i64::MAX));
    let saved_a_month = month(standard) - month(archive + software);
    // Up to 60 days the Archive tier costs the same, however short: standard × t = archive × 60 + software × t.
    let pays = standard >= archive + software && standard > software;
    let days = pays.then(|| (archive * u128::from(limits::ARCHIVE_DAYS_MIN)).div_ceil(standard - software).max(1));
    let pays_after = days.and_then(|days| u32::try_from(days).ok()).map(Days);
    let found = Found { freed, archived, costs: [month(standard), month(archive + software)], pays_after };
    Some(OfPoint { freed, archived, saved_a_month, pays_after, text: found.said(locale), rule: Rule::Bil12 })
}

struct Found {
    freed: Mib,
    archived: Mib,
    costs: [MicroCny; 2],
    pays_after: Option<Days>,
}

impl Found {
    fn said(&self, locale: Locale) -> String {
        let [freed, archived] = [self.freed, self.archived].map(format::size);
        let [standard, archive] = self.costs;
        let pays = self.pays_after.map(|days| format::days(days, locale));
        match (locale, pays) {
            (Locale::En, Some(days)) => format!(
                "Archived now it would free {freed} of the Standard tier and take {archived} of the Archive tier: CNY \
                 {archive} instead of {standard} a month, 60 days at least. It pays if the point is kept {days} or longer."
            ),
            (Locale::En, None) => format!(
                "Archived now it would free {freed} of the Standard tier and take {archived} of the Archive tier: CNY \
                 {archive} instead of {standard} a month. It never pays: an archived snapshot counts in full."
            ),
            (Locale::Zh, Some(days)) => format!(
                "若现在归档，将释放标准层{freed}，占用归档层{archived}：每月{archive}元，原为{standard}元，至少计60天。\
                 再保留{days}或更久时归档更省。"
            ),
            (Locale::Zh, None) => format!(
                "若现在归档，将释放标准层{freed}，占用归档层{archived}：每月{archive}元，原为{standard}元。归档快照按全量\
                 计，始终不划算。"
            ),
        }
    }
}

/// A policy is played with its archiving and without, side by side.
#[derive(Debug)]
pub struct Comparing {
    sides: [Rehearsal; 2],
    archive_after: Days,
}

/// What archiving comes to over the horizon of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfPolicy {
    /// After how many days points are archived in the first of the two.
    pub archive_after: Days,
    /// Month by month: when it begins, what has been charged from now to its end with archiving, and without.
    pub months: Vec<(Timestamp, [MicroCny; 2])>,
    /// What the whole horizon costs with archiving, and without.
    pub totals: [MicroCny; 2],
    /// What of that is charged for archived points that go early (BIL-12).
    pub early: MicroCny,
    /// The month from which on archiving has cost less in all; never where none.
    pub pays_from: Option<Timestamp>,
}

impl Comparing {
    /// Begins to play a policy with points archived after `archive_after` days, and without.
    pub fn begin(
        run: &Simulation,
        policy: &PolicyId,
        archive_after: Days,
        instances: &[InstanceId],
        until: Timestamp,
    ) -> Result<Self, Rejection> {
        let world = run.world();
        let known = &world.policies[world.policy(policy)?];
        let side = |archive_after: Option<Days>| {
            let spec = with_archiving(&known.spec, archive_after);
            let rule_ids = known.rule_ids.iter().cloned().map(Some).collect();
            let change = Change::Edited { policy: policy.clone(), spec, rule_ids };
            Rehearsal::begin(run, &Proposal { change, instances: instances.to_vec() }, until)
        };
        Ok(Self { sides: [side(Some(archive_after))?, side(None)?], archive_after })
    }

    /// Plays on, for at most `events_max` events on each side. Whether both came to their end.
    pub fn step(&mut self, events_max: u64) -> Result<bool, Rejection> {
        let [with, without] = &mut self.sides;
        Ok(with.step(events_max)? & without.step(events_max)?)
    }

    /// How much of the way is behind, in percent.
    pub fn percent(&self) -> u8 {
        let behind = self.sides.iter().map(|side| {
            let (done, all) = side.progress();
            100 * done.0 / all.0.max(1)
        });
        u8::try_from(behind.min().unwrap_or_default()).unwrap_or(100)
    }

    /// Plays to the end.
    pub fn finish(self) -> Result<OfPolicy, Rejection> {
        let [with, without] = self.sides;
        let outcomes = [with.finish()?, without.finish()?];
        let bills = outcomes.each_ref().map(|outcome| outcome.bill(Grouping::Month));
        let months = months(&bills);
        let totals = bills.each_ref().map(Bill::total);
        let early = bills[0].lines.iter().filter(|line| line.cause == Cause::EarlyDeletion);
        let early = early.map(Line::amount).sum();
        let last_dearer = months.iter().rposition(|(_, [with, without])| with >= without);
        let pays_from = months.get(last_dearer.map_or(0, |position| position + 1)).map(|(begins, _)| *begins);
        Ok(OfPolicy { archive_after: self.archive_after, months, totals, early, pays_from })
    }
}

/// The least days before archiving that a policy may have, for one that does not archive yet.
pub fn archive_days(spec: &PolicySpec) -> Days {
    spec.archive_after().unwrap_or(*limits::ARCHIVE_AFTER_DAYS.start())
}

fn with_archiving(spec: &PolicySpec, archive_after: Option<Days>) -> PolicySpec {
    let mut spec = spec.clone();
    for rule in &mut spec.rules {
        if let PolicyRule::Transition(TransitionRule { archive_after: days, .. }) = rule {
            *days = archive_after;
        }
    }
    spec
}

/// The sums from now to the end of each month.
fn months(bills: &[Bill; 2]) -> Vec<(Timestamp, [MicroCny; 2])> {
    let mut sums = [MicroCny::ZERO; 2];
    let periods = bills[0].periods().into_iter();
    let month = |begins: Timestamp| {
        for (sum, bill) in sums.iter_mut().zip(bills) {
            let lines = bill.lines.iter().filter(|line| line.day == Some(begins));
            *sum = *sum + lines.map(Line::amount).sum();
        }
        (begins, sums)
    };
    periods.map(month).collect()
}

impl OfPolicy {
    /// All of it in a sentence or two.
    pub fn said(&self, locale: Locale) -> String {
        let [with, without] = self.totals;
        let days = format::days(self.archive_after, locale);
        let early = (self.early > MicroCny::ZERO).then(|| match locale {
            Locale::En => format!(" CNY {} of it is charged for archived points that go early.", self.early),
            Locale::Zh => format!("其中归档不足规定时长费{}元。", self.early),
        });
        let month = self.pays_from.map(|begins| bill_chart::name(begins, Grouping::Month, locale));
        let said = match (locale, month) {
            (Locale::En, Some(month)) => format!(
                "Archiving after {days} costs CNY {with} over the horizon, {without} without it: it has paid from {month} on."
            ),
            (Locale::En, None) => format!(
                "Archiving after {days} costs CNY {with} over the horizon, {without} without it: it does not pay in that \
                 time."
            ),
            (Locale::Zh, Some(month)) => {
                format!("{days}后归档，整个期间共{with}元，不归档为{without}元：自{month}起累计更省。")
            }
            (Locale::Zh, None) => format!("{days}后归档，整个期间共{with}元，不归档为{without}元：期间内不划算。"),
        };
        said + &early.unwrap_or_default()
    }
}

/// After how many days a policy may archive, in words (POL-50).
pub fn days_hint(locale: Locale) -> String {
    let (least, most) = limits::ARCHIVE_AFTER_DAYS.into_inner();
    let (least, most) = (least.0, format::count(most.0.into()));
    match locale {
        Locale::En => format!("{least} to {most} days"),
        Locale::Zh => format!("{least}~{most}天"),
    }
}

/// How far to look ahead at a policy.
pub fn horizon(world: &World, policy: &PolicyId) -> Timestamp {
    let spec = world.policy(policy).map(|policy| &world.policies[policy].spec);
    spec.map_or(world.now, |spec| rehearsal::horizon(spec, world.now))
}

/// The instances whose points a policy makes, for which it can be played.
pub fn sources(world: &World, policy: &PolicyId) -> Vec<InstanceId> {
    let Ok(policy) = world.policy(policy) else { return Vec::new() };
    let sources: Vec<InstanceIdx> = world.sources_of(policy).map(|(instance, _)| instance).collect();
    sources.into_iter().map(|instance| world.instances[instance].id.clone()).collect()
}
