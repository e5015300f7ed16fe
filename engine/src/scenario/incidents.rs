//! The `incidents` of a scenario: what goes wrong in it, when, and to whom.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    InstanceSpec,
    reader::{Fields, Reader},
};
use crate::{
    catalog::{limits, region::Region},
    chance::{self, Purpose},
    id::{DiskId, InstanceId},
    incident::{Incident, IncidentKind},
    rule::Rule,
    time::{Seconds, Timestamp},
    words::Wrong,
    world::World,
};

/// An incident of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentEntry {
    /// The first instant at which it may happen.
    pub from: Timestamp,
    /// The last; the seed draws one of all between.
    pub to: Timestamp,
    /// What it is; instances by their ids or names.
    incident: Incident,
    /// Whom it befalls instead: the seed draws one of these.
    any_of: Vec<String>,
}

/// What stands in every incident.
const COMMON_KEYS: [&str; 4] = ["kind", "at", "after", "between"];
/// The most instances or disks that one incident names.
const NAMED_MAX: usize = 1_000;

/// Reads the list, in its order.
pub(super) fn incidents(
    file: &Fields<'_>,
    start: Option<Timestamp>,
    regions: &[Region],
    instances: &[InstanceSpec],
    reader: &mut Reader,
) -> Vec<IncidentEntry> {
    let context = Context::of(start.unwrap_or(Timestamp(0)), regions, instances);
    let list = file.list("incidents", reader).into_iter();
    list.filter_map(|(path, value)| context.entry(&path, value, reader)).collect()
}

impl IncidentEntry {
    /// The incident as the seed has it in this world, by ids.
    pub(crate) fn drawn(&self, world: &World, seed: u64, number: u64) -> Incident {
        let drawn = chance::below(self.any_of.len() as u64, seed, Purpose::Incident, number, 1);
        let drawn = usize::try_from(drawn).ok().and_then(|drawn| self.any_of.get(drawn));
        let called = |given: &InstanceId| instance_called(world, drawn.map_or(given.as_str(), String::as_str));
        let all = |given: &[InstanceId]| match drawn {
            Some(drawn) => vec![instance_called(world, drawn)],
            None => given.iter().map(|given| instance_called(world, given.as_str())).collect(),
        };
        match &self.incident {
            Incident::RansomwareInfection { instances, hidden_hours } => {
                Incident::RansomwareInfection { instances: all(instances), hidden_hours: *hidden_hours }
            }
            Incident::DataDeletion { instance, disks } => {
                Incident::DataDeletion { instance: called(instance), disks: disks.clone() }
            }
            Incident::DiskFailure { disk } => {
                Incident::DiskFailure { disk: drawn.map_or(disk.clone(), |drawn| DiskId::from(drawn.as_str())) }
            }
            Incident::BackupDeletion { instances } => Incident::BackupDeletion { instances: all(instances) },
            Incident::InstanceReleased { instance } => Incident::InstanceReleased { instance: called(instance) },
            other => other.clone(),
        }
    }
}

/// The id of the instance with this id or name.
fn instance_called(world: &World, called: &str) -> InstanceId {
    let id = InstanceId::from(called);
    if world.instance(&id).is_ok() {
        return id;
    }
    let mut instances = world.instances_by_id().map(|instance| &world.instances[instance]);
    instances.find(|instance| instance.name == called).map_or(id, |instance| instance.id.clone())
}

struct Context<'s> {
    start: Timestamp,
    regions: &'s [Region],
    /// The names and ids of instances.
    called: BTreeSet<&'s str>,
    /// The ids of disks.
    disks: BTreeSet<&'s str>,
}

impl<'s> Context<'s> {
    fn of(start: Timestamp, regions: &'s [Region], instances: &'s [InstanceSpec]) -> Self {
        let ids = instances.iter().filter_map(|instance| instance.id.as_ref()).map(InstanceId::as_str);
        let called = instances.iter().map(|instance| &*instance.name).chain(ids).collect();
        let disks = instances.iter().flat_map(|instance| &instance.disks).filter_map(|disk| disk.id.as_ref());
        Self { start, regions, called, disks: disks.map(DiskId::as_str).collect() }
    }

    fn entry(&self, path: &str, value: &Value, reader: &mut Reader) -> Option<IncidentEntry> {
        let name = value.get("kind").and_then(Value::as_str);
        let Some(kind) = name.and_then(IncidentKind::parse) else {
            let known = IncidentKind::ALL.map(IncidentKind::api_name).join(", ");
            reader.fault(&format!("{path}.kind"), Wrong::OneOf { known });
            return None;
        };
        let known: Vec<_> = COMMON_KEYS.iter().chain(keys(kind)).copied().collect();
        let fields = reader.object(path, value, &known)?;
        let span = self.span(&fields, reader);
        let any_of = self.any_of(kind, &fields, reader);
        let incident = self.incident(kind, any_of.is_empty(), &fields, reader);
        let (from, to) = span?;
        Some(IncidentEntry { from, to, incident: incident?, any_of })
    }

    /// When it may happen: `at` an instant, `after` a time from the start, or at any instant `between` two of either.
    fn span(&self, fields: &Fields<'_>, reader: &mut Reader) -> Option<(Timestamp, Timestamp)> {
        let given: Vec<_> = ["at", "after", "between"].into_iter().filter(|key| fields.get(key).is_some()).collect();
        let &[key] = given.as_slice() else {
            reader.fault(&fields.path, Wrong::When);
            return None;
        };
        let path = fields.at(key);
        if key != "between" {
            let at = self.instant(&path, fields.get(key)?, key == "after", reader)?;
            return Some((at, at));
        }
        let items = fields.list(key, reader);
        let [(first_path, first), (last_path, last)] = items.as_slice() else {
            reader.fault(&path, Wrong::TwoInstants);
            return None;
        };
        let is_span = |value: &Value| value.as_str().is_some_and(|text| text.starts_with('P'));
        let from = self.instant(first_path, first, is_span(first), reader)?;
        let to = self.instant(last_path, last, is_span(last), reader)?;
        if to < from {
            reader.fault(&path, Wrong::EndsBefore);
            return None;
        }
        Some((from, to))
    }

    fn instant(&self, path: &str, value: &Value, is_span: bool, reader: &mut Reader) -> Option<Timestamp> {
        let text = value.as_str().unwrap_or_default();
        let read = match is_span {
            true => Seconds::parse_iso8601(text).map(|span| self.start + span),
            false => Timestamp::parse_rfc3339(text),
        };
        match read {
            Err(error) => reader.fault(path, Wrong::from(error)),
            Ok(at) if at < self.start => reader.fault(path, Wrong::BeforeStart),
            Ok(at) => return Some(at),
        }
        None
    }

    /// Those of which the seed draws one.
    fn any_of(&self, kind: IncidentKind, fields: &Fields<'_>, reader: &mut Reader) -> Vec<String> {
        let named = self.names("any_of", kind == IncidentKind::DiskFailure, fields, reader);
        if fields.get("any_of").is_some() && named.is_empty() {
            reader.fault(&fields.at("any_of"), Wrong::AtLeastOne);
        }
        if let Some(other) = subject(kind).filter(|key| !named.is_empty() && fields.get(key).is_some()) {
            reader.fault(&fields.at("any_of"), Wrong::NotTogether { other });
        }
        named
    }

    fn incident(
        &self,
        kind: IncidentKind,
        needs_subject: bool,
        fields: &Fields<'_>,
        reader: &mut Reader,
    ) -> Option<Incident> {
        if let Some(key) = subject(kind).filter(|_| needs_subject && kind != IncidentKind::BackupDeletion) {
            fields.required(key, reader);
        }
        let instance = |reader: &mut Reader| self.name("instance", false, fields, reader).map(InstanceId);
        let instances = |reader: &mut Reader| {
            self.names("instances", false, fields, reader).into_iter().map(InstanceId).collect::<Vec<_>>()
        };
        let none = || InstanceId(String::new());
        Some(match kind {
            IncidentKind::RansomwareInfection => {
                let instances = instances(reader);
                if needs_subject && instances.is_empty() && fields.get("instances").is_some() {
                    reader.fault(&fields.at("instances"), Wrong::AtLeastOne);
                }
                Incident::RansomwareInfection {
                    instances,
                    hidden_hours: number("hidden_hours", &limits::HIDDEN_HOURS, Rule::Mdl04, fields, reader)?,
                }
            }
            IncidentKind::DataDeletion => {
                let disks = self.names("disks", true, fields, reader).into_iter().map(DiskId).collect();
                Incident::DataDeletion { instance: instance(reader).unwrap_or_else(none), disks }
            }
            IncidentKind::DiskFailure => {
                Incident::DiskFailure { disk: DiskId(self.name("disk", true, fields, reader).unwrap_or_default()) }
            }
            IncidentKind::RegionOutage => {
                let region = self.region("region", fields, reader);
                let hours = number("hours", &limits::OUTAGE_HOURS, Rule::Mdl16, fields, reader);
                Incident::RegionOutage { region: region?, hours: hours? }
            }
            IncidentKind::ReplicationLinkDown => {
                let (from, to) = (self.region("from", fields, reader), self.region("to", fields, reader));
                let hours = number("hours", &limits::OUTAGE_HOURS, Rule::Mdl16, fields, reader);
                let (from, to, hours) = (from?, to?, hours?);
                if !from.replicates_to(to) {
                    reader.fault_by(&fields.at("to"), Rule::Reg02, Wrong::NothingCopied { from, to });
                }
                Incident::ReplicationLinkDown { from, to, hours }
            }
            IncidentKind::BackupDeletion => Incident::BackupDeletion { instances: instances(reader) },
            IncidentKind::MetadataSyncFailure => Incident::MetadataSyncFailure {
                jobs: number("jobs", &limits::JOBS_TO_FAIL, Rule::Mdl17, fields, reader)?,
            },
            IncidentKind::PaymentOverdue => Incident::PaymentOverdue,
            IncidentKind::InstanceReleased => {
                Incident::InstanceReleased { instance: instance(reader).unwrap_or_else(none) }
            }
        })
    }

    fn region(&self, key: &str, fields: &Fields<'_>, reader: &mut Reader) -> Option<Region> {
        let value = fields.required(key, reader)?;
        let region = value.as_str().and_then(Region::parse).filter(|region| self.regions.contains(region));
        if region.is_none() {
            reader.fault(&fields.at(key), Wrong::NotOfRegions { given: value.to_string() });
        }
        region
    }

    fn name(&self, key: &str, is_disk: bool, fields: &Fields<'_>, reader: &mut Reader) -> Option<String> {
        let value = fields.get(key)?;
        self.known(&fields.at(key), value, is_disk, reader)
    }

    fn names(&self, key: &str, is_disk: bool, fields: &Fields<'_>, reader: &mut Reader) -> Vec<String> {
        let items = fields.list(key, reader);
        if items.len() > NAMED_MAX {
            reader.fault(&fields.at(key), Wrong::NamesMax { most: NAMED_MAX });
            return Vec::new();
        }
        let mut names = Vec::with_capacity(items.len());
        for (path, value) in items {
            let Some(name) = self.known(&path, value, is_disk, reader) else { continue };
            if names.contains(&name) {
                reader.fault(&path, Wrong::AgainQuoted { named: name });
            } else {
                names.push(name);
            }
        }
        names
    }

    /// A disk by its id, or an instance by its id or name, that the scenario has.
    fn known(&self, path: &str, value: &Value, is_disk: bool, reader: &mut Reader) -> Option<String> {
        let name = value.as_str().unwrap_or_default();
        let is_known = if is_disk { &self.disks } else { &self.called }.contains(name);
        if !is_known {
            let given = value.to_string();
            reader.fault(path, if is_disk { Wrong::NoDiskGiven { given } } else { Wrong::NoInstanceGiven { given } });
        }
        is_known.then(|| name.to_owned())
    }
}

/// The further keys of a kind.
fn keys(kind: IncidentKind) -> &'static [&'static str] {
    match kind {
        IncidentKind::RansomwareInfection => &["instances", "any_of", "hidden_hours"],
        IncidentKind::DataDeletion => &["instance", "any_of", "disks"],
        IncidentKind::DiskFailure => &["disk", "any_of"],
        IncidentKind::RegionOutage => &["region", "hours"],
        IncidentKind::ReplicationLinkDown => &["from", "to", "hours"],
        IncidentKind::BackupDeletion => &["instances", "any_of"],
        IncidentKind::MetadataSyncFailure => &["jobs"],
        IncidentKind::PaymentOverdue => &[],
        IncidentKind::InstanceReleased => &["instance", "any_of"],
    }
}

/// The key that says whom a kind befalls, where `any_of` can stand for it.
fn subject(kind: IncidentKind) -> Option<&'static str> {
    match kind {
        IncidentKind::RansomwareInfection | IncidentKind::BackupDeletion => Some("instances"),
        IncidentKind::DataDeletion | IncidentKind::InstanceReleased => Some("instance"),
        IncidentKind::DiskFailure => Some("disk"),
        _ => None,
    }
}

/// A whole number that must be given.
fn number(
    key: &str,
    range: &std::ops::RangeInclusive<u32>,
    rule: Rule,
    fields: &Fields<'_>,
    reader: &mut Reader,
) -> Option<u32> {
    let value = fields.required(key, reader)?;
    let number = value.as_u64().and_then(|number| u32::try_from(number).ok()).filter(|number| range.contains(number));
    if number.is_none() {
        let wrong = Wrong::Whole { least: u64::from(*range.start()), most: u64::from(*range.end()) };
        reader.fault_by(&fields.at(key), rule, wrong);
    }
    number
}
