//! The clipboard, where the browser gives it to the page.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; whether the browser let the page do so. On pages that are not secure it has no clipboard at all.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    let is_there = Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|it| it.is_object());
    is_there && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
