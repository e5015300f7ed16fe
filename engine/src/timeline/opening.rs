//! A save on its way to being a run again.

use super::{Bookmark, Branch, Journey, Timeline};
use crate::{
    save::Save,
    simulation::{Parting, Replay, ReplayProgress},
    time::{Timestamp, Zone},
};

/// A saved run that is played to where it stood, at once or in slices.
#[derive(Debug)]
pub struct Opening {
    journey: Journey,
    title: Option<String>,
    bookmarks: Vec<Bookmark>,
    spent_seconds: u64,
    present: Option<Branch>,
    others: Vec<Branch>,
}

impl Opening {
    /// Begins to open a save.
    pub fn of(mut save: Save) -> Self {
        let (title, bookmarks) = (save.title.take(), std::mem::take(&mut save.bookmarks));
        let (present, others) = (save.present.take(), std::mem::take(&mut save.others));
        let spent_seconds = save.spent_seconds;
        Self { journey: Journey::new(Replay::of(save)), title, bookmarks, spent_seconds, present, others }
    }

    /// Goes on for at most `events_max` events.
    pub fn step(&mut self, events_max: u64) -> ReplayProgress {
        self.journey.step(events_max)
    }

    /// How many events it has handled so far, as [`Replay::events`] counts them.
    pub fn events(&self) -> u64 {
        self.journey.events()
    }

    /// Where it goes.
    pub fn end(&self) -> Timestamp {
        self.journey.end()
    }

    /// The zone of its scenario.
    pub fn zone(&self) -> Zone {
        self.journey.run().world().zone
    }

    /// Where it stands.
    pub fn now(&self) -> Timestamp {
        self.journey.now()
    }

    /// Goes on to the end, however many events that takes: the run with all its branches, and where it parted from what
    /// was saved.
    pub fn finish(self) -> (Timeline, Option<Parting>) {
        let arrival = self.journey.finish();
        let mut timeline = Timeline::with_branches(arrival.run, self.present, self.others);
        (timeline.title, timeline.bookmarks, timeline.checkpoints) = (self.title, self.bookmarks, arrival.passed);
        timeline.spend(self.spent_seconds);
        (timeline, arrival.parting)
    }
}
