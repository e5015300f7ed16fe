//! The API explorer: its list, its form and its text, what it remembers.

mod harness;

use engine::{
    locale::Locale,
    openapi::{self, Call, catalogue},
    view::api::{self, Field, Filter, Input},
};
use harness::Lab;
use serde_json::{Value, json};

fn field(lab: &Lab, action: &str, name: &str) -> Field {
    let entry = catalogue::entry("hbr", action).unwrap();
    api::fields(lab.run.world(), entry, Locale::En).into_iter().find(|field| field.name == name).unwrap()
}

fn typed(lab: &Lab, text: &str, action: &str, name: &str, typed: &str) -> Value {
    let after = api::with_field(text, &field(lab, action, name), typed, Locale::En).unwrap();
    serde_json::from_str(&after).unwrap()
}

#[test]
fn operations_are_found_by_word_product_and_what_they_do() {
    let all = api::operations(&Filter::default(), Locale::En);
    assert_eq!(all.len(), api::count());
    assert_eq!((all[0].product, all.last().unwrap().product), ("hbr", "sim"));
    let names =
        |filter: Filter| api::operations(&filter, Locale::Zh).into_iter().map(|row| row.action).collect::<Vec<_>>();
    assert_eq!(
        names(Filter { search: "restorejob".to_owned(), ..Filter::default() }),
        ["CancelRestoreJob", "CreateRestoreJob", "DescribeRestoreJobs2"]
    );
    assert_eq!(names(Filter { search: "充值".to_owned(), ..Filter::default() }), ["TopUp"]);
    let reading = names(Filter { product: Some(1), writes: Some(false), ..Filter::default() });
    assert!(reading.iter().all(|action| action.starts_with("Describe")), "{reading:?}");
    assert_eq!(api::operation("hbr", "TopUp", Locale::En), None);
}

#[test]
fn fields_offer_the_ids_of_the_run() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", "I|1767200400|P1D", 7);
    let instance = field(&lab, "CreateBackupJob", "InstanceId");
    assert!(instance.required && instance.is_id && instance.input == Input::Line);
    assert!(!field(&lab, "CreateBackupJob", "Retention").is_id);
    assert_eq!(
        instance.choices,
        [("i-web1".to_owned(), "web-1".to_owned()), ("i-web2".to_owned(), "web-2".to_owned())]
    );
    assert_eq!(field(&lab, "ExecutePolicyV2", "PolicyId").choices, [(policy, "daily".to_owned())]);
    assert!(matches!(field(&lab, "CreateRestoreJob", "RestoreType").input, Input::Choice(words) if words.len() == 4));
}

#[test]
fn what_is_typed_into_a_field_goes_into_the_text_and_back() {
    let lab = Lab::two_web_servers();
    let text = "{}";
    assert_eq!(typed(&lab, text, "CreateBackupJob", "Retention", "7"), json!({ "Retention": 7 }));
    assert_eq!(
        typed(&lab, text, "DeletePolicyBinding", "DataSourceIds", "i-1，i-2, "),
        json!({ "DataSourceIds": ["i-1", "i-2"] })
    );
    assert_eq!(typed(&lab, text, "UpdatePolicyBinding", "Disabled", "true"), json!({ "Disabled": true }));
    assert_eq!(
        typed(&lab, r#"{"Retention":7,"JobName":"a"}"#, "CreateBackupJob", "Retention", " "),
        json!({ "JobName": "a" })
    );
    let rules = r#"[{"RuleType":"BACKUP"}]"#;
    let with_rules = typed(&lab, text, "CreatePolicyV2", "Rules", rules);
    assert_eq!(with_rules, json!({ "Rules": [{ "RuleType": "BACKUP" }] }));
    let shown = field(&lab, "CreatePolicyV2", "Rules").shown(with_rules.as_object().unwrap());
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), with_rules["Rules"]);
    let ids = json!({ "DataSourceIds": ["i-1", "i-2"] });
    assert_eq!(field(&lab, "DeletePolicyBinding", "DataSourceIds").shown(ids.as_object().unwrap()), "i-1, i-2");
}

#[test]
fn faults_name_their_place() {
    let lab = Lab::two_web_servers();
    let fault = api::read("{\n  \"a\": 1,\n}", Locale::En).unwrap_err();
    assert_eq!(fault.place, "Line 3, column 1");
    assert_eq!(api::read("{\n  \"a\": 1,\n}", Locale::Zh).unwrap_err().place, "第3行第1列");
    assert!(api::read("[]", Locale::En).is_err() && api::read(" ", Locale::En).unwrap().is_empty());
    let fault = api::with_field("{}", &field(&lab, "CreateBackupJob", "Retention"), "soon", Locale::En).unwrap_err();
    assert_eq!((fault.place.as_str(), fault.text), ("Retention", "This must be a whole number."));
    let entry = catalogue::entry("hbr", "CreatePolicyV2").unwrap();
    let params = json!({ "Rules": [{ "RuleType": "BACKUPS", "Retention": "x" }], "Colour": "green" });
    let faults = api::faults(entry, params.as_object().unwrap(), Locale::En);
    let told: Vec<_> = faults.iter().map(|fault| (fault.place.as_str(), fault.is_harmless)).collect();
    assert_eq!(
        told,
        [("PolicyName", false), ("Colour", true), ("Rules[0].RuleType", false), ("Rules[0].Retention", false)]
    );
}

#[test]
fn nested_parameters_are_told_with_their_paths() {
    let entry = catalogue::entry("hbr", "CreatePolicyV2").unwrap();
    let rows = api::nested(entry, Locale::En);
    let special = rows.iter().find(|row| row.path == "Rules[].RetentionRules[].AdvancedRetentionType").unwrap();
    assert!(special.required && special.takes.ends_with("DAILY, WEEKLY, MONTHLY, YEARLY"), "{special:?}");
}

#[test]
fn the_newest_twenty_calls_are_remembered_with_what_they_came_to() {
    let mut lab = Lab::two_web_servers();
    let mut tried = Vec::new();
    for number in 0..25 {
        let call = Call { product: "sim".to_owned(), action: "TopUp".to_owned(), params: json!({ "Amount": number }) };
        let (answer, refusal) = openapi::answer(&mut lab.run, &call.product, &call.action, &call.params);
        api::remember(&mut tried, call, &answer, refusal, None);
    }
    assert_eq!((tried.len(), tried[0].number, tried[19].number), (api::TRIED_MAX, 25, 6));
    let refused = tried[0].refusal.as_ref().unwrap();
    assert_eq!(refused.code, "Sim.InvalidParameter");
    assert_ne!(refused.said(Locale::En), refused.said(Locale::Zh));
    assert!(tried[0].answer.contains("\"Success\": false"), "{}", tried[0].answer);
}

#[test]
fn programs_are_told_of_every_operation_with_examples_and_nothing_is_changed_by_it() {
    let lab = Lab::two_web_servers();
    let before = lab.run.digest();
    let told = api::told(&lab.run);
    assert_eq!(lab.run.digest(), before);
    let operations = told["Operations"].as_array().unwrap();
    assert_eq!(operations.len(), api::count());
    let create = operations.iter().find(|operation| operation["Action"] == "CreatePolicyV2").unwrap();
    assert_eq!(create["Parameters"][4]["Inside"][0]["Name"], "RuleType");
    assert_eq!(create["Examples"][0]["Answer"]["Success"], true, "{create}");
    assert!(create["Examples"][0]["Written"]["Python SDK"].as_str().unwrap().contains("create_policy_v2"));
}
