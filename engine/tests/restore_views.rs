//! What the screens say of restores: what will be lost, what there is to choose from, how the jobs stand.

mod harness;
mod restoring;

use engine::{
    cloud::instance::InstanceStatus,
    command::{Command, InPlace, RestoreOrder, RestoreTarget},
    id::PointId,
    locale::Locale,
    rejection::{Problem, RestoreProblem},
    view::{
        consequence::consequences,
        ecs,
        restore::{self, CloneForm},
        restores::{self, RestoresQuery},
    },
};
use harness::Lab;
use serde_json::json;

/// An instance with a local disk, backed up, then resized, given a disk and written to for a day.
fn changed() -> (Lab, PointId) {
    let mut lab = Lab::of(&json!([{ "id": "i-db", "name": "db", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-sys", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 10, "write_gib_per_day": "2" },
        { "id": "d-data", "kind": "data", "category": "cloud_essd", "size_gib": 100, "used_gib": 10, "write_gib_per_day": "4" },
        { "id": "d-local", "kind": "data", "category": "local_ssd_pro", "size_gib": 400 } ] }]));
    lab.back_up("i-db", 30);
    lab.advance("PT1H");
    lab.ecs("ResizeDisk", json!({ "DiskId": "d-data", "NewSize": 200 }));
    let order = json!({ "RegionId": "cn-hangzhou", "InstanceId": "i-db", "DiskCategory": "cloud_essd", "Size": 20 });
    lab.ecs("CreateDisk", order);
    lab.advance("PT23H");
    lab.back_up("i-db", 30);
    lab.advance("PT1H");
    let point = lab.points()[0]["SnapshotId"].as_str().unwrap().into();
    (lab, point)
}

fn in_place(point: &PointId) -> Command {
    let target = RestoreTarget::Instance(InPlace { instance: "i-db".into(), force: false, boot: false });
    Command::Restore(RestoreOrder { point: point.clone(), region: None, target })
}

#[test]
fn res_03_what_a_restore_in_place_loses_is_said_before() {
    let (mut lab, point) = changed();
    lab.ecs("DetachDisk", json!({ "InstanceId": "i-db", "DiskId": "d-data" }));
    let said = |locale| {
        let all = consequences(lab.run.world(), &in_place(&point), locale);
        all.into_iter().map(|one| (one.rule.id(), one.text)).collect::<Vec<_>>()
    };
    let english = said(Locale::En);
    let rules: Vec<_> = english.iter().map(|(rule, _)| *rule).collect();
    let expected = ["RES-03", "MDL-01", "MDL-01", "RES-04", "RES-05", "RES-03", "RES-03", "CON-20", "MDL-14"];
    assert_eq!(rules, expected, "{english:?}");
    assert!(english[0].1.contains("since") && english[0].1.contains("(1 d 1 h)"), "{}", english[0].1);
    assert!(english[2].1.starts_with("d-data: 4.2"), "{}", english[2].1);
    assert_eq!(english[3].1, "d-data goes back from 200 GiB to 100 GiB.");
    assert_eq!(english[5].1, "Newer backup points stay: 1.");
    assert!(english[7].1.starts_with("d-local is a local"));
    let chinese = said(Locale::Zh);
    assert_eq!(chinese.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), expected);
    assert_eq!(chinese[5].1, "更新的备份点保留：1个。");
}

#[test]
fn res_02_res_05_and_res_10_what_keeps_a_point_from_being_restored_is_known_before() {
    let (mut lab, point) = changed();
    let view = |lab: &Lab| restore::restorable(lab.run.world(), &point).unwrap();
    let running = view(&lab);
    assert!(running.status == InstanceStatus::Running && !running.needs_force && !running.is_copy);
    assert_eq!((running.not_in_place, running.not_cloned), (None, None));
    lab.ecs("DetachDisk", json!({ "InstanceId": "i-db", "DiskId": "d-data" }));
    assert!(view(&lab).needs_force);
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-db", "Force": true }));
    assert_eq!(view(&lab).not_in_place, Some(Problem::InstanceReleased));
    assert_eq!(restore::restorable(lab.run.world(), &"s-none".into()), None);
    let data: PointId = lab.disk_points().into_iter().find(|part| part["DiskId"] == "d-data").unwrap()["SnapshotId"]
        .as_str()
        .unwrap()
        .into();
    let part = restore::restorable(lab.run.world(), &data).unwrap();
    assert_eq!((part.disk.as_deref(), part.not_cloned), (Some("d-data"), None));
    let system = lab.disk_points()[0]["SnapshotId"].clone();
    lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": system }));
    assert_eq!(view(&lab).not_cloned, Some(RestoreProblem::NoSystemDisk.into()));
}

#[test]
fn res_07_the_form_of_a_clone_offers_what_there_is_and_comes_to_an_order() {
    let (mut lab, point) = changed();
    let of = restore::restorable(lab.run.world(), &point).unwrap();
    let offered = restore::clone_choices(lab.run.world(), &of);
    assert_eq!((offered.name.as_str(), offered.host_name.as_str()), ("db-clone", "db"));
    let vpc = &offered.vpcs[0];
    let mut form = CloneForm {
        vswitch: vpc.vswitches[0].0.clone(),
        security_group: vpc.security_groups[0].0.clone(),
        instance_type: offered.instance_type.clone(),
        category: offered.category.code().to_owned(),
        level: offered.level.code().to_owned(),
        name: offered.name.clone(),
        host_name: offered.host_name.clone(),
        ..CloneForm::default()
    };
    let order = form.command(&of).unwrap();
    let said: Vec<_> = consequences(lab.run.world(), &order, Locale::En).into_iter().map(|one| one.rule.id()).collect();
    assert_eq!(said, ["RES-14", "CON-20", "MDL-14"]);
    lab.run.apply(order).unwrap();
    form.name = "1".to_owned();
    assert!(form.name_fault().is_some() && form.command(&of).is_err());
    assert_eq!(restore::disk_targets(lab.run.world(), &of).len(), 1, "the clone is not ready for a disk");
    let disk: PointId = lab.disk_points()[0]["SnapshotId"].as_str().unwrap().into();
    let part = restore::restorable(lab.run.world(), &disk).unwrap();
    lab.run.apply(restore::new_disk(&part, "i-db", "cloud_essd", "PL0")).unwrap();
    lab.stop("i-db");
    lab.advance("PT5M");
    lab.run.apply(restore::in_place(&part, false, true)).unwrap();
}

#[test]
fn job_03_and_con_20_the_list_of_restores_says_how_they_stand_and_what_was_not_part_of_them() {
    let (mut lab, point) = changed();
    lab.stop("i-db");
    let id = lab.roll_back("i-db", &json!(point));
    let region = lab.run.world().regions[0];
    let list = |lab: &Lab, query: &RestoresQuery| restores::restores(lab.run.world(), region, query).rows;
    let rows = list(&lab, &RestoresQuery::default());
    let row = &rows[0];
    assert_eq!((row.id.as_str(), row.source.as_str(), row.target.as_str()), (id.as_str(), "db", "i-db"));
    assert_eq!((row.status.api_name(), row.is_running, row.ended_at), ("CREATED", true, None));
    assert_eq!((row.children.len(), row.left_out.clone()), (2, vec!["d-local".to_owned()]));
    lab.advance("PT1H");
    let complete =
        RestoresQuery { status: Some(engine::backup::restore::RestoreStatus::Complete), ..RestoresQuery::default() };
    assert_eq!(list(&lab, &complete).len(), 1);
    let mut search = RestoresQuery::default();
    search.list.search = "no such".to_owned();
    assert!(list(&lab, &search).is_empty());
}

#[test]
fn res_02_an_instance_that_is_being_restored_says_why_it_is_left_alone() {
    let (mut lab, point) = changed();
    lab.stop("i-db");
    let region = lab.run.world().regions[0];
    let obstacle = |lab: &Lab| {
        let rows = ecs::instances(lab.run.world(), region, &ecs::EcsQuery::default()).rows;
        [rows[0].start_obstacle(Locale::En), rows[0].release_obstacle(Locale::En)]
    };
    assert_eq!(obstacle(&lab), [None, None]);
    lab.roll_back("i-db", &json!(point));
    assert!(obstacle(&lab).iter().all(|why| why.as_deref().is_some_and(|why| why.contains("is being restored"))));
}
