//! Names and tags of what ECS has: what they may be.

use std::collections::BTreeMap;

use crate::{
    backup::policy::PolicyName,
    catalog::limits,
    rejection::{EcsProblem, Field, NameFault, Problem, Rejection},
};

/// Checks the name of an instance, a disk or an automatic snapshot policy: that of a policy (POL-04), but that it may
/// begin with auto.
pub fn check_name(name: &str) -> Result<(), Rejection> {
    match PolicyName::parse(name) {
        Ok(_) | Err(NameFault::StartsWithAuto) => Ok(()),
        Err(fault) => Err(Problem::Name(fault).at(Field::Name)),
    }
}

/// Checks the tags that an instance or a snapshot would have (POL-80): how many, and each key and value.
pub fn check_tags(tags: &BTreeMap<String, String>) -> Result<(), Rejection> {
    if tags.len() > *limits::TAGS.end() {
        return Err(EcsProblem::TagCount { given: tags.len() }.into());
    }
    let refused = tags.iter().find_map(|(key, value)| match (is_key(key), is_value(value)) {
        (false, _) => Some(key),
        (true, false) => Some(value),
        (true, true) => None,
    });
    match refused {
        None => Ok(()),
        Some(given) => Err(EcsProblem::Tag { given: given.clone() }.into()),
    }
}

fn is_key(key: &str) -> bool {
    let reserved = key.starts_with("aliyun") || key.starts_with("acs:");
    limits::TAG_LENGTH.contains(&key.chars().count()) && !reserved && !has_address(key)
}

fn is_value(value: &str) -> bool {
    value.chars().count() <= *limits::TAG_LENGTH.end() && !has_address(value)
}

fn has_address(text: &str) -> bool {
    text.contains("http://") || text.contains("https://")
}
