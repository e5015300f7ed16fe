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
        let new: Vec<_> = chosen.iter().copied().filter(|instance| !is_bound(run, *instance, policy)).collect();
        for instance in &new {
            leave(run, *instance)?;
        }
        for part in new.chunks(limits::INSTANCES_PER_OPERATION_MAX) {
            let sources = part.iter().map(|instance| all_disks(run, *instance)).collect();
            let policy = run.world().policies[policy].id.clone();
            run.apply(Command::AssociateInstances { policy, sources })?;
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
    fn carry_out(&self, run: &mut Simulation) -> Result<PolicyIdx, Rejection> {
        let id = match self {
            Self::AsItIs(policy) => policy.clone(),
            Self::Edited { policy, spec, rule_ids } => {
                let (spec, rule_ids) = (spec.clone(), rule_ids.clone());
                run.apply(Command::UpdatePolicy { policy: policy.clone(), spec, rule_ids })?;
                policy.clone()
            }
            Self::New { region, spec } => {
                match run.apply(Command::CreatePolicy { region: *region, spec: spec.clone() })? {
                    Receipt::PolicyCreated(id) => id,
                    _ => unreachable!("a policy was created"),
                }
            }
        };
        Ok(run.world().policy(&id)?)
    }
}

fn is_bound(run: &Simulation, instance: InstanceIdx, policy: PolicyIdx) -> bool {
    run.world().instances[instance].bindings.iter().any(|binding| binding.policy == policy)
}

/// Takes an instance out of its policies, and its legacy plans away.
fn leave(run: &mut Simulation, instance: InstanceIdx) -> Result<(), Rejection> {
    let world = run.world();
    let policies: Vec<_> = world.instances[instance].bindings.iter().map(|binding| binding.policy).collect();
    for policy in policies {
        let (kind, id) = (run.world().policies[policy].kind, run.world().policies[policy].id.clone());
        let command = match kind {
            PolicyKind::Plan => Command::DeletePlan { plan: id, require_no_running_jobs: false },
            PolicyKind::Ecs | PolicyKind::Legacy => {
                let instances = vec![run.world().instances[instance].id.clone()];
                Command::RemoveBindings { policy: id, instances }
            }
        };
        run.apply(command)?;
    }
    Ok(())
}

fn all_disks(run: &Simulation, instance: InstanceIdx) -> Source {
    Source {
        instance: run.world().instances[instance].id.clone(),
        scope: DiskScope::default(),
        options: BackupOptions::default(),
        suspended: false,
        description: String::new(),
    }
}
