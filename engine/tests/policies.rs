//! What a policy may say, rule by rule, through the API.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::rule::Rule;
use harness::Lab;
use serde_json::{Value, json};

/// Refused by this rule, with nothing changed.
fn refused(lab: &mut Lab, rules: Value, rule: &str) {
    let before = lab.run.digest();
    let answer = lab.create_policy(rules.clone());
    assert_eq!(answer["Rule"], rule, "{rules} gave {answer}");
    assert_eq!(lab.run.digest(), before);
}

#[test]
fn pol_14_at_least_one_backup_rule_exactly_one_transition_rule_and_ten_at_most() {
    let mut lab = Lab::two_web_servers();
    let (daily, transition) = (lab.daily(0), json!({ "RuleType": "TRANSITION", "Retention": 7 }));
    refused(&mut lab, json!([transition]), "POL-14");
    refused(&mut lab, json!([daily]), "POL-14");
    refused(&mut lab, json!([daily, transition, transition]), "POL-14");
    let mut eleven = vec![daily.clone(); 10];
    eleven.push(transition.clone());
    refused(&mut lab, json!(eleven), "POL-14");
    let security = json!({ "RuleType": "SECURITY", "Immutable": true });
    refused(&mut lab, json!([daily, transition, security, security]), "POL-14");
    let several = lab.create_policy(json!([daily, daily, transition]));
    assert_eq!(several["Success"], true, "the API takes several schedules: {several}");
}

#[test]
fn api_04_rules_come_back_in_the_order_sent_with_their_ids() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "TRANSITION", "Retention": 400, "ArchiveDays": 30, "RetentionRules": [
            { "AdvancedRetentionType": "WEEKLY", "Retention": 500, "WhichSnapshot": 1 },
            { "AdvancedRetentionType": "YEARLY", "Retention": 3650, "WhichSnapshot": 1 } ] },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 90, "ArchiveDays": 30 },
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": "I|1767204000|PT6H", "KeepLatestSnapshots": 1 },
        { "RuleType": "TAG", "TagFilters": [{ "Key": "env", "Operator": "EQUAL", "Value": "prod" }] },
        { "RuleType": "SECURITY", "Immutable": true },
    ]);
    let id = lab.create_policy(rules.clone())["PolicyId"].clone();
    let listed = lab.call("hbr", "DescribePoliciesV2", json!({ "PolicyId": id }))["Policies"][0].clone();
    let back = listed["Rules"].as_array().unwrap();
    assert_eq!(back.len(), 5);
    for (sent, back) in rules.as_array().unwrap().iter().zip(back) {
        assert!(back["RuleId"].as_str().unwrap().starts_with("rule-"), "{back}");
        for (key, value) in sent.as_object().unwrap() {
            assert_eq!(&back[key], value, "{key} of {back}");
        }
    }
    let text = lab.call("hbr", "CreatePolicyV2", json!({ "PolicyName": "as-text", "Rules": rules.to_string() }));
    assert_eq!(text["Success"], true, "lists are accepted as JSON texts: {text}");
}

#[test]
fn api_05_an_update_replaces_the_list_and_keeps_the_ids_it_is_given() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(0);
    let id = lab.create_policy(json!([daily, { "RuleType": "TRANSITION", "Retention": 7 }]))["PolicyId"].clone();
    let rule_ids = |lab: &mut Lab| {
        let rules = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0]["Rules"].clone();
        rules.as_array().unwrap().iter().map(|rule| rule["RuleId"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = rule_ids(&mut lab);
    let updated = lab.call(
        "hbr",
        "UpdatePolicyV2",
        json!({ "PolicyId": id, "Rules": [
        { "RuleType": "TRANSITION", "Retention": 9, "RuleId": before[1] },
        { "RuleType": "BACKUP", "Schedule": "I|1767204000|P2D" } ] }),
    );
    assert_eq!(updated["Success"], true, "{updated}");
    let after = rule_ids(&mut lab);
    assert_eq!(after[0], before[1]);
    assert!(!before.contains(&after[1]), "a rule without id is new");
    let unknown = lab.call(
        "hbr",
        "UpdatePolicyV2",
        json!({ "PolicyId": id, "Rules": [
        { "RuleType": "TRANSITION", "Retention": 9, "RuleId": "rule-none" }, daily ] }),
    );
    assert_eq!(unknown["Rule"], "API-08");
}

#[test]
fn err_01_permanent_retention_is_refused_wherever_it_is_asked_for() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(0);
    let mut forever = daily.clone();
    forever["Retention"] = json!(-1);
    for rules in [
        json!([daily, { "RuleType": "TRANSITION", "Retention": -1 }]),
        json!([forever, { "RuleType": "TRANSITION", "Retention": 7 }]),
        json!([daily, { "RuleType": "TRANSITION", "Retention": 7 },
               { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": -1 }]),
        json!([daily, { "RuleType": "TRANSITION", "Retention": 7, "RetentionRules": [
               { "AdvancedRetentionType": "WEEKLY", "Retention": -1 }] }]),
    ] {
        let answer = lab.create_policy(rules.clone());
        assert_eq!(
            answer["Message"], "Retention Period cannot be set to Permanent for ECS instance backup.",
            "{rules}"
        );
        assert_eq!(answer["Rule"], "ERR-01");
    }
    let both = lab.call(
        "hbr",
        "CreatePolicyV2",
        json!({ "PolicyName": "1 bad name", "Rules": [
        daily, { "RuleType": "TRANSITION", "Retention": -1 } ] }),
    );
    assert_eq!(both["Rule"], "ERR-01", "a documented error wins over others");
}

#[test]
fn err_02_replication_needs_a_destination_region() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(0);
    let answer =
        lab.create_policy(json!([daily, { "RuleType": "TRANSITION", "Retention": 7 }, { "RuleType": "REPLICATION" }]));
    assert_eq!(
        (&answer["Rule"], &answer["Message"]),
        (&json!("ERR-02"), &json!("No destination region is specified."))
    );
    let manual = json!({ "InstanceId": "i-web1", "Retention": 7, "Detail": { "doCopy": true } });
    assert_eq!(lab.call("hbr", "CreateBackupJob", manual)["Rule"], "ERR-02");
}

#[test]
fn pol_61_to_pol_63_and_reg_02_where_copies_go_and_how_long_they_stay() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(0);
    let with = |replication: Value| json!([daily, { "RuleType": "TRANSITION", "Retention": 7 }, replication]);
    let to = |region: &str, more: Value| {
        let mut rule = json!({ "RuleType": "REPLICATION", "ReplicationRegionId": region });
        rule.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        rule
    };
    refused(&mut lab, with(to("cn-hangzhou", json!({}))), "POL-61");
    refused(&mut lab, with(to("cn-hongkong", json!({}))), "REG-02");
    refused(&mut lab, with(to("cn-shanghai", json!({ "Retention": 0 }))), "POL-20");
    refused(&mut lab, with(to("cn-shanghai", json!({ "Retention": 74, "ArchiveDays": 15 }))), "POL-63");
    refused(&mut lab, with(to("cn-shanghai", json!({ "Retention": 400, "ArchiveDays": 13 }))), "POL-50");
    let made = lab.create_policy(with(to("cn-shanghai", json!({}))));
    assert_eq!(made["Success"], true, "{made}");
    let rules = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0]["Rules"].clone();
    assert_eq!(rules[2]["Retention"], 7, "POL-62: 7 days where nothing is said");
}

#[test]
fn pol_22_and_pol_50_retention_leaves_sixty_days_for_the_archive_tier() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(0);
    let with = |retention: i64, days: i64| json!([daily, { "RuleType": "TRANSITION", "Retention": retention, "ArchiveDays": days }]);
    refused(&mut lab, with(1_000, 13), "POL-50");
    refused(&mut lab, with(364_635, 65_536), "POL-50");
    refused(&mut lab, with(74, 15), "POL-22");
    assert_eq!(lab.create_policy(with(75, 15))["Success"], true, "15 + 60 = 75 is the documented example");
    assert_eq!(lab.create_policy(with(30, 0))["Success"], true, "0 days switch it off");
}

#[test]
fn pol_31_special_retention_is_longer_than_the_normal_one_and_at_most_999_years() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(0);
    let with = |kind: &str, days: i64| {
        json!([daily, { "RuleType": "TRANSITION", "Retention": 30, "RetentionRules": [
            { "AdvancedRetentionType": kind, "Retention": days, "WhichSnapshot": 1 }] }])
    };
    refused(&mut lab, with("WEEKLY", 30), "POL-31");
    refused(&mut lab, with("YEARLY", 364_636), "POL-20");
    refused(&mut lab, with("HOURLY", 60), "API-04");
    for kind in ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] {
        assert_eq!(lab.create_policy(with(kind, 31))["Success"], true, "POL-30: {kind}");
    }
    let second = json!([daily, { "RuleType": "TRANSITION", "Retention": 30, "RetentionRules": [
        { "AdvancedRetentionType": "WEEKLY", "Retention": 60, "WhichSnapshot": 2 }] }]);
    refused(&mut lab, second, "API-04");
    let twice = json!([daily, { "RuleType": "TRANSITION", "Retention": 30, "RetentionRules": [
        { "AdvancedRetentionType": "WEEKLY", "Retention": 60 }, { "AdvancedRetentionType": "WEEKLY", "Retention": 90 }] }]);
    refused(&mut lab, twice, "POL-30");
}

#[test]
fn pol_30_pol_32_pol_33_and_mdl_32_the_first_of_a_period_is_kept_longer_and_the_longest_wins() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(0);
    let policy = lab.create_policy(json!([daily, { "RuleType": "TRANSITION", "Retention": 3, "RetentionRules": [
        { "AdvancedRetentionType": "WEEKLY", "Retention": 30 },
        { "AdvancedRetentionType": "MONTHLY", "Retention": 100 } ] }]))["PolicyId"]
        .as_str()
        .unwrap()
        .to_owned();
    lab.bind(&policy, &["i-web2"]);
    // 1 January 2026 is a Thursday: the first of its week and month. Mondays follow on the 5th, 12th, 19th and 26th.
    lab.advance("P32D");
    let kept: Vec<_> = lab
        .points()
        .iter()
        .filter(|point| point["AdvancedRetentionType"].is_string())
        .map(|point| {
            let day = (point["CreatedTime"].as_i64().unwrap() - lab.start) / 86_400;
            (day, point["AdvancedRetentionType"].as_str().unwrap().to_owned(), point["Retention"].as_i64().unwrap())
        })
        .collect();
    let weekly = |day| (day, "WEEKLY".to_owned(), 30);
    let monthly = |day| (day, "MONTHLY".to_owned(), 100);
    assert_eq!(kept, [monthly(0), weekly(4), weekly(11), weekly(18), weekly(25), monthly(31)]);
    assert_eq!(lab.points().len(), 6 + 1, "the others go after three days");
    let first = lab.points()[0]["SnapshotId"].clone();
    assert!(lab.why("SnapshotId", &first).contains(&"POL-30".to_owned()));
    assert!(lab.opens_to_the_same());
}

#[test]
fn pol_33_manual_backups_neither_count_nor_are_kept_as_first() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(3_600);
    let policy = lab.create_policy(json!([daily, { "RuleType": "TRANSITION", "Retention": 3, "RetentionRules": [
        { "AdvancedRetentionType": "MONTHLY", "Retention": 100 } ] }]))["PolicyId"]
        .as_str()
        .unwrap()
        .to_owned();
    lab.bind(&policy, &["i-web2"]);
    lab.back_up("i-web2", 5);
    lab.advance("PT2H");
    let special: Vec<_> = lab.points().iter().map(|point| point["AdvancedRetentionType"].is_string()).collect();
    assert_eq!(special, [false, true]);
}

#[test]
fn pol_70_immutable_cannot_be_switched_off_and_pol_71_locks_new_points_only() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(0);
    let transition = json!({ "RuleType": "TRANSITION", "Retention": 30 });
    let policy = lab.create_policy(json!([daily, transition]))["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web2"]);
    lab.advance("PT1H");
    let lock =
        json!({ "PolicyId": policy, "Rules": [daily, transition, { "RuleType": "SECURITY", "Immutable": true }] });
    assert_eq!(lab.call("hbr", "UpdatePolicyV2", lock)["Success"], true);
    lab.advance("P1D");
    let points = lab.points();
    let delete =
        |lab: &mut Lab, point: &Value| lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point["SnapshotId"] }));
    assert_eq!(delete(&mut lab, &points[1])["Rule"], "POL-72");
    assert_eq!(delete(&mut lab, &points[0])["Success"], true, "made before the lock");
    let unlock = json!({ "PolicyId": policy, "Rules": [daily, transition] });
    assert_eq!(lab.call("hbr", "UpdatePolicyV2", unlock)["Rule"], "POL-70");
    lab.advance("P31D");
    let oldest = lab.points()[0]["CreatedTime"].as_i64().unwrap();
    assert!(oldest > points[1]["CreatedTime"].as_i64().unwrap(), "POL-72: it goes by itself when it expires");
}

#[test]
fn pol_70_immutable_on_any_rule_means_the_same() {
    let mut lab = Lab::two_web_servers();
    let mut daily = lab.daily(0);
    daily["Immutable"] = json!(true);
    let policy = lab.create_policy(json!([daily, { "RuleType": "TRANSITION", "Retention": 30 }]))["PolicyId"]
        .as_str()
        .unwrap()
        .to_owned();
    lab.bind(&policy, &["i-web2"]);
    lab.advance("PT1H");
    let point = lab.points()[0]["SnapshotId"].clone();
    assert_eq!(lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point }))["Rule"], "POL-72");
    let rules = lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0]["Rules"].clone();
    assert!(rules.as_array().unwrap().iter().any(|rule| rule["Immutable"] == true), "{rules}");
}

#[test]
fn pol_40_the_newest_point_survives_expiry_and_deletion_until_a_newer_one_comes() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|P10D", lab.start), "KeepLatestSnapshots": 1 },
        { "RuleType": "TRANSITION", "Retention": 2 } ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web2"]);
    lab.advance("P9D");
    let first = lab.points()[0]["SnapshotId"].clone();
    assert_eq!(lab.count_of(Rule::Pol40), 1, "past its retention and kept");
    assert_eq!(lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": first }))["Rule"], "POL-40");
    lab.advance("P1DT1H");
    let points = lab.points();
    assert_eq!(points.len(), 1);
    assert_ne!(points[0]["SnapshotId"], first, "the newer one took its place");
    assert!(lab.opens_to_the_same());
}

#[test]
fn pol_41_and_mdl_36_nothing_is_kept_without_a_bound_source() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|P10D", lab.start), "KeepLatestSnapshots": 1 },
        { "RuleType": "TRANSITION", "Retention": 2 } ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web2", "i-web1"]);
    lab.advance("PT1H");
    lab.call("hbr", "DeletePolicyBinding", json!({ "PolicyId": policy, "DataSourceIds": ["i-web1"] }));
    lab.advance("P2D");
    assert_eq!(lab.points().len(), 1, "that of the unbound instance has expired");
    lab.call("hbr", "DeletePolicyBinding", json!({ "PolicyId": policy, "DataSourceIds": ["i-web2"] }));
    assert_eq!(lab.points().len(), 0, "what was overdue goes at once");
}

#[test]
fn pol_02_and_pol_10_general_policies_and_yearly_schedules_are_refused() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(0);
    let rules = json!([daily, { "RuleType": "TRANSITION", "Retention": 7 }]);
    let general = json!({ "PolicyName": "general", "PolicyType": "STANDARD", "Rules": rules });
    assert_eq!(lab.call("hbr", "CreatePolicyV2", general)["Code"], "Sim.NotSimulated");
    let mut vault = daily.clone();
    vault["VaultId"] = json!("v-000");
    let answer = lab.create_policy(json!([vault, { "RuleType": "TRANSITION", "Retention": 7 }]));
    assert_eq!(answer["Code"], "Sim.NotSimulated", "a vault makes it a general policy: {answer}");
}

#[test]
fn pol_05_a_policy_serves_instances_of_its_own_region() {
    let mut lab = Lab::two_web_servers();
    let daily = lab.daily(0);
    let rules = json!([daily, { "RuleType": "TRANSITION", "Retention": 7 }]);
    let made = json!({ "PolicyName": "shanghai", "RegionId": "cn-shanghai", "Rules": rules });
    let policy = lab.call("hbr", "CreatePolicyV2", made)["PolicyId"].clone();
    let bind = json!({ "PolicyId": policy, "PolicyBindingList": [{ "DataSourceId": "i-web1" }] });
    assert_eq!(lab.call("hbr", "CreatePolicyBindings", bind)["Rule"], "POL-05");
    for (region, count) in [("cn-shanghai", 1), ("cn-hangzhou", 0)] {
        assert_eq!(lab.call("hbr", "DescribePoliciesV2", json!({ "RegionId": region }))["TotalCount"], count);
    }
    let elsewhere = json!({ "PolicyName": "beijing", "RegionId": "cn-beijing", "Rules": rules });
    assert_eq!(lab.call("hbr", "CreatePolicyV2", elsewhere)["Rule"], "POL-05");
}

#[test]
fn pol_15_bounds_of_intervals_are_settings() {
    let mut lab = Lab::two_web_servers();
    let with = |lab: &Lab, every: &str| {
        json!([{ "RuleType": "BACKUP", "Schedule": format!("I|{}|{every}", lab.start) },
               { "RuleType": "TRANSITION", "Retention": 90 }])
    };
    let rules = with(&lab, "P40D");
    refused(&mut lab, rules, "POL-15");
    let settings = lab.call("sim", "EditSettings", json!({ "schedule_days_max": 60 }));
    assert_eq!(settings["schedule_days_max"], 60, "{settings}");
    let rules = with(&lab, "P40D");
    assert_eq!(lab.create_policy(rules)["Success"], true);
    let before = lab.run.digest();
    let wrong = lab.call("sim", "EditSettings", json!({ "schedule_days_max": 50, "schedule_hours_max": 0 }));
    assert_eq!(wrong["Success"], false);
    assert_eq!(lab.run.digest(), before, "all or nothing");
    assert!(lab.opens_to_the_same());
}

#[test]
fn acc_01_who_may_do_it_comes_before_what_is_wrong_with_a_value() {
    let scenario = json!({
        "format": "cloud-backup-scenario/1", "name": "new", "seed": 1, "start": "2026-01-01T00:00:00+08:00",
        "account": { "cloud_backup_activated": false },
        "instances": [{ "id": "i-a", "disks": [{ "kind": "system", "size_gib": 40 }] }],
    });
    let mut lab = Lab::of_scenario(&scenario);
    let wrong = json!({ "PolicyName": "1", "Rules": [] });
    assert_eq!(lab.call("hbr", "CreatePolicyV2", wrong.clone())["Rule"], "ACC-01");
    assert_eq!(lab.call("hbr", "CreateBackupJob", json!({ "InstanceId": "i-a", "Retention": -1 }))["Rule"], "ERR-01");
    assert_eq!(lab.call("hbr", "DescribePoliciesV2", json!({}))["Success"], true);
    let order = lab.call("hbr", "OpenHbrService", json!({}));
    assert!(order["OrderId"].is_string(), "{order}");
    assert_eq!(lab.call("hbr", "CreatePolicyV2", wrong)["Rule"], "POL-04");
    assert_eq!(lab.count_of(Rule::Acc01), 1);
}
