//! The accounts that are or were managed, and the form that adds one (ACC-07, API-25).

use crate::{
    cloud::managed::UserId,
    command::Command,
    rejection::{ManagedProblem, Rejection},
    time::Timestamp,
    world::World,
};

/// An account that is or was managed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagedRow {
    /// Its user id.
    pub user: UserId,
    /// The RAM role in it.
    pub role: String,
    /// What it is called; may be empty.
    pub alias: String,
    /// Since when it is managed, or was at last.
    pub since: Timestamp,
    /// Whether it still is.
    pub is_managed: bool,
    /// How many instances it has here.
    pub instances: usize,
    /// How many backup points they have.
    pub points: usize,
}

/// What was typed into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManagedForm {
    /// The user id.
    pub user: String,
    /// The RAM role.
    pub role: String,
    /// The alias.
    pub alias: String,
}

/// All of them, in the order of their user ids.
pub fn accounts(world: &World) -> Vec<ManagedRow> {
    let row = |(user, account): (&UserId, &crate::cloud::managed::ManagedAccount)| {
        let theirs = || world.instances.iter().filter(|(_, at)| at.account == Some(*user) && !at.is_replica());
        ManagedRow {
            user: *user,
            role: account.role.clone(),
            alias: account.alias.clone(),
            since: account.since,
            is_managed: account.is_managed,
            instances: theirs().count(),
            points: theirs().map(|(_, instance)| instance.history.points().len()).sum(),
        }
    };
    world.managed_accounts.iter().map(row).collect()
}

impl ManagedForm {
    /// The command that it asks for, or what is wrong with it.
    pub fn check(&self, world: &World) -> Result<Command, Rejection> {
        let (typed, role, alias) = (self.user.trim(), self.role.trim(), self.alias.trim());
        let user = UserId::parse(typed).ok_or_else(|| ManagedProblem::UserId { given: typed.to_owned() })?;
        world.check_new_account(user, role, alias)?;
        Ok(Command::AddManagedAccount { user, role: role.to_owned(), alias: alias.to_owned() })
    }
}
