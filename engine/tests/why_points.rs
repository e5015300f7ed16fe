//! What is said to go with the next run does go, and what is said to stay stays.

mod harness;

use std::collections::BTreeMap;

use engine::{
    backup::point::Archiving,
    cloud::InstanceIdx,
    id::InstanceId,
    locale::Locale,
    rule::Rule,
    simulation::Simulation,
    time::Timestamp,
    view::why_points::{Ahead, Fate, FateKind, Row, WhyQuery, ahead, points},
};
use harness::Lab;
use serde_json::json;

fn holder(run: &Simulation, id: &str) -> InstanceIdx {
    run.world().instance(&InstanceId::from(id)).unwrap()
}

fn all(run: &Simulation, told: &Ahead) -> Vec<Row> {
    let mut query = WhyQuery::default();
    query.list.size = usize::MAX;
    points(run.world(), told, &query, Locale::En).rows
}

fn created(run: &Simulation, id: &str) -> Vec<Timestamp> {
    run.world().instances[holder(run, id)].history.points().map(|point| point.created.at).collect()
}

/// Holds what is told against what happens, run after run.
fn comes_true(lab: &mut Lab, id: &str, runs: usize) -> [usize; 3] {
    let mut seen = [0; 3];
    for _ in 0..runs {
        let told = ahead(&lab.run, holder(&lab.run, id)).unwrap();
        let rows = all(&lab.run, &told);
        for (sum, count) in seen.iter_mut().zip(told.counts()) {
            *sum += count;
        }
        // How far each point is on its way to the Archive tier.
        let archived = |run: &Simulation| {
            let points = run.world().instances[holder(run, id)].history.points();
            let stages = points.map(|point| match point.archiving {
                Archiving::Never | Archiving::From(_) => (point.created.at, 0),
                Archiving::Since(_) => (point.created.at, 1),
                Archiving::Done { .. } => (point.created.at, 2),
            });
            stages.collect::<BTreeMap<_, _>>()
        };
        let before = archived(&lab.run);
        lab.run.advance_to(told.complete_at.unwrap());
        let there = created(&lab.run, id);
        let now_archived = archived(&lab.run);
        for row in &rows {
            let stays = !matches!(row.fate, Fate::Goes(..));
            assert_eq!(there.contains(&row.created), stays, "{row:?}");
            let moves = before.get(&row.created).zip(now_archived.get(&row.created)).is_some_and(|(was, is)| is > was);
            assert_eq!(matches!(row.fate, Fate::Archived(_)), moves, "{row:?}");
        }
        assert_eq!(there.len(), rows.iter().filter(|row| !matches!(row.fate, Fate::Goes(..))).count());
        lab.run.advance_to(lab.run.now() + engine::time::Seconds(60));
    }
    seen
}

#[test]
fn job_11_what_is_said_to_go_with_the_next_run_goes_and_what_is_said_to_come_comes() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("short", &format!("I|{}|P1D", lab.start), 3);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT1H");
    let [new, gone, _] = comes_true(&mut lab, "i-web1", 8);
    assert_eq!(new, 8);
    assert!(gone >= 4, "{gone}");
}

#[test]
fn pol_50_what_is_said_to_be_archived_is_archived() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([lab.daily(0), { "RuleType": "TRANSITION", "Retention": 120, "ArchiveDays": 14 }]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web1"]);
    lab.advance("P10D");
    let [_, _, archived] = comes_true(&mut lab, "i-web1", 10);
    assert!(archived >= 3, "{archived}");
}

#[test]
fn pol_40_the_newest_of_a_plan_goes_because_a_newer_one_is_there() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "KeepLatestSnapshots": 1, "Schedule": format!("I|{}|P5D", lab.start) },
        { "RuleType": "TRANSITION", "Retention": 2 },
    ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web1"]);
    lab.advance("P8D");
    let told = ahead(&lab.run, holder(&lab.run, "i-web1")).unwrap();
    let rows = all(&lab.run, &told);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(rows[0].fate, Fate::New);
    assert!(matches!(rows[1].fate, Fate::Goes(at, Rule::Pol40) if Some(at) == told.complete_at), "{rows:?}");
    assert!(rows[1].kept_by.iter().any(|line| line.rule == Rule::Pol40));
    comes_true(&mut lab, "i-web1", 2);
}

#[test]
fn without_a_plan_nothing_is_foretold() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web2", 9);
    lab.advance("P1D");
    let told = ahead(&lab.run, holder(&lab.run, "i-web2")).unwrap();
    assert_eq!((told.next_run, told.counts(), told.stay), (None, [0; 3], 1));
    let rows = all(&lab.run, &told);
    assert_eq!((rows[0].fate, rows[0].fate.rule()), (Fate::Open, None));
    assert_ne!(told.text(lab.run.world(), Locale::En), told.text(lab.run.world(), Locale::Zh));
}

#[test]
fn points_are_looked_for_by_what_becomes_of_them() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("short", &format!("I|{}|P1D", lab.start), 3);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("P5DT12H");
    let told = ahead(&lab.run, holder(&lab.run, "i-web1")).unwrap();
    let [new, goes, _] = told.counts();
    let count = |kind| {
        let query = WhyQuery { kind: Some(kind), ..WhyQuery::default() };
        points(lab.run.world(), &told, &query, Locale::Zh).extent.found
    };
    assert_eq!((count(FateKind::New), count(FateKind::Goes), count(FateKind::Stays)), (new, goes, told.stay));
    let before = lab.run.digest();
    assert_eq!(ahead(&lab.run, holder(&lab.run, "i-web1")).unwrap(), told);
    assert_eq!(lab.run.digest(), before, "looking changes nothing");
}
