//! Several policies on the same fleet: points, recoverability, stored bytes and money.
//!
//! Each is rehearsed by itself, from the same moment and for the same time. Only the points that it makes in that time
//! count, so that no policy is flattered by what another left behind; money is all that the instances cost.

mod frontier;
mod measure;
mod template;
mod verdict;

pub use self::{
    frontier::{FoundRow, found_rows},
    measure::{Measures, SAMPLES, Stored, Tier, measure},
    template::{Rhythm, Template},
    verdict::{Miss, Targets, Verdict, verdict},
};
use super::{bill, format};
use crate::{
    locale::{Locale, Words},
    rehearsal::Outcome,
    rule::Rule,
    time::Seconds,
};

/// A table: a row a question, a cell a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What of.
    pub title: String,
    /// What it is with each policy; empty where there is none.
    pub cells: Vec<String>,
    /// The rule behind it.
    pub rule: Option<Rule>,
    /// Whether it is told apart from the rows above: a part of what stands there.
    pub is_part: bool,
}

/// What several policies come to, row by row, in words.
pub fn rows(columns: &[Measures], locale: Locale) -> Vec<Row> {
    let of = |en, zh, rule, cell: &dyn Fn(&Measures) -> String| Row {
        title: words(en, zh, locale).to_owned(),
        cells: columns.iter().map(cell).collect(),
        rule: Some(rule),
        is_part: false,
    };
    let span = |span: Option<Seconds>| span.map_or_else(|| none(locale), |span| exact(span, locale));
    let mut rows = vec![
        of("Worst RPO", "最差RPO", Rule::Pol10, &|of| match of.bare.0 {
            0 => span(of.worst_rpo),
            _ => without(of.bare, locale),
        }),
        of("Best RPO", "最佳RPO", Rule::Mdl10, &|of| span(of.best_rpo)),
        of("Longest look-back", "最长可回溯", Rule::Pol20, &|of| span(of.look_back)),
        of("Recovery time (RTO)", "恢复用时（RTO）", Rule::Mdl14, &|of| span(of.rto)),
        of("Points made", "创建的备份点", Rule::Pol10, &|of| format::count(of.made)),
        of("Points at the end", "期末备份点", Rule::Job11, &|of| format::count(of.kept)),
    ];
    if columns.iter().any(|of| of.missed > 0) {
        let by = columns.iter().max_by_key(|of| of.missed).and_then(|of| of.missed_by);
        rows.push(Row {
            rule: by,
            ..of("Backups that do not come out whole", "未能完整完成的备份", Rule::Pol12, &|of| {
                format::count(of.missed)
            })
        });
    }
    if columns.iter().any(|of| !of.never.is_empty()) {
        let names = |of: &Measures| of.never.join(words(", ", "、", locale));
        rows.push(of("Never with a complete point", "从未有完整备份点", Rule::Job08, &names));
    }
    rows.extend(stored(columns, locale));
    rows.extend(money(columns, locale));
    rows
}

/// What the points occupy at the end, by region and tier.
fn stored(columns: &[Measures], locale: Locale) -> Vec<Row> {
    let mut places: Vec<_> =
        columns.iter().flat_map(|of| &of.stored).map(|stored| (stored.region, stored.tier)).collect();
    places.sort_unstable_by_key(|(region, tier)| (region.id(), *tier));
    places.dedup();
    let row = |(region, tier)| {
        let size = |of: &Measures| {
            let found = of.stored.iter().find(|stored| (stored.region, stored.tier) == (region, tier));
            found.map(|stored| format::size(stored.size)).unwrap_or_default()
        };
        let tier_name = match tier {
            Tier::Standard => words("Standard tier", "标准层", locale),
            Tier::Archive => words("Archive tier", "归档层", locale),
        };
        let title = match locale {
            Locale::En => format!("Stored at the end, {}, {tier_name}", region.name(locale)),
            Locale::Zh => format!("期末存储：{}，{tier_name}", region.name(locale)),
        };
        let rule = if tier == Tier::Archive { Rule::Bil11 } else { Rule::Bil10 };
        Row { title, cells: columns.iter().map(size).collect(), rule: Some(rule), is_part: false }
    };
    places.into_iter().map(row).collect()
}

/// What it costs, in all and by cause.
fn money(columns: &[Measures], locale: Locale) -> Vec<Row> {
    let total = Row {
        title: words("Cost (CNY)", "费用（元）", locale).to_owned(),
        cells: columns.iter().map(|of| of.cost.to_string()).collect(),
        rule: None,
        is_part: false,
    };
    let mut causes: Vec<_> = columns.iter().flat_map(|of| &of.by_cause).map(|(cause, _)| *cause).collect();
    causes.sort_unstable();
    causes.dedup();
    let parts = causes.into_iter().map(|cause| {
        let amount = |of: &Measures| {
            let found = of.by_cause.iter().find(|(known, _)| *known == cause);
            found.map(|(_, amount)| amount.to_string()).unwrap_or_default()
        };
        let title = bill::cause(cause, locale).to_owned();
        Row { title, cells: columns.iter().map(amount).collect(), rule: Some(cause.rule()), is_part: true }
    });
    std::iter::once(total).chain(parts).collect()
}

/// The days of the samples of points over time, as people read them.
pub fn sample_days(outcome: &Outcome, locale: Locale) -> Vec<String> {
    let zone = outcome.world().zone;
    measure::instants(&outcome.span()).map(|at| format::date(at, zone, locale)).collect()
}

/// A span to the minute, rounded up, such as `1 d 2 min`: an RPO that is missed by minutes is seen to be.
pub fn exact(span: Seconds, locale: Locale) -> String {
    let minutes = (span.0 + 59).div_euclid(60);
    let units = match locale {
        Locale::En => [(1_440, " d"), (60, " h"), (1, " min")],
        Locale::Zh => [(1_440, "天"), (60, "小时"), (1, "分钟")],
    };
    let mut left = minutes;
    let mut parts = Vec::new();
    for (length, name) in units {
        if left >= length {
            parts.push(format!("{}{name}", left / length));
            left %= length;
        }
    }
    match (parts.is_empty(), locale) {
        (true, Locale::En) => "0 min".to_owned(),
        (true, Locale::Zh) => "0分钟".to_owned(),
        (false, Locale::En) => parts.join(" "),
        (false, Locale::Zh) => parts.concat(),
    }
}

fn none(locale: Locale) -> String {
    words("no point", "无备份点", locale).to_owned()
}

fn without(bare: Seconds, locale: Locale) -> String {
    let bare = exact(bare, locale);
    match locale {
        Locale::En => format!("without any point for {bare}"),
        Locale::Zh => format!("有{bare}没有任何备份点"),
    }
}

fn words(en: &'static str, zh: &'static str, locale: Locale) -> &'static str {
    Words { en, zh }.get(locale)
}
