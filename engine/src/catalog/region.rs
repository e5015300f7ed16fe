//! Regions and their zones.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    locale::{Locale, Words},
    units::Mib,
};

/// A region of the service.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Region(u8);

/// How large a snapshot-consistent group may be (CON-33).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupLimits {
    /// The most disks.
    pub disks_max: usize,
    /// The most capacity of all disks together.
    pub capacity_max: Mib,
}

/// A text that is no region id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a region of the service")]
pub struct UnknownRegion(pub String);

struct Facts {
    id: &'static str,
    name: Words,
    /// The last letters of its zones.
    zones: &'static str,
    large_groups: bool,
    replication: Option<Partners>,
}

/// The regions among which snapshots can be copied (REG-02).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Partners {
    Mainland,
    International,
}

impl Region {
    /// The first in the order of regions.
    pub(crate) const FIRST: Self = Self(0);

    /// All regions.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..REGIONS.len()).map(|index| Self(u8::try_from(index).expect("fewer than 256 regions")))
    }

    /// The region with this id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::all().find(|region| region.id() == id)
    }

    /// Its id, such as `cn-hangzhou`.
    pub fn id(self) -> &'static str {
        self.facts().id
    }

    /// Its name, such as China (Hangzhou).
    pub fn name(self, locale: Locale) -> &'static str {
        self.facts().name.get(locale)
    }

    /// The ids of its zones, such as `cn-hangzhou-h`.
    pub fn zones(self) -> impl Iterator<Item = String> {
        let separator = self.zone_separator();
        self.facts().zones.chars().map(move |letter| format!("{}{separator}{letter}", self.id()))
    }

    /// Whether `zone` is the id of a zone that this region may have: its own id and a letter.
    pub fn may_have_zone(self, zone: &str) -> bool {
        let letter = zone.strip_prefix(self.id()).and_then(|rest| rest.strip_prefix(self.zone_separator()));
        letter.is_some_and(|letter| letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_lowercase()))
    }

    /// How large a snapshot-consistent group may be here (CON-33).
    pub fn consistent_group_limits(self) -> GroupLimits {
        match self.facts().large_groups {
            true => GroupLimits { disks_max: 128, capacity_max: Mib::from_gib(256 * 1_024) },
            false => GroupLimits { disks_max: 16, capacity_max: Mib::from_gib(32 * 1_024) },
        }
    }

    /// Whether snapshots, and so backup points, can be copied from here to `other`: among the mainland's regions and among
    /// the international ones, never between the two (REG-02).
    pub fn replicates_to(self, other: Self) -> bool {
        let partners = self.facts().replication;
        self != other && partners.is_some() && partners == other.facts().replication
    }

    /// Zones are `cn-hangzhou-h` on the mainland and `ap-southeast-1a` elsewhere.
    fn zone_separator(self) -> &'static str {
        if self.id().ends_with(|last: char| last.is_ascii_digit()) { "" } else { "-" }
    }

    fn facts(self) -> &'static Facts {
        &REGIONS[usize::from(self.0)]
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}

impl fmt::Display for Region {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}

impl TryFrom<String> for Region {
    type Error = UnknownRegion;

    fn try_from(id: String) -> Result<Self, UnknownRegion> {
        Self::parse(&id).ok_or(UnknownRegion(id))
    }
}

impl From<Region> for String {
    fn from(region: Region) -> Self {
        region.id().to_owned()
    }
}

const fn region(id: &'static str, en: &'static str, zh: &'static str, zones: &'static str) -> Facts {
    Facts { id, name: Words { en, zh }, zones, large_groups: false, replication: None }
}

impl Facts {
    const fn with_large_groups(self) -> Self {
        Self { large_groups: true, ..self }
    }

    const fn among(self, partners: Partners) -> Self {
        Self { replication: Some(partners), ..self }
    }
}

/// The regions between which snapshots can be copied (REG-02) and those with limits of their own (CON-33).
static REGIONS: &[Facts] = &[
    region("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）", "hijk").among(Partners::Mainland),
    region("cn-shanghai", "China (Shanghai)", "华东2（上海）", "befg").among(Partners::Mainland),
    region("cn-qingdao", "China (Qingdao)", "华北1（青岛）", "bc").among(Partners::Mainland),
    region("cn-beijing", "China (Beijing)", "华北2（北京）", "fghk").among(Partners::Mainland),
    region("cn-zhangjiakou", "China (Zhangjiakou)", "华北3（张家口）", "abc").among(Partners::Mainland),
    region("cn-huhehaote", "China (Hohhot)", "华北5（呼和浩特）", "ab").with_large_groups().among(Partners::Mainland),
    region("cn-wulanchabu", "China (Ulanqab)", "华北6（乌兰察布）", "abc").among(Partners::Mainland),
    region("cn-shenzhen", "China (Shenzhen)", "华南1（深圳）", "cdef").among(Partners::Mainland),
    region("cn-heyuan", "China (Heyuan)", "华南2（河源）", "ab").among(Partners::Mainland),
    region("cn-guangzhou", "China (Guangzhou)", "华南3（广州）", "ab").among(Partners::Mainland),
    region("cn-chengdu", "China (Chengdu)", "西南1（成都）", "ab").among(Partners::Mainland),
    region("cn-hongkong", "China (Hong Kong)", "中国香港", "bcd").among(Partners::International),
    region("ap-southeast-1", "Singapore", "新加坡", "abc").among(Partners::International),
    region("ap-southeast-2", "Australia (Sydney)", "澳大利亚（悉尼）", "ab").among(Partners::International),
    region("ap-southeast-3", "Malaysia (Kuala Lumpur)", "马来西亚（吉隆坡）", "ab")
        .with_large_groups()
        .among(Partners::International),
    region("ap-southeast-5", "Indonesia (Jakarta)", "印度尼西亚（雅加达）", "abc").among(Partners::International),
    region("ap-southeast-7", "Thailand (Bangkok)", "泰国（曼谷）", "a").with_large_groups(),
    region("ap-northeast-1", "Japan (Tokyo)", "日本（东京）", "abc").among(Partners::International),
    region("ap-northeast-2", "South Korea (Seoul)", "韩国（首尔）", "a").with_large_groups(),
    region("ap-south-1", "India (Mumbai)", "印度（孟买）", "ab").among(Partners::International),
    region("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）", "abc").among(Partners::International),
    region("eu-west-1", "UK (London)", "英国（伦敦）", "ab").with_large_groups().among(Partners::International),
    region("us-west-1", "US (Silicon Valley)", "美国（硅谷）", "ab").among(Partners::International),
    region("us-east-1", "US (Virginia)", "美国（弗吉尼亚）", "ab").among(Partners::International),
    region("me-east-1", "UAE (Dubai)", "阿联酋（迪拜）", "a").with_large_groups(),
    region("me-central-1", "SAU (Riyadh - Partner Region)", "沙特（利雅得）- 合作伙伴运营", "ab").with_large_groups(),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_belong_to_their_region() {
        for region in Region::all() {
            assert_eq!(Region::parse(region.id()), Some(region));
            assert!(region.zones().count() > 0 && region.zones().all(|zone| region.may_have_zone(&zone)), "{region}");
        }
        let hangzhou = Region::parse("cn-hangzhou").unwrap();
        assert!(!hangzhou.may_have_zone("cn-shanghai-b") && !hangzhou.may_have_zone("cn-hangzhou-"));
    }

    #[test]
    fn con_33_large_groups_in_seven_regions() {
        let large = Region::all().filter(|region| region.consistent_group_limits().disks_max == 128);
        assert_eq!(large.count(), 7);
    }

    #[test]
    fn reg_02_snapshots_are_copied_within_the_mainland_and_within_the_rest() {
        let replicates = |from: &str, to: &str| Region::parse(from).unwrap().replicates_to(Region::parse(to).unwrap());
        assert!(replicates("cn-hangzhou", "cn-shanghai") && replicates("cn-hongkong", "eu-west-1"));
        assert!(!replicates("cn-hangzhou", "cn-hongkong") && !replicates("ap-southeast-1", "cn-beijing"));
        assert!(!replicates("cn-hangzhou", "cn-hangzhou") && !replicates("me-east-1", "ap-southeast-1"));
        let of = |partners| Region::all().filter(|region| region.facts().replication == partners).count();
        assert_eq!((of(Some(Partners::Mainland)), of(Some(Partners::International))), (11, 11));
    }
}
