//! A real set-up as a scenario: read from what the services answer, so that it can be rehearsed.
//!
//! The documents are the JSON answers of `DescribeInstances`, `DescribeDisks`, `DescribePoliciesV2` and
//! `DescribePolicyBindings`, each as often as there are pages. What they do not say, how full disks are and how much is
//! written to them, is asked for once for each kind of disk ([`Usages`]). What the simulation has no place for is left
//! out and told of ([`LeftOut`]); nothing is left out without a word.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::{
    catalog::{disk::DiskCategory, instance_type::InstanceType, region::Region},
    openapi::{POLICY_TYPE, SOURCE_TYPE, SYSTEM_GIB},
    scenario::{FORMAT, Fault},
    time::{Timestamp, Zone},
    units::Mib,
    words::Wrong,
};

/// What is asked of the services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// `DescribeInstances` of ECS.
    Instances,
    /// `DescribeDisks` of ECS.
    Disks,
    /// `DescribePoliciesV2` of Cloud Backup.
    Policies,
    /// `DescribePolicyBindings` of Cloud Backup.
    Bindings,
}

impl Answer {
    /// All that are asked, in the order of need.
    pub const ALL: [Self; 4] = [Self::Instances, Self::Disks, Self::Policies, Self::Bindings];

    /// The product and the operation.
    pub fn operation(self) -> [&'static str; 2] {
        match self {
            Self::Instances => ["ecs", "DescribeInstances"],
            Self::Disks => ["ecs", "DescribeDisks"],
            Self::Policies => ["hbr", "DescribePoliciesV2"],
            Self::Bindings => ["hbr", "DescribePolicyBindings"],
        }
    }

    /// What a document has of it.
    pub fn items(self, document: &Value) -> impl Iterator<Item = &Value> {
        list(match self {
            Self::Instances => &document["Instances"]["Instance"],
            Self::Disks => &document["Disks"]["Disk"],
            Self::Policies => &document["Policies"],
            Self::Bindings => &document["PolicyBindings"],
        })
    }

    /// What tells an item from the others: it counts once, however often it is given.
    pub fn identity(self, item: &Value) -> [&str; 2] {
        match self {
            Self::Instances => [text(item, "InstanceId"), ""],
            Self::Disks => [text(item, "DiskId"), ""],
            Self::Policies => [text(item, "PolicyId"), ""],
            Self::Bindings => [text(item, "PolicyId"), text(item, "DataSourceId")],
        }
    }
}

/// How disks of a kind are used, which the services do not tell (MDL-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// How full they are, in percent of their size: 1 to 100.
    pub used_percent: u32,
    /// What is written in a day.
    pub written: Mib,
    /// What the writes fall on, in percent of what is used: 1 to 100.
    pub hot_percent: u32,
    /// What is added to the data in a day.
    pub growth: Mib,
}

/// How the disks of a set-up are used, by their kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usages {
    /// System disks.
    pub system: Usage,
    /// Data disks.
    pub data: Usage,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The scenario file; to be read like any other, which checks it.
    pub scenario: Value,
    /// How many instances are in it.
    pub instances: usize,
    /// How many policies.
    pub policies: usize,
    /// How many associations.
    pub bindings: usize,
    /// What is not in it, and why.
    pub left_out: Vec<LeftOut>,
}

/// Something that the simulation has no place for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// An instance or disk of a region that is not simulated.
    Region(String, String),
    /// An instance without disks in the documents: it gets a system disk of the usual size.
    NoDisks(String),
    /// An instance of a type that is not read; it becomes `ecs.g7.large`.
    InstanceType(String, String),
    /// A disk of a category that is not simulated.
    DiskCategory(String, String),
    /// A disk that is attached to no instance of the documents.
    Detached(String),
    /// A policy that is no ECS instance backup policy.
    PolicyType(String, String),
    /// A binding to something that is not in the documents, or of another kind than an ECS instance.
    Binding(String, String),
    /// A binding that the tags of a policy make anew by themselves.
    ByTag(String),
    /// A document without anything of use.
    Document(usize),
}

impl Default for Usages {
    /// Ours: a system disk half full with 2 GiB written in a day, a data disk at 60 percent with 8.
    fn default() -> Self {
        let usage = |used_percent, written, growth| Usage {
            used_percent,
            written: Mib::from_gib(written),
            hot_percent: 25,
            growth: Mib(growth),
        };
        Self { system: usage(50, 2, 0), data: usage(60, 8, 512) }
    }
}

/// Makes a scenario of these documents, beginning at `start`.
pub fn scenario<'d>(
    documents: impl IntoIterator<Item = &'d Value>,
    usages: &Usages,
    start: Timestamp,
) -> Result<Imported, Vec<Fault>> {
    let mut import = Import { usages: *usages, left_out: BTreeSet::new() };
    let found = Documents::sort(documents, &mut import.left_out);
    if found.instances.is_empty() {
        return Err(vec![Fault::new("$", Wrong::NoInstanceToImport)]);
    }
    let disks = import.disks(&found);
    let instances: Vec<_> = found.instances.iter().filter_map(|each| import.instance(each, &disks)).collect();
    let known: BTreeSet<_> = instances.iter().filter_map(|instance| instance["id"].as_str()).collect();
    let regions: BTreeMap<_, _> =
        instances.iter().map(|instance| (text(instance, "id"), text(instance, "region"))).collect();
    let region_of = |policy: &str| {
        let mut bound = found.bindings.iter().filter(|binding| text(binding, "PolicyId") == policy);
        bound.find_map(|binding| regions.get(text(binding, "DataSourceId"))).copied()
    };
    let policies: Vec<_> =
        found.policies.iter().filter_map(|policy| import.policy(policy, region_of(text(policy, "PolicyId")))).collect();
    let offered: BTreeSet<_> = policies.iter().filter_map(|policy| policy["PolicyId"].as_str()).collect();
    let bindings: Vec<_> =
        found.bindings.iter().filter_map(|binding| import.binding(binding, &offered, &known)).collect();
    let mut played: Vec<&str> = Vec::new();
    let used = instances.iter().map(|instance| &instance["region"]);
    let destinations =
        policies.iter().flat_map(|policy| list(&policy["Rules"])).map(|rule| &rule["ReplicationRegionId"]);
    for region in used.chain(destinations).filter_map(Value::as_str) {
        if !played.contains(&region) {
            played.push(region);
        }
    }
    let scenario = json!({
        "format": FORMAT, "name": "imported", "seed": 1, "start": start.to_rfc3339(Zone::CHINA), "regions": played,
        "title": title(instances.len()),
        "account": { "cloud_backup_activated": true, "snapshot_service_enabled": true, "balance": BALANCE },
        "instances": instances, "policies": policies, "bindings": bindings,
    });
    Ok(Imported {
        instances: instances.len(),
        policies: policies.len(),
        bindings: bindings.len(),
        scenario,
        left_out: import.left_out.into_iter().collect(),
    })
}

/// What is in the documents, by kind.
#[derive(Default)]
struct Documents<'d> {
    instances: Vec<&'d Value>,
    disks: Vec<&'d Value>,
    policies: Vec<&'d Value>,
    bindings: Vec<&'d Value>,
}

impl<'d> Documents<'d> {
    fn sort(documents: impl IntoIterator<Item = &'d Value>, left_out: &mut BTreeSet<LeftOut>) -> Self {
        let mut found = Self::default();
        for (position, document) in documents.into_iter().enumerate() {
            let before = found.count();
            for answer in Answer::ALL {
                found.list_of(answer).extend(answer.items(document));
            }
            if found.count() == before {
                left_out.insert(LeftOut::Document(position + 1));
            }
        }
        for answer in Answer::ALL {
            let mut met = BTreeSet::new();
            found.list_of(answer).retain(|item| met.insert(answer.identity(item)));
        }
        found
    }

    fn list_of(&mut self, answer: Answer) -> &mut Vec<&'d Value> {
        match answer {
            Answer::Instances => &mut self.instances,
            Answer::Disks => &mut self.disks,
            Answer::Policies => &mut self.policies,
            Answer::Bindings => &mut self.bindings,
        }
    }

    fn count(&self) -> usize {
        self.instances.len() + self.disks.len() + self.policies.len() + self.bindings.len()
    }
}

struct Import {
    usages: Usages,
    left_out: BTreeSet<LeftOut>,
}

impl Import {
    /// The disks by the instances that they are attached to.
    fn disks(&mut self, found: &Documents<'_>) -> BTreeMap<String, Vec<Value>> {
        let mut attached: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        let known: BTreeSet<_> = found.instances.iter().map(|instance| text(instance, "InstanceId")).collect();
        for disk in &found.disks {
            let several = list(&disk["Attachments"]["Attachment"]).map(|each| text(each, "InstanceId"));
            let mut holders: BTreeSet<_> = several.chain([text(disk, "InstanceId")]).collect();
            holders.retain(|holder| known.contains(holder));
            if holders.is_empty() {
                self.left_out.insert(LeftOut::Detached(text(disk, "DiskId").to_owned()));
                continue;
            }
            let Some(spec) = self.disk(disk) else { continue };
            for holder in holders {
                attached.entry(holder.to_owned()).or_default().push(spec.clone());
            }
        }
        for disks in attached.values_mut() {
            disks.sort_by_key(|disk| disk["kind"] != "system");
        }
        attached
    }

    fn disk(&mut self, disk: &Value) -> Option<Value> {
        let (id, category) = (text(disk, "DiskId"), text(disk, "Category"));
        if DiskCategory::parse(category).is_none() {
            self.left_out.insert(LeftOut::DiskCategory(id.to_owned(), category.to_owned()));
            return None;
        }
        let is_system = text(disk, "Type") == "system";
        let usage = if is_system { self.usages.system } else { self.usages.data };
        let size_gib = disk["Size"].as_u64().unwrap_or_default();
        let used = Mib(Mib::from_gib(size_gib).0 * u64::from(usage.used_percent) / 100);
        let hot = Mib(used.0 * u64::from(usage.hot_percent) / 100);
        let mut spec = fields(json!({
            "id": id, "kind": if is_system { "system" } else { "data" }, "category": category, "size_gib": size_gib,
            "used_gib": used.to_gib_text(), "hot_gib": hot.to_gib_text(),
            "write_gib_per_day": usage.written.to_gib_text(), "growth_gib_per_day": usage.growth.to_gib_text(),
            "multi_attach": text(disk, "MultiAttach") == "Enabled", "encrypted": disk["Encrypted"] == true,
        }));
        let level = text(disk, "PerformanceLevel");
        if category == DiskCategory::CloudEssd.code() && !level.is_empty() {
            spec.insert("performance_level".to_owned(), json!(level));
        }
        Some(Value::Object(spec))
    }

    fn instance(&mut self, instance: &Value, disks: &BTreeMap<String, Vec<Value>>) -> Option<Value> {
        let (id, region, kind) =
            (text(instance, "InstanceId"), text(instance, "RegionId"), text(instance, "InstanceType"));
        if Region::parse(region).is_none() {
            self.left_out.insert(LeftOut::Region(id.to_owned(), region.to_owned()));
            return None;
        }
        let mut spec = fields(json!({
            "id": id, "name": first_of([text(instance, "InstanceName"), id]), "region": region,
            "status": if text(instance, "Status") == "Stopped" { "Stopped" } else { "Running" },
            "os": first_of([text(instance, "OSNameEn"), text(instance, "OSName"), "Linux"]),
        }));
        match InstanceType::parse(kind) {
            Some(_) => drop(spec.insert("type".to_owned(), json!(kind))),
            None => drop(self.left_out.insert(LeftOut::InstanceType(id.to_owned(), kind.to_owned()))),
        }
        let zone = text(instance, "ZoneId");
        if Region::parse(region).is_some_and(|region| region.may_have_zone(zone)) {
            spec.insert("zone".to_owned(), json!(zone));
        }
        let tags =
            list(&instance["Tags"]["Tag"]).map(|tag| (text(tag, "TagKey").to_owned(), json!(text(tag, "TagValue"))));
        spec.insert("tags".to_owned(), Value::Object(tags.collect()));
        let mut attached = disks.get(id).cloned().unwrap_or_default();
        if attached.first().is_none_or(|disk| disk["kind"] != "system") {
            self.left_out.insert(LeftOut::NoDisks(id.to_owned()));
            attached.insert(0, json!({ "kind": "system", "category": "cloud_essd", "size_gib": SYSTEM_GIB }));
        }
        spec.insert("disks".to_owned(), Value::Array(attached));
        Some(Value::Object(spec))
    }

    /// The answer does not say where a policy lies: where the instances are that it protects, else in the first region.
    fn policy(&mut self, policy: &Value, region: Option<&str>) -> Option<Value> {
        let (id, kind) = (text(policy, "PolicyId"), text(policy, "PolicyType"));
        if kind != POLICY_TYPE {
            self.left_out.insert(LeftOut::PolicyType(id.to_owned(), kind.to_owned()));
            return None;
        }
        let mut kept = only(policy, &["PolicyId", "PolicyName", "PolicyDescription", "PolicyType"]);
        if let Some(region) = region {
            kept.insert("RegionId".to_owned(), json!(region));
        }
        let rules = list(&policy["Rules"]).map(|rule| Value::Object(only(rule, RULE_KEYS)));
        kept.insert("Rules".to_owned(), Value::Array(rules.collect()));
        Some(Value::Object(kept))
    }

    fn binding(&mut self, binding: &Value, policies: &BTreeSet<&str>, instances: &BTreeSet<&str>) -> Option<Value> {
        let (policy, source) = (text(binding, "PolicyId"), text(binding, "DataSourceId"));
        if text(binding, "SourceType") != SOURCE_TYPE || !policies.contains(policy) || !instances.contains(source) {
            self.left_out.insert(LeftOut::Binding(policy.to_owned(), source.to_owned()));
            return None;
        }
        if binding["CreatedByTag"] == true {
            self.left_out.insert(LeftOut::ByTag(source.to_owned()));
            return None;
        }
        Some(Value::Object(only(binding, BINDING_KEYS)))
    }
}

/// What such a run is called.
fn title(instances: usize) -> Value {
    let en = if instances == 1 { "1 instance".to_owned() } else { format!("{instances} instances") };
    json!({ "en": format!("Imported set-up, {en}"), "zh-CN": format!("导入的环境，{instances}台实例") })
}

/// The answers do not say what an account pays from: enough for a rehearsal of years not to end in an overdue payment.
const BALANCE: &str = "100000000.00";

/// What a rule may have in a scenario, which takes policies as the API does.
const RULE_KEYS: &[&str] = &[
    "RuleId",
    "RuleType",
    "BackupType",
    "Schedule",
    "Retention",
    "RetentionRules",
    "ArchiveDays",
    "KeepLatestSnapshots",
    "ReplicationRegionId",
    "Immutable",
    "DataSourceFilters",
    "TagFilters",
];
const BINDING_KEYS: &[&str] =
    &["PolicyId", "SourceType", "DataSourceId", "Disabled", "PolicyBindingDescription", "AdvancedOptions"];

/// These fields of an object, where they are there and not empty.
fn only(value: &Value, keys: &[&str]) -> Map<String, Value> {
    let field = |key: &&str| Some(((*key).to_owned(), value.get(*key)?.clone()));
    let is_said = |value: &Value| !value.is_null() && value != "" && value != &json!([]);
    keys.iter().filter_map(field).filter(|(_, value)| is_said(value)).collect()
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// The first text that is not empty.
fn first_of<const N: usize>(texts: [&str; N]) -> &str {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}
