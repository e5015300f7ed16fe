//! Commands to ECS replay like all others: from a save, in other slices, taken back.

mod harness;

use engine::{
    save::Save,
    simulation::{Replay, Simulation},
    time::Timestamp,
};
use harness::Lab;
use serde_json::json;

/// A few eventful days with every command of ECS.
fn eventful_days() -> Lab {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|PT6H", lab.start), 2);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    let made = lab.ecs(
        "RunInstances",
        json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h",
        "InstanceType": "ecs.g7.large", "Amount": 2, "DataDisk": [{ "Size": 100 }], "Tag": [{ "Key": "env" }] }),
    );
    let made = made["InstanceIdSets"]["InstanceIdSet"][0].clone();
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("PT7H");
    lab.ecs("StartInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("PT6H");
    let snapshot = lab.snapshots()[0]["SnapshotId"].clone();
    let disk =
        lab.ecs("CreateDisk", json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "SnapshotId": snapshot }));
    let disk = disk["DiskId"].clone();
    lab.ecs("AttachDisk", json!({ "DiskId": disk, "InstanceId": made }));
    lab.ecs("ResizeDisk", json!({ "DiskId": disk, "NewSize": 400 }));
    lab.advance("PT20H");
    lab.ecs("DetachDisk", json!({ "DiskId": disk, "InstanceId": made }));
    lab.ecs(
        "TagResources",
        json!({ "ResourceType": "instance", "ResourceId": ["i-web2"], "Tag": [{ "Key": "env", "Value": "prod" }] }),
    );
    lab.ecs("UntagResources", json!({ "ResourceType": "instance", "ResourceId": [made], "All": true }));
    let nightly = lab.ecs(
        "CreateAutoSnapshotPolicy",
        json!({ "regionId": "cn-hangzhou", "timePoints": [3, 15],
        "repeatWeekdays": [1, 2, 3, 4, 5, 6, 7], "retentionDays": 1 }),
    )["AutoSnapshotPolicyId"]
        .clone();
    let both = json!({ "autoSnapshotPolicyId": nightly, "diskIds": ["d-web2-sys", "d-web1-sys"] });
    lab.ecs("ApplyAutoSnapshotPolicy", both);
    let named = json!({ "DiskId": "d-web1-data", "SnapshotName": "kept", "RetentionDays": 2, "Tag": [{ "Key": "a" }] });
    let own = lab.ecs("CreateSnapshot", named)["SnapshotId"].clone();
    lab.advance("PT1H");
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("PT13H");
    lab.ecs("ResetDisk", json!({ "DiskId": "d-web1-data", "SnapshotId": own }));
    let spare = lab.ecs("CreateSnapshot", json!({ "DiskId": "d-web1-data" }))["SnapshotId"].clone();
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": spare }));
    lab.ecs("CancelAutoSnapshotPolicy", json!({ "diskIds": ["d-web1-sys"] }));
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web1", "Force": true }));
    lab.advance("P2D");
    lab
}

#[test]
fn a_save_of_them_opens_to_the_same_run() {
    let run = eventful_days().run;
    let text = Save::of(&run).to_text();
    let (opened, parting) = Replay::of(Save::read(&text).unwrap()).finish();
    assert_eq!((parting, opened.digest()), (None, run.digest()));
    assert_eq!(Save::of(&opened).to_text(), text);
}

#[test]
fn stepping_in_other_slices_comes_to_the_same() {
    let whole = eventful_days().run;
    let mut sliced = Simulation::new(whole.scenario().clone());
    let go = |run: &mut Simulation, end: Timestamp| {
        while run.now() < end {
            let next = Timestamp((run.now().0 + 1_009).min(end.0));
            while !run.step_until(next, 1).reached {}
        }
    };
    for entry in whole.journal().entries.clone() {
        go(&mut sliced, entry.at);
        sliced.apply(entry.command).unwrap();
    }
    go(&mut sliced, whole.now());
    assert_eq!(sliced.digest(), whole.digest());
}

#[test]
fn taking_them_back_and_going_on_comes_to_the_same() {
    let whole = eventful_days().run;
    let mut back = whole.clone();
    let middle = Timestamp(whole.world().start.0 + 13 * 3_600);
    back.rewind(middle).unwrap();
    for entry in whole.journal().entries.iter().filter(|entry| entry.at > middle) {
        back.advance_to(entry.at);
        back.apply(entry.command.clone()).unwrap();
    }
    back.advance_to(whole.now());
    assert_eq!(back.digest(), whole.digest());
}
