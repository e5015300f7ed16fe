//! Branches that are played beside the run, each to where the run stands.
//!
//! What was played is kept while the screen is made anew, which it is whenever the run goes another way through time.

use std::cell::RefCell;

use engine::{
    simulation::{Replay, Simulation},
    time::Timestamp,
    timeline::{BranchId, Timeline},
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use crate::library::Library;

thread_local! {
    /// The runs of other branches that were played last.
    static KEPT: RefCell<Vec<(BranchId, Simulation)>> = const { RefCell::new(Vec::new()) };
}

/// One of the branches that are compared. Copies share it.
#[derive(Clone, Copy)]
pub struct Side {
    library: StoredValue<Library>,
    /// Which branch.
    pub branch: BranchId,
    /// Where it was brought to; none before that. The run's own branch is where the run is.
    pub at: RwSignal<Option<Timestamp>>,
    /// How much of the way is behind, in percent; none while it rests.
    pub percent: RwSignal<Option<u8>>,
    /// Whether it was stopped on the way.
    pub stopped: RwSignal<bool>,
    /// Whether it parts from what was saved: other rules played it.
    pub parted: RwSignal<bool>,
    /// Counts how often it has arrived.
    pub arrived: RwSignal<u32>,
    is_moving: StoredValue<bool>,
}

impl Side {
    /// A branch, yet to be brought to where the run is.
    pub fn new(library: Library, branch: BranchId) -> Self {
        Self {
            library: StoredValue::new(library),
            branch,
            at: RwSignal::new(None),
            percent: RwSignal::new(None),
            stopped: RwSignal::new(false),
            parted: RwSignal::new(false),
            arrived: RwSignal::new(0),
            is_moving: StoredValue::new(false),
        }
    }

    /// Whether the run is of it.
    pub fn is_present(self) -> bool {
        self.library.get_value().read_timeline(Timeline::present_id) == self.branch
    }

    /// Reads from its run, where that is there.
    pub fn read<T>(self, read: impl FnOnce(&Simulation) -> T) -> Option<T> {
        if self.is_present() { Some(self.library.get_value().read(read)) } else { with_kept(self.branch, read) }
    }

    /// Whether it was played before.
    pub fn is_there(self) -> bool {
        self.is_present() || kept(self.branch)
    }

    /// Where it stands.
    pub fn now(self) -> Option<Timestamp> {
        self.read(Simulation::now)
    }

    /// Brings it to where the run is, and on while the run moves.
    pub fn follow(self) {
        if self.is_moving.get_value() || self.stopped.get_untracked() {
            return;
        }
        if self.is_present() {
            self.arrived.update(|times| *times += 1);
            return;
        }
        self.is_moving.set_value(true);
        leptos::task::spawn_local(async move {
            while let Some(to) = self.wanted() {
                if !self.play(to).await {
                    break;
                }
            }
            self.is_moving.try_update_value(|moving| *moving = false);
        });
    }

    /// Stops where it is.
    pub fn stop(self) {
        self.stopped.set(true);
        self.percent.set(None);
    }

    /// Where it is wanted and not yet; none where all is well, or the screen has gone.
    fn wanted(self) -> Option<Timestamp> {
        let to = self.library.try_get_value()?.read(Simulation::now);
        let at = self.at.try_get_untracked()?;
        (at != Some(to)).then_some(to)
    }

    /// Plays it to `to` in slices; whether it came there.
    async fn play(self, to: Timestamp) -> bool {
        let from = take_kept(self.branch);
        let begun = self.library.get_value().read_timeline(|timeline| timeline.begin_beside(self.branch, to, from));
        let Ok(mut replay) = begun else { return false };
        loop {
            if play_slice(&mut replay) {
                break;
            }
            let gone_on = self.percent.try_set(Some(replay.percent())).is_none();
            TimeoutFuture::new(0).await;
            if !gone_on || self.stopped.try_get_untracked() != Some(false) {
                return false;
            }
        }
        let (run, parting) = replay.finish();
        keep(self.branch, run);
        let is_there = self.at.try_set(Some(to)).is_none();
        self.percent.try_set(None);
        self.parted.try_set(parting.is_some());
        self.arrived.try_update(|times| *times += 1);
        is_there
    }
}

/// Goes on for a slice; whether the end is reached.
fn play_slice(replay: &mut Replay) -> bool {
    let end = js_sys::Date::now() + SLICE_MS;
    loop {
        if replay.step(EVENTS_BETWEEN_LOOKS).done {
            return true;
        }
        if js_sys::Date::now() >= end {
            return false;
        }
    }
}

/// Forgets the runs of another scenario.
pub fn forget_others(library: Library) {
    let scenario = library.read(|run| run.scenario().to_value());
    KEPT.with_borrow_mut(|kept| kept.retain(|(_, run)| run.scenario().to_value() == scenario));
}

fn kept(branch: BranchId) -> bool {
    KEPT.with_borrow(|kept| kept.iter().any(|(id, _)| *id == branch))
}

fn with_kept<T>(branch: BranchId, read: impl FnOnce(&Simulation) -> T) -> Option<T> {
    KEPT.with_borrow(|kept| kept.iter().find(|(id, _)| *id == branch).map(|(_, run)| read(run)))
}

fn take_kept(branch: BranchId) -> Option<Simulation> {
    KEPT.with_borrow_mut(|kept| {
        let position = kept.iter().position(|(id, _)| *id == branch)?;
        Some(kept.swap_remove(position).1)
    })
}

/// Keeps a run; of more than two the oldest goes.
fn keep(branch: BranchId, run: Simulation) {
    KEPT.with_borrow_mut(|kept| {
        kept.retain(|(id, _)| *id != branch);
        if kept.len() >= KEPT_MAX {
            kept.remove(0);
        }
        kept.push((branch, run));
    });
}

/// Two branches are compared.
const KEPT_MAX: usize = 2;
/// A slice leaves the browser time to answer at once to whatever is done.
const SLICE_MS: f64 = 12.0;
const EVENTS_BETWEEN_LOOKS: u64 = 2_000;
