//! What a lesson does by itself: its opening, the solution of a step, the beats of a demo.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    command::{Command, LessonCommand},
    locale::Locale,
    openapi,
    rejection::{LessonProblem, Problem},
    scenario::{
        Scenario,
        lesson::{Lesson, action::Action},
    },
    script::fill_in,
    simulation::Simulation,
    words,
};

/// The answers of calls, by the names that actions gave them.
pub type Names = BTreeMap<String, Value>;

/// Why an action of a lesson came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("action {position}: {message}")]
pub struct ActionFault {
    /// Which action of its list, counted from 0.
    pub position: usize,
    /// What went wrong.
    pub message: String,
}

/// A run in which a step was skipped.
#[derive(Debug)]
pub struct Skipped {
    /// The run, where it goes on.
    pub run: Simulation,
    /// Whether it went from the beginning again, because the solution does not fit to where the learner stood.
    pub from_start: bool,
}

impl Simulation {
    /// The run of a scenario at the beginning of what is taught in it: after its opening.
    ///
    /// # Errors
    /// If an action of the opening comes to nothing, which `headless lint` tells the author.
    pub fn begin(scenario: Scenario) -> Result<Self, ActionFault> {
        let mut run = Self::new(scenario);
        let Some(taught) = run.scenario().taught.clone() else { return Ok(run) };
        act(&mut run, &taught.lesson.opening, &mut Names::new())?;
        run.apply(Command::Lesson(LessonCommand::Begin))
            .map_err(|rejection| fault(taught.lesson.opening.len(), words::rejection(&rejection, Locale::En)))?;
        Ok(run)
    }
}

/// Does actions one after the other; stops at the first that comes to nothing.
///
/// # Errors
/// If a call is refused that should not be, or the other way round; if a name stands for nothing; if time is to go back.
pub fn act(run: &mut Simulation, actions: &[Action], names: &mut Names) -> Result<(), ActionFault> {
    for (position, action) in actions.iter().enumerate() {
        act_once(run, action, names).map_err(|message| fault(position, message))?;
    }
    Ok(())
}

fn act_once(run: &mut Simulation, action: &Action, names: &mut Names) -> Result<(), String> {
    match action {
        Action::Call { product, action, params, name, refused } => {
            let params = fill_in(params.clone(), names)?;
            let answer = openapi::call(run, product, action, &params);
            let rule = answer.get("Rule").and_then(Value::as_str);
            if rule != refused.map(|rule| rule.id()) {
                let message = answer.get("Message").and_then(Value::as_str).unwrap_or("was not refused");
                return Err(format!("{action}: {message} ({})", rule.unwrap_or("no rule")));
            }
            if let Some(name) = name {
                names.insert(name.clone(), answer);
            }
        }
        Action::Advance(moment) => {
            let until = moment.from(run.now())?;
            run.advance_to(until);
        }
        Action::Answer { question, choice } => {
            let answer = LessonCommand::Answer { question: question.clone(), choice: *choice };
            match run.apply(Command::Lesson(answer)) {
                // Someone knew it already.
                Err(rejection) if rejection.problem == Problem::Lesson(LessonProblem::AnsweredAlready) => {}
                answered => drop(answered.map_err(|rejection| words::rejection(&rejection, Locale::En))?),
            }
        }
        Action::Command(command) => {
            run.apply((**command).clone()).map_err(|rejection| words::rejection(&rejection, Locale::En))?;
        }
    }
    Ok(())
}

/// Skips a step: its solution is done where the run stands; where it does not reach the objectives of the step from there,
/// the lesson is begun again and solved up to it.
///
/// # Errors
/// If the lesson has no such step, or its solutions do not solve it, which CI rules out for bundled ones.
pub fn skip(run: &Simulation, step: &str) -> Result<Skipped, ActionFault> {
    let lesson = run.scenario().taught.as_ref().map(|taught| taught.lesson.clone());
    let not_found = || fault(0, words::rejection(&Problem::from(LessonProblem::NoLesson).into(), Locale::En));
    let lesson = lesson.ok_or_else(not_found)?;
    let position = lesson.step(step).ok_or_else(not_found)?;
    let mut here = run.clone();
    let done = solve_step(&mut here, &lesson, position, &mut Names::new());
    if done.is_ok() && is_done(&here, &lesson, position) {
        return Ok(Skipped { run: here, from_start: false });
    }
    let mut again = Simulation::begin(run.scenario().clone())?;
    let mut names = Names::new();
    for earlier in 0..=position {
        if earlier == position || !is_done(run, &lesson, earlier) {
            solve_step(&mut again, &lesson, earlier, &mut names)?;
        } else {
            // What someone has done alone stays theirs.
            act(&mut again, &lesson.steps[earlier].solution, &mut names)?;
        }
    }
    match is_done(&again, &lesson, position) {
        true => Ok(Skipped { run: again, from_start: true }),
        false => Err(fault(lesson.steps[position].solution.len(), format!("the solution of {step} does not reach it"))),
    }
}

fn solve_step(run: &mut Simulation, lesson: &Lesson, position: usize, names: &mut Names) -> Result<(), ActionFault> {
    let step = &lesson.steps[position];
    let skip = Command::Lesson(LessonCommand::Skip { step: step.id.clone() });
    run.apply(skip).map_err(|rejection| fault(0, words::rejection(&rejection, Locale::En)))?;
    act(run, &step.solution, names)
}

/// Whether all objectives of a step are reached and all its questions answered.
pub fn is_done(run: &Simulation, lesson: &Lesson, position: usize) -> bool {
    let Some(progress) = run.progress() else { return false };
    let reached = lesson.objectives().zip(&progress.reached);
    let step = &lesson.steps[position];
    let all_reached = reached.filter(|((step, _), _)| *step == position).all(|((_, objective), mark)| {
        mark.is_some() || super::holds(run.world(), progress, &objective.check, run.now())
    });
    all_reached
        && step
            .questions
            .iter()
            .all(|question| progress.answers.get(&question.id).is_some_and(|answered| answered.right.is_some()))
}

fn fault(position: usize, message: String) -> ActionFault {
    ActionFault { position, message }
}
