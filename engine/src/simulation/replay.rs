//! Playing a Journal again, all at once or in slices, and noticing where it comes out differently.

use super::Simulation;
use crate::{
    digest::Digest,
    rejection::Rejection,
    save::{Journal, Save},
    scenario::Scenario,
    time::Timestamp,
};

/// A run being played again from its start.
#[derive(Debug)]
pub struct Replay {
    run: Simulation,
    journal: Journal,
    position: usize,
    until: Timestamp,
    expected: Option<Digest>,
    parting: Option<Parting>,
    events: u64,
}

/// How a replay stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplayProgress {
    /// How many events were handled in this slice, each command counted as [`EVENTS_PER_COMMAND`].
    pub events: u64,
    /// How much of the run's virtual time is behind, in percent.
    pub percent: u8,
    /// Whether the end is reached.
    pub done: bool,
}

/// Where a replay first came out differently from what was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parting {
    /// After this command, counted from 0, the digest was another.
    Digest {
        /// Which command.
        position: usize,
    },
    /// All commands agreed, but the digest at the end was another.
    End,
    /// This command, counted from 0, was refused; it and those after it are left out.
    Refused {
        /// Which command.
        position: usize,
        /// Why.
        rejection: Rejection,
    },
    /// This command, counted from 0, lies before the one ahead of it; it and those after it are left out.
    OutOfOrder {
        /// Which command.
        position: usize,
    },
}

/// A command takes about as long as so many events: the digest after it is reckoned, which reads the whole state.
pub const EVENTS_PER_COMMAND: u64 = 2_000;

/// A replay of more events asks before it goes on: about ten seconds, more than people wait without having been told. A
/// browser on a busy machine handled 205,000 events a second.
pub const REPLAY_EVENTS_UNASKED_MAX: u64 = 3_000_000;

impl Replay {
    /// The replay of a saved run, to where it stood, checked against its digests.
    pub fn of(save: Save) -> Self {
        let mut replay = Self::until(save.scenario, save.journal, save.now);
        replay.expected = save.digest;
        replay
    }

    /// The replay of `journal` to `until`, with the commands given at exactly `until`.
    pub fn until(scenario: Scenario, journal: Journal, until: Timestamp) -> Self {
        let run = Simulation::new(scenario);
        let until = until.max(run.now());
        Self { run, journal, position: 0, until, expected: None, parting: None, events: 0 }
    }

    /// The replay of `journal` to `until`, from where `run` stands: the first of its commands are those of the run.
    pub(crate) fn onward(run: Simulation, journal: Journal, until: Timestamp) -> Self {
        let (position, until) = (run.journal().entries.len(), until.max(run.now()));
        Self { run, journal, position, until, expected: None, parting: None, events: 0 }
    }

    /// Goes on for at most `events_max` events.
    pub fn step(&mut self, events_max: u64) -> ReplayProgress {
        let mut events = 0;
        let mut done = false;
        while !done && events < events_max {
            let next = self.journal.entries.get(self.position).filter(|entry| entry.at <= self.until);
            let stop_at = next.map_or(self.until, |entry| entry.at);
            let stepped = self.run.step_until(stop_at, events_max - events);
            events += stepped.events;
            if stepped.reached {
                done = next.is_none();
                events += if done { 0 } else { EVENTS_PER_COMMAND };
                self.give_next_command();
            }
        }
        self.events += events;
        if done && self.parting.is_none() && self.expected.is_some_and(|expected| expected != self.run.digest()) {
            self.parting = Some(Parting::End);
        }
        ReplayProgress { events, percent: self.percent(), done }
    }

    /// The run as far as it has come.
    pub fn run(&self) -> &Simulation {
        &self.run
    }

    /// How many events it has handled so far, each command counted as [`EVENTS_PER_COMMAND`].
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Where it goes.
    pub fn end(&self) -> Timestamp {
        self.until
    }

    /// Where it stands.
    pub fn now(&self) -> Timestamp {
        self.run.now()
    }

    /// Whether commands were left out, because one was refused or out of order.
    pub fn leaves_out(&self) -> bool {
        self.position > self.journal.entries.len()
    }

    /// Goes on to the end, however many events that takes: the run, and where it parted from what was saved.
    pub fn finish(mut self) -> (Simulation, Option<Parting>) {
        while !self.step(u64::MAX).done {}
        (self.run, self.parting)
    }

    fn give_next_command(&mut self) {
        let position = self.position;
        let Some(entry) = self.journal.entries.get(position).filter(|entry| entry.at <= self.until) else { return };
        self.position += 1;
        if entry.at < self.run.now() {
            self.leave_out_from(position, Parting::OutOfOrder { position });
            return;
        }
        let expected = entry.digest;
        match self.run.apply(entry.command.clone()) {
            Ok(_) => {
                let parted = expected.is_some_and(|expected| expected != self.run.digest());
                if parted && self.parting.is_none() {
                    self.parting = Some(Parting::Digest { position });
                }
            }
            Err(rejection) => self.leave_out_from(position, Parting::Refused { position, rejection }),
        }
    }

    fn leave_out_from(&mut self, position: usize, parting: Parting) {
        self.journal.entries.truncate(position);
        self.parting.get_or_insert(parting);
    }

    /// How much of the run's virtual time is behind, in percent.
    pub fn percent(&self) -> u8 {
        let start = self.run.world().start;
        let (behind, whole) = ((self.run.now() - start).0, (self.until - start).0);
        u8::try_from((behind * 100).checked_div(whole).unwrap_or(100).clamp(0, 100)).unwrap_or(100)
    }
}
