//! How lessons are played: what ticks an objective and when, what hints and skips cost, and what a trainer can rely on.

use std::collections::BTreeMap;

use engine::{
    command::{Command, LessonCommand},
    lesson,
    locale::Locale,
    save::{
        Save,
        link::{Link, LinkError},
    },
    scenario::{
        Scenario,
        lesson::variables::{self, VariableKind},
        settings::Setting,
    },
    simulation::Simulation,
    time::{DAY, HOUR, Timestamp},
    timeline::{Opening, Timeline},
    view::{
        class_table::{HandInError, HandedIn, Verdict, csv},
        guide::{Guide, StepState},
        lesson_report::Report,
    },
    words,
};
use serde_json::{Value, json};

/// Something done to the file of a scenario.
type Change = fn(&mut Value);

/// A lesson of two steps in a world of one instance.
fn file() -> Value {
    let texts = |text: &str| json!({ "en": text, "zh-CN": format!("{text}（中文）") });
    json!({
        "format": "cloud-backup-scenario/1", "name": "small-lesson", "seed": 7, "start": "2026-01-01T00:00:00+08:00",
        "title": texts("A small lesson of ${company}"), "story": texts("Protect it."), "kind": "lab", "order": 1, "minutes": 5,
        "instances": [{ "id": "i-web1", "name": "${company}-web-1", "disks": [
            { "id": "d-web1", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 20 } ] }],
        "variables": [
            { "id": "company", "label": texts("Company"), "kind": "text", "default": "acme" },
            { "id": "days", "label": texts("Days"), "kind": "number", "default": 7, "min": 1, "max": 30 } ],
        "policies": [{ "PolicyId": "po-daily", "PolicyName": "daily", "PolicyType": "UDM_ECS_ONLY", "Rules": [
            { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": "I|1767225600|P1D" },
            { "RuleType": "TRANSITION", "Retention": "${days}" } ] }],
        "opening": [ { "advance": { "by": "P1D" } } ],
        "steps": [
            { "id": "protect", "title": texts("Protect it"), "text": texts("Do it."), "hints": [texts("One"), texts("Two")],
              "objectives": [
                { "id": "bound", "title": texts("Protected"), "points": 30, "must_hold": true,
                  "check": { "protected": { "of": ["i-web1"], "every_hours_max": 24 } } },
                { "id": "point", "title": texts("A point"), "points": 30, "after": ["bound"],
                  "check": { "points": { "of": ["${company}-web-1"], "whole": true } } } ],
              "solution": [
                { "call": ["hbr", "CreatePolicyBindings", { "PolicyId": "po-daily", "PolicyBindingList": [
                    { "SourceType": "UDM_ECS", "DataSourceId": "i-web1" } ] }] },
                { "advance": { "by": "P2D" } } ] },
            { "id": "ask", "title": texts("Know it"), "text": texts("Think."),
              "questions": [ { "id": "q", "text": texts("Which?"), "points": 40, "choices": [
                { "text": texts("This"), "right": false, "because": texts("No.") },
                { "text": texts("That"), "right": true, "because": texts("Yes.") } ] } ],
              "solution": [ { "answer": ["q", 1] } ] } ],
        "debrief": texts("Done."),
        "wrong_route": { "title": texts("Wait"), "actions": [ { "advance": { "by": "P9D" } } ], "refused": ["point"] },
    })
}

fn scenario() -> Scenario {
    Scenario::from_value(&file()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn begun() -> Timeline {
    Timeline::new(Simulation::begin(scenario()).unwrap())
}

fn give(timeline: &mut Timeline, command: LessonCommand) {
    timeline.run_mut().apply(Command::Lesson(command)).unwrap();
    timeline.note();
}

fn bind(timeline: &mut Timeline) {
    let binding = json!({ "PolicyId": "po-daily",
        "PolicyBindingList": [{ "SourceType": "UDM_ECS", "DataSourceId": "i-web1" }] });
    call(timeline, "CreatePolicyBindings", &binding);
}

fn call(timeline: &mut Timeline, action: &str, params: &Value) {
    let answer = engine::openapi::call(timeline.run_mut(), "hbr", action, params);
    assert_eq!(answer["Success"], true, "{answer}");
    timeline.note();
}

fn pass(timeline: &mut Timeline, seconds: i64) {
    let to = Timestamp(timeline.run().now().0 + seconds);
    timeline.run_mut().advance_to(to);
    timeline.note();
}

fn guide(timeline: &Timeline) -> Guide {
    Guide::of(timeline, Locale::En).unwrap()
}

fn solved() -> Timeline {
    let mut timeline = begun();
    bind(&mut timeline);
    pass(&mut timeline, 2 * DAY);
    give(&mut timeline, LessonCommand::Answer { question: "q".into(), choice: 1 });
    timeline
}

#[test]
fn a_lesson_begins_after_its_opening_and_the_world_does_not_know_of_it() {
    let timeline = begun();
    let run = timeline.run();
    assert_eq!(run.progress().unwrap().begun_at, Some(Timestamp(run.world().start.0 + DAY)));
    let mut plain = file();
    for key in ["kind", "order", "minutes", "opening", "steps", "debrief", "wrong_route"] {
        plain.as_object_mut().unwrap().remove(key);
    }
    let mut plain = Simulation::new(Scenario::from_value(&plain).unwrap());
    plain.advance_to(run.now());
    assert_eq!(plain.digest(), run.digest());
    assert_eq!(plain.progress(), None);
}

#[test]
fn objectives_tick_by_the_state_and_tell_why_not_before() {
    let mut timeline = begun();
    let first = guide(&timeline);
    assert_eq!((first.reached, first.of, first.score), (0, 3, 0));
    assert_eq!(first.steps[0].state, StepState::Now);
    let reasons = &first.steps[0].objectives[0].reasons;
    assert_eq!(reasons[0].text, "acme-web-1 is associated with no policy.");
    assert_eq!(first.steps[0].objectives[1].reasons[0].text, "First: Protected.");
    bind(&mut timeline);
    let bound = guide(&timeline);
    assert!(bound.steps[0].objectives[0].reached);
    assert_eq!(bound.steps[0].objectives[1].reasons[0].text, "acme-web-1 has no such backup point.");
    pass(&mut timeline, 2 * DAY);
    let second = guide(&timeline);
    assert_eq!((second.reached, second.score), (2, 60));
    assert_eq!(second.steps[0].state, StepState::Done);
    assert!(second.steps[0].objectives[1].reached_at.is_some());
}

#[test]
fn what_must_hold_is_lost_again_and_what_was_reached_once_stays() {
    let mut timeline = solved();
    assert!(guide(&timeline).completed_at.is_some());
    call(
        &mut timeline,
        "DeletePolicyBinding",
        &json!({
        "PolicyId": "po-daily", "SourceType": "UDM_ECS", "DataSourceIds": ["i-web1"] }),
    );
    pass(&mut timeline, 30 * DAY);
    let guide = guide(&timeline);
    let [bound, point] = &guide.steps[0].objectives[..] else { panic!() };
    assert!(!bound.reached && point.reached);
    assert_eq!(guide.completed_at, None);
}

#[test]
fn progress_is_the_same_by_replay_and_however_time_is_stepped() {
    let mut timeline = solved();
    pass(&mut timeline, 9 * DAY + 17);
    let kept = timeline.run().progress().cloned();
    let (opened, parting) = Opening::of(Save::read(&Save::of_timeline(&timeline).to_text()).unwrap()).finish();
    assert_eq!((opened.run().progress().cloned(), parting), (kept.clone(), None));
    let mut slow = begun();
    bind(&mut slow);
    for _ in 0..(2 * 24) {
        pass(&mut slow, HOUR / 2);
        pass(&mut slow, HOUR / 2);
    }
    give(&mut slow, LessonCommand::Answer { question: "q".into(), choice: 1 });
    pass(&mut slow, 9 * DAY + 17);
    assert_eq!(slow.run().progress().cloned(), kept);
}

#[test]
fn a_refused_action_leaves_no_trace_in_the_progress() {
    let mut timeline = begun();
    bind(&mut timeline);
    pass(&mut timeline, DAY + 40 * 60);
    let before = timeline.run().progress().cloned();
    let refused = timeline.run_mut().apply(Command::Lesson(LessonCommand::TakeHint { step: "no".into() }));
    assert_eq!(refused.unwrap_err().code(), "Sim.StepNotFound");
    assert_eq!(timeline.run().progress().cloned(), before);
}

#[test]
fn hints_cost_and_going_back_in_time_does_not_give_them_back() {
    let mut timeline = begun();
    give(&mut timeline, LessonCommand::TakeHint { step: "protect".into() });
    bind(&mut timeline);
    pass(&mut timeline, 2 * DAY);
    assert_eq!(guide(&timeline).score, 55);
    assert_eq!(guide(&timeline).steps[0].hints, ["One"]);
    let begin = guide(&timeline).steps[0].began_with;
    let journey = timeline.begin_return(begin).unwrap();
    timeline.end_seek(journey).unwrap();
    assert_eq!(guide(&timeline).steps[0].hints, ["One"], "it was seen");
    bind(&mut timeline);
    pass(&mut timeline, 2 * DAY);
    assert_eq!(timeline.others().len(), 1, "the way before stays as a branch");
    assert_eq!(guide(&timeline).score, 55);
}

#[test]
fn a_wrong_answer_halves_what_the_right_one_earns() {
    let mut timeline = begun();
    give(&mut timeline, LessonCommand::Answer { question: "q".into(), choice: 0 });
    let wrong = guide(&timeline);
    assert_eq!(wrong.steps[1].questions[0].choices[0].because.as_deref(), Some("No."));
    assert!(!wrong.steps[1].questions[0].is_right());
    give(&mut timeline, LessonCommand::Answer { question: "q".into(), choice: 1 });
    assert_eq!(guide(&timeline).score, 20);
    let again = timeline.run_mut().apply(Command::Lesson(LessonCommand::Answer { question: "q".into(), choice: 1 }));
    assert_eq!(again.unwrap_err().code(), "Sim.AnsweredAlready");
}

#[test]
fn taking_a_wrong_answer_back_does_not_make_the_next_one_the_first() {
    let mut timeline = begun();
    give(&mut timeline, LessonCommand::Answer { question: "q".into(), choice: 0 });
    assert!(timeline.undo().is_some());
    give(&mut timeline, LessonCommand::Answer { question: "q".into(), choice: 1 });
    assert_eq!(guide(&timeline).score, 20);
    assert_eq!(timeline.others().len(), 1, "what was taken back stays as a branch");
}

#[test]
fn a_skipped_step_is_done_and_earns_nothing() {
    let timeline = begun();
    let skipped = lesson::skip(timeline.run(), "protect").unwrap();
    assert!(!skipped.from_start);
    let mut timeline = timeline;
    timeline.go_over(skipped.run);
    let guide = guide(&timeline);
    assert_eq!((guide.reached, guide.score, guide.steps[0].skipped), (2, 0, true));
}

#[test]
fn a_skip_that_is_not_possible_says_why() {
    let why = |change: Change| {
        let mut file = file();
        change(&mut file);
        let run = Simulation::begin(Scenario::parse(&file.to_string()).unwrap()).unwrap();
        let why = lesson::skip(&run, "protect").unwrap_err();
        [Locale::En, Locale::Zh].map(|locale| words::not_skipped(&why, locale))
    };
    let [en, zh] = why(|file| {
        let binding = file["steps"][0]["solution"][0].clone();
        solution_of(file, json!([{ "advance": { "by": "P1D" } }, binding, binding]));
    });
    assert_eq!(en.0, "Even from the start, action 3 of the solution of “Protect it” came to nothing.");
    assert_eq!(zh.0, "即使从头开始，步骤“Protect it（中文）”的解答也无法执行：第3个操作未能执行。");
    assert!(en.1.is_some() && en.1 == zh.1, "the rule that refused it: {:?}", en.1);
    let [en, zh] = why(|file| solution_of(file, json!([{ "advance": { "by": "P1D" } }])));
    assert_eq!(
        en,
        ("Its solution was tried from the start, and “Protected” was still open after it.".to_owned(), None)
    );
    assert_eq!(zh.0, "已从头试行解答，之后“Protected（中文）”仍未完成。");
    let none = lesson::skip(begun().run(), "no-step").unwrap_err();
    assert!(words::not_skipped(&none, Locale::En).0.contains("no-step"));
}

fn solution_of(file: &mut Value, actions: Value) {
    file["steps"][0]["solution"] = actions;
}

#[test]
fn a_skip_from_where_the_solution_does_not_fit_begins_again() {
    let mut timeline = begun();
    call(&mut timeline, "DeletePolicyV2", &json!({ "PolicyId": "po-daily" }));
    let skipped = lesson::skip(timeline.run(), "protect").unwrap();
    assert!(skipped.from_start);
    assert!(lesson::is_done(&skipped.run, timeline.run().scenario().lesson().unwrap(), 0));
    // What was done before stays as a branch, and every moment of both ways can be had again.
    let (before, reached) = (timeline.run().digest(), timeline.run().now());
    timeline.go_over(skipped.run);
    let (after, now) = (timeline.run().digest(), timeline.run().now());
    assert_eq!(timeline.others().len(), 1);
    let id = timeline.others()[0].id;
    let (mut opened, parting) = Opening::of(Save::of_timeline(&timeline)).finish();
    assert_eq!((parting, opened.run().digest()), (None, after));
    timeline.seek(timeline.run().world().start).unwrap();
    timeline.seek(now).unwrap();
    assert_eq!(timeline.run().digest(), after);
    opened.switch_to(id).unwrap();
    assert_eq!((opened.run().now(), opened.run().digest()), (reached, before));
}

#[test]
fn a_report_is_verified_by_replay_and_a_changed_one_is_told() {
    let mut timeline = solved();
    timeline.spend(321);
    let report = Report::of(&timeline, "Li Lei").unwrap();
    let row = |text: &str| {
        let handed_in = HandedIn::read("a.json", text)?;
        let (played, parting) = handed_in.begin().finish();
        Ok::<_, HandInError>(handed_in.row(&played, parting.as_ref(), Locale::En).unwrap())
    };
    let good = row(&report.to_text()).unwrap();
    assert_eq!((good.verdict, good.outcome.score, good.spent_seconds), (Verdict::Verified, 100, 321));
    assert_eq!(good.learner, "Li Lei");
    let mut better = report.clone();
    better.result.hints = 3;
    assert_eq!(row(&better.to_text()).unwrap().verdict, Verdict::ScoreDiffers);
    assert_eq!(row(&Save::of_timeline(&timeline).to_text()).unwrap().verdict, Verdict::RunOnly);
    assert!(row("{}").is_err());
    let no_lesson = Save::of(&Simulation::new(engine::scenario::web_shop())).to_text();
    assert_eq!(row(&no_lesson), Err(HandInError::NoLesson));
    let formula = row(&Report::of(&timeline, "=1+1, \"x\"").unwrap().to_text()).unwrap();
    let table = csv(&[formula], Locale::En);
    assert!(table.contains("\"'=1+1, \"\"x\"\"\""), "{table}");
}

#[test]
fn variables_stand_for_what_was_chosen_and_a_save_has_it() {
    let read = variables::of(&file());
    assert_eq!(read[1].kind, VariableKind::Number { min: 1, max: 30 });
    let chosen = BTreeMap::from([("company".to_owned(), "网店".to_owned()), ("days".to_owned(), "14".to_owned())]);
    let filled = variables::fill(&file(), &chosen).unwrap();
    let scenario = Scenario::from_value(&filled).unwrap();
    assert_eq!(scenario.title(Locale::En), "A small lesson of 网店");
    assert_eq!(scenario.instances[0].name, "网店-web-1");
    let timeline = Timeline::new(Simulation::begin(scenario).unwrap());
    let opened = Save::read(&Save::of_timeline(&timeline).to_text()).unwrap();
    assert_eq!(opened.scenario.instances[0].name, "网店-web-1");
    let wrong = BTreeMap::from([("days".to_owned(), "99".to_owned())]);
    let faults = variables::fill(&file(), &wrong).unwrap_err();
    assert_eq!(faults[0].path, "$.variables[1].value");
    let unknown = BTreeMap::from([("colour".to_owned(), "red".to_owned())]);
    assert!(variables::fill(&file(), &unknown).is_err());
}

#[test]
fn a_price_is_typed_in_yuan_and_stands_in_millionths_where_it_stands_alone() {
    let price = |value: &str| {
        let label = json!({ "en": "Price", "zh-CN": "价格" });
        let mut file = file();
        file["variables"] = json!([
            file["variables"][0],
            file["variables"][1],
            { "id": "fee", "label": label, "kind": "price", "default": "0.05", "max": 2 },
        ]);
        file["story"] = json!({ "en": "At ${fee} CNY", "zh-CN": "${fee}元" });
        file["settings"] = json!({ "software_fee_micro_cny": "${fee}" });
        variables::fill(&file, &BTreeMap::from([("fee".to_owned(), value.to_owned())]))
    };
    let scenario = Scenario::from_value(&price("0.075").unwrap()).unwrap();
    assert_eq!(scenario.assumptions.get(Setting::SoftwareFee), 75_000);
    assert_eq!(scenario.lesson().unwrap().story.get(Locale::En), "At 0.075 CNY");
    for wrong in ["2.1", "-1", "0.0000001", "dear", ""] {
        let faults = price(wrong).unwrap_err();
        assert_eq!(faults[0].path, "$.variables[2].value", "{wrong}");
    }
}

#[test]
fn a_link_names_a_scenario_that_whoever_opens_it_can_fetch() {
    let timeline = solved();
    let known = [scenario()];
    let link = Link { save: Save::of_timeline(&timeline), at: None };
    let whole = link.to_address("").unwrap();
    let short = link.to_address_knowing("", &known).unwrap();
    assert!(short.len() * 2 < whole.len(), "{} of {}", short.len(), whole.len());
    assert_eq!(Link::read(&short), Err(LinkError::ScenarioUnknown { name: "small-lesson".to_owned() }));
    let (opened, parting) = Opening::of(Link::read_knowing(&short, &known).unwrap().save).finish();
    assert_eq!((opened.run().digest(), parting), (timeline.run().digest(), None));
}

#[test]
fn every_fault_of_a_lesson_is_listed_with_its_place() {
    let faults_of = |change: fn(&mut Value)| {
        let mut file = file();
        change(&mut file);
        let faults = Scenario::from_value(&file).err().unwrap_or_default();
        faults.iter().map(|fault| fault.path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(faults_of(|_| ()), Vec::<String>::new());
    let cases: [(Change, &str); 12] = [
        (|file| file["kind"] = json!("game"), "$.kind"),
        (|file| file["steps"][0]["colour"] = json!(1), "$.steps[0].colour"),
        (|file| file["steps"][0]["title"] = json!({ "en": "x" }), "$.steps[0].title.zh-CN"),
        (|file| file["steps"][0]["objectives"][0]["points"] = json!(31), "$.steps"),
        (|file| file["steps"][0]["objectives"][1]["after"] = json!(["no"]), "$.steps[0].objectives[1].after"),
        (
            |file| file["steps"][0]["objectives"][1]["check"] = json!({ "points": { "of": ["nobody"] } }),
            "$.steps[0].objectives[1].check",
        ),
        (
            |file| file["steps"][0]["objectives"][1]["check"] = json!({ "points": { "of": "all", "age": 3 } }),
            "$.steps[0].objectives[1].check.points.age",
        ),
        (
            |file| file["steps"][0]["objectives"][0]["check"] = json!({ "all": [{ "no_such": 1 }] }),
            "$.steps[0].objectives[0].check.all[0].no_such",
        ),
        (
            |file| file["steps"][1]["questions"][0]["choices"][0]["right"] = json!(true),
            "$.steps[1].questions[0].choices",
        ),
        (|file| file["steps"][1]["solution"][0]["answer"] = json!(["q", 9]), "$.steps[1].solution[0].answer"),
        (|file| file["opening"][0] = json!({ "advance": { "by": "P1D" }, "call": [] }), "$.opening[0]"),
        (|file| file["story"]["en"] = json!("${nobody}"), "$.story.en"),
    ];
    for (change, place) in cases {
        let places = faults_of(change);
        assert!(places.iter().any(|path| path == place), "{place} in {places:?}");
    }
}

#[test]
fn lint_finds_what_shows_only_when_a_lesson_is_played() {
    assert_eq!(lesson::rehearse(&scenario()), Ok(()));
    let places = |change: fn(&mut Value)| {
        let mut file = file();
        change(&mut file);
        let faults = lesson::rehearse(&Scenario::from_value(&file).unwrap()).err().unwrap_or_default();
        faults.iter().map(|fault| fault.path.clone()).collect::<Vec<_>>()
    };
    let too_soon = |file: &mut Value| {
        file["steps"][0]["objectives"][0]["check"] = json!({ "activated": true });
    };
    assert_eq!(places(too_soon)[0], "$.steps[0].objectives[0].check");
    let refused = |file: &mut Value| file["steps"][0]["solution"][0]["call"][2]["PolicyId"] = json!("po-none");
    assert_eq!(places(refused), ["$.steps[0].solution[0]"]);
    let idle = |file: &mut Value| file["steps"][0]["solution"] = json!([{ "advance": { "by": "PT1H" } }]);
    assert_eq!(places(idle), ["$.steps[0].solution"]);
    let wrong = |file: &mut Value| file["wrong_route"]["actions"] = file["steps"][0]["solution"].clone();
    assert_eq!(places(wrong), ["$.wrong_route.refused"]);
}
