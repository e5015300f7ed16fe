//! What the screens say before a point or a snapshot is deleted, shared, archived or changed, and of custom images.

mod harness;

use engine::{
    billing::{
        bill::{Bill, Cause, Grouping, Line},
        money::MicroCny,
    },
    catalog::region::Region,
    command::{Command, EcsCommand, ImageSource},
    id::{PointId, SnapshotId},
    locale::Locale,
    rule::Rule,
    time::{Days, Seconds},
    view::{
        consequence::consequences,
        history, images,
        list::Query,
        snapshots::{self, ChangeField, ChangeForm, SnapshotsQuery, WhyNot},
    },
};
use harness::Lab;
use serde_json::json;

/// One instance of two disks under a daily policy that archives after 14 days.
fn archiving() -> Lab {
    let mut lab = Lab::of(&json!([{ "id": "i-one", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-sys", "kind": "system", "size_gib": 40, "used_gib": 10, "hot_gib": 1, "write_gib_per_day": "1" },
        { "id": "d-data", "kind": "data", "size_gib": 80, "used_gib": 20, "hot_gib": 1, "write_gib_per_day": "1" } ] }]));
    let backup = lab.daily(0);
    let rules = json!([backup, { "RuleType": "TRANSITION", "Retention": 90, "ArchiveDays": 14 }]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-one"]);
    lab
}

fn oldest(lab: &mut Lab) -> PointId {
    lab.points()[0]["SnapshotId"].as_str().unwrap().into()
}

fn said(lab: &Lab, command: &Command, locale: Locale) -> Vec<(Rule, String)> {
    let said = consequences(lab.run.world(), command, locale);
    said.into_iter().map(|one| (one.rule, one.text)).collect()
}

fn rules(lab: &Lab, command: &Command) -> Vec<Rule> {
    said(lab, command, Locale::En).into_iter().map(|(rule, _)| rule).collect()
}

fn charged(lab: &Lab) -> MicroCny {
    let world = lab.run.world();
    // The hour that it is deleted in has just begun and counts.
    let bill = Bill::draw_up(world, world.start, world.now + Seconds(1), Grouping::Cause);
    let early = bill.lines.iter().filter(|line| line.cause == Cause::EarlyDeletion);
    early.map(Line::amount).sum()
}

fn by_hand(lab: &mut Lab) -> SnapshotId {
    lab.ecs("CreateSnapshot", json!({ "DiskId": "d-sys", "RetentionDays": 30 }))["SnapshotId"].as_str().unwrap().into()
}

fn row(lab: &Lab, id: &SnapshotId) -> snapshots::SnapshotRow {
    let here = Region::parse("cn-hangzhou").unwrap();
    let page = snapshots::snapshots(lab.run.world(), here, &SnapshotsQuery::default());
    let found = page.rows.into_iter().find(|row| row.id == *id);
    found.expect("it is on the first page")
}

#[test]
fn bil_12_what_an_early_deletion_costs_is_said_before_and_billed_after_to_the_cent() {
    for (wait, part) in [("P14DT5H", false), ("P40D", false), ("P14DT5H", true), ("P30D", true)] {
        let mut lab = archiving();
        lab.advance(wait);
        let whole = oldest(&mut lab);
        let parts = history::point(lab.run.world(), &whole).unwrap().disks;
        let point = if part { parts[1].part.clone() } else { whole };
        let delete = Command::DeletePoint { point };
        assert_eq!(rules(&lab, &delete), [Rule::Job11, Rule::Bil12], "{wait}");
        let texts = Locale::ALL.map(|locale| said(&lab, &delete, locale)[1].1.clone());
        assert_eq!(charged(&lab), MicroCny::ZERO);
        lab.run.apply(delete).unwrap();
        let charge = charged(&lab);
        assert!(charge > MicroCny::ZERO);
        for text in texts {
            assert!(text.contains(&charge.to_string()), "{text} {charge}");
        }
    }
}

#[test]
fn bil_12_nothing_is_charged_in_the_standard_tier_nor_after_60_days() {
    let mut lab = archiving();
    lab.advance("P2D");
    let young = oldest(&mut lab);
    assert_eq!(rules(&lab, &Command::DeletePoint { point: young.clone() }), [Rule::Job11]);
    lab.advance("P73D");
    assert_eq!(rules(&lab, &Command::DeletePoint { point: young }), [Rule::Job11]);
    assert_eq!(rules(&lab, &Command::DeletePoint { point: "s-none".into() }), []);
}

#[test]
fn job_11_the_part_of_one_disk_goes_and_the_last_one_takes_the_point_along() {
    let mut lab = archiving();
    lab.advance("P2D");
    let point = oldest(&mut lab);
    let view = |lab: &Lab| history::point(lab.run.world(), &point);
    let parts = view(&lab).unwrap().disks;
    let delete = |part: usize| Command::DeletePoint { point: parts[part].part.clone() };
    assert!(said(&lab, &delete(0), Locale::En)[0].1.contains("The point stays"));
    lab.run.apply(delete(0)).unwrap();
    let left = view(&lab).unwrap();
    assert_eq!((left.disks.len(), left.row.whole), (1, false));
    assert!(said(&lab, &delete(1), Locale::En)[0].1.contains("last disk"));
    lab.run.apply(delete(1)).unwrap();
    assert_eq!(view(&lab), None);
}

#[test]
fn snp_22_what_outlives_its_point_is_named_before_and_is_its_owners_after() {
    let mut lab = archiving();
    lab.advance("P2D");
    let point = oldest(&mut lab);
    let snapshot = history::point(lab.run.world(), &point).unwrap().disks[0].snapshot.clone();
    let image = ImageSource::Snapshot(snapshot.clone());
    lab.run.apply(Command::Ecs(images::read(image, "golden", "").unwrap())).unwrap();
    let delete = Command::DeletePoint { point };
    assert_eq!(rules(&lab, &delete), [Rule::Job11, Rule::Snp22]);
    assert!(said(&lab, &delete, Locale::Zh)[1].1.contains(snapshot.as_str()));
    lab.run.apply(delete).unwrap();
    let detail = snapshots::detail(lab.run.world(), &snapshot).expect("it outlives its point");
    assert!(detail.let_go);
    assert_eq!(detail.images[0].1, "golden");
}

#[test]
fn snp_20_and_arc_04_ecs_says_why_it_leaves_cloud_backups_snapshots_alone() {
    let mut lab = archiving();
    lab.advance("P20D");
    let point = oldest(&mut lab);
    let [system, data] =
        [0, 1].map(|disk| history::point(lab.run.world(), &point).unwrap().disks[disk].snapshot.clone());
    let WhyNot { share, archive, change, image, .. } = snapshots::detail(lab.run.world(), &system).unwrap().row.why_not;
    assert_eq!((share, image), (None, None));
    assert_eq!(archive.unwrap().rule(), Rule::Arc04);
    assert_eq!(change.as_ref().unwrap().rule(), Rule::Snp20);
    assert!(WhyNot::text(change.as_ref(), Locale::En).is_some());
    assert!(snapshots::detail(lab.run.world(), &data).unwrap().row.why_not.image.is_some());
}

#[test]
fn snp_23_accounts_are_read_as_they_are_typed_and_shown() {
    let mut lab = archiving();
    let id = by_hand(&mut lab);
    assert!(row(&lab, &id).why_not.share.is_some(), "it is being created");
    lab.advance("PT2H");
    assert_eq!(row(&lab, &id).why_not.share, None);
    let read = |lab: &Lab, typed: &str| snapshots::read_accounts(lab.run.world(), &id, typed);
    let accounts = read(&lab, "1234567890, 1234567891，1234567890").unwrap();
    assert_eq!(accounts.len(), 2);
    for wrong in ["", "12345", "1234567890,x"] {
        assert_eq!(read(&lab, wrong).unwrap_err().rule(), Rule::Snp23, "{wrong}");
    }
    let many: Vec<_> = (0..65).map(|nth| (1_000_000_000_u64 + nth).to_string()).collect();
    assert!(read(&lab, &many[..64].join(" ")).is_ok());
    assert_eq!(read(&lab, &many.join(" ")).unwrap_err().rule(), Rule::Snp23);
    lab.run.apply(Command::Ecs(EcsCommand::ShareSnapshot { snapshot: id.clone(), accounts })).unwrap();
    let detail = snapshots::detail(lab.run.world(), &id).unwrap();
    assert_eq!(detail.shared_with.len(), 2);
    lab.advance("P15D");
    assert_eq!(row_archive(&lab, &id), Some(Rule::Snp21), "a shared one is not archived");
}

fn row_archive(lab: &Lab, id: &SnapshotId) -> Option<Rule> {
    let detail = snapshots::detail(lab.run.world(), id).unwrap();
    detail.row.why_not.archive.map(|why| why.rule())
}

#[test]
fn arc_01_and_arc_03_archiving_by_hand_is_asked_with_what_it_means() {
    let mut lab = archiving();
    let id = by_hand(&mut lab);
    lab.advance("P13D");
    assert_eq!(row_archive(&lab, &id), Some(Rule::Arc01));
    lab.advance("P2D");
    assert_eq!(row_archive(&lab, &id), None);
    for (typed, read) in [("74", Some(74)), (" 365 ", Some(365)), ("65536", Some(65_536))] {
        let days = snapshots::read_archived_retention(false, typed).unwrap();
        assert_eq!(days.map(|days| days.0), read);
    }
    for wrong in ["73", "65537", "", "x", "-1"] {
        assert_eq!(snapshots::read_archived_retention(false, wrong).unwrap_err().rule(), Rule::Arc03, "{wrong}");
    }
    assert_eq!(snapshots::read_archived_retention(true, "x").unwrap(), None);
    let archive = Command::Ecs(EcsCommand::ArchiveSnapshot { snapshot: id.clone(), retention: None });
    assert_eq!(rules(&lab, &archive), [Rule::Arc01, Rule::Bil12]);
    lab.run.apply(archive).unwrap();
    assert!(snapshots::detail(lab.run.world(), &id).unwrap().is_archiving);
    lab.advance("P1D");
    assert!(snapshots::detail(lab.run.world(), &id).unwrap().archived_since.is_some());
    let delete = Command::Ecs(EcsCommand::DeleteSnapshot { snapshot: id, force: false });
    assert!(rules(&lab, &delete).contains(&Rule::Bil12));
}

#[test]
fn api_46_the_form_changes_what_is_said_and_only_keeps_longer() {
    let mut lab = archiving();
    let id = by_hand(&mut lab);
    let form = ChangeForm::of(lab.run.world(), &id);
    let with = |name: &str, days: &str| ChangeForm { name: name.to_owned(), days: days.to_owned(), ..form.clone() };
    let faults = |form: &ChangeForm| form.check(lab.run.world(), &id).err().unwrap_or_default();
    assert_eq!(faults(&with("", "")), []);
    for days in ["30", "29", "0", "x"] {
        let faults = faults(&with("fine", days));
        assert_eq!(faults.iter().map(|(field, _)| *field).collect::<Vec<_>>(), [ChangeField::Retention], "{days}");
    }
    assert_eq!(faults(&with("auto-1", "7")).len(), 2);
    let command = with("renamed", "31").check(lab.run.world(), &id).unwrap();
    lab.run.apply(Command::Ecs(command)).unwrap();
    let detail = snapshots::detail(lab.run.world(), &id).unwrap();
    assert_eq!(
        (detail.row.name.as_str(), detail.row.expires_at),
        ("renamed", Some(detail.row.taken_at.plus_days(Days(31))))
    );
}

#[test]
fn snp_21_images_are_listed_start_instances_and_keep_their_snapshots() {
    let mut lab = archiving();
    let here = Region::parse("cn-hangzhou").unwrap();
    let (instance, _) = images::instances(lab.run.world(), here).remove(0);
    let create = images::read(ImageSource::Instance(instance.clone()), " golden ", "").unwrap();
    lab.run.apply(Command::Ecs(create)).unwrap();
    assert!(images::read(ImageSource::Instance(instance), "x", "").is_err(), "a name of one letter");
    let list = |lab: &Lab, search: &str| {
        let query = Query { search: search.to_owned(), ..Query::default() };
        images::images(lab.run.world(), here, &query).rows
    };
    let image = list(&lab, "golden").remove(0);
    assert_eq!((image.name.as_str(), image.snapshots.len(), image.is_available), ("golden", 2, false));
    assert_eq!(list(&lab, "nothing"), []);
    assert_eq!(images::available(lab.run.world(), here), []);
    lab.advance("PT3H");
    assert_eq!(images::available(lab.run.world(), here).len(), 1);
    assert!(snapshots::detail(lab.run.world(), &image.snapshots[0]).unwrap().row.stays_by_force.is_some());
    let delete = Command::Ecs(EcsCommand::DeleteImage { image: image.id });
    assert_eq!(rules(&lab, &delete), [Rule::Snp21, Rule::Snp21]);
    lab.run.apply(delete).unwrap();
    assert_eq!(list(&lab, ""), []);
    assert_eq!(snapshots::detail(lab.run.world(), &image.snapshots[0]).unwrap().row.stays, None);
}
