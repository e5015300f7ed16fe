//! The form of a policy: what it makes of what is typed, and how it says the schedule of a policy again.

use engine::{
    backup::{
        policy::{BackupRule, PolicyName, PolicyRule, PolicySpec, TransitionRule},
        schedule::{NumberSet, Schedule, ScheduleBounds},
    },
    locale::Locale,
    rejection::{Field, Rejection},
    rule::Rule,
    time::{DAY, Days, Timestamp, Zone},
    view::policy_form::{Frequency, PolicyForm, schedule_in_words},
    words,
};
use proptest::prelude::*;

const CHINA: Zone = Zone::CHINA;
/// 1 January 2026, 00:00 in China.
const NEW_YEAR: Timestamp = Timestamp(1_767_196_800);

#[test]
fn pol_10_weekly_runs_on_the_chosen_weekdays_at_the_time_of_the_first_run() {
    let form = PolicyForm { weekdays: [1, 3, 5].into_iter().collect(), ..form(Frequency::Weekly, "2026-01-01T02:30") };
    assert_eq!(stored(&form), "C|1767205800|0 30 2 ? * 3,5,7");
    let runs: Vec<_> = form.next_runs(NEW_YEAR, CHINA).iter().map(|run| run.to_rfc3339(CHINA)).collect();
    assert_eq!(
        runs,
        [
            "2026-01-01T02:30:00+08:00",
            "2026-01-03T02:30:00+08:00",
            "2026-01-06T02:30:00+08:00",
            "2026-01-08T02:30:00+08:00",
            "2026-01-10T02:30:00+08:00",
        ]
    );
    let all = PolicyForm { weekdays: (0..7).collect(), ..form };
    assert!(stored(&all).ends_with("|0 30 2 ? * *"));
    assert_eq!(wrong(&PolicyForm { weekdays: NumberSet::default(), ..all }), (Some(Field::Schedule), Rule::Pol10));
}

#[test]
fn pol_10_monthly_runs_in_the_chosen_months_on_the_day_of_the_first_run() {
    let form = |first, months: &[u32]| PolicyForm { months: set(months), ..form(Frequency::Monthly, first) };
    let expression = |form: &PolicyForm| stored(form).rsplit('|').next().unwrap().to_owned();
    assert_eq!(expression(&form("2026-01-15T02:00", &[1, 4, 7, 10])), "0 0 2 15 1,4,7,10 ?");
    assert_eq!(expression(&form("2026-01-30T02:00:05", &[1, 3, 4])), "5 0 2 30 1,3,4 ?");
    assert_eq!(expression(&form("2026-01-31T02:00", &[1, 3, 5])), "0 0 2 31 1,3,5 ?");
    assert_eq!(wrong(&form("2026-01-15T02:00", &[])), (Some(Field::Schedule), Rule::Pol10));
}

#[test]
fn pol_10_monthly_is_held_at_the_end_of_short_months() {
    let runs = |first: &str, months: &[u32]| {
        let form = PolicyForm { months: set(months), ..form(Frequency::Monthly, first) };
        let schedule = form.schedule(CHINA).unwrap();
        let runs = schedule.runs_from(NEW_YEAR, CHINA).take(28).map(|run| run.civil(CHINA));
        (stored(&form), runs.map(|run| (run.month, run.day)).collect::<Vec<_>>())
    };
    let all: Vec<_> = (1..=12).collect();
    let (text, ends) = runs("2026-01-31T02:00", &all);
    assert!(text.ends_with("|0 0 2 L * ?"));
    assert_eq!(ends[..4], [(1, 31), (2, 28), (3, 31), (4, 30)]);
    let (text, thirtieths) = runs("2026-01-30T02:00", &all);
    assert!(text.ends_with("|P1M"));
    assert_eq!(thirtieths[..3], [(1, 30), (2, 28), (3, 30)]);
    assert_eq!(thirtieths[25], (2, 29), "2028 is a leap year");
    let (text, quarters) = runs("2026-08-29T02:00", &[2, 5, 8, 11]);
    assert!(text.ends_with("|P3M"));
    assert_eq!(quarters[..3], [(8, 29), (11, 29), (2, 28)]);
    let (text, februaries) = runs("2026-01-30T02:00", &[2]);
    assert!(text.ends_with("|0 0 2 L 2 ?"));
    assert_eq!(februaries[..3], [(2, 28), (2, 28), (2, 29)]);
}

#[test]
fn pol_10_february_at_uneven_distances_cannot_have_the_30th() {
    let form = PolicyForm { months: set(&[2, 3, 9]), ..form(Frequency::Monthly, "2026-01-30T02:00") };
    assert_eq!(wrong(&form), (Some(Field::Schedule), Rule::Pol10));
    let fault = form.schedule(CHINA).unwrap_err();
    assert!(words::rejection(&fault, Locale::En).starts_with("February lacks the day 30: leave February out"));
    assert!(words::rejection(&fault, Locale::Zh).starts_with("2月没有30日"));
}

#[test]
fn pol_11_a_first_execution_time_that_is_none_says_so() {
    for typed in ["", "2026-02-30T02:00", "1969-01-01T00:00", "2026-01-01"] {
        assert_eq!(wrong(&form(Frequency::Daily, typed)), (Some(Field::FirstRun), Rule::Pol11), "{typed}");
    }
    assert_eq!(stored(&form(Frequency::Daily, "2026-01-01T00:00:07")), "I|1767196807|P1D", "POL-17");
}

#[test]
fn pol_15_the_interval_lies_within_the_bounds_of_the_form() {
    let said = |frequency, interval: &str, bounds| {
        let form = PolicyForm { interval: interval.to_owned(), bounds, ..form(frequency, "2026-01-01T02:00") };
        form.schedule(CHINA).map_err(|fault| words::rejection(&fault, Locale::En)).map(|schedule| schedule.to_string())
    };
    let usual = ScheduleBounds::default();
    assert!(said(Frequency::Hourly, " 23 ", usual).is_ok_and(|text| text.ends_with("|PT23H")));
    for typed in ["24", "0", "", "1.5", "-1", "six"] {
        let expected = format!("`{typed}` is not possible as an interval of hours: give 1 to 23.");
        assert_eq!(said(Frequency::Hourly, typed, usual), Err(expected));
    }
    assert!(said(Frequency::Daily, "31", usual).is_ok());
    let expected = "`32` is not possible as an interval of days: give 1 to 31.".to_owned();
    assert_eq!(said(Frequency::Daily, "32", usual), Err(expected));
    assert!(said(Frequency::Hourly, "36", ScheduleBounds { hours_max: 48, days_max: 31 }).is_ok());
}

#[test]
fn pol_90_the_form_of_a_policy_says_its_schedule_again() {
    for (text, frequency, first_run) in [
        ("I|1767204000|PT6H", Frequency::Hourly, "2026-01-01T02:00"),
        ("I|1767204000|PT48H", Frequency::Daily, "2026-01-01T02:00"),
        ("I|1767204005|P1W", Frequency::Daily, "2026-01-01T02:00:05"),
        ("I|1767204000|P3M", Frequency::Monthly, "2026-01-01T02:00"),
        ("I|1767204000|P5M", Frequency::AsItIs, "2026-01-01T02:00"),
        ("C|1767196800|0 0 2 ? * TUE,THU,SAT", Frequency::Weekly, "2026-01-01T02:00"),
        ("C|1767283200|0 0 2 ? * 3,5,7", Frequency::Weekly, "2026-01-03T02:00"),
        ("C|1767196800|0 0 2 * * ?", Frequency::Weekly, "2026-01-01T02:00"),
        ("C|1767196800|0 0 2 15 1/3 ?", Frequency::Monthly, "2026-01-15T02:00"),
        ("C|1767196800|0 0 2 L * ?", Frequency::Monthly, "2026-01-31T02:00"),
        ("C|1767196800|0 0 2 30 * ?", Frequency::AsItIs, "2026-01-01T00:00"),
        ("C|1767196800|0 0 2 1,15 * ?", Frequency::AsItIs, "2026-01-01T00:00"),
        ("C|1767196800|0 0 2 15W * ?", Frequency::AsItIs, "2026-01-01T00:00"),
        ("C|1767196800|0 0 2,14 ? * 2", Frequency::AsItIs, "2026-01-01T00:00"),
        ("C|1767196800|0 0 2 ? 1 2", Frequency::AsItIs, "2026-01-01T00:00"),
    ] {
        let schedule = Schedule::parse(text).unwrap();
        let form = PolicyForm::of(&policy(schedule.clone()), NEW_YEAR, CHINA);
        assert_eq!((form.frequency, form.first_run.as_str()), (frequency, first_run), "{text}");
        assert_eq!((form.name.as_str(), form.retention_days.as_str()), ("nightly", "9"));
        let again = form.schedule(CHINA).unwrap();
        let runs = |schedule: &Schedule| schedule.runs_from(Timestamp(0), CHINA).take(200).collect::<Vec<_>>();
        assert_eq!(runs(&again), runs(&schedule), "{text}");
        assert_eq!(again == schedule, form.frequency == Frequency::AsItIs || again.as_str() == text, "{text}");
    }
}

#[test]
fn pol_10_schedules_are_said_in_words() {
    for (expression, english, chinese) in [
        ("PT1H", "every hour, first at 02:00", "每小时，首次02:00"),
        ("PT6H", "every 6 hours, first at 02:00", "每6小时，首次02:00"),
        ("P1D", "every day at 02:00", "每天02:00"),
        ("P1W", "every 7 days at 02:00", "每7天02:00"),
        ("P1M", "every month on day 1 at 02:00, from 1 Jan 2026", "每月1日02:00，自2026年1月1日起"),
        ("P3M", "every 3 months on day 1 at 02:00, from 1 Jan 2026", "每3个月1日02:00，自2026年1月1日起"),
        ("0 0 2 * * ?", "every day at 02:00", "每天02:00"),
        ("0 0 2,14 * 6 ?", "every day in Jun at 02:00 and 14:00", "6月的每天02:00、14:00"),
        ("0 15 * * * ?", "every hour at minute 15", "每小时第15分"),
        ("9 15 * * 6 ?", "every day in Jun every hour at minute 15, second 9", "6月的每天每小时第15分9秒"),
        (
            "0 0 9-17 ? * MON-FRI",
            "every day from Mon to Fri every hour from 09:00 to 17:00",
            "每周一至周五09:00至17:00每小时",
        ),
        ("5 0 2 ? * 3", "every Tue at 02:00:05", "每周二02:00:05"),
        ("0 0 2 ? 1,7 1", "every Sun in Jan and Jul at 02:00", "1月、7月的每周日02:00"),
        ("0 0 2 15 * ?", "on day 15 of each month at 02:00", "每月15日02:00"),
        ("0 0 2 1,15 1,4 ?", "on days 1 and 15 of Jan and Apr at 02:00", "1月、4月的1日、15日02:00"),
        ("0 0 2 L * ?", "on the last day of each month at 02:00", "每月最后一天02:00"),
        ("0 0 2 L-3 * ?", "3 days before the last day of each month at 02:00", "每月最后一天前3天02:00"),
        (
            "0 0 2 LW * ?",
            "on the last day from Mon to Fri of each month at 02:00",
            "每月最后一个工作日（周一至周五）02:00",
        ),
        (
            "0 0 2 15W * ?",
            "on the day from Mon to Fri nearest to day 15 of each month at 02:00",
            "每月最接近15日的工作日（周一至周五）02:00",
        ),
        ("0 0 2 ? * 6L", "on the last Fri of each month at 02:00", "每月最后一个周五02:00"),
        ("0 0 2 ? * 6#3", "on the third Fri of each month at 02:00", "每月第3个周五02:00"),
        ("0 0 0/3 * * ?", "at the times of the crontab 0 0 0/3 * * ?", "按crontab 0 0 0/3 * * ?执行"),
    ] {
        let form = if expression.starts_with('P') { 'I' } else { 'C' };
        let schedule = Schedule::parse(&format!("{form}|1767204000|{expression}")).unwrap();
        let said = Locale::ALL.map(|locale| schedule_in_words(&schedule, CHINA, locale));
        assert_eq!(said, [english, chinese], "{expression}");
    }
    let held = Schedule::parse(&format!("I|{}|P1M", NEW_YEAR.0 + 30 * DAY)).unwrap();
    let said = Locale::ALL.map(|locale| schedule_in_words(&held, CHINA, locale));
    assert_eq!(
        said,
        [
            "every month on day 31 or else the last day at 00:00, from 31 Jan 2026",
            "每月31日（无此日则为最后一天）00:00，自2026年1月31日起"
        ]
    );
}

proptest! {
    #[test]
    fn pol_90_any_form_comes_back_with_the_same_runs(
        frequency in prop::sample::select(Frequency::CHOICES.to_vec()),
        first in 0_i64..4_102_444_800,
        interval in 1..24_u32,
        weekdays in prop::collection::btree_set(0..7_u32, 1..7),
        months in prop::collection::btree_set(1..13_u32, 1..12),
        zone in prop::sample::select(vec![Zone::CHINA, Zone::UTC, Zone::parse("-05:30").unwrap()]),
    ) {
        let form = PolicyForm {
            name: "nightly".to_owned(),
            first_run: engine::view::policy_form::local_time(Timestamp(first), zone),
            interval: interval.to_string(),
            weekdays: weekdays.into_iter().collect(),
            months: months.into_iter().collect(),
            ..form(frequency, "")
        };
        match form.check(zone) {
            Ok(spec) => {
                let schedule = &spec.backup_rules().next().unwrap().schedule;
                prop_assert_eq!(schedule.check_bounds(ScheduleBounds::default()), Ok(()));
                let again = PolicyForm::of(&spec, NEW_YEAR, zone);
                prop_assert!(again.frequency != Frequency::AsItIs, "{:?} as {}", form, schedule);
                prop_assert_eq!(&again.schedule(zone).unwrap(), schedule);
            }
            Err(faults) => {
                prop_assert_eq!(faults.len(), 1);
                let day = Timestamp(first).civil(zone).day;
                prop_assert!(frequency == Frequency::Monthly && (29..=30).contains(&day), "{:?}", faults);
            }
        }
    }
}

fn form(frequency: Frequency, first_run: &str) -> PolicyForm {
    PolicyForm { frequency, first_run: first_run.to_owned(), ..PolicyForm::new(NEW_YEAR, CHINA) }
}

fn set(numbers: &[u32]) -> NumberSet {
    numbers.iter().copied().collect()
}

fn stored(form: &PolicyForm) -> String {
    form.schedule(CHINA).unwrap_or_else(|fault| panic!("{fault:?}")).to_string()
}

fn wrong(form: &PolicyForm) -> (Option<Field>, Rule) {
    let fault: Rejection = form.schedule(CHINA).unwrap_err();
    (fault.field, fault.rule())
}

fn policy(schedule: Schedule) -> PolicySpec {
    PolicySpec {
        name: PolicyName::parse("nightly").unwrap(),
        description: String::new(),
        immutable: false,
        rules: vec![
            PolicyRule::Backup(BackupRule { schedule, retention: None, keep_latest: false }),
            PolicyRule::Transition(TransitionRule { retention: Some(Days(9)), ..TransitionRule::default() }),
        ],
    }
}
