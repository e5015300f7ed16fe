//! A save that comes out differently by the rules of today: the person is told where, and goes on from what is equal.

mod harness;

use engine::{
    digest::Digest,
    locale::Locale,
    save::{Figures, Save},
    shelf::{LastEqual, ready_to_go_on},
    simulation::Parting,
    time::{DAY, Seconds},
    timeline::{Opening, Timeline},
    view::parting::{PartingReport, parting},
};
use harness::Lab;

/// Three policies, a day apart, and a day after the last.
fn three_actions() -> Timeline {
    let mut lab = Lab::two_web_servers();
    for name in ["first", "second", "third"] {
        let policy = lab.policy(name, &format!("I|{}|P1D", lab.start), 7);
        if name == "first" {
            lab.bind(&policy, &["i-web1"]);
        }
        lab.advance("P1D");
    }
    Timeline::new(lab.run)
}

fn another() -> Option<Digest> {
    Digest::parse("00000000000000000000000000000001")
}

/// The save as if other rules had played it: another digest after each command from `position` on.
fn parted_from(position: usize) -> Save {
    let mut save = Save::of_timeline(&three_actions());
    for entry in &mut save.journal.entries[position..] {
        entry.digest = another();
    }
    save.digest = another();
    save
}

fn report(save: &Save, locale: Locale) -> (PartingReport, Parting) {
    let (timeline, parted) = Opening::of(save.clone()).finish();
    let parted = parted.expect("it comes out differently");
    (parting(save, timeline.run(), &parted, locale), parted)
}

#[test]
fn a_person_is_told_at_which_action_and_what_differs() {
    let mut save = parted_from(2);
    save.rules_version -= 1;
    save.figures = save.figures.map(|figures| Figures { points: figures.points + 1_000, ..figures });
    let (said, _) = report(&save, Locale::En);
    assert!(said.at.starts_with("At action 3 of 4 ("), "{}", said.at);
    assert!(said.at.contains("on 2 Jan 2026, 00:00: right after it the run is another"), "{}", said.at);
    assert_eq!(said.equal, "Up to action 2, 1 Jan 2026, 00:00, both agree.");
    assert!(said.rules.is_some_and(|rules| rules.contains("this version plays by rules")));
    let differs: Vec<_> = said.figures.iter().map(|figure| figure.differs).collect();
    assert_eq!((differs, said.no_figures), (vec![true, false, false], None));
    assert_eq!((said.figures[0].saved.as_deref(), said.figures[0].now.as_str()), (Some("1,003"), "3"));
    let (chinese, _) = report(&save, Locale::Zh);
    assert!(chinese.at.starts_with("第3步操作（共4步；"), "{}", chinese.at);
}

#[test]
fn a_save_without_figures_says_so() {
    let save = Save::read(include_str!("fixtures/format-1-rules-3.json")).unwrap();
    let (said, parted) = report(&save, Locale::En);
    assert_eq!(parted, Parting::Digest { position: 0 });
    assert!(said.no_figures.is_some() && said.rules.is_some());
    assert!(said.figures.iter().all(|figure| figure.saved.is_none() && !figure.differs && !figure.now.is_empty()));
    assert!(said.equal.starts_with("Both agree at the start"), "{}", said.equal);
}

#[test]
fn from_the_last_equal_instant_the_rest_lies_ahead() {
    let save = parted_from(2);
    let (_, parted) = report(&save, Locale::En);
    let equal = LastEqual::of(&save, &parted);
    let second = &save.journal.entries[1];
    assert_eq!((equal.commands, equal.at), (2, second.at));
    let (mut timeline, parting) = Opening::of(equal.back(&save)).finish();
    assert_eq!(parting, None);
    assert_eq!((timeline.run().now(), Some(timeline.run().digest())), (second.at, second.digest));
    assert_eq!((timeline.reached(), timeline.branches().len()), (save.now, 1));
    // It can be done again one by one, and gone to at once.
    assert!(timeline.redo().unwrap().is_some());
    timeline.seek(save.now).unwrap();
    assert_eq!(timeline.run().digest(), three_actions().run().digest());
    // It is saved and opened like any other.
    let text = Save::of_timeline(&timeline).to_text();
    assert_eq!(Opening::of(Save::read(&text).unwrap()).finish().1, None);
}

#[test]
fn a_run_that_parts_only_where_it_stood_goes_back_to_its_last_action() {
    let mut save = parted_from(4);
    let (said, parted) = report(&save, Locale::En);
    assert_eq!(parted, Parting::End);
    assert!(said.at.starts_with("All actions come out as they did"), "{}", said.at);
    let equal = LastEqual::of(&save, &parted);
    assert_eq!((equal.commands, equal.at), (4, save.journal.entries[3].at));
    save.journal.entries.clear();
    assert_eq!(LastEqual::of(&save, &parted), LastEqual { commands: 0, at: save.scenario.start });
}

#[test]
fn a_command_that_is_refused_now_is_told_with_its_reason() {
    let mut save = Save::of_timeline(&three_actions());
    // The association is given before the policy is there.
    let entry = save.journal.entries.remove(0);
    save.journal.entries.insert(1, entry);
    let (said, parted) = report(&save, Locale::En);
    assert!(matches!(parted, Parting::Refused { position: 0, .. }));
    assert!(said.at.contains("is refused now, and it and what was done after it are left out"), "{}", said.at);
    assert_eq!(LastEqual::of(&save, &parted).commands, 0);
}

/// In a large world no digests are kept: all that is known to differ is the refusal.
#[test]
fn without_digests_a_run_goes_back_to_right_before_what_is_refused() {
    let mut save = Save::of_timeline(&three_actions());
    for entry in &mut save.journal.entries {
        entry.digest = None;
    }
    save.digest = None;
    let mut unknown = serde_json::to_value(&save.journal.entries[1]).unwrap();
    unknown["command"]["AssociateInstances"]["policy"] = serde_json::json!("po-none");
    unknown["at"] = serde_json::json!(save.journal.entries[2].at);
    save.journal.entries.insert(3, serde_json::from_value(unknown).unwrap());
    let (_, parted) = report(&save, Locale::En);
    assert!(matches!(parted, Parting::Refused { position: 3, .. }), "{parted:?}");
    let equal = LastEqual::of(&save, &parted);
    assert_eq!((equal.commands, equal.at), (3, save.journal.entries[3].at));
    let (timeline, parting) = Opening::of(equal.back(&save)).finish();
    assert_eq!((parting, timeline.run().journal().entries.len()), (None, 3));
}

#[test]
fn what_other_rules_said_of_the_way_ahead_is_forgotten() {
    let mut timeline = three_actions();
    let middle = timeline.run().world().start + Seconds(DAY / 2);
    timeline.rewind(middle).unwrap();
    let save = Save::of_timeline(&timeline);
    let ahead = |save: &Save| save.present.as_ref().unwrap().journal.entries[2].digest;
    assert!(ahead(&save).is_some());
    assert_eq!(ready_to_go_on(save.clone()), save, "the same rules, the same digests");
    let older = ready_to_go_on(Save { rules_version: 1, ..save.clone() });
    assert_eq!((ahead(&older), &older.journal), (None, &save.journal));
}
