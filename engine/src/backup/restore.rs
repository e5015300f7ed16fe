//! Restore jobs: what is put back from a backup point, to where, and how far it is (RES-01, JOB-03).

use std::collections::VecDeque;

use super::{
    job::{PROGRESS_WHOLE, progress},
    point::SnapshotRef,
};
use crate::{
    cloud::{DiskIdx, InstanceIdx, data::Condition},
    id::Occasion,
    rejection::{NOT_ENOUGH_BALANCE, REGION_OUTAGE},
    rule::Rule,
    time::Timestamp,
    units::Mib,
};

/// A restore from one backup point, running or ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restore {
    /// When it began; with the instance whose point it is it makes the id.
    pub began: Occasion,
    /// What is restored, and to where.
    pub kind: RestoreKind,
    /// The instance whose point it is; a replica where the point was copied from another region (RES-10).
    pub holder: InstanceIdx,
    /// When the point was created.
    pub point: Occasion,
    /// The instance that gets the data: itself, a new one, or the one that gets the new disk.
    pub target: InstanceIdx,
    /// One a disk, in the order of the point.
    pub children: Box<[RestoreChild]>,
    /// How it stands; see [`Restore::status`] for what is shown.
    pub status: RestoreStatus,
    /// When it ended, or will if nothing comes between.
    pub ends_at: Timestamp,
    /// Whether the instance starts afterwards (RES-06).
    pub boot: bool,
    /// Whether disks are restored that are no longer attached to it (RES-05).
    pub force: bool,
    /// Why the whole restore failed, where it is not for its children's sake.
    pub failure: Option<RestoreFailure>,
    /// The disks that the backup left out and that are not restored: local and ephemeral ones (CON-20).
    pub left_out: Box<[DiskIdx]>,
    /// How good a choice the point was.
    pub choice: Choice,
    /// When the instance first ran that got the data, once it was there.
    pub running_at: Option<Timestamp>,
    /// When ransomware struck that came with the data (MDL-04).
    pub struck_at: Option<Timestamp>,
}

/// How good a choice the point of a restore was, as it stood when the restore began: what a drill is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// In what state the data was.
    pub condition: Condition,
    /// Whether someone had inspected the point.
    pub inspected: bool,
    /// When the newest point was created that would have brought the instance back clean.
    pub newest_clean: Option<Timestamp>,
    /// Whether some of the data came from the Archive tier (MDL-15).
    pub archived: bool,
    /// What was written since the point to the disks that it holds.
    pub written_since: Mib,
}

/// The part of a restore that is about one disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestoreChild {
    /// The snapshot that the data comes from.
    pub snapshot: SnapshotRef,
    /// The disk that it goes to: the snapshot's own, or a new one.
    pub disk: DiskIdx,
    /// The disk's own occasion: with the disk it makes the id of the child.
    pub began: Occasion,
    /// When it ended, or will.
    pub ends_at: Timestamp,
    /// Why it failed.
    pub failure: Option<RestoreChildFailure>,
}

/// The four restores (RES-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RestoreKind {
    /// An instance in place (RES-02, RES-03).
    Instance,
    /// A clone: a new instance (RES-07); disaster recovery where the point is a copy (RES-10).
    NewInstance,
    /// One disk in place (RES-02, RES-04).
    Disk,
    /// One disk as a new one, attached to an instance (RES-08).
    NewDisk,
}

/// How a restore stands (JOB-03).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RestoreStatus {
    /// Accepted in this very second.
    Created,
    /// Under way.
    Running,
    /// All children complete (JOB-07).
    Complete,
    /// Some children complete (JOB-07).
    PartialComplete,
    /// No child complete (JOB-07).
    Failed,
    /// Ended by hand; nothing was changed, and what was new is gone (JOB-06).
    Canceled,
    /// The point went before the restore in place was complete; nothing was changed.
    Expired,
}

/// Why a whole restore failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RestoreFailure {
    /// The instance that was to get the data was released meanwhile (ERR-03).
    InstanceReleased,
    /// The instance took as many disks as it may have meanwhile.
    TooManyDisks,
    /// All points of the account were deleted, because it did not pay (ACC-05).
    AccountSuspended,
    /// The region fell out of order meanwhile (MDL-16).
    RegionOutage,
}

/// Why the restore of one disk failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RestoreChildFailure {
    /// The disk is gone (RES-05).
    DiskGone,
    /// The disk failed.
    DiskFailed,
}

/// All restores of a world.
#[derive(Clone, Debug, Default)]
pub struct Restores {
    /// In the order of time.
    kept: VecDeque<Restore>,
    /// How many of them are under way.
    running: usize,
    /// How many ended ones are no longer kept.
    forgotten: u64,
}

/// How many restores are kept in full; of more, the oldest ended ones are only counted.
pub const RESTORES_KEPT_MAX: usize = 1_000;

impl Restore {
    /// Whether its point was the newest that would have brought the instance back clean, or as new as that one.
    pub fn is_of_newest_clean(&self) -> bool {
        self.choice.condition.is_clean() && self.choice.newest_clean.is_none_or(|newest| newest <= self.point.at)
    }

    /// How it stands at `now`.
    pub fn status(&self, now: Timestamp) -> RestoreStatus {
        match self.status {
            RestoreStatus::Running if self.began.at == now => RestoreStatus::Created,
            status => status,
        }
    }

    /// Whether it is under way.
    pub fn is_running(&self) -> bool {
        self.status == RestoreStatus::Running
    }

    /// How far it is at `now`, 0 to 10,000 (JOB-04), by its time.
    pub fn progress(&self, now: Timestamp) -> u32 {
        match self.status {
            RestoreStatus::Created | RestoreStatus::Running => progress(self.began.at, self.ends_at, now),
            RestoreStatus::Complete | RestoreStatus::PartialComplete => PROGRESS_WHOLE,
            RestoreStatus::Failed | RestoreStatus::Canceled | RestoreStatus::Expired => 0,
        }
    }

    /// What it will be when it ends by itself (JOB-07).
    pub fn outcome(&self) -> RestoreStatus {
        let complete = self.children.iter().filter(|child| child.failure.is_none()).count();
        match complete {
            0 => RestoreStatus::Failed,
            all if all == self.children.len() => RestoreStatus::Complete,
            _ => RestoreStatus::PartialComplete,
        }
    }

    /// The children that have not failed.
    pub fn going(&self) -> impl Iterator<Item = &RestoreChild> {
        self.children.iter().filter(|child| child.failure.is_none())
    }

    /// Whether it reads this snapshot, so that it must stay (ERR-12).
    pub fn needs(&self, snapshot: SnapshotRef) -> bool {
        self.is_running() && self.going().any(|child| child.snapshot == snapshot)
    }
}

impl RestoreChild {
    /// How it stands in a restore at `now`.
    pub fn status(&self, restore: &Restore, now: Timestamp) -> RestoreStatus {
        match (self.failure, restore.status(now)) {
            (Some(_), _) => RestoreStatus::Failed,
            (None, RestoreStatus::Running) if self.ends_at <= now => RestoreStatus::Complete,
            (None, RestoreStatus::PartialComplete) => RestoreStatus::Complete,
            (None, status) => status,
        }
    }

    /// How far it is at `now`, 0 to 10,000.
    pub fn progress(&self, restore: &Restore, now: Timestamp) -> u32 {
        match self.status(restore, now) {
            RestoreStatus::Created | RestoreStatus::Running => progress(restore.began.at, self.ends_at, now),
            RestoreStatus::Complete | RestoreStatus::PartialComplete => PROGRESS_WHOLE,
            RestoreStatus::Failed | RestoreStatus::Canceled | RestoreStatus::Expired => 0,
        }
    }
}

impl RestoreKind {
    /// All of them, in the order of the rulebook.
    pub const ALL: [Self; 4] = [Self::Instance, Self::NewInstance, Self::Disk, Self::NewDisk];

    /// The `RestoreType` of the API (RES-01).
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Instance => "UDM_ECS_ROLLBACK",
            Self::NewInstance => "UDM_ECS",
            Self::Disk => "UDM_ECS_DISK_ROLLBACK",
            Self::NewDisk => "UDM_ECS_DISK",
        }
    }

    /// That of its children: the same for one disk.
    pub fn of_children(self) -> Self {
        match self {
            Self::Instance | Self::Disk => Self::Disk,
            Self::NewInstance | Self::NewDisk => Self::NewDisk,
        }
    }

    /// Whether it overwrites what is there, rather than making something new.
    pub fn is_in_place(self) -> bool {
        matches!(self, Self::Instance | Self::Disk)
    }

    /// Whether it is about one disk, and not a whole instance.
    pub fn is_of_disk(self) -> bool {
        matches!(self, Self::Disk | Self::NewDisk)
    }

    /// The rule that says what it does.
    pub fn rule(self) -> Rule {
        match self {
            Self::Instance => Rule::Res03,
            Self::NewInstance => Rule::Res07,
            Self::Disk => Rule::Res04,
            Self::NewDisk => Rule::Res08,
        }
    }
}

impl RestoreStatus {
    /// Whether data was put where it was to go.
    pub fn has_data(self) -> bool {
        matches!(self, Self::Complete | Self::PartialComplete)
    }

    /// The word of the API (JOB-03).
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::Running => "RUNNING",
            Self::Complete => "COMPLETE",
            Self::PartialComplete => "PARTIAL_COMPLETE",
            Self::Failed => "FAILED",
            Self::Canceled => "CANCELED",
            Self::Expired => "EXPIRED",
        }
    }
}

impl RestoreFailure {
    /// The rule that decided.
    pub fn rule(self) -> Rule {
        match self {
            Self::InstanceReleased => Rule::Err03,
            Self::TooManyDisks => Rule::Api50,
            Self::AccountSuspended => Rule::Acc05,
            Self::RegionOutage => Rule::Mdl16,
        }
    }

    /// The error code of jobs that have no documented title (ERR-10).
    pub fn code(self) -> &'static str {
        match self {
            Self::InstanceReleased => "Sim.InstanceReleased",
            Self::TooManyDisks => "Sim.TooManyDisks",
            Self::AccountSuspended => NOT_ENOUGH_BALANCE,
            Self::RegionOutage => REGION_OUTAGE,
        }
    }
}

impl RestoreChildFailure {
    /// The rule that decided.
    pub fn rule(self) -> Rule {
        match self {
            Self::DiskGone | Self::DiskFailed => Rule::Err10,
        }
    }

    /// The documented error code (ERR-10).
    pub fn code(self) -> &'static str {
        match self {
            Self::DiskGone => "InvalidDiskId.NotFound",
            Self::DiskFailed => "IncorrectDiskStatus",
        }
    }
}

impl Restores {
    /// Those that are kept, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Restore> + ExactSizeIterator {
        self.kept.iter()
    }

    /// Those that are under way, oldest first.
    pub fn running(&self) -> impl Iterator<Item = &Restore> {
        self.kept.iter().filter(|restore| restore.is_running()).take(self.running)
    }

    /// How many ended ones are no longer kept.
    pub fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// The one from a point of `holder` that began on this occasion.
    pub fn get(&self, holder: InstanceIdx, began: Occasion) -> Option<&Restore> {
        self.position(holder, began).map(|position| &self.kept[position])
    }

    /// The occasion for one from a point of `holder` that begins now.
    pub(crate) fn occasion(&self, holder: InstanceIdx, now: Timestamp) -> Occasion {
        let of_now = self.kept.iter().rev().take_while(|restore| restore.began.at == now);
        let nth = of_now.filter(|restore| restore.holder == holder).count();
        Occasion { at: now, nth: u16::try_from(nth).unwrap_or(Occasion::NTH_MAX) }
    }

    /// Adds one that begins now, and forgets the oldest ended one where there are too many.
    pub(crate) fn add(&mut self, restore: Restore) {
        let now = restore.began.at;
        self.kept.push_back(restore);
        self.running += 1;
        if self.kept.len() > RESTORES_KEPT_MAX {
            // Those of this second count what begins in it.
            let over = self.kept.iter().position(|old| !old.is_running() && old.began.at < now);
            if over.and_then(|position| self.kept.remove(position)).is_some() {
                self.forgotten += 1;
            }
        }
    }

    /// Ends one that is under way; it as it then is.
    pub(crate) fn end(
        &mut self,
        holder: InstanceIdx,
        began: Occasion,
        status: RestoreStatus,
        ends_at: Timestamp,
    ) -> Option<&mut Restore> {
        let restore = self.get_mut(holder, began).filter(|restore| restore.is_running())?;
        (restore.status, restore.ends_at) = (status, ends_at);
        self.running -= 1;
        self.get_mut(holder, began)
    }

    /// An instance runs: the restores that it waited for are over for good.
    pub(crate) fn note_running(&mut self, instance: InstanceIdx, now: Timestamp) {
        let over = |restore: &&mut Restore| {
            restore.target == instance && restore.running_at.is_none() && restore.status.has_data()
        };
        self.kept.iter_mut().filter(over).for_each(|restore| restore.running_at = Some(now));
    }

    /// Ransomware strikes on a disk: it came with what was last put there.
    pub(crate) fn note_strike(&mut self, disk: DiskIdx, now: Timestamp) {
        let is_of =
            |restore: &&mut Restore| restore.status.has_data() && restore.going().any(|child| child.disk == disk);
        if let Some(last) = self.kept.iter_mut().rev().find(is_of) {
            last.struck_at.get_or_insert(now);
        }
    }

    pub(crate) fn get_mut(&mut self, holder: InstanceIdx, began: Occasion) -> Option<&mut Restore> {
        let position = self.position(holder, began)?;
        self.kept.get_mut(position)
    }

    fn position(&self, holder: InstanceIdx, began: Occasion) -> Option<usize> {
        let first = self.kept.partition_point(|restore| restore.began.at < began.at);
        let of_then = self.kept.range(first..).take_while(|restore| restore.began.at == began.at);
        let found = of_then.enumerate().find(|(_, restore)| restore.holder == holder && restore.began == began);
        found.map(|(position, _)| first + position)
    }
}
