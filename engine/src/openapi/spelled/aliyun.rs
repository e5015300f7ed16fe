//! The `aliyun` command line: a parameter an option, lists numbered or as JSON.

use serde_json::Value;

use super::{Call, addressed, as_text};
use crate::openapi::catalogue::Wire;

/// One line. Cloud Backup is told its region by the endpoint, and some of its operations are newer than what the tool
/// knows by heart, hence `--force` with the version.
pub(super) fn write(call: &Call, region: &str) -> String {
    let (region, sent) = addressed(call, region);
    let mut words = vec!["aliyun".to_owned(), call.product.clone(), call.action.clone()];
    if call.product == "hbr" {
        words.extend(["--version", "2017-09-08", "--region"].map(str::to_owned));
        words.push(quoted(region));
    } else if !sent.iter().any(|(_, name, _)| name.eq_ignore_ascii_case("RegionId")) {
        words.extend(["--region".to_owned(), quoted(region)]);
    }
    for (parameter, name, value) in sent {
        match parameter.map(|parameter| parameter.wire) {
            None | Some(Wire::Plain) => numbered(name, value, &mut words),
            Some(_) => option(name, value, &mut words),
        }
    }
    if call.product == "hbr" {
        words.push("--force".to_owned());
    }
    words.join(" ")
}

/// `--Tag.1.Key env`: lists count from 1, objects go on by a point.
fn numbered(name: &str, value: &Value, words: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                numbered(&format!("{name}.{}", position + 1), item, words);
            }
        }
        Value::Object(fields) => {
            for (field, value) in fields {
                numbered(&format!("{name}.{field}"), value, words);
            }
        }
        value => option(name, value, words),
    }
}

fn option(name: &str, value: &Value, words: &mut Vec<String>) {
    words.push(format!("--{name}"));
    words.push(quoted(&as_text(value)));
}

/// A word that a shell leaves as it is.
fn quoted(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:,+=@%".contains(&byte);
    match !word.is_empty() && word.bytes().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}
