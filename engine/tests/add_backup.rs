//! What the panel Add ECS Backup offers: which instances and disks, and how they may be backed up.

mod harness;

use engine::{
    backup::{
        binding::{ApplicationOptions, BackupOptions, DiskScope},
        consistency::{Grouping, Level},
    },
    catalog::region::Region,
    locale::Locale,
    view::protect::{self, CandidatesQuery, Chosen},
};
use harness::Lab;
use serde_json::json;

fn here() -> Region {
    Region::parse("cn-hangzhou").expect("a region")
}

fn lab() -> Lab {
    let disk = |id: &str, kind: &str, category: &str| json!({ "id": id, "kind": kind, "category": category, "size_gib": 40, "used_gib": 10 });
    Lab::of(&json!([
        { "id": "i-essd", "name": "b", "zone": "cn-hangzhou-h", "os": "Ubuntu 22.04 64-bit",
          "disks": [disk("d-essd", "system", "cloud_essd")] },
        { "id": "i-mixed", "name": "a", "zone": "cn-hangzhou-h", "os": "Ubuntu 22.04 64-bit", "disks": [
          disk("d-sys", "system", "cloud_essd"), disk("d-ultra", "data", "cloud_efficiency"),
          disk("d-local", "data", "local_ssd_pro")] },
    ]))
}

fn all(instance: &str) -> Chosen {
    Chosen { instance: instance.into(), scope: DiskScope::All }
}

#[test]
fn con_20_local_disks_are_listed_but_cannot_be_chosen() {
    let lab = lab();
    let page = protect::candidates(lab.run.world(), here(), &CandidatesQuery::default());
    assert_eq!(page.rows.iter().map(|row| (row.disks, row.impossible)).collect::<Vec<_>>(), [(3, 1), (1, 0)]);
    let disks = protect::disks(lab.run.world(), &"i-mixed".into());
    assert_eq!(disks.iter().map(|disk| disk.possible).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn pol_95_what_has_a_policy_can_be_left_out_of_the_list() {
    let mut lab = lab();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 7);
    lab.bind(&policy, &["i-essd"]);
    let free = CandidatesQuery { free_only: true, ..CandidatesQuery::default() };
    let page = protect::candidates(lab.run.world(), here(), &free);
    assert_eq!((page.rows.len(), page.extent.hidden()), (1, 1));
    assert_eq!(protect::unprotected(lab.run.world(), here()), [all("i-mixed")]);
}

#[test]
fn con_30_the_group_depends_on_which_disks_are_chosen() {
    let lab = lab();
    let world = lab.run.world();
    assert!(!protect::can_group(world, &[all("i-mixed")]), "an ultra disk is among them");
    let essd_only = Chosen { instance: "i-mixed".into(), scope: DiskScope::Only(vec!["d-sys".into()]) };
    assert!(protect::can_group(world, &[essd_only]));
}

#[test]
fn con_50_application_consistency_is_offered_to_one_instance_of_essd_disks_with_the_group_off() {
    let lab = lab();
    let world = lab.run.world();
    let obstacle = |chosen: &[Chosen], group_off| {
        let both = Locale::ALL.map(|locale| protect::application_obstacle(world, chosen, group_off, locale));
        assert_eq!(both[0].is_some(), both[1].is_some());
        both[0].as_ref().map(|obstacle| (obstacle.rule.id(), obstacle.text.clone()))
    };
    let rule = |chosen: &[Chosen], group_off| obstacle(chosen, group_off).map(|(rule, _)| rule);
    assert_eq!(rule(&[all("i-essd"), all("i-mixed")], true), Some("CON-50"), "several instances");
    assert!(obstacle(&[all("i-mixed")], true).unwrap().1.contains("d-ultra"), "a disk of another series");
    assert!(obstacle(&[all("i-essd")], false).unwrap().1.contains("group is on"));
    assert_eq!(obstacle(&[all("i-essd")], true), None);
    let essd_only = Chosen { instance: "i-mixed".into(), scope: DiskScope::Only(vec!["d-sys".into()]) };
    assert_eq!(obstacle(&[essd_only], true), None, "the other disks do not matter");
}

#[test]
fn con_53_and_err_06_what_comes_out_is_said_before_it_is_ordered() {
    let lab = lab();
    let world = lab.run.world();
    let options = |ram_role: Option<&str>| BackupOptions {
        snapshot_group: Some(false),
        application: Some(ApplicationOptions {
            ram_role: ram_role.map(str::to_owned),
            ..ApplicationOptions::default()
        }),
        ..BackupOptions::default()
    };
    let short = protect::shortfall(world, &all("i-essd"), &options(None), Locale::En).unwrap();
    assert_eq!((short.rule.id(), short.text.as_str()), ("ERR-06", "no RAM role is bound to the instance"));
    let with_role = options(Some("AliyunECSInstanceForHbrRole"));
    assert_eq!(protect::shortfall(world, &all("i-essd"), &with_role, Locale::En), None);
    let consistency = protect::consistency(world, &all("i-essd"), &with_role).unwrap();
    assert_eq!(consistency.level, Level::FileSystem);
    assert!(matches!(consistency.grouping, Grouping::SingleDisks(_)));
}
