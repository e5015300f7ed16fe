//! The keys that work everywhere outside of fields, and the list of them.

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    app::t,
    components::dialog::Dialog,
    library::Library,
    parts::{Screens, use_parts},
    shell::{branches, finder, jump_dialog},
    text::Label,
};

/// Listens for the keys of the page.
pub fn listen(library: Library) {
    provide_context(HelpOpen(RwSignal::new(false)));
    provide_context(jump_dialog::JumpOpen(RwSignal::new(false)));
    provide_context(branches::BranchesOpen(RwSignal::new(false)));
    finder::FindOpen::provide();
    let find = expect_context::<finder::FindOpen>().0;
    let help = expect_context::<HelpOpen>().0;
    let screens = use_parts().screens;
    let jump = expect_context::<jump_dialog::JumpOpen>().0;
    HELP.with(|shared| shared.set(Some(help)));
    let handle = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if event.alt_key() || is_taken(&event) {
            return;
        }
        if event.ctrl_key() || event.meta_key() {
            let deed: fn(Screens) -> fn(Library) = match (event.key().as_str(), event.shift_key()) {
                ("z" | "Z", false) => |screens| screens.undo,
                ("z" | "Z", true) | ("y" | "Y", false) => |screens| screens.redo,
                _ => return,
            };
            event.prevent_default();
            screens.once(move |screens| deed(screens)(library));
            return;
        }
        match event.key().as_str() {
            " " => library.toggle_playing(),
            "." => library.step_to_next(),
            "j" | "J" => jump.set(true),
            "?" => help.set(true),
            "/" => find.set(true),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

/// Opens the list of keys.
pub fn show_help() {
    HELP.with(|shared| {
        if let Some(open) = shared.get() {
            open.set(true);
        }
    });
}

/// The list of keys.
#[component]
pub fn KeyHelp() -> impl IntoView {
    let open = expect_context::<HelpOpen>().0;
    let keys = [
        ("Space", Label::KeyPlay),
        (".", Label::KeyNext),
        ("J", Label::KeyJump),
        ("Ctrl Z", Label::KeyUndo),
        ("Ctrl Y", Label::KeyRedo),
        ("Shift ← →", Label::KeyScrub),
        ("↑ ↓", Label::KeyRow),
        ("← →", Label::KeyMove),
        ("+ −", Label::KeyZoom),
        ("L A", Label::KeyLocked),
        ("/", Label::KeyFind),
        ("F", Label::KeyFullScreen),
        ("P", Label::KeyStagePlay),
        ("N", Label::KeyStageNext),
        ("B", Label::KeyStageBack),
        ("R", Label::KeyStageReturn),
        ("Shift R", Label::KeyStageReset),
        ("?", Label::KeyHelp),
    ];
    view! {
        <Dialog open=open title=Label::Help>
            <dl class="keys">
                {keys
                    .map(|(key, label)| {
                        view! {
                            <div>
                                <dt>
                                    <kbd>{key}</kbd>
                                </dt>
                                <dd>{t(label)}</dd>
                            </div>
                        }
                    })}
            </dl>
        </Dialog>
    }
}

#[derive(Clone, Copy)]
struct HelpOpen(RwSignal<bool>);

thread_local! {
    static HELP: std::cell::Cell<Option<RwSignal<bool>>> = const { std::cell::Cell::new(None) };
}

/// Whether the key belongs to what has the focus: a field, a dialog, or a control that the space bar presses. While a
/// dialog is open, everything else is out of reach.
pub fn is_taken(event: &KeyboardEvent) -> bool {
    if document().query_selector("dialog[open]").ok().flatten().is_some() {
        return true;
    }
    let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return false;
    };
    let within = |selector| target.closest(selector).ok().flatten().is_some();
    within("input, select, textarea") || (event.key() == " " && within("button, summary, a"))
}
