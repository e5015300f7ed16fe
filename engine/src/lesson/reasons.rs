//! Why an objective is not reached yet.

use super::{facts, progress};
use crate::{
    locale::Locale,
    rule::Rule,
    scenario::lesson::{Lesson, Objective},
    simulation::Simulation,
    words,
};

/// A reason, and the rule behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The sentence.
    pub text: String,
    /// The rule, where there is one.
    pub rule: Option<Rule>,
}

/// So many reasons are told: more is a wall of text.
const REASONS_MAX: usize = 3;

/// Why an objective is not reached as the run stands; nothing where it holds.
pub fn reasons(run: &Simulation, lesson: &Lesson, objective: &Objective, locale: Locale) -> Vec<Reason> {
    let Some(progress) = run.progress() else { return Vec::new() };
    let world = run.world();
    if !progress::is_open(lesson, progress, objective) {
        let waits_for = lesson
            .objectives()
            .map(|(_, other)| other)
            .find(|other| objective.after.contains(&other.id) && !is_reached(lesson, progress, &other.id));
        let title = waits_for.map_or("", |other| other.title.get(locale));
        let text = match locale {
            Locale::En => format!("First: {title}."),
            Locale::Zh => format!("请先完成：{title}。"),
        };
        return vec![Reason { text, rule: None }];
    }
    let lacks = facts::lacks(world, progress, &objective.check, world.now);
    let told = lacks.iter().map(|lack| words::lack(world, lack, locale));
    let mut reasons: Vec<Reason> = Vec::new();
    for (text, rule) in told {
        if reasons.len() < REASONS_MAX && reasons.iter().all(|reason| reason.text != text) {
            reasons.push(Reason { text, rule });
        }
    }
    reasons
}

fn is_reached(lesson: &Lesson, progress: &super::Progress, id: &str) -> bool {
    let found = lesson.objectives().position(|(_, other)| other.id == id);
    found.is_some_and(|position| progress.reached.get(position).is_some_and(Option::is_some))
}
