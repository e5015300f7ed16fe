//! What the history of an instance shows: a chart that holds ten thousand points, and its twin, the table.

mod harness;

use engine::{
    backup::point::Archiving,
    id::Occasion,
    locale::Locale,
    rule::Rule,
    time::{DAY, Days, Timestamp},
    view::{
        history::{self, Band, HistoryView, IN_VIEW_MIN, Look, PointKind, PointRow, PointsQuery, Span, Window},
        list::Query,
    },
};
use harness::Lab;
use serde_json::json;

fn view(lab: &Lab) -> HistoryView {
    history::history(lab.run.world(), lab.run.world().instance(&"i-web1".into()).unwrap())
}

fn points(lab: &Lab, query: &PointsQuery) -> Vec<PointRow> {
    history::points(lab.run.world(), lab.run.world().instance(&"i-web1".into()).unwrap(), query).rows
}

/// A history of so many days with a point a day, each kept for 100 days and every seventh for 1,000.
fn of_days(count: usize) -> HistoryView {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 100);
    lab.advance("PT1H");
    let mut view = view(&lab);
    let first = view.own.points[0];
    view.own.points = (0..count)
        .map(|day| {
            let at = Timestamp(first.created.at.0 + i64::try_from(day).unwrap() * DAY);
            let kept = if day % 7 == 0 { 1_000 } else { 100 };
            let archive_from = (kept > 100).then(|| at.plus_days(Days(30)));
            let created = Occasion { at, nth: 0 };
            Span { created, archive_from, expires_at: at.plus_days(Days(kept)), locked: day >= 5_000, ..first }
        })
        .collect();
    view.now = view.own.points[count - 1].created.at.plus_days(Days(1));
    view
}

fn bands(view: &HistoryView) -> Vec<Band> {
    view.own.bands(view.own.window(Look::Whole), 360)
}

#[test]
fn each_point_has_a_row_of_its_own_while_there_is_room() {
    let bands = bands(&of_days(12));
    assert_eq!(bands.len(), 12);
    assert!(bands.iter().all(|band| band.count == 1 && band.expires_at == band.longest));
}

#[test]
fn ten_thousand_points_share_rows_and_none_is_lost() {
    let bands = bands(&of_days(10_000));
    assert_eq!((bands.len(), bands.iter().map(|band| band.count).sum::<usize>()), (360, 10_000));
    for pair in bands.windows(2) {
        assert_eq!(pair[0].first + pair[0].count, pair[1].first, "without gaps");
    }
    let first = bands[0];
    assert_eq!((first.longest - first.created_at).0 / DAY, 1_000 + 21, "the longest sticks out of its row");
    assert!((first.expires_at - first.created_at).0 / DAY < 130, "half have gone with the usual retention");
    assert!(!bands[0].locked && bands[359].locked, "a row is locked if all in it are");
}

#[test]
fn a_row_shows_the_archive_tier_where_most_of_its_points_come_to_it() {
    let view = of_days(70);
    let each = bands(&view);
    assert_eq!(each[7].archive_from, Some(each[7].created_at.plus_days(Days(30))));
    assert_eq!(each[8].archive_from, None);
    assert!(view.own.bands(view.own.window(Look::Whole), 10).iter().all(|band| band.archive_from.is_none()));
}

#[test]
fn pol_50_the_chart_shows_when_points_come_to_the_archive_tier() {
    let mut lab = Lab::two_web_servers();
    let made = lab.create_policy(json!([
        lab.daily(3_600), { "RuleType": "TRANSITION", "Retention": 90, "ArchiveDays": 14 },
    ]));
    lab.bind(made["PolicyId"].as_str().unwrap(), &["i-web1"]);
    lab.advance("P20DT2H");
    let view = view(&lab);
    let archived_after = |span: &Span| (span.archive_from.unwrap() - span.created.at).0 / DAY;
    assert!(view.own.points.iter().all(|span| archived_after(span) == 14), "those that are and those that will be");
    assert_eq!(bands(&view)[0].archive_from, view.own.points[0].archive_from);
    assert!(matches!(points(&lab, &PointsQuery::default())[19].archiving, Archiving::Done { .. }));
}

#[test]
fn a_few_points_are_drawn_as_far_as_most_of_them_live_and_all_of_them_to_the_last_expiry() {
    let view = of_days(10_000);
    let latest = view.own.points.iter().map(|point| point.expires_at).max().unwrap();
    let whole = view.range(view.own.window(Look::Whole));
    assert_eq!((whole.from, whole.to), (view.own.points[0].created.at, latest));
    let newest = view.own.window(Look::Newest { count: IN_VIEW_MIN });
    let range = view.range(newest);
    assert_eq!(range.from, view.own.points[10_000 - IN_VIEW_MIN].created.at);
    let beyond_last = (range.to - view.own.points[9_999].created.at).0 / DAY;
    assert!((100..110).contains(&beyond_last), "{beyond_last}");
    assert!(range.to > view.now, "now is in view");
    let oldest = view.range(Window::of(0, IN_VIEW_MIN, 10_000));
    assert_eq!(oldest.to, view.now, "now is in view from the oldest points too");
}

#[test]
fn what_is_looked_at_stays_while_points_come_and_go() {
    let mut view = of_days(1_000);
    let window = Window::of(500, 50, 1_000);
    let (look, newest) = (view.own.look(window), view.own.look(Window::of(950, 50, 1_000)));
    assert_eq!(view.own.look(Window::of(0, 1_000, 1_000)), Look::Whole);
    view.own.points.drain(..100);
    assert_eq!(view.own.window(look), Window::of(400, 50, 900));
    assert_eq!(view.own.window(newest).end(), 900, "the newest are followed");
    assert_eq!(view.own.window(Look::Whole), Window::of(0, 900, 900));
}

#[test]
fn density_counts_every_point_once() {
    let mut view = of_days(1_000);
    view.own.points.drain(300..600);
    let bins = view.own.density(view.now, 100);
    assert_eq!((bins.len(), bins.iter().sum::<u32>()), (100, 700));
    assert_eq!((bins[10], bins[45]), (10, 0), "a gap shows");
}

#[test]
fn a_point_is_found_on_its_page_in_every_order() {
    let mut lab = Lab::two_web_servers();
    let made = lab.create_policy(json!([lab.daily(3_600), { "RuleType": "TRANSITION", "Retention": 100 }]));
    lab.bind(made["PolicyId"].as_str().unwrap(), &["i-web1"]);
    lab.advance("P45D");
    let world = lab.run.world();
    let instance = world.instance(&"i-web1".into()).unwrap();
    let created = view(&lab).own.points[20].created;
    for (column, descending) in [(0, false), (0, true), (1, true), (2, false)] {
        let query = PointsQuery { list: Query { size: 10, ..Query::by(column, descending) }, kind: None };
        let page = history::page_of(world, instance, &query, created).unwrap();
        let list = Query { page, ..query.list.clone() };
        let shown = history::points(world, instance, &PointsQuery { list, ..query });
        assert!(shown.rows.iter().any(|row| row.created_at == created.at), "{column} {descending}");
        assert!(shown.rows.iter().any(|row| history::created(world, &row.id) == Some(created)));
    }
    let locked = PointsQuery { kind: Some(PointKind::Locked), ..PointsQuery::default() };
    assert_eq!(history::page_of(world, instance, &locked, created), None);
}

#[test]
fn pol_72_a_locked_point_says_why_it_cannot_be_deleted() {
    let mut lab = Lab::two_web_servers();
    let made = lab.create_policy(json!([
        lab.daily(3_600), { "RuleType": "TRANSITION", "Retention": 30 }, { "RuleType": "SECURITY", "Immutable": true },
    ]));
    lab.bind(made["PolicyId"].as_str().unwrap(), &["i-web1"]);
    lab.advance("P2D");
    let rows = points(&lab, &PointsQuery { kind: Some(PointKind::Locked), ..PointsQuery::default() });
    assert_eq!(rows.len(), 2);
    let obstacle = |lab: &Lab, row: &PointRow| history::point(lab.run.world(), &row.id).unwrap().obstacle;
    assert_eq!(obstacle(&lab, &rows[0]).unwrap().rule(), Rule::Pol72);
    assert!(bands(&view(&lab)).iter().all(|band| band.locked));
}

#[test]
fn pol_32_what_is_kept_longer_bears_the_name_of_its_period() {
    let mut lab = Lab::two_web_servers();
    let made = lab.create_policy(json!([lab.daily(3_600), { "RuleType": "TRANSITION", "Retention": 7,
        "RetentionRules": [{ "AdvancedRetentionType": "MONTHLY", "Retention": 90 }] }]));
    lab.bind(made["PolicyId"].as_str().unwrap(), &["i-web1"]);
    lab.advance("P40D");
    let rows = points(&lab, &PointsQuery { kind: Some(PointKind::Special), ..PointsQuery::default() });
    let zone = lab.run.world().zone;
    let labels: Vec<_> = rows.iter().map(|row| row.special_label(zone, Locale::En).unwrap()).collect();
    assert_eq!(labels, ["Feb", "Jan"], "newest first");
    let all = points(&lab, &PointsQuery { list: Query::by(1, true), kind: None });
    assert_eq!(all[0].special_label(zone, Locale::Zh).as_deref(), Some("2月"), "the last to go");
    assert_eq!(all[2].special_label(zone, Locale::En), None);
}
