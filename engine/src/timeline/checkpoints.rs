//! Checkpoints: whole runs kept on the way, so that a replay need not begin at the start. A cache, never the truth.

use crate::{save::Journal, simulation::Simulation, time::Timestamp};

/// Runs kept on the way, of whatever branch, those with fewer jobs behind them first.
///
/// Each shares with the next what has not changed between them, which is most of what is past.
#[derive(Debug)]
pub(super) struct Checkpoints {
    kept: Vec<Simulation>,
    /// How many jobs lie between two of one way at least.
    jobs_between: u64,
}

impl Checkpoints {
    /// Keeps the run as it is, if much has happened since the last checkpoint on its way. Where there are too many, they
    /// come half as often from then on: the way into the past grows with the run, but is never more than a small part of
    /// it.
    pub(super) fn note(&mut self, run: &Simulation) {
        if jobs(run) < self.jobs_between || self.has_near(run) {
            return;
        }
        if records(run) > RECORDS_MAX / KEPT_MAX {
            return;
        }
        let position = self.kept.partition_point(|kept| jobs(kept) <= jobs(run));
        self.kept.insert(position, run.clone());
        while self.kept.len() > KEPT_MAX {
            self.thin_out();
        }
    }

    /// Takes over what another list has kept.
    pub(super) fn append(&mut self, other: Self) {
        for run in other.kept {
            self.note(&run);
        }
    }

    /// The newest that a replay of `journal` to `until` can begin with, the `present` run among them.
    pub(super) fn nearest<'a>(
        &'a self,
        journal: &Journal,
        until: Timestamp,
        present: &'a Simulation,
    ) -> Option<&'a Simulation> {
        let fits = |kept: &&Simulation| {
            let given = &kept.journal().entries;
            let next = journal.entries.get(given.len());
            kept.now() <= until && journal.entries.starts_with(given) && next.is_none_or(|next| next.at >= kept.now())
        };
        self.kept.iter().chain([present]).filter(fits).max_by_key(|kept| (kept.now(), kept.journal().entries.len()))
    }

    /// Whether one is kept on the way to `run`, or ahead on it, with few jobs between.
    fn has_near(&self, run: &Simulation) -> bool {
        self.kept.iter().any(|kept| jobs(kept).abs_diff(jobs(run)) < self.jobs_between && are_of_one_way(kept, run))
    }

    /// Lets go of about every other one; of the first where each has a way of its own.
    fn thin_out(&mut self) {
        let before = self.kept.len();
        self.jobs_between *= 2;
        for run in std::mem::take(&mut self.kept) {
            if !self.has_near(&run) {
                self.kept.push(run);
            }
        }
        if self.kept.len() == before {
            self.kept.remove(0);
        }
    }
}

impl Default for Checkpoints {
    fn default() -> Self {
        Self { kept: Vec::new(), jobs_between: JOBS_BETWEEN }
    }
}

/// Whether the one with fewer commands may become the other by going on.
fn are_of_one_way(one: &Simulation, other: &Simulation) -> bool {
    let (one, other) = (&one.journal().entries, &other.journal().entries);
    one.starts_with(other) || other.starts_with(one)
}

fn jobs(run: &Simulation) -> u64 {
    run.counts().job_starts
}

/// What a checkpoint shares with no other: points and their snapshots, instances and their disks.
fn records(run: &Simulation) -> usize {
    let instances = run.world().instances.iter();
    instances.map(|(_, instance)| 1 + instance.history.points().len()).sum()
}

/// How many are kept.
const KEPT_MAX: usize = 24;
/// How many points and instances all of them may keep together: each takes a few hundred bytes.
const RECORDS_MAX: usize = 2_000_000;
/// What is played again in a few hundredths of a second.
const JOBS_BETWEEN: u64 = 5_000;
