//! Scenario files: every fault is found, at its place.

use engine::{locale::Locale, scenario::Scenario};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A scenario of one instance with one disk; `change` edits it.
fn scenario(change: impl FnOnce(&mut Value)) -> Value {
    let mut value = json!({
        "format": "cloud-backup-scenario/1", "name": "one", "seed": 7, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou"],
        "instances": [ { "id": "i-a", "region": "cn-hangzhou", "zone": "cn-hangzhou-h", "type": "ecs.g7.large",
            "disks": [ { "id": "d-a", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 20 } ] } ],
    });
    change(&mut value);
    value
}

/// Checks where the faults of a changed scenario are.
#[track_caller]
fn check(change: impl FnOnce(&mut Value), expected: &[&str]) {
    let found: Vec<_> = match Scenario::from_value(&scenario(change)) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.into_iter().map(|fault| fault.path).collect(),
    };
    assert_eq!(found, expected);
}

#[test]
fn a_right_file_has_no_fault_and_what_is_left_out_has_defaults() {
    check(|_| {}, &[]);
    let read = Scenario::from_value(&scenario(|value| drop(value.as_object_mut().unwrap().remove("regions")))).unwrap();
    assert_eq!(read.regions.len(), 1);
    assert_eq!(read.zone.to_string(), "+08:00");
    assert!(read.account.cloud_backup_activated && !read.account.snapshot_service_enabled);
    assert_eq!(read.instances[0].name, "i-a");
}

#[test]
fn every_fault_is_listed_with_its_path() {
    check(|value| value["format"] = json!("cloud-backup-scenario/2"), &["$.format"]);
    check(|value| value["sedd"] = json!(1), &["$.sedd"]);
    check(|value| value["seed"] = json!(-1), &["$.seed"]);
    check(|value| value["start"] = json!("tomorrow"), &["$.start"]);
    check(|value| value["time_zone"] = json!("CST"), &["$.time_zone"]);
    check(|value| value["account"] = json!({ "balance": 5 }), &["$.account.balance"]);
    check(|value| value["regions"] = json!(["cn-hangzhou", "mars"]), &["$.regions[1]"]);
    check(|value| value["settings"] = json!({ "speed": 1 }), &["$.settings.speed"]);
    check(
        |value| value["settings"] = json!({ "snapshot_creation_seconds": -1 }),
        &["$.settings.snapshot_creation_seconds"],
    );
    check(|value| value["instances"][0]["zone"] = json!("cn-shanghai-b"), &["$.instances[0].zone"]);
    check(|value| value["instances"][0]["type"] = json!("large"), &["$.instances[0].type"]);
    check(|value| value["instances"][0]["status"] = json!("Paused"), &["$.instances[0].status"]);
    check(|value| value["instances"][0]["tags"] = json!({ "env": 1 }), &["$.instances[0].tags.env"]);
    check(|value| value["instances"][0]["id"] = json!("web"), &["$.instances[0].id", "$.instances[0].name"]);
    check(|value| value["instances"][0]["region"] = json!("cn-shanghai"), &["$.instances[0].zone"]);
    check(
        |value| value["instances"][0]["disks"][0]["performance_level"] = json!("PL2"),
        &["$.instances[0].disks[0].size_gib"],
    );
    check(|value| value["instances"][0]["disks"][0]["used_gib"] = json!(41), &["$.instances[0].disks[0].used_gib"]);
    check(|value| value["instances"][0]["disks"][0]["hot_gib"] = json!(21), &["$.instances[0].disks[0].hot_gib"]);
    check(
        |value| value["instances"][0]["disks"][0]["write_gib_per_day"] = json!(1.5),
        &["$.instances[0].disks[0].write_gib_per_day"],
    );
    check(|value| value["instances"][0]["disks"][0]["kind"] = json!("data"), &["$.instances[0].disks"]);
    check(|value| value["policies"] = json!([{ "PolicyName": "x" }]), &["$.policies[0]"]);
    check(
        |value| value["bindings"] = json!([{ "PolicyId": "po-x", "DataSourceId": "i-x" }]),
        &["$.bindings[0].PolicyId", "$.bindings[0].DataSourceId"],
    );
    check(|value| value["fleet"] = json!({ "count": 0 }), &["$.fleet.count", "$.fleet.template"]);
}

#[test]
fn a_fault_is_said_in_the_language_of_who_reads_it() {
    let said = |change: fn(&mut Value)| {
        let fault = Scenario::from_value(&scenario(change)).unwrap_err().remove(0);
        assert_eq!(fault.said(Locale::En), fault.to_string(), "programs read English");
        fault.said(Locale::Zh)
    };
    assert_eq!(said(|value| value["seed"] = json!(-1)), "$.seed：应为0至18446744073709551615的整数");
    // What a call would be refused for, and what its parameters lack.
    assert_eq!(said(|value| value["policies"] = json!([{}])), "$.policies[0]：`PolicyName`为必填项，未填写（API-04）");
    assert_eq!(
        said(|value| value["policies"] = json!([{ "PolicyName": "1x" }])),
        "$.policies[0]：名称以1开头，必须以文字开头。（POL-04）"
    );
    assert_eq!(
        said(|value| value["settings"] = json!({ "snapshot_creation_seconds": -1 })),
        "$.settings.snapshot_creation_seconds：`snapshot_creation_seconds`应为0至86400的整数（`s`）"
    );
}

#[test]
fn several_faults_come_in_the_order_of_the_parts() {
    check(
        |value| {
            value["seed"] = json!("7");
            value["instances"][0]["type"] = json!("large");
            value["instances"][0]["disks"][0]["size_gib"] = json!(0);
        },
        &["$.seed", "$.instances[0].type", "$.instances[0].disks[0].size_gib"],
    );
}

#[test]
fn con_34_a_disk_is_shared_only_by_multi_attach_and_the_same_everywhere() {
    let two = |first: Value, second: Value| {
        move |value: &mut Value| {
            let system = |id: &str| json!({ "id": id, "kind": "system", "size_gib": 40 });
            value["instances"] = json!([
                { "id": "i-a", "zone": "cn-hangzhou-h", "disks": [system("d-a"), first] },
                { "id": "i-b", "zone": "cn-hangzhou-h", "disks": [system("d-b"), second] },
            ]);
        }
    };
    let disk = |size: u32, shared: bool| json!({ "id": "d-s", "category": "cloud_essd", "size_gib": size, "multi_attach": shared });
    check(two(disk(100, true), disk(100, true)), &[]);
    check(two(disk(100, false), disk(100, false)), &["$.instances[1].disks[1].id"]);
    check(two(disk(100, true), disk(200, true)), &["$.instances[1].disks[1].id"]);
}

#[test]
fn a_fleet_varies_its_template_by_the_seed_alone() {
    let fleet = |seed: u64| {
        let value = scenario(|value| {
            value["seed"] = json!(seed);
            value["fleet"] = json!({ "prefix": "app", "count": 50, "template": {
                "disks": [ { "kind": "system", "size_gib": 100, "used_gib": 40, "hot_gib": 8 } ] } });
        });
        Scenario::from_value(&value).unwrap().instances
    };
    assert_eq!(fleet(1), fleet(1));
    assert_ne!(fleet(1), fleet(2));
    assert_eq!(fleet(1)[50].name, "app-0050");
    for instance in &fleet(1)[1..] {
        let disk = &instance.disks[0];
        assert!(disk.hot <= disk.used && disk.used <= disk.size);
        assert!((30 * 1_024..=50 * 1_024).contains(&disk.used.0), "{}", disk.used);
    }
}

#[test]
fn bundled_scenarios_have_no_fault() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/scenarios");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    for path in files.filter(|path| path.file_stem().is_some_and(|stem| stem != "index")) {
        let text = std::fs::read_to_string(path).unwrap();
        let read = Scenario::parse(&text).unwrap_or_else(|faults| panic!("{faults:?}"));
        assert_eq!(Scenario::from_value(&read.to_value()).unwrap(), read);
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec!["cloud_essd", "i-a", "cn-hangzhou", "1.5", "", "Running", "I|0|P1D"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        let keys = prop::sample::select(vec![
            "id",
            "name",
            "disks",
            "instances",
            "size_gib",
            "kind",
            "region",
            "zone",
            "fleet",
            "template",
            "count",
            "tags",
            "policies",
            "Rules",
            "RuleType",
            "Schedule",
            "PolicyName",
            "bindings",
            "PolicyId",
            "settings",
            "account",
            "other",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((keys, inner), 0..5).prop_map(|fields| Value::Object(
                fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
            )),
        ]
    })
}

proptest! {
    #[test]
    fn no_file_makes_the_reader_panic(key in prop::sample::select(vec!["instances", "fleet", "policies", "bindings", "account", "settings", "regions", "title"]), part in any_json()) {
        let _ = Scenario::from_value(&scenario(|value| value[key] = part.clone()));
        let _ = Scenario::from_value(&part);
    }
}
