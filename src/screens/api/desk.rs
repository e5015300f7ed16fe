//! What is on the desk of the explorer: the operation that is open, its parameters as they are being written, and what was
//! tried.

use std::{cell::RefCell, collections::BTreeMap};

use engine::{
    openapi::{
        Call,
        catalogue::{self, Entry, Example},
    },
    view::api::{self, Fault, Field, Tried},
};
use leptos::prelude::*;
use serde_json::Value;

use crate::{
    app::{go, use_route},
    library::{Library, use_library},
    route::Route,
};

thread_local! {
    /// What was tried since the page was opened, whatever screens were shown meanwhile.
    static TRIED: RefCell<Vec<Tried>> = const { RefCell::new(Vec::new()) };
    /// What was being written, operation by operation.
    static DRAFTS: RefCell<BTreeMap<Key, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// Leaves the parameters of a call for the explorer, which begins with them.
pub fn leave(call: &Call) {
    if let Some(entry) = catalogue::entry(&call.product, &call.action) {
        DRAFTS.with_borrow_mut(|drafts| drafts.insert(key(entry), api::written(&call.params)));
    }
}

type Key = (&'static str, &'static str);

/// The state of the screen. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    library: StoredValue<Library>,
    /// The operation that is open; none where the address names one that there is not.
    pub(super) entry: Memo<Option<&'static Entry>>,
    /// The parameters as they are sent.
    pub(super) text: RwSignal<String>,
    /// What is typed into fields, as it is typed.
    typed: RwSignal<BTreeMap<&'static str, String>>,
    /// What was tried, the newest first.
    pub(super) tried: RwSignal<Vec<Tried>>,
    /// Which of it is shown, by its number.
    shown: RwSignal<Option<u32>>,
}

impl Desk {
    /// Follows the address.
    pub(super) fn open() -> Self {
        let (route, library) = (use_route(), use_library());
        let entry = Memo::new(move |_| match route.get() {
            Route::Api { open: Some((product, action)) } => catalogue::entry(&product, &action),
            _ => catalogue::entry(api::FIRST.0, api::FIRST.1),
        });
        let desk = Self {
            library: StoredValue::new(library),
            entry,
            text: RwSignal::new(String::new()),
            typed: RwSignal::new(BTreeMap::new()),
            tried: RwSignal::new(TRIED.with_borrow(Clone::clone)),
            shown: RwSignal::new(None),
        };
        Effect::new(move |_| desk.begin(entry.get()));
        desk
    }

    /// The run.
    pub(super) fn library(&self) -> Library {
        self.library.get_value()
    }

    /// An operation begins with what was written for it before, else with its first example.
    fn begin(&self, entry: Option<&'static Entry>) {
        let Some(entry) = entry else { return };
        let draft = DRAFTS.with_borrow(|drafts| drafts.get(&key(entry)).cloned());
        let text = draft.or_else(|| self.examples().first().map(|example| api::written(&example.params)));
        self.put(text.unwrap_or_else(|| "{}".to_owned()));
        let newest = self
            .tried
            .with_untracked(|tried| tried.iter().find(|tried| is_of(&tried.call, entry)).map(|tried| tried.number));
        self.shown.set(newest);
    }

    /// The examples of the operation, on the run as it is.
    pub(super) fn examples(&self) -> Vec<Example> {
        let Some(entry) = self.entry.get_untracked() else { return Vec::new() };
        self.library().read(|run| api::examples(run, entry.product, entry.action))
    }

    /// Puts a whole text in the place of the one before, and keeps it.
    pub(super) fn write(&self, text: String) {
        self.keep(text.clone());
        self.put(text);
    }

    fn put(&self, text: String) {
        self.typed.set(BTreeMap::new());
        self.text.set(text);
    }

    fn keep(&self, text: String) {
        if let Some(entry) = self.entry.get_untracked() {
            DRAFTS.with_borrow_mut(|drafts| drafts.insert(key(entry), text));
        }
    }

    /// What a field shows: what is typed into it, else what the text has.
    pub(super) fn field_text(&self, field: &Field) -> String {
        if let Some(typed) = self.typed.with(|typed| typed.get(field.name).cloned()) {
            return typed;
        }
        let read = self.text.with(|text| api::read(text, self.library().locale.get()));
        read.map(|params| field.shown(&params)).unwrap_or_default()
    }

    /// Takes what is typed into a field over to the text, if it fits.
    pub(super) fn type_into(&self, field: &Field, typed: String) {
        let locale = self.library().locale.get_untracked();
        let after = self.text.with_untracked(|text| api::with_field(text, field, &typed, locale));
        self.typed.update(|all| drop(all.insert(field.name, typed)));
        if let Ok(text) = after {
            self.keep(text.clone());
            self.text.set(text);
        }
    }

    /// What is wrong with the parameters, in the order of their places.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let (Some(entry), locale) = (self.entry.get(), self.library().locale.get()) else { return Vec::new() };
        let text = self.text.get();
        let params = match api::read(&text, locale) {
            Ok(params) => params,
            Err(fault) => return vec![fault],
        };
        let fields = self.library().read(|run| api::fields(run.world(), entry, locale));
        let unfit = self.typed.with(|typed| {
            let typed = fields.iter().filter_map(|field| Some((field, typed.get(field.name)?)));
            typed.filter_map(|(field, typed)| api::with_field(&text, field, typed, locale).err()).collect::<Vec<_>>()
        });
        unfit.into_iter().chain(api::faults(entry, &params, locale)).collect()
    }

    /// The call as it stands; none while the text is no JSON.
    pub(super) fn call(&self) -> Option<Call> {
        let entry = self.entry.get()?;
        let params = self.text.with(|text| api::read(text, self.library().locale.get())).ok()?;
        Some(Call { product: entry.product.to_owned(), action: entry.action.to_owned(), params: Value::Object(params) })
    }

    /// Calls it, and remembers what it came to.
    pub(super) fn run(&self) {
        let Some(call) = untrack(|| self.call()) else { return };
        let (answer, refusal, acted) = self.library().answer(&call.product, &call.action, &call.params);
        self.tried.update(|tried| api::remember(tried, call, &answer, refusal, acted));
        self.tried.with_untracked(|tried| {
            TRIED.set(tried.clone());
            self.shown.set(tried.first().map(|newest| newest.number));
        });
    }

    /// What is shown of what was tried.
    pub(super) fn shown(&self) -> Option<Tried> {
        let number = self.shown.get()?;
        self.tried.with(|tried| tried.iter().find(|tried| tried.number == number).cloned())
    }

    /// Opens what was tried again, with the parameters that it was tried with.
    pub(super) fn reopen(&self, tried: &Tried) {
        let is_open = self.entry.get_untracked().is_some_and(|entry| is_of(&tried.call, entry));
        if is_open {
            self.write(api::written(&tried.call.params));
        } else {
            leave(&tried.call);
            go(&Route::Api { open: Some((tried.call.product.clone(), tried.call.action.clone())) });
        }
        self.shown.set(Some(tried.number));
    }
}

fn key(entry: &'static Entry) -> Key {
    (entry.product, entry.action)
}

fn is_of(call: &Call, entry: &Entry) -> bool {
    call.product == entry.product && call.action == entry.action
}
