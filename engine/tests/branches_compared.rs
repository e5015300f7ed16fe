//! Two branches side by side: what each has left, what it lost, what it cost, and what was done differently.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{
    id::InstanceId,
    locale::Locale,
    rule::Rule,
    simulation::Simulation,
    time::{DAY, Seconds, Timestamp},
    timeline::{BranchId, Timeline},
    view::{
        compare::{self, Comparison, Row, Title},
        history::{self, HistoryView, Window},
    },
};
use harness::Lab;
use serde_json::{Value, json};

/// Two servers under a daily policy that keeps its points for 30 days, from the start on.
fn timeline() -> (Timeline, String) {
    let mut lab = Lab::two_web_servers();
    let schedule = format!("I|{}|P1D", lab.start);
    let policy = lab.policy("daily-30", &schedule, 30);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    (Timeline::new(lab.run), policy)
}

fn wait(timeline: &mut Timeline, days: i64) {
    let until = timeline.run().now() + Seconds(days * DAY);
    timeline.run_mut().advance_to(until);
    timeline.note();
}

fn call(timeline: &mut Timeline, product: &str, action: &str, params: Value) {
    let answer = engine::openapi::call(timeline.run_mut(), product, action, &params);
    timeline.note();
    assert!(answer.get("Code").is_none_or(|code| code == "200"), "{answer}");
}

fn lock(timeline: &mut Timeline, policy: &str) {
    let start = timeline.run().world().start.0;
    call(
        timeline,
        "hbr",
        "UpdatePolicyV2",
        json!({ "PolicyId": policy, "PolicyName": "daily-30", "Rules": [
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{start}|P1D") },
        { "RuleType": "TRANSITION", "Retention": 30 },
        { "RuleType": "SECURITY", "Immutable": true },
    ] }),
    );
}

fn ids(timeline: &Timeline) -> [BranchId; 2] {
    let branches = timeline.branches();
    [branches[0].id, branches[1].id]
}

/// The runs of the first two branches at an instant.
fn runs(timeline: &Timeline, at: Timestamp) -> [Simulation; 2] {
    ids(timeline).map(|id| timeline.begin_beside(id, at, None).unwrap().finish().0)
}

fn compared(runs: &[Simulation; 2], subject: Option<&str>) -> Comparison {
    let subject = subject.map(InstanceId::from);
    compare::compare([runs[0].world(), runs[1].world()], subject.as_ref(), Locale::En)
}

fn row(comparison: &Comparison, title: Title) -> &Row {
    comparison.rows.iter().find(|row| row.title == title).expect("a row of this title")
}

fn figures(comparison: &Comparison, title: Title) -> [&str; 2] {
    let row = row(comparison, title);
    [&row.cells[0].figure, &row.cells[1].figure]
}

/// One branch with immutable backup and one without. Ransomware comes after ten days and hides for a day; two days later
/// the backups are attacked.
fn attacked() -> (Timeline, Timestamp) {
    let (mut timeline, policy) = timeline();
    timeline.fork("without lock").unwrap();
    attack(&mut timeline);
    let first = ids(&timeline)[0];
    timeline.switch_to(first).unwrap();
    lock(&mut timeline, &policy);
    attack(&mut timeline);
    let at = timeline.run().now();
    (timeline, at)
}

fn attack(timeline: &mut Timeline) {
    wait(timeline, 10);
    let ransomware = json!({ "Kind": "RansomwareInfection", "InstanceIds": ["i-web1"], "HiddenHours": 24 });
    call(timeline, "sim", "InjectIncident", ransomware);
    wait(timeline, 2);
    call(timeline, "sim", "InjectIncident", json!({ "Kind": "BackupDeletion" }));
    wait(timeline, 1);
}

#[test]
fn branches_that_are_alike_show_no_difference() {
    let (mut timeline, _) = timeline();
    wait(&mut timeline, 5);
    timeline.fork("the same").unwrap();
    wait(&mut timeline, 5);
    let at = timeline.run().now();
    let runs = runs(&timeline, at);
    assert_eq!(runs[0].digest(), runs[1].digest());
    for subject in [None, Some("i-web1"), Some("i-nowhere")] {
        let comparison = compared(&runs, subject);
        assert!(comparison.rows.iter().all(|row| row.cells[0] == row.cells[1]), "{comparison:?}");
        assert!(comparison.rows.iter().all(|row| row.difference.is_none() && row.better.is_none()));
        assert!(comparison.instances.iter().all(|row| !row.differs) && comparison.notes[0] == comparison.notes[1]);
    }
    let branches = ids(&timeline).map(|id| timeline.branch(id).unwrap());
    let worlds = [runs[0].world(), runs[1].world()];
    let differing = compare::differing([&branches[0], &branches[1]], worlds, Locale::En);
    assert_eq!((differing.parted_at, differing.shared, differing.own), (None, 2, [vec![], vec![]]));
}

#[test]
fn pol_72_a_lock_makes_the_difference_between_coming_back_and_not() {
    let (timeline, at) = attacked();
    let runs = runs(&timeline, at);
    let of_web1 = compared(&runs, Some("i-web1"));
    assert_eq!(
        figures(&of_web1, Title::Points),
        ["12", "1"],
        "all but the one from before the lock; the one from after the attack"
    );
    let points = row(&of_web1, Title::Points);
    assert_eq!((points.difference.as_deref(), points.better), (Some("points: 11"), Some(0)));
    assert_eq!(points.cells[0].note, "10 clean, no copy elsewhere");
    assert_eq!([points.cells[0].is_well, points.cells[1].is_well], [Some(true), Some(false)]);
    assert_eq!(figures(&of_web1, Title::NewestClean), ["Sun 11 Jan 2026, 00:00", "none"]);
    assert_eq!(figures(&of_web1, Title::Lost), ["3 d", "everything"]);
    let recovery = row(&of_web1, Title::Recovery);
    assert_eq!((recovery.cells[0].rule, recovery.better), (Some(Rule::Mdl14), Some(0)));
    assert_eq!((recovery.cells[1].figure.as_str(), recovery.cells[1].rule), ("not possible", Some(Rule::Mdl04)));
    let money = row(&of_web1, Title::MoneySoFar);
    assert_eq!(money.better, Some(1), "what is deleted costs nothing any more");
    assert!(money.difference.as_deref().is_some_and(|text| text.starts_with("CNY ")), "{money:?}");

    let of_all = compared(&runs, None);
    assert_eq!(figures(&of_all, Title::Recoverable), ["2 of 2", "1 of 2"]);
    let newest = row(&of_all, Title::NewestClean);
    assert_eq!(
        newest.better,
        Some(0),
        "of what comes back at all the newest is newer in the other, but less comes back"
    );
    assert_eq!((of_all.instances[0].name.as_str(), of_all.instances[0].differs), ("web-1", true));
    let note = |text: &str, rule| (text.to_owned(), rule);
    let (went, stayed) = ("Points that an attacker deleted:", "Points that withstood an attacker:");
    assert_eq!(of_all.notes[0], [note(&format!("{went} 2"), Rule::Job11), note(&format!("{stayed} 22"), Rule::Pol72)]);
    assert_eq!(of_all.notes[1], [note(&format!("{went} 24"), Rule::Job11)]);
}

#[test]
fn what_was_done_differently_is_told_with_its_time() {
    let (timeline, at) = attacked();
    let runs = runs(&timeline, at);
    let branches = ids(&timeline).map(|id| timeline.branch(id).unwrap());
    let told = |runs: &[Simulation; 2]| {
        compare::differing([&branches[0], &branches[1]], [runs[0].world(), runs[1].world()], Locale::En)
    };
    let differing = told(&runs);
    assert_eq!((differing.parted_at, differing.shared), (Some(runs[0].world().start), 2));
    let texts = |side: usize| differing.own[side].iter().map(|row| row.text.as_str()).collect::<Vec<_>>();
    let attack = ["Inject incident: Ransomware infection", "Inject incident: Attack on the backups"];
    assert_eq!(texts(0), ["Edit policy daily-30", attack[0], attack[1]]);
    assert_eq!(texts(1), attack);
    assert!(differing.own[1].iter().all(|row| !row.is_ahead));
    let early = self::runs(&timeline, Timestamp(at.0 - 12 * DAY));
    assert_eq!(told(&early).own[1].iter().filter(|row| row.is_ahead).count(), 2, "the attack is yet to come");
}

#[test]
fn beyond_its_end_time_simply_passes_in_a_branch() {
    let (mut timeline, _) = timeline();
    wait(&mut timeline, 3);
    timeline.fork("longer").unwrap();
    call(
        &mut timeline,
        "hbr",
        "CreateBackupJob",
        json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web1", "Retention": 90 }),
    );
    wait(&mut timeline, 60);
    let at = timeline.run().now();
    let runs = runs(&timeline, at);
    assert_eq!((runs[0].now(), runs[1].now()), (at, at));
    assert_eq!(timeline.branches()[0].reached, Timestamp(at.0 - 60 * DAY));
    assert_eq!(figures(&compared(&runs, Some("i-web1")), Title::Points), ["29", "30"], "its schedules went on");
    assert_eq!(runs[1].digest(), timeline.run().digest(), "the run itself stays as it is");
}

#[test]
fn a_branch_played_on_from_where_it_was_comes_to_the_same() {
    let (timeline, at) = attacked();
    let other = ids(&timeline)[1];
    let early = timeline.begin_beside(other, Timestamp(at.0 - 8 * DAY), None).unwrap().finish().0;
    let onward = timeline.begin_beside(other, at, Some(early)).unwrap().finish().0;
    assert_eq!(onward.digest(), runs(&timeline, at)[1].digest());
    let back = timeline.begin_beside(other, Timestamp(at.0 - 9 * DAY), Some(onward)).unwrap().finish().0;
    assert_eq!(back.digest(), runs(&timeline, Timestamp(at.0 - 9 * DAY))[1].digest(), "what lies ahead is no way back");
    let none = timeline.begin_beside(serde_json::from_value(json!(9)).unwrap(), at, None);
    assert_eq!(none.map(drop).unwrap_err().code(), "Sim.BranchNotFound");
}

#[test]
fn the_charts_of_both_have_one_axis() {
    let (timeline, at) = attacked();
    let [mut one, mut other] = runs(&timeline, at).map(|run| {
        let found = run.world().instance(&"i-web1".into()).unwrap();
        history::history(run.world(), found)
    });
    let whole = |view: &HistoryView| view.range(Window { first: 0, count: view.own.points.len() });
    let apart = [whole(&one), whole(&other)];
    history::on_one_axis(&mut [&mut one, &mut other]);
    assert_eq!(whole(&one), whole(&other));
    assert_eq!(
        (whole(&one).from, whole(&one).to),
        (apart[0].from, apart[1].to),
        "from the first to the last of either"
    );
    let window = Window { first: 0, count: 3 };
    assert_ne!(one.range(window), whole(&one), "what is zoomed to is drawn as large as ever");
}

#[test]
fn chinese_is_said_throughout() {
    let (timeline, at) = attacked();
    let runs = runs(&timeline, at);
    let worlds = [runs[0].world(), runs[1].world()];
    let comparison = compare::compare(worlds, None, Locale::Zh);
    let notes = comparison.notes.iter().flatten().map(|(text, _)| text.clone());
    let said = comparison.rows.iter().map(|row| row.title.text(Locale::Zh).to_owned()).chain(notes);
    for text in said {
        assert!(text.chars().any(|letter| ('一'..='龥').contains(&letter)), "{text}");
    }
}
