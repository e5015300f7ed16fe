//! The runs that a browser keeps, and how full its storage is.

use std::cmp::Ordering;

use crate::{
    locale::Locale,
    shelf::{Aside, Kept, RunId, UNITS_MAX, Usage, Why},
    time::{Timestamp, Zone},
    view::{
        format, keeping,
        list::{Page, Query},
        search::holds,
    },
};

/// A run in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRow {
    /// Which.
    pub id: RunId,
    /// What it is called; its id where nothing is known of it.
    pub name: String,
    /// The title that someone gave it.
    pub title: Option<String>,
    /// Its scenario.
    pub scenario: String,
    /// Where it stands.
    pub stands_at: String,
    /// How many commands were given.
    pub commands: String,
    /// How many branches it has.
    pub branches: String,
    /// What it takes.
    pub size: String,
    /// When it was last used, as the reader's clocks have it.
    pub used: String,
    /// Whether it is open here.
    pub is_open: bool,
}

/// What a list of runs can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunOrder {
    /// By name.
    Name,
    /// By where they stand.
    StandsAt,
    /// By what they take.
    Size,
    /// By last use.
    Used,
}

/// The orders, as the list counts its columns.
pub const RUN_ORDERS: [RunOrder; 4] = [RunOrder::Name, RunOrder::StandsAt, RunOrder::Size, RunOrder::Used];

/// Who reads a list of runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader<'a> {
    /// The run that is open here.
    pub open: Option<&'a RunId>,
    /// The zone of the reader's clocks.
    pub zone: Zone,
    /// The reader's language.
    pub locale: Locale,
}

/// A page of the runs that are kept.
pub fn runs(kept: &[Kept], reader: Reader, query: &Query) -> Page<RunRow> {
    let found: Vec<&Kept> = kept.iter().filter(|kept| is_found(kept, &query.search, reader.locale)).collect();
    let order = query.column(&RUN_ORDERS).unwrap_or(RunOrder::Used);
    query.page(&found, kept.len(), &|a, b| compare(a, b, order, reader.locale), &|kept| row(kept, reader))
}

/// What a text that was set aside is about.
pub fn aside_reason(aside: &Aside, locale: Locale) -> String {
    match (&aside.why, locale) {
        (Why::Unreadable(error), _) => keeping::reason(error, locale),
        (Why::Readable, Locale::En) => "it did not open once; this version can open it".to_owned(),
        (Why::Readable, Locale::Zh) => "曾无法打开，当前版本可以打开".to_owned(),
        (Why::Parted, Locale::En) => {
            "the run as it was saved, before it came out differently by the rules of this version".to_owned()
        }
        (Why::Parted, Locale::Zh) => "按当前版本规则结果不同之前的原始存档".to_owned(),
    }
}

/// How full the storage is.
pub fn fullness(usage: Usage, locale: Locale) -> String {
    let (all, most) = (storage_size(usage.all()), storage_size(UNITS_MAX));
    let (runs, asides, other) = (storage_size(usage.runs), storage_size(usage.asides), storage_size(usage.other));
    match locale {
        Locale::En => format!("{all} of {most}: runs {runs}, set aside {asides}, all else {other}"),
        Locale::Zh => format!("已用{all}，共{most}：运行{runs}，另存{asides}，其他{other}"),
    }
}

/// What something takes in the storage, where a code unit counts as one byte: `812 B`, `3.4 kB`, `1.2 MB`.
pub fn storage_size(units: usize) -> String {
    let tenths = |unit: usize| (units * 10 + unit / 2) / unit;
    let decimal = |tenths: usize| format!("{}.{}", tenths / 10, tenths % 10);
    match units {
        0..1_000 => format!("{units} B"),
        1_000..1_000_000 if tenths(1_000) < 10_000 => format!("{} kB", decimal(tenths(1_000))),
        _ => format!("{} MB", decimal(tenths(1_000_000))),
    }
}

fn is_found(kept: &Kept, search: &str, locale: Locale) -> bool {
    let card = kept.card.as_ref();
    let texts =
        [Some(kept.id.as_str()), card.map(|card| card.name(locale)), card.map(|card| card.scenario.get(locale))];
    texts.into_iter().flatten().any(|text| holds(text, search))
}

fn compare(a: &Kept, b: &Kept, order: RunOrder, locale: Locale) -> Ordering {
    let (one, other) = (a.card.as_ref(), b.card.as_ref());
    match order {
        RunOrder::Name => one.map(|card| card.name(locale)).cmp(&other.map(|card| card.name(locale))),
        RunOrder::StandsAt => one.map(|card| card.now).cmp(&other.map(|card| card.now)),
        RunOrder::Size => a.units.cmp(&b.units),
        RunOrder::Used => one.map(|card| card.used_ms).cmp(&other.map(|card| card.used_ms)),
    }
}

fn row(kept: &Kept, reader: Reader) -> RunRow {
    let Reader { open, zone, locale } = reader;
    let card = kept.card.as_ref();
    let of_card = |text: &dyn Fn(&crate::shelf::Card) -> String| card.map(text).unwrap_or_default();
    let name = of_card(&|card| card.name(locale).to_owned());
    RunRow {
        name: if name.is_empty() { kept.id.to_string() } else { name },
        title: card.and_then(|card| card.title.clone()),
        scenario: of_card(&|card| card.scenario.get(locale).to_owned()),
        stands_at: of_card(&|card| format::date_time(card.now, card.zone, locale)),
        commands: of_card(&|card| format::count(card.commands as u64)),
        branches: of_card(&|card| format::count(card.branches as u64)),
        size: storage_size(kept.units),
        used: of_card(&|card| format::date_time(Timestamp(card.used_ms.div_euclid(1_000)), zone, locale)),
        is_open: open == Some(&kept.id),
        id: kept.id.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shelf::{Card, Titles};

    fn kept(id: &str, title: Option<&str>, used_ms: i64, units: usize) -> Kept {
        let card = Card {
            title: title.map(str::to_owned),
            scenario: Titles { en: "Web shop".to_owned(), zh: "网店".to_owned() },
            now: Timestamp(1_767_196_800),
            zone: Zone::CHINA,
            used_ms,
            commands: 1_234,
            branches: 2,
            scenario_name: None,
            lesson: None,
        };
        Kept { id: RunId::new(id), card: Some(card), units }
    }

    fn reader(open: Option<&RunId>, locale: Locale) -> Reader<'_> {
        Reader { open, zone: Zone::UTC, locale }
    }

    #[test]
    fn a_run_is_called_by_its_title_else_by_its_scenario_else_by_its_id() {
        let unknown = Kept { id: RunId::new("x1"), card: None, units: 9 };
        let all = [kept("a", Some("No copies"), 2, 10), kept("b", None, 1, 20), unknown];
        let names = |locale| {
            let page = runs(&all, reader(None, locale), &Query::by(3, true));
            page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
        };
        assert_eq!(names(Locale::En), ["No copies", "Web shop", "x1"]);
        assert_eq!(names(Locale::Zh), ["No copies", "网店", "x1"]);
    }

    #[test]
    fn runs_are_found_ordered_and_the_open_one_is_marked() {
        let all = [kept("a", Some("No copies"), 2, 10), kept("b", None, 1, 20)];
        let open = RunId::new("b");
        let found = Query { search: "copies".to_owned(), ..Query::default() };
        let page = runs(&all, reader(Some(&open), Locale::En), &found);
        assert_eq!((page.extent.all, page.rows.len(), page.rows[0].is_open), (2, 1, false));
        let by_size = runs(&all, reader(Some(&open), Locale::En), &Query::by(2, true));
        assert!(by_size.rows[0].is_open);
        let row = &by_size.rows[1];
        assert_eq!((row.commands.as_str(), row.branches.as_str(), row.size.as_str()), ("1,234", "2", "10 B"));
        assert_eq!(row.stands_at, "1 Jan 2026, 00:00");
    }

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        let sizes = [0, 999, 1_000, 1_049, 999_949, 999_950, 5 << 20];
        let said = sizes.map(storage_size);
        assert_eq!(said, ["0 B", "999 B", "1.0 kB", "1.0 kB", "999.9 kB", "1.0 MB", "5.2 MB"]);
        let usage = Usage { runs: 1_000_000, asides: 0, other: 48_576 };
        assert_eq!(usage.percent(), 20);
        assert!(fullness(usage, Locale::En).starts_with("1.0 MB of 5.2 MB"));
    }
}
