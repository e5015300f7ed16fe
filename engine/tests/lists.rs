//! What the lists of the console show: searched, filtered, ordered and paged by their view models.

mod harness;

use engine::{
    backup::job::JobStatus,
    catalog::region::Region,
    cloud::instance::InstanceStatus,
    command::{Command, EcsCommand},
    id::InstanceId,
    locale::Locale,
    time::Seconds,
    units::Mib,
    view::{
        consequence::consequences,
        ecs::{self, DisksQuery, EcsQuery},
        fleet::{self, FleetQuery},
        jobs::{self, JobsQuery},
        list::{Order, Query},
        plans::{self, PlanStatus, PlansQuery},
        snapshots::{self, SnapshotsQuery, Source},
    },
};
use harness::Lab;
use serde_json::json;

fn here() -> Region {
    Region::parse("cn-hangzhou").expect("a region")
}

fn protected() -> Lab {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 7);
    lab.bind(&policy, &["i-web1"]);
    lab
}

fn names(lab: &Lab, query: &FleetQuery) -> Vec<String> {
    fleet::fleet(lab.run.world(), here(), query).page.rows.into_iter().map(|row| row.name).collect()
}

fn search(text: &str) -> Query {
    Query { search: text.to_owned(), ..Query::default() }
}

#[test]
fn con_11_the_list_is_of_what_is_protected_and_shows_the_others_when_asked() {
    let mut lab = protected();
    let all = FleetQuery { with_unprotected: true, ..FleetQuery::default() };
    assert_eq!(names(&lab, &FleetQuery::default()), ["web-1"]);
    assert_eq!(names(&lab, &all), ["web-1", "web-2"]);
    lab.advance("P1D");
    lab.run.apply(Command::StopProtecting { instance: "i-web1".into() }).unwrap();
    assert_eq!(names(&lab, &FleetQuery::default()), [""; 0]);
    let view = fleet::fleet(lab.run.world(), here(), &all);
    assert_eq!((view.page.rows[0].points, view.protected, view.instances), (1, 0, 2), "its points stay reachable");
    // The one that an address opens is there, whatever is asked.
    let open = FleetQuery { open: Some("i-web2".into()), list: search("nothing like it"), ..FleetQuery::default() };
    assert_eq!(names(&lab, &open), ["web-2"]);
}

#[test]
fn a_released_instance_is_listed_while_it_has_points() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web2", 3);
    lab.advance("PT1H");
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web2", "Force": true }));
    let gone = FleetQuery { status: Some(InstanceStatus::Released), ..FleetQuery::default() };
    assert_eq!(names(&lab, &gone), ["web-2"]);
    lab.run.apply(Command::StopProtecting { instance: "i-web2".into() }).unwrap();
    let all = FleetQuery { with_unprotected: true, ..FleetQuery::default() };
    assert_eq!(names(&lab, &all), ["web-1", "web-2"]);
    lab.advance("P4D");
    assert_eq!(names(&lab, &all), ["web-1"], "its last point is gone");
}

#[test]
fn con_10_the_backup_size_in_the_list_is_that_of_the_day_before() {
    let mut lab = protected();
    let size = |lab: &Lab| fleet::fleet(lab.run.world(), here(), &FleetQuery::default()).page.rows[0].backup_size;
    lab.advance("PT2H");
    assert_eq!(size(&lab), Mib::ZERO, "a snapshot was taken, but not before today");
    lab.advance("PT22H");
    assert!(size(&lab) >= Mib::from_gib(70));
}

#[test]
fn the_page_of_an_instance_is_the_one_that_shows_it() {
    let instances: Vec<_> = (0..45)
        .map(|number| {
            json!({ "id": format!("i-{number:02}"), "name": format!("n{:02}", 44 - number), "zone": "cn-hangzhou-h",
                "disks": [{ "id": format!("d-{number:02}"), "kind": "system", "size_gib": 40, "used_gib": 10 }] })
        })
        .collect();
    let lab = Lab::of(&json!(instances));
    let list = Query { order: Some(Order { column: 0, descending: true }), size: 10, ..Query::default() };
    let query = FleetQuery { with_unprotected: true, list, ..FleetQuery::default() };
    let page = fleet::page_of(lab.run.world(), here(), &query, &"i-37".into());
    assert_eq!(page, Some(3));
    let shown = FleetQuery { list: Query { page: 3, ..query.list.clone() }, ..query.clone() };
    assert!(names(&lab, &shown).contains(&"n07".to_owned()));
    assert_eq!(fleet::page_of(lab.run.world(), here(), &query, &"i-none".into()), None);
}

#[test]
fn pol_94_plans_tell_how_they_stand_and_when_they_run_next() {
    let mut lab = protected();
    let all =
        |lab: &Lab, status| plans::plans(lab.run.world(), here(), &PlansQuery { status, ..PlansQuery::default() }).rows;
    let plan = all(&lab, Some(PlanStatus::Active)).remove(0);
    assert_eq!((plan.name.as_str(), plan.policy_name.as_str()), ("web-1", "daily"));
    assert_eq!(plan.next_run.map(|at| at.0 - lab.start), Some(3_600));
    lab.run.apply(plan.suspend_or_resume()).unwrap();
    let suspended = all(&lab, Some(PlanStatus::Suspended)).remove(0);
    assert_eq!(suspended.next_run, None);
    assert_eq!(all(&lab, Some(PlanStatus::Active)), []);
    lab.run.apply(suspended.suspend_or_resume()).unwrap();
    lab.run.apply(plan.run_now()).unwrap();
    lab.run.apply(plan.delete()).unwrap();
    assert_eq!(all(&lab, None), []);
}

#[test]
fn pol_97_a_legacy_plan_becomes_a_policy_when_its_disks_are_changed() {
    let mut lab = Lab::two_web_servers();
    let made = lab.call(
        "hbr",
        "CreateBackupPlan",
        json!({ "SourceType": "UDM_ECS", "PlanName": "old plan", "InstanceId": "i-web1", "BackupType": "COMPLETE",
            "Schedule": format!("I|{}|P1D", lab.start + 3_600), "Retention": 9 }),
    );
    assert_eq!(made["Success"], true, "{made}");
    let plan = plans::of_instance(lab.run.world(), &"i-web1".into()).remove(0);
    let only = engine::backup::binding::DiskScope::Only(vec!["d-web1-data".into()]);
    let command = plans::modify(lab.run.world(), &plan, only.clone(), plan.options.clone());
    lab.run.apply(command).unwrap();
    let after = plans::of_instance(lab.run.world(), &"i-web1".into()).remove(0);
    assert_eq!(
        (after.kind, &after.scope, after.retention),
        (engine::backup::policy::PolicyKind::Ecs, &only, plan.retention)
    );
    // A plan of a policy is changed in its place.
    let command = plans::modify(lab.run.world(), &after, plan.scope.clone(), plan.options.clone());
    lab.run.apply(command).unwrap();
    assert_eq!(plans::of_instance(lab.run.world(), &"i-web1".into()).remove(0).policy, after.policy);
}

#[test]
fn job_01_jobs_are_filtered_by_state_time_and_instance_and_tell_of_their_disks() {
    let mut lab = protected();
    lab.advance("P3D");
    lab.back_up("i-web2", 7);
    let of = |lab: &Lab, query: JobsQuery| jobs::jobs(lab.run.world(), here(), &query);
    let all = of(&lab, JobsQuery::default());
    assert_eq!((all.extent.all, all.rows[0].name.as_str()), (4, "web-2"), "the newest first");
    let running = of(&lab, JobsQuery { status: Some(JobStatus::Running), ..JobsQuery::default() });
    assert_eq!(running.rows.len(), 1);
    assert_eq!(running.extent.hidden(), 3);
    let recent = of(&lab, JobsQuery { within: Some(Seconds(86_400)), ..JobsQuery::default() });
    assert_eq!(recent.rows.len(), 2);
    let found = of(&lab, JobsQuery { list: search("web1"), ..JobsQuery::default() });
    assert_eq!(found.rows.len(), 3);
    let child = &found.rows[0].children[1];
    assert_eq!((child.disk.as_str(), child.snapshot.is_some(), child.failure), ("d-web1-data", true, None));
}

#[test]
fn err_03_a_job_that_failed_as_a_whole_says_its_documented_title() {
    let mut lab = protected();
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web1", "Force": true }));
    lab.advance("PT1H");
    let failed = jobs::jobs(lab.run.world(), here(), &JobsQuery::default()).rows.remove(0);
    let (title, rule) = failed.failure.expect("a failure");
    assert_eq!((title, rule.id()), ("This ECS instance has been released.", "ERR-03"));
}

#[test]
fn con_11_what_will_happen_is_said_before_it_is_done() {
    let mut lab = protected();
    lab.advance("P2D");
    let said = |command: Command| {
        let both = Locale::ALL.map(|locale| consequences(lab.run.world(), &command, locale));
        assert_eq!(both[0].len(), both[1].len(), "the same in both languages");
        both[0].iter().map(|one| (one.rule.id(), one.text.clone())).collect::<Vec<_>>()
    };
    let instance = InstanceId::from("i-web1");
    assert_eq!(
        said(Command::StopProtecting { instance: instance.clone() }),
        [
            ("CON-11", "web-1 leaves the list, and its plans are deleted: 1.".to_owned()),
            ("CON-11", "Its backup points stay and still expire: 2.".to_owned()),
        ]
    );
    let release = said(Command::Ecs(EcsCommand::ReleaseInstance { instance: instance.clone(), force: true }));
    let rules: Vec<_> = release.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(rules, ["CON-11", "CON-11", "ERR-03"], "{release:?}");
    assert!(release[0].1.contains("d-web1-sys (40 GiB), d-web1-data (200 GiB)"));
    let detach = said(Command::Ecs(EcsCommand::DetachDisk { disk: "d-web1-data".into(), instance }));
    assert_eq!(detach[0].0, "CON-03");
    assert_eq!(said(Command::ActivateService), []);
}

#[test]
fn con_40_stopping_an_instance_says_which_snapshots_will_fail() {
    let mut lab = Lab::two_web_servers();
    let stop = Command::Ecs(EcsCommand::StopInstance { instance: "i-web1".into() });
    assert_eq!(consequences(lab.run.world(), &stop, Locale::En), []);
    lab.back_up("i-web1", 7);
    let said = consequences(lab.run.world(), &stop, Locale::En);
    assert_eq!((said[0].rule.id(), said[0].text.ends_with(": 2.")), ("CON-40", true));
}

#[test]
fn con_07_instances_and_disks_say_what_cannot_be_done_as_they_stand() {
    let mut lab = Lab::two_web_servers();
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    let rows = ecs::instances(lab.run.world(), here(), &EcsQuery::default()).rows;
    assert_eq!((rows[0].status, rows[0].disks), (InstanceStatus::Stopping, 2));
    assert!(rows[0].start_obstacle(Locale::En).is_some() && rows[0].stop_obstacle(Locale::Zh).is_some());
    assert!(rows[1].stop_obstacle(Locale::En).is_none() && rows[1].release_obstacle(Locale::En).is_some());

    let data = ecs::disks(lab.run.world(), here(), &DisksQuery { list: search("web1-data"), ..DisksQuery::default() });
    let data = &data.rows[0];
    assert!(data.attach_obstacle(Locale::En).is_some() && data.detach_obstacle(Locale::En).is_none());
    let by_size =
        ecs::disks(lab.run.world(), here(), &DisksQuery { list: Query::by(2, true), ..DisksQuery::default() });
    assert_eq!(by_size.rows[0].id.as_str(), "d-web1-data");
    assert!(by_size.rows[1].detach_obstacle(Locale::En).is_some(), "a system disk stays");
    let loose = ecs::disks(lab.run.world(), here(), &DisksQuery { attached: Some(false), ..DisksQuery::default() });
    assert_eq!((loose.rows.len(), loose.extent.hidden()), (0, 3));
}

#[test]
fn snp_09_snapshots_tell_that_cloud_backup_made_them_and_snp_20_that_ecs_cannot_delete_them() {
    let mut lab = protected();
    lab.advance("P2DT1H");
    let page = snapshots::snapshots(lab.run.world(), here(), &SnapshotsQuery::default());
    assert_eq!(page.extent.all, 6);
    let newest = &page.rows[0];
    assert_eq!((newest.source, newest.expires_at, newest.percent), (Source::CloudBackup, None, 0));
    assert_eq!(newest.source.attribute(Locale::En), "Source from Cloud Backup");
    assert_eq!(newest.stays.as_ref().map(|refusal| refusal.rule().id()), Some("SNP-20"));
    assert!(
        newest.deletion_obstacle(true, Locale::En).is_some_and(|why| why.contains("delete or extend")),
        "nor by force"
    );
    assert!(page.rows[2].stored < page.rows[2].full, "later ones store what changed");
    let by_hand = SnapshotsQuery { source: Some(Source::User), ..SnapshotsQuery::default() };
    assert_eq!(snapshots::snapshots(lab.run.world(), here(), &by_hand).rows, []);
}

#[test]
fn snp_05_chains_add_up_to_what_the_region_occupies() {
    let mut lab = protected();
    lab.advance("P3D");
    let chains = snapshots::chains(lab.run.world(), here(), &Query::by(2, true));
    assert_eq!(
        chains.rows.iter().map(|row| (row.disk.as_str(), row.count)).collect::<Vec<_>>(),
        [("d-web1-data", 3), ("d-web1-sys", 3)]
    );
    assert_eq!(chains.rows.iter().map(|row| row.size).sum::<Mib>(), snapshots::occupied(lab.run.world(), here()));
    assert_eq!(snapshots::chains(lab.run.world(), here(), &search("web-1")).rows.len(), 2);
}
