//! The element that a drawing fills.

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

/// An element, and how wide it is to whoever draws: in CSS pixels of the usual text size, so that a drawing grows with its
/// texts on a wall and where a reader has larger letters.
#[derive(Clone, Copy)]
pub struct Frame {
    /// The element.
    pub node: NodeRef<html::Div>,
    width: RwSignal<f64>,
}

impl Frame {
    /// A frame whose element is yet to come.
    pub fn new() -> Self {
        let (node, width): (NodeRef<html::Div>, _) = (NodeRef::new(), RwSignal::new(0.0));
        Effect::new(move |_| {
            if let Some(frame) = node.get() {
                watch(&frame, width);
            }
        });
        Self { node, width }
    }

    /// The width of a drawing; none before there is room for one.
    pub fn width(self) -> Option<f64> {
        Some(self.width.get()).filter(|width| *width > 0.0)
    }

    /// A distance on the screen as one of the drawing.
    pub fn drawn(self, distance: f64) -> f64 {
        let shown = self.node.get_untracked().map_or(0, |frame| frame.client_width());
        distance * self.width.get_untracked() / f64::from(shown.max(1))
    }

    /// Keeps a pointer until it is let go, wherever it moves.
    pub fn hold(self, pointer: i32) {
        if let Some(frame) = self.node.get_untracked() {
            let _ = frame.set_pointer_capture(pointer);
        }
    }
}

/// Keeps `width` at the width of `frame`.
fn watch(frame: &web_sys::HtmlElement, width: RwSignal<f64>) {
    width.set(f64::from(frame.client_width()) / text_scale());
    let observed = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let entry = entries.get(0).unchecked_into::<web_sys::ResizeObserverEntry>();
        width.try_set(entry.content_rect().width() / text_scale());
    });
    if let Ok(observer) = web_sys::ResizeObserver::new(observed.as_ref().unchecked_ref()) {
        observer.observe(frame);
        let kept = StoredValue::new_local((observer, observed));
        on_cleanup(move || {
            kept.try_update_value(|(observer, _)| observer.disconnect());
        });
    }
}

/// How much larger than usual the text of the page is.
fn text_scale() -> f64 {
    let style = document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    let size = size.and_then(|size| size.trim_end_matches("px").parse::<f64>().ok());
    size.filter(|size| *size > 0.0).unwrap_or(USUAL) / USUAL
}

/// The usual text size, in CSS pixels.
const USUAL: f64 = 16.0;
