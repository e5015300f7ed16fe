//! The call that an action makes: made again by the API, a run comes to the same state; and how calls are written.

mod harness;
mod simulated_operator;

use std::collections::BTreeSet;

use engine::{
    backup::{
        binding::{BackupOptions, DiskScope},
        policy::ReplicationRule,
    },
    catalog::region::Region,
    command::{Command, LessonCommand, PlanSpec},
    locale::Locale,
    openapi::{
        Call, call,
        sent::{NoCall, sent},
        spelled::Spelling,
    },
    time::Days,
    timeline::Timeline,
    view::api,
};
use harness::Lab;
use serde_json::{Value, json};
use simulated_operator::{fleet, play};

const SEEDS: u64 = 12;
const ACTIONS: u64 = 60;

#[test]
fn whatever_the_operator_did_the_calls_of_its_actions_do_again() {
    let mut told = BTreeSet::new();
    for seed in 200..200 + SEEDS {
        let played = play(seed, ACTIONS).run;
        let [mut given, mut called] = [fleet().run, fleet().run];
        for entry in played.journal().entries.clone() {
            given.advance_to(entry.at);
            called.advance_to(entry.at);
            let call_of =
                sent(called.world(), &entry.command).unwrap_or_else(|why| panic!("seed {seed}: {why:?}: {entry:?}"));
            given.apply(entry.command.clone()).unwrap();
            let answer = call(&mut called, &call_of.product, &call_of.action, &call_of.params);
            assert_eq!(called.digest(), given.digest(), "seed {seed}: {:?} as {call_of:?}: {answer}", entry.command);
            told.insert(format!("{} {}", call_of.product, call_of.action));
        }
    }
    assert!(told.len() > 25, "the operator did much: {told:?}");
}

#[test]
fn a_step_of_a_lesson_is_no_call_and_says_why() {
    let lab = Lab::two_web_servers();
    let why = sent(lab.run.world(), &Command::Lesson(LessonCommand::Begin)).unwrap_err();
    assert_eq!(why, NoCall::Lesson);
    for why in [NoCall::Lesson, NoCall::PlanSaysMore, NoCall::CopySaysMore] {
        assert!(why.said(Locale::En).ends_with('.') && why.said(Locale::Zh).ends_with('。'));
    }
}

/// A backup by hand names its disks: those that are left out are not told of.
#[test]
fn a_backup_of_all_disks_but_one_is_told_as_one_of_the_others() {
    let lab = Lab::two_web_servers();
    let back_up = |scope| Command::BackUp {
        instance: "i-web1".into(),
        scope,
        options: BackupOptions::default(),
        retention: Days(7),
        name: None,
        copy: None,
    };
    let but_one = back_up(DiskScope::Except(vec!["d-web1-data".into()]));
    let told = sent(lab.run.world(), &but_one).unwrap();
    assert_eq!(told.params["Detail"], json!({ "diskIdList": ["d-web1-sys"] }));
    let [mut given, mut called] = [lab.run.clone(), lab.run.clone()];
    given.apply(but_one).unwrap();
    call(&mut called, "hbr", &told.action, &told.params);
    assert_eq!(called.digest(), given.digest());
}

#[test]
fn what_no_operation_can_say_is_told_so() {
    let lab = Lab::two_web_servers();
    let copy = ReplicationRule {
        region: Region::parse("cn-shanghai").unwrap(),
        retention: Days(120),
        archive_after: Some(Days(30)),
    };
    let back_up = Command::BackUp {
        instance: "i-web1".into(),
        scope: DiskScope::All,
        options: BackupOptions::default(),
        retention: Days(7),
        name: None,
        copy: Some(copy),
    };
    assert_eq!(sent(lab.run.world(), &back_up), Err(NoCall::CopySaysMore));
    let plan = PlanSpec {
        name: "plan".to_owned(),
        instance: "i-web1".into(),
        rules: Vec::new(),
        scope: DiskScope::Except(vec!["d-web1-data".into()]),
        options: BackupOptions::default(),
        suspended: false,
    };
    assert_eq!(sent(lab.run.world(), &Command::CreatePlan { plan }), Err(NoCall::PlanSaysMore));
}

#[test]
fn the_last_action_and_each_before_it_have_their_calls() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", "I|1767200400|P1D", 7);
    lab.bind(&policy, &["i-web1"]);
    let timeline = Timeline::new(lab.run);
    let (number, what, last) = api::last(&timeline, Locale::En).unwrap();
    let last = last.unwrap();
    assert_eq!((number, last.action.as_str()), (2, "CreatePolicyBindings"));
    assert!(what.contains("web-1"), "{what}");
    assert_eq!(last.params["PolicyBindingList"], json!([{ "SourceType": "UDM_ECS", "DataSourceId": "i-web1" }]));
    let first = api::of_action(&timeline, 1).unwrap().unwrap();
    assert_eq!(first.params["Rules"][0]["Schedule"], json!("I|1767200400|P1D"));
    assert!(api::of_action(&timeline, 0).is_none() && api::of_action(&timeline, 3).is_none());
}

fn written(spelling: Spelling, product: &str, action: &str, params: Value) -> String {
    spelling.write(&Call { product: product.to_owned(), action: action.to_owned(), params }, "cn-hangzhou")
}

#[test]
fn the_command_line_has_options_json_and_numbered_lists() {
    let line = |product, action, params| written(Spelling::Aliyun, product, action, params);
    assert_eq!(
        line("hbr", "DescribePoliciesV2", json!({ "MaxResults": 10, "RegionId": "cn-shanghai" })),
        "aliyun hbr DescribePoliciesV2 --version 2017-09-08 --region cn-shanghai --MaxResults 10 --force"
    );
    assert_eq!(
        line(
            "hbr",
            "DescribeBackupJobs2",
            json!({ "SourceType": "UDM_ECS", "Filters": [{ "Key": "Status", "Values": ["FAILED"] }] })
        ),
        "aliyun hbr DescribeBackupJobs2 --version 2017-09-08 --region cn-hangzhou --SourceType UDM_ECS \
         --Filters.1.Key Status --Filters.1.Values.1 FAILED --force"
    );
    assert_eq!(
        line("hbr", "DeletePolicyBinding", json!({ "PolicyId": "po-1", "DataSourceIds": ["i-1", "i-2"] })),
        "aliyun hbr DeletePolicyBinding --version 2017-09-08 --region cn-hangzhou --PolicyId po-1 \
         --DataSourceIds '[\"i-1\",\"i-2\"]' --force"
    );
    assert_eq!(
        line(
            "ecs",
            "TagResources",
            json!({ "RegionId": "cn-hangzhou", "ResourceType": "instance", "ResourceId": ["i-1"],
            "Tag": [{ "Key": "it's", "Value": "a b" }] })
        ),
        "aliyun ecs TagResources --ResourceType instance --ResourceId.1 i-1 --Tag.1.Key 'it'\\''s' --Tag.1.Value 'a b' \
         --RegionId cn-hangzhou"
    );
    assert_eq!(
        line("ecs", "DescribeInstances", json!({ "InstanceIds": ["i-1"] })),
        "aliyun ecs DescribeInstances --region cn-hangzhou --InstanceIds '[\"i-1\"]'"
    );
}

#[test]
fn python_constructs_the_models_of_the_sdk() {
    let text = written(
        Spelling::Python,
        "hbr",
        "CreatePolicyV2",
        json!({ "RegionId": "cn-shanghai", "PolicyName": "daily \"7\"", "Rules": [
            { "RuleType": "BACKUP", "Schedule": "I|0|P1D", "KeepLatestSnapshots": 1 },
            { "RuleType": "TRANSITION", "Retention": 7, "Immutable": true },
        ] }),
    );
    let expected = r#"from alibabacloud_credentials.client import Client as Credentials
from alibabacloud_tea_openapi.models import Config
from alibabacloud_hbr20170908 import models
from alibabacloud_hbr20170908.client import Client

client = Client(Config(
    credential=Credentials(),
    region_id="cn-shanghai",
    endpoint="hbr.cn-shanghai.aliyuncs.com",
))
request = models.CreatePolicyV2Request(
    policy_name="daily \"7\"",
    rules=[
        models.CreatePolicyV2RequestRules(
            keep_latest_snapshots=1,
            rule_type="BACKUP",
            schedule="I|0|P1D",
        ),
        models.CreatePolicyV2RequestRules(
            immutable=True,
            retention=7,
            rule_type="TRANSITION",
        ),
    ],
)
response = client.create_policy_v2(request)
print(response.body.to_map())
"#;
    assert_eq!(text, expected);
}

#[test]
fn python_has_maps_json_texts_and_operations_without_a_request_as_the_sdk_has_them() {
    let python = |product, action, params| written(Spelling::Python, product, action, params);
    let text = python(
        "hbr",
        "CreateBackupJob",
        json!({ "InstanceId": "i-1", "Detail": { "diskIdList": [], "doCopy": false } }),
    );
    assert!(text.contains("    detail={\n        \"diskIdList\": [],\n        \"doCopy\": False,\n    },\n"), "{text}");
    let text = python("ecs", "DescribeInstances", json!({ "InstanceIds": ["i-1"] }));
    assert!(text.contains(r#"instance_ids="[\"i-1\"]","#), "{text}");
    let text = python("hbr", "DescribeBackupJobs2", json!({}));
    assert!(
        text.contains(
            "request = models.DescribeBackupJobs2Request()\nresponse = client.describe_backup_jobs_2(request)"
        ),
        "{text}"
    );
    assert!(python("hbr", "OpenHbrService", json!({})).contains("response = client.open_hbr_service()"));
}

#[test]
fn what_only_the_simulator_has_is_written_for_programs_of_the_simulator() {
    assert_eq!(Spelling::of("sim"), [Spelling::JavaScript, Spelling::Step]);
    assert_eq!(
        written(Spelling::JavaScript, "sim", "TopUp", json!({ "Amount": "1.00" })),
        "await simulator.call(\"sim\", \"TopUp\", {\n  \"Amount\": \"1.00\"\n})"
    );
    assert_eq!(
        written(Spelling::Step, "sim", "DescribeAccount", json!({})),
        r#"{"call":["sim","DescribeAccount",{}]}"#
    );
}
