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
    /// What it is; none for a world to explore.
    pub kind: Option<LessonKind>,
    /// Its place among the labs.
    pub number: Option<u32>,
    /// Its title.
    pub title: String,
    /// Its story.
    pub story: String,
    /// How long it takes, in words; nothing where that is up to the reader.
    pub takes: Option<String>,
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
    entries.sort_by_key(|entry| (place(entry.kind), entry.order.unwrap_or(u32::MAX), entry.name.clone()));
    let (labs, more): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.kind == Some(LessonKind::Lab));
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
fn place(kind: Option<LessonKind>) -> u8 {
    match kind {
        Some(LessonKind::Lab) => 0,
        Some(LessonKind::Challenge) => 1,
        Some(LessonKind::Demo) => 2,
        None => 3,
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
        number: entry.order.filter(|_| entry.kind == Some(LessonKind::Lab)),
        title: entry.title.get(locale).to_owned(),
        story: entry.story.get(locale).to_owned(),
        takes: entry.minutes.map(minutes),
        kept: run,
    }
}
