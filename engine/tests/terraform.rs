//! Policies as Terraform: read back by a parser of the test's own, laid out as `terraform fmt` would (TF-01, TF-02).

mod harness;

use engine::{rule::Rule, terraform::exportable};
use harness::Lab;
use serde_json::{Map, Value, json};

/// A block of a file: its type, its labels, and what stands in it. Blocks of one type inside become a list.
fn parse(text: &str) -> Vec<(String, Vec<String>, Value)> {
    let mut lines = text.lines().enumerate().peekable();
    let mut blocks = Vec::new();
    while let Some((_, line)) = lines.next() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut words = line.split(' ');
        let kind = words.next().unwrap().to_owned();
        let labels: Vec<_> = words.filter(|word| *word != "{").map(|word| word.trim_matches('"').to_owned()).collect();
        assert!(line.ends_with('{'), "{line}");
        blocks.push((kind, labels, body(&mut lines)));
    }
    blocks
}

fn body<'t>(lines: &mut impl Iterator<Item = (usize, &'t str)>) -> Value {
    let mut fields = Map::new();
    while let Some((number, line)) = lines.next() {
        let line = line.trim_start();
        if line == "}" {
            return Value::Object(fields);
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some((name, value)) = line.split_once(" = ").filter(|(_, value)| *value != "{") {
            let value = serde_json::from_str(&value.replace("$${", "${").replace("%%{", "%{"));
            let value = value.unwrap_or_else(|_| json!(line.split_once(" = ").unwrap().1));
            assert!(fields.insert(name.trim_end().to_owned(), value).is_none(), "line {number}: {name} twice");
        } else {
            let name = line.trim_end_matches(['{', ' ', '=']).to_owned();
            let inside = body(lines);
            let list = fields.entry(name).or_insert_with(|| json!([]));
            list.as_array_mut().expect("blocks of one name").push(inside);
        }
    }
    panic!("a block is not closed");
}

/// What `terraform fmt -check` would say: indents of two, equals signs in one column, one space where one belongs.
fn check_layout(text: &str) {
    let mut depth = 0;
    let mut group: Vec<usize> = Vec::new();
    for line in text.lines() {
        assert_eq!(line, line.trim_end(), "no space at the end of a line");
        let inside = line.trim_start();
        if inside.starts_with('}') {
            depth -= 1;
        }
        if !line.is_empty() {
            assert_eq!(line.len() - inside.len(), 2 * depth, "{line}");
        }
        let sign = inside.find(" = ").filter(|_| !inside.starts_with('#') && !inside.ends_with('{'));
        match sign {
            Some(column) => group.push(column - inside[..column].trim_end().len()),
            None => group.clear(),
        }
        if let Some(column) = sign {
            // The longest name of a group has one space, and all signs stand under one another.
            let first = text.lines().position(|other| std::ptr::eq(other.as_ptr(), line.as_ptr())).unwrap();
            let lines: Vec<_> = text.lines().collect();
            let is_argument = |line: &str| {
                let inside = line.trim_start();
                inside.contains(" = ") && !inside.starts_with('#') && !inside.ends_with('{')
            };
            let from = lines[..first].iter().rev().take_while(|line| is_argument(line)).count();
            let to = lines[first..].iter().take_while(|line| is_argument(line)).count();
            let names = lines[first - from..first + to].iter();
            let longest = names.map(|line| line.trim_start().split(' ').next().unwrap().len()).max().unwrap();
            assert_eq!(column, longest, "{line}");
        }
        if inside.ends_with('{') {
            depth += 1;
        }
    }
    assert_eq!(depth, 0);
    assert!(text.ends_with("}\n") && !text.contains("\n\n\n"));
}

fn export(lab: &mut Lab, params: Value) -> String {
    let answer = lab.call("sim", "ExportTerraform", params);
    let text = answer["Hcl"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
    check_layout(&text);
    text
}

fn resources(text: &str, kind: &str) -> Vec<(String, Value)> {
    let all = parse(text).into_iter().filter(|(block, labels, _)| block == "resource" && labels[0] == kind);
    all.map(|(_, labels, body)| (labels[1].clone(), body)).collect()
}

/// The rules of a resource in the form of the API: only names differ.
fn api_rules(body: &Value) -> Value {
    fn camel(name: &str) -> String {
        let part = |part: &str| part[..1].to_uppercase() + &part[1..];
        name.split('_').map(part).collect()
    }
    fn convert(value: &Value) -> Value {
        match value {
            Value::Object(fields) => fields.iter().map(|(name, value)| (camel(name), convert(value))).collect(),
            Value::Array(items) => items.iter().map(convert).collect(),
            other => other.clone(),
        }
    }
    convert(&body["rules"])
}

fn everything(lab: &Lab) -> Value {
    json!([
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{}|P1D", lab.start), "KeepLatestSnapshots": 1, "Retention": 9 },
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("C|{}|0 30 3 ? * 2#1", lab.start) },
        { "RuleType": "TRANSITION", "Retention": 120, "ArchiveDays": 15, "RetentionRules": [
            { "AdvancedRetentionType": "WEEKLY", "Retention": 240 }, { "AdvancedRetentionType": "YEARLY", "Retention": 2_000 } ] },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 200, "ArchiveDays": 40 },
        { "RuleType": "TAG", "DataSourceFilters": [{ "SourceType": "UDM_ECS" }],
          "TagFilters": [{ "Key": "env", "Operator": "EQUAL", "Value": "${prod} \"x\" \\ %{y}" }, { "Key": "k", "Operator": "NOT", "Value": "dev" }] },
        { "RuleType": "SECURITY", "Immutable": true },
    ])
}

#[test]
fn tf_01_a_policy_read_back_is_the_same_policy() {
    let mut lab = Lab::two_web_servers();
    let rules = everything(&lab);
    let made = lab.create_policy(rules);
    assert_eq!(made["Success"], true, "{made}");
    let text = export(&mut lab, json!({}));
    let policies = resources(&text, "alicloud_hbr_policy");
    let [(label, body)] = &policies[..] else { panic!("{text}") };
    assert_eq!(
        (label.as_str(), &body["policy_name"], &body["policy_type"]),
        ("policy", &json!("policy"), &json!("UDM_ECS_ONLY"))
    );
    let mut again = Lab::two_web_servers();
    let read =
        again.call("hbr", "CreatePolicyV2", json!({ "PolicyName": body["policy_name"], "Rules": api_rules(body) }));
    assert_eq!(read["Success"], true, "{read}");
    let rules_of = |lab: &mut Lab| lab.call("hbr", "DescribePoliciesV2", json!({}))["Policies"][0]["Rules"].clone();
    assert_eq!(rules_of(&mut again), rules_of(&mut lab));
    assert_eq!(export(&mut again, json!({})), text);
}

#[test]
fn tf_01_only_documented_arguments_are_written() {
    const POLICY: &[&str] = &["provider", "policy_name", "policy_description", "policy_type", "rules"];
    const RULE: &[&str] = &[
        "rule_type",
        "backup_type",
        "schedule",
        "retention",
        "archive_days",
        "keep_latest_snapshots",
        "replication_region_id",
        "immutable",
        "retention_rules",
        "data_source_filters",
        "tag_filters",
    ];
    let mut lab = Lab::two_web_servers();
    let rules = everything(&lab);
    assert!(lab.create_policy(rules)["PolicyId"].is_string());
    let text = export(&mut lab, json!({}));
    for (_, body) in resources(&text, "alicloud_hbr_policy") {
        let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert!(names(&body).iter().all(|name| POLICY.contains(&name.as_str())));
        for rule in body["rules"].as_array().unwrap() {
            assert!(names(rule).iter().all(|name| RULE.contains(&name.as_str())), "{rule}");
        }
    }
    assert!(text.contains("# The provider's documentation asks for 30 days or more"), "{text}");
}

#[test]
fn tf_02_what_a_policy_protects_is_a_binding_each() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("prod-daily", &format!("I|{}|P1D", lab.start), 7);
    let bindings = json!([
        { "SourceType": "UDM_ECS", "DataSourceId": "i-web1", "PolicyBindingDescription": "the shop",
          "AdvancedOptions": { "UdmDetail": { "ExcludeDiskIdList": ["d-web1-data"], "DestinationKmsKeyId": "key-1", "SnapshotGroup": true } } },
        { "SourceType": "UDM_ECS", "DataSourceId": "i-web2", "Disabled": "true" },
    ]);
    let bound = lab.call("hbr", "CreatePolicyBindings", json!({ "PolicyId": policy, "PolicyBindingList": bindings }));
    assert_eq!(bound["Success"], true, "{bound}");
    let text = export(&mut lab, json!({ "PolicyId": policy }));
    let found = resources(&text, "alicloud_hbr_policy_binding");
    assert_eq!(found[0].0, "prod_daily_web_1");
    assert_eq!(
        found[0].1,
        json!({
            "source_type": "UDM_ECS", "policy_id": "alicloud_hbr_policy.prod_daily.id", "data_source_id": "i-web1",
            "policy_binding_description": "the shop",
            "advanced_options": [{ "udm_detail": [{ "exclude_disk_id_list": ["d-web1-data"], "destination_kms_key_id": "key-1" }] }],
        })
    );
    assert_eq!((&found[1].1["disabled"], &found[1].1["data_source_id"]), (&json!(true), &json!("i-web2")));
    assert!(text.contains("# Not among the provider's documented arguments (TF-02): snapshot_group = true"));
}

#[test]
fn names_of_resources_are_told_apart_and_regions_have_their_providers() {
    let mut lab = Lab::two_web_servers();
    for (name, region) in [("a.b", "cn-hangzhou"), ("a-b", "cn-hangzhou"), ("备份", "cn-shanghai")] {
        let rules = json!([lab.daily(0), { "RuleType": "TRANSITION", "Retention": 7 }]);
        let made = lab.call("hbr", "CreatePolicyV2", json!({ "PolicyName": name, "Rules": rules, "RegionId": region }));
        assert_eq!(made["Success"], true, "{made}");
    }
    let text = export(&mut lab, json!({}));
    let mut labels: Vec<_> = resources(&text, "alicloud_hbr_policy").into_iter().map(|(label, _)| label).collect();
    labels.sort();
    assert_eq!(labels, ["a_b", "a_b_2", "备份"]);
    let providers: Vec<_> = parse(&text).into_iter().filter(|(kind, ..)| kind == "provider").collect();
    let alias = providers.iter().map(|(.., body)| &body["alias"]).find(|alias| !alias.is_null()).expect("an alias");
    assert_eq!(providers.len(), 2, "{text}");
    for (label, body) in resources(&text, "alicloud_hbr_policy") {
        let is_away = (label == "备份") == (*alias == "cn-shanghai");
        let named = is_away.then(|| json!(format!("alicloud.{}", alias.as_str().unwrap())));
        assert_eq!(body.get("provider"), named.as_ref(), "{label}: {text}");
    }
}

#[test]
fn legacy_plans_are_no_policies_and_an_unknown_policy_is_refused() {
    let mut lab = Lab::two_web_servers();
    assert!(exportable(lab.run.world()).is_empty());
    assert!(resources(&export(&mut lab, json!({})), "alicloud_hbr_policy").is_empty());
    let answer = lab.call("sim", "ExportTerraform", json!({ "PolicyId": "po-none" }));
    assert_eq!(
        (answer["Code"].as_str(), answer["Rule"].as_str()),
        (Some("Sim.PolicyNotFound"), Some(Rule::Api07.id()))
    );
}
