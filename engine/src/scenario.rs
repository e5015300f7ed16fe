//! Scenario files: what a world is built from, read strictly, with every fault listed at its place.

pub mod auto_policies;
pub mod catalogue;
mod check;
mod disks;
mod fleet;
pub mod incidents;
pub mod lesson;
pub mod managed;
pub mod networks;
mod read;
mod reader;
pub mod settings;
mod web_shop;

use std::{collections::BTreeMap, fmt, sync::Arc};

use serde_json::Value;

pub use self::web_shop::web_shop;
use self::{
    auto_policies::AutoPolicyEntry, incidents::IncidentEntry, lesson::Lesson, managed::ManagedAccountSpec,
    networks::VpcSpec, settings::Assumptions,
};
use crate::{
    backup::{
        binding::{BackupOptions, DiskScope},
        policy::{PolicyKind, PolicySpec},
    },
    billing::money::MicroCny,
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        instance_type::InstanceType,
        region::Region,
    },
    cloud::{disk::DiskKind, managed::UserId},
    command::PlanSpec,
    id::{DiskId, InstanceId, PolicyId, RuleId},
    json::{self, JsonError},
    lesson::Teaching,
    locale::Locale,
    rule::Rule,
    simulation::Fate,
    time::{Timestamp, Zone},
    units::Mib,
    words::{Message, Wrong},
};

/// A scenario as its file describes it.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The file itself; a save embeds it whole, with what later versions will read of it.
    source: Source,
    titles: Titles,
    /// Its name.
    pub name: String,
    /// Where all chance in it comes from.
    pub seed: u64,
    /// When it begins.
    pub start: Timestamp,
    /// The zone of its schedules and screens (MDL-30).
    pub zone: Zone,
    /// The account.
    pub account: AccountSpec,
    /// The regions it plays in, the first being where calls go that name none.
    pub regions: Vec<Region>,
    /// Its networks; a region that has none here has a default VPC.
    pub networks: Vec<VpcSpec>,
    /// The accounts that it manages (ACC-07).
    pub managed_accounts: Vec<ManagedAccountSpec>,
    /// Its instances, those of a fleet and of managed accounts included.
    pub instances: Vec<InstanceSpec>,
    /// Policies that exist at the start.
    pub policies: Vec<PolicyEntry>,
    /// Associations that exist at the start; only here may an instance have several (POL-95).
    pub bindings: Vec<BindingEntry>,
    /// Legacy backup plans that exist at the start (API-26).
    pub legacy_plans: Vec<PlanEntry>,
    /// Automatic snapshot policies that exist at the start.
    pub auto_policies: Vec<AutoPolicyEntry>,
    /// What goes wrong in it.
    pub incidents: Vec<IncidentEntry>,
    /// What lets them happen; none where there are none.
    pub(crate) fate: Option<Fate>,
    /// What it teaches or shows; none for a world to explore.
    pub(crate) taught: Option<Arc<dyn Teaching>>,
    /// What the documentation leaves open.
    pub assumptions: Assumptions,
}

/// The file that a scenario was read from, or would be.
#[derive(Clone, Debug)]
enum Source {
    Value(Value),
    /// That of a scenario that is ready made.
    Text(&'static str),
}

/// What a scenario is called, where its file says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Titles {
    en: Option<String>,
    zh: Option<String>,
}

/// The account at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountSpec {
    /// Whether Cloud Backup is activated (ACC-01).
    pub cloud_backup_activated: bool,
    /// Whether the snapshot service is on (ACC-02).
    pub snapshot_service_enabled: bool,
    /// What there is to pay from.
    pub balance: MicroCny,
}

/// An instance at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceSpec {
    /// Its id; made from the seed and its name where left out.
    pub id: Option<InstanceId>,
    /// The managed account that it is of; none for the own one.
    pub account: Option<UserId>,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: Region,
    /// Its zone.
    pub zone: String,
    /// Its type.
    pub instance_type: InstanceType,
    /// Whether it runs.
    pub running: bool,
    /// Its operating system.
    pub os: String,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
    /// Its disks, system disk first.
    pub disks: Vec<DiskSpec>,
}

/// A disk at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskSpec {
    /// Its id; made from the seed and its place where left out. The same id under several instances is one disk.
    pub id: Option<DiskId>,
    /// System or data disk.
    pub kind: DiskKind,
    /// Its category.
    pub category: DiskCategory,
    /// Its level, for ESSD only.
    pub performance_level: Option<PerformanceLevel>,
    /// Its size.
    pub size: Mib,
    /// What holds data.
    pub used: Mib,
    /// What is written in a day.
    pub write_per_day: Mib,
    /// What the writes fall on.
    pub hot: Mib,
    /// What is added to the data in a day.
    pub growth_per_day: Mib,
    /// Whether several instances may use it.
    pub multi_attach: bool,
    /// Whether it is encrypted.
    pub encrypted: bool,
}

/// A policy at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyEntry {
    /// Its id; made like that of any new policy where left out.
    pub id: Option<PolicyId>,
    /// Whether it is of today, or a legacy policy of the past (POL-03).
    pub kind: PolicyKind,
    /// Its region; the scenario's first where left out.
    pub region: Region,
    /// What it says.
    pub spec: PolicySpec,
    /// The ids of its rules where they are given.
    pub rule_ids: Vec<Option<RuleId>>,
}

/// An association at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindingEntry {
    /// The policy, by the id that the scenario gives it.
    pub policy: PolicyId,
    /// The instance.
    pub instance: InstanceId,
    /// The managed account that it names; none where it names none.
    pub account: Option<UserId>,
    /// Which disks.
    pub scope: DiskScope,
    /// How they are backed up.
    pub options: BackupOptions,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Free text.
    pub description: String,
}

/// A legacy plan at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanEntry {
    /// Its id; made like that of any new plan where left out.
    pub id: Option<PolicyId>,
    /// What it says.
    pub plan: PlanSpec,
}

/// One thing that is wrong with a scenario file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as a JSON path such as `$.instances[0].disks[1].size_gib`.
    pub path: String,
    /// The rule behind it, where there is one.
    pub rule: Option<Rule>,
    /// What is wrong and what to do.
    pub message: Message,
}

/// What the `format` of a scenario file says.
pub const FORMAT: &str = "cloud-backup-scenario/1";
/// A file larger than this is not read.
pub const SCENARIO_BYTES_MAX: usize = 8 << 20;
/// How many instances a scenario may have, its fleet included.
pub const INSTANCES_MAX: usize = 20_000;
/// How many disks an instance may have.
pub const DISKS_PER_INSTANCE_MAX: usize = 64;

impl Scenario {
    /// Reads a scenario file, or lists all that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        if text.len() > SCENARIO_BYTES_MAX {
            return Err(vec![Fault::new("$", Wrong::FileTooLarge)]);
        }
        match json::read(text) {
            Ok(value) => Self::from_value(&value),
            Err(JsonError::Syntax(error)) => {
                let (line, column) = (error.line(), error.column());
                Err(vec![Fault::new("$", Wrong::NotJson { line, column, detail: error.to_string() })])
            }
            Err(JsonError::TooManyValues) => Err(vec![Fault::new("$", Wrong::TooManyValues)]),
        }
    }

    /// The scenarios that every page brings along.
    pub fn bundled() -> [Self; 1] {
        [web_shop()]
    }

    /// The same for a file that is JSON already.
    pub fn from_value(value: &Value) -> Result<Self, Vec<Fault>> {
        read::scenario(value)
    }

    /// The scenario as its file has it.
    pub fn to_value(&self) -> Value {
        match &self.source {
            Source::Value(value) => value.clone(),
            Source::Text(text) => serde_json::from_str(text).expect("a test has read it"),
        }
    }

    /// What a new file should not have though it is read, for there are saved runs of such scenarios: a title that says
    /// nothing.
    pub fn oversights(&self) -> Vec<Fault> {
        let titles = [(Locale::En, &self.titles.en), (Locale::Zh, &self.titles.zh)];
        let blank = titles.into_iter().filter(|(_, title)| title.as_ref().is_some_and(|title| title.trim().is_empty()));
        blank.map(|(locale, _)| Fault::new(&format!("$.title.{}", locale.tag()), Wrong::Blank)).collect()
    }

    /// What it teaches or shows; none for a world to explore.
    pub fn lesson(&self) -> Option<&Lesson> {
        self.taught.as_ref().map(|taught| taught.lesson())
    }

    /// What it is about in a language, where its file says so.
    pub fn story(&self, locale: Locale) -> Option<String> {
        match self.lesson() {
            Some(lesson) => Some(lesson.story.get(locale).to_owned()),
            None => self.to_value().get("story")?.get(locale.tag())?.as_str().map(str::to_owned),
        }
    }

    /// Its title in a language, where the file gives one; its name otherwise.
    pub fn title(&self, locale: Locale) -> &str {
        let title = match locale {
            Locale::En => &self.titles.en,
            Locale::Zh => &self.titles.zh,
        };
        title.as_deref().unwrap_or(&self.name)
    }
}

/// Two scenarios are the same when their files say the same.
impl PartialEq for Scenario {
    fn eq(&self, other: &Self) -> bool {
        self.to_value() == other.to_value()
    }
}

impl Titles {
    fn of(file: &Value) -> Self {
        let title = |locale: Locale| file.get("title")?.get(locale.tag())?.as_str().map(str::to_owned);
        Self { en: title(Locale::En), zh: title(Locale::Zh) }
    }
}

impl Fault {
    pub(crate) fn new(path: &str, message: impl Into<Message>) -> Self {
        Self { path: path.to_owned(), rule: None, message: message.into() }
    }

    fn by(path: &str, rule: Rule, message: impl Into<Message>) -> Self {
        Self { path: path.to_owned(), rule: Some(rule), message: message.into() }
    }

    /// The fault in a language, with its place and its rule.
    pub fn said(&self, locale: Locale) -> String {
        let (path, message) = (&self.path, self.message.said(locale));
        match (self.rule, locale) {
            (None, Locale::En) => format!("{path}: {message}"),
            (None, Locale::Zh) => format!("{path}：{message}"),
            (Some(rule), Locale::En) => format!("{path}: {message} ({rule})"),
            (Some(rule), Locale::Zh) => format!("{path}：{message}（{rule}）"),
        }
    }
}

/// In English, as programs and `headless lint` read it.
impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.path, self.message)?;
        match self.rule {
            Some(rule) => write!(out, " ({rule})"),
            None => Ok(()),
        }
    }
}
