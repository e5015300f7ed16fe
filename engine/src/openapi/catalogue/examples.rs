//! Examples that work on the run as it is: their ids are those of what is there.

mod ecs;
mod hbr;
mod sample;
mod sim;

use serde_json::{Map, Value, json};

use self::sample::Sample;
use super::{Parameter, Pick};
use crate::{simulation::Simulation, world::World};

/// A call to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What tells it from the other examples of the operation, in the words of the API; empty where there is one only.
    pub name: String,
    /// Its parameters.
    pub params: Value,
}

/// Ids to pick from, each with what it stands for.
pub type Choices = Vec<(String, String)>;

/// How many ids are offered to pick from.
const CHOICES_MAX: usize = 200;

/// Examples of an operation on this run; none for one that there is not.
pub fn examples(run: &Simulation, product: &str, action: &str) -> Vec<Example> {
    let sample = Sample::of(run.world());
    let params = match product {
        "hbr" => hbr::examples(&sample, action),
        "ecs" => ecs::examples(&sample, action),
        _ => sim::examples(&sample, action),
    };
    let several = params.len() > 1;
    params
        .into_iter()
        .map(|params| Example { name: name(&params).filter(|_| several).unwrap_or_default(), params })
        .collect()
}

/// Ids of the run to pick from.
pub fn choices(world: &World, pick: Pick) -> Choices {
    Sample::of(world).choices(pick)
}

/// What tells examples of one operation apart: the first of these that they have.
fn name(params: &Value) -> Option<String> {
    let keys = ["RestoreType", "Kind", "CheckRoleType", "SourceType"];
    let found = keys.iter().find_map(|key| params.get(*key).and_then(Value::as_str));
    let key = ["SnapshotId", "JobId", "InstanceId", "PolicyId"].into_iter().find(|key| params.get(*key).is_some());
    found.or(key).map(str::to_owned)
}

/// An object without what is null.
fn with(object: Value) -> Value {
    match object {
        Value::Object(fields) => Value::Object(fields.into_iter().filter(|(_, value)| !value.is_null()).collect()),
        other => other,
    }
}

/// What a form of an operation begins with: all that it must have, empty.
pub fn blank(parameters: &[Parameter]) -> Value {
    let required = parameters.iter().filter(|parameter| parameter.required);
    let empty = required.map(|parameter| {
        let value = if parameter.is_list() {
            json!([])
        } else if parameter.inner().is_empty() {
            json!("")
        } else {
            json!({})
        };
        (parameter.name.to_owned(), value)
    });
    Value::Object(empty.collect::<Map<_, _>>())
}
