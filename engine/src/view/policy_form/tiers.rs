//! How long a point lies in each tier, as the form has it.

use super::PolicyForm;
use crate::{locale::Locale, time::Days, view::format};

/// The life of a point that is archived (POL-22).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tiers {
    /// In the Standard tier, from its creation.
    pub standard: Days,
    /// In the Archive tier, to its expiry.
    pub archive: Days,
}

impl PolicyForm {
    /// How long a point lies in each tier; nothing where none is archived, or where a figure is no number yet.
    pub fn tiers(&self) -> Option<Tiers> {
        let standard = self.archive.on.then(|| self.archive.days.trim().parse().ok()).flatten()?;
        let retention: u32 = self.retention_days.trim().parse().ok()?;
        let archive = retention.checked_sub(standard)?;
        (standard > 0).then_some(Tiers { standard: Days(standard), archive: Days(archive) })
    }
}

impl Tiers {
    /// The share of each tier in hundredths: both together are 100.
    pub fn percent(self) -> [u32; 2] {
        let (standard, archive) = (u64::from(self.standard.0), u64::from(self.archive.0));
        let share = standard * 100 / (standard + archive).max(1);
        let share = u32::try_from(share).unwrap_or(100);
        [share, 100 - share]
    }

    /// What becomes of a point, in words.
    pub fn in_words(self, locale: Locale) -> String {
        let [standard, archive] = [self.standard, self.archive].map(|span| format::days(span, locale));
        let gone = format::count(u64::from(self.standard.0) + u64::from(self.archive.0));
        match locale {
            Locale::En => format!("Standard tier {standard}, then Archive tier {archive}; expires on day {gone}"),
            Locale::Zh => format!("标准层{standard}，之后归档层{archive}，第{gone}天到期"),
        }
    }
}
