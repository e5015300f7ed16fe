//! What a lesson does by itself: its opening, the solution of a step, the beats of a demo.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    command::{Command, LessonCommand},
    locale::Locale,
    openapi,
    rejection::{LessonProblem, Problem},
    rule::Rule,
    scenario::{
        Scenario,
        lesson::{Lesson, Texts, action::Action},
    },
    script::fill_in,
    simulation::Simulation,
    words::{Message, Wrong},
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
    pub message: Message,
}

impl ActionFault {
    /// The fault in a language.
    pub fn said(&self, locale: Locale) -> String {
        match locale {
            Locale::En => self.to_string(),
            Locale::Zh => format!("第{}个操作：{}", self.position + 1, self.message.said(locale)),
        }
    }

    /// The rule that refused the action, if one did.
    pub fn rule(&self) -> Option<Rule> {
        self.message.rule()
    }
}

/// Why a step cannot be skipped; the words of it are [`crate::words::not_skipped`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSkipped {
    /// There is no such step.
    NoStep(LessonProblem),
    /// The lesson does not begin again.
    NotBegun(ActionFault),
    /// The solution of a step comes to nothing, even from the start.
    Refused {
        /// What the step is called.
        step: Texts,
        /// Where, and why.
        fault: Box<ActionFault>,
    },
    /// All solutions were carried out, and this objective or question of the step is still open.
    StillOpen(Texts),
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
        let opening = &taught.lesson().opening;
        act(&mut run, opening, &mut Names::new())?;
        run.apply(Command::Lesson(LessonCommand::Begin)).map_err(|rejection| fault(opening.len(), rejection))?;
        Ok(run)
    }
}

/// Does actions one after the other; stops at the first that comes to nothing.
///
/// # Errors
/// If a call is refused that should not be, or the other way round; if a name stands for nothing; if time is to go back.
pub fn act(run: &mut Simulation, actions: &[Action], names: &mut Names) -> Result<(), ActionFault> {
    for (position, action) in actions.iter().enumerate() {
        act_once(run, action, names).map_err(|nothing| fault(position, nothing))?;
    }
    Ok(())
}

fn act_once(run: &mut Simulation, action: &Action, names: &mut Names) -> Result<(), Message> {
    match action {
        Action::Call { product, action, params, name, refused } => {
            let params = fill_in(params.clone(), names)?;
            let answer = openapi::call(run, product, action, &params);
            let rule = answer.get("Rule").and_then(Value::as_str);
            if rule != refused.map(Rule::id) {
                let action = action.clone();
                return Err(match (answer.get("Message").and_then(Value::as_str), rule) {
                    (Some(message), Some(rule)) => {
                        Wrong::CallRefused { action, message: message.to_owned(), rule: rule.to_owned() }.into()
                    }
                    _ => Wrong::CallNotRefused { action }.into(),
                });
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
                answered => drop(answered?),
            }
        }
        Action::Command(command) => {
            run.apply((**command).clone())?;
        }
    }
    Ok(())
}

/// Skips a step: its solution is done where the run stands; where it does not reach the objectives of the step from there,
/// the lesson is begun again and solved up to it.
///
/// # Errors
/// If the lesson has no such step, or its solutions do not solve it, which CI rules out for bundled ones.
pub fn skip(run: &Simulation, step: &str) -> Result<Skipped, NotSkipped> {
    let taught = run.scenario().taught.clone();
    let taught = taught.ok_or(NotSkipped::NoStep(LessonProblem::NoLesson))?;
    let lesson = taught.lesson();
    let not_found = || NotSkipped::NoStep(LessonProblem::StepNotFound { step: step.to_owned() });
    let position = lesson.step(step).ok_or_else(not_found)?;
    let mut here = run.clone();
    let done = solve_step(&mut here, lesson, position, &mut Names::new());
    if done.is_ok() && is_done(&here, lesson, position) {
        return Ok(Skipped { run: here, from_start: false });
    }
    let mut again = Simulation::begin(run.scenario().clone()).map_err(NotSkipped::NotBegun)?;
    let mut names = Names::new();
    let was_skipped = |step: usize| run.progress().is_some_and(|progress| progress.skipped.get(step) == Some(&true));
    for earlier in 0..=position {
        let refused = |fault: ActionFault| NotSkipped::Refused {
            step: lesson.steps[earlier].title.clone(),
            fault: Box::new(fault),
        };
        if earlier == position || was_skipped(earlier) || !is_done(run, lesson, earlier) {
            solve_step(&mut again, lesson, earlier, &mut names).map_err(refused)?;
        } else {
            // What someone has done alone stays theirs.
            act(&mut again, &lesson.steps[earlier].solution, &mut names).map_err(refused)?;
        }
    }
    match first_open(&again, lesson, position) {
        None => Ok(Skipped { run: again, from_start: true }),
        Some(open) => Err(NotSkipped::StillOpen(open.clone())),
    }
}

fn solve_step(run: &mut Simulation, lesson: &Lesson, position: usize, names: &mut Names) -> Result<(), ActionFault> {
    let step = &lesson.steps[position];
    let skip = Command::Lesson(LessonCommand::Skip { step: step.id.clone() });
    run.apply(skip).map_err(|rejection| fault(0, rejection))?;
    act(run, &step.solution, names)
}

/// Whether all objectives of a step are reached and all its questions answered.
pub fn is_done(run: &Simulation, lesson: &Lesson, position: usize) -> bool {
    run.progress().is_some() && first_open(run, lesson, position).is_none()
}

/// The first objective of a step that is not reached, or question that is not answered.
fn first_open<'l>(run: &Simulation, lesson: &'l Lesson, position: usize) -> Option<&'l Texts> {
    let progress = run.progress()?;
    let mut own = lesson.objectives().enumerate().filter(|(_, (step, _))| *step == position);
    if let Some((_, (_, objective))) = own.find(|(number, _)| !is_reached(run, lesson, *number)) {
        return Some(&objective.title);
    }
    let is_open = |id: &str| progress.answer(lesson, id).is_none_or(|answered| answered.right.is_none());
    lesson.steps[position].questions.iter().find(|question| is_open(&question.id)).map(|question| &question.text)
}

/// Whether the objective with this number in the lesson is reached as the run stands: once for good, or by what holds now
/// where it must go on to hold or was not looked at yet.
pub fn is_reached(run: &Simulation, lesson: &Lesson, number: usize) -> bool {
    let Some(progress) = run.progress() else { return false };
    let Some((_, objective)) = lesson.objectives().nth(number) else { return false };
    let is_marked = progress.reached.get(number).is_some_and(Option::is_some);
    let holds_now = || {
        progress.begun_at.is_some()
            && super::progress::is_open(lesson, progress, objective)
            && super::holds(run.world(), progress, &objective.check, run.now())
    };
    (is_marked && !objective.must_hold) || holds_now()
}

fn fault(position: usize, message: impl Into<Message>) -> ActionFault {
    ActionFault { position, message: message.into() }
}
