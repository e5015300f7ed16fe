//! The Archive tier, and what Cloud Backup lets go of.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Deed, Life, START, deeds, steady, wears};
use crate::{
    arena::Position,
    cloud::{
        InstanceIdx,
        chain::{Disk, Mib, Occasion, Origin, Timestamp},
        data::Condition,
    },
    time::{DAY, HOUR},
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mdl_31_for_those_that_stay_an_archived_snapshot_is_a_deleted_one((wear, size) in wears(), deeds in deeds(2 * DAY)) {
        let (mut archiving, mut deleting) = (Life::new(wear, size).disk, Life::new(wear, size));
        let mut archived = BTreeMap::new();
        for (turn, deed) in deeds.into_iter().enumerate() {
            let now = deleting.now;
            let chosen = deleting.nth(match deed {
                Deed::Delete(nth) | Deed::RollBack(nth) => nth,
                _ => 0,
            });
            match (deed, chosen) {
                (Deed::Delete(_), Some(taken)) if turn % 2 == 0 => {
                    archived.insert(taken, archiving.chain.get(taken).unwrap().content.used);
                    archiving.archive_snapshot(taken, now, |snapshot| snapshot.content.used);
                }
                (Deed::Delete(_), Some(taken)) => archiving.remove_snapshot(taken, now),
                (Deed::RollBack(_), Some(taken)) => archiving.roll_back(taken, now),
                (Deed::Take | Deed::TakeAutomatic, _) => {
                    let origin = if matches!(deed, Deed::Take) { Origin::User } else { Origin::Automatic };
                    let taken = archiving.next_occasion(now);
                    archiving.take_snapshot(taken, origin, now);
                }
                (Deed::Start, _) if archiving.wear.running == 0 => archiving.begin_running(now),
                (Deed::Stop, _) => archiving.end_running(now),
                (Deed::Enlarge(by), _) => archiving.resize(archiving.size + Mib(by), now),
                (Deed::Strike, _) => archiving.befall("encrypted", Condition::Encrypted, now),
                _ => {}
            }
            deleting.act(deed);
            let standard: Vec<_> = archiving.chain.iter().filter(|snapshot| !snapshot.is_archived()).collect();
            let left: Vec<_> = deleting.disk.chain.iter().collect();
            prop_assert!(standard.iter().map(|one| (one.taken, one.stored)).eq(left.iter().map(|one| (one.taken, one.stored))));
            let away = archiving.chain.iter().filter(|snapshot| snapshot.is_archived());
            prop_assert!(away.map(|one| (one.taken, one.stored)).eq(archived.clone()), "each is a full copy");
            let all: Vec<_> = archiving.chain.iter().map(|snapshot| snapshot.taken).collect();
            prop_assert!(all.is_sorted() && all.iter().rev().eq(archiving.chain.iter().rev().map(|one| &one.taken)));
            prop_assert_eq!(archiving.chain.stored(), archiving.chain.iter().map(|snapshot| snapshot.stored).sum());
            prop_assert_eq!(archiving.chain.len(), all.len());
        }
    }

    #[test]
    fn mdl_23_the_fee_is_for_what_cloud_backup_manages(turns in proptest::collection::vec((0_u8..5, any::<usize>(), 1..2 * HOUR), 1..80)) {
        let mut disk = steady().disk;
        let mut now = START;
        for (turn, nth, wait) in turns {
            now = Timestamp(now.0 + wait);
            let count = disk.chain.len().max(1);
            let chosen = disk.chain.iter().nth(nth % count).map(|snapshot| snapshot.taken);
            match (turn, chosen) {
                (0, _) => take(&mut disk, Origin::User, now),
                (1 | 2, _) => take(&mut disk, of_backup(now), now),
                (3, Some(taken)) => disk.let_go_of_snapshot(taken, now),
                (4, Some(taken)) if nth % 2 == 0 => disk.archive_snapshot(taken, now, |snapshot| snapshot.content.used),
                (_, Some(taken)) => disk.remove_snapshot(taken, now),
                (_, None) => {}
            }
            let managed: Mib = disk.chain.iter().filter(|snapshot| snapshot.is_managed()).map(|one| one.stored).sum();
            prop_assert_eq!(disk.chain.stored() - disk.chain.apart.size(), managed);
            let next = now.clock_hour() + 1;
            prop_assert_eq!(disk.chain.metered_between(next..next + 1).software_mib_hours, managed.0, "in the next hour");
        }
    }
}

#[test]
fn bil_12_what_goes_early_from_the_archive_is_charged_to_the_last_of_its_1440_hours() {
    let mut life = steady();
    let taken = life.take(Origin::User);
    let half_past = |hours: i64| Timestamp(START.0 + hours * HOUR + HOUR / 2);
    life.disk.archive_snapshot(taken, half_past(336), |snapshot| snapshot.content.used);
    life.disk.remove_snapshot(taken, half_past(336 + 720));
    let first = START.clock_hour();
    let metered = life.disk.chain.metered_between(first..first + 5_000);
    assert_eq!(metered.archive_mib_hours, 720 * 4_000, "30 days, as the documented example counts them");
    assert_eq!(metered.early_deletion_mib_hours, 720 * 4_000, "and the 30 that were left");
    assert_eq!(metered.standard_mib_hours, 337 * 4_000, "the hour that it moved in is standard");
    let in_hour = |hour: i64| life.disk.chain.metered_between(first + hour..first + hour + 1).early_deletion_mib_hours;
    assert_eq!((in_hour(1_055), in_hour(1_056), in_hour(1_057)), (0, 720 * 4_000, 0));
}

fn take(disk: &mut Disk, origin: Origin, now: Timestamp) {
    let taken = disk.next_occasion(now);
    disk.take_snapshot(taken, origin, now);
}

fn of_backup(now: Timestamp) -> Origin {
    Origin::Backup { instance: InstanceIdx::from_index(0), job: Occasion { at: now, nth: 0 } }
}
