//! What is done with several rows of a list at once: with which, without which and why, and what will happen.

mod harness;

use engine::{
    catalog::region::Region,
    command::Command,
    locale::Locale,
    view::{
        bulk::{self, Bulk, EcsDeed, InstanceDeed, PlanDeed},
        consequence,
        plans::{self, PlansQuery},
    },
};
use harness::Lab;
use serde_json::json;

#[test]
fn pol_94_several_plans_are_suspended_but_for_those_that_are_already() {
    let mut lab = three();
    let bulk = with_plans(&lab, PlanDeed::Suspend);
    assert_eq!(bulk.names, ["web-1", "web-2"]);
    assert_eq!(said(&lab, &bulk), [("POL-94", 2)]);
    carry_out(&mut lab, &bulk, 1);

    let bulk = with_plans(&lab, PlanDeed::Suspend);
    let left_out: Vec<_> =
        bulk.left_out.iter().map(|left_out| (left_out.name.as_str(), left_out.why.rule.id())).collect();
    assert_eq!((&bulk.names[..], left_out), (&["web-2".to_owned()][..], vec![("web-1", "POL-94")]));
    assert_eq!((bulk.rows(), bulk.obstacle()), (2, None), "one can be");
    carry_out(&mut lab, &bulk, 1);

    let none = with_plans(&lab, PlanDeed::Suspend);
    assert_eq!(none.obstacle().map(|why| why.text.as_str()), Some("The plan is suspended already."));
    let resumed = with_plans(&lab, PlanDeed::Resume);
    assert_eq!(said(&lab, &resumed), [("POL-94", 2)]);
    carry_out(&mut lab, &resumed, 2);
    assert!(with_plans(&lab, PlanDeed::Resume).obstacle().is_some());
}

#[test]
fn pol_93_several_plans_run_now_but_for_the_suspended() {
    let mut lab = three();
    let suspend = with_plans(&lab, PlanDeed::Suspend);
    carry_out(&mut lab, &suspend, 1);
    let bulk = with_plans(&lab, PlanDeed::RunNow);
    assert_eq!((&bulk.names[..], bulk.left_out[0].why.rule.id()), (&["web-2".to_owned()][..], "ERR-04"));
    assert_eq!(said(&lab, &bulk), [("POL-93", 1)]);
    carry_out(&mut lab, &bulk, 1);
}

#[test]
fn pol_92_deleting_several_plans_says_how_many_instances_lose_their_protection() {
    let mut lab = three();
    lab.advance("P3D");
    let bulk = with_plans(&lab, PlanDeed::Delete);
    let texts: Vec<_> =
        consequence::of_all(lab.run.world(), &bulk.commands, Locale::En).into_iter().map(|one| one.text).collect();
    assert_eq!(
        texts,
        [
            "Plans are deleted: 2.",
            "Instances are no longer protected: 2.",
            "Their backup points stay and still expire: 6."
        ]
    );
    carry_out(&mut lab, &bulk, 2);
    assert_eq!(all_plans(&lab), []);
}

#[test]
fn con_11_protection_of_several_instances_is_stopped_at_once() {
    let mut lab = three();
    lab.advance("P1D");
    let bulk = with_instances(&lab, &["i-web1", "i-web2", "i-bare", "i-gone"], InstanceDeed::StopProtection);
    assert_eq!((&bulk.names[..], bulk.rows()), (&["web-1".to_owned(), "web-2".to_owned()][..], 3), "i-gone is no row");
    assert_eq!(bulk.left_out[0].why.rule.id(), "CON-11");
    assert_eq!(said(&lab, &bulk), [("CON-11", 2), ("CON-11", 2), ("CON-11", 2), ("CON-11", 2)]);
    // One by itself says what the question of its row says.
    let one = with_instances(&lab, &["i-web1"], InstanceDeed::StopProtection);
    let texts = consequence::of_all(lab.run.world(), &one.commands, Locale::En);
    assert_eq!(texts, consequence::consequences(lab.run.world(), &one.commands[0], Locale::En));
    carry_out(&mut lab, &bulk, 2);
}

#[test]
fn con_04_what_has_no_plan_is_left_out_of_what_is_done_with_plans() {
    let lab = three();
    let bulk = with_instances(&lab, &["i-web1", "i-bare"], InstanceDeed::WithPlans(PlanDeed::RunNow));
    assert_eq!((bulk.commands.len(), bulk.left_out[0].why.rule.id()), (1, "CON-04"));
    let elsewhere = Region::parse("cn-shanghai").unwrap();
    let deed = InstanceDeed::WithPlans(PlanDeed::RunNow);
    let bulk = bulk::with_instances(lab.run.world(), elsewhere, &["i-web1".to_owned()], deed, Locale::En);
    assert_eq!(bulk, Bulk::default(), "instances of another region are no rows");
}

#[test]
fn pol_95_several_instances_are_associated_but_for_those_that_have_a_policy() {
    let mut lab = three();
    let ids = ["i-web1", "i-bare"];
    let bulk = with_instances(&lab, &ids, InstanceDeed::Associate);
    assert_eq!((&bulk.names[..], bulk.left_out[0].why.rule.id()), (&["bare".to_owned()][..], "POL-95"));
    let policy = all_plans(&lab)[0].policy.clone();
    let command = bulk::associate(lab.run.world(), here(), &ids.map(str::to_owned), policy);
    lab.run.apply(command).unwrap();
    assert_eq!(all_plans(&lab).len(), 3);
    assert!(with_instances(&lab, &ids, InstanceDeed::Associate).obstacle().is_some());
}

#[test]
fn con_40_several_instances_are_stopped_and_started_as_they_stand() {
    let mut lab = three();
    lab.back_up("i-web1", 7);
    let ids = ["i-web1".to_owned(), "i-web2".to_owned()];
    let with = |lab: &Lab, deed| bulk::with_ecs(lab.run.world(), here(), &ids, deed, Locale::En);
    assert_eq!(with(&lab, EcsDeed::Start).obstacle().map(|why| why.rule.id()), Some("ERR-10"));
    let stop = with(&lab, EcsDeed::Stop);
    assert_eq!(said(&lab, &stop), [("MDL-19", 2), ("CON-40", 2)]);
    carry_out(&mut lab, &stop, 2);
    lab.advance("PT10M");
    let start = with(&lab, EcsDeed::Start);
    assert_eq!((start.names.len(), said(&lab, &start)), (2, vec![("MDL-19", 2)]));
    carry_out(&mut lab, &start, 2);
}

/// Two servers under one policy, and one without.
fn three() -> Lab {
    let instance = |id: &str, name: &str| {
        json!({ "id": id, "name": name, "zone": "cn-hangzhou-h", "disks": [
            { "id": format!("d-{name}"), "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 10 },
            { "id": format!("d-{name}-2"), "kind": "data", "category": "cloud_essd", "size_gib": 40, "used_gib": 9 } ] })
    };
    let instances = json!([instance("i-web1", "web-1"), instance("i-web2", "web-2"), instance("i-bare", "bare")]);
    let mut lab = Lab::of(&instances);
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 9);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    lab
}

fn here() -> Region {
    Region::parse("cn-hangzhou").unwrap()
}

fn all_plans(lab: &Lab) -> Vec<plans::PlanRow> {
    plans::plans(lab.run.world(), here(), &PlansQuery::default()).rows
}

/// All plans, found again by their keys as a list keeps them.
fn with_plans(lab: &Lab, deed: PlanDeed) -> Bulk {
    let mut keys: Vec<_> = all_plans(lab).iter().map(plans::PlanRow::key).collect();
    keys.push("i-gone po-gone".to_owned());
    bulk::with_plans(&plans::of_keys(lab.run.world(), here(), &keys), deed, Locale::En)
}

fn with_instances(lab: &Lab, ids: &[&str], deed: InstanceDeed) -> Bulk {
    let ids: Vec<_> = ids.iter().map(|id| (*id).to_owned()).collect();
    bulk::with_instances(lab.run.world(), here(), &ids, deed, Locale::En)
}

/// The rules of what will happen, each with its count, in both languages.
fn said(lab: &Lab, bulk: &Bulk) -> Vec<(&'static str, usize)> {
    let both = Locale::ALL.map(|locale| consequence::of_all(lab.run.world(), &bulk.commands, locale));
    let counts = both.map(|said| {
        let count = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.parse().unwrap_or(0)
        };
        said.iter().map(|one| (one.rule.id(), count(&one.text))).collect::<Vec<_>>()
    });
    assert_eq!(counts[0], counts[1], "the same in both languages");
    let [counts, _] = counts;
    counts
}

fn carry_out(lab: &mut Lab, bulk: &Bulk, count: usize) {
    for command in &bulk.commands[..count] {
        lab.run.apply(Command::clone(command)).unwrap();
    }
}
