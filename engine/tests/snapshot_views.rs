//! What the screens of snapshots and automatic snapshot policies show, and what is typed there.

mod harness;

use std::collections::BTreeMap;

use engine::{
    catalog::region::Region,
    command::{Command, EcsCommand, EcsReceipt, Receipt},
    id::{AutoPolicyId, SnapshotId},
    locale::Locale,
    rule::Rule,
    time::Days,
    units::Mib,
    view::{
        auto_policies::{self, AutoDisksQuery, AutoPolicyField, AutoPolicyForm},
        consequence::consequences,
        ecs::{self, DisksQuery},
        list::Query,
        snapshots::{self, SnapshotField, SnapshotForm, SnapshotsQuery},
        tags,
    },
};
use harness::Lab;
use serde_json::json;

fn here() -> Region {
    Region::parse("cn-hangzhou").expect("a region")
}

fn form(disk: &str) -> SnapshotForm {
    SnapshotForm { disk: Some(disk.into()), ..SnapshotForm::default() }
}

/// Takes a snapshot as the form has it.
fn take(lab: &mut Lab, form: &SnapshotForm) -> SnapshotId {
    let command = form.check(lab.run.world()).expect("a form without faults");
    match lab.run.apply(Command::Ecs(command)) {
        Ok(Receipt::Ecs(EcsReceipt::SnapshotCreated(id))) => id,
        other => panic!("{other:?}"),
    }
}

fn faults(lab: &Lab, form: &SnapshotForm) -> Vec<(SnapshotField, Rule)> {
    let faults = form.check(lab.run.world()).err().unwrap_or_default();
    faults.into_iter().map(|(field, fault)| (field, fault.rule())).collect()
}

fn rules(lab: &Lab, command: EcsCommand) -> Vec<(Rule, String)> {
    let said = consequences(lab.run.world(), &Command::Ecs(command), Locale::En);
    said.into_iter().map(|one| (one.rule, one.text)).collect()
}

#[test]
fn api_40_the_form_checks_each_field_as_the_command_would() {
    let mut lab = Lab::two_web_servers();
    let tags: BTreeMap<_, _> = [("env".to_owned(), "prod".to_owned())].into();
    let typed = SnapshotForm {
        name: " before-upgrade ".to_owned(),
        description: "for safety".to_owned(),
        days: "30".to_owned(),
        tags,
        ..form("d-web1-sys")
    };
    let id = take(&mut lab, &typed);
    let detail = snapshots::detail(lab.run.world(), &id).expect("it is there");
    assert_eq!((detail.row.name.as_str(), detail.description.as_str()), ("before-upgrade", "for safety"));
    assert_eq!(detail.tags, [("env".to_owned(), "prod".to_owned())]);
    assert_eq!(detail.row.expires_at, Some(detail.row.taken_at.plus_days(Days(30))));

    let wrong = SnapshotForm {
        disk: Some("d-none".into()),
        name: "auto-1".to_owned(),
        days: "65537".to_owned(),
        tags: [("acs:x".to_owned(), String::new())].into(),
        ..SnapshotForm::default()
    };
    assert_eq!(
        faults(&lab, &wrong),
        [
            (SnapshotField::Disk, Rule::Err10),
            (SnapshotField::Name, Rule::Pol04),
            (SnapshotField::Retention, Rule::Api40),
            (SnapshotField::Tags, Rule::Pol80),
        ]
    );
    for days in ["", "ten", "0", "1.5", "-1"] {
        let typed = SnapshotForm { days: days.to_owned(), ..form("d-web1-sys") };
        assert_eq!(faults(&lab, &typed), [(SnapshotField::Retention, Rule::Api40)], "{days}");
        assert_eq!(faults(&lab, &SnapshotForm { permanent: true, ..typed }), [], "{days} is not asked for");
    }
}

#[test]
fn con_07_only_disks_that_can_be_snapshotted_are_offered_and_why_not_is_told() {
    let mut lab = Lab::of(&json!([{ "id": "i-a", "name": "a", "disks": [
        { "id": "d-a", "kind": "system", "category": "cloud_efficiency", "size_gib": 40, "used_gib": 20 },
        { "id": "d-l", "kind": "data", "category": "local_ssd_pro", "size_gib": 400 } ] }]));
    let offered: Vec<_> = snapshots::disks(lab.run.world(), here()).into_iter().map(|disk| disk.id).collect();
    assert_eq!(offered, ["d-a".into()]);
    let preview = snapshots::preview(lab.run.world(), &"d-a".into()).expect("it can be taken");
    assert_eq!((preview.full, preview.stored), (Mib(20 << 10), Mib(20 << 10)), "the first stores all in use");
    let id = take(&mut lab, &form("d-a"));
    let detail = snapshots::detail(lab.run.world(), &id).expect("it is there");
    assert_eq!((detail.ready_at, detail.row.stored), (preview.ready_at, preview.stored), "as it was told");

    // One at a time of an older disk (CON-61).
    assert_eq!(snapshots::preview(lab.run.world(), &"d-a".into()), None);
    assert_eq!(faults(&lab, &form("d-a")), [(SnapshotField::Disk, Rule::Con61)]);
    let row = ecs::disks(lab.run.world(), here(), &DisksQuery::default()).rows.remove(0);
    assert!(row.snapshot_obstacle(Locale::En).is_some_and(|why| why.contains("are being created already")));
    assert!(row.roll_back_obstacle(Locale::En).is_some_and(|why| why.contains("Running")));
    let local = ecs::disks(lab.run.world(), here(), &DisksQuery::default()).rows.remove(1);
    assert_eq!(local.no_snapshot.as_ref().map(engine::rejection::Rejection::rule), Some(Rule::Con20));
    assert_eq!(local.roll_back_obstacle(Locale::Zh).as_deref(), Some("该云盘没有快照"));
}

#[test]
fn con_08_a_disk_that_instance_backup_serves_is_marked() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 7);
    let preview = |lab: &Lab| snapshots::preview(lab.run.world(), &"d-web1-sys".into()).expect("it can be taken");
    assert!(!preview(&lab).is_backed_up);
    lab.bind(&policy, &["i-web1"]);
    assert!(preview(&lab).is_backed_up);
}

#[test]
fn snp_01_to_snp_05_a_snapshot_tells_its_place_in_the_chain() {
    let mut lab = Lab::two_web_servers();
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(take(&mut lab, &SnapshotForm { permanent: true, ..form("d-web1-sys") }));
        lab.advance("P1D");
    }
    let detail = |lab: &Lab, id: &SnapshotId| snapshots::detail(lab.run.world(), id).expect("it is there");
    let [first, second, third] = [0, 1, 2].map(|at| detail(&lab, &ids[at]));
    assert_eq!([first.place, second.place, third.place], [1, 2, 3]);
    assert!([&first, &second, &third].iter().all(|one| one.count == 3 && one.chain == first.chain));
    assert_eq!(first.base, None);
    assert_eq!(first.row.stored, first.row.full, "the oldest stores all that was in use");
    assert_eq!(second.base.as_ref().and_then(|base| base.snapshot.clone()), Some(ids[0].clone()));
    assert!(second.row.stored < second.row.full);
    assert_eq!([first.followers, second.followers, third.followers], [1, 1, 0]);

    // What is freed is said before, and is what goes (SNP-04).
    let delete = EcsCommand::DeleteSnapshot { snapshot: ids[0].clone(), force: false };
    let said = rules(&lab, delete.clone());
    assert_eq!(said.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), [Rule::Api48, Rule::Snp04]);
    lab.run.apply(Command::Ecs(delete)).expect("nobody keeps it");
    let after = detail(&lab, &ids[1]);
    let freed = Mib(first.chain.0 - after.chain.0);
    assert!(said[1].1.contains(&engine::view::format::size(freed)), "{} of {freed:?}", said[1].1);
    assert_eq!((after.place, after.count, after.row.stored), (1, 2, after.row.full));
    assert_eq!(snapshots::of_disk(lab.run.world(), &"d-web1-sys".into()).len(), 2);
    assert_eq!(snapshots::detail(lab.run.world(), &ids[0]), None);
}

#[test]
fn snp_09_cloud_backups_show_as_permanent_with_the_point_that_they_go_with() {
    let mut lab = Lab::two_web_servers();
    let job = lab.back_up("i-web2", 9);
    lab.advance("P1D");
    let row = snapshots::snapshots(lab.run.world(), here(), &SnapshotsQuery::default()).rows.remove(0);
    let detail = snapshots::detail(lab.run.world(), &row.id).expect("it is there");
    assert_eq!(row.expires_at, None);
    let point = detail.point.expect("its point");
    assert_eq!(point.expires_at, row.taken_at.plus_days(Days(9)));
    assert_eq!(lab.points()[0]["SnapshotId"], point.id.as_str());
    assert_eq!(row.name, format!("Created-from-HBR-job:{job}"));
    assert_eq!(detail.tags, [("HBR JobId".to_owned(), job)]);
}

#[test]
fn snp_21_a_snapshot_that_disks_were_made_from_goes_by_force_only() {
    let mut lab = Lab::two_web_servers();
    let id = take(&mut lab, &form("d-web1-sys"));
    lab.advance("PT1H");
    let disk = lab.ecs("CreateDisk", json!({ "ZoneId": "cn-hangzhou-h", "SnapshotId": id }))["DiskId"].clone();
    let row = snapshots::snapshots(lab.run.world(), here(), &SnapshotsQuery::default()).rows.remove(0);
    assert!(row.deletion_obstacle(false, Locale::En).is_some_and(|why| why.contains("by force")));
    assert_eq!(row.deletion_obstacle(true, Locale::En), None);
    let said = rules(&lab, EcsCommand::DeleteSnapshot { snapshot: id, force: true });
    assert_eq!(said[2].0, Rule::Snp21);
    assert!(said[2].1.contains(disk.as_str().expect("an id")));
}

#[test]
fn res_03_and_res_04_a_roll_back_says_what_is_lost_and_that_the_size_goes_back() {
    let mut lab = Lab::two_web_servers();
    let id = take(&mut lab, &form("d-web1-data"));
    lab.advance("P2D");
    let row = |lab: &Lab| snapshots::snapshots(lab.run.world(), here(), &SnapshotsQuery::default()).rows.remove(0);
    assert!(row(&lab).roll_back_obstacle(Locale::En).is_some_and(|why| why.contains("Running")));
    let back = EcsCommand::ResetDisk { disk: "d-web1-data".into(), snapshot: id };
    assert_eq!(rules(&lab, back.clone()).iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), [Rule::Res03, Rule::Mdl03]);
    lab.ecs("ResizeDisk", json!({ "DiskId": "d-web1-data", "NewSize": 300 }));
    let said = rules(&lab, back.clone());
    assert!(said[0].1.contains("since 1 Jan 2026, 00:00 is lost"), "{}", said[0].1);
    assert_eq!((said[1].0, said[1].1.as_str()), (Rule::Res04, "Its size goes back from 300 GiB to 200 GiB."));
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web1" }));
    lab.advance("PT1H");
    assert_eq!(row(&lab).no_way_back, None);
    lab.run.apply(Command::Ecs(back)).expect("the instance is stopped");
    assert_eq!(row(&lab).roll_back_obstacle(Locale::En), None, "it can be done again");
}

#[test]
fn con_63_an_automatic_policy_is_typed_checked_and_told_in_words() {
    let mut lab = Lab::two_web_servers();
    let typed = AutoPolicyForm {
        name: "twice".to_owned(),
        hours: [1, 13].into_iter().collect(),
        weekdays: [3, 4].into_iter().collect(),
        ..AutoPolicyForm::default()
    };
    assert_eq!(typed.schedule(Locale::En).as_deref(), Some("every Thu and Fri at 01:00 and 13:00"));
    assert_eq!(typed.schedule(Locale::Zh).as_deref(), Some("每周四、周五01:00、13:00"));
    let times = typed.next_times(lab.run.now(), lab.run.world().zone);
    assert_eq!(times[0].to_rfc3339_utc(), "2025-12-31T17:00:00Z");
    assert_eq!(times.len(), 5);

    let wrong = AutoPolicyForm {
        name: "x".to_owned(),
        hours: std::iter::empty().collect(),
        weekdays: std::iter::empty().collect(),
        days: "0".to_owned(),
        permanent: false,
    };
    let fields: Vec<_> = wrong.check().expect_err("all is wrong").into_iter().map(|(field, _)| field).collect();
    assert_eq!(
        fields,
        [AutoPolicyField::Name, AutoPolicyField::Hours, AutoPolicyField::Weekdays, AutoPolicyField::Retention]
    );
    assert_eq!((wrong.schedule(Locale::En), wrong.next_times(lab.run.now(), lab.run.world().zone)), (None, vec![]));

    let policy = create(&mut lab, &typed);
    let row = auto_policies::auto_policy(lab.run.world(), &policy).expect("it is there");
    assert_eq!((row.schedule(Locale::En), row.disks, row.next_run), (typed.schedule(Locale::En).unwrap(), 0, None));
    lab.run
        .apply(Command::Ecs(EcsCommand::ApplyAutoPolicy { policy: policy.clone(), disks: vec!["d-web1-sys".into()] }))
        .expect("a disk of the region");
    let row = auto_policies::auto_policies(lab.run.world(), here(), &Query::default()).rows.remove(0);
    assert_eq!((row.title(), row.disks, row.next_run), ("twice", 1, Some(times[0])));
    assert_eq!(auto_policies::auto_policies(lab.run.world(), here(), &search("thrice")).rows, []);
}

#[test]
fn con_63_the_disks_of_a_policy_and_those_that_it_could_be_applied_to() {
    let mut lab = Lab::two_web_servers();
    let [one, other] = ["one", "other"]
        .map(|name| create(&mut lab, &AutoPolicyForm { name: name.to_owned(), ..AutoPolicyForm::default() }));
    lab.run
        .apply(Command::Ecs(EcsCommand::ApplyAutoPolicy { policy: one.clone(), disks: vec!["d-web1-sys".into()] }))
        .expect("a disk of the region");
    let disks = |policy: &AutoPolicyId, applied| {
        let query = AutoDisksQuery { list: Query::by(0, false), policy: policy.clone(), applied };
        let rows = auto_policies::disks(lab.run.world(), here(), &query).rows.into_iter();
        rows.map(|row| (row.id.to_string(), row.policy)).collect::<Vec<_>>()
    };
    let under_one = ("d-web1-sys".to_owned(), Some("one".to_owned()));
    assert_eq!(disks(&one, true), std::slice::from_ref(&under_one));
    assert_eq!(disks(&one, false).len(), 2);
    assert_eq!(disks(&other, true), []);
    assert!(disks(&other, false).contains(&under_one), "another takes its place");
}

#[test]
fn pol_80_a_tag_that_is_typed_counts_and_is_checked() {
    let none = BTreeMap::new();
    assert_eq!(tags::with_typed(&none, " ", ""), Ok(none.clone()));
    let one = tags::with_typed(&none, " env ", "prod").expect("a tag");
    assert_eq!(one, [("env".to_owned(), "prod".to_owned())].into());
    assert_eq!(tags::with_typed(&one, "env", "test").expect("another value").len(), 1);
    for (key, value) in [("", "prod"), ("acs:x", ""), ("k", "http://x")] {
        assert_eq!(tags::with_typed(&one, key, value).map_err(|fault| fault.rule()), Err(Rule::Pol80), "{key}:{value}");
    }
}

fn create(lab: &mut Lab, form: &AutoPolicyForm) -> AutoPolicyId {
    let spec = form.check().expect("a form without faults");
    match lab.run.apply(Command::Ecs(EcsCommand::CreateAutoPolicy { region: here(), spec })) {
        Ok(Receipt::Ecs(EcsReceipt::AutoPolicyCreated(id))) => id,
        other => panic!("{other:?}"),
    }
}

fn search(text: &str) -> Query {
    Query { search: text.to_owned(), ..Query::default() }
}

#[test]
fn mdl_19_and_con_23_an_order_is_checked_as_it_is_typed() {
    use engine::{
        catalog::disk::{DiskCategory, PerformanceLevel},
        view::orders,
    };
    assert_eq!((orders::amount(" 100 ").ok(), orders::name(" ").ok()), (Some(100), Some(None)));
    for typed in ["0", "101", "99999999999", "-1", "two", ""] {
        assert_eq!(orders::amount(typed).map_err(|fault| fault.rule()), Err(Rule::Mdl19), "{typed}");
    }
    let pl2 = Some(PerformanceLevel::Pl2);
    assert_eq!(orders::size_gib(DiskCategory::CloudEssd, pl2, "461").ok(), Some(461));
    for typed in ["460", "65537", "1.5"] {
        let read = orders::size_gib(DiskCategory::CloudEssd, pl2, typed);
        assert_eq!(read.map_err(|fault| fault.rule()), Err(Rule::Con23), "{typed}");
    }
    let lab = Lab::two_web_servers();
    let disk = ecs::disks(lab.run.world(), here(), &DisksQuery::default()).rows.remove(0);
    assert_eq!(orders::larger_hint(&disk, Locale::En), "201 to 65,536 GiB");
    assert_eq!(orders::larger_gib(&disk, "201").ok(), Some(201));
    let same = orders::larger_gib(&disk, "200").expect_err("it only grows");
    assert!(
        engine::words::rejection(&same, Locale::En).starts_with("d-web1-data has 200 GiB and can only become larger")
    );
}
