//! A block of code: scrolled by keyboard too, and copied at a press.

use leptos::{html, prelude::*};

use crate::{adapters::clipboard, app::t, components::dynamic::dynamic, library::use_library, text::Label};

/// A text as programs write it.
#[component]
pub fn Code(
    /// What it is, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let library = use_library();
    let node: NodeRef<html::Pre> = NodeRef::new();
    let said = RwSignal::new(None::<Label>);
    // What was copied is not what stands there now.
    Effect::new(move |_| {
        text.track();
        said.set(None);
    });
    let copy = move |_| {
        let text = text.get_untracked();
        leptos::task::spawn_local(async move {
            let is_copied = clipboard::copy(&text).await;
            if !is_copied && let Some(node) = node.get_untracked() {
                let _ = node.focus();
            }
            said.set(Some(if is_copied { Label::CodeCopied } else { Label::CodeNotCopied }));
        });
    };
    let name = move || format!("{} {}", Label::CopyCode.get(library.locale.get()), label.get());
    view! {
        <div class="code">
            <div class="code-head">
                <small role="status">
                    {dynamic(move || said.get().map(|said| said.get(library.locale.get())))}
                </small>
                <button type="button" class="quiet" aria-label=name on:click=copy>
                    {t(Label::CopyCode)}
                </button>
            </div>
            <pre node_ref=node tabindex="0" role="region" aria-label=label>
                <code>{dynamic(move || text.get())}</code>
            </pre>
        </div>
    }
}
