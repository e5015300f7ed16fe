//! Instance types.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An instance type such as `ecs.g7.large`.
///
/// Any family may be named; what its size means in CPUs and memory follows from the form of the name, as the families
/// with a fixed ratio have it (c 1:2, g 1:4, r 1:8).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InstanceType(String);

/// A text that is no instance type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an instance type such as ecs.g7.large")]
pub struct NoInstanceType(pub String);

impl InstanceType {
    /// Reads `ecs.<family>.<size>`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (Some("ecs"), Some(family), Some(size), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        let well_formed = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (well_formed(family) && well_formed(size)).then(|| Self(text.to_owned()))
    }

    /// The type as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its family, such as `ecs.g7`.
    pub fn family(&self) -> &str {
        self.0.rsplit_once('.').map_or(&self.0, |(family, _)| family)
    }

    /// How many virtual CPUs it has: 2 for `large`, 4 for `xlarge`, 4 n for `nxlarge`.
    pub fn cpus(&self) -> u32 {
        let size = self.0.rsplit('.').next().unwrap_or_default();
        match size.strip_suffix("xlarge") {
            Some("") => 4,
            Some(times) => times.parse::<u32>().map_or(4, |times| 4 * times),
            None => match size {
                "medium" | "small" => 1,
                _ => 2,
            },
        }
    }

    /// Its memory in MiB, by the ratio of its family.
    pub fn memory_mib(&self) -> u32 {
        let family = self.family().trim_start_matches("ecs.");
        let gib_per_cpu = match family.as_bytes().first() {
            Some(b'c') => 2,
            Some(b'r') => 8,
            _ => 4,
        };
        self.cpus() * gib_per_cpu * 1_024
    }
}

impl TryFrom<String> for InstanceType {
    type Error = NoInstanceType;

    fn try_from(text: String) -> Result<Self, NoInstanceType> {
        Self::parse(&text).ok_or(NoInstanceType(text))
    }
}

impl From<InstanceType> for String {
    fn from(instance_type: InstanceType) -> Self {
        instance_type.0
    }
}

impl fmt::Display for InstanceType {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_follow_from_names() {
        for (text, cpus, memory_gib) in
            [("ecs.g7.large", 2, 8), ("ecs.c7.xlarge", 4, 8), ("ecs.r7.4xlarge", 16, 128), ("ecs.e-c1m2.large", 2, 8)]
        {
            let parsed = InstanceType::parse(text).unwrap();
            assert_eq!((parsed.cpus(), parsed.memory_mib() / 1_024), (cpus, memory_gib), "{text}");
        }
        for text in ["", "g7.large", "ecs.g7", "ecs..large", "ecs.g7.large.x", "ecs.g7.lar ge"] {
            assert_eq!(InstanceType::parse(text), None, "{text}");
        }
    }
}
