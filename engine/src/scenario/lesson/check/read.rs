//! The reading of a condition, which may be made of others.

use serde_json::Value;

use super::Check;
use crate::{scenario::reader::Reader, words::Wrong};

/// How deep conditions may lie within each other.
const DEPTH_MAX: usize = 8;

/// Reads the condition at `path`.
pub(in crate::scenario::lesson) fn check(
    path: &str,
    value: &Value,
    depth: usize,
    reader: &mut Reader,
) -> Option<Check> {
    let Some((key, inner)) =
        value.as_object().filter(|fields| fields.len() == 1).and_then(|fields| fields.iter().next())
    else {
        reader.fault(path, Wrong::CheckForm);
        return None;
    };
    if depth > DEPTH_MAX {
        reader.fault(path, Wrong::CheckDepth { most: DEPTH_MAX });
        return None;
    }
    let inside = format!("{path}.{key}");
    match key.as_str() {
        "all" | "any" => {
            let Some(items) = inner.as_array().filter(|items| !items.is_empty()) else {
                reader.fault(&inside, Wrong::Checks);
                return None;
            };
            let paths = (0..).map(|position: usize| format!("{inside}[{position}]"));
            let checks: Vec<_> =
                items.iter().zip(paths).filter_map(|(item, path)| check(&path, item, depth + 1, reader)).collect();
            Some(if key == "all" { Check::All(checks) } else { Check::Any(checks) })
        }
        "not" => check(&inside, inner, depth + 1, reader).map(|check| Check::Not(Box::new(check))),
        _ => {
            unknown_keys(&inside, key, inner, reader);
            let read = serde_json::from_value(value.clone());
            read.map_err(|error| reader.fault(&inside, Wrong::misread(&error))).ok().map(Check::Fact)
        }
    }
}

/// What a policy can be asked.
const TERMS: &[&str] = &[
    "every_hours_max",
    "between",
    "retention_days",
    "archive_after_days",
    "special",
    "replicates_to",
    "remote_retention_days",
    "remote_archive_after_days",
    "immutable",
    "keeps_latest",
    "by_tag",
    "application",
    "snapshot_group",
    "disks",
];

/// The facts that are put together of parts, which reading would not hold to their keys, with the keys of their own.
fn known_keys(fact: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    match fact {
        "protected" => Some((&["of"], TERMS)),
        "policy" => Some((&["at_least"], TERMS)),
        "points" => Some((
            &[
                "of",
                "tier",
                "locked",
                "region",
                "remote",
                "younger_than",
                "older_than",
                "left",
                "retention_days",
                "clean",
                "inspected",
                "whole",
                "special",
                "manual",
                "extended",
                "consistency",
                "disks",
            ],
            COUNT,
        )),
        "jobs" => Some((&["of", "status", "trigger", "rule", "within"], COUNT)),
        "restores" => Some((&["of", "kind", "to_region", "clean", "tier", "newest_clean", "status"], COUNT)),
        "instances" => Some((&["of", "from", "region", "status", "condition"], COUNT)),
        "snapshots" => Some((&["of", "archived"], COUNT)),
        _ => None,
    }
}

const COUNT: &[&str] = &["at_least", "at_most"];

fn unknown_keys(path: &str, fact: &str, value: &Value, reader: &mut Reader) {
    let Some((own, more)) = known_keys(fact) else { return };
    let known: Vec<&str> = own.iter().chain(more).copied().collect();
    reader.object(path, value, &known);
}
