//! Where a component is shown by itself, and how a test reads and uses it.
#![allow(unreachable_pub, reason = "it is public to the tests beside it")]

use std::{cell::Cell, rc::Rc};

use engine::locale::Locale;
use leptos::{mount::mount_to, prelude::*};
use page::{
    app::RouteSignal,
    components::rule_chip::RuleRead,
    library::{Library, Opened},
    parts::{self, Parts},
    route::Route,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, KeyboardEventInit};

/// A component on the page, until it is dropped.
pub struct Stage {
    /// The run behind it.
    pub library: Library,
    root: HtmlElement,
    handle: Option<Box<dyn std::any::Any>>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        drop(self.handle.take());
        self.root.remove();
    }
}

/// Shows what `view` makes, in English, with all that the page gives to its parts.
pub async fn show<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Stage {
    let document = document();
    let root: HtmlElement = document.create_element("main").unwrap().unchecked_into();
    document.body().unwrap().append_child(&root).unwrap();
    let slot = Rc::new(Cell::new(None));
    let library = Rc::clone(&slot);
    let handle = mount_to(root.clone(), move || {
        let library = Library::open(Opened::nothing());
        library.locale.set(Locale::En);
        provide_context(library);
        provide_context(RouteSignal(RwSignal::new(Route::HOME)));
        RuleRead::provide();
        Parts::provide(library, Some(parts::all_screens()));
        slot.set(Some(library));
        view().into_any()
    });
    settle().await;
    Stage { library: library.get().expect("the stage has been mounted"), root, handle: Some(Box::new(handle)) }
}

/// Waits until what has changed is shown, and until the browser has told what comes of it: that a dialog was closed, it
/// tells when it likes.
pub async fn settle() {
    for wait_ms in [0, 0, 20] {
        gloo_timers::future::TimeoutFuture::new(wait_ms).await;
    }
}

impl Stage {
    /// All elements that match a selector.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|position| found.get(position).unwrap().unchecked_into()).collect()
    }

    /// The one element that matches a selector.
    pub fn one(&self, selector: &str) -> HtmlElement {
        let mut all = self.all(selector);
        assert_eq!(all.len(), 1, "`{selector}` in {}", self.root.inner_html());
        all.remove(0)
    }

    /// Whether anything matches a selector.
    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// The one button that is called `name`, by its label or its text.
    pub fn button(&self, name: &str) -> HtmlElement {
        let called = |button: &HtmlElement| {
            let label = button.get_attribute("aria-label").unwrap_or_else(|| text(button));
            label == name
        };
        let mut found: Vec<_> = self.all("button").into_iter().filter(called).collect();
        assert_eq!(found.len(), 1, "buttons called `{name}` in {}", self.root.inner_html());
        found.remove(0)
    }

    /// Presses a button by the mouse.
    pub async fn click(&self, name: &str) {
        self.button(name).click();
        settle().await;
    }

    /// Types into the one element that matches a selector.
    pub async fn type_into(&self, selector: &str, typed: &str) {
        let input: HtmlInputElement = self.one(selector).unchecked_into();
        input.set_value(typed);
        tell(&input, "input").await;
    }

    /// Chooses of a select, by the text of the option.
    pub async fn select(&self, selector: &str, option: &str) {
        let select: HtmlSelectElement = self.one(selector).unchecked_into();
        let options = select.query_selector_all("option").unwrap();
        let position = (0..options.length()).find(|at| text_of(&options.get(*at).unwrap()) == option);
        select.set_selected_index(i32::try_from(position.expect("an option")).unwrap());
        tell(&select, "change").await;
    }

    /// The texts of what `aria-describedby` of an element names; all of it must be there.
    pub fn description(&self, element: &Element) -> Vec<String> {
        let ids = element.get_attribute("aria-describedby").unwrap_or_default();
        ids.split_whitespace().map(|id| text(&self.one(&format!("#{id}")))).collect()
    }
}

/// Tells an element of an event that bubbles, as a person would cause it.
pub async fn tell(element: &Element, event: &str) {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    element.dispatch_event(&web_sys::Event::new_with_event_init_dict(event, &init).unwrap()).unwrap();
    settle().await;
}

/// Presses a key on an element.
pub async fn press(element: &Element, key: &str) {
    let init = KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_key(key);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    element.dispatch_event(&event).unwrap();
    settle().await;
}

/// What Escape does to a modal dialog: the browser asks it to close, which no event of a script makes it do.
pub async fn escape(dialog: &Element) {
    let close: js_sys::Function = js_sys::Reflect::get(dialog, &JsValue::from_str("requestClose")).unwrap().into();
    close.call0(dialog).unwrap();
    settle().await;
}

/// The text of an element, blanks around and between its parts made one.
pub fn text(element: &Element) -> String {
    text_of(element)
}

fn text_of(node: &web_sys::Node) -> String {
    node.text_content().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What has the focus.
pub fn focused() -> Option<Element> {
    document().active_element()
}
