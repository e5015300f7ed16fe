//! Managed accounts: those that the account backs up beside itself (ACC-07).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{digest::DigestWriter, time::Timestamp};

/// The user id of another Alibaba Cloud account: 1 to [`UserId::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UserId(u64);

/// An account that is or was managed. One that no longer is stays as long as the run, because its points may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagedAccount {
    /// The RAM role in it that Cloud Backup acts through.
    pub role: String,
    /// What it is called here; may be empty.
    pub alias: String,
    /// Since when it is managed, or was at last.
    pub since: Timestamp,
    /// When it was last added or removed.
    pub updated_at: Timestamp,
    /// Whether it still is managed.
    pub is_managed: bool,
}

/// How many accounts may have been managed in a run.
pub const MANAGED_ACCOUNTS_MAX: usize = 100;
/// How many characters the name of a role may have, as RAM has it.
pub const ROLE_CHARACTERS_MAX: usize = 64;
/// How many characters an alias may have.
pub const ALIAS_CHARACTERS_MAX: usize = 64;

impl UserId {
    /// The largest: beyond it a JavaScript number is not exact.
    pub const MAX: u64 = (1 << 53) - 1;

    /// Takes a number in range.
    pub fn new(number: u64) -> Option<Self> {
        (1..=Self::MAX).contains(&number).then_some(Self(number))
    }

    /// Reads decimal digits.
    pub fn parse(digits: &str) -> Option<Self> {
        let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| all_digits).and_then(Self::new)
    }

    /// The number.
    pub fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl ManagedAccount {
    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        out.text(&self.role).text(&self.alias).at(self.since).at(self.updated_at).flag(self.is_managed);
    }
}

/// Whether this can be the name of a role: letters, digits, `.`, `_` and `-`.
pub(crate) fn is_role(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    (1..=ROLE_CHARACTERS_MAX).contains(&name.chars().count()) && name.chars().all(allowed)
}
