//! The end of all snapshots of an account that did not pay (ACC-05, ACC-06).

use crate::{
    backup::{
        job::{ChildFailure, JobStatus},
        point::SnapshotRef,
    },
    cloud::{
        Disk,
        chain::{Origin, Snapshot},
    },
    simulation::Simulation,
};

impl Simulation {
    /// Lets the part of every backup fail that is under way, however long it has been, and backs up one of these disks.
    pub(in crate::simulation) fn fail_backups_in_progress(
        &mut self,
        failure: ChildFailure,
        is_meant: impl Fn(&Disk) -> bool,
    ) {
        let is_running = |snapshot: &Snapshot| match snapshot.origin {
            Origin::Backup { instance, job } => {
                let job = self.world.instances[instance].history.job(job);
                job.is_some_and(|job| job.status == JobStatus::Running)
            }
            Origin::User | Origin::Automatic => false,
        };
        let mut unfinished = Vec::new();
        for disk in self.world.chains_by_id().filter(|disk| is_meant(&self.world.disks[*disk])) {
            let running = self.world.disks[disk].chain.iter().filter(|snapshot| is_running(snapshot));
            unfinished.extend(running.map(|snapshot| (disk, *snapshot)));
        }
        for (disk, snapshot) in unfinished {
            self.fail_snapshot(disk, &snapshot, failure);
        }
    }

    /// Deletes all snapshots that neither a disk nor an image was made from; how many they are.
    pub(in crate::simulation) fn delete_all_snapshots(&mut self) -> u32 {
        let mut unused = Vec::new();
        for disk in self.world.chains_by_id() {
            let all = self.world.disks[disk].chain.iter().map(|snapshot| SnapshotRef { disk, taken: snapshot.taken });
            unused.extend(all.filter(|snapshot| !self.world.is_in_use(*snapshot)));
        }
        for snapshot in &unused {
            self.drop_snapshot(*snapshot);
            self.begin_next_archivings(snapshot.disk);
        }
        u32::try_from(unused.len()).unwrap_or(u32::MAX)
    }
}
