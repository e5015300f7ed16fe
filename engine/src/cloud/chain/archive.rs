//! The snapshots of a disk in the Archive tier, and those on their way there (ARC-01, CON-62).
//!
//! An archived snapshot keeps its place among the others, but no longer stands in their lineage: it is a copy of its
//! own, and what the standard ones need of it passes to them as at its deletion (MDL-31).

use std::{collections::VecDeque, ops::Range};

use super::{Chain, Snapshot, Tier};
use crate::{
    billing::meter::Gauge,
    catalog::limits,
    digest::DigestWriter,
    id::Occasion,
    time::{Seconds, Timestamp},
    units::Mib,
};

/// What a disk has in the Archive tier and what is moving there.
#[derive(Clone, Debug, Default)]
pub(super) struct Archive {
    /// Oldest first.
    pub(super) snapshots: VecDeque<Snapshot>,
    pub(super) gauge: Gauge,
    /// Those that wait or are being archived, first come, first served.
    tasks: VecDeque<Task>,
    /// What was left of their least time when snapshots went, by the clock hour they went in (BIL-12).
    early: Vec<(i64, u64)>,
}

/// A snapshot on its way to the Archive tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Task {
    taken: Occasion,
    duration: Seconds,
    /// When it is archived; none while it waits.
    ends_at: Option<Timestamp>,
}

impl Chain {
    /// Lets a snapshot wait to be archived, which will take so long.
    pub(crate) fn wait_for_archive(&mut self, taken: Occasion, duration: Seconds) {
        let archive = self.archive.get_or_insert_default();
        archive.tasks.push_back(Task { taken, duration, ends_at: None });
    }

    /// Begins to archive the next of those that wait, unless as many as may be are under way; says which and when it
    /// is archived.
    pub(crate) fn begin_next_archiving(&mut self, now: Timestamp) -> Option<(Occasion, Timestamp)> {
        let tasks = &mut self.archive.as_mut()?.tasks;
        let under_way = tasks.iter().filter(|task| task.ends_at.is_some()).count();
        if under_way >= limits::ARCHIVE_TASKS_PER_DISK {
            return None;
        }
        let next = tasks.iter_mut().find(|task| task.ends_at.is_none())?;
        let ends_at = now + next.duration;
        next.ends_at = Some(ends_at);
        Some((next.taken, ends_at))
    }

    /// When the archiving of a snapshot ends; none unless it is under way.
    pub fn archiving_ends_at(&self, taken: Occasion) -> Option<Timestamp> {
        self.task(taken)?.ends_at
    }

    /// Whether a snapshot waits to be archived or is being archived.
    pub fn is_archiving(&self, taken: Occasion) -> bool {
        self.task(taken).is_some()
    }

    /// Moves a snapshot to the Archive tier, where `occupies` says what a snapshot counts as (MDL-31). What it stored
    /// for others passes to them. The hour that it moves in counts as standard (BIL-14).
    pub(super) fn archive(&mut self, taken: Occasion, hot: Mib, now: Timestamp, occupies: impl Fn(&Snapshot) -> Mib) {
        self.drop_task(taken);
        let Some(mut snapshot) = self.take_out(taken, hot, now) else { return };
        let stored = std::mem::replace(&mut snapshot.stored, Mib::ZERO);
        snapshot.stored = occupies(&Snapshot { stored, ..snapshot });
        snapshot.tier = Tier::Archive { since: now };
        snapshot.base = None;
        let hour = now.clock_hour();
        if !snapshot.is_managed() {
            self.apart.change(stored, snapshot.stored, hour);
        }
        let archive = self.archive.get_or_insert_default();
        archive.gauge.change(Mib::ZERO, snapshot.stored, hour);
        let position = archive.snapshots.partition_point(|other| other.taken < taken);
        archive.snapshots.insert(position, snapshot);
    }

    /// Removes a snapshot from the Archive tier, if it is there, and notes what was left of its least time.
    pub(super) fn remove_archived(&mut self, taken: Occasion, now: Timestamp) -> Option<Snapshot> {
        let hour = now.clock_hour();
        let position = self.archive.as_ref()?.position(taken)?;
        self.begin_change(now);
        let archive = self.archive.as_mut()?;
        let removed = archive.snapshots.remove(position)?;
        archive.gauge.remove(removed.stored, hour);
        let left = removed.early_deletion(now);
        if left > 0 {
            archive.early.push((hour, left));
        }
        if !removed.is_managed() {
            self.apart.remove(removed.stored, hour);
        }
        Some(removed)
    }

    /// Forgets that a snapshot was to be archived.
    pub(super) fn drop_task(&mut self, taken: Occasion) {
        if let Some(archive) = &mut self.archive {
            archive.tasks.retain(|task| task.taken != taken);
        }
    }

    fn task(&self, taken: Occasion) -> Option<&Task> {
        self.archive.as_ref()?.tasks.iter().find(|task| task.taken == taken)
    }
}

impl Archive {
    /// The snapshot taken on this occasion.
    pub(super) fn get(&self, taken: Occasion) -> Option<&Snapshot> {
        self.position(taken).map(|position| &self.snapshots[position])
    }

    pub(super) fn get_mut(&mut self, taken: Occasion) -> Option<&mut Snapshot> {
        self.position(taken).map(|position| &mut self.snapshots[position])
    }

    /// What is charged for deletions in these clock hours, in MiB-hours (BIL-12).
    pub(super) fn early_between(&self, hours: &Range<i64>) -> u64 {
        let first = self.early.partition_point(|(hour, _)| *hour < hours.start);
        self.early[first..].iter().take_while(|(hour, _)| *hour < hours.end).map(|(_, left)| left).sum()
    }

    pub(super) fn digest(&self, hour: i64, out: &mut DigestWriter) {
        self.gauge.digest(hour, out);
        out.number(self.early.iter().map(|(_, left)| left).sum::<u64>()).count(self.tasks.len());
        for task in &self.tasks {
            out.at(task.taken.at).number(task.taken.nth).number(task.duration.0);
            out.option(task.ends_at, DigestWriter::at);
        }
    }

    fn position(&self, taken: Occasion) -> Option<usize> {
        self.snapshots.binary_search_by_key(&taken, |snapshot| snapshot.taken).ok()
    }
}
