//! Money: whole millionths of a yuan inside, decimal texts where people and programs write them.

use std::{
    fmt, iter,
    ops::{Add, Sub},
};

use serde::{Deserialize, Serialize};

/// An amount in millionths of a yuan (CNY); below nothing where it is owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MicroCny(pub i64);

/// Millionths in a yuan.
const MICRO_PER_CNY: i64 = 1_000_000;
/// Millionths in a hundredth of a yuan.
const MICRO_PER_CENT: i64 = 10_000;

impl MicroCny {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// A hundredth of a yuan, the least that a bill knows.
    pub const CENT: Self = Self(MICRO_PER_CENT);

    /// Reads a decimal number of yuan such as `1000.00`, `0.5` or `-3`: at most 10 digits and 6 decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain =
            |part: &str, longest| (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole, 10) || !plain(fraction, 6) {
            return None;
        }
        let fraction = format!("{fraction:0<6}");
        Some(Self(sign * (whole.parse::<i64>().ok()? * MICRO_PER_CNY + fraction.parse::<i64>().ok()?)))
    }

    /// Whether it is a number of whole cents.
    pub fn is_whole_cents(self) -> bool {
        self.0 % MICRO_PER_CENT == 0
    }

    /// The amount as a price table has it: two decimals, or as many more as it needs, such as `0.12` or `0.0625`.
    pub fn to_price_text(self) -> String {
        let micro = self.0.unsigned_abs();
        let (whole, fraction) = (micro / MICRO_PER_CNY.unsigned_abs(), micro % MICRO_PER_CNY.unsigned_abs());
        let fraction = format!("{fraction:06}");
        let decimals = fraction.trim_end_matches('0').len().max(2);
        format!("{}{whole}.{}", self.sign(), &fraction[..decimals])
    }

    fn sign(self) -> &'static str {
        if self.0 < 0 { "-" } else { "" }
    }
}

/// Yuan with two decimals, as on a bill; parts of a cent count as if they were not there yet: rounded down.
impl fmt::Display for MicroCny {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.0.div_euclid(MICRO_PER_CENT).unsigned_abs();
        write!(out, "{}{}.{:02}", self.sign(), cents / 100, cents % 100)
    }
}

impl Add for MicroCny {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for MicroCny {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl iter::Sum for MicroCny {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        for (text, micro) in [("1000.00", 1_000_000_000), ("-0.5", -500_000), ("0.000001", 1), ("7", 7_000_000)] {
            assert_eq!(MicroCny::parse(text), Some(MicroCny(micro)), "{text}");
        }
        for text in ["", ".", "1.", "1e3", "1.0000001", "--1", "12345678901", "+1", " 1"] {
            assert_eq!(MicroCny::parse(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_written_with_two_decimals_and_prices_with_all_they_have() {
        for (micro, amount, price) in [
            (120_000, "0.12", "0.12"),
            (500_000, "0.50", "0.50"),
            (62_500, "0.06", "0.0625"),
            (12_345_678_901, "12345.67", "12345.678901"),
            (0, "0.00", "0.00"),
            (-10_000, "-0.01", "-0.01"),
            (-1, "-0.01", "-0.000001"),
        ] {
            assert_eq!(MicroCny(micro).to_string(), amount);
            assert_eq!(MicroCny(micro).to_price_text(), price);
        }
    }
}
