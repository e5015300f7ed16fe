//! Scenarios with the names and prices of an audience: what a form or the address of the page puts into them.
//!
//! Only for other parts of the page than the first.

use std::collections::BTreeMap;

use engine::scenario::{
    Fault, Scenario,
    lesson::variables::{self, Variable},
};

use crate::adapters::address;

/// The variables of a scenario.
pub fn variables_of(scenario: &Scenario) -> Vec<Variable> {
    variables::of(&scenario.to_value())
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
