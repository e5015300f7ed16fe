//! Create Automatic Snapshot Policy: what is typed, what is wrong with it, and when it would take snapshots.

use crate::{
    backup::schedule::NumberSet,
    cloud::{auto_policy::AutoPolicySpec, labels::check_name},
    locale::{Locale, Words},
    rejection::{EcsProblem, Rejection},
    rule::Rule,
    time::{Timestamp, Zone},
    view::{
        policy_form::hours_in_words,
        snapshots::{retention, retention_hint},
    },
};

/// How many of the next times are told.
const TIMES_TOLD: usize = 5;

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutoPolicyForm {
    /// Its name; it may be left out.
    pub name: String,
    /// The full hours at which snapshots are taken.
    pub hours: NumberSet,
    /// The days of a week on which they are, 0 for Monday.
    pub weekdays: NumberSet,
    /// Whether each is kept for good.
    pub permanent: bool,
    /// For how many days each is kept otherwise.
    pub days: String,
}

/// A field of the form, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AutoPolicyField {
    /// Policy Name.
    Name,
    /// Creation time.
    Hours,
    /// Repetition.
    Weekdays,
    /// Retention.
    Retention,
}

impl Default for AutoPolicyForm {
    /// Every day at 01:00, each kept for 30 days.
    fn default() -> Self {
        Self {
            name: String::new(),
            hours: [1].into_iter().collect(),
            weekdays: (0..7).collect(),
            permanent: false,
            days: "30".to_owned(),
        }
    }
}

impl AutoPolicyForm {
    /// What the policy says, or what is wrong with each field.
    pub fn check(&self) -> Result<AutoPolicySpec, Vec<(AutoPolicyField, Rejection)>> {
        let name = self.name.trim();
        let retention = retention(self.permanent, &self.days);
        let faults = [
            (!name.is_empty()).then(|| check_name(name).err()).flatten().map(|fault| (AutoPolicyField::Name, fault)),
            self.hours.is_empty().then(|| (AutoPolicyField::Hours, EcsProblem::TimePoints.into())),
            self.weekdays.is_empty().then(|| (AutoPolicyField::Weekdays, EcsProblem::Weekdays.into())),
            retention.clone().err().map(|fault| (AutoPolicyField::Retention, fault)),
        ];
        let faults: Vec<_> = faults.into_iter().flatten().collect();
        match retention {
            Ok(retention) if faults.is_empty() => {
                let small = |numbers: NumberSet, first: u32| {
                    numbers.iter().filter_map(|number| u8::try_from(number + first).ok()).collect()
                };
                let (hours, weekdays) = (small(self.hours, 0), small(self.weekdays, 1));
                Ok(AutoPolicySpec { name: name.to_owned(), hours, weekdays, retention })
            }
            _ => Err(faults),
        }
    }

    /// When it would take snapshots, in words; none where that is not known yet.
    pub fn schedule(&self, locale: Locale) -> Option<String> {
        let known = !self.hours.is_empty() && !self.weekdays.is_empty();
        known.then(|| hours_in_words(self.weekdays, self.hours, locale))
    }

    /// The next times after `now`, read in `zone` (MDL-30).
    pub fn next_times(&self, now: Timestamp, zone: Zone) -> Vec<Timestamp> {
        let Ok(spec) = self.check() else { return Vec::new() };
        std::iter::successors(spec.next_after(now, zone), |time| spec.next_after(*time, zone))
            .take(TIMES_TOLD)
            .collect()
    }
}

impl AutoPolicyField {
    /// The rule that says what the field takes.
    pub fn rule(self) -> Rule {
        match self {
            Self::Name => Rule::Pol04,
            Self::Hours | Self::Weekdays => Rule::Con63,
            Self::Retention => Rule::Api40,
        }
    }

    /// What the field takes, in words.
    pub fn hint(self, locale: Locale) -> String {
        let words = match self {
            Self::Name => Words {
                en: "May be left out; 2 to 128 letters, digits and . _ - : beginning with a letter",
                zh: "可不填；2~128个文字、数字或 . _ - : 以文字开头",
            },
            Self::Hours => Words {
                en: "At least one full hour of the day, 00:00 to 23:00",
                zh: "至少一个整点，00:00~23:00",
            },
            Self::Weekdays => Words { en: "At least one day of the week", zh: "每周至少一天" },
            Self::Retention => return retention_hint(locale),
        };
        words.get(locale).to_owned()
    }
}
