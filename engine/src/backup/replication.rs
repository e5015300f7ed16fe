//! Replication to Other Region: what a job's point is copied to, and how far its copies are (POL-60, JOB-05).
//!
//! Replication has no job of its own: it is a part of the backup job, one copy a snapshot.

use super::{job::JobStatus, point::SnapshotRef};
use crate::{
    catalog::region::Region,
    digest::DigestWriter,
    rejection::NOT_ENOUGH_BALANCE,
    rule::Rule,
    time::{Days, Timestamp},
};

/// The replication of the point that a job makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replication {
    /// What is to become of the copies.
    pub terms: CopyTerms,
    /// One a snapshot of the point, in their order; none before the job has ended.
    pub parts: Vec<CopyPart>,
}

/// Where points are copied to, and what becomes of the copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyTerms {
    /// The destination region (POL-61).
    pub region: Region,
    /// How long copies are kept, from the creation of what they are of (POL-62).
    pub retention: Days,
    /// After how many days they move to the Archive tier (POL-63); never where none.
    pub archive_after: Option<Days>,
    /// The KMS key of the destination region that they are encrypted with (POL-66).
    pub kms_key: Option<Box<str>>,
}

/// The copy of one snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyPart {
    /// The snapshot.
    pub source: SnapshotRef,
    /// The copy, in the chain of the disk's replica once it is under way.
    pub copy: SnapshotRef,
    /// How far it is.
    pub state: CopyState,
}

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyState {
    /// It waits for a lane of its link (MDL-12).
    Waiting,
    /// It is being copied.
    UnderWay {
        /// Since when.
        began_at: Timestamp,
        /// When it is done, if nothing comes between.
        ends_at: Timestamp,
    },
    /// It is complete.
    Done,
    /// It was not made.
    Failed(CopyFailure),
}

/// Why a copy was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyFailure {
    /// The snapshot was gone when its turn came, or went while it was copied (ERR-11).
    SourceGone,
    /// The snapshot was in the Archive tier when its turn came (SNP-31).
    SourceArchived,
    /// The copy would have been past its retention when its turn came (POL-62).
    RetentionOver,
    /// All snapshots of the account were deleted, because it did not pay (ACC-05).
    AccountSuspended,
}

impl Replication {
    /// Nothing copied yet.
    pub fn new(terms: CopyTerms) -> Self {
        Self { terms, parts: Vec::new() }
    }

    /// How it stands in a job of this status; nothing where the job leaves nothing to copy.
    pub fn status(&self, job: JobStatus) -> Option<CopyStatus> {
        match job {
            JobStatus::Running => Some(CopyStatus::Created),
            JobStatus::Complete | JobStatus::PartialComplete => Some(self.status_of_parts()),
            JobStatus::Failed | JobStatus::Canceled => None,
        }
    }

    /// How far it is at `now`, 0 to 100 (JOB-04): the mean of its copies.
    pub fn progress(&self, now: Timestamp) -> u32 {
        let count = u32::try_from(self.parts.len()).unwrap_or(u32::MAX);
        self.parts.iter().map(|part| part.state.progress(now)).sum::<u32>().checked_div(count).unwrap_or(0)
    }

    /// Whether nothing of it is left to do.
    pub fn is_settled(&self) -> bool {
        !self.parts.is_empty() && self.parts.iter().all(|part| part.state.is_settled())
    }

    /// The copies that are complete.
    pub fn done(&self) -> impl Iterator<Item = &CopyPart> {
        self.parts.iter().filter(|part| part.state == CopyState::Done)
    }

    fn status_of_parts(&self) -> CopyStatus {
        let count = |is: fn(&CopyPart) -> bool| self.parts.iter().filter(|part| is(part)).count();
        let (done, all) = (self.done().count(), self.parts.len());
        if count(|part| part.state == CopyState::Waiting) == all {
            CopyStatus::Queued
        } else if !self.is_settled() {
            CopyStatus::Running
        } else if done == all {
            CopyStatus::Complete
        } else if done > 0 {
            CopyStatus::PartialComplete
        } else {
            CopyStatus::Failed
        }
    }

    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        let terms = &self.terms;
        out.text(terms.region.id()).days(terms.retention).option(terms.archive_after, DigestWriter::days);
        out.option(terms.kms_key.as_deref(), DigestWriter::text).count(self.parts.len());
        for part in &self.parts {
            out.at(part.copy.taken.at).number(part.copy.taken.nth).text(part.state.status().api_name());
            if let CopyState::UnderWay { began_at, ends_at } = part.state {
                out.at(began_at).at(ends_at);
            }
        }
    }
}

/// How a copy or a whole replication stands, in the words that jobs have (JOB-03, JOB-05).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyStatus {
    /// The backup is still under way.
    Created,
    /// It waits for its link.
    Queued,
    /// It is being copied.
    Running,
    /// All is copied.
    Complete,
    /// Some of it was copied, some was not.
    PartialComplete,
    /// Nothing was copied.
    Failed,
}

impl CopyStatus {
    /// The word of the API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::Queued => "QUEUED",
            Self::Running => "RUNNING",
            Self::Complete => "COMPLETE",
            Self::PartialComplete => "PARTIAL_COMPLETE",
            Self::Failed => "FAILED",
        }
    }
}

impl CopyState {
    /// How it stands.
    pub fn status(self) -> CopyStatus {
        match self {
            Self::Waiting => CopyStatus::Queued,
            Self::UnderWay { .. } => CopyStatus::Running,
            Self::Done => CopyStatus::Complete,
            Self::Failed(_) => CopyStatus::Failed,
        }
    }

    /// How far it is at `now`, 0 to 100 (JOB-04).
    pub fn progress(self, now: Timestamp) -> u32 {
        match self {
            Self::Waiting | Self::Failed(_) => 0,
            Self::UnderWay { began_at, ends_at } => {
                let whole = (ends_at - began_at).0.max(1);
                u32::try_from((now - began_at).0.clamp(0, whole) * 100 / whole).unwrap_or(0)
            }
            Self::Done => 100,
        }
    }

    /// Why it was not made.
    pub fn failure(self) -> Option<CopyFailure> {
        match self {
            Self::Failed(failure) => Some(failure),
            Self::Waiting | Self::UnderWay { .. } | Self::Done => None,
        }
    }

    /// Whether nothing of it is left to do.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Failed(_))
    }
}

impl CopyFailure {
    /// The rule that decided.
    pub fn rule(self) -> Rule {
        match self {
            Self::SourceGone => Rule::Err11,
            Self::SourceArchived => Rule::Snp31,
            Self::RetentionOver => Rule::Pol62,
            Self::AccountSuspended => Rule::Acc05,
        }
    }

    /// The documented error code, or one of the simulator's own.
    pub fn code(self) -> &'static str {
        match self {
            Self::SourceGone => "InvalidSnapshotId.NotFound",
            Self::SourceArchived => "Sim.ArchivedSnapshot",
            Self::RetentionOver => "Sim.RetentionOver",
            Self::AccountSuspended => NOT_ENOUGH_BALANCE,
        }
    }
}
