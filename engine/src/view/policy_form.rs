//! The form of a policy: text as it is typed, checked field by field.

mod compose;
mod field;
mod hints;
mod read;
mod tiers;
mod timing;
mod words;

use std::collections::BTreeMap;

use self::read::Reading;
pub use self::{
    field::{FormFault, FormField},
    tiers::Tiers,
    timing::{local_minute, local_time},
    words::{hours_in_words, schedule_in_words, special_in_words, tag_in_words},
};
use crate::{
    backup::{
        policy::{Period, Policy, PolicyKind, PolicySpec, TagFilter, TagOperator, TagRule},
        schedule::{NumberSet, Schedule, ScheduleBounds},
    },
    billing::{money::MicroCny, prices::Prices},
    catalog::{limits, region::Region},
    scenario::settings::Assumptions,
    time::{DAY, Days, HOUR, Timestamp, Zone},
    world::World,
};

/// What someone has typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyForm {
    /// The name.
    pub name: String,
    /// How the schedule is said.
    pub frequency: Frequency,
    /// The first run, as `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS` in the scenario's zone (POL-17).
    pub first_run: String,
    /// How many hours or days lie between runs.
    pub interval: String,
    /// The weekdays of a weekly schedule: 0 is Monday, 6 is Sunday.
    pub weekdays: NumberSet,
    /// The months of a monthly schedule, 1 to 12.
    pub months: NumberSet,
    /// How many days points are kept (POL-20).
    pub retention_days: String,
    /// How many days the first point of each period is kept (POL-30).
    pub special: BTreeMap<Period, Choice>,
    /// Keep At Least One Backup Version (POL-40).
    pub keep_latest: bool,
    /// Days to Transfer to Archive Tier (POL-50).
    pub archive: Choice,
    /// Replication to Other Region (POL-60).
    pub replication: ReplicationForm,
    /// Immutable Backup (POL-70).
    pub immutable: bool,
    /// Associate Resource Tag (POL-80).
    pub tags: TagForm,
    /// The schedule that [`Frequency::AsItIs`] leaves alone.
    pub as_it_is: Option<Schedule>,
    /// How long an interval may be (POL-15).
    pub bounds: ScheduleBounds,
    /// What a GiB costs that is copied to another region (BIL-13).
    pub copy_price: MicroCny,
    /// Where the policy lies, which says where copies can go (REG-02). Without it the policy is not judged as a whole.
    pub region: Option<Region>,
    /// The policy that is edited; none for a new one.
    pub edited: Option<Edited>,
}

/// A number of days that is there only where it is switched on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Whether it is.
    pub on: bool,
    /// The days as they are typed; they stay while it is off.
    pub days: String,
}

/// Where and how long copies are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplicationForm {
    /// Whether there are any.
    pub on: bool,
    /// Where they go (POL-61).
    pub region: Option<Region>,
    /// How many days they are kept there (POL-62).
    pub retention_days: String,
    /// Archive after days, there (POL-63).
    pub archive: Choice,
}

/// Which instances are associated by themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagForm {
    /// None, all, or those with certain tags.
    pub select: Select,
    /// The tags, as far as they are typed.
    pub filters: Vec<TagFilter>,
}

/// Which resources are selected (POL-80).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Select {
    /// None: sources are associated by hand.
    #[default]
    Nothing,
    /// Every instance of the region that has no policy.
    All,
    /// Those that match all of the tags.
    Tags,
}

/// A policy that is edited, as it was when the form was opened: what the form does not say stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Whether it is of today or of the past.
    pub kind: PolicyKind,
    /// What it says.
    pub spec: PolicySpec,
    /// Its schedule as the form says it: while the form says the same, the schedule stays letter for letter.
    said: Option<Schedule>,
}

/// How a schedule is said (POL-10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frequency {
    /// Every so many hours.
    Hourly,
    /// Every so many days.
    #[default]
    Daily,
    /// On chosen weekdays, at the time of day of the first run.
    Weekly,
    /// In chosen months, on the day and at the time of the first run; on the last day of a month without such a day.
    Monthly,
    /// As the policy that is edited has it, where none of the others says it: such as a crontab from a script.
    AsItIs,
}

/// What is wrong with the form: at most one thing a field, in the order of the form.
pub type FormFaults = Vec<FormFault>;

impl Frequency {
    /// Those that can be chosen, in the order of the form.
    pub const CHOICES: [Self; 4] = [Self::Hourly, Self::Daily, Self::Weekly, Self::Monthly];

    /// Its name in a form's value.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hourly => "hourly",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::AsItIs => "as-it-is",
        }
    }

    /// The choice of a form's value.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::CHOICES.into_iter().chain([Self::AsItIs]).find(|frequency| frequency.code() == code)
    }
}

impl PolicyForm {
    /// A form to begin with: daily from the next 02:00, kept for 30 days.
    pub fn new(now: Timestamp, zone: Zone) -> Self {
        let today = now.start_of_day(zone);
        let tonight = Timestamp(today.0 + 2 * HOUR);
        let first = if tonight >= now { tonight } else { Timestamp(tonight.0 + DAY) };
        Self {
            name: String::new(),
            frequency: Frequency::Daily,
            first_run: local_minute(first, zone),
            interval: "1".to_owned(),
            weekdays: [first.civil(zone).weekday].into_iter().collect(),
            months: (1..=12).collect(),
            retention_days: "30".to_owned(),
            special: special_periods(),
            keep_latest: false,
            archive: Choice::off(*limits::ARCHIVE_AFTER_DAYS.start()),
            replication: ReplicationForm::default(),
            immutable: false,
            tags: TagForm::default(),
            as_it_is: None,
            bounds: ScheduleBounds::default(),
            copy_price: Prices::of(&Assumptions::default()).copy,
            region: None,
            edited: None,
        }
    }

    /// A form to begin a policy in `region` with.
    pub fn for_region(world: &World, region: Region) -> Self {
        Self {
            bounds: world.assumptions.schedule_bounds(),
            copy_price: Prices::of(&world.assumptions).copy,
            region: Some(region),
            ..Self::new(world.now, world.zone)
        }
    }

    /// The form that edits a policy.
    pub fn of_policy(world: &World, policy: &Policy) -> Self {
        let form = Self::of(&policy.spec, world.now, world.zone);
        Self {
            bounds: world.assumptions.schedule_bounds(),
            copy_price: Prices::of(&world.assumptions).copy,
            region: Some(policy.region),
            edited: form.edited.map(|edited| Edited { kind: policy.kind, ..edited }),
            ..form
        }
    }

    /// The form that says what a policy says; of several `BACKUP` rules it says the first.
    pub fn of(spec: &PolicySpec, now: Timestamp, zone: Zone) -> Self {
        let mut form = Self::new(now, zone);
        spec.name.as_str().clone_into(&mut form.name);
        if let Some(rule) = spec.backup_rules().next() {
            form.say(&rule.schedule, zone);
            if let Some(Days(days)) = spec.retention(rule) {
                form.retention_days = days.to_string();
            }
        }
        for special in spec.special() {
            form.special.insert(special.period, Choice::on(special.retention));
        }
        form.keep_latest = spec.keeps_latest();
        if let Some(after) = spec.archive_after() {
            form.archive = Choice::on(after);
        }
        if let Some(rule) = spec.replication() {
            form.replication = ReplicationForm {
                on: true,
                region: Some(rule.region),
                retention_days: rule.retention.0.to_string(),
                archive: rule.archive_after.map_or(form.replication.archive, Choice::on),
            };
        }
        form.immutable = spec.is_immutable();
        if let Some(rule) = spec.tags() {
            let select = if rule.filters.is_empty() { Select::All } else { Select::Tags };
            form.tags = TagForm { select, filters: rule.filters.clone() };
        }
        // Whatever its bounds are now: it was right when it was made.
        let unbounded = ScheduleBounds { hours_max: u32::MAX, days_max: u32::MAX };
        let said = Self { bounds: unbounded, ..form.clone() }.schedule(zone).ok();
        form.edited = Some(Edited { kind: PolicyKind::Ecs, spec: spec.clone(), said });
        form
    }

    /// The policy that the form describes, or what is wrong with each field.
    pub fn check(&self, zone: Zone) -> Result<PolicySpec, FormFaults> {
        let spec = Reading::of(self, zone).parts()?.compose(self);
        let Some(region) = self.region else { return Ok(spec) };
        let kind = self.edited.as_ref().map_or(PolicyKind::Ecs, |edited| edited.kind);
        match spec.check(kind, region, self.bounds) {
            Ok(()) => Ok(spec),
            Err(rejection) => Err(vec![FormFault { field: FormField::of(&rejection), rejection }]),
        }
    }

    /// Whether the policy was immutable before and so stays it (POL-70).
    pub fn stays_immutable(&self) -> bool {
        self.edited.as_ref().is_some_and(|edited| edited.spec.is_immutable())
    }

    /// Whether the policy is a legacy one, which neither archives nor replicates (POL-03).
    pub fn is_legacy(&self) -> bool {
        self.edited.as_ref().is_some_and(|edited| edited.kind == PolicyKind::Legacy)
    }

    /// The schedules of further `BACKUP` rules, which the form leaves as they are.
    pub fn other_schedules(&self) -> Vec<Schedule> {
        let rules = self.edited.iter().flat_map(|edited| edited.spec.backup_rules().skip(1));
        rules.map(|rule| rule.schedule.clone()).collect()
    }

    /// Where copies can go: the scenario's regions that snapshots can be copied to (REG-02), and where they go already.
    pub fn destinations(&self, regions: &[Region]) -> Vec<Region> {
        let Some(from) = self.region else { return Vec::new() };
        let mut destinations: Vec<_> = regions.iter().copied().filter(|to| from.replicates_to(*to)).collect();
        let present = self.replication.region.filter(|present| !destinations.contains(present));
        destinations.extend(present);
        destinations
    }

    /// Puts the value in that mends a field, see [`FormFault::repair`].
    pub fn mend(&mut self, field: FormField, value: u32) {
        let value = value.to_string();
        match field {
            FormField::Cycle => self.interval = value,
            FormField::Retention => self.retention_days = value,
            FormField::Special(period) => self.special.entry(period).or_default().days = value,
            FormField::ArchiveDays => self.archive.days = value,
            FormField::RemoteRetention => self.replication.retention_days = value,
            FormField::RemoteArchiveDays => self.replication.archive.days = value,
            _ => {}
        }
    }

    /// The next five runs of the schedule; none while something is wrong with it.
    pub fn next_runs(&self, now: Timestamp, zone: Zone) -> Vec<Timestamp> {
        self.schedule(zone).map(|schedule| schedule.runs_from(now, zone).take(5).collect()).unwrap_or_default()
    }
}

impl Choice {
    fn on(days: Days) -> Self {
        Self { on: true, days: days.0.to_string() }
    }

    /// Switched off, with what is proposed when it is switched on.
    fn off(days: Days) -> Self {
        Self { on: false, ..Self::on(days) }
    }
}

impl Default for ReplicationForm {
    fn default() -> Self {
        Self {
            on: false,
            region: None,
            retention_days: limits::REMOTE_RETENTION_DAYS_DEFAULT.0.to_string(),
            archive: Choice::off(*limits::ARCHIVE_AFTER_DAYS.start()),
        }
    }
}

impl TagForm {
    /// Another tag, without key and value yet.
    pub fn add(&mut self) {
        self.filters.push(TagFilter { key: String::new(), operator: TagOperator::Equal, value: String::new() });
    }

    /// Chooses which resources; to choose by tags begins with one.
    pub fn choose(&mut self, select: Select) {
        self.select = select;
        if select == Select::Tags && self.filters.is_empty() {
            self.add();
        }
    }

    /// Takes a tag away; with the last one nothing is associated by itself any more (POL-83).
    pub fn remove(&mut self, position: usize) {
        if position < self.filters.len() {
            self.filters.remove(position);
        }
        if self.filters.is_empty() {
            self.select = Select::Nothing;
        }
    }

    /// The tags that count; none where nothing is selected.
    pub fn rule(&self) -> Option<TagRule> {
        match self.select {
            Select::Nothing => None,
            Select::All => Some(TagRule::default()),
            Select::Tags => Some(TagRule { filters: self.filters.clone() }),
        }
    }
}

/// The periods that can be kept longer (POL-30), all off, with what is proposed.
fn special_periods() -> BTreeMap<Period, Choice> {
    let proposed = [(Period::Weekly, Days(105)), (Period::Monthly, Days(365)), (Period::Yearly, Days(1_095))];
    proposed.map(|(period, days)| (period, Choice::off(days))).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn a_new_form_begins_tonight() {
        let form = |now| PolicyForm::new(at(now), Zone::CHINA).first_run;
        assert_eq!(form("2026-01-01T00:00:00+08:00"), "2026-01-01T02:00");
        assert_eq!(form("2026-01-01T02:00:00+08:00"), "2026-01-01T02:00");
        assert_eq!(form("2026-01-01T02:00:01+08:00"), "2026-01-02T02:00");
    }

    #[test]
    fn each_field_tells_what_is_wrong_with_it() {
        let form = PolicyForm {
            name: "1 daily".to_owned(),
            frequency: Frequency::Hourly,
            interval: "24".to_owned(),
            retention_days: "0".to_owned(),
            ..PolicyForm::new(at("2026-01-01T00:00:00+08:00"), Zone::CHINA)
        };
        let faults = form.check(Zone::CHINA).unwrap_err();
        let fields: Vec<_> = faults.iter().map(|fault| (fault.field, fault.rejection.rule().id())).collect();
        assert_eq!(
            fields,
            [(FormField::Name, "POL-04"), (FormField::Cycle, "POL-15"), (FormField::Retention, "POL-20")]
        );
        let right =
            PolicyForm { name: "daily".to_owned(), interval: "6".to_owned(), retention_days: "7".to_owned(), ..form };
        let spec = right.check(Zone::CHINA).unwrap();
        assert_eq!(spec.backup_rules().next().unwrap().schedule.expression(), "PT6H");
        let again = PolicyForm::of(&spec, at("2026-01-01T00:00:00+08:00"), Zone::CHINA);
        assert_eq!(PolicyForm { edited: None, ..again }, right);
    }

    #[test]
    fn every_frequency_has_a_code() {
        for frequency in Frequency::CHOICES {
            assert_eq!(Frequency::from_code(frequency.code()), Some(frequency));
        }
        assert_eq!(Frequency::from_code("yearly"), None, "POL-10");
    }
}
