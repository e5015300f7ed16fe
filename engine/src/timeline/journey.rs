//! A way through the past of a run, on its way.

use super::checkpoints::Checkpoints;
use crate::{
    simulation::{Parting, Replay, ReplayProgress, Simulation},
    time::Timestamp,
};

/// A replay that leaves checkpoints behind it, so that the next one on the same way is shorter.
#[derive(Debug)]
pub struct Journey {
    replay: Replay,
    passed: Checkpoints,
}

impl Journey {
    pub(super) fn new(replay: Replay) -> Self {
        Self { replay, passed: Checkpoints::default() }
    }

    /// Goes on for at most `events_max` events.
    pub fn step(&mut self, events_max: u64) -> ReplayProgress {
        let mut events = 0;
        loop {
            let mut progress = self.replay.step((events_max - events).min(EVENTS_BETWEEN_LOOKS));
            events += progress.events;
            self.passed.note(self.replay.run());
            if progress.done || events >= events_max {
                progress.events = events;
                return progress;
            }
        }
    }

    /// How many events it has handled so far (see [`Replay::events`]).
    pub fn events(&self) -> u64 {
        self.replay.events()
    }

    /// Where it goes.
    pub fn end(&self) -> Timestamp {
        self.replay.end()
    }

    /// Where it stands.
    pub fn now(&self) -> Timestamp {
        self.replay.now()
    }

    /// The run as far as it has come.
    pub(super) fn run(&self) -> &Simulation {
        self.replay.run()
    }

    /// Goes on to the end, however many events that takes.
    pub(super) fn finish(mut self) -> Arrival {
        while !self.step(u64::MAX).done {}
        let leaves_out = self.replay.leaves_out();
        let (run, parting) = self.replay.finish();
        Arrival { run, parting, leaves_out, passed: self.passed }
    }
}

/// Where a journey has ended.
pub(super) struct Arrival {
    pub(super) run: Simulation,
    /// Where it came out differently first.
    pub(super) parting: Option<Parting>,
    /// Whether commands were left out, because one was refused or out of order.
    pub(super) leaves_out: bool,
    /// What was kept on the way.
    pub(super) passed: Checkpoints,
}

/// How often a checkpoint may be due: a few thousandths of a second.
const EVENTS_BETWEEN_LOOKS: u64 = 5_000;
