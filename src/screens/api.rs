//! API Explorer: every operation, tried on the run.

mod answer;
pub mod desk;
mod list;
mod operation;
pub mod spelled;

use leptos::prelude::*;

use self::{desk::Desk, list::Operations, operation::Operation};
use crate::{app::t, text::Label};

/// The screen.
#[component]
pub fn ApiExplorer() -> impl IntoView {
    let desk = Desk::open();
    view! {
        <h1 tabindex="-1">{t(Label::ApiExplorer)}</h1>
        <p class="lead">{t(Label::ApiLead)}</p>
        <div class="api">
            <Operations desk=desk />
            <Operation desk=desk />
        </div>
    }
}
