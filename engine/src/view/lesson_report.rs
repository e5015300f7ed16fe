//! The report of a lesson: what someone reached, what it earned and why, with the run itself, so that whoever gets it can
//! play it again and come to the same.

use serde::{Deserialize, Serialize};

use super::guide::Guide;
use crate::{
    locale::Locale,
    rule::Rule,
    save::{Save, pack},
    scenario::lesson::Texts,
    timeline::Timeline,
};

/// What the `format` of a report says.
pub const FORMAT: &str = "cloud-backup-report/1";
/// How long the name of a learner may be, in characters.
pub const LEARNER_CHARACTERS_MAX: usize = 60;

/// The report of a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// [`FORMAT`].
    pub format: String,
    /// Who played it, as they wrote it.
    pub learner: String,
    /// The name of the scenario.
    pub scenario: String,
    /// Its title.
    pub title: Texts,
    /// What came of it.
    pub result: Outcome,
    /// Its objectives and questions in order.
    pub items: Vec<Item>,
    /// Real time, as the page counted it.
    pub spent_seconds: u64,
    /// When the run stood where it was reported, in virtual time, as RFC 3339.
    pub now: String,
    /// The version of the rules that it was played by.
    pub rules_version: u32,
    /// The run, packed.
    pub run: String,
}

/// What came of a lesson: what a replay comes to again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// What was earned, less what hints cost.
    pub score: u32,
    /// What could be earned.
    pub score_max: u32,
    /// How many objectives and questions are done.
    pub reached: usize,
    /// How many there are.
    pub of: usize,
    /// How many hints were taken.
    pub hints: usize,
    /// How many steps were skipped.
    pub skipped: usize,
    /// Whether all is done.
    pub completed: bool,
}

/// An objective or a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// What it earned.
    pub earned: u32,
    /// What it is worth.
    pub points: u32,
    /// Whether it is done.
    pub done: bool,
    /// When it was reached, in virtual time, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

impl Report {
    /// The report of a run; none where it has no lesson with steps.
    pub fn of(timeline: &Timeline, learner: &str) -> Option<Self> {
        let guide = Guide::of(timeline, Locale::En)?;
        let scenario = timeline.run().scenario();
        let objectives = guide.steps.iter().flat_map(|step| {
            let reached = step.objectives.iter().map(|each| Item {
                id: each.id.clone(),
                earned: each.earned,
                points: each.points,
                done: each.reached,
                at: each.reached_at.clone(),
            });
            let asked = step.questions.iter().map(|each| Item {
                id: each.id.clone(),
                earned: each.earned,
                points: each.points,
                done: each.is_right(),
                at: None,
            });
            reached.chain(asked).collect::<Vec<_>>()
        });
        let save = Save::of_timeline(timeline);
        Some(Self {
            format: FORMAT.to_owned(),
            learner: learner.chars().take(LEARNER_CHARACTERS_MAX).collect(),
            scenario: scenario.name.clone(),
            title: Texts { en: scenario.title(Locale::En).to_owned(), zh: scenario.title(Locale::Zh).to_owned() },
            items: objectives.collect(),
            result: Outcome::of(&guide),
            spent_seconds: timeline.spent_seconds(),
            now: timeline.run().now().to_rfc3339(timeline.run().world().zone),
            rules_version: save.rules_version,
            run: pack(&save.to_text()),
        })
    }

    /// The report as text.
    ///
    /// # Panics
    /// Never: it is plain data.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("it is plain data")
    }
}

impl Outcome {
    /// What the guide of a run comes to.
    pub fn of(guide: &Guide) -> Self {
        Self {
            score: guide.score,
            score_max: guide.score_max,
            reached: guide.reached,
            of: guide.of,
            hints: guide.steps.iter().map(|step| step.hints.len()).sum(),
            skipped: guide.steps.iter().filter(|step| step.skipped).count(),
            completed: guide.completed_at.is_some(),
        }
    }
}

/// The rules that a lesson names as worth reading, each once, in order.
pub fn rules(guide: &Guide) -> Vec<Rule> {
    let mut rules = Vec::new();
    for rule in guide.steps.iter().flat_map(|step| &step.rules) {
        if !rules.contains(rule) {
            rules.push(*rule);
        }
    }
    rules
}
