//! Copies in other regions and the links that carry them.

use super::{World, digest_occasion};
use crate::{
    backup::point::SnapshotRef,
    catalog::region::Region,
    cloud::link::{CopyKey, CopyTask, Purpose, Shut},
    digest::DigestWriter,
    id::{DiskId, Occasion},
};

impl World {
    /// A world that never copied anything has the digest that it had before there were copies.
    pub(super) fn digest_copies(&self, out: &mut DigestWriter) {
        for disk in self.disk_replicas_by_id() {
            if let Some(copies) = self.copies(disk) {
                copies.digest(self.now.clock_hour(), out);
            }
        }
        for (route, link) in self.links.iter() {
            out.text(route.from.id()).text(route.to.id()).count(link.under_way().len()).count(link.waiting().len());
            for carried in link.under_way() {
                self.digest_task(&carried.task, out);
                out.at(carried.began_at).at(carried.ends_at).size(carried.size);
            }
            for task in link.waiting() {
                self.digest_task(task, out);
            }
        }
        for (shut, times) in self.links.shut() {
            let (from, to) = match shut {
                Shut::Link(route) => (route.from, Some(route.to)),
                Shut::Region(region) => (region, None),
            };
            out.text(from.id()).option(to, |out, to| out.text(to.id())).number(times);
        }
    }

    /// What tells a snapshot from any other, in the canonical order: a disk and its replicas have one id.
    pub(super) fn snapshot_key(&self, snapshot: SnapshotRef) -> (&DiskId, Region, Occasion) {
        let disk = &self.disks[snapshot.disk];
        (&disk.id, disk.region, snapshot.taken)
    }

    pub(super) fn digest_snapshot_ref(&self, snapshot: SnapshotRef, out: &mut DigestWriter) {
        let disk = &self.disks[snapshot.disk];
        out.text(disk.id.as_str());
        if disk.replica_of.is_some() {
            out.text(disk.region.id());
        }
        digest_occasion(snapshot.taken, out);
    }

    fn digest_task(&self, task: &CopyTask, out: &mut DigestWriter) {
        self.digest_snapshot_ref(task.source, out);
        self.digest_snapshot_ref(task.copy, out);
        match task.purpose {
            Purpose::Point { instance, job } => {
                digest_occasion(job, out.text(self.instances[instance].id.as_str()));
            }
            Purpose::User { retention } => {
                out.option(retention, DigestWriter::days);
            }
        }
        let key = task.key.as_ref().map(|key| match key {
            CopyKey::Service => "",
            CopyKey::Customer(key) => key,
        });
        out.option(key, DigestWriter::text);
    }
}
