//! The scrubber: what happened when over the whole run, what is marked on it, and where its playhead goes.
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use engine::{
    locale::Locale,
    time::{DAY, HOUR, Seconds, Timestamp},
    timeline::Timeline,
    view::{
        actions, drill, incidents,
        list::Query,
        scrubber::{self, LANES_MAX, Mark, MarkKind, Stride},
    },
};
use harness::Lab;
use serde_json::{Value, json};

/// Two servers under a daily policy, after ten days.
fn ten_days() -> Timeline {
    let mut lab = Lab::two_web_servers();
    let schedule = format!("I|{}|P1D", lab.start);
    let policy = lab.policy("daily-30", &schedule, 30);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    let mut timeline = Timeline::new(lab.run);
    wait(&mut timeline, 10);
    timeline
}

fn wait(timeline: &mut Timeline, days: i64) {
    let until = timeline.run().now() + Seconds(days * DAY);
    timeline.run_mut().advance_to(until);
    timeline.note();
}

fn an_hour_later(timeline: &mut Timeline) {
    let until = timeline.run().now() + Seconds(HOUR);
    timeline.run_mut().advance_to(until);
}

fn call(timeline: &mut Timeline, product: &str, action: &str, params: Value) -> Value {
    let answer = engine::openapi::call(timeline.run_mut(), product, action, &params);
    timeline.note();
    assert_eq!(answer.get("Code").filter(|code| *code != "200"), None, "{answer}");
    answer
}

fn marks(timeline: &Timeline, parts: usize) -> Vec<Mark> {
    scrubber::marks(timeline, scrubber::range(timeline), parts, Locale::En)
}

#[test]
fn every_job_is_in_one_bar_and_what_schedules_plan_is_in_those_ahead() {
    let timeline = ten_days();
    let range = scrubber::range(&timeline);
    assert_eq!(range.to - range.from, Seconds(30 * DAY));
    let counted: u64 = timeline.run().pulse().spans().map(|(_, _, count)| u64::from(count)).sum();
    assert_eq!(counted, timeline.run().counts().job_starts);
    let plan = scrubber::plan(timeline.run().world(), range, 30);
    assert_eq!(plan[..11], [0; 11], "what has happened is not planned, that of this instant included");
    assert_eq!(plan[11..], [2; 19], "two instances, once a day");
}

#[test]
fn bars_have_a_square_root_scale_and_keep_still_while_time_plays() {
    let mut timeline = ten_days();
    for _ in 0..3 {
        for instance in ["i-web1", "i-web2"] {
            call(
                &mut timeline,
                "hbr",
                "CreateBackupJob",
                json!({ "SourceType": "UDM_ECS", "InstanceId": instance, "Retention": 7 }),
            );
            an_hour_later(&mut timeline);
        }
    }
    wait(&mut timeline, 2);
    let range = scrubber::range(&timeline);
    let plan = scrubber::plan(timeline.run().world(), range, 30);
    let bars = scrubber::bars(timeline.run(), range, 30, &plan);
    assert_eq!((bars.heights.len(), bars.ahead_from), (30, 13));
    assert_eq!(bars.heights[10], 1_000, "eight jobs on that day");
    assert_eq!(
        (bars.heights[3], bars.heights[20]),
        (500, 500),
        "two a day are half as high: the scale is of square roots"
    );
    let before = (range, bars.heights[..12].to_vec());
    wait(&mut timeline, 3);
    let after = scrubber::bars(timeline.run(), range, 30, &plan);
    assert_eq!((scrubber::range(&timeline), after.heights[..12].to_vec()), before);
}

#[test]
fn the_range_grows_by_steps_and_holds_the_ends_of_all_branches() {
    let mut timeline = ten_days();
    let mut last = scrubber::range(&timeline);
    let mut steps = 0;
    for _ in 0..100 {
        wait(&mut timeline, 10);
        let range = scrubber::range(&timeline);
        assert!(range.from == last.from && range.to >= last.to && range.to > timeline.run().now());
        steps += usize::from(range.to > last.to);
        last = range;
    }
    assert!((4..=8).contains(&steps), "{steps}");
    let end = timeline.run().now();
    timeline.rewind(Timestamp(end.0 - 900 * DAY)).unwrap();
    assert_eq!(scrubber::range(&timeline), last, "a step back moves nothing");
    timeline.fork("what if").unwrap();
    assert_eq!(scrubber::range(&timeline), last, "nor does a fork, whose origin has come further");
}

#[test]
fn what_was_done_and_what_went_wrong_is_marked_in_words() {
    let mut timeline = ten_days();
    call(&mut timeline, "sim", "InjectIncident", json!({ "Kind": "DataDeletion", "InstanceId": "i-web1" }));
    wait(&mut timeline, 5);
    let found = marks(&timeline, 300);
    let texts: Vec<_> = found.iter().map(|mark| (mark.kind, mark.text.as_str(), mark.count, mark.is_ahead)).collect();
    assert_eq!(
        texts,
        [
            (MarkKind::Action, "Create policy daily-30 and 1 more", 2, false),
            (MarkKind::Incident, "Deletion of data: Data was deleted on web-1", 1, false),
        ]
    );
    let at = found[1].at;
    let said = scrubber::text(&timeline, at, &found, Locale::En);
    assert_eq!(said, "Sun 11 Jan 2026, 00:00: Deletion of data: Data was deleted on web-1");
    timeline.rewind(Timestamp(at.0 - DAY)).unwrap();
    let ahead = marks(&timeline, 300);
    assert_eq!(
        (ahead[1].kind, ahead[1].at, ahead[1].is_ahead),
        (MarkKind::Incident, at, true),
        "what is ahead is kept"
    );
    assert_eq!(ahead[1].text, "Inject incident: Deletion of data");
}

#[test]
fn bookmarks_are_marked_by_their_names() {
    let mut timeline = ten_days();
    let at = Timestamp(timeline.run().now().0 - 2 * DAY);
    timeline.add_bookmark(at, "Auditor asks").unwrap();
    let is_flag = |mark: &Mark| mark.kind == MarkKind::Bookmark;
    let flags = |timeline: &Timeline| marks(timeline, 300).into_iter().filter(is_flag).collect::<Vec<_>>();
    let flag = &flags(&timeline)[0];
    assert_eq!((flag.at, flag.text.as_str(), flag.is_ahead), (at, "Auditor asks", false));
    timeline.rewind(Timestamp(at.0 - DAY)).unwrap();
    assert!(flags(&timeline)[0].is_ahead);
}

#[test]
fn mdl_04_ransomware_of_the_scenario_is_marked_once_it_struck_and_its_coming_once_it_is_found() {
    let lab = Lab::with(
        &json!([{ "id": "i-one", "name": "one", "disks": [
            { "id": "d-one", "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 20 } ] }]),
        json!({ "incidents": [{ "kind": "RansomwareInfection", "at": "2026-01-02T00:00:00+08:00",
            "instances": ["i-one"], "hidden_hours": 48 }] }),
    );
    let mut timeline = Timeline::new(lab.run);
    assert_eq!(marks(&timeline, 300), []);
    // A point from before it came, and one from after.
    let mut points = Vec::new();
    for _ in 0..2 {
        call(
            &mut timeline,
            "hbr",
            "CreateBackupJob",
            json!({ "SourceType": "UDM_ECS", "InstanceId": "i-one", "Retention": 30 }),
        );
        wait(&mut timeline, 1);
    }
    wait(&mut timeline, 1);
    let listed =
        call(&mut timeline, "hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS", "InstanceId": "i-one" }));
    points.extend(listed["Snapshots"].as_array().unwrap().iter().map(|point| point["SnapshotId"].clone()));
    assert_eq!(points.len(), 2, "{listed}");
    let went_wrong = |timeline: &Timeline| {
        let marks = marks(timeline, 300).into_iter().filter(|mark| mark.kind == MarkKind::Incident);
        marks.map(|mark| mark.text).collect::<Vec<_>>()
    };
    let told = |timeline: &Timeline| incidents::incidents(timeline.run().world(), Locale::En).remove(0);
    let report = |timeline: &Timeline| drill::drill(timeline.run().world(), 0, Locale::En).reports.remove(0);
    let unseen = |timeline: &Timeline| incidents::unseen(timeline.run().world(), Locale::En);
    let [came, struck] =
        [0, 2].map(|days| Timestamp::parse_rfc3339("2026-01-02T00:00:00+08:00").unwrap() + Seconds(days * DAY));
    for inspected in points {
        assert_eq!(went_wrong(&timeline), ["Ransomware struck"]);
        assert_eq!((told(&timeline).at, report(&timeline).at), (struck, struck));
        assert_eq!(report(&timeline).span[0], struck);
        assert!(!told(&timeline).what.contains("48"), "{}", told(&timeline).what);
        let api = call(&mut timeline, "sim", "DescribeIncidents", json!({})).to_string();
        assert!(!api.contains("2026-01-02T"), "{api}");
        // Who wants to be told is told.
        assert!(unseen(&timeline)[0].contains("hid for 48 h"), "{:?}", unseen(&timeline));
        call(&mut timeline, "sim", "InspectPoint", json!({ "SnapshotId": inspected }));
    }
    let infection = "Ransomware infection: Ransomware came to one and hid for 48 h";
    assert_eq!(went_wrong(&timeline), [infection, "Ransomware struck"]);
    assert_eq!((told(&timeline).at, report(&timeline).at), (came, came));
    assert!(unseen(&timeline).is_empty());
    // It stays found when the points are gone.
    wait(&mut timeline, 40);
    assert_eq!(went_wrong(&timeline)[0], infection);
}

#[test]
fn thousands_of_actions_make_no_more_marks_than_there_is_room_for() {
    let mut timeline = ten_days();
    for _ in 0..300 {
        call(
            &mut timeline,
            "ecs",
            "TagResources",
            json!({ "ResourceType": "instance", "ResourceId": ["i-web1"],
            "Tag": [{ "Key": "k", "Value": "v" }] }),
        );
        an_hour_later(&mut timeline);
    }
    let found = marks(&timeline, 50);
    assert!(found.len() <= 50, "{}", found.len());
    assert_eq!(found.iter().map(|mark| mark.count).sum::<usize>(), 302);
}

#[test]
fn other_branches_split_off_where_they_part_and_end_where_they_came_to() {
    let mut timeline = ten_days();
    let fork_at = timeline.run().now();
    timeline.fork("without lock").unwrap();
    wait(&mut timeline, 4);
    let ways = scrubber::ways(&timeline);
    assert_eq!(ways.len(), 1);
    assert_eq!((ways[0].from, ways[0].to, ways[0].lane), (fork_at, fork_at, 0), "it was left where it stood");
    let first = timeline.branches()[0].id;
    timeline.switch_to(first).unwrap();
    let ways = scrubber::ways(&timeline);
    let (to, name) = (ways[0].to, ways[0].name.as_deref());
    assert_eq!((ways[0].from, to, name), (fork_at, fork_at + Seconds(4 * DAY), Some("without lock")));
    for number in 0..10 {
        timeline.fork(&format!("b{number}")).unwrap();
        wait(&mut timeline, 1);
    }
    let ways = scrubber::ways(&timeline);
    let crowded = ways.iter().filter(|way| way.from <= fork_at && fork_at <= way.to).count();
    assert!(crowded <= LANES_MAX, "{crowded}");
    assert!(ways.iter().all(|way| way.lane < LANES_MAX));
}

#[test]
fn the_playhead_goes_by_strides_and_never_out_of_the_run() {
    let mut timeline = ten_days();
    let (start, end) = (timeline.run().world().start, timeline.run().now());
    let at = Timestamp(end.0 - 3 * DAY);
    assert_eq!(scrubber::moved(&timeline, at, Stride::Hour, -1), Timestamp(at.0 - HOUR));
    assert_eq!(scrubber::moved(&timeline, at, Stride::Day, 1), Timestamp(at.0 + DAY));
    assert_eq!(scrubber::moved(&timeline, at, Stride::Month, -1), start);
    assert_eq!(scrubber::moved(&timeline, at, Stride::Month, 1), end);
    timeline.rewind(at).unwrap();
    assert_eq!(scrubber::moved(&timeline, at, Stride::Month, i64::MAX), end, "what is ahead is of the run");
}

#[test]
fn the_actions_of_a_run_are_listed_with_what_is_ahead() {
    let mut timeline = ten_days();
    call(
        &mut timeline,
        "hbr",
        "CreateBackupJob",
        json!({ "SourceType": "UDM_ECS", "InstanceId": "i-web1", "Retention": 7 }),
    );
    wait(&mut timeline, 1);
    assert_eq!(actions::last(&timeline, Locale::En).as_deref(), Some("Back up web-1"));
    assert_eq!(actions::next(&timeline, Locale::En), None);
    let undone = timeline.undo();
    assert!(undone.is_some());
    assert_eq!(actions::next(&timeline, Locale::Zh).as_deref(), Some("立即备份web-1"));
    let list = |search: &str| {
        let query = Query { search: search.to_owned(), ..Query::by(0, false) };
        let page = actions::actions(&timeline, &query, Locale::En);
        page.rows.into_iter().map(|row| (row.number, row.text, row.is_ahead)).collect::<Vec<_>>()
    };
    let row = |number, text: &str, is_ahead| (number, text.to_owned(), is_ahead);
    assert_eq!(
        list(""),
        [
            row(1, "Create policy daily-30", false),
            row(2, "Associate web-1, web-2 with daily-30", false),
            row(3, "Back up web-1", true),
        ]
    );
    assert_eq!(list("back up"), [row(3, "Back up web-1", true)]);
}
