//! What the history of an instance shows: a chart that holds ten thousand points, and its twin, the table.

mod harness;

use engine::{
    locale::Locale,
    time::{DAY, Days, Timestamp},
    view::{
        history::{self, HistoryView, PointKind, PointRow, PointsQuery},
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
    let first = view.points[0].clone();
    view.points = (0..count)
        .map(|day| {
            let created_at = Timestamp(first.created_at.0 + i64::try_from(day).unwrap() * DAY);
            let kept = if day % 7 == 0 { 1_000 } else { 100 };
            PointRow { created_at, expires_at: created_at.plus_days(Days(kept)), locked: day >= 5_000, ..first.clone() }
        })
        .collect();
    view
}

#[test]
fn each_point_has_a_row_of_its_own_while_there_is_room() {
    let view = of_days(12);
    let bands = view.bands(360);
    assert_eq!(bands.len(), 12);
    assert!(bands.iter().all(|band| band.count == 1 && band.expires_at == band.longest));
}

#[test]
fn ten_thousand_points_share_rows_and_none_is_lost() {
    let view = of_days(10_000);
    let bands = view.bands(360);
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
fn pol_72_a_locked_point_says_why_it_cannot_be_deleted() {
    let mut lab = Lab::two_web_servers();
    let made = lab.create_policy(json!([
        lab.daily(3_600), { "RuleType": "TRANSITION", "Retention": 30 }, { "RuleType": "SECURITY", "Immutable": true },
    ]));
    lab.bind(made["PolicyId"].as_str().unwrap(), &["i-web1"]);
    lab.advance("P2D");
    let rows = points(&lab, &PointsQuery { kind: Some(PointKind::Locked), ..PointsQuery::default() });
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].delete_obstacle(Locale::En).map(|(_, rule)| rule.id()), Some("POL-72"));
    assert!(view(&lab).bands(360).iter().all(|band| band.locked));
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
