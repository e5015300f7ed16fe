//! What of policies is taken home, and what Terraform cannot say of them, in words.

mod harness;

use engine::{
    catalog::region::Region,
    id::PolicyId,
    locale::Locale,
    rule::Rule,
    view::terraform::{Which, counts, home},
};
use harness::Lab;
use serde_json::json;

fn lab() -> (Lab, String) {
    let mut lab = Lab::two_web_servers();
    let rules = json!([lab.daily(0), { "RuleType": "TRANSITION", "Retention": 120, "ArchiveDays": 15 }]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    let detail = json!({ "UdmDetail": { "SnapshotGroup": true } });
    let sources = ["i-web1", "i-web2"]
        .map(|id| json!({ "SourceType": "UDM_ECS", "DataSourceId": id, "AdvancedOptions": detail }));
    let bound = lab.call("hbr", "CreatePolicyBindings", json!({ "PolicyId": policy, "PolicyBindingList": sources }));
    assert_eq!(bound["Success"], true, "{bound}");
    (lab, policy)
}

#[test]
fn tf_01_tf_02_what_terraform_cannot_say_is_said_once_with_all_that_it_is_said_of() {
    let (lab, policy) = lab();
    let which = Which::Policy(PolicyId::from(policy.as_str()));
    let english = home(lab.run.world(), &which, Locale::En);
    assert_eq!((english.name.as_deref(), english.policies, english.bindings), (Some("policy"), 1, 2));
    let said: Vec<_> = english.remarks.iter().map(|remark| (remark.of.as_str(), remark.rule)).collect();
    assert_eq!(said, [("policy", Rule::Pol50), ("web-1, web-2", Rule::Tf02)]);
    // Each remark is a comment of the text, which is the same in every language.
    for remark in &english.remarks {
        assert!(english.text.contains(&format!("# {}", remark.text)), "{}", remark.text);
    }
    let chinese = home(lab.run.world(), &which, Locale::Zh);
    assert_eq!(chinese.text, english.text);
    assert!(chinese.remarks[0].text.contains("30天") && chinese.remarks[1].of == "web-1、web-2");
}

#[test]
fn a_region_takes_home_its_own_policies_only() {
    let (mut lab, _) = lab();
    let world = lab.run.world();
    let [hangzhou, shanghai] = ["cn-hangzhou", "cn-shanghai"].map(|id| Region::parse(id).unwrap());
    assert_eq!((counts(world, hangzhou), counts(world, shanghai)), ([1, 1], [0, 1]));
    assert_eq!(home(world, &Which::Region(shanghai), Locale::En).policies, 0);
    let all = home(world, &Which::All, Locale::En).text;
    assert_eq!(lab.call("sim", "ExportTerraform", json!({}))["Hcl"], all.as_str());
}
