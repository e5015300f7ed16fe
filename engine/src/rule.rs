//! The rulebook: what each rule says, how sure of it we are, where it is documented, and how the simulator stands to it.
//!
//! Events, refusals, tests and screens cite rules by their ids. The texts stand in one table an area.

mod account;
mod archive;
mod area;
mod billing;
mod comparison;
mod creation;
mod error;
mod id;
mod job;
mod model;
mod openapi;
mod planned;
mod policy;
mod region;
mod restore;
mod snapshot;
mod source;
mod terraform;

use std::{fmt, str::FromStr};

pub use self::{area::Area, id::Rule, source::Source};
use crate::locale::{Locale, Words};

/// How sure the rulebook is of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Documented by a current official page or by two sources that agree.
    Verified,
    /// Documented by one source, or by an old one that nothing newer contradicts.
    SingleSource,
    /// A reading of the documentation that no page states.
    Inferred,
    /// Looked for and found nowhere.
    NotFound,
    /// The documentation is silent and the simulator chose.
    Ours,
}

/// How the simulator stands to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does as the rule says.
    Followed,
    /// It does as the rule says, with a figure or a choice that its user can change.
    Setting,
    /// It does otherwise on purpose, or follows a part only.
    Deviates {
        /// What it does instead.
        why: &'static Words,
    },
    /// There is nothing in it that the rule could be about.
    OutOfScope {
        /// Why it is left out.
        why: &'static Words,
    },
}

/// A text that is no rule's id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a rule of the rulebook")]
pub struct UnknownRule(pub String);

/// What the rulebook says of one rule.
struct Entry {
    rule: Rule,
    confidence: Confidence,
    sources: &'static [Source],
    standing: Standing,
    text: Words,
    note: Option<&'static Words>,
}

impl Rule {
    /// All rules in reading order.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        id::ALL.iter().copied()
    }

    /// The rule with this id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::all().find(|rule| rule.id() == id)
    }

    /// The id, such as `POL-12`.
    pub fn id(self) -> &'static str {
        id::IDS[self as usize]
    }

    /// The part of the rulebook that it stands in.
    pub fn area(self) -> Area {
        // Areas and rules have one order: it is the last area that does not begin after the rule.
        let area = Area::ALL.into_iter().rfind(|area| area.entries()[0].rule <= self);
        area.expect("the first area begins with the first rule")
    }

    /// What it says.
    pub fn text(self, locale: Locale) -> &'static str {
        self.entry().text.get(locale)
    }

    /// Where sources contradict each other and which is followed, or which part is only inferred.
    pub fn note(self, locale: Locale) -> Option<&'static str> {
        self.entry().note.map(|note| note.get(locale))
    }

    /// How sure the rulebook is of it.
    pub fn confidence(self) -> Confidence {
        self.entry().confidence
    }

    /// How the simulator stands to it.
    pub fn standing(self) -> Standing {
        self.entry().standing
    }

    /// Whether this version does not carry it out yet, or in part only.
    pub fn is_planned(self) -> bool {
        planned::PLANNED.binary_search(&self).is_ok()
    }

    /// The documents behind it, the weightiest first; for a choice of the simulator, those that it completes.
    pub fn sources(self) -> &'static [Source] {
        self.entry().sources
    }

    /// The first address among its sources.
    pub fn source_url(self) -> Option<&'static str> {
        self.sources().iter().copied().find_map(Source::url)
    }

    fn entry(self) -> &'static Entry {
        let entries = self.area().entries();
        &entries[self as usize - entries[0].rule as usize]
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
        Self::parse(&id).ok_or(UnknownRule(id))
    }
}

impl From<Rule> for &'static str {
    fn from(rule: Rule) -> Self {
        rule.id()
    }
}

/// Declares the table of an area. Each row: the rule, how sure it is, its sources, how the simulator stands to it; what
/// it says in English and Chinese; a `Note` where there is one; the `Why` of a rule that is not followed.
macro_rules! entries {
    ($($rule:ident $confidence:ident [$($source:ident)*] $standing:ident $en:literal $zh:literal
        $(Note $note_en:literal $note_zh:literal)? $(Why $why_en:literal $why_zh:literal)?;)+) => {
        pub(super) static ENTRIES: &[super::Entry] = &[$(super::Entry {
            rule: super::Rule::$rule,
            confidence: super::Confidence::$confidence,
            sources: &[$(super::Source::$source),*],
            standing: super::Standing::$standing $({ why: super::entries!(@words $why_en $why_zh) })?,
            text: *super::entries!(@words $en $zh),
            note: super::entries!(@note $($note_en $note_zh)?),
        },)+];
    };
    (@note) => { None };
    (@note $en:literal $zh:literal) => { Some(super::entries!(@words $en $zh)) };
    (@words $en:literal $zh:literal) => { &crate::locale::Words { en: $en, zh: $zh } };
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
        }
        assert_eq!("POL-12".parse(), Ok(Rule::Pol12));
        assert_eq!("POL-00".parse::<Rule>(), Err(UnknownRule("POL-00".to_owned())));
    }

    #[test]
    fn the_rules_to_come_stand_in_order_and_are_not_left_out_for_good() {
        assert!(planned::PLANNED.is_sorted());
        for rule in planned::PLANNED {
            assert!(rule.is_planned());
            assert!(!matches!(rule.standing(), Standing::OutOfScope { .. }), "{rule} is left out for good");
        }
        assert!(!Rule::Pol12.is_planned());
    }

    #[test]
    fn a_rule_is_its_id_in_json() {
        assert_eq!(serde_json::to_string(&Rule::Tf01).unwrap(), r#""TF-01""#);
        assert_eq!(serde_json::from_str::<Rule>(r#""MDL-37""#).unwrap(), Rule::Mdl37);
        assert!(serde_json::from_str::<Rule>(r#""POL-00""#).unwrap_err().to_string().contains("POL-00"));
    }

    #[test]
    fn each_rule_has_its_own_entry() {
        let entries: Vec<_> = Area::ALL.iter().flat_map(|area| area.entries()).map(|entry| entry.rule).collect();
        assert_eq!(entries, Rule::all().collect::<Vec<_>>());
        for rule in Rule::all() {
            assert_eq!(rule.entry().rule, rule);
            assert_eq!(rule.id().split_once('-').map(|(prefix, _)| prefix), Some(rule.area().prefix()));
        }
    }
}
