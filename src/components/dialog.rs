//! Dialogs and panels on the browser's own `<dialog>`: focus, Escape and the inert page behind come with it.

use leptos::{context::Provider, html, prelude::*};

use crate::{
    app::t,
    components::{
        icon::{Icon, Picture},
        toasts::Toasts,
    },
    library::{Library, use_library},
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

/// What is said while a dialog is open, in the context of what the dialog holds.
#[derive(Clone, Copy)]
struct Said {
    /// The number of the first message that is the dialog's.
    since: RwSignal<u32>,
    /// Whether a foot says it; otherwise it stands below the heading.
    in_foot: RwSignal<bool>,
}

impl Said {
    /// What is said from the opening on. The refusals that were seen go when the dialog closes; what is refused as it
    /// closes is yet to be read.
    fn while_open(open: RwSignal<bool>, library: Library) -> Self {
        let (since, seen) = (RwSignal::new(0), StoredValue::new(0));
        Effect::new(move |was: Option<bool>| {
            let is = open.get();
            match (was.unwrap_or_default(), is) {
                (false, true) => since.set(library.next_message()),
                (true, false) => library.forget_refusals(since.get_untracked()..seen.get_value()),
                _ => {}
            }
            is
        });
        Effect::new(move |_| {
            library.toasts.with(|_| ());
            let next = library.next_message();
            // Seen is what is there in a frame.
            request_animation_frame(move || {
                if open.try_get_untracked() == Some(true) {
                    seen.try_update_value(|seen| *seen = next);
                }
            });
        });
        Self { since, in_foot: RwSignal::new(false) }
    }
}

/// A modal dialog that is open while `open` is true. What is refused meanwhile is said in it.
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
    let said = Said::while_open(open, use_library());
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
            <Show when=move || {
                open.get() && !said.in_foot.get()
            }>{move || view! { <Toasts since=said.since /> }}</Show>
            <Provider value=said>
                <Show when=move || open.get()>{children()}</Show>
            </Provider>
        </dialog>
    }
}

/// The foot of a form: what was refused, right above the buttons that asked for it.
#[component]
pub fn Foot(
    /// The buttons.
    children: Children,
) -> impl IntoView {
    let messages = use_context::<Said>().map(|Said { since, in_foot }| {
        in_foot.set(true);
        on_cleanup(move || in_foot.set(false));
        view! { <Toasts since=since /> }
    });
    view! { <footer class="dialog-foot">{messages} {children()}</footer> }
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
            <Foot>
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
            </Foot>
        </Dialog>
    }
}
