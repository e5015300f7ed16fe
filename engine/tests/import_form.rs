//! Someone's real set-up, brought in by a form: what is said of what was given, and what comes of it.

mod harness;

use engine::{
    catalog::region::Region,
    import::LeftOut,
    locale::Locale,
    simulation::Simulation,
    time::Timestamp,
    view::import_form::{ImportForm, Kind, UsageField},
    words,
};
use harness::Lab;
use serde_json::{Value, json};

/// 27 November 2026, 20:00 in China.
const NOW: Timestamp = Timestamp(1_795_780_800);

fn answers() -> [Value; 4] {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("nightly", &format!("I|{}|P1D", lab.start), 30);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    [
        ("ecs", "DescribeInstances"),
        ("ecs", "DescribeDisks"),
        ("hbr", "DescribePoliciesV2"),
        ("hbr", "DescribePolicyBindings"),
    ]
    .map(|(product, action)| lab.call(product, action, json!({})))
}

fn full() -> ImportForm {
    let mut form = ImportForm::new(NOW);
    for (number, answer) in answers().iter().enumerate() {
        form.take(&format!("{number}.json"), &answer.to_string()).unwrap();
    }
    form
}

#[test]
fn the_four_answers_become_a_run_that_backs_up_as_the_real_one_does() {
    let form = full();
    assert_eq!(form.start, "2026-11-27", "a run begins on the day on which it is brought in");
    let outcome = form.outcome(Locale::En);
    assert_eq!(outcome.found.as_deref(), Some("2 instances, 1 policy, 2 associations"));
    assert_eq!((outcome.left_out, outcome.faults), (vec![], vec![]));
    let run = Simulation::new(form.scenario().unwrap());
    assert_eq!(run.scenario().title(Locale::En), "Imported set-up, 2 instances");
    let mut lab = Lab { start: run.now().0, run };
    lab.advance("P400D");
    assert!(lab.points().len() >= 2 * 29, "no overdue payment ends it");
}

#[test]
fn each_document_is_recognised_and_a_list_of_answers_is_one_document() {
    let mut form = ImportForm::new(NOW);
    let [instances, disks, policies, bindings] = answers();
    form.take("ecs.json", &json!([instances, disks]).to_string()).unwrap();
    form.take("policies.json", &format!("\u{feff}{policies}")).unwrap();
    form.take("refused.json", r#"{ "Code": "Forbidden.RAM", "Message": "no" }"#).unwrap();
    form.take("other.json", r#"{ "Vpcs": {} }"#).unwrap();
    let found: Vec<_> = form.documents(Locale::En).into_iter().map(|row| (row.found, row.is_known)).collect();
    let said = |text: &str, known| (text.to_owned(), known);
    assert_eq!(
        found,
        [
            said("2 instances, 3 disks", true),
            said("1 policy", true),
            said("the service refused the call: Forbidden.RAM", false),
            said("none of the four answers, or an empty one", false),
        ]
    );
    let chinese: Vec<_> = form.documents(Locale::Zh).into_iter().map(|row| row.found).collect();
    assert_eq!(chinese[0], "2台实例、3块云盘");
    let short = |form: &ImportForm| {
        let rows = form.answers(Region::parse("cn-hangzhou").unwrap(), Locale::En);
        rows.into_iter().filter(|row| row.is_short).map(|row| row.operation).collect::<Vec<_>>()
    };
    assert_eq!(short(&form), ["DescribePolicyBindings"]);
    form.take("bindings.json", &bindings.to_string()).unwrap();
    assert!(short(&form).is_empty());
    form.remove(0);
    assert_eq!(short(&form), ["DescribeInstances", "DescribeDisks"]);
    assert!(form.outcome(Locale::En).faults[0].message.contains("DescribeInstances"));
}

#[test]
fn pages_that_are_missing_are_told_of_and_a_page_that_comes_twice_counts_once() {
    let page = |ids: &[&str], total: u32| {
        let instance = |id: &&str| json!({ "InstanceId": id, "RegionId": "cn-hangzhou" });
        let items: Vec<_> = ids.iter().map(instance).collect();
        json!({ "TotalCount": total, "Instances": { "Instance": items } }).to_string()
    };
    let mut form = ImportForm::new(NOW);
    form.take("1.json", &page(&["i-a", "i-b"], 3)).unwrap();
    let region = Region::parse("cn-hangzhou").unwrap();
    let row = |form: &ImportForm, locale| form.answers(region, locale)[0].clone();
    assert_eq!(row(&form, Locale::En).text, "2 instances of 3: the other pages are missing");
    assert_eq!(row(&form, Locale::Zh).text, "2台实例，共3：缺少其他页");
    form.take("1 again.json", &page(&["i-a", "i-b"], 3)).unwrap();
    assert!(row(&form, Locale::En).is_short);
    form.take("2.json", &page(&["i-c"], 3)).unwrap();
    assert!(!row(&form, Locale::En).is_short);
    assert_eq!(form.outcome(Locale::En).found.as_deref(), Some("3 instances, 0 policies, 0 associations"));
    assert_eq!(form.scenario().unwrap().instances.len(), 3);

    let mut form = ImportForm::new(NOW);
    form.take("1.json", r#"{ "NextToken": "more", "Policies": [{ "PolicyId": "po-a" }] }"#).unwrap();
    let policies = |form: &ImportForm| form.answers(region, Locale::En)[2].clone();
    assert!(policies(&form).is_short && policies(&form).text.contains("NextToken"));
    form.take("2.json", r#"{ "NextToken": "", "Policies": [{ "PolicyId": "po-b" }] }"#).unwrap();
    assert!(!policies(&form).is_short);
}

#[test]
fn a_text_that_is_no_json_is_refused_with_its_place() {
    let mut form = ImportForm::new(NOW);
    let wrong = form.take("a.json", "{\n  \"Instances\": ").unwrap_err();
    assert_eq!(wrong.said(Locale::Zh), "不是有效的JSON：第2行第15列无法解析");
    assert!(form.is_empty());
    assert!(form.take("large.json", &" ".repeat(9 << 20)).is_err());
}

#[test]
fn what_is_wrong_is_said_by_the_id_that_the_documents_have() {
    let mut form = full();
    let policy = json!({ "Policies": [{ "PolicyId": "po-odd", "PolicyName": "odd", "PolicyType": "UDM_ECS_ONLY",
        "Rules": [{ "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": "every now and then" }] }] });
    form.take("odd.json", &policy.to_string()).unwrap();
    let outcome = form.outcome(Locale::En);
    assert!(!outcome.faults.is_empty() && form.scenario().is_none());
    assert!(outcome.faults.iter().all(|fault| fault.path.starts_with("po-odd")), "{:?}", outcome.faults);
}

#[test]
fn mdl_01_what_the_services_do_not_say_is_asked_for_once_with_defaults() {
    let mut form = full();
    for (kind, field, typed) in [
        (Kind::System, UsageField::Used, "0"),
        (Kind::Data, UsageField::Used, "101"),
        (Kind::System, UsageField::Written, "much"),
        (Kind::Data, UsageField::Growth, "-1"),
    ] {
        assert_eq!(form.usage_fault(kind, field), None);
        let before = form.fields(kind).field(field).clone();
        typed.clone_into(form.fields_mut(kind).field_mut(field));
        assert!(form.usage_fault(kind, field).is_some() && form.outcome(Locale::En).found.is_none(), "{typed}");
        *form.fields_mut(kind).field_mut(field) = before;
    }
    "2026-13-01".clone_into(&mut form.start);
    assert!(form.start_fault().is_some() && form.scenario().is_none());
    "2027-03-01".clone_into(&mut form.start);
    *form.data_used() = "80".to_owned();
    let scenario = form.scenario().unwrap();
    assert_eq!(scenario.start, Timestamp::parse_rfc3339("2027-03-01T00:00:00+08:00").unwrap());
    let data = scenario.instances[0].disks.last().unwrap();
    assert_eq!(data.used.0, data.size.0 * 80 / 100);
}

trait DataUsed {
    fn data_used(&mut self) -> &mut String;
}

impl DataUsed for ImportForm {
    fn data_used(&mut self) -> &mut String {
        self.fields_mut(Kind::Data).field_mut(UsageField::Used)
    }
}

#[test]
fn what_is_left_out_is_said_in_both_languages() {
    let two = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    let ((id, odd), (policy, source)) = (two("i-a", ""), two("po-a", "i-b"));
    let all = [
        LeftOut::Region(id.clone(), odd.clone()),
        LeftOut::NoDisks(id.clone()),
        LeftOut::InstanceType(id.clone(), odd.clone()),
        LeftOut::DiskCategory(id.clone(), odd.clone()),
        LeftOut::Detached(id.clone()),
        LeftOut::PolicyType(policy.clone(), odd),
        LeftOut::Binding(policy, source),
        LeftOut::ByTag(id),
        LeftOut::Document(3),
    ];
    for what in all {
        let [en, zh] = Locale::ALL.map(|locale| words::left_out(&what, locale));
        assert!(en.ends_with('.') && zh.ends_with('。') && zh.chars().any(|letter| letter > '\u{4e00}'), "{en} {zh}");
    }
}

#[test]
fn the_commands_ask_for_each_answer_in_the_region() {
    let form = ImportForm::new(NOW);
    let rows = form.answers(Region::parse("cn-beijing").unwrap(), Locale::En);
    for row in rows {
        assert!(row.command.contains(row.operation) && row.command.contains("cn-beijing"), "{}", row.command);
        assert!(row.is_short && row.found == 0);
    }
}
