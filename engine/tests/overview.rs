//! The overview: protection, recoverability, what comes next, the last day of jobs.

mod harness;

use engine::{
    id::InstanceId,
    locale::Locale,
    rule::Rule,
    time::{HOUR, Seconds},
    view::overview::{self, ConcernKind, OverviewView, RecoveryRow, State},
};
use harness::Lab;
use serde_json::json;

fn look(lab: &mut Lab) -> OverviewView {
    overview::overview(&mut lab.run)
}

fn row(view: &OverviewView, name: &str) -> RecoveryRow {
    view.recovery.rows.iter().find(|row| row.name == name).expect("a row").clone()
}

/// `web-1` is backed up every day at 02:00; `web-2` is not protected.
fn protected() -> (Lab, String) {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 2 * HOUR), 7);
    lab.bind(&policy, &["i-web1"]);
    (lab, policy)
}

#[test]
fn con_04_what_no_policy_protects_is_named() {
    let (mut lab, _) = protected();
    let view = look(&mut lab);
    assert_eq!((view.protection.instances, view.protection.protected), (2, 1));
    let concern = &view.protection.concerns[0];
    assert_eq!((&concern.instance, concern.kind), (&InstanceId::from("i-web2"), ConcernKind::Unprotected));
    assert_eq!(concern.rule, Rule::Con04);
    assert!(!view.protection.is_whole());
    lab.bind_all();
    assert!(look(&mut lab).protection.is_whole());
}

#[test]
fn pol_10_the_newest_point_is_held_against_what_the_schedule_promises() {
    let (mut lab, _) = protected();
    let waiting = row(&look(&mut lab), "web-1");
    assert_eq!((waiting.state, waiting.newest.is_none()), (State::Waiting, true));
    assert!(waiting.text(look(&mut lab).zone, Locale::En).contains("02:00"));
    assert_eq!(row(&look(&mut lab), "web-2").state, State::Nothing);

    lab.advance("PT14H");
    let on_target = row(&look(&mut lab), "web-1");
    assert_eq!(on_target.state, State::OnTarget);
    assert_eq!(on_target.promised, Some(Seconds(24 * HOUR)));
    assert_eq!(on_target.newest.as_ref().map(|(_, age)| *age), Some(Seconds(12 * HOUR)));
    assert_eq!(on_target.fill(), Some(250), "half of the promise is a quarter of the bar");
}

#[test]
fn pol_10_the_next_run_under_way_is_not_late_and_a_failed_one_is() {
    let (mut lab, _) = protected();
    lab.advance("P1DT2H");
    let running = row(&look(&mut lab), "web-1");
    assert_eq!((running.state, look(&mut lab).jobs.running), (State::OnTarget, 1));
    // Stopping the instance spoils the snapshots that are being taken (CON-40).
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("PT2H");
    let view = look(&mut lab);
    assert_eq!(row(&view, "web-1").state, State::Late);
    assert!(matches!(view.protection.concerns[0].kind, ConcernKind::Failed(_)));
    assert_eq!(view.protection.concerns[0].rule, Rule::Con40);
    assert_eq!((view.jobs.failed, view.jobs.running), (1, 0));
}

#[test]
fn pol_94_a_suspended_plan_is_a_concern_and_its_points_only_age() {
    let (mut lab, policy) = protected();
    lab.advance("P1D");
    let suspend = json!({ "PolicyId": policy, "SourceType": "UDM_ECS", "DataSourceId": "i-web1", "Disabled": true });
    assert_eq!(lab.call("hbr", "UpdatePolicyBinding", suspend)["Success"], true);
    let view = look(&mut lab);
    assert_eq!(view.protection.suspended, 1);
    assert!(view.protection.concerns.iter().any(|concern| concern.kind == ConcernKind::Suspended));
    let ageing = row(&view, "web-1");
    assert_eq!((ageing.state, ageing.rule, ageing.promised), (State::Ageing, Rule::Pol94, None));
}

#[test]
fn what_happens_at_one_instant_for_one_reason_stands_in_one_line() {
    let (mut lab, _) = protected();
    lab.bind_all();
    let digest = lab.run.digest();
    let view = look(&mut lab);
    let days: Vec<_> = view.upcoming.iter().map(|line| (line.at.0 - lab.start - 2 * HOUR) / (24 * HOUR)).collect();
    assert_eq!(days, (0..10).collect::<Vec<_>>(), "one line a day for the runs of both");
    assert_eq!(view.upcoming[0].text(Locale::En), "backup of web-1, web-2");
    assert_eq!(view.upcoming[0].text(Locale::Zh), "备份web-1、web-2");
    assert_eq!(view.upcoming[0].rule, Rule::Pol10);
    lab.advance("PT2H");
    let view = look(&mut lab);
    assert!(view.upcoming.is_sorted_by_key(|line| line.at));
    assert!(view.upcoming.iter().any(|line| line.text(Locale::En).contains("completes")));
    assert!(view.upcoming.len() <= overview::UPCOMING_MAX);
    // To look changes nothing: a run that nobody looked at comes to the same.
    let (mut other, _) = protected();
    other.bind_all();
    assert_eq!(other.run.digest(), digest);
    other.advance("PT2H");
    assert_eq!(other.run.digest(), lab.run.digest());
}

#[test]
fn the_jobs_of_a_day_are_counted_by_how_they_stand() {
    let (mut lab, _) = protected();
    assert_eq!(look(&mut lab).jobs.total(), 0);
    lab.advance("P3DT12H");
    let view = look(&mut lab);
    assert_eq!((view.jobs.complete, view.jobs.total()), (1, 1), "only that of the last 24 hours");
    let job = lab.back_up("i-web2", 3);
    assert_eq!(lab.call("hbr", "CancelBackupJob", json!({ "JobId": job }))["Success"], true);
    assert_eq!(look(&mut lab).jobs.canceled, 1);
}

#[test]
fn an_empty_account_is_neither_whole_nor_in_trouble() {
    let mut lab = Lab::of(&json!([]));
    let view = look(&mut lab);
    assert!(!view.protection.is_whole() && view.protection.concerns.is_empty());
    assert_eq!((view.recovery.instances, view.upcoming.len()), (0, 0));
}

trait BindAll {
    fn bind_all(&mut self);
}

impl BindAll for Lab {
    /// Binds `web-2` as well.
    fn bind_all(&mut self) {
        let policies = self.call("hbr", "DescribePoliciesV2", json!({}));
        let policy = policies["Policies"][0]["PolicyId"].as_str().expect("a policy").to_owned();
        self.bind(&policy, &["i-web2"]);
    }
}
