//! Networks: VPCs with their vSwitches and security groups, where instances stand.
//!
//! A scenario brings them; nothing creates or changes one during a run.

use std::{fmt, net::Ipv4Addr};

use crate::{
    arena::{Arena, positions},
    catalog::region::Region,
    id::{SecurityGroupId, VSwitchId, VpcId},
};

positions! {
    /// Where a VPC stands in [`Networks::vpcs`].
    VpcIdx
    /// Where a vSwitch stands in [`Networks::vswitches`].
    VSwitchIdx
    /// Where a security group stands in [`Networks::security_groups`].
    SecurityGroupIdx
}

/// All networks of a world.
#[derive(Clone, Debug, Default)]
pub struct Networks {
    /// The VPCs, region by region.
    pub vpcs: Arena<VpcIdx, Vpc>,
    /// Their vSwitches.
    pub vswitches: Arena<VSwitchIdx, VSwitch>,
    /// Their security groups.
    pub security_groups: Arena<SecurityGroupIdx, SecurityGroup>,
}

/// A virtual private cloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vpc {
    /// Its id, `vpc-…`.
    pub id: VpcId,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: Region,
    /// Its addresses.
    pub cidr: Cidr,
    /// Whether the region had it by itself.
    pub is_default: bool,
}

/// A part of a VPC in one zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VSwitch {
    /// Its id, `vsw-…`.
    pub id: VSwitchId,
    /// Its name.
    pub name: String,
    /// Its VPC.
    pub vpc: VpcIdx,
    /// Its zone: what is in it is in this zone.
    pub zone: String,
    /// Its addresses, out of those of the VPC.
    pub cidr: Cidr,
}

/// A group of instances of one VPC that share their rules of access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityGroup {
    /// Its id, `sg-…`.
    pub id: SecurityGroupId,
    /// Its name.
    pub name: String,
    /// Its VPC.
    pub vpc: VpcIdx,
}

/// Where an instance stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its vSwitch, hence its VPC and zone.
    pub vswitch: VSwitchIdx,
    /// Its security group, of the same VPC.
    pub security_group: SecurityGroupIdx,
}

/// A block of IPv4 addresses such as `172.16.0.0/12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cidr {
    first: u32,
    prefix_bits: u32,
}

/// The addresses of a VPC where nothing is said.
pub const VPC_CIDR: Cidr = Cidr { first: 0xac10_0000, prefix_bits: 12 };
/// The prefix of a vSwitch where nothing is said.
pub const VSWITCH_PREFIX_BITS: u32 = 20;
/// How many addresses of each vSwitch the system keeps.
pub const RESERVED_ADDRESSES: u64 = 4;

impl Networks {
    /// The VPC that a vSwitch is part of.
    pub fn vpc_of(&self, vswitch: VSwitchIdx) -> &Vpc {
        &self.vpcs[self.vswitches[vswitch].vpc]
    }

    /// The vSwitch with this id.
    pub fn vswitch(&self, id: &VSwitchId) -> Option<VSwitchIdx> {
        self.vswitches.iter().find(|(_, vswitch)| vswitch.id == *id).map(|(position, _)| position)
    }

    /// The security group with this id.
    pub fn security_group(&self, id: &SecurityGroupId) -> Option<SecurityGroupIdx> {
        self.security_groups.iter().find(|(_, group)| group.id == *id).map(|(position, _)| position)
    }

    /// The first vSwitch of `region`, in `zone` where one is named.
    pub fn first_vswitch(&self, region: Region, zone: Option<&str>) -> Option<VSwitchIdx> {
        let mut there = self.vswitches.iter().filter(|(_, vswitch)| self.vpcs[vswitch.vpc].region == region);
        there.find(|(_, vswitch)| zone.is_none_or(|zone| vswitch.zone == zone)).map(|(position, _)| position)
    }

    /// The first security group of the VPC that `vswitch` is part of.
    pub fn first_security_group(&self, vswitch: VSwitchIdx) -> Option<SecurityGroupIdx> {
        let vpc = self.vswitches[vswitch].vpc;
        self.security_groups.iter().find(|(_, group)| group.vpc == vpc).map(|(position, _)| position)
    }
}

impl Cidr {
    /// Reads `a.b.c.d/n` with no bits set beyond the prefix, `n` from 8 to 29 as for VPCs and vSwitches.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text.split_once('/')?;
        let first = u32::from(address.parse::<Ipv4Addr>().ok()?);
        let prefix_bits = bits.parse().ok().filter(|bits| (8..=29).contains(bits))?;
        let cidr = Self { first, prefix_bits };
        (u64::from(first) % cidr.size() == 0 && cidr.to_string() == text).then_some(cidr)
    }

    /// How many addresses it has.
    pub fn size(self) -> u64 {
        1 << (32 - self.prefix_bits)
    }

    /// Whether instances can have `address`: it lies in the block, and the system does not keep it for itself, as it does
    /// the first one and the last three.
    pub fn has_free(self, address: Ipv4Addr) -> bool {
        let first = u64::from(self.first);
        (first + 1..first + self.size() - (RESERVED_ADDRESSES - 1)).contains(&u64::from(u32::from(address)))
    }

    /// Whether all of `other` lies in it.
    pub fn holds(self, other: Self) -> bool {
        self.prefix_bits <= other.prefix_bits && self.overlaps(other)
    }

    /// Whether some address lies in both.
    pub fn overlaps(self, other: Self) -> bool {
        let ends = |cidr: Self| (u64::from(cidr.first), u64::from(cidr.first) + cidr.size());
        let ((first, end), (other_first, other_end)) = (ends(self), ends(other));
        first < other_end && other_first < end
    }

    /// Its blocks with a longer prefix, in order.
    pub fn parts(self, prefix_bits: u32) -> impl Iterator<Item = Self> {
        let prefix_bits = prefix_bits.max(self.prefix_bits);
        let count = 1_u64 << (prefix_bits - self.prefix_bits);
        let of = move |number: u64| u32::try_from(u64::from(self.first) + number * (1 << (32 - prefix_bits)));
        (0..count).filter_map(move |number| of(number).ok()).map(move |first| Self { first, prefix_bits })
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", Ipv4Addr::from(self.first), self.prefix_bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_addresses_hold_their_parts_and_no_others() {
        assert_eq!(VPC_CIDR.to_string(), "172.16.0.0/12");
        let parts: Vec<_> = VPC_CIDR.parts(VSWITCH_PREFIX_BITS).take(3).collect();
        assert_eq!(parts.iter().map(ToString::to_string).collect::<Vec<_>>()[2], "172.16.32.0/20");
        assert!(parts.iter().all(|part| VPC_CIDR.holds(*part) && !part.holds(VPC_CIDR)));
        assert!(!parts[0].overlaps(parts[1]) && parts[0].overlaps(VPC_CIDR));
        assert_eq!(VPC_CIDR.parts(VSWITCH_PREFIX_BITS).count(), 256);
        for text in ["", "10.0.0.0", "10.0.0.0/7", "10.0.0.1/8", "10.0.0.0/30", "256.0.0.0/8", "10.0.0.0/08"] {
            assert_eq!(Cidr::parse(text), None, "{text}");
        }
    }
}
