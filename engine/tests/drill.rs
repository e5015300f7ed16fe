//! The drill report: what was chosen, what was lost, how long it took, what went wrong (MDL-14).
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;
mod restoring;

use engine::{
    locale::Locale,
    time::{DAY, HOUR},
    view::drill,
};
use harness::Lab;
use serde_json::{Value, json};

fn inject(lab: &mut Lab, incident: Value) -> String {
    let answer = lab.call("sim", "InjectIncident", incident);
    answer["IncidentId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// `i-web1` is backed up every day at midnight; ransomware comes at noon of the second day and strikes at noon of the
/// fourth. The points of the third and fourth day are infected.
fn struck() -> (Lab, String) {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 30);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("PT36H");
    let id = inject(&mut lab, json!({ "Kind": "RansomwareInfection", "InstanceIds": ["i-web1"], "HiddenHours": 48 }));
    lab.advance("PT49H");
    (lab, id)
}

fn report(lab: &mut Lab, id: &str) -> Value {
    let answer = lab.call("sim", "DescribeDrill", json!({ "IncidentId": id }));
    assert_eq!(answer["Seed"], 7, "{answer}");
    answer["Incidents"][0].clone()
}

fn point_of_day(lab: &mut Lab, day: usize) -> Value {
    let points = lab.points();
    points.into_iter().filter(|point| point["InstanceId"] == "i-web1").nth(day - 1).expect("a point")["SnapshotId"]
        .clone()
}

/// Restores in place and boots.
fn bring_back(lab: &mut Lab, point: &Value) {
    lab.stop("i-web1");
    lab.restore("UDM_ECS_ROLLBACK", point, json!({ "sourceInstanceId": "i-web1", "bootAfterRestore": true }));
    lab.advance("PT10M");
}

fn mistakes(report: &Value) -> Vec<String> {
    report["Mistakes"].as_array().unwrap().iter().map(|one| one["Text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn mdl_14_the_report_says_what_was_lost_and_how_long_it_took() {
    let (mut lab, id) = struck();
    assert_eq!(mistakes(&report(&mut lab, &id)), ["web-1 was not recovered"]);
    let clean = point_of_day(&mut lab, 2);
    lab.call("sim", "InspectPoint", json!({ "SnapshotId": clean }));
    bring_back(&mut lab, &clean);
    let report = report(&mut lab, &id);
    assert!(mistakes(&report).is_empty(), "{report}");
    let restore = &report["Instances"][0]["Restore"];
    assert_eq!((&restore["SnapshotId"], &restore["Condition"]), (&clean, &json!("clean")));
    assert_eq!(report["DamageTime"], "2026-01-04T12:00:00+08:00");
    assert_eq!(restore["CreatedTime"], "2026-01-02T00:00:00+08:00");
    assert_eq!(restore["LostSeconds"], 2 * DAY + 12 * HOUR, "from the point to the strike");
    assert_eq!(restore["LostWrittenBytes"].as_u64().unwrap() >> 30, 15, "2.5 days of 2 and of 4 GiB, and an hour");
    assert_eq!((&restore["EstimatedRestoreSeconds"], &restore["MeasuredRestoreSeconds"]), (&json!(120), &json!(180)));
    assert_eq!(restore["RtoSeconds"].as_i64().unwrap(), HOUR + 120 + 180, "an hour, the stop, the restore, the start");
    assert_eq!(
        (&report["CostFrom"], &report["CostTo"]),
        (&json!("2026-01-02T12:00:00+08:00"), &restore["RunningTime"])
    );
    assert_ne!(report["Cost"], "0.00");
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_04_a_point_that_is_not_clean_is_a_mistake_and_strikes_again() {
    let (mut lab, id) = struck();
    let infected = point_of_day(&mut lab, 3);
    bring_back(&mut lab, &infected);
    let seen = mistakes(&report(&mut lab, &id));
    assert_eq!(seen, ["web-1 was restored from a point that was not clean (infected), and nobody had inspected it"]);
    lab.advance("P3D");
    let seen = mistakes(&report(&mut lab, &id));
    assert_eq!(seen[1], "The ransomware came back with the data of web-1 and struck again");
    let clean = point_of_day(&mut lab, 2);
    bring_back(&mut lab, &clean);
    let all = report(&mut lab, &id);
    assert_eq!(all["Instances"][0]["Restore"]["SnapshotId"], clean, "the last one counts");
    let seen = mistakes(&all);
    assert_eq!(seen.len(), 3, "what went before is not forgotten: {seen:?}");
    assert!(seen[2].starts_with("The restore of web-1 began only 3"), "{seen:?}");
}

#[test]
fn mdl_04_an_older_point_than_needed_is_a_mistake() {
    let (mut lab, id) = struck();
    let older = point_of_day(&mut lab, 1);
    bring_back(&mut lab, &older);
    let seen = mistakes(&report(&mut lab, &id));
    assert!(seen[0].contains("older than the newest clean one"), "{seen:?}");
}

#[test]
fn pol_72_points_that_an_attacker_could_delete_are_a_mistake() {
    let (mut lab, _) = struck();
    let id = inject(&mut lab, json!({ "Kind": "BackupDeletion" }));
    let report = report(&mut lab, &id);
    assert_eq!((&report["DeletedPoints"], &report["WithstoodPoints"]), (&json!(4), &json!(0)));
    assert_eq!(mistakes(&report), ["4 backup points could be deleted: no immutable backup protected them"]);
}

#[test]
fn mdl_16_a_region_that_comes_back_by_itself_is_no_mistake() {
    let mut lab = Lab::two_web_servers();
    let id = inject(&mut lab, json!({ "Kind": "RegionOutage", "RegionId": "cn-hangzhou", "Hours": 2 }));
    lab.advance("P1D");
    let report = report(&mut lab, &id);
    assert_eq!(report["Instances"].as_array().unwrap().len(), 2);
    assert!(mistakes(&report).is_empty());
}

#[test]
fn mdl_14_every_report_reads_in_both_languages() {
    let (mut lab, _) = struck();
    let infected = point_of_day(&mut lab, 3);
    bring_back(&mut lab, &infected);
    inject(&mut lab, json!({ "Kind": "BackupDeletion" }));
    for locale in [Locale::En, Locale::Zh] {
        let drill = drill::drill(lab.run.world(), 7, locale);
        assert_eq!(drill.reports.len(), 2);
        for mistake in drill.reports.iter().flat_map(|report| &report.mistakes) {
            let text = mistake.text(locale);
            assert_eq!(text.is_ascii(), locale == Locale::En, "{text}");
        }
    }
    let unknown = lab.call("sim", "DescribeDrill", json!({ "IncidentId": "inc-none" }));
    assert_eq!(unknown["Code"], "Sim.InvalidParameter");
}
