//! Chance as a pure function: (seed, what it is for, which entity, which occurrence) gives a number, always the same.
//!
//! There is no stream to draw from, so one more command changes nothing that it does not touch: branches of a run can
//! be compared, and a rehearsal comes true.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

/// What a draw is for. Each purpose has numbers of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// Ids of instances and disks that a scenario or a command leaves to the simulator.
    CloudId = 1,
    /// Ids of policies and their rules.
    PolicyId = 2,
    /// Ids of jobs.
    JobId = 3,
    /// Ids of backup points.
    PointId = 4,
    /// Ids of ECS snapshots.
    SnapshotId = 5,
    /// The 40-bit codes that stand for instances and disks inside ids.
    Code = 6,
    /// How much the instances of a fleet differ from their template.
    FleetSpread = 7,

    /// Ids of snapshot-consistent groups.
    SnapshotGroupId = 20,
    /// Ids of restores.
    RestoreId = 21,
    /// Public addresses of new instances.
    PublicAddress = 22,

    /// When incidents of a scenario happen, and to whom.
    Incident = 30,
}

/// 64 uniform bits for (`seed`, `purpose`, `entity`, `occurrence`).
pub fn draw(seed: u64, purpose: Purpose, entity: u64, occurrence: u64) -> u64 {
    let mut hasher = SipHasher13::new_with_keys(seed, u64::from(purpose as u8));
    hasher.write(&entity.to_le_bytes());
    hasher.write(&occurrence.to_le_bytes());
    hasher.finish()
}

/// A number from 0 to `bound - 1`, as good as uniform for any bound that a simulation needs; 0 if `bound` is 0.
pub fn below(bound: u64, seed: u64, purpose: Purpose, entity: u64, occurrence: u64) -> u64 {
    let wide = u128::from(draw(seed, purpose, entity, occurrence)) * u128::from(bound);
    u64::try_from(wide >> 64).expect("the upper half of a 128-bit product fits 64 bits")
}

/// A 64-bit name for a text, to be used as the `entity` of a draw.
pub fn entity(text: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_depend_on_all_four_and_on_nothing_else() {
        let first = draw(7, Purpose::JobId, 1, 0);
        assert_eq!(first, draw(7, Purpose::JobId, 1, 0));
        for other in [
            draw(8, Purpose::JobId, 1, 0),
            draw(7, Purpose::PointId, 1, 0),
            draw(7, Purpose::JobId, 2, 0),
            draw(7, Purpose::JobId, 1, 1),
        ] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn bounded_draws_reach_every_value_and_no_other() {
        let mut seen = [0_u32; 6];
        for occurrence in 0..6_000 {
            let drawn = below(6, 1, Purpose::FleetSpread, 9, occurrence);
            seen[usize::try_from(drawn).unwrap()] += 1;
        }
        assert!(seen.iter().all(|count| (850..1_150).contains(count)), "{seen:?}");
        assert_eq!(below(0, 1, Purpose::FleetSpread, 9, 0), 0);
    }
}
