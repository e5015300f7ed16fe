//! What the page around this one is told, where there is one.

use engine::{lesson::is_done, simulation::Simulation};
use leptos::prelude::*;
use serde_json::{Value, json};

use crate::{
    adapters::embedding,
    library::{Library, use_library},
};

/// Tells the page around this one what happens in the run; nothing where there is none.
#[component]
pub fn Embed() -> impl IntoView {
    let library = use_library();
    if embedding::is_embedded() {
        tell("ready", json!({ "version": env!("CARGO_PKG_VERSION") }));
        Effect::new(move |_| {
            library.number.track();
            tell("run", json!({ "scenario": library.read(|run| run.scenario().name.clone()) }));
        });
        tell_of_lesson(library);
        tell_of_time(library);
    }
}

/// What has been reached of a lesson, as far as it was told.
#[derive(Clone, Debug, Default, PartialEq)]
struct Told {
    run: u32,
    reached: Vec<String>,
    steps: Vec<String>,
    beat: Option<usize>,
    is_complete: bool,
}

impl Told {
    fn of(run: &Simulation, number: u32) -> Self {
        let (Some(lesson), Some(progress)) = (run.scenario().lesson(), run.progress()) else {
            return Self { run: number, ..Self::default() };
        };
        let marks = lesson.objectives().zip(&progress.reached);
        let reached = marks.filter(|(_, mark)| mark.is_some()).map(|((_, objective), _)| objective.id.clone());
        let steps = lesson.steps.iter().enumerate().filter(|(step, _)| is_done(run, lesson, *step));
        Self {
            run: number,
            reached: reached.collect(),
            steps: steps.map(|(_, step)| step.id.clone()).collect(),
            beat: progress.beat,
            is_complete: progress.completed_at.is_some(),
        }
    }
}

fn tell_of_lesson(library: Library) {
    let told = Memo::new(move |_| {
        library.revisions.track();
        library.branched.track();
        let number = library.number.get();
        library.read(|run| Told::of(run, number))
    });
    Effect::new(move |before: Option<Told>| {
        let now = told.get();
        let before = before.unwrap_or_default();
        let new = |now: &[String], before: &[String]| -> Vec<String> {
            now.iter().filter(|id| !before.contains(id)).cloned().collect()
        };
        for id in new(&now.reached, &before.reached) {
            tell("objective", json!({ "id": id }));
        }
        for id in new(&now.steps, &before.steps) {
            tell("step", json!({ "id": id }));
        }
        if now.beat != before.beat
            && let Some(id) = now.beat.and_then(|beat| library.read(|run| beat_id(run, beat)))
        {
            tell("beat", json!({ "id": id, "number": now.beat.map(|beat| beat + 1) }));
        }
        if now.is_complete && !before.is_complete {
            tell("complete", json!({}));
        }
        now
    });
}

fn beat_id(run: &Simulation, beat: usize) -> Option<String> {
    run.scenario().lesson()?.beats.get(beat).map(|beat| beat.id.clone())
}

/// Tells what time it is, once a virtual day at most, and whenever time rests.
fn tell_of_time(library: Library) {
    let time = Memo::new(move |_| {
        library.revisions.track();
        library.number.track();
        let rests = !library.playing.get() && library.jump.with(Option::is_none);
        library.read(|run| {
            let zone = run.world().zone;
            let text = run.now().to_rfc3339(zone);
            (if rests { text.clone() } else { text[..10].to_owned() }, text)
        })
    });
    Effect::new(move |before: Option<String>| {
        let (key, text) = time.get();
        if before.as_ref() != Some(&key) {
            tell("time", json!({ "now": text }));
        }
        key
    });
}

fn tell(kind: &str, facts: Value) {
    let mut message = json!({ "source": "cloud-backup-simulator", "type": kind });
    if let (Some(message), Value::Object(facts)) = (message.as_object_mut(), facts) {
        message.extend(facts);
    }
    embedding::tell(&message);
}
