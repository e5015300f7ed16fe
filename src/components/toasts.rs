//! Short messages at the edge of the page: refusals with their rule.

use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// The messages, newest last, read out as they come.
#[component]
pub fn Toasts() -> impl IntoView {
    let library = use_library();
    let dismiss = move |number| library.toasts.update(|toasts| toasts.retain(|toast| toast.number != number));
    view! {
        <div class="toasts" role="alert">
            <For each=move || library.toasts.get() key=|toast| toast.number let:toast>
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
                    <button
                        type="button"
                        class="quiet"
                        aria-label=t(Label::Close)
                        on:click=move |_| dismiss(toast.number)
                    >
                        <Icon picture=Picture::Close />
                    </button>
                </div>
            </For>
        </div>
    }
}
