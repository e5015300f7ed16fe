//! The address of the page.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// The address up to where the route begins; nothing where the browser does not tell.
pub fn page() -> String {
    let href = window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// What stands in the address from `#` on.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Puts a route into the address in the place of what stands there, without going to it: nothing is told of the change,
/// and the way back leads past it.
pub fn put_instead(route: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(route));
    }
}
