//! What the owner of a snapshot may do with it in ECS: share it, archive it, change it, make an image of it.

use std::collections::BTreeSet;

use super::World;
use crate::{
    backup::point::SnapshotRef,
    catalog::limits,
    cloud::{chain::Snapshot, disk::DiskKind, link::CopyKey},
    id::AccountId,
    rejection::{EcsProblem, Problem, SnapshotProblem},
    time::{Days, Timestamp},
};

impl World {
    /// Checks that a snapshot can be shared at all: it is complete, and not encrypted (SNP-23).
    pub fn check_sharing(&self, snapshot: SnapshotRef) -> Result<(), Problem> {
        self.check_ready(snapshot)?;
        // A key of one's own can be shared along with what it encrypts.
        match (self.is_encrypted(snapshot), self.copy_key(snapshot)) {
            (true, None | Some(CopyKey::Service)) => {
                Err(SnapshotProblem::Encrypted { id: self.snapshot_text(snapshot) }.into())
            }
            _ => Ok(()),
        }
    }

    /// All accounts that a snapshot is shared with once it is shared with these too: 64 at most, none of which has more
    /// than 1,024 (SNP-23).
    pub fn shared_with_these_too(
        &self,
        snapshot: SnapshotRef,
        accounts: &BTreeSet<AccountId>,
    ) -> Result<BTreeSet<AccountId>, Problem> {
        if let Some(wrong) = accounts.iter().find(|account| !is_account_id(account.as_str())) {
            return Err(SnapshotProblem::AccountId { given: wrong.to_string() }.into());
        }
        if accounts.is_empty() {
            return Err(SnapshotProblem::NoAccounts.into());
        }
        let before = self.shared.get(&snapshot);
        let all: BTreeSet<_> = before.into_iter().flatten().chain(accounts).cloned().collect();
        if all.len() > limits::ACCOUNTS_PER_SHARED_SNAPSHOT {
            return Err(SnapshotProblem::TooManyAccounts { given: all.len() }.into());
        }
        let received = |account: &&AccountId| self.shared.values().filter(|with| with.contains(*account)).count();
        let mut new = accounts.iter().filter(|account| before.is_none_or(|with| !with.contains(*account)));
        match new.find(|account| received(account) >= limits::SHARED_SNAPSHOTS_PER_ACCOUNT) {
            Some(full) => Err(SnapshotProblem::AccountIsFull { account: full.to_string() }.into()),
            None => Ok(all),
        }
    }

    /// Checks that ECS changes a snapshot: Cloud Backup's are its own (SNP-20).
    pub fn check_change(&self, snapshot: SnapshotRef) -> Result<(), Problem> {
        match self.is_managed(snapshot) {
            true => Err(EcsProblem::SnapshotOfCloudBackup { id: self.snapshot_text(snapshot) }.into()),
            false => Ok(()),
        }
    }

    /// Checks that a snapshot can be moved to the Archive tier by hand (ARC-01, ARC-04, API-45).
    pub fn check_archiving(&self, snapshot: SnapshotRef) -> Result<(), Problem> {
        let id = || self.snapshot_text(snapshot);
        if self.is_managed(snapshot) {
            return Err(SnapshotProblem::ManagedIsNotArchived { id: id() }.into());
        }
        let chain = &self.disks[snapshot.disk].chain;
        if chain.get(snapshot.taken).is_some_and(Snapshot::is_archived) || chain.is_archiving(snapshot.taken) {
            return Err(SnapshotProblem::AlreadyArchived { id: id() }.into());
        }
        if self.shared.contains_key(&snapshot) {
            return Err(SnapshotProblem::Shared { id: id() }.into());
        }
        let from = snapshot.taken.at.plus_days(*limits::ARCHIVE_AFTER_DAYS.start());
        match self.now < from {
            true => Err(SnapshotProblem::TooYoungToArchive { id: id(), from: self.local(from) }.into()),
            false => Ok(()),
        }
    }

    /// Until when a snapshot is kept that is to be kept for so many days from its creation: longer than before (API-46).
    pub fn longer_kept(&self, snapshot: SnapshotRef, days: Days) -> Result<Timestamp, Problem> {
        let state = self.disks[snapshot.disk].chain.get(snapshot.taken);
        if state.is_some_and(Snapshot::is_archived) {
            return Err(SnapshotProblem::ArchivedIsNotExtended { id: self.snapshot_text(snapshot) }.into());
        }
        if !limits::SNAPSHOT_RETENTION_DAYS.contains(&days) {
            return Err(EcsProblem::SnapshotRetention { given: days.0.into() }.into());
        }
        let expires_at = snapshot.taken.at.plus_days(days);
        let present = state.and_then(|state| state.expires_at);
        match present.is_some_and(|present| expires_at > present) {
            true => Ok(expires_at),
            false => Err(SnapshotProblem::RetentionNotLonger { given: days }.into()),
        }
    }

    /// Checks that an image can be made from a snapshot: of a system disk, and complete.
    pub fn check_image_of(&self, snapshot: SnapshotRef) -> Result<(), Problem> {
        match self.disks[snapshot.disk].kind {
            DiskKind::System => self.check_ready(snapshot),
            DiskKind::Data => Err(SnapshotProblem::NotOfSystemDisk { id: self.snapshot_text(snapshot) }.into()),
        }
    }

    fn check_ready(&self, snapshot: SnapshotRef) -> Result<(), Problem> {
        match self.is_usable(snapshot) {
            true => Ok(()),
            false => Err(EcsProblem::SnapshotNotReady { id: self.snapshot_text(snapshot) }.into()),
        }
    }

    fn is_managed(&self, snapshot: SnapshotRef) -> bool {
        self.disks[snapshot.disk].chain.get(snapshot.taken).is_some_and(Snapshot::is_managed)
    }

    fn snapshot_text(&self, snapshot: SnapshotRef) -> String {
        self.snapshot_id(snapshot).to_string()
    }
}

/// Whether a text is the id of an account: 10 to 16 digits.
fn is_account_id(text: &str) -> bool {
    (10..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
