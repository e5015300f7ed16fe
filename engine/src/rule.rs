//! The rulebook: each rule's id, what it says and where it is documented.
//!
//! Events, refusals and screens cite rules by their ids. A rule stands here from the day that the simulator follows it.

mod source;
mod table;

use std::fmt;

pub use self::table::Rule;

use crate::locale::{Locale, Words};

/// How sure the rulebook is of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Documented by a current official page or by two sources that agree.
    Verified,
    /// Documented by one source, or by an old one that nothing newer contradicts.
    SingleSource,
    /// A reading of the documentation that no page states.
    Inferred,
    /// The documentation is silent and the simulator chose.
    Ours,
}

/// What the rulebook says of one rule.
struct Entry {
    rule: Rule,
    id: &'static str,
    confidence: Confidence,
    source_url: Option<&'static str>,
    text: Words,
}

impl Rule {
    /// All rules in the order of the rulebook.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        table::ENTRIES.iter().map(|entry| entry.rule)
    }

    /// The id, such as `POL-12`.
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// The rule with this id.
    pub fn parse(id: &str) -> Option<Self> {
        table::ENTRIES.iter().find(|entry| entry.id == id).map(|entry| entry.rule)
    }

    /// What it says.
    pub fn text(self, locale: Locale) -> &'static str {
        self.entry().text.get(locale)
    }

    /// How sure the rulebook is of it.
    pub fn confidence(self) -> Confidence {
        self.entry().confidence
    }

    /// The page that documents it; none where the documentation is silent.
    pub fn source_url(self) -> Option<&'static str> {
        self.entry().source_url
    }

    fn entry(self) -> &'static Entry {
        &table::ENTRIES[self as usize]
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id().fmt(out)
    }
}

/// Declares the rules and their entries from one table.
macro_rules! rules {
    ($($name:ident $id:literal $confidence:ident $source:ident $en:literal $zh:literal;)+) => {
        /// A rule of the rulebook, named after its id: `POL-12` is `Pol12`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = concat!("`", $id, "`")] $name,)+
        }

        pub(super) static ENTRIES: &[Entry] = &[$(Entry {
            rule: Rule::$name,
            id: $id,
            confidence: Confidence::$confidence,
            source_url: source::$source,
            text: Words { en: $en, zh: $zh },
        },)+];
    };
}
use rules;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_its_own_entry_in_both_languages() {
        for (position, rule) in Rule::all().enumerate() {
            assert_eq!(rule as usize, position);
            assert_eq!(Rule::parse(rule.id()), Some(rule));
            assert_eq!(format!("{rule:?}").to_uppercase(), rule.id().replace('-', ""));
            assert!(rule.text(Locale::En).ends_with(['.', ':']), "{rule}");
            assert!(rule.text(Locale::Zh).chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter)), "{rule}");
            assert_eq!(rule.source_url().is_none(), rule.confidence() == Confidence::Ours, "{rule}");
        }
    }
}
