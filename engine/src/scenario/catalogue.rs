//! What scenarios come with the page: their titles and what they are about, without the files themselves, which are
//! fetched when one is begun.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Scenario,
    lesson::{LessonKind, Texts, variables},
    reader::Reader,
};

/// The scenarios that come with the page, in the order of the gallery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The scenarios.
    pub scenarios: Vec<Entry>,
}

/// A scenario that comes with the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name, which is that of its file.
    pub name: String,
    /// What kind it is.
    pub kind: LessonKind,
    /// Its place among those of its kind.
    pub order: u32,
    /// How long it takes, in minutes; 0 for a world to explore.
    pub minutes: u32,
    /// Its title.
    pub title: Texts,
    /// What it is about.
    pub story: Texts,
    /// Whether it has something to be chosen before it begins.
    pub variables: bool,
}

impl Catalogue {
    /// The catalogue of these scenarios.
    pub fn of<'s>(scenarios: impl IntoIterator<Item = &'s Scenario>) -> Self {
        let mut scenarios: Vec<_> = scenarios.into_iter().map(Entry::of).collect();
        scenarios.sort_by(|one, other| (one.kind, one.order, &one.name).cmp(&(other.kind, other.order, &other.name)));
        Self { scenarios }
    }

    /// Reads a catalogue that was written by [`Catalogue::to_text`].
    ///
    /// # Errors
    /// If it is none.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The catalogue as a text that people can read.
    ///
    /// # Panics
    /// Never: it is plain data.
    pub fn to_text(&self) -> String {
        let text = serde_json::to_string_pretty(&json!(self)).expect("it is plain data");
        format!("{text}\n")
    }
}

impl Entry {
    fn of(scenario: &Scenario) -> Self {
        let file = scenario.to_value();
        let said = variables::put_in(&file, &mut Reader::default());
        let texts = |key: &str| said.get(key).cloned().and_then(|text| serde_json::from_value(text).ok());
        let lesson = scenario.lesson();
        Self {
            name: scenario.name.clone(),
            kind: lesson.map_or(LessonKind::World, |lesson| lesson.kind),
            order: lesson.map_or(1, |lesson| lesson.order),
            minutes: lesson.map_or(0, |lesson| lesson.minutes),
            title: texts("title").unwrap_or_default(),
            story: texts("story").unwrap_or_default(),
            variables: file.get("variables").and_then(Value::as_array).is_some_and(|list| !list.is_empty()),
        }
    }
}
