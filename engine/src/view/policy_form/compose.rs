//! The policy that a form describes: a new one, or the edited one with what the form says in its place.

use super::PolicyForm;
use crate::{
    backup::{
        policy::{
            BackupRule, PolicyName, PolicyRule, PolicySpec, ReplicationRule, SpecialRetention, TagRule, TransitionRule,
        },
        schedule::Schedule,
    },
    time::Days,
};

/// All that a form says.
pub(super) struct Parts {
    pub(super) name: PolicyName,
    pub(super) schedule: Schedule,
    pub(super) retention: Days,
    pub(super) special: Vec<SpecialRetention>,
    pub(super) keep_latest: bool,
    pub(super) archive_after: Option<Days>,
    pub(super) replication: Option<ReplicationRule>,
    pub(super) immutable: bool,
    pub(super) tags: Option<TagRule>,
}

impl Parts {
    /// The policy. Of an edited one the rules keep their order, and what the form does not say stays.
    pub(super) fn compose(self, form: &PolicyForm) -> PolicySpec {
        let edited = form.edited.as_ref();
        let same_schedule = edited.is_some_and(|edited| edited.said.as_ref() == Some(&self.schedule));
        let mut spec =
            edited.map_or_else(|| bare(self.name.clone(), self.schedule.clone()), |edited| edited.spec.clone());
        spec.name = self.name;
        if !same_schedule && let Some(first) = backup_rules(&mut spec).next() {
            first.schedule = self.schedule;
        }
        if spec.keeps_latest() != self.keep_latest {
            backup_rules(&mut spec).for_each(|rule| rule.keep_latest = self.keep_latest);
        }
        let same_retention = spec.backup_rules().next().and_then(|rule| spec.retention(rule)) == Some(self.retention);
        if let Some(transition) = transition(&mut spec) {
            if !same_retention {
                transition.retention = Some(self.retention);
            }
            transition.archive_after = self.archive_after;
            transition.special = in_order_of(&transition.special, self.special);
        }
        let replication = self.replication.map(PolicyRule::Replication);
        put(&mut spec.rules, |rule| matches!(rule, PolicyRule::Replication(_)), replication);
        put(&mut spec.rules, |rule| matches!(rule, PolicyRule::Tag(_)), self.tags.map(PolicyRule::Tag));
        if self.immutable && !spec.is_immutable() {
            let lock = Some(PolicyRule::Security { immutable: true });
            put(&mut spec.rules, |rule| matches!(rule, PolicyRule::Security { .. }), lock);
        }
        spec
    }
}

/// A policy that only says when it runs.
fn bare(name: PolicyName, schedule: Schedule) -> PolicySpec {
    let backup = PolicyRule::Backup(BackupRule { schedule, retention: None, keep_latest: false });
    let rules = vec![backup, PolicyRule::Transition(TransitionRule::default())];
    PolicySpec { name, description: String::new(), rules, immutable: false }
}

fn backup_rules(spec: &mut PolicySpec) -> impl Iterator<Item = &mut BackupRule> {
    spec.rules.iter_mut().filter_map(|rule| match rule {
        PolicyRule::Backup(backup) => Some(backup),
        _ => None,
    })
}

fn transition(spec: &mut PolicySpec) -> Option<&mut TransitionRule> {
    spec.rules.iter_mut().find_map(|rule| match rule {
        PolicyRule::Transition(transition) => Some(transition),
        _ => None,
    })
}

/// The special retentions in the order that they had, new ones last.
fn in_order_of(before: &[SpecialRetention], mut now: Vec<SpecialRetention>) -> Vec<SpecialRetention> {
    let place = |special: &SpecialRetention| before.iter().position(|old| old.period == special.period);
    now.sort_by_key(|special| place(special).unwrap_or(before.len()));
    now
}

/// Puts `rule` in the place of the one of its type, or at the end; takes that one away where there is no `rule`.
fn put(rules: &mut Vec<PolicyRule>, is_of_type: fn(&PolicyRule) -> bool, rule: Option<PolicyRule>) {
    match (rules.iter().position(is_of_type), rule) {
        (Some(position), Some(rule)) => rules[position] = rule,
        (Some(position), None) => drop(rules.remove(position)),
        (None, Some(rule)) => rules.push(rule),
        (None, None) => {}
    }
}
