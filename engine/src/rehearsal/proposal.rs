//! What is to be rehearsed: a policy as it stands, as it would be edited, or a new one, for these instances.

use std::collections::BTreeSet;

use crate::{
    backup::{
        PolicyIdx,
        binding::{BackupOptions, DiskScope},
        policy::{PolicyKind, PolicySpec},
    },
    catalog::{limits, region::Region},
    cloud::InstanceIdx,
    command::{Command, Receipt, Source},
    id::{InstanceId, PolicyId, RuleId},
    rejection::{Field, Problem, Rejection},
    simulation::Simulation,
    time::{Days, Timestamp},
    world::World,
};

/// What is to be rehearsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The policy.
    pub change: Change,
    /// The instances: those of another policy come over from it, as if someone had dissociated them first (POL-95).
    /// Where there are none, those that the policy has.
    pub instances: Vec<InstanceId>,
}

/// What becomes of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    AsItIs(PolicyId),
    /// It is edited (POL-90).
    Edited {
        /// Which.
        policy: PolicyId,
        /// What it says from now on.
        spec: PolicySpec,
        /// The ids of its rules where they are known to the policy, in the order of the rules.
        rule_ids: Vec<Option<RuleId>>,
    },
    /// It is new (POL-01).
    New {
        /// Where.
        region: Region,
        /// What it says.
        spec: PolicySpec,
    },
}

/// The least that is looked ahead where nobody says how far.
pub const HORIZON_DAYS_DEFAULT: Days = Days(90);
/// What is looked ahead after the longest retention is over, so that points are seen to go.
const DAYS_AFTER_RETENTION: u32 = 31;
/// The most that is looked ahead where nobody says how far: ten years.
const HORIZON_DAYS_MAX: u32 = 3_650;

/// How far to look ahead at a policy: until points of its longest retention have begun to go.
pub fn horizon(spec: &PolicySpec, now: Timestamp) -> Timestamp {
    let kept = spec.backup_rules().filter_map(|backup| spec.retention(backup));
    let special = spec.special().iter().map(|special| special.retention);
    let remote = spec.replication().map(|replication| replication.retention);
    let longest = kept.chain(special).chain(remote).max().unwrap_or_default();
    let days = longest.0.saturating_add(DAYS_AFTER_RETENTION).clamp(HORIZON_DAYS_DEFAULT.0, HORIZON_DAYS_MAX);
    now.plus_days(Days(days))
}

impl Proposal {
    /// Does it, in a copy of the run: the policy and the instances that it is about then.
    pub(super) fn carry_out(&self, run: &mut Simulation) -> Result<(PolicyIdx, BTreeSet<InstanceIdx>), Rejection> {
        let policy = self.change.carry_out(run)?;
        let mut chosen = BTreeSet::new();
        for id in &self.instances {
            chosen.insert(run.world().instance(id).map_err(|problem| problem.at(Field::Instances))?);
        }
        let of: Vec<_> = chosen.iter().copied().collect();
        for command in bring(run.world(), policy, &of) {
            run.apply(command)?;
        }
        if chosen.is_empty() {
            chosen = run.world().sources_of(policy).map(|(instance, _)| instance).collect();
        }
        match chosen.is_empty() {
            true => Err(Problem::NothingChosen.at(Field::Instances)),
            false => Ok((policy, chosen)),
        }
    }
}

impl Change {
    /// The command that makes it so; none where nothing becomes of the policy.
    pub fn command(&self) -> Option<Command> {
        match self {
            Self::AsItIs(_) => None,
            Self::Edited { policy, spec, rule_ids } => {
                let (policy, spec, rule_ids) = (policy.clone(), spec.clone(), rule_ids.clone());
                Some(Command::UpdatePolicy { policy, spec, rule_ids })
            }
            Self::New { region, spec } => Some(Command::CreatePolicy { region: *region, spec: spec.clone() }),
        }
    }

    /// The policy, where it is there already.
    pub fn policy(&self) -> Option<&PolicyId> {
        match self {
            Self::AsItIs(policy) | Self::Edited { policy, .. } => Some(policy),
            Self::New { .. } => None,
        }
    }

    fn carry_out(&self, run: &mut Simulation) -> Result<PolicyIdx, Rejection> {
        let receipt = self.command().map(|command| run.apply(command)).transpose()?;
        match (receipt, self.policy()) {
            (Some(Receipt::PolicyCreated(id)), _) => Ok(run.world().policy(&id)?),
            (_, Some(id)) => Ok(run.world().policy(id)?),
            (_, None) => unreachable!("a policy was created"),
        }
    }
}

/// The commands that bring instances to a policy that have it not yet, with all disks of each: they leave the policies
/// that they have, for a second one would be refused (POL-95), and their legacy plans go.
pub fn bring(world: &World, policy: PolicyIdx, instances: &[InstanceIdx]) -> Vec<Command> {
    let has = |instance: InstanceIdx| world.instances[instance].bindings.iter().any(|binding| binding.policy == policy);
    let new: Vec<_> = instances.iter().copied().filter(|instance| !has(*instance)).collect();
    let leave = new.iter().flat_map(|instance| leave(world, *instance));
    let associate = new.chunks(limits::INSTANCES_PER_OPERATION_MAX).map(|part| Command::AssociateInstances {
        policy: world.policies[policy].id.clone(),
        sources: part.iter().map(|instance| all_disks(world, *instance)).collect(),
    });
    leave.chain(associate).collect()
}

/// Takes an instance out of its policies, and its legacy plans away.
fn leave(world: &World, instance: InstanceIdx) -> impl Iterator<Item = Command> + '_ {
    let instance = &world.instances[instance];
    instance.bindings.iter().map(|binding| {
        let policy = &world.policies[binding.policy];
        match policy.kind {
            PolicyKind::Plan => Command::DeletePlan { plan: policy.id.clone(), require_no_running_jobs: false },
            PolicyKind::Ecs | PolicyKind::Legacy => {
                Command::RemoveBindings { policy: policy.id.clone(), instances: vec![instance.id.clone()] }
            }
        }
    })
}

fn all_disks(world: &World, instance: InstanceIdx) -> Source {
    Source {
        instance: world.instances[instance].id.clone(),
        scope: DiskScope::default(),
        options: BackupOptions::default(),
        suspended: false,
        description: String::new(),
    }
}
