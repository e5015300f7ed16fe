//! Policy Center: one row a policy; what its tags would find; and the command that edits it.

use std::cmp::Ordering;

use super::{
    format,
    list::{Page, Query},
    policy_form::{schedule_in_words, special_in_words, tag_in_words},
    search,
};
use crate::{
    backup::{
        PolicyIdx,
        policy::{Policy, PolicyKind, PolicyRule, PolicySpec, ReplicationRule, SpecialRetention, TagRule},
        schedule::Schedule,
    },
    catalog::region::Region,
    cloud::InstanceIdx,
    command::Command,
    id::{InstanceId, PolicyId, RuleId},
    locale::{Locale, Words},
    rejection::{Field, Problem, Rejection},
    rule::Rule,
    simulation::matching_in,
    time::{Days, Timestamp, Zone},
    world::World,
};

/// Which policies are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoliciesQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those of today, or of the past.
    pub kind: Option<PolicyKind>,
    /// Only those that something is bound to, or only those that nothing is.
    pub bound: Option<bool>,
    /// Only those that do this.
    pub feature: Option<Feature>,
}

/// What the list can be ordered by, in the order of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoliciesColumn {
    /// The name.
    Name,
    /// Whether it is of today or of the past.
    Kind,
    /// How long its points are kept.
    Retention,
    /// How much is bound to it.
    Sources,
    /// When it was last edited.
    Updated,
}

/// What a policy may do beside making points and keeping them for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// It keeps some points longer (POL-30).
    Special,
    /// It keeps the newest point of each instance (POL-40).
    KeepsLatest,
    /// It archives points (POL-50).
    Archives,
    /// It copies points to another region (POL-60).
    Replicates,
    /// It locks points (POL-70).
    Locks,
    /// It takes instances by their tags (POL-80).
    ByTags,
}

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
    /// How many instances are bound to it; [`super::plans`] lists them.
    pub sources: usize,
    /// When it was last edited.
    pub updated_at: Timestamp,
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

/// The policies of `region` that `query` asks for. Legacy plans are none: they stand among the backup plans.
pub fn policies(world: &World, region: Region, query: &PoliciesQuery) -> Page<PolicyRow> {
    let here = world.policies_by_id().filter(|policy| {
        let policy = &world.policies[*policy];
        policy.region == region && policy.kind != PolicyKind::Plan
    });
    let all: Vec<_> = here.collect();
    let mut found: Vec<_> = all.iter().copied().filter(|policy| admits(world, query, *policy)).collect();
    found.sort_by(|a, b| world.policies[*a].spec.name.cmp(&world.policies[*b].spec.name));
    query.list.page(&found, all.len(), &|a, b| compare(world, query, *a, *b), &|policy| row(world, *policy))
}

/// The instances of `region` that `rule` finds, by name, for the policy that is edited, or for a new one.
pub fn detect(world: &World, region: Region, edited: Option<&PolicyId>, rule: &TagRule) -> Vec<Hit> {
    let new = matching_in(world, region, rule);
    let found = world.instances_by_id().filter(|position| {
        let instance = &world.instances[*position];
        instance.region == region && instance.is_own() && !instance.is_released() && rule.matches(&instance.tags)
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
        let count = self.sources;
        (count > 0).then(|| Problem::SourcesBound { count }.at(Field::Policy))
    }

    /// Why it cannot be run now (POL-93); nothing where it can.
    pub fn runs_none_because(&self) -> Option<Rejection> {
        (self.sources == 0).then(|| Problem::NothingBound.at(Field::Instances))
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

impl PoliciesColumn {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Name, Self::Kind, Self::Retention, Self::Sources, Self::Updated];
}

impl Feature {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Special, Self::KeepsLatest, Self::Archives, Self::Replicates, Self::Locks, Self::ByTags];

    fn is_of(self, spec: &PolicySpec) -> bool {
        match self {
            Self::Special => !spec.special().is_empty(),
            Self::KeepsLatest => spec.keeps_latest(),
            Self::Archives => spec.archive_after().is_some(),
            Self::Replicates => spec.replication().is_some(),
            Self::Locks => spec.is_immutable(),
            Self::ByTags => spec.tags().is_some(),
        }
    }
}

fn admits(world: &World, query: &PoliciesQuery, position: PolicyIdx) -> bool {
    let (policy, search) = (&world.policies[position], &query.list.search);
    let is_bound = || world.sources_of(position).next().is_some();
    let source = |(instance, _)| {
        let instance = &world.instances[instance];
        search::holds(&instance.name, search) || search::holds(instance.id.as_str(), search)
    };
    query.kind.is_none_or(|kind| policy.kind == kind)
        && query.feature.is_none_or(|feature| feature.is_of(&policy.spec))
        && query.bound.is_none_or(|bound| is_bound() == bound)
        && (search::holds(policy.spec.name.as_str(), search)
            || search::holds(policy.id.as_str(), search)
            || world.sources_of(position).any(source))
}

fn compare(world: &World, query: &PoliciesQuery, a: PolicyIdx, b: PolicyIdx) -> Ordering {
    let (first, second) = (&world.policies[a], &world.policies[b]);
    match query.list.column(&PoliciesColumn::ALL) {
        None | Some(PoliciesColumn::Name) => first.spec.name.cmp(&second.spec.name),
        Some(PoliciesColumn::Kind) => first.kind.cmp(&second.kind),
        Some(PoliciesColumn::Retention) => retention(&first.spec).cmp(&retention(&second.spec)),
        Some(PoliciesColumn::Sources) => world.sources_of(a).count().cmp(&world.sources_of(b).count()),
        Some(PoliciesColumn::Updated) => first.updated_at.cmp(&second.updated_at),
    }
}

/// How long points are kept, by the first schedule.
fn retention(spec: &PolicySpec) -> Option<Days> {
    spec.backup_rules().next().and_then(|rule| spec.retention(rule))
}

fn row(world: &World, position: PolicyIdx) -> PolicyRow {
    let policy = &world.policies[position];
    let spec = &policy.spec;
    PolicyRow {
        id: policy.id.clone(),
        name: spec.name.as_str().to_owned(),
        kind: policy.kind,
        schedules: spec.backup_rules().map(|rule| rule.schedule.clone()).collect(),
        retention: retention(spec),
        special: spec.special().to_vec(),
        keeps_latest: spec.keeps_latest(),
        archive_after: spec.archive_after(),
        replication: spec.replication().cloned(),
        immutable: spec.is_immutable(),
        tags: spec.tags().cloned(),
        sources: world.sources_of(position).count(),
        updated_at: policy.updated_at,
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
