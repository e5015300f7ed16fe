//! Plan: what a policy would do, before it does it.

pub mod compare;

use leptos::prelude::*;

use crate::{app::t, text::Label};

/// The screen.
#[component]
pub fn Plan() -> impl IntoView {
    view! { <h1 tabindex="-1">{t(Label::Plan)}</h1> }
}
