//! What can only be judged across the parts of a lesson: ids, references, what it is worth in all.

use std::collections::BTreeSet;

use super::{
    Lesson, LessonKind,
    action::Action,
    check::{Check, Fact, Who},
};
use crate::{
    id::InstanceId,
    scenario::{InstanceSpec, reader::Reader},
    words::Wrong,
};

/// What all objectives and questions of a lesson are worth together.
const POINTS: u32 = 100;

/// Checks the parts of a lesson against each other and the instances of its scenario.
pub(super) fn lesson(lesson: &Lesson, instances: &[InstanceSpec], reader: &mut Reader) {
    ids(lesson, reader);
    objectives(lesson, instances, reader);
    questions(lesson, reader);
    kind(lesson, reader);
    wrong_route(lesson, reader);
}

fn ids(lesson: &Lesson, reader: &mut Reader) {
    let steps = lesson.steps.iter().enumerate().map(|(position, step)| (format!("$.steps[{position}]"), &step.id));
    unique(steps, reader);
    let objectives = places(lesson, "objectives", |step| step.objectives.iter().map(|each| &each.id).collect());
    let questions = places(lesson, "questions", |step| step.questions.iter().map(|each| &each.id).collect());
    unique(objectives.chain(questions), reader);
    let beats = lesson.beats.iter().enumerate().map(|(position, beat)| (format!("$.beats[{position}]"), &beat.id));
    unique(beats, reader);
}

fn places<'l>(
    lesson: &'l Lesson,
    key: &'static str,
    ids: impl Fn(&'l super::Step) -> Vec<&'l String>,
) -> impl Iterator<Item = (String, &'l String)> {
    lesson.steps.iter().enumerate().flat_map(move |(step, found)| {
        let ids = ids(found).into_iter().enumerate();
        ids.map(move |(position, id)| (format!("$.steps[{step}].{key}[{position}]"), id)).collect::<Vec<_>>()
    })
}

fn unique<'l>(ids: impl Iterator<Item = (String, &'l String)>, reader: &mut Reader) {
    let mut seen = BTreeSet::new();
    for (path, id) in ids {
        if !seen.insert(id) {
            reader.fault(&format!("{path}.id"), Wrong::UsedTwice { id: id.clone() });
        }
    }
}

fn objectives(lesson: &Lesson, instances: &[InstanceSpec], reader: &mut Reader) {
    let called: BTreeSet<&str> = instances
        .iter()
        .flat_map(|spec| std::iter::once(spec.name.as_str()).chain(spec.id.as_ref().map(InstanceId::as_str)))
        .collect();
    let known: BTreeSet<&str> = lesson.objectives().map(|(_, objective)| objective.id.as_str()).collect();
    for (step, found) in lesson.steps.iter().enumerate() {
        for (position, objective) in found.objectives.iter().enumerate() {
            let path = format!("$.steps[{step}].objectives[{position}]");
            for id in objective.after.iter().filter(|id| !known.contains(id.as_str()) || **id == objective.id) {
                reader.fault(&format!("{path}.after"), Wrong::NotOtherObjective { id: id.clone() });
            }
            for name in names(&objective.check).into_iter().filter(|name| !called.contains(name.as_str())) {
                reader.fault(&format!("{path}.check"), Wrong::NoInstanceCalled { name: name.clone() });
            }
        }
    }
}

/// The instances that a check names.
fn names(check: &Check) -> Vec<&String> {
    match check {
        Check::All(checks) | Check::Any(checks) => checks.iter().flat_map(names).collect(),
        Check::Not(check) => names(check),
        Check::Fact(fact) => who(fact).into_iter().flatten().flat_map(named).collect(),
    }
}

fn named(who: &Who) -> &[String] {
    match who {
        Who::Named(names) => names,
        _ => &[],
    }
}

fn who(fact: &Fact) -> [Option<&Who>; 2] {
    let one = |who| [Some(who), None];
    match fact {
        Fact::Protected(fact) => one(&fact.of),
        Fact::Points(fact) => one(&fact.of),
        Fact::Jobs(fact) => one(&fact.of),
        Fact::Restores(fact) => one(&fact.of),
        Fact::Instances(fact) => [fact.of.as_ref(), fact.from.as_ref()],
        Fact::BoundaryFound(fact) => one(&fact.of),
        Fact::Recoverable(fact) => one(&fact.of),
        Fact::Tagged(fact) => one(&fact.of),
        Fact::Snapshots(fact) => one(&fact.of),
        Fact::Activated(_)
        | Fact::Policy(_)
        | Fact::Account(_)
        | Fact::Incident(_)
        | Fact::Bill(_)
        | Fact::Elapsed(_) => [None, None],
    }
}

/// Answers that are given by the lesson are answers to its questions.
fn questions(lesson: &Lesson, reader: &mut Reader) {
    let opening = [("$.opening".to_owned(), &lesson.opening)].into_iter();
    let solutions = lesson.steps.iter().enumerate();
    let solutions = solutions.map(|(step, found)| (format!("$.steps[{step}].solution"), &found.solution));
    let beats = lesson.beats.iter().enumerate();
    let beats = beats.map(|(beat, found)| (format!("$.beats[{beat}].actions"), &found.actions));
    let wrong = lesson.wrong_route.iter().map(|route| ("$.wrong_route.actions".to_owned(), &route.actions));
    for (path, actions) in opening.chain(solutions).chain(beats).chain(wrong) {
        for (position, action) in actions.iter().enumerate() {
            let Action::Answer { question, choice } = action else { continue };
            let found = lesson.questions().find(|(_, asked)| asked.id == *question);
            let exists = found.is_some_and(|(_, asked)| (*choice as usize) < asked.choices.len());
            if !exists {
                let wrong = Wrong::NoChoice { question: question.clone() };
                reader.fault(&format!("{path}[{position}].answer"), wrong);
            }
        }
    }
}

/// Each kind has what it lives by.
fn kind(lesson: &Lesson, reader: &mut Reader) {
    let is_to_be_solved = matches!(lesson.kind, LessonKind::Lab | LessonKind::Challenge);
    if is_to_be_solved == lesson.steps.is_empty() {
        reader.fault("$.steps", Wrong::StepsOfLab);
    }
    if (lesson.kind == LessonKind::Demo) == lesson.beats.is_empty() {
        reader.fault("$.beats", Wrong::BeatsOfDemo);
    }
    if is_to_be_solved && lesson.points() != POINTS {
        reader.fault("$.steps", Wrong::Points { wanted: POINTS, found: lesson.points() });
    }
    for (position, step) in lesson.steps.iter().enumerate() {
        if step.objectives.is_empty() && step.questions.is_empty() {
            reader.fault(&format!("$.steps[{position}]"), Wrong::EmptyStep);
        }
        if step.solution.is_empty() {
            reader.fault(&format!("$.steps[{position}].solution"), Wrong::NoSolution);
        }
    }
    if is_to_be_solved && lesson.wrong_route.is_none() {
        reader.fault("$.wrong_route", Wrong::NoWrongRoute);
    }
}

fn wrong_route(lesson: &Lesson, reader: &mut Reader) {
    let Some(route) = &lesson.wrong_route else { return };
    if route.refused.is_empty() {
        reader.fault("$.wrong_route.refused", Wrong::NothingRefused);
    }
    for id in &route.refused {
        if !lesson.objectives().any(|(_, objective)| objective.id == *id) {
            reader.fault("$.wrong_route.refused", Wrong::NotObjective { id: id.clone() });
        }
    }
}
