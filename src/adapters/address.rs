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

/// Whether the address asks for nothing but a screen.
pub fn is_plain() -> bool {
    window().location().search().is_ok_and(|search| search.is_empty())
}

/// What the address asks for to be the window of a demo's presenter: a question, so that whoever types it loads the page.
pub const PRESENTER: &str = "?presenter";

/// Whether the address asks for the window of a presenter.
pub fn is_of_presenter() -> bool {
    window().location().search().is_ok_and(|search| search == PRESENTER)
}

/// Takes the scenario out of the address: its own address, and the route after it. A reload does not begin it again.
pub fn take_scenario() -> Option<String> {
    take_parameter("scenario")
}

/// A relative or absolute address as a whole one, where it is of the page's own origin.
pub fn of_own_origin(address: &str) -> Option<String> {
    let whole = web_sys::Url::new_with_base(address, &page()).ok()?;
    let own = window().location().origin().ok()?;
    (whole.origin() == own).then(|| whole.href())
}

/// Takes a parameter out of the address, so that a reload does not find it again.
pub fn take_parameter(name: &str) -> Option<String> {
    let location = window().location();
    let given = web_sys::UrlSearchParams::new_with_str(&location.search().ok()?).ok()?;
    let value = given.get(name)?;
    given.delete(name);
    let rest = String::from(given.to_string());
    let query = if rest.is_empty() { String::new() } else { format!("?{rest}") };
    put_instead(&format!("{}{query}{}", location.pathname().unwrap_or_default(), fragment()));
    Some(value)
}

/// The address of the page that begins a scenario with these values, without what stands in the present one.
pub fn of_scenario(file: &str, values: impl Iterator<Item = (String, String)>) -> Option<String> {
    let parameters = web_sys::UrlSearchParams::new().ok()?;
    parameters.set("scenario", file);
    for (name, value) in values {
        parameters.set(&name, &value);
    }
    let page = page();
    let stem = page.split('?').next().unwrap_or_default();
    Some(format!("{stem}?{}", String::from(parameters.to_string())))
}
