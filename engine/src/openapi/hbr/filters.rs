//! The filters of the lists of jobs: each names a key, an operator and values; all must admit a row.

use std::borrow::Cow;

use crate::openapi::{Refusal, params::Params};

/// One filter of a list.
pub(super) struct Filter {
    key: &'static str,
    operator: Operator,
    values: Vec<String>,
}

/// What a row has under a key.
pub(super) enum Fact<'r> {
    Text(Cow<'r, str>),
    Number(i64),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
    Between,
    In,
}

impl Filter {
    /// The filters of a call that may name these keys.
    pub(super) fn read_all(params: &Params<'_>, known: &[&'static str]) -> Result<Vec<Self>, Refusal> {
        params.objects("Filters")?.iter().map(|filter| Self::read(filter, known)).collect()
    }

    fn read(params: &Params<'_>, known: &[&'static str]) -> Result<Self, Refusal> {
        let named = params.required_text("Key")?;
        let key = known.iter().copied().find(|key| *key == named);
        let key = key.ok_or_else(|| params.wrong_type("Key", &format!("one of {}", known.join(", "))))?;
        let operator = match params.text("Operator")? {
            Some("EQUAL") => Operator::Equal,
            Some("NOT_EQUAL") => Operator::NotEqual,
            Some("GREATER_THAN") => Operator::GreaterThan,
            Some("GREATER_THAN_OR_EQUAL") => Operator::GreaterThanOrEqual,
            Some("LESS_THAN") => Operator::LessThan,
            Some("LESS_THAN_OR_EQUAL") => Operator::LessThanOrEqual,
            Some("BETWEEN") => Operator::Between,
            None | Some("IN") => Operator::In,
            Some(_) => return Err(params.wrong_type("Operator", "one of the documented operators")),
        };
        let values = params.list("Values")?;
        let values = values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        let filter = Self { key, operator, values: values.collect() };
        if filter.values.is_empty() || (operator == Operator::Between && filter.values.len() != 2) {
            return Err(params.wrong_type("Values", "a list of values; of two for BETWEEN"));
        }
        if TIMES.contains(&key) && filter.values.iter().any(|value| value.parse::<i64>().is_err()) {
            return Err(params.wrong_type("Values", "UNIX seconds"));
        }
        Ok(filter)
    }

    /// Whether this filter is by `key`.
    pub(super) fn is_by(&self, key: &str) -> bool {
        self.key == key
    }

    /// Whether it admits a row of which `fact` says what it has under a key, if anything.
    pub(super) fn admits<'r>(&self, fact: impl FnOnce(&'static str) -> Option<Fact<'r>>) -> bool {
        match fact(self.key) {
            None => false,
            Some(Fact::Text(text)) => self.admits_order(|value| (*text).cmp(value)),
            Some(Fact::Number(number)) => self.admits_order(|value| number.cmp(&value.parse().unwrap_or(i64::MAX))),
        }
    }

    /// Judges by how the row's value compares with each of the filter's.
    fn admits_order(&self, compare: impl Fn(&str) -> std::cmp::Ordering) -> bool {
        let order = |position: usize| self.values.get(position).map(|value| compare(value));
        match self.operator {
            Operator::In => self.values.iter().any(|value| compare(value).is_eq()),
            Operator::Equal => order(0).is_some_and(std::cmp::Ordering::is_eq),
            Operator::NotEqual => order(0).is_some_and(std::cmp::Ordering::is_ne),
            Operator::GreaterThan => order(0).is_some_and(std::cmp::Ordering::is_gt),
            Operator::GreaterThanOrEqual => order(0).is_some_and(std::cmp::Ordering::is_ge),
            Operator::LessThan => order(0).is_some_and(std::cmp::Ordering::is_lt),
            Operator::LessThanOrEqual => order(0).is_some_and(std::cmp::Ordering::is_le),
            Operator::Between => {
                order(0).is_some_and(std::cmp::Ordering::is_ge) && order(1).is_some_and(std::cmp::Ordering::is_le)
            }
        }
    }
}

impl<'r> Fact<'r> {
    /// A text.
    pub(super) fn text(text: impl Into<Cow<'r, str>>) -> Self {
        Self::Text(text.into())
    }
}

/// The keys whose values are instants.
const TIMES: [&str; 2] = ["CreatedTime", "CompleteTime"];
