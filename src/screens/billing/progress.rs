//! How far work in slices is, and the way to stop it.

use leptos::prelude::*;

use crate::{app::t, library::slices::Slices, text::Label};

/// There only while the work is under way.
#[component]
pub fn Progress(
    /// The work.
    slices: Slices,
    /// What it is.
    label: Label,
) -> impl IntoView {
    view! {
        <Show when=move || slices.is_busy()>
            <p class="compare-progress">
                <label>
                    {t(label)} " "
                    <progress max="100" value=move || slices.percent().unwrap_or(100)></progress>
                </label>
                <button type="button" on:click=move |_| slices.stop()>
                    {t(Label::StopPlaying)}
                </button>
            </p>
        </Show>
    }
}
