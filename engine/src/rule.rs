//! The rulebook: each rule's id, what it says and where it is documented.
//!
//! Events, refusals and screens cite rules by their ids. A rule stands here from the day that the simulator follows it.

mod id;
mod source;
mod table;

use std::{fmt, str::FromStr};

pub use self::id::Rule;

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

/// A text that is no rule's id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a rule of the rulebook")]
pub struct UnknownRule(pub String);

/// What the rulebook says of one rule.
struct Entry {
    rule: Rule,
    confidence: Confidence,
    source_url: Option<&'static str>,
    text: Words,
}

impl Rule {
    /// All rules in the order of the rulebook.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        id::ALL.iter().copied()
    }

    /// The id, such as `POL-12`.
    pub fn id(self) -> &'static str {
        id::IDS[self as usize]
    }

    /// The rule with this id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::all().find(|rule| rule.id() == id)
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
        table::ENTRIES.iter().find(|entry| entry.rule == self).expect("a rule that is cited has its text")
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id().fmt(out)
    }
}

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(id: &str) -> Result<Self, UnknownRule> {
        Self::parse(id).ok_or_else(|| UnknownRule(id.to_owned()))
    }
}

impl TryFrom<String> for Rule {
    type Error = UnknownRule;

    fn try_from(id: String) -> Result<Self, UnknownRule> {
        id.parse()
    }
}

impl From<Rule> for &'static str {
    fn from(rule: Rule) -> Self {
        rule.id()
    }
}

/// Declares the entries of a table.
macro_rules! entries {
    ($($name:ident $id:literal $confidence:ident $source:ident $en:literal $zh:literal;)+) => {
        pub(super) static ENTRIES: &[Entry] = &[$(Entry {
            rule: Rule::$name,
            confidence: Confidence::$confidence,
            source_url: source::$source,
            text: Words { en: $en, zh: $zh },
        },)+];
    };
}
use entries;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_named_after_their_variants() {
        for (position, rule) in Rule::all().enumerate() {
            assert_eq!(rule as usize, position);
            assert_eq!(Rule::parse(rule.id()), Some(rule));
            assert_eq!(format!("{rule:?}").to_uppercase(), rule.id().replace('-', ""));
            let json = serde_json::to_string(&rule).unwrap();
            assert_eq!((json.as_str(), serde_json::from_str(&json).ok()), (&*format!("\"{rule}\""), Some(rule)));
        }
        assert!(serde_json::from_str::<Rule>("\"POL-00\"").is_err());
    }
}
