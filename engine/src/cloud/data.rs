//! What the data of a disk is, beyond its amount: where it comes from and in what state it is (MDL-04, MDL-05).
//!
//! A disk goes through eras. An era begins where its data does not simply grow out of what was there before: when it is
//! put back to a snapshot, infected, encrypted, or lost. All that is taken from a disk in an era is known by the era and
//! by what had been written to the disk, so that two disks can be told to hold the same data, whatever way it took.

use std::fmt;

use super::disk::Content;
use crate::{
    digest::{Digest, DigestWriter},
    id::{DiskId, Occasion},
    time::{Seconds, Timestamp},
};

/// What tells one content of a disk from any other: the same data has the same fingerprint, in every region and on every
/// disk that it was put on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(Digest);

/// In what state data is (MDL-04). Only the simulator knows: a point shows it when it is inspected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// As it should be.
    #[default]
    Clean,
    /// Infected by ransomware that has not struck yet: what is restored from it strikes later.
    Infected,
    /// Files were deleted in it.
    Deleted,
    /// Encrypted by ransomware.
    Encrypted,
    /// Gone with the disk that failed.
    Lost,
}

/// A time in the life of a disk in which its data only grows out of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Era {
    /// When it began; none for that of a new disk.
    pub since: Option<Occasion>,
    /// The data that it began with.
    pub origin: Fingerprint,
    /// What the disk held then.
    pub mark: Content,
    /// The state of its data.
    pub condition: Condition,
    /// The ransomware in it that has not struck yet.
    pub infection: Option<Infection>,
}

/// Ransomware in the data of a disk, which strikes later (MDL-04).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Infection {
    /// Of which incident, by its place in [`crate::world::World::incidents`].
    pub incident: u32,
    /// How long it hides, from the infection on and again from each time that infected data is put back.
    pub hidden: Seconds,
    /// When it strikes, on the disk that it came to first: what is put back from there has an instant of its own.
    pub strikes_at: Timestamp,
}

/// The eras of a disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    first: Era,
    /// In the order of time; nothing for most disks.
    later: Vec<Era>,
}

impl Fingerprint {
    /// That of the data which a disk is new with.
    fn of_new(disk: &DiskId) -> Self {
        Self(DigestWriter::default().text(disk.as_str()).finish())
    }

    /// That of the data which this became by something that happened to it.
    pub fn after(self, what: &str) -> Self {
        let mut out = DigestWriter::default();
        self.digest(&mut out);
        Self(out.text(what).finish())
    }

    pub(crate) fn digest(self, out: &mut DigestWriter) -> &mut DigestWriter {
        out.text(&self.0.to_string())
    }
}

impl fmt::Display for Fingerprint {
    /// As a checksum: 16 hexadecimal digits.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.to_string()[..16])
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Fingerprint({self})")
    }
}

impl Condition {
    /// Whether it can be gone back to: neither infected nor damaged.
    pub fn is_clean(self) -> bool {
        self == Self::Clean
    }

    /// One word for each, for digests and the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Infected => "infected",
            Self::Deleted => "deleted",
            Self::Encrypted => "encrypted",
            Self::Lost => "lost",
        }
    }
}

impl Era {
    /// The fingerprint of what a disk holds in it.
    pub fn fingerprint(&self, content: Content) -> Fingerprint {
        if content == self.mark {
            return self.origin;
        }
        let written = content.written.saturating_sub(self.mark.written);
        self.origin.after(&format!("{} {}", written.0, content.used.0))
    }

    /// Whether what is taken in either has the same fingerprint and condition.
    fn is_the_same_as(&self, other: &Self) -> bool {
        (self.origin, self.mark, self.condition, self.infection)
            == (other.origin, other.mark, other.condition, other.infection)
    }

    /// The same data, as an era that begins on `since` with `mark`.
    pub fn of_same_data(&self, content: Content, since: Option<Occasion>, mark: Content) -> Self {
        Self { since, origin: self.fingerprint(content), mark, ..*self }
    }
}

impl Data {
    /// The data of a new disk that begins with `mark`.
    pub fn of_new(disk: &DiskId, mark: Content) -> Self {
        let origin = Fingerprint::of_new(disk);
        Self {
            first: Era { since: None, origin, mark, condition: Condition::Clean, infection: None },
            later: Vec::new(),
        }
    }

    /// The data of a disk that begins with what another era holds.
    pub fn beginning_with(first: Era) -> Self {
        Self { first, later: Vec::new() }
    }

    /// The era of the present.
    pub fn now(&self) -> &Era {
        self.later.last().unwrap_or(&self.first)
    }

    /// The era in which something was taken from the disk.
    pub fn at(&self, taken: Occasion) -> &Era {
        let begun = self.later.partition_point(|era| era.since.is_none_or(|since| since <= taken));
        if begun == 0 { &self.first } else { &self.later[begun - 1] }
    }

    /// Begins another era.
    pub(crate) fn begin(&mut self, era: Era) {
        self.later.push(era);
    }

    /// Goes on from `since` as `era` is, unless it is so already.
    pub(crate) fn continue_with(&mut self, era: Era, since: Occasion) {
        if !self.now().is_the_same_as(&era) {
            self.begin(Era { since: Some(since), ..era });
        }
    }

    /// Lets the ransomware in the data of the present hide anew from `now` on; when it strikes, if there is any.
    pub(crate) fn hide_again(&mut self, now: Timestamp) -> Option<Timestamp> {
        let infection = self.later.last_mut().unwrap_or(&mut self.first).infection.as_mut()?;
        infection.strikes_at = now + infection.hidden;
        Some(infection.strikes_at)
    }

    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        out.count(self.later.len());
        for era in std::iter::once(&self.first).chain(&self.later) {
            era.origin.digest(out).text(era.condition.word()).size(era.mark.written).size(era.mark.used);
            out.option(era.since, |out, since| out.at(since.at).number(since.nth));
            out.option(era.infection, |out, infection| {
                out.number(infection.incident).number(infection.hidden.0).at(infection.strikes_at)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{time::Timestamp, units::Mib};

    fn content(written: u64) -> Content {
        Content { written: Mib(written), used: Mib(100) }
    }

    #[test]
    fn mdl_05_the_same_data_has_the_same_fingerprint_on_another_disk() {
        let source = Data::of_new(&DiskId::from("d-a"), content(0));
        let taken = *source.now();
        let copy = Data::beginning_with(taken.of_same_data(content(7), None, content(0)));
        assert_eq!(copy.now().fingerprint(content(0)), source.now().fingerprint(content(7)));
        assert_ne!(copy.now().fingerprint(content(1)), source.now().fingerprint(content(8)), "from then on apart");
        assert_ne!(source.now().fingerprint(content(7)), source.now().fingerprint(content(8)));
        let other = Data::of_new(&DiskId::from("d-b"), content(0));
        assert_ne!(other.now().fingerprint(content(7)), source.now().fingerprint(content(7)));
    }

    #[test]
    fn mdl_04_what_was_taken_before_an_era_is_not_of_it() {
        let mut data = Data::of_new(&DiskId::from("d-a"), content(0));
        let on = |at, nth| Occasion { at: Timestamp(at), nth };
        let infected = Era {
            since: Some(on(10, 1)),
            origin: data.now().fingerprint(content(5)).after("infected"),
            mark: content(5),
            condition: Condition::Infected,
            infection: None,
        };
        data.begin(infected);
        assert_eq!(data.at(on(10, 0)).condition, Condition::Clean);
        assert_eq!(data.at(on(10, 2)).condition, Condition::Infected);
        assert_eq!(data.now().condition, Condition::Infected);
    }
}
