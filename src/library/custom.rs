//! Scenarios with the names and prices of an audience: what a form or the address of the page puts into them.
//!
//! Only for other parts of the page than the first.

use std::collections::BTreeMap;

use engine::scenario::{Fault, Scenario, lesson::variables};
use serde_json::Value;

use crate::adapters::address;

/// A variable of a scenario, as a form asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Names it.
    pub id: String,
    /// What it is called, in English and in Chinese.
    pub labels: [String; 2],
    /// What it takes.
    pub kind: Kind,
    /// What it is now.
    pub value: String,
}

/// What a variable takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// The id of a region.
    Region,
    /// A number, within bounds where there are some.
    Number {
        /// The least.
        least: Option<String>,
        /// The most.
        most: Option<String>,
    },
}

/// The variables of a scenario.
pub fn variables_of(scenario: &Scenario) -> Vec<Asked> {
    let file = scenario.to_value();
    let listed = file.get("variables").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    listed.iter().filter_map(asked).collect()
}

fn asked(variable: &Value) -> Option<Asked> {
    let id = variable["id"].as_str()?.to_owned();
    let label = |tag: &str| variable["label"][tag].as_str().unwrap_or(&id).to_owned();
    let kind = match variable["kind"].as_str() {
        Some("region") => Kind::Region,
        Some("number") => Kind::Number { least: plain(&variable["min"]), most: plain(&variable["max"]) },
        _ => Kind::Text,
    };
    let value = plain(&variable["value"]).or_else(|| plain(&variable["default"])).unwrap_or_default();
    Some(Asked { labels: [label("en"), label("zh-CN")], id, kind, value })
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A scenario with what was chosen for its variables, or what is wrong with that.
///
/// # Errors
/// If a value does not fit to its variable, or the scenario has faults with it.
pub fn with_values(scenario: &Scenario, chosen: &BTreeMap<String, String>) -> Result<Scenario, Vec<Fault>> {
    Scenario::from_value(&variables::fill(&scenario.to_value(), chosen)?)
}

/// A scenario with what the address of the page says about its variables: `?scenario=NAME&company=…`.
///
/// # Errors
/// As [`with_values`].
pub fn with_address(scenario: Scenario) -> Result<Scenario, Vec<Fault>> {
    let known = variables_of(&scenario).into_iter();
    let chosen: BTreeMap<_, _> =
        known.filter_map(|variable| address::take_parameter(&variable.id).map(|value| (variable.id, value))).collect();
    if chosen.is_empty() { Ok(scenario) } else { with_values(&scenario, &chosen) }
}
