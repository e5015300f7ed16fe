//! Work beside the page, in a worker of the browser.

use leptos::prelude::document;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, Url, Worker, WorkerOptions, WorkerType};

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Said {
    /// How many were tried, of how many.
    Behind(usize, usize),
    /// What was found, as JSON.
    Found(String),
    /// It could not be carried out, and why.
    Failed(String),
}

/// What the worker is given: where the page's module lies, a save, and what is asked.
#[derive(Serialize)]
struct Given<'g> {
    js: String,
    wasm: String,
    save: &'g str,
    ask: &'g str,
}

/// Work under way. It ends when this is dropped.
pub struct Beside {
    worker: Worker,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn()>,
}

impl Beside {
    /// Begins to try what is asked on the run of `save`, and hands over what is said; none where the browser has no
    /// workers.
    pub fn begin(save: &str, ask: &str, hear: impl Fn(Said) + Clone + 'static) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&absolute(SCRIPT)?, &options).ok()?;
        let said = hear.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            said(serde_json::from_str(&text).unwrap_or(Said::Failed(text)));
        });
        let failed = Closure::<dyn Fn()>::new(move || hear(Said::Failed(SCRIPT.to_owned())));
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let [js, wasm] = ["data-js", "data-wasm"].map(|name| absolute(&started_with(name)?));
        let given = serde_json::to_string(&Given { js: js?, wasm: wasm?, save, ask }).ok()?;
        worker.post_message(&JsValue::from_str(&given)).ok()?;
        Some(Self { worker, _heard: heard, _failed: failed })
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// What the script that starts the page was told.
fn started_with(name: &str) -> Option<String> {
    document().query_selector("script[data-js]").ok()??.get_attribute(name)
}

fn absolute(address: &str) -> Option<String> {
    let base = document().base_uri().ok()??;
    Url::new_with_base(address, &base).ok().map(|url| url.href())
}

/// The worker's own script.
const SCRIPT: &str = "./sweep.js";
