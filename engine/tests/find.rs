//! Finding anything by name or id.

mod harness;

use engine::{
    locale::Locale,
    rule::Rule,
    view::find::{Hit, Target, find},
};
use harness::Lab;

fn hits(lab: &Lab, query: &str) -> Vec<Hit> {
    find(lab.run.world(), query, 20, Locale::En)
}

#[test]
fn the_name_itself_comes_before_what_begins_with_it_and_what_holds_it() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("web", "I|1767232800|P1D", 7);
    lab.bind(&policy, &["i-web1"]);
    let found = hits(&lab, "WEB");
    assert_eq!(found[0].target, Target::Policy(policy.as_str().into()));
    assert_eq!(found[1].title, "web-1");
    assert!(
        found
            .iter()
            .any(|hit| hit.target == Target::Plan { policy: policy.as_str().into(), instance: "i-web1".into() })
    );
    assert!(found.iter().any(|hit| matches!(&hit.target, Target::Disk { disk, .. } if disk.as_str() == "d-web1-data")));
    assert_eq!(hits(&lab, "i-web2")[0].target, Target::Instance("i-web2".into()));
    assert_eq!(hits(&lab, "  "), []);
    assert_eq!(hits(&lab, "nothing at all"), []);
}

#[test]
fn jobs_and_points_are_found_by_their_ids() {
    let mut lab = Lab::two_web_servers();
    let job = lab.back_up("i-web1", 7);
    lab.advance("P1D");
    let point = lab.points()[0]["SnapshotId"].as_str().expect("an id").to_owned();
    let target = Target::Job { job: job.as_str().into(), instance: "i-web1".into() };
    assert_eq!(hits(&lab, &job)[0].target, target);
    let target = Target::Point { point: point.as_str().into(), instance: "i-web1".into() };
    assert_eq!(hits(&lab, &format!(" {point} "))[0].target, target);
}

#[test]
fn rules_are_found_by_id_and_by_what_they_say() {
    let lab = Lab::two_web_servers();
    assert_eq!(hits(&lab, "pol-12")[0].target, Target::Rule(Rule::Pol12));
    assert!(hits(&lab, "neither queued nor made up").iter().any(|hit| hit.target == Target::Rule(Rule::Pol12)));
    assert_eq!(hits(&lab, "POL").len(), 20, "no more than were asked for");
}
