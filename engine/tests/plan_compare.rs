//! Policies side by side: the figures of each are those of a rehearsal of it alone, counted again by looking at the run.

mod harness;

use std::collections::BTreeMap;

use engine::{
    backup::point::Archiving,
    billing::{
        bill::{Bill, Grouping},
        money::MicroCny,
    },
    catalog::region::Region,
    cloud::InstanceIdx,
    locale::Locale,
    rehearsal::{Change, Kind, Proposal, Rehearsal},
    sweep::{Ask, Found, Grid, Sweep, frontier},
    time::{DAY, Days, HOUR, Seconds, Timestamp},
    units::Mib,
    view::plan_compare::{self, Measures, Miss, Rhythm, SAMPLES, Targets, Template, Tier, measure, verdict},
    world::World,
};
use harness::Lab;
use proptest::prelude::*;
use serde_json::json;

/// When the complete points of an instance that are there were made, in all regions.
fn there(world: &World, instance: InstanceIdx) -> Vec<Timestamp> {
    let holders = [instance].into_iter().chain(world.replicas_of(instance));
    let points = holders.flat_map(|holder| world.instances[holder].history.points());
    let mut made: Vec<_> = points.filter(|point| world.is_complete(point)).map(|point| point.created.at).collect();
    made.sort_unstable();
    made
}

/// Ages of the newest and the oldest point of each instance, the greatest of the former and of the latter.
#[derive(Clone, Copy, Default)]
struct Recount {
    best: Option<i64>,
    worst: i64,
    back: i64,
    bare: i64,
}

/// Plays on, event by event, and looks at the run before and after each.
fn recount(lab: &mut Lab, instances: &[InstanceIdx], until: Timestamp) -> BTreeMap<InstanceIdx, Recount> {
    let mut counts: BTreeMap<_, _> = instances.iter().map(|instance| (*instance, Recount::default())).collect();
    loop {
        let next = lab.run.next_due().filter(|next| *next <= until);
        let (now, to) = (lab.run.now(), next.unwrap_or(until));
        for (instance, count) in &mut counts {
            let made = there(lab.run.world(), *instance);
            match (made.first(), made.last()) {
                (Some(oldest), Some(newest)) => {
                    count.worst = count.worst.max((to - *newest).0);
                    count.back = count.back.max((to - *oldest).0);
                }
                _ if count.best.is_some() => count.bare += (to - now).0,
                _ => {}
            }
        }
        match next {
            Some(next) => drop(lab.run.step_until(next, 1)),
            None => break,
        }
        for (instance, count) in &mut counts {
            if let Some(newest) = there(lab.run.world(), *instance).last() {
                let age = (lab.run.now() - *newest).0;
                count.best = Some(count.best.map_or(age, |best| best.min(age)));
            }
        }
    }
    lab.run.advance_to(until);
    counts
}

fn template() -> impl Strategy<Value = Template> {
    let rhythm = prop_oneof![Just(Rhythm::SixHourly), Just(Rhythm::Daily), Just(Rhythm::Weekly)];
    (rhythm, 1_u32..40, prop::option::of(14_u32..30), any::<bool>()).prop_map(|(rhythm, days, archive, copies)| {
        let retention = archive.map_or(days, |after| after + 60 + days).to_string();
        let archive = archive.map(|after| after.to_string()).unwrap_or_default();
        Template { rhythm, retention, archive, copies: Region::parse("cn-shanghai").filter(|_| copies) }
    })
}

/// The proposal of a template for both servers.
fn proposal(lab: &Lab, template: &Template) -> Proposal {
    let world = lab.run.world();
    let region = world.regions[0];
    let spec = template.form(world, region, "template").check(world.zone).expect("a template without faults");
    Proposal { change: Change::New { region, spec }, instances: vec!["i-web1".into(), "i-web2".into()] }
}

fn measured(lab: &Lab, template: &Template, days: i64) -> Measures {
    let until = Timestamp(lab.run.now().0 + days * DAY);
    measure(&Rehearsal::begin(&lab.run, &proposal(lab, template), until).unwrap().finish().unwrap())
}

/// Makes the policy in the run itself.
fn make(lab: &mut Lab, template: &Template) {
    let proposal = proposal(lab, template);
    let engine::command::Receipt::PolicyCreated(id) = lab.run.apply(proposal.change.command().unwrap()).unwrap() else {
        panic!("a policy")
    };
    lab.bind(id.as_str(), &["i-web1", "i-web2"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_figures_of_a_policy_are_what_an_observer_counts(template in template(), days in 5_i64..150) {
        let mut lab = Lab::two_web_servers();
        let from = lab.run.now();
        let until = Timestamp(from.0 + days * DAY);
        let told = measured(&lab, &template, days);
        make(&mut lab, &template);
        let instances: Vec<_> = lab.run.world().instances_by_id().collect();
        let counted = recount(&mut lab, &instances, until);
        let seconds = |span: Option<Seconds>| span.map(|span| span.0);
        let backed: Vec<_> = counted.values().filter(|count| count.best.is_some()).collect();
        prop_assert_eq!(told.never.len(), counted.len() - backed.len());
        prop_assert_eq!(seconds(told.best_rpo), backed.iter().filter_map(|count| count.best).min());
        prop_assert_eq!(seconds(told.worst_rpo), backed.iter().map(|count| count.worst).max());
        prop_assert_eq!(seconds(told.look_back), backed.iter().map(|count| count.back).min());
        prop_assert_eq!(told.bare.0, counted.values().map(|count| count.bare).max().unwrap());
        let world = lab.run.world();
        let bill = Bill::draw_up(world, from, until, Grouping::Cause);
        prop_assert_eq!(told.cost, bill.total());
        prop_assert_eq!(told.by_cause.iter().map(|(_, amount)| *amount).sum::<MicroCny>(), told.cost);
        let holders: Vec<_> = world.holders_by_id().collect();
        let all: Vec<_> =
            holders.iter().flat_map(|holder| world.instances[*holder].history.points().map(move |point| (*holder, point))).collect();
        let mut sums: BTreeMap<(Region, Tier), Mib> = BTreeMap::new();
        for (holder, point) in all.iter().copied() {
            let tier = if matches!(point.archiving, Archiving::Done { .. }) { Tier::Archive } else { Tier::Standard };
            *sums.entry((world.instances[holder].region, tier)).or_default() += world.stored_of(point);
        }
        let stored: BTreeMap<_, _> = told.stored.iter().map(|stored| ((stored.region, stored.tier), stored.size)).collect();
        prop_assert_eq!(stored, sums);
        prop_assert_eq!((told.kept, told.points.len()), (all.len() as u64, SAMPLES));
    }

    #[test]
    fn a_policy_that_meets_all_is_no_dearer_than_any_other_that_does(
        templates in prop::collection::vec(template(), 1..4), rpo in 1_i64..200, duty in 1_u32..60,
    ) {
        let lab = Lab::two_web_servers();
        let columns: Vec<_> = templates.iter().map(|template| (template.text(Locale::En), measured(&lab, template, 100))).collect();
        let targets = Targets { rpo: Seconds(rpo * HOUR), rto: Seconds(4 * HOUR), duty: Days(duty) };
        let found = verdict(&columns, &targets, Locale::En);
        for (place, (_, of)) in columns.iter().enumerate() {
            let meets = of.bare.0 == 0
                && of.worst_rpo.is_some_and(|worst| worst <= targets.rpo)
                && of.rto.is_some_and(|rto| rto <= targets.rto)
                && of.look_back.is_some_and(|back| back >= targets.duty.span());
            prop_assert_eq!(meets, found.misses[place].is_empty());
            if meets {
                let best = found.best.expect("one that meets all");
                prop_assert!(columns[best].1.cost <= of.cost && found.misses[best].is_empty());
            }
        }
        prop_assert_eq!(found.best.is_none(), found.misses.iter().all(|misses| !misses.is_empty()));
    }
}

fn of(rhythm: Rhythm, days: &str) -> Template {
    Template { rhythm, retention: days.to_owned(), ..Template::default() }
}

#[test]
fn it_is_said_which_policy_meets_what_is_asked_for_and_why_the_others_do_not() {
    let lab = Lab::two_web_servers();
    let templates =
        [of(Rhythm::Weekly, "90"), of(Rhythm::Daily, "40"), of(Rhythm::SixHourly, "40"), of(Rhythm::Daily, "7")];
    let columns: Vec<_> = templates.iter().map(|of| (of.text(Locale::En), measured(&lab, of, 120))).collect();
    let found = verdict(&columns, &Targets::default(), Locale::En);
    assert_eq!(found.best, Some(1), "{}", found.text);
    assert_eq!(found.misses[3], [Miss::Duty(Some(Days(7).span()))]);
    assert!(matches!(found.misses[0][..], [Miss::Rpo(Some(_))]), "{:?}", found.misses);
    assert!(found.text.starts_with("Daily, 40 days is the cheapest that meets an RPO of 1 d 1 h"), "{}", found.text);
    assert!(found.text.contains("Weekly, 90 days does not: its worst RPO is 7 d "), "{}", found.text);
    assert!(found.text.contains("Every 6 hours, 40 days does too, for CNY "), "{}", found.text);
    assert!(found.text.contains("Daily, 7 days does not: it looks back 7 d."), "{}", found.text);
    let none = verdict(&columns, &Targets { rpo: Seconds(60), ..Targets::default() }, Locale::Zh);
    assert!(none.best.is_none() && none.text.starts_with("没有策略满足"), "{}", none.text);
}

#[test]
fn con_60_a_policy_that_runs_into_the_limit_of_snapshots_is_seen_to_fail() {
    let lab = Lab::two_web_servers();
    let hourly = measured(&lab, &of(Rhythm::Hourly, "40"), 60);
    assert!(hourly.missed > 0 && hourly.missed_by == Some(engine::rule::Rule::Con60), "{hourly:?}");
    let columns = [("Hourly".to_owned(), hourly)];
    let found = verdict(&columns, &Targets::default(), Locale::En);
    assert!(found.text.contains("backups of it do not come out whole: "), "{}", found.text);
    let rows = plan_compare::rows(&columns.map(|(_, of)| of), Locale::Zh);
    assert!(rows.iter().any(|row| row.rule == Some(engine::rule::Rule::Con60)), "{rows:?}");
}

#[test]
fn con_34_an_instance_whose_shared_disk_is_always_busy_is_named_and_no_policy_is_judged_by_it() {
    let with_shared = |id: &str| {
        json!({ "id": format!("i-{id}"), "name": id, "zone": "cn-hangzhou-h", "disks": [
            { "id": format!("d-{id}"), "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 20 },
            { "id": "d-both", "kind": "data", "category": "cloud_essd", "size_gib": 900, "used_gib": 700, "multi_attach": true }] })
    };
    let lab = Lab::of(&json!([with_shared("web1"), with_shared("web2")]));
    let daily = measured(&lab, &of(Rhythm::Daily, "40"), 60);
    assert_eq!((daily.never.len(), daily.missed_by), (1, Some(engine::rule::Rule::Con34)));
    let name = daily.never[0].clone();
    let found = verdict(&[("Daily".to_owned(), daily)], &Targets::default(), Locale::En);
    assert_eq!(found.best, Some(0), "{}", found.text);
    assert!(found.text.ends_with(&format!("no complete point is made of them: {name}.")), "{}", found.text);
}

#[test]
fn rows_hold_a_cell_for_each_policy_and_only_what_is_there() {
    let lab = Lab::two_web_servers();
    let copying = Template { copies: Region::parse("cn-shanghai"), ..Template::default() };
    let columns = [measured(&lab, &of(Rhythm::Daily, "7"), 20), measured(&lab, &copying, 20)];
    for locale in [Locale::En, Locale::Zh] {
        let rows = plan_compare::rows(&columns, locale);
        assert!(rows.iter().all(|row| row.cells.len() == 2), "{rows:?}");
        let traffic = rows.iter().find(|row| row.rule == Some(engine::rule::Rule::Bil13)).unwrap();
        assert!(traffic.is_part && traffic.cells[0].is_empty() && !traffic.cells[1].is_empty(), "{traffic:?}");
    }
    assert_eq!(plan_compare::exact(Seconds(DAY + 61), Locale::En), "1 d 2 min");
    assert_eq!(plan_compare::exact(Seconds(0), Locale::Zh), "0分钟");
}

#[test]
fn a_template_says_what_is_wrong_with_it() {
    let lab = Lab::two_web_servers();
    let (world, region) = (lab.run.world(), lab.run.world().regions[0]);
    assert_eq!(Template::default().faults(world, region), []);
    let short = Template { archive: "15".to_owned(), ..Template::default() };
    assert!(!short.faults(world, region).is_empty(), "30 days leave no 60 in the Archive tier");
    assert_eq!(short.text(Locale::En), "Daily, 30 days, archived after 15 days");
    assert!(!of(Rhythm::Daily, "soon").faults(world, region).is_empty());
    let outcome = Rehearsal::begin(&lab.run, &proposal(&lab, &Template::default()), Timestamp(lab.start + 9 * DAY));
    assert_eq!(outcome.unwrap().finish().unwrap().sum(Kind::Created).count, 18);
}

#[test]
fn a_sweep_finds_what_each_policy_by_itself_comes_to_and_marks_those_that_no_other_beats() {
    let lab = Lab::two_web_servers();
    let (world, region) = (lab.run.world(), lab.run.world().regions[0]);
    let grid = Grid {
        rhythms: vec![Rhythm::SixHourly, Rhythm::Daily, Rhythm::Weekly],
        retentions: [7, 30, 90].map(Days).into(),
        archives: vec![None, Some(Days(15))],
        copies: vec![None, Region::parse("cn-shanghai")],
    };
    let templates = grid.templates(world, region);
    assert_eq!(templates.len(), 3 * 2 * (3 + 1), "only 90 days leave 60 in the Archive tier");
    let ask = Ask {
        region,
        instances: vec!["i-web1".into(), "i-web2".into()],
        until: Timestamp(lab.run.now().0 + 130 * DAY),
        templates: templates.clone(),
    };
    let before = lab.run.digest();
    let mut sweep = Sweep::begin(&lab.run, ask);
    while !sweep.step(50).unwrap() {}
    assert_eq!((sweep.progress(), lab.run.digest()), ((templates.len(), templates.len()), before));
    let found = sweep.found();
    for (template, found) in templates.iter().zip(&found) {
        assert_eq!(
            *found,
            Found::of(template.clone(), &measured(&lab, template, 130)),
            "{}",
            template.text(Locale::En)
        );
    }
    let marked = frontier(&found);
    assert!(marked.iter().any(|marked| *marked) && marked.iter().any(|marked| !*marked), "{marked:?}");
    for (place, one) in found.iter().enumerate() {
        let beaten_by: Vec<_> = found.iter().filter(|other| other.beats(one)).collect();
        assert_eq!(marked[place], beaten_by.is_empty());
        assert!(beaten_by.iter().all(|other| other.cost <= one.cost && other.look_back >= one.look_back));
    }
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Found>>(&text).unwrap(), found);
}

#[test]
fn a_sweep_is_refused_where_a_rehearsal_would_be() {
    let lab = Lab::two_web_servers();
    let ask = Ask {
        region: lab.run.world().regions[0],
        instances: vec!["i-none".into()],
        until: Timestamp(lab.run.now().0 + DAY),
        templates: vec![Template::default()],
    };
    assert!(Sweep::begin(&lab.run, ask.clone()).step(9).is_err());
    let mut nothing = Sweep::begin(&lab.run, Ask { templates: Vec::new(), ..ask });
    assert_eq!((nothing.step(9), nothing.found()), (Ok(true), Vec::new()));
}
