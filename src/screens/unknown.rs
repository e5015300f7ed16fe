//! An address that no screen has.

use leptos::prelude::*;

use crate::{app::t, route::Route, text::Label};

/// Says so and offers the way back.
#[component]
pub fn Unknown() -> impl IntoView {
    view! {
        <h1 tabindex="-1">{t(Label::NotFound)}</h1>
        <p>{t(Label::NotFoundHint)}</p>
        <p>
            <a href=Route::HOME.to_string()>{t(Label::BackedUpInstances)}</a>
        </p>
    }
}
