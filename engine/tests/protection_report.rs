//! The protection report says what `DescribeRecoverability` says, and what to do about it.

mod harness;

use engine::{
    locale::Locale,
    view::protection::{CELLS, Copies, Matter, Protection, protection, write},
};
use harness::Lab;
use serde_json::{Value, json};

fn three() -> Lab {
    let disk =
        |id: &str| json!([{ "id": id, "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 20 }]);
    let instance = |name: &str| json!({ "id": format!("i-{name}"), "name": name, "disks": disk(&format!("d-{name}")) });
    Lab::of(&json!([instance("bare"), instance("plain"), instance("safe")]))
}

/// One without a policy, one with a plain policy, one whose policy locks and replicates.
fn lab() -> Lab {
    let mut lab = three();
    let plain = lab.policy("plain", &format!("I|{}|P1D", lab.start), 30);
    lab.bind(&plain, &["i-plain"]);
    let rules = json!([
        lab.daily(0),
        { "RuleType": "TRANSITION", "Retention": 30 },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 30 },
        { "RuleType": "SECURITY", "Immutable": true },
    ]);
    let safe = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&safe, &["i-safe"]);
    lab
}

fn report(lab: &Lab) -> Protection {
    protection(lab.run.world())
}

fn matters(report: &Protection) -> Vec<(Matter, Vec<&str>)> {
    report.advice.iter().map(|advice| (advice.matter, advice.names.iter().map(String::as_str).collect())).collect()
}

#[test]
fn mdl_14_the_report_agrees_with_what_the_api_says_of_recoverability() {
    let mut lab = lab();
    for by in ["PT1H", "P3D", "P40D"] {
        lab.advance(by);
        let answer = lab.call("sim", "DescribeRecoverability", json!({}));
        let written = write(&report(&lab), "lab", 7);
        let rows = written["Instances"].as_array().unwrap();
        let of = answer["Instances"].as_array().unwrap();
        assert_eq!(rows.len(), 3, "a replica is no instance of its own");
        for said in of {
            let row = rows.iter().find(|row| row["InstanceId"] == said["InstanceId"]).unwrap();
            for name in ["RpoSeconds", "EstimatedRtoSeconds", "RegionIds"] {
                assert_eq!(row[name], said[name], "{name} {by}");
            }
            let point = |value: &Value| (value["SnapshotId"].clone(), value["CreatedTime"].clone());
            assert_eq!(point(&row["NewestKnownPoint"]), point(&said["NewestKnownPoint"]));
            assert_eq!(row["Recoverable"], said["Obstacle"].is_null());
        }
        let worst = of.iter().filter_map(|said| said["RpoSeconds"].as_i64()).max();
        assert_eq!(written["Totals"]["WorstRpoSeconds"], json!(worst));
    }
}

#[test]
fn totals_count_the_fleet_and_advice_names_what_lacks_something() {
    let mut lab = lab();
    lab.advance("P3DT12H");
    let report = report(&lab);
    let totals = report.totals;
    assert_eq!((totals.instances, totals.protected, totals.recoverable, totals.on_target), (3, 2, 2, 2));
    assert_eq!((totals.locked, totals.elsewhere), (1, 1));
    assert_eq!(
        matters(&report),
        [(Matter::Unprotected, vec!["bare"]), (Matter::OneRegion, vec!["plain"]), (Matter::Deletable, vec!["plain"]),]
    );
    let safe = report.rows.iter().find(|row| row.name == "safe").unwrap();
    assert!(matches!(safe.copies, Copies::There(region, _) if region.id() == "cn-shanghai"));
    assert!(safe.locked_until.is_some() && safe.standing.regions.len() == 2);
    for advice in &report.advice {
        assert_ne!(advice.matter.text(Locale::En), advice.matter.text(Locale::Zh));
    }
}

#[test]
fn pol_94_a_suspended_plan_and_pol_92_one_that_is_gone_are_told_apart() {
    let mut lab = lab();
    lab.advance("P2D");
    let bindings = lab.bindings();
    let policy_of = |id: &str| {
        let of = bindings.iter().find(|binding| binding["DataSourceId"] == id).unwrap();
        of["PolicyId"].as_str().unwrap().to_owned()
    };
    let (plain, safe) = (policy_of("i-plain"), policy_of("i-safe"));
    let at_rest = json!({ "PolicyId": plain, "SourceType": "UDM_ECS", "DataSourceId": "i-plain", "Disabled": true });
    assert_eq!(lab.call("hbr", "UpdatePolicyBinding", at_rest)["Success"], true);
    let gone = json!({ "PolicyId": safe, "SourceType": "UDM_ECS", "DataSourceIds": ["i-safe"] });
    assert_eq!(lab.call("hbr", "DeletePolicyBinding", gone)["Success"], true);
    lab.advance("P1D");
    let told = report(&lab);
    let told = matters(&told);
    assert!(told.contains(&(Matter::Suspended, vec!["plain"])), "{told:?}");
    assert!(told.contains(&(Matter::Abandoned, vec!["safe"])), "{told:?}");
}

#[test]
fn mdl_04_the_report_gives_no_hidden_infection_away() {
    let mut lab = lab();
    lab.advance("P2D");
    let params = json!({ "Kind": "RansomwareInfection", "InstanceIds": ["i-plain"], "HiddenHours": 240 });
    lab.call("sim", "InjectIncident", params);
    lab.advance("P3D");
    let told = report(&lab);
    let row = told.rows.iter().find(|row| row.name == "plain").unwrap();
    let answer = lab.call("sim", "DescribeRecoverability", json!({ "InstanceIds": ["i-plain"] }));
    let said = &answer["Instances"][0];
    assert_ne!(said["NewestKnownPoint"], said["NewestCleanPoint"], "the infection hides in the newest point");
    assert_eq!(said["NewestKnownPoint"]["SnapshotId"], json!(row.newest.as_ref().unwrap().0));
}

#[test]
fn a_line_has_a_cell_for_each_column_in_both_languages() {
    let mut lab = lab();
    lab.advance("P2D");
    let report = report(&lab);
    for locale in Locale::ALL {
        let csv = report.csv(["h"; CELLS], locale);
        assert_eq!(csv.lines().count(), 1 + 3);
        assert!(csv.lines().all(|line| line.matches("\",\"").count() == CELLS - 1), "{csv}");
    }
    assert!(report.csv(["h"; CELLS], Locale::Zh).contains("不可恢复：无备份点"));
}
