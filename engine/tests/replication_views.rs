//! What screens show of copies in other regions.

mod harness;

use engine::{
    backup::replication::CopyStatus,
    catalog::region::Region,
    locale::Locale,
    rejection::Rejection,
    view::{
        find::{self, Target},
        fleet::{self, FleetQuery},
        history, jobs, links, protect, snapshots,
    },
};
use harness::Lab;
use serde_json::json;

fn region(id: &str) -> Region {
    Region::parse(id).unwrap()
}

/// The first web server backed up and copied to Shanghai, so long ago.
fn copied(since: &str) -> Lab {
    let mut lab = Lab::two_web_servers();
    let params = json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web1", "Retention": 30,
                         "Detail": { "doCopy": true, "destinationRegionId": "cn-shanghai" } });
    assert_eq!(lab.call("hbr", "CreateBackupJob", params)["Success"], true);
    lab.advance(since);
    lab
}

#[test]
fn res_11_the_destination_lists_a_replicated_instance_with_nothing_to_do_but_its_points() {
    let lab = copied("PT1H");
    let query = FleetQuery::default();
    let view = fleet::fleet(lab.run.world(), region("cn-shanghai"), &query);
    let row = &view.page.rows[0];
    assert_eq!((row.name.as_str(), row.points, row.disks), ("web-1", 1, 2));
    assert_eq!(row.replicated_from, Some(region("cn-hangzhou")));
    assert!(!row.listed && row.policies.is_empty() && row.latest.is_none());
    assert_eq!((view.protected, view.instances), (0, 0), "it is no instance of the region");
    let own = fleet::fleet(lab.run.world(), region("cn-hangzhou"), &query);
    assert_eq!(own.page.rows.len(), 1);
    assert_eq!(own.page.rows[0].replicated_from, None);
}

#[test]
fn res_11_a_history_has_a_lane_for_each_region_and_each_leads_to_its_points() {
    let lab = copied("PT1H");
    let world = lab.run.world();
    let (web, shanghai) = ("i-web1".into(), region("cn-shanghai"));
    let holder = |region| history::holder(world, &web, region).unwrap();
    let own = history::history(world, holder(region("cn-hangzhou")));
    assert_eq!((own.own.points.len(), own.copies.len(), own.copied_from), (1, 1, None));
    assert_eq!(own.regions, [(region("cn-hangzhou"), 1), (shanghai, 1)]);
    let there = history::history(world, holder(shanghai));
    assert_eq!((there.own.region, there.own.points.len()), (shanghai, 1));
    assert_eq!((there.copies.len(), there.copied_from), (0, Some(region("cn-hangzhou"))));
    assert_eq!(there.regions, own.regions);
    let created = there.own.points[0].created;
    let ids = [region("cn-hangzhou"), shanghai].map(|region| history::id(world, &web, region, created).unwrap());
    assert_ne!(ids[0], ids[1]);
    assert_eq!(history::point(world, &ids[1]).unwrap().copied_from, Some(region("cn-hangzhou")));
    assert_eq!(holder(region("cn-beijing")), holder(region("cn-hangzhou")), "where there is none, the instance itself");
    let found = find::find(world, ids[1].as_str(), 5, Locale::En);
    assert!(matches!(&found[0].target, Target::Point { instance, .. } if *instance == web));
}

#[test]
fn job_05_a_job_and_the_link_tell_how_far_the_copies_are() {
    let lab = copied("PT7M");
    let world = lab.run.world();
    let page = jobs::jobs(world, region("cn-hangzhou"), &jobs::JobsQuery::default());
    let remote = page.rows[0].remote.unwrap();
    assert_eq!((remote.status, remote.percent, remote.failure), (CopyStatus::Running, 35, None));
    assert_eq!(page.rows[0].children[1].remote.unwrap().percent, 20);
    let links = links::links(world, region("cn-shanghai"));
    assert_eq!((links[0].under_way.len(), links[0].waiting, links[0].lanes), (2, 0, 10));
    assert_eq!((links[0].under_way[0].name.as_str(), links[0].under_way[0].percent), ("web-1", 50));
    assert!(links::links(world, region("cn-beijing")).is_empty());
    assert!(links::links(copied("P1D").run.world(), region("cn-shanghai")).is_empty(), "nothing is left to carry");
}

#[test]
fn api_44_the_form_that_copies_a_snapshot_says_what_is_wrong_field_by_field() {
    let mut lab = Lab::two_web_servers();
    let id = lab.ecs("CreateSnapshot", json!({ "DiskId": "d-web2-sys" }))["SnapshotId"].as_str().unwrap().to_owned();
    let rows = |lab: &Lab, id: &str| {
        snapshots::snapshots(lab.run.world(), region(id), &snapshots::SnapshotsQuery::default()).rows
    };
    let why = rows(&lab, "cn-hangzhou")[0].why_not.copy.as_ref().map(Rejection::code);
    assert_eq!(why, Some("ECS.CreatingSnapshot"));
    lab.advance("PT1H");
    assert_eq!(rows(&lab, "cn-hangzhou")[0].why_not.copy, None);
    let form = snapshots::CopyForm { name: "1".to_owned(), days: "0".to_owned(), ..Default::default() };
    let faults = form.check(lab.run.world(), &id.as_str().into()).unwrap_err();
    assert_eq!(
        faults.iter().map(|(field, _)| *field).collect::<Vec<_>>(),
        [snapshots::CopyField::Destination, snapshots::CopyField::Name, snapshots::CopyField::Retention]
    );
    let good = snapshots::CopyForm {
        to: Some(region("cn-shanghai")),
        name: "copied".to_owned(),
        encrypted: true,
        ..Default::default()
    };
    let command = good.check(lab.run.world(), &id.as_str().into()).unwrap();
    lab.run.apply(engine::command::Command::Ecs(command)).unwrap();
    let there = rows(&lab, "cn-shanghai");
    assert_eq!((there[0].name.as_str(), there[0].percent), ("copied", 0));
    assert_eq!(
        there[0].copied_from.as_ref().map(|(region, of)| (*region, of.as_str())),
        Some((region("cn-hangzhou"), &*id))
    );
    assert!(snapshots::detail(lab.run.world(), &there[0].id).unwrap().encrypted);
    assert_eq!(snapshots::destinations(lab.run.world(), region("cn-hangzhou")), [region("cn-shanghai")]);
}

#[test]
fn con_05_what_is_filled_in_for_the_copies_of_a_manual_backup_is_checked() {
    let from = region("cn-hangzhou");
    let read = |to: Option<&str>, days| protect::read_copy(from, to.map(region), days);
    assert_eq!(read(Some("cn-shanghai"), " 7 ").unwrap().retention.0, 7);
    let code = |to, days| read(to, days).unwrap_err().code();
    assert_eq!(code(None, "7"), "Sim.NoDestinationRegion");
    assert_eq!(code(Some("eu-west-1"), "7"), "Sim.NoReplicationPair");
    assert_eq!(code(Some("cn-shanghai"), "many"), "Sim.NotANumber");
    assert_eq!(code(Some("cn-shanghai"), "-1"), "Sim.PermanentRetention");
}
