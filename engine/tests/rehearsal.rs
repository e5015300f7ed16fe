//! A rehearsal is what then really happens: each point, to the byte and to the cent.

mod harness;

use std::collections::BTreeMap;

use engine::{
    backup::point::Archiving,
    cloud::InstanceIdx,
    id::Occasion,
    rehearsal::{Change, Kind, Proposal, Rehearsal, horizon},
    time::{Days, Timestamp},
    world::World,
};
use harness::Lab;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A point as an observer knows it: whether it is archived, and what its snapshots occupied last.
type Seen = BTreeMap<(InstanceIdx, Occasion), bool>;

/// What happened to a point: when, what, whose and where.
type Told = (Timestamp, Kind, String, String);

fn look(world: &World) -> Seen {
    let holders: Vec<_> = world.holders_by_id().collect();
    let points = holders.iter().flat_map(|holder| {
        let archived = |archiving| matches!(archiving, Archiving::Done { .. });
        world.instances[*holder]
            .history
            .points()
            .map(move |point| ((*holder, point.created), archived(point.archiving)))
    });
    points.collect()
}

/// Plays on and writes down what happens to points, by looking at the world after each event.
fn watch(lab: &mut Lab, until: Timestamp) -> Vec<Told> {
    let mut happened = Vec::new();
    let mut seen = look(lab.run.world());
    while let Some(next) = lab.run.next_due().filter(|next| *next <= until) {
        lab.run.step_until(next, 1);
        let world = lab.run.world();
        let now = look(world);
        let mut note = |kind, holder: InstanceIdx| {
            let holder = &world.instances[holder];
            happened.push((world.now, kind, holder.id.to_string(), holder.region.id().to_owned()));
        };
        for (of @ (holder, _), is_archived) in &now {
            let is_copy = world.instances[*holder].replica_of.is_some();
            match seen.get(of) {
                None => note(if is_copy { Kind::Copied } else { Kind::Created }, *holder),
                Some(false) if *is_archived => note(Kind::Archived, *holder),
                Some(_) => {}
            }
        }
        for (holder, _) in seen.keys().filter(|of| !now.contains_key(of)) {
            note(Kind::Deleted, *holder);
        }
        seen = now;
    }
    lab.run.advance_to(until);
    happened.sort_unstable();
    happened
}

fn told(answer: &Value) -> Vec<Told> {
    let text = |item: &Value, name: &str| item[name].as_str().expect("a text").to_owned();
    let item = |item: &Value| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.api_name() == item["Kind"]).expect("a kind");
        let at = Timestamp::parse_rfc3339(&text(item, "Time")).expect("a time");
        (at, kind, text(item, "InstanceId"), text(item, "RegionId"))
    };
    let items = answer["Items"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let mut told: Vec<_> = items.iter().map(item).collect();
    assert!(told.is_sorted_by_key(|(at, ..)| *at), "in the order of time");
    told.sort_unstable();
    told
}

/// The rules of a random policy.
fn rules() -> impl Strategy<Value = (i64, Value)> {
    let schedule = prop_oneof![Just("PT6H"), Just("P1D"), Just("P3D")];
    let remote = prop::option::of((1_u32..20, prop::option::of(14_u32..20)));
    let parts =
        (schedule, 0_i64..90_000, 1_u32..40, prop::option::of(14_u32..30), any::<bool>(), any::<bool>(), remote);
    parts.prop_map(|(every, offset, retention, archive, keep, lock, remote)| {
        let retention = if let Some(days) = archive { days + 60 + retention } else { retention };
        let schedule = format!("I|{}|{every}", offset + 1_767_196_800);
        let mut rules = vec![
            json!({ "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": schedule, "KeepLatestSnapshots": u8::from(keep) }),
            json!({ "RuleType": "TRANSITION", "Retention": retention, "ArchiveDays": archive,
                    "RetentionRules": [{ "AdvancedRetentionType": "WEEKLY", "Retention": retention + 10, "WhichSnapshot": 1 }] }),
        ];
        if lock {
            rules.push(json!({ "RuleType": "SECURITY", "Immutable": true }));
        }
        if let Some((days, archive)) = remote {
            let days = if let Some(archive) = archive { archive + 60 + days } else { days };
            rules.push(json!({ "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": days,
                               "ArchiveDays": archive }));
        }
        (offset, Value::Array(rules))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_rehearsal_of_a_bound_policy_is_what_then_happens((offset, rules) in rules(), days in 1_i64..200) {
        let mut lab = Lab::two_web_servers();
        let answer = lab.create_policy(rules);
        let policy = answer["PolicyId"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
        lab.bind(&policy, &["i-web1", "i-web2"]);
        let begins = Timestamp(lab.start + offset % 7 * 40_000);
        lab.run.advance_to(begins);
        let until = Timestamp(begins.0 + days * 86_400);
        let before = lab.run.digest();

        let proposal = Proposal { change: Change::AsItIs(policy.as_str().into()), instances: Vec::new() };
        let outcome = Rehearsal::begin(&lab.run, &proposal, until).unwrap().finish().unwrap();
        let time = until.to_rfc3339(lab.run.world().zone);
        let answer = lab.call("sim", "RehearsePolicy", json!({ "PolicyId": policy, "Until": time }));
        prop_assert_eq!(lab.run.digest(), before, "a rehearsal changes nothing");
        prop_assert_eq!(told(&answer).len(), outcome.items().len());

        let from = begins.to_rfc3339(lab.run.world().zone);
        let happened = watch(&mut lab, until);
        prop_assert_eq!(told(&answer), happened);
        prop_assert_eq!(outcome.world().digest(), lab.run.digest(), "to the last byte");
        let bill = lab.call("sim", "DescribeBill", json!({ "From": from, "To": time }));
        prop_assert_eq!(&answer["Cost"]["Items"], &bill["Items"]);
        prop_assert_eq!(&answer["Cost"]["Total"], &bill["Total"]);
    }

    #[test]
    fn a_rehearsal_of_a_draft_is_what_happens_when_it_is_made((_, rules) in rules(), days in 1_i64..120) {
        let mut lab = Lab::two_web_servers();
        let until = Timestamp(lab.start + days * 86_400).to_rfc3339(lab.run.world().zone);
        let draft = json!({ "Rules": rules, "InstanceIds": ["i-web1"], "Until": until });
        let answer = lab.call("sim", "RehearsePolicy", draft);
        let made = lab.create_policy(rules);
        lab.bind(made["PolicyId"].as_str().unwrap(), &["i-web1"]);
        let end = Timestamp(lab.start + days * 86_400);
        let happened = watch(&mut lab, end);
        prop_assert_eq!(told(&answer), happened);
        let bill = lab.call("sim", "DescribeBill", json!({ "From": "2026-01-01T00:00:00+08:00", "To": until }));
        prop_assert_eq!(&answer["Cost"]["Items"], &bill["Items"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_others_do_is_left_out_only_where_it_changes_nothing(
        (_, rules) in rules(), (_, of_others) in rules(), is_shared: bool, days in 20_i64..120,
    ) {
        let shared = |id: &str| {
            let mut disks = vec![json!({ "id": format!("d-{id}"), "kind": "system", "category": "cloud_essd", "size_gib": 40,
                "used_gib": 30, "write_gib_per_day": "3", "hot_gib": 9 })];
            if is_shared {
                disks.push(json!({ "id": "d-both", "kind": "data", "category": "cloud_essd", "size_gib": 900, "used_gib": 700,
                    "write_gib_per_day": "90", "hot_gib": 300, "multi_attach": true }));
            }
            json!({ "id": format!("i-{id}"), "name": id, "zone": "cn-hangzhou-h", "disks": disks })
        };
        let mut lab = Lab::of(&json!([shared("one"), shared("two")]));
        let mine = lab.create_policy(rules)["PolicyId"].as_str().unwrap().to_owned();
        let other = lab.create_policy(of_others)["PolicyId"].as_str().unwrap().to_owned();
        lab.bind(&mine, &["i-one"]);
        lab.bind(&other, &["i-two"]);
        let end = Timestamp(lab.start + days * 86_400);
        let until = end.to_rfc3339(lab.run.world().zone);
        let answer = lab.call("sim", "RehearsePolicy", json!({ "PolicyId": mine, "Until": until }));
        let happened = watch(&mut lab, end).into_iter().filter(|(_, _, instance, _)| instance == "i-one");
        prop_assert_eq!(told(&answer), happened.collect::<Vec<_>>());
        let bill = lab.call("sim", "DescribeBill", json!({ "From": "2026-01-01T00:00:00+08:00", "To": until, "GroupBy": "instance" }));
        let of_one = bill["Items"].as_array().unwrap().iter().filter(|item| item["InstanceId"] == "i-one");
        let amounts: Vec<_> = of_one.map(|item| (&item["Cause"], &item["RegionId"], &item["Amount"])).collect();
        let told = answer["Cost"]["Items"].as_array().unwrap().iter();
        let told: Vec<_> = told.map(|item| (&item["Cause"], &item["RegionId"], &item["Amount"])).collect();
        prop_assert_eq!(told, amounts);
    }
}

fn daily(lab: &Lab, retention: u32) -> Value {
    json!([lab.daily(3_600), { "RuleType": "TRANSITION", "Retention": retention }])
}

fn totals(answer: &Value) -> [u64; 4] {
    Kind::ALL.map(|kind| answer["Totals"][kind.api_name()]["Count"].as_u64().unwrap_or_else(|| panic!("{answer}")))
}

#[test]
fn an_edit_is_rehearsed_for_the_instances_that_the_policy_has() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 7);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("P10D");
    let asked = |lab: &mut Lab, more: Value| {
        let mut params = json!({ "PolicyId": policy, "Until": "2026-01-21T00:00:00+08:00" });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        lab.call("sim", "RehearsePolicy", params)
    };
    let as_it_is = asked(&mut lab, json!({}));
    assert_eq!(totals(&as_it_is), [10, 0, 0, 10], "a week of points, each replaced");
    let rules = daily(&lab, 30);
    let edited = asked(&mut lab, json!({ "Rules": rules }));
    assert_eq!(totals(&edited), [10, 0, 0, 7], "the old ones keep their dates, the new ones stay (POL-90)");
    let both = asked(&mut lab, json!({ "InstanceIds": ["i-web1", "i-web2"] }));
    assert_eq!(totals(&both), [20, 0, 0, 13]);
}

#[test]
fn pol_95_an_instance_of_another_policy_comes_over_from_it_in_the_rehearsal_only() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 7);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("P3D");
    let rules = daily(&lab, 30);
    let draft = json!({ "Rules": rules, "InstanceIds": ["i-web1"], "Until": "2026-01-14T00:00:00+08:00" });
    let answer = lab.call("sim", "RehearsePolicy", draft);
    assert_eq!(totals(&answer), [10, 0, 0, 0], "the points of the other policy are not its own");
    assert_eq!(lab.bindings().len(), 1);
    assert_eq!(lab.bindings()[0]["PolicyId"], json!(policy));
}

#[test]
fn mdl_04_looking_ahead_tells_of_nothing_that_hides_or_is_planned() {
    let until = json!("2026-01-20T00:00:00+08:00");
    let rehearse = |lab: &mut Lab| {
        let rules = daily(lab, 30);
        lab.call("sim", "RehearsePolicy", json!({ "Rules": rules, "InstanceIds": ["i-web1"], "Until": until }))
    };
    let mut calm = Lab::two_web_servers();
    let expected = rehearse(&mut calm);
    let mut infected = Lab::two_web_servers();
    let incident = json!({ "Kind": "RansomwareInfection", "InstanceIds": ["i-web1"], "HiddenHours": 48 });
    assert!(infected.call("sim", "InjectIncident", incident)["IncidentId"].is_string());
    assert_eq!(rehearse(&mut infected), expected);
    let mut planned = Lab::with(
        &json!([{ "id": "i-web1", "name": "web-1", "disks": [
            { "id": "d-web1", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 20 }] }]),
        json!({ "incidents": [{ "after": "P2D", "kind": "InstanceReleased", "instance": "i-web1" }] }),
    );
    assert_eq!(totals(&rehearse(&mut planned))[0], 19, "it is there to the end");
}

#[test]
fn bil_12_what_an_archived_point_costs_that_goes_early_is_said_where_it_goes() {
    let mut lab = Lab::of(&json!([{ "id": "i-web2", "name": "web-2", "disks": [
        { "id": "d-web2", "kind": "system", "category": "cloud_essd", "size_gib": 1_000, "used_gib": 900 }] }]));
    let rules = json!([
        { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{}|P1D", lab.start + 3_600) },
        { "RuleType": "TRANSITION", "Retention": 75, "ArchiveDays": 15 },
    ]);
    let draft = json!({ "Rules": rules, "InstanceIds": ["i-web2"], "Until": "2026-06-01T00:00:00+08:00" });
    let answer = lab.call("sim", "RehearsePolicy", draft);
    let early: Vec<_> = answer["Items"].as_array().unwrap().iter().filter(|item| !item["Amount"].is_null()).collect();
    let billed = answer["Cost"]["Items"].as_array().unwrap().iter().find(|item| item["Cause"] == "early_deletion");
    assert!(billed.is_some() && !early.is_empty(), "archiving takes an hour and more, so 60 days are not full");
    assert!(early.iter().all(|item| item["Kind"] == "Deleted" && item["RegionId"] == "cn-hangzhou"));
}

#[test]
fn what_cannot_be_rehearsed_is_refused_as_the_service_would() {
    let mut lab = Lab::two_web_servers();
    let rules = daily(&lab, 7);
    let mut refuses = |params: Value, code: &str| {
        let before = lab.run.digest();
        let answer = lab.call("sim", "RehearsePolicy", params);
        assert_eq!(answer["Code"], code, "{answer}");
        assert_eq!(lab.run.digest(), before);
    };
    refuses(json!({}), "Sim.MissingParameter");
    refuses(json!({ "PolicyId": "po-none" }), "Sim.PolicyNotFound");
    refuses(json!({ "Rules": rules }), "Sim.NothingChosen");
    refuses(json!({ "Rules": rules, "InstanceIds": ["i-none"] }), "InvalidInstanceId.NotFound");
    refuses(json!({ "Rules": rules, "InstanceIds": ["i-web1"], "RegionId": "cn-shanghai" }), "Sim.OtherRegion");
    refuses(json!({ "Rules": [rules[0]], "InstanceIds": ["i-web1"] }), "Sim.TransitionRules");
    refuses(
        json!({ "Rules": rules, "InstanceIds": ["i-web1"], "Until": "2025-01-01T00:00:00+08:00" }),
        "Sim.InvalidParameter",
    );
}

#[test]
fn the_horizon_follows_the_longest_retention() {
    let mut lab = Lab::two_web_servers();
    let now = lab.run.now();
    let mut horizon_of = |retention: u32, remote: u32| {
        let mut rules = daily(&lab, retention);
        rules
            .as_array_mut()
            .unwrap()
            .push(json!({ "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": remote }));
        let answer = lab.create_policy(rules);
        let policy = lab.run.world().policy(&answer["PolicyId"].as_str().unwrap().into()).unwrap();
        horizon(&lab.run.world().policies[policy].spec, now)
    };
    assert_eq!(horizon_of(7, 7), now.plus_days(Days(90)));
    assert_eq!(horizon_of(365, 7), now.plus_days(Days(365 + 31)));
    assert_eq!(horizon_of(30, 700), now.plus_days(Days(700 + 31)));
    assert_eq!(horizon_of(364_635, 7), now.plus_days(Days(3_650)));
}
