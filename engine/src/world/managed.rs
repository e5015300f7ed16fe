//! Which accounts can be managed (ACC-07, API-25).

use super::World;
use crate::{
    cloud::managed::{ALIAS_CHARACTERS_MAX, MANAGED_ACCOUNTS_MAX, UserId, is_role},
    rejection::{ManagedProblem, Rejection},
};

impl World {
    /// Checks that an account can be managed from now on, through this role and under this alias.
    pub fn check_new_account(&self, user: UserId, role: &str, alias: &str) -> Result<(), Rejection> {
        if !is_role(role) {
            return Err(ManagedProblem::RoleName { given: role.to_owned() }.into());
        }
        if alias.chars().count() > ALIAS_CHARACTERS_MAX {
            return Err(ManagedProblem::Alias { given: alias.chars().count() }.into());
        }
        let known = &self.managed_accounts;
        match known.get(&user) {
            Some(account) if account.is_managed => Err(ManagedProblem::AlreadyManaged { user }.into()),
            Some(account) if account.role != role => {
                Err(ManagedProblem::OtherRole { user, role: account.role.clone() }.into())
            }
            None if known.len() >= MANAGED_ACCOUNTS_MAX => Err(ManagedProblem::TooManyAccounts.into()),
            _ => Ok(()),
        }
    }
}
