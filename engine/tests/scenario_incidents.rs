//! Incidents that a scenario brings: at an instant, or when and to whom the seed has it.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{scenario::Scenario, time::Seconds};
use harness::Lab;
use serde_json::{Value, json};

fn scenario(seed: u64, incidents: Value) -> Value {
    let disk =
        |id: &str| json!([{ "id": id, "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 10 }]);
    json!({
        "format": "cloud-backup-scenario/1", "name": "lab", "seed": seed, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou", "cn-shanghai"], "incidents": incidents,
        "instances": [
            { "id": "i-a", "name": "a", "disks": disk("d-a") }, { "id": "i-b", "name": "b", "disks": disk("d-b") },
            { "name": "c", "disks": disk("d-c") },
        ],
    })
}

fn lab(seed: u64, incidents: Value) -> Lab {
    Lab::of_scenario(&scenario(seed, incidents))
}

fn known(lab: &mut Lab) -> Vec<Value> {
    lab.call("sim", "DescribeIncidents", json!({}))["Incidents"].as_array().expect("a list").clone()
}

#[test]
fn mdl_16_an_outage_of_the_scenario_happens_in_its_time() {
    let outage = json!([{ "after": "PT6H", "kind": "RegionOutage", "region": "cn-hangzhou", "hours": 2 }]);
    let mut lab = lab(1, outage);
    lab.advance("PT5H59M59S");
    assert!(known(&mut lab).is_empty());
    lab.advance("PT1S");
    let incident = known(&mut lab).remove(0);
    assert_eq!((&incident["Time"], &incident["GoesOn"]), (&json!("2026-01-01T06:00:00+08:00"), &json!(true)));
    assert_eq!(incident["DueTime"], "2026-01-01T08:00:00+08:00");
    lab.advance("PT2H");
    assert_eq!(known(&mut lab)[0]["GoesOn"], false);
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_04_ransomware_of_the_scenario_hides_until_it_strikes() {
    let at = json!([{ "at": "2026-01-02T00:00:00+08:00", "kind": "RansomwareInfection", "instances": ["i-a", "c"],
                      "hidden_hours": 24 }]);
    let mut lab = lab(1, at);
    let quiet = lab.run.activity().total();
    lab.advance("P1D");
    let before = lab.run.digest();
    lab.advance("PT12H");
    assert!(known(&mut lab).is_empty());
    assert_eq!(lab.run.activity().total(), quiet, "nothing is told");
    assert_ne!(lab.run.digest(), before, "but it is there");
    lab.back_up("i-a", 7);
    lab.advance("PT12H");
    let incident = known(&mut lab).remove(0);
    assert_eq!(incident["Disks"], 2, "the instance without an id is meant by its name");
    assert_eq!(incident["Time"], "2026-01-03T00:00:00+08:00", "since when it had been there, nobody knows yet");
    assert!(lab.opens_to_the_same());
}

#[test]
fn the_seed_chooses_when_and_whom_and_always_the_same() {
    let drawn = |seed: u64| {
        let between = json!([
            { "between": ["PT1H", "2026-01-11T00:00:00+08:00"], "kind": "InstanceReleased", "any_of": ["i-a", "i-b", "c"] },
            { "between": ["PT1H", "P10D"], "kind": "DiskFailure", "any_of": ["d-a", "d-b", "d-c"] },
        ]);
        let mut lab = lab(seed, between);
        lab.advance("P10D");
        let mut found: Vec<_> =
            known(&mut lab).iter().map(|one| (one["Time"].to_string(), one["Text"].to_string())).collect();
        found.sort();
        found
    };
    let all: Vec<_> = (0..20).map(drawn).collect();
    assert_eq!(all, (0..20).map(drawn).collect::<Vec<_>>());
    let times = all.iter().flatten().map(|(time, _)| time).collect::<std::collections::BTreeSet<_>>();
    assert!(times.len() > 30, "{} instants", times.len());
    for name in ["a was released", "b was released", "c was released", "d-a failed", "d-b failed", "d-c failed"] {
        assert!(all.iter().flatten().any(|(_, text)| text.contains(name)), "{name}");
    }
}

#[test]
fn what_finds_nothing_left_to_befall_says_so() {
    let twice = json!([
        { "after": "PT1H", "kind": "InstanceReleased", "instance": "i-a" },
        { "after": "PT2H", "kind": "InstanceReleased", "instance": "i-a" },
    ]);
    let mut lab = lab(1, twice);
    lab.advance("P1D");
    assert_eq!(known(&mut lab).len(), 1);
    let last = lab.run.activity().iter().next_back().expect("an event");
    let text = engine::words::event(lab.run.world(), last.event, engine::locale::Locale::En);
    assert_eq!(text, "Incident of the scenario without effect: Release of an instance");
}

#[test]
fn every_kind_can_stand_in_a_scenario_and_the_same_comes_out_however_time_is_stepped() {
    let all = || {
        lab(
            3,
            json!([
                { "after": "P1D", "kind": "RansomwareInfection", "any_of": ["i-a", "i-b"], "hidden_hours": 30 },
                { "after": "P2D", "kind": "DataDeletion", "instance": "i-b", "disks": ["d-b"] },
                { "after": "P3D", "kind": "DiskFailure", "disk": "d-c" },
                { "after": "P4D", "kind": "RegionOutage", "region": "cn-shanghai", "hours": 5 },
                { "after": "P4D", "kind": "ReplicationLinkDown", "from": "cn-hangzhou", "to": "cn-shanghai", "hours": 50 },
                { "after": "P5D", "kind": "BackupDeletion" },
                { "after": "P6D", "kind": "MetadataSyncFailure", "jobs": 2 },
                { "after": "P7D", "kind": "PaymentOverdue" },
                { "after": "P8D", "kind": "InstanceReleased", "instance": "i-a" },
            ]),
        )
    };
    let (mut once, mut often) = (all(), all());
    once.advance("P12D");
    (0..288).for_each(|_| often.advance("PT1H"));
    assert_eq!(known(&mut once).len(), 9);
    assert_eq!(once.run.digest(), often.run.digest());
    assert!(once.opens_to_the_same());
}

#[test]
fn a_faulty_incident_is_told_with_its_place() {
    for (wrong, path, says) in [
        (json!({ "after": "P1D" }), "$.incidents[0].kind", "must be one of"),
        (json!({ "after": "P1D", "kind": "Meteorite" }), "$.incidents[0].kind", "RansomwareInfection"),
        (json!({ "kind": "PaymentOverdue" }), "$.incidents[0]", "one of at, after and between"),
        (json!({ "kind": "PaymentOverdue", "after": "P1D", "at": "2026-01-02T00:00:00Z" }), "$.incidents[0]", "one of"),
        (json!({ "kind": "PaymentOverdue", "after": "soon" }), "$.incidents[0].after", "soon"),
        (
            json!({ "kind": "PaymentOverdue", "at": "2025-01-01T00:00:00+08:00" }),
            "$.incidents[0].at",
            "before the start",
        ),
        (json!({ "kind": "PaymentOverdue", "between": ["P1D"] }), "$.incidents[0].between", "two instants"),
        (json!({ "kind": "PaymentOverdue", "between": ["P2D", "P1D"] }), "$.incidents[0].between", "not end before"),
        (json!({ "kind": "PaymentOverdue", "after": "P1D", "hours": 3 }), "$.incidents[0].hours", "unknown key"),
        (
            json!({ "kind": "RegionOutage", "after": "P1D", "region": "cn-beijing", "hours": 3 }),
            "$.incidents[0].region",
            "regions",
        ),
        (
            json!({ "kind": "RegionOutage", "after": "P1D", "region": "cn-hangzhou" }),
            "$.incidents[0].hours",
            "is required",
        ),
        (
            json!({ "kind": "RegionOutage", "after": "P1D", "region": "cn-hangzhou", "hours": 0 }),
            "$.incidents[0].hours",
            "1 to 8760",
        ),
        (
            json!({ "kind": "ReplicationLinkDown", "after": "P1D", "from": "cn-hangzhou", "to": "cn-hangzhou", "hours": 1 }),
            "$.incidents[0].to",
            "nothing is copied",
        ),
        (json!({ "kind": "DiskFailure", "after": "P1D" }), "$.incidents[0].disk", "is required"),
        (json!({ "kind": "DiskFailure", "after": "P1D", "disk": "d-none" }), "$.incidents[0].disk", "d-none"),
        (
            json!({ "kind": "InstanceReleased", "after": "P1D", "any_of": ["i-none"] }),
            "$.incidents[0].any_of[0]",
            "i-none",
        ),
        (
            json!({ "kind": "InstanceReleased", "after": "P1D", "any_of": ["i-a"], "instance": "i-b" }),
            "$.incidents[0].any_of",
            "together",
        ),
        (
            json!({ "kind": "RansomwareInfection", "after": "P1D", "instances": ["i-a"] }),
            "$.incidents[0].hidden_hours",
            "is required",
        ),
        (
            json!({ "kind": "RansomwareInfection", "after": "P1D", "hidden_hours": 1, "instances": [] }),
            "$.incidents[0].instances",
            "at least one",
        ),
        (
            json!({ "kind": "RansomwareInfection", "after": "P1D", "hidden_hours": 1, "instances": ["i-a", "i-a"] }),
            "$.incidents[0].instances[1]",
            "second time",
        ),
        (json!("a flood"), "$.incidents[0].kind", "must be one of"),
    ] {
        let faults = Scenario::from_value(&scenario(1, json!([wrong]))).expect_err("a fault");
        let told = faults.iter().any(|fault| fault.path == path && fault.message.to_string().contains(says));
        assert!(told, "{wrong}: {faults:?}");
    }
}

#[test]
fn incidents_of_the_start_itself_happen_there() {
    let mut lab = lab(1, json!([{ "at": "2026-01-01T00:00:00+08:00", "kind": "PaymentOverdue" }]));
    assert_eq!(known(&mut lab).len(), 1);
    lab.run.advance_to(lab.run.now() + Seconds(1));
    assert_eq!(known(&mut lab).len(), 1);
}
