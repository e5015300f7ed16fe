//! The jobs and backup points of one instance.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, VecDeque},
};

use super::{
    PolicyIdx,
    job::{Job, JobStatus, Trigger},
    point::Point,
};
use crate::{chunks::Chunks, id::Occasion, time::Timestamp};

/// The jobs of an instance that are kept in full, and all its live points.
#[derive(Clone, Debug, Default)]
pub struct History {
    jobs: Chunks<Job>,
    /// The ordinal of the first job kept.
    first_ordinal: u32,
    points: VecDeque<Point>,
    /// Older jobs, kept because their points live.
    jobs_of_points: BTreeMap<Occasion, Job>,
    /// Ended jobs that are no longer kept in full, by status.
    forgotten: JobCounts,
    /// The jobs under way, in the order they began: few, and asked for at every run.
    running: Vec<Running>,
    /// When the last job began.
    last_began: Option<Occasion>,
}

/// A job under way, and the policy that it runs for.
#[derive(Clone, Copy, Debug)]
struct Running {
    began: Occasion,
    policy: Option<PolicyIdx>,
}

/// How many jobs ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobCounts {
    /// All children complete.
    pub complete: u64,
    /// Some children complete.
    pub partial_complete: u64,
    /// No child complete.
    pub failed: u64,
    /// Ended by hand.
    pub canceled: u64,
}

/// How many jobs of an instance are kept in full, beside those of live points.
pub const JOBS_KEPT_MAX: usize = 400;

impl History {
    /// The jobs kept in full, oldest first.
    pub fn jobs(&self) -> impl DoubleEndedIterator<Item = &Job> {
        self.jobs_of_points.values().chain(self.jobs.iter())
    }

    /// The live points, oldest first.
    pub fn points(&self) -> impl DoubleEndedIterator<Item = &Point> + ExactSizeIterator {
        self.points.iter()
    }

    /// How many jobs and points are kept in full.
    pub fn len(&self) -> usize {
        self.jobs.len() + self.jobs_of_points.len() + self.points.len()
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The job that began on this occasion.
    pub fn job(&self, began: Occasion) -> Option<&Job> {
        let recent = self.job_position(began).and_then(|position| self.jobs.get(position));
        recent.or_else(|| self.jobs_of_points.get(&began))
    }

    /// The jobs kept in full that began in this second.
    pub fn jobs_began_at(&self, at: Timestamp) -> impl Iterator<Item = &Job> {
        let first = self.jobs.partition_point(|job| job.began.at < at);
        let recent = self.jobs.range_from(first).take_while(move |job| job.began.at == at);
        let (from, to) = (Occasion { at, nth: 0 }, Occasion { at, nth: Occasion::NTH_MAX });
        self.jobs_of_points.range(from..=to).map(|(_, job)| job).chain(recent)
    }

    /// The point created on this occasion.
    pub fn point(&self, created: Occasion) -> Option<&Point> {
        self.point_position(created).map(|position| &self.points[position])
    }

    pub(crate) fn point_mut(&mut self, created: Occasion) -> Option<&mut Point> {
        let position = self.point_position(created)?;
        self.points.get_mut(position)
    }

    /// The job with this ordinal.
    pub fn job_at(&self, ordinal: u32) -> Option<&Job> {
        self.jobs.get(ordinal.checked_sub(self.first_ordinal)? as usize)
    }

    /// The jobs that are under way.
    pub fn running(&self) -> impl Iterator<Item = &Job> {
        self.running.iter().filter_map(|running| self.job(running.began))
    }

    /// Whether a job of this policy is under way (POL-12).
    pub fn is_running_for(&self, policy: PolicyIdx) -> bool {
        self.running.iter().any(|running| running.policy == Some(policy))
    }

    /// Whether a scheduled run of this policy began at exactly `now`.
    pub fn ran_by_schedule_at(&self, now: Timestamp, policy: PolicyIdx) -> bool {
        let of_now = self.jobs.iter().rev().take_while(|job| job.began.at == now);
        of_now.map(|job| job.trigger).any(|trigger| trigger == Trigger::Schedule(policy))
    }

    /// What is known of jobs no longer kept in full.
    pub fn forgotten(&self) -> JobCounts {
        self.forgotten
    }

    /// The occasion for something that begins now.
    pub(crate) fn occasion(&self, now: Timestamp) -> Occasion {
        let nth = self.last_began.filter(|last| last.at == now).map_or(0, |last| last.nth + 1);
        Occasion { at: now, nth }
    }

    /// Adds a job, forgets the oldest where there are too many, and says the new one's ordinal.
    pub(crate) fn add_job(&mut self, job: Job) -> u32 {
        self.last_began = Some(job.began);
        if job.status == JobStatus::Running {
            self.running.push(Running { began: job.began, policy: job.trigger.policy() });
        }
        self.jobs.push_back(job);
        if self.jobs.len() > JOBS_KEPT_MAX {
            self.set_oldest_job_aside();
        }
        self.first_ordinal + u32::try_from(self.jobs.len() - 1).expect("jobs kept are bounded")
    }

    /// Ends a job that is under way.
    pub(crate) fn end_job(&mut self, ordinal: u32, status: JobStatus, ends_at: Timestamp) {
        let Some(position) = ordinal.checked_sub(self.first_ordinal) else { return };
        let Some(job) = self.jobs.get_mut(position as usize) else { return };
        (job.status, job.ends_at) = (status, ends_at);
        self.running.retain(|running| running.began != job.began);
    }

    /// The job that began on this occasion, if it is under way, with its ordinal.
    pub(crate) fn running_job_mut(&mut self, began: Occasion) -> Option<(u32, &mut Job)> {
        let position = self.job_position(began)?;
        let ordinal = self.first_ordinal + u32::try_from(position).ok()?;
        self.jobs.get_mut(position).filter(|job| job.status == JobStatus::Running).map(|job| (ordinal, job))
    }

    pub(crate) fn job_began_mut(&mut self, began: Occasion) -> Option<&mut Job> {
        let position = self.job_position(began)?;
        self.jobs.get_mut(position)
    }

    /// The job that began on this occasion, kept in full for whatever reason.
    pub(crate) fn job_mut(&mut self, began: Occasion) -> Option<&mut Job> {
        match self.job_position(began) {
            Some(position) => self.jobs.get_mut(position),
            None => self.jobs_of_points.get_mut(&began),
        }
    }

    /// Adds a point. Points are created in order of completion, which need not be that of creation.
    pub(crate) fn add_point(&mut self, point: Point) {
        let position = match self.points.back() {
            Some(last) if last.created > point.created => {
                self.points.partition_point(|other| other.created < point.created)
            }
            _ => self.points.len(),
        };
        self.points.insert(position, point);
    }

    pub(crate) fn remove_point(&mut self, created: Occasion) -> Option<Point> {
        let position = self.point_position(created)?;
        if !self.jobs_of_points.is_empty()
            && let Some(job) = self.jobs_of_points.remove(&created)
        {
            self.forgotten.count(job.status);
        }
        self.points.remove(position)
    }

    fn set_oldest_job_aside(&mut self) {
        let Some(oldest) = self.jobs.pop_front() else { return };
        self.first_ordinal += 1;
        if self.point_position(oldest.began).is_some() {
            self.jobs_of_points.insert(oldest.began, oldest);
        } else {
            self.forgotten.count(oldest.status);
        }
    }

    fn job_position(&self, began: Occasion) -> Option<usize> {
        self.jobs.find_by_key(&began, |job| job.began)
    }

    fn point_position(&self, created: Occasion) -> Option<usize> {
        // Most that is asked for is the oldest, or older than it.
        match created.cmp(&self.points.front()?.created) {
            Ordering::Less => return None,
            Ordering::Equal => return Some(0),
            Ordering::Greater => {}
        }
        self.points.binary_search_by_key(&created, |point| point.created).ok()
    }
}

impl JobCounts {
    fn count(&mut self, status: JobStatus) {
        match status {
            JobStatus::Running => {}
            JobStatus::Complete => self.complete += 1,
            JobStatus::PartialComplete => self.partial_complete += 1,
            JobStatus::Failed => self.failed += 1,
            JobStatus::Canceled => self.canceled += 1,
        }
    }
}
