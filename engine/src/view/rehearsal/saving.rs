//! What saving what was rehearsed does, said before it is done.

use crate::{
    cloud::InstanceIdx,
    id::InstanceId,
    locale::Locale,
    rehearsal::{Change, Proposal},
    rule::Rule,
    view::format,
    world::World,
};

/// One thing that saving does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What, in a sentence.
    pub text: String,
    /// The rule behind it.
    pub rule: Rule,
}

/// What saving does, in its order; nothing where all is so already.
pub fn deeds(world: &World, proposal: &Proposal, locale: Locale) -> Vec<Deed> {
    let policy = proposal.change.policy();
    let is_bound = |instance: &InstanceIdx| {
        let mut bindings = world.instances[*instance].bindings.iter();
        bindings.any(|binding| Some(&world.policies[binding.policy].id) == policy)
    };
    let found = |id: &InstanceId| world.instance(id).ok();
    let new: Vec<_> = proposal.instances.iter().filter_map(found).filter(|instance| !is_bound(instance)).collect();
    let leaving: Vec<_> =
        new.iter().copied().filter(|instance| !world.instances[*instance].bindings.is_empty()).collect();
    let all = [
        changed(world, &proposal.change, locale),
        (!leaving.is_empty()).then(|| left(world, &leaving, locale)),
        (!new.is_empty()).then(|| associated(world, &new, locale)),
    ];
    all.into_iter().flatten().collect()
}

fn changed(world: &World, change: &Change, locale: Locale) -> Option<Deed> {
    match change {
        Change::AsItIs(_) => None,
        Change::New { region, spec } => {
            let (name, region) = (spec.name.as_str(), region.name(locale));
            let text = match locale {
                Locale::En => format!("Creates the policy {name} in {region}."),
                Locale::Zh => format!("在{region}创建备份策略{name}。"),
            };
            Some(Deed { text, rule: Rule::Pol01 })
        }
        Change::Edited { policy, spec, .. } => {
            let bound = world.policy(policy).map_or(0, |policy| world.sources_of(policy).count());
            let (name, bound) = (spec.name.as_str(), format::count(bound as u64));
            let text = match locale {
                Locale::En => format!(
                    "Edits the policy {name}, which counts from the next run on for all {bound} instances that it has."
                ),
                Locale::Zh => format!("修改备份策略{name}，对其关联的全部{bound}台实例自下次执行起生效。"),
            };
            Some(Deed { text, rule: Rule::Pol90 })
        }
    }
}

fn left(world: &World, instances: &[InstanceIdx], locale: Locale) -> Deed {
    let of = |instance: &InstanceIdx| {
        let instance = &world.instances[*instance];
        let mut policies = instance.bindings.iter().map(|binding| world.policies[binding.policy].spec.name.as_str());
        format!("{} ({})", instance.name, policies.next().unwrap_or_default())
    };
    let names = listed(instances.iter().map(of), instances.len(), locale);
    let text = match locale {
        Locale::En => format!("Takes instances out of the policies that they have: {names}. Their points stay."),
        Locale::Zh => format!("将实例从其现有策略中移除：{names}。已有备份点保留。"),
    };
    Deed { text, rule: Rule::Pol95 }
}

fn associated(world: &World, instances: &[InstanceIdx], locale: Locale) -> Deed {
    let names = instances.iter().map(|instance| world.instances[*instance].name.clone());
    let names = listed(names, instances.len(), locale);
    let text = match locale {
        Locale::En => format!("Associates instances with all of their disks: {names}."),
        Locale::Zh => format!("关联实例（全部云盘）：{names}。"),
    };
    Deed { text, rule: Rule::Pol99 }
}

/// The first few names, and how many more there are.
fn listed(names: impl Iterator<Item = String>, all: usize, locale: Locale) -> String {
    let (comma, names): (_, Vec<_>) = (if locale == Locale::En { ", " } else { "、" }, names.take(NAMES_MAX).collect());
    let more = all - names.len();
    let names = names.join(comma);
    match (locale, more) {
        (_, 0) => names,
        (Locale::En, _) => format!("{names} and {} more", format::count(more as u64)),
        (Locale::Zh, _) => format!("{names}等{}台", format::count(all as u64)),
    }
}

/// How many instances are named.
const NAMES_MAX: usize = 5;
