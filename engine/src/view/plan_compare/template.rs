//! Simple policies to compare with, said in a few words.

use serde::{Deserialize, Serialize};

use crate::{
    catalog::region::Region,
    locale::Locale,
    time::Days,
    view::{
        format,
        policy_form::{FormFaults, Frequency, PolicyForm},
    },
    world::World,
};

/// A simple policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// How often it makes a point.
    pub rhythm: Rhythm,
    /// How many days it keeps them, as typed.
    pub retention: String,
    /// After how many days they are archived, as typed; nothing where they are not.
    pub archive: String,
    /// Where they are copied to; nowhere where none.
    pub copies: Option<Region>,
}

/// How often a simple policy makes a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rhythm {
    /// Every hour.
    Hourly,
    /// Every six hours.
    SixHourly,
    /// Every day.
    #[default]
    Daily,
    /// Every week.
    Weekly,
}

impl Default for Template {
    fn default() -> Self {
        Self { rhythm: Rhythm::Daily, retention: "30".to_owned(), archive: String::new(), copies: None }
    }
}

impl Rhythm {
    /// All of them, the most frequent first.
    pub const ALL: [Self; 4] = [Self::Hourly, Self::SixHourly, Self::Daily, Self::Weekly];

    /// What it is called.
    pub fn text(self, locale: Locale) -> &'static str {
        match self {
            Self::Hourly => super::words("Hourly", "每小时", locale),
            Self::SixHourly => super::words("Every 6 hours", "每6小时", locale),
            Self::Daily => super::words("Daily", "每天", locale),
            Self::Weekly => super::words("Weekly", "每周", locale),
        }
    }
}

impl Template {
    /// The policy as the panel would have it, in `region`. It is called `name`.
    pub fn form(&self, world: &World, region: Region, name: &str) -> PolicyForm {
        let mut form = PolicyForm::for_region(world, region);
        name.clone_into(&mut form.name);
        let (frequency, interval) = match self.rhythm {
            Rhythm::Hourly => (Frequency::Hourly, "1"),
            Rhythm::SixHourly => (Frequency::Hourly, "6"),
            Rhythm::Daily => (Frequency::Daily, "1"),
            Rhythm::Weekly => (Frequency::Weekly, "1"),
        };
        form.frequency = frequency;
        interval.clone_into(&mut form.interval);
        self.retention.trim().clone_into(&mut form.retention_days);
        if !self.archive.trim().is_empty() {
            form.archive.on = true;
            self.archive.trim().clone_into(&mut form.archive.days);
        }
        if let Some(to) = self.copies {
            form.replication.on = true;
            form.replication.region = Some(to);
            form.replication.retention_days.clone_from(&form.retention_days);
        }
        form
    }

    /// What is wrong with it, field by field; nothing where it can be rehearsed.
    pub fn faults(&self, world: &World, region: Region) -> FormFaults {
        self.form(world, region, "template").check(world.zone).err().unwrap_or_default()
    }

    /// It in a few words, such as `Daily, 30 days`.
    pub fn text(&self, locale: Locale) -> String {
        let comma = super::words(", ", "，", locale);
        let days = |typed: &str| match typed.trim().parse() {
            Ok(days) => format::days(Days(days), locale),
            Err(_) => "?".to_owned(),
        };
        let archive = (!self.archive.trim().is_empty()).then(|| match locale {
            Locale::En => format!("archived after {}", days(&self.archive)),
            Locale::Zh => format!("{}后归档", days(&self.archive)),
        });
        let copies = self.copies.map(|to| match locale {
            Locale::En => format!("copies to {}", to.name(locale)),
            Locale::Zh => format!("复制到{}", to.name(locale)),
        });
        let parts = [Some(self.rhythm.text(locale).to_owned()), Some(days(&self.retention)), archive, copies];
        parts.into_iter().flatten().collect::<Vec<_>>().join(comma)
    }
}
