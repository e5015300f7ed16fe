//! Restores by their ids, and what they keep from being changed meanwhile.

use super::{Coded, World};
use crate::{
    backup::{
        job::JobStatus,
        point::SnapshotRef,
        restore::{Choice, Restore, RestoreChild, RestoreKind},
    },
    cloud::{DiskIdx, InstanceIdx, chain::Snapshot},
    digest::DigestWriter,
    id::{Occasion, PointId, RestoreId},
    rejection::{Problem, RestoreProblem},
    time::Seconds,
    units::Mib,
};

/// What the id of a restore stands for: a restore, or the part of it that is about one disk.
#[derive(Clone, Copy, Debug)]
pub struct RestoreRef<'w> {
    /// The restore.
    pub restore: &'w Restore,
    /// The child that was asked for; none for the parent.
    pub child: Option<&'w RestoreChild>,
}

impl World {
    /// The id of a restore.
    pub fn restore_id(&self, restore: &Restore) -> RestoreId {
        self.ids.restore(self.instances[restore.holder].code, restore.began)
    }

    /// The id of the part of a restore that is about one disk.
    pub fn child_restore_id(&self, child: &RestoreChild) -> RestoreId {
        self.ids.restore(self.disks[child.disk].code, child.began)
    }

    /// The id of the point that a restore is from: of the instance, or of its one disk (RES-12).
    pub fn point_of_restore(&self, restore: &Restore) -> PointId {
        match restore.children.first().filter(|_| restore.kind.is_of_disk()) {
            Some(child) => self.disk_point_id(child.snapshot),
            None => self.point_id(restore.holder, restore.point),
        }
    }

    /// Finds a restore or a child of one among those kept.
    pub fn restore(&self, id: &RestoreId) -> Result<RestoreRef<'_>, Problem> {
        let unknown = || RestoreProblem::NotFound { id: id.to_string() };
        let (code, began) = self.ids.read_restore(id.as_str()).ok_or_else(unknown)?;
        let found = match self.by_id.codes.get(&code).copied().ok_or_else(unknown)? {
            Coded::Instance(holder) => {
                self.restores.get(holder, began).map(|restore| RestoreRef { restore, child: None })
            }
            Coded::Disk(disk) => self.restores.iter().rev().find_map(|restore| {
                let mut children = restore.children.iter();
                let child = children.find(|child| child.disk == disk && child.began == began)?;
                Some(RestoreRef { restore, child: Some(child) })
            }),
        };
        found.ok_or_else(|| unknown().into())
    }

    /// The instance whose point this is, or will be, or that has a disk whose point it is; its replica for a copy.
    pub fn holder_of_point(&self, id: &PointId) -> Option<InstanceIdx> {
        let of_disk = self.disk_point(id).map(|(holder, ..)| holder);
        let (code, _) = self.ids.read_point(id.as_str())?;
        of_disk.or_else(|| match self.by_id.codes.get(&code)? {
            Coded::Instance(instance) => Some(*instance),
            Coded::Disk(_) => None,
        })
    }

    /// Whether this is the id of a point whose backup is still under way.
    pub fn is_point_in_creation(&self, id: &PointId) -> bool {
        let Some((code, began)) = self.ids.read_point(id.as_str()) else { return false };
        let Some(Coded::Instance(instance)) = self.by_id.codes.get(&code).copied() else { return false };
        self.instances[instance].history.job(began).is_some_and(|job| job.status == JobStatus::Running)
    }

    /// How long a disk takes to be restored from a snapshot (MDL-14, MDL-15). Copies have no instant access (CON-65).
    pub fn time_to_restore(&self, snapshot: SnapshotRef) -> Seconds {
        let disk = &self.disks[snapshot.disk];
        let found = disk.chain.get(snapshot.taken);
        let has_instant_access = disk.category.is_essd_series() && disk.replica_of.is_none();
        let full = found.map_or(0, |found| found.content.used.0);
        self.assumptions.restore(full, has_instant_access, found.is_some_and(Snapshot::is_archived))
    }

    /// The restore under way that keeps an instance as it is: that is put back, or whose disks are.
    pub fn restore_holding(&self, instance: InstanceIdx) -> Option<&Restore> {
        self.restores.running().find(|restore| {
            (restore.kind == RestoreKind::Instance && restore.target == instance)
                || restore.going().any(|child| self.disks[child.disk].attached.contains(&instance))
        })
    }

    /// Whether a restore under way brings an instance anything.
    pub fn is_restored_to(&self, instance: InstanceIdx) -> bool {
        self.restores.running().any(|restore| restore.target == instance)
    }

    /// The restore under way that puts data on a disk.
    pub fn restore_of_disk(&self, disk: DiskIdx) -> Option<&Restore> {
        self.restores.running().find(|restore| restore.going().any(|child| child.disk == disk))
    }

    /// Whether a restore under way reads a snapshot.
    pub fn is_being_read(&self, snapshot: SnapshotRef) -> bool {
        self.restores.running().any(|restore| restore.needs(snapshot))
    }

    /// Refuses what would change an instance that is being restored.
    pub fn check_not_restoring(&self, instance: InstanceIdx) -> Result<(), Problem> {
        match self.restore_holding(instance) {
            Some(_) => Err(RestoreProblem::InstanceRestoring { instance: self.instances[instance].id.clone() }.into()),
            None => Ok(()),
        }
    }

    /// Refuses what would change a disk that is being restored.
    pub fn check_disk_not_restoring(&self, disk: DiskIdx) -> Result<(), Problem> {
        match self.restore_of_disk(disk) {
            Some(_) => Err(RestoreProblem::DiskRestoring { disk: self.disks[disk].id.clone() }.into()),
            None => Ok(()),
        }
    }

    /// How good a choice a point is to restore these parts of it now.
    pub(crate) fn choice_of(&self, holder: InstanceIdx, point: Occasion, parts: &[RestoreChild]) -> Choice {
        let outlook = self.recoverability(self.source_of(holder)).actual;
        let found = self.instances[holder].history.point(point);
        Choice {
            condition: parts.iter().map(|part| self.condition_of(part.snapshot)).max().unwrap_or_default(),
            inspected: found.is_some_and(|point| point.inspected_at.is_some()),
            newest_clean: outlook.newest.map(|way| way.created.at),
            archived: parts.iter().any(|part| {
                let chain = &self.disks[part.snapshot.disk].chain;
                chain.get(part.snapshot.taken).is_some_and(Snapshot::is_archived)
            }),
            written_since: parts.iter().map(|part| self.written_since(part.snapshot)).sum(),
        }
    }

    /// What was written to a disk since one of its snapshots, or one that was copied elsewhere.
    pub fn written_since(&self, snapshot: SnapshotRef) -> Mib {
        let disk = &self.disks[snapshot.disk];
        let then = disk.chain.get(snapshot.taken).map_or(Mib::ZERO, |found| found.content.written);
        let source = &self.disks[disk.replica_of.unwrap_or(snapshot.disk)];
        source.content(self.now).written.saturating_sub(then)
    }

    /// Takes in the restores. A world that never had one has the digest that it had before there were any.
    pub(super) fn digest_restores(&self, out: &mut DigestWriter) {
        let restores = &self.restores;
        if restores.iter().len() == 0 {
            return;
        }
        out.text("restores").number(restores.forgotten()).count(restores.iter().len());
        for restore in restores.iter() {
            self.digest_restore(restore, out);
        }
    }

    fn digest_restore(&self, restore: &Restore, out: &mut DigestWriter) {
        out.text(self.restore_id(restore).as_str()).text(restore.kind.api_name()).at(restore.began.at);
        out.text(self.point_of_restore(restore).as_str()).text(self.instances[restore.target].id.as_str());
        out.text(restore.status.api_name()).at(restore.ends_at).flag(restore.boot).flag(restore.force);
        out.option(restore.failure, |out, failure| out.text(failure.code()));
        out.count(restore.children.len());
        for child in &restore.children {
            out.text(self.child_restore_id(child).as_str()).text(self.snapshot_id(child.snapshot).as_str());
            out.text(self.disks[child.disk].id.as_str()).at(child.ends_at);
            out.option(child.failure, |out, failure| out.text(failure.code()));
        }
        self.digest_disk_ids(&restore.left_out, out);
        let choice = &restore.choice;
        out.text(choice.condition.word()).flag(choice.inspected).size(choice.written_since);
        out.option(choice.newest_clean, DigestWriter::at).option(restore.running_at, DigestWriter::at);
        out.option(restore.struck_at, DigestWriter::at);
    }
}
