//! Schedules and other parts of a policy in words, in both languages.

use crate::{
    backup::{
        policy::{Period, TagFilter, TagOperator},
        schedule::{Cron, NumberSet, Recurrence, RunDays, Schedule},
    },
    locale::Locale,
    time::{DAY, HOUR, Seconds, Timestamp, Zone},
    view::format,
};

/// The most times of day that are told one by one.
const TIMES_TOLD_MAX: u32 = 6;

/// A schedule in words, such as `every day at 02:00` or `every Tue and Thu at 02:00`.
pub fn schedule_in_words(schedule: &Schedule, zone: Zone, locale: Locale) -> String {
    let start = schedule.start();
    match schedule.recurrence() {
        Recurrence::Every(every) => interval(every, start, zone, locale),
        Recurrence::Months(months) => calendar_months(months, start, zone, locale),
        Recurrence::Cron(cron) => match (crontab(&cron, locale), locale) {
            (Some(words), _) => words,
            (None, Locale::En) => format!("at the times of the crontab {}", schedule.expression()),
            (None, Locale::Zh) => format!("按crontab {}执行", schedule.expression()),
        },
    }
}

/// The full hours of chosen days of a week, such as `every Mon and Thu at 01:00 and 13:00`. Day 0 is Monday.
pub fn hours_in_words(weekdays: NumberSet, hours: NumberSet, locale: Locale) -> String {
    let days = match (locale, weekdays.len()) {
        (Locale::En, 7) => "every day".to_owned(),
        (Locale::En, _) => format!("every {}", named_weekdays(weekdays, locale)),
        (Locale::Zh, 7) => "每天".to_owned(),
        (Locale::Zh, _) => format!("每{}", named_weekdays(weekdays, locale)),
    };
    let times = listed(hours.iter().map(|hour| format!("{hour:02}:00")), locale);
    match (locale, hours.len()) {
        (Locale::En, 24) => format!("{days}, every hour"),
        (Locale::En, _) => format!("{days} at {times}"),
        (Locale::Zh, 24) => format!("{days}，每小时"),
        (Locale::Zh, _) => format!("{days}{times}"),
    }
}

/// A period of special retention, such as `weekly` or `每周`.
pub fn special_in_words(period: Period, locale: Locale) -> &'static str {
    match (locale, period) {
        (Locale::En, Period::Daily) => "daily",
        (Locale::En, Period::Weekly) => "weekly",
        (Locale::En, Period::Monthly) => "monthly",
        (Locale::En, Period::Yearly) => "yearly",
        (Locale::Zh, Period::Daily) => "每天",
        (Locale::Zh, Period::Weekly) => "每周",
        (Locale::Zh, Period::Monthly) => "每月",
        (Locale::Zh, Period::Yearly) => "每年",
    }
}

/// A tag filter, such as `env = prod`; the value may be any, which is `*`.
pub fn tag_in_words(filter: &TagFilter) -> String {
    let value = if filter.value.is_empty() { "*" } else { &filter.value };
    match filter.operator {
        TagOperator::Equal => format!("{} = {value}", filter.key),
        TagOperator::Not => format!("{} ≠ {value}", filter.key),
    }
}

fn interval(every: Seconds, start: Timestamp, zone: Zone, locale: Locale) -> String {
    let Seconds(every) = every;
    let at = format::time(start, zone);
    match (locale, every % DAY == 0) {
        (Locale::En, true) if every == DAY => format!("every day at {at}"),
        (Locale::En, true) => format!("every {} days at {at}", every / DAY),
        (Locale::En, false) if every == HOUR => format!("every hour, first at {at}"),
        (Locale::En, false) => format!("every {} hours, first at {at}", every / HOUR),
        (Locale::Zh, true) if every == DAY => format!("每天{at}"),
        (Locale::Zh, true) => format!("每{}天{at}", every / DAY),
        (Locale::Zh, false) if every == HOUR => format!("每小时，首次{at}"),
        (Locale::Zh, false) => format!("每{}小时，首次{at}", every / HOUR),
    }
}

fn calendar_months(months: u32, start: Timestamp, zone: Zone, locale: Locale) -> String {
    let (day, at) = (start.civil(zone).day, format::time(start, zone));
    let from = format::date(start, zone, locale);
    let held = day > 28;
    match locale {
        Locale::En => {
            let every = if months == 1 { "every month".to_owned() } else { format!("every {months} months") };
            let held = if held { " or else the last day" } else { "" };
            format!("{every} on day {day}{held} at {at}, from {from}")
        }
        Locale::Zh => {
            let every = if months == 1 { "每月".to_owned() } else { format!("每{months}个月") };
            let held = if held { "（无此日则为最后一天）" } else { "" };
            format!("{every}{day}日{held}{at}，自{from}起")
        }
    }
}

/// A crontab in words, unless it is too involved.
fn crontab(cron: &Cron, locale: Locale) -> Option<String> {
    let times = times(cron, locale)?;
    if cron.days() == RunDays::Every && cron.months().len() == 12 && cron.hours().len() == 24 {
        return Some(times);
    }
    let days = days(cron, locale);
    Some(match locale {
        Locale::En => format!("{days} {times}"),
        Locale::Zh => format!("{days}{times}"),
    })
}

fn times(cron: &Cron, locale: Locale) -> Option<String> {
    let (minute, second) = (cron.minute(), cron.second());
    let time = |hour: u32| match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    let hours = cron.hours();
    let (first, last) = (hours.iter().min()?, hours.iter().max()?);
    let unbroken = hours.len() == last - first + 1;
    match locale {
        Locale::En if hours.len() == 24 && second == 0 => Some(format!("every hour at minute {minute}")),
        Locale::En if hours.len() == 24 => Some(format!("every hour at minute {minute}, second {second}")),
        Locale::Zh if hours.len() == 24 && second == 0 => Some(format!("每小时第{minute}分")),
        Locale::Zh if hours.len() == 24 => Some(format!("每小时第{minute}分{second}秒")),
        _ if hours.len() > TIMES_TOLD_MAX && !unbroken => None,
        Locale::En if hours.len() <= TIMES_TOLD_MAX => Some(format!("at {}", listed(hours.iter().map(time), locale))),
        Locale::En => Some(format!("every hour from {} to {}", time(first), time(last))),
        Locale::Zh if hours.len() <= TIMES_TOLD_MAX => Some(listed(hours.iter().map(time), locale)),
        Locale::Zh => Some(format!("{}至{}每小时", time(first), time(last))),
    }
}

fn days(cron: &Cron, locale: Locale) -> String {
    let months = (cron.months().len() < 12).then(|| months(cron.months(), locale));
    match locale {
        Locale::En => english_days(cron.days(), months.as_deref()),
        Locale::Zh => chinese_days(cron.days(), months.as_deref()),
    }
}

fn english_days(days: RunDays, months: Option<&str>) -> String {
    let within = months.map(|months| format!(" in {months}")).unwrap_or_default();
    let of_month = format!("of {}", months.unwrap_or("each month"));
    match days {
        RunDays::Every => format!("every day{within}"),
        RunDays::OfWeek(weekdays) => format!("every {}{within}", named_weekdays(weekdays, Locale::En)),
        RunDays::OfMonth(days) if days.len() == 1 => format!("on day {} {of_month}", numbers(days, Locale::En)),
        RunDays::OfMonth(days) => format!("on days {} {of_month}", numbers(days, Locale::En)),
        RunDays::BeforeLast(0) => format!("on the last day {of_month}"),
        RunDays::BeforeLast(1) => format!("1 day before the last day {of_month}"),
        RunDays::BeforeLast(days) => format!("{days} days before the last day {of_month}"),
        RunDays::LastWorkday => format!("on the last day from Mon to Fri {of_month}"),
        RunDays::NearestWorkday(day) => format!("on the day from Mon to Fri nearest to day {day} {of_month}"),
        RunDays::LastOfWeek(weekday) => format!("on the last {} {of_month}", format::weekday(weekday, Locale::En)),
        RunDays::NthOfWeek { weekday, nth } => {
            let nth = ["first", "second", "third", "fourth", "fifth"][(nth as usize - 1).min(4)];
            format!("on the {nth} {} {of_month}", format::weekday(weekday, Locale::En))
        }
    }
}

fn chinese_days(days: RunDays, months: Option<&str>) -> String {
    let within = months.map(|months| format!("{months}的")).unwrap_or_default();
    let of_month = months.map_or("每月".to_owned(), |months| format!("{months}的"));
    match days {
        RunDays::Every => format!("{within}每天"),
        RunDays::OfWeek(weekdays) => format!("{within}每{}", named_weekdays(weekdays, Locale::Zh)),
        RunDays::OfMonth(days) => {
            let days = days.iter().map(|day| format!("{day}日"));
            format!("{of_month}{}", listed(days, Locale::Zh))
        }
        RunDays::BeforeLast(0) => format!("{of_month}最后一天"),
        RunDays::BeforeLast(days) => format!("{of_month}最后一天前{days}天"),
        RunDays::LastWorkday => format!("{of_month}最后一个工作日（周一至周五）"),
        RunDays::NearestWorkday(day) => format!("{of_month}最接近{day}日的工作日（周一至周五）"),
        RunDays::LastOfWeek(weekday) => format!("{of_month}最后一个{}", format::weekday(weekday, Locale::Zh)),
        RunDays::NthOfWeek { weekday, nth } => {
            format!("{of_month}第{nth}个{}", format::weekday(weekday, Locale::Zh))
        }
    }
}

fn months(months: NumberSet, locale: Locale) -> String {
    listed(months.iter().map(|month| format::month(month, locale)), locale)
}

fn named_weekdays(weekdays: NumberSet, locale: Locale) -> String {
    let name = |weekday| format::weekday(weekday, locale);
    if weekdays == (0..5).collect() {
        return match locale {
            Locale::En => format!("day from {} to {}", name(0), name(4)),
            Locale::Zh => format!("{}至{}", name(0), name(4)),
        };
    }
    listed(weekdays.iter().map(|weekday| name(weekday).to_owned()), locale)
}

fn numbers(numbers: NumberSet, locale: Locale) -> String {
    listed(numbers.iter().map(|number| number.to_string()), locale)
}

/// `a, b and c`, or `a、b、c`.
fn listed(items: impl Iterator<Item = String>, locale: Locale) -> String {
    let mut items: Vec<_> = items.collect();
    if locale == Locale::Zh {
        return items.join("、");
    }
    match items.pop() {
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} and {last}", items.join(", ")),
        None => String::new(),
    }
}
