//! Other windows of the page, by the browser's `BroadcastChannel`.

use leptos::prelude::{LocalStorage, StoredValue, WithValue, on_cleanup};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel between windows of this page; a browser that has none is alone.
#[derive(Clone, Copy)]
pub struct Channel {
    open: StoredValue<Option<Opened>, LocalStorage>,
}

/// The channel with what listens to it, for as long as it is there.
struct Opened {
    channel: BroadcastChannel,
    _listener: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Opens the channel with this name for as long as what asks for it is shown, and hands over the texts that come.
    pub fn open(name: &str, hear: impl Fn(String) + 'static) -> Self {
        let opened = BroadcastChannel::new(name).ok().map(|channel| {
            let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(text) = event.data().as_string() {
                    hear(text);
                }
            });
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            Opened { channel, _listener: listener }
        });
        let open = StoredValue::new_local(opened);
        on_cleanup(move || {
            let _ = open.try_with_value(|opened| {
                if let Some(opened) = opened {
                    opened.channel.set_onmessage(None);
                    opened.channel.close();
                }
            });
        });
        Self { open }
    }

    /// Says something to the other windows.
    pub fn say(self, text: &str) {
        let _ = self.open.try_with_value(|opened| {
            if let Some(opened) = opened {
                let _ = opened.channel.post_message(&JsValue::from_str(text));
            }
        });
    }
}
