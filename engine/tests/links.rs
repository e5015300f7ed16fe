//! A run as a link: what comes out is what went in, and what cannot be opened says why.

mod harness;
mod simulated_operator;

use engine::{
    digest::DigestWriter,
    locale::Locale,
    save::{
        FORMAT_VERSION, JournalEntry, RULES_VERSION, Save, SaveError,
        link::{LINK_BYTES_MAX, LINK_STEM, Link, LinkError},
        pack, unpack,
    },
    scenario::web_shop,
    simulation::{EVENTS_PER_COMMAND, Replay, Simulation},
    time::{DAY, Days, Seconds, Timestamp},
    timeline::{Opening, Timeline},
    view::save_summary::{OtherRules, SaveSummary},
};
use harness::Lab;
use proptest::prelude::*;
use serde_json::{Value, json};

const PAGE: &str = "https://example.org/simulator/";

fn link(timeline: &Timeline) -> String {
    let address = Link { save: Save::of_timeline(timeline), at: None }.to_address(PAGE).expect("it fits");
    address.strip_prefix(PAGE).expect("on the page").to_owned()
}

fn days_of_the_web_shop(days: i64) -> Timeline {
    let mut run = Simulation::new(web_shop());
    run.advance_to(run.now() + Seconds(days * DAY));
    Timeline::new(run)
}

/// What was packed into a link, changed.
fn changed(link: &str, change: impl FnOnce(&mut Value)) -> String {
    let text = unpack(link.strip_prefix(LINK_STEM).unwrap(), 1 << 20).unwrap();
    let mut parts: Value = serde_json::from_str(&text).unwrap();
    change(&mut parts);
    format!("{LINK_STEM}{}", pack(&parts.to_string()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_link_carries_any_run(seed in 0_u64..1_000, actions in 0_u64..60) {
        let mut timeline = Timeline::new(simulated_operator::play(seed, actions).run);
        timeline.note();
        let whole = timeline.run().digest();
        timeline.add_bookmark(timeline.run().now(), "here").unwrap();
        if seed % 2 == 0 {
            timeline.undo();
            timeline.fork("another way").unwrap();
            let later = timeline.run().now() + Seconds(DAY);
            timeline.run_mut().advance_to(later);
            timeline.note();
        }
        let opened = Link::read(&link(&timeline)).unwrap();
        let (again, parting) = Opening::of(opened.save).finish();
        prop_assert_eq!(parting, None);
        prop_assert_eq!(again.run().digest(), timeline.run().digest());
        prop_assert_eq!(again.branches(), timeline.branches());
        prop_assert_eq!(again.bookmarks(), timeline.bookmarks());
        if seed % 2 != 0 {
            prop_assert_eq!(again.run().digest(), whole);
        }
    }

    #[test]
    fn whatever_stands_in_an_address_is_answered(rest in "\\PC{0,200}") {
        let fragment = format!("{LINK_STEM}{rest}");
        prop_assert!(Link::read(&fragment).is_err());
    }
}

#[test]
fn a_bundled_scenario_is_named_and_not_written_out() {
    let timeline = days_of_the_web_shop(30);
    let short = link(&timeline);
    assert!(short.len() < 500, "{} bytes", short.len());
    let save = Link::read(&short).unwrap().save;
    assert_eq!(save.scenario, web_shop());
    assert_eq!(Replay::of(save).finish().0.digest(), timeline.run().digest());
}

#[test]
fn a_bundled_scenario_that_has_changed_is_refused() {
    let short = link(&days_of_the_web_shop(1));
    let renamed = resealed(&short, |body| body["scenario"][0] = json!("no-shop"));
    assert_eq!(Link::read(&renamed), Err(LinkError::ScenarioUnknown { name: "no-shop".to_owned() }));
    let other = resealed(&short, |body| body["scenario"][1] = json!("0123456789abcdef"));
    assert_eq!(Link::read(&other), Err(LinkError::ScenarioChanged { name: "web-shop".to_owned() }));
}

/// A link with another body and the checksum that belongs to it.
fn resealed(link: &str, change: impl FnOnce(&mut Value)) -> String {
    changed(link, |parts| {
        change(&mut parts[2]);
        let digest = DigestWriter::default().text(&parts[2].to_string()).finish().to_string();
        parts[1] = json!(digest[..16]);
    })
}

#[test]
fn a_link_may_point_at_an_instant() {
    let timeline = days_of_the_web_shop(10);
    let start = timeline.run().world().start;
    let at = start + Seconds(3 * DAY);
    let save = Save::of_timeline(&timeline);
    let address = Link { save, at: Some(at) }.to_address(PAGE).unwrap();
    assert!(address.ends_with("/at/2026-01-03T16:00:00Z"), "{address}");
    let fragment = &address[PAGE.len()..];
    assert_eq!(Link::read(fragment).unwrap().at, Some(at));
    let after = Link { save: Save::of_timeline(&timeline), at: Some(Timestamp::MAX) }.to_address(PAGE);
    assert!(matches!(after, Err(LinkError::Outside { .. })));
    let plain = link(&timeline);
    for (given, read) in [
        ("2026-01-04T00:00:00+08:00", Ok(Some(at))),
        ("2026-01-04T00%3A00%3A00%2B08%3A00", Ok(Some(at))),
        (&*at.0.to_string(), Ok(Some(at))),
        ("noon", Err(LinkError::Instant { given: "noon".to_owned() })),
        ("-5", Err(LinkError::Instant { given: "-5".to_owned() })),
        ("", Err(LinkError::Instant { given: String::new() })),
        ("0", Err(LinkError::Outside { at: Timestamp(0), start, reached: timeline.run().now() })),
    ] {
        assert_eq!(Link::read(&format!("{plain}/at/{given}")).map(|link| link.at), read, "{given}");
    }
}

#[test]
fn a_run_too_long_for_a_link_is_told_how_long_it_would_be() {
    let mut lab = Lab { run: Simulation::new(web_shop()), start: 0 };
    let fits = |lab: &Lab| Link { save: Save::of(&lab.run), at: None }.to_address(PAGE);
    for number in 0..400 {
        let note = DigestWriter::default().number(number).finish().to_string();
        lab.call("sim", "EditSettings", json!({ "snapshot_creation_seconds": number % 90 + 1 }));
        lab.call(
            "hbr",
            "CreatePolicyV2",
            json!({ "PolicyName": format!("p{number}"), "PolicyDescription": note,
            "Rules": [{ "RuleType": "BACKUP", "Schedule": "I|1767196800|P1D" },
                      { "RuleType": "TRANSITION", "Retention": 7 }] }),
        );
    }
    let Err(LinkError::TooLong { bytes }) = fits(&lab) else {
        panic!("400 descriptions without a pattern fit nowhere")
    };
    assert!(bytes > LINK_BYTES_MAX);
    assert_eq!(Link::read(&format!("{LINK_STEM}{}", "A".repeat(9_000))), Err(LinkError::TooLong { bytes: 9_007 }));
}

#[test]
fn other_branches_may_stay_behind() {
    let mut timeline = days_of_the_web_shop(2);
    timeline.fork("another way").unwrap();
    let save = Save::of_timeline(&timeline).without_others();
    let (alone, _) = Opening::of(Link::read(&fragment(save)).unwrap().save).finish();
    assert_eq!(alone.branches().len(), 1);
    assert_eq!((alone.branches()[0].fork, alone.run().digest()), (None, timeline.run().digest()));
}

fn fragment(save: Save) -> String {
    Link { save, at: None }.to_address("").expect("it fits")
}

#[test]
fn links_that_were_cut_off_or_changed_are_refused() {
    let whole = link(&days_of_the_web_shop(2));
    for length in 0..whole.len() {
        assert!(Link::read(&whole[..length]).is_err(), "cut off after {length}");
    }
    assert_eq!(Link::read("#/open/"), Err(LinkError::Foreign));
    assert_eq!(Link::read("#/jobs"), Err(LinkError::Foreign));
    assert_eq!(Link::read(&format!("{LINK_STEM}{}", pack("{}"))), Err(LinkError::Foreign));
    let damaged = changed(&whole, |parts| parts[2]["now"] = json!(1_767_196_801));
    assert_eq!(Link::read(&damaged), Err(SaveError::Damaged.into()));
    let newer = changed(&whole, |parts| parts[0] = json!(FORMAT_VERSION + 1));
    assert_eq!(Link::read(&newer), Err(SaveError::Newer { format: FORMAT_VERSION + 1 }.into()));
}

#[test]
fn a_link_of_few_letters_that_unpacks_to_many_is_refused() {
    let bomb = format!("{LINK_STEM}{}", pack(&"[".repeat(5 << 20)));
    assert!(bomb.len() <= LINK_BYTES_MAX, "{} bytes", bomb.len());
    assert!(matches!(Link::read(&bomb), Err(LinkError::Save(SaveError::TooLarge { .. }))));
}

#[test]
fn a_summary_says_what_a_save_is_without_playing_it() {
    let mut timeline = days_of_the_web_shop(365);
    let end = timeline.run().now();
    timeline.rewind(Timestamp(end.0 - 265 * DAY)).unwrap();
    timeline.set_title("What we showed the auditor").unwrap();
    timeline.add_bookmark(end, "the end").unwrap();
    let save = Save { rules_version: RULES_VERSION - 1, ..Save::of_timeline(&timeline) };
    let summary = SaveSummary::of(&save, Locale::En);
    assert_eq!((&*summary.title, &*summary.scenario), ("What we showed the auditor", "Web shop, one year"));
    assert_eq!((summary.instances, summary.commands, summary.branches, summary.bookmarks), (8, 0, 1, 1));
    assert_eq!((&*summary.from, &*summary.stands), ("1 Jan 2026, 00:00", "11 Apr 2026, 00:00"));
    assert_eq!(summary.reached.as_deref(), Some("1 Jan 2027, 00:00"));
    assert_eq!(summary.other_rules, Some(OtherRules { version: RULES_VERSION - 1, are_newer: false }));
    let played = timeline.run().counts().job_starts;
    assert_eq!(summary.replay.days, Days(100));
    assert!(summary.replay.jobs.abs_diff(played) * 10 <= played, "{} guessed, {played} played", summary.replay.jobs);
    assert_eq!(SaveSummary::of(&save, Locale::Zh).scenario, "网上商城的一年");
    assert!(summary.replay.text(Locale::En).starts_with("100 days of virtual time, about "));
    let rules = summary.other_rules.map(|rules| rules.text(Locale::En)).unwrap_or_default();
    assert!(rules.contains(&format!("by version {} of the rules", RULES_VERSION - 1)), "{rules}");
}

#[test]
fn a_replay_counts_what_it_has_done() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 7);
    lab.advance("P2D");
    lab.back_up("i-web2", 7);
    lab.advance("P9D");
    let save = Save::of(&lab.run);
    let commands = save.journal.entries.len() as u64;
    let mut replay = Replay::of(save);
    let mut told = 0;
    loop {
        let progress = replay.step(1);
        told += progress.events;
        assert_eq!(replay.events(), told);
        if progress.done {
            break;
        }
    }
    assert!(replay.events() > commands * EVENTS_PER_COMMAND, "commands and events");
    assert_eq!(replay.end(), lab.run.now());
}

#[test]
fn a_save_names_only_instants_of_virtual_time() {
    let mut save = Save::of(&Lab::two_web_servers().run);
    save.now = Timestamp(i64::MAX);
    assert_eq!(Save::read(&save.to_text()), Err(SaveError::Instant { at: save.now }));
    save.now = Timestamp::MAX;
    assert!(Save::read(&save.to_text()).is_ok());
    let command = serde_json::from_value(json!("ActivateService")).unwrap();
    save.journal.entries.push(JournalEntry { at: Timestamp(-1), command, digest: None });
    assert_eq!(Save::read(&save.to_text()), Err(SaveError::Instant { at: Timestamp(-1) }));
}
