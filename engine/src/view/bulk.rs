//! What is done with several rows of a list at once: with which of them, and without which and why.

use super::{
    consequence::Consequence,
    plans::{self, PlanRow, PlanStatus},
    scope::Scope,
};
use crate::{
    backup::binding::{BackupOptions, DiskScope},
    catalog::region::Region,
    cloud::{InstanceIdx, instance::InstanceStatus},
    command::{Command, EcsCommand, Source},
    id::{InstanceId, PolicyId},
    locale::{Locale, Words},
    rejection::{EcsProblem, Problem, Rejection},
    rule::Rule,
    words,
    world::World,
};

/// Something to be done with several rows at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bulk {
    /// The commands that do it.
    pub commands: Vec<Command>,
    /// What it is done with, by name.
    pub names: Vec<String>,
    /// What it is not done with.
    pub left_out: Vec<LeftOut>,
}

/// A row that something cannot be done with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// Why not.
    pub why: Consequence,
}

/// What can be done with several plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanDeed {
    /// Run them now (POL-93).
    RunNow,
    /// Suspend them (POL-94).
    Suspend,
    /// Resume them (POL-94).
    Resume,
    /// Delete them (POL-92).
    Delete,
}

/// What can be done with several backed-up instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceDeed {
    /// Something with the plans of each.
    WithPlans(PlanDeed),
    /// Stop their protection (CON-11).
    StopProtection,
    /// Associate them with a policy that is yet to be chosen (POL-99).
    Associate,
}

/// What can be done with several instances of ECS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EcsDeed {
    /// Start them.
    Start,
    /// Stop them.
    Stop,
}

impl Bulk {
    /// Why it can be done with none of the rows; nothing where it can with some.
    pub fn obstacle(&self) -> Option<&Consequence> {
        let first = self.left_out.first().filter(|_| self.names.is_empty());
        first.map(|left_out| &left_out.why)
    }

    /// How many rows there are, those left out included.
    pub fn rows(&self) -> usize {
        self.names.len() + self.left_out.len()
    }

    fn take(&mut self, name: &str, outcome: Result<Vec<Command>, Consequence>) {
        match outcome {
            Ok(commands) => {
                self.names.push(name.to_owned());
                self.commands.extend(commands);
            }
            Err(why) => self.left_out.push(LeftOut { name: name.to_owned(), why }),
        }
    }
}

/// Does something with plans.
pub fn with_plans(plans: &[PlanRow], deed: PlanDeed, locale: Locale) -> Bulk {
    let mut bulk = Bulk::default();
    for plan in plans {
        bulk.take(&plan.name, with_plan(plan, deed, locale).map(|command| vec![command]));
    }
    bulk
}

/// Does something with the instances of a region that `ids` name; those that are gone are no rows.
pub fn with_instances(
    world: &World,
    scope: impl Into<Scope>,
    ids: &[String],
    deed: InstanceDeed,
    locale: Locale,
) -> Bulk {
    let mut bulk = Bulk::default();
    for position in within(world, scope.into(), ids) {
        let instance = &world.instances[position];
        let outcome = match deed {
            InstanceDeed::WithPlans(deed) => with_plans_of(world, &instance.id, deed, locale),
            InstanceDeed::StopProtection if instance.listed => {
                Ok(vec![Command::StopProtecting { instance: instance.id.clone() }])
            }
            InstanceDeed::StopProtection => Err(say(Rule::Con11, &NOT_LISTED, locale)),
            InstanceDeed::Associate => associable(world, position, locale).map(|()| Vec::new()),
        };
        bulk.take(&instance.name, outcome);
    }
    bulk
}

/// The command that associates those of the instances that can be with `policy`, each with all of its disks.
pub fn associate(world: &World, scope: impl Into<Scope>, ids: &[String], policy: PolicyId) -> Command {
    let takes = within(world, scope.into(), ids).filter(|at| associable(world, *at, Locale::En).is_ok());
    let source = |at: InstanceIdx| Source {
        instance: world.instances[at].id.clone(),
        scope: DiskScope::All,
        options: BackupOptions::default(),
        suspended: false,
        description: String::new(),
    };
    Command::AssociateInstances { policy, sources: takes.map(source).collect() }
}

/// Does something with the instances of ECS in `region` that `ids` name; those that are gone are no rows.
pub fn with_ecs(world: &World, region: Region, ids: &[String], deed: EcsDeed, locale: Locale) -> Bulk {
    let mut bulk = Bulk::default();
    for position in within(world, region.into(), ids).filter(|at| !world.instances[*at].is_released()) {
        let state = &world.instances[position];
        let instance = state.id.clone();
        let (needs, command) = match deed {
            EcsDeed::Start => (InstanceStatus::Stopped, EcsCommand::StartInstance { instance }),
            EcsDeed::Stop => (InstanceStatus::Running, EcsCommand::StopInstance { instance }),
        };
        let obstacle = EcsProblem::InstanceStatus { instance: state.id.clone(), status: state.status };
        let able = state.status == needs;
        bulk.take(
            &state.name,
            if able { Ok(vec![Command::Ecs(command)]) } else { Err(refused(&obstacle.into(), locale)) },
        );
    }
    bulk
}

fn within(world: &World, scope: Scope, ids: &[String]) -> impl Iterator<Item = InstanceIdx> {
    let known = ids.iter().filter_map(|id| world.instance(&InstanceId::from(id.as_str())).ok());
    known.filter(move |at| scope.has(&world.instances[*at]))
}

fn with_plan(plan: &PlanRow, deed: PlanDeed, locale: Locale) -> Result<Command, Consequence> {
    let suspended = plan.status == PlanStatus::Suspended;
    match deed {
        PlanDeed::RunNow if suspended => Err(refused(&Problem::PlanSuspended.into(), locale)),
        PlanDeed::RunNow if plan.instance_status == InstanceStatus::Released => {
            Err(refused(&Problem::InstanceReleased.into(), locale))
        }
        PlanDeed::RunNow => Ok(plan.run_now()),
        PlanDeed::Suspend if suspended => Err(say(Rule::Pol94, &SUSPENDED, locale)),
        PlanDeed::Resume if !suspended => Err(say(Rule::Pol94, &NOT_SUSPENDED, locale)),
        PlanDeed::Suspend | PlanDeed::Resume => Ok(plan.suspend_or_resume()),
        PlanDeed::Delete => Ok(plan.delete()),
    }
}

/// All plans of one instance that it can be done with; without any, why not.
fn with_plans_of(
    world: &World,
    instance: &InstanceId,
    deed: PlanDeed,
    locale: Locale,
) -> Result<Vec<Command>, Consequence> {
    let plans = plans::of_instance(world, instance);
    let (able, unable): (Vec<_>, Vec<_>) =
        plans.iter().map(|plan| with_plan(plan, deed, locale)).partition(Result::is_ok);
    match unable.into_iter().find_map(Result::err) {
        Some(why) if able.is_empty() => Err(why),
        None if able.is_empty() => Err(say(Rule::Con04, &NO_PLAN, locale)),
        _ => Ok(able.into_iter().flatten().collect()),
    }
}

/// Whether an instance can be associated with a policy; why not.
fn associable(world: &World, position: InstanceIdx, locale: Locale) -> Result<(), Consequence> {
    let state = &world.instances[position];
    if state.is_released() {
        return Err(refused(&Problem::InstanceReleased.into(), locale));
    }
    if let Some(binding) = state.bindings.first() {
        let policy = world.policies[binding.policy].spec.name.as_str();
        let text = match locale {
            Locale::En => format!("{policy} protects it; an instance has one policy only."),
            Locale::Zh => format!("已关联策略{policy}，一台实例只能关联一个策略。"),
        };
        return Err(Consequence { text, rule: Rule::Pol95 });
    }
    if world.disks_to_back_up(position, &DiskScope::All).0.is_empty() {
        return Err(refused(&Problem::NothingToBackUp { instance: state.id.clone() }.into(), locale));
    }
    Ok(())
}

fn refused(rejection: &Rejection, locale: Locale) -> Consequence {
    Consequence { text: words::rejection(rejection, locale), rule: rejection.rule() }
}

fn say(rule: Rule, words: &Words, locale: Locale) -> Consequence {
    Consequence { text: words.get(locale).to_owned(), rule }
}

const NO_PLAN: Words =
    Words { en: "No policy protects it, so it has no plan.", zh: "未关联策略，没有备份计划。" };
const NOT_LISTED: Words = Words { en: "It is not protected.", zh: "未受保护。" };
const SUSPENDED: Words = Words { en: "The plan is suspended already.", zh: "计划已处于暂停状态。" };
const NOT_SUSPENDED: Words = Words { en: "The plan is not suspended.", zh: "计划未暂停。" };
