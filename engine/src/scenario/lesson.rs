//! What is taught or shown in a scenario: steps with objectives, questions and hints, or the beats of a demo.
//!
//! Objectives are checked on the state of the world and never on the way to it. How a lesson is played is in
//! [`crate::lesson`]; here is what its file says.

pub mod action;
pub mod check;
mod read;
pub mod variables;
mod verify;

use std::sync::Arc;

pub(super) use self::read::{KEYS, lesson};
use self::{action::Action, check::Check};
use serde::{Deserialize, Serialize};

use crate::{billing::money::MicroCny, lesson::Watch, locale::Locale, rule::Rule, time::Seconds};

/// A lesson, and what attends to it while it is played.
#[derive(Clone, Debug)]
pub(crate) struct Taught {
    pub(crate) lesson: Arc<Lesson>,
    pub(crate) watch: Watch,
}

/// What a scenario teaches or shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// What kind of scenario it is.
    pub kind: LessonKind,
    /// Its place in the gallery.
    pub order: u32,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// What it is about.
    pub story: Texts,
    /// What is done before the lesson begins: its history.
    pub opening: Vec<Action>,
    /// Its steps, in the order that they are best done.
    pub steps: Vec<Step>,
    /// What one has learned, told at the end.
    pub debrief: Option<Texts>,
    /// A mistake that its checks refuse.
    pub wrong_route: Option<WrongRoute>,
    /// The beats of a demo.
    pub beats: Vec<Beat>,
}

/// The kinds of scenarios.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LessonKind {
    /// A world to explore.
    #[default]
    World,
    /// A lab: to be solved.
    Lab,
    /// A challenge: to be solved as well as can be.
    Challenge,
    /// A story that plays itself.
    Demo,
}

/// The same text in both languages, from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    /// In English.
    pub en: String,
    /// In Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: String,
}

/// A step of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Names it within the lesson.
    pub id: String,
    /// What it is called.
    pub title: Texts,
    /// What it is about.
    pub text: Texts,
    /// Where it is done, as the part of an address from `#` on.
    pub screen: Option<String>,
    /// The rules that are worth reading for it.
    pub rules: Vec<Rule>,
    /// What is to be reached.
    pub objectives: Vec<Objective>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// Hints: the first nudges, the last tells.
    pub hints: Vec<Texts>,
    /// What each hint costs, in points of the step.
    pub hint_cost: u32,
    /// What reaches its objectives, after the solutions of the steps before.
    pub solution: Vec<Action>,
}

/// Something to be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// Names it within the lesson.
    pub id: String,
    /// What is to be reached.
    pub title: Texts,
    /// What it is worth.
    pub points: u32,
    /// Whether it is reached.
    pub check: Check,
    /// Whether it has to stay so: otherwise it is enough to have reached it once.
    pub must_hold: bool,
    /// The objectives before which it is not looked at.
    pub after: Vec<String>,
    /// What makes its points fewer.
    pub grade: Option<Grade>,
}

/// Gives the more points the less the run has cost, in a straight line between the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Up to this bill it is worth all points.
    pub full_at: MicroCny,
    /// From this bill on it is worth none.
    pub none_at: MicroCny,
}

/// A question with one right answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Names it within the lesson.
    pub id: String,
    /// What is asked.
    pub text: Texts,
    /// What the right answer is worth.
    pub points: u32,
    /// The answers to choose from.
    pub choices: Vec<Choice>,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The answer.
    pub text: Texts,
    /// Whether it is the right one.
    pub right: bool,
    /// Why, or why not.
    pub because: Texts,
}

/// A plausible mistake: after it the lesson must not count as done.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongRoute {
    /// What the mistake is.
    pub title: Texts,
    /// What is done, from the beginning of the lesson.
    pub actions: Vec<Action>,
    /// The objectives that it does not reach.
    pub refused: Vec<String>,
}

/// A beat of a demo.
#[derive(Clone, Debug, PartialEq)]
pub struct Beat {
    /// Names it within the demo.
    pub id: String,
    /// What it is called.
    pub title: Texts,
    /// What the room reads.
    pub say: Texts,
    /// What the presenter reads.
    pub notes: Texts,
    /// Where it is shown, as the part of an address from `#` on.
    pub screen: Option<String>,
    /// What is done in it.
    pub actions: Vec<Action>,
    /// The virtual time that passes while people watch.
    pub play: Option<Play>,
    /// After how many seconds of real time it goes on by itself; it waits for the presenter where left out.
    pub pause_seconds: Option<u32>,
}

/// Virtual time that passes while people watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Play {
    /// How much of it.
    pub by: Seconds,
    /// In how many seconds of real time.
    pub seconds: u32,
}

impl LessonKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::World, Self::Lab, Self::Challenge, Self::Demo];

    /// The word of scenario files.
    pub fn word(self) -> &'static str {
        match self {
            Self::World => "world",
            Self::Lab => "lab",
            Self::Challenge => "challenge",
            Self::Demo => "demo",
        }
    }

    /// The kind with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Texts {
    /// The text in `locale`.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::Zh => &self.zh,
        }
    }
}

impl Lesson {
    /// Its objectives in order, each with the position of its step.
    pub fn objectives(&self) -> impl Iterator<Item = (usize, &Objective)> {
        self.steps.iter().enumerate().flat_map(|(step, found)| found.objectives.iter().map(move |each| (step, each)))
    }

    /// Its questions in order, each with the position of its step.
    pub fn questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        self.steps.iter().enumerate().flat_map(|(step, found)| found.questions.iter().map(move |each| (step, each)))
    }

    /// The position of a step.
    pub fn step(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }

    /// The position of a beat.
    pub fn beat(&self, id: &str) -> Option<usize> {
        self.beats.iter().position(|beat| beat.id == id)
    }

    /// All that its objectives and questions are worth.
    pub fn points(&self) -> u32 {
        let objectives = self.objectives().map(|(_, objective)| objective.points);
        objectives.chain(self.questions().map(|(_, question)| question.points)).sum()
    }
}
