//! What money will be: forecasts, columns over time, and whether archiving pays.

mod harness;

use engine::{
    billing::{
        bill::{Bill, Cause, Grouping},
        money::MicroCny,
    },
    forecast::Forecast,
    id::PolicyId,
    locale::Locale,
    rehearsal::{Change, Proposal, Rehearsal},
    time::{Days, Timestamp},
    view::{bill_chart, break_even, resource_plans},
};
use harness::Lab;
use serde_json::{Value, json};

/// Two servers under a daily policy that archives after 30 days of 200 and copies to another region.
fn lab() -> (Lab, PolicyId) {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|P1D", lab.start + 7_200) },
        { "RuleType": "TRANSITION", "Retention": 200, "ArchiveDays": 30 },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 9 } ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web1", "i-web2"]);
    (lab, policy.as_str().into())
}

fn bill(lab: &Lab, from: Timestamp) -> Bill {
    Bill::draw_up(lab.run.world(), from, lab.run.now(), Grouping::Cause)
}

#[test]
fn bil_02_a_forecast_is_what_is_then_charged() {
    let (mut lab, _) = lab();
    lab.advance("P40DT5H30M");
    let digest = lab.run.digest();
    let now = lab.run.now();
    let mut forecast = Forecast::begin(&lab.run, now.plus_days(Days(75)));
    assert!(!forecast.step(10));
    let (done, all) = forecast.progress();
    assert!(done.0 > 0 && done < all);
    let outlook = forecast.finish();
    assert_eq!(lab.run.digest(), digest, "the run stays as it is");
    lab.advance("P75D");
    let then = bill(&lab, now);
    assert_eq!(outlook.bill(Grouping::Cause).lines, then.lines);
    assert!(then.lines.len() > 4 && then.total() > MicroCny::ZERO);
}

#[test]
fn bil_02_columns_over_time_are_the_bill_and_tell_what_is_to_come() {
    let (mut lab, _) = lab();
    lab.advance("P100D");
    let now = lab.run.now();
    let outlook = Forecast::begin(&lab.run, now.plus_days(Days(265))).finish();
    let span = [Timestamp(lab.start), outlook.span().end];
    let chart = bill_chart::chart(outlook.world(), span, now, Locale::En);
    assert_eq!((chart.by, chart.columns.len(), chart.earlier), (Grouping::Month, 12, 0));
    assert_eq!(chart.columns.iter().filter(|column| !column.is_ahead).count(), 3, "April has not ended");
    assert_eq!((chart.columns[0].name.as_str(), chart.columns[11].name.as_str()), ("Jan 2026", "Dec 2026"));
    let by_month = Bill::draw_up(outlook.world(), span[0], span[1], Grouping::Month);
    assert_eq!(chart.columns.iter().map(|column| column.total).sum::<MicroCny>(), by_month.total());
    for column in &chart.columns {
        let lines = by_month.lines.iter().filter(|line| line.day == Some(column.begins));
        assert_eq!(lines.map(engine::billing::bill::Line::amount).sum::<MicroCny>(), column.total, "{}", column.name);
        assert_eq!(column.amounts.len(), chart.causes.len());
    }
    assert!(chart.causes.iter().any(|(cause, _)| *cause == Cause::ArchiveStorage));
    let days =
        bill_chart::chart(lab.run.world(), [Timestamp(lab.start), Timestamp(lab.start + 40 * 86_400)], now, Locale::Zh);
    assert_eq!((days.by, days.columns.len()), (Grouping::Day, 40));
}

/// The first point of a server, as it is now.
fn first(lab: &Lab) -> (engine::cloud::InstanceIdx, engine::backup::point::Point) {
    let world = lab.run.world();
    let instance = world.instance(&"i-web1".into()).unwrap();
    (instance, world.instances[instance].history.points().next().unwrap().clone())
}

#[test]
fn mdl_31_what_archiving_a_point_moves_is_what_it_then_moves() {
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|P9D", lab.start + 7_200) },
        { "RuleType": "TRANSITION", "Retention": 200, "ArchiveDays": 14 } ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
    lab.bind(&policy, &["i-web1"]);
    // Points on days 0 and 9; the first is archived on day 14.
    lab.advance("P13D");
    let (_, point) = first(&lab);
    let (freed, archived) = lab.run.world().archiving_moves(&point).unwrap();
    let stored = |lab: &Lab| {
        let disks = lab.run.world().disks.iter();
        disks.fold((0, 0), |(standard, archive), (_, disk)| {
            (standard + disk.chain.standard_now().0, archive + disk.chain.archived().0)
        })
    };
    let before = stored(&lab);
    lab.advance("P2D");
    let after = stored(&lab);
    assert_eq!((before.0 - after.0, after.1 - before.1), (freed.0, archived.0));
    assert!(freed > engine::units::Mib::ZERO && archived > freed, "what the second point needs of it passes to it");
    assert_eq!(break_even::of_point(lab.run.world(), &first(&lab).1, Locale::En), None, "it is archived");
}

#[test]
fn bil_12_archiving_pays_for_a_point_by_itself_and_not_for_a_small_change() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 365);
    lab.advance("P1D");
    let (_, point) = first(&lab);
    let alone = break_even::of_point(lab.run.world(), &point, Locale::En).unwrap();
    assert_eq!(alone.freed, alone.archived, "the first snapshot is a whole one");
    // At 0.12 and 0.06 a GiB-month: 60 days of the one are 30 of the other.
    assert_eq!(alone.pays_after, Some(Days(30)));
    assert!(alone.text.contains("kept 30 days or longer"), "{}", alone.text);
    lab.back_up("i-web1", 365);
    lab.advance("PT2H");
    lab.back_up("i-web1", 365);
    lab.advance("PT2H");
    let world = lab.run.world();
    let instance = world.instance(&"i-web1".into()).unwrap();
    let small = world.instances[instance].history.points().nth(1).unwrap();
    let small = break_even::of_point(world, small, Locale::Zh).unwrap();
    assert!(small.freed < small.archived && small.pays_after.is_none() && small.saved_a_month < MicroCny::ZERO);
    assert!(small.text.contains("始终不划算"), "{}", small.text);
}

#[test]
fn bil_12_archiving_of_a_policy_is_judged_by_two_rehearsals() {
    let (mut lab, policy) = lab();
    lab.advance("P3D");
    let until = lab.run.now().plus_days(Days(260));
    let sources = break_even::sources(lab.run.world(), &policy);
    assert_eq!(sources.len(), 2);
    let begin =
        |archive_after| break_even::Comparing::begin(&lab.run, &policy, archive_after, &sources, until).unwrap();
    let mut comparing = begin(Days(30));
    assert!(!comparing.step(5).unwrap());
    let found = comparing.finish().unwrap();
    let single = Rehearsal::begin(
        &lab.run,
        &Proposal { change: Change::AsItIs(policy.clone()), instances: sources.clone() },
        until,
    );
    assert_eq!(found.totals[0], single.unwrap().finish().unwrap().bill(Grouping::Month).total());
    assert_eq!(found.months.last().unwrap().1, found.totals);
    // Daily points whose changes are small: archived each counts in full.
    assert!(found.totals[0] > found.totals[1] && found.pays_from.is_none(), "{found:?}");
    assert!(found.said(Locale::En).contains("does not pay") && found.said(Locale::Zh).contains("不划算"));
    let other = begin(Days(90)).finish().unwrap();
    assert!(other.totals[0] < found.totals[0] && other.totals[1] == found.totals[1]);
}

#[test]
fn acc_08_an_offer_says_what_it_costs_and_saves_and_what_is_wrong_with_it() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 365);
    lab.advance("P1D");
    let world = lab.run.world();
    let region = world.regions[0];
    let mut form = resource_plans::PlanForm::for_region(world, region);
    let stored: u64 = world.disks.iter().map(|(_, disk)| disk.chain.standard_now().0).sum();
    assert_eq!(form.capacity, stored.div_ceil(1_024).to_string());
    form.capacity = "10".to_owned();
    let offer = form.offer(world, Locale::En).unwrap();
    assert_eq!((offer.price.to_string().as_str(), offer.saves.to_string().as_str()), ("10.80", "14.40"));
    assert!(offer.text.contains("not refundable"), "{}", offer.text);
    assert_eq!(resource_plans::capacity_hint(Locale::En), "1 to 1,048,576 GiB");
    assert_eq!(resource_plans::months_hint(Locale::Zh), "1~60个月，每月30天");
    assert_eq!(break_even::days_hint(Locale::En), "14 to 65,535 days");
    for (capacity, months) in [("", "12"), ("0", "12"), ("10", "61"), ("ten", "1")] {
        let form =
            resource_plans::PlanForm { capacity: capacity.to_owned(), months: months.to_owned(), ..form.clone() };
        assert_eq!(form.offer(world, Locale::En).unwrap_err().rule().id(), "ACC-08");
    }
    let bought: Value = lab.call("sim", "BuyResourcePlan", json!({ "Kind": "Scu", "CapacityGib": 10, "Months": 1 }));
    assert_eq!(bought["RegionId"], region.id());
    let rows = resource_plans::rows(lab.run.world(), Locale::Zh);
    assert_eq!((rows.len(), rows[0].used.as_deref()), (1, Some("10 GiB")));
}
