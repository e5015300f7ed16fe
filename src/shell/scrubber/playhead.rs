//! The playhead: where someone wants the run to be, while they drag and while the run is on its way.

use engine::{simulation::Simulation, time::Timestamp};
use leptos::prelude::*;

use crate::library::Library;

/// Where the run is wanted. Copies share it.
#[derive(Clone, Copy)]
pub struct Playhead {
    library: Library,
    /// Where it is dragged.
    dragged: RwSignal<Option<Timestamp>>,
    /// Where the run is on its way to.
    aim: RwSignal<Option<Timestamp>>,
    /// Whether it is on its way.
    moving: StoredValue<bool>,
}

impl Playhead {
    /// A playhead that stays where the run is.
    pub fn new(library: Library) -> Self {
        Self { library, dragged: RwSignal::new(None), aim: RwSignal::new(None), moving: StoredValue::new(false) }
    }

    /// Where it is wanted; none where the run is there.
    pub fn at(self) -> Option<Timestamp> {
        self.dragged.get().or(self.aim.get())
    }

    /// Where the next key moves it from.
    pub fn from(self) -> Timestamp {
        self.aim.get_untracked().unwrap_or_else(|| self.library.read(Simulation::now))
    }

    /// Whether someone drags it.
    pub fn is_dragged(self) -> bool {
        self.dragged.with_untracked(Option::is_some)
    }

    /// Moves it along with a pointer; the run stays.
    pub fn drag(self, at: Timestamp) {
        self.dragged.set(Some(at));
    }

    /// The pointer lets it go: the run follows.
    pub fn let_go(self) {
        if let Some(at) = self.dragged.get_untracked() {
            self.dragged.set(None);
            self.go(at);
        }
    }

    /// It goes back to where the run is.
    pub fn forget(self) {
        self.dragged.set(None);
    }

    /// Brings the run to `to`. Who wants it elsewhere meanwhile is followed at once.
    pub fn go(self, to: Timestamp) {
        self.aim.set(Some(to));
        if self.moving.get_value() {
            self.library.stop_jump();
            return;
        }
        self.moving.set_value(true);
        leptos::task::spawn_local(async move {
            while let Some(to) = self.aim.get_untracked() {
                self.bring(to).await;
                if self.aim.get_untracked() == Some(to) {
                    self.aim.set(None);
                }
            }
            self.moving.set_value(false);
        });
    }

    /// Back or to what lies ahead; beyond all of that time runs on.
    async fn bring(self, to: Timestamp) {
        let library = self.library;
        if to == library.read(Simulation::now) {
            return;
        }
        let reached = library.read_timeline(engine::timeline::Timeline::reached);
        if let Err(problem) = library.seek(to.min(reached)).await {
            library.refuse(&problem.into());
        } else if to > reached && library.read(Simulation::now) == reached {
            library.jump_to(to).await;
        }
    }
}
