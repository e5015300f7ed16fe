//! The three-dot menu of a row.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// A menu that closes when something in it was chosen, on Escape, and when the focus goes elsewhere.
#[component]
pub fn Menu(
    /// What readers of the screen call it.
    label: Signal<String>,
    /// Its buttons.
    children: Children,
) -> impl IntoView {
    let menu: NodeRef<html::Details> = NodeRef::new();
    let summary: NodeRef<html::Summary> = NodeRef::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
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
        if target.is_some_and(|target| target.closest(".menu-items").ok().flatten().is_some()) {
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
        let stays = menu.get_untracked().is_some_and(|menu| menu.contains(to.as_ref()));
        if !stays {
            close();
        }
    };
    view! {
        <details class="menu" node_ref=menu on:focusout=leave on:click=choose on:keydown=escape>
            <summary aria-label=label node_ref=summary>
                "⋯"
            </summary>
            <div class="menu-items">{children()}</div>
        </details>
    }
}
