//! What an objective asks of the world, as its file says it.

mod read;

use std::{collections::BTreeMap, ops::RangeInclusive};

use serde::Deserialize;

pub(super) use self::read::check;
use crate::{
    backup::policy::Period,
    billing::money::MicroCny,
    catalog::region::Region,
    id::DiskId,
    incident::IncidentKind,
    rule::Rule,
    time::{Days, Seconds},
};

/// A condition on the state of the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// All of these.
    All(Vec<Check>),
    /// One of these at least.
    Any(Vec<Check>),
    /// Not this.
    Not(Box<Check>),
    /// About the world itself.
    Fact(Fact),
}

/// A condition that is made of no others. Its key in a file is its name in small letters.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Whether Cloud Backup is activated (ACC-01).
    Activated(bool),
    /// Each instance has an association at work with a policy of these terms.
    Protected(Protected),
    /// So many policies have these terms.
    Policy(Policies),
    /// Each instance has so many live points of this kind.
    Points(Points),
    /// Each instance has had so many backup jobs of this kind.
    Jobs(Jobs),
    /// So many restores of this kind were made from points of these instances.
    Restores(Restores),
    /// So many living instances are like this.
    Instances(Instances),
    /// Of each instance the newest clean point before the oldest bad one, and that one, were inspected (MDL-04).
    BoundaryFound(Whose),
    /// Each instance can be recovered so well.
    Recoverable(Recoverable),
    /// The account stands like this (ACC-05).
    Account(Standing),
    /// Such an incident has happened.
    Incident(Happened),
    /// The bill of the whole run.
    Bill(Bill),
    /// So much time has passed since the lesson began.
    Elapsed(Span),
    /// Each instance has these tags.
    Tagged(Tagged),
    /// The disks of each instance have so many snapshots.
    Snapshots(Snapshots),
}

/// Which instances are meant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Who {
    /// All: the word `all`.
    All(AllWord),
    /// These, by id or name.
    Named(Vec<String>),
    /// Those with all of these tags.
    Tagged {
        /// The tags.
        tags: BTreeMap<String, String>,
    },
    /// Those of a region.
    Of {
        /// The region.
        region: Region,
    },
}

/// The word `all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllWord {
    /// All.
    All,
}

/// A number that is asked for: exactly, within bounds, or none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Range {
    /// `false`: there is none.
    None(bool),
    /// Exactly so many.
    Exactly(u32),
    /// So many at least and at most.
    Within(Bounds),
}

/// Bounds, either of which may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// The least.
    #[serde(default)]
    pub min: u32,
    /// The most.
    #[serde(default = "most")]
    pub max: u32,
}

fn most() -> u32 {
    u32::MAX
}

/// A span of time, in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Span(pub Seconds);

/// An amount of money, as a decimal text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Amount(pub MicroCny);

/// A rule by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct RuleName(pub Rule);

/// A kind of incident by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct KindName(pub IncidentKind);

/// A time of day in minutes after midnight, such as `22:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct TimeOfDay(pub u32);

macro_rules! one_of {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }
    };
}

one_of! {
    /// How the account stands (ACC-05).
    Standing {
        /// In order.
        Normal = "Normal",
        /// A payment is overdue.
        Overdue = "Overdue",
        /// The services have stopped.
        Suspended = "Suspended",
    }
}
one_of! {
    /// A storage tier (POL-50).
    Tier {
        /// Standard.
        Standard = "standard",
        /// Archive.
        Archive = "archive",
    }
}
one_of! {
    /// How consistent a point is (CON-30, CON-53).
    Agreement {
        /// A snapshot-consistent group.
        Group = "group",
        /// Application-consistent.
        Application = "application",
        /// File-system-consistent.
        FileSystem = "file_system",
        /// Crash-consistent.
        Crash = "crash",
    }
}
one_of! {
    /// What started a backup job.
    Started {
        /// Someone asked for one backup (CON-04).
        Manual = "manual",
        /// Someone asked for a run of a policy (POL-93).
        RunNow = "run_now",
        /// A schedule (POL-10).
        Schedule = "schedule",
    }
}
one_of! {
    /// The four restores (RES-01).
    RestoreWord {
        /// An instance in place.
        InstanceInPlace = "instance_in_place",
        /// A clone, or disaster recovery.
        InstanceClone = "instance_clone",
        /// A disk in place.
        DiskInPlace = "disk_in_place",
        /// A new disk.
        DiskNew = "disk_new",
    }
}
one_of! {
    /// A calendar period (POL-30).
    PeriodWord {
        /// Days.
        Daily = "daily",
        /// Weeks.
        Weekly = "weekly",
        /// Months.
        Monthly = "monthly",
        /// Years.
        Yearly = "yearly",
    }
}

/// What a policy says. What is left out may be anything.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// The longest time between two runs, in hours.
    pub every_hours_max: Option<u32>,
    /// All runs begin within these times of day, which may pass midnight.
    pub between: Option<(TimeOfDay, TimeOfDay)>,
    /// How long points are kept (POL-20).
    pub retention_days: Option<Range>,
    /// After how many days they are archived (POL-50).
    pub archive_after_days: Option<Range>,
    /// How long the first point of a period is kept (POL-30).
    pub special: SpecialTerms,
    /// Where points are copied to (POL-60).
    pub replicates_to: Option<Region>,
    /// How long copies are kept (POL-62).
    pub remote_retention_days: Option<Range>,
    /// After how many days copies are archived (POL-63).
    pub remote_archive_after_days: Option<Range>,
    /// Whether points are locked (POL-70).
    pub immutable: Option<bool>,
    /// Whether one version is kept at least (POL-40).
    pub keeps_latest: Option<bool>,
    /// Whether it takes instances by their tags (POL-80).
    pub by_tag: Option<bool>,
    /// Whether backups are application-consistent (CON-50); of an association.
    pub application: Option<bool>,
    /// Whether a snapshot-consistent group is wanted or left to be made (CON-30); of an association.
    pub snapshot_group: Option<bool>,
    /// Exactly these disks are backed up (CON-03); of an association.
    pub disks: Option<Vec<DiskId>>,
}

/// How long the first point of each period is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SpecialTerms {
    /// Of a day.
    pub daily: Option<Range>,
    /// Of a week.
    pub weekly: Option<Range>,
    /// Of a month.
    pub monthly: Option<Range>,
    /// Of a year.
    pub yearly: Option<Range>,
}

/// See [`Fact::Protected`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Protected {
    /// Which instances.
    pub of: Who,
    /// By a policy that says so.
    #[serde(flatten)]
    pub terms: Terms,
}

/// See [`Fact::Policy`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Policies {
    /// What they say.
    #[serde(flatten)]
    pub terms: Terms,
    /// How many; 1 where left out.
    #[serde(default = "one")]
    pub at_least: u32,
}

/// See [`Fact::Points`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Points {
    /// Of which instances.
    pub of: Who,
    /// Where they lie as to storage.
    #[serde(default)]
    pub tier: Option<Tier>,
    /// Whether nobody can delete them (POL-72).
    #[serde(default)]
    pub locked: Option<bool>,
    /// Where they lie; in the region of the instance where left out.
    #[serde(default)]
    pub region: Option<Region>,
    /// Whether they lie in any other region.
    #[serde(default)]
    pub remote: bool,
    /// Created within so much time.
    #[serde(default)]
    pub younger_than: Option<Span>,
    /// Created longer ago.
    #[serde(default)]
    pub older_than: Option<Span>,
    /// So much time at least until they expire.
    #[serde(default)]
    pub left: Option<Span>,
    /// How long they are kept in all.
    #[serde(default)]
    pub retention_days: Option<Range>,
    /// Whether their data is as it should be.
    #[serde(default)]
    pub clean: Option<bool>,
    /// Whether someone looked at them.
    #[serde(default)]
    pub inspected: Option<bool>,
    /// Whether all disks of the job are in them.
    #[serde(default)]
    pub whole: Option<bool>,
    /// Kept longer as the first of its period (POL-32).
    #[serde(default)]
    pub special: Option<PeriodWord>,
    /// Whether they were made by hand and not by a policy.
    #[serde(default)]
    pub manual: Option<bool>,
    /// Whether their retention was extended by hand (JOB-12).
    #[serde(default)]
    pub extended: Option<bool>,
    /// How consistent they are.
    #[serde(default)]
    pub consistency: Option<Agreement>,
    /// How many snapshots they hold.
    #[serde(default)]
    pub disks: Option<Range>,
    /// How many there are.
    #[serde(flatten)]
    pub count: Count,
}

/// See [`Fact::Jobs`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Jobs {
    /// Of which instances.
    pub of: Who,
    /// How they stand, in the API's word.
    #[serde(default)]
    pub status: Option<String>,
    /// What started them.
    #[serde(default)]
    pub trigger: Option<Started>,
    /// The rule behind their failure.
    #[serde(default)]
    pub rule: Option<RuleName>,
    /// Begun within so much time.
    #[serde(default)]
    pub within: Option<Span>,
    /// How many there are.
    #[serde(flatten)]
    pub count: Count,
}

/// See [`Fact::Restores`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Restores {
    /// From points of which instances.
    pub of: Who,
    /// Of which kind.
    #[serde(default)]
    pub kind: Option<RestoreWord>,
    /// To which region.
    #[serde(default)]
    pub to_region: Option<Region>,
    /// Whether the data was as it should be.
    #[serde(default)]
    pub clean: Option<bool>,
    /// From which tier; archive where any of its disks comes from there (MDL-15).
    #[serde(default)]
    pub tier: Option<Tier>,
    /// Whether the point was the newest clean one when the restore began.
    #[serde(default)]
    pub newest_clean: Option<bool>,
    /// How they stand, in the API's word; `COMPLETE` where left out.
    #[serde(default = "complete")]
    pub status: String,
    /// How many there are.
    #[serde(flatten)]
    pub count: Count,
}

/// See [`Fact::Instances`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Instances {
    /// These.
    #[serde(default)]
    pub of: Option<Who>,
    /// Those made from a point of these.
    #[serde(default)]
    pub from: Option<Who>,
    /// Where.
    #[serde(default)]
    pub region: Option<Region>,
    /// What they are doing, in the API's word.
    #[serde(default)]
    pub status: Option<String>,
    /// In what state their data is: `Clean`, `Infected`, `Deleted`, `Encrypted` or `Lost`.
    #[serde(default)]
    pub condition: Option<String>,
    /// How many there are.
    #[serde(flatten)]
    pub count: Count,
}

/// See [`Fact::BoundaryFound`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whose {
    /// Of which instances.
    pub of: Who,
}

/// See [`Fact::Recoverable`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recoverable {
    /// Which instances.
    pub of: Who,
    /// How old the newest point may be, in hours.
    #[serde(default)]
    pub rpo_hours_max: Option<u32>,
    /// How long a restore may take, in hours.
    #[serde(default)]
    pub rto_hours_max: Option<u32>,
    /// A region in which it must be possible.
    #[serde(default)]
    pub in_region: Option<Region>,
    /// As far as people know, and not as it is.
    #[serde(default)]
    pub known: bool,
}

/// See [`Fact::Incident`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Happened {
    /// Of which kind.
    pub kind: KindName,
    /// Whether it must be over.
    #[serde(default)]
    pub over: bool,
}

/// See [`Fact::Bill`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bill {
    /// What it may come to.
    pub at_most: Amount,
}

/// See [`Fact::Tagged`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tagged {
    /// Which instances.
    pub of: Who,
    /// With which tags.
    pub tags: BTreeMap<String, String>,
}

/// See [`Fact::Snapshots`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Snapshots {
    /// Of which instances' disks.
    pub of: Who,
    /// Whether they are in the Archive tier.
    #[serde(default)]
    pub archived: Option<bool>,
    /// How many there are.
    #[serde(flatten)]
    pub count: Count,
}

/// How many are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Count {
    /// At least; 1 where neither is given.
    #[serde(default)]
    pub at_least: Option<u32>,
    /// At most.
    #[serde(default)]
    pub at_most: Option<u32>,
}

fn one() -> u32 {
    1
}

fn complete() -> String {
    "COMPLETE".to_owned()
}

impl Count {
    /// The numbers that are right.
    pub fn range(self) -> RangeInclusive<u32> {
        let at_least = self.at_least.unwrap_or(u32::from(self.at_most.is_none()));
        at_least..=self.at_most.unwrap_or(u32::MAX)
    }
}

impl Range {
    /// Whether `days` are what is asked for.
    pub fn has(self, days: Option<Days>) -> bool {
        match (self, days) {
            (Self::None(wanted), found) => found.is_some() == wanted,
            (Self::Exactly(wanted), Some(found)) => found.0 == wanted,
            (Self::Within(Bounds { min, max }), Some(found)) => (min..=max).contains(&found.0),
            (_, None) => false,
        }
    }
}

impl SpecialTerms {
    /// What is asked of each period.
    pub fn each(self) -> impl Iterator<Item = (Period, Range)> {
        let all = [
            (Period::Daily, self.daily),
            (Period::Weekly, self.weekly),
            (Period::Monthly, self.monthly),
            (Period::Yearly, self.yearly),
        ];
        all.into_iter().filter_map(|(period, range)| Some((period, range?)))
    }
}

impl From<PeriodWord> for Period {
    fn from(word: PeriodWord) -> Self {
        match word {
            PeriodWord::Daily => Self::Daily,
            PeriodWord::Weekly => Self::Weekly,
            PeriodWord::Monthly => Self::Monthly,
            PeriodWord::Yearly => Self::Yearly,
        }
    }
}

macro_rules! read_from_text {
    ($name:ident, $read:expr, $such:literal) => {
        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                let read: fn(&str) -> Option<Self> = $read;
                read(&text).ok_or_else(|| format!("`{text}` is not {}", $such))
            }
        }
    };
}

read_from_text!(Span, |text| Seconds::parse_iso8601(text).ok().map(Self), "a duration such as P1D");
read_from_text!(Amount, |text| MicroCny::parse(text).map(Self), "an amount such as \"120.00\"");
read_from_text!(RuleName, |text| Rule::parse(text).map(Self), "the id of a rule, such as POL-20");
read_from_text!(KindName, |text| IncidentKind::parse(text).map(Self), "a kind of incident, such as RegionOutage");
read_from_text!(TimeOfDay, time_of_day, "a time of day such as 22:00");

fn time_of_day(text: &str) -> Option<TimeOfDay> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60).then_some(TimeOfDay(hour * 60 + minute))
}
