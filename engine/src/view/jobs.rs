//! Jobs: one row a backup, with its children.

use std::cmp::Ordering;

use super::{
    list::{Page, Query},
    scope::Scope,
    search,
};
use crate::{
    backup::{
        job::{Child, Job, JobStatus, Trigger},
        point::SnapshotRef,
        replication::{CopyFailure, CopyStatus},
    },
    catalog::region::Region,
    cloud::InstanceIdx,
    id::{InstanceId, JobId, SnapshotId},
    rule::Rule,
    time::{Seconds, Timestamp},
    units::Mib,
    words,
    world::World,
};

/// Which jobs are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobsQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those that stand so.
    pub status: Option<JobStatus>,
    /// Only those that began so long ago at most.
    pub within: Option<Seconds>,
}

/// What the list can be ordered by, in the order of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobsColumn {
    /// The name of the instance.
    Instance,
    /// When it began.
    Start,
    /// When it ended, or will.
    End,
    /// How it stands.
    Status,
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
    /// The documented title or code of the failure of the whole job, and the rule behind it.
    pub failure: Option<(&'static str, Rule)>,
    /// How its point is copied to another region, where it is (JOB-05).
    pub remote: Option<RemoteRow>,
    /// The parts, one a disk.
    pub children: Vec<ChildRow>,
}

/// How far copies are, of a whole job or of one disk (JOB-05).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemoteRow {
    /// The destination region.
    pub region: Region,
    /// How they stand.
    pub status: CopyStatus,
    /// How far they are, 0 to 100 (JOB-04).
    pub percent: u32,
    /// Why one was not made.
    pub failure: Option<CopyFailure>,
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
    /// Its snapshot; none once that has gone, and where there is none.
    pub snapshot: Option<SnapshotId>,
    /// The documented code of its failure and the rule behind it.
    pub failure: Option<(&'static str, Rule)>,
    /// How far its copy is, where it has one.
    pub remote: Option<RemoteRow>,
}

impl JobsColumn {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Instance, Self::Start, Self::End, Self::Status];
}

impl Default for JobsQuery {
    /// All jobs, newest first.
    fn default() -> Self {
        Self { list: Query::by(1, true), status: None, within: None }
    }
}

/// The jobs of a region that `query` asks for.
pub fn jobs(world: &World, scope: impl Into<Scope>, query: &JobsQuery) -> Page<JobRow> {
    let scope = scope.into();
    let here = world.instances_by_id().filter(|instance| scope.has(&world.instances[*instance]));
    let of = |instance: InstanceIdx| world.instances[instance].history.jobs().map(move |job| (instance, job));
    let mut all = 0;
    let found: Vec<(InstanceIdx, &Job)> = here
        .flat_map(of)
        .inspect(|_| all += 1)
        .filter(|(instance, job)| admits(world, query, *instance, job))
        .collect();
    query.list.page(&found, all, &|a, b| compare(world, query, *a, *b), &|(instance, job)| row(world, *instance, job))
}

fn admits(world: &World, query: &JobsQuery, position: InstanceIdx, job: &Job) -> bool {
    let search = &query.list.search;
    let instance = &world.instances[position];
    query.status.is_none_or(|status| job.status == status)
        && query.within.is_none_or(|within| job.began.at + within >= world.now)
        && (search::holds(&instance.name, search)
            || search::holds(instance.id.as_str(), search)
            || search::holds(world.job_id(position, job.began).as_str(), search))
}

fn compare(world: &World, query: &JobsQuery, a: (InstanceIdx, &Job), b: (InstanceIdx, &Job)) -> Ordering {
    match query.list.column(&JobsColumn::ALL) {
        None | Some(JobsColumn::Start) => a.1.began.cmp(&b.1.began),
        Some(JobsColumn::Instance) => world.instances[a.0].name.cmp(&world.instances[b.0].name),
        Some(JobsColumn::End) => a.1.ends_at.cmp(&b.1.ends_at),
        Some(JobsColumn::Status) => a.1.status.cmp(&b.1.status),
    }
}

fn row(world: &World, position: InstanceIdx, job: &Job) -> JobRow {
    let instance = &world.instances[position];
    JobRow {
        id: world.job_id(position, job.began),
        instance: instance.id.clone(),
        name: instance.name.clone(),
        began_at: job.began.at,
        ended_at: (job.status != JobStatus::Running).then_some(job.ends_at),
        status: job.status,
        progress: job.progress(world.now),
        by_hand: !matches!(job.trigger, Trigger::Schedule(_)),
        failure: job.failure.map(|failure| (words::job_failure_title(failure), failure.rule())),
        remote: remote(world, job),
        children: job.children.iter().map(|child| child_row(world, job, child)).collect(),
    }
}

fn child_row(world: &World, job: &Job, child: &Child) -> ChildRow {
    let snapshot = SnapshotRef { disk: child.disk, taken: child.taken };
    ChildRow {
        disk: world.disks[child.disk].id.to_string(),
        status: child.status(job, world.now),
        progress: child.progress(job, world.now),
        stored: child.stored,
        snapshot: world.disks[child.disk].chain.get(child.taken).map(|_| world.snapshot_id(snapshot)),
        failure: child.failure.map(|failure| (failure.code(), failure.rule())),
        remote: remote_child(world, job, snapshot),
    }
}

fn remote(world: &World, job: &Job) -> Option<RemoteRow> {
    let replication = job.terms.copy.as_deref()?;
    Some(RemoteRow {
        region: replication.terms.region,
        status: replication.status(job.status)?,
        percent: replication.progress(world.now),
        failure: replication.parts.iter().find_map(|part| part.state.failure()),
    })
}

fn remote_child(world: &World, job: &Job, source: SnapshotRef) -> Option<RemoteRow> {
    let replication = job.terms.copy.as_deref()?;
    let part = replication.parts.iter().find(|part| part.source == source)?;
    Some(RemoteRow {
        region: replication.terms.region,
        status: part.state.status(),
        percent: part.state.progress(world.now),
        failure: part.state.failure(),
    })
}
