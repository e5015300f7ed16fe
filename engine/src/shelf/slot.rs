//! The text of a slot: a line that a list reads, then the save, packed.

use serde::{Deserialize, Serialize};

use crate::{
    locale::Locale,
    save::{SAVE_BYTES_MAX, Save, SaveError, pack, unpack},
    time::{Timestamp, Zone},
};

/// What a list says of a run without unpacking it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What someone called the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What its scenario is called.
    pub scenario: Titles,
    /// Where it stands, in UNIX seconds.
    pub now: Timestamp,
    /// The zone that times of the run are read in.
    pub zone: Zone,
    /// When it was last used, in UNIX milliseconds of the host.
    pub used_ms: i64,
    /// How many commands were given.
    pub commands: usize,
    /// How many branches it has, the present one included.
    pub branches: usize,
    /// The name of its scenario, by which the gallery knows it; none in older saves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario_name: Option<String>,
    /// How far its lesson has come, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lesson: Option<LessonCard>,
}

/// How far a lesson has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonCard {
    /// How many objectives are reached.
    pub reached: usize,
    /// How many there are.
    pub of: usize,
    /// The points.
    pub score: i64,
    /// Whether it is complete.
    pub is_complete: bool,
}

/// What a scenario is called in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Titles {
    /// In English.
    pub en: String,
    /// In Simplified Chinese.
    pub zh: String,
}

/// The line before a save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Larger than that of the save before.
    pub(super) sequence: u64,
    /// Who wrote it.
    pub(super) writer: String,
    /// How many characters the packed save has.
    pub(super) characters: usize,
    pub(super) card: Card,
}

/// What a slot holds.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) save: Save,
    /// The save as text.
    pub(super) text: String,
}

impl Card {
    /// What is said of a save that was last used at `used_ms`.
    pub fn of(save: &Save, used_ms: i64) -> Self {
        let title = |locale| save.scenario.title(locale).to_owned();
        Self {
            title: save.title.clone(),
            scenario: Titles { en: title(Locale::En), zh: title(Locale::Zh) },
            now: save.now,
            zone: save.scenario.zone,
            used_ms,
            commands: save.journal.entries.len(),
            branches: save.others.len() + 1,
            scenario_name: Some(save.scenario.name.clone()),
            lesson: None,
        }
    }

    /// The same of a run whose lesson has come so far.
    pub fn with_lesson(self, lesson: Option<LessonCard>) -> Self {
        Self { lesson, ..self }
    }

    /// What the run is called: by its title, else by its scenario.
    pub fn name(&self, locale: Locale) -> &str {
        self.title.as_deref().unwrap_or_else(|| self.scenario.get(locale))
    }
}

impl Titles {
    /// The one in `locale`.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::Zh => &self.zh,
        }
    }
}

/// The text of a slot: the `sequence`-th write of a run, by `writer`.
pub(super) fn write(sequence: u64, writer: &str, card: &Card, text: &str) -> String {
    let packed = pack(text);
    let head = Head { sequence, writer: writer.to_owned(), characters: packed.len(), card: card.clone() };
    let line = serde_json::to_string(&head).expect("a head is plain data");
    format!("{line}\n{packed}")
}

/// The line before the save, and the rest.
pub(super) fn split(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

/// What the line says, where it reads.
pub(super) fn head(text: &str) -> Option<Head> {
    serde_json::from_str(split(text).0).ok()
}

/// Whether a text is, or may be, the beginning of a slot's line.
pub(super) fn is_begun(text: &str) -> bool {
    const BEGINNING: &str = "{\"sequence\":";
    text.starts_with(BEGINNING) || BEGINNING.starts_with(text)
}

/// Reads the save of a slot. Of the line only the number of characters matters, which tells what is cut off from what was
/// changed.
pub(super) fn read(text: &str) -> Result<Contents, SaveError> {
    let packed = split(text).1;
    let is_short = head(text).is_none_or(|head| packed.len() < head.characters);
    let reason = |error| match error {
        SaveError::NotPacked if is_short => SaveError::CutOff,
        SaveError::NotPacked => SaveError::Damaged,
        other => other,
    };
    let text = unpack(packed, SAVE_BYTES_MAX).map_err(reason)?;
    if text.is_empty() {
        return Err(SaveError::CutOff);
    }
    Ok(Contents { save: Save::read(&text)?, text })
}

/// The save as a file to keep: unpacked where that is possible, else as it lies there.
pub(super) fn original(text: &str) -> String {
    match unpack(split(text).1, SAVE_BYTES_MAX) {
        Ok(unpacked) if !unpacked.is_empty() => unpacked,
        _ => text.to_owned(),
    }
}
