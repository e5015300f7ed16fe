//! What a screen shows of a world: one region of one account.

use crate::{
    catalog::region::Region,
    cloud::{Instance, managed::UserId},
    world::World,
};

/// A region of the own account or of a managed one (ACC-07). A region by itself is that of the own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The region.
    pub region: Region,
    /// The managed account; none for the own one.
    pub account: Option<UserId>,
}

/// A managed account to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountChoice {
    /// Its user id.
    pub user: UserId,
    /// Its alias; its user id where it has none.
    pub name: String,
    /// Whether it still is managed.
    pub is_managed: bool,
}

impl Scope {
    /// Whether it has an instance.
    pub fn has(self, instance: &Instance) -> bool {
        instance.region == self.region && instance.account == self.account
    }
}

impl From<Region> for Scope {
    fn from(region: Region) -> Self {
        Self { region, account: None }
    }
}

/// The accounts that there is something to see of: those that are managed, and those that have instances here.
pub fn accounts(world: &World) -> Vec<AccountChoice> {
    let seen = world.managed_accounts.iter().filter(|(user, account)| {
        account.is_managed || world.instances.iter().any(|(_, instance)| instance.account == Some(**user))
    });
    let choice = seen.map(|(user, account)| AccountChoice {
        user: *user,
        name: if account.alias.is_empty() { user.to_string() } else { account.alias.clone() },
        is_managed: account.is_managed,
    });
    choice.collect()
}
