//! What the checks of objectives ask of the world, and what is said where they do not hold.

#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;
mod restoring;

use engine::{lesson, locale::Locale, scenario::Scenario, time::DAY};
use harness::Lab;
use serde_json::{Value, json};

/// A lesson with one objective that asks for this, in the world of two web servers; nothing is done in it by itself.
fn asking(check: &Value) -> Scenario {
    let texts = |text: &str| json!({ "en": text, "zh-CN": text });
    let disk = json!({ "kind": "system", "size_gib": 40, "used_gib": 20 });
    let steps = json!([{ "id": "one", "title": texts("One"), "text": texts("One"),
        "objectives": [{ "id": "only", "title": texts("Only"), "points": 100, "check": check }],
        "solution": [{ "advance": { "by": "P1D" } }] }]);
    Scenario::from_value(&json!({
        "format": "cloud-backup-scenario/1", "name": "asks", "seed": 7, "start": "2026-01-01T00:00:00+08:00",
        "kind": "lab", "order": 1, "minutes": 5, "story": texts("Story"), "title": texts("Asks"),
        "regions": ["cn-hangzhou", "cn-shanghai"],
        "instances": [{ "id": "i-web1", "name": "web-1", "disks": [disk] }, { "id": "i-web2", "name": "web-2", "disks": [disk] }],
        "steps": steps,
        "wrong_route": { "title": texts("Wait"), "actions": [{ "advance": { "by": "P1D" } }], "refused": ["only"] },
    }))
    .unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// What a check lacks in the world as it stands, in both languages; nothing where it holds.
fn lacks(lab: &Lab, check: Value) -> Vec<[String; 2]> {
    let asking = asking(&check);
    let lesson = asking.lesson().unwrap();
    let (_, objective) = lesson.objectives().next().unwrap();
    let [en, zh] = Locale::ALL.map(|locale| lesson::reasons(&lab.run, lesson, objective, locale));
    en.into_iter().zip(zh).map(|(en, zh)| [en.text, zh.text]).collect()
}

/// Checks what the first thing is that a check lacks.
#[track_caller]
fn says(lab: &Lab, check: Value, en: &str, zh: &str) {
    assert_eq!(lacks(lab, check).first(), Some(&[en.to_owned(), zh.to_owned()]));
}

#[track_caller]
fn holds(lab: &Lab, check: Value) {
    assert_eq!(lacks(lab, check), Vec::<[String; 2]>::new());
}

/// Two web servers in a lesson that asks for nothing yet.
fn lab() -> Lab {
    Lab::of_scenario(&asking(&json!({ "elapsed": "P900D" })).to_value())
}

/// The first web server is backed up every day at midnight; a day and a half have passed.
fn protected(rules: &[Value]) -> Lab {
    let mut lab = lab();
    let mut all = vec![lab.daily(0)];
    all.extend(rules.iter().cloned());
    let policy = lab.create_policy(json!(all));
    lab.bind(policy["PolicyId"].as_str().unwrap_or_else(|| panic!("{policy}")), &["i-web1"]);
    lab.advance("PT36H");
    lab
}

fn keeping(days: u32) -> Value {
    json!({ "RuleType": "TRANSITION", "Retention": days })
}

#[test]
fn what_must_not_be_is_named_where_it_still_is() {
    let mut lab = protected(&[keeping(30)]);
    let of = json!(["web-1"]);
    let not = |check: Value| json!({ "not": check });
    let protected = json!({ "protected": { "of": of } });
    says(&lab, not(protected.clone()), "web-1 still has such a policy at work.", "web-1仍在按此类策略备份。");
    let points = json!({ "points": { "of": of } });
    says(&lab, not(points.clone()), "web-1 still has 2 such backup points.", "web-1仍有2个此类备份点。");
    says(&lab, not(json!({ "activated": true })), "Cloud Backup is still activated.", "云备份仍处于开通状态。");
    let nowhere = json!({ "account": "Overdue" });
    says(
        &lab,
        not(json!({ "any": [nowhere, points] })),
        "web-1 still has 2 such backup points.",
        "web-1仍有2个此类备份点。",
    );
    // What must not fail to be must be: what it lacks is said.
    says(&lab, not(not(json!({ "account": "Overdue" }))), "The account is in order.", "账户状态正常。");
    holds(&lab, not(not(protected)));
    lab.call("sim", "InjectIncident", json!({ "Kind": "RegionOutage", "RegionId": "cn-hangzhou", "Hours": 1 }));
    let outage = not(json!({ "incident": { "kind": "RegionOutage" } }));
    let [en, zh] = lacks(&lab, outage).remove(0);
    assert!(en.ends_with(" has happened.") && zh.starts_with("已发生："), "{en} {zh}");
}

#[test]
fn of_several_ways_the_nearest_is_told() {
    let lab = protected(&[keeping(30)]);
    let far = json!({ "all": [{ "points": { "of": ["web-2"] } }, { "account": "Overdue" }] });
    let near = json!({ "points": { "of": ["web-1"], "locked": true } });
    says(&lab, json!({ "any": [far, near] }), "web-1 has no such backup point.", "web-1没有符合要求的备份点。");
    let both = "web-2 has no such backup point. The account is in order.";
    says(&lab, json!({ "any": [far, far] }), both, "web-2没有符合要求的备份点。账户状态正常。");
}

#[test]
fn res_11_in_a_region_the_newest_point_counts_that_lies_there() {
    let copy = json!({ "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 30 });
    let mut lab = protected(&[keeping(30), copy]);
    let within = |hours: u32, region: Option<&str>| {
        let mut asked = json!({ "recoverable": { "of": ["web-1"], "rpo_hours_max": hours } });
        if let Some(region) = region {
            asked["recoverable"]["in_region"] = json!(region);
        }
        asked
    };
    // A newer point, which is not copied.
    lab.back_up("i-web1", 30);
    lab.advance("PT1H");
    holds(&lab, within(2, None));
    holds(&lab, within(2, Some("cn-hangzhou")));
    let told = lacks(&lab, within(2, Some("cn-shanghai")));
    assert!(told[0][0].starts_with("The newest clean point of web-1 is 13 "), "{told:?}");
    holds(&lab, within(14, Some("cn-shanghai")));
}

#[test]
fn mdl_15_a_restore_is_asked_for_its_tier_and_for_the_newest_clean_point() {
    let archiving = json!({ "RuleType": "TRANSITION", "Retention": 90, "ArchiveDays": 30 });
    let mut lab = protected(&[archiving]);
    lab.advance("P32D");
    let newest = |wanted: bool| json!({ "restores": { "of": ["web-1"], "newest_clean": wanted } });
    let from = |tier: &str| json!({ "restores": { "of": ["web-1"], "tier": tier } });
    let points = lab.points();
    let by_age = |position: usize| points[position]["SnapshotId"].clone();
    let (oldest, last) = match points[0]["CreatedTime"].as_i64() < points[1]["CreatedTime"].as_i64() {
        true => (by_age(0), by_age(points.len() - 1)),
        false => (by_age(points.len() - 1), by_age(0)),
    };
    lab.clone_from(&oldest, "old");
    lab.advance("PT12H");
    holds(&lab, from("archive"));
    holds(&lab, newest(false));
    says(&lab, from("standard"), "There was no such restore.", "没有符合要求的恢复。");
    says(&lab, newest(true), "There was no such restore.", "没有符合要求的恢复。");
    let last =
        if lab.points().len() == points.len() { last } else { lab.points().last().unwrap()["SnapshotId"].clone() };
    lab.clone_from(&last, "new");
    lab.advance("PT6H");
    holds(&lab, from("standard"));
    assert!(lab.run.now().0 - lab.start > 33 * DAY);
}
