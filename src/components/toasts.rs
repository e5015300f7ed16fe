//! Short messages at the edge of the page: refusals with their rule.

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
pub fn Toasts() -> impl IntoView {
    let library = use_library();
    let rows = Signal::derive(move || {
        let rows = library.toasts.get().into_iter();
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
