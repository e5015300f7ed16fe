//! The page in a frame of another one.

use leptos::prelude::window;
use serde::Serialize;
use web_sys::UrlSearchParams;

/// Whether the page is shown in another one.
pub fn is_embedded() -> bool {
    // Windows of other origins may be compared, if nothing else.
    window().parent().ok().flatten().is_some_and(|parent| parent != window())
}

/// Tells the page around this one something, where it is of the origin that the address names by `origin`; of any where it
/// names none, for nothing private is told.
pub fn tell(message: &impl Serialize) {
    let parameter = || UrlSearchParams::new_with_str(&window().location().search().ok()?).ok()?.get("origin");
    let origin = parameter().unwrap_or_else(|| "*".to_owned());
    let plain = serde_wasm_bindgen::Serializer::json_compatible();
    if let (Ok(Some(parent)), Ok(message)) = (window().parent(), message.serialize(&plain)) {
        // An origin that is none is refused by the browser: then nobody is told.
        let _ = parent.post_message(&message, &origin);
    }
}
