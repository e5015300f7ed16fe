//! A fingerprint of a state: the same state gives the same 128 bits on every machine and in every browser.

use std::{fmt, hash::Hasher};

use siphasher::sip128::{Hasher128, SipHasher24};

use crate::{
    time::{Days, Timestamp},
    units::Mib,
};

/// 128 bits that stand for a whole state, shown as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(u128);

/// Takes a state in, value by value, in canonical order.
///
/// Texts and lists carry their length, so no two different states read as the same bytes.
#[derive(Default)]
pub struct DigestWriter(SipHasher24);

impl DigestWriter {
    /// Takes a number.
    pub fn number(&mut self, value: impl Into<i128>) -> &mut Self {
        // Sign-extended to one width: the width of the field it came from is not part of the state.
        self.0.write(&value.into().to_le_bytes());
        self
    }

    /// Takes a truth value.
    pub fn flag(&mut self, value: bool) -> &mut Self {
        self.number(u8::from(value))
    }

    /// Takes a text.
    pub fn text(&mut self, value: &str) -> &mut Self {
        self.count(value.len());
        self.0.write(value.as_bytes());
        self
    }

    /// Takes an instant.
    pub fn at(&mut self, value: Timestamp) -> &mut Self {
        self.number(value.0)
    }

    /// Takes a number of days.
    pub fn days(&mut self, value: Days) -> &mut Self {
        self.number(value.0)
    }

    /// Takes a size.
    pub fn size(&mut self, value: Mib) -> &mut Self {
        self.number(value.0)
    }

    /// Takes the length of a list that follows.
    pub fn count(&mut self, length: usize) -> &mut Self {
        self.number(u64::try_from(length).expect("lengths fit 64 bits"))
    }

    /// Takes a value that may be missing.
    pub fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T) -> &mut Self) -> &mut Self {
        self.flag(value.is_some());
        match value {
            Some(value) => write(self, value),
            None => self,
        }
    }

    /// The fingerprint of all that was taken in.
    pub fn finish(&self) -> Digest {
        let hash = self.0.finish128();
        Digest(u128::from(hash.h1) << 64 | u128::from(hash.h2))
    }
}

impl Digest {
    /// Reads 32 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        plain.then(|| u128::from_str_radix(text, 16).ok().map(Self))?
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Digest({self})")
    }
}

impl serde::Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a digest is 32 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_keep_neighbours_apart() {
        let of = |parts: &[&str]| {
            let mut writer = DigestWriter::default();
            for part in parts {
                writer.text(part);
            }
            writer.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["", "a"]), of(&["a", ""]));
    }

    #[test]
    fn digests_round_trip_as_text() {
        let digest = DigestWriter::default().text("state").finish();
        assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        assert_eq!(Digest::parse("+000000000000000000000000000000f"), None);
    }

    #[test]
    fn a_known_state_has_a_known_digest() {
        let digest = DigestWriter::default().number(-1).flag(true).text("点").finish();
        assert_eq!(digest.to_string(), "b44849a8e2ad6ed159649230276170d4");
    }
}
