//! What programs of the simulator write: `simulator.call` in the page, a step in a headless script.

use serde_json::json;

use super::Call;

pub(super) fn write(call: &Call) -> String {
    let params = match call.params.as_object() {
        Some(fields) if fields.is_empty() => "{}".to_owned(),
        _ => pretty(&call.params),
    };
    format!("await simulator.call({}, {}, {params})", json!(call.product), json!(call.action))
}

pub(super) fn step(call: &Call) -> String {
    json!({ "call": [call.product, call.action, call.params] }).to_string()
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string())
}
