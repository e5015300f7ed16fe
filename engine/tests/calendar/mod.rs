//! A plain calendar and a plain reading of schedules, to compare with: it shares nothing with the engine, and walks hour
//! by hour instead of reckoning.

const HOUR: i64 = 3_600;

/// A schedule walked on the clocks of a zone.
pub(crate) struct Walk<'a> {
    expression: &'a str,
    start: i64,
    east: i64,
}

/// A date as a walker keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Date {
    year: i64,
    month: i64,
    day: i64,
    /// 1 is Sunday.
    weekday: i64,
}

impl<'a> Walk<'a> {
    /// The schedule of an expression from a start in a zone such as `+08:00`.
    pub(crate) fn of(expression: &'a str, start: i64, zone: &str) -> Self {
        let sign = if zone.starts_with('-') { -1 } else { 1 };
        let (hours, minutes) = zone[1..].split_once(':').unwrap();
        let east = sign * (hours.parse::<i64>().unwrap() * HOUR + minutes.parse::<i64>().unwrap() * 60);
        Self { expression, start, east }
    }

    /// Its runs from an instant until before another.
    pub(crate) fn runs(&self, from: i64, until: i64) -> Vec<i64> {
        match self.expression.strip_prefix('P') {
            Some(interval) if interval.ends_with('M') && !interval.contains('T') => self.months(interval, from, until),
            Some(interval) => self.steps(interval, from, until),
            None => self.crontab(from, until),
        }
    }

    fn steps(&self, interval: &str, from: i64, until: i64) -> Vec<i64> {
        let number: i64 = interval.trim_matches(|letter: char| !letter.is_ascii_digit()).parse().unwrap();
        let unit = match interval.chars().last() {
            Some('H') => HOUR,
            Some('D') => 24 * HOUR,
            _ => 7 * 24 * HOUR,
        };
        let mut at = self.start;
        let mut runs = Vec::new();
        while at < until {
            if at >= from {
                runs.push(at);
            }
            at += number * unit;
        }
        runs
    }

    /// Walks day by day from the start, and counts the months that begin.
    fn months(&self, interval: &str, from: i64, until: i64) -> Vec<i64> {
        let every: i64 = interval.trim_end_matches('M').parse().unwrap();
        let mut at = self.start;
        let mut date = Date::of((at + self.east).div_euclid(24 * HOUR));
        let wanted = date.day;
        let mut months = 0;
        let mut runs = Vec::new();
        while at < until {
            if months % every == 0 && date.day == wanted.min(date.month_length()) && at >= from {
                runs.push(at);
            }
            at += 24 * HOUR;
            date = date.tomorrow();
            months += i64::from(date.day == 1);
        }
        runs
    }

    /// Walks hour by hour at the one minute and second that the crontab names.
    fn crontab(&self, from: i64, until: i64) -> Vec<i64> {
        let upper = self.expression.to_uppercase();
        let fields: Vec<_> = upper.split_whitespace().collect();
        let past_hour = fields[1].parse::<i64>().unwrap() * 60 + fields[0].parse::<i64>().unwrap();
        let mut clock = (from + self.east).div_euclid(HOUR);
        let mut date = Date::of(clock.div_euclid(24));
        let mut runs = Vec::new();
        loop {
            let at = clock * HOUR + past_hour - self.east;
            if at >= until {
                return runs;
            }
            let hour = clock.rem_euclid(24);
            if at >= from.max(self.start)
                && matches(fields[2], hour, 0, 23)
                && date.fits(fields[3], fields[4], fields[5])
            {
                runs.push(at);
            }
            clock += 1;
            if clock.rem_euclid(24) == 0 {
                date = date.tomorrow();
            }
        }
    }
}

impl Date {
    /// Counted day by day from 1 January 1970, a Thursday.
    fn of(days: i64) -> Self {
        let mut date = Self { year: 1970, month: 1, day: 1, weekday: 5 };
        let mut left = days;
        // A year at a time as long as one fits.
        while left >= date.year_length() {
            left -= date.year_length();
            date.weekday = (date.weekday - 1 + date.year_length()) % 7 + 1;
            date.year += 1;
        }
        for _ in 0..left {
            date = date.tomorrow();
        }
        date
    }

    fn is_leap(self) -> bool {
        self.year % 400 == 0 || (self.year % 4 == 0 && self.year % 100 != 0)
    }

    fn year_length(self) -> i64 {
        if self.is_leap() { 366 } else { 365 }
    }

    fn month_length(self) -> i64 {
        match self.month {
            2 if self.is_leap() => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    fn tomorrow(self) -> Self {
        let weekday = self.weekday % 7 + 1;
        match (self.day == self.month_length(), self.month == 12) {
            (true, true) => Self { year: self.year + 1, month: 1, day: 1, weekday },
            (true, false) => Self { month: self.month + 1, day: 1, weekday, ..self },
            (false, _) => Self { day: self.day + 1, weekday, ..self },
        }
    }

    fn weekday_of(self, day: i64) -> i64 {
        (self.weekday - 1 + day - self.day).rem_euclid(7) + 1
    }

    fn is_workday(self, day: i64) -> bool {
        (2..=6).contains(&self.weekday_of(day))
    }

    fn fits(self, of_month: &str, months: &str, of_week: &str) -> bool {
        let months = in_numbers(months, &MONTHS);
        let of_week = in_numbers(of_week, &WEEKDAYS);
        matches(&months, self.month, 1, 12) && self.fits_month(of_month) && self.fits_week(&of_week)
    }

    fn fits_month(self, field: &str) -> bool {
        let last = self.month_length();
        if field == "LW" {
            return (1..=last).rfind(|day| self.is_workday(*day)) == Some(self.day);
        }
        if let Some(wanted) = field.strip_suffix('W') {
            let wanted: i64 = wanted.parse().unwrap();
            let near = [wanted, wanted - 1, wanted + 1, wanted - 2, wanted + 2];
            let nearest = near.into_iter().find(|day| (1..=last).contains(day) && self.is_workday(*day));
            return wanted <= last && nearest == Some(self.day);
        }
        match field.strip_prefix('L') {
            Some("") => self.day == last,
            Some(before) => self.day == last + before.parse::<i64>().unwrap(),
            None => matches(field, self.day, 1, 31),
        }
    }

    fn fits_week(self, field: &str) -> bool {
        if let Some((weekday, nth)) = field.split_once('#') {
            let so_far = (1..=self.day).filter(|day| self.weekday_of(*day) == self.weekday).count();
            return weekday == self.weekday.to_string() && nth == so_far.to_string();
        }
        match field.strip_suffix('L') {
            Some("") => self.weekday == 7,
            Some(weekday) => weekday == self.weekday.to_string() && self.day + 7 > self.month_length(),
            None => matches(field, self.weekday, 1, 7),
        }
    }
}

const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

fn in_numbers(field: &str, names: &[&str]) -> String {
    names.iter().zip(1..).fold(field.to_owned(), |field, (name, number)| field.replace(name, &number.to_string()))
}

/// Whether a list of values, ranges and steps holds a value.
fn matches(field: &str, value: i64, least: i64, greatest: i64) -> bool {
    field.split(',').any(|part| {
        let (base, step) = part.split_once('/').unwrap_or((part, "1"));
        let stepped = part.contains('/');
        let (from, to) = match (base, base.split_once('-')) {
            ("*" | "?" | "", _) => (least, greatest),
            (_, Some((from, to))) => (from.parse().unwrap(), to.parse().unwrap()),
            _ => (base.parse().unwrap(), if stepped { greatest } else { base.parse().unwrap() }),
        };
        let mut at: i64 = from;
        let mut over = false;
        // Go round the field as a hand goes round a clock.
        loop {
            if at == value {
                return true;
            }
            for _ in 0..step.parse::<i64>().unwrap() {
                if at == to {
                    return false;
                }
                at += 1;
                if at > greatest {
                    assert!(!over, "{field} is never over");
                    (at, over) = (least, true);
                }
            }
        }
    })
}
