//! What is due, in order: by instant, then by class, then first come, first served.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use crate::{
    backup::PolicyIdx,
    cloud::{DiskIdx, InstanceIdx, account::ArrearsStep, auto_policy::AutoPolicyIdx},
    time::{DAY, Timestamp, Zone},
};

/// Something that happens by itself when its instant comes.
///
/// An entry may go stale (a policy was edited, a job cancelled, a point extended). It then stays in the queue and is
/// dropped when it comes up, because the state no longer expects it at that instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A backup job has nothing left to do.
    JobEnd {
        /// Whose job it is.
        instance: InstanceIdx,
        /// Which job of the instance, counted from its first.
        ordinal: u32,
    },
    /// A restore has nothing left to do.
    RestoreEnd {
        /// Whose point it is from.
        holder: InstanceIdx,
        /// Which restore from a point of that instance.
        began: crate::id::Occasion,
    },
    /// A snapshot has been archived.
    ArchiveEnd {
        /// Of which disk.
        disk: DiskIdx,
        /// Which snapshot.
        taken: crate::id::Occasion,
    },
    /// A snapshot has been copied.
    CopyEnd {
        /// Into the chain of which disk's replica.
        disk: DiskIdx,
        /// Which copy.
        taken: crate::id::Occasion,
    },
    /// A backup point is to move to the Archive tier.
    Archive {
        /// Whose point it is.
        instance: InstanceIdx,
        /// Which point of the instance.
        point: crate::id::Occasion,
    },
    /// The retention of a backup point runs out.
    PointExpiry {
        /// Whose point it is.
        instance: InstanceIdx,
        /// Which point of the instance.
        point: crate::id::Occasion,
    },
    /// A policy looks for instances by their tags.
    TagScan {
        /// The policy.
        policy: PolicyIdx,
        /// At the run of which of its `BACKUP` rules.
        rule: u8,
    },
    /// A backup is scheduled.
    Run {
        /// What is to be backed up.
        instance: InstanceIdx,
        /// By which of the instance's bindings.
        binding: u32,
        /// By which `BACKUP` rule of the policy.
        rule: u8,
    },

    /// An instance has started or stopped.
    InstanceStatus {
        /// Which.
        instance: InstanceIdx,
    },
    /// The retention of a snapshot of ECS runs out.
    SnapshotExpiry {
        /// Of which disk.
        disk: DiskIdx,
        /// Which snapshot.
        taken: crate::id::Occasion,
    },
    /// Automatic snapshots are scheduled.
    AutoSnapshots {
        /// By which policy.
        policy: AutoPolicyIdx,
    },

    /// An overdue payment has a consequence.
    Arrears {
        /// Which.
        step: ArrearsStep,
    },

    /// An incident of the scenario happens.
    PlannedIncident {
        /// Which, in the order of time.
        number: u32,
    },
    /// Ransomware strikes on a disk.
    Strike {
        /// Which.
        disk: DiskIdx,
    },
    /// An incident is over by itself.
    IncidentEnd {
        /// Which, in the order they happened.
        number: u32,
    },
}

/// The pending events of a simulation.
///
/// Entries come out ordered by (`due_at`, class, `seq`). The classes make one instant read as people expect: jobs, restores,
/// archiving and copies end before points and snapshots expire and points are archived, then overdue payments have their
/// consequences and incidents happen, strike and end, instances have started or stopped and policies look at tags, and all that
/// before new runs start, so a job that ends at the very second of the next run does not make it skip (POL-12). Automatic
/// snapshots of ECS come last. `seq` is the order of insertion.
///
/// Only what is due soon lies in a heap; what is due later lies unsorted in a bucket for each day, which becomes the heap
/// when its day comes. A heap of all would be larger than the caches of a machine, and most entries wait for weeks.
#[derive(Clone, Debug, Default)]
pub struct EventQueue {
    /// All that is due before `near_until`.
    near: BinaryHeap<Reverse<Entry>>,
    near_until: Timestamp,
    /// The rest, by the number of its day.
    far: BTreeMap<i64, Vec<Reverse<Entry>>>,
    len: usize,
    seq: u64,
}

/// The most entries a queue may hold: beyond it a scenario is too large for any browser.
pub const QUEUE_ENTRIES_MAX: usize = 20_000_000;

#[derive(Clone, Copy, Debug)]
struct Entry {
    due_at: Timestamp,
    /// Class in the upper 8 bits, insertion number below.
    order: u64,
    due: Due,
}

impl EventQueue {
    /// Adds `due` at `due_at`.
    ///
    /// # Panics
    /// If the queue outgrows [`QUEUE_ENTRIES_MAX`].
    pub fn schedule(&mut self, due_at: Timestamp, due: Due) {
        assert!(self.len < QUEUE_ENTRIES_MAX, "the queue holds {QUEUE_ENTRIES_MAX} entries at most");
        let order = due.class() << CLASS_SHIFT | self.seq;
        self.seq += 1;
        self.len += 1;
        let entry = Reverse(Entry { due_at, order, due });
        if due_at < self.near_until {
            self.near.push(entry);
        } else {
            self.far.entry(due_at.day_number(Zone::UTC)).or_default().push(entry);
        }
    }

    /// The first entry, left in place.
    pub fn peek(&mut self) -> Option<(Timestamp, Due)> {
        self.first().map(|entry| (entry.due_at, entry.due))
    }

    /// Takes the first entry out if it is due at `until` or before.
    pub fn pop_due(&mut self, until: Timestamp) -> Option<(Timestamp, Due)> {
        if self.first()?.due_at > until {
            return None;
        }
        self.len -= 1;
        self.near.pop().map(|Reverse(entry)| (entry.due_at, entry.due))
    }

    /// The first `count` entries that are still expected, in order; they stay in the queue, stale ones among them do not.
    pub fn coming(
        &mut self,
        count: usize,
        mut is_expected: impl FnMut(Timestamp, Due) -> bool,
    ) -> Vec<(Timestamp, Due)> {
        let mut coming = Vec::new();
        while coming.len() < count && self.first().is_some() {
            let Some(Reverse(entry)) = self.near.pop() else { break };
            if is_expected(entry.due_at, entry.due) {
                coming.push(entry);
            } else {
                self.len -= 1;
            }
        }
        // Days that were brought in on the way are near from now on, and so is what comes before them.
        self.near.extend(coming.iter().copied().map(Reverse));
        coming.into_iter().map(|entry| (entry.due_at, entry.due)).collect()
    }

    /// How many entries there are, stale ones included.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing is pending.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The first entry; brings in the next day that has some where nothing is near.
    fn first(&mut self) -> Option<&Entry> {
        if self.near.is_empty() {
            let (day, bucket) = self.far.pop_first()?;
            self.near = BinaryHeap::from(bucket);
            self.near_until = Timestamp((day + 1) * DAY);
        }
        self.near.peek().map(|Reverse(entry)| entry)
    }
}

impl Due {
    fn class(self) -> u64 {
        match self {
            Self::JobEnd { .. } => 0,
            Self::RestoreEnd { .. } => 1,
            Self::ArchiveEnd { .. } | Self::CopyEnd { .. } => 2,
            Self::PointExpiry { .. } => 3,
            Self::SnapshotExpiry { .. } => 4,
            Self::Archive { .. } => 5,
            Self::Arrears { .. } => 6,
            Self::PlannedIncident { .. } | Self::Strike { .. } | Self::IncidentEnd { .. } => 7,
            Self::InstanceStatus { .. } => 8,
            Self::TagScan { .. } => 9,
            Self::Run { .. } => 10,
            Self::AutoSnapshots { .. } => 11,
        }
    }
}

impl Entry {
    fn key(&self) -> (Timestamp, u64) {
        (self.due_at, self.order)
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

const CLASS_SHIFT: u32 = 56;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::arena::Position;

    #[test]
    fn one_instant_ends_before_it_expires_before_it_starts_and_is_fair_within() {
        let mut queue = EventQueue::default();
        let instance = |index| InstanceIdx::from_index(index);
        let run = |index| Due::Run { instance: instance(index), binding: 0, rule: 0 };
        let end = Due::JobEnd { instance: instance(0), ordinal: 0 };
        queue.schedule(Timestamp(5), run(2));
        queue.schedule(Timestamp(5), run(1));
        queue.schedule(Timestamp(5), end);
        queue.schedule(Timestamp(4), run(3));
        queue.schedule(Timestamp(6), run(4));
        let order: Vec<_> = std::iter::from_fn(|| queue.pop_due(Timestamp(5))).collect();
        assert_eq!(
            order,
            [(Timestamp(4), run(3)), (Timestamp(5), end), (Timestamp(5), run(2)), (Timestamp(5), run(1))]
        );
        assert_eq!(queue.peek(), Some((Timestamp(6), run(4))));
    }
    proptest! {
        /// Buckets and heap together are one queue: the order is that of a plain sorted list.
        #[test]
        fn entries_come_out_in_the_order_of_a_sorted_list(
            steps in proptest::collection::vec((0..40_i64, 0..DAY, any::<bool>()), 1..200),
        ) {
            let (mut queue, mut list, mut now) = (EventQueue::default(), Vec::new(), Timestamp(0));
            for (seq, (days, seconds, pops)) in (0_u32..).zip(steps) {
                let due_at = Timestamp(now.0 + days * DAY + seconds % 7);
                queue.schedule(due_at, Due::JobEnd { instance: InstanceIdx::from_index(0), ordinal: seq });
                list.push((due_at, seq));
                list.sort_unstable();
                if pops {
                    now = Timestamp(now.0 + seconds);
                    let expected = (list[0].0 <= now).then(|| list.remove(0));
                    let popped = queue.pop_due(now).map(|(due_at, due)| match due {
                        Due::JobEnd { ordinal, .. } => (due_at, ordinal),
                        other => panic!("{other:?} was never scheduled"),
                    });
                    prop_assert_eq!(popped, expected);
                }
                let coming: Vec<_> = queue.coming(3, |_, _| true).into_iter().map(|(due_at, _)| due_at).collect();
                let sorted: Vec<_> = list.iter().take(3).map(|(due_at, _)| *due_at).collect();
                prop_assert_eq!(coming, sorted, "looking ahead takes nothing out");
                prop_assert_eq!(queue.len(), list.len());
            }
        }
    }
}
