//! The networks of a world: those that the scenario lists, and a default VPC in every other region.

use std::collections::BTreeSet;

use crate::{
    catalog::region::Region,
    cloud::network::{Cidr, SecurityGroup, VPC_CIDR, VSWITCH_PREFIX_BITS, VSwitch, Vpc},
    id::{SecurityGroupId, VSwitchId, VpcId},
    scenario::{
        Scenario,
        networks::{SecurityGroupSpec, VSwitchSpec, VpcSpec},
    },
    world::World,
};

/// Builds the networks of every region, in the order of the regions.
pub(super) fn build(world: &mut World, scenario: &Scenario) {
    for region in world.regions.clone() {
        let listed: Vec<_> = scenario.networks.iter().filter(|vpc| vpc.region == region).collect();
        let zones = zones(scenario, region);
        if listed.is_empty() {
            add(world, &default_vpc(region), &zones, true);
        }
        for vpc in listed {
            add(world, vpc, &zones, false);
        }
    }
}

/// The zones of a region, with those that its instances are in.
fn zones(scenario: &Scenario, region: Region) -> BTreeSet<String> {
    let there = scenario.instances.iter().filter(|instance| instance.region == region);
    region.zones().chain(there.map(|instance| instance.zone.clone())).collect()
}

fn default_vpc(region: Region) -> VpcSpec {
    VpcSpec {
        id: None,
        name: "default".to_owned(),
        region,
        cidr: VPC_CIDR,
        vswitches: Vec::new(),
        security_groups: Vec::new(),
    }
}

fn add(world: &mut World, spec: &VpcSpec, zones: &BTreeSet<String>, is_default: bool) {
    let (ids, networks) = (world.ids, &mut world.networks);
    let identity = format!("{} {} {}", spec.region.id(), spec.name, networks.vpcs.len());
    let made = |prefix: &str, number: usize| ids.cloud(prefix, &format!("{identity} {number}"), 0);
    let vpc = networks.vpcs.push(Vpc {
        id: spec.id.clone().unwrap_or_else(|| VpcId(made("vpc-", 0))),
        name: spec.name.clone(),
        region: spec.region,
        cidr: spec.cidr,
        is_default,
    });
    let of_zone = |zone: &String| VSwitchSpec { id: None, name: zone.clone(), zone: zone.clone(), cidr: None };
    let vswitches = match spec.vswitches.as_slice() {
        [] => zones.iter().map(of_zone).collect(),
        listed => listed.to_vec(),
    };
    let mut taken: Vec<Cidr> = vswitches.iter().filter_map(|vswitch| vswitch.cidr).collect();
    for (number, vswitch) in vswitches.into_iter().enumerate() {
        let id = vswitch.id.unwrap_or_else(|| VSwitchId(made("vsw-", number)));
        let cidr = vswitch.cidr.unwrap_or_else(|| free_part(spec.cidr, &taken));
        taken.push(cidr);
        networks.vswitches.push(VSwitch { id, name: vswitch.name, vpc, zone: vswitch.zone, cidr });
    }
    let groups = match spec.security_groups.as_slice() {
        [] => vec![SecurityGroupSpec { id: None, name: "default".to_owned() }],
        listed => listed.to_vec(),
    };
    for (number, group) in groups.into_iter().enumerate() {
        let id = group.id.unwrap_or_else(|| SecurityGroupId(made("sg-", number)));
        networks.security_groups.push(SecurityGroup { id, name: group.name, vpc });
    }
}

/// The first /20 of a VPC that nothing has; all of the VPC where it has none left.
fn free_part(vpc: Cidr, taken: &[Cidr]) -> Cidr {
    vpc.parts(VSWITCH_PREFIX_BITS).find(|part| !taken.iter().any(|other| other.overlaps(*part))).unwrap_or(vpc)
}
