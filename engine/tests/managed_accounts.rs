//! Accounts that are backed up beside the own one (ACC-07, API-25), and what their managing account owes (ACC-05).
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{
    catalog::region::Region,
    cloud::managed::UserId,
    locale::Locale,
    rule::Rule,
    scenario::Scenario,
    view::{
        ecs::{self, EcsQuery},
        fleet::{self, FleetQuery},
        jobs::{self, JobsQuery},
        managed::{self, ManagedForm},
        plans::{self, PlansQuery},
        protect,
        scope::{self, Scope},
        snapshots,
    },
};
use harness::Lab;
use serde_json::{Value, json};

const SHOP: u64 = 1_234_567_890_123_456;
const BANK: u64 = 2_222_333_344_445_555;

fn instance(id: &str) -> Value {
    json!({ "id": id, "tags": { "env": "prod" },
            "disks": [{ "id": id.replace("i-", "d-"), "kind": "system", "size_gib": 40, "used_gib": 20 }] })
}

fn accounts() -> Value {
    json!([
        { "user_id": SHOP.to_string(), "role_name": "hbrcrossrole", "alias": "shop",
          "instances": [instance("i-shop1"), instance("i-shop2")] },
        { "user_id": BANK, "role_name": "BackupRole", "instances": [instance("i-bank")] },
    ])
}

fn lab() -> Lab {
    Lab::with(&json!([instance("i-own")]), json!({ "managed_accounts": accounts() }))
}

/// The account of the shop as calls name it.
fn of_shop(mut params: Value) -> Value {
    let more = json!({ "CrossAccountType": "CROSS_ACCOUNT", "CrossAccountUserId": SHOP,
                       "CrossAccountRoleName": "hbrcrossrole" });
    if let (Value::Object(params), Value::Object(more)) = (&mut params, more) {
        params.extend(more);
    }
    params
}

#[track_caller]
fn accepts(lab: &mut Lab, action: &str, params: Value) -> Value {
    let answer = lab.call("hbr", action, params);
    assert_eq!(answer["Success"], true, "{answer}");
    answer
}

/// Calls an operation that must be refused with this code by ACC-07, and change nothing.
#[track_caller]
fn refuses(lab: &mut Lab, action: &str, params: Value, code: &str) {
    let before = lab.run.digest();
    let answer = lab.call("hbr", action, params);
    assert_eq!((answer["Code"].as_str(), answer["Rule"].as_str()), (Some(code), Some("ACC-07")), "{answer}");
    assert_eq!(lab.run.digest(), before, "a refused call changed something");
}

/// A daily policy with the first instance of the shop bound to it.
fn protected() -> (Lab, String) {
    let mut lab = lab();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 5);
    let source = of_shop(json!({ "SourceType": "UDM_ECS", "DataSourceId": "i-shop1" }));
    accepts(
        &mut lab,
        "CreatePolicyBindings",
        json!({ "PolicyId": policy, "PolicyBindingList": [source, { "DataSourceId": "i-own" }] }),
    );
    (lab, policy)
}

fn shop_points(lab: &mut Lab) -> usize {
    let answer = accepts(lab, "DescribeUdmSnapshots", of_shop(json!({ "SourceType": "UDM_ECS" })));
    answer["Snapshots"].as_array().unwrap().len()
}

#[test]
fn acc_07_lists_show_the_own_account_or_the_one_that_they_name() {
    let (mut lab, _) = protected();
    lab.advance("P1DT12H");
    let lists = [
        ("DescribeBackupJobs2", "/BackupJobs/BackupJob", "InstanceId"),
        ("DescribeUdmSnapshots", "/Snapshots", "InstanceId"),
        ("DescribePolicyBindings", "/PolicyBindings", "DataSourceId"),
        ("ListProtectedResources", "/ProtectedResources", "ResourceId"),
    ];
    for (action, list, id) in lists {
        for (params, owner) in [(json!({}), "i-own"), (of_shop(json!({})), "i-shop1")] {
            let answer = accepts(&mut lab, action, params);
            let items = answer.pointer(list).and_then(Value::as_array).unwrap();
            assert!(!items.is_empty() && items.iter().all(|item| item[id] == owner), "{action}: {answer}");
        }
        refuses(&mut lab, action, json!({ "CrossAccountUserId": 7 }), "Sim.AccountNotManaged");
        refuses(&mut lab, action, json!({ "CrossAccountType": "CROSS_ACCOUNT" }), "Sim.MissingParameter");
        let other_role = json!({ "CrossAccountUserId": BANK, "CrossAccountRoleName": "hbrcrossrole" });
        refuses(&mut lab, action, other_role, "Sim.OtherRole");
        let both = json!({ "CrossAccountType": "SELF_ACCOUNT", "CrossAccountUserId": SHOP });
        refuses(&mut lab, action, both, "Sim.InvalidParameter");
    }
    let statistics = |params| json!({ "SourceType": "UDM_ECS", "CrossAccountUserId": params });
    for (user, count) in [(Value::Null, 1), (json!(SHOP), 1), (json!(BANK), 0)] {
        let answer = accepts(&mut lab, "GetBasicStatistics", statistics(user));
        assert_eq!(answer["GlobalStatistics"]["ProtectedResourceCount"], count);
    }
}

#[test]
fn acc_07_answers_say_whose_an_instance_is() {
    let (mut lab, _) = protected();
    let plan = json!({ "PlanName": "old", "InstanceId": "i-shop2", "Schedule": format!("I|{}|P1D", lab.start + 3_600),
                       "Retention": 7 });
    accepts(&mut lab, "CreateBackupPlan", of_shop(plan));
    lab.advance("P1D");
    let lists = [
        ("DescribeBackupJobs2", "/BackupJobs/BackupJob"),
        ("DescribePolicyBindings", "/PolicyBindings"),
        ("DescribeBackupPlans", "/BackupPlans/BackupPlan"),
    ];
    for (action, list) in lists {
        let answer = accepts(&mut lab, action, of_shop(json!({})));
        let item = &answer.pointer(list).unwrap()[0];
        assert_eq!(item["CrossAccountType"], "CROSS_ACCOUNT", "{action}");
        assert_eq!(
            (&item["CrossAccountUserId"], &item["CrossAccountRoleName"]),
            (&json!(SHOP), &json!("hbrcrossrole"))
        );
    }
    let own = accepts(&mut lab, "DescribePolicyBindings", json!({}))["PolicyBindings"][0].clone();
    assert_eq!((&own["CrossAccountType"], own.get("CrossAccountUserId")), (&json!("SELF_ACCOUNT"), None));
    assert_eq!(accepts(&mut lab, "DescribeBackupPlans", json!({}))["TotalCount"], 0);
}

#[test]
fn acc_07_what_is_asked_of_an_instance_names_its_account() {
    let mut lab = lab();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 5);
    let job = |id: &str| json!({ "SourceType": "UDM_ECS", "InstanceId": id, "Retention": 7 });
    let plan =
        |id: &str| json!({ "PlanName": "plan", "InstanceId": id, "Schedule": "I|1767283200|P1D", "Retention": 7 });
    let bind =
        |source: Value| json!({ "PolicyId": policy, "PolicyBindingList": [{ "DataSourceId": "i-own" }, source] });
    let source = |id: &str| json!({ "DataSourceId": id });
    for wrong in ["i-own", "i-bank"] {
        refuses(&mut lab, "CreateBackupJob", of_shop(job(wrong)), "Sim.OtherAccount");
        refuses(&mut lab, "CreateBackupPlan", of_shop(plan(wrong)), "Sim.OtherAccount");
        refuses(&mut lab, "CreatePolicyBindings", bind(of_shop(source(wrong))), "Sim.OtherAccount");
        refuses(&mut lab, "DeleteUdmEcsInstance", of_shop(json!({ "InstanceId": wrong })), "Sim.OtherAccount");
    }
    refuses(&mut lab, "CreateBackupJob", job("i-shop1"), "Sim.OtherAccount");
    refuses(&mut lab, "CreateBackupPlan", plan("i-shop1"), "Sim.OtherAccount");
    refuses(&mut lab, "CreatePolicyBindings", bind(source("i-shop1")), "Sim.OtherAccount");
    let mut other_role = of_shop(job("i-shop1"));
    other_role["CrossAccountRoleName"] = json!("BackupRole");
    refuses(&mut lab, "CreateBackupJob", other_role, "Sim.OtherRole");
    let mut forever = job("i-shop1");
    forever["Retention"] = json!(-1);
    let answer = lab.call("hbr", "CreateBackupJob", forever);
    assert_eq!(answer["Rule"], "ERR-01", "a documented error comes first");
    accepts(&mut lab, "CreateBackupJob", of_shop(job("i-shop1")));
    lab.advance("PT2H");
    assert_eq!((shop_points(&mut lab), lab.points().len()), (1, 0));
    accepts(&mut lab, "DeleteUdmEcsInstance", of_shop(json!({ "InstanceId": "i-shop1" })));
}

#[test]
fn acc_07_ecs_and_tags_know_the_own_account_alone() {
    let (mut lab, _) = protected();
    lab.advance("P1D");
    let own_only = |items: Vec<Value>, id: &str, own: &str| items.len() == 1 && items[0][id] == own;
    assert!(own_only(lab.ecs_list("DescribeInstances", ["Instances", "Instance"], json!({})), "InstanceId", "i-own"));
    assert!(own_only(lab.ecs_list("DescribeDisks", ["Disks", "Disk"], json!({})), "DiskId", "d-own"));
    assert!(own_only(lab.snapshots(), "SourceDiskId", "d-own"));
    let chains = lab.ecs_list("DescribeSnapshotLinks", ["SnapshotLinks", "SnapshotLink"], json!({}));
    assert!(own_only(chains, "SourceDiskId", "d-own"));
    assert_eq!(lab.ecs("DescribeSnapshotsUsage", json!({}))["SnapshotCount"], 1);
    lab.ecs_refuses("StopInstance", json!({ "InstanceId": "i-shop1" }), "InvalidInstanceId.NotFound", "ERR-10");
    lab.ecs_refuses("CreateSnapshot", json!({ "DiskId": "d-shop1" }), "InvalidDiskId.NotFound", "ERR-10");
    let tags = json!([lab.daily(7_200), { "RuleType": "TRANSITION", "Retention": 7 },
        { "RuleType": "TAG", "TagFilters": [{ "Key": "env", "Operator": "EQUAL", "Value": "prod" }] }]);
    let policy = lab.create_policy(tags)["PolicyId"].clone();
    let of_policy = json!({ "PolicyId": policy, "CrossAccountUserId": SHOP });
    assert_eq!(accepts(&mut lab, "DescribePolicyBindings", of_policy)["TotalCount"], 0);
}

#[test]
fn acc_07_plans_of_an_account_no_longer_managed_stop_and_its_points_stay_until_they_expire() {
    let (mut lab, policy) = protected();
    lab.advance("P2DT12H");
    assert_eq!(shop_points(&mut lab), 3);
    accepts(&mut lab, "DeleteCrossAccount", of_shop(json!({})));
    lab.advance("P1D");
    assert_eq!((shop_points(&mut lab), lab.points().len()), (3, 4), "only the own instance is backed up");
    let job = json!({ "SourceType": "UDM_ECS", "InstanceId": "i-shop1", "Retention": 7 });
    refuses(&mut lab, "CreateBackupJob", of_shop(job), "Sim.AccountNotManaged");
    let rules = accepts(&mut lab, "DescribePoliciesV2", json!({}));
    let rule = rules["Policies"][0]["Rules"][0]["RuleId"].clone();
    let run = json!({ "PolicyId": policy, "RuleId": rule, "DataSourceId": "i-shop1", "SourceType": "UDM_ECS" });
    refuses(&mut lab, "ExecutePolicyV2", run.clone(), "Sim.AccountNotManaged");
    accepts(&mut lab, "ExecutePolicyV2", json!({ "PolicyId": policy, "RuleId": rule, "SourceType": "UDM_ECS" }));
    lab.advance("P10D");
    assert_eq!(shop_points(&mut lab), 0, "they expired in their time");
    accepts(&mut lab, "AddCrossAccount", of_shop(json!({ "Alias": "again" })));
    lab.advance("P1D");
    assert_eq!(shop_points(&mut lab), 1, "its plan goes on");
    accepts(&mut lab, "ExecutePolicyV2", run);
    assert_eq!(lab.count_of(Rule::Acc07), 2);
    assert!(lab.opens_to_the_same());
}

#[test]
fn api_25_accounts_are_added_listed_and_removed() {
    let mut lab = lab();
    let listed = |lab: &mut Lab| {
        let answer = accepts(lab, "DescribeCrossAccounts", json!({}));
        answer["CrossAccounts"]["CrossAccount"].as_array().unwrap().clone()
    };
    let users = |list: &[Value]| list.iter().map(|one| one["CrossAccountUserId"].as_u64().unwrap()).collect::<Vec<_>>();
    let first = listed(&mut lab);
    assert_eq!(users(&first), [SHOP, BANK]);
    assert_eq!((&first[0]["Alias"], &first[0]["CreatedTime"]), (&json!("shop"), &json!(lab.start)));
    refuses(&mut lab, "AddCrossAccount", of_shop(json!({})), "Sim.AlreadyManaged");
    let third = json!({ "CrossAccountUserId": 77, "CrossAccountRoleName": "BackupRole", "Alias": "third" });
    lab.advance("P1D");
    refuses(&mut lab, "DeleteCrossAccount", third.clone(), "Sim.AccountNotManaged");
    accepts(&mut lab, "AddCrossAccount", third.clone());
    assert_eq!(users(&listed(&mut lab)), [77, SHOP, BANK]);
    let role = |role: &str| json!({ "CheckRoleType": "CrossAccountRole", "CrossAccountUserId": 77, "CrossAccountRoleName": role });
    accepts(&mut lab, "CheckRole", role("BackupRole"));
    refuses(&mut lab, "CheckRole", role("other"), "Sim.OtherRole");
    let page = accepts(&mut lab, "DescribeCrossAccounts", json!({ "PageSize": 1, "PageNumber": 3 }));
    assert_eq!(users(page["CrossAccounts"]["CrossAccount"].as_array().unwrap()), [BANK]);
    assert_eq!(page["TotalCount"], 3);
    let mut other = third.clone();
    other["CrossAccountRoleName"] = json!("other");
    refuses(&mut lab, "DeleteCrossAccount", other.clone(), "Sim.OtherRole");
    accepts(&mut lab, "DeleteCrossAccount", third.clone());
    refuses(&mut lab, "AddCrossAccount", other, "Sim.OtherRole");
    assert_eq!(users(&listed(&mut lab)), [SHOP, BANK]);
    let no_role = json!({ "CrossAccountUserId": 78, "CrossAccountRoleName": "not a role" });
    refuses(&mut lab, "AddCrossAccount", no_role, "Sim.InvalidRoleName");
    for locale in Locale::ALL {
        let last = lab.run.activity().iter().last().unwrap();
        assert!(engine::words::event(lab.run.world(), last.event, locale).contains("77"));
    }
    assert!(lab.opens_to_the_same());
}

#[test]
fn acc_05_arrears_of_the_managing_account_delete_the_points_of_those_it_manages() {
    let (mut lab, _) = protected();
    lab.advance("PT12H");
    lab.call("sim", "InjectIncident", json!({ "Kind": "PaymentOverdue" }));
    lab.advance("P1D");
    assert!(shop_points(&mut lab) > 0);
    accepts_nothing(&mut lab);
    lab.advance("P15D");
    assert_eq!((shop_points(&mut lab), lab.points().len()), (0, 0));
    assert!(lab.opens_to_the_same());
}

/// A suspended account changes nothing about the accounts it manages.
fn accepts_nothing(lab: &mut Lab) {
    for action in ["AddCrossAccount", "DeleteCrossAccount"] {
        assert_eq!(lab.call("hbr", action, of_shop(json!({})))["Rule"], "ACC-05");
    }
}

#[test]
fn acc_07_storage_of_managed_accounts_is_billed_to_the_managing_one() {
    let (mut lab, _) = protected();
    lab.advance("P3D");
    let span = json!({ "From": "2026-01-01T00:00:00+08:00", "To": "2026-01-04T00:00:00+08:00", "GroupBy": "instance" });
    let bill = lab.call("sim", "DescribeBill", span);
    let billed: Vec<_> = bill["Items"].as_array().unwrap().iter().map(|line| &line["InstanceId"]).collect();
    assert!(billed.contains(&&json!("i-shop1")) && billed.contains(&&json!("i-own")), "{bill}");
}

#[test]
fn acc_07_faults_of_managed_accounts_in_a_scenario_are_told_at_their_places() {
    let shared = json!({ "id": "d-both", "kind": "data", "size_gib": 40, "multi_attach": true });
    let with = |id: &str| json!({ "id": id, "disks": [{ "kind": "system", "size_gib": 40 }, shared] });
    let scenario = json!({
        "format": "cloud-backup-scenario/1", "name": "faulty", "seed": 7, "start": "2026-01-01T00:00:00+08:00",
        "instances": [with("i-own")],
        "managed_accounts": [
            { "user_id": SHOP, "role_name": "hbrcrossrole", "instances": [with("i-shop"), instance("i-own")] },
            { "user_id": SHOP, "role_name": "not a role", "color": "red" },
            { "user_id": "x", "role_name": "BackupRole", "alias": 5, "instances": [{ "id": "i-x" }] },
            { "role_name": "BackupRole" },
            7,
        ],
    });
    let faults = Scenario::from_value(&scenario).unwrap_err();
    let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
    let wanted = [
        "$.managed_accounts[0].instances[0].disks[1].id",
        "$.managed_accounts[0].instances[1].id",
        "$.managed_accounts[1].user_id",
        "$.managed_accounts[1].role_name",
        "$.managed_accounts[1].color",
        "$.managed_accounts[2].user_id",
        "$.managed_accounts[2].alias",
        "$.managed_accounts[2].instances[0].disks",
        "$.managed_accounts[3].user_id",
        "$.managed_accounts[4]",
    ];
    for path in wanted {
        assert!(paths.contains(&path), "{path} is not among {paths:#?}");
    }
    assert_eq!(faults.len(), wanted.len(), "{faults:#?}");
}

#[test]
fn acc_07_a_scenario_may_bind_instances_of_managed_accounts() {
    let binding = |user: u64| {
        json!([{ "PolicyId": "po-1", "DataSourceId": "i-bank", "CrossAccountType": "CROSS_ACCOUNT",
                 "CrossAccountUserId": user, "CrossAccountRoleName": "BackupRole" }])
    };
    let more = |user: u64| {
        let rules = json!([{ "RuleType": "BACKUP", "Schedule": "I|1767200400|P1D" },
                           { "RuleType": "TRANSITION", "Retention": 7 }]);
        json!({ "managed_accounts": accounts(), "bindings": binding(user),
                "policies": [{ "PolicyId": "po-1", "PolicyName": "daily", "Rules": rules }] })
    };
    let mut lab = Lab::with(&json!([instance("i-own")]), more(BANK));
    lab.advance("P1DT2H");
    let points = accepts(&mut lab, "DescribeUdmSnapshots", json!({ "CrossAccountUserId": BANK }));
    assert!(points["TotalCount"].as_u64().unwrap() > 0);
    let mut scenario = lab.run.scenario().to_value();
    scenario["bindings"] = binding(SHOP);
    let faults = Scenario::from_value(&scenario).unwrap_err();
    assert_eq!((faults[0].path.as_str(), faults[0].rule), ("$.bindings[0].CrossAccountUserId", Some(Rule::Acc07)));
}

#[test]
fn acc_07_screens_show_one_account_at_a_time_and_ecs_the_own() {
    let (mut lab, policy) = protected();
    lab.advance("P1D");
    let world = lab.run.world();
    let region = Region::parse("cn-hangzhou").unwrap();
    let of = |account: Option<u64>| Scope { region, account: account.and_then(UserId::new) };
    for (scope, bound, count) in [(of(None), "i-own", 1), (of(Some(SHOP)), "i-shop1", 2)] {
        let with_unprotected = FleetQuery { with_unprotected: true, ..FleetQuery::default() };
        assert_eq!(fleet::fleet(world, scope, &with_unprotected).instances, count);
        let seen = fleet::fleet(world, scope, &FleetQuery::default()).page.rows;
        assert!(seen.iter().all(|row| row.id.as_str() == bound) && seen.len() == 1);
        let seen = plans::plans(world, scope, &PlansQuery::default()).rows;
        assert!(seen.iter().all(|row| row.instance.as_str() == bound) && seen.len() == 1);
        assert_eq!(jobs::jobs(world, scope, &JobsQuery::default()).rows.len(), 1);
        assert_eq!(protect::unprotected(world, scope).len(), count - 1);
    }
    let of_policy = PlansQuery { policy: Some(policy.as_str().into()), ..PlansQuery::default() };
    assert_eq!(plans::plans(world, region, &of_policy).rows.len(), 2, "a policy shows its instances of all accounts");
    assert_eq!(ecs::instances(world, region, &EcsQuery::default()).rows.len(), 1);
    let own = world.disk(&"d-own".into()).unwrap();
    assert_eq!(snapshots::occupied(world, region), world.disks[own].chain.stored());
    let names: Vec<_> = scope::accounts(world).into_iter().map(|account| account.name).collect();
    assert_eq!(names, ["shop".to_owned(), BANK.to_string()]);
}

#[test]
fn api_25_the_form_checks_as_the_command_does_and_the_list_counts_what_is_theirs() {
    let mut lab = Lab::two_web_servers();
    let form =
        |user: &str, role: &str| ManagedForm { user: user.to_owned(), role: role.to_owned(), alias: String::new() };
    for (user, role, rule) in [("12a", "role", "ACC-07"), ("1234567890123456", "no role", "ACC-07")] {
        assert_eq!(form(user, role).check(lab.run.world()).unwrap_err().rule().id(), rule, "{user} {role}");
    }
    let command = form(" 1234567890123456 ", "role").check(lab.run.world()).unwrap();
    lab.run.apply(command).unwrap();
    assert_eq!(form("1234567890123456", "role").check(lab.run.world()).unwrap_err().code(), "Sim.AlreadyManaged");
    let rows = managed::accounts(lab.run.world());
    assert_eq!((rows.len(), rows[0].is_managed, rows[0].instances, rows[0].points), (1, true, 0, 0));
}
