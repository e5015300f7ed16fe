//! Rehearsals that are played in slices, so that the page answers meanwhile and whoever waits can stop.

use engine::{
    rehearsal::{Outcome, Rehearsal},
    rejection::Rejection,
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use crate::{app::t, components::dynamic::dynamic, text::Label};

/// What came of one rehearsal: its outcome, or why there is none.
pub type Played = Result<Outcome, Rejection>;

/// How it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing was played.
    #[default]
    Resting,
    /// So much is behind, in percent.
    Running(u8),
    /// Someone stopped it.
    Stopped,
    /// All came to their end.
    There,
}

/// Rehearsals of the same instant, played one after the other. Copies share them.
#[derive(Clone, Copy)]
pub struct Play {
    /// How it stands.
    pub state: RwSignal<State>,
    /// Counts up when other outcomes are there.
    pub arrived: RwSignal<u32>,
    outcomes: StoredValue<Vec<Played>, LocalStorage>,
    /// Which start it is; one that is not the last any more ends.
    start: StoredValue<u32>,
}

impl Play {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            state: RwSignal::new(State::Resting),
            arrived: RwSignal::new(0),
            outcomes: StoredValue::new_local(Vec::new()),
            start: StoredValue::new(0),
        }
    }

    /// Plays these, and nothing else any more.
    pub fn start(self, begun: Vec<Result<Rehearsal, Rejection>>) {
        self.start.update_value(|start| *start += 1);
        let start = self.start.get_value();
        self.state.set(State::Running(0));
        leptos::task::spawn_local(async move {
            let (count, mut outcomes) = (begun.len(), Vec::new());
            for (place, rehearsal) in begun.into_iter().enumerate() {
                let played = match rehearsal {
                    Ok(rehearsal) => self.to_its_end(rehearsal, [place, count], start).await,
                    Err(rejection) => Some(Err(rejection)),
                };
                let Some(played) = played else { return };
                outcomes.push(played);
            }
            if self.is_wanted(start) {
                self.outcomes.set_value(outcomes);
                self.state.set(State::There);
                self.arrived.update(|times| *times += 1);
            }
        });
    }

    /// Stops; what was there before stays.
    pub fn stop(self) {
        self.start.update_value(|start| *start += 1);
        self.state.set(State::Stopped);
    }

    /// Forgets what was there, and ends what is played.
    pub fn clear(self) {
        self.start.update_value(|start| *start += 1);
        self.outcomes.set_value(Vec::new());
        self.state.set(State::Resting);
        self.arrived.update(|times| *times += 1);
    }

    /// Reads the outcomes, and again when there are others.
    pub fn read<T>(self, read: impl FnOnce(&[Played]) -> T) -> T {
        self.arrived.track();
        self.outcomes.with_value(|outcomes| read(outcomes))
    }

    /// Plays one to its end; none where it is not wanted any more.
    async fn to_its_end(self, mut rehearsal: Rehearsal, [place, count]: [usize; 2], start: u32) -> Option<Played> {
        loop {
            match slice(&mut rehearsal) {
                Ok(true) => return Some(rehearsal.finish()),
                Ok(false) => {}
                Err(rejection) => return Some(Err(rejection)),
            }
            let (behind, all) = rehearsal.progress();
            let of_this = usize::try_from(behind.0 * 100 / all.0.max(1)).unwrap_or(100);
            let percent = (place * 100 + of_this) / count.max(1);
            self.state.try_set(State::Running(u8::try_from(percent).unwrap_or(100)));
            TimeoutFuture::new(0).await;
            if !self.is_wanted(start) {
                return None;
            }
        }
    }

    fn is_wanted(self, start: u32) -> bool {
        self.start.try_get_value() == Some(start)
    }
}

/// Goes on for a slice; whether the end is reached.
fn slice(rehearsal: &mut Rehearsal) -> Result<bool, Rejection> {
    let end = js_sys::Date::now() + SLICE_MS;
    loop {
        if rehearsal.step(EVENTS_BETWEEN_LOOKS)? {
            return Ok(true);
        }
        if js_sys::Date::now() >= end {
            return Ok(false);
        }
    }
}

/// How far it is, with a way to stop.
#[component]
pub fn Progress(
    /// What is played.
    play: Play,
) -> impl IntoView {
    let percent = Memo::new(move |_| match play.state.get() {
        State::Running(percent) => Some(percent),
        _ => None,
    });
    view! {
        <Show when=move || percent.with(Option::is_some)>
            <div class="plan-progress">
                <label>
                    {t(Label::PlanRehearsing)} " "
                    <progress max="100" value=move || percent.get().unwrap_or(0)></progress>
                </label>
                <span aria-hidden="true">{dynamic(move || percent.get())} "%"</span>
                <button type="button" on:click=move |_| play.stop()>
                    {t(Label::Stop)}
                </button>
            </div>
        </Show>
        <p class="plan-stopped" role="status">
            {dynamic(move || {
                (play.state.get() == State::Stopped).then(|| t(Label::PlanStopped))
            })}
        </p>
    }
}

/// A slice leaves the browser time to answer at once to whatever is done.
const SLICE_MS: f64 = 12.0;
const EVENTS_BETWEEN_LOOKS: u64 = 250;
