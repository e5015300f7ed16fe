//! A message that is put into words only when it is read, and in the language of who reads it.

use std::fmt;

use super::{Wrong, rejection};
use crate::{locale::Locale, rejection::Rejection, rule::Rule};

/// What was wrong. Most who ask for something look only whether it was refused, and those who never read the sentences
/// need not carry them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A sentence for programs, which the contract has in English alone: no file can lead to it.
    Plain(String),
    /// What a refusal says.
    Of(Rejection),
    /// What is wrong with a value of a file.
    Wrong(Box<Wrong>),
    /// What is wrong with a parameter, at its place in the call.
    Parameter(Box<(String, Wrong)>),
}

impl Message {
    /// The message about a parameter at this path of a call.
    pub(crate) fn parameter(path: String, wrong: Wrong) -> Self {
        Self::Parameter(Box::new((path, wrong)))
    }

    /// The rule that refused, if one did.
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Self::Of(refused) => Some(refused.rule()),
            Self::Wrong(wrong) => wrong.rule(),
            Self::Plain(_) | Self::Parameter(_) => None,
        }
    }

    /// The sentence in a language.
    pub fn said(&self, locale: Locale) -> String {
        match (self, locale) {
            (_, Locale::En) => self.to_string(),
            (Self::Plain(text), Locale::Zh) => text.clone(),
            (Self::Of(refused), Locale::Zh) => rejection(refused, locale),
            (Self::Wrong(wrong), Locale::Zh) => wrong.said(locale),
            (Self::Parameter(at), Locale::Zh) => format!("`{}`{}", at.0, at.1.said(locale)),
        }
    }
}

impl From<Rejection> for Message {
    fn from(rejection: Rejection) -> Self {
        Self::Of(rejection)
    }
}

impl From<Wrong> for Message {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(Box::new(wrong))
    }
}

/// In English, as programs read it.
impl fmt::Display for Message {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => out.write_str(text),
            Self::Of(refused) => out.write_str(&rejection(refused, Locale::En)),
            Self::Wrong(wrong) => write!(out, "{wrong}"),
            Self::Parameter(at) => write!(out, "{} {}", at.0, at.1),
        }
    }
}
