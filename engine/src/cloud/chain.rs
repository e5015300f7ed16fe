//! The chain of a disk's snapshots: what each stores, before and after a deletion or a rollback (SNP-02, SNP-04,
//! MDL-03).

mod lineage;
mod shares;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;

pub use self::lineage::{Base, Delta};
use self::lineage::{Head, Remnant};
use super::{
    InstanceIdx,
    disk::{Content, Disk},
};
use crate::{
    billing::meter::{Gauge, Meter},
    catalog::disk::DiskCategory,
    digest::DigestWriter,
    id::Occasion,
    scenario::settings::Assumptions,
    time::{Timestamp, Zone},
    units::Mib,
};

/// The live snapshots of one disk, oldest first.
#[derive(Clone, Debug)]
pub struct Chain {
    snapshots: VecDeque<Snapshot>,
    /// How many of them are automatic.
    automatic: usize,
    /// When all of them are complete.
    all_ready_at: Timestamp,
    /// What deleted snapshots left to those that build on them, by the occasions they were taken on.
    remnants: Vec<Remnant>,
    head: Head,
    /// Whether the lineage is anything but the chain itself.
    branched: bool,
    gauge: Gauge,
    day: Day,
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
    /// When it is to be deleted by itself; none for good, and for those of instance backup: Cloud Backup removes them
    /// with their point (CON-36).
    pub expires_at: Option<Timestamp>,
    /// What the disk held when it was taken: its full size is `content.used` (SNP-05).
    pub content: Content,
    /// The size of the disk when it was taken: a rollback restores it (RES-04).
    pub disk_size: Mib,
    /// What it builds on; none for the first, which stores all that was in use.
    pub base: Option<Base>,
    /// What it occupies: all of `content.used` for the oldest, what changed since its base for any other (MDL-03), and
    /// what it holds for others of a deleted one (SNP-04).
    pub stored: Mib,
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
    /// The user, by hand.
    User,
    /// An automatic snapshot policy of ECS.
    Automatic,
}

/// The day of the last change of a chain, for what is shown late (CON-10).
#[derive(Clone, Copy, Debug)]
struct Day {
    zone: Zone,
    begins_at: Timestamp,
    /// What all snapshots occupied together when it began.
    stored: Mib,
}

impl Chain {
    /// A chain without snapshots; the days of what is shown late are those of `zone` (CON-10).
    pub fn new(zone: Zone) -> Self {
        Self {
            snapshots: VecDeque::new(),
            automatic: 0,
            all_ready_at: Timestamp::MIN,
            remnants: Vec::new(),
            head: Head::default(),
            branched: false,
            gauge: Gauge::default(),
            day: Day { zone, begins_at: Timestamp::MIN, stored: Mib::ZERO },
        }
    }

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

    /// How many count as manual, those of instance backup among them (CON-60).
    pub fn count_manual(&self) -> usize {
        self.snapshots.len() - self.automatic
    }

    /// How many automatic snapshot policies took (CON-60).
    pub fn count_automatic(&self) -> usize {
        self.automatic
    }

    /// What all snapshots occupy together: the size that is billed (SNP-05).
    pub fn stored(&self) -> Mib {
        self.gauge.size()
    }

    /// What they occupied when the day of `now` began, as the console shows it: up to 24 hours late (CON-10).
    pub fn shown_stored(&self, now: Timestamp) -> Mib {
        if now.start_of_day(self.day.zone) == self.day.begins_at { self.day.stored } else { self.stored() }
    }

    /// The snapshot taken on this occasion.
    pub fn get(&self, taken: Occasion) -> Option<&Snapshot> {
        self.position(taken).map(|position| &self.snapshots[position])
    }

    /// How many snapshots are still being created at `now` (CON-61).
    pub fn in_progress(&self, now: Timestamp) -> usize {
        if self.all_ready_at <= now {
            return 0;
        }
        self.snapshots.iter().filter(|snapshot| snapshot.ready_at > now).count()
    }

    /// What is metered of it up to and including the clock hour of `now`.
    pub fn metered(&self, now: Timestamp) -> Meter {
        self.gauge.read(now.clock_hour())
    }

    /// Takes in what of the lineage cannot be seen from the snapshots: the remnants, what the disk with `content` builds
    /// on, and what is shown late.
    pub(crate) fn digest_lineage(&self, content: Content, now: Timestamp, out: &mut DigestWriter) {
        out.count(self.remnants.len());
        for remnant in &self.remnants {
            out.at(remnant.taken.at).number(remnant.taken.nth).size(remnant.used);
            out.option(remnant.base, Base::digest);
        }
        out.option(self.head.base_of(content), Base::digest);
        out.size(self.shown_stored(now));
    }

    fn position(&self, taken: Occasion) -> Option<usize> {
        if self.snapshots.front().is_some_and(|oldest| oldest.taken == taken) {
            return Some(0);
        }
        self.snapshots.binary_search_by_key(&taken, |snapshot| snapshot.taken).ok()
    }

    /// Adds a snapshot; gives back what it stores.
    fn add(&mut self, mut snapshot: Snapshot, hot: Mib) -> Mib {
        let now = snapshot.taken.at;
        self.begin_change(now);
        self.automatic += usize::from(snapshot.origin == Origin::Automatic);
        self.all_ready_at = self.all_ready_at.max(snapshot.ready_at);
        self.head = Head::on(snapshot.taken, snapshot.content);
        self.snapshots.push_back(snapshot);
        if self.remnants.is_empty() {
            self.gauge.add(snapshot.stored, now.clock_hour());
            return snapshot.stored;
        }
        // It may take over from a remnant, and has all that from its first hour on.
        snapshot.stored = self.shares(hot).pop().unwrap_or_default();
        self.gauge.add(snapshot.stored, now.clock_hour());
        *self.snapshots.back_mut().expect("just added") = snapshot;
        self.share_out(hot, now);
        snapshot.stored
    }

    fn remove(&mut self, taken: Occasion, hot: Mib, now: Timestamp) {
        let Some(position) = self.position(taken) else { return };
        let Some(removed) = self.snapshots.remove(position) else { return };
        self.begin_change(now);
        self.gauge.remove(removed.stored, now.clock_hour());
        self.automatic -= usize::from(removed.origin == Origin::Automatic);
        if self.branched {
            self.leave_remnant(&removed);
            self.share_out(hot, now);
        } else {
            self.close_gap(position, &removed);
            if let Some(next) = self.snapshots.get(position) {
                self.set_stored(position, next.own(hot), now);
            }
        }
    }

    /// Computes anew what each snapshot stores.
    fn share_out(&mut self, hot: Mib, now: Timestamp) {
        for (position, stored) in self.shares(hot).into_iter().enumerate() {
            self.set_stored(position, stored, now);
        }
    }

    fn set_stored(&mut self, position: usize, stored: Mib, now: Timestamp) {
        let before = std::mem::replace(&mut self.snapshots[position].stored, stored);
        if stored != before {
            self.gauge.change(before, stored, now.clock_hour());
        }
    }

    /// Remembers what a new day began with, before anything changes.
    fn begin_change(&mut self, now: Timestamp) {
        let begins_at = now.start_of_day(self.day.zone);
        if begins_at != self.day.begins_at {
            self.day = Day { begins_at, stored: self.stored(), ..self.day };
        }
    }
}

impl Snapshot {
    /// When it can be used for restores and new disks: of an ESSD-series disk after the time that instant access takes,
    /// of any other once it is complete (CON-65, MDL-11).
    pub fn usable_at(&self, category: DiskCategory, assumptions: &Assumptions) -> Timestamp {
        match category.is_essd_series() {
            true => (self.taken.at + assumptions.instant_access()).min(self.ready_at),
            false => self.ready_at,
        }
    }

    /// What it stores on its own account, where writes fall on `hot` (MDL-03).
    fn own(&self, hot: Mib) -> Mib {
        let used = self.content.used;
        self.base.map_or(used, |base| base.delta.stored(hot, used))
    }
}

impl Origin {
    /// A word for it in digests.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Backup { .. } => "backup",
            Self::User => "user",
            Self::Automatic => "automatic",
        }
    }
}

impl Base {
    /// Takes it in.
    pub(crate) fn digest(out: &mut DigestWriter, base: Self) -> &mut DigestWriter {
        out.at(base.taken.at).number(base.taken.nth).size(base.delta.written).size(base.delta.grown)
    }
}

impl Disk {
    /// What a snapshot taken at `at` would store.
    pub fn next_stored(&self, at: Timestamp) -> Mib {
        let next = self.snapshot(Occasion { at, nth: Occasion::NTH_MAX }, Origin::User, at);
        if self.chain.remnants.is_empty() { next.stored } else { self.chain.clone().add(next, self.wear.hot) }
    }

    /// Adds a snapshot of the disk as it is at `taken.at`, complete at `ready_at` and kept until it is removed.
    pub(crate) fn take_snapshot(&mut self, taken: Occasion, origin: Origin, ready_at: Timestamp) {
        self.chain.add(self.snapshot(taken, origin, ready_at), self.wear.hot);
    }

    /// A snapshot of the disk as it is at `taken.at`, with what it stores on its own account.
    fn snapshot(&self, taken: Occasion, origin: Origin, ready_at: Timestamp) -> Snapshot {
        let content = self.content(taken.at);
        let mut snapshot = Snapshot {
            taken,
            origin,
            ready_at,
            expires_at: None,
            content,
            disk_size: self.size,
            base: self.chain.head.base_of(content),
            stored: Mib::ZERO,
        };
        snapshot.stored = snapshot.own(self.wear.hot);
        snapshot
    }

    /// Sets until when the snapshot taken on this occasion is kept, if it is there.
    #[allow(dead_code, reason = "for the snapshots of ECS")]
    pub(crate) fn keep_snapshot_until(&mut self, taken: Occasion, expires_at: Option<Timestamp>) {
        if let Some(position) = self.chain.position(taken) {
            self.chain.snapshots[position].expires_at = expires_at;
        }
    }

    /// Removes the snapshot taken on this occasion, if it is there; what the others need of it passes to them (SNP-04).
    pub(crate) fn remove_snapshot(&mut self, taken: Occasion, now: Timestamp) {
        self.chain.remove(taken, self.wear.hot, now);
    }

    /// Puts the disk back to the snapshot taken on this occasion, if it is there: its data, how much of it there is,
    /// and the size of the disk (RES-03, RES-04). The next snapshot stores what changes from now on (MDL-03).
    #[allow(dead_code, reason = "for the operations of ECS")]
    pub(crate) fn roll_back(&mut self, taken: Occasion, now: Timestamp) {
        let Some(snapshot) = self.chain.get(taken).copied() else { return };
        self.size = snapshot.disk_size;
        self.wear.hold(snapshot.content.used, now);
        self.chain.move_head(taken, self.content(now));
    }
}
