//! Policy Center: one row a policy, with what is bound to it; what its tags would find; and the command that edits it.

use super::{
    format,
    policy_form::{schedule_in_words, special_in_words, tag_in_words},
    search,
};
use crate::{
    backup::{
        PolicyIdx,
        binding::{Binding, DiskScope},
        policy::{Policy, PolicyKind, PolicyRule, PolicySpec, ReplicationRule, SpecialRetention, TagRule},
        schedule::Schedule,
    },
    catalog::region::Region,
    cloud::{InstanceIdx, instance::InstanceStatus},
    command::Command,
    id::{InstanceId, PolicyId, RuleId},
    locale::{Locale, Words},
    rejection::{Field, Problem, Rejection},
    rule::Rule,
    simulation::matching_in,
    time::{Days, Timestamp, Zone},
    world::World,
};

/// One policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyRow {
    /// Its id.
    pub id: PolicyId,
    /// Its name.
    pub name: String,
    /// Whether it is of today or of the past.
    pub kind: PolicyKind,
    /// When it runs: a schedule for each `BACKUP` rule.
    pub schedules: Vec<Schedule>,
    /// How long points are kept, by the first of them.
    pub retention: Option<Days>,
    /// What is kept longer (POL-30).
    pub special: Vec<SpecialRetention>,
    /// Whether the newest point of an instance stays (POL-40).
    pub keeps_latest: bool,
    /// After how many days points are archived (POL-50).
    pub archive_after: Option<Days>,
    /// Where copies go (POL-60).
    pub replication: Option<ReplicationRule>,
    /// Whether points are locked (POL-70).
    pub immutable: bool,
    /// Which instances it takes by their tags (POL-80).
    pub tags: Option<TagRule>,
    /// What is bound to it, by name.
    pub sources: Vec<SourceRow>,
    /// When it was last edited.
    pub updated_at: Timestamp,
}

/// An instance that is bound to a policy: what the console calls a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Its id.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// Whether it runs.
    pub status: InstanceStatus,
    /// How many disks are protected.
    pub disks: Covered,
    /// Suspended by hand (POL-94).
    pub suspended: bool,
    /// Bound by its tags (POL-82).
    pub by_tag: bool,
    /// Its tags no longer match, so it rests until the end of the cycle (POL-81).
    pub paused: bool,
    /// Its next run.
    pub next_run: Option<Timestamp>,
}

/// How many disks of a source are protected (CON-03).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covered {
    /// All that there are and that will be.
    All(usize),
    /// Certain ones.
    Some(usize),
}

/// An instance that tags find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its id.
    pub id: InstanceId,
    /// Its name.
    pub name: String,
    /// What comes of it.
    pub outcome: Outcome,
}

/// What comes of an instance that tags find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It will be bound (POL-81).
    New,
    /// The policy has it already.
    BoundHere,
    /// Another policy has it, so it is left alone (POL-95).
    BoundElsewhere {
        /// The name of that policy.
        policy: String,
    },
    /// None of its disks can be backed up (CON-20).
    NothingToBackUp,
}

/// The policies of `region`, by name. Legacy plans are none: they stand among the backup plans.
pub fn policies(world: &World, region: Region) -> Vec<PolicyRow> {
    let here = world.policies_by_id().filter(|policy| {
        let policy = &world.policies[*policy];
        policy.region == region && policy.kind != PolicyKind::Plan
    });
    let mut rows: Vec<_> = here.map(|policy| row(world, policy)).collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
    rows
}

/// The instances of `region` that `rule` finds, by name, for the policy that is edited, or for a new one.
pub fn detect(world: &World, region: Region, edited: Option<&PolicyId>, rule: &TagRule) -> Vec<Hit> {
    let new = matching_in(world, region, rule);
    let found = world.instances_by_id().filter(|position| {
        let instance = &world.instances[*position];
        instance.region == region && !instance.is_released() && rule.matches(&instance.tags)
    });
    let hit = |position: InstanceIdx| {
        let instance = &world.instances[position];
        let bound = instance.bindings.iter().map(|bound| &world.policies[bound.policy]);
        let outcome = if new.contains(&position) {
            Outcome::New
        } else if bound.clone().any(|policy| Some(&policy.id) == edited) {
            Outcome::BoundHere
        } else if let Some(policy) = bound.clone().next() {
            Outcome::BoundElsewhere { policy: policy.spec.name.as_str().to_owned() }
        } else {
            Outcome::NothingToBackUp
        };
        Hit { id: instance.id.clone(), name: instance.name.clone(), outcome }
    };
    let mut hits: Vec<_> = found.map(hit).collect();
    hits.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
    hits
}

/// The command that makes `policy` say `spec`: its rules keep their ids, each by its type and its place among those.
pub fn edit(policy: &Policy, spec: PolicySpec) -> Command {
    let place = |position: usize| {
        let of_type = spec.rules[position].api_name();
        (of_type, spec.rules[..position].iter().filter(|rule| rule.api_name() == of_type).count())
    };
    let known = |(of_type, nth): (&str, usize)| -> Option<RuleId> {
        let mut same = policy.rules_with_ids().filter(|(_, rule)| rule.api_name() == of_type);
        same.nth(nth).map(|(id, _): (&RuleId, &PolicyRule)| id.clone())
    };
    let rule_ids = (0..spec.rules.len()).map(|position| known(place(position))).collect();
    Command::UpdatePolicy { policy: policy.id.clone(), spec, rule_ids }
}

impl PolicyRow {
    /// Whether its name or id, or the name of an instance bound to it, holds `query`, whatever the case.
    pub fn matches(&self, query: &str) -> bool {
        let own = search::holds(&self.name, query) || search::holds(self.id.as_str(), query);
        own || self.sources.iter().any(|source| search::holds(&source.name, query))
    }

    /// Its type in words.
    pub fn kind_in_words(&self, locale: Locale) -> &'static str {
        let words = match self.kind {
            PolicyKind::Ecs => Words { en: "ECS Instance", zh: "整机备份" },
            PolicyKind::Legacy | PolicyKind::Plan => Words { en: "Legacy", zh: "旧版" },
        };
        words.get(locale)
    }

    /// When it runs, in words: one line a schedule.
    pub fn schedules_in_words(&self, zone: Zone, locale: Locale) -> Vec<String> {
        self.schedules.iter().map(|schedule| schedule_in_words(schedule, zone, locale)).collect()
    }

    /// How long points are kept, in words: the normal retention, then what is kept longer.
    pub fn retention_in_words(&self, locale: Locale) -> Vec<String> {
        let normal = self.retention.map(|days| format::days(days, locale));
        let special = self.special.iter().map(|special| {
            format!("{} {}", special_in_words(special.period, locale), format::days(special.retention, locale))
        });
        normal.into_iter().chain(special).collect()
    }

    /// When points are archived, in words.
    pub fn archive_in_words(&self, locale: Locale) -> String {
        self.archive_after.map_or_else(|| no(locale), |days| after(days, locale))
    }

    /// Where copies go and how long they are kept, in words: one line each.
    pub fn replication_in_words(&self, locale: Locale) -> Vec<String> {
        let Some(rule) = &self.replication else { return vec![no(locale)] };
        vec![rule.region.name(locale).to_owned(), format::days(rule.retention, locale)]
    }

    /// Its tags in words: one line each, or that it takes all instances; none where it has no tags.
    pub fn tags_in_words(&self, locale: Locale) -> Vec<String> {
        match &self.tags {
            None => Vec::new(),
            Some(rule) if rule.filters.is_empty() => {
                vec![Words { en: "all ECS instances", zh: "全部ECS实例" }.get(locale).to_owned()]
            }
            Some(rule) => rule.filters.iter().map(tag_in_words).collect(),
        }
    }

    /// Why the console does not delete it (POL-91, MDL-34); nothing where it does.
    pub fn stays_because(&self) -> Option<Rejection> {
        let count = self.sources.len();
        (count > 0).then(|| Problem::SourcesBound { count }.at(Field::Policy))
    }

    /// Why no instance can be associated with it (POL-03); nothing where some can.
    pub fn takes_none_because(&self) -> Option<Rejection> {
        (self.kind == PolicyKind::Legacy).then(|| Problem::LegacyTakesNoInstances.at(Field::Policy))
    }
}

impl Hit {
    /// What comes of it, in words.
    pub fn outcome_in_words(&self, locale: Locale) -> String {
        match (&self.outcome, locale) {
            (Outcome::New, Locale::En) => "will be associated".to_owned(),
            (Outcome::New, Locale::Zh) => "将被关联".to_owned(),
            (Outcome::BoundHere, Locale::En) => "associated already".to_owned(),
            (Outcome::BoundHere, Locale::Zh) => "已关联".to_owned(),
            (Outcome::BoundElsewhere { policy }, Locale::En) => format!("left alone: {policy} has it"),
            (Outcome::BoundElsewhere { policy }, Locale::Zh) => format!("不变：已关联{policy}"),
            (Outcome::NothingToBackUp, Locale::En) => "left alone: no disk of it can be backed up".to_owned(),
            (Outcome::NothingToBackUp, Locale::Zh) => "不变：没有可备份的云盘".to_owned(),
        }
    }

    /// The rule behind it.
    pub fn rule(&self) -> Rule {
        match self.outcome {
            Outcome::New | Outcome::BoundHere => Rule::Pol81,
            Outcome::BoundElsewhere { .. } => Rule::Pol95,
            Outcome::NothingToBackUp => Rule::Con20,
        }
    }
}

fn row(world: &World, position: PolicyIdx) -> PolicyRow {
    let policy = &world.policies[position];
    let spec = &policy.spec;
    let mut sources: Vec<_> =
        world.sources_of(position).map(|(instance, binding)| source(world, instance, binding)).collect();
    sources.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.instance.cmp(&b.instance)));
    PolicyRow {
        id: policy.id.clone(),
        name: spec.name.as_str().to_owned(),
        kind: policy.kind,
        schedules: spec.backup_rules().map(|rule| rule.schedule.clone()).collect(),
        retention: spec.backup_rules().next().and_then(|rule| spec.retention(rule)),
        special: spec.special().to_vec(),
        keeps_latest: spec.keeps_latest(),
        archive_after: spec.archive_after(),
        replication: spec.replication().cloned(),
        immutable: spec.is_immutable(),
        tags: spec.tags().cloned(),
        sources,
        updated_at: policy.updated_at,
    }
}

fn source(world: &World, position: InstanceIdx, binding: &Binding) -> SourceRow {
    let instance = &world.instances[position];
    let disks = world.disks_to_back_up(position, &binding.scope).0.len();
    SourceRow {
        instance: instance.id.clone(),
        name: instance.name.clone(),
        status: instance.status,
        disks: if binding.scope == DiskScope::All { Covered::All(disks) } else { Covered::Some(disks) },
        suspended: binding.suspended,
        by_tag: binding.by_tag.is_some(),
        paused: binding.by_tag.as_ref().is_some_and(|tag| tag.paused),
        next_run: binding.next_run(),
    }
}

fn after(days: Days, locale: Locale) -> String {
    match locale {
        Locale::En => format!("after {}", format::days(days, locale)),
        Locale::Zh => format!("{}后", format::days(days, locale)),
    }
}

fn no(locale: Locale) -> String {
    Words { en: "No", zh: "否" }.get(locale).to_owned()
}
