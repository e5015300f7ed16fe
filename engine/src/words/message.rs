//! A message that is put into words only when it is read.

use std::fmt;

use super::rejection;
use crate::{locale::Locale, rejection::Rejection};

/// What was wrong, in English. Most who ask for something look only whether it was refused, and those who never read
/// the sentences need not carry them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A sentence of its own.
    Plain(String),
    /// What a refusal says.
    Of(Rejection),
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl From<Rejection> for Message {
    fn from(rejection: Rejection) -> Self {
        Self::Of(rejection)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => out.write_str(text),
            Self::Of(refused) => out.write_str(&rejection(refused, Locale::En)),
        }
    }
}
