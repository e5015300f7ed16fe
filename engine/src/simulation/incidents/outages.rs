//! Regions and links fall out of order and come back (MDL-16).

use crate::{
    backup::{
        job::{ChildFailure, JobFailure},
        restore::RestoreFailure,
    },
    catalog::{limits, region::Region},
    cloud::{
        DiskIdx,
        chain::Origin,
        link::{Route, Shut},
    },
    command::Command,
    event::{EcsEvent, IncidentEvent},
    incident::Incident,
    rejection::{Field, IncidentProblem, Problem, Rejection},
    simulation::Simulation,
};

impl Simulation {
    /// Refuses what acts in a region that is out of order.
    pub(in crate::simulation) fn check_outages(&self, command: &Command) -> Result<(), Rejection> {
        if !self.world.has_outage() {
            return Ok(());
        }
        match command.regions(&self.world).into_iter().find(|region| self.world.is_out_of_order(*region)) {
            Some(region) => Err(IncidentProblem::RegionOutage { region }.at(Field::Region)),
            None => Ok(()),
        }
    }

    pub(super) fn check_outage(&self, region: Region, hours: u32) -> Result<(), Rejection> {
        self.check_region(region)?;
        check_hours(hours)
    }

    pub(super) fn check_cut(&self, from: Region, to: Region, hours: u32) -> Result<(), Rejection> {
        self.check_region(from)?;
        self.check_region(to)?;
        if from == to {
            return Err(Problem::ReplicatesToItself { region: to }.at(Field::Region));
        }
        if !from.replicates_to(to) {
            return Err(Problem::NoReplicationPair { from, to }.at(Field::Region));
        }
        check_hours(hours)
    }

    /// A region falls out of order: what is under way there fails. Nothing new happens in one that is out already.
    pub(super) fn begin_outage(&mut self, region: Region, number: u32) {
        let mut others = self.world.incidents.iter().take(number as usize).filter(|other| other.goes_on());
        let was_out =
            others.any(|other| matches!(other.incident, Incident::RegionOutage { region: out, .. } if out == region));
        if was_out {
            return;
        }
        self.note_of_incident(IncidentEvent::OutageBegan(region));
        self.close_links(Shut::Region(region));
        self.toll_of(number).jobs += self.fail_running_jobs_in(region);
        self.fail_backups_in_progress(ChildFailure::RegionOutage, |disk| disk.region == region);
        self.fail_other_snapshots_in(region);
        let targets = self.world.restores.running().map(|restore| restore.target);
        let here: Vec<_> = targets.filter(|target| self.world.instances[*target].region == region).collect();
        self.fail_restores(RestoreFailure::RegionOutage, |restore| here.contains(&restore.target));
    }

    /// An outage of a region is over; the region is in order once no other goes on.
    pub(super) fn end_outage(&mut self, region: Region) {
        if !self.world.is_out_of_order(region) {
            self.note_of_incident(IncidentEvent::OutageEnded(region));
            self.open_links(Shut::Region(region));
        }
    }

    pub(super) fn cut_link(&mut self, from: Region, to: Region) {
        self.note_of_incident(IncidentEvent::LinkCut(from, to));
        self.close_link(Route { from, to });
    }

    /// A link is back; copies go once nothing else keeps it down.
    pub(super) fn restore_link(&mut self, from: Region, to: Region) {
        self.open_link(Route { from, to });
        if !self.world.is_link_down(from, to) {
            self.note_of_incident(IncidentEvent::LinkRestored(from, to));
        }
    }

    /// Whether an outage makes the job fail that begins now in `region`.
    pub(super) fn fails_for_outage(&mut self, region: Region) -> bool {
        let Some(id) = self.world.outage_of(region).map(|injected| injected.id.clone()) else { return false };
        if let Some(injected) = self.world.incidents.iter_mut().find(|injected| injected.id == id) {
            injected.toll.jobs += 1;
        }
        true
    }

    /// Whether an automatic snapshot of a disk is left out, because its region is out of order.
    pub(in crate::simulation) fn skips_automatic_snapshot(&mut self, disk: DiskIdx) -> bool {
        let is_out = self.world.is_out_of_order(self.world.disks[disk].region);
        if is_out {
            self.note_of_incident(IncidentEvent::AutoSnapshotSkipped(disk));
        }
        is_out
    }

    /// Notes why the backup jobs fail that are under way in `region`; how many they are.
    fn fail_running_jobs_in(&mut self, region: Region) -> u32 {
        let mut failed = 0;
        for position in self.world.instances.positions() {
            let instance = &mut self.world.instances[position];
            if instance.region != region {
                continue;
            }
            for began in instance.history.running().map(|job| job.began).collect::<Vec<_>>() {
                if let Some((_, job)) = instance.history.running_job_mut(began) {
                    job.failure = Some(JobFailure::RegionOutage);
                    failed += 1;
                }
            }
        }
        failed
    }

    /// Lets the snapshots fail that are being created in `region` apart from any backup.
    fn fail_other_snapshots_in(&mut self, region: Region) {
        let now = self.world.now;
        let mut unfinished = Vec::new();
        for disk in self.world.disks_by_id().filter(|disk| self.world.disks[*disk].region == region) {
            let chain = &self.world.disks[disk].chain;
            let in_progress = chain.iter().filter(|snapshot| snapshot.ready_at > now);
            let apart = in_progress.filter(|snapshot| !matches!(snapshot.origin, Origin::Backup { .. }));
            unfinished.extend(apart.map(|snapshot| (disk, *snapshot)));
        }
        for (disk, snapshot) in unfinished {
            self.fail_snapshot(disk, &snapshot, ChildFailure::RegionOutage);
            if let Some(instance) = self.world.disks[disk].attached.first().copied() {
                self.record(crate::event::Event::Ecs(EcsEvent::SnapshotFailed(disk, instance)));
            }
        }
    }
}

fn check_hours(hours: u32) -> Result<(), Rejection> {
    match limits::OUTAGE_HOURS.contains(&hours) {
        true => Ok(()),
        false => Err(IncidentProblem::Hours { given: hours }.at(Field::Hours)),
    }
}
