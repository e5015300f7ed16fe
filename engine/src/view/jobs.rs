//! Jobs: one row a backup, with its children.

use crate::{
    backup::job::{Job, JobStatus, Trigger},
    catalog::region::Region,
    cloud::InstanceIdx,
    id::{InstanceId, JobId, Occasion},
    time::{Timestamp, Zone},
    units::Mib,
    world::World,
};

/// A page of jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobsView {
    /// The newest first.
    pub rows: Vec<JobRow>,
    /// How many jobs there are in all.
    pub total: usize,
    /// How many are under way.
    pub running: usize,
    /// The virtual clock.
    pub now: Timestamp,
    /// The zone it is read in.
    pub zone: Zone,
}

/// One job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// Its id.
    pub id: JobId,
    /// The instance.
    pub instance: InstanceId,
    /// The instance's name.
    pub name: String,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended; none while it runs.
    pub ended_at: Option<Timestamp>,
    /// How it stands.
    pub status: JobStatus,
    /// How far it is, 0 to 10,000.
    pub progress: u32,
    /// Whether someone asked for it, or its schedule.
    pub by_hand: bool,
    /// The parts, one a disk.
    pub children: Vec<ChildRow>,
}

/// The part of a job that backs up one disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildRow {
    /// The disk.
    pub disk: String,
    /// How it stands.
    pub status: JobStatus,
    /// How far it is, 0 to 10,000.
    pub progress: u32,
    /// What its snapshot stored when it was taken.
    pub stored: Mib,
    /// The documented code of its failure and the rule behind it.
    pub failure: Option<(&'static str, crate::rule::Rule)>,
}

/// The jobs of `region`, newest first: `size` of them after the first `skip`.
pub fn jobs(world: &World, region: Region, skip: usize, size: usize) -> JobsView {
    let instances: Vec<_> =
        world.instances_by_id().filter(|instance| world.instances[*instance].region == region).collect();
    let of = |instance: InstanceIdx| world.instances[instance].history.jobs().map(move |job| (instance, job));
    let mut all: Vec<(InstanceIdx, &Job)> = instances.into_iter().flat_map(of).collect();
    let running = all.iter().filter(|(_, job)| job.status == JobStatus::Running).count();
    all.sort_by_key(|(instance, job)| newest_first(job.began, world.instances[*instance].name.as_str()));
    let shown = all.iter().skip(skip).take(size);
    JobsView {
        rows: shown.map(|(instance, job)| row(world, *instance, job)).collect(),
        total: all.len(),
        running,
        now: world.now,
        zone: world.zone,
    }
}

fn newest_first(began: Occasion, name: &str) -> (std::cmp::Reverse<Occasion>, &str) {
    (std::cmp::Reverse(began), name)
}

fn row(world: &World, position: InstanceIdx, job: &Job) -> JobRow {
    let instance = &world.instances[position];
    let children = job.children.iter().map(|child| ChildRow {
        disk: world.disks[child.disk].id.to_string(),
        status: child.status(job, world.now),
        progress: child.progress(job, world.now),
        stored: child.stored,
        failure: child.failure.map(|failure| (failure.code(), failure.rule())),
    });
    JobRow {
        id: world.job_id(position, job.began),
        instance: instance.id.clone(),
        name: instance.name.clone(),
        began_at: job.began.at,
        ended_at: (job.status != JobStatus::Running).then_some(job.ends_at),
        status: job.status,
        progress: job.progress(world.now),
        by_hand: !matches!(job.trigger, Trigger::Schedule(_)),
        children: children.collect(),
    }
}
