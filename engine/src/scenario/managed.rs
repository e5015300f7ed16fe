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
    words::Wrong,
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
        reader.fault_by("$.managed_accounts", Rule::Acc07, Wrong::AccountsMax { most: MANAGED_ACCOUNTS_MAX });
    }
    for (path, value) in list {
        let Some(fields) = reader.object(&path, value, KEYS) else { continue };
        let (user, role) = (user("user_id", &fields, reader), role(&fields, reader));
        let alias = alias(&fields, reader);
        if let Some(user) = user.filter(|user| !users.insert(*user)) {
            reader.fault_by(&fields.at("user_id"), Rule::Acc07, Wrong::ManagedAlready { user: user.to_string() });
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
        let wrong = Wrong::Either { one: "SELF_ACCOUNT", other: "CROSS_ACCOUNT" };
        reader.fault_by(&fields.at("CrossAccountType"), Rule::Acc07, wrong);
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
        reader.fault_by(&fields.at(key), Rule::Acc07, Wrong::UserId { most: UserId::MAX });
    }
    user
}

fn role(fields: &Fields<'_>, reader: &mut Reader) -> Option<String> {
    let role = fields.required("role_name", reader)?.as_str().filter(|name| is_role(name));
    if role.is_none() {
        reader.fault_by(&fields.at("role_name"), Rule::Acc07, Wrong::Role { most: ROLE_CHARACTERS_MAX });
    }
    role.map(str::to_owned)
}

fn alias(fields: &Fields<'_>, reader: &mut Reader) -> String {
    let Some(value) = fields.get("alias") else { return String::new() };
    let alias = value.as_str().filter(|alias| alias.chars().count() <= ALIAS_CHARACTERS_MAX);
    if alias.is_none() {
        reader.fault(&fields.at("alias"), Wrong::TextAtMost { most: ALIAS_CHARACTERS_MAX });
    }
    alias.unwrap_or_default().to_owned()
}
