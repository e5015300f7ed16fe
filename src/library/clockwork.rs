//! How virtual time moves in the page: it plays, steps and jumps, always in slices, so that the page answers.

use engine::{
    simulation::Simulation,
    time::{DAY, HOUR, MINUTE, Timestamp},
    timeline::Timeline,
    view::clock,
};
use gloo_timers::{callback::Interval, future::TimeoutFuture};
use leptos::prelude::*;

use super::Library;
use crate::{crash, text::Label};

/// How fast time plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// A minute a second.
    Minute,
    /// An hour a second.
    Hour,
    /// Six hours a second.
    SixHours,
    /// A day a second.
    Day,
    /// A week a second.
    Week,
    /// Thirty days a second.
    Month,
    /// 365 days a second.
    Year,
}

/// A jump that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// Tells it from the jumps before and after it.
    number: u32,
    /// Where it began.
    pub from: Timestamp,
    /// Where it goes.
    pub to: Timestamp,
    /// Where it is.
    pub at: Timestamp,
}

impl Speed {
    /// All speeds, slowest first.
    pub const ALL: [Self; 7] =
        [Self::Minute, Self::Hour, Self::SixHours, Self::Day, Self::Week, Self::Month, Self::Year];

    /// Virtual seconds in a second.
    pub fn seconds(self) -> i64 {
        match self {
            Self::Minute => MINUTE,
            Self::Hour => HOUR,
            Self::SixHours => 6 * HOUR,
            Self::Day => DAY,
            Self::Week => 7 * DAY,
            Self::Month => 30 * DAY,
            Self::Year => 365 * DAY,
        }
    }

    /// What it is called.
    pub fn label(self) -> Label {
        match self {
            Self::Minute => Label::SpeedMinute,
            Self::Hour => Label::SpeedHour,
            Self::SixHours => Label::SpeedSixHours,
            Self::Day => Label::SpeedDay,
            Self::Week => Label::SpeedWeek,
            Self::Month => Label::SpeedMonth,
            Self::Year => Label::SpeedYear,
        }
    }
}

impl Jump {
    /// Whether it is the jump with this number.
    pub fn is(&self, number: u32) -> bool {
        self.number == number
    }

    /// How much of it is behind, in percent.
    pub fn percent(&self) -> i64 {
        let (done, whole) = ((self.at - self.from).0, (self.to - self.from).0);
        (done * 100).checked_div(whole).unwrap_or(100)
    }
}

impl Library {
    /// Plays or pauses; stops a jump that is under way.
    pub fn toggle_playing(&self) {
        if self.jump.with_untracked(Option::is_some) {
            self.stop_jump();
        } else {
            self.playing.update(|playing| *playing = !*playing);
            self.save();
        }
    }

    /// Moves on to the next event and handles all that is due at its instant.
    pub fn step_to_next(&self) {
        self.playing.set(false);
        if self.jump.get_untracked().is_some() {
            return;
        }
        self.peek(|run| {
            if let Some(next) = clock::next_shown(run) {
                run.advance_to(next.at);
            }
        });
        self.changed();
    }

    /// Begins a jump to `to`, which may lie in the past of the run. As far as the run has come it goes its own way, with all
    /// that was done on it.
    pub fn begin_jump(&self, to: Timestamp) {
        let library = *self;
        leptos::task::spawn_local(async move {
            let reached = library.read_timeline(Timeline::reached);
            let known = to.min(reached);
            if known != library.read(Simulation::now)
                && let Err(problem) = library.seek(known).await
            {
                return library.refuse(&problem.into());
            }
            library.jump_to(to).await;
        });
    }

    /// Waits until no jump is under way.
    pub async fn after_jump(&self) {
        while self.jump.with_untracked(Option::is_some) {
            TimeoutFuture::new(0).await;
        }
    }

    /// Jumps to `to` in slices; the number of events on the way. [`Library::stop_jump`] ends it early, another jump or
    /// another run does so too.
    pub async fn jump_to(&self, to: Timestamp) -> u64 {
        let from = self.read(Simulation::now);
        if to <= from {
            return 0;
        }
        self.playing.set(false);
        let number = self.next_jump();
        self.jump.set(Some(Jump { number, from, to, at: from }));
        let (mut events, mut drawn_at) = (0, now_ms());
        while self.jump.with_untracked(|jump| jump.is_some_and(|jump| jump.number == number)) {
            let (handled, reached) = self.run_slice(to);
            events += handled;
            if reached || now_ms() >= drawn_at + REDRAW_MS {
                let at = self.read(Simulation::now);
                self.jump.set((!reached).then_some(Jump { number, from, to, at }));
                self.refresh();
                drawn_at = now_ms();
            }
            if reached {
                self.save();
                break;
            }
            TimeoutFuture::new(0).await;
        }
        events
    }

    /// The number of the next jump.
    pub(super) fn next_jump(&self) -> u32 {
        self.counts.update_value(|counts| counts.jumps += 1);
        self.counts.get_value().jumps
    }

    /// Shows how far a jump is.
    pub(super) fn show_jump(&self, number: u32, from: Timestamp, to: Timestamp, at: Timestamp) {
        self.jump.set(Some(Jump { number, from, to, at }));
    }

    /// Ends the jump where it is.
    pub fn stop_jump(&self) {
        if self.jump.with_untracked(Option::is_some) {
            self.jump.set(None);
            self.changed();
        }
    }

    /// Starts the ticker that plays time and saves while it does.
    pub(super) fn start_clockwork(&self) {
        let library = *self;
        let mut last = now_ms();
        let mut ticks_since_save = 0;
        Interval::new(TICK_MS, move || {
            let elapsed_ms = (now_ms() - last).clamp(0.0, TICK_MS_MAX);
            last = now_ms();
            if crash::has_happened() || !library.playing.get_untracked() {
                return;
            }
            #[expect(clippy::cast_possible_truncation, reason = "milliseconds of one tick, clamped")]
            let span = library.speed.get_untracked().seconds() * elapsed_ms as i64 / 1_000;
            let target = Timestamp((library.read(Simulation::now).0 + span.max(1)).min(Timestamp::MAX.0));
            library.run_slice(target);
            library.refresh();
            ticks_since_save += 1;
            if ticks_since_save >= TICKS_BETWEEN_SAVES {
                ticks_since_save = 0;
                library.save();
            }
        })
        .forget();
    }

    /// Moves on towards `until` for at most one slice: the events handled, and whether `until` is reached.
    pub(super) fn run_slice(&self, until: Timestamp) -> (u64, bool) {
        let end = now_ms() + SLICE_MS;
        self.peek(|run| {
            let mut events = 0;
            loop {
                let stepped = run.step_until(until, EVENTS_BETWEEN_LOOKS);
                events += stepped.events;
                if stepped.reached || now_ms() >= end {
                    return (events, stepped.reached);
                }
            }
        })
    }
}

/// Milliseconds of the host since the page was opened.
pub fn now_ms() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Ten ticks a second: as often as screens are drawn anew while time plays.
const TICK_MS: u32 = 100;
/// A tab that slept does not catch up.
const TICK_MS_MAX: f64 = 500.0;
/// A slice leaves the browser time to answer at once to whatever is done.
const SLICE_MS: f64 = 16.0;
/// How often screens are drawn anew during a jump: ten times a second. Drawn after each slice, a year of 1,000 instances
/// took 1.7 times as long.
const REDRAW_MS: f64 = 100.0;
const EVENTS_BETWEEN_LOOKS: u64 = 2_000;
/// Five seconds.
const TICKS_BETWEEN_SAVES: u32 = 50;
