//! How a run is kept and opened again.

use engine::{
    save::{Save, SaveError},
    timeline::{Opening, Timeline},
};
use leptos::prelude::*;

use super::Library;
use crate::{
    adapters::storage::{RunStore, SetAside, StoreError},
    crash,
};

/// How the run is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// The last save went well.
    Saved,
    /// The last save failed; the run goes on in memory.
    Failed(StoreError),
}

const ELSEWHERE: Keeping = Keeping::Failed(StoreError::Elsewhere);

/// What a person has to know about how their run was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A save could not be opened and was put away.
    SetAside(SetAside),
    /// The run plays differently than when it was saved; the original is kept.
    Parted {
        /// The save as it was.
        original: String,
    },
}

/// Takes notice of where a run has come to; the number of the branch that what lay ahead became, if it did.
pub type Note = fn(&mut Timeline) -> Option<u32>;

/// Makes a text of a run.
pub type WriteOut = fn(&Timeline) -> String;

/// What was found at the start.
#[derive(Debug)]
pub struct Opened {
    /// Where runs are kept.
    pub store: RunStore,
    /// The run that was saved last, if one could be opened.
    pub run: Option<Timeline>,
    /// What the person has to know about it.
    pub notices: Vec<Notice>,
}

impl Library {
    /// Saves the run in this browser; a failure is shown and the run goes on in memory. Where another tab has saved its
    /// own, this one asks before it takes the place back.
    pub fn save(&self) {
        if crash::has_happened() || self.keeping.with_untracked(|keeping| *keeping == ELSEWHERE) {
            return;
        }
        let Some((write_out, _)) = self.keepers.get_value() else { return };
        let text = self.read_timeline(write_out);
        let outcome = self.store.try_update_value(|store| store.write(text)).unwrap_or(Ok(()));
        let keeping = outcome.map_or_else(Keeping::Failed, |()| Keeping::Saved);
        if self.keeping.with_untracked(|known| *known != keeping) {
            self.keeping.set(keeping);
        }
    }

    /// Whether there is something that a person has to know about their run.
    pub fn has_notices(&self) -> bool {
        self.keeping.with(|keeping| *keeping != Keeping::Saved) || self.notices.with(|notices| !notices.is_empty())
    }

    /// Saves the run in the place of the one that another tab has saved.
    pub fn save_here(&self) {
        self.store.update_value(RunStore::take_over);
        self.keeping.set(Keeping::Saved);
        self.save();
    }

    /// Stops saving when another tab saves its run, and says so.
    pub(super) fn notice_other_tabs(&self) {
        let library = *self;
        let listening = window_event_listener(leptos::ev::storage, move |event| {
            if event.new_value().is_some() && event.key().is_some_and(|key| RunStore::has(&key)) {
                library.keeping.set(ELSEWHERE);
            }
        });
        on_cleanup(move || listening.remove());
    }

    /// Saves from now on, by what makes a text of a run.
    pub fn save_by(&self, write_out: WriteOut, note: Note) {
        self.keepers.set_value(Some((write_out, note)));
        self.save();
    }

    /// Opens a run from the text of a file, in the place of the present one.
    pub fn import(&self, text: &str) -> Result<(), SaveError> {
        let save = Save::read(text)?;
        let mut notices = Vec::new();
        let run = reopen(save, &mut notices);
        self.notices.update(|known| known.extend(notices));
        self.replace(run);
        Ok(())
    }
}

impl Opened {
    /// Nothing was saved.
    pub fn nothing() -> Self {
        Self { store: RunStore::default(), run: None, notices: Vec::new() }
    }

    /// What this browser keeps. Only for other parts of the page than the first.
    pub fn from_storage() -> Self {
        let (store, found) = RunStore::open();
        let mut notices: Vec<_> = found.set_aside.into_iter().map(Notice::SetAside).collect();
        let run = found.save.map(|save| reopen(save, &mut notices));
        Self { store, run, notices }
    }
}

/// The text of a run. Only for other parts of the page than the first.
pub fn write_out(run: &Timeline) -> String {
    Save::of_timeline(run).to_text()
}

/// Takes notice of where a run has come to. Only for other parts of the page than the first: nobody goes another way before
/// they are there.
pub fn note(timeline: &mut Timeline) -> Option<u32> {
    let before = timeline.others().len();
    timeline.note();
    timeline.others().get(before).map(|branch| branch.id.number())
}

/// Plays a save to where it stood. Where it comes out differently, the original is kept and the person is told.
fn reopen(save: Save, notices: &mut Vec<Notice>) -> Timeline {
    let original = save.to_text();
    let (timeline, parting) = Opening::of(save).finish();
    if parting.is_some() {
        // Where the storage refuses it, the notice still offers the original for download.
        let _ = RunStore::keep(&original);
        notices.push(Notice::Parted { original });
    }
    timeline
}
