//! The actions of a run: what was done when, and what of it lies ahead.

use super::{
    list::{Page, Query},
    search,
};
use crate::{
    incident::Incident, locale::Locale, save::JournalEntry, time::Timestamp, timeline::Timeline, words, world::World,
};

/// One action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionRow {
    /// Its number in the run, from 1.
    pub number: usize,
    /// When it was done.
    pub at: Timestamp,
    /// What was done, in words.
    pub text: String,
    /// Whether it lies ahead: the run stepped back to before it.
    pub is_ahead: bool,
}

/// What the list can be ordered by, in the order of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Time,
}

/// The actions that `query` asks for, by time. Their words and numbers are searched.
pub fn actions(timeline: &Timeline, query: &Query, locale: Locale) -> Page<ActionRow> {
    let all = entries(timeline).len();
    let searched = !query.search.trim().is_empty();
    let admits = |position: &usize| !searched || search::holds(&row(timeline, *position, locale).text, &query.search);
    let found: Vec<usize> = (0..all).filter(admits).collect();
    let compare = |a: &usize, b: &usize| match query.column(&[Column::Time]) {
        None | Some(Column::Time) => a.cmp(b),
    };
    query.page(&found, all, &compare, &|position| row(timeline, *position, locale))
}

/// What [`Timeline::undo`] takes back, in words.
pub fn last(timeline: &Timeline, locale: Locale) -> Option<String> {
    timeline.last_command().map(|entry| text(timeline.run().world(), entry, locale))
}

/// What [`Timeline::redo`] gives again, in words.
pub fn next(timeline: &Timeline, locale: Locale) -> Option<String> {
    timeline.next_command().map(|entry| text(timeline.run().world(), entry, locale))
}

/// What was done, in words.
pub fn text(world: &World, entry: &JournalEntry, locale: Locale) -> String {
    words::command(world, &entry.command, locale)
}

/// What the action of this number, from 1, did in words.
pub fn text_of(timeline: &Timeline, number: usize, locale: Locale) -> Option<String> {
    let entry = entries(timeline).nth(number.checked_sub(1)?)?;
    Some(text(timeline.run().world(), entry, locale))
}

/// The actions of the run, then those ahead.
pub(super) fn entries(timeline: &Timeline) -> impl ExactSizeIterator<Item = &JournalEntry> {
    let (given, ahead) = (&timeline.run().journal().entries, timeline.ahead());
    (0..given.len() + ahead.len()).map(move |position| entry(given, ahead, position))
}

/// The incident that an action lets happen, if it is one of those.
pub(super) fn incident(entry: &JournalEntry) -> Option<&Incident> {
    match &entry.command {
        crate::command::Command::InjectIncident { incident } => Some(incident),
        _ => None,
    }
}

fn row(timeline: &Timeline, position: usize, locale: Locale) -> ActionRow {
    let (given, ahead) = (&timeline.run().journal().entries, timeline.ahead());
    let entry = entry(given, ahead, position);
    ActionRow {
        number: position + 1,
        at: entry.at,
        text: text(timeline.run().world(), entry, locale),
        is_ahead: position >= given.len(),
    }
}

fn entry<'t>(given: &'t [JournalEntry], ahead: &'t [JournalEntry], position: usize) -> &'t JournalEntry {
    given.get(position).unwrap_or_else(|| &ahead[position - given.len()])
}
