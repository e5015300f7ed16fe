//! The page: shows the simulator and sends it commands.
use leptos::prelude::*;

/// The whole page.
#[component]
#[must_use]
pub fn App() -> impl IntoView {
    view! { <h1>"Cloud Backup Simulator"</h1> }
}
