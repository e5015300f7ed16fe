//! What is said of snapshots apart from their chains, and who depends on them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::World;
use crate::{
    backup::point::{Point, SnapshotRef},
    catalog::limits,
    cloud::{
        DiskIdx, InstanceIdx,
        auto_policy::AutoPolicyIdx,
        chain::{Origin, Snapshot},
        disk::DiskLife,
        instance::InstanceStatus,
    },
    id::{AutoPolicyId, ImageId, JobId},
    rejection::{AccountProblem, EcsProblem, IncidentProblem, Problem, SnapshotProblem},
    time::Zone,
    units::Mib,
};

/// What whoever took a snapshot said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotLabel {
    /// Its name; empty where it has none.
    pub name: String,
    /// Free text.
    pub description: String,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
}

impl World {
    /// Checks that a snapshot of a disk can be taken by hand: by the account (ACC-06), and of the disk (API-40).
    pub fn check_snapshot(&self, position: DiskIdx) -> Result<(), Problem> {
        match self.account.is_suspended(self.now) {
            true => Err(AccountProblem::SnapshotsSuspended.into()),
            false => self.check_snapshot_of(position),
        }
    }

    /// Checks that a disk allows a snapshot (CON-07, CON-20, CON-60, CON-61).
    pub fn check_snapshot_of(&self, position: DiskIdx) -> Result<(), Problem> {
        let disk = &self.disks[position];
        let id = || disk.id.clone();
        if !disk.category.can_be_snapshotted() {
            return Err(Problem::DiskCannotBeBackedUp { disk: id() });
        }
        if disk.life == DiskLife::New {
            return Err(EcsProblem::NeverAttached { disk: id() }.into());
        }
        if disk.is_lost() {
            return Err(IncidentProblem::DiskFailed { disk: id() }.into());
        }
        self.check_disk_not_restoring(position)?;
        if let Some(owner) = self.busy_owner(position) {
            return Err(self.status_problem(owner));
        }
        if disk.chain.in_progress(self.now) >= disk.category.snapshot_tasks_at_once() {
            return Err(EcsProblem::TooManySnapshotTasks { disk: id() }.into());
        }
        if disk.chain.count_manual() >= limits::SNAPSHOTS_PER_DISK_MAX {
            return Err(EcsProblem::SnapshotQuota { disk: id() }.into());
        }
        Ok(())
    }

    /// Checks that ECS can delete a snapshot: Cloud Backup's are its own (SNP-20), shared ones and those of images stay, and
    /// one that disks were made from needs force (SNP-21).
    pub fn check_deletion(&self, snapshot: SnapshotRef, force: bool) -> Result<(), Problem> {
        let id = || self.snapshot_id(snapshot).to_string();
        if self.disks[snapshot.disk].chain.get(snapshot.taken).is_some_and(Snapshot::is_managed) {
            return Err(EcsProblem::SnapshotOfCloudBackup { id: id() }.into());
        }
        if self.shared.contains_key(&snapshot) {
            return Err(SnapshotProblem::Shared { id: id() }.into());
        }
        if self.images_made_from(snapshot).next().is_some() {
            return Err(SnapshotProblem::CreatedImage { id: id() }.into());
        }
        if !force && self.disks_made_from(snapshot).next().is_some() {
            return Err(EcsProblem::SnapshotCreatedDisk { id: id() }.into());
        }
        Ok(())
    }

    /// Checks that a disk can be put back to a snapshot (API-49, ERR-11).
    pub fn check_roll_back(&self, position: DiskIdx, snapshot: SnapshotRef) -> Result<(), Problem> {
        let disk = &self.disks[position];
        if disk.is_lost() {
            return Err(IncidentProblem::DiskFailed { disk: disk.id.clone() }.into());
        }
        let runs = |owner: &&InstanceIdx| self.instances[**owner].status != InstanceStatus::Stopped;
        if let Some(owner) = disk.attached.iter().find(runs) {
            return Err(self.status_problem(*owner));
        }
        self.check_disk_not_restoring(position)?;
        let id = || self.snapshot_id(snapshot).to_string();
        if snapshot.disk != position || disk.replica_of.is_some() {
            return Err(EcsProblem::SnapshotOfOther { id: id(), disk: disk.id.clone() }.into());
        }
        if !self.is_usable(snapshot) {
            return Err(EcsProblem::SnapshotNotReady { id: id() }.into());
        }
        Ok(())
    }

    /// Whether restores and new disks can use a snapshot (CON-65, MDL-11).
    pub fn is_usable(&self, snapshot: SnapshotRef) -> bool {
        let disk = &self.disks[snapshot.disk];
        let found = disk.chain.get(snapshot.taken);
        found.is_some_and(|found| found.usable_at(disk, &self.assumptions) <= self.now)
    }

    /// The job of Cloud Backup that took a snapshot.
    pub fn job_of_snapshot(&self, snapshot: &Snapshot) -> Option<JobId> {
        match snapshot.origin {
            Origin::Backup { instance, job } => Some(self.job_of_point(instance, job)),
            Origin::User | Origin::Automatic => None,
        }
    }

    /// The name of a snapshot: given by hand, or made of the job or the day (SNP-08).
    pub fn snapshot_name(&self, disk: DiskIdx, snapshot: &Snapshot) -> Option<String> {
        match snapshot.origin {
            Origin::Backup { .. } => self.job_of_snapshot(snapshot).map(|job| format!("Created-from-HBR-job:{job}")),
            Origin::User => {
                let label = self.snapshot_labels.get(&SnapshotRef { disk, taken: snapshot.taken });
                label.map(|label| label.name.clone()).filter(|name| !name.is_empty())
            }
            Origin::Automatic => {
                let day = snapshot.taken.at.civil(Zone::CHINA);
                Some(format!("auto2.0_{:04}{:02}{:02}", day.year, day.month, day.day))
            }
        }
    }

    /// The tags of a snapshot, key and value: those that it was given, its job (SNP-08), and what it is consistent for,
    /// where that is more than after a power cut (CON-53).
    pub fn snapshot_tags(&self, disk: DiskIdx, snapshot: &Snapshot) -> Vec<(String, String)> {
        let label = self.snapshot_labels.get(&SnapshotRef { disk, taken: snapshot.taken });
        let given = label.iter().flat_map(|label| label.tags.clone());
        // Of a snapshot that is copied the tags are not (SNP-31).
        let job = self
            .job_of_snapshot(snapshot)
            .filter(|_| self.disks[disk].replica_of.is_none())
            .map(|job| ("HBR JobId".to_owned(), job.to_string()));
        let level = self.level_tag(snapshot).map(|tag| (tag.to_owned(), "True".to_owned()));
        given.chain(job).chain(level).collect()
    }

    fn level_tag(&self, snapshot: &Snapshot) -> Option<&'static str> {
        let Origin::Backup { instance, job } = snapshot.origin else { return None };
        self.instances[instance].history.job(job)?.consistency.level.tag()
    }

    fn status_problem(&self, instance: InstanceIdx) -> Problem {
        let instance = &self.instances[instance];
        EcsProblem::InstanceStatus { instance: instance.id.clone(), status: instance.status }.into()
    }

    /// The disks that were made from a snapshot and are still there (SNP-21).
    pub fn disks_made_from(&self, snapshot: SnapshotRef) -> impl Iterator<Item = DiskIdx> + '_ {
        let made = self.made_from.get(&snapshot).into_iter().flatten().copied();
        made.filter(|disk| !self.disks[*disk].is_released())
    }

    /// The images that were made from a snapshot (SNP-21).
    pub fn images_made_from(&self, snapshot: SnapshotRef) -> impl Iterator<Item = &ImageId> + '_ {
        let made = self.images.iter().filter(move |(_, image)| image.snapshots.contains(&snapshot));
        made.map(|(id, _)| id)
    }

    /// Whether a disk or an image was made from a snapshot and is still there (SNP-22).
    pub fn is_in_use(&self, snapshot: SnapshotRef) -> bool {
        self.disks_made_from(snapshot).next().is_some() || self.images_made_from(snapshot).next().is_some()
    }

    /// What archiving a point now would free in the Standard tier and take in the Archive tier (MDL-31); none where a part of
    /// it is archived or on its way there.
    pub fn archiving_moves(&self, point: &Point) -> Option<(Mib, Mib)> {
        let (mut freed, mut taken) = (Mib::ZERO, Mib::ZERO);
        for held in &point.snapshots {
            let chain = &self.disks[held.disk].chain;
            if chain.get(held.taken)?.is_archived() || chain.is_archiving(held.taken) {
                return None;
            }
            let mut disk = self.disks[held.disk].clone();
            disk.archive_snapshot(held.taken, self.now, |snapshot| self.assumptions.archived_size(snapshot));
            freed += chain.standard_now() - disk.chain.standard_now();
            taken += disk.chain.archived() - chain.archived();
        }
        Some((freed, taken))
    }

    /// The instance that keeps a disk from being snapshotted, because it is neither Running nor Stopped (CON-07).
    pub fn busy_owner(&self, disk: DiskIdx) -> Option<InstanceIdx> {
        let mut owners = self.disks[disk].attached.iter().copied();
        owners.find(|owner| !self.instances[*owner].status.allows_snapshots())
    }

    /// The automatic snapshot policy that a disk is under.
    pub fn auto_policy_of(&self, disk: DiskIdx) -> Option<AutoPolicyIdx> {
        let mut policies = self.auto_policies.iter();
        policies.find(|(_, policy)| policy.disks.contains(&disk)).map(|(position, _)| position)
    }

    /// An id that no automatic snapshot policy has yet for one with this identity.
    pub(crate) fn free_auto_policy_id(&self, identity: &str) -> AutoPolicyId {
        let mut ids = (0..).map(|attempt| AutoPolicyId(self.ids.cloud("sp-", identity, attempt)));
        let taken = |id: &AutoPolicyId| self.auto_policies.iter().any(|(_, policy)| policy.id == *id);
        ids.find(|id| !taken(id)).expect("ids are never all taken")
    }
}
