//! What is known of the copies in the chain of a replica: what each is of, what it is encrypted with, and what was
//! carried for them (SNP-30, BIL-13).

use std::{collections::BTreeMap, ops::Range};

use super::link::CopyKey;
use crate::{billing::meter::Gauge, digest::DigestWriter, id::Occasion, units::Mib};

/// The copies of the snapshots of one disk in one other region.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// Those that are complete or under way.
    live: BTreeMap<Occasion, Copy>,
    /// What was carried: there for the one clock hour in which it arrived.
    traffic: Gauge,
}

/// One copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The snapshot that it is of, by the occasion on which that was taken of its disk.
    pub of: Occasion,
    /// What it is encrypted with, where its source is not.
    pub key: Option<CopyKey>,
}

impl Copies {
    /// The copy that was asked for on this occasion.
    pub fn get(&self, taken: Occasion) -> Option<&Copy> {
        self.live.get(&taken)
    }

    /// What arrived in these clock hours.
    pub fn traffic_in(&self, hours: &Range<i64>) -> Mib {
        Mib(self.traffic.read_between(hours))
    }

    pub(crate) fn add(&mut self, taken: Occasion, copy: Copy) {
        self.live.insert(taken, copy);
    }

    pub(crate) fn remove(&mut self, taken: Occasion) {
        self.live.remove(&taken);
    }

    /// So much has arrived in this clock hour.
    pub(crate) fn arrived(&mut self, size: Mib, hour: i64) {
        self.traffic.add(size, hour);
        self.traffic.remove(size, hour);
    }

    pub(crate) fn digest(&self, hour: i64, out: &mut DigestWriter) {
        self.traffic.digest(hour, out);
        out.count(self.live.len());
        for (taken, copy) in &self.live {
            out.at(taken.at).number(taken.nth).at(copy.of.at).number(copy.of.nth);
            out.option(copy.key.as_ref(), |out, key| match key {
                CopyKey::Service => out.flag(false),
                CopyKey::Customer(key) => out.flag(true).text(key),
            });
        }
    }
}
