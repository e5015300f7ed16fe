//! Whether the browser may throw the storage away when it needs room, and asking it not to.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether the storage stays until the person clears it; none where the browser does not say.
pub async fn is_persistent() -> Option<bool> {
    ask("persisted").await
}

/// Asks the browser to keep the storage until the person clears it; none where it cannot be asked.
pub async fn ask_to_persist() -> Option<bool> {
    ask("persist").await
}

async fn ask(question: &str) -> Option<bool> {
    let manager = Reflect::get(&window().navigator(), &JsValue::from_str("storage")).ok()?;
    let function: Function = Reflect::get(&manager, &JsValue::from_str(question)).ok()?.dyn_into().ok()?;
    let promise: Promise = function.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}
