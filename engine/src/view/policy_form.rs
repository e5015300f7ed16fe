//! The form of a policy: text as it is typed, checked field by field.

mod timing;
mod words;

pub use self::{
    timing::{local_minute, local_time},
    words::schedule_in_words,
};
use crate::{
    backup::{
        policy::{BackupRule, PolicyName, PolicyRule, PolicySpec, TransitionRule, retention_days},
        schedule::{NumberSet, Schedule, ScheduleBounds},
    },
    rejection::{Field, Problem, Rejection},
    time::{DAY, Days, HOUR, Timestamp, Zone},
};

/// What someone has typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyForm {
    /// The name.
    pub name: String,
    /// How the schedule is said.
    pub frequency: Frequency,
    /// The first run, as `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS` in the scenario's zone (POL-17).
    pub first_run: String,
    /// How many hours or days lie between runs.
    pub interval: String,
    /// The weekdays of a weekly schedule: 0 is Monday, 6 is Sunday.
    pub weekdays: NumberSet,
    /// The months of a monthly schedule, 1 to 12.
    pub months: NumberSet,
    /// How many days points are kept.
    pub retention_days: String,
    /// The schedule that [`Frequency::AsItIs`] leaves alone.
    pub as_it_is: Option<Schedule>,
    /// How long an interval may be (POL-15).
    pub bounds: ScheduleBounds,
}

/// How a schedule is said (POL-10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frequency {
    /// Every so many hours.
    Hourly,
    /// Every so many days.
    #[default]
    Daily,
    /// On chosen weekdays, at the time of day of the first run.
    Weekly,
    /// In chosen months, on the day and at the time of the first run; on the last day of a month without such a day.
    Monthly,
    /// As the policy that is edited has it, where none of the others says it: such as a crontab from a script.
    AsItIs,
}

/// What is wrong with the form: at most one thing a field.
pub type FormFaults = Vec<Rejection>;

impl Frequency {
    /// Those that can be chosen, in the order of the form.
    pub const CHOICES: [Self; 4] = [Self::Hourly, Self::Daily, Self::Weekly, Self::Monthly];

    /// Its name in a form's value.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hourly => "hourly",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::AsItIs => "as-it-is",
        }
    }

    /// The choice of a form's value.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::CHOICES.into_iter().chain([Self::AsItIs]).find(|frequency| frequency.code() == code)
    }
}

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
            weekdays: [first.civil(zone).weekday].into_iter().collect(),
            months: (1..=12).collect(),
            retention_days: "30".to_owned(),
            as_it_is: None,
            bounds: ScheduleBounds::default(),
        }
    }

    /// The form that says what a policy says: its name, its first `BACKUP` rule and how long points are kept.
    pub fn of(spec: &PolicySpec, now: Timestamp, zone: Zone) -> Self {
        let mut form = Self { name: spec.name.as_str().to_owned(), ..Self::new(now, zone) };
        if let Some(rule) = spec.backup_rules().next() {
            form.say(&rule.schedule, zone);
            if let Some(Days(days)) = spec.retention(rule) {
                form.retention_days = days.to_string();
            }
        }
        form
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

    /// The next five runs of the schedule; none while something is wrong with it.
    pub fn next_runs(&self, now: Timestamp, zone: Zone) -> Vec<Timestamp> {
        self.schedule(zone).map(|schedule| schedule.runs_from(now, zone).take(5).collect()).unwrap_or_default()
    }

    fn retention(&self) -> Result<Days, Rejection> {
        let typed = self.retention_days.trim();
        let days = typed.parse::<i64>().map_err(|_| Problem::NotANumber { given: typed.to_owned() });
        days.and_then(retention_days).map_err(|problem| problem.at(Field::Retention))
    }
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
            interval: "24".to_owned(),
            retention_days: "0".to_owned(),
            ..PolicyForm::new(at("2026-01-01T00:00:00+08:00"), Zone::CHINA)
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
        assert_eq!(spec.backup_rules().next().unwrap().schedule.expression(), "PT6H");
        assert_eq!(PolicyForm::of(&spec, at("2026-01-01T00:00:00+08:00"), Zone::CHINA), right);
    }

    #[test]
    fn every_frequency_has_a_code() {
        for frequency in Frequency::CHOICES {
            assert_eq!(Frequency::from_code(frequency.code()), Some(frequency));
        }
        assert_eq!(Frequency::from_code("yearly"), None, "POL-10");
    }
}
