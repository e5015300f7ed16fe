//! Several policies on the same fleet.

use leptos::prelude::*;

use crate::{app::t, text::Label};

/// The screen.
#[component]
pub fn ComparePolicies() -> impl IntoView {
    view! { <h1 tabindex="-1">{t(Label::ComparePolicies)}</h1> }
}
