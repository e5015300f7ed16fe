//! Random lives of a disk against naive models: all that was ever done to it, hour by hour and block by block.

mod archive;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::{
    catalog::{disk::DiskCategory, region::Region},
    cloud::{
        data::Data,
        disk::{DiskKind, DiskLife, Wear},
    },
    id::{DiskId, Ids},
    time::{DAY, HOUR},
};

/// What can happen to a disk; snapshots are chosen by numbers that are taken modulo how many there are.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Wait(i64),
    Take,
    TakeAutomatic,
    Delete(usize),
    RollBack(usize),
    Start,
    Stop,
    Enlarge(u64),
    Strike,
}

fn deeds(longest_wait: i64) -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => (1..longest_wait).prop_map(Deed::Wait),
        4 => Just(Deed::Take),
        1 => Just(Deed::TakeAutomatic),
        4 => any::<usize>().prop_map(Deed::Delete),
        2 => any::<usize>().prop_map(Deed::RollBack),
        1 => Just(Deed::Start),
        1 => Just(Deed::Stop),
        1 => (0_u64..3_000).prop_map(Deed::Enlarge),
        1 => Just(Deed::Strike),
    ];
    proptest::collection::vec(deed, 1..80)
}

fn wears() -> impl Strategy<Value = (Wear, u64)> {
    (0_u64..4_000, 0_u64..=1_000, 0_u64..40_000, 0_u64..900, 0_u64..2_000).prop_map(
        |(used, hot_permille, write, growth, free)| {
            let wear = Wear {
                used: Mib(used),
                ran_when_used: 0,
                write_per_day: Mib(write),
                hot: Mib(used * hot_permille / 1_000),
                growth_per_day: Mib(growth),
                ran_seconds: 0,
                running_since: None,
                running: 0,
            };
            (wear, used + free)
        },
    )
}

fn disk(wear: Wear, size: u64) -> Disk {
    let mut disk = Disk {
        id: DiskId::from("d-one"),
        code: Ids::new(1).code("d-one", 0),
        account: None,
        region: Region::parse("cn-hangzhou").expect("a region"),
        zone: "cn-hangzhou-h".to_owned(),
        kind: DiskKind::System,
        category: DiskCategory::CloudEssd,
        performance_level: None,
        size: Mib(size),
        wear,
        multi_attach: false,
        encrypted: false,
        name: String::new(),
        delete_with_instance: true,
        life: DiskLife::Used,
        made_from: None,
        attached: Vec::new(),
        owners: Vec::new(),
        created_at: START,
        last_occasion: None,
        data: Data::of_new(&DiskId::from("d-one"), Content::default()),
        replica_of: None,
        chain: Chain::new(Zone::CHINA),
    };
    disk.begin_running(START);
    disk
}

/// A snapshot as the naive model knows it, alive or not.
#[derive(Clone, Copy, Debug)]
struct Record {
    before: Option<Occasion>,
    /// All that was written along its lineage.
    written: Mib,
    used: Mib,
    /// Whether ransomware struck since the snapshot before.
    rewritten: bool,
    size: Mib,
    origin: Origin,
    alive: bool,
}

/// A disk, and all that was ever done to it.
struct Life {
    disk: Disk,
    now: Timestamp,
    records: BTreeMap<Occasion, Record>,
    /// The snapshot that the disk goes on from, and what was written to the disk in all by then.
    since: (Option<Occasion>, Mib),
    /// Whether ransomware struck since then.
    is_struck: bool,
    /// What each snapshot stored, from when on; nothing once it is gone.
    sizes: BTreeMap<Occasion, Vec<(Timestamp, Option<Mib>)>>,
    /// What all stored together, from when on.
    totals: Vec<(Timestamp, Mib)>,
}

impl Life {
    fn new(wear: Wear, size: u64) -> Self {
        Self {
            disk: disk(wear, size),
            now: START,
            records: BTreeMap::new(),
            since: (None, Mib::ZERO),
            is_struck: false,
            sizes: BTreeMap::new(),
            totals: vec![(Timestamp::MIN, Mib::ZERO)],
        }
    }

    fn act(&mut self, deed: Deed) {
        let stored = self.disk.chain.stored();
        match deed {
            Deed::Wait(seconds) => self.now = Timestamp(self.now.0 + seconds),
            Deed::Take => drop(self.take(Origin::User)),
            Deed::TakeAutomatic => drop(self.take(Origin::Automatic)),
            Deed::Delete(nth) => {
                if let Some(taken) = self.nth(nth) {
                    self.disk.remove_snapshot(taken, self.now);
                    self.records.get_mut(&taken).unwrap().alive = false;
                    assert!(self.disk.chain.stored() <= stored, "MDL-02: a deletion made the chain longer");
                }
            }
            Deed::RollBack(nth) => {
                if let Some(taken) = self.nth(nth) {
                    self.roll_back(taken);
                    assert_eq!(self.disk.chain.stored(), stored, "a rollback changes nothing that is stored");
                }
            }
            Deed::Start if self.disk.wear.running == 0 => self.disk.begin_running(self.now),
            Deed::Stop => self.disk.end_running(self.now),
            Deed::Start => {}
            Deed::Enlarge(by) => self.disk.resize(self.disk.size + Mib(by), self.now),
            Deed::Strike => self.strike(),
        }
        self.note();
    }

    fn take(&mut self, origin: Origin) -> Occasion {
        let taken = self.disk.next_occasion(self.now);
        let expected = self.disk.next_stored(self.now);
        let content = self.disk.content(self.now);
        let (before, mark) = self.since;
        let base = before.map_or(Mib::ZERO, |before| self.records[&before].written);
        let written = base + (content.written - mark);
        let rewritten = std::mem::take(&mut self.is_struck);
        let size = self.disk.size;
        let record = Record { before, written, used: content.used, rewritten, size, origin, alive: true };
        self.records.insert(taken, record);
        self.since = (Some(taken), content.written);
        self.disk.take_snapshot(
            taken,
            origin,
            self.now + crate::time::Seconds(i64::try_from(written.0 % 9_000).unwrap()),
        );
        assert_eq!(self.disk.chain.get(taken).unwrap().stored, expected);
        taken
    }

    fn strike(&mut self) {
        let stored = self.disk.chain.stored();
        self.disk.befall("encrypted", Condition::Encrypted, self.now);
        self.is_struck = true;
        assert_eq!(self.disk.chain.stored(), stored, "a strike changes nothing that is stored");
        let used = self.disk.content(self.now).used;
        assert_eq!(self.disk.next_stored(self.now), used, "MDL-04: all that holds data was written anew");
    }

    fn roll_back(&mut self, taken: Occasion) {
        self.is_struck = false;
        self.disk.roll_back(taken, self.now);
        let content = self.disk.content(self.now);
        self.since = (Some(taken), content.written);
        assert_eq!(content.used, self.records[&taken].used);
        assert_eq!(self.disk.size, self.records[&taken].size);
    }

    fn nth(&self, nth: usize) -> Option<Occasion> {
        let count = self.disk.chain.len();
        let chosen = nth.checked_rem(count)?;
        self.disk.chain.iter().nth(chosen).map(|snapshot| snapshot.taken)
    }

    /// Writes down what is stored now.
    fn note(&mut self) {
        let now = self.now;
        for (taken, record) in &self.records {
            let size = self.disk.chain.get(*taken).map(|snapshot| snapshot.stored);
            assert_eq!(size.is_some(), record.alive);
            let log = self.sizes.entry(*taken).or_default();
            if log.last().is_none_or(|(_, last)| *last != size) {
                log.push((now, size));
            }
        }
        self.totals.push((now, self.disk.chain.stored()));
    }

    /// The lineage from a snapshot down to the first, itself left out.
    fn ancestors(&self, taken: Option<Occasion>) -> impl Iterator<Item = Occasion> {
        let before = move |taken: &Occasion| self.records[taken].before;
        std::iter::successors(taken, before)
    }

    /// The deleted snapshots that part two lines which are still needed.
    fn partings(&self) -> BTreeSet<Occasion> {
        // For each deleted snapshot, through which of its children something that is needed goes back to it.
        let mut ways: BTreeMap<Occasion, BTreeSet<Option<Occasion>>> = BTreeMap::new();
        let alive = self.records.iter().filter(|(_, record)| record.alive).map(|(taken, _)| *taken);
        let lines = alive.map(|taken| (Some(taken), self.records[&taken].before)).chain([(None, self.since.0)]);
        for (mut child, from) in lines {
            for ancestor in self.ancestors(from) {
                ways.entry(ancestor).or_default().insert(child);
                child = Some(ancestor);
            }
        }
        let parted = ways.into_iter().filter(|(taken, ways)| ways.len() > 1 && !self.records[taken].alive);
        parted.map(|(taken, _)| taken).collect()
    }

    /// Everything anew from the list of all that was ever done.
    fn check(&self) {
        let (chain, hot) = (&self.disk.chain, self.disk.wear.hot);
        let partings = self.partings();
        assert_eq!(chain.remnants.iter().map(|remnant| remnant.taken).collect::<BTreeSet<_>>(), partings);
        let stands = |taken: &Occasion| self.records[taken].alive || partings.contains(taken);
        let mut own = BTreeMap::new();
        for (taken, record) in self.records.iter().filter(|(taken, _)| stands(taken)) {
            let before = self.ancestors(record.before).find(|ancestor| stands(ancestor));
            let changed = before.map(|before| {
                let earlier = &self.records[&before];
                let between = std::iter::once(*taken).chain(self.ancestors(record.before));
                let mut between = between.take_while(|ancestor| *ancestor != before);
                match between.any(|ancestor| self.records[&ancestor].rewritten) {
                    true => record.used,
                    false => changed(hot, record.written - earlier.written, record.used - earlier.used, record.used),
                }
            });
            own.insert(*taken, changed.unwrap_or(record.used));
            let base = match chain.get(*taken) {
                Some(snapshot) => snapshot.base,
                None => chain.remnants.iter().find(|remnant| remnant.taken == *taken).unwrap().base,
            };
            assert_eq!(base.map(|base| base.taken), before, "a lineage is broken");
        }
        let alive: Vec<_> = self.records.iter().filter(|(_, record)| record.alive).collect();
        assert!(chain.iter().map(|snapshot| snapshot.taken).eq(alive.iter().map(|(taken, _)| **taken)));
        assert_eq!(chain.stored(), chain.iter().map(|snapshot| snapshot.stored).sum());
        if partings.is_empty() {
            for snapshot in chain.iter() {
                assert_eq!(snapshot.stored, own[&snapshot.taken], "MDL-03: {snapshot:?}");
            }
        } else {
            let needed: Mib = own.values().copied().sum();
            assert!(chain.stored() <= needed, "more than all that was ever different");
            for snapshot in chain.iter() {
                let kept = snapshot.stored >= own[&snapshot.taken] || snapshot.base.is_some();
                assert!(kept && snapshot.content.used == self.records[&snapshot.taken].used);
            }
        }
        if let Some(oldest) = chain.iter().next() {
            assert_eq!(oldest.stored, oldest.content.used, "MDL-03: the oldest stores all in use");
        }
        let automatic = alive.iter().filter(|(_, record)| record.origin == Origin::Automatic).count();
        assert_eq!((chain.count_automatic(), chain.count_manual()), (automatic, alive.len() - automatic));
        let unready = chain.iter().filter(|snapshot| snapshot.ready_at > self.now).count();
        assert_eq!(chain.in_progress(self.now), unready);
        assert_eq!(chain.shown_stored(self.now), self.stored_at_midnight(), "CON-10");
    }

    fn stored_at_midnight(&self) -> Mib {
        let midnight = self.now.start_of_day(Zone::CHINA);
        self.totals.iter().take_while(|(at, _)| *at < midnight).last().unwrap().1
    }

    /// What is metered, counted hour by hour and snapshot by snapshot (BIL-14).
    fn mib_hours(&self) -> u64 {
        let mut sum = 0;
        for hour in START.clock_hour()..=self.now.clock_hour() {
            let begins = Timestamp(hour * HOUR);
            for log in self.sizes.values() {
                let at_the_start = log.iter().take_while(|(at, _)| *at <= begins).last();
                let within = log.iter().find(|(at, size)| at.clock_hour() == hour && size.is_some());
                let metered = match at_the_start {
                    // What changes at the very start of an hour was there in that hour as it was before.
                    Some((at, _)) if *at == begins => {
                        log.iter().take_while(|(at, _)| *at < begins).last().or(within).and_then(|(_, size)| *size)
                    }
                    Some((_, size)) => *size,
                    None => within.and_then(|(_, size)| *size),
                };
                sum += metered.map_or(0, |size| size.0);
            }
        }
        sum
    }
}

/// MDL-02, as it is written.
fn changed(hot: Mib, written: Mib, grown: Mib, used: Mib) -> Mib {
    let rewritten = (u128::from(hot.0) * u128::from(written.0)).div_ceil(u128::from((hot.0 + written.0).max(1)));
    Mib(u64::try_from(rewritten).unwrap() + grown.0).min(used)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mdl_03_sizes_follow_from_what_is_alive_and_where_it_came_from((wear, size) in wears(), deeds in deeds(2 * DAY)) {
        let mut life = Life::new(wear, size);
        for deed in deeds {
            life.act(deed);
            life.check();
        }
    }

    #[test]
    fn bil_14_metering_agrees_with_a_count_hour_by_hour((wear, size) in wears(), deeds in deeds(2 * HOUR)) {
        let mut life = Life::new(wear, size);
        for deed in deeds {
            life.act(deed);
        }
        let hours = 0..life.now.clock_hour() + 1;
        prop_assert_eq!(life.disk.chain.metered_between(hours).standard_mib_hours, life.mib_hours());
    }

    #[test]
    fn snp_03_the_chain_is_the_blocks_that_its_snapshots_need(deeds in deeds(500)) {
        let mut life = Life::new(BLOCKWISE, BLOCKWISE.used.0 * 2);
        let mut blocks = Blocks::default();
        for deed in deeds {
            if matches!(deed, Deed::Enlarge(_)) {
                continue;
            }
            blocks.write(life.disk.content(life.now));
            let (before, chosen) = (life.disk.content(life.now), life.nth(match deed {
                Deed::Delete(nth) | Deed::RollBack(nth) => nth,
                _ => 0,
            }));
            life.act(deed);
            match (deed, chosen) {
                (Deed::Take | Deed::TakeAutomatic, _) => blocks.keep(*life.records.keys().next_back().unwrap()),
                (Deed::Delete(_), Some(taken)) => drop(blocks.kept.remove(&taken)),
                (Deed::RollBack(_), Some(taken)) => blocks.put_back(taken, life.disk.content(life.now)),
                (Deed::Strike, _) => blocks.strike(),
                _ => prop_assert!(life.disk.content(life.now).written >= before.written),
            }
            prop_assert_eq!(life.disk.chain.stored(), blocks.needed());
        }
    }
}

/// A disk so large that no write falls where one fell before: what changed is what was written.
const BLOCKWISE: Wear = Wear {
    used: Mib(1 << 30),
    ran_when_used: 0,
    write_per_day: Mib(86_400),
    hot: Mib(1 << 30),
    growth_per_day: Mib(43_200),
    ran_seconds: 0,
    running_since: None,
    running: 0,
};

/// The same disk as blocks of 1 MiB: which version of each it holds.
#[derive(Default)]
struct Blocks {
    now: Versions,
    kept: BTreeMap<Occasion, Versions>,
    content: Content,
    last_version: u64,
}

/// All blocks of a disk: those up to `used` were written by one strike, or are the first, but for the ones named.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Versions {
    strike: u64,
    used: u64,
    since: BTreeMap<u64, u64>,
}

impl Default for Versions {
    fn default() -> Self {
        Self { strike: 0, used: BLOCKWISE.used.0, since: BTreeMap::new() }
    }
}

impl Blocks {
    /// Goes on to a content: writes to blocks never written before, and appends.
    fn write(&mut self, content: Content) {
        let used = if self.content == Content::default() { BLOCKWISE.used } else { self.content.used };
        for _ in self.content.written.0..content.written.0 {
            self.last_version += 1;
            self.now.since.insert(self.last_version, self.last_version);
        }
        for block in used.0..content.used.0 {
            self.last_version += 1;
            self.now.since.insert(block, self.last_version);
        }
        self.content = content;
    }

    /// Writes every block anew.
    fn strike(&mut self) {
        self.last_version += 1;
        let used = if self.content == Content::default() { BLOCKWISE.used } else { self.content.used };
        self.now = Versions { strike: self.last_version, used: used.0, since: BTreeMap::new() };
    }

    fn keep(&mut self, taken: Occasion) {
        self.kept.insert(taken, self.now.clone());
    }

    fn put_back(&mut self, taken: Occasion, content: Content) {
        self.now = self.kept[&taken].clone();
        self.content = content;
    }

    /// How many versions of blocks the kept snapshots need together.
    fn needed(&self) -> Mib {
        let versions: BTreeSet<_> = self.kept.values().flat_map(|kept| &kept.since).collect();
        let strikes: BTreeSet<_> = self.kept.values().map(|kept| (kept.strike, kept.used)).collect();
        let left: u64 = strikes.into_iter().map(|(strike, used)| self.left_of(strike, used)).sum();
        Mib(left + versions.len() as u64)
    }

    /// How many of the blocks that a strike wrote, or of the first, some kept snapshot still has.
    fn left_of(&self, strike: u64, used: u64) -> u64 {
        let of_strike: Vec<_> = self.kept.values().filter(|kept| kept.strike == strike).collect();
        let overwritten = of_strike[0].since.keys().filter(|block| **block < used);
        let by_all = overwritten.filter(|block| of_strike.iter().all(|kept| kept.since.contains_key(*block)));
        used - by_all.count() as u64
    }
}

/// A disk on which a day's writes change 500 MiB, two days' 667 MiB and three days' 750 MiB.
fn steady() -> Life {
    let wear = Wear { used: Mib(4_000), write_per_day: Mib(1_000), hot: Mib(1_000), ..BLOCKWISE };
    Life::new(Wear { growth_per_day: Mib(0), ..wear }, 10_000)
}

impl Life {
    fn do_all(&mut self, deeds: &[Deed]) {
        for deed in deeds {
            self.act(*deed);
            self.check();
        }
    }

    #[track_caller]
    fn stores(&self, expected: &[u64]) {
        let stored: Vec<_> = self.disk.chain.iter().map(|snapshot| snapshot.stored.0).collect();
        assert_eq!(stored, expected);
    }
}

#[test]
fn mdl_03_after_a_rollback_the_next_difference_is_to_the_snapshot_gone_back_to() {
    let mut life = steady();
    life.do_all(&[Deed::Take, DAY_PASSES, Deed::Take, DAY_PASSES, Deed::Take, DAY_PASSES, Deed::RollBack(0)]);
    assert_eq!(life.disk.next_stored(life.now), Mib(0));
    life.do_all(&[DAY_PASSES, Deed::Take, DAY_PASSES, Deed::Take]);
    life.stores(&[4_000, 500, 500, 500, 500]);
    // The second is now the oldest; the fourth differs from it by what was written to either.
    life.do_all(&[Deed::Delete(0)]);
    life.stores(&[4_000, 500, 667, 500]);
    // Without that line the other is as if there had never been a rollback.
    life.do_all(&[Deed::Delete(0), Deed::Delete(0)]);
    life.stores(&[4_000, 500]);
}

#[test]
fn snp_04_what_the_next_has_overwritten_passes_to_the_other_that_needs_it() {
    let mut life = steady();
    life.do_all(&[
        Deed::Take,
        DAY_PASSES,
        Deed::Take,
        DAY_PASSES,
        Deed::Take,
        Deed::RollBack(1),
        DAY_PASSES,
        Deed::Take,
    ]);
    life.stores(&[4_000, 500, 500, 500]);
    // Of the 500 of the second, the third has not overwritten 167 and the fourth needs 84 others.
    life.do_all(&[Deed::Delete(1)]);
    life.stores(&[4_000, 667, 584]);
    // Once the third is gone too, the fourth is the difference over both days, and no more.
    life.do_all(&[Deed::Delete(1)]);
    life.stores(&[4_000, 667]);
}

#[test]
fn snp_04_a_snapshot_that_the_disk_alone_builds_on_leaves_nothing() {
    let mut life = steady();
    life.do_all(&[Deed::Take, DAY_PASSES, Deed::Take, Deed::RollBack(0), DAY_PASSES, Deed::Delete(1)]);
    life.stores(&[4_000]);
    life.do_all(&[Deed::Delete(0), DAY_PASSES]);
    assert_eq!(life.disk.next_stored(life.now), Mib(4_000), "SNP-02: the first stores everything");
}

#[test]
fn res_04_a_rollback_restores_the_size_and_growth_goes_on_from_what_was_in_use() {
    let mut life = steady();
    (life.disk.wear.growth_per_day, life.disk.size) = (Mib(100), Mib(4_150));
    life.do_all(&[DAY_PASSES, Deed::Take, DAY_PASSES]);
    assert_eq!(life.disk.content(life.now).used, Mib(4_150), "MDL-01: no more than the disk holds");
    life.do_all(&[Deed::Enlarge(1_000)]);
    assert_eq!(life.disk.content(life.now).used, Mib(4_150), "what found no room is lost");
    life.do_all(&[DAY_PASSES]);
    assert_eq!(life.disk.content(life.now).used, Mib(4_250));
    life.do_all(&[Deed::RollBack(0)]);
    assert_eq!((life.disk.size, life.disk.content(life.now).used), (Mib(4_150), Mib(4_100)));
    life.do_all(&[Deed::Wait(DAY / 4), Deed::Take]);
    // 250 MiB written, a fifth of it anew, and 25 MiB more in use.
    life.stores(&[4_100, 200 + 25]);
}

#[test]
fn mdl_01_a_shared_disk_is_written_to_while_any_instance_runs() {
    let mut disk = steady().disk;
    let at = |hours: i64| Timestamp(START.0 + hours * HOUR);
    disk.begin_running(at(6));
    disk.end_running(at(12));
    assert_eq!(disk.content(at(24)).written, Mib(1_000), "the other runs on");
    disk.end_running(at(24));
    assert_eq!(disk.content(at(72)).written, Mib(1_000), "nothing is written while nothing runs");
    disk.begin_running(at(72));
    assert_eq!(disk.content(at(96)).written, Mib(2_000));
}

#[test]
fn con_65_an_essd_snapshot_is_usable_at_once_and_any_other_when_it_is_complete() {
    let mut life = steady();
    life.now = Timestamp(START.0 + DAY);
    let taken = life.take(Origin::User);
    let (snapshot, assumptions) = (*life.disk.chain.get(taken).unwrap(), Assumptions::default());
    let after = |category| (snapshot.usable_at(&Disk { category, ..life.disk.clone() }, &assumptions) - taken.at).0;
    assert_eq!(after(DiskCategory::CloudEssd), 10, "MDL-11");
    assert_eq!(after(DiskCategory::CloudEfficiency), 1_000);
}

#[test]
fn con_36_a_snapshot_is_kept_for_good_unless_it_is_told_otherwise() {
    let mut life = steady();
    let (kept, other) = (life.take(Origin::User), life.take(Origin::User));
    let until = Some(Timestamp(START.0 + DAY));
    life.disk.keep_snapshot_until(other, until);
    let expires_at = |taken| life.disk.chain.get(taken).unwrap().expires_at;
    assert_eq!((expires_at(kept), expires_at(other)), (None, until));
}

const START: Timestamp = Timestamp(1_767_196_800);
const DAY_PASSES: Deed = Deed::Wait(DAY);
