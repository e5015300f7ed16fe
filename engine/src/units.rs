//! Sizes: whole MiB inside, decimal GiB where people write them.

use std::{
    fmt, iter,
    ops::{Add, AddAssign, Sub, SubAssign},
};

use serde::{Deserialize, Serialize};

/// A size in whole MiB: the engine's unit for everything that holds data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mib(pub u64);

/// MiB in a GiB.
pub const MIB_PER_GIB: u64 = 1_024;

impl Mib {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A whole number of GiB.
    pub const fn from_gib(gib: u64) -> Self {
        Self(gib * MIB_PER_GIB)
    }

    /// Reads a decimal number of GiB such as `2`, `0.5` or `1.25`, rounded down to whole MiB; at most 1,048,576 GiB.
    pub fn parse_gib(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str, longest: usize| {
            (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(whole, 7) || !digits(fraction, 9) {
            return None;
        }
        let scale = 10_u64.pow(u32::try_from(fraction.len()).ok()?);
        let whole: u64 = whole.parse().ok()?;
        let fraction: u64 = fraction.parse().ok()?;
        (whole <= 1 << 20).then(|| Self(whole * MIB_PER_GIB + fraction * MIB_PER_GIB / scale))
    }

    /// This size as a decimal number of GiB that [`Mib::parse_gib`] reads as the same size.
    pub fn to_gib_text(self) -> String {
        const SCALE: u64 = 1_000_000_000;
        let (whole, rest) = (self.0 / MIB_PER_GIB, self.0 % MIB_PER_GIB);
        let fraction = format!("{:09}", (rest * SCALE).div_ceil(MIB_PER_GIB));
        let text = format!("{whole}.{fraction}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// This size in bytes.
    pub fn bytes(self) -> u64 {
        self.0 << 20
    }

    /// `self - other`, or nothing where `other` is larger.
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add for Mib {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Mib {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Mib {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Mib {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl iter::Sum for Mib {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Mib {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} MiB", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_gib_become_whole_mib() {
        for (text, mib) in [("2", 2_048), ("0.5", 512), ("1.25", 1_280), ("0", 0), ("0.001", 1), ("1048576", 1 << 30)] {
            assert_eq!(Mib::parse_gib(text), Some(Mib(mib)), "{text}");
        }
        for text in ["", ".", "1.", ".5", "-1", "1e3", "1048577", "99999999", "0.1234567890"] {
            assert_eq!(Mib::parse_gib(text), None, "{text}");
        }
    }

    #[test]
    fn a_size_written_in_gib_is_read_as_the_same_size() {
        for mib in (0..5_000).chain([1 << 20, (1 << 30) - 1]) {
            assert_eq!(Mib::parse_gib(&Mib(mib).to_gib_text()), Some(Mib(mib)));
        }
        assert_eq!(Mib(1_536).to_gib_text(), "1.5");
        assert_eq!(Mib(2_048).to_gib_text(), "2");
    }
}
