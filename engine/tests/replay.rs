//! Determinism: the same scenario and commands come to the same digest, however time was stepped and wherever the run
//! was saved, opened or taken back.

mod harness;

use engine::{
    digest::Digest,
    openapi,
    save::{Save, SaveError},
    scenario::Scenario,
    script::Script,
    simulation::{Parting, Replay, Simulation},
    time::{DAY, Timestamp},
    timeline::Opening,
};
use harness::Lab;
use serde_json::json;

fn web_shop() -> Simulation {
    let text = include_str!("../../public/scenarios/web-shop.json");
    Simulation::new(Scenario::parse(text).unwrap())
}

/// A year of the web shop with a few actions on the way, as the golden script has it.
fn eventful_year() -> Simulation {
    let script = include_str!("golden/web-shop-year.json");
    Script::parse(script, |_| Ok(web_shop().scenario().clone())).unwrap().play().unwrap().run
}

/// A known run has a known digest, here and in the browser. When behaviour changes on purpose, raise `RULES_VERSION`
/// and put the new digest in its place.
#[test]
fn golden_year_of_the_web_shop() {
    let golden = include_str!("golden/web-shop-year.digest").trim();
    assert_eq!((engine::save::RULES_VERSION, eventful_year().digest().to_string().as_str()), (4, golden));
}

#[test]
fn stepping_in_other_slices_comes_to_the_same() {
    let whole = eventful_year().digest();
    let mut sliced = web_shop();
    let journal = eventful_year().journal().clone();
    let end = eventful_year().now();
    for entry in journal.entries {
        while !sliced.step_until(entry.at, 7).reached {}
        sliced.apply(entry.command).unwrap();
    }
    while sliced.now() < end {
        let next = Timestamp((sliced.now().0 + 5_000_011).min(end.0));
        while !sliced.step_until(next, 3).reached {}
    }
    assert_eq!(sliced.digest(), whole);
}

#[test]
fn a_save_opens_to_the_same_run() {
    let run = eventful_year();
    let text = Save::of(&run).to_text();
    let (opened, parting) = Replay::of(Save::read(&text).unwrap()).finish();
    assert_eq!(parting, None);
    assert_eq!(opened.digest(), run.digest());
    assert_eq!(Save::of(&opened).to_text(), text);
}

#[test]
fn rewinding_and_going_on_comes_to_the_same() {
    let run = eventful_year();
    let mut back = run.clone();
    let middle = Timestamp(run.world().start.0 + 180 * DAY);
    back.rewind(middle).unwrap();
    assert_eq!(back.now(), middle);
    let rest = run.journal().entries.iter().filter(|entry| entry.at > middle);
    for entry in rest {
        back.advance_to(entry.at);
        back.apply(entry.command.clone()).unwrap();
    }
    back.advance_to(run.now());
    assert_eq!(back.digest(), run.digest());
    assert!(back.rewind(Timestamp(run.world().start.0 - 1)).is_err());
}

#[test]
fn what_is_due_at_an_instant_comes_before_the_commands_given_at_it() {
    let mut run = web_shop();
    let start = run.now();
    assert_eq!(run.next_due().map(|next| next > start), Some(true), "the runs due at the start have begun");
    openapi::call(&mut run, "hbr", "OpenHbrService", &json!({}));
    let manual = json!({ "InstanceId": "i-bp1k8e2rj8web2", "Retention": 3 });
    openapi::call(&mut run, "hbr", "CreateBackupJob", &manual);
    let digest = run.digest();
    run.advance_to(start);
    assert_eq!(run.digest(), digest, "an advance by nothing changes nothing");
    run.rewind(start).unwrap();
    assert_eq!(run.digest(), digest, "commands given at exactly that instant are kept");
    let (opened, parting) = Replay::of(Save::of(&run)).finish();
    assert_eq!((parting, opened.digest()), (None, digest));
}

#[test]
fn refused_calls_and_listings_leave_no_trace() {
    let mut asked = Lab::two_web_servers();
    let plain = Lab::two_web_servers();
    asked.call("hbr", "CreatePolicyV2", json!({ "PolicyName": "1" }));
    asked.call("hbr", "DescribePoliciesV2", json!({}));
    asked.call("ecs", "DescribeInstances", json!({}));
    assert_eq!(asked.run.digest(), plain.run.digest());
    assert_eq!(asked.run.journal().entries.len(), 0);
}

#[test]
fn one_more_command_changes_nothing_it_does_not_touch() {
    let with = |extra: bool| {
        let mut lab = Lab::two_web_servers();
        if extra {
            lab.policy("another", &format!("I|{}|P1D", lab.start), 7);
        }
        let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start), 7);
        lab.bind(&policy, &["i-web1"]);
        if extra {
            lab.back_up("i-web2", 7);
        }
        lab.advance("P3D");
        let points = lab.points().into_iter().filter(|point| point["InstanceId"] == "i-web1").collect::<Vec<_>>();
        (policy, points)
    };
    assert_eq!(with(false), with(true));
}

#[test]
fn damaged_foreign_and_newer_saves_are_told_apart() {
    let text = Save::of(&Lab::two_web_servers().run).to_text();
    assert!(matches!(Save::read(&text[..text.len() / 2]), Err(SaveError::NotJson { .. })));
    assert_eq!(Save::read(r#"{"format":"something/1"}"#).unwrap_err(), SaveError::Foreign);
    assert_eq!(Save::read("[]").unwrap_err(), SaveError::Foreign);
    let newer = text.replace("cloud-backup-save/4", "cloud-backup-save/5");
    assert_eq!(Save::read(&newer).unwrap_err(), SaveError::Newer { format: 5 });
    let edited = text.replace("\"seed\":7", "\"seed\":8");
    assert_ne!(edited, text);
    assert_eq!(Save::read(&edited).unwrap_err(), SaveError::Damaged);
}

/// Saves that older versions wrote, as they wrote them: each still opens, and says where today's rules part from its own.
#[test]
fn saves_of_older_versions_open() {
    let text = include_str!("fixtures/format-1-rules-3.json");
    let save = Save::read(text).unwrap();
    assert_eq!((save.rules_version, save.journal.entries.len(), save.others.len()), (3, 4, 0));
    let (run, parting) = Replay::of(save).finish();
    assert_eq!(parting, Some(Parting::Digest { position: 0 }), "other rules, other digests");
    assert_eq!(run.journal().entries.len(), 4, "all that was done could be done again");
    let instance = run.world().instance(&"i-web1".into()).unwrap();
    assert_eq!(run.world().instances[instance].history.points().len(), 5);
}

/// A save of format 2 with two branches, the present one a step behind where it had come to.
#[test]
fn saves_of_format_2_open_with_their_branches() {
    let save = Save::read(include_str!("fixtures/format-2-rules-4.json")).unwrap();
    assert_eq!((save.rules_version, save.journal.entries.len(), save.others.len()), (4, 3, 1));
    assert_eq!((&save.title, save.bookmarks.len(), save.figures), (&None, 0, None));
    let (mut timeline, _) = Opening::of(save).finish();
    let names: Vec<_> = timeline.branches().into_iter().map(|branch| branch.name).collect();
    assert_eq!(names, [None, Some("two backups by hand".to_owned())]);
    assert!(timeline.redo().unwrap().is_some());
}

#[test]
fn a_replay_that_comes_out_differently_says_where() {
    let mut lab = Lab::two_web_servers();
    lab.policy("first", &format!("I|{}|P1D", lab.start), 7);
    lab.advance("P1D");
    lab.policy("second", &format!("I|{}|P1D", lab.start), 7);
    let mut save = Save::of(&lab.run);
    save.journal.entries[1].digest = Digest::parse("00000000000000000000000000000001");
    let (_, parting) = Replay::of(save.clone()).finish();
    assert_eq!(parting, Some(Parting::Digest { position: 1 }));
    save.journal.entries.swap(0, 1);
    let (run, parting) = Replay::of(save).finish();
    assert!(matches!(parting, Some(Parting::Digest { position: 0 })));
    assert!(run.now() >= lab.run.now());
}

/// Nobody waits for the digest of a large world at each action; its save still opens to the same.
#[test]
fn a_large_world_is_saved_without_its_digest_and_a_small_one_with_it() {
    let fleet = |count: u32| {
        let scenario = json!({ "format": "cloud-backup-scenario/1", "name": "fleet", "seed": 1,
            "start": "2026-01-01T00:00:00+08:00", "regions": ["cn-hangzhou"],
            "fleet": { "prefix": "app", "count": count, "template": { "region": "cn-hangzhou",
                "disks": [{ "kind": "system", "size_gib": 40 }] } } });
        Simulation::new(Scenario::from_value(&scenario).unwrap())
    };
    for (count, has_digest) in [(64, true), (65, false)] {
        let run = fleet(count);
        let save = Save::read(&Save::of(&run).to_text()).unwrap();
        assert_eq!(save.digest.is_some(), has_digest);
        let (opened, parting) = Replay::of(save).finish();
        assert_eq!((parting, opened.digest()), (None, run.digest()));
    }
}

/// A save of format 3 with its figures and a branch.
#[test]
fn saves_of_format_3_open_and_come_out_the_same() {
    let save = Save::read(include_str!("fixtures/format-3-rules-4.json")).unwrap();
    assert_eq!((save.rules_version, save.journal.entries.len(), save.others.len()), (4, 2, 1));
    assert!(save.figures.is_some());
    assert_eq!(save.spent_seconds, 0);
    let (timeline, parting) = Opening::of(save).finish();
    assert_eq!(parting, None);
    assert_eq!(timeline.run().progress(), None, "it has no lesson");
}
