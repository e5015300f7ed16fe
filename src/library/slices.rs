//! Long work beside the run, in slices, so that the page answers in between: a rehearsal, a forecast.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// Work that may be under way. Copies share it.
#[derive(Clone, Copy)]
pub struct Slices {
    percent: RwSignal<Option<u8>>,
    /// Which piece of work is the present one: those before it are given up.
    number: StoredValue<u32>,
}

/// How a piece of work goes on.
pub struct Steps<W, T> {
    /// Does at most so many events; what came of it once it has ended.
    pub step: fn(&mut W, u64) -> Option<T>,
    /// How much of it is behind, in percent.
    pub percent: fn(&W) -> u8,
}

impl Default for Slices {
    /// Nothing yet.
    fn default() -> Self {
        Self { percent: RwSignal::new(None), number: StoredValue::new(0) }
    }
}

impl Slices {
    /// How much of the work is behind, in percent; none while it rests.
    pub fn percent(self) -> Option<u8> {
        self.percent.get()
    }

    /// Whether it is under way.
    pub fn is_busy(self) -> bool {
        self.percent.with(Option::is_some)
    }

    /// Gives it up.
    pub fn stop(self) {
        self.number.update_value(|number| *number += 1);
        self.percent.set(None);
    }

    /// Begins a piece of work in the place of the one before; `end` takes what comes of it.
    pub fn start<W: 'static, T: 'static>(self, mut work: W, steps: Steps<W, T>, end: impl FnOnce(W, T) + 'static) {
        self.stop();
        let number = self.number.get_value();
        self.percent.set(Some(0));
        leptos::task::spawn_local(async move {
            loop {
                if let Some(found) = slice(&mut work, &steps) {
                    if self.percent.try_set(None).is_none() {
                        end(work, found);
                    }
                    return;
                }
                TimeoutFuture::new(0).await;
                // Stopped meanwhile, or the screen has gone.
                if self.number.try_get_value() != Some(number) {
                    return;
                }
                self.percent.set(Some((steps.percent)(&work)));
            }
        });
    }
}

fn slice<W, T>(work: &mut W, steps: &Steps<W, T>) -> Option<T> {
    let end = js_sys::Date::now() + SLICE_MS;
    loop {
        let found = (steps.step)(work, EVENTS_BETWEEN_LOOKS);
        if found.is_some() || js_sys::Date::now() >= end {
            return found;
        }
    }
}

/// A slice leaves the browser time to answer at once to whatever is done.
const SLICE_MS: f64 = 12.0;
const EVENTS_BETWEEN_LOOKS: u64 = 1_000;
