//! Schedules: their stored forms, and the times they name against a calendar that is walked hour by hour.

mod calendar;
mod harness;

use calendar::Walk;
use engine::{
    backup::schedule::{CronField, Recurrence, Schedule, ScheduleBounds, ScheduleError},
    locale::Locale,
    rejection::Problem,
    rule::Rule,
    time::{DAY, HOUR, Seconds, Timestamp, Zone},
    words,
};
use harness::Lab;
use proptest::prelude::*;
use serde_json::json;

/// 1 January 2026, 00:00 in China.
const NEW_YEAR: i64 = 1_767_196_800;

#[test]
fn pol_13_a_stored_form_reads_and_writes_as_it_was_given() {
    for text in [
        "I|1631685600|P1D",
        "I|0|PT1H",
        "I|1767204000|P7D",
        "I|1767204000|P1W",
        "I|007|PT24H",
        "I|0|PT60M",
        "I|0|P1DT12H",
        "I|0|P1M",
        "I|0|P11M",
        "C|1631685600|0 0 2 ? * 3,5,7",
        "C|0|0 0 2 * * ?",
        "C|0|  30 15   8-18/2 1,15 jan-mar,OCT ? ",
        "C|0|0 0 0 ? * MON-FRI",
        "C|0|0 0 22-2 L * ?",
        "C|0|0 0 /6 L-3 * ?",
        "C|0|0 0 0/6 LW 1/3 ?",
        "C|0|0 0 */6 15W NOV-FEB ?",
        "C|0|0 0 0 ? * friL",
        "C|0|0 0 0 ? * L",
        "C|0|0 0 0 ? 2 1#5",
    ] {
        let schedule = read(text);
        assert_eq!((schedule.to_string().as_str(), schedule.as_str()), (text, text));
        let json = serde_json::to_string(&schedule).unwrap();
        assert_eq!(json, format!("{text:?}"));
        assert_eq!(serde_json::from_str::<Schedule>(&json).unwrap(), schedule);
    }
}

#[test]
fn pol_13_what_is_no_stored_form_is_refused() {
    for text in [
        "",
        "P1D",
        "X|0|P1D",
        "i|0|P1D",
        "I|0",
        "I|1631685600|P1D|",
        "I||P1D",
        "I|-1|P1D",
        "I|+1|P1D",
        "I| 1|P1D",
        "I|253402300800|P1D",
        "I|99999999999999999999|P1D",
        "C|0|",
        "C|0|0 2 ? * 1",
        "C|0|0 0 2 ? * 1 2026",
    ] {
        refused(text, Rule::Pol13);
    }
}

#[test]
fn pol_10_there_is_no_yearly_interval() {
    for text in ["I|0|P1Y", "I|0|P12M", "I|0|P24M", "I|0|P99999999999M"] {
        refused(text, Rule::Pol10);
    }
}

#[test]
fn pol_15_an_interval_is_whole_hours_days_weeks_or_months() {
    for text in [
        "I|0|P0D",
        "I|0|PT0H",
        "I|0|P0M",
        "I|0|P0W",
        "I|0|PT30M",
        "I|0|PT24H30M",
        "I|0|PT1S",
        "I|0|P1.5D",
        "I|0|PT1.5H",
        "I|0|P-1D",
        "I|0|P1M1D",
        "I|0|",
        "I|0|1",
        "I|0|p1d",
    ] {
        refused(text, Rule::Pol15);
    }
}

#[test]
fn pol_15_bounds_are_for_a_setting_to_move() {
    let usual = ScheduleBounds::default();
    let wide = ScheduleBounds { hours_max: 48, days_max: 400 };
    for within in ["PT1H", "PT23H", "PT24H", "P1D", "P31D", "P4W", "P1M", "P11M"] {
        assert_eq!(read(&format!("I|0|{within}")).check_bounds(usual), Ok(()), "{within}");
    }
    for beyond in ["PT25H", "PT36H", "P1DT1H", "P32D", "P5W", "P365D"] {
        let schedule = read(&format!("I|0|{beyond}"));
        let expected = ScheduleError::TooLong { interval: beyond.to_owned(), bounds: usual };
        assert_eq!(schedule.check_bounds(usual), Err(expected), "{beyond}");
        assert_eq!(schedule.check_bounds(wide), Ok(()), "{beyond}");
    }
    assert!(read("I|0|PT7H").check_bounds(ScheduleBounds { hours_max: 6, days_max: 7 }).is_err());
    assert_eq!(read("C|0|0 0 2 1 1 ?").check_bounds(ScheduleBounds { hours_max: 1, days_max: 1 }), Ok(()));
    let mut lab = Lab::two_web_servers();
    let rules = json!([
        { "RuleType": "BACKUP", "Schedule": "I|1767204000|P32D" }, { "RuleType": "TRANSITION", "Retention": 7 } ]);
    let answer = lab.call("hbr", "CreatePolicyV2", json!({ "PolicyName": "rare", "Rules": rules }));
    assert_eq!((answer["Rule"].as_str(), answer["Code"].as_str()), (Some("POL-15"), Some("Sim.InvalidSchedule")));
}

#[test]
fn pol_15_a_crontab_runs_once_an_hour_at_most() {
    for text in ["* * * * * ?", "0 * * * * ?", "0,30 0 2 * * ?", "0 0/30 * * * ?", "0 0,59 2 ? * 1"] {
        assert_eq!(fault(text), ScheduleError::TooOften(text.to_owned()));
        assert_eq!(fault(text).rule(), Rule::Pol15);
    }
    read("C|0|0 59/1 * * * ?");
}

#[test]
fn pol_13_a_field_of_a_crontab_says_what_is_wrong_with_it() {
    use CronField::{DayOfMonth, DayOfWeek, Hour, Minute, Month, Second};
    for (text, field, part) in [
        ("60 0 2 * * ?", Second, "60"),
        ("? 0 2 * * ?", Second, "?"),
        ("0 61 2 * * ?", Minute, "61"),
        ("0 0 24 * * ?", Hour, "24"),
        ("0 0 2-24 * * ?", Hour, "2-24"),
        ("0 0 2- * * ?", Hour, "2-"),
        ("0 0 +2 * * ?", Hour, "+2"),
        ("0 0 2,,3 * * ?", Hour, ""),
        ("0 0 2 0 * ?", DayOfMonth, "0"),
        ("0 0 2 1,32 * ?", DayOfMonth, "32"),
        ("0 0 2 32W * ?", DayOfMonth, "32W"),
        ("0 0 2 L-31 * ?", DayOfMonth, "L-31"),
        ("0 0 2 1,L * ?", DayOfMonth, "L"),
        ("0 0 2 1 13 ?", Month, "13"),
        ("0 0 2 1 MAI ?", Month, "MAI"),
        ("0 0 2 ? * 0", DayOfWeek, "0"),
        ("0 0 2 ? * 8", DayOfWeek, "8"),
        ("0 0 2 ? * MON#6", DayOfWeek, "MON#6"),
        ("0 0 2 ? * MON#1,TUE#2", DayOfWeek, "MON#1,TUE#2"),
        ("0 0 2 ? * 8L", DayOfWeek, "8L"),
        ("0 0 2 ? * JAN", DayOfWeek, "JAN"),
    ] {
        assert_eq!(fault(text), ScheduleError::Field { field, part: part.to_owned() }, "{text}");
    }
    for (text, field, part) in [("0 0 0/0 * * ?", Hour, "0/0"), ("0 0 2 */32 * ?", DayOfMonth, "*/32")] {
        assert_eq!(fault(text), ScheduleError::Step { field, part: part.to_owned() }, "{text}");
    }
    for text in ["0 0 2 ? * ?", "0 0 2 * * *", "0 0 2 1 * MON", "0 0 2 * * 2"] {
        assert_eq!(fault(text), ScheduleError::DayFields, "{text}");
    }
}

#[test]
fn pol_13_a_day_that_never_comes_is_refused() {
    for text in ["0 0 2 30 2 ?", "0 0 2 30,31 FEB ?", "0 0 2 31 4,6,9,11 ?", "0 0 2 31W 2 ?", "0 0 2 L-29 2 ?"] {
        assert_eq!(fault(text), ScheduleError::NeverRuns(text.to_owned()));
        assert_eq!(fault(text).rule(), Rule::Pol13);
    }
    for text in ["0 0 2 29 2 ?", "0 0 2 L-28 2 ?", "0 0 2 ? 2 1#5", "0 0 2 31 4,5 ?"] {
        read(&format!("C|0|{text}"));
    }
}

#[test]
fn pol_13_what_is_wrong_is_said_in_both_languages() {
    let said = |text: &str| {
        let problem = Problem::Schedule(Schedule::parse(text).unwrap_err()).into();
        Locale::ALL.map(|locale| words::rejection(&problem, locale))
    };
    assert_eq!(
        said("C|0|0 61 2 * * ?"),
        [
            "`61` is not possible in the field minutes of the crontab: give 0 to 59.",
            "crontab的分字段不能为“61”，应为0~59。"
        ]
    );
    assert_eq!(
        said("I|0|P2Y"),
        [
            "`P2Y` is a yearly interval, which schedules do not have: give 11 months at most (P11M).",
            "“P2Y”是按年的间隔，执行计划不支持，最长为11个月（P11M）。"
        ]
    );
}

#[test]
fn pol_12_missed_times_are_never_caught_up_and_nothing_runs_before_the_start() {
    let schedule = read("I|1000000|P1D");
    assert_eq!(schedule.first_from(Timestamp(0), Zone::CHINA), Some(Timestamp(1_000_000)));
    assert_eq!(schedule.first_from(Timestamp(1_000_000), Zone::CHINA), Some(Timestamp(1_000_000)));
    assert_eq!(schedule.next_after(Timestamp(1_000_000), Zone::CHINA), Some(Timestamp(1_086_400)));
    assert_eq!(schedule.first_from(Timestamp(1_000_001), Zone::CHINA), Some(Timestamp(1_086_400)));
    let later = Timestamp(1_000_000 + 10 * DAY);
    assert_eq!(schedule.first_from(later, Zone::CHINA), Some(later));
    assert_eq!(schedule.runs_from(Timestamp(0), Zone::CHINA).nth(4), Some(Timestamp(1_000_000 + 4 * DAY)));
}

#[test]
fn pol_13_no_form_runs_before_its_start() {
    let start = NEW_YEAR + 2 * HOUR + 1;
    assert_eq!(runs(&format!("C|{start}|0 0 2 * * ?"), "+08:00", 1), ["2026-01-02T02:00:00+08:00"]);
    assert_eq!(runs(&format!("C|{}|0 0 2 * * ?", start - 1), "+08:00", 1), ["2026-01-01T02:00:00+08:00"]);
    assert_eq!(
        runs(&format!("I|{start}|P1M"), "+08:00", 2),
        ["2026-01-01T02:00:01+08:00", "2026-02-01T02:00:01+08:00"]
    );
}

#[test]
fn pol_13_weekdays_count_from_sunday() {
    assert_eq!(
        runs(&format!("C|{NEW_YEAR}|0 0 2 ? * 3,5,7"), "+08:00", 4),
        [
            "2026-01-01T02:00:00+08:00", // Thursday
            "2026-01-03T02:00:00+08:00", // Saturday
            "2026-01-06T02:00:00+08:00", // Tuesday
            "2026-01-08T02:00:00+08:00",
        ]
    );
}

#[test]
fn pol_13_months_of_an_interval_are_held_at_their_end_and_counted_from_the_start() {
    let start = Timestamp::parse_rfc3339("2027-10-31T23:30:00+08:00").unwrap();
    assert_eq!(
        runs(&format!("I|{start}|P1M", start = start.0), "+08:00", 7),
        [
            "2027-10-31T23:30:00+08:00",
            "2027-11-30T23:30:00+08:00",
            "2027-12-31T23:30:00+08:00",
            "2028-01-31T23:30:00+08:00",
            "2028-02-29T23:30:00+08:00",
            "2028-03-31T23:30:00+08:00",
            "2028-04-30T23:30:00+08:00",
        ]
    );
    assert_eq!(
        runs(&format!("I|{start}|P5M", start = start.0), "+08:00", 4),
        [
            "2027-10-31T23:30:00+08:00",
            "2028-03-31T23:30:00+08:00",
            "2028-08-31T23:30:00+08:00",
            "2029-01-31T23:30:00+08:00",
        ]
    );
}

#[test]
fn pol_16_and_mdl_30_crontabs_and_months_are_read_on_the_clocks_of_the_zone() {
    let late = NEW_YEAR + 23 * HOUR;
    assert_eq!(runs(&format!("C|{NEW_YEAR}|0 0 2 * * ?"), "+08:00", 1), ["2026-01-01T02:00:00+08:00"]);
    assert_eq!(runs(&format!("C|{NEW_YEAR}|0 0 2 * * ?"), "-05:30", 1), ["2026-01-01T02:00:00-05:30"]);
    assert_eq!(runs(&format!("C|{late}|0 30 2 1 * ?"), "+14:00", 1), ["2026-02-01T02:30:00+14:00"]);
    // 23:00 on the 1st in China is the 2nd in the far east.
    assert_eq!(runs(&format!("I|{late}|P1M"), "+14:00", 2)[1], "2026-02-02T05:00:00+14:00");
    assert_eq!(runs(&format!("I|{late}|P1M"), "-08:00", 2)[1], "2026-02-01T07:00:00-08:00");
}

#[test]
fn pol_17_runs_are_accurate_to_the_second() {
    assert_eq!(runs(&format!("C|{NEW_YEAR}|59 58 23 * * ?"), "+08:00", 1), ["2026-01-01T23:58:59+08:00"]);
    assert_eq!(runs(&format!("I|{}|P1D", NEW_YEAR + 7), "+08:00", 1), ["2026-01-01T00:00:07+08:00"]);
}

#[test]
fn pol_13_leap_days_skip_2100() {
    let from = Timestamp::parse_rfc3339("2096-02-29T02:00:00+08:00").unwrap();
    let leap_days = runs(&format!("C|{}|0 0 2 29 2 ?", from.0), "+08:00", 3);
    assert_eq!(leap_days, ["2096-02-29T02:00:00+08:00", "2104-02-29T02:00:00+08:00", "2108-02-29T02:00:00+08:00"]);
    let ends = runs(&format!("C|{}|0 0 2 L 2 ?", from.0), "+08:00", 5);
    assert_eq!(ends[4], "2100-02-28T02:00:00+08:00");
}

#[test]
fn mdl_30_runs_end_with_virtual_time() {
    let end = Timestamp::MAX;
    for zone in ["+08:00", "-08:00", "+14:00", "-14:00", "+00:00"].map(|zone| Zone::parse(zone).unwrap()) {
        for expression in ["I|0|PT1H", "I|0|P31D", "I|0|P1M", "C|0|0 0 * * * ?", "C|0|0 0 2 L 2 ?", "C|0|0 0 2 ? * 1#5"]
        {
            let schedule = read(expression);
            assert_eq!(schedule.next_after(end, zone), None, "{expression}");
            assert_eq!(schedule.first_from(Timestamp(i64::MAX), zone), None, "{expression}");
            assert!(schedule.runs_from(Timestamp(end.0 - 400 * DAY), zone).all(|run| run <= end), "{expression}");
            assert!(schedule.first_from(Timestamp(i64::MIN), zone).is_some_and(|run| run.0 >= 0), "{expression}");
        }
    }
}

#[test]
fn pol_13_all_forms_run_as_a_calendar_walked_hour_by_hour() {
    let starts = ["2026-01-01T02:00:00+08:00", "2027-12-31T12:00:00+00:00", "2099-12-30T23:00:00-05:00"];
    let zones = ["+08:00", "+00:00", "-08:00", "+14:00", "+05:30"];
    for (nth, expression) in EXPRESSIONS.iter().enumerate() {
        let start = Timestamp::parse_rfc3339(starts[nth % starts.len()]).unwrap();
        let zone = zones[nth % zones.len()];
        let until = start.0 + 1_650 * DAY;
        let expected = Walk::of(expression, start.0, zone).runs(start.0, until);
        let form = if expression.starts_with('P') { 'I' } else { 'C' };
        let schedule = read(&format!("{form}|{}|{expression}", start.0));
        let said: Vec<_> = schedule.runs_from(start, Zone::parse(zone).unwrap()).map(|run| run.0).collect_until(until);
        assert_eq!(said, expected, "{expression} from {} in {zone}", start.0);
        assert!(!expected.is_empty(), "{expression} never ran");
    }
}

/// Expressions of every shape.
const EXPRESSIONS: &[&str] = &[
    "PT1H",
    "PT5H",
    "P1D",
    "P1W",
    "P31D",
    "P1M",
    "P2M",
    "P5M",
    "P11M",
    "0 0 2 ? * 3,5,7",
    "0 0 * * * ?",
    "0 0 0/5 * * ?",
    "0 0 22-2 ? * FRI-MON",
    "0 0 2 31 * ?",
    "0 0 2 29,30 * ?",
    "0 0 2 25-5/3 * ?",
    "0 0 2 1/10 NOV-FEB ?",
    "0 0 2 29 2 ?",
    "0 0 2 L * ?",
    "0 0 2 L-1 * ?",
    "0 0 2 L-30 * ?",
    "0 0 2 L-28 2,3 ?",
    "0 0 2 LW * ?",
    "0 0 2 1W * ?",
    "0 0 2 15W * ?",
    "0 0 2 30W * ?",
    "0 0 2 31W * ?",
    "0 0 2 ? * 1L",
    "0 0 2 ? 2 7L",
    "0 0 2 ? * MON#1",
    "0 0 2 ? * SUN#5",
    "0 0 0,23 ? 1/2 L",
    "0 0 9-17/4 ? * MON-FRI",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn pol_13_the_text_comes_back(text in any_schedule()) {
        prop_assert_eq!(read(&text).to_string(), text);
    }

    #[test]
    fn pol_12_and_pol_13_runs_come_in_order_from_the_start(text in any_schedule(), from in 0_i64..8_000_000_000, zone in any_zone()) {
        let schedule = read(&text);
        let zone = Zone::parse(&zone).unwrap();
        let from = Timestamp(from);
        let first = schedule.first_from(from, zone).unwrap();
        prop_assert!(first >= from && first >= schedule.start());
        prop_assert_eq!(schedule.first_from(first, zone), Some(first));
        prop_assert_eq!(schedule.next_after(Timestamp(first.0 - 1), zone), Some(first));
        let next = schedule.next_after(first, zone).unwrap();
        prop_assert!(next - first >= Seconds(HOUR), "POL-15");
        // Whatever lies between is answered by the next.
        let between = Timestamp(first.0 + 1 + (next.0 - first.0) / 2);
        prop_assert_eq!(schedule.first_from(between.min(next), zone), Some(next));
        prop_assert_eq!(schedule.runs_from(from, zone).take(2).collect::<Vec<_>>(), [first, next]);
    }

    #[test]
    fn pol_13_runs_are_those_of_the_walk(text in any_schedule(), from in 1_700_000_000_i64..4_200_000_000, zone in any_zone()) {
        let schedule = read(&text);
        let until = from + 90 * DAY;
        let runs = schedule.runs_from(Timestamp(from), Zone::parse(&zone).unwrap()).map(|run| run.0);
        let expected = Walk::of(schedule.expression(), schedule.start().0, &zone).runs(from, until);
        prop_assert_eq!(runs.collect_until(until), expected);
    }

    #[test]
    fn pol_13_any_text_is_read_or_refused(text in "[IC|0-9 PTHDWMYL?*#,/A-Z-]{0,30}|.{0,40}") {
        if let Ok(schedule) = Schedule::parse(&text) {
            prop_assert_eq!(schedule.as_str(), text);
        }
    }

    #[test]
    fn pol_13_any_crontab_is_read_or_refused(fields in prop::collection::vec("[0-9LW?*#,/A-Z-]{1,6}|[0-9]{1,2}|[*?]", 6)) {
        let text = format!("C|0|{}", fields.join(" "));
        match Schedule::parse(&text) {
            Ok(schedule) => prop_assert!(schedule.first_from(Timestamp(0), Zone::UTC).is_some()),
            Err(error) => prop_assert!(matches!(error.rule(), Rule::Pol13 | Rule::Pol15)),
        }
    }
}

fn any_zone() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["+08:00", "+00:00", "-05:30", "+14:00", "-14:00", "+05:45"]).prop_map(str::to_owned)
}

/// Schedules of every shape, with starts in the years 2020 to 2100.
fn any_schedule() -> impl Strategy<Value = String> {
    let start = 1_577_836_800_i64..4_102_444_800;
    (start, prop_oneof![any_interval().prop_map(|text| ('I', text)), any_crontab().prop_map(|text| ('C', text))])
        .prop_map(|(start, (form, text))| format!("{form}|{start}|{text}"))
}

fn any_interval() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..50).prop_map(|hours| format!("PT{hours}H")),
        (1..40).prop_map(|days| format!("P{days}D")),
        (1..5).prop_map(|weeks| format!("P{weeks}W")),
        (1..12).prop_map(|months| format!("P{months}M")),
    ]
}

fn any_crontab() -> impl Strategy<Value = String> {
    let days = prop_oneof![
        any_field(1, 28).prop_map(|days| format!("{days} ?")),
        (1..=31).prop_map(|day| format!("1,{day} ?")),
        (1..=28).prop_map(|day| format!("{day}W ?")),
        (0..=27).prop_map(|before| if before == 0 { "L ?".to_owned() } else { format!("L-{before} ?") }),
        Just("LW ?".to_owned()),
        any_field(1, 7).prop_map(|days| format!("? {days}")),
        (1..=7).prop_map(|day| format!("? {day}L")),
        (1..=7, 1..=4).prop_map(|(day, nth)| format!("? {day}#{nth}")),
    ];
    (0..60, 0..60, any_field(0, 23), days, any_field(1, 12)).prop_map(|(second, minute, hours, days, months)| {
        let (of_month, of_week) = days.split_once(' ').expect("made of two");
        format!("{second} {minute} {hours} {of_month} {months} {of_week}")
    })
}

fn any_field(least: u32, greatest: u32) -> impl Strategy<Value = String> {
    let value = least..=greatest;
    prop_oneof![
        Just("*".to_owned()),
        value.clone().prop_map(|value| value.to_string()),
        prop::collection::vec(value.clone(), 1..4).prop_map(|values| values
            .iter()
            .map(u32::to_string)
            .collect::<Vec<_>>()
            .join(",")),
        (value.clone(), value.clone()).prop_map(|(from, to)| format!("{from}-{to}")),
        (value.clone(), value.clone(), 1..=greatest).prop_map(|(from, to, step)| format!("{from}-{to}/{step}")),
        (value, 1..=greatest).prop_map(|(from, step)| format!("{from}/{step}")),
    ]
}

trait CollectUntil: Iterator<Item = i64> + Sized {
    /// Those before an instant.
    fn collect_until(self, until: i64) -> Vec<i64> {
        self.take_while(|at| *at < until).collect()
    }
}

impl<I: Iterator<Item = i64>> CollectUntil for I {}

fn read(text: &str) -> Schedule {
    let schedule = Schedule::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(matches!(schedule.recurrence(), Recurrence::Cron(_)), text.starts_with('C'));
    schedule
}

/// What is wrong with a crontab.
fn fault(crontab: &str) -> ScheduleError {
    Schedule::parse(&format!("C|0|{crontab}")).unwrap_err()
}

fn refused(text: &str, rule: Rule) {
    let error = Schedule::parse(text).unwrap_err();
    assert_eq!(error.rule(), rule, "{text}: {error}");
}

/// The first runs on the clocks of a zone.
fn runs(text: &str, zone: &str, count: usize) -> Vec<String> {
    let zone = Zone::parse(zone).unwrap();
    read(text).runs_from(Timestamp(0), zone).take(count).map(|run| run.to_rfc3339(zone)).collect()
}
