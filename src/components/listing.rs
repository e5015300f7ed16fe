//! A text to be copied: code of several lines, or a command.

use leptos::{html, prelude::*};

use crate::{
    adapters::clipboard,
    app::t,
    components::dynamic::dynamic,
    library::{Library, use_library},
    text::Label,
};

/// Code of several lines, which scrolls and can be copied. Lines that begin with `#` are comments.
#[component]
pub fn Listing(
    /// What it is called.
    label: Label,
    /// The code.
    text: Signal<String>,
) -> impl IntoView {
    let library = use_library();
    let field: NodeRef<html::Pre> = NodeRef::new();
    let press = move |_| {
        copy(library, text.get_untracked(), move || {
            if let Some(field) = field.get_untracked() {
                let _ = field.focus();
            }
        });
    };
    view! {
        <div class="listing">
            <button type="button" on:click=press>
                {t(Label::ListingCopy)}
            </button>
            <pre node_ref=field tabindex="0" role="region" aria-label=t(label)>
                <code>{dynamic(move || text.with(|text| pieces(text)))}</code>
            </pre>
        </div>
    }
}

/// A command of one line, called `name`, with what copies it.
#[component]
pub fn CommandLine(
    /// What it is for.
    name: String,
    /// The command.
    command: String,
) -> impl IntoView {
    let library = use_library();
    let label = move || format!("{} {name}", Label::ListingCopy.get(library.locale.get()));
    let copied = command.clone();
    view! {
        <div class="listing-line">
            <code>{command}</code>
            <button
                type="button"
                aria-label=label
                on:click=move |_| copy(library, copied.clone(), || {})
            >
                {t(Label::ListingCopy)}
            </button>
        </div>
    }
}

/// Copies a text and says so; where the browser does not let the page do so, `refused` helps to do it by hand.
fn copy(library: Library, text: String, refused: impl FnOnce() + 'static) {
    leptos::task::spawn_local(async move {
        let is_copied = clipboard::copy(&text).await;
        if !is_copied {
            refused();
        }
        let said = if is_copied { Label::ListingCopied } else { Label::ListingNotCopied };
        library.toast(said.get(library.locale.get_untracked()).to_owned(), None);
    });
}

/// The code, its comments marked.
fn pieces(text: &str) -> AnyView {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let is_comment = line.trim_start().starts_with('#');
        match pieces.last_mut() {
            Some((same, piece)) if *same == is_comment => piece.push_str(line),
            _ => pieces.push((is_comment, line.to_owned())),
        }
    }
    let piece = |(is_comment, piece): (bool, String)| match is_comment {
        true => view! { <span class="listing-comment">{piece}</span> }.into_any(),
        false => piece.into_any(),
    };
    pieces.into_iter().map(piece).collect_view().into_any()
}
