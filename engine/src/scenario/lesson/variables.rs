//! What someone may choose before a scenario begins: a company's name, regions, prices.
//!
//! `${company}` in any text of the file stands for what was chosen, or for the default; a text that is nothing but the
//! name of a number or a price becomes that number. What was chosen is written into the file, so that a save has it.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::{Map, Value, json};

use super::Texts;
use crate::{
    billing::money::MicroCny,
    catalog::region::Region,
    scenario::{Fault, reader::Reader},
    words::Wrong,
};

/// Something to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Names it in the file.
    pub id: String,
    /// What is asked.
    pub label: Texts,
    /// What it may be.
    pub kind: VariableKind,
    /// What it is: what was chosen, or the default.
    pub value: String,
}

/// What may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariableKind {
    /// A text of 1 to [`TEXT_MAX`] characters.
    Text,
    /// A region.
    Region,
    /// A whole number within bounds.
    Number {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// A price in CNY with at most six decimals, of no less than zero; it becomes millionths of CNY, as a price table has
    /// them.
    Price {
        /// The most, in CNY.
        max: i64,
    },
}

/// How long a chosen text may be, in characters.
pub const TEXT_MAX: usize = 60;
/// How many variables a scenario may have.
const VARIABLES_MAX: usize = 20;

/// The variables of a file, those that read.
pub fn of(file: &Value) -> Vec<Variable> {
    read(file, &mut Reader::default())
}

/// The file with these choices, by the ids of its variables.
///
/// # Errors
/// If there is no such variable, or what was chosen does not fit; at `$.variables[…].value`.
pub fn fill(file: &Value, chosen: &BTreeMap<String, String>) -> Result<Value, Vec<Fault>> {
    let mut reader = Reader::default();
    let mut filled = file.clone();
    let variables = read(file, &mut reader);
    for (id, value) in chosen {
        let Some(position) = variables.iter().position(|variable| variable.id == *id) else {
            reader.fault("$.variables", Wrong::NoVariable { id: id.clone() });
            continue;
        };
        filled["variables"][position]["value"] = json!(value);
    }
    if reader.faults.is_empty() {
        read(&filled, &mut reader);
    }
    if reader.faults.is_empty() { Ok(filled) } else { Err(reader.faults) }
}

/// The file in which every variable stands for its value.
pub(in crate::scenario) fn put_in<'v>(file: &'v Value, reader: &mut Reader) -> Cow<'v, Value> {
    if file.get("variables").is_none_or(Value::is_null) {
        return Cow::Borrowed(file);
    }
    let variables = read(file, reader);
    let Value::Object(fields) = file else { return Cow::Borrowed(file) };
    let each = fields.iter().filter(|(key, _)| *key != "variables");
    let put = each.map(|(key, value)| (key.clone(), put(&format!("$.{key}"), value, &variables, reader)));
    Cow::Owned(Value::Object(put.collect::<Map<_, _>>()))
}

fn put(path: &str, value: &Value, variables: &[Variable], reader: &mut Reader) -> Value {
    match value {
        Value::String(text) => put_in_text(path, text, variables, reader),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.map(|(position, item)| put(&format!("{path}[{position}]"), item, variables, reader)).collect()
        }
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), put(&format!("{path}.{key}"), value, variables, reader)))
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

fn put_in_text(path: &str, text: &str, variables: &[Variable], reader: &mut Reader) -> Value {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(before);
        let Some((id, after)) = after.split_once('}') else {
            reader.fault(path, Wrong::OpenVariable);
            return Value::String(text.to_owned());
        };
        let Some(variable) = variables.iter().find(|variable| variable.id == id) else {
            reader.fault(path, Wrong::NoVariable { id: id.to_owned() });
            return Value::String(text.to_owned());
        };
        let is_all = out.is_empty() && before.is_empty() && after.is_empty();
        if is_all && let Some(number) = number(variable) {
            return json!(number);
        }
        out.push_str(&variable.value);
        rest = after;
    }
    out.push_str(rest);
    Value::String(out)
}

/// The number that a variable stands for where nothing else stands beside it.
fn number(Variable { kind, value, .. }: &Variable) -> Option<i64> {
    match kind {
        VariableKind::Text | VariableKind::Region => None,
        VariableKind::Number { .. } => value.parse().ok(),
        VariableKind::Price { .. } => MicroCny::parse(value).map(|price| price.0),
    }
}

fn read(file: &Value, reader: &mut Reader) -> Vec<Variable> {
    let Some(list) = file.get("variables").filter(|list| !list.is_null()) else { return Vec::new() };
    let Some(items) = list.as_array().filter(|items| items.len() <= VARIABLES_MAX) else {
        reader.fault("$.variables", Wrong::ListMax { most: VARIABLES_MAX });
        return Vec::new();
    };
    let mut variables: Vec<Variable> = Vec::new();
    for (position, item) in items.iter().enumerate() {
        let path = format!("$.variables[{position}]");
        let Some(variable) = variable(&path, item, reader) else { continue };
        if variables.iter().any(|other| other.id == variable.id) {
            reader.fault(&format!("{path}.id"), Wrong::UsedTwice { id: variable.id.clone() });
        }
        variables.push(variable);
    }
    variables
}

fn variable(path: &str, item: &Value, reader: &mut Reader) -> Option<Variable> {
    let fields = reader.object(path, item, &["id", "label", "kind", "default", "value", "min", "max"])?;
    let id = fields.required("id", reader).and_then(|_| fields.text("id", reader));
    let label = fields.required("label", reader).and_then(|label| serde_json::from_value::<Texts>(label.clone()).ok());
    if label.is_none() {
        reader.fault(&fields.at("label"), Wrong::Label);
    }
    let number = |key: &str| fields.get(key).and_then(Value::as_i64);
    let kind = match fields.get("kind").and_then(Value::as_str) {
        Some("text") => Some(VariableKind::Text),
        Some("region") => Some(VariableKind::Region),
        Some("number") => {
            Some(VariableKind::Number { min: number("min").unwrap_or(0), max: number("max").unwrap_or(1_000_000) })
        }
        Some("price") => Some(VariableKind::Price { max: number("max").unwrap_or(1_000) }),
        _ => {
            reader.fault(&fields.at("kind"), Wrong::OneOf { known: "text, region, number, price".to_owned() });
            None
        }
    };
    fields.required("default", reader);
    let key = if fields.get("value").is_some() { "value" } else { "default" };
    let value = match fields.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    if let Some(complaint) = kind.and_then(|kind| complaint(kind, value.as_deref().unwrap_or_default())) {
        reader.fault(&fields.at(key), complaint);
    }
    Some(Variable { id: id?.to_owned(), label: label?, kind: kind?, value: value? })
}

fn complaint(kind: VariableKind, value: &str) -> Option<Wrong> {
    match kind {
        VariableKind::Text => (!(1..=TEXT_MAX).contains(&value.chars().count()) || value.contains("${"))
            .then_some(Wrong::TextOf { most: TEXT_MAX }),
        VariableKind::Region => {
            Region::parse(value).is_none().then(|| Wrong::NotRegion { given: format!("`{value}`") })
        }
        VariableKind::Number { min, max } => {
            let fits = value.parse().is_ok_and(|number: i64| (min..=max).contains(&number));
            (!fits).then_some(Wrong::WholeIn { least: min, most: max })
        }
        VariableKind::Price { max } => {
            let bounds = 0..=max.saturating_mul(MicroCny::CENT.0 * 100);
            let fits = MicroCny::parse(value).is_some_and(|price| bounds.contains(&price.0));
            (!fits).then_some(Wrong::Price { most: max })
        }
    }
}
