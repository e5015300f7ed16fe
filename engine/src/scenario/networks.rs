//! The `networks` of a scenario: VPCs with their vSwitches and security groups.
//!
//! A region that is listed has what is listed and nothing else; any other has a default VPC.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    InstanceSpec,
    read::entity_id,
    reader::{Fields, Reader},
};
use crate::{
    catalog::region::Region,
    cloud::network::{Cidr, VPC_CIDR, VSWITCH_PREFIX_BITS},
    id::{SecurityGroupId, VSwitchId, VpcId},
    words::Wrong,
};

/// A VPC at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VpcSpec {
    /// Its id; made from the seed and its name where left out.
    pub id: Option<VpcId>,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: Region,
    /// Its addresses; `172.16.0.0/12` where left out.
    pub cidr: Cidr,
    /// Its vSwitches; one a zone where none is listed.
    pub vswitches: Vec<VSwitchSpec>,
    /// Its security groups; one where none is listed.
    pub security_groups: Vec<SecurityGroupSpec>,
}

/// A vSwitch at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VSwitchSpec {
    /// Its id; made from the seed and its name where left out.
    pub id: Option<VSwitchId>,
    /// Its name.
    pub name: String,
    /// Its zone.
    pub zone: String,
    /// Its addresses; the next /20 of the VPC that is free where left out.
    pub cidr: Option<Cidr>,
}

/// A security group at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityGroupSpec {
    /// Its id; made from the seed and its name where left out.
    pub id: Option<SecurityGroupId>,
    /// Its name.
    pub name: String,
}

const VPC_KEYS: &[&str] = &["id", "name", "region", "cidr", "vswitches", "security_groups"];
const VSWITCH_KEYS: &[&str] = &["id", "name", "zone", "cidr"];
const GROUP_KEYS: &[&str] = &["id", "name"];

/// Reads the list, in its order.
pub(super) fn networks(file: &Fields<'_>, regions: &[Region], reader: &mut Reader) -> Vec<VpcSpec> {
    let list = file.list("networks", reader);
    let vpcs: Vec<_> = list.into_iter().filter_map(|(path, value)| vpc(&path, value, regions, reader)).collect();
    ids_stand_once(&vpcs, reader);
    vpcs
}

/// Checks that every instance finds a vSwitch in its zone.
pub(super) fn check(vpcs: &[VpcSpec], instances: &[InstanceSpec], reader: &mut Reader) {
    let mut missing = BTreeSet::new();
    for instance in instances {
        let mut listed = vpcs.iter().filter(|vpc| vpc.region == instance.region).peekable();
        let is_own = listed.peek().is_some();
        if is_own && !listed.any(|vpc| vpc.serves(&instance.zone)) && missing.insert(&instance.zone) {
            let (zone, instance) = (instance.zone.clone(), instance.name.clone());
            reader.fault("$.networks", Wrong::NoVSwitch { zone, instance });
        }
    }
}

impl VpcSpec {
    fn serves(&self, zone: &str) -> bool {
        self.vswitches.is_empty() || self.vswitches.iter().any(|vswitch| vswitch.zone == zone)
    }
}

fn vpc(path: &str, value: &Value, regions: &[Region], reader: &mut Reader) -> Option<VpcSpec> {
    let fields = reader.object(path, value, VPC_KEYS)?;
    let id = fields.get("id").and_then(|_| entity_id(&fields, "vpc-", reader)).map(VpcId);
    let name = fields.text("name", reader).unwrap_or("default").to_owned();
    let region = region(&fields, regions, reader)?;
    let cidr = cidr(&fields, reader).unwrap_or(VPC_CIDR);
    let mut vswitches: Vec<VSwitchSpec> = Vec::new();
    for (path, value) in fields.list("vswitches", reader) {
        let Some(read) = vswitch(&path, value, region, vswitches.len() + 1, reader) else { continue };
        place(&path, &read, cidr, &vswitches, reader);
        vswitches.push(read);
    }
    let (free, needed) = (cidr.parts(VSWITCH_PREFIX_BITS).count(), vswitches.len().max(region.zones().count()));
    if needed > free && vswitches.iter().all(|vswitch| vswitch.cidr.is_none()) {
        reader.fault(&fields.at("cidr"), Wrong::NoRoom { free, bits: VSWITCH_PREFIX_BITS });
    }
    let list = fields.list("security_groups", reader);
    let security_groups = list.into_iter().filter_map(|(path, value)| security_group(&path, value, reader)).collect();
    Some(VpcSpec { id, name, region, cidr, vswitches, security_groups })
}

fn vswitch(path: &str, value: &Value, region: Region, number: usize, reader: &mut Reader) -> Option<VSwitchSpec> {
    let fields = reader.object(path, value, VSWITCH_KEYS)?;
    let id = fields.get("id").and_then(|_| entity_id(&fields, "vsw-", reader)).map(VSwitchId);
    let name = fields.text("name", reader).map_or_else(|| format!("vswitch-{number}"), str::to_owned);
    fields.required("zone", reader)?;
    let zone = fields.text("zone", reader)?.to_owned();
    if !region.may_have_zone(&zone) {
        let example = region.zones().next().unwrap_or_default();
        reader.fault(&fields.at("zone"), Wrong::NotZone { zone: zone.clone(), region, example });
    }
    let cidr = cidr(&fields, reader);
    Some(VSwitchSpec { id, name, zone, cidr })
}

fn security_group(path: &str, value: &Value, reader: &mut Reader) -> Option<SecurityGroupSpec> {
    let fields = reader.object(path, value, GROUP_KEYS)?;
    let id = fields.get("id").and_then(|_| entity_id(&fields, "sg-", reader)).map(SecurityGroupId);
    let name = fields.text("name", reader).unwrap_or("default").to_owned();
    Some(SecurityGroupSpec { id, name })
}

fn region(fields: &Fields<'_>, regions: &[Region], reader: &mut Reader) -> Option<Region> {
    let path = fields.at("region");
    let Some(value) = fields.get("region") else { return regions.first().copied() };
    match value.as_str().and_then(Region::parse) {
        Some(region) if regions.contains(&region) => Some(region),
        Some(region) => {
            reader.fault(&path, Wrong::AddRegion { region });
            None
        }
        None => {
            reader.fault(&path, Wrong::NotRegion { given: value.to_string() });
            None
        }
    }
}

fn cidr(fields: &Fields<'_>, reader: &mut Reader) -> Option<Cidr> {
    let parsed = Cidr::parse(fields.get("cidr")?.as_str().unwrap_or_default());
    if parsed.is_none() {
        reader.fault(&fields.at("cidr"), Wrong::Cidr);
    }
    parsed
}

/// The addresses of a vSwitch lie in its VPC and in no other vSwitch.
fn place(path: &str, vswitch: &VSwitchSpec, vpc: Cidr, others: &[VSwitchSpec], reader: &mut Reader) {
    let Some(cidr) = vswitch.cidr else { return };
    let path = format!("{path}.cidr");
    if !vpc.holds(cidr) {
        reader.fault(&path, Wrong::OutsideVpc { cidr: cidr.to_string(), vpc: vpc.to_string() });
    }
    if let Some(other) = others.iter().filter_map(|other| other.cidr).find(|other| other.overlaps(cidr)) {
        reader.fault(&path, Wrong::Overlaps { cidr: cidr.to_string(), other: other.to_string() });
    }
}

fn ids_stand_once(vpcs: &[VpcSpec], reader: &mut Reader) {
    let mut seen = BTreeSet::new();
    let mut once = |path: String, id: Option<&str>| {
        if let Some(id) = id.filter(|id| !seen.insert((*id).to_owned())) {
            reader.fault(&path, Wrong::UsedByNetwork { id: id.to_owned() });
        }
    };
    for (position, vpc) in vpcs.iter().enumerate() {
        let path = format!("$.networks[{position}]");
        once(format!("{path}.id"), vpc.id.as_ref().map(VpcId::as_str));
        for (number, vswitch) in vpc.vswitches.iter().enumerate() {
            once(format!("{path}.vswitches[{number}].id"), vswitch.id.as_ref().map(VSwitchId::as_str));
        }
        for (number, group) in vpc.security_groups.iter().enumerate() {
            once(format!("{path}.security_groups[{number}].id"), group.id.as_ref().map(SecurityGroupId::as_str));
        }
    }
}
