//! Snapshots shared with other accounts, changed and archived by their owner (SNP-23, ARC-04, API-45, API-46).

use std::collections::BTreeSet;

use crate::{
    backup::policy::PolicyName,
    catalog::limits,
    command::{Receipt, SnapshotChange},
    event::EcsEvent,
    id::{AccountId, SnapshotId},
    queue::Due,
    rejection::{Field, Problem, Rejection, SnapshotProblem},
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
        let snapshot = self.world.snapshot(id)?;
        self.world.check_sharing(snapshot)?;
        let all = self.world.shared_with_these_too(snapshot, accounts)?;
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
        let snapshot = self.world.snapshot(id)?;
        self.world.check_change(snapshot)?;
        let state = *self.world.disks[snapshot.disk].chain.get(snapshot.taken).expect("just found");
        if let Some(name) = change.name.as_deref().filter(|name| !name.is_empty()) {
            PolicyName::parse(name).map_err(|fault| Problem::Name(fault).at(Field::Name))?;
        }
        let expires_at = change.retention.map(|days| self.world.longer_kept(snapshot, days)).transpose()?;
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
        let snapshot = self.world.snapshot(id)?;
        self.world.check_archiving(snapshot)?;
        if let Some(given) = retention.filter(|days| !limits::ARCHIVED_RETENTION_DAYS.contains(days)) {
            return Err(SnapshotProblem::ArchivedRetention { given }.into());
        }
        let expires_at = retention.map(|days| snapshot.taken.at.plus_days(days));
        self.world.disks[snapshot.disk].keep_snapshot_until(snapshot.taken, expires_at);
        if let Some(expires_at) = expires_at {
            let due = Due::SnapshotExpiry { disk: snapshot.disk, taken: snapshot.taken };
            self.queue.schedule(expires_at.max(self.world.now), due);
        }
        self.wait_for_archive(snapshot);
        self.note(EcsEvent::SnapshotArchivingBegan(snapshot.disk));
        Ok(Receipt::Done)
    }
}
