//! Python with the official SDK: request models of the operation, their fields in small letters.

use std::fmt::Write;

use serde_json::Value;

use super::{Call, addressed, as_text, inside, is_text};
use crate::openapi::catalogue::{Parameter, Wire};

/// A whole program: credentials come from the environment, as the SDK looks for them.
pub(super) fn write(call: &Call, region: &str) -> String {
    let (region, sent) = addressed(call, region);
    let (package, endpoint) = match call.product.as_str() {
        "hbr" => ("alibabacloud_hbr20170908", format!("hbr.{region}.aliyuncs.com")),
        _ => ("alibabacloud_ecs20140526", format!("ecs.{region}.aliyuncs.com")),
    };
    let method = method(&call.action);
    let mut text = format!(
        "from alibabacloud_credentials.client import Client as Credentials\n\
         from alibabacloud_tea_openapi.models import Config\n\
         from {package} import models\n\
         from {package}.client import Client\n\n\
         client = Client(Config(\n    credential=Credentials(),\n    region_id={},\n    endpoint={},\n))\n",
        literal(region),
        literal(&endpoint),
    );
    if HAS_NO_REQUEST.contains(&(call.product.as_str(), call.action.as_str())) {
        let _ = writeln!(text, "response = client.{method}()");
    } else {
        let model = format!("{}Request", call.action);
        let fields: Vec<_> =
            sent.into_iter().map(|(parameter, name, value)| field(parameter, &model, name, value, 1)).collect();
        let _ = writeln!(text, "request = {}", construct(&format!("models.{model}"), &fields, 0));
        let _ = writeln!(text, "response = client.{method}(request)");
    }
    text.push_str("print(response.body.to_map())\n");
    text
}

/// `name=value` of a request or of a model inside it.
fn field(parameter: Option<Parameter>, model: &str, name: &str, value: &Value, depth: usize) -> String {
    let written = match (parameter.map(|parameter| parameter.wire), value) {
        (Some(Wire::Map), value) => plain(value, depth),
        (Some(Wire::Written), value) => literal(&as_text(value)),
        (_, Value::Array(items)) => {
            let class = format!("{model}{}", capital(name));
            let items: Vec<_> = items.iter().map(|item| of(parameter, &class, item, depth + 1)).collect();
            list(&items, depth)
        }
        (_, value @ Value::Object(_)) => of(parameter, &format!("{model}{}", capital(name)), value, depth),
        (_, value) => scalar(parameter, value),
    };
    format!("{}={written}", snake(name))
}

/// A model, or what stands in a list.
fn of(parameter: Option<Parameter>, class: &str, value: &Value, depth: usize) -> String {
    match value {
        Value::Object(fields) => {
            let known = fields.iter().map(|(name, value)| (inside(parameter, name), name, value));
            let sent = known.filter(|(inner, ..)| inner.is_none_or(|inner| inner.wire != Wire::Ours));
            let fields: Vec<_> = sent.map(|(inner, name, value)| field(inner, class, name, value, depth + 1)).collect();
            construct(&format!("models.{class}"), &fields, depth)
        }
        value => scalar(parameter, value),
    }
}

fn construct(class: &str, fields: &[String], depth: usize) -> String {
    if fields.is_empty() {
        return format!("{class}()");
    }
    format!("{class}(\n{}{})", lines(fields, depth), INDENT.repeat(depth))
}

fn list(items: &[String], depth: usize) -> String {
    if items.iter().all(|item| !item.contains('\n')) {
        return format!("[{}]", items.join(", "));
    }
    format!("[\n{}{}]", lines(items, depth), INDENT.repeat(depth))
}

/// Each on a line of its own, one step in.
fn lines(items: &[String], depth: usize) -> String {
    let indent = INDENT.repeat(depth + 1);
    items.iter().flat_map(|item| [indent.as_str(), item, ",\n"]).collect()
}

/// A value as it is typed by the model: a number that the service takes as a text is one.
fn scalar(parameter: Option<Parameter>, value: &Value) -> String {
    match value {
        Value::Number(number) if is_text(parameter) => literal(&number.to_string()),
        value => plain(value, 0),
    }
}

/// JSON in Python.
fn plain(value: &Value, depth: usize) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => literal(text),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| plain(item, depth + 1)).collect();
            list(&items, depth)
        }
        Value::Object(fields) if fields.is_empty() => "{}".to_owned(),
        Value::Object(fields) => {
            let field = |(name, value): (&String, &Value)| format!("{}: {}", literal(name), plain(value, depth + 1));
            let fields: Vec<_> = fields.iter().map(field).collect();
            format!("{{\n{}{}}}", lines(&fields, depth), INDENT.repeat(depth))
        }
    }
}

/// A text: what JSON escapes, Python reads.
fn literal(text: &str) -> String {
    Value::from(text).to_string()
}

/// The method of an operation, as the SDK has it.
fn method(action: &str) -> String {
    match action {
        "DescribeVSwitches" => "describe_vswitches".to_owned(),
        action => snake(action).replace("jobs2", "jobs_2"),
    }
}

/// `PolicyName` in small letters, as the SDK has it: a run of capitals is one word, and ends where the next begins.
fn snake(name: &str) -> String {
    match name {
        "VSwitchId" => return "v_switch_id".to_owned(),
        "KMSKeyId" => return "kmskey_id".to_owned(),
        _ => {}
    }
    let mut text = String::new();
    for (position, letter) in name.chars().enumerate() {
        if letter.is_ascii_uppercase() && position > 0 {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

const INDENT: &str = "    ";

/// The operations that the SDK has no request for.
const HAS_NO_REQUEST: [(&str, &str); 2] = [("hbr", "OpenHbrService"), ("hbr", "DescribeRegions")];
