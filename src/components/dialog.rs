//! Dialogs and panels on the browser's own `<dialog>`: focus, Escape and the inert page behind come with it.

use leptos::{html, prelude::*};

use crate::{
    app::t,
    components::icon::{Icon, Picture},
    text::Label,
};

/// How a dialog lies on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// In the middle.
    #[default]
    Box,
    /// Over the whole height at the right, as creation and details do in the console.
    Panel,
}

/// A modal dialog that is open while `open` is true.
#[component]
pub fn Dialog(
    /// Whether it is open; set to false when it closes by itself.
    open: RwSignal<bool>,
    /// Its heading.
    title: Label,
    /// How it lies.
    #[prop(optional)]
    shape: Shape,
    /// What it holds; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let node: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let class = match shape {
        Shape::Box => "dialog",
        Shape::Panel => "dialog panel",
    };
    view! {
        <dialog class=class node_ref=node aria-label=t(title) on:close=move |_| open.set(false)>
            <header class="dialog-head">
                <h2>{t(title)}</h2>
                <button
                    type="button"
                    class="quiet"
                    aria-label=t(Label::Close)
                    on:click=move |_| open.set(false)
                >
                    <Icon picture=Picture::Close />
                </button>
            </header>
            <Show when=move || open.get()>{children()}</Show>
        </dialog>
    }
}

/// Asks before something is destroyed: says what will happen, then does it.
#[component]
pub fn Confirm(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What is to be done.
    title: Label,
    /// What will happen.
    consequence: Label,
    /// Does it.
    on_confirm: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=title>
            <p>{t(consequence)}</p>
            <footer class="dialog-foot">
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Cancel)}
                </button>
                <button
                    type="button"
                    class="primary"
                    on:click=move |_| {
                        open.set(false);
                        on_confirm.run(());
                    }
                >
                    {t(title)}
                </button>
            </footer>
        </Dialog>
    }
}
