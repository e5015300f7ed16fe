//! A call as it is written for the command line, for the SDK, for programs of the simulator.

use engine::{openapi::Call, openapi::spelled::Spelling, view::api};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{code::Code, dynamic::dynamic},
    library::use_library,
    text::Label,
};

/// The spellings of a call, one at a time.
#[component]
pub fn Spelled(
    /// The call; none while it cannot be written.
    call: Memo<Option<Call>>,
) -> impl IntoView {
    let library = use_library();
    let chosen = RwSignal::new(None::<Spelling>);
    let written = Memo::new(move |_| {
        call.with(|call| call.as_ref().map(|call| library.read(|run| api::spelled(run.world(), call))))
            .unwrap_or_default()
    });
    let shown = Memo::new(move |_| {
        let chosen = chosen.get();
        written.with(|written| {
            let found = written.iter().find(|(spelling, _)| Some(*spelling) == chosen).or_else(|| written.first());
            found.cloned()
        })
    });
    let label = Signal::derive(move || {
        shown.with(|shown| shown.as_ref().map_or("", |(spelling, _)| spelling.name())).to_owned()
    });
    let text =
        Signal::derive(move || shown.with(|shown| shown.as_ref().map(|(_, text)| text.clone())).unwrap_or_default());
    let spellings =
        Memo::new(move |_| written.with(|written| written.iter().map(|(spelling, _)| *spelling).collect::<Vec<_>>()));
    let button = move |spelling: Spelling| {
        let is_chosen = move || shown.with(|shown| shown.as_ref().is_some_and(|(of, _)| *of == spelling));
        view! {
            <button
                type="button"
                aria-pressed=move || is_chosen().to_string()
                on:click=move |_| chosen.set(Some(spelling))
            >
                {spelling.name()}
            </button>
        }
    };
    let body = move || {
        let spellings = spellings.get();
        match spellings.is_empty() {
            true => view! { <p class="hint">{t(Label::ApiMendFirst)}</p> }.into_any(),
            false => view! {
                <div class="segmented" role="group" aria-label=t(Label::ApiElsewhere)>
                    {spellings.into_iter().map(button).collect_view()}
                </div>
                <Code label=label text=text />
            }
            .into_any(),
        }
    };
    dynamic(body)
}
