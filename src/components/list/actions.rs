//! What can be done with one row: links, and a menu of more.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use crate::{app::t, library::use_library, text::Label};

/// One thing to do.
#[derive(Clone, Copy)]
pub struct Action {
    label: Signal<Label>,
    act: Callback<()>,
    obstacle: Signal<Option<String>>,
}

impl Action {
    /// Something that can be done.
    pub fn new(label: impl Into<Signal<Label>>, act: impl Fn() + Send + Sync + 'static) -> Self {
        Self { label: label.into(), act: Callback::new(move |()| act()), obstacle: Signal::stored(None) }
    }

    /// The same, unless there is an obstacle: it then keeps its place and says why not.
    pub fn unless(self, obstacle: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        Self { obstacle: Signal::derive(obstacle), ..self }
    }

    /// The button for it.
    fn button(self, class: Option<&'static str>) -> AnyView {
        let Self { label, act, obstacle } = self;
        let locale = use_library().locale;
        let press = move |_| {
            if obstacle.with_untracked(Option::is_none) {
                act.run(());
            }
        };
        view! {
            <button
                type="button"
                class=class
                aria-disabled=move || obstacle.with(Option::is_some).then_some("true")
                aria-description=move || obstacle.get()
                title=move || obstacle.get()
                on:click=press
            >
                {move || label.get().get(locale.get())}
            </button>
        }
        .into_any()
    }
}

/// The actions of a row.
#[component]
pub fn RowActions(
    /// What the row is called.
    name: Signal<String>,
    /// Those that stand in the row.
    links: Vec<Action>,
    /// Those in its menu.
    #[prop(optional)]
    more: Vec<Action>,
) -> impl IntoView {
    let menu = (!more.is_empty()).then(|| view! { <Menu name=name actions=more /> });
    view! {
        <div class="row-actions">
            {links.into_iter().map(|action| action.button(Some("link"))).collect_view()} {menu}
        </div>
    }
}

/// A menu behind three dots. It closes when something in it was chosen, on Escape, and when the focus goes elsewhere.
#[component]
fn Menu(name: Signal<String>, actions: Vec<Action>) -> impl IntoView {
    let menu: NodeRef<html::Details> = NodeRef::new();
    let summary: NodeRef<html::Summary> = NodeRef::new();
    // The focus leaves a menu that goes with its screen, too.
    let here = move || menu.try_get_untracked().flatten();
    let close = move || {
        if let Some(menu) = here() {
            let _ = menu.remove_attribute("open");
        }
    };
    let close_and_return = move || {
        if let Some(summary) = summary.get_untracked() {
            let _ = summary.focus();
        }
        close();
    };
    let choose = move |event: ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let able = ".menu-items button:not([aria-disabled])";
        if target.is_some_and(|target| target.closest(able).ok().flatten().is_some()) {
            close_and_return();
        }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close_and_return();
        }
    };
    let leave = move |event: ev::FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if !here().is_some_and(|menu| menu.contains(to.as_ref())) {
            close();
        }
    };
    let label = move || format!("{}: {}", name.get(), t(Label::More)());
    view! {
        <details class="menu" node_ref=menu on:focusout=leave on:click=choose on:keydown=escape>
            <summary aria-label=label node_ref=summary>
                "⋯"
            </summary>
            <div class="menu-items">
                {actions.into_iter().map(|action| action.button(None)).collect_view()}
            </div>
        </details>
    }
}
