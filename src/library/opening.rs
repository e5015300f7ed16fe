//! Opening a saved run: one way for all of them, played in slices, beside the run that is open.
//!
//! Only for other parts of the page than the first.

use std::sync::Arc;

use engine::{
    locale::Locale,
    save::{Save, SaveError},
    shelf::{Card, LastEqual, Place, Reading, RunId, ShelfError, ready_to_go_on},
    simulation::Parting,
    time::Timestamp,
    timeline::{Opening, Timeline},
    view::{parting::parting, save_summary::LongReplay},
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use super::{
    Library,
    clockwork::now_ms,
    keeping::{Notice, Opened, Parted, host_ms, new_place, new_run_id},
};
use crate::{
    adapters::{
        preferences::{self, Theme},
        storage::{self, LocalCells, shelf},
    },
    shell::open_run::Patience,
    text::Label,
};

/// A run that was played to where it stood, and where it parted from what was saved.
type Played = (Timeline, Option<Parting>);

impl Library {
    /// Opens a save that may come from anyone as a run of its own; the present one stays where it lies. It asks before it
    /// takes long. Whether it was opened: a person may stop it, and then the present run is as it was.
    pub async fn open_save(&self, save: Save) -> bool {
        let text = save.to_text();
        self.open_at(save, text, new_place(), Patience::default()).await
    }

    /// The same for a text that a program gives, without a question.
    pub async fn import(&self, text: &str) -> Result<bool, SaveError> {
        let save = Save::read(text)?;
        Ok(self.open_at(save, text.to_owned(), new_place(), Patience::ENDLESS).await)
    }

    /// Opens a run that this browser keeps, where it lies.
    pub async fn open_kept(&self, run: &RunId) -> Result<bool, ShelfError> {
        let (reading, set_aside) = shelf().open(run, &new_run_id().to_string());
        self.notices.update(|notices| notices.extend(set_aside.into_iter().map(Notice::SetAside)));
        let Reading { mut place, save } = reading?;
        let text = place.text().unwrap_or_default().to_owned();
        // Whoever opens a run uses it.
        place.touch();
        Ok(self.open_at(save, text, place, Patience::ENDLESS).await)
    }

    /// Goes on from the last instant at which a run that came out differently is known to be as it was saved. Where
    /// something was done to the new outcome meanwhile, that stays a run of its own.
    pub async fn go_back_to_equal(&self, parted: &Parted) -> bool {
        let Some((timeline, _)) =
            self.play(Opening::of(parted.equal.back(&parted.save)), parted.save.now, Patience::ENDLESS).await
        else {
            return false;
        };
        let is_untouched =
            self.read_timeline(|timeline| timeline.run().digest() == parted.outcome) && self.run_id() == parted.run;
        let place = if is_untouched { self.place.get_value() } else { self.leave_for(new_place()) };
        self.become_run(timeline, place);
        true
    }

    async fn open_at(&self, save: Save, original: String, place: Place, patience: Patience) -> bool {
        let save = ready_to_go_on(save);
        let Some((timeline, parting)) = self.play(Opening::of(save.clone()), save.now, patience).await else {
            return false;
        };
        let mut place = self.leave_for(place);
        if let Some(parting) = parting {
            let notice = parted(save, original, &timeline, &parting, &mut place);
            self.notices.update(|notices| notices.push(notice));
        }
        self.become_run(timeline, place);
        true
    }

    fn leave_for(&self, place: Place) -> Place {
        if let Some(keepers) = self.keepers.get_value() {
            (keepers.leave)(*self);
        }
        place
    }

    /// Plays a run in slices, shown as a jump where there is more than one; nothing where that was stopped.
    async fn play(&self, mut opening: Opening, to: Timestamp, mut patience: Patience) -> Option<Played> {
        self.playing.set(false);
        self.stop_jump();
        let from = opening.now();
        let mut number = None;
        while !slice(&mut opening) {
            let number = *number.get_or_insert_with(|| self.next_jump());
            if self.jump.with_untracked(|jump| jump.is_some_and(|jump| !jump.is(number))) {
                return None;
            }
            self.show_jump(number, from, to, opening.now());
            TimeoutFuture::new(0).await;
            if self.jump.with_untracked(Option::is_none) {
                return None;
            }
            let long = || LongReplay { events: opening.events(), at: opening.now(), to, zone: opening.zone() };
            if !patience.lasts(opening.events(), long).await {
                self.stop_jump();
                return None;
            }
        }
        if number.is_some() {
            self.jump.set(None);
        }
        Some(opening.finish())
    }
}

/// Opens the run that was used last, in this tab or else in any. What takes long shows how far it is, and can be stopped.
pub async fn open_at_start() -> Opened {
    let (mut shelf, mut notices) = (shelf(), Vec::new());
    let (old, set_aside) = shelf.take_over_old(new_run_id(), new_run_id().as_str(), host_ms());
    notices.extend(set_aside.into_iter().map(Notice::SetAside));
    let Some(Reading { mut place, save }) = old.or_else(|| last_used(&mut shelf, &mut notices)) else {
        return Opened { notices, ..Opened::nothing() };
    };
    shelf.settle_others(place.run(), host_ms());
    let original = place.text().map_or_else(|| save.to_text(), str::to_owned);
    let save = ready_to_go_on(save);
    let Some((timeline, parting)) = play_before_start(&save).await else {
        return Opened { run: None, notices, is_stopped: true };
    };
    if let Some(parting) = parting {
        notices.push(parted(save, original, &timeline, &parting, &mut place));
    }
    storage::keep_run_of_tab(place.run().as_str());
    Opened { run: Some((timeline, place)), notices, is_stopped: false }
}

fn last_used(shelf: &mut engine::shelf::Shelf<LocalCells>, notices: &mut Vec<Notice>) -> Option<Reading> {
    let of_tab = storage::run_of_tab().map(|run| RunId::new(&run));
    let others: Vec<_> = shelf.runs().into_iter().map(|kept| kept.id).collect();
    let mut candidates = of_tab.into_iter().chain(others);
    candidates.find_map(|run| {
        let (reading, set_aside) = shelf.open(&run, new_run_id().as_str());
        notices.extend(set_aside.into_iter().map(Notice::SetAside));
        reading.ok()
    })
}

/// What there is to say of a run that came out differently. The original is kept: set aside, else where it lies.
fn parted(save: Save, original: String, timeline: &Timeline, parted: &Parting, place: &mut Place) -> Notice {
    let is_kept = shelf().keep_parted(&original).is_ok();
    if !is_kept {
        place.keep_last();
    }
    let reports = [Locale::En, Locale::Zh].map(|locale| parting(&save, timeline.run(), parted, locale));
    let equal = LastEqual::of(&save, parted);
    let (run, outcome) = (place.run().clone(), timeline.run().digest());
    Notice::Parted(Arc::new(Parted { original, is_kept, equal, save, run, outcome, reports }))
}

/// Plays a run in slices while nothing else is on the page.
async fn play_before_start(save: &Save) -> Option<Played> {
    let mut opening = Opening::of(save.clone());
    let (from, to) = (opening.now(), save.now);
    let begun = now_ms();
    let mut waiting = None;
    while !slice(&mut opening) {
        if now_ms() > begun + PATIENCE_MS {
            let waiting = waiting.get_or_insert_with(|| Waiting::show(&Card::of(save, 0)));
            let (done, whole) = ((opening.now() - from).0, (to - from).0);
            waiting.percent.set((done * 100).checked_div(whole).unwrap_or(100));
            if waiting.is_stopped.get_untracked() {
                return None;
            }
        }
        TimeoutFuture::new(0).await;
    }
    Some(opening.finish())
}

/// Whether the opening is done after a slice of it.
fn slice(opening: &mut Opening) -> bool {
    let end = now_ms() + SLICE_MS;
    while now_ms() < end {
        if opening.step(EVENTS_BETWEEN_LOOKS).done {
            return true;
        }
    }
    false
}

/// What is on the page while a run is opened and nothing else is there yet. It goes when it is dropped.
struct Waiting {
    percent: ArcRwSignal<i64>,
    is_stopped: ArcRwSignal<bool>,
    _shown: Box<dyn std::any::Any>,
}

impl Waiting {
    fn show(card: &Card) -> Self {
        Theme::load().apply();
        let locale = preferences::load_locale();
        preferences::apply_locale(locale);
        let name = card.name(locale).to_owned();
        let (percent, is_stopped) = (ArcRwSignal::new(0), ArcRwSignal::new(false));
        let view = {
            let (percent, is_stopped) = (percent.clone(), is_stopped.clone());
            move || {
                let stop = move |_| is_stopped.set(true);
                view! {
                    <main class="opening">
                        <h1>{format!("{} {name}", Label::OpeningRun.get(locale))}</h1>
                        <progress
                            max="100"
                            aria-label=Label::OpeningRun.get(locale)
                            prop:value=move || percent.get()
                        />
                        <p>{Label::OpeningHint.get(locale)}</p>
                        <button type="button" on:click=stop>
                            {Label::Stop.get(locale)}
                        </button>
                    </main>
                }
            }
        };
        let body = document().body().expect("a page has a body");
        let shown = leptos::mount::mount_to(body, view);
        Self { percent, is_stopped, _shown: Box::new(shown) }
    }
}

/// A slice leaves the browser time to answer at once to whatever is done.
const SLICE_MS: f64 = 16.0;
const EVENTS_BETWEEN_LOOKS: u64 = 2_000;
/// What opens sooner is not worth a screen of its own.
const PATIENCE_MS: f64 = 200.0;
