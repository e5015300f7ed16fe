//! The form of a policy: text as it is typed, checked field by field.

use crate::{
    backup::{
        policy::{BackupRule, PolicyName, PolicyRule, PolicySpec, TransitionRule, retention_days},
        schedule::{Schedule, ScheduleError},
    },
    locale::Locale,
    rejection::{Field, Problem, Rejection},
    time::{Civil, DAY, Days, HOUR, Seconds, Timestamp, Zone},
    view::format,
};

/// What someone has typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyForm {
    /// The name.
    pub name: String,
    /// Hourly or daily.
    pub frequency: Frequency,
    /// The first run, as `YYYY-MM-DDTHH:MM` in the scenario's zone.
    pub first_run: String,
    /// How many hours or days lie between runs.
    pub interval: String,
    /// How many days points are kept.
    pub retention_days: String,
}

/// The unit of the interval (POL-10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frequency {
    /// Every so many hours.
    Hourly,
    /// Every so many days.
    #[default]
    Daily,
}

/// What is wrong with the form: at most one thing a field.
pub type FormFaults = Vec<Rejection>;

impl PolicyForm {
    /// A form to begin with: daily from the next 02:00, kept for 30 days.
    pub fn new(now: Timestamp, zone: Zone) -> Self {
        let today = now.start_of_day(zone);
        let tonight = Timestamp(today.0 + 2 * HOUR);
        let first = if tonight >= now { tonight } else { Timestamp(tonight.0 + DAY) };
        Self {
            name: String::new(),
            frequency: Frequency::Daily,
            first_run: local_minute(first, zone),
            interval: "1".to_owned(),
            retention_days: "30".to_owned(),
        }
    }

    /// The policy that the form describes, or what is wrong with each field.
    pub fn check(&self, zone: Zone) -> Result<PolicySpec, FormFaults> {
        let name = PolicyName::parse(self.name.trim()).map_err(|fault| Problem::Name(fault).at(Field::PolicyName));
        let schedule = self.schedule(zone);
        let retention = self.retention();
        match (name, schedule, retention) {
            (Ok(name), Ok(schedule), Ok(retention)) => Ok(PolicySpec {
                name,
                description: String::new(),
                immutable: false,
                rules: vec![
                    PolicyRule::Backup(BackupRule { schedule, retention: None, keep_latest: false }),
                    PolicyRule::Transition(TransitionRule { retention: Some(retention), ..TransitionRule::default() }),
                ],
            }),
            (name, schedule, retention) => {
                Err([name.err(), schedule.err(), retention.err()].into_iter().flatten().collect())
            }
        }
    }

    /// The schedule that the form describes.
    pub fn schedule(&self, zone: Zone) -> Result<Schedule, Rejection> {
        let start = Timestamp::parse_rfc3339(&format!("{}:00{zone}", self.first_run))
            .map_err(|_| Problem::Schedule(ScheduleError::Start(self.first_run.clone())).at(Field::FirstRun))?;
        let (unit, most) = match self.frequency {
            Frequency::Hourly => (HOUR, 23),
            Frequency::Daily => (DAY, 31),
        };
        let count = self.interval.trim().parse::<i64>().ok().filter(|count| (1..=most).contains(count));
        let count = count
            .ok_or_else(|| Problem::Schedule(ScheduleError::Interval(self.interval.clone())).at(Field::Schedule))?;
        Ok(Schedule { start, every: Seconds(count * unit) })
    }

    fn retention(&self) -> Result<Days, Rejection> {
        let typed = self.retention_days.trim();
        let days = typed.parse::<i64>().map_err(|_| Problem::NotANumber { given: typed.to_owned() });
        days.and_then(retention_days).map_err(|problem| problem.at(Field::Retention))
    }
}

/// A schedule in words, such as `every day at 02:00`.
pub fn schedule_in_words(schedule: &Schedule, zone: Zone, locale: Locale) -> String {
    let Seconds(every) = schedule.every;
    let at = format::time(schedule.start, zone);
    match (locale, every % DAY == 0) {
        (Locale::En, true) if every == DAY => format!("every day at {at}"),
        (Locale::En, true) => format!("every {} days at {at}", every / DAY),
        (Locale::En, false) if every == HOUR => format!("every hour, first at {at}"),
        (Locale::En, false) => format!("every {} hours, first at {at}", every / HOUR),
        (Locale::Zh, true) if every == DAY => format!("每天{at}"),
        (Locale::Zh, true) => format!("每{}天{at}", every / DAY),
        (Locale::Zh, false) => format!("每{}小时，首次{at}", every / HOUR),
    }
}

/// An instant as date and time inputs hold it.
pub fn local_minute(at: Timestamp, zone: Zone) -> String {
    let Civil { year, month, day, hour, minute, .. } = at.civil(zone);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn a_new_form_begins_tonight() {
        let form = |now| PolicyForm::new(at(now), Zone::CHINA).first_run;
        assert_eq!(form("2026-01-01T00:00:00+08:00"), "2026-01-01T02:00");
        assert_eq!(form("2026-01-01T02:00:00+08:00"), "2026-01-01T02:00");
        assert_eq!(form("2026-01-01T02:00:01+08:00"), "2026-01-02T02:00");
    }

    #[test]
    fn each_field_tells_what_is_wrong_with_it() {
        let form = PolicyForm {
            name: "1 daily".to_owned(),
            frequency: Frequency::Hourly,
            first_run: "2026-01-01T02:00".to_owned(),
            interval: "24".to_owned(),
            retention_days: "0".to_owned(),
        };
        let faults = form.check(Zone::CHINA).unwrap_err();
        let fields: Vec<_> = faults.iter().map(|fault| (fault.field, fault.rule().id())).collect();
        assert_eq!(
            fields,
            [
                (Some(Field::PolicyName), "POL-04"),
                (Some(Field::Schedule), "POL-15"),
                (Some(Field::Retention), "POL-20")
            ]
        );
        let right =
            PolicyForm { name: "daily".to_owned(), interval: "6".to_owned(), retention_days: "7".to_owned(), ..form };
        let spec = right.check(Zone::CHINA).unwrap();
        assert_eq!(spec.backup_rules().next().unwrap().schedule.every, Seconds(6 * HOUR));
    }
}
