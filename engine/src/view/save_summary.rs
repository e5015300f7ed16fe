//! What a save is, before it is opened: read from what it says, without playing any of it.

use std::collections::BTreeMap;

use crate::{
    backup::{
        policy::PolicySpec,
        schedule::{Recurrence, Schedule},
    },
    command::Command,
    id::PolicyId,
    locale::Locale,
    save::{RULES_VERSION, Save},
    time::{DAY, Days, Seconds, Timestamp, Zone},
    view::format,
};

/// A save as a person is asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveSummary {
    /// What someone called the run; the title of its scenario otherwise.
    pub title: String,
    /// The title of its scenario.
    pub scenario: String,
    /// How many instances the scenario has.
    pub instances: usize,
    /// How many commands the run has, those ahead of where it stands included.
    pub commands: usize,
    /// How many branches there are, the present one included.
    pub branches: usize,
    /// How many instants are marked.
    pub bookmarks: usize,
    /// When it begins.
    pub from: String,
    /// Where it stands.
    pub stands: String,
    /// How far it had come, where it stepped back since.
    pub reached: Option<String>,
    /// The version of the rules that it was played by, where it is not the present one.
    pub other_rules: Option<OtherRules>,
    /// What it takes to play it again to where it stands.
    pub replay: Estimate,
}

/// Rules that are not those of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherRules {
    /// Their version.
    pub version: u32,
    /// Whether they are newer than those of this version.
    pub are_newer: bool,
}

/// What a replay asks for: a guess, made without playing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Whole days of virtual time.
    pub days: Days,
    /// About how many backup jobs.
    pub jobs: u64,
}

/// A replay that takes long, where it has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongReplay {
    /// How many events it has handled, as [`crate::simulation::Replay::events`] counts them.
    pub events: u64,
    /// Where it is.
    pub at: Timestamp,
    /// Where it goes.
    pub to: Timestamp,
    /// The zone of its scenario.
    pub zone: Zone,
}

impl SaveSummary {
    /// What `save` is, in the words of `locale`.
    pub fn of(save: &Save, locale: Locale) -> Self {
        let scenario = save.scenario.title(locale).to_owned();
        let at = |at| format::date_time(at, save.scenario.zone, locale);
        let (now, reached) = (save.now, save.reached());
        Self {
            title: save.title.clone().unwrap_or_else(|| scenario.clone()),
            scenario,
            instances: save.scenario.instances.len(),
            commands: save.present.as_ref().map_or(save.journal.entries.len(), |present| present.journal.entries.len()),
            branches: save.others.len() + 1,
            bookmarks: save.bookmarks.len(),
            from: at(save.scenario.start),
            stands: at(now),
            reached: (reached > now).then(|| at(reached)),
            other_rules: (save.rules_version != RULES_VERSION)
                .then_some(OtherRules { version: save.rules_version, are_newer: save.rules_version > RULES_VERSION }),
            replay: Estimate::of(save),
        }
    }
}

impl Estimate {
    /// Reckons what `save` asks for from the schedules of its scenario and the associations of its commands. A policy that
    /// a command created is taken to run once a day.
    pub fn of(save: &Save) -> Self {
        let (start, now, zone) = (save.scenario.start, save.now, save.scenario.zone);
        let policies = save.scenario.policies.iter().filter_map(|entry| Some((entry.id.as_ref()?, &entry.spec)));
        let policies: BTreeMap<_, _> = policies.map(|(id, spec)| (id, runs(spec, start, now, zone))).collect();
        let runs_of = |policy: &PolicyId, from: Timestamp| {
            let whole = times(Seconds(1), start, now).max(1);
            match policies.get(policy) {
                Some(runs) => runs.saturating_mul(times(Seconds(1), from, now).min(whole)) / whole,
                None => times(Seconds(DAY), from, now),
            }
        };
        let bound = save.scenario.bindings.iter().map(|binding| runs_of(&binding.policy, start));
        let commands = save.journal.entries.iter().map(|entry| match &entry.command {
            Command::AssociateInstances { policy, sources } => {
                runs_of(policy, entry.at).saturating_mul(sources.len() as u64)
            }
            Command::BackUp { .. } => 1,
            _ => 0,
        });
        let days = (now - start).0.max(0) / DAY;
        let jobs = bound.chain(commands).fold(0, u64::saturating_add);
        Self { days: Days(u32::try_from(days).unwrap_or(u32::MAX)), jobs }
    }
}

impl Estimate {
    /// In words.
    pub fn text(self, locale: Locale) -> String {
        let (days, jobs) = (format::days(self.days, locale), format::count(self.jobs));
        match locale {
            Locale::En => format!("{days} of virtual time, about {jobs} backup jobs"),
            Locale::Zh => format!("虚拟时间{days}，约{jobs}个备份任务"),
        }
    }
}

impl OtherRules {
    /// What follows from it.
    pub fn text(self, locale: Locale) -> String {
        let version = self.version;
        match (locale, self.are_newer) {
            (Locale::En, false) => format!(
                "It was played by version {version} of the rules; this page plays by version {RULES_VERSION}. Where it comes \
                 out differently, you will be told."
            ),
            (Locale::En, true) => format!(
                "It was played by version {version} of the rules, which is newer than that of this page, {RULES_VERSION}. It \
                 may come out differently; better open it on a newer page."
            ),
            (Locale::Zh, false) => {
                format!("该运行按规则版本{version}运行，本页面为版本{RULES_VERSION}。结果如有不同，将会提示。")
            }
            (Locale::Zh, true) => {
                format!(
                    "该运行按规则版本{version}运行，新于本页面的版本{RULES_VERSION}，结果可能不同，建议在更新的页面中打开。"
                )
            }
        }
    }
}

impl LongReplay {
    /// What the person is told before it goes on.
    pub fn text(self, locale: Locale) -> String {
        let events = format::count(self.events);
        let [at, to] = [self.at, self.to].map(|at| format::date(at, self.zone, locale));
        match locale {
            Locale::En => format!(
                "This run has played {events} events and has come to {at}, on its way to {to}. If you stop, the present run \
                 stays as it is."
            ),
            Locale::Zh => format!("该运行已重放{events}个事件，到达{at}，目标为{to}。如停止，当前运行保持不变。"),
        }
    }
}

/// How often a policy runs for one instance.
fn runs(policy: &PolicySpec, from: Timestamp, until: Timestamp, zone: Zone) -> u64 {
    policy.backup_rules().map(|rule| scheduled(&rule.schedule, from.max(rule.schedule.start()), until, zone)).sum()
}

fn scheduled(schedule: &Schedule, from: Timestamp, until: Timestamp, zone: Zone) -> u64 {
    match schedule.recurrence() {
        Recurrence::Every(every) => times(every, from, until),
        Recurrence::Months(months) => times(Seconds(30 * DAY * i64::from(months)), from, until),
        // As often as in its first few runs.
        Recurrence::Cron(_) => {
            let mut seen = schedule.runs_from(from, zone).take(CRON_RUNS_SEEN);
            let first = seen.next().unwrap_or(until);
            let (last, after) = seen.fold((first, 0), |(_, after), run| (run, after + 1));
            times(Seconds(1), first, until).saturating_mul(after) / times(Seconds(1), first, last).max(1)
        }
    }
}

/// How often `every` fits between two instants.
fn times(every: Seconds, from: Timestamp, until: Timestamp) -> u64 {
    let times = until.0.saturating_sub(from.0).max(0) / every.0.max(1);
    u64::try_from(times).unwrap_or_default()
}

/// How many runs of a crontab tell how often it runs.
const CRON_RUNS_SEEN: usize = 28;
