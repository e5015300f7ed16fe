//! API Explorer: every operation, tried on the run.

use leptos::prelude::*;

use crate::{app::t, text::Label};

/// The screen.
#[component]
pub fn ApiExplorer() -> impl IntoView {
    view! { <h1 tabindex="-1">{t(Label::ApiExplorer)}</h1> }
}
