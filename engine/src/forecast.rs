//! Forecast: what the account will be charged if nobody does anything else and nothing goes wrong.
//!
//! A copy of the run plays on, as a rehearsal does; its meters then know the hours that are past and those to come.

use std::ops::Range;

use crate::{
    billing::bill::{Bill, Grouping},
    simulation::Simulation,
    time::{Days, Seconds, Timestamp},
    world::World,
};

/// A forecast looks so far ahead at most: ten years.
pub const FORECAST_DAYS_MAX: Days = Days(3_653);

/// A forecast under way.
#[derive(Debug)]
pub struct Forecast {
    run: Simulation,
    span: Range<Timestamp>,
}

/// What a forecast found.
#[derive(Debug)]
pub struct Outlook {
    run: Simulation,
    span: Range<Timestamp>,
}

impl Forecast {
    /// Begins to look ahead to `until`, ten years from now at most. The run stays as it is.
    pub fn begin(run: &Simulation, until: Timestamp) -> Self {
        let now = run.now();
        let until = until.clamp(now, now.plus_days(FORECAST_DAYS_MAX));
        Self { run: run.looking_ahead(), span: now..until }
    }

    /// Plays on, for at most `events_max` events. Whether it came to its end.
    pub fn step(&mut self, events_max: u64) -> bool {
        self.run.step_until(self.span.end, events_max).reached
    }

    /// How far it is: seconds of virtual time of all that it looks ahead.
    pub fn progress(&self) -> (Seconds, Seconds) {
        (self.run.now() - self.span.start, self.span.end - self.span.start)
    }

    /// Plays to the end.
    pub fn finish(mut self) -> Outlook {
        while !self.step(u64::MAX) {}
        Outlook { run: self.run, span: self.span }
    }
}

impl Outlook {
    /// From when to when it looks ahead.
    pub fn span(&self) -> Range<Timestamp> {
        self.span.clone()
    }

    /// The world as it stands at the end, whose bills reach back to the start of the run.
    pub fn world(&self) -> &World {
        self.run.world()
    }

    /// What will be charged from the hour of now on. The present hour has begun, so it counts whole.
    pub fn bill(&self, grouping: Grouping) -> Bill {
        Bill::draw_up(self.world(), self.span.start, self.span.end, grouping)
    }
}
