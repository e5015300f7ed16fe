//! What the services answer about a set-up makes the same set-up.

mod harness;

use engine::{
    import::{self, LeftOut, Usage, Usages},
    scenario::Scenario,
    simulation::Simulation,
    units::Mib,
};
use harness::Lab;
use serde_json::{Value, json};

const ANSWERS: [(&str, &str); 4] = [
    ("ecs", "DescribeInstances"),
    ("ecs", "DescribeDisks"),
    ("hbr", "DescribePoliciesV2"),
    ("hbr", "DescribePolicyBindings"),
];

fn answers(lab: &mut Lab) -> Vec<Value> {
    ANSWERS.map(|(product, action)| lab.call(product, action, json!({ "MaxResults": 100, "PageSize": 100 }))).to_vec()
}

fn open(scenario: &Value) -> Lab {
    let run = Simulation::new(Scenario::from_value(scenario).unwrap_or_else(|faults| panic!("{faults:?}")));
    let start = run.now().0;
    Lab { run, start }
}

fn set_up() -> Lab {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        lab.daily(3_600),
        { "RuleType": "TRANSITION", "Retention": 120, "ArchiveDays": 15,
          "RetentionRules": [{ "AdvancedRetentionType": "WEEKLY", "Retention": 240 }] },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 30 },
        { "RuleType": "SECURITY", "Immutable": true },
    ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    let bindings = json!([
        { "SourceType": "UDM_ECS", "DataSourceId": "i-web1", "PolicyBindingDescription": "the shop",
          "AdvancedOptions": { "UdmDetail": { "ExcludeDiskIdList": ["d-web1-data"] } } },
        { "SourceType": "UDM_ECS", "DataSourceId": "i-web2", "Disabled": "true" },
    ]);
    let bound = lab.call("hbr", "CreatePolicyBindings", json!({ "PolicyId": policy, "PolicyBindingList": bindings }));
    assert_eq!(bound["Success"], true, "{bound}");
    lab
}

#[test]
fn what_was_exported_is_imported_as_the_same() {
    let mut lab = set_up();
    let documents = answers(&mut lab);
    let imported = import::scenario(&documents, &Usages::default(), lab.run.now()).unwrap();
    assert_eq!(imported.left_out, []);
    assert_eq!((imported.instances, imported.policies, imported.bindings), (2, 1, 2));
    let mut again = open(&imported.scenario);
    for ((_, action), (before, after)) in ANSWERS.into_iter().zip(documents.iter().zip(answers(&mut again))) {
        let mut strip = (before.clone(), after);
        for value in [&mut strip.0, &mut strip.1] {
            // When things were made, addresses of the network and ids of bindings are no part of a set-up.
            forget(
                value,
                &["RequestId", "CreatedTime", "UpdatedTime", "PolicyBindingId", "CreationTime", "AttachedTime"],
            );
            forget(value, &["VpcAttributes", "NetworkInterfaces", "SecurityGroupIds", "PrimaryIpAddress", "StartTime"]);
            forget(value, &["VSwitchId", "VpcId", "SecurityGroupId"]);
        }
        assert_eq!(strip.1, strip.0, "{action}");
    }
}

/// Takes these fields out, wherever they stand.
fn forget(value: &mut Value, names: &[&str]) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !names.contains(&name.as_str()));
            fields.values_mut().for_each(|value| forget(value, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| forget(value, names)),
        _ => {}
    }
}

#[test]
fn mdl_01_what_the_services_do_not_say_is_as_it_was_given_for_the_kind_of_disk() {
    let mut lab = set_up();
    let documents = answers(&mut lab);
    let usage =
        |used_percent, gib| Usage { used_percent, written: Mib::from_gib(gib), hot_percent: 50, growth: Mib(1) };
    let usages = Usages { system: usage(25, 1), data: usage(80, 9) };
    let imported = import::scenario(&documents, &usages, lab.run.now()).unwrap();
    let opened = open(&imported.scenario);
    let spec = |id: &str| {
        let disks = opened.run.scenario().instances.iter().flat_map(|instance| &instance.disks);
        disks.clone().find(|disk| disk.id.as_ref().is_some_and(|found| found.as_str() == id)).unwrap()
    };
    let system = spec("d-web1-sys");
    assert_eq!(
        (system.used, system.write_per_day, system.hot),
        (Mib::from_gib(10), Mib::from_gib(1), Mib::from_gib(5))
    );
    let data = spec("d-web1-data");
    assert_eq!((data.used, data.write_per_day, data.growth_per_day), (Mib::from_gib(160), Mib::from_gib(9), Mib(1)));
}

#[test]
fn what_has_no_place_in_the_simulation_is_left_out_and_said() {
    let documents = vec![
        json!({ "Instances": { "Instance": [
            { "InstanceId": "i-a", "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "InstanceType": "ecs.g7.large", "Status": "Stopped" },
            { "InstanceId": "i-b", "RegionId": "mars-1", "InstanceType": "ecs.g7.large" },
            { "InstanceId": "i-c", "RegionId": "cn-hangzhou", "InstanceType": "strange" } ] } }),
        json!({ "Disks": { "Disk": [
            { "DiskId": "d-a", "Type": "system", "Category": "cloud_essd", "Size": 40, "InstanceId": "i-a", "PerformanceLevel": "PL1" },
            { "DiskId": "d-b", "Type": "data", "Category": "floppy", "Size": 1, "InstanceId": "i-a" },
            { "DiskId": "d-c", "Type": "data", "Category": "cloud_essd", "Size": 40 } ] } }),
        json!({ "Policies": [{ "PolicyId": "po-file", "PolicyType": "STANDARD", "PolicyName": "files", "Rules": [] }] }),
        json!({ "PolicyBindings": [{ "PolicyId": "po-file", "SourceType": "ECS_FILE", "DataSourceId": "i-a" }] }),
        json!({ "something": "else" }),
    ];
    let imported = import::scenario(&documents, &Usages::default(), engine::time::Timestamp(1_767_196_800)).unwrap();
    let text = str::to_owned;
    assert_eq!(
        imported.left_out,
        [
            LeftOut::Region(text("i-b"), text("mars-1")),
            LeftOut::NoDisks(text("i-c")),
            LeftOut::InstanceType(text("i-c"), text("strange")),
            LeftOut::DiskCategory(text("d-b"), text("floppy")),
            LeftOut::Detached(text("d-c")),
            LeftOut::PolicyType(text("po-file"), text("STANDARD")),
            LeftOut::Binding(text("po-file"), text("i-a")),
            LeftOut::Document(5),
        ]
    );
    let opened = open(&imported.scenario);
    assert_eq!(opened.run.world().instances_by_id().count(), 2);
}

#[test]
fn without_an_instance_there_is_nothing_to_rehearse() {
    let faults = import::scenario(&[json!({})], &Usages::default(), engine::time::Timestamp(0)).unwrap_err();
    assert!(faults[0].to_string().contains("DescribeInstances"));
}
