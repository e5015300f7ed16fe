//! How far someone has come in a lesson.

use std::collections::BTreeMap;

use crate::{
    billing::{
        bill::{Bill, Grouping},
        money::MicroCny,
    },
    command::LessonCommand,
    rejection::LessonProblem,
    scenario::lesson::{Lesson, Objective},
    time::{HOUR, Timestamp},
    world::World,
};

/// How far someone has come in a lesson.
///
/// Objectives are looked at with each action, and at the end of each hour in which something happened: however time is
/// stepped, they are reached at the same instants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// When the lesson began, after its opening; none before.
    pub begun_at: Option<Timestamp>,
    /// When each objective was reached, by the order of the lesson.
    pub reached: Vec<Option<Mark>>,
    /// How many hints of each step were taken.
    pub hints: Vec<u32>,
    /// Which steps were skipped.
    pub skipped: Vec<bool>,
    /// The answers that were given, by the ids of the questions.
    pub answers: BTreeMap<String, Answered>,
    /// The beat that a demo is in.
    pub beat: Option<usize>,
    /// When all was reached and answered.
    pub completed_at: Option<Timestamp>,
    /// The hour in which something happened that was not looked at yet.
    stirred: Option<i64>,
}

/// When an objective was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The instant.
    pub at: Timestamp,
    /// What it earned.
    pub points: u32,
}

/// The answers to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// The wrong choices, in the order they were made.
    pub wrong: Vec<u32>,
    /// The right choice, once it was made.
    pub right: Option<u32>,
    /// What that earned: all points for the first answer, half for the second, none for later ones.
    pub points: u32,
}

impl Progress {
    /// Whether the lesson goes on: it has begun and is not complete.
    pub fn is_under_way(&self) -> bool {
        self.begun_at.is_some() && self.completed_at.is_none()
    }

    /// Something happens at `at`.
    pub(crate) fn stir(&mut self, at: Timestamp) {
        self.stirred = Some(at.clock_hour());
    }

    /// The end of the hour in which something happened, if it is over at `now`: then it is to be looked.
    pub(crate) fn look_due(&self, now: Timestamp) -> Option<Timestamp> {
        let hour = self.stirred.filter(|hour| now.clock_hour() > *hour)?;
        Some(Timestamp((hour + 1) * HOUR))
    }
}

/// Looks which objectives are reached at `at`; nothing has happened in `world` since.
pub(super) fn look(lesson: &Lesson, world: &World, at: Timestamp, progress: &mut Progress) {
    progress.stirred = None;
    if progress.begun_at.is_none() {
        return;
    }
    // One objective may wait for another that is reached just now.
    while look_once(lesson, world, at, progress) {}
    let all_reached = progress.reached.iter().all(Option::is_some);
    let all_answered = lesson
        .questions()
        .all(|(_, question)| progress.answers.get(&question.id).is_some_and(|answered| answered.right.is_some()));
    let is_complete = all_reached && all_answered && !lesson.steps.is_empty();
    progress.completed_at = is_complete.then(|| progress.completed_at.unwrap_or(at));
}

fn look_once(lesson: &Lesson, world: &World, at: Timestamp, progress: &mut Progress) -> bool {
    let mut moved = false;
    for (position, (step, objective)) in lesson.objectives().enumerate() {
        let was_reached = progress.reached[position].is_some();
        if was_reached && !objective.must_hold {
            continue;
        }
        let is_reached = is_open(lesson, progress, objective) && super::holds(world, progress, &objective.check, at);
        if is_reached != was_reached {
            let points = if progress.skipped[step] { 0 } else { worth(world, objective, at) };
            progress.reached[position] = is_reached.then_some(Mark { at, points });
            // What no longer holds is looked at once: two that exclude each other would never come to rest.
            moved |= is_reached;
        }
    }
    moved
}

/// Whether all that it waits for is reached.
pub(super) fn is_open(lesson: &Lesson, progress: &Progress, objective: &Objective) -> bool {
    let is_reached = |id: &String| {
        let found = lesson.objectives().position(|(_, other)| other.id == *id);
        found.is_some_and(|position| progress.reached[position].is_some())
    };
    objective.after.iter().all(is_reached)
}

/// What it earns if it is reached at `at`.
fn worth(world: &World, objective: &Objective, at: Timestamp) -> u32 {
    let Some(grade) = objective.grade else { return objective.points };
    let cost = cost(world, at);
    let span = u64::try_from(grade.none_at.0 - grade.full_at.0).unwrap_or(1).max(1);
    let saved = u64::try_from((grade.none_at.0 - cost.0).clamp(0, grade.none_at.0 - grade.full_at.0)).unwrap_or(0);
    u32::try_from(u64::from(objective.points) * saved / span).unwrap_or(objective.points)
}

/// What the whole run has cost by `at`.
pub(super) fn cost(world: &World, at: Timestamp) -> MicroCny {
    Bill::draw_up(world, world.start, at.max(world.now), Grouping::Cause).total()
}

/// Does what someone asked of the lesson.
pub(super) fn obey(
    lesson: &Lesson,
    world: &World,
    command: &LessonCommand,
    progress: &mut Progress,
) -> Result<(), LessonProblem> {
    if let LessonCommand::Begin = command {
        return begin(lesson, world.now, progress);
    }
    if progress.begun_at.is_none() {
        return Err(LessonProblem::NotBegun);
    }
    match command {
        LessonCommand::Begin => {}
        LessonCommand::TakeHint { step } => {
            let position = position_of(lesson, step)?;
            if progress.hints[position] as usize >= lesson.steps[position].hints.len() {
                return Err(LessonProblem::NoMoreHints);
            }
            progress.hints[position] += 1;
        }
        LessonCommand::Skip { step } => {
            let position = position_of(lesson, step)?;
            progress.skipped[position] = true;
        }
        LessonCommand::Answer { question, choice } => answer(lesson, question, *choice, progress)?,
        LessonCommand::Beat { beat } => {
            let found = lesson.beat(beat).ok_or_else(|| LessonProblem::BeatNotFound { beat: beat.clone() })?;
            progress.beat = Some(found);
        }
    }
    Ok(())
}

fn begin(lesson: &Lesson, now: Timestamp, progress: &mut Progress) -> Result<(), LessonProblem> {
    if progress.begun_at.is_some() {
        return Err(LessonProblem::BegunAlready);
    }
    progress.begun_at = Some(now);
    progress.reached = vec![None; lesson.objectives().count()];
    progress.hints = vec![0; lesson.steps.len()];
    progress.skipped = vec![false; lesson.steps.len()];
    Ok(())
}

fn answer(lesson: &Lesson, id: &str, choice: u32, progress: &mut Progress) -> Result<(), LessonProblem> {
    let not_found = || LessonProblem::QuestionNotFound { question: id.to_owned() };
    let (step, question) = lesson.questions().find(|(_, question)| question.id == id).ok_or_else(not_found)?;
    let chosen = question.choices.get(choice as usize).ok_or_else(not_found)?;
    let answered = progress.answers.entry(id.to_owned()).or_default();
    if answered.right.is_some() || answered.wrong.contains(&choice) {
        return Err(LessonProblem::AnsweredAlready);
    }
    if !chosen.right {
        answered.wrong.push(choice);
        return Ok(());
    }
    answered.right = Some(choice);
    answered.points = match answered.wrong.len() {
        _ if progress.skipped[step] => 0,
        0 => question.points,
        1 => question.points / 2,
        _ => 0,
    };
    Ok(())
}

fn position_of(lesson: &Lesson, step: &str) -> Result<usize, LessonProblem> {
    lesson.step(step).ok_or_else(|| LessonProblem::StepNotFound { step: step.to_owned() })
}
