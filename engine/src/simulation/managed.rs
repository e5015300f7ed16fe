//! Managed accounts come and go, and with them what may be done to their instances (ACC-07, API-25).

use super::Simulation;
use crate::{
    cloud::{
        InstanceIdx,
        managed::{ManagedAccount, UserId},
    },
    command::Receipt,
    event::AccountEvent,
    rejection::{Field, ManagedProblem, Rejection},
};

impl Simulation {
    /// Manages an account from now on, through a role in it. Plans of its instances go on.
    pub(super) fn add_managed_account(&mut self, user: UserId, role: &str, alias: &str) -> Result<Receipt, Rejection> {
        self.world.check_new_account(user, role, alias)?;
        let now = self.world.now;
        let (role, alias) = (role.to_owned(), alias.to_owned());
        let account = ManagedAccount { role, alias, since: now, updated_at: now, is_managed: true };
        self.world.managed_accounts.insert(user, account);
        self.note_of_account(AccountEvent::AccountAdded(user));
        self.schedule_runs_of(user);
        Ok(Receipt::Done)
    }

    /// Manages an account no longer. Its plans stop running; its points stay and expire in their time.
    pub(super) fn remove_managed_account(&mut self, user: UserId, role: &str) -> Result<Receipt, Rejection> {
        let account = self.world.managed_account(user)?;
        if account.role != role {
            return Err(ManagedProblem::OtherRole { user, role: account.role.clone() }.into());
        }
        let now = self.world.now;
        if let Some(account) = self.world.managed_accounts.get_mut(&user) {
            account.is_managed = false;
            account.updated_at = now;
        }
        self.note_of_account(AccountEvent::AccountRemoved(user));
        self.schedule_runs_of(user);
        Ok(Receipt::Done)
    }

    /// Refuses what is to be done to an instance whose account is no longer managed.
    pub(super) fn check_managed(&self, instance: InstanceIdx) -> Result<(), Rejection> {
        match self.world.instances[instance].account {
            Some(user) if !self.world.is_within_reach(instance) => {
                Err(ManagedProblem::NotManaged { user }.at(Field::Instances))
            }
            _ => Ok(()),
        }
    }

    fn schedule_runs_of(&mut self, user: UserId) {
        let theirs = self.world.instances.iter().filter(|(_, instance)| instance.account == Some(user));
        let bound = theirs.flat_map(|(at, instance)| instance.bindings.iter().map(move |bound| (at, bound.serial)));
        for (instance, serial) in bound.collect::<Vec<_>>() {
            self.schedule_runs(instance, serial);
        }
        self.revisions.policies += 1;
    }
}
