//! The incidents that were injected: what, when, and whether they go on.

use crate::{
    catalog::limits,
    incident::{Incident, IncidentKind, Injected},
    locale::Locale,
    rejection::{AccountProblem, Field, Rejection},
    rule::Rule,
    time::Timestamp,
    words,
    world::World,
};

/// One incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentRow {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: IncidentKind,
    /// What happened, in words.
    pub what: String,
    /// When it was injected.
    pub at: Timestamp,
    /// When it was over; none while it goes on.
    pub ended_at: Option<Timestamp>,
    /// The rule that says what follows.
    pub rule: Rule,
}

/// What someone typed as the number of jobs to fail, or what is wrong with it.
pub fn read_jobs(typed: &str) -> Result<u32, Rejection> {
    let given: u32 = typed.trim().parse().map_err(|_| AccountProblem::Jobs { given: 0 }.at(Field::Jobs))?;
    match limits::JOBS_TO_FAIL.contains(&given) {
        true => Ok(given),
        false => Err(AccountProblem::Jobs { given }.at(Field::Jobs)),
    }
}

/// All incidents, the newest first.
pub fn incidents(world: &World, locale: Locale) -> Vec<IncidentRow> {
    world.incidents.iter().rev().map(|injected| row(world, injected, locale)).collect()
}

impl IncidentRow {
    /// What it is called.
    pub fn name(&self, locale: Locale) -> &'static str {
        words::incident_kind(self.kind, locale)
    }

    /// Whether it goes on, in a word.
    pub fn standing(&self, locale: Locale) -> &'static str {
        match (locale, self.ended_at) {
            (Locale::En, None) => "Goes on",
            (Locale::En, Some(_)) => "Over",
            (Locale::Zh, None) => "持续中",
            (Locale::Zh, Some(_)) => "已结束",
        }
    }
}

fn row(world: &World, injected: &Injected, locale: Locale) -> IncidentRow {
    let kind = injected.incident.kind();
    IncidentRow {
        id: injected.id.to_string(),
        kind,
        what: what(world, injected, locale),
        at: injected.at,
        ended_at: injected.ended_at,
        rule: kind.rule(),
    }
}

fn what(world: &World, injected: &Injected, locale: Locale) -> String {
    match (&injected.incident, locale) {
        (Incident::MetadataSyncFailure { jobs }, Locale::En) => {
            format!("Backup jobs that fail as they begin: {jobs}, {} still to come", injected.jobs_left)
        }
        (Incident::MetadataSyncFailure { jobs }, Locale::Zh) => {
            format!("开始即失败的备份任务：{jobs}个，还剩{}个", injected.jobs_left)
        }
        (Incident::PaymentOverdue, Locale::En) => "A payment fell due and was not made".to_owned(),
        (Incident::PaymentOverdue, Locale::Zh) => "账单到期未付".to_owned(),
        (Incident::InstanceReleased { instance }, _) => {
            let name = world.instance(instance).map_or(instance.as_str(), |found| world.instances[found].name.as_str());
            match locale {
                Locale::En => format!("{name} was released"),
                Locale::Zh => format!("{name}被释放"),
            }
        }
    }
}
