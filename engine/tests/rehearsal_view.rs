//! What the screen of a rehearsal shows is what the rehearsal tells, and what then happens.

mod harness;

use engine::{
    billing::{
        bill::{Bill, Grouping},
        money::MicroCny,
    },
    id::PolicyId,
    locale::Locale,
    rehearsal::{Change, Kind, Outcome, Proposal, Rehearsal, bring},
    time::{DAY, Days, Timestamp},
    view::{
        history,
        list::Query,
        policy_form::PolicyForm,
        rehearsal::{self, Before, Calendar, ItemsQuery},
    },
};
use harness::Lab;
use proptest::prelude::*;

/// Two servers under a daily policy for a while.
fn lab(retention: u32, days: i64) -> (Lab, PolicyId) {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), retention);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    lab.run.advance_to(Timestamp(lab.start + days * DAY));
    (lab, policy.as_str().into())
}

/// An edit of a policy, as its form makes it.
fn edited(lab: &Lab, policy: &PolicyId, change: impl FnOnce(&mut PolicyForm)) -> Proposal {
    let world = lab.run.world();
    let known = &world.policies[world.policy(policy).unwrap()];
    let mut form = PolicyForm::of_policy(world, known);
    change(&mut form);
    let spec = form.check(world.zone).expect("a form without faults");
    let change = rehearsal::change(world, Some(policy), known.region, spec).expect("it is there");
    Proposal { change, instances: Vec::new() }
}

fn both(lab: &Lab, proposal: &Proposal, until: Timestamp) -> [Outcome; 2] {
    let planned = Rehearsal::begin(&lab.run, proposal, until).unwrap().telling_of_all().finish().unwrap();
    let today = Rehearsal::of_today(&lab.run, planned.instances().clone(), until).finish().unwrap();
    [planned, today]
}

/// A policy that does a bit of everything.
fn busy(form: &mut PolicyForm, retention: u32, archive: Option<u32>, remote: bool) {
    form.retention_days = retention.to_string();
    if let Some(days) = archive {
        form.archive.on = true;
        form.archive.days = days.to_string();
        form.retention_days = (days + 60 + retention).to_string();
    }
    form.replication.on = remote;
    form.replication.region = engine::catalog::region::Region::parse("cn-shanghai");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn totals_are_those_of_the_items_on_every_side(
        retention in 1_u32..50, archive in prop::option::of(14_u32..30), remote: bool, days in 1_i64..150,
    ) {
        let (lab, policy) = lab(20, 30);
        let proposal = edited(&lab, &policy, |form| busy(form, retention, archive, remote));
        let until = Timestamp(lab.run.now().0 + days * DAY);
        let [planned, today] = both(&lab, &proposal, until);
        let view = rehearsal::view(&planned, &today, Locale::En);
        let calendar = Calendar::of(&planned);
        let months: Vec<_> = (0..calendar.months()).map(|month| calendar.month(month, Locale::Zh)).collect();
        for (place, kind) in Kind::ALL.into_iter().enumerate() {
            let count = |outcome: &Outcome| outcome.items().iter().filter(|item| item.kind == kind).count() as u64;
            let card = view.cards.iter().find(|card| card.kind == Some(kind)).unwrap();
            prop_assert_eq!([card.proposal.count, card.today.count], [count(&planned), count(&today)]);
            prop_assert_eq!(months.iter().map(|month| month.counts[place]).sum::<u64>(), card.proposal.count);
            let asked = ItemsQuery { kind: Some(kind), ..ItemsQuery::default() };
            let listed = rehearsal::items(&planned, &asked, Locale::En).extent;
            prop_assert_eq!((listed.found as u64, listed.all), (card.proposal.count, planned.items().len()));
        }
        let bill = planned.bill(Grouping::Cause).total();
        prop_assert_eq!(view.total.proposal, bill);
        prop_assert_eq!(view.costs.iter().map(|row| row.proposal).sum::<MicroCny>(), bill);
        prop_assert!(view.headline.contains(&format!("CNY {bill}")), "{}", view.headline);
    }

    #[test]
    fn a_day_of_the_calendar_lists_what_it_counts(retention in 1_u32..20, days in 20_i64..60) {
        let (lab, policy) = lab(10, 12);
        let proposal = edited(&lab, &policy, |form| busy(form, retention, None, false));
        let [planned, _] = both(&lab, &proposal, Timestamp(lab.run.now().0 + days * DAY));
        let calendar = Calendar::of(&planned);
        for month in 0..calendar.months() {
            for day in calendar.month(month, Locale::En).days {
                let asked = ItemsQuery { day: Some(day.day), list: Query { size: 100, ..Query::default() }, kind: None };
                let rows = rehearsal::items(&planned, &asked, Locale::En).rows;
                prop_assert_eq!(rows.len() as u64, day.counts.iter().sum::<u64>(), "{}", day.text);
                prop_assert!(rows.iter().all(|row| row.at.day_number(lab.run.world().zone) == day.day));
                prop_assert_eq!(calendar.position_of(day.day), month);
                prop_assert!(day.is_within || rows.is_empty());
            }
        }
    }
}

#[test]
fn the_side_of_today_is_what_then_happens() {
    let (mut lab, policy) = lab(10, 12);
    let proposal = edited(&lab, &policy, |form| form.retention_days = "90".to_owned());
    let (from, until) = (lab.run.now(), Timestamp(lab.run.now().0 + 40 * DAY));
    let [planned, today] = both(&lab, &proposal, until);
    let view = rehearsal::view(&planned, &today, Locale::En);
    lab.run.advance_to(until);
    let world = lab.run.world();
    let kept: usize = today.instances().iter().map(|instance| world.instances[*instance].history.points().len()).sum();
    let card = view.cards.last().unwrap();
    assert_eq!(
        (card.today.count, card.proposal.count),
        (kept as u64, 80),
        "a week of points and more, against all that come"
    );
    assert_eq!(view.total.today, Bill::draw_up(world, from, until, Grouping::Cause).total());
    assert!(view.total.difference.as_ref().is_some_and(|apart| apart.starts_with('+')), "{:?}", view.total);
    assert!(view.headline.contains("daily makes 80 points of 2 instances"), "{}", view.headline);
}

#[test]
fn what_is_rehearsed_is_what_saving_then_does() {
    let (mut lab, _) = lab(10, 12);
    let world = lab.run.world();
    let region = world.regions[0];
    let mut form = PolicyForm::for_region(world, region);
    form.name = "weekly".to_owned();
    let change = Change::New { region, spec: form.check(world.zone).unwrap() };
    let proposal = Proposal { change, instances: vec!["i-web1".into()] };
    let until = Timestamp(lab.run.now().0 + 60 * DAY);
    let outcome = Rehearsal::begin(&lab.run, &proposal, until).unwrap().finish().unwrap();
    let said: Vec<_> = rehearsal::deeds(world, &proposal, Locale::En).into_iter().map(|deed| deed.text).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[1].contains("web-1 (daily)"), "{said:?}");

    let made = lab.run.apply(proposal.change.command().unwrap()).unwrap();
    let engine::command::Receipt::PolicyCreated(id) = made else { panic!("{made:?}") };
    let world = lab.run.world();
    let of: Vec<_> = outcome.instances().iter().copied().collect();
    for command in bring(world, world.policy(&id).unwrap(), &of) {
        lab.run.apply(command).unwrap();
    }
    lab.run.advance_to(until);
    let left = |world: &engine::world::World| {
        world.instances[of[0]].history.points().map(|point| point.created).collect::<Vec<_>>()
    };
    assert_eq!(left(outcome.world()), left(lab.run.world()));
    let as_it_is = Proposal { change: Change::AsItIs(id), instances: vec!["i-web1".into()] };
    assert_eq!(rehearsal::deeds(lab.run.world(), &as_it_is, Locale::En), [], "all is so already");
}

#[test]
fn the_chart_has_every_point_from_its_creation_to_its_end() {
    let (mut lab, policy) = lab(10, 12);
    let proposal = edited(&lab, &policy, |form| busy(form, 3, Some(14), true));
    let until = Timestamp(lab.run.now().0 + 120 * DAY);
    let [planned, _] = both(&lab, &proposal, until);
    let before = Before::of(lab.run.world(), planned.instances().iter().copied());
    let drawn = rehearsal::life(&planned, &before, &"i-web1".into()).unwrap();
    assert_eq!(drawn.now, lab.run.now());
    assert_eq!(drawn.own.points.len(), 10 + 120, "those that were there, and one a day");
    assert!(drawn.own.points.is_sorted_by_key(|point| point.created));
    assert_eq!(drawn.copies.len(), 1);
    let apply = proposal.change.command().unwrap();
    lab.run.apply(apply).unwrap();
    lab.run.advance_to(until);
    let instance = lab.run.world().instance(&"i-web1".into()).unwrap();
    let there = history::history(lab.run.world(), instance);
    let still = |drawn: &history::Lane| {
        drawn.points.iter().filter(|point| point.expires_at > until).copied().collect::<Vec<_>>()
    };
    assert_eq!(still(&drawn.own), there.own.points);
    assert_eq!(still(&drawn.copies[0]), there.copies[0].points);
    let gone = drawn.own.points.iter().find(|point| point.created.at > drawn.now && point.expires_at <= until).unwrap();
    assert!(gone.archive_from.is_some() && gone.life() == Days(77).span(), "{gone:?}");
    assert_eq!(rehearsal::life(&planned, &before, &"i-none".into()), None);
}

#[test]
fn bil_13_what_copies_carry_is_said_before_it_is_paid() {
    let (lab, policy) = lab(10, 3);
    let calm = edited(&lab, &policy, |form| form.retention_days = "20".to_owned());
    let until = Timestamp(lab.run.now().0 + 100 * DAY);
    let [planned, today] = both(&lab, &calm, until);
    assert_eq!(rehearsal::view(&planned, &today, Locale::En).warnings, []);
    let copying = edited(&lab, &policy, |form| busy(form, 5, None, true));
    let [planned, today] = both(&lab, &copying, until);
    for locale in [Locale::En, Locale::Zh] {
        let warnings = rehearsal::view(&planned, &today, locale).warnings;
        assert!(warnings.iter().any(|(_, rule)| *rule == engine::rule::Rule::Bil13), "{warnings:?}");
    }
}

#[test]
fn pol_81_a_new_policy_is_for_those_that_its_tags_find_and_an_old_one_for_its_own() {
    let (lab, policy) = lab(10, 3);
    let world = lab.run.world();
    let as_it_is = Change::AsItIs(policy.clone());
    assert_eq!(rehearsal::usual(world, &as_it_is), ["i-web1".into(), "i-web2".into()]);
    let region = world.regions[0];
    let mut form = PolicyForm::for_region(world, region);
    form.name = "all".to_owned();
    form.tags.choose(engine::view::policy_form::Select::All);
    let fresh = Lab::two_web_servers();
    let change = Change::New { region, spec: form.check(world.zone).unwrap() };
    assert_eq!(rehearsal::usual(fresh.run.world(), &change).len(), 2);
    assert_eq!(rehearsal::usual(world, &change), [], "others have them");
    let choices = rehearsal::choices(world, region, None, "web-1");
    assert_eq!((choices.len(), choices[0].elsewhere.as_deref()), (1, Some("daily")));
    assert_eq!(
        rehearsal::choices(world, region, Some(&policy), "").iter().filter(|choice| choice.elsewhere.is_none()).count(),
        2
    );
}

#[test]
fn a_day_to_look_ahead_to_is_one_to_come() {
    let (lab, _) = lab(10, 3);
    let (now, zone) = (lab.run.now(), lab.run.world().zone);
    assert_eq!(rehearsal::local_date(now, zone), "2026-01-04");
    assert_eq!(rehearsal::read_until("2026-01-04", now, zone), Some(Timestamp(now.start_of_day(zone).0 + DAY - 1)));
    for wrong in ["2026-01-03", "2226-01-01", "soon", "", "2026-13-01"] {
        assert_eq!(rehearsal::read_until(wrong, now, zone), None, "{wrong}");
    }
}
