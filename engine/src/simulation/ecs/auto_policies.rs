//! Automatic snapshot policies: applied to disks, they take snapshots by themselves.

use crate::{
    catalog::{limits, region::Region},
    cloud::{
        DiskIdx,
        auto_policy::{AutoPolicy, AutoPolicyIdx, AutoPolicySpec},
        chain::{Origin, Snapshot},
        disk::DiskLife,
        labels::check_name,
    },
    command::{EcsReceipt, Receipt},
    event::{AccountEvent, EcsEvent},
    id::{AutoPolicyId, DiskId},
    queue::Due,
    rejection::{EcsProblem, Rejection},
    simulation::Simulation,
};

impl Simulation {
    /// Creates an automatic snapshot policy; it does nothing until it is applied (CON-63).
    pub(super) fn create_auto_policy(&mut self, region: Region, spec: &AutoPolicySpec) -> Result<Receipt, Rejection> {
        self.check_region(region)?;
        let there = self.world.auto_policies.iter().filter(|(_, policy)| policy.region == region).count();
        if there >= limits::AUTO_POLICIES_PER_REGION_MAX {
            return Err(EcsProblem::TooManyAutoPolicies { region }.into());
        }
        if !spec.name.is_empty() {
            check_name(&spec.name)?;
        }
        spec.check()?;
        let id = self.world.free_auto_policy_id(&format!("{} {} {}", region.id(), spec.name, self.world.now.0));
        self.add_auto_policy(id.clone(), region, spec.clone());
        Ok(Receipt::Ecs(EcsReceipt::AutoPolicyCreated(id)))
    }

    /// Applies a policy to disks; it takes the place of the one they had.
    pub(super) fn apply_auto_policy(&mut self, policy: &AutoPolicyId, disks: &[DiskId]) -> Result<Receipt, Rejection> {
        let policy = self.auto_policy(policy)?;
        let region = self.world.auto_policies[policy].region;
        let mut chosen = Vec::with_capacity(disks.len());
        for id in disks {
            let disk = self.ecs_disk(id)?;
            let state = &self.world.disks[disk];
            if !state.category.can_be_snapshotted() {
                return Err(EcsProblem::LocalDisk { category: state.category }.into());
            }
            if state.region != region {
                return Err(EcsProblem::OtherRegion { id: id.to_string(), region }.into());
            }
            chosen.push(disk);
        }
        self.enable_snapshot_service();
        for disk in chosen {
            self.put_under(policy, disk);
        }
        Ok(Receipt::Done)
    }

    /// Takes disks from the policy that they have, if it is the one named; their snapshots stay.
    pub(super) fn cancel_auto_policy(
        &mut self,
        policy: Option<&AutoPolicyId>,
        disks: &[DiskId],
    ) -> Result<Receipt, Rejection> {
        let policy = policy.map(|policy| self.auto_policy(policy)).transpose()?;
        let disks: Result<Vec<_>, _> = disks.iter().map(|disk| self.ecs_disk(disk)).collect();
        for disk in disks? {
            let own = self.world.auto_policy_of(disk);
            if policy.is_none() || policy == own {
                self.take_from_auto_policy(disk);
            }
        }
        Ok(Receipt::Done)
    }

    /// Takes the snapshots that a policy is to take now, in the order of the disks' ids.
    pub(in crate::simulation) fn run_auto_policy(&mut self, policy: AutoPolicyIdx) {
        let mut disks = self.world.auto_policies[policy].disks.clone();
        disks.sort_by(|one, other| self.world.disks[*one].id.cmp(&self.world.disks[*other].id));
        for disk in disks {
            self.take_automatic_snapshot(policy, disk);
        }
        self.schedule_auto_policy(policy);
    }

    /// Adds a policy that is known to be right.
    pub(in crate::simulation) fn add_auto_policy(
        &mut self,
        id: AutoPolicyId,
        region: Region,
        spec: AutoPolicySpec,
    ) -> AutoPolicyIdx {
        let created_at = self.world.now;
        let policy = AutoPolicy { id, region, spec, disks: Vec::new(), next_run: None, created_at };
        let position = self.world.auto_policies.push(policy);
        self.note(EcsEvent::AutoPolicyCreated(position));
        position
    }

    /// Puts a disk under a policy, which takes the place of the one that it had.
    pub(in crate::simulation) fn put_under(&mut self, policy: AutoPolicyIdx, disk: DiskIdx) {
        let before = self.world.auto_policy_of(disk);
        if before == Some(policy) {
            return;
        }
        self.take_from_auto_policy(disk);
        self.world.auto_policies[policy].disks.push(disk);
        self.note(EcsEvent::AutoPolicyApplied(policy, disk));
        if self.world.auto_policies[policy].next_run.is_none() {
            self.schedule_auto_policy(policy);
        }
    }

    /// Takes a disk from the policy that it is under, if it is under one.
    pub(super) fn take_from_auto_policy(&mut self, disk: DiskIdx) {
        let Some(position) = self.world.auto_policy_of(disk) else { return };
        let policy = &mut self.world.auto_policies[position];
        policy.disks.retain(|other| *other != disk);
        if policy.disks.is_empty() {
            policy.next_run = None;
        }
        self.note(EcsEvent::AutoPolicyCancelled(position, disk));
    }

    fn schedule_auto_policy(&mut self, policy: AutoPolicyIdx) {
        let (now, zone) = (self.world.now, self.world.zone);
        let state = &mut self.world.auto_policies[policy];
        state.next_run = state.spec.next_after(now, zone).filter(|_| !state.disks.is_empty());
        if let Some(due_at) = state.next_run {
            self.queue.schedule(due_at, Due::AutoSnapshots { policy });
        }
    }

    fn take_automatic_snapshot(&mut self, policy: AutoPolicyIdx, disk: DiskIdx) {
        if self.world.account.is_suspended(self.world.now) {
            self.note_of_account(AccountEvent::AutoSnapshotsSuspended(disk));
            return;
        }
        if self.skips_automatic_snapshot(disk) {
            return;
        }
        let state = &self.world.disks[disk];
        if state.life == DiskLife::New || state.is_lost() || self.world.busy_owner(disk).is_some() {
            self.note(EcsEvent::AutoSnapshotImpossible(disk));
            return;
        }
        if self.must_wait(disk) {
            self.note_collision(disk, Origin::Automatic);
            self.note(EcsEvent::AutoSnapshotWaits(disk));
            return;
        }
        self.make_room_for_automatic(disk);
        let retention = self.world.auto_policies[policy].spec.retention;
        self.begin_snapshot(disk, Origin::Automatic, retention);
        self.note(EcsEvent::AutoSnapshotStarted(policy, disk));
    }

    /// Whether an automatic snapshot has to wait for its next time: where the disk has as many snapshots in creation as
    /// it may have, or the automatic one before is not complete (CON-61).
    fn must_wait(&self, disk: DiskIdx) -> bool {
        let (now, state) = (self.world.now, &self.world.disks[disk]);
        let in_progress = state.chain.in_progress(now);
        let is_automatic = |snapshot: &Snapshot| snapshot.ready_at > now && snapshot.origin == Origin::Automatic;
        in_progress >= state.category.snapshot_tasks_at_once()
            || in_progress > 0 && state.chain.iter().any(is_automatic)
    }

    /// Removes the oldest automatic snapshot of a disk that has as many as it may have (CON-60).
    fn make_room_for_automatic(&mut self, disk: DiskIdx) {
        let chain = &self.world.disks[disk].chain;
        if chain.count_automatic() < limits::AUTOMATIC_SNAPSHOTS_PER_DISK_MAX {
            return;
        }
        let oldest = chain.iter().find(|snapshot| snapshot.origin == Origin::Automatic).map(|snapshot| snapshot.taken);
        if let Some(taken) = oldest {
            self.drop_snapshot(crate::backup::point::SnapshotRef { disk, taken });
            self.note(EcsEvent::AutoSnapshotMadeRoom(disk));
        }
    }

    fn auto_policy(&self, id: &AutoPolicyId) -> Result<AutoPolicyIdx, Rejection> {
        let found = self.world.auto_policies.iter().find(|(_, policy)| policy.id == *id);
        found.map(|(position, _)| position).ok_or_else(|| EcsProblem::AutoPolicyNotFound { id: id.to_string() }.into())
    }
}
