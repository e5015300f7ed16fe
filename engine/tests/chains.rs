//! Snapshot chains as the interface shows them: their sizes under any order of deletions, their quota, and when a
//! snapshot can be used. What no operation here does is tested beside the chain itself.

mod harness;

use engine::{scenario::Scenario, simulation::Simulation, time::Timestamp};
use harness::Lab;
use proptest::prelude::*;
use serde_json::{Value, json};

/// One instance with one disk of this category.
fn one_disk(category: &str, settings: &Value) -> Lab {
    let scenario = json!({
        "format": "cloud-backup-scenario/1", "name": "lab", "seed": 7, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou"], "settings": settings,
        "instances": [{ "id": "i-one", "zone": "cn-hangzhou-h", "disks": [
            { "id": "d-one", "kind": "system", "category": category, "size_gib": 40, "used_gib": 10, "hot_gib": 4,
              "write_gib_per_day": "2", "growth_gib_per_day": "0.25" } ] }],
    });
    let run = Simulation::new(Scenario::from_value(&scenario).expect("a scenario without faults"));
    let start = run.now().0;
    Lab { run, start }
}

fn chain_size(lab: &mut Lab) -> u64 {
    let answer = lab.call("ecs", "DescribeSnapshotLinks", json!({}));
    answer["SnapshotLinks"]["SnapshotLink"][0]["TotalSize"].as_u64().unwrap_or(0)
}

fn sizes(points: &[Value]) -> Vec<u64> {
    points.iter().map(|point| point["ActualBytes"].as_str().unwrap().parse().unwrap()).collect()
}

fn newest_snapshot(lab: &mut Lab) -> Value {
    lab.snapshots().swap_remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mdl_03_a_deletion_changes_the_next_alone_and_never_makes_a_chain_longer(
        gaps in proptest::collection::vec(1_u32..40, 2..12),
        deletions in proptest::collection::vec(any::<prop::sample::Index>(), 1..12),
    ) {
        let mut lab = one_disk("cloud_essd", &json!({}));
        for hours in gaps {
            lab.back_up("i-one", 365);
            lab.advance(&format!("PT{hours}H"));
        }
        for index in deletions {
            let before = lab.points();
            if before.is_empty() {
                break;
            }
            let position = index.index(before.len());
            let (sizes_before, total) = (sizes(&before), chain_size(&mut lab));
            lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": before[position]["SnapshotId"] }));
            let after = lab.points();
            let sizes_after = sizes(&after);
            prop_assert_eq!(sizes_after.iter().sum::<u64>(), chain_size(&mut lab));
            prop_assert!(chain_size(&mut lab) <= total);
            for (number, size) in sizes_after.iter().enumerate() {
                let old = sizes_before[if number < position { number } else { number + 1 }];
                prop_assert!(*size == old || (number == position && *size > old));
            }
            if let Some(oldest) = lab.snapshots().last() {
                prop_assert_eq!(Some(sizes_after[0]), oldest["FullSnapshotSizeInBytes"].as_u64());
            }
        }
    }
}

#[test]
fn con_60_a_disk_has_256_snapshots_of_instance_backup_and_no_more() {
    let mut lab = one_disk("cloud_essd", &json!({}));
    let policy = lab.policy("hourly", &format!("I|{}|PT1H", lab.start), 60);
    lab.bind(&policy, &["i-one"]);
    lab.advance("PT255H");
    lab.advance("PT30M");
    assert_eq!(lab.points().len(), 256);
    lab.advance("PT1H");
    assert_eq!((lab.points().len(), lab.jobs()[0]["Status"].clone()), (256, json!("FAILED")));
    // A place that has become free is taken again.
    let oldest = lab.points().swap_remove(0);
    lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": oldest["SnapshotId"] }));
    lab.advance("PT1H");
    assert_eq!((lab.points().len(), lab.jobs()[0]["Status"].clone()), (256, json!("COMPLETE")));
}

#[test]
fn con_65_a_snapshot_can_be_used_before_it_is_complete_where_instant_access_is() {
    for (category, settings, usable_after) in [
        ("cloud_essd", json!({}), 10),
        ("cloud_auto", json!({ "instant_access_seconds": 30 }), 30),
        ("cloud_essd", json!({ "snapshot_creation_seconds": 0, "snapshot_creation_mib_per_second": 10_240 }), 1),
        ("cloud_efficiency", json!({}), 60 + 52),
    ] {
        let mut lab = one_disk(category, &settings);
        lab.back_up("i-one", 7);
        for (seconds, usable) in [(usable_after - 1, false), (usable_after, true)] {
            lab.run.advance_to(Timestamp(lab.start + seconds));
            assert_eq!(newest_snapshot(&mut lab)["Available"], usable, "{category} after {seconds} s");
        }
    }
}

#[test]
fn con_10_the_size_shown_is_that_of_the_last_midnight() {
    let mut lab = one_disk("cloud_essd", &json!({}));
    lab.advance("PT12H");
    lab.back_up("i-one", 7);
    lab.advance("PT6H");
    let shown = |lab: &Lab| {
        let world = lab.run.world();
        let disk = world.disks_by_id().next().unwrap();
        world.disks[disk].chain.shown_stored(world.now).bytes()
    };
    assert_eq!(shown(&lab), 0);
    lab.advance("PT6H");
    let first = chain_size(&mut lab);
    assert_eq!(shown(&lab), first);
    lab.advance("PT1H");
    lab.back_up("i-one", 7);
    assert!(chain_size(&mut lab) > first);
    assert_eq!(shown(&lab), first, "the day began with the first alone");
    lab.advance("P3D");
    assert_eq!(shown(&lab), chain_size(&mut lab));
}
