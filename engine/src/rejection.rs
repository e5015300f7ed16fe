//! Refusals: what was violated, where, by which rule, and what to do. A refused command changes nothing.

mod account;
mod copy;
mod ecs;
mod incident;
mod lesson;
mod managed;
mod restore;
mod snapshot;
mod timeline;

pub use self::{
    account::{AccountProblem, NOT_ENOUGH_BALANCE},
    copy::CopyProblem,
    ecs::EcsProblem,
    incident::{IncidentProblem, REGION_OUTAGE},
    lesson::LessonProblem,
    managed::ManagedProblem,
    restore::RestoreProblem,
    snapshot::SnapshotProblem,
    timeline::TimelineProblem,
};
use crate::{
    backup::{policy::Period, schedule::ScheduleError},
    catalog::region::Region,
    id::{DiskId, InstanceId},
    rule::Rule,
    scenario::settings::SettingError,
    time::{Days, LocalTime, Timestamp},
};

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// What was violated.
    pub problem: Problem,
    /// The field or parameter it is about, where it is about one.
    pub field: Option<Field>,
}

/// What a refusal is about: a field of a form and a parameter of a call alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Days before archiving.
    ArchiveDays,
    /// The region that copies go to.
    DestinationRegion,
    /// Days that copies are kept.
    RemoteRetention,
    /// Application consistency.
    Application,
    /// A setting.
    Setting,
    /// Special retention.
    SpecialRetention,
    /// The tags of a policy.
    Tags,
    /// Free text of a policy or binding.
    Description,
    /// Which disks.
    Disks,
    /// The first execution time.
    FirstRun,
    /// Which instances.
    Instances,
    /// The name of an instance or disk.
    Name,
    /// A job.
    Job,
    /// A private address.
    PrivateIp,
    /// The name that a system has for itself.
    HostName,
    /// A backup point.
    Point,
    /// Which policy.
    Policy,
    /// The name of a policy or backup.
    PolicyName,
    /// The region.
    Region,
    /// The retention period.
    Retention,
    /// The list of rules.
    Rules,
    /// The schedule.
    Schedule,

    /// An amount of money.
    Amount,
    /// What a resource plan covers.
    Capacity,
    /// How long a resource plan lasts.
    Months,
    /// A number of jobs.
    Jobs,
    /// How long something lasts.
    Hours,
}

/// What was violated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Cloud Backup is not activated (ACC-01).
    NotActivated,
    /// The instance is bound to a policy already (POL-95).
    AlreadyBound {
        /// The instance.
        instance: InstanceId,
        /// The name of the policy that has it.
        policy: String,
    },
    /// An instance was chosen more than once.
    ChosenTwice {
        /// The instance.
        instance: InstanceId,
    },
    /// A disk that cannot be snapshotted was named (CON-20).
    DiskCannotBeBackedUp {
        /// The disk.
        disk: DiskId,
    },
    /// No such disk on the instance.
    DiskNotFound {
        /// What was asked for.
        disk: DiskId,
    },
    /// No such instance.
    InstanceNotFound {
        /// What was asked for.
        id: String,
    },
    /// The instance is gone (ERR-03).
    InstanceReleased,
    /// The job has ended: nothing to cancel (JOB-06).
    JobEnded,
    /// No such job.
    JobNotFound {
        /// What was asked for.
        id: String,
    },
    /// Not a name (POL-04).
    Name(NameFault),
    /// No `BACKUP` rule (POL-14).
    NoBackupRule,
    /// Replication without a destination region (ERR-02).
    NoDestinationRegion,
    /// A `BACKUP` rule without retention anywhere (POL-21).
    NoRetention,
    /// The policy does not protect the instance.
    NotBound {
        /// The instance.
        instance: InstanceId,
    },
    /// None of the disks in scope can be backed up (CON-20).
    NothingToBackUp {
        /// The instance.
        instance: InstanceId,
    },
    /// The policy protects nothing.
    NothingBound,
    /// No instance was chosen.
    NothingChosen,
    /// An instant outside the run: before its start, or after where it stands.
    NotInThisRun {
        /// Where the run starts.
        start: Timestamp,
        /// Where it stands.
        now: Timestamp,
    },
    /// A text where a whole number belongs.
    NotANumber {
        /// What was given.
        given: String,
    },
    /// A rehearsal tells of more than can be kept.
    RehearsalTooLong {
        /// How many items it may have.
        items: usize,
    },
    /// What is asked for is not part of the simulation yet.
    NotSimulated {
        /// What was asked for.
        what: String,
    },
    /// Policy and instance lie in different regions (POL-05).
    OtherRegion {
        /// The policy's.
        policy: Region,
        /// The instance's.
        instance: Region,
    },
    /// Permanent retention was asked for (ERR-01).
    PermanentRetention,
    /// The plan is suspended (ERR-04).
    PlanSuspended,
    /// No such point.
    PointNotFound {
        /// What was asked for.
        id: String,
    },
    /// No such policy.
    PolicyNotFound {
        /// What was asked for.
        id: String,
    },
    /// The scenario does not play in this region (POL-05).
    RegionNotInScenario {
        /// What was asked for.
        region: Region,
    },
    /// Retention out of range (POL-20).
    Retention {
        /// What was given.
        given: i64,
    },
    /// Too many rules, or none (POL-14).
    RuleCount {
        /// How many were given.
        given: usize,
    },
    /// No such rule in the policy, or not a `BACKUP` rule.
    RuleNotFound {
        /// What was asked for.
        id: String,
    },
    /// Not a schedule (POL-13, POL-15).
    Schedule(ScheduleError),
    /// More than 99 instances in one go (CON-02).
    TooManyInstances {
        /// How many were given.
        given: usize,
    },
    /// Not exactly one `TRANSITION` rule (POL-14).
    TransitionRules {
        /// How many were given.
        given: usize,
    },
    /// Days before archiving out of range (POL-50).
    ArchiveDays {
        /// What was given.
        given: Days,
    },
    /// Retention too short for the Archive tier (POL-22).
    RetentionBeforeArchive {
        /// What was given.
        given: Days,
        /// What it must be at least.
        least: Days,
    },
    /// Remote retention too short for the Archive tier there (POL-63).
    RemoteRetentionBeforeArchive {
        /// What was given.
        given: Days,
        /// What it must be at least.
        least: Days,
    },
    /// Special retention not longer than the normal one (POL-31).
    SpecialTooShort {
        /// Of which period.
        period: Period,
        /// What was given.
        given: Days,
        /// The normal retention.
        normal: Days,
    },
    /// Two special retentions of one period (POL-30).
    SpecialTwice {
        /// The period.
        period: Period,
    },
    /// Replication into the policy's own region (POL-61).
    ReplicatesToItself {
        /// The region.
        region: Region,
    },
    /// Snapshots cannot be copied between these regions (REG-02).
    NoReplicationPair {
        /// From where.
        from: Region,
        /// To where.
        to: Region,
    },
    /// Two rules of a type that a policy has once (POL-14).
    RuleTwice {
        /// The type.
        name: &'static str,
    },
    /// Too many tags (POL-80).
    TagCount {
        /// How many were given.
        given: usize,
    },
    /// A tag without a key (POL-80).
    TagWithoutKey,
    /// A tag that must not have any value (POL-80).
    TagMatchesNothing {
        /// Its key.
        key: String,
    },
    /// Immutable backup was to be switched off (POL-70).
    ImmutableStays,
    /// The point is locked until it expires (POL-72).
    PointLocked {
        /// When it expires.
        until: LocalTime,
    },
    /// The point is the newest of a plan that keeps one version (POL-40).
    PointKept,
    /// A legacy policy takes no new instances (POL-03).
    LegacyTakesNoInstances,
    /// A legacy policy neither replicates nor archives (POL-03).
    LegacyIsLimited,
    /// Application consistency for several instances in one go (CON-50).
    ApplicationForSeveral,
    /// Application consistency for a disk that is not of the ESSD series (CON-50).
    ApplicationNeedsEssd {
        /// The disk.
        disk: DiskId,
    },
    /// The name of a legacy plan is too short or too long (API-26).
    PlanName {
        /// How many characters it has.
        given: usize,
    },
    /// No such legacy plan (API-26).
    PlanNotFound {
        /// What was asked for.
        id: String,
    },
    /// A job of the plan is under way (API-26).
    PlanRuns,
    /// The instance is not on the list of what is protected (CON-11).
    NotProtected {
        /// The instance.
        instance: InstanceId,
    },
    /// A setting that is unknown or out of range.
    Setting(SettingError),
    /// The virtual clock stands at its last instant, or an instant beyond it was asked for.
    EndOfTime,

    /// Something that ECS refuses.
    Ecs(EcsProblem),
    /// Something that is refused of restores.
    Restore(RestoreProblem),
    /// Something that is refused of snapshots that are shared, archived, changed or made images of.
    Snapshot(SnapshotProblem),

    /// The point was extended by hand, and its snapshots are kept as long (JOB-12).
    PointExtended {
        /// Until when.
        until: LocalTime,
    },
    /// Only points of instances can be kept longer, not those of disks (JOB-12).
    DiskPoint,
    /// A retention that is no longer than the present one (JOB-12).
    RetentionNotLonger {
        /// What was given.
        given: Days,
        /// The present one.
        present: Days,
    },
    /// A retention that would have run out already (JOB-12).
    RetentionOver {
        /// What was given.
        given: Days,
    },
    /// A retention beyond 999 years, or none (JOB-12).
    ExtendedRetention {
        /// What was given.
        given: i64,
    },
    /// Something that is refused for the sake of the account.
    Account(AccountProblem),
    /// Something that is refused for the sake of whose an instance is.
    Managed(ManagedProblem),
    /// Something about the branches of a run.
    Timeline(TimelineProblem),
    /// Something about a lesson.
    Lesson(LessonProblem),
    /// Something that is refused of an incident, or because of one.
    Incident(IncidentProblem),

    /// Something about copies of snapshots.
    Copy(CopyProblem),

    /// A text where days before archiving belong (POL-50).
    ArchiveDaysUnreadable {
        /// What was given.
        given: String,
    },
    /// The console does not delete a policy while sources are bound (POL-91).
    SourcesBound {
        /// How many are.
        count: usize,
    },
}

/// What is wrong with a name (POL-04).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// A character that names may not have.
    #[error("the name has `{0}`; besides letters and digits only . _ - : are allowed")]
    Character(char),
    /// A first character that is no letter.
    #[error("the name begins with `{0}`; it must begin with a letter")]
    FirstCharacter(char),
    /// Too short or too long.
    #[error("the name has {given} characters; it must have 2 to 128")]
    Length {
        /// How many characters it has.
        given: usize,
    },
    /// Begins with `auto`.
    #[error("the name begins with auto, which is reserved")]
    StartsWithAuto,
}

impl Rejection {
    /// The rule that decided.
    pub fn rule(&self) -> Rule {
        self.problem.rule()
    }

    /// The documented error code of the service, or one that begins with `Sim.` where none is documented.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }
}

impl Problem {
    /// The refusal of this problem at `field`.
    pub fn at(self, field: Field) -> Rejection {
        Rejection { problem: self, field: Some(field) }
    }

    /// The rule that is violated.
    pub fn rule(&self) -> Rule {
        self.verdict().0
    }

    /// The error code that API callers get.
    pub fn code(&self) -> &'static str {
        self.verdict().1
    }

    /// Rule and code of each problem, in one place.
    fn verdict(&self) -> (Rule, &'static str) {
        match self {
            Self::ApplicationForSeveral | Self::ApplicationNeedsEssd { .. } => {
                (Rule::Con50, "Sim.ApplicationConsistency")
            }
            Self::ArchiveDays { .. } => (Rule::Pol50, "Sim.ArchiveDaysOutOfRange"),
            Self::ImmutableStays => (Rule::Pol70, "Sim.ImmutableStays"),
            Self::LegacyIsLimited | Self::LegacyTakesNoInstances => (Rule::Pol03, "Sim.LegacyPolicy"),
            Self::NoReplicationPair { .. } => (Rule::Reg02, "Sim.NoReplicationPair"),
            Self::NotProtected { .. } => (Rule::Con11, "Sim.NotProtected"),
            Self::PlanName { .. } => (Rule::Api26, "Sim.InvalidName"),
            Self::PlanNotFound { .. } => (Rule::Api26, "Sim.PlanNotFound"),
            Self::PlanRuns => (Rule::Api26, "Sim.PlanRuns"),
            Self::PointKept => (Rule::Pol40, "Sim.PointKept"),
            Self::PointLocked { .. } => (Rule::Pol72, "Sim.PointLocked"),
            Self::RemoteRetentionBeforeArchive { .. } => (Rule::Pol63, "Sim.RetentionBeforeArchive"),
            Self::ReplicatesToItself { .. } => (Rule::Pol61, "Sim.SameRegion"),
            Self::RetentionBeforeArchive { .. } => (Rule::Pol22, "Sim.RetentionBeforeArchive"),
            Self::RuleTwice { .. } => (Rule::Pol14, "Sim.RuleTwice"),
            Self::Setting(error) => (error.rule(), "Sim.InvalidSetting"),
            Self::SpecialTooShort { .. } => (Rule::Pol31, "Sim.SpecialRetention"),
            Self::SpecialTwice { .. } => (Rule::Pol30, "Sim.SpecialRetention"),
            Self::TagCount { .. } | Self::TagMatchesNothing { .. } | Self::TagWithoutKey => {
                (Rule::Pol80, "Sim.InvalidTag")
            }
            Self::AlreadyBound { .. } => (Rule::Pol95, "Sim.InstanceAlreadyBound"),
            Self::ChosenTwice { .. } => (Rule::Pol95, "Sim.ChosenTwice"),
            Self::DiskCannotBeBackedUp { .. } => (Rule::Con20, "DiskCategory.OperationNotSupported"),
            Self::DiskNotFound { .. } => (Rule::Err10, "InvalidDiskId.NotFound"),
            Self::EndOfTime => (Rule::Mdl30, "Sim.EndOfTime"),
            Self::InstanceNotFound { .. } => (Rule::Err10, "InvalidInstanceId.NotFound"),
            Self::InstanceReleased => (Rule::Err03, "Sim.InstanceReleased"),
            Self::JobEnded => (Rule::Job06, "Sim.JobEnded"),
            Self::JobNotFound { .. } => (Rule::Job06, "Sim.JobNotFound"),
            Self::Name(_) => (Rule::Pol04, "Sim.InvalidName"),
            Self::NoBackupRule => (Rule::Pol14, "Sim.NoBackupRule"),
            Self::NoDestinationRegion => (Rule::Err02, "Sim.NoDestinationRegion"),
            Self::NoRetention => (Rule::Pol21, "Sim.NoRetention"),
            Self::NotActivated => (Rule::Acc01, "Sim.NotActivated"),
            Self::NotANumber { .. } => (Rule::Pol20, "Sim.NotANumber"),
            Self::NotBound { .. } => (Rule::Pol92, "Sim.NotBound"),
            Self::RehearsalTooLong { .. } => (Rule::Api01, "Sim.RehearsalTooLong"),
            Self::NothingBound => (Rule::Pol93, "Sim.NothingBound"),
            Self::NotInThisRun { .. } => (Rule::Mdl30, "Sim.NotInThisRun"),
            Self::NothingChosen => (Rule::Con02, "Sim.NothingChosen"),
            Self::NothingToBackUp { .. } => (Rule::Con20, "DiskCategory.OperationNotSupported"),
            Self::NotSimulated { .. } => (Rule::Api04, "Sim.NotSimulated"),
            Self::OtherRegion { .. } => (Rule::Pol05, "Sim.OtherRegion"),
            Self::PermanentRetention => (Rule::Err01, "Sim.PermanentRetention"),
            Self::PlanSuspended => (Rule::Err04, "Sim.PlanSuspended"),
            Self::PointNotFound { .. } => (Rule::Api17, "Sim.PointNotFound"),
            Self::PolicyNotFound { .. } => (Rule::Api07, "Sim.PolicyNotFound"),
            Self::RegionNotInScenario { .. } => (Rule::Pol05, "Sim.RegionNotInScenario"),
            Self::Retention { .. } => (Rule::Pol20, "Sim.RetentionOutOfRange"),
            Self::RuleCount { .. } => (Rule::Pol14, "Sim.RuleCount"),
            Self::RuleNotFound { .. } => (Rule::Api08, "Sim.RuleNotFound"),
            Self::Schedule(error) => (error.rule(), "Sim.InvalidSchedule"),
            Self::TooManyInstances { .. } => (Rule::Con02, "Sim.TooManyInstances"),
            Self::TransitionRules { .. } => (Rule::Pol14, "Sim.TransitionRules"),

            Self::Ecs(problem) => problem.verdict(),
            Self::Restore(problem) => problem.verdict(),
            Self::Snapshot(problem) => problem.verdict(),

            Self::PointExtended { .. } => (Rule::Job12, "Sim.PointExtended"),
            Self::DiskPoint => (Rule::Job12, "Sim.DiskPoint"),
            Self::RetentionNotLonger { .. } | Self::RetentionOver { .. } => (Rule::Job12, "Sim.RetentionNotLonger"),
            Self::ExtendedRetention { .. } => (Rule::Job12, "Sim.RetentionOutOfRange"),
            Self::Account(problem) => problem.verdict(),
            Self::Managed(problem) => problem.verdict(),
            Self::Timeline(problem) => problem.verdict(),
            Self::Lesson(problem) => problem.verdict(),
            Self::Copy(problem) => problem.verdict(),
            Self::Incident(problem) => problem.verdict(),

            Self::ArchiveDaysUnreadable { .. } => (Rule::Pol50, "Sim.NotANumber"),
            Self::SourcesBound { .. } => (Rule::Pol91, "Sim.SourcesBound"),
        }
    }
}

impl From<EcsProblem> for Problem {
    fn from(problem: EcsProblem) -> Self {
        Self::Ecs(problem)
    }
}

impl From<AccountProblem> for Problem {
    fn from(problem: AccountProblem) -> Self {
        Self::Account(problem)
    }
}

impl From<AccountProblem> for Rejection {
    fn from(problem: AccountProblem) -> Self {
        Problem::from(problem).into()
    }
}

impl From<SnapshotProblem> for Problem {
    fn from(problem: SnapshotProblem) -> Self {
        Self::Snapshot(problem)
    }
}

impl From<SnapshotProblem> for Rejection {
    fn from(problem: SnapshotProblem) -> Self {
        Problem::from(problem).into()
    }
}

impl From<EcsProblem> for Rejection {
    fn from(problem: EcsProblem) -> Self {
        Problem::from(problem).into()
    }
}

impl From<Problem> for Rejection {
    fn from(problem: Problem) -> Self {
        Self { problem, field: None }
    }
}
