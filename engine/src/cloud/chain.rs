//! The chain of a disk's snapshots: what each stores, before and after a deletion or a rollback (SNP-02, SNP-04,
//! MDL-03).

mod archive;
mod copies;
mod iter;
mod lineage;
mod shares;
#[cfg(test)]
mod tests;

use std::{collections::VecDeque, ops::Range};

pub(crate) use self::copies::Copying;
pub use self::lineage::{Base, Delta};
use self::{
    archive::Archive,
    iter::ByAge,
    lineage::{Head, Remnant},
};
use super::{
    InstanceIdx,
    data::{Condition, Era, Infection},
    disk::{Content, Disk},
};
use crate::{
    billing::meter::{Gauge, Meter},
    catalog::limits,
    digest::DigestWriter,
    id::Occasion,
    scenario::settings::Assumptions,
    time::{Timestamp, Zone},
    units::Mib,
};

/// The live snapshots of one disk, oldest first.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Those in the Standard tier.
    snapshots: VecDeque<Snapshot>,
    /// Those in the Archive tier; nothing where none ever was on its way there.
    archive: Option<Box<Archive>>,
    /// How many of them are automatic.
    automatic: usize,
    /// When all of them are complete.
    all_ready_at: Timestamp,
    /// What deleted snapshots left to those that build on them, by the occasions they were taken on.
    remnants: Vec<Remnant>,
    head: Head,
    /// Whether the lineage is anything but the chain itself.
    branched: bool,
    /// What those in the Standard tier occupy.
    gauge: Gauge,
    /// What those of either tier occupy that Cloud Backup does not manage.
    apart: Gauge,
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
    /// what it holds for others of a deleted one (SNP-04); in the Archive tier what it counts as there (MDL-31).
    pub stored: Mib,
    /// Where it lies.
    pub tier: Tier,
    /// Whether it counts every block of the disk, also those that hold no data: the encrypted copy of a snapshot that is not
    /// encrypted does (SNP-30).
    pub whole_disk: bool,
    /// Whether Cloud Backup took it and then let go of it, because something was made from it when its point went
    /// (SNP-22).
    pub let_go: bool,
}

/// Where a snapshot lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// In the chain, from where it comes and goes at any time.
    Standard,
    /// In the archive, for good (ARC-01).
    Archive {
        /// Since when.
        since: Timestamp,
    },
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
            archive: None,
            automatic: 0,
            all_ready_at: Timestamp::MIN,
            remnants: Vec::new(),
            head: Head::default(),
            branched: false,
            gauge: Gauge::default(),
            apart: Gauge::default(),
            day: Day { zone, begins_at: Timestamp::MIN, stored: Mib::ZERO },
        }
    }

    /// Its snapshots of both tiers, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Snapshot> + ExactSizeIterator {
        ByAge::of(&self.snapshots, self.archive.as_ref().map(|archive| &archive.snapshots))
    }

    /// How many snapshots there are.
    pub fn len(&self) -> usize {
        self.snapshots.len() + self.archive.as_ref().map_or(0, |archive| archive.snapshots.len())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many count as manual, those of instance backup among them (CON-60).
    pub fn count_manual(&self) -> usize {
        self.len() - self.automatic
    }

    /// How many automatic snapshot policies took (CON-60).
    pub fn count_automatic(&self) -> usize {
        self.automatic
    }

    /// What all snapshots occupy together: the size that is billed (SNP-05).
    pub fn stored(&self) -> Mib {
        self.gauge.size() + self.archived()
    }

    /// What of it lies in the Archive tier.
    pub fn archived(&self) -> Mib {
        self.archive.as_ref().map_or(Mib::ZERO, |archive| archive.gauge.size())
    }

    /// What they occupied when the day of `now` began, as the console shows it: up to 24 hours late (CON-10).
    pub fn shown_stored(&self, now: Timestamp) -> Mib {
        if now.start_of_day(self.day.zone) == self.day.begins_at { self.day.stored } else { self.stored() }
    }

    /// The snapshot taken on this occasion.
    pub fn get(&self, taken: Occasion) -> Option<&Snapshot> {
        match self.position(taken) {
            Some(position) => self.snapshots.get(position),
            None => self.archive.as_ref()?.get(taken),
        }
    }

    /// How many snapshots are still being created at `now` (CON-61).
    pub fn in_progress(&self, now: Timestamp) -> usize {
        if self.all_ready_at <= now {
            return 0;
        }
        self.snapshots.iter().filter(|snapshot| snapshot.ready_at > now).count()
    }

    /// What is metered of it in these clock hours of the past and the present (BIL-14).
    pub fn metered_between(&self, hours: Range<i64>) -> Meter {
        let archive = self.archive.as_ref();
        let standard_mib_hours = self.gauge.read_between(&hours);
        let archive_mib_hours = archive.map_or(0, |archive| archive.gauge.read_between(&hours));
        Meter {
            standard_mib_hours,
            archive_mib_hours,
            early_deletion_mib_hours: archive.map_or(0, |archive| archive.early_between(&hours)),
            software_mib_hours: standard_mib_hours + archive_mib_hours - self.apart.read_between(&hours),
            carried_mib: 0,
        }
    }

    /// What standard snapshots were metered for in each of these clock hours, in MiB.
    pub(crate) fn standard_by_hour(&self, hours: Range<i64>) -> Vec<u64> {
        let each: Vec<_> = hours.map(|hour| hour..hour + 1).collect();
        self.gauge.read_each(&each)
    }

    /// What standard snapshots occupy now.
    pub fn standard_now(&self) -> Mib {
        self.gauge.size()
    }

    /// The same for each of several spans, which follow one another in time.
    pub fn metered_in(&self, spans: &[Range<i64>]) -> Vec<Meter> {
        let archive = self.archive.as_ref();
        let standard = self.gauge.read_each(spans);
        let archived = archive.map_or_else(|| vec![0; spans.len()], |archive| archive.gauge.read_each(spans));
        let apart = self.apart.read_each(spans);
        let meters = spans.iter().zip(standard).zip(archived).zip(apart);
        let meter = |(((span, standard), archived), apart)| Meter {
            standard_mib_hours: standard,
            archive_mib_hours: archived,
            early_deletion_mib_hours: archive.map_or(0, |archive| archive.early_between(span)),
            software_mib_hours: standard + archived - apart,
            carried_mib: 0,
        };
        meters.map(meter).collect()
    }

    /// Takes in what of the chain cannot be seen from the snapshots: the remnants, what the disk with `content` builds
    /// on, what is shown late, what is on its way to the archive, and what was metered.
    pub(crate) fn digest_lineage(&self, content: Content, now: Timestamp, out: &mut DigestWriter) {
        out.count(self.remnants.len());
        for remnant in &self.remnants {
            out.at(remnant.taken.at).number(remnant.taken.nth).size(remnant.used);
            out.option(remnant.base, Base::digest);
        }
        out.option(self.head.base_of(content), Base::digest);
        out.size(self.shown_stored(now));
        let hour = now.clock_hour();
        self.gauge.digest(hour, out);
        self.apart.digest(hour, out);
        if let Some(archive) = &self.archive {
            archive.digest(hour, out);
        }
    }

    fn get_mut(&mut self, taken: Occasion) -> Option<&mut Snapshot> {
        match self.position(taken) {
            Some(position) => self.snapshots.get_mut(position),
            None => self.archive.as_mut()?.get_mut(taken),
        }
    }

    /// Where a snapshot stands among those of the Standard tier.
    fn position(&self, taken: Occasion) -> Option<usize> {
        if self.snapshots.front().is_some_and(|oldest| oldest.taken == taken) {
            return Some(0);
        }
        self.snapshots.binary_search_by_key(&taken, |snapshot| snapshot.taken).ok()
    }

    /// Adds a snapshot at `now`; gives back what it stores.
    fn add(&mut self, mut snapshot: Snapshot, hot: Mib, now: Timestamp) -> Mib {
        self.begin_change(now);
        self.automatic += usize::from(snapshot.origin == Origin::Automatic);
        self.all_ready_at = self.all_ready_at.max(snapshot.ready_at);
        self.head = Head::on(snapshot.taken, snapshot.content);
        self.snapshots.push_back(snapshot);
        if self.remnants.is_empty() {
            self.meter_new(&snapshot, now);
            return snapshot.stored;
        }
        // It may take over from a remnant, and has all that from its first hour on.
        snapshot.stored = self.shares(hot).pop().unwrap_or_default();
        self.meter_new(&snapshot, now);
        *self.snapshots.back_mut().expect("just added") = snapshot;
        self.share_out(hot, now);
        snapshot.stored
    }

    fn meter_new(&mut self, snapshot: &Snapshot, now: Timestamp) {
        self.gauge.add(snapshot.stored, now.clock_hour());
        if !snapshot.is_managed() {
            self.apart.add(snapshot.stored, now.clock_hour());
        }
    }

    fn remove(&mut self, taken: Occasion, hot: Mib, now: Timestamp) {
        let removed = match self.take_out(taken, hot, now) {
            Some(standard) => {
                if !standard.is_managed() {
                    self.apart.remove(standard.stored, now.clock_hour());
                }
                self.drop_task(taken);
                Some(standard)
            }
            None => self.remove_archived(taken, now),
        };
        self.automatic -= usize::from(removed.is_some_and(|removed| removed.origin == Origin::Automatic));
    }

    /// Takes a snapshot out of the Standard tier, if it is there; what the others need of it passes to them.
    fn take_out(&mut self, taken: Occasion, hot: Mib, now: Timestamp) -> Option<Snapshot> {
        let position = self.position(taken)?;
        self.begin_change(now);
        let removed = self.snapshots.remove(position)?;
        self.gauge.remove(removed.stored, now.clock_hour());
        if self.branched {
            self.leave_remnant(&removed);
            self.share_out(hot, now);
        } else {
            self.close_gap(position, &removed);
            if let Some(next) = self.snapshots.get(position) {
                self.set_stored(position, next.own(hot), now);
            }
        }
        Some(removed)
    }

    /// Computes anew what each snapshot stores.
    fn share_out(&mut self, hot: Mib, now: Timestamp) {
        for (position, stored) in self.shares(hot).into_iter().enumerate() {
            self.set_stored(position, stored, now);
        }
    }

    fn set_stored(&mut self, position: usize, stored: Mib, now: Timestamp) {
        let snapshot = &mut self.snapshots[position];
        let before = std::mem::replace(&mut snapshot.stored, stored);
        if stored != before {
            self.gauge.change(before, stored, now.clock_hour());
            if !snapshot.is_managed() {
                self.apart.change(before, stored, now.clock_hour());
            }
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
    /// What is charged of it if it goes at `now`, in MiB-hours: what is left of its least time in the Archive tier
    /// (BIL-12).
    pub fn early_deletion(&self, now: Timestamp) -> u64 {
        let Tier::Archive { since } = self.tier else { return 0 };
        let left = limits::ARCHIVE_HOURS_MIN - (now.clock_hour() - since.clock_hour());
        self.stored.0 * u64::try_from(left).unwrap_or(0)
    }

    /// Whether Cloud Backup decides when it goes: it took it and has not let go of it (SNP-20, SNP-22).
    pub fn is_managed(&self) -> bool {
        matches!(self.origin, Origin::Backup { .. }) && !self.let_go
    }

    /// Whether it lies in the Archive tier.
    pub fn is_archived(&self) -> bool {
        matches!(self.tier, Tier::Archive { .. })
    }

    /// When it can be used for restores and new disks: of an ESSD-series disk after the time that instant access takes,
    /// of any other once it is complete, and so a copy of whatever disk (CON-65, MDL-11).
    pub fn usable_at(&self, disk: &Disk, assumptions: &Assumptions) -> Timestamp {
        match disk.has_instant_access() {
            true => (self.taken.at + assumptions.instant_access()).min(self.ready_at),
            false => self.ready_at,
        }
    }

    /// What it would store without any other: all that was in use, or the whole disk where it counts that (SNP-05,
    /// SNP-30).
    pub fn full(&self) -> Mib {
        if self.whole_disk { self.disk_size } else { self.content.used }
    }

    /// What it stores on its own account, where writes fall on `hot` (MDL-03).
    fn own(&self, hot: Mib) -> Mib {
        self.base.map_or(self.full(), |base| base.delta.stored(hot, self.content.used))
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
        out.at(base.taken.at).number(base.taken.nth).size(base.delta.written).size(base.delta.grown);
        out.flag(base.delta.rewritten)
    }
}

impl Disk {
    /// Whether its snapshots can be used while they are being created: of the ESSD series, and no copies (CON-65).
    pub fn has_instant_access(&self) -> bool {
        self.category.is_essd_series() && self.replica_of.is_none()
    }

    /// What a snapshot taken at `at` would store.
    pub fn next_stored(&self, at: Timestamp) -> Mib {
        let next = self.snapshot(Occasion { at, nth: Occasion::NTH_MAX }, Origin::User, at);
        if self.chain.remnants.is_empty() { next.stored } else { self.chain.clone().add(next, self.wear.hot, at) }
    }

    /// Adds a snapshot of the disk as it is at `taken.at`, complete at `ready_at` and kept until it is removed.
    pub(crate) fn take_snapshot(&mut self, taken: Occasion, origin: Origin, ready_at: Timestamp) {
        self.chain.add(self.snapshot(taken, origin, ready_at), self.wear.hot, taken.at);
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
            tier: Tier::Standard,
            whole_disk: false,
            let_go: false,
        };
        snapshot.stored = snapshot.own(self.wear.hot);
        snapshot
    }

    /// Sets until when the snapshot taken on this occasion is kept, if it is there.
    pub(crate) fn keep_snapshot_until(&mut self, taken: Occasion, expires_at: Option<Timestamp>) {
        if let Some(snapshot) = self.chain.get_mut(taken) {
            snapshot.expires_at = expires_at;
        }
    }

    /// Moves a snapshot to the Archive tier, if it is in the standard one; `occupies` says what it counts as there.
    pub(crate) fn archive_snapshot(&mut self, taken: Occasion, now: Timestamp, occupies: impl Fn(&Snapshot) -> Mib) {
        self.chain.archive(taken, self.wear.hot, now, occupies);
    }

    /// Lets go of a snapshot that Cloud Backup took (SNP-22): from the next hour on it is the user's alone.
    pub(crate) fn let_go_of_snapshot(&mut self, taken: Occasion, now: Timestamp) {
        self.chain.drop_task(taken);
        if let Some(snapshot) = self.chain.get_mut(taken).filter(|snapshot| snapshot.is_managed()) {
            snapshot.let_go = true;
            let stored = snapshot.stored;
            self.chain.apart.change(Mib::ZERO, stored, now.clock_hour());
        }
    }

    /// Removes the snapshot taken on this occasion, if it is there; what the others need of it passes to them (SNP-04).
    pub(crate) fn remove_snapshot(&mut self, taken: Occasion, now: Timestamp) {
        self.chain.remove(taken, self.wear.hot, now);
    }

    /// Something happens to the data of the disk, which leaves it in another state: `what` tells its fingerprint from
    /// that of anything else. Ransomware that strikes writes every block anew (MDL-04).
    pub(crate) fn befall(&mut self, what: &str, condition: Condition, now: Timestamp) {
        // Ransomware that strikes is through; through anything else it stays.
        let infection = self.infection().filter(|_| condition < Condition::Encrypted);
        self.begin_era(what, condition, infection, now);
        if condition == Condition::Encrypted {
            let mark = self.content(now);
            self.chain.head.rewrite(mark);
        }
    }

    /// Ransomware comes to the disk. Of two of them the one that strikes first counts: whether it is this one.
    pub(crate) fn infect(&mut self, what: &str, infection: Infection, now: Timestamp) -> bool {
        if self.infection().is_some_and(|other| other.strikes_at <= infection.strikes_at) {
            return false;
        }
        self.begin_era(what, Condition::Infected, Some(infection), now);
        true
    }

    /// Begins an era in which the data is in this state, or in the worse one that it was in before.
    fn begin_era(&mut self, what: &str, condition: Condition, infection: Option<Infection>, now: Timestamp) {
        let mark = self.content(now);
        let origin = self.data.now().fingerprint(mark).after(what);
        let condition = condition.max(self.condition());
        let since = Some(self.next_occasion(now));
        self.data.begin(Era { since, origin, mark, condition, infection });
    }

    /// Puts the disk back to the snapshot taken on this occasion, if it is there: its data, how much of it there is,
    /// and the size of the disk (RES-03, RES-04). The next snapshot stores what changes from now on (MDL-03).
    pub(crate) fn roll_back(&mut self, taken: Occasion, now: Timestamp) {
        let Some(snapshot) = self.chain.get(taken).copied() else { return };
        let era = self.era_of_snapshot(taken);
        self.size = snapshot.disk_size;
        self.wear.hold(snapshot.content.used, now);
        let (since, mark) = (self.next_occasion(now), self.content(now));
        if let Some(era) = era {
            self.data.begin(Era { since: Some(since), mark, ..era });
        }
        // Nothing standard can be compared with an archived one: the next snapshot stores all that is in use.
        let onto = (!snapshot.is_archived()).then_some(taken);
        self.chain.move_head(onto, self.content(now));
    }
}
