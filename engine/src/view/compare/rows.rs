//! What two runs come to, line by line and in words.

use super::facts::{self, Facts, Money};
use crate::{
    billing::money::MicroCny,
    id::InstanceId,
    locale::{Locale, Words},
    rule::Rule,
    time::Seconds,
    units::Mib,
    view::{
        bill::{self, Span},
        format,
    },
    words,
    world::World,
};

/// A line: the same of both runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What of.
    pub title: Title,
    /// What it is in each.
    pub cells: [Cell; 2],
    /// How far they are apart; none where they are not.
    pub difference: Option<String>,
    /// In which it is better; none where in neither.
    pub better: Option<usize>,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Title {
    /// Backup points, and copies elsewhere.
    Points,
    /// Instances that come back.
    Recoverable,
    /// The newest clean point.
    NewestClean,
    /// What would be lost (RPO).
    Lost,
    /// How long it takes to come back.
    Recovery,
    /// What was billed since the start.
    MoneySoFar,
    /// What was billed in the present month.
    MoneyThisMonth,
}

/// What it is in one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The figure.
    pub figure: String,
    /// What there is to say of it.
    pub note: String,
    /// Whether it is well or not, where that can be said of it.
    pub is_well: Option<bool>,
    /// The rule behind it.
    pub rule: Option<Rule>,
}

/// What is being said, and to whom.
#[derive(Clone, Copy)]
struct Table<'w> {
    worlds: [&'w World; 2],
    facts: [&'w Facts; 2],
    locale: Locale,
}

/// All lines; how many instances come back only where it is about several.
pub(super) fn rows(worlds: [&World; 2], facts: [&Facts; 2], subject: Option<&InstanceId>, locale: Locale) -> Vec<Row> {
    let table = Table { worlds, facts, locale };
    let money = |title, span| {
        let money = worlds.map(|world| facts::money(world, span, subject));
        table.money(title, &money)
    };
    let rows = [
        Some(table.points()),
        subject.is_none().then(|| table.recoverable()),
        Some(table.newest_clean()),
        Some(table.lost()),
        Some(table.recovery()),
        Some(money(Title::MoneySoFar, Span::Run)),
        Some(money(Title::MoneyThisMonth, Span::ThisMonth)),
    ];
    rows.into_iter().flatten().collect()
}

impl Title {
    /// What it is called.
    pub fn text(self, locale: Locale) -> &'static str {
        let words = match self {
            Self::Points => Words { en: "Points left", zh: "剩余备份点" },
            Self::Recoverable => Words { en: "Instances that come back", zh: "可恢复的实例" },
            Self::NewestClean => Words { en: "Newest clean point", zh: "最新的干净备份点" },
            Self::Lost => Words { en: "Data lost (RPO)", zh: "数据丢失（RPO）" },
            Self::Recovery => Words { en: "Recovery time (RTO)", zh: "恢复用时（RTO）" },
            Self::MoneySoFar => Words { en: "Billed so far", zh: "累计账单" },
            Self::MoneyThisMonth => Words { en: "Billed this month", zh: "本月账单" },
        };
        words.get(locale)
    }
}

impl Table<'_> {
    fn points(self) -> Row {
        let cell = |facts: &Facts| Cell {
            figure: format::count(facts.points as u64),
            note: self.of_points(facts),
            is_well: Some(facts.clean + facts.clean_copies > 0),
            rule: None,
        };
        let [points, copies] = [|of: &Facts| of.points, |of: &Facts| of.copies]
            .map(|count| self.facts.map(count))
            .map(|[a, b]| a.abs_diff(b));
        let clean = self.facts.map(|facts| facts.clean + facts.clean_copies);
        Row {
            title: Title::Points,
            cells: self.facts.map(cell),
            difference: (points + copies > 0).then(|| self.points_and_copies(points, copies)),
            better: greater(clean),
        }
    }

    /// How many points are clean, and how many copies there are.
    fn of_points(self, facts: &Facts) -> String {
        let (clean, copies, good) = (facts.clean, facts.copies, facts.clean_copies);
        match (self.locale, copies) {
            (Locale::En, 0) => format!("{clean} clean, no copy elsewhere"),
            (Locale::En, _) => format!("{clean} clean, and copies elsewhere: {copies}, {good} of them clean"),
            (Locale::Zh, 0) => format!("{clean}个干净，其他地域无副本"),
            (Locale::Zh, _) => format!("{clean}个干净，其他地域副本{copies}个（{good}个干净）"),
        }
    }

    fn points_and_copies(self, points: usize, copies: usize) -> String {
        match (self.locale, points, copies) {
            (Locale::En, points, 0) => format!("points: {points}"),
            (Locale::En, 0, copies) => format!("copies: {copies}"),
            (Locale::En, ..) => format!("points: {points}, copies: {copies}"),
            (Locale::Zh, points, 0) => format!("{points}个备份点"),
            (Locale::Zh, 0, copies) => format!("{copies}个副本"),
            (Locale::Zh, ..) => format!("{points}个备份点，{copies}个副本"),
        }
    }

    fn recoverable(self) -> Row {
        let cell = |facts: &Facts| {
            let (back, all) = (facts.recoverable, facts.instances);
            let figure = match self.locale {
                Locale::En => format!("{back} of {all}"),
                Locale::Zh => format!("{back}/{all}"),
            };
            Cell { figure, is_well: Some(back == all), ..Cell::default() }
        };
        let back = self.facts.map(|facts| facts.recoverable);
        let apart = back[0].abs_diff(back[1]);
        Row {
            title: Title::Recoverable,
            cells: self.facts.map(cell),
            difference: (apart > 0).then(|| format::count(apart as u64)),
            better: greater(back),
        }
    }

    fn newest_clean(self) -> Row {
        let cell = |side: usize| {
            let facts = self.facts[side];
            let zone = self.worlds[side].zone;
            let figure = facts.newest_clean.map(|at| format::weekday_date_time(at, zone, self.locale));
            let note = match (self.locale, facts.instances > 1, figure.is_some()) {
                (Locale::En, true, true) => "the oldest of those of all instances",
                (Locale::Zh, true, true) => "各实例中最早的",
                _ => "",
            };
            Cell {
                is_well: Some(figure.is_some()),
                figure: figure.unwrap_or_else(|| self.none().to_owned()),
                note: note.to_owned(),
                rule: None,
            }
        };
        let newest = self.facts.map(|facts| facts.newest_clean);
        let apart = newest[0].zip(newest[1]).map(|(one, other)| Seconds((one - other).0.abs()));
        Row {
            title: Title::NewestClean,
            cells: [cell(0), cell(1)],
            difference: apart.filter(|apart| apart.0 > 0).map(|apart| format::span(apart, self.locale)),
            // How many come back weighs more than how new the point of the last of them is.
            better: greater(self.facts.map(|facts| (facts.recoverable, facts.newest_clean))),
        }
    }

    fn lost(self) -> Row {
        let cell = |facts: &Facts| {
            let written = format::size(facts.written);
            let gone = facts.instances - facts.recoverable;
            let (figure, note) = match (self.locale, facts.lost, gone) {
                (Locale::En, Some(lost), 0) => (format::span(lost, self.locale), format!("of writes, {written}")),
                (Locale::En, Some(lost), _) => (
                    format::span(lost, self.locale),
                    format!("and all of {gone} that do not come back: {written} together"),
                ),
                (Locale::En, None, _) => ("everything".to_owned(), written),
                (Locale::Zh, Some(lost), 0) => (format::span(lost, self.locale), format!("的写入，{written}")),
                (Locale::Zh, Some(lost), _) => {
                    (format::span(lost, self.locale), format!("及{gone}台不可恢复实例的全部数据，共{written}"))
                }
                (Locale::Zh, None, _) => ("全部数据".to_owned(), written),
            };
            Cell { figure, note, is_well: (gone > 0 || facts.lost.is_none()).then_some(false), rule: None }
        };
        // What does not come back weighs more than any age of what does.
        let loss = |facts: &Facts| (facts.instances - facts.recoverable, facts.lost.is_none(), facts.lost);
        let written = self.facts.map(|facts| facts.written.0);
        let size = Mib(written[0].abs_diff(written[1]));
        Row {
            title: Title::Lost,
            cells: self.facts.map(cell),
            difference: (size > Mib::ZERO).then(|| format::size(size)),
            better: less(self.facts.map(loss)),
        }
    }

    fn recovery(self) -> Row {
        let cell = |facts: &Facts| match facts.restore {
            Some(restore) => Cell {
                figure: format::span(restore, self.locale),
                note: self.where_to(facts),
                is_well: Some(facts.obstacle.is_none()),
                rule: Some(Rule::Mdl14),
            },
            None => Cell {
                figure: self.impossible().to_owned(),
                note: facts
                    .obstacle
                    .map(|obstacle| words::obstacle(obstacle, self.locale).to_owned())
                    .unwrap_or_default(),
                is_well: Some(false),
                rule: facts.obstacle.map(crate::world::Obstacle::rule),
            },
        };
        let times = self.facts.map(|facts| facts.restore);
        let apart = times[0].zip(times[1]).map(|(one, other)| Seconds((one.0 - other.0).abs()));
        let rank = |facts: &Facts| (facts.instances - facts.recoverable, facts.restore.is_none(), facts.restore);
        Row {
            title: Title::Recovery,
            cells: self.facts.map(cell),
            difference: apart.filter(|apart| apart.0 > 0).map(|apart| format::span(apart, self.locale)),
            better: less(self.facts.map(rank)),
        }
    }

    /// Where it comes back.
    fn where_to(self, facts: &Facts) -> String {
        let regions: Vec<_> = facts.regions.iter().map(|region| region.name(self.locale)).collect();
        match (self.locale, regions.is_empty()) {
            (_, true) => String::new(),
            (Locale::En, false) => format!("in {}", regions.join(" or ")),
            (Locale::Zh, false) => format!("可在{}恢复", regions.join("、")),
        }
    }

    fn money(self, title: Title, money: &[Money; 2]) -> Row {
        let cell = |side: usize| {
            let causes = money[side].by_cause.iter();
            let causes = causes.map(|(cause, amount)| format!("{} {amount}", bill::cause(*cause, self.locale)));
            let comma = if self.locale == Locale::En { ", " } else { "，" };
            // The rule of what makes the most of the difference.
            let apart = |cause| (money[0].of(cause).0 - money[1].of(cause).0).abs();
            let most = money[side].by_cause.iter().map(|(cause, _)| *cause).max_by_key(|cause| apart(*cause));
            Cell {
                figure: format!("CNY {}", money[side].total),
                note: causes.collect::<Vec<_>>().join(comma),
                is_well: None,
                rule: most.filter(|cause| apart(*cause) > 0).map(crate::billing::bill::Cause::rule),
            }
        };
        let apart = (money[0].total - money[1].total).0.abs();
        Row {
            title,
            cells: [cell(0), cell(1)],
            difference: (apart > 0).then(|| format!("CNY {}", MicroCny(apart))),
            better: less([money[0].total, money[1].total]),
        }
    }

    fn none(self) -> &'static str {
        Words { en: "none", zh: "无" }.get(self.locale)
    }

    fn impossible(self) -> &'static str {
        Words { en: "not possible", zh: "无法恢复" }.get(self.locale)
    }
}

/// What an attacker deleted, in words.
pub(super) fn destroyed(points: u32, locale: Locale) -> String {
    match locale {
        Locale::En => format!("Points that an attacker deleted: {points}"),
        Locale::Zh => format!("攻击者删除了{points}个备份点"),
    }
}

/// What withstood an attacker, in words.
pub(super) fn withstood(points: u32, locale: Locale) -> String {
    match locale {
        Locale::En => format!("Points that withstood an attacker: {points}"),
        Locale::Zh => format!("攻击者未能删除{points}个备份点"),
    }
}

/// Which of two is greater; neither where they are alike.
fn greater<T: PartialOrd + Copy>(both: [T; 2]) -> Option<usize> {
    match both[0].partial_cmp(&both[1])? {
        std::cmp::Ordering::Greater => Some(0),
        std::cmp::Ordering::Less => Some(1),
        std::cmp::Ordering::Equal => None,
    }
}

/// Which of two is less; neither where they are alike.
fn less<T: PartialOrd + Copy>(both: [T; 2]) -> Option<usize> {
    greater(both).map(|greater| 1 - greater)
}
