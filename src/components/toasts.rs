//! Short messages: refusals with their rule, and announcements. They stand at the edge of the page, or in the dialog
//! that is open: whatever lies behind one is out of reach.

use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::{Rows, row},
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::{Toast, use_library},
    text::Label,
};

/// The messages, newest last, read out as they come.
#[component]
pub fn Toasts(
    /// The number of the first that is shown.
    #[prop(optional, into)]
    since: Signal<u32>,
) -> impl IntoView {
    let library = use_library();
    let rows = Signal::derive(move || {
        let since = since.get();
        let rows = library.toasts.get().into_iter().filter(|toast| toast.number >= since);
        rows.map(|toast| row(toast.number, move || view! { <Message toast=toast.clone() /> })).collect()
    });
    view! {
        <div class="toasts" role="alert">
            <Rows rows=rows />
        </div>
    }
}

/// One message.
#[component]
fn Message(toast: Toast) -> impl IntoView {
    let library = use_library();
    let number = toast.number;
    let dismiss = move |_| library.toasts.update(|toasts| toasts.retain(|toast| toast.number != number));
    view! {
        <div class="toast" data-refusal=toast.rule.is_some().then_some("true")>
            <p>
                {toast
                    .rule
                    .map(|_| {
                        view! {
                            <strong>{t(Label::AddFailed)}</strong>
                            " "
                        }
                    })} {toast.text.clone()} " "
                {toast.rule.map(|rule| view! { <RuleChip rule=rule /> })}
            </p>
            <button type="button" class="quiet" aria-label=t(Label::Close) on:click=dismiss>
                <Icon picture=Picture::Close />
            </button>
        </div>
    }
}
