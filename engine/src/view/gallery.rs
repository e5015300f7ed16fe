//! The gallery of scenarios: what there is, in the order that teaches, and how far the reader has come in each.

use crate::{
    locale::Locale,
    scenario::{catalogue::Entry, lesson::LessonKind},
    shelf::{Card, Kept, LessonCard, RunId},
    view::format,
};

/// The scenarios that come with the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gallery {
    /// The labs in their order.
    pub labs: Vec<GalleryCard>,
    /// The challenge, the demo and the worlds to explore.
    pub more: Vec<GalleryCard>,
}

/// A scenario of the gallery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GalleryCard {
    /// The name of its file.
    pub name: String,
    /// What it is.
    pub kind: LessonKind,
    /// Its place among the labs.
    pub number: Option<u32>,
    /// Its title.
    pub title: String,
    /// Its story.
    pub story: String,
    /// How long it takes, in words; nothing where that is up to the reader.
    pub takes: Option<String>,
    /// Whether names, regions or prices of it may be chosen before it begins.
    pub has_variables: bool,
    /// The run of it that was used last.
    pub kept: Option<KeptRun>,
}

/// A kept run of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRun {
    /// Which.
    pub run: RunId,
    /// Whether it is open here.
    pub is_open: bool,
    /// How far its lesson has come, where it has one.
    pub lesson: Option<LessonCard>,
    /// That in words, or where the run stands.
    pub text: String,
}

/// The gallery, with what this browser keeps of each scenario.
pub fn gallery(entries: &[Entry], kept: &[Kept], open: Option<&RunId>, locale: Locale) -> Gallery {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by_key(|entry| (place(entry.kind), entry.order, entry.name.clone()));
    let (labs, more): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.kind == LessonKind::Lab);
    let cards = |entries: Vec<&Entry>| entries.into_iter().map(|entry| card(entry, kept, open, locale)).collect();
    Gallery { labs: cards(labs), more: cards(more) }
}

/// The run of a scenario that was used last.
pub fn last_run<'a>(name: &str, titles: [&str; 2], kept: &'a [Kept]) -> Option<(&'a RunId, &'a Card)> {
    let is_of = |card: &Card| match &card.scenario_name {
        Some(scenario) => scenario == name,
        // Saved before cards knew the name.
        None => [card.scenario.en.as_str(), card.scenario.zh.as_str()] == titles,
    };
    let cards = kept.iter().filter_map(|kept| Some((&kept.id, kept.card.as_ref()?)));
    cards.filter(|(_, card)| is_of(card)).max_by_key(|(_, card)| card.used_ms)
}

/// How far a lesson has come, in words.
pub fn progress(lesson: LessonCard, locale: Locale) -> String {
    let LessonCard { reached, of, score, is_complete } = lesson;
    match (is_complete, locale) {
        (true, Locale::En) => format!("Complete, {score} points"),
        (true, Locale::Zh) => format!("已完成，{score}分"),
        (false, Locale::En) => format!("{reached} of {of} objectives, {score} points"),
        (false, Locale::Zh) => format!("已达成{reached}/{of}个目标，{score}分"),
    }
}

/// Labs first, then what they lead to.
fn place(kind: LessonKind) -> u8 {
    match kind {
        LessonKind::Lab => 0,
        LessonKind::Challenge => 1,
        LessonKind::Demo => 2,
        LessonKind::World => 3,
    }
}

fn card(entry: &Entry, kept: &[Kept], open: Option<&RunId>, locale: Locale) -> GalleryCard {
    let titles = Locale::ALL.map(|locale| entry.title.get(locale));
    let run = last_run(&entry.name, titles, kept).map(|(run, card)| KeptRun {
        run: run.clone(),
        is_open: open == Some(run),
        lesson: card.lesson,
        text: match card.lesson {
            Some(lesson) => progress(lesson, locale),
            None => format::date_time(card.now, card.zone, locale),
        },
    });
    let minutes = |minutes: u32| match locale {
        Locale::En => format!("{minutes} min"),
        Locale::Zh => format!("约{minutes}分钟"),
    };
    GalleryCard {
        name: entry.name.clone(),
        kind: entry.kind,
        number: (entry.kind == LessonKind::Lab).then_some(entry.order),
        title: entry.title.get(locale).to_owned(),
        story: entry.story.get(locale).to_owned(),
        takes: (entry.kind != LessonKind::World).then(|| minutes(entry.minutes)),
        has_variables: entry.variables,
        kept: run,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        scenario::lesson::Texts,
        shelf::Titles,
        time::{Timestamp, Zone},
    };

    fn entry(name: &str, kind: LessonKind, order: u32) -> Entry {
        let texts = |en: &str| Texts { en: en.to_owned(), zh: format!("{en}（中文）") };
        Entry {
            name: name.to_owned(),
            kind,
            order,
            minutes: 10,
            title: texts(name),
            story: texts("story"),
            variables: false,
        }
    }

    fn kept(id: &str, scenario: Option<&str>, titles: [&str; 2], used_ms: i64, lesson: Option<LessonCard>) -> Kept {
        let card = Card {
            title: None,
            scenario: Titles { en: titles[0].to_owned(), zh: titles[1].to_owned() },
            now: Timestamp(1_767_196_800),
            zone: Zone::CHINA,
            used_ms,
            commands: 0,
            branches: 1,
            scenario_name: scenario.map(str::to_owned),
            lesson,
        };
        Kept { id: RunId::new(id), card: Some(card), units: 1 }
    }

    const HALF: LessonCard = LessonCard { reached: 2, of: 4, score: 35, is_complete: false };

    #[test]
    fn labs_come_in_their_order_and_then_the_challenge_the_demo_and_the_worlds() {
        let entries = [
            entry("world", LessonKind::World, 0),
            entry("second", LessonKind::Lab, 2),
            entry("demo", LessonKind::Demo, 1),
            entry("first", LessonKind::Lab, 1),
            entry("challenge", LessonKind::Challenge, 11),
        ];
        let shown = gallery(&entries, &[], None, Locale::Zh);
        let names = |cards: &[GalleryCard]| cards.iter().map(|card| card.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&shown.labs), ["first", "second"]);
        assert_eq!(names(&shown.more), ["challenge", "demo", "world"]);
        assert_eq!(shown.labs[0].title, "first（中文）");
        assert_eq!((shown.labs[1].number, shown.more[0].number), (Some(2), None));
        assert_eq!((shown.labs[0].takes.as_deref(), shown.more[2].takes.as_deref()), (Some("约10分钟"), None));
    }

    #[test]
    fn the_run_used_last_says_how_far_one_has_come() {
        let complete = LessonCard { reached: 4, is_complete: true, score: 100, ..HALF };
        let runs = [
            kept("a", Some("first"), ["first", "x"], 5, Some(complete)),
            kept("b", Some("first"), ["first", "x"], 9, Some(HALF)),
            kept("c", Some("other"), ["first", "first（中文）"], 20, None),
        ];
        let open = RunId::new("b");
        let entries = [entry("first", LessonKind::Lab, 1)];
        let shown = gallery(&entries, &runs, Some(&open), Locale::En);
        let run = shown.labs[0].kept.as_ref().expect("one is kept");
        assert_eq!((run.run.as_str(), run.is_open, run.text.as_str()), ("b", true, "2 of 4 objectives, 35 points"));
        let shown = gallery(&entries, &runs[..1], None, Locale::Zh);
        let run = shown.labs[0].kept.as_ref().expect("one is kept");
        assert_eq!((run.is_open, run.text.as_str()), (false, "已完成，100分"));
    }

    #[test]
    fn a_run_saved_before_cards_knew_names_is_found_by_its_titles() {
        let runs = [kept("a", None, ["world", "world（中文）"], 1, None)];
        let shown = gallery(&[entry("world", LessonKind::World, 0)], &runs, None, Locale::En);
        let run = shown.more[0].kept.as_ref().expect("it is found");
        assert_eq!(run.text, "1 Jan 2026, 00:00");
        let others = gallery(&[entry("other", LessonKind::World, 0)], &runs, None, Locale::En);
        assert_eq!(others.more[0].kept, None);
    }
}
