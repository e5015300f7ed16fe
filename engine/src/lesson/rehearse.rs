//! The faults of a lesson that show only when it is played: what an author is told by `headless lint`.

use super::{ActionFault, Names, act, is_done};
use crate::{
    command::{Command, LessonCommand},
    scenario::{Fault, Scenario, lesson::Lesson},
    simulation::Simulation,
    words::Wrong,
};

/// Plays what a lesson does by itself, on runs that nobody sees.
///
/// # Errors
/// If an action comes to nothing, an objective is reached before anything is done, a solution does not do its step, or the
/// wrong route does what it must not. Each fault has its place in the file.
pub fn rehearse(scenario: &Scenario) -> Result<(), Vec<Fault>> {
    let Some(lesson) = scenario.lesson() else { return Ok(()) };
    let begun = Simulation::begin(scenario.clone()).map_err(|fault| vec![at_action("$.opening", &fault)])?;
    let mut faults = Vec::new();
    untouched(&begun, lesson, &mut faults);
    solutions(begun.clone(), lesson, &mut faults);
    wrong_route(begun.clone(), lesson, &mut faults);
    beats(begun, lesson, &mut faults);
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn untouched(run: &Simulation, lesson: &Lesson, faults: &mut Vec<Fault>) {
    for (path, objective) in objectives(lesson) {
        if is_reached(run, lesson, &objective.id) {
            faults.push(Fault::new(&format!("{path}.check"), Wrong::HoldsUntouched));
        }
    }
}

fn solutions(mut run: Simulation, lesson: &Lesson, faults: &mut Vec<Fault>) {
    let mut names = Names::new();
    for (position, step) in lesson.steps.iter().enumerate() {
        let path = format!("$.steps[{position}].solution");
        if let Err(fault) = act(&mut run, &step.solution, &mut names) {
            faults.push(at_action(&path, &fault));
            return;
        }
        if !is_done(&run, lesson, position) {
            let missed: Vec<_> = step
                .objectives
                .iter()
                .filter(|objective| !is_reached(&run, lesson, &objective.id))
                .map(|objective| objective.id.as_str())
                .collect();
            let wrong = match missed.is_empty() {
                true => Wrong::SolutionMissesQuestions,
                false => Wrong::SolutionMisses { missed: missed.join(", ") },
            };
            faults.push(Fault::new(&path, wrong));
        }
    }
}

fn wrong_route(mut run: Simulation, lesson: &Lesson, faults: &mut Vec<Fault>) {
    let Some(route) = &lesson.wrong_route else { return };
    if let Err(fault) = act(&mut run, &route.actions, &mut Names::new()) {
        faults.push(at_action("$.wrong_route.actions", &fault));
        return;
    }
    for id in route.refused.iter().filter(|id| is_reached(&run, lesson, id)) {
        faults.push(Fault::new("$.wrong_route.refused", Wrong::WrongRouteReaches { id: id.clone() }));
    }
}

fn beats(mut run: Simulation, lesson: &Lesson, faults: &mut Vec<Fault>) {
    let mut names = Names::new();
    for (position, beat) in lesson.beats.iter().enumerate() {
        let path = format!("$.beats[{position}].actions");
        run.apply(Command::Lesson(LessonCommand::Beat { beat: beat.id.clone() }))
            .expect("the demo has begun and has it");
        if let Err(fault) = act(&mut run, &beat.actions, &mut names) {
            faults.push(at_action(&path, &fault));
            return;
        }
        if let Some(play) = beat.play {
            run.advance_to(run.now() + play.by);
        }
    }
}

fn objectives(lesson: &Lesson) -> impl Iterator<Item = (String, &crate::scenario::lesson::Objective)> {
    lesson.steps.iter().enumerate().flat_map(|(step, found)| {
        let each = found.objectives.iter().enumerate();
        each.map(move |(position, objective)| (format!("$.steps[{step}].objectives[{position}]"), objective))
    })
}

fn is_reached(run: &Simulation, lesson: &Lesson, id: &str) -> bool {
    run.progress().is_some_and(|progress| progress.is_reached(lesson, id))
}

fn at_action(path: &str, ActionFault { position, message, .. }: &ActionFault) -> Fault {
    Fault::new(&format!("{path}[{position}]"), message.clone())
}
