//! Tag association: found at once, looked for again at each run, paused and left out when they no longer match.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::rule::Rule;
use harness::Lab;
use serde_json::{Value, json};

/// Three servers, two of them in production.
fn lab() -> Lab {
    let instance = |id: &str, env: &str| {
        json!({ "id": id, "zone": "cn-hangzhou-h", "tags": { "env": env, "app": "shop" }, "disks": [
            { "kind": "system", "size_gib": 40, "used_gib": 1 } ] })
    };
    Lab::of(&json!([instance("i-a", "prod"), instance("i-b", "prod"), instance("i-c", "test")]))
}

fn tagged(lab: &mut Lab, filters: Value) -> String {
    let daily = lab.daily(3_600);
    let answer = lab.create_policy(json!([daily, { "RuleType": "TRANSITION", "Retention": 30 },
        { "RuleType": "TAG", "DataSourceFilters": [{ "SourceType": "UDM_ECS" }], "TagFilters": filters }]));
    answer["PolicyId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

fn bound(lab: &mut Lab) -> Vec<String> {
    lab.bindings().iter().map(|binding| binding["DataSourceId"].as_str().unwrap().to_owned()).collect()
}

fn retag(lab: &mut Lab, instance: &str, env: &str) {
    let tags = json!({ "ResourceType": "instance", "ResourceId": [instance], "Tag": [{ "Key": "env", "Value": env }] });
    let answer = lab.call("ecs", "TagResources", tags);
    assert!(answer["Code"].is_null(), "{answer}");
}

#[test]
fn pol_80_and_pol_82_a_tag_rule_binds_what_matches_at_once() {
    let mut lab = lab();
    let policy = tagged(&mut lab, json!([{ "Key": "env", "Operator": "EQUAL", "Value": "prod" }]));
    assert_eq!(bound(&mut lab), ["i-a", "i-b"]);
    let binding = lab.bindings()[0].clone();
    assert_eq!((&binding["CreatedByTag"], &binding["PolicyId"]), (&json!(true), &json!(policy)));
    assert_eq!(binding["HitTags"], json!([{ "Key": "env", "Operator": "EQUAL", "Value": "prod" }]));
    lab.advance("PT2H");
    assert_eq!(lab.jobs().len(), 2, "their first run is the next scheduled time");
    assert!(lab.opens_to_the_same());
}

#[test]
fn pol_80_all_filters_must_match_and_none_means_all() {
    let mut other = lab();
    let policy = tagged(
        &mut other,
        json!([{ "Key": "app", "Value": "" }, { "Key": "env", "Operator": "NOT", "Value": "prod" }]),
    );
    assert_eq!(bound(&mut other), ["i-c"]);
    other.call("hbr", "DeletePolicyV2", json!({ "PolicyId": policy }));
    tagged(&mut other, json!([]));
    assert_eq!(bound(&mut other), ["i-a", "i-b", "i-c"]);
}

#[test]
fn pol_80_at_most_30_tags_each_with_a_key_that_can_match() {
    let mut lab = lab();
    let daily = lab.daily(0);
    let with = |filters: Value| json!([daily, { "RuleType": "TRANSITION", "Retention": 30 }, { "RuleType": "TAG", "TagFilters": filters }]);
    let many: Vec<_> = (0..31).map(|number| json!({ "Key": format!("k{number}"), "Value": "v" })).collect();
    for filters in [json!(many), json!([{ "Key": "" }]), json!([{ "Key": "env", "Operator": "NOT" }])] {
        assert_eq!(lab.create_policy(with(filters.clone()))["Rule"], "POL-80", "{filters}");
    }
    assert_eq!(lab.create_policy(with(json!([{ "Key": "env", "Operator": "LIKE" }])))["Code"], "Sim.InvalidParameter");
    let thirty: Vec<_> = many[..30].to_vec();
    assert_eq!(lab.create_policy(with(json!(thirty)))["Success"], true);
}

#[test]
fn pol_81_a_new_match_is_bound_at_the_next_run_and_first_backed_up_at_the_one_after() {
    let mut lab = lab();
    tagged(&mut lab, json!([{ "Key": "env", "Value": "prod" }]));
    retag(&mut lab, "i-c", "prod");
    assert_eq!(bound(&mut lab), ["i-a", "i-b"], "nothing happens before the next run");
    lab.advance("PT2H");
    assert_eq!(bound(&mut lab), ["i-a", "i-b", "i-c"]);
    assert_eq!(lab.jobs().len(), 2);
    lab.advance("P1D");
    assert_eq!(lab.jobs().len(), 5);
}

#[test]
fn pol_81_what_no_longer_matches_is_paused_then_left_out_at_the_end_of_the_cycle() {
    let mut lab = lab();
    tagged(&mut lab, json!([{ "Key": "env", "Value": "prod" }]));
    lab.advance("PT2H");
    retag(&mut lab, "i-a", "test");
    lab.advance("P1D");
    assert_eq!(bound(&mut lab), ["i-a", "i-b"], "paused, still bound");
    assert_eq!(lab.jobs().len(), 3, "but not backed up");
    lab.advance("P1D");
    assert_eq!(bound(&mut lab), ["i-b"]);
    assert_eq!(lab.points().len(), 1 + 3, "its point stays");
    assert!(lab.opens_to_the_same());
}

#[test]
fn pol_81_what_matches_again_within_the_cycle_goes_on() {
    let mut lab = lab();
    tagged(&mut lab, json!([{ "Key": "env", "Value": "prod" }]));
    retag(&mut lab, "i-a", "test");
    lab.advance("PT2H");
    assert_eq!(lab.jobs().len(), 1);
    retag(&mut lab, "i-a", "prod");
    lab.advance("P1D");
    assert_eq!((bound(&mut lab).len(), lab.jobs().len()), (2, 3), "it runs at the very time that it matches again");
}

#[test]
fn pol_83_without_a_tag_rule_its_sources_go_at_the_next_run() {
    let mut lab = lab();
    let policy = tagged(&mut lab, json!([{ "Key": "env", "Value": "prod" }]));
    lab.bind(&policy, &["i-c"]);
    let daily = lab.daily(3_600);
    let rules = json!([daily, { "RuleType": "TRANSITION", "Retention": 30 }]);
    lab.call("hbr", "UpdatePolicyV2", json!({ "PolicyId": policy, "Rules": rules }));
    assert_eq!(bound(&mut lab).len(), 3);
    lab.advance("PT2H");
    assert_eq!(bound(&mut lab), ["i-c"], "that which was bound by hand stays");
    assert_eq!(lab.jobs().len(), 1);
}

#[test]
fn pol_95_a_tag_never_takes_an_instance_from_another_policy() {
    let mut lab = lab();
    let by_hand = lab.policy("by-hand", &format!("I|{}|P1D", lab.start), 7);
    lab.bind(&by_hand, &["i-a"]);
    tagged(&mut lab, json!([{ "Key": "env", "Value": "prod" }]));
    let policies: Vec<_> = lab.bindings().iter().map(|binding| binding["CreatedByTag"].clone()).collect();
    assert_eq!(policies, [false, true]);
    assert_eq!(lab.count_of(Rule::Pol81), 1);
}

#[test]
fn pol_81_slices_of_time_make_no_difference() {
    let run = |slices: i64| {
        let mut lab = lab();
        tagged(&mut lab, json!([{ "Key": "env", "Value": "prod" }]));
        retag(&mut lab, "i-b", "test");
        for _ in 0..slices {
            lab.advance(&format!("PT{}S", 5 * 86_400 / slices));
        }
        lab.run.digest()
    };
    assert_eq!(run(1), run(480));
}
