//! Retention, archiving, one version, the lock and special retention in all combinations, day by day, against rules
//! written down anew.

mod harness;

use std::collections::BTreeMap;

use engine::backup::{
    point::{Archiving, Point},
    policy::Period,
};
use harness::Lab;
use serde_json::json;

/// What a policy says, and what is done to its plan.
#[derive(Clone, Copy, Debug)]
struct Case {
    retention: i64,
    archive_after: Option<i64>,
    keep_one: bool,
    immutable: bool,
    weekly: Option<i64>,
    monthly: Option<i64>,
    then: Then,
}

/// What is done to the plan at noon of the day [`CHANGE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Nothing,
    Suspend,
    Unbind,
}

/// How a point stands at noon of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stand {
    archived: bool,
    deletable: bool,
    special: Option<&'static str>,
}

const CHANGE: i64 = 20;
const DAYS: i64 = 110;

impl Case {
    fn all() -> impl Iterator<Item = Self> {
        let lives = [(3, None), (9, None), (74, Some(14)), (80, Some(20))];
        let flags = [(false, false), (false, true), (true, false), (true, true)];
        let specials = [(None, None), (Some(30), None), (Some(95), Some(101)), (None, Some(90))];
        let thens = [Then::Nothing, Then::Suspend, Then::Unbind];
        lives.into_iter().flat_map(move |(retention, archive_after)| {
            flags.into_iter().flat_map(move |(keep_one, immutable)| {
                specials.into_iter().flat_map(move |(weekly, monthly)| {
                    let weekly = weekly.filter(|days| *days > retention);
                    thens.into_iter().map(move |then| Self {
                        retention,
                        archive_after,
                        keep_one,
                        immutable,
                        weekly,
                        monthly,
                        then,
                    })
                })
            })
        })
    }

    /// The days on which backups are made, as of noon of `day`.
    fn made(self, day: i64) -> std::ops::RangeInclusive<i64> {
        0..=if self.then == Then::Nothing { day } else { day.min(CHANGE) }
    }

    /// How long the point of a day is kept, and why longer than others (POL-30, POL-33). The first day is a Thursday;
    /// weeks begin on Monday.
    fn life(self, made: i64) -> (i64, Option<&'static str>) {
        let first_of_week = made == 0 || made % 7 == 4;
        let first_of_month = [0, 31, 59, 90].contains(&made);
        let weekly = self.weekly.filter(|_| first_of_week).map(|days| (days, "WEEKLY"));
        let monthly = self.monthly.filter(|_| first_of_month).map(|days| (days, "MONTHLY"));
        match weekly.into_iter().chain(monthly).max() {
            Some((days, word)) => (days, Some(word)),
            None => (self.retention, None),
        }
    }

    /// The points at noon of `day`, by the day they were made on.
    fn expected(self, day: i64) -> BTreeMap<i64, Stand> {
        let made = self.made(day);
        let newest = *made.end();
        let bound = self.then != Then::Unbind || day < CHANGE;
        let stands = made.filter_map(|point| {
            let kept_until = |reference: i64| {
                // The newest waits for the next, or for the end of the plan.
                let next = if point < *self.made(DAYS).end() { point + 1 } else { i64::MAX };
                let unbound = if self.then == Then::Unbind { CHANGE } else { i64::MAX };
                if self.keep_one { reference.max(next.min(unbound)) } else { reference }
            };
            let (life, special) = self.life(point);
            let gone = kept_until(point + life);
            let archived = self.archive_after.is_some_and(|after| {
                let from = kept_until(point + after);
                from < gone && day >= from
            });
            let held = self.immutable || self.keep_one && bound && point == newest;
            (day < gone).then_some((point, Stand { archived, deletable: !held, special }))
        });
        stands.collect()
    }
}

fn lab(case: Case) -> (Lab, String) {
    let mut lab = Lab::of(&json!([{ "id": "i-one", "zone": "cn-hangzhou-h", "disks": [
        { "id": "d-one", "kind": "system", "size_gib": 40, "used_gib": 10, "hot_gib": 1, "write_gib_per_day": "1" } ] }]));
    let mut backup = lab.daily(0);
    backup["KeepLatestSnapshots"] = json!(u8::from(case.keep_one));
    let special = [("WEEKLY", case.weekly), ("MONTHLY", case.monthly)];
    let special = special.into_iter().filter_map(|(word, days)| {
        days.map(|days| json!({ "AdvancedRetentionType": word, "Retention": days, "WhichSnapshot": 1 }))
    });
    let transition = json!({ "RuleType": "TRANSITION", "Retention": case.retention, "ArchiveDays": case.archive_after,
        "RetentionRules": special.collect::<Vec<_>>() });
    let rules = json!([backup, transition, { "RuleType": "SECURITY", "Immutable": case.immutable }]);
    let answer = lab.create_policy(rules);
    let policy = answer["PolicyId"].as_str().unwrap_or_else(|| panic!("{case:?}: {answer}")).to_owned();
    lab.bind(&policy, &["i-one"]);
    (lab, policy)
}

fn found(lab: &Lab) -> BTreeMap<i64, Stand> {
    let world = lab.run.world();
    let instance = world.instances_by_id().next().unwrap();
    let stand = |point: &Point| {
        let archived = matches!(point.archiving, Archiving::Done { .. });
        let deletable = !point.immutable && !world.is_kept(instance, point);
        let day = (point.created.at.0 - lab.start) / 86_400;
        (day, Stand { archived, deletable, special: point.special.map(Period::api_name) })
    };
    world.instances[instance].history.points().map(stand).collect()
}

#[test]
fn pol_20_to_pol_22_pol_30_to_pol_33_pol_40_to_pol_42_pol_50_and_pol_70_to_pol_72_together() {
    for case in Case::all() {
        let (mut lab, policy) = lab(case);
        lab.advance("PT12H");
        for day in 0..DAYS {
            if day == CHANGE {
                change(&mut lab, case, &policy);
            }
            assert_eq!(found(&lab), case.expected(day), "{case:?}, day {day}");
            lab.advance("P1D");
        }
    }
}

fn change(lab: &mut Lab, case: Case, policy: &str) {
    let done = match case.then {
        Then::Nothing => return,
        Then::Suspend => lab.call(
            "hbr",
            "UpdatePolicyBinding",
            json!({ "PolicyId": policy, "SourceType": "UDM_ECS", "DataSourceId": "i-one", "Disabled": "true" }),
        ),
        Then::Unbind => {
            lab.call("hbr", "DeletePolicyBinding", json!({ "PolicyId": policy, "DataSourceIds": ["i-one"] }))
        }
    };
    assert_eq!(done["Success"], true);
}
