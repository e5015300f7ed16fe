//! Script files: a scenario and steps to play in it (calls, advances, rewinds), with answers carried from step to step.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{
    openapi,
    scenario::{Fault, Scenario},
    simulation::Simulation,
    time::{Seconds, Timestamp},
    words::Wrong,
};

/// A script that reads.
#[derive(Clone, Debug)]
pub struct Script {
    scenario: Scenario,
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Step {
    Call { product: String, action: String, params: Value, name: Option<String> },
    Advance(Moment),
    Rewind(Timestamp),
}

/// A script that was played to its end.
#[derive(Clone, Debug)]
pub struct Played {
    /// The run, where the last step left it.
    pub run: Simulation,
    /// The answer of each step.
    pub results: Vec<Value>,
}

/// Where time is to go: by a span, or to an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A span from where the run stands.
    By(Seconds),
    /// An instant.
    To(Timestamp),
}

/// Why a script cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScriptError {
    /// Not JSON.
    #[error("this is not JSON: {0}")]
    NotJson(String),
    /// Not of the form of a script.
    #[error("{path}: {message}")]
    Form {
        /// Where.
        path: String,
        /// What is wrong.
        message: String,
    },
    /// No bundled scenario has this name.
    #[error("$.scenario: there is no bundled scenario `{0}`")]
    UnknownScenario(String),
    /// The scenario has faults.
    #[error("$.scenario: {} faults: {}", .0.len(), .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Scenario(Vec<Fault>),
}

/// Why a script cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepError {
    /// Which step, counted from 0.
    pub step: usize,
    /// What is wrong.
    pub message: String,
}

impl Script {
    /// Reads a script; `bundled` finds a scenario that is named instead of written out.
    pub fn parse(text: &str, bundled: impl FnOnce(&str) -> Result<Scenario, ScriptError>) -> Result<Self, ScriptError> {
        let script: Value = serde_json::from_str(text).map_err(|error| ScriptError::NotJson(error.to_string()))?;
        let Value::Object(fields) = &script else { return Err(form("$", "a script is a JSON object")) };
        if let Some(unknown) = fields.keys().find(|key| !matches!(key.as_str(), "scenario" | "steps")) {
            return Err(form(&format!("$.{unknown}"), "unknown key; known here: scenario, steps"));
        }
        let scenario = match fields.get("scenario") {
            Some(Value::String(name)) => bundled(name)?,
            Some(inline @ Value::Object(_)) => Scenario::from_value(inline).map_err(ScriptError::Scenario)?,
            _ => return Err(form("$.scenario", "must be a scenario or the name of a bundled one")),
        };
        let Some(Value::Array(steps)) = fields.get("steps") else { return Err(form("$.steps", "must be a list")) };
        let steps =
            steps.iter().enumerate().map(|(position, step)| Step::read(position, step)).collect::<Result<_, _>>()?;
        Ok(Self { scenario, steps })
    }

    /// Plays all steps. A refused call is an answer, not a failure.
    pub fn play(self) -> Result<Played, StepError> {
        let opened = Simulation::begin(self.scenario);
        let mut run = opened.map_err(|fault| StepError { step: 0, message: format!("$.scenario.opening: {fault}") })?;
        let mut named = BTreeMap::new();
        let mut results = Vec::with_capacity(self.steps.len());
        for (position, step) in self.steps.into_iter().enumerate() {
            let failed = |message: String| StepError { step: position, message };
            let result = step.play(&mut run, &mut named).map_err(failed)?;
            results.push(result);
        }
        Ok(Played { run, results })
    }
}

impl Played {
    /// What the headless runner prints: `{"results": […], "now": …, "digest": …}`.
    pub fn to_value(&self) -> Value {
        let now = self.run.now().to_rfc3339(self.run.world().zone);
        json!({ "results": self.results, "now": now, "digest": self.run.digest() })
    }
}

impl Step {
    fn read(position: usize, step: &Value) -> Result<Self, ScriptError> {
        let path = format!("$.steps[{position}]");
        let Value::Object(fields) = step else { return Err(form(&path, "a step is an object")) };
        if let Some(unknown) = fields.keys().find(|key| !matches!(key.as_str(), "call" | "as" | "advance" | "rewind")) {
            return Err(form(&format!("{path}.{unknown}"), "unknown key; known here: call, as, advance, rewind"));
        }
        match (fields.get("call"), fields.get("advance"), fields.get("rewind")) {
            (Some(call), None, None) => Self::read_call(&path, call, fields.get("as")),
            (None, Some(advance), None) => {
                let moment =
                    Moment::read(advance).map_err(|wrong| form(&format!("{path}.advance"), &wrong.to_string()))?;
                Ok(Self::Advance(moment))
            }
            (None, None, Some(rewind)) => match Moment::read(rewind) {
                Ok(Moment::To(to)) => Ok(Self::Rewind(to)),
                _ => Err(form(&format!("{path}.rewind"), "must be {\"to\": an RFC 3339 time}")),
            },
            _ => Err(form(&path, "a step has exactly one of call, advance and rewind")),
        }
    }

    fn read_call(path: &str, call: &Value, name: Option<&Value>) -> Result<Self, ScriptError> {
        let parts = call.as_array().map(Vec::as_slice);
        let (product, action, params) = match parts {
            Some([Value::String(product), Value::String(action)]) => (product, action, Value::Null),
            Some([Value::String(product), Value::String(action), params]) => (product, action, params.clone()),
            _ => return Err(form(&format!("{path}.call"), "must be [product, action, parameters]")),
        };
        let name = match name {
            None => None,
            Some(Value::String(name)) => Some(name.clone()),
            Some(_) => return Err(form(&format!("{path}.as"), "must be a text")),
        };
        Ok(Self::Call { product: product.clone(), action: action.clone(), params, name })
    }

    fn play(self, run: &mut Simulation, named: &mut BTreeMap<String, Value>) -> Result<Value, String> {
        match self {
            Self::Call { product, action, params, name } => {
                let params = fill_in(params, named).map_err(|wrong| wrong.to_string())?;
                let answer = openapi::call(run, &product, &action, &params);
                if let Some(name) = name {
                    named.insert(name, answer.clone());
                }
                Ok(answer)
            }
            Self::Advance(moment) => {
                let until = moment.from(run.now()).map_err(|wrong| wrong.to_string())?;
                let events = run.advance_to(until);
                Ok(json!({ "now": run.now().to_rfc3339(run.world().zone), "events": events }))
            }
            Self::Rewind(to) => {
                run.rewind(to)
                    .map_err(|problem| crate::words::rejection(&problem.into(), crate::locale::Locale::En))?;
                Ok(json!({ "now": run.now().to_rfc3339(run.world().zone) }))
            }
        }
    }
}

impl Moment {
    /// Reads `{"by": "P1D"}` or `{"to": "2026-01-01T00:00:00+08:00"}`.
    pub fn read(value: &Value) -> Result<Self, Wrong> {
        let fields = value.as_object().filter(|fields| fields.len() == 1);
        let text = |key| fields.and_then(|fields| fields.get(key)).and_then(Value::as_str);
        match (text("by"), text("to")) {
            (Some(by), _) => Seconds::parse_iso8601(by).map(Self::By).map_err(Wrong::from),
            (_, Some(to)) => Timestamp::parse_rfc3339(to).map(Self::To).map_err(Wrong::from),
            (None, None) => Err(Wrong::Moment),
        }
    }

    /// The instant this means for a run that stands at `now`; the past is refused.
    pub fn from(self, now: Timestamp) -> Result<Timestamp, Wrong> {
        match self {
            Self::By(span) => Ok(now + span),
            Self::To(to) if to >= now => Ok(to),
            Self::To(_) => Err(Wrong::TimeBack),
        }
    }
}

/// Puts the answers of earlier steps in the place of `$name.path.0.field`.
pub(crate) fn fill_in(value: Value, named: &BTreeMap<String, Value>) -> Result<Value, Wrong> {
    match value {
        Value::String(text) => match text.strip_prefix('$') {
            Some(reference) => look_up(reference, named),
            None => Ok(Value::String(text)),
        },
        Value::Array(items) => items.into_iter().map(|item| fill_in(item, named)).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(key, value)| Ok((key, fill_in(value, named)?))).collect::<Result<_, Wrong>>()
        }
        other => Ok(other),
    }
}

fn look_up(reference: &str, named: &BTreeMap<String, Value>) -> Result<Value, Wrong> {
    let mut parts = reference.split('.');
    let name = parts.next().unwrap_or_default();
    let mut value = named
        .get(name)
        .ok_or_else(|| Wrong::NoSuchAnswer { reference: reference.to_owned(), name: name.to_owned() })?;
    for part in parts {
        let next = match value {
            Value::Array(items) => part.parse::<usize>().ok().and_then(|position| items.get(position)),
            other => other.get(part),
        };
        value = next.ok_or_else(|| {
            let (reference, part) = (reference.to_owned(), part.to_owned());
            Wrong::NoSuchPart { reference, part, value: value.to_string() }
        })?;
    }
    Ok(value.clone())
}

fn form(path: &str, message: &str) -> ScriptError {
    ScriptError::Form { path: path.to_owned(), message: message.to_owned() }
}
