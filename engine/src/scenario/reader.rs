//! Reads JSON objects field by field and keeps every fault with its path, in the order of the file.

use serde_json::{Map, Value};

use super::{Fault, INSTANCES_MAX};
use crate::{
    rule::Rule,
    units::Mib,
    words::{Message, Wrong},
};

/// How many entries a list may have: as many as there may be instances.
const ITEMS_MAX: usize = INSTANCES_MAX;
/// How many faults are listed: nobody reads more, and a file of a few megabytes can have millions.
const FAULTS_MAX: usize = 1_000;
/// How long a text may be that is no lesson's, in characters.
const TEXT_MAX: usize = 256;

/// Where faults are gathered.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) faults: Vec<Fault>,
}

/// The fields of one object.
pub(super) struct Fields<'v> {
    pub(super) path: String,
    fields: &'v Map<String, Value>,
}

impl Reader {
    /// The fields of `value`, which must be an object with no other keys than `known`.
    pub(super) fn object<'v>(&mut self, path: &str, value: &'v Value, known: &[&str]) -> Option<Fields<'v>> {
        let Value::Object(fields) = value else {
            self.fault(path, Wrong::Object);
            return None;
        };
        for key in fields.keys().filter(|key| !known.contains(&key.as_str())).take(FAULTS_MAX) {
            self.fault(&format!("{path}.{key}"), Wrong::UnknownKey { known: known.join(", ") });
        }
        Some(Fields { path: path.to_owned(), fields })
    }

    /// Notes a fault.
    pub(super) fn fault(&mut self, path: &str, message: impl Into<Message>) {
        self.note(Fault::new(path, message));
    }

    /// Notes a fault with the rule behind it.
    pub(super) fn fault_by(&mut self, path: &str, rule: Rule, message: impl Into<Message>) {
        self.note(Fault::by(path, rule, message));
    }

    fn note(&mut self, fault: Fault) {
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(fault);
        }
    }
}

impl<'v> Fields<'v> {
    /// The path of a field.
    pub(super) fn at(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }

    /// The value of a field; null counts as left out.
    pub(super) fn get(&self, key: &str) -> Option<&'v Value> {
        self.fields.get(key).filter(|value| !value.is_null())
    }

    /// The value of a field that must be there.
    pub(super) fn required(&self, key: &str, reader: &mut Reader) -> Option<&'v Value> {
        let value = self.get(key);
        if value.is_none() {
            reader.fault(&self.at(key), Wrong::LeftOut);
        }
        value
    }

    /// A text of 1 to 256 characters.
    pub(super) fn text(&self, key: &str, reader: &mut Reader) -> Option<&'v str> {
        let text = self.get(key)?.as_str().filter(|text| (1..=TEXT_MAX).contains(&text.chars().count()));
        if text.is_none() {
            reader.fault(&self.at(key), Wrong::TextOf { most: TEXT_MAX });
        }
        text
    }

    /// A truth value, or the default.
    pub(super) fn flag(&self, key: &str, default: bool, reader: &mut Reader) -> bool {
        match self.get(key) {
            None => default,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                reader.fault(&self.at(key), Wrong::Flag);
                default
            }
        }
    }

    /// A whole number within `range`.
    pub(super) fn whole(&self, key: &str, range: std::ops::RangeInclusive<u64>, reader: &mut Reader) -> Option<u64> {
        let number = self.get(key)?.as_u64().filter(|number| range.contains(number));
        if number.is_none() {
            reader.fault(&self.at(key), Wrong::Whole { least: *range.start(), most: *range.end() });
        }
        number
    }

    /// A size in GiB: a whole number, or a decimal number as text.
    pub(super) fn gib(&self, key: &str, reader: &mut Reader) -> Option<Mib> {
        let size = match self.get(key)? {
            Value::Number(number) => number.as_u64().and_then(|whole| Mib::parse_gib(&whole.to_string())),
            Value::String(text) => Mib::parse_gib(text),
            _ => None,
        };
        if size.is_none() {
            reader.fault_by(&self.at(key), Rule::Mdl01, Wrong::Gib);
        }
        size
    }

    /// The items of a list with their paths; empty where left out.
    pub(super) fn list(&self, key: &str, reader: &mut Reader) -> Vec<(String, &'v Value)> {
        match self.get(key) {
            None => Vec::new(),
            Some(Value::Array(items)) if items.len() > ITEMS_MAX => {
                reader.fault(&self.at(key), Wrong::EntriesMax { most: ITEMS_MAX });
                Vec::new()
            }
            Some(Value::Array(items)) => {
                let path = self.at(key);
                items.iter().enumerate().map(|(position, item)| (format!("{path}[{position}]"), item)).collect()
            }
            Some(_) => {
                reader.fault(&self.at(key), Wrong::List);
                Vec::new()
            }
        }
    }

    /// The keys and values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'v String, &'v Value)> {
        self.fields.iter()
    }
}
