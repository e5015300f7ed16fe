//! The chain of a disk's snapshots: what each stores, before and after a deletion (SNP-02, SNP-04, MDL-03).

use std::collections::VecDeque;

use super::{
    InstanceIdx,
    disk::{Content, Disk},
};
use crate::{
    billing::meter::{Meter, Span},
    id::Occasion,
    time::Timestamp,
    units::Mib,
};

/// The live snapshots of one disk, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    snapshots: VecDeque<Snapshot>,
    meter: Meter,
}

/// One snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// When it was taken; with the disk it makes the id.
    pub taken: Occasion,
    /// Who took it.
    pub origin: Origin,
    /// When its creation is complete.
    pub ready_at: Timestamp,
    /// What the disk held when it was taken: its full size is `content.used` (SNP-05).
    pub content: Content,
    /// What it occupies: all of `used` for the oldest, what changed since the one before for any other (MDL-03).
    pub stored: Mib,
    /// The first clock hour that its present `stored` is metered for.
    metered_from_hour: i64,
}

/// Who took a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Instance backup, by this job (SNP-08).
    Backup {
        /// Whose job.
        instance: InstanceIdx,
        /// When it began.
        job: Occasion,
    },
}

impl Chain {
    /// Its snapshots, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Snapshot> + ExactSizeIterator {
        self.snapshots.iter()
    }

    /// How many snapshots there are.
    pub fn len(&self) -> usize {
        self.snapshots.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.snapshots.is_empty()
    }

    /// What all snapshots occupy together: the size that is billed and shown (SNP-05).
    pub fn stored(&self) -> Mib {
        self.snapshots.iter().map(|snapshot| snapshot.stored).sum()
    }

    /// The snapshot taken on this occasion.
    pub fn get(&self, taken: Occasion) -> Option<&Snapshot> {
        self.position(taken).map(|position| &self.snapshots[position])
    }

    /// How many snapshots are still being created at `now` (CON-61).
    pub fn in_progress(&self, now: Timestamp) -> usize {
        // Creation times are not ordered by end, but an old snapshot is always ready: look at the newest only.
        self.snapshots.iter().rev().take(RECENT).filter(|snapshot| snapshot.ready_at > now).count()
    }

    /// What is metered of it up to and including the clock hour of `now`.
    pub fn metered(&self, now: Timestamp) -> Meter {
        let mut meter = self.meter;
        for snapshot in &self.snapshots {
            meter.add(Span { size: snapshot.stored, from_hour: snapshot.metered_from_hour, to_hour: now.clock_hour() });
        }
        meter
    }

    fn position(&self, taken: Occasion) -> Option<usize> {
        if self.snapshots.front().is_some_and(|oldest| oldest.taken == taken) {
            return Some(0);
        }
        self.snapshots.binary_search_by_key(&taken, |snapshot| snapshot.taken).ok()
    }
}

impl Disk {
    /// What a snapshot taken at `at` would store.
    pub fn next_stored(&self, at: Timestamp) -> Mib {
        let content = self.content(at);
        self.chain.snapshots.back().map_or(content.used, |before| self.changed(before.content, content))
    }

    /// Adds a snapshot of the disk as it is at `taken.at`, complete at `ready_at`.
    pub(crate) fn take_snapshot(&mut self, taken: Occasion, origin: Origin, ready_at: Timestamp) {
        let snapshot = Snapshot {
            taken,
            origin,
            ready_at,
            content: self.content(taken.at),
            stored: self.next_stored(taken.at),
            metered_from_hour: taken.at.clock_hour(),
        };
        self.chain.snapshots.push_back(snapshot);
    }

    /// Removes the snapshot taken on this occasion, if it is there; what the next one needs passes to it (SNP-04).
    pub(crate) fn remove_snapshot(&mut self, taken: Occasion, now: Timestamp) {
        let Some(position) = self.chain.position(taken) else { return };
        let Some(removed) = self.chain.snapshots.remove(position) else { return };
        self.chain.meter.add(removed.span_until(now));
        let before = position.checked_sub(1).map(|before| self.chain.snapshots[before].content);
        let Some(next) = self.chain.snapshots.get(position).copied() else { return };
        let stored = before.map_or(next.content.used, |before| self.changed(before, next.content));
        if stored != next.stored {
            self.chain.meter.add(next.span_until(now));
            let next = &mut self.chain.snapshots[position];
            next.stored = stored;
            next.metered_from_hour = now.clock_hour() + 1;
        }
    }
}

impl Snapshot {
    /// The hours of its present size, the hour of `now` included (BIL-14).
    fn span_until(&self, now: Timestamp) -> Span {
        Span { size: self.stored, from_hour: self.metered_from_hour, to_hour: now.clock_hour() }
    }
}

/// More than can be in creation at once on any disk (CON-61).
const RECENT: usize = 64;
