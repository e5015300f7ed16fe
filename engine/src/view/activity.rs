//! Activity: what happened, newest first, each with its rule.

use super::search;
use crate::{
    backup::job::JobStatus,
    event::{Entry, Event},
    locale::Locale,
    rule::Rule,
    simulation::Simulation,
    time::Timestamp,
    words,
};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityRow {
    /// Its number in the run.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// What, in words.
    pub text: String,
    /// The rule behind it.
    pub rule: Rule,
    /// Whether something failed or was skipped.
    pub is_trouble: bool,
}

/// The newest `limit` events, of those whose words hold `query`.
pub fn activity(run: &Simulation, query: &str, limit: usize, locale: Locale) -> Vec<ActivityRow> {
    let rows = run.activity().iter().rev().map(|entry| row(run, entry, locale));
    rows.filter(|row| search::holds(&row.text, query)).take(limit).collect()
}

fn row(run: &Simulation, entry: Entry, locale: Locale) -> ActivityRow {
    let Entry { number, at, event } = entry;
    let is_trouble = matches!(
        event,
        Event::RunSkipped(..)
            | Event::JobFailed(..)
            | Event::IncidentInjected(_)
            | Event::JobEnded(_, _, JobStatus::Failed | JobStatus::PartialComplete)
    ) || matches!(event, Event::Account(event) if event.is_trouble());
    ActivityRow { number, at, text: words::event(run.world(), event, locale), rule: event.rule(), is_trouble }
}
