//! Ransomware: it comes, hides, strikes, and comes back with what is restored (MDL-04).
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{
    cloud::{data::Condition, disk::Disk},
    id::DiskId,
    time::HOUR,
    view::clock,
};
use harness::Lab;
use serde_json::{Value, json};

fn inject(lab: &mut Lab, incident: Value) -> String {
    let answer = lab.call("sim", "InjectIncident", incident);
    answer["IncidentId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

fn infect(lab: &mut Lab, instances: &[&str], hidden_hours: u32) -> String {
    inject(lab, json!({ "Kind": "RansomwareInfection", "InstanceIds": instances, "HiddenHours": hidden_hours }))
}

/// Backs up at once and lets the backup complete; the point's id.
fn point(lab: &mut Lab, instance: &str) -> String {
    lab.back_up(instance, 30);
    lab.advance("PT1H");
    let points = lab.points();
    let mut of = points.iter().filter(|point| point["InstanceId"] == instance);
    of.next_back().expect("a point")["SnapshotId"].as_str().expect("an id").to_owned()
}

fn inspect(lab: &mut Lab, point: &str) -> Value {
    let answer = lab.call("sim", "InspectPoint", json!({ "SnapshotId": point }));
    assert!(answer.get("Code").is_none(), "{answer}");
    answer
}

fn disk<'l>(lab: &'l Lab, id: &str) -> &'l Disk {
    let world = lab.run.world();
    &world.disks[world.disk(&DiskId::from(id)).expect("a disk")]
}

fn snapshot_of(lab: &mut Lab, disk: &str) -> String {
    lab.snapshots().iter().find(|one| one["SourceDiskId"] == disk).expect("one")["SnapshotId"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn mdl_04_it_comes_hides_and_strikes_at_its_hour() {
    let mut lab = Lab::two_web_servers();
    infect(&mut lab, &["i-web1"], 48);
    assert_eq!(disk(&lab, "d-web1-data").condition(), Condition::Infected);
    assert_eq!(disk(&lab, "d-web2-sys").condition(), Condition::Clean);
    lab.advance("PT47H59M59S");
    assert_eq!(disk(&lab, "d-web1-sys").condition(), Condition::Infected);
    lab.advance("PT1S");
    for id in ["d-web1-sys", "d-web1-data"] {
        assert_eq!(disk(&lab, id).condition(), Condition::Encrypted, "{id}");
    }
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_04_points_before_between_and_after_are_clean_infected_and_encrypted_and_only_an_inspection_tells() {
    let mut lab = Lab::two_web_servers();
    let clean = point(&mut lab, "i-web1");
    infect(&mut lab, &["i-web1"], 24);
    let infected = point(&mut lab, "i-web1");
    lab.advance("P1D");
    let encrypted = point(&mut lab, "i-web1");
    let found: Vec<_> = [&clean, &infected, &encrypted].map(|id| inspect(&mut lab, id)["Condition"].clone()).into();
    assert_eq!(found, ["clean", "infected", "encrypted"]);
    let told = lab.points().iter().map(ToString::to_string).collect::<String>();
    assert!(!told.contains("infected") && !told.contains("encrypted"), "{told}");
    let [one, other] = [&clean, &infected].map(|id| inspect(&mut lab, id)["Disks"][0]["Checksum"].clone());
    assert_ne!(one, other);
    assert_eq!(one.as_str().map(str::len), Some(16));
}

#[test]
fn mdl_04_the_first_snapshot_after_the_strike_is_as_large_as_all_that_holds_data() {
    let mut lab = Lab::two_web_servers();
    let gib = |lab: &Lab, nth: usize| disk(lab, "d-web1-data").chain.iter().nth(nth).expect("one").stored.0 / 1_024;
    point(&mut lab, "i-web1");
    lab.advance("P1D");
    point(&mut lab, "i-web1");
    assert!(gib(&lab, 1) < 6, "a day's changes");
    infect(&mut lab, &["i-web1"], 0);
    assert_eq!(disk(&lab, "d-web1-data").condition(), Condition::Encrypted, "no hour to hide: it strikes at once");
    point(&mut lab, "i-web1");
    assert!(gib(&lab, 2) >= 50, "all of 50 GiB");
    lab.advance("P1D");
    point(&mut lab, "i-web1");
    assert!(gib(&lab, 3) < 6, "and a day's changes from then on");
}

#[test]
fn mdl_04_what_was_put_back_to_a_clean_point_in_time_is_spared() {
    let mut lab = Lab::two_web_servers();
    point(&mut lab, "i-web1");
    let clean = snapshot_of(&mut lab, "d-web1-data");
    infect(&mut lab, &["i-web1"], 48);
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("PT1H");
    lab.ecs("ResetDisk", json!({ "DiskId": "d-web1-data", "SnapshotId": clean }));
    lab.advance("P3D");
    assert_eq!(disk(&lab, "d-web1-data").condition(), Condition::Clean);
    assert_eq!(disk(&lab, "d-web1-sys").condition(), Condition::Encrypted, "the other disk was not put back");
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_04_and_mdl_05_what_is_restored_from_an_infected_point_strikes_again_as_long_after() {
    let mut lab = Lab::two_web_servers();
    infect(&mut lab, &["i-web1"], 24);
    point(&mut lab, "i-web1");
    let infected = snapshot_of(&mut lab, "d-web1-data");
    lab.advance("P2D");
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("PT1H");
    lab.ecs("ResetDisk", json!({ "DiskId": "d-web1-data", "SnapshotId": infected }));
    let made = lab.ecs("CreateDisk", json!({ "ZoneId": "cn-hangzhou-h", "SnapshotId": infected }));
    let made = made["DiskId"].as_str().unwrap().to_owned();
    for id in ["d-web1-data", &made] {
        assert_eq!(disk(&lab, id).condition(), Condition::Infected, "{id}");
    }
    lab.advance("PT23H59M");
    assert_eq!(disk(&lab, &made).condition(), Condition::Infected);
    lab.advance("PT1M");
    for id in ["d-web1-data", &made] {
        assert_eq!(disk(&lab, id).condition(), Condition::Encrypted, "{id}");
    }
    let incidents = lab.call("sim", "DescribeIncidents", json!({}));
    assert_eq!(incidents["Incidents"][0]["Disks"], 4, "two at first, two that were restored");
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_04_of_two_the_one_that_strikes_first_counts() {
    for (first, second) in [(72, 24), (24, 72)] {
        let mut lab = Lab::two_web_servers();
        infect(&mut lab, &["i-web2"], first);
        lab.advance("PT1H");
        infect(&mut lab, &["i-web2"], second);
        lab.advance("PT22H");
        assert_eq!(disk(&lab, "d-web2-sys").condition(), Condition::Infected);
        lab.advance("PT2H");
        assert_eq!(disk(&lab, "d-web2-sys").condition(), Condition::Encrypted);
        lab.advance("P4D");
        let incidents = lab.call("sim", "DescribeIncidents", json!({}))["Incidents"].clone();
        let struck: Vec<_> = incidents.as_array().unwrap().iter().map(|one| one["Disks"].clone()).collect();
        assert_eq!(struck, if first < second { [1, 0] } else { [0, 1] });
        assert!(incidents.as_array().unwrap().iter().all(|one| one["GoesOn"] == false));
    }
}

#[test]
fn snp_06_deleted_files_do_not_make_a_snapshot_smaller_and_the_point_is_not_clean() {
    let mut lab = Lab::two_web_servers();
    let before = point(&mut lab, "i-web1");
    inject(&mut lab, json!({ "Kind": "DataDeletion", "InstanceId": "i-web1", "DiskIds": ["d-web1-data"] }));
    let after = point(&mut lab, "i-web1");
    let full = |lab: &mut Lab, id: &str| {
        let points = lab.points();
        points.iter().find(|point| point["SnapshotId"] == id).expect("a point").clone()
    };
    assert_eq!(full(&mut lab, &before)["BytesTotal"], full(&mut lab, &after)["BytesTotal"]);
    let found = inspect(&mut lab, &after);
    assert_eq!(found["Condition"], "deleted");
    let conditions: Vec<_> = found["Disks"].as_array().unwrap().iter().map(|disk| disk["Condition"].clone()).collect();
    assert_eq!(conditions, ["clean", "deleted"], "only the disk that was named");
    assert!(disk(&lab, "d-web1-data").content(lab.run.now()).used.0 >= 50 * 1_024);
}

#[test]
fn mdl_04_an_infection_outlives_the_deletion_of_data() {
    let mut lab = Lab::two_web_servers();
    infect(&mut lab, &["i-web2"], 24);
    inject(&mut lab, json!({ "Kind": "DataDeletion", "InstanceId": "i-web2" }));
    assert_eq!(disk(&lab, "d-web2-sys").condition(), Condition::Deleted);
    lab.advance("P1D");
    assert_eq!(disk(&lab, "d-web2-sys").condition(), Condition::Encrypted);
    inject(&mut lab, json!({ "Kind": "DataDeletion", "InstanceId": "i-web2" }));
    assert_eq!(disk(&lab, "d-web2-sys").condition(), Condition::Encrypted, "what is worse stays");
}

#[test]
fn mdl_04_local_disks_are_not_spared_and_released_instances_are() {
    let mut lab = Lab::of(&json!([{ "id": "i-one", "name": "one", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-sys", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 10 },
        { "id": "d-local", "kind": "data", "category": "local_ssd_pro", "size_gib": 100, "used_gib": 10 } ] }]));
    infect(&mut lab, &["i-one"], 2);
    lab.advance("PT1H");
    inject(&mut lab, json!({ "Kind": "InstanceReleased", "InstanceId": "i-one" }));
    lab.advance("PT2H");
    assert_eq!(disk(&lab, "d-sys").condition(), Condition::Infected, "it went before the strike");
    let mut lab = Lab::of(&json!([{ "id": "i-one", "name": "one", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-sys", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 10 },
        { "id": "d-local", "kind": "data", "category": "local_ssd_pro", "size_gib": 100, "used_gib": 10 } ] }]));
    infect(&mut lab, &["i-one"], 0);
    assert_eq!(disk(&lab, "d-local").condition(), Condition::Encrypted);
}

#[test]
fn mdl_04_the_strike_is_not_announced() {
    let mut lab = Lab::two_web_servers();
    infect(&mut lab, &["i-web1"], 5);
    lab.back_up("i-web2", 30);
    lab.advance("PT1H");
    let next = clock::clock(&mut lab.run).next.expect("the point expires");
    assert!((next.at - lab.run.now()).0 > 24 * HOUR, "{next:?}");
    assert_eq!(lab.run.next_due().map(|at| (at - lab.run.now()).0), Some(4 * HOUR), "but it is due");
}

#[test]
fn mdl_04_the_same_comes_out_however_time_is_stepped() {
    let play = |step: &str, turns: u32| {
        let mut lab = Lab::two_web_servers();
        let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 5);
        lab.bind(&policy, &["i-web1"]);
        infect(&mut lab, &["i-web1", "i-web2"], 50);
        for _ in 0..turns {
            lab.advance(step);
        }
        lab.run.digest()
    };
    assert_eq!(play("P10D", 1), play("PT1H", 240));
}

#[test]
fn mdl_04_and_err_10_infections_that_make_no_sense_are_refused_and_change_nothing() {
    let mut lab = Lab::two_web_servers();
    let before = lab.run.digest();
    for (wrong, code) in [
        (json!({ "HiddenHours": 1 }), "Sim.NothingChosen"),
        (json!({ "InstanceIds": ["i-web1"] }), "Sim.MissingParameter"),
        (json!({ "InstanceIds": ["i-web1"], "HiddenHours": 8_761 }), "Sim.HoursOutOfRange"),
        (json!({ "InstanceIds": ["i-web1"], "HiddenHours": -1 }), "Sim.InvalidParameter"),
        (json!({ "InstanceIds": ["i-none"], "HiddenHours": 1 }), "InvalidInstanceId.NotFound"),
        (json!({ "InstanceIds": ["i-web1", "i-web1"], "HiddenHours": 1 }), "Sim.ChosenTwice"),
    ] {
        let mut incident = wrong.clone();
        incident["Kind"] = json!("RansomwareInfection");
        let answer = lab.call("sim", "InjectIncident", incident);
        assert_eq!(answer["Code"], code, "{wrong}");
        assert_eq!(lab.run.digest(), before, "{wrong}");
    }
    for (wrong, code) in [
        (json!({ "InstanceId": "i-web1", "DiskIds": ["d-web2-sys"] }), "InvalidDiskId.NotFound"),
        (json!({ "InstanceId": "i-web1", "DiskIds": ["d-none"] }), "InvalidDiskId.NotFound"),
        (json!({ "DiskIds": ["d-web1-sys"] }), "Sim.MissingParameter"),
    ] {
        let mut incident = wrong.clone();
        incident["Kind"] = json!("DataDeletion");
        assert_eq!(lab.call("sim", "InjectIncident", incident)["Code"], code, "{wrong}");
    }
    let answer = lab.call("sim", "InspectPoint", json!({ "SnapshotId": "s-none" }));
    assert_eq!(answer["Code"], "Sim.PointNotFound");
}
