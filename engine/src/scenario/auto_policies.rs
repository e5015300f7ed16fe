//! The `auto_snapshot_policies` of a scenario.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    DiskSpec, InstanceSpec,
    read::entity_id,
    reader::{Fields, Reader},
};
use crate::{
    catalog::region::Region,
    cloud::auto_policy::AutoPolicySpec,
    id::{AutoPolicyId, DiskId},
    rejection::{Problem, Rejection},
    rule::Rule,
    time::Days,
    words::Wrong,
};

/// An automatic snapshot policy at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutoPolicyEntry {
    /// Its id; made from the seed and its name where left out.
    pub id: Option<AutoPolicyId>,
    /// Its region; the scenario's first where left out.
    pub region: Region,
    /// What it says.
    pub spec: AutoPolicySpec,
    /// The disks that it is applied to, by the ids that the scenario gives them.
    pub disks: Vec<DiskId>,
}

const KEYS: &[&str] = &["id", "name", "region", "time_points", "repeat_weekdays", "retention_days", "disk_ids"];

/// Reads the list, in its order.
pub(super) fn policies(
    file: &Fields<'_>,
    regions: &[Region],
    instances: &[InstanceSpec],
    reader: &mut Reader,
) -> Vec<AutoPolicyEntry> {
    let mut policies: Vec<AutoPolicyEntry> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut disks = BTreeSet::new();
    let known = known_disks(instances);
    for (path, value) in file.list("auto_snapshot_policies", reader) {
        let Some(entry) = policy(&path, value, regions, reader) else { continue };
        if let Some(id) = entry.id.clone().filter(|id| !ids.insert(id.clone())) {
            reader.fault(&format!("{path}.id"), Wrong::UsedByAutoPolicy { id: id.to_string() });
        }
        for (number, disk) in entry.disks.iter().enumerate() {
            let path = format!("{path}.disk_ids[{number}]");
            if !disks.insert(disk.clone()) {
                reader.fault_by(&path, Rule::Con63, Wrong::HasAutoPolicy { id: disk.to_string() });
            }
            check_disk(&path, disk, entry.region, &known, reader);
        }
        policies.push(entry);
    }
    policies
}

fn policy(path: &str, value: &Value, regions: &[Region], reader: &mut Reader) -> Option<AutoPolicyEntry> {
    let fields = reader.object(path, value, KEYS)?;
    let id = fields.get("id").and_then(|_| entity_id(&fields, "sp-", reader)).map(AutoPolicyId);
    let name = fields.text("name", reader).unwrap_or_default().to_owned();
    let region = match fields.get("region") {
        None => regions.first().copied()?,
        Some(value) => {
            let region = value.as_str().and_then(Region::parse).filter(|region| regions.contains(region));
            if region.is_none() {
                reader.fault(&fields.at("region"), Wrong::NotOfRegions { given: value.to_string() });
            }
            region?
        }
    };
    let retention = match fields.get("retention_days").map(Value::as_i64) {
        None | Some(Some(-1)) => None,
        // What does not fit is out of range whatever it is.
        Some(days) => Some(Days(days.and_then(|days| u32::try_from(days).ok()).unwrap_or(0))),
    };
    let hours = numbers(&fields, "time_points", reader);
    let weekdays = numbers(&fields, "repeat_weekdays", reader);
    let spec = AutoPolicySpec { name, hours: hours?, weekdays: weekdays?, retention };
    if let Err(problem) = spec.check() {
        let rejection = Rejection::from(Problem::from(problem));
        reader.fault_by(path, rejection.rule(), rejection);
    }
    let mut disks = Vec::new();
    for (path, value) in fields.list("disk_ids", reader) {
        match value.as_str() {
            Some(id) => disks.push(DiskId::from(id)),
            None => reader.fault(&path, Wrong::DiskId),
        }
    }
    Some(AutoPolicyEntry { id, region, spec, disks })
}

fn numbers(fields: &Fields<'_>, key: &str, reader: &mut Reader) -> Option<BTreeSet<u8>> {
    fields.required(key, reader)?;
    let list = fields.list(key, reader);
    let numbers: Option<_> =
        list.iter().map(|(_, value)| value.as_u64().and_then(|number| u8::try_from(number).ok())).collect();
    if numbers.is_none() {
        reader.fault(&fields.at(key), Wrong::WholeNumbers);
    }
    numbers
}

type Disks<'s> = BTreeMap<&'s DiskId, (&'s InstanceSpec, &'s DiskSpec)>;

/// The disks that have an id, each with the first of its instances.
fn known_disks(instances: &[InstanceSpec]) -> Disks<'_> {
    let disks = instances.iter().flat_map(|instance| instance.disks.iter().map(move |disk| (instance, disk)));
    disks.rev().filter_map(|(instance, disk)| Some((disk.id.as_ref()?, (instance, disk)))).collect()
}

fn check_disk(path: &str, id: &DiskId, region: Region, known: &Disks<'_>, reader: &mut Reader) {
    match known.get(id) {
        None => reader.fault(path, Wrong::NoDisk { id: id.to_string() }),
        Some((instance, _)) if instance.region != region => {
            let (id, disk) = (id.to_string(), instance.region);
            reader.fault(path, Wrong::DiskElsewhere { id, disk, policy: region });
        }
        Some((_, disk)) if !disk.category.can_be_snapshotted() => {
            reader.fault_by(path, Rule::Con20, Wrong::NoSnapshots { id: id.to_string() });
        }
        Some(_) => {}
    }
}
