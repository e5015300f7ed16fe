//! The accounts that a scenario's account manages, each with its instances (ACC-07).

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    InstanceSpec,
    read::instance,
    reader::{Fields, Reader},
};
use crate::{
    catalog::region::Region,
    cloud::managed::{ALIAS_CHARACTERS_MAX, MANAGED_ACCOUNTS_MAX, ROLE_CHARACTERS_MAX, UserId, is_role},
    rule::Rule,
};

/// A managed account at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagedAccountSpec {
    /// Its user id.
    pub user: UserId,
    /// The RAM role in it.
    pub role: String,
    /// What it is called; may be empty.
    pub alias: String,
}

/// The keys of an account.
const KEYS: &[&str] = &["user_id", "role_name", "alias", "instances"];

/// Reads the list; its instances go to `instances`, each with its path.
pub(super) fn accounts(
    file: &Fields<'_>,
    regions: &[Region],
    instances: &mut Vec<(String, InstanceSpec)>,
    reader: &mut Reader,
) -> Vec<ManagedAccountSpec> {
    let mut accounts = Vec::new();
    let mut users = BTreeSet::new();
    let list = file.list("managed_accounts", reader);
    if list.len() > MANAGED_ACCOUNTS_MAX {
        let message = format!("there may be {MANAGED_ACCOUNTS_MAX} managed accounts at most");
        reader.fault_by("$.managed_accounts", Rule::Acc07, message);
    }
    for (path, value) in list {
        let Some(fields) = reader.object(&path, value, KEYS) else { continue };
        let (user, role) = (user("user_id", &fields, reader), role(&fields, reader));
        let alias = alias(&fields, reader);
        if let Some(user) = user.filter(|user| !users.insert(*user)) {
            reader.fault_by(&fields.at("user_id"), Rule::Acc07, format!("{user} is managed already"));
        }
        for (path, value) in fields.list("instances", reader) {
            let read = instance(&path, value, regions, reader);
            instances.extend(read.map(|spec| (path, InstanceSpec { account: user, ..spec })));
        }
        if let (Some(user), Some(role)) = (user, role) {
            accounts.push(ManagedAccountSpec { user, role, alias });
        }
    }
    accounts
}

/// The account that an association names, in the words of the API.
pub(super) fn named(fields: &Fields<'_>, reader: &mut Reader) -> Option<UserId> {
    let kind = fields.text("CrossAccountType", reader);
    if kind.is_some_and(|kind| !["SELF_ACCOUNT", "CROSS_ACCOUNT"].contains(&kind)) {
        reader.fault_by(&fields.at("CrossAccountType"), Rule::Acc07, "must be \"SELF_ACCOUNT\" or \"CROSS_ACCOUNT\"");
    }
    fields.text("CrossAccountRoleName", reader);
    fields.get("CrossAccountUserId").and_then(|_| user("CrossAccountUserId", fields, reader))
}

/// A user id, as a number or as its digits.
fn user(key: &str, fields: &Fields<'_>, reader: &mut Reader) -> Option<UserId> {
    let user = match fields.required(key, reader)? {
        Value::Number(number) => number.as_u64().and_then(UserId::new),
        Value::String(digits) => UserId::parse(digits),
        _ => None,
    };
    if user.is_none() {
        let message = format!("must be a user id: a whole number from 1 to {}, or its digits as a text", UserId::MAX);
        reader.fault_by(&fields.at(key), Rule::Acc07, message);
    }
    user
}

fn role(fields: &Fields<'_>, reader: &mut Reader) -> Option<String> {
    let role = fields.required("role_name", reader)?.as_str().filter(|name| is_role(name));
    if role.is_none() {
        let message = format!(
            "must be the name of a RAM role: 1 to {ROLE_CHARACTERS_MAX} letters, digits, dots, hyphens or underscores"
        );
        reader.fault_by(&fields.at("role_name"), Rule::Acc07, message);
    }
    role.map(str::to_owned)
}

fn alias(fields: &Fields<'_>, reader: &mut Reader) -> String {
    let Some(value) = fields.get("alias") else { return String::new() };
    let alias = value.as_str().filter(|alias| alias.chars().count() <= ALIAS_CHARACTERS_MAX);
    if alias.is_none() {
        reader.fault(&fields.at("alias"), format!("must be a text of at most {ALIAS_CHARACTERS_MAX} characters"));
    }
    alias.unwrap_or_default().to_owned()
}
