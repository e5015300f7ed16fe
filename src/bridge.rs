//! `window.simulator`: the page driven by programs, with plain values in and out.

use std::cell::Cell;

use engine::{
    event::Entry, locale::Locale, rejection::Problem, rule::Rule, save::RULES_VERSION, scenario::Scenario,
    script::Moment, simulation::Simulation, time::Timestamp, timeline::Timeline, words,
};
use serde::Serialize;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::future_to_promise;

use crate::library::{Library, write_out};

type Result<T = JsValue> = std::result::Result<T, JsValue>;

thread_local! {
    static ATTACHED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a program drives the page.
pub fn is_attached() -> bool {
    ATTACHED.get()
}

/// Puts the interface on the window.
pub fn attach(library: Library) {
    ATTACHED.set(true);
    let window = leptos::prelude::window();
    let name = JsValue::from_str("simulator");
    // The boot script has put the object there, with the promise that this page fulfils by having started.
    let object = js_sys::Reflect::get(&window, &name).ok().filter(JsValue::is_object);
    let object = object.unwrap_or_else(|| js_sys::Object::new().into());
    let set = |name: &str, value: &JsValue| {
        // A plain object takes every property.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    };
    for (name, operation) in OPERATIONS {
        let function = Closure::<dyn Fn(JsValue, JsValue, JsValue) -> Result>::new(move |first, second, third| {
            let arguments = [first, second, third];
            match operation {
                Operation::Now(perform) => perform(library, &arguments),
                Operation::Promise(perform) => Ok(settled(perform(library, &arguments))),
                Operation::Advance => Ok(future_to_promise(advance(library, arguments)).into()),
                Operation::Rewind => Ok(future_to_promise(rewind(library, arguments)).into()),
                Operation::SwitchTo => Ok(future_to_promise(switch_to(library, arguments)).into()),
                Operation::Load => Ok(future_to_promise(load(library, arguments)).into()),
                Operation::Restore => Ok(future_to_promise(restore(library, arguments)).into()),
            }
        });
        set(name, &function.into_js_value());
    }
    let _ = js_sys::Reflect::set(&window, &name, &object);
}

/// How a function of the interface answers.
#[derive(Clone, Copy)]
enum Operation {
    /// With a value.
    Now(fn(Library, &Arguments) -> Result),
    /// With a promise of what is known at once.
    Promise(fn(Library, &Arguments) -> Result),
    /// With a promise that takes virtual time.
    Advance,
    /// With a promise that may need a replay.
    Rewind,
    /// With a promise that may need a replay, of another branch.
    SwitchTo,
    /// With a promise that may fetch a file.
    Load,
    /// With a promise that plays a run to where it stood.
    Restore,
}

type Arguments = [JsValue; 3];

const OPERATIONS: [(&str, Operation); 13] = [
    ("version", Operation::Now(|_, _| plain(&version()))),
    ("now", Operation::Now(|library, _| Ok(now(library).into()))),
    ("events", Operation::Now(|library, [options, ..]| plain(&events(library, &value(options)?)))),
    ("digest", Operation::Promise(|library, _| Ok(library.read(Simulation::digest).to_string().into()))),
    ("save", Operation::Promise(|library, _| Ok(library.read_timeline(write_out).into()))),
    ("call", Operation::Promise(call)),
    ("branches", Operation::Now(|library, _| plain(&branches(library)))),
    ("fork", Operation::Promise(fork)),
    ("restore", Operation::Restore),
    ("advance", Operation::Advance),
    ("rewind", Operation::Rewind),
    ("switchTo", Operation::SwitchTo),
    ("load", Operation::Load),
];

/// A call is always answered: what is no text names no operation, and what is no plain value is no parameters.
fn call(library: Library, [product, action, params]: &Arguments) -> Result {
    let (product, action) = (product.as_string().unwrap_or_default(), action.as_string().unwrap_or_default());
    let params = value(params).unwrap_or(Value::Bool(false));
    plain(&library.call(&product, &action, &params))
}

fn now(library: Library) -> String {
    library.read(|run| run.now().to_rfc3339(run.world().zone))
}

fn version() -> Value {
    json!({ "app": env!("CARGO_PKG_VERSION"), "engine": RULES_VERSION.to_string(), "rulebook": Rule::all().len().to_string() })
}

/// Advances come one after the other, and each begins where the one before has ended.
async fn advance(library: Library, [moment, ..]: Arguments) -> Result {
    library.after_jump().await;
    let from = library.read(Simulation::now);
    let until = Moment::read(&value(&moment)?)
        .and_then(|moment| moment.from(from))
        .map_err(|error| failure(&error.to_string()))?;
    let events = library.jump_to(until).await;
    plain(&json!({ "now": now(library), "events": events }))
}

async fn rewind(library: Library, [moment, ..]: Arguments) -> Result {
    library.after_jump().await;
    let Ok(Moment::To(to)) = Moment::read(&value(&moment)?) else {
        return Err(failure("rewind takes {to: an RFC 3339 time}"));
    };
    library.rewind(to).await.map_err(refusal)?;
    Ok(JsValue::UNDEFINED)
}

/// Goes on from here as a branch of its own; gives its id.
fn fork(library: Library, [name, ..]: &Arguments) -> Result {
    let id = library.fork(&text(name, "name")?).map_err(refusal)?;
    Ok(id.to_string().into())
}

/// A branch by its id, its name, or as it is listed.
async fn switch_to(library: Library, [branch, ..]: Arguments) -> Result {
    library.after_jump().await;
    let branch = value(&branch)?;
    let Some(name) = branch.as_str().or_else(|| branch.get("id").and_then(Value::as_str)) else {
        return Err(failure("switchTo takes the id or the name of a branch"));
    };
    let id = library.read_timeline(|timeline| timeline.find(name)).map_err(refusal)?;
    library.switch_to(id).await.map_err(refusal)?;
    Ok(JsValue::UNDEFINED)
}

/// All branches in the order they were made. Times are RFC 3339.
fn branches(library: Library) -> Value {
    let time = |at: Timestamp| library.read(|run| at.to_rfc3339(run.world().zone));
    let rows = library.branches().into_iter().map(|branch| {
        json!({
            "id": branch.id.to_string(),
            "name": branch.name,
            "now": time(branch.now),
            "reached": time(branch.reached),
            "commands": branch.commands,
            "forkedFrom": branch.fork.map(|fork| fork.from.to_string()),
            "forkedAt": branch.fork.map(|fork| time(fork.at)),
            "current": branch.is_present,
        })
    });
    Value::Array(rows.collect())
}

fn refusal(problem: Problem) -> JsValue {
    failure(&words::rejection(&problem.into(), Locale::En))
}

async fn load(library: Library, [scenario, ..]: Arguments) -> Result {
    let scenario = match scenario.as_string() {
        Some(text) if text.trim_start().starts_with('{') => Scenario::parse(&text),
        Some(name) => Scenario::parse(&fetch_bundled(&name).await?),
        None => Scenario::from_value(&value(&scenario)?),
    };
    let scenario = scenario.map_err(|faults| {
        let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
        failure(&faults.join("\n"))
    })?;
    let run = Simulation::begin(scenario).map_err(|fault| failure(&fault.to_string()))?;
    library.begin(Timeline::new(run));
    Ok(JsValue::UNDEFINED)
}

/// Opens a save as a run of its own.
async fn restore(library: Library, [save, ..]: Arguments) -> Result {
    let text = text(&save, "save")?;
    library.after_jump().await;
    let opened = library.import(&text).await.map_err(|error| failure(&error.to_string()))?;
    if opened { Ok(JsValue::UNDEFINED) } else { Err(failure("the opening was stopped: the run is as it was")) }
}

/// Events that are kept, oldest first: the newest `limit` of all, or the first `limit` of those after the number, or at
/// or after the instant, `since`.
fn events(library: Library, options: &Value) -> Value {
    let since = options.get("since").filter(|since| !since.is_null());
    let limit = options.get("limit").and_then(Value::as_u64).and_then(|limit| usize::try_from(limit).ok());
    let limit = limit.unwrap_or(usize::MAX);
    let instant = since.and_then(Value::as_str).and_then(|text| Timestamp::parse_rfc3339(text).ok());
    let number = since.and_then(Value::as_u64);
    let is_asked = |entry: &Entry| {
        instant.is_none_or(|instant| entry.at >= instant) && number.is_none_or(|number| entry.number > number)
    };
    library.read(|run| {
        let kept: Vec<Entry> = run.activity().iter().filter(is_asked).collect();
        let surplus = if since.is_none() { kept.len().saturating_sub(limit) } else { 0 };
        let told = kept.iter().skip(surplus).take(limit).map(|entry| {
            json!({
                "number": entry.number,
                "time": entry.at.to_rfc3339(run.world().zone),
                "text": words::event(run.world(), entry.event, Locale::En),
                "rule": entry.event.rule().id(),
            })
        });
        Value::Array(told.collect())
    })
}

async fn fetch_bundled(name: &str) -> Result<String> {
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(failure("the name of a bundled scenario has letters, digits and hyphens only"));
    }
    let request = leptos::prelude::window().fetch_with_str(&format!("./scenarios/{name}.json"));
    let response: web_sys::Response = wasm_bindgen_futures::JsFuture::from(request).await?.dyn_into()?;
    if !response.ok() {
        return Err(failure(&format!("there is no bundled scenario `{name}`")));
    }
    let text = wasm_bindgen_futures::JsFuture::from(response.text()?).await?;
    Ok(text.as_string().unwrap_or_default())
}

fn settled(outcome: Result) -> JsValue {
    match outcome {
        Ok(value) => js_sys::Promise::resolve(&value).into(),
        Err(error) => js_sys::Promise::reject(&error).into(),
    }
}

/// A value as plain JavaScript: objects, not maps.
fn plain(value: &Value) -> Result {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(Into::into)
}

/// A plain JavaScript value; nothing stands for none.
fn value(value: &JsValue) -> Result<Value> {
    if value.is_undefined() || value.is_null() {
        return Ok(Value::Null);
    }
    if !is_within(value, DEPTH_MAX) {
        return Err(failure("the value holds itself, or others too deep in one another"));
    }
    serde_wasm_bindgen::from_value(value.clone()).map_err(Into::into)
}

/// Whether values lie in one another at most so deep. An object may hold itself, and reading it would never end.
fn is_within(value: &JsValue, depth_max: u32) -> bool {
    let Some(object) = value.dyn_ref::<js_sys::Object>() else { return true };
    depth_max > 0 && js_sys::Object::values(object).iter().all(|inner| is_within(&inner, depth_max - 1))
}

/// Deeper than any scenario.
const DEPTH_MAX: u32 = 64;

fn text(value: &JsValue, name: &str) -> Result<String> {
    value.as_string().ok_or_else(|| failure(&format!("{name} must be a text")))
}

fn failure(message: &str) -> JsValue {
    js_sys::Error::new(message).into()
}
