//! What a rehearsal shows: by date, by kind, against what runs today.

mod calendar;
mod choice;
mod items;
mod life;
mod saving;

pub use self::{
    calendar::{Calendar, Day, Month},
    choice::{Choice, SPAN_YEARS_MAX, change, choices, local_date, read_until, usual, usual_end},
    items::{ItemRow, ItemsColumn, ItemsQuery, day_in_words, items},
    life::{Before, life},
    saving::{Deed, deeds},
};
use super::{bill, format};
use crate::{
    backup::PolicyIdx,
    billing::{
        bill::{Bill, Cause, Grouping},
        money::MicroCny,
    },
    locale::{Locale, Words},
    rehearsal::{Kind, Missed, Outcome},
    rule::Rule,
    units::Mib,
};

/// What a proposal comes to, against everything as it is today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RehearsalView {
    /// What it makes, keeps and costs, in a sentence or two.
    pub headline: String,
    /// What to know before it is saved, each with the rule behind it.
    pub warnings: Vec<(String, Rule)>,
    /// What happens to points, kind by kind, and what is there at the end.
    pub cards: Vec<Card>,
    /// What it costs, cause by cause; those that cost something in either.
    pub costs: Vec<CostRow>,
    /// What all of it costs.
    pub total: CostRow,
}

/// How many points something happens to, or are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What happens to them; none for those that are there at the end.
    pub kind: Option<Kind>,
    /// What it is called.
    pub name: &'static str,
    /// With the proposal.
    pub proposal: Figure,
    /// With everything as it is.
    pub today: Figure,
    /// How many more or less; nothing where as many.
    pub difference: Option<String>,
    /// The rule that it happens by; none for those that are there.
    pub rule: Option<Rule>,
}

/// How many points, and what they occupy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// How many.
    pub count: u64,
    /// What their snapshots occupy; none where that cannot be said.
    pub size: Option<Mib>,
}

/// What one cause costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostRow {
    /// What for, in words.
    pub name: &'static str,
    /// What it costs with the proposal.
    pub proposal: MicroCny,
    /// What it costs with everything as it is.
    pub today: MicroCny,
    /// How much more or less; nothing where as much.
    pub difference: Option<String>,
    /// The rule that it is billed by; none for the sum.
    pub rule: Option<Rule>,
}

/// What `proposal` comes to against `today`, which both tell of all points of the same instances over the same time.
pub fn view(proposal: &Outcome, today: &Outcome, locale: Locale) -> RehearsalView {
    let both = [proposal, today];
    let costs = costs(&both.map(|outcome| outcome.bill(Grouping::Cause)), locale);
    let total = |of: fn(&CostRow) -> MicroCny| costs.iter().map(of).sum();
    let total = CostRow::of(words("Total", "合计", locale), [total(|row| row.proposal), total(|row| row.today)], None);
    let kinds = Kind::ALL.into_iter().map(|kind| of_kind(kind, both, locale));
    let cards: Vec<_> = kinds.chain([kept(both, locale)]).collect();
    RehearsalView {
        headline: headline(proposal, &cards, &total, locale),
        warnings: warnings(proposal, &costs, locale),
        cards,
        costs,
        total,
    }
}

/// What a kind is called.
pub fn kind_in_words(kind: Kind, locale: Locale) -> &'static str {
    match kind {
        Kind::Created => words("Created", "创建", locale),
        Kind::Archived => words("Archived", "归档", locale),
        Kind::Copied => words("Copied", "复制", locale),
        Kind::Deleted => words("Deleted", "删除", locale),
    }
}

/// The name of the policy that is rehearsed; none where it is everything as it is now.
pub fn name(outcome: &Outcome) -> Option<&str> {
    outcome.policy().map(|policy: PolicyIdx| outcome.world().policies[policy].spec.name.as_str())
}

/// What each cause costs, in the order of causes.
fn costs(bills: &[Bill; 2], locale: Locale) -> Vec<CostRow> {
    let of = |bill: &Bill, cause: Cause| -> MicroCny {
        bill.lines.iter().filter(|line| line.cause == cause).map(crate::billing::bill::Line::amount).sum()
    };
    let row = |cause: Cause| {
        let amounts = [of(&bills[0], cause), of(&bills[1], cause)];
        let is_there = amounts.iter().any(|amount| *amount > MicroCny::ZERO);
        is_there.then(|| CostRow::of(bill::cause(cause, locale), amounts, Some(cause.rule())))
    };
    Cause::ALL.into_iter().filter_map(row).collect()
}

impl CostRow {
    fn of(name: &'static str, [proposal, today]: [MicroCny; 2], rule: Option<Rule>) -> Self {
        let apart = proposal - today;
        let sign = if apart > MicroCny::ZERO { "+" } else { "" };
        let difference = (apart != MicroCny::ZERO).then(|| format!("{sign}{apart}"));
        Self { name, proposal, today, difference, rule }
    }
}

impl Card {
    fn of(kind: Option<Kind>, name: &'static str, [proposal, today]: [Figure; 2], rule: Option<Rule>) -> Self {
        let apart = i64::try_from(proposal.count).unwrap_or(i64::MAX) - i64::try_from(today.count).unwrap_or(i64::MAX);
        let sign = if apart > 0 { "+" } else { "" };
        let difference = (apart != 0).then(|| format!("{sign}{}", format::signed(apart)));
        Self { kind, name, proposal, today, difference, rule }
    }
}

fn of_kind(kind: Kind, both: [&Outcome; 2], locale: Locale) -> Card {
    let figure = |outcome: &Outcome| {
        let sum = outcome.sum(kind);
        Figure { count: sum.count, size: (kind != Kind::Deleted).then_some(sum.size) }
    };
    let rule = match kind {
        Kind::Created => Rule::Pol10,
        Kind::Archived => Rule::Pol50,
        Kind::Copied => Rule::Pol60,
        Kind::Deleted => Rule::Job11,
    };
    Card::of(Some(kind), kind_in_words(kind, locale), both.map(figure), Some(rule))
}

/// What is there at the end, in all regions.
fn kept(both: [&Outcome; 2], locale: Locale) -> Card {
    Card::of(None, words("There at the end", "期末保留", locale), both.map(kept_in), None)
}

fn kept_in(outcome: &Outcome) -> Figure {
    let world = outcome.world();
    let mut figure = Figure { count: 0, size: Some(Mib::ZERO) };
    for instance in outcome.instances() {
        for holder in [*instance].into_iter().chain(world.replicas_of(*instance)) {
            for point in world.instances[holder].history.points() {
                figure.count += 1;
                figure.size = figure.size.map(|size| size + world.stored_of(point));
            }
        }
    }
    figure
}

fn headline(proposal: &Outcome, cards: &[Card], total: &CostRow, locale: Locale) -> String {
    let zone = proposal.world().zone;
    let [from, until] = [proposal.span().start, proposal.span().end].map(|at| format::date(at, zone, locale));
    let is_own =
        |item: &&crate::rehearsal::Item| item.kind == Kind::Created && item.born.is_some_and(|born| born.is_own);
    let made = format::count(proposal.items().iter().filter(is_own).count() as u64);
    let instances = format::count(proposal.instances().len() as u64);
    let kept = cards.last().map(|card| card.proposal).unwrap_or_default();
    let (left, size) = (format::count(kept.count), format::size(kept.size.unwrap_or_default()));
    let name = name(proposal).unwrap_or_default();
    let (cost, apart) = (total.proposal, total.proposal - total.today);
    let against = match (locale, apart.0) {
        (Locale::En, 0) => "as much as what runs today".to_owned(),
        (Locale::En, 1..) => format!("CNY {apart} more than what runs today"),
        (Locale::En, _) => format!("CNY {} less than what runs today", MicroCny(-apart.0)),
        (Locale::Zh, 0) => "与现状相同".to_owned(),
        (Locale::Zh, 1..) => format!("比现状多{apart}元"),
        (Locale::Zh, _) => format!("比现状少{}元", MicroCny(-apart.0)),
    };
    match locale {
        Locale::En => format!(
            "From {from} to {until}, {name} makes {made} points of {instances} instances. At the end {left} points are \
             there, which occupy {size}. It costs CNY {cost}: {against}."
        ),
        Locale::Zh => format!(
            "{from}至{until}，{name}为{instances}台实例创建{made}个备份点。期末保留{left}个，占用{size}。费用共{cost}元，\
             {against}。"
        ),
    }
}

/// What is easily overlooked before a policy is saved.
fn warnings(proposal: &Outcome, costs: &[CostRow], locale: Locale) -> Vec<(String, Rule)> {
    let cost = |rule: Rule| costs.iter().find(|row| row.rule == Some(rule) && row.proposal > MicroCny::ZERO);
    let early = cost(Rule::Bil12).map(|row| match locale {
        Locale::En => format!("Points leave the Archive tier before 60 days are full: CNY {}.", row.proposal),
        Locale::Zh => format!("有备份点在归档层存放不足60天即被删除，产生{}元费用。", row.proposal),
    });
    let traffic = cost(Rule::Bil13).map(|row| match locale {
        Locale::En => format!("Copies to another region are charged for what they carry: CNY {}.", row.proposal),
        Locale::Zh => format!("复制到其他地域产生流量费{}元。", row.proposal),
    });
    let nothing = (proposal.sum(Kind::Created).count == 0)
        .then(|| words("No point is made in this time.", "该时段内不会创建备份点。", locale).to_owned());
    let all = [(nothing, Rule::Pol10), (early, Rule::Bil12), (traffic, Rule::Bil13)];
    let all = all.into_iter().filter_map(|(text, rule)| Some((text?, rule)));
    all.chain(proposal.misses().iter().map(|(rule, missed)| (missed_in_words(proposal, *missed, locale), *rule)))
        .collect()
}

/// Backups that do not come out whole, in words.
fn missed_in_words(proposal: &Outcome, missed: Missed, locale: Locale) -> String {
    let first = format::date_time(missed.first, proposal.world().zone, locale);
    let count = format::count(missed.count);
    match locale {
        Locale::En => format!("Backups that fail, lack disks or are skipped: {count}, the first on {first}."),
        Locale::Zh => format!("失败、缺少云盘或被跳过的备份：{count}次，首次为{first}。"),
    }
}

fn words(en: &'static str, zh: &'static str, locale: Locale) -> &'static str {
    Words { en, zh }.get(locale)
}
