//! The draft of the scenario editor, and where the script of a demo ends in a run.

use engine::{
    command::{Command, LessonCommand},
    lesson::{Names, act},
    locale::Locale,
    scenario::Scenario,
    simulation::Simulation,
    time::{DAY, Timestamp},
    timeline::Timeline,
    view::{
        editor::{Draft, Entry, faults_at, path_of},
        stage::{Script, Stage, Standing, demo, lies_ahead},
    },
};
use serde_json::json;

fn texts(text: &str) -> serde_json::Value {
    json!({ "en": text, "zh-CN": text })
}

/// A demo of two beats: one activates the service and lets a day pass, one only speaks.
fn short_demo() -> Scenario {
    let mut draft = Draft::empty();
    draft.put_text("/kind", "demo");
    draft.put_json("/story", &texts("Short").to_string());
    draft.put_json("/account", "{\"cloud_backup_activated\": false}");
    draft.put_json("/steps", "[]");
    let beat = |id: &str| json!({ "id": id, "title": texts(id), "say": texts(id), "notes": texts(id) });
    let (mut first, mut second) = (beat("first"), beat("second"));
    first["actions"] = json!([{ "call": ["hbr", "OpenHbrService", {}] }]);
    first["play"] = json!({ "by": "P1D", "seconds": 2 });
    second["pause_seconds"] = json!(1);
    draft.put_json("/beats", &json!([first, second]).to_string());
    draft.scenario(Locale::En).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn play(run: &mut Simulation, beat: &str) {
    run.apply(Command::Lesson(LessonCommand::Beat { beat: beat.to_owned() })).unwrap();
    let position = demo(run).unwrap().beat(beat).unwrap();
    let actions = demo(run).unwrap().beats[position].actions.clone();
    act(run, &actions, &mut Names::new()).unwrap();
}

fn standing(run: &Simulation) -> Standing {
    Stage::of(run, Locale::En).unwrap().standing
}

#[test]
fn the_script_of_a_beat_ends_where_people_have_watched() {
    let mut run = Simulation::begin(short_demo()).unwrap();
    assert_eq!(standing(&run), Standing::Ready);
    let start = run.now();
    play(&mut run, "first");
    assert_eq!(standing(&run), Standing::Watching);
    let script = Script::of(&run).unwrap();
    assert_eq!((script.beat, script.commands), (Some(0), run.journal().entries.len()));
    assert_eq!((script.acted_at, script.ends_at), (start, Timestamp(start.0 + DAY)));
    run.advance_to(script.ends_at);
    assert_eq!(standing(&run), Standing::Talk);
    play(&mut run, "second");
    assert_eq!(standing(&run), Standing::Over);
    assert_eq!(Script::before(&run).unwrap(), script);
}

#[test]
fn what_is_done_off_the_script_stays_as_a_branch() {
    let mut run = Simulation::begin(short_demo()).unwrap();
    play(&mut run, "first");
    let script = Script::of(&run).unwrap();
    run.advance_to(Timestamp(script.ends_at.0 + DAY));
    run.apply(Command::Lesson(LessonCommand::Beat { beat: "first".to_owned() })).unwrap();
    let mut timeline = Timeline::new(run);
    // The presenter went back to the first beat, off the script; from there the second is played.
    let journey = timeline.begin_return(script.commands).unwrap();
    timeline.end_seek(journey).unwrap();
    assert_eq!(standing(timeline.run()), Standing::Watching);
    play(timeline.run_mut(), "second");
    timeline.note();
    assert_eq!(timeline.others().len(), 1);
}

#[test]
fn a_beat_that_was_played_before_lies_ahead() {
    let mut run = Simulation::begin(short_demo()).unwrap();
    play(&mut run, "first");
    let mut timeline = Timeline::new(run);
    let beginning = Script::beginning(timeline.run()).unwrap();
    let journey = timeline.begin_return(beginning.commands).unwrap();
    timeline.end_seek(journey).unwrap();
    assert_eq!(standing(timeline.run()), Standing::Ready);
    assert!(lies_ahead(&timeline, "first") && !lies_ahead(&timeline, "second"));
}

#[test]
fn a_run_is_captured_with_all_that_was_done_in_it() {
    let mut run = Simulation::new(Scenario::bundled()[0].clone());
    run.advance_to(Timestamp(run.now().0 + DAY));
    let policy = run.world().policies.iter().next().unwrap().1.id.clone();
    run.apply(Command::DeletePolicy { policy }).unwrap();
    run.advance_to(Timestamp(run.now().0 + 3 * DAY));
    let mut draft = Draft::captured(&run);
    draft.put_text("/kind", "world");
    let again = Simulation::begin(draft.scenario(Locale::En).unwrap()).unwrap();
    assert_eq!((again.now(), again.digest()), (run.now(), run.digest()));
}

#[test]
fn entries_are_added_moved_and_removed() {
    let mut draft = Draft::empty();
    draft.add("/steps", Entry::Step);
    draft.add("/steps", Entry::Step);
    assert_eq!([draft.field("/steps/0/id"), draft.field("/steps/1/id")], ["step-1", "step-2"]);
    draft.move_up("/steps", 1);
    draft.add("/steps/0/objectives", Entry::Objective);
    draft.add("/steps/0/questions", Entry::Question);
    draft.choose_right("/steps/0/questions/0/choices", 1);
    assert!(draft.flag("/steps/0/questions/0/choices/1/right") && !draft.flag("/steps/0/questions/0/choices/0/right"));
    assert_eq!(draft.points(), 20);
    assert_eq!(draft.field("/steps/0/id"), "step-2");
    let shape = draft.shape();
    draft.remove("/steps", 0);
    assert_ne!(draft.shape(), shape);
    assert_eq!(draft.field("/steps/0/id"), "step-1");
}

#[test]
fn a_title_that_says_nothing_is_told_of_though_saved_runs_with_it_open() {
    let mut draft = Draft::of(&short_demo());
    draft.put_json("/title", "{\"en\": \"A shop\", \"zh-CN\": \" \"}");
    let faults = draft.scenario(Locale::Zh).unwrap_err();
    let at: Vec<_> = faults.iter().map(|fault| (fault.path.as_str(), fault.message.as_str())).collect();
    assert_eq!(at, [("$.title.zh-CN", "内容为空，请填写或删除该项")]);
    let file = serde_json::from_str(&draft.text()).unwrap();
    assert_eq!(Scenario::from_value(&file).unwrap().oversights().len(), 1, "it is read all the same");
}

#[test]
fn a_fault_is_found_at_its_place() {
    let mut draft = Draft::empty();
    draft.add("/steps", Entry::Step);
    draft.put_number("/minutes", "soon");
    let faults = draft.scenario(Locale::Zh).unwrap_err();
    assert_eq!(path_of("/steps/0/title/en"), "$.steps[0].title.en");
    for place in ["/minutes", "/steps/0/title/en", "/steps/0/title/zh-CN"] {
        assert_eq!(faults_at(&faults, place, false).count(), 1, "{place}: {faults:?}");
    }
    assert_eq!(faults_at(&faults, "/steps/0/title", false).count(), 0);
    assert_eq!(faults_at(&faults, "/steps/0/title", true).count(), 2);
    draft.put_number("/minutes", "12");
    assert_eq!(draft.field("/minutes"), "12");
    let faults = draft.scenario(Locale::En).unwrap_err();
    assert_eq!(faults_at(&faults, "/minutes", false).count(), 0);
}

#[test]
fn what_is_no_scenario_is_refused_whole() {
    assert!(Draft::read("[]").is_err());
    assert!(Draft::read("{\"a\":").is_err());
    assert_eq!(Draft::read(&Draft::empty().text()).unwrap(), Draft::empty());
    assert_eq!(Draft::empty().file_name(), "new-scenario.json");
}
