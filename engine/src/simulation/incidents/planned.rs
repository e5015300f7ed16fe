//! Incidents that the scenario brings: when they happen and to whom may be left to the seed.

use crate::{
    chance::{self, Purpose},
    event::IncidentEvent,
    queue::Due,
    scenario::incidents::IncidentEntry,
    simulation::Simulation,
    time::Timestamp,
};

/// How the incidents of a scenario come about.
///
/// A scenario carries it where it has incidents, and only the reader of scenario files names it: so what incidents do is
/// reached through a value and never by a call, and the first load of the page, which reads no file, is spared it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fate {
    plan: fn(&mut Simulation),
    begin: fn(&mut Simulation, u32),
}

impl Fate {
    /// That of every scenario with incidents.
    pub(crate) const OF_SCENARIOS: Self =
        Self { plan: Simulation::plan_incidents, begin: Simulation::begin_planned_incident };

    /// Draws what is left to chance, and sets the instants.
    pub(in crate::simulation) fn plan(self, run: &mut Simulation) {
        (self.plan)(run);
    }

    /// An incident of the scenario happens, if it still can.
    pub(in crate::simulation) fn begin(self, run: &mut Simulation, number: u32) {
        (self.begin)(run, number);
    }
}

impl Simulation {
    /// Draws what is left to chance, and sets the instants.
    fn plan_incidents(&mut self) {
        let (seed, entries) = (self.scenario.seed, self.scenario.incidents.clone());
        let mut planned: Vec<_> = (0_u64..)
            .zip(&entries)
            .map(|(number, entry)| (self.instant_of(entry, seed, number), entry.drawn(&self.world, seed, number)))
            .collect();
        planned.sort_by_key(|(at, _)| *at);
        for (number, (at, _)) in (0_u32..).zip(&planned) {
            self.queue.schedule(*at, Due::PlannedIncident { number });
        }
        self.world.planned_incidents = planned;
    }

    /// An incident of the scenario happens, if it still can.
    fn begin_planned_incident(&mut self, number: u32) {
        let incident = self.world.planned_incidents[number as usize].1.clone();
        match self.check_incident(&incident) {
            Ok(()) => drop(self.begin_incident(&incident, true)),
            Err(_) => self.note_of_incident(IncidentEvent::CameToNothing(incident.kind())),
        }
    }

    fn instant_of(&self, entry: &IncidentEntry, seed: u64, number: u64) -> Timestamp {
        let (from, to) = (entry.from, entry.to);
        let seconds = u64::try_from((to - from).0).unwrap_or(0) + 1;
        let after = chance::below(seconds, seed, Purpose::Incident, number, 0);
        Timestamp(from.0 + i64::try_from(after).unwrap_or(0)).max(self.world.start)
    }
}
