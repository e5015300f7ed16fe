//! Keeps the focus on the page. What has it may go with the very action that it asked for: a button that is not needed any
//! more, an answer that was handed in, a row that was deleted. Then the focus goes to the nearest thing around that is left,
//! and whoever works by keyboard or listens goes on from there instead of from the top.

use std::{cell::RefCell, mem, time::Duration};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What had the focus, and all that it lay in, from the inside out.
struct Trail {
    /// The dialog that it lay in, if any.
    dialog: Option<Element>,
    steps: Vec<Element>,
}

/// Where the focus was: on the page, then in each dialog over it.
#[derive(Default)]
struct Past {
    trails: Vec<Trail>,
    /// What takes the focus only because it was given to it here.
    lent: Option<Element>,
}

thread_local! {
    static PAST: RefCell<Past> = RefCell::default();
}

/// Listens for as long as the page is there.
#[component]
pub fn KeepFocus() -> impl IntoView {
    let focused = window_event_listener(leptos::ev::focusin, |event| {
        if let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            PAST.with_borrow_mut(|past| past.note(element));
        }
    });
    let look_soon = || {
        request_animation_frame(restore);
        // What is carried out first takes a while to go.
        set_timeout(restore, SETTLED);
    };
    let clicked = window_event_listener(leptos::ev::click, move |_| look_soon());
    let typed = window_event_listener(leptos::ev::keyup, move |_| look_soon());
    on_cleanup(move || {
        focused.remove();
        clicked.remove();
        typed.remove();
    });
}

impl Past {
    fn note(&mut self, element: Element) {
        if let Some(lent) = self.lent.take_if(|lent| *lent != element) {
            let _ = lent.remove_attribute("tabindex");
        }
        let dialog = closest(&element, "dialog");
        // What lay in dialogs over this one, or over the page, is over.
        match self.trails.iter().position(|trail| trail.dialog == dialog) {
            Some(position) => self.trails.truncate(position),
            None => self.trails.retain(|trail| trail.dialog.as_ref().is_none_or(|dialog| dialog.is_connected())),
        }
        let steps = std::iter::successors(Some(element), |step| step.parent_element()).collect();
        self.trails.push(Trail { dialog, steps });
    }

    /// Whether nothing has the focus because what had it is gone.
    fn is_lost(&self) -> bool {
        let has_none = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        has_none && self.trails.last().and_then(|trail| trail.steps.first()).is_some_and(is_gone)
    }
}

/// Gives the focus to what is left nearest to what had it, where that is gone.
fn restore() {
    // Not borrowed any more when the focus moves: that is noted.
    let trails = PAST.with_borrow_mut(|past| past.is_lost().then(|| mem::take(&mut past.trails)));
    for trail in trails.iter().flatten().rev() {
        let own = trail.steps.first().filter(|element| !is_gone(element));
        if own.is_some_and(takes_focus) {
            return;
        }
        let places =
            trail.steps.iter().skip(1).filter(|element| !is_gone(element) && element.matches(PLACES) == Ok(true));
        for place in places {
            if place.has_attribute("tabindex") {
                if takes_focus(place) {
                    return;
                }
                continue;
            }
            let _ = place.set_attribute("tabindex", "-1");
            if takes_focus(place) {
                return PAST.with_borrow_mut(|past| past.lent = Some(place.clone()));
            }
            let _ = place.remove_attribute("tabindex");
        }
    }
}

/// Whether it cannot have the focus any more.
fn is_gone(element: &Element) -> bool {
    !element.is_connected()
        || element.matches(":disabled") == Ok(true)
        || closest(element, "dialog:not([open])").is_some()
        || closest(element, "details:not([open]) > :not(summary)").is_some()
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

fn takes_focus(element: &Element) -> bool {
    let taken = element.dyn_ref::<HtmlElement>().is_some_and(|element| element.focus().is_ok());
    taken && document().active_element().as_ref() == Some(element)
}

/// What is worth to have the focus: what people take for one thing.
const PLACES: &str = "fieldset, li, tr, article, section, form, aside, nav, dialog, main, [role=region]";
/// After what time an action has shown what comes of it.
const SETTLED: Duration = Duration::from_millis(300);
