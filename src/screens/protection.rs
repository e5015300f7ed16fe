//! Protection Report: how the fleet is protected and what can be recovered, to be printed.

use leptos::prelude::*;

use crate::{app::t, text::Label};

/// The screen.
#[component]
pub fn Protection() -> impl IntoView {
    view! { <h1 tabindex="-1">{t(Label::ProtectionReport)}</h1> }
}
