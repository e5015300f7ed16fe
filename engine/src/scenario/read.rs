//! The reading of a scenario file, part by part, with the defaults of what is left out.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    AccountSpec, BindingEntry, FORMAT, Fault, INSTANCES_MAX, InstanceSpec, PlanEntry, PolicyEntry, Scenario, Source,
    Titles, auto_policies, check, disks, fleet, incidents, lesson, managed, networks,
    reader::{Fields, Reader},
    settings::Assumptions,
};
use crate::{
    backup::{
        binding::{BackupOptions, DiskScope},
        policy::PolicyKind,
    },
    billing::money::MicroCny,
    catalog::{instance_type::InstanceType, region::Region},
    id::{InstanceId, PolicyId},
    openapi,
    rule::Rule,
    simulation::Fate,
    time::{Timestamp, Zone},
    words::Wrong,
};

/// The keys that build the world, and what it is called; those of [`lesson::KEYS`] come on top.
const KEYS: &[&str] = &[
    "format",
    "name",
    "seed",
    "start",
    "time_zone",
    "account",
    "regions",
    "instances",
    "fleet",
    "policies",
    "bindings",
    "settings",
    "legacy_plans",
    "managed_accounts",
    "networks",
    "auto_snapshot_policies",
    "title",
    "incidents",
    "variables",
];

/// What there is to pay from where the file does not say: CNY 1,000.
const BALANCE_DEFAULT: MicroCny = MicroCny(1_000_000_000);

/// Reads a whole file, in which its variables stand for what was chosen.
pub(super) fn scenario(given: &Value) -> Result<Scenario, Vec<Fault>> {
    let mut reader = Reader::default();
    let value = &*lesson::variables::put_in(given, &mut reader);
    let known: Vec<&str> = KEYS.iter().copied().chain(lesson::KEYS).collect();
    let Some(file) = reader.object("$", value, &known) else { return Err(reader.faults) };
    let head = head(&file, &mut reader);
    let account = account(&file, &mut reader);
    let (regions, named) = regions(&file, &mut reader);
    let mut found = instances(&file, &regions, &mut reader);
    if let Some(seed) = head.seed {
        let fleet = fleet(&file, seed, &regions, &mut reader).into_iter();
        found.extend(fleet.map(|spec| ("$.fleet.template".to_owned(), spec)));
    }
    let own = found.len();
    let managed_accounts = managed::accounts(&file, &regions, &mut found, &mut reader);
    let (paths, instances): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    if instances.len() > INSTANCES_MAX {
        reader.fault("$.instances", Wrong::InstancesMax { most: INSTANCES_MAX });
    }
    let regions = if named { regions } else { regions_of(&instances) };
    let bindings = bindings(&file, &mut reader);
    let legacy_plans = legacy_plans(&file, &mut reader);
    let assumptions = assumptions(&file, &mut reader);
    let policies = policies(&file, &regions, assumptions, &mut reader);
    let networks = networks::networks(&file, &regions, &mut reader);
    networks::check(&networks, &instances, &mut reader);
    let auto_policies = auto_policies::policies(&file, &regions, &instances[..own], &mut reader);
    let incidents = incidents::incidents(&file, head.start, &regions, &instances, &mut reader);
    title(&file, &mut reader);
    let taught = lesson::lesson(&file, &instances, &mut reader);
    let bounds = assumptions.schedule_bounds();
    check::instances(&instances, &paths, &regions, &mut reader);
    check::whole(&instances, &policies, &bindings, &legacy_plans, &regions, bounds, &mut reader);
    match (head, reader.faults) {
        (Head { name: Some(name), seed: Some(seed), start: Some(start), zone }, faults) if faults.is_empty() => {
            Ok(Scenario {
                source: Source::Value(given.clone()),
                titles: Titles::of(value),
                name,
                seed,
                start,
                zone,
                account,
                regions,
                networks,
                managed_accounts,
                instances,
                policies,
                bindings,
                legacy_plans,
                auto_policies,
                fate: (!incidents.is_empty()).then_some(Fate::OF_SCENARIOS),
                incidents,
                taught,
                assumptions,
            })
        }
        (_, faults) => Err(faults),
    }
}

struct Head {
    name: Option<String>,
    seed: Option<u64>,
    start: Option<Timestamp>,
    zone: Zone,
}

fn head(file: &Fields<'_>, reader: &mut Reader) -> Head {
    if let Some(format) = file.required("format", reader).filter(|format| format.as_str() != Some(FORMAT)) {
        reader.fault("$.format", Wrong::Format { wanted: FORMAT, given: format.to_string() });
    }
    let name = file.required("name", reader).and_then(|_| file.text("name", reader)).map(str::to_owned);
    let seed = file.required("seed", reader).and_then(|_| file.whole("seed", 0..=u64::MAX, reader));
    let start = file.required("start", reader).and_then(|start| {
        let parsed = Timestamp::parse_rfc3339(start.as_str().unwrap_or_default());
        parsed.map_err(|error| reader.fault("$.start", Wrong::from(error))).ok()
    });
    let zone = file.get("time_zone").map_or(Zone::CHINA, |zone| {
        let parsed = Zone::parse(zone.as_str().unwrap_or_default());
        parsed.unwrap_or_else(|error| {
            reader.fault_by("$.time_zone", Rule::Mdl30, Wrong::from(error));
            Zone::CHINA
        })
    });
    Head { name, seed, start, zone }
}

/// An account that is ready for use, unless the file says otherwise.
fn account(file: &Fields<'_>, reader: &mut Reader) -> AccountSpec {
    let mut spec =
        AccountSpec { cloud_backup_activated: true, snapshot_service_enabled: false, balance: BALANCE_DEFAULT };
    let keys = &["cloud_backup_activated", "snapshot_service_enabled", "balance"];
    let Some(fields) = file.get("account").and_then(|account| reader.object("$.account", account, keys)) else {
        return spec;
    };
    spec.cloud_backup_activated = fields.flag("cloud_backup_activated", true, reader);
    spec.snapshot_service_enabled = fields.flag("snapshot_service_enabled", false, reader);
    if let Some(balance) = fields.get("balance") {
        match balance.as_str().and_then(MicroCny::parse) {
            Some(balance) => spec.balance = balance,
            None => reader.fault("$.account.balance", Wrong::BalanceText),
        }
    }
    spec
}

/// The regions of the scenario and whether the file names them.
fn regions(file: &Fields<'_>, reader: &mut Reader) -> (Vec<Region>, bool) {
    let mut regions = Vec::new();
    for (path, value) in file.list("regions", reader) {
        match value.as_str().and_then(Region::parse) {
            Some(region) if regions.contains(&region) => {
                reader.fault(&path, Wrong::Again { named: region.to_string() });
            }
            Some(region) => regions.push(region),
            None => reader.fault(&path, Wrong::NotRegion { given: value.to_string() }),
        }
    }
    let named = !regions.is_empty();
    (regions, named)
}

/// Where the file names no regions: those of its instances, in their order.
fn regions_of(instances: &[InstanceSpec]) -> Vec<Region> {
    let mut regions = Vec::new();
    for instance in instances {
        if !regions.contains(&instance.region) {
            regions.push(instance.region);
        }
    }
    if regions.is_empty() {
        regions.extend(Region::all().next());
    }
    regions
}

/// The instances of the own account with their paths.
fn instances(file: &Fields<'_>, regions: &[Region], reader: &mut Reader) -> Vec<(String, InstanceSpec)> {
    let list = file.list("instances", reader).into_iter();
    list.filter_map(|(path, value)| instance(&path, value, regions, reader).map(|spec| (path, spec))).collect()
}

const INSTANCE_KEYS: &[&str] = &["id", "name", "region", "zone", "type", "status", "os", "tags", "disks"];

/// Reads one instance.
pub(super) fn instance(path: &str, value: &Value, regions: &[Region], reader: &mut Reader) -> Option<InstanceSpec> {
    let fields = reader.object(path, value, INSTANCE_KEYS)?;
    let id = fields.get("id").and_then(|_| entity_id(&fields, "i-", reader)).map(InstanceId);
    let name = fields.text("name", reader).map(str::to_owned).or_else(|| id.as_ref().map(ToString::to_string));
    if name.is_none() {
        reader.fault(&fields.at("name"), Wrong::NameOrId);
    }
    let region = match fields.get("region") {
        None => regions.first().copied().or_else(|| Region::all().next()),
        Some(region) => {
            let parsed = region.as_str().and_then(Region::parse);
            if parsed.is_none() {
                reader.fault(&fields.at("region"), Wrong::NotRegion { given: region.to_string() });
            }
            parsed
        }
    };
    let zone = zone(&fields, region, reader);
    let instance_type = match fields.get("type") {
        None => InstanceType::parse("ecs.g7.large"),
        Some(text) => {
            let parsed = text.as_str().and_then(InstanceType::parse);
            if parsed.is_none() {
                reader.fault(&fields.at("type"), Wrong::NotInstanceType { given: text.to_string() });
            }
            parsed
        }
    };
    let running = match fields.get("status").map(Value::as_str) {
        None | Some(Some("Running")) => true,
        Some(Some("Stopped")) => false,
        Some(_) => {
            reader.fault(&fields.at("status"), Wrong::Either { one: "Running", other: "Stopped" });
            true
        }
    };
    let os = fields.text("os", reader).unwrap_or("Alibaba Cloud Linux 3").to_owned();
    let tags = tags(&fields, reader);
    let disks = disks::disks(&fields, reader);
    Some(InstanceSpec {
        id,
        account: None,
        name: name?,
        region: region?,
        zone: zone?,
        instance_type: instance_type?,
        running,
        os,
        tags,
        disks: disks?,
    })
}

fn zone(fields: &Fields<'_>, region: Option<Region>, reader: &mut Reader) -> Option<String> {
    let region = region?;
    match fields.text("zone", reader) {
        None => region.zones().next(),
        Some(zone) if region.may_have_zone(zone) => Some(zone.to_owned()),
        Some(zone) => {
            let example = region.zones().next().unwrap_or_default();
            reader.fault(&fields.at("zone"), Wrong::NotZone { zone: zone.to_owned(), region, example });
            None
        }
    }
}

fn tags(fields: &Fields<'_>, reader: &mut Reader) -> BTreeMap<String, String> {
    let mut tags = BTreeMap::new();
    match fields.get("tags") {
        None => {}
        Some(Value::Object(entries)) => {
            for (key, value) in entries {
                match value.as_str() {
                    Some(value) => drop(tags.insert(key.clone(), value.to_owned())),
                    None => reader.fault(&format!("{}.{key}", fields.at("tags")), Wrong::Text),
                }
            }
        }
        Some(_) => reader.fault(&fields.at("tags"), Wrong::Texts),
    }
    tags
}

fn fleet(file: &Fields<'_>, seed: u64, regions: &[Region], reader: &mut Reader) -> Vec<InstanceSpec> {
    let keys = &["prefix", "count", "template"];
    let Some(fields) = file.get("fleet").and_then(|value| reader.object("$.fleet", value, keys)) else {
        return Vec::new();
    };
    let prefix = fields.text("prefix", reader).unwrap_or("app");
    fields.required("count", reader);
    let count = fields.whole("count", 1..=INSTANCES_MAX as u64, reader);
    let template = fields.required("template", reader).and_then(|value| template(value, prefix, regions, reader));
    let disks = template.as_ref().map_or(0, |template| template.disks.len() as u64);
    let bytes = fields.get("template").map_or(0, |template| template.to_string().len() as u64);
    let count_of = |each: u64| each.saturating_mul(count.unwrap_or_default());
    if count_of(disks) > FLEET_DISKS_MAX || count_of(bytes) > FLEET_BYTES_MAX {
        let wrong = Wrong::FleetTooLarge { disks: FLEET_DISKS_MAX, bytes: FLEET_BYTES_MAX };
        reader.fault("$.fleet.template", wrong);
        return Vec::new();
    }
    match (count, template) {
        (Some(count), Some(template)) => fleet::instances(&template, prefix, count, seed),
        _ => Vec::new(),
    }
}

/// How many disks a fleet may have.
const FLEET_DISKS_MAX: u64 = 200_000;
/// What the templates of all instances of a fleet may take together, each written out.
const FLEET_BYTES_MAX: u64 = 16 << 20;

/// One instance without id; its name is the fleet's prefix and a number.
fn template(value: &Value, prefix: &str, regions: &[Region], reader: &mut Reader) -> Option<InstanceSpec> {
    let mut named = value.clone();
    if let Value::Object(fields) = &mut named {
        for key in ["id", "name"] {
            if fields.contains_key(key) {
                reader.fault(&format!("$.fleet.template.{key}"), Wrong::FleetOwn);
            }
        }
        fields.insert("name".to_owned(), Value::String(prefix.to_owned()));
    }
    instance("$.fleet.template", &named, regions, reader)
}

fn policies(file: &Fields<'_>, regions: &[Region], assumptions: Assumptions, reader: &mut Reader) -> Vec<PolicyEntry> {
    let mut policies = Vec::new();
    for (path, value) in file.list("policies", reader) {
        let id = value.get("PolicyId").and_then(Value::as_str).map(PolicyId::from);
        let region = match value.get("RegionId") {
            None => regions.first().copied(),
            Some(region) => region.as_str().and_then(Region::parse),
        };
        if region.is_none() {
            reader.fault(&format!("{path}.RegionId"), Wrong::Region);
        }
        match openapi::read_policy(value) {
            Ok((spec, rule_ids)) => {
                let kind = policy_kind(&path, value, reader);
                let Some(region) = region else { continue };
                if let Err(rejection) = spec.check(kind, region, assumptions.schedule_bounds()) {
                    reader.fault_by(&path, rejection.rule(), rejection);
                }
                policies.push(PolicyEntry { id, kind, region, spec, rule_ids });
            }
            Err(refusal) => reader.fault_by(&path, refusal.rule, refusal.message),
        }
    }
    policies
}

/// `Legacy`, which only a scenario has, makes a legacy policy (POL-03).
fn policy_kind(path: &str, value: &Value, reader: &mut Reader) -> PolicyKind {
    match value.get("Legacy") {
        None | Some(Value::Bool(false)) => PolicyKind::Ecs,
        Some(Value::Bool(true)) => PolicyKind::Legacy,
        Some(_) => {
            reader.fault(&format!("{path}.Legacy"), Wrong::Flag);
            PolicyKind::Ecs
        }
    }
}

/// Legacy plans in the form of `CreateBackupPlan`, with `PlanId` where it is to be known (API-26).
fn legacy_plans(file: &Fields<'_>, reader: &mut Reader) -> Vec<PlanEntry> {
    let mut plans = Vec::new();
    for (path, value) in file.list("legacy_plans", reader) {
        let id = value.get("PlanId").and_then(Value::as_str).map(PolicyId::from);
        match openapi::read_plan(value) {
            Ok(plan) => plans.push(PlanEntry { id, plan }),
            Err(refusal) => reader.fault_by(&path, refusal.rule, refusal.message),
        }
    }
    plans
}

/// Bindings in the form of a list of bindings, or of a call that binds several sources to one policy.
fn bindings(file: &Fields<'_>, reader: &mut Reader) -> Vec<BindingEntry> {
    let mut bindings = Vec::new();
    for (path, value) in file.list("bindings", reader) {
        let Some(policy) = value.get("PolicyId").and_then(Value::as_str).map(PolicyId::from) else {
            reader.fault(&format!("{path}.PolicyId"), Wrong::PolicyOfScenario);
            continue;
        };
        match value.get("PolicyBindingList") {
            None => bindings.extend(binding(&path, value, &policy, reader)),
            Some(Value::Array(sources)) => {
                for (position, source) in sources.iter().enumerate() {
                    let path = format!("{path}.PolicyBindingList[{position}]");
                    bindings.extend(binding(&path, source, &policy, reader));
                }
            }
            Some(_) => reader.fault(&format!("{path}.PolicyBindingList"), Wrong::List),
        }
    }
    bindings
}

const BINDING_KEYS: &[&str] = &[
    "PolicyId",
    "SourceType",
    "DataSourceId",
    "Disabled",
    "PolicyBindingDescription",
    "AdvancedOptions",
    "CrossAccountType",
    "CrossAccountUserId",
    "CrossAccountRoleName",
];

fn binding(path: &str, value: &Value, policy: &PolicyId, reader: &mut Reader) -> Option<BindingEntry> {
    let fields = reader.object(path, value, BINDING_KEYS)?;
    if fields.get("SourceType").is_some_and(|source| source.as_str() != Some("UDM_ECS")) {
        reader.fault(&fields.at("SourceType"), Wrong::Exactly { word: "UDM_ECS" });
    }
    fields.required("DataSourceId", reader);
    let instance = fields.text("DataSourceId", reader).map(InstanceId::from);
    let suspended = match fields.get("Disabled") {
        None => false,
        Some(Value::Bool(disabled)) => *disabled,
        Some(Value::String(text)) if text == "true" || text == "false" => text == "true",
        Some(_) => {
            reader.fault(&fields.at("Disabled"), Wrong::Flag);
            false
        }
    };
    let description = fields.text("PolicyBindingDescription", reader).unwrap_or_default().to_owned();
    let (scope, options) = openapi::read_options(value).unwrap_or_else(|refusal| {
        reader.fault_by(&fields.at("AdvancedOptions"), refusal.rule, refusal.message);
        (DiskScope::All, BackupOptions::default())
    });
    let account = managed::named(&fields, reader);
    Some(BindingEntry { policy: policy.clone(), instance: instance?, account, scope, options, suspended, description })
}

fn assumptions(file: &Fields<'_>, reader: &mut Reader) -> Assumptions {
    let mut assumptions = Assumptions::default();
    let Some(value) = file.get("settings") else { return assumptions };
    let Value::Object(entries) = value else {
        reader.fault("$.settings", Wrong::Object);
        return assumptions;
    };
    for (name, value) in entries {
        if let Err(error) = assumptions.set(name, value) {
            reader.fault(&format!("$.settings.{name}"), Wrong::from(error));
        }
    }
    assumptions
}

fn title(file: &Fields<'_>, reader: &mut Reader) {
    let Some(fields) = file.get("title").and_then(|value| reader.object("$.title", value, &["en", "zh-CN"])) else {
        return;
    };
    for (locale, text) in fields.iter().filter(|(_, text)| !text.is_string()) {
        reader.fault(&fields.at(locale), Wrong::TextNot { given: text.to_string() });
    }
}

/// An id: its prefix, then 1 to 60 letters, digits and hyphens.
pub(super) fn entity_id(fields: &Fields<'_>, prefix: &'static str, reader: &mut Reader) -> Option<String> {
    let id = fields.text("id", reader)?;
    let well_formed = id.strip_prefix(prefix).is_some_and(|rest| {
        (1..=60).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    });
    if !well_formed {
        reader.fault(&fields.at("id"), Wrong::NotEntityId { given: id.to_owned(), prefix });
        return None;
    }
    Some(id.to_owned())
}
