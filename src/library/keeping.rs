//! How the run is kept: where it lies, how it is saved, and what a person has to know about that.

use std::sync::Arc;

use engine::{
    digest::Digest,
    locale::Locale,
    save::Save,
    scenario::web_shop,
    shelf::{Card, LastEqual, LessonCard, Place, RunId, SetAside, WriteError},
    timeline::Timeline,
    view::{guide::Guide, parting::PartingReport},
};
use leptos::prelude::*;

use super::Library;
use crate::{
    adapters::{
        persistence,
        storage::{self, shelf},
    },
    crash,
};

/// How the run is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Why the last save failed, where it did: the run goes on in memory.
    pub failure: Option<WriteError>,
    /// How often what this browser keeps has changed, as far as is known here.
    pub changes: u32,
}

impl Keeping {
    /// At the start.
    pub(super) fn begun() -> Self {
        Self { failure: storage::check().err(), changes: 0 }
    }

    /// Whether another tab has the run, so that it is not saved from here until someone says so.
    fn is_elsewhere(&self) -> bool {
        matches!(self.failure, Some(WriteError::Elsewhere | WriteError::Removed))
    }
}

/// What a person has to know about how their run was opened or left.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A save could not be opened and was put away.
    SetAside(SetAside),
    /// The run plays differently than when it was saved.
    Parted(Arc<Parted>),
    /// A run that was left could not be saved.
    Unsaved {
        /// The run.
        text: String,
    },
}

/// A run that plays differently than when it was saved.
#[derive(Debug, PartialEq)]
pub struct Parted {
    /// As it was saved.
    pub original: String,
    /// Whether it is kept in the storage; otherwise only here.
    pub is_kept: bool,
    /// Up to where both agree.
    pub equal: LastEqual,
    /// The save.
    pub save: Save,
    /// The run that it was opened as.
    pub run: RunId,
    /// What that came to, before anything was done to it.
    pub outcome: Digest,
    /// What there is to say, in English and in Chinese.
    pub reports: [PartingReport; 2],
}

impl Parted {
    /// What there is to say.
    pub fn report(&self, locale: Locale) -> &PartingReport {
        &self.reports[usize::from(locale == Locale::Zh)]
    }
}

/// Takes notice of where a run has come to; the number of the branch that what lay ahead became, if it did.
pub type Note = fn(&mut Timeline) -> Option<u32>;

/// What keeps the run, once the part of the page that can is here. Before, there is nothing new to save.
#[derive(Clone, Copy)]
pub struct Keepers {
    /// Saves the run.
    pub save: fn(Library),
    /// Takes notice of where it has come to.
    pub note: Note,
    /// Leaves it for another one.
    pub leave: fn(Library),
}

/// What keeps the run. Only for other parts of the page than the first.
pub const KEEPERS: Keepers = Keepers { save, note, leave };

/// What was found at the start.
#[derive(Debug)]
pub struct Opened {
    /// The run that was used last and where it lies, if one could be opened.
    pub run: Option<(Timeline, Place)>,
    /// What the person has to know about it.
    pub notices: Vec<Notice>,
    /// Whether the person stopped it from being opened.
    pub is_stopped: bool,
}

impl Opened {
    /// Nothing was saved.
    pub fn nothing() -> Self {
        Self { run: None, notices: Vec::new(), is_stopped: false }
    }
}

impl Library {
    /// Saves the run in this browser; a failure is shown and the run goes on in memory. Where another tab has saved the
    /// same run, this one asks before it takes the place back.
    pub fn save(&self) {
        if crash::has_happened() || self.keeping.with_untracked(Keeping::is_elsewhere) {
            return;
        }
        if let Some(keepers) = self.keepers.get_value() {
            (keepers.save)(*self);
        }
    }

    /// Whether there is something that a person has to know about their run.
    pub fn has_notices(&self) -> bool {
        self.keeping.with(|keeping| keeping.failure.is_some()) || self.notices.with(|notices| !notices.is_empty())
    }

    /// Tells whoever shows what is kept that it has changed.
    pub fn kept_changed(&self) {
        self.keeping.update(|keeping| keeping.changes += 1);
    }

    /// The run that is open.
    pub fn run_id(&self) -> RunId {
        self.place.with_value(|place| place.run().clone())
    }

    /// Stops saving when another tab saves the same run, and says so.
    pub(super) fn notice_other_tabs(&self) {
        let library = *self;
        let listening = window_event_listener(leptos::ev::storage, move |event| {
            let Some(run) = event.key().as_deref().and_then(RunId::of_key) else { return };
            let is_taken = event.new_value().is_some() && run == library.run_id();
            library.keeping.update(|keeping| {
                keeping.changes += 1;
                keeping.failure = if is_taken { Some(WriteError::Elsewhere) } else { keeping.failure };
            });
        });
        on_cleanup(move || listening.remove());
    }

    /// Saves from now on.
    pub fn save_by(&self, keepers: Keepers) {
        self.keepers.set_value(Some(keepers));
        self.save();
    }

    /// Puts a run that lies at `place` in the place of this one, which was left.
    pub(super) fn become_run(&self, run: Timeline, place: Place) {
        storage::keep_run_of_tab(place.run().as_str());
        self.place.set_value(place);
        self.keeping.update(|keeping| keeping.failure = storage::check().err());
        self.replace(run);
    }

    /// Begins another run; the present one stays where it lies.
    pub fn begin(&self, run: Timeline) {
        if let Some(keepers) = self.keepers.get_value() {
            (keepers.leave)(*self);
        }
        self.become_run(run, new_place());
    }
}

/// The place of a run that has none yet.
pub fn new_place() -> Place {
    Place::new(new_run_id(), &new_run_id().to_string())
}

/// An id that no other run has, in this tab or another.
pub fn new_run_id() -> RunId {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number below 2^32")]
    let chance = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    RunId::new(&format!("{:x}{chance:08x}", host_ms()))
}

/// Now, in UNIX milliseconds of the host.
pub fn host_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are far from the end of 64 bits")]
    let ms = js_sys::Date::now() as i64;
    ms
}

/// The text of a run. Only for other parts of the page than the first.
pub fn write_out(run: &Timeline) -> String {
    Save::of_timeline(run).to_text()
}

/// Takes notice of where a run has come to. Only for other parts of the page than the first: nobody goes another way before
/// they are there.
fn note(timeline: &mut Timeline) -> Option<u32> {
    let before = timeline.others().len();
    timeline.note();
    timeline.others().get(before).map(|branch| branch.id.number())
}

/// Saves the run. The first scenario, to which nothing was done yet, is there without being saved.
fn save(library: Library) {
    let save = library.read_timeline(Save::of_timeline);
    let is_touched = is_touched(&save);
    if !is_touched && !library.place.with_value(Place::is_saved) && save.scenario == web_shop() {
        return;
    }
    let (card, text) = (Card::of(&save, host_ms()).with_lesson(lesson_card(library)), save.to_text());
    let written = storage::check().and_then(|()| {
        let write = |place: &mut Place| (!place.has(&text)).then(|| shelf().write(place, &card, &text)).transpose();
        library.place.try_update_value(write).unwrap_or(Ok(None))
    });
    if matches!(written, Ok(Some(()))) {
        storage::keep_run_of_tab(library.run_id().as_str());
        library.kept_changed();
        if is_touched {
            ask_to_persist(library);
        }
    }
    let failure = written.err();
    if library.keeping.with_untracked(|known| known.failure != failure) {
        library.keeping.update(|keeping| keeping.failure = failure);
    }
}

/// How far the lesson of the run has come, where it has one.
fn lesson_card(library: Library) -> Option<LessonCard> {
    let guide = library.read_timeline(|timeline| Guide::of(timeline, Locale::En))?;
    Some(LessonCard {
        reached: guide.reached,
        of: guide.of,
        score: guide.score.into(),
        is_complete: guide.completed_at.is_some(),
    })
}

/// Whether anything was done to a run, or time has passed in it.
fn is_touched(save: &Save) -> bool {
    let is_named = save.title.is_some() || !save.bookmarks.is_empty() || save.present.is_some();
    is_named || !save.journal.entries.is_empty() || save.now > save.scenario.start
}

/// Saves the run a last time and leaves it: it keeps one slot. Where it could not be saved it is offered for download.
fn leave(library: Library) {
    library.save();
    if library.keeping.with_untracked(|keeping| keeping.failure.is_none()) {
        shelf().settle(&library.run_id());
    } else if is_touched(&library.read_timeline(Save::of_timeline)) {
        let text = library.read_timeline(write_out);
        library.notices.update(|notices| notices.push(Notice::Unsaved { text }));
    }
}

/// Saves the run in the place of what another tab has saved of it. Only for other parts of the page than the first.
pub fn save_here(library: Library) {
    library.place.update_value(|place| shelf().take_over(place));
    library.keeping.update(|keeping| keeping.failure = None);
    library.save();
}

/// Asks the browser, once, not to throw the storage away when it needs room.
fn ask_to_persist(library: Library) {
    if library.counts.get_value().asked_to_persist {
        return;
    }
    library.counts.update_value(|counts| counts.asked_to_persist = true);
    leptos::task::spawn_local(async move {
        if persistence::is_persistent().await == Some(false) {
            persistence::ask_to_persist().await;
            library.kept_changed();
        }
    });
}
