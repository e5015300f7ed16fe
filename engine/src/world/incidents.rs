//! What incidents mean for what is there: which regions and links are out of order, in what state points are.

use super::World;
use crate::{
    backup::point::{Point, SnapshotRef},
    catalog::region::Region,
    cloud::{
        InstanceIdx,
        data::{Condition, Era, Fingerprint},
        disk::DiskKind,
    },
    incident::{Incident, Injected},
};

impl World {
    /// The incidents that people can know of.
    pub fn known_incidents(&self) -> impl DoubleEndedIterator<Item = &Injected> {
        self.incidents.iter().filter(|injected| !injected.is_hidden())
    }

    /// The outage that a region is in; of several the one that lasts longest.
    pub fn outage_of(&self, region: Region) -> Option<&Injected> {
        let goes_on = self.incidents.iter().filter(|injected| injected.goes_on());
        let outages = goes_on.filter(|injected| match injected.incident {
            Incident::RegionOutage { region: other, .. } => other == region,
            _ => false,
        });
        outages.max_by_key(|injected| injected.until)
    }

    /// Whether any region is out of order (MDL-16).
    pub fn has_outage(&self) -> bool {
        let is_outage = |injected: &Injected| matches!(injected.incident, Incident::RegionOutage { .. });
        self.incidents.iter().any(|injected| injected.goes_on() && is_outage(injected))
    }

    /// Whether a region is out of order (MDL-16).
    pub fn is_out_of_order(&self, region: Region) -> bool {
        self.outage_of(region).is_some()
    }

    /// Whether nothing can be copied from one region to another: the link is cut, or either is out of order (MDL-16).
    pub fn is_link_down(&self, from: Region, to: Region) -> bool {
        let is_cut = |injected: &Injected| match injected.incident {
            Incident::ReplicationLinkDown { from: cut_from, to: cut_to, .. } => (cut_from, cut_to) == (from, to),
            Incident::RegionOutage { region, .. } => region == from || region == to,
            _ => false,
        };
        self.incidents.iter().any(|injected| injected.goes_on() && is_cut(injected))
    }

    /// The data of a snapshot; nothing where it is gone.
    pub fn era_of(&self, held: SnapshotRef) -> Option<Era> {
        self.disks[held.disk].era_of_snapshot(held.taken)
    }

    /// In what state the data of a snapshot is (MDL-04); lost where it is gone.
    pub fn condition_of(&self, held: SnapshotRef) -> Condition {
        self.era_of(held).map_or(Condition::Lost, |era| era.condition)
    }

    /// The checksum of a snapshot's data.
    pub fn fingerprint_of(&self, held: SnapshotRef) -> Option<Fingerprint> {
        self.era_of(held).map(|era| era.origin)
    }

    /// In what state the data of a point is: the worst of its disks (MDL-04).
    pub fn condition_of_point(&self, point: &Point) -> Condition {
        point.snapshots.iter().map(|held| self.condition_of(*held)).max().unwrap_or_default()
    }

    /// Whether people know that a point is bad: it shows at once where data is encrypted or deleted, and an infection
    /// where it was looked for.
    pub fn is_known_bad(&self, point: &Point) -> bool {
        let condition = self.condition_of_point(point);
        condition > Condition::Infected || condition == Condition::Infected && point.inspected_at.is_some()
    }

    /// How many of the two points that lie on both sides of the damage to an instance are known for what they are: the
    /// newest clean one before the oldest bad one, and that one (MDL-04). None where no point is bad.
    pub fn known_of_boundary(&self, instance: InstanceIdx) -> Option<u32> {
        let mut clean = None;
        for point in self.instances[instance].history.points() {
            if self.condition_of_point(point).is_clean() {
                clean = Some(point);
                continue;
            }
            let is_bad_known = point.inspected_at.is_some() || self.is_known_bad(point);
            let is_clean_known = clean.is_some_and(|point| point.inspected_at.is_some());
            return Some(u32::from(is_bad_known) + u32::from(is_clean_known));
        }
        None
    }

    /// Looks whether an inspection has just shown since when ransomware had been there.
    pub(crate) fn note_what_is_found(&mut self) {
        let is_found = |injected: &Injected| {
            injected.came_unseen() && injected.befell.iter().any(|one| self.known_of_boundary(*one) == Some(2))
        };
        let found: Vec<_> = (0..self.incidents.len()).filter(|number| is_found(&self.incidents[*number])).collect();
        for number in found {
            self.incidents[number].found_at = Some(self.now);
        }
    }

    /// Whether a point can bring a whole instance back: it holds all disks of its job, the system disk among them, and
    /// all its snapshots can be used.
    pub fn is_complete(&self, point: &Point) -> bool {
        let has_system = || point.snapshots.iter().any(|held| self.disks[held.disk].kind == DiskKind::System);
        point.whole && has_system() && point.snapshots.iter().all(|held| self.is_usable(*held))
    }
}
