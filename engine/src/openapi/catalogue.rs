//! What there is to call: each operation with what it does and takes, for people.
//!
//! The operations themselves are dispatched by their own tables; a test holds the two against each other, and every
//! parameter that is listed here against what the readers ask for.

mod common;
mod ecs;
mod examples;
mod hbr;
mod plans;
mod sim;
#[cfg(test)]
mod tests;

pub use self::examples::{Choices, Example, blank, choices, examples};
use super::Operation;
use crate::{
    locale::{Locale, Words},
    scenario::settings::Setting,
};

/// An operation as people look it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `hbr`, `ecs` or `sim`.
    pub product: &'static str,
    /// Its name.
    pub action: &'static str,
    /// What it does, in a sentence.
    pub does: Words,
    /// Whether it may change the run.
    pub writes: bool,
    params: &'static [Parameter],
}

/// Something that an operation takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Whether a call without it is refused.
    pub required: bool,
    /// What it takes, briefly.
    pub takes: Words,
    /// How it travels.
    pub wire: Wire,
}

/// What a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// True or false.
    Flag,
    /// An instant in RFC 3339.
    Instant,
    /// An instant in UNIX seconds.
    Seconds,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The id of something of the run.
    Id(Pick),
    /// Several of them.
    Ids(Pick),
    /// Several texts.
    Texts,
    /// An object of these.
    Object(&'static [Parameter]),
    /// A list of objects of these.
    Objects(&'static [Parameter]),
}

/// Things of the run that an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A backed-up account's user id.
    Account,
    /// An automatic snapshot policy.
    AutoPolicy,
    /// A disk.
    Disk,
    /// A backup point of a disk.
    DiskPoint,
    /// A custom image.
    Image,
    /// An incident.
    Incident,
    /// An ECS instance.
    Instance,
    /// An instance type.
    InstanceType,
    /// A backup job.
    Job,
    /// A legacy backup plan.
    Plan,
    /// A backup point of an instance.
    Point,
    /// A policy.
    Policy,
    /// A region of the run.
    Region,
    /// A restore.
    Restore,
    /// A `BACKUP` rule of a policy.
    Rule,
    /// A security group.
    SecurityGroup,
    /// An ECS snapshot.
    Snapshot,
    /// A VPC.
    Vpc,
    /// A vSwitch.
    VSwitch,
    /// A zone.
    Zone,
}

/// How a parameter travels to the real service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wire {
    /// As it is; a list as numbered parameters.
    #[default]
    Plain,
    /// As a JSON text, which the SDK makes of its models.
    Json,
    /// As a JSON text, which the SDK makes of a map.
    Map,
    /// As a JSON text that the caller writes.
    Written,
    /// Not at all: in life the endpoint says the region, and the lists of other accounts are the console's.
    Ours,
}

impl Entry {
    const fn reads(
        product: &'static str,
        action: &'static str,
        en: &'static str,
        zh: &'static str,
        params: &'static [Parameter],
    ) -> Self {
        Self { product, action, does: Words { en, zh }, writes: false, params }
    }

    const fn writes(
        product: &'static str,
        action: &'static str,
        en: &'static str,
        zh: &'static str,
        params: &'static [Parameter],
    ) -> Self {
        Self { writes: true, ..Self::reads(product, action, en, zh, params) }
    }

    /// What it takes, in order. `EditSettings` takes whatever settings there are.
    pub fn parameters(&self) -> Vec<Parameter> {
        match self.action {
            "EditSettings" => Setting::ALL.into_iter().map(of_setting).collect(),
            _ => self.params.to_vec(),
        }
    }

    /// The operation that it tells of.
    pub fn operation(&self) -> Option<&'static Operation> {
        super::operation(self.product, self.action)
    }
}

impl Parameter {
    const fn new(name: &'static str, kind: Kind, en: &'static str, zh: &'static str) -> Self {
        Self { name, kind, required: false, takes: Words { en, zh }, wire: Wire::Plain }
    }

    const fn text(name: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self::new(name, Kind::Text, en, zh)
    }

    const fn integer(name: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self::new(name, Kind::Integer, en, zh)
    }

    const fn flag(name: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self::new(name, Kind::Flag, en, zh)
    }

    const fn id(name: &'static str, pick: Pick, en: &'static str, zh: &'static str) -> Self {
        Self::new(name, Kind::Id(pick), en, zh)
    }

    const fn one_of(name: &'static str, words: &'static [&'static str], en: &'static str, zh: &'static str) -> Self {
        Self::new(name, Kind::OneOf(words), en, zh)
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn by(self, wire: Wire) -> Self {
        Self { wire, ..self }
    }

    /// The parameters of the object, or of the objects of the list, that it is.
    pub fn inner(&self) -> &'static [Self] {
        match self.kind {
            Kind::Object(inner) | Kind::Objects(inner) => inner,
            _ => &[],
        }
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.kind, Kind::Ids(_) | Kind::Texts | Kind::Objects(_))
    }
}

fn of_setting(setting: Setting) -> Parameter {
    let [en, zh] = Locale::ALL.map(|locale| setting.label(locale));
    Parameter { takes: Words { en, zh }, ..Parameter::integer(setting.name(), "", "") }
}

/// All operations, product by product, each in the order of its names.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    [hbr::ENTRIES, plans::ENTRIES, ecs::ENTRIES, sim::ENTRIES].into_iter().flatten()
}

/// The operation of this name.
pub fn entry(product: &str, action: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.product == product && entry.action == action)
}
