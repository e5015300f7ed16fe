//! All state: what there is at an instant of virtual time, as plain data.

mod attachments;
mod copies;
mod digest;
mod incidents;
mod managed;
mod recoverability;
mod replicas;
mod restores;
mod sharing;
mod snapshots;

use std::collections::{BTreeMap, BTreeSet};

pub use self::{
    recoverability::{Obstacle, Outlook, Recoverability, Way},
    restores::RestoreRef,
    snapshots::SnapshotLabel,
};
use crate::{
    arena::Arena,
    backup::{
        PolicyIdx,
        binding::{Binding, DiskScope},
        job::{Child, Job},
        point::{Point, SnapshotRef},
        policy::Policy,
        restore::Restores,
    },
    billing::{
        prices::{PriceHistory, Prices},
        rent::Rents,
        resource_plan::ResourcePlans,
    },
    catalog::region::Region,
    cloud::{
        Account, Disk, DiskIdx, Image, Instance, InstanceIdx, Networks,
        auto_policy::{AutoPolicy, AutoPolicyIdx},
        chain::Origin,
        copied::Copies,
        link::Links,
        managed::{ManagedAccount, UserId},
        network::Place,
    },
    id::{
        AccountId, Code, DiskId, Ids, ImageId, IncidentId, InstanceId, JobId, Occasion, PointId, PolicyId, SnapshotId,
    },
    incident::{Incident, IncidentKind, Injected},
    rejection::{EcsProblem, ManagedProblem, Problem, RestoreProblem, SnapshotProblem},
    scenario::settings::Assumptions,
    time::{LocalTime, Timestamp, Zone},
    units::Mib,
};

/// The simulated services and all that they hold.
///
/// Only [`crate::simulation::Simulation`] changes it.
#[derive(Clone, Debug)]
pub struct World {
    /// The virtual clock.
    pub now: Timestamp,
    /// When the scenario begins.
    pub start: Timestamp,
    /// The zone that schedules and screens are read in (MDL-30).
    pub zone: Zone,
    /// The regions of the scenario; the first is where calls go that name none.
    pub regions: Vec<Region>,
    /// The account.
    pub account: Account,
    /// The accounts that it manages or managed, by their user ids (ACC-07).
    pub managed_accounts: BTreeMap<UserId, ManagedAccount>,
    /// What the documentation leaves open, as this scenario sets it.
    pub assumptions: Assumptions,
    /// The networks.
    pub networks: Networks,
    /// The instances, released ones included.
    pub instances: Arena<InstanceIdx, Instance>,
    /// The disks.
    pub disks: Arena<DiskIdx, Disk>,
    /// What is said of snapshots that were taken by hand.
    pub snapshot_labels: BTreeMap<SnapshotRef, SnapshotLabel>,
    /// The accounts that snapshots are shared with (SNP-23).
    pub shared: BTreeMap<SnapshotRef, BTreeSet<AccountId>>,
    /// The custom images.
    pub images: BTreeMap<ImageId, Image>,
    /// The automatic snapshot policies of ECS.
    pub auto_policies: Arena<AutoPolicyIdx, AutoPolicy>,
    /// The policies, deleted ones included.
    pub policies: Arena<PolicyIdx, Policy>,
    /// What things cost, and cost before.
    pub prices: PriceHistory,
    /// What was paid for in advance (ACC-08).
    pub resource_plans: ResourcePlans,
    /// The restores, in the order of time.
    pub restores: Restores,
    /// The incidents that happened, in the order of time.
    pub incidents: Vec<Injected>,
    /// What carries copies from one region to another.
    pub links: Links,
    /// The incidents of the scenario, in the order of time, those that happened included.
    pub planned_incidents: Vec<(Timestamp, Incident)>,
    /// Makes and reads ids.
    pub ids: Ids,
    /// What is known of the copies of each replica of a disk.
    pub(crate) copies: BTreeMap<DiskIdx, Copies>,
    /// What restores made and ECS charges for.
    pub(crate) rents: Rents,
    /// The disks that were made from a snapshot, released ones included.
    made_from: BTreeMap<SnapshotRef, Vec<DiskIdx>>,
    by_id: Directory,
}

/// Where things stand, by id: found in the order of their ids too, which is the canonical order.
#[derive(Clone, Debug, Default)]
struct Directory {
    instances: BTreeMap<InstanceId, InstanceIdx>,
    disks: BTreeMap<DiskId, DiskIdx>,
    policies: BTreeMap<PolicyId, PolicyIdx>,
    /// The replicas of instances in other regions, by the ids of what they are of.
    instance_replicas: BTreeMap<(InstanceId, Region), InstanceIdx>,
    disk_replicas: BTreeMap<(DiskId, Region), DiskIdx>,
    codes: BTreeMap<Code, Coded>,
}

#[derive(Clone, Copy, Debug)]
enum Coded {
    Instance(InstanceIdx),
    Disk(DiskIdx),
}

/// What a job id stands for: a job, or the part of it that backs up one disk.
#[derive(Clone, Copy, Debug)]
pub struct JobRef<'w> {
    /// Whose job it is.
    pub instance: InstanceIdx,
    /// The job.
    pub job: &'w Job,
    /// The child that was asked for; none for the parent.
    pub child: Option<&'w Child>,
}

impl World {
    /// An empty world at `start`.
    pub(crate) fn new(
        seed: u64,
        start: Timestamp,
        zone: Zone,
        regions: Vec<Region>,
        account: Account,
        assumptions: Assumptions,
    ) -> Self {
        Self {
            now: start,
            start,
            zone,
            regions,
            account,
            managed_accounts: BTreeMap::new(),
            assumptions,
            networks: Networks::default(),
            instances: Arena::default(),
            disks: Arena::default(),
            snapshot_labels: BTreeMap::new(),
            shared: BTreeMap::new(),
            images: BTreeMap::new(),
            auto_policies: Arena::default(),
            policies: Arena::default(),
            prices: PriceHistory::new(Prices::of(&assumptions)),
            resource_plans: ResourcePlans::default(),
            restores: Restores::default(),
            incidents: Vec::new(),
            links: Links::default(),
            planned_incidents: Vec::new(),
            ids: Ids::new(seed),
            copies: BTreeMap::new(),
            rents: Rents::default(),
            made_from: BTreeMap::new(),
            by_id: Directory::default(),
        }
    }

    /// Finds an instance, released ones included.
    pub fn instance(&self, id: &InstanceId) -> Result<InstanceIdx, Problem> {
        self.by_id.instances.get(id).copied().ok_or_else(|| Problem::InstanceNotFound { id: id.to_string() })
    }

    /// Finds a disk.
    pub fn disk(&self, id: &DiskId) -> Result<DiskIdx, Problem> {
        self.by_id.disks.get(id).copied().ok_or_else(|| Problem::DiskNotFound { disk: id.clone() })
    }

    /// Finds a policy that is not deleted.
    pub fn policy(&self, id: &PolicyId) -> Result<PolicyIdx, Problem> {
        let found = self.by_id.policies.get(id).copied().filter(|policy| !self.policies[*policy].deleted);
        found.ok_or_else(|| Problem::PolicyNotFound { id: id.to_string() })
    }

    /// Finds an account that is managed (ACC-07).
    pub fn managed_account(&self, user: UserId) -> Result<&ManagedAccount, Problem> {
        let managed = self.managed_accounts.get(&user).filter(|account| account.is_managed);
        managed.ok_or_else(|| ManagedProblem::NotManaged { user }.into())
    }

    /// Whether Cloud Backup may touch an instance: it is of the own account, or of one that is managed (ACC-07).
    pub fn is_within_reach(&self, instance: InstanceIdx) -> bool {
        self.instances[instance].account.is_none_or(|user| self.managed_account(user).is_ok())
    }

    /// Finds a job or a child of one among those kept in full.
    pub fn job(&self, id: &JobId) -> Result<JobRef<'_>, Problem> {
        let unknown = || Problem::JobNotFound { id: id.to_string() };
        let (code, began) = self.ids.read_job(id.as_str()).ok_or_else(unknown)?;
        match self.by_id.codes.get(&code).copied().ok_or_else(unknown)? {
            Coded::Instance(instance) => {
                let job = self.instances[instance].history.job(began).ok_or_else(unknown)?;
                Ok(JobRef { instance, job, child: None })
            }
            Coded::Disk(disk) => self.disk_job(disk, began).ok_or_else(unknown),
        }
    }

    /// Finds a live backup point.
    pub fn point(&self, id: &PointId) -> Result<(InstanceIdx, &Point), Problem> {
        let unknown = || Problem::PointNotFound { id: id.to_string() };
        let (code, created) = self.ids.read_point(id.as_str()).ok_or_else(unknown)?;
        let Some(Coded::Instance(instance)) = self.by_id.codes.get(&code).copied() else { return Err(unknown()) };
        let point = self.instances[instance].history.point(created).ok_or_else(unknown)?;
        Ok((instance, point))
    }

    /// Finds a live backup point of an instance: that of a disk is told apart, for it is not kept by itself (JOB-12).
    pub fn instance_point(&self, id: &PointId) -> Result<(InstanceIdx, &Point), Problem> {
        let code = self.ids.read_point(id.as_str()).map(|(code, _)| code);
        match code.and_then(|code| self.by_id.codes.get(&code)) {
            Some(Coded::Disk(_)) => Err(Problem::DiskPoint),
            _ => self.point(id),
        }
    }

    /// Whether Keep At Least One Backup Version keeps this point: the newest of an instance that is bound to a policy
    /// that says so (POL-40, POL-41).
    pub fn is_kept(&self, instance: InstanceIdx, point: &Point) -> bool {
        let Some(policy) = point.policy.filter(|policy| self.policies[*policy].spec.keeps_latest()) else {
            return false;
        };
        let instance = &self.instances[instance];
        let newest = instance.history.points().rev().find(|other| other.policy == Some(policy));
        newest.is_some_and(|newest| newest.created == point.created)
            && instance.bindings.iter().any(|binding| binding.policy == policy)
    }

    /// What keeps a point from being deleted by hand: it is locked (POL-72), the newest of a plan that keeps one (POL-40),
    /// extended (JOB-12), shared (SNP-21) or being restored from (ERR-12). Where only the part of one disk is to go, what
    /// becomes of the others' snapshots does not matter.
    pub fn deletion_obstacle(
        &self,
        instance: InstanceIdx,
        point: &Point,
        part: Option<SnapshotRef>,
    ) -> Option<Problem> {
        let until = self.local(point.expires_at);
        if point.immutable {
            return Some(Problem::PointLocked { until });
        }
        if self.is_kept(instance, point) {
            return Some(Problem::PointKept);
        }
        if point.extended {
            return Some(Problem::PointExtended { until });
        }
        let going = || point.snapshots.iter().filter(|held| part.is_none_or(|part| part == **held));
        if going().any(|held| self.is_being_read(*held)) {
            return Some(RestoreProblem::PointInUse.into());
        }
        let shared = going().find(|held| self.shared.contains_key(held))?;
        Some(SnapshotProblem::Shared { id: self.snapshot_id(*shared).to_string() }.into())
    }

    /// An instant in the zone that people read it in.
    pub fn local(&self, at: Timestamp) -> LocalTime {
        LocalTime { at, zone: self.zone }
    }

    /// Finds the part that one disk has in a live backup point (JOB-11).
    pub fn disk_point(&self, id: &PointId) -> Option<(InstanceIdx, &Point, SnapshotRef)> {
        let (code, taken) = self.ids.read_point(id.as_str())?;
        let Some(Coded::Disk(disk)) = self.by_id.codes.get(&code).copied() else { return None };
        let snapshot = self.disks[disk].chain.get(taken).filter(|snapshot| snapshot.is_managed())?;
        let Origin::Backup { instance, job } = snapshot.origin else { return None };
        let point = self.instances[instance].history.point(job)?;
        Some((instance, point, SnapshotRef { disk, taken }))
    }

    /// Finds a snapshot of the own account that is in its chain.
    pub fn snapshot(&self, id: &SnapshotId) -> Result<SnapshotRef, Problem> {
        let unknown = || EcsProblem::SnapshotNotFound { id: id.to_string() };
        let (code, taken) = self.ids.read_snapshot(id.as_str()).ok_or_else(unknown)?;
        let Some(Coded::Disk(disk)) = self.by_id.codes.get(&code).copied() else { return Err(unknown().into()) };
        self.disks[disk].chain.get(taken).filter(|_| self.disks[disk].is_own()).ok_or_else(unknown)?;
        Ok(SnapshotRef { disk, taken })
    }

    /// The instances in the canonical order of their ids, without replicas.
    pub fn instances_by_id(&self) -> impl DoubleEndedIterator<Item = InstanceIdx> + ExactSizeIterator + '_ {
        self.by_id.instances.values().copied()
    }

    /// The instances that are not released.
    pub fn living_instances(&self) -> impl Iterator<Item = &Instance> {
        self.instances.iter().map(|(_, instance)| instance).filter(|instance| !instance.is_released())
    }

    /// The policies that are not deleted, in the canonical order of their ids.
    pub fn policies_by_id(&self) -> impl DoubleEndedIterator<Item = PolicyIdx> + '_ {
        self.by_id.policies.values().copied().filter(|policy| !self.policies[*policy].deleted)
    }

    /// The disks in the canonical order of their ids, without replicas.
    pub fn disks_by_id(&self) -> impl DoubleEndedIterator<Item = DiskIdx> + ExactSizeIterator + '_ {
        self.by_id.disks.values().copied()
    }

    /// The id of the job that began on `began` for `instance`.
    pub fn job_id(&self, instance: InstanceIdx, began: Occasion) -> JobId {
        self.ids.job(self.instances[instance].code, began)
    }

    /// The id of the part of a job that backs up one disk.
    pub fn child_job_id(&self, child: &Child) -> JobId {
        self.ids.job(self.disks[child.disk].code, child.taken)
    }

    /// The id of the backup point of `instance` created on `created`.
    pub fn point_id(&self, instance: InstanceIdx, created: Occasion) -> PointId {
        self.ids.point(self.instances[instance].code, created)
    }

    /// The id of the part that one disk has in a backup point, by its snapshot (JOB-11).
    pub fn disk_point_id(&self, part: SnapshotRef) -> PointId {
        self.ids.point(self.disks[part.disk].code, part.taken)
    }

    /// The id of a snapshot.
    pub fn snapshot_id(&self, snapshot: SnapshotRef) -> SnapshotId {
        self.ids.snapshot(self.disks[snapshot.disk].code, snapshot.taken)
    }

    /// The disks of `instance` that `scope` covers and that can be snapshotted, then those that cannot (CON-20).
    pub fn disks_to_back_up(&self, instance: InstanceIdx, scope: &DiskScope) -> (Vec<DiskIdx>, Vec<DiskIdx>) {
        let covered = self.instances[instance].disks.iter().copied().filter(|disk| scope.covers(&self.disks[*disk].id));
        covered.partition(|disk| self.disks[*disk].category.can_be_snapshotted())
    }

    /// What the snapshots of a point occupy.
    pub fn stored_of(&self, point: &Point) -> Mib {
        let snapshots = point.snapshots.iter().filter_map(|held| self.disks[held.disk].chain.get(held.taken));
        snapshots.map(|snapshot| snapshot.stored).sum()
    }

    /// What the snapshots of an instance's disks occupy, as the console shows it (CON-10).
    pub fn backup_size(&self, instance: InstanceIdx) -> Mib {
        self.instances[instance].disks.iter().map(|disk| self.disks[*disk].chain.shown_stored(self.now)).sum()
    }

    /// The instances bound to `policy`, in the order they came.
    pub fn sources_of(&self, policy: PolicyIdx) -> impl Iterator<Item = (InstanceIdx, &Binding)> {
        self.instances.iter().flat_map(move |(position, instance)| {
            let bound = instance.bindings.iter().filter(move |binding| binding.policy == policy);
            bound.map(move |binding| (position, binding))
        })
    }

    /// Where an instance stands in `zone` that is not told where: in the first vSwitch and security group there are.
    pub(crate) fn place_in(&self, region: Region, zone: &str) -> Place {
        let vswitch = self.networks.first_vswitch(region, Some(zone)).expect("every zone in use has a vSwitch");
        let security_group = self.networks.first_security_group(vswitch).expect("every VPC has a security group");
        Place { vswitch, security_group }
    }

    /// Adds an instance; its disks are attached by [`World::add_disk`].
    pub(crate) fn add_instance(&mut self, instance: Instance) -> InstanceIdx {
        let (id, code) = (instance.id.clone(), instance.code);
        let position = self.instances.push(instance);
        self.by_id.instances.insert(id, position);
        self.by_id.codes.insert(code, Coded::Instance(position));
        position
    }

    /// Adds a disk.
    pub(crate) fn add_disk(&mut self, disk: Disk) -> DiskIdx {
        let (id, code, source) = (disk.id.clone(), disk.code, disk.made_from);
        let position = self.disks.push(disk);
        if let Some(source) = source {
            self.made_from.entry(source).or_default().push(position);
        }
        self.by_id.disks.insert(id, position);
        self.by_id.codes.insert(code, Coded::Disk(position));
        position
    }

    /// Adds a policy.
    pub(crate) fn add_policy(&mut self, policy: Policy) -> PolicyIdx {
        let id = policy.id.clone();
        let position = self.policies.push(policy);
        self.by_id.policies.insert(id, position);
        position
    }

    /// Gives a policy another id; the old one means nothing from now on.
    pub(crate) fn rename_policy(&mut self, position: PolicyIdx, id: PolicyId) {
        let old = std::mem::replace(&mut self.policies[position].id, id.clone());
        self.by_id.policies.remove(&old);
        self.by_id.policies.insert(id, position);
    }

    /// A code that nothing has yet for the instance or disk with this id.
    pub(crate) fn free_code(&self, id: &str) -> Code {
        let codes = (0..).map(|attempt| self.ids.code(id, attempt));
        codes.into_iter().find(|code| !self.by_id.codes.contains_key(code)).expect("2^40 codes are never all taken")
    }

    /// An id that no instance has yet for the instance called `name`.
    pub(crate) fn free_instance_id(&self, name: &str) -> InstanceId {
        let ids = (0..).map(|attempt| InstanceId(self.ids.cloud("i-", name, attempt)));
        ids.into_iter().find(|id| !self.by_id.instances.contains_key(id)).expect("ids are never all taken")
    }

    /// An id that no disk has yet for the disk called `name`.
    pub(crate) fn free_disk_id(&self, name: &str) -> DiskId {
        let ids = (0..).map(|attempt| DiskId(self.ids.cloud("d-", name, attempt)));
        ids.into_iter().find(|id| !self.by_id.disks.contains_key(id)).expect("ids are never all taken")
    }

    /// An id that no plan has or had for a legacy plan with this identity.
    pub(crate) fn free_plan_id(&self, identity: &str) -> PolicyId {
        let ids = (0..).map(|attempt| PolicyId(self.ids.policy("plan-", identity, attempt)));
        ids.into_iter().find(|id| !self.by_id.policies.contains_key(id)).expect("ids are never all taken")
    }

    /// An id that no image has yet for one with this identity.
    pub(crate) fn free_image_id(&self, identity: &str) -> ImageId {
        let mut ids = (0..).map(|attempt| ImageId(self.ids.cloud("m-", identity, attempt)));
        ids.find(|id| !self.images.contains_key(id)).expect("ids are never all taken")
    }

    /// An id that no policy has or had for a policy with this identity.
    pub(crate) fn free_policy_id(&self, identity: &str) -> PolicyId {
        let ids = (0..).map(|attempt| PolicyId(self.ids.policy("po-", identity, attempt)));
        ids.into_iter().find(|id| !self.by_id.policies.contains_key(id)).expect("ids are never all taken")
    }

    /// An id that no incident has yet for one of this kind, injected now.
    pub(crate) fn free_incident_id(&self, kind: IncidentKind) -> IncidentId {
        let identity = format!("{} {}", kind.api_name(), self.now.0);
        let mut ids = (0..).map(|attempt| IncidentId(self.ids.policy("inc-", &identity, attempt)));
        let taken = |id: &IncidentId| self.incidents.iter().any(|injected| injected.id == *id);
        ids.find(|id| !taken(id)).expect("ids are never all taken")
    }

    /// The child that began for `disk` on this occasion. A disk may have been moved since, so all instances count.
    fn disk_job(&self, disk: DiskIdx, taken: Occasion) -> Option<JobRef<'_>> {
        self.instances.iter().find_map(|(instance, state)| {
            let mut jobs = state.history.jobs_began_at(taken.at);
            jobs.find_map(|job| {
                let child = job.children.iter().find(|child| child.disk == disk && child.taken == taken)?;
                Some(JobRef { instance, job, child: Some(child) })
            })
        })
    }
}
