//! What will happen when a person confirms: said before it is done, each with its rule.

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
        _ => Vec::new(),
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
    let disks = world.instances[instance].disks.iter();
    match disks.map(|disk| world.disks[*disk].chain.in_progress(world.now)).sum::<usize>() {
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
