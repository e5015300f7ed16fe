//! The account that does not pay: grace, suspension, warning, deletion, and paying in time (ACC-05, ACC-06, MDL-18).
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{
    billing::bill::Grouping,
    event::{AccountEvent, Event},
    locale::Locale,
    rule::Rule,
    view::{account, bill},
};
use harness::Lab;
use serde_json::{Value, json};

/// Two servers, backed up daily and kept for 40 days, with some days behind them.
fn protected() -> Lab {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 40);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    lab.advance("P2DT12H");
    lab
}

fn overdue(lab: &mut Lab) {
    let answer = lab.call("sim", "InjectIncident", json!({ "Kind": "PaymentOverdue" }));
    assert!(answer["IncidentId"].as_str().is_some_and(|id| id.starts_with("inc-")), "{answer}");
}

fn described(lab: &mut Lab) -> Value {
    lab.call("sim", "DescribeAccount", json!({}))
}

fn status(lab: &mut Lab) -> String {
    described(lab)["Status"].as_str().unwrap().to_owned()
}

/// Calls an operation that must be refused with this code and rule, and change nothing.
#[track_caller]
fn refuses(lab: &mut Lab, [product, action]: [&str; 2], params: Value, code: &str, rule: &str) {
    let before = lab.run.digest();
    let answer = lab.call(product, action, params);
    assert_eq!((answer["Code"].as_str(), answer["Rule"].as_str()), (Some(code), Some(rule)), "{answer}");
    assert_eq!(lab.run.digest(), before, "a refused call changed something");
}

/// The amount called `name` in hundredths of a yuan.
fn cents(answer: &Value, name: &str) -> i64 {
    answer[name].as_str().unwrap_or_else(|| panic!("{answer}")).replace('.', "").parse().unwrap()
}

fn count(lab: &Lab, is_meant: impl Fn(AccountEvent) -> bool) -> usize {
    let events = lab.run.activity().iter();
    events.filter(|entry| matches!(entry.event, Event::Account(event) if is_meant(event))).count()
}

#[test]
fn acc_05_within_the_grace_allowance_nothing_changes() {
    let mut lab = protected();
    overdue(&mut lab);
    let due_at = "2026-01-03T12:00:00+08:00";
    let now = described(&mut lab);
    assert_eq!((&now["Status"], &now["DueSince"]), (&json!("OVERDUE"), &json!(due_at)));
    assert_eq!(now["SuspensionDue"], "2026-01-04T12:00:00+08:00");
    assert_eq!(now["DeletionDue"], "2026-01-19T12:00:00+08:00");
    assert_eq!(now.get("SuspendedSince"), None);
    lab.advance("PT23H59M59S");
    assert_eq!(status(&mut lab), "OVERDUE");
    let points = lab.points().len();
    lab.back_up("i-web1", 7);
    lab.ecs("CreateSnapshot", json!({ "DiskId": "d-web2-sys" }));
    assert_eq!(points, 8, "the run within the allowance took place");
    lab.advance("PT1S");
    assert_eq!(status(&mut lab), "SUSPENDED", "24 hours after it fell due (MDL-18)");
}

#[test]
fn mdl_18_the_grace_is_a_setting_and_the_balance_does_not_matter() {
    let mut lab = Lab::with(&json!([]), json!({ "settings": { "overdue_grace_seconds": 3_600 } }));
    assert_eq!(described(&mut lab)["Balance"], "1000.00");
    overdue(&mut lab);
    lab.advance("PT59M59S");
    lab.call("sim", "EditSettings", json!({ "overdue_grace_seconds": 7_200 }));
    assert_eq!(status(&mut lab), "OVERDUE");
    lab.advance("PT1S");
    assert_eq!(status(&mut lab), "SUSPENDED", "an edit counts from the next overdue payment on");
    lab.call("sim", "PayBill", json!({}));
    lab.call("sim", "EditSettings", json!({ "overdue_grace_seconds": 0 }));
    overdue(&mut lab);
    assert_eq!(status(&mut lab), "SUSPENDED");
}

#[test]
fn acc_05_a_suspended_account_can_read_pay_and_change_settings_and_nothing_else() {
    let mut lab = protected();
    overdue(&mut lab);
    lab.advance("P1D");
    let code = "InvalidAccountStatus.NotEnoughBalance";
    let policy = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0]["PolicyId"].clone();
    let point = lab.points()[0]["SnapshotId"].clone();
    for (action, params) in [
        ("CreateBackupJob", json!({ "InstanceId": "i-web1", "Retention": 7 })),
        ("ExecutePolicyV2", json!({ "PolicyId": policy })),
        ("DeletePolicyV2", json!({ "PolicyId": policy })),
        ("DeleteSnapshot", json!({ "SnapshotId": point })),
        ("DeleteUdmEcsInstance", json!({ "InstanceId": "i-web1" })),
        ("UpdatePolicyBinding", json!({ "PolicyId": policy, "DataSourceId": "i-web1", "Disabled": true })),
        ("OpenHbrService", json!({})),
        // Who may do it comes before state and value.
        ("CreateBackupJob", json!({ "InstanceId": "i-none", "Retention": 7 })),
        ("CreateBackupJob", json!({ "Retention": "a week" })),
        ("DeleteSnapshot", json!({ "SnapshotId": "s-none" })),
    ] {
        refuses(&mut lab, ["hbr", action], params, code, "ACC-05");
    }
    // A documented error comes before all else.
    refuses(
        &mut lab,
        ["hbr", "CreateBackupJob"],
        json!({ "InstanceId": "i-web1", "Retention": -1 }),
        "Sim.PermanentRetention",
        "ERR-01",
    );
    for action in ["DescribeBackupJobs2", "DescribeUdmSnapshots", "DescribePoliciesV2", "ListProtectedResources"] {
        assert_eq!(lab.call("hbr", action, json!({}))["Success"], true, "{action}");
    }
    let settings = lab.call("sim", "EditSettings", json!({ "schedule_hours_max": 24 }));
    assert_eq!(settings["schedule_hours_max"], 24);
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
}

#[test]
fn acc_01_comes_before_acc_05() {
    let account = json!({ "cloud_backup_activated": false });
    let mut lab = Lab::with(
        &json!([{ "id": "i-a", "disks": [{ "kind": "system", "size_gib": 40 }] }]),
        json!({ "account": account }),
    );
    overdue(&mut lab);
    lab.advance("P2D");
    let job = json!({ "InstanceId": "i-a", "Retention": 7 });
    refuses(&mut lab, ["hbr", "CreateBackupJob"], job, "Sim.NotActivated", "ACC-01");
}

#[test]
fn err_10_and_acc_05_runs_of_a_suspended_account_are_failed_jobs() {
    let mut lab = protected();
    overdue(&mut lab);
    lab.advance("P1DT14H");
    let jobs = lab.jobs();
    let failed: Vec<_> = jobs.iter().filter(|job| job["Status"] == "FAILED").collect();
    assert_eq!(failed.len(), 2, "one for each instance, of the run on the day of suspension");
    for job in failed {
        assert_eq!(job["ErrorMessage"], "InvalidAccountStatus.NotEnoughBalance");
        assert_eq!(job["CompleteTime"], job["StartTime"]);
        let why = lab.why("JobId", &job["JobId"]);
        assert!(why.contains(&"ACC-05".to_owned()), "{why:?}");
    }
    assert_eq!(lab.points().len(), 8);
}

#[test]
fn acc_05_a_job_under_way_at_the_suspension_ends_as_any_other() {
    let mut lab = Lab::two_web_servers();
    overdue(&mut lab);
    lab.advance("PT23H59M");
    lab.back_up("i-web1", 7);
    lab.advance("PT1H");
    assert_eq!((status(&mut lab).as_str(), &lab.jobs()[0]["Status"]), ("SUSPENDED", &json!("COMPLETE")));
    assert_eq!(lab.points().len(), 1);
}

#[test]
fn acc_05_while_suspended_points_expire_and_charges_go_on() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 3);
    lab.back_up("i-web2", 9);
    lab.advance("PT2H");
    overdue(&mut lab);
    let due = |lab: &mut Lab| cents(&described(lab), "DueAmount");
    lab.advance("P2D");
    let (before, points) = (due(&mut lab), lab.points().len());
    lab.advance("P2D");
    assert_eq!((points, lab.points().len()), (2, 1));
    assert!(due(&mut lab) > before, "charges keep accruing");
}

#[test]
fn acc_05_paying_in_time_restores_the_service_with_all_points() {
    let mut lab = protected();
    overdue(&mut lab);
    lab.advance("P15D");
    let (points, balance) = (lab.points().len(), described(&mut lab)["Balance"].clone());
    assert_eq!(status(&mut lab), "SUSPENDED");
    let paid = lab.call("sim", "PayBill", json!({}));
    assert_eq!((&paid["Status"], &paid["DueAmount"], &paid["Balance"]), (&json!("NORMAL"), &json!("0.00"), &balance));
    assert_eq!(paid.get("DeletionDue"), None);
    lab.advance("P2D");
    assert_eq!(lab.points().len(), points + 4, "its plans go on and nothing is deleted");
    assert_eq!(count(&lab, |event| matches!(event, AccountEvent::Restored)), 1);
    assert!(lab.opens_to_the_same());
}

#[test]
fn acc_05_a_day_before_the_deletion_text_message_and_mail_warn() {
    let mut lab = protected();
    overdue(&mut lab);
    lab.advance("P1DT335H59M59S");
    assert_eq!(count(&lab, |event| event == AccountEvent::DeletionWarned), 0);
    lab.advance("PT1S");
    assert_eq!(count(&lab, |event| event == AccountEvent::DeletionWarned), 1, "14 days after suspension");
    let warning = lab.run.activity().iter().last().unwrap();
    let said = engine::words::event(lab.run.world(), warning.event, Locale::En);
    assert!(said.contains("text message") && said.contains("mail"), "{said}");
}

#[test]
fn acc_05_fifteen_days_after_suspension_all_points_go_also_locked_ones_and_the_newest_kept() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|P1D", lab.start), "KeepLatestSnapshots": 1 },
        { "RuleType": "TRANSITION", "Retention": 99 }, { "RuleType": "SECURITY", "Immutable": true } ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web1", "i-web2"]);
    lab.advance("PT12H");
    overdue(&mut lab);
    lab.advance("P15DT23H59M59S");
    assert_eq!(lab.points().len(), 4, "one day of the grace allowance had its runs");
    lab.advance("PT1S");
    assert_eq!((lab.points().len(), lab.snapshots().len()), (0, 0));
    let now = described(&mut lab);
    assert_eq!((&now["Status"], &now["DeletedSince"]), (&json!("SUSPENDED"), &json!("2026-01-17T12:00:00+08:00")));
    assert_eq!(now.get("DeletionDue"), None);
    assert_eq!(count(&lab, |event| event == AccountEvent::AllDeleted { points: 4, snapshots: 0 }), 1);
    // Paying afterwards brings back the service, not the points.
    lab.call("sim", "PayBill", json!({}));
    assert_eq!((status(&mut lab).as_str(), lab.points().len()), ("NORMAL", 0));
    lab.advance("P1D");
    assert_eq!(lab.points().len(), 2);
    assert!(lab.opens_to_the_same());
}

#[test]
fn acc_06_the_snapshot_service_stops_and_goes_on_when_paid() {
    let mut lab = Lab::two_web_servers();
    let auto = lab.ecs(
        "CreateAutoSnapshotPolicy",
        json!({ "RegionId": "cn-hangzhou", "timePoints": "[\"1\"]", "repeatWeekdays": "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\"]", "retentionDays": -1 }),
    );
    let policy = auto["AutoSnapshotPolicyId"].clone();
    lab.ecs(
        "ApplyAutoSnapshotPolicy",
        json!({ "RegionId": "cn-hangzhou", "autoSnapshotPolicyId": policy, "diskIds": "[\"d-web2-sys\"]" }),
    );
    overdue(&mut lab);
    lab.advance("P1D");
    let before = lab.snapshots().len();
    let code = "InvalidAccountStatus.NotEnoughBalance";
    refuses(&mut lab, ["ecs", "CreateSnapshot"], json!({ "DiskId": "d-web1-sys" }), code, "ACC-06");
    refuses(&mut lab, ["ecs", "CreateSnapshot"], json!({}), code, "ACC-06");
    lab.advance("P2D");
    assert_eq!(lab.snapshots().len(), before, "automatic snapshots are skipped");
    assert_eq!(lab.count_of(Rule::Acc06), 2);
    lab.call("sim", "PayBill", json!({}));
    lab.ecs("CreateSnapshot", json!({ "DiskId": "d-web1-sys" }));
    lab.advance("P1D");
    assert_eq!(lab.snapshots().len(), before + 2);
}

#[test]
fn acc_05_and_acc_06_snapshots_that_disks_or_images_were_made_from_stay() {
    let mut lab = Lab::two_web_servers();
    let take = |lab: &mut Lab, disk: &str| lab.ecs("CreateSnapshot", json!({ "DiskId": disk }))["SnapshotId"].clone();
    let (of_disk, of_image) = (take(&mut lab, "d-web1-data"), take(&mut lab, "d-web1-sys"));
    take(&mut lab, "d-web2-sys");
    lab.advance("PT1H");
    lab.back_up("i-web1", 60);
    lab.advance("PT1H");
    // Of the two that the point holds one is used.
    let point = lab.points()[0]["SnapshotId"].clone();
    let newest = lab.snapshots()[0]["SnapshotId"].clone();
    for used in [&of_disk, &newest] {
        lab.ecs("CreateDisk", json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "SnapshotId": used }));
    }
    lab.ecs("CreateImage", json!({ "RegionId": "cn-hangzhou", "SnapshotId": of_image }));
    overdue(&mut lab);
    let why = lab.why("SnapshotId", &point);
    assert!(why.contains(&"ACC-05".to_owned()), "it will go whatever keeps it: {why:?}");
    lab.advance("P16D");
    let left: Vec<_> = lab.snapshots().iter().map(|snapshot| snapshot["SnapshotId"].clone()).collect();
    assert!(left.len() == 3 && [&newest, &of_image, &of_disk].iter().all(|used| left.contains(used)), "{left:?}");
    assert_eq!(count(&lab, |event| event == AccountEvent::AllDeleted { points: 1, snapshots: 1 }), 1);
    // Dissociated from Cloud Backup it is its owner's (SNP-22).
    lab.call("sim", "PayBill", json!({}));
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": newest, "Force": true }));
    assert!(lab.opens_to_the_same());
}

#[test]
fn acc_05_a_backup_that_outlasts_the_deletion_fails() {
    let slow = json!({ "snapshot_creation_seconds": 86_400, "snapshot_creation_mib_per_second": 1, "overdue_grace_seconds": 0 });
    let mut lab = Lab::with(
        &json!([{ "id": "i-a", "disks": [{ "id": "d-a", "kind": "system", "size_gib": 2_000, "used_gib": 1_900, "hot_gib": 1 }] }]),
        json!({ "settings": slow }),
    );
    lab.back_up("i-a", 60);
    overdue(&mut lab);
    lab.advance("P15D");
    assert_eq!((&lab.jobs()[0]["Status"], lab.snapshots().len()), (&json!("FAILED"), 0));
    lab.advance("P20D");
    assert_eq!(lab.points().len(), 0);
}

#[test]
fn acc_05_a_part_leaves_the_rest_due_and_refusals_say_why() {
    let mut lab = protected();
    refuses(&mut lab, ["sim", "PayBill"], json!({}), "Sim.NothingDue", "ACC-05");
    overdue(&mut lab);
    refuses(&mut lab, ["sim", "InjectIncident"], json!({ "Kind": "PaymentOverdue" }), "Sim.AlreadyOverdue", "ACC-05");
    let before = described(&mut lab);
    assert!(cents(&before, "DueAmount") > 1);
    refuses(&mut lab, ["sim", "PayBill"], json!({ "Amount": "1000.00" }), "Sim.MoreThanDue", "ACC-05");
    for wrong in ["0.00", "-1", "0.001", "9999999999"] {
        refuses(&mut lab, ["sim", "PayBill"], json!({ "Amount": wrong }), "Sim.AmountOutOfRange", "BIL-02");
        refuses(&mut lab, ["sim", "TopUp"], json!({ "Amount": wrong }), "Sim.AmountOutOfRange", "BIL-02");
    }
    refuses(&mut lab, ["sim", "PayBill"], json!({ "Amount": "much" }), "Sim.InvalidParameter", "ACC-05");
    refuses(&mut lab, ["sim", "TopUp"], json!({}), "Sim.MissingParameter", "ACC-05");
    let part = lab.call("sim", "PayBill", json!({ "Amount": "0.01" }));
    assert_eq!((&part["Status"], &part["Balance"]), (&json!("OVERDUE"), &before["Balance"]));
    assert_eq!(cents(&part, "DueAmount"), cents(&before, "DueAmount") - 1);
    let paid = lab.call("sim", "PayBill", json!({ "Amount": part["DueAmount"] }));
    assert_eq!((&paid["Status"], &paid["Balance"]), (&json!("NORMAL"), &before["Balance"]));
}

#[test]
fn acc_05_what_is_topped_up_goes_to_what_is_due_first() {
    let mut lab = protected();
    let before = lab.call("sim", "TopUp", json!({ "Amount": "5.00" }));
    assert_eq!((&before["Status"], cents(&before, "Balance")), (&json!("NORMAL"), 100_500));
    overdue(&mut lab);
    lab.advance("P3D");
    let due = cents(&described(&mut lab), "DueAmount");
    let after = lab.call("sim", "TopUp", json!({ "Amount": "100.00" }));
    assert_eq!(after["Status"], "NORMAL");
    assert_eq!(cents(&after, "Balance"), 100_500 + 10_000 - due);
}

#[test]
fn bil_02_months_are_settled_by_themselves_and_only_an_incident_makes_a_bill_overdue() {
    let mut lab = Lab::with(
        &json!([{ "id": "i-a", "disks": [{ "id": "d-a", "kind": "system", "size_gib": 1_000, "used_gib": 900 }] }]),
        json!({ "account": { "balance": "10.00" } }),
    );
    lab.back_up("i-a", 400);
    lab.advance("P30DT23H59M59S");
    let balance = |lab: &mut Lab| described(lab)["Balance"].as_str().unwrap().to_owned();
    assert_eq!(balance(&mut lab), "10.00", "the month is not over");
    lab.advance("PT1S");
    let month = json!({ "From": "2026-01-01T00:00:00+08:00", "To": "2026-02-01T00:00:00+08:00" });
    let bill = lab.call("sim", "DescribeBill", month)["Total"].as_str().unwrap().to_owned();
    // 900 GiB for 744 hours: 930 GiB-months at 0.12 and 0.05.
    assert_eq!((bill.as_str(), balance(&mut lab).as_str()), ("158.10", "-148.10"));
    lab.advance("P300D");
    assert_eq!((status(&mut lab).as_str(), lab.points().len()), ("NORMAL", 1), "an overdrawn account is left alone");
}

#[test]
fn bil_02_no_month_is_settled_while_a_payment_is_overdue_and_none_is_paid_twice() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 300);
    lab.advance("P40D");
    let balance = cents(&described(&mut lab), "Balance");
    overdue(&mut lab);
    lab.advance("P14D");
    let before = described(&mut lab);
    assert_eq!(cents(&before, "Balance"), balance);
    let span = json!({ "From": "2026-02-01T00:00:00+08:00", "To": "2026-02-24T00:00:00+08:00" });
    let bill = lab.call("sim", "DescribeBill", span);
    assert_eq!(before["DueAmount"], bill["Total"], "all that was charged since the last settlement");
    lab.call("sim", "PayBill", json!({}));
    assert_eq!(cents(&described(&mut lab), "Balance"), balance);
    lab.advance("P10D");
    let rest = json!({ "From": "2026-02-24T00:00:00+08:00", "To": "2026-03-01T00:00:00+08:00" });
    let rest = cents(&lab.call("sim", "DescribeBill", rest), "Total");
    assert_eq!(cents(&described(&mut lab), "Balance"), balance - rest, "the rest of the month is settled with it");
}

#[test]
fn acc_01_the_account_is_shown_as_activated_once_it_is() {
    let mut lab = Lab::with(
        &json!([{ "id": "i-a", "disks": [{ "kind": "system", "size_gib": 40 }] }]),
        json!({ "account": { "cloud_backup_activated": false } }),
    );
    assert!(!account::account(lab.run.world(), Locale::En).is_activated);
    lab.call("hbr", "OpenHbrService", json!({}));
    assert!(account::account(lab.run.world(), Locale::En).is_activated);
}

#[test]
fn the_account_is_shown_with_what_follows_when_in_both_languages() {
    let mut lab = protected();
    let seen = |lab: &Lab, locale| account::account(lab.run.world(), locale);
    let calm = seen(&lab, Locale::En);
    assert_eq!((calm.status_text(Locale::En), calm.steps.len()), ("In order", 0));
    assert_eq!(calm.advice(lab.run.world(), Locale::En), None);
    overdue(&mut lab);
    lab.advance("P2D");
    for locale in Locale::ALL {
        let view = seen(&lab, locale);
        assert_eq!(view.steps.iter().map(|step| step.has_come).collect::<Vec<_>>(), [true, true, false, false]);
        assert!(view.steps.is_sorted_by_key(|step| step.at));
        let advice = view.advice(lab.run.world(), locale).unwrap();
        assert!(advice.contains(&view.due.to_string()), "{advice}");
    }
    lab.advance("P20D");
    let advice = seen(&lab, Locale::En).advice(lab.run.world(), Locale::En).unwrap();
    assert!(advice.starts_with("All backup points and snapshots are deleted."), "{advice}");
}

#[test]
fn the_bill_is_shown_with_how_each_line_comes_about() {
    let lab = protected();
    let world = lab.run.world();
    for (locale, name) in [(Locale::En, "Standard snapshot storage fee"), (Locale::Zh, "标准快照存储费")] {
        for grouping in Grouping::ALL {
            let view = bill::bill(world, [world.start, world.now], grouping, locale);
            assert_eq!(view.rows.iter().map(|row| row.amount).sum::<engine::billing::money::MicroCny>(), view.total);
            let row = view.rows.iter().find(|row| row.name == name).unwrap();
            assert_eq!((row.unit_price.as_str(), row.rule), ("0.12", Rule::Bil10));
            assert!(
                [&row.quantity, &row.amount.to_string()].iter().all(|figure| row.why.contains(*figure)),
                "{}",
                row.why
            );
            assert_eq!(row.instance.is_some(), grouping == Grouping::Instance);
            assert_eq!(row.day.is_some(), matches!(grouping, Grouping::Day | Grouping::Month));
            let month = if locale == Locale::En { "Jan 2026" } else { "2026年1月" };
            assert_eq!(row.day.as_deref() == Some(month), grouping == Grouping::Month, "{:?}", row.day);
        }
    }
}
