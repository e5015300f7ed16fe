//! Activity: searched, filtered, ordered and paged.

mod harness;

use engine::{
    event::ACTIVITY_KEPT_MAX,
    locale::Locale,
    time::{Seconds, Timestamp},
    view::{
        activity::{self, About, ActivityQuery, ActivityRow},
        list::{Page, Query},
    },
};
use harness::Lab;
use serde_json::json;

#[test]
fn job_01_events_are_found_by_instance_by_rule_and_by_their_words() {
    let lab = two_days();
    for (search, expected) in [("web-1", "web-1"), ("i-web1", "web-1"), ("i-web2", "web-2")] {
        let found = of(&lab, &asked(search));
        assert!(!found.rows.is_empty(), "{search}");
        let about = found.rows.iter().filter_map(|row| row.instance.as_ref()).all(|(_, name)| name == expected);
        assert!(about, "{search}: {found:?}");
    }
    let of_rule = of(&lab, &asked("job-08"));
    assert_eq!((of_rule.rows.len(), of_rule.extent.hidden() > 0), (2, true), "both points came to be");
    assert!(of_rule.rows.iter().all(|row| row.rule.id() == "JOB-08" && row.about == About::Points));
    let words = activity::activity(&lab.run, &asked("备份点"), Locale::Zh);
    assert!(!words.rows.is_empty());
    assert_eq!(of(&lab, &asked("nothing like it")).extent.found, 0);
}

#[test]
fn job_01_events_are_filtered_by_what_they_are_about_by_trouble_and_by_time() {
    let mut lab = two_days();
    let all = of(&lab, &ActivityQuery::default()).extent.all;
    let each = About::ALL.map(|about| {
        let found = of(&lab, &ActivityQuery { about: Some(about), ..ActivityQuery::default() });
        assert!(found.rows.iter().all(|row| row.about == about), "{about:?}");
        found.extent.found
    });
    assert_eq!(each.into_iter().sum::<usize>(), all, "each event is about one thing");
    assert!(each.iter().take(3).all(|count| *count > 0), "{each:?}");

    let trouble = ActivityQuery { trouble_only: true, ..ActivityQuery::default() };
    assert_eq!(of(&lab, &trouble).rows, []);
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-web1", "Force": true }));
    lab.advance("P1D");
    let failed = of(&lab, &trouble);
    assert!(failed.rows.iter().all(|row| row.is_trouble) && failed.rows[0].rule.id() == "ERR-03", "{failed:?}");

    let recent = ActivityQuery { within: Some(Seconds(3_600 * 24)), ..ActivityQuery::default() };
    let since = Timestamp(lab.run.now().0 - 3_600 * 24);
    let recent = of(&lab, &recent);
    assert!(recent.extent.hidden() > 0 && recent.rows.iter().all(|row| row.at >= since));
}

#[test]
fn job_01_events_come_newest_first_and_can_be_ordered_and_turned() {
    let lab = two_days();
    let numbers = |query: Query| {
        of(&lab, &ActivityQuery { list: query, ..ActivityQuery::default() })
            .rows
            .into_iter()
            .map(|row| (row.number, row.about, row.rule.id()))
            .collect::<Vec<_>>()
    };
    let newest = numbers(ActivityQuery::default().list);
    assert!(newest.is_sorted_by(|a, b| a.0 > b.0));
    assert!(numbers(Query::by(0, false)).is_sorted_by(|a, b| a.0 < b.0));
    assert!(numbers(Query::by(1, false)).is_sorted_by_key(|row| row.1));
    assert!(numbers(Query::by(2, false)).is_sorted_by_key(|row| row.2));
}

#[test]
fn job_01_of_ten_thousand_events_a_page_is_made_and_all_can_be_reached() {
    let mut lab = two_days();
    lab.advance("P3500D");
    let first = of(&lab, &ActivityQuery::default());
    assert_eq!((first.extent.all, first.rows.len()), (ACTIVITY_KEPT_MAX, 20));
    let last = Query { page: first.extent.pages() - 1, ..ActivityQuery::default().list };
    let last = of(&lab, &ActivityQuery { list: last, ..ActivityQuery::default() });
    assert_eq!(last.rows.last().map(|row| row.number), Some(first.rows[0].number + 1 - ACTIVITY_KEPT_MAX as u64));
}

fn two_days() -> Lab {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("daily", &format!("I|{}|P1D", lab.start + 3_600), 7);
    lab.bind(&policy, &["i-web1"]);
    lab.advance("P1DT4H");
    lab.ecs("StopInstance", json!({ "InstanceId": "i-web2" }));
    lab.advance("PT1H");
    lab
}

fn asked(search: &str) -> ActivityQuery {
    let list = Query { search: search.to_owned(), ..ActivityQuery::default().list };
    ActivityQuery { list, ..ActivityQuery::default() }
}

fn of(lab: &Lab, query: &ActivityQuery) -> Page<ActivityRow> {
    activity::activity(&lab.run, query, Locale::En)
}
