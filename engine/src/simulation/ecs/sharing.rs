//! Snapshots shared with other accounts, changed and archived by their owner (SNP-23, ARC-04, API-45, API-46).

use std::collections::BTreeSet;

use crate::{
    backup::{point::SnapshotRef, policy::PolicyName},
    catalog::limits,
    cloud::chain::Snapshot,
    command::{Receipt, SnapshotChange},
    event::EcsEvent,
    id::{AccountId, SnapshotId},
    queue::Due,
    rejection::{EcsProblem, Field, Problem, Rejection, SnapshotProblem},
    simulation::Simulation,
    time::Days,
};

impl Simulation {
    /// Shares a snapshot with accounts: 64 at most, none of which has more than 1,024 (SNP-23).
    pub(super) fn share_snapshot(
        &mut self,
        id: &SnapshotId,
        accounts: &BTreeSet<AccountId>,
    ) -> Result<Receipt, Rejection> {
        let snapshot = self.ready_snapshot(id)?;
        if let Some(wrong) = accounts.iter().find(|account| !is_account_id(account.as_str())) {
            return Err(SnapshotProblem::AccountId { given: wrong.to_string() }.into());
        }
        if accounts.is_empty() {
            return Err(SnapshotProblem::NoAccounts.into());
        }
        if self.world.disks[snapshot.disk].encrypted {
            return Err(SnapshotProblem::Encrypted { id: id.to_string() }.into());
        }
        let before = self.world.shared.get(&snapshot);
        let all: BTreeSet<_> = before.into_iter().flatten().chain(accounts).cloned().collect();
        if all.len() > limits::ACCOUNTS_PER_SHARED_SNAPSHOT {
            return Err(SnapshotProblem::TooManyAccounts { given: all.len() }.into());
        }
        let received = |account: &&AccountId| self.world.shared.values().filter(|with| with.contains(*account)).count();
        let new = accounts.iter().filter(|account| before.is_none_or(|with| !with.contains(*account)));
        if let Some(full) = new.clone().find(|account| received(account) >= limits::SHARED_SNAPSHOTS_PER_ACCOUNT) {
            return Err(SnapshotProblem::AccountIsFull { account: full.to_string() }.into());
        }
        self.world.shared.insert(snapshot, all);
        self.note(EcsEvent::SnapshotShared(snapshot.disk));
        Ok(Receipt::Done)
    }

    /// Ends the sharing of a snapshot with accounts; with all of them where none is named.
    pub(super) fn unshare_snapshot(
        &mut self,
        id: &SnapshotId,
        accounts: &BTreeSet<AccountId>,
    ) -> Result<Receipt, Rejection> {
        let snapshot = self.world.snapshot(id)?;
        let Some(with) = self.world.shared.get_mut(&snapshot) else {
            return Err(SnapshotProblem::NotShared { id: id.to_string(), account: None }.into());
        };
        if let Some(other) = accounts.iter().find(|account| !with.contains(*account)) {
            return Err(SnapshotProblem::NotShared { id: id.to_string(), account: Some(other.to_string()) }.into());
        }
        with.retain(|account| !accounts.is_empty() && !accounts.contains(account));
        if with.is_empty() {
            self.world.shared.remove(&snapshot);
        }
        self.note(EcsEvent::SnapshotUnshared(snapshot.disk));
        Ok(Receipt::Done)
    }

    /// Changes the name or the description of a snapshot of the user's, or keeps it longer (API-46, ARC-10).
    pub(super) fn modify_snapshot(&mut self, id: &SnapshotId, change: &SnapshotChange) -> Result<Receipt, Rejection> {
        let snapshot = self.users_snapshot(id, |id| EcsProblem::SnapshotOfCloudBackup { id }.into())?;
        let state = *self.world.disks[snapshot.disk].chain.get(snapshot.taken).expect("just found");
        if let Some(name) = change.name.as_deref().filter(|name| !name.is_empty()) {
            PolicyName::parse(name).map_err(|fault| Problem::Name(fault).at(Field::Name))?;
        }
        let expires_at = change.retention.map(|days| Self::longer(&state, id, days)).transpose()?;
        if let Some(expires_at) = expires_at {
            self.world.disks[snapshot.disk].keep_snapshot_until(snapshot.taken, Some(expires_at));
            let due = Due::SnapshotExpiry { disk: snapshot.disk, taken: snapshot.taken };
            self.queue.schedule(expires_at.max(state.ready_at).max(self.world.now), due);
        }
        let label = self.world.snapshot_labels.entry(snapshot).or_default();
        if let Some(name) = &change.name {
            label.name.clone_from(name);
        }
        if let Some(description) = &change.description {
            label.description.clone_from(description);
        }
        if label.name.is_empty() && label.description.is_empty() && label.tags.is_empty() {
            self.world.snapshot_labels.remove(&snapshot);
        }
        self.note(EcsEvent::SnapshotModified(snapshot.disk));
        Ok(Receipt::Done)
    }

    /// Moves a snapshot of the user's to the Archive tier, for good (ARC-01, ARC-03, API-45).
    pub(super) fn archive_users_snapshot(
        &mut self,
        id: &SnapshotId,
        retention: Option<Days>,
    ) -> Result<Receipt, Rejection> {
        let snapshot = self.users_snapshot(id, |id| SnapshotProblem::ManagedIsNotArchived { id }.into())?;
        let chain = &self.world.disks[snapshot.disk].chain;
        let state = *chain.get(snapshot.taken).expect("just found");
        if state.is_archived() || chain.is_archiving(snapshot.taken) {
            return Err(SnapshotProblem::AlreadyArchived { id: id.to_string() }.into());
        }
        if self.world.shared.contains_key(&snapshot) {
            return Err(SnapshotProblem::Shared { id: id.to_string() }.into());
        }
        let from = state.taken.at.plus_days(*limits::ARCHIVE_AFTER_DAYS.start());
        if self.world.now < from {
            return Err(SnapshotProblem::TooYoungToArchive { id: id.to_string(), from }.into());
        }
        if let Some(given) = retention.filter(|days| !limits::ARCHIVED_RETENTION_DAYS.contains(days)) {
            return Err(SnapshotProblem::ArchivedRetention { given }.into());
        }
        let expires_at = retention.map(|days| state.taken.at.plus_days(days));
        self.world.disks[snapshot.disk].keep_snapshot_until(snapshot.taken, expires_at);
        if let Some(expires_at) = expires_at {
            let due = Due::SnapshotExpiry { disk: snapshot.disk, taken: snapshot.taken };
            self.queue.schedule(expires_at.max(self.world.now), due);
        }
        self.wait_for_archive(snapshot);
        self.note(EcsEvent::SnapshotArchivingBegan(snapshot.disk));
        Ok(Receipt::Done)
    }

    /// A snapshot that is not Cloud Backup's; what is refused of those is `problem`.
    fn users_snapshot(&self, id: &SnapshotId, problem: fn(String) -> Rejection) -> Result<SnapshotRef, Rejection> {
        let found = self.world.snapshot(id)?;
        let managed = self.world.disks[found.disk].chain.get(found.taken).is_some_and(Snapshot::is_managed);
        match managed {
            true => Err(problem(id.to_string())),
            false => Ok(found),
        }
    }

    fn ready_snapshot(&self, id: &SnapshotId) -> Result<SnapshotRef, Rejection> {
        let found = self.world.snapshot(id)?;
        match self.world.is_usable(found) {
            true => Ok(found),
            false => Err(EcsProblem::SnapshotNotReady { id: id.to_string() }.into()),
        }
    }

    /// Until when a snapshot is kept that is to be kept for so many days from its creation: longer than before.
    fn longer(snapshot: &Snapshot, id: &SnapshotId, days: Days) -> Result<crate::time::Timestamp, Rejection> {
        if snapshot.is_archived() {
            return Err(SnapshotProblem::ArchivedIsNotExtended { id: id.to_string() }.into());
        }
        if !limits::SNAPSHOT_RETENTION_DAYS.contains(&days) {
            return Err(EcsProblem::SnapshotRetention { given: days.0.into() }.into());
        }
        let expires_at = snapshot.taken.at.plus_days(days);
        match snapshot.expires_at.is_some_and(|present| expires_at > present) {
            true => Ok(expires_at),
            false => Err(SnapshotProblem::RetentionNotLonger { given: days }.into()),
        }
    }
}

/// Whether a text is the id of an account: 10 to 16 digits.
fn is_account_id(text: &str) -> bool {
    (10..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
