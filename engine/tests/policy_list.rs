//! The list of Policy Center: searched, filtered, ordered and paged.

mod harness;

use engine::{
    backup::policy::PolicyKind,
    catalog::region::Region,
    view::{
        list::Query,
        policies::{self, Feature, PoliciesQuery},
    },
};
use harness::Lab;
use serde_json::json;

#[test]
fn pol_05_policies_are_found_by_name_by_id_and_by_what_is_bound() {
    let lab = several();
    for (search, expected) in [
        ("", vec!["archive", "nightly", "old"]),
        ("NIGHT", vec!["nightly"]),
        ("po-old", vec!["old"]),
        ("web-2", vec!["nightly"]),
        ("i-web1", vec!["nightly"]),
        ("nothing like it", vec![]),
    ] {
        let list = Query { search: search.to_owned(), ..Query::default() };
        assert_eq!(names(&lab, &PoliciesQuery { list, ..PoliciesQuery::default() }), expected, "{search}");
    }
}

#[test]
fn pol_03_policies_are_filtered_by_what_they_are_do_and_hold() {
    let lab = several();
    let all = PoliciesQuery::default;
    for (query, expected) in [
        (PoliciesQuery { kind: Some(PolicyKind::Legacy), ..all() }, vec!["old"]),
        (PoliciesQuery { kind: Some(PolicyKind::Ecs), ..all() }, vec!["archive", "nightly"]),
        (PoliciesQuery { bound: Some(true), ..all() }, vec!["nightly"]),
        (PoliciesQuery { bound: Some(false), ..all() }, vec!["archive", "old"]),
        (PoliciesQuery { feature: Some(Feature::Archives), ..all() }, vec!["archive"]),
        (PoliciesQuery { feature: Some(Feature::Locks), ..all() }, vec!["archive"]),
        (PoliciesQuery { feature: Some(Feature::Special), ..all() }, vec!["archive"]),
        (PoliciesQuery { feature: Some(Feature::ByTags), ..all() }, vec![]),
        (PoliciesQuery { feature: Some(Feature::Replicates), ..all() }, vec![]),
        (PoliciesQuery { feature: Some(Feature::KeepsLatest), ..all() }, vec![]),
        (PoliciesQuery { kind: Some(PolicyKind::Ecs), bound: Some(false), ..all() }, vec!["archive"]),
    ] {
        assert_eq!(names(&lab, &query), expected, "{query:?}");
    }
}

#[test]
fn pol_05_policies_are_ordered_by_each_column_and_paged() {
    let mut lab = several();
    lab.advance("P1D");
    lab.policy("media", &format!("I|{}|P1D", lab.start), 3);
    let by = |column, descending| {
        names(&lab, &PoliciesQuery { list: Query::by(column, descending), ..PoliciesQuery::default() })
    };
    assert_eq!(by(0, false), ["archive", "media", "nightly", "old"]);
    assert_eq!(by(0, true), ["old", "nightly", "media", "archive"]);
    assert_eq!(by(1, true)[0], "old", "those of the past");
    assert_eq!(by(2, false), ["media", "nightly", "old", "archive"], "by retention");
    assert_eq!(by(3, true)[0], "nightly", "by what is bound");
    assert_eq!(by(4, true)[0], "media", "edited last");
    let second = Query { size: 3, page: 1, ..Query::by(0, false) };
    assert_eq!(names(&lab, &PoliciesQuery { list: second, ..PoliciesQuery::default() }), ["old"]);
}

/// `nightly` with both servers, `archive` that archives, locks and keeps some longer, and `old` of the past.
fn several() -> Lab {
    let mut lab = Lab::with(
        &json!([
            { "id": "i-web1", "name": "web-1", "zone": "cn-hangzhou-h", "disks": [
                { "id": "d-web1", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 10 } ] },
            { "id": "i-web2", "name": "web-2", "zone": "cn-hangzhou-h", "disks": [
                { "id": "d-web2", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 10 } ] },
        ]),
        json!({ "policies": [{ "PolicyId": "po-old", "PolicyName": "old", "PolicyType": "UDM_ECS_ONLY", "Legacy": true,
            "Rules": [
                { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": "I|1767204000|P1D" },
                { "RuleType": "TRANSITION", "Retention": 30 } ] }] }),
    );
    let nightly = lab.policy("nightly", &format!("I|{}|P1D", lab.start + 3_600), 7);
    lab.bind(&nightly, &["i-web1", "i-web2"]);
    let schedule = format!("I|{}|P1D", lab.start + 3_600);
    let answer = lab.call(
        "hbr",
        "CreatePolicyV2",
        json!({ "PolicyName": "archive", "PolicyType": "UDM_ECS_ONLY", "Rules": [
            { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": schedule, "Immutable": true },
            { "RuleType": "TRANSITION", "Retention": 120, "ArchiveDays": 30, "RetentionRules": [
                { "AdvancedRetentionType": "YEARLY", "Retention": 400, "WhichSnapshot": 1 } ] } ] }),
    );
    assert_eq!(answer["Success"], true, "{answer}");
    lab
}

fn names(lab: &Lab, query: &PoliciesQuery) -> Vec<String> {
    let here = Region::parse("cn-hangzhou").unwrap();
    policies::policies(lab.run.world(), here, query).rows.into_iter().map(|row| row.name).collect()
}
