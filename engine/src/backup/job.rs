//! Backup jobs: one parent for the instance, one child for each disk (JOB-01).

use super::{
    PolicyIdx, consistency::Consistency, point::SnapshotRef, policy::SpecialRetention, replication::Replication,
};
use crate::{
    cloud::DiskIdx,
    few::Few,
    id::Occasion,
    rejection::{NOT_ENOUGH_BALANCE, REGION_OUTAGE},
    rule::Rule,
    time::{Days, Seconds, Timestamp},
    units::Mib,
};

/// A backup of one instance, running or ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// When it began; with the instance it makes the id.
    pub began: Occasion,
    /// What made it run.
    pub trigger: Trigger,
    /// The name that a manual backup was given.
    pub name: Option<Box<str>>,
    /// How it stands.
    pub status: JobStatus,
    /// When it ended, or will if nothing comes between.
    pub ends_at: Timestamp,
    /// What it was to be, as its policy said when it began (POL-90).
    pub terms: Terms,
    /// Why the whole job failed, where it is not for its children's sake.
    pub failure: Option<JobFailure>,
    /// One a disk, in the order of the instance's disks.
    pub children: Few<Child>,
    /// How its snapshots agree.
    pub consistency: Consistency,
    /// The disks in scope that cannot be backed up: local and ephemeral ones (CON-20).
    pub skipped: Box<[DiskIdx]>,
}

/// What becomes of the point that a job makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How long the point is kept from creation (POL-22).
    pub retention: Days,
    /// What keeps it longer if it is the first of its period (POL-30).
    pub special: Box<[SpecialRetention]>,
    /// Whether it is locked until it expires (POL-72).
    pub immutable: bool,
    /// After how many days it moves to the Archive tier (POL-50); never where none.
    pub archive_after: Option<Days>,
    /// How it is copied to another region (POL-60); not where none.
    pub copy: Option<Box<Replication>>,
}

/// The part of a job that backs up one disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Child {
    /// The disk.
    pub disk: DiskIdx,
    /// The disk's own occasion: with the disk it makes the ids of the child, of its snapshot and of its disk point.
    pub taken: Occasion,
    /// When it ended, or will.
    pub ends_at: Timestamp,
    /// What its snapshot stored when it was taken: the incremental size.
    pub stored: Mib,
    /// What held data on the disk.
    pub full: Mib,
    /// Why it failed; its snapshot exists otherwise.
    pub failure: Option<ChildFailure>,
}

/// What made a job run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// Someone asked for this one backup (CON-04).
    Manual,
    /// Someone asked for a run of the policy (POL-93).
    RunNow(PolicyIdx),
    /// The schedule of the policy (POL-10).
    Schedule(PolicyIdx),
}

/// How a backup job stands (JOB-02, JOB-03).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JobStatus {
    /// Under way.
    Running,
    /// All children complete (JOB-07).
    Complete,
    /// Some children complete (JOB-07).
    PartialComplete,
    /// No child complete (JOB-07).
    Failed,
    /// Ended by hand; it left no point and no snapshot (JOB-06).
    Canceled,
}

/// Why a whole job failed at its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JobFailure {
    /// The instance is gone (ERR-03).
    InstanceReleased,
    /// None of the instance's disks can be backed up (CON-20).
    NothingToBackUp,

    /// The instance starts or stops just then (CON-07).
    InstanceBusy,

    /// The account is suspended for an overdue payment (ACC-05).
    AccountSuspended,
    /// An incident kept the metadata from being synchronized (ERR-05).
    MetadataNotSynchronized,

    /// The region is out of order (MDL-16).
    RegionOutage,
}

/// Why the backup of one disk failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChildFailure {
    /// As many snapshots of the disk as may be are being created already (CON-61).
    SnapshotInProgress,
    /// The disk has as many snapshots as it may have (CON-60).
    SnapshotQuota,

    /// The instance was stopped, restarted or released before the snapshot was complete (CON-40).
    Interrupted,
    /// The disk is shared and is being snapshotted for another instance (CON-34).
    SharedDiskBusy,
    /// The disk is being put back to a point (RES-02).
    DiskRestoring,

    /// All snapshots of the account were deleted, because it did not pay (ACC-05).
    AccountSuspended,

    /// The disk failed (ERR-10).
    DiskFailed,
    /// The region fell out of order (MDL-16).
    RegionOutage,
}

impl Terms {
    /// Kept so long, neither longer for being the first nor locked, and not copied.
    pub fn plain(retention: Days) -> Self {
        Self { retention, special: Box::default(), immutable: false, archive_after: None, copy: None }
    }
}

impl Job {
    /// How far it is at `now`, 0 to 10,000 (JOB-04): complete children whole, the others by their time.
    pub fn progress(&self, now: Timestamp) -> u32 {
        match self.status {
            JobStatus::Running => progress(self.began.at, self.ends_at, now),
            JobStatus::Complete | JobStatus::PartialComplete => PROGRESS_WHOLE,
            JobStatus::Failed => 0,
            JobStatus::Canceled => progress(self.began.at, self.ends_at, self.ends_at.min(now)).min(PROGRESS_WHOLE - 1),
        }
    }

    /// What it will be when it ends by itself (JOB-07).
    pub fn outcome(&self) -> JobStatus {
        let complete = self.children.iter().filter(|child| child.failure.is_none()).count();
        match complete {
            0 => JobStatus::Failed,
            all if all == self.children.len() => JobStatus::Complete,
            _ => JobStatus::PartialComplete,
        }
    }

    /// The snapshots that it took.
    pub fn snapshots(&self) -> impl Iterator<Item = SnapshotRef> + '_ {
        let taken = self.children.iter().filter(|child| child.failure.is_none());
        taken.map(|child| SnapshotRef { disk: child.disk, taken: child.taken })
    }
}

impl Child {
    /// How it stands in a job of this status at `now`.
    pub fn status(&self, job: &Job, now: Timestamp) -> JobStatus {
        match (self.failure, job.status) {
            (Some(_), _) => JobStatus::Failed,
            (None, JobStatus::Running) if self.ends_at > now => JobStatus::Running,
            (None, JobStatus::Canceled) => JobStatus::Canceled,
            (None, _) => JobStatus::Complete,
        }
    }

    /// How far it is at `now`, 0 to 10,000.
    pub fn progress(&self, job: &Job, now: Timestamp) -> u32 {
        match self.status(job, now) {
            JobStatus::Running => progress(job.began.at, self.ends_at, now),
            JobStatus::Complete | JobStatus::PartialComplete => PROGRESS_WHOLE,
            JobStatus::Failed => 0,
            JobStatus::Canceled => progress(job.began.at, self.ends_at, job.ends_at).min(PROGRESS_WHOLE - 1),
        }
    }
}

impl Trigger {
    /// One word for each kind, for digests and logs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::RunNow(_) => "run now",
            Self::Schedule(_) => "schedule",
        }
    }

    /// The policy it ran for.
    pub fn policy(self) -> Option<PolicyIdx> {
        match self {
            Self::Manual => None,
            Self::RunNow(policy) | Self::Schedule(policy) => Some(policy),
        }
    }
}

impl JobStatus {
    /// The word of the API (JOB-02, JOB-03).
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Running => "RUNNING",
            Self::Complete => "COMPLETE",
            Self::PartialComplete => "PARTIAL_COMPLETE",
            Self::Failed => "FAILED",
            Self::Canceled => "CANCELED",
        }
    }
}

impl JobFailure {
    /// The rule that decided.
    pub fn rule(self) -> Rule {
        match self {
            Self::InstanceReleased => Rule::Err03,
            Self::NothingToBackUp => Rule::Con20,

            Self::InstanceBusy => Rule::Con07,

            Self::AccountSuspended => Rule::Acc05,
            Self::MetadataNotSynchronized => Rule::Err05,

            Self::RegionOutage => Rule::Mdl16,
        }
    }
}

impl ChildFailure {
    /// The rule that decided.
    pub fn rule(self) -> Rule {
        match self {
            Self::SnapshotInProgress => Rule::Con61,
            Self::SnapshotQuota => Rule::Con60,
            Self::SharedDiskBusy => Rule::Con34,
            Self::DiskRestoring => Rule::Res02,

            Self::Interrupted => Rule::Con40,

            Self::AccountSuspended => Rule::Acc05,

            Self::DiskFailed => Rule::Err10,
            Self::RegionOutage => Rule::Mdl16,
        }
    }

    /// The documented error code (ERR-10).
    pub fn code(self) -> &'static str {
        match self {
            Self::SnapshotInProgress | Self::SharedDiskBusy => "IncorrectDiskStatus.CreatingSnapshot",
            Self::SnapshotQuota => "QuotaExceed.Snapshot",

            Self::DiskRestoring => "IncorrectDiskStatus",
            Self::Interrupted => "CreateSnapshot.Failed",

            Self::AccountSuspended => NOT_ENOUGH_BALANCE,

            Self::DiskFailed => "IncorrectDiskStatus",
            Self::RegionOutage => REGION_OUTAGE,
        }
    }
}

/// A whole job (JOB-04).
pub const PROGRESS_WHOLE: u32 = 10_000;

pub(super) fn progress(began_at: Timestamp, ends_at: Timestamp, now: Timestamp) -> u32 {
    let (Seconds(done), Seconds(whole)) = (now - began_at, ends_at - began_at);
    if whole <= 0 {
        return PROGRESS_WHOLE;
    }
    let scaled = done.clamp(0, whole) * i64::from(PROGRESS_WHOLE) / whole;
    u32::try_from(scaled).expect("clamped to 10,000")
}
