//! What is rehearsed: for which instances, and how far ahead.

use crate::{
    backup::policy::PolicySpec,
    catalog::region::Region,
    cloud::InstanceIdx,
    command::Command,
    id::{InstanceId, PolicyId},
    rehearsal::{Change, horizon},
    time::{Civil, DAY, Days, Timestamp, Zone},
    view::{policies, search},
    world::World,
};

/// How many years can be looked ahead at.
pub const SPAN_YEARS_MAX: u32 = 100;

/// What becomes of a policy when it says `spec`: of the one that is edited, or of a new one in `region`; none where the
/// one that was edited has gone.
pub fn change(world: &World, edited: Option<&PolicyId>, region: Region, spec: PolicySpec) -> Option<Change> {
    let Some(edited) = edited else { return Some(Change::New { region, spec }) };
    let known = &world.policies[world.policy(edited).ok()?];
    match policies::edit(known, spec) {
        Command::UpdatePolicy { policy, spec, rule_ids } => Some(Change::Edited { policy, spec, rule_ids }),
        _ => None,
    }
}

/// How far it is looked ahead at a change where nobody says how far; none where its policy has gone.
pub fn usual_end(world: &World, change: &Change) -> Option<Timestamp> {
    let spec = match change {
        Change::AsItIs(policy) => &world.policies[world.policy(policy).ok()?].spec,
        Change::Edited { spec, .. } | Change::New { spec, .. } => spec,
    };
    Some(horizon(spec, world.now))
}

/// An instance that a policy can be rehearsed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: InstanceId,
    /// Its name.
    pub name: String,
    /// The name of another policy that it has, which it would leave for this one (POL-95).
    pub elsewhere: Option<String>,
}

/// The instances of `region` that `policy`, or a new one, can be rehearsed for and that `needle` finds, by name.
pub fn choices(world: &World, region: Region, policy: Option<&PolicyId>, needle: &str) -> Vec<Choice> {
    let is_meant = |instance: &InstanceIdx| {
        let instance = &world.instances[*instance];
        instance.region == region
            && instance.is_own()
            && !instance.is_released()
            && (search::holds(&instance.name, needle) || search::holds(instance.id.as_str(), needle))
    };
    let choice = |instance: InstanceIdx| {
        let instance = &world.instances[instance];
        let bound: Vec<_> = instance.bindings.iter().map(|binding| &world.policies[binding.policy]).collect();
        let is_bound = bound.iter().any(|bound| Some(&bound.id) == policy);
        let other = bound.first().filter(|_| !is_bound).map(|bound| bound.spec.name.as_str().to_owned());
        Choice { id: instance.id.clone(), name: instance.name.clone(), elsewhere: other }
    };
    let mut choices: Vec<_> = world.instances_by_id().filter(is_meant).map(choice).collect();
    choices.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
    choices
}

/// The instances that a change is about where nobody says which: those that the policy has, and those that the tags of
/// a new one would find (POL-81).
pub fn usual(world: &World, change: &Change) -> Vec<InstanceId> {
    match change {
        Change::AsItIs(policy) | Change::Edited { policy, .. } => {
            let bound = world.policy(policy).into_iter().flat_map(|policy| world.sources_of(policy));
            bound.map(|(instance, _)| world.instances[instance].id.clone()).collect()
        }
        Change::New { region, spec } => {
            let hits = spec.tags().map(|rule| policies::detect(world, *region, None, rule)).unwrap_or_default();
            hits.into_iter().filter(|hit| hit.outcome == policies::Outcome::New).map(|hit| hit.id).collect()
        }
    }
}

/// The end of the day that someone typed as `YYYY-MM-DD`; none where it is no day to come, or beyond
/// [`SPAN_YEARS_MAX`].
pub fn read_until(typed: &str, now: Timestamp, zone: Zone) -> Option<Timestamp> {
    let day = Timestamp::parse_rfc3339(&format!("{}T00:00:00{zone}", typed.trim())).ok()?;
    let end = Timestamp(day.0 + DAY - 1);
    let latest = now.plus_days(Days(SPAN_YEARS_MAX * 366));
    (now < end && end <= latest).then_some(end)
}

/// A day as date inputs hold it.
pub fn local_date(at: Timestamp, zone: Zone) -> String {
    let Civil { year, month, day, .. } = at.civil(zone);
    format!("{year:04}-{month:02}-{day:02}")
}
