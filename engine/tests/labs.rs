//! Every lesson that comes with the simulator is solved by its own solution, by each step's skip, and by nothing less.

use std::{fs, path::PathBuf};

use engine::{
    command::{Command, LessonCommand},
    lesson::{self, Names},
    locale::Locale,
    save::{
        Save,
        link::{Link, LinkError},
    },
    scenario::{
        Scenario,
        lesson::{Lesson, LessonKind},
    },
    simulation::Simulation,
    time::{DAY, Timestamp},
    timeline::{Opening, Timeline},
    view::guide::Guide,
};

/// Every scenario file that comes along, with its name.
fn files() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../public/scenarios");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: PathBuf| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path);
    let mut files: Vec<_> = entries.map(named).filter(|(name, _)| name != "index").collect();
    files.sort();
    files.into_iter().map(|(name, path)| (name, fs::read_to_string(path).unwrap())).collect()
}

fn scenarios() -> impl Iterator<Item = (String, Scenario)> {
    files().into_iter().map(|(name, text)| {
        let scenario = Scenario::parse(&text).unwrap_or_else(|faults| {
            let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
            panic!("{name} has faults:\n{}", told.join("\n"))
        });
        (name, scenario)
    })
}

/// The labs and the challenge.
fn labs() -> impl Iterator<Item = (String, Scenario)> {
    scenarios().filter(|(_, scenario)| scenario.lesson().is_some_and(|lesson| !lesson.steps.is_empty()))
}

fn begun(name: &str, scenario: &Scenario) -> Simulation {
    Simulation::begin(scenario.clone()).unwrap_or_else(|fault| panic!("{name}: its opening: {fault}"))
}

fn guide(run: Simulation) -> Guide {
    Guide::of(&Timeline::new(run), Locale::En).unwrap()
}

fn reached(guide: &Guide) -> Vec<&str> {
    let objectives = guide.steps.iter().flat_map(|step| &step.objectives);
    objectives.filter(|objective| objective.reached).map(|objective| objective.id.as_str()).collect()
}

#[test]
fn ten_labs_a_challenge_and_a_demo_come_along() {
    let of_kind = |wanted| {
        let lessons =
            scenarios().filter_map(|(_, scenario)| scenario.lesson().map(|lesson| (lesson.kind, lesson.order)));
        let mut orders: Vec<_> = lessons.filter(|(kind, _)| *kind == wanted).map(|(_, order)| order).collect();
        orders.sort_unstable();
        orders
    };
    assert_eq!(of_kind(LessonKind::Lab), (1..=10).collect::<Vec<_>>(), "each has its place");
    assert_eq!((of_kind(LessonKind::Challenge).len(), of_kind(LessonKind::Demo).len()), (1, 1));
}

#[test]
fn every_file_bears_its_name() {
    for (name, scenario) in scenarios() {
        assert_eq!(scenario.name, name);
    }
}

#[test]
fn nothing_is_reached_before_anything_is_done() {
    for (name, scenario) in labs() {
        let guide = guide(begun(&name, &scenario));
        assert_eq!(reached(&guide), Vec::<&str>::new(), "{name}");
        assert_eq!((guide.score, guide.score_max), (0, 100), "{name}");
        for objective in guide.steps.iter().flat_map(|step| &step.objectives) {
            assert!(!objective.reasons.is_empty(), "{name}: {} says why not", objective.id);
        }
    }
}

#[test]
fn none_passes_untouched() {
    for (name, scenario) in labs() {
        let mut run = begun(&name, &scenario);
        run.advance_to(Timestamp(run.now().0 + 400 * DAY));
        assert_eq!(run.progress().unwrap().completed_at, None, "{name}");
    }
}

#[test]
fn each_is_solved_by_its_own_solution_step_by_step() {
    for (name, scenario) in labs() {
        let lesson = scenario.lesson().unwrap();
        let mut run = begun(&name, &scenario);
        let mut names = Names::new();
        for (position, step) in lesson.steps.iter().enumerate() {
            let outcome = lesson::act(&mut run, &step.solution, &mut names);
            outcome.unwrap_or_else(|fault| panic!("{name}: solution of {}: {fault}", step.id));
            if !lesson::is_done(&run, lesson, position) {
                let guide = guide(run);
                panic!("{name}: {} is not done by its solution: {:#?}", step.id, guide.steps[position]);
            }
        }
        let guide = guide(run);
        assert_eq!(guide.reached, guide.of, "{name}");
        let least = if lesson.kind == LessonKind::Challenge { 60 } else { 100 };
        assert!(guide.score >= least, "{name}: {} points, {:#?}", guide.score, guide.parts);
        assert!(guide.completed_at.is_some() && guide.debrief.is_some(), "{name}");
    }
}

#[test]
fn the_wrong_route_is_refused() {
    for (name, scenario) in labs() {
        let lesson = scenario.lesson().unwrap();
        let route = lesson.wrong_route.as_ref().unwrap();
        let mut run = begun(&name, &scenario);
        let outcome = lesson::act(&mut run, &route.actions, &mut Names::new());
        outcome.unwrap_or_else(|fault| panic!("{name}: wrong route: {fault}"));
        let guide = guide(run);
        let reached = reached(&guide);
        for refused in &route.refused {
            assert!(!reached.contains(&refused.as_str()), "{name}: the wrong route reaches {refused}");
        }
        assert_eq!(guide.completed_at, None, "{name}");
    }
}

#[test]
fn every_step_can_be_skipped_from_the_start_and_in_turn() {
    for (name, scenario) in labs() {
        let lesson = scenario.lesson().unwrap();
        let fresh = begun(&name, &scenario);
        for (position, step) in lesson.steps.iter().enumerate() {
            let skipped = lesson::skip(&fresh, &step.id);
            let skipped = skipped.unwrap_or_else(|fault| panic!("{name}: skip of {} at once: {fault:?}", step.id));
            assert!(lesson::is_done(&skipped.run, lesson, position), "{name}: {}", step.id);
        }
        let mut run = fresh;
        for step in &lesson.steps {
            let skipped = lesson::skip(&run, &step.id);
            run = skipped.unwrap_or_else(|fault| panic!("{name}: skip of {} in turn: {fault:?}", step.id)).run;
        }
        let guide = guide(run);
        assert_eq!((guide.reached, guide.score), (guide.of, 0), "{name}: what is skipped is done and earns nothing");
    }
}

#[test]
fn progress_is_the_same_however_time_is_stepped() {
    for (name, scenario) in labs() {
        let solved = |slice: Option<i64>| {
            let mut run = begun(&name, &scenario);
            for step in &scenario.lesson().unwrap().steps {
                run = lesson::skip(&run, &step.id).unwrap().run;
            }
            let until = run.now().0 + 30 * DAY;
            let step = slice.unwrap_or(until);
            while run.now().0 < until {
                run.advance_to(Timestamp((run.now().0 + step).min(until)));
            }
            (run.progress().cloned(), run.digest())
        };
        assert_eq!(solved(None), solved(Some(1_777)), "{name}");
    }
}

#[test]
fn demos_play_to_their_end() {
    for (name, scenario) in scenarios() {
        let Some(lesson) = scenario.lesson().filter(|lesson| lesson.kind == LessonKind::Demo) else { continue };
        let mut run = begun(&name, &scenario);
        let mut names = Names::new();
        for beat in &lesson.beats {
            run.apply(Command::Lesson(LessonCommand::Beat { beat: beat.id.clone() })).unwrap();
            let outcome = lesson::act(&mut run, &beat.actions, &mut names);
            outcome.unwrap_or_else(|fault| panic!("{name}: {}: {fault}", beat.id));
            if let Some(play) = beat.play {
                run.advance_to(run.now() + play.by);
            }
        }
        assert_eq!(run.progress().unwrap().beat, Some(lesson.beats.len() - 1), "{name}");
        assert!(is_about_five_minutes(lesson), "{name}");
    }
}

/// What plays and what waits takes four to six minutes; a beat that waits for the presenter counts as half a minute.
fn is_about_five_minutes(lesson: &Lesson) -> bool {
    let beat = |beat: &engine::scenario::lesson::Beat| {
        beat.play.map_or(0, |play| play.seconds) + beat.pause_seconds.unwrap_or(30)
    };
    (240..=360).contains(&lesson.beats.iter().map(beat).sum::<u32>())
}

#[test]
fn the_catalogue_is_that_of_the_files() {
    let index = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/scenarios/index.json");
    let scenarios: Vec<_> = scenarios().map(|(_, scenario)| scenario).collect();
    let made = engine::scenario::catalogue::Catalogue::of(&scenarios);
    let kept = fs::read_to_string(index).unwrap();
    assert!(kept == made.to_text(), "public/scenarios/index.json is old: run `cargo xtask catalogue`");
}

#[test]
fn no_lesson_has_a_fault_that_shows_only_when_it_is_played() {
    for (name, scenario) in scenarios() {
        let faults = lesson::rehearse(&scenario).err().unwrap_or_default();
        assert!(faults.is_empty(), "{name}: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }
}

/// How a run of a bundled scenario is passed on: its scenario is named, and fetched by whoever opens the link.
#[test]
fn a_link_to_a_solved_lab_names_its_scenario_and_opens_to_the_same_run() {
    for (name, scenario) in labs() {
        let mut run = begun(&name, &scenario);
        for step in &scenario.lesson().unwrap().steps {
            lesson::act(&mut run, &step.solution, &mut Names::new()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        }
        let known = [scenario.clone()];
        let link = Link { save: Save::of(&run), at: None }
            .to_address_knowing("", &known)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(Link::read(&link), Err(LinkError::ScenarioUnknown { name: name.clone() }));
        let (opened, parting) = Opening::of(Link::read_knowing(&link, &known).unwrap().save).finish();
        assert_eq!((parting, opened.run().digest()), (None, run.digest()), "{name}");
        assert_eq!(Guide::of(&opened, Locale::En).unwrap().reached, guide(run).reached, "{name}");
    }
}
