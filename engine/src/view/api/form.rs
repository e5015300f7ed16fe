//! The parameters of a call as a form, beside the text that they are sent as.

use serde_json::{Map, Value, json};

use crate::{
    json::{self, JsonError},
    locale::{Locale, Words},
    openapi::catalogue::{Choices, Entry, Kind, Parameter, choices},
    world::World,
};

/// One parameter as a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// How it is put in.
    pub input: Input,
    /// Whether a call without it is refused.
    pub required: bool,
    /// What it takes and is, in words.
    pub takes: String,
    /// Whether it names something of the run.
    pub is_id: bool,
    /// Ids of the run to pick from.
    pub choices: Choices,
}

/// How a parameter is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line of text.
    Line,
    /// A line of several texts, with commas.
    Several,
    /// A whole number.
    Number,
    /// True, false, or left out.
    Flag,
    /// One of these, or left out.
    Choice(&'static [&'static str]),
    /// JSON.
    Json,
}

/// A parameter inside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nested {
    /// Where it stands, such as `Rules[].Schedule`.
    pub path: String,
    /// What it is.
    pub kind: &'static str,
    /// Whether it is needed there.
    pub required: bool,
    /// What it takes, in words, with the words of the API that it may be.
    pub takes: String,
}

/// What is wrong with the parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place: a line and column of the text, or the path of a parameter.
    pub place: String,
    /// What is wrong there.
    pub text: &'static str,
    /// Whether the call can be made all the same.
    pub is_harmless: bool,
}

/// The fields of an operation.
pub fn fields(world: &World, entry: &Entry, locale: Locale) -> Vec<Field> {
    let field = |parameter: &Parameter| Field {
        name: parameter.name,
        input: input(parameter.kind),
        required: parameter.required,
        takes: match (parameter.takes.get(locale), kind(parameter.kind, locale), locale) {
            (takes, kind, Locale::En) => format!("{takes} ({kind})"),
            (takes, kind, Locale::Zh) => format!("{takes}（{kind}）"),
        },
        is_id: matches!(parameter.kind, Kind::Id(_) | Kind::Ids(_)),
        choices: match parameter.kind {
            Kind::Id(pick) | Kind::Ids(pick) => choices(world, pick),
            _ => Choices::new(),
        },
    };
    entry.parameters().iter().map(field).collect()
}

/// What stands inside of the parameters that are objects, or lists of them.
pub fn nested(entry: &Entry, locale: Locale) -> Vec<Nested> {
    let mut rows = Vec::new();
    for parameter in entry.parameters() {
        push_nested(&parameter, parameter.name, locale, &mut rows);
    }
    rows
}

fn push_nested(parameter: &Parameter, path: &str, locale: Locale, rows: &mut Vec<Nested>) {
    let list = if matches!(parameter.kind, Kind::Objects(_)) { "[]" } else { "" };
    for inner in parameter.inner() {
        let path = format!("{path}{list}.{}", inner.name);
        let words = match inner.kind {
            Kind::OneOf(words) => words.join(", "),
            _ => String::new(),
        };
        let colon = locale_colon(locale);
        let takes = inner.takes.get(locale);
        let takes = if words.is_empty() { takes.to_owned() } else { format!("{takes}{colon}{words}") };
        rows.push(Nested { path: path.clone(), kind: kind(inner.kind, locale), required: inner.required, takes });
        push_nested(inner, &path, locale, rows);
    }
}

/// A parameter for programs, with what stands inside of it.
pub(super) fn told(parameter: &Parameter) -> Value {
    let inside: Vec<_> = parameter.inner().iter().map(told).collect();
    let words = match parameter.kind {
        Kind::OneOf(words) => Some(words),
        _ => None,
    };
    json!({
        "Name": parameter.name,
        "Type": kind(parameter.kind, Locale::En),
        "Required": parameter.required,
        "Description": parameter.takes.get(Locale::En),
        "Values": words,
        "Inside": (!inside.is_empty()).then_some(inside),
    })
}

/// The parameters that a text is, or where it is no JSON.
pub fn read(text: &str, locale: Locale) -> Result<Map<String, Value>, Fault> {
    if text.trim().is_empty() {
        return Ok(Map::new());
    }
    let fault = |place: String, text: Words| Fault { place, text: text.get(locale), is_harmless: false };
    match json::read(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => {
            Err(fault(String::new(), Words { en: "Parameters are an object: { … }.", zh: "参数须为对象：{ … }。" }))
        }
        Err(JsonError::TooManyValues) => {
            Err(fault(String::new(), Words { en: "These are too many values.", zh: "值的个数过多。" }))
        }
        Err(JsonError::Syntax(error)) => {
            let (line, column) = (error.line(), error.column());
            let place = match locale {
                Locale::En => format!("Line {line}, column {column}"),
                Locale::Zh => format!("第{line}行第{column}列"),
            };
            Err(fault(place, Words { en: "This is no JSON.", zh: "不是合法的JSON。" }))
        }
    }
}

/// What a field shows of the parameters.
pub fn fault_of_text(text: &str, locale: Locale) -> Option<Fault> {
    read(text, locale).err()
}

impl Field {
    /// What the field shows of a text; nothing where the text is no JSON or has no such parameter.
    pub fn shown(&self, params: &Map<String, Value>) -> String {
        let Some(value) = params.get(self.name).filter(|value| !value.is_null()) else { return String::new() };
        match (self.input, value) {
            (_, Value::String(text)) => text.clone(),
            (Input::Several, Value::Array(items)) if items.iter().all(Value::is_string) => {
                items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
            }
            (Input::Json, value) => super::written(value),
            (_, value) => value.to_string(),
        }
    }
}

/// The text after something was typed into a field; what is typed may not fit the field.
pub fn with_field(text: &str, field: &Field, typed: &str, locale: Locale) -> Result<String, Fault> {
    let mut params = read(text, locale)?;
    let at = |text: Words| Fault { place: field.name.to_owned(), text: text.get(locale), is_harmless: false };
    let value = match field.input {
        _ if typed.trim().is_empty() => Value::Null,
        Input::Line | Input::Choice(_) => json!(typed),
        Input::Several => {
            json!(typed.split([',', '，', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>())
        }
        Input::Number => json!(typed.trim().parse::<i64>().map_err(|_| at(WHOLE_NUMBER))?),
        Input::Flag => json!(typed == "true"),
        Input::Json => {
            json::read(typed).map_err(|_| at(Words { en: "This is no JSON.", zh: "不是合法的JSON。" }))?
        }
    };
    match value.is_null() {
        true => drop(params.remove(field.name)),
        false => drop(params.insert(field.name.to_owned(), value)),
    }
    Ok(super::written(&Value::Object(params)))
}

/// What the call would stumble over, and what it would not look at.
pub fn faults(entry: &Entry, params: &Map<String, Value>, locale: Locale) -> Vec<Fault> {
    let mut found = Vec::new();
    let told = entry.parameters();
    check(&told, params, "", locale, &mut found);
    found
}

fn check(told: &[Parameter], params: &Map<String, Value>, prefix: &str, locale: Locale, found: &mut Vec<Fault>) {
    let mut note = |name: &str, text: Words, is_harmless: bool| {
        found.push(Fault { place: format!("{prefix}{name}"), text: text.get(locale), is_harmless });
    };
    for parameter in told {
        let value = params.get(parameter.name).filter(|value| !value.is_null());
        let is_empty = value.is_none_or(|value| value.as_str() == Some(""));
        if parameter.required && is_empty {
            note(parameter.name, Words { en: "This is required.", zh: "必填。" }, false);
        } else if let Some(wrong) = value.and_then(|value| wrong(parameter, value)) {
            note(parameter.name, wrong, false);
        }
    }
    let is_unknown = |name: &&String| {
        !OF_THE_SERVICE.contains(&name.as_str()) && !told.iter().any(|parameter| is_named(parameter, name))
    };
    for name in params.keys().filter(is_unknown) {
        note(name, Words { en: "The simulator does not look at this.", zh: "模拟器不读取该参数。" }, true);
    }
    for parameter in told {
        let path = format!("{prefix}{}", parameter.name);
        match (parameter.kind, params.get(parameter.name)) {
            (Kind::Object(inner), Some(Value::Object(fields))) => {
                check(inner, fields, &format!("{path}."), locale, found);
            }
            (Kind::Objects(inner), Some(Value::Array(items))) => {
                for (position, fields) in items.iter().enumerate() {
                    if let Value::Object(fields) = fields {
                        check(inner, fields, &format!("{path}[{position}]."), locale, found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Some operations begin their names with a small letter; the usual capital is understood as well.
fn is_named(parameter: &Parameter, name: &str) -> bool {
    parameter.name.eq_ignore_ascii_case(name)
}

fn wrong(parameter: &Parameter, value: &Value) -> Option<Words> {
    let is_json_text = || value.as_str().is_some_and(|text| json::read(text).is_ok());
    let (fits, words) = match parameter.kind {
        Kind::Integer | Kind::Seconds => {
            (value.is_i64() || value.as_str().is_some_and(|text| text.parse::<i64>().is_ok()), WHOLE_NUMBER)
        }
        Kind::Flag => (
            value.is_boolean() || value.as_str().is_some_and(|text| ["true", "false"].contains(&text)),
            Words { en: "This must be true or false.", zh: "须为true或false。" },
        ),
        Kind::Object(_) => (
            value.is_object() || is_json_text(),
            Words { en: "This must be an object, or one as JSON text.", zh: "须为对象，或其JSON文本。" },
        ),
        Kind::Objects(_) | Kind::Ids(_) | Kind::Texts => (
            value.is_array() || is_json_text(),
            Words { en: "This must be a list, or one as JSON text.", zh: "须为列表，或其JSON文本。" },
        ),
        Kind::OneOf(words) => (
            value.as_str().is_some_and(|text| words.contains(&text)),
            Words { en: "This is none of the words that it may be.", zh: "不在可选值之中。" },
        ),
        Kind::Text | Kind::Instant => (value.is_string(), Words { en: "This must be a text.", zh: "须为文本。" }),
        Kind::Id(_) => (value.is_string() || value.is_i64(), Words { en: "This must be an id.", zh: "须为ID。" }),
    };
    (!fits).then_some(words)
}

fn input(kind: Kind) -> Input {
    match kind {
        Kind::Text | Kind::Instant | Kind::Id(_) => Input::Line,
        Kind::Integer | Kind::Seconds => Input::Number,
        Kind::Flag => Input::Flag,
        Kind::OneOf(words) => Input::Choice(words),
        Kind::Ids(_) | Kind::Texts => Input::Several,
        Kind::Object(_) | Kind::Objects(_) => Input::Json,
    }
}

fn kind(kind: Kind, locale: Locale) -> &'static str {
    let words = match kind {
        Kind::Text => Words { en: "text", zh: "文本" },
        Kind::Integer => Words { en: "whole number", zh: "整数" },
        Kind::Flag => Words { en: "true or false", zh: "true或false" },
        Kind::Instant => Words { en: "time, RFC 3339", zh: "时间，RFC 3339" },
        Kind::Seconds => Words { en: "time, UNIX seconds", zh: "时间，UNIX秒" },
        Kind::OneOf(_) => Words { en: "choice", zh: "可选值" },
        Kind::Id(_) => Words { en: "id", zh: "ID" },
        Kind::Ids(_) => Words { en: "ids, with commas", zh: "ID列表，以逗号分隔" },
        Kind::Texts => Words { en: "texts, with commas", zh: "文本列表，以逗号分隔" },
        Kind::Object(_) => Words { en: "object, JSON", zh: "对象，JSON" },
        Kind::Objects(_) => Words { en: "list of objects, JSON", zh: "对象列表，JSON" },
    };
    words.get(locale)
}

fn locale_colon(locale: Locale) -> &'static str {
    Words { en: ": ", zh: "：" }.get(locale)
}

const WHOLE_NUMBER: Words = Words { en: "This must be a whole number.", zh: "须为整数。" };

/// What the service takes everywhere, and the simulator need not read.
const OF_THE_SERVICE: [&str; 3] = ["BackupType", "RegionId", "regionId"];
