//! Cloud disks and how their data changes (MDL-01, MDL-02).

use std::ops::Range;

use super::{
    Chain, DiskIdx, InstanceIdx,
    chain::Delta,
    data::{Condition, Data, Era, Fingerprint, Infection},
    managed::UserId,
};
use crate::{
    backup::point::SnapshotRef,
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        region::Region,
    },
    id::{Code, DiskId, Occasion},
    rejection::EcsProblem,
    time::{DAY, Timestamp},
    units::Mib,
};

/// A disk, the wear on it, and the chain of its snapshots.
#[derive(Clone, Debug)]
pub struct Disk {
    /// Its id, `d-…`.
    pub id: DiskId,
    /// What stands for it inside the ids of its snapshots.
    pub code: Code,
    /// The managed account that it is of; none for the own one (ACC-07).
    pub account: Option<UserId>,
    /// Its region.
    pub region: Region,
    /// Its zone.
    pub zone: String,
    /// System or data disk.
    pub kind: DiskKind,
    /// Its category, such as `cloud_essd`.
    pub category: DiskCategory,
    /// Its level, for ESSD only.
    pub performance_level: Option<PerformanceLevel>,
    /// Its size.
    pub size: Mib,
    /// How its data changes.
    pub wear: Wear,
    /// Whether several instances may use it at once (CON-34).
    pub multi_attach: bool,
    /// Whether it is encrypted (SNP-32).
    pub encrypted: bool,
    /// Its name; empty where it has none.
    pub name: String,
    /// Whether it goes when its instance is released; never where it is shared.
    pub delete_with_instance: bool,
    /// Whether it was ever used and is still there.
    pub life: DiskLife,
    /// The snapshot that it was made from (SNP-21, SNP-22).
    pub made_from: Option<SnapshotRef>,
    /// The instances that it is attached to.
    pub attached: Vec<InstanceIdx>,
    /// Whose it was from which clock hour on, in the order of time; the first from ever on.
    pub owners: Vec<(i64, InstanceIdx)>,
    /// When it was created.
    pub created_at: Timestamp,
    /// The last thing that began for it: the next in the same second gets the next number.
    pub last_occasion: Option<Occasion>,
    /// Where its data comes from and in what state it is.
    pub data: Data,
    /// The disk in another region whose copies it holds; such a replica is no disk that anyone has, but the chain of those
    /// copies (SNP-30).
    pub replica_of: Option<DiskIdx>,
    /// Its snapshots.
    pub chain: Chain,
}

/// System or data disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiskKind {
    /// The disk that the instance boots from.
    System,
    /// Any other.
    Data,
}

/// How far the life of a disk has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiskLife {
    /// Never attached: no snapshots can be taken of it (CON-07).
    New,
    /// Attached now or before.
    Used,
    /// Gone. It stays for the sake of its chain, and keeps the ties that it had.
    Released,
}

/// How the data of a disk changes while an instance runs on it (MDL-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wear {
    /// What held data when it had been written to for `ran_when_used` seconds: when the disk began to be watched, or
    /// was put back or enlarged.
    pub used: Mib,
    /// For how many seconds it had been written to when `used` was so.
    pub ran_when_used: i64,
    /// What is written in a day.
    pub write_per_day: Mib,
    /// What the writes fall on.
    pub hot: Mib,
    /// What is added to `used` in a day.
    pub growth_per_day: Mib,
    /// For how many seconds it has been written to, up to `running_since` or for good.
    pub ran_seconds: i64,
    /// Since when it has been written to without a stop; none while nothing runs on it.
    pub running_since: Option<Timestamp>,
    /// How many instances run on it: a shared disk is written to while any does.
    pub running: u32,
}

/// What a disk holds at an instant: all that a snapshot needs to know of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// All that was ever written to it, `W(t)` of MDL-01.
    pub written: Mib,
    /// What holds data.
    pub used: Mib,
}

impl Disk {
    /// Whether it is of the own account, so that ECS shows it (ACC-07).
    pub fn is_own(&self) -> bool {
        self.account.is_none()
    }

    /// The occasion for something that begins for it now.
    pub(crate) fn next_occasion(&mut self, now: Timestamp) -> Occasion {
        let nth = self.last_occasion.filter(|last| last.at == now).map_or(0, |last| last.nth + 1);
        *self.last_occasion.insert(Occasion { at: now, nth })
    }

    /// The parts of these clock hours in which it was one instance's, with the instance (BIL-01).
    pub fn owners_in(&self, hours: &Range<i64>) -> impl Iterator<Item = (Range<i64>, Option<InstanceIdx>)> + '_ {
        let (start, end) = (hours.start, hours.end);
        let owners = self.owners.iter().map(|(since, owner)| (*since, Some(*owner)));
        let first = self.owners.first().map(|(_, owner)| *owner);
        let owners = std::iter::once((i64::MIN, first)).chain(owners.skip(1));
        let ends = self.owners.iter().skip(1).map(|(since, _)| *since).chain([i64::MAX]);
        owners.zip(ends).map(move |((since, owner), until)| (start.max(since)..end.min(until), owner))
    }

    /// It is this instance's from this clock hour on. An hour in which it changes hands belongs to the last.
    pub(crate) fn own(&mut self, owner: InstanceIdx, hour: i64) {
        self.owners.retain(|(since, _)| *since < hour);
        if self.owners.last().is_none_or(|(_, last)| *last != owner) {
            self.owners.push((hour, owner));
        }
    }

    /// Whether it is gone.
    pub fn is_released(&self) -> bool {
        self.life == DiskLife::Released
    }

    /// What it holds at `at`.
    pub fn content(&self, at: Timestamp) -> Content {
        Content { written: self.wear.written(at), used: self.wear.used(at).min(self.size) }
    }

    /// The fingerprint of what it holds at `now`.
    pub fn fingerprint(&self, now: Timestamp) -> Fingerprint {
        self.data.now().fingerprint(self.content(now))
    }

    /// In what state its data is.
    pub fn condition(&self) -> Condition {
        self.data.now().condition
    }

    /// Whether it failed, and its data with it.
    pub fn is_lost(&self) -> bool {
        self.condition() == Condition::Lost
    }

    /// The ransomware on it that has not struck yet.
    pub fn infection(&self) -> Option<Infection> {
        self.data.now().infection
    }

    /// The era that one of its snapshots was taken in, with the data of the snapshot as its beginning.
    pub fn era_of_snapshot(&self, taken: Occasion) -> Option<Era> {
        let content = self.chain.get(taken)?.content;
        Some(self.data.at(taken).of_same_data(content, None, content))
    }

    /// What a snapshot with content `later` stores over one with content `earlier`, without a rollback between them
    /// (MDL-02).
    pub fn changed(&self, earlier: Content, later: Content) -> Mib {
        Delta::between(earlier, later).stored(self.wear.hot, later.used)
    }

    /// An instance begins to run on it.
    pub(crate) fn begin_running(&mut self, now: Timestamp) {
        self.wear.running_since.get_or_insert(now);
        self.wear.running += 1;
    }

    /// An instance that ran on it stops: with the last of them the writing ends.
    pub(crate) fn end_running(&mut self, now: Timestamp) {
        self.wear.running = self.wear.running.saturating_sub(1);
        if self.wear.running == 0 {
            self.wear.ran_seconds = self.wear.ran_seconds(now);
            self.wear.running_since = None;
        }
    }

    /// Changes its size. Where it was full, its data grows from now on, and what found no room is not made up for.
    pub(crate) fn resize(&mut self, size: Mib, now: Timestamp) {
        if self.wear.used(now) > self.size {
            self.wear.hold(self.size, now);
        }
        self.size = size;
    }
}

impl Wear {
    /// What is assumed of a disk of which no more is known than how much holds data: 1 GiB a day is written over an
    /// eighth of that, and nothing is added.
    pub fn typical(used: Mib) -> Self {
        Self { used, hot: Mib(used.0 / 8), growth_per_day: Mib::ZERO, ..Self::blank() }
    }

    /// What is assumed of a blank disk: 1 GiB a day is written to it, all of it where nothing was yet.
    pub fn blank() -> Self {
        Self {
            used: Mib::ZERO,
            write_per_day: Mib::from_gib(1),
            hot: Mib::ZERO,
            growth_per_day: Mib::from_gib(1),
            ran_seconds: 0,
            ran_when_used: 0,
            running_since: None,
            running: 0,
        }
    }

    /// For how many seconds it has been written to by `at`.
    pub fn ran_seconds(&self, at: Timestamp) -> i64 {
        self.ran_seconds + self.running_since.map_or(0, |since| (at - since).0.max(0))
    }

    /// Lets `used` hold data now, and grow from there.
    pub(crate) fn hold(&mut self, used: Mib, now: Timestamp) {
        (self.used, self.ran_when_used) = (used, self.ran_seconds(now));
    }

    /// All that was written to it by `at`.
    fn written(&self, at: Timestamp) -> Mib {
        accrued(self.write_per_day, self.ran_seconds(at))
    }

    /// What would hold data at `at` on a disk without end.
    fn used(&self, at: Timestamp) -> Mib {
        self.used + accrued(self.growth_per_day, self.ran_seconds(at) - self.ran_when_used)
    }
}

impl DiskLife {
    /// One word for each, for digests.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Used => "used",
            Self::Released => "released",
        }
    }
}

impl DiskKind {
    /// The word of the ECS API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Data => "data",
        }
    }
}

/// `rate` × `seconds` / 86,400, rounded down. Whole days first, so that no product outgrows 64 bits.
fn accrued(rate: Mib, seconds: i64) -> Mib {
    let seconds = seconds.unsigned_abs();
    let day = DAY.unsigned_abs();
    Mib(rate.0 * (seconds / day) + rate.0 * (seconds % day) / day)
}

/// `hot × w / (hot + w)`, rounded up (MDL-02): written as `hot - hot² / (hot + w)`, which fits 64 bits for any `w`.
pub(super) fn spread(hot: Mib, written: Mib) -> Mib {
    match hot.0 + written.0 {
        0 => Mib::ZERO,
        sum => Mib(hot.0 - hot.0 * hot.0 / sum),
    }
}

/// Checks that a category comes in a size, in GiB (CON-23).
pub fn check_size(category: DiskCategory, level: Option<PerformanceLevel>, given_gib: u64) -> Result<(), EcsProblem> {
    let range = category.size_range_gib(level);
    match range.contains(&given_gib) {
        true => Ok(()),
        false => Err(EcsProblem::DiskSize { category, given_gib, from_gib: *range.start(), to_gib: *range.end() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mdl_01_writes_accrue_by_the_second_rounded_down() {
        assert_eq!(accrued(Mib(2_048), 0), Mib(0));
        assert_eq!(accrued(Mib(2_048), 43_200), Mib(1_024));
        assert_eq!(accrued(Mib(1), 86_399), Mib(0));
        assert_eq!(accrued(Mib(3), 2 * 86_400 + 28_800), Mib(7));
        let centuries = 999 * 365 * DAY;
        assert_eq!(accrued(Mib::from_gib(1 << 20), centuries), Mib((1 << 30) * 999 * 365));
    }

    #[test]
    fn mdl_02_changed_blocks_never_exceed_hot_or_written_and_are_subadditive() {
        for hot in [0, 1, 7, 100] {
            for a in 0..60 {
                let one = spread(Mib(hot), Mib(a));
                assert!(one.0 <= hot && one.0 <= a, "hot {hot}, written {a}");
                let exact = (hot * a).checked_div(hot + a).unwrap_or(0);
                let rounded_up = exact + u64::from(hot + a > 0 && hot * a % (hot + a) > 0);
                assert_eq!(one.0, rounded_up, "hot {hot}, written {a}");
                for b in 0..60 {
                    let both = spread(Mib(hot), Mib(a + b));
                    assert!(both >= one && both <= one + spread(Mib(hot), Mib(b)), "hot {hot}, {a} + {b}");
                }
            }
        }
    }
}
