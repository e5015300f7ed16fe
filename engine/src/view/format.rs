//! Numbers, sizes, dates and spans as people read them, in both languages. The one place where values become text.

use crate::{
    locale::Locale,
    time::{Civil, DAY, Days, HOUR, LocalTime, MINUTE, Seconds, Timestamp, Zone},
    units::{MIB_PER_GIB, Mib},
};

const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WEEKDAYS_ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date such as `14 Sep 2026` or `2026年9月14日`.
pub fn date(at: Timestamp, zone: Zone, locale: Locale) -> String {
    let civil = at.civil(zone);
    match locale {
        Locale::En => format!("{} {} {}", civil.day, month(civil.month, locale), civil.year),
        Locale::Zh => format!("{}年{}月{}日", civil.year, civil.month, civil.day),
    }
}

/// A date with its weekday, such as `Mon 14 Sep 2026`.
pub fn weekday_date(at: Timestamp, zone: Zone, locale: Locale) -> String {
    let weekday = weekday(at.civil(zone).weekday, locale);
    match locale {
        Locale::En => format!("{weekday} {}", date(at, zone, locale)),
        Locale::Zh => format!("{} {weekday}", date(at, zone, locale)),
    }
}

/// A time of day such as `02:00`, with seconds only where there are some.
pub fn time(at: Timestamp, zone: Zone) -> String {
    let Civil { hour, minute, second, .. } = at.civil(zone);
    match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    }
}

/// A date and time such as `14 Sep 2026, 02:00`.
pub fn date_time(at: Timestamp, zone: Zone, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{}, {}", date(at, zone, locale), time(at, zone)),
        Locale::Zh => format!("{} {}", date(at, zone, locale), time(at, zone)),
    }
}

/// The same of an instant that knows its zone.
pub fn local(time: LocalTime, locale: Locale) -> String {
    date_time(time.at, time.zone, locale)
}

/// The same with its weekday, such as `Mon 14 Sep 2026, 02:00`.
pub fn weekday_date_time(at: Timestamp, zone: Zone, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{}, {}", weekday_date(at, zone, locale), time(at, zone)),
        Locale::Zh => format!("{} {}", weekday_date(at, zone, locale), time(at, zone)),
    }
}

/// A short month such as `Sep` or `9月`.
pub fn month(month: u32, locale: Locale) -> String {
    match locale {
        Locale::En => MONTHS_EN[(month as usize + 11) % 12].to_owned(),
        Locale::Zh => format!("{month}月"),
    }
}

/// A short weekday such as `Mon` or `周一`; 0 is Monday, 6 is Sunday.
pub fn weekday(weekday: u32, locale: Locale) -> &'static str {
    let names = match locale {
        Locale::En => WEEKDAYS_EN,
        Locale::Zh => WEEKDAYS_ZH,
    };
    names[weekday as usize % 7]
}

/// A day of a month such as `14 Sep` or `9月14日`.
pub fn day_month(at: Timestamp, zone: Zone, locale: Locale) -> String {
    let civil = at.civil(zone);
    match locale {
        Locale::En => format!("{} {}", civil.day, month(civil.month, locale)),
        Locale::Zh => format!("{}月{}日", civil.month, civil.day),
    }
}

/// A whole number with thousands set apart.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The same for a number that may be below nothing.
pub fn signed(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", count(number.unsigned_abs()))
}

/// A size such as `318 GiB`, `6.7 GiB` or `512 MiB`.
pub fn size(size: Mib) -> String {
    let Mib(mib) = size;
    if mib < MIB_PER_GIB {
        return format!("{mib} MiB");
    }
    let tenths = (mib * 10 + MIB_PER_GIB / 2) / MIB_PER_GIB;
    match tenths {
        1_000.. => format!("{} GiB", count((tenths + 5) / 10)),
        _ if tenths.is_multiple_of(10) => format!("{} GiB", tenths / 10),
        _ => format!("{}.{} GiB", tenths / 10, tenths % 10),
    }
}

/// A number of days.
pub fn days(days: Days, locale: Locale) -> String {
    let number = count(u64::from(days.0));
    match (locale, days.0) {
        (Locale::En, 1) => "1 day".to_owned(),
        (Locale::En, _) => format!("{number} days"),
        (Locale::Zh, _) => format!("{number}天"),
    }
}

/// A span such as `1 h 36 min` or `3 d 2 h`: its two largest units.
pub fn span(span: Seconds, locale: Locale) -> String {
    let Seconds(seconds) = span;
    let units = match locale {
        Locale::En => [(DAY, " d"), (HOUR, " h"), (MINUTE, " min"), (1, " s")],
        Locale::Zh => [(DAY, "天"), (HOUR, "小时"), (MINUTE, "分"), (1, "秒")],
    };
    let separator = if locale == Locale::En { " " } else { "" };
    let first = units.iter().position(|(length, _)| seconds >= *length).unwrap_or(units.len() - 1);
    let (length, name) = units[first];
    let leading = format!("{}{name}", seconds / length);
    match units.get(first + 1) {
        Some((smaller, name)) if seconds % length >= *smaller => {
            format!("{leading}{separator}{}{name}", seconds % length / smaller)
        }
        _ => leading,
    }
}

/// Percent of a progress of 0 to 10,000 (JOB-04).
pub fn progress(progress: u32) -> String {
    format!("{}%", progress / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_in_both_languages() {
        let at = Timestamp::parse_rfc3339("2026-09-14T10:24:00+08:00").unwrap();
        assert_eq!(weekday_date(at, Zone::CHINA, Locale::En), "Mon 14 Sep 2026");
        assert_eq!(weekday_date(at, Zone::CHINA, Locale::Zh), "2026年9月14日 周一");
        assert_eq!(date_time(at, Zone::CHINA, Locale::En), "14 Sep 2026, 10:24");
    }

    #[test]
    fn sizes_keep_one_decimal_below_a_hundred() {
        for (mib, text) in
            [(0, "0 MiB"), (1_023, "1023 MiB"), (1_024, "1 GiB"), (6_861, "6.7 GiB"), (1_269_760, "1,240 GiB")]
        {
            assert_eq!(size(Mib(mib)), text);
        }
    }

    #[test]
    fn spans_show_their_two_largest_units() {
        for (seconds, text) in
            [(0, "0 s"), (94, "1 min 34 s"), (5_760, "1 h 36 min"), (3 * DAY, "3 d"), (DAY + 59, "1 d")]
        {
            assert_eq!(span(Seconds(seconds), Locale::En), text);
        }
        assert_eq!(span(Seconds(94), Locale::Zh), "1分34秒");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(signed(-1_234), "-1,234");
    }
}
