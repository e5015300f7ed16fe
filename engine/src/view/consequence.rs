//! What will happen when a person confirms: said before it is done, each with its rule.

mod points;
mod restore;
mod snapshots;

use std::collections::BTreeMap;

use super::format;
use crate::{
    cloud::{Disk, InstanceIdx},
    command::{Command, EcsCommand},
    id::InstanceId,
    locale::Locale,
    rule::Rule,
    world::World,
};

/// One thing that will happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// What, in words.
    pub text: String,
    /// The rule behind it.
    pub rule: Rule,
}

/// What `command` will bring about that cannot be taken back by a command; nothing for commands that need no asking.
pub fn consequences(world: &World, command: &Command, locale: Locale) -> Vec<Consequence> {
    match command {
        Command::StopProtecting { instance } => of(world, instance, |at| stop_protecting(world, at, locale)),
        Command::RemoveBindings { instances, .. } => {
            instances.iter().flat_map(|instance| of(world, instance, |at| unbind(world, at, locale))).collect()
        }
        Command::DeletePlan { plan, .. } => {
            let sources = world.policy(plan).map(|plan| world.sources_of(plan).map(|(at, _)| at).collect::<Vec<_>>());
            sources.unwrap_or_default().into_iter().flat_map(|at| unbind(world, at, locale)).collect()
        }
        Command::CancelJob { .. } => vec![say(
            Rule::Job06,
            locale,
            "It ends as Canceled and leaves no backup point and no snapshot.",
            "任务以已取消结束，不留下备份点和快照。",
        )],
        Command::Ecs(EcsCommand::StopInstance { instance }) => of(world, instance, |at| interrupt(world, at, locale)),
        Command::Ecs(EcsCommand::ReleaseInstance { instance, .. }) => {
            of(world, instance, |at| release(world, at, locale))
        }
        Command::Ecs(EcsCommand::DetachDisk { disk, instance }) => of(world, instance, |at| {
            world.disk(disk).map_or_else(|_| Vec::new(), |disk| detach(world, at, &world.disks[disk], locale))
        }),
        Command::Restore(order) => restore::restore(world, order, locale),
        Command::CancelRestore { .. } => vec![restore::cancel(locale)],
        Command::DeletePoint { point } => points::delete(world, point, locale),
        Command::Ecs(EcsCommand::ArchiveSnapshot { snapshot, .. }) => snapshots::archive(world, snapshot, locale),
        Command::Ecs(EcsCommand::CopySnapshot { snapshot, key, .. }) => {
            snapshots::copy(world, snapshot, key.is_some(), locale)
        }
        Command::Ecs(EcsCommand::DeleteImage { image }) => snapshots::delete_image(world, image, locale),
        Command::Ecs(EcsCommand::DeleteSnapshot { snapshot, .. }) => snapshots::delete(world, snapshot, locale),
        Command::Ecs(EcsCommand::ResetDisk { snapshot, .. }) => snapshots::roll_back(world, snapshot, locale),
        _ => Vec::new(),
    }
}

/// The same of several commands at once, summed up. Here also what can be taken back is said: it is much at once.
pub fn of_all(world: &World, commands: &[Command], locale: Locale) -> Vec<Consequence> {
    if let [only] = commands {
        let said = consequences(world, only, locale);
        if !said.is_empty() {
            return said;
        }
    }
    Sum::of(world, commands).in_words(locale)
}

/// What several commands come to.
#[derive(Default)]
struct Sum {
    runs: usize,
    suspended: usize,
    resumed: usize,
    plans_deleted: usize,
    leave_the_list: usize,
    unprotected: usize,
    points_stay: usize,
    start: usize,
    stop: usize,
    snapshots_fail: usize,
}

impl Sum {
    fn of(world: &World, commands: &[Command]) -> Self {
        let mut sum = Self::default();
        let mut unbound = BTreeMap::<InstanceIdx, usize>::new();
        for command in commands {
            match command {
                Command::RunPolicy { .. } => sum.runs += 1,
                Command::UpdateBinding { suspended: Some(true), .. } => sum.suspended += 1,
                Command::UpdateBinding { suspended: Some(false), .. } => sum.resumed += 1,
                Command::StopProtecting { instance } => {
                    let Ok(instance) = world.instance(instance) else { continue };
                    sum.leave_the_list += 1;
                    *unbound.entry(instance).or_default() += world.instances[instance].bindings.len();
                }
                Command::RemoveBindings { instances, .. } => {
                    for instance in instances.iter().filter_map(|instance| world.instance(instance).ok()) {
                        *unbound.entry(instance).or_default() += 1;
                    }
                }
                Command::DeletePlan { plan, .. } => {
                    let Ok(plan) = world.policy(plan) else { continue };
                    for (instance, _) in world.sources_of(plan) {
                        *unbound.entry(instance).or_default() += 1;
                    }
                }
                Command::Ecs(EcsCommand::StartInstance { .. }) => sum.start += 1,
                Command::Ecs(EcsCommand::StopInstance { instance }) => {
                    sum.stop += 1;
                    sum.snapshots_fail += world.instance(instance).map_or(0, |at| in_creation(world, at));
                }
                _ => {}
            }
        }
        for (instance, plans) in unbound {
            let state = &world.instances[instance];
            sum.plans_deleted += plans;
            sum.unprotected += usize::from(plans > 0 && plans >= state.bindings.len());
            sum.points_stay += state.history.points().len();
        }
        sum
    }

    fn in_words(&self, locale: Locale) -> Vec<Consequence> {
        let ends = self.leave_the_list + self.plans_deleted > 0;
        let rule = if self.leave_the_list > 0 { Rule::Con11 } else { Rule::Pol92 };
        let lines = [
            (self.runs > 0, Rule::Pol93, "Backup jobs begin now: {}.", "立即开始备份任务：{}个。", self.runs),
            (
                self.suspended > 0,
                Rule::Pol94,
                "Plans make no scheduled runs until they are resumed: {}. Backup points still expire.",
                "计划在恢复之前不会定时执行：{}个。备份点仍会到期。",
                self.suspended,
            ),
            (
                self.resumed > 0,
                Rule::Pol94,
                "Plans run by their schedules again: {}.",
                "计划恢复定时执行：{}个。",
                self.resumed,
            ),
            (
                self.leave_the_list > 0,
                Rule::Con11,
                "Instances leave the list: {}.",
                "从列表中移除的实例：{}台。",
                self.leave_the_list,
            ),
            (ends, rule, "Plans are deleted: {}.", "删除的计划：{}个。", self.plans_deleted),
            (ends, rule, "Instances are no longer protected: {}.", "不再受保护的实例：{}台。", self.unprotected),
            (
                ends,
                rule,
                "Their backup points stay and still expire: {}.",
                "其备份点保留，仍会到期：{}个。",
                self.points_stay,
            ),
            (self.start > 0, Rule::Mdl19, "Instances start: {}.", "启动的实例：{}台。", self.start),
            (self.stop > 0, Rule::Mdl19, "Instances stop: {}.", "停止的实例：{}台。", self.stop),
            (
                self.snapshots_fail > 0,
                Rule::Con40,
                "Snapshots of their disks that are being created fail: {}.",
                "其云盘正在创建的快照将失败：{}个。",
                self.snapshots_fail,
            ),
        ];
        let said = lines.into_iter().filter(|(is_so, ..)| *is_so);
        said.map(|(_, rule, en, zh, count)| {
            let text = if locale == Locale::En { en } else { zh };
            Consequence { text: text.replace("{}", &format::count(count as u64)), rule }
        })
        .collect()
    }
}

fn of(world: &World, id: &InstanceId, consequences: impl Fn(InstanceIdx) -> Vec<Consequence>) -> Vec<Consequence> {
    world.instance(id).map(consequences).unwrap_or_default()
}

fn stop_protecting(world: &World, instance: InstanceIdx, locale: Locale) -> Vec<Consequence> {
    let (name, plans) = (&world.instances[instance].name, world.instances[instance].bindings.len());
    let leaves = match locale {
        Locale::En => format!("{name} leaves the list, and its plans are deleted: {plans}."),
        Locale::Zh => format!("{name}将从列表中移除，其计划将被删除：{plans}个。"),
    };
    vec![Consequence { text: leaves, rule: Rule::Con11 }, points_stay(world, instance, Rule::Con11, locale)]
}

fn unbind(world: &World, instance: InstanceIdx, locale: Locale) -> Vec<Consequence> {
    let name = &world.instances[instance].name;
    let text = match (locale, world.instances[instance].bindings.len()) {
        (Locale::En, 0 | 1) => format!("The plan stops, and {name} is no longer protected."),
        (Locale::En, _) => format!("This plan of {name} stops; its others go on."),
        (Locale::Zh, 0 | 1) => format!("计划将停止，{name}不再受保护。"),
        (Locale::Zh, _) => format!("{name}的此计划将停止，其他计划继续执行。"),
    };
    vec![Consequence { text, rule: Rule::Pol92 }, points_stay(world, instance, Rule::Pol92, locale)]
}

fn points_stay(world: &World, instance: InstanceIdx, rule: Rule, locale: Locale) -> Consequence {
    let points = world.instances[instance].history.points().len();
    let text = match locale {
        Locale::En => format!("Its backup points stay and still expire: {points}."),
        Locale::Zh => format!("其备份点保留，仍会到期：{points}个。"),
    };
    Consequence { text, rule }
}

/// What becomes of the snapshots that are being created of an instance (CON-40).
fn interrupt(world: &World, instance: InstanceIdx, locale: Locale) -> Vec<Consequence> {
    match in_creation(world, instance) {
        0 => Vec::new(),
        count => {
            let text = match locale {
                Locale::En => format!("Snapshots of its disks that are being created fail: {count}."),
                Locale::Zh => format!("其云盘正在创建的快照将失败：{count}个。"),
            };
            vec![Consequence { text, rule: Rule::Con40 }]
        }
    }
}

fn in_creation(world: &World, instance: InstanceIdx) -> usize {
    let disks = world.instances[instance].disks.iter();
    disks.map(|disk| world.disks[*disk].chain.in_progress(world.now)).sum()
}

fn release(world: &World, instance: InstanceIdx, locale: Locale) -> Vec<Consequence> {
    let state = &world.instances[instance];
    let disks: Vec<&Disk> = state.disks.iter().map(|disk| &world.disks[*disk]).collect();
    let (go, stay): (Vec<&Disk>, Vec<&Disk>) = disks.into_iter().partition(|disk| disk.delete_with_instance);
    let list = |disks: &[&Disk]| {
        let separator = if locale == Locale::En { ", " } else { "、" };
        let named = disks.iter().map(|disk| format!("{} ({})", disk.id, format::size(disk.size)));
        named.collect::<Vec<_>>().join(separator)
    };
    let mut all = interrupt(world, instance, locale);
    if !go.is_empty() {
        let text = match locale {
            Locale::En => format!("These disks go with all their data: {}. Their snapshots stay.", list(&go)),
            Locale::Zh => format!("以下云盘连同数据一并释放：{}。其快照保留。", list(&go)),
        };
        all.push(Consequence { text, rule: Rule::Con11 });
    }
    if !stay.is_empty() {
        let text = match locale {
            Locale::En => format!("These disks are detached and stay: {}.", list(&stay)),
            Locale::Zh => format!("以下云盘将被卸载并保留：{}。", list(&stay)),
        };
        all.push(Consequence { text, rule: Rule::Con07 });
    }
    all.push(points_stay(world, instance, Rule::Con11, locale));
    if state.is_protected() {
        let (en, zh) = (
            "Its plans stay until they are deleted; each of their runs fails.",
            "其计划在删除之前保留，每次执行都会失败。",
        );
        all.push(say(Rule::Err03, locale, en, zh));
    }
    all
}

fn detach(world: &World, instance: InstanceIdx, disk: &Disk, locale: Locale) -> Vec<Consequence> {
    let state = &world.instances[instance];
    let covered = state.bindings.iter().any(|binding| binding.scope.covers(&disk.id));
    let name = &state.name;
    let leaves = match locale {
        Locale::En => format!("{} is no longer part of the backups of {name}.", disk.id),
        Locale::Zh => format!("{}不再包含在{name}的备份中。", disk.id),
    };
    let stays = say(
        Rule::Con07,
        locale,
        "Its snapshots stay; from now on it outlives the instance.",
        "其快照保留，此后不随实例释放。",
    );
    let leaves = covered.then_some(Consequence { text: leaves, rule: Rule::Con03 });
    leaves.into_iter().chain([stays]).collect()
}

fn say(rule: Rule, locale: Locale, en: &str, zh: &str) -> Consequence {
    let text = if locale == Locale::En { en } else { zh };
    Consequence { text: text.to_owned(), rule }
}
