//! Automatic snapshot policies of ECS: when snapshots of which disks are taken, and how long each is kept (CON-63).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::DiskIdx;
use crate::{
    arena::positions,
    catalog::region::Region,
    id::AutoPolicyId,
    rejection::EcsProblem,
    time::{DAY, Days, HOUR, Timestamp, Zone},
};

positions! {
    /// Where an automatic snapshot policy stands in [`crate::world::World::auto_policies`].
    AutoPolicyIdx
}

/// An automatic snapshot policy.
#[derive(Clone, Debug)]
pub struct AutoPolicy {
    /// Its id, `sp-…`.
    pub id: AutoPolicyId,
    /// Its region: it takes snapshots of disks there only.
    pub region: Region,
    /// What it says.
    pub spec: AutoPolicySpec,
    /// The disks that it is applied to, at most one policy a disk.
    pub disks: Vec<DiskIdx>,
    /// When it takes snapshots next; none while it is applied to no disk.
    pub next_run: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
}

/// What an automatic snapshot policy says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutoPolicySpec {
    /// Its name; empty where it has none.
    pub name: String,
    /// The hours of a day, 0 to 23, at which snapshots are taken.
    pub hours: BTreeSet<u8>,
    /// The days of a week, 1 (Monday) to 7, on which they are.
    pub weekdays: BTreeSet<u8>,
    /// How long each is kept; none for good.
    pub retention: Option<Days>,
}

impl AutoPolicySpec {
    /// Checks hours, weekdays and retention.
    pub fn check(&self) -> Result<(), EcsProblem> {
        let within = |given: &BTreeSet<u8>, range: std::ops::RangeInclusive<u8>| {
            !given.is_empty() && given.iter().all(|number| range.contains(number))
        };
        if !within(&self.hours, 0..=23) {
            return Err(EcsProblem::TimePoints);
        }
        if !within(&self.weekdays, 1..=7) {
            return Err(EcsProblem::Weekdays);
        }
        check_retention(self.retention)
    }

    /// The first time after `now`, read in `zone` (MDL-30).
    pub fn next_after(&self, now: Timestamp, zone: Zone) -> Option<Timestamp> {
        let today = now.start_of_day(zone);
        let days = (0..=7).map(|day| Timestamp(today.0 + day * DAY));
        let chosen = days.filter(|day| {
            u8::try_from(day.civil(zone).weekday + 1).is_ok_and(|weekday| self.weekdays.contains(&weekday))
        });
        let mut times =
            chosen.flat_map(|day| self.hours.iter().map(move |hour| Timestamp(day.0 + i64::from(*hour) * HOUR)));
        times.find(|time| *time > now && *time <= Timestamp::MAX)
    }
}

/// Checks how long a snapshot of ECS is to be kept: none is for good (API-40).
pub fn check_retention(retention: Option<Days>) -> Result<(), EcsProblem> {
    match retention.filter(|days| !crate::catalog::limits::SNAPSHOT_RETENTION_DAYS.contains(days)) {
        None => Ok(()),
        Some(days) => Err(EcsProblem::SnapshotRetention { given: i64::from(days.0) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn con_63_the_next_time_is_the_first_chosen_hour_of_a_chosen_day() {
        let spec =
            AutoPolicySpec { name: String::new(), hours: [1, 13].into(), weekdays: [4, 5].into(), retention: None };
        let at = |text| Timestamp::parse_rfc3339(text).unwrap();
        for (now, next) in [
            ("2026-01-01T00:00:00+08:00", "2026-01-01T01:00:00+08:00"),
            ("2026-01-01T01:00:00+08:00", "2026-01-01T13:00:00+08:00"),
            ("2026-01-01T13:00:01+08:00", "2026-01-02T01:00:00+08:00"),
            ("2026-01-02T13:00:00+08:00", "2026-01-08T01:00:00+08:00"),
        ] {
            assert_eq!(spec.next_after(at(now), Zone::CHINA), Some(at(next)), "{now}");
        }
        let weekly = AutoPolicySpec { hours: [1].into(), weekdays: [4].into(), ..spec };
        assert_eq!(
            weekly.next_after(at("2026-01-01T01:00:00+08:00"), Zone::CHINA),
            Some(at("2026-01-08T01:00:00+08:00"))
        );
        assert_eq!(weekly.next_after(Timestamp::MAX, Zone::CHINA), None);
    }
}
