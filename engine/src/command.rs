//! Every input that changes the world. Nothing else does, but time.

mod ecs;
mod reach;
mod restore;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    ecs::{DiskOrder, EcsCommand, EcsReceipt, ImageSource, InstanceOrder, SnapshotChange},
    restore::{CloneOrder, InPlace, RestoreOrder, RestoreTarget},
};
use crate::{
    backup::{
        binding::{BackupOptions, DiskScope},
        policy::{PolicyName, PolicyRule, PolicySpec, ReplicationRule},
    },
    billing::{money::MicroCny, resource_plan::PlanOrder},
    catalog::region::Region,
    cloud::managed::UserId,
    id::{IncidentId, InstanceId, JobId, PointId, PolicyId, RestoreId, RuleId},
    incident::Incident,
    rejection::{Field, Rejection},
    time::Days,
};

/// An instruction to the simulated services, as the Journal keeps it.
///
/// Commands name things by their ids, so that a Journal reads without the run that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Activate Cloud Backup (ACC-01).
    ActivateService,
    /// Create a policy (POL-01).
    CreatePolicy {
        /// Where.
        region: Region,
        /// What it says.
        spec: PolicySpec,
    },
    /// Replace what a policy says, from the next run on (POL-90).
    UpdatePolicy {
        /// Which.
        policy: PolicyId,
        /// What it says from now on.
        spec: PolicySpec,
        /// The ids of its rules where they are known to the policy, in the order of the rules.
        rule_ids: Vec<Option<RuleId>>,
    },
    /// Delete a policy, which unbinds its sources; points stay (POL-91).
    DeletePolicy {
        /// Which.
        policy: PolicyId,
    },
    /// Associate instances with a policy (POL-99).
    AssociateInstances {
        /// Which policy.
        policy: PolicyId,
        /// The instances, at most 99 (CON-02).
        sources: Vec<Source>,
    },
    /// Change one association: suspend or resume it (POL-94), or change what it covers.
    UpdateBinding {
        /// The policy.
        policy: PolicyId,
        /// The instance.
        instance: InstanceId,
        /// Suspended or not from now on, if that is to change.
        suspended: Option<bool>,
        /// Free text, if that is to change.
        description: Option<String>,
        /// The disks, if that is to change.
        scope: Option<DiskScope>,
        /// How they are backed up, if that is to change.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        options: Option<BackupOptions>,
    },
    /// Dissociate instances from a policy; points stay (POL-92).
    RemoveBindings {
        /// The policy.
        policy: PolicyId,
        /// The instances.
        instances: Vec<InstanceId>,
    },
    /// Back up one instance now, apart from any policy (CON-04).
    BackUp {
        /// The instance.
        instance: InstanceId,
        /// Its disks.
        scope: DiskScope,
        /// How they are backed up.
        #[serde(default, skip_serializing_if = "BackupOptions::is_default")]
        options: BackupOptions,
        /// How long the point is kept.
        retention: Days,
        /// A name for the job.
        name: Option<PolicyName>,
        /// Where the point is copied to (CON-05); nowhere where left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        copy: Option<ReplicationRule>,
    },
    /// Run a policy now, for all its sources or one (POL-93).
    RunPolicy {
        /// The policy.
        policy: PolicyId,
        /// Which of its `BACKUP` rules; the first where left out.
        rule: Option<RuleId>,
        /// One instance; all that are bound where left out.
        instance: Option<InstanceId>,
    },
    /// Cancel a running backup job (JOB-06).
    CancelJob {
        /// The parent job.
        job: JobId,
    },
    /// Delete a backup point with its snapshots (JOB-11).
    DeletePoint {
        /// The point.
        point: PointId,
    },
    /// Restore from a backup point (RES-01).
    Restore(RestoreOrder),
    /// Cancel a restore that is under way (JOB-06).
    CancelRestore {
        /// Which.
        restore: RestoreId,
    },
    /// Keep a backup point longer (JOB-12).
    ExtendRetention {
        /// The point.
        point: PointId,
        /// How long it is kept in all, from its creation.
        retention: Days,
    },

    /// Something in ECS; it needs no activation of Cloud Backup.
    Ecs(EcsCommand),
    /// Stop protecting an instance: its plans go, it leaves the list, its points stay (CON-11).
    StopProtecting {
        /// The instance.
        instance: InstanceId,
    },
    /// Make a legacy backup plan of one instance (API-26).
    CreatePlan {
        /// The plan.
        plan: PlanSpec,
    },
    /// Edit a legacy backup plan, which makes a policy of it (POL-97).
    UpdatePlan {
        /// Which.
        plan: PolicyId,
        /// What it says from now on.
        spec: PlanSpec,
    },
    /// Delete a legacy backup plan; points stay (POL-92).
    DeletePlan {
        /// Which.
        plan: PolicyId,
        /// Only if no job of it is under way.
        require_no_running_jobs: bool,
    },
    /// Change what the documentation leaves open.
    EditSettings {
        /// The settings by name with their new values.
        settings: BTreeMap<String, i64>,
    },

    /// Pay what is due (ACC-05).
    PayBill {
        /// How much of it; all where left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<MicroCny>,
    },
    /// Pay money in; it goes to what is due first.
    TopUp {
        /// How much.
        amount: MicroCny,
    },
    /// Buy a resource plan, which is paid for at once (ACC-08).
    BuyResourcePlan {
        /// What.
        order: PlanOrder,
    },
    /// Let something go wrong.
    InjectIncident {
        /// What.
        incident: Incident,
    },

    /// Look at what a backup point holds (MDL-04).
    InspectPoint {
        /// Which.
        point: PointId,
    },

    /// Something in the lesson that the scenario is; it changes nothing in the world.
    Lesson(LessonCommand),

    /// Manage an account from now on (API-25).
    AddManagedAccount {
        /// Which.
        user: UserId,
        /// The RAM role in it.
        role: String,
        /// What it is called; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        alias: String,
    },
    /// Manage an account no longer: its plans stop running, its points stay and expire (API-25).
    RemoveManagedAccount {
        /// Which.
        user: UserId,
        /// The RAM role in it.
        role: String,
    },
}

/// What someone asks of a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LessonCommand {
    /// Begin it: what was done before is its history.
    Begin,
    /// Show the next hint of a step.
    TakeHint {
        /// Which step.
        step: String,
    },
    /// Let a step be done by its solution, for no points; what the solution does comes as actions of its own.
    Skip {
        /// Which step.
        step: String,
    },
    /// Answer a question.
    Answer {
        /// Which question.
        question: String,
        /// The choice, counted from 0.
        choice: u32,
    },
    /// Go on to a beat of a demo; what the beat does comes as actions of its own.
    Beat {
        /// Which beat.
        beat: String,
    },
}

/// A legacy backup plan as someone writes it: a policy of one instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSpec {
    /// Its name: 1 to 64 characters (API-26).
    pub name: String,
    /// The instance.
    pub instance: InstanceId,
    /// What a policy in its place would say.
    pub rules: Vec<PolicyRule>,
    /// Which disks.
    #[serde(default)]
    pub scope: DiskScope,
    /// How they are backed up.
    #[serde(default, skip_serializing_if = "BackupOptions::is_default")]
    pub options: BackupOptions,
    /// Suspended from the start (POL-94).
    #[serde(default)]
    pub suspended: bool,
}

impl PlanSpec {
    /// The policy that stands for it (POL-97). Its name may be of any kind (API-26).
    pub(crate) fn to_policy(&self) -> Result<PolicySpec, Rejection> {
        let name = PolicyName::of_plan(&self.name).map_err(|problem| problem.at(Field::PolicyName))?;
        Ok(PolicySpec { name, description: String::new(), rules: self.rules.clone(), immutable: false })
    }
}

/// An instance to be associated with a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The instance.
    pub instance: InstanceId,
    /// Which disks.
    #[serde(default)]
    pub scope: DiskScope,
    /// How they are backed up.
    #[serde(default, skip_serializing_if = "BackupOptions::is_default")]
    pub options: BackupOptions,
    /// Suspended from the start (POL-94).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suspended: bool,
    /// Free text.
    #[serde(default)]
    pub description: String,
}

/// What an accepted command brought about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It is done.
    Done,
    /// A policy was created.
    PolicyCreated(PolicyId),
    /// Jobs were started, one an instance.
    JobsStarted(Vec<JobId>),
    /// A restore was begun.
    RestoreStarted(RestoreId),

    /// Something in ECS was created.
    Ecs(EcsReceipt),

    /// An incident was injected.
    IncidentInjected(IncidentId),
}
