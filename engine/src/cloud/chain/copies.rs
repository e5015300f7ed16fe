//! Copies of snapshots in the chain of a disk's replica: the first full, later ones as the difference to the copy before
//! them (SNP-30).

use super::{Base, Chain, Delta, Head, Origin, Snapshot, Tier};
use crate::{
    cloud::disk::Disk,
    id::Occasion,
    time::{Seconds, Timestamp},
    units::Mib,
};

/// A snapshot of a disk, to be copied into the chain of its replica.
pub(crate) struct Copying<'s> {
    /// The copy's own occasion.
    pub(crate) taken: Occasion,
    /// Who wants it.
    pub(crate) origin: Origin,
    /// What it is of.
    pub(crate) source: &'s Snapshot,
    /// What it builds on; none where it is full.
    pub(crate) base: Option<Base>,
    /// Whether it counts the whole disk, empty blocks too (SNP-30).
    pub(crate) whole_disk: bool,
    /// Until when it is kept; none for good.
    pub(crate) expires_at: Option<Timestamp>,
}

impl Chain {
    /// The newest snapshot that the next one can be compared with; none where none is left in the Standard tier.
    pub(crate) fn newest_base(&self) -> Option<Occasion> {
        self.head.base.map(|base| base.taken)
    }
}

impl Disk {
    /// What was done to the disk between two of its snapshots: of them `earlier` may be gone, and held `mark`.
    ///
    /// Where the later one builds on the earlier, it is what the chain says. Otherwise what both were taken in decides:
    /// in one era the counters do, and across eras all that holds data differs.
    pub(crate) fn difference(&self, earlier: Occasion, mark: &Snapshot, later: &Snapshot) -> Delta {
        if let Some(delta) = self.chain.lineage_between(earlier, later) {
            return delta;
        }
        let (one, other) = (mark.content, later.content);
        Delta {
            written: Mib(one.written.0.abs_diff(other.written.0)),
            grown: Mib(one.used.0.abs_diff(other.used.0)),
            rewritten: self.data.at(earlier) != self.data.at(later.taken),
        }
    }

    /// Adds a copy that takes as long as `lasts` says of what is carried; gives back what is carried.
    pub(crate) fn take_copy(&mut self, copy: &Copying<'_>, now: Timestamp, lasts: impl Fn(Mib) -> Seconds) -> Mib {
        let mut snapshot = Snapshot {
            taken: copy.taken,
            origin: copy.origin,
            ready_at: now,
            expires_at: copy.expires_at,
            content: copy.source.content,
            disk_size: copy.source.disk_size,
            base: copy.base,
            stored: Mib::ZERO,
            tier: Tier::Standard,
            whole_disk: copy.whole_disk,
            let_go: false,
        };
        snapshot.stored = snapshot.own(self.wear.hot);
        snapshot.ready_at = now + lasts(snapshot.stored);
        self.size = self.size.max(snapshot.disk_size);
        if copy.base.is_none() {
            // Nothing of what is there can be built on.
            self.chain.head = Head::default();
        }
        self.chain.add(snapshot, self.wear.hot, now)
    }
}

impl Chain {
    /// What was done between two snapshots where the later one builds on the earlier, over however many.
    fn lineage_between(&self, earlier: Occasion, later: &Snapshot) -> Option<Delta> {
        let mut delta = Delta::default();
        let mut base = later.base?;
        loop {
            delta = base.delta.then(delta);
            if base.taken == earlier {
                return Some(delta);
            }
            base = self.get(base.taken).filter(|_| base.taken > earlier)?.base?;
        }
    }
}
