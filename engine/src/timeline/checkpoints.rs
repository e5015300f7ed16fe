//! Checkpoints: whole runs kept on the way, so that a replay need not begin at the start. A cache, never the truth.

use crate::{save::Journal, simulation::Simulation, time::Timestamp};

/// Runs kept on the way, in the order they were kept.
#[derive(Debug)]
pub(super) struct Checkpoints {
    kept: Vec<Simulation>,
    /// How many jobs lie between two of them at least.
    jobs_between: u64,
    /// How many lay behind the run at the last one, or at where it went back to since.
    jobs_at_last: u64,
}

impl Checkpoints {
    /// Keeps the run as it is, if much has happened since the checkpoint before. Where there are too many, every other one
    /// goes, and they come half as often from then on: the way into the past grows with the run, but is never more than a
    /// small part of it.
    pub(super) fn note(&mut self, run: &Simulation) {
        let jobs = run.counts().job_starts;
        self.jobs_at_last = self.jobs_at_last.min(jobs);
        if jobs - self.jobs_at_last < self.jobs_between {
            return;
        }
        self.jobs_at_last = jobs;
        let room = (RECORDS_KEPT_MAX / records(run).max(1)).min(KEPT_MAX);
        if self.kept.len() >= room {
            let mut positions = 0..;
            self.kept.retain(|_| positions.next().is_some_and(|position| position % 2 == 1));
            self.jobs_between *= 2;
        }
        if self.kept.len() < room {
            self.kept.push(run.clone());
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
}

impl Default for Checkpoints {
    fn default() -> Self {
        Self { kept: Vec::new(), jobs_between: JOBS_BETWEEN, jobs_at_last: 0 }
    }
}

/// How many jobs and points a run keeps in full: what a copy of it takes grows with them.
fn records(run: &Simulation) -> usize {
    run.world().instances.iter().map(|(_, instance)| instance.history.len()).sum()
}

/// How many are kept.
const KEPT_MAX: usize = 12;
/// How many jobs and points all of them may keep together: each takes a few hundred bytes.
const RECORDS_KEPT_MAX: usize = 500_000;
/// What is played again in a few hundredths of a second.
const JOBS_BETWEEN: u64 = 20_000;
