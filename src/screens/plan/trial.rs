//! Policies are tried in a worker: what runs there, without a page.

use engine::{
    locale::Locale,
    rejection::Rejection,
    save::Save,
    sweep::{Ask, Sweep},
    timeline::Opening,
    words,
};
use js_sys::Function;
use wasm_bindgen::JsValue;

/// Opens the run of `save`, tries what `ask` says, and tells `tell` how many were tried, of how many; what was found, as
/// JSON. Why not is said in both languages.
pub fn sweep(save: &str, ask: &str, tell: &Function) -> Result<String, String> {
    let ask: Ask = serde_json::from_str(ask).map_err(|error| error.to_string())?;
    let mut opening = Opening::of(Save::read(save).map_err(|error| error.to_string())?);
    while !opening.step(EVENTS_BETWEEN_WORDS).done {}
    let (timeline, _) = opening.finish();
    let mut sweep = Sweep::begin(timeline.run(), ask);
    loop {
        let before = sweep.progress();
        let is_done = sweep.step(EVENTS_BETWEEN_WORDS).map_err(|rejection| in_both(&rejection))?;
        let (behind, all) = sweep.progress();
        if before != (behind, all) {
            // Nobody listens any more where this fails.
            let _ = tell.call2(&JsValue::NULL, &number(behind), &number(all));
        }
        if is_done {
            return serde_json::to_string(&sweep.found()).map_err(|error| error.to_string());
        }
    }
}

fn number(count: usize) -> JsValue {
    JsValue::from_f64(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
}

fn in_both(rejection: &Rejection) -> String {
    Locale::ALL.map(|locale| words::rejection(rejection, locale)).join(" ")
}

const EVENTS_BETWEEN_WORDS: u64 = 20_000;
