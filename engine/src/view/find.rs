//! Finding anything by name or id.

use super::search;
use crate::{
    backup::policy::PolicyKind,
    cloud::DiskIdx,
    id::{DiskId, InstanceId, JobId, PointId, PolicyId},
    locale::Locale,
    rule::Rule,
    view::format,
    world::World,
};

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it leads.
    pub target: Target,
    /// Its name, or its id where it has none.
    pub title: String,
    /// What tells it from others: its id, its region, what it says.
    pub detail: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An instance.
    Instance(InstanceId),
    /// A disk, and the instance that it is attached to, if any.
    Disk {
        /// The disk.
        disk: DiskId,
        /// The first instance that has it.
        instance: Option<InstanceId>,
    },
    /// A policy.
    Policy(PolicyId),
    /// What a policy does for one instance: its plan.
    Plan {
        /// The policy.
        policy: PolicyId,
        /// The instance.
        instance: InstanceId,
    },
    /// A backup job, or the part of one that backs up a disk.
    Job {
        /// The job.
        job: JobId,
        /// Whose job it is.
        instance: InstanceId,
    },
    /// A backup point.
    Point {
        /// The point.
        point: PointId,
        /// Whose point it is.
        instance: InstanceId,
    },
    /// A rule.
    Rule(Rule),
}

/// What is called `query`, begins with it or holds it, best first and at most `limit`; nothing for a blank query. Jobs
/// and points are found by their whole ids: there may be millions, and an id is read, not looked up.
pub fn find(world: &World, query: &str, limit: usize, locale: Locale) -> Vec<Hit> {
    let query = query.trim();
    if query.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<(Match, Hit)> = Vec::new();
    hits.extend(job(world, query, locale).into_iter().chain(point(world, query, locale)));
    for kind in [instances, policies, disks, rules] {
        hits.extend(kind(world, query, locale));
    }
    // A stable sort: what matches equally well stays in the order of the kinds.
    hits.sort_by_key(|(how, _)| *how);
    hits.into_iter().map(|(_, hit)| hit).take(limit).collect()
}

type Ranked = (Match, Hit);

/// How well a text matches, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Whole,
    Start,
    Inside,
}

/// How well the best of `texts` matches.
fn best(texts: &[&str], query: &str) -> Option<Match> {
    texts.iter().filter_map(|text| Match::of(text, query)).min()
}

impl Match {
    fn of(text: &str, query: &str) -> Option<Self> {
        let starts =
            text.as_bytes().get(..query.len()).is_some_and(|start| start.eq_ignore_ascii_case(query.as_bytes()));
        match starts {
            true if text.len() == query.len() => Some(Self::Whole),
            true => Some(Self::Start),
            false => search::holds(text, query).then_some(Self::Inside),
        }
    }
}

fn instances(world: &World, query: &str, locale: Locale) -> Vec<Ranked> {
    let all = world.instances_by_id().map(|instance| &world.instances[instance]);
    let found = all.filter_map(|instance| {
        let how = best(&[&instance.name, instance.id.as_str()], query)?;
        let detail = format!("{} {}", instance.id, instance.region.name(locale));
        Some((how, Hit { target: Target::Instance(instance.id.clone()), title: instance.name.clone(), detail }))
    });
    found.collect()
}

/// Policies, each with its plans where the instance of a plan is not what was asked for itself.
fn policies(world: &World, query: &str, locale: Locale) -> Vec<Ranked> {
    let mut found = Vec::new();
    for position in world.policies_by_id() {
        let policy = &world.policies[position];
        let name = policy.spec.name.as_str();
        let Some(how) = best(&[name, policy.id.as_str()], query) else { continue };
        let detail = format!("{} {}", policy.id, policy.region.name(locale));
        if policy.kind != PolicyKind::Plan {
            found.push((how, Hit { target: Target::Policy(policy.id.clone()), title: name.to_owned(), detail }));
        }
        found.extend(world.sources_of(position).take(PLANS_MAX).map(|(instance, _)| {
            let instance = &world.instances[instance];
            let target = Target::Plan { policy: policy.id.clone(), instance: instance.id.clone() };
            // Plans have no names of their own: they come after what has.
            (Match::Inside, Hit { target, title: format!("{name} → {}", instance.name), detail: policy.id.to_string() })
        }));
    }
    found
}

fn disks(world: &World, query: &str, locale: Locale) -> Vec<Ranked> {
    let own = world.disks_by_id().filter(|disk| world.disks[*disk].is_own());
    own.filter_map(|disk| found_disk(world, disk, query, locale)).collect()
}

fn found_disk(world: &World, position: DiskIdx, query: &str, locale: Locale) -> Option<Ranked> {
    let disk = &world.disks[position];
    let how = best(&[disk.id.as_str(), &disk.name], query)?;
    let instance = disk.attached.first().map(|instance| &world.instances[*instance]);
    let place = instance.map_or_else(|| disk.region.name(locale).to_owned(), |instance| instance.name.clone());
    let hit = Hit {
        target: Target::Disk { disk: disk.id.clone(), instance: instance.map(|instance| instance.id.clone()) },
        title: disk.id.to_string(),
        detail: format!("{place} {}", format::size(disk.size)),
    };
    Some((how, hit))
}

fn rules(_: &World, query: &str, locale: Locale) -> Vec<Ranked> {
    let found = Rule::all().filter_map(|rule| {
        let by_text = || search::holds(rule.text(locale), query).then_some(Match::Inside);
        let how = Match::of(rule.id(), query).or_else(by_text)?;
        Some((
            how,
            Hit { target: Target::Rule(rule), title: rule.id().to_owned(), detail: rule.text(locale).to_owned() },
        ))
    });
    found.collect()
}

fn job(world: &World, query: &str, locale: Locale) -> Option<Ranked> {
    let id = JobId::from(query);
    let found = world.job(&id).ok()?;
    let instance = &world.instances[found.instance];
    let at = format::date_time(found.job.began.at, world.zone, locale);
    let target = Target::Job { job: id, instance: instance.id.clone() };
    Some((Match::Whole, Hit { target, title: query.to_owned(), detail: format!("{} {at}", instance.name) }))
}

fn point(world: &World, query: &str, locale: Locale) -> Option<Ranked> {
    let id = PointId::from(query);
    let (instance, point) = world.point(&id).ok()?;
    let instance = &world.instances[instance];
    let at = format::date_time(point.created.at, world.zone, locale);
    let target = Target::Point { point: id, instance: instance.id.clone() };
    Some((Match::Whole, Hit { target, title: query.to_owned(), detail: format!("{} {at}", instance.name) }))
}

/// How many plans of one policy are offered.
const PLANS_MAX: usize = 5;
