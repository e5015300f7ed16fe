//! Incidents: metadata that is not synchronized, an instance that is released (ERR-03, ERR-05, MDL-17).
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{
    locale::Locale,
    view::{
        activity::{ActivityQuery, activity},
        incidents::incidents,
        list::Query,
    },
};
use harness::Lab;
use serde_json::{Value, json};

fn inject(lab: &mut Lab, incident: Value) -> String {
    let answer = lab.call("sim", "InjectIncident", incident);
    answer["IncidentId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// Status and error of all jobs, oldest first.
fn outcomes(lab: &mut Lab) -> Vec<(String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    lab.jobs().iter().rev().map(|job| (text(&job["Status"]).unwrap(), text(&job["ErrorMessage"]))).collect()
}

const NOT_SYNCHRONIZED: &str = "Failed-Failed to synchronize metadata.";

#[test]
fn err_05_the_next_jobs_fail_with_the_documented_message_and_leave_nothing() {
    let mut lab = Lab::two_web_servers();
    inject(&mut lab, json!({ "Kind": "MetadataSyncFailure", "Jobs": 2 }));
    for instance in ["i-web1", "i-web2", "i-web1"] {
        lab.back_up(instance, 7);
        lab.advance("PT1H");
    }
    let failed = ("FAILED".to_owned(), Some(NOT_SYNCHRONIZED.to_owned()));
    assert_eq!(outcomes(&mut lab), [failed.clone(), failed, ("COMPLETE".to_owned(), None)]);
    assert_eq!((lab.points().len(), lab.snapshots().len()), (1, 2));
    let job = lab.jobs()[2].clone();
    assert_eq!(lab.why("JobId", &job["JobId"]).iter().filter(|rule| *rule == "ERR-05").count(), 3);
    let told = lab.call("sim", "Explain", json!({ "JobId": job["JobId"] }))["Reasons"].to_string();
    assert!(told.contains(NOT_SYNCHRONIZED) && told.contains("Cause:") && told.contains("Way out:"), "{told}");
}

#[test]
fn mdl_17_nothing_is_tried_again_by_itself_and_run_now_succeeds() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 60), 7);
    lab.bind(&policy, &["i-web2"]);
    inject(&mut lab, json!({ "Kind": "MetadataSyncFailure", "Jobs": 1 }));
    lab.advance("PT23H");
    assert_eq!(outcomes(&mut lab).len(), 1, "the failed run, and no other before the next day");
    assert_eq!(lab.points().len(), 0);
    let rule = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0]["Rules"][0]["RuleId"].clone();
    lab.call("hbr", "ExecutePolicyV2", json!({ "PolicyId": policy, "RuleId": rule }));
    lab.advance("PT1H");
    assert_eq!(lab.points().len(), 1);
}

#[test]
fn err_05_two_incidents_add_up_and_end_when_they_are_used_up() {
    let mut lab = Lab::two_web_servers();
    let first = inject(&mut lab, json!({ "Kind": "MetadataSyncFailure", "Jobs": 1 }));
    let second = inject(&mut lab, json!({ "Kind": "MetadataSyncFailure", "Jobs": 2 }));
    assert_ne!(first, second);
    lab.back_up("i-web2", 7);
    lab.advance("PT1H");
    let seen = |lab: &Lab| incidents(lab.run.world(), Locale::En);
    assert_eq!(seen(&lab).iter().map(|row| row.standing(Locale::En)).collect::<Vec<_>>(), ["Goes on", "Over"]);
    assert_eq!(seen(&lab)[0].what, "Backup jobs that fail as they begin: 2, 2 still to come");
    for _ in 0..3 {
        lab.back_up("i-web2", 7);
        lab.advance("PT1H");
    }
    assert_eq!(lab.points().len(), 1);
    assert!(seen(&lab).iter().all(|row| row.ended_at.is_some()));
    assert!(lab.opens_to_the_same());
}

#[test]
fn err_03_an_instance_is_released_though_it_is_bound_and_each_run_is_a_failed_job() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 30);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    lab.advance("PT12H");
    // Whatever else would fail a run, the release comes first.
    inject(&mut lab, json!({ "Kind": "InstanceReleased", "InstanceId": "i-web1" }));
    lab.advance("P2D");
    let title = "This ECS instance has been released.";
    let jobs = lab.jobs();
    let of_released = jobs.iter().filter(|job| job["InstanceId"] == "i-web1" && job["Status"] == "FAILED");
    assert_eq!(of_released.map(|job| job["ErrorMessage"].clone()).collect::<Vec<_>>(), [title, title]);
    assert_eq!(lab.points().iter().filter(|point| point["InstanceId"] == "i-web1").count(), 1, "its point stays");
    assert_eq!(lab.bindings().len(), 2, "and so does its plan");
    let again = json!({ "Kind": "InstanceReleased", "InstanceId": "i-web1" });
    assert_eq!(lab.call("sim", "InjectIncident", again)["Rule"], "ERR-03");
    let row = incidents(lab.run.world(), Locale::Zh).remove(0);
    assert_eq!((row.what.as_str(), row.standing(Locale::Zh)), ("web-1被释放", "已结束"));
}

#[test]
fn incidents_are_refused_where_they_make_no_sense_and_change_nothing() {
    let mut lab = Lab::two_web_servers();
    let before = lab.run.digest();
    for (wrong, code) in [
        (json!({}), "Sim.MissingParameter"),
        (json!({ "Kind": "Meteorite" }), "Sim.InvalidParameter"),
        (json!({ "Kind": "MetadataSyncFailure" }), "Sim.MissingParameter"),
        (json!({ "Kind": "MetadataSyncFailure", "Jobs": -1 }), "Sim.InvalidParameter"),
        (json!({ "Kind": "MetadataSyncFailure", "Jobs": 0 }), "Sim.JobsOutOfRange"),
        (json!({ "Kind": "MetadataSyncFailure", "Jobs": 10_001 }), "Sim.JobsOutOfRange"),
        (json!({ "Kind": "InstanceReleased", "InstanceId": "i-none" }), "InvalidInstanceId.NotFound"),
    ] {
        let answer = lab.call("sim", "InjectIncident", wrong.clone());
        assert_eq!(answer["Code"], code, "{wrong}");
        assert_eq!(lab.run.digest(), before, "{wrong}");
    }
}

#[test]
fn the_ids_of_incidents_are_the_same_in_every_run_of_a_scenario() {
    let ids = || {
        let mut lab = Lab::two_web_servers();
        let first = inject(&mut lab, json!({ "Kind": "MetadataSyncFailure", "Jobs": 1 }));
        lab.advance("P1D");
        [first, inject(&mut lab, json!({ "Kind": "MetadataSyncFailure", "Jobs": 1 }))]
    };
    let [first, second] = ids();
    assert_ne!(first, second);
    assert_eq!(ids(), [first, second]);
}

#[test]
fn incidents_and_what_follows_are_told_as_trouble_in_both_languages() {
    let mut lab = Lab::two_web_servers();
    for incident in [
        json!({ "Kind": "MetadataSyncFailure", "Jobs": 1 }),
        json!({ "Kind": "PaymentOverdue" }),
        json!({ "Kind": "InstanceReleased", "InstanceId": "i-web1" }),
    ] {
        inject(&mut lab, incident);
    }
    lab.back_up("i-web2", 7);
    lab.advance("P17D");
    lab.call("sim", "PayBill", json!({}));
    let found = |search: &str, locale: Locale| {
        let list = Query { search: search.to_owned(), ..ActivityQuery::default().list };
        let rows = activity(&lab.run, &ActivityQuery { list, ..ActivityQuery::default() }, locale).rows;
        rows.into_iter().map(|row| row.is_trouble).collect::<Vec<_>>()
    };
    for (incident, restored, locale) in
        [("Incident: ", "service go on", Locale::En), ("故障事件：", "快照服务已恢复", Locale::Zh)]
    {
        assert_eq!(found(incident, locale), [true; 3], "{locale:?}");
        assert_eq!(found(restored, locale), [false], "{locale:?}");
    }
    assert!(incidents(lab.run.world(), Locale::En).iter().all(|row| row.ended_at.is_some()));
}
